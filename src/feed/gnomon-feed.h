/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Fetches a calendar from the web, by the program gnomon-feed. */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_FEED_FETCHED,
  GNOMON_FEED_UNCHANGED,
  GNOMON_FEED_FAILED,
} GnomonFeedResult;

typedef struct
{
  GnomonFeedResult result;
  GBytes *text;          /* what was fetched; NULL else */
  char *etag;            /* what the server calls this version: "" where it does not */
  char *last_modified;   /* the same as a time, as the server writes it */
  char *reason;          /* why it failed, a line of English; "" else */
} GnomonFeedAnswer;

/* @etag and @last_modified are those of the last answer, "" where there is none. */
void              gnomon_feed_fetch_async  (const char *url, const char *etag,
                                            const char *last_modified, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full); NULL: cancelled */
GnomonFeedAnswer *gnomon_feed_fetch_finish (GAsyncResult *result, GError **error);

void              gnomon_feed_answer_free  (GnomonFeedAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonFeedAnswer, gnomon_feed_answer_free)

G_END_DECLS
