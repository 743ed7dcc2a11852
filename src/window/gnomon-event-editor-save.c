/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-edits.h"
#include "gnomon-event-editor-private.h"
#include "gnomon-event-form.h"
#include "gnomon-scope-dialog.h"
#include "gnomon-words.h"

/*
 * How the editor saves. A new event is stored first, and then what needs its number: answers and
 * further reminders. What is changed of a stored one is one operation, so that it is one step of
 * the history; of one that repeats, as much as the user says.
 */

static void save_next (GnomonEventEditor *self);

/* One operation on its way. */
typedef struct
{
  GnomonEventEditor *editor;
  GnomonOperation *operation;
} Step;

static void
step_free (Step *step)
{
  g_object_unref (step->editor);
  gnomon_operation_unref (step->operation);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
apply (GnomonEventEditor   *self,
       GnomonOperation     *operation,
       GAsyncReadyCallback  callback)
{
  Step *step = g_new0 (Step, 1);

  step->editor = g_object_ref (self);
  step->operation = gnomon_operation_ref (operation);
  gnomon_store_apply_async (self->store, operation, self->cancellable, callback, step);
}

static void
operation_applied_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  GnomonEventEditor *self = step->editor;
  g_autoptr (GError) error = NULL;

  if (gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error))
    save_next (self);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    gnomon_event_editor_fail (self, error);
}

/* The next of the operations that follow a new event itself. */
static void
save_next (GnomonEventEditor *self)
{
  g_autoptr (GnomonOperation) operation = NULL;

  if (self->operations->len == 0)
    {
      gnomon_event_editor_finish (self);
      return;
    }

  operation = g_ptr_array_steal_index (self->operations, 0);
  apply (self, operation, operation_applied_cb);
}

/* From here on the event is a stored one: where an operation fails, the next try goes on so. */
static void
event_created_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  GnomonEventEditor *self = step->editor;
  GnomonEventForm *form = GNOMON_EVENT_FORM (self->form);
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (GNOMON_STORE (source), result, &object, &error))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        gnomon_event_editor_fail (self, error);
      return;
    }

  self->created = TRUE;
  self->change = gnomon_operation_get_change (step->operation);
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  self->operations = gnomon_event_form_list_operations (form, GNOMON_EVENT (object));
  g_set_object (&self->event, GNOMON_EVENT (object));
  gnomon_event_form_set_stored (form, self->event);
  save_next (self);
}

static void
event_changed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  GnomonEventEditor *self = step->editor;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (GNOMON_STORE (source), result, &object, &error))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        gnomon_event_editor_fail (self, error);
      return;
    }

  self->change = gnomon_operation_get_change (step->operation);
  if (GNOMON_IS_EVENT (object))
    g_set_object (&self->event, GNOMON_EVENT (object));
  gnomon_event_editor_finish (self);
}

/* What is changed of a stored event: all of it is one operation. */
static void
change (GnomonEventEditor  *self,
        const GnomonFields *edits,
        GPtrArray          *others,
        GPtrArray          *returns,
        gboolean            has_scope,
        GnomonScope         scope)
{
  gint64 id = gnomon_event_get_id (self->event);
  g_autoptr (GPtrArray) group =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  g_autoptr (GnomonOperation) operation = NULL;

  for (guint i = 0; i < returns->len; i++)
    g_ptr_array_add (group, gnomon_operation_ref (g_ptr_array_index (returns, i)));

  if (has_scope)
    g_ptr_array_add (group, gnomon_operation_new_update_occurrence (
                              id, gnomon_event_get_recurrence_id (self->event), edits, scope));
  else if (!gnomon_edits_is_empty (edits))
    g_ptr_array_add (group, gnomon_operation_new_update_event (id, edits));

  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (group, gnomon_operation_ref (g_ptr_array_index (others, i)));

  gnomon_event_editor_set_busy (self, TRUE);
  operation = group->len == 1 ? gnomon_operation_ref (g_ptr_array_index (group, 0))
                              : gnomon_operation_new_group (group);
  apply (self, operation, event_changed_cb);
}

