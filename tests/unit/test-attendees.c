/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-error.h"
#include "gnomon-event-private.h"

static void
test_emails (void)
{
  static const char * const good[] = {
    "ann@example.org", "a@b", "Ann.Lee+tag@mail.example.org", "o'neil@example.org", "x_y@localhost",
    "用户@例子.广告", "अजय@डाटा.भारत", "a@xn--bcher-kva.example", "1@2.example",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org",
  };
  static const char * const bad[] = {
    "ann", "@example.org", "ann@", "ann@@example.org", "a@b@c", "ann lee@example.org",
    "ann@exam ple.org", ".ann@example.org", "ann.@example.org", "a..b@example.org",
    "ann@.example.org",
    "ann@example..org", "ann@example.org.", "ann@-example.org", "ann@example-.org",
    "ann@example.org-",
    "ann@exam_ple.org", "Ann <ann@example.org>", "ann@example.org\n", "ann@[127.0.0.1]",
    "mailto:ann@example.org", "ann@example.org;bob@example.org", "a\xff@example.org",
    "(c)ann@example.org",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org",
    "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *long_domain = g_strnfill (300, 'a');
  g_autofree char *too_long = g_strconcat ("a@", long_domain, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gnomon_attendee_check_email (good[i], "email", &error);
      g_assert_no_error (error);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      if (gnomon_attendee_check_email (bad[i], "email", &error))
        g_error ("“%s” was taken", bad[i]);
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_cmpstr (error->message, ==, "email: Invalid email format.");
      g_clear_error (&error);
    }

  g_assert_false (gnomon_attendee_check_email (too_long, "organizer", &error));
  g_assert_cmpstr (error->message, ==, "organizer: Invalid email format.");
  g_clear_error (&error);
  g_assert_false (gnomon_attendee_check_email ("", "email", &error));
  g_assert_cmpstr (error->message, ==, "email: Email is required.");
  g_clear_error (&error);
  g_assert_false (gnomon_attendee_check_email (NULL, "email", &error));
  g_assert_cmpstr (error->message, ==, "email: Email is required.");
}

static const struct
{
  const char *text;
  const char *list;    /* email=name, in order */
  const char *error;
} rows[] = {
  { "", "", NULL },
  { "   ", "", NULL },
  { " , ,", "", NULL },
  { "ann@example.org", "ann@example.org=ann", NULL },
  { " ann@example.org ,\n bob@example.org,", "ann@example.org=ann bob@example.org=bob", NULL },
  { "Ann@Example.org, ann@example.ORG", "Ann@Example.org=Ann", NULL },
  { "ann@example.org, bob", NULL, "attendees: Invalid email format. (“bob”)" },
  { "ann@example.org; bob@example.org", NULL,
    "attendees: Invalid email format. (“ann@example.org; bob@example.org”)" },
  { "[]", "", NULL },
  { " [ ] ", "", NULL },
  { "[\"ann@example.org\"]", "ann@example.org=ann", NULL },
  { "[\" ann@example.org \", \"ANN@example.org\", \"bob@example.org\"]",
    "ann@example.org=ann bob@example.org=bob", NULL },
  { "[{\"email\": \"ann@example.org\", \"name\": \"Ann\"}]", "ann@example.org=Ann", NULL },
  { "[{\"name\": \" Ann \", \"email\": \"ann@example.org\"}, \"bob@example.org\"]",
    "ann@example.org=Ann bob@example.org=bob", NULL },
  { "[{\"email\": \"ann@example.org\", \"name\": \"\"}]", "ann@example.org=ann", NULL },
  { "[{\"email\": \"ann@example.org\", \"name\": null}]", "ann@example.org=ann", NULL },
  { "[{\"email\": \"ann@example.org\"}]", "ann@example.org=ann", NULL },
  { "[{\"id\": 5, \"email\": \"ann@example.org\", \"status\": \"accepted\", "
    "\"responded_at\": \"\"}]", "ann@example.org=ann", NULL },
  { "[\"\\u0061nn@example.org\"]", "ann@example.org=ann", NULL },
  { "[\"ann@example.org\\u0000\"]", NULL, "attendees: not a JSON list of addresses" },
  { "[{\"email\": \"\"}]", NULL, "attendees: Email is required. (“”)" },
  { "[\"\"]", NULL, "attendees: Email is required. (“”)" },
  { "[{}]", NULL, "attendees: Email is required. (“”)" },
  { "[{\"name\": \"Ann\"}]", NULL, "attendees: Email is required. (“”)" },
  { "[{\"email\": 5}]", NULL, "attendees: “email” and “name” must be strings" },
  { "[{\"email\": \"ann@example.org\", \"name\": true}]", NULL,
    "attendees: “email” and “name” must be strings" },
  { "[{\"email\": \"ann@example.org\", \"name\": [\"x\"]}]", NULL,
    "attendees: not a JSON list of addresses" },
  { "[{\"mail\": \"ann@example.org\"}]", NULL,
    "attendees: a guest has other members than “email” and “name”" },
  { "[{\"email\": \"ann@example.org\", \"name\": \"a\\nb\"}]", NULL,
    "attendees: name: must not have control characters" },
  { "[\"nobody\"]", NULL, "attendees: Invalid email format. (“nobody”)" },
  { "[5]", NULL, "attendees: not a JSON list of addresses" },
  { "[null]", NULL, "attendees: not a JSON list of addresses" },
  { "[[\"ann@example.org\"]]", NULL, "attendees: not a JSON list of addresses" },
  { "[\"ann@example.org\"", NULL, "attendees: not a JSON list of addresses" },
  { "[\"ann@example.org\"] x", NULL, "attendees: not a JSON list of addresses" },
  { "[", NULL, "attendees: not a JSON list of addresses" },
  { "[\"", NULL, "attendees: not a JSON list of addresses" },
  { "[\"\\", NULL, "attendees: not a JSON list of addresses" },
  { "{\"email\": \"ann@example.org\"}", NULL,
    "attendees: Invalid email format. (“{\"email\": \"ann@example.org\"}”)" },
  { "[{\"email\": \"ann@example.org\", \"name\": \"\\ud800\"}]", NULL,
    "attendees: not a JSON list of addresses" },
  { "ann@example.org\xff", NULL, "attendees: not valid UTF-8" },
};

static char *
describe (GPtrArray *guests)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < guests->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (guests, i);

      g_assert_cmpint (gnomon_attendee_get_id (guest), ==, 0);
      g_assert_cmpint (gnomon_attendee_get_status (guest), ==, GNOMON_ATTENDEE_PENDING);
      g_assert_cmpint (gnomon_attendee_get_responded_at (guest), ==, 0);
      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", gnomon_attendee_get_email (guest),
                              gnomon_attendee_get_name (guest));
    }

  return g_string_free (text, FALSE);
}

