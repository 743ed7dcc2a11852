/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-search.h"

/* What the index knows by: a text is in it by each run of three characters. */
#define GRAM 3

/* Of a long needle so many of its trigrams are tried, spread over it; besides, so many that stand
 * across a gap between words, which say most of a needle of several words. */
#define MOST_SPREAD 6
#define MOST_GAPS 4
#define MOST_TRIED (MOST_SPREAD + MOST_GAPS)

/* The rarest of these are looked up: each costs a walk through all events that have it, and a
 * fifth would leave out little that the text itself does not. */
#define MOST_TAKEN 4

/* How rare a trigram is, is seen from how far its first events lie apart. */
#define PROBE 64

/* More events than this that may have the needle are no choice: hits are then so near to each
 * other that the walk in the order of time meets a page of them soon. */
#define MOST_CANDIDATES 10000

/* So many of the candidates, spread over all of them, tell how many have the needle. */
#define SAMPLE 32

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

typedef struct
{
  const char *at;
  double density;          /* events that have it, to all of them; an estimate */
} Gram;

static int
compare_grams (gconstpointer a,
               gconstpointer b)
{
  const Gram *left = a, *right = b;

  return (left->density > right->density) - (left->density < right->density);
}

static guint
collect_grams (const char *needle,
               Gram       *grams)
{
  glong n_all = g_utf8_strlen (needle, -1) - GRAM + 1;
  glong n_spread = MIN (n_all, MOST_SPREAD);
  guint n = 0;

  if (n_spread < n_all)
    for (const char *gap = strchr (g_utf8_next_char (needle), ' ');
         gap != NULL && gap[1] != '\0' && n < MOST_GAPS;
         gap = strchr (gap + 1, ' '))
      grams[n++].at = g_utf8_prev_char (gap);

  for (glong i = 0; i < n_spread; i++)
    grams[n++].at =
      g_utf8_offset_to_pointer (needle, n_spread > 1 ? i * (n_all - 1) / (n_spread - 1) : 0);
  return n;
}

/* @find is taken: a statement of a text and a number of rows. */
static gboolean
read_ids (GnomonStatement  *find,
          const char       *text,
          guint             n_most,
          GArray           *ids,
          GError          **error)
{
  g_autoptr (GnomonStatement) lent = find;

  g_array_set_size (ids, 0);
  gnomon_statement_bind_text (lent, 1, text);
  gnomon_statement_bind_int (lent, 2, n_most);
  return gnomon_statement_read_ids (lent, ids, error);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Ascending, each once. */
static void
sort_ids (GArray *ids)
{
  guint n_kept = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (n_kept == 0 || g_array_index (ids, gint64, n_kept - 1) != id)
        g_array_index (ids, gint64, n_kept++) = id;
    }
  g_array_set_size (ids, n_kept);
}

/* The first events that have all of the trigrams, by their ids: that is the order in which the
 * index has them. */
static gboolean
find_events (GnomonDb    *db,
             const Gram  *grams,
             guint        n_grams,
             guint        n_most,
             GArray      *ids,
             GError     **error)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; i < n_grams; i++)
    append_gram (query, grams[i].at);

  return read_ids (gnomon_db_query (db, GNOMON_SQL_TEXT_FIND), query->str, n_most, ids, error);
}

/* All trigrams must be there; side by side or not is seen in the text itself. The index counts
 * nothing, so each is probed, and one that few events have answers by itself. */
static gboolean
find_by_grams (GnomonDb    *db,
               const char  *needle,
               GArray      *ids,
               GError     **error)
{
  Gram grams[MOST_TRIED];
  guint n_grams = collect_grams (needle, grams);

  for (guint i = 0; i < n_grams; i++)
    {
      if (!find_events (db, &grams[i], 1, PROBE, ids, error))
        return FALSE;
      if (ids->len < PROBE)
        return TRUE;
      grams[i].density = (double) PROBE / (double) g_array_index (ids, gint64, PROBE - 1);
    }

  qsort (grams, n_grams, sizeof (Gram), compare_grams);
  return find_events (db, grams, MIN (n_grams, MOST_TAKEN), MOST_CANDIDATES, ids, error);
}

/* A needle of one or two letters is at the beginning of one trigram or another of all texts that
 * have it. */
static gboolean
find_by_beginning (GnomonDb    *db,
                   const char  *needle,
                   GArray      *ids,
                   GError     **error)
{
  if (!read_ids (gnomon_db_query (db, GNOMON_SQL_TEXT_FIND_SHORT), needle, MOST_CANDIDATES, ids,
                 error))
    return FALSE;

  if (ids->len < MOST_CANDIDATES)
    sort_ids (ids);
  return TRUE;
}

