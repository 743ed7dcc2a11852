/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-day-popover.h"
#include "gnomon-event-chip.h"
#include "gnomon-event-editor.h"
#include "gnomon-event-popover.h"
#include "gnomon-mode-bin.h"
#include "gnomon-quick-add.h"
#include "gnomon-sidebar.h"
#include "gnomon-slots.h"
#include "gnomon-split-pane.h"
#include "gnomon-view.h"
#include "gnomon-window.h"

G_BEGIN_DECLS

#define GNOMON_TOAST_SECONDS 8

/* How many views there can be: as many as there are digits for their keys. */
#define GNOMON_WINDOW_MAX_VIEWS 5

struct _GnomonWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GnomonModeBin *mode_bin;
  GtkOverlay *overlay;
  GnomonSplitPane *pane;
  GnomonSidebar *sidebar;
  GtkStack *stack;
  GtkRevealer *draft_bar;       /* offers what was typed and not saved */
  GtkLabel *draft_label;
  GtkWidget *empty_page;        /* made when there is nothing to show */
  GnomonView *view;             /* the one that is shown, or would be but for the empty page */
  GnomonView *views[GNOMON_WINDOW_MAX_VIEWS]; /* made when they are first shown */
  GtkStack *header_stack;
  GtkSearchEntry *search_entry;
  GnomonView *search_view;      /* made when it is asked for */
  GnomonView *covered_view;     /* what search stands over; NULL while there is none */
  GtkWidget *covered_focus;     /* weak: what had the focus then */
  GtkBox *switcher;
  GtkBox *bottom_bar;
  GtkWidget *title;
  GtkLabel *title_month;
  GtkLabel *title_year;
  GtkWidget *center_title;
  GtkLabel *center_month;
  GtkLabel *center_year;
  GtkWidget *previous_button;
  GtkWidget *today_button;
  GtkWidget *next_button;
  GtkWidget *reminders_button;  /* there while reminders wait for an answer */
  GtkWidget *reminders_window;  /* weak: which lists them */
  GtkMenuButton *menu_button;   /* where there is no sidebar with another one */
  GMenuModel *main_menu;
  AdwToast *toast;              /* weak: the one shown last, until it is dismissed */
  gint64 toast_since;           /* in monotonic time */
  GMenu *history_menu;          /* what can be undone and redone, in words */

  GnomonQuickAdd *quick_add;            /* made when it is asked for */
  GnomonEventPopover *event_popover;    /* made when it is asked for */
  GnomonDayPopover *day_popover;        /* the same */
  GtkWidget *day_anchor;                /* weak: what opened it */
  GnomonEventChip *selected_chip;       /* weak: whose popover is open */

  GnomonStore *store;
  GSettings *settings;          /* NULL where the schema is not installed */
  GnomonViewTime time;
  guint tick_id;
  gint64 revealed_event;        /* to be focused when the view shows it */
  char *revealed_recurrence;    /* of a series which one; NULL: the first in sight */
  gboolean reveal_opens;        /* and to be opened */
  GtkWidget *reveal_focus;      /* weak: what had the focus when that was asked for */
  gboolean reveal_focused;      /* it has the focus, and is in sight with the next frame */
  int reveal_frames;            /* after which it is given up */
  guint reveal_tick_id;

  GtkWidget *menu;              /* weak: of an event, or of a slot */
  GnomonOccurrence *menu_target; /* whose menu is open */
  guint forget_id;
  GnomonOccurrence *clipboard;  /* what was cut or copied */
  gboolean clipboard_cut;
  gint64 moves_told;            /* when the last move of those that were told was found; 0: none */
  GHashTable *cut_titles;       /* the series of which it was said that not all is shown */
};

/* gnomon-window-actions.c */
void gnomon_window_class_init_actions (GtkWidgetClass *widget_class);

/* A key without a modifier that shows @action_name with @target (nullable), unless the settings
 * say that single letters do nothing. */
void gnomon_window_class_bind_letter  (GtkWidgetClass *widget_class,
                                       guint           key,
                                       const char     *action_name,
                                       const char     *target);

/* gnomon-window-views.c: which view is shown */
void        gnomon_window_class_init_views (GtkWidgetClass *widget_class);
void        gnomon_window_init_views       (GnomonWindow   *self);
const char *gnomon_window_get_view         (GnomonWindow   *self);
void        gnomon_window_set_view         (GnomonWindow   *self,
                                            const char     *name);
GnomonView *gnomon_window_add_view         (GnomonWindow   *self,
                                            GtkWidget      *view,
                                            const char     *label);
