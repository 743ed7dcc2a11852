/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-alarm-clock.h"

/*
 * The timer for reminders: with a frozen clock, where nothing waits, and with the system's, where
 * one short wait is real. That somebody sets the clock cannot be tried: it is everybody's.
 */

#define FROZEN "2026-11-22T08:00:00Z"
#define FROZEN_SECONDS 1795334400

typedef struct
{
  GnomonAlarmClock *alarm;
  guint n_due;
} Fixture;

static void
due_cb (GnomonAlarmClock *alarm,
        Fixture          *fixture)
{
  fixture->n_due++;
}

static void
set_up (Fixture    *fixture,
        const char *now)
{
  g_autoptr (GnomonClock) clock = NULL;

  if (now != NULL)
    g_setenv ("GNOMON_CLOCK", now, TRUE);
  else
    g_unsetenv ("GNOMON_CLOCK");
  clock = gnomon_clock_new ();

  fixture->n_due = 0;
  fixture->alarm = gnomon_alarm_clock_new (clock);
  g_signal_connect (fixture->alarm, "due", G_CALLBACK (due_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->alarm));
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_frozen (void)
{
  Fixture fixture;

  set_up (&fixture, FROZEN);

  gnomon_alarm_clock_set (fixture.alarm, FROZEN_SECONDS + 1);
  g_assert_cmpint (gnomon_alarm_clock_get_time (fixture.alarm), ==, FROZEN_SECONDS + 1);
  run_pending ();
  g_assert_cmpuint (fixture.n_due, ==, 0);

  /* Due, but never from within the call. */
  gnomon_alarm_clock_set (fixture.alarm, FROZEN_SECONDS);
  g_assert_cmpuint (fixture.n_due, ==, 0);
  run_pending ();
  g_assert_cmpuint (fixture.n_due, ==, 1);
  g_assert_cmpint (gnomon_alarm_clock_get_time (fixture.alarm), ==, 0);
  run_pending ();
  g_assert_cmpuint (fixture.n_due, ==, 1);

  /* Called off before the main loop comes to it. */
  gnomon_alarm_clock_set (fixture.alarm, FROZEN_SECONDS);
  gnomon_alarm_clock_set (fixture.alarm, 0);
  run_pending ();
  g_assert_cmpuint (fixture.n_due, ==, 1);

  tear_down (&fixture);
}

static void
test_past (void)
{
  Fixture fixture;

  set_up (&fixture, NULL);

  gnomon_alarm_clock_set (fixture.alarm, g_get_real_time () / G_USEC_PER_SEC - 3600);
  while (fixture.n_due == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture.n_due, ==, 1);

  /* Before the epoch, too. */
  gnomon_alarm_clock_set (fixture.alarm, -5);
  while (fixture.n_due == 1)
    g_main_context_iteration (NULL, TRUE);

  tear_down (&fixture);
}

static void
test_future (void)
{
  Fixture fixture;
  gint64 due = g_get_real_time () / G_USEC_PER_SEC + 1;

  set_up (&fixture, NULL);

  /* The later one counts, and what it replaced does not ring. */
  gnomon_alarm_clock_set (fixture.alarm, due - 3600);
  gnomon_alarm_clock_set (fixture.alarm, due);
  run_pending ();
  g_assert_true (fixture.n_due == 0 || g_get_real_time () / G_USEC_PER_SEC >= due);
  while (fixture.n_due == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC, >=, due);

  tear_down (&fixture);
}

static void
test_called_off (void)
{
  Fixture fixture;

  set_up (&fixture, NULL);

  gnomon_alarm_clock_set (fixture.alarm, 1);
  gnomon_alarm_clock_set (fixture.alarm, 0);
  run_pending ();
  g_assert_cmpuint (fixture.n_due, ==, 0);

  tear_down (&fixture);
}

static void
rearm_cb (GnomonAlarmClock *alarm,
          Fixture          *fixture)
{
  if (fixture->n_due < 3)
    gnomon_alarm_clock_set (alarm, 1);
}

/* The handler may set the next one, also where that is due at once. */
static void
test_set_from_handler (void)
{
  Fixture fixture;

  set_up (&fixture, NULL);

  g_signal_connect (fixture.alarm, "due", G_CALLBACK (rearm_cb), &fixture);
  gnomon_alarm_clock_set (fixture.alarm, 1);
  while (fixture.n_due < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gnomon_alarm_clock_get_time (fixture.alarm), ==, 0);

  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alarm-clock/frozen", test_frozen);
  g_test_add_func ("/alarm-clock/past", test_past);
  g_test_add_func ("/alarm-clock/future", test_future);
  g_test_add_func ("/alarm-clock/called-off", test_called_off);
  g_test_add_func ("/alarm-clock/set-from-handler", test_set_from_handler);

  return g_test_run ();
}
