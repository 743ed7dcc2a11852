/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-event-private.h"

/*
 * The properties of an event that count once, each by its name.
 */

/* Stores the fitting form of a text; the whole line is kept where that is not all of it. */
static void
read_text (GnomonIcalEventReader *self,
           int                    key,
           const GnomonIcalLine  *line,
           char                *(*fit) (const char *text))
{
  static const char * const written[] = { "VALUE", NULL };
  g_autofree char *text = gnomon_ical_unescape (line->value, line->value_length);
  g_autofree char *fitting = fit (text);

  gnomon_fields_set_string (self->event->fields, key, fitting);
  if (strcmp (fitting, text) == 0)
    {
      gnomon_ical_event_reader_keep_params (self, line, written, FALSE);
      return;
    }

  gnomon_ical_event_reader_keep (self, line->name,
                                 (gsize) (line->value + line->value_length - line->name));
  if (strlen (fitting) < strlen (g_strstrip (text)))
    self->tally->shortened++;
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
    gnomon_ical_event_reader_warn (self, "the DURATION makes no sense and was left out");
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
    gnomon_ical_event_reader_keep (self, line->name,
                                   (gsize) (line->value + line->value_length - line->name));
}

static int
read_sequence (const GnomonIcalLine *line)
{
  g_autofree char *text = g_strndup (line->value, MIN (line->value_length, 20));

  return (int) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, G_MAXINT);
}

void
gnomon_ical_read_value (GnomonIcalEventReader *self,
                        const GnomonIcalLine  *line,
                        GnomonIcalName         name)
{
  static const char * const nothing[] = { NULL };
  GnomonFields *fields = self->event->fields;
  g_autofree char *text = NULL;

  switch ((int) name)
    {
    case GNOMON_ICAL_NAME_UID:
      read_uid (self, line);
      break;

    case GNOMON_ICAL_NAME_DTSTART:
      gnomon_ical_read_moment (self, line, &self->start);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_START, line);
      break;

    case GNOMON_ICAL_NAME_DTEND:
      gnomon_ical_read_moment (self, line, &self->end);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_END, line);
      break;

    case GNOMON_ICAL_NAME_DURATION:
      read_duration (self, line);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_END, line);
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
      text = g_strndup (line->value, line->value_length);
      gnomon_fields_set_string (fields, GNOMON_EVENT_URL, text);
      gnomon_ical_event_reader_keep_params (self, line, nothing, FALSE);
      break;

    case GNOMON_ICAL_NAME_COLOR:
      read_color (self, line);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_COLOR, line);
      break;

    case GNOMON_ICAL_NAME_STATUS:
      read_status (self, line);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_STATUS, line);
      break;

    case GNOMON_ICAL_NAME_TRANSP:
      gnomon_fields_set_boolean (fields, GNOMON_EVENT_BUSY,
                                 !gnomon_ical_line_value_is (line, "TRANSPARENT"));
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_TRANSP, line);
      break;

    case GNOMON_ICAL_NAME_SEQUENCE:
      self->event->sequence = read_sequence (line);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_SEQUENCE, line);
      break;

    case GNOMON_ICAL_NAME_DTSTAMP:
      self->stamp = read_instant (line);
      break;

    case GNOMON_ICAL_NAME_CREATED:
      self->event->created_at = read_instant (line);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_CREATED, line);
      break;

    case GNOMON_ICAL_NAME_LAST_MODIFIED:
      self->event->updated_at = read_instant (line);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_MODIFIED, line);
      break;

    default:
      break;
    }
}
