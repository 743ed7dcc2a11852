/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gnomon-fields.h"

/*
 * The key tables of the contract, and the container that holds values by them.
 */

#define IN GNOMON_KEY_IN
#define OUT (GNOMON_KEY_LIGHT | GNOMON_KEY_FULL)

static const GnomonKey event_keys[] = {
  [GNOMON_EVENT_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_EVENT_UID] = { "uid", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_CALENDAR_ID] = { "calendar_id", NULL, GNOMON_VALUE_INT64, IN | OUT },
  [GNOMON_EVENT_TITLE] = { "title", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_DESCRIPTION] = { "description", "desc", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_EVENT_TYPE] = { "event_type", "type", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_EVENT_DATE] = { "event_date", "date", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_START_TIME] = { "start_time", "start", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_END_DATE] = { "end_date", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_END_TIME] = { "end_time", "end", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_DURATION_MINUTES] = { "duration_minutes", NULL, GNOMON_VALUE_INT, IN | OUT },
  [GNOMON_EVENT_ALL_DAY] = { "all_day", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_EVENT_TIMEZONE] = { "timezone", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_END_TIMEZONE] = { "end_timezone", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_LOCATION] = { "location", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_ATTENDEES] = { "attendees", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_REMINDER_SET] = { "reminder_set", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_EVENT_REMINDER_MINUTES_BEFORE] = { "reminder_minutes_before", NULL, GNOMON_VALUE_INT, IN | OUT },
  [GNOMON_EVENT_RRULE] = { "rrule", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_EXDATE] = { "exdate", NULL, GNOMON_VALUE_STRV, IN | OUT },
  [GNOMON_EVENT_RDATE] = { "rdate", NULL, GNOMON_VALUE_STRV, IN | OUT },
  [GNOMON_EVENT_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_BUSY] = { "busy", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_EVENT_URL] = { "url", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_COLOR] = { "color", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_ORGANIZER] = { "organizer", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_MY_STATUS] = { "my_status", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_MEETING_URL] = { "meeting_url", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_ATTENDEES_LIST] = { "attendees_list", NULL, GNOMON_VALUE_STRV, OUT },
  [GNOMON_EVENT_ATTENDEE_RECORDS] = { "attendee_records", NULL, GNOMON_VALUE_RECORDS, GNOMON_KEY_FULL },
  [GNOMON_EVENT_REMINDERS] = { "reminders", NULL, GNOMON_VALUE_RECORDS, GNOMON_KEY_FULL },
  [GNOMON_EVENT_DURATION] = { "duration", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_IS_UPCOMING] = { "is_upcoming", NULL, GNOMON_VALUE_BOOLEAN, OUT },
  [GNOMON_EVENT_STARTS_AT] = { "starts_at", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_EVENT_ENDS_AT] = { "ends_at", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_EVENT_LOCAL_START] = { "local_start", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_LOCAL_END] = { "local_end", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_OWNER_NAME] = { "owner_name", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_RECURRENCE_ID] = { "recurrence_id", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_SEQUENCE] = { "sequence", NULL, GNOMON_VALUE_INT, OUT },
  [GNOMON_EVENT_ETAG] = { "etag", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_CREATED_AT] = { "created_at", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_UPDATED_AT] = { "updated_at", NULL, GNOMON_VALUE_STRING, OUT },
};

