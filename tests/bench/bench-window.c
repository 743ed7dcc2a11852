/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

/*
 * From the start of a program to the first pixels of its window, on a display of its own: the
 * calendar and the plainest windows of GTK and of libadwaita in turn, compared by their medians.
 */

#define EVENTS 10000
#define N_ROUNDS 8

/* A window with this many pixels unlike its first one has been drawn. */
#define DRAWN_PIXELS 200
#define PATIENCE_MS 20000.0

typedef struct
{
  GPid server;
  Display *display;
  char *name;
} Stage;

enum
{
  PLAIN,
  ADWAITA,
  OURS,
  N_PROGRAMS
};

typedef struct
{
  const char *name;
  char *arguments[4];
  GArray *starts;               /* of double, as the next */
  GArray *memories;
} Program;

static int
ignore_error (Display     *display,
              XErrorEvent *error)
{
  return 0;
}

static gboolean
start_screen (Stage *self)
{
  char number[16] = "";
  char *arguments[] = { (char *) "Xvfb", (char *) "-displayfd", NULL, (char *) "-screen",
                        (char *) "0", (char *) "1400x900x24", (char *) "-nolisten",
                        (char *) "tcp", NULL };
  g_autofree char *descriptor = NULL;
  int ends[2];
  ssize_t got;

  if (pipe (ends) != 0)
    return FALSE;
  descriptor = g_strdup_printf ("%d", ends[1]);
  arguments[2] = descriptor;

  /* The server is to have the writing end, and nobody else. */
  fcntl (ends[0], F_SETFD, FD_CLOEXEC);
  if (!g_spawn_async (NULL, arguments, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
                          G_SPAWN_LEAVE_DESCRIPTORS_OPEN | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &self->server, NULL))
    return FALSE;
  close (ends[1]);
  got = read (ends[0], number, sizeof number - 1);
  close (ends[0]);
  if (got <= 0)
    return FALSE;

  self->name = g_strdup_printf (":%d", atoi (number));
  self->display = XOpenDisplay (self->name);
  if (self->display == NULL)
    return FALSE;
  XSetErrorHandler (ignore_error);
  XSelectInput (self->display, DefaultRootWindow (self->display), SubstructureNotifyMask);
  XSync (self->display, False);
  return TRUE;
}

static void
stop_screen (Stage *self)
{
  if (self->display != NULL)
    XCloseDisplay (self->display);
  if (self->server != 0)
    {
      kill (self->server, SIGTERM);
      waitpid (self->server, NULL, 0);
    }
  g_free (self->name);
}

static gboolean
is_drawn (Display *display,
          Window   window)
{
  XWindowAttributes attributes;
  XImage *image;
  gulong different = 0;

  if (!XGetWindowAttributes (display, window, &attributes) ||
      attributes.map_state != IsViewable)
    return FALSE;
  image = XGetImage (display, window, 0, 0, (guint) attributes.width, (guint) attributes.height,
                     AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int y = 0; y < image->height && different < DRAWN_PIXELS; y++)
    {
      const guint32 *row = (const guint32 *) (image->data + y * image->bytes_per_line);
      guint32 first = *(const guint32 *) image->data & 0xffffff;

      for (int x = 0; x < image->width; x++)
        different += (row[x] & 0xffffff) != first && (row[x] & 0xffffff) != 0;
    }
  XDestroyImage (image);
  return different >= DRAWN_PIXELS;
}

/* The next top-level window that is mapped; None while there is none. */
static Window
take_mapped (Display *display)
{
  while (XPending (display) > 0)
    {
      XEvent event;
      XWindowAttributes attributes;

      XNextEvent (display, &event);
      if (event.type == MapNotify &&
          XGetWindowAttributes (display, event.xmap.window, &attributes) &&
          attributes.class == InputOutput && attributes.width > 50 && attributes.height > 50)
        return event.xmap.window;
    }
  return None;
}

