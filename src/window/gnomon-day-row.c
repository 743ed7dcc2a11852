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

/* "day 4 of 5", "until 09:20": what the start does not say already. */
static char *
format_extent (GnomonOccurrence     *occurrence,
               gint64                day,
               const GnomonViewTime *time)
{
  gint64 first_day = gnomon_occurrence_get_first_day (occurrence);
  gint64 last_day = gnomon_occurrence_get_last_day (occurrence);
  g_autofree char *end = NULL;

  if (gnomon_occurrence_is_bar (occurrence))
    {
      if (first_day == last_day)
        return NULL;
      /* Translators: which day of an event of several days it is, as in "day 4 of 5". */
      return g_strdup_printf (_("day %d of %d"), (int) (day - first_day) + 1,
                              (int) (last_day - first_day) + 1);
    }

  if (gnomon_occurrence_get_end_wall (occurrence) <= gnomon_occurrence_get_start_wall (occurrence))
    return NULL;

  end = gnomon_format_time (gnomon_occurrence_get_end_wall (occurrence), time->hours);
  /* Translators: the time at which an event ends, as in "until 09:20". */
  return g_strdup_printf (_("until %s"), end);
}

static char *
format_detail (GnomonOccurrence     *occurrence,
               gint64                day,
               const GnomonViewTime *time)
{
  const char *location = gnomon_occurrence_get_location (occurrence);
  g_autofree char *extent = format_extent (occurrence, day, time);

  if (extent == NULL)
    return g_strdup (location);
  if (*location == '\0')
    return g_steal_pointer (&extent);

  /* Translators: the time and the place of an event, as in "10:30–11:30 · Room 4". */
  return g_strdup_printf (_("%s · %s"), extent, location);
}

static const char *
get_badge (GnomonLook look)
{
  switch (look)
    {
    case GNOMON_LOOK_MAYBE:
      return _("Maybe");
    case GNOMON_LOOK_NEEDS_REPLY:
      return _("Reply Needed");
    case GNOMON_LOOK_DECLINED:
      return _("Declined");
    case GNOMON_LOOK_CANCELLED:
      return _("Cancelled");
    case GNOMON_LOOK_FIRM:
    default:
      return NULL;
    }
}

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

  detail = format_detail (occurrence, day, time);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gtk_widget_set_visible (self->detail, *detail != '\0');

  if (get_badge (look) != NULL)
    gtk_label_set_label (GTK_LABEL (self->badge), get_badge (look));
  gtk_widget_set_visible (self->badge, get_badge (look) != NULL);
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
