/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_ZONE_ROW (gnomon_zone_row_get_type ())

/*
 * A row in which a time zone is searched and chosen.
 *
 * Signals:
 *  - "changed": another zone was chosen.
 *  - "end-wanted": the end shall have a zone of its own.
 */
G_DECLARE_FINAL_TYPE (GnomonZoneRow, gnomon_zone_row, GNOMON, ZONE_ROW, AdwActionRow)

void        gnomon_zone_row_set_zone  (GnomonZoneRow *self,
                                       const char    *zone);
const char *gnomon_zone_row_get_zone  (GnomonZoneRow *self);
void        gnomon_zone_row_set_wall  (GnomonZoneRow *self,
                                       gint64         wall);
GtkWidget  *gnomon_zone_row_get_field (GnomonZoneRow *self);
void        gnomon_zone_row_offer_end (GnomonZoneRow *self,
                                       gboolean       offer);

G_END_DECLS
