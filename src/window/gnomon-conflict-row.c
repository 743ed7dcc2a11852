/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-conflict-row.h"
#include "gnomon-format.h"
#include "gnomon-schedule.h"
#include "gnomon-settings.h"
#include "gnomon-week.h"
#include "gnomon-when.h"
#include "gnomon-zone.h"

/* It is looked up a moment after the last key, and not for each. */
#define DELAY_MS 150

#define N_SLOTS 5
#define SEARCH_SECONDS (14 * GNOMON_DAY_SECONDS)

struct _GnomonConflictRow
{
  AdwActionRow parent_instance;

  GtkWidget *button;

  GnomonStore *store;
  gint64 event_id;          /* 0: a new event */
  GnomonFields *fields;     /* what it would be */
  GnomonEvent *event;       /* the same, as the model has it */
  guint timeout;
};

enum
{
  SLOT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonConflictRow, gnomon_conflict_row, ADW_TYPE_ACTION_ROW)

/* "14:30–15:00" of the viewer; of a series that may be on any of its days, with the date. */
static char *
format_range (GnomonConflictRow *self,
              GnomonEvent       *event)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  gint64 start = gnomon_zone_to_wall (viewer, gnomon_event_get_starts_at (event, viewer));
  gint64 end = gnomon_zone_to_wall (viewer, gnomon_event_get_ends_at (event, viewer));

  if (gnomon_event_is_recurring (self->event))
    return gnomon_when_format_event (self->store, event);
  if (gnomon_event_is_all_day (event))
    return g_strdup (_("All day"));

  return gnomon_format_time_range (start, end, gnomon_format_get_hours ());
}

static char **
dup_addresses (GnomonEvent *event)
{
  GPtrArray *guests = gnomon_event_get_attendees (event);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < guests->len; i++)
    g_strv_builder_add (builder, gnomon_attendee_get_email (g_ptr_array_index (guests, i)));

  return g_strv_builder_end (builder);
}

/* What they are called; of as many as have room. */
static char *
join_titles (GPtrArray *events)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? C_("times", ", ") : "",
                            gnomon_event_get_title (g_ptr_array_index (events, i)));

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
show_conflicts (GnomonConflictRow *self,
                GPtrArray         *conflicts)
{
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;
  gboolean has_guests = gnomon_event_get_attendees (self->event)->len > 0;

  if (conflicts->len == 1)
    /* Translators: %s is the title of an event at the same time. */
    title = g_strdup_printf (_("Overlaps “%s”"),
                             gnomon_event_get_title (g_ptr_array_index (conflicts, 0)));
  else if (conflicts->len > 1)
    title = g_strdup_printf (ngettext ("Overlaps %u event", "Overlaps %u events", conflicts->len),
                             conflicts->len);
  else
    title = g_strdup (_("You are free then"));

  if (conflicts->len > 1)
    details = join_titles (conflicts);
  else if (conflicts->len == 1)
    details = format_range (self, g_ptr_array_index (conflicts, 0));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), details ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self), conflicts->len > 0 || has_guests);
}

static gboolean
look_cb (gpointer user_data)
{
  GnomonConflictRow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts =
    gnomon_store_list_conflicts (self->store, self->event_id, self->fields, &error);

  self->timeout = 0;
  if (conflicts)
    show_conflicts (self, conflicts);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return G_SOURCE_REMOVE;
}

/* The settings' working hours, as long as the event is. */
static void
init_wish (GnomonConflictRow *self,
           GnomonTimeWish    *wish)
{
  g_autoptr (GSettings) settings = gnomon_settings_new ();
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  g_auto (GStrv) days = NULL;

  *wish = (GnomonTimeWish){
    .from = MAX (gnomon_event_get_starts_at (self->event, viewer), now),
    .minutes = MAX (gnomon_event_get_duration (self->event, viewer), 15),
    .work_start = 9 * 60,
    .work_end = 17 * 60,
    .weekdays = gnomon_week_get_work_days (NULL),
    .limit = N_SLOTS,
  };
  wish->to = wish->from + SEARCH_SECONDS;
  if (settings == NULL)
    return;

  wish->work_start = g_settings_get_int (settings, "work-start");
  wish->work_end = g_settings_get_int (settings, "work-end");
  days = g_settings_get_strv (settings, "work-days");
  wish->weekdays = gnomon_week_get_work_days ((const char * const *) days);
  if (wish->weekdays == 0)
    wish->weekdays = 0x7f;
}

