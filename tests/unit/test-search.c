/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-db.h"
#include "gnomon-fold.h"
#include "gnomon-ical.h"
#include "gnomon-test-store.h"

/* Search by title, place and description, in any script and case. */

/* @day counts from the first of November 2026. */
static gint64
add (GnomonTestStore *fixture,
     int              day,
     const char      *title,
     const char      *location,
     const char      *description)
{
  g_autoptr (GnomonFields) event = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GObject) object = NULL;
  g_autofree char *date = g_strdup_printf ("2026-11-%02d", day);

  gnomon_fields_set_string (event, GNOMON_EVENT_TITLE, title);
  gnomon_fields_set_string (event, GNOMON_EVENT_EVENT_DATE, date);
  gnomon_fields_set_string (event, GNOMON_EVENT_START_TIME, "10:00");
  gnomon_fields_set_string (event, GNOMON_EVENT_LOCATION, location);
  gnomon_fields_set_string (event, GNOMON_EVENT_DESCRIPTION, description);
  object = gnomon_test_apply (fixture->store, gnomon_operation_new_create_event (event));
  return gnomon_event_get_id (GNOMON_EVENT (object));
}

static GPtrArray *
find_page (GnomonTestStore *fixture,
           const char      *needle,
           int              limit,
           int              offset)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  gnomon_fields_set_string (filter, GNOMON_FILTER_SEARCH, needle);
  gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, limit);
  gnomon_fields_set_int (filter, GNOMON_FILTER_OFFSET, offset);
  gnomon_fields_set_string (filter, GNOMON_FILTER_ORDER, "asc");
  found = gnomon_store_list_events (fixture->store, filter, &error);
  g_assert_no_error (error);
  return found;
}

static guint
count (GnomonTestStore *fixture,
       const char      *needle)
{
  g_autoptr (GPtrArray) found = find_page (fixture, needle, 0, 0);

  return found->len;
}

/* The index agrees with the texts: SQLite's own check, which compares both. */
static void
check_index (GnomonTestStore *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDb) db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  gnomon_db_execute (db, "INSERT INTO event_text (event_text, rank) VALUES ('integrity-check', 1)",
                     &error);
  g_assert_no_error (error);
}

static void
test_table (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  static const struct
  {
    const char *text;
    const char *needle;
    gboolean found;
  } rows[] = {
    { "ÜBERSICHT der Woche", "übersicht", TRUE },
    { "übersicht der Woche", "ÜBERSICHT", TRUE },
    { "ÜBERSICHT der Woche", "ubersicht", FALSE },
    { "STRASSE 12", "straße", TRUE },
    { "Straße 12", "STRASSE", TRUE },
    { "Straße 12", "rass", TRUE },
    { "ΟΔΟΣ", "οδος", TRUE },
    { "οδός", "ΟΔΌΣ", TRUE },
    { "τελος", "τελοσ", TRUE },
    { "İstanbul", "istanbul", TRUE },
    { "istanbul", "İSTANBUL", TRUE },
    { "ISTANBUL", "ıstanbul", TRUE },
    { "ПЛАН на год", "план", TRUE },
    { "東京会議の予定", "会議の予", TRUE },
    { "東京会議の予定", "会議", TRUE },
    { "東京会議の予定", "会", TRUE },
    { "東京会議の予定", "京都会", FALSE },
    { "회의 일정", "회의 일", TRUE },
    { "ＦＵＬＬ　ＷＩＤＴＨ", "full width", TRUE },
    { "ﬁnance oﬃce", "finance office", TRUE },
    { "caf\xc3\xa9 au lait", "cafe\xcc\x81", TRUE },        /* NFC, looked for as NFD */
    { "cafe\xcc\x81 au lait", "caf\xc3\xa9 AU", TRUE },
    { "cafe au lait", "caf\xc3\xa9", FALSE },
    { "100% done", "100%", TRUE },
    { "1000 done", "100%", FALSE },
    { "100% done", "%", TRUE },
    { "100 done", "%", FALSE },
    { "snake_case", "snake_case", TRUE },
    { "snakeXcase", "snake_case", FALSE },
    { "snakeXcase", "_", FALSE },
    { "say \"hello\" twice", "\"hello\"", TRUE },
    { "say hello twice", "\"hello\"", FALSE },
    { "say \"\"\" twice", "\"\"\"", TRUE },
    { "rock 'n' roll", "'n' r", TRUE },
    { "a OR b", "x OR b", FALSE },
    { "abc NEAR def", "abc AND def", FALSE },
    { "star*light", "star*", TRUE },
    { "starlight", "star*", FALSE },
    { "back\\slash", "k\\s", TRUE },
    { "caret ^up", "^up", TRUE },
    { "title: colon", "title:", TRUE },
    { "brackets (one) {two}", "(one) {t", TRUE },
    { "abcab", "abca", TRUE },
    { "abc bca", "abca", FALSE },                          /* all trigrams, but not together */
    { "abcxbcd", "abcd", FALSE },
    { "a long line of several words", "line of several w", TRUE },
    { "line of words, several of w", "line of several w", FALSE },
    { "ends with a gap", "with a gap ", FALSE },
    { "é", "é", TRUE },
    { "É", "é", TRUE },
    { "ab", "ab", TRUE },
    { "ab", "ba", FALSE },
    { "👩‍💻 at work", "👩‍💻", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int place = 0; place < 2; place++)
      {
        gint64 id = add (fixture, 2, place == 0 ? rows[i].text : "-", "",
                         place == 1 ? rows[i].text : "");
        guint n = count (fixture, rows[i].needle);

        if (n != (rows[i].found ? 1 : 0))
          g_test_fail_printf ("“%s” in “%s”: %u", rows[i].needle, rows[i].text, n);
        gnomon_test_apply (fixture->store, gnomon_operation_new_delete_event (id));
      }
  check_index (fixture);
}

static void
test_fields (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonFields) move = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonFields) rename = gnomon_fields_new (GNOMON_KIND_EVENT);
  gint64 id = add (fixture, 3, "Lunch", "Harbour", "Bring the plans");
  g_autoptr (GObject) moved = NULL;
  g_autoptr (GObject) renamed = NULL;

  g_assert_cmpuint (count (fixture, "lunch"), ==, 1);
  g_assert_cmpuint (count (fixture, "HARBOUR"), ==, 1);
  g_assert_cmpuint (count (fixture, "the plans"), ==, 1);
  /* No match across two fields. */
  g_assert_cmpuint (count (fixture, "lunchharbour"), ==, 0);

  gnomon_fields_set_string (move, GNOMON_EVENT_EVENT_DATE, "2026-12-24");
  moved = gnomon_test_apply (fixture->store, gnomon_operation_new_update_event (id, move));
  g_assert_cmpuint (count (fixture, "lunch"), ==, 1);

  gnomon_fields_set_string (rename, GNOMON_EVENT_TITLE, "Dinner");
  renamed = gnomon_test_apply (fixture->store, gnomon_operation_new_update_event (id, rename));
  g_assert_cmpuint (count (fixture, "lunch"), ==, 0);
  g_assert_cmpuint (count (fixture, "dinner"), ==, 1);
  g_assert_cmpuint (count (fixture, "harbour"), ==, 1);
  check_index (fixture);
}

