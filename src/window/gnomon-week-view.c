/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include "gnomon-civil.h"

enum
{
  PROP_0,
  PROP_DATE
};

static void gnomon_week_view_iface_init (GnomonViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonWeekView, gnomon_week_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GNOMON_TYPE_VIEW,
                                                      gnomon_week_view_iface_init))

static GPtrArray *
list_chips (GnomonWeekView *self)
{
  GPtrArray *chips = g_ptr_array_new ();

  gnomon_all_day_strip_collect_chips (GNOMON_ALL_DAY_STRIP (self->strip), chips);
  gnomon_day_grid_collect_chips (GNOMON_DAY_GRID (self->grid), chips);

  return chips;
}

static void
data_changed_cb (GtkWidget *widget)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  g_autoptr (GPtrArray) chips = list_chips (self);

  gnomon_chip_motion_note (self->motion, chips);
  gnomon_week_view_rebuild (self);
}

static void
chip_opened_cb (GnomonWeekView  *self,
                GnomonEventChip *chip)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (!gnomon_week_view_show_in_pane (self, gnomon_event_chip_get_occurrence (chip)))
    gnomon_view_emit_event_opened (GNOMON_VIEW (self), gnomon_event_chip_get_occurrence (chip),
                                   GTK_WIDGET (chip));
}

static void
more_clicked_cb (GnomonWeekView *self,
                 gint64          day,
                 GtkWidget      *button)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gnomon_view_emit_day_opened (GNOMON_VIEW (self), day, button);
}

static void
focus_lost_cb (GnomonWeekView *self,
               gint64          day)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
day_clicked_cb (GnomonWeekView *self,
                gint64          day)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gnomon_view_emit_day_entered (GNOMON_VIEW (self), day);
}

static void
gnomon_week_view_set_store (GnomonView  *view,
                            GnomonStore *store)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);

  g_return_if_fail (self->data == NULL);

  self->store = g_object_ref (store);
  self->data = gnomon_view_data_new (GTK_WIDGET (self), store, data_changed_cb);
  self->list = gnomon_view_data_get_list (self->data);
  gnomon_week_view_rebuild (self);
}

static void
gnomon_week_view_set_time (GnomonView           *view,
                           const GnomonViewTime *time)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);

  self->time = *time;
  gnomon_week_view_rebuild (self);
}

static gint64
gnomon_week_view_get_date (GnomonView *view)
{
  return GNOMON_WEEK_VIEW (view)->date;
}

/* Puts the cursor on a day, at the time of the day at which it is. */
static void
move_cursor_to_day (GnomonWeekView *self)
{
  gint64 days = self->date - gnomon_slot_first_day (&self->cursor);

  self->cursor = gnomon_slot_move_days (&self->cursor, (int) days);
  self->anchor = gnomon_slot_move_days (&self->anchor, (int) days);
  gnomon_day_grid_set_cursor (GNOMON_DAY_GRID (self->grid), &self->cursor);
}

static void
gnomon_week_view_set_date (GnomonView *view,
                           gint64      day)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);
  GnomonDayColumns old = self->columns;

  if (self->date == day)
    return;

  self->date = day;
  if (self->time.week_start != 0)
    gnomon_week_view_update_columns (self);
  if (old.n_days > 0 && old.days[0] != self->columns.days[0])
    gnomon_slide_start (self->slide, self->columns.days[0] > old.days[0]);
  gnomon_week_view_rebuild (self);
  move_cursor_to_day (self);
  g_object_notify (G_OBJECT (self), "date");
}

static void
gnomon_week_view_get_range (GnomonView *view,
                            gint64     *first_day,
                            gint64     *end_day)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);

  *first_day = self->columns.days[0];
  *end_day = gnomon_week_view_get_end_day (self);
}

static void
gnomon_week_view_turn (GnomonView *view,
                       int         n_periods)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);
  int days = self->single                        ? 1
             : gnomon_week_view_is_short (self) ? GNOMON_WEEK_VIEW_SHORT_DAYS
                                                : GNOMON_DAY_COLUMNS_MAX;

  self->run_start += gnomon_week_view_is_short (self) ? n_periods * days : 0;
  gnomon_view_set_date (view, self->date + n_periods * days);
}

static void
gnomon_week_view_set_mode (GnomonView *view,
                           GnomonMode  mode)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);

  if (self->mode == mode)
    return;

  self->mode = mode;
  self->run_start = self->date;
  gnomon_week_view_rebuild (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
gnomon_week_view_fill_title (GnomonView      *view,
                             gboolean         brief,
                             GnomonViewTitle *title)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);

  gnomon_view_title_take_months (title, self->columns.days[0],
                                 gnomon_week_view_get_end_day (self) - 1, brief);
}

