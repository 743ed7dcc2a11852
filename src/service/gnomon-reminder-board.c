/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-board-private.h"

#include "gnomon-reminder-text.h"

/* So many are recorded in one transaction, so that no other writer waits for long. */
#define SETTLE_AT_A_TIME 200

#define DEFAULT_SNOOZE_MINUTES 5

/* A notification on its way from the claim to the record. */
typedef struct
{
  GnomonReminderBoard *board;
  gint64 key;                   /* 0: it only goes back to the ledger */
  GArray *instances;            /* GnomonInstance */
  guint n_settled;
  guint n_asked;                /* up to where it is being settled */
  GnomonShowResult result;
} Showing;

enum
{
  FIRED,
  SETTLED,
  AVAILABLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonReminderBoard, gnomon_reminder_board, G_TYPE_OBJECT)

static void settle_some (Showing *showing);
static void show_next (GnomonReminderBoard *self);

static void
card_free (gpointer data)
{
  GnomonReminderCard *card = data;

  g_array_unref (card->ids);
  g_free (card->meeting_url);
  g_free (card);
}

static void
showing_free (Showing *showing)
{
  g_object_unref (showing->board);
  g_array_unref (showing->instances);
  g_free (showing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Showing, showing_free)

/* Nobody shows the rest either: it goes back to the ledger, without waiting for the same answer. */
static void
give_back_waiting (GnomonReminderBoard *self)
{
  GnomonReminderGroup *group;

  while ((group = g_queue_pop_head (&self->waiting)) != NULL)
    {
      Showing *showing = g_new0 (Showing, 1);

      showing->board = g_object_ref (self);
      showing->instances = g_array_ref (group->instances);
      showing->result = GNOMON_SHOW_REFUSED;
      settle_some (showing);
      gnomon_reminder_group_free (group);
    }
}

static void
tell_settled (Showing *showing)
{
  GnomonReminderBoard *self = showing->board;
  GnomonReminderCard *card = g_hash_table_lookup (self->cards, &showing->key);

  /* It was given back without having been shown. */
  if (showing->key == 0)
    return;

  if (card != NULL)
    card->is_settled = TRUE;
  self->is_showing = FALSE;
  if (showing->result == GNOMON_SHOW_TAKEN)
    show_next (self);
  else
    give_back_waiting (self);
  if (self->looks_later)
    gnomon_reminder_board_withdraw (self);
  g_signal_emit (self, signals[SETTLED], 0, showing->result);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Showing) showing = user_data;
  GnomonReminderBoard *self = showing->board;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_settle_reminders_finish (GNOMON_STORE (source), result, &error))
    g_warning ("Could not record that reminders were shown: %s", error->message);

  for (; showing->n_settled < showing->n_asked; showing->n_settled++)
    {
      const GnomonInstance *instance = &g_array_index (showing->instances, GnomonInstance,
                                                       showing->n_settled);

      if (self->store != NULL && showing->result != GNOMON_SHOW_REFUSED)
        g_signal_emit (self, signals[FIRED], 0, instance->id, instance->event_id);
    }

  if (self->store == NULL)
    return;

  if (showing->n_settled < showing->instances->len)
    settle_some (g_steal_pointer (&showing));
  else
    tell_settled (showing);
}

/* Takes over @showing. */
static void
settle_some (Showing *showing)
{
  GnomonReminderBoard *self = showing->board;
  g_autoptr (GArray) ids = NULL;

  showing->n_asked = MIN (showing->n_settled + SETTLE_AT_A_TIME, showing->instances->len);
  ids = gnomon_instances_list_ids (showing->instances, showing->n_settled, showing->n_asked);
  gnomon_store_settle_reminders_async (self->store, ids, showing->instances->len, showing->result,
                                       gnomon_clock_get_now (self->clock), settled_cb, showing);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Showing) showing = user_data;
  GnomonReminderBoard *self = showing->board;

  showing->result = gnomon_notifier_show_finish (GNOMON_NOTIFIER (source), result);
  if (self->store == NULL)
    return;

  if (showing->result != GNOMON_SHOW_TAKEN)
    g_hash_table_remove (self->cards, &showing->key);
  settle_some (g_steal_pointer (&showing));
}

