/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How many characters a guest's name may have. */
#define GNOMON_ATTENDEE_MAX_NAME 255
#define GNOMON_ATTENDEE_MAX_GUESTS 5000 /* of one event */

typedef enum
{
  GNOMON_ATTENDEE_PENDING,
  GNOMON_ATTENDEE_ACCEPTED,
  GNOMON_ATTENDEE_DECLINED,
  GNOMON_ATTENDEE_TENTATIVE,
} GnomonAttendeeStatus;

const char *gnomon_attendee_status_to_string   (GnomonAttendeeStatus status);
gboolean    gnomon_attendee_status_from_string (const char *text, GnomonAttendeeStatus *status);

#define GNOMON_TYPE_ATTENDEE (gnomon_attendee_get_type ())

/* A guest of an event, as stored: a snapshot that does not change. */
G_DECLARE_FINAL_TYPE (GnomonAttendee, gnomon_attendee, GNOMON, ATTENDEE, GObject)

GnomonAttendee       *gnomon_attendee_new              (gint64                id,
                                                        gint64                event_id,
                                                        const char           *email,
                                                        const char           *name,
                                                        GnomonAttendeeStatus  status,
                                                        gint64                responded_at);
gint64                gnomon_attendee_get_id           (GnomonAttendee *self);
gint64                gnomon_attendee_get_event_id     (GnomonAttendee *self);
const char           *gnomon_attendee_get_email        (GnomonAttendee *self);
/* never empty: else the part before the @ */
const char           *gnomon_attendee_get_name         (GnomonAttendee *self);
GnomonAttendeeStatus  gnomon_attendee_get_status       (GnomonAttendee *self);
/* Unix seconds; 0: not yet */
gint64                gnomon_attendee_get_responded_at (GnomonAttendee *self);

/* The address as it is compared: trimmed, case folded. */
char                 *gnomon_attendee_fold_email       (const char *email);

/* "Email is required." / "Invalid email format.", with the field's name before it. */
gboolean              gnomon_attendee_check_email      (const char *email, const char *field,
                                                        GError **error);

/* The contract's `attendees`: a comma list, or a JSON list of addresses or of {"email","name"}
 * objects. One entry an address; (element-type GnomonAttendee) with id 0 and status pending. */
GPtrArray            *gnomon_attendee_parse_list       (const char *text, GError **error);

G_END_DECLS
