/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-announcer.h"

#include "gnomon-alarm-clock.h"
#include "gnomon-mail.h"
#include "gnomon-reminders.h"

/* At most one signal of a kind in so many microseconds. */
#define INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

/* Over so many ids, a client is better off to ask Changes. */
#define MAX_IDS 1000

/*
 * The first change after a pause is told at once, before the call that made it is answered. What
 * follows closely is gathered, and told by a timer that runs only then: an idle service wakes
 * nobody.
 */
struct _GnomonAnnouncer
{
  GObject parent_instance;

  GnomonCalendar1 *object;
  GnomonStore *store;
  GnomonAlarmClock *alarm_clock;    /* when the next event becomes another one by itself */

  GHashTable *changed;              /* gint64 */
  GHashTable *deleted;
  guint64 token;
  GnomonChangeFlags flags;          /* what is still to be told */
  gint64 told_at;                   /* monotonic time */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (GnomonAnnouncer, gnomon_announcer, G_TYPE_OBJECT)

static int
compare_ids_cb (gconstpointer a,
                gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static GVariant *
ids_to_variant (GHashTable *ids)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (gint64),
                                                 g_hash_table_size (ids));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (sorted, *(gint64 *) id);
  g_array_sort (sorted, compare_ids_cb);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, sorted->data, sorted->len,
                                    sizeof (gint64));
}

static void
gather_ids (GHashTable *ids,
            GHashTable *others,
            GArray     *more)
{
  for (guint i = 0; i < more->len; i++)
    {
      gint64 id = g_array_index (more, gint64, i);

      g_hash_table_remove (others, &id);
      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
}

static void
emit_events_changed (GnomonAnnouncer *self)
{
  if (g_hash_table_size (self->changed) + g_hash_table_size (self->deleted) > MAX_IDS)
    {
      g_hash_table_remove_all (self->changed);
      g_hash_table_remove_all (self->deleted);
    }

  gnomon_calendar1_emit_events_changed (self->object, self->token,
                                        ids_to_variant (self->changed),
                                        ids_to_variant (self->deleted));
  g_hash_table_remove_all (self->changed);
  g_hash_table_remove_all (self->deleted);
}

static void
update_next_event (GnomonAnnouncer *self)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  gint64 id, starts_at, ends_at;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  if (gnomon_store_get_next_event (self->store, now, &id, &starts_at, &ends_at))
    {
      g_variant_dict_insert (&dict, "id", "x", id);
      g_variant_dict_insert (&dict, "starts_at", "x", starts_at);
      g_variant_dict_insert (&dict, "ends_at", "x", ends_at);
      gnomon_alarm_clock_set (self->alarm_clock, starts_at > now ? starts_at : ends_at);
    }
  else
    {
      gnomon_alarm_clock_set (self->alarm_clock, 0);
    }

  gnomon_calendar1_set_next_event (self->object, g_variant_dict_end (&dict));
}

static void
update_properties (GnomonAnnouncer *self)
{
  g_autofree char *mail_error = gnomon_store_dup_mail_error (self->store);

  gnomon_calendar1_set_mail_error (self->object, mail_error);
  gnomon_calendar1_set_change_token (self->object, self->token);
  gnomon_calendar1_set_pending_reminders (self->object,
                                          gnomon_store_count_pending_reminders (self->store));
  update_next_event (self);
}

static void
tell (GnomonAnnouncer *self)
{
  GnomonChangeFlags flags = self->flags;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->flags = GNOMON_CHANGE_NONE;
  self->told_at = g_get_monotonic_time ();

  update_properties (self);
  if ((flags & GNOMON_CHANGE_EVENTS) != 0 ||
      g_hash_table_size (self->changed) + g_hash_table_size (self->deleted) > 0)
    emit_events_changed (self);
  if ((flags & GNOMON_CHANGE_CALENDARS) != 0)
    gnomon_calendar1_emit_calendars_changed (self->object, self->token);
}

