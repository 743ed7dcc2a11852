/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include "gnomon-civil.h"

/* The page of hours: where it opens, what scrolls it, and how high an hour is. */

/* The heights of an hour, in pixels. */
#define WEEK_HOUR_HEIGHT 48
#define DAY_HOUR_HEIGHT 52
#define MIN_HOUR_HEIGHT 32
#define MAX_HOUR_HEIGHT 96
#define ZOOM_STEP 8

/* So much is in sight around what has the focus. */
#define FOCUS_MARGIN 12

static GtkAdjustment *
get_adjustment (GnomonWeekView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static void
focus_moved_cb (GnomonWeekView *self,
                int             top,
                int             bottom)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gtk_adjustment_clamp_page (get_adjustment (self), top - FOCUS_MARGIN, bottom + FOCUS_MARGIN);
}

/* The time of the day at which the first event begins, at the latest the work. */
static gint64
find_first_start (GnomonWeekView *self)
{
  gint64 first_start = self->time.work_start * 60;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *occurrence = gnomon_occurrence_list_get (self->list, i);
      gint64 start = gnomon_occurrence_get_start_wall (occurrence);

      if (!gnomon_occurrence_is_bar (occurrence)
          && gnomon_day_columns_find (&self->columns, gnomon_civil_day_of_wall (start)) >= 0)
        first_start = MIN (first_start, gnomon_civil_time_of_wall (start));
    }

  return first_start;
}

/* Scrolls to where the view opens. The page is about to be laid out for the first time, so that
 * what it will find has to be told to it now. */
void
gnomon_week_view_open_page (GnomonWeekView *self,
                            int             page)
{
  GnomonDayGrid *grid = GNOMON_DAY_GRID (self->grid);
  gboolean has_now = gnomon_day_columns_find (&self->columns, self->time.today) >= 0;
  double hour_height = gnomon_day_grid_get_hour_height (grid);
  int height;

  gtk_widget_measure (self->grid, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  gtk_adjustment_configure (get_adjustment (self),
                            gnomon_slots_get_opening (find_first_start (self), self->time.now_wall,
                                                      has_now, hour_height, page),
                            0, height, page * 0.1, page * 0.9, page);
}

/* The show_now vfunc of the view. */
void
gnomon_week_view_show_now (GnomonView *view)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);
  GtkAdjustment *adjustment = get_adjustment (self);

  gtk_adjustment_set_value (adjustment,
                            gnomon_slots_get_opening (
                              GNOMON_DAY_SECONDS, self->time.now_wall, TRUE,
                              gnomon_day_grid_get_hour_height (GNOMON_DAY_GRID (self->grid)),
                              gtk_adjustment_get_page_size (adjustment)));
}

/* The zoom vfunc of the view: the time in the middle of the page stays there. */
void
gnomon_week_view_zoom (GnomonView *view,
                       int         steps)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);
  GnomonDayGrid *grid = GNOMON_DAY_GRID (self->grid);
  GtkAdjustment *adjustment = get_adjustment (self);
  double usual = self->single ? DAY_HOUR_HEIGHT : WEEK_HOUR_HEIGHT;
  double old = gnomon_day_grid_get_hour_height (grid);
  double fresh = steps == 0 ? usual
                            : CLAMP (old + steps * ZOOM_STEP, MIN_HOUR_HEIGHT, MAX_HOUR_HEIGHT);
  double half_page = gtk_adjustment_get_page_size (adjustment) / 2;
  double middle = (gtk_adjustment_get_value (adjustment) + half_page) / old;

  gnomon_day_grid_set_hour_height (grid, fresh);
  /* The new height has to be known before it can be scrolled over. */
  gtk_adjustment_set_upper (adjustment, gtk_adjustment_get_upper (adjustment) * fresh / old);
  gtk_adjustment_set_value (adjustment, middle * fresh - half_page);
}

/* GTK makes up a motion, of no time, when something else has come below a pointer that rests. The
 * scrolled window would show its bar for that, at every turn, and let it fade for a second. */
static gboolean
event_cb (GtkEventController *controller,
          GdkEvent           *event,
          gpointer            user_data)
{
  const GdkModifierType buttons = GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK;

  return gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY
         && gdk_event_get_time (event) == GDK_CURRENT_TIME
         && (gdk_event_get_modifier_state (event) & buttons) == 0;
}

/* Puts the hours into a page that scrolls. */
void
gnomon_week_view_init_page (GnomonWeekView *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkEventController *events = gtk_event_controller_legacy_new ();

  g_signal_connect_object (self->grid, "focus-moved", G_CALLBACK (focus_moved_cb), self,
                           G_CONNECT_SWAPPED);

  /* It would scroll to where a chip has been, not to where it is going to be. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), self->grid);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (self->scroller, events);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
