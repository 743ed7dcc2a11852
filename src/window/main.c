/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-application.h"
#include "gnomon-locale.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/*
 * GLib makes its table of quarks when it is loaded, and leaves the old one behind when it has to
 * grow, so that it can be read without a lock. A window has that many names. What the libraries
 * take before main() is therefore not looked at for leaks; all that comes later is.
 */
static void
ignore_libraries (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used))
static void (* const before_libraries) (void) = ignore_libraries;
#endif

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GnomonApplication) application = NULL;

#ifdef __SANITIZE_ADDRESS__
  __lsan_enable ();
#endif
  gnomon_locale_init ();

  g_set_application_name (_("Gnomon"));
  gtk_window_set_default_icon_name (GNOMON_APPLICATION_ID);
  application = gnomon_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
