/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-fields.h"

/*
 * What is typed in an editor and not saved yet, in a file, so that a crash does not lose it. There
 * is one editor at a time, and so one draft. Needs no display.
 */

G_BEGIN_DECLS

typedef struct
{
  gint64 event_id;          /* 0: a new event */
  char *recurrence_id;      /* of a series the occurrence; else empty */
  GnomonFields *fields;     /* of GNOMON_KIND_EVENT: all that the editor said */
  GVariant *rest;           /* a{sv}: what it said besides, which no field can hold */
} GnomonDraft;

/* $XDG_STATE_HOME/gnomon/draft */
char        *gnomon_draft_dup_path (void);

gboolean     gnomon_draft_write    (const char          *path,
                                    gint64               event_id,
                                    const char          *recurrence_id,
                                    const GnomonFields  *fields,
                                    GVariant            *rest,
                                    GError             **error);
GnomonDraft *gnomon_draft_read     (const char          *path,
                                    GError             **error);
void         gnomon_draft_remove   (const char          *path);
void         gnomon_draft_free     (GnomonDraft         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonDraft, gnomon_draft_free)

G_END_DECLS
