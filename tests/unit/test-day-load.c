/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-day-load.h"
#include "gnomon-schedule.h"
#include "gnomon-test-store.h"
#include "gnomon-zone.h"

/* How full days are: hours each counted once, in the viewer's days, by the rules of FreeBusy. */

#define HOUR 3600
#define ME "'organizer': <'boss@example.org'>, 'attendees': <'me@example.org'>"

static gint64
day_of (const char *date)
{
  gint64 day;

  g_assert_true (gnomon_civil_parse_date (date, &day));
  return day;
}

/* "events:hours" of each day from @date on. */
static char *
describe (GnomonStore *store,
          const char  *date,
          guint        n_days)
{
  g_autofree GnomonDayLoad *loads = g_new (GnomonDayLoad, n_days);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  gnomon_store_read_day_loads (store, day_of (date), n_days, TRUE, loads, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_days; i++)
    g_string_append_printf (text, "%s%u:%g", i > 0 ? " " : "", loads[i].n_events,
                            loads[i].busy_seconds / (double) HOUR);
  return g_strdup (text->str);
}

#define ON_18(title, start, end) \
  "'title': <'" title "'>, 'event_date': <'2026-11-18'>, 'start_time': <'" start "'>," \
  " 'end_time': <'" end "'>"
#define WHOLE_DAYS(title, first, last) \
  "{'title': <'" title "'>, 'event_date': <'" first "'>, 'end_date': <'" last "'>," \
  " 'all_day': <true>}"

static const struct
{
  const char *name;
  const char *events[4];
  const char *from;
  guint n_days;
  const char *expected;
} rows[] = {
  { "nothing", { NULL }, "2026-11-16", 3, "0:0 0:0 0:0" },
  { "one after the other",
    { "{" ON_18 ("a", "09:00", "10:30") "}",
      "{" ON_18 ("b", "10:30", "11:00") "}" },
    "2026-11-18", 1, "2:2" },
  { "what overlaps counts once",
    { "{" ON_18 ("a", "09:00", "11:00") "}",
      "{" ON_18 ("b", "10:00", "12:00") "}",
      "{" ON_18 ("c", "10:15", "10:30") "}" },
    "2026-11-18", 1, "3:3" },
  { "over midnight",
    { "{'title': <'a'>, 'event_date': <'2026-11-18'>, 'start_time': <'22:00'>,"
      " 'end_date': <'2026-11-19'>, 'end_time': <'01:00'>}" },
    "2026-11-17", 4, "0:0 1:2 1:1 0:0" },
  { "to midnight",
    { "{'title': <'a'>, 'event_date': <'2026-11-18'>, 'start_time': <'22:00'>,"
      " 'end_date': <'2026-11-19'>, 'end_time': <'00:00'>}" },
    "2026-11-18", 2, "1:2 0:0" },
  { "whole days",
    { WHOLE_DAYS ("a", "2026-11-18", "2026-11-19") },
    "2026-11-17", 4, "0:0 1:24 1:24 0:0" },
  { "free, cancelled, declined, maybe",
    { "{" ON_18 ("a", "09:00", "10:00") ", 'busy': <false>}",
      "{" ON_18 ("b", "11:00", "12:00") ", 'status': <'cancelled'>}",
      "{'title': <'declined'>, 'event_date': <'2026-11-18'>, 'start_time': <'13:00'>,"
      " 'end_time': <'14:00'>, " ME "}",
      "{" ON_18 ("d", "15:00", "15:30") ", 'status': <'tentative'>}" },
    "2026-11-18", 1, "4:0.5" },
  { "longer than the range",
    { WHOLE_DAYS ("a", "2026-10-01", "2026-12-01") },
    "2026-11-18", 2, "1:24 1:24" },
  { "a day of 23 hours, and one of 25",
    { WHOLE_DAYS ("a", "2026-03-29", "2026-03-29"),
      WHOLE_DAYS ("b", "2026-10-25", "2026-10-25") },
    "2026-03-28", 3, "0:0 1:23 0:0" },
  { "another zone's evening is our morning",
    { "{" ON_18 ("a", "20:00", "21:00") ", 'timezone': <'America/New_York'>}" },
    "2026-11-18", 2, "0:0 1:1" },
  { "floating",
    { "{" ON_18 ("a", "20:00", "21:00") ", 'timezone': <'floating'>}" },
    "2026-11-18", 2, "1:1 0:0" },
};

