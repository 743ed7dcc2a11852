/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mailer.h"

#include <glib/gi18n.h>

#include "../mail/gnomon-mail-request.h"
#include "gnomon-alarm-clock.h"
#include "gnomon-ical.h"
#include "gnomon-mail-runner.h"
#include "gnomon-mail.h"
#include "gnomon-reminder-text.h"

/* When the database could not be written: before it is tried again. */
#define RETRY_SECONDS 60

struct _GnomonMailer
{
  GObject parent_instance;

  GnomonStore *store;           /* NULL: stopped */
  GnomonClock *clock;
  GSettings *settings;          /* (nullable) */
  GnomonAlarmClock *alarm;
  GCancellable *cancellable;
  GNetworkMonitor *network;     /* (nullable): only while something waits */
  gboolean is_busy;             /* from the claim to the record */
  gboolean is_urgent;           /* the network is back: what waits for its next try, too */
  guint retry_id;
};

/* A message on its way. */
typedef struct
{
  GnomonMailer *mailer;
  gint64 id;
} Sending;

G_DEFINE_FINAL_TYPE (GnomonMailer, gnomon_mailer, G_TYPE_OBJECT)

static void mail_next (GnomonMailer *self);

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->mailer);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
network_changed_cb (GNetworkMonitor *network,
                    gboolean         is_available,
                    GnomonMailer    *self)
{
  if (!is_available)
    return;

  self->is_urgent = TRUE;
  mail_next (self);
}

/* Looking at the network wakes up with each change of it: only for as long as that matters. */
static void
watch_network (GnomonMailer *self,
               gboolean      watches)
{
  if (watches && self->network == NULL)
    {
      self->network = g_object_ref (g_network_monitor_get_default ());
      g_signal_connect (self->network, "network-changed", G_CALLBACK (network_changed_cb), self);
    }
  else if (!watches && self->network != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->network, self);
      g_clear_object (&self->network);
    }
}

static void
await_next (GnomonMailer *self)
{
  gint64 next = gnomon_store_get_next_mail_time (self->store);

  watch_network (self, next != 0);
  if (!self->is_busy)
    gnomon_alarm_clock_set (self->alarm, next);
}

static gboolean
retry_cb (gpointer user_data)
{
  GnomonMailer *self = user_data;

  self->retry_id = 0;
  self->is_busy = FALSE;
  await_next (self);

  return G_SOURCE_REMOVE;
}

static void
retry_later (GnomonMailer *self)
{
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonMailer) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_settled = gnomon_store_settle_mail_finish (GNOMON_STORE (source), result, &error);

  if (!is_settled)
    g_warning ("Could not record that a reminder was mailed: %s", error->message);
  if (self->store == NULL)
    return;

  /* The claim stands, and ends with this process: it does not come again by itself. */
  self->is_busy = FALSE;
  if (self->is_urgent)
    mail_next (self);
  else
    await_next (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  GnomonMailer *self = sending->mailer;
  g_autofree char *reason = NULL;
  GnomonMailResult how = gnomon_mail_runner_run_finish (result, &reason);

  if (self->store == NULL)
    return;

  if (how != GNOMON_MAIL_SENT)
    g_message ("Reminder %" G_GINT64_FORMAT " was not mailed: %s", sending->id, reason);
  gnomon_store_settle_mail_async (self->store, sending->id, how, reason, settled_cb,
                                  g_object_ref (self));
}

static void
add_account (GVariantDict            *request,
             const GnomonMailAccount *account)
{
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_SERVER, "s", account->server);
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_PORT, "i", account->port);
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_SECURITY, "s", account->security);
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_USER, "s", account->user);
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_FROM, "s", account->from);
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_TO, "s", account->to);
  g_variant_dict_insert (request, GNOMON_MAIL_REQUEST_CA_FILE, "s", account->ca_file);
}

/* The body: what a notification says, and the description, which has room here. */
static char *
dup_text (GnomonMailer *self,
          GnomonEvent  *event)
{
  g_autoptr (GnomonCalendar) calendar =
    gnomon_store_get_calendar (self->store, gnomon_event_get_calendar_id (event), NULL);
  g_autofree char *body =
    gnomon_reminder_text_dup_body (event,
                                   calendar != NULL ? gnomon_calendar_get_name (calendar) : NULL,
                                   gnomon_store_get_own_addresses (self->store),
                                   gnomon_clock_get_now (self->clock),
                                   gnomon_store_get_viewer_zone (self->store));
  const char *description = gnomon_event_get_description (event);

  return g_strconcat (gnomon_event_get_title (event), "\n", body, "\n",
                      *description != '\0' ? "\n" : "", description,
                      *description != '\0' ? "\n" : "", NULL);
}

