/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Zones: from wall seconds to instants and back. A zone is a GTimeZone; NULL stands for UTC.
 * RFC 5545, 3.3.5: a wall time that occurs twice is its first occurrence; one in a gap is taken
 * with the offset before the gap (02:30 becomes 03:30).
 */

G_BEGIN_DECLS

/* The value of `timezone` for events that follow whoever looks at them. */
#define GNOMON_ZONE_FLOATING "floating"

/* (transfer full) (nullable): IANA names only; never opens a file outside zoneinfo */
GTimeZone *gnomon_zone_lookup          (const char *name);
gboolean   gnomon_zone_reload          (void); /* whether the tz database was replaced */
int        gnomon_zone_get_generation  (void);               /* another one after that */
char     **gnomon_zone_list_database_files (void); /* (transfer full): by which it is known */
GTimeZone *gnomon_zone_new_system      (void); /* (transfer full): read anew at each call */
char      *gnomon_zone_dup_system_name (void); /* IANA name; "UTC" where it is not known */
char     **gnomon_zone_list_system_files (void); /* what gnomon_zone_dup_system_name() looks at */
char      *gnomon_zone_dup_database_version (void);          /* of the tz database: "2026b" */
gint64     gnomon_zone_to_instant      (GTimeZone *zone, gint64 wall);
gint64     gnomon_zone_to_wall         (GTimeZone *zone, gint64 unix_seconds);
gint64     gnomon_zone_get_shift       (GTimeZone *zone, gint64 unix_seconds);

G_END_DECLS
