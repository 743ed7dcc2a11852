/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"
#include "gnomon-test-ical.h"

/* RANGE=THISANDFUTURE (RFC 5545, 3.2.13): what takes place, and that it comes again as it is. */

/* Tuesdays at ten from 3 November 2026. */
#define SERIES \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:Old\n" \
  "DTSTART;TZID=Europe/Berlin:20261103T100000\nDTEND;TZID=Europe/Berlin:20261103T110000\n"

#define CHANGE(id, times) \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:New\n" \
  "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:" id "\n" times "END:VEVENT\n"

#define OVERRIDE(id, times) \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:Once\n" \
  "RECURRENCE-ID;TZID=Europe/Berlin:" id "\n" times "END:VEVENT\n"

static GPtrArray *
read_text (const char *components,
           GPtrArray  *warnings)
{
  g_autofree char *text =
      g_strconcat ("BEGIN:VCALENDAR\n", components, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);

  return gnomon_test_ical_read (bytes, warnings);
}

typedef struct
{
  gint64 key;
  char *text;
} Found;

static int
compare_found (const void *a,
               const void *b)
{
  const Found *left = a, *right = b;

  return left->key < right->key ? -1 : left->key > right->key;
}

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->text);
}

static void
add_found (GArray     *found,
           gint64      start,
           gint64      end,
           const char *title)
{
  Found item = { start, NULL };
  g_autofree char *from = gnomon_civil_format_wall (start);
  g_autofree char *to = gnomon_civil_format_wall (end);

  item.text = g_strdup_printf ("%.5s %.5s-%.5s %s", from + 5, from + 11, to + 11, title);
  g_array_append_val (found, item);
}

