/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-form.h"

/* The inside of the form, for its own files. */

G_BEGIN_DECLS

struct _GnomonEventForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title_entry;
  GtkWidget *title_error;
  GtkWidget *event_button;
  GtkWidget *meeting_button;
  GtkWidget *reminder_button;
  GtkWidget *all_day_switch;
  GtkWidget *start_row;
  GtkWidget *end_row;
  GtkWidget *zone_row;
  GtkWidget *end_zone_row;
  GtkWidget *conflict_row;
  GtkWidget *repeat_row;
  GtkWidget *exceptions_row;
  GtkWidget *place_group;
  GtkWidget *place_row;
  GtkWidget *url_row;
  GtkWidget *calendar_row;
  GtkWidget *busy_row;
  GtkWidget *status_row;
  GtkWidget *color_row;
  GtkWidget *guests_group;
  GtkWidget *reminders_group;
  GtkWidget *notes_view;
  GtkWidget *notes_hint;
  GtkWidget *notes_error;

  GnomonStore *store;
  GnomonEvent *event;    /* as loaded: stored, or what a new one would be */
  gboolean is_new;
  GnomonFields *loaded;  /* what the form said after loading */
  gint64 start_wall;     /* the last one that could be read */
  gboolean has_end_zone; /* the end has a zone of its own */
  gboolean loading;
  gboolean restoring;    /* what is loaded was typed, not stored */
  gboolean title_touched;
};

/* gnomon-event-form-times.c */
void gnomon_event_form_load_times      (GnomonEventForm *self);
void gnomon_event_form_write_times     (GnomonEventForm *self,
                                        GnomonFields    *fields);
void gnomon_event_form_update_times    (GnomonEventForm *self);
void gnomon_event_form_show_time_hints (GnomonEventForm *self);
void gnomon_event_form_follow_start    (GnomonEventForm *self);
void gnomon_event_form_want_end_zone   (GnomonEventForm *self);
void gnomon_event_form_move_to         (GnomonEventForm *self,
                                        gint64           starts_at);

/* gnomon-event-form-values.c */
GnomonEventType gnomon_event_form_get_event_type (GnomonEventForm *self);

G_END_DECLS
