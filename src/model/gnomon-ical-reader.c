/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "gnomon-ical-scan.h"

/*
 * A whole iCalendar text: one pass finds where each component begins and ends, what is a changed
 * occurrence of what, and what stands twice; then events are read one by one. So one bad event
 * costs no other, and nothing here is recursive or more than linear in the size of the file.
 */

#define MAX_EVENT_BYTES (8 * 1024 * 1024)
#define MAX_CHANGED_BYTES (1024 * 1024)
#define MAX_WARNINGS 100

struct _GnomonIcalReader
{
  GBytes *text;
  GArray *blocks;
  GnomonIcalZones *zones;
  GnomonIcalTally tally;
  GPtrArray *warnings;
  guint n_unsaid;          /* warnings beyond the limit */
  GString *clean;

  guint n_others[GNOMON_ICAL_N_OTHERS]; /* components that are no events */
  guint n_twice;
  guint n_shared;
  guint n_lines_latin1;
  guint n_lines_controls;
  guint n_lines_long;

  guint next;
  const GnomonIcalBlock *current;
  gboolean finished;
};

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
name_block (const GnomonIcalBlock *block)
{
  g_autoptr (GString) name = NULL;

  if (block->uid == NULL)
    return g_strdup_printf ("line %u", block->line);

  name = g_string_new (NULL);
  gnomon_ical_append_clean (name, block->uid, MIN (strlen (block->uid), 200));
  return g_strdup (name->str);
}

static void
warn_of_block (GnomonIcalReader      *self,
               const GnomonIcalBlock *block,
               const char            *what)
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

static GnomonIcalBlock *
get_block (GnomonIcalReader *self,
           guint             number)
{
  return &g_array_index (self->blocks, GnomonIcalBlock, number);
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
  const char *data;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  icalerror_set_errors_are_fatal (0);

  if (g_bytes_get_size (text) > GNOMON_ICAL_MAX_BYTES)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                   "file: larger than %d MiB", (int) (GNOMON_ICAL_MAX_BYTES / 1024 / 1024));
      return NULL;
    }

  self = g_new0 (GnomonIcalReader, 1);
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

  data = g_bytes_get_data (self->text, &size);
  self->blocks = gnomon_ical_scan (data, size, self->zones, self->n_others, error);
  if (self->blocks == NULL)
    return NULL;
  gnomon_ical_match_versions (self->blocks, self->zones, &self->n_twice, &self->n_shared);

  return g_steal_pointer (&self);
}

/* Reading */

/* The lines of a block as valid UTF-8, unfolded, each with its end. */
static void
append_block (GnomonIcalReader      *self,
              const GnomonIcalBlock *block,
              GString               *out)
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

/* Whatever it says of that itself, which may be nothing. */
static void
cancel_event (GnomonIcalEvent *event)
{
  gnomon_fields_set_string (event->fields, GNOMON_EVENT_STATUS,
                            gnomon_event_status_to_string (GNOMON_STATUS_CANCELLED));
  g_clear_pointer (&event->originals[GNOMON_ICAL_GROUP_STATUS], g_free);
}

/* (nullable): NULL where it cannot be read, of which there is a warning then. */
static GnomonIcalEvent *
read_lines (GnomonIcalReader      *self,
            const GnomonIcalBlock *block)
{
  g_autoptr (GError) error = NULL;
  GnomonIcalEvent *event;

  self->current = block;
  g_string_truncate (self->clean, 0);
  append_block (self, block, self->clean);
  event = gnomon_ical_read_event (self->clean->str, self->clean->len, self->zones, &self->tally,
                                  warn_cb, self, &error);
  if (event == NULL)
    {
      g_autofree char *what = g_strconcat (error->message, ": left out", NULL);

      warn_of_block (self, block, what);
    }
  else if (block->is_cancelled)
    {
      cancel_event (event);
    }
  return event;
}

/* Changed occurrences come with their series. Of several for the same occurrence the newest
 * counts. */
