/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * What the tests of the store share: a store in a folder of its own, what it said of changes, and
 * shorthand for operations. Texts are those of GVariant dictionaries, as a caller of the bus would
 * give them.
 */

G_BEGIN_DECLS

/* A Wednesday, for GNOMON_CLOCK. */
#define GNOMON_TEST_NOW "2026-11-18T10:42:00+01:00"

typedef struct
{
  char *folder;
  char *path;
  GnomonClock *clock;
  GnomonStore *store;           /* (nullable): a test may close it */

  /* What the store that was opened first has signalled. */
  guint n_signals;
  GArray *changed;
  GArray *deleted;
  GnomonChangeFlags flags;
} GnomonTestStore;

typedef void (*GnomonTestStoreFunc) (GnomonTestStore *fixture, gconstpointer user_data);

void          gnomon_test_store_add       (const char *path, GnomonTestStoreFunc test);
void          gnomon_test_store_set_up    (GnomonTestStore *self, gconstpointer user_data);
void          gnomon_test_store_tear_down (GnomonTestStore *self, gconstpointer user_data);
GnomonStore  *gnomon_test_store_open      (GnomonTestStore *self);

GnomonFields *gnomon_test_fields          (GnomonKind kind, const char *text);
GObject      *gnomon_test_apply           (GnomonStore *store, GnomonOperation *operation);
void          gnomon_test_run             (GnomonStore *store, GnomonOperation *operation);
void          gnomon_test_refuse          (GnomonStore *store, GnomonOperation *operation,
                                           GnomonError code, const char *message);
GnomonEvent  *gnomon_test_create_event    (GnomonStore *store, const char *text);
void          gnomon_test_update_event    (GnomonStore *store, gint64 id, const char *text);

G_END_DECLS
