/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminders-window.h"

#include <glib/gi18n.h>

#include "gnomon-compat.h"
#include "gnomon-format.h"
#include "gnomon-record-words.h"
#include "gnomon-reminder-log.h"
#include "gnomon-scrim.h"
#include "gnomon-when.h"
#include "gnomon-words.h"

struct _GnomonRemindersWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *stack;
  GtkWidget *empty_page;
  GtkWidget *list_page;
  GtkWidget *list;

  GnomonStore *store;
  GPtrArray *reminders;         /* GnomonOpenReminder, as listed */
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonRemindersWindow, gnomon_reminders_window, ADW_TYPE_WINDOW)

static void
answered_cb (GObject      *store,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GnomonRemindersWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  /* One that has gone is answered. */
  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, NULL, &error)
      || g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND)
      || self->store == NULL)
    return;

  words = gnomon_words_for_error (error);
  markup = g_markup_escape_text (words, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

/* Takes over @operation. */
static void
apply (GnomonRemindersWindow *self,
       GnomonOperation       *operation)
{
  gnomon_store_apply_async (self->store, operation, NULL, answered_cb, g_object_ref (self));
  gnomon_operation_unref (operation);
}

static void
dismiss_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  apply (GNOMON_REMINDERS_WINDOW (widget),
         gnomon_operation_new_dismiss_reminder (g_variant_get_int64 (parameter)));
}

/* As many as there are, also beyond those listed; but none that came since. */
static void
dismiss_all_action_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  GnomonRemindersWindow *self = GNOMON_REMINDERS_WINDOW (widget);
  gint64 until = 0;

  for (guint i = 0; i < self->reminders->len; i++)
    {
      GnomonOpenReminder *reminder = g_ptr_array_index (self->reminders, i);

      until = MAX (until, reminder->at);
    }

  apply (self, gnomon_operation_new_dismiss_open_reminders (until));
}

/* By minutes, or by what the end means. */
static void
snooze_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  const char *when;
  gint64 id;
  int minutes;

  g_variant_get (parameter, "(xi&s)", &id, &minutes, &when);
  apply (GNOMON_REMINDERS_WINDOW (widget),
         *when == '\0' ? gnomon_operation_new_snooze_reminder (id, minutes)
                       : gnomon_operation_new_snooze_reminder_until (id, when));
}

static void
explain_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = g_variant_get_int64 (parameter);

  g_array_append_val (ids, id);
  gtk_window_present (
    GTK_WINDOW (gnomon_reminder_log_new (GTK_WINDOW (widget),
                                         GNOMON_REMINDERS_WINDOW (widget)->store, ids)));
}

/* Whoever opens an event has seen its reminder. */
static void
row_activated_cb (GnomonRemindersWindow *self,
                  GtkListBoxRow         *row)
{
  GnomonOpenReminder *reminder =
    g_ptr_array_index (self->reminders, (guint) gtk_list_box_row_get_index (row));
  g_autoptr (GnomonEvent) event = g_object_ref (reminder->event);

  apply (self, gnomon_operation_new_dismiss_reminder (reminder->id));
  g_signal_emit (self, signals[OPENED], 0, event);
  gtk_window_close (GTK_WINDOW (self));
}

static gint64
get_now (GnomonRemindersWindow *self)
{
  return gnomon_clock_get_now (gnomon_store_get_clock (self->store));
}

static char *
dup_subtitle (GnomonRemindersWindow    *self,
              const GnomonOpenReminder *reminder)
{
  g_autofree char *when = gnomon_when_format_event (self->store, reminder->event);

  if (reminder->state == GNOMON_REMINDER_SHOWN)
    return g_steal_pointer (&when);

  /* Translators: what has become of a reminder, and when its event is. */
  return g_strdup_printf (_("%s · %s"), gnomon_record_get_state_label (reminder->state), when);
}

static void
append_snooze (GMenu      *menu,
               const char *label,
               gint64      id,
               int         minutes,
               const char *when)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "reminders.snooze", "(xis)", id, minutes, when);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_snooze_menu (GnomonRemindersWindow    *self,
                  const GnomonOpenReminder *reminder)
{
  static const int minutes[] = { 5, 10, 60 };
  GMenu *menu = g_menu_new ();
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);

  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      g_autofree char *label = gnomon_format_duration (minutes[i]);

      append_snooze (menu, label, reminder->id, minutes[i], "");
    }
  if (gnomon_event_get_starts_at (reminder->event, viewer) > get_now (self))
    append_snooze (menu, C_("snooze", "Until It Starts"), reminder->id, 0,
                   GNOMON_SNOOZE_UNTIL_START);
  append_snooze (menu, C_("snooze", "Until Tomorrow Morning"), reminder->id, 0,
                 GNOMON_SNOOZE_TOMORROW_MORNING);

  return G_MENU_MODEL (menu);
}

/* By @label each button says of which event it is. */
static void
dress_button (GtkWidget  *button,
              const char *tooltip,
              const char *label)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
}

static GtkWidget *
make_snooze_button (GnomonRemindersWindow    *self,
                    const GnomonOpenReminder *reminder)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_snooze_menu (self, reminder);
  g_autofree char *label = NULL;

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "alarm-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  /* Translators: %s is the title of an event; its reminder is to come again later. */
  label = g_strdup_printf (_("Snooze “%s”"), gnomon_event_get_title (reminder->event));
  dress_button (button, _("Snooze"), label);

  return button;
}

