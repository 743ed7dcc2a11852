/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/*
 * The service runs as long as the session and mostly waits; what a large answer took for a moment
 * shall not stay with it. The C library gives pages back by itself only from the heap's end.
 */

#define TRIM_SECONDS 1

#ifdef __GLIBC__

/*
 * GLib before 2.76 keeps for ever what its slices have freed, unless it is told to use malloc for
 * them. It can be told until the first slice is used, which is while the libraries are
 * initialised: main() would be too late. Later versions do so by themselves.
 */
static void
choose_allocator (void)
{
  /* Meant for debugging, and gone without harm where slices are gone: nothing replaces it. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_slice_set_config (G_SLICE_CONFIG_ALWAYS_MALLOC, TRUE);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

__attribute__ ((section (".preinit_array"), used))
static void (* const before_libraries) (void) = choose_allocator;

static int is_due;

static gboolean
trim_cb (gpointer user_data)
{
  g_atomic_int_set (&is_due, FALSE);
  malloc_trim (0);

  return G_SOURCE_REMOVE;
}

#endif

/**
 * gnomon_memory_trim_later:
 *
 * To be called after something large was answered: gives free memory back to the system, once,
 * when the answers of the moment are on their way. May be called from any thread.
 */
void
gnomon_memory_trim_later (void)
{
#ifdef __GLIBC__
  if (g_atomic_int_compare_and_exchange (&is_due, FALSE, TRUE))
    g_timeout_add_seconds (TRIM_SECONDS, trim_cb, NULL);
#endif
}