void        gnomon_window_leave_view       (GnomonWindow   *self);
void        gnomon_window_update_page      (GnomonWindow   *self);
void        gnomon_window_focus_view       (GnomonWindow   *self);
void        gnomon_window_update_title     (GnomonWindow   *self);
void        gnomon_window_update_mode      (GnomonWindow   *self);

/* gnomon-window-dates.c */
void gnomon_window_class_init_dates   (GtkWidgetClass   *widget_class);

/* gnomon-window-reminders.c: what was missed */
void gnomon_window_class_init_reminders (GtkWidgetClass *widget_class);
void gnomon_window_update_reminders   (GnomonWindow     *self);

/* gnomon-window-search.c */
void gnomon_window_class_init_search  (GtkWidgetClass   *widget_class);
void gnomon_window_begin_search       (GnomonWindow     *self);
void gnomon_window_end_search         (GnomonWindow     *self);

/* gnomon-window-draft.c: what was typed and not saved */
void gnomon_window_class_init_draft   (GtkWidgetClass   *widget_class);
void gnomon_window_offer_draft        (GnomonWindow     *self);

/* gnomon-window-bulk.c: several events at once */
void gnomon_window_class_init_bulk    (GtkWidgetClass   *widget_class);

/* gnomon-window-history.c */
void gnomon_window_class_init_history (GtkWidgetClass   *widget_class);
void gnomon_window_update_history     (GnomonWindow     *self);
void gnomon_window_add_undo_toast     (GnomonWindow     *self,
                                       const char       *text,
                                       guint64           change);

void gnomon_window_apply              (GnomonWindow     *self,
                                       GnomonOperation  *operation,
                                       const char       *title,
                                       char             *text);

/* gnomon-window-news.c: what is told unasked */
void gnomon_window_class_init_news    (GtkWidgetClass   *widget_class);
void gnomon_window_watch_news         (GnomonWindow     *self);
void gnomon_window_tell_moves         (GnomonWindow     *self);

/* gnomon-window-menus.c: the menus of an event and of a slot */
void              gnomon_window_class_init_menus (GtkWidgetClass     *widget_class);
GnomonOccurrence *gnomon_window_get_target       (GnomonWindow       *self);
void              gnomon_window_open_menu        (GnomonWindow       *self,
                                                  GnomonOccurrence   *occurrence,
                                                  gint64              start_wall,
                                                  gint64              end_wall,
                                                  gboolean            all_day,
                                                  const GdkRectangle *pointing_to);

/* gnomon-window-moves.c: what is done to the event that has the focus */
void gnomon_window_class_init_moves   (GtkWidgetClass   *widget_class);
void gnomon_window_move_occurrence    (GnomonWindow     *self,
                                       GnomonOccurrence *occurrence,
                                       const GnomonSlot *to,
                                       gboolean          duplicate);

/* gnomon-window-quick-add.c: a new event by a phrase */
void gnomon_window_choose_slot        (GnomonWindow     *self,
                                       gint64            start_wall,
                                       gint64            end_wall,
                                       gboolean          all_day);
void gnomon_window_quick_add_on       (GnomonWindow     *self,
                                       gint64            day);

/* gnomon-window-scopes.c: one of the events of a series, or several */
void gnomon_window_change_occurrence  (GnomonWindow     *self,
                                       GnomonOccurrence *occurrence,
                                       GnomonEvent      *event,
                                       const GnomonFields *fields,
                                       char             *text);
void gnomon_window_delete_occurrence  (GnomonWindow     *self,
                                       GnomonOccurrence *occurrence);

/* gnomon-window-events.c: what opens over the view */
void gnomon_window_reveal             (GnomonWindow     *self,
                                       gint64            event_id,
                                       const char       *recurrence_id,
                                       gboolean          open);
GnomonEventEditor *gnomon_window_make_editor (GnomonWindow *self,
                                       GnomonEvent      *event);
void gnomon_window_open_event         (GnomonWindow     *self,
                                       GnomonOccurrence *occurrence,
                                       GtkWidget        *anchor);
void gnomon_window_open_day           (GnomonWindow     *self,
                                       gint64            day,
                                       GtkWidget        *anchor);
void gnomon_window_edit_event         (GnomonWindow     *self,
                                       GnomonEvent      *event);
void gnomon_window_edit_new           (GnomonWindow     *self,
                                       const GnomonFields *fields);
void gnomon_window_new_event_on       (GnomonWindow     *self,
                                       gint64            day);

G_END_DECLS