static GtkWidget *
gnomon_week_view_find_anchor (GnomonView        *view,
                              gint64             event_id,
                              const char        *recurrence_id,
                              GnomonOccurrence **occurrence)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (view);
  guint n_items = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *candidate = gnomon_occurrence_list_get (self->list, i);
      GtkWidget *chip;

      if (!gnomon_occurrence_is_of (candidate, event_id, recurrence_id))
        continue;

      *occurrence = candidate;
      chip = gnomon_day_grid_find_chip (GNOMON_DAY_GRID (self->grid), candidate);
      if (chip == NULL)
        chip = gnomon_all_day_strip_find_chip (GNOMON_ALL_DAY_STRIP (self->strip), candidate);

      return chip != NULL ? chip : self->strip;
    }

  return NULL;
}

static void
gnomon_week_view_set_ghost (GnomonView *view,
                            gint64      start_wall,
                            gint64      end_wall,
                            gboolean    all_day,
                            const char *title,
                            const char *color)
{
  GnomonSlot slot = { .start = start_wall, .end = end_wall, .all_day = all_day };

  gnomon_week_view_show_ghost (GNOMON_WEEK_VIEW (view), title != NULL ? &slot : NULL, title, color,
                               FALSE);
}

static void
gnomon_week_view_iface_init (GnomonViewInterface *iface)
{
  iface->set_store = gnomon_week_view_set_store;
  iface->set_time = gnomon_week_view_set_time;
  iface->get_date = gnomon_week_view_get_date;
  iface->set_date = gnomon_week_view_set_date;
  iface->get_range = gnomon_week_view_get_range;
  iface->turn = gnomon_week_view_turn;
  iface->set_mode = gnomon_week_view_set_mode;
  iface->fill_title = gnomon_week_view_fill_title;
  iface->get_focus_occurrence = gnomon_week_view_get_focus_occurrence;
  iface->find_anchor = gnomon_week_view_find_anchor;
  iface->show_now = gnomon_week_view_show_now;
  iface->set_ghost = gnomon_week_view_set_ghost;
  iface->zoom = gnomon_week_view_zoom;
}

static void
gnomon_week_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkWidget *parts[] = { self->header, self->strip, self->scroller };

  *minimum = *natural = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      int part_minimum, part_natural;

      gtk_widget_measure (parts[i], orientation, -1, &part_minimum, &part_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = MAX (*minimum, part_minimum);
          *natural = MAX (*natural, part_natural);
        }
      else
        {
          *minimum += part_minimum;
          *natural += part_natural;
        }
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += gnomon_week_view_get_pane_width (self);
      *natural += gnomon_week_view_get_pane_width (self);
    }
}

static void
gnomon_week_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int pane = gnomon_week_view_get_pane_width (self);
  int x = rtl ? pane : 0;
  int header, strip;

  if (self->pane != NULL)
    gtk_widget_size_allocate (self->pane,
                              &(GtkAllocation){ rtl ? 0 : width - pane, 0, pane, height }, -1);
  width -= pane;

  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, -1, &header, NULL, NULL, NULL);
  gtk_widget_measure (self->strip, GTK_ORIENTATION_VERTICAL, -1, &strip, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->header, &(GtkAllocation){ x, 0, width, header }, -1);
  gtk_widget_size_allocate (self->strip, &(GtkAllocation){ x, header, width, strip }, -1);

  if (!self->opened && self->list != NULL)
    {
      self->opened = TRUE;
      gnomon_week_view_open_page (self, MAX (height - header - strip, 0));
    }
  gtk_widget_size_allocate (self->scroller,
                            &(GtkAllocation){ x, header + strip, width,
                                              MAX (height - header - strip, 0) }, -1);
  if (gnomon_chip_motion_is_noted (self->motion))
    {
      g_autoptr (GPtrArray) chips = list_chips (self);

      gnomon_chip_motion_start (self->motion, chips);
    }
  gnomon_view_present_popovers (GNOMON_VIEW (self));
}

static void
draw_parts (GtkWidget   *widget,
            GtkSnapshot *snapshot)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);

  gtk_widget_snapshot_child (widget, self->scroller, snapshot);
  gtk_widget_snapshot_child (widget, self->strip, snapshot);
  gtk_widget_snapshot_child (widget, self->header, snapshot);
  if (self->pane != NULL)
    gtk_widget_snapshot_child (widget, self->pane, snapshot);
}

static void
gnomon_week_view_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);

  gnomon_slide_snapshot (self->slide, snapshot,
                         gnomon_day_grid_get_gutter (GNOMON_DAY_GRID (self->grid)));
}

