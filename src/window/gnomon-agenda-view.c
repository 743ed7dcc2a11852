/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-view-private.h"

#include <adwaita.h>

#include "gnomon-compat.h"
#include "gnomon-css.h"

/* What a page is when it is turned. */
#define WEEK_DAYS 7

/* The one that the list has in its template, in pixels. */
#define LIST_WIDTH 820

enum
{
  PROP_0,
  PROP_SUBJECT,
  PROP_DATE,
};

static void gnomon_agenda_view_iface_init (GnomonViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonAgendaView, gnomon_agenda_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GNOMON_TYPE_VIEW,
                                                      gnomon_agenda_view_iface_init))

/* Puts the list into the order that is chosen. */
static void
update_model (GnomonAgendaView *self)
{
  GListModel *model = g_object_ref (G_LIST_MODEL (self->list));
  GtkSorter *sorter =
    gnomon_agenda_view_make_sorter (self, gnomon_agenda_filters_get_sort (self->filters));

  if (sorter != NULL)
    {
      GtkSortListModel *sorted = gtk_sort_list_model_new (model, sorter);

      gtk_sort_list_model_set_incremental (sorted, TRUE);
      model = G_LIST_MODEL (sorted);
    }

  g_clear_object (&self->selection);
  self->selection = gtk_multi_selection_new (model);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (gnomon_agenda_view_update_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (gnomon_agenda_view_update_selection), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

static void
filters_changed_cb (GnomonAgendaView *self)
{
  gboolean sorted, was_sorted;

  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  if (self->list == NULL)
    return;

  sorted = gnomon_agenda_filters_get_sort (self->filters) != GNOMON_AGENDA_SORT_TIME;
  was_sorted = gtk_multi_selection_get_model (self->selection) != G_LIST_MODEL (self->list);
  if (sorted || was_sorted)
    update_model (self);
  gnomon_agenda_view_restart (self, self->date);
}

static void
activate_cb (GnomonAgendaView *self,
             guint             position)
{
  GnomonAgendaRow *row = gnomon_agenda_view_get_focus_row (self);
  g_autoptr (GnomonAgendaItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  if (row != NULL && gnomon_agenda_row_get_item (row) == item
      && gnomon_agenda_item_get_occurrence (item) != NULL)
    gnomon_agenda_view_open_row (self, row);
}

static void
record_opened_cb (GnomonAgendaView *self,
                  GnomonOccurrence *occurrence,
                  GtkWidget        *anchor)
{
  gnomon_view_emit_event_opened (GNOMON_VIEW (self), occurrence, anchor);
}

static void
update_calendars (GnomonAgendaView *self)
{
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (self->store, NULL);

  if (calendars == NULL)
    return;

  g_hash_table_remove_all (self->calendar_names);
  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gint64 id = gnomon_calendar_get_id (calendar);

      g_hash_table_insert (self->calendar_names, g_memdup2 (&id, sizeof id),
                           g_strdup (gnomon_calendar_get_name (calendar)));
    }
  gnomon_agenda_filters_set_calendars (self->filters, calendars);
  gnomon_agenda_view_update_move_menu (self, calendars);
}

static void
store_changed_cb (GnomonAgendaView  *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  if ((flags & GNOMON_CHANGE_CALENDARS) != 0)
    {
      update_calendars (self);
      gnomon_agenda_view_update_rows (self);
    }
}

static void
gnomon_agenda_view_set_store (GnomonView  *view,
                              GnomonStore *store)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (view);

  g_set_object (&self->store, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = gnomon_agenda_list_new (store);
  g_signal_connect_object (self->list, "stale", G_CALLBACK (gnomon_agenda_view_queue_load), self,
                           G_CONNECT_SWAPPED);
  gnomon_agenda_list_set_time (self->list, &self->time);
  gnomon_record_page_set_store (self->guests, store);
  gnomon_record_page_set_store (self->reminders, store);
  update_calendars (self);
  update_model (self);
  gnomon_agenda_view_restart (self, self->date);
}

static void
gnomon_agenda_view_set_time (GnomonView           *view,
                             const GnomonViewTime *time)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (view);
  gboolean is_first = self->time.week_start == 0;

  self->time = *time;
  gnomon_agenda_filters_set_today (self->filters, time->today);
  gnomon_record_page_set_time (self->guests, time);
  gnomon_record_page_set_time (self->reminders, time);
  if (self->list != NULL)
    gnomon_agenda_list_set_time (self->list, time);
  if (self->list != NULL)
    gnomon_agenda_view_update_note (self);
  if (!is_first)
    gnomon_agenda_view_update_rows (self);
}

static gint64
gnomon_agenda_view_get_date (GnomonView *view)
{
  return GNOMON_AGENDA_VIEW (view)->date;
}

static void
gnomon_agenda_view_set_date (GnomonView *view,
                             gint64      day)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (view);

  if (self->date == day)
    return;

  self->date = self->last_day = day;
  gnomon_agenda_view_restart (self, day);
  g_object_notify (G_OBJECT (self), "date");
}

