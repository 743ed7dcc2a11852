/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-calendar.h"
#include "gnomon-civil.h"
#include "gnomon-ical-event-private.h"

/*
 * One VEVENT, line by line: what Gnomon knows is read, the rest is kept as it is. Recurrence is
 * not expanded here, and libical never sees a rule: it can spin on some.
 */

typedef enum
{
  LINE_VALUE,              /* counts once */
  LINE_PERSON,
  LINE_DATES,
  LINE_RULE,
  LINE_OWN,                /* Gnomon's, read here */
  LINE_IGNORED,            /* written anew */
} LineKind;

typedef struct
{
  const char *name;
  LineKind kind;
} KnownLine;

static const KnownLine known_lines[] = {
  [GNOMON_ICAL_NAME_ATTENDEE] = { "ATTENDEE", LINE_PERSON },
  [GNOMON_ICAL_NAME_COLOR] = { "COLOR", LINE_VALUE },
  [GNOMON_ICAL_NAME_CREATED] = { "CREATED", LINE_VALUE },
  [GNOMON_ICAL_NAME_DESCRIPTION] = { "DESCRIPTION", LINE_VALUE },
  [GNOMON_ICAL_NAME_DTEND] = { "DTEND", LINE_VALUE },
  [GNOMON_ICAL_NAME_DTSTAMP] = { "DTSTAMP", LINE_VALUE },
  [GNOMON_ICAL_NAME_DTSTART] = { "DTSTART", LINE_VALUE },
  [GNOMON_ICAL_NAME_DURATION] = { "DURATION", LINE_VALUE },
  [GNOMON_ICAL_NAME_EXDATE] = { "EXDATE", LINE_DATES },
  [GNOMON_ICAL_NAME_LAST_MODIFIED] = { "LAST-MODIFIED", LINE_VALUE },
  [GNOMON_ICAL_NAME_LOCATION] = { "LOCATION", LINE_VALUE },
  [GNOMON_ICAL_NAME_ORGANIZER] = { "ORGANIZER", LINE_PERSON },
  [GNOMON_ICAL_NAME_RDATE] = { "RDATE", LINE_DATES },
  [GNOMON_ICAL_NAME_RECURRENCE_ID] = { "RECURRENCE-ID", LINE_OWN },
  [GNOMON_ICAL_NAME_RRULE] = { "RRULE", LINE_RULE },
  [GNOMON_ICAL_NAME_SEQUENCE] = { "SEQUENCE", LINE_VALUE },
  [GNOMON_ICAL_NAME_STATUS] = { "STATUS", LINE_VALUE },
  [GNOMON_ICAL_NAME_SUMMARY] = { "SUMMARY", LINE_VALUE },
  [GNOMON_ICAL_NAME_TRANSP] = { "TRANSP", LINE_VALUE },
  [GNOMON_ICAL_NAME_UID] = { "UID", LINE_VALUE },
  [GNOMON_ICAL_NAME_URL] = { "URL", LINE_VALUE },
  [GNOMON_ICAL_NAME_OWN_COLOR] = { GNOMON_ICAL_COLOR, LINE_OWN },
  [GNOMON_ICAL_NAME_OWN_EVENT_TYPE] = { GNOMON_ICAL_EVENT_TYPE, LINE_OWN },
  [GNOMON_ICAL_NAME_OWN_POINT] = { GNOMON_ICAL_POINT, LINE_IGNORED },
  [GNOMON_ICAL_NAME_OWN_UNTITLED] = { GNOMON_ICAL_UNTITLED, LINE_IGNORED },
};

