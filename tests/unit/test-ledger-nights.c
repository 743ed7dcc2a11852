/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series.h"
#include "gnomon-zone.h"
#include "test-ledger-common.h"

/*
 * A reminder a quarter of an hour before 02:30, each night of three years, in zones whose clocks
 * change at that hour, half an hour beside it, or never. What is told of RFC 5545, 3.3.5: a time in
 * the gap comes by the offset before it, one that occurs twice is the first.
 */

/* When it rings in the night before a change, in that night, and in the one after it; in a zone
 * without changes, in any. */
typedef struct
{
  const char *zone;
  const char *due[3];
} Change;

static const Change changes[] = {
  { "Europe/Berlin",
    { "2026-03-28T01:15:00Z", "2026-03-29T01:15:00Z", "2026-03-30T00:15:00Z" } },
  { "Europe/Berlin",
    { "2026-10-24T00:15:00Z", "2026-10-25T00:15:00Z", "2026-10-26T01:15:00Z" } },
  { "Europe/Berlin",
    { "2027-03-27T01:15:00Z", "2027-03-28T01:15:00Z", "2027-03-29T00:15:00Z" } },
  { "Europe/Berlin",
    { "2027-10-30T00:15:00Z", "2027-10-31T00:15:00Z", "2027-11-01T01:15:00Z" } },
  { "Europe/Berlin",
    { "2028-03-25T01:15:00Z", "2028-03-26T01:15:00Z", "2028-03-27T00:15:00Z" } },
  { "Europe/Berlin",
    { "2028-10-28T00:15:00Z", "2028-10-29T00:15:00Z", "2028-10-30T01:15:00Z" } },
  { "America/New_York",
    { "2026-03-07T07:15:00Z", "2026-03-08T07:15:00Z", "2026-03-09T06:15:00Z" } },
  { "America/New_York",
    { "2026-10-31T06:15:00Z", "2026-11-01T07:15:00Z", "2026-11-02T07:15:00Z" } },
  { "America/New_York",
    { "2027-03-13T07:15:00Z", "2027-03-14T07:15:00Z", "2027-03-15T06:15:00Z" } },
  { "America/New_York",
    { "2027-11-06T06:15:00Z", "2027-11-07T07:15:00Z", "2027-11-08T07:15:00Z" } },
  { "America/New_York",
    { "2028-03-11T07:15:00Z", "2028-03-12T07:15:00Z", "2028-03-13T06:15:00Z" } },
  { "America/New_York",
    { "2028-11-04T06:15:00Z", "2028-11-05T07:15:00Z", "2028-11-06T07:15:00Z" } },
  { "Australia/Sydney",
    { "2026-04-03T15:15:00Z", "2026-04-04T15:15:00Z", "2026-04-05T16:15:00Z" } },
  { "Australia/Sydney",
    { "2026-10-02T16:15:00Z", "2026-10-03T16:15:00Z", "2026-10-04T15:15:00Z" } },
  { "Australia/Sydney",
    { "2027-04-02T15:15:00Z", "2027-04-03T15:15:00Z", "2027-04-04T16:15:00Z" } },
  { "Australia/Sydney",
    { "2027-10-01T16:15:00Z", "2027-10-02T16:15:00Z", "2027-10-03T15:15:00Z" } },
  { "Australia/Sydney",
    { "2028-03-31T15:15:00Z", "2028-04-01T15:15:00Z", "2028-04-02T16:15:00Z" } },
  { "Australia/Sydney",
    { "2028-09-29T16:15:00Z", "2028-09-30T16:15:00Z", "2028-10-01T15:15:00Z" } },
  { "Australia/Lord_Howe",
    { "2026-04-03T15:15:00Z", "2026-04-04T15:45:00Z", "2026-04-05T15:45:00Z" } },
  { "Australia/Lord_Howe",
    { "2026-10-02T15:45:00Z", "2026-10-03T15:15:00Z", "2026-10-04T15:15:00Z" } },
  { "Australia/Lord_Howe",
    { "2027-04-02T15:15:00Z", "2027-04-03T15:45:00Z", "2027-04-04T15:45:00Z" } },
  { "Australia/Lord_Howe",
    { "2027-10-01T15:45:00Z", "2027-10-02T15:15:00Z", "2027-10-03T15:15:00Z" } },
  { "Australia/Lord_Howe",
    { "2028-03-31T15:15:00Z", "2028-04-01T15:45:00Z", "2028-04-02T15:45:00Z" } },
  { "Australia/Lord_Howe",
    { "2028-09-29T15:45:00Z", "2028-09-30T15:15:00Z", "2028-10-01T15:15:00Z" } },
  { "Asia/Kolkata",
    { "2026-03-27T20:45:00Z", "2026-03-28T20:45:00Z", "2026-03-29T20:45:00Z" } },
  { "Asia/Kolkata",
    { "2026-10-23T20:45:00Z", "2026-10-24T20:45:00Z", "2026-10-25T20:45:00Z" } },
  { "Asia/Kolkata",
    { "2027-03-27T20:45:00Z", "2027-03-28T20:45:00Z", "2027-03-29T20:45:00Z" } },
  { "Asia/Kolkata",
    { "2027-10-23T20:45:00Z", "2027-10-24T20:45:00Z", "2027-10-25T20:45:00Z" } },
  { "Asia/Kolkata",
    { "2028-03-27T20:45:00Z", "2028-03-28T20:45:00Z", "2028-03-29T20:45:00Z" } },
  { "Asia/Kolkata",
    { "2028-10-23T20:45:00Z", "2028-10-24T20:45:00Z", "2028-10-25T20:45:00Z" } },
};

