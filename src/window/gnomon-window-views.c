/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-agenda-view.h"
#include "gnomon-css.h"
#include "gnomon-empty-page.h"
#include "gnomon-month-view.h"
#include "gnomon-week-view.h"
#include "gnomon-year-view.h"

/* Which view is shown, and what follows from that: the switcher, the title, the small month. */

typedef struct
{
  const char *name;             /* in the settings, and for win.view */
  const char *label;
  const char *icon_name;
  const char *previous_label;   /* what turning back is called */
  const char *next_label;
  guint digit;                  /* Control and this show it */
  guint letter;                 /* so does this alone, where nothing is typed into */
  GtkWidget *(*make) (void);    /* a GnomonView */
} ViewInfo;

/* A view is a row here, and nothing else: in the order of the switcher. */
static const ViewInfo infos[] = {
  { "day", N_("Day"), "gnomon-day-symbolic", N_("Previous Day"), N_("Next Day"),
    GDK_KEY_1, GDK_KEY_d, gnomon_week_view_new_day },
  { "week", N_("Week"), "gnomon-week-symbolic", N_("Previous Week"), N_("Next Week"),
    GDK_KEY_2, GDK_KEY_w, gnomon_week_view_new },
  { "month", N_("Month"), "gnomon-month-symbolic", N_("Previous Month"), N_("Next Month"),
    GDK_KEY_3, GDK_KEY_m, gnomon_month_view_new },
  { "year", N_("Year"), "gnomon-year-symbolic", N_("Previous Year"), N_("Next Year"),
    GDK_KEY_4, GDK_KEY_y, gnomon_year_view_new },
  { "agenda", N_("Agenda"), "gnomon-agenda-symbolic", N_("Previous Week"), N_("Next Week"),
    GDK_KEY_5, GDK_KEY_a, gnomon_agenda_view_new },
};

G_STATIC_ASSERT (G_N_ELEMENTS (infos) <= GNOMON_WINDOW_MAX_VIEWS);

static gsize
get_index (GnomonWindow *self)
{
  GnomonView *view = self->covered_view != NULL ? self->covered_view : self->view;

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    if (self->views[i] != NULL && self->views[i] == view)
      return i;

  g_return_val_if_reached (0);
}

static void
set_button_label (GtkWidget  *button,
                  const char *label)
{
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
date_changed_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_update_title (self);
}

static void
event_opened_cb (GnomonWindow     *self,
                 GnomonOccurrence *occurrence,
                 GtkWidget        *anchor)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_open_event (self, occurrence, anchor);
}

static void
day_opened_cb (GnomonWindow *self,
               gint64        day,
               GtkWidget    *anchor)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_open_day (self, day, anchor);
}

static void
day_entered_cb (GnomonWindow *self,
                gint64        day)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_view_set_date (self->view, day);
  gnomon_window_set_view (self, "day");
}

static void
slot_chosen_cb (GnomonWindow *self,
                gint64        start_wall,
                gint64        end_wall,
                gboolean      all_day)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_choose_slot (self, start_wall, end_wall, all_day);
}

static void
occurrence_moved_cb (GnomonWindow     *self,
                     GnomonOccurrence *occurrence,
                     gint64            start_wall,
                     gint64            end_wall,
                     gboolean          all_day,
                     gboolean          duplicate)
{
  GnomonSlot to = { .start = start_wall, .end = end_wall, .all_day = all_day };

  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_move_occurrence (self, occurrence, &to, duplicate);
}

static void
menu_opened_cb (GnomonWindow       *self,
                GnomonOccurrence   *occurrence,
                gint64              start_wall,
                gint64              end_wall,
                gboolean            all_day,
                const GdkRectangle *pointing_to)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_open_menu (self, occurrence, start_wall, end_wall, all_day, pointing_to);
}

static void
failed_cb (GnomonWindow *self,
           const char   *message)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_add_toast (self, message);
}

static GtkWidget *
make_switch (const ViewInfo *info)
{
  return g_object_new (GTK_TYPE_TOGGLE_BUTTON,
                       "action-name", "win.view",
                       "action-target", g_variant_new_string (info->name),
                       NULL);
}

/**
 * gnomon_window_class_init_views:
 * @widget_class: the class of the window
 *
 * Installs the action that shows a view, and binds the keys.
 */
