/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-event-details-private.h"
#include "gnomon-event-menu.h"
#include "gnomon-format.h"
#include "gnomon-guest-list.h"
#include "gnomon-links.h"
#include "gnomon-palette.h"
#include "gnomon-repeat-words.h"
#include "gnomon-zone.h"

/* "Ends in 48 minutes" has to stay true while one looks at it. */
#define TICK_SECONDS 20

enum
{
  EDIT,
  DELETE,
  FAILED,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonEventDetails, gnomon_event_details, GTK_TYPE_WIDGET)

/* The event that is shown, of a series the occurrence with what it has for itself; NULL where it is
 * no more. */
static GnomonEvent *
read_event (GnomonEventDetails *self)
{
  gint64 id = gnomon_occurrence_get_event_id (self->occurrence);
  const char *recurrence_id = gnomon_occurrence_get_recurrence_id (self->occurrence);
  GnomonEvent *series = gnomon_store_get_event (self->store, id, NULL);

  g_clear_pointer (&self->rule, g_free);
  if (!series || !gnomon_event_is_recurring (series))
    return series;

  self->rule = gnomon_repeat_words_for_event (series);
  g_object_unref (series);
  return gnomon_store_get_occurrence (self->store, id, recurrence_id, NULL);
}

static gint64
get_now_wall (GnomonEventDetails *self)
{
  return gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store),
                              gnomon_clock_get_now (gnomon_store_get_clock (self->store)));
}

static void
show_when (GnomonEventDetails *self)
{
  gint64 start_wall = gnomon_occurrence_get_start_wall (self->occurrence);
  gint64 end_wall = gnomon_occurrence_get_end_wall (self->occurrence);
  gboolean all_day = gnomon_occurrence_is_all_day (self->occurrence);
  gint64 now_wall = get_now_wall (self);
  g_autofree char *when = gnomon_format_when (start_wall, end_wall, all_day,
                                              gnomon_civil_day_of_wall (now_wall),
                                              gnomon_format_get_hours ());
  g_autofree char *relative = gnomon_format_relative (start_wall, end_wall, all_day, now_wall);
  g_autofree char *detail = NULL;

  if (gnomon_event_get_status (self->event) == GNOMON_STATUS_CANCELLED)
    detail = g_strdup (_("Cancelled"));
  else if (self->rule != NULL)
    /* Translators: how an event lies to now, and its rule: "Ends in 48 minutes · every day". */
    detail = g_strdup_printf (_("%s · %s"), relative, self->rule);
  else
    detail = g_strdup (relative);

  gtk_label_set_label (GTK_LABEL (self->when), when);
  gtk_label_set_label (GTK_LABEL (self->relative), detail);
}

static void
show_link (GnomonEventDetails *self)
{
  const char *url = gnomon_event_get_url (self->event);
  g_autofree char *markup = NULL;

  g_free (self->meeting_url);
  self->meeting_url = gnomon_event_dup_meeting_url (self->event);

  /* The link that is shown is the event's own; where it has none, that of the call. */
  if (*url == '\0')
    url = self->meeting_url;

  markup = gnomon_links_make_markup (url);
  gtk_label_set_markup (GTK_LABEL (self->link), markup);
  gtk_widget_set_tooltip_text (self->link, url);
  gtk_widget_set_visible (self->link_box, *url != '\0');
  gtk_widget_set_visible (self->join_button, *self->meeting_url != '\0');
}

static void
show_calendar (GnomonEventDetails *self)
{
  g_autoptr (GnomonCalendar) calendar = gnomon_store_get_calendar (
    self->store, gnomon_event_get_calendar_id (self->event), NULL);
  const char *name = calendar ? gnomon_calendar_get_name (calendar) : "";
  g_autofree char *reminder = NULL;
  g_autofree char *text = NULL;

  if (gnomon_event_get_reminder_set (self->event))
    {
      reminder = gnomon_format_reminder (gnomon_event_get_reminder_minutes_before (self->event));
      /* Translators: the calendar, then when the reminder is, as "10 minutes before". */
      text = g_strdup_printf (_("%s · reminder: %s"), name, reminder);
    }
  else
    {
      text = g_strdup (name);
    }

  gtk_label_set_label (GTK_LABEL (self->calendar), text);
  gtk_widget_set_visible (self->explain_button,
                          gnomon_event_get_reminder_set (self->event)
                          || gnomon_event_get_reminders (self->event)->len > 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->explain_button), "x",
                                    gnomon_event_get_id (self->event));
}

