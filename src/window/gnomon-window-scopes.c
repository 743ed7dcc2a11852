/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-scope-dialog.h"

/* What is changed of an event; of one that repeats, as much as the user says. */

typedef struct
{
  GnomonWindow *window;
  GnomonOccurrence *occurrence;
  GnomonFields *fields;         /* NULL: it is deleted */
  char *text;                   /* what to say when it is done */
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_object_unref (edit->window);
  g_object_unref (edit->occurrence);
  g_clear_pointer (&edit->fields, gnomon_fields_free);
  g_free (edit->text);
  g_free (edit);
}

static void
scope_chosen_cb (GnomonScope scope,
                 gpointer    user_data)
{
  Edit *edit = user_data;
  gint64 id = gnomon_occurrence_get_event_id (edit->occurrence);
  const char *recurrence_id = gnomon_occurrence_get_recurrence_id (edit->occurrence);
  g_autoptr (GnomonOperation) operation = NULL;

  if (edit->window->store == NULL)
    return;

  if (edit->fields != NULL)
    operation = gnomon_operation_new_update_occurrence (id, recurrence_id, edit->fields, scope);
  else
    operation = gnomon_operation_new_delete_occurrence (id, recurrence_id, scope);
  gnomon_window_apply (edit->window, operation, gnomon_occurrence_get_title (edit->occurrence),
                       g_steal_pointer (&edit->text));
}

static void
ask_scope (GnomonWindow       *self,
           GnomonOccurrence   *occurrence,
           const GnomonFields *fields,
           char               *text)
{
  g_autofree char *words = text;
  g_autoptr (GnomonEvent) event =
    gnomon_store_get_occurrence (self->store, gnomon_occurrence_get_event_id (occurrence),
                                 gnomon_occurrence_get_recurrence_id (occurrence), NULL);
  Edit *edit;

  if (event == NULL)
    {
      gnomon_window_add_toast (self, _("The event is no longer there"));
      return;
    }

  edit = g_new0 (Edit, 1);

  edit->window = g_object_ref (self);
  edit->occurrence = g_object_ref (occurrence);
  edit->fields = fields != NULL ? gnomon_fields_copy (fields) : NULL;
  edit->text = g_steal_pointer (&words);
  gnomon_scope_dialog_ask (GTK_WINDOW (self), self->store, event, GNOMON_SCOPE_THIS,
                           fields == NULL, scope_chosen_cb, edit, edit_free);
}

/**
 * gnomon_window_change_occurrence:
 * @self: a window
 * @occurrence: what is changed
 * @event: its event
 * @fields: what shall be other than it is
 * @text: (transfer full): what to say when it is done
 *
 * Changes an event, and says so. Of one that repeats it asks what of the series shall change.
 */
void
gnomon_window_change_occurrence (GnomonWindow       *self,
                                 GnomonOccurrence   *occurrence,
                                 GnomonEvent        *event,
                                 const GnomonFields *fields,
                                 char               *text)
{
  g_autoptr (GnomonOperation) operation = NULL;

  if (gnomon_event_is_recurring (event))
    {
      ask_scope (self, occurrence, fields, text);
      return;
    }

  operation = gnomon_operation_new_update_event (gnomon_event_get_id (event), fields);
  gnomon_window_apply (self, operation, gnomon_event_get_title (event), text);
}

/**
 * gnomon_window_delete_occurrence:
 * @self: a window
 * @occurrence: what is deleted
 *
 * Puts an event into the trash, and says so. Of one that repeats it asks what of the series shall
 * go.
 */
void
gnomon_window_delete_occurrence (GnomonWindow     *self,
                                 GnomonOccurrence *occurrence)
{
  gint64 id = gnomon_occurrence_get_event_id (occurrence);
  const char *title = gnomon_occurrence_get_title (occurrence);
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (self->store, id, NULL);
  g_autoptr (GnomonOperation) operation = NULL;
  /* Translators: %s is the title of an event. */
  g_autofree char *text = g_strdup_printf (_("“%s” deleted"), title);

  if (event != NULL && gnomon_event_is_recurring (event))
    {
      ask_scope (self, occurrence, NULL, g_steal_pointer (&text));
      return;
    }

  operation = gnomon_operation_new_delete_event (id);
  gnomon_window_apply (self, operation, title, g_steal_pointer (&text));
}
