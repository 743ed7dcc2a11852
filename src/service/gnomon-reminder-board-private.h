/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-notifier.h"
#include "gnomon-reminder-board.h"

/* The inside of the board, for its own files. */

G_BEGIN_DECLS

struct _GnomonReminderBoard
{
  GObject parent_instance;

  GnomonStore *store;           /* NULL: stopped */
  GnomonClock *clock;
  GSettings *settings;          /* (nullable) */
  GnomonNotifier *notifier;
  GHashTable *cards;            /* key → GnomonReminderCard: on the screen, or on its way there */
  GQueue waiting;               /* GnomonReminderGroup: to be shown one after the other */
  gboolean is_showing;
  gboolean looks_later;         /* for what to take off the screen, when nothing is being shown */
  gboolean has_sounded;         /* since all was shown: together they make one sound */
  gint64 last_gathered;         /* the key of the last notification for several, below 0 */
};

/* A notification on the screen with what its buttons do. */
typedef struct
{
  gint64 key;
  GArray *ids;                  /* gint64 */
  gboolean is_settled;
  gint64 event_id;
  const char *snooze_when;      /* (nullable): static; NULL: by minutes */
  int snooze_minutes;
  char *meeting_url;            /* "": none */
} GnomonReminderCard;

/* gnomon-reminder-board-answers.c */
void gnomon_reminder_board_answer_cb (GnomonNotifier      *notifier,
                                      gint64               key,
                                      GnomonAnswer         answer,
                                      const char          *activation_token,
                                      GnomonReminderBoard *self);

G_END_DECLS
