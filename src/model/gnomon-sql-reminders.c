/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-sql-private.h"

/*
 * The SQL of reminders: their rules, the ledger of what is due, what goes by mail, and what is
 * derived from the rules of zones.
 */

/* Of a rule, its instance that comes last: of a series that is the next one. */
#define NEXT_INSTANCE(rule) \
  "(SELECT n.id FROM ledger n WHERE n.reminder_id = " rule " ORDER BY n.due DESC, n.id LIMIT 1)"

/* States of the ledger (GnomonReminderState): 0 planned, 1 shown, 2 snoozed, 3 dismissed, 4 missed,
 * 5 mailed, 6 failed. */
#define LEDGER_COLUMNS \
  "l.id, r.id, coalesce (e.master_id, e.id), r.automatic, r.minutes_before, r.type, l.due," \
  " l.wake, l.state, l.planned_at, l.lease_pid, l.leased_at, l.shown_at, l.sent_at," \
  " l.ended_at, l.note, l.answered_at, l.answered_by, e.id, l.recurrence_id," \
  " l.id = " NEXT_INSTANCE ("r.id")

/* Of a rule, the instance for which it stands: the one shown last, else the next. */
#define CURRENT_INSTANCE(rule) \
  "(SELECT i.id FROM ledger i WHERE i.reminder_id = " rule \
  " ORDER BY i.shown_at IS NULL, i.shown_at DESC, i.due LIMIT 1)"

#define NO_LEASE "lease_pid = NULL, lease_start = NULL, lease_boot = NULL"

/* Messages that wait, of reminders that somebody still has to be told of: not 3 dismissed. */
#define MAIL_WAITING \
  "FROM mail m JOIN ledger l ON l.id = m.ledger_id JOIN event e ON e.id = l.event_id" \
  " WHERE m.wake IS NOT NULL AND m.lease_pid IS NULL AND l.state <> 3 AND e.deleted_at IS NULL" \
  " AND " LIVE ("e.")

#define OWN_LEASE "lease_pid = ?2 AND lease_start = ?3 AND lease_boot = ?4"

/* As in the index ledger_time. */
#define INSTANCE_TIME "CASE WHEN l.state = 2 AND l.wake IS NOT NULL THEN l.wake ELSE l.due END"

/* What was shown (1, or 6: it could not be mailed) or missed (4) and not answered. What was planned
 * only when its time had passed was never waited for. ?1: now; ?2: shown since; ?3: missed since */
#define IS_OPEN \
  INSTANCE_TIME " BETWEEN ?1 - 2678400 AND ?1" \
  " AND ((l.state IN (1, 6) AND l.shown_at > ?2)" \
  " OR (l.state = 4 AND l.ended_at > l.planned_at AND l.ended_at > ?3))"

