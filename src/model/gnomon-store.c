/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-store-private.h"

#include "gnomon-watch.h"
#include "gnomon-zone.h"

/*
 * The store: opens the file, keeps the reader and the writer apart, and tells of changes. What
 * is read and written stands in the files gnomon-store-*.c, by subject.
 */

#define DEFAULT_ALL_DAY_HOUR 9

enum
{
  CHANGED,
  CUT,
  VIEWER_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonStore, gnomon_store, G_TYPE_OBJECT)

/* Looks whether anybody has committed, and tells of it once. */
void
gnomon_store_check_changes (GnomonStore *self)
{
  guint data_version;
  guint64 last;
  GnomonChangeFlags flags;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found;

  if (self->reader == NULL)
    return;

  data_version = gnomon_db_get_data_version (self->reader);
  if (data_version == self->data_version)
    return;

  changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Who was stopped for longer than the log reaches back reads everything anew. */
  if (gnomon_changes_reach (self->reader, self->token))
    found = gnomon_changes_list (self->reader, self->token, &last, changed, deleted, &flags,
                                 &error);
  else
    found = gnomon_changes_list_all (self->reader, &last, changed, &flags, &error);
  if (!found)
    {
      g_warning ("Cannot read the change log: %s", error->message);
      return;
    }

  self->data_version = data_version;
  if (last == self->token)
    return;

  self->token = last;
  g_signal_emit (self, signals[CHANGED], 0, last, changed, deleted, flags);
}

static void
watch_fired_cb (gpointer user_data)
{
  g_autoptr (GnomonStore) self = g_object_ref (user_data);

  gnomon_store_check_changes (self);
}

static void
system_zone_changed_cb (gpointer user_data)
{
  GnomonStore *self = user_data;
  g_autofree char *name = g_strdup (self->viewer_name);

  gnomon_store_set_viewer_zone (self, self->viewer_is_system ? NULL : name);
  if (!g_str_equal (name, self->viewer_name))
    g_message ("The system's time zone is %s now", self->viewer_name);
  g_signal_emit (self, signals[VIEWER_CHANGED], 0);
}

void
gnomon_store_tell_cut (GnomonStore *self,
                       const char  *title)
{
  g_signal_emit (self, signals[CUT], 0, title);
}

static void
gnomon_store_dispose (GObject *object)
{
  gnomon_store_close (GNOMON_STORE (object));

  G_OBJECT_CLASS (gnomon_store_parent_class)->dispose (object);
}

static void
gnomon_store_finalize (GObject *object)
{
  GnomonStore *self = GNOMON_STORE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->viewer, g_time_zone_unref);
  g_free (self->path);
  g_free (self->viewer_name);
  g_free (self->owner_name);
  g_free (self->actor);
  gnomon_store_forget_guests (self);
  g_strfreev (self->own_addresses);

  G_OBJECT_CLASS (gnomon_store_parent_class)->finalize (object);
}

