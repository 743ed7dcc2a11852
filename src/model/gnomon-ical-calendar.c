/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-head.h"
#include "gnomon-ical-kept.h"
#include "gnomon-zone.h"

/*
 * A whole VCALENDAR: its events (gnomon-ical-write.c) after what is said of all of it
 * (gnomon-ical-head-lines.c), and the time zones that they need.
 */

#define PRODID "-//Gnomon//Gnomon " GNOMON_VERSION "//EN"

#define YEAR_SECONDS (366 * GNOMON_DAY_SECONDS)

/* What is gathered before it is handed over, in bytes. */
#define PIECE_SIZE (64 * 1024)

/* Time zones */

typedef struct
{
  gint64 from;
  gint64 to;
} Range;

static void
use_zone (GHashTable *zones,
          const char *name,
          gint64      from,
          gint64      to)
{
  Range *range = g_hash_table_lookup (zones, name);

  if (range == NULL)
    {
      range = g_new (Range, 1);
      *range = (Range) { .from = from, .to = to };
      g_hash_table_insert (zones, g_strdup (name), range);
    }
  range->from = MIN (range->from, from);
  range->to = MAX (range->to, to);
}

/* TZIDs in lines that are written as they are. */
static void
use_zones_of_text (GHashTable *zones,
                   const char *text,
                   gint64      from,
                   gint64      to)
{
  static const char marker[] = ";TZID=";

  for (const char *at = strstr (text, marker); at != NULL; at = strstr (at, marker))
    {
      g_autofree char *name = NULL;

      at += strlen (marker);
      name = g_strndup (at, strcspn (at, ";:\n"));
      if (strcmp (name, "UTC") != 0)
        use_zone (zones, name, from, to);
    }
}

static GHashTable *
collect_zones (GPtrArray *events)
{
  GHashTable *zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);
      gboolean timed = event->kind == GNOMON_TIME_ZONED || event->kind == GNOMON_TIME_UTC;
      gint64 from = event->start_wall - YEAR_SECONDS;
      gint64 to = event->end_wall + YEAR_SECONDS;

      /* Series have no last day here. */
      if (gnomon_event_is_recurring (event))
        to = G_MAXINT64;
      if (timed && strcmp (event->timezone, "UTC") != 0)
        use_zone (zones, event->timezone, from, to);
      if (timed && strcmp (event->end_timezone, "UTC") != 0 && *event->end_timezone != '\0')
        use_zone (zones, event->end_timezone, from, to);
      if (*event->extra != '\0')
        use_zones_of_text (zones, event->extra, from, to);
    }
  return zones;
}

/* The definitions of files for the zones that are not IANA's, by TZID: the first of each. */
static GHashTable *
collect_definitions (GPtrArray *events)
{
  GHashTable *definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GnomonIcalKept) kept = NULL;

      if (strstr (event->extra, "BEGIN:VTIMEZONE") == NULL)
        continue;

      kept = gnomon_ical_kept_new (event->extra);
      for (guint j = 0; j < kept->components->len; j++)
        {
          const char *text = g_ptr_array_index (kept->components, j);
          g_autofree char *tzid =
              gnomon_ical_component_is (text, "VTIMEZONE") ? gnomon_ical_dup_tzid (text) : NULL;

          if (tzid != NULL && !g_hash_table_contains (definitions, tzid))
            g_hash_table_insert (definitions, g_steal_pointer (&tzid), g_strdup (text));
        }
    }
  return definitions;
}

static void
put_definitions (GString    *out,
                 GHashTable *definitions)
{
  g_autoptr (GList) tzids =
      g_list_sort (g_hash_table_get_keys (definitions), (GCompareFunc) strcmp);

  for (GList *l = tzids; l != NULL; l = l->next)
    {
      const char *text = g_hash_table_lookup (definitions, l->data);

      for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (text, '\n'))
        {
          gnomon_ical_append_folded (out, text, (gsize) (end - text));
          text = end + 1;
        }
    }
}

static void
put_zones (GString   *out,
           GPtrArray *events)
{
  g_autoptr (GHashTable) zones = collect_zones (events);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (zones), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const Range *range = g_hash_table_lookup (zones, l->data);
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (l->data);

      if (zone != NULL)
        gnomon_ical_append_vtimezone (out, l->data, zone, range->from, range->to);
    }
}

/* The events, and the overrides of each, for what all components need together. */
static GPtrArray *
list_components (GPtrArray *events)
{
  GPtrArray *components = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);

      g_ptr_array_add (components, event);
      for (guint j = 0; j < event->overrides->len; j++)
        g_ptr_array_add (components, g_ptr_array_index (event->overrides, j));
    }
  return components;
}

/* Hands over what has been gathered. */
static gboolean
hand_over (GString           *out,
           const GnomonSink  *sink,
           guint              done,
           guint              total,
           GError           **error)
{
  if (!sink->write (out->str, out->len, sink->user_data, error))
    return FALSE;

  g_string_truncate (out, 0);
  if (sink->progress != NULL)
    sink->progress (done, total, sink->user_data);
  return TRUE;
}

/**
 * gnomon_ical_write_to:
 * @events: (element-type GnomonEvent): events in their full form, with their reminders
 * @calendar: (nullable): the calendar that they are, all of them; %NULL: they are of several, or
 *   only some of one
 * @sink: where to; told the progress in events
 * @error: return location for the sink's error
 *
 * Writes a VCALENDAR with the events and the time zones that they need, piece by piece.
 *
 * Returns: %TRUE when the sink has taken all of it
 */
gboolean
gnomon_ical_write_to (GPtrArray                 *events,
                      const GnomonIcalCalendar  *calendar,
                      const GnomonSink          *sink,
                      GError                   **error)
{
  g_autoptr (GString) out = NULL;
  g_autoptr (GHashTable) definitions = NULL;
  g_autoptr (GPtrArray) components = NULL;

  g_return_val_if_fail (events != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" PRODID "\r\n"
                      "CALSCALE:GREGORIAN\r\n");
  if (calendar != NULL)
    gnomon_ical_append_head (out, calendar);
  components = list_components (events);
  put_zones (out, components);
  definitions = collect_definitions (components);
  put_definitions (out, definitions);
  for (guint i = 0; i < events->len; i++)
    {
      gnomon_ical_append_event (out, g_ptr_array_index (events, i), definitions);
      if (out->len >= PIECE_SIZE && !hand_over (out, sink, i + 1, events->len, error))
        return FALSE;
    }
  g_string_append (out, "END:VCALENDAR\r\n");
  return hand_over (out, sink, events->len, events->len, error) &&
         sink->finish (sink->user_data, error);
}

static gboolean
append_piece (const char  *data,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  g_string_append_len (user_data, data, (gssize) length);
  return TRUE;
}

static gboolean
keep_pieces (gpointer   user_data,
             GError   **error)
{
  return TRUE;
}

/**
 * gnomon_ical_write:
 * @events: (element-type GnomonEvent): events in their full form, with their reminders
 *
 * Returns: (transfer full): the text of gnomon_ical_write_to()
 */
char *
gnomon_ical_write (GPtrArray *events)
{
  GString *text = g_string_new (NULL);
  const GnomonSink sink = { append_piece, keep_pieces, NULL, text };

  g_return_val_if_fail (events != NULL, NULL);

  gnomon_ical_write_to (events, NULL, &sink, NULL);
  return g_string_free (text, FALSE);
}
