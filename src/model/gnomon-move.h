/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * What lies at another instant than before though nobody has edited it: because the system's zone
 * or the rules of a zone have changed.
 */

G_BEGIN_DECLS

typedef struct
{
  gint64 at;                /* when it was found, in Unix seconds */
  gint64 event_id;
  gint64 old_start;         /* Unix seconds */
  gint64 start;
  char *reason;             /* English, as in "the system's zone changed from … to …" */
} GnomonMove;

/* No list is longer: the latest are left out. */
#define GNOMON_MAX_MOVES 1000

void       gnomon_move_clear       (GnomonMove *self);

/* (transfer full) (element-type GnomonMove): those found at @since or later, in that order */
GArray    *gnomon_store_list_moves (GnomonStore *self, gint64 since, GError **error);

/* The last move of that event; FALSE where there is none. */
gboolean   gnomon_store_get_last_move (GnomonStore *self, gint64 event_id, GnomonMove *move);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonMove, gnomon_move_clear)

G_END_DECLS
