/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-db-rows.h"
#include "gnomon-event-private.h"
#include "gnomon-series-cache.h"
#include "gnomon-store.h"
#include "gnomon-subscription.h"
#include "gnomon-transaction.h"
#include "gnomon-watch.h"
#include "gnomon-writer.h"
#include "gnomon-zone-watch.h"

/*
 * What the store's files share. Functions that take a GnomonTransaction run on the writer
 * thread; those that take a GnomonDb run on either side.
 */

G_BEGIN_DECLS

/* ---- gnomon-operation.c ---- */

typedef GObject *(*GnomonOperationFunc) (GnomonTransaction *transaction, GnomonOperation *operation,
                  GError **error);

struct _GnomonOperation
{
  gatomicrefcount ref_count;
  const char *name;          /* static: for the change log */
  GnomonOperationFunc func;
  gboolean own_transactions;
  gboolean is_refresh;       /* an import that a subscribed calendar shall be equal to */
  gint64 id;
  gint64 second_id;
  int minutes;
  GnomonScope scope;
  char *text;
  char *second_text;
  GnomonFields *fields;
  GBytes *bytes;
  GPtrArray *members;        /* GnomonOperation; of a group */
  char *actor;
  GnomonProgressFunc progress; /* (nullable): of those that take long */
  gpointer progress_data;
  guint64 change_id;         /* out */
};

/* An operation as its constructors begin it; @name is static. */
GnomonOperation *gnomon_operation_make (const char *name, GnomonOperationFunc func, gint64 id);

/* ---- gnomon-store.c ---- */

struct _GnomonStore
{
  GObject parent_instance;

  char *path;
  GnomonClock *clock;
  GMainContext *context;
  GnomonDb *reader;
  GnomonWriter *writer;
  GnomonWatch *watch;
  GnomonZoneWatch *zone_watch;
  guint data_version;
  guint64 token;
  gboolean read_only;

  GTimeZone *viewer;
  char *viewer_name;
  gboolean viewer_is_system;
  char *owner_name;
  char *actor;               /* (nullable): who acts where an operation names nobody */
  char **own_addresses;
  int all_day_hour;
  GnomonSeriesCache *series; /* of the reader */

  GHashTable *names;         /* (nullable): of guests, with their address (gnomon-store-guests.c) */
  GPtrArray *known_guests;   /* (nullable): the guests themselves, the same */
  guint64 names_token;       /* when they were read */
};

/* Looks whether anybody has committed, and tells of it once. */
void        gnomon_store_check_changes (GnomonStore *self);

GnomonDb   *gnomon_store_get_reader (GnomonStore *self);
GnomonSeriesCache *gnomon_store_get_series (GnomonStore *self);
const char *gnomon_store_get_path   (GnomonStore *self);

/* ---- gnomon-store-file.c ---- */

/* Makes and checks the folder and the file, brings the schema up to date, and answers the reading
 * connection; @read_only where the file can only be read. */
GnomonDb   *gnomon_store_open_file  (const char *path, gboolean *read_only, GError **error);

/* ---- gnomon-store-writes.c ---- */

/* What a transaction takes over from the store. */
GnomonJobContext gnomon_store_make_context (GnomonStore *self, const char *name, const char *actor);

/* A change that is no operation of a user (the ledger's claims): as gnomon_store_apply_async(),
 * with any result. @data is freed by @free_data after the run, a result nobody took by
 * @free_result. */
