/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "gnomon-ical-private.h"

/*
 * A whole iCalendar text: one pass finds where each component begins and ends, what is a changed
 * occurrence of what, and what stands twice; then events are read one by one. So one bad event
 * costs no other, and nothing here is recursive or more than linear in the size of the file.
 */

#define MAX_DEPTH 16
#define MAX_EVENT_BYTES (8 * 1024 * 1024)
#define MAX_CHANGED_BYTES (1024 * 1024)
#define MAX_WARNINGS 100

typedef struct
{
  const char *start;
  const char *end;
  guint line;
  char *uid;               /* as it stands, unescaped by nobody; (nullable) */
  char *recurrence_id;     /* (nullable) */
  int sequence;
  int next_changed;        /* the next changed occurrence of the same series; -1: none */
  gboolean taken;          /* goes with its series, or is an older copy */
  gboolean broken;         /* never ended, or nested beyond reason */
} Block;

struct _GnomonIcalReader
{
  GBytes *text;
  GArray *blocks;
  GHashTable *series;      /* UID to the number of its block, counted from 1 */
  GnomonIcalZones *zones;
  GnomonIcalTally tally;
  GPtrArray *warnings;
  guint n_unsaid;          /* warnings beyond the limit */
  GString *clean;

  guint n_other;           /* components that are no events */
  guint n_changed;
  guint n_lines_latin1;
  guint n_lines_controls;
  guint n_lines_long;

  guint next;
  const Block *current;
  gboolean finished;
};

static void
block_clear (gpointer data)
{
  Block *block = data;

  g_free (block->uid);
  g_free (block->recurrence_id);
}

static void
add_warning (GnomonIcalReader *self,
             char             *warning)
{
  if (self->warnings->len < MAX_WARNINGS)
    {
      g_ptr_array_add (self->warnings, warning);
    }
  else
    {
      self->n_unsaid++;
      g_free (warning);
    }
}

/* What a reader of the warning can look for in the file. */
static char *
name_block (const Block *block)
{
  g_autoptr (GString) name = NULL;

  if (block->uid == NULL)
    return g_strdup_printf ("line %u", block->line);

  name = g_string_new (NULL);
  gnomon_ical_append_clean (name, block->uid, MIN (strlen (block->uid), 200));
  return g_strdup (name->str);
}

static void
warn_of_block (GnomonIcalReader *self,
               const Block      *block,
               const char       *what)
{
  g_autofree char *name = name_block (block);

  add_warning (self, g_strdup_printf ("%s: %s", name, what));
}

static void
warn_cb (gpointer    user_data,
         const char *what)
{
  GnomonIcalReader *self = user_data;

  warn_of_block (self, self->current, what);
}

/* Finding the components */

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
  GnomonIcalReader *reader;
  Where where;
  guint depth;             /* below the component */
  guint n_calendars;
  Block block;
} Scan;

static gboolean
add_event (Scan        *scan,
           const char  *end,
           gboolean     broken,
           GError     **error)
{
  scan->block.end = end;
  scan->block.broken |= broken;
  g_array_append_val (scan->reader->blocks, scan->block);
  scan->block = (Block) { .next_changed = -1 };
  scan->where = IN_CALENDAR;
  scan->depth = 0;

  if (scan->reader->blocks->len <= GNOMON_ICAL_MAX_EVENTS)
    return TRUE;

  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
               "file: more than %d events", GNOMON_ICAL_MAX_EVENTS);
  return FALSE;
}

static void
begin_component (Scan                  *scan,
                 const GnomonIcalLine  *line,
                 const GnomonIcalLines *lines)
{
  scan->block = (Block) {
    .start = lines->start,
    .line = lines->start_number,
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
      scan->reader->n_other++;
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
          scan->n_calendars++;
        }
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
    gnomon_ical_zones_add (scan->reader->zones, scan->block.start, lines->next);
  if (scan->where == IN_ZONE || scan->where == IN_OTHER)
    scan->where = IN_CALENDAR;
  return TRUE;
}

