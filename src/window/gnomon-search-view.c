/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-view-private.h"

#include <glib/gi18n.h>

#include "gnomon-compat.h"
#include "gnomon-css.h"
#include "gnomon-occurrence-find.h"

/* So many hits of what comes and of what is over are fetched at first, and with each step. */
#define STEP 100

/* So near to the end of what is there, in pixels, more is fetched. */
#define EDGE 1200

enum
{
  PROP_0,
  PROP_DATE,
};

static void gnomon_search_view_iface_init (GnomonViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonSearchView, gnomon_search_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GNOMON_TYPE_VIEW,
                                                      gnomon_search_view_iface_init))

static void
update_count (GnomonSearchView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean complete = gnomon_search_list_is_complete (self->list);
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  if (n > 0 || !complete)
    {
      gtk_stack_set_visible_child_name (self->stack, "hits");
      text = g_strdup_printf (complete ? ngettext ("%u result", "%u results", n)
                                       /* Translators: of which more may come. */
                                       : ngettext ("%u+ result", "%u+ results", n),
                              n);
    }
  else if (*gnomon_search_list_get_needle (self->list) == '\0')
    gtk_stack_set_visible_child_name (self->stack, "start");
  else
    {
      /* Translators: %s is what was searched for. */
      title = g_strdup_printf (_("No events match “%s”"), self->text);
      adw_status_page_set_title (self->nothing, title);
      gtk_widget_set_visible (self->search_all,
                              gnomon_search_list_get_n_hidden (self->list) > 0);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }
  gtk_label_set_label (self->count, text != NULL ? text : "");
}

static gboolean
fetch_cb (gpointer user_data)
{
  GnomonSearchView *self = user_data;
  gboolean more = gnomon_search_list_fetch (self->list, self->n_wanted);

  update_count (self);
  if (more)
    return G_SOURCE_CONTINUE;

  self->fetch_id = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_fetch (GnomonSearchView *self)
{
  if (self->fetch_id == 0)
    self->fetch_id = g_idle_add (fetch_cb, self);
}

static void
restart (GnomonSearchView *self)
{
  guint type = gtk_drop_down_get_selected (self->type);
  GnomonSearchQuery query = {
    .text = self->text != NULL ? self->text : "",
    .scope = GNOMON_SEARCH_EVERYTHING,
    .event_type = type == 0 || type == GTK_INVALID_LIST_POSITION ? -1 : (int) type - 1,
    .calendar_id = self->calendar_id,
    .hidden = self->hidden,
  };

  if (self->list == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->scopes); i++)
    if (gtk_toggle_button_get_active (self->scopes[i]))
      query.scope = (GnomonSearchScope) i;

  gnomon_search_list_set_query (self->list, &query);
  self->n_wanted = STEP;
  if (*query.text == '\0')
    update_count (self);
  queue_fetch (self);
}

static void
scope_toggled_cb (GnomonSearchView *self,
                  GtkToggleButton  *scope)
{
  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  if (gtk_toggle_button_get_active (scope))
    restart (self);
}

static void
choice_changed_cb (GnomonSearchView *self)
{
  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  restart (self);
}

static void
calendar_chosen_cb (GnomonSearchView *self)
{
  guint selected = gtk_drop_down_get_selected (self->calendar);

  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  if (self->is_filling)
    return;

  self->calendar_id =
    selected > 0 && self->calendars != NULL && selected <= self->calendars->len
      ? gnomon_calendar_get_id (g_ptr_array_index (self->calendars, selected - 1)) : 0;
  restart (self);
}

static void
search_all_clicked_cb (GnomonSearchView *self)
{
  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  self->hidden = TRUE;
  restart (self);
}

static void
scrolled_cb (GnomonSearchView *self,
             GtkAdjustment    *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);

  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  if (below > EDGE || self->fetch_id != 0 || self->list == NULL
      || gnomon_search_list_is_complete (self->list))
    return;

  self->n_wanted += STEP;
  queue_fetch (self);
}

/* (transfer full) (nullable) */
static GnomonOccurrence *
find_occurrence (GnomonSearchView *self,
                 GnomonSearchRow  *row)
{
  GnomonEvent *event = gnomon_search_hit_get_event (gnomon_search_row_get_hit (row));

  return gnomon_occurrence_find (self->store, gnomon_event_get_id (event));
}

