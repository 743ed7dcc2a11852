/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-parse-private.h"

/* What stands between the parts of a phrase, and says nothing where one of them is gone. */
#define JOINTS ",;-–—|·"

/* Only of names that stay in the title a part is a value, too. */
static gboolean
is_of_title (const GnomonUnderstanding *self,
             guint                      at)
{
  int key = self->parts[at].key;

  return key == GNOMON_PART_TITLE
         || (key == GNOMON_EVENT_ATTENDEES && self->reader.tokens[at].type == GNOMON_TOKEN_WORD);
}

static gboolean
ends_with_joint (const GString *title)
{
  const char *last;

  if (title->len == 0)
    return FALSE;
  last = g_utf8_find_prev_char (title->str, title->str + title->len);
  return last != NULL && strstr (JOINTS, last) != NULL;
}

static void
trim_end (GString *title)
{
  g_strchomp (title->str);
  g_string_truncate (title, strlen (title->str));
}

/* Takes what is left over at a cut off the end of what stands before it. */
static void
trim_joints (GString    *title,
             const char *also)
{
  trim_end (title);
  while (ends_with_joint (title)
         || (title->len > 0 && strchr (also, title->str[title->len - 1]) != NULL))
    {
      g_string_truncate (title, (gsize) (g_utf8_find_prev_char (title->str, title->str + title->len)
                                         - title->str));
      trim_end (title);
    }
}

static gboolean
is_joint (const GnomonUnderstanding *self,
          guint                      at,
          gboolean                   is_first)
{
  const GnomonToken *token = &self->reader.tokens[at];
  char mark[7] = "";

  if (token->mark == 0)
    return FALSE;
  g_unichar_to_utf8 (token->mark, mark);
  return strstr (JOINTS, mark) != NULL || token->mark == '.' || token->mark == '!'
         || (is_first && token->mark == ':');
}

static void
append_token (const GnomonUnderstanding *self,
              guint                      at,
              GString                   *title)
{
  g_autofree char *text = gnomon_understanding_dup_text (self, at, at + 1);

  g_string_append (title, text);
}

/* As many as there are, but each on the same line. */
static void
append_blanks (GString    *title,
               const char *start,
               const char *end)
{
  for (; start < end; start = g_utf8_next_char (start))
    {
      gunichar c = g_utf8_get_char (start);

      g_string_append_unichar (title, g_unichar_iscntrl (c) ? ' ' : c);
    }
}

/* What is left of the text: letters and blanks as they stand, but for the places where something
 * was cut out. */
char *
gnomon_understanding_dup_title (const GnomonUnderstanding *self)
{
  const GnomonToken *tokens = self->reader.tokens;
  GString *title = g_string_new (NULL);
  gboolean is_cut = FALSE;

  for (guint at = 0; at < self->reader.n_tokens; at++)
    {
      if (!is_of_title (self, at))
        {
          is_cut = TRUE;
          continue;
        }

      if (!is_cut)
        {
          if (at > 0)
            append_blanks (title, self->text + tokens[at - 1].end, self->text + tokens[at].start);
          append_token (self, at, title);
          continue;
        }

      /* A mark that joined what is gone goes too; one that ends brackets ends nothing. */
      if (is_joint (self, at, title->len == 0)
          && (title->len == 0 || ends_with_joint (title) || tokens[at].is_glued))
        {
          if (title->len == 0 || at + 1 == self->reader.n_tokens || tokens[at].mark != ',')
            continue;
          trim_joints (title, "");
          g_string_append_c (title, ',');
          is_cut = FALSE;
          continue;
        }
      trim_end (title);
      if (tokens[at].mark == ')' && title->len > 0 && title->str[title->len - 1] == '(')
        {
          g_string_truncate (title, title->len - 1);
          continue;
        }
      if (title->len > 0 && !(tokens[at].mark != 0 && tokens[at].is_glued))
        g_string_append_c (title, ' ');
      append_token (self, at, title);
      is_cut = FALSE;
    }

  if (is_cut)
    trim_joints (title, ":(");
  trim_end (title);

  return g_string_free (title, FALSE);
}
