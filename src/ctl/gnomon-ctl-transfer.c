/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"

/*
 * Import and export. The service gets a file descriptor, and always of a regular file or of memory:
 * a pipe whose other end is slow would hold up its transfer, so pipes are read and written here.
 */

typedef struct
{
  int fd;
} Descriptor;

static void
clear_descriptor (Descriptor *descriptor)
{
  if (descriptor->fd >= 0)
    close (descriptor->fd);
  descriptor->fd = -1;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Descriptor, clear_descriptor)

static gboolean
set_file_error (GError    **error,
                const char *name,
                int         code)
{
  /* Translators: a file's name, then what is wrong with it. */
  g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_FAILED, _("%s: %s"), name,
               g_strerror (code));
  return FALSE;
}

static gboolean
copy_all (int         from,
          int         to,
          const char *from_name,
          const char *to_name,
          GError    **error)
{
  guint8 buffer[64 * 1024];

  for (;;)
    {
      gssize size = read (from, buffer, sizeof buffer);

      if (size == 0)
        return TRUE;
      if (size < 0 && errno == EINTR)
        continue;
      if (size < 0)
        return set_file_error (error, from_name, errno);

      for (gssize done = 0; done < size;)
        {
          gssize written = write (to, buffer + done, (gsize) (size - done));

          if (written < 0 && errno != EINTR)
            return set_file_error (error, to_name, errno);
          done += MAX (written, 0);
        }
    }
}

static gboolean
is_regular (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && S_ISREG (info.st_mode);
}

static int
open_memory (GError **error)
{
  int fd = memfd_create ("gnomonctl", MFD_CLOEXEC);

  if (fd < 0)
    set_file_error (error, _("memory"), errno);
  return fd;
}

/* Import */

typedef struct
{
  GMainLoop *loop;
  GnomonCalendar1 *proxy;
  GAsyncResult *result;
  guint interrupt;
  gboolean show_progress;
} Transfer;

static void
transfer_done_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Transfer *transfer = user_data;

  transfer->result = g_object_ref (result);
  g_main_loop_quit (transfer->loop);
}

static void
progress_cb (GnomonCalendar1 *proxy,
             guint            done,
             guint            total,
             gpointer         user_data)
{
  Transfer *transfer = user_data;

  if (transfer->show_progress && total > 0)
    fprintf (stderr, "\r%3u %%", (guint) (100.0 * done / total));
}

/* The user gives up: the service is told, and its answer is waited for. Who cannot wait interrupts
 * once more, which is then not caught. */
static gboolean
interrupted_cb (gpointer user_data)
{
  Transfer *transfer = user_data;

  gnomon_calendar1_call_cancel (transfer->proxy, NULL, NULL, NULL);
  transfer->interrupt = 0;
  return G_SOURCE_REMOVE;
}

static int
open_import (const char *name,
             GError    **error)
{
  g_auto (Descriptor) file = { -1 };
  g_auto (Descriptor) memory = { -1 };
  gboolean standard_input = g_str_equal (name, "-");

  file.fd = standard_input ? dup (STDIN_FILENO) : g_open (name, O_RDONLY | O_CLOEXEC, 0);
  if (file.fd < 0)
    {
      set_file_error (error, standard_input ? _("standard input") : name, errno);
      return -1;
    }
  if (is_regular (file.fd))
    {
      int fd = file.fd;

      file.fd = -1;
      return fd;
    }

  memory.fd = open_memory (error);
  if (memory.fd < 0 || !copy_all (file.fd, memory.fd, name, _("memory"), error))
    return -1;
  lseek (memory.fd, 0, SEEK_SET);
  {
    int fd = memory.fd;

    memory.fd = -1;
    return fd;
  }
}

static void
print_import (GnomonCtl         *self,
              guint              added,
              guint              updated,
              guint              skipped,
              const char *const *warnings)
{
  if (self->json)
    {
      GVariantBuilder answer;
      g_autoptr (GVariant) value = NULL;

      g_variant_builder_init (&answer, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&answer, "{sv}", "added", g_variant_new_uint32 (added));
      g_variant_builder_add (&answer, "{sv}", "updated", g_variant_new_uint32 (updated));
      g_variant_builder_add (&answer, "{sv}", "skipped", g_variant_new_uint32 (skipped));
      g_variant_builder_add (&answer, "{sv}", "warnings", g_variant_new_strv (warnings, -1));
      value = g_variant_ref_sink (g_variant_builder_end (&answer));
      gnomon_ctl_print_json (self, value);
      return;
    }

  gnomon_ctl_print_line (self, _("%u added, %u updated, %u unchanged"), added, updated, skipped);
  fflush (stdout);
  for (gsize i = 0; warnings[i] != NULL; i++)
    {
      g_autofree char *clean = gnomon_ctl_text_dup_clean (warnings[i]);

      /* Translators: %s is what could not be taken over from a file, in English. */
      fprintf (stderr, _("Warning: %s\n"), clean);
    }
}

static gboolean
import_file (GnomonCtl   *self,
             Transfer    *transfer,
             const char  *name,
             gint64       calendar_id,
             GError     **error)
{
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  g_auto (GStrv) warnings = NULL;
  g_auto (Descriptor) file = { -1 };
  guint added, updated, skipped;
  gboolean done;
  int handle;

  file.fd = open_import (name, error);
  if (file.fd < 0)
    return FALSE;
  handle = g_unix_fd_list_append (descriptors, file.fd, error);
  if (handle < 0)
    return FALSE;

  gnomon_calendar1_call_import_icalendar (transfer->proxy, g_variant_new_handle (handle),
                                          calendar_id, descriptors, NULL, transfer_done_cb,
                                          transfer);
  g_main_loop_run (transfer->loop);
  done = gnomon_calendar1_call_import_icalendar_finish (transfer->proxy, &added, &updated,
                                                        &skipped, &warnings, NULL,
                                                        transfer->result, error);
  g_clear_object (&transfer->result);
  if (transfer->show_progress)
    fputs ("\r     \r", stderr);
  if (done)
    print_import (self, added, updated, skipped, (const char *const *) warnings);
  return done;
}

