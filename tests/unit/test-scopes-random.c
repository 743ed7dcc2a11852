/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-test-store.h"

/* Whatever is edited of whatever series: what the edit is not about stays as it was. */

#define N_SERIES 40
#define N_EDITS 5

typedef struct
{
  gint64 event_id;
  char *recurrence_id;
  char *title;
  gint64 starts_at;
  gint64 ends_at;
} Shown;

static void
shown_clear (gpointer data)
{
  Shown *shown = data;

  g_free (shown->recurrence_id);
  g_free (shown->title);
}

static GArray *
list (GnomonStore *store)
{
  gint64 from = gnomon_civil_day_from_ymd (2026, 9, 1) * GNOMON_DAY_SECONDS;
  gint64 to = gnomon_civil_day_from_ymd (2027, 7, 1) * GNOMON_DAY_SECONDS;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = gnomon_store_list_occurrences (store, from, to, TRUE, &error);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Shown));

  g_assert_no_error (error);
  g_array_set_clear_func (all, shown_clear);
  for (guint i = 0; i < found->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (found, i);
      Shown shown = {
        .event_id = gnomon_occurrence_get_event_id (occurrence),
        .recurrence_id = g_strdup (gnomon_occurrence_get_recurrence_id (occurrence)),
        .title = g_strdup (gnomon_occurrence_get_title (occurrence)),
        .starts_at = gnomon_occurrence_get_starts_at (occurrence),
        .ends_at = gnomon_occurrence_get_ends_at (occurrence),
      };

      g_array_append_val (all, shown);
    }
  return all;
}

#define SHOWN(array, i) (&g_array_index (array, Shown, i))

static gboolean
is_same (const Shown *a,
         const Shown *b)
{
  return a->event_id == b->event_id && g_str_equal (a->recurrence_id, b->recurrence_id)
         && g_str_equal (a->title, b->title)
         && a->starts_at == b->starts_at && a->ends_at == b->ends_at;
}

static gboolean
has (GArray      *all,
     const Shown *wanted)
{
  for (guint i = 0; i < all->len; i++)
    if (is_same (SHOWN (all, i), wanted))
      return TRUE;
  return FALSE;
}

static void
assert_same (GArray     *a,
             GArray     *b,
             const char *what)
{
  if (a->len != b->len)
    g_error ("%s: %u and %u occurrences", what, a->len, b->len);
  for (guint i = 0; i < a->len; i++)
    if (!has (b, SHOWN (a, i)))
      g_error ("%s: %s of %s is not the same", what, SHOWN (a, i)->title,
               SHOWN (a, i)->recurrence_id);
}

static char *
make_rule (GRand *rand)
{
  static const char * const patterns[] = {
    "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=YEARLY",
    "FREQ=HOURLY;INTERVAL=36",
  };
  const char *pattern = patterns[g_rand_int_range (rand, 0, G_N_ELEMENTS (patterns))];

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      return g_strdup_printf ("%s;COUNT=%d", pattern, g_rand_int_range (rand, 2, 30));
    case 1:
      return g_strdup_printf ("%s;UNTIL=2027%02d15T220000Z", pattern,
                              g_rand_int_range (rand, 1, 6));
    default:
      return g_strdup (pattern);
    }
}

static void
create (GnomonStore *store,
        GRand       *rand)
{
  static const char * const zones[] = { "Europe/Berlin", "America/New_York", "floating", "UTC" };
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autofree char *rule = make_rule (rand);
  g_autofree char *date =
    gnomon_civil_format_date (gnomon_civil_day_from_ymd (2026, 9, 20)
                              + g_rand_int_range (rand, 0, 60));

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "first");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, date);
  gnomon_fields_set_string (fields, GNOMON_EVENT_RRULE, rule);
  if (g_rand_int_range (rand, 0, 4) == 0 && strstr (rule, "HOURLY") == NULL)
    {
      gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, TRUE);
    }
  else
    {
      g_autofree char *time = g_strdup_printf ("%02d:30", g_rand_int_range (rand, 0, 23));

      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, time);
      gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE,
                                zones[g_rand_int_range (rand, 0, G_N_ELEMENTS (zones))]);
    }
  gnomon_test_run (store, gnomon_operation_new_create_event (fields));
}

