/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-hidden.h"
#include "gnomon-history.h"
#include "gnomon-image.h"
#include "gnomon-ledger.h"
#include "gnomon-store-private.h"

/*
 * Undo and redo. Taking back a change makes its history tell the way back again, so that both are
 * one function.
 */

/* So many events are named where they were changed since. */
#define MAX_NAMES 3

const char *
gnomon_history_name_actor (const char *actor)
{
  if (*actor == '\0')
    return "another program";
  return g_str_equal (actor, "window") ? "the window" : actor;
}

static const char *
read_last_actor (GnomonStatement *last,
                 GnomonChange    *change,
                 gint64           event_id)
{
  const char *actor = "";

  gnomon_statement_reset (last);
  gnomon_statement_bind_int (last, 1, event_id);
  gnomon_statement_bind_int (last, 2, (gint64) gnomon_change_get_id (change));
  if (gnomon_statement_step (last, NULL) == GNOMON_STEP_ROW)
    actor = gnomon_statement_get_text (last, 0);
  return gnomon_history_name_actor (actor);
}

/* Looks at all events before the first is turned, so that the error can name them. One that is
 * purged is found missing when it is its turn. */
static gboolean
check_events (GnomonTransaction  *transaction,
              GnomonChange       *change,
              GPtrArray          *items,
              GError            **error)
{
  GnomonDb *db = transaction->db;
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_EVENT_GET_REVISION);
  g_autoptr (GnomonStatement) last = gnomon_db_query (db, GNOMON_SQL_CHANGE_LAST_ACTOR);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_conflicts = 0;

  for (guint i = 0; i < items->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (items, i);

      if (item->is_calendar)
        continue;
      gnomon_statement_reset (row);
      gnomon_statement_bind_int (row, 1, item->id);
      if (gnomon_statement_step (row, NULL) != GNOMON_STEP_ROW
          || gnomon_statement_get_int (row, 0) == item->revision)
        continue;
      if (n_conflicts++ < MAX_NAMES)
        g_string_append_printf (names, "%s“%s” was changed since by %s",
                                names->len > 0 ? "; " : "",
                                gnomon_statement_get_text (row, 1),
                                read_last_actor (last, change, item->id));
    }

  if (n_conflicts == 0)
    return TRUE;
  if (n_conflicts > MAX_NAMES)
    g_string_append_printf (names, "; and %u more", n_conflicts - MAX_NAMES);
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT, names->str);
  return FALSE;
}

/* Out of the trash, with its changed occurrences. Mostly it is not in there, and a change of
 * several rows costs: the index of texts goes to disk before it. */
static gboolean
take_out_of_trash (GnomonDb  *db,
                   gint64     id,
                   GError   **error)
{
  g_autoptr (GnomonStatement) is_dead = gnomon_db_query (db, GNOMON_SQL_EVENT_IS_DEAD);
  g_autoptr (GnomonStatement) revive = NULL;
  GnomonStep step;

  gnomon_statement_bind_int (is_dead, 1, id);
  step = gnomon_statement_step (is_dead, error);
  if (step != GNOMON_STEP_ROW)
    return step == GNOMON_STEP_DONE;

  gnomon_statement_reset (is_dead);
  revive = gnomon_db_query (db, GNOMON_SQL_EVENT_REVIVE);
  gnomon_statement_bind_int (revive, 1, id);
  return gnomon_statement_run (revive, error);
}

gboolean
gnomon_history_revive (GnomonTransaction  *transaction,
                       GnomonEvent        *current,
                       GnomonEvent        *event,
                       gint64              batch_id,
                       GError            **error)
{
  event->revision = current->revision + 1;
  event->updated_at = transaction->now;
  event->sequence = current->sequence + (gnomon_event_is_significant_change (current, event)
                                         ? 1 : 0);

  return (event->calendar_id == transaction->hidden_calendar_id
          || gnomon_events_check_writable (transaction->db, event->calendar_id, error))
         && gnomon_events_check_uid (transaction->db, event, error)
         && take_out_of_trash (transaction->db, event->id, error)
         && gnomon_ledger_restore_rules (transaction, event, error)
         && gnomon_events_write (transaction, current, event, batch_id, "", error);
}

