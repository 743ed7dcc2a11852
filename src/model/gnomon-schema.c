/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-schema.h"

#include "gnomon-store-private.h"

/*
 * The tables. Times are Unix seconds in UTC, or wall seconds (gnomon-civil.h) where the name
 * says `wall`; enumerations are the numbers of the model's headers.
 *
 * span: a row for each single event, ready to be drawn, clustered by its start, so that a range
 * is one walk over neighbouring rows. Zoned and UTC events lie in the partition floating = 0
 * with instants; floating and all-day ones in floating = 1 with wall seconds, so that nothing
 * has to be derived anew when the viewer's zone changes.
 *
 * event_text: the trigrams of event.folded, without a copy of it (gnomon-search.h). It stands for
 * every row of event, those in the trash too: what may be seen is said by span alone. The store
 * keeps it by hand, with each write of event.
 *
 * batch: rows of a batch that is not live are not there for readers: an import becomes visible,
 * or goes, as a whole.
 *
 * reminder holds the rules, ledger their due instances; both take ids from one sequence. `wake`
 * is when an instance wants attention (its due time, or the end of its snooze), NULL when never.
 *
 * history: for each change that can be undone, what its events and calendars were before: whether
 * they were there, their image where the change altered them, and the revision that they must
 * still have. Once undone, the same rows tell how to redo it.
 */
