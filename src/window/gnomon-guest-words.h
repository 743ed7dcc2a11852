/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"

/* What is said of the guests of an event together. Needs no display. */

G_BEGIN_DECLS

char *gnomon_guests_summarize (GPtrArray *guests);

G_END_DECLS
