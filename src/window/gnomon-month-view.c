/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

#include <math.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-day-list.h"
#include "gnomon-week.h"

#define WEEKDAYS_PADDING 12
#define COMPACT_WEEKDAYS_PADDING 4
#define COMPACT_WEEK_HEIGHT 42

enum
{
  PROP_0,
  PROP_DATE
};

static void gnomon_month_view_iface_init (GnomonViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonMonthView, gnomon_month_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GNOMON_TYPE_VIEW,
                                                      gnomon_month_view_iface_init))

static void
update_weekdays (GnomonMonthView *self)
{
  GtkWidget *label = gtk_widget_get_first_child (self->weekdays);

  for (int i = 0; label != NULL; i++, label = gtk_widget_get_next_sibling (label))
    {
      int weekday = (self->time.week_start - 1 + i) % 7 + 1;
      gboolean today = weekday == gnomon_civil_weekday (self->time.today)
                       && self->time.today >= gnomon_month_view_get_first_day (self)
                       && self->time.today < gnomon_month_view_get_first_day (self)
                                               + GNOMON_MONTH_VIEW_WEEKS * GNOMON_MONTH_WEEK_DAYS;
      g_autofree char *text = self->compact ? gnomon_describe_weekday_narrow (weekday)
                                            : gnomon_format_weekday_short (weekday);
      g_autofree char *spoken = gnomon_format_weekday_long (weekday);

      gtk_label_set_label (GTK_LABEL (label), text);
      gtk_label_set_xalign (GTK_LABEL (label), self->compact ? 0.5f : 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
      gnomon_css_set_class (label, "today", today && !self->compact);
    }
}

static void
update_day_list (GnomonMonthView *self)
{
  if (self->day_list != NULL)
    gnomon_day_list_set_day (GNOMON_DAY_LIST (self->day_list), self->list, self->date, &self->time);
}

static void
rebuild (GnomonMonthView *self)
{
  if (self->list == NULL || self->time.week_start == 0)
    return;

  gnomon_view_data_forget (self->data);
  update_weekdays (self);
  gnomon_month_view_fill_weeks (self, TRUE);
  update_day_list (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static GPtrArray *
list_chips (GnomonMonthView *self)
{
  GPtrArray *chips = g_ptr_array_new ();

  for (int i = 0; i < self->n_weeks; i++)
    if (gnomon_month_view_has_in_sight (self, i))
      gnomon_month_week_collect_chips (GNOMON_MONTH_WEEK (self->weeks[i]), chips);

  return chips;
}

static void
data_changed_cb (GtkWidget *widget)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  g_autoptr (GPtrArray) chips = list_chips (self);

  gnomon_chip_motion_note (self->motion, chips);
  rebuild (self);
}

static void
list_activated_cb (GnomonMonthView  *self,
                   GnomonOccurrence *occurrence,
                   GtkWidget        *row)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  gnomon_view_emit_event_opened (GNOMON_VIEW (self), occurrence, row);
}

/* Puts the cursor on a day that is in sight, and stays in the month. */
void
gnomon_month_view_put_cursor (GnomonMonthView *self,
                              gint64           day)
{
  if (self->date == day)
    return;

  self->date = day;
  gnomon_month_view_update_marks (self);
  update_day_list (self);
  g_object_notify (G_OBJECT (self), "date");
}

/* Another month fills the view: its days are the darker ones, and the cursor comes along. */
void
gnomon_month_view_set_month (GnomonMonthView *self,
                             gint64           month_day)
{
  int year, month, day_of_month;
  int cursor_year, cursor_month;

  if (self->month_day == month_day)
    return;

  self->month_day = month_day;
  for (int i = 0; i < self->n_weeks; i++)
    gnomon_month_week_set_month (GNOMON_MONTH_WEEK (self->weeks[i]), month_day);
  update_weekdays (self);

  gnomon_civil_day_to_ymd (month_day, &year, &month, &day_of_month);
  gnomon_civil_day_to_ymd (self->date, &cursor_year, &cursor_month, NULL);
  self->date = gnomon_civil_add_months (self->date,
                                        (year - cursor_year) * 12 + month - cursor_month);
  gnomon_month_view_update_marks (self);
  update_day_list (self);
  g_object_notify (G_OBJECT (self), "date");
}

static void
gnomon_month_view_set_store (GnomonView  *view,
                             GnomonStore *store)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);

  g_return_if_fail (self->data == NULL);

  self->data = gnomon_view_data_new (GTK_WIDGET (self), store, data_changed_cb);
  self->list = gnomon_view_data_get_list (self->data);
  rebuild (self);
}

