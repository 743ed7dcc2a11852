/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What gnomon-feed and who starts it say to each other. It reads one a{sv}, serialized, on standard
 * input: an address may hold a password, and anybody can read the arguments of a program. What it
 * fetches goes to a descriptor that it is given; it answers by its exit code and one a{sv},
 * serialized, on standard output.
 */

G_BEGIN_DECLS

/* More is not read on either side. */
#define GNOMON_FEED_MAX_MESSAGE (64 * 1024)

/* What a feed may have, in bytes, as every iCalendar file (gnomon-ical.h). */
#define GNOMON_FEED_MAX_BYTES (256 * 1024 * 1024)

/* The descriptor of what is fetched: a file, empty and open for writing. */
#define GNOMON_FEED_FD 3

/* The question, all strings. The last two are what the server said the last time. */
#define GNOMON_FEED_URL "url"                     /* http, https, webcal, webcals */
#define GNOMON_FEED_ETAG "etag"                   /* the answer's too */
#define GNOMON_FEED_LAST_MODIFIED "last_modified" /* the answer's too */

/* The answer's: one line of English where it failed. */
#define GNOMON_FEED_REASON "reason"

typedef enum
{
  GNOMON_FEED_EXIT_FETCHED = 0,
  GNOMON_FEED_EXIT_FAILED = 1,
  GNOMON_FEED_EXIT_UNCHANGED = 2, /* since what the question says */
} GnomonFeedExit;

G_END_DECLS
