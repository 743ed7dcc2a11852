/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-row-parts.h"

#include <glib/gi18n.h>

/**
 * gnomon_row_parts_allocate:
 * @row: a row of days
 * @child: a child of it
 * @start: where the child begins, from the leading side
 * @end: where it ends; it goes on where that is too little for it
 * @y: its upper edge
 * @height: its height
 * @width: that of the row
 *
 * Gives the child its place; all is in pixels.
 */
void
gnomon_row_parts_allocate (GtkWidget *row,
                           GtkWidget *child,
                           int        start,
                           int        end,
                           int        y,
                           int        height,
                           int        width)
{
  GtkAllocation allocation = { .y = y, .height = height };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocation.width = MAX (end - start, minimum);
  allocation.x = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL
                   ? width - start - allocation.width
                   : start;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
clicked_cb (GtkWidget *row,
            GtkWidget *button)
{
  const gint64 *day = g_object_get_data (G_OBJECT (button), "day");

  g_signal_emit_by_name (row, "more-clicked", *day, button);
}

/**
 * gnomon_row_parts_update_more:
 * @row: a row of days; it has a signal "more-clicked" (gint64 day, GtkWidget *button)
 * @button: (inout): the button of a day; %NULL: it has none
 * @n_more: how many events the day has that are not shown; 0: it needs no button
 * @day: the civil day
 * @time: what the view knows of the time
 *
 * Makes the button, takes it away, or says on it how many there are.
 */
void
gnomon_row_parts_update_more (GtkWidget            *row,
                              GtkWidget           **button,
                              guint                 n_more,
                              gint64                day,
                              const GnomonViewTime *time)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (n_more == 0)
    {
      g_clear_pointer (button, gtk_widget_unparent);
      return;
    }

  if (*button == NULL)
    {
      *button = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (*button, "flat");
      gtk_widget_add_css_class (*button, "more");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (*button)), GTK_ALIGN_START);
      gtk_widget_set_parent (*button, row);
      g_signal_connect_object (*button, "clicked", G_CALLBACK (clicked_cb), row,
                               G_CONNECT_SWAPPED);
    }

  /* Translators: on a button below the events of a day that are shown: that many more there are. */
  text = g_strdup_printf (ngettext ("+%u more", "+%u more", n_more), n_more);
  gtk_button_set_label (GTK_BUTTON (*button), text);
  label = gnomon_describe_more (n_more, day, time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (*button), "day", g_memdup2 (&day, sizeof day), g_free);
}