static const GnomonKey calendar_keys[] = {
  [GNOMON_CALENDAR_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_CALENDAR_NAME] = { "name", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_CALENDAR_COLOR] = { "color", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_CALENDAR_VISIBLE] = { "visible", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_CALENDAR_IS_DEFAULT] = { "is_default", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_CALENDAR_READ_ONLY] = { "read_only", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
};

static const GnomonKey reminder_keys[] = {
  [GNOMON_REMINDER_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_REMINDER_EVENT_ID] = { "event_id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_REMINDER_REMINDER_TIME] = { "reminder_time", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_REMINDER_MINUTES_BEFORE] = { "minutes_before", NULL, GNOMON_VALUE_INT, IN },
  [GNOMON_REMINDER_REMINDER_TYPE] = { "reminder_type", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_REMINDER_STATE] = { "state", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_REMINDER_IS_SENT] = { "is_sent", NULL, GNOMON_VALUE_BOOLEAN, OUT },
  [GNOMON_REMINDER_SENT_AT] = { "sent_at", NULL, GNOMON_VALUE_STRING, OUT },
};

static const GnomonKey attendee_keys[] = {
  [GNOMON_ATTENDEE_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_ATTENDEE_EVENT_ID] = { "event_id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_ATTENDEE_EMAIL] = { "email", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_ATTENDEE_NAME] = { "name", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_ATTENDEE_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_ATTENDEE_RESPONDED_AT] = { "responded_at", NULL, GNOMON_VALUE_STRING, OUT },
};

static const GnomonKey event_filter_keys[] = {
  [GNOMON_FILTER_START_DATE] = { "start_date", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_END_DATE] = { "end_date", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_DATE] = { "date", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_TYPE] = { "type", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_SEARCH] = { "search", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_UPCOMING] = { "upcoming", NULL, GNOMON_VALUE_BOOLEAN, IN },
  [GNOMON_FILTER_CALENDAR_ID] = { "calendar_id", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_FILTER_ATTENDEE] = { "attendee", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_EXPAND] = { "expand", NULL, GNOMON_VALUE_BOOLEAN, IN },
  [GNOMON_FILTER_ORDER] = { "order", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_FILTER_OFFSET] = { "offset", NULL, GNOMON_VALUE_INT64, IN },
};

static const GnomonKey attendee_filter_keys[] = {
  [GNOMON_ATTENDEE_FILTER_SEARCH] = { "search", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_ATTENDEE_FILTER_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_ATTENDEE_FILTER_EVENT_ID] = { "event_id", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_ATTENDEE_FILTER_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_ATTENDEE_FILTER_OFFSET] = { "offset", NULL, GNOMON_VALUE_INT64, IN },
};

static const GnomonKey reminder_filter_keys[] = {
  [GNOMON_REMINDER_FILTER_STATE] = { "state", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_TYPE] = { "type", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_FROM] = { "from", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_TO] = { "to", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_REMINDER_FILTER_OFFSET] = { "offset", NULL, GNOMON_VALUE_INT64, IN },
};

#undef IN
#undef OUT

G_STATIC_ASSERT (G_N_ELEMENTS (event_keys) == GNOMON_N_EVENT_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (calendar_keys) == GNOMON_N_CALENDAR_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (reminder_keys) == GNOMON_N_REMINDER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (attendee_keys) == GNOMON_N_ATTENDEE_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (event_filter_keys) == GNOMON_N_FILTER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (attendee_filter_keys) == GNOMON_N_ATTENDEE_FILTER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (reminder_filter_keys) == GNOMON_N_REMINDER_FILTER_KEYS);

static const struct
{
  const char *noun;
  const GnomonKey *keys;
  gsize n_keys;
} kinds[] = {
  [GNOMON_KIND_EVENT] = { "event", event_keys, G_N_ELEMENTS (event_keys) },
  [GNOMON_KIND_CALENDAR] = { "calendar", calendar_keys, G_N_ELEMENTS (calendar_keys) },
  [GNOMON_KIND_REMINDER] = { "reminder", reminder_keys, G_N_ELEMENTS (reminder_keys) },
  [GNOMON_KIND_ATTENDEE] = { "attendee", attendee_keys, G_N_ELEMENTS (attendee_keys) },
  [GNOMON_KIND_EVENT_FILTER] = { "event filter", event_filter_keys, G_N_ELEMENTS (event_filter_keys) },
  [GNOMON_KIND_ATTENDEE_FILTER] = { "attendee filter", attendee_filter_keys, G_N_ELEMENTS (attendee_filter_keys) },
  [GNOMON_KIND_REMINDER_FILTER] = { "reminder filter", reminder_filter_keys, G_N_ELEMENTS (reminder_filter_keys) },
};

typedef struct
{
  gboolean present;
  union
  {
    char *string;
    char **strv;
    gint64 number;
    gboolean boolean;
  };
} Value;

struct _GnomonFields
{
  GnomonKind kind;
  gsize n_values;
  Value values[];
};

G_DEFINE_BOXED_TYPE (GnomonFields, gnomon_fields, gnomon_fields_copy, gnomon_fields_free)

static gboolean
is_key_of_type (const GnomonFields *self,
                int                 key,
                GnomonValueType     type)
{
  return self != NULL && key >= 0 && (gsize) key < self->n_values &&
         kinds[self->kind].keys[key].type == type;
}

static gboolean
is_number_key (const GnomonFields *self,
               int                 key)
{
  return is_key_of_type (self, key, GNOMON_VALUE_INT) ||
         is_key_of_type (self, key, GNOMON_VALUE_INT64);
}

/* The variant inside of any `v` around it. (transfer full) */
static GVariant *
unbox (GVariant *value)
{
  g_variant_ref (value);
  while (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (value);

      g_variant_unref (value);
      value = inner;
    }

  return value;
}

static gboolean
fail_type (const GnomonKey  *key,
           const char       *wanted,
           GVariant         *value,
           GError          **error)
{
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
               "%s: must be %s, not of type “%.32s”", key->name, wanted,
               g_variant_get_type_string (value));
  return FALSE;
}

static gboolean
fail_range (const GnomonKey  *key,
            GError          **error)
{
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "%s: out of range", key->name);
  return FALSE;
}

/* Any integer type, or a double without a fraction, where the value fits the key's type. */
static gboolean
read_number (const GnomonKey  *key,
             GVariant         *value,
             gint64           *number,
             GError          **error)
{
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BYTE:
      *number = g_variant_get_byte (value);
      break;

    case G_VARIANT_CLASS_INT16:
      *number = g_variant_get_int16 (value);
      break;

    case G_VARIANT_CLASS_UINT16:
      *number = g_variant_get_uint16 (value);
      break;

    case G_VARIANT_CLASS_INT32:
      *number = g_variant_get_int32 (value);
      break;

    case G_VARIANT_CLASS_UINT32:
      *number = g_variant_get_uint32 (value);
      break;

    case G_VARIANT_CLASS_INT64:
      *number = g_variant_get_int64 (value);
      break;

    case G_VARIANT_CLASS_UINT64:
      if (g_variant_get_uint64 (value) > G_MAXINT64)
        return fail_range (key, error);
      *number = (gint64) g_variant_get_uint64 (value);
      break;

    case G_VARIANT_CLASS_DOUBLE:
      {
        double real = g_variant_get_double (value);

        /* 2^63 has a double of its own, the greatest gint64 has none. */
        if (!isfinite (real) || real < -9223372036854775808.0 || real >= 9223372036854775808.0)
          return fail_range (key, error);
        if (real != (double) (gint64) real)
          {
            g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "%s: must be a whole number", key->name);
            return FALSE;
          }
        *number = (gint64) real;
        break;
      }

    case G_VARIANT_CLASS_BOOLEAN:
    case G_VARIANT_CLASS_HANDLE:
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
    case G_VARIANT_CLASS_VARIANT:
    case G_VARIANT_CLASS_MAYBE:
    case G_VARIANT_CLASS_ARRAY:
    case G_VARIANT_CLASS_TUPLE:
    case G_VARIANT_CLASS_DICT_ENTRY:
    default:
      return fail_type (key, "a whole number", value, error);
    }

  if (key->type == GNOMON_VALUE_INT && (*number < G_MININT32 || *number > G_MAXINT32))
    return fail_range (key, error);

  return TRUE;
}

