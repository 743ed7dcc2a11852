/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-test-store.h"

/* Edits of one occurrence, of those from it on, and of all: what becomes of each, and back. */

static gint64
at (const char *text)
{
  gint64 seconds = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &seconds));
  return seconds;
}

/* "title@MM-DDTHH:MM", with the key behind it where it is another time; of a further series than
 * the first with a number before it. */
static char *
list_year (GnomonStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    gnomon_store_list_occurrences (store, at ("2026-01-01T00:00:00+01:00"),
                                   at ("2027-01-01T00:00:00+01:00"), TRUE, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (found, i);
      const char *id = gnomon_occurrence_get_recurrence_id (occurrence);
      gsize length = gnomon_occurrence_is_all_day (occurrence) ? 10 : 16;
      g_autofree char *start =
        gnomon_civil_format_wall (gnomon_occurrence_get_start_wall (occurrence));
      gint64 minutes = (gnomon_occurrence_get_ends_at (occurrence)
                        - gnomon_occurrence_get_starts_at (occurrence)) / 60;

      start[length] = '\0';
      g_string_append_printf (text, "%s%s%s@%s", i > 0 ? " " : "",
                              gnomon_occurrence_get_event_id (occurrence) > 1 ? "2." : "",
                              gnomon_occurrence_get_title (occurrence), start + 5);
      if (*id == '\0')
        g_string_append (text, "[single]");
      else if (strncmp (id, start, length) != 0)
        g_string_append_printf (text, "[%.*s]", (int) length - 5, id + 5);
      if (minutes % (24 * 60) != 0 && minutes != 60)
        g_string_append_printf (text, "+%d", (int) minutes);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_year (GnomonStore *store,
             const char  *what,
             const char  *expected)
{
  g_autofree char *found = list_year (store);

  if (g_str_equal (found, expected))
    return;
  g_test_message ("%s:\n  “%s” is not\n  “%s”", what, found, expected);
  g_test_fail ();
}

static GnomonScope
scope_of (const char *text)
{
  GnomonScope scope = GNOMON_SCOPE_THIS;

  g_assert_true (gnomon_scope_from_string (text, &scope));
  return scope;
}

/* "SCOPE ID {FIELDS}", or "SCOPE ID" for a deletion. */
static GnomonOperation *
make_edit (const char *edit)
{
  g_auto (GStrv) words = g_strsplit (edit, " ", 3);
  g_autoptr (GnomonFields) fields = NULL;

  if (words[2] == NULL)
    return gnomon_operation_new_delete_occurrence (1, words[1], scope_of (words[0]));
  fields = gnomon_test_fields (GNOMON_KIND_EVENT, words[2]);
  return gnomon_operation_new_update_occurrence (1, words[1], fields, scope_of (words[0]));
}

#define WEEKLY "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>," \
               " 'rrule': <'FREQ=WEEKLY;COUNT=4'>"
#define DAYS "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'all_day': <true>," \
             " 'rrule': <'FREQ=DAILY;COUNT=4'>"

typedef struct
{
  const char *event;
  const char *edits[4];      /* the last one is the one that is turned back */
  const char *expected;
  const char *rrule;         /* (nullable): of the first series, afterwards */
} Case;

static const Case cases[] = {
  /* This one alone. */
  { WEEKLY "}", { "this 2026-11-09T09:00:00 {'title': <'b'>}" },
    "a@11-02T09:00 b@11-09T09:00 a@11-16T09:00 a@11-23T09:00", "FREQ=WEEKLY;COUNT=4" },
  { WEEKLY "}",
    { "this 2026-11-09T09:00:00 {'event_date': <'2026-11-10'>, 'start_time': <'10:00'>,"
      " 'end_time': <'10:30'>}" },
    "a@11-02T09:00 a@11-10T10:00[11-09T09:00]+30 a@11-16T09:00 a@11-23T09:00", NULL },
  { WEEKLY "}", { "this 2026-11-09T09:00 {'title': <'b'>}",
                  "this 2026-11-09T09:00:00 {'event_date': <'2026-11-10'>}" },
    "a@11-02T09:00 b@11-10T09:00[11-09T09:00] a@11-16T09:00 a@11-23T09:00", NULL },
  { WEEKLY "}", { "this 2026-11-02T09:00:00 {'event_date': <'2026-12-24'>}" },
    "a@11-09T09:00 a@11-16T09:00 a@11-23T09:00 a@12-24T09:00[11-02T09:00]", NULL },
  { WEEKLY "}", { "this 2026-11-09T09:00:00 {'all_day': <true>}" },
    "a@11-02T09:00 a@11-09 a@11-16T09:00 a@11-23T09:00", NULL },
  { WEEKLY "}", { "this 2026-11-09T09:00:00" },
    "a@11-02T09:00 a@11-16T09:00 a@11-23T09:00", "FREQ=WEEKLY;COUNT=4" },
  { WEEKLY "}", { "this 2026-11-02T09:00:00" },
    "a@11-09T09:00 a@11-16T09:00 a@11-23T09:00", NULL },
  { WEEKLY "}", { "this 2026-11-09T09:00:00 {'title': <'b'>}", "this 2026-11-09T09:00:00" },
    "a@11-02T09:00 a@11-16T09:00 a@11-23T09:00", NULL },
  { WEEKLY ", 'rdate': <['20261105T120000']>}", { "this 2026-11-05T12:00:00" },
    "a@11-02T09:00 a@11-09T09:00 a@11-16T09:00 a@11-23T09:00", NULL },
  { DAYS "}", { "this 2026-11-03 {'event_date': <'2026-11-10'>}" },
    "a@11-02 a@11-04 a@11-05 a@11-10[11-03]", NULL },
  { DAYS "}", { "this 2026-11-03" }, "a@11-02 a@11-04 a@11-05", NULL },
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=DAILY;COUNT=2'>}",
    { "this 2026-11-02T09:00:00", "this 2026-11-03T09:00:00" }, "", NULL },

  /* All of them. */
  { WEEKLY "}", { "all 2026-11-09T09:00:00 {'title': <'b'>}" },
    "b@11-02T09:00 b@11-09T09:00 b@11-16T09:00 b@11-23T09:00", NULL },
  { WEEKLY "}", { "all 2026-11-09T09:00:00 {'start_time': <'11:00'>, 'end_time': <'11:45'>}" },
    "a@11-02T11:00+45 a@11-09T11:00+45 a@11-16T11:00+45 a@11-23T11:00+45", NULL },
  { WEEKLY "}", { "all 2026-11-09T09:00:00 {'event_date': <'2026-11-11'>}" },
    "a@11-04T09:00 a@11-11T09:00 a@11-18T09:00 a@11-25T09:00", NULL },
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4'>}",
    { "all 2026-11-04T09:00:00 {'event_date': <'2026-11-05'>}" },
    "a@11-03T09:00 a@11-05T09:00 a@11-10T09:00 a@11-12T09:00", "FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH" },
  /* Exceptions and overrides move along; so does the end. */
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=WEEKLY;UNTIL=20261123T080000Z'>}",
    { "this 2026-11-09T09:00:00",
      "this 2026-11-16T09:00:00 {'title': <'b'>, 'start_time': <'10:00'>, 'end_time': <'12:00'>}",
      "all 2026-11-02T09:00:00 {'event_date': <'2026-11-03'>, 'start_time': <'13:00'>,"
      " 'end_time': <'14:00'>}" },
    "a@11-03T13:00 b@11-17T14:00[11-17T13:00]+120 a@11-24T13:00",
    "FREQ=WEEKLY;UNTIL=20261124T120000Z" },
  { WEEKLY ", 'rdate': <['20261105T120000']>, 'exdate': <['20261109']>}",
    { "all 2026-11-16T09:00:00 {'start_time': <'10:00'>, 'end_time': <'11:00'>}" },
    "a@11-02T10:00 a@11-05T13:00 a@11-16T10:00 a@11-23T10:00", NULL },
  /* What an override had as the series had it changes with the series; what it had otherwise
   * stays. */
  { WEEKLY "}", { "this 2026-11-09T09:00:00 {'title': <'b'>}",
                  "this 2026-11-16T09:00:00 {'start_time': <'10:00'>, 'end_time': <'11:00'>}",
                  "all 2026-11-02T09:00:00 {'title': <'c'>, 'end_time': <'09:30'>}" },
    "c@11-02T09:00+30 b@11-09T09:00+30 c@11-16T10:00[11-16T09:00]+30 c@11-23T09:00+30", NULL },
  /* The difference counts, by which the named one is changed, though it had been moved. */
  { WEEKLY "}",
    { "this 2026-11-09T09:00:00 {'start_time': <'10:00'>, 'end_time': <'11:00'>, 'title': <'b'>}",
      "all 2026-11-09T09:00:00 {'start_time': <'10:30'>, 'end_time': <'11:30'>, 'title': <'b'>}" },
    "a@11-02T09:30 b@11-09T10:30[11-09T09:30] a@11-16T09:30 a@11-23T09:30", NULL },
  { WEEKLY "}", { "this 2026-11-09T09:00:00 {'title': <'b'>}",
                  "all 2026-11-02T09:00:00 {'rrule': <'FREQ=DAILY;COUNT=3'>}" },
    "a@11-02T09:00 a@11-03T09:00 a@11-04T09:00", "FREQ=DAILY;COUNT=3" },
  { WEEKLY "}",
    { "this 2026-11-09T09:00:00 {'title': <'b'>}", "all 2026-11-02T09:00:00 {'rrule': <''>}" },
    "a@11-02T09:00[single]", "" },
  { DAYS "}", { "this 2026-11-03", "this 2026-11-04 {'title': <'b'>}",
                "all 2026-11-05 {'event_date': <'2026-11-12'>}" },
    "a@11-09 b@11-11 a@11-12", NULL },
  { WEEKLY "}", { "this 2026-11-09T09:00:00", "this 2026-11-16T09:00:00 {'title': <'b'>}",
                  "all 2026-11-23T09:00:00 {'all_day': <true>}" },
    "a@11-02 b@11-16 a@11-23", NULL },
  { DAYS "}", { "this 2026-11-03", "this 2026-11-04 {'title': <'b'>}",
                "all 2026-11-02 {'all_day': <false>, 'start_time': <'08:00'>,"
                " 'end_time': <'09:00'>}" },
    "a@11-02T08:00 b@11-04T08:00 a@11-05T08:00", NULL },
  { "{'title': <'a'>, 'event_date': <'2026-08-11'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=MONTHLY;BYDAY=2TU;COUNT=4'>}",
    { "this 2026-09-08T09:00:00", "this 2026-10-13T09:00:00 {'title': <'b'>}",
      "all 2026-08-11T09:00:00 {'event_date': <'2026-08-12'>}" },
    "a@08-12T09:00 b@10-14T09:00 a@11-11T09:00", "FREQ=MONTHLY;COUNT=4;BYDAY=2WE" },
  /* In July 2026 the second Wednesday comes before the second Tuesday. */
  { "{'title': <'a'>, 'event_date': <'2026-06-09'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=MONTHLY;BYDAY=2TU;COUNT=3'>}",
    { "this 2026-07-14T09:00:00", "all 2026-06-09T09:00:00 {'event_date': <'2026-06-10'>}" },
    "a@06-10T09:00 a@08-12T09:00", "FREQ=MONTHLY;COUNT=3;BYDAY=2WE" },
  { "{'title': <'a'>, 'event_date': <'2026-08-31'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3'>}",
    { "all 2026-09-30T09:00:00 {'event_date': <'2026-09-29'>}" },
    "a@08-30T09:00 a@09-29T09:00 a@10-30T09:00", "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-2" },
  /* Across the change of the clock, by the clock on the wall. */
  { "{'title': <'a'>, 'event_date': <'2026-10-23'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=DAILY;COUNT=4'>}",
    { "this 2026-10-26T09:00:00",
      "all 2026-10-24T09:00:00 {'start_time': <'10:00'>, 'end_time': <'11:00'>}" },
    "a@10-23T10:00 a@10-24T10:00 a@10-25T10:00", NULL },
  { WEEKLY "}", { "all 2026-11-16T09:00:00" }, "", NULL },

  /* From this one on. */
  { WEEKLY "}", { "future 2026-11-16T09:00:00 {'title': <'b'>}" },
    "a@11-02T09:00 a@11-09T09:00 2.b@11-16T09:00 2.b@11-23T09:00",
    "FREQ=WEEKLY;UNTIL=20261109T080000Z" },
  { WEEKLY "}", { "future 2026-11-02T09:00:00 {'title': <'b'>}" },
    "b@11-02T09:00 b@11-09T09:00 b@11-16T09:00 b@11-23T09:00", "FREQ=WEEKLY;COUNT=4" },
  { WEEKLY "}", { "this 2026-11-02T09:00:00", "future 2026-11-09T09:00:00 {'title': <'b'>}" },
    "b@11-09T09:00 b@11-16T09:00 b@11-23T09:00", "FREQ=WEEKLY;COUNT=4" },
  /* What was taken out counts for COUNT, and goes along; so do overrides. */
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=DAILY;COUNT=8'>}",
    { "this 2026-11-03T09:00:00", "this 2026-11-06T09:00:00",
      "this 2026-11-07T09:00:00 {'title': <'c'>, 'start_time': <'08:00'>, 'end_time': <'09:00'>}",
      "future 2026-11-05T09:00:00 {'event_date': <'2026-11-06'>, 'start_time': <'12:00'>,"
      " 'end_time': <'13:00'>}" },
    "a@11-02T09:00 a@11-04T09:00 2.a@11-06T12:00 2.c@11-08T11:00[11-08T12:00] 2.a@11-09T12:00"
    " 2.a@11-10T12:00",
    "FREQ=DAILY;UNTIL=20261104T080000Z" },
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'rrule': <'FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261120T000000Z'>}",
    { "future 2026-11-09T09:00:00 {'event_date': <'2026-11-10'>}" },
    "a@11-02T09:00 a@11-05T09:00 2.a@11-10T09:00 2.a@11-13T09:00 2.a@11-17T09:00 2.a@11-20T09:00",
    NULL },
  { WEEKLY "}", { "future 2026-11-16T09:00:00 {'rrule': <'FREQ=DAILY;COUNT=3'>}" },
    "a@11-02T09:00 a@11-09T09:00 2.a@11-16T09:00 2.a@11-17T09:00 2.a@11-18T09:00", NULL },
  { WEEKLY "}", { "future 2026-11-16T09:00:00 {'rrule': <''>, 'title': <'b'>}" },
    "a@11-02T09:00 a@11-09T09:00 2.b@11-16T09:00[single]", NULL },
  { WEEKLY "}", { "future 2026-11-16T09:00:00" }, "a@11-02T09:00 a@11-09T09:00", NULL },
  { WEEKLY "}",
    { "this 2026-11-23T09:00:00 {'event_date': <'2026-11-03'>}", "future 2026-11-16T09:00:00" },
    "a@11-02T09:00 a@11-09T09:00", NULL },
  { WEEKLY "}", { "future 2026-11-02T09:00:00" }, "", NULL },
  { DAYS "}", { "this 2026-11-05", "future 2026-11-04 {'title': <'b'>}" },
    "a@11-02 a@11-03 2.b@11-04", "FREQ=DAILY;UNTIL=20261103" },
  { WEEKLY ", 'rdate': <['20261112T120000', '20261103T120000']>}",
    { "future 2026-11-12T12:00:00 {'title': <'b'>}" },
    "a@11-02T09:00 a@11-03T12:00 a@11-09T09:00 2.b@11-12T12:00 2.b@11-16T09:00 2.b@11-23T09:00",
    NULL },
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'rdate': <['20261103T090000', '20261104T090000', '20261105T090000']>}",
    { "future 2026-11-04T09:00:00 {'title': <'b'>}" },
    "a@11-02T09:00 a@11-03T09:00 2.b@11-04T09:00 2.b@11-05T09:00", NULL },
  { "{'title': <'a'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>,"
    " 'timezone': <'floating'>,"
    " 'rrule': <'FREQ=DAILY;COUNT=4'>}",
    { "future 2026-11-04T09:00:00 {'title': <'b'>}" },
    "a@11-02T09:00 a@11-03T09:00 2.b@11-04T09:00 2.b@11-05T09:00",
    "FREQ=DAILY;UNTIL=20261103T090000" },
};

