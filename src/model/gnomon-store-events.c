/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-rows.h"
#include "gnomon-event-private.h"
#include "gnomon-fold.h"
#include "gnomon-history.h"
#include "gnomon-image.h"
#include "gnomon-ledger.h"
#include "gnomon-occurrence.h"
#include "gnomon-series-edit.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/*
 * Events in the database: a row with its span, its guests and its reminders, written together.
 */

char *
gnomon_events_fold (GnomonEvent *event)
{
  g_autofree char *text = g_strjoin ("\n", event->title, event->location, event->description, NULL);

  return gnomon_fold (text);
}

/* Takes the text of a row out of the index where it is another one than @folded. It is read first,
 * since a statement that reads and writes has a savepoint, at which the index goes to disk. */
static gboolean
drop_text (GnomonDb    *db,
           GnomonSql    read,
           gint64       id,
           const char  *folded,
           gboolean    *is_changed,
           GError     **error)
{
  g_autoptr (GnomonStatement) get = gnomon_db_query (db, read);
  g_autoptr (GnomonStatement) drop = NULL;
  g_autofree char *old = NULL;
  GnomonStep step;

  gnomon_statement_bind_int (get, 1, id);
  step = gnomon_statement_step (get, error);
  if (step == GNOMON_STEP_ERROR)
    return FALSE;
  old = step == GNOMON_STEP_ROW ? g_strdup (gnomon_statement_get_text (get, 0)) : NULL;
  g_clear_pointer (&get, gnomon_statement_release);
  *is_changed = old != NULL && !g_str_equal (old, folded);
  if (!*is_changed)
    return TRUE;

  drop = gnomon_db_query (db, GNOMON_SQL_TEXT_DROP);
  gnomon_statement_bind_int (drop, 1, id);
  gnomon_statement_bind_text (drop, 2, old);
  return gnomon_statement_run (drop, error);
}

gboolean
gnomon_events_take_text_out (GnomonDb    *db,
                             gint64       id,
                             const char  *folded,
                             gboolean    *is_changed,
                             GError     **error)
{
  g_autoptr (GnomonStatement) set = NULL;

  if (!drop_text (db, GNOMON_SQL_TEXT_GET, id, folded, is_changed, error))
    return FALSE;
  if (!*is_changed)
    return TRUE;

  set = gnomon_db_query (db, GNOMON_SQL_TEXT_SET);
  gnomon_statement_bind_int (set, 1, id);
  gnomon_statement_bind_text (set, 2, folded);
  return gnomon_statement_run (set, error);
}

gboolean
gnomon_events_put_text_in (GnomonDb    *db,
                           gint64       id,
                           const char  *folded,
                           GError     **error)
{
  g_autoptr (GnomonStatement) add = gnomon_db_query (db, GNOMON_SQL_TEXT_ADD);

  gnomon_statement_bind_int (add, 1, id);
  gnomon_statement_bind_borrowed (add, 2, folded);
  return gnomon_statement_run (add, error);
}

static void
add_lines (GnomonRow  *row,
           char      **lines)
{
  if (lines == NULL || *lines == NULL)
    gnomon_row_add_text (row, "");
  else
    gnomon_row_take_text (row, g_strjoinv ("\n", lines));
}

void
gnomon_events_fill_row (GnomonRow   *row,
                        GnomonEvent *event,
                        const char  *folded,
                        gint64       batch_id,
                        const char  *content_hash)
{
  gnomon_row_add_int (row, event->calendar_id);
  gnomon_row_add_text (row, event->uid);
  gnomon_row_add_text (row, event->recurrence_id);
  gnomon_row_add_text (row, event->title);
  gnomon_row_add_int (row, event->event_type);
  gnomon_row_add_int (row, event->kind);
  gnomon_row_add_int (row, event->start_wall);
  gnomon_row_add_int (row, event->end_wall);
  gnomon_row_add_text (row, event->timezone);
  gnomon_row_add_text (row, event->end_timezone);
  gnomon_row_add_text (row, event->location);
  gnomon_row_add_int (row, event->status);
  gnomon_row_add_int (row, event->busy);
  gnomon_row_add_text (row, event->url);
  gnomon_row_add_text (row, event->color);
  gnomon_row_add_text (row, event->organizer);
  gnomon_row_add_int (row, event->reminder_set);
  gnomon_row_add_int (row, event->reminder_minutes);
  gnomon_row_add_text (row, event->rrule);
  add_lines (row, event->exdate);
  add_lines (row, event->rdate);
  gnomon_row_add_int (row, event->sequence);
  gnomon_row_add_int (row, event->revision);
  gnomon_row_add_int (row, event->created_at);
  gnomon_row_add_int (row, event->updated_at);
  gnomon_row_add_text (row, event->description);
  gnomon_row_add_text (row, event->extra);
  gnomon_row_add_text (row, folded);
  gnomon_row_add_int (row, batch_id);
  gnomon_row_add_text (row, content_hash);
}

