/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-clock.h"

#include "gnomon-civil.h"
#include "gnomon-folder-watch.h"

struct _GnomonClock
{
  GObject parent_instance;

  gint64 frozen_at;
  gboolean frozen;

  char *path;                   /* (nullable): of the file that says where it stands */
  char *name;
  GnomonFolderWatch *folder;
};

enum
{
  SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonClock, gnomon_clock, G_TYPE_OBJECT)

static void
freeze (GnomonClock *self,
        const char  *text)
{
  self->frozen = gnomon_civil_parse_instant (text, &self->frozen_at);
  if (!self->frozen)
    g_warning ("GNOMON_CLOCK: “%s” is not an RFC 3339 instant", text);
}

static void
read_file (GnomonClock *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_get_contents (self->path, &text, NULL, &error))
    freeze (self, g_strstrip (text));
  else
    g_warning ("GNOMON_CLOCK: %s", error->message);
}

static void
file_changed_cb (const char *name,
                 gpointer    user_data)
{
  GnomonClock *self = user_data;
  gint64 before = self->frozen_at;

  if (name == NULL || !g_str_equal (name, self->name))
    return;

  read_file (self);
  if (self->frozen_at != before)
    g_signal_emit (self, signals[SET], 0);
}

static void
follow_file (GnomonClock *self,
             const char  *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  self->folder = gnomon_folder_watch_new (folder, file_changed_cb, self);
  read_file (self);
}

static void
gnomon_clock_finalize (GObject *object)
{
  GnomonClock *self = GNOMON_CLOCK (object);

  gnomon_folder_watch_free (self->folder);
  g_free (self->path);
  g_free (self->name);

  G_OBJECT_CLASS (gnomon_clock_parent_class)->finalize (object);
}

static void
gnomon_clock_class_init (GnomonClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gnomon_clock_finalize;

  signals[SET] = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_clock_init (GnomonClock *self)
{
  const char *text = g_getenv ("GNOMON_CLOCK");

  if (text == NULL || *text == '\0')
    return;

  if (*text == '/')
    follow_file (self, text);
  else
    freeze (self, text);
}

/**
 * gnomon_clock_new:
 *
 * Makes the system's clock. Where the environment has GNOMON_CLOCK, the clock stands still at
 * that instant: for tests and for pictures. Where that is the path of a file, the file has the
 * instant, and putting another one in its place sets the clock.
 *
 * Returns: (transfer full): a clock
 */
GnomonClock *
gnomon_clock_new (void)
{
  return g_object_new (GNOMON_TYPE_CLOCK, NULL);
}

/**
 * gnomon_clock_get_now:
 * @self: a clock
 *
 * Returns: the time now, in Unix seconds, rounded down
 */
gint64
gnomon_clock_get_now (GnomonClock *self)
{
  g_return_val_if_fail (GNOMON_IS_CLOCK (self), 0);

  return self->frozen ? self->frozen_at : g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * gnomon_clock_is_frozen:
 * @self: a clock
 *
 * Returns: %TRUE where the time does not go on, so that nobody waits for a later instant
 */
gboolean
gnomon_clock_is_frozen (GnomonClock *self)
{
  g_return_val_if_fail (GNOMON_IS_CLOCK (self), FALSE);

  return self->frozen;
}