void
gnomon_event_details_show_answer (GnomonEventDetails *self)
{
  GnomonAttendee *own = gnomon_event_find_own_attendee (
    self->event, gnomon_store_get_own_addresses (self->store));
  GnomonAttendeeStatus status = own ? gnomon_attendee_get_status (own) : GNOMON_ATTENDEE_PENDING;
  GtkToggleButton *going = GTK_TOGGLE_BUTTON (self->going);
  GtkToggleButton *maybe = GTK_TOGGLE_BUTTON (self->maybe);
  GtkToggleButton *declined = GTK_TOGGLE_BUTTON (self->declined);

  gtk_widget_set_visible (self->answers, own != NULL);
  gtk_widget_set_tooltip_text (
    self->answers, self->rule != NULL ? _("Your answer counts for the whole series") : NULL);
  gtk_toggle_button_set_active (going, status == GNOMON_ATTENDEE_ACCEPTED);
  gtk_toggle_button_set_active (maybe, status == GNOMON_ATTENDEE_TENTATIVE);
  gtk_toggle_button_set_active (declined, status == GNOMON_ATTENDEE_DECLINED);
}

static void
show_all (GnomonEventDetails *self)
{
  const char *place = gnomon_event_get_location (self->event);
  const char *notes = gnomon_event_get_description (self->event);
  g_autofree char *notes_markup = gnomon_links_to_markup (notes);
  g_autofree char *place_markup = gnomon_links_to_markup (place);

  gnomon_palette_dress (self->bar, &self->color_class,
                        gnomon_occurrence_get_color (self->occurrence));
  gtk_label_set_label (GTK_LABEL (self->title), gnomon_event_get_title (self->event));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gnomon_event_get_title (self->event), -1);
  show_when (self);
  show_link (self);
  gtk_label_set_markup (GTK_LABEL (self->place), place_markup);
  gtk_widget_set_visible (self->place_box, *place != '\0');
  gtk_widget_set_visible (self->guests_box, gnomon_event_get_attendees (self->event)->len > 0);
  gnomon_guest_list_set_event (GNOMON_GUEST_LIST (self->guests), self->event);
  gtk_label_set_markup (GTK_LABEL (self->notes), notes_markup);
  gtk_widget_set_visible (self->notes_box, *notes != '\0');
  show_calendar (self);
  gnomon_event_details_show_answer (self);
}

