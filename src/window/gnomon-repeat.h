/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * How an event repeats, as the fields of an editor say it: what most rules are, measured against
 * the day on which the event starts. A rule that says more has no such form. Plain values; needs no
 * display.
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_REPEAT_NEVER,
  GNOMON_REPEAT_DAYS,
  GNOMON_REPEAT_WEEKS,
  GNOMON_REPEAT_MONTHS,
  GNOMON_REPEAT_YEARS,
} GnomonRepeatUnit;

/* Which day of a month, by the day of the start. */
typedef enum
{
  GNOMON_REPEAT_ON_DATE,          /* the 18th */
  GNOMON_REPEAT_ON_LAST_DAY,
  GNOMON_REPEAT_ON_WEEKDAY,       /* the third Wednesday */
  GNOMON_REPEAT_ON_LAST_WEEKDAY,  /* the last Wednesday */
} GnomonRepeatOn;

#define GNOMON_REPEAT_N_ON 4

typedef enum
{
  GNOMON_REPEAT_ENDS_NEVER,
  GNOMON_REPEAT_ENDS_ON,
  GNOMON_REPEAT_ENDS_AFTER,
} GnomonRepeatEnd;

typedef struct
{
  GnomonRepeatUnit unit;
  int interval;              /* every so many units, from 1 */
  guint weekdays;            /* of weeks: bit 0 Monday … bit 6 Sunday */
  GnomonRepeatOn on;         /* of months and years */
  GnomonRepeatEnd end;
  gint64 until_day;          /* ENDS_ON: the last civil day, inclusive */
  int count;                 /* ENDS_AFTER: how many there are, from 1 */
  int week_start;            /* 1 Monday … 7 Sunday: where a week begins, of every second one */
} GnomonRepeat;

#define GNOMON_REPEAT_WORKDAYS 0x1f

/* How many rules are offered at once, before all that fields can say. */
#define GNOMON_REPEAT_N_PRESETS 10

void     gnomon_repeat_init   (GnomonRepeat       *self,
                               GnomonRepeatUnit    unit,
                               gint64              start_day);
gboolean gnomon_repeat_init_preset (GnomonRepeat  *self,
                               guint               preset,
                               gint64              start_day);
gboolean gnomon_repeat_parse  (GnomonRepeat       *self,
                               const char         *rrule,
                               gint64              start_day,
                               GTimeZone          *zone);
char    *gnomon_repeat_format (const GnomonRepeat *self,
                               gint64              start_day,
                               gboolean            all_day,
                               GTimeZone          *zone);
gboolean gnomon_repeat_allows (GnomonRepeatOn      on,
                               gint64              start_day);
void     gnomon_repeat_follow (GnomonRepeat       *self,
                               gint64              old_day,
                               gint64              new_day);
gboolean gnomon_repeat_is_alike (const GnomonRepeat *a,
                               const GnomonRepeat *b);

G_END_DECLS
