/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-import-dialog.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-compat.h"
#include "gnomon-feed.h"
#include "gnomon-file-read.h"
#include "gnomon-ical.h"
#include "gnomon-scrim.h"
#include "gnomon-subscription.h"
#include "gnomon-summary.h"
#include "gnomon-warning-words.h"
#include "gnomon-when.h"
#include "gnomon-words.h"

#define MAX_ROWS 200
#define MAX_WARNINGS 10

/* The bar moves so often. */
#define PULSE_MILLISECONDS 100

/* Targets that are no calendar yet. */
enum
{
  TARGET_NEW = -1,
  TARGET_SUBSCRIPTION = -2,
};

struct _GnomonImportDialog
{
  AdwWindow parent_instance;

  GtkWidget *accept_button;
  GtkStack *stack;
  GtkWidget *wait_page;
  GtkLabel *wait_label;
  GtkWidget *progress;
  AdwStatusPage *error_page;
  GtkWidget *list_page;
  GtkLabel *summary_label;
  GtkLabel *warnings_label;
  AdwComboRow *target_row;
  GtkWidget *list;

  GnomonStore *store;
  GCancellable *cancellable;
  char *url;                /* NULL: it is a file */
  GBytes *text;             /* what was read */
  char *name;               /* of a new calendar */
  char *color;              /* the same; NULL: any */
  GnomonOperation *operation;
  guint pulse_id;
};

enum
{
  SIGNAL_TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonImportDialog, gnomon_import_dialog, ADW_TYPE_WINDOW)

static gboolean
pulse_cb (gpointer user_data)
{
  GnomonImportDialog *self = user_data;

  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));

  return G_SOURCE_CONTINUE;
}

/* NULL: nothing is waited for any more. */
static void
wait_for (GnomonImportDialog *self,
          const char         *what)
{
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_widget_set_sensitive (self->accept_button, FALSE);
  if (what == NULL)
    return;

  gtk_label_set_label (self->wait_label, what);
  gtk_stack_set_visible_child (self->stack, self->wait_page);
  self->pulse_id = g_timeout_add (PULSE_MILLISECONDS, pulse_cb, self);
}

/* Takes over @reason. */
static void
fail (GnomonImportDialog *self,
      char               *reason)
{
  g_autofree char *words = reason;
  g_autofree char *markup = g_markup_escape_text (words, -1);

  wait_for (self, NULL);
  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->error_page));
}

/* The dialog was closed: nobody wants to know. */
static gboolean
is_closed (GnomonImportDialog *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
append_choice (GListStore *choices,
               gint64      id,
               const char *label,
               const char *color)
{
  g_autoptr (GnomonChoice) choice = gnomon_choice_new (id, "", label, color);

  g_list_store_append (choices, choice);
}

static void
fill_targets (GnomonImportDialog *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (self->store, NULL);
  /* Translators: %s is the name of a calendar that is made for the events of a file. */
  g_autofree char *new_label = g_strdup_printf (_("New calendar “%s”"), self->name);
  gint64 chosen = TARGET_NEW;

  if (self->url != NULL)
    {
      /* Translators: the choice to show a calendar from the web, and to keep it up to date. */
      append_choice (choices, TARGET_SUBSCRIPTION, _("Keep up to date (subscribe)"), NULL);
      chosen = TARGET_SUBSCRIPTION;
    }
  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);

      if (gnomon_calendar_is_read_only (calendar))
        continue;
      append_choice (choices, gnomon_calendar_get_id (calendar),
                     gnomon_calendar_get_name (calendar), gnomon_calendar_get_color (calendar));
      if (self->url == NULL && gnomon_calendar_is_default (calendar))
        chosen = gnomon_calendar_get_id (calendar);
    }
  append_choice (choices, TARGET_NEW, new_label, NULL);

  gnomon_choice_set_up_row (self->target_row, G_LIST_MODEL (choices));
  gnomon_choice_choose_id (self->target_row, chosen);
}

static void
fill_list (GnomonImportDialog *self,
           GPtrArray          *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *when = gnomon_when_format_event (self->store, event);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gnomon_event_get_title (event));
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  gtk_widget_set_visible (self->list, events->len > 0);
}

/* Answers change events that are here already. */
static gboolean
brings_anything (const GnomonSummary *summary)
{
  return summary->n_events > 0 || summary->n_replies > 0;
}

static char *
format_count (const GnomonSummary *summary)
{
  if (summary->n_events == 0)
    /* Translators: of guests, to an invitation, as a file can bring them. */
    return g_strdup_printf (ngettext ("%u answer of a guest", "%u answers of guests",
                                      summary->n_replies),
                            summary->n_replies);
  return g_strdup_printf (ngettext ("%u event", "%u events", summary->n_events),
                          summary->n_events);
}

