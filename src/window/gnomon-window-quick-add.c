/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-event-editor.h"

/* The sheet for a new event: where it lies, what it stores, and its ghost in the view. */

static void
ghost_changed_cb (GnomonWindow *self,
                  gint64        start_wall,
                  gint64        end_wall,
                  gboolean      all_day,
                  const char   *title,
                  const char   *color)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_view_set_ghost (self->view, start_wall, end_wall, all_day, title, color);
}

static void
closed_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_focus_view (self);
}

static void
mode_changed_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_quick_add_set_compact (self->quick_add,
                                gnomon_mode_bin_get_mode (self->mode_bin) >= GNOMON_MODE_SMALL);
}

typedef struct
{
  GnomonWindow *window;
  GnomonOperation *operation;
} Addition;

static void
added_cb (GObject      *store,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Addition *addition = user_data;
  g_autoptr (GnomonWindow) self = addition->window;
  g_autoptr (GnomonOperation) operation = addition->operation;
  g_autoptr (GnomonCalendar) calendar = NULL;
  g_autoptr (GObject) object = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (GNOMON_STORE (store), result, &object, &error))
    {
      if (self->quick_add != NULL)
        gnomon_quick_add_fail (self->quick_add, error);
      return;
    }
  if (self->store == NULL)
    return;

  gnomon_quick_add_clear (self->quick_add);
  gnomon_quick_add_close (self->quick_add);
  gnomon_window_reveal (self, gnomon_event_get_id (GNOMON_EVENT (object)), NULL, FALSE);
  calendar = gnomon_store_get_calendar (self->store,
                                        gnomon_event_get_calendar_id (GNOMON_EVENT (object)), NULL);
  if (calendar == NULL)
    return;

  /* Translators: %s is the name of a calendar. */
  text = g_strdup_printf (_("Added to %s"), gnomon_calendar_get_name (calendar));
  gnomon_window_add_undo_toast (self, text, gnomon_operation_get_change (operation));
}

static void
add_cb (GnomonWindow *self,
        GnomonFields *fields)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_create_event (fields);
  Addition *addition = g_new0 (Addition, 1);

  g_assert (GNOMON_IS_WINDOW (self));

  addition->window = g_object_ref (self);
  addition->operation = gnomon_operation_ref (operation);
  gnomon_store_apply_async (self->store, operation, NULL, added_cb, addition);
}

static void
details_cb (GnomonWindow *self,
            GnomonFields *fields)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_edit_new (self, fields);
}

static void
open_quick_add (GnomonWindow *self,
                gint64        start_wall,
                gint64        end_wall,
                gboolean      all_day)
{
  if (self->quick_add == NULL)
    {
      self->quick_add = GNOMON_QUICK_ADD (gnomon_quick_add_new (self->store));
      g_signal_connect_object (self->quick_add, "ghost-changed", G_CALLBACK (ghost_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->quick_add, "add", G_CALLBACK (add_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->quick_add, "details", G_CALLBACK (details_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->quick_add, "closed", G_CALLBACK (closed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->mode_bin, "notify::mode", G_CALLBACK (mode_changed_cb), self,
                               G_CONNECT_SWAPPED);
      mode_changed_cb (self);
      gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->quick_add));
    }

  gnomon_quick_add_set_slot (self->quick_add, start_wall, end_wall, all_day);
  gnomon_quick_add_open (self->quick_add);
}

/**
 * gnomon_window_quick_add_on:
 * @self: a window
 * @day: a civil day
 *
 * Opens the sheet for a new event on a day, at the next full hour. On today it begins at the next
 * time that the text names, be it tomorrow's.
 */
void
gnomon_window_quick_add_on (GnomonWindow *self,
                            gint64        day)
{
  gint64 hour = gnomon_civil_time_of_wall (self->time.now_wall) / 3600 + 1;
  gint64 start = day * GNOMON_DAY_SECONDS + MIN (hour, 23) * 3600;

  open_quick_add (self, start, day == self->time.today ? start - 1 : start, FALSE);
}

/**
 * gnomon_window_choose_slot:
 * @self: a window
 * @start_wall: when an event shall begin where the text does not say, in wall seconds
 * @end_wall: when it shall end; where that is @start_wall, only a day was chosen
 * @all_day: whether it shall take whole days
 *
 * Opens the sheet for a new event at a time that was chosen in a view.
 */
void
gnomon_window_choose_slot (GnomonWindow *self,
                           gint64        start_wall,
                           gint64        end_wall,
                           gboolean      all_day)
{
  if (start_wall == end_wall)
    gnomon_window_quick_add_on (self, gnomon_civil_day_of_wall (start_wall));
  else
    open_quick_add (self, start_wall, end_wall, all_day);
}

/**
 * gnomon_window_add_event:
 * @self: a window
 * @text: what was typed elsewhere, as in the search of the desktop; "" for nothing
 *
 * Opens the sheet for a new event today, with the text in it. What was typed there before and not
 * added stays where nothing is given in its place.
 */
void
gnomon_window_add_event (GnomonWindow *self,
                         const char   *text)
{
  g_return_if_fail (GNOMON_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  gnomon_window_quick_add_on (self, self->time.today);
  if (*text != '\0')
    gnomon_quick_add_set_text (self->quick_add, text);
}
