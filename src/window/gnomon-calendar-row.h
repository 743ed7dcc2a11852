/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-calendar.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_CALENDAR_ROW (gnomon_calendar_row_get_type ())

/*
 * A calendar in the sidebar: a check in its colour that shows or hides it, and a menu at secondary
 * click, the menu key or Shift+F10. It says what is asked for; the sidebar does it.
 *
 * Signals:
 *  - "visible-changed" (gboolean visible)
 *  - "renamed" (const char *name)
 *  - "recolored" (const char *color)
 *  - "show-only" ()
 *  - "made-default" ()
 *  - "deleted" ()
 */
G_DECLARE_FINAL_TYPE (GnomonCalendarRow, gnomon_calendar_row, GNOMON, CALENDAR_ROW, GtkWidget)

GtkWidget *gnomon_calendar_row_new             (void);
gint64     gnomon_calendar_row_get_calendar_id (GnomonCalendarRow *self);
void       gnomon_calendar_row_set_calendar    (GnomonCalendarRow *self,
                                                GnomonCalendar    *calendar,
                                                const char        *account);

G_END_DECLS
