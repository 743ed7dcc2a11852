/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-trash.h"

#include <glib/gi18n.h>

#include "gnomon-compat.h"
#include "gnomon-scrim.h"
#include "gnomon-when.h"
#include "gnomon-words.h"

struct _GnomonTrash
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *stack;
  GtkWidget *empty_page;
  GtkWidget *list_page;
  GtkWidget *list;

  GnomonStore *store;
  int focus_index;              /* the row that had the focus when it was asked to go; -1: none */
};

G_DEFINE_FINAL_TYPE (GnomonTrash, gnomon_trash, ADW_TYPE_WINDOW)

static void
say (GnomonTrash *self,
     const char  *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
restored_cb (GObject      *store,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GnomonTrash) self = user_data;
  g_autoptr (GObject) event = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, &event, &error))
    {
      /* Translators: %s is the title of an event that came back from the trash. */
      text = g_strdup_printf (_("“%s” is back"), gnomon_event_get_title (GNOMON_EVENT (event)));
    }
  else
    {
      g_autofree char *words = gnomon_words_for_error (error);

      /* Translators: %s says why. */
      text = g_strdup_printf (_("It could not be restored: %s"), words);
    }

  if (self->store != NULL)
    say (self, text);
}

static void
restore_clicked_cb (GnomonTrash *self,
                    GtkWidget   *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "event-id");
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_restore_event (*id);

  self->focus_index =
    gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button,
                                                                           GTK_TYPE_LIST_BOX_ROW)));
  /* Once is enough; the row goes when the event is back. */
  gtk_widget_set_sensitive (button, FALSE);
  gnomon_store_apply_async (self->store, operation, NULL, restored_cb, g_object_ref (self));
}

static GtkWidget *
make_row (GnomonTrash *self,
          GnomonEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new ();
  gint64 id = gnomon_event_get_id (event);
  g_autofree char *when = gnomon_when_format_event (self->store, event);
  g_autofree char *label = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gnomon_event_get_title (event));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);

  /* A button that makes its label itself is called by it, and all would be called the same. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (_("Restore")));
  /* Translators: %s is the title of an event in the trash. */
  label = g_strdup_printf (_("Restore “%s”"), gnomon_event_get_title (event));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "event-id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);

  return row;
}

/* The focus goes to what stands where that was which came back. */
static void
move_focus (GnomonTrash *self,
            guint        n_rows)
{
  int index = MIN (self->focus_index, (int) n_rows - 1);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);

  if (self->focus_index < 0)
    return;

  self->focus_index = -1;
  if (row != NULL)
    gtk_widget_grab_focus (g_object_get_data (G_OBJECT (row), "button"));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
update (GnomonTrash *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = gnomon_store_list_trash (self->store, &error);
  GtkWidget *row;

  if (events == NULL)
    {
      g_autofree char *words = gnomon_words_for_error (error);

      say (self, words);
      return;
    }

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < events->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         make_row (self, g_ptr_array_index (events, i)));

  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               events->len == 0 ? self->empty_page : self->list_page);
  move_focus (self, events->len);
}

static void
store_changed_cb (GnomonTrash       *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  if ((flags & GNOMON_CHANGE_EVENTS) != 0)
    update (self);
}

static void
gnomon_trash_dispose (GObject *object)
{
  GnomonTrash *self = GNOMON_TRASH (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_TRASH);

  G_OBJECT_CLASS (gnomon_trash_parent_class)->dispose (object);
}

static void
gnomon_trash_class_init (GnomonTrashClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_trash_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-trash.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonTrash, toasts);
  gtk_widget_class_bind_template_child (widget_class, GnomonTrash, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonTrash, empty_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonTrash, list_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonTrash, list);
}

/* Before all that is in the window: a toast would take Escape for itself. */
static void
bind_escape (GnomonTrash *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
gnomon_trash_init (GnomonTrash *self)
{
  self->focus_index = -1;

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (GTK_STACK (self->stack));
  gnomon_scrim_follow (GTK_WINDOW (self));
  bind_escape (self);
}

/**
 * gnomon_trash_new:
 * @parent: the window that asks
 * @store: what the trash is of
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_trash_new (GtkWindow   *parent,
                  GnomonStore *store)
{
  GnomonTrash *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_TRASH,
                       "transient-for", parent,
                       NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
