/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-desktop.h"
#include "gnomon-idle-trim.h"
#include "gnomon-late-menu.h"
#include "gnomon-week.h"
#include "gnomon-zone.h"

/* Where there are no settings to say another size. */
#define DEFAULT_WIDTH 1280
#define DEFAULT_HEIGHT 800

enum
{
  PROP_0,
  PROP_VIEW
};

G_DEFINE_FINAL_TYPE (GnomonWindow, gnomon_window, ADW_TYPE_APPLICATION_WINDOW)

/* Whether weeks have numbers is the desktop's choice, where the user has made none here. */
static gboolean
wants_week_numbers (GnomonWindow *self)
{
  g_autofree char *setting = g_settings_get_string (self->settings, "week-numbers");
  g_autoptr (GVariant) shown = NULL;

  if (*setting != '\0')
    return g_str_equal (setting, "shown");

  shown = gnomon_desktop_dup_value (gnomon_desktop_get_default (), "org.gnome.desktop.calendar",
                                    "show-weekdate");

  return shown != NULL && g_variant_is_of_type (shown, G_VARIANT_TYPE_BOOLEAN)
         && g_variant_get_boolean (shown);
}

/* What the user has set, for the views that have hours; without settings what is usual. */
static void
update_time_settings (GnomonWindow *self)
{
  GnomonViewTime *time = &self->time;
  g_auto (GStrv) work_days = NULL;
  g_autofree char *second_zone = NULL;

  time->slot_minutes = 60;
  time->work_start = 9 * 60;
  time->work_end = 17 * 60;
  time->work_days = 0;
  if (self->settings == NULL)
    return;

  time->slot_minutes = g_settings_get_int (self->settings, "default-duration");
  time->work_start = g_settings_get_int (self->settings, "work-start");
  time->work_end = g_settings_get_int (self->settings, "work-end");
  time->week_numbers = wants_week_numbers (self);
  time->work_week = g_settings_get_boolean (self->settings, "work-week");
  work_days = g_settings_get_strv (self->settings, "work-days");
  /* The views' masks begin at bit 1. */
  time->work_days = gnomon_week_get_work_days ((const char * const *) work_days) << 1;
  second_zone = g_settings_get_string (self->settings, "second-timezone");
  time->second_zone = *second_zone != '\0' ? g_intern_string (second_zone) : NULL;
}

static void
update_time (GnomonWindow *self)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  g_autofree char *week_start = NULL;

  if (self->settings != NULL)
    week_start = g_settings_get_string (self->settings, "week-start");

  self->time.now = now;
  self->time.now_wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store), now);
  self->time.today = gnomon_civil_day_of_wall (self->time.now_wall);
  self->time.week_start = gnomon_week_get_first_weekday (week_start);
  self->time.hours = gnomon_format_get_hours ();
  update_time_settings (self);

  if (self->view != NULL)
    gnomon_view_set_time (self->view, &self->time);
  gnomon_sidebar_set_time (self->sidebar, &self->time);
}

static void
watch_time_settings (GnomonWindow *self)
{
  static const char * const signals[] = {
    "changed::week-start", "changed::week-numbers", "changed::default-duration",
    "changed::work-start", "changed::work-end", "changed::work-days", "changed::work-week",
    "changed::second-timezone",
  };

  for (gsize i = 0; self->settings != NULL && i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->settings, signals[i], G_CALLBACK (update_time), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (gnomon_desktop_get_default (), "changed", G_CALLBACK (update_time), self,
                           G_CONNECT_SWAPPED);
}

static gboolean tick_cb (gpointer user_data);

/* The minutes tick at the full minute; a clock that stands still does not. */
static void
schedule_tick (GnomonWindow *self)
{
  gint64 now = g_get_real_time () / 1000;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (!gnomon_clock_is_frozen (gnomon_store_get_clock (self->store)))
    self->tick_id = g_timeout_add ((guint) (60000 - now % 60000) + 1, tick_cb, self);
}

static gboolean
tick_cb (gpointer user_data)
{
  GnomonWindow *self = user_data;

  self->tick_id = 0;
  update_time (self);
  schedule_tick (self);

  return G_SOURCE_REMOVE;
}

static void
is_active_changed_cb (GnomonWindow *self)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));

  /* Timeouts stand still while the machine sleeps: after that the minute is long over. */
  if (gtk_window_is_active (GTK_WINDOW (self)) && now / 60 != self->time.now / 60)
    {
      update_time (self);
      schedule_tick (self);
    }
}

