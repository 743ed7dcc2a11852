/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-year-view.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-grid-keys.h"
#include "gnomon-year-cell.h"
#include "gnomon-year-grid.h"
#include "gnomon-year-month.h"

#define N_MONTHS 12
#define MAX_DAYS 366

/* How long reading may take at a stretch, in microseconds. */
#define READ_BUDGET 6000

struct _GnomonYearView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *scroller;
  GtkWidget *grid;
  GtkWidget *months[N_MONTHS];
  GtkWidget *busiest;
  GtkWidget *free_days;

  GnomonStore *store;
  GnomonViewTime time;
  gint64 date;
  int year;                     /* the one that the months show; 0: none yet */
  GnomonDayLoad loads[MAX_DAYS];
  guint load_id;
  guint reveal_id;
  int next_month;               /* to be read; N_MONTHS: all are there */
};

enum
{
  PROP_0,
  PROP_DATE,
};

static void gnomon_year_view_iface_init (GnomonViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonYearView, gnomon_year_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GNOMON_TYPE_VIEW,
                                                      gnomon_year_view_iface_init))

static int
get_year (gint64 day)
{
  int year;

  gnomon_civil_day_to_ymd (day, &year, NULL, NULL);
  return year;
}

static gint64
get_first_day (GnomonYearView *self)
{
  return gnomon_civil_day_from_ymd (self->year, 1, 1);
}

static guint
get_n_days (GnomonYearView *self)
{
  return (guint) (gnomon_civil_day_from_ymd (self->year + 1, 1, 1) - get_first_day (self));
}

static GtkWidget *
get_cell (GnomonYearView *self,
          gint64          day)
{
  int month;

  gnomon_civil_day_to_ymd (day, NULL, &month, NULL);
  return gnomon_year_month_get_cell (GNOMON_YEAR_MONTH (self->months[month - 1]), day);
}

static void
update_facts (GnomonYearView *self)
{
  GnomonHeatFacts facts;
  g_autofree char *busiest = NULL;
  g_autofree char *free_days = NULL;

  gnomon_heat_find_facts (self->loads, get_first_day (self), get_n_days (self), self->time.today,
                          &facts);

  busiest = gnomon_heat_format_busiest (&facts);
  if (self->year == get_year (self->time.today))
    free_days = g_strdup_printf (ngettext ("%u weekday still free this year",
                                           "%u weekdays still free this year",
                                           facts.n_free_weekdays),
                                 facts.n_free_weekdays);

  gtk_label_set_label (GTK_LABEL (self->busiest), busiest != NULL ? busiest : "");
  gtk_label_set_label (GTK_LABEL (self->free_days), free_days != NULL ? free_days : "");
}

static gboolean
read_month (GnomonYearView *self,
            int             month)
{
  GnomonYearMonth *widget = GNOMON_YEAR_MONTH (self->months[month]);
  gint64 first_day = gnomon_year_month_get_first_day (widget);
  GnomonDayLoad *loads = self->loads + (first_day - get_first_day (self));
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_read_day_loads (self->store, first_day, gnomon_year_month_get_n_days (widget),
                                    TRUE, loads, &error))
    {
      g_warning ("The year cannot be read: %s", error->message);
      return FALSE;
    }

  gnomon_year_month_set_loads (widget, loads, &self->time);
  return TRUE;
}

/* Reads months until the time for that is over. Whether some are left. */
static gboolean
read_months (GnomonYearView *self)
{
  gint64 end = g_get_monotonic_time () + READ_BUDGET;

  while (self->next_month < N_MONTHS && g_get_monotonic_time () < end)
    if (!read_month (self, self->next_month++))
      self->next_month = N_MONTHS;

  if (self->next_month < N_MONTHS)
    return TRUE;

  update_facts (self);
  return FALSE;
}

static gboolean
load_cb (gpointer user_data)
{
  GnomonYearView *self = user_data;

  if (read_months (self))
    return G_SOURCE_CONTINUE;

  self->load_id = 0;
  return G_SOURCE_REMOVE;
}

