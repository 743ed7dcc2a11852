/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-guest-words.h"

/**
 * gnomon_guests_summarize:
 * @guests: (element-type GnomonAttendee): the guests of an event
 *
 * Returns: (transfer full): like `5 guests · 3 going, 1 maybe, 1 waiting`
 */
char *
gnomon_guests_summarize (GPtrArray *guests)
{
  static const GnomonAttendeeStatus order[] = { GNOMON_ATTENDEE_ACCEPTED, GNOMON_ATTENDEE_TENTATIVE,
                                                GNOMON_ATTENDEE_DECLINED, GNOMON_ATTENDEE_PENDING };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *answers = NULL;
  g_autofree char *count = NULL;
  int n[G_N_ELEMENTS (order)] = { 0 };

  for (guint i = 0; i < guests->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (order); j++)
      n[j] += gnomon_attendee_get_status (g_ptr_array_index (guests, i)) == order[j];

  /* Translators: parts of the answers of an event's guests: "3 going, 1 maybe, 1 waiting". */
  if (n[0] > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d going", "%d going", n[0]), n[0]));
  if (n[1] > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d maybe", "%d maybe", n[1]), n[1]));
  if (n[2] > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d can’t go", "%d can’t go", n[2]), n[2]));
  if (n[3] > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d waiting", "%d waiting", n[3]), n[3]));
  g_ptr_array_add (parts, NULL);

  answers = g_strjoinv (", ", (char **) parts->pdata);
  count = g_strdup_printf (ngettext ("%d guest", "%d guests", (int) guests->len),
                           (int) guests->len);
  /* Translators: how many guests, then their answers: "5 guests · 3 going, 1 maybe, 1 waiting". */
  return g_strdup_printf (_("%s · %s"), count, answers);
}
