/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-warning.h"

/* The warnings in English, by the names that a file has. Programs know these sentences. */

/**
 * gnomon_warning_new:
 * @kind: what is wrong
 * @value: (nullable): what the kind says of it
 * @other: (nullable): the same
 *
 * Returns: (transfer full): a warning that says not yet of what it is
 */
GnomonWarning *
gnomon_warning_new (GnomonWarningKind  kind,
                    const char        *value,
                    const char        *other)
{
  GnomonWarning *self = g_new0 (GnomonWarning, 1);

  self->kind = kind;
  self->value = g_strdup (value);
  self->other = g_strdup (other);
  return self;
}

/**
 * gnomon_warning_new_count:
 * @kind: what is wrong in a whole file
 * @number: how often
 *
 * Returns: (transfer full): a warning
 */
GnomonWarning *
gnomon_warning_new_count (GnomonWarningKind kind,
                          guint             number)
{
  GnomonWarning *self = gnomon_warning_new (kind, NULL, NULL);

  self->number = number;
  return self;
}

/**
 * gnomon_warning_new_refusal:
 * @refusal: what the event rules say of an event
 *
 * Returns: (transfer full): a warning that says not yet of which
 */
GnomonWarning *
gnomon_warning_new_refusal (const GError *refusal)
{
  GnomonWarning *self = gnomon_warning_new (GNOMON_WARNING_REFUSED, NULL, NULL);

  self->refusal = g_error_copy (refusal);
  return self;
}

void
gnomon_warning_free (GnomonWarning *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->uid);
  g_free (self->value);
  g_free (self->other);
  g_clear_error (&self->refusal);
  g_free (self->delegates);
  g_free (self);
}

static char *
say_answer (const GnomonWarning *self,
            const char          *what)
{
  const char *between = what != NULL ? ": " : "";

  if (what == NULL)
    what = "";
  if (!self->is_delegated)
    return g_strdup_printf ("%s has %s%s%s", self->value,
                            gnomon_attendee_status_to_string (self->status), between, what);

  return g_strdup_printf ("%s has delegated to %s%s%s", self->value,
                          self->delegates != NULL ? self->delegates : "others", between, what);
}

static char *
say_count (const GnomonWarning *self,
           const char          *what)
{
  return g_strdup_printf ("%u %s", self->number, what);
}

