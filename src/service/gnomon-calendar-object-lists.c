/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-civil.h"
#include "gnomon-codec.h"
#include "gnomon-error.h"
#include "gnomon-week.h"
#include "gnomon-zone.h"

/* Many events at once: ListEvents, ListEventsJson, WeekView, MonthView, TodayEvents,
 * UpcomingEvents. */

static gboolean
handle_list_events (GnomonCalendar1       *object,
                    GDBusMethodInvocation *invocation,
                    GVariant              *arg_filter)
{
  gnomon_calendar_object_answer_filtered (GNOMON_CALENDAR_OBJECT (object), invocation,
                                          GNOMON_KIND_EVENT_FILTER, arg_filter,
                                          gnomon_store_list_events);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_list_events_json (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         GVariant              *arg_filter)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonFields) filter =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT_FILTER, arg_filter);
  g_autoptr (GPtrArray) events = NULL;
  GnomonCodecContext context;

  if (filter == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  events = gnomon_store_list_events (store, filter, &error);
  if (events == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
    }
  else
    {
      gnomon_codec_context_init (&context, store);
      g_dbus_method_invocation_return_value (
        invocation,
        g_variant_new ("(@s)",
                       g_variant_new_take_string (
                         gnomon_codec_encode_json (events, GNOMON_KEY_LIGHT, &context))));
    }

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* What touches the days from @first to @last, both inclusive, by its start. */
static GPtrArray *
list_days (GnomonStore  *store,
           gint64        first,
           gint64        last,
           GError      **error)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autofree char *start_date = gnomon_civil_format_date (first);
  g_autofree char *end_date = gnomon_civil_format_date (last);

  gnomon_fields_set_string (filter, GNOMON_FILTER_START_DATE, start_date);
  gnomon_fields_set_string (filter, GNOMON_FILTER_END_DATE, end_date);
  gnomon_fields_set_boolean (filter, GNOMON_FILTER_EXPAND, TRUE);
  gnomon_fields_set_string (filter, GNOMON_FILTER_ORDER, "asc");

  return gnomon_store_list_events (store, filter, error);
}

static gint64
get_today (GnomonStore *store)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));

  return gnomon_civil_day_of_wall (gnomon_zone_to_wall (gnomon_store_get_viewer_zone (store), now));
}

/* The day that a view is asked for; the empty string is today. */
static gboolean
parse_view_date (GnomonStore  *store,
                 const char   *text,
                 gint64       *day,
                 GError      **error)
{
  if (*text == '\0')
    {
      *day = get_today (store);
      return TRUE;
    }

  if (gnomon_civil_parse_date (text, day))
    return TRUE;

  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                       "date: must be a day as YYYY-MM-DD");
  return FALSE;
}

/* The days that can be written as a date: the years 1 to 9999. A week at either end of time is
 * shorter than the others. */
static gint64
clamp_day (gint64 day)
{
  return CLAMP (day, gnomon_civil_day_from_ymd (1, 1, 1), gnomon_civil_day_from_ymd (9999, 12, 31));
}

static gboolean
handle_week_view (GnomonCalendar1       *object,
                  GDBusMethodInvocation *invocation,
                  const char            *arg_date)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  GnomonStore *store = gnomon_calendar_object_get_store (self);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start_date = NULL;
  g_autofree char *end_date = NULL;
  GnomonCodecContext context;
  GnomonUserWeek week;
  gint64 day, start, end;

  if (!parse_view_date (store, arg_date, &day, &error))
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  gnomon_calendar_object_read_week (self, &week);
  start = gnomon_week_get_start (day, week.first_weekday);
  end = clamp_day (start + 6);
  start = clamp_day (start);
  events = list_days (store, start, end, &error);
  if (events == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  start_date = gnomon_civil_format_date (start);
  end_date = gnomon_civil_format_date (end);
  gnomon_codec_context_init (&context, store);
  gnomon_calendar1_complete_week_view (object, invocation, start_date, end_date,
                                       gnomon_codec_encode_list (events, GNOMON_KEY_LIGHT,
                                                                 &context));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_month_view (GnomonCalendar1       *object,
                   GDBusMethodInvocation *invocation,
                   const char            *arg_date)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *month_name = NULL;
  g_autofree char *start_date = NULL;
  g_autofree char *end_date = NULL;
  GnomonCodecContext context;
  gint64 civil_day, start, end;
  int year, month, day;

  if (!parse_view_date (store, arg_date, &civil_day, &error))
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  gnomon_civil_day_to_ymd (civil_day, &year, &month, &day);
  start = gnomon_civil_day_from_ymd (year, month, 1);
  end = gnomon_civil_day_from_ymd (year, month, gnomon_civil_days_in_month (year, month));
  events = list_days (store, start, end, &error);
  if (events == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  start_date = gnomon_civil_format_date (start);
  end_date = gnomon_civil_format_date (end);
  month_name = g_strndup (start_date, strlen ("YYYY-MM"));
  gnomon_codec_context_init (&context, store);
  gnomon_calendar1_complete_month_view (object, invocation, month_name, start_date, end_date,
                                        gnomon_codec_encode_list (events, GNOMON_KEY_LIGHT,
                                                                  &context));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_today_events (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  GnomonStore *store = gnomon_calendar_object_get_store (self);
  g_autoptr (GError) error = NULL;
  gint64 today = get_today (store);

  gnomon_calendar_object_answer_list (self, invocation, list_days (store, today, today, &error),
                                      error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_upcoming_events (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        guint                  arg_limit)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *events =
    gnomon_store_list_upcoming (gnomon_calendar_object_get_store (self), arg_limit, &error);

  gnomon_calendar_object_answer_list (self, invocation, events, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_lists (GnomonCalendar1Iface *iface)
{
  iface->handle_list_events = handle_list_events;
  iface->handle_list_events_json = handle_list_events_json;
  iface->handle_week_view = handle_week_view;
  iface->handle_month_view = handle_month_view;
  iface->handle_today_events = handle_today_events;
  iface->handle_upcoming_events = handle_upcoming_events;
}
