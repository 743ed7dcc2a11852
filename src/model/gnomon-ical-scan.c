/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-scan.h"

/*
 * One pass over a text that finds its components by their BEGIN and END. It is a counter and no
 * stack: a file may nest as deep as it likes.
 */

#define MAX_DEPTH 16

/* Nothing that is looked for here is longer, and a line of megabytes is not copied for it. */
#define MAX_SCANNED_LINE ((gsize) 1024 * 1024)

static void
block_clear (gpointer data)
{
  GnomonIcalBlock *block = data;

  g_free (block->uid);
  g_free (block->recurrence_line);
  g_free (block->recurrence_id);
}

typedef enum
{
  OUTSIDE,
  IN_CALENDAR,
  IN_EVENT,
  IN_ZONE,
  IN_OTHER,
} Where;

typedef struct
{
  GArray *blocks;
  GArray *replies;
  GnomonIcalZones *zones;
  GnomonIcalHeadLines *head; /* of the first VCALENDAR; NULL behind it */
  guint *n_others;         /* by GnomonIcalOther */
  Where where;
  gboolean is_unknown;     /* IN_OTHER: of a kind that may have events inside */
  gboolean is_whole;       /* nothing has begun since the last VCALENDAR's end */
  guint n_calendars;       /* the VCALENDARs around */
  guint depth;             /* below the component */
  GnomonIcalMethod method; /* of the VCALENDAR */
  GnomonIcalBlock block;
} Scan;

static gboolean
add_event (Scan        *scan,
           const char  *end,
           gboolean     broken,
           GError     **error)
{
  scan->block.end = end;
  scan->block.broken |= broken;
  switch (scan->block.method)
    {
    case GNOMON_ICAL_METHOD_ASK:
      scan->n_others[GNOMON_ICAL_OTHER_ASKED]++;
      block_clear (&scan->block);
      break;

    case GNOMON_ICAL_METHOD_REPLY:
      g_array_append_val (scan->replies, scan->block);
      break;

    case GNOMON_ICAL_METHOD_NONE:
    case GNOMON_ICAL_METHOD_CANCEL:
    default:
      g_array_append_val (scan->blocks, scan->block);
      break;
    }
  scan->block = (GnomonIcalBlock) { .next_changed = -1 };
  scan->where = IN_CALENDAR;
  scan->depth = 0;

  if (scan->blocks->len + scan->replies->len <= GNOMON_ICAL_MAX_EVENTS)
    return TRUE;

  gnomon_set_error_number (error, GNOMON_REASON_MANY_EVENTS, "file", GNOMON_ICAL_MAX_EVENTS);
  return FALSE;
}

