/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "gnomon-attendee.h"
#include "gnomon-error.h"
#include "gnomon-event-private.h"
#include "gnomon-fields.h"
#include "gnomon-text.h"

/*
 * The contract's `attendees`, a comma list or a JSON list, to guests; and the guests that are
 * wanted, reconciled with those that are there.
 */

#define FIELD "attendees"
#define MAX_TEXT_LENGTH (1024 * 1024)

/* A list of objects is as deep as it gets; json-glib would go down by recursion for ever. */
#define MAX_JSON_DEPTH 2

typedef struct
{
  GPtrArray *guests;
  GHashTable *folded_emails;
} Collector;

static gboolean
fail (const char  *message,
      GError     **error)
{
  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, FIELD, "%s", message);
  return FALSE;
}

static gboolean
collect (Collector   *collector,
         const char  *email,
         const char  *name,
         GError     **error)
{
  g_autofree char *trimmed_email = g_strstrip (g_strdup (email));
  g_autofree char *trimmed_name = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!gnomon_attendee_check_email (trimmed_email, FIELD, &local_error))
    {
      g_autofree char *shown = g_utf8_make_valid (trimmed_email, MIN (strlen (trimmed_email), 64));

      gnomon_set_error (error, gnomon_error_get_reason (local_error), FIELD, shown);
      return FALSE;
    }

  trimmed_name = gnomon_text_take_line (name, FIELD ": name", GNOMON_ATTENDEE_MAX_NAME, error);
  if (trimmed_name == NULL)
    return FALSE;

  folded = gnomon_attendee_fold_email (trimmed_email);
  if (g_hash_table_contains (collector->folded_emails, folded))
    return TRUE;

  if (collector->guests->len >= GNOMON_ATTENDEE_MAX_GUESTS)
    {
      gnomon_set_field_error (error, GNOMON_ERROR_LIMIT_EXCEEDED, FIELD,
                              "more than %d guests", GNOMON_ATTENDEE_MAX_GUESTS);
      return FALSE;
    }

  g_ptr_array_add (collector->guests,
                   gnomon_attendee_new (0, 0, trimmed_email, trimmed_name,
                                        GNOMON_ATTENDEE_PENDING, 0));
  g_hash_table_add (collector->folded_emails, g_steal_pointer (&folded));

  return TRUE;
}

static gboolean
collect_comma_list (Collector   *collector,
                    const char  *text,
                    GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_strstrip (*part);

      /* Nothing between two commas is no address, and no fault. */
      if (**part != '\0' && !collect (collector, *part, "", error))
        return FALSE;
    }

  return TRUE;
}

/* NULL where the node is neither a string nor null. */
static const char *
get_text (JsonNode *node)
{
  if (json_node_is_null (node))
    return "";

  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
collect_json_object (Collector   *collector,
                     JsonObject  *object,
                     GError     **error)
{
  const char *email = "";
  const char *name = "";
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node))
    {
      int key = gnomon_kind_find_key (GNOMON_KIND_ATTENDEE, member, NULL);

      if (key < 0)
        return fail ("a guest has other members than “email” and “name”", error);

      if (key == GNOMON_ATTENDEE_EMAIL)
        email = get_text (node);
      else if (key == GNOMON_ATTENDEE_NAME)
        name = get_text (node);

      if (email == NULL || name == NULL)
        return fail ("“email” and “name” must be strings", error);
    }

  return collect (collector, email, name, error);
}

/* How deep the brackets of a JSON text go, strings aside. */
static int
measure_json_depth (const char *text)
{
  gboolean in_string = FALSE;
  int depth = 0, deepest = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      else if (*text == '"')
        in_string = !in_string;
      else if (!in_string && (*text == '[' || *text == '{'))
        {
          depth++;
          deepest = MAX (deepest, depth);
        }
      else if (!in_string && (*text == ']' || *text == '}'))
        depth--;
    }

  return deepest;
}

