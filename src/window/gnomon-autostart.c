/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-autostart.h"

#include <glib/gi18n.h>

#include "gnomon-desktop.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define BACKGROUND_INTERFACE "org.freedesktop.portal.Background"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

/* A question on its way. */
typedef struct
{
  GSettings *settings;
  GnomonAutostartFunc func;
  GWeakRef owner;
  GDBusConnection *connection;
  char *token;
  guint response_id;
  gboolean is_pending;          /* the call has not been answered */
  gboolean has_response;
} Question;

static void
question_free (Question *question)
{
  if (question->response_id != 0)
    g_dbus_connection_signal_unsubscribe (question->connection, question->response_id);
  g_clear_object (&question->connection);
  g_object_unref (question->settings);
  g_weak_ref_clear (&question->owner);
  g_free (question->token);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
response_cb (GDBusConnection *connection,
             const char      *sender_name,
             const char      *object_path,
             const char      *interface_name,
             const char      *signal_name,
             GVariant        *parameters,
             gpointer         user_data)
{
  Question *question = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&question->owner);
  g_autoptr (GVariant) results = NULL;
  gboolean background = FALSE;
  gboolean autostart = FALSE;
  guint response = 2;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (results != NULL)
    {
      g_variant_lookup (results, "background", "b", &background);
      g_variant_lookup (results, "autostart", "b", &autostart);
    }

  /* 0: answered, 1: cancelled, 2: ended in another way, so that it can be asked again. */
  if (response < 2)
    {
      gboolean is_allowed = response == 0 && background && autostart;

      g_settings_set_string (question->settings, "background", is_allowed ? "allowed" : "refused");
      if (owner != NULL)
        question->func (is_allowed, owner);
    }

  /* The last of both to come frees it. */
  question->has_response = TRUE;
  if (!question->is_pending)
    question_free (question);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                              &error);

  question->is_pending = FALSE;
  if (reply != NULL)
    {
      /* The response takes it over. */
      if (!question->has_response)
        g_steal_pointer (&question);
      return;
    }

  /* Not every desktop has this portal; then nobody ends a service without a window either. */
  g_debug ("Cannot ask to run in the background: %s", error->message);
}

/* The path at which the portal will answer, as it is said to make it: of the name on the bus and
 * the token. Subscribed to before it is asked, so that no answer is missed. */
static char *
dup_request_path (Question *question)
{
  const char *name = g_dbus_connection_get_unique_name (question->connection);
  g_autofree char *sender = g_strdelimit (g_strdup (name + 1), ".", '_');

  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, question->token);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  const char *command[] = { GNOMON_LIBEXECDIR "/gnomon-service", NULL };
  g_autofree char *path = NULL;
  GVariantDict options;

  question->connection = g_bus_get_finish (result, &error);
  if (question->connection == NULL)
    {
      g_debug ("Cannot ask to run in the background: %s", error->message);
      return;
    }

  question->is_pending = TRUE;
  path = dup_request_path (question);
  question->response_id =
    g_dbus_connection_signal_subscribe (question->connection, PORTAL_NAME, REQUEST_INTERFACE,
                                        "Response", path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, response_cb, question,
                                        NULL);

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", question->token);
  /* Translators: why the calendar wants to run in the background, shown by the desktop */
  g_variant_dict_insert (&options, "reason", "s",
                         _("Reminders come also while no window is open."));
  g_variant_dict_insert (&options, "autostart", "b", TRUE);
  g_variant_dict_insert (&options, "commandline", "^as", command);
  g_variant_dict_insert (&options, "dbus-activatable", "b", FALSE);
  g_dbus_connection_call (question->connection, PORTAL_NAME, PORTAL_PATH, BACKGROUND_INTERFACE,
                          "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&options)),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb,
                          question);
  g_steal_pointer (&question);
}

/**
 * gnomon_autostart_can_ask:
 * @settings: (nullable): where the answer is kept
 *
 * Returns: whether the desktop has to be asked, and was not: inside of a sandbox
 */
gboolean
gnomon_autostart_can_ask (GSettings *settings)
{
  g_autofree char *answer = NULL;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), FALSE);

  if (settings == NULL || !gnomon_is_in_sandbox ())
    return FALSE;

  answer = g_settings_get_string (settings, "background");
  return *answer == '\0';
}

/**
 * gnomon_autostart_request:
 * @settings: (nullable): where the answer is kept
 * @func: what is called with the answer
 * @owner: for @func; where it has gone by then, nobody is told
 *
 * Asks the user, by way of the desktop, whether reminders may come without a window: inside of a
 * sandbox, and as long as that was not answered.
 */
void
gnomon_autostart_request (GSettings           *settings,
                          GnomonAutostartFunc  func,
                          GObject             *owner)
{
  Question *question;

  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));
  g_return_if_fail (G_IS_OBJECT (owner));

  if (!gnomon_autostart_can_ask (settings))
    return;

  question = g_new0 (Question, 1);
  question->settings = g_object_ref (settings);
  question->func = func;
  question->token = g_strdup_printf ("gnomon%u", g_random_int ());
  g_weak_ref_init (&question->owner, owner);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, question);
}
