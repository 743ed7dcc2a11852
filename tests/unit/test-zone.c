/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "gnomon-civil.h"
#include "gnomon-zone-watch.h"
#include "gnomon-zone.h"

static const struct
{
  const char *zone;
  const char *wall;
  const char *instant;
} rows[] = {
  /* Winter, summer, the gap and the hour that comes twice. */
  { "Europe/Berlin", "2026-01-15T12:00:00", "2026-01-15T11:00:00Z" },
  { "Europe/Berlin", "2026-07-15T12:00:00", "2026-07-15T10:00:00Z" },
  { "Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z" },
  { "Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T01:00:00Z" },
  { "Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z" },
  { "Europe/Berlin", "2026-03-29T02:59:59", "2026-03-29T01:59:59Z" },
  { "Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z" },
  { "Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z" },
  { "Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T00:00:00Z" },
  { "Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z" },
  { "Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z" },
  { "Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z" },
  { "America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00Z" },
  { "America/New_York", "2026-03-08T03:30:00", "2026-03-08T07:30:00Z" },
  { "America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z" },
  { "America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00Z" },
  /* Half an hour of daylight saving. */
  { "Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z" },
  { "Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00Z" },
  { "Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z" },
  { "Australia/Lord_Howe", "2026-04-05T02:00:00", "2026-04-04T15:30:00Z" },
  /* South of the equator. */
  { "Australia/Sydney", "2026-10-04T02:30:00", "2026-10-03T16:30:00Z" },
  { "Australia/Sydney", "2026-04-05T02:30:00", "2026-04-04T15:30:00Z" },
  { "Australia/Sydney", "2026-01-01T00:00:00", "2025-12-31T13:00:00Z" },
  /* No daylight saving, and offsets that are no hours. */
  { "Asia/Kolkata", "2026-01-01T00:00:00", "2025-12-31T18:30:00Z" },
  { "Asia/Kolkata", "2026-07-01T00:00:00", "2026-06-30T18:30:00Z" },
  { "Asia/Kathmandu", "2026-07-01T00:00:00", "2026-06-30T18:15:00Z" },
  /* Where midnight is in the gap. */
  { "America/Havana", "2026-03-08T00:00:00", "2026-03-08T05:00:00Z" },
  /* A whole day that was left out. */
  { "Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z" },
  { "Pacific/Apia", "2011-12-31T12:00:00", "2011-12-30T22:00:00Z" },
  /* Past the tables, by the rule at their end; and before them, by the sun. */
  { "Europe/Berlin", "2100-07-15T12:00:00", "2100-07-15T10:00:00Z" },
  { "Europe/Berlin", "2100-12-15T12:00:00", "2100-12-15T11:00:00Z" },
  { "Europe/Berlin", "1800-01-01T00:53:28", "1800-01-01T00:00:00Z" },
  { "UTC", "2026-07-15T12:00:00", "2026-07-15T12:00:00Z" },
  { "Etc/UTC", "2026-07-15T12:00:00", "2026-07-15T12:00:00Z" },
  { "EST5EDT", "2026-07-15T12:00:00", "2026-07-15T16:00:00Z" },
  { "Etc/GMT+12", "2026-07-15T12:00:00", "2026-07-16T00:00:00Z" },
};

static void
check_row (gsize i)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup (rows[i].zone);
  gint64 wall, instant;

  g_assert_nonnull (zone);
  g_assert_true (gnomon_civil_parse_wall (rows[i].wall, &wall));
  g_assert_true (gnomon_civil_parse_instant (rows[i].instant, &instant));
  g_assert_cmpint (gnomon_zone_to_instant (zone, wall), ==, instant);
}

static void
test_instants (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (i);
}

/* The rule, by trying all offsets: the earliest instant that the clock shows so; in a gap, where
 * there is none, what the offset before it makes. */
static gint64
find_instant (GTimeZone *zone,
              gint64     wall)
{
  for (gint64 instant = wall - 15 * 3600; instant <= wall + 15 * 3600; instant += 900)
    if (gnomon_zone_to_wall (zone, instant) == wall)
      return instant;

  for (gint64 instant = wall - 30 * 3600;; instant += 900)
    if (gnomon_zone_to_wall (zone, instant + 900) > wall)
      return wall - (gnomon_zone_to_wall (zone, instant) - instant);
}

static void
test_every_quarter (void)
{
  static const char * const names[] = {
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Australia/Sydney",
    "Asia/Kathmandu", "Africa/Casablanca", "America/Santiago", "Antarctica/Troll", "Pacific/Apia",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (names[i]);
      gint64 from = gnomon_civil_day_from_ymd (2026, 1, 1) * GNOMON_DAY_SECONDS;
      gint64 to = gnomon_civil_day_from_ymd (2027, 1, 1) * GNOMON_DAY_SECONDS;

      for (gint64 wall = from; wall < to; wall += 900)
        if (gnomon_zone_to_instant (zone, wall) != find_instant (zone, wall))
          {
            g_autofree char *text = gnomon_civil_format_wall (wall);

            g_error ("%s: %s", names[i], text);
          }
    }
}

/* The stretches in which offsets are remembered must not be seen. */
static void
test_walls (void)
{
  static const char * const names[] = { "Europe/Berlin", "America/New_York", "Asia/Kolkata",
    "UTC" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (names[i % G_N_ELEMENTS (names)]);
      gint64 instant = (gint64) g_rand_int (rand) - G_GINT64_CONSTANT (1000000000);
      int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);

      g_assert_cmpint (gnomon_zone_to_wall (zone, instant), ==,
                       instant + g_time_zone_get_offset (zone, interval));
    }
}

