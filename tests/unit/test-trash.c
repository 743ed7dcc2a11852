/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-test-store.h"

/* The trash, and how far it and the change log reach back. */

/* The tests move the clock; each begins at the same instant. */
static void
set_up (GnomonTestStore *fixture,
        gconstpointer    user_data)
{
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  gnomon_test_store_set_up (fixture, user_data);
}

static void
test_trash (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  g_autoptr (GnomonFields) work = gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'name': <'Work'>}");
  g_autoptr (GObject) calendar =
    gnomon_test_apply (fixture->store, gnomon_operation_new_create_calendar (work));
  gint64 calendar_id = gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
  g_autofree char *text =
    g_strdup_printf ("{'title': <'Dentist'>, 'event_date': <'2026-12-15'>, 'all_day': <true>,"
                     " 'calendar_id': <int64 %" G_GINT64_FORMAT ">}", calendar_id);
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, text);
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GObject) restored = NULL;

  gnomon_test_run (fixture->store, gnomon_operation_new_delete_calendar (calendar_id));
  trash = gnomon_store_list_trash (fixture->store, NULL);
  g_assert_cmpuint (trash->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (trash->pdata[0]), ==, "Dentist");

  /* Its calendar is gone: it comes back into the default one. */
  restored = gnomon_test_apply (
    fixture->store, gnomon_operation_new_restore_event (gnomon_event_get_id (event)));
  g_assert_cmpint (gnomon_event_get_calendar_id (GNOMON_EVENT (restored)), ==, 1);
  empty = gnomon_store_list_trash (fixture->store, NULL);
  g_assert_cmpuint (empty->len, ==, 0);

  /* What is young enough stays through a purge. */
  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (gnomon_event_get_id (event)));
  gnomon_test_run (fixture->store, gnomon_operation_new_purge ());
  g_clear_object (&restored);
  restored = gnomon_test_apply (
    fixture->store, gnomon_operation_new_restore_event (gnomon_event_get_id (event)));
  g_assert_nonnull (restored);
}

static void
note_changed_cb (GnomonStore       *store,
                 guint64            token,
                 GArray            *changed,
                 GArray            *deleted,
                 GnomonChangeFlags  flags,
                 GPtrArray         *told)
{
  g_ptr_array_add (told,
                   g_strdup_printf ("%" G_GUINT64_FORMAT ": %u changed", token, changed->len));
}

/* The same store at another time. */
static void
reopen_at (GnomonTestStore *fixture,
           const char      *when)
{
  g_assert_finalize_object (fixture->store);
  g_assert_finalize_object (fixture->clock);
  g_setenv ("GNOMON_CLOCK", when, TRUE);
  fixture->clock = gnomon_clock_new ();
  fixture->store = gnomon_store_open (fixture->path, fixture->clock, NULL);
  g_assert_nonnull (fixture->store);
}

static void
purge_all (GnomonTestStore *fixture)
{
  guint rounds = 0;

  for (; gnomon_store_can_purge (fixture->store); rounds++)
    {
      gnomon_test_run (fixture->store, gnomon_operation_new_purge ());
      g_assert_cmpuint (rounds, <, 100);
    }
}

