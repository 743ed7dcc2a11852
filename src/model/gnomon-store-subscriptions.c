/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-head.h"
#include "gnomon-ledger.h"
#include "gnomon-store-private.h"

/*
 * Subscribed calendars in the database. Their events go in as an import (gnomon-store-import.c);
 * what is different is here: what is not there any more goes for good.
 */

#define MAX_URL 2048

/* When a source could not be read, it is tried again after so many seconds. */
#define RETRY_SECONDS (15 * 60)

void
gnomon_subscription_free (GnomonSubscription *self)
{
  if (self == NULL)
    return;

  g_free (self->source_url);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

static gboolean
has_blank (const char *text)
{
  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    if (*at <= ' ' || *at == 0x7f)
      return TRUE;
  return FALSE;
}

/**
 * gnomon_subscription_check_url:
 * @text: an address; blanks around it do not matter
 * @field: the field that it was given in
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT where it is none that a calendar can be read from:
 * http, https, webcal and webcals are.
 *
 * Returns: (transfer full) (nullable): the address in the form that is stored
 */
char *
gnomon_subscription_check_url (const char  *text,
                               const char  *field,
                               GError     **error)
{
  static const char * const schemes[] = { "http", "https", "webcal", "webcals", NULL };
  g_autofree char *url = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  url = g_strstrip (g_strdup (text));
  if (strlen (url) <= MAX_URL && !has_blank (url))
    uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || !g_strv_contains (schemes, g_uri_get_scheme (uri))
      || strstr (url, "://") == NULL
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field, "must be an address"
                              " that begins with https://, http:// or webcal://");
      return NULL;
    }

  return g_steal_pointer (&url);
}

char *
gnomon_subscription_dup_name (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_strndup (host != NULL ? host : url, 255);
}

gboolean
gnomon_subscriptions_insert (GnomonTransaction  *transaction,
                             gint64              calendar_id,
                             const char         *url,
                             GError            **error)
{
  g_autoptr (GnomonStatement) insert =
    gnomon_db_query (transaction->db, GNOMON_SQL_SUBSCRIPTION_INSERT);

  gnomon_statement_bind_int (insert, 1, calendar_id);
  gnomon_statement_bind_text (insert, 2, url);
  gnomon_statement_bind_int (insert, 3, transaction->now);
  gnomon_statement_bind_int (insert, 4, GNOMON_SUBSCRIPTION_MINUTES);
  return gnomon_statement_run (insert, error);
}

gboolean
gnomon_subscriptions_has (GnomonDb *db,
                          gint64    calendar_id)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_SUBSCRIPTION_GET);

  gnomon_statement_bind_int (row, 1, calendar_id);
  return gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW;
}

/* Of the event and its overrides, by values: see GNOMON_SQL_TEXT_DROP. */
static gboolean
drop_texts (GnomonDb  *db,
            gint64     id,
            GError   **error)
{
  g_autoptr (GnomonStatement) list = gnomon_db_query (db, GNOMON_SQL_TEXT_LIST_OF_EVENT);
  GnomonStep step;

  gnomon_statement_bind_int (list, 1, id);
  while ((step = gnomon_statement_step (list, error)) == GNOMON_STEP_ROW)
    {
      g_autoptr (GnomonStatement) drop = gnomon_db_query (db, GNOMON_SQL_TEXT_DROP);

      gnomon_statement_bind_int (drop, 1, gnomon_statement_get_int (list, 0));
      gnomon_statement_bind_text (drop, 2, gnomon_statement_get_text (list, 1));
      if (!gnomon_statement_run (drop, error))
        return FALSE;
    }
  return step == GNOMON_STEP_DONE;
}

gboolean
gnomon_subscriptions_delete_event (GnomonTransaction  *transaction,
                                   gint64              id,
                                   GError            **error)
{
  if (!gnomon_ledger_drop_event (transaction, id, error)
      || !drop_texts (transaction->db, id, error)
      || !gnomon_db_run_for (transaction->db, GNOMON_SQL_EVENT_DELETE, id, error))
    return FALSE;

  gnomon_transaction_note_deleted (transaction, id);
  return TRUE;
}