static void
event_reader_clear (GnomonIcalEventReader *self)
{
  g_string_free (self->extra, TRUE);
  if (self->further != NULL)
    g_string_free (self->further, TRUE);
  g_ptr_array_unref (self->alarms);
  g_ptr_array_unref (self->dates);
  g_clear_pointer (&self->addresses, g_hash_table_unref);
  g_clear_pointer (&self->defined_zones, g_ptr_array_unref);
  for (guint i = 0; i < GNOMON_ICAL_N_GROUPS; i++)
    if (self->originals[i] != NULL)
      g_string_free (self->originals[i], TRUE);
  g_free (self->recurrence_id);
  g_clear_pointer (&self->event, gnomon_ical_event_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonIcalEventReader, event_reader_clear)

void
gnomon_ical_event_free (GnomonIcalEvent *self)
{
  if (self == NULL)
    return;

  gnomon_fields_free (self->fields);
  g_ptr_array_unref (self->attendees);
  g_array_unref (self->alarms);
  for (guint i = 0; i < GNOMON_ICAL_N_GROUPS; i++)
    g_free (self->originals[i]);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_free (self->text);
  g_free (self->unfollowed);
  g_free (self->extra);
  g_free (self);
}

static GnomonIcalEvent *
gnomon_ical_event_new (void)
{
  GnomonIcalEvent *self = g_new0 (GnomonIcalEvent, 1);

  self->fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  self->attendees = g_ptr_array_new_with_free_func (g_object_unref);
  self->alarms = g_array_new (FALSE, TRUE, sizeof (GnomonIcalAlarm));
  return self;
}

void
gnomon_ical_event_reader_warn (GnomonIcalEventReader *self,
                               GnomonWarningKind      kind,
                               const char            *value,
                               const char            *other)
{
  self->warn (self->user_data, kind, value, other);
}

void
gnomon_ical_event_reader_keep (GnomonIcalEventReader *self,
                               const char            *text,
                               gsize                  length)
{
  g_string_append_len (self->extra, text, (gssize) length);
  g_string_append_c (self->extra, '\n');
}

void
gnomon_ical_event_reader_keep_further (GnomonIcalEventReader *self,
                                       const char            *text,
                                       gsize                  length)
{
  if (self->further == NULL)
    self->further = g_string_new (NULL);
  g_string_append_len (self->further, text, (gssize) length);
  g_string_append_c (self->further, '\n');
}

void
gnomon_ical_event_reader_keep_params (GnomonIcalEventReader *self,
                                      const GnomonIcalLine  *line)
{
  if (line->params_length == 0)
    return;

  g_string_append_len (self->extra, line->name,
                       (gssize) (line->name_length + line->params_length));
  g_string_append (self->extra, ":\n");
}

/* Whether a line with the TZID of a zone can go out as it came in: one that is not IANA's needs its
 * definition. */
static gboolean
can_keep_zone (GnomonIcalEventReader *self,
               GnomonIcalZone        *zone)
{
  if (!zone->has_rules ||
      (self->defined_zones != NULL && g_ptr_array_find (self->defined_zones, zone, NULL)))
    return TRUE;
  if (!gnomon_ical_zone_append_definition (zone, self->extra))
    return FALSE;

  if (self->defined_zones == NULL)
    self->defined_zones = g_ptr_array_new ();
  g_ptr_array_add (self->defined_zones, zone);
  return TRUE;
}

/* The line with the zone's own name. FALSE where that is UTC, which no TZID may name, and the line
 * has more than one time. */
static gboolean
append_renamed (GString              *out,
                const GnomonIcalLine *line,
                GnomonIcalZone       *zone)
{
  static const char * const renamed[] = { "TZID", NULL };
  gboolean is_utc = strcmp (zone->name, "UTC") == 0;
  GnomonIcalTime time;

  if (is_utc && !gnomon_ical_parse_time (line->value, line->value_length, &time))
    return FALSE;

  g_string_append_len (out, line->name, (gssize) line->name_length);
  gnomon_ical_line_append_params (line, out, renamed);
  if (!is_utc)
    g_string_append_printf (out, ";TZID=%s", zone->name);
  g_string_append_c (out, ':');
  g_string_append_len (out, line->value, (gssize) line->value_length);
  if (is_utc && !time.is_date && !time.is_utc)
    g_string_append_c (out, 'Z');
  return TRUE;
}

/* The line as it can go out again: whole, but for another program's name for one of IANA's zones,
 * which is only a label. FALSE where it cannot. */
static gboolean
append_line (GnomonIcalEventReader *self,
             GString               *out,
             const GnomonIcalLine  *line)
{
  g_autofree char *tzid =
      line->params_length > 0 ? gnomon_ical_line_dup_param (line, "TZID") : NULL;
  GnomonIcalZone *zone = tzid != NULL ? gnomon_ical_zones_lookup (self->zones, tzid) : NULL;
  gboolean is_known = zone != NULL && zone->name != NULL && !zone->is_matched;

  if (is_known && strcmp (zone->name, tzid) != 0)
    {
      if (!append_renamed (out, line, zone))
        return FALSE;
    }
  else
    {
      if (zone != NULL && !is_known && !can_keep_zone (self, zone))
        return FALSE;
      g_string_append_len (out, line->name, line->value + line->value_length - line->name);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

void
gnomon_ical_event_reader_keep_original (GnomonIcalEventReader *self,
                                        GnomonIcalGroup        group,
                                        const GnomonIcalLine  *line)
{
  if (self->originals[group] == NULL)
    self->originals[group] = g_string_new (NULL);
  if (!append_line (self, self->originals[group], line))
    self->dropped_originals |= 1u << group;
}

/* Lines */

static int
find_known (const GnomonIcalLine *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_lines); i++)
    if ((known_lines[i].name[0] | 0x20) == (line->name[0] | 0x20) &&
        gnomon_ical_line_is (line, known_lines[i].name))
      return (int) i;
  return -1;
}

static void
read_recurrence (GnomonIcalEventReader *self,
                 const GnomonIcalLine  *line)
{
  GnomonIcalMoment moment = { FALSE, };

  gnomon_ical_read_moment (self, line, &moment);
  gnomon_ical_recurrence_init (&self->event->recurrence, line, &moment);
  self->tally->ranges += self->event->recurrence.is_future;
}

static void
read_own_line (GnomonIcalEventReader *self,
               const GnomonIcalLine  *line,
               const char            *text,
               gsize                  length)
{
  g_autofree char *value = g_ascii_strdown (line->value, (gssize) line->value_length);

  if (gnomon_ical_line_is (line, "RECURRENCE-ID"))
    {
      g_free (self->recurrence_id);
      self->recurrence_id = gnomon_ical_name_occurrence (self->zones, line);
      read_recurrence (self, line);
      if (!append_line (self, self->extra, line))
        gnomon_ical_event_reader_keep (self, text, length);
    }
  else if (gnomon_ical_line_is (line, GNOMON_ICAL_EVENT_TYPE))
    {
      self->has_event_type = gnomon_event_type_from_string (value, &self->event_type);
    }
  else if (gnomon_ical_line_is (line, GNOMON_ICAL_COLOR))
    {
      g_autofree char *color = gnomon_color_normalize (value, "color", NULL);

      if (color != NULL)
        gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_COLOR, color);
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_COLOR, line);
    }
}