gboolean
gnomon_history_bring_back (GnomonTransaction  *transaction,
                           GnomonEvent        *current,
                           GnomonEvent        *event,
                           GError            **error)
{
  if (!gnomon_history_revive (transaction, current, event, 0, error))
    return FALSE;

  gnomon_transaction_note_event (transaction, event->id);
  return TRUE;
}

/* What the events become, and their texts out of the index, all of them before the first is turned:
 * that goes by rows in their order, while each row that is written lets the index go to disk. */
static gboolean
take_texts_out (GnomonTransaction  *transaction,
                GPtrArray          *items,
                GError            **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (items, i);

      if (!item->was_live || item->image == NULL)
        continue;

      item->target = gnomon_image_to_event (item->image, item->id);
      if (item->target == NULL)
        {
          g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                               "The history cannot be read");
          return FALSE;
        }
      item->folded = gnomon_events_fold (item->target);
      if (!gnomon_events_take_text_out (transaction->db, item->id, item->folded,
                                        &item->has_new_text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_texts_in (GnomonTransaction  *transaction,
              GPtrArray          *items,
              GError            **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (items, i);

      if (item->has_new_text &&
          !gnomon_events_put_text_in (transaction->db, item->id, item->folded, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
turn_event (GnomonTransaction  *transaction,
            GnomonHistoryItem  *item,
            GError            **error)
{
  g_autoptr (GnomonEvent) target = NULL;
  g_autoptr (GnomonEvent) current = NULL;
  g_autoptr (GBytes) image = g_steal_pointer (&item->image);
  gboolean was_live = item->was_live;
  gboolean is_live;

  current = gnomon_events_load_any (transaction->db, item->id, &is_live, error);
  if (current == NULL)
    return FALSE;

  /* From here on the item tells the way back. */
  item->was_live = is_live;
  if (image != NULL)
    item->image = gnomon_image_of_event (current);

  if (!was_live)
    {
      item->revision = current->revision + 1;
      return !is_live || gnomon_events_trash (transaction, item->id, error);
    }

  target = item->target != NULL ? g_steal_pointer (&item->target) : gnomon_event_copy (current);
  item->revision = current->revision + 1;
  /* Who was restored from there has left it, and did not go back when that was undone. */
  if (transaction->hidden_calendar_id != 0)
    target->calendar_id = transaction->hidden_calendar_id;
  return gnomon_history_bring_back (transaction, current, target, error);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_history_item_free);
}

static gboolean
read_items (GnomonTransaction  *transaction,
            GnomonSql           sql,
            GnomonChange       *change,
            GPtrArray          *items,
            GError            **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (transaction->db, sql);
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, (gint64) gnomon_change_get_id (change));
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      GnomonHistoryItem *item = g_new0 (GnomonHistoryItem, 1);

      item->is_calendar = sql == GNOMON_SQL_HISTORY_CALENDAR_LIST;
      item->id = gnomon_statement_get_int (row, 0);
      item->revision = gnomon_statement_get_int (row, 1);
      item->was_live = gnomon_statement_get_int (row, 2) != 0;
      item->image = gnomon_statement_dup_bytes (row, 3);
      g_ptr_array_add (items, item);
    }
  return step == GNOMON_STEP_DONE;
}

/* The events that an import brought have no rows in the history until it is undone. */
static gboolean
add_batch_items (GnomonTransaction  *transaction,
                 GnomonChange       *change,
                 GPtrArray          *items,
                 GError            **error)
{
  g_autoptr (GnomonStatement) row =
    gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_IDS_OF_BATCH);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_known = items->len;
  GnomonStep step;

  for (guint i = 0; i < n_known; i++)
    g_hash_table_add (known, &((GnomonHistoryItem *) g_ptr_array_index (items, i))->id);

  gnomon_statement_bind_int (row, 1, gnomon_change_get_batch_id (change));
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      GnomonHistoryItem *item = g_new0 (GnomonHistoryItem, 1);

      item->id = gnomon_statement_get_int (row, 0);
      item->revision = 1;
      if (g_hash_table_contains (known, &item->id))
        gnomon_history_item_free (item);
      else
        g_ptr_array_add (items, item);
    }
  return step == GNOMON_STEP_DONE;
}

