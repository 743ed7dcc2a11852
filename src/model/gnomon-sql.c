/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-sql-private.h"

#define EVENT_COLUMNS \
  "calendar_id, uid, recurrence_id, title, event_type, kind, start_wall, end_wall, timezone," \
  " end_timezone, location, status, busy, url, color, organizer, reminder_set," \
  " reminder_minutes, rrule, exdate, rdate, sequence, revision, created_at, updated_at," \
  " description, extra"

#define SPAN_COLUMNS \
  "event_id, recurrence_id, calendar_id, start, \"end\", all_day, event_type, status, flags," \
  " color, title, location"

/* What a row of span stands for: a single event has no series, the row of a series is its first
 * start, which only lists that do not expand look at, and an override names its series. */
#define SINGLE(s) s "series_id = 0"
#define OVERRIDE(s) s "series_id NOT IN (0, " s "event_id)"
#define NO_SERIES(s) s "series_id <> " s "event_id"

/* The conditions on spans and series alike; NULL for "any": ?5 type, ?6 status, ?7 calendar,
 * ?8 folded needle, ?9 folded address; ?11 the events that alone can have the needle. */
#define ROW_CONDITIONS \
  " AND (?5 IS NULL OR s.event_type = ?5)" \
  " AND (?6 IS NULL OR s.status = ?6)" \
  " AND (?7 IS NULL OR s.calendar_id = ?7)" \
  " AND (?9 IS NULL OR EXISTS (SELECT 1 FROM attendee a" \
  "   WHERE a.email_key = ?9 AND a.event_id = s.event_id))" \
  " AND (?8 IS NULL OR (gnomon_is_among (s.event_id, ?11) AND gnomon_contains (" \
  "   (SELECT e.folded FROM event e WHERE e.id = s.event_id), ?8)))" \
  " AND " LIVE ("s.")

/* The same conditions for the walks below. ?1 partition, ?2 lowest start, ?3 first start
 * past the range, ?4 lowest end, ?10 how many rows, ?12 which of them (SpanChoice). */
#define SPAN_CONDITIONS \
  " AND s.\"end\" > ?4" \
  " AND CASE ?12 WHEN 0 THEN s.recurrence_id = '' WHEN 1 THEN " SINGLE ("s.") \
  "   WHEN 2 THEN " NO_SERIES ("s.") " ELSE " OVERRIDE ("s.") " END" \
  ROW_CONDITIONS

#define SPAN_MATCH "s.event_id, s.start, s.floating, s.series_id"

/* What is indexed of a folded text: see step_search in gnomon-schema.c. */
#define INDEXED(folded) folded " || char (10, 10)"

/* The text index is told what an entry was in order to drop it. */
#define DROP_TEXT \
  "INSERT INTO event_text (event_text, rowid, folded)" \
  " SELECT 'delete', id, " INDEXED ("folded") " FROM event"

/* Who changed an event last after a change. */
#define LAST_ACTOR(change) \
  "(SELECT c.actor FROM change_event x JOIN change c ON c.id = x.change_id" \
  "  WHERE x.event_id = e.id AND x.change_id > " change " ORDER BY x.change_id DESC LIMIT 1)"

/* Both are asked for twice: to drop the texts, then the events. Overrides go with their series. */
#define WITH_OVERRIDES(ids) "(id IN (" ids ") OR master_id IN (" ids "))"
#define PURGED \
  WITH_OVERRIDES ("SELECT id FROM event WHERE deleted_at <= ?1 AND master_id IS NULL" \
                  " ORDER BY deleted_at, id LIMIT ?2")
#define BATCH_PART \
  WITH_OVERRIDES ("SELECT id FROM event WHERE batch_id = ?1 AND batch_id <> 0" \
                  " AND master_id IS NULL ORDER BY id LIMIT ?2")

#define FOLLOW(subject, neighbour, order, undone) \
  "UPDATE history_" subject " SET revision = ?3 WHERE " subject "_id = ?2 AND change_id =" \
  " (SELECT " neighbour " (i.change_id) FROM history_" subject " i" \
  " JOIN history h USING (change_id) WHERE i." subject "_id = ?2" \
  " AND i.change_id " order " ?1 AND h.undone = " undone ")"
#define FOLLOW_UNDO(subject) FOLLOW (subject, "max", "<", "0")
#define FOLLOW_REDO(subject) FOLLOW (subject, "min", ">", "1")

#define HISTORY_COLUMNS \
  "c.id, c.at, c.actor, c.operation, h.title," \
  " (SELECT count (*) FROM history_event WHERE change_id = c.id), h.undone, c.batch_id"

