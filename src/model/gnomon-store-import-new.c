/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-import-run.h"
#include "gnomon-ledger.h"

/*
 * What an import brings that is new. Of each chunk of the file the rows are written in the order of
 * the file; and of several chunks together what hangs on these, in the order of the table or index
 * that it goes to, so that each of their pages is written once for these chunks and not once for
 * each row.
 */

/* How long a transaction may hold the write lock, in microseconds. */
#define PART_TIME (20 * G_TIME_SPAN_MILLISECOND)

/* Rows of one statement, after which the time is looked at. */
#define PIECE_ITEMS 256

/* So many events of the file wait at most until what hangs on them is written: the more, the fewer
 * pages are written again, and the more memory it takes. */
#define MAX_HELD 32768

/* A guest of a new event. */
typedef struct
{
  GnomonEvent *event;
  GnomonAttendee *attendee;
  guint position;
} Guest;

/* Some items of a list on their way to its table. */
typedef struct
{
  GnomonImportRun *run;
  guint first;
  gint64 last_id;          /* of events: the highest before */
} Piece;

void
gnomon_import_run_init (GnomonImportRun *self)
{
  self->held = g_ptr_array_new ();
  self->new_arrivals = g_ptr_array_new ();
  self->new_events = g_ptr_array_new ();
  self->guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  self->occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free);
}

