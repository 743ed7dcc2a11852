/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-describe.h"
#include "gnomon-format.h"
#include "gnomon-repeat-row-private.h"
#include "gnomon-repeat-words.h"
#include "gnomon-time-row.h"
#include "gnomon-zone.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The row: what is done to its fields, and the rule that comes of it. */

G_DEFINE_FINAL_TYPE (GnomonRepeatRow, gnomon_repeat_row, ADW_TYPE_EXPANDER_ROW)

static void
changed (GnomonRepeatRow *self)
{
  self->is_changed = TRUE;
  gnomon_repeat_row_show_fields (self);
  gnomon_repeat_row_show_summary (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
preset_chosen_cb (GnomonRepeatRow *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->preset_row));
  GnomonRepeat before = self->repeat;
  guint chosen;

  if (self->setting || choice == NULL)
    return;

  chosen = (guint) gnomon_choice_get_id (choice);
  self->is_custom = chosen == GNOMON_REPEAT_CHOICE_CUSTOM;
  if (chosen < GNOMON_REPEAT_N_PRESETS)
    gnomon_repeat_init_preset (&self->repeat, chosen, gnomon_repeat_row_get_day (self));
  else if (self->is_custom && (self->is_kept || before.unit == GNOMON_REPEAT_NEVER))
    gnomon_repeat_init (&self->repeat, GNOMON_REPEAT_WEEKS, gnomon_repeat_row_get_day (self));
  self->repeat.week_start = self->first_weekday;

  /* When it ends, was said of whatever rule there is. */
  self->repeat.end = before.end;
  self->repeat.until_day = MAX (before.until_day, gnomon_repeat_row_get_day (self));
  self->repeat.count = before.count;
  self->is_kept = chosen == GNOMON_REPEAT_CHOICE_KEPT;
  self->is_changed = !self->is_kept;
  gnomon_repeat_row_show_values (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
interval_changed_cb (GnomonRepeatRow *self)
{
  if (self->setting)
    return;

  self->repeat.interval = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->interval));
  self->setting = TRUE;
  gnomon_repeat_row_fill_units (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->unit),
                              (guint) self->repeat.unit - GNOMON_REPEAT_DAYS);
  self->setting = FALSE;
  changed (self);
}

static void
unit_changed_cb (GnomonRepeatRow *self)
{
  guint unit = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));

  if (self->setting || unit == GTK_INVALID_LIST_POSITION)
    return;

  self->repeat.unit = (GnomonRepeatUnit) (GNOMON_REPEAT_DAYS + unit);
  changed (self);
}

static void
weekday_toggled_cb (GnomonRepeatRow *self,
                    GtkToggleButton *button)
{
  guint weekdays = 0;

  if (self->setting)
    return;

  for (int weekday = 1; weekday <= 7; weekday++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[weekday])))
      weekdays |= 1u << (weekday - 1);

  /* A week without any day would not repeat. */
  if (weekdays == 0)
    {
      self->setting = TRUE;
      gtk_toggle_button_set_active (button, TRUE);
      self->setting = FALSE;
      return;
    }

  self->repeat.weekdays = weekdays;
  changed (self);
}

static void
on_chosen_cb (GnomonRepeatRow *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->on_row));

  if (self->setting || choice == NULL)
    return;

  self->repeat.on = (GnomonRepeatOn) gnomon_choice_get_id (choice);
  changed (self);
}

/* Who says that it ends starts from something of use: some more weeks, some more times. */
static void
end_chosen_cb (GnomonRepeatRow *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->ends_row));

  if (self->setting || choice == NULL)
    return;

  self->repeat.end = (GnomonRepeatEnd) gnomon_choice_get_id (choice);
  if (self->repeat.end == GNOMON_REPEAT_ENDS_ON
      && self->repeat.until_day <= gnomon_repeat_row_get_day (self))
    self->repeat.until_day = gnomon_civil_add_months (gnomon_repeat_row_get_day (self), 1);
  if (self->repeat.end == GNOMON_REPEAT_ENDS_AFTER && self->repeat.count <= 1)
    self->repeat.count = 10;

  self->is_changed = TRUE;
  gnomon_repeat_row_show_values (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
until_changed_cb (GnomonRepeatRow *self)
{
  if (self->setting)
    return;

  self->repeat.until_day = gnomon_time_row_get_day (GNOMON_TIME_ROW (self->until_row));
  changed (self);
}

static void
count_changed_cb (GnomonRepeatRow *self)
{
  if (self->setting)
    return;

  self->repeat.count = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->count));
  changed (self);
}

/* ---- The widget ---- */

static void
make_weekday_buttons (GnomonRepeatRow *self)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      g_autofree char *letter = gnomon_describe_weekday_narrow (weekday);
      g_autofree char *name = gnomon_format_weekday_long (weekday);
      GtkWidget *button = gtk_toggle_button_new_with_label (letter);

      gtk_widget_set_tooltip_text (button, name);
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "circular");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (weekday_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->weekdays_box), button);
      self->weekday_buttons[weekday] = button;
    }
}

static void
gnomon_repeat_row_dispose (GObject *object)
{
  GNOMON_REPEAT_ROW (object)->setting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_REPEAT_ROW);

  G_OBJECT_CLASS (gnomon_repeat_row_parent_class)->dispose (object);
}

