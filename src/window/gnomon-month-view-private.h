/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-chip-motion.h"
#include "gnomon-month-view.h"
#include "gnomon-month-week.h"
#include "gnomon-slide.h"
#include "gnomon-slots.h"
#include "gnomon-view-data.h"

G_BEGIN_DECLS

/* So many weeks are in sight while nothing moves. */
#define GNOMON_MONTH_VIEW_WEEKS 6

/* While the month scrolls, there are parts of a seventh, and a week is made ready. */
#define GNOMON_MONTH_VIEW_MAX_WEEKS 9

typedef enum
{
  GNOMON_MONTH_DRAG_NONE,
  GNOMON_MONTH_DRAG_MAKE,       /* over empty days: an event that takes them */
  GNOMON_MONTH_DRAG_MOVE,
  GNOMON_MONTH_DRAG_START,      /* the edge of a bar */
  GNOMON_MONTH_DRAG_END,
} GnomonMonthDragKind;

/* What the pointer drags, from its press to its release. */
typedef struct
{
  GnomonMonthDragKind kind;
  gboolean under_way;           /* the pointer has moved far enough to mean it */
  GnomonOccurrence *occurrence; /* NULL: one is being made */
  GnomonSlot from;
  GnomonSlot to;                /* where it would be, were it dropped now */
  gint64 press_day;             /* where it was taken hold of */
  gint64 day;                   /* where it is */
  double press_x;
  double press_y;
  double x;
  double y;
  gint64 edge_since;            /* at the edge since then, in frame time; 0: it is not */
  guint tick_id;
} GnomonMonthDrag;

struct _GnomonMonthView
{
  GtkWidget parent_instance;

  GtkWidget *weekdays;
  GtkWidget *weeks[GNOMON_MONTH_VIEW_MAX_WEEKS]; /* by time; some of them may be out of sight */
  gboolean stale[GNOMON_MONTH_VIEW_MAX_WEEKS];   /* shows another week than it should */
  int n_weeks;
  gint64 first_week;            /* which week weeks[0] is: counted from that of the day 0 */
  GtkWidget *probe;
  GtkWidget *day_list;          /* only where compact */
  GnomonSlide *slide;
  GnomonChipMotion *motion;

  GnomonViewData *data;         /* NULL: there is no store yet */
  GnomonOccurrenceList *list;   /* of the data */
  GnomonViewTime time;
  gint64 date;
  gint64 month_day;             /* the first of the month that is shown */
  gint64 ghost_first;           /* days of an event that is being made */
  gint64 ghost_end;             /* exclusive; the same: there is none */
  gboolean compact;

  /* The scroll: weeks, counted as above, with what of one is above the edge. */
  double position;
  double target;                /* where it is going */
  AdwAnimation *scrolling;
  gboolean backward;
  guint ahead_id;
  guint settle_id;
  int top;                      /* in pixels: where the weeks begin */
  int week_height;              /* in pixels; 0: not known yet */

  GtkGesture *drag_gesture;
  GtkGesture *hold_gesture;     /* a finger that rests takes hold of an event */
  GnomonMonthDrag drag;
  double touch_position;        /* where the scroll was when a finger came */
  gboolean touch_scrolls;
};

/* gnomon-month-view-keys.c */
void     gnomon_month_view_class_init_keys (GtkWidgetClass   *widget_class);
gboolean gnomon_month_view_focus           (GtkWidget        *widget,
                                            GtkDirectionType  direction);
gboolean gnomon_month_view_grab_focus      (GtkWidget        *widget);
void     gnomon_month_view_open_menu       (GnomonMonthView    *self,
                                            GnomonEventChip    *chip,
                                            gint64              day,
                                            const GdkRectangle *pointing_to);

/* gnomon-month-view-pointer.c */
void     gnomon_month_view_init_pointer (GnomonMonthView *self);

/* gnomon-month-view-drag.c */
void     gnomon_month_view_init_drag    (GnomonMonthView *self);
gboolean gnomon_month_view_cancel_drag  (GnomonMonthView *self);
void     gnomon_month_view_update_drag  (GnomonMonthView *self);

/* gnomon-month-view-places.c */
gboolean          gnomon_month_view_has_in_sight         (GnomonMonthView   *self,
                                                          int                index);
GtkWidget        *gnomon_month_view_find_cell            (GnomonMonthView   *self,
                                                          gint64             day);
GtkWidget        *gnomon_month_view_find_cell_at         (GnomonMonthView   *self,
                                                          double             x,
                                                          double             y);
GnomonEventChip  *gnomon_month_view_find_chip_at         (GnomonMonthView   *self,
                                                          double             x,
                                                          double             y);
GnomonOccurrence *gnomon_month_view_get_focus_occurrence (GnomonView        *view);
GtkWidget        *gnomon_month_view_find_anchor          (GnomonView        *view,
                                                          gint64             event_id,
                                                          const char        *recurrence_id,
                                                          GnomonOccurrence **occurrence);

/* gnomon-month-view-scroll.c */
void     gnomon_month_view_init_scroll   (GnomonMonthView *self);
void     gnomon_month_view_end_scroll    (GnomonMonthView *self);
void     gnomon_month_view_scroll_to     (GnomonMonthView *self,
                                          double           target);
void     gnomon_month_view_move_to       (GnomonMonthView *self,
                                          double           position);
void     gnomon_month_view_coast         (GnomonMonthView *self,
                                          double           velocity);
void     gnomon_month_view_show_month    (GnomonMonthView *self);
void     gnomon_month_view_reveal        (GnomonMonthView *self,
                                          gint64           day);
void     gnomon_month_view_bring_cursor  (GnomonMonthView *self);

/* gnomon-month-view-weeks.c */
gint64   gnomon_month_view_get_week_of   (GnomonMonthView *self,
                                          gint64           day);
gint64   gnomon_month_view_get_first_day (GnomonMonthView *self);
void     gnomon_month_view_fill_weeks    (GnomonMonthView *self,
                                          gboolean         all);
void     gnomon_month_view_add_week      (GnomonMonthView *self);
void     gnomon_month_view_update_marks  (GnomonMonthView *self);

/* gnomon-month-view.c */
void     gnomon_month_view_put_cursor    (GnomonMonthView *self,
                                          gint64           day);
void     gnomon_month_view_set_month     (GnomonMonthView *self,
                                          gint64           month_day);

G_END_DECLS