static void
gnomon_month_view_set_time (GnomonView           *view,
                            const GnomonViewTime *time)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);
  gboolean moves = self->time.week_start != time->week_start;

  self->time = *time;
  if (moves)
    gnomon_month_view_show_month (self);
  for (int i = 0; i < self->n_weeks; i++)
    gnomon_month_week_set_numbered (GNOMON_MONTH_WEEK (self->weeks[i]), time->week_numbers);
  rebuild (self);
}

static gint64
gnomon_month_view_get_date (GnomonView *view)
{
  return GNOMON_MONTH_VIEW (view)->date;
}

/* Whether nothing of the day is above or below the view. */
static gboolean
shows_day (GnomonMonthView *self,
           gint64           day)
{
  double week = (double) gnomon_month_view_get_week_of (self, day);

  return week >= self->position && week + 1 <= self->position + GNOMON_MONTH_VIEW_WEEKS;
}

static void
gnomon_month_view_set_date (GnomonView *view,
                            gint64      day)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);
  gint64 month_day = gnomon_view_get_month_start (day);
  GtkWidget *focus_child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  gboolean had_focus = focus_child != NULL && GNOMON_IS_MONTH_WEEK (focus_child);

  if (self->time.week_start == 0
      || (self->month_day == month_day && shows_day (self, day)))
    {
      self->month_day = month_day;
      gnomon_month_view_put_cursor (self, day);
      return;
    }

  gnomon_slide_start (self->slide, (double) gnomon_month_view_get_week_of (self, month_day)
                                   > self->position);
  self->date = day;
  self->month_day = month_day;
  gnomon_month_view_show_month (self);
  for (int i = 0; i < self->n_weeks; i++)
    gnomon_month_week_set_month (GNOMON_MONTH_WEEK (self->weeks[i]), month_day);
  rebuild (self);
  if (had_focus)
    gnomon_month_view_grab_focus (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "date");
}

/* The band of the small month marks the week in which the cursor is. */
static void
gnomon_month_view_get_range (GnomonView *view,
                             gint64     *first_day,
                             gint64     *end_day)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);

  *first_day = gnomon_week_get_start (self->date, self->time.week_start);
  *end_day = *first_day + GNOMON_MONTH_WEEK_DAYS;
}

/* A month from the one that is shown, whichever the cursor is in. */
static void
gnomon_month_view_turn (GnomonView *view,
                        int         n_periods)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);
  gint64 day = self->date;

  while (gnomon_view_get_month_start (day) < self->month_day)
    day = gnomon_civil_add_months (day, 1);
  while (gnomon_view_get_month_start (day) > self->month_day)
    day = gnomon_civil_add_months (day, -1);
  gnomon_view_set_date (view, gnomon_civil_add_months (day, n_periods));
}

/* The cursor may be on a day of another month than the one that is shown. */
static void
gnomon_month_view_fill_title (GnomonView      *view,
                              gboolean         brief,
                              GnomonViewTitle *title)
{
  gnomon_view_title_take_month (title, GNOMON_MONTH_VIEW (view)->month_day, brief);
}

