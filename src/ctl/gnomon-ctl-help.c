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

static void
append_row (GString    *out,
            const char *left,
            const char *right)
{
  static const GnomonCtlStyle plain = { NULL };

  g_string_append (out, "  ");
  gnomon_ctl_text_append_padded (out, &plain, GNOMON_CTL_TONE_PLAIN, left, 22);
  g_string_append_printf (out, "  %s\n", right);
}

static void
append_lines (GString    *out,
              const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s\n", *lines[i] != '\0' ? "  " : "", lines[i]);
}

static void
append_options (GString               *out,
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
      append_row (out, left->str, _(option->help));
    }
}

static void
append_commands (GString                *out,
                 const GnomonCtlCommand *commands)
{
  for (const GnomonCtlCommand *command = commands; command->name != NULL; command++)
    append_row (out, command->name, _(command->summary));
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
  append_title (out, style, _("Commands"));
  append_commands (out, gnomon_ctl_commands);
  append_row (out, "help", _("Show the help of a command"));
  append_title (out, style, _("Options"));
  append_options (out, common_options);
  append_row (out, "--version", _("Show the version"));
  append_title (out, style, _("Exit codes"));
  append_row (out, "0", _("Done"));
  append_row (out, "1", _("The service refused it, or a file could not be read or written"));
  append_row (out, "2", _("The command line makes no sense"));
  append_row (out, "3", _("The calendar service cannot be reached"));
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
  g_autofree char *usage = NULL;

  usage = g_strconcat ("gnomonctl ", parent != NULL ? parent->name : "", parent != NULL ? " " : "",
                       command->name, *command->synopsis != '\0' ? " " : "",
                       /* Translators: the words that a command takes, as its usage shows them. */
                       *command->synopsis != '\0' ? _(command->synopsis) : "", NULL);

  append_title (out, style, _("Usage"));
  append_lines (out, usage);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, "%s.\n", _(command->summary));
  if (command->details != NULL)
    g_string_append_printf (out, "\n%s\n", _(command->details));
  if (command->subcommands != NULL)
    {
      append_title (out, style, _("Subcommands"));
      for (const GnomonCtlCommand *child = command->subcommands; child->name != NULL; child++)
        {
          g_autofree char *left = g_strdup_printf ("%s %s", child->name, _(child->synopsis));

          append_row (out, left, _(child->summary));
        }
    }
  append_title (out, style, _("Options"));
  if (command->options != NULL)
    append_options (out, command->options);
  append_options (out, common_options);
  if (command->examples != NULL)
    {
      append_title (out, style, _("Examples"));
      append_lines (out, command->examples);
    }
  return g_string_free (out, FALSE);
}
