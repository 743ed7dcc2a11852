/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-ical.h"
#include "gnomon-test-store.h"

/* The operations of this file have an actor, whom the history names. */
static GObject *
apply (GnomonTestStore *fixture,
       GnomonOperation *operation)
{
  g_autoptr (GnomonOperation) owned = operation;
  g_autoptr (GError) error = NULL;
  GObject *object = NULL;

  gnomon_operation_set_actor (owned, "the test");
  gnomon_store_apply (fixture->store, owned, &object, &error);
  g_assert_no_error (error);
  return object;
}

static GnomonEvent *
create (GnomonTestStore *fixture,
        const char      *text)
{
  g_autoptr (GnomonFields) event = gnomon_test_fields (GNOMON_KIND_EVENT, text);

  return GNOMON_EVENT (apply (fixture, gnomon_operation_new_create_event (event)));
}

static void
update (GnomonTestStore *fixture,
        gint64           id,
        const char      *text)
{
  g_autoptr (GnomonFields) event = gnomon_test_fields (GNOMON_KIND_EVENT, text);
  g_autoptr (GObject) updated = apply (fixture, gnomon_operation_new_update_event (id, event));

  g_assert_nonnull (updated);
}

/* Everything that can be seen of the store, as text. */
static char *
dump (GnomonTestStore *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GnomonFields) everything = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GPtrArray) events = gnomon_store_list_events (fixture->store, everything, NULL);
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (fixture->store, NULL);

  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);

      g_string_append_printf (text, "calendar %s %s %d\n", gnomon_calendar_get_name (calendar),
                              gnomon_calendar_get_color (calendar),
                              gnomon_calendar_is_default (calendar));
    }
  for (guint i = 0; i < events->len; i++)
    {
      gint64 id = gnomon_event_get_id (g_ptr_array_index (events, i));
      g_autoptr (GnomonEvent) event = gnomon_store_get_event (fixture->store, id, NULL);
      GPtrArray *attendees = gnomon_event_get_attendees (event);
      GPtrArray *reminders = gnomon_event_get_reminders (event);
      g_autofree char *date = gnomon_event_dup_event_date (event);
      g_autofree char *time = gnomon_event_dup_start_time (event);

      g_string_append_printf (text, "event %" G_GINT64_FORMAT " %s %s %s %s %" G_GINT64_FORMAT "\n",
                              id, gnomon_event_get_title (event), date, time,
                              gnomon_event_get_location (event),
                              gnomon_event_get_calendar_id (event));
      for (guint j = 0; j < attendees->len; j++)
        g_string_append_printf (text, "  guest %" G_GINT64_FORMAT " %s %d\n",
                                gnomon_attendee_get_id (attendees->pdata[j]),
                                gnomon_attendee_get_email (attendees->pdata[j]),
                                gnomon_attendee_get_status (attendees->pdata[j]));
      for (guint j = 0; j < reminders->len; j++)
        g_string_append_printf (text, "  reminder %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT "\n",
                                gnomon_reminder_get_id (reminders->pdata[j]),
                                gnomon_reminder_get_minutes_before (reminders->pdata[j]),
                                gnomon_reminder_get_time (reminders->pdata[j]));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Undo all, then redo all: each state comes back as it was. */
static void
assert_there_and_back (GnomonTestStore *fixture,
                       GPtrArray       *states)
{
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = states->len - 1; i > 0; i--)
        {
          g_autoptr (GObject) change = apply (fixture, gnomon_operation_new_undo ());
          g_autofree char *now = dump (fixture);

          g_assert_cmpstr (now, ==, g_ptr_array_index (states, i - 1));
        }
      gnomon_test_refuse (fixture->store, gnomon_operation_new_undo (), GNOMON_ERROR_NOT_FOUND,
                          "There is nothing to undo");

      for (guint i = 1; i < states->len; i++)
        {
          g_autoptr (GObject) change = apply (fixture, gnomon_operation_new_redo ());
          g_autofree char *now = dump (fixture);

          g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
        }
      gnomon_test_refuse (fixture->store, gnomon_operation_new_redo (), GNOMON_ERROR_NOT_FOUND,
                          "There is nothing to redo");

      /* Also over a restart. */
      g_assert_finalize_object (fixture->store);
      fixture->store = gnomon_store_open (fixture->path, fixture->clock, NULL);
    }
}