static void
warn_of_junk (GnomonIcalEventReader *self,
              const char            *text,
              gsize                  length)
{
  g_autofree char *shown = gnomon_ical_dup_shown (text, length);

  gnomon_ical_event_reader_warn (self, GNOMON_WARNING_NO_PROPERTY, shown, NULL);
}

static void
read_person (GnomonIcalEventReader *self,
             const GnomonIcalLine  *line,
             const char            *text,
             gsize                  length,
             gboolean               is_first)
{
  if (gnomon_ical_line_is (line, "ATTENDEE"))
    {
      gnomon_ical_read_attendee (self, line, text, length);
    }
  else if (is_first)
    {
      gnomon_ical_read_organizer (self, line, text, length);
    }
  else
    {
      gnomon_ical_event_reader_keep_further (self, text, length);
      self->tally->repeated++;
    }
}

static void
read_rule (GnomonIcalEventReader *self,
           const GnomonIcalLine  *line,
           const char            *text,
           gsize                  length,
           gboolean               is_first)
{
  if (is_first)
    {
      g_autofree char *rule = g_strndup (line->value, line->value_length);

      gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_RRULE, g_strstrip (rule));
      gnomon_ical_event_reader_keep_original (self, GNOMON_ICAL_GROUP_RULE, line);
    }
  else
    {
      gnomon_ical_event_reader_keep_further (self, text, length);
      self->tally->unfollowed++;
    }
}

