/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-occurrence-list.h"

#include "gnomon-civil.h"
#include "gnomon-zone.h"

struct _GnomonOccurrenceList
{
  GObject parent_instance;

  GnomonStore *store;
  GPtrArray *items;
  gint64 first_day;
  gint64 end_day;
};

static void gnomon_occurrence_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonOccurrenceList, gnomon_occurrence_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gnomon_occurrence_list_model_init))

/* The order of the store: what stands before what, whatever it looks like. */
static int
compare_places (GnomonOccurrence *a,
                GnomonOccurrence *b)
{
  gint64 start_a = gnomon_occurrence_get_starts_at (a);
  gint64 start_b = gnomon_occurrence_get_starts_at (b);
  gint64 id_a = gnomon_occurrence_get_event_id (a);
  gint64 id_b = gnomon_occurrence_get_event_id (b);

  if (start_a != start_b)
    return start_a < start_b ? -1 : 1;
  if (id_a != id_b)
    return id_a < id_b ? -1 : 1;

  return g_strcmp0 (gnomon_occurrence_get_recurrence_id (a),
                    gnomon_occurrence_get_recurrence_id (b));
}

/* The one place where the items change, so that their number and the signal agree at all times. */
static void
splice (GnomonOccurrenceList *self,
        guint                 position,
        guint                 n_removed,
        GPtrArray            *source,
        guint                 source_position,
        guint                 n_added)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->items, (gint) (position + i),
                        g_object_ref (g_ptr_array_index (source, source_position + i)));

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
replace_all (GnomonOccurrenceList *self,
             GPtrArray            *fresh)
{
  guint n_removed = self->items->len;
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->items);

  self->items = g_ptr_array_ref (fresh);
  if (n_removed > 0 || fresh->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, fresh->len);
}

/*
 * Walks both sorted lists at once and replaces the runs in which they differ. What would be drawn
 * the same stays the object that it was.
 */
static void
merge (GnomonOccurrenceList *self,
       GPtrArray            *fresh)
{
  guint position = 0;
  guint taken = 0;

  while (position < self->items->len || taken < fresh->len)
    {
      guint n_removed = 0;
      guint n_added = 0;

      while (position + n_removed < self->items->len || taken + n_added < fresh->len)
        {
          GnomonOccurrence *old_item = NULL;
          GnomonOccurrence *new_item = NULL;
          int order;

          if (position + n_removed < self->items->len)
            old_item = g_ptr_array_index (self->items, position + n_removed);
          if (taken + n_added < fresh->len)
            new_item = g_ptr_array_index (fresh, taken + n_added);

          if (old_item == NULL)
            order = 1;
          else if (new_item == NULL)
            order = -1;
          else
            order = compare_places (old_item, new_item);

          if (order == 0 && gnomon_occurrence_equal (old_item, new_item))
            break;
          if (order <= 0)
            n_removed++;
          if (order >= 0)
            n_added++;
        }

      if (n_removed > 0 || n_added > 0)
        splice (self, position, n_removed, fresh, taken, n_added);

      position += n_added;
      taken += n_added;

      /* The pair at which the walk stopped is the same in both. */
      if (position < self->items->len)
        {
          position++;
          taken++;
        }
    }
}

static gint64
get_instant (GnomonOccurrenceList *self,
             gint64                day)
{
  return gnomon_zone_to_instant (gnomon_store_get_viewer_zone (self->store),
                                 day * GNOMON_DAY_SECONDS);
}

/* (transfer full) (nullable): what touches the days; NULL where the database cannot be read. */
static GPtrArray *
read_days (GnomonOccurrenceList *self,
           gint64                first_day,
           gint64                end_day)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *fresh = gnomon_store_list_occurrences (self->store, get_instant (self, first_day),
                                                    get_instant (self, end_day), TRUE, &error);

  if (fresh == NULL)
    g_warning ("The days shown cannot be read: %s", error->message);

  return fresh;
}

static void
take_items (GnomonOccurrenceList *self,
            GPtrArray            *fresh)
{
  if (self->items->len == 0 || fresh->len == 0)
    replace_all (self, fresh);
  else
    merge (self, fresh);
}

static gint
compare_items (gconstpointer a,
               gconstpointer b)
{
  return compare_places (*(GnomonOccurrence **) a, *(GnomonOccurrence **) b);
}

/* Adds what was read beside the old days; what reaches into them from there is known already. */
static gboolean
add_days (GnomonOccurrenceList *self,
          GPtrArray            *items,
          gint64                first_day,
          gint64                end_day,
          gint64                known_from,
          gint64                known_to)
{
  g_autoptr (GPtrArray) beside = NULL;

  if (first_day >= end_day)
    return TRUE;

  beside = read_days (self, first_day, end_day);
  if (beside == NULL)
    return FALSE;
  for (guint i = 0; i < beside->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (beside, i);

      if (!gnomon_occurrence_touches (occurrence, known_from, known_to))
        g_ptr_array_add (items, g_object_ref (occurrence));
    }

  return TRUE;
}

