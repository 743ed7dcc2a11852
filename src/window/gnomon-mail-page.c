/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-mail-account.h"
#include "gnomon-mail-client.h"
#include "gnomon-mail.h"
#include "gnomon-text-row.h"

struct _GnomonMailPage
{
  AdwPreferencesPage parent_instance;

  GtkWidget *server_row;
  GtkWidget *port_row;
  GtkWidget *port;
  GtkWidget *security_row;
  GtkWidget *user_row;
  GtkWidget *password_row;
  GtkWidget *from_row;
  GtkWidget *to_row;
  GtkWidget *result_row;
  GtkWidget *spinner;
  GtkWidget *test_button;
  GtkWidget *save_button;
  GtkWidget *remove_group;

  GnomonStore *store;
  GSettings *settings;
  GCancellable *cancellable;    /* goes with the page: what is under way is not waited for */
  gboolean tests;               /* once what is being saved is saved */
};

G_DEFINE_FINAL_TYPE (GnomonMailPage, gnomon_mail_page, ADW_TYPE_PREFERENCES_PAGE)

/* What the service says of the fields, in the words of people. */
static const struct
{
  const char *message;
  const char *words;
} known[] = {
  { "server: is required", N_("It needs a server") },
  { "server: must be the name of a machine", N_("This is not the name of a server") },
  { "user: must be empty without security",
    N_("Without encryption the password could be read: leave this empty") },
  { "user: must be a name", N_("This is not a user name") },
  { "from: Email is required", N_("It needs an email address") },
  { "from: Invalid email format", N_("This is not an email address") },
  { "to: Email is required", N_("It needs an email address") },
  { "to: Invalid email format", N_("This is not an email address") },
  { "password: must be", N_("This is too long for a password") },
  { "fd: must hold a password", N_("This is too long for a password") },
};

static const struct
{
  const char *field;
  gsize row;
} fields[] = {
  { "server", G_STRUCT_OFFSET (GnomonMailPage, server_row) },
  { "port", G_STRUCT_OFFSET (GnomonMailPage, port_row) },
  { "security", G_STRUCT_OFFSET (GnomonMailPage, security_row) },
  { "user", G_STRUCT_OFFSET (GnomonMailPage, user_row) },
  { "password", G_STRUCT_OFFSET (GnomonMailPage, password_row) },
  { "fd", G_STRUCT_OFFSET (GnomonMailPage, password_row) },
  { "from", G_STRUCT_OFFSET (GnomonMailPage, from_row) },
  { "to", G_STRUCT_OFFSET (GnomonMailPage, to_row) },
};

static GtkWidget *
get_row (GnomonMailPage *self,
         gsize           i)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, fields[i].row);
}

static void
set_result (GnomonMailPage *self,
            const char     *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->result_row), text);
}

static void
set_busy (GnomonMailPage *self,
          gboolean        busy)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_sensitive (self->test_button, !busy);
  gtk_widget_set_sensitive (self->save_button, !busy);
}

static void
clear_errors (GnomonMailPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gnomon_row_set_error (ADW_ACTION_ROW (get_row (self, i)), get_row (self, i), NULL);
  set_result (self, "");
}

static const char *
find_words (const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (message, known[i].message))
      return _(known[i].words);

  return message;
}

/* At its field; what is of none, below. */
static void
show_error (GnomonMailPage *self,
            const char     *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *start = g_strconcat (fields[i].field, ": ", NULL);

      if (!g_str_has_prefix (message, start))
        continue;

      gnomon_row_set_error (ADW_ACTION_ROW (get_row (self, i)), get_row (self, i),
                            find_words (message));
      gtk_widget_grab_focus (get_row (self, i));
      return;
    }

  set_result (self, message);
}

static void
update_remove (GnomonMailPage *self)
{
  gtk_widget_set_visible (self->remove_group, gnomon_mail_account_is_set (self->settings));
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GnomonMailPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = gnomon_mail_client_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (done)
    {
      set_result (self, _("The mail server took the message"));
    }
  else
    {
      /* Translators: %s says why, in the words of the mail server. */
      g_autofree char *text = g_strdup_printf (_("It could not be emailed: %s"), error->message);

      set_result (self, text);
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GnomonMailPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = gnomon_mail_client_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (done && self->tests)
    {
      set_result (self, _("Sending…"));
      gnomon_mail_client_test_async (self->cancellable, tested_cb, g_object_ref (self));
      return;
    }

  set_busy (self, FALSE);
  if (done)
    set_result (self, _("Saved"));
  else
    show_error (self, error->message);
}

static const char *
get_text (GtkWidget *row)
{
  return gnomon_text_row_get_text (GNOMON_TEXT_ROW (row));
}

static void
save (GnomonMailPage *self,
      gboolean        tests)
{
  GnomonChoice *security = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->security_row));
  const char *password = get_text (self->password_row);
  GVariantDict account;

  clear_errors (self);
  /* To the service an empty server is none at all. */
  if (*get_text (self->server_row) == '\0')
    {
      show_error (self, "server: is required");
      return;
    }

  g_variant_dict_init (&account, NULL);
  g_variant_dict_insert (&account, "server", "s", get_text (self->server_row));
  g_variant_dict_insert (&account, "port", "x",
                         (gint64) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->port)));
  g_variant_dict_insert (&account, "security", "s", gnomon_choice_get_value (security));
  g_variant_dict_insert (&account, "user", "s", get_text (self->user_row));
  g_variant_dict_insert (&account, "from", "s", get_text (self->from_row));
  g_variant_dict_insert (&account, "to", "s", get_text (self->to_row));

  self->tests = tests;
  set_busy (self, TRUE);
  gnomon_mail_client_save_async (g_variant_dict_end (&account), *password != '\0' ? password : NULL,
                                 self->cancellable, saved_cb, g_object_ref (self));
}

