/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-lanes.h"

#define HOUR 3600
#define DAY 86400

/* An event from `first` to `last`, by the columns; lines start at the hour given. */
static GnomonLaneItem
bar (int            first,
     int            last,
     GnomonLaneRank rank)
{
  return (GnomonLaneItem){
    .start = first * DAY,
    .end = (last + 1) * DAY,
    .first_day = first,
    .last_day = last,
    .rank = rank,
    .bar = TRUE,
  };
}

static GnomonLaneItem
line (int            day,
      int            hour,
      GnomonLaneRank rank)
{
  return (GnomonLaneItem){
    .start = day * DAY + hour * HOUR,
    .end = day * DAY + (hour + 1) * HOUR,
    .first_day = day,
    .last_day = day,
    .rank = rank,
  };
}

static void
assert_lines (const GnomonLaneItem *items,
              guint                 n_items,
              const int            *expected)
{
  g_autofree int *lines = g_new0 (int, n_items);

  gnomon_lanes_pack (items, n_items, lines);
  for (guint i = 0; i < n_items; i++)
    {
      if (lines[i] != expected[i])
        g_test_message ("item %u", i);
      g_assert_cmpint (lines[i], ==, expected[i]);
    }
}

static void
test_pack_nothing (void)
{
  guint more[GNOMON_LANES_MAX_DAYS];
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));

  gnomon_lanes_pack (NULL, 0, NULL);
  gnomon_lanes_fit (NULL, NULL, 0, 3, pieces, more);
  g_assert_cmpuint (pieces->len, ==, 0);
  for (int day = 0; day < GNOMON_LANES_MAX_DAYS; day++)
    g_assert_cmpuint (more[day], ==, 0);
}

static void
test_pack_by_start (void)
{
  const GnomonLaneItem items[] = {
    line (2, 14, GNOMON_LANE_FIRM),
    line (2, 9, GNOMON_LANE_FIRM),
    line (3, 8, GNOMON_LANE_FIRM),
    line (2, 11, GNOMON_LANE_FIRM),
  };
  const int expected[] = { 2, 0, 0, 1 };

  assert_lines (items, G_N_ELEMENTS (items), expected);
}

static void
test_pack_bars_above_lines (void)
{
  const GnomonLaneItem items[] = {
    line (1, 9, GNOMON_LANE_FIRM),
    bar (0, 4, GNOMON_LANE_FIRM),
    bar (3, 4, GNOMON_LANE_FIRM),
    line (5, 9, GNOMON_LANE_FIRM),
    line (3, 7, GNOMON_LANE_FIRM),
  };
  const int expected[] = { 1, 0, 1, 0, 2 };

  assert_lines (items, G_N_ELEMENTS (items), expected);
}

/* A line takes the place that a bar of a later line leaves free above it. */
static void
test_pack_fills_gaps (void)
{
  const GnomonLaneItem items[] = {
    bar (0, 2, GNOMON_LANE_FIRM),
    bar (1, 5, GNOMON_LANE_FIRM),
    line (4, 9, GNOMON_LANE_FIRM),
    line (4, 10, GNOMON_LANE_FIRM),
  };
  const int expected[] = { 0, 1, 0, 2 };

  assert_lines (items, G_N_ELEMENTS (items), expected);
}

static void
test_pack_longer_first (void)
{
  const GnomonLaneItem items[] = {
    bar (2, 2, GNOMON_LANE_FIRM),
    bar (2, 5, GNOMON_LANE_FIRM),
    bar (2, 6, GNOMON_LANE_MAYBE),
  };
  const int expected[] = { 1, 0, 2 };

  assert_lines (items, G_N_ELEMENTS (items), expected);
}

static void
test_pack_declined_last (void)
{
  const GnomonLaneItem items[] = {
    line (0, 8, GNOMON_LANE_DECLINED),
    bar (0, 1, GNOMON_LANE_DECLINED),
    line (0, 9, GNOMON_LANE_MAYBE),
    line (0, 9, GNOMON_LANE_FIRM),
  };
  const int expected[] = { 3, 2, 1, 0 };

  assert_lines (items, G_N_ELEMENTS (items), expected);
}

