/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gnomon-evolution.h"

/* What is found of GNOME Calendar's and Evolution's calendars, in folders like theirs. */

#define EVENT "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"
#define OVERRIDE "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20261118T090000\r\nEND:VEVENT\r\n"

typedef struct
{
  char *root;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->root = g_dir_make_tmp ("gnomon-evolution-XXXXXX", NULL);
  g_assert_nonnull (fixture->root);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  remove_tree (fixture->root);
  g_free (fixture->root);
}

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autofree char *data = g_build_filename (fixture->root, "data", NULL);
  g_autofree char *config = g_build_filename (fixture->root, "config", NULL);

  return gnomon_evolution_list_calendars (data, config);
}

static void
test_none (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) calendars = list (fixture);

  g_assert_cmpuint (calendars->len, ==, 0);
}

static void
test_local (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr (GPtrArray) calendars = NULL;
  const GnomonForeignCalendar *calendar;

  write_file (fixture, "config/evolution/sources/system-calendar.source",
              "[Data Source]\nDisplayName=Personal\nDisplayName[de]=Persönlich\nEnabled=true\n"
              "[Calendar]\nBackendName=local\nColor=#62a0ea\n");
  write_file (fixture, "data/evolution/calendar/system/calendar.ics",
              "BEGIN:VCALENDAR\r\n" EVENT OVERRIDE EVENT "END:VCALENDAR\r\n");
  write_file (fixture, "config/evolution/sources/0a1b.source",
              "[Data Source]\nDisplayName=Club\n[Calendar]\nBackendName=local\n");
  write_file (fixture, "data/evolution/calendar/0a1b/calendar.ics",
              "BEGIN:VCALENDAR\r\n" EVENT "END:VCALENDAR\r\n");

  calendars = list (fixture);
  g_assert_cmpuint (calendars->len, ==, 2);
  calendar = g_ptr_array_index (calendars, 0);
  g_assert_true (calendar->is_main);
  g_assert_cmpstr (calendar->name, ==, "Personal");
  g_assert_cmpstr (calendar->color, ==, "#62a0ea");
  g_assert_cmpuint (calendar->n_events, ==, 2);
  g_assert_true (g_str_has_suffix (calendar->path, "/system/calendar.ics"));
  g_assert_null (calendar->url);
  calendar = g_ptr_array_index (calendars, 1);
  g_assert_false (calendar->is_main);
  g_assert_cmpstr (calendar->name, ==, "Club");
  g_assert_null (calendar->color);
  g_assert_cmpuint (calendar->n_events, ==, 1);
}

/* What is empty, switched off, of another kind, or not readable at all. */
static void
test_left_out (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) calendars = NULL;

  write_file (fixture, "config/evolution/sources/empty.source",
              "[Data Source]\nDisplayName=Empty\n[Calendar]\nBackendName=local\n");
  write_file (fixture, "data/evolution/calendar/empty/calendar.ics",
              "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  write_file (fixture, "config/evolution/sources/gone.source",
              "[Data Source]\nDisplayName=Gone\n[Calendar]\nBackendName=local\n");
  write_file (fixture, "config/evolution/sources/off.source",
              "[Data Source]\nDisplayName=Off\nEnabled=false\n[Calendar]\nBackendName=local\n");
  write_file (fixture, "data/evolution/calendar/off/calendar.ics", EVENT);
  write_file (fixture, "config/evolution/sources/birthdays.source",
              "[Data Source]\nDisplayName=Birthdays\n[Calendar]\nBackendName=contacts\n");
  write_file (fixture, "config/evolution/sources/mail.source",
              "[Data Source]\nDisplayName=Mail\n[Mail Account]\nBackendName=imapx\n");
  write_file (fixture, "config/evolution/sources/broken.source", "\xff\xfe no keys");
  write_file (fixture, "config/evolution/sources/nameless.source",
              "[Calendar]\nBackendName=local\n");
  write_file (fixture, "config/evolution/sources/other.txt", "");

  calendars = list (fixture);
  g_assert_cmpuint (calendars->len, ==, 0);
}

static const struct
{
  const char *keys;
  const char *url;              /* NULL: it is left out */
} addresses[] = {
  { "[Authentication]\nHost=example.org\nPort=443\n[Security]\nMethod=tls\n"
    "[WebDAV Backend]\nResourcePath=/holidays/de.ics\n",
    "https://example.org/holidays/de.ics" },
  { "[Authentication]\nHost=example.org\n[WebDAV Backend]\nResourcePath=/a%20b.ics\n"
    "ResourceQuery=key=1&x=2\n",
    "https://example.org/a%20b.ics?key=1&x=2" },
  { "[Authentication]\nHost=example.org\nPort=8080\n[Security]\nMethod=none\n"
    "[WebDAV Backend]\nResourcePath=/a.ics\n",
    "http://example.org:8080/a.ics" },
  { "[Authentication]\nHost=example.org\nUser=ann\n[WebDAV Backend]\nResourcePath=/a.ics\n", NULL },
  { "[Authentication]\nHost=example.org\n", NULL },
  { "[WebDAV Backend]\nResourcePath=/a.ics\n", NULL },
};

static void
test_web (Fixture       *fixture,
          gconstpointer  user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *text =
        g_strconcat ("[Data Source]\nDisplayName=Holidays\n[Calendar]\nBackendName=webcal\n",
                     addresses[i].keys, NULL);
      g_autoptr (GPtrArray) calendars = NULL;

      write_file (fixture, "config/evolution/sources/web.source", text);
      calendars = list (fixture);
      g_assert_cmpuint (calendars->len, ==, addresses[i].url != NULL);
      if (addresses[i].url != NULL)
        {
          const GnomonForeignCalendar *calendar = g_ptr_array_index (calendars, 0);

          g_assert_cmpstr (calendar->url, ==, addresses[i].url);
          g_assert_null (calendar->path);
        }
    }
}

static void
test_file (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->root, "trip.ics", NULL);
  g_autoptr (GnomonForeignCalendar) calendar = NULL;

  write_file (fixture, "trip.ics", EVENT EVENT EVENT);
  calendar = gnomon_foreign_calendar_new_for_file (path);
  g_assert_cmpstr (calendar->name, ==, "trip.ics");
  g_assert_cmpuint (calendar->n_events, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/evolution/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/evolution/local", Fixture, NULL, set_up, test_local, tear_down);
  g_test_add ("/evolution/left-out", Fixture, NULL, set_up, test_left_out, tear_down);
  g_test_add ("/evolution/web", Fixture, NULL, set_up, test_web, tear_down);
  g_test_add ("/evolution/file", Fixture, NULL, set_up, test_file, tear_down);

  return g_test_run ();
}
