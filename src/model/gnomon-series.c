/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-zone.h"

/* Within so much before a wall time lies all that a gap can push behind it: a zone has once left
 * out a whole day. */
#define LONGEST_GAP (26 * 3600)

/* Outside of the years 1 to 9999 nothing takes place; this keeps sums from overflowing. */
#define TIME_LIMIT G_GINT64_CONSTANT (300000000000)

/* A start beside the rule: DTSTART, or an RDATE. */
typedef struct
{
  gint64 key;
  gint64 length;           /* from wall to wall */
  gboolean is_period;      /* it has a length of its own */
} Extra;

struct _GnomonSeries
{
  gatomicrefcount ref_count;

  GnomonRule *rule;        /* (nullable) */
  GTimeZone *zone;         /* (nullable): NULL where it follows the viewer */
  GTimeZone *end_zone;
  gboolean follows_viewer;
  gboolean all_day;
  gint64 start_wall;       /* DTSTART */
  gint64 length;           /* of the first occurrence, from wall to wall */
  gint64 elapsed;          /* the same in seconds that go by */
  gint64 reach;            /* the greatest length there is */
  guint n_extras;
  Extra *extras;           /* by their key, each once */
  GArray *exdates;         /* (nullable): gint64, sorted: starts, as an instance has them */
  GArray *exdays;          /* (nullable): gint64, sorted: civil days */
  GArray *overridden;      /* (nullable): gint64, sorted: starts */
};

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

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

static void
add_number (GArray **numbers,
            gint64   number)
{
  if (*numbers == NULL)
    *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (*numbers, number);
}

static gint64
to_start (GnomonSeries *self,
          gint64        key)
{
  return self->follows_viewer ? key : gnomon_zone_to_instant (self->zone, key);
}

/* The wall time at a start, or at a bound of a range. */
static gint64
to_wall (GnomonSeries *self,
         gint64        time)
{
  return self->follows_viewer ? time : gnomon_zone_to_wall (self->zone, time);
}

static void
take_zones (GnomonSeries            *self,
            const GnomonSeriesTerms *terms)
{
  if (terms->kind == GNOMON_TIME_UTC)
    {
      self->zone = gnomon_zone_lookup ("UTC");
      self->end_zone = g_time_zone_ref (self->zone);
    }
  else if (terms->kind == GNOMON_TIME_ZONED)
    {
      self->zone = gnomon_zone_lookup (terms->timezone);
      self->end_zone = gnomon_zone_lookup (terms->end_timezone);
    }

  /* A name that this system does not know counts as the viewer's, as it does for single events. */
  if (self->zone == NULL || self->end_zone == NULL)
    {
      g_clear_pointer (&self->zone, g_time_zone_unref);
      g_clear_pointer (&self->end_zone, g_time_zone_unref);
    }
  self->follows_viewer = self->zone == NULL;
}

static void
take_lengths (GnomonSeries            *self,
              const GnomonSeriesTerms *terms)
{
  self->start_wall = terms->start_wall;
  self->length = terms->end_wall - terms->start_wall;
  self->elapsed = self->length;
  if (!self->follows_viewer)
    self->elapsed = gnomon_zone_to_instant (self->end_zone, terms->end_wall)
                    - gnomon_zone_to_instant (self->zone, terms->start_wall);
  self->elapsed = MAX (self->elapsed, 0);
}

static void
take_exdates (GnomonSeries            *self,
              const GnomonSeriesTerms *terms)
{
  for (guint i = 0; terms->exdate != NULL && terms->exdate[i] != NULL; i++)
    {
      gint64 key;
      gboolean is_day;

      if (!gnomon_series_parse_value (terms->exdate[i], self->all_day, self->zone, &key, &is_day))
        continue;
      if (is_day)
        add_number (&self->exdays, gnomon_civil_day_of_wall (key));
      else
        add_number (&self->exdates, to_start (self, key));
    }

  for (guint i = 0; terms->overridden != NULL && terms->overridden[i] != NULL; i++)
    {
      gint64 key;

      if (gnomon_series_parse_key (self->all_day, terms->overridden[i], &key))
        add_number (&self->overridden, to_start (self, key));
    }

  if (self->exdates != NULL)
    g_array_sort (self->exdates, compare_numbers);
  if (self->exdays != NULL)
    g_array_sort (self->exdays, compare_numbers);
  if (self->overridden != NULL)
    g_array_sort (self->overridden, compare_numbers);
}

