/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "gnomon-ical-reply.h"
#include "gnomon-ical-scan.h"

/*
 * A whole iCalendar text: one pass finds where each component begins and ends, what is a changed
 * occurrence of what, and what stands twice; then events are read one by one. So one bad event
 * costs no other, and nothing here is recursive or more than linear in the size of the file.
 */

/* Of all changed occurrences of a series. */
#define MAX_CHANGED_BYTES GNOMON_ICAL_MAX_EVENT
#define MAX_WARNINGS 100

struct _GnomonIcalReader
{
  GBytes *text;
  GArray *blocks;
  GArray *replies;         /* (element-type GnomonIcalBlock) */
  GnomonIcalZones *zones;
  GnomonIcalHeadLines head;
  GnomonIcalTally tally;
  GnomonIcalLineTally line_tally;
  GPtrArray *warnings;
  guint n_unsaid;          /* warnings beyond the limit */
  GString *clean;

  guint n_others[GNOMON_ICAL_N_OTHERS]; /* components that are no events */
  guint n_twice;
  guint n_shared;

  guint next;
  const GnomonIcalBlock *current;
  gboolean finished;
};

static void
add_warning (GnomonIcalReader *self,
             GnomonWarning    *warning)
{
  if (self->warnings->len < MAX_WARNINGS)
    {
      g_ptr_array_add (self->warnings, warning);
    }
  else
    {
      self->n_unsaid++;
      gnomon_warning_free (warning);
    }
}

static void
take_head_warnings (GnomonIcalReader *self)
{
  GnomonIcalHeadLines *head = &self->head;

  while (head->warnings->len > 0)
    add_warning (self, g_ptr_array_steal_index (head->warnings, 0));
  self->n_unsaid += head->n_unsaid;
  self->line_tally.latin1 += head->n_latin1;
  self->line_tally.controls += head->n_controls;
}

/* It names what a reader of the warning can look for in the file. */
static void
warn_of_block (GnomonIcalReader      *self,
               const GnomonIcalBlock *block,
               GnomonWarningKind      kind,
               const char            *value,
               const char            *other)
{
  GnomonWarning *warning = gnomon_warning_new (kind, value, other);

  if (block->uid != NULL)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      gnomon_ical_append_clean (name, block->uid, MIN (strlen (block->uid), 200));
      warning->uid = g_strdup (name->str);
    }
  else
    {
      warning->line = block->line;
    }
  add_warning (self, warning);
}

static void
warn_cb (gpointer           user_data,
         GnomonWarningKind  kind,
         const char        *value,
         const char        *other)
{
  GnomonIcalReader *self = user_data;

  warn_of_block (self, self->current, kind, value, other);
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
      gnomon_set_error_number (error, GNOMON_REASON_LARGE_FILE, "file",
                               GNOMON_ICAL_MAX_BYTES / 1024 / 1024);
      return NULL;
    }

  self = g_new0 (GnomonIcalReader, 1);
  self->zones = gnomon_ical_zones_new ();
  gnomon_ical_head_lines_init (&self->head);
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_warning_free);
  self->clean = g_string_sized_new (1024);
  self->text = gnomon_ical_decode (text, error);
  if (self->text == NULL)
    return NULL;

  data = g_bytes_get_data (self->text, &size);
  self->blocks = gnomon_ical_scan (data, size, self->zones, &self->head, &self->replies,
                                   self->n_others, error);
  if (self->blocks == NULL)
    return NULL;
  gnomon_ical_match_versions (self->blocks, self->zones, &self->n_twice, &self->n_shared);
  take_head_warnings (self);

  return g_steal_pointer (&self);
}

/* Reading */

/* Puts the lines of a block into `clean`: valid UTF-8, unfolded, each with its end. FALSE where
 * they are too many, of which there is a warning then. */
