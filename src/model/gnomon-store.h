/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-calendar.h"
#include "gnomon-change.h"
#include "gnomon-clock.h"
#include "gnomon-event.h"
#include "gnomon-fields.h"
#include "gnomon-occurrence.h"
#include "gnomon-operation.h"
#include "gnomon-parse-text.h"
#include "gnomon-sink.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_STORE (gnomon_store_get_type ())

/*
 * The calendar's data: one SQLite file that window and service both open. Reads run at once on
 * the thread that owns the store, over a read-only connection; changes are operations, which run
 * in order on the store's writer thread and are answered on the owner's main context. When the
 * answer is there, the change is on disk.
 *
 * Signals:
 *  - "changed" (guint64 token, GArray *changed, GArray *deleted, GnomonChangeFlags flags): after a
 *    commit of this process or of another, with the ids (gint64) of the events; before the
 *    operation's own answer.
 *  - "viewer-changed": the system's zone has become another one
 */
G_DECLARE_FINAL_TYPE (GnomonStore, gnomon_store, GNOMON, STORE, GObject)

typedef enum
{
  GNOMON_CHANGE_NONE = 0,
  GNOMON_CHANGE_EVENTS = 1 << 0,
  GNOMON_CHANGE_CALENDARS = 1 << 1,
  /* the ledger or its rules: the earliest due time may have moved */
  GNOMON_CHANGE_REMINDERS = 1 << 2,
} GnomonChangeFlags;

/* $XDG_DATA_HOME/gnomon/calendar.db */
char         *gnomon_store_dup_default_path    (void);

/* Opens or makes the database; folder 0700, file 0600. Errors: STORAGE, READ_ONLY. */
GnomonStore  *gnomon_store_open                (const char *path, GnomonClock *clock,
                                                GError **error);
/* Waits for the writer; done by dispose too. */
void          gnomon_store_close               (GnomonStore *self);

/* The same file once more, for another thread, which may read and nothing else. */
typedef struct _GnomonStoreView GnomonStoreView;

GnomonStore  *gnomon_store_open_reader         (GnomonStore *self, GError **error);
GnomonStoreView *gnomon_store_get_view         (GnomonStore *self);
void          gnomon_store_take_view           (GnomonStore *self, GnomonStoreView *view);
void          gnomon_store_view_free           (GnomonStoreView *view);
void          gnomon_store_release_memory      (GnomonStore *self);

GnomonClock  *gnomon_store_get_clock           (GnomonStore *self); /* (transfer none) */
GTimeZone    *gnomon_store_get_viewer_zone     (GnomonStore *self); /* (transfer none) */
const char   *gnomon_store_get_viewer_zone_name (GnomonStore *self);
/* By default the system's, whose changes are followed. */
void          gnomon_store_set_viewer_zone     (GnomonStore *self, const char *name);
void          gnomon_store_check_zone          (GnomonStore *self);
const char   *gnomon_store_get_owner_name      (GnomonStore *self);
void          gnomon_store_set_actor           (GnomonStore *self, const char *actor);
const char * const *gnomon_store_get_own_addresses (GnomonStore *self);
void          gnomon_store_set_own_addresses   (GnomonStore *self, const char * const *addresses);
int           gnomon_store_get_all_day_hour    (GnomonStore *self);
void          gnomon_store_set_all_day_hour    (GnomonStore *self, int hour);
/* The change log's last number. */
guint64       gnomon_store_get_token           (GnomonStore *self);
gboolean      gnomon_store_is_read_only        (GnomonStore *self);

/* Reads. All lists are (transfer full) GPtrArrays that own their items. */
GnomonEvent  *gnomon_store_get_event           (GnomonStore *self, gint64 id, GError **error);
GnomonEvent  *gnomon_store_get_occurrence      (GnomonStore *self, gint64 id,
                                                const char *recurrence_id, GError **error);

/* What an edit of an occurrence in a scope would touch: to be said before it is made. */
typedef struct
{
  guint past;                /* occurrences that have started */
  guint ahead;
  gboolean more;             /* there are more than are counted, or they have no end */
  guint exceptions;          /* dates that were taken out */
  guint overrides;           /* occurrences that were changed by themselves; counted above, too */
  gint64 first;              /* the earliest start, Unix seconds */
  gint64 last;               /* the latest; 0 with @more */
} GnomonScopePreview;

gboolean      gnomon_store_preview_scope       (GnomonStore *self, gint64 id,
                                                const char *recurrence_id, GnomonScope scope,
                                                GnomonScopePreview *preview, GError **error);
GPtrArray    *gnomon_store_list_events         (GnomonStore *self, const GnomonFields *filter,
                                                GError **error);
/* Start > now, soonest first; 0: 10. */
GPtrArray    *gnomon_store_list_upcoming       (GnomonStore *self, guint limit, GError **error);
GPtrArray    *gnomon_store_list_attendees      (GnomonStore *self, const GnomonFields *filter,
                                                GError **error);