gboolean
gnomon_events_write_row (GnomonTransaction  *transaction,
                         GnomonEvent        *event,
                         const char         *folded,
                         gint64              batch_id,
                         const char         *content_hash,
                         GError            **error)
{
  g_auto (GnomonRow) row = { 0 };
  g_autoptr (GnomonStatement) write =
    gnomon_db_query (transaction->db,
                     event->id == 0 ? GNOMON_SQL_EVENT_INSERT : GNOMON_SQL_EVENT_UPDATE);
  gboolean is_new_text = event->id == 0;

  if (!is_new_text &&
      !drop_text (transaction->db, GNOMON_SQL_TEXT_GET_ANY, event->id, folded, &is_new_text, error))
    return FALSE;

  gnomon_events_fill_row (&row, event, folded, batch_id, content_hash);
  if (event->id == 0 && event->master_id != 0)
    gnomon_row_add_int (&row, event->master_id);
  if (event->id != 0)
    gnomon_statement_bind_int (write, 1, event->id);
  gnomon_statement_bind_row (write, 2, &row);
  if (!gnomon_statement_run (write, error))
    return FALSE;

  if (event->id == 0)
    event->id = gnomon_db_get_last_insert_id (transaction->db);
  return !is_new_text || gnomon_events_put_text_in (transaction->db, event->id, folded, error);
}

static gboolean
delete_span (GnomonDb  *db,
             gint64     event_id,
             GError   **error)
{
  g_autoptr (GnomonStatement) drop = gnomon_db_query (db, GNOMON_SQL_SPAN_DELETE);

  gnomon_statement_bind_int (drop, 1, event_id);
  return gnomon_statement_run (drop, error) && gnomon_series_rows_delete (db, event_id, error);
}

GnomonOccurrenceFlags
gnomon_events_get_flags (GnomonEvent *event)
{
  GnomonOccurrenceFlags flags = 0;

  if (gnomon_event_is_recurring (event))
    flags |= GNOMON_OCCURRENCE_RECURRING;
  if (event->attendees->len > 0)
    flags |= GNOMON_OCCURRENCE_GUESTS;
  if (event->busy)
    flags |= GNOMON_OCCURRENCE_BUSY;
  return flags;
}

/* @series_id: the series that it belongs to: itself, or of which it is an override; else 0. */
static void
fill_span (GnomonRow   *row,
           GnomonEvent *event,
           GTimeZone   *viewer,
           gint64       series_id,
           gint64       batch_id)
{
  gboolean floating = event->kind == GNOMON_TIME_DATE || event->kind == GNOMON_TIME_FLOATING;

  gnomon_row_add_int (row, floating);
  gnomon_row_add_int (row, event->id);
  gnomon_row_add_text (row, event->recurrence_id);
  gnomon_row_add_int (row, event->calendar_id);
  gnomon_row_add_int (row,
                      floating ? event->start_wall : gnomon_event_get_starts_at (event, viewer));
  gnomon_row_add_int (row, floating ? event->end_wall : gnomon_event_get_ends_at (event, viewer));
  gnomon_row_add_int (row, event->kind == GNOMON_TIME_DATE);
  gnomon_row_add_int (row, event->event_type);
  gnomon_row_add_int (row, event->status);
  gnomon_row_add_int (row, gnomon_events_get_flags (event)
                           | (series_id != 0 ? GNOMON_OCCURRENCE_RECURRING : 0));
  gnomon_row_add_text (row, event->color);
  gnomon_row_add_text (row, event->title);
  gnomon_row_add_text (row, event->location);
  gnomon_row_add_int (row, batch_id);
  gnomon_row_add_int (row, series_id);
}

void
gnomon_events_fill_span (GnomonRow   *row,
                         GnomonEvent *event,
                         GTimeZone   *viewer,
                         gint64       batch_id)
{
  fill_span (row, event, viewer, gnomon_event_is_recurring (event) ? event->id : 0, batch_id);
}

static gboolean
write_span (GnomonTransaction  *transaction,
            GnomonEvent        *event,
            gint64              series_id,
            gint64              batch_id,
            GError            **error)
{
  g_auto (GnomonRow) row = { 0 };
  g_autoptr (GnomonStatement) insert = gnomon_db_query (transaction->db, GNOMON_SQL_SPAN_INSERT);

  fill_span (&row, event, transaction->viewer, series_id, batch_id);
  gnomon_statement_bind_row (insert, 1, &row);
  return gnomon_statement_run (insert, error);
}

