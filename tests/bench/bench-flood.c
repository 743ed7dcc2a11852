/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "bench-bus.h"

/*
 * One client that sends ten thousand calls a second, and another that has a question now and then:
 * how long that one waits. The first is a process of its own, this program with --flood.
 */

#define LARGE 100000
#define CALLS_A_SECOND 10000
#define N_QUESTIONS 400
#define MOST_SECONDS 15

/* More than the service takes of one caller; over 128 the test's bus refuses by itself. */
#define MOST_PENDING 120

#define FLOOD_NAME "org.gnomon.Flood"

static const BenchPeer calendar = { GNOMON_SERVICE_NAME, GNOMON_OBJECT_PATH, GNOMON_SERVICE_NAME };

/* What a flood, or a question, is made of. */
typedef struct
{
  const char *method;
  const char *arguments;     /* as GVariant text */
} Kind;

static const Kind kinds[] = {
  { "ListCalendars", "()" },
  { "MonthView", "('2026-11-18',)" },
  { "CreateEvent", "({'title': <'Flood'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:00'>},)" },
};

/* The flood */

static void
flood_answered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                               NULL);

  (*(guint *) user_data)--;
}

/* Until it is ended by a signal. */
static G_GNUC_NORETURN void
run_flood (const Kind *kind)
{
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  GVariant *arguments = g_variant_ref_sink (g_variant_new_parsed (kind->arguments));
  double begin = bench_now ();
  guint64 n_sent = 0;
  guint n_pending = 0;

  g_bus_own_name_on_connection (bus, FLOOD_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  for (;;)
    {
      while (n_pending < MOST_PENDING &&
             (double) n_sent < (bench_now () - begin) * CALLS_A_SECOND / 1000)
        {
          g_dbus_connection_call (bus, calendar.name, calendar.path, calendar.name, kind->method,
                                  arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                  flood_answered_cb, &n_pending);
          n_pending++;
          n_sent++;
        }
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_usleep (500);
    }
}

/* The questions */

static void
measure (GDBusConnection *bus,
         const char      *beside,
         const Kind      *kind)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = g_strdup_printf ("%s beside %s, 99th percentile", kind->method, beside);
  g_autofree char *worst = g_strdup_printf ("%s beside %s, at the most", kind->method, beside);
  double patience = bench_now () + MOST_SECONDS * 1000;

  for (int i = 0; i < N_QUESTIONS && bench_now () < patience; i++)
    {
      double begin = bench_now ();

      g_variant_unref (bench_call (bus, &calendar, kind->method,
                                   g_variant_new_parsed (kind->arguments)));
      bench_add (times, bench_now () - begin);
      g_usleep (2000);
    }
  bench_report (what, bench_quantile (times, 0.99), "ms", 200);
  bench_report (worst, bench_quantile (times, 1), "ms", 0);
}

int
main (int    argc,
      char **argv)
{
  char *service = (char *) g_getenv ("GNOMON_SERVICE");
  g_autofree char *database = NULL;
  g_autoptr (GTestDBus) bus = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  GPid pid;

  if (argc == 3 && strcmp (argv[1], "--flood") == 0)
    run_flood (&kinds[atoi (argv[2])]);
  if (service == NULL)
    g_error ("GNOMON_SERVICE says where the service is; run this by meson");

  bench_init (&argc, &argv);
  database = bench_copy_database (LARGE);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  pid = bench_start (bus, GNOMON_SERVICE_NAME,
                     (char *[]) { service, (char *) "--database", database, NULL });

  measure (connection, "nobody", &kinds[0]);
  measure (connection, "nobody", &kinds[2]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *beside = g_strdup_printf ("10000 %s a second", kinds[i].method);
      GPid flood = bench_start (bus, FLOOD_NAME,
                                (char *[]) { (char *) "/proc/self/exe", (char *) "--flood", number,
                                             NULL });

      measure (connection, beside, &kinds[0]);
      measure (connection, beside, &kinds[2]);
      bench_stop (flood);
    }

  bench_stop (pid);
  g_clear_object (&connection);
  g_test_dbus_down (bus);
  return bench_finish ();
}
