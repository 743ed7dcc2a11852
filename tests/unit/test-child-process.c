/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-child-process.h"

/* Programs that are started for one request: how they end, and what they answer. */

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* What the shell says, which is asked for "question"; NULL where it did not run. */
static char *
run (const char    *program,
     const char    *words,
     guint          patience_seconds,
     GCancellable  *cancellable,
     int           *exit_code,
     GError       **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) output = NULL;

  gnomon_child_process_run_async (launcher, (const char *[]) { program, "-c", words, NULL },
                                  g_variant_new_string ("question"), patience_seconds, cancellable,
                                  ended_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!gnomon_child_process_run_finish (result, exit_code, &output, error))
    return NULL;

  return g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
}

static void
test_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  int exit_code = -2;

  answer = run ("/bin/sh", "tr q Q; exit 3", 60, NULL, &exit_code, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "Question");
  g_assert_cmpint (exit_code, ==, 3);
}

static void
test_not_there (void)
{
  g_autoptr (GError) error = NULL;
  int exit_code = -2;

  g_assert_null (run ("/nonexistent/program", "", 60, NULL, &exit_code, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_SPAWN_ERROR);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
test_ended (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hung = NULL;
  g_autofree char *cancelled = NULL;
  int exit_code = -2;

  hung = run ("/bin/sh", "exec sleep 600", 1, NULL, &exit_code, &error);
  g_assert_no_error (error);
  g_assert_cmpint (exit_code, ==, -1);

  exit_code = -2;
  g_idle_add (cancel_cb, cancellable);
  cancelled = run ("/bin/sh", "exec sleep 600", 600, cancellable, &exit_code, &error);
  g_assert_no_error (error);
  g_assert_cmpint (exit_code, ==, -1);
}

static void
test_find (void)
{
  g_autofree char *installed = NULL;
  g_autofree char *elsewhere = NULL;

  g_unsetenv ("GNOMON_TEST_PROGRAM");
  installed = gnomon_child_process_find ("gnomon-test", "GNOMON_TEST_PROGRAM");
  g_assert_cmpstr (installed, ==, GNOMON_LIBEXECDIR "/gnomon-test");

  g_setenv ("GNOMON_TEST_PROGRAM", "/elsewhere/test", TRUE);
  elsewhere = gnomon_child_process_find ("gnomon-test", "GNOMON_TEST_PROGRAM");
  g_assert_cmpstr (elsewhere, ==, "/elsewhere/test");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/child-process/answers", test_answers);
  g_test_add_func ("/child-process/not-there", test_not_there);
  g_test_add_func ("/child-process/ended", test_ended);
  g_test_add_func ("/child-process/find", test_find);

  return g_test_run ();
}
