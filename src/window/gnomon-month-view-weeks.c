/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

#include <math.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-week.h"

/*
 * The weeks of the month are a pool: one that scrolls out of sight comes back at the other end,
 * with other days. What comes next is read and filled while nothing else is to be done.
 */

/* So many weeks before and after those in sight are read ahead, and kept. */
#define WEEKS_AHEAD 2
#define WEEKS_KEPT 5

static gint64
get_day_of_week (GnomonMonthView *self,
                 gint64           week)
{
  return gnomon_week_get_start (0, self->time.week_start) + week * GNOMON_MONTH_WEEK_DAYS;
}

/* The week of a day, counted from that of the day 0. */
gint64
gnomon_month_view_get_week_of (GnomonMonthView *self,
                               gint64           day)
{
  gint64 start = gnomon_week_get_start (day, self->time.week_start);

  return (start - get_day_of_week (self, 0)) / GNOMON_MONTH_WEEK_DAYS;
}

/* The first day in sight. */
gint64
gnomon_month_view_get_first_day (GnomonMonthView *self)
{
  return get_day_of_week (self, (gint64) floor (self->position));
}

/* What is in sight, and, where it scrolls by no more than a week, what is going to be. */
static void
find_sight (GnomonMonthView *self,
            gint64          *first,
            gint64          *end)
{
  double lowest = self->position;
  double highest = self->position;

  if (ABS (self->target - self->position) <= 1)
    {
      lowest = MIN (lowest, self->target);
      highest = MAX (highest, self->target);
    }
  *first = (gint64) floor (lowest);
  *end = (gint64) ceil (highest + GNOMON_MONTH_VIEW_WEEKS);
}

static void
chip_opened_cb (GnomonMonthView *self,
                GnomonEventChip *chip)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  gnomon_view_emit_event_opened (GNOMON_VIEW (self), gnomon_event_chip_get_occurrence (chip),
                                 GTK_WIDGET (chip));
}

static void
more_clicked_cb (GnomonMonthView *self,
                 gint64           day,
                 GtkWidget       *button)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  gnomon_view_emit_day_opened (GNOMON_VIEW (self), day, button);
}

/* A week out of sight is not there for those who hear the month, either. */
static void
show_week (GnomonMonthView *self,
           int              index,
           gboolean         shown)
{
  if (gtk_widget_get_child_visible (self->weeks[index]) == shown)
    return;

  gtk_widget_set_child_visible (self->weeks[index], shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->weeks[index]),
                               GTK_ACCESSIBLE_STATE_HIDDEN, !shown,
                               -1);
}