/* All events of the calendar but those in @seen. */
static gboolean
delete_events (GnomonTransaction  *transaction,
               gint64              calendar_id,
               GHashTable         *seen,
               GError            **error)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonStatement) row =
    gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_IDS_OF_CALENDAR);
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, calendar_id);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (row, 0);

      if (seen == NULL || !g_hash_table_contains (seen, GSIZE_TO_POINTER ((gsize) id)))
        g_array_append_val (gone, id);
    }
  if (step == GNOMON_STEP_ERROR)
    return FALSE;

  for (guint i = 0; i < gone->len; i++)
    if (!gnomon_subscriptions_delete_event (transaction, g_array_index (gone, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
gnomon_subscriptions_clear (GnomonTransaction  *transaction,
                            gint64              calendar_id,
                            GError            **error)
{
  return !gnomon_subscriptions_has (transaction->db, calendar_id)
         || (delete_events (transaction, calendar_id, NULL, error)
             && gnomon_db_run_for (transaction->db, GNOMON_SQL_HEAD_DELETE, calendar_id, error)
             && gnomon_db_run_for (transaction->db, GNOMON_SQL_SUBSCRIPTION_RESET, calendar_id,
                                   error));
}

/* (transfer full) (nullable): the calendar, where it can be refreshed. */
static GnomonCalendar *
load_subscribed (GnomonDb  *db,
                 gint64     calendar_id,
                 GError   **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (db, error);
  GnomonCalendar *calendar;

  if (calendars == NULL)
    return NULL;

  calendar = calendar_id != 0 ? gnomon_calendars_find (calendars, calendar_id) : NULL;
  if (calendar == NULL)
    gnomon_set_error_number (error, GNOMON_REASON_NO_CALENDAR, "id", calendar_id);
  else if (!gnomon_calendar_is_subscribed (calendar))
    g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                 "id: “%s” is not a subscribed calendar", gnomon_calendar_get_name (calendar));
  else
    return g_object_ref (calendar);
  return NULL;
}

gboolean
gnomon_subscriptions_check (GnomonDb  *db,
                            gint64     calendar_id,
                            GError   **error)
{
  g_autoptr (GnomonCalendar) calendar = load_subscribed (db, calendar_id, error);

  return calendar != NULL;
}

/* The first time, a calendar whose user gave it no name gets that of its source. */
static gboolean
take_name (GnomonTransaction  *transaction,
           GnomonCalendar     *calendar,
           const char         *name,
           GError            **error)
{
  g_autofree char *made = gnomon_subscription_dup_name (gnomon_calendar_get_source_url (calendar));
  g_autoptr (GnomonStatement) set = NULL;

  if (name == NULL || gnomon_calendar_get_refreshed_at (calendar) != 0
      || !g_str_equal (gnomon_calendar_get_name (calendar), made))
    return TRUE;

  set = gnomon_db_query (transaction->db, GNOMON_SQL_CALENDAR_SET_NAME);
  gnomon_statement_bind_int (set, 1, gnomon_calendar_get_id (calendar));
  gnomon_statement_bind_text (set, 2, name);
  return gnomon_statement_run (set, error);
}

gboolean
gnomon_subscriptions_finish (GnomonTransaction  *transaction,
                             GnomonOperation    *operation,
                             GHashTable         *seen,
                             const char         *head,
                             GError            **error)
{
  g_autoptr (GnomonCalendar) calendar = load_subscribed (transaction->db, operation->id, error);
  g_autoptr (GnomonStatement) set = NULL;
  g_auto (GnomonIcalHead) said = { NULL, };

  if (calendar == NULL || !delete_events (transaction, operation->id, seen, error))
    return FALSE;

  gnomon_ical_head_init (&said, head);
  set = gnomon_db_query (transaction->db, GNOMON_SQL_SUBSCRIPTION_SET_FETCHED);
  gnomon_statement_bind_int (set, 1, operation->id);
  gnomon_statement_bind_int (set, 2, transaction->now);
  gnomon_statement_bind_text (set, 3, operation->text);
  gnomon_statement_bind_text (set, 4, operation->second_text);
  gnomon_statement_bind_int (set, 5, said.refresh_minutes != 0 ? said.refresh_minutes
                                                               : GNOMON_SUBSCRIPTION_MINUTES);
  gnomon_transaction_note (transaction, GNOMON_CHANGE_CALENDARS);
  return take_name (transaction, calendar, said.name, error) && gnomon_statement_run (set, error);
}

GObject *
gnomon_subscriptions_settle_op (GnomonTransaction  *transaction,
                                GnomonOperation    *operation,
                                GError            **error)
{
  g_autoptr (GnomonCalendar) calendar = load_subscribed (transaction->db, operation->id, error);
  gboolean failed = *operation->text != '\0';
  g_autoptr (GnomonStatement) set = NULL;

  if (calendar == NULL)
    return NULL;

  set = gnomon_db_query (transaction->db, failed ? GNOMON_SQL_SUBSCRIPTION_SET_FAILED
                                                 : GNOMON_SQL_SUBSCRIPTION_SET_UNCHANGED);
  gnomon_statement_bind_int (set, 1, operation->id);
  gnomon_statement_bind_int (set, 2, transaction->now);
  if (failed)
    {
      gnomon_statement_bind_text (set, 3, operation->text);
      gnomon_statement_bind_int (set, 4, RETRY_SECONDS);
    }
  gnomon_transaction_note (transaction, GNOMON_CHANGE_CALENDARS);
  gnomon_statement_run (set, error);
  return NULL;
}

GObject *
gnomon_subscriptions_request_op (GnomonTransaction  *transaction,
                                 GnomonOperation    *operation,
                                 GError            **error)
{
  g_autoptr (GnomonCalendar) calendar = load_subscribed (transaction->db, operation->id, error);
  g_autoptr (GnomonStatement) request = NULL;

  if (calendar == NULL)
    return NULL;

  request = gnomon_db_query (transaction->db, GNOMON_SQL_SUBSCRIPTION_REQUEST);
  gnomon_statement_bind_int (request, 1, operation->id);
  gnomon_statement_bind_int (request, 2, transaction->now);
  gnomon_transaction_note (transaction, GNOMON_CHANGE_CALENDARS);
  gnomon_statement_run (request, error);
  return NULL;
}

/**
 * gnomon_store_get_next_refresh:
 * @self: a store
 * @calendar_id: (out) (optional): of which calendar; 0: of none
 *
 * Returns: when the next subscribed calendar is to be refreshed, in Unix seconds, which may lie
 *   behind; 0 where there is none
 */
gint64
gnomon_store_get_next_refresh (GnomonStore *self,
                               gint64      *calendar_id)
{
  g_autoptr (GnomonStatement) next = NULL;
  gint64 id = 0;
  gint64 due = 0;

  g_return_val_if_fail (GNOMON_IS_STORE (self), 0);

  next = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_SUBSCRIPTION_NEXT);
  gnomon_statement_bind_int (next, 1, gnomon_clock_get_now (gnomon_store_get_clock (self)));
  gnomon_statement_bind_int (next, 2, GNOMON_SUBSCRIPTION_MAX_MINUTES * 60);
  if (gnomon_statement_step (next, NULL) == GNOMON_STEP_ROW)
    {
      id = gnomon_statement_get_int (next, 0);
      /* One that was never planned is due since ever, and 0 stands for none. */
      due = MAX (gnomon_statement_get_int (next, 1), 1);
    }
  if (calendar_id != NULL)
    *calendar_id = id;
  return due;
}

/**
 * gnomon_store_get_subscription:
 * @self: a store
 * @calendar_id: a calendar
 * @error: return location
 *
 * Returns: (transfer full): what has to be known to fetch it; else NOT_FOUND, or INVALID_ARGUMENT
 *   where it is not subscribed to
 */
GnomonSubscription *
gnomon_store_get_subscription (GnomonStore  *self,
                               gint64        calendar_id,
                               GError      **error)
{
  g_autoptr (GnomonSubscription) subscription = NULL;
  g_autoptr (GnomonStatement) row = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  if (!gnomon_subscriptions_check (gnomon_store_get_reader (self), calendar_id, error))
    return NULL;

  row = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_SUBSCRIPTION_GET);
  gnomon_statement_bind_int (row, 1, calendar_id);
  if (gnomon_statement_step (row, error) != GNOMON_STEP_ROW)
    return NULL;

  subscription = g_new0 (GnomonSubscription, 1);
  subscription->calendar_id = calendar_id;
  subscription->source_url = g_strdup (gnomon_statement_get_text (row, 0));
  subscription->etag = g_strdup (gnomon_statement_get_text (row, 1));
  subscription->last_modified = g_strdup (gnomon_statement_get_text (row, 2));
  return g_steal_pointer (&subscription);
}