/* What is read at once is there in the first frame; the rest comes between the next ones. */
static void
reload (GnomonYearView *self)
{
  if (self->store == NULL || self->year == 0)
    return;

  self->next_month = 0;
  if (!read_months (self))
    g_clear_handle_id (&self->load_id, g_source_remove);
  else if (self->load_id == 0)
    self->load_id = g_idle_add (load_cb, self);
}

static void
update_months (GnomonYearView *self)
{
  if (self->year == 0 || self->time.week_start == 0)
    return;

  for (int i = 0; i < N_MONTHS; i++)
    gnomon_year_month_set_month (GNOMON_YEAR_MONTH (self->months[i]),
                                 gnomon_civil_day_from_ymd (self->year, i + 1, 1), &self->time);
  reload (self);
}

static gboolean
reveal_cb (GtkWidget     *widget,
           GdkFrameClock *frame_clock,
           gpointer       user_data)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (widget);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double top = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;
  int month;

  if (gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;

  self->reveal_id = 0;
  gnomon_civil_day_to_ymd (self->date, NULL, &month, NULL);
  if (gtk_widget_compute_bounds (self->months[month - 1], self->grid, &bounds)
      && (bounds.origin.y < top || bounds.origin.y + bounds.size.height > top + page))
    gtk_adjustment_set_value (adjustment, bounds.origin.y);
  return G_SOURCE_REMOVE;
}

/* Where the months stand is known only when the view has been laid out. */
static void
queue_reveal (GnomonYearView *self)
{
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
store_changed_cb (GnomonYearView    *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_YEAR_VIEW (self));

  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_CALENDARS)) != 0)
    reload (self);
}

static void
gnomon_year_view_set_store (GnomonView  *view,
                            GnomonStore *store)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (view);

  g_set_object (&self->store, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  reload (self);
}

static void
gnomon_year_view_set_time (GnomonView           *view,
                           const GnomonViewTime *time)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (view);
  gboolean changed = self->time.today != time->today || self->time.week_start != time->week_start;

  self->time = *time;
  for (int i = 0; i < N_MONTHS; i++)
    gnomon_year_month_set_week_numbers (GNOMON_YEAR_MONTH (self->months[i]), time->week_numbers);
  if (changed)
    update_months (self);
}

static gint64
gnomon_year_view_get_date (GnomonView *view)
{
  return GNOMON_YEAR_VIEW (view)->date;
}

static void
gnomon_year_view_set_date (GnomonView *view,
                           gint64      day)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (view);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (view)) != NULL;

  if (self->date == day && self->year != 0)
    return;

  self->date = day;
  if (self->year != get_year (day))
    {
      self->year = get_year (day);
      update_months (self);
    }
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  queue_reveal (self);
  g_object_notify (G_OBJECT (self), "date");
}

static void
gnomon_year_view_get_range (GnomonView *view,
                            gint64     *first_day,
                            gint64     *end_day)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (view);

  /* A year has no place in a small month: there its cursor is enough. */
  *first_day = *end_day = self->date;
}

static void
gnomon_year_view_turn (GnomonView *view,
                       int         n_periods)
{
  gnomon_view_set_date (view, gnomon_civil_add_months (GNOMON_YEAR_VIEW (view)->date,
                                                       N_MONTHS * n_periods));
}

static void
gnomon_year_view_set_mode (GnomonView *view,
                           GnomonMode  mode)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (view);

  gnomon_css_set_class (GTK_WIDGET (self), "narrow", mode == GNOMON_MODE_NARROW);
  gtk_widget_set_visible (self->busiest, mode < GNOMON_MODE_SMALL);
}

static void
gnomon_year_view_fill_title (GnomonView      *view,
                             gboolean         brief,
                             GnomonViewTitle *title)
{
  title->main = g_strdup_printf ("%d", get_year (GNOMON_YEAR_VIEW (view)->date));
  title->year = NULL;
  title->full = g_strdup (title->main);
}