const char * const gnomon_sql_reminder_texts[GNOMON_N_SQL] = {
  [GNOMON_SQL_REMINDER_NEXT_IDS] =
    "UPDATE sequence SET value = value + ?1 WHERE name = 'reminder' RETURNING value - ?1 + 1",
  [GNOMON_SQL_REMINDER_RULES] =
    "SELECT id, automatic, minutes_before, at FROM reminder WHERE event_id = ?1 ORDER BY id",
  [GNOMON_SQL_REMINDER_INSERT] =
    "INSERT INTO reminder (id, event_id, automatic, minutes_before, at, type)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  [GNOMON_SQL_REMINDER_SET_MINUTES] = "UPDATE reminder SET minutes_before = ?2 WHERE id = ?1",
  [GNOMON_SQL_REMINDER_DELETE] = "DELETE FROM reminder WHERE id = ?1",
  [GNOMON_SQL_EVENT_CLEAR_REMINDER] = "UPDATE event SET reminder_set = 0 WHERE id = ?1",

  [GNOMON_SQL_LEDGER_OF_RULE] =
    "SELECT id, due, wake, state, leased_at IS NOT NULL FROM ledger"
    " WHERE reminder_id = ?1 AND recurrence_id = ?2",
  [GNOMON_SQL_LEDGER_HAND_OVER] =
    "UPDATE OR REPLACE ledger SET reminder_id = ?4, event_id = ?5,"
    " recurrence_id = coalesce (?6, recurrence_id)"
    " WHERE reminder_id = ?1 AND recurrence_id BETWEEN ?2 AND ?3",
  [GNOMON_SQL_LEDGER_HAND_BACK] =
    "UPDATE OR REPLACE ledger SET reminder_id = ?3, event_id = ?4, recurrence_id = ?5"
    " WHERE reminder_id = ?1 AND (state = 2 OR due = ?2)",
  [GNOMON_SQL_LEDGER_END_KEEP] =
    "UPDATE OR REPLACE ledger SET recurrence_id = '' WHERE reminder_id = ?1"
    " AND recurrence_id = ?2",
  [GNOMON_SQL_LEDGER_END_DROP] =
    "DELETE FROM ledger WHERE reminder_id = ?1 AND recurrence_id <> ''",
  [GNOMON_SQL_LEDGER_DELETE] = "DELETE FROM ledger WHERE id = ?1",
  [GNOMON_SQL_LEDGER_DROP_PLANNED] =
    "DELETE FROM ledger WHERE reminder_id = ?1 AND recurrence_id <> ?2 AND state = 0 AND due > ?3"
    " AND leased_at IS NULL",
  [GNOMON_SQL_LEDGER_OPEN_OF_RULE] =
    "SELECT id, recurrence_id, due, wake, state FROM ledger WHERE reminder_id = ?1"
    " AND (state IN (1, 2) OR (state = 0 AND due <= ?2 AND wake IS NOT NULL))",
  [GNOMON_SQL_LEDGER_ANY_OF_RULE] = "SELECT 1 FROM ledger WHERE reminder_id = ?1 LIMIT 1",
  [GNOMON_SQL_LEDGER_INSERT] =
    "INSERT INTO ledger (id, due, wake, state, planned_at, ended_at, note, reminder_id, event_id,"
    " recurrence_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
  [GNOMON_SQL_LEDGER_PLAN] =
    "UPDATE ledger SET due = ?2, wake = ?3, state = ?4, planned_at = ?5, ended_at = ?6, note = ?7,"
    " leased_at = NULL, shown_at = NULL, sent_at = NULL, answered_at = NULL, answered_by = '', "
    NO_LEASE " WHERE id = ?1",
  /* Who was snoozed has been shown before. */
  [GNOMON_SQL_LEDGER_REST] =
    "UPDATE ledger SET wake = NULL, leased_at = NULL, state = iif (state = 2, 1, state),"
    " note = ?2, " NO_LEASE " WHERE id = ?1",
  [GNOMON_SQL_LEDGER_REST_EVENT] =
    "UPDATE ledger SET wake = NULL, leased_at = NULL, state = iif (state = 2, 1, state),"
    " note = ?2, " NO_LEASE
    " WHERE event_id IN (SELECT id FROM event WHERE id = ?1 OR master_id = ?1)"
    " AND wake IS NOT NULL",
  /* Floating times (2) and whole days (3) follow the viewer. */
  [GNOMON_SQL_LEDGER_FOLLOWERS] =
    "SELECT DISTINCT l.event_id FROM ledger l JOIN event e ON e.id = l.event_id"
    " WHERE l.wake IS NOT NULL AND l.state = 0 AND e.kind IN (2, 3)"
    " AND e.deleted_at IS NULL AND " LIVE ("e."),
  [GNOMON_SQL_LEDGER_NEXT] =
    "SELECT l.wake FROM ledger l JOIN event e ON e.id = l.event_id"
    " WHERE l.wake IS NOT NULL AND l.lease_pid IS NULL AND e.deleted_at IS NULL AND " LIVE ("e.")
    " ORDER BY l.wake LIMIT 1",
  [GNOMON_SQL_LEDGER_DUE] =
    "SELECT l.id, l.event_id, r.type, l.due, l.shown_at IS NOT NULL OR l.leased_at IS NOT NULL,"
    " l.wake, l.state, l.recurrence_id, r.minutes_before IS NOT NULL"
    " FROM ledger l JOIN reminder r ON r.id = l.reminder_id"
    " JOIN event e ON e.id = l.event_id"
    " WHERE l.wake IS NOT NULL AND l.wake <= ?1 AND l.lease_pid IS NULL"
    " AND e.deleted_at IS NULL AND " LIVE ("e.")
    " ORDER BY l.wake, l.id LIMIT ?2",
  [GNOMON_SQL_LEDGER_LEASED] =
    "SELECT id, lease_pid, lease_start, lease_boot FROM ledger"
    " WHERE lease_pid IS NOT NULL AND (lease_pid, lease_start, lease_boot) IS NOT (?1, ?2, ?3)",
  [GNOMON_SQL_LEDGER_TAKE_BACK] = "UPDATE ledger SET " NO_LEASE " WHERE id = ?1",
  [GNOMON_SQL_LEDGER_LEASE] =
    "UPDATE ledger SET lease_pid = ?2, lease_start = ?3, lease_boot = ?4, leased_at = ?5"
    " WHERE id = ?1",
  [GNOMON_SQL_LEDGER_GIVE_BACK] =
    "UPDATE ledger SET leased_at = NULL, " NO_LEASE " WHERE id = ?1 AND " OWN_LEASE,
  [GNOMON_SQL_LEDGER_SHOWN] =
    /* What could not be mailed stays failed, though it was shown. */
    "UPDATE ledger SET wake = NULL, state = iif (state = 6, 6, 1), shown_at = ?5, sent_at = ?6,"
    " note = ?7, " NO_LEASE " WHERE id = ?1 AND " OWN_LEASE,
  [GNOMON_SQL_LEDGER_MISS] =
    "UPDATE ledger SET wake = NULL, state = iif (state = 6, 6, 4), ended_at = ?2, note = ?3, "
    NO_LEASE " WHERE id = ?1",
  [GNOMON_SQL_LEDGER_SNOOZE] =
    "UPDATE ledger SET wake = ?2, state = 2, ended_at = NULL, answered_at = ?3, answered_by = ?4, "
    NO_LEASE " WHERE id = ?1",
  [GNOMON_SQL_LEDGER_MOVE_SNOOZE] =
    "UPDATE OR REPLACE ledger SET due = ?2, wake = ?3, recurrence_id = ?4 WHERE id = ?1",
  [GNOMON_SQL_LEDGER_DISMISS] =
    "UPDATE ledger SET wake = NULL, state = 3, ended_at = ?2, answered_at = ?2, answered_by = ?3, "
    NO_LEASE " WHERE id = ?1",
  [GNOMON_SQL_LEDGER_DISMISS_SHOWN] =
    "UPDATE ledger SET wake = NULL, state = 3, ended_at = ?2, answered_at = ?2,"
    " answered_by = 'notification', " NO_LEASE
    " WHERE id = ?1 AND (state IN (1, 6) OR lease_pid IS NOT NULL)",
  [GNOMON_SQL_LEDGER_IS_OPEN] =
    "SELECT 1 FROM ledger WHERE id = ?1 AND state IN (1, 6) AND shown_at IS NOT NULL",
  [GNOMON_SQL_LEDGER_IS_CLAIMED] =
    "SELECT 1 FROM ledger l JOIN event e ON e.id = l.event_id WHERE l.id = ?1 AND " OWN_LEASE
    " AND " LIVE ("e."),
  /* ?1: who was shown before it is not waited for any more. */
  [GNOMON_SQL_LEDGER_COUNT_OPEN] =
    "SELECT count (*) FROM ledger l JOIN event e ON e.id = l.event_id"
    " WHERE l.state IN (1, 2) AND (l.state = 2 OR l.shown_at > ?1) AND e.deleted_at IS NULL"
    " AND " LIVE ("e."),
  [GNOMON_SQL_LEDGER_FIND] =
    "SELECT " LEDGER_COLUMNS " FROM ledger l JOIN reminder r ON r.id = l.reminder_id"
    " JOIN event e ON e.id = l.event_id"
    " WHERE l.id = coalesce (" CURRENT_INSTANCE ("?1") ", ?1)"
    " AND e.deleted_at IS NULL AND " LIVE ("e."),
  [GNOMON_SQL_LEDGER_LIST_OF_EVENT] =
    "SELECT " LEDGER_COLUMNS " FROM reminder r JOIN event e ON e.id = r.event_id"
    " JOIN ledger l ON l.id = " NEXT_INSTANCE ("r.id")
    " WHERE r.event_id = ?1 ORDER BY r.id",
  /* NULL for "any": ?1 state, ?2 type; ?3 from, ?4 to; ?5 limit, ?6 offset */
  [GNOMON_SQL_LEDGER_LIST] =
    "SELECT " LEDGER_COLUMNS " FROM ledger l JOIN reminder r ON r.id = l.reminder_id"
    " JOIN event e ON e.id = l.event_id"
    " WHERE " INSTANCE_TIME " >= ?3 AND " INSTANCE_TIME " < ?4"
    " AND (?1 IS NULL OR l.state = ?1)"
    " AND (?2 IS NULL OR r.type = ?2)"
    " AND (l.state IN (1, 2) OR l.id = " NEXT_INSTANCE ("l.reminder_id") ")"
    " AND e.deleted_at IS NULL AND " LIVE ("e.")
    " ORDER BY " INSTANCE_TIME ", r.id LIMIT ?5 OFFSET ?6",
  [GNOMON_SQL_LEDGER_LIST_OPEN] =
    "SELECT " LEDGER_COLUMNS " FROM ledger l JOIN reminder r ON r.id = l.reminder_id"
    " JOIN event e ON e.id = l.event_id"
    " WHERE " IS_OPEN " AND e.deleted_at IS NULL AND " LIVE ("e.")
    " ORDER BY l.due DESC, l.id DESC",
  [GNOMON_SQL_LEDGER_DISMISS_OPEN] =
    "UPDATE ledger AS l SET wake = NULL, state = 3, ended_at = ?1, answered_at = ?1,"
    " answered_by = ?5, " NO_LEASE
    " WHERE " IS_OPEN " AND iif (l.state = 4, l.ended_at, l.shown_at) <= ?4",

  [GNOMON_SQL_MAIL_ADD] =
    "INSERT OR IGNORE INTO mail (ledger_id, queued_at, wake, tries, note)"
    " VALUES (?1, ?2, ?2, 0, '')",
  [GNOMON_SQL_MAIL_DROP] = "DELETE FROM mail WHERE ledger_id = ?1",
  [GNOMON_SQL_MAIL_HAND_OVER] = "UPDATE ledger SET wake = NULL, leased_at = ?2 WHERE id = ?1",
  [GNOMON_SQL_MAIL_DUE] =
    "SELECT m.ledger_id, l.event_id, l.due " MAIL_WAITING " AND m.wake <= ?1"
    " ORDER BY m.wake LIMIT 1",
  [GNOMON_SQL_MAIL_NEXT] = "SELECT m.wake " MAIL_WAITING " ORDER BY m.wake LIMIT 1",
  [GNOMON_SQL_MAIL_LEASED] =
    "SELECT ledger_id, lease_pid, lease_start, lease_boot FROM mail"
    " WHERE wake IS NOT NULL AND lease_pid IS NOT NULL",
  [GNOMON_SQL_MAIL_TAKE_BACK] = "UPDATE mail SET " NO_LEASE " WHERE ledger_id = ?1",
  [GNOMON_SQL_MAIL_LEASE] =
    "UPDATE mail SET lease_pid = ?2, lease_start = ?3, lease_boot = ?4 WHERE ledger_id = ?1",
  [GNOMON_SQL_MAIL_GET] =
    "SELECT m.queued_at, m.tries, l.event_id FROM mail m JOIN ledger l ON l.id = m.ledger_id"
    " JOIN event e ON e.id = l.event_id WHERE m.ledger_id = ?1 AND e.deleted_at IS NULL"
    " AND " LIVE ("e."),
  [GNOMON_SQL_MAIL_SETTLE] =
    "UPDATE mail SET wake = ?2, sent_at = ?3, note = ?4, tries = tries + 1, "
    " tried_at = (SELECT coalesce (max (tried_at), 0) + 1 FROM mail), " NO_LEASE
    " WHERE ledger_id = ?1",
  /* Type 1: only by mail. State 0 planned, 5 mailed, 6 failed. */
  [GNOMON_SQL_MAIL_MARK_SENT] =
    "UPDATE ledger SET state = 5, sent_at = ?2 WHERE id = ?1 AND state = 0"
    " AND (SELECT type FROM reminder WHERE id = reminder_id) = 1",
  [GNOMON_SQL_MAIL_MARK_FAILED] =
    "UPDATE ledger SET state = 6, wake = ?2 WHERE id = ?1 AND state = 0"
    " AND (SELECT type FROM reminder WHERE id = reminder_id) = 1",
  [GNOMON_SQL_MAIL_LAST_NOTE] =
    "SELECT note FROM mail WHERE tried_at IS NOT NULL ORDER BY tried_at DESC LIMIT 1",
  [GNOMON_SQL_MAIL_OF_INSTANCE] =
    "SELECT queued_at, wake, tries, sent_at, note FROM mail WHERE ledger_id = ?1",

  [GNOMON_SQL_DERIVED_GET] = "SELECT value FROM derived WHERE name = ?1",
  [GNOMON_SQL_DERIVED_SET] = "INSERT OR REPLACE INTO derived (name, value) VALUES (?1, ?2)",
  /* Those whose instants depend on the rules of a zone (0). */
  [GNOMON_SQL_DERIVED_ZONED] =
    "SELECT e.id FROM event e WHERE e.kind = 0 AND e.deleted_at IS NULL AND " LIVE ("e."),
  [GNOMON_SQL_DERIVED_SPAN] =
    "SELECT start, \"end\" FROM span WHERE event_id = ?1 AND recurrence_id = ?2",
  [GNOMON_SQL_DERIVED_MOVE_SPAN] =
    "UPDATE span SET start = ?3, \"end\" = ?4 WHERE event_id = ?1 AND recurrence_id = ?2",
  [GNOMON_SQL_MOVE_INSERT] =
    "INSERT INTO move (at, event_id, reason, old_start, start) VALUES (?1, ?2, ?3, ?4, ?5)",
  [GNOMON_SQL_MOVE_LIST] =
    "SELECT m.at, m.event_id, m.reason, m.old_start, m.start FROM move m"
    " JOIN event e ON e.id = m.event_id WHERE m.at >= ?1 AND e.deleted_at IS NULL"
    " AND " LIVE ("e.")
    " ORDER BY m.id LIMIT ?2",
  [GNOMON_SQL_MOVE_OF_EVENT] =
    "SELECT at, event_id, reason, old_start, start FROM move WHERE event_id = ?1"
    " ORDER BY id DESC LIMIT 1",
  [GNOMON_SQL_MOVE_PURGE] = "DELETE FROM move WHERE at < ?1",
};
