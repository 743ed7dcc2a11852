/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-sidebar.h"

#include <glib/gi18n.h>

#include "gnomon-calendar-row.h"
#include "gnomon-late-menu.h"
#include "gnomon-mini-month.h"
#include "gnomon-next-card.h"
#include "gnomon-subscription.h"
#include "gnomon-words.h"

struct _GnomonSidebar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *menu_button;
  GnomonMiniMonth *mini_month;
  GnomonNextCard *next_card;
  GtkWidget *calendars;
  GtkWidget *add_popover;
  GtkWidget *name_entry;
  GtkWidget *address_entry;

  GnomonStore *store;
  gint64 subscribed_id;         /* the calendar that is fetched for the first time; 0: none is */
  guint64 subscribed_change;    /* which made it */
};

enum
{
  SIGNAL_DAY_CHOSEN,
  SIGNAL_TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonSidebar, gnomon_sidebar, GTK_TYPE_WIDGET)

static void update_calendars (GnomonSidebar *self);

/* A change on its way, and what is said once it is there. */
typedef struct
{
  GnomonSidebar *sidebar;
  GnomonOperation *operation;
  char *done;                   /* NULL: it is seen without words */
  gboolean subscribes;          /* what is said is how the first fetch ends */
} CalendarChange;

/* Says so once the new subscription was fetched, or could not be. */
static void
tell_of_subscription (GnomonSidebar *self)
{
  g_autoptr (GnomonCalendar) calendar = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  if (self->subscribed_id == 0)
    return;

  calendar = gnomon_store_get_calendar (self->store, self->subscribed_id, NULL);
  if (calendar != NULL && *gnomon_calendar_get_refresh_error (calendar) != '\0')
    {
      reason = gnomon_words_for_feed (gnomon_calendar_get_refresh_error (calendar));
      /* Translators: the first %s is the name of a file, the second says why. */
      text = g_strdup_printf (_("“%s” could not be opened: %s"),
                              gnomon_calendar_get_name (calendar), reason);
    }
  else if (calendar != NULL && gnomon_calendar_get_refreshed_at (calendar) != 0)
    text = g_strdup (_("Subscribed to the calendar"));
  else if (calendar != NULL)
    return;

  self->subscribed_id = 0;
  if (text != NULL)
    g_signal_emit (self, signals[SIGNAL_TOLD], 0, text, self->subscribed_change);
}

static void
calendar_changed_cb (GObject      *store,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  CalendarChange *change = user_data;
  g_autoptr (GnomonSidebar) self = change->sidebar;
  g_autoptr (GnomonOperation) operation = change->operation;
  g_autofree char *done = change->done;
  gboolean subscribes = change->subscribes;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *message = NULL;

  g_free (change);
  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, &object, &error))
    {
      if (subscribes && self->store != NULL)
        {
          self->subscribed_id = gnomon_calendar_get_id (GNOMON_CALENDAR (object));
          self->subscribed_change = gnomon_operation_get_change (operation);
          tell_of_subscription (self);
        }
      if (done != NULL)
        g_signal_emit (self, signals[SIGNAL_TOLD], 0, done,
                       gnomon_operation_get_change (operation));
      return;
    }
  if (self->store == NULL)
    return;

  /* The checks go back to what is stored. */
  update_calendars (self);
  words = gnomon_words_for_error (error);
  message = g_strdup_printf (_("The calendar could not be changed: %s"), words);
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, message, (guint64) 0);
}

static CalendarChange *
calendar_change_new (GnomonSidebar   *self,
                     GnomonOperation *operation)
{
  CalendarChange *change = g_new0 (CalendarChange, 1);

  change->sidebar = g_object_ref (self);
  change->operation = gnomon_operation_ref (operation);
  return change;
}

/* @done (transfer full) (nullable) */
static void
apply (GnomonSidebar   *self,
       GnomonOperation *operation,
       char            *done)
{
  CalendarChange *change = calendar_change_new (self, operation);

  change->done = done;
  gnomon_store_apply_async (self->store, operation, NULL, calendar_changed_cb, change);
}

static void
change_calendar (GnomonSidebar      *self,
                 gint64              id,
                 const GnomonFields *fields)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_update_calendar (id, fields);

  apply (self, operation, NULL);
}

static void
set_visible (GnomonSidebar *self,
             gint64         id,
             gboolean       visible)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);

  gnomon_fields_set_boolean (fields, GNOMON_CALENDAR_VISIBLE, visible);
  change_calendar (self, id, fields);
}

static void
row_visible_changed_cb (GnomonSidebar     *self,
                        gboolean           visible,
                        GnomonCalendarRow *row)
{
  g_assert (GNOMON_IS_SIDEBAR (self));

  set_visible (self, gnomon_calendar_row_get_calendar_id (row), visible);
}

