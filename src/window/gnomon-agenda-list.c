/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-list.h"

#include "gnomon-agenda-frames.h"
#include "gnomon-civil.h"
#include "gnomon-zone.h"

/* How long one read should take, in microseconds, and how many days it may be of. */
#define READ_GOAL 4000
#define MIN_DAYS 1
#define MAX_DAYS 31
#define FIRST_DAYS 7

struct _GnomonAgendaList
{
  GObject parent_instance;

  GnomonStore *store;
  GPtrArray *items;
  GnomonViewTime time;
  GnomonAgendaFilter filter;
  gboolean grouped;
  gint64 first_day;
  gint64 end_day;
  gint64 stale_day;             /* from here on the store is to be asked again; end_day: nowhere */
  int n_days;                   /* of the next read, by how long the last one took */
};

enum
{
  SIGNAL_STALE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void gnomon_agenda_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonAgendaList, gnomon_agenda_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gnomon_agenda_list_model_init))

/* What a day has: first what lasts all day, then the rest; the store's order within both. */
static void
append_day (GnomonAgendaList *self,
            GPtrArray        *items,
            GPtrArray        *occurrences,
            gint64            day)
{
  guint n_before = items->len;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < occurrences->len; i++)
      {
        GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);

        if (gnomon_occurrence_get_first_day (occurrence) > day)
          break;
        if (gnomon_occurrence_get_last_day (occurrence) >= day
            && gnomon_occurrence_is_bar (occurrence) == (pass == 0)
            && gnomon_agenda_filter_accepts (&self->filter, occurrence))
          g_ptr_array_add (items, gnomon_agenda_item_new (day, occurrence));
      }

  if (day == self->time.today && items->len == n_before)
    g_ptr_array_add (items, gnomon_agenda_item_new (day, NULL));
}

/* Without headings an occurrence stands once, where it starts; what lasts into the days that the
 * filter asks for stands with the first of them. */
static void
append_starts (GnomonAgendaList *self,
               GPtrArray        *items,
               GPtrArray        *occurrences,
               gint64            first_day)
{
  gboolean takes_earlier = self->filter.bounded && first_day == self->filter.first_day;

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      gint64 day = gnomon_occurrence_get_first_day (occurrence);

      if ((day >= first_day || takes_earlier)
          && gnomon_agenda_filter_accepts (&self->filter, occurrence))
        g_ptr_array_add (items, gnomon_agenda_item_new (MAX (day, first_day), occurrence));
    }
}

/* The days' entries; NULL where they cannot be read. */
static GPtrArray *
read_days (GnomonAgendaList *self,
           gint64            first_day,
           gint64            end_day)
{
  GTimeZone *zone = gnomon_store_get_viewer_zone (self->store);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (GError) error = NULL;
  gint64 wanted_first = first_day, wanted_end = end_day;
  gint64 taken;

  gnomon_agenda_filter_cut_days (&self->filter, &wanted_first, &wanted_end);
  if (wanted_first < wanted_end)
    {
      gint64 from = gnomon_zone_to_instant (zone, wanted_first * GNOMON_DAY_SECONDS);
      gint64 to = gnomon_zone_to_instant (zone, wanted_end * GNOMON_DAY_SECONDS);

      occurrences = gnomon_store_list_occurrences (self->store, from, to, TRUE, &error);
      if (occurrences == NULL)
        {
          g_warning ("The agenda cannot be read: %s", error->message);
          return NULL;
        }
      if (!self->grouped)
        append_starts (self, items, occurrences, wanted_first);
      else
        for (gint64 day = wanted_first; day < wanted_end; day++)
          append_day (self, items, occurrences, day);
    }

  taken = g_get_monotonic_time () - start;
  if (taken < READ_GOAL / 2)
    self->n_days = MIN (self->n_days * 2, MAX_DAYS);
  else if (taken > READ_GOAL)
    self->n_days = MAX (self->n_days / 2, MIN_DAYS);
  return g_steal_pointer (&items);
}

