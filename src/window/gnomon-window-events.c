/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-event-editor.h"
#include "gnomon-zone.h"

/* What opens over the view: an event's popover, a day's popover, the editor. */

/* How long something that is to be revealed is waited for. */
#define REVEAL_FRAMES 30

static void
select_chip (GnomonWindow    *self,
             GnomonEventChip *chip)
{
  if (self->selected_chip != NULL)
    gnomon_event_chip_set_selected (self->selected_chip, FALSE);
  g_set_weak_pointer (&self->selected_chip, chip);
  if (chip != NULL)
    gnomon_event_chip_set_selected (chip, TRUE);
}

static GdkRectangle
get_bounds (GnomonWindow *self,
            GtkWidget    *anchor)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (anchor, GTK_WIDGET (self->view), &bounds))
    return (GdkRectangle){ 0, 0, 1, 1 };

  return (GdkRectangle){
    .x = (int) bounds.origin.x,
    .y = (int) bounds.origin.y,
    .width = (int) bounds.size.width,
    .height = (int) bounds.size.height,
  };
}

static void
event_popover_closed_cb (GnomonWindow *self)
{
  GnomonOccurrence *shown;
  GtkWidget *anchor = NULL;

  g_assert (GNOMON_IS_WINDOW (self));

  select_chip (self, NULL);
  if (self->event_popover == NULL)
    return;

  /* The focus goes back to what was opened. */
  shown = gnomon_event_popover_get_occurrence (self->event_popover);
  if (shown != NULL)
    anchor = gnomon_view_find_anchor (self->view, gnomon_occurrence_get_event_id (shown),
                                      gnomon_occurrence_get_recurrence_id (shown), &shown);
  gtk_widget_grab_focus (anchor != NULL ? anchor : GTK_WIDGET (self->view));
}

static void
day_popover_closed_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if (self->day_popover != NULL)
    gtk_widget_grab_focus (self->day_anchor != NULL ? self->day_anchor : GTK_WIDGET (self->view));
}

static void
popover_edit_cb (GnomonWindow *self,
                 GnomonEvent  *event)
{
  gnomon_window_edit_event (self, event);
}

static void
popover_delete_cb (GnomonWindow *self,
                   GnomonEvent  *event)
{
  GnomonOccurrence *occurrence = gnomon_event_popover_get_occurrence (self->event_popover);

  if (occurrence != NULL)
    gnomon_window_delete_occurrence (self, occurrence);
}

static void
popover_failed_cb (GnomonWindow *self,
                   const char   *message)
{
  gnomon_window_add_toast (self, message);
}

static void
popover_new_cb (GnomonWindow *self,
                gint64        day)
{
  gnomon_window_quick_add_on (self, day);
}

