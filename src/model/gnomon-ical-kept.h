/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-private.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *lines;           /* (element-type GnomonIcalLine): point into the text given */
  GPtrArray *components;   /* (element-type utf8): with BEGIN and END */
} GnomonIcalKept;

GnomonIcalKept       *gnomon_ical_kept_new         (const char *extra); /* borrows @extra */
void                  gnomon_ical_kept_free        (GnomonIcalKept *self);
char                 *gnomon_ical_kept_normalize   (const char *extra); /* (transfer full) */
/* (nullable): the first */
const GnomonIcalLine *gnomon_ical_kept_find        (GnomonIcalKept *self, const char *name);
/* (nullable) */
const GnomonIcalLine *gnomon_ical_kept_find_person (GnomonIcalKept *self, const char *name,
                                                    const char *email);

/* The definitions of zones among the components: (transfer full), and borrows these. */
GnomonIcalZones      *gnomon_ical_kept_list_zones  (GnomonIcalKept *self);

char                 *gnomon_ical_dup_tzid         (const char *text);
gboolean              gnomon_ical_component_is     (const char *text, const char *name);

#define GNOMON_ICAL_ORIGINAL "X-GNOMON-ORIGINAL"

/* gnomon-ical-changed.c */
/* Of an occurrence whose series was not in its file: (transfer full) (nullable) */
char                 *gnomon_ical_dup_series_uid   (GnomonEvent *event, GnomonIcalKept *kept);
void                  gnomon_ical_append_recurrence_id (GString *out, GnomonIcalKept *kept,
                                                        GnomonEvent *series, GnomonEvent *override);

/* gnomon-ical-originals.c. Lines are unfolded, each with its end. */
void                  gnomon_ical_append_group     (GString *out, GnomonIcalKept *kept,
                                                    GnomonEvent *event, GnomonIcalGroup group);
void                  gnomon_ical_keep_originals   (GnomonEvent *event, char * const *originals);
void                  gnomon_ical_drop_originals   (GnomonEvent *event);
/* (nullable) */
const char           *gnomon_ical_find_original    (GnomonIcalKept *kept, GnomonIcalGroup group,
                                                    const char *lines, gsize *length);
void                  gnomon_ical_append_stamp     (GString *out, GnomonEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonIcalKept, gnomon_ical_kept_free)

G_END_DECLS
