/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-scrim.h"

#include "gnomon-css.h"

/* The window below a dialog is darkened, as long as one lies over it. */

#define SCRIM_CLASS "behind-dialog"

/* How many dialogs lie over a window, kept with it. */
#define COUNT_KEY "gnomon-scrim-count"

static void
add_to_count (GtkWindow *dialog,
              int        change)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  int count;

  if (parent == NULL)
    return;

  count = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (parent), COUNT_KEY)) + change;
  g_object_set_data (G_OBJECT (parent), COUNT_KEY, GINT_TO_POINTER (count));
  gnomon_css_set_class (GTK_WIDGET (parent), SCRIM_CLASS, count > 0);
}

static void
mapped_cb (GtkWindow *dialog)
{
  add_to_count (dialog, 1);
}

static void
unmapped_cb (GtkWindow *dialog)
{
  add_to_count (dialog, -1);
}

/**
 * gnomon_scrim_follow:
 * @dialog: a modal window
 *
 * Darkens the window that it is transient for while it is shown. To be called once, before that.
 */
void
gnomon_scrim_follow (GtkWindow *dialog)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));

  g_signal_connect (dialog, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (dialog, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
