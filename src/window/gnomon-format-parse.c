/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <langinfo.h>
#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-parse-text.h"

/* How dates and times are read as people type them; gnomon-format.c writes them. */

#define MAX_NUMBERS 3

/* A date without its year is the coming one, unless it lies back less than this. */
#define LOOK_BACK_DAYS 183

/* Digits of any script and full width become those of ASCII, letters lose their case. */
static char *
fold (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *lower = NULL;
  g_autoptr (GString) folded = g_string_new (NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup ("");

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  lower = g_utf8_casefold (normal, -1);

  for (const char *p = lower; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (folded, '0' + (char) g_unichar_digit_value (c));
      else if (g_unichar_isspace (c))
        g_string_append_c (folded, ' ');
      /* Keyboards have the straight apostrophe, translations the curved one. */
      else if (c == 0x2019)
        g_string_append_c (folded, '\'');
      else if (c != 0x2068 && c != 0x2069 && c != 0x200e && c != 0x200f)
        g_string_append_unichar (folded, c);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&folded), FALSE));
}

static gboolean
is_word (const char *folded,
         const char *word)
{
  g_autofree char *folded_word = fold (word);

  return g_str_equal (folded, folded_word);
}

/* Takes "am", "a.m.", "p" and the like off the end. */
static gboolean
take_half_of_day (char     *text,
                  gboolean *afternoon)
{
  static const struct
  {
    const char *suffix;
    gboolean afternoon;
  } halves[] = {
    { "a.m.", FALSE }, { "p.m.", TRUE }, { "am", FALSE }, { "pm", TRUE },
    { "a", FALSE },    { "p", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      if (!g_str_has_suffix (text, halves[i].suffix))
        continue;

      text[strlen (text) - strlen (halves[i].suffix)] = '\0';
      g_strchomp (text);
      *afternoon = halves[i].afternoon;
      return TRUE;
    }

  return FALSE;
}

/* Reads "9", "930", "0930", "9:30", "9.30", "9h30", "9 30". */
static gboolean
parse_clock (const char *text,
             int        *hour,
             int        *minute)
{
  gsize n = strspn (text, "0123456789");
  const char *rest = text + n;

  if (n == 0 || n > 4)
    return FALSE;

  if (*rest == '\0')
    {
      int value = (int) g_ascii_strtoll (text, NULL, 10);

      *hour = n <= 2 ? value : value / 100;
      *minute = n <= 2 ? 0 : value % 100;
      return TRUE;
    }

  if (n > 2 || !strchr (":.,h ", *rest))
    return FALSE;

  *hour = (int) g_ascii_strtoll (text, NULL, 10);
  *minute = 0;
  rest++;

  /* "9h" and, while somebody is still typing, "9:". */
  if (*rest == '\0')
    return TRUE;

  if (strspn (rest, "0123456789") != 2 || rest[2] != '\0')
    return FALSE;

  *minute = (int) g_ascii_strtoll (rest, NULL, 10);
  return TRUE;
}

/**
 * gnomon_format_parse_time:
 * @text: what somebody typed
 * @seconds_of_day: (out): the time
 *
 * Reads a time of the day, tolerantly: `9`, `930`, `9:30`, `9.30`, `2pm`, `noon`.
 *
 * Returns: %FALSE where it is none
 */
gboolean
gnomon_format_parse_time (const char *text,
                          int        *seconds_of_day)
{
  g_autofree char *folded = NULL;
  gboolean afternoon = FALSE;
  gboolean has_half;
  int hour, minute;

  g_return_val_if_fail (text != NULL && seconds_of_day != NULL, FALSE);

  folded = fold (text);

  /* Translators: 12:00, as people may type it; lower case. */
  if (is_word (folded, C_("time of day", "noon")))
    {
      *seconds_of_day = 12 * 3600;
      return TRUE;
    }

  /* Translators: 00:00, as people may type it; lower case. */
  if (is_word (folded, C_("time of day", "midnight")))
    {
      *seconds_of_day = 0;
      return TRUE;
    }

  has_half = take_half_of_day (folded, &afternoon);

  if (!parse_clock (folded, &hour, &minute))
    return FALSE;

  if (has_half)
    {
      if (hour < 1 || hour > 12)
        return FALSE;

      hour = hour % 12 + (afternoon ? 12 : 0);
    }

  if (hour > 23 || minute > 59)
    return FALSE;

  *seconds_of_day = hour * 3600 + minute * 60;
  return TRUE;
}

typedef struct
{
  int numbers[MAX_NUMBERS];
  gboolean four_digits[MAX_NUMBERS];
  guint n_numbers;
  int month;   /* 0: none was named */
  int weekday; /* 0: none was named */
  int month_of_weekday; /* which month the weekday's word may mean too; 0: none */
  gboolean has_other_words;
} TypedDate;

static gboolean
has_prefix_of_name (const char *name,
                    const char *word)
{
  g_autofree char *folded = fold (name);

  /* Three letters tell the months and the weekdays apart in most languages; shorter
   * abbreviations of a language still match as a whole. */
  return g_str_equal (folded, word)
         || (g_utf8_strlen (word, -1) >= 3 && g_str_has_prefix (folded, word));
}

static int
find_month (const char *word)
{
  static const char *formats[] = { "%OB", "%B", "%Ob", "%b" };

  for (int month = 1; month <= 12; month++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2000, month, 1, 0, 0, 0);

      for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        {
          g_autofree char *name = g_date_time_format (first, formats[i]);

          if (name && has_prefix_of_name (name, word))
            return month;
        }
    }

  return 0;
}

