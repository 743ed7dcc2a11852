/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-attendee.h"
#include "gnomon-error.h"

struct _GnomonAttendee
{
  GObject parent_instance;

  gint64 id;
  gint64 event_id;
  char *email;
  char *name;
  GnomonAttendeeStatus status;
  gint64 responded_at;
};

G_DEFINE_FINAL_TYPE (GnomonAttendee, gnomon_attendee, G_TYPE_OBJECT)

/* The bounds of RFC 5321, in bytes. */
#define MAX_EMAIL_LENGTH 254
#define MAX_LOCAL_LENGTH 64
#define MAX_LABEL_LENGTH 63

static const char * const status_names[] = {
  [GNOMON_ATTENDEE_PENDING] = "pending",
  [GNOMON_ATTENDEE_ACCEPTED] = "accepted",
  [GNOMON_ATTENDEE_DECLINED] = "declined",
  [GNOMON_ATTENDEE_TENTATIVE] = "tentative",
};

static void
gnomon_attendee_finalize (GObject *object)
{
  GnomonAttendee *self = GNOMON_ATTENDEE (object);

  g_free (self->email);
  g_free (self->name);

  G_OBJECT_CLASS (gnomon_attendee_parent_class)->finalize (object);
}

static void
gnomon_attendee_class_init (GnomonAttendeeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_attendee_finalize;
}

static void
gnomon_attendee_init (GnomonAttendee *self)
{
}

/* Letters and digits of any script, as internationalised addresses have them. */
static gboolean
is_label_character (gunichar c)
{
  return c >= 0x80 ? g_unichar_isalnum (c) || g_unichar_ismark (c) : g_ascii_isalnum (c);
}

static gboolean
is_local_part (const char *text,
               const char *end)
{
  if (text == end || end - text > MAX_LOCAL_LENGTH || *text == '.' || end[-1] == '.')
    return FALSE;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!is_label_character (c) &&
          (c >= 0x80 || strchr ("!#$%&'*+-/=?^_`{|}~.", (int) c) == NULL))
        return FALSE;
      if (c == '.' && text[1] == '.')
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_domain (const char *text)
{
  const char *label = text;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == '.')
        {
          if (text == label || text - label > MAX_LABEL_LENGTH || text[-1] == '-')
            return FALSE;
          label = text + 1;
        }
      else if (!is_label_character (c) && (c != '-' || text == label))
        {
          return FALSE;
        }
    }

  return text > label && text - label <= MAX_LABEL_LENGTH && text[-1] != '-';
}

/**
 * gnomon_attendee_status_to_string:
 * @status: a status
 *
 * Returns: (transfer none): its name in the contract
 */
const char *
gnomon_attendee_status_to_string (GnomonAttendeeStatus status)
{
  g_return_val_if_fail ((gsize) status < G_N_ELEMENTS (status_names), "pending");

  return status_names[status];
}

/**
 * gnomon_attendee_status_from_string:
 * @text: (nullable): a name
 * @status: (out): the status
 *
 * Returns: %FALSE where no status has that name
 */
