/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A text taken apart into words, numbers and marks. Addresses, links and what is between quotation
 * marks are one token each, in which no phrase is looked for.
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_TOKEN_WORD,
  GNOMON_TOKEN_NUMBER,
  GNOMON_TOKEN_MARK,
  GNOMON_TOKEN_ADDRESS,
  GNOMON_TOKEN_LINK,
  GNOMON_TOKEN_QUOTE,
} GnomonTokenType;

typedef struct
{
  GnomonTokenType type;
  guint start;                /* bytes */
  guint end;                  /* exclusive */
  guint first_character;
  guint n_characters;
  guint word;                 /* by gnomon_phrase_book_find_word(); marks have one too */
  int number;                 /* -1 where it has more than nine digits */
  guint n_digits;
  gunichar mark;              /* with one kind of dash; 0 where it is none */
  gboolean is_glued;          /* nothing between it and the token before */
  gboolean is_capital;        /* begins with a capital, or with a letter of a script without */
} GnomonToken;

/* (transfer full) (element-type GnomonToken): of valid UTF-8. */
GArray *gnomon_phrase_text_split (const char *text);

G_END_DECLS