static int
find_weekday (const char *word)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      g_autofree char *name = gnomon_format_weekday_long (weekday);
      g_autofree char *abbreviation = gnomon_format_weekday_short (weekday);

      if (has_prefix_of_name (name, word) || has_prefix_of_name (abbreviation, word))
        return weekday;
    }

  return 0;
}

static gboolean
take_number (TypedDate  *typed,
             const char *digits,
             gsize       n)
{
  if (typed->n_numbers == MAX_NUMBERS || n > 4)
    return FALSE;

  typed->four_digits[typed->n_numbers] = n == 4;
  typed->numbers[typed->n_numbers++] = (int) g_ascii_strtoll (digits, NULL, 10);
  return TRUE;
}

static gboolean
take_word (TypedDate  *typed,
           const char *word)
{
  int month, weekday;

  if (typed->weekday == 0 && (weekday = find_weekday (word)) > 0)
    {
      typed->weekday = weekday;
      typed->month_of_weekday = find_month (word);
      return TRUE;
    }

  if (typed->month == 0 && (month = find_month (word)) > 0)
    {
      typed->month = month;
      return TRUE;
    }

  /* "of", "de", "the", "st" and what else stands between the parts of a date. */
  typed->has_other_words = TRUE;
  return g_utf8_strlen (word, -1) <= 3;
}

static gboolean
split_date (const char *folded,
            TypedDate  *typed)
{
  const char *p = folded;

  while (*p)
    {
      gsize digits = strspn (p, "0123456789");
      const char *end = p;

      if (digits > 0)
        {
          if (!take_number (typed, p, digits))
            return FALSE;

          p += digits;
          continue;
        }

      while (*end && g_unichar_isalpha (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);

      if (end == p)
        {
          p = g_utf8_next_char (p);
          continue;
        }

      {
        g_autofree char *word = g_strndup (p, (gsize) (end - p));

        if (!take_word (typed, word))
          return FALSE;
      }

      p = end;
    }

  /* In Spanish, "mar" is a Tuesday and March: with a number and no other month it is the month. */
  if (typed->month == 0 && typed->n_numbers > 0 && typed->month_of_weekday > 0)
    {
      typed->month = typed->month_of_weekday;
      typed->weekday = 0;
    }

  return TRUE;
}

static gboolean
is_month_before_day (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  return month && day && month < day;
}

static gboolean
make_day (int     year,
          int     month,
          int     day_of_month,
          gint64 *day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1
      || day_of_month > gnomon_civil_days_in_month (year, month))
    return FALSE;

  *day = gnomon_civil_day_from_ymd (year, month, day_of_month);
  return TRUE;
}

/* Without a year: this year's, or the next one's where that would lie far back. */
static gboolean
make_near_day (int     month,
               int     day_of_month,
               gint64  today,
               gint64 *day)
{
  int year, this_month, this_day;

  gnomon_civil_day_to_ymd (today, &year, &this_month, &this_day);

  if (make_day (year, month, day_of_month, day) && *day >= today - LOOK_BACK_DAYS)
    return TRUE;

  return make_day (year + 1, month, day_of_month, day);
}

