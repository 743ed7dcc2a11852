/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-json.h"

/* One run: the terminal, the service, and the way from the command line to a command. */

static const GnomonCtlOption json_and_help[] = {
  { "json", 0, NULL, NULL, NULL },
  { "help", 'h', NULL, NULL, NULL },
  { NULL },
};

static gboolean
wants_colors (void)
{
  const char *no_color = g_getenv ("NO_COLOR");
  const char *term = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') && term != NULL
         && !g_str_equal (term, "dumb");
}

/* The same instant that the service takes for now when a test has stopped its clock. */
static GDateTime *
read_clock (void)
{
  const char *frozen = g_getenv ("GNOMON_CLOCK");

  if (frozen != NULL && *frozen != '\0')
    {
      g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (frozen, NULL);

      if (instant != NULL)
        return g_date_time_to_local (instant);
    }
  return g_date_time_new_now_local ();
}

/**
 * gnomon_ctl_new:
 *
 * Returns: (transfer full): a run whose style is that of the terminal and the locale
 */
GnomonCtl *
gnomon_ctl_new (void)
{
  GnomonCtl *self = g_new0 (GnomonCtl, 1);
  const char *clock = nl_langinfo (T_FMT);

  self->style.now = read_clock ();
  self->style.colors = wants_colors ();
  self->style.twelve_hours
    = strstr (clock, "%r") != NULL || strstr (clock, "%I") != NULL || strstr (clock, "%l") != NULL;
  self->pretty_json = isatty (STDOUT_FILENO);
  return self;
}

/**
 * gnomon_ctl_free:
 * @self: (transfer full): a run
 */
void
gnomon_ctl_free (GnomonCtl *self)
{
  g_clear_pointer (&self->style.now, g_date_time_unref);
  g_clear_object (&self->proxy);
  g_free (self);
}

/**
 * gnomon_ctl_get_proxy:
 * @self: a run
 * @error: return location for an error of the bus
 *
 * The service. It is started by the first call, not by this.
 *
 * Returns: (transfer none) (nullable): the proxy
 */
GnomonCalendar1 *
gnomon_ctl_get_proxy (GnomonCtl  *self,
                      GError    **error)
{
  const GDBusProxyFlags flags = G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES
                                | G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS
                                | G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION;
  g_autoptr (GDBusConnection) bus = NULL;

  if (self->proxy != NULL)
    return self->proxy;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  if (bus == NULL)
    return NULL;
  /* Losing the bus is an error to be told, not a reason to be killed. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);

  self->proxy = gnomon_calendar1_proxy_new_sync (bus, flags, GNOMON_SERVICE_NAME,
                                                 GNOMON_OBJECT_PATH, NULL, error);
  return self->proxy;
}

/* Output */

/**
 * gnomon_ctl_report:
 * @self: a run
 * @error: what failed
 *
 * Tells the user of a failure on standard error. The exit code becomes that of the first one.
 */
void
gnomon_ctl_report (GnomonCtl    *self,
                   const GError *error)
{
  g_autofree char *message = gnomon_ctl_error_dup_message (error);
  g_autofree char *clean = gnomon_ctl_text_dup_clean (message);

  fflush (stdout);
  fprintf (stderr, "gnomonctl: %s\n", clean);
  if (self->exit == GNOMON_CTL_EXIT_OK)
    self->exit = gnomon_ctl_error_get_exit (error);
}

/**
 * gnomon_ctl_print:
 * @text: text with its newline
 *
 * Writes to standard output, as it is: UTF-8 whatever the locale, as programs expect it.
 */
void
gnomon_ctl_print (GString *text)
{
  fwrite (text->str, 1, text->len, stdout);
}

/**
 * gnomon_ctl_print_json:
 * @self: a run
 * @value: what to write
 *
 * Writes a value as JSON and a newline.
 */
void
gnomon_ctl_print_json (GnomonCtl *self,
                       GVariant  *value)
{
  g_autofree char *json = gnomon_ctl_json_format (value, self->pretty_json);

  fputs (json, stdout);
  fputc ('\n', stdout);
}

/**
 * gnomon_ctl_print_line:
 * @self: a run
 * @format: as for printf ()
 * @...: what goes into it
 *
 * Writes a line for people, cleaned of what a terminal should not get.
 */
void
gnomon_ctl_print_line (GnomonCtl  *self,
                       const char *format,
                       ...)
{
  g_autofree char *line = NULL;
  g_autofree char *clean = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);

  clean = gnomon_ctl_text_dup_clean (line);
  fputs (clean, stdout);
  fputc ('\n', stdout);
}

