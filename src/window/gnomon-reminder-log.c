/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-log.h"

#include "gnomon-reminder-words.h"
#include "gnomon-scrim.h"
#include "gnomon-when.h"

struct _GnomonReminderLog
{
  AdwWindow parent_instance;

  GtkWidget *groups;

  GnomonStore *store;
  GArray *ids;                  /* gint64: of which reminders it tells */
};

G_DEFINE_FINAL_TYPE (GnomonReminderLog, gnomon_reminder_log, ADW_TYPE_WINDOW)

static GtkWidget *
make_row (GnomonReminderLog        *self,
          const GnomonReminderLine *line)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->text);
  if (line->when != 0)
    {
      g_autofree char *when = gnomon_when_format_instant (self->store, line->when);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
    }

  return row;
}

static void
add_group (GnomonReminderLog *self,
           gint64             id,
           gint64             now)
{
  g_autoptr (GnomonReminderStory) story = gnomon_store_get_reminder_story (self->store, id, NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *title = NULL;
  GtkWidget *group;

  /* It was deleted meanwhile. */
  if (story == NULL)
    return;

  group = adw_preferences_group_new ();
  title = g_markup_escape_text (story->title, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  lines = gnomon_reminder_words_tell (story, now);
  for (guint i = 0; i < lines->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (self, g_ptr_array_index (lines, i)));
  gtk_box_append (GTK_BOX (self->groups), group);
}

static void
update (GnomonReminderLog *self)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  GtkWidget *group;

  while ((group = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), group);
  for (guint i = 0; i < self->ids->len; i++)
    add_group (self, g_array_index (self->ids, gint64, i), now);
}

static void
store_changed_cb (GnomonReminderLog *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS)) != 0)
    update (self);
}

static void
gnomon_reminder_log_dispose (GObject *object)
{
  GnomonReminderLog *self = GNOMON_REMINDER_LOG (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->ids, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_REMINDER_LOG);

  G_OBJECT_CLASS (gnomon_reminder_log_parent_class)->dispose (object);
}

static void
gnomon_reminder_log_class_init (GnomonReminderLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_reminder_log_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-reminder-log.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonReminderLog, groups);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gnomon_reminder_log_init (GnomonReminderLog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_scrim_follow (GTK_WINDOW (self));
}

/**
 * gnomon_reminder_log_new:
 * @parent: the window that asks
 * @store: where the ledger is
 * @reminder_ids: (element-type gint64): rules, which stand for their instances last shown, else
 *   next; or instances; copied
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_reminder_log_new (GtkWindow    *parent,
                         GnomonStore  *store,
                         const GArray *reminder_ids)
{
  GnomonReminderLog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_REMINDER_LOG,
                       "transient-for", parent,
                       NULL);
  self->store = g_object_ref (store);
  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), reminder_ids->len);
  g_array_append_vals (self->ids, reminder_ids->data, reminder_ids->len);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
