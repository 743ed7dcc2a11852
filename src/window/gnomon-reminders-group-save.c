/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-reminders-group-private.h"

/* What is to be stored of the reminders: with the event, besides it, and in a draft. */

/* In a draft: minutes of those that are new, ids of those that stay. */
#define KEY_NEW "reminders"
#define KEY_KEPT "kept-reminders"

/**
 * gnomon_reminders_group_write:
 * @self: a group
 * @fields: of %GNOMON_KIND_EVENT
 *
 * Sets what of the reminders is part of the event: the automatic one.
 */
void
gnomon_reminders_group_write (GnomonRemindersGroup *self,
                              GnomonFields         *fields)
{
  gboolean has_automatic = FALSE;

  g_return_if_fail (GNOMON_IS_REMINDERS_GROUP (self));
  g_return_if_fail (fields != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);

      if (reminder->automatic)
        {
          has_automatic = TRUE;
          gnomon_fields_set_int (fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE,
                                 reminder->minutes_before);
        }
    }

  gnomon_fields_set_boolean (fields, GNOMON_EVENT_REMINDER_SET, has_automatic);
}

/**
 * gnomon_reminders_group_list_operations:
 * @self: a group
 * @event_id: the event, stored by now
 *
 * What is to be done about the reminders besides the automatic one.
 *
 * Returns: (transfer full) (element-type GnomonOperation): the operations, in their order
 */
GPtrArray *
gnomon_reminders_group_list_operations (GnomonRemindersGroup *self,
                                        gint64                event_id)
{
  g_autoptr (GPtrArray) operations = NULL;

  g_return_val_if_fail (GNOMON_IS_REMINDERS_GROUP (self), NULL);

  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);

  for (guint i = 0; i < self->stored_ids->len; i++)
    {
      gint64 id = g_array_index (self->stored_ids, gint64, i);
      gboolean stays = FALSE;

      for (guint j = 0; j < self->rows->len; j++)
        {
          GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, j);

          stays |= reminder->id == id && reminder->type == reminder->stored_type;
        }

      if (!stays)
        g_ptr_array_add (operations, gnomon_operation_new_remove_reminder (event_id, id));
    }

  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);
      g_autoptr (GnomonFields) fields = NULL;

      /* A rule never changes: where it is to come in another way, another one takes its place. */
      if (reminder->automatic
          || (reminder->id != 0 && reminder->type == reminder->stored_type))
        continue;

      fields = gnomon_fields_new (GNOMON_KIND_REMINDER);
      gnomon_fields_set_int (fields, GNOMON_REMINDER_MINUTES_BEFORE, reminder->minutes_before);
      gnomon_fields_set_string (fields, GNOMON_REMINDER_REMINDER_TYPE,
                                gnomon_reminder_type_to_string (reminder->type));
      g_ptr_array_add (operations, gnomon_operation_new_add_reminder (event_id, fields));
    }

  return g_steal_pointer (&operations);
}

/**
 * gnomon_reminders_group_save:
 * @self: a group
 * @dict: takes what is shown besides the automatic reminder
 */
void
gnomon_reminders_group_save (GnomonRemindersGroup *self,
                             GVariantDict         *dict)
{
  g_auto (GVariantBuilder) fresh = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ai"));
  g_auto (GVariantBuilder) kept = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));

  g_return_if_fail (GNOMON_IS_REMINDERS_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);

      if (reminder->id != 0)
        g_variant_builder_add (&kept, "x", reminder->id);
      else if (!reminder->automatic)
        g_variant_builder_add (&fresh, "i", reminder->minutes_before);
    }

  g_variant_dict_insert_value (dict, KEY_NEW, g_variant_builder_end (&fresh));
  g_variant_dict_insert_value (dict, KEY_KEPT, g_variant_builder_end (&kept));
}

static gboolean
is_kept (GVariant *kept,
         gint64    id)
{
  for (gsize i = 0; i < g_variant_n_children (kept); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (kept, i);

      if (g_variant_get_int64 (item) == id)
        return TRUE;
    }

  return FALSE;
}

/**
 * gnomon_reminders_group_restore:
 * @self: a group that shows what is stored
 * @dict: what gnomon_reminders_group_save() put there, or nothing
 */
void
gnomon_reminders_group_restore (GnomonRemindersGroup *self,
                                GVariantDict         *dict)
{
  g_autoptr (GVariant) fresh = g_variant_dict_lookup_value (dict, KEY_NEW, G_VARIANT_TYPE ("ai"));
  g_autoptr (GVariant) kept = g_variant_dict_lookup_value (dict, KEY_KEPT, G_VARIANT_TYPE ("ax"));

  g_return_if_fail (GNOMON_IS_REMINDERS_GROUP (self));

  for (guint i = self->rows->len; kept != NULL && i > 0; i--)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i - 1);

      if (reminder->id == 0 || is_kept (kept, reminder->id))
        continue;

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), reminder->row);
      g_ptr_array_remove_index (self->rows, i - 1);
    }

  for (gsize i = 0; fresh != NULL && i < g_variant_n_children (fresh); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (fresh, i);

      gnomon_reminders_group_add_new (self, CLAMP (g_variant_get_int32 (item), 0,
                                                   GNOMON_REMINDER_MAX_MINUTES_BEFORE));
    }
}
