/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gfiledescriptorbased.h>
#include <sys/stat.h>

#include "gnomon-error.h"
#include "gnomon-ical.h"

/* The content of a file, wherever it comes from: no more of it is held than an import takes. */

#define CHUNK_SIZE (64 * 1024)

static gboolean
check_size (guint64   size,
            GError  **error)
{
  if (size <= GNOMON_ICAL_MAX_BYTES)
    return TRUE;

  gnomon_set_error_number (error, GNOMON_REASON_LARGE_FILE, NULL,
                           GNOMON_ICAL_MAX_BYTES / 1024 / 1024);
  return FALSE;
}

/* Where the size is known, nobody has to read so much only to find that it is too much. */
static gboolean
check_known_size (GInputStream  *stream,
                  GError       **error)
{
  struct stat info;

  if (!G_IS_FILE_DESCRIPTOR_BASED (stream)
      || fstat (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)), &info) != 0
      || !S_ISREG (info.st_mode))
    return TRUE;

  return check_size ((guint64) info.st_size, error);
}

/**
 * gnomon_ical_load:
 * @stream: a file, or a pipe that may never end
 * @cancellable: (nullable): ends it
 * @error: return location for a #GError
 *
 * Reads a stream to its end. It blocks, and is for threads that may.
 *
 * Errors: %GNOMON_ERROR_LIMIT_EXCEEDED for more than %GNOMON_ICAL_MAX_BYTES, else those of GIO.
 *
 * Returns: (transfer full) (nullable): the content
 */
GBytes *
gnomon_ical_load (GInputStream  *stream,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gssize n;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  if (!check_known_size (stream, error))
    return NULL;

  while ((n = g_input_stream_read (stream, chunk, CHUNK_SIZE, cancellable, error)) > 0)
    {
      if (!check_size (content->len + (guint64) n, error))
        return NULL;
      g_byte_array_append (content, chunk, (guint) n);
    }

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&content)) : NULL;
}
