/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-fields.h"

/*
 * limit and offset of a list, and the bound on what is answered without a limit.
 */

G_BEGIN_DECLS

/* More than this without a limit is refused, never cut in silence. */
#define GNOMON_PAGE_MAX 5000

typedef struct
{
  gboolean limited;
  guint limit;               /* 0 with @limited: nothing */
  guint offset;
} GnomonPage;

gboolean gnomon_page_from_fields (const GnomonFields *filter, int limit_key, int offset_key,
                                  GnomonPage *page, GError **error);
/* how many rows to look for, offset included */
guint    gnomon_page_get_fetch   (const GnomonPage *page);
/* n_found: without the offset's */
gboolean gnomon_page_check       (const GnomonPage *page, guint n_found, GError **error);

G_END_DECLS