static void
show_event_popover (GnomonWindow       *self,
                    GnomonOccurrence   *occurrence,
                    const GdkRectangle *bounds)
{
  if (self->event_popover == NULL)
    {
      /* Kept here: it goes from one view to the next. */
      self->event_popover = g_object_ref_sink (
        GNOMON_EVENT_POPOVER (gnomon_event_popover_new (self->store)));
      g_signal_connect_object (self->event_popover, "closed",
                               G_CALLBACK (event_popover_closed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->event_popover, "edit", G_CALLBACK (popover_edit_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->event_popover, "delete", G_CALLBACK (popover_delete_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->event_popover, "failed", G_CALLBACK (popover_failed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  gnomon_event_popover_show_event (self->event_popover, occurrence,
                                   GTK_WIDGET (self->view), bounds);
}

static void
day_popover_activated_cb (GnomonWindow     *self,
                          GnomonOccurrence *occurrence,
                          GtkWidget        *row)
{
  GdkRectangle bounds = { 0 };

  g_assert (GNOMON_IS_WINDOW (self));

  /* The row goes with its popover: what is left to point at is where that pointed. */
  gtk_popover_get_pointing_to (GTK_POPOVER (self->day_popover), &bounds);
  gtk_popover_popdown (GTK_POPOVER (self->day_popover));
  show_event_popover (self, occurrence, &bounds);
}

static void
editor_saved_cb (GnomonWindow *self,
                 GnomonEvent  *event,
                 gboolean      created,
                 guint64       change)
{
  g_autoptr (GnomonCalendar) calendar = NULL;
  g_autofree char *text = NULL;

  g_assert (GNOMON_IS_WINDOW (self));

  if (change == 0)
    return;

  gnomon_window_reveal (self, gnomon_event_get_id (event),
                        created ? NULL : gnomon_event_get_recurrence_id (event), FALSE);
  calendar = gnomon_store_get_calendar (self->store, gnomon_event_get_calendar_id (event), NULL);
  if (created && calendar != NULL)
    /* Translators: %s is the name of a calendar. */
    text = g_strdup_printf (_("Added to %s"), gnomon_calendar_get_name (calendar));
  else
    /* Translators: %s is the title of an event. */
    text = g_strdup_printf (_("“%s” changed"), gnomon_event_get_title (event));
  gnomon_window_add_undo_toast (self, text, change);
}

/* Whether the focus is still where it was when an event was to be revealed, or at the cursor of the
 * view: who has gone on meanwhile, to another event or out of the view, is left alone. */
static gboolean
may_reveal (GnomonWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->reveal_opens || focus == NULL || focus == self->reveal_focus
      || self->reveal_focus == NULL)
    return TRUE;

  return gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))
         && gnomon_view_get_focus_occurrence (self->view) == NULL;
}

/* Where any occurrence will do, the one that has the focus is the best. */
static gboolean
is_revealed (GnomonWindow *self)
{
  GnomonOccurrence *focused = gnomon_view_get_focus_occurrence (self->view);

  return focused != NULL && !self->reveal_opens
         && gnomon_occurrence_is_of (focused, self->revealed_event, self->revealed_recurrence);
}

static gboolean
reveal_tick_cb (GtkWidget     *view,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  GnomonWindow *self = user_data;
  GnomonOccurrence *occurrence = NULL;
  GtkWidget *anchor = NULL;

  if (gtk_widget_get_width (view) > 0)
    anchor = gnomon_view_find_anchor (self->view, self->revealed_event, self->revealed_recurrence,
                                      &occurrence);
  /* What was just stored is read by the view a moment later. */
  if (anchor == NULL && --self->reveal_frames > 0)
    return G_SOURCE_CONTINUE;

  if (anchor != NULL && (!may_reveal (self) || is_revealed (self)))
    anchor = NULL;
  /* A view knows an event a frame before it has a place for it. */
  if (anchor != NULL && !gtk_widget_grab_focus (anchor) && --self->reveal_frames > 0)
    return G_SOURCE_CONTINUE;

  /* The focus scrolls it into sight: where to point at is known when that is laid out. */
  if (anchor != NULL && self->reveal_opens && !self->reveal_focused)
    {
      self->reveal_focused = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->reveal_tick_id = 0;
  if (anchor != NULL && self->reveal_opens)
    gnomon_window_open_event (self, occurrence, anchor);

  return G_SOURCE_REMOVE;
}

/**
 * gnomon_window_make_editor:
 * @self: a window
 * @event: (nullable): what to change; %NULL: a new one
 *
 * Returns: (transfer none): an editor that tells what it did, to be presented
 */
GnomonEventEditor *
gnomon_window_make_editor (GnomonWindow *self,
                           GnomonEvent  *event)
{
  GnomonEventEditor *editor = gnomon_event_editor_new (GTK_WINDOW (self), self->store, event);

  g_signal_connect_object (editor, "saved", G_CALLBACK (editor_saved_cb), self, G_CONNECT_SWAPPED);

  return editor;
}

/**
 * gnomon_window_open_event:
 * @self: a window
 * @occurrence: an occurrence
 * @anchor: the chip or row that stands for it
 *
 * Shows what an event is about.
 */
void
gnomon_window_open_event (GnomonWindow     *self,
                          GnomonOccurrence *occurrence,
                          GtkWidget        *anchor)
{
  GdkRectangle bounds = get_bounds (self, anchor);

  show_event_popover (self, occurrence, &bounds);
  select_chip (self, GNOMON_IS_EVENT_CHIP (anchor) ? GNOMON_EVENT_CHIP (anchor) : NULL);
}

/**
 * gnomon_window_open_day:
 * @self: a window
 * @day: a civil day
 * @anchor: the button that was pressed
 *
 * Shows all events of a day.
 */
void
gnomon_window_open_day (GnomonWindow *self,
                        gint64        day,
                        GtkWidget    *anchor)
{
  GdkRectangle bounds = get_bounds (self, anchor);

  if (self->day_popover == NULL)
    {
      self->day_popover = g_object_ref_sink (
        GNOMON_DAY_POPOVER (gnomon_day_popover_new (self->store)));
      g_signal_connect_object (self->day_popover, "activated",
                               G_CALLBACK (day_popover_activated_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->day_popover, "closed", G_CALLBACK (day_popover_closed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->day_popover, "new", G_CALLBACK (popover_new_cb), self,
                               G_CONNECT_SWAPPED);
    }

  g_set_weak_pointer (&self->day_anchor, anchor);
  gnomon_day_popover_show_day (self->day_popover, day, GTK_WIDGET (self->view), &bounds);
}

/**
 * gnomon_window_edit_event:
 * @self: a window
 * @event: an event
 *
 * Opens the editor on an event.
 */
void
gnomon_window_edit_event (GnomonWindow *self,
                          GnomonEvent  *event)
{
  gtk_window_present (GTK_WINDOW (gnomon_window_make_editor (self, event)));
}

/**
 * gnomon_window_edit_new:
 * @self: a window
 * @fields: what is known of a new event
 *
 * Opens the editor for a new event.
 */
void
gnomon_window_edit_new (GnomonWindow       *self,
                        const GnomonFields *fields)
{
  GnomonEventEditor *editor = gnomon_window_make_editor (self, NULL);

  gnomon_event_editor_set_fields (editor, fields);
  gtk_window_present (GTK_WINDOW (editor));
}

/**
 * gnomon_window_new_event_on:
 * @self: a window
 * @day: a civil day
 *
 * Opens the editor for a new event on a day, at the next full hour.
 */
void
gnomon_window_new_event_on (GnomonWindow *self,
                            gint64        day)
{
  gint64 hour = gnomon_civil_time_of_wall (self->time.now_wall) / 3600 + 1;
  gint64 start = day * GNOMON_DAY_SECONDS + MIN (hour, 23) * 3600;
  GnomonEventEditor *editor = gnomon_window_make_editor (self, NULL);

  gnomon_event_editor_set_slot (editor, start, start, FALSE);
  gtk_window_present (GTK_WINDOW (editor));
}

/**
 * gnomon_window_show_event:
 * @self: a window
 * @event_id: an event
 *
 * Goes to the day of an event and opens it there, as from a notification; of a series to that of
 * the occurrence that runs or comes next.
 */
void
gnomon_window_show_event (GnomonWindow *self,
                          gint64        event_id)
{
  g_autoptr (GnomonEvent) event = NULL;
  g_autofree char *recurrence_id = NULL;
  GTimeZone *zone;
  gint64 starts_at, ends_at;

  g_return_if_fail (GNOMON_IS_WINDOW (self));

  event = gnomon_store_get_event (self->store, event_id, NULL);
  if (event == NULL)
    {
      gnomon_window_add_toast (self, _("The event is no longer there"));
      return;
    }

  zone = gnomon_store_get_viewer_zone (self->store);
  recurrence_id =
    gnomon_store_find_instance (self->store, event,
                                gnomon_clock_get_now (gnomon_store_get_clock (self->store)),
                                &starts_at, &ends_at);
  gnomon_window_show_day (self, gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, starts_at)));

  gnomon_window_reveal (self, event_id, recurrence_id, TRUE);
}

/**
 * gnomon_window_reveal:
 * @self: a window
 * @event_id: an event
 * @recurrence_id: (nullable): which of its occurrences; %NULL or empty: the first one in sight
 * @open: whether to open it, too
 *
 * Gives an event the focus as soon as the view shows it: what was just stored, or a view that is
 * not laid out yet, needs a frame or two. Nothing happens where it is not among the days of the
 * view, or where the user has gone elsewhere meanwhile.
 */
void
gnomon_window_reveal (GnomonWindow *self,
                      gint64        event_id,
                      const char   *recurrence_id,
                      gboolean      open)
{
  self->revealed_event = event_id;
  g_free (self->revealed_recurrence);
  self->revealed_recurrence =
    recurrence_id != NULL && *recurrence_id != '\0' ? g_strdup (recurrence_id) : NULL;
  self->reveal_opens = open;
  self->reveal_focused = FALSE;
  g_set_weak_pointer (&self->reveal_focus, gtk_window_get_focus (GTK_WINDOW (self)));
  self->reveal_frames = REVEAL_FRAMES;
  if (self->reveal_tick_id == 0)
    self->reveal_tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view),
                                                         reveal_tick_cb, self, NULL);
}
