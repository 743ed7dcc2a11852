/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-kept.h"

/*
 * From what a file says to an event of the model. The event rules judge; a field that they refuse
 * and an event can do without is kept as a line, so that the event comes in and nothing is lost.
 */

static GnomonReminder *
make_reminder (const GnomonIcalAlarm *alarm,
               gint64                 starts_at)
{
  GnomonReminder *reminder = gnomon_reminder_new_blank ();

  reminder->type = alarm->type;
  reminder->minutes_before = alarm->minutes_before;
  if (alarm->minutes_before == GNOMON_REMINDER_AT_A_TIME)
    reminder->time = alarm->time;
  else
    reminder->time = starts_at - (gint64) alarm->minutes_before * 60;
  return reminder;
}

/* Puts the value behind the parameters that are kept of its line, or on a line of its own. */
static void
keep_value (GString    *extra,
            const char *name,
            const char *value)
{
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (extra->str);
  const GnomonIcalLine *line = gnomon_ical_kept_find (kept, name);

  if (line != NULL && line->value_length == 0)
    g_string_insert (extra, line->value - extra->str, value);
  else if (line == NULL)
    g_string_append_printf (extra, "%s:%s\n", name, value);
}

static void
keep_text (GString    *extra,
           const char *name,
           const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  gnomon_ical_append_escaped (value, text);
  keep_value (extra, name, value->str);
}

/* The lines of the file, or what they come to. */
static void
keep_lines (GString    *extra,
            const char *original,
            const char *name,
            const char *value)
{
  if (original != NULL)
    g_string_append (extra, original);
  else
    g_string_append_printf (extra, "%s:%s\n", name, value);
}

static void
keep_dates (GString            *extra,
            const char         *original,
            const char         *name,
            const char * const *values)
{
  g_autofree char *list = g_strjoinv (",", (char **) values);

  keep_lines (extra, original, name, list);
}

/* Whoever looks for what comes at another time, or not again, finds a word of it. */
static void
note_unfollowed (GnomonIcalEvent *self,
                 const GError    *refused)
{
  if (self->unfollowed == NULL)
    self->unfollowed = g_strdup (refused->message);
}

/* Takes the field that @error is of out of the event: FALSE where it is needed. */
static gboolean
drop_field (GnomonIcalEvent *self,
            GnomonFields    *fields,
            const GError    *error,
            GString         *extra)
{
  int key = gnomon_kind_find_fault (GNOMON_KIND_EVENT, error);

  if (key < 0 || !gnomon_fields_has (fields, key))
    return FALSE;

  switch (key)
    {
    case GNOMON_EVENT_URL:
      keep_value (extra, "URL", gnomon_fields_get_string (fields, key));
      break;

    case GNOMON_EVENT_RRULE:
      note_unfollowed (self, error);
      keep_lines (extra, self->originals[GNOMON_ICAL_GROUP_RULE], "RRULE",
                  gnomon_fields_get_string (fields, key));
      break;

    case GNOMON_EVENT_EXDATE:
      note_unfollowed (self, error);
      keep_dates (extra, self->originals[GNOMON_ICAL_GROUP_EXDATES], "EXDATE",
                  gnomon_fields_get_strv (fields, key));
      break;

    case GNOMON_EVENT_RDATE:
      note_unfollowed (self, error);
      keep_dates (extra, self->originals[GNOMON_ICAL_GROUP_RDATES], "RDATE",
                  gnomon_fields_get_strv (fields, key));
      break;

    case GNOMON_EVENT_LOCATION:
      keep_text (extra, "LOCATION", gnomon_fields_get_string (fields, key));
      break;

    case GNOMON_EVENT_DESCRIPTION:
      keep_text (extra, "DESCRIPTION", gnomon_fields_get_string (fields, key));
      break;

    case GNOMON_EVENT_COLOR:
    case GNOMON_EVENT_ORGANIZER:
      break;

    default:
      return FALSE;
    }

  gnomon_fields_unset (fields, key);
  return TRUE;
}

static void
take_parts (GnomonEvent              *event,
            GnomonIcalEvent          *self,
            const GnomonEventContext *context)
{
  gint64 starts_at = gnomon_event_get_starts_at (event, context->viewer);

  event->sequence = self->sequence;
  event->updated_at = self->updated_at != 0 ? self->updated_at : context->now;
  event->created_at = self->created_at != 0 ? self->created_at : event->updated_at;

  g_clear_pointer (&event->attendees, g_ptr_array_unref);
  event->attendees = g_ptr_array_ref (self->attendees);

  g_clear_pointer (&event->reminders, g_ptr_array_unref);
  event->reminders = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->alarms->len; i++)
    g_ptr_array_add (event->reminders,
                     make_reminder (&g_array_index (self->alarms, GnomonIcalAlarm, i), starts_at));
}

/**
 * gnomon_ical_event_make:
 * @self: what a file says
 * @context: the rules' view of the world
 * @error: return location for a #GError
 *
 * Makes the event. Its guests have their answers, its reminders are those beyond the automatic
 * one; `created_at` and `updated_at` are the file's where it tells them.
 *
 * Returns: (transfer full): an event that is not stored, or %NULL with @error of the event rules
 */
GnomonEvent *
gnomon_ical_event_make (GnomonIcalEvent           *self,
                        const GnomonEventContext  *context,
                        GError                   **error)
{
  g_autoptr (GString) extra = g_string_new (self->extra);
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GError) refused = NULL;
  GnomonEvent *event = gnomon_event_create (self->fields, context, &refused);

  if (event == NULL)
    fields = gnomon_fields_copy (self->fields);
  while (event == NULL && drop_field (self, fields, refused, extra))
    {
      g_clear_error (&refused);
      event = gnomon_event_create (fields, context, &refused);
    }

  if (event == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return NULL;
    }

  g_free (event->extra);
  event->extra = gnomon_ical_kept_normalize (extra->str);
  take_parts (event, self, context);
  gnomon_ical_keep_originals (event, self->originals);
  if (self->changed != NULL)
    gnomon_ical_make_overrides (self, event, context);
  return event;
}
