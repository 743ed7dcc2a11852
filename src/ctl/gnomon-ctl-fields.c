/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-fields.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gnomon-ctl-error.h"
#include "gnomon-ctl-json.h"

/*
 * Words into typed values. Only the type is decided here, by the contract's table; which keys there
 * are and which values they take is the service's business, so a key that is not in the table goes
 * out as a string and the service judges it.
 */

typedef enum
{
  KIND_STRING,
  KIND_BOOLEAN,
  KIND_INTEGER,
  KIND_LIST,
  KIND_DATE,
} Kind;

static const struct
{
  const char *key;
  Kind kind;
} kinds[] = {
  { "all_day", KIND_BOOLEAN },
  { "busy", KIND_BOOLEAN },
  { "calendar_id", KIND_INTEGER },
  { "date", KIND_DATE },
  { "duration_minutes", KIND_INTEGER },
  { "end_date", KIND_DATE },
  { "event_date", KIND_DATE },
  { "event_id", KIND_INTEGER },
  { "exdate", KIND_LIST },
  { "expand", KIND_BOOLEAN },
  { "from", KIND_DATE },
  { "is_default", KIND_BOOLEAN },
  { "limit", KIND_INTEGER },
  { "minutes_before", KIND_INTEGER },
  { "offset", KIND_INTEGER },
  { "rdate", KIND_LIST },
  { "read_only", KIND_BOOLEAN },
  { "reminder_minutes_before", KIND_INTEGER },
  { "reminder_set", KIND_BOOLEAN },
  { "start_date", KIND_DATE },
  { "to", KIND_DATE },
  { "upcoming", KIND_BOOLEAN },
  { "visible", KIND_BOOLEAN },
};

static Kind
get_kind (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].key, key))
      return kinds[i].kind;
  return KIND_STRING;
}

