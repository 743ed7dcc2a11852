/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-year-cell.h"

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-css.h"

/* A year has 365 of them, so each is a single widget that draws its number by itself. */
struct _GnomonYearCell
{
  GtkWidget parent_instance;

  PangoLayout *number;          /* made when it is drawn */
  gint64 day;
  GnomonDayLoad load;
  int level;
};

static const char * const level_classes[GNOMON_HEAT_LEVELS] = {
  NULL, "heat-1", "heat-2", "heat-3", "heat-4",
};

G_DEFINE_FINAL_TYPE (GnomonYearCell, gnomon_year_cell, GTK_TYPE_WIDGET)

static void
ensure_number (GnomonYearCell *self)
{
  int day_of_month;
  char text[4];

  if (self->number != NULL)
    return;

  gnomon_civil_day_to_ymd (self->day, NULL, NULL, &day_of_month);
  g_snprintf (text, sizeof text, "%d", day_of_month);
  self->number = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static gboolean
query_tooltip_cb (GnomonYearCell *self,
                  int             x,
                  int             y,
                  gboolean        keyboard,
                  GtkTooltip     *tooltip)
{
  g_autofree char *text = NULL;

  g_assert (GNOMON_IS_YEAR_CELL (self));

  text = gnomon_heat_format_tooltip (self->day, &self->load);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
gnomon_year_cell_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  GnomonYearCell *self = GNOMON_YEAR_CELL (widget);
  int width, height;

  ensure_number (self);
  pango_layout_get_pixel_size (self->number, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
gnomon_year_cell_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GnomonYearCell *self = GNOMON_YEAR_CELL (widget);
  int width, height;
  graphene_point_t corner;
  GdkRGBA color;

  ensure_number (self);
  gnomon_compat_get_color (widget, &color);
  pango_layout_get_pixel_size (self->number, &width, &height);

  gtk_snapshot_save (snapshot);
  graphene_point_init (&corner, (float) ((gtk_widget_get_width (widget) - width) / 2),
                       (float) ((gtk_widget_get_height (widget) - height) / 2));
  gtk_snapshot_translate (snapshot, &corner);
  gtk_snapshot_append_layout (snapshot, self->number, &color);
  gtk_snapshot_restore (snapshot);
}

static void
gnomon_year_cell_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GnomonYearCell *self = GNOMON_YEAR_CELL (widget);

  GTK_WIDGET_CLASS (gnomon_year_cell_parent_class)->css_changed (widget, change);
  g_clear_object (&self->number);
}

static void
gnomon_year_cell_dispose (GObject *object)
{
  GnomonYearCell *self = GNOMON_YEAR_CELL (object);

  g_clear_object (&self->number);

  G_OBJECT_CLASS (gnomon_year_cell_parent_class)->dispose (object);
}

static void
gnomon_year_cell_class_init (GnomonYearCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_year_cell_dispose;

  widget_class->measure = gnomon_year_cell_measure;
  widget_class->snapshot = gnomon_year_cell_snapshot;
  widget_class->css_changed = gnomon_year_cell_css_changed;

  gtk_widget_class_set_css_name (widget_class, "yearcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
gnomon_year_cell_init (GnomonYearCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * gnomon_year_cell_new:
 *
 * Returns: (transfer full): a cell without a day
 */
GtkWidget *
gnomon_year_cell_new (void)
{
  return g_object_new (GNOMON_TYPE_YEAR_CELL, NULL);
}

/**
 * gnomon_year_cell_get_day:
 * @self: a cell
 *
 * Returns: its civil day
 */
gint64
gnomon_year_cell_get_day (GnomonYearCell *self)
{
  g_return_val_if_fail (GNOMON_IS_YEAR_CELL (self), 0);

  return self->day;
}

/**
 * gnomon_year_cell_set_day:
 * @self: a cell
 * @day: its civil day
 * @time: what the view knows of the time
 *
 * How full the day is follows by gnomon_year_cell_set_load().
 */
void
gnomon_year_cell_set_day (GnomonYearCell       *self,
                          gint64                day,
                          const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_YEAR_CELL (self));

  if (self->day != day)
    {
      self->day = day;
      g_clear_object (&self->number);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  gnomon_css_set_class (GTK_WIDGET (self), "today", day == time->today);
}

/**
 * gnomon_year_cell_set_load:
 * @self: a cell
 * @load: how full its day is
 * @time: what the view knows of the time
 */
void
gnomon_year_cell_set_load (GnomonYearCell       *self,
                           const GnomonDayLoad  *load,
                           const GnomonViewTime *time)
{
  int level;
  g_autofree char *label = NULL;

  g_return_if_fail (GNOMON_IS_YEAR_CELL (self));

  self->load = *load;
  level = gnomon_heat_get_level (load->busy_seconds);
  if (self->level != level)
    {
      if (level_classes[self->level] != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), level_classes[self->level]);
      if (level_classes[level] != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self), level_classes[level]);
      self->level = level;
    }

  label = gnomon_heat_describe (self->day, load, time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}
