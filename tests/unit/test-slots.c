/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-slots.h"

#define DAY G_GINT64_CONSTANT (20775) /* Wednesday 18 November 2026 */

/* Wall seconds of a time of that day, as in 1030 for half past ten; 2500 is one in the morning. */
static gint64
at (int clock)
{
  return DAY * GNOMON_DAY_SECONDS + (clock / 100 * 60 + clock % 100) * 60;
}

static GnomonSlot
slot (int from,
      int to)
{
  return (GnomonSlot){ .start = at (from), .end = at (to) };
}

static void
assert_slot (GnomonSlot actual,
             int        from,
             int        to)
{
  g_assert_cmpint (actual.start, ==, at (from));
  g_assert_cmpint (actual.end, ==, at (to));
  g_assert_false (actual.all_day);
}

static void
assert_days (GnomonSlot actual,
             gint64     first,
             gint64     last)
{
  g_assert_true (actual.all_day);
  g_assert_cmpint (gnomon_slot_first_day (&actual), ==, first);
  g_assert_cmpint (gnomon_slot_last_day (&actual), ==, last);
}

static void
test_between (void)
{
  assert_slot (gnomon_slot_between (at (1007), at (1052), 15), 1000, 1100);
  assert_slot (gnomon_slot_between (at (1052), at (1007), 15), 1000, 1100);
  assert_slot (gnomon_slot_between (at (1000), at (1000), 15), 1000, 1015);
  assert_slot (gnomon_slot_between (at (1000), at (1045), 15), 1000, 1045);
  assert_slot (gnomon_slot_between (at (1003), at (1008), 5), 1000, 1010);
  assert_slot (gnomon_slot_between (at (2359), at (2359), 15), 2345, 2400);
}

static void
test_at (void)
{
  assert_slot (gnomon_slot_at (DAY, 10 * 60 + 30, 60), 1030, 1130);
  assert_slot (gnomon_slot_at (DAY + 1, 0, 30), 2400, 2430);
}

static void
test_days (void)
{
  assert_days (gnomon_slot_of_days (DAY, DAY + 2), DAY, DAY + 2);
  assert_days (gnomon_slot_of_days (DAY + 2, DAY), DAY, DAY + 2);
}

static void
test_cut_day (void)
{
  GnomonSlot night = slot (2200, 2600);

  assert_slot (gnomon_slot_cut_day (&night, DAY), 2200, 2400);
  assert_slot (gnomon_slot_cut_day (&night, DAY + 1), 2400, 2600);
  g_assert_cmpint (gnomon_slot_first_day (&night), ==, DAY);
  g_assert_cmpint (gnomon_slot_last_day (&night), ==, DAY + 1);

  night = slot (2200, 2400);
  g_assert_cmpint (gnomon_slot_last_day (&night), ==, DAY);
}

static void
test_move (void)
{
  GnomonSlot hour = slot (1030, 1130);

  assert_slot (gnomon_slot_move (&hour, -15 * 60), 1015, 1115);
  assert_slot (gnomon_slot_move_days (&hour, 1), 3430, 3530);
  assert_slot (gnomon_slot_move_to (&hour, at (1407), 15), 1400, 1500);
  assert_slot (gnomon_slot_move_to (&hour, at (1408), 15), 1415, 1515);
  assert_slot (gnomon_slot_move_to (&hour, at (1408), 5), 1410, 1510);
}

static void
test_stretch (void)
{
  GnomonSlot hour = slot (1030, 1130);

  assert_slot (gnomon_slot_stretch (&hour, FALSE, at (1205), 15), 1030, 1200);
  assert_slot (gnomon_slot_stretch (&hour, FALSE, at (900), 15), 1030, 1045);
  assert_slot (gnomon_slot_stretch (&hour, TRUE, at (943), 15), 945, 1130);
  assert_slot (gnomon_slot_stretch (&hour, TRUE, at (1500), 15), 1115, 1130);
  assert_slot (gnomon_slot_stretch (&hour, TRUE, at (1012), 5), 1010, 1130);
}

