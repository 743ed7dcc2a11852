/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-feed.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../gnomon-child-process.h"
#include "gnomon-feed-request.h"

/* It ends by itself before: this is for one that hangs. */
#define PATIENCE_SECONDS 150

/* What is fetched goes into a file in memory, which has no name. */
typedef struct
{
  int fd;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  if (fetch->fd >= 0)
    close (fetch->fd);
  g_free (fetch);
}

void
gnomon_feed_answer_free (GnomonFeedAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->reason);
  g_free (self);
}

static GnomonFeedAnswer *
answer_new_failed (const char *reason)
{
  GnomonFeedAnswer *self = g_new0 (GnomonFeedAnswer, 1);

  self->result = GNOMON_FEED_FAILED;
  self->etag = g_strdup ("");
  self->last_modified = g_strdup ("");
  self->reason = g_strdup (reason);

  return self;
}

static void
return_answer (GTask            *task,
               GnomonFeedAnswer *answer)
{
  g_task_return_pointer (task, answer, (GDestroyNotify) gnomon_feed_answer_free);
}

static char *
dup_string (GVariantDict *dict,
            const char   *key)
{
  const char *text = "";

  g_variant_dict_lookup (dict, key, "&s", &text);

  return g_strdup (text);
}

/* NULL where the program has not said what it did. */
static GnomonFeedAnswer *
read_answer (Fetch  *fetch,
             int     exit_code,
             GBytes *output)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariantDict) dict = NULL;
  g_autoptr (GnomonFeedAnswer) answer = NULL;
  g_autoptr (GMappedFile) file = NULL;

  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, output, FALSE));
  if (exit_code < 0 || g_bytes_get_size (output) == 0 || !g_variant_is_normal_form (variant))
    return NULL;

  dict = g_variant_dict_new (variant);
  answer = g_new0 (GnomonFeedAnswer, 1);
  answer->etag = dup_string (dict, GNOMON_FEED_ETAG);
  answer->last_modified = dup_string (dict, GNOMON_FEED_LAST_MODIFIED);
  answer->reason = dup_string (dict, GNOMON_FEED_REASON);

  switch (exit_code)
    {
    case GNOMON_FEED_EXIT_FETCHED:
      file = g_mapped_file_new_from_fd (fetch->fd, FALSE, NULL);
      if (file == NULL)
        return NULL;
      answer->result = GNOMON_FEED_FETCHED;
      answer->text = g_mapped_file_get_bytes (file);
      break;

    case GNOMON_FEED_EXIT_UNCHANGED:
      answer->result = GNOMON_FEED_UNCHANGED;
      break;

    default:
      answer->result = GNOMON_FEED_FAILED;
      break;
    }

  return g_steal_pointer (&answer);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;
  GnomonFeedAnswer *answer = NULL;
  int exit_code;

  if (gnomon_child_process_run_finish (result, &exit_code, &output, &error))
    answer = read_answer (fetch, exit_code, output);
  else if (error->domain == G_SPAWN_ERROR)
    answer = answer_new_failed (error->message);

  if (g_task_return_error_if_cancelled (task))
    {
      gnomon_feed_answer_free (answer);
      return;
    }
  if (answer == NULL)
    answer = answer_new_failed ("the program that fetches ended before it was done");
  return_answer (task, answer);
}

static gboolean
give_file (GSubprocessLauncher  *launcher,
           Fetch                *fetch,
           GError              **error)
{
  int copy;

  fetch->fd = memfd_create ("gnomon-feed", MFD_CLOEXEC);
  copy = fetch->fd >= 0 ? dup (fetch->fd) : -1;
  if (copy < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  g_subprocess_launcher_take_fd (launcher, copy, GNOMON_FEED_FD);
  return TRUE;
}

/**
 * gnomon_feed_fetch_async:
 * @url: an address that gnomon_subscription_check_url() lets pass
 * @etag: what the server called the version that is known; `""`: none is
 * @last_modified: the time that it gave it; `""`: none
 * @cancellable: (nullable): ends it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Fetches a calendar, at most 256 MiB within a minute. What came is not looked at.
 */
void
gnomon_feed_fetch_async (const char          *url,
                         const char          *etag,
                         const char          *last_modified,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = gnomon_child_process_find ("gnomon-feed", "GNOMON_FEED");
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);
  g_autoptr (GError) error = NULL;
  GVariantDict dict;

  g_task_set_source_tag (task, gnomon_feed_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  if (!give_file (launcher, fetch, &error))
    {
      return_answer (task, answer_new_failed (error->message));
      g_object_unref (task);
      return;
    }

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, GNOMON_FEED_URL, "s", url);
  g_variant_dict_insert (&dict, GNOMON_FEED_ETAG, "s", etag);
  g_variant_dict_insert (&dict, GNOMON_FEED_LAST_MODIFIED, "s", last_modified);
  gnomon_child_process_run_async (launcher, (const char *[]) { program, NULL },
                                  g_variant_dict_end (&dict), PATIENCE_SECONDS, cancellable,
                                  ended_cb, task);
}

/**
 * gnomon_feed_fetch_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): how it went; %NULL with %G_IO_ERROR_CANCELLED where it was given up
 */
GnomonFeedAnswer *
gnomon_feed_fetch_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