/* Whether, and until when, an event is snoozed: what the button says and does. */
static void
choose_snooze (GnomonReminderBoard *self,
               GnomonEvent         *event,
               GnomonReminderCard  *card)
{
  g_autofree char *when = NULL;
  gint64 start = gnomon_event_get_starts_at (event, gnomon_store_get_viewer_zone (self->store));

  card->snooze_minutes = DEFAULT_SNOOZE_MINUTES;
  if (self->settings == NULL)
    return;

  card->snooze_minutes = g_settings_get_int (self->settings, "snooze-minutes");
  when = g_settings_get_string (self->settings, "snooze-until");
  if (g_str_equal (when, "tomorrow-morning"))
    card->snooze_when = GNOMON_SNOOZE_TOMORROW_MORNING;
  /* What has started, or is about to, is snoozed for some minutes. */
  else if (g_str_equal (when, "start") && start > gnomon_clock_get_now (self->clock) + 60)
    card->snooze_when = GNOMON_SNOOZE_UNTIL_START;
}

static void
fill_single (GnomonReminderBoard *self,
             GnomonEvent         *event,
             GnomonReminderCard  *card,
             GnomonNotice        *notice)
{
  g_autoptr (GnomonCalendar) calendar =
    gnomon_store_get_calendar (self->store, gnomon_event_get_calendar_id (event), NULL);

  choose_snooze (self, event, card);
  card->event_id = gnomon_event_get_id (event);
  card->meeting_url = gnomon_event_dup_meeting_url (event);

  notice->title = g_strdup (gnomon_event_get_title (event));
  notice->body =
    gnomon_reminder_text_dup_body (event,
                                   calendar != NULL ? gnomon_calendar_get_name (calendar) : NULL,
                                   gnomon_store_get_own_addresses (self->store),
                                   gnomon_clock_get_now (self->clock),
                                   gnomon_store_get_viewer_zone (self->store));
  notice->snooze_label = gnomon_reminder_text_dup_snooze_label (card->snooze_when,
                                                                card->snooze_minutes);
  notice->can_join = card->meeting_url != NULL && *card->meeting_url != '\0';
}

static void
fill_gathered (GnomonReminderBoard *self,
               GnomonReminderGroup *group,
               GnomonNotice        *notice)
{
  guint n_reminders = group->instances->len;

  notice->is_gathered = TRUE;
  notice->title = gnomon_reminder_text_dup_gathered_title (n_reminders, group->is_over);
  notice->body = gnomon_reminder_text_dup_list (group->events, n_reminders,
                                                gnomon_clock_get_now (self->clock),
                                                gnomon_store_get_viewer_zone (self->store));
}

static void
show (GnomonReminderBoard *self,
      GnomonReminderGroup *group)
{
  GnomonReminderCard *card = g_new0 (GnomonReminderCard, 1);
  Showing *showing = g_new0 (Showing, 1);
  GnomonNotice *notice = g_new0 (GnomonNotice, 1);

  card->ids = gnomon_instances_list_ids (group->instances, 0, group->instances->len);
  notice->has_sound = !self->has_sounded
                      && (self->settings == NULL
                          || g_settings_get_boolean (self->settings, "reminder-sound"));
  self->has_sounded = TRUE;
  if (group->instances->len == 1)
    {
      card->key = g_array_index (card->ids, gint64, 0);
      fill_single (self, group->events->pdata[0], card, notice);
    }
  else
    {
      card->key = --self->last_gathered;
      fill_gathered (self, group, notice);
    }
  notice->key = card->key;

  showing->board = g_object_ref (self);
  showing->key = card->key;
  showing->instances = g_array_ref (group->instances);

  /* Before it is shown: an answer can come before the news that it was. */
  g_hash_table_replace (self->cards, &card->key, card);
  gnomon_notifier_show_async (self->notifier, notice, shown_cb, showing);
}

/* One after the other: of those that a kill finds on their way one at most was shown and is not on
 * record. */
static void
show_next (GnomonReminderBoard *self)
{
  g_autoptr (GnomonReminderGroup) group = NULL;

  if (self->is_showing)
    return;

  group = g_queue_pop_head (&self->waiting);
  self->is_showing = group != NULL;
  if (group != NULL)
    show (self, group);
  else
    self->has_sounded = FALSE;
}

