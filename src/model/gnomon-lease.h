/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A lease: which process works on a row of the database. It is told by what no later process can
 * have in common with it: the number, when it started, and the boot that both count from.
 */

G_BEGIN_DECLS

typedef struct
{
  gint64 pid;
  gint64 start;             /* clock ticks after the boot */
  const char *boot;         /* the kernel's id of this boot */
} GnomonLease;

const GnomonLease *gnomon_lease_get_own  (void);
gboolean           gnomon_lease_is_alive (const GnomonLease *self);

G_END_DECLS
