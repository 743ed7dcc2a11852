/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-settings.h"

/**
 * gnomon_settings_new:
 *
 * Opens the settings of the user. GIO ends a program that asks for a schema which is not
 * installed; a program that was only built, or half installed, shall run with its defaults.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL where the schema is not installed
 */
GSettings *
gnomon_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, GNOMON_APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      g_info ("The schema of the settings is not installed: the defaults hold");
      return NULL;
    }

  return g_settings_new_full (schema, NULL, NULL);
}
