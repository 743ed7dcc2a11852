/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-scrim.h"

#include "gnomon-css.h"

/* The window below a dialog is darkened, as long as one lies over it, and no dialog is larger. */

#define SCRIM_CLASS "behind-dialog"

/* How many dialogs lie over a window, kept with it. */
#define COUNT_KEY "gnomon-scrim-count"

/* What a dialog has darkened, kept with it: it may come to lie over another window meanwhile. */
#define DARKENED_KEY "gnomon-scrim-darkened"

static void
add_to_count (GtkWindow *window,
              int        change)
{
  int count = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (window), COUNT_KEY)) + change;

  g_object_set_data (G_OBJECT (window), COUNT_KEY, GINT_TO_POINTER (count));
  gnomon_css_set_class (GTK_WIDGET (window), SCRIM_CLASS, count > 0);
}

/* In a narrow window the dialog is all of it. */
static void
realized_cb (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  int parent_width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int parent_height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;
  int width, height;

  gtk_window_get_default_size (dialog, &width, &height);

  if (parent_width > 0 && parent_height > 0)
    gtk_window_set_default_size (dialog, MIN (width, parent_width), MIN (height, parent_height));
}

static void
mapped_cb (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);

  if (parent == NULL)
    return;

  add_to_count (parent, 1);
  g_object_set_data_full (G_OBJECT (dialog), DARKENED_KEY, g_object_ref (parent), g_object_unref);
}

static void
unmapped_cb (GtkWindow *dialog)
{
  g_autoptr (GtkWindow) darkened = g_object_steal_data (G_OBJECT (dialog), DARKENED_KEY);

  if (darkened != NULL)
    add_to_count (darkened, -1);
}

/**
 * gnomon_scrim_follow:
 * @dialog: a modal window
 *
 * Darkens the window that it is transient for while it is shown, and makes it no larger than that
 * by default. To be called once, before that.
 */
void
gnomon_scrim_follow (GtkWindow *dialog)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));

  g_signal_connect (dialog, "realize", G_CALLBACK (realized_cb), NULL);
  g_signal_connect (dialog, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (dialog, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
