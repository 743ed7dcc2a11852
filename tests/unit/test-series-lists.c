/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-db.h"
#include "gnomon-schedule.h"
#include "gnomon-test-store.h"

/* Series among other events: in ranges, in lists by a filter, as busy time, as the next event. */

static gint64
at (const char *text)
{
  gint64 seconds = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &seconds));
  return seconds;
}

static void
append_time (GString *text,
             gint64   wall)
{
  g_autofree char *time = gnomon_civil_format_wall (wall);

  time[16] = '\0';
  g_string_append (text, time + 5);
}

/* Each occurrence as "title@start-of-it[key]", the start by the clock in Berlin. */
static char *
list_range (GnomonStore *store,
            const char  *from,
            const char  *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    gnomon_store_list_occurrences (store, at (from), at (to), TRUE, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (found, i);

      g_string_append_printf (text, "%s%s@", i > 0 ? " " : "",
                              gnomon_occurrence_get_title (occurrence));
      append_time (text, gnomon_occurrence_get_start_wall (occurrence));
      if (*gnomon_occurrence_get_recurrence_id (occurrence) != '\0')
        g_string_append_printf (text, "[%s]", gnomon_occurrence_get_recurrence_id (occurrence) + 5);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_events (GPtrArray *events)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);

      g_string_append_printf (text, "%s%s@", i > 0 ? " " : "", gnomon_event_get_title (event));
      append_time (text, gnomon_event_get_start_wall (event));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
list_filter (GnomonStore *store,
             const char  *filter_text)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_EVENT_FILTER, filter_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = gnomon_store_list_events (store, filter, &error);

  g_assert_no_error (error);
  return write_events (events);
}

#define assert_range(store, from, to, expected) \
  G_STMT_START { \
    g_autofree char *range_ = list_range (store, from, to); \
    g_assert_cmpstr (range_, ==, expected); \
  } G_STMT_END

/* GNOMON_TEST_NOW is Wednesday, 18 November 2026, 10:42. */
static const char * const some_events[] = {
  "{'title': <'daily'>, 'event_date': <'2026-11-16'>, 'start_time': <'09:00'>,"
  " 'duration_minutes': <30>, 'rrule': <'FREQ=DAILY;COUNT=4'>, 'exdate': <['20261117T090000']>}",
  "{'title': <'weekly'>, 'event_date': <'2026-10-05'>, 'start_time': <'14:00'>,"
  " 'rrule': <'FREQ=WEEKLY'>, 'location': <'Room 4'>, 'event_type': <'event'>}",
  "{'title': <'holidays'>, 'event_date': <'2026-11-19'>, 'end_date': <'2026-11-20'>,"
  " 'all_day': <true>, 'rrule': <'FREQ=YEARLY'>}",
  "{'title': <'past'>, 'event_date': <'2026-01-05'>, 'start_time': <'10:00'>,"
  " 'rrule': <'FREQ=WEEKLY;UNTIL=20260301T000000Z'>}",
  "{'title': <'single'>, 'event_date': <'2026-11-18'>, 'start_time': <'12:00'>}",
  "{'title': <'pill'>, 'event_date': <'2026-11-17'>, 'start_time': <'23:30'>,"
  " 'timezone': <'floating'>, 'rrule': <'FREQ=DAILY;COUNT=2'>}",
};

static void
create_events (GnomonStore *store)
{
  for (gsize i = 0; i < G_N_ELEMENTS (some_events); i++)
    {
      g_autoptr (GnomonEvent) event = gnomon_test_create_event (store, some_events[i]);

      g_assert_nonnull (event);
    }
}