static gboolean
link_activated_cb (GnomonEventDetails *self,
                   const char         *uri)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-uri", "s", uri);
  return TRUE;
}

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* Somebody changed the event while it is shown. */
static void
store_changed_cb (GnomonEventDetails *self,
                  guint64             token,
                  GArray             *changed,
                  GArray             *deleted)
{
  gint64 id = self->event ? gnomon_event_get_id (self->event) : 0;
  g_autoptr (GnomonEvent) event = NULL;

  if (id == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (has_id (deleted, id))
    {
      g_signal_emit (self, signals[GONE], 0);
      return;
    }

  if (!has_id (changed, id))
    return;

  event = read_event (self);

  /* Where it moved, the occurrence that is shown is no more. */
  if (!event || gnomon_event_get_starts_at (event, gnomon_store_get_viewer_zone (self->store))
                  != gnomon_occurrence_get_starts_at (self->occurrence))
    {
      g_signal_emit (self, signals[GONE], 0);
      return;
    }

  g_set_object (&self->event, event);
  show_all (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_when (user_data);
  return G_SOURCE_CONTINUE;
}

static void
gnomon_event_details_map (GtkWidget *widget)
{
  GnomonEventDetails *self = GNOMON_EVENT_DETAILS (widget);

  GTK_WIDGET_CLASS (gnomon_event_details_parent_class)->map (widget);

  if (self->event && self->tick == 0)
    self->tick = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
gnomon_event_details_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&GNOMON_EVENT_DETAILS (widget)->tick, g_source_remove);

  GTK_WIDGET_CLASS (gnomon_event_details_parent_class)->unmap (widget);
}

static void
gnomon_event_details_dispose (GObject *object)
{
  GnomonEventDetails *self = GNOMON_EVENT_DETAILS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->tick, g_source_remove);

  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_EVENT_DETAILS);
  /* What the template puts all into is none of its named children. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->store);
  g_clear_object (&self->occurrence);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (gnomon_event_details_parent_class)->dispose (object);
}

static void
gnomon_event_details_finalize (GObject *object)
{
  GnomonEventDetails *self = GNOMON_EVENT_DETAILS (object);

  g_free (self->meeting_url);
  g_free (self->rule);

  G_OBJECT_CLASS (gnomon_event_details_parent_class)->finalize (object);
}

static void
gnomon_event_details_class_init (GnomonEventDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_event_details_dispose;
  object_class->finalize = gnomon_event_details_finalize;
  widget_class->map = gnomon_event_details_map;
  widget_class->unmap = gnomon_event_details_unmap;

  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, GNOMON_TYPE_EVENT);
  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, GNOMON_TYPE_EVENT);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  g_type_ensure (GNOMON_TYPE_GUEST_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-event-details.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, bar);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, title);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, more_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, when);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, relative);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, link_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, link);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, join_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, place_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, place);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, guests_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, guests);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, notes_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, notes);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, calendar);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, explain_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, answers);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, going);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, maybe);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventDetails, declined);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);
  gnomon_event_details_class_init_actions (widget_class);
}

static void
gnomon_event_details_init (GnomonEventDetails *self)
{
  g_autoptr (GMenu) more = gnomon_event_menu_new_edit ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more_button), G_MENU_MODEL (more));
}

/**
 * gnomon_event_details_new:
 *
 * Returns: (transfer full): details of no event
 */
GtkWidget *
gnomon_event_details_new (void)
{
  return g_object_new (GNOMON_TYPE_EVENT_DETAILS, NULL);
}

/**
 * gnomon_event_details_set_store:
 * @self: details
 * @store: the store that the events are of; set once
 */
void
gnomon_event_details_set_store (GnomonEventDetails *self,
                                GnomonStore        *store)
{
  g_return_if_fail (GNOMON_IS_EVENT_DETAILS (self));
  g_return_if_fail (GNOMON_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gnomon_event_details_set_pane:
 * @self: details
 *
 * Makes them a pane for good: it scrolls as a whole, while a popover's head and answers stay.
 */
void
gnomon_event_details_set_pane (GnomonEventDetails *self)
{
  g_autoptr (GtkWidget) content = g_object_ref (gtk_widget_get_first_child (GTK_WIDGET (self)));
  g_autoptr (GtkWidget) scroller = g_object_ref (self->scroller);
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr (GtkWidget) body = g_object_ref (gtk_viewport_get_child (GTK_VIEWPORT (viewport)));

  gtk_widget_add_css_class (GTK_WIDGET (self), "day-pane");

  /* What scrolls is measured without its width: in large text, what is below it would cut it. */
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), NULL);
  gtk_box_insert_child_after (GTK_BOX (content), body, scroller);
  gtk_box_remove (GTK_BOX (content), scroller);
  gtk_widget_unparent (content);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), content);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

/**
 * gnomon_event_details_show:
 * @self: details
 * @occurrence: what to show
 *
 * Shows an event.
 *
 * Returns: %FALSE where the event is not there any more
 */
gboolean
gnomon_event_details_show (GnomonEventDetails *self,
                           GnomonOccurrence   *occurrence)
{
  g_autoptr (GnomonEvent) event = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT_DETAILS (self), FALSE);
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (occurrence), FALSE);
  g_return_val_if_fail (self->store != NULL, FALSE);

  g_set_object (&self->occurrence, occurrence);
  event = read_event (self);
  if (!event)
    return FALSE;

  g_set_object (&self->event, event);
  show_all (self);

  return TRUE;
}

/**
 * gnomon_event_details_get_occurrence:
 * @self: details
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GnomonOccurrence *
gnomon_event_details_get_occurrence (GnomonEventDetails *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_DETAILS (self), NULL);

  return self->occurrence;
}
