/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-civil.h"

/*
 * Times in a grid of days, as plain arithmetic: from pixels to wall seconds and back, and what
 * becomes of the times of an event that is moved or stretched. A day has 24 hours in the grid
 * whatever the zone's clocks do; wall seconds are those of gnomon-civil.h, ends are exclusive.
 */

G_BEGIN_DECLS

#define GNOMON_SLOT_MINUTES 30

typedef struct
{
  gint64 start;           /* wall seconds */
  gint64 end;
  gboolean all_day;       /* both are midnights then */
} GnomonSlot;

gboolean   gnomon_slot_equal        (const GnomonSlot *a,
                                     const GnomonSlot *b);
gint64     gnomon_slot_first_day    (const GnomonSlot *slot);
gint64     gnomon_slot_last_day     (const GnomonSlot *slot);
gboolean   gnomon_slot_is_bar       (const GnomonSlot *slot);
GnomonSlot gnomon_slot_at           (gint64            day,
                                     int               minute,
                                     int               minutes);
GnomonSlot gnomon_slot_of_days      (gint64            first_day,
                                     gint64            last_day);
GnomonSlot gnomon_slot_between      (gint64            wall_a,
                                     gint64            wall_b,
                                     int               step_minutes);
GnomonSlot gnomon_slot_cut_day      (const GnomonSlot *slot,
                                     gint64            day);
GnomonSlot gnomon_slot_move         (const GnomonSlot *slot,
                                     gint64            seconds);
GnomonSlot gnomon_slot_move_days    (const GnomonSlot *slot,
                                     int               days);
GnomonSlot gnomon_slot_move_to      (const GnomonSlot *slot,
                                     gint64            start,
                                     int               step_minutes);
GnomonSlot gnomon_slot_step         (const GnomonSlot *slot,
                                     int               n_slots);
GnomonSlot gnomon_slot_extend       (const GnomonSlot *anchor,
                                     const GnomonSlot *slot,
                                     int               n_slots);
GnomonSlot gnomon_slot_with_length  (const GnomonSlot *slot,
                                     int               minutes);
GnomonSlot gnomon_slot_stretch      (const GnomonSlot *slot,
                                     gboolean          at_start,
                                     gint64            wall,
                                     int               step_minutes);
GnomonSlot gnomon_slot_stretch_days (const GnomonSlot *slot,
                                     gboolean          at_start,
                                     gint64            day);
GnomonSlot gnomon_slot_to_all_day   (const GnomonSlot *slot,
                                     gint64            day);
GnomonSlot gnomon_slot_to_timed     (const GnomonSlot *slot,
                                     gint64            start,
                                     int               minutes,
                                     int               step_minutes);

double     gnomon_slots_wall_to_y   (gint64            wall,
                                     gint64            day,
                                     double            hour_height);
gint64     gnomon_slots_y_to_wall   (double            y,
                                     gint64            day,
                                     double            hour_height);
gint64     gnomon_slots_snap        (gint64            wall,
                                     int               step_minutes);
gboolean   gnomon_slots_find_free   (const GnomonSlot *busy,
                                     guint             n_busy,
                                     gint64            from,
                                     gint64            until,
                                     GnomonSlot       *free_slot);
int        gnomon_slots_get_zone_offset (GTimeZone    *zone,
                                         const char   *other_zone,
                                         gint64        day);
double     gnomon_slots_get_opening (gint64            first_start,
                                     gint64            now_wall,
                                     gboolean          has_now,
                                     double            hour_height,
                                     double            page);

G_END_DECLS
