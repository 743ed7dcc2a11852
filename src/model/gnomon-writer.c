/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-writer.h"

#include <unistd.h>

#include "gnomon-history.h"
#include "gnomon-schema.h"
#include "gnomon-watch.h"

struct _GnomonWriter
{
  char *database;
  GAsyncQueue *jobs;
  GThread *thread;
  GnomonDb *db;              /* the thread's; opened by its first job */
  int poke;

  GMutex lock;               /* for the jobs with a thread of their own */
  GCond apart_ended;
  guint n_apart;
};

struct _GnomonJob
{
  GnomonWriter *writer;
  GnomonJobContext context;
  gboolean own_transactions;
  gboolean is_made;          /* it goes on, and is answered as made whatever comes */
  GnomonJobFunc func;
  gpointer data;
  GCancellable *cancellable;
  GnomonJobDoneFunc done;
  gpointer user_data;
};

/* Ends the thread when it comes out of the queue. */
static GnomonJob end_of_jobs;

static void
job_free (GnomonJob *self)
{
  g_clear_pointer (&self->context.viewer, g_time_zone_unref);
  g_free (self->context.viewer_name);
  g_strfreev (self->context.own_addresses);
  g_free (self->context.actor);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static GnomonDb *
open_connection (GnomonWriter  *self,
                 GError       **error)
{
  g_autoptr (GnomonDb) db = gnomon_db_open (self->database, GNOMON_DB_READ_WRITE, error);

  if (db == NULL || !gnomon_schema_migrate (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

gboolean
gnomon_writer_commit (GnomonTransaction  *transaction,
                      GError            **error)
{
  if (!gnomon_transaction_log (transaction, error))
    {
      gnomon_db_rollback (transaction->db);
      return FALSE;
    }
  return gnomon_db_commit (transaction->db, error);
}

static gpointer
run_in_transaction (GnomonJob          *job,
                    GnomonTransaction  *transaction,
                    GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  gpointer result;

  if (!gnomon_db_begin (transaction->db, error))
    return NULL;

  result = job->func (transaction, job->data, &local_error);
  if (local_error != NULL || transaction->goes_apart)
    {
      gnomon_db_rollback (transaction->db);
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  /* The result of a change that did not reach the disk is leaked to nobody: `done` frees what it
   * gets beside an error. */
  gnomon_writer_commit (transaction, error);
  return result;
}

/* Whose loss by a power cut nobody minds does not wait for the disk. */
static gpointer
run_light (GnomonJob          *job,
           GnomonTransaction  *transaction,
           GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  gpointer result;

  if (!gnomon_db_set_waits_for_disk (transaction->db, FALSE, error))
    return NULL;

  result = run_in_transaction (job, transaction, error);
  if (!gnomon_db_set_waits_for_disk (transaction->db, TRUE, &local_error))
    g_warning ("The database does not wait for the disk any more: %s", local_error->message);

  return result;
}

static gpointer apart_thread (gpointer user_data);

static void
run_apart (GnomonJob *job)
{
  g_mutex_lock (&job->writer->lock);
  job->writer->n_apart++;
  g_mutex_unlock (&job->writer->lock);
  job->own_transactions = TRUE;
  g_thread_unref (g_thread_new ("gnomon-import", apart_thread, job));
}

static void
run_job (GnomonJob *job,
         GnomonDb  *db,
         GError    *open_error)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) history =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_history_item_free);
  GError *error = open_error;
  gpointer result = NULL;
  GnomonTransaction transaction = {
    .db = db,
    .now = job->context.now,
    .viewer = job->context.viewer,
    .viewer_name = job->context.viewer_name,
    .own_addresses = (const char * const *) job->context.own_addresses,
    .all_day_hour = job->context.all_day_hour,
    .actor = job->context.actor,
    .operation = job->context.operation,
    .apart = job->own_transactions,
    .cancellable = job->cancellable,
    .changed = changed,
    .deleted = deleted,
    .history = history,
  };

  if (error == NULL && !job->is_made && g_cancellable_is_cancelled (job->cancellable))
    g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");

  if (error == NULL)
    {
      if (job->own_transactions)
        result = job->func (&transaction, job->data, &error);
      else if (job->context.is_light)
        result = run_light (job, &transaction, &error);
      else
        result = run_in_transaction (job, &transaction, &error);
    }
  g_free (transaction.title);
  if (error == NULL && !transaction.goes_apart)
    gnomon_watch_poke (job->writer->poke);
  if (error == NULL && (transaction.goes_apart || transaction.goes_on))
    {
      job->is_made = transaction.goes_on;
      run_apart (job);
      return;
    }
  if (error != NULL && job->is_made)
    {
      g_warning ("A change is still to be ended: %s", error->message);
      g_clear_error (&error);
    }

  job->done (result, error, job->user_data);
  job_free (job);
}

static gpointer
writer_thread (gpointer user_data)
{
  GnomonWriter *self = user_data;
  GnomonJob *job;

  while ((job = g_async_queue_pop (self->jobs)) != &end_of_jobs)
    {
      GError *error = NULL;

      if (self->db == NULL)
        self->db = open_connection (self, &error);
      run_job (job, self->db, error);
    }

  g_clear_pointer (&self->db, gnomon_db_close);
  return NULL;
}

static gpointer
apart_thread (gpointer user_data)
{
  GnomonJob *job = user_data;
  GnomonWriter *self = job->writer;
  GError *error = NULL;
  g_autoptr (GnomonDb) db = open_connection (self, &error);

  run_job (job, db, error);

  g_clear_pointer (&db, gnomon_db_close);
  g_mutex_lock (&self->lock);
  self->n_apart--;
  g_cond_signal (&self->apart_ended);
  g_mutex_unlock (&self->lock);
  return NULL;
}

GnomonWriter *
gnomon_writer_new (const char *database)
{
  GnomonWriter *self = g_new0 (GnomonWriter, 1);

  self->database = g_strdup (database);
  self->jobs = g_async_queue_new ();
  self->poke = gnomon_watch_open_poke (database);
  g_mutex_init (&self->lock);
  g_cond_init (&self->apart_ended);
  return self;
}

void
gnomon_writer_free (GnomonWriter *self)
{
  if (self == NULL)
    return;

  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, &end_of_jobs);
      g_thread_join (self->thread);
    }

  g_mutex_lock (&self->lock);
  while (self->n_apart > 0)
    g_cond_wait (&self->apart_ended, &self->lock);
  g_mutex_unlock (&self->lock);

  if (self->poke >= 0)
    close (self->poke);
  g_async_queue_unref (self->jobs);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->apart_ended);
  g_free (self->database);
  g_free (self);
}

void
gnomon_writer_push (GnomonWriter      *self,
                    GnomonJobContext   context,
                    gboolean           own_transactions,
                    GnomonJobFunc      func,
                    gpointer           data,
                    GCancellable      *cancellable,
                    GnomonJobDoneFunc  done,
                    gpointer           user_data)
{
  GnomonJob *job = g_new0 (GnomonJob, 1);

  job->writer = self;
  job->context = context;
  job->own_transactions = own_transactions;
  job->func = func;
  job->data = data;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->done = done;
  job->user_data = user_data;

  if (own_transactions)
    {
      run_apart (job);
      return;
    }

  if (self->thread == NULL)
    self->thread = g_thread_new ("gnomon-writer", writer_thread, self);
  g_async_queue_push (self->jobs, job);
}
