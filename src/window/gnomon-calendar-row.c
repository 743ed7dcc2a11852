/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar-row.h"

#include <glib/gi18n.h>

#include "gnomon-palette.h"
#include "gnomon-words.h"

struct _GnomonCalendarRow
{
  GtkWidget parent_instance;

  GtkWidget *check;
  GtkWidget *label;
  GtkWidget *source_icon;       /* of a calendar from the web */
  GtkWidget *menu;              /* made when it is asked for */
  GtkWidget *rename_popover;    /* the same */
  GtkWidget *rename_entry;

  GnomonCalendar *calendar;
  const char *color_class;
};

enum
{
  SIGNAL_VISIBLE_CHANGED,
  SIGNAL_RENAMED,
  SIGNAL_RECOLORED,
  SIGNAL_SHOW_ONLY,
  SIGNAL_MADE_DEFAULT,
  SIGNAL_REFRESH_ASKED,
  SIGNAL_DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonCalendarRow, gnomon_calendar_row, GTK_TYPE_WIDGET)

static void
check_toggled_cb (GnomonCalendarRow *self)
{
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));

  g_assert (GNOMON_IS_CALENDAR_ROW (self));

  if (self->calendar != NULL && active != gnomon_calendar_is_visible (self->calendar))
    g_signal_emit (self, signals[SIGNAL_VISIBLE_CHANGED], 0, active);
}

static GMenuModel *
make_menu_model (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) colors = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenuItem) refresh = g_menu_item_new (_("Re_fresh"), "row.refresh");
  const char * const *palette = gnomon_color_get_palette ();

  for (guint i = 0; palette[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (gnomon_palette_get_name (palette[i]), NULL);

      g_menu_item_set_action_and_target (item, "row.color", "s", palette[i]);
      g_menu_append_item (colors, item);
    }

  g_menu_append (menu, _("_Rename…"), "row.rename");
  g_menu_append_submenu (menu, _("_Color"), G_MENU_MODEL (colors));
  g_menu_append (menu, _("Show _Only This"), "row.show-only");
  g_menu_append (menu, _("For _New Events"), "row.make-default");
  g_menu_item_set_attribute (refresh, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, refresh);
  g_menu_append (last, _("_Delete"), "row.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return G_MENU_MODEL (menu);
}

static void
popup_menu_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GnomonCalendarRow *self = GNOMON_CALENDAR_ROW (widget);

  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_menu_model ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, widget);
    }

  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_pressed_cb (GnomonCalendarRow *self,
                      int                n_press,
                      double             x,
                      double             y,
                      GtkGestureClick   *gesture)
{
  g_assert (GNOMON_IS_CALENDAR_ROW (self));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "menu.popup", NULL);
}

static void
long_pressed_cb (GnomonCalendarRow *self,
                 double             x,
                 double             y,
                 GtkGesture        *gesture)
{
  g_assert (GNOMON_IS_CALENDAR_ROW (self));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "menu.popup", NULL);
}

static void
rename_entry_activated_cb (GnomonCalendarRow *self)
{
  g_autofree char *name = NULL;

  g_assert (GNOMON_IS_CALENDAR_ROW (self));

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rename_entry))));
  gtk_popover_popdown (GTK_POPOVER (self->rename_popover));
  if (*name != '\0' && !g_str_equal (name, gnomon_calendar_get_name (self->calendar)))
    g_signal_emit (self, signals[SIGNAL_RENAMED], 0, name);
}

static void
rename_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GnomonCalendarRow *self = GNOMON_CALENDAR_ROW (widget);

  if (self->rename_popover == NULL)
    {
      self->rename_entry = gtk_entry_new ();
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rename_entry),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the Calendar"),
                                      -1);
      g_signal_connect_object (self->rename_entry, "activate",
                               G_CALLBACK (rename_entry_activated_cb), self, G_CONNECT_SWAPPED);
      self->rename_popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->rename_popover), self->rename_entry);
      gtk_widget_set_parent (self->rename_popover, widget);
    }

  gtk_editable_set_text (GTK_EDITABLE (self->rename_entry),
                         gnomon_calendar_get_name (self->calendar));
  gtk_popover_popup (GTK_POPOVER (self->rename_popover));
  gtk_widget_grab_focus (self->rename_entry);
}

static void
color_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_RECOLORED], 0, g_variant_get_string (parameter, NULL));
}

static void
show_only_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SHOW_ONLY], 0);
}

static void
make_default_action_cb (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MADE_DEFAULT], 0);
}

static void
refresh_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REFRESH_ASKED], 0);
}

static void
delete_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_DELETED], 0);
}

static void
gnomon_calendar_row_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  GnomonCalendarRow *self = GNOMON_CALENDAR_ROW (widget);

  gtk_widget_size_allocate (self->check, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  if (self->rename_popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->rename_popover));
}

