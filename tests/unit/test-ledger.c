/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "gnomon-civil.h"
#include "gnomon-reminders.h"
#include "gnomon-store.h"

/*
 * The reminder ledger on a database of its own: what is planned, claimed, shown and answered. All
 * times are given; nothing waits.
 */

#define NOW "2026-11-22T08:00:00+01:00"

typedef struct
{
  char *folder;
  char *path;
  GnomonStore *store;
} Fixture;

static gint64
at (const char *text)
{
  gint64 seconds = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &seconds));

  return seconds;
}

/* A second store of the same database, at a time of its own. */
static GnomonStore *
open_store (const char *path,
            const char *now)
{
  g_autoptr (GnomonClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  GnomonStore *store;

  g_setenv ("GNOMON_CLOCK", now, TRUE);
  clock = gnomon_clock_new ();
  store = gnomon_store_open (path, clock, &error);
  g_assert_no_error (error);
  gnomon_store_set_viewer_zone (store, "Europe/Berlin");

  return store;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("gnomon-ledger-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "calendar.db", NULL);
  fixture->store = open_store (fixture->path, NOW);
}

static void
reopen (Fixture    *fixture,
        const char *now)
{
  g_clear_object (&fixture->store);
  fixture->store = open_store (fixture->path, now);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static GnomonFields *
parse (GnomonKind  kind,
       const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  GnomonFields *fields;

  g_assert_no_error (error);
  fields = gnomon_fields_new_from_variant (kind, dict, &error);
  g_assert_no_error (error);

  return fields;
}

/* Takes over @operation. */
static GObject *
apply (GnomonStore     *store,
       GnomonOperation *operation,
       GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  GObject *object = NULL;

  gnomon_store_apply (store, operation, &object, &local_error);
  gnomon_operation_unref (operation);
  if (error == NULL)
    g_assert_no_error (local_error);
  else
    *error = g_steal_pointer (&local_error);

  return object;
}

/* Takes over @operation, whose result nobody needs. */
static void
run (GnomonStore     *store,
     GnomonOperation *operation,
     GError         **error)
{
  g_autoptr (GObject) object = apply (store, operation, error);
}

static gint64
create (GnomonStore *store,
        const char  *event)
{
  g_autoptr (GnomonFields) fields = parse (GNOMON_KIND_EVENT, event);
  g_autoptr (GObject) object = apply (store, gnomon_operation_new_create_event (fields), NULL);

  return gnomon_event_get_id (GNOMON_EVENT (object));
}

static void
update (GnomonStore *store,
        gint64       id,
        const char  *event)
{
  g_autoptr (GnomonFields) fields = parse (GNOMON_KIND_EVENT, event);
  g_autoptr (GObject) object = apply (store, gnomon_operation_new_update_event (id, fields), NULL);
}

static gint64
add_reminder (GnomonStore *store,
              gint64       event_id,
              const char  *reminder,
              GError     **error)
{
  g_autoptr (GnomonFields) fields = parse (GNOMON_KIND_REMINDER, reminder);
  g_autoptr (GObject) object = apply (store, gnomon_operation_new_add_reminder (event_id, fields),
                                      error);

  return object != NULL ? gnomon_reminder_get_id (GNOMON_REMINDER (object)) : 0;
}

/* The event's rule at that place. */
static GnomonReminder *
get_rule (GnomonStore *store,
          gint64       event_id,
          guint        index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, event_id, &error);
  GPtrArray *reminders;

  g_assert_no_error (error);
  reminders = gnomon_event_get_reminders (event);
  g_assert_cmpuint (index, <, reminders->len);

  return g_object_ref (g_ptr_array_index (reminders, index));
}

#define assert_rule(store, event_id, index, expected_time, expected_state) \
  G_STMT_START { \
    g_autoptr (GnomonReminder) rule_ = get_rule (store, event_id, index); \
    g_autofree char *time_ = gnomon_civil_format_instant (gnomon_reminder_get_time (rule_)); \
    g_autofree char *wanted_ = gnomon_civil_format_instant (at (expected_time)); \
    g_assert_cmpstr (time_, ==, wanted_); \
    g_assert_cmpstr (gnomon_reminder_state_to_string (gnomon_reminder_get_state (rule_)), ==, expected_state); \
  } G_STMT_END

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GPtrArray *
claim (GnomonStore *store,
       const char  *now)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *claimed;

  gnomon_store_claim_reminders_async (store, at (now), 10, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  claimed = gnomon_store_claim_reminders_finish (store, result, &error);
  g_assert_no_error (error);

  return claimed;
}

/* The one that is due; 0: none. */
static gint64
claim_one (GnomonStore *store,
           const char  *now)
{
  g_autoptr (GPtrArray) claimed = claim (store, now);
  GnomonDueReminder *due;

  if (claimed->len == 0)
    return 0;

  g_assert_cmpuint (claimed->len, ==, 1);
  due = g_ptr_array_index (claimed, 0);

  return due->id;
}

static void
settle (GnomonStore      *store,
        gint64            id,
        GnomonShowResult  how,
        const char       *now)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_store_settle_reminder_async (store, id, how, at (now), answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  gnomon_store_settle_reminder_finish (store, result, &error);
  g_assert_no_error (error);
}

static void
assert_explains (GnomonStore *store,
                 gint64       id,
                 const char  *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *why = gnomon_store_explain_reminder (store, id, &error);

  g_assert_no_error (error);
  if (!g_pattern_match_simple (pattern, why))
    g_error ("“%s” does not match “%s”", why, pattern);
}

#define TEN "{'title': <'Dentist'>, 'event_date': <'2026-11-22'>, 'start_time': <'10:00'>"

static void
test_plan (Fixture       *fixture,
           gconstpointer  data)
{
  const struct
  {
    const char *event;
    const char *due;
    const char *state;
  } cases[] = {
    { TEN "}", "2026-11-22T09:45:00+01:00", "planned" },
    { TEN ", 'reminder_minutes_before': <0>}", "2026-11-22T10:00:00+01:00", "planned" },
    { TEN ", 'reminder_minutes_before': <120>}", "2026-11-22T08:00:00+01:00", "planned" },
    { TEN ", 'reminder_minutes_before': <121>}", "2026-11-22T07:59:00+01:00", "missed" },
    { TEN ", 'timezone': <'America/New_York'>}", "2026-11-22T15:45:00+01:00", "planned" },
    { TEN ", 'status': <'cancelled'>}", "2026-11-22T09:45:00+01:00", "planned" },
    { "{'title': <'Holiday'>, 'event_date': <'2026-11-28'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <0>}", "2026-11-28T09:00:00+01:00", "planned" },
    { "{'title': <'Holiday'>, 'event_date': <'2026-11-28'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <1440>}", "2026-11-27T09:00:00+01:00", "planned" },
    /* The night to 28 March 2027 has an hour less; the morning before stays the morning. */
    { "{'title': <'Holiday'>, 'event_date': <'2027-03-28'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <1440>}", "2027-03-27T09:00:00+01:00", "planned" },
    { "{'title': <'Dentist'>, 'event_date': <'2027-03-28'>, 'start_time': <'10:00'>,"
      " 'reminder_minutes_before': <1440>}", "2027-03-27T09:00:00+01:00", "planned" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = create (fixture->store, cases[i].event);

      assert_rule (fixture->store, id, 0, cases[i].due, cases[i].state);
    }
}

static void
test_no_reminder (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN ", 'reminder_set': <false>}");
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (fixture->store, id, NULL);

  g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 0);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);

  /* Asked for later, it is made; taken off again, it goes. */
  update (fixture->store, id, "{'reminder_set': <true>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "planned");
  update (fixture->store, id, "{'reminder_set': <false>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

static void
test_next (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  create (fixture->store, TEN "}");
  create (fixture->store, TEN ", 'reminder_minutes_before': <30>}");
  create (fixture->store, TEN ", 'reminder_minutes_before': <90>, 'status': <'cancelled'>}");
  create (fixture->store, TEN ", 'reminder_minutes_before': <200>}");

  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:30:00+01:00"));
}

static void
test_show_once (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance;
  g_autoptr (GnomonReminder) rule = NULL;

  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:44:59+01:00"), ==, 0);
  instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");
  g_assert_cmpint (instance, !=, 0);
  assert_explains (fixture->store, instance, "*has been showing it since*");

  /* Claimed: neither this store nor a second one gets it, and nobody waits for it. */
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:45:00+01:00"), ==, 0);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);

  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:01+01:00");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "shown");
  rule = get_rule (fixture->store, id, 0);
  g_assert_cmpint (gnomon_reminder_get_sent_at (rule), ==, at ("2026-11-22T09:45:01+01:00"));
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T10:45:00+01:00"), ==, 0);
  assert_explains (fixture->store, gnomon_reminder_get_id (rule),
                   "*server took it at 2026-11-22 09:45:01*");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");
  g_autoptr (GPtrArray) claimed = NULL;

  settle (fixture->store, instance, GNOMON_SHOW_REFUSED, "2026-11-22T09:45:01+01:00");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "planned");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:45:00+01:00"));

  claimed = claim (fixture->store, "2026-11-22T09:46:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 1);
  /* Nobody has seen it. */
  g_assert_false (((GnomonDueReminder *) g_ptr_array_index (claimed, 0))->again);
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");
  g_autoptr (GnomonReminder) rule = NULL;

  settle (fixture->store, instance, GNOMON_SHOW_UNKNOWN, "2026-11-22T09:45:25+01:00");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "shown");
  rule = get_rule (fixture->store, id, 0);
  g_assert_cmpint (gnomon_reminder_get_sent_at (rule), ==, 0);
  assert_explains (fixture->store, instance, "*counts as shown, though*did not answer*");
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");

  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:00+01:00");

  /* A change that leaves the time leaves the state. */
  update (fixture->store, id, "{'title': <'Surgeon'>, 'duration_minutes': <90>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "shown");
  g_assert_true (gnomon_store_is_reminder_open (fixture->store, instance));

  /* Cancelled, it has nothing more to say. */
  update (fixture->store, id, "{'status': <'cancelled'>}");
  g_assert_false (gnomon_store_is_reminder_open (fixture->store, instance));
  update (fixture->store, id, "{'status': <'confirmed'>}");

  /* Moved, it rings anew; into the past, it does not. */
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T11:45:00+01:00", "planned");
  g_assert_false (gnomon_store_is_reminder_open (fixture->store, instance));
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T11:45:00+01:00"), ==, instance);

  /* While it is shown it moves again: what is told of the old time does not count. */
  update (fixture->store, id, "{'start_time': <'13:00'>, 'end_time': <'14:00'>}");
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T11:45:00+01:00");
  assert_rule (fixture->store, id, 0, "2026-11-22T12:45:00+01:00", "planned");

  update (fixture->store, id, "{'event_date': <'2026-11-20'>}");
  assert_rule (fixture->store, id, 0, "2026-11-20T12:45:00+01:00", "missed");
  assert_explains (fixture->store, instance,
                   "*did not ring: its time had passed when it was planned.");
}

static void
test_snooze (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");
  g_autoptr (GObject) snoozed = NULL;
  g_autoptr (GPtrArray) claimed = NULL;
  g_autoptr (GError) error = NULL;

  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:00+01:00");
  g_assert_cmpuint (gnomon_store_count_pending_reminders (fixture->store), ==, 1);

  /* By its own id; the store's clock stands at eight. */
  snoozed = apply (fixture->store, gnomon_operation_new_snooze_reminder (instance, 5), NULL);
  g_assert_cmpint (gnomon_reminder_get_id (GNOMON_REMINDER (snoozed)), ==, instance);
  assert_rule (fixture->store, id, 0, "2026-11-22T08:05:00+01:00", "snoozed");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T08:05:00+01:00"));
  g_assert_cmpuint (gnomon_store_count_pending_reminders (fixture->store), ==, 1);

  claimed = claim (fixture->store, "2026-11-22T08:05:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 1);
  g_assert_true (((GnomonDueReminder *) g_ptr_array_index (claimed, 0))->again);
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T08:05:00+01:00");

  /* A move ends a snooze. */
  run (fixture->store, gnomon_operation_new_snooze_reminder (instance, 40320), NULL);
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T11:45:00+01:00", "planned");

  run (fixture->store, gnomon_operation_new_snooze_reminder (instance, 0), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message, "minutes: "));
  g_clear_error (&error);
  run (fixture->store, gnomon_operation_new_snooze_reminder (4711, 5), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

static void
test_dismiss (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, id, 0);
  g_autoptr (GError) error = NULL;

  /* By the rule's id, before it has rung. */
  run (fixture->store, gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (rule)), NULL);
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "dismissed");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:45:00+01:00"), ==, 0);
  run (fixture->store, gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (rule)), NULL);

  update (fixture->store, id, "{'location': <'Elsewhere'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "dismissed");

  run (fixture->store, gnomon_operation_new_dismiss_reminder (-1), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

static void
test_cancel_and_delete (Fixture       *fixture,
                        gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, id, 0);
  g_autoptr (GError) error = NULL;

  update (fixture->store, id, "{'status': <'cancelled'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  assert_explains (fixture->store, gnomon_reminder_get_id (rule),
                   "*does not ring: the event is cancelled.");
  update (fixture->store, id, "{'status': <'confirmed'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:45:00+01:00"));

  run (fixture->store, gnomon_operation_new_delete_event (id), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  run (fixture->store, gnomon_operation_new_snooze_reminder (gnomon_reminder_get_id (rule), 5),
       &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const own[] = { "me@example.org", NULL };
  g_autoptr (GnomonEvent) event = NULL;
  GnomonAttendee *attendee;
  gint64 id;

  gnomon_store_set_own_addresses (fixture->store, own);
  id = create (fixture->store, TEN ", 'attendees': <'Me@example.org, you@example.org'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), !=, 0);

  event = gnomon_store_get_event (fixture->store, id, NULL);
  attendee = g_ptr_array_index (gnomon_event_get_attendees (event), 0);
  run (fixture->store,
       gnomon_operation_new_respond (id, gnomon_attendee_get_id (attendee), "declined"), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);

  run (fixture->store,
       gnomon_operation_new_respond (id, gnomon_attendee_get_id (attendee), "tentative"), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), !=, 0);
}

static void
test_add_and_remove (Fixture       *fixture,
                     gconstpointer  data)
{
  const struct
  {
    const char *fields;
    const char *field_at_fault;
  } bad[] = {
    { "@a{sv} {}", "reminder_time: " },
    { "{'minutes_before': <-1>}", "minutes_before: " },
    { "{'minutes_before': <40321>}", "minutes_before: " },
    { "{'reminder_time': <'tomorrow'>}", "reminder_time: " },
    { "{'reminder_time': <'2026-11-22T09:00:00Z'>, 'minutes_before': <5>}", "reminder_time: " },
    { "{'minutes_before': <5>, 'reminder_type': <'pigeon'>}", "reminder_type: " },
  };
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonEvent) before = gnomon_store_get_event (fixture->store, id, NULL);
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 absolute, relative;

  absolute = add_reminder (fixture->store, id, "{'reminder_time': <'2026-11-22T08:30:00+01:00'>}",
                           NULL);
  relative = add_reminder (fixture->store, id,
                           "{'minutes_before': <60>, 'reminder_type': <'both'>}", NULL);
  assert_rule (fixture->store, id, 1, "2026-11-22T08:30:00+01:00", "planned");
  assert_rule (fixture->store, id, 2, "2026-11-22T09:00:00+01:00", "planned");

  after = gnomon_store_get_event (fixture->store, id, NULL);
  g_assert_cmpstr (gnomon_event_get_etag (before), !=, gnomon_event_get_etag (after));

  /* A move takes the relative ones along; those who were added stay. */
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T11:45:00+01:00", "planned");
  assert_rule (fixture->store, id, 1, "2026-11-22T08:30:00+01:00", "planned");
  assert_rule (fixture->store, id, 2, "2026-11-22T11:00:00+01:00", "planned");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      add_reminder (fixture->store, id, bad[i].fields, &bad_error);
      g_assert_error (bad_error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_prefix (bad_error->message, bad[i].field_at_fault));
    }

  run (fixture->store, gnomon_operation_new_remove_reminder (id, absolute), NULL);
  assert_rule (fixture->store, id, 1, "2026-11-22T11:00:00+01:00", "planned");
  run (fixture->store, gnomon_operation_new_remove_reminder (id, absolute), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
  g_clear_error (&error);
  run (fixture->store, gnomon_operation_new_remove_reminder (4711, relative), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

static void
test_remove_automatic (Fixture       *fixture,
                       gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, id, 0);
  g_autoptr (GnomonEvent) event = NULL;

  g_assert_true (gnomon_reminder_is_automatic (rule));
  run (fixture->store, gnomon_operation_new_remove_reminder (id, gnomon_reminder_get_id (rule)),
       NULL);

  /* The event knows, so that the next change does not bring it back. */
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  event = gnomon_store_get_event (fixture->store, id, NULL);
  g_assert_false (gnomon_event_get_reminder_set (event));
  g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 0);
}

static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 id = create (fixture->store, TEN ", 'duration_minutes': <120>}");
  gint64 follow_up = create (fixture->store, "{'title': <'Taxes'>, 'event_date': <'2026-11-22'>,"
                                             " 'start_time': <'09:00'>, 'reminder_set': <false>}");

  add_reminder (fixture->store, follow_up, "{'reminder_time': <'2026-11-25T08:00:00+01:00'>}",
                NULL);

  /* Over for a day less a second, it still rings; a second later it does not. */
  g_assert_cmpint (claim_one (fixture->store, "2026-11-23T12:00:00+01:00"), ==, 0);
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "missed");
  update (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'12:01'>}");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-23T12:00:59+01:00"), !=, 0);

  /* A reminder behind its event is not late before its own time. */
  g_assert_cmpint (claim_one (fixture->store, "2026-11-25T08:00:00+01:00"), !=, 0);
}

