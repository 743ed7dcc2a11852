/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a line shows; all may be NULL, and nothing is kept of it. Places are GArrays of
 * GnomonTextRange (gnomon-fold.h): what was found in the text, to be marked.
 */
typedef struct
{
  const char *lead;             /* before the bar: when */
  const char *second_lead;      /* behind it, in a column of its own */
  const char *color;            /* of the bar: a colour of the palette, or #rrggbb */
  const char *title;
  const GArray *title_places;
  const char *detail;           /* behind the title, or below it in a narrow line */
  const GArray *detail_places;
  const char *trailing;         /* at the end of a wide line */
  const char *badge;
  gboolean struck;
  gboolean past;
} GnomonListLineContent;

#define GNOMON_TYPE_LIST_LINE (gnomon_list_line_get_type ())

/*
 * A line of a list: one widget that draws its texts by itself, because a list makes hundreds of
 * them at once. It has no name of its own for those who hear: the row has.
 */
G_DECLARE_FINAL_TYPE (GnomonListLine, gnomon_list_line, GNOMON, LIST_LINE, GtkWidget)

GtkWidget *gnomon_list_line_new         (void);
void       gnomon_list_line_set_content (GnomonListLine              *self,
                                         const GnomonListLineContent *content);
void       gnomon_list_line_set_columns (GnomonListLine              *self,
                                         int                          n_lead_chars,
                                         int                          n_second_chars);
void       gnomon_list_line_set_narrow  (GnomonListLine              *self,
                                         gboolean                     narrow);

G_END_DECLS
