/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-clock.h"

#include "gnomon-civil.h"

struct _GnomonClock
{
  GObject parent_instance;

  gint64 frozen_at;
  gboolean frozen;
};

G_DEFINE_FINAL_TYPE (GnomonClock, gnomon_clock, G_TYPE_OBJECT)

static void
gnomon_clock_class_init (GnomonClockClass *klass)
{
}

static void
gnomon_clock_init (GnomonClock *self)
{
  const char *text = g_getenv ("GNOMON_CLOCK");

  if (text == NULL || *text == '\0')
    return;

  self->frozen = gnomon_civil_parse_instant (text, &self->frozen_at);
  if (!self->frozen)
    g_warning ("GNOMON_CLOCK: “%s” is not an RFC 3339 instant", text);
}

/**
 * gnomon_clock_new:
 *
 * Makes the system's clock. Where the environment has GNOMON_CLOCK, the clock stands still at
 * that instant: for tests and for pictures.
 *
 * Returns: (transfer full): a clock
 */
GnomonClock *
gnomon_clock_new (void)
{
  return g_object_new (GNOMON_TYPE_CLOCK, NULL);
}

/**
 * gnomon_clock_get_now:
 * @self: a clock
 *
 * Returns: the time now, in Unix seconds, rounded down
 */
gint64
gnomon_clock_get_now (GnomonClock *self)
{
  g_return_val_if_fail (GNOMON_IS_CLOCK (self), 0);

  return self->frozen ? self->frozen_at : g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * gnomon_clock_is_frozen:
 * @self: a clock
 *
 * Returns: %TRUE where the time does not go on, so that nobody waits for a later instant
 */
gboolean
gnomon_clock_is_frozen (GnomonClock *self)
{
  g_return_val_if_fail (GNOMON_IS_CLOCK (self), FALSE);

  return self->frozen;
}