static const char step_1[] =
  "CREATE TABLE calendar ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  color TEXT NOT NULL,"
  "  visible INTEGER NOT NULL,"
  "  is_default INTEGER NOT NULL,"
  "  read_only INTEGER NOT NULL,"
  "  revision INTEGER NOT NULL,"
  "  deleted_at INTEGER"
  ") STRICT;"
  "CREATE UNIQUE INDEX calendar_default ON calendar (is_default)"
  "  WHERE is_default = 1 AND deleted_at IS NULL;"

  "CREATE TABLE batch ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  live INTEGER NOT NULL,"
  "  started_at INTEGER NOT NULL,"
  "  lease_pid INTEGER NOT NULL,"
  "  lease_start INTEGER NOT NULL,"
  "  lease_boot TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX batch_dead ON batch (id) WHERE live = 0;"

  "CREATE TABLE event ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  calendar_id INTEGER NOT NULL REFERENCES calendar (id),"
  "  uid TEXT NOT NULL,"
  "  master_id INTEGER REFERENCES event (id),"
  "  recurrence_id TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  event_type INTEGER NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  start_wall INTEGER NOT NULL,"
  "  end_wall INTEGER NOT NULL,"
  "  timezone TEXT NOT NULL,"
  "  end_timezone TEXT NOT NULL,"
  "  location TEXT NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  busy INTEGER NOT NULL,"
  "  url TEXT NOT NULL,"
  "  color TEXT NOT NULL,"
  "  organizer TEXT NOT NULL,"
  "  reminder_set INTEGER NOT NULL,"
  "  reminder_minutes INTEGER NOT NULL,"
  "  rrule TEXT NOT NULL,"
  "  exdate TEXT NOT NULL,"
  "  rdate TEXT NOT NULL,"
  "  sequence INTEGER NOT NULL,"
  "  revision INTEGER NOT NULL,"
  "  created_at INTEGER NOT NULL,"
  "  updated_at INTEGER NOT NULL,"
  "  deleted_at INTEGER,"
  "  batch_id INTEGER NOT NULL,"
  "  content_hash TEXT NOT NULL,"
  "  description TEXT NOT NULL,"
  "  extra TEXT NOT NULL,"
  "  folded TEXT NOT NULL"
  ") STRICT;"
  "CREATE UNIQUE INDEX event_uid ON event (calendar_id, uid, recurrence_id)"
  "  WHERE deleted_at IS NULL;"
  "CREATE INDEX event_batch ON event (batch_id) WHERE batch_id <> 0;"
  "CREATE INDEX event_master ON event (master_id) WHERE master_id IS NOT NULL;"
  "CREATE INDEX event_deleted ON event (deleted_at) WHERE deleted_at IS NOT NULL;"

  "CREATE VIRTUAL TABLE event_text USING fts5 ("
  "  folded, content='event', content_rowid='id', tokenize='trigram case_sensitive 1',"
  "  detail='none', columnsize=0"
  ");"

  "CREATE TABLE span ("
  "  floating INTEGER NOT NULL,"
  "  start INTEGER NOT NULL,"
  "  event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,"
  "  recurrence_id TEXT NOT NULL,"
  "  \"end\" INTEGER NOT NULL,"
  "  calendar_id INTEGER NOT NULL,"
  "  batch_id INTEGER NOT NULL,"
  "  all_day INTEGER NOT NULL,"
  "  event_type INTEGER NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  flags INTEGER NOT NULL,"
  "  color TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  location TEXT NOT NULL,"
  "  PRIMARY KEY (floating, start, event_id, recurrence_id)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX span_event ON span (event_id);"
  "CREATE INDEX span_long ON span (floating, \"end\") WHERE \"end\" - start > 2678400;"

  "CREATE TABLE attendee ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  email TEXT NOT NULL,"
  "  email_key TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  responded_at INTEGER NOT NULL"
  ") STRICT;"
  "CREATE UNIQUE INDEX attendee_event ON attendee (event_id, email_key);"
  "CREATE INDEX attendee_email ON attendee (email_key, event_id, status);"

  "CREATE TABLE sequence ("
  "  name TEXT PRIMARY KEY,"
  "  value INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "INSERT INTO sequence (name, value) VALUES ('reminder', 0);"

  "CREATE TABLE reminder ("
  "  id INTEGER PRIMARY KEY,"
  "  event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,"
  "  automatic INTEGER NOT NULL,"
  "  minutes_before INTEGER,"
  "  at INTEGER,"
  "  type INTEGER NOT NULL,"
  "  CHECK ((minutes_before IS NULL) <> (at IS NULL))"
  ") STRICT;"
  "CREATE INDEX reminder_event ON reminder (event_id);"

  "CREATE TABLE ledger ("
  "  id INTEGER PRIMARY KEY,"
  "  reminder_id INTEGER NOT NULL REFERENCES reminder (id) ON DELETE CASCADE,"
  "  event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,"
  "  recurrence_id TEXT NOT NULL,"
  "  due INTEGER NOT NULL,"
  "  wake INTEGER,"
  "  state INTEGER NOT NULL,"
  "  planned_at INTEGER NOT NULL,"
  "  lease_pid INTEGER,"
  "  lease_start INTEGER,"
  "  lease_boot TEXT,"
  "  leased_at INTEGER,"
  "  shown_at INTEGER,"
  "  sent_at INTEGER,"
  "  ended_at INTEGER,"
  "  note TEXT NOT NULL"
  ") STRICT;"
  "CREATE UNIQUE INDEX ledger_instance ON ledger (reminder_id, recurrence_id);"
  "CREATE INDEX ledger_event ON ledger (event_id);"
  "CREATE INDEX ledger_wake ON ledger (wake) WHERE wake IS NOT NULL;"
  "CREATE INDEX ledger_time ON ledger"
  "  (CASE WHEN state = 2 AND wake IS NOT NULL THEN wake ELSE due END);"
  "CREATE INDEX ledger_open ON ledger (shown_at) WHERE state IN (1, 2);"

  "CREATE TABLE change ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  at INTEGER NOT NULL,"
  "  actor TEXT NOT NULL,"
  "  operation TEXT NOT NULL,"
  "  flags INTEGER NOT NULL,"
  "  batch_id INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX change_batch ON change (batch_id) WHERE batch_id <> 0;"
  "CREATE TABLE change_event ("
  "  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,"
  "  event_id INTEGER NOT NULL,"
  "  deleted INTEGER NOT NULL,"
  "  PRIMARY KEY (change_id, event_id)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE history ("
  "  change_id INTEGER PRIMARY KEY REFERENCES change (id) ON DELETE CASCADE,"
  "  undone INTEGER NOT NULL,"
  "  title TEXT NOT NULL"
  ") STRICT;"
  "CREATE TABLE history_event ("
  "  change_id INTEGER NOT NULL REFERENCES history (change_id) ON DELETE CASCADE,"
  "  event_id INTEGER NOT NULL,"
  "  revision INTEGER NOT NULL,"
  "  was_live INTEGER NOT NULL,"
  "  image BLOB,"
  "  PRIMARY KEY (change_id, event_id)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX history_event_event ON history_event (event_id, change_id);"
  "CREATE TABLE history_calendar ("
  "  change_id INTEGER NOT NULL REFERENCES history (change_id) ON DELETE CASCADE,"
  "  calendar_id INTEGER NOT NULL,"
  "  revision INTEGER NOT NULL,"
  "  was_live INTEGER NOT NULL,"
  "  image BLOB,"
  "  PRIMARY KEY (change_id, calendar_id)"
  ") STRICT, WITHOUT ROWID;"

  "INSERT INTO calendar (name, color, visible, is_default, read_only, revision)"
  "  VALUES ('Personal', 'green', 1, 1, 0, 1);";

