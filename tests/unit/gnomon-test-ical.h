/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-private.h"

/* What the tests of iCalendar files share: texts read as events, and events told as a line. */

G_BEGIN_DECLS

/* 2026-11-18T10:42:00 in Berlin: the time of reading, and of what has none of its own. */
#define GNOMON_TEST_ICAL_NOW G_GINT64_CONSTANT (1795254120)

GBytes    *gnomon_test_ical_bytes        (const char *text);
GPtrArray *gnomon_test_ical_new_warnings (void);
gboolean   gnomon_test_ical_has_warning  (GPtrArray *warnings, const char *part);
GPtrArray *gnomon_test_ical_read         (GBytes *text, GPtrArray *warnings);
char      *gnomon_test_ical_describe     (GnomonEvent *event);

G_END_DECLS
