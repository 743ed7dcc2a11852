/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-occurrence-list.h"
#include "gnomon-test-store.h"

/* A store in a folder of its own, with a list of November 2026 that notes what it says. */
typedef struct
{
  GnomonTestStore base;
  GnomonOccurrenceList *list;
  guint n_signals;
  guint n_removed;
  guint n_added;
  GPtrArray *mirror;            /* what a view has that only follows the signal */
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Fixture *fixture = user_data;

  fixture->n_signals++;
  fixture->n_removed += removed;
  fixture->n_added += added;
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (int) (position + i),
                        g_list_model_get_item (model, position + i));

  /* At each signal the model is what the sum of its signals says. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->mirror->len);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  gnomon_test_store_set_up (&fixture->base, user_data);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->list = gnomon_occurrence_list_new (fixture->base.store);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  gnomon_occurrence_list_set_days (fixture->list, gnomon_civil_day_from_ymd (2026, 11, 1),
                                   gnomon_civil_day_from_ymd (2026, 12, 1));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_ptr_array_unref (fixture->mirror);
  g_assert_finalize_object (fixture->list);
  gnomon_test_store_tear_down (&fixture->base, user_data);
}

static gint64
create (Fixture    *fixture,
        const char *title,
        const char *date,
        const char *start)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GObject) event = NULL;

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, title);
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, date);
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, start);
  event = gnomon_test_apply (fixture->base.store, gnomon_operation_new_create_event (fields));

  return gnomon_event_get_id (GNOMON_EVENT (event));
}

static void
update (Fixture    *fixture,
        gint64      id,
        int         key,
        const char *value)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);

  gnomon_fields_set_string (fields, key, value);
  gnomon_test_run (fixture->base.store, gnomon_operation_new_update_event (id, fields));
}

/* Lets the store tell of what was done, and forgets what the signals had said before. */
static void
settle (Fixture *fixture)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
forget (Fixture *fixture)
{
  settle (fixture);
  fixture->n_signals = fixture->n_removed = fixture->n_added = 0;
}

static char *
dup_titles (Fixture *fixture)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < fixture->mirror->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "",
                            gnomon_occurrence_get_title (g_ptr_array_index (fixture->mirror, i)));

  return g_string_free (titles, FALSE);
}

static void
assert_titles (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *titles = dup_titles (fixture);

  g_assert_cmpstr (titles, ==, expected);
  for (guint i = 0; i < fixture->mirror->len; i++)
    g_assert_true (gnomon_occurrence_list_get (fixture->list, i)
                   == g_ptr_array_index (fixture->mirror, i));
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  user_data)
{
  gint64 b;

  assert_titles (fixture, "");
  create (fixture, "A", "2026-11-05", "09:00");
  b = create (fixture, "B", "2026-11-10", "09:00");
  create (fixture, "C", "2026-11-20", "09:00");
  create (fixture, "Out", "2026-12-01", "00:00");
  settle (fixture);
  assert_titles (fixture, "A B C");

  update (fixture, b, GNOMON_EVENT_EVENT_DATE, "2026-11-25");
  settle (fixture);
  assert_titles (fixture, "A C B");

  gnomon_test_run (fixture->base.store, gnomon_operation_new_delete_event (b));
  settle (fixture);
  assert_titles (fixture, "A C");
}

/* Only the row that is another now is told of, and the others stay the objects that they were. */
static void
test_is_sparing (Fixture       *fixture,
                 gconstpointer  user_data)
{
  GnomonOccurrence *first, *last;
  gint64 b;

  create (fixture, "A", "2026-11-05", "09:00");
  b = create (fixture, "B", "2026-11-10", "09:00");
  create (fixture, "C", "2026-11-20", "09:00");
  forget (fixture);
  first = gnomon_occurrence_list_get (fixture->list, 0);
  last = gnomon_occurrence_list_get (fixture->list, 2);

  update (fixture, b, GNOMON_EVENT_TITLE, "B2");
  settle (fixture);
  assert_titles (fixture, "A B2 C");
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->n_removed, ==, 1);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_true (gnomon_occurrence_list_get (fixture->list, 0) == first);
  g_assert_true (gnomon_occurrence_list_get (fixture->list, 2) == last);

  forget (fixture);
  create (fixture, "Out", "2027-01-01", "09:00");
  gnomon_occurrence_list_reload (fixture->list);
  settle (fixture);
  g_assert_cmpuint (fixture->n_signals, ==, 0);
}

static void
test_another_range (Fixture       *fixture,
                    gconstpointer  user_data)
{
  create (fixture, "A", "2026-11-05", "09:00");
  create (fixture, "B", "2026-11-30", "23:30");
  create (fixture, "C", "2026-12-01", "00:00");
  settle (fixture);
  assert_titles (fixture, "A B");

  gnomon_occurrence_list_set_days (fixture->list, gnomon_civil_day_from_ymd (2026, 12, 1),
                                   gnomon_civil_day_from_ymd (2026, 12, 2));
  assert_titles (fixture, "B C");
  gnomon_occurrence_list_set_days (fixture->list, gnomon_civil_day_from_ymd (2026, 11, 5),
                                   gnomon_civil_day_from_ymd (2026, 11, 6));
  assert_titles (fixture, "A");
}

