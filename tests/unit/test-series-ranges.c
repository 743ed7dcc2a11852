/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-series.h"
#include "gnomon-zone.h"

/* Series about the changes of clocks: what lies in a range of a second, and what comes next. */

static gint64
at_instant (const char *text)
{
  gint64 instant = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &instant));
  return instant;
}

static gboolean
collect_cb (const GnomonInstance *instance,
            gpointer              user_data)
{
  g_array_append_vals (user_data, instance, 1);
  return TRUE;
}

/* In instants, also where it follows the viewer. */
static GArray *
expand (GnomonSeries *series,
        GTimeZone    *viewer,
        gint64        from,
        gint64        to)
{
  GArray *instances = g_array_new (FALSE, FALSE, sizeof (GnomonInstance));

  g_assert_true (gnomon_series_expand (series, viewer, from, to, collect_cb, instances));
  for (guint i = 0; gnomon_series_follows_viewer (series) && i < instances->len; i++)
    {
      GnomonInstance *instance = &g_array_index (instances, GnomonInstance, i);

      instance->start = gnomon_zone_to_instant (viewer, instance->start);
      instance->end = MAX (gnomon_zone_to_instant (viewer, instance->end), instance->start);
    }
  return instances;
}

/* What a second, and the first one after it, have of @all. */
static void
check_second (GnomonSeries *series,
              GTimeZone    *viewer,
              GArray       *all,
              gint64        at)
{
  g_autoptr (GArray) found = expand (series, viewer, at, at + 1);
  GnomonInstance first;
  gint64 next = G_MAXINT64;
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const GnomonInstance *instance = &g_array_index (all, GnomonInstance, i);

      if (instance->start >= at)
        next = MIN (next, instance->start);
      if (instance->start > at
          || (instance->end <= at && !(instance->end == instance->start && instance->start == at)))
        continue;
      g_assert_cmpuint (n, <, found->len);
      g_assert_cmpint (g_array_index (found, GnomonInstance, n).start, ==, instance->start);
      g_assert_cmpint (g_array_index (found, GnomonInstance, n).end, ==, instance->end);
      n++;
    }
  g_assert_cmpuint (n, ==, found->len);
  g_assert_true (gnomon_series_find_next (series, viewer, at, &first));
  if (gnomon_series_follows_viewer (series))
    first.start = gnomon_zone_to_instant (viewer, first.start);
  g_assert_cmpint (first.start, ==, next);
}

static const struct { const char *zone; const char *change; } changes[] = {
  { "Europe/Berlin", "2027-03-28T01:00:00Z" },
  { "Europe/Berlin", "2026-10-25T01:00:00Z" },
  { "Europe/Berlin", "2026-07-01T00:00:00Z" },
  { "Australia/Lord_Howe", "2026-10-03T15:30:00Z" },
  { "America/New_York", "2026-11-01T06:00:00Z" },
  { "America/Santiago", "2026-09-06T04:00:00Z" },
  { "America/Havana", "2026-11-01T05:00:00Z" },
  { "Pacific/Apia", "2011-12-30T10:00:00Z" },
  { "Pacific/Kwajalein", "1993-08-21T12:00:00Z" },
};

/* Each second about a change, and some of the days before and after it. */
static void
check_change (const GnomonSeriesTerms *terms,
              GTimeZone               *viewer,
              gint64                   change)
{
  g_autoptr (GnomonSeries) series = gnomon_series_new (terms);
  g_autoptr (GArray) all = expand (series, viewer, change - 4 * GNOMON_DAY_SECONDS,
                                   change + 4 * GNOMON_DAY_SECONDS);

  for (gint64 at = change - 2 * GNOMON_DAY_SECONDS; at < change + 2 * GNOMON_DAY_SECONDS; at += 599)
    check_second (series, viewer, all, at);
  for (gint64 at = change - 3; at <= change + 3; at++)
    check_second (series, viewer, all, at);
}

