/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-kept.h"
#include "gnomon-zone.h"

/*
 * Events to iCalendar text. What an event kept of the file that it came from goes out again,
 * whether Gnomon knows it or not; what was changed since is written from the event.
 */

static void
put (GString    *out,
     const char *line)
{
  gnomon_ical_append_folded (out, line, strlen (line));
}

static void
put_line (GString              *out,
          const GnomonIcalLine *line)
{
  gnomon_ical_append_folded (out, line->name,
                             (gsize) (line->value + line->value_length - line->name));
}

static void
put_component (GString    *out,
               const char *text)
{
  for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (text, '\n'))
    {
      gnomon_ical_append_folded (out, text, (gsize) (end - text));
      text = end + 1;
    }
}

/* Another event may have another definition of the same TZID, which then has the name. */
static gboolean
are_zones_defined (GnomonIcalKept *kept,
                   GHashTable     *definitions)
{
  for (guint i = 0; i < kept->components->len; i++)
    {
      const char *text = g_ptr_array_index (kept->components, i);
      g_autofree char *tzid =
          gnomon_ical_component_is (text, "VTIMEZONE") ? gnomon_ical_dup_tzid (text) : NULL;

      if (tzid != NULL && g_strcmp0 (g_hash_table_lookup (definitions, tzid), text) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
put_text (GString        *out,
          GnomonIcalKept *kept,
          const char     *name,
          const char     *text,
          char         *(*fit) (const char *text))
{
  static const char * const of_the_value[] = { "VALUE", "ENCODING", NULL };
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, name);
  g_autoptr (GString) content = NULL;

  if (line != NULL)
    {
      g_autofree char *whole = gnomon_ical_unescape (line->value, line->value_length);
      g_autofree char *fitting = fit (whole);

      /* The text that had to be shortened is still the one that it was. */
      if (strcmp (fitting, text) == 0)
        {
          put_line (out, line);
          return;
        }
    }
  if (*text == '\0')
    return;

  content = g_string_new (name);
  if (line != NULL)
    gnomon_ical_line_append_params (line, content, of_the_value);
  g_string_append_c (content, ':');
  gnomon_ical_append_escaped (content, text);
  put (out, content->str);
}

static void
put_title (GString        *out,
           GnomonIcalKept *kept,
           const char     *title)
{
  g_autofree char *untitled = gnomon_ical_fit_title ("");

  if (gnomon_ical_kept_find (kept, GNOMON_ICAL_UNTITLED) == NULL || strcmp (title, untitled) != 0)
    put_text (out, kept, "SUMMARY", title, gnomon_ical_fit_title);
}

static void
put_url (GString        *out,
         GnomonIcalKept *kept,
         const char     *url)
{
  static const char * const nothing[] = { NULL };
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, "URL");
  g_autoptr (GString) content = NULL;

  if (*url == '\0')
    {
      if (line != NULL)
        put_line (out, line);
      return;
    }

  content = g_string_new ("URL");
  if (line != NULL)
    gnomon_ical_line_append_params (line, content, nothing);
  g_string_append_c (content, ':');
  g_string_append (content, url);
  put (out, content->str);
}

/* What Gnomon stores in its own terms: as the file had it, as long as that still says it. */
static void
put_group (GString         *out,
           GnomonIcalKept  *kept,
           GnomonEvent     *event,
           GHashTable      *definitions,
           GnomonIcalGroup  group)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *original;
  gsize length;

  gnomon_ical_append_group (lines, kept, event, group);
  original = gnomon_ical_find_original (kept, group, lines->str, &length);
  if (original != NULL && are_zones_defined (kept, definitions))
    {
      g_string_truncate (lines, 0);
      g_string_append_len (lines, original, (gssize) length);
    }
  put_component (out, lines->str);
}

/* People */

