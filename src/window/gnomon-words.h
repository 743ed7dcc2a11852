/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gnomon-change.h"

/* The model's errors and changes as people read them. Needs no display. */

G_BEGIN_DECLS

char *gnomon_words_for_error (const GError *error);
char *gnomon_words_for_feed  (const char *text); /* of a calendar on the web */
char *gnomon_words_for_undo  (GnomonChange *change);
char *gnomon_words_for_redo  (GnomonChange *change);
char *gnomon_words_for_turn  (GnomonChange *change,
                              gboolean      again);

G_END_DECLS
