/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>

#include "gnomon-ctl-error.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-options.h"

/* gnomonctl: words of the command line into options and typed fields. */

static const GnomonCtlOption options[] = {
  { "search", 's', "TEXT", "Search", "search" },
  { "upcoming", 'u', NULL, "Upcoming", "upcoming" },
  { NULL },
};

static GDateTime *
make_now (void)
{
  return g_date_time_new_local (2026, 11, 22, 10, 42, 0);
}

static void
test_options_and_words_mix (void)
{
  const char *argv[] = { "42", "-s", "lunch", "--upcoming", "-", "--", "--search", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonCtlArguments) arguments = gnomon_ctl_arguments_parse (options, argv, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gnomon_ctl_arguments_get (arguments, "search"), ==, "lunch");
  g_assert_true (gnomon_ctl_arguments_has (arguments, "upcoming"));
  g_assert_cmpuint (gnomon_ctl_arguments_n_words (arguments), ==, 3);
  g_assert_cmpstr (gnomon_ctl_arguments_get_word (arguments, 0), ==, "42");
  g_assert_cmpstr (gnomon_ctl_arguments_get_word (arguments, 1), ==, "-");
  g_assert_cmpstr (gnomon_ctl_arguments_get_word (arguments, 2), ==, "--search");
  g_assert_null (gnomon_ctl_arguments_get_word (arguments, 3));
  g_assert_null (gnomon_ctl_arguments_get_word (arguments, 4));
}

static void
test_last_option_holds (void)
{
  const char *argv[] = { "--search=one", "--search", "two", NULL };
  g_autoptr (GnomonCtlArguments) arguments = gnomon_ctl_arguments_parse (options, argv, NULL);

  g_assert_cmpstr (gnomon_ctl_arguments_get (arguments, "search"), ==, "two");
  g_assert_false (gnomon_ctl_arguments_has (arguments, "upcoming"));
}

static void
test_bad_options (void)
{
  static const char *const lines[][3] = {
    { "--nope", NULL },
    { "--search", NULL },
    { "-x", NULL },
    { "--upcoming=yes", NULL },
    { "--search", "\xff", NULL },
    { "\xc3(", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gnomon_ctl_arguments_parse (options, lines[i], &error));
      g_assert_nonnull (error);
      g_assert_cmpint (gnomon_ctl_error_get_exit (error), ==, GNOMON_CTL_EXIT_USAGE);
    }
}

static void
test_split_word (void)
{
  static const struct
  {
    const char *word;
    const char *key;
    const char *value;
  } cases[] = {
    { "start=12:30", "start", "12:30" },
    { "location=", "location", "" },
    { "title=a=b", "title", "a=b" },
    { "event_date=2026-11-24", "event_date", "2026-11-24" },
    { "Budget 2026 = 2025", NULL, NULL },
    { "E=mc²", NULL, NULL },
    { "=x", NULL, NULL },
    { "lunch", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = NULL;
      const char *value = NULL;

      g_assert_cmpint (gnomon_ctl_fields_split_word (cases[i].word, &key, &value), ==,
                       cases[i].key != NULL);
      g_assert_cmpstr (key, ==, cases[i].key);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_types (void)
{
  static const struct
  {
    const char *key;
    const char *text;
    const char *printed;
  } cases[] = {
    { "title", "Lunch", "'Lunch'" },
    { "title", "42", "'42'" },
    { "start", "12:30", "'12:30'" },
    { "duration_minutes", "45", "int64 45" },
    { "calendar_id", "9007199254740993", "int64 9007199254740993" },
    { "limit", "-1", "int64 -1" },
    { "all_day", "yes", "true" },
    { "all_day", "FALSE", "false" },
    { "busy", "0", "false" },
    { "reminder_set", "On", "true" },
    { "exdate", "20261124T100000, 20261201T100000", "['20261124T100000', '20261201T100000']" },
    { "rdate", "[\"20261124\"]", "['20261124']" },
    { "rdate", "[]", "@as []" },
    { "date", "tomorrow", "'2026-11-23'" },
    { "event_date", "2026-02-31", "'2026-02-31'" },
    { "nonsense", "7", "'7'" },
    /* An empty value clears a field, whatever its type. */
    { "exdate", "", "''" },
    { "duration_minutes", "", "''" },
    { "all_day", "", "''" },
  };
  g_autoptr (GDateTime) now = make_now ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GVariantDict) fields = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = NULL;
      g_autofree char *printed = NULL;

      gnomon_ctl_fields_add_text (&fields, cases[i].key, cases[i].text, now, &error);
      g_assert_no_error (error);
      value = g_variant_dict_lookup_value (&fields, cases[i].key, NULL);
      printed = g_variant_print (value, TRUE);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

static void
test_bad_values_name_the_field (void)
{
  static const struct
  {
    const char *key;
    const char *text;
  } cases[] = {
    { "all_day", "maybe" },
    { "busy", "2" },
    { "duration_minutes", "an hour" },
    { "limit", "5.5" },
    { "limit", "99999999999999999999" },
    { "exdate", "[1]" },
    { "rdate", "[\"x\"" },
    { "rdate", "[{}]" },
  };
  g_autoptr (GDateTime) now = make_now ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GVariantDict) fields = G_VARIANT_DICT_INIT (NULL);
      g_autofree char *start = g_strconcat (cases[i].key, ": ", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (
        gnomon_ctl_fields_add_text (&fields, cases[i].key, cases[i].text, now, &error));
      g_assert_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE);
      g_assert_true (g_str_has_prefix (error->message, start));
      g_assert_false (g_variant_dict_contains (&fields, cases[i].key));
    }
}

static void
test_given_twice (void)
{
  g_auto (GVariantDict) fields = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GDateTime) now = make_now ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gnomon_ctl_fields_add_text (&fields, "title", "a", now, NULL));
  g_assert_false (gnomon_ctl_fields_add_text (&fields, "title", "b", now, &error));
  g_assert_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *date;
  } cases[] = {
    { "today", "2026-11-22" },
    { "tomorrow", "2026-11-23" },
    { "yesterday", "2026-11-21" },
    { "+7", "2026-11-29" },
    { "-22", "2026-10-31" },
    { "+0", "2026-11-22" },
    { "2026-12-24", "2026-12-24" },
    { "+", "+" },
    { "+1d", "+1d" },
    { "-999999999", "-999999999" },
    { "Today", "Today" },
    { "", "" },
  };
  g_autoptr (GDateTime) now = make_now ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = gnomon_ctl_fields_dup_date (cases[i].text, now);

      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_ids (void)
{
  static const char *const bad[] = { "", "#", "0", "-1", "4x", "four", "9223372036854775808" };
  gint64 id = 0;

  g_assert_true (gnomon_ctl_parse_id ("42", "id", &id, NULL));
  g_assert_cmpint (id, ==, 42);
  g_assert_true (gnomon_ctl_parse_id ("#9223372036854775807", "id", &id, NULL));
  g_assert_cmpint (id, ==, G_MAXINT64);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gnomon_ctl_parse_id (bad[i], "reminder", &id, &error));
      g_assert_true (g_str_has_prefix (error->message, "reminder: "));
    }
}

