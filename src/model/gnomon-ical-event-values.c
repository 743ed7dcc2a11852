/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-event-private.h"

/*
 * The properties of an event that count once, each by its name.
 */

static void
warn_of_line (GnomonIcalEventReader *self,
              GnomonWarningKind      kind,
              const GnomonIcalLine  *line)
{
  g_autofree char *name = g_strndup (line->name, line->name_length);

  gnomon_ical_event_reader_warn (self, kind, name, NULL);
}

gboolean
gnomon_ical_event_reader_check_value (GnomonIcalEventReader *self,
                                      const GnomonIcalLine  *line)
{
  for (gsize i = 0; i < line->value_length; i++)
    if (!g_ascii_isspace (line->value[i]))
      return TRUE;

  warn_of_line (self, GNOMON_WARNING_NO_VALUE, line);
  return FALSE;
}

static void
keep_whole (GnomonIcalEventReader *self,
            const GnomonIcalLine  *line)
{
  gnomon_ical_event_reader_keep (self, line->name,
                                 (gsize) (line->value + line->value_length - line->name));
}

/* Whether the parameters of a text's line say enough of it: not where its value is no TEXT, or is
 * encoded, and has other escapes or none, nor where the text is what stands for none. */
static gboolean
can_part (const GnomonIcalLine *line,
          const char           *text,
          char               *(*fit) (const char *text))
{
  g_autofree char *type = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *nothing = NULL;

  if (line->params_length == 0)
    return TRUE;

  type = gnomon_ical_line_dup_param (line, "VALUE");
  encoding = gnomon_ical_line_dup_param (line, "ENCODING");
  nothing = fit ("");
  return type == NULL && encoding == NULL && strcmp (text, nothing) != 0;
}

/* Stores the fitting form of a text; the whole line is kept where that is not all of it. */
static void
read_text (GnomonIcalEventReader *self,
           int                    key,
           const GnomonIcalLine  *line,
           char                *(*fit) (const char *text))
{
  g_autofree char *text = gnomon_ical_unescape (line->value, line->value_length);
  g_autofree char *fitting = fit (text);
  gboolean fits = strcmp (fitting, text) == 0;

  if (line->value_length > 0)
    gnomon_fields_set_string (self->event->fields, key, fitting);
  if (fits && line->value_length > 0 && can_part (line, text, fit))
    gnomon_ical_event_reader_keep_params (self, line);
  else
    keep_whole (self, line);
  if (!fits && strlen (fitting) < strlen (g_strstrip (text)))
    self->tally->shortened++;
}

static void
read_url (GnomonIcalEventReader *self,
          const GnomonIcalLine  *line)
{
  g_autofree char *url = g_strndup (line->value, line->value_length);

  if (line->value_length == 0)
    {
      keep_whole (self, line);
      return;
    }
  gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_URL, url);
  gnomon_ical_event_reader_keep_params (self, line);
}

static void
read_duration (GnomonIcalEventReader *self,
               const GnomonIcalLine  *line)
{
  g_autofree char *text = g_strndup (line->value, line->value_length);
  struct icaldurationtype duration = icaldurationtype_from_string (g_strstrip (text));
  gint64 all = gnomon_ical_duration_seconds (duration, TRUE);

  self->has_duration =
      !icaldurationtype_is_bad_duration (duration) && all >= 0 && all < GNOMON_ICAL_MAX_SPAN;
  self->duration_seconds = gnomon_ical_duration_seconds (duration, FALSE);
  self->duration_days = (all - self->duration_seconds) / GNOMON_DAY_SECONDS;
  if (!self->has_duration)
    gnomon_ical_event_reader_warn (self, GNOMON_WARNING_BAD_DURATION, NULL, NULL);
}

