/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-idle-trim.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/*
 * Without a graphics processor GTK draws each frame into a picture as large as the window. The C
 * library keeps such a piece for the next frame, which saves time while something moves, but it
 * keeps it for ever: several megabytes for a window in which nothing does. They go back to the
 * system when no frame has come for a while.
 */

#define IDLE_USECONDS G_USEC_PER_SEC

#ifdef __GLIBC__

static gboolean
source_dispatch (GSource     *source,
                 GSourceFunc  callback,
                 gpointer     user_data)
{
  g_source_set_ready_time (source, -1);
  malloc_trim (0);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

static void
source_free (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
frame_painted_cb (GtkWidget *window)
{
  GSource *source = g_object_get_data (G_OBJECT (window), "gnomon-idle-trim");

  g_source_set_ready_time (source, g_get_monotonic_time () + IDLE_USECONDS);
}

static void
window_realized_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (frame_painted_cb), window, G_CONNECT_SWAPPED);
}

#endif

/**
 * gnomon_idle_trim_watch:
 * @window: a window that is not shown yet
 *
 * Gives free memory back to the system whenever the window has come to rest.
 */
void
gnomon_idle_trim_watch (GtkWidget *window)
{
#ifdef __GLIBC__
  GSource *source;

  g_return_if_fail (GTK_IS_WINDOW (window));

  source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (source, "gnomon-idle-trim");
  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_attach (source, NULL);
  g_object_set_data_full (G_OBJECT (window), "gnomon-idle-trim", source, source_free);
  g_signal_connect (window, "realize", G_CALLBACK (window_realized_cb), NULL);
#endif
}
