/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-scan.h"

/*
 * One pass over a text that finds its components by their BEGIN and END. It is a counter and no
 * stack: a file may nest as deep as it likes.
 */

#define MAX_DEPTH 16

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
  GnomonIcalZones *zones;
  guint *n_others;         /* by GnomonIcalOther */
  Where where;
  guint depth;             /* below the component */
  gboolean cancels;        /* the METHOD of the VCALENDAR is CANCEL */
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
  g_array_append_val (scan->blocks, scan->block);
  scan->block = (GnomonIcalBlock) { .next_changed = -1 };
  scan->where = IN_CALENDAR;
  scan->depth = 0;

  if (scan->blocks->len <= GNOMON_ICAL_MAX_EVENTS)
    return TRUE;

  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
               "file: more than %d events", GNOMON_ICAL_MAX_EVENTS);
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

static void
begin_component (Scan                  *scan,
                 const GnomonIcalLine  *line,
                 const GnomonIcalLines *lines)
{
  scan->block = (GnomonIcalBlock) {
    .start = lines->start,
    .line = lines->start_number,
    .is_cancelled = scan->cancels,
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
      scan->where = IN_OTHER;
      scan->n_others[get_other (line)]++;
    }
}

static gboolean
scan_begin (Scan                   *scan,
            const GnomonIcalLine   *line,
            const GnomonIcalLines  *lines,
            GError                **error)
{
  gboolean is_event = gnomon_ical_line_value_is (line, "VEVENT");

  if (scan->where == OUTSIDE)
    {
      if (gnomon_ical_line_value_is (line, "VCALENDAR"))
        {
          scan->where = IN_CALENDAR;
          scan->cancels = FALSE;
        }
      else if (is_event)
        scan->n_others[GNOMON_ICAL_OTHER_OUTSIDE]++;
      return TRUE;
    }

  /* An event inside of another means that the first one's end is lost. */
  if (scan->where == IN_EVENT && is_event && !add_event (scan, lines->start, TRUE, error))
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
scan_end (Scan                   *scan,
          const GnomonIcalLine   *line,
          const GnomonIcalLines  *lines,
          GError                **error)
{
  if (gnomon_ical_line_value_is (line, "VCALENDAR"))
    {
      gboolean ok = scan->where != IN_EVENT || add_event (scan, lines->start, TRUE, error);

      scan->where = OUTSIDE;
      return ok;
    }

  if (scan->where == IN_EVENT &&
      (scan->depth == 0 || gnomon_ical_line_value_is (line, "VEVENT")))
    return add_event (scan, lines->next, FALSE, error);

  if (scan->depth > 0)
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

/* What has to be known of an event before it is read. */
static void
scan_identity (Scan                 *scan,
               const GnomonIcalLine *line)
{
  if (scan->block.uid == NULL && gnomon_ical_line_is (line, "UID"))
    scan->block.uid = g_strndup (line->value, line->value_length);
  else if (scan->block.recurrence_line == NULL && gnomon_ical_line_is (line, "RECURRENCE-ID"))
    scan->block.recurrence_line =
        g_strndup (line->name, (gsize) (line->value + line->value_length - line->name));
  else if (gnomon_ical_line_is (line, "DTSTART"))
    scan->block.start_hash = hash_value (line);
  else if (gnomon_ical_line_is (line, "SUMMARY"))
    scan->block.summary_hash = hash_value (line);
  else if (gnomon_ical_line_is (line, "SEQUENCE"))
    {
      g_autofree char *value = g_strndup (line->value, MIN (line->value_length, 20));

      scan->block.sequence = (int) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, G_MAXINT);
    }
  else if (gnomon_ical_line_is (line, "DTSTAMP"))
    {
      if (line->value_length == sizeof scan->block.stamp - 1)
        memcpy (scan->block.stamp, line->value, line->value_length);
    }
  else if (gnomon_ical_line_is (line, "RRULE") || gnomon_ical_line_is (line, "RDATE"))
    scan->block.repeats = TRUE;
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
    scan->cancels = gnomon_ical_line_value_is (&line, "CANCEL");
  return TRUE;
}

/**
 * gnomon_ical_scan:
 * @data: a decoded text
 * @size: its length
 * @zones: learns the text's VTIMEZONEs
 * @n_others: (array fixed-size=5): adds how many components of each #GnomonIcalOther there are
 * @error: return location for a #GError
 *
 * Finds where each event begins and ends. An event without an end, and one that is nested beyond
 * reason, is marked as broken and costs no other.
 *
 * Returns: (transfer full) (element-type GnomonIcalBlock): the events, or %NULL with @error set
 *   where the text is no iCalendar, or too much of it
 */
GArray *
gnomon_ical_scan (const char       *data,
                  gsize             size,
                  GnomonIcalZones  *zones,
                  guint            *n_others,
                  GError          **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (GnomonIcalBlock));
  g_auto (GnomonIcalLines) lines = { NULL, };
  Scan scan = {
    .blocks = blocks,
    .zones = zones,
    .n_others = n_others,
    .block = { .next_changed = -1 },
  };
  gboolean ok = TRUE;

  g_array_set_clear_func (blocks, block_clear);
  gnomon_ical_lines_init (&lines, data, data + size, 1);
  if (!gnomon_ical_lines_next (&lines) || !is_calendar_begin (&lines))
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "file: not an iCalendar file");
      return NULL;
    }

  scan.where = IN_CALENDAR;
  while (ok && gnomon_ical_lines_next (&lines))
    ok = scan_line (&scan, &lines, error);

  block_clear (&scan.block);
  if (ok && scan.where != OUTSIDE)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "file: not an iCalendar file that is whole: END:VCALENDAR is missing");
      ok = FALSE;
    }
  return ok ? g_steal_pointer (&blocks) : NULL;
}