gboolean
gnomon_attendee_status_from_string (const char           *text,
                                    GnomonAttendeeStatus *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_strcmp0 (text, status_names[i]) == 0)
      {
        *status = (GnomonAttendeeStatus) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gnomon_attendee_new:
 * @id: the guest's id; 0 where it is not stored
 * @event_id: the event's id; 0 where it is not stored
 * @email: the address
 * @name: (nullable): the name; the part before the `@` where it is %NULL or empty
 * @status: the answer
 * @responded_at: when it was given, in Unix seconds; 0 where it was not
 *
 * Returns: (transfer full): a guest
 */
GnomonAttendee *
gnomon_attendee_new (gint64                id,
                     gint64                event_id,
                     const char           *email,
                     const char           *name,
                     GnomonAttendeeStatus  status,
                     gint64                responded_at)
{
  GnomonAttendee *self;

  g_return_val_if_fail (email != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_ATTENDEE, NULL);
  self->id = id;
  self->event_id = event_id;
  self->email = g_strdup (email);
  if (name != NULL && *name != '\0')
    self->name = g_strdup (name);
  else
    self->name = g_strndup (email, strcspn (email, "@"));
  self->status = status;
  self->responded_at = responded_at;

  return self;
}

/**
 * gnomon_attendee_get_id:
 * @self: a guest
 *
 * Returns: the id; 0 where it is not stored
 */
gint64
gnomon_attendee_get_id (GnomonAttendee *self)
{
  g_return_val_if_fail (GNOMON_IS_ATTENDEE (self), 0);

  return self->id;
}

/**
 * gnomon_attendee_get_event_id:
 * @self: a guest
 *
 * Returns: the id of the event
 */
gint64
gnomon_attendee_get_event_id (GnomonAttendee *self)
{
  g_return_val_if_fail (GNOMON_IS_ATTENDEE (self), 0);

  return self->event_id;
}

/**
 * gnomon_attendee_get_email:
 * @self: a guest
 *
 * Returns: (transfer none): the address, in the case it was given in
 */
const char *
gnomon_attendee_get_email (GnomonAttendee *self)
{
  g_return_val_if_fail (GNOMON_IS_ATTENDEE (self), NULL);

  return self->email;
}

/**
 * gnomon_attendee_get_name:
 * @self: a guest
 *
 * Returns: (transfer none): the name, else the part of the address before the `@`
 */
const char *
gnomon_attendee_get_name (GnomonAttendee *self)
{
  g_return_val_if_fail (GNOMON_IS_ATTENDEE (self), NULL);

  return self->name;
}

/**
 * gnomon_attendee_get_status:
 * @self: a guest
 *
 * Returns: the answer
 */
GnomonAttendeeStatus
gnomon_attendee_get_status (GnomonAttendee *self)
{
  g_return_val_if_fail (GNOMON_IS_ATTENDEE (self), GNOMON_ATTENDEE_PENDING);

  return self->status;
}

/**
 * gnomon_attendee_get_responded_at:
 * @self: a guest
 *
 * Returns: when the answer was given, in Unix seconds; 0 where it was not
 */
gint64
gnomon_attendee_get_responded_at (GnomonAttendee *self)
{
  g_return_val_if_fail (GNOMON_IS_ATTENDEE (self), 0);

  return self->responded_at;
}

/**
 * gnomon_attendee_fold_email:
 * @email: an address
 *
 * Returns: (transfer full): the address in the form in which two of them are compared
 */
char *
gnomon_attendee_fold_email (const char *email)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (email != NULL, NULL);

  /* Nearly all are ASCII, for which folding is much less work. */
  if (g_str_is_ascii (email))
    return g_strstrip (g_ascii_strdown (email, -1));

  trimmed = g_utf8_make_valid (email, -1);
  g_strstrip (trimmed);

  return g_utf8_casefold (trimmed, -1);
}

/**
 * gnomon_attendee_check_email:
 * @email: (nullable): an address, trimmed
 * @field: the field that it was given in
 * @error: return location for a #GError
 *
 * Takes addresses of the form `local@domain`, internationalised ones too; quoted local parts and
 * address literals are not taken.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT, `Email is required.` or `Invalid email format.` behind
 * the field's name.
 *
 * Returns: whether @email is an address
 */
gboolean
gnomon_attendee_check_email (const char  *email,
                             const char  *field,
                             GError     **error)
{
  const char *at;

  g_return_val_if_fail (field != NULL, FALSE);

  if (email == NULL || *email == '\0')
    {
      gnomon_set_error (error, GNOMON_REASON_NO_EMAIL, field, NULL);
      return FALSE;
    }

  at = strchr (email, '@');
  if (at == NULL || strlen (email) > MAX_EMAIL_LENGTH || !g_utf8_validate (email, -1, NULL) ||
      !is_local_part (email, at) || !is_domain (at + 1))
    {
      gnomon_set_error (error, GNOMON_REASON_BAD_EMAIL, field, NULL);
      return FALSE;
    }

  return TRUE;
}