/* "26" is 2026. */
static int
year_at (const TypedDate *typed,
         guint            i)
{
  return typed->numbers[i] < 100 && !typed->four_digits[i] ? typed->numbers[i] + 2000
                                                           : typed->numbers[i];
}

static gboolean
resolve_numbers (const TypedDate *typed,
                 gint64           today,
                 gint64          *day)
{
  const int *n = typed->numbers;
  int month_first = is_month_before_day () ? 1 : 0;

  if (typed->n_numbers == 3)
    {
      if (typed->four_digits[0])
        return make_day (n[0], n[1], n[2], day);

      /* A month that cannot be one says that it is the day. */
      return make_day (year_at (typed, 2), n[!month_first], n[month_first], day)
             || make_day (year_at (typed, 2), n[month_first], n[!month_first], day);
    }

  if (typed->n_numbers == 2)
    return make_near_day (n[!month_first], n[month_first], today, day)
           || make_near_day (n[month_first], n[!month_first], today, day);

  {
    int year, month, this_day;

    gnomon_civil_day_to_ymd (today, &year, &month, &this_day);

    for (int i = 0; i < 3; i++)
      {
        if (make_day (year, month, n[0], day) && *day >= today)
          return TRUE;

        year += month == 12;
        month = month % 12 + 1;
      }
  }

  return FALSE;
}

static gboolean
resolve_named_month (const TypedDate *typed,
                     gint64           today,
                     gint64          *day)
{
  const int *n = typed->numbers;

  if (typed->n_numbers == 1 && !typed->four_digits[0])
    return make_near_day (typed->month, n[0], today, day);

  if (typed->n_numbers != 2)
    return FALSE;

  /* "24 Nov 2026", "Nov 24 2026", "2026 Nov 24". */
  if (typed->four_digits[0])
    return make_day (n[0], typed->month, n[1], day);

  return make_day (year_at (typed, 1), typed->month, n[0], day);
}

/* What a new event may be told to be on: "next friday", "in 3 days". Nothing else may stand
 * by it. */
static gboolean
read_phrase (const char *text,
             gint64      today,
             gint64     *day)
{
  GnomonParseContext context;
  g_autoptr (GnomonParsedText) parsed = NULL;

  gnomon_parse_context_init_locale (&context);
  context.now = today * GNOMON_DAY_SECONDS;
  parsed = gnomon_parse_text (text, &context, NULL);
  if (parsed == NULL || parsed->spans->len != 1
      || g_array_index (parsed->spans, GnomonTextSpan, 0).key != GNOMON_EVENT_EVENT_DATE)
    return FALSE;

  return gnomon_civil_parse_date (
    gnomon_fields_get_string (parsed->fields, GNOMON_EVENT_EVENT_DATE), day);
}

/**
 * gnomon_format_parse_date:
 * @text: what somebody typed
 * @today: the day it is
 * @day: (out): the civil day
 *
 * Reads a date, tolerantly: ISO dates, numbers in the locale's order, `24 Nov`, `Tue 24 Nov 2026`,
 * a weekday (the next one), a day of the month (the next one), `today`, `tomorrow`, `yesterday`,
 * and the phrases for a day that a new event is made by: `next friday`, `in 3 days`.
 *
 * Returns: %FALSE where it is none
 */
gboolean
gnomon_format_parse_date (const char *text,
                          gint64      today,
                          gint64     *day)
{
  g_autofree char *folded = NULL;
  TypedDate typed = { 0 };

  g_return_val_if_fail (text != NULL && day != NULL, FALSE);

  folded = fold (text);

  if (is_word (folded, _("Today")))
    *day = today;
  else if (is_word (folded, _("Tomorrow")))
    *day = today + 1;
  else if (is_word (folded, _("Yesterday")))
    *day = today - 1;
  else if (!split_date (folded, &typed))
    return read_phrase (text, today, day);
  /* In French, "dans 3 ans" has none but short words. */
  else if (typed.has_other_words && typed.month == 0 && read_phrase (text, today, day))
    return TRUE;
  else if (typed.month > 0)
    return resolve_named_month (&typed, today, day);
  else if (typed.n_numbers > 0)
    return resolve_numbers (&typed, today, day);
  else if (typed.weekday > 0)
    *day = today + (typed.weekday - gnomon_civil_weekday (today) + 7) % 7;
  else
    return FALSE;

  return TRUE;
}