/* The second half of a period, as the end's wall time: `P1DT2H`, or a time. */
static gboolean
parse_period_end (GnomonSeries *self,
                  const char   *text,
                  gint64        key,
                  gint64       *end_wall)
{
  gint64 seconds = 0, number = 0;
  gboolean is_day;

  if (*text != 'P')
    return gnomon_series_parse_value (text, FALSE, self->end_zone, end_wall, &is_day) && !is_day;

  for (text++; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        {
          number = MIN (number * 10 + g_ascii_digit_value (*text), TIME_LIMIT / (7 * GNOMON_DAY_SECONDS));
          continue;
        }
      seconds += number * (*text == 'W' ? 7 * GNOMON_DAY_SECONDS
                           : *text == 'D' ? GNOMON_DAY_SECONDS
                           : *text == 'H' ? 3600
                           : *text == 'M' ? 60
                           : *text == 'S' ? 1 : 0);
      number = 0;
    }
  *end_wall = gnomon_zone_to_wall (self->end_zone, to_start (self, key)) + seconds;
  return TRUE;
}

static int
compare_extras (gconstpointer a,
                gconstpointer b)
{
  const Extra *left = a, *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  /* Of two on one start the one that says how long it is stands first. */
  return (int) right->is_period - (int) left->is_period;
}

static void
take_extras (GnomonSeries            *self,
             const GnomonSeriesTerms *terms)
{
  guint n = terms->rdate != NULL ? g_strv_length ((char **) terms->rdate) : 0;
  g_autoptr (GArray) extras = g_array_sized_new (FALSE, FALSE, sizeof (Extra), n + 1);
  Extra extra = { .key = terms->start_wall, .length = self->length };

  g_array_append_val (extras, extra);
  for (guint i = 0; i < n; i++)
    {
      const char *end = strchr (terms->rdate[i], '/');
      gint64 end_wall;
      gboolean is_day;

      extra = (Extra) { .length = self->length };
      if (!gnomon_series_parse_value (terms->rdate[i], self->all_day, self->zone, &extra.key, &is_day))
        continue;
      /* A date in a series with times is the usual time of that day. */
      if (is_day)
        extra.key += gnomon_civil_time_of_wall (terms->start_wall);
      if (end != NULL && parse_period_end (self, end + 1, extra.key, &end_wall))
        {
          extra.length = end_wall - extra.key;
          extra.is_period = TRUE;
        }
      g_array_append_val (extras, extra);
    }
  g_array_sort (extras, compare_extras);

  for (guint i = 0; i < extras->len; i++)
    {
      const Extra *next = &g_array_index (extras, Extra, i);

      self->reach = MAX (self->reach, next->length);
      if (self->n_extras == 0 || g_array_index (extras, Extra, self->n_extras - 1).key != next->key)
        g_array_index (extras, Extra, self->n_extras++) = *next;
    }
  self->extras = g_memdup2 (extras->data, self->n_extras * sizeof (Extra));
}

/**
 * gnomon_series_new:
 * @terms: what it is made of
 *
 * Compiles a series. A rule that is none, which only a foreign tool can have put into the
 * database, leaves DTSTART and the RDATEs.
 *
 * Returns: (transfer full): a series
 */
