/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-hidden.h"
#include "gnomon-history.h"
#include "gnomon-image.h"
#include "gnomon-store-private.h"
#include "gnomon-text.h"

/*
 * Calendars in the database. There is always one default calendar.
 */

#define MAX_NAME 255

GPtrArray *
gnomon_calendars_load (GnomonDb  *db,
                       GError   **error)
{
  g_autoptr (GPtrArray) calendars = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_CALENDAR_LIST);
  GnomonStep step;

  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      GnomonCalendar *calendar =
        gnomon_calendar_new (gnomon_statement_get_int (row, 0),
                             gnomon_statement_get_text (row, 1),
                             gnomon_statement_get_text (row, 2),
                             gnomon_statement_get_int (row, 3) != 0,
                             gnomon_statement_get_int (row, 4) != 0,
                             gnomon_statement_get_int (row, 5) != 0);

      gnomon_calendar_set_source (calendar,
                                  gnomon_statement_get_text (row, 6),
                                  gnomon_statement_get_int (row, 7),
                                  gnomon_statement_get_text (row, 8),
                                  (int) gnomon_statement_get_int (row, 9));
      g_ptr_array_add (calendars, calendar);
    }
  return step == GNOMON_STEP_DONE ? g_steal_pointer (&calendars) : NULL;
}

GnomonCalendar *
gnomon_calendars_find (GPtrArray *calendars,
                       gint64     id)
{
  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);

      if (id == 0 ? gnomon_calendar_is_default (calendar) : gnomon_calendar_get_id (calendar) == id)
        return calendar;
    }
  return NULL;
}

/* @or_default: 0 stands for the default calendar. */
static GnomonCalendar *
load_one (GnomonDb  *db,
          gint64     id,
          gboolean   or_default,
          GError   **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (db, error);
  GnomonCalendar *calendar;

  if (calendars == NULL)
    return NULL;
  calendar = id != 0 || or_default ? gnomon_calendars_find (calendars, id) : NULL;
  if (calendar == NULL)
    {
      gnomon_set_error_number (error, GNOMON_REASON_NO_CALENDAR, "id", id);
      return NULL;
    }
  return g_object_ref (calendar);
}

static gboolean
invalid (const char  *field,
         const char  *message,
         GError     **error)
{
  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field, "%s", message);
  return FALSE;
}

static gboolean
check_name (const char  *name,
            char       **checked,
            GError     **error)
{
  g_autofree char *trimmed = gnomon_text_take_line (name != NULL ? name : "", "name", MAX_NAME,
                                                    error);

  if (trimmed == NULL)
    return FALSE;
  if (*trimmed == '\0')
    {
      gnomon_set_error (error, GNOMON_REASON_NO_NAME, "name", NULL);
      return FALSE;
    }

  *checked = g_steal_pointer (&trimmed);
  return TRUE;
}

/* The address is given when the calendar is made, and stays: "" where it is the user's own. A
 * calendar that has one has the events of that address alone. */
static gboolean
check_source (GnomonCalendar      *before,
              const GnomonFields  *fields,
              char               **source_url,
              gboolean            *read_only,
              GError             **error)
{
  const char *given = gnomon_fields_get_string (fields, GNOMON_CALENDAR_SOURCE_URL);
  const char *known = before != NULL ? gnomon_calendar_get_source_url (before) : NULL;

  if (known != NULL && given != NULL && !g_str_equal (given, known))
    return invalid ("source_url", "is given when the calendar is made, and stays", error);

  *source_url = known == NULL && given != NULL && *given != '\0'
                ? gnomon_subscription_check_url (given, "source_url", error)
                : g_strdup (known != NULL ? known : "");
  if (*source_url == NULL)
    return FALSE;

  *read_only = gnomon_fields_get_boolean (fields, GNOMON_CALENDAR_READ_ONLY,
                                          **source_url != '\0'
                                          || (before != NULL
                                              && gnomon_calendar_is_read_only (before)));
  return **source_url == '\0' || *read_only
         || invalid ("read_only", "a subscribed calendar is read-only", error);
}

