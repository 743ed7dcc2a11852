/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-fields-variant.h"
#include "gnomon-schedule.h"
#include "gnomon-zone.h"

/* Busy and free time: FreeBusy, Conflicts, FindTime. */

#define DEFAULT_SLOTS 10
#define MAX_SLOTS 1000
#define MAX_INTERVALS 5000
#define MAX_DAYS 366

static gboolean
invalid (GError     **error,
         const char  *message)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* RFC 3339, or a date: its midnight in the viewer's zone. */
static gboolean
parse_instant (GnomonStore  *store,
               const char   *name,
               const char   *text,
               gint64       *instant,
               GError      **error)
{
  gint64 day;

  if (gnomon_civil_parse_instant (text, instant))
    return TRUE;
  if (gnomon_civil_parse_date (text, &day))
    {
      *instant = gnomon_zone_to_instant (gnomon_store_get_viewer_zone (store),
                                         day * GNOMON_DAY_SECONDS);
      return TRUE;
    }
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
               "%s: must be a date as YYYY-MM-DD or a time by RFC 3339", name);
  return FALSE;
}

static gboolean
parse_range (GnomonStore  *store,
             const char   *from_text,
             const char   *to_text,
             gint64       *from,
             gint64       *to,
             GError      **error)
{
  return parse_instant (store, "from", from_text, from, error)
         && parse_instant (store, "to", to_text, to, error)
         && (*from < *to || invalid (error, "to: must be after from"));
}

gboolean
gnomon_calendar_object_take_range (GnomonCalendarObject  *self,
                                   GDBusMethodInvocation *invocation,
                                   const char            *from_text,
                                   const char            *to_text,
                                   gint64                *from,
                                   gint64                *to)
{
  g_autoptr (GError) error = NULL;

  if (parse_range (gnomon_calendar_object_get_store (self), from_text, to_text, from, to, &error))
    return TRUE;

  gnomon_bus_error_answer (invocation, error);
  return FALSE;
}

static gboolean
handle_free_busy (GnomonCalendar1       *object,
                  GDBusMethodInvocation *invocation,
                  const char            *arg_from,
                  const char            *arg_to)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));
  g_autoptr (GArray) busy = NULL;
  g_autoptr (GError) error = NULL;
  gint64 from, to;

  if (parse_range (store, arg_from, arg_to, &from, &to, &error))
    busy = gnomon_store_list_busy (store, from, to, NULL, &error);
  if (busy != NULL && busy->len > MAX_INTERVALS)
    {
      g_clear_pointer (&busy, g_array_unref);
      g_set_error (&error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                   "to: more than %d intervals; ask for a shorter time", MAX_INTERVALS);
    }
  if (busy == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  for (guint i = 0; i < busy->len; i++)
    {
      const GnomonInterval *interval = &g_array_index (busy, GnomonInterval, i);
      g_autofree char *start = gnomon_civil_format_instant (interval->start);
      g_autofree char *end = gnomon_civil_format_instant (interval->end);

      g_variant_builder_add (&builder, "(ss)", start, end);
    }
  gnomon_calendar1_complete_free_busy (object, invocation, g_variant_builder_end (&builder));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* The id is no field that a caller sets: it names the event here. 0 where there is none. */
static gboolean
read_id (GVariant  *fields,
         gint64    *id,
         GError   **error)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (fields, "id", NULL);

  *id = 0;
  return value == NULL
         || gnomon_fields_read_number (GNOMON_KIND_EVENT, GNOMON_EVENT_ID, value, id, error);
}

static gboolean
handle_conflicts (GnomonCalendar1       *object,
                  GDBusMethodInvocation *invocation,
                  GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT, arg_fields);
  GPtrArray *events = NULL;
  gint64 id;

  if (fields == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  if (read_id (arg_fields, &id, &error))
    events = gnomon_store_list_conflicts (gnomon_calendar_object_get_store (self), id, fields,
                                          &error);
  gnomon_calendar_object_answer_list (self, invocation, events, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* An end of '00:00' or '24:00' is the midnight that closes the day. */
static gboolean
read_clock (const GnomonFields  *options,
            int                  key,
            const char          *name,
            gboolean             is_end,
            int                 *minutes,
            GError             **error)
{
  const char *text = gnomon_fields_get_string (options, key);
  int seconds;

  if (text == NULL || *text == '\0')
    return TRUE;
  if (is_end && g_str_equal (text, "24:00"))
    seconds = 0;
  else if (!gnomon_civil_parse_time (text, &seconds))
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "%s: must be a time as HH:MM", name);
      return FALSE;
    }
  *minutes = is_end && seconds == 0 ? 24 * 60 : seconds / 60;
  return TRUE;
}