static void
gnomon_agenda_view_get_range (GnomonView *view,
                              gint64     *first_day,
                              gint64     *end_day)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (view);

  *first_day = self->date;
  *end_day = MAX (self->date, self->last_day) + 1;
}

static void
gnomon_agenda_view_turn (GnomonView *view,
                         int         n_periods)
{
  gnomon_view_set_date (view, GNOMON_AGENDA_VIEW (view)->date + n_periods * WEEK_DAYS);
}

static void
gnomon_agenda_view_set_mode (GnomonView *view,
                             GnomonMode  mode)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (view);

  if (self->mode == mode)
    return;

  self->mode = mode;
  gnomon_css_set_class (GTK_WIDGET (self), "narrow", mode == GNOMON_MODE_NARROW);
  gnomon_agenda_filters_set_narrow (self->filters, mode == GNOMON_MODE_NARROW);
  gnomon_record_page_set_narrow (self->guests, mode == GNOMON_MODE_NARROW);
  gnomon_record_page_set_narrow (self->reminders, mode == GNOMON_MODE_NARROW);
  gnomon_agenda_view_update_rows (self);
}

static GnomonOccurrence *
gnomon_agenda_view_get_focus_occurrence (GnomonView *view)
{
  GnomonAgendaRow *row = gnomon_agenda_view_get_focus_row (GNOMON_AGENDA_VIEW (view));

  return row != NULL ? gnomon_agenda_item_get_occurrence (gnomon_agenda_row_get_item (row)) : NULL;
}

static GtkWidget *
gnomon_agenda_view_find_anchor (GnomonView        *view,
                                gint64             event_id,
                                const char        *recurrence_id,
                                GnomonOccurrence **occurrence)
{
  GnomonAgendaRow *row = gnomon_agenda_view_find_row (GNOMON_AGENDA_VIEW (view), event_id,
                                                      recurrence_id);

  if (row == NULL)
    return NULL;

  *occurrence = gnomon_agenda_item_get_occurrence (gnomon_agenda_row_get_item (row));
  return gnomon_agenda_row_get_line (row);
}

static void
gnomon_agenda_view_show_now (GnomonView *view)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (view);

  self->date = self->last_day = self->time.today;
  gnomon_agenda_view_restart (self, self->date);
  g_object_notify (G_OBJECT (self), "date");
}

static void
gnomon_agenda_view_iface_init (GnomonViewInterface *iface)
{
  iface->set_store = gnomon_agenda_view_set_store;
  iface->set_time = gnomon_agenda_view_set_time;
  iface->get_date = gnomon_agenda_view_get_date;
  iface->set_date = gnomon_agenda_view_set_date;
  iface->get_range = gnomon_agenda_view_get_range;
  iface->turn = gnomon_agenda_view_turn;
  iface->set_mode = gnomon_agenda_view_set_mode;
  iface->get_focus_occurrence = gnomon_agenda_view_get_focus_occurrence;
  iface->find_anchor = gnomon_agenda_view_find_anchor;
  iface->show_now = gnomon_agenda_view_show_now;
}

static gboolean
gnomon_agenda_view_grab_focus (GtkWidget *widget)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (widget);

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));

  /* An empty list cannot have it yet. */
  self->wants_focus = !gnomon_agenda_view_focus_day (self, self->date);
  return !self->wants_focus;
}

static void
gnomon_agenda_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gnomon_view_present_popovers (GNOMON_VIEW (self));
}

