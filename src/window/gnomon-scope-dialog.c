/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-scope-dialog.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-repeat-words.h"
#include "gnomon-scrim.h"
#include "gnomon-when.h"
#include "gnomon-zone.h"

typedef struct
{
  GtkCheckButton *choices[GNOMON_SCOPE_ALL + 1];
  char *touched[GNOMON_SCOPE_ALL + 1];   /* what each choice is about, in words */
  GtkLabel *touched_label;
  GnomonScopeFunc callback;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  for (int scope = GNOMON_SCOPE_THIS; scope <= GNOMON_SCOPE_ALL; scope++)
    g_free (question->touched[scope]);
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Question *question = user_data;

  if (!g_str_equal (response, "do"))
    return;

  for (int scope = GNOMON_SCOPE_THIS; scope <= GNOMON_SCOPE_ALL; scope++)
    if (gtk_check_button_get_active (question->choices[scope]))
      question->callback ((GnomonScope) scope, question->user_data);
}

/* How the series repeats, and who else has it. */
static char *
format_body (GnomonEvent *series,
             GnomonScope  least)
{
  guint n_guests = gnomon_event_get_attendees (series)->len;
  g_autofree char *rule = gnomon_repeat_words_for_event (series);
  g_autoptr (GString) body = g_string_new (NULL);

  /* Translators: the title of an event, and its rule: "“Choir” repeats every week on Tuesday." */
  g_string_append_printf (body, _("“%s” repeats %s."), gnomon_event_get_title (series), rule);
  if (n_guests > 0)
    {
      g_string_append_c (body, ' ');
      g_string_append_printf (body,
                              ngettext ("It has %u guest.", "It has %u guests.", n_guests),
                              n_guests);
    }

  if (least == GNOMON_SCOPE_FUTURE)
    g_string_append_printf (body, "\n%s",
                            _("How it repeats and its calendar cannot differ for one day."));
  else if (least == GNOMON_SCOPE_ALL)
    g_string_append_printf (body, "\n%s",
                            _("Answers, reminders and exceptions are those of the series."));

  return g_string_free (g_steal_pointer (&body), FALSE);
}

/* How many events a choice is about; empty where that cannot be counted. */
static char *
format_touched (GnomonStore *store,
                GnomonEvent *occurrence,
                GnomonScope  scope)
{
  GnomonScopePreview preview;
  g_autofree char *text = NULL;
  g_autofree char *past = NULL;
  guint n_events;

  if (!gnomon_store_preview_scope (store, gnomon_event_get_id (occurrence),
                                   gnomon_event_get_recurrence_id (occurrence), scope, &preview,
                                   NULL))
    return g_strdup ("");

  n_events = preview.past + preview.ahead;
  if (preview.more)
    /* Translators: of a series that has no end. */
    text = g_strdup (_("Events without end"));
  else
    text = g_strdup_printf (ngettext ("%u event", "%u events", n_events), n_events);

  if (preview.past == 0 || scope == GNOMON_SCOPE_THIS)
    return g_steal_pointer (&text);

  past = g_strdup_printf (ngettext ("%u has begun", "%u have begun", preview.past), preview.past);
  /* Translators: how many events, and how many of them are past: "12 events, 3 have begun". */
  return g_strdup_printf (_("%s, %s"), text, past);
}

static void
choice_toggled_cb (GtkCheckButton *choice,
                   gpointer        user_data)
{
  Question *question = user_data;

  for (int scope = GNOMON_SCOPE_THIS; scope <= GNOMON_SCOPE_ALL; scope++)
    if (gtk_check_button_get_active (question->choices[scope]))
      gtk_label_set_label (question->touched_label, question->touched[scope]);
}

static gboolean
enter_pressed_cb (GtkWidget *choices,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  gtk_widget_activate_default (choices);
  return TRUE;
}

/* Enter answers the question, as it does anywhere else in the dialog: a choice would take it. */
static void
bind_enter (GtkWidget *choices)
{
  static const guint enter_keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enter_keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (enter_keys[i], 0),
                        gtk_callback_action_new (enter_pressed_cb, NULL, NULL)));
  gtk_widget_add_controller (choices, controller);
}