void
gnomon_import_run_clear (GnomonImportRun *self)
{
  g_clear_pointer (&self->arrivals, gnomon_arrivals_free);
  g_clear_pointer (&self->context.viewer, g_time_zone_unref);
  g_clear_pointer (&self->reader, gnomon_ical_reader_free);
  g_clear_pointer (&self->chunk, g_ptr_array_unref);
  for (guint i = 0; i < self->held->len; i++)
    g_ptr_array_unref (g_ptr_array_index (self->held, i));
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->new_arrivals, g_ptr_array_unref);
  g_clear_pointer (&self->new_events, g_ptr_array_unref);
  g_clear_pointer (&self->guests, g_array_unref);
  g_clear_pointer (&self->occurrences, g_ptr_array_unref);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->answers_of, g_hash_table_unref);
  g_clear_pointer (&self->replies, g_ptr_array_unref);
  g_clear_pointer (&self->answered, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

void
gnomon_stored_clear (GnomonStored *self)
{
  g_clear_pointer (&self->hash, g_free);
}

gboolean
gnomon_import_check_cancelled (GnomonImportRun  *self,
                               GError          **error)
{
  if (!g_cancellable_is_cancelled (self->transaction->cancellable))
    return FALSE;

  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

/* Comparing with what is there */

typedef enum
{
  FATE_ERROR,
  FATE_ADD,
  FATE_CHANGE,
  FATE_JOIN,               /* a stored series changes by it */
  FATE_SKIP,
} Fate;

/* Nobody knows it, but perhaps a series of which it is an occurrence. */
static Fate
compare_with_series (GnomonImportRun  *self,
                     GnomonArrival    *arrival,
                     GError          **error)
{
  static const Fate fates[] = {
    [GNOMON_LONE_ERROR] = FATE_ERROR,
    [GNOMON_LONE_NOT] = FATE_ADD,
    [GNOMON_LONE_CHANGE] = FATE_JOIN,
    [GNOMON_LONE_SKIP] = FATE_SKIP,
  };

  /* A source says all itself. */
  if (self->seen != NULL)
    return FATE_ADD;
  return fates[gnomon_import_judge_lone (self, arrival->event, &arrival->id, error)];
}

GnomonStep
gnomon_import_find_stored (GnomonDb      *db,
                           GnomonEvent   *event,
                           GnomonStored  *stored,
                           GError       **error)
{
  g_autoptr (GnomonStatement) find = gnomon_db_query (db, GNOMON_SQL_EVENT_FIND_CONTENT);
  GnomonStep step;

  gnomon_statement_bind_int (find, 1, event->calendar_id);
  gnomon_statement_bind_text (find, 2, event->uid);
  step = gnomon_statement_step (find, error);
  if (step != GNOMON_STEP_ROW)
    return step;

  stored->id = gnomon_statement_get_int (find, 0);
  stored->hash = g_strdup (gnomon_statement_get_text (find, 1));
  stored->sequence = gnomon_statement_get_int (find, 2);
  stored->updated_at = gnomon_statement_get_int (find, 3);
  return step;
}

/* RFC 5546, 2.1.5: the greater SEQUENCE is the newer version, then the later change. An event that
 * was edited here has no content hash. */
static Fate
compare (GnomonImportRun  *self,
         GnomonArrival    *arrival,
         GError          **error)
{
  g_auto (GnomonStored) stored = { 0 };
  g_autoptr (GnomonEvent) before = NULL;
  GnomonEvent *event = arrival->event;

  if (self->is_first)
    return FATE_ADD;

  switch (gnomon_import_find_stored (self->db, event, &stored, error))
    {
    case GNOMON_STEP_ROW:
      break;

    case GNOMON_STEP_DONE:
      return compare_with_series (self, arrival, error);

    case GNOMON_STEP_ERROR:
    default:
      return FATE_ERROR;
    }

  /* Its source says what a subscribed calendar has, be it older. */
  arrival->id = stored.id;
  if (self->seen != NULL)
    {
      g_hash_table_add (self->seen, GSIZE_TO_POINTER ((gsize) arrival->id));
      return strcmp (stored.hash, arrival->hash) == 0 ? FATE_SKIP : FATE_CHANGE;
    }

  if (event->sequence < stored.sequence)
    return FATE_SKIP;
  if (*stored.hash == '\0')
    {
      before = gnomon_events_load (self->db, arrival->id, TRUE, error);
      if (before == NULL)
        return FATE_ERROR;
      g_free (stored.hash);
      stored.hash = gnomon_event_hash_content (before);
      if (event->sequence == stored.sequence && event->updated_at < stored.updated_at)
        return FATE_SKIP;
    }
  return strcmp (stored.hash, arrival->hash) == 0 ? FATE_SKIP : FATE_CHANGE;
}

/* Pieces of a chunk: each function writes some items, from a number on */

static gboolean
insert_rows (GnomonImportRun  *self,
             GnomonSql         sql,
             GnomonRowFunc     fill,
             Piece            *piece,
             guint             n_rows,
             GError          **error)
{
  GnomonRows rows = { .n_rows = n_rows, .fill = fill, .user_data = piece };
  g_autoptr (GnomonStatement) insert = gnomon_db_query (self->db, sql);

  gnomon_statement_bind_rows (insert, 1, &rows);
  return gnomon_statement_run (insert, error);
}

static void
fill_event (GnomonRow *row,
            guint      index,
            gpointer   user_data)
{
  const Piece *piece = user_data;
  GnomonArrival *arrival = g_ptr_array_index (piece->run->new_arrivals, piece->first + index);
  GnomonEvent *event = arrival->event;

  event->revision = 1;
  event->id = piece->last_id + 1 + index;
  gnomon_events_fill_row (row, event, arrival->folded, piece->run->batch_id, arrival->hash);
  gnomon_row_add_int (row, event->id);
}

static gboolean
get_last_id (GnomonDb  *db,
             gint64    *id,
             GError   **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_EVENT_LAST_ID);
  GnomonStep step = gnomon_statement_step (query, error);

  *id = step == GNOMON_STEP_ROW ? gnomon_statement_get_int (query, 0) : 0;
  return step != GNOMON_STEP_ERROR;
}

/* The arrivals that compare() found to be new, from a number on. */
static gboolean
write_new_rows (GnomonImportRun  *self,
                guint             first,
                GError          **error)
{
  guint n_rows = self->new_arrivals->len - first;
  Piece piece = { .run = self, .first = first };

  if (n_rows == 0)
    return TRUE;
  if (!get_last_id (self->db, &piece.last_id, error) ||
      !insert_rows (self, GNOMON_SQL_EVENT_INSERT_ROWS, fill_event, &piece, n_rows, error))
    return FALSE;

  for (guint i = first; i < self->new_arrivals->len; i++)
    {
      GnomonEvent *event = ((GnomonArrival *) self->new_arrivals->pdata[i])->event;

      if (!gnomon_series_rows_write (self->db, event, self->batch_id, error))
        return FALSE;
      g_ptr_array_add (self->new_events, event);
      for (guint j = 0; j < event->attendees->len; j++)
        {
          Guest guest = { event, g_ptr_array_index (event->attendees, j), j };

          g_array_append_val (self->guests, guest);
        }
    }
  self->added += n_rows;
  return TRUE;
}

static gboolean
place_arrivals (GnomonImportRun  *self,
                guint             first,
                guint             n_items,
                GError          **error)
{
  gint64 start = g_get_monotonic_time ();
  guint first_new = self->new_arrivals->len;

  for (guint i = first; i < first + n_items; i++)
    {
      GnomonArrival *arrival = g_ptr_array_index (self->chunk, i);
      Fate fate = compare (self, arrival, error);
      gboolean is_changed = TRUE;

      if (fate != FATE_SKIP && fate != FATE_ERROR)
        gnomon_import_answer_arrival (self, arrival);
      if (fate == FATE_CHANGE
          && !gnomon_import_find_change (self->transaction, arrival, &is_changed, error))
        return FALSE;
      if (!is_changed)
        {
          gnomon_import_skip_answered (self, arrival);
          fate = FATE_SKIP;
        }
      switch (fate)
        {
        case FATE_ADD:
          g_ptr_array_add (self->new_arrivals, arrival);
          break;

        case FATE_CHANGE:
          g_ptr_array_add (self->changes, arrival);
          self->chunk->pdata[i] = NULL;
          break;

        case FATE_JOIN:
          g_ptr_array_add (self->occurrences, arrival);
          self->chunk->pdata[i] = NULL;
          break;

        case FATE_SKIP:
          self->skipped++;
          break;

        case FATE_ERROR:
        default:
          return FALSE;
        }
    }
  if (!write_new_rows (self, first_new, error))
    return FALSE;

  /* Their texts are still to come, and take about as long. */
  self->deadline -= g_get_monotonic_time () - start;
  return TRUE;
}

static void
fill_span (GnomonRow *row,
           guint      index,
           gpointer   user_data)
{
  const Piece *piece = user_data;

  gnomon_events_fill_span (row, g_ptr_array_index (piece->run->new_events, piece->first + index),
                           piece->run->transaction->viewer, piece->run->batch_id);
}

static gboolean
place_spans (GnomonImportRun  *self,
             guint             first,
             guint             n_items,
             GError          **error)
{
  Piece piece = { .run = self, .first = first };

  return insert_rows (self, GNOMON_SQL_SPAN_INSERT_ROWS, fill_span, &piece, n_items, error);
}

static void
fill_guest (GnomonRow *row,
            guint      index,
            gpointer   user_data)
{
  const Piece *piece = user_data;
  const Guest *guest = &g_array_index (piece->run->guests, Guest, piece->first + index);

  gnomon_attendees_fill_row (row, guest->event->id, guest->attendee, guest->position);
}

static gboolean
place_guests (GnomonImportRun  *self,
              guint             first,
              guint             n_items,
              GError          **error)
{
  Piece piece = { .run = self, .first = first };

  return insert_rows (self, GNOMON_SQL_ATTENDEE_INSERT_ROWS, fill_guest, &piece, n_items, error);
}

static gboolean
place_reminders_of (GnomonImportRun  *self,
                    GnomonEvent      *event,
                    GError          **error)
{
  if (event->overrides->len > 0
      && !gnomon_overrides_save (self->transaction, NULL, event, self->batch_id, error))
    return FALSE;
  if (!event->reminder_set && event->reminders->len == 0)
    return TRUE;
  return gnomon_ledger_plan_event (self->transaction, event, error) &&
         gnomon_import_write_reminders (self->transaction, NULL, event, error);
}

static GnomonEvent *
get_new_event (GnomonImportRun *self,
               guint            index)
{
  return ((GnomonArrival *) g_ptr_array_index (self->new_arrivals, index))->event;
}

static gboolean
place_reminders (GnomonImportRun  *self,
                 guint             first,
                 guint             n_items,
                 GError          **error)
{
  guint n_rules = 0;

  for (guint i = first; i < first + n_items; i++)
    {
      GnomonEvent *event = get_new_event (self, i);

      n_rules += (event->reminder_set ? 1 : 0) + event->reminders->len;
    }

  /* Each rule has an instance, as a rule. */
  if (!gnomon_ledger_reserve_ids (self->transaction, 2 * n_rules, error))
    return FALSE;
  for (guint i = first; i < first + n_items; i++)
    if (!place_reminders_of (self, get_new_event (self, i), error))
      return FALSE;
  return TRUE;
}

/* In the transaction of their rows, so that whoever has to clear up finds for each row what it has
 * in the index; and as the last of it, one by one: a statement with many rows has a savepoint, at
 * which the index goes to disk. */
static gboolean
write_texts (GnomonImportRun  *self,
             GError          **error)
{
  for (; self->n_texts < self->new_arrivals->len; self->n_texts++)
    {
      GnomonArrival *arrival = g_ptr_array_index (self->new_arrivals, self->n_texts);

      if (!gnomon_events_put_text_in (self->db, arrival->event->id, arrival->folded, error))
        return FALSE;
    }
  return TRUE;
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

/* Parts: transactions, none of them long, each of which goes on where the one before it ended */

static gboolean
begin_part (GnomonImportRun  *self,
            GError          **error)
{
  if (self->deadline != 0)
    return TRUE;
  if (gnomon_import_check_cancelled (self, error) || !gnomon_db_begin (self->db, error))
    return FALSE;

  if (gnomon_db_get_data_version (self->db) != self->data_version)
    self->is_first = FALSE;
  self->deadline = g_get_monotonic_time () + PART_TIME;
  return TRUE;
}

static gboolean
end_part (GnomonImportRun  *self,
          GError          **error)
{
  if (self->deadline == 0)
    return TRUE;
  if (!write_texts (self, error))
    return FALSE;

  self->deadline = 0;
  if (!gnomon_db_commit (self->db, error))
    return FALSE;
  gnomon_db_give_way (self->db);
  return TRUE;
}

/* Writes items from a number on; FALSE with the error. */
typedef gboolean (* WriteFunc) (GnomonImportRun *self, guint first, guint n_items, GError **error);

static gboolean
write_items (GnomonImportRun  *self,
             guint             n_items,
             WriteFunc         write_piece,
             GError          **error)
{
  for (guint next = 0; next < n_items; next += PIECE_ITEMS)
    if (!begin_part (self, error) ||
        !write_piece (self, next, MIN (PIECE_ITEMS, n_items - next), error) ||
        (g_get_monotonic_time () >= self->deadline && !end_part (self, error)))
      return FALSE;
  return TRUE;
}

/* What hangs on the events of all chunks that are held. */
static gboolean
write_lists (GnomonImportRun  *self,
             GError          **error)
{
  g_ptr_array_sort (self->new_events, compare_starts);
  g_array_sort (self->guests, compare_guests);
  return write_items (self, self->new_events->len, place_spans, error) &&
         write_items (self, self->guests->len, place_guests, error) &&
         write_items (self, self->new_arrivals->len, place_reminders, error) &&
         end_part (self, error);
}

static void
release_held (GnomonImportRun *self)
{
  g_ptr_array_set_size (self->new_arrivals, 0);
  self->n_texts = 0;
  g_ptr_array_set_size (self->new_events, 0);
  g_array_set_size (self->guests, 0);
  for (guint i = 0; i < self->held->len; i++)
    gnomon_arrivals_give_back (self->arrivals, g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
  self->n_held = 0;
}

static void
give_up_part (GnomonImportRun *self)
{
  if (self->deadline != 0)
    gnomon_db_rollback (self->db);
  self->deadline = 0;
}

gboolean
gnomon_import_write_rest (GnomonImportRun  *self,
                          GError          **error)
{
  if (!write_lists (self, error))
    {
      give_up_part (self);
      return FALSE;
    }
  release_held (self);
  return TRUE;
}

gboolean
gnomon_import_write_chunk (GnomonImportRun  *self,
                           GError          **error)
{
  if (!write_items (self, self->chunk->len, place_arrivals, error) || !end_part (self, error))
    {
      give_up_part (self);
      return FALSE;
    }
  self->n_held += self->chunk->len;
  g_ptr_array_add (self->held, g_steal_pointer (&self->chunk));

  /* Rather than wait for the next chunk. */
  if (self->n_held < MAX_HELD && gnomon_arrivals_have_chunk (self->arrivals))
    return TRUE;
  return gnomon_import_write_rest (self, error);
}
