/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-application.h"
#include "gnomon-civil.h"
#include "gnomon-test-store.h"
#include "gnomon-window.h"

/*
 * The window comes once: what its first frame shows is what stays. Nothing comes later, changes
 * its colour or goes to another place.
 */

#define N_FRAMES 12

typedef struct
{
  GtkWidget *window;
  GBytes *first;                /* NULL before the first frame */
  guint n_frames;
  guint n_different;            /* frames unlike the first one */
} Film;

static GBytes *
take_picture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);

  return node != NULL ? gsk_render_node_serialize (node) : NULL;
}

static void
painted_cb (GdkFrameClock *clock,
            Film          *film)
{
  g_autoptr (GBytes) picture = gtk_widget_get_mapped (film->window) ? take_picture (film->window)
                                                                    : NULL;

  if (picture == NULL)
    return;

  film->n_frames++;
  if (film->first == NULL)
    film->first = g_steal_pointer (&picture);
  else if (!g_bytes_equal (picture, film->first))
    film->n_different++;
}

/* Asks for one frame after the other. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
fill (GnomonStore *store)
{
  static const char * const events[] = {
    "{'title': <'Standup'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:30'>}",
    "{'title': <'Dentist'>, 'event_date': <'2026-11-19'>, 'start_time': <'09:00'>}",
    "{'title': <'Fair'>, 'event_date': <'2026-11-20'>, 'end_date': <'2026-11-24'>,"
    " 'all_day': <true>}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GnomonEvent) event = gnomon_test_create_event (store, events[i]);
    }
}

static void
test_view (GnomonTestStore *fixture,
           const char      *view)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  Film film = { 0, };

  fill (fixture->store);
  film.window = gnomon_window_new (application, fixture->store, NULL);
  g_object_set (film.window, "view", view, NULL);
  gtk_widget_add_tick_callback (film.window, tick_cb, NULL, NULL);
  gtk_window_present (GTK_WINDOW (film.window));
  g_signal_connect (gtk_widget_get_frame_clock (film.window), "after-paint",
                    G_CALLBACK (painted_cb), &film);

  while (film.n_frames < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (film.n_different, ==, 0);

  /* And a picture would tell. */
  gnomon_window_show_day (GNOMON_WINDOW (film.window), gnomon_civil_day_from_ymd (2027, 3, 10));
  while (film.n_different == 0)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (film.window), &film);
  gtk_window_destroy (GTK_WINDOW (film.window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_bytes_unref (film.first);
}

static void
test_day (GnomonTestStore *fixture,
          gconstpointer    user_data)
{
  test_view (fixture, "day");
}

static void
test_month (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  test_view (fixture, "month");
}

static void
test_week (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  test_view (fixture, "week");
}

static void
test_year (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  test_view (fixture, "year");
}

static void
test_agenda (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  test_view (fixture, "agenda");
}

static void
counted_cb (GdkFrameClock *clock,
            guint         *n_frames)
{
  ++*n_frames;
}

/* The second turn drew what had no place yet, of which GTK warns. */
static void
test_two_turns_in_a_frame (GnomonTestStore *fixture,
                           gconstpointer    user_data)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  GtkWidget *window;
  GdkFrameClock *clock;
  guint n_frames = 0;

  fill (fixture->store);
  window = gnomon_window_new (application, fixture->store, NULL);
  g_object_set (window, "view", "week", NULL);
  gtk_widget_add_tick_callback (window, tick_cb, NULL, NULL);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (counted_cb), &n_frames);
  while (n_frames < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_activate_action (window, "win.next", NULL);
  gtk_widget_activate_action (window, "win.next", NULL);
  while (n_frames < 2 * N_FRAMES)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handlers_disconnect_by_data (clock, &n_frames);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GnomonApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);
  application = gnomon_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  /* GTK lets such a scroll bar be seen for a moment. */
  g_object_set (gtk_settings_get_default (), "gtk-overlay-scrolling", FALSE, NULL);

  gnomon_test_store_add ("/first-frame/day", test_day);
  gnomon_test_store_add ("/first-frame/month", test_month);
  gnomon_test_store_add ("/first-frame/week", test_week);
  gnomon_test_store_add ("/first-frame/year", test_year);
  gnomon_test_store_add ("/first-frame/agenda", test_agenda);
  gnomon_test_store_add ("/turn/two-in-a-frame", test_two_turns_in_a_frame);

  return g_test_run ();
}
