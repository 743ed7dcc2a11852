/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-agenda-filters.h"
#include "gnomon-agenda-list.h"
#include "gnomon-agenda-row.h"
#include "gnomon-agenda-view.h"
#include "gnomon-record-page.h"

G_BEGIN_DECLS

struct _GnomonAgendaView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  GnomonAgendaFilters *filters;
  AdwClamp *filters_clamp;
  GnomonRecordPage *guests;
  GnomonRecordPage *reminders;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkWidget *sticky;
  GtkLabel *sticky_label;
  GtkRevealer *selection_bar;
  GtkLabel *selection_label;
  GtkMenuButton *move_button;

  GnomonStore *store;
  GnomonViewTime time;
  GnomonMode mode;
  gint64 date;                  /* the day at the top */
  gint64 last_day;              /* the one at the bottom */
  GnomonAgendaList *list;
  GtkMultiSelection *selection;
  GHashTable *calendar_names;   /* gint64 to name */
  char *note;                   /* what is said of today; NULL: nothing */
  gint64 start;                 /* the day that stands at the top as long as nobody scrolls */
  gint64 wanted_first;          /* the days that the list shall have in the end */
  gint64 wanted_end;
  GnomonAgendaItem *opened_item; /* to which the focus comes back, as from its popover */
  gboolean goes_to_top;         /* when all is read */
  gboolean wants_focus;         /* as soon as there is a row that can have it */
  guint load_id;
  guint sticky_id;
};

/* gnomon-agenda-view.c */
void                gnomon_agenda_view_fit_filters    (GnomonAgendaView *self);

/* gnomon-agenda-view-load.c: what is read, and when */
void                gnomon_agenda_view_restart        (GnomonAgendaView *self,
                                                       gint64            day);
void                gnomon_agenda_view_queue_load     (GnomonAgendaView *self);
void                gnomon_agenda_view_update_note    (GnomonAgendaView *self);
void                gnomon_agenda_view_follow_scroll  (GnomonAgendaView *self,
                                                       GtkAdjustment    *adjustment);
void                gnomon_agenda_view_follow_size    (GnomonAgendaView *self,
                                                       GtkAdjustment    *adjustment);
void                gnomon_agenda_view_fetch_past     (GnomonAgendaView *self);

/* gnomon-agenda-view-sort.c: orders other than by time */
GtkSorter          *gnomon_agenda_view_make_sorter    (GnomonAgendaView *self,
                                                       GnomonAgendaSort  sort);

/* gnomon-agenda-view-rows.c: the rows of the list */
GtkListItemFactory *gnomon_agenda_view_make_factory   (GnomonAgendaView *self);
void                gnomon_agenda_view_update_rows    (GnomonAgendaView *self);
GnomonAgendaRow    *gnomon_agenda_view_get_focus_row  (GnomonAgendaView *self);
void                gnomon_agenda_view_open_row       (GnomonAgendaView *self,
                                                       GnomonAgendaRow  *row);
gboolean            gnomon_agenda_view_open_focus_menu (GnomonAgendaView *self);
gboolean            gnomon_agenda_view_focus_day      (GnomonAgendaView *self,
                                                       gint64            day);
GnomonAgendaRow    *gnomon_agenda_view_find_row       (GnomonAgendaView *self,
                                                       gint64            event_id,
                                                       const char       *recurrence_id);
GnomonAgendaRow    *gnomon_agenda_view_get_row_at     (GnomonAgendaView *self,
                                                       double            y);

/* gnomon-agenda-view-selection.c: several events at once */
void                gnomon_agenda_view_class_init_selection (GtkWidgetClass   *widget_class);
void                gnomon_agenda_view_update_selection     (GnomonAgendaView *self);
void                gnomon_agenda_view_update_move_menu     (GnomonAgendaView *self,
                                                             GPtrArray        *calendars);

G_END_DECLS
