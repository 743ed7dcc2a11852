/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The calendars that GNOME Calendar and Evolution have on this computer, to be taken over: their
 * files are looked at as they lie there, and nothing of them is changed.
 */

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *color;              /* (nullable): #rrggbb */
  char *path;               /* of an iCalendar file; NULL where there is an address */
  char *url;                /* of a calendar on the web */
  guint n_events;           /* in the file; 0 with an address */
  gboolean is_main;         /* the one that everybody has: it goes with the default calendar */
} GnomonForeignCalendar;

GnomonForeignCalendar *gnomon_foreign_calendar_new_for_file (const char *path);
void                   gnomon_foreign_calendar_free         (GnomonForeignCalendar *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonForeignCalendar, gnomon_foreign_calendar_free)

/* Those that have something in them: (transfer full) (element-type GnomonForeignCalendar) */
GPtrArray             *gnomon_evolution_list_calendars      (const char *data_home,
                                                             const char *config_home);

G_END_DECLS
