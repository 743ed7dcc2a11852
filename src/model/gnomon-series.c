/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-private.h"

#include "gnomon-civil.h"
#include "gnomon-zone.h"

/* A series as it is asked: what lies in a range, what comes next, what has a key. */

/* No offsets of two zones, and none of one before and after a change, differ by more. */
#define LONGEST_SHIFT (26 * 3600)

static gboolean
has_number (const GArray *numbers,
            gint64        number)
{
  guint low = 0, high;

  if (numbers == NULL)
    return FALSE;

  high = numbers->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      gint64 found = g_array_index (numbers, gint64, middle);

      if (found == number)
        return TRUE;
      if (found < number)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

gint64
gnomon_series_key_to_start (GnomonSeries *self,
                            gint64        key)
{
  return self->follows_viewer ? key : gnomon_zone_to_instant (self->zone, key);
}

/* Whose clock shows the wall times of a series. */
static GTimeZone *
get_zone (GnomonSeries *self,
          GTimeZone    *viewer)
{
  return self->follows_viewer ? viewer : self->zone;
}

gint64
gnomon_series_to_instant (GnomonSeries *self,
                          GTimeZone    *viewer,
                          gint64        time)
{
  return self->follows_viewer ? gnomon_zone_to_instant (viewer, time) : time;
}

void
gnomon_series_free (GnomonSeries *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->rule, gnomon_rule_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->end_zone, g_time_zone_unref);
  g_clear_pointer (&self->exdates, g_array_unref);
  g_clear_pointer (&self->exdays, g_array_unref);
  g_clear_pointer (&self->overridden, g_array_unref);
  g_free (self->extras);
  g_free (self);
}

gboolean
gnomon_series_follows_viewer (GnomonSeries *self)
{
  return self->follows_viewer;
}

GTimeZone *
gnomon_series_get_zone (GnomonSeries *self)
{
  return self->zone;
}

gint64
gnomon_series_get_start (GnomonSeries *self)
{
  return gnomon_series_key_to_start (self, self->start_wall);
}

void
gnomon_series_get_bounds (GnomonSeries *self,
                          gint64       *first,
                          gint64       *last)
{
  gint64 end = self->extras[self->n_extras - 1].key;
  gint64 last_of_rule;

  *first = self->extras[0].key;
  if (self->rule == NULL)
    *last = end + self->reach;
  else if (gnomon_rule_get_last (self->rule, &last_of_rule))
    *last = MAX (end, last_of_rule) + self->reach;
  else
    *last = G_MAXINT64;
}

static void
step_rule (GnomonSeriesIter *iter)
{
  if (!gnomon_rule_iter_next (&iter->rule, &iter->next_of_rule))
    iter->next_of_rule = G_MAXINT64;
}

/**
 * gnomon_series_iter_init:
 * @iter: (out caller-allocates): what to set up; valid as long as @series
 * @series: a series
 * @from_key: wall seconds: what has an earlier key is passed over
 */
void
gnomon_series_iter_init (GnomonSeriesIter *iter,
                         GnomonSeries     *series,
                         gint64            from_key)
{
  iter->series = series;
  iter->next_of_rule = G_MAXINT64;
  iter->next_extra = 0;
  while (iter->next_extra < series->n_extras && series->extras[iter->next_extra].key < from_key)
    iter->next_extra++;
  if (series->rule != NULL)
    {
      gnomon_rule_iter_init (&iter->rule, series->rule, from_key);
      step_rule (iter);
    }
}

/* Whether the pattern has a key, whatever is taken out. (nullable) @extra: the RDATE that it is. */
static gboolean
is_in_pattern (GnomonSeries *self,
               gint64        key)
{
  GnomonRuleIter iter;
  gint64 found;

  for (guint i = 0; i < self->n_extras; i++)
    if (self->extras[i].key == key)
      return TRUE;
  if (self->rule == NULL)
    return FALSE;

  gnomon_rule_iter_init (&iter, self->rule, key);
  return gnomon_rule_iter_next (&iter, &found) && found == key;
}