/* What the passes below need to know before an event is read. */
static void
scan_identity (Scan                 *scan,
               const GnomonIcalLine *line)
{
  if (scan->block.uid == NULL && gnomon_ical_line_is (line, "UID"))
    scan->block.uid = g_strndup (line->value, line->value_length);
  else if (scan->block.recurrence_id == NULL && gnomon_ical_line_is (line, "RECURRENCE-ID"))
    scan->block.recurrence_id = g_strndup (line->value, line->value_length);
  else if (gnomon_ical_line_is (line, "SEQUENCE"))
    {
      g_autofree char *value = g_strndup (line->value, MIN (line->value_length, 20));

      scan->block.sequence = (int) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, G_MAXINT);
    }
}

static gboolean
is_keyword_line (const char *text)
{
  return strchr ("BbEeUuRrSs", *text) != NULL;
}

static gboolean
scan_text (GnomonIcalReader  *self,
           GError           **error)
{
  gsize size;
  const char *data = g_bytes_get_data (self->text, &size);
  g_auto (GnomonIcalLines) lines = { NULL, };
  Scan scan = { .reader = self, .block = { .next_changed = -1 } };
  gboolean ok = TRUE;
  gboolean first = TRUE;

  gnomon_ical_lines_init (&lines, data, data + size, 1);
  while (ok && gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      if (!first && !is_keyword_line (lines.text))
        continue;
      if (!gnomon_ical_line_split (&line, lines.text, lines.length))
        {
          if (first)
            break;
          continue;
        }

      if (gnomon_ical_line_is (&line, "BEGIN"))
        {
          if (first && !gnomon_ical_line_value_is (&line, "VCALENDAR"))
            break;
          ok = scan_begin (&scan, &line, &lines, error);
        }
      else if (first)
        {
          break;
        }
      else if (gnomon_ical_line_is (&line, "END"))
        {
          ok = scan_end (&scan, &line, &lines, error);
        }
      else if (scan.where == IN_EVENT && scan.depth == 0)
        {
          scan_identity (&scan, &line);
        }
      first = FALSE;
    }

  block_clear (&scan.block);
  if (!ok)
    return FALSE;
  if (scan.n_calendars == 0)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "file: not an iCalendar file");
      return FALSE;
    }
  if (scan.where != OUTSIDE)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "file: not an iCalendar file that is whole: END:VCALENDAR is missing");
      return FALSE;
    }
  return TRUE;
}

/* Who belongs to whom */

static Block *
get_block (GnomonIcalReader *self,
           guint             number)
{
  return &g_array_index (self->blocks, Block, number);
}

static void
find_series (GnomonIcalReader *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = get_block (self, i);
      guint known;
      Block *other;

      if (block->uid == NULL || block->recurrence_id != NULL || block->broken)
        continue;

      known = GPOINTER_TO_UINT (g_hash_table_lookup (self->series, block->uid));
      if (known != 0)
        {
          /* RFC 5546: the greater SEQUENCE is the newer one; of equals the one that comes last. */
          other = get_block (self, known - 1);
          if (block->sequence < other->sequence)
            {
              block->taken = TRUE;
              warn_of_block (self, block, "is there twice: the older one was left out");
              continue;
            }
          other->taken = TRUE;
          warn_of_block (self, other, "is there twice: the older one was left out");
        }
      g_hash_table_replace (self->series, block->uid, GUINT_TO_POINTER (i + 1));
    }
}

static void
find_changed_occurrences (GnomonIcalReader *self)
{
  g_autoptr (GHashTable) lasts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = get_block (self, i);
      guint series;
      guint last;

      if (block->uid == NULL || block->recurrence_id == NULL || block->broken)
        continue;
      series = GPOINTER_TO_UINT (g_hash_table_lookup (self->series, block->uid));
      if (series == 0)
        continue;

      last = GPOINTER_TO_UINT (g_hash_table_lookup (lasts, GUINT_TO_POINTER (series)));
      get_block (self, last != 0 ? last - 1 : series - 1)->next_changed = (int) i;
      g_hash_table_insert (lasts, GUINT_TO_POINTER (series), GUINT_TO_POINTER (i + 1));
      block->taken = TRUE;
      self->n_changed++;
    }
}

