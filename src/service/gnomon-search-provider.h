/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-calendar-object.h"
#include "gnomon-shell-search.h"

G_BEGIN_DECLS

#define GNOMON_SEARCH_PROVIDER_PATH "/org/gnomon/Gnomon/SearchProvider"

#define GNOMON_TYPE_SEARCH_PROVIDER (gnomon_search_provider_get_type ())

/*
 * The calendar in the search of GNOME Shell: events of all years, and a new one where the text
 * says when. It lives in the service since that starts in a moment and runs anyway; what is chosen
 * is opened in the window. Nothing here changes the calendar.
 */
G_DECLARE_FINAL_TYPE (GnomonSearchProvider, gnomon_search_provider, GNOMON, SEARCH_PROVIDER,
                      ShellSearchProvider2Skeleton)

GnomonSearchProvider *gnomon_search_provider_new (GnomonStoreFunc get_store,
                                                  gpointer        user_data);

G_END_DECLS
