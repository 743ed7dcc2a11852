/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-draft.h"
#include "gnomon-event-editor-private.h"
#include "gnomon-event-form.h"

/* What is typed is kept in a file, a moment after the last key: no crash takes it along. */

#define DELAY_MS 500

static void
write_draft (GnomonEventEditor *self)
{
  GnomonEventForm *form = GNOMON_EVENT_FORM (self->form);
  g_autofree char *path = gnomon_draft_dup_path ();
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GError) error = NULL;

  if (!gnomon_event_form_is_changed (form))
    {
      gnomon_draft_remove (path);
      return;
    }

  fields = gnomon_event_form_dup_fields (form);
  if (!gnomon_draft_write (path, self->event ? gnomon_event_get_id (self->event) : 0,
                           self->event ? gnomon_event_get_recurrence_id (self->event) : "", fields,
                           gnomon_event_form_save_rest (form), &error))
    g_warning ("%s", error->message);
}

static gboolean
write_cb (gpointer user_data)
{
  GnomonEventEditor *self = user_data;

  self->draft_timeout = 0;
  write_draft (self);

  return G_SOURCE_REMOVE;
}

/**
 * gnomon_event_editor_schedule_draft:
 * @self: an editor in which something is typed
 */
void
gnomon_event_editor_schedule_draft (GnomonEventEditor *self)
{
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  self->draft_timeout = g_timeout_add (DELAY_MS, write_cb, self);
}

/**
 * gnomon_event_editor_flush_draft:
 * @self: an editor that goes
 *
 * Keeps at once what is still to be kept.
 */
void
gnomon_event_editor_flush_draft (GnomonEventEditor *self)
{
  if (self->draft_timeout == 0)
    return;

  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  write_draft (self);
}

/**
 * gnomon_event_editor_drop_draft:
 * @self: an editor of which nothing is to be kept: it is saved, or thrown away
 */
void
gnomon_event_editor_drop_draft (GnomonEventEditor *self)
{
  g_autofree char *path = gnomon_draft_dup_path ();

  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  gnomon_draft_remove (path);
}

/**
 * gnomon_event_editor_restore:
 * @self: an editor of the event that the draft is of
 * @draft: what was typed
 *
 * Shows what was typed, as if it were typed now.
 */
void
gnomon_event_editor_restore (GnomonEventEditor *self,
                             const GnomonDraft *draft)
{
  g_return_if_fail (GNOMON_IS_EVENT_EDITOR (self));
  g_return_if_fail (draft != NULL);

  gnomon_event_form_restore (GNOMON_EVENT_FORM (self->form), draft->fields, draft->rest);
  gnomon_event_editor_schedule_draft (self);
}