/**
 * gnomon_search_find_candidates:
 * @db: a connection in a read
 * @needle: a text by gnomon_fold()
 * @candidates: (out) (transfer full) (nullable) (element-type gint64): the ids of the events that
 *   alone can have it, ascending; %NULL where very many can, so that they are no choice
 * @error: return location
 *
 * Asks the trigram index, whose answers have each part of the needle but not surely the whole.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_search_find_candidates (GnomonDb    *db,
                               const char  *needle,
                               GArray     **candidates,
                               GError     **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_short = g_utf8_strlen (needle, -1) < GRAM;

  *candidates = NULL;
  if (!(is_short ? find_by_beginning (db, needle, ids, error)
                 : find_by_grams (db, needle, ids, error)))
    return FALSE;

  if (ids->len < MOST_CANDIDATES)
    *candidates = g_steal_pointer (&ids);
  return TRUE;
}

static gboolean
has_needle (GnomonStatement  *has,
            gint64            id,
            gboolean         *answer,
            GError          **error)
{
  GnomonStep step;

  gnomon_statement_bind_int (has, 1, id);
  step = gnomon_statement_step (has, error);
  gnomon_statement_reset (has);
  *answer = step == GNOMON_STEP_ROW;
  return step != GNOMON_STEP_ERROR;
}

/* Whether fewer of the candidates than are wanted, and few of them at all, seem to have it. */
static gboolean
seems_rare (GnomonStatement  *has,
            const GArray     *candidates,
            guint             n_wanted,
            gboolean         *answer,
            GError          **error)
{
  guint64 n_hits = 0;

  for (guint64 i = 0; i < SAMPLE; i++)
    {
      gint64 id = g_array_index (candidates, gint64, i * candidates->len / SAMPLE);
      gboolean is_hit;

      if (!has_needle (has, id, &is_hit, error))
        return FALSE;
      n_hits += is_hit ? 1 : 0;
    }
  *answer = n_hits < SAMPLE / 2 && n_hits * candidates->len < (guint64) n_wanted * SAMPLE;
  return TRUE;
}

/**
 * gnomon_search_narrow:
 * @db: a connection in a read
 * @needle: a text by gnomon_fold()
 * @n_wanted: how many hits are wanted, in the order of time
 * @candidates: (element-type gint64): the ids of the events that alone can have it, ascending
 * @error: return location
 *
 * Keeps only those that have the needle, where they hardly are so many as are wanted: as with words
 * that many events have, though hardly one in that order. To meet them in the order of time would
 * be to pass all events there are.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_search_narrow (GnomonDb    *db,
                      const char  *needle,
                      guint        n_wanted,
                      GArray      *candidates,
                      GError     **error)
{
  g_autoptr (GnomonStatement) has = NULL;
  gboolean is_rare;
  guint n_kept = 0;

  if (candidates->len <= SAMPLE)
    return TRUE;

  has = gnomon_db_query (db, GNOMON_SQL_TEXT_HAS);
  gnomon_statement_bind_text (has, 2, needle);
  if (!seems_rare (has, candidates, n_wanted, &is_rare, error))
    return FALSE;
  if (!is_rare)
    return TRUE;

  for (guint i = 0; i < candidates->len; i++)
    {
      gint64 id = g_array_index (candidates, gint64, i);
      gboolean is_hit;

      if (!has_needle (has, id, &is_hit, error))
        return FALSE;
      if (is_hit)
        g_array_index (candidates, gint64, n_kept++) = id;
    }
  g_array_set_size (candidates, n_kept);
  return TRUE;
}

/**
 * gnomon_search_make_set:
 * @candidates: (element-type gint64): ids of events, ascending
 *
 * Returns: (transfer full): a bit for each number up to the last of them, for
 *   gnomon_statement_bind_ids()
 */
GBytes *
gnomon_search_make_set (const GArray *candidates)
{
  gint64 last = candidates->len > 0 ? g_array_index (candidates, gint64, candidates->len - 1) : 0;
  gsize size = (gsize) last / 8 + 1;
  guint8 *bits = g_malloc0 (size);

  for (guint i = 0; i < candidates->len; i++)
    {
      gint64 id = g_array_index (candidates, gint64, i);

      bits[id / 8] |= (guint8) (1 << id % 8);
    }
  return g_bytes_new_take (bits, size);
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