static void
test_every_kind (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GnomonFields) reminder =
    gnomon_test_fields (GNOMON_KIND_REMINDER, "{'minutes_before': <60>}");
  g_autoptr (GnomonFields) work =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'name': <'Work'>, 'color': <'blue'>}");
  g_autoptr (GnomonFields) job =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'name': <'Job'>, 'is_default': <true>}");
  g_autoptr (GnomonFields) home =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'is_default': <true>}");
  g_autoptr (GnomonFields) replacement =
    gnomon_test_fields (GNOMON_KIND_EVENT,
                        "{'title': <'Other'>, 'event_date': <'2027-01-01'>, 'all_day': <true>}");
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) meeting = NULL;
  g_autoptr (GObject) added = NULL;
  g_autoptr (GObject) added_reminder = NULL;
  g_autoptr (GObject) calendar = NULL;
  gint64 id, attendee_id, reminder_id, calendar_id;

#define STEP(statement) statement; g_ptr_array_add (states, dump (fixture))
  g_ptr_array_add (states, dump (fixture));
  STEP (event = create (fixture,
                        "{'title': <'Dentist'>, 'event_date': <'2026-12-15'>,"
                        " 'start_time': <'10:00'>,"
                        " 'attendees': <'ann@example.org, bob@example.org'>}"));
  id = gnomon_event_get_id (event);
  STEP (update (fixture, id,
                "{'event_date': <'2026-12-16'>, 'location': <'Room'>,"
                " 'reminder_minutes_before': <5>}"));
  STEP (added = apply (fixture, gnomon_operation_new_add_attendee (id, "eve@example.org", "")));
  attendee_id = gnomon_attendee_get_id (GNOMON_ATTENDEE (added));
  STEP (g_object_unref (apply (fixture,
                               gnomon_operation_new_respond (id, attendee_id, "declined"))));
  STEP (g_object_unref (apply (fixture, gnomon_operation_new_remove_attendee (id, attendee_id))));
  STEP (added_reminder = apply (fixture, gnomon_operation_new_add_reminder (id, reminder)));
  reminder_id = gnomon_reminder_get_id (GNOMON_REMINDER (added_reminder));
  STEP (apply (fixture, gnomon_operation_new_remove_reminder (id, reminder_id)));
  STEP (g_object_unref (apply (fixture, gnomon_operation_new_replace_event (id, replacement))));
  STEP (calendar = apply (fixture, gnomon_operation_new_create_calendar (work)));
  calendar_id = gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
  STEP (g_object_unref (apply (fixture, gnomon_operation_new_update_calendar (calendar_id, job))));
  STEP (meeting = create (fixture,
                          "{'title': <'Meeting'>, 'event_date': <'2026-12-15'>,"
                          " 'start_time': <'10:00'>}"));
  g_assert_cmpint (gnomon_event_get_calendar_id (meeting), ==, calendar_id);
  STEP (g_object_unref (apply (fixture, gnomon_operation_new_update_calendar (1, home))));
  STEP (apply (fixture, gnomon_operation_new_delete_calendar (calendar_id)));
  STEP (apply (fixture, gnomon_operation_new_delete_event (id)));
#undef STEP

  for (guint i = 1; i < states->len; i++)
    g_assert_cmpstr (states->pdata[i], !=, states->pdata[i - 1]);
  assert_there_and_back (fixture, states);
}

static void
test_words (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture, "{'title': <'Dentist'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GnomonChange) before = gnomon_store_get_undo (fixture->store);
  g_autoptr (GnomonChange) undone = NULL;
  g_autofree char *what = gnomon_change_describe (before);

  g_assert_cmpstr (what, ==, "Added “Dentist”");
  g_assert_cmpstr (gnomon_change_get_actor (before), ==, "the test");
  undone = GNOMON_CHANGE (apply (fixture, gnomon_operation_new_undo ()));
  g_assert_cmpuint (gnomon_change_get_id (undone), ==, gnomon_change_get_id (before));
  g_assert_null (gnomon_store_get_undo (fixture->store));
}

static void
test_conflict (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture, "{'title': <'Dentist'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GnomonOperation) move = NULL;
  g_autoptr (GnomonFields) day =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'event_date': <'2026-12-20'>}");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  move = gnomon_operation_new_update_event (gnomon_event_get_id (event), day);
  g_assert_true (gnomon_store_apply (fixture->store, move, NULL, NULL));
  g_assert_cmpuint (gnomon_operation_get_change (move), >, 0);

  update (fixture, gnomon_event_get_id (event), "{'title': <'Doctor'>}");
  before = dump (fixture);
  gnomon_test_refuse (fixture->store,
                      gnomon_operation_new_undo_change (gnomon_operation_get_change (move)),
          GNOMON_ERROR_CONFLICT, "“Doctor” was changed since by the test");
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* A new change ends what could have been redone. */
static void
test_redo_ends (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) first =
    create (fixture, "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GObject) undone = apply (fixture, gnomon_operation_new_undo ());
  g_autoptr (GnomonEvent) second =
    create (fixture, "{'title': <'b'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");

  gnomon_test_refuse (fixture->store, gnomon_operation_new_redo (), GNOMON_ERROR_NOT_FOUND,
                      "There is nothing to redo");
}