static gboolean
read_options (const GnomonFields    *options,
              const GnomonUserWeek  *week,
              GnomonTimeWish        *wish,
              GError               **error)
{
  const char * const *days = gnomon_fields_get_strv (options, GNOMON_TIME_WEEKDAYS);
  gint64 buffer = gnomon_fields_get_int (options, GNOMON_TIME_BUFFER_MINUTES, 0);
  gint64 limit = gnomon_fields_get_int (options, GNOMON_TIME_LIMIT, 0);

  wish->work_start = week->work_start;
  wish->work_end = week->work_end;
  wish->weekdays = week->work_days;
  if (days != NULL && days[0] != NULL && !gnomon_user_week_read_weekdays (days, &wish->weekdays))
    return invalid (error, "weekdays: must be names of weekdays, as in monday");
  if (!read_clock (options, GNOMON_TIME_WORK_START, "work_start", FALSE, &wish->work_start, error)
      || !read_clock (options, GNOMON_TIME_WORK_END, "work_end", TRUE, &wish->work_end, error))
    return FALSE;
  if (wish->work_end <= wish->work_start)
    return invalid (error, "work_end: must be after work_start");
  if (buffer < 0 || buffer > 24 * 60)
    return invalid (error, "buffer_minutes: must be from 0 to 1440");
  if (limit < 0 || limit > MAX_SLOTS)
    return invalid (error, "limit: must be from 0 to 1000");

  wish->buffer_minutes = (int) buffer;
  wish->limit = limit > 0 ? (guint) limit : DEFAULT_SLOTS;
  return TRUE;
}

static GArray *
find_time (GnomonStore           *store,
           const GnomonUserWeek  *week,
           const char            *from,
           const char            *to,
           int                    minutes,
           const GnomonFields    *options,
           GError               **error)
{
  GnomonTimeWish wish = { .minutes = minutes };
  g_autoptr (GArray) busy = NULL;
  gint64 reach;

  if (!parse_range (store, from, to, &wish.from, &wish.to, error))
    return NULL;
  if (wish.to - wish.from > MAX_DAYS * GNOMON_DAY_SECONDS)
    {
      invalid (error, "to: must lie within 366 days of from");
      return NULL;
    }
  if (minutes < 1 || minutes > 24 * 60)
    {
      invalid (error, "minutes: must be from 1 to 1440");
      return NULL;
    }
  if (!read_options (options, week, &wish, error))
    return NULL;

  wish.from = MAX (wish.from, gnomon_clock_get_now (gnomon_store_get_clock (store)));
  reach = (gint64) wish.buffer_minutes * 60;
  busy = gnomon_store_list_busy (store, wish.from - reach, wish.to + reach,
                                 gnomon_fields_get_strv (options, GNOMON_TIME_ATTENDEES), error);
  if (busy == NULL)
    return NULL;
  return gnomon_schedule_find (busy, &wish, gnomon_store_get_viewer_zone (store));
}

static gboolean
handle_find_time (GnomonCalendar1       *object,
                  GDBusMethodInvocation *invocation,
                  const char            *arg_from,
                  const char            *arg_to,
                  int                    arg_minutes,
                  GVariant              *arg_options)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(xx)"));
  g_autoptr (GnomonFields) options =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_TIME_OPTIONS, arg_options);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) slots = NULL;
  GnomonUserWeek week;

  if (options == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  gnomon_calendar_object_read_week (self, &week);
  slots = find_time (gnomon_calendar_object_get_store (self), &week, arg_from, arg_to, arg_minutes,
                     options, &error);
  if (slots == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  for (guint i = 0; i < slots->len; i++)
    {
      const GnomonInterval *slot = &g_array_index (slots, GnomonInterval, i);

      g_variant_builder_add (&builder, "(xx)", slot->start, slot->end);
    }
  gnomon_calendar1_complete_find_time (object, invocation, g_variant_builder_end (&builder));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_schedule (GnomonCalendar1Iface *iface)
{
  iface->handle_free_busy = handle_free_busy;
  iface->handle_conflicts = handle_conflicts;
  iface->handle_find_time = handle_find_time;
}