/* Into the trash, out of it by an undo, and gone for good. */
static void
test_trash (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  gint64 id = add (fixture, 3, "Lunch", "", "");
  g_autoptr (GObject) undone = NULL;

  gnomon_test_apply (fixture->store, gnomon_operation_new_delete_event (id));
  g_assert_cmpuint (count (fixture, "lunch"), ==, 0);
  g_assert_cmpuint (count (fixture, "l"), ==, 0);
  undone = gnomon_test_apply (fixture->store, gnomon_operation_new_undo ());
  g_assert_cmpuint (count (fixture, "lunch"), ==, 1);

  gnomon_test_apply (fixture->store, gnomon_operation_new_delete_event (id));
  g_setenv ("GNOMON_CLOCK", "2027-11-18T10:42:00+01:00", TRUE);
  g_assert_finalize_object (fixture->store);
  {
    g_autoptr (GnomonClock) clock = gnomon_clock_new ();

    fixture->store = gnomon_store_open (fixture->path, clock, NULL);
  }
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  gnomon_test_apply (fixture->store, gnomon_operation_new_purge ());
  g_assert_cmpuint (count (fixture, "lunch"), ==, 0);
  check_index (fixture);
}

/* Each way to find a page gives the same page: @every counts how many events have the needle. */
static void
test_pages (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  static const struct { const char *needle; int every; } rows[] = {
    { "common", 1 }, { "often", 3 }, { "seldom", 50 }, { "rarely", 400 }, { "ZZ", 400 },
    { "om", 1 },
    /* All have its parts, and few in that order. */
    { "xaya yaxa", 100 },
  };
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n");
  g_autoptr (GObject) imported = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const int n = 2000;

  /* Backwards in time, so that the order of ids is not that of starts. */
  for (int i = 0; i < n; i++)
    {
      GDate day;

      g_date_clear (&day, 1);
      g_date_set_julian (&day, 737791 - i);
      g_string_append_printf (text,
                              "BEGIN:VEVENT\nUID:%d\nDTSTART%s:%04d%02d%02d%s\n"
                              "SUMMARY:common%s%s%s %s %d\nEND:VEVENT\n",
                              i, i % 2 == 0 ? ";VALUE=DATE" : "", g_date_get_year (&day),
                              g_date_get_month (&day), g_date_get_day (&day),
                              i % 2 == 0 ? "" : "T100000Z", i % 3 == 0 ? " often" : "",
                              i % 50 == 0 ? " seldom" : "", i % 400 == 0 ? " rarely zz" : "",
                              i % 100 == 0 ? "xaya yaxa" : "xaya yaya yaxa", i);
    }
  g_string_append (text, "END:VCALENDAR\n");
  bytes = g_bytes_new (text->str, text->len);
  imported = gnomon_test_apply (fixture->store, gnomon_operation_new_import (bytes, 0));
  g_assert_cmpuint (gnomon_import_get_added (GNOMON_IMPORT (imported)), ==, n);
  check_index (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint total = (guint) ((n + rows[i].every - 1) / rows[i].every);
      gint64 last = G_MININT64;
      guint n_seen = 0;

      g_assert_cmpuint (count (fixture, rows[i].needle), ==, total);
      for (guint offset = 0; offset < total; offset += 70)
        {
          g_autoptr (GPtrArray) page = find_page (fixture, rows[i].needle, 70, (int) offset);

          g_assert_cmpuint (page->len, ==, MIN (70, total - offset));
          for (guint k = 0; k < page->len; k++)
            {
              GnomonEvent *event = g_ptr_array_index (page, k);
              gint64 start =
                gnomon_event_get_starts_at (event, gnomon_store_get_viewer_zone (fixture->store));

              g_assert_cmpint (start, >, last);
              last = start;
              n_seen++;
            }
        }
      g_assert_cmpuint (n_seen, ==, total);
    }
}