gboolean
gnomon_ctl_run_import (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  const char *calendar = gnomon_ctl_arguments_get (arguments, "calendar");
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GnomonCalendar1) listener = NULL;
  Transfer transfer = { NULL };
  gint64 calendar_id = 0;
  gboolean done = TRUE;

  if (proxy == NULL
      || (calendar != NULL && !gnomon_ctl_find_calendar (self, calendar, &calendar_id, error)))
    return FALSE;
  /* The run's own proxy hears no signals; this one is for Progress. */
  listener = gnomon_calendar1_proxy_new_sync (g_dbus_proxy_get_connection (G_DBUS_PROXY (proxy)),
                                              G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES,
                                              GNOMON_SERVICE_NAME, GNOMON_OBJECT_PATH, NULL, error);
  if (listener == NULL)
    return FALSE;

  /* A large file on a slow disk takes its time. */
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (listener), G_MAXINT);
  transfer.proxy = listener;
  transfer.loop = g_main_loop_new (NULL, FALSE);
  transfer.show_progress = isatty (STDERR_FILENO) && !self->json;
  g_signal_connect (listener, "progress", G_CALLBACK (progress_cb), &transfer);
  transfer.interrupt = g_unix_signal_add (SIGINT, interrupted_cb, &transfer);

  for (guint i = 0; done && i < gnomon_ctl_arguments_n_words (arguments); i++)
    done = import_file (self, &transfer, gnomon_ctl_arguments_get_word (arguments, i), calendar_id,
                        error);

  g_clear_handle_id (&transfer.interrupt, g_source_remove);
  g_signal_handlers_disconnect_by_data (listener, &transfer);
  g_main_loop_unref (transfer.loop);
  return done;
}

/* Export */

static gboolean
call_export (GnomonCtl *self,
             int        fd,
             GVariant  *filter,
             guint     *written,
             GError   **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  int handle;

  handle = proxy != NULL ? g_unix_fd_list_append (descriptors, fd, error) : -1;
  if (handle < 0)
    return FALSE;
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (proxy), G_MAXINT);
  return gnomon_calendar1_call_export_icalendar_sync (proxy, g_variant_new_handle (handle), filter,
                                                      descriptors, written, NULL, NULL, error);
}

static gboolean
export_to_output (GnomonCtl  *self,
                  GVariant   *filter,
                  GError    **error)
{
  g_auto (Descriptor) memory = { -1 };
  guint written;

  memory.fd = open_memory (error);
  if (memory.fd < 0 || !call_export (self, memory.fd, filter, &written, error))
    return FALSE;
  lseek (memory.fd, 0, SEEK_SET);
  return copy_all (memory.fd, STDOUT_FILENO, _("memory"), _("standard output"), error);
}

/* What stands under the name already may be replaced only where it is a plain file. Renaming over a
 * link would silently turn it into a file, and over a device would, for root, remove the device. */
static gboolean
check_replaceable (const char *name,
                   GError    **error)
{
  struct stat info;

  if (lstat (name, &info) != 0)
    return errno == ENOENT || set_file_error (error, name, errno);
  if (S_ISREG (info.st_mode))
    return TRUE;
  g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_FAILED,
               S_ISLNK (info.st_mode) ? _("%s: is a symbolic link, and is not written through")
                                      : _("%s: is not a plain file"),
               name);
  return FALSE;
}

static gboolean
export_to_file (GnomonCtl   *self,
                const char  *name,
                GVariant    *filter,
                guint       *written,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (name);
  g_autofree char *temporary = g_build_filename (folder, ".gnomonctl-XXXXXX", NULL);
  g_auto (Descriptor) file = { -1 };
  gboolean done;

  if (!check_replaceable (name, error))
    return FALSE;
  /* The file is nobody else's business, whatever the umask. */
  file.fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (file.fd < 0)
    return set_file_error (error, name, errno);

  done = call_export (self, file.fd, filter, written, error);
  if (done && (fsync (file.fd) != 0 || rename (temporary, name) != 0))
    done = set_file_error (error, name, errno);
  if (!done)
    unlink (temporary);
  return done;
}

gboolean
gnomon_ctl_run_export (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  const char *name = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GVariant) filter = NULL;
  guint written = 0;

  filter = gnomon_ctl_read_filter (self, gnomon_ctl_filter_options, arguments, 1, error);
  if (filter == NULL)
    return FALSE;
  if (name == NULL || g_str_equal (name, "-"))
    return export_to_output (self, filter, error);
  if (!export_to_file (self, name, filter, &written, error))
    return FALSE;

  if (self->json)
    {
      g_auto (GVariantDict) answer = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) value = NULL;

      g_variant_dict_insert (&answer, "written", "u", written);
      value = g_variant_ref_sink (g_variant_dict_end (&answer));
      gnomon_ctl_print_json (self, value);
    }
  else
    gnomon_ctl_print_line (self, ngettext ("%u event written", "%u events written", written),
                           written);
  return TRUE;
}
