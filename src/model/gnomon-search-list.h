/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-search-hit.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

typedef enum
{
  GNOMON_SEARCH_EVERYTHING,
  GNOMON_SEARCH_TITLES,
  GNOMON_SEARCH_PLACES,
  GNOMON_SEARCH_NOTES,
} GnomonSearchScope;

typedef struct
{
  const char *text;          /* as it was typed */
  GnomonSearchScope scope;   /* where it has to stand */
  int event_type;            /* GnomonEventType; -1: any */
  gint64 calendar_id;        /* 0: any */
  gboolean hidden;           /* whether hidden calendars are looked through, too */
} GnomonSearchQuery;

#define GNOMON_TYPE_SEARCH_LIST (gnomon_search_list_get_type ())

/*
 * A GListModel of GnomonSearchHit: what a search has found so far, of all years. It is fetched
 * page by page, each in a few milliseconds.
 */
G_DECLARE_FINAL_TYPE (GnomonSearchList, gnomon_search_list, GNOMON, SEARCH_LIST, GObject)

GnomonSearchList *gnomon_search_list_new           (GnomonStore             *store);
void              gnomon_search_list_set_query     (GnomonSearchList        *self,
                                                    const GnomonSearchQuery *query);
const char       *gnomon_search_list_get_needle    (GnomonSearchList        *self);
gboolean          gnomon_search_list_fetch         (GnomonSearchList        *self,
                                                    guint                    n_wanted);
gboolean          gnomon_search_list_is_complete   (GnomonSearchList        *self);
guint             gnomon_search_list_get_n_hidden  (GnomonSearchList        *self);
guint             gnomon_search_list_get_n_section (GnomonSearchList        *self,
                                                    GnomonSearchSection      section);

G_END_DECLS
