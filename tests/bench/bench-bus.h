/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench.h"

/* Processes on a bus, for the benchmarks of the service. */

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *path;
  const char *interface;
} BenchPeer;

/* Waits for the answer; an error ends the benchmark. (transfer full) */
GVariant *bench_call  (GDBusConnection *bus, const BenchPeer *peer, const char *method,
                       GVariant *arguments);

/* A bus with the limits of a user's session, which are next to none; those of #GTestDBus would keep
 * a flood from the service. It becomes the session's, for this process too. (transfer full): where
 * it is */
char     *bench_start_session_bus (GPid *pid);

/* A process that takes a name, with folders of its own: comes back when it has it. */
GPid      bench_start (const char *bus_address, const char *name, char **arguments);
void      bench_stop  (GPid pid);

G_END_DECLS
