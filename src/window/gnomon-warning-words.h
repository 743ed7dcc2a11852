/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-warning.h"

/* What a calendar file has that cannot be taken as it is, for people. Needs no display. */

G_BEGIN_DECLS

char *gnomon_warning_words (const GnomonWarning *warning,
                            GPtrArray           *events);

G_END_DECLS
