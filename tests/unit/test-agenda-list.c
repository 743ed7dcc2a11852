/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-list.h"
#include "gnomon-civil.h"
#include "gnomon-test-store.h"

/* The agenda's entries: days with their events, read part by part, and what stands around them. */

#define TODAY (gnomon_civil_day_from_ymd (2026, 11, 18))

typedef struct
{
  GnomonTestStore base;
  GnomonAgendaList *list;
  GPtrArray *mirror;            /* what a view has that only follows the signal */
  gboolean stale;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Fixture *fixture = user_data;

  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->mirror->len);
}

static void
stale_cb (Fixture *fixture)
{
  fixture->stale = TRUE;
}

static void
set_time (Fixture    *fixture,
          const char *wall_text)
{
  GnomonViewTime time = { .week_start = 1 };

  g_assert_true (gnomon_civil_parse_wall (wall_text, &time.now_wall));
  time.now = time.now_wall - 3600;                /* Berlin, in winter */
  time.today = gnomon_civil_day_of_wall (time.now_wall);
  gnomon_agenda_list_set_time (fixture->list, &time);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  gnomon_test_store_set_up (&fixture->base, user_data);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->list = gnomon_agenda_list_new (fixture->base.store);
  set_time (fixture, "2026-11-18T10:42");
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect_swapped (fixture->list, "stale", G_CALLBACK (stale_cb), fixture);
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
        const char *text)
{
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->base.store, text);

  return gnomon_event_get_id (event);
}

/* "18: a b | 19: c": the days with their titles, as the mirror has them; ^ and _ are the line of
 * now before and after an entry, - a day without events. */
static char *
describe (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fixture->mirror->len; i++)
    {
      GnomonAgendaItem *item = g_ptr_array_index (fixture->mirror, i);
      GnomonOccurrence *occurrence = gnomon_agenda_item_get_occurrence (item);
      GnomonAgendaFrame frame = gnomon_agenda_item_get_frame (item);
      int day;

      g_assert_true (item == gnomon_agenda_list_get (fixture->list, i));
      gnomon_civil_day_to_ymd (gnomon_agenda_item_get_day (item), NULL, NULL, &day);
      if (frame & GNOMON_AGENDA_FRAME_HEADING)
        g_string_append_printf (text, "%s%d(%u):", i > 0 ? " | " : "", day,
                                gnomon_agenda_item_get_n_events (item));
      g_string_append_printf (text, " %s%s%s", frame & GNOMON_AGENDA_FRAME_NOW_BEFORE ? "^" : "",
                              occurrence != NULL ? gnomon_occurrence_get_title (occurrence) : "-",
                              frame & GNOMON_AGENDA_FRAME_NOW_AFTER ? "_" : "");
    }
  return g_string_free (text, FALSE);
}

