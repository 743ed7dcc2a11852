/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ical.h"

/* What an import did: a snapshot. */

struct _GnomonImport
{
  GObject parent_instance;

  guint added;
  guint updated;
  guint skipped;
  char **warnings;
};

G_DEFINE_FINAL_TYPE (GnomonImport, gnomon_import, G_TYPE_OBJECT)

static void
gnomon_import_finalize (GObject *object)
{
  GnomonImport *self = GNOMON_IMPORT (object);

  g_strfreev (self->warnings);

  G_OBJECT_CLASS (gnomon_import_parent_class)->finalize (object);
}

static void
gnomon_import_class_init (GnomonImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_import_finalize;
}

static void
gnomon_import_init (GnomonImport *self)
{
}

/**
 * gnomon_import_new:
 * @added: how many events are new
 * @updated: how many were there, and are changed
 * @skipped: how many were there as they are, or newer
 * @warnings: (element-type GnomonWarning): what could not be taken as it was
 *
 * Returns: (transfer full): an import's result
 */
GnomonImport *
gnomon_import_new (guint      added,
                   guint      updated,
                   guint      skipped,
                   GPtrArray *warnings)
{
  GnomonImport *self = g_object_new (GNOMON_TYPE_IMPORT, NULL);

  self->added = added;
  self->updated = updated;
  self->skipped = skipped;
  self->warnings = gnomon_warnings_format_all (warnings);
  return self;
}

guint
gnomon_import_get_added (GnomonImport *self)
{
  g_return_val_if_fail (GNOMON_IS_IMPORT (self), 0);

  return self->added;
}

guint
gnomon_import_get_updated (GnomonImport *self)
{
  g_return_val_if_fail (GNOMON_IS_IMPORT (self), 0);

  return self->updated;
}

guint
gnomon_import_get_skipped (GnomonImport *self)
{
  g_return_val_if_fail (GNOMON_IS_IMPORT (self), 0);

  return self->skipped;
}

/**
 * gnomon_import_get_warnings:
 * @self: an import's result
 *
 * Returns: (transfer none): what could not be taken as it was, in English; %NULL-terminated
 */
const char * const *
gnomon_import_get_warnings (GnomonImport *self)
{
  g_return_val_if_fail (GNOMON_IS_IMPORT (self), NULL);

  return (const char * const *) self->warnings;
}
