/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-import-replies-private.h"
#include "gnomon-series-edit.h"

/*
 * What guests answer (RFC 5546, 3.2.3): it changes the answer that the event has of them, or one
 * occurrence of it, and nothing else. An older answer does not undo a newer one.
 *
 * Where the event comes with the same file, it is answered before it is written, and is known again
 * by what the file says of it without the answers. Of stored events is
 * gnomon-store-import-answered.c.
 */

static void
waiting_free (gpointer data)
{
  GnomonWaiting *self = data;

  gnomon_ical_reply_free (self->reply);
  g_free (self);
}

/* RFC 5546, 3.2.3: the SEQUENCE of an answer is that of the version it is given to, 0 where it has
 * none; an occurrence that was changed has versions of its own (2.1.5). By 2.1.4 a new one is made
 * when it changes whether or when the event takes place: who would come at the old time has not
 * said so of the new one. The section leaves it to the organizer whether such an answer counts all
 * the same, and nobody can be asked here: so it is told, as Outlook calls it out of date. One to a
 * later version than is known here does count. */
static gboolean
is_outdated (const GnomonIcalReply *reply,
             GnomonEvent           *event)
{
  return reply->sequence < event->sequence;
}

/* RFC 5546, 2.1.5: that to a later version of the event counts, then the later one. What counts
 * already is no news, whichever version it answers. */
static gboolean
is_news (const GnomonIcalReply *reply,
         GnomonEvent           *event,
         GnomonAttendee        *guest,
         gint64                 now,
         GnomonWarningKind     *fate)
{
  gint64 responded_at = gnomon_attendee_get_responded_at (guest);
  GnomonIcalGiven given = gnomon_ical_reply_get_given (event, guest);

  *fate = GNOMON_WARNING_ANSWER;
  if (reply->is_restated && given.is_delegated)
    return FALSE;

  *fate = GNOMON_WARNING_ANSWER_OLDER;
  if (reply->sequence < given.sequence
      || (reply->sequence == given.sequence && reply->stamp != 0 && responded_at > reply->stamp))
    return FALSE;

  /* The same again is the later one from now on. A stamp of times to come says nothing. */
  *fate = GNOMON_WARNING_ANSWER;
  if (gnomon_attendee_get_status (guest) == reply->status
      && given.is_delegated == reply->is_delegated && reply->sequence == given.sequence
      && (reply->stamp <= responded_at || reply->stamp > now))
    return FALSE;

  if (is_outdated (reply, event))
    *fate = GNOMON_WARNING_ANSWER_OUTDATED;
  else if (reply->is_delegated)
    *fate = GNOMON_WARNING_ANSWER_NOT_COUNTED;
  return !is_outdated (reply, event);
}

/* RFC 5546, 3.2.3: they are guests from now on. */
static void
add_delegates (const GnomonIcalReply *reply,
               GnomonEvent           *event,
               GnomonAttendee        *delegator)
{
  for (guint i = 0; reply->delegates != NULL && reply->delegates[i] != NULL; i++)
    {
      const char *email = reply->delegates[i];
      GnomonAttendee *guest;
      guint index;

      if (event->attendees->len >= GNOMON_ATTENDEE_MAX_GUESTS
          || gnomon_attendees_find_email (event, email, &index))
        continue;
      guest = gnomon_attendee_new (0, event->id, email, NULL, GNOMON_ATTENDEE_PENDING, 0);
      g_ptr_array_add (event->attendees, guest);
      gnomon_ical_reply_keep_delegate (event, guest, delegator);
    }
}

/* FALSE where the guest is none of the event's, or has answered since, or the same. */
static gboolean
answer (GnomonImportRun       *self,
        const GnomonIcalReply *reply,
        GnomonEvent           *event,
        GnomonWarningKind     *fate)
{
  gint64 now = self->transaction->now;
  guint index;

  *fate = GNOMON_WARNING_ANSWER_OF_NO_GUEST;
  if (!gnomon_attendees_find_email (event, reply->email, &index)
      || !is_news (reply, event, event->attendees->pdata[index], now, fate))
    return FALSE;

  gnomon_attendees_answer (event, index, reply->status,
                           reply->stamp != 0 ? MIN (reply->stamp, now) : now);
  gnomon_ical_reply_keep (reply, event, event->attendees->pdata[index]);
  add_delegates (reply, event, event->attendees->pdata[index]);
  return TRUE;
}

/* Of a whole series: also where an occurrence was changed, but for one of a later version than was
 * answered; and nowhere where the series itself is of one. */
static gboolean
answer_all (GnomonImportRun       *self,
            const GnomonIcalReply *reply,
            GnomonEvent           *event,
            GnomonWarningKind     *fate)
{
  gboolean any = answer (self, reply, event, fate);

  if (is_outdated (reply, event))
    return FALSE;

  for (guint i = 0; i < event->overrides->len; i++)
    {
      g_autoptr (GnomonEvent) override =
        gnomon_attendees_copy_event (g_ptr_array_index (event->overrides, i));
      GnomonWarningKind not_there;

      if (!answer (self, reply, override, &not_there))
        continue;
      g_object_unref (event->overrides->pdata[i]);
      event->overrides->pdata[i] = g_steal_pointer (&override);
      any = TRUE;
      *fate = not_there;
    }
  return any;
}

