/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-event.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_GUEST_LIST (gnomon_guest_list_get_type ())

/* The guests of an event with their answers, to look at. */
G_DECLARE_FINAL_TYPE (GnomonGuestList, gnomon_guest_list, GNOMON, GUEST_LIST, GtkWidget)

void gnomon_guest_list_set_event (GnomonGuestList *self,
                                  GnomonEvent     *event);

G_END_DECLS
