/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-search-list.h"
#include "gnomon-search-row.h"
#include "gnomon-search-view.h"

G_BEGIN_DECLS

struct _GnomonSearchView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkToggleButton *scopes[4];   /* in the order of GnomonSearchScope */
  GtkDropDown *type;
  GtkDropDown *calendar;
  GtkStringList *calendar_model;
  GtkLabel *count;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  AdwStatusPage *nothing;
  GtkWidget *search_all;

  GnomonStore *store;
  GnomonViewTime time;
  GnomonMode mode;
  gint64 date;
  char *text;
  GPtrArray *calendars;         /* (nullable): those that can be chosen, after all of them */
  gint64 calendar_id;           /* the chosen one; 0: all */
  gboolean is_filling;          /* the choices change, and not what is chosen */
  GnomonSearchList *list;
  guint n_wanted;
  guint fetch_id;
  gboolean hidden;              /* whether hidden calendars are looked through, too */
  GnomonOccurrence *focus_occurrence;
};

/* gnomon-search-view-rows.c */
GtkListItemFactory *gnomon_search_view_make_factory (GnomonSearchView *self);
GnomonSearchRow    *gnomon_search_view_get_row      (GtkWidget        *list_item);
void                gnomon_search_view_update_rows  (GnomonSearchView *self);

G_END_DECLS
