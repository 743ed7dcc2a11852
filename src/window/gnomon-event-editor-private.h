/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-editor.h"

/* The inside of the editor, for its own files. */

G_BEGIN_DECLS

struct _GnomonEventEditor
{
  AdwWindow parent_instance;

  GtkWidget *form;
  GtkWidget *window_title;
  GtkWidget *save_button;
  GtkWidget *bar;
  GtkWidget *bar_label;
  GtkWidget *bar_button;

  GnomonStore *store;
  GnomonEvent *event;       /* as stored when it was opened, or saved since; NULL: a new one */
  GCancellable *cancellable;
  GPtrArray *operations;    /* what is still to do, after a new event itself */
  guint64 change;           /* that stored it */
  gboolean created;         /* the event was made by this editor */
  gboolean overwrite;       /* the user knows that it was changed elsewhere */
  gboolean closing;         /* no more questions */
  gboolean asking;
  guint draft_timeout;
};

void         gnomon_event_editor_show_bar   (GnomonEventEditor *self,
                                             const char        *text,
                                             const char        *button);
void         gnomon_event_editor_hide_bar   (GnomonEventEditor *self);
void         gnomon_event_editor_set_busy   (GnomonEventEditor *self,
                                             gboolean           busy);
void         gnomon_event_editor_fail       (GnomonEventEditor *self,
                                             const GError      *error);
void         gnomon_event_editor_finish     (GnomonEventEditor *self);

/* gnomon-event-editor-save.c */
void         gnomon_event_editor_save       (GnomonEventEditor *self);

/* gnomon-event-editor-draft.c */
void         gnomon_event_editor_schedule_draft (GnomonEventEditor *self);
void         gnomon_event_editor_flush_draft    (GnomonEventEditor *self);
void         gnomon_event_editor_drop_draft     (GnomonEventEditor *self);

G_END_DECLS
