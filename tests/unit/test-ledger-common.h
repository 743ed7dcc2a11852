/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-civil.h"
#include "gnomon-reminders.h"
#include "gnomon-test-store.h"

/*
 * What the tests of the reminder ledger share: a database of its own, and what is asked of it. All
 * times are given; nothing waits.
 */

#define NOW "2026-11-22T08:00:00+01:00"

G_GNUC_UNUSED static gint64
at (const char *text)
{
  gint64 seconds = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &seconds));

  return seconds;
}

/* A second store of the same database, at a time of its own. */
G_GNUC_UNUSED static GnomonStore *
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

G_GNUC_UNUSED static void
set_up (GnomonTestStore *fixture,
        gconstpointer    user_data)
{
  g_setenv ("GNOMON_CLOCK", NOW, TRUE);
  gnomon_test_store_set_up (fixture, user_data);
  gnomon_store_set_viewer_zone (fixture->store, "Europe/Berlin");
}

G_GNUC_UNUSED static void
reopen (GnomonTestStore *fixture,
        const char      *now)
{
  g_clear_object (&fixture->store);
  fixture->store = open_store (fixture->path, now);
}

/* Takes over @operation. */
G_GNUC_UNUSED static GObject *
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
G_GNUC_UNUSED static void
run (GnomonStore     *store,
     GnomonOperation *operation,
     GError         **error)
{
  g_autoptr (GObject) object = apply (store, operation, error);
}

G_GNUC_UNUSED static gint64
create (GnomonStore *store,
        const char  *event)
{
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_EVENT, event);
  g_autoptr (GObject) object = apply (store, gnomon_operation_new_create_event (fields), NULL);

  return gnomon_event_get_id (GNOMON_EVENT (object));
}

G_GNUC_UNUSED static void
update (GnomonStore *store,
        gint64       id,
        const char  *event)
{
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_EVENT, event);
  g_autoptr (GObject) object = apply (store, gnomon_operation_new_update_event (id, fields), NULL);
}

G_GNUC_UNUSED static gint64
add_reminder (GnomonStore *store,
              gint64       event_id,
              const char  *reminder,
              GError     **error)
{
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_REMINDER, reminder);
  g_autoptr (GObject) object = apply (store, gnomon_operation_new_add_reminder (event_id, fields),
                                      error);

  return object != NULL ? gnomon_reminder_get_id (GNOMON_REMINDER (object)) : 0;
}

/* The event's rule at that place. */
G_GNUC_UNUSED static GnomonReminder *
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
    g_assert_cmpstr (gnomon_reminder_state_to_string (gnomon_reminder_get_state (rule_)), ==, \
                     expected_state); \
  } G_STMT_END

G_GNUC_UNUSED static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

G_GNUC_UNUSED static GPtrArray *
claim (GnomonStore *store,
       const char  *now)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const GnomonClaim wanted = { .now = at (now), .limit = 10, .late_seconds = 24 * 3600 };
  GPtrArray *claimed;
  gboolean more;

  gnomon_store_claim_reminders_async (store, &wanted, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  claimed = gnomon_store_claim_reminders_finish (store, result, &more, &error);
  g_assert_no_error (error);

  return claimed;
}

/* The one that is due; 0: none. */
G_GNUC_UNUSED static gint64
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

G_GNUC_UNUSED static void
settle (GnomonStore      *store,
        gint64            id,
        GnomonShowResult  how,
        const char       *now)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  gnomon_store_settle_reminders_async (store, ids, 1, how, at (now), answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  gnomon_store_settle_reminders_finish (store, result, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static void
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
