/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-occurrence.h"

G_BEGIN_DECLS

/* Filled by the store; strings are owned. */
struct _GnomonOccurrence
{
  GObject parent_instance;

  gint64 event_id;
  gint64 calendar_id;
  gint64 starts_at;
  gint64 ends_at;
  gint64 start_wall;
  gint64 end_wall;
  char *recurrence_id;
  char *title;
  char *location;
  const char *color;        /* interned */
  GnomonEventType event_type;
  GnomonEventStatus status;
  int own_answer;           /* GnomonAttendeeStatus; -1: no guest */
  gboolean all_day;
  GnomonOccurrenceFlags flags;
};

G_END_DECLS
