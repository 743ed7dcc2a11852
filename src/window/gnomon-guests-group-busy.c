/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-guest-row.h"
#include "gnomon-guests-group-private.h"
#include "gnomon-schedule.h"
#include "gnomon-zone.h"

/* When the guests are known to be busy on the day of the event: by the events of all calendars. */

/* It is looked up a moment after the last key, and not for each. */
#define DELAY_MS 150

/* More are only hinted at. */
#define MAX_INTERVALS 3

/* "Busy 09:00–10:00, 14:00–15:00"; empty where nothing is known. */
static char *
format_busy (GnomonGuestsGroup *self,
             GArray            *busy)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  g_autoptr (GString) ranges = g_string_new (NULL);

  for (guint i = 0; i < MIN (busy->len, MAX_INTERVALS); i++)
    {
      GnomonInterval *interval = &g_array_index (busy, GnomonInterval, i);
      g_autofree char *range = NULL;

      if (interval->start <= self->from && interval->end >= self->to)
        return g_strdup (_("Busy all day"));

      range = gnomon_format_time_range (gnomon_zone_to_wall (viewer, interval->start),
                                        gnomon_zone_to_wall (viewer, interval->end),
                                        gnomon_format_get_hours ());
      g_string_append_printf (ranges, "%s%s", i > 0 ? ", " : "", range);
    }

  if (busy->len == 0)
    return g_strdup ("");
  if (busy->len > MAX_INTERVALS)
    g_string_append (ranges, "…");

  /* Translators: of a guest; %s is one or more times of a day: "Busy 09:00–10:00, 14:00–15:00". */
  return g_strdup_printf (_("Busy %s"), ranges->str);
}

static gboolean
look_cb (gpointer user_data)
{
  GnomonGuestsGroup *self = user_data;

  self->busy_timeout = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GnomonAttendee) guest = gnomon_guest_row_dup_guest (GNOMON_GUEST_ROW (row));
      g_autoptr (GArray) busy =
        gnomon_store_list_guest_busy (self->store, self->event_id, self->from, self->to,
                                      gnomon_attendee_get_email (guest), NULL);
      g_autofree char *text = busy != NULL ? format_busy (self, busy) : g_strdup ("");

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
    }

  return G_SOURCE_REMOVE;
}

/**
 * gnomon_guests_group_set_time:
 * @self: a group
 * @event_id: the event whose guests they are; 0: a new one
 * @starts_at: Unix seconds: when it begins
 *
 * Tells of each guest, when nothing more comes for a moment, when they are known to be busy on the
 * day of the event, but for the event itself.
 */
void
gnomon_guests_group_set_time (GnomonGuestsGroup *self,
                              gint64             event_id,
                              gint64             starts_at)
{
  GTimeZone *viewer;
  gint64 day;

  g_return_if_fail (GNOMON_IS_GUESTS_GROUP (self));

  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  if (self->store == NULL || self->rows->len == 0)
    return;

  viewer = gnomon_store_get_viewer_zone (self->store);
  day = gnomon_civil_day_of_wall (gnomon_zone_to_wall (viewer, starts_at));
  self->event_id = event_id;
  self->from = gnomon_zone_to_instant (viewer, day * GNOMON_DAY_SECONDS);
  self->to = gnomon_zone_to_instant (viewer, (day + 1) * GNOMON_DAY_SECONDS);
  self->busy_timeout = g_timeout_add (DELAY_MS, look_cb, self);
}
