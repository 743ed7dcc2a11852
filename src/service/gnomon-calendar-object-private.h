/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-calendar-object.h"
#include "gnomon-operation.h"
#include "gnomon-transfer.h"
#include "gnomon-user-week.h"

/* What the groups of methods share; each group is a file of its own. */

G_BEGIN_DECLS

/* Each group puts its handlers into the interface. */
void          gnomon_calendar_object_init_events      (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_lists       (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_occurrences (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_schedule    (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_text        (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_attendees   (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_reminders   (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_mail        (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_calendars   (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_transfer    (GnomonCalendar1Iface *iface);
void          gnomon_calendar_object_init_history     (GnomonCalendar1Iface *iface);

/* Never NULL inside a handler: calls that come before the store is open are answered earlier. */
GnomonStore  *gnomon_calendar_object_get_store        (GnomonCalendarObject  *self);
void          gnomon_calendar_object_read_week        (GnomonCalendarObject  *self,
                                                       GnomonUserWeek *week);
/* (transfer none) (nullable) */
GSettings    *gnomon_calendar_object_get_settings     (GnomonCalendarObject  *self);

/* (transfer none) (nullable) */
GnomonSubscriber *gnomon_calendar_object_get_subscriber (GnomonCalendarObject *self);

GnomonTransfers *gnomon_calendar_object_get_transfers (GnomonCalendarObject  *self);

/* Reads a time from–to, to Unix seconds; FALSE where the call was answered by an error. */
gboolean      gnomon_calendar_object_take_range       (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       const char            *from_text,
                                                       const char            *to_text,
                                                       gint64                *from,
                                                       gint64                *to);

/* NULL where the call was answered by an error. */
GnomonFields *gnomon_calendar_object_take_fields      (GDBusMethodInvocation *invocation,
                                                       GnomonKind             kind,
                                                       GVariant              *dict);

/* Takes @operation; @callback is called as by gnomon_store_apply_async(). */
void          gnomon_calendar_object_submit           (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       GnomonOperation       *operation,
                                                       GCancellable          *cancellable,
                                                       GAsyncReadyCallback    callback,
                                                       gpointer               user_data);

/* Between these a call is under way that is answered later: the service ends after that. */
void          gnomon_calendar_object_hold             (GnomonCalendarObject  *self);
void          gnomon_calendar_object_release          (GnomonCalendarObject  *self);

/* Each of these answers the call, and takes it. @operation, @object and @list are taken too. */
void          gnomon_calendar_object_apply            (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       GnomonOperation       *operation);
void          gnomon_calendar_object_answer           (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       GObject               *object,
                                                       const GError          *error);
void          gnomon_calendar_object_answer_list      (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       GPtrArray             *list,
                                                       const GError          *error);

/* What the store finds by a filter of that kind, in the light form. */
typedef GPtrArray *(* GnomonListFunc) (GnomonStore         *store,
                                       const GnomonFields  *filter,
                                       GError             **error);

void          gnomon_calendar_object_answer_filtered  (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       GnomonKind             kind,
                                                       GVariant              *filter,
                                                       GnomonListFunc         list);

/* A list that an event has, which is borrowed from it. */
typedef GPtrArray *(* GnomonPartFunc) (GnomonEvent *event);

void          gnomon_calendar_object_answer_part      (GnomonCalendarObject  *self,
                                                       GDBusMethodInvocation *invocation,
                                                       gint64                 event_id,
                                                       GnomonPartFunc         part);

G_END_DECLS