/* A second at a time finds what a week finds, also where clocks are changed by up to a day. */
static void
test_narrow_ranges (void)
{
  static const struct { int length; const char *end_zone; } ends[] = {
    { 0, NULL }, { 1800, NULL }, { 5 * 3600, NULL }, { 86400, "Pacific/Honolulu" },
    { 1800, "Asia/Tokyo" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
      {
        g_autoptr (GTimeZone) zone = gnomon_zone_lookup (changes[i].zone);
        gint64 change = at_instant (changes[i].change);
        gint64 start = gnomon_zone_to_wall (zone, change) - 5 * GNOMON_DAY_SECONDS;
        const GnomonSeriesTerms terms = {
          .kind = GNOMON_TIME_ZONED,
          .start_wall = start,
          .end_wall = start + ends[j].length,
          .timezone = changes[i].zone,
          .end_timezone = ends[j].end_zone != NULL ? ends[j].end_zone : changes[i].zone,
          .rrule = "FREQ=MINUTELY;INTERVAL=20",
        };

        check_change (&terms, NULL, change);
      }
}

/* The same of what follows the viewer: by wall times a gap, or an hour that comes twice, would
 * leave out or bring in what lies beside the range. */
static void
test_narrow_ranges_of_viewer (void)
{
  static const struct { GnomonTimeKind kind; int length; const char *rrule; } series[] = {
    { GNOMON_TIME_DATE, 86400, "FREQ=DAILY" },
    { GNOMON_TIME_DATE, 3 * 86400, "FREQ=DAILY;INTERVAL=2" },
    { GNOMON_TIME_FLOATING, 0, "FREQ=MINUTELY;INTERVAL=20" },
    { GNOMON_TIME_FLOATING, 900, "FREQ=MINUTELY;INTERVAL=20" },
    { GNOMON_TIME_FLOATING, 5 * 3600, "FREQ=MINUTELY;INTERVAL=20" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (series); j++)
      {
        g_autoptr (GTimeZone) viewer = gnomon_zone_lookup (changes[i].zone);
        gint64 change = at_instant (changes[i].change);
        gint64 day = gnomon_civil_day_of_wall (gnomon_zone_to_wall (viewer, change)) - 6;
        const GnomonSeriesTerms terms = {
          .kind = series[j].kind,
          .start_wall = day * GNOMON_DAY_SECONDS,
          .end_wall = day * GNOMON_DAY_SECONDS + series[j].length,
          .rrule = series[j].rrule,
        };

        check_change (&terms, viewer, change);
      }
}

/* A whole day is that day's, also where its midnight is left out. */
static void
test_day_without_midnight (void)
{
  g_autoptr (GTimeZone) viewer = gnomon_zone_lookup ("America/Santiago");
  const GnomonSeriesTerms terms = {
    .kind = GNOMON_TIME_DATE,
    .start_wall = gnomon_civil_day_from_ymd (2020, 9, 6) * GNOMON_DAY_SECONDS,
    .end_wall = gnomon_civil_day_from_ymd (2020, 9, 7) * GNOMON_DAY_SECONDS,
    .rrule = "FREQ=YEARLY",
  };
  g_autoptr (GnomonSeries) series = gnomon_series_new (&terms);

  for (int day = 4; day <= 8; day++)
    {
      gint64 midnight = gnomon_civil_day_from_ymd (2026, 9, day) * GNOMON_DAY_SECONDS;

      g_assert_cmpint (
        gnomon_series_overlaps (series, viewer, gnomon_zone_to_instant (viewer, midnight),
                                gnomon_zone_to_instant (viewer, midnight + GNOMON_DAY_SECONDS)),
        ==, day == 6);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/series-ranges/narrow", test_narrow_ranges);
  g_test_add_func ("/series-ranges/narrow-of-viewer", test_narrow_ranges_of_viewer);
  g_test_add_func ("/series-ranges/day-without-midnight", test_day_without_midnight);

  return g_test_run ();
}
