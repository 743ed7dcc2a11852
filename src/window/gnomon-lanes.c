/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-lanes.h"

/* Which lines are taken: a byte for each line, in it a bit for each column. */
typedef struct
{
  GByteArray *taken;
  int first_free[GNOMON_LANES_MAX_DAYS];
} Board;

static guint8
columns_mask (int first_day,
              int last_day)
{
  return (guint8) (((1u << (last_day - first_day + 1)) - 1u) << first_day);
}

static int
item_last_day (const GnomonLaneItem *item)
{
  return item->bar ? item->last_day : item->first_day;
}

static int
board_take (Board                *board,
            const GnomonLaneItem *item)
{
  int last_day = item_last_day (item);
  guint8 mask = columns_mask (item->first_day, last_day);
  guint line = 0;

  for (int day = item->first_day; day <= last_day; day++)
    line = MAX (line, (guint) board->first_free[day]);

  while (line < board->taken->len && (board->taken->data[line] & mask) != 0)
    line++;

  if (line >= board->taken->len)
    {
      guint old_len = board->taken->len;

      g_byte_array_set_size (board->taken, line + 1);
      memset (board->taken->data + old_len, 0, line + 1 - old_len);
    }

  board->taken->data[line] |= mask;

  for (int day = item->first_day; day <= last_day; day++)
    {
      guint free_line = board->first_free[day];

      while (free_line < board->taken->len && (board->taken->data[free_line] & (1u << day)) != 0)
        free_line++;
      board->first_free[day] = (int) free_line;
    }

  return (int) line;
}

/* Bars lie on top, so that they do not break; what was declined comes after all that was not. */
static int
item_group (const GnomonLaneItem *item)
{
  int group = item->bar ? 0 : 1;

  return item->rank == GNOMON_LANE_DECLINED ? group + 2 : group;
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const GnomonLaneItem *items = user_data;
  guint index_a = *(const guint *) a;
  guint index_b = *(const guint *) b;
  const GnomonLaneItem *item_a = &items[index_a];
  const GnomonLaneItem *item_b = &items[index_b];
  gint64 length_a = item_a->end - item_a->start;
  gint64 length_b = item_b->end - item_b->start;

  if (item_group (item_a) != item_group (item_b))
    return item_group (item_a) - item_group (item_b);
  if (!item_a->bar && item_a->finished != item_b->finished)
    return item_a->finished ? 1 : -1;
  if (item_a->start != item_b->start)
    return item_a->start < item_b->start ? -1 : 1;
  if (item_a->rank != item_b->rank)
    return (int) item_a->rank - (int) item_b->rank;
  if (length_a != length_b)
    return length_a > length_b ? -1 : 1;

  return index_a < index_b ? -1 : 1;
}

/**
 * gnomon_lanes_get_rank:
 * @occurrence: an occurrence
 *
 * Returns: how firm it is, as the lanes see it: what was cancelled keeps its place
 */
GnomonLaneRank
gnomon_lanes_get_rank (GnomonOccurrence *occurrence)
{
  switch (gnomon_occurrence_get_look (occurrence))
    {
    case GNOMON_LOOK_MAYBE:
    case GNOMON_LOOK_NEEDS_REPLY:
      return GNOMON_LANE_MAYBE;

    case GNOMON_LOOK_DECLINED:
      return GNOMON_LANE_DECLINED;

    case GNOMON_LOOK_FIRM:
    case GNOMON_LOOK_CANCELLED:
    default:
      return GNOMON_LANE_FIRM;
    }
}

/**
 * gnomon_lanes_pack:
 * @items: (array length=n_items): the events of one row
 * @n_items: how many
 * @lines: (out caller-allocates) (array length=n_items): the line of each, from 0
 *
 * Gives each event the highest line that is free in all of its columns. Bars go first, then lines,
 * then what was declined; within these by start, then firm before maybe, then the longer first.
 */
void
gnomon_lanes_pack (const GnomonLaneItem *items,
                   guint                 n_items,
                   int                  *lines)
{
  g_autofree guint *order = g_new (guint, n_items);
  g_autoptr (GByteArray) taken = g_byte_array_new ();
  Board board = { .taken = taken };

  g_return_if_fail (n_items == 0 || (items != NULL && lines != NULL));

  for (guint i = 0; i < n_items; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n_items, sizeof *order, compare_items, (gpointer) items);

  for (guint i = 0; i < n_items; i++)
    {
      const GnomonLaneItem *item = &items[order[i]];

      g_return_if_fail (item->first_day >= 0 && item->first_day <= item->last_day);
      g_return_if_fail (item->last_day < GNOMON_LANES_MAX_DAYS);

      lines[order[i]] = board_take (&board, item);
    }
}

static void
append_pieces (const GnomonLaneItem *item,
               guint                 index,
               int                   line,
               guint8                visible,
               GArray               *pieces)
{
  int last_day = item_last_day (item);
  int day = item->first_day;

  while (day <= last_day)
    {
      GnomonLanePiece piece = { .item = index, .line = line };

      if ((visible & (1u << day)) == 0)
        {
          day++;
          continue;
        }

      piece.first_day = day;
      while (day <= last_day && (visible & (1u << day)) != 0)
        day++;
      piece.last_day = day - 1;
      g_array_append_val (pieces, piece);
    }
}

/**
 * gnomon_lanes_fit:
 * @items: (array length=n_items): the events of one row
 * @lines: (array length=n_items): their lines, from gnomon_lanes_pack()
 * @n_items: how many
 * @n_lines: how many lines the height has room for
 * @pieces: (element-type GnomonLanePiece): takes what is to be shown
 * @more: (out caller-allocates): for each column, how many events are left out
 *
 * Where a day has more than fits, its last line is kept free for a button that says how many more
 * there are. A bar may be shown on some of its days and be among the left out on others.
 */
void
gnomon_lanes_fit (const GnomonLaneItem *items,
                  const int            *lines,
                  guint                 n_items,
                  int                   n_lines,
                  GArray               *pieces,
                  guint                 more[GNOMON_LANES_MAX_DAYS])
{
  int room[GNOMON_LANES_MAX_DAYS];

  g_return_if_fail (n_items == 0 || (items != NULL && lines != NULL));
  g_return_if_fail (pieces != NULL);

  for (int day = 0; day < GNOMON_LANES_MAX_DAYS; day++)
    {
      room[day] = MAX (n_lines, 0);
      more[day] = 0;
    }

  for (guint i = 0; i < n_items; i++)
    for (int day = items[i].first_day; day <= item_last_day (&items[i]); day++)
      if (lines[i] >= n_lines)
        room[day] = MAX (n_lines - 1, 0);

  for (guint i = 0; i < n_items; i++)
    {
      guint8 visible = 0;

      for (int day = items[i].first_day; day <= item_last_day (&items[i]); day++)
        {
          if (lines[i] < room[day])
            visible |= (guint8) (1u << day);
          else
            more[day]++;
        }

      append_pieces (&items[i], i, lines[i], visible, pieces);
    }
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const GnomonLanePiece *piece_a = a;
  const GnomonLanePiece *piece_b = b;

  if (piece_a->first_day != piece_b->first_day)
    return piece_a->first_day - piece_b->first_day;

  return piece_a->line - piece_b->line;
}

/**
 * gnomon_lanes_sort_pieces:
 * @pieces: (element-type GnomonLanePiece): what is shown
 *
 * Sorts the pieces as the keyboard and those who hear them go through them: by day, then from the
 * top.
 */
void
gnomon_lanes_sort_pieces (GArray *pieces)
{
  g_array_sort (pieces, compare_pieces);
}