/* What stands for an unchanged occurrence from now on; NULL: there is none. */
static GnomonEvent *
make_override (GnomonEvent  *series,
               GnomonSeries *pattern,
               gint64        key)
{
  g_autoptr (GnomonEvent) occurrence = NULL;
  GnomonEvent *override;
  GnomonInstance instance;

  if (!gnomon_event_is_recurring (series) || !gnomon_series_find (pattern, key, &instance))
    return NULL;

  occurrence = gnomon_event_new_occurrence (series, &instance);
  override = gnomon_attendees_copy_event (occurrence);
  override->id = 0;
  g_free (override->rrule);
  override->rrule = g_strdup ("");
  g_strfreev (override->exdate);
  g_strfreev (override->rdate);
  override->exdate = g_new0 (char *, 1);
  override->rdate = g_new0 (char *, 1);
  gnomon_event_disown_parts (override);
  return override;
}

static gboolean
answer_one (GnomonImportRun       *self,
            const GnomonIcalReply *reply,
            GnomonEvent           *series,
            GnomonWarningKind     *fate)
{
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_bare (series);
  gint64 key = gnomon_ical_find_key (&reply->recurrence, series, pattern);
  g_autoptr (GnomonEvent) override = NULL;
  char id[GNOMON_RECURRENCE_ID_LENGTH];
  GnomonEvent *stored;
  guint index;

  gnomon_series_format_key (gnomon_event_is_all_day (series), key, id);
  stored = gnomon_series_find_override (series, id, &index);
  override = stored != NULL ? gnomon_attendees_copy_event (stored)
                            : make_override (series, pattern, key);
  *fate = GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE;
  if (override == NULL || !answer (self, reply, override, fate))
    return FALSE;

  if (stored != NULL)
    g_ptr_array_remove_index (series->overrides, index);
  g_ptr_array_add (series->overrides, g_steal_pointer (&override));
  return TRUE;
}

/* FALSE where it is about one occurrence, and the event has none. */
static gboolean
can_answer (const GnomonIcalReply *reply,
            GnomonEvent           *event)
{
  return !reply->recurrence.set || g_strcmp0 (event->uid, reply->lone_uid) == 0
         || gnomon_event_is_recurring (event);
}

gboolean
gnomon_import_answer_event (GnomonImportRun       *self,
                            const GnomonIcalReply *reply,
                            GnomonEvent           *event,
                            GnomonWarningKind     *fate)
{
  *fate = GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE;
  if (!can_answer (reply, event))
    return FALSE;
  if (!reply->recurrence.set || g_strcmp0 (event->uid, reply->lone_uid) == 0)
    return answer_all (self, reply, event, fate);
  return answer_one (self, reply, event, fate);
}

/* Events that come with the file */

static void
add_key (GHashTable    *waiting,
         const char    *uid,
         GnomonWaiting *answer)
{
  GPtrArray *list = uid != NULL ? g_hash_table_lookup (waiting, uid) : NULL;

  if (uid == NULL)
    return;
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (waiting, g_strdup (uid), list);
    }
  g_ptr_array_add (list, answer);
}

void
gnomon_import_read_replies (GnomonImportRun *self)
{
  g_autoptr (GPtrArray) replies = gnomon_ical_reader_read_replies (self->reader);

  self->answers = g_ptr_array_new_with_free_func (waiting_free);
  self->answers_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; self->seen == NULL && i < replies->len; i++)
    {
      GnomonWaiting *waiting = g_new0 (GnomonWaiting, 1);

      waiting->reply = g_steal_pointer (&replies->pdata[i]);
      waiting->fate = GNOMON_WARNING_ANSWER;
      g_ptr_array_add (self->answers, waiting);
      add_key (self->answers_of, waiting->reply->uid, waiting);
      add_key (self->answers_of, waiting->reply->lone_uid, waiting);
    }
}

void
gnomon_import_answer_arrival (GnomonImportRun *self,
                              GnomonArrival   *arrival)
{
  gint64 now = self->transaction->now;
  GPtrArray *answers = g_hash_table_lookup (self->answers_of, arrival->event->uid);
  g_autoptr (GnomonEvent) event = NULL;
  gboolean any = FALSE;

  if (answers == NULL)
    return;

  event = gnomon_attendees_copy_event (arrival->event);
  for (guint i = 0; i < answers->len; i++)
    {
      GnomonWaiting *waiting = g_ptr_array_index (answers, i);

      if (waiting->is_done)
        continue;
      if (!can_answer (waiting->reply, event))
        {
          waiting->fate = GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE;
          continue;
        }
      waiting->is_done = TRUE;
      waiting->arrival = arrival;
      if (!gnomon_import_answer_event (self, waiting->reply, event, &waiting->fate))
        continue;
      event->updated_at = MAX (event->updated_at, MIN (waiting->reply->stamp, now));
      any = TRUE;
    }
  if (!any)
    return;

  g_set_object (&arrival->event, event);
}

void
gnomon_import_skip_answered (GnomonImportRun *self,
                             GnomonArrival   *arrival)
{
  GPtrArray *answers = g_hash_table_lookup (self->answers_of, arrival->event->uid);

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      GnomonWaiting *waiting = g_ptr_array_index (answers, i);

      if (waiting->arrival != arrival)
        continue;
      waiting->is_done = FALSE;
      waiting->fate = GNOMON_WARNING_ANSWER;
    }
}
