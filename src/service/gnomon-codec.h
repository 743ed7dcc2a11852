/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * Objects of the model to the values of the contract: a{sv} for the bus, JSON for bulk readers.
 * The way back is gnomon_fields_new_from_variant(). Which keys there are, of which type and in
 * which form, stands in the tables of gnomon-fields.h alone.
 */

G_BEGIN_DECLS

/* Whose eyes the values are for; borrows from the store. */
typedef struct
{
  GTimeZone *viewer;
  gint64 now;                       /* Unix seconds */
  const char *owner_name;
  const char * const *own_addresses;
} GnomonCodecContext;

void      gnomon_codec_context_init   (GnomonCodecContext       *context,
                                       GnomonStore              *store);

GVariant *gnomon_codec_encode         (GObject                  *object,
                                       GnomonKeyFlags            form,
                                       const GnomonCodecContext *context);
GVariant *gnomon_codec_encode_list    (GPtrArray                *objects,
                                       GnomonKeyFlags            form,
                                       const GnomonCodecContext *context);
char     *gnomon_codec_encode_json    (GPtrArray                *objects,
                                       GnomonKeyFlags            form,
                                       const GnomonCodecContext *context);

G_END_DECLS
