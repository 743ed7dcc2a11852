/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-row.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-palette.h"

struct _GnomonDayRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *start;
  GtkWidget *bar;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *badge;

  GnomonOccurrence *occurrence;
  const char *color_class;
};

G_DEFINE_FINAL_TYPE (GnomonDayRow, gnomon_day_row, GTK_TYPE_LIST_BOX_ROW)

static void
gnomon_day_row_dispose (GObject *object)
{
  GnomonDayRow *self = GNOMON_DAY_ROW (object);

  g_clear_object (&self->occurrence);

  G_OBJECT_CLASS (gnomon_day_row_parent_class)->dispose (object);
}

static void
gnomon_day_row_class_init (GnomonDayRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_day_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-day-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonDayRow, start);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayRow, bar);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayRow, title);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayRow, detail);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayRow, badge);
}

static void
gnomon_day_row_init (GnomonDayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_day_row_new:
 * @occurrence: what the row shows
 * @day: the civil day of the list
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): a row
 */
GtkWidget *
gnomon_day_row_new (GnomonOccurrence     *occurrence,
                    gint64                day,
                    const GnomonViewTime *time)
{
  GnomonDayRow *self;
  GnomonLook look;
  g_autofree char *start = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (occurrence), NULL);
  g_return_val_if_fail (time != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_DAY_ROW, NULL);
  self->occurrence = g_object_ref (occurrence);
  look = gnomon_occurrence_get_look (occurrence);

  if (gnomon_occurrence_is_bar (occurrence))
    start = g_strdup (_("All day"));
  else
    start = gnomon_format_time (gnomon_occurrence_get_start_wall (occurrence), time->hours);
  gtk_label_set_label (GTK_LABEL (self->start), start);
  gtk_label_set_label (GTK_LABEL (self->title), gnomon_occurrence_get_title (occurrence));

  detail = gnomon_describe_detail (occurrence, day, time);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gtk_widget_set_visible (self->detail, *detail != '\0');

  if (gnomon_look_get_badge (look) != NULL)
    gtk_label_set_label (GTK_LABEL (self->badge), gnomon_look_get_badge (look));
  gtk_widget_set_visible (self->badge, gnomon_look_get_badge (look) != NULL);
  if (look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "struck");
  if (gnomon_occurrence_get_ends_at (occurrence) <= time->now)
    gtk_widget_add_css_class (GTK_WIDGET (self), "past");

  gnomon_palette_dress (self->bar, &self->color_class, gnomon_occurrence_get_color (occurrence));
  label = gnomon_describe_occurrence (occurrence, NULL, time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * gnomon_day_row_get_occurrence:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
GnomonOccurrence *
gnomon_day_row_get_occurrence (GnomonDayRow *self)
{
  g_return_val_if_fail (GNOMON_IS_DAY_ROW (self), NULL);

  return self->occurrence;
}
