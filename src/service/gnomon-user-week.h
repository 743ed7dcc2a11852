/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * How the user's week is: read from the settings on the main loop, and handed to a handler that
 * runs on another thread.
 */

G_BEGIN_DECLS

typedef struct
{
  int first_weekday;         /* 1 Monday … 7 Sunday */
  int work_start;            /* minutes of the day */
  int work_end;              /* exclusive; 1440 is midnight */
  guint work_days;           /* bit 0 Monday … bit 6 Sunday; never none */
} GnomonUserWeek;

void     gnomon_user_week_read          (GnomonUserWeek *week, GSettings *settings);
gboolean gnomon_user_week_read_weekdays (const char * const *names, guint *weekdays);

G_END_DECLS
