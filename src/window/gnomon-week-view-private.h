/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-all-day-strip.h"
#include "gnomon-chip-motion.h"
#include "gnomon-day-grid.h"
#include "gnomon-event-details.h"
#include "gnomon-slide.h"
#include "gnomon-view-data.h"
#include "gnomon-week-header.h"
#include "gnomon-week-view.h"

G_BEGIN_DECLS

#define GNOMON_WEEK_VIEW_PANE_WIDTH 376

/* In a small window a week is so many days. */
#define GNOMON_WEEK_VIEW_SHORT_DAYS 3

typedef enum
{
  GNOMON_DRAG_NONE,
  GNOMON_DRAG_MAKE,
  GNOMON_DRAG_MAKE_DAYS,
  GNOMON_DRAG_MOVE,
  GNOMON_DRAG_START,      /* the edge of an event */
  GNOMON_DRAG_END,
  GNOMON_DRAG_FIRST_DAY,  /* the edge of a bar over its days */
  GNOMON_DRAG_LAST_DAY,
} GnomonDragKind;

/* What the pointer drags, from its press to its release. */
typedef struct
{
  GnomonDragKind kind;
  gboolean under_way;     /* the pointer has moved far enough to mean it */
  GnomonOccurrence *occurrence;
  GnomonSlot from;        /* when it is, without the drag */
  GnomonSlot to;
  gint64 press_wall;      /* where it was pressed */
  double press_x;
  double press_y;
  double x;               /* where the pointer is */
  double y;
  GdkModifierType modifiers;
  gint64 side_since;      /* at the side of the view since then, in frame time; 0: it is not */
  gint64 end_since;       /* the same, at the end of the page */
  guint tick_id;
} GnomonDrag;

struct _GnomonWeekView
{
  GtkWidget parent_instance;

  GtkWidget *header;
  GtkWidget *strip;
  GtkWidget *scroller;
  GtkWidget *grid;
  GtkWidget *pane;              /* only in a wide view of a day */
  GnomonEventChip *pane_chip;   /* weak: of what the pane shows */
  GnomonSlide *slide;
  GnomonChipMotion *motion;

  GnomonStore *store;
  GnomonViewData *data;         /* NULL: there is no store yet */
  GnomonOccurrenceList *list;   /* of the data */
  GnomonViewTime time;
  GnomonDayColumns columns;
  GnomonSlot cursor;
  GnomonSlot anchor;            /* where the selection of slots began */
  GnomonMode mode;
  gint64 date;
  gint64 run_start;             /* the first of a run of three days */
  gboolean single;              /* whether it is the view of a day */
  gboolean opened;              /* whether it was scrolled to where it opens */
  GnomonDrag drag;
  GtkGesture *drag_gesture;
  GtkGesture *hold_gesture;     /* a finger that rests takes hold of something */
};

/* gnomon-week-view-content.c */
gboolean gnomon_week_view_is_short        (GnomonWeekView   *self);
void     gnomon_week_view_update_columns  (GnomonWeekView   *self);
gint64   gnomon_week_view_get_end_day     (GnomonWeekView   *self);
void     gnomon_week_view_rebuild         (GnomonWeekView   *self);

/* gnomon-week-view-keys.c */
void     gnomon_week_view_class_init_keys (GtkWidgetClass   *widget_class);
gboolean gnomon_week_view_focus           (GtkWidget        *widget,
                                           GtkDirectionType  direction);
gboolean gnomon_week_view_grab_focus      (GtkWidget        *widget);
GnomonOccurrence *
         gnomon_week_view_get_focus_occurrence (GnomonView  *view);

/* gnomon-week-view-pointer.c */
void     gnomon_week_view_init_pointer    (GnomonWeekView   *self);
gint64   gnomon_week_view_get_wall_at     (GnomonWeekView   *self,
                                           double            x,
                                           double            y);
gint64   gnomon_week_view_get_day_at      (GnomonWeekView   *self,
                                           double            x);
gboolean gnomon_week_view_is_within       (GnomonWeekView   *self,
                                           GtkWidget        *part,
                                           double            y);
GnomonDragKind
         gnomon_week_view_find_kind       (GnomonWeekView   *self,
                                           double            x,
                                           double            y,
                                           GnomonEventChip **chip);

/* gnomon-week-view-drag.c */
void     gnomon_week_view_init_drag       (GnomonWeekView   *self);
gboolean gnomon_week_view_cancel_drag     (GnomonWeekView   *self);

/* gnomon-week-view-page.c */
void     gnomon_week_view_init_page       (GnomonWeekView   *self);
void     gnomon_week_view_open_page       (GnomonWeekView   *self,
                                           int               page);
void     gnomon_week_view_show_now        (GnomonView       *view);
void     gnomon_week_view_zoom            (GnomonView       *view,
                                           int               steps);

/* gnomon-week-view-pane.c */
gboolean gnomon_week_view_show_in_pane    (GnomonWeekView   *self,
                                           GnomonOccurrence *occurrence);
void     gnomon_week_view_update_pane     (GnomonWeekView   *self);
int      gnomon_week_view_get_pane_width  (GnomonWeekView   *self);

/* gnomon-week-view.c */
void     gnomon_week_view_put_cursor      (GnomonWeekView   *self,
                                           const GnomonSlot *slot);
void     gnomon_week_view_show_ghost      (GnomonWeekView   *self,
                                           const GnomonSlot *slot,
                                           const char       *title,
                                           const char       *color,
                                           gboolean          lifted);

G_END_DECLS
