/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-derive.h"

#include "gnomon-event-private.h"
#include "gnomon-ledger-private.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/* As long as the change log. */
#define MOVE_SECONDS (30 * 24 * 60 * 60)

static gboolean
read_value (GnomonDb    *db,
            const char  *name,
            char       **value,
            GError     **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_DERIVED_GET);
  GnomonStep step;

  gnomon_statement_bind_text (query, 1, name);
  step = gnomon_statement_step (query, error);
  if (step == GNOMON_STEP_ROW)
    *value = g_strdup (gnomon_statement_get_text (query, 0));

  return step != GNOMON_STEP_ERROR;
}

static gboolean
write_value (GnomonDb    *db,
             const char  *name,
             const char  *value,
             GError     **error)
{
  g_autoptr (GnomonStatement) set = gnomon_db_query (db, GNOMON_SQL_DERIVED_SET);

  gnomon_statement_bind_text (set, 1, name);
  gnomon_statement_bind_text (set, 2, value);

  return gnomon_statement_run (set, error);
}

GnomonDerivation *
gnomon_derivation_new (GnomonTransaction  *transaction,
                       GError            **error)
{
  g_autoptr (GnomonDerivation) self = g_new0 (GnomonDerivation, 1);

  if (!read_value (transaction->db, "zone", &self->old_zone, error)
      || !read_value (transaction->db, "tzdata", &self->old_tzdata, error))
    return NULL;

  self->tzdata = gnomon_zone_dup_database_version ();
  if (self->old_tzdata != NULL && !g_str_equal (self->old_tzdata, self->tzdata))
    self->reason = g_strdup_printf ("the time zone database changed from %s to %s",
                                    self->old_tzdata, self->tzdata);
  else if (self->old_zone != NULL && !g_str_equal (self->old_zone, transaction->viewer_name))
    self->reason = g_strdup_printf ("the system's time zone changed from %s to %s",
                                    self->old_zone, transaction->viewer_name);

  return g_steal_pointer (&self);
}

void
gnomon_derivation_free (GnomonDerivation *self)
{
  if (self == NULL)
    return;

  g_free (self->old_zone);
  g_free (self->old_tzdata);
  g_free (self->tzdata);
  g_free (self->reason);
  g_free (self);
}

static gboolean
append_ids (GnomonDb   *db,
            GnomonSql   sql,
            GArray     *ids,
            GError    **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, sql);

  return gnomon_statement_read_ids (query, ids, error);
}

/* Those that follow the viewer come always: the hour of all-day reminders is a setting, of which
 * the database knows nothing. */
GArray *
gnomon_derivation_list_events (GnomonDerivation   *self,
                               GnomonTransaction  *transaction,
                               GError            **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!append_ids (transaction->db, GNOMON_SQL_LEDGER_FOLLOWERS, ids, error))
    return NULL;
  if (self->old_tzdata != NULL && !g_str_equal (self->old_tzdata, self->tzdata)
      && !append_ids (transaction->db, GNOMON_SQL_DERIVED_ZONED, ids, error))
    return NULL;

  return g_steal_pointer (&ids);
}

static gboolean
note_move (GnomonDerivation   *self,
           GnomonTransaction  *transaction,
           GnomonEvent        *event,
           gint64              old_start,
           gint64              start,
           GError            **error)
{
  g_autoptr (GnomonStatement) insert = gnomon_db_query (transaction->db, GNOMON_SQL_MOVE_INSERT);

  gnomon_statement_bind_int (insert, 1, transaction->now);
  gnomon_statement_bind_int (insert, 2, event->id);
  gnomon_statement_bind_text (insert, 3, self->reason);
  gnomon_statement_bind_int (insert, 4, old_start);
  gnomon_statement_bind_int (insert, 5, start);
  gnomon_transaction_note_event (transaction, event->id);

  return gnomon_statement_run (insert, error);
}

/* Brings the span in line with the event. @old_start stays as it is where nothing had to move. */
static gboolean
move_span (GnomonTransaction  *transaction,
           GnomonEvent        *event,
           gint64             *old_start,
           GError            **error)
{
  g_autoptr (GnomonStatement) find = gnomon_db_query (transaction->db, GNOMON_SQL_DERIVED_SPAN);
  g_autoptr (GnomonStatement) move = NULL;
  gint64 start = gnomon_event_get_starts_at (event, transaction->viewer);
  gint64 end = gnomon_event_get_ends_at (event, transaction->viewer);
  gint64 stored_start, stored_end;
  GnomonStep step;

  gnomon_statement_bind_int (find, 1, event->id);
  gnomon_statement_bind_text (find, 2, event->recurrence_id);
  step = gnomon_statement_step (find, error);
  if (step != GNOMON_STEP_ROW)
    return step == GNOMON_STEP_DONE;

  stored_start = gnomon_statement_get_int (find, 0);
  stored_end = gnomon_statement_get_int (find, 1);
  g_clear_pointer (&find, gnomon_statement_release);
  if (stored_start == start && stored_end == end)
    return TRUE;

  *old_start = stored_start;
  move = gnomon_db_query (transaction->db, GNOMON_SQL_DERIVED_MOVE_SPAN);
  gnomon_statement_bind_int (move, 1, event->id);
  gnomon_statement_bind_text (move, 2, event->recurrence_id);
  gnomon_statement_bind_int (move, 3, start);
  gnomon_statement_bind_int (move, 4, end);

  return gnomon_statement_run (move, error);
}

gboolean
gnomon_derivation_apply (GnomonDerivation   *self,
                         GnomonTransaction  *transaction,
                         gint64              event_id,
                         GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GnomonEvent) event = gnomon_events_load_row (transaction->db, event_id, &local_error);
  gint64 start, old_start;

  if (g_error_matches (local_error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    return TRUE;
  if (event == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  start = old_start = gnomon_event_get_starts_at (event, transaction->viewer);
  if (event->kind == GNOMON_TIME_ZONED)
    {
      if (!move_span (transaction, event, &old_start, error))
        return FALSE;
    }
  else if (self->old_zone != NULL)
    {
      g_autoptr (GTimeZone) old_zone = gnomon_zone_lookup (self->old_zone);

      if (old_zone != NULL)
        old_start = gnomon_event_get_starts_at (event, old_zone);
    }

  /* Without a reason it is the hour of all-day reminders that may have changed. */
  if (self->reason != NULL && old_start != start
      && !note_move (self, transaction, event, old_start, start, error))
    return FALSE;

  return gnomon_ledger_follow_viewer (transaction, event, error);
}

gboolean
gnomon_derivation_finish (GnomonDerivation   *self,
                          GnomonTransaction  *transaction,
                          GError            **error)
{
  g_autoptr (GnomonStatement) purge = NULL;

  /* The usual start writes nothing. */
  if (self->reason == NULL && self->old_tzdata != NULL && self->old_zone != NULL)
    return TRUE;

  purge = gnomon_db_query (transaction->db, GNOMON_SQL_MOVE_PURGE);
  gnomon_statement_bind_int (purge, 1, transaction->now - MOVE_SECONDS);

  return write_value (transaction->db, "zone", transaction->viewer_name, error)
         && write_value (transaction->db, "tzdata", self->tzdata, error)
         && gnomon_statement_run (purge, error);
}