static GnomonIcalOther
get_other (const GnomonIcalLine *line)
{
  static const char * const names[] = {
    [GNOMON_ICAL_OTHER_TODO] = "VTODO",
    [GNOMON_ICAL_OTHER_JOURNAL] = "VJOURNAL",
    [GNOMON_ICAL_OTHER_FREEBUSY] = "VFREEBUSY",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (gnomon_ical_line_value_is (line, names[i]))
      return (GnomonIcalOther) i;
  return GNOMON_ICAL_OTHER_UNKNOWN;
}

static GnomonIcalMethod
get_method (const GnomonIcalLine *line)
{
  static const struct
  {
    const char *name;
    GnomonIcalMethod method;
  } methods[] = {
    { "CANCEL", GNOMON_ICAL_METHOD_CANCEL },
    { "REPLY", GNOMON_ICAL_METHOD_REPLY },
    { "REFRESH", GNOMON_ICAL_METHOD_ASK },
    { "COUNTER", GNOMON_ICAL_METHOD_ASK },
    { "DECLINECOUNTER", GNOMON_ICAL_METHOD_ASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (gnomon_ical_line_value_is (line, methods[i].name))
      return methods[i].method;
  return GNOMON_ICAL_METHOD_NONE;
}

/* What stands in a VCALENDAR and in nothing else (RFC 5545, 3.6): where it begins or ends, no
 * other component goes on. */
static gboolean
is_own_component (const GnomonIcalLine *line)
{
  return gnomon_ical_line_value_is (line, "VEVENT")
         || gnomon_ical_line_value_is (line, "VTIMEZONE")
         || get_other (line) != GNOMON_ICAL_OTHER_UNKNOWN;
}

static void
begin_component (Scan                  *scan,
                 const GnomonIcalLine  *line,
                 const GnomonIcalLines *lines)
{
  scan->block = (GnomonIcalBlock) {
    .start = lines->start,
    .line = lines->start_number,
    .method = scan->method,
    .next_changed = -1,
  };
  scan->depth = 0;

  if (gnomon_ical_line_value_is (line, "VEVENT"))
    {
      scan->where = IN_EVENT;
    }
  else if (gnomon_ical_line_value_is (line, "VTIMEZONE"))
    {
      scan->where = IN_ZONE;
    }
  else
    {
      GnomonIcalOther other = get_other (line);

      scan->where = IN_OTHER;
      scan->is_unknown = other == GNOMON_ICAL_OTHER_UNKNOWN;
      scan->n_others[other]++;
    }
}

/* The end of what is under way is lost: an event is told, and of a zone there is none. */
static gboolean
break_off (Scan                   *scan,
           const GnomonIcalLines  *lines,
           GError                **error)
{
  if (scan->where == IN_EVENT && !add_event (scan, lines->start, TRUE, error))
    return FALSE;

  scan->where = IN_CALENDAR;
  return TRUE;
}

static gboolean
begin_calendar (Scan                   *scan,
                const GnomonIcalLines  *lines,
                GError                **error)
{
  if (scan->where == OUTSIDE)
    scan->method = GNOMON_ICAL_METHOD_NONE;
  else if (!break_off (scan, lines, error))
    return FALSE;

  scan->where = IN_CALENDAR;
  scan->n_calendars++;
  scan->head = NULL;
  return TRUE;
}

static gboolean
scan_begin (Scan                   *scan,
            const GnomonIcalLine   *line,
            const GnomonIcalLines  *lines,
            GError                **error)
{
  gboolean is_event = gnomon_ical_line_value_is (line, "VEVENT");

  if (gnomon_ical_line_value_is (line, "VCALENDAR"))
    {
      scan->is_whole = FALSE;
      return begin_calendar (scan, lines, error);
    }
  if (scan->where == OUTSIDE)
    {
      GnomonIcalOther other = is_event ? GNOMON_ICAL_OTHER_OUTSIDE : get_other (line);

      if (other != GNOMON_ICAL_OTHER_UNKNOWN)
        scan->n_others[other]++;
      return TRUE;
    }

  scan->is_whole = FALSE;
  if (scan->where == IN_OTHER && scan->is_unknown)
    {
      if (is_event)
        scan->n_others[GNOMON_ICAL_OTHER_INSIDE]++;
    }
  else if (scan->where != IN_CALENDAR && is_own_component (line)
           && !break_off (scan, lines, error))
    return FALSE;

  if (scan->where == IN_CALENDAR)
    {
      begin_component (scan, line, lines);
      return TRUE;
    }

  scan->depth++;
  if (scan->depth > MAX_DEPTH)
    scan->block.broken = TRUE;
  return TRUE;
}

static gboolean
end_calendar (Scan                   *scan,
              const GnomonIcalLines  *lines,
              GError                **error)
{
  gboolean ok = scan->where == OUTSIDE || break_off (scan, lines, error);

  if (scan->n_calendars > 0)
    scan->n_calendars--;
  scan->where = scan->n_calendars > 0 ? IN_CALENDAR : OUTSIDE;
  scan->is_whole = TRUE;
  scan->head = NULL;
  return ok;
}

static gboolean
scan_end (Scan                   *scan,
          const GnomonIcalLine   *line,
          const GnomonIcalLines  *lines,
          GError                **error)
{
  gboolean is_zone_end = scan->where == IN_ZONE && gnomon_ical_line_value_is (line, "VTIMEZONE");

  if (gnomon_ical_line_value_is (line, "VCALENDAR"))
    return end_calendar (scan, lines, error);

  /* The event goes on after an alarm whose begin is lost. */
  if (scan->where == IN_EVENT && scan->depth == 0 && gnomon_ical_line_value_is (line, "VALARM"))
    return TRUE;

  if (scan->where == IN_EVENT &&
      (scan->depth == 0 || gnomon_ical_line_value_is (line, "VEVENT")))
    return add_event (scan, lines->next, FALSE, error);

  if (scan->depth > 0 && !is_zone_end)
    {
      scan->depth--;
      return TRUE;
    }

  if (scan->where == IN_ZONE)
    gnomon_ical_zones_add (scan->zones, scan->block.start, lines->next);
  if (scan->where == IN_ZONE || scan->where == IN_OTHER)
    scan->where = IN_CALENDAR;
  return TRUE;
}

/* FNV-1a */
static guint
hash_value (const GnomonIcalLine *line)
{
  guint hash = 2166136261u;

  for (gsize i = 0; i < line->value_length; i++)
    hash = (hash ^ (guint8) line->value[i]) * 16777619u;
  return hash;
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  return i == length;
}

/* What has to be known of an event before it is read. An empty UID is none: events that have it
 * have nothing in common by that. */
static void
scan_identity (Scan                 *scan,
               const GnomonIcalLine *line)
{
  if (scan->block.uid == NULL && gnomon_ical_line_is (line, "UID")
      && !is_blank (line->value, line->value_length))
    scan->block.uid = g_strndup (line->value, line->value_length);
  else if (scan->block.recurrence_line == NULL && gnomon_ical_line_is (line, "RECURRENCE-ID"))
    scan->block.recurrence_line =
        g_strndup (line->name, (gsize) (line->value + line->value_length - line->name));
  else if (gnomon_ical_line_is (line, "DTSTART"))
    scan->block.start_hash = hash_value (line);
  else if (gnomon_ical_line_is (line, "SUMMARY"))
    scan->block.summary_hash = hash_value (line);
  else if (gnomon_ical_line_is (line, "SEQUENCE"))
    scan->block.sequence = gnomon_ical_parse_sequence (line->value, line->value_length);
  else if (gnomon_ical_line_is (line, "DTSTAMP"))
    {
      if (line->value_length == sizeof scan->block.stamp - 1)
        memcpy (scan->block.stamp, line->value, line->value_length);
    }
  else if (gnomon_ical_line_is (line, "RRULE") || gnomon_ical_line_is (line, "RDATE"))
    scan->block.repeats = TRUE;
}

static void
scan_head (Scan                  *scan,
           const GnomonIcalLines *lines)
{
  GnomonIcalLine line;

  if (gnomon_ical_line_split (&line, lines->text, lines->length))
    gnomon_ical_head_lines_add (scan->head, &line);
  else if (!is_blank (lines->text, lines->length))
    gnomon_ical_head_lines_add_junk (scan->head, lines->text, lines->length, lines->start_number);
}

/* Whether its name begins as one of those that are looked for, in either case. */
static gboolean
is_keyword_line (const char *text)
{
  switch (g_ascii_toupper (*text))
    {
    case 'B':
    case 'D':
    case 'E':
    case 'M':
    case 'R':
    case 'S':
    case 'U':
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
is_calendar_begin (const GnomonIcalLines *lines)
{
  GnomonIcalLine line;

  return gnomon_ical_line_split (&line, lines->text, lines->length) &&
         gnomon_ical_line_is (&line, "BEGIN") && gnomon_ical_line_value_is (&line, "VCALENDAR");
}

static gboolean
scan_line (Scan                   *scan,
           const GnomonIcalLines  *lines,
           GError                **error)
{
  GnomonIcalLine line;

  if (scan->where == IN_CALENDAR && scan->head != NULL)
    scan_head (scan, lines);
  if (!is_keyword_line (lines->text) ||
      !gnomon_ical_line_split (&line, lines->text, lines->length))
    return TRUE;
  if (gnomon_ical_line_is (&line, "BEGIN"))
    return scan_begin (scan, &line, lines, error);
  if (gnomon_ical_line_is (&line, "END"))
    return scan_end (scan, &line, lines, error);
  if (scan->where == IN_EVENT && scan->depth == 0)
    scan_identity (scan, &line);
  else if (scan->where == IN_CALENDAR && gnomon_ical_line_is (&line, "METHOD"))
    scan->method = get_method (&line);
  return TRUE;
}

/**
 * gnomon_ical_scan:
 * @data: a decoded text
 * @size: its length
 * @zones: learns the text's VTIMEZONEs
 * @head: takes the lines of the first VCALENDAR that are in none of its components
 * @replies: (out) (transfer full) (element-type GnomonIcalBlock): the answers of guests
 * @n_others: (array fixed-size=7): adds how many components of each #GnomonIcalOther there are
 * @error: return location for a #GError
 *
 * Finds where each event begins and ends. An event without an end, and one that is nested beyond
 * reason, is marked as broken and costs no other.
 *
 * Returns: (transfer full) (element-type GnomonIcalBlock): the events, or %NULL with @error set
 *   where the text is no iCalendar, or too much of it
 */
GArray *
gnomon_ical_scan (const char           *data,
                  gsize                 size,
                  GnomonIcalZones      *zones,
                  GnomonIcalHeadLines  *head,
                  GArray              **replies,
                  guint                *n_others,
                  GError              **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (GnomonIcalBlock));
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (GnomonIcalBlock));
  g_auto (GnomonIcalLines) lines = { NULL, };
  Scan scan = {
    .blocks = blocks,
    .replies = answers,
    .zones = zones,
    .head = head,
    .n_others = n_others,
    .block = { .next_changed = -1 },
  };
  gboolean ok = TRUE;

  g_array_set_clear_func (blocks, block_clear);
  g_array_set_clear_func (answers, block_clear);
  gnomon_ical_lines_init (&lines, data, data + size, 1);
  lines.max_length = MAX_SCANNED_LINE;
  if (!gnomon_ical_lines_next (&lines) || !is_calendar_begin (&lines))
    {
      gnomon_set_error (error, GNOMON_REASON_NO_ICALENDAR, "file", NULL);
      return NULL;
    }

  scan.where = IN_CALENDAR;
  scan.n_calendars = 1;
  while (ok && gnomon_ical_lines_next (&lines))
    ok = scan_line (&scan, &lines, error);

  block_clear (&scan.block);
  if (ok && !scan.is_whole)
    {
      gnomon_set_error (error, GNOMON_REASON_CUT_ICALENDAR, "file", NULL);
      ok = FALSE;
    }
  if (!ok)
    return NULL;

  *replies = g_steal_pointer (&answers);
  return g_steal_pointer (&blocks);
}