static void
open_row (GnomonSearchView *self,
          GnomonSearchRow  *row)
{
  g_autoptr (GnomonOccurrence) occurrence = find_occurrence (self, row);

  if (occurrence != NULL)
    gnomon_view_emit_event_opened (GNOMON_VIEW (self), occurrence,
                                   gnomon_search_row_get_line (row));
}

static void
activate_cb (GnomonSearchView *self,
             guint             position)
{
  g_autoptr (GnomonSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GnomonSearchRow *row = gnomon_search_view_get_row (child);

      if (row != NULL && gnomon_search_row_get_hit (row) == hit)
        {
          open_row (self, row);
          return;
        }
    }
}

/* Where the one that was chosen is gone, all are. */
static void
update_calendars (GnomonSearchView *self)
{
  guint selected = 0;

  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  self->calendars = gnomon_store_list_calendars (self->store, NULL);

  self->is_filling = TRUE;
  gtk_string_list_splice (self->calendar_model, 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->calendar_model)) - 1, NULL);
  for (guint i = 0; self->calendars != NULL && i < self->calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (self->calendars, i);

      gtk_string_list_append (self->calendar_model, gnomon_calendar_get_name (calendar));
      if (gnomon_calendar_get_id (calendar) == self->calendar_id)
        selected = i + 1;
    }
  gtk_drop_down_set_selected (self->calendar, selected);
  if (selected == 0)
    self->calendar_id = 0;
  self->is_filling = FALSE;
}

static void
store_changed_cb (GnomonSearchView  *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_SEARCH_VIEW (self));

  if ((flags & GNOMON_CHANGE_CALENDARS) != 0)
    update_calendars (self);
  if ((flags & (GNOMON_CHANGE_CALENDARS | GNOMON_CHANGE_EVENTS)) != 0
      && self->text != NULL && *self->text != '\0')
    restart (self);
}

static void
gnomon_search_view_set_store (GnomonView  *view,
                              GnomonStore *store)
{
  GnomonSearchView *self = GNOMON_SEARCH_VIEW (view);
  GtkSelectionModel *selection;

  g_set_object (&self->store, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = gnomon_search_list_new (store);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list))));
  gtk_list_view_set_model (self->list_view, selection);
  g_object_unref (selection);
  update_calendars (self);
  restart (self);
}

static void
gnomon_search_view_set_time (GnomonView           *view,
                             const GnomonViewTime *time)
{
  GnomonSearchView *self = GNOMON_SEARCH_VIEW (view);

  self->time = *time;
  gnomon_search_view_update_rows (self);
}

static gint64
gnomon_search_view_get_date (GnomonView *view)
{
  return GNOMON_SEARCH_VIEW (view)->date;
}

static void
gnomon_search_view_set_date (GnomonView *view,
                             gint64      day)
{
  GNOMON_SEARCH_VIEW (view)->date = day;
}

static void
gnomon_search_view_get_range (GnomonView *view,
                              gint64     *first_day,
                              gint64     *end_day)
{
  *first_day = *end_day = GNOMON_SEARCH_VIEW (view)->date;
}

static void
gnomon_search_view_turn (GnomonView *view,
                         int         n_periods)
{
  /* All years are there at once. */
}

static void
gnomon_search_view_set_mode (GnomonView *view,
                             GnomonMode  mode)
{
  GnomonSearchView *self = GNOMON_SEARCH_VIEW (view);

  if (self->mode == mode)
    return;

  self->mode = mode;
  gnomon_css_set_class (GTK_WIDGET (self), "narrow", mode == GNOMON_MODE_NARROW);
  gnomon_search_view_update_rows (self);
}

static GnomonOccurrence *
gnomon_search_view_get_focus_occurrence (GnomonView *view)
{
  GnomonSearchView *self = GNOMON_SEARCH_VIEW (view);
  GtkWidget *list_item = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GnomonSearchRow *row = gnomon_search_view_get_row (list_item);

  g_clear_object (&self->focus_occurrence);
  if (row != NULL)
    self->focus_occurrence = find_occurrence (self, row);
  return self->focus_occurrence;
}

static void
gnomon_search_view_iface_init (GnomonViewInterface *iface)
{
  iface->set_store = gnomon_search_view_set_store;
  iface->set_time = gnomon_search_view_set_time;
  iface->get_date = gnomon_search_view_get_date;
  iface->set_date = gnomon_search_view_set_date;
  iface->get_range = gnomon_search_view_get_range;
  iface->turn = gnomon_search_view_turn;
  iface->set_mode = gnomon_search_view_set_mode;
  iface->get_focus_occurrence = gnomon_search_view_get_focus_occurrence;
}

