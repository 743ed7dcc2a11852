/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-arrivals.h"

#include <string.h>

#include "gnomon-ical-private.h"
#include "gnomon-store-private.h"

/* Events of a chunk, and chunks that wait for the writer: together they bound the memory. The
 * writer puts a chunk's rows into the order of each index, so a chunk wants to be large; but the
 * first one is small, so that the writer soon has something to do, and each is twice the last. */
#define FIRST_EVENTS 1024
#define CHUNK_EVENTS 8192
#define MAX_WAITING 2

/* Beyond a KiB an event, its other lines and the files that it has within count: a chunk with more
 * of them is full. */
#define CHUNK_BYTES ((gsize) CHUNK_EVENTS * 1024)

typedef struct
{
  GPtrArray *arrivals;     /* (element-type GnomonArrival) */
  guint done;              /* of the file's components, with this chunk */
  guint total;
} Chunk;

struct _GnomonArrivals
{
  GnomonIcalReader *reader;
  const GnomonEventContext *context;
  GHashTable *uids;        /* met so far; the thread's */
  GThread *thread;

  GMutex lock;
  GCond changed;           /* a chunk came, or went to the writer */
  GCond given_back;
  GQueue chunks;           /* (element-type Chunk) */
  GQueue used;             /* (element-type GPtrArray): what was written */
  gboolean ended;          /* the last chunk is there */
  gboolean given_up;       /* nobody wants more */
  gboolean left_alone;     /* nor waits for the thread, which frees it all */
};

void
gnomon_arrival_free (GnomonArrival *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->event);
  g_free (self->hash);
  g_free (self->folded);
  g_free (self);
}

static void
chunk_free (gpointer data)
{
  Chunk *chunk = data;

  g_ptr_array_unref (chunk->arrivals);
  g_free (chunk);
}

static void
clear (GnomonArrivals *self)
{
  g_queue_clear_full (&self->chunks, chunk_free);
  g_queue_clear_full (&self->used, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_unref (self->uids);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_cond_clear (&self->given_back);
  g_free (self);
}

static void
add_arrivals (GnomonArrivals  *self,
              GnomonIcalEvent *ical,
              GPtrArray       *arrivals,
              gsize           *n_bytes)
{
  g_autoptr (GPtrArray) events = gnomon_ical_reader_make (self->reader, ical, self->context);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);
      GnomonArrival *arrival;

      if (!g_hash_table_add (self->uids, g_strdup (event->uid)))
        {
          gnomon_ical_reader_warn (self->reader, ical,
                                   gnomon_warning_new (GNOMON_WARNING_TWICE, NULL, NULL));
          continue;
        }
      arrival = g_new0 (GnomonArrival, 1);
      arrival->hash = gnomon_event_hash_content (event);
      arrival->folded = gnomon_events_fold (event);
      arrival->event = g_object_ref (event);
      g_ptr_array_add (arrivals, arrival);
      *n_bytes += strlen (event->extra);
    }
}

/* Takes apart what was written, too. */
static gboolean
is_given_up (GnomonArrivals *self)
{
  g_autoptr (GPtrArray) used = NULL;
  gboolean given_up;

  g_mutex_lock (&self->lock);
  given_up = self->given_up;
  used = g_queue_pop_head (&self->used);
  g_mutex_unlock (&self->lock);
  return given_up;
}

/* After the last chunk, until nobody wants more. */
static void
free_used (GnomonArrivals *self)
{
  gboolean given_up = FALSE;

  while (!given_up)
    {
      g_autoptr (GPtrArray) used = NULL;

      g_mutex_lock (&self->lock);
      while (self->used.length == 0 && !self->given_up)
        g_cond_wait (&self->given_back, &self->lock);
      used = g_queue_pop_head (&self->used);
      given_up = self->given_up;
      g_mutex_unlock (&self->lock);
    }
}

