/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gnomon-ctl-error.h"

/*
 * Files that are handed to the service, and filled by it. It gets a descriptor always of a regular
 * file or of memory: so a pipe holds up no transfer, and of one that fails nobody sees a part.
 */

/* What the service reads of a file. Of a pipe or a device, which may have no end, not more is held
 * in memory than it needs to see that this is too much. */
#define MOST_INPUT ((goffset) 256 * 1024 * 1024)

void
gnomon_ctl_file_clear (GnomonCtlFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

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

/* Up to the end, or until there are more bytes than @most. */
static gboolean
copy_all (int         from,
          int         to,
          goffset     most,
          const char *from_name,
          const char *to_name,
          GError    **error)
{
  guint8 buffer[64 * 1024];
  goffset total = 0;

  while (total <= most)
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
      total += size;
    }

  return TRUE;
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

/* Gives the descriptor away. */
static int
steal_fd (GnomonCtlFile *file)
{
  int fd = file->fd;

  file->fd = -1;
  return fd;
}

/**
 * gnomon_ctl_open_input:
 * @name: a file's name; "-" for standard input
 * @error: return location
 *
 * Returns: a descriptor at the beginning of its content, to be closed by the caller; -1 where it
 *   cannot be opened
 */
int
gnomon_ctl_open_input (const char *name,
                       GError    **error)
{
  g_auto (GnomonCtlFile) file = { -1 };
  g_auto (GnomonCtlFile) memory = { -1 };
  gboolean standard_input = g_str_equal (name, "-");

  file.fd = standard_input ? dup (STDIN_FILENO) : g_open (name, O_RDONLY | O_CLOEXEC, 0);
  if (file.fd < 0)
    {
      set_file_error (error, standard_input ? _("standard input") : name, errno);
      return -1;
    }
  if (is_regular (file.fd))
    return steal_fd (&file);

  memory.fd = open_memory (error);
  if (memory.fd < 0 || !copy_all (file.fd, memory.fd, MOST_INPUT, name, _("memory"), error))
    return -1;
  lseek (memory.fd, 0, SEEK_SET);
  return steal_fd (&memory);
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
write_to_output (GnomonCtlFillFunc   fill,
                 gpointer            user_data,
                 GError            **error)
{
  g_auto (GnomonCtlFile) memory = { -1 };

  memory.fd = open_memory (error);
  if (memory.fd < 0 || !fill (memory.fd, user_data, error))
    return FALSE;
  lseek (memory.fd, 0, SEEK_SET);
  return copy_all (memory.fd, STDOUT_FILENO, G_MAXOFFSET, _("memory"), _("standard output"), error);
}

static gboolean
write_to_file (const char         *name,
               GnomonCtlFillFunc   fill,
               gpointer            user_data,
               GError            **error)
{
  g_autofree char *folder = g_path_get_dirname (name);
  g_autofree char *temporary = g_build_filename (folder, ".gnomonctl-XXXXXX", NULL);
  g_auto (GnomonCtlFile) file = { -1 };
  gboolean done;

  if (!check_replaceable (name, error))
    return FALSE;
  /* The file is nobody else's business, whatever the umask. */
  file.fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (file.fd < 0)
    return set_file_error (error, name, errno);

  done = fill (file.fd, user_data, error);
  if (done && (fsync (file.fd) != 0 || rename (temporary, name) != 0))
    done = set_file_error (error, name, errno);
  if (!done)
    unlink (temporary);
  return done;
}

/**
 * gnomon_ctl_is_stdout:
 * @name: (nullable): what was given for a file's name
 *
 * Returns: whether it stands for standard output
 */
gboolean
gnomon_ctl_is_stdout (const char *name)
{
  return name == NULL || g_str_equal (name, "-");
}

/**
 * gnomon_ctl_write_output:
 * @name: (nullable): a file's name; "-" or %NULL for standard output
 * @fill: fills what it is given
 * @user_data: for @fill
 * @error: return location
 *
 * Writes a file that is there as a whole or not at all; what stood there before stays until then.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_ctl_write_output (const char         *name,
                         GnomonCtlFillFunc   fill,
                         gpointer            user_data,
                         GError            **error)
{
  return gnomon_ctl_is_stdout (name) ? write_to_output (fill, user_data, error)
                                     : write_to_file (name, fill, user_data, error);
}
