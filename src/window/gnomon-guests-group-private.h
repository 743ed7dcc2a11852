/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-guests-group.h"

/* The inside of the group, for its own files. */

G_BEGIN_DECLS

struct _GnomonGuestsGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_row;
  GtkWidget *add_button;

  GPtrArray *rows;        /* GnomonGuestRow, owned by the group */
  char *organizer;        /* folded */

  GnomonStore *store;     /* (nullable) */
  GPtrArray *suggestions; /* rows of who may be meant, below the field; owned by the group */
  gint64 event_id;        /* whose guests they are; 0: a new event */
  gint64 from;            /* Unix seconds: the day of which known times are told */
  gint64 to;
  guint busy_timeout;
};

/* gnomon-guests-group.c */
void     gnomon_guests_group_append          (GnomonGuestsGroup *self,
                                              GnomonAttendee    *guest);
void     gnomon_guests_group_changed         (GnomonGuestsGroup *self);
gboolean gnomon_guests_group_is_invited      (GnomonGuestsGroup *self,
                                              GnomonAttendee    *guest);

/* gnomon-guests-group-suggest.c: who may be meant by what is typed */
void     gnomon_guests_group_init_suggest    (GnomonGuestsGroup *self);
void     gnomon_guests_group_suggest         (GnomonGuestsGroup *self,
                                              const char        *text);
gboolean gnomon_guests_group_take_suggestion (GnomonGuestsGroup *self);

G_END_DECLS
