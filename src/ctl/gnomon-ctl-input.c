/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-json.h"
#include "gnomon-ctl-values.h"
#include "gnomon-ctl.h"

/* What the user gives: fields and filters on the command line, JSON on standard input. */

/* A script's whole input is held in memory; a calendar's worth of JSON is far below this. */
#define MAX_INPUT_SIZE (64 * 1024 * 1024)

/**
 * gnomon_ctl_find_calendar:
 * @self: a run
 * @text: a calendar's number or name
 * @id: (out): its number
 * @error: return location for an error
 *
 * Returns: whether there is one such calendar
 */
gboolean
gnomon_ctl_find_calendar (GnomonCtl   *self,
                          const char  *text,
                          gint64      *id,
                          GError     **error)
{
  GnomonCalendar1 *proxy;
  g_autoptr (GVariant) calendars = NULL;
  g_autofree char *wanted = NULL;
  guint found = 0;

  if (gnomon_ctl_parse_id (text, "calendar", id, NULL))
    return TRUE;

  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL
      || !gnomon_calendar1_call_list_calendars_sync (proxy, &calendars, NULL, error))
    return FALSE;

  wanted = g_utf8_casefold (text, -1);
  for (gsize i = 0; i < g_variant_n_children (calendars); i++)
    {
      g_autoptr (GVariant) calendar = g_variant_get_child_value (calendars, i);
      g_autofree char *name = g_utf8_casefold (gnomon_ctl_get_string (calendar, "name"), -1);

      if (g_str_equal (name, wanted))
        {
          *id = gnomon_ctl_get_integer (calendar, "id");
          found++;
        }
    }

  if (found != 1)
    g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_FAILED,
                 /* Translators: "calendar" is the option's name; %s the name that was given. */
                 found == 0 ? _("calendar: there is none with the name “%s”")
                            : _("calendar: several have the name “%s”, give the number"),
                 text);
  return found == 1;
}

static gboolean
add_calendar (GnomonCtl     *self,
              GVariantDict  *fields,
              const char    *text,
              GError       **error)
{
  gint64 id;

  if (*text == '\0')
    return TRUE;
  if (!gnomon_ctl_find_calendar (self, text, &id, error))
    return FALSE;
  if (g_variant_dict_contains (fields, "calendar_id"))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: given twice"),
                   "calendar_id");
      return FALSE;
    }
  g_variant_dict_insert (fields, "calendar_id", "x", id);
  return TRUE;
}

static gboolean
add_word (GnomonCtl     *self,
          GVariantDict  *fields,
          const char    *word,
          const char    *word_key,
          GError       **error)
{
  g_autofree char *key = NULL;
  const char *value;

  if (!gnomon_ctl_fields_split_word (word, &key, &value))
    {
      if (word_key == NULL)
        {
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                       _("“%s” is not a field: write it as name=value"), word);
          return FALSE;
        }
      key = g_strdup (word_key);
      value = word;
    }

  if (g_str_equal (key, "calendar"))
    return add_calendar (self, fields, value, error);
  return gnomon_ctl_fields_add_text (fields, key, value, self->style.now, error);
}

/**
 * gnomon_ctl_read_fields:
 * @self: a run
 * @words: (array zero-terminated=1): words like `start=12:30`; `calendar=` takes a name
 * @word_key: (nullable): the field that a word without an equals sign is
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the fields as `a{sv}`, not floating
 */
GVariant *
gnomon_ctl_read_fields (GnomonCtl          *self,
                        const char *const  *words,
                        const char         *word_key,
                        GError            **error)
{
  g_auto (GVariantDict) fields = G_VARIANT_DICT_INIT (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    if (!add_word (self, &fields, words[i], word_key, error))
      return NULL;
  return g_variant_ref_sink (g_variant_dict_end (&fields));
}

/**
 * gnomon_ctl_read_filter:
 * @self: a run
 * @options: the command's options
 * @arguments: what was given
 * @first_word: from which word on they belong to the filter
 * @error: return location for an error
 *
 * Makes the service's filter of options, of words like `type=meeting`, and of other words, which
 * are searched for.
 *
 * Returns: (transfer full) (nullable): the filter as `a{sv}`, not floating
 */
GVariant *
gnomon_ctl_read_filter (GnomonCtl             *self,
                        const GnomonCtlOption *options,
                        GnomonCtlArguments    *arguments,
                        guint                  first_word,
                        GError               **error)
{
  g_auto (GVariantDict) filter = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GString) search = g_string_new (NULL);

  for (const GnomonCtlOption *option = options; option->name != NULL; option++)
    {
      const char *value = gnomon_ctl_arguments_get (arguments, option->name);

      if (value == NULL || option->key == NULL)
        continue;
      if (g_str_equal (option->name, "calendar"))
        {
          if (!add_calendar (self, &filter, value, error))
            return NULL;
        }
      else if (!gnomon_ctl_fields_add_text (&filter, option->key,
                                            option->value != NULL ? value : "yes",
                                            self->style.now, error))
        return NULL;
    }

  for (guint i = first_word; i < gnomon_ctl_arguments_n_words (arguments); i++)
    {
      const char *word = gnomon_ctl_arguments_get_word (arguments, i);
      g_autofree char *key = NULL;
      const char *value;

      if (gnomon_ctl_fields_split_word (word, &key, &value))
        {
          if (!add_word (self, &filter, word, NULL, error))
            return NULL;
        }
      else
        g_string_append_printf (search, "%s%s", search->len > 0 ? " " : "", word);
    }
  if (search->len > 0
      && !gnomon_ctl_fields_add_text (&filter, "search", search->str, self->style.now, error))
    return NULL;

  return g_variant_ref_sink (g_variant_dict_end (&filter));
}

/**
 * gnomon_ctl_read_input:
 * @is_list: (out): whether more than one object was asked for
 * @error: return location for an error
 *
 * Reads JSON from standard input.
 *
 * Returns: (transfer full) (nullable) (element-type GVariant): the objects, each an `a{sv}`
 */
GPtrArray *
gnomon_ctl_read_input (gboolean  *is_list,
                       GError   **error)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  guint8 buffer[64 * 1024];
  gssize size;

  while ((size = read (STDIN_FILENO, buffer, sizeof buffer)) != 0)
    {
      if (size < 0 && errno == EINTR)
        continue;
      if (size < 0 || input->len + (gsize) size > MAX_INPUT_SIZE)
        {
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_FAILED,
                       _("Standard input cannot be read: %s"),
                       size < 0 ? g_strerror (errno) : _("it is too long"));
          return NULL;
        }
      g_byte_array_append (input, buffer, (guint) size);
    }
  return gnomon_ctl_json_parse_objects ((const char *) input->data, input->len, is_list, error);
}
