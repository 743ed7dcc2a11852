/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-desktop.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define SETTINGS_INTERFACE "org.freedesktop.portal.Settings"

/* The settings that are asked for; the portal has many more. */
static const char * const schemas[] = {
  "org.gnome.desktop.calendar", "org.gnome.desktop.interface", NULL,
};

struct _GnomonDesktop
{
  GObject parent_instance;

  GHashTable *settings;         /* schema → GSettings, outside of a sandbox */
  GHashTable *values;           /* "schema key" → GVariant, inside */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonDesktop, gnomon_desktop, G_TYPE_OBJECT)

static void
keep (GnomonDesktop *self,
      const char    *schema,
      const char    *key,
      GVariant      *value)
{
  g_hash_table_replace (self->values, g_strconcat (schema, " ", key, NULL), g_variant_ref (value));
}

static void
setting_changed_cb (GDBusConnection *connection,
                    const char      *sender_name,
                    const char      *object_path,
                    const char      *interface_name,
                    const char      *signal_name,
                    GVariant        *parameters,
                    gpointer         user_data)
{
  GnomonDesktop *self = user_data;
  g_autoptr (GVariant) value = NULL;
  const char *schema, *key;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&sv)", &schema, &key, &value);
  if (!g_strv_contains (schemas, schema))
    return;

  keep (self, schema, key, value);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_all_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GnomonDesktop *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                              &error);
  g_autoptr (GVariantIter) namespaces = NULL;
  const char *schema;
  GVariantIter *keys;

  /* Not every desktop has this portal; then the locale says all. */
  if (reply == NULL)
    {
      g_debug ("Cannot read the desktop's settings: %s", error->message);
      return;
    }

  g_variant_get (reply, "(a{sa{sv}})", &namespaces);
  while (g_variant_iter_loop (namespaces, "{&sa{sv}}", &schema, &keys))
    {
      const char *key;
      GVariant *value;

      while (g_variant_iter_loop (keys, "{&sv}", &key, &value))
        keep (self, schema, key, value);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection == NULL)
    {
      g_debug ("Cannot read the desktop's settings: %s", error->message);
      return;
    }

  /* The object lives as long as the program. First the signal: no change is missed. */
  g_dbus_connection_signal_subscribe (connection, PORTAL_NAME, SETTINGS_INTERFACE,
                                      "SettingChanged", PORTAL_PATH, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, setting_changed_cb, user_data,
                                      NULL);
  g_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH, SETTINGS_INTERFACE, "ReadAll",
                          g_variant_new ("(^as)", schemas), G_VARIANT_TYPE ("(a{sa{sv}})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, read_all_cb, user_data);
}

static void
settings_changed_cb (GnomonDesktop *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
watch_settings (GnomonDesktop *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  for (gsize i = 0; source != NULL && schemas[i] != NULL; i++)
    {
      g_autoptr (GSettingsSchema) schema = g_settings_schema_source_lookup (source, schemas[i],
                                                                            TRUE);
      GSettings *settings;

      if (schema == NULL)
        continue;

      settings = g_settings_new_full (schema, NULL, NULL);
      g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_hash_table_insert (self->settings, g_strdup (schemas[i]), settings);
    }
}

static GVariant *
dup_set_value (GSettings  *settings,
               const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);

  return g_settings_schema_has_key (schema, key) ? g_settings_get_user_value (settings, key) : NULL;
}

static void
gnomon_desktop_finalize (GObject *object)
{
  GnomonDesktop *self = GNOMON_DESKTOP (object);

  g_hash_table_unref (self->settings);
  g_hash_table_unref (self->values);

  G_OBJECT_CLASS (gnomon_desktop_parent_class)->finalize (object);
}

static void
gnomon_desktop_class_init (GnomonDesktopClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gnomon_desktop_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_desktop_init (GnomonDesktop *self)
{
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_variant_unref);

  if (gnomon_is_in_sandbox ())
    g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, self);
  else
    watch_settings (self);
}

/**
 * gnomon_is_in_sandbox:
 *
 * Whether what lies outside is reached by portals alone. GTK's variable for trying portals out
 * without a sandbox counts, too.
 *
 * Returns: whether this program runs in a sandbox
 */
gboolean
gnomon_is_in_sandbox (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)
         || g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0;
}

/**
 * gnomon_desktop_get_default:
 *
 * The settings of the desktop. The signal `changed` tells that one of them is another one; a
 * portal also tells so the first values, which come when the program runs already.
 *
 * Returns: (transfer none): the only one, for as long as the program runs
 */
GnomonDesktop *
gnomon_desktop_get_default (void)
{
  static GnomonDesktop *desktop;

  if (desktop == NULL)
    desktop = g_object_new (GNOMON_TYPE_DESKTOP, NULL);

  return desktop;
}

/**
 * gnomon_desktop_dup_value:
 * @self: the desktop's settings
 * @schema: `org.gnome.desktop.calendar` or `org.gnome.desktop.interface`
 * @key: a key of it
 *
 * Returns: (transfer full) (nullable): what is set; %NULL where nothing is, or the desktop does not
 *   know it. A portal tells the default where nothing is set.
 */
GVariant *
gnomon_desktop_dup_value (GnomonDesktop *self,
                          const char    *schema,
                          const char    *key)
{
  g_autofree char *name = NULL;
  GSettings *settings;
  GVariant *value;

  g_return_val_if_fail (GNOMON_IS_DESKTOP (self), NULL);
  g_return_val_if_fail (schema != NULL && key != NULL, NULL);

  settings = g_hash_table_lookup (self->settings, schema);
  if (settings != NULL)
    return dup_set_value (settings, key);

  name = g_strconcat (schema, " ", key, NULL);
  value = g_hash_table_lookup (self->values, name);

  return value != NULL ? g_variant_ref (value) : NULL;
}
