/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-private.h"

/*
 * The head of a VCALENDAR: the lines that are of all of it. What Gnomon reads of them is a name, a
 * colour and how often to look; all but those that each writer makes for itself are kept with the
 * calendar as they are, and written again.
 */

G_BEGIN_DECLS

/* A calendar keeps this many bytes of them. */
#define GNOMON_ICAL_MAX_HEAD ((gsize) 256 * 1024)

/* The lines while a text is looked through. */
typedef struct
{
  GString *lines;          /* unfolded, each with its end */
  GString *left_out;       /* names of the first that found no room */
  guint n_left_out;
  GPtrArray *warnings;     /* (element-type GnomonWarning): of lines that are no property */
  guint n_unsaid;          /* further ones */
  guint n_latin1, n_controls; /* lines that are not taken as they stand */
  gboolean is_message;     /* METHOD: it is there for its events */
  gboolean is_named;       /* it tells of a calendar for all that */
} GnomonIcalHeadLines;

void     gnomon_ical_head_lines_init  (GnomonIcalHeadLines *self);
void     gnomon_ical_head_lines_clear (GnomonIcalHeadLines *self);
void     gnomon_ical_head_lines_add   (GnomonIcalHeadLines *self, const GnomonIcalLine *line);
/* One that is no property. */
void     gnomon_ical_head_lines_add_junk (GnomonIcalHeadLines *self, const char *text,
                                          gsize length, guint number);
/* (transfer full) (nullable): what became of those that found no room */
GnomonWarning *
         gnomon_ical_head_lines_dup_warning (const GnomonIcalHeadLines *self);

/* What they mean. */
typedef struct
{
  char *name;              /* one line of at most 255 characters; NULL: it does not say */
  char *color;             /* a palette name, or #rrggbb; NULL */
  int refresh_minutes;     /* within the bounds of gnomon-subscription.h; 0 */
} GnomonIcalHead;

void     gnomon_ical_head_init   (GnomonIcalHead *self, const char *lines);
void     gnomon_ical_head_clear  (GnomonIcalHead *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonIcalHead, gnomon_ical_head_clear)

/* Appends what an export of the calendar says of it. */
void     gnomon_ical_append_head (GString *out, const GnomonIcalCalendar *calendar);

/* Of a text: (transfer none); whatever the METHOD of it. */
const char *gnomon_ical_reader_get_head  (GnomonIcalReader *self);
/* The same where it is to be kept: "" of a message that names no calendar. Warns of what found no
 * room. */
const char *gnomon_ical_reader_keep_head (GnomonIcalReader *self);

G_END_DECLS