/* Whether a start that the gap has moved stands on another one of the series. */
static gboolean
is_double (GnomonSeries *self,
           gint64        key,
           gint64        start)
{
  gint64 wall = gnomon_zone_to_wall (self->zone, start);

  return wall != key && is_in_pattern (self, wall);
}

/* FALSE where that key gives no occurrence. */
static gboolean
make_instance (GnomonSeries   *self,
               gint64          key,
               const GnomonSeriesExtra    *extra,
               GnomonInstance *instance)
{
  gint64 length = extra != NULL ? extra->length : self->length;
  gint64 start = gnomon_series_key_to_start (self, key);

  if (has_number (self->exdates, start) || has_number (self->overridden, start)
      || (self->exdays != NULL && has_number (self->exdays, gnomon_civil_day_of_wall (key))))
    return FALSE;

  instance->key = key;
  instance->start = start;
  instance->end_wall = key + length;
  if (self->follows_viewer)
    {
      instance->end = MAX (instance->end_wall, start);
      return TRUE;
    }

  if (is_double (self, key, start))
    return FALSE;
  instance->end = gnomon_zone_to_instant (self->end_zone, instance->end_wall);
  if (instance->end <= start)
    {
      instance->end = start + (extra != NULL && extra->is_period ? MAX (length, 0) : self->elapsed);
      instance->end_wall = gnomon_zone_to_wall (self->end_zone, instance->end);
    }
  return TRUE;
}

/**
 * gnomon_series_iter_next:
 * @iter: a walk
 * @instance: (out caller-allocates): the next occurrence
 *
 * Returns: %FALSE at the end
 */
gboolean
gnomon_series_iter_next (GnomonSeriesIter *iter,
                         GnomonInstance   *instance)
{
  GnomonSeries *series = iter->series;

  for (;;)
    {
      const GnomonSeriesExtra *extra =
        iter->next_extra < series->n_extras ? &series->extras[iter->next_extra] : NULL;
      gint64 key = iter->next_of_rule;

      if (extra != NULL && extra->key <= key)
        {
          key = extra->key;
          iter->next_extra++;
        }
      else
        {
          extra = NULL;
        }
      if (key == G_MAXINT64)
        return FALSE;
      if (key == iter->next_of_rule)
        step_rule (iter);
      if (make_instance (series, key, extra, instance))
        return TRUE;
    }
}

/* By how much keys can be out of the order of their starts about an instant: clocks that are put
 * forward push an occurrence behind later ones, and those that are put back let a later one come
 * first. Mostly 0; a zone has once left out a whole day. */
static gint64
get_shift (GnomonSeries *self,
           GTimeZone    *viewer,
           gint64        at)
{
  return gnomon_zone_get_shift (get_zone (self, viewer), at);
}

/* The key from which on all that starts at @from or later can be found. */
static gint64
key_before (GnomonSeries *self,
            GTimeZone    *viewer,
            gint64        from)
{
  return gnomon_zone_to_wall (get_zone (self, viewer), from) - get_shift (self, viewer, from);
}

/* The key from which on all that ends behind @from can be found. What ends in another zone, or
 * lasts longer than its wall times say, is looked for in a wider range. */
static gint64
key_before_end (GnomonSeries *self,
                GTimeZone    *viewer,
                gint64        from)
{
  gint64 key = key_before (self, viewer, from) - self->reach;

  if (self->follows_viewer
      || (self->end_zone == self->zone && self->elapsed <= MAX (self->length, 0)))
    return key;
  return key - LONGEST_SHIFT;
}

/**
 * gnomon_series_expand:
 * @self: a series
 * @viewer: (nullable): whose clock a series follows that follows the viewer; %NULL for UTC, whose
 *   instants are the wall seconds themselves
 * @from: Unix seconds; inclusive
 * @to: Unix seconds; exclusive
 * @func: (scope call): called with each occurrence
 * @user_data: for @func
 *
 * Tells what overlaps a range, in the order of the keys; @func ends it by %FALSE. What has no
 * length counts where it stands.
 *
 * Returns: %FALSE where there is more than is told
 */
