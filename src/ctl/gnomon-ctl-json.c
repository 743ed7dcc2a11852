/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-json.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "gnomon-ctl-error.h"

/* JSON into the bus's values and back, with the web API's names beside the contract's. */

/* Nothing that the contract knows is nested deeper than an event's guests within a list. The limit
 * keeps the parser, which calls itself for each level, from running out of stack. */
#define MAX_DEPTH 32

static const struct
{
  const char *name;
  const char *alias;
} aliases[] = {
  { "event_date", "date" },
  { "start_time", "start" },
  { "end_time", "end" },
  { "event_type", "type" },
  { "description", "desc" },
};

/* Reading */

static GVariant *node_to_variant (const char *key,
                                  JsonNode   *node);

static GVariant *
array_to_variant (const char *key,
                  JsonNode   *node)
{
  JsonArray *array = json_node_get_array (node);
  guint length = json_array_get_length (array);
  gboolean all_objects = length > 0;
  gboolean all_strings = TRUE;
  GVariantBuilder builder;

  /* Guests go out as one string, in which the service takes a JSON list with its names. */
  if (g_strcmp0 (key, "attendees") == 0)
    return g_variant_new_take_string (json_to_string (node, FALSE));

  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      all_objects = all_objects && JSON_NODE_HOLDS_OBJECT (element);
      all_strings = all_strings && json_node_get_value_type (element) == G_TYPE_STRING;
    }

  g_variant_builder_init (&builder, all_strings   ? G_VARIANT_TYPE_STRING_ARRAY
                                    : all_objects ? G_VARIANT_TYPE ("aa{sv}")
                                                  : G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < length; i++)
    {
      GVariant *element = node_to_variant (NULL, json_array_get_element (array, i));

      g_variant_builder_add_value (&builder, all_strings || all_objects
                                               ? element
                                               : g_variant_new_variant (element));
    }
  return g_variant_builder_end (&builder);
}

/* Whether @member is the alias of another member that says the same: as it is in our own output,
 * which is to be taken back, though the service refuses both names in one call. */
static gboolean
repeats_canonical (JsonObject *object,
                   const char *member,
                   JsonNode   *node)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      JsonNode *canonical;

      if (!g_str_equal (aliases[i].alias, member))
        continue;
      canonical = json_object_get_member (object, aliases[i].name);
      return canonical != NULL && json_node_equal (canonical, node);
    }
  return FALSE;
}

static GVariant *
object_to_variant (JsonObject *object)
{
  GVariantBuilder builder;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (!repeats_canonical (object, member, node))
        g_variant_builder_add (&builder, "{sv}", member, node_to_variant (member, node));
    }
  return g_variant_builder_end (&builder);
}

/* Returns a floating value. */
static GVariant *
node_to_variant (const char *key,
                 JsonNode   *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return object_to_variant (json_node_get_object (node));
    case JSON_NODE_ARRAY:
      return array_to_variant (key, node);
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return g_variant_new_string (json_node_get_string (node));
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return g_variant_new_boolean (json_node_get_boolean (node));
      if (json_node_get_value_type (node) == G_TYPE_INT64)
        return g_variant_new_int64 (json_node_get_int (node));
      return g_variant_new_double (json_node_get_double (node));
    case JSON_NODE_NULL:
    default:
      /* In the web API null is an empty field. */
      return g_variant_new_string ("");
    }
}

static JsonNode *
parse_node (const char  *text,
            gssize       length,
            GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) parse_error = NULL;

  if (!json_parser_load_from_data (parser, text, length, &parse_error)
      || json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   /* Translators: %s says what and where, in English. */
                   _("The JSON cannot be read: %s"),
                   parse_error != NULL ? parse_error->message : _("it is empty"));
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/**
 * gnomon_ctl_json_parse_value:
 * @text: one JSON value
 * @error: return location for %GNOMON_CTL_ERROR_USAGE
 *
 * Reads a JSON value into what the bus carries: an object as `a{sv}`, a list of strings as `as`, of
 * objects as `aa{sv}`, any other as `av`; whole numbers as `x`, null as an empty string. A list
 * named `attendees` becomes a string with that JSON in it, as the contract takes it.
 *
 * Returns: (transfer full) (nullable): the value, not floating
 */
GVariant *
gnomon_ctl_json_parse_value (const char  *text,
                             GError     **error)
{
  g_autoptr (JsonNode) node = parse_node (text, -1, error);

  return node != NULL ? g_variant_ref_sink (node_to_variant (NULL, node)) : NULL;
}

/* The length of the JSON value at @text, which is what lies between balanced brackets; 0 where it
 * ends nowhere or is neither object nor list. What is wrong inside is for the parser to say. */
