/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-style.h"

#include <adwaita.h>

/* In the order of their weight. */
static const struct
{
  const char *path;
  gboolean is_dark;
  gboolean is_contrast;
} sheets[] = {
  { "/org/gnomon/Gnomon/style/dark.css", TRUE, FALSE },
  { "/org/gnomon/Gnomon/style/contrast.css", FALSE, TRUE },
  { "/org/gnomon/Gnomon/style/contrast-dark.css", TRUE, TRUE },
};

/* NULL: not needed yet. To read one takes a while, of which the start has none to give away. */
static GtkCssProvider *providers[G_N_ELEMENTS (sheets)];

static GtkStyleProvider *
ensure_provider (gsize index)
{
  if (providers[index] == NULL)
    {
      providers[index] = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (providers[index], sheets[index].path);
    }

  return GTK_STYLE_PROVIDER (providers[index]);
}

/* All are taken off first: among those of one priority the last that came wins. */
static void
update (AdwStyleManager *manager)
{
  GdkDisplay *display = gdk_display_get_default ();

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (providers[i] != NULL)
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (providers[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    if ((!sheets[i].is_dark || adw_style_manager_get_dark (manager))
        && (!sheets[i].is_contrast || adw_style_manager_get_high_contrast (manager)))
      gtk_style_context_add_provider_for_display (display, ensure_provider (i),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * gnomon_style_prepare:
 *
 * Starts GTK without its own style. libadwaita puts another in its place a moment later, and to
 * read one of them takes a twentieth of the time until the window is seen. To be called once,
 * before the application starts.
 */
void
gnomon_style_prepare (void)
{
  if (g_getenv ("GTK_THEME") != NULL)
    {
      gtk_init ();
      return;
    }

  /* libadwaita leaves the style to who has set this, so it has to be gone before that starts. */
  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  gtk_init ();
  gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

/**
 * gnomon_style_init:
 *
 * Loads the style sheets of the appearance and follows it from now on. To be called once, when the
 * application has started: what comes later outweighs its common style.
 */
void
gnomon_style_init (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect (manager, "notify::dark", G_CALLBACK (update), NULL);
  g_signal_connect (manager, "notify::high-contrast", G_CALLBACK (update), NULL);
  update (manager);
}