static void
replan (GnomonStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_store_replan_reminders_async (store, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  gnomon_store_replan_reminders_finish (store, result, &error);
  g_assert_no_error (error);
}

/* The user travels, or likes to be told earlier: what is a day or floats goes along. */
static void
test_replan (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 day = create (fixture->store, "{'title': <'Holiday'>, 'event_date': <'2026-11-28'>,"
                                       " 'all_day': <true>, 'reminder_minutes_before': <0>}");
  gint64 floating = create (fixture->store, TEN ", 'timezone': <'floating'>}");
  gint64 zoned = create (fixture->store, TEN "}");
  gint64 answered = create (fixture->store, TEN ", 'timezone': <'floating'>}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, answered, 0);

  run (fixture->store,
       gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (rule)), NULL);

  /* More than go into one transaction. */
  for (guint i = 0; i < 250; i++)
    create (fixture->store, TEN ", 'timezone': <'floating'>, 'reminder_minutes_before': <0>}");

  gnomon_store_set_viewer_zone (fixture->store, "America/New_York");
  gnomon_store_set_all_day_hour (fixture->store, 7);
  replan (fixture->store);

  assert_rule (fixture->store, day, 0, "2026-11-28T07:00:00-05:00", "planned");
  assert_rule (fixture->store, floating, 0, "2026-11-22T09:45:00-05:00", "planned");
  assert_rule (fixture->store, zoned, 0, "2026-11-22T09:45:00+01:00", "planned");
  assert_rule (fixture->store, answered, 0, "2026-11-22T09:45:00+01:00", "dismissed");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:45:00+01:00"), !=, 0);
  assert_rule (fixture->store, answered + 1, 0, "2026-11-22T10:00:00-05:00", "planned");
  assert_rule (fixture->store, answered + 250, 0, "2026-11-22T10:00:00-05:00", "planned");

  /* Where it is ten already, half past nine is not missed: it rings now. */
  gnomon_store_set_viewer_zone (fixture->store, "Asia/Kolkata");
  replan (fixture->store);
  assert_rule (fixture->store, floating, 0, "2026-11-22T09:45:00+05:30", "planned");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:45:00+05:30"));
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  const struct
  {
    const char *filter;
    guint n;
  } cases[] = {
    { "@a{sv} {}", 3 },
    { "{'state': <'planned'>}", 2 },
    { "{'state': <'missed'>}", 1 },
    { "{'state': <''>, 'type': <''>, 'from': <''>, 'to': <''>}", 3 },
    { "{'type': <'email'>}", 1 },
    { "{'from': <'2026-11-22T08:45:00Z'>}", 2 },
    { "{'to': <'2026-11-22T08:45:00Z'>}", 1 },
    { "{'from': <'2026-11-23'>}", 1 },
    { "{'limit': <2>}", 2 },
    { "{'limit': <2>, 'offset': <2>}", 1 },
  };
  const char * const bad[] = {
    "{'state': <'ringing'>}",
    "{'type': <'pigeon'>}",
    "{'from': <'yesterday'>}",
    "{'to': <'2026-02-30'>}",
  };
  gint64 id = create (fixture->store, TEN "}");

  create (fixture->store, TEN ", 'reminder_minutes_before': <200>}");
  add_reminder (fixture->store, id,
                "{'reminder_time': <'2026-11-23T00:00:00+01:00'>, 'reminder_type': <'email'>}", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GnomonFields) filter = parse (GNOMON_KIND_REMINDER_FILTER, cases[i].filter);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = gnomon_store_list_reminders (fixture->store, filter, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, cases[i].n);
      for (guint j = 1; j < found->len; j++)
        g_assert_cmpint (gnomon_reminder_get_time (g_ptr_array_index (found, j - 1)), <=,
                         gnomon_reminder_get_time (g_ptr_array_index (found, j)));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GnomonFields) filter = parse (GNOMON_KIND_REMINDER_FILTER, bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (gnomon_store_list_reminders (fixture->store, filter, &error));
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
    }
}

