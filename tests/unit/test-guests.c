/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-schedule.h"
#include "gnomon-test-store.h"

/* What earlier events tell of guests: who may be meant, and when they are busy. */

static gint64
at (const char *text)
{
  gint64 seconds = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &seconds));
  return seconds;
}

static void
assert_found (GnomonStore *store,
              const char  *text,
              guint        limit,
              const char  *expected)
{
  g_autoptr (GPtrArray) guests = gnomon_store_find_guests (store, text, limit);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < guests->len; i++)
    g_string_append_printf (found, "%s%s <%s>", i > 0 ? ", " : "",
                            gnomon_attendee_get_name (g_ptr_array_index (guests, i)),
                            gnomon_attendee_get_email (g_ptr_array_index (guests, i)));
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_find (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  const char * const own[] = { "me@example.org", NULL };
  g_autoptr (GnomonEvent) first = gnomon_test_create_event (
    fixture->store,
    "{'title': <'a'>, 'event_date': <'2026-11-16'>, 'start_time': <'09:00'>, 'attendees':"
    " <'[{\"email\": \"ann@example.org\", \"name\": \"Ann Lee\"},"
    "    {\"email\": \"eve@example.org\", \"name\": \"Ève Annand\"}]'>}");
  g_autoptr (GnomonEvent) second = gnomon_test_create_event (
    fixture->store,
    "{'title': <'b'>, 'event_date': <'2026-11-17'>, 'start_time': <'09:00'>, 'attendees':"
    " <'[{\"email\": \"ANN@example.org\", \"name\": \"Ann Miller\"},"
    "    {\"email\": \"me@example.org\", \"name\": \"Anne\"}]'>}");

  gnomon_store_set_own_addresses (fixture->store, own);

  /* By the address, by any word of the name; who was invited last first, and each once. */
  assert_found (fixture->store, "ann", 9,
                "Ann Miller <ANN@example.org>, Ève Annand <eve@example.org>");
  assert_found (fixture->store, " MILL", 9, "Ann Miller <ANN@example.org>");
  assert_found (fixture->store, "eve@", 9, "Ève Annand <eve@example.org>");
  assert_found (fixture->store, "È", 9, "Ève Annand <eve@example.org>");
  assert_found (fixture->store, "ann", 1, "Ann Miller <ANN@example.org>");
  assert_found (fixture->store, "nn", 9, "");
  assert_found (fixture->store, "  ", 9, "");

  /* Of an event in the trash nobody is known. */
  gnomon_test_run (fixture->store,
                   gnomon_operation_new_delete_event (gnomon_event_get_id (second)));
  assert_found (fixture->store, "ann", 9,
                "Ève Annand <eve@example.org>, Ann Lee <ann@example.org>");
}

static void
assert_busy (GArray     *busy,
             const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_nonnull (busy);
  for (guint i = 0; i < busy->len; i++)
    {
      const GnomonInterval *interval = &g_array_index (busy, GnomonInterval, i);
      g_autofree char *start = gnomon_civil_format_time (
        gnomon_civil_time_of_wall (interval->start + 3600));
      g_autofree char *end = gnomon_civil_format_time (
        gnomon_civil_time_of_wall (interval->end + 3600));

      g_string_append_printf (found, "%s%s-%s", i > 0 ? " " : "", start, end);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_busy (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  gint64 from = at ("2026-11-18T00:00:00+01:00"), to = at ("2026-11-19T00:00:00+01:00");
  const char * const ann[] = { "Ann@example.org", NULL };
  g_autoptr (GnomonEvent) own = gnomon_test_create_event (
    fixture->store, "{'title': <'own'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:00'>}");
  g_autoptr (GnomonEvent) shared = gnomon_test_create_event (
    fixture->store, "{'title': <'shared'>, 'event_date': <'2026-11-18'>, 'start_time': <'12:00'>,"
                    " 'attendees': <'ann@example.org, bob@example.org'>}");
  gint64 id = gnomon_event_get_id (shared);
  g_autoptr (GArray) all = gnomon_store_list_busy (fixture->store, from, to, NULL, NULL);
  g_autoptr (GArray) but = gnomon_store_list_busy_but (fixture->store, id, from, to, ann, NULL);
  g_autoptr (GArray) of_ann =
    gnomon_store_list_guest_busy (fixture->store, 0, from, to, "Ann@example.org", NULL);
  g_autoptr (GArray) of_ann_but =
    gnomon_store_list_guest_busy (fixture->store, id, from, to, "ann@example.org", NULL);
  g_autoptr (GArray) of_eve =
    gnomon_store_list_guest_busy (fixture->store, 0, from, to, "eve@example.org", NULL);

  assert_busy (all, "09:00-10:00 12:00-13:00");
  assert_busy (but, "09:00-10:00");
  assert_busy (of_ann, "12:00-13:00");
  assert_busy (of_ann_but, "");
  assert_busy (of_eve, "");
}

/* Who comes and answers with one change. */
static void
test_answer (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (
    fixture->store, "{'title': <'a'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:00'>}");
  gint64 id = gnomon_event_get_id (event);
  g_autoptr (GPtrArray) group =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  g_autoptr (GnomonFields) fields =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'attendees': <'ann@example.org'>}");
  g_autoptr (GnomonOperation) nobody =
    gnomon_operation_new_respond_as (id, "eve@example.org", "accepted");
  g_autoptr (GnomonEvent) stored = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (group, gnomon_operation_new_update_event (id, fields));
  g_ptr_array_add (group, gnomon_operation_new_respond_as (id, "ANN@example.org", "tentative"));
  gnomon_test_run (fixture->store, gnomon_operation_new_group (group));
  stored = gnomon_store_get_event (fixture->store, id, NULL);
  g_assert_cmpint (gnomon_attendee_get_status (
                     g_ptr_array_index (gnomon_event_get_attendees (stored), 0)),
                   ==, GNOMON_ATTENDEE_TENTATIVE);

  g_assert_false (gnomon_store_apply (fixture->store, nobody, NULL, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  gnomon_test_store_add ("/guests/find", test_find);
  gnomon_test_store_add ("/guests/busy", test_busy);
  gnomon_test_store_add ("/guests/answer", test_answer);

  return g_test_run ();
}