static GtkWidget *
make_button (const char *icon_name,
             const char *action_name,
             gint64      id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);

  return button;
}

static GtkWidget *
make_row (GnomonRemindersWindow    *self,
          const GnomonOpenReminder *reminder)
{
  const char *title = gnomon_event_get_title (reminder->event);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *explain =
    make_button ("dialog-information-symbolic", "reminders.explain", reminder->id);
  GtkWidget *dismiss = make_button ("object-select-symbolic", "reminders.dismiss", reminder->id);
  g_autofree char *subtitle = dup_subtitle (self, reminder);
  /* Translators: %s is the title of an event. */
  g_autofree char *explain_label = g_strdup_printf (_("What happened to “%s”"), title);
  /* Translators: %s is the title of an event, whose reminder is not needed any more. */
  g_autofree char *dismiss_label = g_strdup_printf (_("Dismiss “%s”"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  dress_button (explain, _("What Happened"), explain_label);
  dress_button (dismiss, _("Dismiss"), dismiss_label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), explain);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_snooze_button (self, reminder));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), dismiss);

  return row;
}

static gboolean
is_same (const GnomonOpenReminder *a,
         const GnomonOpenReminder *b)
{
  return a->id == b->id && a->at == b->at && a->state == b->state
         && g_strcmp0 (gnomon_event_get_etag (a->event), gnomon_event_get_etag (b->event)) == 0;
}

/* The keyboard is on a row: when that goes, it goes on to the one that takes its place. */
static int
get_focused_index (GnomonRemindersWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, self->list)
         ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static void
restore_focus (GnomonRemindersWindow *self,
               int                    index)
{
  int last = (int) self->reminders->len - 1;

  if (index < 0 || get_focused_index (self) >= 0)
    return;

  if (last >= 0)
    gtk_widget_grab_focus (
      GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MIN (index, last))));
}

static void
remove_row (GnomonRemindersWindow *self,
            guint                  index)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);

  gtk_list_box_remove (list, GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) index)));
  g_ptr_array_remove_index (self->reminders, index);
}

/* Rows that stand for the same as before stay, with the keyboard or an open menu on them. Takes
 * over @reminders. */
static void
fill_list (GnomonRemindersWindow *self,
           GPtrArray             *reminders)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      const GnomonOpenReminder *reminder = g_ptr_array_index (reminders, i);
      guint old = i;

      while (old < self->reminders->len
             && !is_same (g_ptr_array_index (self->reminders, old), reminder))
        old++;

      if (old == self->reminders->len)
        {
          gtk_list_box_insert (GTK_LIST_BOX (self->list), make_row (self, reminder), (int) i);
          g_ptr_array_insert (self->reminders, (int) i, NULL);
        }
      else
        {
          for (; old > i; old--)
            remove_row (self, i);
        }
    }

  while (self->reminders->len > reminders->len)
    remove_row (self, reminders->len);

  g_ptr_array_unref (self->reminders);
  self->reminders = reminders;
}

static void
update (GnomonRemindersWindow *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *reminders =
    gnomon_store_list_open_reminders (self->store, GNOMON_REMINDERS_LIMIT, &error);
  int focused = get_focused_index (self);

  if (reminders == NULL)
    {
      g_warning ("Could not list the reminders: %s", error->message);
      return;
    }

  fill_list (self, reminders);
  restore_focus (self, focused);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reminders.dismiss-all", reminders->len > 0);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               reminders->len == 0 ? self->empty_page : self->list_page);
}

static void
store_changed_cb (GnomonRemindersWindow *self,
                  guint64                token,
                  GArray                *changed,
                  GArray                *deleted,
                  GnomonChangeFlags      flags)
{
  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS)) != 0)
    update (self);
}

static void
gnomon_reminders_window_dispose (GObject *object)
{
  GnomonRemindersWindow *self = GNOMON_REMINDERS_WINDOW (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_REMINDERS_WINDOW);

  G_OBJECT_CLASS (gnomon_reminders_window_parent_class)->dispose (object);
}

static void
gnomon_reminders_window_finalize (GObject *object)
{
  GnomonRemindersWindow *self = GNOMON_REMINDERS_WINDOW (object);

  g_ptr_array_unref (self->reminders);

  G_OBJECT_CLASS (gnomon_reminders_window_parent_class)->finalize (object);
}

static void
gnomon_reminders_window_class_init (GnomonRemindersWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_reminders_window_dispose;
  object_class->finalize = gnomon_reminders_window_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, GNOMON_TYPE_EVENT);

  gtk_widget_class_install_action (widget_class, "reminders.dismiss", "x", dismiss_action_cb);
  gtk_widget_class_install_action (widget_class, "reminders.dismiss-all", NULL,
                                   dismiss_all_action_cb);
  gtk_widget_class_install_action (widget_class, "reminders.snooze", "(xis)", snooze_action_cb);
  gtk_widget_class_install_action (widget_class, "reminders.explain", "x", explain_action_cb);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-reminders-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gnomon_reminders_window_init (GnomonRemindersWindow *self)
{
  self->reminders =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_open_reminder_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (GTK_STACK (self->stack));
  gnomon_scrim_follow (GTK_WINDOW (self));
}

/**
 * gnomon_reminders_window_new:
 * @parent: the window that asks
 * @store: where the ledger is
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_reminders_window_new (GtkWindow   *parent,
                             GnomonStore *store)
{
  GnomonRemindersWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_REMINDERS_WINDOW,
                       "transient-for", parent,
                       NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
