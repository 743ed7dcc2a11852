/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>

#include "gnomon-ctl.h"
#include "gnomon-locale.h"

/* gnomonctl: the calendar from the command line, a client of the service like any other. */

/* GIO ignores SIGPIPE in the whole process as soon as it has a socket. Here it shall end the
 * program as it ends any other, without a word, when who reads its output has read enough; unless
 * whoever started us has it ignored. Sockets do without it: GIO sends with MSG_NOSIGNAL. */
static void
keep_broken_pipe_signal (void)
{
  struct sigaction given;

  sigaction (SIGPIPE, NULL, &given);
  g_type_class_unref (g_type_class_ref (G_TYPE_SOCKET));
  sigaction (SIGPIPE, &given, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GnomonCtl) ctl = NULL;
  GnomonCtlExit exit_code;

  keep_broken_pipe_signal ();
  gnomon_locale_init ();
  g_set_prgname ("gnomonctl");

  ctl = gnomon_ctl_new ();
  exit_code = gnomon_ctl_main (ctl, (const char *const *) argv + (argc > 0 ? 1 : 0));

  /* A full disk behind a redirection shows only here. */
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      fprintf (stderr, "gnomonctl: %s\n", _("The output could not be written"));
      return GNOMON_CTL_EXIT_FAILED;
    }
  return (int) exit_code;
}
