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

/**
 * gnomon_locale_format_date:
 * @date: a date
 * @format: a translated format for g_date_time_format(), with the name of the month in full
 *
 * Writes a date as a sentence has it: there the first day of a month has a form of its own in some
 * languages.
 *
 * Returns: (transfer full) (nullable): the date, as g_date_time_format() returns it
 */
char *
gnomon_locale_format_date (GDateTime  *date,
                           const char *format)
{
  g_autoptr (GString) own = NULL;

  g_return_val_if_fail (date != NULL, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  if (g_date_time_get_day_of_month (date) != 1)
    return g_date_time_format (date, format);

  own = g_string_new (format);
  /* Translators: the first day of a month before the month in full, as in "1 August", as strftime
   * knows it; "1er" in French. */
  g_string_replace (own, "%-d", C_("first day of a month", "%-d"), 0);
  return g_date_time_format (date, own->str);
}