static void
sort_line (GnomonIcalEventReader *self,
           const char            *text,
           gsize                  length)
{
  GnomonIcalLine line;
  int known;
  gboolean is_first;

  if (!gnomon_ical_line_split (&line, text, length))
    {
      warn_of_junk (self, text, length);
      return;
    }

  known = find_known (&line);
  if (known < 0)
    {
      /* RFC 5545, A.3: deprecated. */
      self->tally->unfollowed += gnomon_ical_line_is (&line, "EXRULE");
      gnomon_ical_event_reader_keep (self, text, length);
      return;
    }

  is_first = (self->seen & (1u << known)) == 0;
  switch (known_lines[known].kind)
    {
    case LINE_VALUE:
      if (!gnomon_ical_read_value (self, &line, (GnomonIcalName) known, is_first))
        return;
      break;

    case LINE_PERSON:
      read_person (self, &line, text, length, is_first);
      break;

    case LINE_DATES:
      if (gnomon_ical_event_reader_check_value (self, &line))
        g_ptr_array_add (self->dates, g_strndup (text, length));
      break;

    case LINE_RULE:
      if (!gnomon_ical_event_reader_check_value (self, &line))
        return;
      read_rule (self, &line, text, length, is_first);
      break;

    case LINE_OWN:
      read_own_line (self, &line, text, length);
      break;

    case LINE_IGNORED:
      break;
    }
  self->seen |= 1u << known;
}

/* The lines inside a component of the event: an alarm, or one that nobody knows. */
static void
take_component (GnomonIcalEventReader *self,
                GnomonIcalLines       *lines,
                gboolean               is_alarm)
{
  GString *text = g_string_new (NULL);
  int depth = 0;

  do
    {
      GnomonIcalLine line;

      g_string_append_len (text, lines->text, (gssize) lines->length);
      g_string_append_c (text, '\n');
      if (!gnomon_ical_line_split (&line, lines->text, lines->length))
        continue;
      if (gnomon_ical_line_is (&line, "BEGIN"))
        depth++;
      else if (gnomon_ical_line_is (&line, "END"))
        depth--;
    }
  while (depth > 0 && gnomon_ical_lines_next (lines));

  if (!is_alarm)
    g_string_append_len (self->extra, text->str, (gssize) text->len);
  else if (self->alarms->len < GNOMON_ICAL_MAX_ALARMS)
    g_ptr_array_add (self->alarms, g_string_free (g_steal_pointer (&text), FALSE));
  else if (self->alarms->len == GNOMON_ICAL_MAX_ALARMS)
    {
      gnomon_ical_event_reader_warn (self, GNOMON_WARNING_MANY_ALARMS,
                                     G_STRINGIFY (GNOMON_ICAL_MAX_ALARMS), NULL);
      g_ptr_array_add (self->alarms, NULL);
    }

  if (text != NULL)
    g_string_free (text, TRUE);
}

static void
sort_lines (GnomonIcalEventReader *self,
            const char            *block,
            gsize                  length)
{
  g_auto (GnomonIcalLines) lines = { NULL, };

  gnomon_ical_lines_init (&lines, block, block + length, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      if ((*lines.text | 0x20) == 'b' &&
          gnomon_ical_line_split (&line, lines.text, lines.length) &&
          gnomon_ical_line_is (&line, "BEGIN"))
        {
          if (!gnomon_ical_line_value_is (&line, "VEVENT"))
            take_component (self, &lines, gnomon_ical_line_value_is (&line, "VALARM"));
        }
      else if ((*lines.text | 0x20) != 'e' ||
               !gnomon_ical_line_split (&line, lines.text, lines.length) ||
               !gnomon_ical_line_is (&line, "END"))
        {
          sort_line (self, lines.text, lines.length);
        }
    }
}

