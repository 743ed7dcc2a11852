/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-format.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-values.h"

/* Guests, reminders, calendars and changes for people: a line each, in columns, the id first. */

/* Columns of one kind of record: each cell but the last is padded to the widest of its column. */
static void
append_table (GString              *out,
              const GnomonCtlStyle *style,
              GPtrArray            *cells,
              guint                 columns)
{
  g_autofree guint *widths = g_new0 (guint, columns);

  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *clean = gnomon_ctl_text_dup_clean (g_ptr_array_index (cells, i));

      widths[i % columns] = MAX (widths[i % columns], gnomon_ctl_text_get_width (clean));
    }

  for (guint i = 0; i < cells->len; i++)
    {
      guint column = i % columns;
      gboolean last = column == columns - 1;
      GnomonCtlTone tone = column == 0 ? GNOMON_CTL_TONE_FAINT : GNOMON_CTL_TONE_PLAIN;

      if (widths[column] > 0)
        {
          g_string_append (out, "  ");
          gnomon_ctl_text_append_padded (out, style, tone, g_ptr_array_index (cells, i),
                                         last ? 0 : widths[column]);
        }
      if (last)
        {
          while (out->len > 0 && out->str[out->len - 1] == ' ')
            g_string_truncate (out, out->len - 1);
          g_string_append_c (out, '\n');
        }
    }
}

static char *
dup_event_note (GVariant *record,
                gboolean  wanted)
{
  g_autofree char *id = gnomon_ctl_dup_id (record, "event_id");

  /* Translators: %s is the number of the event that a guest or a reminder belongs to. */
  return wanted ? g_strdup_printf (_("of event %s"), id) : g_strdup ("");
}

static const char *
get_answer (const char *status)
{
  static const struct
  {
    const char *status;
    const char *word;
  } answers[] = {
    { "pending", N_("no answer yet") },
    { "accepted", N_("accepted") },
    { "declined", N_("declined") },
    { "tentative", N_("tentative") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].status, status))
      return _(answers[i].word);
  return status;
}

/**
 * gnomon_ctl_format_attendees:
 * @out: where to
 * @style: the style
 * @attendees: (type aa{sv}): guests
 * @with_event: whether they are of several events
 *
 * Writes guests in columns: id, answer, name, address.
 */
void
gnomon_ctl_format_attendees (GString              *out,
                             const GnomonCtlStyle *style,
                             GVariant             *attendees,
                             gboolean              with_event)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (attendees); i++)
    {
      g_autoptr (GVariant) attendee = g_variant_get_child_value (attendees, i);

      g_ptr_array_add (cells, gnomon_ctl_dup_id (attendee, "id"));
      g_ptr_array_add (cells, g_strdup (get_answer (gnomon_ctl_get_string (attendee, "status"))));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (attendee, "name")));
      g_ptr_array_add (cells, g_strdup_printf ("<%s>", gnomon_ctl_get_string (attendee, "email")));
      g_ptr_array_add (cells, dup_event_note (attendee, with_event));
    }
  append_table (out, style, cells, 5);
}

/* The states and types are words of the contract, which a script also meets; translating them
 * would hide what --state and reminder_type take. */

/**
 * gnomon_ctl_format_reminder:
 * @style: the style
 * @reminder: a reminder
 *
 * Returns: (transfer full): when it rings, and how, in one line
 */
char *
gnomon_ctl_format_reminder (const GnomonCtlStyle *style,
                            GVariant             *reminder)
{
  g_autofree char *time
    = gnomon_ctl_text_dup_instant (style, gnomon_ctl_get_string (reminder, "reminder_time"));

  return g_strdup_printf ("%s (%s, %s)", time, gnomon_ctl_get_string (reminder, "reminder_type"),
                          gnomon_ctl_get_string (reminder, "state"));
}

/**
 * gnomon_ctl_format_reminders:
 * @out: where to
 * @style: the style
 * @reminders: (type aa{sv}): reminders
 * @with_event: whether they are of several events
 *
 * Writes reminders in columns: id, time, state, type.
 */
void
gnomon_ctl_format_reminders (GString              *out,
                             const GnomonCtlStyle *style,
                             GVariant             *reminders,
                             gboolean              with_event)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (reminders); i++)
    {
      g_autoptr (GVariant) reminder = g_variant_get_child_value (reminders, i);

      g_ptr_array_add (cells, gnomon_ctl_dup_id (reminder, "id"));
      g_ptr_array_add (cells, gnomon_ctl_text_dup_instant (
                                style, gnomon_ctl_get_string (reminder, "reminder_time")));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (reminder, "state")));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (reminder, "reminder_type")));
      g_ptr_array_add (cells, dup_event_note (reminder, with_event));
    }
  append_table (out, style, cells, 5);
}

/**
 * gnomon_ctl_format_calendars:
 * @out: where to
 * @style: the style
 * @calendars: (type aa{sv}): calendars
 *
 * Writes calendars in columns: id, name, colour, and what is special.
 */
