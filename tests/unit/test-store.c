/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>

#include "gnomon-db.h"
#include "gnomon-test-store.h"

/* What the store keeps, refuses and tells of. */

static void
test_create (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'Client Meeting'>, 'event_date': <'2026-12-15'>,"
                              " 'start_time': <'10:00'>, 'end_time': <'11:00'>,"
                              " 'attendees': <'client@example.com, team@example.com'>}");
  g_autoptr (GnomonEvent) again = NULL;

  g_assert_cmpint (gnomon_event_get_id (event), >, 0);
  g_assert_cmpstr (gnomon_event_get_timezone (event), ==, "Europe/Berlin");
  g_assert_cmpint (gnomon_event_get_starts_at (event, NULL), ==, 1797325200);
  g_assert_cmpuint (gnomon_event_get_attendees (event)->len, ==, 2);
  g_assert_cmpint (gnomon_event_get_created_at (event), ==, gnomon_clock_get_now (fixture->clock));

  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->changed->len, ==, 1);
  g_assert_cmpint (g_array_index (fixture->changed, gint64, 0), ==, gnomon_event_get_id (event));

  again = gnomon_store_get_event (fixture->store, gnomon_event_get_id (event), NULL);
  g_assert_cmpstr (gnomon_event_get_title (again), ==, "Client Meeting");
  g_assert_cmpstr (gnomon_event_get_etag (again), ==, gnomon_event_get_etag (event));
}

static void
test_reopen (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'Stays'>, 'event_date': <'2026-12-15'>,"
                              " 'all_day': <true>}");
  g_autoptr (GnomonEvent) again = NULL;

  g_clear_object (&fixture->store);
  fixture->store = gnomon_test_store_open (fixture);
  again = gnomon_store_get_event (fixture->store, gnomon_event_get_id (event), NULL);
  g_assert_cmpstr (gnomon_event_get_title (again), ==, "Stays");
  g_assert_true (gnomon_event_is_all_day (again));
}

static void
test_files (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *poke = g_strconcat (fixture->path, "-poke", NULL);
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'Private'>, 'event_date': <'2026-12-15'>,"
                              " 'all_day': <true>}");
  const char * const files[] = { fixture->path, wal, poke };
  GStatBuf info;

  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_cmpint (g_stat (files[i], &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static void
test_refusals (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  static const struct { const char *fields; GnomonError code; const char *message; } rows[] = {
    { "{'event_date': <'2026-12-15'>, 'start_time': <'10:00'>}",
      GNOMON_ERROR_INVALID_ARGUMENT, "title:*" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>,"
      " 'end_time': <'09:00'>}",
      GNOMON_ERROR_INVALID_ARGUMENT, "end_time: must be after start_time" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>,"
      " 'calendar_id': <99>}",
      GNOMON_ERROR_NOT_FOUND, "calendar_id:*" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'uid': <'known'>}",
      GNOMON_ERROR_ALREADY_EXISTS, "uid:*" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>,"
      " 'attendees': <'nobody'>}",
      GNOMON_ERROR_INVALID_ARGUMENT, "attendees:*" },
  };
  g_autoptr (GnomonEvent) known =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'all_day': <true>,"
                              " 'uid': <'known'>}");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) event = gnomon_test_fields (GNOMON_KIND_EVENT, rows[i].fields);

      gnomon_test_refuse (fixture->store, gnomon_operation_new_create_event (event), rows[i].code,
                          rows[i].message);
    }
}