static void
set_identity (GnomonIcalEventReader *self,
              const char            *block,
              gsize                  length)
{
  GnomonFields *fields = self->event->fields;
  g_autofree char *uid = g_strdup (gnomon_fields_get_string (fields, GNOMON_EVENT_UID));

  if (uid == NULL)
    uid = gnomon_ical_make_uid (block, length);
  if (self->recurrence_id != NULL)
    {
      char *own = g_strconcat (uid, "#", self->recurrence_id, NULL);

      g_free (uid);
      uid = own;
    }
  gnomon_fields_set_string (fields, GNOMON_EVENT_UID, uid);
}

static void
set_title (GnomonIcalEventReader *self)
{
  g_autofree char *title = NULL;

  if (gnomon_fields_has (self->event->fields, GNOMON_EVENT_TITLE))
    return;

  title = gnomon_ical_fit_title ("");
  gnomon_fields_set_string (self->event->fields, GNOMON_EVENT_TITLE, title);
  if ((self->seen & (1u << GNOMON_ICAL_NAME_SUMMARY)) == 0)
    g_string_append (self->extra, GNOMON_ICAL_UNTITLED ":TRUE\n");
  self->tally->untitled++;
}

/**
 * gnomon_ical_read_event:
 * @block: the lines of a VEVENT, valid UTF-8, from its BEGIN to its END
 * @length: their length
 * @zones: the time zones of the text
 * @tally: counts what is worth one warning for the whole text
 * @warn: told what is worth a warning of its own
 * @user_data: for @warn
 *
 * Returns: (transfer full) (nullable): the event; %NULL where it cannot be read, of which @warn is
 *   told
 */
GnomonIcalEvent *
gnomon_ical_read_event (const char          *block,
                        gsize                length,
                        GnomonIcalZones     *zones,
                        GnomonIcalTally     *tally,
                        GnomonIcalWarnFunc   warn_func,
                        gpointer             user_data)
{
  g_auto (GnomonIcalEventReader) self = {
    .event = gnomon_ical_event_new (),
    .zones = zones,
    .tally = tally,
    .warn = warn_func,
    .user_data = user_data,
    .extra = g_string_new (NULL),
    .alarms = g_ptr_array_new_with_free_func (g_free),
    .dates = g_ptr_array_new_with_free_func (g_free),
  };
  GnomonFields *fields = self.event->fields;

  sort_lines (&self, block, length);
  if (!self.start.set)
    {
      gnomon_ical_event_reader_warn (&self, GNOMON_WARNING_BAD_START, NULL, NULL);
      return NULL;
    }

  /* RFC 5545, 3.8.7.2: of a text with no METHOD, DTSTAMP is when the event was changed last. */
  self.event->stamp = self.stamp;
  if (self.event->updated_at == 0)
    self.event->updated_at = self.stamp;
  set_identity (&self, block, length);
  set_title (&self);
  gnomon_ical_settle_times (&self);
  gnomon_ical_settle_dates (&self);
  gnomon_ical_settle_alarms (&self);

  if (!self.has_event_type)
    self.event_type = self.event->attendees->len > 0 ? GNOMON_EVENT_TYPE_MEETING
                                                     : GNOMON_EVENT_TYPE_EVENT;
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_TYPE,
                            gnomon_event_type_to_string (self.event_type));

  if (self.further != NULL)
    g_string_append_printf (self.extra, "BEGIN:" GNOMON_ICAL_FURTHER "\n%s"
                            "END:" GNOMON_ICAL_FURTHER "\n", self.further->str);
  self.event->extra = g_strndup (self.extra->str, self.extra->len);
  for (guint i = 0; i < GNOMON_ICAL_N_GROUPS; i++)
    if (self.originals[i] != NULL && (self.dropped_originals & (1u << i)) == 0)
      self.event->originals[i] = g_string_free (g_steal_pointer (&self.originals[i]), FALSE);
  return g_steal_pointer (&self.event);
}