/* A bar keeps its time of the day, and is a day long at least. */
static void
test_stretch_days (void)
{
  GnomonSlot days = gnomon_slot_of_days (100, 102);
  GnomonSlot long_one = { .start = 100 * GNOMON_DAY_SECONDS + 3600,
                          .end = 102 * GNOMON_DAY_SECONDS + 7200 };
  GnomonSlot slot;

  slot = gnomon_slot_stretch_days (&days, FALSE, 105);
  g_assert_cmpint (gnomon_slot_first_day (&slot), ==, 100);
  g_assert_cmpint (gnomon_slot_last_day (&slot), ==, 105);
  g_assert_true (slot.all_day);
  slot = gnomon_slot_stretch_days (&days, FALSE, 90);
  g_assert_cmpint (gnomon_slot_last_day (&slot), ==, 100);
  slot = gnomon_slot_stretch_days (&days, TRUE, 95);
  g_assert_cmpint (gnomon_slot_first_day (&slot), ==, 95);
  slot = gnomon_slot_stretch_days (&days, TRUE, 110);
  g_assert_cmpint (gnomon_slot_first_day (&slot), ==, 102);
  g_assert_cmpint (gnomon_slot_last_day (&slot), ==, 102);

  slot = gnomon_slot_stretch_days (&long_one, FALSE, 90);
  g_assert_cmpint (slot.start, ==, long_one.start);
  g_assert_cmpint (slot.end, ==, 101 * GNOMON_DAY_SECONDS + 7200);
  slot = gnomon_slot_stretch_days (&long_one, TRUE, 98);
  g_assert_cmpint (slot.start, ==, 98 * GNOMON_DAY_SECONDS + 3600);
}

static void
test_cursor (void)
{
  GnomonSlot cursor = slot (1030, 1100);
  GnomonSlot selection;

  assert_slot (gnomon_slot_step (&cursor, 1), 1100, 1130);
  assert_slot (gnomon_slot_step (&cursor, -30), 0, 30);
  assert_slot (gnomon_slot_step (&cursor, 30), 2330, 2400);
  assert_slot (gnomon_slot_with_length (&cursor, 60), 1030, 1130);

  /* Down twice, and back over where it began. */
  selection = gnomon_slot_extend (&cursor, &cursor, 1);
  assert_slot (selection, 1030, 1130);
  selection = gnomon_slot_extend (&cursor, &selection, -1);
  assert_slot (selection, 1030, 1100);
  selection = gnomon_slot_extend (&cursor, &selection, -1);
  assert_slot (selection, 1000, 1100);
  selection = gnomon_slot_extend (&cursor, &selection, 1);
  assert_slot (selection, 1030, 1100);
}

static void
test_bar_and_zone (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  GnomonSlot hour = slot (1030, 1130);
  GnomonSlot day = slot (1030, 3430);
  GnomonSlot days = gnomon_slot_of_days (DAY, DAY);

  g_assert_false (gnomon_slot_is_bar (&hour));
  g_assert_true (gnomon_slot_is_bar (&day));
  g_assert_true (gnomon_slot_is_bar (&days));

  g_assert_cmpint (gnomon_slots_get_zone_offset (berlin, "America/New_York", DAY), ==, -6 * 60);
  g_assert_cmpint (gnomon_slots_get_zone_offset (berlin, "Asia/Kolkata", DAY), ==, 4 * 60 + 30);
  g_assert_cmpint (gnomon_slots_get_zone_offset (berlin, "Nowhere/At_All", DAY), ==, 0);
}

static void
test_all_day_and_back (void)
{
  GnomonSlot hour = slot (1030, 1130);
  GnomonSlot days = gnomon_slot_of_days (DAY, DAY + 2);

  assert_days (gnomon_slot_to_all_day (&hour, DAY + 3), DAY + 3, DAY + 3);
  assert_days (gnomon_slot_to_all_day (&days, DAY + 3), DAY + 3, DAY + 5);
  assert_slot (gnomon_slot_to_timed (&days, at (1407), 60, 15), 1400, 1500);
}