void
gnomon_window_class_init_views (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "win.view", "view");

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, infos[i].digit, GDK_CONTROL_MASK,
                                           "win.view", "s", infos[i].name);
      gnomon_window_class_bind_letter (widget_class, infos[i].letter, "win.view", infos[i].name);
    }
}

/**
 * gnomon_window_init_views:
 * @self: a window that is being made
 *
 * Fills the switchers: the one in the header, and the one at the bottom of a small window.
 */
void
gnomon_window_init_views (GnomonWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      const char *label = _(infos[i].label);
      GtkWidget *button = make_switch (&infos[i]);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      gtk_button_set_label (GTK_BUTTON (button), label);
      gtk_box_append (self->switcher, button);

      button = make_switch (&infos[i]);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (infos[i].icon_name));
      gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL,
                                                   "label", label,
                                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                                   NULL));
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      gtk_box_append (self->bottom_bar, button);
    }
}

/**
 * gnomon_window_add_view:
 * @self: a window
 * @view: (transfer floating): a GnomonView
 * @label: what it is called
 *
 * Takes a view in, and listens to it. It is not shown by that.
 *
 * Returns: (transfer none): the view
 */
GnomonView *
gnomon_window_add_view (GnomonWindow *self,
                        GtkWidget    *view,
                        const char   *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (view, "notify::date", G_CALLBACK (date_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "event-opened", G_CALLBACK (event_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "day-opened", G_CALLBACK (day_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "day-entered", G_CALLBACK (day_entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "slot-chosen", G_CALLBACK (slot_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "occurrence-moved", G_CALLBACK (occurrence_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "menu-opened", G_CALLBACK (menu_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, view);

  return GNOMON_VIEW (view);
}

/**
 * gnomon_window_get_view:
 * @self: a window
 *
 * Returns: the name of the view that is shown; "" before the first one is
 */
const char *
gnomon_window_get_view (GnomonWindow *self)
{
  return self->view != NULL ? infos[get_index (self)].name : "";
}

/**
 * gnomon_window_set_view:
 * @self: a window
 * @name: the name of a view; where there is none of this name, nothing happens, but that the first
 *   one to be shown is the month
 *
 * Shows a view, at the day at which the one before it was.
 */
void
gnomon_window_set_view (GnomonWindow *self,
                        const char   *name)
{
  GnomonView *old;
  gboolean had_focus;
  gsize i = 0;

  gnomon_window_end_search (self);
  old = self->view;
  had_focus = old != NULL && gtk_widget_get_focus_child (GTK_WIDGET (old)) != NULL;

  while (i < G_N_ELEMENTS (infos) && g_strcmp0 (infos[i].name, name) != 0)
    i++;
  if (i == G_N_ELEMENTS (infos))
    {
      if (old == NULL)
        gnomon_window_set_view (self, "month");
      return;
    }
  if (old != NULL && self->views[i] == old)
    return;

  if (old != NULL)
    gnomon_window_leave_view (self);

  if (self->views[i] == NULL)
    {
      self->views[i] = gnomon_window_add_view (self, infos[i].make (), _(infos[i].label));
      self->view = self->views[i];
      gnomon_view_set_time (self->view, &self->time);
      gnomon_view_set_mode (self->view, gnomon_mode_bin_get_mode (self->mode_bin));
      gnomon_view_set_date (self->view, old != NULL ? gnomon_view_get_date (old)
                                                    : self->time.today);
      gnomon_view_set_store (self->view, self->store);
    }
  else
    {
      self->view = self->views[i];
      gnomon_view_set_time (self->view, &self->time);
      gnomon_view_set_mode (self->view, gnomon_mode_bin_get_mode (self->mode_bin));
      gnomon_view_set_date (self->view, gnomon_view_get_date (old));
    }

  set_button_label (self->previous_button, _(infos[i].previous_label));
  set_button_label (self->next_button, _(infos[i].next_label));
  gnomon_window_update_page (self);
  gnomon_window_update_title (self);
  if (had_focus)
    gnomon_window_focus_view (self);
  g_object_notify (G_OBJECT (self), "view");
}

/**
 * gnomon_window_leave_view:
 * @self: a window
 *
 * Closes what is open over the view: what points at something in it would point at nothing in the
 * next one, and a window that goes while a popover is open leaves the pointer in it.
 */
void
gnomon_window_leave_view (GnomonWindow *self)
{
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  if (self->event_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->event_popover));
  if (self->day_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->day_popover));
  if (self->reveal_tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->reveal_tick_id);
  self->reveal_tick_id = 0;
}

/**
 * gnomon_window_update_page:
 * @self: a window
 *
 * Shows the view, or, while there are no events, what to do about that.
 */
void
gnomon_window_update_page (GnomonWindow *self)
{
  gboolean empty = !gnomon_store_has_events (self->store);

  if (empty && self->empty_page == NULL)
    {
      self->empty_page = gnomon_empty_page_new ();
      gtk_stack_add_child (self->stack, self->empty_page);
    }

  gtk_stack_set_visible_child (self->stack, empty ? self->empty_page : GTK_WIDGET (self->view));
}

/**
 * gnomon_window_focus_view:
 * @self: a window
 *
 * Gives the keyboard to the view, or to the page that is there in its place: what is not shown
 * would take all keys and do nothing.
 */
void
gnomon_window_focus_view (GnomonWindow *self)
{
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

static gboolean
is_year_of (const char *year,
            gint64      day)
{
  int own;

  gnomon_civil_day_to_ymd (day, &own, NULL, NULL);
  return atoi (year) == own;
}

/* Between the buttons of a narrow window there is room for the month; for the year, too, where the
 * desktop has its windows closed by a button and nothing else. */
static gboolean
has_room_for_year (GnomonWindow *self)
{
  g_autofree char *buttons = NULL;

  if (gnomon_mode_bin_get_mode (self->mode_bin) != GNOMON_MODE_NARROW)
    return TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-decoration-layout", &buttons,
                NULL);
  return buttons != NULL && strstr (buttons, "minimize") == NULL
         && strstr (buttons, "maximize") == NULL;
}

/**
 * gnomon_window_update_title:
 * @self: a window
 *
 * Says what the view shows, and marks it in the small month.
 */
void
gnomon_window_update_title (GnomonWindow *self)
{
  GnomonMode mode = gnomon_mode_bin_get_mode (self->mode_bin);
  gboolean brief = mode == GNOMON_MODE_MEDIUM || mode == GNOMON_MODE_NARROW;
  GnomonViewTitle title;
  g_autofree char *window_title = NULL;
  gint64 first_day, end_day;
  gboolean has_year;

  gnomon_view_fill_title (self->view, brief, &title);
  has_year = title.year != NULL
             && (has_room_for_year (self) || !is_year_of (title.year, self->time.today));
  gtk_label_set_label (self->title_month, title.main);
  gtk_label_set_label (self->title_year, has_year ? title.year : "");
  gtk_label_set_label (self->center_month, title.main);
  gtk_label_set_label (self->center_year, has_year ? title.year : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_year), has_year);
  gtk_widget_set_visible (GTK_WIDGET (self->center_year), has_year);

  /* Translators: the title of the window, as in "November 2026 – Gnomon". */
  window_title = g_strdup_printf (_("%s – Gnomon"), title.full);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
  gnomon_view_title_clear (&title);

  gnomon_view_get_range (self->view, &first_day, &end_day);
  gnomon_sidebar_set_range (self->sidebar, gnomon_view_get_date (self->view), first_day, end_day);
}

/**
 * gnomon_window_update_mode:
 * @self: a window
 *
 * Fits the switchers and the view into the room that there is.
 */
void
gnomon_window_update_mode (GnomonWindow *self)
{
  GnomonMode mode = gnomon_mode_bin_get_mode (self->mode_bin);

  gtk_widget_set_visible (GTK_WIDGET (self->switcher), mode < GNOMON_MODE_SMALL);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_bar), mode >= GNOMON_MODE_SMALL);
  /* Beside more buttons than one that closes, it is what the header is too wide by. */
  gnomon_css_set_class (GTK_WIDGET (self->switcher), "tight", mode == GNOMON_MODE_MEDIUM);
  if (self->view == NULL)
    return;

  gnomon_view_set_mode (self->view, mode);
  gnomon_window_update_title (self);
}