static void
decline_if_asked (GnomonStore *store,
                  GnomonEvent *event)
{
  GnomonAttendee *guest;

  if (!g_str_equal (gnomon_event_get_title (event), "declined"))
    return;
  guest = g_ptr_array_index (gnomon_event_get_attendees (event), 0);
  gnomon_test_run (store, gnomon_operation_new_respond (gnomon_event_get_id (event),
                                                        gnomon_attendee_get_id (guest),
                                                        "declined"));
}

static void
test_rows (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  gsize index = GPOINTER_TO_SIZE (user_data);
  g_autofree char *text = NULL;

  gnomon_store_set_own_addresses (fixture->store, (const char *[]) { "me@example.org", NULL });
  for (gsize i = 0; i < G_N_ELEMENTS (rows[index].events) && rows[index].events[i] != NULL; i++)
    {
      g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store,
                                                                rows[index].events[i]);

      decline_if_asked (fixture->store, event);
    }

  text = describe (fixture->store, rows[index].from, rows[index].n_days);
  g_assert_cmpstr (text, ==, rows[index].expected);
}

static void
test_hidden (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store, "{'title': <'a'>, 'event_date': <'2026-11-18'>,"
                                              " 'start_time': <'09:00'>, 'end_time': <'10:00'>}");
  g_autoptr (GnomonFields) hide = gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'visible': <false>}");
  g_autofree char *shown = describe (fixture->store, "2026-11-18", 1);
  g_autofree char *hidden = NULL;

  g_assert_cmpstr (shown, ==, "1:1");
  gnomon_test_run (fixture->store,
                   gnomon_operation_new_update_calendar (gnomon_event_get_calendar_id (event),
                                                         hide));
  hidden = describe (fixture->store, "2026-11-18", 1);
  g_assert_cmpstr (hidden, ==, "0:0");
}

/* The hours of the days are those that gnomon_store_list_busy() has in all. */
static void
test_agrees_with_busy (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (fixture->store);
  gint64 first = day_of ("2026-10-20");
  GRand *random = g_rand_new_with_seed (11);
  GnomonDayLoad loads[12];
  g_autoptr (GArray) busy = NULL;
  g_autoptr (GError) error = NULL;
  gint64 sum = 0, expected = 0;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *date = gnomon_civil_format_date (first + g_rand_int_range (random, -2, 14));
      g_autofree char *text = g_strdup_printf (
        "{'title': <'x'>, 'event_date': <'%s'>, 'start_time': <'%02d:30'>,"
        " 'duration_minutes': <%d>}",
        date, g_rand_int_range (random, 0, 24), g_rand_int_range (random, 15, 2000));
      g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, text);

      g_assert_nonnull (event);
    }
  g_rand_free (random);

  gnomon_store_read_day_loads (fixture->store, first, G_N_ELEMENTS (loads), TRUE, loads, &error);
  g_assert_no_error (error);
  busy = gnomon_store_list_busy (fixture->store,
                                 gnomon_zone_to_instant (viewer, first * GNOMON_DAY_SECONDS),
                                 gnomon_zone_to_instant (viewer,
                                                         (first + (gint64) G_N_ELEMENTS (loads))
                                                                   * GNOMON_DAY_SECONDS),
                                 NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    sum += loads[i].busy_seconds;
  for (guint i = 0; i < busy->len; i++)
    expected += g_array_index (busy, GnomonInterval, i).end
                - g_array_index (busy, GnomonInterval, i).start;
  g_assert_cmpint (sum, ==, expected);
  g_assert_cmpint (sum, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/day-load/", rows[i].name, NULL);

      g_test_add (path, GnomonTestStore, GSIZE_TO_POINTER (i), gnomon_test_store_set_up, test_rows,
                  gnomon_test_store_tear_down);
    }
  gnomon_test_store_add ("/day-load/hidden", test_hidden);
  gnomon_test_store_add ("/day-load/agrees-with-busy", test_agrees_with_busy);
  return g_test_run ();
}
