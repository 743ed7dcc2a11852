/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *gnomon_ctl_get_string  (GVariant   *dictionary,
                                    const char *key);
gint64      gnomon_ctl_get_integer (GVariant   *dictionary,
                                    const char *key);
gboolean    gnomon_ctl_get_boolean (GVariant   *dictionary,
                                    const char *key);
char       *gnomon_ctl_dup_id      (GVariant   *dictionary,
                                    const char *key);

G_END_DECLS