static void
reopen (GnomonTestStore *fixture)
{
  g_clear_object (&fixture->store);
  fixture->store = gnomon_test_store_open (fixture);
}

static void
check_case (GnomonTestStore *fixture,
            const Case      *test)
{
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, test->event);
  g_autofree char *before = NULL;
  const char *last = NULL;

  g_assert_cmpint (gnomon_event_get_id (event), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (test->edits) && test->edits[i] != NULL; i++)
    {
      g_free (before);
      before = list_year (fixture->store);
      last = test->edits[i];
      gnomon_test_run (fixture->store, make_edit (last));
    }

  assert_year (fixture->store, last, test->expected);
  if (test->rrule != NULL)
    {
      g_autoptr (GnomonEvent) after = gnomon_store_get_event (fixture->store, 1, NULL);

      g_assert_cmpstr (gnomon_event_get_rrule (after), ==, test->rrule);
    }

  reopen (fixture);
  assert_year (fixture->store, last, test->expected);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_year (fixture->store, "undone", before);
  reopen (fixture);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  assert_year (fixture->store, "redone", test->expected);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_year (fixture->store, "undone again", before);
}

static void
test_scopes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GnomonTestStore fixture = { 0 };

      gnomon_test_store_set_up (&fixture, NULL);
      check_case (&fixture, &cases[i]);
      gnomon_test_store_tear_down (&fixture, NULL);
    }
}

