/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-drag.h"
#include "gnomon-event-moves.h"

/* What is done to the event that has the focus: moved, made longer, copied, answered, coloured. */

#define STEP_SECONDS (15 * 60)

/* As in "Thu 19, 14:00", or "Thu 19"; in another month than this one that is named, too. */
static char *
format_place (GnomonWindow     *self,
              const GnomonSlot *slot)
{
  gint64 first = gnomon_slot_first_day (slot);
  gint64 today = self->time.today;
  gboolean this_month = gnomon_view_get_month_start (first) == gnomon_view_get_month_start (today);
  g_autofree char *day = this_month ? gnomon_format_day_short (first)
                                    : gnomon_format_date_brief (first, today);
  g_autofree char *time = NULL;

  if (slot->all_day)
    return g_steal_pointer (&day);

  time = gnomon_format_time (slot->start, self->time.hours);

  /* Translators: a day and a time, as in "Thu 19, 14:00". */
  return g_strdup_printf (_("%s, %s"), day, time);
}

static char *
format_moved (GnomonWindow     *self,
              const GnomonSlot *from,
              const GnomonSlot *to,
              gboolean          duplicate)
{
  g_autofree char *place = NULL;

  if (!duplicate && from->start == to->start && !to->all_day && !from->all_day)
    {
      g_autofree char *range = gnomon_format_time_range (to->start, to->end, self->time.hours);

      /* Translators: %s is from when to when an event is now, as in "Now 14:00–15:30". */
      return g_strdup_printf (_("Now %s"), range);
    }

  place = format_place (self, to);
  if (duplicate)
    /* Translators: %s is a day and a time, as in "Thu 19, 14:00". */
    return g_strdup_printf (_("Copied to %s"), place);

  /* Translators: %s is a day and a time, as in "Thu 19, 14:00". */
  return g_strdup_printf (_("Moved to %s"), place);
}

static void
copy_event (GnomonWindow     *self,
            GnomonEvent      *event,
            const GnomonSlot *from,
            const GnomonSlot *to)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  g_autoptr (GnomonFields) fields =
    gnomon_event_moves_copy_fields (event, to, viewer,
                                    gnomon_store_get_viewer_zone_name (self->store));
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_create_event (fields);

  gnomon_window_apply (self, operation, gnomon_event_get_title (event),
                       format_moved (self, from, to, TRUE));
}

/* The view goes along to where the event went; there the event has the focus. */
static void
follow (GnomonWindow     *self,
        GnomonOccurrence *occurrence,
        const GnomonSlot *to)
{
  gint64 day = gnomon_slot_first_day (to);
  gint64 first_day, end_day;

  gnomon_view_get_range (self->view, &first_day, &end_day);
  if (day >= first_day && day < end_day)
    return;

  gnomon_view_set_date (self->view, day);
  gnomon_window_reveal (self, gnomon_occurrence_get_event_id (occurrence), NULL, FALSE);
}

/**
 * gnomon_window_move_occurrence:
 * @self: a window
 * @occurrence: what is moved
 * @to: when it shall be
 * @duplicate: whether it stays, and a copy of it goes there
 *
 * Moves an event, and says so. Of one that repeats it asks what of the series shall move.
 */
void
gnomon_window_move_occurrence (GnomonWindow     *self,
                               GnomonOccurrence *occurrence,
                               const GnomonSlot *to,
                               gboolean          duplicate)
{
  gint64 id = gnomon_occurrence_get_event_id (occurrence);
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (self->store, id, NULL);
  g_autoptr (GnomonFields) fields = NULL;
  GnomonSlot from = gnomon_drag_get_slot (occurrence);

  if (event == NULL || (!duplicate && gnomon_slot_equal (&from, to)))
    return;
  if (duplicate)
    {
      copy_event (self, event, &from, to);
      return;
    }

  fields = gnomon_event_moves_to_fields (event, to, viewer,
                                         gnomon_store_get_viewer_zone_name (self->store));
  gnomon_window_change_occurrence (self, occurrence, event, fields,
                                   format_moved (self, &from, to, FALSE));
  if (!gnomon_event_is_recurring (event))
    follow (self, occurrence, to);
}

/* To a slot; to a day, of which start and end are the same, at the time that the event had. */
static void
paste (GnomonWindow     *self,
       const GnomonSlot *slot)
{
  GnomonSlot from, to;
  gboolean cut = self->clipboard_cut;

  if (self->clipboard == NULL)
    return;

  from = gnomon_drag_get_slot (self->clipboard);
  if (slot->start == slot->end)
    to = gnomon_slot_move_days (&from, (int) (gnomon_slot_first_day (slot)
                                              - gnomon_slot_first_day (&from)));
  else if (slot->all_day)
    to = gnomon_slot_to_all_day (&from, gnomon_slot_first_day (slot));
  else if (from.all_day)
    to = *slot;
  else
    to = gnomon_slot_move (&from, slot->start - from.start);

  gnomon_window_move_occurrence (self, self->clipboard, &to, !cut);
  if (cut)
    g_clear_object (&self->clipboard);
}