static gboolean
choose_name (GnomonCalendar      *before,
             const GnomonFields  *fields,
             const char          *source_url,
             char               **name,
             GError             **error)
{
  const char *given = gnomon_fields_get_string (fields, GNOMON_CALENDAR_NAME);

  if (before != NULL && given == NULL)
    *name = g_strdup (gnomon_calendar_get_name (before));
  else if (given == NULL && *source_url != '\0')
    *name = gnomon_subscription_dup_name (source_url);
  else
    return check_name (given, name, error);
  return TRUE;
}

/* The calendar's values after @fields, over those of @before or the defaults. */
static gboolean
merge (GnomonCalendar      *before,
       guint                n_calendars,
       const GnomonFields  *fields,
       GnomonCalendar     **merged,
       GError             **error)
{
  const char * const *palette = gnomon_color_get_palette ();
  g_autofree char *name = NULL;
  g_autofree char *color = NULL;
  g_autofree char *source_url = NULL;
  gboolean was_default = before != NULL && gnomon_calendar_is_default (before);
  gboolean is_default = gnomon_fields_get_boolean (fields, GNOMON_CALENDAR_IS_DEFAULT, was_default);
  gboolean read_only;

  if (!check_source (before, fields, &source_url, &read_only, error)
      || !choose_name (before, fields, source_url, &name, error))
    return FALSE;

  if (gnomon_fields_has (fields, GNOMON_CALENDAR_COLOR)
      && *gnomon_fields_get_string (fields, GNOMON_CALENDAR_COLOR) != '\0')
    color = gnomon_color_normalize (gnomon_fields_get_string (fields, GNOMON_CALENDAR_COLOR),
                                    "color", error);
  else
    color = g_strdup (before != NULL ? gnomon_calendar_get_color (before)
                                     : palette[n_calendars % g_strv_length ((char **) palette)]);
  if (color == NULL)
    return FALSE;

  if (was_default && !is_default)
    return invalid ("is_default", "make another calendar the default one instead", error);
  if (is_default && read_only)
    return invalid ("is_default", "a read-only calendar cannot be the default one", error);

  *merged = gnomon_calendar_new (before != NULL ? gnomon_calendar_get_id (before) : 0, name, color,
                                 gnomon_fields_get_boolean (fields, GNOMON_CALENDAR_VISIBLE,
                                                            before == NULL
                                                            || gnomon_calendar_is_visible (before)),
                                 is_default, read_only);
  gnomon_calendar_set_source (*merged, source_url, 0, "", 0);
  return TRUE;
}

static gboolean
differs_only_in_visibility (GnomonCalendar *before,
                            GnomonCalendar *after)
{
  return gnomon_calendar_is_visible (before) != gnomon_calendar_is_visible (after)
         && g_str_equal (gnomon_calendar_get_name (before), gnomon_calendar_get_name (after))
         && g_str_equal (gnomon_calendar_get_color (before), gnomon_calendar_get_color (after))
         && gnomon_calendar_is_default (before) == gnomon_calendar_is_default (after)
         && gnomon_calendar_is_read_only (before) == gnomon_calendar_is_read_only (after);
}

gint64
gnomon_calendars_get_revision (GnomonDb *db,
                               gint64    id)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_CALENDAR_GET_ANY);

  gnomon_statement_bind_int (row, 1, id);
  return gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW
         ? gnomon_statement_get_int (row, 7) : 0;
}

/* There is one default calendar: who was it before is so no more. */
static gboolean
clear_default (GnomonTransaction  *transaction,
               gint64              successor,
               GError            **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (transaction->db, error);
  g_autoptr (GnomonStatement) clear =
    gnomon_db_query (transaction->db, GNOMON_SQL_CALENDAR_CLEAR_DEFAULT);
  GnomonCalendar *before;

  if (calendars == NULL)
    return FALSE;
  before = gnomon_calendars_find (calendars, 0);
  if (before == NULL || gnomon_calendar_get_id (before) == successor)
    return TRUE;
  if (!gnomon_statement_run (clear, error))
    return FALSE;

  gnomon_history_note_calendar (transaction, gnomon_calendar_get_id (before),
                                gnomon_calendars_get_revision (transaction->db,
                                                               gnomon_calendar_get_id (before)),
                                TRUE, before, NULL);
  return TRUE;
}

