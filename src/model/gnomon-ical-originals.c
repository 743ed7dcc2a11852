/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-kept.h"

/*
 * What Gnomon stores in its own terms may stand in a file in others: a DURATION for a DTEND, a
 * zone of the file's own, dates of exceptions in UTC. The event keeps the file's lines beside a
 * mark of those that Gnomon would write instead. As long as it would still write these, the event
 * means what the file says, and the file's lines go out again; once it was changed, Gnomon's do.
 */

static const char * const group_names[GNOMON_ICAL_N_GROUPS] = {
  [GNOMON_ICAL_GROUP_CREATED] = "CREATED",
  [GNOMON_ICAL_GROUP_MODIFIED] = "MODIFIED",
  [GNOMON_ICAL_GROUP_START] = "START",
  [GNOMON_ICAL_GROUP_END] = "END",
  [GNOMON_ICAL_GROUP_STATUS] = "STATUS",
  [GNOMON_ICAL_GROUP_TRANSP] = "TRANSP",
  [GNOMON_ICAL_GROUP_RULE] = "RULE",
  [GNOMON_ICAL_GROUP_EXDATES] = "EXDATES",
  [GNOMON_ICAL_GROUP_RDATES] = "RDATES",
  [GNOMON_ICAL_GROUP_SEQUENCE] = "SEQUENCE",
  [GNOMON_ICAL_GROUP_COLOR] = "COLOR",
};

/* Times */

/* For each event of a file, so without printf(), which takes several times as long. */
static void
append_digits (GString *out,
               int      number,
               guint    n_digits)
{
  gsize end = out->len + n_digits;

  g_string_set_size (out, end);
  for (; n_digits > 0; n_digits--, number /= 10)
    out->str[--end] = (char) ('0' + number % 10);
}

static void
append_wall (GString  *out,
             gint64    wall,
             gboolean  is_date)
{
  int year, month, day;
  int seconds = gnomon_civil_time_of_wall (wall);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  append_digits (out, year, 4);
  append_digits (out, month, 2);
  append_digits (out, day, 2);
  if (is_date)
    return;
  g_string_append_c (out, 'T');
  append_digits (out, seconds / 3600, 2);
  append_digits (out, seconds / 60 % 60, 2);
  append_digits (out, seconds % 60, 2);
}

static void
put_time (GString        *out,
          const char     *name,
          GnomonTimeKind  kind,
          const char     *timezone,
          gint64          wall)
{
  gboolean is_utc = kind == GNOMON_TIME_UTC || strcmp (timezone, "UTC") == 0;

  g_string_append (out, name);
  if (kind == GNOMON_TIME_DATE)
    {
      g_string_append (out, ";VALUE=DATE");
    }
  else if (kind == GNOMON_TIME_ZONED && !is_utc)
    {
      g_string_append (out, ";TZID=");
      g_string_append (out, timezone);
    }
  g_string_append_c (out, ':');
  append_wall (out, wall, kind == GNOMON_TIME_DATE);
  if (is_utc && (kind == GNOMON_TIME_ZONED || kind == GNOMON_TIME_UTC))
    g_string_append_c (out, 'Z');
  g_string_append_c (out, '\n');
}

static void
put_instant (GString    *out,
             const char *name,
             gint64      instant)
{
  put_time (out, name, GNOMON_TIME_UTC, "UTC", instant);
}

/* From start to end in seconds, as far as that does not need a viewer. */
static gint64
get_length (GnomonEvent *event)
{
  return gnomon_event_get_ends_at (event, NULL) - gnomon_event_get_starts_at (event, NULL);
}

static void
put_end (GString        *out,
         GnomonIcalKept *kept,
         GnomonEvent    *event)
{
  GnomonTimeKind end_kind = event->kind;

  /* An event that begins in UTC may end in a zone. */
  if (event->kind == GNOMON_TIME_UTC && strcmp (event->end_timezone, event->timezone) != 0 &&
      *event->end_timezone != '\0')
    end_kind = GNOMON_TIME_ZONED;

  if (gnomon_ical_kept_find (kept, GNOMON_ICAL_POINT) == NULL ||
      get_length (event) != GNOMON_ICAL_POINT_SECONDS)
    put_time (out, "DTEND", end_kind, event->end_timezone, event->end_wall);
}

