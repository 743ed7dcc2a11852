/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-view.h"

#include "gnomon-civil.h"
#include "gnomon-occurrence.h"

enum
{
  SIGNAL_EVENT_OPENED,
  SIGNAL_DAY_OPENED,
  SIGNAL_DAY_ENTERED,
  SIGNAL_SLOT_CHOSEN,
  SIGNAL_OCCURRENCE_MOVED,
  SIGNAL_MENU_OPENED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (GnomonView, gnomon_view, GTK_TYPE_WIDGET)

static void
gnomon_view_default_init (GnomonViewInterface *iface)
{
  g_object_interface_install_property (iface,
                                       g_param_spec_int64 ("date", NULL, NULL,
                                                           G_MININT64, G_MAXINT64, 0,
                                                           G_PARAM_READABLE
                                                           | G_PARAM_STATIC_STRINGS));

  signals[SIGNAL_EVENT_OPENED] = g_signal_new ("event-opened", GNOMON_TYPE_VIEW,
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, GNOMON_TYPE_OCCURRENCE,
                                               GTK_TYPE_WIDGET);
  signals[SIGNAL_DAY_OPENED] = g_signal_new ("day-opened", GNOMON_TYPE_VIEW,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 2, G_TYPE_INT64, GTK_TYPE_WIDGET);
  signals[SIGNAL_DAY_ENTERED] = g_signal_new ("day-entered", GNOMON_TYPE_VIEW,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_SLOT_CHOSEN] = g_signal_new ("slot-chosen", GNOMON_TYPE_VIEW,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64,
                                              G_TYPE_BOOLEAN);
  signals[SIGNAL_OCCURRENCE_MOVED] = g_signal_new ("occurrence-moved", GNOMON_TYPE_VIEW,
                                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 5, GNOMON_TYPE_OCCURRENCE,
                                                   G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN,
                                                   G_TYPE_BOOLEAN);
  signals[SIGNAL_MENU_OPENED] = g_signal_new ("menu-opened", GNOMON_TYPE_VIEW,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 5, GNOMON_TYPE_OCCURRENCE,
                                              G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN,
                                              GDK_TYPE_RECTANGLE);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", GNOMON_TYPE_VIEW,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * gnomon_view_set_store:
 * @self: a view
 * @store: where the events are; set once
 */
void
gnomon_view_set_store (GnomonView  *self,
                       GnomonStore *store)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  GNOMON_VIEW_GET_IFACE (self)->set_store (self, store);
}

/**
 * gnomon_view_set_time:
 * @self: a view
 * @time: what the time is now, and how it is written
 */
void
gnomon_view_set_time (GnomonView           *self,
                      const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  GNOMON_VIEW_GET_IFACE (self)->set_time (self, time);
}

/**
 * gnomon_view_get_date:
 * @self: a view
 *
 * Returns: the civil day that has the cursor
 */
gint64
gnomon_view_get_date (GnomonView *self)
{
  g_return_val_if_fail (GNOMON_IS_VIEW (self), 0);

  return GNOMON_VIEW_GET_IFACE (self)->get_date (self);
}

/**
 * gnomon_view_set_date:
 * @self: a view
 * @day: a civil day
 *
 * Puts the cursor on a day and shows it.
 */
void
gnomon_view_set_date (GnomonView *self,
                      gint64      day)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  GNOMON_VIEW_GET_IFACE (self)->set_date (self, gnomon_view_clamp_day (day));
}

/**
 * gnomon_view_get_range:
 * @self: a view
 * @first_day: (out): the first civil day that it is about
 * @end_day: (out): the day after the last one
 *
 * What the small month of the sidebar marks.
 */
void
gnomon_view_get_range (GnomonView *self,
                       gint64     *first_day,
                       gint64     *end_day)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  GNOMON_VIEW_GET_IFACE (self)->get_range (self, first_day, end_day);
}

/**
 * gnomon_view_turn:
 * @self: a view
 * @n_periods: how many days, weeks, months … onward; negative: back
 */
void
gnomon_view_turn (GnomonView *self,
                  int         n_periods)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  GNOMON_VIEW_GET_IFACE (self)->turn (self, n_periods);
}

/**
 * gnomon_view_set_mode:
 * @self: a view
 * @mode: how much room the window has
 */
void
gnomon_view_set_mode (GnomonView *self,
                      GnomonMode  mode)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  if (GNOMON_VIEW_GET_IFACE (self)->set_mode != NULL)
    GNOMON_VIEW_GET_IFACE (self)->set_mode (self, mode);
}

