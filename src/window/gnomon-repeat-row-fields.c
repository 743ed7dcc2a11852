/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-civil.h"
#include "gnomon-repeat-row-private.h"
#include "gnomon-repeat-words.h"
#include "gnomon-time-row.h"

/* The fields of the row: what can be chosen in them, and what they say. */

gint64
gnomon_repeat_row_get_day (GnomonRepeatRow *self)
{
  return gnomon_civil_day_of_wall (self->start_wall);
}

/* ---- What can be chosen ---- */

/* When it repeats, without its end. */
static char *
say (GnomonRepeatRow    *self,
     const GnomonRepeat *repeat)
{
  g_autofree char *rule = gnomon_repeat_format (repeat, gnomon_repeat_row_get_day (self),
                                                self->all_day, self->zone);

  return gnomon_repeat_words_summary (rule, self->start_wall, self->all_day, self->zone,
                                      self->today);
}

static void
append_choice (GListStore *choices,
               gint64      id,
               const char *label)
{
  g_autoptr (GnomonChoice) choice = gnomon_choice_new (id, "", label, NULL);

  g_list_store_append (choices, choice);
}

/* The choice that is what the row says. */
static guint
find_chosen (GnomonRepeatRow *self)
{
  GnomonRepeat preset;

  if (self->is_kept)
    return GNOMON_REPEAT_CHOICE_KEPT;

  for (guint i = 0; !self->is_custom && i < GNOMON_REPEAT_N_PRESETS; i++)
    if (gnomon_repeat_init_preset (&preset, i, gnomon_repeat_row_get_day (self))
        && gnomon_repeat_is_alike (&preset, &self->repeat))
      return i;

  return GNOMON_REPEAT_CHOICE_CUSTOM;
}

static void
fill_presets (GnomonRepeatRow *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);
  GnomonRepeat preset;

  if (self->is_kept)
    append_choice (choices, GNOMON_REPEAT_CHOICE_KEPT, _("As it is"));

  for (guint i = 0; i < GNOMON_REPEAT_N_PRESETS; i++)
    if (gnomon_repeat_init_preset (&preset, i, gnomon_repeat_row_get_day (self)))
      {
        g_autofree char *label = say (self, &preset);

        append_choice (choices, i, label);
      }
  append_choice (choices, GNOMON_REPEAT_CHOICE_CUSTOM, _("Custom…"));

  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->preset_row), G_LIST_MODEL (choices));
}

static void
fill_on (GnomonRepeatRow *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  for (int on = 0; on < GNOMON_REPEAT_N_ON; on++)
    {
      g_autofree char *label = gnomon_repeat_words_day ((GnomonRepeatOn) on,
                                                        gnomon_repeat_row_get_day (self));

      if (gnomon_repeat_allows ((GnomonRepeatOn) on, gnomon_repeat_row_get_day (self)))
        append_choice (choices, on, label);
    }

  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->on_row), G_LIST_MODEL (choices));
}

/* "Every 1 week", "every 2 weeks". */
void
gnomon_repeat_row_fill_units (GnomonRepeatRow *self)
{
  gulong n = (gulong) self->repeat.interval;
  const char *names[] = {
    ngettext ("day", "days", n),
    ngettext ("week", "weeks", n),
    ngettext ("month", "months", n),
    ngettext ("year", "years", n),
    NULL,
  };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->unit), G_LIST_MODEL (list));
}

void
gnomon_repeat_row_fill_ends (GnomonRepeatRow *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  append_choice (choices, GNOMON_REPEAT_ENDS_NEVER, C_("repeat ends", "Never"));
  append_choice (choices, GNOMON_REPEAT_ENDS_ON, C_("repeat ends", "On a date"));
  append_choice (choices, GNOMON_REPEAT_ENDS_AFTER, C_("repeat ends", "After a number of times"));
  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->ends_row), G_LIST_MODEL (choices));
}

/* ---- What is shown ---- */

void
gnomon_repeat_row_show_summary (GnomonRepeatRow *self)
{
  g_autofree char *rule = gnomon_repeat_row_dup_rule (self);
  g_autofree char *text = NULL;

  /* An untouched series of which a later occurrence is open is counted from its own start. */
  if (!self->is_changed && self->dates != NULL)
    text = g_strdup (self->dates);
  else if (!self->is_changed && (self->is_kept || self->start_wall == self->loaded_start))
    text = gnomon_repeat_words_summary (rule, self->series_start, self->all_day, self->zone,
                                        self->today);
  else if (!self->is_changed)
    text = say (self, &self->repeat);
  else
    text = gnomon_repeat_words_summary (rule, self->start_wall, self->all_day, self->zone,
                                        self->today);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

void
gnomon_repeat_row_show_fields (GnomonRepeatRow *self)
{
  const GnomonRepeat *repeat = &self->repeat;
  gboolean is_custom = find_chosen (self) == GNOMON_REPEAT_CHOICE_CUSTOM;
  gboolean repeats = !self->is_kept && repeat->unit != GNOMON_REPEAT_NEVER;

  gtk_widget_set_visible (self->every_row, is_custom);
  gtk_widget_set_visible (self->weekdays_row, is_custom && repeat->unit == GNOMON_REPEAT_WEEKS);
  gtk_widget_set_visible (self->on_row, is_custom && (repeat->unit == GNOMON_REPEAT_MONTHS
                                                      || repeat->unit == GNOMON_REPEAT_YEARS));
  gtk_widget_set_visible (self->ends_row, repeats);
  gtk_widget_set_visible (self->until_row, repeats && repeat->end == GNOMON_REPEAT_ENDS_ON);
  gtk_widget_set_visible (self->count_row, repeats && repeat->end == GNOMON_REPEAT_ENDS_AFTER);
}

/* All widgets say what is known. What can be chosen stays: a choice is one of its list. */
void
gnomon_repeat_row_show_values (GnomonRepeatRow *self)
{
  const GnomonRepeat *repeat = &self->repeat;

  self->setting = TRUE;
  gnomon_repeat_row_fill_units (self);
  gnomon_choice_choose_id (ADW_COMBO_ROW (self->preset_row), find_chosen (self));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->interval), repeat->interval);
  if (repeat->unit != GNOMON_REPEAT_NEVER)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit),
                                (guint) repeat->unit - GNOMON_REPEAT_DAYS);
  for (int weekday = 1; weekday <= 7; weekday++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[weekday]),
                                  repeat->weekdays >> (weekday - 1) & 1);
  gnomon_choice_choose_id (ADW_COMBO_ROW (self->on_row), repeat->on);
  gnomon_choice_choose_id (ADW_COMBO_ROW (self->ends_row), repeat->end);
  gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->until_row),
                            repeat->until_day * GNOMON_DAY_SECONDS);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->count), repeat->count);
  self->setting = FALSE;

  gnomon_repeat_row_show_fields (self);
  gnomon_repeat_row_show_summary (self);
}

/* What can be chosen depends on the start. */
void
gnomon_repeat_row_show_all (GnomonRepeatRow *self)
{
  self->setting = TRUE;
  fill_presets (self);
  fill_on (self);
  gnomon_repeat_row_show_values (self);
}

/* The week begins where the user's does. */
void
gnomon_repeat_row_order_weekdays (GnomonRepeatRow *self)
{
  GtkWidget *last = NULL;

  for (int i = 0; i < 7; i++)
    {
      GtkWidget *button = self->weekday_buttons[(self->first_weekday - 1 + i) % 7 + 1];

      gtk_box_reorder_child_after (GTK_BOX (self->weekdays_box), button, last);
      last = button;
    }
}
