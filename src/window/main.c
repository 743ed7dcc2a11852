/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "gnomon-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GnomonApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GNOMON_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_("Gnomon"));
  gtk_window_set_default_icon_name (GNOMON_APPLICATION_ID);
  application = gnomon_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
