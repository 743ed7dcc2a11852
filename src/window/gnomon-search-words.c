/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-fold.h"
#include "gnomon-zone.h"

/* How much of a text stands before and behind what was found in it, in characters. */
#define BEFORE 24
#define BEHIND 40

static const char *
go_back (const char *text,
         const char *at,
         int         n_chars)
{
  const char *word = NULL;

  for (; at > text && n_chars > 0; n_chars--)
    {
      const char *previous = g_utf8_prev_char (at);

      if (g_unichar_isspace (g_utf8_get_char (previous)))
        word = at;
      at = previous;
    }
  return at == text || word == NULL ? at : word;
}

static const char *
go_on (const char *at,
       int         n_chars)
{
  const char *word = NULL;

  for (; *at != '\0' && n_chars > 0; n_chars--, at = g_utf8_next_char (at))
    if (g_unichar_isspace (g_utf8_get_char (at)))
      word = at;
  return *at == '\0' || word == NULL ? at : word;
}

/**
 * gnomon_search_dup_excerpt:
 * @text: a text of any length
 * @needle: what was found in it, folded
 *
 * Cuts out what stands around the first place of the needle, at words where it can, in one line.
 *
 * Returns: (transfer full) (nullable): like `…bring the design tokens sheet…`; %NULL where the
 *   needle is not in the text
 */
char *
gnomon_search_dup_excerpt (const char *text,
                           const char *needle)
{
  g_autoptr (GArray) places = gnomon_fold_find_all (text, needle);
  const char *start, *end;
  GString *excerpt;
  gboolean after_space = TRUE;

  if (places->len == 0)
    return NULL;

  start = go_back (text, text + g_array_index (places, GnomonTextRange, 0).start, BEFORE);
  end = go_on (text + g_array_index (places, GnomonTextRange, 0).end, BEHIND);
  excerpt = g_string_new (start > text ? "…" : NULL);
  for (const char *at = start; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_space = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (!is_space)
        g_string_append_unichar (excerpt, c);
      else if (!after_space)
        g_string_append_c (excerpt, ' ');
      after_space = is_space;
    }
  while (excerpt->len > 0 && excerpt->str[excerpt->len - 1] == ' ')
    g_string_truncate (excerpt, excerpt->len - 1);
  if (*end != '\0')
    g_string_append (excerpt, "…");
  return g_string_free (excerpt, FALSE);
}

/**
 * gnomon_search_dup_detail:
 * @hit: a hit
 * @needle: what was found, folded
 *
 * Returns: (transfer full): the place of the event, and where the title has not the needle but the
 *   notes have, what they say, as in “Room 4 · notes: “…bring the design tokens…””
 */
char *
gnomon_search_dup_detail (GnomonSearchHit *hit,
                          const char      *needle)
{
  GnomonEvent *event = gnomon_search_hit_get_event (hit);
  const char *location = gnomon_event_get_location (event);
  g_autofree char *title = gnomon_fold (gnomon_event_get_title (event));
  g_autofree char *excerpt = NULL;
  g_autofree char *notes = NULL;

  if (!gnomon_fold_contains (title, needle))
    excerpt = gnomon_search_dup_excerpt (gnomon_event_get_description (event), needle);
  if (excerpt == NULL)
    return g_strdup (location);

  /* Translators: a part of an event's notes, as in "notes: “…bring the sheet…”". */
  notes = g_strdup_printf (_("notes: “%s”"), excerpt);
  if (*location == '\0')
    return g_steal_pointer (&notes);

  /* Translators: the place of an event, and a part of its notes. */
  return g_strdup_printf (_("%s · %s"), location, notes);
}

/**
 * gnomon_search_describe_hit:
 * @hit: a hit
 * @calendar_name: (nullable): the name of its calendar
 * @zone: the viewer's zone
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): what a screen reader says of it, as in “Design review, Wednesday 18
 *   November, 09:30–10:30, Room Ada, Work”
 */
char *
gnomon_search_describe_hit (GnomonSearchHit      *hit,
                            const char           *calendar_name,
                            GTimeZone            *zone,
                            const GnomonViewTime *time)
{
  GnomonEvent *event = gnomon_search_hit_get_event (hit);
  gint64 start = gnomon_zone_to_wall (zone, gnomon_search_hit_get_starts_at (hit));
  gint64 end = gnomon_zone_to_wall (zone, gnomon_search_hit_get_ends_at (hit));
  g_autofree char *when = gnomon_format_when (start, end, gnomon_event_is_all_day (event),
                                              time->today, time->hours);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, (gpointer) gnomon_event_get_title (event));
  g_ptr_array_add (parts, when);
  if (*gnomon_event_get_location (event) != '\0')
    g_ptr_array_add (parts, (gpointer) gnomon_event_get_location (event));
  if (calendar_name != NULL)
    g_ptr_array_add (parts, (gpointer) calendar_name);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_(", "), (char **) parts->pdata);
}