/**
 * gnomon_view_fill_title:
 * @self: a view
 * @brief: whether there is little room
 * @title: (out caller-allocates): what it shows; free with gnomon_view_title_clear()
 *
 * Where a view has no title of its own, it is the month of the cursor.
 */
void
gnomon_view_fill_title (GnomonView      *self,
                        gboolean         brief,
                        GnomonViewTitle *title)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));
  g_return_if_fail (title != NULL);

  *title = (GnomonViewTitle){ 0 };
  if (GNOMON_VIEW_GET_IFACE (self)->fill_title != NULL)
    GNOMON_VIEW_GET_IFACE (self)->fill_title (self, brief, title);
  else
    gnomon_view_title_take_month (title, gnomon_view_get_date (self), brief);
}

/**
 * gnomon_view_get_focus_occurrence:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the occurrence whose chip or row has the focus
 */
GnomonOccurrence *
gnomon_view_get_focus_occurrence (GnomonView *self)
{
  g_return_val_if_fail (GNOMON_IS_VIEW (self), NULL);

  if (GNOMON_VIEW_GET_IFACE (self)->get_focus_occurrence == NULL)
    return NULL;

  return GNOMON_VIEW_GET_IFACE (self)->get_focus_occurrence (self);
}

/**
 * gnomon_view_find_anchor:
 * @self: a view
 * @event_id: an event
 * @recurrence_id: (nullable): which of its occurrences; %NULL: the first one in sight
 * @occurrence: (out) (transfer none): the occurrence
 *
 * Returns: (transfer none) (nullable): what stands for the event: its chip or row, or, where that
 *   has no room, its day; %NULL where the event is not in sight, or not in a visible calendar
 */
GtkWidget *
gnomon_view_find_anchor (GnomonView        *self,
                         gint64             event_id,
                         const char        *recurrence_id,
                         GnomonOccurrence **occurrence)
{
  g_return_val_if_fail (GNOMON_IS_VIEW (self), NULL);
  g_return_val_if_fail (occurrence != NULL, NULL);

  if (GNOMON_VIEW_GET_IFACE (self)->find_anchor == NULL)
    return NULL;

  return GNOMON_VIEW_GET_IFACE (self)->find_anchor (self, event_id, recurrence_id, occurrence);
}

/**
 * gnomon_view_show_now:
 * @self: a view that is at today
 *
 * Scrolls to what is now.
 */
void
gnomon_view_show_now (GnomonView *self)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  if (GNOMON_VIEW_GET_IFACE (self)->show_now != NULL)
    GNOMON_VIEW_GET_IFACE (self)->show_now (self);
}

/**
 * gnomon_view_set_ghost:
 * @self: a view
 * @start_wall: when an event would begin
 * @end_wall: when it would end
 * @all_day: whether it would take whole days
 * @title: (nullable): what it would be called; %NULL: there is no such event any more
 * @color: (nullable): the colour that it would have
 *
 * Shows where an event would stand that is being made.
 */
void
gnomon_view_set_ghost (GnomonView *self,
                       gint64      start_wall,
                       gint64      end_wall,
                       gboolean    all_day,
                       const char *title,
                       const char *color)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  if (GNOMON_VIEW_GET_IFACE (self)->set_ghost != NULL)
    GNOMON_VIEW_GET_IFACE (self)->set_ghost (self, start_wall, end_wall, all_day, title, color);
}

/**
 * gnomon_view_zoom:
 * @self: a view
 * @steps: how much larger; negative: smaller; 0: as large as at first
 *
 * Changes the height of an hour, where a view has hours.
 */
void
gnomon_view_zoom (GnomonView *self,
                  int         steps)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  if (GNOMON_VIEW_GET_IFACE (self)->zoom != NULL)
    GNOMON_VIEW_GET_IFACE (self)->zoom (self, steps);
}

/**
 * gnomon_view_is_touch:
 * @gesture: a gesture that has begun
 *
 * Returns: whether it is a finger's, which scrolls where a pointer drags
 */