static gsize
measure_value (const char *text,
               gsize       length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            in_string = FALSE;
          continue;
        }

      switch (text[i])
        {
        case '"':
          in_string = TRUE;
          break;
        case '{':
        case '[':
          if (++depth > MAX_DEPTH)
            return 0;
          break;
        case '}':
        case ']':
          if (depth == 0)
            return 0;
          if (--depth == 0)
            return i + 1;
          break;
        default:
          break;
        }
      if (depth == 0)
        return 0;
    }
  return 0;
}

static gboolean
add_object (GPtrArray  *objects,
            JsonNode   *node,
            GError    **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("The JSON must be an object, a list of them, or one after another"));
      return FALSE;
    }
  g_ptr_array_add (objects, g_variant_ref_sink (node_to_variant (NULL, node)));
  return TRUE;
}

/**
 * gnomon_ctl_json_parse_objects:
 * @text: JSON: an object, a list of objects, or any number of both one after another
 * @length: the length of @text in bytes
 * @is_list: (out): %FALSE where @text was one object alone
 * @error: return location for %GNOMON_CTL_ERROR_USAGE
 *
 * Reads what a script gives on standard input.
 *
 * Returns: (transfer full) (nullable) (element-type GVariant): each object as an `a{sv}`
 */
GPtrArray *
gnomon_ctl_json_parse_objects (const char  *text,
                               gsize        length,
                               gboolean    *is_list,
                               GError     **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  gsize position = 0;
  guint values = 0;

  *is_list = FALSE;
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("The JSON is not valid UTF-8"));
      return NULL;
    }

  for (;;)
    {
      g_autoptr (JsonNode) node = NULL;
      gsize size;

      while (position < length && (g_ascii_isspace (text[position]) || text[position] == ','))
        position++;
      if (position == length)
        break;

      size = measure_value (text + position, length - position);
      if (size == 0)
        {
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                       /* Translators: %u counts the values in the input, from 1. */
                       _("The JSON cannot be read: value %u is not a complete object or list"),
                       values + 1);
          return NULL;
        }
      node = parse_node (text + position, size, error);
      if (node == NULL)
        return NULL;
      position += size;
      values++;

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);

          *is_list = TRUE;
          for (guint i = 0; i < json_array_get_length (array); i++)
            if (!add_object (objects, json_array_get_element (array, i), error))
              return NULL;
        }
      else if (!add_object (objects, node, error))
        return NULL;
    }

  if (values == 0)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("The JSON cannot be read: %s"), _("it is empty"));
      return NULL;
    }
  *is_list = *is_list || values > 1;
  return g_steal_pointer (&objects);
}

/* Writing */

static JsonNode *variant_to_node (GVariant *value);

static JsonNode *
dictionary_to_node (GVariant *value)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  GVariantIter iter;
  const char *key;
  GVariant *child;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &child))
    {
      json_object_set_member (object, key, variant_to_node (child));
      for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
        if (g_str_equal (aliases[i].name, key))
          json_object_set_member (object, aliases[i].alias, variant_to_node (child));
    }
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
variant_to_node (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return dictionary_to_node (value);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      g_autoptr (GVariant) inner = g_variant_get_variant (value);

      return variant_to_node (inner);
    }

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY))
    {
      JsonArray *array = json_array_sized_new (g_variant_n_children (value));
      JsonNode *node = json_node_new (JSON_NODE_ARRAY);

      for (gsize i = 0; i < g_variant_n_children (value); i++)
        {
          g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

          json_array_add_element (array, variant_to_node (child));
        }
      json_node_take_array (node, array);
      return node;
    }

  return json_gvariant_serialize (value);
}

/**
 * gnomon_ctl_json_format:
 * @value: what the service answered
 * @indented: whether people read it
 *
 * Writes a value as JSON. In events the aliases stand beside the contract's names, so that what was
 * written for the web API reads it as it is.
 *
 * Returns: (transfer full): JSON without a newline at its end; one line unless @indented
 */
char *
gnomon_ctl_json_format (GVariant *value,
                        gboolean  indented)
{
  g_autoptr (JsonNode) node = variant_to_node (value);

  return json_to_string (node, indented);
}

/**
 * gnomon_ctl_json_indent:
 * @json: JSON from the service
 *
 * Returns: (transfer full): the same for people to read; as it is where it cannot be parsed
 */
char *
gnomon_ctl_json_indent (const char *json)
{
  g_autoptr (JsonNode) node = parse_node (json, -1, NULL);

  return node != NULL ? json_to_string (node, TRUE) : g_strdup (json);
}