/* Adds a week after the others. */
void
gnomon_month_view_add_week (GnomonMonthView *self)
{
  GtkWidget *week = gnomon_month_week_new ();

  g_signal_connect_object (week, "chip-opened", G_CALLBACK (chip_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (week, "more-clicked", G_CALLBACK (more_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gnomon_month_week_set_compact (GNOMON_MONTH_WEEK (week), self->compact);
  gnomon_month_week_set_numbered (GNOMON_MONTH_WEEK (week), self->time.week_numbers);
  gtk_widget_insert_after (week, GTK_WIDGET (self),
                           self->n_weeks > 0 ? self->weeks[self->n_weeks - 1] : self->weekdays);
  self->weeks[self->n_weeks] = week;
  self->stale[self->n_weeks] = TRUE;
  self->n_weeks++;
}

/* The first week of the pool goes to its end; the order of the widgets is that of time. */
static void
rotate_onward (GnomonMonthView *self)
{
  GtkWidget *week = self->weeks[0];
  int last = self->n_weeks - 1;

  gtk_widget_insert_after (week, GTK_WIDGET (self), self->weeks[last]);
  for (int i = 0; i < last; i++)
    {
      self->weeks[i] = self->weeks[i + 1];
      self->stale[i] = self->stale[i + 1];
    }
  self->weeks[last] = week;
  self->stale[last] = TRUE;
  self->first_week++;
}

static void
rotate_back (GnomonMonthView *self)
{
  int last = self->n_weeks - 1;
  GtkWidget *week = self->weeks[last];

  gtk_widget_insert_before (week, GTK_WIDGET (self), self->weeks[0]);
  for (int i = last; i > 0; i--)
    {
      self->weeks[i] = self->weeks[i - 1];
      self->stale[i] = self->stale[i - 1];
    }
  self->weeks[0] = week;
  self->stale[0] = TRUE;
  self->first_week--;
}

/* Turns the pool so that it has the weeks from @first to @end. */
static void
cover (GnomonMonthView *self,
       gint64           first,
       gint64           end)
{
  gint64 start = self->first_week;

  while (self->n_weeks < end - first)
    gnomon_month_view_add_week (self);

  if (first < start)
    start = first;
  else if (end > start + self->n_weeks)
    start = end - self->n_weeks;

  /* A jump leaves the widgets where they are: so the focus stays at its place, too. */
  if (ABS (start - self->first_week) >= GNOMON_MONTH_VIEW_WEEKS)
    {
      self->first_week = first;
      for (int i = 0; i < self->n_weeks; i++)
        self->stale[i] = TRUE;
    }
  while (self->first_week < start)
    rotate_onward (self);
  while (self->first_week > start)
    rotate_back (self);
}

/* Reads the weeks, where they were not read; no event has changed by that. */
static void
load_weeks (GnomonMonthView *self,
            gint64           first,
            gint64           end)
{
  gnomon_view_data_set_days (self->data, get_day_of_week (self, first),
                             get_day_of_week (self, end));
}

static void
find_loaded (GnomonMonthView *self,
             gint64          *first,
             gint64          *end)
{
  *first = gnomon_month_view_get_week_of (self,
                                          gnomon_occurrence_list_get_first_day (self->list));
  *end = gnomon_month_view_get_week_of (self, gnomon_occurrence_list_get_end_day (self->list));
}

/* The cursor, an event that is being made, and where what is dragged would go. */
static void
mark_week (GnomonMonthView *self,
           GnomonMonthWeek *week)
{
  const GnomonMonthDrag *drag = &self->drag;

  for (int column = 0; column < GNOMON_MONTH_WEEK_DAYS; column++)
    {
      GnomonDayCell *cell = gnomon_month_week_get_cell (week, column);
      gint64 day = gnomon_day_cell_get_day (cell);

      gnomon_day_cell_set_selected (cell, day == self->date);
      gnomon_css_set_class (GTK_WIDGET (cell), "ghost",
                            day >= self->ghost_first && day < self->ghost_end);
      gnomon_css_set_class (GTK_WIDGET (cell), "drop",
                 drag->under_way && day >= gnomon_slot_first_day (&drag->to)
                 && day <= gnomon_slot_last_day (&drag->to));
    }
  gnomon_month_week_set_left_behind (week, drag->under_way ? drag->occurrence : NULL);
}

/* Makes the marks of all weeks agree with where they belong. */
void
gnomon_month_view_update_marks (GnomonMonthView *self)
{
  for (int i = 0; i < self->n_weeks; i++)
    mark_week (self, GNOMON_MONTH_WEEK (self->weeks[i]));
}

static void
fill_week (GnomonMonthView *self,
           int              index)
{
  gint64 day = get_day_of_week (self, self->first_week + index);
  g_autoptr (GPtrArray) of_week = g_ptr_array_new ();
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *occurrence = gnomon_occurrence_list_get (self->list, i);

      if (gnomon_occurrence_get_first_day (occurrence) < day + GNOMON_MONTH_WEEK_DAYS
          && gnomon_occurrence_get_last_day (occurrence) >= day)
        g_ptr_array_add (of_week, occurrence);
    }

  gnomon_month_week_set_content (GNOMON_MONTH_WEEK (self->weeks[index]), day, self->month_day,
                                 of_week, gnomon_view_data_get_calendar_names (self->data),
                                 &self->time);
  mark_week (self, GNOMON_MONTH_WEEK (self->weeks[index]));
  self->stale[index] = FALSE;
}

/* A week a time, so that nobody waits for it. FALSE where nothing is left to be done. */
static gboolean
go_ahead (GnomonMonthView *self)
{
  gint64 first, end, loaded_first, loaded_end, spare;
  int index;

  find_sight (self, &first, &end);
  find_loaded (self, &loaded_first, &loaded_end);

  if (loaded_end < end + WEEKS_AHEAD)
    {
      load_weeks (self, MAX (loaded_first, first - WEEKS_KEPT), loaded_end + 1);
      return TRUE;
    }
  if (loaded_first > first - WEEKS_AHEAD)
    {
      load_weeks (self, loaded_first - 1, MIN (loaded_end, end + WEEKS_KEPT));
      return TRUE;
    }

  /* Only where it has scrolled: until then no further week is needed. */
  spare = self->backward ? first - 1 : end;
  index = (int) (spare - self->first_week);
  if (self->n_weeks == GNOMON_MONTH_VIEW_WEEKS || self->position == self->target)
    return FALSE;
  if (index < 0 || index >= self->n_weeks)
    {
      int fresh = self->backward ? 0 : self->n_weeks - 1;

      if (self->n_weeks < GNOMON_MONTH_VIEW_MAX_WEEKS && index == self->n_weeks)
        {
          gnomon_month_view_add_week (self);
          fresh = index;
        }
      else if (self->backward && self->first_week + self->n_weeks > end)
        rotate_back (self);
      else if (!self->backward && self->first_week < first)
        rotate_onward (self);
      else
        return FALSE;
      show_week (self, fresh, FALSE);

      /* It may be going further than the pool reaches, before the first frame of that. */
      if (self->first_week + fresh != spare)
        return TRUE;
      index = fresh;
    }
  if (!self->stale[index])
    return FALSE;

  fill_week (self, index);
  return TRUE;
}

static gboolean
ahead_cb (gpointer user_data)
{
  GnomonMonthView *self = user_data;

  if (go_ahead (self))
    return G_SOURCE_CONTINUE;

  self->ahead_id = 0;
  return G_SOURCE_REMOVE;
}

/* Whether what has the focus is going to be out of sight. */
static gboolean
loses_focus (GnomonMonthView *self,
             gint64           first,
             gint64           end)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (int i = 0; i < self->n_weeks; i++)
    if (self->weeks[i] == child)
      return self->first_week + i < first || self->first_week + i >= end;

  return FALSE;
}

/*
 * Makes the weeks agree with where the month is scrolled to: those that have come into sight, or,
 * where an event or the time is another now, all of them. The focus stays in sight.
 */
void
gnomon_month_view_fill_weeks (GnomonMonthView *self,
                              gboolean         all)
{
  gint64 first, end, loaded_first, loaded_end;
  gboolean moves_focus;

  find_sight (self, &first, &end);
  find_loaded (self, &loaded_first, &loaded_end);
  if (first < loaded_first || end > loaded_end)
    load_weeks (self, first, end);

  moves_focus = loses_focus (self, first, end);
  cover (self, first, end);
  for (int i = 0; i < self->n_weeks; i++)
    {
      self->stale[i] = self->stale[i] || all;
      if (self->first_week + i < first || self->first_week + i >= end)
        continue;
      show_week (self, i, TRUE);
      if (self->stale[i])
        fill_week (self, i);
    }

  if (moves_focus)
    {
      gnomon_month_view_bring_cursor (self);
      gnomon_month_view_grab_focus (GTK_WIDGET (self));
    }
  for (int i = 0; i < self->n_weeks; i++)
    if (self->first_week + i < first || self->first_week + i >= end)
      show_week (self, i, FALSE);

  if (self->ahead_id == 0)
    self->ahead_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, ahead_cb, self, NULL);
}
