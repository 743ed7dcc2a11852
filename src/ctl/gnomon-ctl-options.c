/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-options.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-error.h"

/* The command line of one command: its options by a table, and the words between them. */

struct _GnomonCtlArguments
{
  const GnomonCtlOption *options;
  GHashTable *values; /* option's name (borrowed from the table) -> text */
  GPtrArray *words;   /* NULL-terminated once parsed */
};

static const GnomonCtlOption *
find_option (GnomonCtlArguments *self,
             const char         *given)
{
  for (const GnomonCtlOption *option = self->options; option->name != NULL; option++)
    {
      if (g_str_has_prefix (given, "--") ? g_str_equal (given + 2, option->name)
                                         : given[1] == option->letter)
        return option;
    }
  return NULL;
}

/* The arguments reach us as bytes, since the locale's encoding says nothing of what a file name or
 * a script's text is in. All that goes to the bus must be UTF-8. */
static gboolean
check_text (const char  *name,
            const char  *text,
            GError     **error)
{
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return TRUE;
  /* Translators: %s is an option like --search, or empty. */
  g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: is not valid UTF-8"),
               *name != '\0' ? name : _("argument"));
  return FALSE;
}

static gboolean
option_given_cb (const char  *name,
                 const char  *value,
                 gpointer     data,
                 GError     **error)
{
  GnomonCtlArguments *self = data;
  const GnomonCtlOption *option = find_option (self, name);

  g_assert (option != NULL);
  if (!check_text (name, value, error))
    return FALSE;
  if (value == NULL)
    value = "";
  g_hash_table_insert (self->values, (gpointer) option->name, g_strdup (value));
  return TRUE;
}

static gboolean
word_given_cb (const char  *name,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  GnomonCtlArguments *self = data;

  if (!check_text ("", value, error))
    return FALSE;
  g_ptr_array_add (self->words, g_strdup (value));
  return TRUE;
}

/* GLib drops the value of `--json=no` in silence, which would then mean yes. */
static gboolean
check_switches (const GnomonCtlOption *options,
                const char *const     *argv,
                GError               **error)
{
  for (gsize i = 0; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    {
      for (const GnomonCtlOption *option = options; option->name != NULL; option++)
        {
          g_autofree char *start = g_strconcat ("--", option->name, "=", NULL);

          if (option->value != NULL || !g_str_has_prefix (argv[i], start))
            continue;
          g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                       /* Translators: %s is an option's name. */
                       _("--%s: takes no value"), option->name);
          return FALSE;
        }
    }
  return TRUE;
}

static GArray *
make_entries (const GnomonCtlOption *options)
{
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  GOptionEntry words = { .long_name = G_OPTION_REMAINING, .flags = G_OPTION_FLAG_FILENAME,
                         .arg = G_OPTION_ARG_CALLBACK, .arg_data = word_given_cb };

  for (const GnomonCtlOption *option = options; option->name != NULL; option++)
    {
      GOptionEntry entry = { .long_name = option->name, .short_name = option->letter,
                             .flags = option->value != NULL ? G_OPTION_FLAG_FILENAME
                                                            : G_OPTION_FLAG_NO_ARG,
                             .arg = G_OPTION_ARG_CALLBACK, .arg_data = option_given_cb };
      g_array_append_val (entries, entry);
    }
  g_array_append_val (entries, words);
  return entries;
}

/**
 * gnomon_ctl_arguments_parse:
 * @options: (transfer none): the command's options; must outlive the result
 * @argv: what follows the command's name, %NULL-terminated
 * @error: return location for an error of #GOptionError or %GNOMON_CTL_ERROR_USAGE
 *
 * Parses the arguments of one command. Options and words may be mixed; after `--` all are words; a
 * lone `-` is a word. Of an option that is given twice the last one holds.
 *
 * Returns: (transfer full) (nullable): the arguments, or %NULL with @error set
 */
GnomonCtlArguments *
gnomon_ctl_arguments_parse (const GnomonCtlOption *options,
                            const char *const     *argv,
                            GError               **error)
{
  g_autoptr (GnomonCtlArguments) self = g_new0 (GnomonCtlArguments, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) entries = make_entries (options);
  g_autoptr (GPtrArray) with_name = g_ptr_array_new ();
  g_auto (GStrv) copy = NULL;
  GOptionGroup *group;

  if (!check_switches (options, argv, error))
    return NULL;

  self->options = options;
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (with_name, (gpointer) "gnomonctl");
  for (gsize i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (with_name, (gpointer) argv[i]);
  g_ptr_array_add (with_name, NULL);
  copy = g_strdupv ((char **) with_name->pdata);

  group = g_option_group_new ("gnomonctl", "", "", self, NULL);
  g_option_group_add_entries (group, (const GOptionEntry *) entries->data);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);

  if (!g_option_context_parse_strv (context, &copy, error))
    return NULL;

  g_ptr_array_add (self->words, NULL);
  return g_steal_pointer (&self);
}

/**
 * gnomon_ctl_arguments_free:
 * @self: (transfer full): arguments
 */
void
gnomon_ctl_arguments_free (GnomonCtlArguments *self)
{
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_free (self);
}

/**
 * gnomon_ctl_arguments_get:
 * @self: arguments
 * @option: an option's name, without the dashes
 *
 * Returns: (transfer none) (nullable): its value, empty of a switch; %NULL where it was not given
 */
const char *
gnomon_ctl_arguments_get (GnomonCtlArguments *self,
                          const char         *option)
{
  return g_hash_table_lookup (self->values, option);
}

/**
 * gnomon_ctl_arguments_has:
 * @self: arguments
 * @option: an option's name, without the dashes
 *
 * Returns: whether it was given
 */
gboolean
gnomon_ctl_arguments_has (GnomonCtlArguments *self,
                          const char         *option)
{
  return g_hash_table_contains (self->values, option);
}

/**
 * gnomon_ctl_arguments_get_words:
 * @self: arguments
 *
 * Returns: (transfer none) (array zero-terminated=1): the words that are no options
 */
const char *const *
gnomon_ctl_arguments_get_words (GnomonCtlArguments *self)
{
  return (const char *const *) self->words->pdata;
}

/**
 * gnomon_ctl_arguments_n_words:
 * @self: arguments
 *
 * Returns: how many words there are
 */
guint
gnomon_ctl_arguments_n_words (GnomonCtlArguments *self)
{
  return self->words->len - 1;
}

/**
 * gnomon_ctl_arguments_get_word:
 * @self: arguments
 * @position: which, from 0
 *
 * Returns: (transfer none) (nullable): the word; %NULL where there are not so many
 */
const char *
gnomon_ctl_arguments_get_word (GnomonCtlArguments *self,
                               guint               position)
{
  return position < self->words->len ? g_ptr_array_index (self->words, position) : NULL;
}