#define FIRST_DAY "2026-01-01"
#define DAYS (365 + 365 + 366)

/* The reminder that rings then, with its time; and nothing else does. */
static void
assert_rings (GnomonStore *store,
              const char  *due)
{
  g_autoptr (GPtrArray) claimed = claim (store, due);
  GnomonDueReminder *reminder;
  g_autofree char *time = NULL;
  g_autofree char *wanted = gnomon_civil_format_instant (at (due));

  /* After a time in which nothing was asked the first claim tells of no reminder but the last. */
  if (claimed->len == 0)
    {
      g_ptr_array_unref (claimed);
      claimed = claim (store, due);
    }
  g_assert_cmpuint (claimed->len, ==, 1);
  reminder = g_ptr_array_index (claimed, 0);
  time = gnomon_civil_format_instant (reminder->due);
  g_assert_cmpstr (time, ==, wanted);
  settle (store, reminder->id, GNOMON_SHOW_TAKEN, due);
}

static void
test_ledger (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  const char *zone = user_data;
  g_autofree char *event = g_strdup_printf (
      "{'title': <'Night'>, 'event_date': <'" FIRST_DAY "'>, 'start_time': <'02:30'>,"
      " 'timezone': <'%s'>, 'rrule': <'FREQ=DAILY;COUNT=%d'>}", zone, DAYS);

  reopen (fixture, FIRST_DAY "T00:00:00Z");
  create (fixture->store, event);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (changes[i].zone, zone))
      for (guint night = 0; night < 3; night++)
        assert_rings (fixture->store, changes[i].due[night]);
}

/* Whether the clock changes in the night to the start that comes after @due. */
static const Change *
find_change (const char *zone,
             gint64      due)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (changes[i].zone, zone)
        && (at (changes[i].due[1]) == due || at (changes[i].due[2]) == due))
      return &changes[i];
  return NULL;
}

/* From one night to the next a day goes by, but for what the table says. */
static void
test_each_night (gconstpointer user_data)
{
  const char *zone = user_data;
  gint64 day = 0;
  gint64 wall;
  gint64 last = 0;
  guint n = 0;
  GnomonSeriesIter iter;
  GnomonInstance instance;
  g_autoptr (GnomonSeries) series = NULL;
  g_autofree char *rule = g_strdup_printf ("FREQ=DAILY;COUNT=%d", DAYS);

  g_assert_true (gnomon_civil_parse_date (FIRST_DAY, &day));
  wall = day * GNOMON_DAY_SECONDS + (2 * 60 + 30) * 60;
  series = gnomon_series_new (&(GnomonSeriesTerms) {
    .kind = GNOMON_TIME_ZONED,
    .start_wall = wall,
    .end_wall = wall + 3600,
    .timezone = zone,
    .end_timezone = zone,
    .rrule = rule,
  });
  gnomon_series_iter_init (&iter, series, G_MININT64);
  for (; gnomon_series_iter_next (&iter, &instance); n++)
    {
      const Change *change = find_change (zone, instance.start - 15 * 60);

      g_assert_cmpint (instance.key, ==, wall + n * GNOMON_DAY_SECONDS);
      if (n > 0 && change == NULL)
        g_assert_cmpint (instance.start - last, ==, GNOMON_DAY_SECONDS);
      last = instance.start;
    }
  g_assert_cmpuint (n, ==, DAYS);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const zones[] = {
    "Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata",
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *ledger = g_strconcat ("/ledger-nights/rings/", zones[i], NULL);
      g_autofree char *each = g_strconcat ("/ledger-nights/each/", zones[i], NULL);

      g_test_add (ledger, GnomonTestStore, zones[i], set_up, test_ledger,
                  gnomon_test_store_tear_down);
      g_test_add_data_func (each, zones[i], test_each_night);
    }

  return g_test_run ();
}