static void
test_ranges (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  create_events (fixture->store);
  assert_range (fixture->store, "2026-11-16T00:00:00+01:00", "2026-11-21T00:00:00+01:00",
                "daily@11-16T09:00[11-16T09:00:00] weekly@11-16T14:00[11-16T14:00:00] "
                "pill@11-17T23:30[11-17T23:30:00] daily@11-18T09:00[11-18T09:00:00] "
                "single@11-18T12:00 pill@11-18T23:30[11-18T23:30:00] "
                "holidays@11-19T00:00[11-19] daily@11-19T09:00[11-19T09:00:00]");
  assert_range (fixture->store, "2031-11-19T00:00:00+01:00", "2031-11-22T00:00:00+01:00",
                "holidays@11-19T00:00[11-19]");
  assert_range (fixture->store, "2026-02-23T00:00:00+01:00", "2026-03-03T00:00:00+01:00",
                "past@02-23T10:00[02-23T10:00:00]");
  assert_range (fixture->store, "2026-03-01T00:00:00+01:00", "2026-04-01T00:00:00+01:00", "");

  /* What follows the viewer does so by the clock on the wall. */
  gnomon_store_set_viewer_zone (fixture->store, "America/New_York");
  assert_range (fixture->store, "2026-11-17T23:00:00-05:00", "2026-11-18T00:00:00-05:00",
                "pill@11-17T23:30[11-17T23:30:00]");
  gnomon_store_set_viewer_zone (fixture->store, "Europe/Berlin");
}

static void
test_filters (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  static const struct
  {
    const char *filter;
    const char *expected;
  } rows[] = {
    /* Without dates, a series stands once, by its first start; with dates too, where it recurs. */
    { "{'order': <'asc'>}",
      "past@01-05T10:00 weekly@10-05T14:00 daily@11-16T09:00 pill@11-17T23:30 single@11-18T12:00 "
      "holidays@11-19T00:00" },
    { "{'date': <'2026-11-18'>, 'order': <'asc'>}",
      "daily@11-16T09:00 pill@11-17T23:30 single@11-18T12:00" },
    { "{'date': <'2026-11-17'>, 'order': <'asc'>}", "pill@11-17T23:30" },
    { "{'date': <'2026-11-23'>}", "weekly@10-05T14:00" },
    { "{'start_date': <'2026-11-24'>, 'order': <'asc'>}",
      "weekly@10-05T14:00 holidays@11-19T00:00" },
    { "{'end_date': <'2026-09-01'>}", "past@01-05T10:00" },
    { "{'upcoming': <true>, 'order': <'asc'>}",
      "weekly@10-05T14:00 daily@11-16T09:00 pill@11-17T23:30 single@11-18T12:00"
      " holidays@11-19T00:00" },
    { "{'upcoming': <true>, 'order': <'asc'>, 'limit': <2>}",
      "weekly@10-05T14:00 daily@11-16T09:00" },
    { "{'start_date': <'2026-11-16'>, 'end_date': <'2026-12-01'>, 'search': <'ROOM'>}",
      "weekly@10-05T14:00" },
    { "{'start_date': <'2026-11-17'>, 'end_date': <'2026-11-22'>, 'search': <'ROOM'>}", "" },

    /* Expanded, each occurrence by itself. */
    { "{'start_date': <'2026-11-16'>, 'end_date': <'2026-11-30'>, 'expand': <true>,"
      " 'search': <'oom'>}",
      "weekly@11-30T14:00 weekly@11-23T14:00 weekly@11-16T14:00" },
    { "{'start_date': <'2026-11-16'>, 'end_date': <'2026-11-30'>, 'expand': <true>,"
      " 'type': <'event'>, 'limit': <1>, 'offset': <1>}", "weekly@11-23T14:00" },
    { "{'date': <'2026-11-18'>, 'expand': <true>, 'order': <'asc'>}",
      "pill@11-17T23:30 daily@11-18T09:00 single@11-18T12:00 pill@11-18T23:30" },
    { "{'date': <'2026-11-18'>, 'expand': <true>, 'order': <'asc'>, 'upcoming': <true>}",
      "single@11-18T12:00 pill@11-18T23:30" },
    { "{'date': <'2026-11-20'>, 'expand': <true>}", "holidays@11-19T00:00" },
    { "{'date': <'2026-11-20'>, 'expand': <true>, 'calendar_id': <2>}", "" },
  };

  create_events (fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = list_filter (fixture->store, rows[i].filter);

      if (!g_str_equal (found, rows[i].expected))
        g_error ("%s: “%s” is not “%s”", rows[i].filter, found, rows[i].expected);
    }
}