/* `as`, or `av` of strings. */
static char **
read_strv (const GnomonKey  *key,
           GVariant         *value,
           GError          **error)
{
  g_autoptr (GPtrArray) strings = NULL;
  gsize n_items;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return g_variant_dup_strv (value, NULL);

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    {
      fail_type (key, "a list of strings", value, error);
      return NULL;
    }

  n_items = g_variant_n_children (value);
  strings = g_ptr_array_new_full (n_items + 1, g_free);
  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) item = unbox (child);

      if (!g_variant_is_of_type (item, G_VARIANT_TYPE_STRING))
        {
          fail_type (key, "a list of strings", item, error);
          return NULL;
        }
      g_ptr_array_add (strings, g_variant_dup_string (item, NULL));
    }
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

static gboolean
take_value (GnomonFields  *self,
            int            index,
            GVariant      *boxed,
            GError       **error)
{
  const GnomonKey *key = &kinds[self->kind].keys[index];
  g_autoptr (GVariant) value = unbox (boxed);

  switch (key->type)
    {
    case GNOMON_VALUE_STRING:
      if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        return fail_type (key, "a string", value, error);
      gnomon_fields_set_string (self, index, g_variant_get_string (value, NULL));
      return TRUE;

    case GNOMON_VALUE_BOOLEAN:
      if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        return fail_type (key, "true or false", value, error);
      gnomon_fields_set_boolean (self, index, g_variant_get_boolean (value));
      return TRUE;

    case GNOMON_VALUE_INT:
    case GNOMON_VALUE_INT64:
      {
        gint64 number = 0;

        if (!read_number (key, value, &number, error))
          return FALSE;
        gnomon_fields_set_int (self, index, number);
        return TRUE;
      }

    case GNOMON_VALUE_STRV:
      {
        g_auto (GStrv) strv = read_strv (key, value, error);

        if (strv == NULL)
          return FALSE;
        gnomon_fields_set_strv (self, index, (const char * const *) strv);
        return TRUE;
      }

    case GNOMON_VALUE_RECORDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gnomon_kind_get_keys:
 * @kind: what the keys belong to
 * @n_keys: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array length=n_keys): the table of @kind, in the order of its enum
 */
const GnomonKey *
gnomon_kind_get_keys (GnomonKind  kind,
                      gsize      *n_keys)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);

  if (n_keys != NULL)
    *n_keys = kinds[kind].n_keys;

  return kinds[kind].keys;
}