/* The values of EXDATE or RDATE, each kind of them on a line of its own. */
static void
put_dates (GString            *out,
           const char         *name,
           GnomonEvent        *event,
           const char * const *dates)
{
  enum { DAYS, INSTANTS, WALLS, INSTANT_PERIODS, WALL_PERIODS, N_KINDS };
  g_autofree char *zone =
      event->kind == GNOMON_TIME_ZONED ? g_strconcat (";TZID=", event->timezone, NULL)
                                       : g_strdup ("");
  const char * const zones[N_KINDS] = { "", "", zone, "", zone };
  static const char * const types[N_KINDS] = {
    ";VALUE=DATE", "", "", ";VALUE=PERIOD", ";VALUE=PERIOD",
  };

  for (int kind = 0; kind < N_KINDS; kind++)
    {
      gboolean any = FALSE;

      for (guint i = 0; dates != NULL && dates[i] != NULL; i++)
        {
          gboolean is_period = strchr (dates[i], '/') != NULL;
          gsize start = strcspn (dates[i], "/");
          int own = is_period ? WALL_PERIODS : WALLS;

          if (dates[i][start - 1] == 'Z')
            own = is_period ? INSTANT_PERIODS : INSTANTS;
          else if (strchr (dates[i], 'T') == NULL)
            own = DAYS;
          if (own != kind)
            continue;

          if (any)
            g_string_append_printf (out, ",%s", dates[i]);
          else
            g_string_append_printf (out, "%s%s%s:%s", name, zones[kind], types[kind], dates[i]);
          any = TRUE;
        }
      if (any)
        g_string_append_c (out, '\n');
    }
}

static void
put_color (GString    *out,
           const char *color)
{
  gboolean exact;
  const char *name = *color != '\0' ? gnomon_ical_color_to_text (color, &exact) : NULL;

  if (name != NULL)
    g_string_append_printf (out, "COLOR:%s\n", name);
  if (name != NULL && !exact)
    g_string_append_printf (out, GNOMON_ICAL_COLOR ":%s\n", color);
}

void
gnomon_ical_append_group (GString         *out,
                          GnomonIcalKept  *kept,
                          GnomonEvent     *event,
                          GnomonIcalGroup  group)
{
  static const char * const states[] = {
    [GNOMON_STATUS_CONFIRMED] = "STATUS:CONFIRMED\n",
    [GNOMON_STATUS_TENTATIVE] = "STATUS:TENTATIVE\n",
    [GNOMON_STATUS_CANCELLED] = "STATUS:CANCELLED\n",
  };

  switch (group)
    {
    case GNOMON_ICAL_GROUP_CREATED:
      put_instant (out, "CREATED", event->created_at);
      break;

    case GNOMON_ICAL_GROUP_MODIFIED:
      put_instant (out, "LAST-MODIFIED", event->updated_at);
      break;

    case GNOMON_ICAL_GROUP_START:
      put_time (out, "DTSTART", event->kind, event->timezone, event->start_wall);
      break;

    case GNOMON_ICAL_GROUP_END:
      put_end (out, kept, event);
      break;

    case GNOMON_ICAL_GROUP_STATUS:
      g_string_append (out, states[event->status]);
      break;

    case GNOMON_ICAL_GROUP_TRANSP:
      g_string_append (out, event->busy ? "TRANSP:OPAQUE\n" : "TRANSP:TRANSPARENT\n");
      break;

    case GNOMON_ICAL_GROUP_RULE:
      if (*event->rrule != '\0')
        g_string_append_printf (out, "RRULE:%s\n", event->rrule);
      break;

    case GNOMON_ICAL_GROUP_EXDATES:
      put_dates (out, "EXDATE", event, (const char * const *) event->exdate);
      break;

    case GNOMON_ICAL_GROUP_RDATES:
      put_dates (out, "RDATE", event, (const char * const *) event->rdate);
      break;

    case GNOMON_ICAL_GROUP_SEQUENCE:
      g_string_append_printf (out, "SEQUENCE:%d\n", event->sequence);
      break;

    case GNOMON_ICAL_GROUP_COLOR:
      put_color (out, event->color);
      break;

    case GNOMON_ICAL_N_GROUPS:
    default:
      break;
    }
}

static int
compare_texts (const void *a,
               const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The dates of EXDATE or RDATE lines, one a line, sorted: their order means nothing, and a file
 * that comes again may have another one. */
static char *
sort_dates (const char *lines)
{
  g_autoptr (GPtrArray) dates = g_ptr_array_new_with_free_func (g_free);

  for (const char *end = strchr (lines, '\n'); end != NULL; end = strchr (lines, '\n'))
    {
      GnomonIcalLine line;

      if (gnomon_ical_line_split (&line, lines, (gsize) (end - lines)))
        {
          g_autofree char *value = g_strndup (line.value, line.value_length);
          g_auto (GStrv) values = g_strsplit (value, ",", -1);

          for (guint i = 0; values[i] != NULL; i++)
            g_ptr_array_add (dates, g_strdup_printf ("%.*s%s\n", (int) (line.value - line.name),
                                                     line.name, g_strstrip (values[i])));
        }
      lines = end + 1;
    }

  g_ptr_array_sort (dates, compare_texts);
  g_ptr_array_add (dates, NULL);
  return g_strjoinv ("", (char **) dates->pdata);
}

/* The lines of the file where they say it in other words than @lines; (nullable) */
static char *
tell_original (GnomonIcalGroup  group,
               const char      *original,
               const char      *lines)
{
  g_autofree char *sorted = NULL;
  g_autofree char *own = NULL;

  if (group != GNOMON_ICAL_GROUP_EXDATES && group != GNOMON_ICAL_GROUP_RDATES)
    return strcmp (original, lines) != 0 ? g_strdup (original) : NULL;
  if (strcmp (original, lines) == 0)
    return NULL;

  sorted = sort_dates (original);
  own = sort_dates (lines);
  return strcmp (sorted, own) != 0 ? g_steal_pointer (&sorted) : NULL;
}

/* The first line of an original: of which group it is, and instead of what. */
static void
append_mark (GString         *out,
             GnomonIcalGroup  group,
             const char      *lines)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, lines, -1);

  g_string_append_printf (out, "BEGIN:" GNOMON_ICAL_ORIGINAL "\nX-OF:%s-%.16s\n",
                          group_names[group], hash);
}