/* Another process that claims and is killed: its lease holds while it lives, and not longer. */
static void
test_dead_lease (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) claimed = NULL;
  g_autofree char *line = NULL;

  create (fixture->store, TEN "}");
  other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            "/proc/self/exe", "--claim", fixture->path, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "claimed 1");

  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:45:00+01:00"), ==, 0);

  g_subprocess_force_exit (other);
  g_subprocess_wait (other, NULL, NULL);

  /* It may have been shown. */
  claimed = claim (fixture->store, "2026-11-22T09:45:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 1);
  g_assert_true (((GnomonDueReminder *) g_ptr_array_index (claimed, 0))->again);
}

/* What the other process of test_dead_lease() does: claims, says so, and waits for its end. */
static int
claim_and_wait (const char *path)
{
  g_autoptr (GnomonStore) store = open_store (path, NOW);
  g_autoptr (GPtrArray) claimed = claim (store, "2026-11-22T09:45:00+01:00");

  g_print ("claimed %u\n", claimed->len);
  while (getchar () != EOF)
    ;

  return EXIT_SUCCESS;
}

static void
test_two_stores (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GnomonStore) second = open_store (fixture->path, NOW);
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (GPtrArray) first_claimed = NULL;
  g_autoptr (GPtrArray) second_claimed = NULL;

  for (guint i = 0; i < 5; i++)
    create (fixture->store, TEN "}");

  gnomon_store_claim_reminders_async (fixture->store, at ("2026-11-22T09:45:00+01:00"), 10,
                                      answered_cb, &first_result);
  gnomon_store_claim_reminders_async (second, at ("2026-11-22T09:45:00+01:00"), 10, answered_cb,
                                      &second_result);
  while (first_result == NULL || second_result == NULL)
    g_main_context_iteration (NULL, TRUE);
  first_claimed = gnomon_store_claim_reminders_finish (fixture->store, first_result, NULL);
  second_claimed = gnomon_store_claim_reminders_finish (second, second_result, NULL);

  g_assert_cmpuint (first_claimed->len + second_claimed->len, ==, 5);
}