static void
store_changed_cb (GnomonWindow      *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if ((flags & GNOMON_CHANGE_EVENTS) != 0)
    {
      gnomon_window_update_page (self);
      gnomon_window_tell_moves (self);
    }
  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS)) != 0)
    gnomon_window_update_reminders (self);
  gnomon_window_update_history (self);
}

static void
mode_changed_cb (GnomonWindow *self)
{
  GnomonMode mode = gnomon_mode_bin_get_mode (self->mode_bin);
  gboolean small = mode >= GNOMON_MODE_SMALL;

  gnomon_split_pane_set_folded (self->pane, mode != GNOMON_MODE_WIDE);
  gtk_widget_set_visible (self->previous_button, !small);
  gtk_widget_set_visible (self->next_button, !small);
  gtk_widget_set_visible (self->today_button, !small);
  gtk_widget_set_visible (self->title, !small);
  gtk_widget_set_visible (self->center_title, small);
  gnomon_window_update_mode (self);
}

static void
day_chosen_cb (GnomonWindow *self,
               gint64        day)
{
  gnomon_window_show_day (self, day);
  if (gnomon_split_pane_get_folded (self->pane))
    gnomon_split_pane_set_show_sidebar (self->pane, FALSE);
}

static void
sidebar_told_cb (GnomonWindow *self,
                 const char   *text,
                 guint64       change)
{
  gnomon_window_add_undo_toast (self, text, change);
}

static gboolean
files_dropped_cb (GnomonWindow *self,
                  const GValue *value,
                  double        x,
                  double        y)
{
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_assert (GNOMON_IS_WINDOW (self));

  for (GSList *link = list; link != NULL; link = link->next)
    g_ptr_array_add (files, link->data);
  gnomon_window_import (self, (GFile **) files->pdata, files->len);

  return files->len > 0;
}

static void
show_sidebar_changed_cb (GnomonWindow *self)
{
  if (self->settings != NULL && !gnomon_split_pane_get_folded (self->pane))
    g_settings_set_boolean (self->settings, "sidebar-visible",
                            gnomon_split_pane_get_show_sidebar (self->pane));
}

static void
restore_state (GnomonWindow *self)
{
  int width = DEFAULT_WIDTH;
  int height = DEFAULT_HEIGHT;

  if (self->settings != NULL)
    {
      width = g_settings_get_int (self->settings, "window-width");
      height = g_settings_get_int (self->settings, "window-height");
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
      gnomon_split_pane_set_show_sidebar (self->pane,
                                          g_settings_get_boolean (self->settings,
                                                                  "sidebar-visible"));
    }

  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  gnomon_mode_bin_note_width (self->mode_bin, width);
  g_signal_connect_object (self->pane, "notify::show-sidebar",
                           G_CALLBACK (show_sidebar_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
restore_view (GnomonWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *date = NULL;
  gint64 day;

  if (self->settings != NULL)
    {
      name = g_settings_get_string (self->settings, "view");
      date = g_settings_get_string (self->settings, "date");
    }

  gnomon_window_set_view (self, name != NULL ? name : "month");
  gnomon_view_set_date (self->view,
                        date != NULL && gnomon_civil_parse_date (date, &day) ? day
                                                                             : self->time.today);
}

/* Who left at today wants to see today again, whichever day that is. */
static void
save_view (GnomonWindow *self)
{
  gint64 day = gnomon_view_get_date (self->view);
  g_autofree char *date = day != self->time.today ? gnomon_civil_format_date (day) : g_strdup ("");

  g_settings_set_string (self->settings, "view", gnomon_window_get_view (self));
  g_settings_set_string (self->settings, "date", date);
}

/* The menus of the window and of what is in it: the one that is open has the focus. */
static void
close_menu (GnomonWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static gboolean
gnomon_window_close_request (GtkWindow *window)
{
  GnomonWindow *self = GNOMON_WINDOW (window);
  int width, height;

  gnomon_window_leave_view (self);
  close_menu (self);
  if (self->settings != NULL)
    {
      gboolean maximized = gtk_window_is_maximized (window);

      save_view (self);
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_boolean (self->settings, "window-maximized", maximized);
      if (!maximized && width >= 360 && height >= 294)
        {
          g_settings_set_int (self->settings, "window-width", width);
          g_settings_set_int (self->settings, "window-height", height);
        }
    }

  return GTK_WINDOW_CLASS (gnomon_window_parent_class)->close_request (window);
}

static void
gnomon_window_dispose (GObject *object)
{
  GnomonWindow *self = GNOMON_WINDOW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->forget_id, g_source_remove);
  g_clear_weak_pointer (&self->selected_chip);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->menu);
  g_clear_weak_pointer (&self->reminders_window);
  g_clear_weak_pointer (&self->covered_focus);
  g_clear_weak_pointer (&self->day_anchor);
  g_clear_weak_pointer (&self->reveal_focus);
  g_clear_object (&self->menu_target);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->event_popover);
  g_clear_object (&self->day_popover);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_pointer (&self->cut_titles, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_WINDOW);

  G_OBJECT_CLASS (gnomon_window_parent_class)->dispose (object);
}

static void
gnomon_window_finalize (GObject *object)
{
  g_free (GNOMON_WINDOW (object)->revealed_recurrence);

  G_OBJECT_CLASS (gnomon_window_parent_class)->finalize (object);
}

static void
gnomon_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, gnomon_window_get_view (GNOMON_WINDOW (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_VIEW:
      gnomon_window_set_view (GNOMON_WINDOW (object), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_window_class_init (GnomonWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = gnomon_window_dispose;
  object_class->finalize = gnomon_window_finalize;
  object_class->get_property = gnomon_window_get_property;
  object_class->set_property = gnomon_window_set_property;
  window_class->close_request = gnomon_window_close_request;

  g_object_class_install_property (object_class, PROP_VIEW,
                                   g_param_spec_string ("view", NULL, NULL, NULL,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY));

  g_type_ensure (GNOMON_TYPE_MODE_BIN);
  g_type_ensure (GNOMON_TYPE_SIDEBAR);
  g_type_ensure (GNOMON_TYPE_SPLIT_PANE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, mode_bin);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, title_month);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, title_year);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, center_title);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, center_month);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, center_year);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, previous_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, today_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, reminders_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, history_menu);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_told_cb);
  gnomon_window_class_init_actions (widget_class);
  gnomon_window_class_init_bulk (widget_class);
  gnomon_window_class_init_draft (widget_class);
  gnomon_window_class_init_dates (widget_class);
  gnomon_window_class_init_search (widget_class);
  gnomon_window_class_init_history (widget_class);
  gnomon_window_class_init_news (widget_class);
  gnomon_window_class_init_menus (widget_class);
  gnomon_window_class_init_moves (widget_class);
  gnomon_window_class_init_reminders (widget_class);
  gnomon_window_class_init_views (widget_class);
}