static void
fill_labels (GnomonImportDialog  *self,
             const GnomonSummary *summary)
{
  g_autoptr (GString) warnings = g_string_new (NULL);
  g_autofree char *count = format_count (summary);
  g_autofree char *text = NULL;

  if (!brings_anything (summary))
    text = g_strdup (_("The file has no events"));
  else if (summary->n_events > summary->events->len)
    /* Translators: the first %s is like "1200 events", the second a name; the first are listed. */
    text = g_strdup_printf (_("%s in “%s”, the first of them below"), count, self->name);
  else
    /* Translators: the first %s is like "12 events", the second a name. */
    text = g_strdup_printf (_("%s in “%s”"), count, self->name);
  gtk_label_set_label (self->summary_label, text);

  for (guint i = 0; i < summary->warnings->len && i < MAX_WARNINGS; i++)
    {
      g_autofree char *words =
        gnomon_warning_words (g_ptr_array_index (summary->warnings, i), summary->events);

      g_string_append_printf (warnings, "%s%s", i > 0 ? "\n" : "", words);
    }
  gtk_label_set_label (self->warnings_label, warnings->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings_label), warnings->len > 0);
}

static void
summarized_cb (GObject      *store,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GnomonImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonSummary) summary =
    gnomon_store_summarize_finish (GNOMON_STORE (store), result, &error);

  if (is_closed (self))
    return;
  if (summary == NULL)
    {
      fail (self, gnomon_words_for_error (error));
      return;
    }

  if (summary->name != NULL)
    {
      g_free (self->name);
      self->name = g_strdup (summary->name);
    }
  self->color = g_strdup (summary->color);
  fill_labels (self, summary);
  fill_list (self, summary->events);
  fill_targets (self);
  wait_for (self, NULL);
  gtk_widget_set_sensitive (self->accept_button, brings_anything (summary) || self->url != NULL);
  gtk_stack_set_visible_child (self->stack, self->list_page);
  gtk_widget_grab_focus (self->accept_button);
}

static void
take_text (GnomonImportDialog *self,
           GBytes             *text)
{
  self->text = g_bytes_ref (text);
  gnomon_store_summarize_async (self->store, text, MAX_ROWS, self->cancellable, summarized_cb,
                                g_object_ref (self));
}

static void
file_read_cb (GObject      *file,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GnomonImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gnomon_file_read_finish (G_FILE (file), result, &error);

  if (is_closed (self))
    return;
  if (bytes == NULL)
    fail (self, gnomon_words_for_error (error));
  else
    take_text (self, bytes);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonImportDialog) self = user_data;
  g_autoptr (GnomonFeedAnswer) feed = gnomon_feed_fetch_finish (result, NULL);

  if (feed == NULL || is_closed (self))
    return;
  if (feed->result == GNOMON_FEED_FETCHED)
    take_text (self, feed->text);
  else
    fail (self, gnomon_words_for_feed (feed->reason));
}

static gint64
get_target (GnomonImportDialog *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (self->target_row);

  return choice != NULL ? gnomon_choice_get_id (choice) : 0;
}

static void
target_changed_cb (GnomonImportDialog *self)
{
  g_assert (GNOMON_IS_IMPORT_DIALOG (self));

  gtk_button_set_label (GTK_BUTTON (self->accept_button),
                        get_target (self) == TARGET_SUBSCRIPTION ? _("Subscribe") : _("Import"));
}

/* Says what was done, and goes. */
static void
finish (GnomonImportDialog *self,
        const char         *text)
{
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, text,
                 gnomon_operation_get_change (self->operation));
  gtk_window_close (GTK_WINDOW (self));
}

static void
imported_cb (GObject      *store,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GnomonImportDialog) self = user_data;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_events;

  if (!gnomon_store_apply_finish (GNOMON_STORE (store), result, &object, &error))
    {
      if (!is_closed (self))
        fail (self, gnomon_words_for_error (error));
      return;
    }

  n_events = gnomon_import_get_added (GNOMON_IMPORT (object))
             + gnomon_import_get_updated (GNOMON_IMPORT (object));
  text = n_events == 0 ? g_strdup (_("All events of the file are here already"))
                       : g_strdup_printf (ngettext ("%u event imported", "%u events imported",
                                                    n_events),
                                          n_events);
  finish (self, text);
}

