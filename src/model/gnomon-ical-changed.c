/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-kept.h"
#include "gnomon-series-edit.h"
#include "gnomon-zone.h"

/*
 * The changed occurrences of a series, as files have them: VEVENTs with a RECURRENCE-ID (RFC 5545,
 * 3.8.4.4), and as the model has them: overrides.
 */

/* The key of the occurrence that a RECURRENCE-ID names, in the series' own terms. It may be
 * written in another zone, and in the gap of a clock put forward as the clock showed it. */
gint64
gnomon_ical_find_key (const GnomonIcalRecurrence *recurrence,
                      GnomonEvent                *series,
                      GnomonSeries               *pattern)
{
  GTimeZone *zone = gnomon_series_get_zone (pattern);
  GnomonInstance instance;
  gint64 key = recurrence->wall;

  if (series->kind == GNOMON_TIME_DATE)
    return gnomon_civil_day_of_wall (key) * GNOMON_DAY_SECONDS;
  if (recurrence->is_date)
    return key + gnomon_civil_time_of_wall (series->start_wall);
  if (recurrence->is_floating || gnomon_series_follows_viewer (pattern))
    return key;

  key = gnomon_zone_to_wall (zone, recurrence->instant);
  if (!gnomon_series_has_key (pattern, key)
      && gnomon_series_find_next (pattern, recurrence->instant, &instance)
      && instance.start == recurrence->instant)
    key = instance.key;
  return key;
}

/**
 * gnomon_ical_find_series:
 * @event: an event
 * @series_uid: (out) (transfer full): the UID of the series
 * @recurrence: (out): which of its occurrences
 *
 * An occurrence whose series was not in its file is an event of its own; its UID has the occurrence
 * behind that of the series and a #.
 *
 * Returns: whether @event is such a one
 */
gboolean
gnomon_ical_find_series (GnomonEvent          *event,
                         char                **series_uid,
                         GnomonIcalRecurrence *recurrence)
{
  const char *name = strrchr (event->uid, '#');
  g_autoptr (GnomonIcalKept) kept = NULL;
  const GnomonIcalLine *line;
  g_autofree char *range = NULL;
  GnomonIcalTime time;

  if (name == NULL || !gnomon_ical_parse_time (name + 1, strlen (name + 1), &time))
    return FALSE;
  kept = gnomon_ical_kept_new (event->extra);
  line = gnomon_ical_kept_find (kept, "RECURRENCE-ID");
  if (line == NULL)
    return FALSE;

  range = gnomon_ical_line_dup_param (line, "RANGE");
  *recurrence = (GnomonIcalRecurrence) {
    .set = TRUE,
    .is_date = time.is_date,
    .is_floating = !time.is_utc,
    .is_range = range != NULL,
    .wall = time.wall,
    .instant = time.wall,
  };
  *series_uid = g_strndup (event->uid, (gsize) (name - event->uid));
  return TRUE;
}

/* What cannot be an occurrence for itself stays with its series as it is. */
void
gnomon_ical_keep_changed (GnomonEvent           *series,
                          const GnomonIcalEvent *changed)
{
  g_autofree char *extra = g_strconcat (series->extra, changed->text, NULL);

  g_free (series->extra);
  series->extra = gnomon_ical_kept_normalize (extra);
}

/* An occurrence does not repeat for itself; what its file says of that goes out again. */
static void
keep_recurrence (GnomonEvent *override)
{
  static const GnomonIcalGroup groups[] = {
    GNOMON_ICAL_GROUP_RULE, GNOMON_ICAL_GROUP_EXDATES, GNOMON_ICAL_GROUP_RDATES,
  };
  g_autoptr (GString) extra = g_string_new (override->extra);
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (override->extra);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gnomon_ical_append_group (extra, kept, override, groups[i]);
  if (extra->len == strlen (override->extra))
    return;

  g_free (override->extra);
  override->extra = gnomon_ical_kept_normalize (extra->str);
}

static int
compare_overrides (gconstpointer a,
                   gconstpointer b)
{
  return strcmp ((*(GnomonEvent * const *) a)->recurrence_id,
                 (*(GnomonEvent * const *) b)->recurrence_id);
}

/* Makes an event an override of the occurrence with that key. */
void
gnomon_ical_settle_override (GnomonEvent *series,
                             GnomonEvent *override,
                             gint64       key)
{
  char id[GNOMON_RECURRENCE_ID_LENGTH];

  gnomon_series_format_key (series->kind == GNOMON_TIME_DATE, key, id);
  g_free (override->recurrence_id);
  override->recurrence_id = g_strdup (id);
  keep_recurrence (override);
  g_free (override->rrule);
  override->rrule = g_strdup ("");
  g_strfreev (override->exdate);
  g_strfreev (override->rdate);
  override->exdate = g_new0 (char *, 1);
  override->rdate = g_new0 (char *, 1);
}

