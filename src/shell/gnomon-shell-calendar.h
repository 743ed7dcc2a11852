/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-shell-calendar-bus.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_SHELL_CALENDAR (gnomon_shell_calendar_get_type ())

/*
 * The events below the clock of GNOME Shell, out of the store: the object that the shell expects of
 * the program which it has for that. It only reads.
 */
G_DECLARE_FINAL_TYPE (GnomonShellCalendar, gnomon_shell_calendar, GNOMON, SHELL_CALENDAR,
                      ShellCalendarServerSkeleton)

GnomonShellCalendar *gnomon_shell_calendar_new (GnomonStore *store);

G_END_DECLS