/* Writes the row of a new calendar (id 0) or of one that is there; answers its id. */
gboolean
gnomon_calendars_write (GnomonTransaction  *transaction,
                        GnomonCalendar     *calendar,
                        gint64             *id,
                        GError            **error)
{
  g_autoptr (GnomonStatement) row = NULL;
  int at = 1;

  *id = gnomon_calendar_get_id (calendar);
  if (gnomon_calendar_is_default (calendar) && !clear_default (transaction, *id, error))
    return FALSE;

  row = gnomon_db_query (transaction->db,
                         *id == 0 ? GNOMON_SQL_CALENDAR_INSERT : GNOMON_SQL_CALENDAR_UPDATE);
  if (*id != 0)
    gnomon_statement_bind_int (row, at++, *id);
  gnomon_statement_bind_text (row, at++, gnomon_calendar_get_name (calendar));
  gnomon_statement_bind_text (row, at++, gnomon_calendar_get_color (calendar));
  gnomon_statement_bind_int (row, at++, gnomon_calendar_is_visible (calendar));
  gnomon_statement_bind_int (row, at++, gnomon_calendar_is_default (calendar));
  gnomon_statement_bind_int (row, at++, gnomon_calendar_is_read_only (calendar));
  if (!gnomon_statement_run (row, error))
    return FALSE;

  if (*id == 0)
    *id = gnomon_db_get_last_insert_id (transaction->db);
  gnomon_transaction_note (transaction, GNOMON_CHANGE_CALENDARS);
  return TRUE;
}

static GObject *
save (GnomonTransaction  *transaction,
      GnomonCalendar     *before,
      GnomonCalendar     *after,
      GError            **error)
{
  gint64 id;

  if (!gnomon_calendars_write (transaction, after, &id, error)
      || (before == NULL && gnomon_calendar_is_subscribed (after)
          && !gnomon_subscriptions_insert (transaction, id, gnomon_calendar_get_source_url (after),
                                           error)))
    return NULL;

  /* Showing and hiding is looking, not changing: it has no place in the history. */
  if (before == NULL || !differs_only_in_visibility (before, after))
    gnomon_history_note_calendar (transaction, id,
                                  gnomon_calendars_get_revision (transaction->db, id),
                                  before != NULL, before, gnomon_calendar_get_name (after));
  return (GObject *) load_one (transaction->db, id, FALSE, error);
}

GObject *
gnomon_calendars_create_op (GnomonTransaction  *transaction,
                            GnomonOperation    *operation,
                            GError            **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (transaction->db, error);
  g_autoptr (GnomonCalendar) after = NULL;

  if (calendars == NULL || !merge (NULL, calendars->len, operation->fields, &after, error))
    return NULL;
  return save (transaction, NULL, after, error);
}

GObject *
gnomon_calendars_update_op (GnomonTransaction  *transaction,
                            GnomonOperation    *operation,
                            GError            **error)
{
  g_autoptr (GnomonCalendar) before = load_one (transaction->db, operation->id, FALSE, error);
  g_autoptr (GnomonCalendar) after = NULL;
  g_autoptr (GBytes) was = NULL;
  g_autoptr (GBytes) is = NULL;

  if (before == NULL || !merge (before, 0, operation->fields, &after, error))
    return NULL;

  /* As of an event: what is so already is no change. */
  was = gnomon_image_of_calendar (before);
  is = gnomon_image_of_calendar (after);
  return g_bytes_equal (was, is) ? G_OBJECT (g_steal_pointer (&before))
                                 : save (transaction, before, after, error);
}