gboolean
gnomon_view_is_touch (GtkGesture *gesture)
{
  GdkEventSequence *sequence = gtk_gesture_get_last_updated_sequence (gesture);
  GdkEvent *event = gtk_gesture_get_last_event (gesture, sequence);
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/**
 * gnomon_view_present_popovers:
 * @self: a view that is being allocated
 *
 * Lays out the popovers that the window has put into the view.
 */
void
gnomon_view_present_popovers (GnomonView *self)
{
  g_return_if_fail (GNOMON_IS_VIEW (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

/**
 * gnomon_view_focus_in_popover:
 * @self: a view in which the focus shall move
 * @direction: where to
 *
 * Moves the focus in the popover over the view that has it: it goes round there.
 *
 * Returns: %FALSE where none has it
 */
gboolean
gnomon_view_focus_in_popover (GnomonView       *self,
                              GtkDirectionType  direction)
{
  GtkWidget *popover;

  g_return_val_if_fail (GNOMON_IS_VIEW (self), FALSE);

  popover = gtk_widget_get_focus_child (GTK_WIDGET (self));
  if (popover == NULL || !GTK_IS_POPOVER (popover))
    return FALSE;

  gtk_widget_child_focus (popover, direction);
  return TRUE;
}

/**
 * gnomon_view_emit_event_opened:
 * @self: a view
 * @occurrence: what the user opened
 * @anchor: its chip or row
 */
void
gnomon_view_emit_event_opened (GnomonView       *self,
                               GnomonOccurrence *occurrence,
                               GtkWidget        *anchor)
{
  g_signal_emit (self, signals[SIGNAL_EVENT_OPENED], 0, occurrence, anchor);
}

/**
 * gnomon_view_emit_day_opened:
 * @self: a view
 * @day: the civil day of which the user wants to see all events
 * @anchor: what was pressed
 */
void
gnomon_view_emit_day_opened (GnomonView *self,
                             gint64      day,
                             GtkWidget  *anchor)
{
  g_signal_emit (self, signals[SIGNAL_DAY_OPENED], 0, day, anchor);
}

/**
 * gnomon_view_emit_day_entered:
 * @self: a view
 * @day: the civil day to which the user wants to go
 */
void
gnomon_view_emit_day_entered (GnomonView *self,
                              gint64      day)
{
  g_signal_emit (self, signals[SIGNAL_DAY_ENTERED], 0, day);
}

/**
 * gnomon_view_emit_day_chosen:
 * @self: a view
 * @day: the civil day on which the user wants to make an event, at no time in particular
 */
void
gnomon_view_emit_day_chosen (GnomonView *self,
                             gint64      day)
{
  gint64 wall = day * GNOMON_DAY_SECONDS;

  gnomon_view_emit_slot_chosen (self, wall, wall, FALSE);
}

/**
 * gnomon_view_emit_slot_chosen:
 * @self: a view
 * @start_wall: when the event shall begin
 * @end_wall: when it shall end
 * @all_day: whether it shall take whole days
 */
void
gnomon_view_emit_slot_chosen (GnomonView *self,
                              gint64      start_wall,
                              gint64      end_wall,
                              gboolean    all_day)
{
  g_signal_emit (self, signals[SIGNAL_SLOT_CHOSEN], 0, start_wall, end_wall, all_day);
}

/**
 * gnomon_view_emit_occurrence_moved:
 * @self: a view
 * @occurrence: what was moved
 * @start_wall: when it shall begin
 * @end_wall: when it shall end
 * @all_day: whether it shall take whole days
 * @duplicate: whether it stays where it is, and a copy of it goes there
 */
void
gnomon_view_emit_occurrence_moved (GnomonView       *self,
                                   GnomonOccurrence *occurrence,
                                   gint64            start_wall,
                                   gint64            end_wall,
                                   gboolean          all_day,
                                   gboolean          duplicate)
{
  g_signal_emit (self, signals[SIGNAL_OCCURRENCE_MOVED], 0, occurrence, start_wall, end_wall,
                 all_day, duplicate);
}

/**
 * gnomon_view_emit_menu_opened:
 * @self: a view
 * @occurrence: (nullable): the event of which the menu is wanted; %NULL: that of a slot
 * @start_wall: when the slot begins
 * @end_wall: when it ends
 * @all_day: whether it is a whole day
 * @pointing_to: where, in the coordinates of the view
 */
void
gnomon_view_emit_menu_opened (GnomonView         *self,
                              GnomonOccurrence   *occurrence,
                              gint64              start_wall,
                              gint64              end_wall,
                              gboolean            all_day,
                              const GdkRectangle *pointing_to)
{
  g_signal_emit (self, signals[SIGNAL_MENU_OPENED], 0, occurrence, start_wall, end_wall, all_day,
                 pointing_to);
}

/**
 * gnomon_view_emit_failed:
 * @self: a view
 * @message: what could not be done: a sentence for people
 */
void
gnomon_view_emit_failed (GnomonView *self,
                         const char *message)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}
