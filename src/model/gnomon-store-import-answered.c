/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"
#include "gnomon-import-replies-private.h"
#include "gnomon-staged.h"

/*
 * What the answers of guests in a file make of stored events. They are written by the last
 * transaction; very many are staged (gnomon-staged.h), so that nobody has to wait for that.
 */

/* Of the events that no answer has changed so far, those at hand for the next one: to load a series
 * with many overrides takes a while. */
#define MOST_UNCHANGED 64

/* What answers make of a stored event. */
typedef struct
{
  GnomonEvent *before;
  GnomonEvent *after;
  gboolean is_changed;
} Answered;

static void
answered_free (gpointer data)
{
  Answered *self = data;

  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_free (self);
}

/* The event itself, or the one occurrence that is stored without it. */
static gint64
find_in_calendar (GnomonImportRun       *self,
                  const GnomonIcalReply *reply,
                  gint64                 calendar_id)
{
  gint64 lone_id = reply->lone_uid != NULL
                     ? gnomon_events_find_uid (self->db, calendar_id, reply->lone_uid, "") : 0;

  return lone_id != 0 ? lone_id
                      : gnomon_events_find_uid (self->db, calendar_id, reply->uid, "");
}

/* In the calendar that the import goes to, else in whichever has it; 0: nobody knows it. */
static gint64
find_event (GnomonImportRun        *self,
            const GnomonIcalReply  *reply,
            GError                **error)
{
  gint64 id = find_in_calendar (self, reply, self->context.default_calendar_id);
  g_autoptr (GPtrArray) calendars = id == 0 ? gnomon_calendars_load (self->db, error) : NULL;

  for (guint i = 0; id == 0 && calendars != NULL && i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);

      if (!gnomon_calendar_is_read_only (calendar))
        id = find_in_calendar (self, reply, gnomon_calendar_get_id (calendar));
    }
  return id;
}

static gboolean
is_unchanged (gpointer key,
              gpointer value,
              gpointer user_data)
{
  return !((Answered *) value)->is_changed;
}

static void
drop_unchanged (GHashTable *all)
{
  g_hash_table_foreach_remove (all, is_unchanged, NULL);
}

/* (nullable): what became of the event so far, NULL without an error where nobody knows it. @all:
 * id → Answered; (element-type Answered) */
static Answered *
open_event (GnomonImportRun        *self,
            GHashTable             *all,
            const GnomonIcalReply  *reply,
            GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 id = find_event (self, reply, &local_error);
  Answered *answered = g_hash_table_lookup (all, GSIZE_TO_POINTER ((gsize) id));
  g_autoptr (GnomonEvent) event = NULL;

  if (id == 0 || answered != NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return answered;
    }

  event = gnomon_events_load (self->db, id, TRUE, &local_error);
  if (event == NULL)
    {
      if (!g_error_matches (local_error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (++self->n_opened % MOST_UNCHANGED == 0)
    drop_unchanged (all);
  answered = g_new0 (Answered, 1);
  answered->after = gnomon_attendees_copy_event (event);
  answered->before = g_steal_pointer (&event);
  g_hash_table_insert (all, GSIZE_TO_POINTER ((gsize) id), answered);
  return answered;
}

static gboolean
answer_stored (GnomonImportRun        *self,
               GHashTable             *all,
               GnomonWaiting          *waiting,
               gboolean               *is_new,
               GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  Answered *answered = open_event (self, all, waiting->reply, &local_error);

  *is_new = FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (answered == NULL)
    {
      /* Or that came with the file, and is not there yet. */
      if (waiting->fate == GNOMON_WARNING_ANSWER)
        waiting->fate = GNOMON_WARNING_ANSWER_TO_UNKNOWN;
      return TRUE;
    }

  *is_new = gnomon_import_answer_event (self, waiting->reply, answered->after, &waiting->fate);
  waiting->event_id = answered->before->id;
  answered->is_changed |= *is_new;
  return TRUE;
}

static GHashTable *
new_answered (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, answered_free);
}

gboolean
gnomon_import_judge_replies (GnomonImportRun  *self,
                             GError          **error)
{
  self->answered = new_answered ();
  self->replies = g_ptr_array_new ();
  for (guint i = 0; i < self->answers->len; i++)
    {
      GnomonWaiting *waiting = g_ptr_array_index (self->answers, i);
      gboolean is_new = FALSE;

      if (!waiting->is_done && !answer_stored (self, self->answered, waiting, &is_new, error))
        return FALSE;
      if (is_new)
        g_ptr_array_add (self->replies, waiting);
      else
        self->skipped += !waiting->is_done && waiting->fate == GNOMON_WARNING_ANSWER;
      if (waiting->fate != GNOMON_WARNING_ANSWER)
        gnomon_ical_reader_tell_reply (self->reader, waiting->reply, waiting->fate);
    }
  drop_unchanged (self->answered);
  return TRUE;
}

/* No edit, in which all occurrences would take part (gnomon_events_save()): those that are answered
 * have their answers already. */
static gboolean
save (GnomonImportRun  *self,
      Answered         *answered,
      GError          **error)
{
  if (!gnomon_events_check_writable (self->db, answered->after->calendar_id, error)
      || !gnomon_events_write_change (self->transaction, answered->before, answered->after, error))
    return FALSE;

  self->updated++;
  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gsize first = GPOINTER_TO_SIZE (a);
  gsize second = GPOINTER_TO_SIZE (b);

  return first < second ? -1 : first > second;
}

/* Answered events on their way to be staged, by their ids. */
typedef struct
{
  GnomonImportRun *run;
  GList *next;
  GHashTable *staged;      /* the ids of those that were */
} Staging;

/* Whoever changed it since it was judged makes it one for the last transaction. */
static gboolean
is_as_judged (GnomonDb    *db,
              GnomonEvent *event)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_EVENT_GET_REVISION);

  gnomon_statement_bind_int (row, 1, event->id);
  return gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW
         && gnomon_statement_get_int (row, 0) == event->revision;
}

