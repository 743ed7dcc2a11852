/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-commands.h"

#include <glib/gi18n.h>

/* The table of commands: what the help shows and what the command line is led by. */

static const GnomonCtlOption occurrence_options[] = {
  { "occurrence", 0, N_("OCCURRENCE"), N_("One of a series, as lists show it after ↻"), NULL },
  { NULL },
};

static const GnomonCtlOption delete_options[] = {
  { "occurrence", 0, N_("OCCURRENCE"), N_("One of a series, as lists show it after ↻"), NULL },
  { "scope", 0, N_("SCOPE"), N_("this occurrence (as it is without this), future or all"), NULL },
  { NULL },
};

static const GnomonCtlOption edit_options[] = {
  { "replace", 0, NULL, N_("What is not given gets its default, instead of staying"), NULL },
  { "occurrence", 0, N_("OCCURRENCE"), N_("One of a series, as lists show it after ↻"), NULL },
  { "scope", 0, N_("SCOPE"), N_("this occurrence (as it is without this), future or all"), NULL },
  { NULL },
};

static const GnomonCtlOption upcoming_options[] = {
  { "limit", 'n', N_("NUMBER"), N_("At most so many; 10 without this"), NULL },
  { NULL },
};

static const GnomonCtlOption history_options[] = {
  { "limit", 'n', N_("NUMBER"), N_("At most so many; 50 without this"), NULL },
  { NULL },
};

static const GnomonCtlOption import_options[] = {
  { "calendar", 'c', N_("CALENDAR"), N_("Where to, by number or name"), NULL },
  { NULL },
};

#define DATES_HELP                                                                               \
  N_("Dates are YYYY-MM-DD, today, tomorrow, yesterday, or days from today like +7.")

