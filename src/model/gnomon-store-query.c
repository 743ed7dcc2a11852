/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-attendee.h"
#include "gnomon-civil.h"
#include "gnomon-event.h"
#include "gnomon-fold.h"
#include "gnomon-store-query.h"

/* A filter of the contract in the store's terms. */

void
gnomon_query_clear (GnomonQuery *query)
{
  g_clear_pointer (&query->needle, g_free);
  g_clear_pointer (&query->attendee, g_free);
}

static gboolean
invalid (GError     **error,
         const char  *message)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* An empty string means "no filter". */
static const char *
get_text (const GnomonFields *filter,
          int                 key)
{
  const char *text = gnomon_fields_get_string (filter, key);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
read_day (const GnomonFields  *filter,
          int                  key,
          const char          *name,
          gboolean            *has,
          gint64              *day,
          GError             **error)
{
  const char *text = get_text (filter, key);

  *has = text != NULL;
  if (text == NULL || gnomon_civil_parse_date (text, day))
    return TRUE;
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
               "%s: must be a date as YYYY-MM-DD", name);
  return FALSE;
}

static gboolean
read_days (const GnomonFields  *filter,
           GnomonQuery         *query,
           GError             **error)
{
  gboolean has_day;
  gint64 day;

  if (!read_day (filter, GNOMON_FILTER_START_DATE, "start_date", &query->has_from, &query->from_day,
                 error)
      || !read_day (filter, GNOMON_FILTER_END_DATE, "end_date", &query->has_to, &query->to_day,
                    error)
      || !read_day (filter, GNOMON_FILTER_DATE, "date", &has_day, &day, error))
    return FALSE;

  if (query->has_to)
    query->to_day++;
  if (has_day)
    {
      query->from_day = query->has_from ? MAX (query->from_day, day) : day;
      query->to_day = query->has_to ? MIN (query->to_day, day + 1) : day + 1;
      query->has_from = query->has_to = TRUE;
    }
  else if (query->has_from && query->has_to && query->to_day <= query->from_day)
    return invalid (error, "end_date: must not be before start_date");
  return TRUE;
}

gboolean
gnomon_query_init (GnomonQuery         *query,
                   const GnomonFields  *filter,
                   GError             **error)
{
  const char *text;
  GnomonEventType type;
  GnomonEventStatus status;

  *query = (GnomonQuery) { .event_type = -1, .status = -1 };

  if (!read_days (filter, query, error)
      || !gnomon_page_from_fields (filter, GNOMON_FILTER_LIMIT, GNOMON_FILTER_OFFSET, &query->page,
                                   error))
    return FALSE;

  if ((text = get_text (filter, GNOMON_FILTER_TYPE)) != NULL)
    {
      if (!gnomon_event_type_from_string (text, &type))
        return invalid (error, "type: must be meeting, event or reminder");
      query->event_type = (int) type;
    }
  if ((text = get_text (filter, GNOMON_FILTER_STATUS)) != NULL)
    {
      if (!gnomon_event_status_from_string (text, &status))
        return invalid (error, "status: must be confirmed, tentative or cancelled");
      query->status = (int) status;
    }
  if ((text = get_text (filter, GNOMON_FILTER_ORDER)) != NULL
      && !g_str_equal (text, "asc") && !g_str_equal (text, "desc"))
    return invalid (error, "order: must be asc or desc");

  query->ascending = text != NULL && g_str_equal (text, "asc");
  query->upcoming = gnomon_fields_get_boolean (filter, GNOMON_FILTER_UPCOMING, FALSE);
  query->expand = gnomon_fields_get_boolean (filter, GNOMON_FILTER_EXPAND, FALSE);
  if (query->expand && !(query->has_from && query->has_to))
    return invalid (error, "expand: needs start_date and end_date");

  query->has_calendar = gnomon_fields_has (filter, GNOMON_FILTER_CALENDAR_ID);
  query->calendar_id = gnomon_fields_get_int (filter, GNOMON_FILTER_CALENDAR_ID, 0);
  if ((text = get_text (filter, GNOMON_FILTER_SEARCH)) != NULL)
    query->needle = gnomon_fold (text);
  if ((text = get_text (filter, GNOMON_FILTER_ATTENDEE)) != NULL)
    query->attendee = gnomon_attendee_fold_email (text);
  return TRUE;
}
