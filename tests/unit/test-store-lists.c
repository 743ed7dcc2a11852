/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-test-store.h"

/* What is found in the store: events by filters, occurrences by time, and the next event. */

static char *
list_titles (GnomonStore *store,
             const char  *filter_text)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_EVENT_FILTER, filter_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = gnomon_store_list_events (store, filter, &error);
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                            gnomon_event_get_title (g_ptr_array_index (events, i)));
  return g_strdup (titles->str);
}

static void
test_filters (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  static const char * const events[] = {
    "{'title': <'past'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:00'>,"
    " 'event_type': <'event'>}",
    "{'title': <'running'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:30'>,"
    " 'location': <'Ünter den Linden'>}",
    "{'title': <'next'>, 'event_date': <'2026-11-18'>, 'start_time': <'11:00'>,"
    " 'attendees': <'Ann@example.org'>}",
    "{'title': <'night'>, 'event_date': <'2026-11-18'>, 'start_time': <'23:00'>,"
    " 'duration_minutes': <120>}",
    "{'title': <'day'>, 'event_date': <'2026-11-19'>, 'all_day': <true>, 'status': <'tentative'>}",
    "{'title': <'float'>, 'event_date': <'2026-11-20'>, 'start_time': <'08:00'>,"
    " 'timezone': <'floating'>, 'event_type': <'reminder'>}",
    "{'title': <'far'>, 'event_date': <'2026-11-20'>, 'start_time': <'01:30'>,"
    " 'timezone': <'America/New_York'>, 'description': <'100% sure_thing'>}",
    "{'title': <'voyage'>, 'event_date': <'2026-09-01'>, 'end_date': <'2027-01-10'>,"
    " 'all_day': <true>}",
  };
  static const struct { const char *filter; const char *titles; } rows[] = {
    { "{'order': <'asc'>}", "voyage past running next night day far float" },
    { "{}", "float far day night next running past voyage" },
    { "{'limit': <3>}", "float far day" },
    { "{'limit': <3>, 'offset': <2>}", "day night next" },
    { "{'order': <'asc'>, 'limit': <2>, 'offset': <1>}", "past running" },
    { "{'date': <'2026-11-18'>, 'order': <'asc'>}", "voyage past running next night" },
    { "{'date': <'2026-11-19'>, 'order': <'asc'>}", "voyage night day" },
    { "{'start_date': <'2026-11-20'>, 'order': <'asc'>}", "voyage far float" },
    { "{'end_date': <'2026-11-18'>, 'order': <'asc'>}", "voyage past running next night" },
    { "{'start_date': <'2027-01-11'>}", "" },
    { "{'type': <'event'>}", "past" },
    { "{'type': <''>, 'limit': <1>}", "float" },
    { "{'status': <'tentative'>}", "day" },
    { "{'attendee': <'ANN@example.org'>}", "next" },
    { "{'search': <'UNTER'>}", "" },
    { "{'search': <'üNTER'>}", "running" },
    { "{'search': <'100%'>}", "far" },
    { "{'search': <'0%_'>}", "" },
    { "{'search': <'e_t'>}", "far" },
    { "{'upcoming': <true>, 'order': <'asc'>}", "next night day far float" },
    { "{'calendar_id': <1>, 'limit': <1>}", "float" },
    { "{'calendar_id': <2>}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, events[i]);

      g_assert_nonnull (event);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *titles = list_titles (fixture->store, rows[i].filter);

      if (!g_str_equal (titles, rows[i].titles))
        g_error ("%s: got “%s”, wanted “%s”", rows[i].filter, titles, rows[i].titles);
    }
}

/* Each page of a list, at whichever of its events it ends, is the same as in the whole list: also
 * where the events on the two sides of its end are told in different clocks. */
static void
test_pages (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  static const char * const zones[] = { "Europe/Berlin", "floating", "UTC" };
  static const char * const viewers[] = {
    "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago",
  };
  static const char * const orders[] = { "asc", "desc" };
  const int n_events = 48;

  /* Around the end of summer time in Berlin. */
  for (int i = 0; i < n_events; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GnomonEvent) event = NULL;

      g_string_append_printf (text, "{'title': <'e%d'>, 'event_date': <'2026-10-%02d'>", i,
                              24 + i / 16);
      if (i % 4 == 3)
        g_string_append (text, ", 'all_day': <true>}");
      else
        g_string_append_printf (text, ", 'start_time': <'%02d:%02d'>, 'timezone': <'%s'>}",
                                i % 16 + 4, i % 4 * 15, zones[i % 4]);
      event = gnomon_test_create_event (fixture->store, text->str);
      g_assert_nonnull (event);
    }

  for (gsize v = 0; v < G_N_ELEMENTS (viewers); v++)
    for (gsize o = 0; o < G_N_ELEMENTS (orders); o++)
      {
        g_autofree char *all_filter = g_strdup_printf ("{'order': <'%s'>}", orders[o]);
        g_autofree char *all = NULL;
        g_auto (GStrv) titles = NULL;

        gnomon_store_set_viewer_zone (fixture->store, viewers[v]);
        all = list_titles (fixture->store, all_filter);
        titles = g_strsplit (all, " ", -1);
        g_assert_cmpuint (g_strv_length (titles), ==, n_events);
        for (int end = 1; end <= n_events; end++)
          {
            g_autofree char *filter = g_strdup_printf (
                "{'order': <'%s'>, 'limit': <1>, 'offset': <%d>}", orders[o], end - 1);
            g_autofree char *last = list_titles (fixture->store, filter);

            g_assert_cmpstr (last, ==, titles[end - 1]);
          }
      }
}

