/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-draft.h"
#include "gnomon-event-editor.h"
#include "gnomon-window-private.h"

/* What was being typed when the window went the last time is offered again. */

static void
hide_bar (GnomonWindow *self)
{
  gtk_revealer_set_reveal_child (self->draft_bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_bar), FALSE);
  gnomon_window_focus_view (self);
}

/* The event as it is now; NULL where it is no more. */
static GnomonEvent *
find_event (GnomonWindow      *self,
            const GnomonDraft *draft)
{
  if (*draft->recurrence_id != '\0')
    return gnomon_store_get_occurrence (self->store, draft->event_id, draft->recurrence_id, NULL);

  return gnomon_store_get_event (self->store, draft->event_id, NULL);
}

static void
restore_clicked_cb (GnomonWindow *self)
{
  g_autofree char *path = gnomon_draft_dup_path ();
  g_autoptr (GnomonDraft) draft = gnomon_draft_read (path, NULL);
  g_autoptr (GnomonEvent) event = NULL;
  GnomonEventEditor *editor;

  hide_bar (self);
  if (draft == NULL)
    return;

  /* What was typed of an event that is gone becomes a new one. */
  if (draft->event_id != 0)
    event = find_event (self, draft);

  editor = gnomon_window_make_editor (self, event);
  gnomon_event_editor_restore (editor, draft);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
discard_clicked_cb (GnomonWindow *self)
{
  g_autofree char *path = gnomon_draft_dup_path ();

  gnomon_draft_remove (path);
  hide_bar (self);
}

/**
 * gnomon_window_class_init_draft:
 * @widget_class: the class of the window
 *
 * Binds the bar.
 */
void
gnomon_window_class_init_draft (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, draft_label);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked_cb);
}

/**
 * gnomon_window_offer_draft:
 * @self: a window that is new
 *
 * Shows the bar where something was typed and not saved.
 */
void
gnomon_window_offer_draft (GnomonWindow *self)
{
  g_autofree char *path = gnomon_draft_dup_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDraft) draft = gnomon_draft_read (path, &error);
  g_autofree char *text = NULL;
  const char *title;

  if (draft == NULL)
    {
      if (!g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
        g_message ("%s", error->message);
      return;
    }

  title = gnomon_fields_get_string (draft->fields, GNOMON_EVENT_TITLE);
  if (title != NULL && *title != '\0')
    /* Translators: %s is the title of an event. */
    text = g_strdup_printf (_("You were editing “%s”"), title);
  else
    text = g_strdup (_("You were editing an event"));

  gtk_label_set_label (self->draft_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_bar), TRUE);
  gtk_revealer_set_reveal_child (self->draft_bar, TRUE);
}