static void
assert_changes (GnomonTestStore *fixture,
                guint64          since,
                const char      *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  if (gnomon_store_list_changes (fixture->store, since, &token, &changed, &deleted, &error))
    {
      for (guint i = 0; i < changed->len; i++)
        g_string_append_printf (text, "+%d", (int) g_array_index (changed, gint64, i));
      for (guint i = 0; i < deleted->len; i++)
        g_string_append_printf (text, "-%d", (int) g_array_index (deleted, gint64, i));
      g_assert_cmpuint (token, ==, gnomon_store_get_token (fixture->store));
    }
  else
    {
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_TOKEN_EXPIRED);
      g_string_append (text, error->message);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Trash and log reach back 30 days, to the second. */
static void
test_purge (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  static const char event[] = "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}";
  g_autoptr (GnomonEvent) first = NULL;
  g_autoptr (GnomonEvent) second = NULL;
  g_autoptr (GnomonEvent) third = NULL;

  reopen_at (fixture, "2026-10-01T12:00:00Z");
  first = gnomon_test_create_event (fixture->store, event); /* change 1 */
  second = gnomon_test_create_event (fixture->store, event); /* change 2 */
  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (1)); /* change 3 */
  reopen_at (fixture, "2026-10-01T12:00:01Z");
  third = gnomon_test_create_event (fixture->store, event); /* change 4 */

  reopen_at (fixture, "2026-10-31T11:59:59Z");
  g_assert_false (gnomon_store_can_purge (fixture->store));
  assert_changes (fixture, 1, "+2+3-1");

  reopen_at (fixture, "2026-10-31T12:00:00Z");
  purge_all (fixture);
  assert_changes (fixture, 0, "+2+3");
  assert_changes (fixture, 1, "since: is older than the change log; start again at 0");
  assert_changes (fixture, 2, "since: is older than the change log; start again at 0");
  assert_changes (fixture, 3, "+3");
  assert_changes (fixture, 4, "");
  assert_changes (fixture, 5, "since: lies ahead of the change log; start again at 0");
  assert_changes (fixture, G_MAXUINT64, "since: lies ahead of the change log; start again at 0");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_restore_event (1),
                      GNOMON_ERROR_NOT_FOUND,
                      "id: no event 1");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (3), GNOMON_ERROR_NOT_FOUND,
                      "change: there is none of this number to undo");

  /* The last number stays, or tokens would begin anew; but there is nothing to undo any more. */
  reopen_at (fixture, "2026-10-31T12:00:01Z");
  purge_all (fixture);
  assert_changes (fixture, 4, "");
  assert_changes (fixture, 3, "+3");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo (), GNOMON_ERROR_NOT_FOUND,
                      "There is nothing to undo");
  gnomon_test_update_event (fixture->store, 3, "{'title': <'b'>}");
  assert_changes (fixture, 4, "+3");
}

/* A purge is small, however much there is, and leaves no hole in the log, whatever the clock. */
static void
test_purge_parts (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  static const char event[] = "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}";
  guint rounds = 0;

  reopen_at (fixture, "2026-10-01T12:00:00Z");
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GnomonEvent) created = gnomon_test_create_event (fixture->store, event);

      gnomon_test_run (fixture->store,
                       gnomon_operation_new_delete_event (gnomon_event_get_id (created)));
      if (i == 550)
        reopen_at (fixture, "2030-01-01T00:00:00Z");
      if (i == 551)
        reopen_at (fixture, "2026-10-01T12:00:00Z");
    }

  reopen_at (fixture, "2027-01-01T00:00:00Z");
  for (; gnomon_store_can_purge (fixture->store); rounds++)
    gnomon_test_run (fixture->store, gnomon_operation_new_purge ());
  g_assert_cmpuint (rounds, ==, 6);
  /* 551 times two changes are gone, and what came after the year 2030 stays until then. */
  assert_changes (fixture, 1101, "since: is older than the change log; start again at 0");
  assert_changes (fixture, 1199, "-600");
}

static void
test_changes_of_who_was_stopped (GnomonTestStore *fixture,
                                 gconstpointer    user_data)
{
  static const char event[] = "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}";
  g_autoptr (GnomonClock) clock = NULL;
  g_autoptr (GnomonStore) sleeper = NULL;
  g_autoptr (GnomonEvent) first = NULL;
  g_autoptr (GnomonEvent) second = NULL;
  g_autoptr (GnomonEvent) third = NULL;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);

  reopen_at (fixture, "2026-10-01T12:00:00Z");
  first = gnomon_test_create_event (fixture->store, event);
  clock = gnomon_clock_new ();
  sleeper = gnomon_store_open (fixture->path, clock, NULL);
  g_signal_connect (sleeper, "changed", G_CALLBACK (note_changed_cb), told);
  second = gnomon_test_create_event (fixture->store, event);
  third = gnomon_test_create_event (fixture->store, event);

  /* Its main loop stands still for a month, and the log is cut meanwhile. */
  reopen_at (fixture, "2026-12-01T12:00:00Z");
  purge_all (fixture);
  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (gnomon_event_get_id (first)));
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told->pdata[0], ==, "4: 2 changed");
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; GnomonTestStoreFunc test; } tests[] = {
    { "/trash/restore", test_trash },
    { "/trash/purge", test_purge },
    { "/trash/purge-parts", test_purge_parts },
    { "/trash/changes-of-who-was-stopped", test_changes_of_who_was_stopped },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, GnomonTestStore, NULL, set_up, tests[i].test,
                gnomon_test_store_tear_down);
  return g_test_run ();
}