static void
gnomon_window_init (GnomonWindow *self)
{
  GtkDropTarget *drop_target;

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (self->stack);
  gnomon_compat_hide_pages (self->header_stack);
  gnomon_idle_trim_watch (GTK_WIDGET (self));
  gnomon_late_menu_set (self->menu_button, self->main_menu);
  gnomon_sidebar_set_menu (self->sidebar, self->main_menu);
  gnomon_window_init_views (self);

  drop_target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (drop_target, "drop", G_CALLBACK (files_dropped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop_target));
}

/**
 * gnomon_window_new:
 * @application: the application
 * @store: where the events are
 * @settings: (nullable): the settings
 *
 * Returns: (transfer none): a window that shows today, kept by the application
 */
GtkWidget *
gnomon_window_new (GtkApplication *application,
                   GnomonStore    *store,
                   GSettings      *settings)
{
  GnomonWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GNOMON_TYPE_WINDOW, "application", application, NULL);
  self->store = g_object_ref (store);
  g_set_object (&self->settings, settings);

  restore_state (self);
  update_time (self);
  restore_view (self);
  gnomon_sidebar_set_store (self->sidebar, store);
  gnomon_window_update_history (self);
  schedule_tick (self);
  gnomon_window_focus_view (self);

  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "viewer-changed", G_CALLBACK (update_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_changed_cb), NULL);
  watch_time_settings (self);
  if (self->settings != NULL)
    {
      g_autoptr (GAction) work_week = g_settings_create_action (self->settings, "work-week");

      g_action_map_add_action (G_ACTION_MAP (self), work_week);
    }
  gnomon_window_update_reminders (self);
  gnomon_window_offer_draft (self);
  gnomon_window_watch_news (self);

  return GTK_WIDGET (self);
}

/**
 * gnomon_window_show_day:
 * @self: a window
 * @day: a civil day
 *
 * Goes to a day.
 */
void
gnomon_window_show_day (GnomonWindow *self,
                        gint64        day)
{
  g_return_if_fail (GNOMON_IS_WINDOW (self));

  gnomon_window_end_search (self);
  gnomon_view_set_date (self->view, day);
  gnomon_window_focus_view (self);
}

/**
 * gnomon_window_add_toast:
 * @self: a window
 * @text: a sentence for people, without markup
 *
 * Tells what was done, or what could not be done.
 */
void
gnomon_window_add_toast (GnomonWindow *self,
                         const char   *text)
{
  g_return_if_fail (GNOMON_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  gnomon_window_add_undo_toast (self, text, 0);
}