/* The first entry that does not stand before @day. */
static guint
find_day (GnomonAgendaList *self,
          gint64            day)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gnomon_agenda_item_get_day (g_ptr_array_index (self->items, middle)) < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
frame_days (GnomonAgendaList *self,
            gint64            first_day,
            gint64            end_day)
{
  if (self->grouped)
    for (gint64 day = first_day; day < end_day; day++)
      gnomon_agenda_frame_day (self->items, find_day (self, day), find_day (self, day + 1),
                               day == self->time.today, self->time.now);
}

/* The one place where the items change, so that their number and the signal agree at all times. */
static void
splice (GnomonAgendaList *self,
        guint             position,
        guint             n_removed,
        GPtrArray        *source,
        guint             source_position,
        guint             n_added)
{
  guint n_after = self->items->len - position - n_removed;

  if (n_removed == 0 && n_added == 0)
    return;

  for (guint i = 0; i < n_removed; i++)
    g_object_unref (g_ptr_array_index (self->items, position + i));
  if (n_added > n_removed)
    g_ptr_array_set_size (self->items, (int) (self->items->len + n_added - n_removed));
  memmove (self->items->pdata + position + n_added, self->items->pdata + position + n_removed,
           n_after * sizeof (gpointer));
  for (guint i = 0; i < n_added; i++)
    self->items->pdata[position + i] = g_object_ref (source->pdata[source_position + i]);
  if (n_added < n_removed)
    {
      /* The places at the end hold nothing of their own any more. */
      memset (self->items->pdata + position + n_added + n_after, 0,
              (n_removed - n_added) * sizeof (gpointer));
      g_ptr_array_set_size (self->items, (int) (position + n_added + n_after));
    }

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Replaces @n entries from @first on by @fresh; what is the same at both ends stays. */
static void
replace (GnomonAgendaList *self,
         guint             first,
         guint             n,
         GPtrArray        *fresh)
{
  guint head = 0, tail = 0;

  while (head < n && head < fresh->len
         && gnomon_agenda_item_equal (g_ptr_array_index (self->items, first + head),
                                      g_ptr_array_index (fresh, head)))
    head++;
  while (tail < n - head && tail < fresh->len - head
         && gnomon_agenda_item_equal (g_ptr_array_index (self->items, first + n - 1 - tail),
                                      g_ptr_array_index (fresh, fresh->len - 1 - tail)))
    tail++;

  splice (self, first + head, n - head - tail, fresh, head, fresh->len - head - tail);
}

static void
store_changed_cb (GnomonAgendaList  *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_AGENDA_LIST (self));

  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_CALENDARS)) == 0)
    return;

  self->stale_day = self->first_day;
  g_signal_emit (self, signals[SIGNAL_STALE], 0);
}

static GType
gnomon_agenda_list_get_item_type (GListModel *model)
{
  return GNOMON_TYPE_AGENDA_ITEM;
}

static guint
gnomon_agenda_list_get_n_items (GListModel *model)
{
  return GNOMON_AGENDA_LIST (model)->items->len;
}

