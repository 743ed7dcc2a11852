/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ical.h"
#include "gnomon-store-private.h"

GObject *
gnomon_import_op (GnomonTransaction *transaction,
                  GnomonOperation *operation,
                  GError **error)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_NOT_SUPPORTED, "Imports come with the reader");
  return NULL;
}
