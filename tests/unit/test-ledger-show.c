/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "test-ledger-common.h"

/* The reminder ledger: what is claimed, shown and answered. */

static void
test_show_once (GnomonTestStore *fixture,
                gconstpointer    user_data)
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
test_refused (GnomonTestStore *fixture,
              gconstpointer    user_data)
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
test_unknown (GnomonTestStore *fixture,
              gconstpointer    user_data)
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
test_snooze (GnomonTestStore *fixture,
             gconstpointer    user_data)
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
test_dismiss (GnomonTestStore *fixture,
              gconstpointer    user_data)
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
test_late (GnomonTestStore *fixture,
           gconstpointer    user_data)
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

/* Another process that claims and is killed: its lease holds while it lives, and not longer. */
static void
test_dead_lease (GnomonTestStore *fixture,
                 gconstpointer    user_data)
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
test_two_stores (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GnomonStore) second = open_store (fixture->path, NOW);
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (GPtrArray) first_claimed = NULL;
  g_autoptr (GPtrArray) second_claimed = NULL;
  const GnomonClaim wanted = {
    .now = at ("2026-11-22T09:45:00+01:00"),
    .limit = 10,
    .late_seconds = 24 * 3600,
  };
  gboolean more;

  for (guint i = 0; i < 5; i++)
    create (fixture->store, TEN "}");

  gnomon_store_claim_reminders_async (fixture->store, &wanted, answered_cb, &first_result);
  gnomon_store_claim_reminders_async (second, &wanted, answered_cb, &second_result);
  while (first_result == NULL || second_result == NULL)
    g_main_context_iteration (NULL, TRUE);
  first_claimed = gnomon_store_claim_reminders_finish (fixture->store, first_result, &more, NULL);
  g_assert_false (more);
  second_claimed = gnomon_store_claim_reminders_finish (second, second_result, &more, NULL);

  g_assert_cmpuint (first_claimed->len + second_claimed->len, ==, 5);
}

/* A service that comes up later finds what waits, in order and not more than it asked for. */
static void
test_reopen (GnomonTestStore *fixture,
             gconstpointer    user_data)
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

