/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-store.h"

/* The calendar on paper, or in a PDF file. */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_PRINT_DAY,
  GNOMON_PRINT_WEEK,
  GNOMON_PRINT_MONTH,
  GNOMON_PRINT_YEAR,
  GNOMON_PRINT_AGENDA,
} GnomonPrintKind;

gboolean gnomon_print_kind_from_view (const char           *view,
                                      GnomonPrintKind      *kind);
gboolean gnomon_print_run            (GtkWindow            *parent,
                                      GnomonStore          *store,
                                      const GnomonViewTime *time,
                                      GnomonPrintKind       kind,
                                      gint64                day,
                                      const char           *pdf_path,
                                      GError              **error);

G_END_DECLS
