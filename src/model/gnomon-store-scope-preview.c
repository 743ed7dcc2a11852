/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-edit.h"
#include "gnomon-store-private.h"

/* What an edit of a series would touch, for those who ask before. */

/* More occurrences than this are not counted. */
#define MOST_COUNTED 10000

static void
count (GnomonScopePreview *preview,
       gint64              now,
       gint64              starts_at)
{
  if (preview->past + preview->ahead == 0 || starts_at < preview->first)
    preview->first = starts_at;
  preview->last = MAX (preview->last, starts_at);
  if (starts_at < now)
    preview->past++;
  else
    preview->ahead++;
}

/* The occurrences of the pattern from @key on. */
static void
count_pattern (GnomonScopePreview *preview,
               GnomonStore        *store,
               GnomonSeries       *series,
               gint64              key)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  GnomonSeriesIter iter;
  GnomonInstance instance;

  gnomon_series_iter_init (&iter, series, key);
  while (!preview->more && gnomon_series_iter_next (&iter, &instance))
    {
      preview->more = preview->past + preview->ahead >= MOST_COUNTED;
      if (!preview->more)
        count (preview, now, gnomon_series_to_instant (series, viewer, instance.start));
    }
  if (preview->more)
    preview->last = 0;
}

static void
count_exceptions (GnomonScopePreview *preview,
                  GnomonEvent        *event,
                  GnomonSeries       *series,
                  gint64              key)
{
  for (guint i = 0; event->exdate[i] != NULL; i++)
    {
      gint64 at;
      gboolean is_day;

      if (gnomon_series_parse_value (event->exdate[i], event->kind == GNOMON_TIME_DATE,
                                     gnomon_series_get_zone (series), &at, &is_day)
          && at >= key)
        preview->exceptions++;
    }
}

static void
count_overrides (GnomonScopePreview *preview,
                 GnomonStore        *store,
                 GnomonEvent        *event,
                 gint64              key)
{
  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      gint64 at = G_MININT64;

      gnomon_series_parse_key (event->kind == GNOMON_TIME_DATE, override->recurrence_id, &at);
      if (at < key)
        continue;
      preview->overrides++;
      count (preview, gnomon_clock_get_now (gnomon_store_get_clock (store)),
             gnomon_event_get_starts_at (override, gnomon_store_get_viewer_zone (store)));
    }
}

/**
 * gnomon_store_preview_scope:
 * @self: a store
 * @id: which series
 * @recurrence_id: which of its occurrences
 * @scope: what an edit would be about
 * @preview: (out caller-allocates): what it would touch
 * @error: return location
 *
 * Returns: %TRUE; else GNOMON_ERROR_NOT_FOUND
 */
gboolean
gnomon_store_preview_scope (GnomonStore         *self,
                            gint64               id,
                            const char          *recurrence_id,
                            GnomonScope          scope,
                            GnomonScopePreview  *preview,
                            GError             **error)
{
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) occurrence = NULL;
  g_autoptr (GnomonSeries) series = NULL;
  gint64 key = G_MININT64;
  guint index = 0;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);
  g_return_val_if_fail (recurrence_id != NULL, FALSE);

  *preview = (GnomonScopePreview) { 0 };
  event = gnomon_store_get_event (self, id, error);
  occurrence = event != NULL ? gnomon_event_find_occurrence (event, recurrence_id, error) : NULL;
  if (occurrence == NULL)
    return FALSE;

  if (scope == GNOMON_SCOPE_THIS)
    {
      preview->overrides =
        gnomon_series_find_override (event, occurrence->recurrence_id, &index) != NULL;
      count (preview, gnomon_clock_get_now (gnomon_store_get_clock (self)),
             gnomon_event_get_starts_at (occurrence, gnomon_store_get_viewer_zone (self)));
      return TRUE;
    }

  series = gnomon_series_new_for_event (event);
  if (scope == GNOMON_SCOPE_FUTURE)
    gnomon_series_parse_key (event->kind == GNOMON_TIME_DATE, occurrence->recurrence_id, &key);
  count_exceptions (preview, event, series, key);
  count_overrides (preview, self, event, key);
  count_pattern (preview, self, series, key);
  return TRUE;
}
