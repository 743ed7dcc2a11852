/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Four weeks: as far before the start as a reminder may stand. */
#define GNOMON_REMINDER_MAX_MINUTES_BEFORE 40320

/* Ends of a snooze that are told by what they mean. */
#define GNOMON_SNOOZE_UNTIL_START "until-start"
#define GNOMON_SNOOZE_TOMORROW_MORNING "tomorrow-morning" /* at the hour of all-day reminders */

typedef enum
{
  GNOMON_REMINDER_NOTIFICATION,
  GNOMON_REMINDER_EMAIL,
  GNOMON_REMINDER_BOTH,
} GnomonReminderType;

/* The states of the ledger. A rule (as listed by GetReminders) shows the state of its instance
 * last shown, else of its next one. */
typedef enum
{
  GNOMON_REMINDER_PLANNED,   /* waits for its time */
  GNOMON_REMINDER_SHOWN,     /* a notification was taken by the server */
  GNOMON_REMINDER_SNOOZED,   /* waits again */
  GNOMON_REMINDER_DISMISSED, /* answered */
  GNOMON_REMINDER_MISSED,    /* its time had passed before it could be shown, or be planned */
  GNOMON_REMINDER_MAILED,
  GNOMON_REMINDER_FAILED,
} GnomonReminderState;

const char *gnomon_reminder_type_to_string    (GnomonReminderType type);
gboolean    gnomon_reminder_type_from_string  (const char *text, GnomonReminderType *type);
const char *gnomon_reminder_state_to_string   (GnomonReminderState state);
gboolean    gnomon_reminder_state_from_string (const char *text, GnomonReminderState *state);

#define GNOMON_TYPE_REMINDER (gnomon_reminder_get_type ())

/* In place of the minutes before the start: it stands at a time of its own. */
#define GNOMON_REMINDER_AT_A_TIME G_MININT

/* A reminder's rule with the state of its current instance, or a due instance: a snapshot. */
G_DECLARE_FINAL_TYPE (GnomonReminder, gnomon_reminder, GNOMON, REMINDER, GObject)

gint64              gnomon_reminder_get_id             (GnomonReminder *self);
gint64              gnomon_reminder_get_event_id       (GnomonReminder *self);
/* Unix seconds: when it rings next, or rang */
gint64              gnomon_reminder_get_time           (GnomonReminder *self);
/* negative: after the start; GNOMON_REMINDER_AT_A_TIME */
int                 gnomon_reminder_get_minutes_before (GnomonReminder *self);
/* made of reminder_set/reminder_minutes_before */
gboolean            gnomon_reminder_is_automatic       (GnomonReminder *self);
GnomonReminderType  gnomon_reminder_get_reminder_type  (GnomonReminder *self);
GnomonReminderState gnomon_reminder_get_state          (GnomonReminder *self);
/* Unix seconds; 0: not yet */
gint64              gnomon_reminder_get_sent_at        (GnomonReminder *self);

G_END_DECLS
