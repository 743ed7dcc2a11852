/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-schedule.h"
#include "gnomon-zone.h"

/* Tables of the arithmetic of busy and free time. */

#define MONDAY_TO_FRIDAY 0x1f

static gint64
at (const char *wall)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");
  gint64 seconds;

  g_assert_true (gnomon_civil_parse_wall (wall, &seconds));
  return gnomon_zone_to_instant (zone, seconds);
}

static void
test_merge (void)
{
  static const GnomonInterval given[] = { { 50, 60 }, { 10, 20 }, { 15, 30 }, { 30, 40 },
                                          { 12, 14 }, { 70, 70 } };
  static const GnomonInterval expected[] = { { 10, 40 }, { 50, 60 } };
  g_autoptr (GArray) list = gnomon_intervals_new ();

  gnomon_intervals_merge (list);
  g_assert_cmpuint (list->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    gnomon_intervals_add (list, given[i].start, given[i].end);
  gnomon_intervals_merge (list);
  g_assert_cmpmem (list->data, list->len * sizeof (GnomonInterval), expected, sizeof expected);
}

/* Whatever overlaps is not kept apart, and nothing else is lost. */
static void
test_unite (void)
{
  g_autoptr (GArray) list = gnomon_intervals_new ();
  g_autoptr (GArray) all = gnomon_intervals_new ();
  guint n_merged = 0, longest = 0;

  for (gint64 i = 0; i < 100000; i++)
    {
      gint64 start = (i * 7919 % 10000) * 10;

      gnomon_intervals_unite (list, start, start + 5, &n_merged);
      gnomon_intervals_add (all, start, start + 5);
      longest = MAX (longest, list->len);
    }
  gnomon_intervals_merge (list);
  gnomon_intervals_merge (all);
  g_assert_cmpuint (all->len, ==, 10000);
  g_assert_cmpmem (list->data, list->len * sizeof (GnomonInterval),
                   all->data, all->len * sizeof (GnomonInterval));
  g_assert_cmpuint (longest, <=, 2 * all->len);
}

typedef struct
{
  const char *name;
  const char *from, *to;
  int minutes, buffer;
  guint limit;
  const char *busy;          /* "start end" wall times, separated by commas */
  const char *expected;      /* starts, separated by commas */
} Row;

static const Row rows[] = {
  { "an empty day", "2026-11-18T00:00", "2026-11-19T00:00", 240, 0, 9, "",
    "2026-11-18T09:00,2026-11-18T13:00" },
  { "the limit", "2026-11-18T00:00", "2026-11-19T00:00", 60, 0, 2, "",
    "2026-11-18T09:00,2026-11-18T10:00" },
  { "around what is busy", "2026-11-18T00:00", "2026-11-19T00:00", 120, 0, 9,
    "2026-11-18T10:00 2026-11-18T12:10,2026-11-18T15:00 2026-11-18T18:00", "2026-11-18T12:15" },
  { "with a buffer", "2026-11-18T00:00", "2026-11-19T00:00", 60, 15, 9,
    "2026-11-18T10:00 2026-11-18T15:30", "2026-11-18T15:45" },
  { "a buffer of what ends before work", "2026-11-18T00:00", "2026-11-19T00:00", 450, 30, 9,
    "2026-11-18T08:00 2026-11-18T08:45", "2026-11-18T09:15" },
  { "over the weekend", "2026-11-20T16:00", "2026-11-23T12:00", 60, 0, 9, "",
    "2026-11-20T16:00,2026-11-23T09:00,2026-11-23T10:00,2026-11-23T11:00" },
  { "in the middle of an hour", "2026-11-18T15:07", "2026-11-18T16:20", 30, 0, 9, "",
    "2026-11-18T15:15,2026-11-18T15:45" },
  { "too long", "2026-11-18T00:00", "2026-11-19T00:00", 481, 0, 9, "", "" },
  { "a range that is over before work", "2026-11-18T00:00", "2026-11-18T08:00", 15, 0, 9, "", "" },
  { "busy all day", "2026-11-18T00:00", "2026-11-19T00:00", 15, 0, 9,
    "2026-11-01T00:00 2026-12-01T00:00", "" },
  /* Summer time begins on the Sunday between. */
  { "across daylight saving", "2026-03-27T16:00", "2026-03-30T10:00", 60, 0, 9, "",
    "2026-03-27T16:00,2026-03-30T09:00" },
};

static void
test_find (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");
  g_autoptr (GArray) busy = gnomon_intervals_new ();
  g_autoptr (GArray) slots = NULL;
  g_autoptr (GString) starts = g_string_new (NULL);
  g_auto (GStrv) taken = g_strsplit (row->busy, ",", -1);
  GnomonTimeWish wish = {
    at (row->from), at (row->to), row->minutes, row->buffer, 9 * 60, 17 * 60, MONDAY_TO_FRIDAY,
    row->limit,
  };

  for (guint i = 0; taken[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (taken[i], " ", 2);

      gnomon_intervals_add (busy, at (ends[0]), at (ends[1]));
    }
  slots = gnomon_schedule_find (busy, &wish, zone);
  for (guint i = 0; i < slots->len; i++)
    {
      GnomonInterval slot = g_array_index (slots, GnomonInterval, i);
      g_autofree char *start = gnomon_civil_format_wall (gnomon_zone_to_wall (zone, slot.start));

      g_assert_cmpint (slot.end - slot.start, ==, row->minutes * 60);
      g_string_append_printf (starts, "%s%.16s", i > 0 ? "," : "", start);
    }
  g_assert_cmpstr (starts->str, ==, row->expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schedule/merge", test_merge);
  g_test_add_func ("/schedule/unite", test_unite);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/schedule/find/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_find);
    }
  return g_test_run ();
}
