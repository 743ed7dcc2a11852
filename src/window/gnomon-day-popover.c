/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-day-popover.h"
#include "gnomon-day-row.h"
#include "gnomon-popover-place.h"
#include "gnomon-zone.h"

#define WIDTH 348

struct _GnomonDayPopover
{
  GtkPopover parent_instance;

  GtkWidget *title;
  GtkWidget *list;

  GnomonStore *store;
  gint64 day;
};

enum
{
  ACTIVATED,
  NEW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonDayPopover, gnomon_day_popover, GTK_TYPE_POPOVER)

static void
init_view_time (GnomonDayPopover *self,
                GnomonViewTime   *time)
{
  time->now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  time->now_wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store), time->now);
  time->today = gnomon_civil_day_of_wall (time->now_wall);
  time->week_start = 1;
  time->hours = gnomon_format_get_hours ();
}

/* What takes days comes before what has a time; else the order is that of the store. */
static int
compare_occurrences (gconstpointer a,
                     gconstpointer b)
{
  gboolean a_is_bar = gnomon_occurrence_is_bar (*(GnomonOccurrence * const *) a);
  gboolean b_is_bar = gnomon_occurrence_is_bar (*(GnomonOccurrence * const *) b);
  gint64 a_start = gnomon_occurrence_get_starts_at (*(GnomonOccurrence * const *) a);
  gint64 b_start = gnomon_occurrence_get_starts_at (*(GnomonOccurrence * const *) b);

  if (a_is_bar != b_is_bar)
    return a_is_bar ? -1 : 1;

  return (a_start > b_start) - (a_start < b_start);
}

static void
show_day (GnomonDayPopover *self)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  gint64 from = gnomon_zone_to_instant (viewer, self->day * GNOMON_DAY_SECONDS);
  gint64 to = gnomon_zone_to_instant (viewer, (self->day + 1) * GNOMON_DAY_SECONDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autofree char *title = NULL;
  GnomonViewTime time;
  GtkWidget *row;

  init_view_time (self, &time);
  title = gnomon_format_date_long (self->day, time.today);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  while ((row = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);

  occurrences = gnomon_store_list_occurrences (self->store, from, to, TRUE, &error);
  if (!occurrences)
    {
      g_warning ("Cannot list the events of a day: %s", error->message);
      return;
    }

  g_ptr_array_sort (occurrences, compare_occurrences);

  for (guint i = 0; i < occurrences->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         gnomon_day_row_new (g_ptr_array_index (occurrences, i), self->day, &time));
}

static void
store_changed_cb (GnomonDayPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_day (self);
}

static void
row_activated_cb (GnomonDayPopover *self,
                  GtkListBoxRow    *row)
{
  g_autoptr (GnomonOccurrence) occurrence = g_object_ref (
    gnomon_day_row_get_occurrence (GNOMON_DAY_ROW (row)));

  g_signal_emit (self, signals[ACTIVATED], 0, occurrence, row);
}

static void
new_clicked_cb (GnomonDayPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[NEW], 0, self->day);
}

static void
gnomon_day_popover_dispose (GObject *object)
{
  GnomonDayPopover *self = GNOMON_DAY_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_DAY_POPOVER);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_day_popover_parent_class)->dispose (object);
}

static void
gnomon_day_popover_class_init (GnomonDayPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gnomon_day_popover_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, GNOMON_TYPE_OCCURRENCE,
                                     GTK_TYPE_WIDGET);
  signals[NEW] = g_signal_new ("new", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-day-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonDayPopover, title);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
}

static void
gnomon_day_popover_init (GnomonDayPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_day_popover_new:
 * @store: the store that the events are of
 *
 * Returns: (transfer floating): a popover; whoever makes it keeps it, and shows one day after the
 *   other in it
 */
GtkWidget *
gnomon_day_popover_new (GnomonStore *store)
{
  GnomonDayPopover *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_DAY_POPOVER, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * gnomon_day_popover_show_day:
 * @self: a popover
 * @day: a civil day
 * @view: the widget to be parented to
 * @pointing_to: the day's place in the coordinates of @view
 *
 * Lists the events of a day.
 */
void
gnomon_day_popover_show_day (GnomonDayPopover   *self,
                             gint64              day,
                             GtkWidget          *view,
                             const GdkRectangle *pointing_to)
{
  g_return_if_fail (GNOMON_IS_DAY_POPOVER (self));
  g_return_if_fail (GTK_IS_WIDGET (view));
  g_return_if_fail (pointing_to != NULL);

  self->day = day;
  show_day (self);

  gnomon_popover_place_at (GTK_POPOVER (self), view, pointing_to, WIDTH);
  gtk_popover_popup (GTK_POPOVER (self));
}
