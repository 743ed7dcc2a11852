/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What gnomon-service and gnomon-mail say to each other. The service writes one a{sv}, serialized,
 * to the standard input of `gnomon-mail send` or `gnomon-mail set-password`, and closes it; it
 * answers by its exit code and, where that is not 0, by one line of English on standard output.
 */

G_BEGIN_DECLS

/* More is not read: no event is so long. */
#define GNOMON_MAIL_MAX_REQUEST (16 * 1024 * 1024)

/* The account, all strings but the port (i). set-password takes the first two and a password. */
#define GNOMON_MAIL_REQUEST_SERVER "server"
#define GNOMON_MAIL_REQUEST_USER "user"
#define GNOMON_MAIL_REQUEST_PORT "port"
#define GNOMON_MAIL_REQUEST_SECURITY "security"
#define GNOMON_MAIL_REQUEST_FROM "from"
#define GNOMON_MAIL_REQUEST_TO "to"
#define GNOMON_MAIL_REQUEST_CA_FILE "ca_file"
#define GNOMON_MAIL_REQUEST_PASSWORD "password"

/* The message, all strings but the date (x, Unix seconds). */
#define GNOMON_MAIL_REQUEST_ID "id"             /* the part of the Message-ID before the @ */
#define GNOMON_MAIL_REQUEST_DATE "date"
#define GNOMON_MAIL_REQUEST_SUBJECT "subject"
#define GNOMON_MAIL_REQUEST_TEXT "text"
#define GNOMON_MAIL_REQUEST_CALENDAR "calendar" /* (optional) iCalendar text, attached */

typedef enum
{
  GNOMON_MAIL_EXIT_SENT = 0,
  GNOMON_MAIL_EXIT_FAILED = 1, /* it will not do, how often it may be tried */
  GNOMON_MAIL_EXIT_LATER = 2,  /* it may do when it is tried again */
} GnomonMailExit;

G_END_DECLS