/**
 * gnomon_ical_reader_new:
 * @text: a file's content, in UTF-8, UTF-16, Windows-1252 or Latin-1
 * @error: return location for a #GError
 *
 * Finds the events of an iCalendar text.
 *
 * Errors: %GNOMON_ERROR_LIMIT_EXCEEDED for a file beyond the limits of this header,
 * %GNOMON_ERROR_INVALID_ARGUMENT for one that is no iCalendar, or is cut off.
 *
 * Returns: (transfer full): a reader, or %NULL with @error set
 */
GnomonIcalReader *
gnomon_ical_reader_new (GBytes  *text,
                        GError **error)
{
  g_autoptr (GnomonIcalReader) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  icalerror_set_errors_are_fatal (0);

  if (g_bytes_get_size (text) > GNOMON_ICAL_MAX_BYTES)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                   "file: larger than %d MiB", (int) (GNOMON_ICAL_MAX_BYTES / 1024 / 1024));
      return NULL;
    }

  self = g_new0 (GnomonIcalReader, 1);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, block_clear);
  self->series = g_hash_table_new (g_str_hash, g_str_equal);
  self->zones = gnomon_ical_zones_new ();
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->clean = g_string_sized_new (1024);
  self->text = gnomon_ical_decode (text);
  if (self->text == NULL)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "file: not an iCalendar file");
      return NULL;
    }

  if (!scan_text (self, error))
    return NULL;
  find_series (self);
  find_changed_occurrences (self);

  return g_steal_pointer (&self);
}

guint
gnomon_ical_reader_get_n_events (GnomonIcalReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/* Reading */

/* The lines of a block as valid UTF-8, unfolded, each with its end. */
static void
append_block (GnomonIcalReader *self,
              const Block      *block,
              GString          *out)
{
  g_auto (GnomonIcalLines) lines = { NULL, };

  gnomon_ical_lines_init (&lines, block->start, block->end, block->line);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalCleanResult result;

      if (lines.too_long)
        {
          self->n_lines_long++;
          continue;
        }
      result = gnomon_ical_append_clean (out, lines.text, lines.length);
      g_string_append_c (out, '\n');
      self->n_lines_latin1 += (result & GNOMON_ICAL_HAD_LATIN1) != 0;
      self->n_lines_controls += (result & GNOMON_ICAL_HAD_CONTROLS) != 0;
    }
}

/* Changed occurrences stay with their series, as they are, until series are expanded. Of several
 * for the same occurrence the newest counts. */
static void
append_changed_occurrences (GnomonIcalReader *self,
                            const Block      *block,
                            GnomonIcalEvent  *event)
{
  g_autoptr (GHashTable) newest = NULL;
  g_autoptr (GString) extra = NULL;

  if (block->next_changed < 0)
    return;

  newest = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = block->next_changed; i >= 0; i = get_block (self, (guint) i)->next_changed)
    {
      Block *changed = get_block (self, (guint) i);
      Block *other = g_hash_table_lookup (newest, changed->recurrence_id);

      if (other == NULL || other->sequence <= changed->sequence)
        g_hash_table_replace (newest, changed->recurrence_id, changed);
    }

  extra = g_string_new (event->extra);
  for (int i = block->next_changed; i >= 0; i = get_block (self, (guint) i)->next_changed)
    {
      Block *changed = get_block (self, (guint) i);

      if (g_hash_table_lookup (newest, changed->recurrence_id) != changed)
        continue;
      if (extra->len + (gsize) (changed->end - changed->start) > MAX_CHANGED_BYTES)
        {
          warn_of_block (self, block, "has too many changed occurrences: the rest was left out");
          break;
        }
      append_block (self, changed, extra);
    }

  g_free (event->extra);
  event->extra = g_strdup (extra->str);
}

static GnomonIcalEvent *
read_block (GnomonIcalReader *self,
            const Block      *block)
{
  g_autoptr (GError) error = NULL;
  GnomonIcalEvent *event;

  if (block->broken)
    {
      warn_of_block (self, block, "the event has no end, or is nested too deeply: left out");
      return NULL;
    }
  if (block->end - block->start > MAX_EVENT_BYTES)
    {
      warn_of_block (self, block, "the event is too large: left out");
      return NULL;
    }

  self->current = block;
  g_string_truncate (self->clean, 0);
  append_block (self, block, self->clean);
  event = gnomon_ical_read_event (self->clean->str, self->clean->len, self->zones, &self->tally,
                                  warn_cb, self, &error);
  if (event == NULL)
    {
      g_autofree char *what = g_strconcat (error->message, ": left out", NULL);

      warn_of_block (self, block, what);
      return NULL;
    }

  append_changed_occurrences (self, block, event);
  return event;
}