static gboolean
collect_json_list (Collector   *collector,
                   const char  *text,
                   GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;
  JsonArray *array;

  /* A NUL by escape would cut a string short unseen. */
  if (measure_json_depth (text) > MAX_JSON_DEPTH || strstr (text, "\\u0000") != NULL ||
      !json_parser_load_from_data (parser, text, -1, &local_error))
    return fail ("not a JSON list of addresses", error);

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return fail ("not a JSON list of addresses", error);

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          if (!collect_json_object (collector, json_node_get_object (node), error))
            return FALSE;
        }
      else if (json_node_get_value_type (node) == G_TYPE_STRING)
        {
          if (!collect (collector, json_node_get_string (node), "", error))
            return FALSE;
        }
      else
        {
          return fail ("not a JSON list of addresses", error);
        }
    }

  return TRUE;
}

/* The name that a guest has who was given none. */
static gboolean
has_default_name (GnomonAttendee *attendee)
{
  const char *email = gnomon_attendee_get_email (attendee);
  const char *name = gnomon_attendee_get_name (attendee);
  gsize length = strcspn (email, "@");

  return strlen (name) == length && strncmp (name, email, length) == 0;
}

static GnomonAttendee *
merge (GnomonAttendee *known,
       GnomonAttendee *wanted)
{
  GnomonAttendee *named = has_default_name (wanted) ? known : wanted;

  return gnomon_attendee_new (gnomon_attendee_get_id (known),
                              gnomon_attendee_get_event_id (known),
                              gnomon_attendee_get_email (wanted),
                              gnomon_attendee_get_name (named),
                              gnomon_attendee_get_status (known),
                              gnomon_attendee_get_responded_at (known));
}

/**
 * gnomon_attendee_parse_list:
 * @text: addresses separated by commas, or a JSON list of addresses or of objects with `email`
 *   and `name`; empty for nobody
 * @error: return location for a #GError
 *
 * Takes the contract's `attendees`. An address that stands there twice, in whatever case, counts
 * once, as it stands first. Objects may have the other members that guests have in the output;
 * they are passed over.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for what is no address or no list;
 * %GNOMON_ERROR_LIMIT_EXCEEDED above 5000 guests or 1 MiB of text.
 *
 * Returns: (transfer full) (nullable) (element-type GnomonAttendee): guests with id 0 and status
 *   pending, in the order given
 */
GPtrArray *
gnomon_attendee_parse_list (const char  *text,
                            GError     **error)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) folded_emails = NULL;
  Collector collector;
  gboolean success;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > MAX_TEXT_LENGTH)
    {
      gnomon_set_field_error (error, GNOMON_ERROR_LIMIT_EXCEEDED, FIELD, "more than 1 MiB");
      return NULL;
    }

  if (!g_utf8_validate (text, -1, NULL))
    {
      fail ("not valid UTF-8", error);
      return NULL;
    }

  while (g_ascii_isspace (*text))
    text++;

  folded_emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collector = (Collector) { guests, folded_emails };
  if (*text == '[')
    success = collect_json_list (&collector, text, error);
  else
    success = collect_comma_list (&collector, text, error);

  return success ? g_steal_pointer (&guests) : NULL;
}

/**
 * gnomon_attendees_reconcile:
 * @before: (element-type GnomonAttendee): the guests that are there
 * @wanted: (element-type GnomonAttendee): the guests that shall be there
 *
 * Matches guests by their folded address. Who stays keeps id, status and the time of the answer,
 * and also the name, unless @wanted gives one.
 *
 * Returns: (transfer full) (element-type GnomonAttendee): @wanted, in its order; id 0 for who is
 *   new
 */
GPtrArray *
gnomon_attendees_reconcile (GPtrArray *before,
                            GPtrArray *wanted)
{
  g_autoptr (GHashTable) by_email = NULL;
  GPtrArray *result;

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (wanted != NULL, NULL);

  by_email = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < before->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (before, i);

      g_hash_table_insert (by_email,
                           gnomon_attendee_fold_email (gnomon_attendee_get_email (attendee)),
                           attendee);
    }

  result = g_ptr_array_new_full (wanted->len, g_object_unref);
  for (guint i = 0; i < wanted->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (wanted, i);
      g_autofree char *folded = gnomon_attendee_fold_email (gnomon_attendee_get_email (attendee));
      GnomonAttendee *known = g_hash_table_lookup (by_email, folded);

      g_ptr_array_add (result, known != NULL ? merge (known, attendee) : g_object_ref (attendee));
    }

  return result;
}