/**
 * gnomon_kind_find_key:
 * @kind: what the key belongs to
 * @name: a key's name or alias
 * @is_alias: (out) (optional): whether @name is an alias
 *
 * Returns: the key's place in its table; -1 where @kind has no such key
 */
int
gnomon_kind_find_key (GnomonKind  kind,
                      const char *name,
                      gboolean   *is_alias)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), -1);
  g_return_val_if_fail (name != NULL, -1);

  for (gsize i = 0; i < kinds[kind].n_keys; i++)
    {
      const GnomonKey *key = &kinds[kind].keys[i];
      gboolean alias = key->alias != NULL && g_str_equal (name, key->alias);

      if (alias || g_str_equal (name, key->name))
        {
          if (is_alias != NULL)
            *is_alias = alias;
          return (int) i;
        }
    }

  return -1;
}

/**
 * gnomon_fields_new:
 * @kind: what the fields belong to
 *
 * Returns: (transfer full): fields, all of them absent
 */
GnomonFields *
gnomon_fields_new (GnomonKind kind)
{
  GnomonFields *self;
  gsize n_values;

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);

  n_values = kinds[kind].n_keys;
  self = g_malloc0 (sizeof (GnomonFields) + n_values * sizeof (Value));
  self->kind = kind;
  self->n_values = n_values;

  return self;
}