/* Whether what it stands for has a reason to be on the screen. */
static gboolean
is_open (GnomonReminderBoard      *self,
         const GnomonReminderCard *card)
{
  if (card->ids->len == 1)
    return gnomon_store_is_reminder_open (self->store, card->key);

  return !card->is_settled || gnomon_store_is_any_reminder_open (self->store, card->ids);
}

static void
gone_cb (GnomonNotifier      *notifier,
         gint64               key,
         GnomonReminderBoard *self)
{
  g_hash_table_remove (self->cards, &key);
}

static void
available_cb (GnomonNotifier      *notifier,
              GnomonReminderBoard *self)
{
  g_signal_emit (self, signals[AVAILABLE], 0);
}

static void
gnomon_reminder_board_dispose (GObject *object)
{
  gnomon_reminder_board_stop (GNOMON_REMINDER_BOARD (object));

  G_OBJECT_CLASS (gnomon_reminder_board_parent_class)->dispose (object);
}

static void
gnomon_reminder_board_finalize (GObject *object)
{
  GnomonReminderBoard *self = GNOMON_REMINDER_BOARD (object);

  g_hash_table_unref (self->cards);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) gnomon_reminder_group_free);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gnomon_reminder_board_parent_class)->finalize (object);
}

static void
gnomon_reminder_board_class_init (GnomonReminderBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_reminder_board_dispose;
  object_class->finalize = gnomon_reminder_board_finalize;

  signals[FIRED] = g_signal_new ("fired", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[AVAILABLE] = g_signal_new ("available", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_reminder_board_init (GnomonReminderBoard *self)
{
  self->cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, card_free);
  g_queue_init (&self->waiting);
}

/**
 * gnomon_reminder_board_new:
 * @store: where the ledger is
 * @settings: (nullable): for snoozes and sounds
 *
 * Returns: (transfer full): a board with nothing on it
 */
GnomonReminderBoard *
gnomon_reminder_board_new (GnomonStore *store,
                           GSettings   *settings)
{
  GnomonReminderBoard *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_REMINDER_BOARD, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (gnomon_store_get_clock (store));
  g_set_object (&self->settings, settings);
  self->notifier = gnomon_notifier_new ();
  g_signal_connect (self->notifier, "available", G_CALLBACK (available_cb), self);
  g_signal_connect (self->notifier, "answered", G_CALLBACK (gnomon_reminder_board_answer_cb), self);
  g_signal_connect (self->notifier, "gone", G_CALLBACK (gone_cb), self);

  return self;
}

/**
 * gnomon_reminder_board_stop:
 * @self: a board
 *
 * Shows and answers nothing from now on. What is being shown stays claimed. May be called twice.
 */
void
gnomon_reminder_board_stop (GnomonReminderBoard *self)
{
  g_return_if_fail (GNOMON_IS_REMINDER_BOARD (self));

  if (self->store == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->notifier, self);
  g_clear_object (&self->notifier);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
}

/**
 * gnomon_reminder_board_show:
 * @self: a board
 * @groups: (element-type GnomonReminderGroup): what this process has claimed; empty afterwards
 *
 * Shows a notification for each group. Together they make one sound at most.
 */
void
gnomon_reminder_board_show (GnomonReminderBoard *self,
                            GPtrArray           *groups)
{
  g_return_if_fail (GNOMON_IS_REMINDER_BOARD (self));

  while (groups->len > 0)
    g_queue_push_tail (&self->waiting, g_ptr_array_steal_index (groups, 0));
  show_next (self);
}

/**
 * gnomon_reminder_board_is_busy:
 * @self: a board
 *
 * Returns: %TRUE while something is on its way to the screen; after that comes "settled"
 */
gboolean
gnomon_reminder_board_is_busy (GnomonReminderBoard *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER_BOARD (self), FALSE);

  return self->is_showing;
}

/**
 * gnomon_reminder_board_withdraw:
 * @self: a board
 *
 * Takes off the screen what was answered, moved or deleted elsewhere.
 */
void
gnomon_reminder_board_withdraw (GnomonReminderBoard *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (GNOMON_IS_REMINDER_BOARD (self));

  /* Each that is shown changes the ledger; what waits does not wait for the look at all others. */
  self->looks_later = self->is_showing;
  if (self->looks_later)
    return;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GnomonReminderCard *card = value;

      if (is_open (self, card))
        continue;

      gnomon_notifier_withdraw (self->notifier, card->key);
      g_hash_table_iter_remove (&iter);
    }
}
