/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-guest-row.h"
#include "gnomon-guests-group-private.h"
#include "gnomon-text-row.h"

/* What of the guests is kept in a draft besides the fields of the event. */

#define KEY_TYPED "guest"
#define KEY_ANSWERS "answers"

/**
 * gnomon_guests_group_save:
 * @self: a group
 * @dict: takes the answers, and what is typed and not entered yet
 */
void
gnomon_guests_group_save (GnomonGuestsGroup *self,
                          GVariantDict      *dict)
{
  g_auto (GVariantBuilder) answers = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  g_return_if_fail (GNOMON_IS_GUESTS_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (GnomonAttendee) guest =
        gnomon_guest_row_dup_guest (g_ptr_array_index (self->rows, i));

      g_variant_builder_add (&answers, "{ss}", gnomon_attendee_get_email (guest),
                             gnomon_attendee_status_to_string (gnomon_attendee_get_status (guest)));
    }

  g_variant_dict_insert_value (dict, KEY_ANSWERS, g_variant_builder_end (&answers));
  g_variant_dict_insert (dict, KEY_TYPED, "s",
                         gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->add_row)));
}

/**
 * gnomon_guests_group_restore:
 * @self: a group that shows the guests of the draft
 * @dict: what gnomon_guests_group_save() put there, or nothing
 */
void
gnomon_guests_group_restore (GnomonGuestsGroup *self,
                             GVariantDict      *dict)
{
  g_autoptr (GVariant) answers =
    g_variant_dict_lookup_value (dict, KEY_ANSWERS, G_VARIANT_TYPE ("a{ss}"));
  const char *typed, *answer;

  g_return_if_fail (GNOMON_IS_GUESTS_GROUP (self));

  for (guint i = 0; answers != NULL && i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autoptr (GnomonAttendee) guest = gnomon_guest_row_dup_guest (GNOMON_GUEST_ROW (row));

      if (g_variant_lookup (answers, gnomon_attendee_get_email (guest), "&s", &answer))
        g_object_set (row, "status", answer, NULL);
    }

  if (g_variant_dict_lookup (dict, KEY_TYPED, "&s", &typed))
    gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->add_row), typed);
}
