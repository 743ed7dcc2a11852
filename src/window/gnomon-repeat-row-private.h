/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-repeat-row.h"
#include "gnomon-repeat.h"

/* The inside of the row, for its own files. */

G_BEGIN_DECLS

/* What can be chosen besides the presets. */
#define GNOMON_REPEAT_CHOICE_CUSTOM GNOMON_REPEAT_N_PRESETS
#define GNOMON_REPEAT_CHOICE_KEPT (GNOMON_REPEAT_N_PRESETS + 1)

struct _GnomonRepeatRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *preset_row;
  GtkWidget *every_row;
  GtkWidget *interval;
  GtkWidget *unit;
  GtkWidget *weekdays_row;
  GtkWidget *weekdays_box;
  GtkWidget *on_row;
  GtkWidget *ends_row;
  GtkWidget *until_row;
  GtkWidget *count_row;
  GtkWidget *count;
  GtkWidget *weekday_buttons[8]; /* [1] Monday … [7] Sunday */

  char *rrule;             /* as loaded */
  char *dates;             /* NULL, or what is said of a series that has dates and no rule */
  gint64 series_start;     /* wall seconds */
  gint64 loaded_start;     /* of the event itself, which may be a later occurrence */
  gint64 start_wall;       /* the same as it is now */
  gboolean all_day;
  GTimeZone *zone;         /* NULL: it follows the viewer */
  gint64 today;
  int first_weekday;

  GnomonRepeat repeat;
  gboolean is_kept;        /* the rule is none for fields: @repeat says nothing of it */
  gboolean is_custom;      /* the fields are shown, also where a choice says the same */
  gboolean is_changed;
  gboolean setting;        /* widgets are being set to what is known already */
};

/* gnomon-repeat-row-fields.c: what can be chosen and what is shown */
gint64 gnomon_repeat_row_get_day        (GnomonRepeatRow *self);
void   gnomon_repeat_row_fill_units     (GnomonRepeatRow *self);
void   gnomon_repeat_row_fill_ends      (GnomonRepeatRow *self);
void   gnomon_repeat_row_show_summary   (GnomonRepeatRow *self);
void   gnomon_repeat_row_show_fields    (GnomonRepeatRow *self);
void   gnomon_repeat_row_show_values    (GnomonRepeatRow *self);
void   gnomon_repeat_row_show_all       (GnomonRepeatRow *self);
void   gnomon_repeat_row_order_weekdays (GnomonRepeatRow *self);

G_END_DECLS
