/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-chip.h"

G_BEGIN_DECLS

struct _GnomonEventChip
{
  GtkWidget parent_instance;

  GnomonOccurrence *occurrence; /* NULL: an event that is not there yet */
  GtkWidget *bar;
  PangoLayout *title;           /* made when it is measured: then its style is known */
  PangoLayout *time;            /* the same, for what is smaller; NULL in a bar */
  char *title_text;
  char *time_text;              /* the start */
  char *range_text;             /* in a block: from when to when, and what comes before that */
  char *place_text;
  const char *color_class;
  GnomonChipForm form;
  GnomonLook look;
  int own_width;                /* in a block: no other one lies over this much of it */
  gboolean covered;
  graphene_point_t shift;       /* how far from its place it is drawn, while it moves */
  gboolean selected;
};

/* gnomon-event-chip-draw.c */
void     gnomon_event_chip_measure        (GtkWidget       *widget,
                                           GtkOrientation   orientation,
                                           int              for_size,
                                           int             *minimum,
                                           int             *natural,
                                           int             *minimum_baseline,
                                           int             *natural_baseline);
void     gnomon_event_chip_size_allocate  (GtkWidget       *widget,
                                           int              width,
                                           int              height,
                                           int              baseline);
void     gnomon_event_chip_snapshot       (GtkWidget       *widget,
                                           GtkSnapshot     *snapshot);
void     gnomon_event_chip_draw_text      (GtkSnapshot     *snapshot,
                                           PangoLayout     *layout,
                                           const GdkRGBA   *color,
                                           int              left,
                                           int              right,
                                           int              baseline,
                                           gboolean         at_right);

/* gnomon-event-chip-block.c */
char    *gnomon_event_chip_lead           (GnomonLook       look,
                                           const char      *range);
gboolean gnomon_event_chip_is_bare        (GnomonEventChip *self);
double   gnomon_event_chip_get_scale      (GnomonEventChip *self);
void     gnomon_event_chip_allocate_block (GnomonEventChip *self,
                                           int              width,
                                           int              height);
void     gnomon_event_chip_snapshot_block (GnomonEventChip *self,
                                           GtkSnapshot     *snapshot);

G_END_DECLS