/* Waits while there are enough; @ended: there is none after it. */
static void
pass_on (GnomonArrivals *self,
         GPtrArray      *arrivals,
         gboolean        ended)
{
  Chunk *chunk = g_new (Chunk, 1);

  chunk->arrivals = arrivals;
  gnomon_ical_reader_get_progress (self->reader, &chunk->done, &chunk->total);
  g_mutex_lock (&self->lock);
  while (self->chunks.length >= MAX_WAITING && !self->given_up)
    g_cond_wait (&self->changed, &self->lock);
  g_queue_push_tail (&self->chunks, chunk);
  self->ended = ended;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
read_thread (gpointer data)
{
  GnomonArrivals *self = data;
  guint n_events = FIRST_EVENTS;
  gboolean ended = FALSE;

  while (!ended)
    {
      GPtrArray *arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free);
      gsize n_bytes = 0;

      while (arrivals->len < n_events && n_bytes < CHUNK_BYTES && !ended)
        {
          g_autoptr (GnomonIcalEvent) ical =
              is_given_up (self) ? NULL : gnomon_ical_reader_next (self->reader);

          ended = ical == NULL;
          if (!ended)
            add_arrivals (self, ical, arrivals, &n_bytes);
        }
      pass_on (self, arrivals, ended);
      n_events = MIN (2 * n_events, CHUNK_EVENTS);
    }
  free_used (self);
  if (self->left_alone)
    clear (self);
  return NULL;
}

/**
 * gnomon_arrivals_new:
 * @reader: what reads them; left alone by the caller until gnomon_arrivals_take_chunk() gave %NULL
 *   or the arrivals are freed
 * @context: the rules' view of the world, which has to stay as long
 *
 * Begins to read.
 *
 * Returns: (transfer full): the arrivals
 */
GnomonArrivals *
gnomon_arrivals_new (GnomonIcalReader         *reader,
                     const GnomonEventContext *context)
{
  GnomonArrivals *self = g_new0 (GnomonArrivals, 1);

  self->reader = reader;
  self->context = context;
  self->uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_cond_init (&self->given_back);
  g_queue_init (&self->chunks);
  g_queue_init (&self->used);
  self->thread = g_thread_new ("gnomon-ical", read_thread, self);
  return self;
}

/**
 * gnomon_arrivals_take_chunk:
 * @self: arrivals
 * @done: (out): how many components of the file these and those before them are
 * @total: (out): how many it has
 *
 * Waits for the next events.
 *
 * Returns: (transfer full) (nullable) (element-type GnomonArrival): some events, in the order of
 *   the file; %NULL after the last
 */
GPtrArray *
gnomon_arrivals_take_chunk (GnomonArrivals *self,
                            guint          *done,
                            guint          *total)
{
  g_autofree Chunk *chunk = NULL;

  g_mutex_lock (&self->lock);
  while (self->chunks.length == 0 && !self->ended)
    g_cond_wait (&self->changed, &self->lock);
  chunk = g_queue_pop_head (&self->chunks);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  if (chunk == NULL)
    return NULL;

  *done = chunk->done;
  *total = chunk->total;
  return chunk->arrivals;
}

/* Whether there is a chunk to be taken without waiting for it. */
gboolean
gnomon_arrivals_have_chunk (GnomonArrivals *self)
{
  gboolean have_chunk;

  g_mutex_lock (&self->lock);
  have_chunk = self->chunks.length > 0;
  g_mutex_unlock (&self->lock);
  return have_chunk;
}

/* @chunk: (transfer full) */
void
gnomon_arrivals_give_back (GnomonArrivals *self,
                           GPtrArray      *chunk)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->used, chunk);
  g_cond_signal (&self->given_back);
  g_mutex_unlock (&self->lock);
}

/* Ends the reading, too. Where all was read the thread wants nothing of the caller's any more: what
 * it has still to take apart, nobody has to wait for. */
void
gnomon_arrivals_free (GnomonArrivals *self)
{
  GThread *thread;
  gboolean left_alone;

  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  thread = self->thread;
  left_alone = self->ended;
  self->left_alone = left_alone;
  self->given_up = TRUE;
  g_cond_signal (&self->changed);
  g_cond_signal (&self->given_back);
  g_mutex_unlock (&self->lock);

  if (left_alone)
    {
      g_thread_unref (thread);
      return;
    }
  g_thread_join (thread);
  clear (self);
}
