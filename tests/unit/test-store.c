/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>

#include "gnomon-civil.h"
#include "gnomon-db.h"
#include "gnomon-store.h"

/* A store in a folder of its own, on Wednesday 18 November 2026, 10:42 in Berlin. */
typedef struct
{
  char *folder;
  char *path;
  GnomonClock *clock;
  GnomonStore *store;
  guint n_signals;
  GArray *changed;
  GArray *deleted;
  GnomonChangeFlags flags;
} Fixture;

static void
changed_cb (GnomonStore *store,
            guint64      token,
            GArray      *changed,
            GArray      *deleted,
            guint        flags,
            gpointer     user_data)
{
  Fixture *fixture = user_data;

  fixture->n_signals++;
  fixture->flags |= flags;
  g_array_append_vals (fixture->changed, changed->data, changed->len);
  g_array_append_vals (fixture->deleted, deleted->data, deleted->len);
}

static GnomonStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GnomonStore *store = gnomon_store_open (fixture->path, fixture->clock, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("gnomon-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "data", "calendar.db", NULL);
  fixture->clock = gnomon_clock_new ();
  fixture->changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->store = open_store (fixture);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  if (fixture->store != NULL)
    g_assert_finalize_object (fixture->store);
  g_assert_finalize_object (fixture->clock);
  remove_folder (fixture->folder);
  g_array_unref (fixture->changed);
  g_array_unref (fixture->deleted);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* Fields from the text form of a GVariant dictionary: what a caller of the bus would give. */
static GnomonFields *
fields (GnomonKind  kind,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  GnomonFields *result;

  g_assert_no_error (error);
  result = gnomon_fields_new_from_variant (kind, dict, &error);
  g_assert_no_error (error);
  return result;
}

static GObject *
apply (GnomonStore     *store,
       GnomonOperation *operation)
{
  g_autoptr (GnomonOperation) owned = operation;
  g_autoptr (GError) error = NULL;
  GObject *object = NULL;

  gnomon_store_apply (store, owned, &object, &error);
  g_assert_no_error (error);
  return object;
}

/* The operation must fail, and must have changed nothing. */
static void
refuse (GnomonStore     *store,
        GnomonOperation *operation,
        GnomonError      code,
        const char      *message)
{
  g_autoptr (GnomonOperation) owned = operation;
  g_autoptr (GError) error = NULL;
  GObject *object = NULL;
  guint64 token = gnomon_store_get_token (store);

  g_assert_false (gnomon_store_apply (store, owned, &object, &error));
  g_assert_error (error, GNOMON_ERROR, (int) code);
  g_assert_null (object);
  if (!g_str_has_prefix (error->message, message))
    g_error ("“%s” does not begin with “%s”", error->message, message);
  g_assert_cmpuint (gnomon_store_get_token (store), ==, token);
}

static GnomonEvent *
create (GnomonStore *store,
        const char  *text)
{
  g_autoptr (GnomonFields) event = fields (GNOMON_KIND_EVENT, text);

  return GNOMON_EVENT (apply (store, gnomon_operation_new_create_event (event)));
}

static char *
list_titles (GnomonStore *store,
             const char  *filter_text)
{
  g_autoptr (GnomonFields) filter = fields (GNOMON_KIND_EVENT_FILTER, filter_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = gnomon_store_list_events (store, filter, &error);
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                            gnomon_event_get_title (g_ptr_array_index (events, i)));
  return g_strdup (titles->str);
}

static void
test_create (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture->store,
            "{'title': <'Client Meeting'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>,"
            " 'end_time': <'11:00'>, 'attendees': <'client@example.com, team@example.com'>}");
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
test_reopen (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture->store, "{'title': <'Stays'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GnomonEvent) again = NULL;

  g_clear_object (&fixture->store);
  fixture->store = open_store (fixture);
  again = gnomon_store_get_event (fixture->store, gnomon_event_get_id (event), NULL);
  g_assert_cmpstr (gnomon_event_get_title (again), ==, "Stays");
  g_assert_true (gnomon_event_is_all_day (again));
}

static void
test_files (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *poke = g_strconcat (fixture->path, "-poke", NULL);
  g_autoptr (GnomonEvent) event =
    create (fixture->store, "{'title': <'Private'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
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
test_refusals (Fixture       *fixture,
               gconstpointer  user_data)
{
  static const struct { const char *fields; GnomonError code; const char *message; } rows[] = {
    { "{'event_date': <'2026-12-15'>, 'start_time': <'10:00'>}",
      GNOMON_ERROR_INVALID_ARGUMENT, "title:" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'end_time': <'09:00'>}",
      GNOMON_ERROR_INVALID_ARGUMENT, "end_time: must be after start_time" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'calendar_id': <99>}",
      GNOMON_ERROR_NOT_FOUND, "calendar_id:" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'uid': <'known'>}",
      GNOMON_ERROR_ALREADY_EXISTS, "uid:" },
    { "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'attendees': <'nobody'>}",
      GNOMON_ERROR_INVALID_ARGUMENT, "attendees:" },
  };
  g_autoptr (GnomonEvent) known =
    create (fixture->store, "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'all_day': <true>, 'uid': <'known'>}");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) event = fields (GNOMON_KIND_EVENT, rows[i].fields);

      refuse (fixture->store, gnomon_operation_new_create_event (event), rows[i].code, rows[i].message);
    }
}

