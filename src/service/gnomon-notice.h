/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a notification shows, in plain text. */
typedef struct
{
  gint64 key;               /* shown again under the same key, it replaces what is on screen */
  char *title;              /* never empty */
  char *body;
  char *snooze_label;       /* (nullable): there is no button that snoozes */
  gboolean can_join;        /* there is a call to join */
  gboolean is_gathered;     /* it stands for several reminders */
  gboolean has_sound;
} GnomonNotice;

/* What the user may answer. */
typedef enum
{
  GNOMON_ANSWER_OPEN,
  GNOMON_ANSWER_JOIN,
  GNOMON_ANSWER_SNOOZE,
  GNOMON_ANSWER_DISMISS,    /* also: closed by the user; never by expiry */
} GnomonAnswer;

void gnomon_notice_free (GnomonNotice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonNotice, gnomon_notice_free)

G_END_DECLS
