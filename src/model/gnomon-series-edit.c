/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-edit.h"

#include <string.h>

#include "gnomon-civil.h"

/*
 * How the parts of a series follow its edit. Exceptions and overrides belong to the pattern: where
 * that is moved they move along, or a date that was taken out would come back.
 */

/* So far is counted where an occurrence is found again by its number. */
#define MOST_COUNTED 100000

typedef struct
{
  GnomonEvent *before;
  GnomonEvent *after;
  GnomonSeries *old_pattern;   /* without what is taken out; so the other */
  GnomonSeries *new_pattern;
} Move;

static gboolean
is_all_day (GnomonEvent *event)
{
  return event->kind == GNOMON_TIME_DATE;
}

static void
set_string (char **place,
            char  *value)
{
  g_free (*place);
  *place = value;
}

static gint64
floor_to_day (gint64 wall)
{
  return gnomon_civil_day_of_wall (wall) * GNOMON_DAY_SECONDS;
}

static gboolean
strv_equal (char **a,
            char **b)
{
  return g_strv_equal ((const char * const *) a, (const char * const *) b);
}

/* The pattern alone. */
static GnomonSeries *
compile_pattern (GnomonEvent *event)
{
  GnomonSeriesTerms terms = {
    .kind = event->kind,
    .start_wall = event->start_wall,
    .end_wall = event->end_wall,
    .timezone = event->timezone,
    .end_timezone = event->end_timezone,
    .rrule = event->rrule,
    .rdate = (const char * const *) event->rdate,
  };

  return gnomon_series_new (&terms);
}

static gint64
shift (const Move *move,
       gint64      key)
{
  key += move->after->start_wall - move->before->start_wall;
  return is_all_day (move->after) ? floor_to_day (key) : key;
}

/* The occurrence of the same number. */
static gboolean
find_by_number (const Move *move,
                gint64      key,
                gint64     *new_key)
{
  GnomonSeriesIter old_iter, new_iter;
  GnomonInstance old, new;

  gnomon_series_iter_init (&old_iter, move->old_pattern, G_MININT64);
  gnomon_series_iter_init (&new_iter, move->new_pattern, G_MININT64);
  for (guint i = 0; i < MOST_COUNTED; i++)
    {
      if (!gnomon_series_iter_next (&old_iter, &old) || !gnomon_series_iter_next (&new_iter, &new)
          || old.key > key)
        return FALSE;
      *new_key = new.key;
      if (old.key == key)
        return TRUE;
    }
  return FALSE;
}

/* Where an occurrence of the old pattern stands in the new one: as far away as its start has moved
 * or, of a rule whose occurrences move by different lengths, the one of the same number. */
static gboolean
follow (const Move *move,
        gint64      key,
        gint64     *new_key)
{
  *new_key = shift (move, key);
  return gnomon_series_has_key (move->new_pattern, *new_key)
         || !gnomon_series_has_key (move->old_pattern, key)
         || (move->before->start_wall != move->after->start_wall
             && find_by_number (move, key, new_key));
}

static char *
format_value (GnomonEvent *event,
              gint64       key)
{
  g_autofree char *value = gnomon_series_format_value (is_all_day (event), key);

  return event->kind == GNOMON_TIME_UTC ? g_strconcat (value, "Z", NULL) : g_steal_pointer (&value);
}

/* One value of EXDATE, or a start of RDATE. */
static char *
move_value (const Move *move,
            const char *value,
            gboolean    is_exception)
{
  GTimeZone *zone = gnomon_series_get_zone (move->old_pattern);
  gint64 key, new_key;
  gboolean is_day;

  if (!gnomon_series_parse_value (value, is_all_day (move->before), zone, &key, &is_day))
    return g_strdup (value);
  if (is_day)
    {
      gint64 days = gnomon_civil_day_of_wall (move->after->start_wall)
                    - gnomon_civil_day_of_wall (move->before->start_wall);

      return gnomon_series_format_value (TRUE, key + days * GNOMON_DAY_SECONDS);
    }
  if (!is_exception || !follow (move, key, &new_key))
    new_key = shift (move, key);
  return format_value (move->after, new_key);
}

static char *
move_period (const Move *move,
             const char *value)
{
  const char *end = strchr (value, '/');
  g_autofree char *start = move_value (move, value, FALSE);
  g_autofree char *moved_end = NULL;

  if (end == NULL || is_all_day (move->after))
    return g_steal_pointer (&start);

  moved_end = end[1] == 'P' ? g_strdup (end + 1) : move_value (move, end + 1, FALSE);
  return g_strconcat (start, "/", moved_end, NULL);
}

static void
move_values (const Move  *move,
             char      ***values,
             gboolean     are_exceptions)
{
  char **moved = g_new0 (char *, g_strv_length (*values) + 1);

  for (guint i = 0; (*values)[i] != NULL; i++)
    moved[i] = are_exceptions ? move_value (move, (*values)[i], TRUE)
                              : move_period (move, (*values)[i]);
  g_strfreev (*values);
  *values = moved;
}

