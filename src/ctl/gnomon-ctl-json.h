/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GVariant  *gnomon_ctl_json_parse_value   (const char  *text,
                                          GError     **error);
GPtrArray *gnomon_ctl_json_parse_objects (const char  *text,
                                          gsize        length,
                                          gboolean    *is_list,
                                          GError     **error);
char      *gnomon_ctl_json_format        (GVariant    *value,
                                          gboolean     indented);
char      *gnomon_ctl_json_indent        (const char  *json);

G_END_DECLS