gboolean
gnomon_series_expand (GnomonSeries       *self,
                      GTimeZone          *viewer,
                      gint64              from,
                      gint64              to,
                      GnomonInstanceFunc  func,
                      gpointer            user_data)
{
  GnomonSeriesIter iter;
  GnomonInstance instance;
  gint64 last_key;
  guint n = 0;

  from = CLAMP (from, -GNOMON_SERIES_TIME_LIMIT, GNOMON_SERIES_TIME_LIMIT);
  to = CLAMP (to, -GNOMON_SERIES_TIME_LIMIT, GNOMON_SERIES_TIME_LIMIT);
  last_key = gnomon_zone_to_wall (get_zone (self, viewer), to) + get_shift (self, viewer, to);

  gnomon_series_iter_init (&iter, self, key_before_end (self, viewer, from));
  while (gnomon_series_iter_next (&iter, &instance) && instance.key < last_key)
    {
      gint64 start = gnomon_series_to_instant (self, viewer, instance.start);

      if (start >= to
          || (start < from && gnomon_series_to_instant (self, viewer, instance.end) <= from))
        continue;
      if (++n > GNOMON_SERIES_MAX_EXPANDED)
        return FALSE;
      if (!func (&instance, user_data))
        break;
    }
  return TRUE;
}

static gboolean
stop_at_first_cb (const GnomonInstance *instance,
                  gpointer              user_data)
{
  *(gboolean *) user_data = TRUE;
  return FALSE;
}

gboolean
gnomon_series_overlaps (GnomonSeries *self,
                        GTimeZone    *viewer,
                        gint64        from,
                        gint64        to)
{
  gboolean found = FALSE;

  gnomon_series_expand (self, viewer, from, to, stop_at_first_cb, &found);
  return found;
}

/**
 * gnomon_series_find_next:
 * @self: a series
 * @viewer: (nullable): as for gnomon_series_expand()
 * @from: Unix seconds; inclusive
 * @instance: (out caller-allocates): the occurrence
 *
 * Returns: %TRUE with the first occurrence that starts at @from or later; %FALSE where none does
 */
gboolean
gnomon_series_find_next (GnomonSeries   *self,
                         GTimeZone      *viewer,
                         gint64          from,
                         GnomonInstance *instance)
{
  GnomonSeriesIter iter;
  GnomonInstance other;
  GTimeZone *zone = get_zone (self, viewer);
  gint64 start;

  from = CLAMP (from, -GNOMON_SERIES_TIME_LIMIT, GNOMON_SERIES_TIME_LIMIT);
  gnomon_series_iter_init (&iter, self, key_before (self, viewer, from));
  do
    {
      if (!gnomon_series_iter_next (&iter, instance))
        return FALSE;
      start = gnomon_series_to_instant (self, viewer, instance->start);
    }
  while (start < from);

  /* Behind a gap a later key can come first. */
  while (gnomon_zone_to_wall (zone, start) > instance->key
         && gnomon_series_iter_next (&iter, &other)
         && other.key < gnomon_zone_to_wall (zone, start))
    {
      gint64 other_start = gnomon_series_to_instant (self, viewer, other.start);

      if (other_start >= from && other_start < start)
        {
          *instance = other;
          start = other_start;
        }
    }
  return TRUE;
}

gboolean
gnomon_series_find (GnomonSeries   *self,
                    gint64          key,
                    GnomonInstance *instance)
{
  GnomonSeriesIter iter;

  gnomon_series_iter_init (&iter, self, key);
  return gnomon_series_iter_next (&iter, instance) && instance->key == key;
}

gboolean
gnomon_series_has_key (GnomonSeries *self,
                       gint64        key)
{
  return is_in_pattern (self, key)
         && !has_number (self->exdates, gnomon_series_key_to_start (self, key))
         && !has_number (self->exdays, gnomon_civil_day_of_wall (key));
}