static void
move_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);
  GnomonSlot slot;
  int days, steps;

  if (occurrence == NULL)
    return;

  g_variant_get (parameter, "(ii)", &days, &steps);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    days = -days;

  slot = gnomon_drag_get_slot (occurrence);
  if (slot.all_day && steps != 0)
    return;

  slot = gnomon_slot_move_days (&slot, days);
  slot = gnomon_slot_move (&slot, steps * STEP_SECONDS);
  gnomon_window_move_occurrence (self, occurrence, &slot, FALSE);
}

static void
stretch_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);
  GnomonSlot slot;

  if (occurrence == NULL || gnomon_occurrence_is_all_day (occurrence))
    return;

  slot = gnomon_drag_get_slot (occurrence);
  slot = gnomon_slot_stretch (&slot, FALSE,
                              slot.end + g_variant_get_int32 (parameter) * STEP_SECONDS,
                              STEP_SECONDS / 60);
  gnomon_window_move_occurrence (self, occurrence, &slot, FALSE);
}

static void
duplicate_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);
  GnomonSlot slot;

  if (occurrence == NULL)
    return;

  slot = gnomon_drag_get_slot (occurrence);
  gnomon_window_move_occurrence (self, occurrence, &slot, TRUE);
}

static void
copy_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);

  if (occurrence == NULL)
    return;

  g_set_object (&self->clipboard, occurrence);
  self->clipboard_cut = g_str_equal (action_name, "win.cut-event");
}

static void
paste_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonSlot day = gnomon_slot_at (gnomon_view_get_date (self->view), 0, 0);

  paste (self, &day);
}

static void
paste_at_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  GnomonSlot slot;

  g_variant_get (parameter, "(xxb)", &slot.start, &slot.end, &slot.all_day);
  paste (GNOMON_WINDOW (widget), &slot);
}

static void
color_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonEvent) event = NULL;

  if (occurrence == NULL)
    return;

  event = gnomon_store_get_event (self->store, gnomon_occurrence_get_event_id (occurrence), NULL);
  if (event == NULL)
    return;

  gnomon_fields_set_string (fields, GNOMON_EVENT_COLOR, g_variant_get_string (parameter, NULL));
  gnomon_window_change_occurrence (self, occurrence, event, fields,
                                   /* Translators: %s is the title of an event. */
                                   g_strdup_printf (_("“%s” has another colour"),
                                                    gnomon_event_get_title (event)));
}

static void
answer_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonOperation) operation = NULL;
  GnomonAttendee *own;

  if (occurrence == NULL)
    return;

  event = gnomon_store_get_event (self->store, gnomon_occurrence_get_event_id (occurrence), NULL);
  own = event != NULL
          ? gnomon_event_find_own_attendee (event, gnomon_store_get_own_addresses (self->store))
          : NULL;
  if (own == NULL)
    return;

  operation = gnomon_operation_new_respond (gnomon_event_get_id (event),
                                            gnomon_attendee_get_id (own),
                                            g_variant_get_string (parameter, NULL));
  gnomon_window_apply (self, operation, gnomon_event_get_title (event),
                       /* Translators: %s is the title of an event. */
                       g_strdup_printf (_("“%s” is answered"), gnomon_event_get_title (event)));
}

/**
 * gnomon_window_class_init_moves:
 * @widget_class: the class of the window
 *
 * Installs the actions, and binds their keys.
 */
void
gnomon_window_class_init_moves (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.move-event", "(ii)", move_action_cb },
    { "win.stretch-event", "i", stretch_action_cb },
    { "win.duplicate-event", NULL, duplicate_action_cb },
    { "win.copy-event", NULL, copy_action_cb },
    { "win.cut-event", NULL, copy_action_cb },
    { "win.paste-event", NULL, paste_action_cb },
    { "win.paste-event-at", "(xxb)", paste_at_action_cb },
    { "win.color-event", "s", color_action_cb },
    { "win.answer-event", "s", answer_action_cb },
  };
  static const struct
  {
    guint key;
    int days;
    int steps;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 },
    { GDK_KEY_Right, 1, 0 },
    { GDK_KEY_Up, 0, -1 },
    { GDK_KEY_Down, 0, 1 },
  };
  static const struct
  {
    guint key;
    const char *action_name;
  } keys[] = {
    { GDK_KEY_d, "win.duplicate-event" },
    { GDK_KEY_c, "win.copy-event" },
    { GDK_KEY_x, "win.cut-event" },
    { GDK_KEY_v, "win.paste-event" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, arrows[i].key, GDK_ALT_MASK,
                                           "win.move-event", "(ii)", arrows[i].days,
                                           arrows[i].steps);
      if (arrows[i].steps != 0)
        gtk_widget_class_add_binding_action (widget_class, arrows[i].key,
                                             GDK_ALT_MASK | GDK_SHIFT_MASK, "win.stretch-event",
                                             "i", arrows[i].steps);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK,
                                         keys[i].action_name, NULL);
}