/**
 * gnomon_fields_copy:
 * @self: fields
 *
 * Returns: (transfer full): a deep copy
 */
GnomonFields *
gnomon_fields_copy (const GnomonFields *self)
{
  GnomonFields *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gnomon_fields_new (self->kind);
  for (gsize i = 0; i < self->n_values; i++)
    {
      if (!self->values[i].present)
        continue;

      copy->values[i] = self->values[i];
      if (kinds[self->kind].keys[i].type == GNOMON_VALUE_STRING)
        copy->values[i].string = g_strdup (self->values[i].string);
      else if (kinds[self->kind].keys[i].type == GNOMON_VALUE_STRV)
        copy->values[i].strv = g_strdupv (self->values[i].strv);
    }

  return copy;
}

/**
 * gnomon_fields_free:
 * @self: (transfer full) (nullable): fields
 */
void
gnomon_fields_free (GnomonFields *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->n_values; i++)
    gnomon_fields_unset (self, (int) i);
  g_free (self);
}

/**
 * gnomon_fields_get_kind:
 * @self: fields
 *
 * Returns: what the fields belong to
 */
GnomonKind
gnomon_fields_get_kind (const GnomonFields *self)
{
  g_return_val_if_fail (self != NULL, GNOMON_KIND_EVENT);

  return self->kind;
}

/**
 * gnomon_fields_set_string:
 * @self: fields
 * @key: a key of strings
 * @value: (nullable): what it shall have; %NULL makes it absent, which an empty string does not
 */
void
gnomon_fields_set_string (GnomonFields *self,
                          int           key,
                          const char   *value)
{
  char *copy;

  g_return_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRING));

  copy = g_strdup (value);
  gnomon_fields_unset (self, key);
  self->values[key].string = copy;
  self->values[key].present = copy != NULL;
}

/**
 * gnomon_fields_set_boolean:
 * @self: fields
 * @key: a key of booleans
 * @value: what it shall have
 */
void
gnomon_fields_set_boolean (GnomonFields *self,
                           int           key,
                           gboolean      value)
{
  g_return_if_fail (is_key_of_type (self, key, GNOMON_VALUE_BOOLEAN));

  self->values[key].boolean = !!value;
  self->values[key].present = TRUE;
}

/**
 * gnomon_fields_set_int:
 * @self: fields
 * @key: a key of integers, of 32 or 64 bits
 * @value: what it shall have; the caller sees to it that it fits
 */
void
gnomon_fields_set_int (GnomonFields *self,
                       int           key,
                       gint64        value)
{
  g_return_if_fail (is_number_key (self, key));

  self->values[key].number = value;
  self->values[key].present = TRUE;
}

/**
 * gnomon_fields_set_strv:
 * @self: fields
 * @key: a key of string lists
 * @value: (nullable): what it shall have; %NULL makes it absent, which an empty list does not
 */
void
gnomon_fields_set_strv (GnomonFields       *self,
                        int                 key,
                        const char * const *value)
{
  char **copy;

  g_return_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRV));

  copy = g_strdupv ((char **) value);
  gnomon_fields_unset (self, key);
  self->values[key].strv = copy;
  self->values[key].present = copy != NULL;
}

/**
 * gnomon_fields_unset:
 * @self: fields
 * @key: a key of any type, which becomes absent
 */
void
gnomon_fields_unset (GnomonFields *self,
                     int           key)
{
  Value *value;

  g_return_if_fail (self != NULL);
  g_return_if_fail (key >= 0 && (gsize) key < self->n_values);

  value = &self->values[key];
  if (!value->present)
    return;

  if (kinds[self->kind].keys[key].type == GNOMON_VALUE_STRING)
    g_free (value->string);
  else if (kinds[self->kind].keys[key].type == GNOMON_VALUE_STRV)
    g_strfreev (value->strv);
  *value = (Value) { .present = FALSE };
}