static gboolean
run_follow (GnomonDb                 *db,
            GnomonSql                 sql,
            guint64                   change_id,
            const GnomonHistoryItem  *item,
            GError                  **error)
{
  g_autoptr (GnomonStatement) follow = gnomon_db_query (db, sql);

  gnomon_statement_bind_int (follow, 1, (gint64) change_id);
  gnomon_statement_bind_int (follow, 2, item->id);
  gnomon_statement_bind_int (follow, 3, item->revision);
  return gnomon_statement_run (follow, error);
}

/* The neighbouring change of the same event or calendar is the one to turn next: it finds things
 * as it left them, under a new revision. */
static gboolean
let_neighbour_follow (GnomonDb                 *db,
                      guint64                   change_id,
                      gboolean                  redone,
                      const GnomonHistoryItem  *item,
                      GError                  **error)
{
  if (item->is_calendar)
    return run_follow (db, redone ? GNOMON_SQL_HISTORY_CALENDAR_FOLLOW_REDO
                                  : GNOMON_SQL_HISTORY_CALENDAR_FOLLOW_UNDO,
                       change_id, item, error);
  if (redone)
    return run_follow (db, GNOMON_SQL_HISTORY_EVENT_FOLLOW_REDO, change_id, item, error);

  return run_follow (db, GNOMON_SQL_HISTORY_EVENT_FOLLOW_UNDO, change_id, item, error)
         && (gnomon_db_get_changed_rows (db) > 0
             || run_follow (db, GNOMON_SQL_HISTORY_EVENT_FOLLOW_BATCH, change_id, item, error));
}