static void
test_wrong_filters (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  static const struct { const char *filter; const char *message; } rows[] = {
    { "{'date': <'2026-02-30'>}", "date:" },
    { "{'start_date': <'yesterday'>}", "start_date:" },
    { "{'end_date': <'2026-1-1'>}", "end_date:" },
    { "{'start_date': <'2026-11-19'>, 'end_date': <'2026-11-18'>}", "end_date:" },
    { "{'type': <'party'>}", "type:" },
    { "{'status': <'maybe'>}", "status:" },
    { "{'order': <'up'>}", "order:" },
    { "{'limit': <-1>}", "limit:" },
    { "{'offset': <-1>}", "offset:" },
    { "{'expand': <true>, 'start_date': <'2026-11-19'>}", "expand:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_EVENT_FILTER,
                                                            rows[i].filter);
      g_autoptr (GError) error = NULL;

      g_assert_null (gnomon_store_list_events (fixture->store, filter, &error));
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_error ("“%s” does not begin with “%s”", error->message, rows[i].message);
    }
}

static char *
list_occurrences (GnomonStore *store,
                  const char  *from_text,
                  const char  *to_text)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (GError) error = NULL;
  gint64 from, to;

  g_assert_true (gnomon_civil_parse_instant (from_text, &from));
  g_assert_true (gnomon_civil_parse_instant (to_text, &to));
  occurrences = gnomon_store_list_occurrences (store, from, to, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < occurrences->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                            gnomon_occurrence_get_title (g_ptr_array_index (occurrences, i)));
  return g_strdup (titles->str);
}

static void
test_occurrences (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  static const char * const events[] = {
    "{'title': <'edge'>, 'event_date': <'2026-11-18'>, 'start_time': <'08:00'>,"
    " 'end_time': <'09:00'>}",
    "{'title': <'in'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:30'>,"
    " 'end_time': <'10:00'>}",
    "{'title': <'month'>, 'event_date': <'2026-10-01'>, 'end_date': <'2026-11-30'>,"
    " 'all_day': <true>}",
    "{'title': <'float'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:45'>,"
    " 'timezone': <'floating'>}",
  };
  static const struct { const char *from, *to, *titles; } rows[] = {
    { "2026-11-18T09:00:00+01:00", "2026-11-18T10:00:00+01:00", "month in float" },
    { "2026-11-18T08:59:00+01:00", "2026-11-18T09:00:00+01:00", "month edge" },
    { "2026-11-18T10:00:00+01:00", "2026-11-18T10:01:00+01:00", "month float" },
    { "2026-12-01T00:00:00+01:00", "2026-12-02T00:00:00+01:00", "" },
    { "2026-11-30T23:00:00+01:00", "2026-12-02T00:00:00+01:00", "month" },
  };
  g_autoptr (GObject) hidden = NULL;
  g_autoptr (GnomonFields) hide = gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'visible': <false>}");
  g_autofree char *none = NULL;
  g_autofree char *shifted = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, events[i]);

      g_assert_nonnull (event);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *titles = list_occurrences (fixture->store, rows[i].from, rows[i].to);

      g_assert_cmpstr (titles, ==, rows[i].titles);
    }

  /* What floats and what lasts all day follows the viewer; nothing is derived anew. */
  gnomon_store_set_viewer_zone (fixture->store, "America/New_York");
  shifted = list_occurrences (fixture->store, "2026-11-18T14:45:00Z", "2026-11-18T14:46:00Z");
  g_assert_cmpstr (shifted, ==, "month float");

  hidden = gnomon_test_apply (fixture->store, gnomon_operation_new_update_calendar (1, hide));
  none = list_occurrences (fixture->store, "2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z");
  g_assert_cmpstr (none, ==, "");
}

