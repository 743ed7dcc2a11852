/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-locale.h"

#include <locale.h>

#include <glib/gi18n.h>

/**
 * gnomon_locale_init:
 *
 * Sets the user's locale and finds the translations, as each program does first of all. They are
 * where they were installed, or where TEXTDOMAINDIR says, the variable that gettext's own tools
 * read: so a translation shows before it is installed.
 */
void
gnomon_locale_init (void)
{
  const char *folder = g_getenv ("TEXTDOMAINDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : GNOMON_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
