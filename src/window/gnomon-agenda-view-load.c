/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-view-private.h"

#include "gnomon-agenda-words.h"
#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-zone.h"

/* What the agenda reads, and when: before the first frame what fills the window, then the rest
 * between the frames, and more where it is scrolled to. */

/* How many days there are at first around the day that is shown, and how many come with each step
 * towards an end. */
#define MARGIN_DAYS 60

/* So near to an end of what is there, in pixels, more is fetched. */
#define EDGE 1200

/* What may be read before the first frame, in microseconds; and what is enough for it. */
#define FIRST_BUDGET 8000
#define FIRST_ITEMS 40

/* In another order there are no days to go to, and what there is to see is all around one day. */
static gboolean
is_by_time (GnomonAgendaView *self)
{
  return gnomon_agenda_filters_get_sort (self->filters) == GNOMON_AGENDA_SORT_TIME;
}

/* Whether the row's own heading is in sight, so that no other is needed. */
static gboolean
shows_heading (GnomonAgendaView *self,
               GnomonAgendaRow  *row)
{
  graphene_rect_t bounds;

  return gnomon_agenda_row_get_heading_height (row) > 0
         && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list_view), &bounds)
         && bounds.origin.y >= 0;
}

/* The heading of the day at the top stays there, until the next one has come near. */
static gboolean
update_sticky_cb (gpointer user_data)
{
  GnomonAgendaView *self = user_data;
  GnomonAgendaRow *row = gnomon_agenda_view_get_row_at (self, 1);
  GnomonAgendaRow *below, *last;
  int height = gtk_widget_get_height (GTK_WIDGET (self->list_view));
  gint64 day, last_day;
  gboolean shown;

  self->sticky_id = 0;
  if (row == NULL)
    {
      gtk_widget_set_visible (self->sticky, FALSE);
      return G_SOURCE_REMOVE;
    }

  day = gnomon_agenda_item_get_day (gnomon_agenda_row_get_item (row));
  below = gnomon_agenda_view_get_row_at (self, gtk_widget_get_height (self->sticky));
  shown = is_by_time (self)
          && !shows_heading (self, row)
          && (below == NULL || below == row
              || gnomon_agenda_item_get_day (gnomon_agenda_row_get_item (below)) == day);
  if (shown)
    {
      g_autofree char *heading = gnomon_format_day_heading (day, self->time.today);

      gtk_label_set_label (self->sticky_label, heading);
      gnomon_css_set_class (GTK_WIDGET (self->sticky_label), "today", day == self->time.today);
    }
  gtk_widget_set_visible (self->sticky, shown);

  last = gnomon_agenda_view_get_row_at (self, height - 1);
  last_day = last != NULL ? gnomon_agenda_item_get_day (gnomon_agenda_row_get_item (last)) : day;
  if ((self->date != day || self->last_day != last_day)
      && is_by_time (self))
    {
      self->date = day;
      self->last_day = last_day;
      g_object_notify (G_OBJECT (self), "date");
    }
  return G_SOURCE_REMOVE;
}

static void
queue_sticky (GnomonAgendaView *self)
{
  if (self->sticky_id == 0)
    self->sticky_id = g_idle_add (update_sticky_cb, self);
}

/* The number is that of all invitations: a list that leaves others out says nothing of them. */
static void
update_pending (GnomonAgendaView *self)
{
  GnomonAgendaFilter filter;

  gnomon_agenda_filters_get (self->filters, &filter);
  if (filter.event_type < 0 && filter.status < 0 && filter.answer < 0 && filter.calendar_id == 0
      && !filter.bounded)
    {
      gnomon_agenda_filters_set_pending (self->filters,
                                         gnomon_agenda_list_count_pending (self->list));
      gnomon_agenda_view_fit_filters (self);
    }
}

/* When there is time today, within the working hours, is said at its heading. */
void
gnomon_agenda_view_update_note (GnomonAgendaView *self)
{
  GTimeZone *zone = gnomon_store_get_viewer_zone (self->store);
  gint64 midnight = self->time.today * GNOMON_DAY_SECONDS;
  gint64 from = MAX (self->time.now,
                     gnomon_zone_to_instant (zone, midnight + self->time.work_start * 60));
  gint64 to = gnomon_zone_to_instant (zone, midnight + self->time.work_end * 60);
  g_autoptr (GArray) busy = NULL;
  g_autofree char *note = NULL;

  if (from < to)
    busy = gnomon_store_list_busy (self->store, from, to, NULL, NULL);
  if (busy != NULL)
    note = gnomon_agenda_format_free (busy, from, to, zone, self->time.hours);
  if (g_strcmp0 (self->note, note) == 0)
    return;

  g_free (self->note);
  self->note = g_steal_pointer (&note);
  gnomon_agenda_view_update_rows (self);
}

/* The rows that had the focus went with the list that was there. */
static void
take_focus (GnomonAgendaView *self)
{
  if (self->wants_focus && gnomon_agenda_view_focus_day (self, self->date))
    self->wants_focus = FALSE;
}

static gboolean
is_event (GnomonAgendaItem *item)
{
  return gnomon_agenda_item_get_occurrence (item) != NULL;
}

