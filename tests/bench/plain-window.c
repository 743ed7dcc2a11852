/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#ifdef WITH_ADWAITA
#include <adwaita.h>
#else
#include <gtk/gtk.h>
#endif

/* The least that a window can be, of GTK or of libadwaita: what bench-window.c compares with. */

static void
activated_cb (GtkApplication *application,
              gpointer        user_data)
{
#ifdef WITH_ADWAITA
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new ("A window"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
#else
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_titlebar (GTK_WINDOW (window), gtk_header_bar_new ());
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("A window"));
#endif
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
#ifdef WITH_ADWAITA
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.gnomon.PlainWindow", G_APPLICATION_NON_UNIQUE);
#else
  g_autoptr (GtkApplication) application =
      gtk_application_new ("org.gnomon.PlainWindow", G_APPLICATION_NON_UNIQUE);
#endif

  g_signal_connect (application, "activate", G_CALLBACK (activated_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