/* All events of a change that were changed since are named, as far as a sentence bears it. */
static void
test_conflicts (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GString) text =
    g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gnomon//Test//EN\r\n");
  g_autoptr (GnomonOperation) operation = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint64 change;

  for (guint i = 1; i <= 6; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\r\nUID:%u\r\nDTSTAMP:20260101T000000Z\r\n"
                                  "DTSTART:20261215T090000Z\r\nSUMMARY:%u\r\nEND:VEVENT\r\n", i, i);
  g_string_append (text, "END:VCALENDAR\r\n");
  bytes = g_bytes_new (text->str, text->len);
  operation = gnomon_operation_new_import (bytes, 0);
  g_assert_true (gnomon_store_apply (fixture->store, operation, NULL, &error));
  g_assert_no_error (error);
  change = gnomon_operation_get_change (operation);

  update (fixture, 2, "{'location': <'Room'>}");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (change),
                      GNOMON_ERROR_CONFLICT,
          "“2” was changed since by the test");
  update (fixture, 4, "{'location': <'Room'>}");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (change),
                      GNOMON_ERROR_CONFLICT,
          "“2” was changed since by the test; “4” was changed since by the test");
  update (fixture, 1, "{'location': <'Room'>}");
  update (fixture, 6, "{'location': <'Room'>}");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (change),
                      GNOMON_ERROR_CONFLICT,
          "“1” was changed since by the test; “2” was changed since by the test;"
          " “4” was changed since by the test; and 1 more");
}

/* Who changed it, in a sentence. */
static void
test_conflict_actors (GnomonTestStore *fixture,
                      gconstpointer    user_data)
{
  static const struct { const char *actor; const char *message; } cases[] = {
    { "gnomonctl", "“Dentist” was changed since by gnomonctl" },
    { "window", "“Dentist” was changed since by the window" },
    { "", "“Dentist” was changed since by another program" },
  };
  g_autoptr (GnomonEvent) event =
    create (fixture, "{'title': <'Dentist'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'location': <'Room %u'>}", (guint) i);
      g_autoptr (GnomonFields) room = gnomon_test_fields (GNOMON_KIND_EVENT, text);
      g_autoptr (GnomonOperation) operation =
        gnomon_operation_new_update_event (gnomon_event_get_id (event), room);

      gnomon_operation_set_actor (operation, cases[i].actor);
      g_assert_true (gnomon_store_apply (fixture->store, operation, NULL, NULL));
      gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (1),
                          GNOMON_ERROR_CONFLICT, cases[i].message);
    }
}

/* No change has the number 0, and the last one is not meant by it. */
static void
test_undo_of_no_change (GnomonTestStore *fixture,
                        gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture, "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  static const guint64 numbers[] = { 0, 2, G_MAXINT64, G_MAXUINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (numbers[i]),
                        GNOMON_ERROR_NOT_FOUND,
            "change: there is none of this number to undo");
  g_object_unref (apply (fixture, gnomon_operation_new_undo_change (1)));
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (1), GNOMON_ERROR_NOT_FOUND,
          "change: was undone already");
}

