/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * Another program that works with the same database: it writes now and then, and tells how long it
 * has waited at worst.
 */

G_BEGIN_DECLS

typedef struct _BenchNeighbour BenchNeighbour;

GnomonStore     *bench_open_store       (const char *path);     /* or ends the program */

/* (transfer full): what it does in a round: makes an event, or shows and hides the default
 * calendar, which leaves a redo what it is. */
typedef GnomonOperation *(* BenchWork) (guint round);
GnomonOperation *bench_make_event       (guint round);
GnomonOperation *bench_make_look        (guint round);

typedef struct
{
  double median;           /* milliseconds that a round took */
  double worst;
  double log_size;         /* MiB that the database's log had at most */
} BenchWaits;

BenchNeighbour  *bench_neighbour_begin  (const char *path, BenchWork work);
/* @self is gone. */
BenchWaits       bench_neighbour_end    (BenchNeighbour *self);

G_END_DECLS
