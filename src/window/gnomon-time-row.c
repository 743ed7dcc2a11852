/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-mini-month.h"
#include "gnomon-text-row.h"
#include "gnomon-time-row.h"

#define STEP_SECONDS (15 * 60)

struct _GnomonTimeRow
{
  AdwActionRow parent_instance;

  GtkWidget *date_button;
  GtkWidget *date_label;
  GtkWidget *date_popover;
  GtkWidget *date_box;
  GtkWidget *date_entry;
  GnomonMiniMonth *month; /* NULL until a date is chosen for the first time */
  GtkWidget *time_entry;
  GtkWidget *note;

  GnomonViewTime now;
  gint64 day;
  int time; /* seconds of the day, as last read */
  gboolean readable;
  gboolean setting; /* the time is being set to what is known already */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonTimeRow, gnomon_time_row, ADW_TYPE_ACTION_ROW)

static void
show_day (GnomonTimeRow *self)
{
  g_autofree char *text = gnomon_format_date (self->day);
  g_autofree char *label = NULL;

  gtk_label_set_label (GTK_LABEL (self->date_label), text);
  if (self->month != NULL)
    gnomon_mini_month_set_range (self->month, self->day, self->day, self->day + 1);

  /* Translators: what a button with a date is: the row's title ("Starts"), then the date. */
  label = g_strdup_printf (_("%s: date, %s"),
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->date_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
show_time (GnomonTimeRow *self)
{
  g_autofree char *text = gnomon_format_time (self->time, self->now.hours);

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->time_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->time_entry), -1);
  self->setting = FALSE;
}

static void
set_day (GnomonTimeRow *self,
         gint64         day)
{
  if (self->day == day)
    return;

  self->day = day;
  show_day (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
title_changed_cb (GnomonTimeRow *self)
{
  g_autofree char *label = NULL;

  /* Translators: what a field for a time is: the row's title ("Starts"), then this. */
  label = g_strdup_printf (_("%s: time"),
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
time_changed_cb (GnomonTimeRow *self)
{
  const char *text;

  if (self->setting)
    return;

  text = gtk_editable_get_text (GTK_EDITABLE (self->time_entry));
  self->readable = gnomon_format_parse_time (text, &self->time);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Once it is done, "930" becomes "09:30". */
static void
time_left_cb (GnomonTimeRow *self)
{
  if (self->readable)
    show_time (self);
}

static gboolean
time_key_pressed_cb (GnomonTimeRow   *self,
                     guint            keyval,
                     guint            keycode,
                     GdkModifierType  state)
{
  int step;

  if (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;

  if (!self->readable || (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;

  /* To the next quarter of an hour, around the clock. */
  step = keyval == GDK_KEY_Up ? STEP_SECONDS - self->time % STEP_SECONDS
                              : -(self->time % STEP_SECONDS ? self->time % STEP_SECONDS
                                                            : STEP_SECONDS);
  self->time = (int) ((self->time + step + GNOMON_DAY_SECONDS) % GNOMON_DAY_SECONDS);
  show_time (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return GDK_EVENT_STOP;
}

static void
day_chosen_cb (GnomonTimeRow *self,
               gint64         day)
{
  set_day (self, day);
  gtk_popover_popdown (GTK_POPOVER (self->date_popover));
}

static void
date_typed_cb (GnomonTimeRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->date_entry));
  gint64 day;
  gboolean known = gnomon_format_parse_date (text, self->now.today, &day);
  gboolean wrong = *text && !known;

  if (known)
    set_day (self, day);

  gnomon_css_set_class (self->date_entry, "error", wrong);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->date_entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
date_activated_cb (GnomonTimeRow *self)
{
  if (!gtk_widget_has_css_class (self->date_entry, "error"))
    gtk_popover_popdown (GTK_POPOVER (self->date_popover));
}

static void
add_month (GnomonTimeRow *self)
{
  self->month = g_object_new (GNOMON_TYPE_MINI_MONTH, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->month), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose a date"), -1);
  g_signal_connect_object (self->month, "day-chosen", G_CALLBACK (day_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->date_box), GTK_WIDGET (self->month));
}

static void
date_popover_shown_cb (GnomonTimeRow *self)
{
  if (self->month == NULL)
    add_month (self);

  gnomon_mini_month_set_time (self->month, &self->now);
  gnomon_mini_month_set_range (self->month, self->day, self->day, self->day + 1);
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), "");
  gtk_widget_grab_focus (self->date_entry);
}

static gboolean
gnomon_time_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gnomon_time_row_get_field (GNOMON_TIME_ROW (widget)));
}

static void
gnomon_time_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_TIME_ROW);

  G_OBJECT_CLASS (gnomon_time_row_parent_class)->dispose (object);
}

static void
gnomon_time_row_class_init (GnomonTimeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gnomon_time_row_dispose;
  widget_class->focus = gnomon_row_focus;
  widget_class->grab_focus = gnomon_time_row_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-time-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, date_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, date_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, date_popover);
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, date_entry);
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, date_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, time_entry);
  gtk_widget_class_bind_template_child (widget_class, GnomonTimeRow, note);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_popover_shown_cb);
}

