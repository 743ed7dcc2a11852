/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-civil.h"
#include "gnomon-describe.h"
#include "gnomon-format.h"
#include "gnomon-repeat-row.h"
#include "gnomon-repeat-words.h"
#include "gnomon-repeat.h"
#include "gnomon-time-row.h"
#include "gnomon-zone.h"

/* What can be chosen besides the presets. */
#define CHOICE_CUSTOM GNOMON_REPEAT_N_PRESETS
#define CHOICE_KEPT (GNOMON_REPEAT_N_PRESETS + 1)

struct _GnomonRepeatRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *preset_row;
  GtkWidget *every_row;
  GtkWidget *interval;
  GtkWidget *unit;
  GtkWidget *weekdays_row;
  GtkWidget *weekdays_box;
  GtkWidget *on_row;
  GtkWidget *ends_row;
  GtkWidget *until_row;
  GtkWidget *count_row;
  GtkWidget *count;
  GtkWidget *weekday_buttons[8]; /* [1] Monday … [7] Sunday */

  char *rrule;             /* as loaded */
  char *dates;             /* NULL, or what is said of a series that has dates and no rule */
  gint64 series_start;     /* wall seconds */
  gint64 loaded_start;     /* of the event itself, which may be a later occurrence */
  gint64 start_wall;       /* the same as it is now */
  gboolean all_day;
  GTimeZone *zone;         /* NULL: it follows the viewer */
  gint64 today;
  int first_weekday;

  GnomonRepeat repeat;
  gboolean is_kept;        /* the rule is none for fields: @repeat says nothing of it */
  gboolean is_custom;      /* the fields are shown, also where a choice says the same */
  gboolean is_changed;
  gboolean setting;        /* widgets are being set to what is known already */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonRepeatRow, gnomon_repeat_row, ADW_TYPE_EXPANDER_ROW)

static gint64
get_day (GnomonRepeatRow *self)
{
  return gnomon_civil_day_of_wall (self->start_wall);
}

/* ---- What can be chosen ---- */

/* When it repeats, without its end. */
static char *
say (GnomonRepeatRow    *self,
     const GnomonRepeat *repeat)
{
  g_autofree char *rule = gnomon_repeat_format (repeat, get_day (self), self->all_day, self->zone);

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
    return CHOICE_KEPT;

  for (guint i = 0; !self->is_custom && i < GNOMON_REPEAT_N_PRESETS; i++)
    if (gnomon_repeat_init_preset (&preset, i, get_day (self))
        && gnomon_repeat_is_alike (&preset, &self->repeat))
      return i;

  return CHOICE_CUSTOM;
}

static void
fill_presets (GnomonRepeatRow *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);
  GnomonRepeat preset;

  if (self->is_kept)
    append_choice (choices, CHOICE_KEPT, _("As it is"));

  for (guint i = 0; i < GNOMON_REPEAT_N_PRESETS; i++)
    if (gnomon_repeat_init_preset (&preset, i, get_day (self)))
      {
        g_autofree char *label = say (self, &preset);

        append_choice (choices, i, label);
      }
  append_choice (choices, CHOICE_CUSTOM, _("Custom…"));

  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->preset_row), G_LIST_MODEL (choices));
}

static void
fill_on (GnomonRepeatRow *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  for (int on = 0; on < GNOMON_REPEAT_N_ON; on++)
    {
      g_autofree char *label = gnomon_repeat_words_day ((GnomonRepeatOn) on, get_day (self));

      if (gnomon_repeat_allows ((GnomonRepeatOn) on, get_day (self)))
        append_choice (choices, on, label);
    }

  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->on_row), G_LIST_MODEL (choices));
}

/* "Every 1 week", "every 2 weeks". */
static void
fill_units (GnomonRepeatRow *self)
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

static void
fill_ends (GnomonRepeatRow *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  append_choice (choices, GNOMON_REPEAT_ENDS_NEVER, C_("repeat ends", "Never"));
  append_choice (choices, GNOMON_REPEAT_ENDS_ON, C_("repeat ends", "On a date"));
  append_choice (choices, GNOMON_REPEAT_ENDS_AFTER, C_("repeat ends", "After a number of times"));
  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->ends_row), G_LIST_MODEL (choices));
}