#define END_MARK "END:" GNOMON_ICAL_ORIGINAL "\n"

/* @originals: for each group the lines of the file, or %NULL */
void
gnomon_ical_keep_originals (GnomonEvent  *event,
                            char * const *originals)
{
  g_autoptr (GnomonIcalKept) kept = NULL;
  g_autoptr (GString) extra = NULL;

  for (int group = 0; group < GNOMON_ICAL_N_GROUPS; group++)
    {
      g_autoptr (GString) lines = NULL;
      g_autofree char *original = NULL;

      if (originals[group] == NULL)
        continue;

      if (kept == NULL)
        kept = gnomon_ical_kept_new (event->extra);
      lines = g_string_new (NULL);
      gnomon_ical_append_group (lines, kept, event, (GnomonIcalGroup) group);

      /* What was refused stands in `extra` as it is; but an end may be none of its own, and a
       * colour one that has no name. */
      if (lines->len > 0 || group == GNOMON_ICAL_GROUP_END || group == GNOMON_ICAL_GROUP_COLOR)
        original = tell_original ((GnomonIcalGroup) group, originals[group], lines->str);
      if (original == NULL)
        continue;

      if (extra == NULL)
        extra = g_string_new (NULL);
      append_mark (extra, (GnomonIcalGroup) group, lines->str);
      g_string_append (extra, original);
      g_string_append (extra, END_MARK);
    }

  if (extra != NULL)
    {
      char *all = g_strconcat (event->extra, extra->str, NULL);

      g_free (event->extra);
      event->extra = all;
    }
}

/* Whether Gnomon would still write what that original stands for. */
static gboolean
is_still_meant (GnomonIcalKept *kept,
                GnomonEvent    *event,
                const char     *original)
{
  for (int group = 0; group < GNOMON_ICAL_N_GROUPS; group++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autoptr (GString) mark = g_string_new (NULL);

      gnomon_ical_append_group (lines, kept, event, (GnomonIcalGroup) group);
      append_mark (mark, (GnomonIcalGroup) group, lines->str);
      if (g_str_has_prefix (original, mark->str))
        return TRUE;
    }
  return FALSE;
}

/* Of an event that was changed before it was stored, as a series that is cut: what is written of it
 * and read again has to be the same. */
void
gnomon_ical_drop_originals (GnomonEvent *event)
{
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (event->extra);
  g_autoptr (GString) extra = g_string_new (NULL);

  for (guint i = 0; i < kept->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (kept->lines, GnomonIcalLine, i);

      g_string_append_len (extra, line->name, line->value + line->value_length - line->name);
      g_string_append_c (extra, '\n');
    }
  for (guint i = 0; i < kept->components->len; i++)
    {
      const char *text = g_ptr_array_index (kept->components, i);

      if (!gnomon_ical_component_is (text, GNOMON_ICAL_ORIGINAL)
          || is_still_meant (kept, event, text))
        g_string_append (extra, text);
    }

  g_clear_pointer (&kept, gnomon_ical_kept_free);
  g_free (event->extra);
  event->extra = g_string_free (g_steal_pointer (&extra), FALSE);
}

/* The lines of the file instead of @lines, which Gnomon would write: borrowed from @kept. */
const char *
gnomon_ical_find_original (GnomonIcalKept  *kept,
                           GnomonIcalGroup  group,
                           const char      *lines,
                           gsize           *length)
{
  g_autoptr (GString) mark = NULL;

  for (guint i = 0; i < kept->components->len; i++)
    {
      const char *text = g_ptr_array_index (kept->components, i);

      if (!gnomon_ical_component_is (text, GNOMON_ICAL_ORIGINAL))
        continue;
      if (mark == NULL)
        {
          mark = g_string_new (NULL);
          append_mark (mark, group, lines);
        }
      if (g_str_has_prefix (text, mark->str) && g_str_has_suffix (text, END_MARK))
        {
          *length = strlen (text) - mark->len - strlen (END_MARK);
          return text + mark->len;
        }
    }
  return NULL;
}

/* DTSTAMP: of a text with no METHOD it is when the event was changed last (RFC 5545, 3.8.7.2). */
void
gnomon_ical_append_stamp (GString     *out,
                          GnomonEvent *event)
{
  g_autoptr (GString) line = g_string_new (NULL);

  put_instant (line, "DTSTAMP", event->updated_at);
  gnomon_ical_append_folded (out, line->str, line->len - 1);
}
