/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-compat.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gnomon-scrim.h"

typedef struct
{
  GtkFileChooserNative *chooser;
  GtkWindow *parent;
  GnomonFileChosen callback;
} Choice;

static void
file_chooser_response_cb (Choice *choice,
                          int     response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (choice->chooser));

      if (file != NULL)
        choice->callback (file, choice->parent);
    }

  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (choice->chooser));
  g_object_unref (choice->chooser);
  g_object_unref (choice->parent);
  g_free (choice);
}

/* (transfer none): kept until it is answered */
static GtkFileChooser *
make_chooser (GtkWindow            *parent,
              const char           *title,
              GtkFileChooserAction  action,
              GnomonFileChosen      callback)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->callback = callback;
  choice->chooser = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->chooser), TRUE);
  g_signal_connect_swapped (choice->chooser, "response", G_CALLBACK (file_chooser_response_cb),
                            choice);

  return GTK_FILE_CHOOSER (choice->chooser);
}

/**
 * gnomon_compat_get_color:
 * @widget: a widget
 * @color: (out): the colour that its style gives to text
 */
void
gnomon_compat_get_color (GtkWidget *widget,
                         GdkRGBA   *color)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (color != NULL);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
}

/**
 * gnomon_compat_lookup_color:
 * @widget: a widget
 * @name: a colour that the style sheet defines
 * @color: (out): its value; that of the text where it is not defined
 */
void
gnomon_compat_lookup_color (GtkWidget  *widget,
                            const char *name,
                            GdkRGBA    *color)
{
  GtkStyleContext *context;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);
  g_return_if_fail (color != NULL);

  context = gtk_widget_get_style_context (widget);
  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

/**
 * gnomon_compat_choose_file:
 * @parent: the window that asks
 * @title: of the dialog
 * @filter_name: what the files are called
 * @mime_type: their type
 * @callback: called with the file and @parent, where one is chosen
 *
 * Asks for a file to open.
 */
void
gnomon_compat_choose_file (GtkWindow        *parent,
                           const char       *title,
                           const char       *filter_name,
                           const char       *mime_type,
                           GnomonFileChosen  callback)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooser *chooser;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  gtk_file_filter_set_name (filter, filter_name);
  gtk_file_filter_add_mime_type (filter, mime_type);
  chooser = make_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, callback);
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * gnomon_compat_choose_new_file:
 * @parent: the window that asks
 * @title: of the dialog
 * @name: the name that is offered
 * @callback: called with the file and @parent, where one is chosen
 *
 * Asks for a file to write; the dialog asks by itself before one that is there is overwritten.
 */
void
gnomon_compat_choose_new_file (GtkWindow        *parent,
                               const char       *title,
                               const char       *name,
                               GnomonFileChosen  callback)
{
  GtkFileChooser *chooser;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  chooser = make_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, callback);
  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

typedef struct
{
  GtkWindow *parent;
  GnomonUriFailed callback;
} Opening;

static void
uri_shown_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GtkWindow) parent = opening->parent;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (parent, result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    opening->callback (parent, error);
}

/**
 * gnomon_compat_open_uri:
 * @parent: the window that asks
 * @uri: what to open
 * @callback: called where nothing opens it, unless that is the user's own choice
 *
 * Opens a link in the program that the user has for it, inside of a sandbox through the portal.
 */
void
gnomon_compat_open_uri (GtkWindow       *parent,
                        const char      *uri,
                        GnomonUriFailed  callback)
{
  Opening *opening;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (uri != NULL && callback != NULL);

  opening = g_new0 (Opening, 1);
  opening->parent = g_object_ref (parent);
  opening->callback = callback;
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, uri_shown_cb, opening);
}

/**
 * gnomon_compat_show_shortcuts:
 * @parent: the window that asks
 * @resource_path: a description with a GtkShortcutsWindow called `shortcuts`
 */
void
gnomon_compat_show_shortcuts (GtkWindow  *parent,
                              const char *resource_path)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (resource_path);
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gnomon_compat_name_part (GTK_WIDGET (shortcuts), GTK_TYPE_SEARCH_ENTRY, _("Search"));
  gnomon_compat_name_part (GTK_WIDGET (shortcuts), GTK_TYPE_TOGGLE_BUTTON, _("Search"));
  gnomon_compat_name_part (GTK_WIDGET (shortcuts), GTK_TYPE_MENU_BUTTON, _("Shortcuts"));
  gnomon_scrim_follow (shortcuts);
  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}

/**
 * gnomon_compat_show_about:
 * @parent: (nullable): the window that asks
 */
void
gnomon_compat_show_about (GtkWindow *parent)
{
  const char *comments = _("Keep your calendar, meet your guests, and be reminded in time");
  GtkWindow *about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                   "transient-for", parent,
                                   "modal", TRUE,
                                   "application-name", "Gnomon",
                                   "application-icon", GNOMON_APPLICATION_ID,
                                   "version", GNOMON_VERSION,
                                   "license-type", GTK_LICENSE_GPL_3_0,
                                   "comments", comments,
                                   NULL);

  gnomon_scrim_follow (about);
  gtk_window_present (about);
}

static GtkWidget *
find_part (GtkWidget *widget,
           GType      type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *part = g_type_is_a (G_OBJECT_TYPE (child), type) ? child : find_part (child, type);

      if (part != NULL)
        return part;
    }

  return NULL;
}

/**
 * gnomon_compat_name_part:
 * @widget: a widget that the toolkit makes of parts
 * @type: a type of widgets
 * @name: what the part is to be called for those who do not see it
 *
 * Names the first part of a type. Some versions of the toolkit give such parts the focus, and no
 * name; where there is no such part, there is nothing to name.
 */
void
gnomon_compat_name_part (GtkWidget  *widget,
                         GType       type,
                         const char *name)
{
  GtkWidget *part;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  part = find_part (widget, type);
  if (part != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hide_pages (GtkStack *stack)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, page != shown,
                                 -1);
}

/**
 * gnomon_compat_hide_pages:
 * @stack: a stack
 *
 * Keeps the pages that the stack does not show out of what screen readers go through, from now on.
 * Some versions of the toolkit tell them of all pages as if they were in sight.
 */
void
gnomon_compat_hide_pages (GtkStack *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (hide_pages), NULL);
  hide_pages (stack);
}