static void
test_next_event (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  gint64 now = gnomon_clock_get_now (fixture->clock);
  gint64 id, starts_at, ends_at;
  const char * const own[] = { "me@example.org", NULL };
  g_autoptr (GnomonEvent) day = NULL;
  g_autoptr (GnomonEvent) next = NULL;
  g_autoptr (GnomonEvent) declined = NULL;
  g_autoptr (GnomonEvent) in_zone = NULL;
  g_autoptr (GnomonEvent) series = NULL;
  g_autoptr (GnomonEvent) running = NULL;
  GnomonAttendee *me;

  gnomon_store_set_own_addresses (fixture->store, own);
  day = gnomon_test_create_event (fixture->store,
                                  "{'title': <'day'>, 'event_date': <'2026-11-18'>,"
                                  " 'all_day': <true>}");
  g_assert_false (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));

  next = gnomon_test_create_event (fixture->store,
                                   "{'title': <'next'>, 'event_date': <'2026-11-18'>,"
                                   " 'start_time': <'12:00'>, 'timezone': <'floating'>}");
  declined = gnomon_test_create_event (fixture->store,
                                       "{'title': <'no'>, 'event_date': <'2026-11-18'>,"
                                       " 'start_time': <'11:00'>,"
                                       " 'attendees': <'me@example.org'>}");
  me = g_ptr_array_index (gnomon_event_get_attendees (declined), 0);
  gnomon_test_run (fixture->store,
                   gnomon_operation_new_respond (gnomon_event_get_id (declined),
                                                 gnomon_attendee_get_id (me), "declined"));
  g_assert_true (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));
  g_assert_cmpint (id, ==, gnomon_event_get_id (next));
  g_assert_cmpint (starts_at, ==, now + 78 * 60);

  /* Of all kinds that begin at once the first that was made. */
  in_zone = gnomon_test_create_event (fixture->store,
                                      "{'title': <'in a zone'>, 'event_date': <'2026-11-18'>,"
                                      " 'start_time': <'12:00'>}");
  series = gnomon_test_create_event (fixture->store,
                                     "{'title': <'series'>, 'event_date': <'2026-11-18'>,"
                                     " 'start_time': <'12:00'>, 'rrule': <'FREQ=DAILY'>}");
  g_assert_true (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));
  g_assert_cmpint (id, ==, gnomon_event_get_id (next));
  g_assert_true (gnomon_store_get_next_event (fixture->store, starts_at + 60, &id, &starts_at,
                                              &ends_at));
  g_assert_cmpint (id, ==, gnomon_event_get_id (series));

  running = gnomon_test_create_event (fixture->store,
                                      "{'title': <'running'>, 'event_date': <'2026-11-18'>,"
                                      " 'start_time': <'10:30'>}");
  g_assert_true (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));
  g_assert_cmpint (id, ==, gnomon_event_get_id (running));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);

  gnomon_test_store_add ("/store/filters", test_filters);
  gnomon_test_store_add ("/store/pages", test_pages);
  gnomon_test_store_add ("/store/wrong-filters", test_wrong_filters);
  gnomon_test_store_add ("/store/occurrences", test_occurrences);
  gnomon_test_store_add ("/store/next-event", test_next_event);

  return g_test_run ();
}
