/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_CALENDAR (gnomon_calendar_get_type ())

/* A calendar as stored: a snapshot. */
G_DECLARE_FINAL_TYPE (GnomonCalendar, gnomon_calendar, GNOMON, CALENDAR, GObject)

GnomonCalendar *gnomon_calendar_new           (gint64      id,
                                               const char *name,
                                               const char *color,
                                               gboolean    visible,
                                               gboolean    is_default,
                                               gboolean    read_only);
gint64          gnomon_calendar_get_id        (GnomonCalendar *self);
const char     *gnomon_calendar_get_name      (GnomonCalendar *self);
/* a palette name, or #rrggbb */
const char     *gnomon_calendar_get_color     (GnomonCalendar *self);
gboolean        gnomon_calendar_is_visible    (GnomonCalendar *self);
gboolean        gnomon_calendar_is_default    (GnomonCalendar *self);
gboolean        gnomon_calendar_is_read_only  (GnomonCalendar *self);

/* Of a calendar that is read from the web; "" and 0 of any other. */
void            gnomon_calendar_set_source    (GnomonCalendar *self,
                                               const char     *source_url,
                                               gint64          refreshed_at,
                                               const char     *refresh_error,
                                               int             refresh_minutes);
gboolean        gnomon_calendar_is_subscribed (GnomonCalendar *self);
const char     *gnomon_calendar_get_source_url (GnomonCalendar *self);
/* Unix seconds; 0: never */
gint64          gnomon_calendar_get_refreshed_at (GnomonCalendar *self);
const char     *gnomon_calendar_get_refresh_error (GnomonCalendar *self);
int             gnomon_calendar_get_refresh_minutes (GnomonCalendar *self);

/* The palette of the design, in its order: "blue", "sky", … "slate". NULL-terminated. */
const char * const *gnomon_color_get_palette  (void);

/* A palette name or #rrggbb, in the form that is stored (lower case); NULL and error else. */
char           *gnomon_color_normalize        (const char *text, const char *field, GError **error);

G_END_DECLS