static void
test_update (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'Talk'>, 'event_date': <'2026-12-15'>,"
                              " 'start_time': <'10:00'>,"
                              " 'attendees': <'ann@example.org, bob@example.org'>}");
  gint64 id = gnomon_event_get_id (event);
  GnomonAttendee *ann = g_ptr_array_index (gnomon_event_get_attendees (event), 0);
  g_autoptr (GObject) answered =
    gnomon_test_apply (fixture->store,
                       gnomon_operation_new_respond (id, gnomon_attendee_get_id (ann), "accepted"));
  g_autoptr (GnomonFields) change =
    gnomon_test_fields (GNOMON_KIND_EVENT,
                        "{'event_date': <'2026-12-16'>,"
                        " 'attendees': <'ANN@example.org, eve@example.org'>}");
  g_autoptr (GnomonEvent) moved =
    GNOMON_EVENT (gnomon_test_apply (fixture->store,
                                     gnomon_operation_new_update_event (id, change)));
  g_autoptr (GnomonFields) stale = gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'Late'>}");
  GnomonAttendee *kept = g_ptr_array_index (gnomon_event_get_attendees (moved), 0);
  g_autoptr (GnomonFields) old_day =
    gnomon_test_fields (GNOMON_KIND_EVENT_FILTER, "{'date': <'2026-12-15'>}");
  g_autoptr (GPtrArray) on_old_day = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gnomon_event_get_sequence (moved), ==, 1);
  g_assert_cmpstr (gnomon_event_get_etag (moved), !=, gnomon_event_get_etag (event));
  g_assert_cmpuint (gnomon_event_get_attendees (moved)->len, ==, 2);
  g_assert_cmpint (gnomon_attendee_get_id (kept), ==, gnomon_attendee_get_id (ann));
  g_assert_cmpint (gnomon_attendee_get_status (kept), ==, GNOMON_ATTENDEE_ACCEPTED);

  gnomon_fields_set_string (stale, GNOMON_EVENT_ETAG, gnomon_event_get_etag (event));
  gnomon_test_refuse (fixture->store, gnomon_operation_new_update_event (id, stale),
                      GNOMON_ERROR_CONFLICT, "etag:*");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_update_event (id + 1, change),
                      GNOMON_ERROR_NOT_FOUND, "id:*");

  on_old_day = gnomon_store_list_events (fixture->store, old_day, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (on_old_day->len, ==, 0);
}

static void
test_attendees (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'Talk'>, 'event_date': <'2026-12-15'>,"
                              " 'start_time': <'10:00'>}");
  gint64 id = gnomon_event_get_id (event);
  g_autoptr (GObject) added =
    gnomon_test_apply (fixture->store,
                       gnomon_operation_new_add_attendee (id, "new@example.com", "New"));
  gint64 attendee_id = gnomon_attendee_get_id (GNOMON_ATTENDEE (added));
  g_autoptr (GObject) without = NULL;

  g_assert_cmpstr (gnomon_attendee_get_name (GNOMON_ATTENDEE (added)), ==, "New");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_add_attendee (id, "NEW@example.com", ""),
                      GNOMON_ERROR_ALREADY_EXISTS, "Attendee already exists.");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_add_attendee (id, "", ""),
                      GNOMON_ERROR_INVALID_ARGUMENT, "email: Email is required.");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_add_attendee (id, "nobody", ""),
                      GNOMON_ERROR_INVALID_ARGUMENT, "email: Invalid email format.");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_respond (id, attendee_id, "pending"),
                      GNOMON_ERROR_INVALID_ARGUMENT, "status: Invalid status value.");
  gnomon_test_refuse (fixture->store,
                      gnomon_operation_new_respond (id, attendee_id + 1, "accepted"),
                      GNOMON_ERROR_NOT_FOUND, "Attendee not found.");

  without = gnomon_test_apply (fixture->store,
                               gnomon_operation_new_remove_attendee (id, attendee_id));
  g_assert_cmpuint (gnomon_event_get_attendees (GNOMON_EVENT (without))->len, ==, 0);
}

static void
test_delete (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'Gone'>, 'event_date': <'2026-12-15'>,"
                              " 'start_time': <'10:00'>, 'uid': <'u'>}");
  gint64 id = gnomon_event_get_id (event);
  g_autoptr (GnomonEvent) successor = NULL;

  g_assert_null (gnomon_test_apply (fixture->store, gnomon_operation_new_delete_event (id)));
  g_assert_cmpuint (fixture->deleted->len, ==, 1);
  g_assert_false (gnomon_store_has_events (fixture->store));
  gnomon_test_refuse (fixture->store, gnomon_operation_new_delete_event (id),
                      GNOMON_ERROR_NOT_FOUND, "id:*");

  /* The trash does not keep a UID for itself. */
  successor = gnomon_test_create_event (fixture->store,
                                        "{'title': <'New'>, 'event_date': <'2026-12-15'>,"
                                        " 'start_time': <'10:00'>, 'uid': <'u'>}");
  g_assert_cmpint (gnomon_event_get_id (successor), !=, id);
}

