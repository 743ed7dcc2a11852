/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-memory.h"
#include "gnomon-zone.h"

#include <string.h>

/* Occurrences as small structs for panels, and as a flat block of records for views that read
 * thousands: ListOccurrences, ReadOccurrences. The contract says how the block is laid out. */

/* As in ListEvents: more than this is never cut in silence. */
#define MAX_UNLIMITED 5000

/* Where it comes to an error that tells how many there are, no more than this are counted: without
 * end, that would take as long as there are series. */
#define MOST_COUNTED 1000000

/* Of more than this, those that are on no page any more are let go from time to time. */
#define MOST_KEPT 4096

/* From so many on, their memory is worth giving back. */
#define LARGE_LIST 1000

#define MAGIC "GnO1"
#define HEADER_SIZE 16

enum
{
  FLAG_ALL_DAY = 1 << 0,
};

/* A record of the block; the strings by their offset, in here from the start of the strings. */
typedef struct
{
  gint64 id;
  gint64 starts_at;
  gint64 ends_at;
  guint32 flags;
  guint32 recurrence_id;
  guint32 title;
  guint32 location;
  guint32 color;
  guint32 event_type;
} Record;

G_STATIC_ASSERT (sizeof (Record) == 48);

typedef struct
{
  GArray *records;           /* Record */
  GString *strings;
  GHashTable *known;         /* those of few different values → offset */
  GArray *ids;               /* gint64, ascending: the rows that pass the filter; NULL: all */
  gint64 after;              /* what starts at this instant or before it is left out */
  gboolean is_limited;
  gint64 n_wanted;           /* how many of the first in order are of use: to the page's end */
  gboolean is_backwards;     /* the order: newest first */
  gint64 n_found;            /* with those that were let go */
  gint64 first, last;        /* what starts outside of these is on no page any more */
} Reading;

static void
reading_init (Reading *reading)
{
  *reading = (Reading) {
    .records = g_array_new (FALSE, FALSE, sizeof (Record)),
    .strings = g_string_new (NULL),
    .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .after = G_MININT64,
    .first = G_MININT64,
    .last = G_MAXINT64,
  };
  /* The empty string lies at the front. */
  g_string_append_c (reading->strings, '\0');
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->records, g_array_unref);
  g_clear_pointer (&reading->known, g_hash_table_unref);
  g_clear_pointer (&reading->ids, g_array_unref);
  if (reading->strings != NULL)
    g_string_free (g_steal_pointer (&reading->strings), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* The filter without its dates: the range is what the arguments say. Limit and offset count
 * occurrences, so that the store does not see them. */
static gboolean
check_filter (const GnomonFields  *filter,
              GError             **error)
{
  static const int dates[] = { GNOMON_FILTER_START_DATE, GNOMON_FILTER_END_DATE,
                               GNOMON_FILTER_DATE };
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

/* Which rows pass the filter in those days; the store alone knows its rules. */
static gboolean
find_row_ids (Reading             *reading,
              GnomonStore         *store,
              const GnomonFields  *filter,
              gint64               from,
              gint64               to,
              GError             **error)
{
  GTimeZone *zone = gnomon_store_get_viewer_zone (store);
  g_autoptr (GnomonFields) days = NULL;
  g_autofree char *start_date = NULL;
  g_autofree char *end_date = NULL;
  gint64 first_day, last_day;
  gboolean is_empty = TRUE;

  for (int key = 0; key < GNOMON_N_FILTER_KEYS; key++)
    is_empty = is_empty && !gnomon_fields_has (filter, key);
  if (is_empty)
    return TRUE;

  first_day = gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, from));
  last_day = gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, to - 1));
  start_date = gnomon_civil_format_date (first_day);
  end_date = gnomon_civil_format_date (last_day);
  days = gnomon_fields_copy (filter);
  gnomon_fields_set_string (days, GNOMON_FILTER_START_DATE, start_date);
  gnomon_fields_set_string (days, GNOMON_FILTER_END_DATE, end_date);
  gnomon_fields_unset (days, GNOMON_FILTER_EXPAND);

  reading->ids = gnomon_store_list_row_ids (store, days, error);
  return reading->ids != NULL;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static guint32
add_string (Reading    *reading,
            const char *text)
{
  guint32 at = (guint32) reading->strings->len;

  if (*text == '\0')
    return 0;
  g_string_append_len (reading->strings, text, (gssize) strlen (text) + 1);
  return at;
}

/* The same for what stands in many records. */
static guint32
add_known (Reading    *reading,
           const char *text)
{
  gpointer at;

  if (!g_hash_table_lookup_extended (reading->known, text, NULL, &at))
    {
      at = GUINT_TO_POINTER (add_string (reading, text));
      g_hash_table_insert (reading->known, g_strdup (text), at);
    }
  return GPOINTER_TO_UINT (at);
}