static gboolean
parse_boolean (const char *text,
               gboolean   *value)
{
  static const char *const yes[] = { "true", "yes", "on", "1", NULL };
  static const char *const no[] = { "false", "no", "off", "0", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  *value = g_strv_contains (yes, lower);
  return *value || g_strv_contains (no, lower);
}

static GVariant *
new_list (const char  *key,
          const char  *text,
          GError     **error)
{
  g_auto (GStrv) parts = NULL;

  if (*text == '[')
    {
      g_autoptr (GVariant) value = gnomon_ctl_json_parse_value (text, error);

      if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
        {
          g_clear_error (error);
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                       /* Translators: %s is a field's name, like exdate. */
                       _("%s: must be a JSON list of strings, or a list separated by commas"), key);
          return NULL;
        }
      return g_steal_pointer (&value);
    }

  parts = g_strsplit (text, ",", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  return g_variant_ref_sink (g_variant_new_strv ((const char *const *) parts, -1));
}

/**
 * gnomon_ctl_fields_split_word:
 * @word: a word of the command line
 * @key: (out) (transfer full): the part before the sign
 * @value: (out) (transfer none): the part after it, within @word
 *
 * Takes `key=value` apart. Only lower-case letters and underscores make a key, so that a title
 * with an equals sign in it is seldom taken for a field.
 *
 * Returns: whether @word is a field
 */
gboolean
gnomon_ctl_fields_split_word (const char  *word,
                              char       **key,
                              const char **value)
{
  gsize length = strspn (word, "abcdefghijklmnopqrstuvwxyz_");

  if (length == 0 || word[length] != '=')
    return FALSE;
  *key = g_strndup (word, length);
  *value = word + length + 1;
  return TRUE;
}

/**
 * gnomon_ctl_fields_dup_date:
 * @text: what was given for a date
 * @now: the time now, in the user's zone
 *
 * Resolves `today`, `tomorrow`, `yesterday`, and a number of days from today like `+7` or `-1`.
 * Anything else stays as it is, for the service to judge.
 *
 * Returns: (transfer full): the date
 */
char *
gnomon_ctl_fields_dup_date (const char *text,
                            GDateTime  *now)
{
  g_autoptr (GDateTime) day = NULL;
  gint64 days;

  if (g_str_equal (text, "today"))
    days = 0;
  else if (g_str_equal (text, "tomorrow"))
    days = 1;
  else if (g_str_equal (text, "yesterday"))
    days = -1;
  else if ((*text != '+' && *text != '-')
           || !g_ascii_string_to_signed (text + (*text == '+'), 10, -36525, 36525, &days, NULL))
    return g_strdup (text);

  day = g_date_time_add_days (now, days);
  return day != NULL ? g_date_time_format (day, "%Y-%m-%d") : g_strdup (text);
}

/**
 * gnomon_ctl_fields_add_text:
 * @fields: where to
 * @key: the field's name, or an alias
 * @text: its value as given on the command line
 * @now: the time now, in the user's zone
 * @error: return location for %GNOMON_CTL_ERROR_USAGE, the message beginning with @key
 *
 * Adds a field in the type that the contract has for it. An empty text stays an empty string, which
 * clears a field whatever its type.
 *
 * Returns: whether it could be added
 */
gboolean
gnomon_ctl_fields_add_text (GVariantDict  *fields,
                            const char    *key,
                            const char    *text,
                            GDateTime     *now,
                            GError       **error)
{
  Kind kind = *text != '\0' ? get_kind (key) : KIND_STRING;
  g_autofree char *date = NULL;
  g_autoptr (GVariant) list = NULL;
  gboolean truth;
  gint64 number;

  if (g_variant_dict_contains (fields, key))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: given twice"), key);
      return FALSE;
    }

  switch (kind)
    {
    case KIND_BOOLEAN:
      if (!parse_boolean (text, &truth))
        {
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: must be yes or no"),
                       key);
          return FALSE;
        }
      g_variant_dict_insert (fields, key, "b", truth);
      return TRUE;

    case KIND_INTEGER:
      if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        {
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                       _("%s: must be a whole number"), key);
          return FALSE;
        }
      g_variant_dict_insert (fields, key, "x", number);
      return TRUE;

    case KIND_LIST:
      list = new_list (key, text, error);
      if (list == NULL)
        return FALSE;
      g_variant_dict_insert_value (fields, key, list);
      return TRUE;

    case KIND_DATE:
      date = gnomon_ctl_fields_dup_date (text, now);
      g_variant_dict_insert (fields, key, "s", date);
      return TRUE;

    case KIND_STRING:
    default:
      g_variant_dict_insert (fields, key, "s", text);
      return TRUE;
    }
}

/**
 * gnomon_ctl_parse_id:
 * @text: a number, with or without a `#` before it
 * @field: what the message calls it
 * @id: (out): the number
 * @error: return location for %GNOMON_CTL_ERROR_USAGE
 *
 * Returns: whether @text is an id
 */
gboolean
gnomon_ctl_parse_id (const char  *text,
                     const char  *field,
                     gint64      *id,
                     GError     **error)
{
  if (g_ascii_string_to_signed (text + (*text == '#'), 10, 1, G_MAXINT64, id, NULL))
    return TRUE;
  g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
               /* Translators: the first %s is what the number stands for, like id. */
               _("%s: “%s” is not a number as lists show it"), field, text);
  return FALSE;
}

/**
 * gnomon_ctl_parse_minutes:
 * @text: a number of minutes, or with a unit: `90m`, `2h`, `1d`, `1w`
 * @minutes: (out): the minutes
 *
 * Returns: whether @text is such a span
 */
gboolean
gnomon_ctl_parse_minutes (const char *text,
                          gint64     *minutes)
{
  static const struct
  {
    char unit;
    int minutes;
  } units[] = { { 'm', 1 }, { 'h', 60 }, { 'd', 24 * 60 }, { 'w', 7 * 24 * 60 } };
  gsize length = strlen (text);
  g_autofree char *number = NULL;
  int factor = 1;

  if (length == 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (text[length - 1] == units[i].unit)
        {
          factor = units[i].minutes;
          length--;
          break;
        }
    }

  number = g_strndup (text, length);
  if (!g_ascii_string_to_signed (number, 10, 0, G_MAXINT32, minutes, NULL))
    return FALSE;
  *minutes *= factor;
  return TRUE;
}
