/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-private.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-zone.h"

/* From the texts of an event to a series that can be walked through. */

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
add_number (GArray **numbers,
            gint64   number)
{
  if (*numbers == NULL)
    *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (*numbers, number);
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
        add_number (&self->exdates, gnomon_series_key_to_start (self, key));
    }

  for (guint i = 0; terms->overridden != NULL && terms->overridden[i] != NULL; i++)
    {
      gint64 key;

      if (gnomon_series_parse_key (self->all_day, terms->overridden[i], &key))
        add_number (&self->overridden, gnomon_series_key_to_start (self, key));
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
          number = MIN (number * 10 + g_ascii_digit_value (*text),
                        GNOMON_SERIES_TIME_LIMIT / (7 * GNOMON_DAY_SECONDS));
          continue;
        }
      seconds += number * (*text == 'W' ? 7 * GNOMON_DAY_SECONDS
                           : *text == 'D' ? GNOMON_DAY_SECONDS
                           : *text == 'H' ? 3600
                           : *text == 'M' ? 60
                           : *text == 'S' ? 1 : 0);
      number = 0;
    }
  *end_wall =
    gnomon_zone_to_wall (self->end_zone, gnomon_series_key_to_start (self, key)) + seconds;
  return TRUE;
}

static int
compare_extras (gconstpointer a,
                gconstpointer b)
{
  const GnomonSeriesExtra *left = a, *right = b;

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
  g_autoptr (GArray) extras = g_array_sized_new (FALSE, FALSE, sizeof (GnomonSeriesExtra), n + 1);
  GnomonSeriesExtra extra = { .key = terms->start_wall, .length = self->length };

  g_array_append_val (extras, extra);
  for (guint i = 0; i < n; i++)
    {
      const char *end = strchr (terms->rdate[i], '/');
      gint64 end_wall;
      gboolean is_day;

      extra = (GnomonSeriesExtra) { .length = self->length };
      if (!gnomon_series_parse_value (terms->rdate[i], self->all_day, self->zone, &extra.key,
                                      &is_day))
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
      GnomonSeriesExtra next = g_array_index (extras, GnomonSeriesExtra, i);
      GnomonSeriesExtra *kept = &g_array_index (extras, GnomonSeriesExtra, self->n_extras);

      self->reach = MAX (self->reach, next.length);
      if (self->n_extras > 0 && kept[-1].key == next.key)
        continue;
      *kept = next;
      self->n_extras++;
    }
  self->extras = g_memdup2 (extras->data, self->n_extras * sizeof (GnomonSeriesExtra));
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

  self->all_day = terms->kind == GNOMON_TIME_DATE;
  take_zones (self, terms);
  take_lengths (self, terms);
  take_exdates (self, terms);
  take_extras (self, terms);
  if (*terms->rrule != '\0')
    {
      g_autoptr (GError) error = NULL;

      self->rule =
        gnomon_rule_new (terms->rrule, terms->start_wall, self->all_day, self->zone, &error);
      if (self->rule == NULL)
        g_debug ("A rule cannot be read: %s", error->message);
    }
  return self;
}

static GnomonSeries *
new_for_event (GnomonEvent        *event,
               const char * const *overridden)
{
  const GnomonSeriesTerms terms = {
    .kind = event->kind,
    .start_wall = event->start_wall,
    .end_wall = event->end_wall,
    .timezone = event->timezone,
    .end_timezone = event->end_timezone,
    .rrule = event->rrule,
    .exdate = (const char * const *) event->exdate,
    .rdate = (const char * const *) event->rdate,
    .overridden = overridden,
  };

  return gnomon_series_new (&terms);
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

  for (guint i = 0; i < event->overrides->len; i++)
    g_ptr_array_add (overridden, ((GnomonEvent *) event->overrides->pdata[i])->recurrence_id);
  g_ptr_array_add (overridden, NULL);
  return new_for_event (event, (const char * const *) overridden->pdata);
}

/**
 * gnomon_series_new_bare:
 * @event: an event, recurring or not
 *
 * Returns: (transfer full): its series as if it had no overrides, with the occurrences for which
 *   these stand
 */
GnomonSeries *
gnomon_series_new_bare (GnomonEvent *event)
{
  return new_for_event (event, NULL);
}