/* Adds the milliseconds from the start to the first pixels, and the memory then. */
static void
measure_start (Stage     *screen,
               GTestDBus *bus,
               Program   *program,
               gboolean   cold)
{
  g_autofree char *folder = bench_make_folder ();
  g_auto (GStrv) env = bench_make_environ (g_test_dbus_get_bus_address (bus), folder);
  g_autoptr (GError) error = NULL;
  Window window = None;
  double start = bench_now ();
  double elapsed = 0;
  double pss;
  GPid pid;

  env = g_environ_setenv (env, "DISPLAY", screen->name, TRUE);
  env = g_environ_setenv (env, "GDK_BACKEND", "x11", TRUE);
  env = g_environ_setenv (env, "GSK_RENDERER", "cairo", TRUE);
  env = g_environ_unsetenv (env, "WAYLAND_DISPLAY");
  if (!g_spawn_async (NULL, program->arguments, env,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &pid,
                      &error))
    g_error ("%s", error->message);

  while (elapsed < PATIENCE_MS)
    {
      if (window == None)
        window = take_mapped (screen->display);
      if (window != None && is_drawn (screen->display, window))
        break;
      g_usleep (2000);
      elapsed = bench_now () - start;
    }
  elapsed = bench_now () - start;
  if (elapsed >= PATIENCE_MS)
    g_error ("%s: no window was drawn", program->arguments[0]);

  pss = bench_get_pss (pid);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XSync (screen->display, True);
  if (cold)
    return;

  bench_add (program->starts, elapsed);
  bench_add (program->memories, pss);
}

static void
report (Program *program)
{
  g_autofree char *start = g_strdup_printf ("%s, to its first pixels", program->name);
  g_autofree char *memory = g_strdup_printf ("%s, its memory (PSS)", program->name);

  bench_report (start, bench_median (program->starts), "ms", 0);
  bench_report (memory, bench_median (program->memories), "MiB", 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *database = NULL;
  g_autoptr (GTestDBus) bus = NULL;
  Program programs[N_PROGRAMS] = {
    { "The plainest window", { (char *) g_getenv ("GNOMON_PLAIN_WINDOW") }, NULL, NULL },
    { "The same of libadwaita", { (char *) g_getenv ("GNOMON_PLAIN_ADWAITA_WINDOW") }, NULL, NULL },
    { "The calendar with 10000 events", { (char *) g_getenv ("GNOMON_WINDOW") }, NULL, NULL },
  };
  Stage screen = { 0, };

  bench_init (&argc, &argv);
  if (programs[PLAIN].arguments[0] == NULL || programs[ADWAITA].arguments[0] == NULL
      || programs[OURS].arguments[0] == NULL)
    g_error ("The environment says what to start; run this by meson");
  if (!start_screen (&screen))
    {
      printf ("There is no Xvfb: skipped\n");
      stop_screen (&screen);
      bench_finish ();
      return 77;
    }

  database = bench_copy_database (EVENTS);
  programs[OURS].arguments[1] = (char *) "--database";
  programs[OURS].arguments[2] = database;
  for (int i = 0; i < N_PROGRAMS; i++)
    {
      programs[i].starts = g_array_new (FALSE, FALSE, sizeof (double));
      programs[i].memories = g_array_new (FALSE, FALSE, sizeof (double));
    }

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  for (int round = 0; round < N_ROUNDS; round++)
    for (int i = 0; i < N_PROGRAMS; i++)
      measure_start (&screen, bus, &programs[i], round == 0);

  for (int i = 0; i < N_PROGRAMS; i++)
    report (&programs[i]);
  bench_report ("The calendar's first pixels to the plainest window's",
                bench_median (programs[OURS].starts) / bench_median (programs[PLAIN].starts), "×",
                1.25);
  bench_report ("The calendar's memory to that of libadwaita's plainest window",
                bench_median (programs[OURS].memories) / bench_median (programs[ADWAITA].memories),
                "×", 1.3);

  for (int i = 0; i < N_PROGRAMS; i++)
    {
      g_array_unref (programs[i].starts);
      g_array_unref (programs[i].memories);
    }
  g_test_dbus_down (bus);
  stop_screen (&screen);
  return bench_finish ();
}
