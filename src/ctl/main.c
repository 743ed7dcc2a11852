/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "gnomon-ctl.h"
#include "gnomon-locale.h"

/* gnomonctl: the calendar from the command line, a client of the service like any other. */

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GnomonCtl) ctl = NULL;
  GnomonCtlExit exit_code;

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
