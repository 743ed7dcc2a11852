/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"

/*
 * The occurrences of a series as events of their own: under the id and the etag of the series, with
 * their own times, and with a recurrence id that says which one it is.
 */

static void
set_string (char       **place,
            const char  *value)
{
  char *copy = g_strdup (value);

  g_free (*place);
  *place = copy;
}

/* What an occurrence cannot have for itself is that of the series. */
static void
take_identity (GnomonEvent *occurrence,
               GnomonEvent *series)
{
  occurrence->id = series->id;
  occurrence->master_id = 0;
  occurrence->calendar_id = series->calendar_id;
  occurrence->revision = series->revision;
  set_string (&occurrence->uid, series->uid);
  set_string (&occurrence->etag, series->etag);
  set_string (&occurrence->rrule, series->rrule);
  g_strfreev (occurrence->exdate);
  g_strfreev (occurrence->rdate);
  occurrence->exdate = g_strdupv (series->exdate);
  occurrence->rdate = g_strdupv (series->rdate);
  g_ptr_array_set_size (occurrence->overrides, 0);

  for (guint i = 0; i < occurrence->attendees->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (occurrence->attendees, i);

      occurrence->attendees->pdata[i] =
        gnomon_attendee_new (gnomon_attendee_get_id (guest), series->id,
                             gnomon_attendee_get_email (guest), gnomon_attendee_get_name (guest),
                             gnomon_attendee_get_status (guest),
                             gnomon_attendee_get_responded_at (guest));
      g_object_unref (guest);
    }
}

/**
 * gnomon_event_new_occurrence:
 * @series: an event that repeats
 * @instance: one of its occurrences
 *
 * Returns: (transfer full): the occurrence
 */
GnomonEvent *
gnomon_event_new_occurrence (GnomonEvent          *series,
                             const GnomonInstance *instance)
{
  GnomonEvent *occurrence = gnomon_event_copy_bare (series);
  char id[GNOMON_RECURRENCE_ID_LENGTH];

  gnomon_series_format_key (series->kind == GNOMON_TIME_DATE, instance->key, id);
  set_string (&occurrence->recurrence_id, id);
  occurrence->start_wall = instance->key;
  occurrence->end_wall = instance->end_wall;
  return occurrence;
}

/**
 * gnomon_event_dress_override:
 * @series: an event that repeats
 * @override: what stands in place of one of its occurrences, as stored
 *
 * Returns: (transfer full): the occurrence
 */
GnomonEvent *
gnomon_event_dress_override (GnomonEvent *series,
                             GnomonEvent *override)
{
  GnomonEvent *occurrence = gnomon_event_copy (override);

  take_identity (occurrence, series);
  return occurrence;
}

/**
 * gnomon_event_find_occurrence:
 * @series: an event, in its full form where overrides are to be found
 * @recurrence_id: which of its occurrences
 * @error: return location
 *
 * Returns: (transfer full): the occurrence; else GNOMON_ERROR_NOT_FOUND
 */
GnomonEvent *
gnomon_event_find_occurrence (GnomonEvent  *series,
                              const char   *recurrence_id,
                              GError      **error)
{
  gboolean all_day = series->kind == GNOMON_TIME_DATE;
  char id[GNOMON_RECURRENCE_ID_LENGTH];
  GnomonInstance instance;
  gint64 key;

  if (gnomon_event_is_recurring (series)
      && gnomon_series_parse_key (all_day, recurrence_id, &key))
    {
      g_autoptr (GnomonSeries) compiled = NULL;

      gnomon_series_format_key (all_day, key, id);
      for (guint i = 0; i < series->overrides->len; i++)
        {
          GnomonEvent *override = g_ptr_array_index (series->overrides, i);

          if (g_str_equal (override->recurrence_id, id))
            return gnomon_event_dress_override (series, override);
        }

      compiled = gnomon_series_new_for_event (series);
      if (gnomon_series_find (compiled, key, &instance))
        return gnomon_event_new_occurrence (series, &instance);
    }
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
               "recurrence_id: event %" G_GINT64_FORMAT " has no occurrence “%s”", series->id,
               recurrence_id);
  return NULL;
}