static void
row_renamed_cb (GnomonSidebar     *self,
                const char        *name,
                GnomonCalendarRow *row)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);

  g_assert (GNOMON_IS_SIDEBAR (self));

  gnomon_fields_set_string (fields, GNOMON_CALENDAR_NAME, name);
  change_calendar (self, gnomon_calendar_row_get_calendar_id (row), fields);
}

static void
row_recolored_cb (GnomonSidebar     *self,
                  const char        *color,
                  GnomonCalendarRow *row)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);

  g_assert (GNOMON_IS_SIDEBAR (self));

  gnomon_fields_set_string (fields, GNOMON_CALENDAR_COLOR, color);
  change_calendar (self, gnomon_calendar_row_get_calendar_id (row), fields);
}

static void
row_show_only_cb (GnomonSidebar     *self,
                  GnomonCalendarRow *row)
{
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (self->store, NULL);
  gint64 id = gnomon_calendar_row_get_calendar_id (row);

  g_assert (GNOMON_IS_SIDEBAR (self));

  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gboolean visible = gnomon_calendar_get_id (calendar) == id;

      if (gnomon_calendar_is_visible (calendar) != visible)
        set_visible (self, gnomon_calendar_get_id (calendar), visible);
    }
}

static void
row_made_default_cb (GnomonSidebar     *self,
                     GnomonCalendarRow *row)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);

  g_assert (GNOMON_IS_SIDEBAR (self));

  gnomon_fields_set_boolean (fields, GNOMON_CALENDAR_IS_DEFAULT, TRUE);
  change_calendar (self, gnomon_calendar_row_get_calendar_id (row), fields);
}

static void
row_deleted_cb (GnomonSidebar     *self,
                GnomonCalendarRow *row)
{
  gint64 id = gnomon_calendar_row_get_calendar_id (row);
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_delete_calendar (id);
  g_autoptr (GnomonCalendar) calendar = gnomon_store_get_calendar (self->store, id, NULL);

  g_assert (GNOMON_IS_SIDEBAR (self));

  if (calendar == NULL)
    return;

  /* Translators: %s is the name of a calendar. */
  apply (self, operation, g_strdup_printf (_("Calendar “%s” deleted"),
                                           gnomon_calendar_get_name (calendar)));
}

/* The service does it, and the row tells how it ended. */
static void
row_refresh_asked_cb (GnomonSidebar     *self,
                      GnomonCalendarRow *row)
{
  g_autoptr (GnomonOperation) operation =
    gnomon_operation_new_request_refresh (gnomon_calendar_row_get_calendar_id (row));

  g_assert (GNOMON_IS_SIDEBAR (self));

  apply (self, operation, NULL);
}

/* The first colour of the palette that no calendar has; the first one where all are taken. */
static const char *
find_free_color (GnomonSidebar *self)
{
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (self->store, NULL);
  const char * const *palette = gnomon_color_get_palette ();

  for (guint i = 0; palette[i] != NULL; i++)
    {
      gboolean taken = FALSE;

      for (guint j = 0; calendars != NULL && !taken && j < calendars->len; j++)
        taken = g_str_equal (gnomon_calendar_get_color (g_ptr_array_index (calendars, j)),
                             palette[i]);
      if (!taken)
        return palette[i];
    }

  return palette[0];
}

static void
add_entered_cb (GnomonSidebar *self)
{
  g_autofree char *name = NULL;
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GnomonOperation) operation = NULL;

  g_assert (GNOMON_IS_SIDEBAR (self));

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
  if (*name == '\0')
    return;

  fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);
  gnomon_fields_set_string (fields, GNOMON_CALENDAR_NAME, name);
  gnomon_fields_set_string (fields, GNOMON_CALENDAR_COLOR, find_free_color (self));
  operation = gnomon_operation_new_create_calendar (fields);
  /* Translators: %s is the name of a calendar. */
  apply (self, operation, g_strdup_printf (_("Calendar “%s” added"), name));

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  gtk_popover_popdown (GTK_POPOVER (self->add_popover));
}

static void
address_changed_cb (GnomonSidebar *self)
{
  g_assert (GNOMON_IS_SIDEBAR (self));

  gtk_widget_remove_css_class (self->address_entry, "error");
}

static void
address_entered_cb (GnomonSidebar *self)
{
  g_autofree char *url = NULL;
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GnomonOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  CalendarChange *change;

  g_assert (GNOMON_IS_SIDEBAR (self));

  url = gnomon_subscription_check_url (gtk_editable_get_text (GTK_EDITABLE (self->address_entry)),
                                       "source_url", &error);
  if (url == NULL)
    {
      gtk_widget_add_css_class (self->address_entry, "error");
      gtk_widget_grab_focus (self->address_entry);
      return;
    }

  fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);
  gnomon_fields_set_string (fields, GNOMON_CALENDAR_SOURCE_URL, url);
  gnomon_fields_set_string (fields, GNOMON_CALENDAR_COLOR, find_free_color (self));
  operation = gnomon_operation_new_create_calendar (fields);
  change = calendar_change_new (self, operation);
  change->subscribes = TRUE;
  gnomon_store_apply_async (self->store, operation, NULL, calendar_changed_cb, change);

  gtk_editable_set_text (GTK_EDITABLE (self->address_entry), "");
  gtk_popover_popdown (GTK_POPOVER (self->add_popover));
}