static gboolean
filter_span_cb (const GnomonSpan *span,
                gpointer          user_data)
{
  Reading *reading = user_data;

  return reading->ids == NULL
         /* An array without members has no memory, which bsearch() must have. */
         || (reading->ids->len > 0
             && bsearch (&span->row_id, reading->ids->data, reading->ids->len, sizeof (gint64),
                         compare_ids) != NULL);
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const Record *left = a, *right = b;

  if (left->starts_at != right->starts_at)
    return left->starts_at < right->starts_at ? -1 : 1;
  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;
  /* Of one series the strings were added in the order of its occurrences. */
  if (left->recurrence_id < right->recurrence_id)
    return -1;
  return left->recurrence_id > right->recurrence_id;
}

static int
compare_records_backwards (gconstpointer a,
                           gconstpointer b)
{
  return compare_records (b, a);
}

static void
sort_records (Reading *reading)
{
  g_array_sort (reading->records,
                reading->is_backwards ? compare_records_backwards : compare_records);
}

/* Without those of records that were let go; added in the order of time, as they were. */
static void
renew_strings (Reading *reading)
{
  GString *old = g_steal_pointer (&reading->strings);
  guint n = reading->records->len;

  reading->strings = g_string_new (NULL);
  g_string_append_c (reading->strings, '\0');
  g_hash_table_remove_all (reading->known);
  for (guint i = 0; i < n; i++)
    {
      Record *record =
        &g_array_index (reading->records, Record, reading->is_backwards ? n - 1 - i : i);

      record->recurrence_id = add_string (reading, old->str + record->recurrence_id);
      record->title = add_string (reading, old->str + record->title);
      record->location = add_string (reading, old->str + record->location);
      record->color = add_known (reading, old->str + record->color);
      record->event_type = add_known (reading, old->str + record->event_type);
    }
  g_string_free (old, TRUE);
}

/* Of many records, of which only the first are wanted, the others go. */
static void
let_go (Reading *reading)
{
  gint64 edge;

  if (reading->records->len < MOST_KEPT || reading->records->len / 2 < reading->n_wanted)
    return;

  sort_records (reading);
  g_array_set_size (reading->records, (guint) reading->n_wanted);
  renew_strings (reading);
  edge = g_array_index (reading->records, Record, reading->n_wanted - 1).starts_at;
  if (reading->is_backwards)
    reading->first = edge;
  else
    reading->last = edge;
}

static gboolean
add_span_cb (const GnomonSpan *span,
             gpointer          user_data)
{
  Reading *reading = user_data;
  Record record;

  if (span->starts_at <= reading->after)
    return TRUE;

  reading->n_found++;
  if (!reading->is_limited && reading->n_found > MAX_UNLIMITED)
    return reading->n_found < MOST_COUNTED;
  if (reading->n_wanted == 0 || span->starts_at < reading->first
      || span->starts_at > reading->last)
    return TRUE;

  record = (Record) {
    .id = span->event_id,
    .starts_at = span->starts_at,
    .ends_at = span->ends_at,
    .flags = span->all_day ? FLAG_ALL_DAY : 0,
    .recurrence_id = add_string (reading, span->recurrence_id),
    .title = add_string (reading, span->title),
    .location = add_string (reading, span->location),
    .color = add_known (reading, span->color),
    .event_type = add_known (reading, gnomon_event_type_to_string (span->event_type)),
  };
  g_array_append_val (reading->records, record);
  let_go (reading);
  return TRUE;
}

/* What the filter says of order, limit and offset, before anything is read. */
static void
set_page (Reading            *reading,
          const GnomonFields *filter)
{
  gint64 limit = gnomon_fields_get_int (filter, GNOMON_FILTER_LIMIT, -1);
  gint64 offset = gnomon_fields_get_int (filter, GNOMON_FILTER_OFFSET, 0);

  reading->is_backwards =
    g_strcmp0 (gnomon_fields_get_string (filter, GNOMON_FILTER_ORDER), "desc") == 0;
  reading->is_limited = limit >= 0;
  reading->n_wanted = G_MAXINT64;
  if (reading->is_limited)
    reading->n_wanted = limit + MIN (offset, G_MAXINT64 - limit);
}

/* And when all was read. */
static gboolean
select_records (Reading             *reading,
                const GnomonFields  *filter,
                GError             **error)
{
  gint64 offset = gnomon_fields_get_int (filter, GNOMON_FILTER_OFFSET, 0);

  if (!reading->is_limited && reading->n_found > MAX_UNLIMITED)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                   "limit: %s%" G_GINT64_FORMAT " occurrences match, over %d are given only with"
                   " a limit", reading->n_found < MOST_COUNTED ? "" : "at least ",
                   reading->n_found, MAX_UNLIMITED);
      return FALSE;
    }

  if (reading->n_found >= LARGE_LIST)
    gnomon_memory_trim_later ();

  sort_records (reading);
  if (reading->n_wanted < reading->records->len)
    g_array_set_size (reading->records, (guint) reading->n_wanted);
  g_array_remove_range (reading->records, 0, (guint) MIN (offset, reading->records->len));
  return TRUE;
}