const GnomonCtlCommand gnomon_ctl_commands[] = {
  {
    .name = "list",
    .synopsis = N_("[TEXT] [OPTION…]"),
    .summary = N_("List events"),
    .details = N_("Without options these are all events, newest first. TEXT is searched for, like "
                  "--search.\nDates are YYYY-MM-DD, today, tomorrow, yesterday, or days from today "
                  "like +7."),
    .examples = "gnomonctl list --from 2026-11-01 --to 2026-11-30 --type meeting\n"
                "gnomonctl list --upcoming --order asc --limit 5\n"
                "gnomonctl list lunch --json",
    .options = gnomon_ctl_filter_options,
    .max_words = -1,
    .run = gnomon_ctl_run_list,
  },
  {
    .name = "show",
    .synopsis = N_("ID"),
    .summary = N_("Show all of an event"),
    .examples = "gnomonctl show 42\ngnomonctl show 42 --json",
    .options = occurrence_options,
    .min_words = 1,
    .max_words = 1,
    .run = gnomon_ctl_run_show,
  },
  {
    .name = "add",
    .synopsis = N_("TEXT…"),
    .summary = N_("Create an event from a phrase"),
    .details = N_("Days, times, lengths, repetition, places, guests and reminders are understood "
                  "in\nEnglish, German, French and Spanish; what is left is the title. Without a "
                  "day it is\nthe next time that is named; without a time, the whole day."),
    .examples = "gnomonctl add \"Lunch with Ann tomorrow 12:30 at Luigi's\"\n"
                "gnomonctl add Gym every second Tuesday 18:00 for 90 min until 3 June\n"
                "gnomonctl add --dry-run Fair 3 to 5 May",
    .options = gnomon_ctl_add_options,
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_add,
  },
  {
    .name = "parse",
    .synopsis = N_("TEXT…"),
    .summary = N_("Show what a phrase says, as fields of an event"),
    .details = N_("With --json, spans tells which part of the text became what: start and length "
                  "in\ncharacters, and the field."),
    .examples = "gnomonctl parse \"Sitzung am Dienstag von 10 bis 12 Uhr in Raum 4\"",
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_parse,
  },
  {
    .name = "create",
    .synopsis = N_("[TITLE] [FIELD=VALUE…] [-]"),
    .summary = N_("Create an event, or many"),
    .details
    = N_("The fields are:\n"
         "  title, date, start, end, end_date, duration_minutes, all_day, timezone,\n"
         "  end_timezone, type, location, desc, attendees, calendar, reminder_set,\n"
         "  reminder_minutes_before, rrule, exdate, rdate, status, busy, url, color,\n"
         "  organizer, uid\n"
         "date and start are needed; start is not where all_day=yes. An event lasts 60 minutes\n"
         "where neither end nor duration_minutes is given. Dates are YYYY-MM-DD, today,\n"
         "tomorrow, yesterday, or days from today like +7. attendees are addresses separated\n"
         "by commas. calendar is a name or a number.\n\n"
         "With - the fields come as JSON from standard input: one object, a list of them, or\n"
         "one after another. Fields on the command line then hold for each of them."),
    .examples = "gnomonctl create \"Lunch with Ann\" date=2026-11-24 start=12:30\n"
                "gnomonctl create \"Fair\" date=+7 end_date=+9 all_day=yes location=Berlin\n"
                "gnomonctl create \"Review\" date=tomorrow start=09:00 end=09:45 \\\n"
                "    attendees=ann@example.org,ben@example.org reminder_minutes_before=5\n"
                "gnomonctl create --json - calendar=Work <events.json",
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_create,
  },
  {
    .name = "edit",
    .synopsis = N_("ID FIELD=VALUE… | ID -"),
    .summary = N_("Change an event"),
    .details = N_("The fields are those of create; an empty value clears one. What is not named "
                  "stays.\nWith - they come as a JSON object from standard input."),
    .examples = "gnomonctl edit 42 start=15:00 end=16:00\n"
                "gnomonctl edit 42 location=\n"
                "gnomonctl edit 42 title=Standup --occurrence 2026-11-24T09:00:00 --scope future",
    .options = edit_options,
    .min_words = 2,
    .max_words = -1,
    .run = gnomon_ctl_run_edit,
  },
  {
    .name = "delete",
    .synopsis = N_("ID…"),
    .summary = N_("Delete events"),
    .examples = "gnomonctl delete 42 43",
    .options = delete_options,
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_delete,
  },
  {
    .name = "week",
    .synopsis = N_("[DATE]"),
    .summary = N_("List the events of a week"),
    .details = DATES_HELP,
    .examples = "gnomonctl week\ngnomonctl week +7",
    .max_words = 1,
    .run = gnomon_ctl_run_week,
  },
  {
    .name = "month",
    .synopsis = N_("[DATE]"),
    .summary = N_("List the events of a month"),
    .details = DATES_HELP,
    .examples = "gnomonctl month\ngnomonctl month 2026-12",
    .max_words = 1,
    .run = gnomon_ctl_run_month,
  },
  {
    .name = "today",
    .synopsis = "",
    .summary = N_("List the events of today"),
    .examples = "gnomonctl today",
    .run = gnomon_ctl_run_today,
  },
  {
    .name = "upcoming",
    .synopsis = N_("[NUMBER]"),
    .summary = N_("List the next events, soonest first"),
    .examples = "gnomonctl upcoming 3",
    .options = upcoming_options,
    .max_words = 1,
    .run = gnomon_ctl_run_upcoming,
  },
  {
    .name = "free",
    .synopsis = N_("FROM TO"),
    .summary = N_("List when you are busy, between two days"),
    .details = DATES_HELP,
    .examples = "gnomonctl free today +7",
    .min_words = 2,
    .max_words = 2,
    .run = gnomon_ctl_run_free,
  },
  {
    .name = "conflicts",
    .synopsis = N_("[TITLE] FIELD=VALUE…"),
    .summary = N_("List what a new event would overlap"),
    .details = N_("The fields are those of create."),
    .examples = "gnomonctl conflicts \"Lunch with Ann\" date=2026-11-24 start=12:30",
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_conflicts,
  },
  {
    .name = "find-time",
    .synopsis = N_("MINUTES FROM TO"),
    .summary = N_("Find free time within the working hours"),
    .details = DATES_HELP,
    .examples = "gnomonctl find-time 45 today +7 --attendees ann@example.org",
    .options = gnomon_ctl_find_time_options,
    .min_words = 3,
    .max_words = 3,
    .run = gnomon_ctl_run_find_time,
  },
  {
    .name = "attendees",
    .synopsis = N_("COMMAND ARGUMENT…"),
    .summary = N_("List, invite and remove guests, and record their answers"),
    .examples = "gnomonctl attendees list 42\n"
                "gnomonctl attendees add 42 ann@example.org \"Ann\"\n"
                "gnomonctl attendees respond 42 ann@example.org accepted",
    .subcommands = gnomon_ctl_attendee_commands,
  },
  {
    .name = "remind",
    .synopsis = N_("COMMAND ARGUMENT…"),
    .summary = N_("List, add and remove reminders; snooze and dismiss them"),
    .examples = "gnomonctl remind add 42 2h\n"
                "gnomonctl remind snooze 7 30",
    .subcommands = gnomon_ctl_reminder_commands,
  },
  {
    .name = "calendars",
    .synopsis = N_("COMMAND ARGUMENT…"),
    .summary = N_("List, create, change, delete, subscribe to and refresh calendars"),
    .examples = "gnomonctl calendars\n"
                "gnomonctl calendars create \"Work\" color=blue",
    .subcommands = gnomon_ctl_calendar_commands,
  },
  {
    .name = "mail",
    .synopsis = N_("COMMAND OPTION…"),
    .summary = N_("Set by which account reminders are mailed, and try it"),
    .examples = "gnomonctl mail\n"
                "gnomonctl mail test",
    .subcommands = gnomon_ctl_mail_commands,
  },
  {
    .name = "import",
    .synopsis = N_("FILE… | -"),
    .summary = N_("Read iCalendar files"),
    .details = N_("What is known already by its UID is updated. - is standard input."),
    .examples = "gnomonctl import holidays.ics --calendar Holidays",
    .options = import_options,
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_import,
  },
  {
    .name = "preview",
    .synopsis = N_("FILE | - [OPTION…]"),
    .summary = N_("List what an iCalendar file would bring, without importing it"),
    .examples = "gnomonctl preview holidays.ics --from 2027-01-01 --to 2028-01-01",
    .options = gnomon_ctl_preview_options,
    .min_words = 1,
    .max_words = 1,
    .run = gnomon_ctl_run_preview,
  },
  {
    .name = "export",
    .synopsis = N_("[FILE | -] [OPTION…]"),
    .summary = N_("Write events as an iCalendar file"),
    .details = N_("Without FILE, or with -, they go to standard output. The options say which "
                  "events,\nas for list."),
    .examples = "gnomonctl export calendar.ics\n"
                "gnomonctl export --calendar Work --from 2026-01-01 --to 2026-12-31 >work.ics",
    .options = gnomon_ctl_filter_options,
    .max_words = 1,
    .run = gnomon_ctl_run_export,
  },
  {
    .name = "backup",
    .synopsis = N_("[FILE | -]"),
    .summary = N_("Write a copy of the whole database, trash and history included"),
    .details = N_("Others may go on writing meanwhile; the copy is of one instant. To put it back, "
                  "end\nthe window and the service, and copy it to where the database lies."),
    .examples = "gnomonctl backup calendar-backup.db\n"
                "gnomonctl backup - | zstd >calendar-backup.db.zst",
    .max_words = 1,
    .run = gnomon_ctl_run_backup,
  },
  {
    .name = "undo",
    .synopsis = N_("[CHANGE]"),
    .summary = N_("Undo the last change, whoever made it"),
    .details = N_("With CHANGE, a number of history, it is that one. Where its event was changed\n"
                  "again since, nothing is undone."),
    .examples = "gnomonctl undo\ngnomonctl undo 17",
    .max_words = 1,
    .run = gnomon_ctl_run_undo,
  },
  {
    .name = "redo",
    .synopsis = "",
    .summary = N_("Do again what was undone last"),
    .examples = "gnomonctl redo",
    .run = gnomon_ctl_run_redo,
  },
  {
    .name = "history",
    .synopsis = N_("[NUMBER]"),
    .summary = N_("List the last changes, by whom and when"),
    .examples = "gnomonctl history\ngnomonctl history 5",
    .options = history_options,
    .max_words = 1,
    .run = gnomon_ctl_run_history,
  },
  {
    .name = "trash",
    .synopsis = "",
    .summary = N_("List the events deleted within the last 30 days"),
    .examples = "gnomonctl trash",
    .run = gnomon_ctl_run_trash,
  },
  {
    .name = "restore",
    .synopsis = N_("ID…"),
    .summary = N_("Take events out of the trash"),
    .examples = "gnomonctl restore 42",
    .min_words = 1,
    .max_words = -1,
    .run = gnomon_ctl_run_restore,
  },
  {
    .name = "changes",
    .synopsis = N_("[TOKEN]"),
    .summary = N_("List which events changed since, by their numbers"),
    .details =
      N_("TOKEN is what this command gave as “now” the last time. Without it, these are\n"
         "all events there are. A token older than 30 days is refused: begin anew without\n"
         "one."),
    .examples = "gnomonctl changes\n"
                "gnomonctl changes 117 --json",
    .max_words = 1,
    .run = gnomon_ctl_run_changes,
  },
  {
    .name = "moves",
    .synopsis = N_("[DATE]"),
    .summary = N_("List events that nobody moved and that begin at another time now"),
    .details = N_("The system's time zone has changed, or the rules of an event's zone have. With "
                  "DATE,\nonly what was found since then; moves are kept for 30 days.\nDates are "
                  "YYYY-MM-DD, today, tomorrow, yesterday, or days from today like +7."),
    .examples = "gnomonctl moves\n"
                "gnomonctl moves yesterday --json",
    .max_words = 1,
    .run = gnomon_ctl_run_moves,
  },
  {
    .name = "watch",
    .synopsis = "",
    .summary = N_("Print changes as they happen, until interrupted"),
    .details
    = N_("Each line begins with what happened: service, changed, deleted, calendars, reminder or\n"
         "many (so much changed that all is to be read anew). With --json each is an object on a\n"
         "line of its own, with that word as “change” and, as it fits, id, event, calendars,\n"
         "reminder_id, event_id, running, version, and the change token as now."),
    .examples = "gnomonctl watch\n"
                "gnomonctl watch --json | jq -r 'select(.change == \"changed\") | .event.title'",
    .run = gnomon_ctl_run_watch,
  },
  {
    .name = "status",
    .synopsis = "",
    .summary = N_("Show the version, the next event and how many reminders wait"),
    .examples = "gnomonctl status",
    .run = gnomon_ctl_run_status,
  },
  { NULL },
};