static gboolean
take_lines (GnomonIcalReader      *self,
            const GnomonIcalBlock *block,
            gsize                  room)
{
  self->current = block;
  g_string_truncate (self->clean, 0);
  if (gnomon_ical_block_append (block, self->clean, room, &self->line_tally, warn_cb, self))
    return TRUE;

  warn_of_block (self, block, room == GNOMON_ICAL_MAX_EVENT ? GNOMON_WARNING_LARGE_EVENT
                                                            : GNOMON_WARNING_LARGE_CHANGED,
                 NULL, NULL);
  return FALSE;
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
            const GnomonIcalBlock *block,
            gsize                  room)
{
  GnomonIcalEvent *event;

  if (!take_lines (self, block, room))
    return NULL;

  event = gnomon_ical_read_event (self->clean->str, self->clean->len, self->zones, &self->tally,
                                  warn_cb, self);
  if (event != NULL && block->method == GNOMON_ICAL_METHOD_CANCEL)
    cancel_event (event);
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

      self->n_twice += other != NULL;
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
      occurrence = read_lines (self, changed, MAX_CHANGED_BYTES - n_bytes);
      n_bytes = MIN (n_bytes + self->clean->len, MAX_CHANGED_BYTES);
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
      warn_of_block (self, block, GNOMON_WARNING_BROKEN, NULL, NULL);
      return NULL;
    }

  event = read_lines (self, block, GNOMON_ICAL_MAX_EVENT);
  if (event == NULL)
    return NULL;

  if (block->shares_uid)
    add_hashes (event, block);
  read_changed_occurrences (self, block, event);
  return event;
}

static void
tell (GnomonIcalReader  *self,
      guint              count,
      GnomonWarningKind  kind)
{
  if (count > 0)
    g_ptr_array_add (self->warnings, gnomon_warning_new_count (kind, count));
}

static void
finish (GnomonIcalReader *self)
{
  static const GnomonWarningKind others[] = {
    [GNOMON_ICAL_OTHER_TODO] = GNOMON_WARNING_N_TASKS,
    [GNOMON_ICAL_OTHER_JOURNAL] = GNOMON_WARNING_N_JOURNALS,
    [GNOMON_ICAL_OTHER_FREEBUSY] = GNOMON_WARNING_N_BUSY_TIMES,
    [GNOMON_ICAL_OTHER_ASKED] = GNOMON_WARNING_N_ASKED,
    [GNOMON_ICAL_OTHER_OUTSIDE] = GNOMON_WARNING_N_OUTSIDE,
    [GNOMON_ICAL_OTHER_INSIDE] = GNOMON_WARNING_N_INSIDE,
    [GNOMON_ICAL_OTHER_UNKNOWN] = GNOMON_WARNING_N_COMPONENTS,
  };

  if (self->finished)
    return;
  self->finished = TRUE;

  tell (self, self->n_unsaid, GNOMON_WARNING_N_FURTHER);
  tell (self, self->n_twice, GNOMON_WARNING_N_OLDER);
  tell (self, self->n_shared, GNOMON_WARNING_N_SHARED);
  tell (self, self->tally.points, GNOMON_WARNING_N_POINTS);
  tell (self, self->tally.untitled, GNOMON_WARNING_N_UNTITLED);
  tell (self, self->tally.shortened, GNOMON_WARNING_N_SHORTENED);
  tell (self, self->tally.ranges, GNOMON_WARNING_N_RANGES);
  tell (self, self->tally.unfollowed, GNOMON_WARNING_N_UNFOLLOWED);
  tell (self, self->tally.guests_twice, GNOMON_WARNING_N_GUESTS_TWICE);
  tell (self, self->tally.repeated, GNOMON_WARNING_N_REPEATED);
  for (guint i = 0; i < GNOMON_ICAL_N_OTHERS; i++)
    tell (self, self->n_others[i], others[i]);
  tell (self, self->line_tally.latin1, GNOMON_WARNING_N_LATIN1);
  tell (self, self->line_tally.controls, GNOMON_WARNING_N_CONTROLS);
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
 * @warning: (transfer full): what became of it
 *
 * Adds a warning that names the event, before the end was reached.
 */
void
gnomon_ical_reader_warn (GnomonIcalReader *self,
                         GnomonIcalEvent  *event,
                         GnomonWarning    *warning)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (event != NULL);

  warning->uid = g_strdup (gnomon_fields_get_string (event->fields, GNOMON_EVENT_UID));
  add_warning (self, warning);
}

