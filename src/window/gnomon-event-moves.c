/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-moves.h"

#include "gnomon-zone.h"

/* The wall seconds in a zone of what the viewer's clock shows as @wall. */
static gint64
to_zone (GTimeZone  *viewer,
         const char *zone_name,
         gint64      wall)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (g_str_equal (zone_name, GNOMON_ZONE_FLOATING))
    return wall;

  zone = gnomon_zone_lookup (zone_name);

  return gnomon_zone_to_wall (zone, gnomon_zone_to_instant (viewer, wall));
}

static void
set_date (GnomonFields *fields,
          int           key,
          gint64        day)
{
  g_autofree char *date = gnomon_civil_format_date (day);

  gnomon_fields_set_string (fields, key, date);
}

static void
set_time (GnomonFields *fields,
          int           date_key,
          int           time_key,
          gint64        wall)
{
  g_autofree char *time = gnomon_civil_format_time (gnomon_civil_time_of_wall (wall));

  set_date (fields, date_key, gnomon_civil_day_of_wall (wall));
  gnomon_fields_set_string (fields, time_key, time);
}

/**
 * gnomon_event_moves_to_fields:
 * @event: an event
 * @slot: when it shall be, as the viewer's clock shows it
 * @viewer: (nullable): the viewer's zone
 * @viewer_name: its name
 *
 * The event keeps its zones: a flight still lands by the clocks of where it lands. What took whole
 * days and gets a time is in the viewer's zone.
 *
 * Returns: (transfer full): the fields of %GNOMON_KIND_EVENT that say when it is
 */
GnomonFields *
gnomon_event_moves_to_fields (GnomonEvent      *event,
                              const GnomonSlot *slot,
                              GTimeZone        *viewer,
                              const char       *viewer_name)
{
  GnomonFields *fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  gboolean had_time = !gnomon_event_is_all_day (event);
  const char *zone = had_time ? gnomon_event_get_timezone (event) : viewer_name;
  const char *end_zone = had_time ? gnomon_event_get_end_timezone (event) : viewer_name;

  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, slot->all_day);
  if (slot->all_day)
    {
      set_date (fields, GNOMON_EVENT_EVENT_DATE, gnomon_slot_first_day (slot));
      set_date (fields, GNOMON_EVENT_END_DATE, gnomon_slot_last_day (slot));
      return fields;
    }

  set_time (fields, GNOMON_EVENT_EVENT_DATE, GNOMON_EVENT_START_TIME,
            to_zone (viewer, zone, slot->start));
  set_time (fields, GNOMON_EVENT_END_DATE, GNOMON_EVENT_END_TIME,
            to_zone (viewer, end_zone, slot->end));
  gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE, zone);
  if (!g_str_equal (zone, end_zone))
    gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIMEZONE, end_zone);

  return fields;
}

/**
 * gnomon_event_moves_copy_fields:
 * @event: an event
 * @slot: when its copy shall be, as the viewer's clock shows it
 * @viewer: (nullable): the viewer's zone
 * @viewer_name: its name
 *
 * Returns: (transfer full): the fields of %GNOMON_KIND_EVENT of a new event that is the same, but
 *   that it does not repeat, and that its guests have not answered
 */
GnomonFields *
gnomon_event_moves_copy_fields (GnomonEvent      *event,
                                const GnomonSlot *slot,
                                GTimeZone        *viewer,
                                const char       *viewer_name)
{
  GnomonFields *fields = gnomon_event_moves_to_fields (event, slot, viewer, viewer_name);
  g_autofree char *guests = gnomon_event_dup_attendees (event);

  gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, gnomon_event_get_calendar_id (event));
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, gnomon_event_get_title (event));
  gnomon_fields_set_string (fields, GNOMON_EVENT_DESCRIPTION,
                            gnomon_event_get_description (event));
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_TYPE,
                            gnomon_event_type_to_string (gnomon_event_get_event_type (event)));
  gnomon_fields_set_string (fields, GNOMON_EVENT_LOCATION, gnomon_event_get_location (event));
  gnomon_fields_set_string (fields, GNOMON_EVENT_STATUS,
                            gnomon_event_status_to_string (gnomon_event_get_status (event)));
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_BUSY, gnomon_event_is_busy (event));
  gnomon_fields_set_string (fields, GNOMON_EVENT_URL, gnomon_event_get_url (event));
  gnomon_fields_set_string (fields, GNOMON_EVENT_COLOR, gnomon_event_get_color (event));
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_REMINDER_SET,
                             gnomon_event_get_reminder_set (event));
  if (gnomon_event_get_reminder_set (event))
    gnomon_fields_set_int (fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE,
                           gnomon_event_get_reminder_minutes_before (event));
  if (*guests != '\0')
    gnomon_fields_set_string (fields, GNOMON_EVENT_ATTENDEES, guests);

  return fields;
}