/* "11-03 10:00-11:00 Old" and so on: the first occurrences of all events together. */
static char *
tell (GPtrArray *events,
      guint      max)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GString *out = g_string_new (NULL);

  g_array_set_clear_func (found, found_clear);
  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GnomonSeries) series = gnomon_series_new_for_event (event);
      GnomonSeriesIter iter;
      GnomonInstance instance;

      gnomon_series_iter_init (&iter, series, G_MININT64);
      for (guint j = 0; j < max && gnomon_series_iter_next (&iter, &instance); j++)
        add_found (found, instance.key, instance.end_wall, event->title);
      for (guint j = 0; j < event->overrides->len; j++)
        {
          GnomonEvent *override = g_ptr_array_index (event->overrides, j);

          add_found (found, override->start_wall, override->end_wall, override->title);
        }
    }
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len && i < max; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            g_array_index (found, Found, i).text);
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  const char *components;
  const char *takes_place; /* the first five */
  guint n_events;
} cases[] = {
  { "two-hours-later",
    SERIES "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    CHANGE ("20261117T100000", "DTSTART;TZID=Europe/Berlin:20261117T120000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-10 10:00-11:00 Old, 11-17 12:00-13:00 New, "
    "11-24 12:00-13:00 New, 12-01 12:00-13:00 New", 2 },
  { "a-day-later-and-longer",
    SERIES "RRULE:FREQ=WEEKLY;BYDAY=TU\nEND:VEVENT\n"
    CHANGE ("20261110T100000", "DTSTART;TZID=Europe/Berlin:20261111T100000\nDURATION:PT2H\n"),
    "11-03 10:00-11:00 Old, 11-11 10:00-12:00 New, 11-18 10:00-12:00 New, "
    "11-25 10:00-12:00 New, 12-02 10:00-12:00 New", 2 },
  { "count-goes-on",
    SERIES "RRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\n"
    CHANGE ("20261117T100000", "DTSTART;TZID=Europe/Berlin:20261117T090000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-10 10:00-11:00 Old, 11-17 09:00-10:00 New, "
    "11-24 09:00-10:00 New", 2 },
  { "from-the-first",
    SERIES "RRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n"
    CHANGE ("20261103T100000", "DTSTART;TZID=Europe/Berlin:20261103T080000\nDURATION:PT1H\n"),
    "11-03 08:00-09:00 New, 11-10 08:00-09:00 New, 11-17 08:00-09:00 New", 1 },
  { "twice",
    SERIES "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    CHANGE ("20261124T100000", "DTSTART;TZID=Europe/Berlin:20261124T140000\nDURATION:PT1H\n")
    CHANGE ("20261110T100000", "DTSTART;TZID=Europe/Berlin:20261110T120000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-10 12:00-13:00 New, 11-17 12:00-13:00 New, "
    "11-24 14:00-15:00 New, 12-01 14:00-15:00 New", 3 },
  { "exceptions-of-the-rest",
    SERIES "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/Berlin:20261124T100000\nEND:VEVENT\n"
    CHANGE ("20261110T100000", "DTSTART;TZID=Europe/Berlin:20261110T120000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-10 12:00-13:00 New, 11-17 12:00-13:00 New, "
    "12-01 12:00-13:00 New, 12-08 12:00-13:00 New", 2 },
  { "overrides-on-both-sides",
    SERIES "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    OVERRIDE ("20261124T100000", "DTSTART;TZID=Europe/Berlin:20261125T070000\nDURATION:PT1H\n")
    CHANGE ("20261117T100000", "DTSTART;TZID=Europe/Berlin:20261117T120000\nDURATION:PT1H\n")
    OVERRIDE ("20261110T100000", "DTSTART;TZID=Europe/Berlin:20261110T060000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-10 06:00-07:00 Once, 11-17 12:00-13:00 New, "
    "11-25 07:00-08:00 Once, 12-01 12:00-13:00 New", 2 },
  { "in-utc",
    SERIES "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:a\nSUMMARY:New\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261117T090000Z\n"
    "DTSTART;TZID=Europe/Berlin:20261117T120000\nDURATION:PT1H\nEND:VEVENT\n",
    "11-03 10:00-11:00 Old, 11-10 10:00-11:00 Old, 11-17 12:00-13:00 New, "
    "11-24 12:00-13:00 New, 12-01 12:00-13:00 New", 2 },
  { "in-other-words",
    SERIES "RRULE:INTERVAL=1;FREQ=WEEKLY;UNTIL=20261215\nEXDATE:20261124T090000Z\n"
    "RDATE:20261106T090000Z\nEND:VEVENT\n"
    CHANGE ("20261110T100000", "DTSTART;TZID=Europe/Berlin:20261110T120000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-06 10:00-11:00 Old, 11-10 12:00-13:00 New, "
    "11-17 12:00-13:00 New, 12-01 12:00-13:00 New", 2 },
  { "no-occurrence-of-it",
    SERIES "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    CHANGE ("20261118T100000", "DTSTART;TZID=Europe/Berlin:20261118T120000\nDURATION:PT1H\n"),
    "11-03 10:00-11:00 Old, 11-10 10:00-11:00 Old, 11-17 10:00-11:00 Old, "
    "11-24 10:00-11:00 Old, 12-01 10:00-11:00 Old", 1 },
};

static GnomonEvent *
find_by_uid (GPtrArray  *events,
             const char *uid)
{
  for (guint i = 0; i < events->len; i++)
    if (strcmp (gnomon_event_get_uid (events->pdata[i]), uid) == 0)
      return events->pdata[i];

  g_assert_not_reached ();
}

static void
test_range (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = read_text (cases[i].components, warnings);
  g_autoptr (GPtrArray) same = read_text (cases[i].components, warnings);
  g_autofree char *told = tell (events, 5);
  g_autofree char *written = gnomon_ical_write (events);
  g_autoptr (GBytes) written_bytes = gnomon_test_ical_bytes (written);
  g_autoptr (GPtrArray) again = gnomon_test_ical_read (written_bytes, warnings);
  g_autofree char *told_again = tell (again, 5);

  g_assert_cmpstr (told, ==, cases[i].takes_place);
  g_assert_cmpuint (events->len, ==, cases[i].n_events);
  g_assert_cmpstr (gnomon_event_get_uid (events->pdata[0]), ==, "a");
  g_assert_true (gnomon_test_ical_has_warning (warnings, "change(s) of an occurrence and all"));

  /* A file that comes again brings nothing new, nor does what was written of it. */
  for (guint j = 0; j < events->len; j++)
    {
      const char *uid = gnomon_event_get_uid (events->pdata[j]);
      g_autofree char *hash = gnomon_event_hash_content (events->pdata[j]);
      g_autofree char *other = gnomon_event_hash_content (same->pdata[j]);
      g_autofree char *written_hash = gnomon_event_hash_content (find_by_uid (again, uid));

      g_assert_cmpstr (uid, ==, gnomon_event_get_uid (same->pdata[j]));
      g_assert_cmpstr (hash, ==, other);
      g_assert_cmpstr (hash, ==, written_hash);
    }
  if (cases[i].n_events > 1)
    {
      g_assert_null (strstr (written, "RANGE="));
      g_assert_cmpstr (told_again, ==, told);
    }
  else if (strcmp (cases[i].name, "no-occurrence-of-it") == 0)
    {
      g_assert_nonnull (strstr (written, "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID"));
    }
}

/* RFC 5545 knows the other range no more; it stays what it is. */
static void
test_this_and_prior (void)
{
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = read_text (
      SERIES "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDPRIOR;TZID=Europe/Berlin:20261117T100000\n"
      "DTSTART;TZID=Europe/Berlin:20261117T120000\nDURATION:PT1H\nEND:VEVENT\n", warnings);
  g_autofree char *written = gnomon_ical_write (events);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (((GnomonEvent *) events->pdata[0])->overrides->len, ==, 0);
  g_assert_nonnull (strstr (written, "RANGE=THISANDPRIOR"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical-ranges/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_range);
    }
  g_test_add_func ("/ical-ranges/this-and-prior", test_this_and_prior);

  return g_test_run ();
}