static void
save_clicked_cb (GnomonMailPage *self)
{
  save (self, FALSE);
}

static void
test_clicked_cb (GnomonMailPage *self)
{
  save (self, TRUE);
}

static void
load (GnomonMailPage *self)
{
  g_autoptr (GnomonMailAccount) account = gnomon_mail_account_load (self->settings);
  const char *security = account != NULL ? account->security : GNOMON_MAIL_SECURITY_TLS;

  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->server_row),
                            account != NULL ? account->server : "");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->port), account != NULL ? account->port : 0);
  gnomon_choice_choose (ADW_COMBO_ROW (self->security_row), security);
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->user_row),
                            account != NULL ? account->user : "");
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->password_row), "");
  /* Translators: stands for a password, which is not shown. */
  g_object_set (self->password_row,
                "placeholder-text",
                account != NULL && *account->user != '\0' ? _("Unchanged") : "",
                NULL);
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->from_row),
                            account != NULL ? account->from : "");
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->to_row), account != NULL ? account->to : "");
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonMailPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = gnomon_mail_client_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (!done)
    {
      set_result (self, error->message);
      return;
    }

  gtk_widget_grab_focus (self->server_row);
  load (self);
  set_result (self, _("Reminders that ask for email are shown instead"));
}

static void
remove_clicked_cb (GnomonMailPage *self)
{
  clear_errors (self);
  set_busy (self, TRUE);
  gnomon_mail_client_save_async (g_variant_new_parsed ("{'server': <''>}"), NULL,
                                 self->cancellable, removed_cb, g_object_ref (self));
}

/* The usual port is none that anybody has to know. */
static gboolean
port_output_cb (GtkSpinButton *button)
{
  if (gtk_spin_button_get_value_as_int (button) != 0)
    return FALSE;

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), _("Usual")))
    /* Translators: the port of a server, where it is the usual one. */
    gtk_editable_set_text (GTK_EDITABLE (button), _("Usual"));
  return TRUE;
}

static int
port_input_cb (GtkSpinButton *button,
               double        *value)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), _("Usual")))
    return FALSE;

  *value = 0;
  return TRUE;
}

static void
add_security (GnomonMailPage *self)
{
  const struct
  {
    const char *value;
    const char *label;
  } kinds[] = {
    { GNOMON_MAIL_SECURITY_TLS, _("TLS") },
    { GNOMON_MAIL_SECURITY_STARTTLS, _("STARTTLS") },
    { GNOMON_MAIL_SECURITY_NONE, _("None, in clear") },
  };
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GnomonChoice) choice = gnomon_choice_new (0, kinds[i].value, kinds[i].label, NULL);

      g_list_store_append (choices, choice);
    }
  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->security_row), G_LIST_MODEL (choices));
}

static void
gnomon_mail_page_dispose (GObject *object)
{
  GnomonMailPage *self = GNOMON_MAIL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_MAIL_PAGE);

  G_OBJECT_CLASS (gnomon_mail_page_parent_class)->dispose (object);
}

static void
gnomon_mail_page_finalize (GObject *object)
{
  g_object_unref (GNOMON_MAIL_PAGE (object)->cancellable);

  G_OBJECT_CLASS (gnomon_mail_page_parent_class)->finalize (object);
}

static void
gnomon_mail_page_class_init (GnomonMailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_mail_page_dispose;
  object_class->finalize = gnomon_mail_page_finalize;

  g_type_ensure (GNOMON_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-mail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, port_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, port);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, security_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, result_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, test_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonMailPage, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_input_cb);
}

static void
gnomon_mail_page_init (GnomonMailPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_security (self);
}

/**
 * gnomon_mail_page_set_up:
 * @self: a page
 * @store: of whose reminders it tells why they could not be mailed
 * @settings: where the account stands
 *
 * Shows the account.
 */
void
gnomon_mail_page_set_up (GnomonMailPage *self,
                         GnomonStore    *store,
                         GSettings      *settings)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (GNOMON_IS_MAIL_PAGE (self));
  g_return_if_fail (GNOMON_IS_STORE (store));

  g_set_object (&self->store, store);
  g_set_object (&self->settings, settings);
  load (self);

  reason = gnomon_store_dup_mail_error (store);
  if (*reason != '\0')
    {
      /* Translators: %s says why, in the words of the mail server. */
      g_autofree char *text =
        g_strdup_printf (_("The last reminder could not be emailed: %s"), reason);

      set_result (self, text);
    }
  g_signal_connect_object (settings, "changed::mail-server", G_CALLBACK (update_remove), self,
                           G_CONNECT_SWAPPED);
  update_remove (self);
}
