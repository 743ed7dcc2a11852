/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-move.h"
#include "gnomon-reminder.h"

/*
 * What has happened to a reminder, as the ledger has recorded it: for those who tell it in words.
 * Instants are Unix seconds, and 0 where it has not happened.
 */

G_BEGIN_DECLS

typedef struct
{
  char *title;              /* of the event */
  gboolean is_all_day;
  GnomonReminderType type;
  int minutes_before;       /* or GNOMON_REMINDER_AT_A_TIME */
  gint64 due;
  gint64 planned_at;
  GnomonMove move;          /* the event's last; .at is 0 where it has not moved by itself */

  GnomonReminderState state;
  gint64 wake;              /* when it wants to be shown next */
  gint64 leased_at;
  gint64 lease_pid;
  gint64 shown_at;
  gboolean is_confirmed;    /* the notification server took it; else it did not answer */
  char *note;               /* a clause in English: why it was missed, or how it was shown; or "" */
  const char *silent;       /* a clause in English: why it does not ring at all; NULL: it does */
  gint64 ended_at;
  gint64 answered_at;
  char *answered_by;        /* a program, or "notification"; "": unknown */

  gint64 mail_queued_at;    /* handed over to be mailed */
  gint64 mail_wake;         /* when it is tried next */
  gint64 mail_tries;        /* that failed */
  gint64 mail_sent_at;
  char *mail_note;          /* why the last try failed, in the server's words */
} GnomonReminderStory;

/* (transfer full) (nullable): NULL with GNOMON_ERROR_NOT_FOUND. @reminder_id: a rule, which stands
 * for its instance last shown, else next; or an instance. */
GnomonReminderStory *gnomon_store_get_reminder_story (GnomonStore *self, gint64 reminder_id,
                                                      GError **error);
void                 gnomon_reminder_story_free      (GnomonReminderStory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonReminderStory, gnomon_reminder_story_free)

G_END_DECLS
