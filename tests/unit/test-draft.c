/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "gnomon-draft.h"
#include "gnomon-error.h"

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("draft-XXXXXX", NULL);

  return g_build_filename (folder, "new", "draft", NULL);
}

/* What is read is what was written, whatever a person may type; and nobody else reads it. */
static void
test_round_trip (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  const char *typed;
  GStatBuf info;

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "“Tea” 'n' \"cake\" \\ ☕");
  gnomon_fields_set_string (fields, GNOMON_EVENT_DESCRIPTION, "two\nlines\t");
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "half past");
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, FALSE);
  gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, 7);

  g_assert_true (gnomon_draft_write (path, 12, "2026-11-18T10:30:00", fields,
                                     g_variant_new_parsed ("{'guest': <'ann@'>}"), &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  draft = gnomon_draft_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (draft->event_id, ==, 12);
  g_assert_cmpstr (draft->recurrence_id, ==, "2026-11-18T10:30:00");
  g_assert_cmpstr (gnomon_fields_get_string (draft->fields, GNOMON_EVENT_TITLE), ==,
                   "“Tea” 'n' \"cake\" \\ ☕");
  g_assert_cmpstr (gnomon_fields_get_string (draft->fields, GNOMON_EVENT_DESCRIPTION), ==,
                   "two\nlines\t");
  g_assert_cmpstr (gnomon_fields_get_string (draft->fields, GNOMON_EVENT_START_TIME), ==,
                   "half past");
  g_assert_false (gnomon_fields_get_boolean (draft->fields, GNOMON_EVENT_ALL_DAY, TRUE));
  g_assert_cmpint (gnomon_fields_get_int (draft->fields, GNOMON_EVENT_CALENDAR_ID, 0), ==, 7);
  g_assert_false (gnomon_fields_has (draft->fields, GNOMON_EVENT_LOCATION));

  g_assert_true (g_variant_lookup (draft->rest, "guest", "&s", &typed));
  g_assert_cmpstr (typed, ==, "ann@");

  /* Taken away twice, it is gone. */
  gnomon_draft_remove (path);
  gnomon_draft_remove (path);
  g_assert_null (gnomon_draft_read (path, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

/* A file that something else has written is none. */
static void
test_garbage (void)
{
  static const char * const texts[] = {
    "", "(", "nonsense", "(1, 'a')", "(int64 1, '', {'title': <1>})", "(int64 1, '', {'no': <''>})",
    "(int64 1, '', [1, 2])", "\xff\xfe",
  };
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (gnomon_draft_read (path, &error));
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
    }
}

/* Where nothing can be written, that is said. */
static void
test_no_folder (void)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GError) error = NULL;

  g_assert_false (gnomon_draft_write ("/dev/null/draft", 0, "", fields,
                                      g_variant_new ("a{sv}", NULL), &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/round-trip", test_round_trip);
  g_test_add_func ("/draft/garbage", test_garbage);
  g_test_add_func ("/draft/no-folder", test_no_folder);

  return g_test_run ();
}