GnomonSeries *
gnomon_series_new (const GnomonSeriesTerms *terms)
{
  GnomonSeries *self = g_new0 (GnomonSeries, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->all_day = terms->kind == GNOMON_TIME_DATE;
  take_zones (self, terms);
  take_lengths (self, terms);
  take_exdates (self, terms);
  take_extras (self, terms);
  if (*terms->rrule != '\0')
    {
      g_autoptr (GError) error = NULL;

      self->rule = gnomon_rule_new (terms->rrule, terms->start_wall, self->all_day, self->zone, &error);
      if (self->rule == NULL)
        g_debug ("A rule cannot be read: %s", error->message);
    }
  return self;
}

/**
 * gnomon_series_new_for_event:
 * @event: an event, recurring or not
 *
 * Returns: (transfer full): its series
 */
GnomonSeries *
gnomon_series_new_for_event (GnomonEvent *event)
{
  g_autoptr (GPtrArray) overridden = g_ptr_array_new ();
  GnomonSeriesTerms terms;

  for (guint i = 0; i < event->overrides->len; i++)
    g_ptr_array_add (overridden, ((GnomonEvent *) event->overrides->pdata[i])->recurrence_id);
  g_ptr_array_add (overridden, NULL);

  terms = (GnomonSeriesTerms) {
    .kind = event->kind,
    .start_wall = event->start_wall,
    .end_wall = event->end_wall,
    .timezone = event->timezone,
    .end_timezone = event->end_timezone,
    .rrule = event->rrule,
    .exdate = (const char * const *) event->exdate,
    .rdate = (const char * const *) event->rdate,
    .overridden = (const char * const *) overridden->pdata,
  };
  return gnomon_series_new (&terms);
}

GnomonSeries *
gnomon_series_ref (GnomonSeries *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gnomon_series_unref (GnomonSeries *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->rule, gnomon_rule_unref);
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
  return to_start (self, self->start_wall);
}

GnomonRule *
gnomon_series_get_rule (GnomonSeries *self)
{
  return self->rule;
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
               const Extra    *extra,
               GnomonInstance *instance)
{
  gint64 length = extra != NULL ? extra->length : self->length;
  gint64 start = to_start (self, key);

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
      const Extra *extra = iter->next_extra < series->n_extras ? &series->extras[iter->next_extra] : NULL;
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

/* The key from which on all that starts at @from or later can be found. */
static gint64
key_before (GnomonSeries *self,
            gint64        from)
{
  return to_wall (self, from) - (self->follows_viewer ? 0 : LONGEST_GAP);
}

/**
 * gnomon_series_expand:
 * @self: a series
 * @from: Unix seconds, or wall seconds where it follows the viewer; inclusive
 * @to: the same; exclusive
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
                      gint64              from,
                      gint64              to,
                      GnomonInstanceFunc  func,
                      gpointer            user_data)
{
  GnomonSeriesIter iter;
  GnomonInstance instance;
  gint64 last_key;
  guint n = 0;

  from = CLAMP (from, -TIME_LIMIT, TIME_LIMIT);
  to = CLAMP (to, -TIME_LIMIT, TIME_LIMIT);
  last_key = to_wall (self, to) + (self->follows_viewer ? 0 : LONGEST_GAP);

  gnomon_series_iter_init (&iter, self, key_before (self, from) - self->reach);
  while (gnomon_series_iter_next (&iter, &instance) && instance.key < last_key)
    {
      if (instance.start >= to
          || (instance.end <= from && !(instance.end == instance.start && instance.start == from)))
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
                        gint64        from,
                        gint64        to)
{
  gboolean found = FALSE;

  gnomon_series_expand (self, from, to, stop_at_first_cb, &found);
  return found;
}

/**
 * gnomon_series_find_next:
 * @self: a series
 * @from: Unix seconds, or wall seconds where it follows the viewer; inclusive
 * @instance: (out caller-allocates): the occurrence
 *
 * Returns: %TRUE with the first occurrence that starts at @from or later; %FALSE where none does
 */
gboolean
gnomon_series_find_next (GnomonSeries   *self,
                         gint64          from,
                         GnomonInstance *instance)
{
  GnomonSeriesIter iter;
  GnomonInstance other;

  from = CLAMP (from, -TIME_LIMIT, TIME_LIMIT);
  gnomon_series_iter_init (&iter, self, key_before (self, from));
  do
    if (!gnomon_series_iter_next (&iter, instance))
      return FALSE;
  while (instance->start < from);

  /* Behind a gap a later key can come first. */
  while (!self->follows_viewer && gnomon_series_iter_next (&iter, &other)
         && other.key < gnomon_zone_to_wall (self->zone, instance->start))
    if (other.start >= from && other.start < instance->start)
      *instance = other;
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
         && !has_number (self->exdates, to_start (self, key))
         && !has_number (self->exdays, gnomon_civil_day_of_wall (key));
}