static void
gnomon_calendar_row_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  gtk_widget_measure (GNOMON_CALENDAR_ROW (widget)->check, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
gnomon_calendar_row_dispose (GObject *object)
{
  GnomonCalendarRow *self = GNOMON_CALENDAR_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->rename_popover, gtk_widget_unparent);
  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_object (&self->calendar);

  G_OBJECT_CLASS (gnomon_calendar_row_parent_class)->dispose (object);
}

static void
gnomon_calendar_row_class_init (GnomonCalendarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_calendar_row_dispose;
  widget_class->measure = gnomon_calendar_row_measure;
  widget_class->size_allocate = gnomon_calendar_row_size_allocate;

  signals[SIGNAL_VISIBLE_CHANGED] = g_signal_new ("visible-changed", G_TYPE_FROM_CLASS (klass),
                                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_RENAMED] = g_signal_new ("renamed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RECOLORED] = g_signal_new ("recolored", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SHOW_ONLY] = g_signal_new ("show-only", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
  signals[SIGNAL_MADE_DEFAULT] = g_signal_new ("made-default", G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 0);
  signals[SIGNAL_REFRESH_ASKED] = g_signal_new ("refresh-asked", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 0);
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "calendarrow");
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_menu_action_cb);
  gtk_widget_class_install_action (widget_class, "row.rename", NULL, rename_action_cb);
  gtk_widget_class_install_action (widget_class, "row.color", "s", color_action_cb);
  gtk_widget_class_install_action (widget_class, "row.show-only", NULL, show_only_action_cb);
  gtk_widget_class_install_action (widget_class, "row.make-default", NULL, make_default_action_cb);
  gtk_widget_class_install_action (widget_class, "row.refresh", NULL, refresh_action_cb);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "menu.popup", NULL);
}

static void
gnomon_calendar_row_init (GnomonCalendarRow *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->source_icon = gtk_image_new ();
  gtk_widget_set_visible (self->source_icon, FALSE);
  gtk_widget_add_css_class (self->source_icon, "dim-label");
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_box_append (GTK_BOX (content), self->source_icon);

  self->check = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->check), content);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (check_toggled_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}

/**
 * gnomon_calendar_row_new:
 *
 * Returns: (transfer full): a row without a calendar
 */
GtkWidget *
gnomon_calendar_row_new (void)
{
  return g_object_new (GNOMON_TYPE_CALENDAR_ROW, NULL);
}

/**
 * gnomon_calendar_row_get_calendar_id:
 * @self: a row
 *
 * Returns: the number of its calendar; 0 where it has none
 */
gint64
gnomon_calendar_row_get_calendar_id (GnomonCalendarRow *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR_ROW (self), 0);

  return self->calendar != NULL ? gnomon_calendar_get_id (self->calendar) : 0;
}

/* What is behind the name: where the events are from, or why they are not fresh. */
static void
update_source (GnomonCalendarRow *self)
{
  gboolean is_subscribed = gnomon_calendar_is_subscribed (self->calendar);
  const char *failure = gnomon_calendar_get_refresh_error (self->calendar);
  g_autofree char *reason = gnomon_words_for_feed (failure);
  g_autoptr (GUri) uri = g_uri_parse (gnomon_calendar_get_source_url (self->calendar),
                                      G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->source_icon, is_subscribed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.refresh", is_subscribed);
  if (is_subscribed)
    text = *failure != '\0'
           /* Translators: %s says why the last refresh of a subscribed calendar failed. */
           ? g_strdup_printf (_("Could not be refreshed: %s"), reason)
           /* Translators: %s is the host of a calendar on the web. */
           : g_strdup_printf (_("Subscribed from %s"), host);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->source_icon),
                                *failure != '\0' ? "dialog-warning-symbolic"
                                                 : "emblem-synchronizing-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->check),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * gnomon_calendar_row_set_calendar:
 * @self: a row
 * @calendar: what it shows
 * @account: where the calendar is kept, for those who hear it
 */
void
gnomon_calendar_row_set_calendar (GnomonCalendarRow *self,
                                  GnomonCalendar    *calendar,
                                  const char        *account)
{
  g_autofree char *spoken = NULL;
  const char *name;

  g_return_if_fail (GNOMON_IS_CALENDAR_ROW (self));
  g_return_if_fail (GNOMON_IS_CALENDAR (calendar));

  g_set_object (&self->calendar, calendar);
  name = gnomon_calendar_get_name (calendar);
  gtk_label_set_label (GTK_LABEL (self->label), name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                               gnomon_calendar_is_visible (calendar));
  gnomon_palette_dress (self->check, &self->color_class, gnomon_calendar_get_color (calendar));

  /* Translators: the name of a calendar and of where it is kept, as in "Work, On this computer". */
  spoken = g_strdup_printf (_("%s, %s"), name, account);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.rename",
                                 !gnomon_calendar_is_read_only (calendar)
                                 || gnomon_calendar_is_subscribed (calendar));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.make-default",
                                 !gnomon_calendar_is_default (calendar)
                                 && !gnomon_calendar_is_read_only (calendar));
  /* There is always one that new events go to. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.delete",
                                 !gnomon_calendar_is_default (calendar));
  update_source (self);
}
