/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-week-private.h"

/* The events of a week: packed into lines, fitted into its height, and given their chips. */

static int
to_column (GnomonMonthWeek *self,
           gint64           day)
{
  return (int) CLAMP (day - self->first_day, 0, GNOMON_MONTH_WEEK_DAYS - 1);
}

/* Gives each event its line. */
void
gnomon_month_week_pack (GnomonMonthWeek *self)
{
  g_array_set_size (self->items, 0);

  for (guint i = 0; i < self->occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);
      gint64 first_day = gnomon_occurrence_get_first_day (occurrence);
      gboolean bar = gnomon_occurrence_is_bar (occurrence);
      GnomonLaneItem item = {
        .start = gnomon_occurrence_get_start_wall (occurrence),
        .end = gnomon_occurrence_get_end_wall (occurrence),
        .first_day = to_column (self, first_day),
        .last_day = to_column (self, gnomon_occurrence_get_last_day (occurrence)),
        .rank = gnomon_lanes_get_rank (occurrence),
        .bar = bar,
        .finished = first_day == self->time.today
                    && gnomon_occurrence_get_ends_at (occurrence) <= self->time.now,
      };

      g_array_append_val (self->items, item);
    }

  self->lines = g_renew (int, self->lines, self->items->len);
  gnomon_lanes_pack ((const GnomonLaneItem *) (gpointer) self->items->data, self->items->len,
                     self->lines);
}

static void
fill_chip (GnomonMonthWeek       *self,
           GtkWidget             *chip,
           const GnomonLanePiece *piece)
{
  GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, piece->item);
  const GnomonLaneItem *item = &g_array_index (self->items, GnomonLaneItem, piece->item);
  gint64 calendar_id = gnomon_occurrence_get_calendar_id (occurrence);
  gint64 first_day = self->first_day + piece->first_day;
  gint64 last_day = self->first_day + piece->last_day;

  gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence,
                                    item->bar ? GNOMON_CHIP_BAR : GNOMON_CHIP_LINE,
                                    g_hash_table_lookup (self->calendar_names, &calendar_id),
                                    &self->time);
  gnomon_event_chip_set_continues (GNOMON_EVENT_CHIP (chip),
                                   item->bar
                                   && gnomon_occurrence_get_first_day (occurrence) < first_day,
                                   item->bar
                                   && gnomon_occurrence_get_last_day (occurrence) > last_day);
}

/* A chip that goes leaves the focus to the first event of its day, else to the day. */
void
gnomon_month_week_focus_instead (GtkWidget        *widget,
                                 GnomonOccurrence *gone)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (widget);
  int column = to_column (self, gnomon_occurrence_get_first_day (gone));

  for (guint i = 0; i < gnomon_lane_row_get_n_chips (self->lanes); i++)
    {
      const GnomonLanePiece *piece;
      GtkWidget *chip = gnomon_lane_row_get_chip (self->lanes, i, &piece);

      if (piece->first_day == column)
        {
          gtk_widget_grab_focus (chip);
          return;
        }
    }

  gtk_widget_grab_focus (self->cells[column]);
}

/* Makes the chips agree with the events and the number of lines. */
void
gnomon_month_week_fit (GnomonMonthWeek *self)
{
  gint64 days[GNOMON_MONTH_WEEK_DAYS];

  gnomon_lane_row_assign (self->lanes, (const GnomonLaneItem *) (gpointer) self->items->data,
                          self->lines, self->compact ? 0 : self->items->len, self->n_lines,
                          self->occurrences, self->cells[GNOMON_MONTH_WEEK_DAYS - 1]);
  for (guint i = 0; i < gnomon_lane_row_get_n_chips (self->lanes); i++)
    {
      const GnomonLanePiece *piece;
      GtkWidget *chip = gnomon_lane_row_get_chip (self->lanes, i, &piece);

      fill_chip (self, chip, piece);
    }
  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    days[day] = self->first_day + day;
  gnomon_lane_row_settle (self->lanes, days, GNOMON_MONTH_WEEK_DAYS, &self->time);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* In the narrow form: a dot for each of the first colours of a day. */
void
gnomon_month_week_update_dots (GnomonMonthWeek *self,
                               int              column)
{
  const char *colors[GNOMON_DAY_CELL_MAX_DOTS];
  gboolean past[GNOMON_DAY_CELL_MAX_DOTS];
  guint n_dots = 0;

  for (guint i = 0; i < self->items->len && n_dots < GNOMON_DAY_CELL_MAX_DOTS; i++)
    {
      const GnomonLaneItem *item = &g_array_index (self->items, GnomonLaneItem, i);
      GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);
      const char *color = gnomon_occurrence_get_color (occurrence);
      gboolean known = FALSE;

      if (item->first_day > column || item->last_day < column)
        continue;
      for (guint j = 0; j < n_dots; j++)
        known = known || g_str_equal (colors[j], color);
      if (known)
        continue;

      past[n_dots] = gnomon_occurrence_get_ends_at (occurrence) <= self->time.now;
      colors[n_dots++] = color;
    }

  gnomon_day_cell_set_dots (GNOMON_DAY_CELL (self->cells[column]), colors, past, n_dots);
}

/* How many events a day has, shown or not. */
guint
gnomon_month_week_count_events (GnomonMonthWeek *self,
                                int              column)
{
  guint n_events = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const GnomonLaneItem *item = &g_array_index (self->items, GnomonLaneItem, i);

      if (item->first_day <= column && item->last_day >= column)
        n_events++;
    }

  return n_events;
}
