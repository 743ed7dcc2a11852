/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_INITIALS (gnomon_initials_get_type ())

/* A disc with somebody's initials, in a colour that stays theirs. It says nothing that the name
 * beside it does not, so that screen readers pass over it. */
G_DECLARE_FINAL_TYPE (GnomonInitials, gnomon_initials, GNOMON, INITIALS, GtkWidget)

GtkWidget *gnomon_initials_new (const char *name);

G_END_DECLS
