/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-cache.h"

#include "gnomon-civil.h"
#include "gnomon-transaction.h"
#include "gnomon-zone.h"

/* The table's bounds are wall seconds of whatever zone the series has: none is further from UTC. */
#define FAR_ZONE (2 * GNOMON_DAY_SECONDS)

struct _GnomonSeriesCache
{
  GHashTable *entries;       /* gint64 → GnomonSeriesEntry; the key lies in the entry */
  guint64 token;             /* of the change log: up to it the entries are right */
  int generation;            /* of the zones that they are made by */
};

static void
entry_free (gpointer data)
{
  GnomonSeriesEntry *entry = data;

  gnomon_series_free (entry->series);
  g_free (entry->title);
  g_free (entry->location);
  g_free (entry);
}

GnomonSeriesCache *
gnomon_series_cache_new (void)
{
  GnomonSeriesCache *self = g_new0 (GnomonSeriesCache, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  return self;
}

void
gnomon_series_cache_free (GnomonSeriesCache *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_free (self);
}

/* What a batch brought was not there before, so that no entry stands for it. */
gboolean
gnomon_series_cache_sync (GnomonSeriesCache  *self,
                          GnomonDb           *db,
                          GError            **error)
{
  guint64 last = gnomon_changes_get_last (db);
  g_autoptr (GnomonStatement) row = NULL;
  GnomonStep step;

  if (self->generation != gnomon_zone_get_generation ())
    {
      self->generation = gnomon_zone_get_generation ();
      g_hash_table_remove_all (self->entries);
    }
  if (last == self->token)
    return TRUE;

  if (!gnomon_changes_reach (db, self->token))
    g_hash_table_remove_all (self->entries);

  row = gnomon_db_query (db, GNOMON_SQL_CHANGE_EVENT_LIST);
  gnomon_statement_bind_int (row, 1, (gint64) self->token);
  while (g_hash_table_size (self->entries) > 0
         && (step = gnomon_statement_step (row, error)) != GNOMON_STEP_DONE)
    {
      gint64 event_id;

      if (step == GNOMON_STEP_ERROR)
        return FALSE;
      event_id = gnomon_statement_get_int (row, 0);
      g_hash_table_remove (self->entries, &event_id);
    }
  self->token = last;
  return TRUE;
}

static char **
split_lines (const char *text)
{
  return *text != '\0' ? g_strsplit (text, "\n", -1) : NULL;
}

static GnomonSeriesEntry *
read_entry (GnomonStatement *row)
{
  GnomonSeriesEntry *entry = g_new0 (GnomonSeriesEntry, 1);
  g_auto (GStrv) exdate = split_lines (gnomon_statement_get_text (row, 13));
  g_auto (GStrv) rdate = split_lines (gnomon_statement_get_text (row, 14));
  g_auto (GStrv) overridden = split_lines (gnomon_statement_get_text (row, 15));
  GnomonSeriesTerms terms = {
    .kind = (GnomonTimeKind) gnomon_statement_get_int (row, 7),
    .start_wall = gnomon_statement_get_int (row, 8),
    .end_wall = gnomon_statement_get_int (row, 9),
    .timezone = gnomon_statement_get_text (row, 10),
    .end_timezone = gnomon_statement_get_text (row, 11),
    .rrule = gnomon_statement_get_text (row, 12),
    .exdate = (const char * const *) exdate,
    .rdate = (const char * const *) rdate,
    .overridden = (const char * const *) overridden,
  };

  entry->calendar_id = gnomon_statement_get_int (row, 0);
  entry->event_type = (GnomonEventType) gnomon_statement_get_int (row, 1);
  entry->status = (GnomonEventStatus) gnomon_statement_get_int (row, 2);
  entry->flags = (GnomonOccurrenceFlags) gnomon_statement_get_int (row, 3);
  entry->color = g_intern_string (gnomon_statement_get_text (row, 4));
  entry->title = g_strdup (gnomon_statement_get_text (row, 5));
  entry->location = g_strdup (gnomon_statement_get_text (row, 6));
  entry->all_day = terms.kind == GNOMON_TIME_DATE;
  entry->series = gnomon_series_new (&terms);
  return entry;
}

const GnomonSeriesEntry *
gnomon_series_cache_get (GnomonSeriesCache  *self,
                         GnomonDb           *db,
                         gint64              event_id,
                         GError            **error)
{
  GnomonSeriesEntry *entry = g_hash_table_lookup (self->entries, &event_id);
  g_autoptr (GnomonStatement) row = NULL;
  GnomonStep step;

  if (entry != NULL)
    return entry;

  row = gnomon_db_query (db, GNOMON_SQL_SERIES_GET);
  gnomon_statement_bind_int (row, 1, event_id);
  step = gnomon_statement_step (row, error);
  if (step == GNOMON_STEP_DONE)
    g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND, "id: no series %" G_GINT64_FORMAT,
                 event_id);
  if (step != GNOMON_STEP_ROW)
    return NULL;

  entry = read_entry (row);
  entry->event_id = event_id;
  g_hash_table_insert (self->entries, &entry->event_id, entry);
  return entry;
}

void
gnomon_series_get_candidate_bounds (gint64  from,
                                    gint64  to,
                                    gint64 *lowest_last,
                                    gint64 *highest_first)
{
  *lowest_last = MAX (from, G_MININT64 + FAR_ZONE) - FAR_ZONE;
  *highest_first = MIN (to, G_MAXINT64 - FAR_ZONE) + FAR_ZONE;
}

gboolean
gnomon_series_find_candidates (GnomonDb  *db,
                               gint64     from,
                               gint64     to,
                               GArray    *ids,
                               GError   **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_SERIES_RANGE);
  gint64 lowest_last, highest_first;

  gnomon_series_get_candidate_bounds (from, to, &lowest_last, &highest_first);
  gnomon_statement_bind_int (row, 1, lowest_last);
  gnomon_statement_bind_int (row, 2, highest_first);
  return gnomon_statement_read_ids (row, ids, error);
}
