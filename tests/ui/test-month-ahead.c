/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gnomon-civil.h"
#include "gnomon-month-view-private.h"
#include "gnomon-test-store.h"

/* The pool of weeks of the month, where frames come late. */

static void
run_idles (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Scrolls on to a week as an animation does, but that all comes to pass between two idles. */
static void
scroll_on (GnomonMonthView *view,
           double           target)
{
  view->target = target;
  gnomon_month_view_move_to (view, target - 0.5);
  gnomon_month_view_move_to (view, target);
}

/* The wheel goes on, and what comes next is made ready before the first frame of that: a week was
 * looked for that the pool did not have. */
static void
test_ahead_of_the_frame (GnomonTestStore *fixture,
                         gconstpointer    user_data)
{
  GnomonViewTime time = {
    .today = gnomon_civil_day_from_ymd (2026, 11, 18),
    .now_wall = gnomon_civil_day_from_ymd (2026, 11, 18) * GNOMON_DAY_SECONDS,
    .week_start = 1,
  };
  GtkWidget *widget = g_object_ref_sink (gnomon_month_view_new ());
  GnomonMonthView *view = GNOMON_MONTH_VIEW (widget);
  double start;

  gnomon_view_set_store (GNOMON_VIEW (view), fixture->store);
  gnomon_view_set_time (GNOMON_VIEW (view), &time);
  gnomon_view_set_date (GNOMON_VIEW (view), time.today);
  run_idles ();
  start = view->position;

  for (int direction = 1; direction >= -1; direction -= 2)
    for (int i = 1; i <= 12; i++)
      {
        scroll_on (view, view->position + direction * (i % 3));
        view->target = view->position + direction;
        run_idles ();
        g_assert_cmpint (view->n_weeks, >=, GNOMON_MONTH_VIEW_WEEKS);
        g_assert_cmpint (view->n_weeks, <=, GNOMON_MONTH_VIEW_MAX_WEEKS);
        for (int week = 0; week < view->n_weeks; week++)
          g_assert_true (GNOMON_IS_MONTH_WEEK (view->weeks[week]));
      }
  g_assert_cmpfloat (view->position, ==, start);

  g_assert_finalize_object (widget);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  gnomon_test_store_add ("/month-ahead/ahead-of-the-frame", test_ahead_of_the_frame);

  return g_test_run ();
}
