/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-call-queue.h"

/*
 * GDBus hands over all calls that have come before it lets anything else happen, in the order in
 * which they came. So only the first call of a turn of the main loop is run at once, which is all
 * that happens as long as nobody is in a hurry; the others are queued by caller, and run one a
 * turn.
 */

/* So many calls of one caller may have been run and not be answered: what the writer has in hand.
 * Enough to keep it busy, and few enough that another's change does not stand behind many. */
#define MOST_RUNNING 2

typedef struct
{
  GnomonCallQueue *queue;       /* NULL once that is gone */
  char *name;
  GQueue calls;                 /* GDBusMethodInvocation, waiting */
  guint n_running;
  gboolean is_alone;            /* what runs is to be answered before anything else is run */
  gboolean in_turns;
} Caller;

struct _GnomonCallQueue
{
  GnomonCallFunc run;
  GnomonCallTest is_alone;
  gpointer user_data;
  GHashTable *callers;          /* unique name → Caller, those with calls that wait or run */
  GQueue turns;                 /* Caller, those that may run one, next first */
  guint n_waiting;
  guint source_id;              /* of the next turn, where there is something to wait for it */
};

static void settle (Caller *caller);

static void
caller_free (Caller *caller)
{
  g_queue_clear_full (&caller->calls, g_object_unref);
  g_free (caller->name);
  g_free (caller);
}

/* The last reference to a call goes when it is answered. */
static void
answered_cb (gpointer  user_data,
             GObject  *where_the_call_was)
{
  Caller *caller = user_data;

  if (--caller->n_running == 0)
    caller->is_alone = FALSE;
  if (caller->queue != NULL)
    settle (caller);
  else if (caller->n_running == 0)
    caller_free (caller);
}

static void
run_call (Caller                *caller,
          GDBusMethodInvocation *invocation)
{
  GnomonCallQueue *self = caller->queue;

  caller->n_running++;
  caller->is_alone = caller->is_alone || self->is_alone (invocation);
  g_object_weak_ref (G_OBJECT (invocation), answered_cb, caller);
  /* What else it has waits for another turn. It may be gone when the call was run. */
  settle (caller);
  self->run (invocation, self->user_data);
}

static gboolean turn_cb (gpointer user_data);

static void
await_turn (GnomonCallQueue *self)
{
  if (self->source_id == 0)
    self->source_id = g_idle_add_full (G_PRIORITY_DEFAULT, turn_cb, self, NULL);
}

/* Where nobody is waiting by now, all that was waited for is that the loop went round. */
static gboolean
turn_cb (gpointer user_data)
{
  GnomonCallQueue *self = user_data;
  Caller *caller = g_queue_pop_head (&self->turns);

  self->source_id = 0;
  if (caller == NULL)
    return G_SOURCE_REMOVE;

  if (!g_queue_is_empty (&self->turns))
    await_turn (self);
  caller->in_turns = FALSE;
  self->n_waiting--;
  run_call (caller, g_queue_pop_head (&caller->calls));
  return G_SOURCE_REMOVE;
}

static gboolean
may_run (const Caller *caller)
{
  return caller->n_running < MOST_RUNNING && !caller->is_alone;
}

/* Puts a caller where it belongs: into the row, or out of the table. */
static void
settle (Caller *caller)
{
  GnomonCallQueue *self = caller->queue;

  if (g_queue_is_empty (&caller->calls))
    {
      if (caller->n_running > 0)
        return;
      g_hash_table_remove (self->callers, caller->name);
      caller_free (caller);
    }
  else if (!caller->in_turns && may_run (caller))
    {
      caller->in_turns = TRUE;
      g_queue_push_tail (&self->turns, caller);
      await_turn (self);
    }
}

/**
 * gnomon_call_queue_new:
 * @run: runs a call
 * @is_alone: whether a call must be answered before another one of its caller is run
 * @user_data: for @run
 *
 * Returns: (transfer full): a queue
 */
GnomonCallQueue *
gnomon_call_queue_new (GnomonCallFunc run,
                       GnomonCallTest is_alone,
                       gpointer       user_data)
{
  GnomonCallQueue *self = g_new0 (GnomonCallQueue, 1);

  self->run = run;
  self->is_alone = is_alone;
  self->user_data = user_data;
  self->callers = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
gnomon_call_queue_free (GnomonCallQueue *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->callers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Caller *caller = value;

      /* What runs comes back to it. */
      caller->queue = NULL;
      if (caller->n_running == 0)
        caller_free (caller);
    }
  g_hash_table_unref (self->callers);
  g_queue_clear (&self->turns);
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_free (self);
}

/**
 * gnomon_call_queue_push:
 * @self: a queue
 * @invocation: (transfer full): a call that came in
 *
 * Runs it at once where it is the first one in this turn of the main loop, and else when its caller
 * has its turn.
 */
void
gnomon_call_queue_push (GnomonCallQueue       *self,
                        GDBusMethodInvocation *invocation)
{
  const char *name = g_dbus_method_invocation_get_sender (invocation);
  Caller *caller = g_hash_table_lookup (self->callers, name);

  if (caller == NULL)
    {
      caller = g_new0 (Caller, 1);
      caller->queue = self;
      caller->name = g_strdup (name);
      g_hash_table_insert (self->callers, caller->name, caller);
    }

  if (self->source_id == 0 && g_queue_is_empty (&caller->calls) && may_run (caller))
    {
      await_turn (self);
      run_call (caller, invocation);
      return;
    }

  g_queue_push_tail (&caller->calls, invocation);
  self->n_waiting++;
  settle (caller);
}

gboolean
gnomon_call_queue_is_empty (GnomonCallQueue *self)
{
  return self->n_waiting == 0;
}
