/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-codec.h"

G_BEGIN_DECLS

/* The value of one key of one object, before it is written as a variant or as JSON. */
typedef struct
{
  gint64 number;                /* BOOLEAN, INT, INT64 */
  const char *string;           /* STRING */
  const char * const *strv;     /* STRV */
  GPtrArray *records;           /* RECORDS: (element-type GObject) */
  char *owned_string;           /* what string points to, where it was made for this */
  char **owned_strv;
} GnomonCodecValue;

void       gnomon_codec_value_clear (GnomonCodecValue         *value);
GnomonKind gnomon_codec_get_kind    (GObject                  *object);
void       gnomon_codec_get_value   (GObject                  *object,
                                     GnomonKind                kind,
                                     int                       key,
                                     const GnomonCodecContext *context,
                                     GnomonCodecValue         *value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonCodecValue, gnomon_codec_value_clear)

G_END_DECLS
