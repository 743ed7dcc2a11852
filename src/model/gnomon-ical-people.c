/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-event-private.h"

/*
 * ATTENDEE and ORGANIZER. The model stores address, name and answer; every other parameter stays
 * in the kept line, which the address ties to its person.
 */

#define MAX_GUESTS 1000

static GnomonAttendeeStatus
parse_partstat (const char *text)
{
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
  static const char * const written[] = { "CN", "PARTSTAT", NULL };
  static const char * const name_alone[] = { "CN", NULL };
  static const char * const answer_alone[] = { "PARTSTAT", NULL };
  g_autofree char *email = gnomon_ical_line_dup_email (line);
  g_autofree char *common_name = NULL;
  g_autofree char *name = NULL;
  g_autofree char *partstat = NULL;
  GPtrArray *attendees = self->event->attendees;

  if (email == NULL)
    {
      gnomon_ical_event_reader_keep (self, text, length);
      return;
    }
  if (attendees->len == MAX_GUESTS)
    {
      if (!self->guests_cut)
        gnomon_ical_event_reader_warn (self, "more than %d guests; the rest was left out",
                                       MAX_GUESTS);
      self->guests_cut = TRUE;
      return;
    }
  if (!remember_address (self, email))
    return;

  common_name = gnomon_ical_line_dup_param (line, "CN");
  name = gnomon_ical_fit_line (common_name != NULL ? common_name : "");
  partstat = gnomon_ical_line_dup_param (line, "PARTSTAT");
  g_ptr_array_add (attendees,
                   gnomon_attendee_new (0, 0, email, name, parse_partstat (partstat), 0));

  /* An answer that Gnomon has no word for, such as DELEGATED, stays until there is another one. */
  if (partstat != NULL && parse_partstat (partstat) == GNOMON_ATTENDEE_PENDING &&
      g_ascii_strcasecmp (partstat, "NEEDS-ACTION") != 0)
    gnomon_ical_event_reader_keep_params (self, line, name_alone, TRUE);
  else if (common_name != NULL && gnomon_ical_is_implied_name (name, email))
    gnomon_ical_event_reader_keep_params (self, line, answer_alone, TRUE);
  else
    gnomon_ical_event_reader_keep_params (self, line, written, TRUE);
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
  static const char * const written[] = { NULL };
  g_autofree char *email = gnomon_ical_line_dup_email (line);

  if (email == NULL)
    {
      gnomon_ical_event_reader_keep (self, text, length);
      return;
    }

  gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_ORGANIZER, email);
  gnomon_ical_event_reader_keep_params (self, line, written, TRUE);
}