static gboolean
interval_passed_cb (gpointer user_data)
{
  GnomonAnnouncer *self = user_data;

  self->timeout_id = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (GnomonStore       *store,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags,
                  gpointer           user_data)
{
  GnomonAnnouncer *self = user_data;
  gint64 wait = self->told_at + INTERVAL - g_get_monotonic_time ();

  self->token = token;
  self->flags |= flags;
  gather_ids (self->changed, self->deleted, changed);
  gather_ids (self->deleted, self->changed, deleted);

  /* Who asks for the token right after a reply wants the one of that change. */
  gnomon_calendar1_set_change_token (self->object, token);

  if (self->timeout_id != 0)
    return;
  if (wait <= 0)
    tell (self);
  else
    self->timeout_id = g_timeout_add ((guint) (wait / 1000 + 1), interval_passed_cb, self);
}

/* What floats has moved, and which event is next may have changed by that. */
static void
viewer_changed_cb (GnomonStore *store,
                   gpointer     user_data)
{
  GnomonAnnouncer *self = user_data;

  gnomon_calendar1_set_timezone (self->object, gnomon_store_get_viewer_zone_name (store));
  update_next_event (self);
}

static void
next_event_passed_cb (GnomonAlarmClock *alarm_clock,
                      gpointer          user_data)
{
  update_next_event (user_data);
}

static void
gnomon_announcer_dispose (GObject *object)
{
  GnomonAnnouncer *self = GNOMON_ANNOUNCER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->alarm_clock != NULL)
    g_signal_handlers_disconnect_by_data (self->alarm_clock, self);
  g_clear_object (&self->alarm_clock);
  g_clear_object (&self->store);
  g_clear_object (&self->object);

  G_OBJECT_CLASS (gnomon_announcer_parent_class)->dispose (object);
}

static void
gnomon_announcer_finalize (GObject *object)
{
  GnomonAnnouncer *self = GNOMON_ANNOUNCER (object);

  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->deleted, g_hash_table_unref);

  G_OBJECT_CLASS (gnomon_announcer_parent_class)->finalize (object);
}

static void
gnomon_announcer_class_init (GnomonAnnouncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_announcer_dispose;
  object_class->finalize = gnomon_announcer_finalize;
}

static void
gnomon_announcer_init (GnomonAnnouncer *self)
{
  self->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->deleted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->told_at = -INTERVAL;
}

/**
 * gnomon_announcer_new:
 * @object: who speaks on the bus
 * @store: what is watched
 *
 * Sets the properties of @object and keeps them, and emits its signals, from now on.
 *
 * Returns: (transfer full): an announcer
 */
GnomonAnnouncer *
gnomon_announcer_new (GnomonCalendar1 *object,
                      GnomonStore     *store)
{
  GnomonAnnouncer *self;

  g_return_val_if_fail (GNOMON_IS_CALENDAR1 (object), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_ANNOUNCER, NULL);
  self->object = g_object_ref (object);
  self->store = g_object_ref (store);
  self->token = gnomon_store_get_token (store);
  self->alarm_clock = gnomon_alarm_clock_new (gnomon_store_get_clock (store));
  g_signal_connect (self->alarm_clock, "due", G_CALLBACK (next_event_passed_cb), self);
  g_signal_connect (self->alarm_clock, "jumped", G_CALLBACK (next_event_passed_cb), self);
  g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect (store, "viewer-changed", G_CALLBACK (viewer_changed_cb), self);
  gnomon_calendar1_set_timezone (object, gnomon_store_get_viewer_zone_name (store));
  update_properties (self);

  return self;
}

/**
 * gnomon_announcer_flush:
 * @self: an announcer
 *
 * Tells at once what is still to be told: for the end of the service.
 */
void
gnomon_announcer_flush (GnomonAnnouncer *self)
{
  g_return_if_fail (GNOMON_IS_ANNOUNCER (self));

  if (self->timeout_id != 0)
    tell (self);
}
