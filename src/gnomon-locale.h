/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  gnomon_locale_init        (void);

/* (transfer full) (nullable): a date with its month in full, as a sentence has it */
char *gnomon_locale_format_date (GDateTime  *date,
                                 const char *format);

G_END_DECLS
