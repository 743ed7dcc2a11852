/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-page.h"

static gboolean
read_count (const GnomonFields  *filter,
            int                  key,
            const char          *name,
            guint               *count,
            GError             **error)
{
  gint64 value = gnomon_fields_get_int (filter, key, 0);

  if (value < 0)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "%s: must not be negative",
                   name);
      return FALSE;
    }
  *count = (guint) MIN (value, G_MAXINT / 4);
  return TRUE;
}

/**
 * gnomon_page_from_fields:
 * @filter: a filter
 * @limit_key: its key of the limit
 * @offset_key: its key of the offset
 * @page: (out): where to write
 * @error: return location
 *
 * A limit of 0 counts as none, as an empty string does elsewhere in a filter.
 *
 * Returns: %TRUE; else GNOMON_ERROR_INVALID_ARGUMENT
 */
gboolean
gnomon_page_from_fields (const GnomonFields  *filter,
                         int                  limit_key,
                         int                  offset_key,
                         GnomonPage          *page,
                         GError             **error)
{
  *page = (GnomonPage) { 0 };
  if (!read_count (filter, limit_key, "limit", &page->limit, error)
      || !read_count (filter, offset_key, "offset", &page->offset, error))
    return FALSE;
  page->limited = page->limit > 0;
  return TRUE;
}

/**
 * gnomon_page_get_fetch:
 * @page: a page
 *
 * Returns: how many rows to look for from the first, so that the page can be cut out of them and
 *   one too many be noticed
 */
guint
gnomon_page_get_fetch (const GnomonPage *page)
{
  return page->offset + (page->limited ? page->limit : GNOMON_PAGE_MAX + 1);
}

/**
 * gnomon_page_check:
 * @page: a page
 * @n_found: how many rows were found behind the offset
 * @error: return location
 *
 * Returns: %TRUE; else GNOMON_ERROR_LIMIT_EXCEEDED
 */
gboolean
gnomon_page_check (const GnomonPage  *page,
                   guint              n_found,
                   GError           **error)
{
  if (page->limited || n_found <= GNOMON_PAGE_MAX)
    return TRUE;
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
               "limit: more than %d matches; ask for a part of them", GNOMON_PAGE_MAX);
  return FALSE;
}
