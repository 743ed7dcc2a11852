/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-view.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_AGENDA_VIEW (gnomon_agenda_view_get_type ())

/*
 * The agenda: all events by day, to be filtered, sorted and changed several at once; and, in the
 * same place, all guests and all reminders. A GnomonView.
 *
 * Properties: "subject" (string): what is listed, "events", "guests" or "reminders".
 *
 * For what it does to several events it activates actions of the window: "win.delete-events"
 * (a(xs)), "win.move-events" ((xa(xs))), "win.mark-events" ((sa(xs))), each with the ids and the
 * recurrence ids at the end.
 */
G_DECLARE_FINAL_TYPE (GnomonAgendaView, gnomon_agenda_view, GNOMON, AGENDA_VIEW, GtkWidget)

GtkWidget *gnomon_agenda_view_new (void);

G_END_DECLS
