/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-kept.h"
#include "gnomon-series-edit.h"

/*
 * Changed occurrences that stand for all after them, too (RFC 5545, 3.2.13, RANGE=THISANDFUTURE):
 * "all subsequent instances are also rescheduled by the same time difference", and have the same
 * duration. In the model that is what an edit of this one and the future is: the series ends
 * before it, and another one goes on from there.
 */

typedef struct
{
  gint64 key;              /* in the series as the file has it */
  GnomonEvent *first;      /* what stands there from then on */
} Range;

static void
range_clear (gpointer data)
{
  g_clear_object (&((Range *) data)->first);
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const Range *left = a, *right = b;

  return left->key < right->key ? -1 : left->key > right->key;
}

/* The ranges of a series in their order. One that names no occurrence, or that the rules refuse,
 * stays with the series as it is. */
static GArray *
list_ranges (GnomonIcalEvent          *self,
             GnomonEvent              *series,
             const GnomonEventContext *context)
{
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_bare (series);
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  g_array_set_clear_func (ranges, range_clear);
  for (guint i = 0; i < self->changed->len; i++)
    {
      GnomonIcalEvent *changed = g_ptr_array_index (self->changed, i);
      Range range = { 0, NULL };

      if (!changed->recurrence.is_future)
        continue;
      if (gnomon_event_is_recurring (series) && changed->recurrence.set)
        range.key = gnomon_ical_find_key (&changed->recurrence, series, pattern);
      if (gnomon_event_is_recurring (series) && changed->recurrence.set
          && gnomon_series_has_key (pattern, range.key))
        range.first = gnomon_ical_event_make (changed, context, NULL);
      if (range.first != NULL)
        g_array_append_val (ranges, range);
      else
        gnomon_ical_keep_changed (series, changed);
    }
  g_array_sort (ranges, compare_ranges);
  return ranges;
}

static void
set_string (char **place,
            char  *value)
{
  g_free (*place);
  *place = value;
}

/* It is no occurrence any more. */
static void
drop_recurrence_id (GnomonEvent *event)
{
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (event->extra);
  g_autoptr (GString) extra = g_string_new (NULL);

  for (guint i = 0; i < kept->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (kept->lines, GnomonIcalLine, i);

      if (gnomon_ical_line_is (line, "RECURRENCE-ID") || gnomon_ical_line_is (line, "UID"))
        continue;
      g_string_append_len (extra, line->name, line->value + line->value_length - line->name);
      g_string_append_c (extra, '\n');
    }
  for (guint i = 0; i < kept->components->len; i++)
    g_string_append (extra, g_ptr_array_index (kept->components, i));
  g_clear_pointer (&kept, gnomon_ical_kept_free);
  set_string (&event->extra, g_string_free (g_steal_pointer (&extra), FALSE));
}

/* Says which occurrence of the series that goes on it is, as that would be read again. */
static void
put_recurrence_id (GnomonEvent *tail,
                   GnomonEvent *override)
{
  g_autoptr (GnomonIcalKept) kept = NULL;
  g_autoptr (GString) extra = g_string_new (NULL);

  drop_recurrence_id (override);
  kept = gnomon_ical_kept_new (override->extra);
  gnomon_ical_append_recurrence_id (extra, kept, tail, override);
  g_string_append_c (extra, '\n');
  g_string_append (extra, override->extra);
  g_clear_pointer (&kept, gnomon_ical_kept_free);
  set_string (&override->extra, gnomon_ical_kept_normalize (extra->str));
}

/* The overrides of a file are told by the pattern that it has, but their times are their own. They
 * are copies already. */
static void
take_overrides (GnomonEvent *tail,
                GnomonEvent *rest,
                GPtrArray   *overrides)
{
  gboolean all_day = tail->kind == GNOMON_TIME_DATE;

  for (guint i = 0; i < overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (overrides, i);
      char id[GNOMON_RECURRENCE_ID_LENGTH];
      gint64 key = 0;

      gnomon_series_parse_key (rest->kind == GNOMON_TIME_DATE, override->recurrence_id, &key);
      key += tail->start_wall - rest->start_wall;
      if (all_day)
        key = gnomon_civil_day_of_wall (key) * GNOMON_DAY_SECONDS;
      gnomon_series_format_key (all_day, key, id);
      set_string (&override->recurrence_id, g_strdup (id));
      set_string (&override->uid, g_strdup (tail->uid));
      put_recurrence_id (tail, override);
      g_ptr_array_add (tail->overrides, g_object_ref (override));
    }
}