/* An override has a row of its own, and no life of its own. */
static void
test_rows (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, WEEKLY "}");
  g_autoptr (GnomonOperation) purge = gnomon_operation_new_purge ();
  g_autoptr (GnomonClock) clock = NULL;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  gnomon_test_run (fixture->store, make_edit ("this 2026-11-09T09:00:00 {'title': <'b'>}"));
  g_assert_null (gnomon_store_get_event (fixture->store, 2, NULL));
  gnomon_test_refuse (fixture->store, gnomon_operation_new_delete_event (2), GNOMON_ERROR_NOT_FOUND,
                      "id: no event 2");
  g_assert_true (gnomon_store_list_changes (fixture->store, 0, &token, &changed, &deleted, NULL));
  g_assert_cmpuint (changed->len, ==, 1);

  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (1));
  assert_year (fixture->store, "deleted", "");
  trash = gnomon_store_list_trash (fixture->store, NULL);
  g_assert_cmpuint (trash->len, ==, 1);
  gnomon_test_run (fixture->store, gnomon_operation_new_restore_event (1));
  assert_year (fixture->store, "restored",
               "a@11-02T09:00 b@11-09T09:00 a@11-16T09:00 a@11-23T09:00");
  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (1));

  /* A month and a day later both are gone for good. */
  g_clear_object (&fixture->store);
  g_setenv ("GNOMON_CLOCK", "2026-12-20T10:42:00+01:00", TRUE);
  clock = gnomon_clock_new ();
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  fixture->store = gnomon_store_open (fixture->path, clock, &error);
  g_assert_no_error (error);
  g_assert_true (gnomon_store_can_purge (fixture->store));
  gnomon_store_apply (fixture->store, purge, NULL, &error);
  g_assert_no_error (error);
  while (gnomon_store_can_purge (fixture->store))
    gnomon_test_run (fixture->store, gnomon_operation_new_purge ());
  g_clear_pointer (&trash, g_ptr_array_unref);
  trash = gnomon_store_list_trash (fixture->store, NULL);
  g_assert_cmpuint (trash->len, ==, 0);
  g_clear_object (&fixture->store);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  g_test_add_func ("/scopes/table", test_scopes);
  gnomon_test_store_add ("/scopes/rows", test_rows);

  return g_test_run ();
}