static void
gnomon_store_class_init (GnomonStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_store_dispose;
  object_class->finalize = gnomon_store_finalize;

  /**
   * GnomonStore::changed:
   * @self: the store
   * @token: the change log's last number
   * @changed: (element-type gint64): ids of events that were made or changed
   * @deleted: (element-type gint64): ids of events that went
   * @flags: what else
   *
   * Somebody committed: this process or another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 4,
                                   G_TYPE_UINT64, G_TYPE_ARRAY, G_TYPE_ARRAY, G_TYPE_UINT);

  /**
   * GnomonStore::cut:
   * @self: a store
   * @title: the title of a series
   *
   * Emitted while views read, where a series has more occurrences in the range than are told.
   */
  signals[CUT] = g_signal_new ("cut", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GnomonStore::viewer-changed:
   * @self: the store
   *
   * The system's zone has become another one, or has other rules: floating times and whole days lie
   * at other instants, and what was told in the viewer's time has to be told anew. Nothing in the
   * file has changed.
   */
  signals[VIEWER_CHANGED] = g_signal_new ("viewer-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_store_init (GnomonStore *self)
{
  const char *real_name = g_get_real_name ();

  self->context = g_main_context_ref_thread_default ();
  self->own_addresses = g_new0 (char *, 1);
  self->all_day_hour = DEFAULT_ALL_DAY_HOUR;
  self->owner_name = g_strdup (g_str_equal (real_name, "Unknown") || *real_name == '\0'
                               ? g_get_user_name () : real_name);
  gnomon_store_set_viewer_zone (self, NULL);
}

/**
 * gnomon_store_open:
 * @path: the database's file; made with its folder where there is none
 * @clock: what the time is
 * @error: return location
 *
 * Opens the store for the calling thread: its reads run there, and its answers come on that
 * thread's default main context. A file that cannot be read, or is a newer program's, is left as
 * it is.
 *
 * Returns: (transfer full) (nullable): the store; else GNOMON_ERROR_STORAGE or _READ_ONLY
 */
GnomonStore *
gnomon_store_open (const char   *path,
                   GnomonClock  *clock,
                   GError      **error)
{
  g_autoptr (GnomonStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (GNOMON_IS_CLOCK (clock), NULL);

  self = g_object_new (GNOMON_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->reader = gnomon_store_open_file (path, &self->read_only, error);
  if (self->reader == NULL)
    return NULL;

  self->data_version = gnomon_db_get_data_version (self->reader);
  self->token = gnomon_changes_get_last (self->reader);
  self->series = gnomon_series_cache_new ();
  self->writer = gnomon_writer_new (path);
  if (!self->read_only)
    gnomon_batches_reap_leftovers (self);
  self->watch = gnomon_watch_new (path, watch_fired_cb, self);
  self->zone_watch = gnomon_zone_watch_new (system_zone_changed_cb, self);
  return g_steal_pointer (&self);
}

/**
 * gnomon_store_close:
 * @self: a store
 *
 * Waits until the changes under way are on disk and lets the file go. Answers that were not
 * delivered yet still come. May be called twice.
 */
void
gnomon_store_close (GnomonStore *self)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  g_clear_pointer (&self->zone_watch, gnomon_zone_watch_free);
  g_clear_pointer (&self->watch, gnomon_watch_free);
  g_clear_pointer (&self->writer, gnomon_writer_free);
  g_clear_pointer (&self->reader, gnomon_db_close);
  g_clear_pointer (&self->series, gnomon_series_cache_free);
}

GnomonDb *
gnomon_store_get_reader (GnomonStore *self)
{
  return self->reader;
}

GnomonSeriesCache *
gnomon_store_get_series (GnomonStore *self)
{
  return self->series;
}

const char *
gnomon_store_get_path (GnomonStore *self)
{
  return self->path;
}

/**
 * gnomon_store_get_clock:
 * @self: a store
 *
 * Returns: (transfer none): the clock that it was opened with
 */
GnomonClock *
gnomon_store_get_clock (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->clock;
}

/**
 * gnomon_store_get_viewer_zone:
 * @self: a store
 *
 * Returns: (transfer none): the zone in which the user looks at all-day and floating events
 */
GTimeZone *
gnomon_store_get_viewer_zone (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->viewer;
}

/**
 * gnomon_store_get_viewer_zone_name:
 * @self: a store
 *
 * Returns: (transfer none): the viewer's zone as an IANA name
 */
const char *
gnomon_store_get_viewer_zone_name (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->viewer_name;
}

/**
 * gnomon_store_set_viewer_zone:
 * @self: a store
 * @name: (nullable): an IANA name; %NULL for the system's zone
 *
 * Sets where the user is. A name that is not known counts as the system's, which is followed when
 * it changes.
 */
void
gnomon_store_set_viewer_zone (GnomonStore *self,
                              const char  *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  g_return_if_fail (GNOMON_IS_STORE (self));

  zone = name != NULL ? gnomon_zone_lookup (name) : NULL;
  self->viewer_is_system = zone == NULL;
  g_free (self->viewer_name);
  self->viewer_name = zone != NULL ? g_strdup (name) : gnomon_zone_dup_system_name ();
  g_clear_pointer (&self->viewer, g_time_zone_unref);
  self->viewer = zone != NULL ? g_steal_pointer (&zone) : gnomon_zone_new_system ();
}

/**
 * gnomon_store_check_zone:
 * @self: a store
 *
 * Looks whether the system's zone has changed, where somebody else has told of it.
 */
void
gnomon_store_check_zone (GnomonStore *self)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  if (self->zone_watch != NULL)
    gnomon_zone_watch_check (self->zone_watch);
}

/**
 * gnomon_store_get_owner_name:
 * @self: a store
 *
 * Returns: (transfer none): the session user's real name
 */
const char *
gnomon_store_get_owner_name (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->owner_name;
}

/**
 * gnomon_store_set_actor:
 * @self: a store
 * @actor: who acts in it, as the history names them
 *
 * Says who makes the changes whose operation names nobody. Without this it is the program's name.
 */
void
gnomon_store_set_actor (GnomonStore *self,
                        const char  *actor)
{
  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (actor != NULL);

  g_free (self->actor);
  self->actor = g_strdup (actor);
}

/**
 * gnomon_store_get_own_addresses:
 * @self: a store
 *
 * Returns: (transfer none): the user's own mail addresses; never %NULL
 */
const char * const *
gnomon_store_get_own_addresses (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return (const char * const *) self->own_addresses;
}

/**
 * gnomon_store_set_own_addresses:
 * @self: a store
 * @addresses: (nullable): mail addresses
 *
 * Sets by which addresses the user is known among an event's guests.
 */
void
gnomon_store_set_own_addresses (GnomonStore        *self,
                                const char * const *addresses)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  g_strfreev (self->own_addresses);
  self->own_addresses = addresses != NULL ? g_strdupv ((char **) addresses) : g_new0 (char *, 1);
  gnomon_store_forget_guests (self);
}

/**
 * gnomon_store_get_all_day_hour:
 * @self: a store
 *
 * Returns: the hour, 0 to 23, from which the lead of a reminder of whole days is counted
 */
int
gnomon_store_get_all_day_hour (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), DEFAULT_ALL_DAY_HOUR);

  return self->all_day_hour;
}

/**
 * gnomon_store_set_all_day_hour:
 * @self: a store
 * @hour: 0 to 23; by default 9
 *
 * Sets the hour from which the lead of a reminder of whole days is counted. What is planned
 * already moves with gnomon_store_replan_reminders_async().
 */
void
gnomon_store_set_all_day_hour (GnomonStore *self,
                               int          hour)
{
  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (hour >= 0 && hour < 24);

  self->all_day_hour = hour;
}

/**
 * gnomon_store_get_token:
 * @self: a store
 *
 * Returns: the number of the last change that was told by "changed", or stood when it was opened
 */
guint64
gnomon_store_get_token (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), 0);

  return self->token;
}

/**
 * gnomon_store_is_read_only:
 * @self: a store
 *
 * Returns: %TRUE where the file can only be read: each change answers GNOMON_ERROR_READ_ONLY
 */
gboolean
gnomon_store_is_read_only (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), TRUE);

  return self->read_only;
}