static void
read_status (GnomonIcalEventReader *self,
             const GnomonIcalLine  *line)
{
  const char *status = NULL;

  if (gnomon_ical_line_value_is (line, "TENTATIVE"))
    status = "tentative";
  else if (gnomon_ical_line_value_is (line, "CANCELLED"))
    status = "cancelled";
  if (status != NULL)
    gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_STATUS, status);
}

static void
read_color (GnomonIcalEventReader *self,
            const GnomonIcalLine  *line)
{
  g_autofree char *text = g_strndup (line->value, line->value_length);
  g_autofree char *color = gnomon_ical_color_from_text (text);

  if (color != NULL && !gnomon_fields_has (self->event->fields, GNOMON_EVENT_COLOR))
    gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_COLOR, color);
}

/* An instant, or 0. Such times are in UTC, whether they say so or not. */
static gint64
read_instant (const GnomonIcalLine *line)
{
  GnomonIcalTime time;

  return gnomon_ical_parse_time (line->value, line->value_length, &time) ? MAX (time.wall, 0) : 0;
}

/* The whole line is kept where it is more than the UID that is stored. */
static void
read_uid (GnomonIcalEventReader *self,
          const GnomonIcalLine  *line)
{
  g_autofree char *uid = gnomon_ical_line_dup_uid (line);
  g_autoptr (GString) plain = g_string_new (NULL);

  if (uid == NULL)
    return;

  gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_UID, uid);
  gnomon_ical_append_escaped (plain, uid);
  if (line->params_length > 0 || plain->len != line->value_length ||
      memcmp (plain->str, line->value, plain->len) != 0)
    keep_whole (self, line);
}

/* The end of an event is the one thing that it can do without. */
static void
read_end (GnomonIcalEventReader *self,
          const GnomonIcalLine  *line)
{
  gnomon_ical_read_moment (self, line, &self->end);
  if (!self->end.set)
    gnomon_ical_event_reader_warn (self, GNOMON_WARNING_BAD_END, NULL, NULL);
}

/* It is written anew, and a text like that in its place would be one that nobody can read. */
static void
read_stamp (GnomonIcalEventReader *self,
            const GnomonIcalLine  *line)
{
  self->stamp = read_instant (line);
  if (self->stamp == 0)
    gnomon_ical_event_reader_warn (self, GNOMON_WARNING_BAD_STAMP, NULL, NULL);
}

/* GNOMON_ICAL_N_GROUPS: it is of none. */
static GnomonIcalGroup
get_group (GnomonIcalName name)
{
  switch ((int) name)
    {
    case GNOMON_ICAL_NAME_DTSTART:
      return GNOMON_ICAL_GROUP_START;

    case GNOMON_ICAL_NAME_DTEND:
    case GNOMON_ICAL_NAME_DURATION:
      return GNOMON_ICAL_GROUP_END;

    case GNOMON_ICAL_NAME_COLOR:
      return GNOMON_ICAL_GROUP_COLOR;

    case GNOMON_ICAL_NAME_STATUS:
      return GNOMON_ICAL_GROUP_STATUS;

    case GNOMON_ICAL_NAME_TRANSP:
      return GNOMON_ICAL_GROUP_TRANSP;

    case GNOMON_ICAL_NAME_SEQUENCE:
      return GNOMON_ICAL_GROUP_SEQUENCE;

    case GNOMON_ICAL_NAME_CREATED:
      return GNOMON_ICAL_GROUP_CREATED;

    case GNOMON_ICAL_NAME_LAST_MODIFIED:
      return GNOMON_ICAL_GROUP_MODIFIED;

    default:
      return GNOMON_ICAL_N_GROUPS;
    }
}

/* Whether its value is a time, a length, a number or a name: other readers refuse a whole file for
 * a line that has none of it. A text, an address and a word may be empty. */
