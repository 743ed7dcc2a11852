/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

G_BEGIN_DECLS

GSettings *gnomon_settings_new           (void);
void       gnomon_settings_bind_store    (GSettings *settings, GnomonStore *store);

/* What a person's new event has where nothing else is said: type, length, reminder. */
void       gnomon_settings_fill_defaults (GSettings *settings, GnomonFields *event);

G_END_DECLS