static void
add_override (GnomonEvent *series,
              GnomonEvent *override,
              gint64       key)
{
  GnomonEvent *other;
  guint index;

  gnomon_ical_settle_override (series, override, key);

  /* Named by its day and by its time, the same occurrence can be there twice. */
  other = gnomon_series_find_override (series, override->recurrence_id, &index);
  if (other != NULL && other->sequence > override->sequence)
    {
      g_object_unref (override);
      return;
    }
  if (other != NULL)
    g_ptr_array_remove_index (series->overrides, index);
  g_ptr_array_add (series->overrides, override);
}

/**
 * gnomon_ical_make_overrides:
 * @self: what a file says
 * @series: the event made of it
 * @context: the rules' view of the world
 *
 * Gives the event its overrides. A changed occurrence that the rules refuse is kept as it is; of
 * those that stand for more than one see gnomon_ical_event_make_all().
 */
void
gnomon_ical_make_overrides (GnomonIcalEvent          *self,
                            GnomonEvent              *series,
                            const GnomonEventContext *context)
{
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_for_event (series);

  for (guint i = 0; i < self->changed->len; i++)
    {
      GnomonIcalEvent *changed = g_ptr_array_index (self->changed, i);
      GnomonEvent *override = NULL;

      if (changed->recurrence.is_future)
        continue;
      if (gnomon_event_is_recurring (series)
          && changed->recurrence.set && !changed->recurrence.is_range)
        override = gnomon_ical_event_make (changed, context, NULL);
      if (override != NULL)
        add_override (series, override,
                      gnomon_ical_find_key (&changed->recurrence, series, pattern));
      else
        gnomon_ical_keep_changed (series, changed);
    }
  g_ptr_array_sort (series->overrides, compare_overrides);
}

/* Whether a line that the file had still names that occurrence. */
static gboolean
still_names (const GnomonIcalLine *line,
             GnomonEvent          *series,
             gint64                key)
{
  g_autofree char *tzid = gnomon_ical_line_dup_param (line, "TZID");
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GTimeZone) own_zone = NULL;
  GnomonIcalTime time;

  if (!gnomon_ical_parse_time (line->value, line->value_length, &time))
    return FALSE;
  if (time.is_date)
    return time.wall == gnomon_civil_day_of_wall (key) * GNOMON_DAY_SECONDS;
  if (!time.is_utc && tzid == NULL)
    return time.wall == key;

  own_zone = series->kind == GNOMON_TIME_ZONED ? gnomon_zone_lookup (series->timezone) : NULL;
  if (tzid != NULL && (zone = gnomon_zone_lookup (tzid)) == NULL)
    return time.wall == key;
  return gnomon_zone_to_instant (zone, time.wall) == gnomon_zone_to_instant (own_zone, key);
}

/**
 * gnomon_ical_append_recurrence_id:
 * @out: where to: the line, unfolded and without an end
 * @kept: what @override keeps
 * @series: the series, in its full form
 * @override: one of its overrides
 *
 * Writes which occurrence it is: as the file had it, where that is still so; else as the series
 * writes its start.
 */
void
gnomon_ical_append_recurrence_id (GString        *out,
                                  GnomonIcalKept *kept,
                                  GnomonEvent    *series,
                                  GnomonEvent    *override)
{
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, "RECURRENCE-ID");
  gboolean all_day = series->kind == GNOMON_TIME_DATE;
  g_autofree char *value = NULL;
  gint64 key = 0;

  gnomon_series_parse_key (all_day, override->recurrence_id, &key);
  g_string_append (out, "RECURRENCE-ID");
  if (line != NULL && still_names (line, series, key))
    {
      g_string_append_len (out, line->params, (gssize) line->params_length);
      g_string_append_c (out, ':');
      g_string_append_len (out, line->value, (gssize) line->value_length);
      return;
    }

  value = gnomon_series_format_value (all_day, key);
  if (all_day)
    g_string_append (out, ";VALUE=DATE");
  else if (series->kind == GNOMON_TIME_ZONED)
    g_string_append_printf (out, ";TZID=%s", series->timezone);
  g_string_append_printf (out, ":%s%s", value, series->kind == GNOMON_TIME_UTC ? "Z" : "");
}
