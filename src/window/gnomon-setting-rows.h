/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/*
 * Rows that offer the values of a setting, and follow it: for the preferences and for what is asked
 * at the first start.
 */

G_BEGIN_DECLS

/* A number in words: (transfer full) */
typedef char *(*GnomonNumberFormat) (int number);

/* @choices is of GnomonChoice. */
void gnomon_setting_rows_append          (GListStore         *choices,
                                          gint64              id,
                                          const char         *value,
                                          const char         *label);
void gnomon_setting_rows_append_numbers  (GListStore         *choices,
                                          const int          *numbers,
                                          gsize               n_numbers,
                                          GnomonNumberFormat  format,
                                          int                 own);

void gnomon_setting_rows_bind_text       (GSettings          *settings,
                                          AdwComboRow        *row,
                                          GListModel         *choices,
                                          const char         *key);
void gnomon_setting_rows_bind_number     (GSettings          *settings,
                                          AdwComboRow        *row,
                                          const int          *numbers,
                                          gsize               n_numbers,
                                          GnomonNumberFormat  format,
                                          const char         *key);

void gnomon_setting_rows_bind_week_start (GSettings          *settings,
                                          AdwComboRow        *row);
void gnomon_setting_rows_bind_reminder   (GSettings          *settings,
                                          AdwComboRow        *row);

G_END_DECLS
