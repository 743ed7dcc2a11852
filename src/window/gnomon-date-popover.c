/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-date-popover.h"

#include <glib/gi18n.h>

#include "gnomon-css.h"
#include "gnomon-mini-month.h"

struct _GnomonDatePopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkLabel *answer;
  GnomonMiniMonth *month;

  GnomonViewTime time;
};

enum
{
  SIGNAL_DAY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonDatePopover, gnomon_date_popover, GTK_TYPE_POPOVER)

static void
choose (GnomonDatePopover *self,
        gint64             day)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, day);
}

/* Says at once what is understood, in words and in the month. */
static void
entry_changed_cb (GnomonDatePopover *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autofree char *date = NULL;
  gboolean wrong = FALSE;
  gint64 day;

  g_assert (GNOMON_IS_DATE_POPOVER (self));

  if (gnomon_format_parse_date (text, self->time.today, &day))
    {
      date = gnomon_format_date_long (day, self->time.today);
      gnomon_mini_month_set_range (self->month, day, day, day + 1);
    }
  else if (*text != '\0')
    wrong = TRUE;

  gtk_label_set_label (self->answer, wrong ? _("This is not a date") : date != NULL ? date : "");
  gnomon_css_set_class (GTK_WIDGET (self->entry), "error", wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
entry_activated_cb (GnomonDatePopover *self)
{
  gint64 day;

  g_assert (GNOMON_IS_DATE_POPOVER (self));

  if (gnomon_format_parse_date (gtk_editable_get_text (self->entry), self->time.today, &day))
    choose (self, day);
  else
    gtk_widget_error_bell (GTK_WIDGET (self->entry));
}

static void
day_chosen_cb (GnomonDatePopover *self,
               gint64             day)
{
  g_assert (GNOMON_IS_DATE_POPOVER (self));

  choose (self, day);
}

static void
gnomon_date_popover_class_init (GnomonDatePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_DAY_CHOSEN] = g_signal_new ("day-chosen", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (GNOMON_TYPE_MINI_MONTH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-date-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonDatePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, GnomonDatePopover, answer);
  gtk_widget_class_bind_template_child (widget_class, GnomonDatePopover, month);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
}

static void
gnomon_date_popover_init (GnomonDatePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_date_popover_new:
 *
 * Returns: (transfer full): a popover that is not shown yet
 */
GtkWidget *
gnomon_date_popover_new (void)
{
  return g_object_new (GNOMON_TYPE_DATE_POPOVER, NULL);
}

/**
 * gnomon_date_popover_show_for:
 * @self: a popover that has a parent
 * @day: the civil day at which the view is
 * @time: what the view knows of the time
 *
 * Shows it, with nothing typed.
 */
void
gnomon_date_popover_show_for (GnomonDatePopover    *self,
                              gint64                day,
                              const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_DATE_POPOVER (self));
  g_return_if_fail (time != NULL);

  self->time = *time;
  gnomon_mini_month_set_time (self->month, time);
  gnomon_mini_month_set_range (self->month, day, day, day + 1);
  gtk_editable_set_text (self->entry, "");
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