/* ---- What is shown ---- */

static void
show_summary (GnomonRepeatRow *self)
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

static void
show_fields (GnomonRepeatRow *self)
{
  const GnomonRepeat *repeat = &self->repeat;
  gboolean is_custom = find_chosen (self) == CHOICE_CUSTOM;
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
static void
show_values (GnomonRepeatRow *self)
{
  const GnomonRepeat *repeat = &self->repeat;

  self->setting = TRUE;
  fill_units (self);
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

  show_fields (self);
  show_summary (self);
}

/* What can be chosen depends on the start. */
static void
show_all (GnomonRepeatRow *self)
{
  self->setting = TRUE;
  fill_presets (self);
  fill_on (self);
  show_values (self);
}

static void
changed (GnomonRepeatRow *self)
{
  self->is_changed = TRUE;
  show_fields (self);
  show_summary (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- What is done ---- */

static void
preset_chosen_cb (GnomonRepeatRow *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->preset_row));
  GnomonRepeat before = self->repeat;
  guint chosen;

  if (self->setting || choice == NULL)
    return;

  chosen = (guint) gnomon_choice_get_id (choice);
  self->is_custom = chosen == CHOICE_CUSTOM;
  if (chosen < GNOMON_REPEAT_N_PRESETS)
    gnomon_repeat_init_preset (&self->repeat, chosen, get_day (self));
  else if (self->is_custom && (self->is_kept || before.unit == GNOMON_REPEAT_NEVER))
    gnomon_repeat_init (&self->repeat, GNOMON_REPEAT_WEEKS, get_day (self));
  self->repeat.week_start = self->first_weekday;

  /* When it ends, was said of whatever rule there is. */
  self->repeat.end = before.end;
  self->repeat.until_day = MAX (before.until_day, get_day (self));
  self->repeat.count = before.count;
  self->is_kept = chosen == CHOICE_KEPT;
  self->is_changed = !self->is_kept;
  show_values (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
interval_changed_cb (GnomonRepeatRow *self)
{
  if (self->setting)
    return;

  self->repeat.interval = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->interval));
  self->setting = TRUE;
  fill_units (self);
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
  if (self->repeat.end == GNOMON_REPEAT_ENDS_ON && self->repeat.until_day <= get_day (self))
    self->repeat.until_day = gnomon_civil_add_months (get_day (self), 1);
  if (self->repeat.end == GNOMON_REPEAT_ENDS_AFTER && self->repeat.count <= 1)
    self->repeat.count = 10;

  self->is_changed = TRUE;
  show_values (self);
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

/* The week begins where the user's does. */
static void
order_weekday_buttons (GnomonRepeatRow *self)
{
  GtkWidget *last = NULL;

  for (int i = 0; i < 7; i++)
    {
      GtkWidget *button = self->weekday_buttons[(self->first_weekday - 1 + i) % 7 + 1];

      gtk_box_reorder_child_after (GTK_BOX (self->weekdays_box), button, last);
      last = button;
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
  make_weekday_buttons (self);
  fill_ends (self);
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
  gnomon_repeat_follow (&self->repeat, series_day, get_day (self));
  if (self->repeat.unit == GNOMON_REPEAT_NEVER)
    self->repeat.week_start = first_weekday;

  gnomon_time_row_set_up (GNOMON_TIME_ROW (self->until_row), today, gnomon_format_get_hours ());
  order_weekday_buttons (self);
  show_all (self);
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

  day = get_day (self);
  self->start_wall = start_wall;
  self->all_day = all_day;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = find_zone (all_day, zone);

  if (get_day (self) == day)
    {
      show_summary (self);
      return;
    }

  gnomon_repeat_follow (&self->repeat, day, get_day (self));
  show_all (self);
}

/**
 * gnomon_repeat_row_is_changed:
 * @self: a row
 *
 * Returns: whether another rule was chosen, be it the same again
 */
gboolean
gnomon_repeat_row_is_changed (GnomonRepeatRow *self)
{
  g_return_val_if_fail (GNOMON_IS_REPEAT_ROW (self), FALSE);

  return self->is_changed;
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

  return gnomon_repeat_format (&self->repeat, get_day (self), self->all_day, self->zone);
}
