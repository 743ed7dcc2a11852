/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ctl-text.h"

G_BEGIN_DECLS

void  gnomon_ctl_format_events    (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *events,
                                   const char           *first_day);
void  gnomon_ctl_format_event     (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *event,
                                   const char           *calendar);
void  gnomon_ctl_format_attendees (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *attendees,
                                   gboolean              with_event);
void  gnomon_ctl_format_reminders (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *reminders,
                                   gboolean              with_event);
void  gnomon_ctl_format_calendars (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *calendars);
void  gnomon_ctl_format_changes   (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *changes);
void  gnomon_ctl_format_moves     (GString              *out,
                                   const GnomonCtlStyle *style,
                                   GVariant             *moves,
                                   const char * const   *titles);
void  gnomon_ctl_format_status    (GString              *out,
                                   const GnomonCtlStyle *style,
                                   const char           *version,
                                   const char           *token,
                                   const char           *next_event,
                                   const char           *reminders);
char *gnomon_ctl_format_summary   (const GnomonCtlStyle *style,
                                   GVariant             *event);
char *gnomon_ctl_format_reminder  (const GnomonCtlStyle *style,
                                   GVariant             *reminder);

G_END_DECLS
