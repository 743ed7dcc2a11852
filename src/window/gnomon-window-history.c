/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-change.h"
#include "gnomon-words.h"

/* Taking back what was done, and doing it again. */

/* By then a toast has come, also where the window is busy. */
#define TOAST_COMES_MICROSECONDS G_USEC_PER_SEC

typedef struct
{
  GnomonWindow *window;
  gboolean again;
  gulong changed_id;
  gint64 event_id;   /* what was changed by it; 0: nothing that is there, or several events */
} Turn;

/* The store tells what was changed just before it answers. */
static void
changed_cb (GnomonStore *store,
            guint64      token,
            GArray      *changed,
            GArray      *deleted,
            gpointer     flags,
            gpointer     user_data)
{
  Turn *turn = user_data;

  turn->event_id = changed->len == 1 ? g_array_index (changed, gint64, 0) : 0;
}

static void
turned_cb (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  Turn *turn = user_data;
  g_autoptr (GnomonWindow) self = turn->window;
  gboolean again = turn->again;
  g_autoptr (GObject) change = NULL;
  g_autoptr (GError) error = NULL;
  gint64 event_id = turn->event_id;
  g_autofree char *text = NULL;

  g_signal_handler_disconnect (store, turn->changed_id);
  g_free (turn);
  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, &change, &error))
    text = gnomon_words_for_turn (GNOMON_CHANGE (change), again);
  else if (g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    text = g_strdup (again ? _("There is nothing to do again") : _("There is nothing to undo"));
  else if (g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT))
    text = g_strdup (_("This cannot be undone: it was changed again since"));
  else
    {
      g_autofree char *words = gnomon_words_for_error (error);

      text = g_strdup_printf (_("This could not be undone: %s"), words);
    }

  if (self->store == NULL)
    return;
  if (change != NULL && event_id != 0)
    gnomon_window_reveal (self, event_id, NULL, FALSE);
  gnomon_window_add_toast (self, text);
}

static void
turn (GnomonWindow    *self,
      GnomonOperation *operation,
      gboolean         again)
{
  Turn *data = g_new0 (Turn, 1);

  data->window = g_object_ref (self);
  data->again = again;
  data->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), data);
  gnomon_store_apply_async (self->store, operation, NULL, turned_cb, data);
}

static void
undo_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_undo ();

  turn (GNOMON_WINDOW (widget), operation, FALSE);
}

static void
redo_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_redo ();

  turn (GNOMON_WINDOW (widget), operation, TRUE);
}

static void
undo_change_action_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  guint64 change = g_variant_get_uint64 (parameter);
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_undo_change (change);

  turn (GNOMON_WINDOW (widget), operation, FALSE);
}

/* What says the same already is left alone: the menu may be open, and a row that is made anew loses
 * the press or the focus that it has. */
static void
set_step (GMenu      *menu,
          int         position,
          const char *words,
          const char *action_name)
{
  g_auto (GStrv) parts = g_strsplit (words, "_", -1);
  /* In a menu a single one would mark a letter. */
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autofree char *shown = NULL;

  if (position < g_menu_model_get_n_items (G_MENU_MODEL (menu)))
    {
      g_menu_model_get_item_attribute (G_MENU_MODEL (menu), position, G_MENU_ATTRIBUTE_LABEL, "s",
                                       &shown);
      if (g_strcmp0 (shown, label) == 0)
        return;
      g_menu_remove (menu, position);
    }

  g_menu_insert (menu, position, label, action_name);
}

typedef struct
{
  GnomonWindow *window;
  GnomonOperation *operation;
  char *title;
  char *text;
} Change;

