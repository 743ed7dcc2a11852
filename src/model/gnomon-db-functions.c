/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-functions.h"

#include "gnomon-fold.h"

/* gnomon_contains (folded text, folded needle): the literal substring of a search. */
static void
contains_func (sqlite3_context  *context,
               int               n_values,
               sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *needle = (const char *) sqlite3_value_text (values[1]);

  sqlite3_result_int (context,
                      text != NULL && needle != NULL && gnomon_fold_contains (text, needle));
}

/* gnomon_folds_to_contain (any text, folded needle): the same for text that is not folded yet. */
static void
folds_to_contain_func (sqlite3_context  *context,
                       int               n_values,
                       sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  const char *needle = (const char *) sqlite3_value_text (values[1]);
  g_autofree char *folded = text != NULL ? gnomon_fold (text) : NULL;

  sqlite3_result_int (context,
                      folded != NULL && needle != NULL && gnomon_fold_contains (folded, needle));
}

/* gnomon_is_among (id, ids by gnomon_statement_bind_ids()): whether it is one of them; without ids
 * every number is. */
static void
is_among_func (sqlite3_context  *context,
               int               n_values,
               sqlite3_value   **values)
{
  GBytes *ids = sqlite3_value_pointer (values[1], GNOMON_DB_IDS);
  gint64 id = sqlite3_value_int64 (values[0]);
  gboolean is_among = TRUE;

  if (ids != NULL)
    {
      gsize size;
      const guint8 *bits = g_bytes_get_data (ids, &size);

      is_among = id >= 0 && (guint64) id / 8 < size && (bits[id / 8] >> (id % 8) & 1) != 0;
    }
  sqlite3_result_int (context, is_among);
}

void
gnomon_db_add_functions (sqlite3 *handle)
{
  sqlite3_create_function (handle, "gnomon_contains", 2,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                           contains_func, NULL, NULL);
  sqlite3_create_function (handle, "gnomon_folds_to_contain", 2,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                           folds_to_contain_func, NULL, NULL);
  sqlite3_create_function (handle, "gnomon_is_among", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
                           is_among_func, NULL, NULL);
}
