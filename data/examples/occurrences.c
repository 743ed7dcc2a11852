/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads many occurrences at once and decodes the block of records that they come in.
 *
 *   cc occurrences.c -o occurrences $(pkg-config --cflags --libs gio-2.0)
 *   ./occurrences $(date -d 2026-11-01 +%s) $(date -d 2026-12-01 +%s)
 */

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME "org.gnomon.Gnomon.Calendar1"
#define PATH "/org/gnomon/Gnomon/Calendar1"

static guint32
get_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_LE (value);
}

static gint64
get_i64 (const guint8 *at)
{
  gint64 value;

  memcpy (&value, at, sizeof value);
  return GINT64_FROM_LE (value);
}

/* A text stands behind the records; they tell where. */
static const char *
get_text (const guint8 *block,
          const guint8 *at)
{
  return (const char *) block + get_u32 (at);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *block;
  guint32 n, size;
  gsize length;

  if (argc != 3 || bus == NULL)
    return 1;
  reply = g_dbus_connection_call_sync (bus, NAME, PATH, NAME, "ReadOccurrences",
                                       g_variant_new ("(xxa{sv})", atoll (argv[1]), atoll (argv[2]),
                                                      NULL),
                                       G_VARIANT_TYPE ("(ay)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                       &error);
  if (reply == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  bytes = g_variant_get_child_value (reply, 0);
  block = g_variant_get_fixed_array (bytes, &length, 1);
  if (length < 16 || memcmp (block, "GnO1", 4) != 0)
    return 1;

  /* The size of a record is told: a later version may append to it. */
  n = get_u32 (block + 4);
  size = get_u32 (block + 8);
  for (guint32 i = 0; i < n; i++)
    {
      const guint8 *record = block + 16 + (gsize) i * size;

      printf ("%" G_GINT64_FORMAT "\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%d"
              "\t%s\t%s\t%s\t%s\n",
              get_i64 (record), get_text (block, record + 28), get_i64 (record + 8),
              get_i64 (record + 16), get_u32 (record + 24) & 1, get_text (block, record + 32),
              get_text (block, record + 36), get_text (block, record + 40),
              get_text (block, record + 44));
    }
  return 0;
}
