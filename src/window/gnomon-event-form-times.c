/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-event-form-private.h"
#include "gnomon-exceptions-row.h"
#include "gnomon-repeat-row.h"
#include "gnomon-settings.h"
#include "gnomon-time-row.h"
#include "gnomon-week.h"
#include "gnomon-when.h"
#include "gnomon-zone-row.h"
#include "gnomon-zone-words.h"
#include "gnomon-zone.h"

/* When the event of the form is: its start, its end, their zones, and how it repeats. */

static gboolean
is_all_day (GnomonEventForm *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->all_day_switch));
}

static const char *
get_start_zone (GnomonEventForm *self)
{
  return gnomon_zone_row_get_zone (GNOMON_ZONE_ROW (self->zone_row));
}

/* A flight lands in another zone; what has no zone of its own for the end, ends in that of the
 * start. */
static const char *
get_end_zone (GnomonEventForm *self)
{
  return gnomon_zone_row_get_zone (
    GNOMON_ZONE_ROW (self->has_end_zone ? self->end_zone_row : self->zone_row));
}

/* FALSE where what is typed is no time. */
static gboolean
read_wall (GtkWidget *row,
           gint64    *wall)
{
  int time;

  if (!gnomon_time_row_get_time (GNOMON_TIME_ROW (row), &time))
    return FALSE;

  *wall = gnomon_time_row_get_day (GNOMON_TIME_ROW (row)) * GNOMON_DAY_SECONDS + time;
  return TRUE;
}

/* What repeats, does so by its start. */
static void
update_repeat (GnomonEventForm *self)
{
  gint64 wall = gnomon_time_row_get_day (GNOMON_TIME_ROW (self->start_row)) * GNOMON_DAY_SECONDS;

  if (is_all_day (self) || read_wall (self->start_row, &wall))
    gnomon_repeat_row_set_start (GNOMON_REPEAT_ROW (self->repeat_row), wall, is_all_day (self),
                                 get_start_zone (self));
}

/**
 * gnomon_event_form_update_times:
 * @self: a form
 *
 * Shows which of the rows about time are of use, and what follows from the start.
 */
void
gnomon_event_form_update_times (GnomonEventForm *self)
{
  gboolean all_day = is_all_day (self);

  gtk_widget_set_visible (self->zone_row, !all_day);
  gtk_widget_set_visible (self->end_zone_row, !all_day && self->has_end_zone);
  gnomon_zone_row_offer_end (GNOMON_ZONE_ROW (self->zone_row), !self->has_end_zone);
  gnomon_time_row_set_all_day (GNOMON_TIME_ROW (self->start_row), all_day);
  gnomon_time_row_set_all_day (GNOMON_TIME_ROW (self->end_row), all_day);

  if (!self->loading)
    update_repeat (self);
}

/* A row that says what is wrong says nothing else. */
static void
show_hint (GtkWidget  *row,
           const char *hint,
           gboolean    is_warning)
{
  if (gtk_widget_has_css_class (row, "error"))
    return;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hint ? hint : "");
  gnomon_css_set_class (row, "warning", hint && is_warning);
}

static void
show_guard (GnomonEventForm *self,
            GtkWidget       *row,
            const char      *zone)
{
  g_autofree char *words = NULL;
  gint64 wall;

  if (!is_all_day (self) && read_wall (row, &wall))
    words = gnomon_zone_words_guard (zone, wall, gnomon_when_get_today (self->store),
                                     gnomon_format_get_hours ());

  show_hint (row, words, TRUE);
}

static void
show_viewer_time (GnomonEventForm *self,
                  GtkWidget       *time_row,
                  GtkWidget       *zone_row)
{
  g_autofree char *words = NULL;
  gint64 wall;

  if (read_wall (time_row, &wall))
    words = gnomon_zone_words_viewer (gnomon_zone_row_get_zone (GNOMON_ZONE_ROW (zone_row)), wall,
                                      gnomon_store_get_viewer_zone (self->store),
                                      gnomon_format_get_hours ());

  show_hint (zone_row, words, FALSE);
}

/**
 * gnomon_event_form_show_time_hints:
 * @self: a form whose errors are shown
 *
 * Says of times at which a clock is set what becomes of them, and when times of other zones are for
 * the viewer.
 */
void
gnomon_event_form_show_time_hints (GnomonEventForm *self)
{
  show_guard (self, self->start_row, get_start_zone (self));
  show_guard (self, self->end_row, get_end_zone (self));
  show_viewer_time (self, self->start_row, self->zone_row);
  show_viewer_time (self, self->end_row, self->end_zone_row);
}

/**
 * gnomon_event_form_follow_start:
 * @self: a form whose start is another
 *
 * The end keeps its distance from the start.
 */
void
gnomon_event_form_follow_start (GnomonEventForm *self)
{
  gint64 start_wall, end_wall;

  if (!read_wall (self->start_row, &start_wall))
    return;

  if (read_wall (self->end_row, &end_wall))
    gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->end_row),
                              end_wall + start_wall - self->start_wall);
  self->start_wall = start_wall;
  gnomon_zone_row_set_wall (GNOMON_ZONE_ROW (self->zone_row), start_wall);
  gnomon_zone_row_set_wall (GNOMON_ZONE_ROW (self->end_zone_row), start_wall);
}