gboolean
gnomon_events_write_override_span (GnomonTransaction  *transaction,
                                   GnomonEvent        *override,
                                   gint64              batch_id,
                                   GError            **error)
{
  return delete_span (transaction->db, override->id, error)
         && write_span (transaction, override, override->master_id, batch_id, error);
}

gboolean
gnomon_events_check_writable (GnomonDb  *db,
                              gint64     calendar_id,
                              GError   **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (db, error);
  GnomonCalendar *calendar;

  if (calendars == NULL)
    return FALSE;

  calendar = gnomon_calendars_find (calendars, calendar_id);
  if (calendar == NULL)
    {
      gnomon_set_error_number (error, GNOMON_REASON_NO_CALENDAR, "calendar_id", calendar_id);
      return FALSE;
    }
  if (gnomon_calendar_is_read_only (calendar))
    {
      gnomon_set_field_error (error, GNOMON_ERROR_READ_ONLY, "calendar_id", "“%s” is read-only",
                              gnomon_calendar_get_name (calendar));
      return FALSE;
    }
  return TRUE;
}

gboolean
gnomon_events_check_uid (GnomonDb     *db,
           GnomonEvent  *event,
           GError      **error)
{
  gint64 known = gnomon_events_find_uid (db, event->calendar_id, event->uid, "");

  if (known == 0 || known == event->id)
    return TRUE;
  gnomon_set_field_error (error, GNOMON_ERROR_ALREADY_EXISTS, "uid",
                          "known already in this calendar, id=%" G_GINT64_FORMAT, known);
  return FALSE;
}

gboolean
gnomon_events_write (GnomonTransaction  *transaction,
                     GnomonEvent        *before,
                     GnomonEvent        *event,
                     gint64              batch_id,
                     const char         *content_hash,
                     GError            **error)
{
  g_autofree char *folded = gnomon_events_fold (event);

  if (!gnomon_events_write_row (transaction, event, folded, batch_id, content_hash, error))
    return FALSE;
  if (before != NULL && !delete_span (transaction->db, event->id, error))
    return FALSE;
  return write_span (transaction, event, gnomon_event_is_recurring (event) ? event->id : 0,
                     batch_id,
                     error)
         && gnomon_series_rows_write (transaction->db, event, batch_id, error)
         && gnomon_attendees_save (transaction->db, event->id,
                                   before != NULL ? before->attendees : NULL,
                                   event->attendees, error)
         && gnomon_overrides_save (transaction, before, event, batch_id, error)
         && gnomon_ledger_replan_event (transaction, before, event, error);
}

gboolean
gnomon_events_write_change (GnomonTransaction  *transaction,
                            GnomonEvent        *before,
                            GnomonEvent        *event,
                            GError            **error)
{
  event->revision = before != NULL ? before->revision + 1 : 1;
  event->updated_at = transaction->now;
  if (!gnomon_events_write (transaction, before, event, 0, "", error))
    return FALSE;

  gnomon_transaction_note_event (transaction, event->id);
  gnomon_history_note_event (transaction, event->id, event->revision, before != NULL, before,
                             event->title);
  return TRUE;
}

GnomonEvent *
gnomon_events_save (GnomonTransaction  *transaction,
                    GnomonEvent        *before,
                    GnomonEvent        *event,
                    GError            **error)
{
  if (!gnomon_events_check_writable (transaction->db, event->calendar_id, error))
    return NULL;
  if (before != NULL && before->calendar_id != event->calendar_id
      && !gnomon_events_check_writable (transaction->db, before->calendar_id, error))
    return NULL;
  if (!gnomon_events_check_uid (transaction->db, event, error))
    return NULL;

  if (before != NULL)
    gnomon_event_settle_series (before, event);
  event->created_at = before != NULL ? before->created_at : transaction->now;
  if (before != NULL && gnomon_event_is_significant_change (before, event))
    event->sequence = before->sequence + 1;

  if (!gnomon_events_write_change (transaction, before, event, error))
    return NULL;
  return gnomon_events_load (transaction->db, event->id, TRUE, error);
}

