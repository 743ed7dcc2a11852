/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-history.h"
#include "gnomon-ical-private.h"
#include "gnomon-import-run.h"
#include "gnomon-lease.h"

/*
 * Imports. New events go in as rows of a batch that is not live, in short transactions, so that
 * nobody waits; changed ones wait in memory. One last transaction changes these, makes the batch
 * live and writes the one row of the change log: so readers see all of it or nothing. A batch
 * whose process died is reaped by the next import, or when a store is opened.
 */

/* From how many on it pays to prepare for it. */
#define LOADING_COMPONENTS 4096

/* The batch */

static gboolean
run_with_id (GnomonDb   *db,
             GnomonSql   sql,
             gint64      id,
             GError    **error)
{
  g_autoptr (GnomonStatement) statement = gnomon_db_query (db, sql);

  gnomon_statement_bind_int (statement, 1, id);
  return gnomon_statement_run (statement, error);
}

static gboolean
insert_batch (GnomonImportRun  *self,
              GError          **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GnomonStatement) insert = gnomon_db_query (self->db, GNOMON_SQL_BATCH_INSERT);

  gnomon_statement_bind_int (insert, 1, self->transaction->now);
  gnomon_statement_bind_int (insert, 2, own->pid);
  gnomon_statement_bind_int (insert, 3, own->start);
  gnomon_statement_bind_text (insert, 4, own->boot);
  if (!gnomon_statement_run (insert, error))
    return FALSE;

  self->batch_id = gnomon_db_get_last_insert_id (self->db);
  return TRUE;
}

static gboolean
check_target (GnomonImportRun  *self,
              gint64            calendar_id,
              GError          **error)
{
  return self->seen != NULL ? gnomon_subscriptions_check (self->db, calendar_id, error)
                            : gnomon_events_check_writable (self->db, calendar_id, error);
}

/* Two imports at once could bring the same event twice: the second one has to wait. */
static gboolean
prepare (GnomonImportRun  *self,
         gint64            calendar_id,
         GError          **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (self->db, error);
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  GnomonCalendar *calendar;
  gboolean alive;

  if (calendars == NULL || !check_target (self, calendar_id, error))
    return FALSE;
  calendar = gnomon_calendars_find (calendars, calendar_id);
  self->context = (GnomonEventContext) {
    .now = self->transaction->now,
    .viewer = g_time_zone_ref (self->transaction->viewer),
    .viewer_name = self->transaction->viewer_name,
    .default_calendar_id = gnomon_calendar_get_id (calendar),
  };

  if (!gnomon_batches_find (self->db, dead, &alive, error))
    return FALSE;
  if (alive)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_BUSY,
                           "Another import is under way");
      return FALSE;
    }
  return insert_batch (self, error);
}

static gboolean
begin_batch (GnomonImportRun  *self,
             gint64            calendar_id,
             GError          **error)
{
  if (!gnomon_batches_reap_dead (self->transaction, error) || !gnomon_db_begin (self->db, error))
    return FALSE;
  if (!prepare (self, calendar_id, error))
    {
      gnomon_db_rollback (self->db);
      return FALSE;
    }
  return gnomon_db_commit (self->db, error);
}

/* Writing events */

static gboolean
write_event (GnomonImportRun  *self,
             GnomonEvent      *before,
             GnomonArrival    *arrival,
             GError          **error)
{
  GnomonEvent *event = arrival->event;

  event->revision = before != NULL ? before->revision + 1 : 1;
  return gnomon_events_write (self->transaction, before, event, self->batch_id, arrival->hash,
                              error) &&
         gnomon_import_write_reminders (self->transaction, before, event, error);
}

static gboolean
change_event (GnomonImportRun  *self,
              GnomonArrival    *arrival,
              GError          **error)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GnomonEvent) before = gnomon_events_load (self->db, arrival->id, TRUE, &load_error);
  GnomonEvent *event = arrival->event;

  /* Deleted since it was compared: then it is new again. */
  if (g_error_matches (load_error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    {
      self->added++;
      return write_event (self, NULL, arrival, error);
    }
  if (before == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&load_error));
      return FALSE;
    }

  event->id = before->id;
  event->sequence = MAX (event->sequence, before->sequence);
  gnomon_import_match (self->transaction, before, event);
  self->updated++;
  if (!write_event (self, before, arrival, error))
    return FALSE;
  gnomon_history_note_event (self->transaction, event->id, event->revision, TRUE, before, NULL);

  /* It stays in the batch that it came with, if any, so it has to be named; each comes once. */
  g_array_append_val (self->transaction->changed, event->id);
  return TRUE;
}

/* The import */

