/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-record-list.h"
#include "gnomon-test-store.h"

/* The lists of all guests and of all reminders. */

static void
set_up (GnomonTestStore *fixture,
        gconstpointer    user_data)
{
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  gnomon_test_store_set_up (fixture, user_data);
}

static void
create (GnomonTestStore *fixture,
        const char      *text)
{
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->store, text);

  g_assert_nonnull (event);
}

static void
load (GnomonRecordList *list,
      GnomonKind        kind,
      const char       *filter_text)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (kind, filter_text);

  gnomon_record_list_set_filter (list, filter);
  while (gnomon_record_list_fetch (list))
    ;
  g_assert_true (gnomon_record_list_is_complete (list));
}

static char *
describe (GnomonRecordList *list)
{
  GString *text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GnomonRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      GnomonAttendee *guest = gnomon_record_get_attendee (record);

      g_assert_true ((guest == NULL) != (gnomon_record_get_reminder (record) == NULL));
      g_string_append_printf (text, "%s%s@%s", i > 0 ? ", " : "",
                              guest != NULL ? gnomon_attendee_get_name (guest) : "",
                              gnomon_event_get_title (gnomon_record_get_event (record)));
    }
  return g_string_free (text, FALSE);
}

static void
test_filters (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  static const struct { GnomonKind kind; const char *filter, *expected; } rows[] = {
    { GNOMON_KIND_ATTENDEE_FILTER, "@a{sv} {}", "ann@A, bob@A, bob@B" },
    { GNOMON_KIND_ATTENDEE_FILTER, "{'search': <'BOB'>}", "bob@A, bob@B" },
    { GNOMON_KIND_ATTENDEE_FILTER, "{'status': <'declined'>}", "" },
    { GNOMON_KIND_REMINDER_FILTER, "@a{sv} {}", "@A" },
    { GNOMON_KIND_REMINDER_FILTER, "{'state': <'missed'>}", "" },
    { GNOMON_KIND_REMINDER_FILTER, "{'from': <'2026-11-21'>}", "" },
  };
  g_autoptr (GnomonRecordList) list = gnomon_record_list_new (fixture->store);

  create (fixture, "{'title': <'A'>, 'event_date': <'2026-11-20'>, 'start_time': <'10:00'>,"
                   " 'attendees': <'ann@x.org, bob@x.org'>, 'reminder_set': <true>}");
  create (fixture, "{'title': <'B'>, 'event_date': <'2026-11-21'>, 'start_time': <'10:00'>,"
                   " 'attendees': <'bob@x.org'>, 'reminder_set': <false>}");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      load (list, rows[i].kind, rows[i].filter);
      text = describe (list);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_pages (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  g_autoptr (GString) guests = g_string_new ("g0@x.org");
  g_autoptr (GnomonRecordList) list = gnomon_record_list_new (fixture->store);
  g_autofree char *text = NULL;

  for (int i = 1; i < 120; i++)
    g_string_append_printf (guests, ", g%d@x.org", i);
  text = g_strdup_printf ("{'title': <'A'>, 'event_date': <'2026-11-20'>, 'start_time': <'10:00'>,"
                          " 'attendees': <'%s'>}", guests->str);
  create (fixture, text);
  load (list, GNOMON_KIND_ATTENDEE_FILTER, "@a{sv} {}");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 120);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/record-list/filters", GnomonTestStore, NULL, set_up, test_filters,
              gnomon_test_store_tear_down);
  g_test_add ("/record-list/pages", GnomonTestStore, NULL, set_up, test_pages,
              gnomon_test_store_tear_down);
  return g_test_run ();
}
