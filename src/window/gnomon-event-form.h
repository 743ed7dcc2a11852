/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_EVENT_FORM (gnomon_event_form_get_type ())

/*
 * All that can be said about an event, as rows. It shows and collects; the model judges, and the
 * editor around it saves.
 *
 * Signals:
 *  - "changed": something is another than before.
 */
G_DECLARE_FINAL_TYPE (GnomonEventForm, gnomon_event_form, GNOMON, EVENT_FORM, GtkWidget)

void          gnomon_event_form_load            (GnomonEventForm  *self,
                                                 GnomonStore      *store,
                                                 GnomonEvent      *event,
                                                 gboolean          is_new);
void          gnomon_event_form_set_stored      (GnomonEventForm  *self,
                                                 GnomonEvent      *event);
GVariant     *gnomon_event_form_save_rest       (GnomonEventForm    *self);
void          gnomon_event_form_restore         (GnomonEventForm    *self,
                                                 const GnomonFields *fields,
                                                 GVariant           *rest);
void          gnomon_event_form_set_title       (GnomonEventForm  *self,
                                                 const char       *title);
GnomonEvent  *gnomon_event_form_preview         (GnomonEventForm  *self,
                                                 gboolean          show_all,
                                                 GError          **error);
gboolean      gnomon_event_form_finish_typing   (GnomonEventForm  *self);
gboolean      gnomon_event_form_is_changed      (GnomonEventForm  *self);
GnomonFields *gnomon_event_form_dup_fields      (GnomonEventForm  *self);
GnomonFields *gnomon_event_form_dup_edits       (GnomonEventForm  *self);
GPtrArray    *gnomon_event_form_list_operations (GnomonEventForm  *self,
                                                 GnomonEvent      *stored);
GPtrArray    *gnomon_event_form_list_returns    (GnomonEventForm  *self);
void          gnomon_event_form_focus_title     (GnomonEventForm  *self);
gboolean      gnomon_event_form_focus_field     (GnomonEventForm  *self,
                                                 int               key);

G_END_DECLS
