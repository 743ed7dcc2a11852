/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gnomon-fields.h"

/*
 * What a phrase like "Lunch with Ann tomorrow 12:30 at Luigi's" says, as fields of an event.
 * Nothing of it is stored or looked up beyond the arguments. How the phrases of a language are
 * described stands in gnomon-phrase.h.
 */

G_BEGIN_DECLS

/* How many characters a phrase may have. */
#define GNOMON_PARSE_MAX_CHARACTERS 1000

/* Who is meant by a name: TRUE, and the address, where exactly one is known. */
typedef gboolean (*GnomonNameFunc) (const char *name, char **email, gpointer user_data);

/* What the understanding depends on besides the text. */
typedef struct
{
  gint64 now;                 /* Unix seconds */
  GTimeZone *viewer;          /* (nullable): UTC */
  const char *language;       /* (nullable): a locale, `de` or `de_AT.UTF-8`; NULL: English */
  gboolean month_first;       /* whether 12/5 is a day of December */
  GnomonNameFunc find_name;   /* (nullable): no name is known */
  gpointer find_name_data;

  /* The place in the calendar that was pointed at; it stands for what the text does not say. */
  gboolean has_slot;
  gint64 slot_day;            /* gnomon-civil.h */
  int slot_start;             /* minutes of the day; -1: the whole day */
  int slot_minutes;           /* its length; 0: none in particular */
} GnomonParseContext;

/* A part of the text, in characters (code points), and what it became. */
typedef struct
{
  guint start;
  guint length;
  GnomonEventKey key;
} GnomonTextSpan;

typedef struct
{
  GnomonFields *fields;       /* as for a new event; without `title` where the text leaves none */
  GArray *spans;              /* of GnomonTextSpan, by their start; they do not overlap */
} GnomonParsedText;

/* Language and order of dates by the locale of the process; everything else is zero. */
void              gnomon_parse_context_init_locale (GnomonParseContext       *context);

GnomonParsedText *gnomon_parse_text                (const char               *text,
                                                    const GnomonParseContext *context,
                                                    GError                  **error);
void              gnomon_parsed_text_free          (GnomonParsedText         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonParsedText, gnomon_parsed_text_free)

G_END_DECLS