static void
test_update (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture->store,
            "{'title': <'Talk'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>,"
            " 'attendees': <'ann@example.org, bob@example.org'>}");
  gint64 id = gnomon_event_get_id (event);
  GnomonAttendee *ann = g_ptr_array_index (gnomon_event_get_attendees (event), 0);
  g_autoptr (GObject) answered =
    apply (fixture->store, gnomon_operation_new_respond (id, gnomon_attendee_get_id (ann), "accepted"));
  g_autoptr (GnomonFields) change =
    fields (GNOMON_KIND_EVENT, "{'event_date': <'2026-12-16'>, 'attendees': <'ANN@example.org, eve@example.org'>}");
  g_autoptr (GnomonEvent) moved =
    GNOMON_EVENT (apply (fixture->store, gnomon_operation_new_update_event (id, change)));
  g_autoptr (GnomonFields) stale = fields (GNOMON_KIND_EVENT, "{'title': <'Late'>}");
  GnomonAttendee *kept = g_ptr_array_index (gnomon_event_get_attendees (moved), 0);
  g_autofree char *titles = NULL;

  g_assert_cmpint (gnomon_event_get_sequence (moved), ==, 1);
  g_assert_cmpstr (gnomon_event_get_etag (moved), !=, gnomon_event_get_etag (event));
  g_assert_cmpuint (gnomon_event_get_attendees (moved)->len, ==, 2);
  g_assert_cmpint (gnomon_attendee_get_id (kept), ==, gnomon_attendee_get_id (ann));
  g_assert_cmpint (gnomon_attendee_get_status (kept), ==, GNOMON_ATTENDEE_ACCEPTED);

  gnomon_fields_set_string (stale, GNOMON_EVENT_ETAG, gnomon_event_get_etag (event));
  refuse (fixture->store, gnomon_operation_new_update_event (id, stale), GNOMON_ERROR_CONFLICT, "etag:");
  refuse (fixture->store, gnomon_operation_new_update_event (id + 1, change), GNOMON_ERROR_NOT_FOUND, "id:");

  titles = list_titles (fixture->store, "{'date': <'2026-12-15'>}");
  g_assert_cmpstr (titles, ==, "");
}

