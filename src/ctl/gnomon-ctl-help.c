/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-commands.h"

/* The help, made of the tables of commands and options. */

static const GnomonCtlOption common_options[] = {
  { "json", 0, NULL, N_("Write JSON for programs"), NULL },
  { "help", 'h', NULL, N_("Show this help"), NULL },
  { NULL },
};

static const GnomonCtlOption version_options[] = {
  { "version", 0, NULL, N_("Show the version"), NULL },
  { NULL },
};

static void
append_title (GString              *out,
              const GnomonCtlStyle *style,
              const char           *title)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_STRONG, title);
  g_string_append_c (out, '\n');
}

/* Two columns, given as left and right by turns. */
static void
append_rows (GString   *out,
             GPtrArray *cells)
{
  static const GnomonCtlStyle plain = { NULL };
  guint width = 0;

  for (guint i = 0; i < cells->len; i += 2)
    width = MAX (width, gnomon_ctl_text_get_width (g_ptr_array_index (cells, i)));

  for (guint i = 0; i < cells->len; i += 2)
    {
      g_string_append (out, "  ");
      gnomon_ctl_text_append_padded (out, &plain, GNOMON_CTL_TONE_PLAIN,
                                     g_ptr_array_index (cells, i), width);
      g_string_append_printf (out, "  %s\n", (const char *) g_ptr_array_index (cells, i + 1));
    }
}

static void
add_row (GPtrArray  *cells,
         const char *left,
         const char *right)
{
  g_ptr_array_add (cells, g_strdup (left));
  g_ptr_array_add (cells, g_strdup (right));
}

static void
append_lines (GString    *out,
              const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s\n", *lines[i] != '\0' ? "  " : "", lines[i]);
}

/* A command with its words. Of an empty string gettext would give the translation's header. */
static char *
dup_call (const GnomonCtlCommand *command)
{
  if (*command->synopsis == '\0')
    return g_strdup (command->name);
  return g_strdup_printf ("%s %s", command->name, _(command->synopsis));
}

static void
add_options (GPtrArray             *cells,
             const GnomonCtlOption *options)
{
  for (const GnomonCtlOption *option = options; option->name != NULL; option++)
    {
      g_autoptr (GString) left = g_string_new (NULL);

      if (option->letter != 0)
        g_string_append_printf (left, "-%c, ", option->letter);
      g_string_append_printf (left, "--%s", option->name);
      if (option->value != NULL)
        g_string_append_printf (left, " %s", _(option->value));
      add_row (cells, left->str, _(option->help));
    }
}

static void
append_commands (GString                *out,
                 const GnomonCtlStyle   *style,
                 const GnomonCtlCommand *commands)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  append_title (out, style, _("Commands"));
  for (const GnomonCtlCommand *command = commands; command->name != NULL; command++)
    {
      /* The program's own list is short of words, that of subcommands shows what each takes. */
      g_autofree char *call
        = commands == gnomon_ctl_commands ? g_strdup (command->name) : dup_call (command);

      add_row (rows, call, _(command->summary));
    }
  if (commands == gnomon_ctl_commands)
    add_row (rows, "help", _("Show the help of a command"));
  append_rows (out, rows);
}

static void
append_options (GString               *out,
                const GnomonCtlStyle  *style,
                const GnomonCtlOption *options)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  append_title (out, style, _("Options"));
  if (options != NULL)
    add_options (rows, options);
  add_options (rows, common_options);
  append_rows (out, rows);
}

static void
append_exit_codes (GString              *out,
                   const GnomonCtlStyle *style)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  append_title (out, style, _("Exit codes"));
  add_row (rows, "0", _("Done"));
  add_row (rows, "1", _("The service refused it, or a file could not be read or written"));
  add_row (rows, "2", _("The command line makes no sense"));
  add_row (rows, "3", _("The calendar service cannot be reached"));
  append_rows (out, rows);
}

/**
 * gnomon_ctl_find_command:
 * @commands: a table of commands
 * @name: a command's name
 *
 * Returns: (transfer none) (nullable): the command
 */
const GnomonCtlCommand *
gnomon_ctl_find_command (const GnomonCtlCommand *commands,
                         const char             *name)
{
  for (const GnomonCtlCommand *command = commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  return NULL;
}

/**
 * gnomon_ctl_dup_help:
 * @style: the style
 *
 * Returns: (transfer full): the help of the program
 */
char *
gnomon_ctl_dup_help (const GnomonCtlStyle *style)
{
  GString *out = g_string_new (NULL);

  append_title (out, style, _("Usage"));
  append_lines (out, _("gnomonctl COMMAND [ARGUMENT…] [OPTION…]"));
  append_commands (out, style, gnomon_ctl_commands);
  append_options (out, style, version_options);
  append_exit_codes (out, style);
  append_title (out, style, _("Examples"));
  append_lines (out, "gnomonctl create \"Lunch with Ann\" date=tomorrow start=12:30\n"
                     "gnomonctl week\n"
                     "gnomonctl list --search lunch --json\n"
                     "gnomonctl help create");
  return g_string_free (out, FALSE);
}

/**
 * gnomon_ctl_dup_command_help:
 * @style: the style
 * @parent: (nullable): the command of which it is a subcommand
 * @command: a command
 *
 * Returns: (transfer full): the help of one command
 */
char *
gnomon_ctl_dup_command_help (const GnomonCtlStyle   *style,
                             const GnomonCtlCommand *parent,
                             const GnomonCtlCommand *command)
{
  GString *out = g_string_new (NULL);
  g_autofree char *call = NULL;
  g_autofree char *usage = NULL;

  call = dup_call (command);
  usage = g_strconcat ("gnomonctl ", parent != NULL ? parent->name : "", parent != NULL ? " " : "",
                       call, NULL);

  append_title (out, style, _("Usage"));
  append_lines (out, usage);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, "%s.\n", _(command->summary));
  if (command->details != NULL)
    g_string_append_printf (out, "\n%s\n", _(command->details));
  if (command->subcommands != NULL)
    append_commands (out, style, command->subcommands);
  append_options (out, style, command->options);
  if (command->examples != NULL)
    {
      append_title (out, style, _("Examples"));
      append_lines (out, command->examples);
    }
  return g_string_free (out, FALSE);
}