static gboolean
stage_some (gpointer   data,
            gint64     deadline,
            gboolean  *more,
            GError   **error)
{
  Staging *self = data;
  GnomonDb *db = self->run->db;

  for (; self->next != NULL && g_get_monotonic_time () < deadline; self->next = self->next->next)
    {
      Answered *answered = g_hash_table_lookup (self->run->answered, self->next->data);
      GnomonArrival arrival = {
        .id = answered->before->id, .event = answered->after, .hash = (char *) "",
      };
      gboolean is_staged = FALSE;

      if (!is_as_judged (db, answered->before))
        continue;
      answered->after->updated_at = self->run->transaction->now;
      gnomon_import_drop_automatic (answered->after);
      if (!gnomon_staged_add_arrival (db, self->run->batch_id, &arrival, &is_staged, error))
        return FALSE;
      if (is_staged)
        g_hash_table_add (self->staged, self->next->data);
    }
  *more = self->next != NULL;
  return TRUE;
}

gboolean
gnomon_import_stage_replies (GnomonImportRun  *self,
                             GError          **error)
{
  g_autoptr (GHashTable) staged = g_hash_table_new (NULL, NULL);
  g_autoptr (GList) ids = NULL;
  Staging staging = { .run = self, .staged = staged };

  if (self->replies->len <= GNOMON_LARGE_CHANGE)
    return TRUE;

  ids = g_list_sort (g_hash_table_get_keys (self->answered), compare_ids);
  staging.next = ids;
  if (!gnomon_batches_run_parts (self->db, stage_some, &staging, error))
    return FALSE;

  self->is_staged = TRUE;
  for (guint i = self->replies->len; i > 0; i--)
    {
      GnomonWaiting *waiting = g_ptr_array_index (self->replies, i - 1);

      if (g_hash_table_contains (staged, GSIZE_TO_POINTER ((gsize) waiting->event_id)))
        g_ptr_array_remove_index (self->replies, i - 1);
    }
  return TRUE;
}

gboolean
gnomon_import_apply_replies (GnomonImportRun  *self,
                             GError          **error)
{
  g_autoptr (GHashTable) all = new_answered ();
  g_autoptr (GList) ids = NULL;
  gboolean is_new;

  for (guint i = 0; i < self->replies->len; i++)
    if (!answer_stored (self, all, g_ptr_array_index (self->replies, i), &is_new, error))
      return FALSE;

  drop_unchanged (all);
  ids = g_list_sort (g_hash_table_get_keys (all), compare_ids);
  for (GList *link = ids; link != NULL; link = link->next)
    if (!save (self, g_hash_table_lookup (all, link->data), error))
      return FALSE;
  return TRUE;
}
