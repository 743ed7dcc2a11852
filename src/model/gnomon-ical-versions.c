/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-scan.h"

/*
 * Which events of a file belong together: several can have one UID, being versions of the same, a
 * series and its changed occurrences, or events to which a program gave the same one.
 */

typedef struct
{
  GArray *blocks;          /* GnomonIcalBlock */
  GHashTable *series;      /* UID to the number of its block, counted from 1 */
  guint n_twice;
  guint n_shared;
} Matching;

static GnomonIcalBlock *
get_block (Matching *self,
           guint     number)
{
  return &g_array_index (self->blocks, GnomonIcalBlock, number);
}

static gboolean
is_candidate (const GnomonIcalBlock *block)
{
  return block->uid != NULL && block->recurrence_id == NULL && !block->broken;
}

/* The zones of the text are known by now, wherever in it they stand. */
static void
name_occurrences (Matching        *self,
                  GnomonIcalZones *zones)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GnomonIcalBlock *block = get_block (self, i);
      GnomonIcalLine line;

      if (block->recurrence_line != NULL &&
          gnomon_ical_line_split (&line, block->recurrence_line, strlen (block->recurrence_line)))
        block->recurrence_id = gnomon_ical_name_occurrence (zones, &line);
    }
}

/* Some programs give one UID to many events. Where two with the same SEQUENCE have neither title
 * nor start in common, they are no versions of each other, and none may be lost: all with that
 * UID are told apart by both, in whatever order a file has them. */
static void
tell_apart (Matching *self)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      GnomonIcalBlock *block = get_block (self, i);
      GnomonIcalBlock *first =
          is_candidate (block) ? g_hash_table_lookup (firsts, block->uid) : NULL;

      if (first != NULL && block->sequence == first->sequence &&
          block->start_hash != first->start_hash && block->summary_hash != first->summary_hash)
        g_hash_table_add (shared, g_strdup (block->uid));
      else if (first == NULL && is_candidate (block))
        g_hash_table_insert (firsts, block->uid, block);
    }

  for (guint i = 0; g_hash_table_size (shared) > 0 && i < self->blocks->len; i++)
    {
      GnomonIcalBlock *block = get_block (self, i);
      g_autofree char *uid = NULL;

      if (!is_candidate (block) || !g_hash_table_contains (shared, block->uid))
        continue;
      uid = g_steal_pointer (&block->uid);
      block->uid = g_strdup_printf ("%s#%08x%08x", uid, block->start_hash, block->summary_hash);
      block->shares_uid = TRUE;
      self->n_shared++;
    }
}

/* RFC 5546, 2.1.5: of two versions that with the greater SEQUENCE is the newer one; of equals the
 * one stamped later; else the one that comes last. */
gboolean
gnomon_ical_block_is_newer (const GnomonIcalBlock *block,
                            const GnomonIcalBlock *earlier)
{
  if (block->sequence != earlier->sequence)
    return block->sequence > earlier->sequence;
  return *block->stamp == '\0' || strcmp (block->stamp, earlier->stamp) >= 0;
}

/* Keeps the newest version of each that has a name. @newest: name → number of the block + 1 */
static void
take_newest (Matching   *self,
             GHashTable *newest,
             char       *name,
             guint       number)
{
  GnomonIcalBlock *block = get_block (self, number);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (newest, name));

  if (known != 0)
    {
      GnomonIcalBlock *other = get_block (self, known - 1);

      self->n_twice++;
      if (!gnomon_ical_block_is_newer (block, other))
        {
          block->taken = TRUE;
          return;
        }
      other->taken = TRUE;
    }
  g_hash_table_replace (newest, name, GUINT_TO_POINTER (number + 1));
}

/* FALSE where one UID stands twice: then it has found nothing. */
static gboolean
find_distinct_series (Matching *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GnomonIcalBlock *block = get_block (self, i);

      if (is_candidate (block) &&
          !g_hash_table_insert (self->series, block->uid, GUINT_TO_POINTER (i + 1)))
        {
          g_hash_table_remove_all (self->series);
          return FALSE;
        }
    }
  return TRUE;
}

static void
find_newest_series (Matching *self)
{
  tell_apart (self);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      GnomonIcalBlock *block = get_block (self, i);

      if (is_candidate (block))
        take_newest (self, self->series, block->uid, i);
    }
}

/* What belongs to no series of the file, or to one that does not repeat, is an event of its own. */
static void
find_changed_occurrences (Matching *self)
{
  g_autoptr (GHashTable) lasts = g_hash_table_new (NULL, NULL);
  g_autoptr (GStringChunk) names = g_string_chunk_new (1024);
  g_autoptr (GHashTable) lone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      GnomonIcalBlock *block = get_block (self, i);
      guint series;
      guint last;

      if (block->uid == NULL || block->recurrence_id == NULL || block->broken)
        continue;
      series = GPOINTER_TO_UINT (g_hash_table_lookup (self->series, block->uid));
      if (series == 0 || !get_block (self, series - 1)->repeats)
        {
          g_autofree char *name = g_strconcat (block->uid, "#", block->recurrence_id, NULL);

          take_newest (self, lone, g_string_chunk_insert_const (names, name), i);
          continue;
        }

      last = GPOINTER_TO_UINT (g_hash_table_lookup (lasts, GUINT_TO_POINTER (series)));
      get_block (self, last != 0 ? last - 1 : series - 1)->next_changed = (int) i;
      g_hash_table_insert (lasts, GUINT_TO_POINTER (series), GUINT_TO_POINTER (i + 1));
      block->taken = TRUE;
    }
}

/**
 * gnomon_ical_match_versions:
 * @blocks: (element-type GnomonIcalBlock): the events of a file, in its order
 * @zones: all time zones of the file
 * @n_twice: (out): how many are older versions of others
 * @n_shared: (out): how many share a UID with others and have nothing else in common with them
 *
 * Marks as taken what is an older version, and what is a changed occurrence of a series, which has
 * them as a chain of `next_changed`.
 */
void
gnomon_ical_match_versions (GArray          *blocks,
                            GnomonIcalZones *zones,
                            guint           *n_twice,
                            guint           *n_shared)
{
  g_autoptr (GHashTable) series = g_hash_table_new (g_str_hash, g_str_equal);
  Matching matching = { .blocks = blocks, .series = series };

  name_occurrences (&matching, zones);
  if (!find_distinct_series (&matching))
    find_newest_series (&matching);
  find_changed_occurrences (&matching);
  *n_twice = matching.n_twice;
  *n_shared = matching.n_shared;
}
