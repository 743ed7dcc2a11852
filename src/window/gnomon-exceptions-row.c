/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-exceptions-row.h"
#include "gnomon-format.h"
#include "gnomon-series.h"

struct _GnomonExceptionsRow
{
  AdwExpanderRow parent_instance;

  GnomonEvent *series;      /* NULL: what is shown has no exceptions */
  gint64 today;
  GPtrArray *exceptions;    /* Exception: what still holds */
  GPtrArray *brought_back;  /* char: the recurrence ids of changed ones */
  gboolean is_changed;
};

/* One occurrence that is not what the rule says. */
typedef struct
{
  GtkWidget *row;           /* owned by the list */
  char *exdate;             /* as the event has it; NULL: one that was changed */
  char *recurrence_id;      /* of one that was changed */
} Exception;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonExceptionsRow, gnomon_exceptions_row, ADW_TYPE_EXPANDER_ROW)

static void
exception_free (gpointer data)
{
  Exception *exception = data;

  g_free (exception->exdate);
  g_free (exception->recurrence_id);
  g_free (exception);
}

static void
show_count (GnomonExceptionsRow *self)
{
  g_autofree char *text = NULL;
  guint n = self->exceptions->len;

  text = n > 0 ? g_strdup_printf (ngettext ("%u date is not as the rule says",
                                            "%u dates are not as the rule says", n), n)
               : g_strdup (_("All dates are as the rule says"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

static void
bring_back_clicked_cb (GnomonExceptionsRow *self,
                       GtkWidget           *button)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      Exception *exception = g_ptr_array_index (self->exceptions, i);

      if (!gtk_widget_is_ancestor (button, exception->row))
        continue;

      if (exception->recurrence_id != NULL)
        g_ptr_array_add (self->brought_back, g_steal_pointer (&exception->recurrence_id));
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), exception->row);
      g_ptr_array_remove_index (self->exceptions, i);
      self->is_changed = TRUE;
      show_count (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
}

/* "Wednesday 2 December, 10:30"; of whole days the day alone. */
static char *
format_key (GnomonExceptionsRow *self,
            gint64               key,
            gboolean             is_day)
{
  g_autofree char *date = gnomon_format_date_long (gnomon_civil_day_of_wall (key), self->today);
  g_autofree char *time = NULL;

  if (is_day || gnomon_event_is_all_day (self->series))
    return g_steal_pointer (&date);

  time = gnomon_format_time (key, gnomon_format_get_hours ());
  /* Translators: a day and a time, as in "Wednesday 18 November, 10:30". */
  return g_strdup_printf (_("%s, %s"), date, time);
}

static void
append_exception (GnomonExceptionsRow *self,
                  const char          *title,
                  const char          *what,
                  const char          *exdate,
                  const char          *recurrence_id)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  Exception *exception = g_new0 (Exception, 1);
  /* Translators: %s is a date which the rule of an event has, and the event has not. */
  g_autofree char *label = g_strdup_printf (_("Bring back %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _("Bring Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (bring_back_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  exception->exdate = g_strdup (exdate);
  exception->recurrence_id = g_strdup (recurrence_id);
  exception->row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", what,
                                 "use-markup", FALSE, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (exception->row), button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), exception->row);
  g_ptr_array_add (self->exceptions, exception);
}

static void
append_left_out (GnomonExceptionsRow *self)
{
  const char * const *exdate = gnomon_event_get_exdate (self->series);
  g_autoptr (GnomonSeries) series = gnomon_series_new_for_event (self->series);

  for (gsize i = 0; exdate[i] != NULL; i++)
    {
      g_autofree char *title = NULL;
      gboolean is_day = FALSE;
      gint64 key;

      if (gnomon_series_parse_value (exdate[i], gnomon_event_is_all_day (self->series),
                                     gnomon_series_get_zone (series), &key, &is_day))
        title = format_key (self, key, is_day);
      append_exception (self, title ? title : exdate[i], _("Left out"), exdate[i], NULL);
    }
}

static void
append_changed (GnomonExceptionsRow *self)
{
  GPtrArray *overrides = gnomon_event_get_overrides (self->series);

  for (guint i = 0; i < overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (overrides, i);
      const char *id = gnomon_event_get_recurrence_id (override);
      gboolean is_cancelled = gnomon_event_get_status (override) == GNOMON_STATUS_CANCELLED;
      g_autofree char *title = NULL;
      gint64 key;

      if (gnomon_series_parse_key (gnomon_event_is_all_day (self->series), id, &key))
        title = format_key (self, key, FALSE);
      append_exception (self, title ? title : id, is_cancelled ? _("Cancelled") : _("Changed"),
                        NULL, id);
    }
}

static void
gnomon_exceptions_row_dispose (GObject *object)
{
  g_clear_object (&GNOMON_EXCEPTIONS_ROW (object)->series);

  G_OBJECT_CLASS (gnomon_exceptions_row_parent_class)->dispose (object);
}

static void
gnomon_exceptions_row_finalize (GObject *object)
{
  GnomonExceptionsRow *self = GNOMON_EXCEPTIONS_ROW (object);

  g_ptr_array_unref (self->exceptions);
  g_ptr_array_unref (self->brought_back);

  G_OBJECT_CLASS (gnomon_exceptions_row_parent_class)->finalize (object);
}

static void
gnomon_exceptions_row_class_init (GnomonExceptionsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_exceptions_row_dispose;
  object_class->finalize = gnomon_exceptions_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_exceptions_row_init (GnomonExceptionsRow *self)
{
  self->exceptions = g_ptr_array_new_with_free_func (exception_free);
  self->brought_back = g_ptr_array_new_with_free_func (g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Exceptions"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "repeat-row");
}

/**
 * gnomon_exceptions_row_load:
 * @self: a row
 * @series: an event in its full form, not one of its occurrences
 * @today: the day it is
 *
 * Shows the exceptions of a series, without emitting "changed"; hides itself where there are none.
 */
void
gnomon_exceptions_row_load (GnomonExceptionsRow *self,
                            GnomonEvent         *series,
                            gint64               today)
{
  g_return_if_fail (GNOMON_IS_EXCEPTIONS_ROW (self));
  g_return_if_fail (GNOMON_IS_EVENT (series));

  for (guint i = 0; i < self->exceptions->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self),
                             ((Exception *) g_ptr_array_index (self->exceptions, i))->row);
  g_ptr_array_set_size (self->exceptions, 0);
  g_ptr_array_set_size (self->brought_back, 0);
  g_set_object (&self->series, series);
  self->today = today;
  self->is_changed = FALSE;

  if (gnomon_event_is_recurring (series))
    {
      append_left_out (self);
      append_changed (self);
    }
  show_count (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->exceptions->len > 0);
}

static GnomonOperation *
make_update (GnomonExceptionsRow *self,
             gboolean             is_first)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < self->exceptions->len; i++)
    {
      Exception *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->exdate != NULL)
        g_ptr_array_add (values, exception->exdate);
    }
  g_ptr_array_add (values, NULL);

  gnomon_fields_set_strv (fields, GNOMON_EVENT_EXDATE, (const char * const *) values->pdata);
  if (is_first)
    gnomon_fields_set_string (fields, GNOMON_EVENT_ETAG, gnomon_event_get_etag (self->series));

  return gnomon_operation_new_update_event (gnomon_event_get_id (self->series), fields);
}

/**
 * gnomon_exceptions_row_list_operations:
 * @self: a row
 *
 * What brings back what shall be brought back. They belong into one group, before any other edit of
 * the series; the first of them is refused where the series was changed elsewhere.
 *
 * Returns: (transfer full) (element-type GnomonOperation): the operations, in their order
 */
GPtrArray *
gnomon_exceptions_row_list_operations (GnomonExceptionsRow *self)
{
  GPtrArray *operations;

  g_return_val_if_fail (GNOMON_IS_EXCEPTIONS_ROW (self), NULL);

  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  if (!self->is_changed)
    return operations;

  g_ptr_array_add (operations, make_update (self, TRUE));

  /* What was changed by itself is taken out, which leaves its date out; and then that is undone. */
  for (guint i = 0; i < self->brought_back->len; i++)
    g_ptr_array_add (operations,
                     gnomon_operation_new_delete_occurrence (
                       gnomon_event_get_id (self->series),
                       g_ptr_array_index (self->brought_back, i), GNOMON_SCOPE_THIS));
  if (self->brought_back->len > 0)
    g_ptr_array_add (operations, make_update (self, FALSE));

  return operations;
}
