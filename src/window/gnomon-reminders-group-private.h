/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-reminders-group.h"

/* The inside of the group, for its own files. */

G_BEGIN_DECLS

struct _GnomonRemindersGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_row;
  GtkWidget *add_button;
  GtkWidget *custom_row;
  GtkWidget *amount;
  GtkWidget *unit;
  GtkWidget *account_row;

  GSettings *settings; /* (nullable) */
  GPtrArray *rows;    /* GnomonReminderEntry */
  GArray *stored_ids; /* gint64: those besides the automatic one, as loaded */
};

/* One reminder with its row. */
typedef struct
{
  GtkWidget *row;
  gint64 id;          /* 0: not stored */
  int minutes_before; /* or GNOMON_REMINDER_AT_A_TIME */
  gboolean automatic;
  GnomonReminderType type;
  GnomonReminderType stored_type;
} GnomonReminderEntry;

/* gnomon-reminders-group.c */
void gnomon_reminders_group_add_new (GnomonRemindersGroup *self,
                                     int                   minutes_before);

G_END_DECLS
