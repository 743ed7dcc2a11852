/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-fold.h"
#include "gnomon-page.h"
#include "gnomon-store-private.h"
#include "gnomon-text.h"

/*
 * Guests in the database.
 */

GPtrArray *
gnomon_attendees_load (GnomonDb  *db,
                       gint64     event_id,
                       GError   **error)
{
  g_autoptr (GPtrArray) attendees = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_LIST_OF_EVENT);
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, event_id);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    g_ptr_array_add (attendees,
                     gnomon_attendee_new (gnomon_statement_get_int (row, 0), event_id,
                                          gnomon_statement_get_text (row, 1),
                                          gnomon_statement_get_text (row, 2),
                                          (GnomonAttendeeStatus) gnomon_statement_get_int (row, 3),
                                          gnomon_statement_get_int (row, 4)));
  return step == GNOMON_STEP_DONE ? g_steal_pointer (&attendees) : NULL;
}

static gboolean
has_id (GPtrArray *attendees,
        gint64     id)
{
  for (guint i = 0; i < attendees->len; i++)
    if (gnomon_attendee_get_id (g_ptr_array_index (attendees, i)) == id)
      return TRUE;
  return FALSE;
}

void
gnomon_attendees_fill_row (GnomonRow      *row,
                           gint64          event_id,
                           GnomonAttendee *attendee,
                           guint           position)
{
  gnomon_row_add_int (row, event_id);
  gnomon_row_add_int (row, position);
  gnomon_row_add_text (row, gnomon_attendee_get_email (attendee));
  gnomon_row_take_text (row, gnomon_attendee_fold_email (gnomon_attendee_get_email (attendee)));
  gnomon_row_add_text (row, gnomon_attendee_get_name (attendee));
  gnomon_row_add_int (row, gnomon_attendee_get_status (attendee));
  gnomon_row_add_int (row, gnomon_attendee_get_responded_at (attendee));
}

/* An id that the guest had before it went comes back. */
static gboolean
insert_one (GnomonDb        *db,
            gint64           event_id,
            GnomonAttendee  *attendee,
            guint            position,
            GError         **error)
{
  g_auto (GnomonRow) row = { 0 };
  g_autoptr (GnomonStatement) insert = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_INSERT);

  gnomon_attendees_fill_row (&row, event_id, attendee, position);
  if (gnomon_attendee_get_id (attendee) != 0)
    gnomon_row_add_int (&row, gnomon_attendee_get_id (attendee));
  gnomon_statement_bind_row (insert, 1, &row);
  return gnomon_statement_run (insert, error);
}

static gboolean
update_one (GnomonDb        *db,
            GnomonAttendee  *attendee,
            guint            position,
            GError         **error)
{
  g_autoptr (GnomonStatement) update = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_UPDATE);

  gnomon_statement_bind_int (update, 1, gnomon_attendee_get_id (attendee));
  gnomon_statement_bind_int (update, 2, position);
  gnomon_statement_bind_borrowed (update, 3, gnomon_attendee_get_email (attendee));
  gnomon_statement_bind_borrowed (update, 4, gnomon_attendee_get_name (attendee));
  gnomon_statement_bind_int (update, 5, gnomon_attendee_get_status (attendee));
  gnomon_statement_bind_int (update, 6, gnomon_attendee_get_responded_at (attendee));
  return gnomon_statement_run (update, error);
}

/* @after is reconciled: who stays has the id of before. @before is NULL for a new event, whose
 * guests are all new. */