static void
gnomon_time_row_init (GnomonTimeRow *self)
{
  self->readable = TRUE;

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_time_row_set_up:
 * @self: a row
 * @today: the civil day it is, to which typed dates relate
 * @week_start: the weekday that a week begins with, 1 for Monday
 * @hours: the clock's kind
 */
void
gnomon_time_row_set_up (GnomonTimeRow *self,
                        gint64         today,
                        int            week_start,
                        GnomonHours    hours)
{
  g_return_if_fail (GNOMON_IS_TIME_ROW (self));

  self->now = (GnomonViewTime){ .today = today, .week_start = week_start, .hours = hours };

  gtk_editable_set_width_chars (GTK_EDITABLE (self->time_entry), hours == GNOMON_HOURS_12 ? 8 : 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->time_entry),
                                    hours == GNOMON_HOURS_12 ? 8 : 5);
}

/**
 * gnomon_time_row_set_wall:
 * @self: a row
 * @wall: wall seconds
 *
 * Shows a date and a time, without emitting "changed".
 */
void
gnomon_time_row_set_wall (GnomonTimeRow *self,
                          gint64         wall)
{
  g_return_if_fail (GNOMON_IS_TIME_ROW (self));

  self->day = gnomon_civil_day_of_wall (wall);
  self->time = gnomon_civil_time_of_wall (wall);
  self->readable = TRUE;

  show_day (self);
  show_time (self);
}

/**
 * gnomon_time_row_set_all_day:
 * @self: a row
 * @all_day: whether the time counts for nothing
 */
void
gnomon_time_row_set_all_day (GnomonTimeRow *self,
                             gboolean       all_day)
{
  g_return_if_fail (GNOMON_IS_TIME_ROW (self));

  gtk_widget_set_visible (self->time_entry, !all_day);
}

/**
 * gnomon_time_row_set_note:
 * @self: a row
 * @note: a few letters at the end of the row; empty: none
 */
void
gnomon_time_row_set_note (GnomonTimeRow *self,
                          const char    *note)
{
  g_return_if_fail (GNOMON_IS_TIME_ROW (self));
  g_return_if_fail (note != NULL);

  gtk_label_set_label (GTK_LABEL (self->note), note);
  gtk_widget_set_visible (self->note, *note != '\0');
}

/**
 * gnomon_time_row_get_day:
 * @self: a row
 *
 * Returns: the civil day chosen
 */
gint64
gnomon_time_row_get_day (GnomonTimeRow *self)
{
  g_return_val_if_fail (GNOMON_IS_TIME_ROW (self), 0);

  return self->day;
}

/**
 * gnomon_time_row_get_time:
 * @self: a row
 * @seconds_of_day: (out): the time
 *
 * Returns: %FALSE where what is typed cannot be read
 */
gboolean
gnomon_time_row_get_time (GnomonTimeRow *self,
                          int           *seconds_of_day)
{
  g_return_val_if_fail (GNOMON_IS_TIME_ROW (self), FALSE);
  g_return_val_if_fail (seconds_of_day != NULL, FALSE);

  if (self->readable)
    *seconds_of_day = self->time;

  return self->readable;
}

/**
 * gnomon_time_row_dup_time:
 * @self: a row
 *
 * The time as the model takes it. What cannot be read is given as it is typed: it is for the
 * model to refuse it.
 *
 * Returns: (transfer full): `HH:MM`, or what is typed
 */
char *
gnomon_time_row_dup_time (GnomonTimeRow *self)
{
  g_return_val_if_fail (GNOMON_IS_TIME_ROW (self), NULL);

  if (self->readable)
    return gnomon_civil_format_time (self->time);

  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->time_entry)));
}

/**
 * gnomon_time_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): the widget in which a wrong value is to be mended
 */
GtkWidget *
gnomon_time_row_get_field (GnomonTimeRow *self)
{
  g_return_val_if_fail (GNOMON_IS_TIME_ROW (self), NULL);

  return gtk_widget_get_visible (self->time_entry) ? self->time_entry : self->date_button;
}
