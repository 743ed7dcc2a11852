/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * What the user has set for the whole desktop. Inside of a sandbox those settings cannot be read;
 * there the Settings portal tells them.
 */

G_BEGIN_DECLS

#define GNOMON_TYPE_DESKTOP (gnomon_desktop_get_type ())
G_DECLARE_FINAL_TYPE (GnomonDesktop, gnomon_desktop, GNOMON, DESKTOP, GObject)

gboolean       gnomon_is_in_sandbox       (void);

GnomonDesktop *gnomon_desktop_get_default (void);
GVariant      *gnomon_desktop_dup_value   (GnomonDesktop *self,
                                           const char    *schema,
                                           const char    *key);

G_END_DECLS
