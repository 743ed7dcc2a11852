/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_GUESTS_GROUP (gnomon_guests_group_get_type ())

/*
 * The guests of the event that is edited, and a field to add more.
 *
 * Signals:
 *  - "changed": a guest came, went or has another answer; or something is typed.
 */
G_DECLARE_FINAL_TYPE (GnomonGuestsGroup, gnomon_guests_group, GNOMON, GUESTS_GROUP,
                      AdwPreferencesGroup)

void       gnomon_guests_group_set_store   (GnomonGuestsGroup *self,
                                            GnomonStore       *store);
void       gnomon_guests_group_set_guests  (GnomonGuestsGroup *self,
                                            GPtrArray         *guests,
                                            const char        *organizer);
char      *gnomon_guests_group_dup_json    (GnomonGuestsGroup *self);
GPtrArray *gnomon_guests_group_list_operations (GnomonGuestsGroup *self,
                                                GnomonEvent       *stored);
gboolean   gnomon_guests_group_has_guests  (GnomonGuestsGroup *self);
gboolean   gnomon_guests_group_add_typed   (GnomonGuestsGroup *self);
gboolean   gnomon_guests_group_has_typed   (GnomonGuestsGroup *self);
void       gnomon_guests_group_show_error  (GnomonGuestsGroup *self,
                                            const char        *message);

/* What no field of an event holds, for a draft: answers, and what is half typed. */
void       gnomon_guests_group_save        (GnomonGuestsGroup *self,
                                            GVariantDict      *dict);
void       gnomon_guests_group_restore     (GnomonGuestsGroup *self,
                                            GVariantDict      *dict);

/* Tells of each guest when they are known to be busy on the day of the event. */
void       gnomon_guests_group_set_time    (GnomonGuestsGroup *self,
                                            gint64             event_id,
                                            gint64             starts_at);

G_END_DECLS
