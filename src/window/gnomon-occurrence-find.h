/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what the store draws of an event, of a series of the occurrence that
 * runs or is next; NULL where it has gone. */
GnomonOccurrence *gnomon_occurrence_find (GnomonStore *store,
                                          gint64       event_id);

G_END_DECLS
