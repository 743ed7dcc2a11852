/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-store-private.h"

/*
 * A second store on the same file, for a thread that only reads: with a connection and a cache of
 * its own, and without a writer, a watch or signals.
 */

/* In whose eyes a store is read: what its owner may change at any time. */
struct _GnomonStoreView
{
  GTimeZone *zone;
  char *zone_name;
  char **own_addresses;
};

/**
 * gnomon_store_open_reader:
 * @self: a store that belongs to any thread, and outlives the call
 * @error: return location
 *
 * Opens what @self has open once more, for the calling thread to read.
 *
 * Returns: (transfer full) (nullable): the store; else GNOMON_ERROR_STORAGE
 */
GnomonStore *
gnomon_store_open_reader (GnomonStore  *self,
                          GError      **error)
{
  g_autoptr (GnomonStore) reader = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  /* These stay as they are from when the store was opened. */
  reader = g_object_new (GNOMON_TYPE_STORE, NULL);
  reader->path = g_strdup (self->path);
  reader->clock = g_object_ref (self->clock);
  reader->read_only = TRUE;
  reader->reader = gnomon_db_open (reader->path,
                                   self->read_only ? GNOMON_DB_IMMUTABLE : GNOMON_DB_READ_ONLY,
                                   error);
  if (reader->reader == NULL)
    return NULL;

  reader->series = gnomon_series_cache_new ();
  return g_steal_pointer (&reader);
}

/**
 * gnomon_store_get_view:
 * @self: a store, on the thread that owns it
 *
 * Returns: (transfer full): in whose eyes it is read now, to be handed to a reader
 */
GnomonStoreView *
gnomon_store_get_view (GnomonStore *self)
{
  GnomonStoreView *view;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  view = g_new (GnomonStoreView, 1);
  view->zone = g_time_zone_ref (self->viewer);
  view->zone_name = g_strdup (self->viewer_name);
  view->own_addresses = g_strdupv (self->own_addresses);
  return view;
}

/**
 * gnomon_store_take_view:
 * @self: a reader, on its thread
 * @view: (transfer full): what the store it was opened from had
 *
 * From now on it is read in those eyes.
 */
void
gnomon_store_take_view (GnomonStore     *self,
                        GnomonStoreView *view)
{
  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (self->writer == NULL);

  g_time_zone_unref (self->viewer);
  g_free (self->viewer_name);
  g_strfreev (self->own_addresses);
  self->viewer_is_system = FALSE;
  self->viewer = view->zone;
  self->viewer_name = view->zone_name;
  self->own_addresses = view->own_addresses;
  g_free (view);
}

void
gnomon_store_view_free (GnomonStoreView *view)
{
  g_time_zone_unref (view->zone);
  g_free (view->zone_name);
  g_strfreev (view->own_addresses);
  g_free (view);
}

/**
 * gnomon_store_release_memory:
 * @self: a reader, on its thread
 *
 * Gives up what is kept of the file to read it the sooner the next time.
 */
void
gnomon_store_release_memory (GnomonStore *self)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  gnomon_db_release_memory (self->reader);
}