static gboolean
write_way_back (GnomonDb   *db,
                guint64     change_id,
                gboolean    redone,
                GPtrArray  *items,
                GError    **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (items, i);

      if (!gnomon_history_write_item (db, change_id, item, error)
          || !let_neighbour_follow (db, change_id, redone, item, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gnomon_history_turn_events (GnomonTransaction  *transaction,
                            guint64             change_id,
                            gboolean            redone,
                            GPtrArray          *items,
                            GError            **error)
{
  if (!take_texts_out (transaction, items, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!turn_event (transaction, g_ptr_array_index (items, i), error))
      return FALSE;
  return put_texts_in (transaction, items, error)
         && (change_id == 0 || write_way_back (transaction->db, change_id, redone, items, error));
}

/* Those that come back, or those that go: each list is of one kind. */
static gboolean
turn_calendars (GnomonTransaction  *transaction,
                GPtrArray          *items,
                GError            **error)
{
  for (guint i = 0; i < items->len; i++)
    if (!gnomon_history_turn_calendar (transaction, g_ptr_array_index (items, i), error))
      return FALSE;
  return TRUE;
}

/* Turning one can change others, so that their revisions are known at the end. */
static gboolean
write_calendars (GnomonTransaction  *transaction,
                 GnomonChange       *change,
                 GPtrArray          *items,
                 GError            **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (items, i);

      item->revision = gnomon_calendars_get_revision (transaction->db, item->id);
    }
  return write_way_back (transaction->db, gnomon_change_get_id (change),
                         gnomon_change_is_undone (change), items, error);
}

/* A calendar comes back before its events and goes after them. */
static gboolean
read_calendars (GnomonTransaction  *transaction,
                GnomonChange       *change,
                GPtrArray          *back,
                GPtrArray          *gone,
                GError            **error)
{
  g_autoptr (GPtrArray) items = new_items ();

  if (!read_items (transaction, GNOMON_SQL_HISTORY_CALENDAR_LIST, change, items, error))
    return FALSE;
  while (items->len > 0)
    {
      GnomonHistoryItem *item = g_ptr_array_steal_index (items, 0);

      g_ptr_array_add (item->was_live ? back : gone, item);
      if (!gnomon_history_look_at_calendar (transaction->db, item, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_events (GnomonTransaction  *transaction,
             GnomonChange       *change,
             GPtrArray          *items,
             GError            **error)
{
  return read_items (transaction, GNOMON_SQL_HISTORY_EVENT_LIST, change, items, error)
         && (gnomon_change_get_batch_id (change) == 0
             || add_batch_items (transaction, change, items, error));
}

gboolean
gnomon_history_turn (GnomonTransaction  *transaction,
                     GnomonChange       *change,
                     GError            **error)
{
  g_autoptr (GPtrArray) events = new_items ();
  g_autoptr (GPtrArray) back = new_items ();
  g_autoptr (GPtrArray) gone = new_items ();
  g_autoptr (GnomonStatement) set_undone = NULL;
  gboolean redone = gnomon_change_is_undone (change);
  guint64 id = gnomon_change_get_id (change);

  /* An undo is no step of the history itself. */
  transaction->history = NULL;

  if ((!transaction->apart && !read_events (transaction, change, events, error))
      || !check_events (transaction, change, events, error)
      || !read_calendars (transaction, change, back, gone, error)
      || !turn_calendars (transaction, back, error)
      || !gnomon_history_turn_events (transaction, id, redone, events, error)
      || !turn_calendars (transaction, gone, error)
      || (gnomon_change_get_batch_id (change) != 0
          && !gnomon_heads_turn (transaction->db, gnomon_change_get_batch_id (change), !redone,
                                 error))
      || !write_calendars (transaction, change, back, error)
      || !write_calendars (transaction, change, gone, error))
    return FALSE;

  set_undone = gnomon_db_query (transaction->db, GNOMON_SQL_HISTORY_SET_UNDONE);
  gnomon_statement_bind_int (set_undone, 1, (gint64) id);
  gnomon_statement_bind_int (set_undone, 2, !redone);
  return gnomon_statement_run (set_undone, error);
}

/* What has very many events goes out of the way of the others first. */
static GObject *
turn (GnomonTransaction  *transaction,
      GnomonChange       *change,
      GError            **error)
{
  gboolean turned;

  if (!transaction->apart && (gnomon_history_is_large (transaction->db, change)
                              || gnomon_hidden_is_turned (transaction->db, change)))
    {
      transaction->goes_apart = TRUE;
      return NULL;
    }

  if (!transaction->apart)
    turned = gnomon_history_turn (transaction, change, error);
  else if (gnomon_change_get_batch_id (change) != 0)
    turned = gnomon_history_turn_batch (transaction, change, error);
  else
    turned = gnomon_hidden_turn (transaction, change, error);
  return turned ? (GObject *) g_object_ref (change) : NULL;
}

GObject *
gnomon_history_undo_op (GnomonTransaction  *transaction,
                        GnomonOperation    *operation,
                        GError            **error)
{
  g_autoptr (GnomonChange) change =
    gnomon_history_find (transaction->db,
                         operation->id != 0 ? GNOMON_SQL_HISTORY_GET : GNOMON_SQL_HISTORY_LAST_DONE,
                         operation->id);

  if (change == NULL)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
                           operation->id != 0 ? "change: there is none of this number to undo"
                                              : "There is nothing to undo");
      return NULL;
    }
  if (gnomon_change_is_undone (change))
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
                           "change: was undone already");
      return NULL;
    }
  return turn (transaction, change, error);
}

GObject *
gnomon_history_redo_op (GnomonTransaction  *transaction,
                        GnomonOperation    *operation,
                        GError            **error)
{
  g_autoptr (GnomonChange) change =
    gnomon_history_find (transaction->db, GNOMON_SQL_HISTORY_FIRST_UNDONE, 0);

  if (change == NULL)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND, "There is nothing to redo");
      return NULL;
    }
  return turn (transaction, change, error);
}
