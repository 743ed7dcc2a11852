/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

/* What stands where in the month. */

/* Whether a week of the pool is in sight. */
gboolean
gnomon_month_view_has_in_sight (GnomonMonthView *self,
                                int              index)
{
  return gtk_widget_get_child_visible (self->weeks[index]);
}

/* The week that has a day; NULL where the day is not in sight. */
static GnomonMonthWeek *
find_week (GnomonMonthView *self,
           gint64           day)
{
  for (int i = 0; i < self->n_weeks; i++)
    {
      GnomonMonthWeek *week = GNOMON_MONTH_WEEK (self->weeks[i]);
      gint64 first_day = gnomon_month_week_get_first_day (week);

      if (gnomon_month_view_has_in_sight (self, i)
          && day >= first_day && day < first_day + GNOMON_MONTH_WEEK_DAYS)
        return week;
    }

  return NULL;
}

/* The cell of a day; NULL where the day is not in sight. */
GtkWidget *
gnomon_month_view_find_cell (GnomonMonthView *self,
                             gint64           day)
{
  GnomonMonthWeek *week = find_week (self, day);
  int column;

  if (week == NULL)
    return NULL;

  column = (int) (day - gnomon_month_week_get_first_day (week));

  return GTK_WIDGET (gnomon_month_week_get_cell (week, column));
}

/* The get_focus_occurrence vfunc of the view. */
GnomonOccurrence *
gnomon_month_view_get_focus_occurrence (GnomonView *view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !GNOMON_IS_EVENT_CHIP (focus)
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (view)))
    return NULL;

  return gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (focus));
}

/* The cell at a place of the view; NULL where there is none. */
GtkWidget *
gnomon_month_view_find_cell_at (GnomonMonthView *self,
                                double           x,
                                double           y)
{
  if (y < self->top || y >= self->top + GNOMON_MONTH_VIEW_WEEKS * self->week_height)
    return NULL;

  for (int i = 0; i < self->n_weeks; i++)
    for (int column = 0; column < GNOMON_MONTH_WEEK_DAYS; column++)
      {
        GnomonMonthWeek *week = GNOMON_MONTH_WEEK (self->weeks[i]);
        GtkWidget *cell = GTK_WIDGET (gnomon_month_week_get_cell (week, column));
        graphene_rect_t bounds;

        if (gnomon_month_view_has_in_sight (self, i)
            && gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &bounds)
            && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
          return cell;
      }

  return NULL;
}

/* The chip at a place of the view; NULL where there is none. */
GnomonEventChip *
gnomon_month_view_find_chip_at (GnomonMonthView *self,
                                double           x,
                                double           y)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (y < self->top)
    return NULL;
  while (target != NULL && target != GTK_WIDGET (self) && !GNOMON_IS_EVENT_CHIP (target))
    target = gtk_widget_get_parent (target);

  return target != NULL && GNOMON_IS_EVENT_CHIP (target) ? GNOMON_EVENT_CHIP (target) : NULL;
}

static GtkWidget *
find_chip (GnomonMonthView  *self,
           GnomonOccurrence *occurrence)
{
  for (int i = 0; i < self->n_weeks; i++)
    {
      GtkWidget *chip = NULL;

      if (gnomon_month_view_has_in_sight (self, i))
        chip = gnomon_month_week_find_chip (GNOMON_MONTH_WEEK (self->weeks[i]), occurrence);
      if (chip != NULL)
        return chip;
    }

  return NULL;
}

/* The find_anchor vfunc of the view. */
GtkWidget *
gnomon_month_view_find_anchor (GnomonView        *view,
                               gint64             event_id,
                               const char        *recurrence_id,
                               GnomonOccurrence **occurrence)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);
  gint64 first_day = gnomon_month_view_get_first_day (self);
  gint64 end_day = first_day + GNOMON_MONTH_VIEW_WEEKS * GNOMON_MONTH_WEEK_DAYS;
  guint n_items = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *candidate = gnomon_occurrence_list_get (self->list, i);
      GtkWidget *chip;

      if (!gnomon_occurrence_is_of (candidate, event_id, recurrence_id)
          || gnomon_occurrence_get_last_day (candidate) < first_day
          || gnomon_occurrence_get_first_day (candidate) >= end_day)
        continue;

      *occurrence = candidate;
      chip = find_chip (self, candidate);
      if (chip != NULL)
        return chip;

      return gnomon_month_view_find_cell (self,
                                          MAX (gnomon_occurrence_get_first_day (candidate),
                                               first_day));
    }

  return NULL;
}