static const char * const texts[GNOMON_N_SQL] = {
  [GNOMON_SQL_GET_USER_VERSION] = "PRAGMA user_version",
  [GNOMON_SQL_GET_DATA_VERSION] = "PRAGMA data_version",

  [GNOMON_SQL_EVENT_GET] =
    "SELECT id, " EVENT_COLUMNS " FROM event"
    " WHERE id = ?1 AND master_id IS NULL AND deleted_at IS NULL AND " LIVE (""),
  [GNOMON_SQL_EVENT_GET_ANY] =
    "SELECT id, " EVENT_COLUMNS ", deleted_at IS NULL FROM event"
    " WHERE id = ?1 AND master_id IS NULL",
  /* An override too, with its series. */
  [GNOMON_SQL_EVENT_GET_ROW] =
    "SELECT id, " EVENT_COLUMNS ", coalesce (master_id, 0) FROM event"
    " WHERE id = ?1 AND deleted_at IS NULL AND " LIVE (""),
  [GNOMON_SQL_EVENT_LIST_OVERRIDES] =
    "SELECT id, " EVENT_COLUMNS " FROM event WHERE master_id = ?1 ORDER BY recurrence_id",
  [GNOMON_SQL_EVENT_GET_REVISION] = "SELECT revision, title FROM event WHERE id = ?1",
  [GNOMON_SQL_EVENT_INSERT] =
    "INSERT INTO event (" EVENT_COLUMNS ", folded, batch_id, content_hash, master_id)"
    " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
    " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)",
  /* The statements of many rows end the transaction where they fail: else each would keep a copy of
   * every page that it changes, for going back to where it began. */
  [GNOMON_SQL_EVENT_INSERT_ROWS] =
    "INSERT OR ROLLBACK INTO event (" EVENT_COLUMNS ", folded, batch_id, content_hash, id)"
    " SELECT v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19,"
    " v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, v30, v31 FROM gnomon_rows (?1)",
  /* The highest that there ever was. */
  [GNOMON_SQL_EVENT_LAST_ID] = "SELECT seq FROM sqlite_sequence WHERE name = 'event'",
  /* An event stays in the batch that brought it, and an override with its series: ?30 and ?32 are
   * not used. */
  [GNOMON_SQL_EVENT_UPDATE] =
    "UPDATE event SET (" EVENT_COLUMNS ", folded, content_hash)"
    " = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
    " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?31) WHERE id = ?1",
  [GNOMON_SQL_EVENT_TRASH] =
    "UPDATE event SET deleted_at = ?2, revision = revision + 1"
    " WHERE id = ?1 AND deleted_at IS NULL RETURNING revision, title",
  [GNOMON_SQL_EVENT_TRASH_OVERRIDES] =
    "UPDATE event SET deleted_at = ?2 WHERE master_id = ?1",
  [GNOMON_SQL_EVENT_IS_DEAD] =
    "SELECT 1 FROM event WHERE (id = ?1 OR master_id = ?1) AND deleted_at IS NOT NULL LIMIT 1",
  [GNOMON_SQL_EVENT_REVIVE] =
    "UPDATE event SET deleted_at = NULL WHERE id = ?1 OR master_id = ?1",
  [GNOMON_SQL_EVENT_UNPLACE_OVERRIDES] =
    "UPDATE event SET recurrence_id = '#' || id WHERE master_id = ?1",
  [GNOMON_SQL_EVENT_DELETE_ROW] = "DELETE FROM event WHERE id = ?1",
  [GNOMON_SQL_EVENT_DELETE] = "DELETE FROM event WHERE id = ?1 OR master_id = ?1",
  [GNOMON_SQL_EVENT_LIST_TRASH] =
    "SELECT id FROM event WHERE deleted_at > ?1 AND master_id IS NULL"
    " ORDER BY deleted_at DESC, id DESC LIMIT ?2",
  [GNOMON_SQL_EVENT_PURGE] = "DELETE FROM event WHERE " PURGED,
  [GNOMON_SQL_EVENT_CAN_PURGE] = "SELECT 1 FROM event WHERE deleted_at <= ?1 LIMIT 1",
  [GNOMON_SQL_EVENT_ALL_IDS] =
    "SELECT id FROM event WHERE deleted_at IS NULL AND master_id IS NULL AND " LIVE ("")
    " ORDER BY id",
  [GNOMON_SQL_EVENT_FIND_UID] =
    "SELECT id FROM event WHERE calendar_id = ?1 AND uid = ?2 AND recurrence_id = ?3"
    " AND deleted_at IS NULL",
  [GNOMON_SQL_EVENT_FIND_CONTENT] =
    "SELECT id, content_hash, sequence, updated_at FROM event"
    " WHERE calendar_id = ?1 AND uid = ?2 AND recurrence_id = '' AND deleted_at IS NULL",
  [GNOMON_SQL_EVENT_ANY_OF_CALENDAR] =
    "SELECT 1 FROM event WHERE calendar_id = ?1 AND deleted_at IS NULL LIMIT 1",
  /* The series of a batch, and what may be an occurrence of each: its UID has a # behind theirs. */
  [GNOMON_SQL_EVENT_FIND_LONE] =
    "SELECT e.id, l.id FROM series s CROSS JOIN event e ON e.id = s.event_id"
    " CROSS JOIN event l ON l.calendar_id = e.calendar_id"
    "   AND l.uid > e.uid || '#' AND l.uid < e.uid || '$'"
    " WHERE s.batch_id = ?1 AND l.batch_id <> ?1 AND l.recurrence_id = ''"
    " AND l.deleted_at IS NULL AND " LIVE ("l."),
  [GNOMON_SQL_EVENT_TOUCH] =
    "UPDATE event SET revision = revision + 1, updated_at = ?2 WHERE id = ?1",
  [GNOMON_SQL_EVENT_IDS_OF_CALENDAR] =
    "SELECT id FROM event WHERE calendar_id = ?1 AND deleted_at IS NULL AND master_id IS NULL"
    " AND " LIVE (""),
  [GNOMON_SQL_EVENT_IDS_OF_BATCH] =
    "SELECT id FROM event WHERE batch_id = ?1 AND batch_id <> 0 AND deleted_at IS NULL"
    " AND master_id IS NULL",
  [GNOMON_SQL_EVENT_MAX_ID] = "SELECT coalesce (max (id), 0) FROM event",

  [GNOMON_SQL_TEXT_ADD] = "INSERT INTO event_text (rowid, folded) VALUES (?1, " INDEXED ("?2") ")",
  [GNOMON_SQL_TEXT_GET] = "SELECT folded FROM event WHERE id = ?1 AND deleted_at IS NULL",
  [GNOMON_SQL_TEXT_GET_ANY] = "SELECT folded FROM event WHERE id = ?1",
  /* With a value and no SELECT, which has a savepoint, at which the index goes to disk. */
  [GNOMON_SQL_TEXT_DROP] =
    "INSERT INTO event_text (event_text, rowid, folded)"
    " VALUES ('delete', ?1, " INDEXED ("?2") ")",
  [GNOMON_SQL_TEXT_SET] = "UPDATE event SET folded = ?2 WHERE id = ?1",
  [GNOMON_SQL_TEXT_DROP_ROW] = DROP_TEXT " WHERE id = ?1",
  [GNOMON_SQL_TEXT_LIST_OF_EVENT] = "SELECT id, folded FROM event WHERE id = ?1 OR master_id = ?1",
  [GNOMON_SQL_TEXT_DROP_PURGED] = DROP_TEXT " WHERE " PURGED,
  [GNOMON_SQL_TEXT_DROP_BATCH] = DROP_TEXT " WHERE " BATCH_PART,
  /* By rowid: that is the order in which the index has them. */
  [GNOMON_SQL_TEXT_FIND] = "SELECT rowid FROM event_text WHERE event_text MATCH ?1 LIMIT ?2",
  [GNOMON_SQL_TEXT_HAS] = "SELECT 1 FROM event WHERE id = ?1 AND gnomon_contains (folded, ?2)",
  /* All trigrams that begin so: of one and two letters. An event comes once for each of them. */
  [GNOMON_SQL_TEXT_FIND_SHORT] =
    "SELECT doc FROM event_gram WHERE term >= ?1 AND term <= ?1 || char (1114111) LIMIT ?2",

  [GNOMON_SQL_SPAN_INSERT] =
    "INSERT INTO span (floating, " SPAN_COLUMNS ", batch_id, series_id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
  [GNOMON_SQL_SPAN_INSERT_ROWS] =
    "INSERT OR ROLLBACK INTO span (floating, " SPAN_COLUMNS ", batch_id, series_id)"
    " SELECT v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15"
    " FROM gnomon_rows (?1)",
  [GNOMON_SQL_SPAN_DELETE] =
    "DELETE FROM span WHERE event_id IN (SELECT id FROM event WHERE id = ?1 OR master_id = ?1)",
  [GNOMON_SQL_SPAN_ANY] = "SELECT 1 FROM span WHERE " LIVE ("") " LIMIT 1",
  /* ?1 partition, ?2 lowest start (31 days before ?3), ?3 from, ?4 to: what lasts longer than
   * 31 days has an index of its own, which the planner would pass over for a walk through all the
   * past. */
  [GNOMON_SQL_SPAN_RANGE] =
    "SELECT " SPAN_COLUMNS ", series_id FROM span"
    " WHERE floating = ?1 AND start >= ?2 AND start < ?4 AND \"end\" > ?3"
    " AND " NO_SERIES ("") " AND " LIVE ("")
    " ORDER BY start, event_id",
  [GNOMON_SQL_SPAN_RANGE_LONG] =
    "SELECT " SPAN_COLUMNS ", series_id FROM span INDEXED BY span_long"
    " WHERE floating = ?1 AND start < ?2 AND \"end\" > ?3 AND \"end\" - start > 2678400"
    " AND " NO_SERIES ("")
    " AND " LIVE (""),
  [GNOMON_SQL_SPAN_LIST_ASC] =
    "SELECT " SPAN_MATCH " FROM span s"
    " WHERE s.floating = ?1 AND s.start >= ?2 AND s.start < ?3" SPAN_CONDITIONS
    " ORDER BY s.start, s.event_id LIMIT ?10",
  [GNOMON_SQL_SPAN_LIST_DESC] =
    "SELECT " SPAN_MATCH " FROM span s"
    " WHERE s.floating = ?1 AND s.start >= ?2 AND s.start < ?3" SPAN_CONDITIONS
    " ORDER BY s.start DESC, s.event_id DESC LIMIT ?10",
  [GNOMON_SQL_SPAN_LIST_LONG] =
    "SELECT " SPAN_MATCH " FROM span s INDEXED BY span_long"
    " WHERE s.floating = ?1 AND s.\"end\" - s.start > 2678400 AND s.start < ?2 AND s.start < ?3"
    SPAN_CONDITIONS " LIMIT ?10",
  [GNOMON_SQL_SPAN_TIME_OF_EVENT] =
    "SELECT " SPAN_MATCH " FROM span s INDEXED BY span_event WHERE s.event_id = ?1",
  /* ?13 the event */
  [GNOMON_SQL_SPAN_CHECK] =
    "SELECT 1 FROM span s INDEXED BY span_event WHERE s.event_id = ?13"
    " AND s.floating = ?1 AND s.start >= ?2 AND s.start < ?3" SPAN_CONDITIONS " LIMIT ?10",
  [GNOMON_SQL_SPAN_LIST_OVERRIDES] =
    "SELECT " SPAN_MATCH " FROM event o INDEXED BY event_master JOIN span s ON s.event_id = o.id"
    " WHERE o.master_id IS NOT NULL" ROW_CONDITIONS,
  /* (A cross join keeps the order of the loops.) */
  [GNOMON_SQL_SPAN_LIST_OVERRIDES_IN] =
    "SELECT " SPAN_MATCH " FROM event o INDEXED BY event_master"
    " CROSS JOIN span s INDEXED BY span_event ON s.event_id = o.id"
    " WHERE o.master_id IS NOT NULL AND s.floating = ?1 AND s.start >= ?2 AND s.start < ?3"
    SPAN_CONDITIONS " LIMIT ?10",
  /* ?1 partition, ?2 lowest start, ?3 highest start, ?4 what the end lies behind. Cancelled events
   * are nobody's next. */
  [GNOMON_SQL_SPAN_RUNNING] =
    "SELECT event_id, start, \"end\", flags, series_id FROM span"
    " WHERE floating = ?1 AND start >= ?2 AND start <= ?3 AND \"end\" > ?4"
    " AND all_day = 0 AND status <> 2 AND " NO_SERIES ("") " AND " LIVE ("")
    " ORDER BY start DESC, event_id DESC",
  [GNOMON_SQL_SPAN_NEXT] =
    "SELECT event_id, start, \"end\", flags, series_id FROM span"
    " WHERE floating = ?1 AND start > ?2 AND all_day = 0 AND status <> 2"
    " AND " NO_SERIES ("") " AND " LIVE ("") " ORDER BY start, event_id",

  [GNOMON_SQL_SERIES_INSERT] =
    "INSERT INTO series (event_id, last_wall, first_wall, batch_id, calendar_id, event_type,"
    " status, flags, color, title, location, kind, start_wall, end_wall, timezone,"
    " end_timezone, rrule, exdate, rdate, overridden) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
    " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
  [GNOMON_SQL_SERIES_DELETE] = "DELETE FROM series WHERE event_id = ?1",
  [GNOMON_SQL_SERIES_GET] =
    "SELECT calendar_id, event_type, status, flags, color, title, location, kind, start_wall,"
    " end_wall, timezone, end_timezone, rrule, exdate, rdate, overridden FROM series"
    " WHERE event_id = ?1",
  [GNOMON_SQL_SERIES_SET_BOUNDS] =
    "UPDATE series SET last_wall = ?2, first_wall = ?3 WHERE event_id = ?1",
  /* ?1 the lowest end of a series, ?2 the highest begin */
  [GNOMON_SQL_SERIES_RANGE] =
    "SELECT event_id FROM series WHERE last_wall >= ?1 AND first_wall < ?2 AND " LIVE (""),
  /* ?2 the lowest end of a series, ?3 the highest begin */
  [GNOMON_SQL_SERIES_LIST] =
    "SELECT s.event_id FROM series s WHERE s.last_wall >= ?2 AND s.first_wall < ?3" ROW_CONDITIONS,

  [GNOMON_SQL_ATTENDEE_LIST_OF_EVENT] =
    "SELECT id, email, name, status, responded_at FROM attendee WHERE event_id = ?1"
    " ORDER BY position, id",
  [GNOMON_SQL_ATTENDEE_INSERT] =
    "INSERT INTO attendee (event_id, position, email, email_key, name, status, responded_at, id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [GNOMON_SQL_ATTENDEE_INSERT_ROWS] =
    "INSERT OR ROLLBACK INTO attendee (event_id, position, email, email_key, name, status,"
    " responded_at) SELECT v1, v2, v3, v4, v5, v6, v7 FROM gnomon_rows (?1)",
  [GNOMON_SQL_ATTENDEE_UPDATE] =
    "UPDATE attendee SET position = ?2, email = ?3, name = ?4, status = ?5, responded_at = ?6"
    " WHERE id = ?1",
  [GNOMON_SQL_ATTENDEE_DELETE] = "DELETE FROM attendee WHERE id = ?1",
  [GNOMON_SQL_ATTENDEE_OWN_STATUS] =
    "SELECT status FROM attendee WHERE email_key = ?1 AND event_id = ?2",
  /* NULL for "any": ?1 event, ?2 status, ?3 folded needle; ?4 limit, ?5 offset */
  [GNOMON_SQL_ATTENDEE_LIST] =
    "SELECT a.id, coalesce (e.master_id, e.id), a.email, a.name, a.status, a.responded_at"
    " FROM attendee a JOIN event e ON e.id = a.event_id"
    " WHERE (?1 IS NULL OR a.event_id = ?1 OR e.master_id = ?1)"
    /* Of an override those alone whom its series has not. */
    " AND (e.master_id IS NULL OR NOT EXISTS (SELECT 1 FROM attendee m"
    "   WHERE m.event_id = e.master_id AND m.email_key = a.email_key))"
    " AND (?2 IS NULL OR a.status = ?2)"
    " AND (?3 IS NULL OR gnomon_folds_to_contain (a.email || char (10) || a.name, ?3))"
    " AND e.deleted_at IS NULL AND " LIVE ("e.")
    " ORDER BY a.email_key, a.event_id LIMIT ?4 OFFSET ?5",
  [GNOMON_SQL_ATTENDEE_LATEST] =
    "SELECT a.email, a.email_key, a.name FROM attendee a JOIN event e ON e.id = a.event_id"
    " WHERE e.deleted_at IS NULL AND " LIVE ("e.") " ORDER BY a.id DESC LIMIT ?1",

  [GNOMON_SQL_CALENDAR_LIST] =
    "SELECT id, name, color, visible, is_default, read_only, coalesce (source_url, ''),"
    " coalesce (refreshed_at, 0), coalesce (refresh_error, ''), coalesce (refresh_minutes, 0)"
    " FROM calendar LEFT JOIN subscription ON calendar_id = id"
    " WHERE deleted_at IS NULL ORDER BY id",
  [GNOMON_SQL_CALENDAR_INSERT] =
    "INSERT INTO calendar (name, color, visible, is_default, read_only, revision)"
    " VALUES (?1, ?2, ?3, ?4, ?5, 1)",
  [GNOMON_SQL_CALENDAR_UPDATE] =
    "UPDATE calendar SET name = ?2, color = ?3, visible = ?4, is_default = ?5, read_only = ?6,"
    /* Showing and hiding is no change that a later undo would run over. */
    " revision = revision + ((name, color, is_default, read_only) IS NOT (?2, ?3, ?5, ?6))"
    " WHERE id = ?1",
  [GNOMON_SQL_CALENDAR_CLEAR_DEFAULT] =
    "UPDATE calendar SET is_default = 0, revision = revision + 1 WHERE is_default = 1",
  [GNOMON_SQL_CALENDAR_TRASH] =
    "UPDATE calendar SET deleted_at = ?2, is_default = 0, revision = revision + 1 WHERE id = ?1",

  [GNOMON_SQL_CALENDAR_GET_ANY] =
    "SELECT id, name, color, visible, is_default, read_only, deleted_at IS NULL, revision"
    " FROM calendar WHERE id = ?1",
  [GNOMON_SQL_CALENDAR_REVIVE] = "UPDATE calendar SET deleted_at = NULL WHERE id = ?1",
  /* By its feed: no change that a later undo would run over. */
  [GNOMON_SQL_CALENDAR_SET_NAME] = "UPDATE calendar SET name = ?2 WHERE id = ?1",

  [GNOMON_SQL_SUBSCRIPTION_INSERT] =
    "INSERT INTO subscription (calendar_id, source_url, etag, last_modified, refreshed_at,"
    " refresh_at, refresh_minutes, refresh_error) VALUES (?1, ?2, '', '', 0, ?3, ?4, '')",
  [GNOMON_SQL_SUBSCRIPTION_GET] =
    "SELECT source_url, etag, last_modified FROM subscription"
    " WHERE calendar_id = ?1",
  /* One that lies ahead by more than ?2 seconds was planned by a clock that was wrong. */
  [GNOMON_SQL_SUBSCRIPTION_NEXT] =
    "SELECT calendar_id, CASE WHEN refresh_at > ?1 + ?2 THEN ?1 ELSE refresh_at END AS due"
    " FROM subscription JOIN calendar ON id = calendar_id WHERE deleted_at IS NULL"
    " ORDER BY due, calendar_id LIMIT 1",
  [GNOMON_SQL_SUBSCRIPTION_SET_FETCHED] =
    "UPDATE subscription SET etag = ?3, last_modified = ?4, refreshed_at = ?2,"
    " refresh_at = ?2 + ?5 * 60, refresh_minutes = ?5, refresh_error = '' WHERE calendar_id = ?1",
  [GNOMON_SQL_SUBSCRIPTION_SET_UNCHANGED] =
    "UPDATE subscription SET refreshed_at = ?2, refresh_at = ?2 + refresh_minutes * 60,"
    " refresh_error = '' WHERE calendar_id = ?1",
  [GNOMON_SQL_SUBSCRIPTION_SET_FAILED] =
    "UPDATE subscription SET refresh_error = ?3, refresh_at = ?2 + ?4 WHERE calendar_id = ?1",
  [GNOMON_SQL_SUBSCRIPTION_REQUEST] =
    "UPDATE subscription SET refresh_at = ?2 WHERE calendar_id = ?1",
  [GNOMON_SQL_SUBSCRIPTION_RESET] =
    "UPDATE subscription SET etag = '', last_modified = '', refreshed_at = 0, refresh_at = 0,"
    " refresh_error = '' WHERE calendar_id = ?1",

  [GNOMON_SQL_HEAD_GET] =
    "SELECT lines FROM head WHERE calendar_id = ?1 AND undone = 0 ORDER BY batch_id DESC LIMIT 1",
  [GNOMON_SQL_HEAD_SET] =
    "INSERT OR REPLACE INTO head (calendar_id, batch_id, undone, lines) VALUES (?1, ?2, 0, ?3)",
  [GNOMON_SQL_HEAD_TURN] = "UPDATE head SET undone = ?2 WHERE batch_id = ?1",
  /* Those that no redo can bring back. */
  [GNOMON_SQL_HEAD_PURGE] =
    "DELETE FROM head WHERE calendar_id = ?1 AND undone = 1 AND batch_id NOT IN"
    " (SELECT batch_id FROM change JOIN history ON change_id = id WHERE history.undone = 1)",
  [GNOMON_SQL_HEAD_DELETE] = "DELETE FROM head WHERE calendar_id = ?1",

  [GNOMON_SQL_BATCH_INSERT] =
    "INSERT INTO batch (live, started_at, lease_pid, lease_start, lease_boot)"
    " VALUES (0, ?1, ?2, ?3, ?4)",
  [GNOMON_SQL_BATCH_LIST] =
    "SELECT id, lease_pid, lease_start, lease_boot, calendar_id FROM batch WHERE live = 0"
    " UNION SELECT id, lease_pid, lease_start, lease_boot, calendar_id FROM batch"
    "   WHERE change_id <> 0"
    " ORDER BY id",
  [GNOMON_SQL_BATCH_SET_LIVE] = "UPDATE batch SET live = 1 WHERE id = ?1",
  [GNOMON_SQL_BATCH_HIDE] =
    "UPDATE batch SET live = 0, lease_pid = ?2, lease_start = ?3, lease_boot = ?4"
    " WHERE id = ?1 AND live = 1",
  /* Whether an import (?1; the change ?2) brought or changed so many events (?3), or goes on. */
  [GNOMON_SQL_BATCH_IS_LARGE] =
    "SELECT (SELECT count (*) FROM (SELECT 1 FROM event WHERE batch_id = ?1 AND batch_id <> 0"
    "   LIMIT ?3)) >= ?3 OR (SELECT count (*) FROM (SELECT 1 FROM history_event"
    "   WHERE change_id = ?2 LIMIT ?3)) >= ?3 OR EXISTS (SELECT 1 FROM batch WHERE change_id = ?2)",
  /* What an undo (?3 = 0) or redo of the import (?2) would run over: it brought them as revision 1,
   * or its history knows better. */
  [GNOMON_SQL_BATCH_CHANGED] =
    "SELECT e.title, " LAST_ACTOR ("?2")
    " FROM event e LEFT JOIN history_event h ON h.change_id = ?2 AND h.event_id = e.id"
    " WHERE e.batch_id = ?1 AND e.batch_id <> 0 AND e.master_id IS NULL"
    " AND e.revision <> coalesce (h.revision, 1)"
    " AND CASE ?3 WHEN 0 THEN e.deleted_at IS NULL ELSE h.was_live = 1 END LIMIT ?4",
  /* Whether there is a change since one (?2) of what an import brought. */
  [GNOMON_SQL_BATCH_TOUCHED] =
    "SELECT 1 FROM change_event x JOIN event e ON e.id = x.event_id"
    " WHERE x.change_id > ?2 AND e.batch_id = ?1 AND e.batch_id <> 0 LIMIT 1",
  [GNOMON_SQL_BATCH_NEXT_LIVE] =
    "SELECT id, revision FROM event WHERE batch_id = ?1 AND batch_id <> 0 AND id > ?2"
    " AND master_id IS NULL AND deleted_at IS NULL ORDER BY id LIMIT ?3",
  [GNOMON_SQL_BATCH_NEXT_UNDONE] =
    "SELECT e.id, e.revision FROM event e"
    " JOIN history_event h ON h.change_id = ?4 AND h.event_id = e.id AND h.was_live = 1"
    " WHERE e.batch_id = ?1 AND e.batch_id <> 0 AND e.id > ?2 AND e.deleted_at IS NOT NULL"
    " AND e.master_id IS NULL AND h.image IS NULL ORDER BY e.id LIMIT ?3",
  [GNOMON_SQL_BATCH_CHANGE] = "SELECT id FROM change WHERE batch_id = ?1 AND batch_id <> 0 LIMIT 1",
  [GNOMON_SQL_BATCH_LOG] =
    "INSERT INTO change_event (change_id, event_id, deleted)"
    " SELECT ?1, id, 0 FROM event WHERE batch_id = ?2 AND batch_id <> 0"
    " AND master_id IS NULL AND deleted_at IS NULL"
    " ON CONFLICT DO NOTHING",
  /* The undo of an import that is under way: its change, until the log has all its events. */
  [GNOMON_SQL_BATCH_GOING] = "SELECT id FROM change WHERE batch_id = -?1 AND batch_id <> 0",
  [GNOMON_SQL_BATCH_LOG_GONE] =
    "INSERT INTO change_event (change_id, event_id, deleted)"
    " SELECT id, ?2, 1 FROM change WHERE id = ?1 ON CONFLICT DO NOTHING",
  [GNOMON_SQL_BATCH_SET_GONE] =
    "UPDATE change SET batch_id = 0 WHERE batch_id = -?1 AND batch_id <> 0",
  /* A change of somebody else may have ended what could have been redone. */
  [GNOMON_SQL_BATCH_HISTORY] =
    "INSERT OR REPLACE INTO history_event (change_id, event_id, revision, was_live)"
    " SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM history WHERE change_id = ?1)",
  [GNOMON_SQL_BATCH_DELETE_EVENTS] = "DELETE FROM event WHERE " BATCH_PART,
  [GNOMON_SQL_BATCH_DELETE] = "DELETE FROM batch WHERE id = ?1 AND live = 0",
  [GNOMON_SQL_BATCH_OWE] = "UPDATE batch SET live = 1, change_id = ?2 WHERE id = ?1",
  [GNOMON_SQL_BATCH_OWED_CHANGE] = "SELECT change_id FROM batch WHERE id = ?1 AND change_id <> 0",
  [GNOMON_SQL_BATCH_SET_SETTLED] = "UPDATE batch SET change_id = 0 WHERE id = ?1",
  [GNOMON_SQL_BATCH_RELEASE] = "UPDATE batch SET lease_pid = 0, lease_start = 0 WHERE id = ?1",
  /* That of an undo or redo has nothing else. */
  [GNOMON_SQL_BATCH_DELETE_SETTLED] =
    "DELETE FROM batch WHERE id = ?1 AND live = 1"
    " AND NOT EXISTS (SELECT 1 FROM change WHERE batch_id = ?1 AND batch_id <> 0)",

  [GNOMON_SQL_HIDDEN_INSERT] =
    "INSERT INTO batch (live, started_at, lease_pid, lease_start, lease_boot, calendar_id)"
    " VALUES (0, ?1, ?2, ?3, ?4, ?5)",
  [GNOMON_SQL_HIDDEN_SET_CHANGE] = "UPDATE batch SET change_id = ?2 WHERE id = ?1",
  [GNOMON_SQL_HIDDEN_GET] =
    "SELECT b.calendar_id, b.change_id, coalesce (c.deleted_at, b.started_at)"
    " FROM batch b JOIN calendar c ON c.id = b.calendar_id WHERE b.id = ?1 AND b.live = 0",
  [GNOMON_SQL_HIDDEN_FIND] = "SELECT id FROM batch WHERE live = 0 AND calendar_id = ?1",
  [GNOMON_SQL_HIDDEN_NEXT] =
    "SELECT id, revision FROM event WHERE calendar_id = ?1 AND deleted_at IS NULL"
    " AND master_id IS NULL AND id > ?2 AND " IN_LIVE_BATCH ("") " ORDER BY id LIMIT ?3",
  [GNOMON_SQL_HIDDEN_LOG] =
    "INSERT INTO change_event (change_id, event_id, deleted)"
    " SELECT ?1, id, 1 FROM event WHERE calendar_id = ?2 AND deleted_at IS NULL"
    " AND master_id IS NULL AND " IN_LIVE_BATCH ("") " ORDER BY id",
  /* The calendars that come or go when a change (?1) is turned, and whether with so many events
   * (?2). One that is still at it goes on to be. */
  [GNOMON_SQL_HIDDEN_TURNS] =
    "SELECT h.calendar_id, h.was_live, EXISTS (SELECT 1 FROM batch WHERE change_id = ?1)"
    " OR CASE h.was_live WHEN 0"
    "   THEN (SELECT count (*) FROM (SELECT 1 FROM event WHERE calendar_id = h.calendar_id"
    "     AND deleted_at IS NULL AND master_id IS NULL LIMIT ?2))"
    "   ELSE (SELECT count (*) FROM (SELECT 1 FROM history_event WHERE change_id = ?1"
    "     AND was_live = 1 LIMIT ?2)) END >= ?2"
    " FROM history_calendar h JOIN calendar c ON c.id = h.calendar_id"
    " WHERE h.change_id = ?1 AND h.was_live <> (c.deleted_at IS NULL) LIMIT 2",
  [GNOMON_SQL_HIDDEN_IS_LARGE] =
    "SELECT count (*) >= ?2 FROM (SELECT 1 FROM event WHERE calendar_id = ?1"
    " AND deleted_at IS NULL AND master_id IS NULL LIMIT ?2)",

  [GNOMON_SQL_STAGED_INSERT] =
    "INSERT INTO staged (batch_id, event_id, revision, live, image, content_hash, updated_at)"
    " SELECT ?1, id, revision, 1, ?3, ?4, ?5 FROM event WHERE id = ?2 AND deleted_at IS NULL",
  /* The next events that a change (?2) altered. */
  [GNOMON_SQL_STAGED_INSERT_HISTORY] =
    "INSERT INTO staged (batch_id, event_id, revision, live, image, content_hash, updated_at)"
    " SELECT ?1, event_id, revision, was_live, image, '', 0 FROM history_event"
    " WHERE change_id = ?2 AND image IS NOT NULL AND event_id > ?3 ORDER BY event_id LIMIT ?4",
  [GNOMON_SQL_STAGED_LAST] =
    "SELECT event_id FROM staged WHERE batch_id = ?1 ORDER BY id DESC LIMIT 1",
  /* What was changed since the change (?2) that is to be turned. */
  [GNOMON_SQL_STAGED_CHANGED] =
    "SELECT e.title, " LAST_ACTOR ("?2")
    " FROM staged s JOIN event e ON e.id = s.event_id"
    " WHERE s.batch_id = ?1 AND e.revision <> s.revision LIMIT ?3",
  [GNOMON_SQL_STAGED_NEXT] =
    "SELECT id, event_id, revision, live, content_hash, updated_at, image FROM staged"
    " WHERE batch_id = ?1 ORDER BY id LIMIT ?2",
  [GNOMON_SQL_STAGED_DELETE] = "DELETE FROM staged WHERE batch_id = ?1 AND id <= ?2",
  [GNOMON_SQL_STAGED_REAP] =
    "DELETE FROM staged WHERE id IN (SELECT id FROM staged WHERE batch_id = ?1 LIMIT ?2)",

  [GNOMON_SQL_CHANGE_INSERT] =
    "INSERT INTO change (at, actor, operation, flags, batch_id) VALUES (?1, ?2, ?3, ?4, ?5)",
  [GNOMON_SQL_CHANGE_EVENT_INSERT] =
    "INSERT INTO change_event (change_id, event_id, deleted) VALUES (?1, ?2, ?3)"
    " ON CONFLICT DO UPDATE SET deleted = excluded.deleted",
  [GNOMON_SQL_CHANGE_LAST] = "SELECT coalesce (max (id), 0) FROM change",
  [GNOMON_SQL_CHANGE_FIRST] = "SELECT coalesce (min (id), 0) FROM change",
  [GNOMON_SQL_CHANGE_LIST] = "SELECT id, flags, batch_id FROM change WHERE id > ?1 ORDER BY id",
  [GNOMON_SQL_CHANGE_EVENT_LIST] =
    "SELECT event_id, deleted FROM change_event WHERE change_id > ?1 ORDER BY change_id",
  [GNOMON_SQL_CHANGE_LAST_ACTOR] =
    "SELECT c.actor FROM change_event e JOIN change c ON c.id = e.change_id"
    " WHERE e.event_id = ?1 AND e.change_id > ?2 ORDER BY e.change_id DESC LIMIT 1",
  /* From its old end only, so that it has no holes whatever the clock did; the last one stays. */
  [GNOMON_SQL_CHANGE_PURGE] =
    "DELETE FROM change WHERE id IN (SELECT id FROM change WHERE id <"
    " (SELECT coalesce ((SELECT min (id) FROM change WHERE at > ?1), max (id)) FROM change)"
    " ORDER BY id LIMIT ?2)",
  [GNOMON_SQL_CHANGE_CAN_PURGE] =
    "SELECT 1 FROM change WHERE at <= ?1 AND id = (SELECT min (id) FROM change)"
    " AND (id < (SELECT max (id) FROM change) OR id IN (SELECT change_id FROM history))",

  [GNOMON_SQL_HISTORY_INSERT] =
    "INSERT INTO history (change_id, undone, title) VALUES (?1, 0, ?2)",
  [GNOMON_SQL_HISTORY_FORGET_UNDONE] = "DELETE FROM history WHERE undone = 1",
  [GNOMON_SQL_HISTORY_SET_UNDONE] = "UPDATE history SET undone = ?2 WHERE change_id = ?1",
  [GNOMON_SQL_HISTORY_GET] =
    "SELECT " HISTORY_COLUMNS " FROM history h JOIN change c ON c.id = h.change_id WHERE c.id = ?1",
  [GNOMON_SQL_HISTORY_LAST_DONE] =
    "SELECT " HISTORY_COLUMNS " FROM history h JOIN change c ON c.id = h.change_id"
    " WHERE h.undone = 0 ORDER BY h.change_id DESC LIMIT 1",
  [GNOMON_SQL_HISTORY_FIRST_UNDONE] =
    "SELECT " HISTORY_COLUMNS " FROM history h JOIN change c ON c.id = h.change_id"
    " WHERE h.undone = 1 ORDER BY h.change_id LIMIT 1",
  [GNOMON_SQL_HISTORY_LIST] =
    "SELECT " HISTORY_COLUMNS " FROM history h JOIN change c ON c.id = h.change_id"
    " ORDER BY h.change_id DESC LIMIT ?1",
  [GNOMON_SQL_HISTORY_PURGE] =
    "DELETE FROM history WHERE change_id IN (SELECT change_id FROM history WHERE change_id <"
    " (SELECT coalesce ((SELECT min (id) FROM change WHERE at > ?1), max (id) + 1) FROM change)"
    " ORDER BY change_id LIMIT ?2)",
  [GNOMON_SQL_HISTORY_EVENT_INSERT] =
    "INSERT OR REPLACE INTO history_event (change_id, event_id, revision, was_live, image)"
    " VALUES (?1, ?2, ?3, ?4, ?5)",
  [GNOMON_SQL_HISTORY_EVENT_LIST] =
    "SELECT event_id, revision, was_live, image FROM history_event WHERE change_id = ?1"
    " ORDER BY event_id",
  /* The next (?2) of those that are yet to be brought back. */
  [GNOMON_SQL_HISTORY_EVENT_NEXT_GONE] =
    "SELECT h.event_id, h.revision, h.revision <> e.revision"
    " FROM history_event h JOIN event e ON e.id = h.event_id"
    " WHERE h.change_id = ?1 AND h.event_id > ?2 AND h.was_live = 1 ORDER BY h.event_id LIMIT ?3",
  [GNOMON_SQL_HISTORY_EVENT_CHANGED] =
    "SELECT e.title, " LAST_ACTOR ("?1") " FROM history_event h JOIN event e ON e.id = h.event_id"
    " WHERE h.change_id = ?1 AND e.revision <> h.revision LIMIT ?2",
  [GNOMON_SQL_HISTORY_EVENT_COUNT] =
    "SELECT count (*) FROM history_event WHERE change_id = ?1 AND was_live = 0",
  [GNOMON_SQL_HISTORY_EVENT_LOG] =
    "INSERT INTO change_event (change_id, event_id, deleted)"
    " SELECT ?1, event_id, 0 FROM history_event WHERE change_id = ?2 ORDER BY event_id",
  /* After a change (?1) was undone or redone, its neighbour in the history of the same event (?2)
   * expects the revision (?3) that this has made: what it was about is there again. */
  [GNOMON_SQL_HISTORY_EVENT_FOLLOW_UNDO] = FOLLOW_UNDO ("event"),
  [GNOMON_SQL_HISTORY_EVENT_FOLLOW_REDO] = FOLLOW_REDO ("event"),
  [GNOMON_SQL_HISTORY_CALENDAR_FOLLOW_UNDO] = FOLLOW_UNDO ("calendar"),
  [GNOMON_SQL_HISTORY_CALENDAR_FOLLOW_REDO] = FOLLOW_REDO ("calendar"),
  /* The same where the neighbour is the import that brought it, which has no row for it yet. */
  [GNOMON_SQL_HISTORY_EVENT_FOLLOW_BATCH] =
    "INSERT INTO history_event (change_id, event_id, revision, was_live)"
    " SELECT c.id, e.id, ?3, 0 FROM event e JOIN change c ON c.batch_id = e.batch_id"
    " JOIN history h ON h.change_id = c.id WHERE e.id = ?2 AND e.batch_id <> 0 AND c.id < ?1"
    " ON CONFLICT DO NOTHING",
  [GNOMON_SQL_HISTORY_CALENDAR_INSERT] =
    "INSERT OR REPLACE INTO history_calendar (change_id, calendar_id, revision, was_live, image)"
    " VALUES (?1, ?2, ?3, ?4, ?5)",
  [GNOMON_SQL_HISTORY_CALENDAR_LIST] =
    "SELECT calendar_id, revision, was_live, image FROM history_calendar WHERE change_id = ?1",
};

/**
 * gnomon_sql_get_text:
 * @sql: which statement
 *
 * Returns: (transfer none): its text
 */
const char *
gnomon_sql_get_text (GnomonSql sql)
{
  return texts[sql] != NULL ? texts[sql] : gnomon_sql_reminder_texts[sql];
}