static void
put_people (GString        *out,
            GnomonIcalKept *kept,
            GnomonEvent    *event)
{
  if (*event->organizer != '\0')
    {
      const GnomonIcalLine *line =
          gnomon_ical_kept_find_person (kept, "ORGANIZER", event->organizer);
      g_autofree char *plain = g_strconcat ("ORGANIZER:mailto:", event->organizer, NULL);

      if (line != NULL)
        put_line (out, line);
      else
        put (out, plain);
    }

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (event->attendees, i);
      const GnomonIcalLine *line =
          gnomon_ical_kept_find_person (kept, "ATTENDEE", gnomon_attendee_get_email (attendee));
      g_autoptr (GString) content = g_string_new (NULL);

      gnomon_ical_append_attendee (content, line, attendee);
      put (out, content->str);
    }
}

/* The rest */

/* Lines that were merged into others above, or mean something only inside of Gnomon. */
static gboolean
is_merged (const GnomonIcalLine *line)
{
  static const char * const names[] = { "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "UID",
                                        "RECURRENCE-ID", GNOMON_ICAL_POINT,
                                        GNOMON_ICAL_UNTITLED };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (gnomon_ical_line_is (line, names[i]))
      return TRUE;

  if (gnomon_ical_line_is (line, "ATTENDEE") || gnomon_ical_line_is (line, "ORGANIZER"))
    {
      g_autofree char *email = gnomon_ical_line_dup_email (line);

      return email != NULL;
    }
  return FALSE;
}

