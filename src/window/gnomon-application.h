/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_APPLICATION (gnomon_application_get_type ())

/* The program with the window: its options, its actions, the files that it opens. */
G_DECLARE_FINAL_TYPE (GnomonApplication, gnomon_application, GNOMON, APPLICATION, AdwApplication)

GnomonApplication *gnomon_application_new (void);

G_END_DECLS
