/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-setting-rows.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-format.h"

static gboolean
value_to_selected (GValue   *value,
                   GVariant *variant,
                   gpointer  user_data)
{
  AdwComboRow *row = user_data;

  if (gnomon_choice_choose (row, g_variant_get_string (variant, NULL)))
    g_value_set_uint (value, adw_combo_row_get_selected (row));
  return TRUE;
}

static GVariant *
selected_to_value (const GValue       *value,
                   const GVariantType *type,
                   gpointer            user_data)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (user_data);

  return choice != NULL ? g_variant_new_string (gnomon_choice_get_value (choice)) : NULL;
}

static gboolean
number_to_selected (GValue   *value,
                    GVariant *variant,
                    gpointer  user_data)
{
  AdwComboRow *row = user_data;

  gnomon_choice_choose_id (row, g_variant_get_int32 (variant));
  g_value_set_uint (value, adw_combo_row_get_selected (row));
  return TRUE;
}

static GVariant *
selected_to_number (const GValue       *value,
                    const GVariantType *type,
                    gpointer            user_data)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (user_data);

  return choice != NULL ? g_variant_new_int32 ((int) gnomon_choice_get_id (choice)) : NULL;
}

/**
 * gnomon_setting_rows_append:
 * @choices: (element-type GnomonChoice): what a row offers
 * @id: the number that is set
 * @value: the text that is set; "" for numbers
 * @label: what it is called
 */
void
gnomon_setting_rows_append (GListStore *choices,
                            gint64      id,
                            const char *value,
                            const char *label)
{
  g_autoptr (GnomonChoice) choice = gnomon_choice_new (id, value, label, NULL);

  g_list_store_append (choices, choice);
}

/**
 * gnomon_setting_rows_append_numbers:
 * @choices: (element-type GnomonChoice): what a row offers
 * @numbers: (array length=n_numbers): ascending
 * @n_numbers: how many
 * @format: puts one into words
 * @own: the one that is set
 *
 * Offers the numbers, and the one that is set where it is another: it came from elsewhere.
 */
void
gnomon_setting_rows_append_numbers (GListStore         *choices,
                                    const int          *numbers,
                                    gsize               n_numbers,
                                    GnomonNumberFormat  format,
                                    int                 own)
{
  gboolean seen = FALSE;

  for (gsize i = 0; i < n_numbers; i++)
    {
      g_autofree char *label = format (numbers[i]);

      if (!seen && numbers[i] > own)
        {
          g_autofree char *own_label = format (own);

          gnomon_setting_rows_append (choices, own, "", own_label);
          seen = TRUE;
        }
      seen = seen || numbers[i] == own;
      gnomon_setting_rows_append (choices, numbers[i], "", label);
    }
  if (!seen)
    {
      g_autofree char *label = format (own);

      gnomon_setting_rows_append (choices, own, "", label);
    }
}

/**
 * gnomon_setting_rows_bind_text:
 * @settings: the settings
 * @row: a row
 * @choices: (element-type GnomonChoice): what it offers, by their values
 * @key: a setting of text
 */
void
gnomon_setting_rows_bind_text (GSettings   *settings,
                               AdwComboRow *row,
                               GListModel  *choices,
                               const char  *key)
{
  gnomon_choice_set_up_row (row, choices);
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                value_to_selected, selected_to_value, row, NULL);
}

/**
 * gnomon_setting_rows_bind_number:
 * @settings: the settings
 * @row: a row
 * @numbers: (array length=n_numbers): what it offers, ascending
 * @n_numbers: how many
 * @format: puts one into words
 * @key: a setting of a number
 */
void
gnomon_setting_rows_bind_number (GSettings          *settings,
                                 AdwComboRow        *row,
                                 const int          *numbers,
                                 gsize               n_numbers,
                                 GnomonNumberFormat  format,
                                 const char         *key)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  gnomon_setting_rows_append_numbers (choices, numbers, n_numbers, format,
                                      g_settings_get_int (settings, key));
  gnomon_choice_set_up_row (row, G_LIST_MODEL (choices));
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                number_to_selected, selected_to_number, row, NULL);
}

/**
 * gnomon_setting_rows_bind_week_start:
 * @settings: the settings
 * @row: a row: on which day the week begins
 */
void
gnomon_setting_rows_bind_week_start (GSettings   *settings,
                                     AdwComboRow *row)
{
  /* The names of the settings, from Monday on. */
  static const char * const weekdays[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  };
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  gnomon_setting_rows_append (choices, 0, "", _("As in My Region"));
  for (int i = 0; i < (int) G_N_ELEMENTS (weekdays); i++)
    {
      g_autofree char *label = gnomon_format_weekday_long (i + 1);

      gnomon_setting_rows_append (choices, 0, weekdays[i], label);
    }
  gnomon_setting_rows_bind_text (settings, row, G_LIST_MODEL (choices), "week-start");
}

/**
 * gnomon_setting_rows_bind_reminder:
 * @settings: the settings
 * @row: a row: how long before a new event is reminded of
 */
void
gnomon_setting_rows_bind_reminder (GSettings   *settings,
                                   AdwComboRow *row)
{
  static const int leads[] = { 0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10080 };

  gnomon_setting_rows_bind_number (settings, row, leads, G_N_ELEMENTS (leads),
                                   gnomon_format_reminder, "default-reminder");
}
