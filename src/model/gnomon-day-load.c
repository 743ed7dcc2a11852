/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-load.h"

#include "gnomon-civil.h"
#include "gnomon-schedule.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

typedef struct
{
  gint64 *midnights;         /* n_days + 1 instants: a day may have 23 or 25 hours */
  guint n_days;
  GnomonDayLoad *loads;
  GArray *busy;
  guint n_merged;            /* of these, when they were merged last */
} Loading;

/* The last day that has begun at @instant; it is in the range, or the first. */
static guint
find_day (const Loading *loading,
          gint64         instant)
{
  guint low = 0, high = loading->n_days;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (loading->midnights[middle] <= instant)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gboolean
load_span_cb (const GnomonSpan *span,
              gpointer          user_data)
{
  Loading *loading = user_data;
  gint64 last = MAX (span->starts_at, span->ends_at - 1);

  for (guint day = find_day (loading, span->starts_at);
       day < loading->n_days && loading->midnights[day] <= last; day++)
    loading->loads[day].n_events++;

  if (gnomon_span_is_busy (span) && span->own_answer != GNOMON_ATTENDEE_DECLINED)
    gnomon_intervals_unite (loading->busy,
                            MAX (span->starts_at, loading->midnights[0]),
                            MIN (span->ends_at, loading->midnights[loading->n_days]),
                            &loading->n_merged);
  return TRUE;
}

static void
spread (const Loading *loading)
{
  for (guint i = 0; i < loading->busy->len; i++)
    {
      GnomonInterval interval = g_array_index (loading->busy, GnomonInterval, i);

      for (guint day = find_day (loading, interval.start);
           day < loading->n_days && loading->midnights[day] < interval.end; day++)
        loading->loads[day].busy_seconds +=
          (int) (MIN (interval.end, loading->midnights[day + 1])
                 - MAX (interval.start, loading->midnights[day]));
    }
}

/**
 * gnomon_store_read_day_loads:
 * @self: a store
 * @first_day: a civil day in the viewer's zone
 * @n_days: how many days from there
 * @visible_only: whether to leave out what lies in hidden calendars
 * @loads: (out caller-allocates) (array length=n_days): the days
 * @error: return location
 *
 * Tells how full each of some days is. Every event counts on each day that it touches; for busy
 * time the rules are those of gnomon_store_list_busy(): what is cancelled, declined or not busy
 * takes none, an event of whole days takes them whole, and what overlaps counts once.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_store_read_day_loads (GnomonStore    *self,
                             gint64          first_day,
                             guint           n_days,
                             gboolean        visible_only,
                             GnomonDayLoad  *loads,
                             GError        **error)
{
  g_autofree gint64 *midnights = NULL;
  g_autofree char *cut = NULL;
  g_autoptr (GArray) busy = NULL;
  GTimeZone *viewer;
  Loading loading;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);
  g_return_val_if_fail (n_days == 0 || loads != NULL, FALSE);

  if (n_days == 0)
    return TRUE;

  viewer = gnomon_store_get_viewer_zone (self);
  midnights = g_new (gint64, n_days + 1);
  for (guint day = 0; day <= n_days; day++)
    midnights[day] = gnomon_zone_to_instant (viewer, (first_day + day) * GNOMON_DAY_SECONDS);
  for (guint day = 0; day < n_days; day++)
    loads[day] = (GnomonDayLoad) { 0, 0 };

  busy = gnomon_intervals_new ();
  loading = (Loading) { midnights, n_days, loads, busy, 0 };
  if (!gnomon_store_foreach_span (self, midnights[0], midnights[n_days], visible_only, NULL,
                                  load_span_cb, &loading, &cut, error))
    return FALSE;
  if (cut != NULL)
    gnomon_store_tell_cut (self, cut);

  gnomon_intervals_merge (busy);
  spread (&loading);
  return TRUE;
}
