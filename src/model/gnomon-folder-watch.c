/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-folder-watch.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/inotify.h>
#include <unistd.h>

struct _GnomonFolderWatch
{
  GnomonFolderWatchFunc func;
  gpointer user_data;
  int fd;
  GSource *source;
};

static gboolean
folder_changed_cb (int          fd,
                   GIOCondition condition,
                   gpointer     user_data)
{
  GnomonFolderWatch *self = user_data;
  char buffer[4096] __attribute__ ((aligned (__alignof__ (struct inotify_event))));
  gssize n_read;

  while ((n_read = read (fd, buffer, sizeof buffer)) > 0)
    for (char *at = buffer; at < buffer + n_read;)
      {
        const struct inotify_event *event = (const struct inotify_event *) at;

        if (event->mask & IN_Q_OVERFLOW)
          self->func (NULL, self->user_data);
        else if (event->len > 0)
          self->func (event->name, self->user_data);
        at += sizeof *event + event->len;
      }

  return G_SOURCE_CONTINUE;
}

/**
 * gnomon_folder_watch_new:
 * @folder: the folder's path
 * @func: what to call for each change; it must not free the watch
 * @user_data: for @func
 *
 * Returns: (transfer full) (nullable): a watch; %NULL where the folder cannot be watched, errno
 *   tells why
 */
GnomonFolderWatch *
gnomon_folder_watch_new (const char            *folder,
                         GnomonFolderWatchFunc  func,
                         gpointer               user_data)
{
  GnomonFolderWatch *self;
  int fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);

  if (fd < 0)
    return NULL;
  if (inotify_add_watch (fd, folder, IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0)
    {
      int reason = errno;

      close (fd);
      errno = reason;
      return NULL;
    }

  self = g_new0 (GnomonFolderWatch, 1);
  self->func = func;
  self->user_data = user_data;
  self->fd = fd;
  self->source = g_unix_fd_source_new (fd, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (folder_changed_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

/**
 * gnomon_folder_watch_free:
 * @self: (transfer full) (nullable): a watch
 */
void
gnomon_folder_watch_free (GnomonFolderWatch *self)
{
  if (self == NULL)
    return;

  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->fd);
  g_free (self);
}