gboolean
gnomon_calendars_trash (GnomonTransaction  *transaction,
                        gint64              id,
                        GError            **error)
{
  g_autoptr (GnomonStatement) trash = gnomon_db_query (transaction->db, GNOMON_SQL_CALENDAR_TRASH);

  if (!gnomon_subscriptions_clear (transaction, id, error))
    return FALSE;

  gnomon_statement_bind_int (trash, 1, id);
  gnomon_statement_bind_int (trash, 2, transaction->now);
  if (!gnomon_statement_run (trash, error))
    return FALSE;

  gnomon_transaction_note (transaction, GNOMON_CHANGE_CALENDARS);
  return TRUE;
}

/* Of the user's own calendar; the events of a subscribed one are not the user's, and come again. */
static gboolean
trash_events (GnomonTransaction  *transaction,
              gint64              calendar_id,
              GError            **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonStatement) row =
    gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_IDS_OF_CALENDAR);

  gnomon_statement_bind_int (row, 1, calendar_id);
  if (!gnomon_statement_read_ids (row, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!gnomon_events_trash (transaction, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* Of very many events: they are hidden, and go when that is made. */
static void
log_and_go_on (GnomonTransaction  *transaction,
               gint64              batch_id,
               gint64              calendar_id,
               GError            **error)
{
  guint n_events;

  if (!gnomon_hidden_log_gone (transaction, calendar_id, &n_events, error))
    return;

  gnomon_hidden_set_change (transaction->db, batch_id, (gint64) transaction->change_id, error);
  transaction->goes_on = TRUE;
}

static void
settle (GnomonTransaction *transaction,
        gint64             calendar_id)
{
  gint64 batch_id = gnomon_hidden_find_batch (transaction->db, calendar_id);

  if (batch_id != 0)
    gnomon_hidden_settle_or_warn (transaction, batch_id);
}

GObject *
gnomon_calendars_delete_op (GnomonTransaction  *transaction,
                            GnomonOperation    *operation,
                            GError            **error)
{
  g_autoptr (GnomonCalendar) calendar = NULL;
  gint64 batch_id = 0;

  if (transaction->apart)
    {
      settle (transaction, operation->id);
      return NULL;
    }

  calendar = load_one (transaction->db, operation->id, FALSE, error);
  if (calendar == NULL)
    return NULL;
  if (gnomon_calendar_is_default (calendar))
    {
      invalid ("id", "the default calendar cannot be deleted; make another one the default first",
               error);
      return NULL;
    }

  /* Its events are noted first, but the change is known by the calendar. */
  transaction->title = g_strdup (gnomon_calendar_get_name (calendar));
  if (gnomon_hidden_is_large (transaction, operation->id)
      && !gnomon_hidden_insert (transaction, operation->id, &batch_id, error))
    return NULL;
  if ((!gnomon_calendar_is_subscribed (calendar)
       && !trash_events (transaction, operation->id, error))
      || !gnomon_calendars_trash (transaction, operation->id, error))
    return NULL;

  gnomon_history_note_calendar (transaction, operation->id,
                                gnomon_calendars_get_revision (transaction->db, operation->id),
                                TRUE, calendar, NULL);
  if (batch_id != 0)
    log_and_go_on (transaction, batch_id, operation->id, error);
  return NULL;
}

/**
 * gnomon_store_list_calendars:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full) (element-type GnomonCalendar): all calendars, in the order in which
 *   they were made
 */
GPtrArray *
gnomon_store_list_calendars (GnomonStore  *self,
                             GError      **error)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return gnomon_calendars_load (gnomon_store_get_reader (self), error);
}

/**
 * gnomon_store_get_calendar:
 * @self: a store
 * @id: which calendar; 0 for the default one
 * @error: return location
 *
 * Returns: (transfer full): the calendar; else GNOMON_ERROR_NOT_FOUND
 */
GnomonCalendar *
gnomon_store_get_calendar (GnomonStore  *self,
                           gint64        id,
                           GError      **error)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return load_one (gnomon_store_get_reader (self), id, TRUE, error);
}
