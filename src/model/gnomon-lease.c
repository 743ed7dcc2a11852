/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-lease.h"

#include <string.h>
#include <unistd.h>

/* The 22nd field of a process's stat line, counted from 1; the second, its name in parentheses,
 * may itself hold blanks and parentheses. */
#define STAT_FIELDS_AFTER_NAME 20

/* 0: there is no such process. */
static gint64
read_start (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *line = NULL;
  g_auto (GStrv) fields = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &line, NULL, NULL))
    return 0;

  after_name = strrchr (line, ')');
  if (after_name == NULL || after_name[1] != ' ')
    return 0;

  fields = g_strsplit (after_name + 2, " ", STAT_FIELDS_AFTER_NAME + 1);
  if (g_strv_length (fields) <= STAT_FIELDS_AFTER_NAME)
    return 0;

  return g_ascii_strtoll (fields[STAT_FIELDS_AFTER_NAME - 1], NULL, 10);
}

/**
 * gnomon_lease_get_own:
 *
 * Safe to call from any thread.
 *
 * Returns: (transfer none): the lease that this process signs with
 */
const GnomonLease *
gnomon_lease_get_own (void)
{
  static GnomonLease own;
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_autofree char *boot = NULL;

      own.pid = getpid ();
      own.start = read_start (own.pid);
      if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
        own.boot = g_intern_string (g_strstrip (boot));
      else
        own.boot = "";
      g_once_init_leave (&done, 1);
    }

  return &own;
}

/**
 * gnomon_lease_is_alive:
 * @self: a lease
 *
 * Returns: %TRUE while the process that signed it runs
 */
gboolean
gnomon_lease_is_alive (const GnomonLease *self)
{
  const GnomonLease *own = gnomon_lease_get_own ();

  g_return_val_if_fail (self != NULL && self->boot != NULL, FALSE);

  /* Also where /proc is closed to us, nobody else can have signed like this. */
  if (self->pid == own->pid && self->start == own->start)
    return g_str_equal (self->boot, own->boot);

  return self->start != 0 && g_str_equal (self->boot, own->boot)
         && read_start (self->pid) == self->start;
}
