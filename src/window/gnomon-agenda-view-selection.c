/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-view-private.h"

#include <glib/gi18n.h>

#include "gnomon-grid-keys.h"

/* What is done to several events at once. */

static guint
count_selected (GnomonAgendaView *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  if (self->selection == NULL)
    return 0;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  return (guint) gtk_bitset_get_size (selected);
}

/* The chosen events as a (floating) variant a(xs): ids and recurrence ids, each pair once. */
static GVariant *
get_selected (GnomonAgendaView *self)
{
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariantBuilder events;
  GtkBitsetIter iter;
  guint position;

  g_variant_builder_init (&events, G_VARIANT_TYPE ("a(xs)"));
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (GnomonAgendaItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      GnomonOccurrence *occurrence = gnomon_agenda_item_get_occurrence (item);
      const char *recurrence_id;
      gint64 id;

      if (occurrence == NULL)
        continue;
      id = gnomon_occurrence_get_event_id (occurrence);
      recurrence_id = gnomon_occurrence_get_recurrence_id (occurrence);
      if (g_hash_table_add (known, g_strdup_printf ("%" G_GINT64_FORMAT " %s", id, recurrence_id)))
        g_variant_builder_add (&events, "(xs)", id, recurrence_id);
    }
  return g_variant_builder_end (&events);
}

static void
clear_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (widget);

  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
delete_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (widget);

  if (count_selected (self) > 0)
    gtk_widget_activate_action_variant (widget, "win.delete-events", get_selected (self));
}

static void
move_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (widget);

  if (count_selected (self) > 0)
    gtk_widget_activate_action (widget, "win.move-events", "(x@a(xs))",
                                g_variant_get_int64 (parameter), get_selected (self));
}

static void
mark_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (widget);

  if (count_selected (self) > 0)
    gtk_widget_activate_action (widget, "win.mark-events", "(s@a(xs))",
                                g_variant_get_string (parameter, NULL), get_selected (self));
}

/* One event is the window's affair, which knows of series and asks. */
static gboolean
delete_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  if (count_selected (GNOMON_AGENDA_VIEW (widget)) < 2)
    return FALSE;

  gtk_widget_activate_action (widget, "agenda.delete", NULL);
  return TRUE;
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  if (count_selected (GNOMON_AGENDA_VIEW (widget)) == 0)
    return FALSE;

  gtk_widget_activate_action (widget, "agenda.clear-selection", NULL);
  return TRUE;
}

static gboolean
menu_pressed_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  return gnomon_agenda_view_open_focus_menu (GNOMON_AGENDA_VIEW (widget));
}

/* What is folded away is still in the accessible tree, where its buttons would be found. */
static void
selection_bar_moved_cb (GtkRevealer *bar)
{
  gtk_widget_set_visible (GTK_WIDGET (bar),
                          gtk_revealer_get_reveal_child (bar)
                            || gtk_revealer_get_child_revealed (bar));
}

void
gnomon_agenda_view_class_init_selection (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, selection_bar_moved_cb);
  gtk_widget_class_install_action (widget_class, "agenda.clear-selection", NULL, clear_action_cb);
  gtk_widget_class_install_action (widget_class, "agenda.delete", NULL, delete_action_cb);
  gtk_widget_class_install_action (widget_class, "agenda.move", "x", move_action_cb);
  gtk_widget_class_install_action (widget_class, "agenda.mark", "s", mark_action_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
  gnomon_grid_keys_bind_menu (widget_class, menu_pressed_cb);
}

/* Shows what can be done where more than one event is chosen. */
void
gnomon_agenda_view_update_selection (GnomonAgendaView *self)
{
  guint n_selected = count_selected (self);
  g_autofree char *text = NULL;

  if (n_selected > 1)
    gtk_widget_set_visible (GTK_WIDGET (self->selection_bar), TRUE);
  gtk_revealer_set_reveal_child (self->selection_bar, n_selected > 1);
  if (n_selected < 2)
    return;

  text = g_strdup_printf (ngettext ("%u event selected", "%u events selected", n_selected),
                          n_selected);
  gtk_label_set_label (self->selection_label, text);
}

/* The calendars to which the chosen events can be moved. */
void
gnomon_agenda_view_update_move_menu (GnomonAgendaView *self,
                                     GPtrArray        *calendars)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      g_autoptr (GMenuItem) item = NULL;

      if (gnomon_calendar_is_read_only (calendar))
        continue;
      item = g_menu_item_new (gnomon_calendar_get_name (calendar), NULL);
      g_menu_item_set_action_and_target (item, "agenda.move", "x",
                                         gnomon_calendar_get_id (calendar));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->move_button, G_MENU_MODEL (menu));
}
