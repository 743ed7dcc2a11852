/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-view-private.h"

/* The rows of the agenda, and which of them is where. */

static gboolean
is_grouped (GnomonAgendaView *self)
{
  return gnomon_agenda_filters_get_sort (self->filters) == GNOMON_AGENDA_SORT_TIME;
}

static void
fill_row (GnomonAgendaView *self,
          GnomonAgendaRow  *row,
          GnomonAgendaItem *item)
{
  GnomonOccurrence *occurrence = gnomon_agenda_item_get_occurrence (item);
  GtkWidget *list_item = gtk_widget_get_parent (GTK_WIDGET (row));
  const char *calendar_name = NULL;
  g_autofree char *label = NULL;

  if (occurrence != NULL)
    {
      gint64 calendar_id = gnomon_occurrence_get_calendar_id (occurrence);

      calendar_name = g_hash_table_lookup (self->calendar_names, &calendar_id);
    }
  gnomon_agenda_row_set_note (row, self->note);
  gnomon_agenda_row_set_item (row, item, calendar_name, &self->time, is_grouped (self),
                              self->mode == GNOMON_MODE_NARROW);

  /* It is the list's own widget around the row that has the focus, so it has to have the name. */
  label = gnomon_agenda_row_describe (row);
  if (list_item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list_item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

static void
row_released_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 gpointer         user_data)
{
  GnomonAgendaView *self = user_data;
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GtkWidget *line = gnomon_agenda_row_get_line (GNOMON_AGENDA_ROW (row));
  GnomonAgendaItem *item = gnomon_agenda_row_get_item (GNOMON_AGENDA_ROW (row));
  graphene_rect_t bounds;

  /* With Control or Shift events are chosen, and a heading is no event. */
  if (n_press != 1 || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 || item == NULL
      || gnomon_agenda_item_get_occurrence (item) == NULL
      || !gtk_widget_compute_bounds (line, row, &bounds)
      || !graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT (x, y)))
    return;

  gnomon_agenda_view_open_row (self, GNOMON_AGENDA_ROW (row));
}

/* At the pointer, or, where @x and @y are negative, below the row's line. */
static void
open_menu (GnomonAgendaView *self,
           GnomonAgendaRow  *row,
           double            x,
           double            y)
{
  GtkWidget *line = gnomon_agenda_row_get_line (row);
  GtkWidget *from = x < 0 ? line : GTK_WIDGET (row);
  GnomonAgendaItem *item = gnomon_agenda_row_get_item (row);
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  graphene_point_t place;

  if (item == NULL || gnomon_agenda_item_get_occurrence (item) == NULL)
    return;

  if (x < 0)
    graphene_point_init (&point, (float) (gtk_widget_get_width (line) / 2),
                         (float) gtk_widget_get_height (line));
  if (!gtk_widget_compute_point (from, GTK_WIDGET (self), &point, &place))
    return;

  g_set_object (&self->opened_item, item);
  gnomon_view_emit_menu_opened (GNOMON_VIEW (self), gnomon_agenda_item_get_occurrence (item), 0, 0,
                                FALSE,
                                &(GdkRectangle){ (int) place.x, (int) place.y, 1, 1 });
}

static void
row_secondary_pressed_cb (GtkGestureClick *gesture,
                          int              n_press,
                          double           x,
                          double           y,
                          gpointer         user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  open_menu (user_data, GNOMON_AGENDA_ROW (row), x, y);
}

/* Opens the menu of the event that has the focus. FALSE where none has. */
gboolean
gnomon_agenda_view_open_focus_menu (GnomonAgendaView *self)
{
  GnomonAgendaRow *row = gnomon_agenda_view_get_focus_row (self);

  if (row == NULL)
    return FALSE;

  open_menu (self, row, -1, -1);
  return TRUE;
}

