/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-event.h"
#include "gnomon-words.h"

/* What the rules say of a wrong value, and what people read of it. That the words are found shows
 * that the model still says what the table knows. */
static void
test_rules (void)
{
  static const struct
  {
    GnomonEventKey key;
    const char *value;
    GnomonEventKey field;
    const char *words;
  } rows[] = {
    { GNOMON_EVENT_TITLE, " ", GNOMON_EVENT_TITLE, "It needs a title" },
    { GNOMON_EVENT_START_TIME, "soon", GNOMON_EVENT_START_TIME, "This is not a time" },
    { GNOMON_EVENT_START_TIME, "", GNOMON_EVENT_START_TIME, "It needs a time" },
    { GNOMON_EVENT_END_TIME, "later", GNOMON_EVENT_END_TIME, "This is not a time" },
    { GNOMON_EVENT_END_TIME, "09:00", GNOMON_EVENT_END_TIME, "The end must be after the start" },
    { GNOMON_EVENT_END_DATE, "2026-11-17", GNOMON_EVENT_END_DATE,
      "The end must not be before the start" },
    { GNOMON_EVENT_ATTENDEES, "ann", GNOMON_EVENT_ATTENDEES,
      "This is not an email address (“ann”)" },
    { GNOMON_EVENT_TIMEZONE, "Moon/Base", GNOMON_EVENT_TIMEZONE, "Unknown time zone “Moon/Base”" },
    { GNOMON_EVENT_COLOR, "mauve", GNOMON_EVENT_COLOR, NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
      g_autoptr (GnomonEvent) event = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Dentist");
      gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "10:30");
      gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, "11:30");
      gnomon_fields_set_string (fields, (int) rows[i].key, rows[i].value);

      event = gnomon_event_preview (NULL, fields, 0, zone, "UTC", &error);
      g_assert_null (event);
      g_assert_nonnull (error);

      words = gnomon_words_for_error (error);
      g_assert_cmpint (gnomon_words_get_field (error), ==, (int) rows[i].field);

      if (rows[i].words)
        g_assert_cmpstr (words, ==, rows[i].words);
      else
        g_assert_true (g_unichar_isupper (g_utf8_get_char (words)));
    }
}

static void
test_others (void)
{
  g_autoptr (GError) conflict = g_error_new (GNOMON_ERROR, GNOMON_ERROR_CONFLICT, "etag: is old");
  g_autoptr (GError) disk = g_error_new (GNOMON_ERROR, GNOMON_ERROR_STORAGE, "the disk is full");
  g_autoptr (GError) foreign = g_error_new (GNOMON_ERROR, GNOMON_ERROR_STORAGE, "é: ß");
  g_autoptr (GError) empty = g_error_new (GNOMON_ERROR, GNOMON_ERROR_STORAGE, "title: ");
  g_autofree char *conflict_words = gnomon_words_for_error (conflict);
  g_autofree char *disk_words = gnomon_words_for_error (disk);
  g_autofree char *foreign_words = gnomon_words_for_error (foreign);
  g_autofree char *empty_words = gnomon_words_for_error (empty);

  g_assert_cmpstr (conflict_words, ==, "This event was changed elsewhere since you opened it.");
  g_assert_cmpstr (disk_words, ==, "The disk is full");
  g_assert_cmpstr (foreign_words, ==, "É: ß");
  g_assert_cmpstr (empty_words, ==, "title: ");
  g_assert_cmpint (gnomon_words_get_field (disk), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/rules", test_rules);
  g_test_add_func ("/words/others", test_others);

  return g_test_run ();
}
