/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Plain text in which addresses can be clicked. Needs no display. */

G_BEGIN_DECLS

char     *gnomon_links_to_markup   (const char *text); /* (transfer full) */
gboolean  gnomon_links_is_safe     (const char *uri);
char     *gnomon_links_make_markup (const char *url);

G_END_DECLS
