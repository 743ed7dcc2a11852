/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

/* Beside the hours of a single day, where the window is wide: what one of its events is about. */

static GnomonEventDetails *
get_details (GnomonWeekView *self)
{
  return GNOMON_EVENT_DETAILS (self->pane);
}

static void
edit_cb (GnomonWeekView *self)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-event", NULL);
}

static void
delete_cb (GnomonWeekView *self)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-event", NULL);
}

static void
failed_cb (GnomonWeekView *self,
           const char     *message)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gnomon_view_emit_failed (GNOMON_VIEW (self), message);
}

static void
make_pane (GnomonWeekView *self)
{
  self->pane = gnomon_event_details_new ();
  gnomon_event_details_set_pane (get_details (self));
  gnomon_event_details_set_store (get_details (self), self->store);
  g_signal_connect_object (self->pane, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->pane, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkWidget *
find_chip (GnomonWeekView   *self,
           GnomonOccurrence *occurrence)
{
  GtkWidget *chip = gnomon_day_grid_find_chip (GNOMON_DAY_GRID (self->grid), occurrence);

  return chip != NULL ? chip
                      : gnomon_all_day_strip_find_chip (GNOMON_ALL_DAY_STRIP (self->strip),
                                                        occurrence);
}

static void
select_chip (GnomonWeekView *self,
             GtkWidget      *chip)
{
  if (self->pane_chip != NULL)
    gnomon_event_chip_set_selected (self->pane_chip, FALSE);
  g_set_weak_pointer (&self->pane_chip, chip != NULL ? GNOMON_EVENT_CHIP (chip) : NULL);
  if (chip != NULL)
    gnomon_event_chip_set_selected (self->pane_chip, TRUE);
}

/* What the pane shows of its own accord: what it has shown, while that is there; else what runs, of
 * several what began last; else what comes; else the last of the day. */
static GnomonOccurrence *
choose_occurrence (GnomonWeekView *self)
{
  GnomonOccurrence *shown = gnomon_event_details_get_occurrence (get_details (self));
  GnomonOccurrence *running = NULL;
  GnomonOccurrence *coming = NULL;
  GnomonOccurrence *last = NULL;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *occurrence = gnomon_occurrence_list_get (self->list, i);
      GnomonLook look = gnomon_occurrence_get_look (occurrence);

      if (shown != NULL
          && gnomon_occurrence_is_of (occurrence, gnomon_occurrence_get_event_id (shown),
                                      gnomon_occurrence_get_recurrence_id (shown)))
        return occurrence;

      last = occurrence;
      if (gnomon_occurrence_is_bar (occurrence) || look == GNOMON_LOOK_MAYBE
          || look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED)
        continue;
      if (gnomon_occurrence_get_starts_at (occurrence) > self->time.now)
        coming = coming != NULL ? coming : occurrence;
      else if (gnomon_occurrence_get_ends_at (occurrence) > self->time.now)
        running = occurrence;
    }

  if (running != NULL)
    return running;

  return coming != NULL ? coming : last;
}

/* Shows an event in the pane; FALSE where there is no pane. */
gboolean
gnomon_week_view_show_in_pane (GnomonWeekView   *self,
                               GnomonOccurrence *occurrence)
{
  if (self->pane == NULL || !gnomon_event_details_show (get_details (self), occurrence))
    return FALSE;

  select_chip (self, find_chip (self, occurrence));

  return TRUE;
}

/* Makes the pane agree with the day and the room that there is. */
void
gnomon_week_view_update_pane (GnomonWeekView *self)
{
  gboolean wanted = self->single && self->mode == GNOMON_MODE_WIDE && self->list != NULL
                    && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  if (!wanted)
    {
      select_chip (self, NULL);
      g_clear_pointer (&self->pane, gtk_widget_unparent);
      return;
    }

  if (self->pane == NULL)
    make_pane (self);
  gnomon_week_view_show_in_pane (self, choose_occurrence (self));
}

/* How much of the width the pane takes. */
int
gnomon_week_view_get_pane_width (GnomonWeekView *self)
{
  return self->pane != NULL ? GNOMON_WEEK_VIEW_PANE_WIDTH : 0;
}
