/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-private.h"

G_BEGIN_DECLS

/* What a guest answers to an invitation (RFC 5546, 3.2.3): a VEVENT that is none of its own. */
typedef struct
{
  char *uid;               /* of the event, in the form in which it is stored */
  char *title;             /* what it calls that; "": nothing */
  char *email;             /* of the one guest whose answer it is */
  GnomonAttendeeStatus status;
  gboolean is_delegated;   /* to others: then the status is that of no answer */
  char **delegates;        /* their addresses; (nullable): none that could be stored */
  gboolean is_restated;    /* by one of these, who answers himself */
  char *comment;           /* "": none */
  int sequence;            /* of the version of the event that it answers */
  gint64 stamp;            /* DTSTAMP in Unix seconds; 0: not told */
  GnomonIcalRecurrence recurrence; /* where it is about one occurrence */
  char *lone_uid;          /* (nullable): of that, where it is stored without its series */
} GnomonIcalReply;

/* What is known of a guest's last answer beyond the model. */
typedef struct
{
  int sequence;            /* as above; 0 where nobody has told it */
  gboolean is_delegated;
} GnomonIcalGiven;

void             gnomon_ical_reply_free (GnomonIcalReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonIcalReply, gnomon_ical_reply_free)

gboolean         gnomon_ical_reply_read (const char *block, gsize length, GnomonIcalZones *zones,
                                         GPtrArray *replies, GError **error);
void             gnomon_ical_replies_drop_older (GPtrArray *replies);
/* @kind: one of the GNOMON_WARNING_ANSWER kinds */
GnomonWarning   *gnomon_ical_reply_warn (const GnomonIcalReply *self, GnomonWarningKind kind);

/* Of a reader's text: (transfer full) (element-type GnomonIcalReply) */
GPtrArray       *gnomon_ical_reader_read_replies (GnomonIcalReader *self);
guint            gnomon_ical_reader_tell_replies (GnomonIcalReader *self);
/* Adds to its warnings what one of them says and what becomes of that. */
void             gnomon_ical_reader_tell_reply   (GnomonIcalReader *self,
                                                  const GnomonIcalReply *reply,
                                                  GnomonWarningKind kind);

/* Keeps with the line of the guest, where other programs look for it, what the model has no place
 * for: the comment, the version that was answered, and to whom it was delegated. */
void             gnomon_ical_reply_keep (const GnomonIcalReply *self, GnomonEvent *event,
                                         GnomonAttendee *guest);
/* With that of a guest, that another one has delegated to him. */
void             gnomon_ical_reply_keep_delegate (GnomonEvent *event, GnomonAttendee *delegate,
                                                  GnomonAttendee *delegator);
/* What was kept so. */
GnomonIcalGiven  gnomon_ical_reply_get_given (GnomonEvent *event, GnomonAttendee *guest);

G_END_DECLS
