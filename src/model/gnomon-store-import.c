/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-arrivals.h"
#include "gnomon-history.h"
#include "gnomon-ical-private.h"
#include "gnomon-lease.h"
#include "gnomon-ledger.h"
#include "gnomon-store-private.h"

/*
 * Imports. New events go in as rows of a batch that is not live, in short transactions, so that
 * nobody waits; changed ones wait in memory. One last transaction changes these, makes the batch
 * live and writes the one row of the change log: so readers see all of it or nothing. A batch
 * whose process died is reaped by the next import, or when a store is opened.
 */

/* How long a transaction may hold the write lock, and how long it then leaves it to others, in
 * microseconds. */
#define CHUNK_TIME (20 * G_TIME_SPAN_MILLISECOND)
#define CHUNK_PAUSE 1000

/* A guest of a new event. */
typedef struct
{
  GnomonEvent *event;
  GnomonAttendee *attendee;
  guint position;
} Guest;

typedef struct
{
  GnomonTransaction *transaction;
  GnomonOperation *operation;
  GnomonDb *db;
  GnomonEventContext context;
  GnomonIcalReader *reader;
  GnomonArrivals *arrivals;
  gint64 batch_id;
  GPtrArray *chunk;        /* (element-type GnomonArrival): being written */
  GPtrArray *new_events;   /* (element-type GnomonEvent): of the chunk, whose rows are written */
  GArray *guests;          /* (element-type Guest): of these */
  GPtrArray *changes;      /* (element-type GnomonArrival): for the last transaction */
  guint done;              /* of the file's components */
  guint total;
  guint added;
  guint updated;
  guint skipped;
  GHashTable *seen;        /* of a refresh: ids of the stored events that came again; NULL else */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->arrivals, gnomon_arrivals_free);
  g_clear_pointer (&self->context.viewer, g_time_zone_unref);
  g_clear_pointer (&self->reader, gnomon_ical_reader_free);
  g_clear_pointer (&self->chunk, g_ptr_array_unref);
  g_clear_pointer (&self->new_events, g_ptr_array_unref);
  g_clear_pointer (&self->guests, g_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

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
insert_batch (Import  *self,
              GError **error)
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
check_target (Import  *self,
              gint64   calendar_id,
              GError **error)
{
  return self->seen != NULL ? gnomon_subscriptions_check (self->db, calendar_id, error)
                            : gnomon_events_check_writable (self->db, calendar_id, error);
}

/* Two imports at once could bring the same event twice: the second one has to wait. */
static gboolean
prepare (Import  *self,
         gint64   calendar_id,
         GError **error)
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
begin_batch (Import  *self,
             gint64   calendar_id,
             GError **error)
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
write_event (Import       *self,
             GnomonEvent  *before,
             GnomonArrival *arrival,
             GError      **error)
{
  GnomonEvent *event = arrival->event;

  event->revision = before != NULL ? before->revision + 1 : 1;
  return gnomon_events_write (self->transaction, before, event, self->batch_id, arrival->hash,
                              error) &&
         gnomon_import_write_reminders (self->transaction, before, event, error);
}

static gboolean
change_event (Import   *self,
              GnomonArrival  *arrival,
              GError  **error)
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

/* Comparing with what is there */

typedef enum
{
  FATE_ERROR,
  FATE_ADD,
  FATE_CHANGE,
  FATE_SKIP,
} Fate;

/* RFC 5546, 2.1.5: the greater SEQUENCE is the newer version, then the later change. An event that
 * was edited here has no content hash. */
static Fate
compare (Import   *self,
         GnomonArrival  *arrival,
         GError  **error)
{
  g_autoptr (GnomonStatement) find = gnomon_db_query (self->db, GNOMON_SQL_EVENT_FIND_CONTENT);
  g_autoptr (GnomonEvent) before = NULL;
  g_autofree char *hash = NULL;
  GnomonEvent *event = arrival->event;
  gint64 sequence, updated_at;
  GnomonStep step;

  gnomon_statement_bind_int (find, 1, event->calendar_id);
  gnomon_statement_bind_text (find, 2, event->uid);
  step = gnomon_statement_step (find, error);
  if (step == GNOMON_STEP_ERROR)
    return FATE_ERROR;
  if (step == GNOMON_STEP_DONE)
    return FATE_ADD;

  arrival->id = gnomon_statement_get_int (find, 0);
  hash = g_strdup (gnomon_statement_get_text (find, 1));
  sequence = gnomon_statement_get_int (find, 2);
  updated_at = gnomon_statement_get_int (find, 3);
  g_clear_pointer (&find, gnomon_statement_release);

  /* Its source says what a subscribed calendar has, be it older. */
  if (self->seen != NULL)
    {
      g_hash_table_add (self->seen, GSIZE_TO_POINTER ((gsize) arrival->id));
      return strcmp (hash, arrival->hash) == 0 ? FATE_SKIP : FATE_CHANGE;
    }

  if (event->sequence < sequence)
    return FATE_SKIP;
  if (*hash == '\0')
    {
      before = gnomon_events_load (self->db, arrival->id, TRUE, error);
      if (before == NULL)
        return FATE_ERROR;
      g_free (hash);
      hash = gnomon_event_hash_content (before);
      if (event->sequence == sequence && event->updated_at < updated_at)
        return FATE_SKIP;
    }
  return strcmp (hash, arrival->hash) == 0 ? FATE_SKIP : FATE_CHANGE;
}

/* Writing a chunk: its rows in the order of the file, then what hangs on them in the order of the
 * table or index that it goes to, so that each of their pages is written once for a chunk and not
 * once for each of its rows. */

/* Writes the item of a number; FALSE with the error. */
typedef gboolean (* WriteFunc) (Import *self, guint index, GError **error);

static gboolean
write_new_row (Import         *self,
               GnomonArrival  *arrival,
               GError        **error)
{
  GnomonEvent *event = arrival->event;

  event->revision = 1;
  if (!gnomon_events_write_row (self->transaction, event, arrival->folded, self->batch_id,
                                arrival->hash, error)
      || !gnomon_series_rows_write (self->db, event, self->batch_id, error))
    return FALSE;

  self->added++;
  g_ptr_array_add (self->new_events, event);
  for (guint i = 0; i < event->attendees->len; i++)
    {
      Guest guest = { event, g_ptr_array_index (event->attendees, i), i };

      g_array_append_val (self->guests, guest);
    }
  return TRUE;
}

static gboolean
place_arrival (Import  *self,
               guint    index,
               GError **error)
{
  GnomonArrival *arrival = g_ptr_array_index (self->chunk, index);

  switch (compare (self, arrival, error))
    {
    case FATE_ADD:
      return write_new_row (self, arrival, error);

    case FATE_CHANGE:
      g_ptr_array_add (self->changes, arrival);
      self->chunk->pdata[index] = NULL;
      return TRUE;

    case FATE_SKIP:
      self->skipped++;
      return TRUE;

    case FATE_ERROR:
    default:
      return FALSE;
    }
}

static gboolean
place_span (Import  *self,
            guint    index,
            GError **error)
{
  return gnomon_events_write_span (self->transaction, g_ptr_array_index (self->new_events, index),
                                   self->batch_id, error);
}

static gboolean
place_guest (Import  *self,
             guint    index,
             GError **error)
{
  const Guest *guest = &g_array_index (self->guests, Guest, index);

  return gnomon_attendees_insert (self->db, guest->event->id, guest->attendee, guest->position,
                                  error);
}

static gboolean
place_reminders (Import  *self,
                 guint    index,
                 GError **error)
{
  GnomonEvent *event = g_ptr_array_index (self->new_events, index);

  if (event->overrides->len > 0
      && !gnomon_overrides_save (self->transaction, NULL, event, self->batch_id, error))
    return FALSE;
  if (!event->reminder_set && event->reminders->len == 0)
    return TRUE;
  return gnomon_ledger_plan_event (self->transaction, event, error) &&
         gnomon_import_write_reminders (self->transaction, NULL, event, error);
}

static int
compare_starts (const void *a,
                const void *b)
{
  const GnomonEvent *first = *(GnomonEvent * const *) a;
  const GnomonEvent *second = *(GnomonEvent * const *) b;

  return first->start_wall < second->start_wall ? -1 : first->start_wall > second->start_wall;
}

static int
compare_guests (const void *a,
                const void *b)
{
  const Guest *first = a;
  const Guest *second = b;

  return strcmp (gnomon_attendee_get_email (first->attendee),
                 gnomon_attendee_get_email (second->attendee));
}

static gboolean
check_cancelled (Import  *self,
                 GError **error)
{
  if (!g_cancellable_is_cancelled (self->transaction->cancellable))
    return FALSE;

  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

/* In one or more transactions, none of them long. */
static gboolean
write_items (Import     *self,
             guint       n_items,
             WriteFunc   write_item,
             GError    **error)
{
  guint next = 0;

  while (next < n_items)
    {
      gint64 deadline;

      if (check_cancelled (self, error) || !gnomon_db_begin (self->db, error))
        return FALSE;

      deadline = g_get_monotonic_time () + CHUNK_TIME;
      do
        if (!write_item (self, next, error))
          {
            gnomon_db_rollback (self->db);
            return FALSE;
          }
      while (++next < n_items && g_get_monotonic_time () < deadline);

      if (!gnomon_db_commit (self->db, error))
        return FALSE;
      g_usleep (CHUNK_PAUSE);
    }
  return TRUE;
}

static gboolean
write_chunk (Import  *self,
             GError **error)
{
  g_ptr_array_set_size (self->new_events, 0);
  g_array_set_size (self->guests, 0);

  if (!write_items (self, self->chunk->len, place_arrival, error) ||
      !write_items (self, self->new_events->len, place_reminders, error))
    return FALSE;

  g_ptr_array_sort (self->new_events, compare_starts);
  g_array_sort (self->guests, compare_guests);
  return write_items (self, self->new_events->len, place_span, error) &&
         write_items (self, self->guests->len, place_guest, error);
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
change_events (Import  *self,
               GError **error)
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
finish_refresh (Import  *self,
                GError **error)
{
  return self->seen == NULL ||
         gnomon_subscriptions_finish (self->transaction, self->operation, self->seen, error);
}

/* Where the text brought nothing, the batch goes; of a refresh there may be less than before. */
static gboolean
publish_nothing (Import  *self,
                 GError **error)
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
publish (Import  *self,
         GError **error)
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
tell_progress (Import *self)
{
  GnomonOperation *operation = self->operation;

  if (operation->progress != NULL)
    operation->progress (self->done, self->total, operation->progress_data);
}

static gboolean
run (Import  *self,
     GError **error)
{
  if (!gnomon_db_set_bulk (self->db, TRUE, error))
    return FALSE;

  self->arrivals = gnomon_arrivals_new (self->reader, &self->context);
  while ((self->chunk = gnomon_arrivals_take_chunk (self->arrivals, &self->done, &self->total))
         != NULL)
    {
      if (!write_chunk (self, error))
        return FALSE;
      tell_progress (self);
      gnomon_arrivals_give_back (self->arrivals, g_steal_pointer (&self->chunk));
    }

  if (check_cancelled (self, error))
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
  g_auto (Import) self = {
    .transaction = transaction,
    .operation = operation,
    .db = transaction->db,
    .new_events = g_ptr_array_new (),
    .guests = g_array_new (FALSE, FALSE, sizeof (Guest)),
    .changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free),
  };

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