/* A service that comes up later finds what waits, in order and not more than it asked for. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) claimed = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *event = g_strdup_printf (TEN ", 'reminder_minutes_before': <%u>}", i);

      create (fixture->store, event);
    }
  reopen (fixture, "2026-11-22T11:00:00+01:00");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:49:00+01:00"));

  claimed = claim (fixture->store, "2026-11-22T11:00:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 10);
  for (guint i = 0; i < claimed->len; i++)
    {
      GnomonDueReminder *due = g_ptr_array_index (claimed, i);

      g_assert_cmpint (due->due, ==, at ("2026-11-22T09:49:00+01:00") + i * 60);
      g_assert_false (due->again);
      g_assert_cmpstr (gnomon_event_get_title (due->event), ==, "Dentist");
    }
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:59:00+01:00"));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--claim"))
    return claim_and_wait (argv[2]);

  g_test_init (&argc, &argv, NULL);

  add ("/ledger/plan", test_plan);
  add ("/ledger/no-reminder", test_no_reminder);
  add ("/ledger/next", test_next);
  add ("/ledger/show-once", test_show_once);
  add ("/ledger/refused", test_refused);
  add ("/ledger/unknown", test_unknown);
  add ("/ledger/move", test_move);
  add ("/ledger/snooze", test_snooze);
  add ("/ledger/dismiss", test_dismiss);
  add ("/ledger/cancel-and-delete", test_cancel_and_delete);
  add ("/ledger/decline", test_decline);
  add ("/ledger/add-and-remove", test_add_and_remove);
  add ("/ledger/remove-automatic", test_remove_automatic);
  add ("/ledger/late", test_late);
  add ("/ledger/replan", test_replan);
  add ("/ledger/list", test_list);
  add ("/ledger/dead-lease", test_dead_lease);
  add ("/ledger/two-stores", test_two_stores);
  add ("/ledger/reopen", test_reopen);

  return g_test_run ();
}