static gpointer
gnomon_agenda_list_get_item (GListModel *model,
                             guint       position)
{
  GnomonAgendaList *self = GNOMON_AGENDA_LIST (model);

  if (position >= self->items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
gnomon_agenda_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gnomon_agenda_list_get_item_type;
  iface->get_n_items = gnomon_agenda_list_get_n_items;
  iface->get_item = gnomon_agenda_list_get_item;
}

static void
gnomon_agenda_list_dispose (GObject *object)
{
  GnomonAgendaList *self = GNOMON_AGENDA_LIST (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_agenda_list_parent_class)->dispose (object);
}

static void
gnomon_agenda_list_finalize (GObject *object)
{
  GnomonAgendaList *self = GNOMON_AGENDA_LIST (object);

  for (guint i = 0; i < self->items->len; i++)
    g_object_unref (g_ptr_array_index (self->items, i));
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (gnomon_agenda_list_parent_class)->finalize (object);
}

static void
gnomon_agenda_list_class_init (GnomonAgendaListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_agenda_list_dispose;
  object_class->finalize = gnomon_agenda_list_finalize;

  signals[SIGNAL_STALE] = g_signal_new ("stale", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_agenda_list_init (GnomonAgendaList *self)
{
  self->items = g_ptr_array_new ();
  self->filter = GNOMON_AGENDA_FILTER_NONE;
  self->grouped = TRUE;
  self->n_days = FIRST_DAYS;
}

/**
 * gnomon_agenda_list_new:
 * @store: a store, which the list keeps
 *
 * Makes a list that is empty until gnomon_agenda_list_restart().
 *
 * Returns: (transfer full): a list
 */
GnomonAgendaList *
gnomon_agenda_list_new (GnomonStore *store)
{
  GnomonAgendaList *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_AGENDA_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  return self;
}

/**
 * gnomon_agenda_list_set_time:
 * @self: a list
 * @time: what the time is now
 *
 * Moves the line of now. On another day the list is stale: which day is never empty has changed.
 */
void
gnomon_agenda_list_set_time (GnomonAgendaList     *self,
                             const GnomonViewTime *time)
{
  gint64 last_today;

  g_return_if_fail (GNOMON_IS_AGENDA_LIST (self));
  g_return_if_fail (time != NULL);

  last_today = self->time.today;
  self->time = *time;
  frame_days (self, time->today, time->today + 1);
  if (last_today != time->today)
    {
      frame_days (self, last_today, last_today + 1);
      self->stale_day = self->first_day;
      g_signal_emit (self, signals[SIGNAL_STALE], 0);
    }
}

/**
 * gnomon_agenda_list_set_filter:
 * @self: a list
 * @filter: what it is to show, from the next gnomon_agenda_list_restart() on
 */
void
gnomon_agenda_list_set_filter (GnomonAgendaList         *self,
                               const GnomonAgendaFilter *filter)
{
  g_return_if_fail (GNOMON_IS_AGENDA_LIST (self));
  g_return_if_fail (filter != NULL);

  self->filter = *filter;
}

/**
 * gnomon_agenda_list_set_grouped:
 * @self: a list
 * @grouped: whether entries stand under each of their days, or once and without headings, from the
 *   next gnomon_agenda_list_restart() on
 */
void
gnomon_agenda_list_set_grouped (GnomonAgendaList *self,
                                gboolean          grouped)
{
  g_return_if_fail (GNOMON_IS_AGENDA_LIST (self));

  self->grouped = grouped;
}

/**
 * gnomon_agenda_list_restart:
 * @self: a list
 * @day: a civil day
 *
 * Forgets all entries; what gnomon_agenda_list_extend() reads next begins at @day.
 */
void
gnomon_agenda_list_restart (GnomonAgendaList *self,
                            gint64            day)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (GNOMON_IS_AGENDA_LIST (self));

  self->first_day = self->end_day = self->stale_day = day;
  self->n_days = FIRST_DAYS;
  splice (self, 0, self->items->len, none, 0, 0);
}

static gboolean
extend_forward (GnomonAgendaList *self,
                gint64            end_day)
{
  gint64 from = self->end_day;
  gint64 to = MIN (end_day, from + self->n_days);
  g_autoptr (GPtrArray) items = read_days (self, from, to);

  if (items == NULL)
    return FALSE;

  if (self->stale_day == self->end_day)
    self->stale_day = to;
  self->end_day = to;
  splice (self, self->items->len, 0, items, 0, items->len);
  frame_days (self, from, to);
  return TRUE;
}

static gboolean
extend_backward (GnomonAgendaList *self,
                 gint64            first_day)
{
  gint64 to = self->first_day;
  gint64 from = MAX (first_day, to - self->n_days);
  g_autoptr (GPtrArray) items = NULL;

  items = read_days (self, from, to);
  if (items == NULL)
    return FALSE;

  if (self->stale_day == self->first_day && self->first_day < self->end_day)
    self->stale_day = from;
  self->first_day = from;
  splice (self, 0, 0, items, 0, items->len);
  frame_days (self, from, to);
  return TRUE;
}

/**
 * gnomon_agenda_list_extend:
 * @self: a list
 * @first_day: the first civil day that it should have
 * @end_day: the civil day after the last one
 *
 * Reads some days more, after those that it has or, where these are enough, before them.
 *
 * Returns: whether it has still less than was asked for
 */
gboolean
gnomon_agenda_list_extend (GnomonAgendaList *self,
                           gint64            first_day,
                           gint64            end_day)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_LIST (self), FALSE);

  if (self->end_day < end_day)
    {
      if (!extend_forward (self, end_day))
        return FALSE;
    }
  else if (self->first_day > first_day && !extend_backward (self, first_day))
    return FALSE;

  return self->end_day < end_day || self->first_day > first_day;
}

