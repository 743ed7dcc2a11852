/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-mode-bin.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

/* What a view calls the time that it shows. */
typedef struct
{
  char *main;             /* "November", "Wed 18 November" */
  char *year;             /* "2026"; NULL where it is in @main */
  char *full;             /* "November 2026": for the title of the window */
} GnomonViewTitle;

void gnomon_view_title_clear (GnomonViewTitle *title);

#define GNOMON_TYPE_VIEW (gnomon_view_get_type ())

/*
 * A way to look at the calendar. The window talks to its views only through this: it tells them
 * where the events are, what the time is, and where to go; they tell it what the user did.
 *
 * A view has a cursor, which is on a civil day: property "date" (gint64; read-only, notifies).
 * It may be the parent of popovers of the window: it calls gnomon_view_present_popovers() when it
 * is allocated, and unparents all its children when it is disposed of.
 *
 * Signals (the interface has them, and the functions gnomon_view_emit_… emit them):
 *  - "event-opened" (GnomonOccurrence *occurrence, GtkWidget *anchor): show what the event is
 *    about; @anchor is its chip or row
 *  - "day-opened" (gint64 day, GtkWidget *anchor): show all events of the day, beside @anchor
 *  - "day-entered" (gint64 day): go to the day, in the view of a day
 *  - "slot-chosen" (gint64 start_wall, gint64 end_wall, gboolean all_day): make an event then;
 *    where @start_wall is @end_wall, only a day was chosen, and no time
 *  - "occurrence-moved" (GnomonOccurrence *occurrence, gint64 start_wall, gint64 end_wall,
 *    gboolean all_day, gboolean duplicate): move the occurrence there, or put a copy of it there
 *  - "menu-opened" (GnomonOccurrence *occurrence, gint64 start_wall, gint64 end_wall,
 *    gboolean all_day, GdkRectangle *pointing_to): show the menu of an event, or, where @occurrence
 *    is NULL, of an empty slot; @pointing_to is in the coordinates of the view
 *  - "failed" (const char *message): something could not be done; a sentence for people
 *
 * Walls are wall seconds in the viewer's zone, ends are exclusive; all-day ones are midnights.
 */
G_DECLARE_INTERFACE (GnomonView, gnomon_view, GNOMON, VIEW, GtkWidget)

struct _GnomonViewInterface
{
  GTypeInterface parent_interface;

  /* What every view has. */
  void     (*set_store)   (GnomonView           *self,
                           GnomonStore          *store);
  void     (*set_time)    (GnomonView           *self,
                           const GnomonViewTime *time);
  gint64   (*get_date)    (GnomonView           *self);
  void     (*set_date)    (GnomonView           *self,
                           gint64                day);
  void     (*get_range)   (GnomonView           *self,
                           gint64               *first_day,
                           gint64               *end_day);
  void     (*turn)        (GnomonView           *self,
                           int                   n_periods);

  /* What some have: left out where there is nothing to do. */
  void     (*set_mode)    (GnomonView           *self,
                           GnomonMode            mode);
  void     (*fill_title)  (GnomonView           *self,
                           gboolean              brief,
                           GnomonViewTitle      *title);
  GnomonOccurrence *
           (*get_focus_occurrence) (GnomonView  *self);
  GtkWidget *
           (*find_anchor) (GnomonView           *self,
                           gint64                event_id,
                           const char           *recurrence_id,
                           GnomonOccurrence    **occurrence);
  void     (*show_now)    (GnomonView           *self);
  void     (*set_ghost)   (GnomonView           *self,
                           gint64                start_wall,
                           gint64                end_wall,
                           gboolean              all_day,
                           const char           *title,
                           const char           *color);
  void     (*zoom)        (GnomonView           *self,
                           int                   steps);
};

void              gnomon_view_set_store   (GnomonView           *self,
                                           GnomonStore          *store);
void              gnomon_view_set_time    (GnomonView           *self,
                                           const GnomonViewTime *time);
gint64            gnomon_view_get_date    (GnomonView           *self);
void              gnomon_view_set_date    (GnomonView           *self,
                                           gint64                day);
void              gnomon_view_get_range   (GnomonView           *self,
                                           gint64               *first_day,
                                           gint64               *end_day);
void              gnomon_view_turn        (GnomonView           *self,
                                           int                   n_periods);
void              gnomon_view_set_mode    (GnomonView           *self,
                                           GnomonMode            mode);
void              gnomon_view_fill_title  (GnomonView           *self,
                                           gboolean              brief,
                                           GnomonViewTitle      *title);
GnomonOccurrence *gnomon_view_get_focus_occurrence (GnomonView  *self);
GtkWidget        *gnomon_view_find_anchor (GnomonView           *self,
                                           gint64                event_id,
                                           const char           *recurrence_id,
                                           GnomonOccurrence    **occurrence);
void              gnomon_view_show_now    (GnomonView           *self);
void              gnomon_view_set_ghost   (GnomonView           *self,
                                           gint64                start_wall,
                                           gint64                end_wall,
                                           gboolean              all_day,
                                           const char           *title,
                                           const char           *color);
void              gnomon_view_zoom        (GnomonView           *self,
                                           int                   steps);

/* For those who implement a view. */
gint64 gnomon_view_clamp_day               (gint64                day);
gint64 gnomon_view_get_month_start         (gint64                day);
void   gnomon_view_title_take_month        (GnomonViewTitle      *title,
                                            gint64                day,
                                            gboolean              brief);
void   gnomon_view_title_take_months       (GnomonViewTitle      *title,
                                            gint64                first_day,
                                            gint64                last_day,
                                            gboolean              brief);
gboolean gnomon_view_is_touch              (GtkGesture           *gesture);
void   gnomon_view_present_popovers        (GnomonView           *self);
gboolean gnomon_view_focus_in_popover      (GnomonView           *self,
                                            GtkDirectionType      direction);
void   gnomon_view_emit_event_opened       (GnomonView           *self,
                                            GnomonOccurrence     *occurrence,
                                            GtkWidget            *anchor);
void   gnomon_view_emit_day_opened         (GnomonView           *self,
                                            gint64                day,
                                            GtkWidget            *anchor);
void   gnomon_view_emit_day_entered        (GnomonView           *self,
                                            gint64                day);
void   gnomon_view_emit_day_chosen         (GnomonView           *self,
                                            gint64                day);
void   gnomon_view_emit_slot_chosen        (GnomonView           *self,
                                            gint64                start_wall,
                                            gint64                end_wall,
                                            gboolean              all_day);
void   gnomon_view_emit_occurrence_moved   (GnomonView           *self,
                                            GnomonOccurrence     *occurrence,
                                            gint64                start_wall,
                                            gint64                end_wall,
                                            gboolean              all_day,
                                            gboolean              duplicate);
void   gnomon_view_emit_menu_opened        (GnomonView           *self,
                                            GnomonOccurrence     *occurrence,
                                            gint64                start_wall,
                                            gint64                end_wall,
                                            gboolean              all_day,
                                            const GdkRectangle   *pointing_to);
void   gnomon_view_emit_failed             (GnomonView           *self,
                                            const char           *message);

G_END_DECLS