static gboolean
is_moved (GnomonEvent *before,
          GnomonEvent *after)
{
  return before->start_wall != after->start_wall || before->kind != after->kind
         || !g_str_equal (before->timezone, after->timezone);
}

/* The pattern: what the edit does not say itself moves with the start. */
static void
move_pattern (Move *move)
{
  GnomonEvent *before = move->before, *after = move->after;
  gboolean moved = is_moved (before, after);

  if (moved && g_str_equal (before->rrule, after->rrule))
    set_string (&after->rrule, gnomon_series_move_rule (before, after));
  if (moved && strv_equal (before->rdate, after->rdate))
    move_values (move, &after->rdate, FALSE);
  move->new_pattern = compile_pattern (after);
  if (moved && strv_equal (before->exdate, after->exdate))
    move_values (move, &after->exdate, TRUE);
}

static int
compare_overrides (gconstpointer a,
                   gconstpointer b)
{
  return strcmp ((*(GnomonEvent * const *) a)->recurrence_id,
                 (*(GnomonEvent * const *) b)->recurrence_id);
}

/* NULL where the new pattern has no place for it. */
static GnomonEvent *
move_override (const Move   *move,
               GnomonSeries *series,
               GnomonEvent  *override)
{
  g_autoptr (GnomonEvent) moved = gnomon_event_copy (override);
  char id[GNOMON_RECURRENCE_ID_LENGTH];
  gint64 key, new_key;

  if (gnomon_series_parse_key (is_all_day (move->before), override->recurrence_id, &key))
    {
      /* One that the pattern never had, as files can bring it, is left where it is. */
      if (!follow (move, key, &new_key)
          || (gnomon_series_has_key (move->new_pattern, new_key)
              && !gnomon_series_has_key (series, new_key)))
        return NULL;
      gnomon_series_format_key (is_all_day (move->after), new_key, id);
      set_string (&moved->recurrence_id, g_strdup (id));
    }
  gnomon_event_merge (moved, move->before, move->after, TRUE);
  gnomon_event_move (moved, move->before, move->after);
  return g_steal_pointer (&moved);
}

static void
move_overrides (const Move *move)
{
  GPtrArray *overrides = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonSeries) series = gnomon_series_new_for_event (move->after);

  for (guint i = 0; i < move->after->overrides->len; i++)
    {
      GnomonEvent *moved =
        move_override (move, series, g_ptr_array_index (move->after->overrides, i));

      if (moved != NULL)
        g_ptr_array_add (overrides, moved);
    }
  g_ptr_array_sort (overrides, compare_overrides);
  g_ptr_array_unref (move->after->overrides);
  move->after->overrides = overrides;
}

/**
 * gnomon_event_settle_series:
 * @before: an event as it was
 * @after: the same as it shall be, with the overrides of @before
 *
 * Brings the rest of a series in line with its edit. Where its start has moved, and the edit does
 * not say otherwise, its rule, EXDATEs and RDATEs move along. Its overrides do, too, and take part
 * in the edit in what they had as the series had it; one whose occurrence is no more goes.
 */
void
gnomon_event_settle_series (GnomonEvent *before,
                            GnomonEvent *after)
{
  Move move = { before, after, NULL, NULL };

  if (!gnomon_event_is_recurring (before))
    return;
  if (!gnomon_event_is_recurring (after))
    {
      g_ptr_array_set_size (after->overrides, 0);
      return;
    }

  move.old_pattern = compile_pattern (before);
  move_pattern (&move);
  if (after->overrides->len > 0)
    move_overrides (&move);
  gnomon_series_free (move.old_pattern);
  gnomon_series_free (move.new_pattern);
}

/**
 * gnomon_series_follow:
 * @before: an event as it was
 * @after: the same after an edit
 * @key: the key of one of its occurrences before that
 * @new_key: (out): its key after it
 *
 * Returns: whether the pattern of @after has a place for it
 */
gboolean
gnomon_series_follow (GnomonEvent *before,
                      GnomonEvent *after,
                      gint64       key,
                      gint64      *new_key)
{
  Move move = { before, after, compile_pattern (before), compile_pattern (after) };
  gboolean found = follow (&move, key, new_key);

  gnomon_series_free (move.old_pattern);
  gnomon_series_free (move.new_pattern);
  return found;
}

/**
 * gnomon_event_move:
 * @target: an event that may be changed
 * @old: an event before an edit
 * @new: the same after it
 *
 * Makes the same edit to the times of @target: it moves by as much on the clock, and lasts as long
 * as @new where it has lasted as long as @old. A change between times and whole days, and of a zone
 * that it shares, goes over.
 */
void
gnomon_event_move (GnomonEvent *target,
                   GnomonEvent *old,
                   GnomonEvent *new)
{
  gint64 length = target->end_wall - target->start_wall;

  if (length == old->end_wall - old->start_wall || old->kind != new->kind)
    length = new->end_wall - new->start_wall;

  target->start_wall += new->start_wall - old->start_wall;
  if (target->kind == old->kind || old->kind != new->kind)
    target->kind = new->kind;
  if (is_all_day (target))
    target->start_wall = floor_to_day (target->start_wall);
  target->end_wall = target->start_wall + length;

  if (g_str_equal (target->timezone, old->timezone)
      && g_str_equal (target->end_timezone, old->end_timezone))
    {
      set_string (&target->timezone, g_strdup (new->timezone));
      set_string (&target->end_timezone, g_strdup (new->end_timezone));
    }
}