static gboolean
read_occurrences (Reading             *reading,
                  GnomonStore         *store,
                  const GnomonFields  *filter,
                  gint64               from,
                  gint64               to,
                  GError             **error)
{
  if (!check_filter (filter, error) || !check_range (from, to, error))
    return FALSE;

  if (gnomon_fields_get_boolean (filter, GNOMON_FILTER_UPCOMING, FALSE))
    reading->after = gnomon_clock_get_now (gnomon_store_get_clock (store));
  set_page (reading, filter);
  return find_row_ids (reading, store, filter, from, to, error)
         && gnomon_store_foreach_span (store, from, to, FALSE, filter_span_cb, add_span_cb,
                                       reading, NULL, error)
         && select_records (reading, filter, error);
}

static GVariant *
make_list (Reading *reading)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(xsxxbssss)"));
  const char *strings = reading->strings->str;

  for (guint i = 0; i < reading->records->len; i++)
    {
      const Record *record = &g_array_index (reading->records, Record, i);
      GVariant *fields[] = {
        g_variant_new_int64 (record->id),
        g_variant_new_string (strings + record->recurrence_id),
        g_variant_new_int64 (record->starts_at),
        g_variant_new_int64 (record->ends_at),
        g_variant_new_boolean (record->flags & FLAG_ALL_DAY),
        g_variant_new_string (strings + record->title),
        g_variant_new_string (strings + record->location),
        g_variant_new_string (strings + record->color),
        g_variant_new_string (strings + record->event_type),
      };

      g_variant_builder_add_value (&builder, g_variant_new_tuple (fields, G_N_ELEMENTS (fields)));
    }
  return g_variant_builder_end (&builder);
}

static void
append_u32 (GByteArray *block,
            guint32     value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  g_byte_array_append (block, (const guint8 *) &bytes, sizeof bytes);
}

static void
append_i64 (GByteArray *block,
            gint64      value)
{
  gint64 bytes = GINT64_TO_LE (value);

  g_byte_array_append (block, (const guint8 *) &bytes, sizeof bytes);
}

/* Copies a string of the reading behind the others of the block. */
static void
append_string (GByteArray *block,
               Reading    *block_strings,
               guint32     base,
               const char *text,
               gboolean    known)
{
  append_u32 (block, base + (known ? add_known (block_strings, text)
                                   : add_string (block_strings, text)));
}

/* Only the strings of the records that were selected go into it. */
static GVariant *
make_block (Reading *reading)
{
  g_auto (Reading) strings = { 0 };
  guint n = reading->records->len;
  guint32 base = (guint32) (HEADER_SIZE + n * sizeof (Record));
  GByteArray *block = g_byte_array_sized_new ((guint) (base + reading->strings->len));
  g_autoptr (GBytes) bytes = NULL;
  const char *texts = reading->strings->str;

  reading_init (&strings);
  g_byte_array_append (block, (const guint8 *) MAGIC, strlen (MAGIC));
  append_u32 (block, n);
  append_u32 (block, sizeof (Record));
  append_u32 (block, base);
  for (guint i = 0; i < n; i++)
    {
      const Record *record = &g_array_index (reading->records, Record, i);

      append_i64 (block, record->id);
      append_i64 (block, record->starts_at);
      append_i64 (block, record->ends_at);
      append_u32 (block, record->flags);
      append_string (block, &strings, base, texts + record->recurrence_id, FALSE);
      append_string (block, &strings, base, texts + record->title, FALSE);
      append_string (block, &strings, base, texts + record->location, FALSE);
      append_string (block, &strings, base, texts + record->color, TRUE);
      append_string (block, &strings, base, texts + record->event_type, TRUE);
    }
  g_byte_array_append (block, (const guint8 *) strings.strings->str, (guint) strings.strings->len);

  bytes = g_byte_array_free_to_bytes (block);
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

/* The two methods differ in what @make makes of the same. */
static void
answer_occurrences (GnomonCalendar1        *object,
                    GDBusMethodInvocation  *invocation,
                    gint64                  from,
                    gint64                  to,
                    GVariant               *filter,
                    GVariant             *(*make) (Reading *reading))
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT_FILTER, filter);
  g_auto (Reading) reading = { 0 };

  if (fields == NULL)
    return;

  reading_init (&reading);
  if (read_occurrences (&reading, store, fields, from, to, &error))
    {
      GVariant *answer = make (&reading);

      g_dbus_method_invocation_return_value (invocation, g_variant_new_tuple (&answer, 1));
    }
  else
    gnomon_bus_error_answer (invocation, error);
}

static gboolean
handle_list_occurrences (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         gint64                 arg_from,
                         gint64                 arg_to,
                         GVariant              *arg_filter)
{
  answer_occurrences (object, invocation, arg_from, arg_to, arg_filter, make_list);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_read_occurrences (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         gint64                 arg_from,
                         gint64                 arg_to,
                         GVariant              *arg_filter)
{
  answer_occurrences (object, invocation, arg_from, arg_to, arg_filter, make_block);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_occurrences (GnomonCalendar1Iface *iface)
{
  iface->handle_list_occurrences = handle_list_occurrences;
  iface->handle_read_occurrences = handle_read_occurrences;
}