/* What waits for the answer how much of a series it is about. */
typedef struct
{
  GnomonEventEditor *editor;
  GnomonFields *edits;
  GPtrArray *others;
  GPtrArray *returns;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->editor);
  gnomon_fields_free (question->edits);
  g_ptr_array_unref (question->others);
  g_ptr_array_unref (question->returns);
  g_free (question);
}

static void
scope_chosen_cb (GnomonScope scope,
                 gpointer    user_data)
{
  Question *question = user_data;

  change (question->editor, question->edits, question->others, question->returns, TRUE,
          scope);
}

/* What cannot be said of one occurrence alone: how it repeats, and of which calendar it is.
 * Answers, further reminders and exceptions are those of the whole series. */
static GnomonScope
get_least_scope (const GnomonFields *edits,
                 GPtrArray          *others,
                 GPtrArray          *returns)
{
  if (others->len > 0 || returns->len > 0)
    return GNOMON_SCOPE_ALL;
  if (gnomon_fields_has (edits, GNOMON_EVENT_RRULE)
      || gnomon_fields_has (edits, GNOMON_EVENT_CALENDAR_ID))
    return GNOMON_SCOPE_FUTURE;

  return GNOMON_SCOPE_THIS;
}

static void
ask_scope (GnomonEventEditor  *self,
           const GnomonFields *edits,
           GPtrArray          *others,
           GPtrArray          *returns)
{
  Question *question = g_new0 (Question, 1);

  question->editor = g_object_ref (self);
  question->edits = gnomon_fields_copy (edits);
  question->others = g_ptr_array_ref (others);
  question->returns = g_ptr_array_ref (returns);
  gnomon_scope_dialog_ask (GTK_WINDOW (self), self->store, self->event,
                           get_least_scope (edits, others, returns), FALSE, scope_chosen_cb,
                           question, question_free);
}

static void
create (GnomonEventEditor *self)
{
  g_autoptr (GnomonFields) fields = gnomon_event_form_dup_fields (GNOMON_EVENT_FORM (self->form));
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_create_event (fields);

  gnomon_event_editor_set_busy (self, TRUE);
  apply (self, operation, event_created_cb);
}

/**
 * gnomon_event_editor_save:
 * @self: an editor
 *
 * Saves what is typed and closes; or shows what is wrong with it, and keeps it.
 */
void
gnomon_event_editor_save (GnomonEventEditor *self)
{
  GnomonEventForm *form = GNOMON_EVENT_FORM (self->form);
  g_autoptr (GnomonEvent) preview = NULL;
  g_autoptr (GnomonFields) edits = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) returns = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_event_editor_hide_bar (self);

  if (!gnomon_event_form_finish_typing (form))
    return;

  preview = gnomon_event_form_preview (form, TRUE, &error);
  if (!preview)
    {
      /* What has no field here has to be said, too. */
      if (!gnomon_event_form_focus_field (form, gnomon_kind_find_fault (GNOMON_KIND_EVENT, error)))
        {
          g_autofree char *words = gnomon_words_for_error (error);

          gnomon_event_editor_show_bar (self, words, NULL);
        }
      return;
    }

  if (!self->event)
    {
      create (self);
      return;
    }

  edits = gnomon_event_form_dup_edits (form);
  others = gnomon_event_form_list_operations (form, self->event);
  returns = gnomon_event_form_list_returns (form);
  if (gnomon_edits_is_empty (edits))
    {
      if (others->len == 0 && returns->len == 0)
        gnomon_event_editor_finish (self);
      else
        change (self, edits, others, returns, FALSE, GNOMON_SCOPE_ALL);
      return;
    }

  /* Only what was changed here is sent; and nothing, if it was changed elsewhere meanwhile. */
  if (!self->overwrite && returns->len == 0)
    gnomon_fields_set_string (edits, GNOMON_EVENT_ETAG, gnomon_event_get_etag (self->event));

  if (*gnomon_event_get_recurrence_id (self->event) != '\0')
    ask_scope (self, edits, others, returns);
  else
    change (self, edits, others, returns, FALSE, GNOMON_SCOPE_ALL);
}