static void
test_upcoming (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) few = NULL;
  g_autofree char *text = NULL;
  GnomonEvent *event;

  create_events (fixture->store);
  few = gnomon_store_list_upcoming (fixture->store, 5, NULL);
  text = write_events (few);
  g_assert_cmpstr (text, ==, "single@11-18T12:00 pill@11-18T23:30 holidays@11-19T00:00 "
                             "daily@11-19T09:00 weekly@11-23T14:00");
  event = g_ptr_array_index (few, 4);
  g_assert_cmpstr (gnomon_event_get_recurrence_id (event), ==, "2026-11-23T14:00:00");
  g_assert_cmpint (gnomon_event_get_ends_at (event, NULL), ==, at ("2026-11-23T15:00:00+01:00"));

  all = gnomon_store_list_upcoming (fixture->store, 5000, NULL);
  g_assert_cmpuint (all->len, ==, 5000);
}

static void
test_too_many (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autoptr (GnomonFields) filter =
    gnomon_test_fields (GNOMON_KIND_EVENT_FILTER,
                        "{'start_date': <'2026-11-18'>, 'end_date': <'2026-11-30'>,"
                        " 'expand': <true>}");
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'tick'>, 'event_date': <'2026-11-18'>,"
                              " 'start_time': <'00:00'>, 'rrule': <'FREQ=MINUTELY'>}");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  found = gnomon_store_list_events (fixture->store, filter, &error);
  g_assert_null (found);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED);
}

static gboolean
filter_title_cb (const GnomonSpan *span,
                 gpointer          user_data)
{
  return g_str_equal (span->title, "weekly");
}

static gboolean
count_span_cb (const GnomonSpan *span,
               gpointer          user_data)
{
  (*(guint *) user_data)++;
  return TRUE;
}

static gboolean
count_to_three_cb (const GnomonSpan *span,
                   gpointer          user_data)
{
  return ++*(guint *) user_data < 3;
}