static void
test_attendees (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture->store, "{'title': <'Talk'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>}");
  gint64 id = gnomon_event_get_id (event);
  g_autoptr (GObject) added = apply (fixture->store, gnomon_operation_new_add_attendee (id, "new@example.com", "New"));
  gint64 attendee_id = gnomon_attendee_get_id (GNOMON_ATTENDEE (added));
  g_autoptr (GObject) without = NULL;

  g_assert_cmpstr (gnomon_attendee_get_name (GNOMON_ATTENDEE (added)), ==, "New");
  refuse (fixture->store, gnomon_operation_new_add_attendee (id, "NEW@example.com", ""),
          GNOMON_ERROR_ALREADY_EXISTS, "Attendee already exists.");
  refuse (fixture->store, gnomon_operation_new_add_attendee (id, "", ""),
          GNOMON_ERROR_INVALID_ARGUMENT, "email: Email is required.");
  refuse (fixture->store, gnomon_operation_new_add_attendee (id, "nobody", ""),
          GNOMON_ERROR_INVALID_ARGUMENT, "email: Invalid email format.");
  refuse (fixture->store, gnomon_operation_new_respond (id, attendee_id, "pending"),
          GNOMON_ERROR_INVALID_ARGUMENT, "status: Invalid status value.");
  refuse (fixture->store, gnomon_operation_new_respond (id, attendee_id + 1, "accepted"),
          GNOMON_ERROR_NOT_FOUND, "Attendee not found.");

  without = apply (fixture->store, gnomon_operation_new_remove_attendee (id, attendee_id));
  g_assert_cmpuint (gnomon_event_get_attendees (GNOMON_EVENT (without))->len, ==, 0);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GnomonEvent) event =
    create (fixture->store, "{'title': <'Gone'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'uid': <'u'>}");
  gint64 id = gnomon_event_get_id (event);
  g_autoptr (GnomonEvent) successor = NULL;

  g_assert_null (apply (fixture->store, gnomon_operation_new_delete_event (id)));
  g_assert_cmpuint (fixture->deleted->len, ==, 1);
  g_assert_false (gnomon_store_has_events (fixture->store));
  refuse (fixture->store, gnomon_operation_new_delete_event (id), GNOMON_ERROR_NOT_FOUND, "id:");

  /* The trash does not keep a UID for itself. */
  successor = create (fixture->store, "{'title': <'New'>, 'event_date': <'2026-12-15'>, 'start_time': <'10:00'>, 'uid': <'u'>}");
  g_assert_cmpint (gnomon_event_get_id (successor), !=, id);
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  user_data)
{
  static const char * const events[] = {
    "{'title': <'past'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:00'>, 'event_type': <'event'>}",
    "{'title': <'running'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:30'>, 'location': <'Ünter den Linden'>}",
    "{'title': <'next'>, 'event_date': <'2026-11-18'>, 'start_time': <'11:00'>, 'attendees': <'Ann@example.org'>}",
    "{'title': <'night'>, 'event_date': <'2026-11-18'>, 'start_time': <'23:00'>, 'duration_minutes': <120>}",
    "{'title': <'day'>, 'event_date': <'2026-11-19'>, 'all_day': <true>, 'status': <'tentative'>}",
    "{'title': <'float'>, 'event_date': <'2026-11-20'>, 'start_time': <'08:00'>, 'timezone': <'floating'>, 'event_type': <'reminder'>}",
    "{'title': <'far'>, 'event_date': <'2026-11-20'>, 'start_time': <'01:30'>, 'timezone': <'America/New_York'>, 'description': <'100% sure_thing'>}",
    "{'title': <'voyage'>, 'event_date': <'2026-09-01'>, 'end_date': <'2027-01-10'>, 'all_day': <true>}",
  };
  static const struct { const char *filter; const char *titles; } rows[] = {
    { "{'order': <'asc'>}", "voyage past running next night day far float" },
    { "{}", "float far day night next running past voyage" },
    { "{'limit': <3>}", "float far day" },
    { "{'limit': <3>, 'offset': <2>}", "day night next" },
    { "{'order': <'asc'>, 'limit': <2>, 'offset': <1>}", "past running" },
    { "{'date': <'2026-11-18'>, 'order': <'asc'>}", "voyage past running next night" },
    { "{'date': <'2026-11-19'>, 'order': <'asc'>}", "voyage night day" },
    { "{'start_date': <'2026-11-20'>, 'order': <'asc'>}", "voyage far float" },
    { "{'end_date': <'2026-11-18'>, 'order': <'asc'>}", "voyage past running next night" },
    { "{'start_date': <'2027-01-11'>}", "" },
    { "{'type': <'event'>}", "past" },
    { "{'type': <''>, 'limit': <1>}", "float" },
    { "{'status': <'tentative'>}", "day" },
    { "{'attendee': <'ANN@example.org'>}", "next" },
    { "{'search': <'UNTER'>}", "" },
    { "{'search': <'üNTER'>}", "running" },
    { "{'search': <'100%'>}", "far" },
    { "{'search': <'0%_'>}", "" },
    { "{'search': <'e_t'>}", "far" },
    { "{'upcoming': <true>, 'order': <'asc'>}", "next night day far float" },
    { "{'calendar_id': <1>, 'limit': <1>}", "float" },
    { "{'calendar_id': <2>}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GnomonEvent) event = create (fixture->store, events[i]);

      g_assert_nonnull (event);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *titles = list_titles (fixture->store, rows[i].filter);

      if (!g_str_equal (titles, rows[i].titles))
        g_error ("%s: got “%s”, wanted “%s”", rows[i].filter, titles, rows[i].titles);
    }
}

static void
test_wrong_filters (Fixture       *fixture,
                    gconstpointer  user_data)
{
  static const struct { const char *filter; const char *message; } rows[] = {
    { "{'date': <'2026-02-30'>}", "date:" },
    { "{'start_date': <'yesterday'>}", "start_date:" },
    { "{'end_date': <'2026-1-1'>}", "end_date:" },
    { "{'start_date': <'2026-11-19'>, 'end_date': <'2026-11-18'>}", "end_date:" },
    { "{'type': <'party'>}", "type:" },
    { "{'status': <'maybe'>}", "status:" },
    { "{'order': <'up'>}", "order:" },
    { "{'limit': <-1>}", "limit:" },
    { "{'offset': <-1>}", "offset:" },
    { "{'expand': <true>, 'start_date': <'2026-11-19'>}", "expand:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) filter = fields (GNOMON_KIND_EVENT_FILTER, rows[i].filter);
      g_autoptr (GError) error = NULL;

      g_assert_null (gnomon_store_list_events (fixture->store, filter, &error));
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_error ("“%s” does not begin with “%s”", error->message, rows[i].message);
    }
}

static char *
list_occurrences (GnomonStore *store,
                  const char  *from_text,
                  const char  *to_text)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (GError) error = NULL;
  gint64 from, to;

  g_assert_true (gnomon_civil_parse_instant (from_text, &from));
  g_assert_true (gnomon_civil_parse_instant (to_text, &to));
  occurrences = gnomon_store_list_occurrences (store, from, to, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < occurrences->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                            gnomon_occurrence_get_title (g_ptr_array_index (occurrences, i)));
  return g_strdup (titles->str);
}

static void
test_occurrences (Fixture       *fixture,
                  gconstpointer  user_data)
{
  static const char * const events[] = {
    "{'title': <'edge'>, 'event_date': <'2026-11-18'>, 'start_time': <'08:00'>, 'end_time': <'09:00'>}",
    "{'title': <'in'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:30'>, 'end_time': <'10:00'>}",
    "{'title': <'month'>, 'event_date': <'2026-10-01'>, 'end_date': <'2026-11-30'>, 'all_day': <true>}",
    "{'title': <'float'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:45'>, 'timezone': <'floating'>}",
  };
  static const struct { const char *from, *to, *titles; } rows[] = {
    { "2026-11-18T09:00:00+01:00", "2026-11-18T10:00:00+01:00", "month in float" },
    { "2026-11-18T08:59:00+01:00", "2026-11-18T09:00:00+01:00", "month edge" },
    { "2026-11-18T10:00:00+01:00", "2026-11-18T10:01:00+01:00", "month float" },
    { "2026-12-01T00:00:00+01:00", "2026-12-02T00:00:00+01:00", "" },
    { "2026-11-30T23:00:00+01:00", "2026-12-02T00:00:00+01:00", "month" },
  };
  g_autoptr (GObject) hidden = NULL;
  g_autoptr (GnomonFields) hide = fields (GNOMON_KIND_CALENDAR, "{'visible': <false>}");
  g_autofree char *none = NULL;
  g_autofree char *shifted = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GnomonEvent) event = create (fixture->store, events[i]);

      g_assert_nonnull (event);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *titles = list_occurrences (fixture->store, rows[i].from, rows[i].to);

      g_assert_cmpstr (titles, ==, rows[i].titles);
    }

  /* What floats and what lasts all day follows the viewer; nothing is derived anew. */
  gnomon_store_set_viewer_zone (fixture->store, "America/New_York");
  shifted = list_occurrences (fixture->store, "2026-11-18T14:45:00Z", "2026-11-18T14:46:00Z");
  g_assert_cmpstr (shifted, ==, "month float");

  hidden = apply (fixture->store, gnomon_operation_new_update_calendar (1, hide));
  none = list_occurrences (fixture->store, "2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z");
  g_assert_cmpstr (none, ==, "");
}

