/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "bench-bus.h"

/*
 * The service as other programs meet it, on a bus of its own with a large calendar. Times are
 * told as a ratio to an empty call of the same run: a bus costs what the machine makes of it. The
 * empty call goes to a second process of this program, which has nothing but an empty method.
 */

/* Until the service has given back what its answers took, in microseconds: it waits for a pause
 * before it does. */
#define REST_TIME (4 * G_USEC_PER_SEC)

#define EMPTY_NAME "org.gnomon.Empty"
#define EMPTY_PATH "/org/gnomon/Empty"

#define LARGE 100000
#define N_CALLS 2000

static const BenchPeer calendar = { GNOMON_SERVICE_NAME, GNOMON_OBJECT_PATH, GNOMON_SERVICE_NAME };
static const BenchPeer search = { GNOMON_SERVICE_NAME, "/org/gnomon/Gnomon/SearchProvider",
                                  "org.gnome.Shell.SearchProvider2" };
static const BenchPeer empty_peer = { EMPTY_NAME, EMPTY_PATH, EMPTY_NAME };

/* The empty service */

static void
method_called_cb (GDBusConnection       *connection,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *arguments,
                  GDBusMethodInvocation *invocation,
                  gpointer               user_data)
{
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
bus_acquired_cb (GDBusConnection *connection,
                 const char      *name,
                 gpointer         user_data)
{
  static const GDBusInterfaceVTable table = { .method_call = method_called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
      "<node><interface name='" EMPTY_NAME "'><method name='Nothing'/></interface></node>", NULL);

  g_dbus_connection_register_object (connection, EMPTY_PATH, node->interfaces[0], &table, NULL,
                                     NULL, NULL);
}

static int
run_empty_service (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_bus_own_name (G_BUS_TYPE_SESSION, EMPTY_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, bus_acquired_cb,
                  NULL, NULL, NULL, NULL);
  g_main_loop_run (loop);
  return 0;
}

/* Measuring */

static gint64
find_event (GDBusConnection *bus)
{
  g_autoptr (GVariant) answer = bench_call (bus, &calendar, "UpcomingEvents",
                                            g_variant_new ("(u)", 1));
  g_autoptr (GVariant) events = g_variant_get_child_value (answer, 0);
  g_autoptr (GVariant) event = g_variant_get_child_value (events, 0);
  gint64 id = 0;

  if (!g_variant_lookup (event, "id", "x", &id))
    g_error ("An event without an id");
  return id;
}

/* One of each in turn, so that both see the same machine. */
static void
measure_calls (GDBusConnection *bus)
{
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) get = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 id = find_event (bus);

  for (int i = 0; i < N_CALLS; i++)
    {
      double begin = bench_now ();

      g_variant_unref (bench_call (bus, &empty_peer, "Nothing", NULL));
      bench_add (empty, bench_now () - begin);

      begin = bench_now ();
      g_variant_unref (bench_call (bus, &calendar, "GetEvent", g_variant_new ("(x)", id)));
      bench_add (get, bench_now () - begin);
    }

  bench_report ("An empty call", bench_median (empty), "ms", 0);
  bench_report ("An event by its id", bench_median (get), "ms", 0);
  bench_report ("An event by its id, to an empty call",
                bench_median (get) / bench_median (empty), "×", 1.7);
}

/* A thousand occurrences three ways, in turn, each with its values taken out. */
static double
read_dictionaries (GDBusConnection *bus,
                   gint64           from,
                   gint64           to)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (from);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_local (to - 1);
  g_autofree char *start_date = g_date_time_format (first, "%Y-%m-%d");
  g_autofree char *end_date = g_date_time_format (last, "%Y-%m-%d");
  double begin = bench_now ();
  g_autoptr (GVariant) answer =
      bench_call (bus, &calendar, "ListEvents",
            g_variant_new_parsed ("({'start_date': <%s>, 'end_date': <%s>, 'order': <'asc'>,"
                                  " 'expand': <true>, 'limit': <1000>},)", start_date, end_date));
  g_autoptr (GVariant) events = g_variant_get_child_value (answer, 0);
  gint64 sum = 0;

  for (gsize i = 0; i < g_variant_n_children (events); i++)
    {
      g_autoptr (GVariant) event = g_variant_get_child_value (events, i);
      const char *title = "";
      gint64 starts_at = 0;

      g_variant_lookup (event, "starts_at", "x", &starts_at);
      g_variant_lookup (event, "title", "&s", &title);
      sum += starts_at + title[0];
    }
  if (g_variant_n_children (events) != 1000 || sum == 0)
    g_error ("There are not a thousand events");
  return bench_now () - begin;
}

static GVariant *
make_range (gint64 from,
            gint64 to)
{
  return g_variant_new_parsed ("(%x, %x, {'limit': <1000>})", from, to);
}

static double
read_structs (GDBusConnection *bus,
              gint64           from,
              gint64           to)
{
  double begin = bench_now ();
  g_autoptr (GVariant) answer = bench_call (bus, &calendar, "ListOccurrences",
                                            make_range (from, to));
  g_autoptr (GVariantIter) iter = NULL;
  gint64 id, starts_at, ends_at, sum = 0;
  const char *recurrence_id, *title, *location, *color, *event_type;
  gboolean all_day;
  guint n = 0;

  g_variant_get (answer, "(a(xsxxbssss))", &iter);
  for (; g_variant_iter_next (iter, "(x&sxxb&s&s&s&s)", &id, &recurrence_id, &starts_at, &ends_at,
                              &all_day, &title, &location, &color, &event_type); n++)
    sum += starts_at + title[0];
  if (n != 1000 || sum == 0)
    g_error ("There are not a thousand occurrences");
  return bench_now () - begin;
}

