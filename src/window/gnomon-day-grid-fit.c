/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-grid-private.h"

/* The events of the days: cut at midnight, put into lanes, and given their chips. */

/* The least room that a chip has, with what keeps it from the next one, in pixels. */
#define MIN_HEIGHT 23

static GnomonSlot
get_slot (GnomonOccurrence *occurrence)
{
  return (GnomonSlot){
    .start = gnomon_occurrence_get_start_wall (occurrence),
    .end = gnomon_occurrence_get_end_wall (occurrence),
  };
}

static GnomonWeekItem
make_item (GnomonDayGrid        *self,
           GnomonOccurrence     *occurrence,
           const GnomonDayPiece *piece)
{
  GnomonLook look = gnomon_occurrence_get_look (occurrence);
  gint64 min_seconds = (gint64) (MIN_HEIGHT * 3600 / self->hour_height);

  return (GnomonWeekItem){
    .start = piece->slot.start,
    .end = MAX (piece->slot.end, piece->slot.start + min_seconds),
    .rank = gnomon_lanes_get_rank (occurrence),
    .slim = look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED,
  };
}

/* Adds the pieces of a column in the order in which they are painted. */
static void
fit_column (GnomonDayGrid *self,
            int            column)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonDayPiece));
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (GnomonWeekItem));
  g_autofree GnomonWeekPlace *places = NULL;
  gint64 day = self->columns.days[column];

  for (guint i = 0; i < self->occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);
      GnomonSlot slot = get_slot (occurrence);
      GnomonDayPiece piece = { .occurrence = i, .column = column };
      GnomonWeekItem item;

      if (gnomon_slot_first_day (&slot) > day || gnomon_slot_last_day (&slot) < day)
        continue;

      piece.slot = gnomon_slot_cut_day (&slot, day);
      piece.cut_above = piece.slot.start > slot.start;
      piece.cut_below = piece.slot.end < slot.end;
      item = make_item (self, occurrence, &piece);
      g_array_append_val (pieces, piece);
      g_array_append_val (items, item);
    }

  places = g_new (GnomonWeekPlace, items->len);
  gnomon_week_lanes_place ((const GnomonWeekItem *) (gpointer) items->data, items->len, places);
  for (guint i = 0; i < items->len; i++)
    {
      GnomonDayPiece piece = g_array_index (pieces, GnomonDayPiece, places[i].item);

      piece.place = places[i];
      g_array_append_val (self->pieces, piece);
    }
}

/* A chip that goes leaves the focus to the first event of its day, else to the cursor. */
void
gnomon_day_grid_focus_instead (GtkWidget        *widget,
                               GnomonOccurrence *gone)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (widget);
  gint64 day = gnomon_occurrence_get_first_day (gone);
  int column = gnomon_day_columns_find (&self->columns, day);

  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, GnomonDayPiece, i).column == column)
      {
        gtk_widget_grab_focus (gnomon_chip_pool_get (self->chips, i));
        return;
      }

  g_signal_emit_by_name (self, "focus-lost", day);
}

/* Makes the chips agree with the events and the height of an hour. */
void
gnomon_day_grid_fit (GnomonDayGrid *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  g_array_set_size (self->pieces, 0);
  for (int column = 0; column < self->columns.n_days; column++)
    fit_column (self, column);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonDayPiece *piece = &g_array_index (self->pieces, GnomonDayPiece, i);

      g_ptr_array_add (shown, g_ptr_array_index (self->occurrences, piece->occurrence));
    }

  gnomon_chip_pool_assign (self->chips, shown, self->now_day);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonDayPiece *piece = &g_array_index (self->pieces, GnomonDayPiece, i);
      GnomonEventChip *chip = GNOMON_EVENT_CHIP (gnomon_chip_pool_get (self->chips, i));
      GnomonOccurrence *occurrence = g_ptr_array_index (shown, i);
      gint64 calendar_id = gnomon_occurrence_get_calendar_id (occurrence);

      gnomon_event_chip_set_occurrence (chip, occurrence, GNOMON_CHIP_BLOCK,
                                        g_hash_table_lookup (self->calendar_names, &calendar_id),
                                        &self->time);
      gnomon_event_chip_set_cut (chip, piece->cut_above, piece->cut_below);
    }
  gnomon_chip_pool_trim (self->chips);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