static void
test_next_event (Fixture       *fixture,
                 gconstpointer  user_data)
{
  gint64 now = gnomon_clock_get_now (fixture->clock);
  gint64 id, starts_at, ends_at;
  const char * const own[] = { "me@example.org", NULL };
  g_autoptr (GnomonEvent) day = NULL;
  g_autoptr (GnomonEvent) next = NULL;
  g_autoptr (GnomonEvent) declined = NULL;
  g_autoptr (GnomonEvent) running = NULL;
  g_autoptr (GObject) answer = NULL;

  gnomon_store_set_own_addresses (fixture->store, own);
  day = create (fixture->store, "{'title': <'day'>, 'event_date': <'2026-11-18'>, 'all_day': <true>}");
  g_assert_false (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));

  next = create (fixture->store, "{'title': <'next'>, 'event_date': <'2026-11-18'>, 'start_time': <'12:00'>, 'timezone': <'floating'>}");
  declined = create (fixture->store, "{'title': <'no'>, 'event_date': <'2026-11-18'>, 'start_time': <'11:00'>, 'attendees': <'me@example.org'>}");
  answer = apply (fixture->store,
                  gnomon_operation_new_respond (gnomon_event_get_id (declined),
                                                gnomon_attendee_get_id (g_ptr_array_index (gnomon_event_get_attendees (declined), 0)),
                                                "declined"));
  g_assert_true (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));
  g_assert_cmpint (id, ==, gnomon_event_get_id (next));
  g_assert_cmpint (starts_at, ==, now + 78 * 60);

  running = create (fixture->store, "{'title': <'running'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:30'>}");
  g_assert_true (gnomon_store_get_next_event (fixture->store, now, &id, &starts_at, &ends_at));
  g_assert_cmpint (id, ==, gnomon_event_get_id (running));
}