static void
gnomon_week_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_int64 (value, GNOMON_WEEK_VIEW (object)->date);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_week_view_dispose (GObject *object)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (object);
  GtkWidget *child;

  gnomon_week_view_cancel_drag (self);
  g_clear_weak_pointer (&self->pane_chip);
  g_clear_pointer (&self->slide, gnomon_slide_free);
  g_clear_pointer (&self->motion, gnomon_chip_motion_free);
  /* Popovers of the window are among them. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->pane = NULL;
  self->list = NULL;
  g_clear_pointer (&self->data, gnomon_view_data_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_week_view_parent_class)->dispose (object);
}

static void
gnomon_week_view_class_init (GnomonWeekViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_week_view_dispose;
  object_class->get_property = gnomon_week_view_get_property;

  widget_class->measure = gnomon_week_view_measure;
  widget_class->size_allocate = gnomon_week_view_size_allocate;
  widget_class->snapshot = gnomon_week_view_snapshot;
  widget_class->focus = gnomon_week_view_focus;
  widget_class->grab_focus = gnomon_week_view_grab_focus;

  g_object_class_override_property (object_class, PROP_DATE, "date");

  gtk_widget_class_set_css_name (widget_class, "weekview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gnomon_week_view_class_init_keys (widget_class);
}

static void
make_grid (GnomonWeekView *self)
{
  self->grid = gnomon_day_grid_new ();
  g_signal_connect_object (self->grid, "chip-opened", G_CALLBACK (chip_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "focus-lost", G_CALLBACK (focus_lost_cb), self,
                           G_CONNECT_SWAPPED);
  gnomon_week_view_init_page (self);
}

static void
gnomon_week_view_init (GnomonWeekView *self)
{
  self->slide = gnomon_slide_new (GTK_WIDGET (self), draw_parts);
  self->motion = gnomon_chip_motion_new (GTK_WIDGET (self));
  self->cursor = gnomon_slot_at (0, 9 * 60, GNOMON_SLOT_MINUTES);
  self->anchor = self->cursor;

  self->header = gnomon_week_header_new ();
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  g_signal_connect_object (self->header, "day-clicked", G_CALLBACK (day_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  self->strip = gnomon_all_day_strip_new ();
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  g_signal_connect_object (self->strip, "chip-opened", G_CALLBACK (chip_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "more-clicked", G_CALLBACK (more_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "focus-lost", G_CALLBACK (focus_lost_cb), self,
                           G_CONNECT_SWAPPED);

  make_grid (self);
  gnomon_week_view_init_pointer (self);
  gnomon_week_view_init_drag (self);
}

/* Puts the cursor on a slot of a day that is shown. */
void
gnomon_week_view_put_cursor (GnomonWeekView   *self,
                             const GnomonSlot *slot)
{
  gint64 day = gnomon_slot_first_day (slot);

  self->cursor = *slot;
  gnomon_day_grid_set_cursor (GNOMON_DAY_GRID (self->grid), slot);
  if (self->date == day)
    return;

  self->date = day;
  g_object_notify (G_OBJECT (self), "date");
}

/* Shows something that is made or moved, where it belongs: among the hours, or over them. */
void
gnomon_week_view_show_ghost (GnomonWeekView   *self,
                             const GnomonSlot *slot,
                             const char       *title,
                             const char       *color,
                             gboolean          lifted)
{
  gboolean bar = slot != NULL && gnomon_slot_is_bar (slot);

  gnomon_day_grid_set_ghost (GNOMON_DAY_GRID (self->grid), bar ? NULL : slot, title, color, lifted);
  gnomon_all_day_strip_set_ghost (GNOMON_ALL_DAY_STRIP (self->strip), bar ? slot : NULL, title,
                                  color, lifted);
}

/**
 * gnomon_week_view_new:
 *
 * Returns: (transfer full): a week without a store
 */
GtkWidget *
gnomon_week_view_new (void)
{
  GnomonWeekView *self = g_object_new (GNOMON_TYPE_WEEK_VIEW, NULL);

  gnomon_view_zoom (GNOMON_VIEW (self), 0);

  return GTK_WIDGET (self);
}

/**
 * gnomon_week_view_new_day:
 *
 * Returns: (transfer full): a day without a store
 */
GtkWidget *
gnomon_week_view_new_day (void)
{
  GnomonWeekView *self = g_object_new (GNOMON_TYPE_WEEK_VIEW, NULL);

  self->single = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "single");
  gnomon_view_zoom (GNOMON_VIEW (self), 0);

  return GTK_WIDGET (self);
}
