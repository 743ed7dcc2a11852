/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-details.h"

G_BEGIN_DECLS

struct _GnomonEventDetails
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *title;
  GtkWidget *more_button;
  GtkWidget *when;
  GtkWidget *relative;
  GtkWidget *scroller;
  GtkWidget *link_box;
  GtkWidget *link;
  GtkWidget *join_button;
  GtkWidget *place_box;
  GtkWidget *place;
  GtkWidget *guests_box;
  GtkWidget *guests;
  GtkWidget *notes_box;
  GtkWidget *notes;
  GtkWidget *calendar;
  GtkWidget *explain_button;
  GtkWidget *answers;
  GtkWidget *going;
  GtkWidget *maybe;
  GtkWidget *declined;

  GnomonStore *store;
  GnomonOccurrence *occurrence;
  GnomonEvent *event;
  char *meeting_url;
  char *rule;            /* how it repeats, in words; NULL: it does not */
  const char *color_class;
  guint tick;
};

void gnomon_event_details_show_answer        (GnomonEventDetails *self);

/* gnomon-event-details-actions.c; after the template is set */
void gnomon_event_details_class_init_actions (GtkWidgetClass     *widget_class);

G_END_DECLS
