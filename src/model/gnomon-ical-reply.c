/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ical-reply.h"

#include <string.h>

#include "gnomon-ical-kept.h"

/*
 * The answers of guests. Of the VEVENT that brings one only these lines count: what else it says of
 * the event is the guest's copy of that.
 */

/* As many programs write it, with the ATTENDEE of an organizer's copy. */
#define COMMENT_PARAM "X-RESPONSE-COMMENT"

/* The same, of the version that was answered. */
#define SEQUENCE_PARAM "X-MOZ-RECEIVED-SEQUENCE"

void
gnomon_ical_reply_free (GnomonIcalReply *self)
{
  if (self == NULL)
    return;

  g_free (self->uid);
  g_free (self->title);
  g_free (self->email);
  g_strfreev (self->delegates);
  g_free (self->comment);
  g_free (self->lone_uid);
  g_free (self);
}

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, what);
  return FALSE;
}

/* Reading */

/* DELEGATED-TO is a list of quoted addresses (RFC 5545, 3.2.5), which some write without quotes. */
static char **
dup_delegates (const GnomonIcalLine *line)
{
  g_autofree char *text = gnomon_ical_line_dup_param (line, "DELEGATED-TO");
  g_auto (GStrv) parts = g_strsplit_set (text != NULL ? text : "", "\",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean any = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *address = g_strstrip (parts[i]);

      if (g_ascii_strncasecmp (address, "mailto:", strlen ("mailto:")) == 0)
        address += strlen ("mailto:");
      if (!gnomon_attendee_check_email (address, "email", NULL))
        continue;
      g_strv_builder_add (builder, address);
      any = TRUE;
    }
  return any ? g_strv_builder_end (builder) : NULL;
}

/* RFC 5545, 3.2.12: for which the model has no word. */
static gboolean
is_delegated (const GnomonIcalLine *line)
{
  g_autofree char *answer = gnomon_ical_line_dup_param (line, "PARTSTAT");

  return answer != NULL && g_ascii_strcasecmp (answer, "DELEGATED") == 0;
}

static GnomonIcalReply *
read_guest (const GnomonIcalLine *line)
{
  GnomonIcalReply *guest = g_new0 (GnomonIcalReply, 1);

  guest->email = gnomon_ical_line_dup_email (line);
  guest->status = gnomon_ical_line_get_answer (line);
  guest->is_delegated = is_delegated (line);
  if (guest->is_delegated)
    guest->delegates = dup_delegates (line);
  return guest;
}

static void
replace (char **place,
         char  *value)
{
  g_free (*place);
  *place = value;
}

static gboolean
read_line (GnomonIcalReply       *self,
           const GnomonIcalLine  *line,
           GnomonIcalZones       *zones,
           GPtrArray             *guests,
           char                 **occurrence,
           GError               **error)
{
  GnomonIcalTime time;

  if (gnomon_ical_line_is (line, "ATTENDEE"))
    {
      g_ptr_array_add (guests, read_guest (line));
    }
  else if (gnomon_ical_line_is (line, "UID"))
    {
      replace (&self->uid, gnomon_ical_line_dup_uid (line));
    }
  else if (gnomon_ical_line_is (line, "SUMMARY"))
    {
      g_autofree char *text = gnomon_ical_unescape (line->value, line->value_length);

      replace (&self->title, gnomon_ical_fit_line (text));
    }
  else if (gnomon_ical_line_is (line, "COMMENT") && self->comment == NULL)
    {
      self->comment = gnomon_ical_unescape (line->value, line->value_length);
    }
  else if (gnomon_ical_line_is (line, "SEQUENCE"))
    {
      self->sequence = gnomon_ical_parse_sequence (line->value, line->value_length);
    }
  else if (gnomon_ical_line_is (line, "DTSTAMP")
           && gnomon_ical_parse_time (line->value, line->value_length, &time))
    {
      self->stamp = time.wall;
    }
  else if (gnomon_ical_line_is (line, "RECURRENCE-ID"))
    {
      gnomon_ical_parse_recurrence (line, zones, &self->recurrence);
      replace (occurrence, gnomon_ical_name_occurrence (zones, line));
      if (!self->recurrence.set)
        return refuse (error, "its RECURRENCE-ID cannot be read");
    }
  return TRUE;
}

