/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-clock.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_ALARM_CLOCK (gnomon_alarm_clock_get_type ())

/*
 * The one timer of the service: it waits for an instant on the wall clock, through suspend and
 * through changes of the clock, and wakes nobody before.
 *
 * Signals, on the main context of the thread that made it:
 *  - "due": the instant has come; nothing is waited for any more.
 *  - "jumped": somebody set the system's clock; what was waited for still is.
 */
G_DECLARE_FINAL_TYPE (GnomonAlarmClock, gnomon_alarm_clock, GNOMON, ALARM_CLOCK, GObject)

GnomonAlarmClock *gnomon_alarm_clock_new      (GnomonClock      *clock);
void              gnomon_alarm_clock_set      (GnomonAlarmClock *self,
                                               gint64            unix_seconds);
gint64            gnomon_alarm_clock_get_time (GnomonAlarmClock *self);

G_END_DECLS