static void
test_calendars (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GnomonFields) work = fields (GNOMON_KIND_CALENDAR, "{'name': <' Work '>, 'color': <'blue'>}");
  g_autoptr (GnomonFields) nameless = fields (GNOMON_KIND_CALENDAR, "{'color': <'blue'>}");
  g_autoptr (GnomonFields) garish = fields (GNOMON_KIND_CALENDAR, "{'name': <'x'>, 'color': <'infrared'>}");
  g_autoptr (GnomonFields) preferred = fields (GNOMON_KIND_CALENDAR, "{'is_default': <true>}");
  g_autoptr (GnomonFields) locked = fields (GNOMON_KIND_CALENDAR, "{'read_only': <true>}");
  g_autoptr (GObject) calendar = apply (fixture->store, gnomon_operation_new_create_calendar (work));
  gint64 id = gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
  g_autoptr (GObject) changed = NULL;
  g_autoptr (GObject) closed = NULL;
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonCalendar) chosen = NULL;

  g_assert_cmpstr (gnomon_calendar_get_name (GNOMON_CALENDAR (calendar)), ==, "Work");
  g_assert_true ((fixture->flags & GNOMON_CHANGE_CALENDARS) != 0);
  refuse (fixture->store, gnomon_operation_new_create_calendar (nameless), GNOMON_ERROR_INVALID_ARGUMENT, "name:");
  refuse (fixture->store, gnomon_operation_new_create_calendar (garish), GNOMON_ERROR_INVALID_ARGUMENT, "color:");
  refuse (fixture->store, gnomon_operation_new_delete_calendar (1), GNOMON_ERROR_INVALID_ARGUMENT, "id:");
  refuse (fixture->store, gnomon_operation_new_delete_calendar (77), GNOMON_ERROR_NOT_FOUND, "id:");

  changed = apply (fixture->store, gnomon_operation_new_update_calendar (id, preferred));
  chosen = gnomon_store_get_calendar (fixture->store, 0, NULL);
  g_assert_cmpint (gnomon_calendar_get_id (chosen), ==, id);

  event = create (fixture->store, "{'title': <'x'>, 'event_date': <'2026-12-15'>, 'all_day': <true>, 'calendar_id': <1>}");
  closed = apply (fixture->store, gnomon_operation_new_update_calendar (1, locked));
  refuse (fixture->store, gnomon_operation_new_delete_event (gnomon_event_get_id (event)),
          GNOMON_ERROR_READ_ONLY, "calendar_id:");

  g_assert_null (apply (fixture->store, gnomon_operation_new_delete_calendar (1)));
  g_assert_false (gnomon_store_has_events (fixture->store));
}

