/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-list-thread.h"

#include "gnomon-bus-error.h"
#include "gnomon-memory.h"

/* When nobody has asked for so many microseconds, what was kept for the next call is given back. */
#define REST_TIME (2 * G_TIME_SPAN_SECOND)

struct _GnomonListThread
{
  GnomonStore *store;           /* of the main loop */
  GnomonStore *reader;          /* (nullable): of the thread, from its first call on */
  GThread *thread;
  GAsyncQueue *jobs;            /* Job */
  GnomonCallFunc run;
  GDestroyNotify answered;
  gpointer user_data;
};

typedef struct
{
  GnomonListThread *lists;
  GDBusMethodInvocation *invocation;
  GnomonStoreView *view;        /* taken by the thread */
  GnomonUserWeek week;
} Job;

/* Ends the thread. */
static Job end_of_jobs;

/* What the thread has in hand. */
static GPrivate job_of_thread;

/* Whoever counts the calls of a caller sees the end of one when the last reference goes, and that
 * must be on the main loop. */
static gboolean
answered_cb (gpointer user_data)
{
  g_autofree Job *job = user_data;

  g_object_unref (job->invocation);
  job->lists->answered (job->lists->user_data);

  return G_SOURCE_REMOVE;
}

static void
run_job (GnomonListThread *self,
         Job              *job)
{
  g_autoptr (GError) error = NULL;

  if (self->reader == NULL)
    self->reader = gnomon_store_open_reader (self->store, &error);

  if (self->reader == NULL)
    {
      gnomon_store_view_free (job->view);
      gnomon_bus_error_answer (g_object_ref (job->invocation), error);
    }
  else
    {
      gnomon_store_take_view (self->reader, job->view);
      g_private_set (&job_of_thread, job);
      self->run (g_object_ref (job->invocation), self->user_data);
      g_private_set (&job_of_thread, NULL);
    }

  g_idle_add_full (G_PRIORITY_DEFAULT, answered_cb, job, NULL);
}

static Job *
take_job (GnomonListThread *self)
{
  Job *job = g_async_queue_timeout_pop (self->jobs, REST_TIME);

  if (job != NULL)
    return job;

  if (self->reader != NULL)
    gnomon_store_release_memory (self->reader);
  gnomon_memory_trim_later ();
  return g_async_queue_pop (self->jobs);
}

static gpointer
run_jobs (gpointer data)
{
  GnomonListThread *self = data;
  Job *job;

  while ((job = take_job (self)) != &end_of_jobs)
    run_job (self, job);
  g_clear_object (&self->reader);

  return NULL;
}

/**
 * gnomon_list_thread_new:
 * @store: what is read
 * @run: answers a call; it is called on the thread
 * @answered: called on the main loop, after each call
 * @user_data: for both
 *
 * Returns: (transfer full): a thread that waits for its first call
 */
GnomonListThread *
gnomon_list_thread_new (GnomonStore    *store,
                        GnomonCallFunc  run,
                        GDestroyNotify  answered,
                        gpointer        user_data)
{
  GnomonListThread *self = g_new0 (GnomonListThread, 1);

  self->store = g_object_ref (store);
  self->run = run;
  self->answered = answered;
  self->user_data = user_data;
  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new ("lists", run_jobs, self);
  return self;
}

/**
 * gnomon_list_thread_free:
 * @self: (transfer full): a thread; all of its calls are answered
 */
void
gnomon_list_thread_free (GnomonListThread *self)
{
  g_async_queue_push (self->jobs, &end_of_jobs);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * gnomon_list_thread_push:
 * @self: a thread
 * @invocation: (transfer full): a call
 * @week: the user's, for the handler; copied
 *
 * Has the call answered when those before it are.
 */
void
gnomon_list_thread_push (GnomonListThread      *self,
                         GDBusMethodInvocation *invocation,
                         const GnomonUserWeek  *week)
{
  Job *job = g_new (Job, 1);

  job->lists = self;
  job->invocation = invocation;
  job->view = gnomon_store_get_view (self->store);
  job->week = *week;
  g_async_queue_push (self->jobs, job);
}

GnomonStore *
gnomon_list_thread_get_store (void)
{
  Job *job = g_private_get (&job_of_thread);

  return job != NULL ? job->lists->reader : NULL;
}

const GnomonUserWeek *
gnomon_list_thread_get_week (void)
{
  Job *job = g_private_get (&job_of_thread);

  return job != NULL ? &job->week : NULL;
}
