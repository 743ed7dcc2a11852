/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/*
 * Preloaded into a program, this writes down how long its main loop works at a stretch: from one
 * poll() of the main thread to the next. A line for each stretch of a third of a millisecond or
 * more into the file that GNOMON_WORK_LOG names: when it began, its processor time, its length, all
 * in milliseconds. Processor time does not count for how busy the machine is.
 */

int poll (struct pollfd *fds, nfds_t n_fds, int timeout);

#define SHORTEST_MS 0.3

static int (*real_poll) (struct pollfd *, nfds_t, int);
static FILE *out;
static double begin_cpu;
static double begin_wall;

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
end_stretch (void)
{
  double cpu = now (CLOCK_THREAD_CPUTIME_ID) - begin_cpu;

  if (out == NULL || begin_wall <= 0 || cpu < SHORTEST_MS)
    return;

  fprintf (out, "%.2f %.2f %.2f\n", begin_wall, cpu, now (CLOCK_MONOTONIC) - begin_wall);
  fflush (out);
}

int
poll (struct pollfd *fds,
      nfds_t         n_fds,
      int            timeout)
{
  int n_ready;

  if (real_poll == NULL)
    {
      const char *path = getenv ("GNOMON_WORK_LOG");

      real_poll = (int (*) (struct pollfd *, nfds_t, int)) dlsym (RTLD_NEXT, "poll");
      if (path != NULL)
        out = fopen (path, "we");
    }
  if (syscall (SYS_gettid) != getpid ())
    return real_poll (fds, n_fds, timeout);

  end_stretch ();
  n_ready = real_poll (fds, n_fds, timeout);
  begin_cpu = now (CLOCK_THREAD_CPUTIME_ID);
  begin_wall = now (CLOCK_MONOTONIC);

  return n_ready;
}
