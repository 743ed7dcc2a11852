/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the first video-call link in a text */
char *gnomon_meeting_link_find (const char *text);

G_END_DECLS
