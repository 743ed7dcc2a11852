/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The form of texts in which search compares them: without regard to case, in any script, and to
 * the ways in which Unicode can write the same letter.
 */

G_BEGIN_DECLS

/* A part of a text, in bytes. */
typedef struct
{
  gsize start;
  gsize end;               /* exclusive */
} GnomonTextRange;

char    *gnomon_fold          (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Both folded already. An empty needle is in everything. */
gboolean gnomon_fold_contains (const char *folded_haystack, const char *folded_needle);

/* Where in an unfolded text a needle is: (transfer full) (element-type GnomonTextRange). */
GArray  *gnomon_fold_find_all (const char *text,
                               const char *folded_needle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
