/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-words.h"

/* What is done to several events at once: one change, one step of undo. */

typedef struct
{
  GnomonWindow *window;
  GnomonOperation *operation;
  char *text;                   /* what to say when it is done */
} BulkChange;

static void
changed_cb (GObject      *store,
            GAsyncResult *result,
            gpointer      user_data)
{
  BulkChange *change = user_data;
  g_autoptr (GnomonWindow) self = change->window;
  g_autoptr (GnomonOperation) operation = change->operation;
  g_autofree char *text = change->text;
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  g_free (change);
  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, NULL, &error))
    number = gnomon_operation_get_change (operation);
  else
    {
      g_autofree char *words = gnomon_words_for_error (error);

      g_free (text);
      /* Translators: %s says why. */
      text = g_strdup_printf (_("Nothing was changed: %s"), words);
    }

  if (self->store != NULL)
    gnomon_window_add_undo_toast (self, text, number);
}

/* Takes over @operations and @text. */
static void
run (GnomonWindow *self,
     GPtrArray    *operations,
     char         *text)
{
  g_autoptr (GPtrArray) members = operations;
  BulkChange *change;

  if (members->len == 0)
    {
      g_free (text);
      return;
    }

  change = g_new0 (BulkChange, 1);
  change->window = g_object_ref (self);
  change->operation = gnomon_operation_new_group (members);
  change->text = text;
  gnomon_store_apply_async (self->store, change->operation, NULL, changed_cb, change);
}

static GPtrArray *
make_operations (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
}

static void
delete_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GPtrArray *operations = make_operations ();
  const char *recurrence_id;
  GVariantIter events;
  gint64 id;
  guint n_events;

  g_variant_iter_init (&events, parameter);
  while (g_variant_iter_next (&events, "(x&s)", &id, &recurrence_id))
    g_ptr_array_add (operations,
                     *recurrence_id == '\0'
                       ? gnomon_operation_new_delete_event (id)
                       : gnomon_operation_new_delete_occurrence (id, recurrence_id,
                                                                 GNOMON_SCOPE_THIS));
  n_events = operations->len;

  run (GNOMON_WINDOW (widget), operations,
       g_strdup_printf (ngettext ("%u event deleted", "%u events deleted", n_events), n_events));
}

/* A series lies in one calendar, so it moves as a whole. */
static void
move_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonCalendar) calendar = NULL;
  g_autoptr (GVariantIter) events = NULL;
  GPtrArray *operations;
  guint n_events;
  gint64 calendar_id, id;

  g_variant_get (parameter, "(xa(xs))", &calendar_id, &events);
  calendar = gnomon_store_get_calendar (self->store, calendar_id, NULL);
  if (calendar == NULL)
    return;

  gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, calendar_id);
  operations = make_operations ();
  while (g_variant_iter_next (events, "(x&s)", &id, NULL))
    if (g_hash_table_add (known, g_memdup2 (&id, sizeof id)))
      g_ptr_array_add (operations, gnomon_operation_new_update_event (id, fields));
  n_events = operations->len;
  run (self, operations,
       /* Translators: how many events, and the name of the calendar into which they went. */
       g_strdup_printf (ngettext ("%u event moved to %s", "%u events moved to %s", n_events),
                        n_events, gnomon_calendar_get_name (calendar)));
}

static void
mark_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GVariantIter) events = NULL;
  GPtrArray *operations = make_operations ();
  const char *status, *recurrence_id;
  guint n_events;
  gint64 id;

  g_variant_get (parameter, "(&sa(xs))", &status, &events);
  gnomon_fields_set_string (fields, GNOMON_EVENT_STATUS, status);
  while (g_variant_iter_next (events, "(x&s)", &id, &recurrence_id))
    g_ptr_array_add (operations,
                     *recurrence_id == '\0'
                       ? gnomon_operation_new_update_event (id, fields)
                       : gnomon_operation_new_update_occurrence (id, recurrence_id, fields,
                                                                 GNOMON_SCOPE_THIS));
  n_events = operations->len;
  run (GNOMON_WINDOW (widget), operations,
       g_strdup_printf (ngettext ("%u event changed", "%u events changed", n_events), n_events));
}

/**
 * gnomon_window_class_init_bulk:
 * @widget_class: the class of the window
 *
 * Installs the actions that change several events; their last argument are the ids and recurrence
 * ids.
 */
void
gnomon_window_class_init_bulk (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.delete-events", "a(xs)", delete_action_cb);
  gtk_widget_class_install_action (widget_class, "win.move-events", "(xa(xs))", move_action_cb);
  gtk_widget_class_install_action (widget_class, "win.mark-events", "(sa(xs))", mark_action_cb);
}