gboolean
gnomon_events_trash (GnomonTransaction  *transaction,
                     gint64              id,
                     GError            **error)
{
  g_autoptr (GnomonStatement) trash = gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_TRASH);
  g_autoptr (GnomonStatement) overrides =
    gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_TRASH_OVERRIDES);
  GnomonStep step;

  gnomon_statement_bind_int (trash, 1, id);
  gnomon_statement_bind_int (trash, 2, transaction->now);
  step = gnomon_statement_step (trash, error);
  if (step == GNOMON_STEP_ROW)
    gnomon_history_note_event (transaction, id, gnomon_statement_get_int (trash, 0), TRUE, NULL,
                               gnomon_statement_get_text (trash, 1));
  gnomon_statement_bind_int (overrides, 1, id);
  gnomon_statement_bind_int (overrides, 2, transaction->now);
  if (step == GNOMON_STEP_ERROR
      || !gnomon_statement_run (trash, error)
      || !gnomon_statement_run (overrides, error)
      || !delete_span (transaction->db, id, error)
      || !gnomon_ledger_drop_event (transaction, id, error))
    return FALSE;

  gnomon_transaction_note_deleted (transaction, id);
  return TRUE;
}

gboolean
gnomon_events_make_context (GnomonTransaction   *transaction,
                            GnomonEventContext  *context,
                            GError             **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (transaction->db, error);
  GnomonCalendar *calendar;

  if (calendars == NULL)
    return FALSE;

  calendar = gnomon_calendars_find (calendars, 0);
  *context = (GnomonEventContext) {
    .now = transaction->now,
    .viewer = transaction->viewer,
    .viewer_name = transaction->viewer_name,
    .default_calendar_id = calendar != NULL ? gnomon_calendar_get_id (calendar) : 0,
  };
  return TRUE;
}

GObject *
gnomon_events_create_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  g_autoptr (GnomonEvent) event = NULL;
  GnomonEventContext context;

  if (!gnomon_events_make_context (transaction, &context, error))
    return NULL;
  event = gnomon_event_create (operation->fields, &context, error);
  if (event == NULL)
    return NULL;
  return (GObject *) gnomon_events_save (transaction, NULL, event, error);
}

gboolean
gnomon_events_check_etag (GnomonEvent         *before,
                          const GnomonFields  *fields,
                          GError             **error)
{
  const char *etag = gnomon_fields_get_string (fields, GNOMON_EVENT_ETAG);

  if (etag == NULL || *etag == '\0' || g_str_equal (etag, before->etag))
    return TRUE;
  gnomon_set_field_error (error, GNOMON_ERROR_CONFLICT, "etag",
                          "the event was changed since it was read");
  return FALSE;
}

/* In all that an undo would bring back. */
gboolean
gnomon_events_are_same (GnomonEvent *before,
                        GnomonEvent *after)
{
  g_autoptr (GBytes) was = gnomon_image_of_event (before);
  g_autoptr (GBytes) is = gnomon_image_of_event (after);

  return g_bytes_equal (was, is);
}

typedef GnomonEvent *(*ChangeFunc) (GnomonEvent *before, const GnomonFields *fields,
                                    const GnomonEventContext *context, GError **error);

static GObject *
change_event (GnomonTransaction  *transaction,
              GnomonOperation    *operation,
              ChangeFunc          change,
              GError            **error)
{
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GPtrArray) reconciled = NULL;
  GnomonEventContext context;

  if (!gnomon_events_make_context (transaction, &context, error))
    return NULL;
  before = gnomon_events_load (transaction->db, operation->id, TRUE, error);
  if (before == NULL || !gnomon_events_check_etag (before, operation->fields, error))
    return NULL;
  after = change (before, operation->fields, &context, error);
  if (after == NULL)
    return NULL;

  /* Who stays keeps the answer given. */
  reconciled = gnomon_attendees_reconcile (before->attendees, after->attendees);
  g_ptr_array_unref (after->attendees);
  after->attendees = g_steal_pointer (&reconciled);

  /* Nobody wants to hear of it, or to undo it: a program that keeps two calendars alike says what
   * is so already. Where it may not be written, that is said all the same. */
  if (gnomon_events_are_same (before, after))
    return gnomon_events_check_writable (transaction->db, before->calendar_id, error)
           ? G_OBJECT (g_steal_pointer (&before)) : NULL;
  return (GObject *) gnomon_events_save (transaction, before, after, error);
}

GObject *
gnomon_events_update_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  return change_event (transaction, operation, gnomon_event_update, error);
}

GObject *
gnomon_events_replace_op (GnomonTransaction  *transaction,
                          GnomonOperation    *operation,
                          GError            **error)
{
  return change_event (transaction, operation, gnomon_event_replace, error);
}

GObject *
gnomon_events_delete_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  g_autoptr (GnomonEvent) event = gnomon_events_load (transaction->db, operation->id, FALSE, error);

  if (event == NULL || !gnomon_events_check_writable (transaction->db, event->calendar_id, error))
    return NULL;
  gnomon_events_trash (transaction, event->id, error);
  return NULL;
}
