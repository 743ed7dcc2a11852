/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-event-private.h"
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

/* Events that are read between two transactions. */
#define CHUNK_EVENTS 128

typedef struct
{
  GnomonEvent *event;
  char *hash;
  gint64 id;               /* of the stored event that it changes; 0: new */
} Arrival;

typedef struct
{
  GnomonTransaction *transaction;
  GnomonOperation *operation;
  GnomonDb *db;
  GnomonEventContext context;
  GnomonIcalReader *reader;
  gint64 batch_id;
  GHashTable *uids;        /* met so far */
  GPtrArray *arrivals;     /* (element-type Arrival): read, not written yet */
  GPtrArray *changes;      /* (element-type Arrival): for the last transaction */
  guint added;
  guint updated;
  guint skipped;
} Import;

static void
arrival_free (gpointer data)
{
  Arrival *arrival = data;

  if (arrival == NULL)
    return;

  g_clear_object (&arrival->event);
  g_free (arrival->hash);
  g_free (arrival);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->context.viewer, g_time_zone_unref);
  g_clear_pointer (&self->reader, gnomon_ical_reader_free);
  g_clear_pointer (&self->uids, g_hash_table_unref);
  g_clear_pointer (&self->arrivals, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
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

  if (calendars == NULL || !gnomon_events_check_writable (self->db, calendar_id, error))
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
  if (!gnomon_batches_reap_dead (self->db, error) || !gnomon_db_begin (self->db, error))
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
has_reminder (GPtrArray      *reminders,
              GnomonReminder *wanted)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (reminders, i);

      if (!reminder->automatic && reminder->type == wanted->type &&
          reminder->minutes_before == wanted->minutes_before &&
          (wanted->minutes_before >= 0 || reminder->time == wanted->time))
        return TRUE;
    }
  return FALSE;
}

/* The reminders beyond the automatic one, which are rules of their own. */
static gboolean
write_reminders (Import       *self,
                 GnomonEvent  *before,
                 GnomonEvent  *event,
                 GError      **error)
{
  gboolean changed = FALSE;

  for (guint i = 0; before != NULL && i < before->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (before->reminders, i);

      if (reminder->automatic || has_reminder (event->reminders, reminder))
        continue;
      if (!run_with_id (self->db, GNOMON_SQL_REMINDER_DELETE, reminder->id, error))
        return FALSE;
      changed = TRUE;
    }

  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);

      if (before != NULL && has_reminder (before->reminders, reminder))
        continue;
      if (gnomon_ledger_add_rule (self->transaction, event->id, reminder->minutes_before,
                                  reminder->minutes_before < 0 ? reminder->time : 0,
                                  reminder->type, FALSE, error) == 0)
        return FALSE;
      changed = TRUE;
    }

  return !changed || gnomon_ledger_plan_event (self->transaction, event, error);
}

static gboolean
write_event (Import       *self,
             GnomonEvent  *before,
             Arrival      *arrival,
             GError      **error)
{
  GnomonEvent *event = arrival->event;

  event->revision = before != NULL ? before->revision + 1 : 1;
  return gnomon_events_write (self->transaction, before, event, self->batch_id, arrival->hash,
                              error) &&
         write_reminders (self, before, event, error);
}

/* Who is there already stays the same guest; the file tells the answer. */
static GPtrArray *
reconcile_guests (Import      *self,
                  GnomonEvent *before,
                  GnomonEvent *event)
{
  g_autoptr (GPtrArray) known = gnomon_attendees_reconcile (before->attendees, event->attendees);
  GPtrArray *guests = g_ptr_array_new_full (known->len, g_object_unref);

  for (guint i = 0; i < known->len; i++)
    {
      GnomonAttendee *old = g_ptr_array_index (known, i);
      GnomonAttendee *new = g_ptr_array_index (event->attendees, i);
      GnomonAttendeeStatus status = gnomon_attendee_get_status (new);
      gboolean same = gnomon_attendee_get_status (old) == status;

      g_ptr_array_add (guests, gnomon_attendee_new (
          gnomon_attendee_get_id (old), event->id, gnomon_attendee_get_email (new),
          gnomon_attendee_get_name (new), status,
          same ? gnomon_attendee_get_responded_at (old) : self->transaction->now));
    }
  return guests;
}