/* The series that goes on: the file's words for its first occurrence, the rule of the one before
 * it. */
static GnomonEvent *
make_tail (GnomonEvent *series,
           const Range *range,
           gint64       until,
           const char  *uid)
{
  g_autoptr (GnomonEvent) rest = gnomon_series_new_rest (series, range->key);
  g_autoptr (GPtrArray) overrides = NULL;
  GnomonEvent *tail = gnomon_event_copy (range->first);

  if (until != G_MAXINT64)
    gnomon_series_cut (rest, until);
  overrides = g_steal_pointer (&rest->overrides);
  rest->overrides = g_ptr_array_new_with_free_func (g_object_unref);

  drop_recurrence_id (tail);
  set_string (&tail->uid, g_strdup (uid));
  set_string (&tail->recurrence_id, g_strdup (""));
  set_string (&tail->rrule, g_strdup (rest->rrule));
  g_strfreev (tail->exdate);
  g_strfreev (tail->rdate);
  tail->exdate = g_strdupv (rest->exdate);
  tail->rdate = g_strdupv (rest->rdate);
  tail->start_wall += rest->start_wall - range->key;
  tail->end_wall += rest->start_wall - range->key;
  gnomon_event_settle_series (rest, tail);
  take_overrides (tail, rest, overrides);
  return tail;
}

/* The same UID each time that the file comes. */
static char *
make_uid (GnomonEvent *series,
          gint64       key)
{
  g_autofree char *value = gnomon_series_format_value (series->kind == GNOMON_TIME_DATE, key);
  g_autofree char *uid = g_strconcat (series->uid, "#", value, "-future", NULL);

  return gnomon_ical_fit_uid (uid);
}

/**
 * gnomon_ical_event_make_all:
 * @self: what a file says
 * @context: the rules' view of the world
 * @error: return location for a #GError
 *
 * Makes the event of gnomon_ical_event_make(), and of a series that changes from an occurrence on
 * one more for each such change. These have UIDs of their own, the same whenever the file comes.
 *
 * Returns: (transfer full) (element-type GnomonEvent): events that are not stored, the first that
 *   of the file's UID; or %NULL with @error of the event rules
 */
GPtrArray *
gnomon_ical_event_make_all (GnomonIcalEvent           *self,
                            const GnomonEventContext  *context,
                            GError                   **error)
{
  g_autoptr (GnomonEvent) series = gnomon_ical_event_make (self, context, error);
  g_autoptr (GArray) ranges = NULL;
  GPtrArray *events;

  if (series == NULL)
    return NULL;

  events = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->changed != NULL)
    ranges = list_ranges (self, series, context);
  if (ranges == NULL || ranges->len == 0)
    {
      g_ptr_array_add (events, g_steal_pointer (&series));
      return events;
    }

  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);
      gint64 until = i + 1 < ranges->len ? range[1].key : G_MAXINT64;
      gboolean is_whole = i == 0 && gnomon_series_begins_at (series, range->key);
      g_autofree char *uid =
          is_whole ? g_strdup (series->uid) : make_uid (series, range->key);

      if (i == 0 && !is_whole)
        g_ptr_array_add (events, gnomon_event_copy (series));
      g_ptr_array_add (events, make_tail (series, range, until, uid));
    }
  if (!gnomon_series_begins_at (series, g_array_index (ranges, Range, 0).key))
    gnomon_series_cut (g_ptr_array_index (events, 0), g_array_index (ranges, Range, 0).key);
  for (guint i = 0; i < events->len; i++)
    gnomon_ical_drop_originals (g_ptr_array_index (events, i));
  return events;
}
