/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-memory.h"
#include "gnomon-zone.h"

/* Occurrences as small structs, for panels: ListOccurrences. */

/* As in ListEvents: more than this is never cut in silence. */
#define MAX_UNLIMITED 5000

/* From so many on, their memory is worth giving back. */
#define LARGE_LIST 1000

/* The filter without its dates: the range is what the arguments say. Limit and offset count
 * occurrences, so that the store does not see them. */
static gboolean
check_filter (const GnomonFields  *filter,
              GError             **error)
{
  static const int dates[] = { GNOMON_FILTER_START_DATE, GNOMON_FILTER_END_DATE, GNOMON_FILTER_DATE };
  gsize n_keys;
  const GnomonKey *keys = gnomon_kind_get_keys (GNOMON_KIND_EVENT_FILTER, &n_keys);

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const char *date = gnomon_fields_get_string (filter, dates[i]);

      if (date != NULL && *date != '\0')
        {
          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                       "%s: is given by from and to here", keys[dates[i]].name);
          return FALSE;
        }
    }

  for (int key = GNOMON_FILTER_LIMIT; key <= GNOMON_FILTER_OFFSET; key++)
    if (gnomon_fields_get_int (filter, key, 0) < 0)
      {
        g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                     "%s: must not be negative", keys[key].name);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_range (gint64   from,
             gint64   to,
             GError **error)
{
  gint64 first = gnomon_civil_day_from_ymd (1, 1, 2) * GNOMON_DAY_SECONDS;
  gint64 last = gnomon_civil_day_from_ymd (9999, 12, 31) * GNOMON_DAY_SECONDS;

  if (from >= first && from < to && to <= last)
    return TRUE;

  if (from < first || from > last)
    g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "from: must lie in the years 1 to 9999");
  else if (to > last)
    g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "to: must lie in the years 1 to 9999");
  else
    g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "to: must be after from");
  return FALSE;
}

/* Which events of those days pass the filter; the store alone knows its rules. */
static GHashTable *
find_event_ids (GnomonStore         *store,
                const GnomonFields  *filter,
                gint64               from,
                gint64               to,
                GError             **error)
{
  GTimeZone *zone = gnomon_store_get_viewer_zone (store);
  g_autoptr (GnomonFields) all = gnomon_fields_copy (filter);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autofree char *start_date =
    gnomon_civil_format_date (gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, from)));
  g_autofree char *end_date =
    gnomon_civil_format_date (gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, to - 1)));

  gnomon_fields_set_string (all, GNOMON_FILTER_START_DATE, start_date);
  gnomon_fields_set_string (all, GNOMON_FILTER_END_DATE, end_date);
  gnomon_fields_set_boolean (all, GNOMON_FILTER_EXPAND, FALSE);
  gnomon_fields_unset (all, GNOMON_FILTER_UPCOMING);
  gnomon_fields_unset (all, GNOMON_FILTER_LIMIT);
  gnomon_fields_unset (all, GNOMON_FILTER_OFFSET);

  events = gnomon_store_list_events (store, all, error);
  if (events == NULL)
    return NULL;

  ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < events->len; i++)
    {
      gint64 id = gnomon_event_get_id (g_ptr_array_index (events, i));

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }

  return g_steal_pointer (&ids);
}

/* Drops what the filter does not want; TRUE where all is well. */
static gboolean
filter_occurrences (GnomonStore         *store,
                    GPtrArray           *occurrences,
                    const GnomonFields  *filter,
                    gint64               from,
                    gint64               to,
                    GError             **error)
{
  gboolean upcoming = gnomon_fields_get_boolean (filter, GNOMON_FILTER_UPCOMING, FALSE);
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));
  g_autoptr (GHashTable) ids = NULL;
  gboolean is_empty = TRUE;
  guint n_kept = 0;

  for (int key = 0; key < GNOMON_N_FILTER_KEYS; key++)
    is_empty = is_empty && !gnomon_fields_has (filter, key);
  if (!is_empty)
    {
      ids = find_event_ids (store, filter, from, to, error);
      if (ids == NULL)
        return FALSE;
    }

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      gint64 id = gnomon_occurrence_get_event_id (occurrence);

      if ((ids != NULL && !g_hash_table_contains (ids, &id)) ||
          (upcoming && gnomon_occurrence_get_starts_at (occurrence) <= now))
        continue;

      /* The dropped one takes the place of the kept one, so that each is freed once. */
      occurrences->pdata[i] = occurrences->pdata[n_kept];
      occurrences->pdata[n_kept++] = occurrence;
    }
  g_ptr_array_set_size (occurrences, (int) n_kept);

  return TRUE;
}

