/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_CHOICE (gnomon_choice_get_type ())

/* One of the values of a drop-down: what it is called, and the colour it stands for, if any. */
G_DECLARE_FINAL_TYPE (GnomonChoice, gnomon_choice, GNOMON, CHOICE, GObject)

GnomonChoice *gnomon_choice_new        (gint64        id,
                                        const char   *value,
                                        const char   *label,
                                        const char   *color);
gint64        gnomon_choice_get_id     (GnomonChoice *self);
const char   *gnomon_choice_get_value  (GnomonChoice *self);

/* Rows of choices. */
void          gnomon_choice_set_up_row (AdwComboRow  *row,
                                        GListModel   *choices);
void          gnomon_choice_set_up_drop_down (GtkDropDown *drop_down,
                                        GListModel   *choices);
GnomonChoice *gnomon_choice_get_chosen (AdwComboRow  *row);
void          gnomon_choice_choose_id  (AdwComboRow  *row,
                                        gint64        id);
gboolean      gnomon_choice_choose     (AdwComboRow  *row,
                                        const char   *value);

G_END_DECLS