static gboolean
gnomon_search_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GNOMON_SEARCH_VIEW (widget)->list_view));
}

static void
gnomon_search_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  gtk_widget_size_allocate (GNOMON_SEARCH_VIEW (widget)->box,
                            &(GtkAllocation){ 0, 0, width, height }, baseline);
  gnomon_view_present_popovers (GNOMON_VIEW (widget));
}

static void
gnomon_search_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (GNOMON_SEARCH_VIEW (widget)->box, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
gnomon_search_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_int64 (value, GNOMON_SEARCH_VIEW (object)->date);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_search_view_dispose (GObject *object)
{
  GnomonSearchView *self = GNOMON_SEARCH_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->fetch_id, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  g_clear_object (&self->focus_occurrence);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);

  G_OBJECT_CLASS (gnomon_search_view_parent_class)->dispose (object);
}

static void
gnomon_search_view_finalize (GObject *object)
{
  g_free (GNOMON_SEARCH_VIEW (object)->text);

  G_OBJECT_CLASS (gnomon_search_view_parent_class)->finalize (object);
}

static void
class_init_template (GtkWidgetClass *widget_class)
{
  static const char * const scopes[] = { "everything", "titles", "places", "notes" };

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-search-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, box);
  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    gtk_widget_class_bind_template_child_full (widget_class, scopes[i], FALSE,
                                               (gssize) (G_STRUCT_OFFSET (GnomonSearchView, scopes)
                                                         + i * sizeof (GtkToggleButton *)));
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, type);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, calendar);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, calendar_model);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, count);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, list_view);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, nothing);
  gtk_widget_class_bind_template_child (widget_class, GnomonSearchView, search_all);
  gtk_widget_class_bind_template_callback (widget_class, scope_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
gnomon_search_view_class_init (GnomonSearchViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_search_view_dispose;
  object_class->finalize = gnomon_search_view_finalize;
  object_class->get_property = gnomon_search_view_get_property;

  widget_class->measure = gnomon_search_view_measure;
  widget_class->size_allocate = gnomon_search_view_size_allocate;
  widget_class->grab_focus = gnomon_search_view_grab_focus;

  g_object_class_override_property (object_class, PROP_DATE, "date");

  /* Here and not only at the window: on the way there Escape would just take away a toast. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.end-search", NULL);

  gtk_widget_class_set_css_name (widget_class, "searchview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  class_init_template (widget_class);
}

static void
gnomon_search_view_init (GnomonSearchView *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (self->stack);
  gnomon_compat_name_part (GTK_WIDGET (self->type), GTK_TYPE_TOGGLE_BUTTON, _("Type"));
  gnomon_compat_name_part (GTK_WIDGET (self->calendar), GTK_TYPE_TOGGLE_BUTTON, _("Calendar"));

  factory = gnomon_search_view_make_factory (self);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gnomon_search_view_new:
 *
 * Returns: (transfer full): a view that has found nothing
 */
GtkWidget *
gnomon_search_view_new (void)
{
  return g_object_new (GNOMON_TYPE_SEARCH_VIEW, NULL);
}

/**
 * gnomon_search_view_set_text:
 * @self: a view
 * @text: what is looked for; "" finds nothing
 *
 * Begins a search. Hidden calendars are left out of it, whatever the last one did.
 */
void
gnomon_search_view_set_text (GnomonSearchView *self,
                             const char       *text)
{
  g_return_if_fail (GNOMON_IS_SEARCH_VIEW (self));
  g_return_if_fail (text != NULL);

  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  self->hidden = FALSE;
  restart (self);
}

/**
 * gnomon_search_view_open_first:
 * @self: a view
 *
 * Opens the first of what was found.
 *
 * Returns: whether there is one
 */
gboolean
gnomon_search_view_open_first (GnomonSearchView *self)
{
  GnomonSearchRow *row;

  g_return_val_if_fail (GNOMON_IS_SEARCH_VIEW (self), FALSE);

  row = gnomon_search_view_get_row (gtk_widget_get_first_child (GTK_WIDGET (self->list_view)));
  if (row != NULL)
    open_row (self, row);
  return row != NULL;
}