/* Whoever has enough is told no more, of single events and of series. */
static void
test_enough (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  gint64 from = at ("2026-11-23T00:00:00+01:00"), to = at ("2026-11-24T00:00:00+01:00");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GnomonEvent) flood =
        gnomon_test_create_event (fixture->store, "{'title': <'tick'>, 'start_time': <'00:00'>,"
                                                  " 'event_date': <'2026-11-16'>,"
                                                  " 'rrule': <'FREQ=SECONDLY'>}");

      g_assert_nonnull (flood);
    }
  g_assert_true (gnomon_store_foreach_span (fixture->store, from, to, FALSE, NULL,
                                            count_to_three_cb, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GnomonEvent) single =
        gnomon_test_create_event (fixture->store, "{'title': <'one'>, 'start_time': <'10:00'>,"
                                                  " 'event_date': <'2026-11-23'>}");

      g_assert_nonnull (single);
    }
  n = 0;
  g_assert_true (gnomon_store_foreach_span (fixture->store, from, to, FALSE, NULL,
                                            count_to_three_cb, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
}

/* What an event itself decides is known before it has too many occurrences: here that it is not
 * wanted, that it takes nobody's time, and that it is the one for which a time is sought. */
static void
test_too_many_elsewhere (GnomonTestStore *fixture,
                         gconstpointer    user_data)
{
  gint64 from = at ("2026-11-23T00:00:00+01:00"), to = at ("2026-11-24T00:00:00+01:00");
  g_autoptr (GnomonFields) meeting =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'new'>, 'event_date': <'2026-11-23'>,"
                                           " 'start_time': <'00:00'>, 'duration_minutes': <1080>}");
  g_autoptr (GnomonEvent) flood = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GArray) busy = NULL;
  g_autoptr (GArray) others = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;
  guint n = 0;

  create_events (fixture->store);
  flood = gnomon_test_create_event (fixture->store,
                                    "{'title': <'tick'>, 'event_date': <'2026-11-16'>,"
                                    " 'start_time': <'00:00'>,"
                                    " 'busy': <false>, 'rrule': <'FREQ=SECONDLY'>}");
  id = gnomon_event_get_id (flood);

  g_assert_false (gnomon_store_foreach_span (fixture->store, from, to, FALSE, NULL, count_span_cb,
                                             &n, NULL, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED);
  g_clear_error (&error);
  n = 0;
  gnomon_store_foreach_span (fixture->store, from, to, FALSE, filter_title_cb, count_span_cb, &n,
                             NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);

  busy = gnomon_store_list_busy (fixture->store, from, to, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (busy->len, ==, 1);
  conflicts = gnomon_store_list_conflicts (fixture->store, 0, meeting, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);

  gnomon_test_update_event (fixture->store, id, "{'busy': <true>}");
  others = gnomon_store_list_busy_but (fixture->store, id, from, to, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 1);
}

static void
assert_next (GnomonStore *store,
             const char  *now,
             gint64       id,
             const char  *starts_at)
{
  gint64 found_id, start, end;

  g_assert_true (gnomon_store_get_next_event (store, at (now), &found_id, &start, &end));
  g_assert_cmpint (found_id, ==, id);
  g_assert_cmpint (start, ==, at (starts_at));
}

static void
test_next (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;

  create_events (store);
  assert_next (store, "2026-11-18T09:10:00+01:00", 1, "2026-11-18T09:00:00+01:00");
  assert_next (store, "2026-11-18T09:30:00+01:00", 5, "2026-11-18T12:00:00+01:00");
  assert_next (store, "2026-11-18T13:00:00+01:00", 6, "2026-11-18T23:30:00+01:00");
  assert_next (store, "2026-11-18T23:45:00+01:00", 6, "2026-11-18T23:30:00+01:00");
  assert_next (store, "2030-01-01T00:00:00+01:00", 2, "2030-01-07T14:00:00+01:00");
}

static void
test_busy (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GArray) busy = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GnomonFields) meeting =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'new'>, 'event_date': <'2026-11-23'>,"
                                           " 'start_time': <'14:30'>}");
  GnomonEvent *event;

  create_events (fixture->store);
  busy = gnomon_store_list_busy (fixture->store, at ("2026-11-23T00:00:00+01:00"),
                                 at ("2026-11-24T00:00:00+01:00"), NULL, NULL);
  g_assert_cmpuint (busy->len, ==, 1);
  g_assert_cmpint (g_array_index (busy, GnomonInterval, 0).start, ==,
                   at ("2026-11-23T14:00:00+01:00"));

  conflicts = gnomon_store_list_conflicts (fixture->store, 0, meeting, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  event = g_ptr_array_index (conflicts, 0);
  g_assert_cmpstr (gnomon_event_get_recurrence_id (event), ==, "2026-11-23T14:00:00");
}