static void
test_minutes (void)
{
  static const struct
  {
    const char *text;
    gint64 minutes;
  } cases[] = {
    { "15", 15 },   { "0", 0 },       { "90m", 90 },     { "2h", 120 },
    { "1d", 1440 }, { "4w", 40320 },  { "", -1 },        { "h", -1 },
    { "-5", -1 },   { "2h30m", -1 },  { "1.5h", -1 },    { "2026-11-24", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minutes = -1;

      g_assert_cmpint (gnomon_ctl_parse_minutes (cases[i].text, &minutes), ==,
                       cases[i].minutes >= 0);
      if (cases[i].minutes >= 0)
        g_assert_cmpint (minutes, ==, cases[i].minutes);
    }
}

static void
test_exit_codes (void)
{
  static const struct
  {
    const char *name;
    GnomonCtlExit exit;
    const char *message;
  } cases[] = {
    { GNOMON_SERVICE_NAME ".Error.NotFound", GNOMON_CTL_EXIT_FAILED, "id: gone" },
    { GNOMON_SERVICE_NAME ".Error.Storage", GNOMON_CTL_EXIT_FAILED, "id: gone" },
    { "org.freedesktop.DBus.Error.NotSupported", GNOMON_CTL_EXIT_FAILED, "id: gone" },
    { "org.freedesktop.DBus.Error.InvalidArgs", GNOMON_CTL_EXIT_FAILED, "id: gone" },
    { "org.freedesktop.DBus.Error.ServiceUnknown", GNOMON_CTL_EXIT_UNREACHABLE,
      "The calendar service cannot be reached: id: gone" },
    { "org.freedesktop.DBus.Error.Spawn.ChildExited", GNOMON_CTL_EXIT_UNREACHABLE,
      "The calendar service cannot be reached: id: gone" },
    { "org.freedesktop.DBus.Error.NoReply", GNOMON_CTL_EXIT_UNREACHABLE,
      "The calendar service cannot be reached: id: gone" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_dbus_error_new_for_dbus_error (cases[i].name, "id: gone");
      g_autofree char *message = gnomon_ctl_error_dup_message (error);

      g_assert_cmpint (gnomon_ctl_error_get_exit (error), ==, cases[i].exit);
      g_assert_cmpstr (message, ==, cases[i].message);

      /* A list puts the event's number before the words, which must not change the code. */
      g_dbus_error_strip_remote_error (error);
      g_prefix_error (&error, "Event 3: ");
      g_assert_cmpint (gnomon_ctl_error_get_exit (error), ==, cases[i].exit);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/options/mixed-with-words", test_options_and_words_mix);
  g_test_add_func ("/ctl/options/last-holds", test_last_option_holds);
  g_test_add_func ("/ctl/options/bad", test_bad_options);
  g_test_add_func ("/ctl/fields/split", test_split_word);
  g_test_add_func ("/ctl/fields/types", test_types);
  g_test_add_func ("/ctl/fields/bad", test_bad_values_name_the_field);
  g_test_add_func ("/ctl/fields/twice", test_given_twice);
  g_test_add_func ("/ctl/fields/dates", test_dates);
  g_test_add_func ("/ctl/fields/ids", test_ids);
  g_test_add_func ("/ctl/fields/minutes", test_minutes);
  g_test_add_func ("/ctl/error/exit-codes", test_exit_codes);
  return g_test_run ();
}