static GVariant *
make_request (GnomonMailer            *self,
              const GnomonMailAccount *account,
              const GnomonDueMail     *mail)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autofree char *calendar = NULL;
  g_autofree char *text = dup_text (self, mail->event);
  g_autofree char *subject = NULL;
  g_autofree char *id = NULL;
  GVariantDict request;

  /* The same each time that this reminder is sent, so that one that comes twice is known again. */
  id = g_strdup_printf ("gnomon-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%u", mail->id, mail->due,
                        g_str_hash (gnomon_event_get_uid (mail->event)));
  /* Translators: the subject of a mail; %s is the title of an event */
  subject = g_strdup_printf (_("Reminder: %s"), gnomon_event_get_title (mail->event));
  g_ptr_array_add (events, mail->event);
  calendar = gnomon_ical_write (events);

  g_variant_dict_init (&request, NULL);
  add_account (&request, account);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_ID, "s", id);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_DATE, "x",
                         gnomon_clock_get_now (self->clock));
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_SUBJECT, "s", subject);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_TEXT, "s", text);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_CALENDAR, "s", calendar);

  return g_variant_dict_end (&request);
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonMailer) self = user_data;
  g_autoptr (GnomonMailAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDueMail) mail =
    gnomon_store_claim_mail_finish (GNOMON_STORE (source), result, &error);
  Sending *sending;

  if (self->store == NULL)
    return;

  if (error != NULL)
    {
      g_warning ("Could not claim a message: %s", error->message);
      retry_later (self);
      return;
    }
  if (mail == NULL)
    {
      self->is_busy = FALSE;
      self->is_urgent = FALSE;
      await_next (self);
      return;
    }

  account = gnomon_mail_account_load (self->settings);
  if (account == NULL)
    {
      gnomon_store_settle_mail_async (self->store, mail->id, GNOMON_MAIL_FAILED,
                                      "there is no mail account any more", settled_cb,
                                      g_object_ref (self));
      return;
    }

  sending = g_new0 (Sending, 1);
  sending->mailer = g_object_ref (self);
  sending->id = mail->id;
  gnomon_mail_runner_run_async ("send", make_request (self, account, mail), self->cancellable,
                                sent_cb, sending);
}

static void
mail_next (GnomonMailer *self)
{
  if (self->is_busy || gnomon_store_is_read_only (self->store))
    return;

  self->is_busy = TRUE;
  gnomon_store_claim_mail_async (self->store,
                                 self->is_urgent ? G_MAXINT64 : gnomon_clock_get_now (self->clock),
                                 claimed_cb, g_object_ref (self));
}

static void
due_cb (GnomonAlarmClock *alarm,
        GnomonMailer     *self)
{
  mail_next (self);
}

static void
jumped_cb (GnomonAlarmClock *alarm,
           GnomonMailer     *self)
{
  await_next (self);
}

static void
store_changed_cb (GnomonStore       *store,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags,
                  GnomonMailer      *self)
{
  if ((flags & GNOMON_CHANGE_REMINDERS) != 0)
    await_next (self);
}

static void
gnomon_mailer_dispose (GObject *object)
{
  gnomon_mailer_stop (GNOMON_MAILER (object));

  G_OBJECT_CLASS (gnomon_mailer_parent_class)->dispose (object);
}

static void
gnomon_mailer_finalize (GObject *object)
{
  GnomonMailer *self = GNOMON_MAILER (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gnomon_mailer_parent_class)->finalize (object);
}

static void
gnomon_mailer_class_init (GnomonMailerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_mailer_dispose;
  object_class->finalize = gnomon_mailer_finalize;
}

static void
gnomon_mailer_init (GnomonMailer *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gnomon_mailer_new:
 * @store: where the mail waits
 * @settings: (nullable): where the account is
 *
 * Begins at once: what was handed over before is tried again.
 *
 * Returns: (transfer full): a mailer
 */
GnomonMailer *
gnomon_mailer_new (GnomonStore *store,
                   GSettings   *settings)
{
  GnomonMailer *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_MAILER, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (gnomon_store_get_clock (store));
  g_set_object (&self->settings, settings);
  self->alarm = gnomon_alarm_clock_new (self->clock);
  g_signal_connect (self->alarm, "due", G_CALLBACK (due_cb), self);
  g_signal_connect (self->alarm, "jumped", G_CALLBACK (jumped_cb), self);
  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  await_next (self);

  return self;
}

/**
 * gnomon_mailer_stop:
 * @self: a mailer
 *
 * Ends it. What is being sent stays claimed, and the next service takes it back. To be done before
 * the store is closed; may be called twice.
 */
void
gnomon_mailer_stop (GnomonMailer *self)
{
  g_return_if_fail (GNOMON_IS_MAILER (self));

  if (self->store == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->alarm, self);
  watch_network (self, FALSE);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->alarm);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
}

/**
 * gnomon_mailer_make_test:
 * @account: an account
 * @now: the time now, in Unix seconds
 *
 * Returns: (transfer floating): a request for gnomon_mail_runner_run_async() that sends a message
 *   by which the user sees that the account works
 */
GVariant *
gnomon_mailer_make_test (const GnomonMailAccount *account,
                         gint64                   now)
{
  g_autofree char *id = g_uuid_string_random ();
  GVariantDict request;

  g_variant_dict_init (&request, NULL);
  add_account (&request, account);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_ID, "s", id);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_DATE, "x", now);
  /* Translators: the subject of the mail that tries whether reminders can be mailed */
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_SUBJECT, "s",
                         _("Test of reminders by mail"));
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_TEXT, "s",
                         _("Gnomon can mail you reminders: this message was sent as they will "
                           "be.\n"));

  return g_variant_dict_end (&request);
}
