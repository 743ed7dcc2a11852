/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-hit.h"

struct _GnomonSearchHit
{
  GObject parent_instance;

  GnomonEvent *event;
  GnomonSearchSection section;
  gint64 starts_at;
  gint64 ends_at;
  char *recurrence_id;
  guint n_section;
  gboolean partial;
};

enum
{
  PROP_0,
  PROP_HEADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GnomonSearchHit, gnomon_search_hit, G_TYPE_OBJECT)

static void
gnomon_search_hit_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HEADING:
      g_value_set_boolean (value, GNOMON_SEARCH_HIT (object)->n_section > 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_search_hit_dispose (GObject *object)
{
  g_clear_object (&GNOMON_SEARCH_HIT (object)->event);

  G_OBJECT_CLASS (gnomon_search_hit_parent_class)->dispose (object);
}

static void
gnomon_search_hit_finalize (GObject *object)
{
  g_free (GNOMON_SEARCH_HIT (object)->recurrence_id);

  G_OBJECT_CLASS (gnomon_search_hit_parent_class)->finalize (object);
}

static void
gnomon_search_hit_class_init (GnomonSearchHitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_search_hit_dispose;
  object_class->finalize = gnomon_search_hit_finalize;
  object_class->get_property = gnomon_search_hit_get_property;

  properties[PROP_HEADING] = g_param_spec_boolean ("heading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gnomon_search_hit_init (GnomonSearchHit *self)
{
}

/**
 * gnomon_search_hit_new:
 * @event: what was found
 * @section: where it stands
 * @starts_at: when it is, Unix seconds
 * @ends_at: exclusive
 * @recurrence_id: which of its occurrences that is; "" where it has none
 *
 * Returns: (transfer full): a hit
 */
GnomonSearchHit *
gnomon_search_hit_new (GnomonEvent         *event,
                       GnomonSearchSection  section,
                       gint64               starts_at,
                       gint64               ends_at,
                       const char          *recurrence_id)
{
  GnomonSearchHit *self;

  g_return_val_if_fail (GNOMON_IS_EVENT (event), NULL);

  self = g_object_new (GNOMON_TYPE_SEARCH_HIT, NULL);
  self->event = g_object_ref (event);
  self->section = section;
  self->starts_at = starts_at;
  self->ends_at = ends_at;
  self->recurrence_id = g_strdup (recurrence_id);
  return self;
}

/**
 * gnomon_search_hit_get_event:
 * @self: a hit
 *
 * Returns: (transfer none): what was found
 */
GnomonEvent *
gnomon_search_hit_get_event (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), NULL);

  return self->event;
}

/**
 * gnomon_search_hit_get_section:
 * @self: a hit
 *
 * Returns: where it stands
 */
GnomonSearchSection
gnomon_search_hit_get_section (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), GNOMON_SEARCH_COMING);

  return self->section;
}

/**
 * gnomon_search_hit_get_starts_at:
 * @self: a hit
 *
 * Returns: when it is, in Unix seconds
 */
gint64
gnomon_search_hit_get_starts_at (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), 0);

  return self->starts_at;
}

/**
 * gnomon_search_hit_get_ends_at:
 * @self: a hit
 *
 * Returns: until when, in Unix seconds, exclusive
 */
gint64
gnomon_search_hit_get_ends_at (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), 0);

  return self->ends_at;
}

/**
 * gnomon_search_hit_get_recurrence_id:
 * @self: a hit
 *
 * Returns: which of the event's occurrences it is; "" where it has none
 */
const char *
gnomon_search_hit_get_recurrence_id (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), NULL);

  return self->recurrence_id;
}

/**
 * gnomon_search_hit_get_n_section:
 * @self: a hit
 *
 * Returns: how many hits its section has, where it is the first of them; else 0
 */
guint
gnomon_search_hit_get_n_section (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), 0);

  return self->n_section;
}

/**
 * gnomon_search_hit_is_partial:
 * @self: a hit that begins its section
 *
 * Returns: whether the section may have more than that
 */
gboolean
gnomon_search_hit_is_partial (GnomonSearchHit *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_HIT (self), FALSE);

  return self->partial;
}

/**
 * gnomon_search_hit_set_heading:
 * @self: a hit
 * @n_section: how many hits its section has, where it is the first of them; else 0
 * @partial: whether there may be more
 */
void
gnomon_search_hit_set_heading (GnomonSearchHit *self,
                               guint            n_section,
                               gboolean         partial)
{
  g_return_if_fail (GNOMON_IS_SEARCH_HIT (self));

  if (self->n_section == n_section && self->partial == partial)
    return;

  self->n_section = n_section;
  self->partial = partial;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
}