static GVariant *
occurrence_to_variant (GnomonOccurrence *occurrence)
{
  return g_variant_new ("(xsxxbssss)",
                        gnomon_occurrence_get_event_id (occurrence),
                        gnomon_occurrence_get_recurrence_id (occurrence),
                        gnomon_occurrence_get_starts_at (occurrence),
                        gnomon_occurrence_get_ends_at (occurrence),
                        gnomon_occurrence_is_all_day (occurrence),
                        gnomon_occurrence_get_title (occurrence),
                        gnomon_occurrence_get_location (occurrence),
                        gnomon_occurrence_get_color (occurrence),
                        gnomon_event_type_to_string (gnomon_occurrence_get_event_type (occurrence)));
}

/* What the filter says of order, limit and offset. */
static GVariant *
select_occurrences (GPtrArray           *occurrences,
                    const GnomonFields  *filter,
                    GError             **error)
{
  const char *order = gnomon_fields_get_string (filter, GNOMON_FILTER_ORDER);
  gint64 limit = gnomon_fields_get_int (filter, GNOMON_FILTER_LIMIT, -1);
  gint64 offset = gnomon_fields_get_int (filter, GNOMON_FILTER_OFFSET, 0);
  gboolean descending = g_strcmp0 (order, "desc") == 0;
  g_autoptr (GVariantBuilder) builder = NULL;
  guint n = occurrences->len;

  if (limit < 0 && n > MAX_UNLIMITED)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                   "limit: %u occurrences match, over %d are given only with a limit",
                   n, MAX_UNLIMITED);
      return NULL;
    }

  if (n >= LARGE_LIST)
    gnomon_memory_trim_later ();

  builder = g_variant_builder_new (G_VARIANT_TYPE ("a(xsxxbssss)"));
  for (gint64 i = offset; i < n && (limit < 0 || i - offset < limit); i++)
    g_variant_builder_add_value (
      builder,
      occurrence_to_variant (g_ptr_array_index (occurrences, descending ? n - 1 - i : i)));

  return g_variant_builder_end (builder);
}

static GVariant *
list_occurrences (GnomonStore         *store,
                  const GnomonFields  *filter,
                  gint64               from,
                  gint64               to,
                  GError             **error)
{
  g_autoptr (GPtrArray) occurrences = NULL;

  if (!check_filter (filter, error) || !check_range (from, to, error))
    return NULL;

  occurrences = gnomon_store_list_occurrences (store, from, to, FALSE, error);
  if (occurrences == NULL ||
      !filter_occurrences (store, occurrences, filter, from, to, error))
    return NULL;

  return select_occurrences (occurrences, filter, error);
}

static gboolean
handle_list_occurrences (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         gint64                 arg_from,
                         gint64                 arg_to,
                         GVariant              *arg_filter)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonFields) filter =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT_FILTER, arg_filter);
  GVariant *occurrences;

  if (filter == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  occurrences = list_occurrences (store, filter, arg_from, arg_to, &error);
  if (occurrences != NULL)
    gnomon_calendar1_complete_list_occurrences (object, invocation, occurrences);
  else
    gnomon_bus_error_answer (invocation, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_occurrences (GnomonCalendar1Iface *iface)
{
  iface->handle_list_occurrences = handle_list_occurrences;
}
