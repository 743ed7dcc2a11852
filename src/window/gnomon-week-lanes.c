/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-lanes.h"

/* An event that begins this much later leaves enough of an earlier one to be read. */
#define CASCADE_SECONDS (30 * 60)

#define SLIM_WEIGHT 0.5

/* A lane of a cluster: events that do not overlap each other. */
typedef struct
{
  gint64 end;
  double weight;
} Lane;

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const GnomonWeekItem *items = user_data;
  guint index_a = ((const GnomonWeekPlace *) a)->item;
  guint index_b = ((const GnomonWeekPlace *) b)->item;
  const GnomonWeekItem *item_a = &items[index_a];
  const GnomonWeekItem *item_b = &items[index_b];

  if (item_a->start != item_b->start)
    return item_a->start < item_b->start ? -1 : 1;
  if (item_a->rank != item_b->rank)
    return (int) item_a->rank - (int) item_b->rank;
  if (item_a->end != item_b->end)
    return item_a->end > item_b->end ? -1 : 1;

  return index_a < index_b ? -1 : 1;
}

/* Gives each place of a cluster the first lane that is free at its start. */
static void
pack (const GnomonWeekItem  *items,
      const GnomonWeekPlace *places,
      guint                  n_places,
      guint                 *lane_of,
      GArray                *lanes)
{
  g_array_set_size (lanes, 0);

  for (guint i = 0; i < n_places; i++)
    {
      const GnomonWeekItem *item = &items[places[i].item];
      double weight = item->slim ? SLIM_WEIGHT : 1;
      guint lane = 0;

      while (lane < lanes->len && g_array_index (lanes, Lane, lane).end > item->start)
        lane++;
      if (lane == lanes->len)
        {
          Lane fresh = { .weight = weight };

          g_array_append_val (lanes, fresh);
        }

      g_array_index (lanes, Lane, lane).end = item->end;
      g_array_index (lanes, Lane, lane).weight = MAX (g_array_index (lanes, Lane, lane).weight,
                                                      weight);
      lane_of[i] = lane;
    }
}

/* The lane before which an event has to end: what overlaps it there begins with it or soon after,
 * or does not take place, so that nothing of it shines through. */
static guint
find_end_lane (const GnomonWeekItem  *items,
               const GnomonWeekPlace *places,
               guint                  n_places,
               const guint           *lane_of,
               guint                  n_lanes,
               guint                  index)
{
  const GnomonWeekItem *item = &items[places[index].item];
  guint end_lane = n_lanes;

  for (guint i = 0; i < n_places; i++)
    {
      const GnomonWeekItem *other = &items[places[i].item];

      if (lane_of[i] <= lane_of[index] || lane_of[i] >= end_lane
          || other->start >= item->end || other->end <= item->start)
        continue;
      if (other->slim || other->start < item->start + CASCADE_SECONDS)
        end_lane = lane_of[i];
    }

  return end_lane;
}

/* The first lane in which a later event lies over an event that ends before @end_lane; that lane
 * where none does. */
static guint
find_cover_lane (const GnomonWeekItem  *items,
                 const GnomonWeekPlace *places,
                 guint                  n_places,
                 const guint           *lane_of,
                 guint                  end_lane,
                 guint                  index)
{
  const GnomonWeekItem *item = &items[places[index].item];
  guint cover_lane = end_lane;

  for (guint i = index + 1; i < n_places; i++)
    if (lane_of[i] > lane_of[index] && lane_of[i] < cover_lane
        && items[places[i].item].start < item->end)
      cover_lane = lane_of[i];

  return cover_lane;
}

static void
place_cluster (const GnomonWeekItem *items,
               GnomonWeekPlace      *places,
               guint                 n_places,
               guint                *lane_of,
               GArray               *lanes)
{
  g_autofree double *edges = NULL;

  pack (items, places, n_places, lane_of, lanes);

  edges = g_new0 (double, lanes->len + 1);
  for (guint lane = 0; lane < lanes->len; lane++)
    edges[lane + 1] = edges[lane] + g_array_index (lanes, Lane, lane).weight;

  for (guint i = 0; i < n_places; i++)
    {
      double width = edges[lanes->len];
      guint end_lane = find_end_lane (items, places, n_places, lane_of, lanes->len, i);

      guint cover_lane = find_cover_lane (items, places, n_places, lane_of, end_lane, i);

      places[i].start = edges[lane_of[i]] / width;
      places[i].end = edges[end_lane] / width;
      places[i].own_end = edges[cover_lane] / width;
      places[i].covered = cover_lane < end_lane;
    }
}

/**
 * gnomon_week_lanes_place:
 * @items: (array length=n_items): the events of one day
 * @n_items: how many
 * @places: (out caller-allocates) (array length=n_items): where each stands, in the order in which
 *   they are painted: by start, then firm before maybe before declined, then the longer first
 *
 * Events that overlap, one by another, share the width of the day in lanes. Each takes the first
 * lane that is free, and extends over the next ones that are free of others, or in which the others
 * begin half an hour later.
 */
void
gnomon_week_lanes_place (const GnomonWeekItem *items,
                         guint                 n_items,
                         GnomonWeekPlace      *places)
{
  g_autofree guint *lane_of = g_new (guint, n_items);
  g_autoptr (GArray) lanes = g_array_new (FALSE, FALSE, sizeof (Lane));
  guint first = 0;
  gint64 end = G_MININT64;

  g_return_if_fail (n_items == 0 || (items != NULL && places != NULL));

  for (guint i = 0; i < n_items; i++)
    places[i] = (GnomonWeekPlace){ .item = i };
  g_qsort_with_data (places, (gint) n_items, sizeof *places, compare_places, (gpointer) items);

  for (guint i = 0; i < n_items; i++)
    {
      const GnomonWeekItem *item = &items[places[i].item];

      if (i > first && item->start >= end)
        {
          place_cluster (items, places + first, i - first, lane_of, lanes);
          first = i;
          end = G_MININT64;
        }
      end = MAX (end, item->end);
    }
  if (n_items > 0)
    place_cluster (items, places + first, n_items - first, lane_of, lanes);
}
