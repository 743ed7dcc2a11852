/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-chip-motion.h"

#include <adwaita.h>

#define DURATION 180

/* Where more than this is somewhere else, it is not a move, but another calendar or range. */
#define MOST_MOVES 12

typedef struct
{
  GtkWidget *chip;
  graphene_point_t from;        /* relative to its place */
} Move;

struct _GnomonChipMotion
{
  GtkWidget *view;
  AdwAnimation *animation;
  GHashTable *places;           /* what a chip is of → graphene_point_t; NULL: nothing was noted */
  GArray *moves;
};

static void
clear_move (gpointer data)
{
  Move *move = data;

  gnomon_event_chip_set_shift (GNOMON_EVENT_CHIP (move->chip), graphene_point_zero ());
  g_object_unref (move->chip);
}

static void
animated_cb (double   value,
             gpointer user_data)
{
  GnomonChipMotion *self = user_data;

  for (guint i = 0; i < self->moves->len; i++)
    {
      const Move *move = &g_array_index (self->moves, Move, i);
      graphene_point_t shift = GRAPHENE_POINT_INIT (move->from.x * (float) value,
                                                    move->from.y * (float) value);

      gnomon_event_chip_set_shift (GNOMON_EVENT_CHIP (move->chip), &shift);
    }
}

static void
done_cb (GnomonChipMotion *self)
{
  g_array_set_size (self->moves, 0);
}

static char *
make_key (GtkWidget *chip)
{
  GnomonOccurrence *occurrence = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip));

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", gnomon_occurrence_get_event_id (occurrence),
                          gnomon_occurrence_get_recurrence_id (occurrence));
}

static gboolean
find_place (GnomonChipMotion *self,
            GtkWidget        *chip,
            graphene_point_t *place)
{
  return gtk_widget_get_mapped (chip)
         && gtk_widget_compute_point (chip, self->view, graphene_point_zero (), place);
}

/**
 * gnomon_chip_motion_new:
 * @view: what the chips are in
 *
 * Returns: (transfer full): their motion, to be freed by gnomon_chip_motion_free() while @view is
 *   there
 */
GnomonChipMotion *
gnomon_chip_motion_new (GtkWidget *view)
{
  GnomonChipMotion *self = g_new0 (GnomonChipMotion, 1);

  self->view = view;
  self->moves = g_array_new (FALSE, FALSE, sizeof (Move));
  g_array_set_clear_func (self->moves, clear_move);

  return self;
}

/**
 * gnomon_chip_motion_free:
 * @self: a motion
 */
void
gnomon_chip_motion_free (GnomonChipMotion *self)
{
  if (self->animation != NULL)
    {
      adw_animation_pause (self->animation);
      g_clear_object (&self->animation);
    }
  g_array_unref (self->moves);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_free (self);
}

/**
 * gnomon_chip_motion_note:
 * @self: a motion
 * @chips: (element-type GtkWidget): the chips that are shown
 *
 * Notes where the chips are. What was moving is at its place now.
 */
void
gnomon_chip_motion_note (GnomonChipMotion *self,
                         GPtrArray        *chips)
{
  g_array_set_size (self->moves, 0);
  g_clear_pointer (&self->places, g_hash_table_unref);
  if (!gtk_widget_get_mapped (self->view) || !adw_get_enable_animations (self->view))
    return;

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (chips, i);
      graphene_point_t place;

      if (find_place (self, chip, &place))
        g_hash_table_insert (self->places, make_key (chip), g_memdup2 (&place, sizeof place));
    }
}

/**
 * gnomon_chip_motion_is_noted:
 * @self: a motion
 *
 * Returns: whether there are places to start from
 */
gboolean
gnomon_chip_motion_is_noted (GnomonChipMotion *self)
{
  return self->places != NULL;
}

/**
 * gnomon_chip_motion_start:
 * @self: a motion
 * @chips: (element-type GtkWidget): the chips that are shown now, laid out
 *
 * Lets the chips whose place is another now go there.
 */
void
gnomon_chip_motion_start (GnomonChipMotion *self,
                          GPtrArray        *chips)
{
  g_autoptr (GHashTable) places = g_steal_pointer (&self->places);

  for (guint i = 0; places != NULL && i < chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (chips, i);
      g_autofree char *key = make_key (chip);
      const graphene_point_t *old = g_hash_table_lookup (places, key);
      graphene_point_t place;
      Move move;

      if (old == NULL || !find_place (self, chip, &place)
          || graphene_point_near (old, &place, 1))
        continue;

      move = (Move){ g_object_ref (chip), GRAPHENE_POINT_INIT (old->x - place.x,
                                                               old->y - place.y) };
      g_array_append_val (self->moves, move);
      /* What lies over several weeks has several chips: the first of them moves. */
      g_hash_table_remove (places, key);
    }

  if (self->moves->len > MOST_MOVES)
    g_array_set_size (self->moves, 0);
  if (self->moves->len == 0)
    return;

  if (self->animation == NULL)
    {
      self->animation = adw_timed_animation_new (self->view, 1, 0, DURATION,
                                                 adw_callback_animation_target_new (animated_cb,
                                                                                    self, NULL));
      adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);
      g_signal_connect_swapped (self->animation, "done", G_CALLBACK (done_cb), self);
    }
  adw_animation_pause (self->animation);
  /* The first tick comes with the next frame; until then nothing may be seen at its new place. */
  animated_cb (1, self);
  adw_animation_play (self->animation);
}
