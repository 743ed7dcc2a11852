/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-chip-pool.h"

struct _GnomonChipPool
{
  GtkWidget *parent;
  GnomonChipFocusFunc focus_func;
  GPtrArray *chips;
  GPtrArray *spare;             /* what was not assigned, until the pool is trimmed */
};

static void
chip_opened_cb (GtkWidget       *parent,
                GnomonEventChip *chip)
{
  g_signal_emit_by_name (parent, "chip-opened", chip);
}

/* The events that the spare chips show, by their ids. */
static GHashTable *
list_spare_events (GnomonChipPool *self)
{
  GHashTable *events = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->spare->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->spare, i);
      GnomonOccurrence *shown = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip));
      gint64 id = gnomon_occurrence_get_event_id (shown);

      g_hash_table_add (events, g_memdup2 (&id, sizeof id));
    }

  return events;
}

static GtkWidget *
take_chip_of (GnomonChipPool   *self,
              GnomonOccurrence *occurrence)
{
  for (guint i = 0; i < self->spare->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->spare, i);
      GnomonOccurrence *shown = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip));

      if (gnomon_occurrence_is_of (occurrence, gnomon_occurrence_get_event_id (shown),
                                   gnomon_occurrence_get_recurrence_id (shown)))
        {
          g_ptr_array_remove_index (self->spare, i);
          return chip;
        }
    }

  return NULL;
}

static GtkWidget *
take_any_chip (GnomonChipPool *self)
{
  GtkWidget *chip;

  /* A chip that has the focus is no other event's: the focus would tell of that one. In the order
   * in which they stand, most can stay where they are. */
  for (guint i = 0; i < self->spare->len; i++)
    {
      chip = g_ptr_array_index (self->spare, i);
      if (!gtk_widget_has_focus (chip)
          && !gnomon_event_chip_get_selected (GNOMON_EVENT_CHIP (chip)))
        {
          g_ptr_array_remove_index (self->spare, i);
          return chip;
        }
    }

  chip = gnomon_event_chip_new ();
  g_signal_connect_object (chip, "opened", G_CALLBACK (chip_opened_cb), self->parent,
                           G_CONNECT_SWAPPED);

  return chip;
}

/**
 * gnomon_chip_pool_new:
 * @parent: the widget whose children the chips are; it has a signal "chip-opened"
 *   (GnomonEventChip *chip), which is emitted when one of them is opened
 * @focus_func: called for a chip that goes with the focus
 *
 * Returns: (transfer full): a pool, to be freed by gnomon_chip_pool_free() while @parent is there
 */
GnomonChipPool *
gnomon_chip_pool_new (GtkWidget           *parent,
                      GnomonChipFocusFunc  focus_func)
{
  GnomonChipPool *self = g_new0 (GnomonChipPool, 1);

  self->parent = parent;
  self->focus_func = focus_func;
  self->chips = g_ptr_array_new ();
  self->spare = g_ptr_array_new ();

  return self;
}

/**
 * gnomon_chip_pool_free:
 * @self: a pool
 *
 * Frees the pool and takes its chips from their parent.
 */
void
gnomon_chip_pool_free (GnomonChipPool *self)
{
  g_ptr_array_foreach (self->chips, (GFunc) (void (*) (void)) gtk_widget_unparent, NULL);
  g_ptr_array_foreach (self->spare, (GFunc) (void (*) (void)) gtk_widget_unparent, NULL);
  g_ptr_array_unref (self->chips);
  g_ptr_array_unref (self->spare);
  g_free (self);
}

/**
 * gnomon_chip_pool_get_n:
 * @self: a pool
 *
 * Returns: how many chips were assigned
 */
guint
gnomon_chip_pool_get_n (GnomonChipPool *self)
{
  return self->chips->len;
}

/**
 * gnomon_chip_pool_get:
 * @self: a pool
 * @index: which one
 *
 * Returns: (transfer none): the chip of the occurrence at that place
 */
