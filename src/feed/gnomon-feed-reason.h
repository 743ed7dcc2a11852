/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Why a calendar on the web was not read. It is told, and kept with the calendar, as a line of
 * English: here is the one list of these lines, by which they are made and known again.
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_FEED_REASON_OTHER,      /* the line alone says it */
  GNOMON_FEED_REASON_NO_SERVER,  /* value: the network's words */
  GNOMON_FEED_REASON_NO_ANSWER,  /* value: the network's words */
  GNOMON_FEED_REASON_NO_PROOF,   /* value: the network's words */
  GNOMON_FEED_REASON_NOT_THERE,  /* value: the status */
  GNOMON_FEED_REASON_FORBIDDEN,  /* value: the status */
  GNOMON_FEED_REASON_STATUS,     /* value: the status */
  GNOMON_FEED_REASON_UNREADABLE, /* value: what is wrong with the text */
  GNOMON_FEED_REASON_CIRCLE,     /* value: how many times it was sent on */
  GNOMON_FEED_REASON_NOT_WEB,
  GNOMON_FEED_REASON_SLOW,       /* value: how many seconds it may take */
  GNOMON_FEED_REASON_CUT,
  GNOMON_FEED_REASON_LARGE,      /* value: how many MiB it may have */
} GnomonFeedReason;

char             *gnomon_feed_reason_format (GnomonFeedReason   reason,
                                             const char        *value);
GnomonFeedReason  gnomon_feed_reason_find   (const char        *text,
                                             char             **value);

G_END_DECLS
