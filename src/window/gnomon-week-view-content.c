/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include <glib/gi18n.h>

/* Which days a week view shows, and what they have. */

/* Whether a week has only a few days. */
gboolean
gnomon_week_view_is_short (GnomonWeekView *self)
{
  return !self->single && self->mode >= GNOMON_MODE_SMALL;
}

/* Makes the columns show the date. */
void
gnomon_week_view_update_columns (GnomonWeekView *self)
{
  guint weekdays = self->time.work_week ? self->time.work_days : ~0u;

  if (self->single)
    gnomon_day_columns_set_run (&self->columns, self->date, 1);
  else if (gnomon_week_view_is_short (self))
    {
      if (self->date < self->run_start
          || self->date >= self->run_start + GNOMON_WEEK_VIEW_SHORT_DAYS)
        self->run_start = self->date;
      gnomon_day_columns_set_run (&self->columns, self->run_start, GNOMON_WEEK_VIEW_SHORT_DAYS);
    }
  else
    gnomon_day_columns_set_week (&self->columns, self->date, self->time.week_start, weekdays);
}

/* The civil day after the last one that is shown. */
gint64
gnomon_week_view_get_end_day (GnomonWeekView *self)
{
  return self->columns.days[self->columns.n_days - 1] + 1;
}

/* What the user is busy with. */
static gboolean
takes_time (GnomonOccurrence *occurrence)
{
  GnomonLook look = gnomon_occurrence_get_look (occurrence);

  return look != GNOMON_LOOK_DECLINED && look != GNOMON_LOOK_CANCELLED
         && (gnomon_occurrence_get_flags (occurrence) & GNOMON_OCCURRENCE_BUSY) != 0;
}

/* The next free time of the working hours; NULL where there is none to come. */
static char *
format_free (GnomonWeekView *self,
             GPtrArray      *timed)
{
  g_autoptr (GArray) busy = g_array_new (FALSE, FALSE, sizeof (GnomonSlot));
  GnomonSlot work = gnomon_slot_at (self->date, self->time.work_start,
                                    self->time.work_end - self->time.work_start);
  GnomonSlot found;
  g_autofree char *range = NULL;

  for (guint i = 0; i < timed->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (timed, i);
      GnomonSlot slot = {
        .start = gnomon_occurrence_get_start_wall (occurrence),
        .end = gnomon_occurrence_get_end_wall (occurrence),
      };

      if (takes_time (occurrence))
        g_array_append_val (busy, slot);
    }

  if (!gnomon_slots_find_free ((const GnomonSlot *) (gpointer) busy->data, busy->len,
                               MAX (work.start, self->time.now_wall), work.end, &found))
    return NULL;

  range = gnomon_format_time_range (found.start, found.end, self->time.hours);

  /* Translators: %s is from when to when the user is free next. */
  return g_strdup_printf (_("next free %s"), range);
}

static char *
format_summary (GnomonWeekView *self,
                guint           n_events,
                GPtrArray      *timed)
{
  g_autofree char *events = NULL;
  g_autofree char *next_free = NULL;

  if (n_events == 0)
    return g_strdup (_("Free all day"));

  events = g_strdup_printf (ngettext ("%u event", "%u events", n_events), n_events);
  next_free = format_free (self, timed);
  if (next_free == NULL)
    return g_steal_pointer (&events);

  /* Translators: over a day: how many events it has, and when there is time between them. */
  return g_strdup_printf (_("%s · %s"), events, next_free);
}

static void
update_second_zone (GnomonWeekView *self)
{
  const char *name = self->time.second_zone;
  int offset = 0;

  if (name != NULL)
    offset = gnomon_slots_get_zone_offset (gnomon_store_get_viewer_zone (self->store), name,
                                           self->columns.days[0]);
  gnomon_day_grid_set_second_zone (GNOMON_DAY_GRID (self->grid), offset, name != NULL);
  gnomon_week_header_set_zone (GNOMON_WEEK_HEADER (self->header), name);
}

static void
update_gutter (GnomonWeekView *self)
{
  static const int widths[] = {
    [GNOMON_MODE_WIDE] = 60,
    [GNOMON_MODE_MEDIUM] = 52,
    [GNOMON_MODE_SMALL] = 46,
    [GNOMON_MODE_NARROW] = 46,
  };
  int gutter;

  gutter = gnomon_all_day_strip_measure_label (GNOMON_ALL_DAY_STRIP (self->strip));
  gnomon_day_grid_set_gutter (GNOMON_DAY_GRID (self->grid), MAX (widths[self->mode], gutter));
  gutter = gnomon_day_grid_get_gutter (GNOMON_DAY_GRID (self->grid));
  gnomon_week_header_set_gutter (GNOMON_WEEK_HEADER (self->header), gutter);
  gnomon_all_day_strip_set_gutter (GNOMON_ALL_DAY_STRIP (self->strip), gutter);
}

/* Parts the events into those that take whole days and those that have a time. */
static void
sort_out (GnomonWeekView *self,
          GPtrArray      *bars,
          GPtrArray      *timed,
          guint           n_events[GNOMON_DAY_COLUMNS_MAX])
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *occurrence = gnomon_occurrence_list_get (self->list, i);
      int first, last;

      if (!gnomon_day_columns_find_span (&self->columns,
                                         gnomon_occurrence_get_first_day (occurrence),
                                         gnomon_occurrence_get_last_day (occurrence),
                                         &first, &last))
        continue;

      g_ptr_array_add (gnomon_occurrence_is_bar (occurrence) ? bars : timed, occurrence);
      for (int column = first; column <= last; column++)
        n_events[column]++;
    }
}

/* Reads the days anew and shows them. */
void
gnomon_week_view_rebuild (GnomonWeekView *self)
{
  g_autoptr (GPtrArray) bars = NULL;
  g_autoptr (GPtrArray) timed = NULL;
  g_autofree char *summary = NULL;
  GHashTable *names;
  guint n_events[GNOMON_DAY_COLUMNS_MAX] = { 0 };

  if (self->list == NULL || self->time.week_start == 0)
    return;

  gnomon_week_view_update_columns (self);
  gnomon_view_data_set_days (self->data, self->columns.days[0],
                             gnomon_week_view_get_end_day (self));
  gnomon_view_data_forget (self->data);
  names = gnomon_view_data_get_calendar_names (self->data);

  bars = g_ptr_array_new ();
  timed = g_ptr_array_new ();
  sort_out (self, bars, timed, n_events);
  if (self->single)
    summary = format_summary (self, n_events[0], timed);

  gnomon_week_header_set_content (GNOMON_WEEK_HEADER (self->header), &self->columns, summary,
                                  &self->time);
  gnomon_all_day_strip_set_content (GNOMON_ALL_DAY_STRIP (self->strip), &self->columns, bars,
                                    names, &self->time);
  gnomon_day_grid_set_content (GNOMON_DAY_GRID (self->grid), &self->columns, timed,
                               names, n_events, &self->time);
  update_second_zone (self);
  update_gutter (self);
  gnomon_week_view_update_pane (self);
}