/**
 * gnomon_event_form_want_end_zone:
 * @self: a form
 *
 * Gives the end a zone of its own, and the focus to it.
 */
void
gnomon_event_form_want_end_zone (GnomonEventForm *self)
{
  self->has_end_zone = TRUE;
  gnomon_zone_row_set_zone (GNOMON_ZONE_ROW (self->end_zone_row), get_start_zone (self));
  gnomon_event_form_update_times (self);
  gtk_widget_grab_focus (self->end_zone_row);
}

/**
 * gnomon_event_form_move_to:
 * @self: a form
 * @starts_at: when the event shall begin, in Unix seconds
 *
 * Moves the start there, in the zone that it has.
 */
void
gnomon_event_form_move_to (GnomonEventForm *self,
                           gint64           starts_at)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup (get_start_zone (self));
  GTimeZone *wall_zone = zone ? zone : gnomon_store_get_viewer_zone (self->store);

  gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->start_row),
                            gnomon_zone_to_wall (wall_zone, starts_at));
}

/**
 * gnomon_event_form_load_times:
 * @self: a form
 *
 * Shows when its event is, and how it repeats.
 */
void
gnomon_event_form_load_times (GnomonEventForm *self)
{
  g_autoptr (GSettings) settings = gnomon_settings_new ();
  g_autofree char *week_start = settings ? g_settings_get_string (settings, "week-start") : NULL;
  GnomonHours hours = gnomon_format_get_hours ();
  gint64 today = gnomon_when_get_today (self->store);
  int first_weekday = gnomon_week_get_first_weekday (week_start);
  gboolean all_day = gnomon_event_is_all_day (self->event);
  gint64 start_wall = gnomon_event_get_start_wall (self->event);
  gint64 end_wall = gnomon_event_get_end_wall (self->event);
  const char *zone = gnomon_event_get_timezone (self->event);
  const char *end_zone = gnomon_event_get_end_timezone (self->event);
  g_autoptr (GnomonEvent) series = NULL;

  /* At the face the last day is meant; and who switches to times gets an hour of the morning. */
  if (all_day)
    {
      start_wall += 9 * 3600;
      end_wall += 10 * 3600 - GNOMON_DAY_SECONDS;
    }

  self->start_wall = start_wall;
  self->has_end_zone = !g_str_equal (zone, end_zone);
  gnomon_time_row_set_up (GNOMON_TIME_ROW (self->start_row), today, first_weekday, hours);
  gnomon_time_row_set_up (GNOMON_TIME_ROW (self->end_row), today, first_weekday, hours);
  gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->start_row), start_wall);
  gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->end_row), end_wall);
  gnomon_zone_row_set_zone (GNOMON_ZONE_ROW (self->zone_row), zone);
  gnomon_zone_row_set_wall (GNOMON_ZONE_ROW (self->zone_row), start_wall);
  gnomon_zone_row_set_zone (GNOMON_ZONE_ROW (self->end_zone_row), end_zone);
  gnomon_zone_row_set_wall (GNOMON_ZONE_ROW (self->end_zone_row), end_wall);
  gtk_switch_set_active (GTK_SWITCH (self->all_day_switch), all_day);

  /* Of an occurrence the rule is that of its series, unless another one was typed. */
  if (*gnomon_event_get_recurrence_id (self->event) != '\0' && !self->restoring)
    series = gnomon_store_get_event (self->store, gnomon_event_get_id (self->event), NULL);

  gnomon_repeat_row_load (GNOMON_REPEAT_ROW (self->repeat_row), series ? series : self->event,
                          self->event, today, first_weekday);
  gnomon_exceptions_row_load (GNOMON_EXCEPTIONS_ROW (self->exceptions_row),
                              series ? series : self->event, today);
}

/**
 * gnomon_event_form_write_times:
 * @self: a form
 * @fields: of %GNOMON_KIND_EVENT: what to write to
 */
void
gnomon_event_form_write_times (GnomonEventForm *self,
                               GnomonFields    *fields)
{
  GnomonTimeRow *start_row = GNOMON_TIME_ROW (self->start_row);
  GnomonTimeRow *end_row = GNOMON_TIME_ROW (self->end_row);
  gboolean all_day = is_all_day (self);
  g_autofree char *start_date = gnomon_civil_format_date (gnomon_time_row_get_day (start_row));
  g_autofree char *end_date = gnomon_civil_format_date (gnomon_time_row_get_day (end_row));
  g_autofree char *rule = gnomon_repeat_row_dup_rule (GNOMON_REPEAT_ROW (self->repeat_row));

  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, all_day);
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, start_date);
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_DATE, end_date);

  if (!all_day)
    {
      g_autofree char *start_time = gnomon_time_row_dup_time (start_row);
      g_autofree char *end_time = gnomon_time_row_dup_time (end_row);

      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, start_time);
      gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, end_time);
    }

  gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE, get_start_zone (self));
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIMEZONE, get_end_zone (self));
  gnomon_fields_set_string (fields, GNOMON_EVENT_RRULE, rule);
}