static void
gnomon_month_view_set_mode (GnomonView *view,
                            GnomonMode  mode)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);
  gboolean compact = mode == GNOMON_MODE_NARROW;

  if (self->compact == compact)
    return;

  self->compact = compact;
  if (compact)
    {
      self->day_list = gnomon_day_list_new ();
      g_signal_connect_object (self->day_list, "event-opened", G_CALLBACK (list_activated_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_widget_set_parent (self->day_list, GTK_WIDGET (self));
      gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
    }
  else
    {
      g_clear_pointer (&self->day_list, gtk_widget_unparent);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
    }

  for (int i = 0; i < self->n_weeks; i++)
    gnomon_month_week_set_compact (GNOMON_MONTH_WEEK (self->weeks[i]), compact);
  rebuild (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
gnomon_month_view_set_ghost (GnomonView *view,
                             gint64      start_wall,
                             gint64      end_wall,
                             gboolean    all_day,
                             const char *title,
                             const char *color)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);

  self->ghost_first = title != NULL ? gnomon_civil_day_of_wall (start_wall) : 0;
  self->ghost_end =
    title != NULL ? gnomon_civil_day_of_wall (MAX (end_wall - 1, start_wall)) + 1 : 0;
  gnomon_month_view_update_marks (self);
}

/* Today is where its month begins. */
static void
gnomon_month_view_show_now (GnomonView *view)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (view);

  if (self->list == NULL || self->time.week_start == 0)
    return;

  gnomon_month_view_set_month (self, gnomon_view_get_month_start (self->date));
  gnomon_month_view_scroll_to (self, (double) gnomon_month_view_get_week_of (self,
                                                                             self->month_day));
}

static void
gnomon_month_view_iface_init (GnomonViewInterface *iface)
{
  iface->set_store = gnomon_month_view_set_store;
  iface->set_time = gnomon_month_view_set_time;
  iface->get_date = gnomon_month_view_get_date;
  iface->set_date = gnomon_month_view_set_date;
  iface->get_range = gnomon_month_view_get_range;
  iface->turn = gnomon_month_view_turn;
  iface->set_mode = gnomon_month_view_set_mode;
  iface->fill_title = gnomon_month_view_fill_title;
  iface->get_focus_occurrence = gnomon_month_view_get_focus_occurrence;
  iface->find_anchor = gnomon_month_view_find_anchor;
  iface->show_now = gnomon_month_view_show_now;
  iface->set_ghost = gnomon_month_view_set_ghost;
}

static int
get_weekdays_height (GnomonMonthView *self)
{
  int height;

  gtk_widget_measure (self->weekdays, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);

  return height + (self->compact ? COMPACT_WEEKDAYS_PADDING : WEEKDAYS_PADDING);
}

static void
gnomon_month_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  int week, week_natural;

  gtk_widget_measure (self->weeks[0], orientation, -1, &week, &week_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = week;
      *natural = MAX (week_natural, 700);
    }
  else
    {
      *minimum = get_weekdays_height (self) + GNOMON_MONTH_VIEW_WEEKS * week;
      *natural = MAX (*minimum, 600);
    }
}

static void
gnomon_month_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int gutter = gnomon_month_week_get_gutter (GNOMON_MONTH_WEEK (self->weeks[0]));
  int top = get_weekdays_height (self);
  int weeks_height = height - top;
  int probe_height, week_minimum;

  gtk_widget_measure (self->probe, GTK_ORIENTATION_VERTICAL, -1, &probe_height, NULL, NULL, NULL);
  if (self->compact)
    {
      gtk_widget_measure (self->weeks[0], GTK_ORIENTATION_VERTICAL, -1, &week_minimum,
                          NULL, NULL, NULL);
      weeks_height = MIN (weeks_height,
                          GNOMON_MONTH_VIEW_WEEKS * MAX (COMPACT_WEEK_HEIGHT, week_minimum));
    }

  /* All weeks are of one height: one that moves is not laid out anew. What is over is above. */
  self->week_height = weeks_height / GNOMON_MONTH_VIEW_WEEKS;
  self->top = top + weeks_height - GNOMON_MONTH_VIEW_WEEKS * self->week_height;
  gtk_widget_size_allocate (self->weekdays, &(GtkAllocation){ rtl ? 0 : gutter, 0, width - gutter,
                                                              self->top }, -1);
  for (int i = 0; i < self->n_weeks; i++)
    {
      double weeks = (double) (self->first_week + i) - self->position;

      if (!gtk_widget_get_child_visible (self->weeks[i]))
        continue;
      gnomon_month_week_set_pitch (GNOMON_MONTH_WEEK (self->weeks[i]), probe_height + 1);
      gtk_widget_size_allocate (self->weeks[i],
                                &(GtkAllocation){ 0, self->top
                                                     + (int) round (weeks * self->week_height),
                                                  width, self->week_height }, -1);
    }

  if (gnomon_chip_motion_is_noted (self->motion))
    {
      g_autoptr (GPtrArray) chips = list_chips (self);

      gnomon_chip_motion_start (self->motion, chips);
    }
  gnomon_view_present_popovers (GNOMON_VIEW (self));

  if (self->day_list != NULL)
    {
      int y = self->top + weeks_height;
      gboolean fits = height - y >= COMPACT_WEEK_HEIGHT;

      gtk_widget_set_child_visible (self->day_list, fits);
      if (fits)
        gtk_widget_size_allocate (self->day_list, &(GtkAllocation){ 0, y, width, height - y }, -1);
    }
}

