/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-batch.h"

/* So many reminders that are due at once have a notification each. */
#define MAX_ALONE 5

/* So many events are named in a notification that gathers them. */
#define MAX_NAMED 3

struct _GnomonReminderBatch
{
  GPtrArray *alone;             /* GnomonReminderGroup */
  GnomonReminderGroup *rest;    /* (nullable) */
  GnomonReminderGroup *over;    /* (nullable) */
};

void
gnomon_reminder_group_free (GnomonReminderGroup *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->instances);
  g_ptr_array_unref (self->events);
  g_free (self);
}

/**
 * gnomon_instances_list_ids:
 * @instances: (element-type GnomonInstance): instances
 * @first: the index of the first that counts
 * @end: the index after the last that counts
 *
 * Returns: (transfer full) (element-type gint64): their ids
 */
GArray *
gnomon_instances_list_ids (const GArray *instances,
                           guint         first,
                           guint         end)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), end - first);

  for (guint i = first; i < end; i++)
    g_array_append_val (ids, g_array_index (instances, GnomonInstance, i).id);

  return ids;
}

static GnomonReminderGroup *
group_new (gboolean is_over)
{
  GnomonReminderGroup *self = g_new0 (GnomonReminderGroup, 1);

  self->instances = g_array_new (FALSE, FALSE, sizeof (GnomonInstance));
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_over = is_over;

  return self;
}

static void
group_add (GnomonReminderGroup *self,
           GnomonDueReminder   *reminder)
{
  GnomonInstance instance = { .id = reminder->id, .event_id = reminder->event_id };

  g_array_append_val (self->instances, instance);
  if (self->events->len < MAX_NAMED)
    g_ptr_array_add (self->events, g_object_ref (reminder->event));
}

/**
 * gnomon_reminder_batch_new:
 *
 * Returns: (transfer full): an empty batch
 */
GnomonReminderBatch *
gnomon_reminder_batch_new (void)
{
  GnomonReminderBatch *self = g_new0 (GnomonReminderBatch, 1);

  self->alone = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_reminder_group_free);

  return self;
}

/**
 * gnomon_reminder_batch_free:
 * @self: (transfer full) (nullable): a batch
 */
void
gnomon_reminder_batch_free (GnomonReminderBatch *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->alone);
  gnomon_reminder_group_free (self->rest);
  gnomon_reminder_group_free (self->over);
  g_free (self);
}

/**
 * gnomon_reminder_batch_add:
 * @self: a batch
 * @reminder: (transfer none): a claimed reminder; of most of them only the ids are kept
 */
void
gnomon_reminder_batch_add (GnomonReminderBatch *self,
                           GnomonDueReminder   *reminder)
{
  GnomonReminderGroup *group;

  g_return_if_fail (self != NULL);

  if (reminder->is_over)
    {
      if (self->over == NULL)
        self->over = group_new (TRUE);
      group = self->over;
    }
  else if (self->alone->len < MAX_ALONE)
    {
      group = group_new (FALSE);
      g_ptr_array_add (self->alone, group);
    }
  else
    {
      if (self->rest == NULL)
        self->rest = group_new (FALSE);
      group = self->rest;
    }

  group_add (group, reminder);
}

/**
 * gnomon_reminder_batch_steal:
 * @self: a batch, which is empty afterwards
 *
 * Returns: (transfer full) (element-type GnomonReminderGroup): what to show, in that order
 */
GPtrArray *
gnomon_reminder_batch_steal (GnomonReminderBatch *self)
{
  GPtrArray *groups;

  g_return_val_if_fail (self != NULL, NULL);

  groups = g_steal_pointer (&self->alone);
  if (self->rest != NULL)
    g_ptr_array_add (groups, g_steal_pointer (&self->rest));
  if (self->over != NULL)
    g_ptr_array_add (groups, g_steal_pointer (&self->over));
  self->alone = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_reminder_group_free);

  return groups;
}
