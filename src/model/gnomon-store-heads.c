/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ical-head.h"
#include "gnomon-store-private.h"

/*
 * What calendars keep of the heads of the files that they came from (gnomon-ical-head.h), one text
 * for each import into an empty calendar that brought another one: the last that is not undone
 * counts. A subscribed calendar has that of its source, under the number of no batch.
 */

char *
gnomon_heads_load (GnomonDb  *db,
                   gint64     calendar_id,
                   GError   **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_HEAD_GET);

  gnomon_statement_bind_int (row, 1, calendar_id);
  switch (gnomon_statement_step (row, error))
    {
    case GNOMON_STEP_ROW:
      return g_strdup (gnomon_statement_get_text (row, 0));

    case GNOMON_STEP_DONE:
      return g_strdup ("");

    case GNOMON_STEP_ERROR:
    default:
      return NULL;
    }
}

gboolean
gnomon_heads_set (GnomonDb    *db,
                  gint64       calendar_id,
                  gint64       batch_id,
                  const char  *lines,
                  GError     **error)
{
  g_autofree char *current = gnomon_heads_load (db, calendar_id, error);
  g_autoptr (GnomonStatement) set = NULL;

  if (current == NULL)
    return FALSE;
  if (g_str_equal (current, lines))
    return TRUE;
  if (!gnomon_db_run_for (db, GNOMON_SQL_HEAD_PURGE, calendar_id, error))
    return FALSE;

  set = gnomon_db_query (db, GNOMON_SQL_HEAD_SET);
  gnomon_statement_bind_int (set, 1, calendar_id);
  gnomon_statement_bind_int (set, 2, batch_id);
  gnomon_statement_bind_text (set, 3, lines);
  return gnomon_statement_run (set, error);
}

gboolean
gnomon_heads_turn (GnomonDb  *db,
                   gint64     batch_id,
                   gboolean   undone,
                   GError   **error)
{
  g_autoptr (GnomonStatement) turn = gnomon_db_query (db, GNOMON_SQL_HEAD_TURN);

  gnomon_statement_bind_int (turn, 1, batch_id);
  gnomon_statement_bind_int (turn, 2, undone);
  return gnomon_statement_run (turn, error);
}
