/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-series.h"

/* The inside of a series: made by gnomon-series-compile.c, walked through by gnomon-series.c. */

G_BEGIN_DECLS

/* Outside of the years 1 to 9999 nothing takes place; this keeps sums from overflowing. */
#define GNOMON_SERIES_TIME_LIMIT G_GINT64_CONSTANT (300000000000)

/* A start beside the rule: DTSTART, or an RDATE. */
typedef struct
{
  gint64 key;
  gint64 length;           /* from wall to wall */
  gboolean is_period;      /* it has a length of its own */
} GnomonSeriesExtra;

struct _GnomonSeries
{

  GnomonRule *rule;        /* (nullable) */
  GTimeZone *zone;         /* (nullable): NULL where it follows the viewer */
  GTimeZone *end_zone;
  gboolean follows_viewer;
  gboolean all_day;
  gint64 start_wall;       /* DTSTART */
  gint64 length;           /* of the first occurrence, from wall to wall */
  gint64 elapsed;          /* the same in seconds that go by */
  gint64 reach;            /* the greatest length there is */
  guint n_extras;
  GnomonSeriesExtra *extras;           /* by their key, each once */
  GArray *exdates;         /* (nullable): gint64, sorted: starts, as an instance has them */
  GArray *exdays;          /* (nullable): gint64, sorted: civil days */
  GArray *overridden;      /* (nullable): gint64, sorted: starts */
};

/* What a key means in the units of GnomonInstance. */
gint64 gnomon_series_key_to_start (GnomonSeries *self, gint64 key);

G_END_DECLS
