/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-notice.h"

/**
 * gnomon_notice_free:
 * @self: (transfer full) (nullable): a notice
 */
void
gnomon_notice_free (GnomonNotice *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->body);
  g_free (self->snooze_label);
  g_free (self);
}