static void
tell (GnomonIcalReader *self,
      guint             count,
      const char       *what)
{
  if (count > 0)
    g_ptr_array_add (self->warnings, g_strdup_printf ("%u %s", count, what));
}

static void
finish (GnomonIcalReader *self)
{
  if (self->finished)
    return;
  self->finished = TRUE;

  tell (self, self->n_unsaid, "further warnings");
  tell (self, self->tally.repeating, "repeating event(s): kept unexpanded, shown once");
  tell (self, self->n_changed, "changed occurrence(s) of repeating events: kept, not shown");
  tell (self, self->tally.points, "event(s) without a length: shown as 15 minutes");
  tell (self, self->tally.untitled, "event(s) without a title");
  tell (self, self->tally.shortened, "long text(s): shortened, kept whole for export");
  tell (self, self->n_other, "component(s) that are no events, such as tasks: left out");
  tell (self, self->n_lines_latin1, "line(s) were not UTF-8: read as Windows-1252");
  tell (self, self->n_lines_controls, "line(s) with control characters: these were left out");
  tell (self, self->n_lines_long, "line(s) longer than 1 MiB: left out");
}

/**
 * gnomon_ical_reader_next:
 * @self: a reader
 *
 * Reads on until an event can be read. What cannot be is a warning.
 *
 * Returns: (transfer full) (nullable): the event, %NULL at the end
 */
GnomonIcalEvent *
gnomon_ical_reader_next (GnomonIcalReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  while (self->next < self->blocks->len)
    {
      const Block *block = get_block (self, self->next++);
      GnomonIcalEvent *event;

      if (block->taken)
        continue;
      event = read_block (self, block);
      if (event != NULL)
        return event;
    }

  finish (self);
  return NULL;
}

/**
 * gnomon_ical_reader_warn:
 * @self: a reader
 * @event: an event that it gave
 * @what: what became of it
 *
 * Adds a warning that names the event, before the end was reached.
 */
void
gnomon_ical_reader_warn (GnomonIcalReader *self,
                         GnomonIcalEvent  *event,
                         const char       *what)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (event != NULL);

  add_warning (self, g_strdup_printf ("%s: %s",
                                      gnomon_fields_get_string (event->fields, GNOMON_EVENT_UID),
                                      what));
}

GPtrArray *
gnomon_ical_reader_get_warnings (GnomonIcalReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->warnings;
}

void
gnomon_ical_reader_free (GnomonIcalReader *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->series);
  g_array_unref (self->blocks);
  gnomon_ical_zones_free (self->zones);
  g_ptr_array_unref (self->warnings);
  g_string_free (self->clean, TRUE);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self);
}

/**
 * gnomon_ical_parse:
 * @text: a file's content
 * @warnings: (element-type utf8): where to add what could not be read
 * @error: return location for a #GError
 *
 * Reads all events of a text at once; see gnomon_ical_reader_new() for the errors.
 *
 * Returns: (transfer full) (element-type GnomonIcalEvent): the events, or %NULL with @error set
 */
GPtrArray *
gnomon_ical_parse (GBytes     *text,
                   GPtrArray  *warnings,
                   GError    **error)
{
  g_autoptr (GnomonIcalReader) reader = gnomon_ical_reader_new (text, error);
  g_autoptr (GPtrArray) events = NULL;
  GnomonIcalEvent *event;

  if (reader == NULL)
    return NULL;

  events = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_ical_event_free);
  while ((event = gnomon_ical_reader_next (reader)) != NULL)
    g_ptr_array_add (events, event);

  for (guint i = 0; i < reader->warnings->len; i++)
    g_ptr_array_add (warnings, g_strdup (g_ptr_array_index (reader->warnings, i)));
  return g_steal_pointer (&events);
}