static void
test_calendars (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonFields) work =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'name': <' Work '>, 'color': <'blue'>}");
  g_autoptr (GnomonFields) nameless =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'color': <'blue'>}");
  g_autoptr (GnomonFields) garish =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'name': <'x'>, 'color': <'infrared'>}");
  g_autoptr (GnomonFields) preferred =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'is_default': <true>}");
  g_autoptr (GnomonFields) locked =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'read_only': <true>}");
  g_autoptr (GObject) calendar = gnomon_test_apply (fixture->store,
                                                    gnomon_operation_new_create_calendar (work));
  gint64 id = gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
  g_autoptr (GObject) changed = NULL;
  g_autoptr (GObject) closed = NULL;
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonCalendar) chosen = NULL;

  g_assert_cmpstr (gnomon_calendar_get_name (GNOMON_CALENDAR (calendar)), ==, "Work");
  g_assert_true ((fixture->flags & GNOMON_CHANGE_CALENDARS) != 0);
  gnomon_test_refuse (fixture->store, gnomon_operation_new_create_calendar (nameless),
                      GNOMON_ERROR_INVALID_ARGUMENT, "name:*");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_create_calendar (garish),
                      GNOMON_ERROR_INVALID_ARGUMENT, "color:*");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_delete_calendar (1),
                      GNOMON_ERROR_INVALID_ARGUMENT, "id:*");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_delete_calendar (77),
                      GNOMON_ERROR_NOT_FOUND, "id:*");

  changed = gnomon_test_apply (fixture->store,
                               gnomon_operation_new_update_calendar (id, preferred));
  chosen = gnomon_store_get_calendar (fixture->store, 0, NULL);
  g_assert_cmpint (gnomon_calendar_get_id (chosen), ==, id);

  event = gnomon_test_create_event (fixture->store,
                                    "{'title': <'x'>, 'event_date': <'2026-12-15'>,"
                                    " 'all_day': <true>, 'calendar_id': <1>}");
  closed = gnomon_test_apply (fixture->store, gnomon_operation_new_update_calendar (1, locked));
  gnomon_test_refuse (fixture->store,
                      gnomon_operation_new_delete_event (gnomon_event_get_id (event)),
                      GNOMON_ERROR_READ_ONLY, "calendar_id:*");

  g_assert_null (gnomon_test_apply (fixture->store, gnomon_operation_new_delete_calendar (1)));
  g_assert_false (gnomon_store_has_events (fixture->store));
}

/* Another process: a second store on the same file tells of what the first one commits. */
static void
test_two_stores (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GnomonStore) other = gnomon_test_store_open (fixture);

  for (guint i = 1; i <= 50; i++)
    {
      g_autoptr (GnomonEvent) event =
        gnomon_test_create_event (other,
                                  "{'title': <'from there'>, 'event_date': <'2026-12-15'>,"
                                  " 'all_day': <true>}");
      gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

      while (fixture->changed->len < i && g_get_monotonic_time () < deadline)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (fixture->changed->len, ==, i);
      g_assert_cmpint (g_array_index (fixture->changed, gint64, i - 1), ==,
                       gnomon_event_get_id (event));
    }
  g_assert_cmpuint (gnomon_store_get_token (fixture->store), ==, gnomon_store_get_token (other));
}

