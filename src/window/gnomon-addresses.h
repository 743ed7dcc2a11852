/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Addresses as people paste them. Needs no display. */

G_BEGIN_DECLS

/* (element-type GnomonAttendee) */
GPtrArray *gnomon_addresses_parse    (const char *text, char **refused, GError **error);
/* where stands what is behind the last separator */
gsize      gnomon_addresses_find_end (const char *text);

G_END_DECLS
