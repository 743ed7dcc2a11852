/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-file-read.h"
#include "gnomon-ical.h"
#include "gnomon-import-dialog.h"
#include "gnomon-welcome.h"
#include "gnomon-words.h"

/* Calendar files that are opened or dropped: one is shown first, and asked about; several come in
 * one after the other, with a toast for all. */

typedef struct
{
  GnomonWindow *window;
  GPtrArray *files;
  guint next;
  guint added;
  guint updated;
  guint skipped;
  guint n_warnings;
  GnomonOperation *operation;   /* of the file that is coming in, or was the last */
} Import;

static void read_next (Import *import);

static void
import_free (Import *import)
{
  g_object_unref (import->window);
  g_ptr_array_unref (import->files);
  g_clear_pointer (&import->operation, gnomon_operation_unref);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static char *
format_result (Import *import)
{
  if (import->added > 0 && import->updated > 0)
    {
      g_autofree char *added = g_strdup_printf (ngettext ("%u event added", "%u events added",
                                                          import->added),
                                                import->added);
      g_autofree char *updated = g_strdup_printf (ngettext ("%u event updated", "%u events updated",
                                                            import->updated),
                                                  import->updated);

      /* Translators: both are sentences of their own, as in "12 events added, 3 events updated". */
      return g_strdup_printf (_("%s, %s"), added, updated);
    }
  if (import->updated > 0)
    return g_strdup_printf (ngettext ("%u event updated", "%u events updated", import->updated),
                            import->updated);
  if (import->added > 0)
    return g_strdup_printf (ngettext ("%u event added", "%u events added", import->added),
                            import->added);
  if (import->skipped > 0)
    return g_strdup (_("All events of the file are here already"));

  return g_strdup (_("The file has no events"));
}

static void
finish (Import *import)
{
  g_autoptr (Import) owned = import;
  g_autofree char *result = format_result (import);
  guint64 change = 0;

  if (import->n_warnings > 0)
    {
      g_autofree char *warned = g_strdup_printf (ngettext ("%u entry could not be read in full",
                                                           "%u entries could not be read in full",
                                                           import->n_warnings),
                                                 import->n_warnings);

      gnomon_window_add_toast (import->window, warned);
    }

  /* An undo takes back one file: of several none is the one that is meant. */
  if (import->files->len == 1)
    change = gnomon_operation_get_change (import->operation);
  gnomon_window_add_undo_toast (import->window, result, change);
}

static void
fail (Import       *import,
      const GError *error)
{
  g_autoptr (Import) owned = import;
  g_autofree char *words = gnomon_words_for_error (error);
  g_autofree char *name = g_file_get_basename (g_ptr_array_index (import->files, import->next));
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: the first %s is the name of a file, the second says why. */
  g_autofree char *text = g_strdup_printf (_("“%s” could not be opened: %s"), shown, words);

  gnomon_window_add_toast (import->window, text);
}

static void
file_imported_cb (GObject      *store,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Import *import = user_data;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;
  const char * const *warnings;

  if (!gnomon_store_apply_finish (GNOMON_STORE (store), result, &object, &error))
    {
      fail (import, error);
      return;
    }

  import->added += gnomon_import_get_added (GNOMON_IMPORT (object));
  import->updated += gnomon_import_get_updated (GNOMON_IMPORT (object));
  import->skipped += gnomon_import_get_skipped (GNOMON_IMPORT (object));
  warnings = gnomon_import_get_warnings (GNOMON_IMPORT (object));
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    {
      g_message ("%s", warnings[i]);
      import->n_warnings++;
    }

  import->next++;
  read_next (import);
}

static void
file_read_cb (GObject      *file,
              GAsyncResult *result,
              gpointer      user_data)
{
  Import *import = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = gnomon_file_read_finish (G_FILE (file), result, &error);
  if (bytes == NULL)
    {
      fail (import, error);
      return;
    }
  /* The window was closed meanwhile. */
  if (import->window->store == NULL)
    {
      import_free (import);
      return;
    }

  g_clear_pointer (&import->operation, gnomon_operation_unref);
  import->operation = gnomon_operation_new_import (bytes, 0);
  gnomon_store_apply_async (import->window->store, import->operation, NULL, file_imported_cb,
                            import);
}

static void
read_next (Import *import)
{
  if (import->next < import->files->len)
    gnomon_file_read_async (g_ptr_array_index (import->files, import->next), NULL, file_read_cb,
                            import);
  else
    finish (import);
}

static void
dialog_told_cb (GnomonWindow *self,
                const char   *text,
                guint64       change)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if (self->store != NULL)
    gnomon_window_add_undo_toast (self, text, change);
}

static void
show_dialog (GnomonWindow *self,
             GFile        *source)
{
  GtkWidget *dialog = gnomon_import_dialog_new (GTK_WINDOW (self), self->store, source);

  g_signal_connect_object (dialog, "told", G_CALLBACK (dialog_told_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * gnomon_window_import:
 * @self: a window
 * @files: (array length=n_files): calendar files, or addresses of calendars on the web
 * @n_files: how many
 *
 * Shows what a calendar file holds, and lets the user choose what to do with it. The events of
 * several go into the default calendar at once.
 */
void
gnomon_window_import (GnomonWindow  *self,
                      GFile        **files,
                      guint          n_files)
{
  Import *import;

  g_return_if_fail (GNOMON_IS_WINDOW (self));
  g_return_if_fail (n_files == 0 || files != NULL);

  if (n_files == 0)
    return;
  if (n_files == 1)
    {
      show_dialog (self, files[0]);
      return;
    }

  import = g_new0 (Import, 1);
  import->window = g_object_ref (self);
  import->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (import->files, g_object_ref (files[i]));

  read_next (import);
}

/**
 * gnomon_window_welcome:
 * @self: a window with settings
 *
 * Shows what is asked at the very first start.
 *
 * Returns: (transfer none): the welcome
 */
GtkWidget *
gnomon_window_welcome (GnomonWindow *self)
{
  GtkWidget *welcome;

  g_return_val_if_fail (GNOMON_IS_WINDOW (self), NULL);

  welcome = gnomon_welcome_new (GTK_WINDOW (self), self->store, self->settings);
  g_signal_connect_object (welcome, "told", G_CALLBACK (dialog_told_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (welcome));
  return welcome;
}