static void
test_lists (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) guests = gnomon_attendee_parse_list (rows[i].text, &error);

      if (rows[i].error != NULL)
        {
          g_assert_null (guests);
          g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
          g_assert_cmpstr (error->message, ==, rows[i].error);
        }
      else
        {
          g_autofree char *list = NULL;

          g_test_message ("%s", rows[i].text);
          g_assert_no_error (error);
          list = describe (guests);
          g_assert_cmpstr (list, ==, rows[i].list);
        }
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new ("a@b");
  g_autofree char *long_name = g_strnfill (256, 'n');
  g_autofree char *named = g_strdup_printf ("[{\"email\": \"a@b\", \"name\": \"%s\"}]", long_name);
  g_autofree char *huge = g_strnfill (1024 * 1024 + 1, ',');
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GPtrArray) most = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < 5000; i++)
    g_string_append_printf (many, ",a%d@b", i);
  most = gnomon_attendee_parse_list (many->str, &error);
  g_assert_no_error (error);
  g_assert_cmpint (most->len, ==, 5000);

  g_string_append (many, ",A@B");
  g_clear_pointer (&most, g_ptr_array_unref);
  most = gnomon_attendee_parse_list (many->str, &error);
  g_assert_no_error (error);

  g_string_append (many, ",one@more");
  g_assert_null (gnomon_attendee_parse_list (many->str, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED);
  g_clear_error (&error);

  g_assert_null (gnomon_attendee_parse_list (huge, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED);
  g_clear_error (&error);

  g_assert_null (gnomon_attendee_parse_list (deep, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_null (gnomon_attendee_parse_list (named, &error));
  g_assert_cmpstr (error->message, ==, "attendees: name: must not be longer than 255 characters");
}

static void
test_statuses (void)
{
  static const char * const names[] = { "pending", "accepted", "declined", "tentative" };
  GnomonAttendeeStatus status;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (gnomon_attendee_status_from_string (names[i], &status));
      g_assert_cmpint (status, ==, i);
      g_assert_cmpstr (gnomon_attendee_status_to_string (status), ==, names[i]);
    }

  g_assert_false (gnomon_attendee_status_from_string ("Accepted", &status));
  g_assert_false (gnomon_attendee_status_from_string ("", &status));
  g_assert_false (gnomon_attendee_status_from_string (NULL, &status));
}

static void
test_reconcile (void)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  GnomonAttendee *guest;

  g_ptr_array_add (before, gnomon_attendee_new (1, 9, "Ann@example.org", "Ann",
                                                GNOMON_ATTENDEE_ACCEPTED, 1000));
  g_ptr_array_add (before, gnomon_attendee_new (2, 9, "bob@example.org", "Bob",
                                                GNOMON_ATTENDEE_DECLINED, 2000));
  g_ptr_array_add (before, gnomon_attendee_new (3, 9, "cleo@example.org", NULL,
                                                GNOMON_ATTENDEE_PENDING, 0));
  wanted = gnomon_attendee_parse_list ("[\"dan@example.org\", {\"email\": \"bob@example.org\", "
                                       "\"name\": \"Robert\"}, "
                                       "\"ann@EXAMPLE.org\"]", &error);
  g_assert_no_error (error);

  after = gnomon_attendees_reconcile (before, wanted);
  g_assert_cmpint (after->len, ==, 3);

  guest = g_ptr_array_index (after, 0);
  g_assert_cmpint (gnomon_attendee_get_id (guest), ==, 0);
  g_assert_cmpstr (gnomon_attendee_get_name (guest), ==, "dan");
  g_assert_cmpint (gnomon_attendee_get_status (guest), ==, GNOMON_ATTENDEE_PENDING);

  guest = g_ptr_array_index (after, 1);
  g_assert_cmpint (gnomon_attendee_get_id (guest), ==, 2);
  g_assert_cmpint (gnomon_attendee_get_event_id (guest), ==, 9);
  g_assert_cmpstr (gnomon_attendee_get_name (guest), ==, "Robert");
  g_assert_cmpint (gnomon_attendee_get_status (guest), ==, GNOMON_ATTENDEE_DECLINED);
  g_assert_cmpint (gnomon_attendee_get_responded_at (guest), ==, 2000);

  /* No name was given: the one that is known stays. */
  guest = g_ptr_array_index (after, 2);
  g_assert_cmpint (gnomon_attendee_get_id (guest), ==, 1);
  g_assert_cmpstr (gnomon_attendee_get_name (guest), ==, "Ann");
  g_assert_cmpstr (gnomon_attendee_get_email (guest), ==, "ann@EXAMPLE.org");
  g_assert_cmpint (gnomon_attendee_get_status (guest), ==, GNOMON_ATTENDEE_ACCEPTED);
}

static void
test_own (void)
{
  static const char * const own[] = { "me@example.org", " Bob@Example.org ", NULL };
  static const char * const others[] = { "me@example.org", NULL };
  static const char * const none[] = { NULL };
  g_autoptr (GnomonEvent) event = gnomon_event_new_blank ();

  g_assert_null (gnomon_event_find_own_attendee (event, own));
  g_ptr_array_add (event->attendees,
                   gnomon_attendee_new (1, 9, "ann@example.org", NULL, GNOMON_ATTENDEE_PENDING, 0));
  g_ptr_array_add (event->attendees,
                   gnomon_attendee_new (2, 9, "bob@EXAMPLE.org", NULL, GNOMON_ATTENDEE_PENDING, 0));
  g_assert_true (gnomon_event_find_own_attendee (event, own) ==
                 g_ptr_array_index (event->attendees, 1));
  g_assert_null (gnomon_event_find_own_attendee (event, others));
  g_assert_null (gnomon_event_find_own_attendee (event, none));
  g_assert_null (gnomon_event_find_own_attendee (event, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attendees/emails", test_emails);
  g_test_add_func ("/attendees/lists", test_lists);
  g_test_add_func ("/attendees/limits", test_limits);
  g_test_add_func ("/attendees/statuses", test_statuses);
  g_test_add_func ("/attendees/reconcile", test_reconcile);
  g_test_add_func ("/attendees/own", test_own);

  return g_test_run ();
}