GtkWidget *
gnomon_chip_pool_get (GnomonChipPool *self,
                      guint           index)
{
  return g_ptr_array_index (self->chips, index);
}

/**
 * gnomon_chip_pool_find:
 * @self: a pool
 * @chip: a widget
 * @index: (out): which one it is
 *
 * Returns: whether it is one of the chips
 */
gboolean
gnomon_chip_pool_find (GnomonChipPool *self,
                       GtkWidget      *chip,
                       guint          *index)
{
  return g_ptr_array_find (self->chips, chip, index);
}

/**
 * gnomon_chip_pool_assign:
 * @self: a pool
 * @occurrences: (element-type GnomonOccurrence): what needs a chip, one for each place of it
 * @after: (nullable): the child of the parent after which the chips come, in this order
 *
 * Gives each occurrence a chip. The caller sets what the chips show, then trims the pool.
 */
void
gnomon_chip_pool_assign (GnomonChipPool *self,
                         GPtrArray      *occurrences,
                         GtkWidget      *after)
{
  g_autoptr (GHashTable) events = NULL;

  g_ptr_array_extend_and_steal (self->spare, g_steal_pointer (&self->chips));
  self->chips = g_ptr_array_sized_new (occurrences->len);

  /* In another week none of them stays: that is to be known without asking each chip for each. */
  events = list_spare_events (self);
  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      gint64 id = gnomon_occurrence_get_event_id (occurrence);

      g_ptr_array_add (self->chips, g_hash_table_contains (events, &id)
                                      ? take_chip_of (self, occurrence) : NULL);
    }

  for (guint i = 0; i < occurrences->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      if (chip == NULL)
        chip = self->chips->pdata[i] = take_any_chip (self);
      if (gtk_widget_get_parent (chip) != self->parent
          || gtk_widget_get_prev_sibling (chip) != after)
        gtk_widget_insert_after (chip, self->parent, after);
      after = chip;
    }
}

/**
 * gnomon_chip_pool_trim:
 * @self: a pool
 *
 * Takes away the chips that nothing was assigned to.
 */
void
gnomon_chip_pool_trim (GnomonChipPool *self)
{
  for (guint i = 0; i < self->spare->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->spare, i);

      if (gtk_widget_has_focus (chip))
        self->focus_func (self->parent,
                          gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip)));
      gtk_widget_unparent (chip);
    }
  g_ptr_array_set_size (self->spare, 0);
}

/**
 * gnomon_chip_pool_collect:
 * @self: a pool
 * @chips: (element-type GtkWidget): an array, to which its chips are added
 */
void
gnomon_chip_pool_collect (GnomonChipPool *self,
                          GPtrArray      *chips)
{
  for (guint i = 0; i < self->chips->len; i++)
    g_ptr_array_add (chips, g_ptr_array_index (self->chips, i));
}

/**
 * gnomon_chip_pool_set_left_behind:
 * @self: a pool
 * @occurrence: (nullable): what is being dragged away; %NULL: nothing is
 *
 * Shows half of it where it was.
 */
void
gnomon_chip_pool_set_left_behind (GnomonChipPool   *self,
                                  GnomonOccurrence *occurrence)
{
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);
      GnomonOccurrence *shown = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip));

      gtk_widget_set_opacity (chip, shown == occurrence ? 0.5 : 1);
    }
}

/**
 * gnomon_chip_pool_snapshot:
 * @self: a pool
 * @snapshot: where to draw
 *
 * Draws the chips, those that move on their way.
 */
void
gnomon_chip_pool_snapshot (GnomonChipPool *self,
                           GtkSnapshot    *snapshot)
{
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);
      graphene_point_t shift;

      gnomon_event_chip_get_shift (GNOMON_EVENT_CHIP (chip), &shift);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &shift);
      gtk_widget_snapshot_child (self->parent, chip, snapshot);
      gtk_snapshot_restore (snapshot);
    }
}