gboolean
gnomon_attendees_save (GnomonDb   *db,
                       gint64      event_id,
                       GPtrArray  *before,
                       GPtrArray  *after,
                       GError    **error)
{
  if (before == after)
    return TRUE;

  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      gint64 id = gnomon_attendee_get_id (g_ptr_array_index (before, i));
      g_autoptr (GnomonStatement) drop = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_DELETE);

      gnomon_statement_bind_int (drop, 1, id);
      if (!has_id (after, id) && !gnomon_statement_run (drop, error))
        return FALSE;
    }

  for (guint i = 0; i < after->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (after, i);
      gboolean is_new = before == NULL || !has_id (before, gnomon_attendee_get_id (attendee));

      if (!(is_new ? insert_one (db, event_id, attendee, i, error)
                   : update_one (db, attendee, i, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_id (GnomonEvent *event,
         gint64       attendee_id,
         guint       *index)
{
  for (guint i = 0; i < event->attendees->len; i++)
    if (gnomon_attendee_get_id (g_ptr_array_index (event->attendees, i)) == attendee_id)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* (transfer none) (nullable): who has the guest: the event or, of a series, one of its overrides;
 * NULL with GNOMON_ERROR_NOT_FOUND where there is none. */
static GnomonEvent *
find_holder (GnomonEvent  *event,
             gint64        attendee_id,
             guint        *index,
             GError      **error)
{
  if (find_id (event, attendee_id, index))
    return event;

  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);

      if (find_id (override, attendee_id, index))
        return override;
    }
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND, "Attendee not found.");
  return NULL;
}

/* A new snapshot of the event whose guests can be changed without touching the old one. */
GnomonEvent *
gnomon_attendees_copy_event (GnomonEvent *event)
{
  GnomonEvent *copy = gnomon_event_copy (event);

  g_ptr_array_unref (copy->attendees);
  copy->attendees = g_ptr_array_copy (event->attendees, (GCopyFunc) (void (*) (void)) g_object_ref,
                                      NULL);
  g_ptr_array_set_free_func (copy->attendees, g_object_unref);
  return copy;
}

static GnomonAttendee *
find_by_email (GnomonEvent *event,
               const char  *email)
{
  g_autofree char *key = gnomon_attendee_fold_email (email);

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (event->attendees, i);
      g_autofree char *other = gnomon_attendee_fold_email (gnomon_attendee_get_email (attendee));

      if (g_str_equal (key, other))
        return attendee;
    }
  return NULL;
}

GObject *
gnomon_attendees_add_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  g_autoptr (GnomonEvent) before = gnomon_events_load (transaction->db, operation->id, TRUE, error);
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GnomonEvent) stored = NULL;
  g_autofree char *email = NULL;
  g_autofree char *name = NULL;

  email = g_strstrip (g_strdup (operation->text));
  if (before == NULL || !gnomon_attendee_check_email (email, "email", error))
    return NULL;

  name = gnomon_text_take_line (operation->second_text != NULL ? operation->second_text : "",
                                "name", GNOMON_ATTENDEE_MAX_NAME, error);
  if (name == NULL)
    return NULL;

  if (find_by_email (before, email) != NULL)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_ALREADY_EXISTS,
                           "Attendee already exists.");
      return NULL;
    }

  if (before->attendees->len >= GNOMON_ATTENDEE_MAX_GUESTS)
    {
      gnomon_set_field_error (error, GNOMON_ERROR_LIMIT_EXCEEDED, "attendees",
                              "more than %d guests", GNOMON_ATTENDEE_MAX_GUESTS);
      return NULL;
    }

  after = gnomon_attendees_copy_event (before);
  g_ptr_array_add (after->attendees,
                   gnomon_attendee_new (0, before->id, email, name, GNOMON_ATTENDEE_PENDING, 0));
  stored = gnomon_events_save (transaction, before, after, error);
  if (stored == NULL)
    return NULL;
  return (GObject *) g_object_ref (find_by_email (stored, email));
}

gboolean
gnomon_attendees_find_email (GnomonEvent *event,
                             const char  *email,
                             guint       *index)
{
  GnomonAttendee *guest = find_by_email (event, email);

  return guest != NULL && g_ptr_array_find (event->attendees, guest, index);
}

void
gnomon_attendees_answer (GnomonEvent          *event,
                         guint                 index,
                         GnomonAttendeeStatus  status,
                         gint64                now)
{
  GnomonAttendee *guest = g_ptr_array_index (event->attendees, index);

  event->attendees->pdata[index] =
    gnomon_attendee_new (gnomon_attendee_get_id (guest), event->id,
                         gnomon_attendee_get_email (guest), gnomon_attendee_get_name (guest),
                         status, now);
  g_object_unref (guest);
}

/* Who is asked by an override means the series too, where that has the same guest. Answers the copy
 * that holds the guest of that id, and by @same the place in the series; -1: it has none. */
static GnomonEvent *
open_guests (GnomonEvent *after,
             GnomonEvent *holder,
             guint        index,
             int         *same)
{
  guint place;

  *same = -1;
  for (guint i = 0; i < after->overrides->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (holder->attendees, index);
      GnomonAttendee *own = find_by_email (after, gnomon_attendee_get_email (guest));

      if (g_ptr_array_index (after->overrides, i) != holder)
        continue;
      if (own != NULL && g_ptr_array_find (after->attendees, own, &place))
        *same = (int) place;
      after->overrides->pdata[i] = gnomon_attendees_copy_event (holder);
      g_object_unref (holder);
      return after->overrides->pdata[i];
    }
  return after;
}

/* Of the guest with an address; 0 where there is none, and find_holder() says so. */
static gint64
find_guest (GnomonEvent *event,
            const char  *email)
{
  g_autofree char *wanted = gnomon_attendee_fold_email (email);

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (event->attendees, i);
      g_autofree char *key = gnomon_attendee_fold_email (gnomon_attendee_get_email (guest));

      if (g_str_equal (key, wanted))
        return gnomon_attendee_get_id (guest);
    }

  return 0;
}