void      gnomon_store_write_async  (GnomonStore         *self,
                                     const char          *name,
                                     GnomonJobFunc        func,
                                     gpointer             data,
                                     GDestroyNotify       free_data,
                                     GDestroyNotify       free_result,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
/* The same for what must survive a kill but not a power cut, after which it would be done again
 * anyway. It is quick: it does not wait for the disk. */
void      gnomon_store_write_light_async (GnomonStore         *self,
                                          const char          *name,
                                          GnomonJobFunc        func,
                                          gpointer             data,
                                          GDestroyNotify       free_data,
                                          GDestroyNotify       free_result,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gpointer  gnomon_store_write_finish (GnomonStore *self, GAsyncResult *result, GError **error);

/* ---- gnomon-store-events.c ---- */

/* The stored event with guests; with its reminders too when @full. NOT_FOUND where there is none
 * that lives. */
GnomonEvent *gnomon_events_load         (GnomonDb *db, gint64 id, gboolean full, GError **error);
/* The same also out of the trash, full. */
GnomonEvent *gnomon_events_load_any     (GnomonDb *db, gint64 id, gboolean *is_live,
                                         GError **error);
/* An occurrence, or an event where @recurrence_id is empty: by its row, which is that of its series
 * or of the override. NOT_FOUND where there is no such occurrence. */
GnomonEvent *gnomon_events_load_occurrence (GnomonDb *db, gint64 row_id, const char *recurrence_id,
                                            gboolean full, GError **error);
/* An event or an override as it is stored, in its light form. */
GnomonEvent *gnomon_events_load_row     (GnomonDb *db, gint64 row_id, GError **error);
GnomonOccurrenceFlags gnomon_events_get_flags (GnomonEvent *event);
/* What stands for that occurrence, full; NULL without an error: nothing but the series. */
GnomonEvent *gnomon_events_load_override (GnomonDb *db, GnomonEvent *series,
                                          const char *recurrence_id, GError **error);
/* 0: none. @recurrence_id: of an override, else "" */
gint64       gnomon_events_find_uid     (GnomonDb *db, gint64 calendar_id, const char *uid,
                                         const char *recurrence_id);

/* Inserts (id 0) or updates the event's row, its span, its guests and its reminders' plan, and
 * notes the change. @event's revision goes up. Answers the event as stored. */
GnomonEvent *gnomon_events_save         (GnomonTransaction *transaction, GnomonEvent *before,
                                         GnomonEvent *event, GError **error);
/* The end of that, where nothing of @event is left to be looked at or settled. */
gboolean     gnomon_events_write_change (GnomonTransaction *transaction, GnomonEvent *before,
                                         GnomonEvent *event, GError **error);
/* As gnomon_events_save() without its checks and notes: for imports, into a batch. */
gboolean     gnomon_events_write        (GnomonTransaction *transaction, GnomonEvent *before,
                                         GnomonEvent *event, gint64 batch_id,
                                         const char *content_hash, GError **error);
/* The parts of that, which an import writes by themselves: the row, with what gnomon_events_fold()
 * made. A new one gives the event its id. */
/* (transfer full): what a search looks through */
char        *gnomon_events_fold         (GnomonEvent *event);
gboolean     gnomon_events_write_row    (GnomonTransaction *transaction, GnomonEvent *event,
                                         const char *folded, gint64 batch_id,
                                         const char *content_hash, GError **error);
/* Of very many events that change in one transaction, the old texts are taken out of the index one
 * after the other before the first event is written, and the new ones are put in after the last:
 * it would go to disk at each change of direction. An event whose text stays, or that lives no
 * more, is not @is_changed. */
gboolean     gnomon_events_take_text_out (GnomonDb *db, gint64 id, const char *folded,
                                          gboolean *is_changed, GError **error);
gboolean     gnomon_events_put_text_in  (GnomonDb *db, gint64 id, const char *folded,
                                         GError **error);
/* The values of these rows, in the order of GNOMON_SQL_EVENT_INSERT_ROWS, whose id comes last and
 * is not added, and of GNOMON_SQL_SPAN_INSERT_ROWS. */
void         gnomon_events_fill_row     (GnomonRow *row, GnomonEvent *event, const char *folded,
                                         gint64 batch_id, const char *content_hash);
void         gnomon_events_fill_span    (GnomonRow *row, GnomonEvent *event, GTimeZone *viewer,
                                         gint64 batch_id);
gboolean     gnomon_events_trash        (GnomonTransaction *transaction, gint64 id, GError **error);
gboolean     gnomon_events_check_uid    (GnomonDb *db, GnomonEvent *event, GError **error);
gboolean     gnomon_events_check_writable (GnomonDb *db, gint64 calendar_id, GError **error);

gboolean     gnomon_events_make_context (GnomonTransaction *transaction,
                                         GnomonEventContext *context, GError **error);
gboolean     gnomon_events_are_same     (GnomonEvent *before, GnomonEvent *after);
gboolean     gnomon_events_check_etag   (GnomonEvent *before, const GnomonFields *fields,
                                         GError **error);

GObject     *gnomon_events_create_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_events_update_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_events_replace_op   (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_events_delete_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);

/* Of an override, whose series is not written by it. */
gboolean     gnomon_events_write_override_span (GnomonTransaction *transaction,
                                                GnomonEvent *override, gint64 batch_id,
                                                GError **error);

/* ---- gnomon-store-scopes.c ---- */

GObject     *gnomon_scopes_update_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_scopes_delete_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);

/* ---- gnomon-store-overrides.c ---- */

/* Part of gnomon_events_write(): brings the stored overrides in line with those of @event, which
 * are known by their id; one that has none, or that is not in @before, is new. */
gboolean     gnomon_overrides_save      (GnomonTransaction *transaction, GnomonEvent *before,
                                         GnomonEvent *event, gint64 batch_id, GError **error);

/* ---- gnomon-store-series.c ---- */

gboolean     gnomon_series_rows_write   (GnomonDb *db, GnomonEvent *event, gint64 batch_id,
                                         GError **error); /* nothing where it does not repeat */
gboolean     gnomon_series_rows_delete  (GnomonDb *db, gint64 event_id, GError **error);
/* Reckons the bounds of all series anew. */
gboolean     gnomon_series_rows_set_bounds (GnomonDb *db, GError **error);

/* ---- gnomon-store-lists.c ---- */

/* What gnomon_store_list_events() finds, in the full form and without its bound. @db is within a
 * read. */
GPtrArray   *gnomon_events_find_all     (GnomonDb *db, GTimeZone *viewer, gint64 now,
                                         const GnomonFields *filter, GError **error);

/* ---- gnomon-store-occurrences.c ---- */

/* What a span may last before it is found by an index of its own. */
#define GNOMON_LONGEST_SPAN (31 * GNOMON_DAY_SECONDS)

/* (transfer full): the user's addresses, folded */
GPtrArray   *gnomon_store_dup_own_keys  (GnomonStore *self);

/* To views: of a series with that title not all can be shown. */
void         gnomon_store_tell_cut      (GnomonStore *self, const char *title);
void gnomon_store_forget_guests (GnomonStore *self);

/* The user's answer among the guests of a row; -1 where the user is no guest. */
int          gnomon_events_find_answer  (GnomonDb *db, GPtrArray *own_keys, gint64 row_id);

/* ---- gnomon-store-attendees.c ---- */

GPtrArray   *gnomon_attendees_load      (GnomonDb *db, gint64 event_id, GError **error);
gboolean     gnomon_attendees_save      (GnomonDb *db, gint64 event_id, GPtrArray *before,
                                         GPtrArray *after, GError **error);
/* A guest who has no row yet: the values of GNOMON_SQL_ATTENDEE_INSERT_ROWS. */
void         gnomon_attendees_fill_row  (GnomonRow *row, gint64 event_id, GnomonAttendee *attendee,
                                         guint position);
GnomonEvent *gnomon_attendees_copy_event (GnomonEvent *event);
gboolean     gnomon_attendees_find_email (GnomonEvent *event, const char *email, guint *index);
/* Of an event that was copied so. */
void         gnomon_attendees_answer    (GnomonEvent *event, guint index,
                                         GnomonAttendeeStatus status, gint64 now);
GObject     *gnomon_attendees_add_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_attendees_respond_op (GnomonTransaction *transaction,
                                          GnomonOperation *operation, GError **error);
GObject     *gnomon_attendees_remove_op (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);

/* ---- gnomon-store-calendars.c ---- */

GPtrArray   *gnomon_calendars_load      (GnomonDb *db, GError **error);
/* (transfer none); 0: the default one */
GnomonCalendar *gnomon_calendars_find   (GPtrArray *calendars, gint64 id);
gboolean     gnomon_calendars_write     (GnomonTransaction *transaction, GnomonCalendar *calendar,
                                         gint64 *id, GError **error);
gint64       gnomon_calendars_get_revision (GnomonDb *db, gint64 id); /* also of a deleted one */
gboolean     gnomon_calendars_trash     (GnomonTransaction *transaction, gint64 id, GError **error);
GObject     *gnomon_calendars_create_op (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_calendars_update_op (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_calendars_delete_op (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);

/* ---- gnomon-store-reminders.c ---- */

GObject     *gnomon_reminders_add_op     (GnomonTransaction *transaction,
                                          GnomonOperation *operation, GError **error);
GObject     *gnomon_reminders_remove_op  (GnomonTransaction *transaction,
                                          GnomonOperation *operation, GError **error);
GObject     *gnomon_reminders_snooze_op  (GnomonTransaction *transaction,
                                          GnomonOperation *operation, GError **error);
GObject     *gnomon_reminders_snooze_until_op (GnomonTransaction *transaction,
                                               GnomonOperation *operation, GError **error);
GObject     *gnomon_reminders_dismiss_op (GnomonTransaction *transaction,
                                          GnomonOperation *operation, GError **error);
GObject     *gnomon_reminders_dismiss_open_op (GnomonTransaction *transaction,
                                               GnomonOperation *operation, GError **error);

/* ---- gnomon-history.c ---- */

GObject     *gnomon_history_undo_op     (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_history_redo_op     (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_history_restore_op  (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);
GObject     *gnomon_history_purge_op    (GnomonTransaction *transaction, GnomonOperation *operation,
                                         GError **error);

/* ---- gnomon-store-import.c ---- */

GObject     *gnomon_import_op            (GnomonTransaction *transaction,
                                          GnomonOperation *operation, GError **error);

/* ---- gnomon-store-import-parts.c ---- */

gboolean     gnomon_import_write_reminders  (GnomonTransaction *transaction, GnomonEvent *before,
                                             GnomonEvent *event, GError **error);
void         gnomon_import_match            (GnomonTransaction *transaction, GnomonEvent *before,
                                             GnomonEvent *event);

/* ---- gnomon-store-subscriptions.c ---- */

/* What a new subscribed calendar is called until its source tells. */
char        *gnomon_subscription_dup_name (const char *url); /* (transfer full) */
gboolean     gnomon_subscriptions_insert  (GnomonTransaction *transaction, gint64 calendar_id,
                                           const char *url, GError **error);
/* Also of a deleted one. */
gboolean     gnomon_subscriptions_has     (GnomonDb *db, gint64 calendar_id);
/* For good: with its overrides, guests, reminders and spans. */
gboolean     gnomon_subscriptions_delete_event (GnomonTransaction *transaction, gint64 id,
                                                GError **error);
/* Takes away all events of a subscribed calendar; nothing of another one. */
gboolean     gnomon_subscriptions_clear   (GnomonTransaction *transaction, gint64 calendar_id,
                                           GError **error);
/* NOT_FOUND, INVALID_ARGUMENT: it is none that is subscribed to. */
gboolean     gnomon_subscriptions_check   (GnomonDb *db, gint64 calendar_id, GError **error);
/* The end of a refresh: takes away the events whose ids are not in @seen, and heeds what the source
 * says of itself in @head. */
gboolean     gnomon_subscriptions_finish  (GnomonTransaction *transaction,
                                           GnomonOperation *operation, GHashTable *seen,
                                           const char *head, GError **error);
GObject     *gnomon_subscriptions_settle_op (GnomonTransaction *transaction,
                                             GnomonOperation *operation, GError **error);
GObject     *gnomon_subscriptions_request_op (GnomonTransaction *transaction,
                                              GnomonOperation *operation, GError **error);

/* ---- gnomon-store-heads.c ---- */

/* (transfer full): "": it keeps nothing; NULL: an error */
char        *gnomon_heads_load           (GnomonDb *db, gint64 calendar_id, GError **error);
/* @batch_id: of the import that brings it; 0: of a refresh */
gboolean     gnomon_heads_set            (GnomonDb *db, gint64 calendar_id, gint64 batch_id,
                                          const char *lines, GError **error);
gboolean     gnomon_heads_turn           (GnomonDb *db, gint64 batch_id, gboolean undone,
                                          GError **error);

/* ---- gnomon-store-batches.c ---- */

/* More events than this are not changed in one transaction, nor taken back or done again. */
#define GNOMON_LARGE_CHANGE 1000

/* Work in transactions that hold the lock for a short time each, and then leave it to others: @func
 * runs in one until @deadline (monotonic, microseconds), and tells whether there is @more. */
typedef gboolean (* GnomonPartFunc) (gpointer data, gint64 deadline, gboolean *more,
                  GError **error);
gboolean     gnomon_batches_run_parts      (GnomonDb *db, GnomonPartFunc func, gpointer data,
                                            GError **error);

/* A new batch, which is not live; BUSY where another process is at work with one. Insert is part
 * of a transaction, begin is one. */
gboolean     gnomon_batches_insert         (GnomonTransaction *transaction, gint64 *batch_id,
                                            GError **error);
gboolean     gnomon_batches_begin          (GnomonTransaction *transaction, gint64 *batch_id,
                                            GError **error);
/* Takes a batch and its rows away, in transactions of its own. */
gboolean     gnomon_batches_reap           (GnomonDb *db, gint64 batch_id, GError **error);
gboolean     gnomon_batches_reap_dead      (GnomonTransaction *transaction, GError **error);
/* The same on a thread of its own, where there is anything to reap. */
void         gnomon_batches_reap_leftovers (GnomonStore *store);

G_END_DECLS