static GtkWidget *
make_choices (Question    *question,
              GnomonStore *store,
              GnomonEvent *occurrence,
              GnomonScope  least)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  gint64 wall = gnomon_zone_to_wall (viewer, gnomon_event_get_starts_at (occurrence, viewer));
  g_autofree char *date =
    gnomon_format_date_plain (gnomon_civil_day_of_wall (wall), gnomon_when_get_today (store));
  /* Translators: of the events of a series; %s is a day, as in "Only 18 November". */
  g_autofree char *only = g_strdup_printf (_("Only %s"), date);
  /* Translators: of the events of a series; %s is a day, as in "18 November and later". */
  g_autofree char *later = g_strdup_printf (_("%s and later"), date);
  const char *labels[] = {
    [GNOMON_SCOPE_THIS] = only,
    [GNOMON_SCOPE_FUTURE] = later,
    [GNOMON_SCOPE_ALL] = _("All events, also past ones"),
  };

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  bind_enter (box);
  for (int scope = GNOMON_SCOPE_THIS; scope <= GNOMON_SCOPE_ALL; scope++)
    {
      GtkWidget *choice = gtk_check_button_new_with_label (labels[scope]);

      gtk_widget_set_sensitive (choice, scope >= (int) least);
      question->choices[scope] = GTK_CHECK_BUTTON (choice);
      question->touched[scope] = format_touched (store, occurrence, (GnomonScope) scope);
      gtk_accessible_update_property (GTK_ACCESSIBLE (choice),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      question->touched[scope], -1);
      gtk_check_button_set_group (question->choices[scope],
                                  scope > 0 ? question->choices[0] : NULL);
      gtk_box_append (GTK_BOX (box), choice);
    }
  gtk_check_button_set_active (question->choices[least], TRUE);

  question->touched_label = GTK_LABEL (gtk_label_new (question->touched[least]));
  gtk_label_set_xalign (question->touched_label, 0);
  gtk_label_set_wrap (question->touched_label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (question->touched_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (question->touched_label), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->touched_label));
  for (int scope = GNOMON_SCOPE_THIS; scope <= GNOMON_SCOPE_ALL; scope++)
    g_signal_connect (question->choices[scope], "toggled", G_CALLBACK (choice_toggled_cb),
                      question);

  return box;
}

/**
 * gnomon_scope_dialog_ask:
 * @parent: the window to lie on
 * @store: the store that it is of
 * @occurrence: what the edit begins with: one occurrence, as gnomon_store_get_occurrence() has it
 * @least: what it can be about at least; what is less cannot be chosen
 * @deletes: whether it is deleted, else changed
 * @callback: called with what the user chose
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data, whatever the user chose
 *
 * Asks for the scope of an edit.
 */
void
gnomon_scope_dialog_ask (GtkWindow       *parent,
                         GnomonStore     *store,
                         GnomonEvent     *occurrence,
                         GnomonScope      least,
                         gboolean         deletes,
                         GnomonScopeFunc  callback,
                         gpointer         user_data,
                         GDestroyNotify   destroy)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GnomonEvent) series =
    gnomon_store_get_event (store, gnomon_event_get_id (occurrence), NULL);
  g_autofree char *body = format_body (series != NULL ? series : occurrence, least);
  AdwMessageDialog *dialog;

  question->callback = callback;
  question->user_data = user_data;
  question->destroy = destroy;

  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (parent,
                            deletes ? _("Delete repeating event?") : _("Change repeating event?"),
                            body));
  adw_message_dialog_set_extra_child (dialog, make_choices (question, store, occurrence, least));
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("Cancel"),
                                    "do", deletes ? _("Delete") : _("Change"),
                                    NULL);
  if (deletes)
    adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gnomon_scrim_follow (GTK_WINDOW (dialog));

  gtk_window_present (GTK_WINDOW (dialog));
}