/*
 * What the time zones and the mail of reminders need.
 *
 * derived: by which time zone database, and for which zone of the viewer, what depends on them was
 * made last.
 *
 * move: the events that lay at another instant when that was made anew, and why.
 *
 * mail: a message to the user for an instance in the ledger. `wake` is when it is tried, NULL when
 * not again: it was taken by the server, or given up.
 */
static const char step_reminders[] =
  "ALTER TABLE ledger ADD COLUMN answered_at INTEGER;"
  "ALTER TABLE ledger ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';"
  "CREATE INDEX ledger_lease ON ledger (lease_pid) WHERE lease_pid IS NOT NULL;"

  "CREATE TABLE derived ("
  "  name TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE move ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  at INTEGER NOT NULL,"
  "  event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,"
  "  reason TEXT NOT NULL,"
  "  old_start INTEGER NOT NULL,"
  "  start INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX move_event ON move (event_id);"

  "CREATE TABLE mail ("
  "  ledger_id INTEGER PRIMARY KEY REFERENCES ledger (id) ON DELETE CASCADE,"
  "  queued_at INTEGER NOT NULL,"
  "  wake INTEGER,"
  "  tries INTEGER NOT NULL,"
  "  lease_pid INTEGER,"
  "  lease_start INTEGER,"
  "  lease_boot TEXT,"
  "  tried_at INTEGER,"
  "  sent_at INTEGER,"
  "  note TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX mail_tried ON mail (tried_at) WHERE tried_at IS NOT NULL;"
  "CREATE INDEX mail_wake ON mail (wake) WHERE wake IS NOT NULL;";

/*
 * series: a row for each event that repeats, with all that a range needs of it. Its bounds are wall
 * seconds of its own zone, whatever that is: who looks for a range leaves two days on both sides.
 * `last_wall` is the greatest number there is where it has no end. `overridden` are the recurrence
 * ids of its overrides, one a line: these have rows of their own in event and span.
 *
 * span.series_id: of the row of a series, its own event; of an override, its series; else 0.
 */
static const char step_series[] =
  "ALTER TABLE span ADD COLUMN series_id INTEGER NOT NULL DEFAULT 0;"
  "UPDATE span SET series_id = event_id WHERE flags & 1;"

  "CREATE TABLE series ("
  "  event_id INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,"
  "  last_wall INTEGER NOT NULL,"
  "  first_wall INTEGER NOT NULL,"
  "  batch_id INTEGER NOT NULL,"
  "  calendar_id INTEGER NOT NULL,"
  "  event_type INTEGER NOT NULL,"
  "  status INTEGER NOT NULL,"
  "  flags INTEGER NOT NULL,"
  "  color TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  location TEXT NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  start_wall INTEGER NOT NULL,"
  "  end_wall INTEGER NOT NULL,"
  "  timezone TEXT NOT NULL,"
  "  end_timezone TEXT NOT NULL,"
  "  rrule TEXT NOT NULL,"
  "  exdate TEXT NOT NULL,"
  "  rdate TEXT NOT NULL,"
  "  overridden TEXT NOT NULL"
  ") STRICT;"
  "INSERT INTO series SELECT id, 0, 0, batch_id, calendar_id, event_type, status,"
  "  1 | 2 * (id IN (SELECT event_id FROM attendee)) | 4 * busy, color, title, location, kind,"
  "  start_wall, end_wall, timezone, end_timezone, rrule, exdate, rdate, ''"
  "  FROM event WHERE deleted_at IS NULL AND (rrule <> '' OR rdate <> '');"
  "CREATE INDEX series_bounds ON series (last_wall, first_wall, batch_id);"

  /* Their reminders were planned by the first start: the next claim plans them anew. */
  "UPDATE ledger SET wake = 1 WHERE state <> 2 AND recurrence_id = ''"
  "  AND event_id IN (SELECT event_id FROM series)"
  "  AND reminder_id IN (SELECT id FROM reminder WHERE minutes_before IS NOT NULL);";