static void
setup_cb (GnomonAgendaView *self,
          GtkListItem      *list_item)
{
  GtkWidget *row = gnomon_agenda_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (row_secondary_pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (secondary));
  g_signal_connect_object (click, "released", G_CALLBACK (row_released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GnomonAgendaView *self,
         GtkListItem      *list_item)
{
  GnomonAgendaItem *item = gtk_list_item_get_item (list_item);
  gboolean is_event = gnomon_agenda_item_get_occurrence (item) != NULL;

  gtk_list_item_set_selectable (list_item, is_event);
  gtk_list_item_set_activatable (list_item, is_event);
  fill_row (self, GNOMON_AGENDA_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
unbind_cb (GnomonAgendaView *self,
           GtkListItem      *list_item)
{
  gnomon_agenda_row_set_item (GNOMON_AGENDA_ROW (gtk_list_item_get_child (list_item)), NULL, NULL,
                              NULL, FALSE, FALSE);
}

GtkListItemFactory *
gnomon_agenda_view_make_factory (GnomonAgendaView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

static GnomonAgendaRow *
get_row (GtkWidget *list_item)
{
  GtkWidget *row = list_item != NULL ? gtk_widget_get_first_child (list_item) : NULL;

  return row != NULL && GNOMON_IS_AGENDA_ROW (row)
         && gnomon_agenda_row_get_item (GNOMON_AGENDA_ROW (row)) != NULL
           ? GNOMON_AGENDA_ROW (row) : NULL;
}

/* Fills all rows that there are anew, as when the time or the names have changed. */
void
gnomon_agenda_view_update_rows (GnomonAgendaView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GnomonAgendaRow *row = get_row (child);

      if (row != NULL)
        fill_row (self, row, gnomon_agenda_row_get_item (row));
    }
}

/* The row that has the focus; NULL where none has. */
GnomonAgendaRow *
gnomon_agenda_view_get_focus_row (GnomonAgendaView *self)
{
  return get_row (gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)));
}

/* Opens what a row, which must be of an event, is about. */
void
gnomon_agenda_view_open_row (GnomonAgendaView *self,
                             GnomonAgendaRow  *row)
{
  g_set_object (&self->opened_item, gnomon_agenda_row_get_item (row));
  gnomon_view_emit_event_opened (GNOMON_VIEW (self),
                                 gnomon_agenda_item_get_occurrence (self->opened_item),
                                 gnomon_agenda_row_get_line (row));
}

/* Gives the focus to the row that was opened last, else to the first one of a day or after it. By
 * itself the list would give it to its first row, and go there. FALSE where there is none yet. */
gboolean
gnomon_agenda_view_focus_day (GnomonAgendaView *self,
                              gint64            day)
{
  GnomonAgendaItem *item;
  guint position;

  if (self->list == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return FALSE;
  if (!is_grouped (self) && self->opened_item == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));

  position = MIN (gnomon_agenda_list_find_day (self->list, day),
                  g_list_model_get_n_items (G_LIST_MODEL (self->list)) - 1);
  item = self->opened_item != NULL ? self->opened_item
                                   : gnomon_agenda_list_get (self->list, position);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GnomonAgendaRow *row = get_row (child);

      if (row != NULL && gnomon_agenda_row_get_item (row) == item)
        return gtk_widget_grab_focus (child);
    }
  return FALSE;
}

/* The row of an event that stands in sight; NULL where none does. */
GnomonAgendaRow *
gnomon_agenda_view_find_row (GnomonAgendaView *self,
                             gint64            event_id,
                             const char       *recurrence_id)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->list_view));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GnomonAgendaRow *row = get_row (child);
      GnomonOccurrence *occurrence;
      graphene_rect_t bounds;

      if (row == NULL)
        continue;
      occurrence = gnomon_agenda_item_get_occurrence (gnomon_agenda_row_get_item (row));
      if (occurrence != NULL && gnomon_occurrence_is_of (occurrence, event_id, recurrence_id)
          && gtk_widget_compute_bounds (child, GTK_WIDGET (self->list_view), &bounds)
          && bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < height)
        return row;
    }
  return NULL;
}

/* The row at a height of the list as it is seen; NULL where none is. */
GnomonAgendaRow *
gnomon_agenda_view_get_row_at (GnomonAgendaView *self,
                               double            y)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_mapped (child)
          && gtk_widget_compute_bounds (child, GTK_WIDGET (self->list_view), &bounds)
          && bounds.origin.y <= y && bounds.origin.y + bounds.size.height > y)
        return get_row (child);
    }
  return NULL;
}
