/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * The calls that newer versions of the toolkit deprecate, and whose successors the floor does not
 * have, one wrapper each; and what the floor leaves to the application.
 */

G_BEGIN_DECLS

typedef void (*GnomonFileChosen) (GFile    *file,
                                  gpointer  user_data);
typedef void (*GnomonUriFailed)  (GtkWindow    *parent,
                                  const GError *error);

void     gnomon_compat_get_color       (GtkWidget        *widget,
                                        GdkRGBA          *color);
void     gnomon_compat_lookup_color    (GtkWidget        *widget,
                                        const char       *name,
                                        GdkRGBA          *color);
void     gnomon_compat_choose_file     (GtkWindow        *parent,
                                        const char       *title,
                                        const char       *filter_name,
                                        const char       *mime_type,
                                        GnomonFileChosen  callback);
void     gnomon_compat_choose_new_file (GtkWindow        *parent,
                                        const char       *title,
                                        const char       *name,
                                        GnomonFileChosen  callback);
void     gnomon_compat_open_uri        (GtkWindow        *parent,
                                        const char       *uri,
                                        GnomonUriFailed   callback);
void     gnomon_compat_show_shortcuts  (GtkWindow        *parent,
                                        const char       *resource_path);
void     gnomon_compat_show_about      (GtkWindow        *parent);

/* What a stack does not show is not there for those who hear the window, either. */
void     gnomon_compat_hide_pages      (GtkStack         *stack);

/* The toolkit's own parts in its widgets have no names, though some take the focus: names the first
 * of a type in @widget. */
void     gnomon_compat_name_part       (GtkWidget        *widget,
                                        GType             type,
                                        const char       *name);

G_END_DECLS