/**
 * gnomon_fields_has:
 * @self: fields
 * @key: a key
 *
 * Returns: whether a value was given for @key, be it empty
 */
gboolean
gnomon_fields_has (const GnomonFields *self,
                   int                 key)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key >= 0 && (gsize) key < self->n_values, FALSE);

  return self->values[key].present;
}

/**
 * gnomon_fields_get_string:
 * @self: fields
 * @key: a key of strings
 *
 * Returns: (transfer none) (nullable): its value; %NULL where it is absent
 */
const char *
gnomon_fields_get_string (const GnomonFields *self,
                          int                 key)
{
  g_return_val_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRING), NULL);

  return self->values[key].present ? self->values[key].string : NULL;
}

/**
 * gnomon_fields_get_boolean:
 * @self: fields
 * @key: a key of booleans
 * @fallback: what to answer where it is absent
 *
 * Returns: its value
 */
gboolean
gnomon_fields_get_boolean (const GnomonFields *self,
                           int                 key,
                           gboolean            fallback)
{
  g_return_val_if_fail (is_key_of_type (self, key, GNOMON_VALUE_BOOLEAN), fallback);

  return self->values[key].present ? self->values[key].boolean : fallback;
}

/**
 * gnomon_fields_get_int:
 * @self: fields
 * @key: a key of integers
 * @fallback: what to answer where it is absent
 *
 * Returns: its value
 */
gint64
gnomon_fields_get_int (const GnomonFields *self,
                       int                 key,
                       gint64              fallback)
{
  g_return_val_if_fail (is_number_key (self, key), fallback);

  return self->values[key].present ? self->values[key].number : fallback;
}

/**
 * gnomon_fields_get_strv:
 * @self: fields
 * @key: a key of string lists
 *
 * Returns: (transfer none) (nullable): its value; %NULL where it is absent
 */
const char * const *
gnomon_fields_get_strv (const GnomonFields *self,
                        int                 key)
{
  g_return_val_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRV), NULL);

  return self->values[key].present ? (const char * const *) self->values[key].strv : NULL;
}

/**
 * gnomon_fields_new_from_variant:
 * @kind: what the fields belong to
 * @dict: a dictionary of type `a{sv}`
 * @error: return location for a #GError
 *
 * Takes loose values by the table of @kind, as the contract says: aliases, any integer type and
 * doubles without a fraction where the value fits, `av` of strings for `as`. Keys that are of the
 * output only are passed over, whatever their type. No rule but the type is applied to a value.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for an unknown key, a wrong type, a value out of the
 * type's range, and a key that is given twice.
 *
 * Returns: (transfer full) (nullable): the fields
 */
GnomonFields *
gnomon_fields_new_from_variant (GnomonKind   kind,
                                GVariant    *dict,
                                GError     **error)
{
  g_autoptr (GnomonFields) self = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *item;

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);
  g_return_val_if_fail (dict != NULL, NULL);

  if (!g_variant_is_of_type (dict, G_VARIANT_TYPE_VARDICT))
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "%s: must be a dictionary", kinds[kind].noun);
      return NULL;
    }

  self = gnomon_fields_new (kind);
  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &item))
    {
      g_autoptr (GVariant) value = item;
      int index = gnomon_kind_find_key (kind, name, NULL);
      const GnomonKey *key;

      if (index < 0)
        {
          g_autofree char *shown = g_utf8_make_valid (name, MIN (strlen (name), 64));

          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                       "%s: unknown key (%s)", shown, kinds[kind].noun);
          return NULL;
        }

      key = &kinds[kind].keys[index];
      if (!(key->flags & GNOMON_KEY_IN))
        continue;

      if (self->values[index].present)
        {
          if (key->alias != NULL)
            g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "%s: given twice; “%s” stands for it too", key->name, key->alias);
          else
            g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "%s: given twice", key->name);
          return NULL;
        }

      if (!take_value (self, index, value, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}
