/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-values.h"

/* Single values out of the dictionaries that the service answers. */

/**
 * gnomon_ctl_get_string:
 * @dictionary: an `a{sv}`
 * @key: a key
 *
 * Returns: (transfer none): the string, valid as long as @dictionary; empty where there is none
 */
const char *
gnomon_ctl_get_string (GVariant   *dictionary,
                       const char *key)
{
  const char *value = "";

  g_variant_lookup (dictionary, key, "&s", &value);
  return value;
}

/**
 * gnomon_ctl_get_integer:
 * @dictionary: an `a{sv}`
 * @key: a key
 *
 * Returns: the number; 0 where there is none
 */
gint64
gnomon_ctl_get_integer (GVariant   *dictionary,
                        const char *key)
{
  guint64 positive;
  gint64 wide = 0;
  int narrow;

  if (g_variant_lookup (dictionary, key, "i", &narrow))
    return narrow;
  if (g_variant_lookup (dictionary, key, "t", &positive))
    return (gint64) positive;
  g_variant_lookup (dictionary, key, "x", &wide);
  return wide;
}

/**
 * gnomon_ctl_get_boolean:
 * @dictionary: an `a{sv}`
 * @key: a key
 *
 * Returns: the truth; %FALSE where there is none
 */
gboolean
gnomon_ctl_get_boolean (GVariant   *dictionary,
                        const char *key)
{
  gboolean value = FALSE;

  g_variant_lookup (dictionary, key, "b", &value);
  return value;
}

/**
 * gnomon_ctl_dup_id:
 * @dictionary: an `a{sv}`
 * @key: a key
 *
 * Returns: (transfer full): the number as text
 */
char *
gnomon_ctl_dup_id (GVariant   *dictionary,
                   const char *key)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, gnomon_ctl_get_integer (dictionary, key));
}