static void
draw_weeks (GtkWidget   *widget,
            GtkSnapshot *snapshot)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);

  for (int i = 0; i < self->n_weeks; i++)
    gtk_widget_snapshot_child (widget, self->weeks[i], snapshot);
}

static void
gnomon_month_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  int height = GNOMON_MONTH_VIEW_WEEKS * self->week_height;

  gtk_widget_snapshot_child (widget, self->weekdays, snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, self->top,
                                                         gtk_widget_get_width (widget), height));
  gnomon_slide_snapshot (self->slide, snapshot, 0);
  gtk_snapshot_pop (snapshot);
  if (self->day_list != NULL)
    gtk_widget_snapshot_child (widget, self->day_list, snapshot);
}

static void
gnomon_month_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_int64 (value, self->date);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_month_view_dispose (GObject *object)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (object);
  GtkWidget *child;

  gnomon_month_view_cancel_drag (self);
  gnomon_month_view_end_scroll (self);
  g_clear_object (&self->scrolling);
  g_clear_handle_id (&self->ahead_id, g_source_remove);
  g_clear_pointer (&self->slide, gnomon_slide_free);
  g_clear_pointer (&self->motion, gnomon_chip_motion_free);
  /* Popovers of the window are among them. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->day_list = NULL;
  self->n_weeks = 0;
  self->list = NULL;
  g_clear_pointer (&self->data, gnomon_view_data_free);

  G_OBJECT_CLASS (gnomon_month_view_parent_class)->dispose (object);
}

static void
gnomon_month_view_class_init (GnomonMonthViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_month_view_dispose;
  object_class->get_property = gnomon_month_view_get_property;

  widget_class->measure = gnomon_month_view_measure;
  widget_class->size_allocate = gnomon_month_view_size_allocate;
  widget_class->snapshot = gnomon_month_view_snapshot;
  widget_class->focus = gnomon_month_view_focus;
  widget_class->grab_focus = gnomon_month_view_grab_focus;

  g_object_class_override_property (object_class, PROP_DATE, "date");

  gtk_widget_class_set_css_name (widget_class, "monthview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gnomon_month_view_class_init_keys (widget_class);
}

static void
gnomon_month_view_init (GnomonMonthView *self)
{
  self->weekdays = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "homogeneous", TRUE,
                                 NULL);
  gtk_widget_set_parent (self->weekdays, GTK_WIDGET (self));
  for (int i = 0; i < GNOMON_MONTH_WEEK_DAYS; i++)
    gtk_box_append (GTK_BOX (self->weekdays),
                    g_object_new (GTK_TYPE_LABEL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
                                  "css-classes", (const char *[]){ "weekday", NULL },
                                  NULL));

  /* Never shown: it knows how high the events are in the user's font. */
  self->probe = g_object_new (GTK_TYPE_LABEL,
                              "label", "0",
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "css-classes", (const char *[]){ "chip", NULL },
                              NULL);
  gtk_widget_set_child_visible (self->probe, FALSE);
  gtk_widget_set_parent (self->probe, GTK_WIDGET (self));

  self->slide = gnomon_slide_new (GTK_WIDGET (self), draw_weeks);
  self->motion = gnomon_chip_motion_new (GTK_WIDGET (self));
  while (self->n_weeks < GNOMON_MONTH_VIEW_WEEKS)
    gnomon_month_view_add_week (self);

  gnomon_month_view_init_pointer (self);
  gnomon_month_view_init_drag (self);
  gnomon_month_view_init_scroll (self);
}

/**
 * gnomon_month_view_new:
 *
 * Returns: (transfer full): a month without a store
 */
GtkWidget *
gnomon_month_view_new (void)
{
  return g_object_new (GNOMON_TYPE_MONTH_VIEW, NULL);
}
