/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-grid-keys.h"

/**
 * gnomon_grid_keys_bind:
 * @widget_class: the class of a grid
 * @arrow_pressed: called for an arrow, with arguments for gnomon_grid_keys_read_arrow()
 * @enter_pressed: called for Enter and Space, without arguments
 */
void
gnomon_grid_keys_bind (GtkWidgetClass  *widget_class,
                       GtkShortcutFunc  arrow_pressed,
                       GtkShortcutFunc  enter_pressed)
{
  static const struct
  {
    guint keys[2];
    int across;
    int down;
  } arrows[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, -1, 0 },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, 1, 0 },
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, 0, -1 },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, 0, 1 },
  };
  static const guint enter_keys[] = {
    GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (arrows[i].keys); j++)
      gtk_widget_class_add_binding (widget_class, arrows[i].keys[j], 0, arrow_pressed,
                                    "(ii)", arrows[i].across, arrows[i].down);
  for (gsize i = 0; i < G_N_ELEMENTS (enter_keys); i++)
    gtk_widget_class_add_binding (widget_class, enter_keys[i], 0, enter_pressed, NULL);
}

/**
 * gnomon_grid_keys_bind_menu:
 * @widget_class: the class of a view
 * @menu_pressed: called for the keys that open a menu, without arguments
 */
void
gnomon_grid_keys_bind_menu (GtkWidgetClass  *widget_class,
                            GtkShortcutFunc  menu_pressed)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_pressed, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_pressed, NULL);
}

/**
 * gnomon_grid_keys_read_arrow:
 * @grid: a grid
 * @arguments: those of the arrow that was pressed
 * @across: (out): so many columns on, in the direction in which the grid is read
 * @down: (out): so many rows down
 */
void
gnomon_grid_keys_read_arrow (GtkWidget *grid,
                             GVariant  *arguments,
                             int       *across,
                             int       *down)
{
  g_variant_get (arguments, "(ii)", across, down);
  if (gtk_widget_get_direction (grid) == GTK_TEXT_DIR_RTL)
    *across = -*across;
}

/**
 * gnomon_grid_keys_find_stop:
 * @grid: a grid
 * @rows: (array length=n_rows): the widgets below it whose children the stops are
 * @n_rows: how many there are
 * @row: (out) (optional): in which of them it is
 *
 * Returns: (transfer none) (nullable): the stop that has the focus, or in which something has it
 */
GtkWidget *
gnomon_grid_keys_find_stop (GtkWidget        *grid,
                            GtkWidget * const rows[],
                            int               n_rows,
                            GtkWidget       **row)
{
  GtkRoot *root = gtk_widget_get_root (grid);
  GtkWidget *stop = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (stop != NULL && stop != grid)
    {
      GtkWidget *parent = gtk_widget_get_parent (stop);

      for (int i = 0; i < n_rows; i++)
        if (parent == rows[i])
          {
            if (row != NULL)
              *row = parent;
            return stop;
          }
      stop = parent;
    }

  return NULL;
}

/**
 * gnomon_grid_keys_get_neighbour:
 * @stops: (element-type GtkWidget): stops, in the order in which the keyboard goes through them
 * @stop: a widget
 * @step: 1: the one after it; -1: the one before it
 *
 * Returns: (transfer none) (nullable): that one; %NULL where there is none, or @stop is no stop
 */
GtkWidget *
gnomon_grid_keys_get_neighbour (GPtrArray *stops,
                                GtkWidget *stop,
                                int        step)
{
  guint index;

  if (!g_ptr_array_find (stops, stop, &index) || (step < 0 && index == 0)
      || (step > 0 && index + 1 == stops->len))
    return NULL;

  return g_ptr_array_index (stops, index + (guint) step);
}

/**
 * gnomon_grid_keys_get_place:
 * @grid: a grid
 * @stop: a stop of it
 * @place: (out): where it is in the grid, so that a menu can point at it
 *
 * Returns: whether it is anywhere
 */
gboolean
gnomon_grid_keys_get_place (GtkWidget    *grid,
                            GtkWidget    *stop,
                            GdkRectangle *place)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (stop, grid, &bounds))
    return FALSE;

  *place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                           (int) bounds.size.width, (int) bounds.size.height };
  return TRUE;
}