void
gnomon_ctl_format_calendars (GString              *out,
                             const GnomonCtlStyle *style,
                             GVariant             *calendars)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (calendars); i++)
    {
      g_autoptr (GVariant) calendar = g_variant_get_child_value (calendars, i);
      g_autoptr (GPtrArray) notes = g_ptr_array_new ();
      g_autofree char *failure = NULL;

      if (gnomon_ctl_get_boolean (calendar, "is_default"))
        g_ptr_array_add (notes, _("default"));
      if (!gnomon_ctl_get_boolean (calendar, "visible"))
        g_ptr_array_add (notes, _("hidden"));
      if (*gnomon_ctl_get_string (calendar, "source_url") != '\0')
        g_ptr_array_add (notes, _("subscribed"));
      else if (gnomon_ctl_get_boolean (calendar, "read_only"))
        g_ptr_array_add (notes, _("read only"));
      if (*gnomon_ctl_get_string (calendar, "refresh_error") != '\0')
        {
          /* Translators: %s says why the last refresh of a subscribed calendar failed. */
          failure = g_strdup_printf (_("not refreshed: %s"),
                                     gnomon_ctl_get_string (calendar, "refresh_error"));
          g_ptr_array_add (notes, failure);
        }
      g_ptr_array_add (notes, NULL);

      g_ptr_array_add (cells, gnomon_ctl_dup_id (calendar, "id"));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (calendar, "name")));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (calendar, "color")));
      g_ptr_array_add (cells, g_strjoinv (", ", (char **) notes->pdata));
    }
  append_table (out, style, cells, 4);
}

/**
 * gnomon_ctl_format_changes:
 * @out: where to
 * @style: the style
 * @changes: (type aa{sv}): changes of the history
 *
 * Writes changes in columns: number, time, who, what, and whether it is undone.
 */
void
gnomon_ctl_format_changes (GString              *out,
                           const GnomonCtlStyle *style,
                           GVariant             *changes)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (changes); i++)
    {
      g_autoptr (GVariant) change = g_variant_get_child_value (changes, i);
      gboolean undone = gnomon_ctl_get_boolean (change, "undone");
      const char *actor = gnomon_ctl_get_string (change, "actor");

      g_ptr_array_add (cells, gnomon_ctl_dup_id (change, "id"));
      g_ptr_array_add (cells, gnomon_ctl_text_dup_instant (
                                style, gnomon_ctl_get_string (change, "at")));
      g_ptr_array_add (cells, g_strdup (*actor != '\0' ? actor : "–"));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (change, "what")));
      g_ptr_array_add (cells, g_strdup (undone ? _("(undone)") : ""));
    }
  append_table (out, style, cells, 5);
}

static char *
dup_unix (const GnomonCtlStyle *style,
          gint64                seconds)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *rfc3339 = instant != NULL ? g_date_time_format_iso8601 (instant) : NULL;

  return gnomon_ctl_text_dup_instant (style, rfc3339 != NULL ? rfc3339 : "");
}

/**
 * gnomon_ctl_format_moves:
 * @out: where to
 * @style: the style
 * @moves: (type aa{sv}): events that lie at another time than before
 * @titles: (array zero-terminated=1): their titles
 *
 * Writes moves in columns: number, title, the time before and the time now, and why.
 */
void
gnomon_ctl_format_moves (GString              *out,
                         const GnomonCtlStyle *style,
                         GVariant             *moves,
                         const char * const   *titles)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (moves); i++)
    {
      g_autoptr (GVariant) move = g_variant_get_child_value (moves, i);
      g_autofree char *before = dup_unix (style, gnomon_ctl_get_integer (move, "old_starts_at"));
      g_autofree char *now = dup_unix (style, gnomon_ctl_get_integer (move, "starts_at"));

      g_ptr_array_add (cells, gnomon_ctl_dup_id (move, "event_id"));
      g_ptr_array_add (cells, g_strdup (titles[i]));
      /* Translators: when an event began, and when it begins now. */
      g_ptr_array_add (cells, g_strdup_printf (_("%s → %s"), before, now));
      g_ptr_array_add (cells, g_strdup (gnomon_ctl_get_string (move, "reason")));
    }
  append_table (out, style, cells, 4);
}

/**
 * gnomon_ctl_format_status:
 * @out: where to
 * @style: the style
 * @version: of the service
 * @token: its change token
 * @next_event: which event is next
 * @reminders: how many wait
 *
 * Writes how the service stands, a line for each.
 */
void
gnomon_ctl_format_status (GString              *out,
                          const GnomonCtlStyle *style,
                          const char           *version,
                          const char           *token,
                          const char           *next_event,
                          const char           *reminders)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *const texts[] = {
    _("Version"), version,
    _("Change token"), token,
    _("Next event"), next_event,
    _("Reminders"), reminders,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (cells, g_strdup (texts[i]));
  append_table (out, style, cells, 2);
}
