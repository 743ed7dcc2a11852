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
const GnomonIcalLine *gnomon_ical_kept_find        (GnomonIcalKept *self, const char *name); /* (nullable): the first */
const GnomonIcalLine *gnomon_ical_kept_find_person (GnomonIcalKept *self, const char *name, const char *email); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonIcalKept, gnomon_ical_kept_free)

G_END_DECLS