static gboolean
change_event (Import   *self,
              Arrival  *arrival,
              GError  **error)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GnomonEvent) before = gnomon_events_load (self->db, arrival->id, TRUE, &load_error);
  GnomonEvent *event = arrival->event;
  GPtrArray *guests;

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
  guests = reconcile_guests (self, before, event);
  g_ptr_array_unref (event->attendees);
  event->attendees = guests;
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
         Arrival  *arrival,
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

static gboolean
place_arrival (Import  *self,
               guint    index,
               GError **error)
{
  Arrival *arrival = g_ptr_array_index (self->arrivals, index);

  switch (compare (self, arrival, error))
    {
    case FATE_ADD:
      self->added++;
      return write_event (self, NULL, arrival, error);

    case FATE_CHANGE:
      g_ptr_array_add (self->changes, arrival);
      self->arrivals->pdata[index] = NULL;
      return TRUE;

    case FATE_SKIP:
      self->skipped++;
      return TRUE;

    case FATE_ERROR:
    default:
      return FALSE;
    }
}

/* The import */

/* Reads some events, without any lock. FALSE at the end. */
static gboolean
read_arrivals (Import *self)
{
  g_ptr_array_set_size (self->arrivals, 0);
  while (self->arrivals->len < CHUNK_EVENTS)
    {
      g_autoptr (GnomonIcalEvent) ical = gnomon_ical_reader_next (self->reader);
      g_autoptr (GnomonEvent) event = NULL;
      g_autoptr (GError) error = NULL;
      Arrival *arrival;

      if (ical == NULL)
        return FALSE;

      event = gnomon_ical_event_make (ical, &self->context, &error);
      if (event == NULL)
        {
          g_autofree char *what = g_strconcat (error->message, ": left out", NULL);

          gnomon_ical_reader_warn (self->reader, ical, what);
          continue;
        }
      if (!g_hash_table_add (self->uids, g_strdup (event->uid)))
        {
          gnomon_ical_reader_warn (self->reader, ical, "is there twice: left out");
          continue;
        }

      arrival = g_new0 (Arrival, 1);
      arrival->hash = gnomon_event_hash_content (event);
      arrival->event = g_steal_pointer (&event);
      g_ptr_array_add (self->arrivals, arrival);
    }
  return TRUE;
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
write_arrivals (Import  *self,
                GError **error)
{
  guint next = 0;

  while (next < self->arrivals->len)
    {
      gint64 deadline;

      if (check_cancelled (self, error) || !gnomon_db_begin (self->db, error))
        return FALSE;

      deadline = g_get_monotonic_time () + CHUNK_TIME;
      do
        if (!place_arrival (self, next, error))
          {
            gnomon_db_rollback (self->db);
            return FALSE;
          }
      while (++next < self->arrivals->len && g_get_monotonic_time () < deadline);

      if (!gnomon_db_commit (self->db, error))
        return FALSE;
      g_usleep (CHUNK_PAUSE);
    }
  return TRUE;
}

static gboolean
publish (Import  *self,
         GError **error)
{
  if (!gnomon_db_begin (self->db, error))
    return FALSE;

  for (guint i = 0; i < self->changes->len; i++)
    if (!change_event (self, g_ptr_array_index (self->changes, i), error))
      {
        gnomon_db_rollback (self->db);
        return FALSE;
      }

  if (!run_with_id (self->db, GNOMON_SQL_BATCH_SET_LIVE, self->batch_id, error))
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
  guint done, total;

  if (operation->progress == NULL)
    return;
  gnomon_ical_reader_get_progress (self->reader, &done, &total);
  operation->progress (done, total, operation->progress_data);
}

static gboolean
run (Import  *self,
     GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      more = read_arrivals (self);
      if (!write_arrivals (self, error))
        return FALSE;
      tell_progress (self);
    }

  if (check_cancelled (self, error))
    return FALSE;
  if (self->added + self->changes->len == 0)
    return gnomon_batches_reap (self->db, self->batch_id, error);
  return publish (self, error);
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
    .uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .arrivals = g_ptr_array_new_with_free_func (arrival_free),
    .changes = g_ptr_array_new_with_free_func (arrival_free),
  };

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