GPtrArray    *gnomon_store_list_reminders      (GnomonStore *self, const GnomonFields *filter,
                                                GError **error);
GPtrArray    *gnomon_store_list_calendars      (GnomonStore *self, GError **error);
GnomonCalendar *gnomon_store_get_calendar      (GnomonStore *self, gint64 id, GError **error);
gboolean      gnomon_store_has_events          (GnomonStore *self);

/* What overlaps [from, to), Unix seconds, sorted by start, then id. Views pass visible_only. */
GPtrArray    *gnomon_store_list_occurrences    (GnomonStore *self, gint64 from, gint64 to,
                                                gboolean visible_only, GError **error);

/* The same without an object of each, unsorted. */
gboolean      gnomon_store_foreach_span        (GnomonStore *self, gint64 from, gint64 to,
                                                gboolean visible_only, GnomonSpanFilterFunc filter,
                                                GnomonSpanFunc func, gpointer user_data,
                                                char **cut, GError **error);

/* When an event is, that a list has once: of a series what runs or is next. (transfer full): its
 * recurrence id. */
char         *gnomon_store_find_instance       (GnomonStore *self, GnomonEvent *event, gint64 now,
                                                gint64 *starts_at, gint64 *ends_at);

/* The rows (GnomonSpan.row_id) that a filter finds, ascending: limit, offset, order and `upcoming`
 * are not looked at. */
GArray       *gnomon_store_list_row_ids        (GnomonStore *self, const GnomonFields *filter,
                                                GError **error);

/* Busy time, merged (GArray of GnomonInterval, gnomon-schedule.h), and what an event would
 * overlap. */
GArray       *gnomon_store_list_busy           (GnomonStore *self, gint64 from, gint64 to,
                                                const char * const *guests, GError **error);
GArray       *gnomon_store_list_busy_but       (GnomonStore *self, gint64 event_id, gint64 from,
                                                gint64 to, const char * const *guests,
                                                GError **error); /* without that event */
/* The same, of a guest alone. */
GArray       *gnomon_store_list_guest_busy     (GnomonStore *self, gint64 event_id, gint64 from,
                                                gint64 to, const char *guest, GError **error);
/* GnomonAttendee of earlier events */
GPtrArray    *gnomon_store_find_guests         (GnomonStore *self, const char *text, guint limit);
GPtrArray    *gnomon_store_list_conflicts      (GnomonStore *self, gint64 id,
                                                const GnomonFields *fields, GError **error);

/* What gnomon_parse_text() is to know. */
void          gnomon_store_init_parse_context  (GnomonStore *self, GnomonParseContext *context);

/* The running or next event: FALSE where there is none. */
gboolean      gnomon_store_get_next_event      (GnomonStore *self, gint64 now, gint64 *id,
                                                gint64 *starts_at, gint64 *ends_at);

/* The change log. Errors: TOKEN_EXPIRED. The arrays are of gint64. since 0: every event there
 * is. */
gboolean      gnomon_store_list_changes        (GnomonStore *self, guint64 since, guint64 *token,
                                                GArray **changed, GArray **deleted, GError **error);

/* The history and the trash. */
GnomonChange *gnomon_store_get_undo            (GnomonStore *self); /* (transfer full) (nullable) */
GnomonChange *gnomon_store_get_redo            (GnomonStore *self); /* (transfer full) (nullable) */
GPtrArray    *gnomon_store_list_history        (GnomonStore *self, guint limit, GError **error);
GPtrArray    *gnomon_store_list_trash          (GnomonStore *self, GError **error);
gboolean      gnomon_store_can_purge           (GnomonStore *self);

/* Those that take long, each on a thread of its own. The sink is copied; its functions, and the
 * progress, are called on that thread. */
/* As iCalendar text. */
void          gnomon_store_export_async        (GnomonStore *self, const GnomonFields *filter,
                                                const GnomonSink *sink, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean      gnomon_store_export_finish       (GnomonStore *self, GAsyncResult *result,
                                                guint *n_written, GError **error);
void          gnomon_store_preview_async       (GnomonStore *self, GBytes *icalendar, gint64 from,
                                                gint64 to, GnomonProgressFunc progress,
                                                gpointer progress_data, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gnomon_store_preview_finish      (GnomonStore *self, GAsyncResult *result,
                                                char ***warnings, GError **error);
void          gnomon_store_backup_async        (GnomonStore *self, const GnomonSink *sink,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean      gnomon_store_backup_finish       (GnomonStore *self, GAsyncResult *result,
                                                GError **error);

/* Changes. */
void          gnomon_store_apply_async         (GnomonStore *self, GnomonOperation *operation,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
/* @object: (transfer full) (nullable) (optional) */
gboolean      gnomon_store_apply_finish        (GnomonStore *self, GAsyncResult *result,
                                                GObject **object, GError **error);
/* Waits: for programs without a main loop, and tests. */
gboolean      gnomon_store_apply               (GnomonStore *self, GnomonOperation *operation,
                                                GObject **object, GError **error);

G_END_DECLS