/* Another process: a second store on the same file tells of what the first one commits. */
static void
test_two_stores (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (GnomonStore) other = open_store (fixture);

  for (guint i = 1; i <= 50; i++)
    {
      g_autoptr (GnomonEvent) event =
        create (other, "{'title': <'from there'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
      gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

      while (fixture->changed->len < i && g_get_monotonic_time () < deadline)
        g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (fixture->changed->len, ==, i);
      g_assert_cmpint (g_array_index (fixture->changed, gint64, i - 1), ==, gnomon_event_get_id (event));
    }
  g_assert_cmpuint (gnomon_store_get_token (fixture->store), ==, gnomon_store_get_token (other));
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GnomonEvent) first = create (fixture->store, "{'title': <'a'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  guint64 since = gnomon_store_get_token (fixture->store);
  g_autoptr (GnomonEvent) second = create (fixture->store, "{'title': <'b'>, 'event_date': <'2026-12-15'>, 'all_day': <true>}");
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  g_assert_null (apply (fixture->store, gnomon_operation_new_delete_event (gnomon_event_get_id (first))));
  g_assert_true (gnomon_store_list_changes (fixture->store, since, &token, &changed, &deleted, NULL));
  g_assert_cmpuint (token, ==, gnomon_store_get_token (fixture->store));
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (g_array_index (changed, gint64, 0), ==, gnomon_event_get_id (second));
  g_assert_cmpuint (deleted->len, ==, 1);
  g_assert_cmpint (g_array_index (deleted, gint64, 0), ==, gnomon_event_get_id (first));

  g_clear_pointer (&changed, g_array_unref);
  g_clear_pointer (&deleted, g_array_unref);
  g_assert_false (gnomon_store_list_changes (fixture->store, token + 1, &token, &changed, &deleted, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_TOKEN_EXPIRED);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  user_data)
{
  const char garbage[] = "This is no database, but somebody's letter to a friend, long enough to be read.";
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
test_newer_schema (Fixture       *fixture,
                   gconstpointer  user_data)
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
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/store/create", test_create },
    { "/store/reopen", test_reopen },
    { "/store/files", test_files },
    { "/store/refusals", test_refusals },
    { "/store/update", test_update },
    { "/store/attendees", test_attendees },
    { "/store/delete", test_delete },
    { "/store/filters", test_filters },
    { "/store/wrong-filters", test_wrong_filters },
    { "/store/occurrences", test_occurrences },
    { "/store/next-event", test_next_event },
    { "/store/calendars", test_calendars },
    { "/store/two-stores", test_two_stores },
    { "/store/changes", test_changes },
    { "/store/damaged", test_damaged },
    { "/store/newer-schema", test_newer_schema },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("GNOMON_CLOCK", "2026-11-18T10:42:00+01:00", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