/**
 * gnomon_ctl_print_plain:
 * @self: a run
 * @list: an array
 * @none: what to say for people where it is empty
 *
 * Writes a list where nothing has to be laid out: as JSON for programs, and an empty one.
 *
 * Returns: whether it is written; else it is still to be shown to people
 */
gboolean
gnomon_ctl_print_plain (GnomonCtl  *self,
                        GVariant   *list,
                        const char *none)
{
  if (self->json)
    gnomon_ctl_print_json (self, list);
  else if (g_variant_n_children (list) == 0)
    gnomon_ctl_print_line (self, "%s", none);
  else
    return FALSE;
  return TRUE;
}

/* From the command line to a command */

static gboolean
check_words (const GnomonCtlCommand *command,
             GnomonCtlArguments     *arguments,
             GError                **error)
{
  int given = (int) gnomon_ctl_arguments_n_words (arguments);

  if (given < command->min_words)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   /* Translators: the words that a command takes, as its usage shows them. */
                   _("Something is missing: the command needs %s"), _(command->synopsis));
      return FALSE;
    }
  if (command->max_words >= 0 && given > command->max_words)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("“%s” is one word too many"),
                   gnomon_ctl_arguments_get_word (arguments, (guint) command->max_words));
      return FALSE;
    }
  return TRUE;
}

static void
report_usage (GnomonCtl              *self,
              const GnomonCtlCommand *command,
              const GError           *error)
{
  gnomon_ctl_report (self, error);
  if (gnomon_ctl_error_get_exit (error) != GNOMON_CTL_EXIT_USAGE)
    return;
  if (command != NULL)
    fprintf (stderr, _("See “gnomonctl help %s”.\n"), command->name);
  else
    fprintf (stderr, "%s\n", _("See “gnomonctl help”."));
}

static void
run_command (GnomonCtl              *self,
             const GnomonCtlCommand *parent,
             const GnomonCtlCommand *command,
             const char *const      *argv)
{
  g_autoptr (GArray) options = g_array_new (TRUE, TRUE, sizeof (GnomonCtlOption));
  g_autoptr (GnomonCtlArguments) arguments = NULL;
  g_autoptr (GError) error = NULL;

  for (const GnomonCtlOption *o = command->options; o != NULL && o->name != NULL; o++)
    g_array_append_val (options, *o);
  g_array_append_vals (options, json_and_help, G_N_ELEMENTS (json_and_help) - 1);

  arguments = gnomon_ctl_arguments_parse ((const GnomonCtlOption *) options->data, argv, &error);
  if (arguments != NULL && gnomon_ctl_arguments_has (arguments, "help"))
    {
      g_autofree char *help = gnomon_ctl_dup_command_help (&self->style, parent, command);

      fputs (help, stdout);
      return;
    }

  if (arguments != NULL)
    self->json = self->json || gnomon_ctl_arguments_has (arguments, "json");
  if (arguments == NULL || !check_words (command, arguments, &error)
      || !command->run (self, arguments, &error))
    report_usage (self, parent != NULL ? parent : command, error);
}