static void
read_changed_occurrences (GnomonIcalReader      *self,
                          const GnomonIcalBlock *block,
                          GnomonIcalEvent       *event)
{
  g_autoptr (GHashTable) newest = NULL;
  gsize n_bytes = 0;

  if (block->next_changed < 0)
    return;

  newest = g_hash_table_new (g_str_hash, g_str_equal);
  for (int i = block->next_changed; i >= 0; i = get_block (self, (guint) i)->next_changed)
    {
      GnomonIcalBlock *changed = get_block (self, (guint) i);
      GnomonIcalBlock *other = g_hash_table_lookup (newest, changed->recurrence_id);

      if (other == NULL || gnomon_ical_block_is_newer (changed, other))
        g_hash_table_replace (newest, changed->recurrence_id, changed);
    }

  event->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_ical_event_free);
  for (int i = block->next_changed; i >= 0; i = get_block (self, (guint) i)->next_changed)
    {
      GnomonIcalBlock *changed = get_block (self, (guint) i);
      GnomonIcalEvent *occurrence;

      if (g_hash_table_lookup (newest, changed->recurrence_id) != changed)
        continue;
      n_bytes += (gsize) (changed->end - changed->start);
      if (n_bytes > MAX_CHANGED_BYTES)
        {
          warn_of_block (self, block, "has too many changed occurrences: the rest was left out");
          break;
        }
      occurrence = read_lines (self, changed);
      if (occurrence == NULL)
        continue;
      occurrence->text = g_strdup (self->clean->str);
      g_ptr_array_add (event->changed, occurrence);
    }
}

static void
add_hashes (GnomonIcalEvent       *event,
            const GnomonIcalBlock *block)
{
  g_autofree char *uid =
      g_strdup_printf ("%s#%08x%08x", gnomon_fields_get_string (event->fields, GNOMON_EVENT_UID),
                       block->start_hash, block->summary_hash);

  gnomon_fields_set_string (event->fields, GNOMON_EVENT_UID, uid);
}

static GnomonIcalEvent *
read_block (GnomonIcalReader      *self,
            const GnomonIcalBlock *block)
{
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

  event = read_lines (self, block);
  if (event == NULL)
    return NULL;

  if (block->shares_uid)
    add_hashes (event, block);
  read_changed_occurrences (self, block, event);
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
  static const char * const others[] = {
    [GNOMON_ICAL_OTHER_TODO] = "task(s) (VTODO): left out, a calendar here has events alone",
    [GNOMON_ICAL_OTHER_JOURNAL] = "journal entry(s) (VJOURNAL): left out",
    [GNOMON_ICAL_OTHER_FREEBUSY] = "list(s) of busy times (VFREEBUSY): left out",
    [GNOMON_ICAL_OTHER_OUTSIDE] = "event(s) outside of any VCALENDAR: left out",
    [GNOMON_ICAL_OTHER_UNKNOWN] = "component(s) that are no events: left out",
  };

  if (self->finished)
    return;
  self->finished = TRUE;

  tell (self, self->n_unsaid, "further warnings");
  tell (self, self->n_twice, "older version(s) of events that are there twice: left out");
  tell (self, self->n_shared, "events share a UID with others: told apart by title and start");
  tell (self, self->tally.points, "event(s) without a length: shown as 15 minutes");
  tell (self, self->tally.untitled, "event(s) without a title");
  tell (self, self->tally.shortened, "long text(s): shortened, kept whole for export");
  tell (self, self->tally.ranges,
        "change(s) of an occurrence and all after it: each is a series of its own");
  tell (self, self->tally.unfollowed,
        "rule(s) or list(s) of dates, such as EXRULE, are kept for export, and not followed");
  tell (self, self->tally.guests_twice, "guest(s) are named twice: kept once");
  tell (self, self->tally.repeated, "value(s) given again of what an event has once: left out");
  for (guint i = 0; i < GNOMON_ICAL_N_OTHERS; i++)
    tell (self, self->n_others[i], others[i]);
  tell (self, self->tally.no_lines, "line(s) of events are no properties: left out");
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
      const GnomonIcalBlock *block = get_block (self, self->next++);
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

/**
 * gnomon_ical_reader_get_progress:
 * @self: a reader
 * @done: (out): how many of the text's components were read
 * @total: (out): how many it has
 */
void
gnomon_ical_reader_get_progress (GnomonIcalReader *self,
                                 guint            *done,
                                 guint            *total)
{
  g_return_if_fail (self != NULL);

  *done = self->next;
  *total = self->blocks->len;
}

void
gnomon_ical_reader_free (GnomonIcalReader *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->blocks, g_array_unref);
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