GObject *
gnomon_attendees_respond_op (GnomonTransaction  *transaction,
                             GnomonOperation    *operation,
                             GError            **error)
{
  g_autoptr (GnomonEvent) before = gnomon_events_load (transaction->db, operation->id, TRUE, error);
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GnomonEvent) stored = NULL;
  GnomonEvent *holder;
  GnomonAttendeeStatus status;
  gint64 id = operation->second_id;
  guint index;
  int same;

  if (before == NULL)
    return NULL;
  if (operation->second_text != NULL)
    id = find_guest (before, operation->second_text);
  if (!gnomon_attendee_status_from_string (operation->text, &status)
      || status == GNOMON_ATTENDEE_PENDING)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                           "status: Invalid status value.");
      return NULL;
    }
  holder = find_holder (before, id, &index, error);
  if (holder == NULL)
    return NULL;

  after = gnomon_attendees_copy_event (before);
  gnomon_attendees_answer (open_guests (after, holder, index, &same), index, status,
                           transaction->now);
  if (same >= 0)
    gnomon_attendees_answer (after, (guint) same, status, transaction->now);
  stored = gnomon_events_save (transaction, before, after, error);
  holder = stored != NULL ? find_holder (stored, id, &index, error) : NULL;
  if (holder == NULL)
    return NULL;
  return (GObject *) g_object_ref (g_ptr_array_index (holder->attendees, index));
}

GObject *
gnomon_attendees_remove_op (GnomonTransaction  *transaction,
                            GnomonOperation    *operation,
                            GError            **error)
{
  g_autoptr (GnomonEvent) before = gnomon_events_load (transaction->db, operation->id, TRUE, error);
  g_autoptr (GnomonEvent) after = NULL;
  GnomonEvent *holder = NULL;
  guint index;
  int same;

  if (before != NULL)
    holder = find_holder (before, operation->second_id, &index, error);
  if (holder == NULL)
    return NULL;

  after = gnomon_attendees_copy_event (before);
  g_ptr_array_remove_index (open_guests (after, holder, index, &same)->attendees, index);
  if (same >= 0)
    g_ptr_array_remove_index (after->attendees, (guint) same);
  return (GObject *) gnomon_events_save (transaction, before, after, error);
}

/**
 * gnomon_store_list_attendees:
 * @self: a store
 * @filter: fields of GNOMON_KIND_ATTENDEE_FILTER
 * @error: return location
 *
 * Finds guests of all events, ordered by address, then event.
 *
 * Returns: (transfer full) (element-type GnomonAttendee): the guests; INVALID_ARGUMENT for a
 *   filter that is wrong, LIMIT_EXCEEDED over 5,000 without a limit
 */
GPtrArray *
gnomon_store_list_attendees (GnomonStore         *self,
                             const GnomonFields  *filter,
                             GError             **error)
{
  g_autoptr (GPtrArray) attendees = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonStatement) row = NULL;
  const char *search = gnomon_fields_get_string (filter, GNOMON_ATTENDEE_FILTER_SEARCH);
  const char *status_text = gnomon_fields_get_string (filter, GNOMON_ATTENDEE_FILTER_STATUS);
  GnomonAttendeeStatus status;
  GnomonPage page;
  GnomonStep step;

  if (!gnomon_page_from_fields (filter, GNOMON_ATTENDEE_FILTER_LIMIT, GNOMON_ATTENDEE_FILTER_OFFSET,
                                &page, error))
    return NULL;

  row = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_ATTENDEE_LIST);
  if (gnomon_fields_has (filter, GNOMON_ATTENDEE_FILTER_EVENT_ID))
    gnomon_statement_bind_int (row, 1,
                               gnomon_fields_get_int (filter, GNOMON_ATTENDEE_FILTER_EVENT_ID, 0));
  if (status_text != NULL && *status_text != '\0')
    {
      if (!gnomon_attendee_status_from_string (status_text, &status))
        {
          g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                               "status: Invalid status value.");
          return NULL;
        }
      gnomon_statement_bind_int (row, 2, status);
    }
  if (search != NULL && *search != '\0')
    {
      g_autofree char *needle = gnomon_fold (search);

      gnomon_statement_bind_text (row, 3, needle);
    }
  gnomon_statement_bind_int (row, 4, gnomon_page_get_fetch (&page) - page.offset);
  gnomon_statement_bind_int (row, 5, page.offset);

  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    g_ptr_array_add (attendees,
                     gnomon_attendee_new (gnomon_statement_get_int (row, 0),
                                          gnomon_statement_get_int (row, 1),
                                          gnomon_statement_get_text (row, 2),
                                          gnomon_statement_get_text (row, 3),
                                          (GnomonAttendeeStatus) gnomon_statement_get_int (row, 4),
                                          gnomon_statement_get_int (row, 5)));
  if (step == GNOMON_STEP_ERROR || !gnomon_page_check (&page, attendees->len, error))
    return NULL;
  return g_steal_pointer (&attendees);
}