static GtkWidget *
make_row (GnomonSidebar *self)
{
  GtkWidget *row = gnomon_calendar_row_new ();

  g_signal_connect_object (row, "visible-changed", G_CALLBACK (row_visible_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "renamed", G_CALLBACK (row_renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "recolored", G_CALLBACK (row_recolored_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "show-only", G_CALLBACK (row_show_only_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "made-default", G_CALLBACK (row_made_default_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "refresh-asked", G_CALLBACK (row_refresh_asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "deleted", G_CALLBACK (row_deleted_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->calendars), row);

  return row;
}

static void
update_calendars (GnomonSidebar *self)
{
  g_autoptr (GPtrArray) calendars = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  calendars = gnomon_store_list_calendars (self->store, &error);
  if (calendars == NULL)
    {
      g_warning ("The calendars cannot be read: %s", error->message);
      return;
    }

  row = gtk_widget_get_first_child (self->calendars);
  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);

      if (row == NULL)
        row = make_row (self);
      gnomon_calendar_row_set_calendar (GNOMON_CALENDAR_ROW (row), calendar,
                                        gnomon_calendar_is_subscribed (calendar)
                                        ? _("Subscribed") : _("On this computer"));
      row = gtk_widget_get_next_sibling (row);
    }

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (GTK_BOX (self->calendars), row);
      row = next;
    }
}

static void
store_changed_cb (GnomonSidebar     *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_SIDEBAR (self));

  if ((flags & GNOMON_CHANGE_CALENDARS) == 0)
    return;

  update_calendars (self);
  tell_of_subscription (self);
}

static void
day_chosen_cb (GnomonSidebar *self,
               gint64         day)
{
  g_assert (GNOMON_IS_SIDEBAR (self));

  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, day);
}

static void
gnomon_sidebar_dispose (GObject *object)
{
  GnomonSidebar *self = GNOMON_SIDEBAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_sidebar_parent_class)->dispose (object);
}

static void
gnomon_sidebar_class_init (GnomonSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_sidebar_dispose;

  signals[SIGNAL_DAY_CHOSEN] = g_signal_new ("day-chosen", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT64);

  g_type_ensure (GNOMON_TYPE_MINI_MONTH);
  g_type_ensure (GNOMON_TYPE_NEXT_CARD);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, mini_month);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, next_card);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, calendars);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, add_popover);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, name_entry);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_child (widget_class, GnomonSidebar, address_entry);
  gtk_widget_class_bind_template_callback (widget_class, add_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_entered_cb);
}

static void
gnomon_sidebar_init (GnomonSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_sidebar_set_store:
 * @self: a sidebar
 * @store: where events and calendars are; set once
 */
void
gnomon_sidebar_set_store (GnomonSidebar *self,
                          GnomonStore   *store)
{
  g_return_if_fail (GNOMON_IS_SIDEBAR (self));
  g_return_if_fail (GNOMON_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gnomon_next_card_set_store (self->next_card, store);
  update_calendars (self);
}

/**
 * gnomon_sidebar_set_menu:
 * @self: a sidebar
 * @menu: the menu of the window
 */
void
gnomon_sidebar_set_menu (GnomonSidebar *self,
                         GMenuModel    *menu)
{
  g_return_if_fail (GNOMON_IS_SIDEBAR (self));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  gnomon_late_menu_set (GTK_MENU_BUTTON (self->menu_button), menu);
}

/**
 * gnomon_sidebar_set_time:
 * @self: a sidebar
 * @time: what the time is now; to be set anew each minute
 */
void
gnomon_sidebar_set_time (GnomonSidebar        *self,
                         const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_SIDEBAR (self));

  gnomon_mini_month_set_time (self->mini_month, time);
  gnomon_next_card_set_time (self->next_card, time);
}

/**
 * gnomon_sidebar_set_range:
 * @self: a sidebar
 * @date: the civil day that the view is at
 * @first_day: the first day that the view shows
 * @end_day: the day after the last one
 */
void
gnomon_sidebar_set_range (GnomonSidebar *self,
                          gint64         date,
                          gint64         first_day,
                          gint64         end_day)
{
  g_return_if_fail (GNOMON_IS_SIDEBAR (self));

  gnomon_mini_month_set_range (self->mini_month, date, first_day, end_day);
}