static void
apply (GnomonImportDialog  *self,
       GnomonOperation     *operation,
       GAsyncReadyCallback  callback)
{
  g_clear_pointer (&self->operation, gnomon_operation_unref);
  self->operation = operation;
  gnomon_store_apply_async (self->store, operation, self->cancellable, callback,
                            g_object_ref (self));
}

static void
calendar_made_cb (GObject      *store,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GnomonImportDialog) self = user_data;
  g_autoptr (GObject) calendar = NULL;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (GNOMON_STORE (store), result, &calendar, &error))
    {
      if (!is_closed (self))
        fail (self, gnomon_words_for_error (error));
      return;
    }
  if (get_target (self) == TARGET_SUBSCRIPTION)
    finish (self, _("Subscribed to the calendar"));
  else if (!is_closed (self))
    apply (self, gnomon_operation_new_import (self->text,
                                              gnomon_calendar_get_id (GNOMON_CALENDAR (calendar))),
           imported_cb);
}

static void
accept_clicked_cb (GnomonImportDialog *self)
{
  gint64 target = get_target (self);
  g_autoptr (GnomonFields) fields = NULL;

  g_assert (GNOMON_IS_IMPORT_DIALOG (self));

  wait_for (self, _("The events are being imported…"));
  if (target > 0)
    {
      apply (self, gnomon_operation_new_import (self->text, target), imported_cb);
      return;
    }

  fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);
  gnomon_fields_set_string (fields, GNOMON_CALENDAR_NAME, self->name);
  if (self->color != NULL)
    gnomon_fields_set_string (fields, GNOMON_CALENDAR_COLOR, self->color);
  if (target == TARGET_SUBSCRIPTION)
    gnomon_fields_set_string (fields, GNOMON_CALENDAR_SOURCE_URL, self->url);
  apply (self, gnomon_operation_new_create_calendar (fields), calendar_made_cb);
}

static gboolean
gnomon_import_dialog_close_request (GtkWindow *window)
{
  GnomonImportDialog *self = GNOMON_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);

  return GTK_WINDOW_CLASS (gnomon_import_dialog_parent_class)->close_request (window);
}

static void
gnomon_import_dialog_dispose (GObject *object)
{
  GnomonImportDialog *self = GNOMON_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (gnomon_import_dialog_parent_class)->dispose (object);
}

static void
gnomon_import_dialog_finalize (GObject *object)
{
  GnomonImportDialog *self = GNOMON_IMPORT_DIALOG (object);

  g_clear_pointer (&self->operation, gnomon_operation_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->url);
  g_free (self->name);
  g_free (self->color);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gnomon_import_dialog_parent_class)->finalize (object);
}

static void
gnomon_import_dialog_class_init (GnomonImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_import_dialog_dispose;
  object_class->finalize = gnomon_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gnomon_import_dialog_close_request;

  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, wait_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, wait_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, list_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, warnings_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, target_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonImportDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, accept_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gnomon_import_dialog_init (GnomonImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_hide_pages (self->stack);
  gnomon_scrim_follow (GTK_WINDOW (self));
}

/* What it is called where it does not say: by its host, or the file without its ending. */
static char *
dup_first_name (GFile      *source,
                const char *url)
{
  g_autoptr (GUri) uri =
    url != NULL ? g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL) : NULL;
  g_autofree char *base = g_file_get_basename (source);
  g_autofree char *shown = g_filename_display_name (base != NULL ? base : "");

  if (uri != NULL)
    return g_strdup (g_uri_get_host (uri));
  if (g_str_has_suffix (shown, ".ics"))
    shown[strlen (shown) - 4] = '\0';

  return *shown != '\0' ? g_steal_pointer (&shown) : g_strdup (_("Calendar"));
}

/**
 * gnomon_import_dialog_new:
 * @parent: the window that asks
 * @store: where the events go
 * @source: a file, or an address on the web
 *
 * Begins to read at once.
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_import_dialog_new (GtkWindow   *parent,
                          GnomonStore *store,
                          GFile       *source)
{
  GnomonImportDialog *self;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_FILE (source), NULL);

  uri = g_file_get_uri (source);
  self = g_object_new (GNOMON_TYPE_IMPORT_DIALOG,
                       "transient-for", parent,
                       NULL);
  self->store = g_object_ref (store);
  self->url = gnomon_subscription_check_url (uri, "source_url", NULL);
  self->name = dup_first_name (source, self->url);

  wait_for (self, _("The calendar is being read…"));
  if (self->url != NULL)
    gnomon_feed_fetch_async (self->url, "", "", self->cancellable, fetched_cb,
                             g_object_ref (self));
  else
    gnomon_file_read_async (source, self->cancellable, file_read_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
