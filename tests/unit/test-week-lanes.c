/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-lanes.h"

#define MINUTE 60
#define MAX_ITEMS 5

/* An event by the time of its day, as in 1030 for half past ten. */
typedef struct
{
  int from;
  int to;
  GnomonLaneRank rank;
  double start;
  double end;
  double own_end;
} Expected;

typedef struct
{
  const char *name;
  Expected events[MAX_ITEMS];
} Case;

static const Case cases[] = {
  { "alone", { { 900, 1000, GNOMON_LANE_FIRM, 0, 1, 1 } } },
  { "one after the other",
    { { 900, 1000, GNOMON_LANE_FIRM, 0, 1, 1 }, { 1000, 1100, GNOMON_LANE_FIRM, 0, 1, 1 } } },
  { "at the same time: the longer first",
    { { 900, 1000, GNOMON_LANE_FIRM, .5, 1, 1 }, { 900, 1100, GNOMON_LANE_FIRM, 0, .5, .5 } } },
  { "a quarter of an hour later: beside it",
    { { 1030, 1130, GNOMON_LANE_FIRM, 0, .5, .5 }, { 1045, 1130, GNOMON_LANE_MAYBE, .5, 1, 1 } } },
  { "half an hour later: over it",
    { { 930, 1100, GNOMON_LANE_FIRM, 0, 1, .5 }, { 1000, 1100, GNOMON_LANE_FIRM, .5, 1, 1 } } },
  { "firm before maybe",
    { { 900, 1000, GNOMON_LANE_MAYBE, .5, 1, 1 }, { 900, 930, GNOMON_LANE_FIRM, 0, .5, .5 } } },
  { "what was declined is half as wide",
    { { 1400, 1600, GNOMON_LANE_FIRM, 0, 2 / 3., 2 / 3. },
      { 1400, 1500, GNOMON_LANE_DECLINED, 2 / 3., 1, 1 } } },
  { "over it, but not over what was declined",
    { { 1400, 1530, GNOMON_LANE_FIRM, 0, .8, .4 },
      { 1430, 1500, GNOMON_LANE_MAYBE, .4, .8, .8 },
      { 1430, 1530, GNOMON_LANE_DECLINED, .8, 1, 1 } } },
  { "into a lane that is free again",
    { { 900, 1200, GNOMON_LANE_FIRM, 0, .5, .5 },
      { 900, 1000, GNOMON_LANE_FIRM, .5, 1, 1 },
      { 1000, 1100, GNOMON_LANE_FIRM, .5, 1, 1 } } },
  { "over lanes that are free of it",
    { { 900, 1100, GNOMON_LANE_FIRM, 0, 1 / 3., 1 / 3. },
      { 900, 1000, GNOMON_LANE_FIRM, 1 / 3., 2 / 3., 2 / 3. },
      { 900, 930, GNOMON_LANE_FIRM, 2 / 3., 1, 1 },
      { 1015, 1115, GNOMON_LANE_FIRM, 1 / 3., 1, 1 },
      { 1100, 1200, GNOMON_LANE_FIRM, 0, 1 / 3., 1 / 3. } } },
  { "one that is covered late keeps what is free before that",
    { { 900, 1200, GNOMON_LANE_FIRM, 0, 1, 1 / 3. },
      { 930, 1200, GNOMON_LANE_FIRM, 1 / 3., 1, 2 / 3. },
      { 1000, 1200, GNOMON_LANE_FIRM, 2 / 3., 1, 1 } } },
};

static gint64
to_seconds (int clock)
{
  return (clock / 100 * 60 + clock % 100) * MINUTE;
}

static void
test_place (gconstpointer data)
{
  const Case *example = data;
  GnomonWeekItem items[MAX_ITEMS];
  GnomonWeekPlace places[MAX_ITEMS];
  guint n_items = 0;

  while (n_items < MAX_ITEMS && example->events[n_items].to > 0)
    {
      const Expected *event = &example->events[n_items];

      items[n_items++] = (GnomonWeekItem){
        .start = to_seconds (event->from),
        .end = to_seconds (event->to),
        .rank = event->rank,
        .slim = event->rank == GNOMON_LANE_DECLINED,
      };
    }

  gnomon_week_lanes_place (items, n_items, places);
  for (guint i = 0; i < n_items; i++)
    {
      const Expected *event = &example->events[places[i].item];

      g_test_message ("event %u: %g to %g, own to %g", places[i].item, places[i].start,
                      places[i].end, places[i].own_end);
      g_assert_cmpfloat_with_epsilon (places[i].start, event->start, 1e-9);
      g_assert_cmpfloat_with_epsilon (places[i].end, event->end, 1e-9);
      g_assert_cmpfloat_with_epsilon (places[i].own_end, event->own_end, 1e-9);
      g_assert_cmpint (places[i].covered, ==, event->own_end < event->end);
      if (i > 0)
        g_assert_cmpint (items[places[i].item].start, >=, items[places[i - 1].item].start);
    }
}

static void
test_place_nothing (void)
{
  gnomon_week_lanes_place (NULL, 0, NULL);
}

/* Whatever stands where: nobody is without room, and who shares a time shares no own room. */
static void
test_place_many (void)
{
  enum { N = 200 };
  GnomonWeekItem items[N];
  GnomonWeekPlace places[N];

  for (int run = 0; run < 50; run++)
    {
      for (int i = 0; i < N; i++)
        {
          int start = g_test_rand_int_range (0, 1400);

          items[i] = (GnomonWeekItem){
            .start = start * MINUTE,
            .end = (start + g_test_rand_int_range (10, 180)) * MINUTE,
            .rank = (GnomonLaneRank) g_test_rand_int_range (0, 3),
            .slim = g_test_rand_bit (),
          };
        }

      gnomon_week_lanes_place (items, N, places);
      for (int i = 0; i < N; i++)
        {
          const GnomonWeekItem *a = &items[places[i].item];

          g_assert_cmpfloat (places[i].start, >=, 0);
          g_assert_cmpfloat (places[i].start, <, places[i].own_end);
          g_assert_cmpfloat (places[i].own_end, <=, places[i].end);
          g_assert_cmpfloat (places[i].end, <=, 1);
          for (int j = 0; j < i; j++)
            {
              const GnomonWeekItem *b = &items[places[j].item];

              if (a->start < b->end && b->start < a->end)
                g_assert_true (places[i].start >= places[j].own_end - 1e-9
                               || places[j].start >= places[i].own_end - 1e-9);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/week-lanes/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_place);
    }
  g_test_add_func ("/week-lanes/nothing", test_place_nothing);
  g_test_add_func ("/week-lanes/many", test_place_many);

  return g_test_run ();
}