/* What is kept of a series goes when it changes, whoever changes it. */
static void
test_changes (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  g_autoptr (GnomonStore) other = gnomon_test_store_open (fixture);
  const char *from = "2026-11-18T00:00:00+01:00", *to = "2026-11-20T00:00:00+01:00";
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'a'>, 'event_date': <'2026-11-16'>,"
                              " 'start_time': <'09:00'>, 'rrule': <'FREQ=DAILY'>}");
  gint64 id = gnomon_event_get_id (event);

  assert_range (fixture->store, from, to,
                "a@11-18T09:00[11-18T09:00:00] a@11-19T09:00[11-19T09:00:00]");
  assert_range (other, from, to, "a@11-18T09:00[11-18T09:00:00] a@11-19T09:00[11-19T09:00:00]");

  gnomon_test_update_event (other, id, "{'title': <'b'>, 'rrule': <'FREQ=DAILY;INTERVAL=2'>}");
  assert_range (fixture->store, from, to, "b@11-18T09:00[11-18T09:00:00]");
  assert_range (other, from, to, "b@11-18T09:00[11-18T09:00:00]");

  gnomon_test_update_event (fixture->store, id, "{'rrule': <''>}");
  assert_range (other, from, to, "");
  gnomon_test_run (other, gnomon_operation_new_undo ());
  assert_range (fixture->store, from, to, "b@11-18T09:00[11-18T09:00:00]");

  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (id));
  assert_range (fixture->store, from, to, "");
  assert_range (other, from, to, "");
  gnomon_test_run (other, gnomon_operation_new_restore_event (id));
  assert_range (fixture->store, from, to, "b@11-18T09:00[11-18T09:00:00]");
}

/* What the steps of the schema have brought since, taken back. */
static const char older_schema[] =
  "DROP TABLE event_gram; DROP TABLE event_text; DROP VIEW event_indexed;"
  "CREATE VIRTUAL TABLE event_text USING fts5 (folded, content='event', content_rowid='id',"
  "  tokenize='trigram case_sensitive 1', detail='none', columnsize=0);"
  "INSERT INTO event_text (event_text) VALUES ('rebuild');"
  "DROP INDEX span_event; CREATE INDEX span_event ON span (event_id);"
  "DROP TABLE head;"
  "DROP INDEX event_calendar; DROP INDEX batch_dead; ALTER TABLE batch DROP COLUMN calendar_id;"
  "CREATE INDEX batch_dead ON batch (id) WHERE live = 0;"
  "DROP TABLE staged; DROP INDEX batch_owing; ALTER TABLE batch DROP COLUMN change_id;"
  "DROP TABLE subscription;"
  "DROP TABLE series; ALTER TABLE span DROP COLUMN series_id;"
  "PRAGMA user_version = 2";

/* A database from before there were series gets them when it is opened, and one letter is found. */
static void
test_migration (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_EVENT_FILTER,
                                                        "{'search': <'W'>}");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GnomonDb) db = NULL;
  g_autoptr (GError) error = NULL;

  create_events (fixture->store);
  g_clear_object (&fixture->store);

  db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  gnomon_db_execute (db, older_schema, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, gnomon_db_close);

  fixture->store = gnomon_test_store_open (fixture);
  gnomon_store_set_viewer_zone (fixture->store, "Europe/Berlin");
  assert_range (fixture->store, "2026-11-19T00:00:00+01:00", "2026-11-24T00:00:00+01:00",
                "pill@11-18T23:30[11-18T23:30:00] holidays@11-19T00:00[11-19] "
                "daily@11-19T09:00[11-19T09:00:00] "
                "weekly@11-23T14:00[11-23T14:00:00]");
  assert_range (fixture->store, "2026-11-18T10:00:00+01:00", "2026-11-18T13:00:00+01:00",
                "single@11-18T12:00");
  found = gnomon_store_list_events (fixture->store, filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  gnomon_test_store_add ("/series-lists/ranges", test_ranges);
  gnomon_test_store_add ("/series-lists/filters", test_filters);
  gnomon_test_store_add ("/series-lists/upcoming", test_upcoming);
  gnomon_test_store_add ("/series-lists/too-many", test_too_many);
  gnomon_test_store_add ("/series-lists/enough", test_enough);
  gnomon_test_store_add ("/series-lists/too-many-elsewhere", test_too_many_elsewhere);
  gnomon_test_store_add ("/series-lists/next", test_next);
  gnomon_test_store_add ("/series-lists/busy", test_busy);
  gnomon_test_store_add ("/series-lists/changes", test_changes);
  gnomon_test_store_add ("/series-lists/migration", test_migration);

  return g_test_run ();
}
