/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-event.h"
#include "gnomon-store.h"

/*
 * Another citizen of the database, as the window is one: it opens the store and stands by. For
 * tests that have several processes at one file. It is told what to do by lines:
 *
 *   edit COUNT SEED ID…   so many edits in a row, most of them of the events ID…
 *   quit
 *
 * It says one line for each thing that it sees or does:
 *
 *   ready
 *   seen TOKEN MICROSECONDS ID…     the store's signal; an ID that was deleted has a minus
 *   done ID TITLE                   an edit that is on disk
 *   conflict ID
 *   worst MICROSECONDS              how long an edit took at most; the last line of `edit`
 */

typedef struct
{
  GnomonStore *store;
  GMainLoop *loop;
  GRand *rand;
  GString *input;
} Peer;

static void
store_changed_cb (GnomonStore       *store,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags,
                  gpointer           user_data)
{
  printf ("seen %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, token, g_get_monotonic_time ());
  for (guint i = 0; i < changed->len; i++)
    printf (" %" G_GINT64_FORMAT, g_array_index (changed, gint64, i));
  for (guint i = 0; i < deleted->len; i++)
    printf (" -%" G_GINT64_FORMAT, g_array_index (deleted, gint64, i));
  putchar ('\n');
}

static GnomonEvent *
apply (Peer             *self,
       GnomonOperation  *taken,
       GError          **error)
{
  g_autoptr (GnomonOperation) operation = taken;
  GObject *object = NULL;

  gnomon_store_apply (self->store, operation, &object, error);
  return (GnomonEvent *) object;
}

/* One more at the end of the title, with the etag of what was read: somebody else may have been
 * quicker. */
static void
count_up (Peer   *self,
          gint64  id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) before = gnomon_store_get_event (self->store, id, &error);
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonEvent) after = NULL;
  g_autofree char *title = NULL;

  g_assert_no_error (error);
  title = g_strdup_printf ("%d", atoi (gnomon_event_get_title (before)) + 1);
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, title);
  gnomon_fields_set_string (fields, GNOMON_EVENT_ETAG, gnomon_event_get_etag (before));
  after = apply (self, gnomon_operation_new_update_event (id, fields), &error);
  if (g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT))
    {
      printf ("conflict %" G_GINT64_FORMAT "\n", id);
      return;
    }
  g_assert_no_error (error);
  printf ("done %" G_GINT64_FORMAT " %s\n", id, title);
}

static void
create (Peer *self)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "0");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-20");
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "12:00");
  gnomon_fields_set_string (fields, GNOMON_EVENT_ATTENDEES, "ann@example.org");
  event = apply (self, gnomon_operation_new_create_event (fields), &error);
  g_assert_no_error (error);
  printf ("done %" G_GINT64_FORMAT " 0\n", gnomon_event_get_id (event));
}

static void
edit (Peer        *self,
      int          count,
      const GArray *ids)
{
  gint64 worst = 0;

  for (int i = 0; i < count; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      if (g_rand_int_range (self->rand, 0, 4) == 0)
        create (self);
      else
        count_up (self, g_array_index (ids, gint64,
                                       g_rand_int_range (self->rand, 0, (gint32) ids->len)));
      worst = MAX (worst, g_get_monotonic_time () - begin);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  printf ("worst %" G_GINT64_FORMAT "\n", worst);
}

static void
obey (Peer       *self,
      const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (g_str_equal (words[0], "quit"))
    {
      g_main_loop_quit (self->loop);
      return;
    }
  g_assert_cmpstr (words[0], ==, "edit");
  g_assert_cmpuint (g_strv_length (words), >, 3);
  for (guint i = 3; words[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (words[i], NULL, 10);

      g_array_append_val (ids, id);
    }
  g_rand_set_seed (self->rand, (guint32) atoi (words[2]));
  edit (self, atoi (words[1]), ids);
}

static gboolean
readable_cb (int           fd,
             GIOCondition  condition,
             gpointer      user_data)
{
  Peer *self = user_data;
  char chunk[4096];
  gssize n = read (fd, chunk, sizeof chunk);
  char *end;

  if (n <= 0)
    {
      g_main_loop_quit (self->loop);
      return G_SOURCE_REMOVE;
    }
  g_string_append_len (self->input, chunk, n);
  while ((end = strchr (self->input->str, '\n')) != NULL)
    {
      g_autofree char *line = g_strndup (self->input->str, (gsize) (end - self->input->str));

      g_string_erase (self->input, 0, end + 1 - self->input->str);
      obey (self, line);
    }
  return G_SOURCE_CONTINUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GnomonClock) clock = gnomon_clock_new ();
  g_autoptr (GError) error = NULL;
  Peer self = { .loop = g_main_loop_new (NULL, FALSE), .rand = g_rand_new (),
                .input = g_string_new (NULL) };

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_assert_cmpint (argc, ==, 2);
  self.store = gnomon_store_open (argv[1], clock, &error);
  g_assert_no_error (error);
  g_signal_connect (self.store, "changed", G_CALLBACK (store_changed_cb), NULL);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, readable_cb, &self);
  puts ("ready");
  g_main_loop_run (self.loop);

  g_assert_finalize_object (self.store);
  g_main_loop_unref (self.loop);
  g_rand_free (self.rand);
  g_string_free (self.input, TRUE);
  return 0;
}
