/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What texts from outside must keep to, whatever they are for.
 */

G_BEGIN_DECLS

/* One line: trimmed, valid UTF-8, no control characters, at most @max_characters; NULL and error
 * (INVALID_ARGUMENT, naming @field) else. Empty is allowed. */
char *gnomon_text_take_line  (const char *text, const char *field, gsize max_characters,
                              GError **error);

/* Lines: valid UTF-8, no control characters but tab and newline, at most @max_bytes; CR LF and a
 * CR alone become newlines. */
char *gnomon_text_take_lines (const char *text, const char *field, gsize max_bytes, GError **error);

G_END_DECLS