static void
test_pixels (void)
{
  g_assert_cmpfloat (gnomon_slots_wall_to_y (at (1030), DAY, 48), ==, 504);
  g_assert_cmpfloat (gnomon_slots_wall_to_y (at (2400), DAY, 48), ==, 24 * 48);
  g_assert_cmpint (gnomon_slots_y_to_wall (504, DAY, 48), ==, at (1030));
  g_assert_cmpint (gnomon_slots_y_to_wall (-20, DAY, 48), ==, at (0));
  g_assert_cmpint (gnomon_slots_y_to_wall (5000, DAY, 48), ==, at (2400));
}

static void
test_snap (void)
{
  g_assert_cmpint (gnomon_slots_snap (at (1029), 15), ==, at (1015));
  g_assert_cmpint (gnomon_slots_snap (at (1030), 15), ==, at (1030));
  /* Before 1970 a division that rounds towards zero would go the other way. */
  g_assert_cmpint (gnomon_slots_snap (-1, 15), ==, -15 * 60);
}

static void
test_find_free (void)
{
  const GnomonSlot busy[] = {
    slot (930, 1030), slot (1030, 1130), slot (1045, 1100), slot (1140, 1230), slot (1300, 1400),
  };
  GnomonSlot found;

  g_assert_true (gnomon_slots_find_free (busy, G_N_ELEMENTS (busy), at (1042), at (1800), &found));
  assert_slot (found, 1230, 1300);
  g_assert_true (gnomon_slots_find_free (busy, G_N_ELEMENTS (busy), at (800), at (1800), &found));
  assert_slot (found, 800, 930);
  g_assert_true (gnomon_slots_find_free (busy, G_N_ELEMENTS (busy), at (1330), at (1800), &found));
  assert_slot (found, 1400, 1800);
  g_assert_true (gnomon_slots_find_free (NULL, 0, at (900), at (1800), &found));
  assert_slot (found, 900, 1800);
  g_assert_false (gnomon_slots_find_free (busy, G_N_ELEMENTS (busy), at (1330), at (1410), &found));
}

static void
test_opening (void)
{
  /* At the hour of the first event, with a little above it. */
  g_assert_cmpfloat (gnomon_slots_get_opening (at (745) % 86400, at (1042), FALSE, 48, 650), ==,
                     7 * 48 - 8);
  /* An hour before now, where nothing is earlier. */
  g_assert_cmpfloat (gnomon_slots_get_opening (at (1900) % 86400, at (1042), TRUE, 60, 600), ==,
                     9 * 60 + 42 - 10);
  /* Not at a flight in the night, where now would be out of sight. */
  g_assert_cmpfloat (gnomon_slots_get_opening (at (30) % 86400, at (2000), TRUE, 48, 480), ==,
                     21 * 48 - 480);
  g_assert_cmpfloat (gnomon_slots_get_opening (0, at (0), FALSE, 48, 480), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slots/between", test_between);
  g_test_add_func ("/slots/at", test_at);
  g_test_add_func ("/slots/days", test_days);
  g_test_add_func ("/slots/cut-day", test_cut_day);
  g_test_add_func ("/slots/move", test_move);
  g_test_add_func ("/slots/stretch", test_stretch);
  g_test_add_func ("/slots/stretch-days", test_stretch_days);
  g_test_add_func ("/slots/cursor", test_cursor);
  g_test_add_func ("/slots/bar-and-zone", test_bar_and_zone);
  g_test_add_func ("/slots/all-day-and-back", test_all_day_and_back);
  g_test_add_func ("/slots/pixels", test_pixels);
  g_test_add_func ("/slots/snap", test_snap);
  g_test_add_func ("/slots/find-free", test_find_free);
  g_test_add_func ("/slots/opening", test_opening);

  return g_test_run ();
}