static double
read_block (GDBusConnection *bus,
            gint64           from,
            gint64           to)
{
  double begin = bench_now ();
  g_autoptr (GVariant) answer = bench_call (bus, &calendar, "ReadOccurrences",
                                            make_range (from, to));
  g_autoptr (GVariant) bytes = g_variant_get_child_value (answer, 0);
  gsize length;
  const guint8 *block = g_variant_get_fixed_array (bytes, &length, 1);
  guint32 header[4];
  gint64 sum = 0;

  memcpy (header, block, sizeof header);
  for (guint32 i = 0; i < GUINT32_FROM_LE (header[1]); i++)
    {
      const guint8 *record = block + 16 + i * GUINT32_FROM_LE (header[2]);
      gint64 times[3];
      guint32 texts[6];

      memcpy (times, record, sizeof times);
      memcpy (texts, record + 24, sizeof texts);
      sum += GINT64_FROM_LE (times[1]) + block[GUINT32_FROM_LE (texts[2])];
    }
  if (GUINT32_FROM_LE (header[1]) != 1000 || sum == 0)
    g_error ("There are not a thousand records");
  return bench_now () - begin;
}

static void
measure_occurrences (GDBusConnection *bus)
{
  g_autoptr (GArray) dictionaries = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) structs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) block = g_array_new (FALSE, FALSE, sizeof (double));
  const gint64 from = 1790805600; /* 2026-10-01 in Berlin */
  const gint64 to = from + 50 * 86400;

  for (int i = 0; i < 15; i++)
    {
      bench_add (dictionaries, read_dictionaries (bus, from, to));
      bench_add (structs, read_structs (bus, from, to));
      bench_add (block, read_block (bus, from, to));
    }

  bench_report ("A thousand events as dictionaries", bench_median (dictionaries), "ms", 0);
  bench_report ("The same as structs", bench_median (structs), "ms", 0);
  bench_report ("The same as a block", bench_median (block), "ms", 0);
  bench_report ("Structs to dictionaries", bench_median (structs) / bench_median (dictionaries),
                "×", 1.0 / 4);
  bench_report ("Block to dictionaries", bench_median (block) / bench_median (dictionaries), "×",
                1.0 / 15);
}

/* What somebody sees who types into the overview of GNOME Shell: the names of the results, and
 * then how they are shown. */
static double
search_in_shell (GDBusConnection *bus,
                 const char      *text)
{
  g_auto (GStrv) terms = g_strsplit (text, " ", -1);
  double begin = bench_now ();
  g_autoptr (GVariant) results = bench_call (bus, &search, "GetInitialResultSet",
                                             g_variant_new ("(^as)", terms));
  g_autoptr (GVariant) metas = bench_call (bus, &search, "GetResultMetas", results);
  g_autoptr (GVariant) shown = g_variant_get_child_value (metas, 0);

  if (g_variant_n_children (shown) == 0)
    g_error ("Nothing is found by “%s”", text);
  return bench_now () - begin;
}

static void
measure_search (GDBusConnection *bus)
{
  /* A rare word, a frequent one, as one types it, parts of several, and a new event. */
  static const char * const texts[] = {
    "zugspitze", "b", "bu", "budget", "et re", "meeting", "lunch tomorrow 12:30",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *what = g_strdup_printf ("Shell search for “%s”: results, shown", texts[i]);

      for (int j = 0; j < 25; j++)
        bench_add (figures, search_in_shell (bus, texts[i]));
      bench_report (what, bench_median (figures), "ms", 20);
    }
}

int
main (int    argc,
      char **argv)
{
  char *service = (char *) g_getenv ("GNOMON_SERVICE");
  g_autofree char *database = NULL;
  g_autoptr (GTestDBus) bus = NULL;
  GDBusConnection *connection;
  g_autoptr (GError) error = NULL;
  GPid pid, empty_pid;

  if (argc == 2 && strcmp (argv[1], "--empty") == 0)
    return run_empty_service ();
  if (service == NULL)
    g_error ("GNOMON_SERVICE says where the service is; run this by meson");

  bench_init (&argc, &argv);
  database = bench_copy_database (LARGE);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (connection == NULL)
    g_error ("%s", error->message);

  empty_pid = bench_start (g_test_dbus_get_bus_address (bus), EMPTY_NAME,
                     (char *[]) { (char *) "/proc/self/exe", (char *) "--empty", NULL });
  pid = bench_start (g_test_dbus_get_bus_address (bus), GNOMON_SERVICE_NAME,
               (char *[]) { service, (char *) "--database", database, NULL });
  g_variant_unref (bench_call (connection, &calendar, "ListCalendars", NULL));
  bench_report ("Memory (PSS) of the service with 100000 events", bench_get_pss (pid), "MiB", 12);
  measure_calls (connection);
  measure_occurrences (connection);
  measure_search (connection);
  g_variant_unref (bench_call (connection, &calendar, "MonthView",
                               g_variant_new ("(s)", "2026-11-18")));
  bench_report ("The same after a mix of calls", bench_get_pss (pid), "MiB", 0);
  g_usleep (REST_TIME);
  bench_report ("The same when the service has come to rest", bench_get_pss (pid), "MiB", 19);

  bench_stop (pid);
  bench_stop (empty_pid);
  g_object_unref (connection);
  g_test_dbus_down (bus);
  return bench_finish ();
}