/**
 * gnomon_ical_reader_make:
 * @self: a reader
 * @event: an event that it gave
 * @context: the rules' view of the world
 *
 * Makes the events of gnomon_ical_event_make_all(). What the rules refuse of them is a warning.
 *
 * Returns: (transfer full) (nullable) (element-type GnomonEvent): events that are not stored; %NULL
 *   where @event is left out
 */
GPtrArray *
gnomon_ical_reader_make (GnomonIcalReader         *self,
                         GnomonIcalEvent          *event,
                         const GnomonEventContext *context)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = gnomon_ical_event_make_all (event, context, &error);

  if (events == NULL)
    gnomon_ical_reader_warn (self, event, gnomon_warning_new_refusal (error));
  else if (event->unfollowed != NULL)
    gnomon_ical_reader_warn (self, event, gnomon_warning_new (GNOMON_WARNING_UNFOLLOWED,
                                                              event->unfollowed, NULL));
  self->n_twice += event->n_older;
  return events;
}

/**
 * gnomon_ical_reader_read_replies:
 * @self: a reader
 *
 * Reads what guests answer. What cannot be taken is a warning; an answer that its guest has given
 * anew since is left out.
 *
 * Returns: (transfer full) (element-type GnomonIcalReply): the answers, in the order of the text
 */
GPtrArray *
gnomon_ical_reader_read_replies (GnomonIcalReader *self)
{
  GPtrArray *replies;

  g_return_val_if_fail (self != NULL, NULL);

  replies = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_ical_reply_free);
  for (guint i = 0; i < self->replies->len; i++)
    {
      const GnomonIcalBlock *block = &g_array_index (self->replies, GnomonIcalBlock, i);
      g_autoptr (GError) error = NULL;

      if (!take_lines (self, block, GNOMON_ICAL_MAX_EVENT))
        continue;
      if (!gnomon_ical_reply_read (self->clean->str, self->clean->len, self->zones, replies,
                                   &error))
        warn_of_block (self, block, GNOMON_WARNING_BAD_ANSWER, error->message, NULL);
    }
  gnomon_ical_replies_drop_older (replies);
  return replies;
}

/**
 * gnomon_ical_reader_tell_replies:
 * @self: a reader
 *
 * Adds what the guests answer to the warnings, for those who only look at the text.
 *
 * Returns: how many answers there are
 */
guint
gnomon_ical_reader_tell_replies (GnomonIcalReader *self)
{
  g_autoptr (GPtrArray) replies = gnomon_ical_reader_read_replies (self);

  for (guint i = 0; i < replies->len; i++)
    gnomon_ical_reader_tell_reply (self, g_ptr_array_index (replies, i), GNOMON_WARNING_ANSWER);
  return replies->len;
}

void
gnomon_ical_reader_tell_reply (GnomonIcalReader      *self,
                               const GnomonIcalReply *reply,
                               GnomonWarningKind      kind)
{
  add_warning (self, gnomon_ical_reply_warn (reply, kind));
}

const char *
gnomon_ical_reader_get_head (GnomonIcalReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->head.lines->str;
}

const char *
gnomon_ical_reader_keep_head (GnomonIcalReader *self)
{
  GnomonWarning *warning;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->head.is_message && !self->head.is_named)
    return "";

  warning = gnomon_ical_head_lines_dup_warning (&self->head);
  if (warning != NULL)
    add_warning (self, warning);
  return self->head.lines->str;
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
  g_clear_pointer (&self->replies, g_array_unref);
  gnomon_ical_zones_free (self->zones);
  gnomon_ical_head_lines_clear (&self->head);
  g_ptr_array_unref (self->warnings);
  g_string_free (self->clean, TRUE);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self);
}

/**
 * gnomon_ical_parse:
 * @text: a file's content
 * @warnings: (element-type utf8): where to add what could not be read, in English
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
    g_ptr_array_add (warnings, gnomon_warning_format (g_ptr_array_index (reader->warnings, i)));
  return g_steal_pointer (&events);
}