/*
 * event_indexed: a text as it is indexed. It ends in two line ends that are not its own, so that
 * each of its letters begins a trigram: what has one or two letters is found by the beginnings.
 *
 * event_gram: the index read the other way: which events have a trigram.
 *
 * span_event has all that says where an event lies, so that many are looked up out of it alone.
 */
static const char step_search[] =
  "CREATE VIEW event_indexed AS SELECT id, folded || char (10, 10) AS folded FROM event;"
  "DROP TABLE event_text;"
  "CREATE VIRTUAL TABLE event_text USING fts5 ("
  "  folded, content='event_indexed', content_rowid='id', tokenize='trigram case_sensitive 1',"
  "  detail='none', columnsize=0"
  ");"
  "INSERT INTO event_text (event_text) VALUES ('rebuild');"
  "INSERT INTO event_text (event_text) VALUES ('optimize');"
  "CREATE VIRTUAL TABLE event_gram USING fts5vocab (event_text, instance);"

  "DROP INDEX span_event;"
  "CREATE INDEX span_event ON span (event_id, series_id);";

/*
 * subscription: where a calendar that is read from the web has its events from. `refreshed_at` is
 * when that went well last, 0 never; `refresh_at` when it is looked at next.
 */
static const char step_subscriptions[] =
  "CREATE TABLE subscription ("
  "  calendar_id INTEGER PRIMARY KEY REFERENCES calendar (id) ON DELETE CASCADE,"
  "  source_url TEXT NOT NULL,"
  "  etag TEXT NOT NULL,"
  "  last_modified TEXT NOT NULL,"
  "  refreshed_at INTEGER NOT NULL,"
  "  refresh_at INTEGER NOT NULL,"
  "  refresh_minutes INTEGER NOT NULL,"
  "  refresh_error TEXT NOT NULL"
  ") STRICT;";

/*
 * staged: what a large change still owes: the events that it changes, as they shall be, in the
 * order in which they are written. They count once their batch is live: `batch.change_id` is then
 * the change that owes them, 0 when all is written.
 */
static const char step_staged[] =
  "ALTER TABLE batch ADD COLUMN change_id INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX batch_owing ON batch (change_id) WHERE change_id <> 0;"
  "CREATE TABLE staged ("
  "  id INTEGER PRIMARY KEY,"
  "  batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,"
  "  event_id INTEGER NOT NULL,"
  "  revision INTEGER NOT NULL,"
  "  live INTEGER NOT NULL,"
  "  content_hash TEXT NOT NULL,"
  "  updated_at INTEGER NOT NULL,"
  "  image BLOB NOT NULL"
  ") STRICT;"
  "CREATE INDEX staged_batch ON staged (batch_id);";

/*
 * head: what a calendar keeps of the head of the file that it came from, as unfolded lines, each
 * with its end. `batch_id` is the import that brought it, 0 a refresh of a subscribed calendar. The
 * last that is not undone counts.
 */
static const char step_heads[] =
  "CREATE TABLE head ("
  "  calendar_id INTEGER NOT NULL REFERENCES calendar (id) ON DELETE CASCADE,"
  "  batch_id INTEGER NOT NULL,"
  "  undone INTEGER NOT NULL,"
  "  lines TEXT NOT NULL,"
  "  PRIMARY KEY (calendar_id, batch_id)"
  ") STRICT;"
  "CREATE INDEX head_batch ON head (batch_id);";