/* Makes the list that of its new days, where some of the old ones are among them. */
static void
shift_days (GnomonOccurrenceList *self,
            gint64                old_first,
            gint64                old_end)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 from = get_instant (self, self->first_day);
  gint64 to = get_instant (self, self->end_day);
  gint64 known_from = get_instant (self, old_first);
  gint64 known_to = get_instant (self, old_end);

  for (guint i = 0; i < self->items->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (self->items, i);

      if (gnomon_occurrence_touches (occurrence, from, to))
        g_ptr_array_add (items, g_object_ref (occurrence));
    }

  if (!add_days (self, items, self->first_day, old_first, known_from, known_to)
      || !add_days (self, items, old_end, self->end_day, known_from, known_to))
    return;

  g_ptr_array_sort (items, compare_items);
  take_items (self, items);
}

static void
store_changed_cb (GnomonOccurrenceList *self,
                  guint64               token,
                  GArray               *changed,
                  GArray               *deleted,
                  GnomonChangeFlags     flags)
{
  g_assert (GNOMON_IS_OCCURRENCE_LIST (self));

  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_CALENDARS)) != 0)
    gnomon_occurrence_list_reload (self);
}

static GType
gnomon_occurrence_list_get_item_type (GListModel *model)
{
  return GNOMON_TYPE_OCCURRENCE;
}

static guint
gnomon_occurrence_list_get_n_items (GListModel *model)
{
  return GNOMON_OCCURRENCE_LIST (model)->items->len;
}

static gpointer
gnomon_occurrence_list_get_item (GListModel *model,
                                 guint       position)
{
  GnomonOccurrenceList *self = GNOMON_OCCURRENCE_LIST (model);

  if (position >= self->items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
gnomon_occurrence_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gnomon_occurrence_list_get_item_type;
  iface->get_n_items = gnomon_occurrence_list_get_n_items;
  iface->get_item = gnomon_occurrence_list_get_item;
}

static void
gnomon_occurrence_list_dispose (GObject *object)
{
  GnomonOccurrenceList *self = GNOMON_OCCURRENCE_LIST (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_occurrence_list_parent_class)->dispose (object);
}

static void
gnomon_occurrence_list_finalize (GObject *object)
{
  GnomonOccurrenceList *self = GNOMON_OCCURRENCE_LIST (object);

  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (gnomon_occurrence_list_parent_class)->finalize (object);
}

static void
gnomon_occurrence_list_class_init (GnomonOccurrenceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_occurrence_list_dispose;
  object_class->finalize = gnomon_occurrence_list_finalize;
}

static void
gnomon_occurrence_list_init (GnomonOccurrenceList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gnomon_occurrence_list_new:
 * @store: a store, which the list keeps
 *
 * Makes a list that is empty until it is given a range by gnomon_occurrence_list_set_days().
 *
 * Returns: (transfer full): a list
 */
GnomonOccurrenceList *
gnomon_occurrence_list_new (GnomonStore *store)
{
  GnomonOccurrenceList *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_OCCURRENCE_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect_swapped (store, "viewer-changed", G_CALLBACK (gnomon_occurrence_list_reload),
                            self);

  return self;
}

/**
 * gnomon_occurrence_list_get_first_day:
 * @self: a list
 *
 * Returns: the first civil day of its range
 */
gint64
gnomon_occurrence_list_get_first_day (GnomonOccurrenceList *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE_LIST (self), 0);

  return self->first_day;
}

/**
 * gnomon_occurrence_list_get_end_day:
 * @self: a list
 *
 * Returns: the civil day after the last one of its range
 */
gint64
gnomon_occurrence_list_get_end_day (GnomonOccurrenceList *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE_LIST (self), 0);

  return self->end_day;
}

/**
 * gnomon_occurrence_list_set_days:
 * @self: a list
 * @first_day: the first civil day
 * @end_day: the civil day after the last one
 *
 * Sets the range, in days of the viewer's zone, and reads at once what of it was not in the list.
 */
void
gnomon_occurrence_list_set_days (GnomonOccurrenceList *self,
                                 gint64                first_day,
                                 gint64                end_day)
{
  gint64 old_first, old_end;

  g_return_if_fail (GNOMON_IS_OCCURRENCE_LIST (self));
  g_return_if_fail (first_day <= end_day);

  if (self->first_day == first_day && self->end_day == end_day)
    return;

  old_first = self->first_day;
  old_end = self->end_day;
  self->first_day = first_day;
  self->end_day = end_day;
  if (first_day < old_end && end_day > old_first)
    shift_days (self, old_first, old_end);
  else
    gnomon_occurrence_list_reload (self);
}

/**
 * gnomon_occurrence_list_get:
 * @self: a list
 * @position: a place in it, below its number of items
 *
 * Returns: (transfer none): the occurrence at that place, without the reference that
 *   g_list_model_get_item() takes
 */
GnomonOccurrence *
gnomon_occurrence_list_get (GnomonOccurrenceList *self,
                            guint                 position)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE_LIST (self), NULL);
  g_return_val_if_fail (position < self->items->len, NULL);

  return g_ptr_array_index (self->items, position);
}

/**
 * gnomon_occurrence_list_reload:
 * @self: a list
 *
 * Reads the range anew, as after a change of the viewer's zone. Where the database cannot be read,
 * the list stays as it was.
 */
void
gnomon_occurrence_list_reload (GnomonOccurrenceList *self)
{
  g_autoptr (GPtrArray) fresh = NULL;

  g_return_if_fail (GNOMON_IS_OCCURRENCE_LIST (self));

  fresh = read_days (self, self->first_day, self->end_day);
  if (fresh != NULL)
    take_items (self, fresh);
}
