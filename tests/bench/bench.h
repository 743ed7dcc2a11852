/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * What the benchmarks share: figures with their goals, the load, and the folder where the load is
 * kept between runs. A missed goal is told, and ends in failure only with --strict or with
 * GNOMON_BENCH_STRICT set, because a shared machine has bad moments.
 */

G_BEGIN_DECLS

void    bench_init         (int *argc, char ***argv);
int     bench_finish       (void);

/* A figure that should be at most @goal; 0: no goal, only told. */
void    bench_report       (const char *what, double figure, const char *unit, double goal);

double  bench_now          (void);                             /* milliseconds, monotonic */
void    bench_add          (GArray *figures, double figure);   /* of double */
double  bench_median       (GArray *figures);
double  bench_quantile     (GArray *figures, double part); /* 0.99: what 99 of 100 do not exceed */

/* (transfer full): an iCalendar text of @n_events single events; the same at every run */
GBytes *bench_make_text    (guint n_events);

/* (transfer full): a database of @n_events in a temporary folder, which bench_finish() removes */
char   *bench_copy_database (guint n_events);
char   *bench_make_folder   (void);                            /* removed by bench_finish() */

/* For a process of the project on a bus of its own, with its own folders: (transfer full). */
char  **bench_make_environ (const char *bus_address, const char *folder);

/* PSS of a process in MiB; 0 where it cannot be told. */
double  bench_get_pss      (GPid pid);

G_END_DECLS