static void
run_with_subcommands (GnomonCtl              *self,
                      const GnomonCtlCommand *command,
                      const char *const      *argv)
{
  const GnomonCtlCommand *child = argv[0] != NULL
                                    ? gnomon_ctl_find_command (command->subcommands, argv[0])
                                    : NULL;

  if (child != NULL)
    run_command (self, command, child, argv + 1);
  else if (argv[0] != NULL && (g_str_equal (argv[0], "--help") || g_str_equal (argv[0], "-h")))
    {
      g_autofree char *help = gnomon_ctl_dup_command_help (&self->style, NULL, command);

      fputs (help, stdout);
    }
  else if (argv[0] == NULL || *argv[0] == '-' || g_ascii_isdigit (*argv[0]))
    run_command (self, command, command->subcommands, argv);
  else
    {
      g_autoptr (GError) error = NULL;

      g_set_error (&error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("“%s %s” is not a command"), command->name, argv[0]);
      report_usage (self, command, error);
    }
}

static void
show_help (GnomonCtl         *self,
           const char *const *argv)
{
  const GnomonCtlCommand *command = NULL;
  const GnomonCtlCommand *child = NULL;
  g_autofree char *help = NULL;

  /* The help of help is this, too. */
  if (argv[0] != NULL
      && (g_str_equal (argv[0], "help") || g_str_equal (argv[0], "--help")
          || g_str_equal (argv[0], "-h")))
    argv++;

  if (argv[0] != NULL)
    {
      command = gnomon_ctl_find_command (gnomon_ctl_commands, argv[0]);
      if (command != NULL && command->subcommands != NULL && argv[1] != NULL)
        child = gnomon_ctl_find_command (command->subcommands, argv[1]);
      if (command == NULL || (argv[1] != NULL && child == NULL))
        {
          g_autofree char *words = g_strjoinv (" ", (char **) argv);
          g_autoptr (GError) error = NULL;

          g_set_error (&error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                       _("“%s” is not a command"), words);
          report_usage (self, NULL, error);
          return;
        }
    }

  if (child != NULL)
    help = gnomon_ctl_dup_command_help (&self->style, command, child);
  else if (command != NULL)
    help = gnomon_ctl_dup_command_help (&self->style, NULL, command);
  else
    help = gnomon_ctl_dup_help (&self->style);
  fputs (help, stdout);
}

/**
 * gnomon_ctl_main:
 * @self: a run
 * @argv: (array zero-terminated=1): the command line without the program's name
 *
 * Does what the command line says.
 *
 * Returns: the exit code
 */
GnomonCtlExit
gnomon_ctl_main (GnomonCtl         *self,
                 const char *const *argv)
{
  const GnomonCtlCommand *command;

  for (; argv[0] != NULL && g_str_equal (argv[0], "--json"); argv++)
    self->json = TRUE;

  if (argv[0] == NULL)
    {
      g_autofree char *help = gnomon_ctl_dup_help (&self->style);

      fputs (help, stderr);
      return GNOMON_CTL_EXIT_USAGE;
    }

  if (g_str_equal (argv[0], "--version"))
    {
      printf ("gnomonctl %s\n", GNOMON_VERSION);
      return GNOMON_CTL_EXIT_OK;
    }
  if (g_str_equal (argv[0], "help") || g_str_equal (argv[0], "--help")
      || g_str_equal (argv[0], "-h"))
    {
      show_help (self, argv + 1);
      return self->exit;
    }

  command = gnomon_ctl_find_command (gnomon_ctl_commands, argv[0]);
  if (command == NULL)
    {
      g_autofree char *name = g_utf8_make_valid (argv[0], -1);
      g_autoptr (GError) error = NULL;

      g_set_error (&error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("“%s” is not a command"),
                   name);
      report_usage (self, NULL, error);
    }
  else if (command->subcommands != NULL)
    run_with_subcommands (self, command, argv + 1);
  else
    run_command (self, NULL, command, argv + 1);
  return self->exit;
}