static gpointer
read_beside (gpointer data)
{
  GnomonTestStore *fixture = data;
  g_autoptr (GnomonFields) all = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GnomonStore) reader = gnomon_store_open_reader (fixture->store, NULL);
  g_autoptr (GPtrArray) events = NULL;

  g_assert_nonnull (reader);
  gnomon_store_take_view (reader, gnomon_store_get_view (fixture->store));
  g_assert_cmpstr (gnomon_store_get_viewer_zone_name (reader), ==, "Asia/Tokyo");
  g_assert_cmpstr (gnomon_store_get_own_addresses (reader)[0], ==, "ann@example.org");
  g_assert_cmpint (gnomon_clock_get_now (gnomon_store_get_clock (reader)), ==,
                   gnomon_clock_get_now (fixture->clock));

  events = gnomon_store_list_events (reader, all, NULL);
  g_assert_nonnull (events);
  g_assert_cmpuint (events->len, ==, 1);
  return g_steal_pointer (&events);
}

/* Another thread: it reads what is on disk, in the eyes of who owns the store. */
static void
test_reader (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GPtrArray) events = NULL;

  gnomon_store_set_viewer_zone (fixture->store, "Asia/Tokyo");
  gnomon_store_set_own_addresses (fixture->store,
                                  (const char *[]) { "ann@example.org", NULL });
  events = g_thread_join (g_thread_new ("reader", read_beside, fixture));
  g_assert_cmpint (gnomon_event_get_id (g_ptr_array_index (events, 0)), ==,
                   gnomon_event_get_id (event));
}

static void
test_changes (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) first =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  guint64 since = gnomon_store_get_token (fixture->store);
  g_autoptr (GnomonEvent) second =
    gnomon_test_create_event (fixture->store,
                              "{'title': <'b'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  gnomon_test_run (fixture->store,
                   gnomon_operation_new_delete_event (gnomon_event_get_id (first)));
  g_assert_true (gnomon_store_list_changes (fixture->store, since, &token, &changed, &deleted,
                                            NULL));
  g_assert_cmpuint (token, ==, gnomon_store_get_token (fixture->store));
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (g_array_index (changed, gint64, 0), ==, gnomon_event_get_id (second));
  g_assert_cmpuint (deleted->len, ==, 1);
  g_assert_cmpint (g_array_index (deleted, gint64, 0), ==, gnomon_event_get_id (first));

  g_clear_pointer (&changed, g_array_unref);
  g_clear_pointer (&deleted, g_array_unref);
  g_assert_false (gnomon_store_list_changes (fixture->store, token + 1, &token, &changed, &deleted,
                                             &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_TOKEN_EXPIRED);
}

static void
test_damaged (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  const char garbage[] =
    "This is no database, but somebody's letter to a friend, long enough to be read.";
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_set_contents (fixture->path, garbage, -1, NULL));
  g_assert_null (gnomon_store_open (fixture->path, fixture->clock, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, garbage);
}

static void
test_newer_schema (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;

  g_clear_object (&fixture->store);
  {
    g_autoptr (GnomonDb) db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, NULL);

    g_assert_true (gnomon_db_set_user_version (db, 10000, NULL));
  }
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));
  g_assert_null (gnomon_store_open (fixture->path, fixture->clock, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_READ_ONLY);
  g_assert_cmpint (gnomon_error_get_reason (error), ==, GNOMON_REASON_NEWER_DATABASE);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);

  gnomon_test_store_add ("/store/create", test_create);
  gnomon_test_store_add ("/store/reopen", test_reopen);
  gnomon_test_store_add ("/store/files", test_files);
  gnomon_test_store_add ("/store/refusals", test_refusals);
  gnomon_test_store_add ("/store/update", test_update);
  gnomon_test_store_add ("/store/attendees", test_attendees);
  gnomon_test_store_add ("/store/delete", test_delete);
  gnomon_test_store_add ("/store/calendars", test_calendars);
  gnomon_test_store_add ("/store/two-stores", test_two_stores);
  gnomon_test_store_add ("/store/reader", test_reader);
  gnomon_test_store_add ("/store/changes", test_changes);
  gnomon_test_store_add ("/store/damaged", test_damaged);
  gnomon_test_store_add ("/store/newer-schema", test_newer_schema);

  return g_test_run ();
}