GnomonEvent *
gnomon_series_find_override (GnomonEvent *series,
                             const char  *recurrence_id,
                             guint       *index)
{
  for (guint i = 0; i < series->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (series->overrides, i);

      if (!g_str_equal (override->recurrence_id, recurrence_id))
        continue;
      *index = i;
      return override;
    }
  return NULL;
}

GHashTable *
gnomon_series_index_overrides (GnomonEvent *series)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < series->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (series->overrides, i);

      g_hash_table_insert (places, override->recurrence_id, override);
    }
  return places;
}

/* Keeps of EXDATEs or RDATEs those before @key, or those from then on. */
static void
keep_values (GnomonEvent   *series,
             char        ***values,
             gint64         key,
             gboolean       keep_before)
{
  g_autoptr (GnomonSeries) pattern = compile_pattern (series);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; (*values)[i] != NULL; i++)
    {
      gint64 at = 0;
      gboolean is_day;

      gnomon_series_parse_value ((*values)[i], is_all_day (series),
                                 gnomon_series_get_zone (pattern), &at, &is_day);
      if ((at < (is_day ? floor_to_day (key) : key)) == keep_before)
        g_ptr_array_add (kept, g_strdup ((*values)[i]));
    }
  g_ptr_array_add (kept, NULL);
  g_strfreev (*values);
  *values = (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

static void
keep_overrides (GnomonEvent *series,
                gint64       key,
                gboolean     keep_before)
{
  for (guint i = series->overrides->len; i > 0; i--)
    {
      GnomonEvent *override = g_ptr_array_index (series->overrides, i - 1);
      gint64 at = 0;

      gnomon_series_parse_key (is_all_day (series), override->recurrence_id, &at);
      if ((at < key) != keep_before)
        g_ptr_array_remove_index (series->overrides, i - 1);
    }
}

/**
 * gnomon_series_begins_at:
 * @series: a series, in its full form
 * @key: wall seconds: the key of one of its occurrences
 *
 * Returns: whether nothing of the series, and no override, comes before that one
 */
gboolean
gnomon_series_begins_at (GnomonEvent *series,
                         gint64       key)
{
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_for_event (series);
  GnomonSeriesIter iter;
  GnomonInstance instance;

  for (guint i = 0; i < series->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (series->overrides, i);
      gint64 other;

      if (gnomon_series_parse_key (is_all_day (series), override->recurrence_id, &other)
          && other < key)
        return FALSE;
    }

  gnomon_series_iter_init (&iter, pattern, G_MININT64);
  return !gnomon_series_iter_next (&iter, &instance) || instance.key >= key;
}

/**
 * gnomon_series_cut:
 * @series: a series that may be changed
 * @key: wall seconds: what starts then or later goes
 *
 * Lets a series end before one of its occurrences.
 */
void
gnomon_series_cut (GnomonEvent *series,
                   gint64       key)
{
  set_string (&series->rrule, gnomon_series_cut_rule (series, key));
  keep_values (series, &series->exdate, key, TRUE);
  keep_values (series, &series->rdate, key, TRUE);
  keep_overrides (series, key, TRUE);
}

/**
 * gnomon_series_new_rest:
 * @series: a series
 * @key: the key of one of its occurrences
 *
 * Returns: (transfer full): a series that is not stored yet, with what @series has from that
 *   occurrence on: its exceptions and overrides, guests with their answers, and reminders. It has a
 *   UID of its own; its overrides have the ids of those that they stand for, so that saving them
 *   can take over what has happened to their reminders.
 */
GnomonEvent *
gnomon_series_new_rest (GnomonEvent *series,
                        gint64       key)
{
  GnomonEvent *rest = gnomon_event_copy (series);
  gint64 start = key;

  rest->id = 0;
  rest->sequence = 0;
  set_string (&rest->uid, g_uuid_string_random ());
  set_string (&rest->etag, g_strdup (""));

  /* The rule goes on at its next start, which is later than @key where that is an RDATE. */
  if (gnomon_series_find_rule_start (series, &start))
    {
      set_string (&rest->rrule, gnomon_series_rest_rule (series, start));
    }
  else
    {
      set_string (&rest->rrule, g_strdup (""));
      start = key;
    }
  rest->end_wall += start - rest->start_wall;
  rest->start_wall = start;
  keep_values (rest, &rest->exdate, key, FALSE);
  keep_values (rest, &rest->rdate, key, FALSE);
  keep_overrides (rest, key, FALSE);

  gnomon_event_disown_parts (rest);
  for (guint i = 0; i < rest->overrides->len; i++)
    {
      GnomonEvent *override = gnomon_event_copy (g_ptr_array_index (rest->overrides, i));

      override->master_id = 0;
      gnomon_event_disown_parts (override);
      g_object_unref (rest->overrides->pdata[i]);
      rest->overrides->pdata[i] = override;
    }
  return rest;
}
