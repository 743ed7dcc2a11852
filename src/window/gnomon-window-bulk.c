/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

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
      g_free (text);
      /* Translators: %s says why. */
      text = g_strdup_printf (_("Nothing was changed: %s"), error->message);
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
  gnomon_operation_set_actor (change->operation, "window");
  gnomon_store_apply_async (self->store, change->operation, NULL, changed_cb, change);
}

static GPtrArray *
make_operations (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
}

/* The same change of each event. */
static GPtrArray *
make_updates (GVariantIter       *ids,
              const GnomonFields *fields)
{
  GPtrArray *operations = make_operations ();
  gint64 id;

  while (g_variant_iter_next (ids, "x", &id))
    g_ptr_array_add (operations, gnomon_operation_new_update_event (id, fields));
  return operations;
}

static void
delete_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GPtrArray *operations = make_operations ();
  GVariantIter ids;
  gint64 id;
  guint n_events;

  g_variant_iter_init (&ids, parameter);
  while (g_variant_iter_next (&ids, "x", &id))
    g_ptr_array_add (operations, gnomon_operation_new_delete_event (id));
  n_events = operations->len;

  run (GNOMON_WINDOW (widget), operations,
       g_strdup_printf (ngettext ("%u event deleted", "%u events deleted", n_events), n_events));
}

static void
move_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonCalendar) calendar = NULL;
  g_autoptr (GVariantIter) ids = NULL;
  GPtrArray *operations;
  guint n_events;
  gint64 calendar_id;

  g_variant_get (parameter, "(xax)", &calendar_id, &ids);
  calendar = gnomon_store_get_calendar (self->store, calendar_id, NULL);
  if (calendar == NULL)
    return;

  gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, calendar_id);
  operations = make_updates (ids, fields);
  n_events = operations->len;
  run (self, operations,
       /* Translators: how many events, and the name of the calendar into which they went. */
       g_strdup_printf (ngettext ("%u event moved to %s", "%u events moved to %s", n_events), n_events,
                        gnomon_calendar_get_name (calendar)));
}

static void
mark_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GVariantIter) ids = NULL;
  GPtrArray *operations;
  const char *status;
  guint n_events;

  g_variant_get (parameter, "(&sax)", &status, &ids);
  gnomon_fields_set_string (fields, GNOMON_EVENT_STATUS, status);
  operations = make_updates (ids, fields);
  n_events = operations->len;
  run (GNOMON_WINDOW (widget), operations,
       g_strdup_printf (ngettext ("%u event changed", "%u events changed", n_events), n_events));
}

/**
 * gnomon_window_class_init_bulk:
 * @widget_class: the class of the window
 *
 * Installs the actions that change several events; their last argument are the ids.
 */
void
gnomon_window_class_init_bulk (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.delete-events", "ax", delete_action_cb);
  gtk_widget_class_install_action (widget_class, "win.move-events", "(xax)", move_action_cb);
  gtk_widget_class_install_action (widget_class, "win.mark-events", "(sax)", mark_action_cb);
}
