/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-choices.h"
#include "gnomon-palette.h"

static void
append_choice (GListStore *choices,
               const char *value,
               const char *label,
               const char *color)
{
  g_autoptr (GnomonChoice) choice = gnomon_choice_new (0, value, label, color);

  g_list_store_append (choices, choice);
}

/* The calendars that can be written to, and one besides; @calendar_id 0 becomes the default one. */
static GListModel *
list_calendars (GnomonStore *store,
                gint64      *calendar_id)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (store, &error);

  if (!calendars)
    g_warning ("Cannot list the calendars: %s", error->message);

  for (guint i = 0; calendars && i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gint64 id = gnomon_calendar_get_id (calendar);
      g_autoptr (GnomonChoice) choice = NULL;

      if (gnomon_calendar_is_read_only (calendar) && id != *calendar_id)
        continue;

      if (*calendar_id == 0 && gnomon_calendar_is_default (calendar))
        *calendar_id = id;

      choice = gnomon_choice_new (id, "", gnomon_calendar_get_name (calendar),
                                  gnomon_calendar_get_color (calendar));
      g_list_store_append (choices, choice);
    }
  return G_LIST_MODEL (g_steal_pointer (&choices));
}

/**
 * gnomon_choices_fill_calendars:
 * @row: a row
 * @store: the store with the calendars
 * @calendar_id: the one to choose; 0: the default calendar
 *
 * Offers the calendars that can be written to, and the chosen one.
 */
void
gnomon_choices_fill_calendars (AdwComboRow *row,
                               GnomonStore *store,
                               gint64       calendar_id)
{
  g_autoptr (GListModel) choices = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));
  g_return_if_fail (GNOMON_IS_STORE (store));

  choices = list_calendars (store, &calendar_id);
  gnomon_choice_set_up_row (row, choices);
  gnomon_choice_choose_id (row, calendar_id);
}

/**
 * gnomon_choices_fill_drop_down:
 * @drop_down: a drop-down
 * @store: the store with the calendars
 *
 * Offers the calendars that can be written to. What is chosen stays chosen where it is still there,
 * else it is the default calendar.
 */
void
gnomon_choices_fill_drop_down (GtkDropDown *drop_down,
                               GnomonStore *store)
{
  g_autoptr (GListModel) choices = NULL;
  GnomonChoice *chosen;
  gint64 id;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (GNOMON_IS_STORE (store));

  chosen = gtk_drop_down_get_selected_item (drop_down);
  id = chosen != NULL ? gnomon_choice_get_id (chosen) : 0;
  choices = list_calendars (store, &id);
  gnomon_choice_set_up_drop_down (drop_down, choices);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GnomonChoice) choice = g_list_model_get_item (choices, i);

      if (gnomon_choice_get_id (choice) == id)
        gtk_drop_down_set_selected (drop_down, i);
    }
}

/**
 * gnomon_choices_fill_colors:
 * @row: a row
 * @color: the event's colour; empty: that of its calendar
 *
 * Offers the palette; a colour that came from elsewhere can be kept.
 */
void
gnomon_choices_fill_colors (AdwComboRow *row,
                            const char  *color)
{
  const char * const *palette = gnomon_color_get_palette ();
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  g_return_if_fail (ADW_IS_COMBO_ROW (row));
  g_return_if_fail (color != NULL);

  append_choice (choices, "", _("The calendar’s"), NULL);

  for (int i = 0; palette[i]; i++)
    append_choice (choices, palette[i], gnomon_palette_get_name (palette[i]), palette[i]);

  if (*color == '#')
    append_choice (choices, color, _("Own colour"), color);

  gnomon_choice_set_up_row (row, G_LIST_MODEL (choices));
  gnomon_choice_choose (row, color);
}

/**
 * gnomon_choices_fill_busy:
 * @row: a row
 * @busy: whether the event takes its time
 */
void
gnomon_choices_fill_busy (AdwComboRow *row,
                          gboolean     busy)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  append_choice (choices, GNOMON_CHOICE_BUSY, C_("show as", "Busy"), NULL);
  append_choice (choices, GNOMON_CHOICE_FREE, C_("show as", "Free"), NULL);

  gnomon_choice_set_up_row (row, G_LIST_MODEL (choices));
  gnomon_choice_choose (row, busy ? GNOMON_CHOICE_BUSY : GNOMON_CHOICE_FREE);
}

/**
 * gnomon_choices_fill_status:
 * @row: a row
 * @status: the event's status
 *
 * The choices' values are those of the contract.
 */
void
gnomon_choices_fill_status (AdwComboRow       *row,
                            GnomonEventStatus  status)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  append_choice (choices, gnomon_event_status_to_string (GNOMON_STATUS_CONFIRMED),
                 C_("status", "Confirmed"), NULL);
  append_choice (choices, gnomon_event_status_to_string (GNOMON_STATUS_TENTATIVE),
                 C_("status", "Tentative"), NULL);
  append_choice (choices, gnomon_event_status_to_string (GNOMON_STATUS_CANCELLED),
                 C_("status", "Cancelled"), NULL);

  gnomon_choice_set_up_row (row, G_LIST_MODEL (choices));
  gnomon_choice_choose (row, gnomon_event_status_to_string (status));
}