static void
test_extremes (void)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");

  g_assert_cmpint (gnomon_zone_to_instant (NULL, 12345), ==, 12345);
  g_assert_cmpint (gnomon_zone_to_wall (NULL, 12345), ==, 12345);
  g_assert_cmpint (gnomon_zone_to_instant (zone, G_MAXINT64), ==, G_MAXINT64);
  g_assert_cmpint (gnomon_zone_to_instant (zone, G_MININT64), ==, G_MININT64);
  g_assert_cmpint (gnomon_zone_to_wall (zone, G_MAXINT64), ==, G_MAXINT64);
  g_assert_cmpint (gnomon_zone_to_wall (zone, G_MININT64), ==, G_MININT64);
}

static void
test_names (void)
{
  static const char * const good[] = {
    "UTC", "Etc/UTC", "GMT", "Europe/Berlin", "America/Argentina/Buenos_Aires",
    "America/Port-au-Prince", "Etc/GMT-14", "CET", "EST5EDT",
  };
  static const char * const bad[] = {
    "", "/", "Europe", "Europe/", "/Europe/Berlin", "europe/berlin", "Europe/Berlin/",
      "Europe//Berlin",
    "../../etc/passwd", "Europe/../Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin", "./UTC",
    "posix/Europe/Berlin", "right/Europe/Berlin", "posixrules", "localtime", "Factory", "tzdata.zi",
    "zone.tab", "leapseconds", "+01:00", "Z", "01", "ABC5", "CET-1CEST,M3.5.0,M10.5.0/3",
    "W. Europe Standard Time", "Europe/Berlin ", "Mars/Olympus_Mons", "Europe\\Berlin",
      "Evrópa/Berlín",
    "floating",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (good[i]);
      g_autoptr (GTimeZone) again = gnomon_zone_lookup (good[i]);

      g_assert_nonnull (zone);
      g_assert_true (zone == again);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (gnomon_zone_lookup (bad[i]));
}

static void
check_system_name (const char *setting,
                   const char *name)
{
  g_autofree char *found = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GTimeZone) expected = gnomon_zone_lookup (name);

  g_setenv ("TZ", setting, TRUE);
  found = gnomon_zone_dup_system_name ();
  zone = gnomon_zone_new_system ();
  g_assert_cmpstr (found, ==, name);
  g_assert_true (zone == expected);
}

static void
test_system (void)
{
  g_autofree char *before = g_strdup (g_getenv ("TZ"));

  check_system_name ("America/New_York", "America/New_York");
  check_system_name ("Europe/Berlin", "Europe/Berlin");
  check_system_name (":Asia/Tokyo", "Asia/Tokyo");
  check_system_name ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo");
  check_system_name ("CET-1CEST,M3.5.0,M10.5.0/3", "UTC");
  check_system_name ("Nowhere/At_All", "UTC");

  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
}

static void
point_to (const char *path,
          const char *zone)
{
  g_autofree char *target = g_build_filename ("/usr/share/zoneinfo", zone, NULL);
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  g_assert_cmpint (symlink (target, fresh), ==, 0);
  g_assert_cmpint (rename (fresh, path), ==, 0);
}

static void
zone_changed_cb (gpointer user_data)
{
  guint *n_changes = user_data;

  (*n_changes)++;
}

static void
run_until (const guint *counter,
           guint        value)
{
  while (*counter < value)
    g_main_context_iteration (NULL, TRUE);
}

/* The setting is a link that is replaced by another one, as /etc/localtime is. */
static void
test_watch (void)
{
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  g_autofree char *folder = g_dir_make_tmp ("gnomon-zone-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "localtime", NULL);
  g_autofree char *other = g_build_filename (folder, "hosts", NULL);
  g_autofree char *setting = g_strconcat (":", path, NULL);
  g_autofree char *name = NULL;
  GnomonZoneWatch *watch;
  guint n_changes = 0;

  point_to (path, "Europe/Berlin");
  check_system_name (setting, "Europe/Berlin");

  watch = gnomon_zone_watch_new (zone_changed_cb, &n_changes);
  point_to (path, "Asia/Tokyo");
  run_until (&n_changes, 1);
  check_system_name (setting, "Asia/Tokyo");

  /* The same zone once more, and another file of the folder: nothing to tell. */
  point_to (path, "Asia/Tokyo");
  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  point_to (path, "Europe/Berlin");
  run_until (&n_changes, 2);
  gnomon_zone_watch_check (watch);
  g_assert_cmpuint (n_changes, ==, 2);

  /* A link into nowhere is no zone. */
  point_to (path, "../passwd");
  run_until (&n_changes, 3);
  check_system_name (setting, "UTC");

  gnomon_zone_watch_free (watch);
  g_assert_cmpint (unlink (path), ==, 0);
  g_assert_cmpint (unlink (other), ==, 0);
  g_assert_cmpint (rmdir (folder), ==, 0);
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
}

static gpointer
check_rows_often (gpointer data)
{
  for (guint round = 0; round < 200; round++)
    test_instants ();

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("zones", check_rows_often, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zone/instants", test_instants);
  g_test_add_func ("/zone/every-quarter-of-a-year", test_every_quarter);
  g_test_add_func ("/zone/walls", test_walls);
  g_test_add_func ("/zone/extremes", test_extremes);
  g_test_add_func ("/zone/names", test_names);
  g_test_add_func ("/zone/system", test_system);
  g_test_add_func ("/zone/threads", test_threads);
  g_test_add_func ("/zone/watch", test_watch);

  return g_test_run ();
}
