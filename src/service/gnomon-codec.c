/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-codec.h"

#include "gnomon-codec-private.h"
#include "gnomon-memory.h"

/* Values as variants and as JSON text. */

/* From so many objects on, their memory is worth giving back. */
#define LARGE_LIST 100

/* Longer texts are made anew each time. */
#define MAX_KEPT_LENGTH 64

/*
 * What was last said for a key, as a dictionary entry that the next object may share. An event has
 * over forty keys, and most of them say the same in one event after the other: no location, not
 * all-day, confirmed, of this zone. To make an entry is ten times as dear as to compare. Each
 * thread keeps its own.
 */
typedef struct
{
  GVariant *name;
  GVariant *entry;              /* (nullable) */
  gint64 number;
  char *string;
} Kept;

/* By kind; NULL where none of that kind was written. */
typedef struct
{
  Kept *kinds[GNOMON_KIND_ATTENDEE + 1];
} KeptOfThread;

static void
kept_free (gpointer data)
{
  KeptOfThread *kept = data;

  for (gsize kind = 0; kind < G_N_ELEMENTS (kept->kinds); kind++)
    {
      gsize n_keys = 0;

      if (kept->kinds[kind] != NULL)
        gnomon_kind_get_keys ((GnomonKind) kind, &n_keys);
      for (gsize i = 0; i < n_keys; i++)
        {
          g_variant_unref (kept->kinds[kind][i].name);
          g_clear_pointer (&kept->kinds[kind][i].entry, g_variant_unref);
          g_free (kept->kinds[kind][i].string);
        }
      g_free (kept->kinds[kind]);
    }
  g_free (kept);
}

static GPrivate kept_of_thread = G_PRIVATE_INIT (kept_free);

static Kept *
get_kept (GnomonKind kind)
{
  KeptOfThread *kept = g_private_get (&kept_of_thread);
  const GnomonKey *keys;
  gsize n_keys;

  if (kept == NULL)
    {
      kept = g_new0 (KeptOfThread, 1);
      g_private_set (&kept_of_thread, kept);
    }
  if (kept->kinds[kind] != NULL)
    return kept->kinds[kind];

  keys = gnomon_kind_get_keys (kind, &n_keys);
  kept->kinds[kind] = g_new0 (Kept, n_keys);
  for (gsize i = 0; i < n_keys; i++)
    kept->kinds[kind][i].name = g_variant_ref_sink (g_variant_new_string (keys[i].name));

  return kept->kinds[kind];
}