static void
test_pack_unfinished_first (void)
{
  GnomonLaneItem items[] = {
    line (3, 8, GNOMON_LANE_FIRM),
    line (3, 9, GNOMON_LANE_FIRM),
    line (3, 15, GNOMON_LANE_FIRM),
    line (3, 7, GNOMON_LANE_DECLINED),
  };
  const int expected[] = { 1, 2, 0, 3 };

  items[0].finished = TRUE;
  items[1].finished = TRUE;
  assert_lines (items, G_N_ELEMENTS (items), expected);
}

/* A line that ends after midnight stays in the column of its start. */
static void
test_pack_line_over_midnight (void)
{
  GnomonLaneItem items[] = {
    line (0, 23, GNOMON_LANE_FIRM),
    line (1, 9, GNOMON_LANE_FIRM),
  };
  const int expected[] = { 0, 0 };

  items[0].last_day = 1;
  assert_lines (items, G_N_ELEMENTS (items), expected);
}

static void
fit (const GnomonLaneItem *items,
     guint                 n_items,
     int                   n_lines,
     GArray               *pieces,
     guint                 more[GNOMON_LANES_MAX_DAYS])
{
  g_autofree int *lines = g_new0 (int, n_items);

  gnomon_lanes_pack (items, n_items, lines);
  gnomon_lanes_fit (items, lines, n_items, n_lines, pieces, more);
}

static void
test_fit_exactly (void)
{
  const GnomonLaneItem items[] = {
    line (0, 8, GNOMON_LANE_FIRM),
    line (0, 9, GNOMON_LANE_FIRM),
    line (0, 10, GNOMON_LANE_FIRM),
  };
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
  guint more[GNOMON_LANES_MAX_DAYS];

  fit (items, G_N_ELEMENTS (items), 3, pieces, more);
  g_assert_cmpuint (pieces->len, ==, 3);
  g_assert_cmpuint (more[0], ==, 0);
}

static void
test_fit_keeps_a_line_for_more (void)
{
  const GnomonLaneItem items[] = {
    line (0, 8, GNOMON_LANE_FIRM),
    line (0, 9, GNOMON_LANE_FIRM),
    line (0, 10, GNOMON_LANE_FIRM),
    line (0, 11, GNOMON_LANE_FIRM),
    line (1, 11, GNOMON_LANE_FIRM),
  };
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
  guint more[GNOMON_LANES_MAX_DAYS];

  fit (items, G_N_ELEMENTS (items), 3, pieces, more);
  g_assert_cmpuint (more[0], ==, 2);
  g_assert_cmpuint (more[1], ==, 0);
  g_assert_cmpuint (pieces->len, ==, 3);
}

/* The second bar is in the way of the button on the one day that overflows, and only there. */
static void
test_fit_breaks_a_bar (void)
{
  const GnomonLaneItem items[] = {
    bar (0, 6, GNOMON_LANE_FIRM),
    bar (0, 5, GNOMON_LANE_FIRM),
    line (2, 9, GNOMON_LANE_FIRM),
  };
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
  guint more[GNOMON_LANES_MAX_DAYS];
  const GnomonLanePiece *before, *after;

  fit (items, G_N_ELEMENTS (items), 2, pieces, more);
  g_assert_cmpuint (pieces->len, ==, 3);
  before = &g_array_index (pieces, GnomonLanePiece, 1);
  after = &g_array_index (pieces, GnomonLanePiece, 2);
  g_assert_cmpuint (before->item, ==, 1);
  g_assert_cmpint (before->first_day, ==, 0);
  g_assert_cmpint (before->last_day, ==, 1);
  g_assert_cmpuint (after->item, ==, 1);
  g_assert_cmpint (after->first_day, ==, 3);
  g_assert_cmpint (after->last_day, ==, 5);
  g_assert_cmpuint (more[2], ==, 2);
  g_assert_cmpuint (more[1], ==, 0);
  g_assert_cmpuint (more[3], ==, 0);
}

