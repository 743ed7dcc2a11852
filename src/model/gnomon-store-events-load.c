/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-ledger.h"
#include "gnomon-store-private.h"

/*
 * Events out of the database: a row with its guests, its reminders and, of a series, its overrides.
 */

/* What read_event_row() takes; GET_ANY has whether it is live behind them. */
#define N_EVENT_COLUMNS 28

static char **
split_lines (const char *text)
{
  return *text != '\0' ? g_strsplit (text, "\n", -1) : g_new0 (char *, 1);
}

static void
read_event_row (GnomonStatement *row,
                GnomonEvent     *event)
{
  int column = 0;

  event->id = gnomon_statement_get_int (row, column++);
  event->calendar_id = gnomon_statement_get_int (row, column++);
  event->uid = g_strdup (gnomon_statement_get_text (row, column++));
  event->recurrence_id = g_strdup (gnomon_statement_get_text (row, column++));
  event->title = g_strdup (gnomon_statement_get_text (row, column++));
  event->event_type = (GnomonEventType) gnomon_statement_get_int (row, column++);
  event->kind = (GnomonTimeKind) gnomon_statement_get_int (row, column++);
  event->start_wall = gnomon_statement_get_int (row, column++);
  event->end_wall = gnomon_statement_get_int (row, column++);
  event->timezone = g_strdup (gnomon_statement_get_text (row, column++));
  event->end_timezone = g_strdup (gnomon_statement_get_text (row, column++));
  event->location = g_strdup (gnomon_statement_get_text (row, column++));
  event->status = (GnomonEventStatus) gnomon_statement_get_int (row, column++);
  event->busy = gnomon_statement_get_int (row, column++) != 0;
  event->url = g_strdup (gnomon_statement_get_text (row, column++));
  event->color = g_strdup (gnomon_statement_get_text (row, column++));
  event->organizer = g_strdup (gnomon_statement_get_text (row, column++));
  event->reminder_set = gnomon_statement_get_int (row, column++) != 0;
  event->reminder_minutes = (int) gnomon_statement_get_int (row, column++);
  event->rrule = g_strdup (gnomon_statement_get_text (row, column++));
  event->exdate = split_lines (gnomon_statement_get_text (row, column++));
  event->rdate = split_lines (gnomon_statement_get_text (row, column++));
  event->sequence = (int) gnomon_statement_get_int (row, column++);
  event->revision = gnomon_statement_get_int (row, column++);
  event->created_at = gnomon_statement_get_int (row, column++);
  event->updated_at = gnomon_statement_get_int (row, column++);
  event->description = g_strdup (gnomon_statement_get_text (row, column++));
  event->extra = g_strdup (gnomon_statement_get_text (row, column++));
  event->etag = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, event->id,
                                 event->revision);
}

static GPtrArray *
load_overrides (GnomonDb  *db,
                gint64     series_id,
                GError   **error);

/* What an event has beside its row. */
static gboolean
load_parts (GnomonDb     *db,
            GnomonEvent  *event,
            gboolean      full,
            GError      **error)
{
  event->attendees = gnomon_attendees_load (db, event->id, error);
  if (event->attendees == NULL)
    return FALSE;

  if (!full)
    {
      event->reminders = g_ptr_array_new_with_free_func (g_object_unref);
      event->overrides = g_ptr_array_new_with_free_func (g_object_unref);
      return TRUE;
    }

  event->reminders = gnomon_ledger_list_rules (db, event->id, error);
  event->overrides = gnomon_event_is_recurring (event)
                       ? load_overrides (db, event->id, error)
                       : g_ptr_array_new_with_free_func (g_object_unref);
  return event->reminders != NULL && event->overrides != NULL;
}

static GPtrArray *
load_overrides (GnomonDb  *db,
                gint64     series_id,
                GError   **error)
{
  g_autoptr (GPtrArray) overrides = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_EVENT_LIST_OVERRIDES);
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, series_id);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      GnomonEvent *override = g_object_new (GNOMON_TYPE_EVENT, NULL);

      g_ptr_array_add (overrides, override);
      read_event_row (row, override);
      override->master_id = series_id;
      if (!load_parts (db, override, TRUE, error))
        return NULL;
    }
  return step == GNOMON_STEP_DONE ? g_steal_pointer (&overrides) : NULL;
}

