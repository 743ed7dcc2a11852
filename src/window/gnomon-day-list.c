/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-list.h"

#include "gnomon-day-row.h"

struct _GnomonDayList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *heading;
  GtkListBox *rows;
};

enum
{
  SIGNAL_EVENT_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonDayList, gnomon_day_list, GTK_TYPE_WIDGET)

static void
row_activated_cb (GnomonDayList *self,
                  GtkListBoxRow *row)
{
  g_assert (GNOMON_IS_DAY_LIST (self));

  g_signal_emit (self, signals[SIGNAL_EVENT_OPENED], 0,
                 gnomon_day_row_get_occurrence (GNOMON_DAY_ROW (row)), row);
}

static void
gnomon_day_list_dispose (GObject *object)
{
  GnomonDayList *self = GNOMON_DAY_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_day_list_parent_class)->dispose (object);
}

static void
gnomon_day_list_class_init (GnomonDayListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_day_list_dispose;

  signals[SIGNAL_EVENT_OPENED] = g_signal_new ("event-opened", G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, GNOMON_TYPE_OCCURRENCE,
                                               GTK_TYPE_WIDGET);

  gtk_widget_class_set_css_name (widget_class, "daylist");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-day-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonDayList, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayList, heading);
  gtk_widget_class_bind_template_child (widget_class, GnomonDayList, rows);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gnomon_day_list_init (GnomonDayList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_day_list_new:
 *
 * Returns: (transfer full): an empty list
 */
GtkWidget *
gnomon_day_list_new (void)
{
  return g_object_new (GNOMON_TYPE_DAY_LIST, NULL);
}

/**
 * gnomon_day_list_set_day:
 * @self: a list
 * @list: occurrences that have those of the day among them
 * @day: a civil day
 * @time: what the view knows of the time
 */
void
gnomon_day_list_set_day (GnomonDayList        *self,
                         GnomonOccurrenceList *list,
                         gint64                day,
                         const GnomonViewTime *time)
{
  g_autofree char *heading = NULL;
  GtkListBoxRow *row;
  guint n_items;

  g_return_if_fail (GNOMON_IS_DAY_LIST (self));
  g_return_if_fail (GNOMON_IS_OCCURRENCE_LIST (list));
  g_return_if_fail (time != NULL);

  heading = gnomon_format_day_heading (day, time->today);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));

  /* What lasts all day first; within that the list is sorted already. */
  n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_items; i++)
      {
        GnomonOccurrence *occurrence = gnomon_occurrence_list_get (list, i);

        if (gnomon_occurrence_is_bar (occurrence) != (pass == 0)
            || gnomon_occurrence_get_first_day (occurrence) > day
            || gnomon_occurrence_get_last_day (occurrence) < day)
          continue;
        gtk_list_box_append (self->rows, gnomon_day_row_new (occurrence, day, time));
      }
}