static int
compare_ids (const void *a,
             const void *b)
{
  const GnomonArrival *first = *(GnomonArrival * const *) a;
  const GnomonArrival *second = *(GnomonArrival * const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* In the order of the index of texts. */
static gboolean
change_events (GnomonImportRun  *self,
               GError          **error)
{
  g_ptr_array_sort (self->changes, compare_ids);
  for (guint i = 0; i < self->changes->len; i++)
    {
      GnomonArrival *arrival = g_ptr_array_index (self->changes, i);

      if (!gnomon_events_take_text_out (self->db, arrival->id, arrival->folded,
                                        &arrival->has_new_text, error))
        return FALSE;
    }

  for (guint i = 0; i < self->changes->len; i++)
    if (!change_event (self, g_ptr_array_index (self->changes, i), error))
      return FALSE;

  for (guint i = 0; i < self->changes->len; i++)
    {
      GnomonArrival *arrival = g_ptr_array_index (self->changes, i);

      if (arrival->has_new_text &&
          !gnomon_events_put_text_in (self->db, arrival->id, arrival->folded, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
finish_refresh (GnomonImportRun  *self,
                GError          **error)
{
  return self->seen == NULL ||
         gnomon_subscriptions_finish (self->transaction, self->operation, self->seen, error);
}

/* Where the text brought nothing, the batch goes; of a refresh there may be less than before. */
static gboolean
publish_nothing (GnomonImportRun  *self,
                 GError          **error)
{
  if (!gnomon_batches_reap (self->db, self->batch_id, error))
    return FALSE;
  if (self->seen == NULL)
    return TRUE;

  if (!gnomon_db_begin (self->db, error))
    return FALSE;
  if (!finish_refresh (self, error))
    {
      gnomon_db_rollback (self->db);
      return FALSE;
    }
  return gnomon_writer_commit (self->transaction, error);
}

static gboolean
publish (GnomonImportRun  *self,
         GError          **error)
{
  if (!gnomon_db_begin (self->db, error))
    return FALSE;

  if (!change_events (self, error) || !finish_refresh (self, error) ||
      !run_with_id (self->db, GNOMON_SQL_BATCH_SET_LIVE, self->batch_id, error))
    {
      gnomon_db_rollback (self->db);
      return FALSE;
    }

  self->transaction->batch_id = self->batch_id;
  gnomon_transaction_note (self->transaction, GNOMON_CHANGE_EVENTS);
  return gnomon_writer_commit (self->transaction, error);
}

static void
tell_progress (GnomonImportRun *self)
{
  GnomonOperation *operation = self->operation;

  if (operation->progress != NULL)
    operation->progress (self->done, self->total, operation->progress_data);
}

static gboolean
write_chunks (GnomonImportRun  *self,
              GError          **error)
{
  self->arrivals = gnomon_arrivals_new (self->reader, &self->context);
  while ((self->chunk = gnomon_arrivals_take_chunk (self->arrivals, &self->done, &self->total))
         != NULL)
    {
      if (!gnomon_import_write_chunk (self, error))
        return FALSE;
      tell_progress (self);
      gnomon_arrivals_give_back (self->arrivals, g_steal_pointer (&self->chunk));
    }
  return TRUE;
}

/* All rows of a batch refer to each other, or to the calendar, which has been looked at. */
static gboolean
write_batch (GnomonImportRun  *self,
             GError          **error)
{
  guint n_components;
  gboolean written;

  gnomon_ical_reader_get_progress (self->reader, &self->done, &n_components);
  if (n_components < LOADING_COMPONENTS)
    return write_chunks (self, error);

  if (!gnomon_db_set_loading (self->db, TRUE, error))
    return FALSE;
  written = write_chunks (self, error);
  return gnomon_db_set_loading (self->db, FALSE, written ? error : NULL) && written;
}

static gboolean
run (GnomonImportRun  *self,
     GError          **error)
{
  if (!gnomon_db_set_bulk (self->db, TRUE, error) || !write_batch (self, error))
    return FALSE;

  if (gnomon_import_check_cancelled (self, error))
    return FALSE;
  if (!gnomon_db_set_bulk (self->db, FALSE, error))
    return FALSE;
  return self->added + self->changes->len == 0 ? publish_nothing (self, error)
                                               : publish (self, error);
}

GObject *
gnomon_import_op (GnomonTransaction  *transaction,
                  GnomonOperation    *operation,
                  GError            **error)
{
  g_auto (GnomonImportRun) self = {
    .transaction = transaction,
    .operation = operation,
    .db = transaction->db,
  };

  gnomon_import_run_init (&self);

  if (operation->is_refresh)
    {
      self.seen = g_hash_table_new (NULL, NULL);
      /* It is no change of the user's, who could not undo it either. */
      transaction->history = NULL;
    }

  self.reader = gnomon_ical_reader_new (operation->bytes, error);
  if (self.reader == NULL || !begin_batch (&self, operation->id, error))
    return NULL;

  if (!run (&self, error))
    {
      g_autoptr (GError) reap_error = NULL;

      if (!gnomon_batches_reap (self.db, self.batch_id, &reap_error))
        g_warning ("A broken import is still to be cleared: %s", reap_error->message);
      return NULL;
    }

  return G_OBJECT (gnomon_import_new (self.added, self.updated, self.skipped,
                                      gnomon_ical_reader_get_warnings (self.reader)));
}
