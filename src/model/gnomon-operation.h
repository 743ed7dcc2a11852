/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-fields.h"
#include "gnomon-sink.h"

/*
 * An operation: one change that a user or a program asks for. It is a value that any thread may
 * make; the store runs it on its writer thread as one transaction with one row in the change log.
 * Constructors take copies of what they are given.
 */

G_BEGIN_DECLS

typedef struct _GnomonOperation GnomonOperation;

/* What of a series an edit of one of its occurrences is about. */
typedef enum
{
  GNOMON_SCOPE_THIS,         /* that occurrence alone */
  GNOMON_SCOPE_FUTURE,       /* from it on: of the first one it is the whole series */
  GNOMON_SCOPE_ALL,
} GnomonScope;

gboolean         gnomon_scope_from_string             (const char *text, GnomonScope *scope);

/* result: GnomonEvent, full form */
GnomonOperation *gnomon_operation_new_create_event    (const GnomonFields *event);
GnomonOperation *gnomon_operation_new_update_event    (gint64 event_id, const GnomonFields *event);
GnomonOperation *gnomon_operation_new_replace_event   (gint64 event_id, const GnomonFields *event);
/* result: none */
GnomonOperation *gnomon_operation_new_delete_event    (gint64 event_id);
/* result: GnomonEvent, full form: the occurrence; the new series; the series */
GnomonOperation *gnomon_operation_new_update_occurrence (gint64 event_id, const char *recurrence_id,
                                                         const GnomonFields *event,
                                                         GnomonScope scope);
/* result: none */
GnomonOperation *gnomon_operation_new_delete_occurrence (gint64 event_id, const char *recurrence_id,
                                                         GnomonScope scope);
/* result: GnomonAttendee */
GnomonOperation *gnomon_operation_new_add_attendee    (gint64 event_id, const char *email,
                                                       const char *name);
GnomonOperation *gnomon_operation_new_respond         (gint64 event_id, gint64 attendee_id,
                                                       const char *status);
GnomonOperation *gnomon_operation_new_respond_as      (gint64 event_id, const char *email,
                                                       const char *status);
/* result: GnomonEvent, full form */
GnomonOperation *gnomon_operation_new_remove_attendee (gint64 event_id, gint64 attendee_id);
/* result: GnomonReminder */
GnomonOperation *gnomon_operation_new_add_reminder    (gint64 event_id,
                                                       const GnomonFields *reminder);
GnomonOperation *gnomon_operation_new_snooze_reminder (gint64 reminder_id, int minutes);
GnomonOperation *gnomon_operation_new_snooze_reminder_until (gint64 reminder_id, const char *when);
/* result: none */
GnomonOperation *gnomon_operation_new_remove_reminder (gint64 event_id, gint64 reminder_id);
GnomonOperation *gnomon_operation_new_dismiss_reminder (gint64 reminder_id);
GnomonOperation *gnomon_operation_new_dismiss_open_reminders (gint64 until);
/* result: GnomonCalendar */
GnomonOperation *gnomon_operation_new_create_calendar (const GnomonFields *calendar);
GnomonOperation *gnomon_operation_new_update_calendar (gint64 calendar_id,
                                                       const GnomonFields *calendar);
/* result: none; its events go into the trash with it */
GnomonOperation *gnomon_operation_new_delete_calendar (gint64 calendar_id);
/* result: GnomonImport (gnomon-ical.h); calendar_id 0: the default calendar */
GnomonOperation *gnomon_operation_new_import          (GBytes *icalendar, gint64 calendar_id);
/* Of a subscribed calendar (gnomon-subscription.h). It is no change of the user's: it cannot be
 * undone.
 * result: GnomonImport; the text that was fetched, and what the server calls it */
GnomonOperation *gnomon_operation_new_refresh         (gint64 calendar_id, GBytes *icalendar,
                                                       const char *etag, const char *last_modified);
/* result: none; nothing was fetched: it is as it was, or @error says why, in English */
GnomonOperation *gnomon_operation_new_settle_refresh  (gint64 calendar_id, const char *error);
/* result: none; the service shall refresh it now */
GnomonOperation *gnomon_operation_new_request_refresh (gint64 calendar_id);

/* result: GnomonChange (gnomon-change.h): what was undone or redone. CONFLICT where an event was
 * changed since; NOT_FOUND where there is nothing. */
GnomonOperation *gnomon_operation_new_undo            (void);
GnomonOperation *gnomon_operation_new_redo            (void);
GnomonOperation *gnomon_operation_new_undo_change     (guint64 change_id);
/* result: GnomonEvent, full form, out of the trash */
GnomonOperation *gnomon_operation_new_restore_event   (gint64 event_id);
/* result: none; what lies in the trash or the log for more than 30 days goes, a part of it at a
 * time: again as long as gnomon_store_can_purge() */
GnomonOperation *gnomon_operation_new_purge           (void);

/* result: none; all of them, in order, as one change: where one is refused, none is done */
GnomonOperation *gnomon_operation_new_group           (GPtrArray *operations);

/* Which change it was, for undoing it: once it was answered; 0 where it changed nothing. */
guint64          gnomon_operation_get_change          (GnomonOperation *self);

/* Who asks, for the change log: a program's name. Where nothing is set, or NULL, it is that of this
 * process; "" stands for somebody who is not known. */
void             gnomon_operation_set_actor           (GnomonOperation *self, const char *actor);

/* To be told how far it is, on the thread that runs it: of an import. */
void             gnomon_operation_set_progress        (GnomonOperation *self,
                                                       GnomonProgressFunc progress,
                                                       gpointer user_data);

GnomonOperation *gnomon_operation_ref                 (GnomonOperation *self);
void             gnomon_operation_unref               (GnomonOperation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonOperation, gnomon_operation_unref)

G_END_DECLS