static char *
say (const GnomonWarning *self)
{
  switch (self->kind)
    {
    case GNOMON_WARNING_NO_VALUE:
      return g_strdup_printf ("%s has no value: left out", self->value);
    case GNOMON_WARNING_NO_PROPERTY:
      return g_strdup_printf ("a line is no property: “%s”: left out", self->value);
    case GNOMON_WARNING_SECOND_LINE:
      return g_strdup_printf ("a second %s: left out", self->value);
    case GNOMON_WARNING_LARGE_LINE:
      return g_strdup_printf ("%s: the line is too large: left out", self->value);
    case GNOMON_WARNING_BAD_STAMP:
      return g_strdup ("the DTSTAMP cannot be read: left out");
    case GNOMON_WARNING_BAD_START:
      return g_strdup ("it has no DTSTART that can be read: left out");
    case GNOMON_WARNING_BAD_END:
      return g_strdup ("the DTEND cannot be read: it does not count");
    case GNOMON_WARNING_BAD_DURATION:
      return g_strdup ("the DURATION makes no sense: it does not count");
    case GNOMON_WARNING_END_BEFORE_START:
      return g_strdup ("ends before it starts: the end was left out");
    case GNOMON_WARNING_ZONE_BY_RULES:
      return g_strdup_printf ("the time zone “%s” is not known: its times became UTC by the file's"
                              " own rules", self->value);
    case GNOMON_WARNING_ZONE_UNKNOWN:
      return g_strdup_printf ("the time zone “%s” is not known: its times follow the viewer",
                              self->value);
    case GNOMON_WARNING_ZONE_DIFFERS:
      return g_strdup_printf ("the file's rules for the time zone “%s” are not those of %s, which"
                              " was taken", self->value, self->other);
    case GNOMON_WARNING_MANY_ALARMS:
      return g_strdup_printf ("more than %s alarms; the rest was left out", self->value);
    case GNOMON_WARNING_MANY_GUESTS:
      return g_strdup_printf ("more than %s guests; the rest was left out", self->value);
    case GNOMON_WARNING_LARGE_EVENT:
      return g_strdup ("the event is too large: left out");
    case GNOMON_WARNING_LARGE_CHANGED:
      return g_strdup ("a changed occurrence is too large beside the others: left out");
    case GNOMON_WARNING_BROKEN:
      return g_strdup ("the event has no end, or is nested too deeply: left out");
    case GNOMON_WARNING_TWICE:
      return g_strdup ("is there twice: left out");
    case GNOMON_WARNING_REFUSED:
      return g_strdup_printf ("%s: left out", self->refusal->message);
    case GNOMON_WARNING_UNFOLLOWED:
      return g_strdup_printf ("%s: kept for export, and not followed", self->value);
    case GNOMON_WARNING_BAD_ANSWER:
      return g_strdup_printf ("a guest's answer: %s: left out", self->value);

    case GNOMON_WARNING_ANSWER:
      return say_answer (self, NULL);
    case GNOMON_WARNING_ANSWER_TO_UNKNOWN:
      return say_answer (self, "nothing is known of that event: left out");
    case GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE:
      return say_answer (self, "there is no such occurrence: left out");
    case GNOMON_WARNING_ANSWER_OF_NO_GUEST:
      return say_answer (self, "nobody of that address is a guest: left out");
    case GNOMON_WARNING_ANSWER_OLDER:
      return say_answer (self, "there is a newer answer: left out");
    case GNOMON_WARNING_ANSWER_OUTDATED:
      return say_answer (self, "it answers an earlier version of the event: left out");
    case GNOMON_WARNING_ANSWER_NOT_COUNTED:
      return say_answer (self, "no answer that is known here, so that none counts; kept for"
                               " export");

    case GNOMON_WARNING_N_FURTHER:
      return say_count (self, "further warnings");
    case GNOMON_WARNING_N_OLDER:
      return say_count (self, "older version(s) of events that are there twice: left out");
    case GNOMON_WARNING_N_SHARED:
      return say_count (self, "events share a UID with others: told apart by title and start");
    case GNOMON_WARNING_N_POINTS:
      return say_count (self, "event(s) without a length: shown as 15 minutes");
    case GNOMON_WARNING_N_UNTITLED:
      return say_count (self, "event(s) without a title");
    case GNOMON_WARNING_N_SHORTENED:
      return say_count (self, "long text(s): shortened, kept whole for export");
    case GNOMON_WARNING_N_RANGES:
      return say_count (self, "change(s) of an occurrence and all after it: each is a series of"
                              " its own");
    case GNOMON_WARNING_N_UNFOLLOWED:
      return say_count (self, "rule(s) or list(s) of dates, such as EXRULE, are kept for export,"
                              " and not followed");
    case GNOMON_WARNING_N_GUESTS_TWICE:
      return say_count (self, "guest(s) are named twice: the first line of each counts");
    case GNOMON_WARNING_N_REPEATED:
      return say_count (self, "value(s) given again of what an event has once: the first counts");
    case GNOMON_WARNING_N_TASKS:
      return say_count (self, "task(s) (VTODO): left out, a calendar here has events alone");
    case GNOMON_WARNING_N_JOURNALS:
      return say_count (self, "journal entry(s) (VJOURNAL): left out");
    case GNOMON_WARNING_N_BUSY_TIMES:
      return say_count (self, "list(s) of busy times (VFREEBUSY): left out");
    case GNOMON_WARNING_N_ASKED:
      return say_count (self, "request(s) or proposal(s) of guests (METHOD:REFRESH, COUNTER,"
                              " DECLINECOUNTER), which are not understood: left out");
    case GNOMON_WARNING_N_OUTSIDE:
      return say_count (self, "event(s) outside of any VCALENDAR: left out");
    case GNOMON_WARNING_N_INSIDE:
      return say_count (self, "event(s) inside of components that are no events: left out");
    case GNOMON_WARNING_N_COMPONENTS:
      return say_count (self, "component(s) that are no events: left out");
    case GNOMON_WARNING_N_LATIN1:
      return say_count (self, "line(s) were not UTF-8: read as Windows-1252");
    case GNOMON_WARNING_N_CONTROLS:
      return say_count (self, "line(s) with control characters: these were left out");
    case GNOMON_WARNING_N_HEAD_LINES:
      return g_strdup_printf ("%u line(s) of the calendar (%s), which has no room for more than %s"
                              " KiB of them: left out", self->number, self->value, self->other);
    }

  g_return_val_if_reached (NULL);
}

/**
 * gnomon_warning_format:
 * @self: a warning
 *
 * Returns: (transfer full): an English sentence, with the name of the event before it where it is
 *   of one
 */
char *
gnomon_warning_format (const GnomonWarning *self)
{
  g_autofree char *what = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  what = say (self);
  if (self->title != NULL || self->uid != NULL)
    return g_strdup_printf ("%s: %s", self->title != NULL ? self->title : self->uid, what);
  if (self->line > 0)
    return g_strdup_printf ("line %u: %s", self->line, what);
  return g_steal_pointer (&what);
}

char **
gnomon_warnings_format_all (GPtrArray *warnings)
{
  char **texts;

  g_return_val_if_fail (warnings != NULL, NULL);

  texts = g_new0 (char *, warnings->len + 1);
  for (guint i = 0; i < warnings->len; i++)
    texts[i] = gnomon_warning_format (g_ptr_array_index (warnings, i));
  return texts;
}
