/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>

#include <glib/gstdio.h>

#include "gnomon-draft.h"
#include "gnomon-error.h"

/* The event, the occurrence, the fields and the rest, in GVariant's text format: people can read
 * it, too. Older ones have no rest. */
#define FORMAT "(xsa{sv}a{sv})"
#define OLD_FORMAT "(xsa{sv})"

/* More than a person types; what is larger was not written here. */
#define MOST_BYTES (4 * 1024 * 1024)

/**
 * gnomon_draft_dup_path:
 *
 * Returns: (transfer full): where the draft is kept
 */
char *
gnomon_draft_dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "gnomon", "draft", NULL);
}

/**
 * gnomon_draft_write:
 * @path: where the draft is kept; the folder is made
 * @event_id: what is edited; 0: a new event
 * @recurrence_id: of a series the occurrence; else empty
 * @fields: of %GNOMON_KIND_EVENT: what the editor says
 * @rest: an a{sv}: what it says besides; a floating one is consumed
 * @error: return location for an error
 *
 * Writes the draft in the place of the one before. It outlives a crash of the program; it is not
 * forced to the disk, for that takes longer than a frame.
 *
 * Errors: %GNOMON_ERROR_STORAGE.
 *
 * Returns: whether it is written
 */
gboolean
gnomon_draft_write (const char          *path,
                    gint64               event_id,
                    const char          *recurrence_id,
                    const GnomonFields  *fields,
                    GVariant            *rest,
                    GError             **error)
{
  g_autoptr (GVariant) kept_rest = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) refusal = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (recurrence_id != NULL, FALSE);
  g_return_val_if_fail (fields != NULL, FALSE);
  g_return_val_if_fail (rest != NULL, FALSE);

  kept_rest = g_variant_ref_sink (rest);
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "cannot make %s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }

  value = g_variant_ref_sink (g_variant_new ("(xs@a{sv}@a{sv})", event_id, recurrence_id,
                                             gnomon_fields_to_variant (fields), kept_rest));
  text = g_variant_print (value, TRUE);
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &refusal))
    return TRUE;

  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "cannot keep the draft: %s",
               refusal->message);
  return FALSE;
}

static GnomonDraft *
fail (GError     **error,
      GnomonError  code,
      const char  *message)
{
  g_set_error (error, GNOMON_ERROR, code, "draft: %s", message);
  return NULL;
}

/**
 * gnomon_draft_read:
 * @path: where the draft is kept
 * @error: return location for an error
 *
 * Errors: %GNOMON_ERROR_NOT_FOUND where there is none; %GNOMON_ERROR_INVALID_ARGUMENT where the
 * file is none.
 *
 * Returns: (transfer full) (nullable): the draft
 */
GnomonDraft *
gnomon_draft_read (const char  *path,
                   GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) dict = NULL;
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GError) refusal = NULL;
  GnomonDraft *self;
  GStatBuf info;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_stat (path, &info) < 0)
    return fail (error, GNOMON_ERROR_NOT_FOUND, g_strerror (errno));
  if (info.st_size > MOST_BYTES)
    return fail (error, GNOMON_ERROR_INVALID_ARGUMENT, "too long");
  if (!g_file_get_contents (path, &text, NULL, &refusal))
    return fail (error, GNOMON_ERROR_NOT_FOUND, refusal->message);

  value = g_variant_parse (G_VARIANT_TYPE (FORMAT), text, NULL, NULL, NULL);
  if (value == NULL)
    value = g_variant_parse (G_VARIANT_TYPE (OLD_FORMAT), text, NULL, NULL, &refusal);
  if (value == NULL)
    return fail (error, GNOMON_ERROR_INVALID_ARGUMENT, refusal->message);

  dict = g_variant_get_child_value (value, 2);
  fields = gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, dict, error);
  if (fields == NULL)
    return NULL;

  self = g_new0 (GnomonDraft, 1);
  g_variant_get_child (value, 0, "x", &self->event_id);
  g_variant_get_child (value, 1, "s", &self->recurrence_id);
  self->fields = g_steal_pointer (&fields);
  self->rest = g_variant_n_children (value) > 3
               ? g_variant_get_child_value (value, 3)
               : g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
  return self;
}

/**
 * gnomon_draft_remove:
 * @path: where the draft is kept
 *
 * Takes it away, if there is one.
 */
void
gnomon_draft_remove (const char *path)
{
  g_return_if_fail (path != NULL);

  if (g_unlink (path) < 0 && errno != ENOENT)
    g_warning ("Cannot take away %s: %s", path, g_strerror (errno));
}

/**
 * gnomon_draft_free:
 * @self: (transfer full): a draft
 */
void
gnomon_draft_free (GnomonDraft *self)
{
  g_free (self->recurrence_id);
  gnomon_fields_free (self->fields);
  g_variant_unref (self->rest);
  g_free (self);
}
