/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-event-private.h"

/*
 * ATTENDEE and ORGANIZER. The model stores address, name and answer; the line is kept where it
 * says more, or says it in other words, and the address ties it to its person.
 */

#define MAX_GUESTS 1000

GnomonAttendeeStatus
gnomon_ical_line_get_answer (const GnomonIcalLine *line)
{
  g_autofree char *text = gnomon_ical_line_dup_param (line, "PARTSTAT");

  if (text == NULL)
    return GNOMON_ATTENDEE_PENDING;
  if (g_ascii_strcasecmp (text, "ACCEPTED") == 0)
    return GNOMON_ATTENDEE_ACCEPTED;
  if (g_ascii_strcasecmp (text, "DECLINED") == 0)
    return GNOMON_ATTENDEE_DECLINED;
  if (g_ascii_strcasecmp (text, "TENTATIVE") == 0)
    return GNOMON_ATTENDEE_TENTATIVE;
  return GNOMON_ATTENDEE_PENDING;
}

static char *
dup_name (const GnomonIcalLine *line)
{
  g_autofree char *name = gnomon_ical_line_dup_param (line, "CN");

  return gnomon_ical_fit_line (name != NULL ? name : "");
}

/* Whether a guest is still called what the file calls them; a guest without a name is called by
 * the part of the address before the @. */
static gboolean
is_name (const char *name,
         const char *in_file,
         const char *email)
{
  return strcmp (name, in_file) == 0 ||
         (*in_file == '\0' && gnomon_ical_is_implied_name (name, email));
}

/* FALSE where the address was met before. */
static gboolean
remember_address (GnomonIcalEventReader *self,
                  const char            *email)
{
  if (self->addresses == NULL)
    self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return g_hash_table_add (self->addresses, gnomon_attendee_fold_email (email));
}

void
gnomon_ical_read_attendee (GnomonIcalEventReader *self,
                           const GnomonIcalLine  *line,
                           const char            *text,
                           gsize                  length)
{
  g_autofree char *email = gnomon_ical_line_dup_email (line);
  g_autofree char *name = NULL;
  g_autoptr (GString) plain = NULL;
  GnomonAttendee *attendee;
  GPtrArray *attendees = self->event->attendees;

  if (email == NULL)
    {
      gnomon_ical_event_reader_keep (self, text, length);
      return;
    }
  if (attendees->len == MAX_GUESTS)
    {
      if (!self->guests_cut)
        gnomon_ical_event_reader_warn (self, GNOMON_WARNING_MANY_GUESTS, G_STRINGIFY (MAX_GUESTS),
                                       NULL);
      self->guests_cut = TRUE;
      return;
    }
  if (!remember_address (self, email))
    {
      gnomon_ical_event_reader_keep_further (self, text, length);
      self->tally->guests_twice++;
      return;
    }

  name = dup_name (line);
  attendee = gnomon_attendee_new (0, 0, email, name, gnomon_ical_line_get_answer (line), 0);
  g_ptr_array_add (attendees, attendee);

  plain = g_string_new (NULL);
  gnomon_ical_append_attendee (plain, NULL, attendee);
  if (plain->len != length || memcmp (plain->str, text, length) != 0)
    gnomon_ical_event_reader_keep (self, text, length);
}

/* RFC 6868 for what a parameter cannot hold. */
void
gnomon_ical_append_param (GString    *out,
                          const char *name,
                          const char *value)
{
  gboolean quoted = strpbrk (value, ",;:") != NULL;

  g_string_append_c (out, ';');
  g_string_append (out, name);
  g_string_append (out, quoted ? "=\"" : "=");
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append (out, "^'");
      else if (*p == '^')
        g_string_append (out, "^^");
      else if (*p == '\n')
        g_string_append (out, "^n");
      else if ((guint8) *p >= 0x20)
        g_string_append_c (out, *p);
    }
  if (quoted)
    g_string_append_c (out, '"');
}

/**
 * gnomon_ical_append_attendee:
 * @out: where to: the line, unfolded and without an end
 * @line: (nullable): the line that was kept of this guest
 * @attendee: a guest
 *
 * Writes a guest: the kept line, but for the name and the answer where these are others now.
 */
void
gnomon_ical_append_attendee (GString              *out,
                             const GnomonIcalLine *line,
                             GnomonAttendee       *attendee)
{
  static const char * const answers[] = {
    [GNOMON_ATTENDEE_PENDING] = "NEEDS-ACTION",
    [GNOMON_ATTENDEE_ACCEPTED] = "ACCEPTED",
    [GNOMON_ATTENDEE_DECLINED] = "DECLINED",
    [GNOMON_ATTENDEE_TENTATIVE] = "TENTATIVE",
  };
  const char *email = gnomon_attendee_get_email (attendee);
  const char *name = gnomon_attendee_get_name (attendee);
  GnomonAttendeeStatus status = gnomon_attendee_get_status (attendee);
  g_autofree char *kept_name = line != NULL ? dup_name (line) : NULL;
  const char *written[3] = { NULL, };
  guint n_written = 0;

  g_string_append (out, "ATTENDEE");
  if (line == NULL || !is_name (name, kept_name, email))
    {
      written[n_written++] = "CN";
      if (!gnomon_ical_is_implied_name (name, email))
        gnomon_ical_append_param (out, "CN", name);
    }
  /* RFC 5545, 3.2.12: where there is no answer, it is NEEDS-ACTION. One that Gnomon has no word
   * for, such as DELEGATED, stays until there is another one. */
  if (line == NULL || status != gnomon_ical_line_get_answer (line))
    {
      written[n_written++] = "PARTSTAT";
      gnomon_ical_append_param (out, "PARTSTAT", answers[status]);
    }

  if (line != NULL)
    {
      gnomon_ical_line_append_params (line, out, written);
      g_string_append_c (out, ':');
      g_string_append_len (out, line->value, (gssize) line->value_length);
    }
  else
    {
      g_string_append (out, ":mailto:");
      g_string_append (out, email);
    }
}

/* A guest without a name is called by the part of the address before the @. */
gboolean
gnomon_ical_is_implied_name (const char *name,
                             const char *email)
{
  gsize length = strlen (name);

  return strncmp (email, name, length) == 0 && email[length] == '@';
}

void
gnomon_ical_read_organizer (GnomonIcalEventReader *self,
                            const GnomonIcalLine  *line,
                            const char            *text,
                            gsize                  length)
{
  g_autofree char *email = gnomon_ical_line_dup_email (line);
  g_autofree char *plain = email != NULL ? g_strconcat ("ORGANIZER:mailto:", email, NULL) : NULL;

  if (email != NULL)
    gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_ORGANIZER, email);
  if (plain == NULL || strlen (plain) != length || memcmp (plain, text, length) != 0)
    gnomon_ical_event_reader_keep (self, text, length);
}
