/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"
#include "gnomon-calendar.h"

/*
 * Images: an event with its guests and reminder rules, or a calendar, as bytes, for the history.
 * An image is read only by the program that wrote it or a newer one: its first member is the
 * number of its layout.
 */

G_BEGIN_DECLS

GBytes         *gnomon_image_of_event      (GnomonEvent *event);
/* (nullable): NULL where it is no image */
GnomonEvent    *gnomon_image_to_event      (GBytes *image, gint64 event_id);
GBytes         *gnomon_image_of_calendar   (GnomonCalendar *calendar);
GnomonCalendar *gnomon_image_to_calendar   (GBytes *image, gint64 calendar_id); /* (nullable) */

G_END_DECLS