static void
expect (Fixture    *fixture,
        const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
load (Fixture *fixture,
      int      days_before,
      int      days_after)
{
  while (gnomon_agenda_list_extend (fixture->list, TODAY - days_before, TODAY + days_after))
    ;
}

static void
fill (Fixture *fixture)
{
  static const char * const events[] = {
    "{'title': <'old'>, 'event_date': <'2026-11-02'>, 'start_time': <'09:00'>}",
    "{'title': <'over'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:00'>,"
    " 'end_time': <'09:30'>}",
    "{'title': <'runs'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:30'>,"
    " 'end_time': <'11:30'>}",
    "{'title': <'later'>, 'event_date': <'2026-11-18'>, 'start_time': <'14:00'>,"
    " 'event_type': <'event'>}",
    "{'title': <'trip'>, 'event_date': <'2026-11-17'>, 'end_date': <'2026-11-19'>,"
    " 'all_day': <true>}",
    "{'title': <'call'>, 'event_date': <'2026-12-01'>, 'start_time': <'08:00'>,"
    " 'status': <'tentative'>}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    create (fixture, events[i]);
}

static void
test_days (Fixture       *fixture,
           gconstpointer  user_data)
{
  fill (fixture);
  gnomon_agenda_list_restart (fixture->list, TODAY);
  load (fixture, 0, 2);
  expect (fixture, "18(4): trip over ^runs later | 19(1): trip");
  load (fixture, 20, 20);
  expect (fixture,
          "2(1): old | 17(1): trip | 18(4): trip over ^runs later | 19(1): trip | 1(1): call");
  g_assert_cmpuint (gnomon_agenda_list_find_day (fixture->list, TODAY), ==, 2);
  g_assert_cmpuint (gnomon_agenda_list_find_day (fixture->list, TODAY + 2), ==, 7);
  g_assert_cmpuint (gnomon_agenda_list_find_day (fixture->list, TODAY + 50), ==, 8);
}

static void
test_now (Fixture       *fixture,
          gconstpointer  user_data)
{
  fill (fixture);
  gnomon_agenda_list_restart (fixture->list, TODAY);
  load (fixture, 0, 1);
  set_time (fixture, "2026-11-18T08:00");
  expect (fixture, "18(4): trip ^over runs later");
  set_time (fixture, "2026-11-18T09:30");
  expect (fixture, "18(4): trip over ^runs later");
  set_time (fixture, "2026-11-18T11:30");
  expect (fixture, "18(4): trip over runs ^later");
  set_time (fixture, "2026-11-18T23:00");
  expect (fixture, "18(4): trip over runs later_");
}

static void
test_nothing_today (Fixture       *fixture,
                    gconstpointer  user_data)
{
  gint64 id;

  gnomon_agenda_list_restart (fixture->list, TODAY);
  load (fixture, 3, 3);
  expect (fixture, "18(0): ^-");

  id = create (fixture, "{'title': <'a'>, 'event_date': <'2026-11-18'>, 'start_time': <'12:00'>}");
  while (gnomon_agenda_list_refresh (fixture->list))
    ;
  expect (fixture, "18(1): ^a");
  gnomon_test_run (fixture->base.store, gnomon_operation_new_delete_event (id));
  while (gnomon_agenda_list_refresh (fixture->list))
    ;
  expect (fixture, "18(0): ^-");

  /* At midnight it is another day that is never empty. */
  fixture->stale = FALSE;
  set_time (fixture, "2026-11-19T00:00");
  g_assert_true (fixture->stale);
  while (gnomon_agenda_list_refresh (fixture->list))
    ;
  expect (fixture, "19(0): ^-");
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  user_data)
{
  GnomonAgendaFilter none = GNOMON_AGENDA_FILTER_NONE;
  const struct { GnomonAgendaFilter filter; const char *expected; } rows[] = {
    { { .event_type = GNOMON_EVENT_TYPE_EVENT, .status = -1, .answer = -1 }, "18(1): ^later" },
    { { .event_type = -1, .status = GNOMON_STATUS_TENTATIVE, .answer = -1 },
      "18(0): ^- | 1(1): call" },
    { { .event_type = -1, .status = -1, .answer = -1, .calendar_id = 99 }, "18(0): ^-" },
    { { .event_type = -1, .status = -1, .answer = -1, .bounded = TRUE, .first_day = TODAY - 1,
        .end_day = TODAY }, "17(1): trip" },
  };

  fill (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gnomon_agenda_list_set_filter (fixture->list, &rows[i].filter);
      gnomon_agenda_list_restart (fixture->list, TODAY);
      load (fixture, 30, 30);
      expect (fixture, rows[i].expected);
    }
  gnomon_agenda_list_set_filter (fixture->list, &none);
  gnomon_agenda_list_restart (fixture->list, TODAY);
  expect (fixture, "");
}

static void
test_ungrouped (Fixture       *fixture,
                gconstpointer  user_data)
{
  GnomonAgendaFilter filter = GNOMON_AGENDA_FILTER_NONE;

  fill (fixture);
  gnomon_agenda_list_set_grouped (fixture->list, FALSE);
  gnomon_agenda_list_restart (fixture->list, TODAY);
  load (fixture, 0, 1);
  load (fixture, 30, 30);
  expect (fixture, " old trip over runs later call");

  filter.bounded = TRUE;
  filter.first_day = TODAY;
  filter.end_day = TODAY + 5;
  gnomon_agenda_list_set_filter (fixture->list, &filter);
  gnomon_agenda_list_restart (fixture->list, TODAY);
  load (fixture, 30, 30);
  expect (fixture, " trip over runs later");
}

/* Whatever happens, in whatever parts it is read: the list is as one that is read anew. */
static void
test_random (Fixture       *fixture,
             gconstpointer  user_data)
{
  GRand *random = g_rand_new_with_seed (3);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  gnomon_agenda_list_restart (fixture->list, TODAY);
  load (fixture, 20, 20);
  for (int round = 0; round < 60; round++)
    {
      g_autofree char *kept = NULL;
      g_autofree char *fresh = NULL;

      if (ids->len > 5 && g_rand_boolean (random))
        {
          guint i = (guint) g_rand_int_range (random, 0, (int) ids->len);

          gnomon_test_run (fixture->base.store,
                           gnomon_operation_new_delete_event (g_array_index (ids, gint64, i)));
          g_array_remove_index (ids, i);
        }
      else
        {
          g_autofree char *date =
            gnomon_civil_format_date (TODAY + g_rand_int_range (random, -20, 20));
          g_autofree char *text =
            g_strdup_printf ("{'title': <'e%d'>, 'event_date': <'%s'>, 'start_time': <'%02d:00'>,"
                             " 'duration_minutes': <%d>}",
                             round, date, g_rand_int_range (random, 0, 24),
                             g_rand_int_range (random, 15, 5000));
          gint64 id = create (fixture, text);

          g_array_append_val (ids, id);
        }

      while (gnomon_agenda_list_refresh (fixture->list))
        ;
      kept = describe (fixture);
      gnomon_agenda_list_restart (fixture->list, TODAY + g_rand_int_range (random, -10, 10));
      load (fixture, 20, 20);
      fresh = describe (fixture);
      g_assert_cmpstr (kept, ==, fresh);
    }
  g_rand_free (random);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/agenda-list/days", test_days },
    { "/agenda-list/now", test_now },
    { "/agenda-list/nothing-today", test_nothing_today },
    { "/agenda-list/filters", test_filters },
    { "/agenda-list/ungrouped", test_ungrouped },
    { "/agenda-list/random", test_random },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
