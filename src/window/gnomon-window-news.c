/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-move.h"
#include "gnomon-moved.h"
#include "gnomon-window-private.h"

/*
 * What the window tells unasked: that events lie at another time though nobody has edited them, and
 * that of a series not all is shown.
 */

static void
show_moves_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (gnomon_moved_new (GTK_WINDOW (self), self->store)));
}

/* What was on the screen of a window that is looked at has been seen. */
static void
moves_told_cb (GnomonWindow *self)
{
  if (self->settings != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    g_settings_set_int64 (self->settings, "moves-seen", self->moves_told);
}

static gint64
get_seen (GnomonWindow *self)
{
  return self->settings != NULL ? g_settings_get_int64 (self->settings, "moves-seen") : 0;
}

/**
 * gnomon_window_tell_moves:
 * @self: a window
 *
 * Says how many events have moved since it was said last, and offers to list them.
 */
void
gnomon_window_tell_moves (GnomonWindow *self)
{
  gint64 seen = MAX (self->moves_told, get_seen (self));
  g_autoptr (GArray) moves = gnomon_store_list_moves (self->store, seen + 1, NULL);
  g_autofree char *text = NULL;
  AdwToast *toast;
  guint count;

  if (moves == NULL || moves->len == 0)
    return;

  self->moves_told = g_array_index (moves, GnomonMove, moves->len - 1).at;
  count = gnomon_moved_count (self->store, moves);
  if (count == 0)
    return;

  text = g_strdup_printf (ngettext ("%u event is at another time: a time zone changed",
                                    "%u events are at another time: a time zone changed",
                                    count), count);
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, GNOMON_TOAST_SECONDS);
  /* Translators: a button that lists the events that a change of the time zone has moved. */
  adw_toast_set_button_label (toast, _("Show"));
  adw_toast_set_action_name (toast, "win.show-moves");
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (moves_told_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Views read again and again: each series is told of once. */
static void
cut_cb (GnomonWindow *self,
        const char   *title)
{
  g_autofree char *text = NULL;

  if (!g_hash_table_add (self->cut_titles, g_strdup (title)))
    return;

  /* Translators: %s is the title of an event that repeats. */
  text = g_strdup_printf (_("“%s” is too often to show all of it"), title);
  gnomon_window_add_toast (self, text);
}

/**
 * gnomon_window_watch_news:
 * @self: a window that has its store
 *
 * Tells what there is to tell, now and from now on.
 */
void
gnomon_window_watch_news (GnomonWindow *self)
{
  self->cut_titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (self->store, "cut", G_CALLBACK (cut_cb), self, G_CONNECT_SWAPPED);
  gnomon_window_tell_moves (self);
}

/**
 * gnomon_window_class_init_news:
 * @widget_class: the window's class
 *
 * Installs the action that lists what has moved.
 */
void
gnomon_window_class_init_news (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-moves", NULL, show_moves_action_cb);
}
