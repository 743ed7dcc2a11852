/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-private.h"

#include <fcntl.h>
#include <unistd.h>

/*
 * Turns at the write lock. SQLite's lock has no queue: whoever writes part after part would find it
 * free each time, and whoever sleeps between two attempts would find it taken. So a connection that
 * waits for it says so by a lock on FILE-poke, of the kind that belongs to an open file and goes
 * with it (fcntl(2), F_OFD_SETLK); and one that writes much looks, between two parts, whether there
 * is such a lock, and lets its owner begin.
 */

/* How long it lets others begin, and how often it looks, in microseconds. */
#define LONGEST_TURN (20 * G_TIME_SPAN_MILLISECOND)
#define LOOK_TIME 200

/* The bytes of FILE-poke that are locked: by one that waits, and by one that copies the log. */
#define WAITING 0
#define COPYING 1

/* The pause where nothing can be known of others. */
#define BLIND_PAUSE 1000

static gboolean
have_file (GnomonDb *self)
{
  g_autofree char *path = NULL;

  if (self->turns >= 0)
    return TRUE;

  path = g_strconcat (sqlite3_db_filename (self->handle, "main"), "-poke", NULL);
  self->turns = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  return self->turns >= 0;
}

static gboolean
control (GnomonDb *self,
         int       command,
         off_t     place,
         short    *type)
{
  struct flock lock = { .l_type = *type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1 };
  gboolean done = fcntl (self->turns, command, &lock) == 0;

  *type = lock.l_type;
  return done;
}

/* Before each attempt but the first one. Another one may have said it already: then that is enough
 * until it has begun. */
void
gnomon_db_say_waiting (GnomonDb *self)
{
  short type = F_WRLCK;

  if (!self->says_waiting && have_file (self))
    self->says_waiting = control (self, F_OFD_SETLK, WAITING, &type);
}

/* Once it has begun, or has given up. */
void
gnomon_db_end_waiting (GnomonDb *self)
{
  short type = F_UNLCK;

  if (self->says_waiting)
    control (self, F_OFD_SETLK, WAITING, &type);
  self->says_waiting = FALSE;
}

/**
 * gnomon_db_give_way:
 * @self: a writing connection outside of any transaction
 *
 * Lets another connection, of any process, begin that waits to write: between two parts of a long
 * work. Where none waits it takes no time; one that waits and never begins holds nobody up for
 * long.
 */
void
gnomon_db_give_way (GnomonDb *self)
{
  gint64 deadline = g_get_monotonic_time () + LONGEST_TURN;
  short type = F_WRLCK;

  if (!have_file (self))
    {
      g_usleep (BLIND_PAUSE);
      return;
    }
  while (control (self, F_OFD_GETLK, WAITING, &type) && type != F_UNLCK
         && g_get_monotonic_time () < deadline)
    {
      g_usleep (LOOK_TIME);
      type = F_WRLCK;
    }
}

/* Nobody else need copy the log into the database, for as long as this process lives: a short
 * change would have to wait until all is on disk that a long one has written. */
void
gnomon_db_say_copying (GnomonDb *self,
                       gboolean  copying)
{
  short type = copying ? F_WRLCK : F_UNLCK;

  if (have_file (self))
    control (self, F_OFD_SETLK, COPYING, &type);
}

gboolean
gnomon_db_is_copied_by_other (GnomonDb *self)
{
  short type = F_WRLCK;

  return have_file (self) && control (self, F_OFD_GETLK, COPYING, &type) && type != F_UNLCK;
}
