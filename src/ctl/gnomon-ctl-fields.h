/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  gnomon_ctl_fields_split_word (const char    *word,
                                        char         **key,
                                        const char   **value);
gboolean  gnomon_ctl_fields_add_text   (GVariantDict  *fields,
                                        const char    *key,
                                        const char    *text,
                                        GDateTime     *now,
                                        GError       **error);
char     *gnomon_ctl_fields_dup_date   (const char    *text,
                                        GDateTime     *now);
gboolean  gnomon_ctl_parse_id          (const char    *text,
                                        const char    *field,
                                        gint64        *id,
                                        GError       **error);
gboolean  gnomon_ctl_parse_minutes     (const char    *text,
                                        gint64        *minutes);

G_END_DECLS