static void
gnomon_repeat_row_finalize (GObject *object)
{
  GnomonRepeatRow *self = GNOMON_REPEAT_ROW (object);

  g_free (self->rrule);
  g_free (self->dates);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (gnomon_repeat_row_parent_class)->finalize (object);
}

static void
gnomon_repeat_row_class_init (GnomonRepeatRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_repeat_row_dispose;
  object_class->finalize = gnomon_repeat_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GNOMON_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-repeat-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, preset_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, every_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, interval);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, unit);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, weekdays_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, weekdays_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, on_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, ends_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, until_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, count_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRepeatRow, count);
  gtk_widget_class_bind_template_callback (widget_class, preset_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, interval_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, until_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, count_changed_cb);
}

static void
gnomon_repeat_row_init (GnomonRepeatRow *self)
{
  self->setting = TRUE;
  self->first_weekday = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_name_part (self->unit, GTK_TYPE_TOGGLE_BUTTON, _("Unit"));
  make_weekday_buttons (self);
  gnomon_repeat_row_fill_ends (self);
  gnomon_time_row_set_all_day (GNOMON_TIME_ROW (self->until_row), TRUE);
}

/* (transfer full) (nullable): NULL where the time follows the viewer. */
static GTimeZone *
find_zone (gboolean    all_day,
           const char *name)
{
  return all_day || g_str_equal (name, GNOMON_ZONE_FLOATING) ? NULL : gnomon_zone_lookup (name);
}

/**
 * gnomon_repeat_row_load:
 * @self: a row
 * @series: the event whose rule it is
 * @event: what is edited: @series, or one of its occurrences
 * @today: the day it is
 * @first_weekday: where a week begins: 1 for Monday to 7 for Sunday
 *
 * Shows how an event repeats, without emitting "changed".
 */
void
gnomon_repeat_row_load (GnomonRepeatRow *self,
                        GnomonEvent     *series,
                        GnomonEvent     *event,
                        gint64           today,
                        int              first_weekday)
{
  gint64 series_day;

  g_return_if_fail (GNOMON_IS_REPEAT_ROW (self));
  g_return_if_fail (GNOMON_IS_EVENT (series));
  g_return_if_fail (GNOMON_IS_EVENT (event));

  g_free (self->rrule);
  self->rrule = g_strdup (gnomon_event_get_rrule (series));
  self->series_start = gnomon_event_get_start_wall (series);
  self->loaded_start = self->start_wall = gnomon_event_get_start_wall (event);
  self->all_day = gnomon_event_is_all_day (event);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = find_zone (self->all_day, gnomon_event_get_timezone (event));
  self->today = today;
  self->first_weekday = first_weekday;
  self->is_custom = FALSE;
  self->is_changed = FALSE;

  g_clear_pointer (&self->dates, g_free);
  if (*self->rrule == '\0' && gnomon_event_is_recurring (series))
    {
      g_autofree char *words = gnomon_repeat_words_for_event (series);

      self->dates = gnomon_repeat_words_begin (words);
    }

  series_day = gnomon_civil_day_of_wall (self->series_start);
  self->is_kept = self->dates != NULL
                  || !gnomon_repeat_parse (&self->repeat, self->rrule, series_day, self->zone);
  gnomon_repeat_follow (&self->repeat, series_day, gnomon_repeat_row_get_day (self));
  if (self->repeat.unit == GNOMON_REPEAT_NEVER)
    self->repeat.week_start = first_weekday;

  gnomon_time_row_set_up (GNOMON_TIME_ROW (self->until_row), today, first_weekday,
                          gnomon_format_get_hours ());
  gnomon_repeat_row_order_weekdays (self);
  gnomon_repeat_row_show_all (self);
}

/**
 * gnomon_repeat_row_set_start:
 * @self: a row
 * @start_wall: wall seconds of the start
 * @all_day: whether it takes whole days
 * @zone: an IANA name, or "floating"
 *
 * Says when the event starts now: the rule and what can be chosen follow it.
 */
void
gnomon_repeat_row_set_start (GnomonRepeatRow *self,
                             gint64           start_wall,
                             gboolean         all_day,
                             const char      *zone)
{
  gint64 day;

  g_return_if_fail (GNOMON_IS_REPEAT_ROW (self));
  g_return_if_fail (zone != NULL);

  day = gnomon_repeat_row_get_day (self);
  self->start_wall = start_wall;
  self->all_day = all_day;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = find_zone (all_day, zone);

  if (gnomon_repeat_row_get_day (self) == day)
    {
      gnomon_repeat_row_show_summary (self);
      return;
    }

  gnomon_repeat_follow (&self->repeat, day, gnomon_repeat_row_get_day (self));
  gnomon_repeat_row_show_all (self);
}

/**
 * gnomon_repeat_row_dup_rule:
 * @self: a row
 *
 * Returns: (transfer full): the rule; the loaded one where no other was chosen, also where the
 *   start is another: then the model takes it along
 */
char *
gnomon_repeat_row_dup_rule (GnomonRepeatRow *self)
{
  g_return_val_if_fail (GNOMON_IS_REPEAT_ROW (self), NULL);

  if (!self->is_changed)
    return g_strdup (self->rrule);

  return gnomon_repeat_format (&self->repeat, gnomon_repeat_row_get_day (self), self->all_day,
                               self->zone);
}