/*
 * batch.calendar_id: a calendar with very many events that goes or comes back; 0: none. Its events
 * are not there for readers while the batch is not live, and go on to lie in the trash, or come out
 * of it, one after the other. `batch.change_id` is then the change that deleted the calendar.
 *
 * event_calendar has all that says which events a calendar has, so that they are listed out of it
 * alone.
 */
static const char step_hidden[] =
  "ALTER TABLE batch ADD COLUMN calendar_id INTEGER NOT NULL DEFAULT 0;"
  "DROP INDEX batch_dead;"
  "CREATE INDEX batch_dead ON batch (id, calendar_id) WHERE live = 0;"
  "DROP INDEX series_bounds;"
  "CREATE INDEX series_bounds ON series (last_wall, first_wall, batch_id, calendar_id);"
  "CREATE INDEX event_calendar ON event (calendar_id, id, batch_id)"
  "  WHERE deleted_at IS NULL AND master_id IS NULL;";

/*
 * The text index is merged less often than FTS5 would by default: merging is more than half of what
 * it costs to write, and a search reads few of its pages.
 */
static const char step_merges[] =
  "INSERT INTO event_text (event_text, rank) VALUES ('automerge', 8);";

/*
 * At FTS5's limit of 16 parts of a size, whoever adds the next one merges them all, in one change:
 * after an import of 100,000 events that took 0.2 s of the change of a single event. Before so many
 * parts have come together, a little has been merged with each of them.
 */
static const char step_crises[] =
  "INSERT INTO event_text (event_text, rank) VALUES ('crisismerge', 64);";

typedef struct
{
  const char *sql;
  gboolean (*fill) (GnomonDb *db, GError **error); /* (nullable): what SQL alone cannot tell */
} Step;

/* Append only: a step that was released is never edited. */
static const Step steps[] = {
  { step_1, NULL },
  { step_reminders, NULL },
  { step_series, gnomon_series_rows_set_bounds },
  { step_search, NULL },
  { step_subscriptions, NULL },
  { step_staged, NULL },
  { step_heads, NULL },
  { step_hidden, NULL },
  { step_merges, NULL },
  { step_crises, NULL },
};

static gboolean
run_step (GnomonDb    *db,
          const Step  *step,
          GError     **error)
{
  return gnomon_db_execute (db, step->sql, error) && (step->fill == NULL || step->fill (db, error));
}

/**
 * gnomon_schema_get_version:
 *
 * Returns: the number of the schema that this program writes
 */
int
gnomon_schema_get_version (void)
{
  return G_N_ELEMENTS (steps);
}

/**
 * gnomon_schema_migrate:
 * @db: a writing connection
 * @error: return location
 *
 * Makes the tables, or brings those of an older program up to date. Each step and its number are
 * one transaction, so that a kill leaves the old schema or the new one and nothing between.
 *
 * Returns: %TRUE on success; GNOMON_ERROR_READ_ONLY where the file is a newer program's
 */
gboolean
gnomon_schema_migrate (GnomonDb  *db,
                       GError   **error)
{
  int version = gnomon_db_get_user_version (db);

  /* The common start takes no lock. */
  if (version == gnomon_schema_get_version ())
    return TRUE;

  for (;;)
    {
      if (!gnomon_db_begin (db, error))
        return FALSE;

      /* Read again under the lock: another process may have been quicker. */
      version = gnomon_db_get_user_version (db);
      if (version >= gnomon_schema_get_version ())
        break;

      if (version < 0
          || !run_step (db, &steps[version], error)
          || !gnomon_db_set_user_version (db, version + 1, error))
        {
          gnomon_db_rollback (db);
          if (error != NULL && *error == NULL)
            g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                                 "The calendar's database cannot be read");
          return FALSE;
        }
      if (!gnomon_db_commit (db, error))
        return FALSE;
    }

  gnomon_db_rollback (db);
  if (version == gnomon_schema_get_version ())
    return TRUE;
  gnomon_set_error (error, GNOMON_REASON_NEWER_DATABASE, NULL, NULL);
  return FALSE;
}
