/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-attendee.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_GUEST_ROW (gnomon_guest_row_get_type ())

/*
 * A guest in the editor: who it is, what they answered, and a menu to change that.
 *
 * Signals:
 *  - "removed": the guest is to go.
 */
G_DECLARE_FINAL_TYPE (GnomonGuestRow, gnomon_guest_row, GNOMON, GUEST_ROW, AdwActionRow)

GtkWidget      *gnomon_guest_row_new          (GnomonAttendee *guest,
                                               gboolean        is_organizer);
GnomonAttendee *gnomon_guest_row_dup_guest    (GnomonGuestRow *self);

/* How answers are told everywhere. */
const char     *gnomon_answer_get_label       (GnomonAttendeeStatus status);
const char     *gnomon_answer_get_icon_name   (GnomonAttendeeStatus status);

G_END_DECLS