/* @more: what the statement has behind the columns of an event. */
static GnomonEvent *
load (GnomonDb   *db,
      GnomonSql   sql,
      gint64      id,
      gboolean    full,
      gint64     *more,
      GError    **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, sql);
  g_autoptr (GnomonEvent) event = NULL;
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, id);
  step = gnomon_statement_step (row, error);
  if (step == GNOMON_STEP_DONE)
    g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND, "id: no event %" G_GINT64_FORMAT, id);
  if (step != GNOMON_STEP_ROW)
    return NULL;

  event = g_object_new (GNOMON_TYPE_EVENT, NULL);
  read_event_row (row, event);
  if (more != NULL)
    *more = gnomon_statement_get_int (row, N_EVENT_COLUMNS);
  g_clear_pointer (&row, gnomon_statement_release);

  return load_parts (db, event, full, error) ? g_steal_pointer (&event) : NULL;
}

GnomonEvent *
gnomon_events_load (GnomonDb  *db,
                    gint64     id,
                    gboolean   full,
                    GError   **error)
{
  return load (db, GNOMON_SQL_EVENT_GET, id, full, NULL, error);
}

GnomonEvent *
gnomon_events_load_any (GnomonDb  *db,
                        gint64     id,
                        gboolean  *is_live,
                        GError   **error)
{
  gint64 more = 0;
  GnomonEvent *event = load (db, GNOMON_SQL_EVENT_GET_ANY, id, TRUE, &more, error);

  *is_live = more != 0;
  return event;
}

GnomonEvent *
gnomon_events_load_row (GnomonDb  *db,
                        gint64     row_id,
                        GError   **error)
{
  gint64 series_id = 0;
  GnomonEvent *event = load (db, GNOMON_SQL_EVENT_GET_ROW, row_id, FALSE, &series_id, error);

  if (event != NULL)
    event->master_id = series_id;
  return event;
}

GnomonEvent *
gnomon_events_load_occurrence (GnomonDb    *db,
                               gint64       row_id,
                               const char  *recurrence_id,
                               gboolean     full,
                               GError     **error)
{
  gint64 series_id = 0;
  g_autoptr (GnomonEvent) event =
    load (db, GNOMON_SQL_EVENT_GET_ROW, row_id, full, &series_id, error);
  g_autoptr (GnomonEvent) series = NULL;

  if (event == NULL)
    return NULL;
  if (series_id != 0)
    {
      series = gnomon_events_load (db, series_id, FALSE, error);
      return series != NULL ? gnomon_event_dress_override (series, event) : NULL;
    }
  if (*recurrence_id == '\0')
    return g_steal_pointer (&event);
  return gnomon_event_find_occurrence (event, recurrence_id, error);
}

GnomonEvent *
gnomon_events_load_override (GnomonDb     *db,
                             GnomonEvent  *series,
                             const char   *recurrence_id,
                             GError      **error)
{
  gint64 id = gnomon_events_find_uid (db, series->calendar_id, series->uid, recurrence_id);

  return id != 0 ? load (db, GNOMON_SQL_EVENT_GET_ROW, id, TRUE, NULL, error) : NULL;
}

gint64
gnomon_events_find_uid (GnomonDb   *db,
                        gint64      calendar_id,
                        const char *uid,
                        const char *recurrence_id)
{
  g_autoptr (GnomonStatement) find = gnomon_db_query (db, GNOMON_SQL_EVENT_FIND_UID);

  gnomon_statement_bind_int (find, 1, calendar_id);
  gnomon_statement_bind_text (find, 2, uid);
  gnomon_statement_bind_text (find, 3, recurrence_id);
  if (gnomon_statement_step (find, NULL) != GNOMON_STEP_ROW)
    return 0;
  return gnomon_statement_get_int (find, 0);
}