static gboolean
needs_value (GnomonIcalName name)
{
  switch ((int) name)
    {
    case GNOMON_ICAL_NAME_COLOR:
    case GNOMON_ICAL_NAME_DESCRIPTION:
    case GNOMON_ICAL_NAME_LOCATION:
    case GNOMON_ICAL_NAME_STATUS:
    case GNOMON_ICAL_NAME_SUMMARY:
    case GNOMON_ICAL_NAME_TRANSP:
    case GNOMON_ICAL_NAME_URL:
      return FALSE;

    default:
      return TRUE;
    }
}

/* A property that may be there once (RFC 5545, 3.6.1) is there again: the first counts. */
static void
keep_again (GnomonIcalEventReader *self,
            const GnomonIcalLine  *line,
            GnomonIcalName         name)
{
  self->tally->repeated++;
  if (name == GNOMON_ICAL_NAME_UID || name == GNOMON_ICAL_NAME_DTSTAMP)
    warn_of_line (self, GNOMON_WARNING_SECOND_LINE, line);
  else
    gnomon_ical_event_reader_keep_further (
        self, line->name, (gsize) (line->value + line->value_length - line->name));
}

static void
read_first (GnomonIcalEventReader *self,
            const GnomonIcalLine  *line,
            GnomonIcalName         name)
{
  GnomonFields *fields = self->event->fields;

  switch ((int) name)
    {
    case GNOMON_ICAL_NAME_UID:
      read_uid (self, line);
      break;

    case GNOMON_ICAL_NAME_DTSTART:
      gnomon_ical_read_moment (self, line, &self->start);
      break;

    case GNOMON_ICAL_NAME_DTEND:
      read_end (self, line);
      break;

    case GNOMON_ICAL_NAME_DURATION:
      read_duration (self, line);
      break;

    case GNOMON_ICAL_NAME_SUMMARY:
      read_text (self, GNOMON_EVENT_TITLE, line, gnomon_ical_fit_title);
      break;

    case GNOMON_ICAL_NAME_LOCATION:
      read_text (self, GNOMON_EVENT_LOCATION, line, gnomon_ical_fit_line);
      break;

    case GNOMON_ICAL_NAME_DESCRIPTION:
      read_text (self, GNOMON_EVENT_DESCRIPTION, line, gnomon_ical_fit_description);
      break;

    case GNOMON_ICAL_NAME_URL:
      read_url (self, line);
      break;

    case GNOMON_ICAL_NAME_COLOR:
      read_color (self, line);
      break;

    case GNOMON_ICAL_NAME_STATUS:
      read_status (self, line);
      break;

    case GNOMON_ICAL_NAME_TRANSP:
      gnomon_fields_set_boolean (fields, GNOMON_EVENT_BUSY,
                                 !gnomon_ical_line_value_is (line, "TRANSPARENT"));
      break;

    case GNOMON_ICAL_NAME_SEQUENCE:
      self->event->sequence = gnomon_ical_parse_sequence (line->value, line->value_length);
      break;

    case GNOMON_ICAL_NAME_DTSTAMP:
      read_stamp (self, line);
      break;

    case GNOMON_ICAL_NAME_CREATED:
      self->event->created_at = read_instant (line);
      break;

    case GNOMON_ICAL_NAME_LAST_MODIFIED:
      self->event->updated_at = read_instant (line);
      break;

    default:
      break;
    }
}

gboolean
gnomon_ical_read_value (GnomonIcalEventReader *self,
                        const GnomonIcalLine  *line,
                        GnomonIcalName         name,
                        gboolean               is_first)
{
  GnomonIcalGroup group = get_group (name);

  if (needs_value (name) && !gnomon_ical_event_reader_check_value (self, line))
    return FALSE;

  /* Of a group all lines go out again, in their order, as long as the first means the same. */
  if (group != GNOMON_ICAL_N_GROUPS)
    gnomon_ical_event_reader_keep_original (self, group, line);
  if (is_first)
    read_first (self, line, name);
  else if (group != GNOMON_ICAL_N_GROUPS)
    self->tally->repeated++;
  else
    keep_again (self, line, name);
  return TRUE;
}