static void
gnomon_agenda_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (GNOMON_AGENDA_VIEW (widget)->box, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
gnomon_agenda_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_int64 (value, self->date);
      break;

    case PROP_SUBJECT:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_agenda_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (object);

  switch (prop_id)
    {
    case PROP_SUBJECT:
      gtk_stack_set_visible_child_name (self->stack, g_value_get_string (value));
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_agenda_view_dispose (GObject *object)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_handle_id (&self->sticky_id, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->opened_item);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_agenda_view_parent_class)->dispose (object);
}

static void
gnomon_agenda_view_finalize (GObject *object)
{
  GnomonAgendaView *self = GNOMON_AGENDA_VIEW (object);

  g_hash_table_unref (self->calendar_names);
  g_free (self->note);

  G_OBJECT_CLASS (gnomon_agenda_view_parent_class)->finalize (object);
}

static void
class_init_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GNOMON_TYPE_AGENDA_FILTERS);
  g_type_ensure (GNOMON_TYPE_RECORD_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-agenda-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, filters);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, filters_clamp);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, guests);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, reminders);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, list_view);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, sticky);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, sticky_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, selection_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaView, move_button);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_opened_cb);
}

/* The filters are as wide as the list below them, or wider, where their words need it. */
void
gnomon_agenda_view_fit_filters (GnomonAgendaView *self)
{
  int width = MAX (LIST_WIDTH, gnomon_agenda_filters_get_full_width (self->filters));

  adw_clamp_set_maximum_size (self->filters_clamp, width);
  adw_clamp_set_tightening_threshold (self->filters_clamp, width);
}

static void
gnomon_agenda_view_class_init (GnomonAgendaViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_agenda_view_dispose;
  object_class->finalize = gnomon_agenda_view_finalize;
  object_class->get_property = gnomon_agenda_view_get_property;
  object_class->set_property = gnomon_agenda_view_set_property;

  widget_class->measure = gnomon_agenda_view_measure;
  widget_class->size_allocate = gnomon_agenda_view_size_allocate;
  widget_class->grab_focus = gnomon_agenda_view_grab_focus;

  g_object_class_install_property (object_class, PROP_SUBJECT,
                                   g_param_spec_string ("subject", NULL, NULL, "events",
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY));
  g_object_class_override_property (object_class, PROP_DATE, "date");

  gtk_widget_class_set_css_name (widget_class, "agendaview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  class_init_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "agenda.subject", "subject");
  gnomon_agenda_view_class_init_selection (widget_class);
}

/* At the top, where the list cannot go further, the past is fetched. */
static gboolean
scroll_cb (GnomonAgendaView *self,
           double            dx,
           double            dy)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  if (dy < 0 && gtk_adjustment_get_value (adjustment) <= 0)
    gnomon_agenda_view_fetch_past (self);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (GnomonAgendaView *self,
                guint             keyval)
{
  GnomonAgendaRow *row = gnomon_agenda_view_get_focus_row (self);

  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up || keyval == GDK_KEY_Page_Up
       || keyval == GDK_KEY_KP_Page_Up)
      && row != NULL && gnomon_agenda_row_get_item (row) == gnomon_agenda_list_get (self->list, 0))
    gnomon_agenda_view_fetch_past (self);
  return GDK_EVENT_PROPAGATE;
}

static void
overshot_cb (GnomonAgendaView *self,
             GtkPositionType   edge)
{
  g_assert (GNOMON_IS_AGENDA_VIEW (self));

  if (edge == GTK_POS_TOP)
    gnomon_agenda_view_fetch_past (self);
}

static void
follow_scrolling (GnomonAgendaView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_object (adjustment, "value-changed",
                           G_CALLBACK (gnomon_agenda_view_follow_scroll), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (gnomon_agenda_view_follow_size), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scroller, "edge-overshot", G_CALLBACK (overshot_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), key);
}

static void
gnomon_agenda_view_init (GnomonAgendaView *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  self->calendar_names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (self->stack);
  g_signal_connect_object (self->filters, "map", G_CALLBACK (gnomon_agenda_view_fit_filters), self,
                           G_CONNECT_SWAPPED);

  factory = gnomon_agenda_view_make_factory (self);
  gtk_list_view_set_factory (self->list_view, factory);
  follow_scrolling (self);
}

/**
 * gnomon_agenda_view_new:
 *
 * Returns: (transfer full): a view without events
 */
GtkWidget *
gnomon_agenda_view_new (void)
{
  return g_object_new (GNOMON_TYPE_AGENDA_VIEW, NULL);
}
