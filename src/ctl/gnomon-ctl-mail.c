/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-values.h"

/* gnomonctl mail: by which account reminders are mailed. */

#define MAX_PASSWORD_LENGTH 1024

static const GnomonCtlOption setup_options[] = {
  { "server", 0, N_("NAME"), N_("The SMTP server"), "server" },
  { "port", 0, N_("NUMBER"), N_("Its port; the usual one where nothing is said"), "port" },
  { "security", 0, N_("KIND"), N_("tls, starttls or none"), "security" },
  { "user", 0, N_("NAME"), N_("The user there; its password is asked for"), "user" },
  { "from", 0, N_("ADDRESS"), N_("The address that mails"), "from" },
  { "to", 0, N_("ADDRESS"), N_("The address that is reminded"), "to" },
  { "ca-file", 0, N_("FILE"), N_("Certificates by which a server of your own is trusted"),
    "ca_file" },
  { NULL },
};

static void
print_account (GnomonCtl       *self,
               GnomonCalendar1 *proxy,
               GVariant        *account)
{
  const char *error = gnomon_calendar1_get_mail_error (proxy);

  if (self->json)
    {
      gnomon_ctl_print_json (self, account);
      return;
    }
  if (g_variant_n_children (account) == 0)
    {
      gnomon_ctl_print_line (self, "%s", _("No mail account is set; such reminders are shown."));
      return;
    }

  /* Translators: the addresses of who mails and of who is reminded, then a server */
  gnomon_ctl_print_line (self, _("%s to %s, by %s"), gnomon_ctl_get_string (account, "from"),
                         gnomon_ctl_get_string (account, "to"),
                         gnomon_ctl_get_string (account, "server"));
  if (error != NULL && *error != '\0')
    /* Translators: followed by the reason, in English */
    gnomon_ctl_print_line (self, _("The last reminder could not be mailed: %s"), error);
}

static gboolean
run_status (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) account = NULL;

  if (proxy == NULL
      || !gnomon_calendar1_call_get_mail_account_sync (proxy, &account, NULL, error))
    return FALSE;

  print_account (self, proxy, account);
  return TRUE;
}

/* One line of standard input, from a terminal without showing it. (transfer full) (nullable) */
static char *
read_password (void)
{
  gboolean is_terminal = isatty (STDIN_FILENO);
  char buffer[MAX_PASSWORD_LENGTH + 2];
  struct termios before, silent;
  char *line;
  char *password;

  if (is_terminal && tcgetattr (STDIN_FILENO, &before) == 0)
    {
      silent = before;
      silent.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
      /* Translators: a prompt on the terminal */
      fputs (_("Password: "), stderr);
    }

  line = fgets (buffer, sizeof buffer, stdin);

  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      fputc ('\n', stderr);
    }

  password = line != NULL ? g_strndup (line, strcspn (line, "\n")) : NULL;
  explicit_bzero (buffer, sizeof buffer);

  return password;
}

static gboolean
send_password (GnomonCalendar1  *proxy,
               const char       *password,
               GError          **error)
{
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  gsize length = strlen (password);
  int pipe[2];
  gboolean done;

  if (!g_unix_open_pipe (pipe, FD_CLOEXEC, error))
    return FALSE;

  /* It is shorter than what a pipe holds, so that nobody has to read it first. */
  done = write (pipe[1], password, length) == (gssize) length
         && g_unix_fd_list_append (descriptors, pipe[0], error) >= 0;
  close (pipe[0]);
  close (pipe[1]);
  if (!done)
    return FALSE;

  return gnomon_calendar1_call_set_mail_password_sync (proxy, g_variant_new_handle (0), descriptors,
                                                       NULL, NULL, error);
}

static gboolean
run_password (GnomonCtl          *self,
              GnomonCtlArguments *arguments,
              GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *password = proxy != NULL ? read_password () : NULL;
  gboolean done;

  if (proxy == NULL)
    return FALSE;
  if (password == NULL)
    {
      g_set_error_literal (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                           _("password: nothing was given"));
      return FALSE;
    }

  done = send_password (proxy, password, error);
  explicit_bzero (password, strlen (password));

  return done;
}

static gboolean
run_setup (GnomonCtl          *self,
           GnomonCtlArguments *arguments,
           GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) account = NULL;
  GVariantDict fields;

  if (proxy == NULL)
    return FALSE;

  g_variant_dict_init (&fields, NULL);
  for (const GnomonCtlOption *option = setup_options; option->name != NULL; option++)
    {
      const char *value = gnomon_ctl_arguments_get (arguments, option->name);

      /* The service judges what is no number. */
      if (value != NULL && g_str_equal (option->name, "port"))
        g_variant_dict_insert (&fields, option->key, "x", g_ascii_strtoll (value, NULL, 10));
      else if (value != NULL)
        g_variant_dict_insert (&fields, option->key, "s", value);
    }
  if (!gnomon_calendar1_call_set_mail_account_sync (proxy, g_variant_dict_end (&fields), &account,
                                                    NULL, error))
    return FALSE;

  print_account (self, proxy, account);
  if (gnomon_ctl_arguments_has (arguments, "user")
      && *gnomon_ctl_get_string (account, "user") != '\0')
    return run_password (self, arguments, error);

  return TRUE;
}

static gboolean
run_test (GnomonCtl          *self,
          GnomonCtlArguments *arguments,
          GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);

  if (proxy == NULL)
    return FALSE;

  /* A server that does not answer takes its time. */
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (proxy), G_MAXINT);
  if (!gnomon_calendar1_call_test_mail_sync (proxy, NULL, error))
    return FALSE;

  if (!self->json)
    gnomon_ctl_print_line (self, "%s", _("The server took the message."));
  return TRUE;
}

static gboolean
run_remove (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) account = NULL;

  if (proxy == NULL
      || !gnomon_calendar1_call_set_mail_account_sync (proxy,
                                                       g_variant_new_parsed ("{'server': <''>}"),
                                                       &account, NULL, error))
    return FALSE;

  print_account (self, proxy, account);
  return TRUE;
}

const GnomonCtlCommand gnomon_ctl_mail_commands[] = {
  {
    .name = "status",
    .synopsis = "",
    .summary = N_("Show the account, and why the last reminder could not be mailed"),
    .examples = "gnomonctl mail",
    .run = run_status,
  },
  {
    .name = "setup",
    .synopsis = N_("OPTION…"),
    .summary = N_("Set the account, or parts of it"),
    .details = N_("The password is asked for, or read from standard input, and kept in the "
                  "keyring."),
    .examples = "gnomonctl mail setup --server mail.example.org --user me@example.org "
                "--from me@example.org --to me@example.org",
    .options = setup_options,
    .run = run_setup,
  },
  {
    .name = "password",
    .synopsis = "",
    .summary = N_("Set another password; an empty one forgets it"),
    .examples = "gnomonctl mail password",
    .run = run_password,
  },
  {
    .name = "test",
    .synopsis = "",
    .summary = N_("Send a message to see whether it works"),
    .examples = "gnomonctl mail test",
    .run = run_test,
  },
  {
    .name = "remove",
    .synopsis = "",
    .summary = N_("Remove the account; reminders are shown then"),
    .examples = "gnomonctl mail remove",
    .run = run_remove,
  },
  { NULL },
};
