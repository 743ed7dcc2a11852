/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_PREFERENCES (gnomon_preferences_get_type ())

/* The window with the settings. What is changed holds at once, here and in the service. */
G_DECLARE_FINAL_TYPE (GnomonPreferences, gnomon_preferences, GNOMON, PREFERENCES,
                      AdwPreferencesWindow)

GtkWidget *gnomon_preferences_new (GtkWindow   *parent,
                                   GnomonStore *store,
                                   GSettings   *settings);

G_END_DECLS