static void
append_slot (GnomonConflictRow *self,
             GMenu             *menu,
             gint64             starts_at)
{
  gint64 wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store), starts_at);
  g_autofree char *day = gnomon_format_date_medium (gnomon_civil_day_of_wall (wall));
  g_autofree char *time = gnomon_format_time (wall, gnomon_format_get_hours ());
  /* Translators: a day and a time, as in "Tue 24 November, 15:00". */
  g_autofree char *label = g_strdup_printf (_("%s, %s"), day, time);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "conflict.choose", "x", starts_at);
  g_menu_append_item (menu, item);
}

static void
fill_menu_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  GnomonConflictRow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GArray) busy = NULL;
  g_autoptr (GArray) slots = NULL;
  g_auto (GStrv) guests = NULL;
  GnomonTimeWish wish;

  if (self->event != NULL)
    {
      init_wish (self, &wish);
      guests = dup_addresses (self->event);
      busy = gnomon_store_list_busy_but (self->store, self->event_id, wish.from, wish.to,
                                         (const char * const *) guests, NULL);
    }
  if (busy != NULL)
    slots = gnomon_schedule_find (busy, &wish, gnomon_store_get_viewer_zone (self->store));

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    append_slot (self, menu, g_array_index (slots, GnomonInterval, i).start);
  if (slots == NULL || slots->len == 0)
    g_menu_append (menu, _("No free time within two weeks"), "conflict.none");

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[SLOT_CHOSEN], 0, g_variant_get_int64 (parameter));
}

static void
gnomon_conflict_row_dispose (GObject *object)
{
  GnomonConflictRow *self = GNOMON_CONFLICT_ROW (object);

  gnomon_conflict_row_clear (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_conflict_row_parent_class)->dispose (object);
}

static void
gnomon_conflict_row_class_init (GnomonConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gnomon_conflict_row_dispose;

  signals[SLOT_CHOSEN] = g_signal_new ("slot-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_install_action (widget_class, "conflict.choose", "x", choose_action);
}

static void
gnomon_conflict_row_init (GnomonConflictRow *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Find a Time"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), fill_menu_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find a Time"), -1);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "date-button");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * gnomon_conflict_row_set_event:
 * @self: a row
 * @store: where the other events are
 * @event_id: the event that is changed; 0: a new one
 * @fields: of %GNOMON_KIND_EVENT: what it would be, with a title
 * @event: the same, as gnomon_event_preview() makes it
 *
 * Looks, when nothing more comes for a moment, what else is at its time.
 */
void
gnomon_conflict_row_set_event (GnomonConflictRow  *self,
                               GnomonStore        *store,
                               gint64              event_id,
                               const GnomonFields *fields,
                               GnomonEvent        *event)
{
  g_return_if_fail (GNOMON_IS_CONFLICT_ROW (self));
  g_return_if_fail (GNOMON_IS_STORE (store));
  g_return_if_fail (fields != NULL);
  g_return_if_fail (GNOMON_IS_EVENT (event));

  g_set_object (&self->store, store);
  self->event_id = event_id;
  g_clear_pointer (&self->fields, gnomon_fields_free);
  self->fields = gnomon_fields_copy (fields);
  g_set_object (&self->event, event);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (DELAY_MS, look_cb, self);
}

/**
 * gnomon_conflict_row_clear:
 * @self: a row
 *
 * There is no event that could be looked for.
 */
void
gnomon_conflict_row_clear (GnomonConflictRow *self)
{
  g_return_if_fail (GNOMON_IS_CONFLICT_ROW (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->fields, gnomon_fields_free);
  g_clear_object (&self->event);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
