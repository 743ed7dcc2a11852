/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-view-private.h"

/* The orders of the agenda other than by time. */

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  GnomonOccurrence *left = gnomon_agenda_item_get_occurrence ((gpointer) a);
  GnomonOccurrence *right = gnomon_agenda_item_get_occurrence ((gpointer) b);

  if (left == NULL || right == NULL)
    return (left != NULL) - (right != NULL);

  return g_utf8_collate (gnomon_occurrence_get_title (left), gnomon_occurrence_get_title (right));
}

static int
compare_calendars (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  GnomonAgendaView *self = user_data;
  GnomonOccurrence *left = gnomon_agenda_item_get_occurrence ((gpointer) a);
  GnomonOccurrence *right = gnomon_agenda_item_get_occurrence ((gpointer) b);
  gint64 left_id, right_id;
  const char *left_name, *right_name;

  if (left == NULL || right == NULL)
    return (left != NULL) - (right != NULL);

  left_id = gnomon_occurrence_get_calendar_id (left);
  right_id = gnomon_occurrence_get_calendar_id (right);
  left_name = g_hash_table_lookup (self->calendar_names, &left_id);
  right_name = g_hash_table_lookup (self->calendar_names, &right_id);
  return g_utf8_collate (left_name != NULL ? left_name : "",
                         right_name != NULL ? right_name : "");
}

/* (transfer full): NULL for the order of time, in which the list is already. */
GtkSorter *
gnomon_agenda_view_make_sorter (GnomonAgendaView *self,
                                GnomonAgendaSort  sort)
{
  switch (sort)
    {
    case GNOMON_AGENDA_SORT_TITLE:
      return GTK_SORTER (gtk_custom_sorter_new (compare_titles, self, NULL));
    case GNOMON_AGENDA_SORT_CALENDAR:
      return GTK_SORTER (gtk_custom_sorter_new (compare_calendars, self, NULL));
    case GNOMON_AGENDA_SORT_TIME:
    default:
      return NULL;
    }
}
