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
GVariant *bench_call  (GDBusConnection *bus, const BenchPeer *peer, const char *method, GVariant *arguments);

/* A process that takes a name, with folders of its own: comes back when it has it. */
GPid      bench_start (GTestDBus *bus, const char *name, char **arguments);
void      bench_stop  (GPid pid);

G_END_DECLS