static gboolean
read_lines (GnomonIcalReply  *self,
            const char       *block,
            gsize             length,
            GnomonIcalZones  *zones,
            GPtrArray        *guests,
            GError          **error)
{
  g_auto (GnomonIcalLines) lines = { NULL, };
  g_autofree char *occurrence = NULL;
  int depth = 0;

  gnomon_ical_lines_init (&lines, block, block + length, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      if (!gnomon_ical_line_split (&line, lines.text, lines.length))
        continue;
      if (gnomon_ical_line_is (&line, "BEGIN"))
        depth++;
      else if (gnomon_ical_line_is (&line, "END"))
        depth--;
      else if (depth == 1 && !read_line (self, &line, zones, guests, &occurrence, error))
        return FALSE;
    }

  if (occurrence != NULL && self->uid != NULL)
    self->lone_uid = g_strconcat (self->uid, "#", occurrence, NULL);
  return TRUE;
}

static gboolean
has_delegate (const GnomonIcalReply *guest,
              const char            *email)
{
  g_autofree char *wanted = email != NULL ? gnomon_attendee_fold_email (email) : NULL;

  for (guint i = 0; guest->delegates != NULL && guest->delegates[i] != NULL; i++)
    {
      g_autofree char *folded = gnomon_attendee_fold_email (guest->delegates[i]);

      if (g_strcmp0 (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_answer (const GnomonIcalReply *guest)
{
  return guest->status != GNOMON_ATTENDEE_PENDING || guest->is_delegated;
}

/* Takes those out that answer nothing. RFC 5546, 4.2.6: who answers in the place of another names
 * him, too; he comes first then. */
static gboolean
sort_guests (GPtrArray  *guests,
             GError    **error)
{
  const GnomonIcalReply *first = g_ptr_array_index (guests, 0);

  if (guests->len > 2)
    return refuse (error, "it names several guests");
  if (guests->len == 2)
    {
      const GnomonIcalReply *second = g_ptr_array_index (guests, 1);

      if (has_delegate (second, first->email))
        g_ptr_array_insert (guests, 0, g_ptr_array_steal_index (guests, 1));
      else if (!has_delegate (first, second->email))
        return refuse (error, "it names several guests");
      if (!has_answer (g_ptr_array_index (guests, 1)))
        g_ptr_array_remove_index (guests, 1);
      first = g_ptr_array_index (guests, 0);
    }

  if (first->email == NULL)
    return refuse (error, "it does not say of which event and guest it is");
  return has_answer (first) || refuse (error, "its answer is none that is known");
}

/* What the whole of it says. */
static void
complete (GnomonIcalReply       *guest,
          const GnomonIcalReply *whole)
{
  guest->uid = g_strdup (whole->uid);
  guest->title = g_strdup (whole->title != NULL ? whole->title : "");
  guest->comment = g_strdup (whole->comment != NULL && !guest->is_restated ? whole->comment : "");
  guest->sequence = whole->sequence;
  guest->stamp = whole->stamp;
  guest->recurrence = whole->recurrence;
  guest->lone_uid = g_strdup (whole->lone_uid);
}

/**
 * gnomon_ical_reply_read:
 * @block: the lines of a VEVENT, valid UTF-8, from its BEGIN to its END
 * @length: their length
 * @zones: the time zones of the text
 * @replies: (element-type GnomonIcalReply): where to add the answers: one, or that of whom it was
 *   delegated to behind that of who did so
 * @error: why it is no answer that can be taken
 *
 * Returns: %FALSE with @error set where it is none
 */
gboolean
gnomon_ical_reply_read (const char       *block,
                        gsize             length,
                        GnomonIcalZones  *zones,
                        GPtrArray        *replies,
                        GError          **error)
{
  g_autoptr (GnomonIcalReply) whole = g_new0 (GnomonIcalReply, 1);
  g_autoptr (GPtrArray) guests =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_ical_reply_free);

  if (!read_lines (whole, block, length, zones, guests, error))
    return FALSE;
  if (whole->uid == NULL || guests->len == 0)
    return refuse (error, "it does not say of which event and guest it is");
  if (!sort_guests (guests, error))
    return FALSE;

  for (guint i = 0; i < guests->len; i++)
    {
      GnomonIcalReply *guest = g_ptr_array_index (guests, i);

      guest->is_restated = i + 1 < guests->len;
      complete (guest, whole);
    }
  g_ptr_array_extend_and_steal (replies, g_steal_pointer (&guests));
  return TRUE;
}

/* RFC 5546, 2.1.5: the answer to a later version of the event, then the later one. The own words
 * count before those of others. */
static gboolean
is_newer (const GnomonIcalReply *self,
          const GnomonIcalReply *earlier)
{
  if (self->is_restated != earlier->is_restated)
    return earlier->is_restated;
  if (self->sequence != earlier->sequence)
    return self->sequence > earlier->sequence;
  return self->stamp == 0 || self->stamp >= earlier->stamp;
}

static void
drop (GPtrArray *replies,
      guint      number)
{
  gnomon_ical_reply_free (replies->pdata[number]);
  replies->pdata[number] = NULL;
}

/* Leaves the newest answer of each guest to each event or occurrence. */
void
gnomon_ical_replies_drop_older (GPtrArray *replies)
{
  g_autoptr (GHashTable) newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_left = 0;

  for (guint i = 0; i < replies->len; i++)
    {
      GnomonIcalReply *reply = g_ptr_array_index (replies, i);
      g_autofree char *email = gnomon_attendee_fold_email (reply->email);
      g_autofree char *key = g_strjoin ("\n", email, reply->uid, reply->lone_uid, NULL);
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (newest, key));

      if (known != 0 && !is_newer (reply, g_ptr_array_index (replies, known - 1)))
        {
          drop (replies, i);
          continue;
        }
      if (known != 0)
        drop (replies, known - 1);
      g_hash_table_replace (newest, g_steal_pointer (&key), GUINT_TO_POINTER (i + 1));
    }

  for (guint i = 0; i < replies->len; i++)
    {
      GnomonIcalReply *reply = g_steal_pointer (&g_ptr_array_index (replies, i));

      if (reply != NULL)
        replies->pdata[n_left++] = reply;
    }
  g_ptr_array_set_size (replies, (int) n_left);
}

/**
 * gnomon_ical_reply_warn:
 * @self: an answer
 * @kind: what becomes of it
 *
 * Returns: (transfer full): a warning that says who answers what to which event
 */
GnomonWarning *
gnomon_ical_reply_warn (const GnomonIcalReply *self,
                        GnomonWarningKind      kind)
{
  GnomonWarning *warning = gnomon_warning_new (kind, self->email, NULL);

  warning->title = *self->title != '\0' ? g_strdup (self->title) : NULL;
  warning->uid = g_strdup (self->uid);
  warning->status = self->status;
  warning->is_delegated = self->is_delegated;
  warning->delegates = self->delegates != NULL ? g_strjoinv (", ", self->delegates) : NULL;
  return warning;
}

/* Keeping */

static void
append_kept (GString        *extra,
             GnomonIcalKept *kept,
             const char     *without)
{
  for (guint i = 0; i < kept->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (kept->lines, GnomonIcalLine, i);

      if (line->name == without)
        continue;
      g_string_append_len (extra, line->name, line->value + line->value_length - line->name);
      g_string_append_c (extra, '\n');
    }
  for (guint i = 0; i < kept->components->len; i++)
    g_string_append (extra, g_ptr_array_index (kept->components, i));
}

/* Puts a guest's line, of which @params are to be appended, in the place of that which was kept. */
static void
keep_line (GnomonEvent    *event,
           GnomonAttendee *guest,
           gboolean        with_answer,
           const char     *params)
{
  /* What is not in @params is over; the answer is in them where the model has no word for it. */
  static const char * const own[] = {
    COMMENT_PARAM, SEQUENCE_PARAM, "DELEGATED-TO", "PARTSTAT", NULL
  };
  static const char * const own_but_answer[] = {
    COMMENT_PARAM, SEQUENCE_PARAM, "DELEGATED-TO", NULL
  };
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (event->extra);
  const GnomonIcalLine *old =
      gnomon_ical_kept_find_person (kept, "ATTENDEE", gnomon_attendee_get_email (guest));
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) extra = g_string_new ("ATTENDEE");
  GnomonIcalLine line;

  if (*params == '\0' && old == NULL)
    return;

  gnomon_ical_append_attendee (plain, old, guest);
  if (!gnomon_ical_line_split (&line, plain->str, plain->len))
    return;
  gnomon_ical_line_append_params (&line, extra, with_answer ? own_but_answer : own);
  g_string_append (extra, params);
  g_string_append_c (extra, ':');
  g_string_append_len (extra, line.value, (gssize) line.value_length);
  g_string_append_c (extra, '\n');
  append_kept (extra, kept, old != NULL ? old->name : NULL);

  g_free (event->extra);
  event->extra = gnomon_ical_kept_normalize (extra->str);
}

void
gnomon_ical_reply_keep (const GnomonIcalReply *self,
                        GnomonEvent           *event,
                        GnomonAttendee        *guest)
{
  g_autoptr (GString) params = g_string_new (NULL);

  if (self->is_delegated)
    g_string_append (params, ";PARTSTAT=DELEGATED");
  for (guint i = 0; self->delegates != NULL && self->delegates[i] != NULL; i++)
    g_string_append_printf (params, "%s\"mailto:%s\"", i > 0 ? "," : ";DELEGATED-TO=",
                            self->delegates[i]);
  if (self->sequence > 0)
    g_string_append_printf (params, ";" SEQUENCE_PARAM "=%d", self->sequence);
  if (*self->comment != '\0')
    gnomon_ical_append_param (params, COMMENT_PARAM, self->comment);
  keep_line (event, guest, !self->is_delegated, params->str);
}

void
gnomon_ical_reply_keep_delegate (GnomonEvent    *event,
                                 GnomonAttendee *delegate,
                                 GnomonAttendee *delegator)
{
  g_autofree char *address =
    g_strconcat ("mailto:", gnomon_attendee_get_email (delegator), NULL);
  g_autoptr (GString) params = g_string_new (NULL);

  gnomon_ical_append_param (params, "DELEGATED-FROM", address);
  keep_line (event, delegate, TRUE, params->str);
}

GnomonIcalGiven
gnomon_ical_reply_get_given (GnomonEvent    *event,
                             GnomonAttendee *guest)
{
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (event->extra);
  const GnomonIcalLine *line =
      gnomon_ical_kept_find_person (kept, "ATTENDEE", gnomon_attendee_get_email (guest));
  g_autofree char *sequence =
      line != NULL ? gnomon_ical_line_dup_param (line, SEQUENCE_PARAM) : NULL;

  return (GnomonIcalGiven) {
    .sequence = sequence != NULL ? gnomon_ical_parse_sequence (sequence, strlen (sequence)) : 0,
    .is_delegated = line != NULL && is_delegated (line)
                    && gnomon_attendee_get_status (guest) == GNOMON_ATTENDEE_PENDING,
  };
}
