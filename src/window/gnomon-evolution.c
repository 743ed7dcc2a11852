/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-evolution.h"

#include <string.h>

#include "gnomon-ical.h"

/* The calendar that is there from the beginning, and the folder it has. */
#define MAIN_SOURCE "system-calendar"
#define MAIN_FOLDER "system"

#define GROUP_SOURCE "Data Source"
#define GROUP_CALENDAR "Calendar"
#define GROUP_HOST "Authentication"
#define GROUP_SECURITY "Security"
#define GROUP_RESOURCE "WebDAV Backend"

static guint
count (const char *text,
       gsize       length,
       const char *needle)
{
  const char *end = text + length;
  gsize needle_length = strlen (needle);
  guint n = 0;

  for (const char *at = text;
       (at = memmem (at, (gsize) (end - at), needle, needle_length)) != NULL;
       at += needle_length)
    n++;
  return n;
}

/* As many as will be seen: a series once, whatever was changed of it. */
static guint
count_events (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *text = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  guint n_events, n_overrides;

  if (text == NULL || length > GNOMON_ICAL_MAX_BYTES)
    return 0;

  n_events = count (text, length, "BEGIN:VEVENT");
  n_overrides = count (text, length, "\nRECURRENCE-ID");
  return n_events - MIN (n_overrides, n_events);
}

/* An empty value is none. */
static char *
dup_value (GKeyFile   *keys,
           const char *group,
           const char *key)
{
  g_autofree char *value = g_key_file_get_string (keys, group, key, NULL);

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

/* (nullable): where nobody can read it without a password. */
static char *
dup_url (GKeyFile *keys)
{
  g_autofree char *host = dup_value (keys, GROUP_HOST, "Host");
  g_autofree char *user = dup_value (keys, GROUP_HOST, "User");
  g_autofree char *security = dup_value (keys, GROUP_SECURITY, "Method");
  g_autofree char *path = dup_value (keys, GROUP_RESOURCE, "ResourcePath");
  g_autofree char *query = dup_value (keys, GROUP_RESOURCE, "ResourceQuery");
  gboolean is_secure = g_strcmp0 (security, "none") != 0;
  int port = g_key_file_get_integer (keys, GROUP_HOST, "Port", NULL);
  g_autoptr (GUri) uri = NULL;

  if (host == NULL || path == NULL || user != NULL)
    return NULL;

  if (port <= 0 || port > 65535 || port == (is_secure ? 443 : 80))
    port = -1;
  uri = g_uri_build (G_URI_FLAGS_ENCODED, is_secure ? "https" : "http", NULL, host, port,
                     path, query, NULL);
  return g_uri_to_string (uri);
}

/* (transfer full) (nullable): where there is nothing to be taken over. */
static GnomonForeignCalendar *
read_source (GKeyFile   *keys,
             const char *uid,
             const char *data_home)
{
  g_autoptr (GnomonForeignCalendar) calendar = g_new0 (GnomonForeignCalendar, 1);
  g_autofree char *backend = dup_value (keys, GROUP_CALENDAR, "BackendName");

  /* Who has switched it off does not want it here either. */
  if (g_key_file_has_key (keys, GROUP_SOURCE, "Enabled", NULL)
      && !g_key_file_get_boolean (keys, GROUP_SOURCE, "Enabled", NULL))
    return NULL;

  calendar->is_main = g_str_equal (uid, MAIN_SOURCE);
  calendar->name = g_key_file_get_locale_string (keys, GROUP_SOURCE, "DisplayName", NULL, NULL);
  calendar->color = dup_value (keys, GROUP_CALENDAR, "Color");
  if (calendar->name == NULL || *calendar->name == '\0' || strchr (uid, '/') != NULL)
    return NULL;

  if (g_strcmp0 (backend, "local") == 0)
    {
      calendar->path = g_build_filename (data_home, "evolution", "calendar",
                                         calendar->is_main ? MAIN_FOLDER : uid, "calendar.ics",
                                         NULL);
      calendar->n_events = count_events (calendar->path);
      return calendar->n_events > 0 ? g_steal_pointer (&calendar) : NULL;
    }
  if (g_strcmp0 (backend, "webcal") == 0)
    calendar->url = dup_url (keys);
  return calendar->url != NULL ? g_steal_pointer (&calendar) : NULL;
}

static int
compare_calendars (gconstpointer a,
                   gconstpointer b)
{
  const GnomonForeignCalendar *left = *(GnomonForeignCalendar * const *) a;
  const GnomonForeignCalendar *right = *(GnomonForeignCalendar * const *) b;

  if (left->is_main != right->is_main)
    return left->is_main ? -1 : 1;
  return g_utf8_collate (left->name, right->name);
}

/**
 * gnomon_foreign_calendar_new_for_file:
 * @path: an iCalendar file that the user has chosen
 *
 * Returns: (transfer full): the same as if it had been found
 */
GnomonForeignCalendar *
gnomon_foreign_calendar_new_for_file (const char *path)
{
  GnomonForeignCalendar *calendar = g_new0 (GnomonForeignCalendar, 1);

  g_return_val_if_fail (path != NULL, NULL);

  calendar->path = g_strdup (path);
  calendar->name = g_filename_display_basename (path);
  calendar->n_events = count_events (path);
  calendar->is_main = TRUE;
  return calendar;
}

void
gnomon_foreign_calendar_free (GnomonForeignCalendar *self)
{
  g_free (self->name);
  g_free (self->color);
  g_free (self->path);
  g_free (self->url);
  g_free (self);
}

/**
 * gnomon_evolution_list_calendars:
 * @data_home: where the user's data lies, mostly ~/.local/share
 * @config_home: where the settings lie, mostly ~/.config
 *
 * Finds the calendars that lie on this computer, and the public ones on the web that are shown in
 * GNOME Calendar or Evolution. Those of accounts are left out: they need the account.
 *
 * Returns: (transfer full) (element-type GnomonForeignCalendar): those that have something in them,
 *   the main one first, then by their names
 */
GPtrArray *
gnomon_evolution_list_calendars (const char *data_home,
                                 const char *config_home)
{
  g_autoptr (GPtrArray) calendars =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_foreign_calendar_free);
  g_autofree char *path = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_return_val_if_fail (data_home != NULL, NULL);
  g_return_val_if_fail (config_home != NULL, NULL);

  path = g_build_filename (config_home, "evolution", "sources", NULL);
  folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr (GKeyFile) keys = g_key_file_new ();
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *uid = NULL;
      GnomonForeignCalendar *calendar = NULL;

      if (!g_str_has_suffix (name, ".source"))
        continue;
      uid = g_strndup (name, strlen (name) - strlen (".source"));
      if (g_key_file_load_from_file (keys, file, G_KEY_FILE_KEEP_TRANSLATIONS, NULL))
        calendar = read_source (keys, uid, data_home);
      if (calendar != NULL)
        g_ptr_array_add (calendars, calendar);
    }

  g_ptr_array_sort (calendars, compare_calendars);
  return g_steal_pointer (&calendars);
}
