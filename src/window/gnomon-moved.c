/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-moved.h"

#include <glib/gi18n.h>

#include "gnomon-compat.h"
#include "gnomon-move.h"
#include "gnomon-scrim.h"
#include "gnomon-when.h"

struct _GnomonMoved
{
  AdwWindow parent_instance;

  GtkWidget *stack;
  GtkWidget *empty_page;
  GtkWidget *list_page;
  GtkWidget *list;

  GnomonStore *store;
};

G_DEFINE_FINAL_TYPE (GnomonMoved, gnomon_moved, ADW_TYPE_WINDOW)

/* (transfer full): what a move is told of; NULL where the event is gone, or is of whole days: these
 * are on the same days everywhere, only their reminders ring at another time. */
static GnomonEvent *
find_event (GnomonStore      *store,
            const GnomonMove *move)
{
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, move->event_id, NULL);

  return event != NULL && !gnomon_event_is_all_day (event) ? g_steal_pointer (&event) : NULL;
}

static GtkWidget *
make_row (GnomonMoved      *self,
          GnomonEvent      *event,
          const GnomonMove *move)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *before = gnomon_when_format_instant (self->store, move->old_start);
  g_autofree char *after = gnomon_when_format_instant (self->store, move->start);
  /* Translators: when an event was to start, then when it starts now, each a date and a time. */
  g_autofree char *times = g_strdup_printf (_("Was %s. Now %s."), before, after);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gnomon_event_get_title (event));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), times);
  return row;
}

/* The last found comes first. */
static void
update (GnomonMoved *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) moves = gnomon_store_list_moves (self->store, 0, &error);
  gboolean any = FALSE;
  GtkWidget *row;

  if (moves == NULL)
    {
      g_warning ("What has moved cannot be listed: %s", error->message);
      return;
    }

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = moves->len; i > 0; i--)
    {
      const GnomonMove *move = &g_array_index (moves, GnomonMove, i - 1);
      g_autoptr (GnomonEvent) event = find_event (self->store, move);

      if (event == NULL)
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, event, move));
      any = TRUE;
    }
  gtk_stack_set_visible_child (GTK_STACK (self->stack), any ? self->list_page : self->empty_page);
}

static void
store_changed_cb (GnomonMoved       *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  if ((flags & GNOMON_CHANGE_EVENTS) != 0)
    update (self);
}

static void
gnomon_moved_dispose (GObject *object)
{
  GnomonMoved *self = GNOMON_MOVED (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_MOVED);

  G_OBJECT_CLASS (gnomon_moved_parent_class)->dispose (object);
}

static void
gnomon_moved_class_init (GnomonMovedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_moved_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-moved.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonMoved, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonMoved, empty_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonMoved, list_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonMoved, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gnomon_moved_init (GnomonMoved *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (GTK_STACK (self->stack));
  gnomon_scrim_follow (GTK_WINDOW (self));
}

/**
 * gnomon_moved_new:
 * @parent: the window that asks
 * @store: whose events they are
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_moved_new (GtkWindow   *parent,
                  GnomonStore *store)
{
  GnomonMoved *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_MOVED, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * gnomon_moved_count:
 * @store: a store
 * @moves: (element-type GnomonMove): moves in it
 *
 * Returns: how many of them the window lists
 */
guint
gnomon_moved_count (GnomonStore *store,
                    GArray      *moves)
{
  guint count = 0;

  g_return_val_if_fail (GNOMON_IS_STORE (store), 0);
  g_return_val_if_fail (moves != NULL, 0);

  for (guint i = 0; i < moves->len; i++)
    {
      g_autoptr (GnomonEvent) event = find_event (store, &g_array_index (moves, GnomonMove, i));

      count += event != NULL;
    }

  return count;
}
