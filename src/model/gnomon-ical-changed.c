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
 * written in another zone, and in the gap of a clock put forward as the clock showed it. @pattern:
 * gnomon_series_new_bare(): overrides would hide the occurrences for which they stand */
gint64
gnomon_ical_find_key (const GnomonIcalRecurrence *recurrence,
                      GnomonEvent                *series,
                      GnomonSeries               *pattern)
{
  GTimeZone *zone = gnomon_series_get_zone (pattern);
  GnomonInstance instance;
  gint64 key = recurrence->wall;

  if (series->kind == GNOMON_TIME_DATE)
    return recurrence->day * GNOMON_DAY_SECONDS;
  if (recurrence->is_date)
    return key + gnomon_civil_time_of_wall (series->start_wall);
  if (recurrence->is_floating || gnomon_series_follows_viewer (pattern))
    return key;

  key = gnomon_zone_to_wall (zone, recurrence->instant);
  if (!gnomon_series_has_key (pattern, key)
      && gnomon_series_find_next (pattern, NULL, recurrence->instant, &instance)
      && instance.start == recurrence->instant)
    key = instance.key;
  return key;
}

/* The UID has behind a # what gnomon_ical_name_occurrence() says, which is the value itself where
 * that cannot be read. */
char *
gnomon_ical_dup_series_uid (GnomonEvent    *event,
                            GnomonIcalKept *kept)
{
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, "RECURRENCE-ID");
  const char *name = line != NULL ? strrchr (event->uid, '#') : NULL;
  g_autofree char *value = NULL;
  GnomonIcalTime time;

  if (line == NULL)
    return NULL;
  if (name != NULL && gnomon_ical_parse_time (name + 1, strlen (name + 1), &time))
    return g_strndup (event->uid, (gsize) (name - event->uid));

  value = g_strdup_printf ("#%.*s", (int) line->value_length, line->value);
  if (!g_str_has_suffix (event->uid, value))
    return NULL;
  return g_strndup (event->uid, strlen (event->uid) - strlen (value));
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
  g_autoptr (GnomonIcalZones) zones = NULL;
  GnomonIcalTime time;

  if (name == NULL || !gnomon_ical_parse_time (name + 1, strlen (name + 1), &time))
    return FALSE;
  kept = gnomon_ical_kept_new (event->extra);
  *series_uid = gnomon_ical_dup_series_uid (event, kept);
  if (*series_uid == NULL)
    return FALSE;

  zones = gnomon_ical_kept_list_zones (kept);
  gnomon_ical_parse_recurrence (gnomon_ical_kept_find (kept, "RECURRENCE-ID"), zones, recurrence);
  /* Its zone may not have been kept. */
  recurrence->set = TRUE;
  recurrence->is_date = time.is_date;
  recurrence->is_floating = !time.is_utc;
  recurrence->wall = recurrence->instant = time.wall;
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

/* RFC 5546, 2.1.5, as of whole events; what comes later in the file counts where nothing else tells
 * them apart. */
static gboolean
is_newer (const GnomonIcalEvent *changed,
          const GnomonIcalEvent *earlier)
{
  if (changed->sequence != earlier->sequence)
    return changed->sequence > earlier->sequence;
  return changed->stamp == 0 || changed->stamp >= earlier->stamp;
}

/* Named by its day and by its time, the same occurrence can be there twice: FALSE where one of them
 * is left out, the older version. @sources: override → the GnomonIcalEvent that it was made of;
 * @places: recurrence id → override */
static gboolean
add_override (GnomonEvent     *override,
              GnomonIcalEvent *changed,
              GHashTable      *sources,
              GHashTable      *places)
{
  GnomonEvent *other = g_hash_table_lookup (places, override->recurrence_id);

  if (other != NULL && !is_newer (changed, g_hash_table_lookup (sources, other)))
    return FALSE;

  g_hash_table_replace (places, override->recurrence_id, override);
  g_hash_table_insert (sources, g_object_ref (override), changed);
  if (other == NULL)
    return TRUE;
  g_hash_table_remove (sources, other);
  return FALSE;
}

/**
 * gnomon_ical_make_overrides:
 * @self: what a file says
 * @series: the event made of it
 * @context: the rules' view of the world
 *
 * Gives the event its overrides. A changed occurrence that the rules refuse is kept as it is, an
 * older version of another one is counted and left out; of those that stand for more than one see
 * gnomon_ical_event_make_all().
 */
void
gnomon_ical_make_overrides (GnomonIcalEvent          *self,
                            GnomonEvent              *series,
                            const GnomonEventContext *context)
{
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_bare (series);
  g_autoptr (GHashTable) sources = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer kept;

  self->n_older = 0;
  for (guint i = 0; i < self->changed->len; i++)
    {
      GnomonIcalEvent *changed = g_ptr_array_index (self->changed, i);
      g_autoptr (GnomonEvent) override = NULL;

      if (changed->recurrence.is_future)
        continue;
      if (gnomon_event_is_recurring (series)
          && changed->recurrence.set && !changed->recurrence.is_range)
        override = gnomon_ical_event_make (changed, context, NULL);
      if (override == NULL)
        {
          gnomon_ical_keep_changed (series, changed);
          continue;
        }
      gnomon_ical_settle_override (series, override,
                                   gnomon_ical_find_key (&changed->recurrence, series, pattern));
      if (!add_override (override, changed, sources, places))
        self->n_older++;
    }

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &kept))
    g_ptr_array_add (series->overrides, g_object_ref (kept));
  g_ptr_array_sort (series->overrides, compare_overrides);
}

/* Whether a line that the file had still names that occurrence. */
static gboolean
still_names (const GnomonIcalLine *line,
             GnomonIcalKept       *kept,
             GnomonEvent          *series,
             gint64                key)
{
  g_autoptr (GnomonIcalZones) zones = gnomon_ical_kept_list_zones (kept);
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_bare (series);
  GnomonIcalRecurrence recurrence;

  gnomon_ical_parse_recurrence (line, zones, &recurrence);
  return recurrence.set && gnomon_ical_find_key (&recurrence, series, pattern) == key;
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
  g_autoptr (GString) own = g_string_new ("RECURRENCE-ID");
  g_autofree char *value = NULL;
  gsize length = line != NULL ? (gsize) (line->value + line->value_length - line->name) : 0;
  gint64 key = 0;

  gnomon_series_parse_key (all_day, override->recurrence_id, &key);
  value = gnomon_series_format_value (all_day, key);
  if (all_day)
    g_string_append (own, ";VALUE=DATE");
  else if (series->kind == GNOMON_TIME_ZONED)
    g_string_append_printf (own, ";TZID=%s", series->timezone);
  g_string_append_printf (own, ":%s%s", value, series->kind == GNOMON_TIME_UTC ? "Z" : "");

  /* To find that out takes a while, and most files write it in the same words. */
  if (line != NULL && (own->len != length || memcmp (own->str, line->name, length) != 0)
      && still_names (line, kept, series, key))
    g_string_append_len (out, line->name, (gssize) length);
  else
    g_string_append_len (out, own->str, (gssize) own->len);
}
