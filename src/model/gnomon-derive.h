/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-transaction.h"

/*
 * What is derived from wall times: spans and due times. They are derived anew where the database
 * of time zones or the viewer's zone is another one than they were made with.
 */

G_BEGIN_DECLS

typedef struct
{
  char *old_zone;           /* the viewer's, when it was last derived; NULL: never */
  char *old_tzdata;
  char *tzdata;
  char *reason;             /* English; NULL: both are what they were */
} GnomonDerivation;

/* (transfer full) (nullable): NULL on error */
GnomonDerivation *gnomon_derivation_new         (GnomonTransaction *transaction, GError **error);
void              gnomon_derivation_free        (GnomonDerivation *self);

/* (transfer full) (element-type gint64): the events that have to be looked at */
GArray           *gnomon_derivation_list_events (GnomonDerivation *self,
                                                 GnomonTransaction *transaction, GError **error);

/* Derives one of them anew; one that was deleted meanwhile is passed over. */
gboolean          gnomon_derivation_apply       (GnomonDerivation *self,
                                                 GnomonTransaction *transaction, gint64 event_id,
                                                 GError **error);

/* When all are done: writes down what they were derived with. */
gboolean          gnomon_derivation_finish      (GnomonDerivation *self,
                                                 GnomonTransaction *transaction, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonDerivation, gnomon_derivation_free)

G_END_DECLS
