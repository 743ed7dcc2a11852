/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-history.h"
#include "gnomon-ical-head.h"
#include "gnomon-import-run.h"
#include "gnomon-staged.h"

/*
 * Imports. New events go in as rows of a batch that is not live, in short transactions, so that
 * nobody waits; changed ones wait in memory. One last transaction changes these, makes the batch
 * live and writes the one row of the change log: so readers see all of it or nothing. Where there
 * are too many changed ones for that, it makes them sure instead (gnomon-staged.h). A batch whose
 * process died is reaped by the next import, or when a store is opened.
 */

/* From how many on it pays to prepare for it. */
#define LOADING_COMPONENTS 4096

/* The batch */

static gboolean
check_target (GnomonImportRun  *self,
              gint64            calendar_id,
              GError          **error)
{
  return self->seen != NULL ? gnomon_subscriptions_check (self->db, calendar_id, error)
                            : gnomon_events_check_writable (self->db, calendar_id, error);
}

/* Then nothing has to be looked for. */
static gboolean
find_out_if_first (GnomonImportRun  *self,
                   GError          **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (self->db, GNOMON_SQL_EVENT_ANY_OF_CALENDAR);
  GnomonStep step;

  gnomon_statement_bind_int (query, 1, self->context.default_calendar_id);
  step = gnomon_statement_step (query, error);
  self->is_first = step == GNOMON_STEP_DONE;
  self->takes_head = self->is_first && self->seen == NULL;
  self->data_version = gnomon_db_get_data_version (self->db);
  return step != GNOMON_STEP_ERROR;
}

/* Two imports at once could bring the same event twice: the second one has to wait. */
static gboolean
prepare (GnomonImportRun  *self,
         gint64            calendar_id,
         GError          **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (self->db, error);
  GnomonCalendar *calendar;

  if (calendars == NULL || !check_target (self, calendar_id, error))
    return FALSE;
  calendar = gnomon_calendars_find (calendars, calendar_id);
  self->context = (GnomonEventContext) {
    .now = self->transaction->now,
    .viewer = g_time_zone_ref (self->transaction->viewer),
    .viewer_name = self->transaction->viewer_name,
    .default_calendar_id = gnomon_calendar_get_id (calendar),
  };

  return find_out_if_first (self, error) &&
         gnomon_batches_insert (self->transaction, &self->batch_id, error);
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

/* The import */

static gboolean
finish_refresh (GnomonImportRun  *self,
                GError          **error)
{
  return self->seen == NULL ||
         (gnomon_subscriptions_finish (self->transaction, self->operation, self->seen,
                                       gnomon_ical_reader_get_head (self->reader), error) &&
          gnomon_heads_set (self->db, self->operation->id, 0,
                            gnomon_ical_reader_keep_head (self->reader), error));
}

/* A calendar that was empty becomes that of the file; one with events stays what it is, whatever a
 * file says that brings a few more. */
static gboolean
keep_head (GnomonImportRun  *self,
           GError          **error)
{
  return !self->takes_head || self->added == 0 ||
         gnomon_heads_set (self->db, self->context.default_calendar_id, self->batch_id,
                           gnomon_ical_reader_keep_head (self->reader), error);
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

/* From there on the import is made. */
static gboolean
make_live (GnomonImportRun  *self,
           GError          **error)
{
  GnomonTransaction *transaction = self->transaction;

  transaction->batch_id = self->batch_id;
  gnomon_transaction_note (transaction, GNOMON_CHANGE_EVENTS);
  if (!self->is_staged)
    return gnomon_db_run_for (self->db, GNOMON_SQL_BATCH_SET_LIVE, self->batch_id, error);
  return gnomon_transaction_log (transaction, error) &&
         gnomon_staged_owe (self->db, self->batch_id, (gint64) transaction->change_id, error);
}

static gboolean
publish (GnomonImportRun  *self,
         GError          **error)
{
  g_autoptr (GError) write_error = NULL;

  if (!gnomon_import_find_pairs (self, error) || !gnomon_db_begin (self->db, error))
    return FALSE;

  /* The calendar may have been deleted meanwhile. */
  if (!check_target (self, self->context.default_calendar_id, error) ||
      !gnomon_import_change_events (self->transaction, self->batch_id, self->changes, &self->added,
                                    &self->updated, error) ||
      !gnomon_import_join (self, error) || !gnomon_import_apply_replies (self, error) ||
      !finish_refresh (self, error) || !keep_head (self, error) ||
      !make_live (self, error))
    {
      gnomon_db_rollback (self->db);
      return FALSE;
    }
  if (!gnomon_writer_commit (self->transaction, error))
    return FALSE;

  if (self->is_staged &&
      !gnomon_staged_write (self->transaction, self->batch_id, &self->updated, &write_error))
    g_warning ("An import is still to be ended: %s", write_error->message);
  return TRUE;
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
    }
  return gnomon_import_write_rest (self, error);
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
stage_changes (GnomonImportRun  *self,
               GError          **error)
{
  if (self->changes->len + self->occurrences->len <= GNOMON_LARGE_CHANGE)
    return TRUE;

  gnomon_import_sort_changes (self->changes);
  self->is_staged = TRUE;
  return gnomon_staged_add_arrivals (self->transaction, self->batch_id, self->changes, error) &&
         gnomon_import_stage_joins (self, error);
}

static gboolean
run (GnomonImportRun  *self,
     GError          **error)
{
  gnomon_import_read_replies (self);
  if (!gnomon_db_set_bulk (self->db, TRUE, error) || !write_batch (self, error) ||
      !stage_changes (self, error) || !gnomon_import_judge_replies (self, error) ||
      !gnomon_import_stage_replies (self, error))
    return FALSE;

  if (gnomon_import_check_cancelled (self, error))
    return FALSE;

  /* An import has a connection of its own, which ends with it: only its last commits wait for the
   * disk, and nobody for the checkpoints. */
  if (!gnomon_db_set_waits_for_disk (self->db, TRUE, error))
    return FALSE;
  if (self->added + self->changes->len + self->occurrences->len + self->replies->len == 0 &&
      !self->is_staged)
    return publish_nothing (self, error);
  return publish (self, error);
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
