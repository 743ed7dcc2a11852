/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-search-list.h"
#include "gnomon-test-store.h"

/* What a search finds, in which section and order, page by page. */

typedef struct
{
  GnomonTestStore base;
  GnomonSearchList *list;
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

  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->mirror->len);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  gnomon_test_store_set_up (&fixture->base, user_data);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->list = gnomon_search_list_new (fixture->base.store);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_ptr_array_unref (fixture->mirror);
  g_assert_finalize_object (fixture->list);
  gnomon_test_store_tear_down (&fixture->base, user_data);
}

static void
create (Fixture    *fixture,
        const char *text)
{
  g_autoptr (GnomonEvent) event = gnomon_test_create_event (fixture->base.store, text);

  g_assert_nonnull (event);
}

static void
fill (Fixture *fixture)
{
  static const char * const events[] = {
    "{'title': <'Design sprint'>, 'event_date': <'2026-12-08'>, 'start_time': <'09:30'>}",
    "{'title': <'DESIGN critique'>, 'event_date': <'2026-11-26'>, 'start_time': <'10:00'>,"
    " 'location': <'Figma'>}",
    "{'title': <'Design review'>, 'event_date': <'2026-11-18'>, 'start_time': <'09:30'>,"
    " 'end_time': <'10:30'>}",
    "{'title': <'Product designer'>, 'event_date': <'2026-11-17'>, 'start_time': <'14:00'>,"
    " 'event_type': <'event'>}",
    "{'title': <'Design week'>, 'event_date': <'2026-11-10'>, 'end_date': <'2026-11-20'>,"
    " 'all_day': <true>}",
    "{'title': <'Lab'>, 'event_date': <'2026-11-20'>, 'start_time': <'09:30'>,"
    " 'description': <'bring the design tokens'>}",
    "{'title': <'Old lab'>, 'event_date': <'2025-11-20'>, 'start_time': <'09:30'>,"
    " 'location': <'Design hall'>}",
    "{'title': <'Lunch'>, 'event_date': <'2026-11-20'>, 'start_time': <'12:30'>}",
    "{'title': <'Design jour fixe'>, 'event_date': <'2026-01-05'>, 'start_time': <'08:00'>,"
    " 'rrule': <'FREQ=WEEKLY'>}",
    "{'title': <'Design course'>, 'event_date': <'2026-02-02'>, 'start_time': <'18:00'>,"
    " 'rrule': <'FREQ=WEEKLY;COUNT=5'>}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    create (fixture, events[i]);
}

static void
search (Fixture           *fixture,
        const char        *text,
        GnomonSearchScope  scope,
        int                event_type)
{
  GnomonSearchQuery query = { .text = text, .scope = scope, .event_type = event_type };

  gnomon_search_list_set_query (fixture->list, &query);
  while (gnomon_search_list_fetch (fixture->list, G_MAXUINT))
    ;
  g_assert_true (gnomon_search_list_is_complete (fixture->list));
}

/* "2: first, second | 1: third": the sections with their counts. */
static char *
describe (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  int section = -1;

  for (guint i = 0; i < fixture->mirror->len; i++)
    {
      GnomonSearchHit *hit = g_ptr_array_index (fixture->mirror, i);
      guint n = gnomon_search_hit_get_n_section (hit);

      g_assert_cmpint (n > 0, ==, (int) gnomon_search_hit_get_section (hit) != section);
      section = (int) gnomon_search_hit_get_section (hit);
      if (n > 0)
        g_string_append_printf (text, "%s%c%u%s: ", i > 0 ? " | " : "", "CEA"[section], n,
                                gnomon_search_hit_is_partial (hit) ? "+" : "");
      else
        g_string_append (text, ", ");
      g_string_append (text, gnomon_event_get_title (gnomon_search_hit_get_event (hit)));
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
test_sections (Fixture       *fixture,
               gconstpointer  user_data)
{
  fill (fixture);
  search (fixture, "  dESign ", GNOMON_SEARCH_EVERYTHING, -1);
  expect (fixture, "C4: Design week, Design jour fixe, DESIGN critique, Design sprint"
                   " | E3: Design review, Product designer, Design course"
                   " | A2: Lab, Old lab");
  search (fixture, "", GNOMON_SEARCH_EVERYTHING, -1);
  expect (fixture, "");
  search (fixture, "nowhere", GNOMON_SEARCH_EVERYTHING, -1);
  expect (fixture, "");
}

static void
test_scopes (Fixture       *fixture,
             gconstpointer  user_data)
{
  fill (fixture);
  search (fixture, "design", GNOMON_SEARCH_PLACES, -1);
  expect (fixture, "E1: Old lab");
  search (fixture, "design", GNOMON_SEARCH_NOTES, -1);
  expect (fixture, "C1: Lab");
  search (fixture, "lab", GNOMON_SEARCH_TITLES, -1);
  expect (fixture, "C1: Lab | E1: Old lab");
  search (fixture, "design", GNOMON_SEARCH_EVERYTHING, GNOMON_EVENT_TYPE_EVENT);
  expect (fixture, "E1: Product designer");
}

static void
test_series (Fixture       *fixture,
             gconstpointer  user_data)
{
  GnomonSearchHit *hit;
  gint64 expected;

  fill (fixture);
  search (fixture, "jour", GNOMON_SEARCH_EVERYTHING, -1);
  g_assert_cmpuint (fixture->mirror->len, ==, 1);
  hit = g_ptr_array_index (fixture->mirror, 0);
  g_assert_true (gnomon_civil_parse_instant ("2026-11-23T08:00:00+01:00", &expected));
  g_assert_cmpint (gnomon_search_hit_get_starts_at (hit), ==, expected);
  g_assert_cmpstr (gnomon_search_hit_get_recurrence_id (hit), ==, "2026-11-23T08:00:00");
}

static void
test_hidden (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GnomonFields) hide = gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'visible': <false>}");
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (fixture->base.store, NULL);
  GnomonSearchQuery query = { .text = "critique", .event_type = -1, .hidden = TRUE };

  fill (fixture);
  gnomon_test_run (fixture->base.store,
                   gnomon_operation_new_update_calendar (
                     gnomon_calendar_get_id (g_ptr_array_index (calendars, 0)), hide));
  search (fixture, "critique", GNOMON_SEARCH_EVERYTHING, -1);
  expect (fixture, "");
  g_assert_cmpuint (gnomon_search_list_get_n_hidden (fixture->list), ==, 1);

  gnomon_search_list_set_query (fixture->list, &query);
  while (gnomon_search_list_fetch (fixture->list, G_MAXUINT))
    ;
  expect (fixture, "C1: DESIGN critique");
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  user_data)
{
  GnomonSearchQuery query = { .text = "many", .event_type = -1 };
  gint64 day = gnomon_civil_day_from_ymd (2026, 11, 19);

  for (int i = 0; i < 130; i++)
    {
      g_autofree char *date = gnomon_civil_format_date (day + i);
      g_autofree char *text = g_strdup_printf ("{'title': <'many %d'>, 'event_date': <'%s'>,"
                                               " 'start_time': <'10:00'>}", i, date);

      create (fixture, text);
    }

  gnomon_search_list_set_query (fixture->list, &query);
  while (gnomon_search_list_fetch (fixture->list, 20))
    ;
  g_assert_cmpuint (fixture->mirror->len, ==, 25);
  g_assert_false (gnomon_search_list_is_complete (fixture->list));
  g_assert_true (gnomon_search_hit_is_partial (g_ptr_array_index (fixture->mirror, 0)));
  while (gnomon_search_list_fetch (fixture->list, 126))
    ;
  g_assert_cmpuint (fixture->mirror->len, ==, 130);
  g_assert_false (gnomon_search_hit_is_partial (g_ptr_array_index (fixture->mirror, 0)));
  g_assert_cmpuint (gnomon_search_hit_get_n_section (g_ptr_array_index (fixture->mirror, 0)), ==,
                    130);
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
    { "/search-list/sections", test_sections },
    { "/search-list/scopes", test_scopes },
    { "/search-list/series", test_series },
    { "/search-list/hidden", test_hidden },
    { "/search-list/pages", test_pages },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