/**
 * gnomon_agenda_list_refresh:
 * @self: a list
 *
 * Reads some of the days again of which the store says that they may have changed.
 *
 * Returns: whether some are left
 */
gboolean
gnomon_agenda_list_refresh (GnomonAgendaList *self)
{
  gint64 from, to;
  guint first, end;
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (GNOMON_IS_AGENDA_LIST (self), FALSE);

  if (self->stale_day >= self->end_day)
    return FALSE;

  from = self->stale_day;
  to = MIN (self->end_day, from + self->n_days);
  items = read_days (self, from, to);
  self->stale_day = items != NULL ? to : self->end_day;
  if (items == NULL)
    return FALSE;

  first = find_day (self, from);
  end = find_day (self, to);
  replace (self, first, end - first, items);
  frame_days (self, from, to);
  return self->stale_day < self->end_day;
}

/**
 * gnomon_agenda_list_get_end_day:
 * @self: a list
 *
 * Returns: the civil day after the last one that it has
 */
gint64
gnomon_agenda_list_get_end_day (GnomonAgendaList *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_LIST (self), 0);

  return self->end_day;
}

/**
 * gnomon_agenda_list_get:
 * @self: a list
 * @position: a place in it, below its number of items
 *
 * Returns: (transfer none): the entry at that place, without the reference that
 *   g_list_model_get_item() takes
 */
GnomonAgendaItem *
gnomon_agenda_list_get (GnomonAgendaList *self,
                        guint             position)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_LIST (self), NULL);
  g_return_val_if_fail (position < self->items->len, NULL);

  return g_ptr_array_index (self->items, position);
}

/**
 * gnomon_agenda_list_count_pending:
 * @self: a list
 *
 * Returns: how many of the invitations in the list wait for the user's answer and are not over
 */
guint
gnomon_agenda_list_count_pending (GnomonAgendaList *self)
{
  guint n_pending = 0;

  g_return_val_if_fail (GNOMON_IS_AGENDA_LIST (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      GnomonAgendaItem *item = g_ptr_array_index (self->items, i);
      GnomonOccurrence *occurrence = gnomon_agenda_item_get_occurrence (item);

      n_pending += occurrence != NULL
                   && gnomon_occurrence_get_look (occurrence) == GNOMON_LOOK_NEEDS_REPLY
                   && gnomon_occurrence_get_ends_at (occurrence) > self->time.now
                   && gnomon_agenda_item_get_day (item)
                        == MAX (gnomon_occurrence_get_first_day (occurrence), self->first_day);
    }
  return n_pending;
}

/**
 * gnomon_agenda_list_find_day:
 * @self: a list
 * @day: a civil day
 *
 * Returns: the place of the first entry that stands on @day or later; the number of entries where
 *   there is none
 */
guint
gnomon_agenda_list_find_day (GnomonAgendaList *self,
                             gint64            day)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_LIST (self), 0);

  return find_day (self, day);
}
