/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-item.h"

struct _GnomonAgendaItem
{
  GObject parent_instance;

  gint64 day;
  GnomonOccurrence *occurrence;
  GnomonAgendaFrame frame;
  guint n_events;
};

enum
{
  PROP_0,
  PROP_FRAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GnomonAgendaItem, gnomon_agenda_item, G_TYPE_OBJECT)

static void
gnomon_agenda_item_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FRAME:
      g_value_set_uint (value, GNOMON_AGENDA_ITEM (object)->frame);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_agenda_item_dispose (GObject *object)
{
  GnomonAgendaItem *self = GNOMON_AGENDA_ITEM (object);

  g_clear_object (&self->occurrence);

  G_OBJECT_CLASS (gnomon_agenda_item_parent_class)->dispose (object);
}

static void
gnomon_agenda_item_class_init (GnomonAgendaItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_agenda_item_dispose;
  object_class->get_property = gnomon_agenda_item_get_property;

  properties[PROP_FRAME] = g_param_spec_uint ("frame", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gnomon_agenda_item_init (GnomonAgendaItem *self)
{
}

/**
 * gnomon_agenda_item_new:
 * @day: a civil day
 * @occurrence: (nullable): what is on it
 *
 * Returns: (transfer full): an entry
 */
GnomonAgendaItem *
gnomon_agenda_item_new (gint64            day,
                        GnomonOccurrence *occurrence)
{
  GnomonAgendaItem *self = g_object_new (GNOMON_TYPE_AGENDA_ITEM, NULL);

  self->day = day;
  g_set_object (&self->occurrence, occurrence);
  return self;
}

/**
 * gnomon_agenda_item_get_day:
 * @self: an entry
 *
 * Returns: the civil day under which it stands
 */
gint64
gnomon_agenda_item_get_day (GnomonAgendaItem *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ITEM (self), 0);

  return self->day;
}

/**
 * gnomon_agenda_item_get_occurrence:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what it shows; %NULL where the day has nothing
 */
GnomonOccurrence *
gnomon_agenda_item_get_occurrence (GnomonAgendaItem *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ITEM (self), NULL);

  return self->occurrence;
}

/**
 * gnomon_agenda_item_get_frame:
 * @self: an entry
 *
 * Returns: what stands around it
 */
GnomonAgendaFrame
gnomon_agenda_item_get_frame (GnomonAgendaItem *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ITEM (self), GNOMON_AGENDA_FRAME_NONE);

  return self->frame;
}

/**
 * gnomon_agenda_item_get_n_events:
 * @self: an entry that has its day's heading
 *
 * Returns: how many entries the day has; 0 in an entry without heading
 */
guint
gnomon_agenda_item_get_n_events (GnomonAgendaItem *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ITEM (self), 0);

  return self->n_events;
}

/**
 * gnomon_agenda_item_set_frame:
 * @self: an entry
 * @frame: what stands around it
 * @n_events: how many entries its day has, where it has the heading
 */
void
gnomon_agenda_item_set_frame (GnomonAgendaItem  *self,
                              GnomonAgendaFrame  frame,
                              guint              n_events)
{
  g_return_if_fail (GNOMON_IS_AGENDA_ITEM (self));

  if (self->frame == frame && self->n_events == n_events)
    return;

  self->frame = frame;
  self->n_events = n_events;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRAME]);
}

/**
 * gnomon_agenda_item_equal:
 * @a: an entry
 * @b: another
 *
 * Returns: whether both would be drawn the same, but for their frames
 */
gboolean
gnomon_agenda_item_equal (GnomonAgendaItem *a,
                          GnomonAgendaItem *b)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ITEM (a), FALSE);
  g_return_val_if_fail (GNOMON_IS_AGENDA_ITEM (b), FALSE);

  if (a->day != b->day || (a->occurrence == NULL) != (b->occurrence == NULL))
    return FALSE;

  return a->occurrence == NULL || gnomon_occurrence_equal (a->occurrence, b->occurrence);
}
