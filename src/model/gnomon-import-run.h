/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-arrivals.h"
#include "gnomon-store-private.h"

/*
 * An import while it is under way: what gnomon-store-import.c and gnomon-store-import-new.c share.
 */

G_BEGIN_DECLS

typedef struct
{
  GnomonTransaction *transaction;
  GnomonOperation *operation;
  GnomonDb *db;
  GnomonEventContext context;
  GnomonIcalReader *reader;
  GnomonArrivals *arrivals;
  gint64 batch_id;
  gint64 deadline;         /* when the open transaction has to end, monotonic; 0: none is open */
  GPtrArray *chunk;        /* (element-type GnomonArrival): being written */
  GPtrArray *held;         /* (element-type GPtrArray): chunks of which only the rows are written */
  guint n_held;            /* the arrivals in these */
  GPtrArray *new_arrivals; /* (element-type GnomonArrival): of these, those that are new */
  guint n_texts;           /* of these, whose text is in the index */
  GPtrArray *new_events;   /* (element-type GnomonEvent): theirs, by their start */
  GArray *guests;          /* (element-type Guest): of these, by their address */
  GPtrArray *occurrences;  /* (element-type GnomonArrival): of stored series, for that, too */
  GArray *pairs;           /* series of the batch, and stored occurrences of them */
  GPtrArray *changes;      /* (element-type GnomonArrival): for the last transaction */
  GPtrArray *answers;      /* of guests, all that the file has */
  GHashTable *answers_of;  /* the same by the UIDs of events */
  GPtrArray *replies;      /* of these, those that change a stored event */
  GHashTable *answered;    /* gint64 → what they make of it */
  guint n_opened;          /* stored events that were loaded for that */
  gboolean is_staged;      /* they were too many for that */
  gboolean is_first;       /* the calendar had no events, and nobody has written since */
  gboolean takes_head;     /* it had none, and is no subscribed one */
  guint data_version;      /* of the database when it was looked at */
  guint done;              /* of the file's components */
  guint total;
  guint added;
  guint updated;
  guint skipped;
  GHashTable *seen;        /* of a refresh: ids of the stored events that came again; NULL else */
} GnomonImportRun;

void     gnomon_import_run_init        (GnomonImportRun *self);
void     gnomon_import_run_clear       (GnomonImportRun *self);

/* Whether somebody has given it up. */
gboolean gnomon_import_check_cancelled (GnomonImportRun *self, GError **error);

/* What is stored under the UID of an event. */
typedef struct
{
  gint64 id;
  char *hash;              /* of what its file says of it; "": it was edited here */
  gint64 sequence;
  gint64 updated_at;
} GnomonStored;

void       gnomon_stored_clear         (GnomonStored *self);
GnomonStep gnomon_import_find_stored   (GnomonDb *db, GnomonEvent *event, GnomonStored *stored,
                                        GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonStored, gnomon_stored_clear)

/* gnomon-store-import-parts.c: writes what @arrivals (element-type GnomonArrival) make of known
 * events, by their ids, and counts. */
void     gnomon_import_sort_changes    (GPtrArray *arrivals);
/* Whether such a known event stays the same in all that a file can tell of it. */
gboolean gnomon_import_find_change     (GnomonTransaction *transaction, GnomonArrival *arrival,
                                        gboolean *is_changed, GError **error);
gboolean gnomon_import_change_events   (GnomonTransaction *transaction, gint64 batch_id,
                                        GPtrArray *arrivals, guint *n_added, guint *n_changed,
                                        GError **error);

/* Takes self->chunk: writes what is new of it, in short transactions, and sorts out what is a
 * change. What hangs on the new events comes later, at the latest with the rest. */
gboolean gnomon_import_write_chunk     (GnomonImportRun *self, GError **error);
gboolean gnomon_import_write_rest      (GnomonImportRun *self, GError **error);

/* gnomon-store-import-lone.c: changed occurrences and their series, where only one of both is in
 * the file. */
typedef enum
{
  GNOMON_LONE_ERROR,
  GNOMON_LONE_NOT,         /* the event is no such occurrence, or nobody knows its series */
  GNOMON_LONE_CHANGE,      /* of a stored series, which it changes */
  GNOMON_LONE_SKIP,        /* the series has it already, or a newer one */
} GnomonLone;

/* @series_id: (out): where the answer is GNOMON_LONE_CHANGE */
GnomonLone gnomon_import_judge_lone    (GnomonImportRun *self, GnomonEvent *event,
                                        gint64 *series_id, GError **error);
void       gnomon_import_drop_automatic (GnomonEvent *event);
/* Takes those of self->occurrences that can be staged (gnomon-staged.h), in short transactions. */
gboolean   gnomon_import_stage_joins   (GnomonImportRun *self, GError **error);
gboolean   gnomon_import_find_pairs    (GnomonImportRun *self, GError **error);
gboolean   gnomon_import_join          (GnomonImportRun *self, GError **error);

/* gnomon-store-import-replies.c, and -answered.c: what guests answer. First they are read, before
 * the events are; a refresh brings none. An event that is written of the file has its answers
 * before; of those to stored events it is sorted out what brings nothing new, before they are
 * written. */
void       gnomon_import_read_replies   (GnomonImportRun *self);
void       gnomon_import_answer_arrival (GnomonImportRun *self, GnomonArrival *arrival);
/* It is not written after all: its answers are those to the stored event. */
void       gnomon_import_skip_answered  (GnomonImportRun *self, GnomonArrival *arrival);
gboolean   gnomon_import_judge_replies  (GnomonImportRun *self, GError **error);
/* Where they are many: takes those out that could be staged, in short transactions. */
gboolean   gnomon_import_stage_replies  (GnomonImportRun *self, GError **error);
gboolean   gnomon_import_apply_replies  (GnomonImportRun *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonImportRun, gnomon_import_run_clear)

G_END_DECLS