/* Which of the late ones ring, are told of together, or only missed: by when it is found. */
static void
test_how_late (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  static const struct
  {
    const char *event;      /* at ten, for an hour, reminded of at a quarter to */
    const char *now;
    gboolean rings;
    gboolean is_over;
  } rows[] = {
    { TEN "}", "2026-11-22T09:45:00+01:00", TRUE, FALSE },
    { TEN "}", "2026-11-22T10:59:59+01:00", TRUE, FALSE },
    { TEN "}", "2026-11-22T11:00:00+01:00", TRUE, TRUE },
    { TEN "}", "2026-11-23T10:59:59+01:00", TRUE, TRUE },
    { TEN "}", "2026-11-23T11:00:00+01:00", FALSE, FALSE },
    /* On time is on time, also right behind the end. */
    { "{'title': <'Tea'>, 'event_date': <'2026-11-22'>, 'start_time': <'09:30'>,"
      " 'duration_minutes': <15>, 'reminder_minutes_before': <0>}",
      "2026-11-22T09:30:59+01:00", TRUE, FALSE },
    /* A whole day runs until midnight. */
    { "{'title': <'Holiday'>, 'event_date': <'2026-11-22'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <0>}", "2026-11-22T23:59:59+01:00", TRUE, FALSE },
    { "{'title': <'Holiday'>, 'event_date': <'2026-11-22'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <0>}", "2026-11-23T00:00:00+01:00", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = create (fixture->store, rows[i].event);
      g_autoptr (GPtrArray) claimed = claim (fixture->store, rows[i].now);
      g_autoptr (GnomonReminder) rule = get_rule (fixture->store, id, 0);

      g_test_message ("row %u", i);
      g_assert_cmpuint (claimed->len, ==, rows[i].rings);
      if (rows[i].rings)
        {
          GnomonDueReminder *due = g_ptr_array_index (claimed, 0);

          g_assert_cmpint (due->is_over, ==, rows[i].is_over);
          settle (fixture->store, due->id, GNOMON_SHOW_TAKEN, rows[i].now);
        }
      else
        {
          g_assert_cmpint (gnomon_reminder_get_state (rule), ==, GNOMON_REMINDER_MISSED);
          assert_explains (fixture->store, gnomon_reminder_get_id (rule),
                           "*did not ring: nothing could show it*");
        }
    }
}

static void
test_snooze_until (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  static const struct
  {
    const char *when;
    const char *until;
    const char *error;
  } rows[] = {
    { "until-start", "2026-11-22T10:00:00+01:00", NULL },
    { "tomorrow-morning", "2026-11-23T09:00:00+01:00", NULL },
    { "2026-11-22T09:50:00+01:00", "2026-11-22T09:50:00+01:00", NULL },
    { "2026-11-22T07:59:59+01:00", NULL, "when: must lie ahead*" },
    { "2027-01-22T09:50:00+01:00", NULL, "when: must lie ahead*" },
    { "", NULL, "when: must be*" },
    { "later", NULL, "when: must be*" },
  };
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");
  g_autoptr (GError) error = NULL;

  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:00+01:00");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) row_error = NULL;
      GnomonOperation *operation =
        gnomon_operation_new_snooze_reminder_until (instance, rows[i].when);

      gnomon_operation_set_actor (operation, "notification");
      run (fixture->store, operation, &row_error);
      if (rows[i].error == NULL)
        {
          g_assert_no_error (row_error);
          assert_rule (fixture->store, id, 0, rows[i].until, "snoozed");
        }
      else
        {
          g_assert_error (row_error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
          g_assert_true (g_pattern_match_simple (rows[i].error, row_error->message));
        }
    }
  assert_explains (fixture->store, instance,
                   "*snoozed in its notification at*rings again at 2026-11-22 09:50:00*");

  /* It ends with its event: nobody was there to ring it in time. */
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T11:30:00+01:00"), ==, 0);
  assert_explains (fixture->store, instance, "*did not ring: its event ended before its snooze*");

  /* What has started cannot wait for its start. */
  reopen (fixture, "2026-11-22T10:00:00+01:00");
  run (fixture->store, gnomon_operation_new_snooze_reminder_until (instance, "until-start"),
       &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
}

static void
test_together (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) claimed = NULL;
  g_autoptr (GAsyncResult) shown = NULL;
  g_autoptr (GAsyncResult) dismissed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = at ("2026-11-22T09:45:00+01:00");

  for (guint i = 0; i < 3; i++)
    create (fixture->store, TEN "}");
  claimed = claim (fixture->store, "2026-11-22T09:45:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 3);
  for (guint i = 0; i < claimed->len; i++)
    g_array_append_val (ids, ((GnomonDueReminder *) g_ptr_array_index (claimed, i))->id);

  g_assert_false (gnomon_store_is_any_reminder_open (fixture->store, ids));
  gnomon_store_settle_reminders_async (fixture->store, ids, ids->len, GNOMON_SHOW_TAKEN, now,
                                       answered_cb, &shown);
  while (shown == NULL)
    g_main_context_iteration (NULL, TRUE);
  gnomon_store_settle_reminders_finish (fixture->store, shown, &error);
  g_assert_no_error (error);
  g_assert_true (gnomon_store_is_any_reminder_open (fixture->store, ids));
  assert_explains (fixture->store, g_array_index (ids, gint64, 0),
                   "*took it at*it came in one notification with 2 others.*");

  /* One was answered by itself: it stays as it is when the rest is dismissed. */
  run (fixture->store,
       gnomon_operation_new_snooze_reminder (g_array_index (ids, gint64, 0), 5), NULL);
  gnomon_store_dismiss_reminders_async (fixture->store, ids, now, answered_cb, &dismissed);
  while (dismissed == NULL)
    g_main_context_iteration (NULL, TRUE);
  gnomon_store_dismiss_reminders_finish (fixture->store, dismissed, &error);
  g_assert_no_error (error);
  g_assert_false (gnomon_store_is_any_reminder_open (fixture->store, ids));
  assert_explains (fixture->store, g_array_index (ids, gint64, 0), "*It rings again at*");
  assert_explains (fixture->store, g_array_index (ids, gint64, 1),
                   "*It was dismissed in its notification at*");
}

static GPtrArray *
list_open (GnomonStore *store,
           guint        limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *reminders = gnomon_store_list_open_reminders (store, limit, &error);

  g_assert_no_error (error);
  return reminders;
}

/* What waits for an answer: shown or missed, but not what had passed when it was planned. */
static void
test_open (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GPtrArray) open = NULL;
  GnomonOpenReminder *reminder;
  gint64 shown, missed, cancelled;

  create (fixture->store,
          "{'title': <'Past'>, 'event_date': <'2026-11-21'>, 'start_time': <'10:00'>}");
  create (fixture->store, TEN "}");
  create (fixture->store,
          "{'title': <'Surgeon'>, 'event_date': <'2026-11-22'>, 'start_time': <'10:00'>}");
  cancelled =
    create (fixture->store,
            "{'title': <'Ball'>, 'event_date': <'2026-11-22'>, 'start_time': <'10:00'>}");
  create (fixture->store,
          "{'title': <'Early'>, 'event_date': <'2026-11-22'>, 'start_time': <'08:15'>}");

  reopen (fixture, "2026-11-22T09:45:00+01:00");
  open = list_open (fixture->store, 10);
  g_assert_cmpuint (open->len, ==, 0);
  g_clear_pointer (&open, g_ptr_array_unref);

  open = claim (fixture->store, "2026-11-22T09:45:00+01:00");
  g_assert_cmpuint (open->len, ==, 4);
  for (guint i = 0; i < open->len; i++)
    settle (fixture->store, ((GnomonDueReminder *) g_ptr_array_index (open, i))->id,
            GNOMON_SHOW_TAKEN, "2026-11-22T09:45:00+01:00");
  g_clear_pointer (&open, g_ptr_array_unref);
  update (fixture->store, cancelled, "{'status': <'cancelled'>}");

  open = list_open (fixture->store, 10);
  g_assert_cmpuint (open->len, ==, 3);
  reminder = g_ptr_array_index (open, 0);
  g_assert_cmpstr (gnomon_event_get_title (reminder->event), ==, "Surgeon");
  g_assert_cmpint (reminder->state, ==, GNOMON_REMINDER_SHOWN);
  g_assert_cmpint (reminder->at, ==, at ("2026-11-22T09:45:00+01:00"));
  shown = reminder->id;
  reminder = g_ptr_array_index (open, 2);
  g_assert_cmpstr (gnomon_event_get_title (reminder->event), ==, "Early");
  g_clear_pointer (&open, g_ptr_array_unref);

  run (fixture->store, gnomon_operation_new_dismiss_reminder (shown), NULL);
  open = list_open (fixture->store, 1);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (((GnomonOpenReminder *) open->pdata[0])->event), ==,
                   "Dentist");
  g_clear_pointer (&open, g_ptr_array_unref);

  /* A day later what was shown is old news; what was missed meanwhile is not. */
  create (fixture->store,
          "{'title': <'Missed'>, 'event_date': <'2026-11-22'>, 'start_time': <'12:00'>}");
  reopen (fixture, "2026-11-24T09:45:01+01:00");
  open = claim (fixture->store, "2026-11-24T09:45:01+01:00");
  g_assert_cmpuint (open->len, ==, 0);
  g_clear_pointer (&open, g_ptr_array_unref);
  open = list_open (fixture->store, 10);
  g_assert_cmpuint (open->len, ==, 1);
  reminder = g_ptr_array_index (open, 0);
  g_assert_cmpint (reminder->state, ==, GNOMON_REMINDER_MISSED);
  missed = reminder->at;
  g_clear_pointer (&open, g_ptr_array_unref);

  /* Dismissed together, up to when it was looked at. */
  run (fixture->store, gnomon_operation_new_dismiss_open_reminders (missed - 1), NULL);
  open = list_open (fixture->store, 10);
  g_assert_cmpuint (open->len, ==, 1);
  g_clear_pointer (&open, g_ptr_array_unref);
  run (fixture->store, gnomon_operation_new_dismiss_open_reminders (missed), NULL);
  open = list_open (fixture->store, 10);
  g_assert_cmpuint (open->len, ==, 0);
}

#define add(path, function) \
  g_test_add (path, GnomonTestStore, NULL, set_up, function, gnomon_test_store_tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--claim"))
    return claim_and_wait (argv[2]);

  g_test_init (&argc, &argv, NULL);

  add ("/ledger/show-once", test_show_once);
  add ("/ledger/refused", test_refused);
  add ("/ledger/unknown", test_unknown);
  add ("/ledger/snooze", test_snooze);
  add ("/ledger/dismiss", test_dismiss);
  add ("/ledger/late", test_late);
  add ("/ledger/dead-lease", test_dead_lease);
  add ("/ledger/two-stores", test_two_stores);
  add ("/ledger/reopen", test_reopen);
  add ("/ledger/how-late", test_how_late);
  add ("/ledger/snooze-until", test_snooze_until);
  add ("/ledger/together", test_together);
  add ("/ledger/open", test_open);

  return g_test_run ();
}