/* Where nobody is named it is this program, or whom the store names; "" stays nobody. */
static void
test_actors (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  const struct { const char *store; const char *operation; const char *expected; } rows[] = {
    { NULL, NULL, g_get_prgname () },
    { NULL, "", "" },
    { NULL, "gnomonctl", "gnomonctl" },
    { "window", NULL, "window" },
    { "window", "gnomonctl", "gnomonctl" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) event =
        gnomon_test_fields (GNOMON_KIND_EVENT,
                            "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
      g_autoptr (GnomonOperation) operation = gnomon_operation_new_create_event (event);
      g_autoptr (GnomonChange) change = NULL;

      if (rows[i].store != NULL)
        gnomon_store_set_actor (fixture->store, rows[i].store);
      gnomon_operation_set_actor (operation, rows[i].operation);
      g_assert_true (gnomon_store_apply (fixture->store, operation, NULL, NULL));
      change = gnomon_store_get_undo (fixture->store);
      g_assert_cmpstr (gnomon_change_get_actor (change), ==, rows[i].expected);
    }
}

static void
test_import (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const char first[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gnomon//Test//EN\r\n"
    "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20261215T090000Z\r\nDTEND:20261215T100000Z\r\nSUMMARY:A\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n";
  static const char second[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gnomon//Test//EN\r\n"
    "BEGIN:VEVENT\r\nUID:a\r\nSEQUENCE:2\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20261216T090000Z\r\nDTEND:20261216T100000Z\r\nSUMMARY:A2\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20261215T090000Z\r\nDTEND:20261215T100000Z\r\nSUMMARY:B\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n";
  const char * const files[] = { first, second };
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (states, dump (fixture));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) text = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (GObject) import = apply (fixture, gnomon_operation_new_import (text, 0));

      g_assert_cmpuint (gnomon_import_get_added (GNOMON_IMPORT (import)), ==, 1);
      g_assert_cmpuint (gnomon_import_get_updated (GNOMON_IMPORT (import)), ==, i);
      g_ptr_array_add (states, dump (fixture));
    }
  assert_there_and_back (fixture, states);
}

/* What is done to several events at once is one step back, and all or nothing. */
static void
test_group (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) first =
    create (fixture, "{'title': <'A'>, 'event_date': <'2026-11-20'>, 'start_time': <'10:00'>}");
  g_autoptr (GnomonEvent) second =
    create (fixture, "{'title': <'B'>, 'event_date': <'2026-11-21'>, 'start_time': <'10:00'>}");
  g_autoptr (GPtrArray) members =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;
  g_autofree char *restored = NULL;
  guint64 token = gnomon_store_get_token (fixture->store);

  g_ptr_array_add (members, gnomon_operation_new_delete_event (gnomon_event_get_id (first)));
  g_ptr_array_add (members, gnomon_operation_new_delete_event (gnomon_event_get_id (second)));
  gnomon_test_run (fixture->store, gnomon_operation_new_group (members));
  g_assert_cmpuint (gnomon_store_get_token (fixture->store), ==, token + 1);
  after = dump (fixture);
  g_assert_null (strstr (after, "event "));

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  restored = dump (fixture);
  g_assert_cmpstr (restored, ==, before);

  g_ptr_array_add (members, gnomon_operation_new_delete_event (9999));
  gnomon_test_refuse (fixture->store, gnomon_operation_new_group (members), GNOMON_ERROR_NOT_FOUND,
                      "*");
  g_clear_pointer (&restored, g_free);
  restored = dump (fixture);
  g_assert_cmpstr (restored, ==, before);
}

/* One event changed twice, and one changed and deleted, in a group: undoing goes back before all
 * of it, and redoing to the end of it. */
static void
test_group_of_one_event (GnomonTestStore *fixture,
                         gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) first =
    create (fixture, "{'title': <'A'>, 'event_date': <'2026-11-20'>, 'start_time': <'10:00'>}");
  g_autoptr (GnomonEvent) second =
    create (fixture, "{'title': <'B'>, 'event_date': <'2026-11-21'>, 'start_time': <'10:00'>}");
  g_autoptr (GnomonFields) title = gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'C'>}");
  g_autoptr (GnomonFields) place = gnomon_test_fields (GNOMON_KIND_EVENT, "{'location': <'Hall'>}");
  g_autoptr (GPtrArray) members =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_ptr_array_add (members, gnomon_operation_new_update_event (gnomon_event_get_id (first), title));
  g_ptr_array_add (members, gnomon_operation_new_update_event (gnomon_event_get_id (first), place));
  g_ptr_array_add (members,
                   gnomon_operation_new_update_event (gnomon_event_get_id (second), title));
  g_ptr_array_add (members, gnomon_operation_new_delete_event (gnomon_event_get_id (second)));
  gnomon_test_run (fixture->store, gnomon_operation_new_group (members));
  after = dump (fixture);
  g_assert_cmpstr (after, !=, before);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  undone = dump (fixture);
  g_assert_cmpstr (undone, ==, before);

  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  redone = dump (fixture);
  g_assert_cmpstr (redone, ==, after);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; GnomonTestStoreFunc test; } tests[] = {
    { "/history/every-kind", test_every_kind },
    { "/history/words", test_words },
    { "/history/conflict", test_conflict },
    { "/history/redo-ends", test_redo_ends },
    { "/history/conflicts", test_conflicts },
    { "/history/conflict-actors", test_conflict_actors },
    { "/history/undo-of-no-change", test_undo_of_no_change },
    { "/history/actors", test_actors },
    { "/history/import", test_import },
    { "/history/group", test_group },
    { "/history/group-of-one-event", test_group_of_one_event },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    gnomon_test_store_add (tests[i].name, tests[i].test);
  return g_test_run ();
}