static gboolean
is_guest (GnomonEvent          *event,
          const GnomonIcalLine *line)
{
  g_autofree char *email = gnomon_ical_line_dup_email (line);
  g_autofree char *folded = email != NULL ? gnomon_attendee_fold_email (email) : NULL;

  for (guint i = 0; folded != NULL && i < event->attendees->len; i++)
    {
      const char *address =
          gnomon_attendee_get_email (g_ptr_array_index (event->attendees, i));
      g_autofree char *other = gnomon_attendee_fold_email (address);

      if (strcmp (folded, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What the file said again of what an event has once, after what counts. */
static void
put_further (GString     *out,
             GnomonEvent *event,
             const char  *component)
{
  for (const char *end = strchr (component, '\n'); end != NULL; end = strchr (component, '\n'))
    {
      GnomonIcalLine line;

      if (gnomon_ical_line_split (&line, component, (gsize) (end - component)) &&
          !gnomon_ical_line_is (&line, "BEGIN") && !gnomon_ical_line_is (&line, "END") &&
          (!gnomon_ical_line_is (&line, "ATTENDEE") || is_guest (event, &line)))
        put_line (out, &line);
      component = end + 1;
    }
}

static void
put_kept_lines (GString        *out,
                GnomonIcalKept *kept,
                GnomonEvent    *event)
{
  for (guint i = 0; i < kept->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (kept->lines, GnomonIcalLine, i);

      if (!is_merged (line))
        put_line (out, line);
    }

  for (guint i = 0; i < kept->components->len; i++)
    {
      const char *text = g_ptr_array_index (kept->components, i);

      if (gnomon_ical_component_is (text, GNOMON_ICAL_FURTHER))
        put_further (out, event, text);
    }
}

static void
put_alarms (GString        *out,
            GnomonIcalKept *kept,
            GnomonEvent    *event)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (GPtrArray) alarms = NULL;

  for (guint i = 0; i < kept->components->len; i++)
    {
      char *text = g_ptr_array_index (kept->components, i);

      if (gnomon_ical_component_is (text, "VALARM"))
        g_ptr_array_add (blocks, text);
    }

  alarms = gnomon_ical_write_alarms (event, blocks);
  for (guint i = 0; i < alarms->len; i++)
    put_component (out, g_ptr_array_index (alarms, i));
}

/* The file's own line, where the UID is still what that says. @series: (nullable): of an override
 * its series */
static void
put_uid (GString        *out,
         GnomonIcalKept *kept,
         GnomonEvent    *series,
         GnomonEvent    *event)
{
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, "UID");
  g_autofree char *in_file = line != NULL ? gnomon_ical_line_dup_uid (line) : NULL;
  g_autoptr (GString) content = g_string_new ("UID:");
  g_autofree char *own = series != NULL ? NULL : gnomon_ical_dup_series_uid (event, kept);

  if (own == NULL)
    own = g_strdup (series != NULL ? series->uid : event->uid);
  if (g_strcmp0 (in_file, own) == 0)
    {
      put_line (out, line);
      return;
    }
  gnomon_ical_append_escaped (content, own);
  put (out, content->str);
}

/* The other components are written in their own places. */
static gboolean
is_kept_as_it_is (const char *text)
{
  static const char * const others[] = { "VALARM", "VEVENT", "VTIMEZONE", GNOMON_ICAL_ORIGINAL,
                                         GNOMON_ICAL_FURTHER };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (gnomon_ical_component_is (text, others[i]))
      return FALSE;
  return TRUE;
}

/* Of an override which occurrence it is; of an occurrence whose series was not in its file, what
 * that said. */
static void
put_recurrence_id (GString        *out,
                   GnomonIcalKept *kept,
                   GnomonEvent    *series,
                   GnomonEvent    *event)
{
  static const char * const nothing[] = { NULL };
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, "RECURRENCE-ID");
  g_autoptr (GString) content = g_string_new (NULL);

  if (series != NULL)
    {
      gnomon_ical_append_recurrence_id (content, kept, series, event);
    }
  else if (line != NULL)
    {
      g_string_append (content, "RECURRENCE-ID");
      gnomon_ical_line_append_params (line, content, nothing);
      g_string_append_c (content, ':');
      g_string_append_len (content, line->value, (gssize) line->value_length);
    }
  else
    {
      return;
    }
  put (out, content->str);
}

/* @series: (nullable): of an override its series */
static void
append_component (GString     *out,
                  GnomonEvent *series,
                  GnomonEvent *event,
                  GHashTable  *definitions)
{
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (event->extra);
  GnomonEventType implied =
      event->attendees->len > 0 ? GNOMON_EVENT_TYPE_MEETING : GNOMON_EVENT_TYPE_EVENT;

  put (out, "BEGIN:VEVENT");
  put_uid (out, kept, series, event);
  put_recurrence_id (out, kept, series, event);
  gnomon_ical_append_stamp (out, event);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_CREATED);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_MODIFIED);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_SEQUENCE);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_START);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_END);
  put_title (out, kept, event->title);
  put_text (out, kept, "DESCRIPTION", event->description, gnomon_ical_fit_description);
  put_text (out, kept, "LOCATION", event->location, gnomon_ical_fit_line);
  put_url (out, kept, event->url);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_STATUS);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_TRANSP);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_COLOR);
  if (event->event_type != implied)
    {
      g_autofree char *type =
          g_ascii_strup (gnomon_event_type_to_string (event->event_type), -1);
      g_autofree char *line = g_strconcat (GNOMON_ICAL_EVENT_TYPE ":", type, NULL);

      put (out, line);
    }
  put_people (out, kept, event);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_RULE);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_EXDATES);
  put_group (out, kept, event, definitions, GNOMON_ICAL_GROUP_RDATES);
  put_kept_lines (out, kept, event);
  put_alarms (out, kept, event);
  for (guint i = 0; i < kept->components->len; i++)
    {
      const char *text = g_ptr_array_index (kept->components, i);

      if (is_kept_as_it_is (text))
        put_component (out, text);
    }
  put (out, "END:VEVENT");

  for (guint i = 0; i < kept->components->len; i++)
    {
      const char *text = g_ptr_array_index (kept->components, i);

      if (gnomon_ical_component_is (text, "VEVENT"))
        put_component (out, text);
    }
}

/**
 * gnomon_ical_append_event:
 * @out: where to
 * @event: an event in its full form, with its reminders and overrides
 * @definitions: (element-type utf8 utf8): the VTIMEZONEs that the file has beside those of IANA's
 *   zones, by TZID
 *
 * Appends a VEVENT, and those of its changed occurrences.
 */
void
gnomon_ical_append_event (GString     *out,
                          GnomonEvent *event,
                          GHashTable  *definitions)
{
  append_component (out, NULL, event, definitions);
  for (guint i = 0; i < event->overrides->len; i++)
    append_component (out, event, g_ptr_array_index (event->overrides, i), definitions);
}
