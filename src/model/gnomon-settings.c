/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-settings.h"

static void
own_addresses_changed_cb (GSettings   *settings,
                          const char  *key,
                          GnomonStore *store)
{
  g_auto (GStrv) addresses = g_settings_get_strv (settings, "own-addresses");

  gnomon_store_set_own_addresses (store, (const char * const *) addresses);
}

static void
all_day_hour_changed_cb (GSettings   *settings,
                         const char  *key,
                         GnomonStore *store)
{
  gnomon_store_set_all_day_hour (store, g_settings_get_int (settings, "all-day-reminder-hour"));
}

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

/**
 * gnomon_settings_bind_store:
 * @settings: (nullable): the settings
 * @store: a store
 *
 * Gives @store what it has to know of the settings, now and whenever they change. Without
 * settings its defaults hold.
 */
void
gnomon_settings_bind_store (GSettings   *settings,
                            GnomonStore *store)
{
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));
  g_return_if_fail (GNOMON_IS_STORE (store));

  if (settings == NULL)
    return;

  own_addresses_changed_cb (settings, NULL, store);
  all_day_hour_changed_cb (settings, NULL, store);
  g_signal_connect_object (settings, "changed::own-addresses",
                           G_CALLBACK (own_addresses_changed_cb), store, 0);
  g_signal_connect_object (settings, "changed::all-day-reminder-hour",
                           G_CALLBACK (all_day_hour_changed_cb), store, 0);
}

/**
 * gnomon_settings_fill_defaults:
 * @settings: (nullable): the settings; without them nothing is filled in, and the contract's
 *   defaults hold
 * @event: fields of a new event
 *
 * Gives a new event what the user has set for new events, where @event does not say otherwise.
 * This is for events that people make in a window: programs rely on the contract's own defaults.
 */
void
gnomon_settings_fill_defaults (GSettings    *settings,
                               GnomonFields *event)
{
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));
  g_return_if_fail (event != NULL);

  if (settings == NULL)
    return;

  if (!gnomon_fields_has (event, GNOMON_EVENT_EVENT_TYPE))
    {
      g_autofree char *type = g_settings_get_string (settings, "default-event-type");

      gnomon_fields_set_string (event, GNOMON_EVENT_EVENT_TYPE, type);
    }
  if (!gnomon_fields_has (event, GNOMON_EVENT_END_TIME)
      && !gnomon_fields_has (event, GNOMON_EVENT_DURATION_MINUTES)
      && !gnomon_fields_get_boolean (event, GNOMON_EVENT_ALL_DAY, FALSE))
    gnomon_fields_set_int (event, GNOMON_EVENT_DURATION_MINUTES,
                           g_settings_get_int (settings, "default-duration"));
  if (!gnomon_fields_has (event, GNOMON_EVENT_REMINDER_MINUTES_BEFORE))
    gnomon_fields_set_int (event, GNOMON_EVENT_REMINDER_MINUTES_BEFORE,
                           g_settings_get_int (settings, "default-reminder"));
}
