/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <unistd.h>

#include "gnomon-feed-http.h"

/*
 * gnomon-feed: fetches one calendar from the web. gnomon-service and the window start it when there
 * is something to fetch (gnomon-feed-request.h).
 */

static GVariant *
read_question (GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *buffer = g_malloc (GNOMON_FEED_MAX_MESSAGE);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) question = NULL;
  gsize length;

  if (!g_input_stream_read_all (stream, buffer, GNOMON_FEED_MAX_MESSAGE, &length, NULL, error))
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&buffer), length);
  question = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, FALSE));
  if (g_variant_is_normal_form (question))
    return g_steal_pointer (&question);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the question cannot be read");
  return NULL;
}

static gboolean
write_answer (GVariantDict  *answer,
              GError       **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_dict_end (answer));

  return g_output_stream_write_all (stream, g_variant_get_data (variant),
                                    g_variant_get_size (variant), NULL, NULL, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GVariant) question = NULL;
  g_autoptr (GVariantDict) dict = NULL;
  g_autoptr (GVariantDict) answer = g_variant_dict_new (NULL);
  g_autoptr (GError) error = NULL;
  GnomonFeedExit exit;

  if (argc != 1 || isatty (STDIN_FILENO))
    {
      g_printerr ("gnomon-feed is started by gnomon-service and gnomon\n");
      return GNOMON_FEED_EXIT_FAILED;
    }

  question = read_question (&error);
  if (question == NULL)
    {
      g_printerr ("gnomon-feed: %s\n", error->message);
      return GNOMON_FEED_EXIT_FAILED;
    }

  curl_global_init (CURL_GLOBAL_DEFAULT);
  dict = g_variant_dict_new (question);
  exit = gnomon_feed_http_fetch (dict, GNOMON_FEED_FD, answer);
  curl_global_cleanup ();

  if (!write_answer (answer, &error))
    {
      g_printerr ("gnomon-feed: %s\n", error->message);
      return GNOMON_FEED_EXIT_FAILED;
    }

  return exit;
}