/* The first event from a place on, else the last one before it; NULL where there is none. */
static GnomonAgendaItem *
find_event_near (GListModel *model,
                 guint       position)
{
  guint n_items = g_list_model_get_n_items (model);
  guint from = MIN (position, n_items);

  for (guint i = 0; i < n_items; i++)
    {
      guint at = i < n_items - from ? from + i : n_items - 1 - i;
      g_autoptr (GnomonAgendaItem) item = g_list_model_get_item (model, at);

      if (is_event (item))
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Where the row that has the focus goes, that which takes its place has it: GTK would give it to
 * whatever comes next in the window. */
static gboolean
refresh (GnomonAgendaView *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  GnomonAgendaRow *row = gnomon_agenda_view_get_focus_row (self);
  g_autoptr (GnomonAgendaItem) focused = NULL;
  guint position = 0;
  gboolean goes_on;

  if (row != NULL)
    focused = g_object_ref (gnomon_agenda_row_get_item (row));
  for (; focused != NULL && position < g_list_model_get_n_items (model); position++)
    {
      g_autoptr (GnomonAgendaItem) item = g_list_model_get_item (model, position);

      if (item == focused)
        break;
    }

  goes_on = gnomon_agenda_list_refresh (self->list);
  if (focused != NULL && gnomon_agenda_view_get_focus_row (self) == NULL)
    {
      g_autoptr (GnomonAgendaItem) next = find_event_near (model, position);

      g_set_object (&self->opened_item, next);
      self->wants_focus = TRUE;
    }
  return goes_on;
}

static gboolean
load_cb (gpointer user_data)
{
  GnomonAgendaView *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (refresh (self)
      || gnomon_agenda_list_extend (self->list, self->wanted_first, self->wanted_end))
    return G_SOURCE_CONTINUE;

  self->load_id = 0;
  if (self->goes_to_top)
    gtk_adjustment_set_value (adjustment, 0);
  self->goes_to_top = FALSE;
  gnomon_agenda_view_follow_size (self, adjustment);
  take_focus (self);
  update_pending (self);
  gnomon_agenda_view_update_note (self);
  queue_sticky (self);
  return G_SOURCE_REMOVE;
}

void
gnomon_agenda_view_queue_load (GnomonAgendaView *self)
{
  if (self->load_id == 0 && self->list != NULL)
    self->load_id = g_idle_add (load_cb, self);
}

/* Shows a day at the top. What fills the window is read at once, the rest between the frames. */
void
gnomon_agenda_view_restart (GnomonAgendaView *self,
                            gint64            day)
{
  gint64 end = g_get_monotonic_time () + FIRST_BUDGET;
  GnomonAgendaFilter filter;

  if (self->list == NULL)
    return;

  gnomon_agenda_filters_get (self->filters, &filter);
  if (filter.bounded)
    day = filter.first_day > GNOMON_AGENDA_ANY_DAY ? filter.first_day
                                                   : MIN (day, filter.end_day - 1);
  gnomon_agenda_list_set_filter (self->list, &filter);
  gnomon_agenda_list_set_grouped (self->list, is_by_time (self));
  self->wants_focus = self->wants_focus
                      || gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL
                      || gtk_widget_has_focus (GTK_WIDGET (self->list_view));
  g_clear_object (&self->opened_item);
  gnomon_agenda_list_restart (self->list, day);
  /* In another order than that of time what comes later may stand before what is there. */
  self->goes_to_top = !is_by_time (self);
  self->start = day;
  self->wanted_first = is_by_time (self) ? day : day - MARGIN_DAYS;
  self->wanted_end = day + MARGIN_DAYS;

  /* The first days in any case. */
  do
    gnomon_agenda_list_extend (self->list, day, self->wanted_end);
  while (g_list_model_get_n_items (G_LIST_MODEL (self->list)) < FIRST_ITEMS
         && gnomon_agenda_list_get_end_day (self->list) < self->wanted_end
         && g_get_monotonic_time () < end);
  gnomon_agenda_view_update_note (self);
  take_focus (self);
  gnomon_agenda_view_queue_load (self);
  queue_sticky (self);
}

/* Asks for days before those that are there, as when somebody scrolls up at the top. */
void
gnomon_agenda_view_fetch_past (GnomonAgendaView *self)
{
  if (self->list == NULL || self->load_id != 0 || !is_by_time (self))
    return;

  self->wanted_first = gnomon_view_clamp_day (self->wanted_first - MARGIN_DAYS);
  gnomon_agenda_view_queue_load (self);
}

/* The past comes by itself only where what follows fills the window: else it would push the day
 * down that is to stand at the top. */
void
gnomon_agenda_view_follow_size (GnomonAgendaView *self,
                                GtkAdjustment    *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (page > 0 && gtk_adjustment_get_upper (adjustment) > page && self->wanted_first == self->start)
    gnomon_agenda_view_fetch_past (self);
}

void
gnomon_agenda_view_follow_scroll (GnomonAgendaView *self,
                                  GtkAdjustment    *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment);
  double below = gtk_adjustment_get_upper (adjustment) - value
                 - gtk_adjustment_get_page_size (adjustment);

  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  queue_sticky (self);
  if (self->load_id != 0 || self->list == NULL || !is_by_time (self))
    return;

  if (below < EDGE)
    self->wanted_end = gnomon_view_clamp_day (self->wanted_end + MARGIN_DAYS);
  if (value < EDGE)
    gnomon_agenda_view_fetch_past (self);
  else if (below < EDGE)
    gnomon_agenda_view_queue_load (self);
}