static gboolean
is_kept (const Kept             *kept,
         const GnomonCodecValue *value,
         GnomonValueType         type)
{
  if (kept->entry == NULL)
    return FALSE;

  switch (type)
    {
    case GNOMON_VALUE_STRING:
      return strcmp (kept->string, value->string) == 0;
    case GNOMON_VALUE_BOOLEAN:
    case GNOMON_VALUE_INT:
    case GNOMON_VALUE_INT64:
      return kept->number == value->number;
    case GNOMON_VALUE_STRV:
      return value->strv == NULL || value->strv[0] == NULL;
    case GNOMON_VALUE_RECORDS:
      return value->records->len == 0;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_worth_keeping (const GnomonCodecValue *value,
                  GnomonValueType         type)
{
  switch (type)
    {
    case GNOMON_VALUE_STRING:
      return strnlen (value->string, MAX_KEPT_LENGTH + 1) <= MAX_KEPT_LENGTH;
    case GNOMON_VALUE_BOOLEAN:
    case GNOMON_VALUE_INT:
    case GNOMON_VALUE_INT64:
      return TRUE;
    case GNOMON_VALUE_STRV:
      return value->strv == NULL || value->strv[0] == NULL;
    case GNOMON_VALUE_RECORDS:
      return value->records->len == 0;
    default:
      g_assert_not_reached ();
    }
}

static void
keep (Kept                   *kept,
      GVariant               *entry,
      const GnomonCodecValue *value)
{
  g_clear_pointer (&kept->entry, g_variant_unref);
  g_free (kept->string);
  kept->entry = g_variant_ref_sink (entry);
  kept->number = value->number;
  kept->string = g_strdup (value->string);
}

static GVariant *
value_to_variant (const GnomonCodecValue   *value,
                  GnomonValueType           type,
                  GnomonKeyFlags            form,
                  const GnomonCodecContext *context)
{
  switch (type)
    {
    case GNOMON_VALUE_STRING:
      return g_variant_new_string (value->string);
    case GNOMON_VALUE_BOOLEAN:
      return g_variant_new_boolean (value->number != 0);
    case GNOMON_VALUE_INT:
      return g_variant_new_int32 ((gint32) value->number);
    case GNOMON_VALUE_INT64:
      return g_variant_new_int64 (value->number);
    case GNOMON_VALUE_STRV:
      return g_variant_new_strv (value->strv, value->strv != NULL ? -1 : 0);
    case GNOMON_VALUE_RECORDS:
      return gnomon_codec_encode_list (value->records, form, context);
    default:
      g_assert_not_reached ();
    }
}

static GVariant *
get_entry (Kept                     *kept,
           const GnomonCodecValue   *value,
           GnomonValueType           type,
           GnomonKeyFlags            form,
           const GnomonCodecContext *context)
{
  GVariant *entry;

  if (is_kept (kept, value, type))
    return kept->entry;

  entry = g_variant_new_dict_entry (kept->name,
                                    g_variant_new_variant (value_to_variant (value, type, form,
                                                                             context)));
  if (is_worth_keeping (value, type))
    keep (kept, entry, value);

  return entry;
}

/**
 * gnomon_codec_context_init:
 * @context: (out caller-allocates): what to fill; valid as long as the store is not changed
 * @store: the store that the objects come from
 *
 * Takes the viewer's zone, the time and the user from the store.
 */
void
gnomon_codec_context_init (GnomonCodecContext *context,
                           GnomonStore        *store)
{
  g_return_if_fail (GNOMON_IS_STORE (store));

  context->viewer = gnomon_store_get_viewer_zone (store);
  context->now = gnomon_clock_get_now (gnomon_store_get_clock (store));
  context->owner_name = gnomon_store_get_owner_name (store);
  context->own_addresses = gnomon_store_get_own_addresses (store);
}

/**
 * gnomon_codec_encode:
 * @object: an event, attendee, reminder or calendar
 * @form: %GNOMON_KEY_LIGHT or %GNOMON_KEY_FULL
 * @context: whose eyes it is for
 *
 * Returns: (transfer floating): the object as `a{sv}`
 */
GVariant *
gnomon_codec_encode (GObject                  *object,
                     GnomonKeyFlags            form,
                     const GnomonCodecContext *context)
{
  GVariant *entries[GNOMON_N_EVENT_KEYS];
  const GnomonKey *keys;
  GnomonKind kind;
  Kept *kept;
  gsize n_keys, n_entries = 0;

  g_return_val_if_fail (G_IS_OBJECT (object), NULL);

  kind = gnomon_codec_get_kind (object);
  keys = gnomon_kind_get_keys (kind, &n_keys);
  kept = get_kept (kind);
  g_assert (n_keys <= G_N_ELEMENTS (entries));

  for (gsize i = 0; i < n_keys; i++)
    {
      g_auto (GnomonCodecValue) value = { 0 };

      if ((keys[i].flags & form) == 0)
        continue;

      gnomon_codec_get_value (object, kind, (int) i, context, &value);
      entries[n_entries++] = get_entry (&kept[i], &value, keys[i].type, form, context);
    }

  return g_variant_new_array (G_VARIANT_TYPE ("{sv}"), entries, n_entries);
}

/**
 * gnomon_codec_encode_list:
 * @objects: (element-type GObject): objects of one kind
 * @form: %GNOMON_KEY_LIGHT or %GNOMON_KEY_FULL
 * @context: whose eyes they are for
 *
 * Returns: (transfer floating): the objects as `aa{sv}`, in their order
 */
GVariant *
gnomon_codec_encode_list (GPtrArray                *objects,
                          GnomonKeyFlags            form,
                          const GnomonCodecContext *context)
{
  g_autofree GVariant **variants = NULL;

  g_return_val_if_fail (objects != NULL, NULL);

  if (objects->len >= LARGE_LIST)
    gnomon_memory_trim_later ();

  variants = g_new (GVariant *, objects->len);
  for (guint i = 0; i < objects->len; i++)
    variants[i] = gnomon_codec_encode (g_ptr_array_index (objects, i), form, context);

  return g_variant_new_array (G_VARIANT_TYPE ("a{sv}"), variants, objects->len);
}

static void
append_json_string (GString    *json,
                    const char *text)
{
  const char *plain = text;
  const char *p;

  g_string_append_c (json, '"');
  for (p = text; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        continue;

      g_string_append_len (json, plain, p - plain);
      plain = p + 1;
      if (*p == '\n')
        g_string_append (json, "\\n");
      else if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else
        g_string_append_printf (json, "\\u%04x", (guint) *p);
    }
  g_string_append_len (json, plain, p - plain);
  g_string_append_c (json, '"');
}

static void append_json_list (GString                  *json,
                              GPtrArray                *objects,
                              GnomonKeyFlags            form,
                              const GnomonCodecContext *context);

static void
append_json_value (GString                  *json,
                   const GnomonCodecValue   *value,
                   GnomonValueType           type,
                   GnomonKeyFlags            form,
                   const GnomonCodecContext *context)
{
  switch (type)
    {
    case GNOMON_VALUE_STRING:
      append_json_string (json, value->string);
      break;
    case GNOMON_VALUE_BOOLEAN:
      g_string_append (json, value->number != 0 ? "true" : "false");
      break;
    case GNOMON_VALUE_INT:
    case GNOMON_VALUE_INT64:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, value->number);
      break;
    case GNOMON_VALUE_STRV:
      g_string_append_c (json, '[');
      for (gsize i = 0; value->strv != NULL && value->strv[i] != NULL; i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          append_json_string (json, value->strv[i]);
        }
      g_string_append_c (json, ']');
      break;
    case GNOMON_VALUE_RECORDS:
      append_json_list (json, value->records, form, context);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
append_json_object (GString                  *json,
                    GObject                  *object,
                    GnomonKeyFlags            form,
                    const GnomonCodecContext *context)
{
  GnomonKind kind = gnomon_codec_get_kind (object);
  gsize n_keys;
  const GnomonKey *keys = gnomon_kind_get_keys (kind, &n_keys);
  char separator = '{';

  for (gsize i = 0; i < n_keys; i++)
    {
      g_auto (GnomonCodecValue) value = { 0 };

      if ((keys[i].flags & form) == 0)
        continue;

      gnomon_codec_get_value (object, kind, (int) i, context, &value);
      g_string_append_printf (json, "%c\"%s\":", separator, keys[i].name);
      separator = ',';
      append_json_value (json, &value, keys[i].type, form, context);

      /* The names of the web API's front end stand beside ours. */
      if (keys[i].alias != NULL)
        {
          g_string_append_printf (json, ",\"%s\":", keys[i].alias);
          append_json_value (json, &value, keys[i].type, form, context);
        }
    }

  g_string_append_c (json, '}');
}

static void
append_json_list (GString                  *json,
                  GPtrArray                *objects,
                  GnomonKeyFlags            form,
                  const GnomonCodecContext *context)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < objects->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_json_object (json, g_ptr_array_index (objects, i), form, context);
    }
  g_string_append_c (json, ']');
}

/**
 * gnomon_codec_encode_json:
 * @objects: (element-type GObject): objects of one kind
 * @form: %GNOMON_KEY_LIGHT or %GNOMON_KEY_FULL
 * @context: whose eyes they are for
 *
 * Writes what gnomon_codec_encode_list() gives as a JSON array, the aliases beside the canonical
 * names. It is written by hand since bulk readers come here for speed: no tree is built.
 *
 * Returns: (transfer full): JSON text
 */
char *
gnomon_codec_encode_json (GPtrArray                *objects,
                          GnomonKeyFlags            form,
                          const GnomonCodecContext *context)
{
  GString *json;

  g_return_val_if_fail (objects != NULL, NULL);

  if (objects->len >= LARGE_LIST)
    gnomon_memory_trim_later ();

  json = g_string_sized_new (1024 * (gsize) objects->len + 2);
  append_json_list (json, objects, form, context);

  return g_string_free (json, FALSE);
}