static void
test_fit_no_room (void)
{
  const GnomonLaneItem items[] = {
    bar (0, 6, GNOMON_LANE_FIRM),
    line (2, 9, GNOMON_LANE_FIRM),
  };
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
  guint more[GNOMON_LANES_MAX_DAYS];

  fit (items, G_N_ELEMENTS (items), 0, pieces, more);
  g_assert_cmpuint (pieces->len, ==, 0);
  g_assert_cmpuint (more[2], ==, 2);
  g_assert_cmpuint (more[6], ==, 1);

  fit (items, G_N_ELEMENTS (items), -3, pieces, more);
  g_assert_cmpuint (pieces->len, ==, 0);
  g_assert_cmpuint (more[2], ==, 2);
}

/* However the events lie: none is lost, and no two stand in the same place. */
static void
test_fit_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261118);

  for (int round = 0; round < 500; round++)
    {
      guint n_items = (guint) g_rand_int_range (rand, 0, 60);
      int n_lines = g_rand_int_range (rand, 0, 9);
      g_autofree GnomonLaneItem *items = g_new0 (GnomonLaneItem, n_items);
      g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
      guint more[GNOMON_LANES_MAX_DAYS];
      guint covered[GNOMON_LANES_MAX_DAYS] = { 0 };
      guint shown[GNOMON_LANES_MAX_DAYS] = { 0 };
      guint8 seen[64] = { 0 };

      for (guint i = 0; i < n_items; i++)
        {
          int first = g_rand_int_range (rand, 0, 7);
          GnomonLaneRank rank = (GnomonLaneRank) g_rand_int_range (rand, 0, 3);

          items[i] = g_rand_boolean (rand) ? line (first, g_rand_int_range (rand, 0, 23), rank)
                                           : bar (first, g_rand_int_range (rand, first, 7), rank);
          for (int day = items[i].first_day; day <= items[i].last_day; day++)
            covered[day]++;
        }

      fit (items, n_items, n_lines, pieces, more);
      for (guint i = 0; i < pieces->len; i++)
        {
          const GnomonLanePiece *piece = &g_array_index (pieces, GnomonLanePiece, i);

          g_assert_cmpint (piece->line, <, n_lines);
          for (int day = piece->first_day; day <= piece->last_day; day++)
            {
              g_assert_cmpint (seen[piece->line] & (1 << day), ==, 0);
              seen[piece->line] |= (guint8) (1 << day);
              shown[day]++;
            }
        }
      for (int day = 0; day < GNOMON_LANES_MAX_DAYS; day++)
        {
          g_assert_cmpuint (shown[day] + more[day], ==, covered[day]);
          if (more[day] > 0 && n_lines > 0)
            g_assert_cmpint (seen[n_lines - 1] & (1 << day), ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lanes/pack/nothing", test_pack_nothing);
  g_test_add_func ("/lanes/pack/by-start", test_pack_by_start);
  g_test_add_func ("/lanes/pack/bars-above-lines", test_pack_bars_above_lines);
  g_test_add_func ("/lanes/pack/fills-gaps", test_pack_fills_gaps);
  g_test_add_func ("/lanes/pack/longer-first", test_pack_longer_first);
  g_test_add_func ("/lanes/pack/declined-last", test_pack_declined_last);
  g_test_add_func ("/lanes/pack/unfinished-first", test_pack_unfinished_first);
  g_test_add_func ("/lanes/pack/line-over-midnight", test_pack_line_over_midnight);
  g_test_add_func ("/lanes/fit/exactly", test_fit_exactly);
  g_test_add_func ("/lanes/fit/keeps-a-line-for-more", test_fit_keeps_a_line_for_more);
  g_test_add_func ("/lanes/fit/breaks-a-bar", test_fit_breaks_a_bar);
  g_test_add_func ("/lanes/fit/no-room", test_fit_no_room);
  g_test_add_func ("/lanes/fit/random", test_fit_random);

  return g_test_run ();
}