/* A new title and, mostly, another day. */
static GnomonFields *
make_change (GnomonStore *store,
             GRand       *rand,
             const Shown *shown,
             const char  *title)
{
  g_autoptr (GnomonEvent) occurrence =
    gnomon_store_get_occurrence (store, shown->event_id, shown->recurrence_id, NULL);
  GnomonFields *fields = gnomon_fields_new (GNOMON_KIND_EVENT);

  g_assert_nonnull (occurrence);
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, title);
  if (g_rand_int_range (rand, 0, 3) > 0)
    {
      gint64 day = gnomon_civil_day_of_wall (gnomon_event_get_start_wall (occurrence));
      g_autofree char *date = gnomon_civil_format_date (day + g_rand_int_range (rand, -2, 3));

      gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, date);
    }
  return fields;
}

/* Whether an occurrence is none that the edit is about. */
static gboolean
is_outside (const Shown *shown,
            const Shown *edited,
            GnomonScope  scope)
{
  if (shown->event_id != edited->event_id)
    return TRUE;
  if (scope == GNOMON_SCOPE_THIS)
    return !g_str_equal (shown->recurrence_id, edited->recurrence_id);
  return scope == GNOMON_SCOPE_FUTURE && strcmp (shown->recurrence_id, edited->recurrence_id) < 0;
}

static void
check_edit (GnomonTestStore *fixture,
            GRand           *rand,
            guint            number)
{
  static const char * const names[] = { "this", "future", "all" };
  g_autoptr (GArray) before = list (fixture->store);
  g_autoptr (GArray) after = NULL;
  g_autoptr (GArray) undone = NULL;
  g_autoptr (GArray) redone = NULL;
  g_autofree char *title = g_strdup_printf ("edit %u", number);
  g_autofree char *what = NULL;
  GnomonScope scope = (GnomonScope) g_rand_int_range (rand, 0, 3);
  gboolean deletes = g_rand_int_range (rand, 0, 3) == 0;
  const Shown *edited;

  if (before->len == 0)
    return;
  edited = SHOWN (before, g_rand_int_range (rand, 0, (gint32) MIN (before->len, 25)));
  if (*edited->recurrence_id == '\0')
    return;
  what = g_strdup_printf ("%s %s of %s", deletes ? "delete" : "update", names[scope],
                          edited->recurrence_id);

  if (deletes)
    {
      gnomon_test_run (fixture->store,
                       gnomon_operation_new_delete_occurrence (edited->event_id,
                                                               edited->recurrence_id, scope));
    }
  else
    {
      g_autoptr (GnomonFields) fields = make_change (fixture->store, rand, edited, title);

      gnomon_test_run (fixture->store,
                       gnomon_operation_new_update_occurrence (edited->event_id,
                                                               edited->recurrence_id,
                                                               fields, scope));
    }
  after = list (fixture->store);

  for (guint i = 0; i < before->len; i++)
    if (is_outside (SHOWN (before, i), edited, scope) && !has (after, SHOWN (before, i)))
      g_error ("%s: %s of %s has gone", what, SHOWN (before, i)->title,
               SHOWN (before, i)->recurrence_id);
  for (guint i = 0; i < after->len; i++)
    {
      const Shown *shown = SHOWN (after, i);

      /* What is there and was not is what was edited. */
      if (!has (before, shown)
          && (deletes
              || (scope == GNOMON_SCOPE_THIS && !g_str_equal (shown->title, title))))
        g_error ("%s: %s of %s has come", what, shown->title, shown->recurrence_id);
      if (deletes && !is_outside (shown, edited, scope))
        g_error ("%s: %s is still there", what, shown->recurrence_id);
    }

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  undone = list (fixture->store);
  assert_same (before, undone, what);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  redone = list (fixture->store);
  assert_same (after, redone, what);
}

static void
test_outside_stays (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261118);

  for (guint i = 0; i < N_SERIES; i++)
    {
      create (fixture->store, rand);
      for (guint j = 0; j < N_EDITS; j++)
        check_edit (fixture, rand, i * N_EDITS + j);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  gnomon_test_store_add ("/scopes/outside-stays", test_outside_stays);

  return g_test_run ();
}