/* One and two letters, wherever they stand in a text and however short that is: what is found is
 * what a look into all texts finds. */
static void
test_short (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  static const char * const titles[] = {
    "a", "ab", "abc", "Über", "B", "x y", "yx", "会", "会議", "打合せ会", "q\"", "%_", "Zz zz",
  };
  static const char * const others[] = { "w", "vb", "bb", "z z", "議会", "ö", "  ", "_%" };
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) needles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer needle;

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const char *text = gnomon_fold (titles[i]);

      add (fixture, (int) i + 1, titles[i], "", "");
      g_ptr_array_add (folded, (gpointer) text);
      for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        {
          const char *next = g_utf8_next_char (at);
          const char *end = *next != '\0' ? g_utf8_next_char (next) : next;

          g_hash_table_add (needles, g_strndup (at, (gsize) (next - at)));
          g_hash_table_add (needles, g_strndup (at, (gsize) (end - at)));
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_hash_table_add (needles, g_strdup (others[i]));
  check_index (fixture);

  g_hash_table_iter_init (&iter, needles);
  while (g_hash_table_iter_next (&iter, &needle, NULL))
    {
      guint wanted = 0;

      for (guint i = 0; i < folded->len; i++)
        wanted += gnomon_fold_contains (g_ptr_array_index (folded, i), needle);
      if (count (fixture, needle) != wanted)
        g_error ("“%s”: found %u, wanted %u", (const char *) needle, count (fixture, needle),
                 wanted);
    }
}

/* With other conditions beside it. */
static void
test_with_dates (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GPtrArray) found = NULL;

  for (int day = 1; day <= 28; day++)
    add (fixture, day, day % 2 == 0 ? "Standup even" : "Standup odd", "", "");

  gnomon_fields_set_string (filter, GNOMON_FILTER_SEARCH, "EVEN");
  gnomon_fields_set_string (filter, GNOMON_FILTER_START_DATE, "2026-11-04");
  gnomon_fields_set_string (filter, GNOMON_FILTER_END_DATE, "2026-11-10");
  found = gnomon_store_list_events (fixture->store, filter, NULL);
  g_assert_cmpuint (found->len, ==, 4);

  g_clear_pointer (&found, g_ptr_array_unref);
  gnomon_fields_unset (filter, GNOMON_FILTER_END_DATE);
  gnomon_fields_unset (filter, GNOMON_FILTER_START_DATE);
  gnomon_fields_set_boolean (filter, GNOMON_FILTER_UPCOMING, TRUE);
  found = gnomon_store_list_events (fixture->store, filter, NULL);
  g_assert_cmpuint (found->len, ==, 5);
}

/* FTS5 merges all parts of the index at once where there are so many of a size, in a change that
 * may be a short one. */
static void
test_merges (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;
  GnomonDb *db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  gnomon_db_execute (db,
                     "CREATE TEMP TABLE found (n_parts CHECK (n_parts >= 64)); INSERT INTO found"
                     " SELECT coalesce ((SELECT v FROM event_text_config WHERE k = 'crisismerge'),"
                     " 16)", &error);
  g_assert_no_error (error);
  gnomon_db_close (db);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);

  gnomon_test_store_add ("/search/table", test_table);
  gnomon_test_store_add ("/search/fields", test_fields);
  gnomon_test_store_add ("/search/trash", test_trash);
  gnomon_test_store_add ("/search/merges", test_merges);
  gnomon_test_store_add ("/search/pages", test_pages);
  gnomon_test_store_add ("/search/short", test_short);
  gnomon_test_store_add ("/search/with-dates", test_with_dates);

  return g_test_run ();
}
