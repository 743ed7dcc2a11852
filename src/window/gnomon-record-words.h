/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-attendee.h"
#include "gnomon-reminder.h"

/* What answers, and kinds and states of reminders are called in lists. Needs no display. */

G_BEGIN_DECLS

const char *gnomon_record_get_answer_label (GnomonAttendeeStatus status);
const char *gnomon_record_get_state_label  (GnomonReminderState  state);
const char *gnomon_record_get_kind_label   (GnomonReminderType   type);

G_END_DECLS