static void
gnomon_year_view_iface_init (GnomonViewInterface *iface)
{
  iface->set_store = gnomon_year_view_set_store;
  iface->set_time = gnomon_year_view_set_time;
  iface->get_date = gnomon_year_view_get_date;
  iface->set_date = gnomon_year_view_set_date;
  iface->get_range = gnomon_year_view_get_range;
  iface->turn = gnomon_year_view_turn;
  iface->set_mode = gnomon_year_view_set_mode;
  iface->fill_title = gnomon_year_view_fill_title;
}

static gboolean
arrow_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (widget);
  int across, down;

  if (gtk_widget_get_focus_child (widget) == NULL)
    return FALSE;

  gnomon_grid_keys_read_arrow (widget, arguments, &across, &down);
  gnomon_view_set_date (GNOMON_VIEW (self), self->date + across + down * 7);
  return TRUE;
}

static gboolean
enter_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  gnomon_view_emit_day_entered (GNOMON_VIEW (widget), GNOMON_YEAR_VIEW (widget)->date);
  return TRUE;
}

static void
click_released_cb (GnomonYearView  *self,
                   int              n_press,
                   double           x,
                   double           y,
                   GtkGestureClick *gesture)
{
  GtkWidget *target;

  g_assert (GNOMON_IS_YEAR_VIEW (self));

  target = gtk_widget_pick (self->grid, x, y, GTK_PICK_DEFAULT);
  if (target == NULL || !GNOMON_IS_YEAR_CELL (target))
    return;

  gnomon_view_set_date (GNOMON_VIEW (self), gnomon_year_cell_get_day (GNOMON_YEAR_CELL (target)));
  gnomon_view_emit_day_entered (GNOMON_VIEW (self), self->date);
}

/* The map is one stop of the Tab key. */
static gboolean
gnomon_year_view_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  if (gnomon_view_focus_in_popover (GNOMON_VIEW (widget), direction))
    return TRUE;
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

static gboolean
gnomon_year_view_grab_focus (GtkWidget *widget)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (widget);
  GtkWidget *cell = self->year != 0 ? get_cell (self, self->date) : NULL;

  return cell != NULL && gtk_widget_grab_focus (cell);
}

static void
gnomon_year_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gnomon_view_present_popovers (GNOMON_VIEW (self));
}

static void
gnomon_year_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gtk_widget_measure (GNOMON_YEAR_VIEW (widget)->box, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
gnomon_year_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (object);

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
gnomon_year_view_dispose (GObject *object)
{
  GnomonYearView *self = GNOMON_YEAR_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->load_id, g_source_remove);
  if (self->reveal_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal_id);
  self->reveal_id = 0;
  g_clear_object (&self->store);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gnomon_year_view_parent_class)->dispose (object);
}

static void
gnomon_year_view_class_init (GnomonYearViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_year_view_dispose;
  object_class->get_property = gnomon_year_view_get_property;

  widget_class->measure = gnomon_year_view_measure;
  widget_class->size_allocate = gnomon_year_view_size_allocate;
  widget_class->focus = gnomon_year_view_focus;
  widget_class->grab_focus = gnomon_year_view_grab_focus;

  g_object_class_override_property (object_class, PROP_DATE, "date");

  gtk_widget_class_set_css_name (widget_class, "yearview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-year-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonYearView, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonYearView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GnomonYearView, grid);
  gtk_widget_class_bind_template_child (widget_class, GnomonYearView, busiest);
  gtk_widget_class_bind_template_child (widget_class, GnomonYearView, free_days);

  gnomon_grid_keys_bind (widget_class, arrow_pressed_cb, enter_pressed_cb);
}

static void
gnomon_year_view_init (GnomonYearView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->next_month = N_MONTHS;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->grid, gnomon_year_grid_new ());
  for (int i = 0; i < N_MONTHS; i++)
    {
      self->months[i] = gnomon_year_month_new ();
      gtk_box_append (GTK_BOX (self->grid), self->months[i]);
    }

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->grid, GTK_EVENT_CONTROLLER (click));
}

/**
 * gnomon_year_view_new:
 *
 * Returns: (transfer full): a view without a year
 */
GtkWidget *
gnomon_year_view_new (void)
{
  return g_object_new (GNOMON_TYPE_YEAR_VIEW, NULL);
}
