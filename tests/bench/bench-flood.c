/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench-bus.h"

/*
 * One client that sends ten thousand calls a second, and another that has a question now and then:
 * how long that one waits. The first is a process of its own, this program with --flood; or with
 * --deaf, which waits for no answer and takes none: all of them are left to the bus, and the memory
 * of the service must not grow by them.
 */

#define LARGE 100000
#define CALLS_A_SECOND 10000
#define N_QUESTIONS 400
#define MOST_SECONDS 15

/* More than the service takes of one caller. */
#define MOST_PENDING 120

/* In MiB: some answers under way, and the caches of the database. */
#define MOST_GROWTH 24

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
  { "CreateEvent",
    "({'title': <'Flood'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:00'>},)" },
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

  g_bus_own_name_on_connection (bus, FLOOD_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL,
                                NULL);
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

/* The flood that takes no answer */

/* (GDBusConnection would read whatever comes.) */
static void
send_raw (GOutputStream *out,
          GDBusMessage  *message,
          guint32        serial)
{
  g_autofree guchar *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_dbus_message_set_serial (message, serial);
  bytes = g_dbus_message_to_blob (message, &length, G_DBUS_CAPABILITY_FLAGS_NONE, &error);
  if (bytes == NULL || !g_output_stream_write_all (out, bytes, length, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static void
send_to_bus (GOutputStream *out,
             const char    *method,
             GVariant      *arguments,
             guint32        serial)
{
  g_autoptr (GDBusMessage) message =
    g_dbus_message_new_method_call ("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                    "org.freedesktop.DBus", method);

  if (arguments != NULL)
    g_dbus_message_set_body (message, arguments);
  send_raw (out, message, serial);
}

/* The bus knows the user by the socket. */
static void
authenticate (GOutputStream *out)
{
  g_autofree char *user = g_strdup_printf ("%u", getuid ());
  g_autoptr (GString) words = g_string_new ("AUTH EXTERNAL ");
  g_autoptr (GError) error = NULL;

  for (const char *digit = user; *digit != '\0'; digit++)
    g_string_append_printf (words, "%02x", *digit);
  g_string_append (words, "\r\nBEGIN\r\n");
  if (!g_output_stream_write_all (out, "", 1, NULL, NULL, &error)
      || !g_output_stream_write_all (out, words->str, words->len, NULL, NULL, &error))
    g_error ("%s", error->message);
}

/* Until it is ended by a signal. */
static G_GNUC_NORETURN void
run_deaf_flood (const Kind *kind)
{
  g_autoptr (GError) error = NULL;
  GIOStream *stream =
    g_dbus_address_get_stream_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), NULL, NULL, &error);
  GOutputStream *out;
  GDBusMessage *message =
    g_dbus_message_new_method_call (calendar.name, calendar.path, calendar.name, kind->method);
  guint32 serial = 1;
  double begin;

  if (stream == NULL)
    g_error ("%s", error->message);

  out = g_io_stream_get_output_stream (stream);
  authenticate (out);
  send_to_bus (out, "Hello", NULL, serial++);
  send_to_bus (out, "RequestName", g_variant_new ("(su)", FLOOD_NAME, 0), serial++);
  g_dbus_message_set_body (message, g_variant_new_parsed (kind->arguments));
  begin = bench_now ();
  for (;;)
    {
      while (serial < (bench_now () - begin) * CALLS_A_SECOND / 1000)
        send_raw (out, message, serial++);
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

static void
measure_beside (GDBusConnection *connection,
                const char      *bus,
                const char      *flood_option,
                const char      *beside,
                guint            kind)
{
  g_autofree char *number = g_strdup_printf ("%u", kind);
  GPid flood = bench_start (bus, FLOOD_NAME,
                            (char *[]) { (char *) "/proc/self/exe", (char *) flood_option, number,
                                         NULL });

  measure (connection, beside, &kinds[0]);
  measure (connection, beside, &kinds[2]);
  bench_stop (flood);
}

int
main (int    argc,
      char **argv)
{
  char *service = (char *) g_getenv ("GNOMON_SERVICE");
  g_autofree char *database = NULL;
  g_autofree char *bus = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  GPid bus_pid, pid;

  if (argc == 3 && strcmp (argv[1], "--flood") == 0)
    run_flood (&kinds[atoi (argv[2])]);
  if (argc == 3 && strcmp (argv[1], "--deaf") == 0)
    run_deaf_flood (&kinds[atoi (argv[2])]);
  if (service == NULL)
    g_error ("GNOMON_SERVICE says where the service is; run this by meson");

  bench_init (&argc, &argv);
  database = bench_copy_database (LARGE);
  bus = bench_start_session_bus (&bus_pid);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  pid = bench_start (bus, GNOMON_SERVICE_NAME,
                     (char *[]) { service, (char *) "--database", database, NULL });

  measure (connection, "nobody", &kinds[0]);
  measure (connection, "nobody", &kinds[2]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *beside = g_strdup_printf ("10000 %s a second", kinds[i].method);

      measure_beside (connection, bus, "--flood", beside, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *beside = g_strdup_printf ("10000 unread %s a second", kinds[i].method);
      g_autofree char *grown = g_strdup_printf ("What the service has grown by beside %s", beside);
      double before = bench_get_pss (pid);

      measure_beside (connection, bus, "--deaf", beside, i);
      bench_report (grown, bench_get_pss (pid) - before, "MiB", MOST_GROWTH);
    }

  bench_stop (pid);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  bench_stop (bus_pid);
  return bench_finish ();
}
