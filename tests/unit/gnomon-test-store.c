/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "gnomon-test-store.h"

static void
changed_cb (GnomonStore *store,
            guint64      token,
            GArray      *changed,
            GArray      *deleted,
            guint        flags,
            gpointer     user_data)
{
  GnomonTestStore *self = user_data;

  self->n_signals++;
  self->flags |= flags;
  g_array_append_vals (self->changed, changed->data, changed->len);
  g_array_append_vals (self->deleted, deleted->data, deleted->len);
}

/* Adds a test with a store of its own. */
void
gnomon_test_store_add (const char          *path,
                       GnomonTestStoreFunc  test)
{
  g_test_add (path, GnomonTestStore, NULL, gnomon_test_store_set_up, test,
              gnomon_test_store_tear_down);
}

/* The folder of the database is not there yet: the store makes it. */
void
gnomon_test_store_set_up (GnomonTestStore *self,
                          gconstpointer    user_data)
{
  self->folder = g_dir_make_tmp ("gnomon-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "data", "calendar.db", NULL);
  self->clock = gnomon_clock_new ();
  self->changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->store = gnomon_test_store_open (self);
  g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/*
 * The thread of a task lets go of the task, and with it of the store, only after the answer is out.
 * A weak reference to the task would be gone before that.
 */
static void
wait_for_threads (GnomonStore *store)
{
  const gint64 limit = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  const int *n_references = (const int *) &G_OBJECT (store)->ref_count;

  while (g_atomic_int_get (n_references) > 1 && g_get_monotonic_time () < limit)
    g_usleep (100);
}

/* Nothing may hold the store or its clock any more. */
void
gnomon_test_store_tear_down (GnomonTestStore *self,
                             gconstpointer    user_data)
{
  if (self->store != NULL)
    {
      wait_for_threads (self->store);
      g_assert_finalize_object (self->store);
    }
  g_assert_finalize_object (self->clock);
  remove_folder (self->folder);
  g_array_unref (self->changed);
  g_array_unref (self->deleted);
  g_free (self->folder);
  g_free (self->path);
}

/* A further store on the same database. */
GnomonStore *
gnomon_test_store_open (GnomonTestStore *self)
{
  g_autoptr (GError) error = NULL;
  GnomonStore *store = gnomon_store_open (self->path, self->clock, &error);

  g_assert_no_error (error);
  return store;
}

GnomonFields *
gnomon_test_fields (GnomonKind  kind,
                    const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  GnomonFields *fields;

  g_assert_no_error (error);
  fields = gnomon_fields_new_from_variant (kind, dict, &error);
  g_assert_no_error (error);
  return fields;
}

/* Takes over @operation, which must succeed. */
GObject *
gnomon_test_apply (GnomonStore     *store,
                   GnomonOperation *operation)
{
  g_autoptr (GnomonOperation) owned = operation;
  g_autoptr (GError) error = NULL;
  GObject *object = NULL;

  gnomon_store_apply (store, owned, &object, &error);
  g_assert_no_error (error);
  return object;
}

/* The same where nobody needs what comes of it. */
void
gnomon_test_run (GnomonStore     *store,
                 GnomonOperation *operation)
{
  g_autoptr (GObject) object = gnomon_test_apply (store, operation);
}

/*
 * Takes over @operation, which must fail with @code and a message that matches @message, where *
 * stands for anything. It must have changed nothing.
 */
void
gnomon_test_refuse (GnomonStore     *store,
                    GnomonOperation *operation,
                    GnomonError      code,
                    const char      *message)
{
  g_autoptr (GnomonOperation) owned = operation;
  g_autoptr (GError) error = NULL;
  GObject *object = NULL;
  guint64 token = gnomon_store_get_token (store);

  g_assert_false (gnomon_store_apply (store, owned, &object, &error));
  g_assert_error (error, GNOMON_ERROR, (int) code);
  g_assert_null (object);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("“%s” does not match “%s”", error->message, message);
  g_assert_cmpuint (gnomon_store_get_token (store), ==, token);
}

GnomonEvent *
gnomon_test_create_event (GnomonStore *store,
                          const char  *text)
{
  g_autoptr (GnomonFields) event = gnomon_test_fields (GNOMON_KIND_EVENT, text);

  return GNOMON_EVENT (gnomon_test_apply (store, gnomon_operation_new_create_event (event)));
}

void
gnomon_test_update_event (GnomonStore *store,
                          gint64       id,
                          const char  *text)
{
  g_autoptr (GnomonFields) event = gnomon_test_fields (GNOMON_KIND_EVENT, text);

  gnomon_test_run (store, gnomon_operation_new_update_event (id, event));
}