static void
applied_cb (GObject      *store,
            GAsyncResult *result,
            gpointer      user_data)
{
  Change *change = user_data;
  g_autoptr (GnomonWindow) self = change->window;
  g_autoptr (GnomonOperation) operation = change->operation;
  g_autofree char *title = change->title;
  g_autofree char *text = change->text;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  g_free (change);
  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, &object, &error))
    number = gnomon_operation_get_change (operation);
  else
    {
      g_autofree char *words = gnomon_words_for_error (error);

      g_free (text);
      /* Translators: the first %s is the title of an event, the second says why. */
      text = g_strdup_printf (_("“%s” could not be changed: %s"), title, words);
    }

  if (self->store == NULL)
    return;
  if (number != 0 && GNOMON_IS_EVENT (object))
    gnomon_window_reveal (self, gnomon_event_get_id (GNOMON_EVENT (object)),
                          gnomon_event_get_recurrence_id (GNOMON_EVENT (object)), FALSE);
  gnomon_window_add_undo_toast (self, text, number);
}

/**
 * gnomon_window_class_init_history:
 * @widget_class: the class of the window
 *
 * Installs the actions of the history, and binds their keys.
 */
void
gnomon_window_class_init_history (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-change", "t", undo_change_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
}

/**
 * gnomon_window_update_history:
 * @self: a window
 *
 * Says in the menu what can be undone and redone.
 */
void
gnomon_window_update_history (GnomonWindow *self)
{
  g_autoptr (GnomonChange) undo = gnomon_store_get_undo (self->store);
  g_autoptr (GnomonChange) redo = gnomon_store_get_redo (self->store);
  g_autofree char *undo_words = undo != NULL ? gnomon_words_for_undo (undo) : g_strdup (_("Undo"));
  g_autofree char *redo_words = redo != NULL ? gnomon_words_for_redo (redo) : g_strdup (_("Redo"));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
  set_step (self->history_menu, 0, undo_words, "win.undo");
  set_step (self->history_menu, 1, redo_words, "win.redo");
}

static void
toast_dismissed_cb (GnomonWindow *self,
                    AdwToast     *toast)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if (self->toast == toast)
    g_clear_weak_pointer (&self->toast);
}

/* A toast that is to be shown from now on. */
static AdwToast *
add_toast (GnomonWindow *self)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_timeout (toast, GNOMON_TOAST_SECONDS);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  self->toast_since = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (self->toasts, toast);

  return toast;
}

/**
 * gnomon_window_add_undo_toast:
 * @self: a window
 * @text: a sentence for people, without markup
 * @change: the change that it tells of; 0: one that cannot be undone
 *
 * Tells what was done, with a button that undoes it. The last word counts: a toast before it would
 * offer to undo what lies further back.
 */
void
gnomon_window_add_undo_toast (GnomonWindow *self,
                              const char   *text,
                              guint64       change)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  gint64 age = g_get_monotonic_time () - self->toast_since;
  AdwToast *toast = self->toast;

  /* One that is still on its way in says something else now: libadwaita frees what goes before it
   * has come, and then lets it come. */
  if (toast == NULL || age > TOAST_COMES_MICROSECONDS)
    toast = add_toast (self);

  adw_toast_set_title (toast, markup);
  adw_toast_set_button_label (toast, change != 0 ? _("Undo") : NULL);
  /* An action with a wrong target, even for a moment, is one to warn of. */
  adw_toast_set_action_name (toast, NULL);
  adw_toast_set_action_target_value (toast, change != 0 ? g_variant_new_uint64 (change) : NULL);
  adw_toast_set_action_name (toast, change != 0 ? "win.undo-change" : NULL);
}

/**
 * gnomon_window_apply:
 * @self: a window
 * @operation: what to do
 * @title: the title of the event that it is about
 * @text: (transfer full): what to say when it is done
 *
 * Changes something, and says so with a button that undoes it.
 */
void
gnomon_window_apply (GnomonWindow    *self,
                     GnomonOperation *operation,
                     const char      *title,
                     char            *text)
{
  Change *change = g_new0 (Change, 1);

  change->window = g_object_ref (self);
  change->operation = gnomon_operation_ref (operation);
  change->title = g_strdup (title);
  change->text = text;
  gnomon_store_apply_async (self->store, operation, NULL, applied_cb, change);
}
