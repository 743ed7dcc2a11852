/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-search.h"

/* What the index knows by: a text is in it by each run of three characters. */
#define GRAM 3

/* A long needle is looked up by so many of its trigrams, spread over it: each costs a walk through
 * all that have it. Besides, by so many that stand across a gap between words, which say most of
 * a needle of several words. */
#define MOST_GRAMS 6
#define MOST_GAPS 4

/* More events than this that may have the needle are no choice: hits are then so near to each
 * other that the walk in the order of time meets a page of them soon. */
#define MOST_CANDIDATES 10000

/* The same where texts are scanned, each of which costs more. */
#define MOST_SCANNED 2000

/* What looking up one event costs, in rows passed by a walk. */
#define LOOKUP_COST 3

/* Quotes make any character a literal of the index's query language. */
static void
append_gram (GString    *query,
             const char *from)
{
  const char *end = g_utf8_offset_to_pointer (from, GRAM);

  g_string_append (query, query->len > 0 ? " \"" : "\"");
  for (const char *at = from; at < end; at++)
    {
      if (*at == '"')
        g_string_append_c (query, '"');
      g_string_append_c (query, *at);
    }
  g_string_append_c (query, '"');
}

/* All trigrams must be there; side by side or not is seen in the text itself. */
static char *
make_query (const char *needle)
{
  GString *query = g_string_new (NULL);
  glong n_grams = g_utf8_strlen (needle, -1) - GRAM + 1;
  glong n_taken = MIN (n_grams, MOST_GRAMS);
  guint n_gaps = 0;

  if (n_taken < n_grams)
    for (const char *gap = strchr (g_utf8_next_char (needle), ' ');
         gap != NULL && gap[1] != '\0' && n_gaps < MOST_GAPS;
         gap = strchr (gap + 1, ' '), n_gaps++)
      append_gram (query, g_utf8_prev_char (gap));

  for (glong i = 0; i < n_taken; i++)
    append_gram (query,
                 g_utf8_offset_to_pointer (needle, n_taken > 1 ? i * (n_grams - 1) / (n_taken - 1) : 0));
  return g_string_free (query, FALSE);
}

/**
 * gnomon_search_find_candidates:
 * @db: a connection in a read
 * @needle: a text by gnomon_fold()
 * @candidates: (out) (transfer full) (nullable) (element-type gint64): the ids of the events that
 *   alone can have it, ascending; %NULL where very many can, so that they are no choice
 * @error: return location
 *
 * Asks the trigram index, whose answers have each part of the needle but not surely the whole. A
 * needle too short for it is looked for in all texts, in the order in which they lie in the file:
 * half the work of any other order.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_search_find_candidates (GnomonDb    *db,
                               const char  *needle,
                               GArray     **candidates,
                               GError     **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GnomonStatement) find = NULL;
  g_autofree char *query = NULL;
  guint n_most = MOST_CANDIDATES;
  GnomonStep step;

  *candidates = NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (g_utf8_strlen (needle, -1) < GRAM)
    {
      n_most = MOST_SCANNED;
      find = gnomon_db_query (db, GNOMON_SQL_TEXT_SCAN);
      gnomon_statement_bind_text (find, 1, needle);
    }
  else
    {
      query = make_query (needle);
      find = gnomon_db_query (db, GNOMON_SQL_TEXT_FIND);
      gnomon_statement_bind_text (find, 1, query);
    }
  gnomon_statement_bind_int (find, 2, n_most);
  while ((step = gnomon_statement_step (find, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (find, 0);

      g_array_append_val (ids, id);
    }
  if (step == GNOMON_STEP_ERROR)
    return FALSE;

  if (ids->len < n_most)
    *candidates = g_steal_pointer (&ids);
  return TRUE;
}

/**
 * gnomon_search_is_rare:
 * @db: a connection in a read
 * @n_candidates: how many events may have the needle
 * @n_wanted: how many hits are wanted, in the order of time
 *
 * Estimates which is less work, as if the candidates were spread evenly: to look each of them up
 * and sort them, or to walk all events in the order of time until there are enough.
 *
 * Returns: %TRUE where looking them up is
 */
gboolean
gnomon_search_is_rare (GnomonDb *db,
                       guint     n_candidates,
                       guint     n_wanted)
{
  g_autoptr (GnomonStatement) last = gnomon_db_query (db, GNOMON_SQL_EVENT_MAX_ID);
  double n_events = 0, n_walked;

  if (gnomon_statement_step (last, NULL) == GNOMON_STEP_ROW)
    n_events = (double) gnomon_statement_get_int (last, 0);
  n_walked = n_wanted < n_candidates ? n_events * n_wanted / n_candidates : n_events;
  return (double) n_candidates * LOOKUP_COST < n_walked;
}
