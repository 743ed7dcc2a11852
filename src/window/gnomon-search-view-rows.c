/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-view-private.h"

#include "gnomon-search-words.h"

/* The rows of what was found. */

static GnomonCalendar *
find_calendar (GnomonSearchView *self,
               gint64            id)
{
  for (guint i = 0; self->calendars != NULL && i < self->calendars->len; i++)
    if (gnomon_calendar_get_id (g_ptr_array_index (self->calendars, i)) == id)
      return g_ptr_array_index (self->calendars, i);

  return NULL;
}

static void
fill_row (GnomonSearchView *self,
          GnomonSearchRow  *row,
          GnomonSearchHit  *hit)
{
  GnomonCalendar *calendar =
    find_calendar (self, gnomon_event_get_calendar_id (gnomon_search_hit_get_event (hit)));
  GnomonSearchRowContext context = {
    .needle = gnomon_search_list_get_needle (self->list),
    .calendar_name = calendar != NULL ? gnomon_calendar_get_name (calendar) : NULL,
    .calendar_color = calendar != NULL ? gnomon_calendar_get_color (calendar) : NULL,
    .own_addresses = gnomon_store_get_own_addresses (self->store),
    .zone = gnomon_store_get_viewer_zone (self->store),
    .time = &self->time,
    .narrow = self->mode == GNOMON_MODE_NARROW,
  };
  GtkWidget *list_item = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autofree char *label = gnomon_search_describe_hit (hit, context.calendar_name, context.zone,
                                                       &self->time);

  gnomon_search_row_set_hit (row, hit, &context);
  if (list_item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list_item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

/* The row in a list item; NULL where it shows nothing. */
GnomonSearchRow *
gnomon_search_view_get_row (GtkWidget *list_item)
{
  GtkWidget *row = list_item != NULL ? gtk_widget_get_first_child (list_item) : NULL;

  return row != NULL && GNOMON_IS_SEARCH_ROW (row)
         && gnomon_search_row_get_hit (GNOMON_SEARCH_ROW (row)) != NULL
           ? GNOMON_SEARCH_ROW (row) : NULL;
}

/* Fills all rows that there are anew, as when the time has changed. */
void
gnomon_search_view_update_rows (GnomonSearchView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GnomonSearchRow *row = gnomon_search_view_get_row (child);

      if (row != NULL)
        fill_row (self, row, gnomon_search_row_get_hit (row));
    }
}

static void
setup_cb (GnomonSearchView *self,
          GtkListItem      *list_item)
{
  gtk_list_item_set_child (list_item, gnomon_search_row_new ());
}

static void
bind_cb (GnomonSearchView *self,
         GtkListItem      *list_item)
{
  fill_row (self, GNOMON_SEARCH_ROW (gtk_list_item_get_child (list_item)),
            gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GnomonSearchView *self,
           GtkListItem      *list_item)
{
  gnomon_search_row_set_hit (GNOMON_SEARCH_ROW (gtk_list_item_get_child (list_item)), NULL, NULL);
}

GtkListItemFactory *
gnomon_search_view_make_factory (GnomonSearchView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}