/* A range that goes on is read where it is new: what both have stays the object that it was, and
 * the signals tell of nothing else. */
static void
test_range_goes_on (Fixture       *fixture,
                    gconstpointer  user_data)
{
  gint64 november = gnomon_civil_day_from_ymd (2026, 11, 1);
  GnomonOccurrence *kept;
  g_autofree char *all = NULL;
  g_autofree char *again = NULL;

  create (fixture, "Before", "2026-10-20", "09:00");
  create (fixture, "Over", "2026-10-31", "23:30");
  create (fixture, "A", "2026-11-05", "09:00");
  create (fixture, "B", "2026-11-30", "23:30");
  create (fixture, "After", "2026-12-02", "09:00");
  forget (fixture);
  assert_titles (fixture, "Over A B");
  kept = gnomon_occurrence_list_get (fixture->list, 1);

  gnomon_occurrence_list_set_days (fixture->list, november - 14, november + 37);
  assert_titles (fixture, "Before Over A B After");
  g_assert_true (gnomon_occurrence_list_get (fixture->list, 2) == kept);
  g_assert_cmpuint (fixture->n_removed, ==, 0);
  g_assert_cmpuint (fixture->n_added, ==, 2);

  gnomon_occurrence_list_set_days (fixture->list, november + 3, november + 37);
  assert_titles (fixture, "A B After");
  gnomon_occurrence_list_set_days (fixture->list, november - 14, november + 29);
  assert_titles (fixture, "Before Over A");
  g_assert_true (gnomon_occurrence_list_get (fixture->list, 2) == kept);
  gnomon_occurrence_list_set_days (fixture->list, november + 33, november + 34);
  assert_titles (fixture, "");

  /* The same as when it is read at once. */
  gnomon_occurrence_list_set_days (fixture->list, november - 30, november);
  gnomon_occurrence_list_set_days (fixture->list, november - 14, november + 60);
  all = dup_titles (fixture);
  gnomon_occurrence_list_reload (fixture->list);
  again = dup_titles (fixture);
  g_assert_cmpstr (all, ==, again);
}

static void
test_hidden_calendar (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (fixture->base.store, NULL);
  gint64 id = gnomon_calendar_get_id (g_ptr_array_index (calendars, 0));

  create (fixture, "A", "2026-11-05", "09:00");
  settle (fixture);
  assert_titles (fixture, "A");

  gnomon_fields_set_boolean (fields, GNOMON_CALENDAR_VISIBLE, FALSE);
  gnomon_test_run (fixture->base.store, gnomon_operation_new_update_calendar (id, fields));
  settle (fixture);
  assert_titles (fixture, "");
}

/* A view that only follows the signals has what the model has, whatever happens. */
static void
test_random (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261118);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int round = 0; round < 150; round++)
    {
      g_autofree char *date = g_strdup_printf ("2026-11-%02d", g_rand_int_range (rand, 1, 31));
      guint choice = (guint) g_rand_int_range (rand, 0, 3);

      if (ids->len == 0 || choice == 0)
        {
          gint64 id = create (fixture, date, date, "09:00");

          g_array_append_val (ids, id);
        }
      else
        {
          guint index = (guint) g_rand_int_range (rand, 0, (int) ids->len);
          gint64 id = g_array_index (ids, gint64, index);

          if (choice == 1)
            update (fixture, id, GNOMON_EVENT_EVENT_DATE, date);
          else
            {
              gnomon_test_run (fixture->base.store, gnomon_operation_new_delete_event (id));
              g_array_remove_index_fast (ids, index);
            }
        }

      if (round % 5 == 4)
        {
          settle (fixture);
          g_assert_cmpuint (fixture->mirror->len, ==, ids->len);
          for (guint i = 0; i < fixture->mirror->len; i++)
            g_assert_true (gnomon_occurrence_list_get (fixture->list, i)
                           == g_ptr_array_index (fixture->mirror, i));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/occurrence-list/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/occurrence-list/is-sparing", Fixture, NULL, set_up, test_is_sparing, tear_down);
  g_test_add ("/occurrence-list/another-range", Fixture, NULL, set_up, test_another_range,
              tear_down);
  g_test_add ("/occurrence-list/range-goes-on", Fixture, NULL, set_up, test_range_goes_on,
              tear_down);
  g_test_add ("/occurrence-list/hidden-calendar", Fixture, NULL, set_up, test_hidden_calendar,
              tear_down);
  g_test_add ("/occurrence-list/random", Fixture, NULL, set_up, test_random, tear_down);

  return g_test_run ();
}
