/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_TEXT_ROW (gnomon_text_row_get_type ())

/*
 * A row with a title and a line of text at its end.
 *
 * Properties: "placeholder-text" (string); "is-secret" (gboolean): what is typed is not shown.
 *
 * Signals:
 *  - "changed": the text is another.
 *  - "entered": Enter was pressed in it.
 */
G_DECLARE_FINAL_TYPE (GnomonTextRow, gnomon_text_row, GNOMON, TEXT_ROW, AdwActionRow)

const char *gnomon_text_row_get_text (GnomonTextRow *self);
void        gnomon_text_row_set_text (GnomonTextRow *self,
                                      const char    *text);

/* A focus vfunc for rows that are no stop themselves, only what is in them. */
gboolean    gnomon_row_focus         (GtkWidget        *row,
                                      GtkDirectionType  direction);

/* What is wrong with the value of any row, shown in it; NULL: nothing. @field is what the value
 * is typed into. */
void        gnomon_row_set_error     (AdwActionRow  *row,
                                      GtkWidget     *field,
                                      const char    *message);

G_END_DECLS
