# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of gnomonctl for fish.

# The words so far that are no options.
function __gnomonctl_words
    set -l words (commandline -opc)
    string match -v -- '-*' $words[2..]
end

# Whether the command is not written yet, or is one of those given.
function __gnomonctl_no_command
    test -z "$(__gnomonctl_words)"
end

function __gnomonctl_command
    set -l words (__gnomonctl_words)
    test -n "$words"; and contains -- $words[1] $argv
end

# The same of what follows a command: first that, then the words.
function __gnomonctl_no_child
    set -l words (__gnomonctl_words)
    test (count $words) -eq 1; and test $words[1] = $argv[1]
end

function __gnomonctl_child
    set -l words (__gnomonctl_words)
    test (count $words) -ge 2; and test $words[1] = $argv[1]
    and contains -- $words[2] $argv[2..]
end

complete -c gnomonctl -f
complete -c gnomonctl -l json -d 'Write JSON for programs'
complete -c gnomonctl -s h -l help -d 'Show this help'

set -l when __gnomonctl_no_command
complete -c gnomonctl -n $when -l version -d 'Show the version'
complete -c gnomonctl -n $when -a list -d 'List events'
complete -c gnomonctl -n $when -a show -d 'Show all of an event'
complete -c gnomonctl -n $when -a add -d 'Create an event from a phrase'
complete -c gnomonctl -n $when -a parse -d 'Show what a phrase says, as fields of an event'
complete -c gnomonctl -n $when -a create -d 'Create an event, or many'
complete -c gnomonctl -n $when -a edit -d 'Change an event'
complete -c gnomonctl -n $when -a delete -d 'Delete events'
complete -c gnomonctl -n $when -a week -d 'List the events of a week'
complete -c gnomonctl -n $when -a month -d 'List the events of a month'
complete -c gnomonctl -n $when -a today -d 'List the events of today'
complete -c gnomonctl -n $when -a upcoming -d 'List the next events, soonest first'
complete -c gnomonctl -n $when -a free -d 'List when you are busy, between two days'
complete -c gnomonctl -n $when -a conflicts -d 'List what a new event would overlap'
complete -c gnomonctl -n $when -a find-time -d 'Find free time within the working hours'
complete -c gnomonctl -n $when -a attendees \
    -d 'List, invite and remove guests, and record their answers'
complete -c gnomonctl -n $when -a remind \
    -d 'List, add and remove reminders; snooze and dismiss them'
complete -c gnomonctl -n $when -a calendars -d 'List, create, change, delete, subscribe to and refresh calendars'
complete -c gnomonctl -n $when -a mail -d 'Set by which account reminders are mailed, and try it'
complete -c gnomonctl -n $when -a import -d 'Read iCalendar files'
complete -c gnomonctl -n $when -a preview \
    -d 'List what an iCalendar file would bring, without importing it'
complete -c gnomonctl -n $when -a export -d 'Write events as an iCalendar file'
complete -c gnomonctl -n $when -a backup \
    -d 'Write a copy of the whole database, trash and history included'
complete -c gnomonctl -n $when -a undo -d 'Undo the last change, whoever made it'
complete -c gnomonctl -n $when -a redo -d 'Do again what was undone last'
complete -c gnomonctl -n $when -a history -d 'List the last changes, by whom and when'
complete -c gnomonctl -n $when -a trash -d 'List the events deleted within the last 30 days'
complete -c gnomonctl -n $when -a restore -d 'Take events out of the trash'
complete -c gnomonctl -n $when -a changes -d 'List which events changed since, by their numbers'
complete -c gnomonctl -n $when -a moves \
    -d 'List events that nobody moved and that begin at another time now'
complete -c gnomonctl -n $when -a watch -d 'Print changes as they happen, until interrupted'
complete -c gnomonctl -n $when -a status \
    -d 'Show the version, the next event and how many reminders wait'
complete -c gnomonctl -n $when -a help -d 'Show the help of a command'

set -l when '__gnomonctl_command help'
complete -c gnomonctl -n $when -a 'list show add parse create edit delete week month today'
complete -c gnomonctl -n $when -a 'upcoming free conflicts find-time attendees remind calendars mail'
complete -c gnomonctl -n $when -a 'import preview export backup undo redo'
complete -c gnomonctl -n $when -a 'history trash restore changes moves watch status'

set -l when '__gnomonctl_command list export'
complete -c gnomonctl -n $when -l from -x -a 'today tomorrow yesterday' -d 'The first day'
complete -c gnomonctl -n $when -l to -x -a 'today tomorrow yesterday' -d 'The last day'
complete -c gnomonctl -n $when -l date -x -a 'today tomorrow yesterday' -d 'That one day'
complete -c gnomonctl -n $when -s t -l type -x -a 'meeting event reminder' \
    -d 'meeting, event or reminder'
complete -c gnomonctl -n $when -s s -l search -x -d 'Part of title, description or location'
complete -c gnomonctl -n $when -s u -l upcoming -d 'Only what has not begun yet'
complete -c gnomonctl -n $when -s c -l calendar -x -d 'The calendar, by number or name'
complete -c gnomonctl -n $when -l attendee -x -d 'Only with this guest'
complete -c gnomonctl -n $when -l status -x -a 'confirmed tentative cancelled' \
    -d 'confirmed, tentative or cancelled'
complete -c gnomonctl -n $when -s x -l expand -d 'Each occurrence by itself; needs both days'
complete -c gnomonctl -n $when -l order -x -a 'asc desc' \
    -d 'desc, newest first (as it is without this), or asc'
complete -c gnomonctl -n $when -s n -l limit -x -d 'At most so many'
complete -c gnomonctl -n $when -l offset -x -d 'Leave out so many first'

set -l when '__gnomonctl_command show'
complete -c gnomonctl -n $when -l occurrence -x -d 'One of a series, as lists show it after ↻'

set -l when '__gnomonctl_command add'
complete -c gnomonctl -n $when -s c -l calendar -x -d 'Where to, by number or name'
complete -c gnomonctl -n $when -s n -l dry-run -d 'Only show what is understood'

set -l when '__gnomonctl_command edit'
complete -c gnomonctl -n $when -l replace \
    -d 'What is not given gets its default, instead of staying'
complete -c gnomonctl -n $when -l occurrence -x -d 'One of a series, as lists show it after ↻'
complete -c gnomonctl -n $when -l scope -x -a 'this future all' \
    -d 'this occurrence (as it is without this), future or all'

set -l when '__gnomonctl_command delete'
complete -c gnomonctl -n $when -l occurrence -x -d 'One of a series, as lists show it after ↻'
complete -c gnomonctl -n $when -l scope -x -a 'this future all' \
    -d 'this occurrence (as it is without this), future or all'

set -l when '__gnomonctl_command upcoming'
complete -c gnomonctl -n $when -s n -l limit -x -d 'At most so many; 10 without this'

set -l when '__gnomonctl_command find-time'
complete -c gnomonctl -n $when -l work-start -x -d 'Where the working hours begin, as HH:MM'
complete -c gnomonctl -n $when -l work-end -x -d 'Where they end'
complete -c gnomonctl -n $when -l weekdays -x \
    -a 'monday tuesday wednesday thursday friday saturday sunday' \
    -d 'Names like monday,tuesday'
complete -c gnomonctl -n $when -l buffer -x -d 'Kept free before and after'
complete -c gnomonctl -n $when -l attendees -x \
    -d 'Guests whose known time counts, separated by commas'
complete -c gnomonctl -n $when -s n -l limit -x -d 'At most so many; 10 without this'

set -l when '__gnomonctl_command import'
complete -c gnomonctl -n $when -s c -l calendar -x -d 'Where to, by number or name'

set -l when '__gnomonctl_command preview'
complete -c gnomonctl -n $when -l from -x -a 'today tomorrow yesterday' \
    -d 'The first day; today without this'
complete -c gnomonctl -n $when -l to -x -a 'today tomorrow yesterday' \
    -d 'The day after the last; a year later without this'

set -l when '__gnomonctl_command history'
complete -c gnomonctl -n $when -s n -l limit -x -d 'At most so many; 50 without this'

complete -c gnomonctl -n '__gnomonctl_command import preview export backup' -F
complete -c gnomonctl -n '__gnomonctl_command create edit conflicts' \
    -a 'title= date= start= end= end_date= duration_minutes= all_day= timezone= end_timezone=
        type= location= desc= attendees= calendar= reminder_set= reminder_minutes_before= rrule=
        exdate= rdate= status= busy= url= color= organizer= uid='

set -l when '__gnomonctl_no_child attendees'
complete -c gnomonctl -n $when -a list -d 'List an event\'s guests, or those of all events'
complete -c gnomonctl -n $when -a add -d 'Invite somebody'
complete -c gnomonctl -n $when -a remove -d 'Take somebody off the list, by number or address'
complete -c gnomonctl -n $when -a respond \
    -d 'Record an answer: pending, accepted, declined or tentative'
set -l when '__gnomonctl_command attendees'
complete -c gnomonctl -n $when -s s -l search -x -d 'Part of name or address'
complete -c gnomonctl -n $when -l status -x -a 'pending accepted declined tentative' \
    -d 'pending, accepted, declined or tentative'
complete -c gnomonctl -n $when -s n -l limit -x -d 'At most so many'
complete -c gnomonctl -n $when -l offset -x -d 'Leave out so many first'
complete -c gnomonctl -n '__gnomonctl_child attendees respond' \
    -a 'accepted declined tentative'

set -l when '__gnomonctl_no_child remind'
complete -c gnomonctl -n $when -a list -d 'List an event\'s reminders, or those of all events'
complete -c gnomonctl -n $when -a add -d 'Add a reminder'
complete -c gnomonctl -n $when -a remove -d 'Remove a reminder of an event'
complete -c gnomonctl -n $when -a snooze \
    -d 'Let a reminder ring again later, in 10 minutes where nothing is said'
complete -c gnomonctl -n $when -a dismiss -d 'Let reminders ring no more'
complete -c gnomonctl -n $when -a dismiss-all -d 'Dismiss all reminders that wait for an answer'
complete -c gnomonctl -n $when -a explain -d 'Tell why a reminder did or did not ring'
set -l when '__gnomonctl_command remind'
complete -c gnomonctl -n $when -l state -x -a 'planned shown snoozed dismissed missed mailed failed' \
    -d 'planned, shown, snoozed, dismissed, missed, mailed or failed'
complete -c gnomonctl -n $when -s t -l type -x -a 'notification email both' \
    -d 'notification, email or both'
complete -c gnomonctl -n $when -l from -x -a 'today tomorrow yesterday' \
    -d 'From this date or RFC 3339 time on'
complete -c gnomonctl -n $when -l to -x -a 'today tomorrow yesterday' \
    -d 'Until this date or RFC 3339 time'
complete -c gnomonctl -n $when -s n -l limit -x -d 'At most so many'
complete -c gnomonctl -n $when -l offset -x -d 'Leave out so many first'

set -l when '__gnomonctl_no_child mail'
complete -c gnomonctl -n $when -a status \
    -d 'Show the account, and why the last reminder could not be mailed'
complete -c gnomonctl -n $when -a setup -d 'Set the account, or parts of it'
complete -c gnomonctl -n $when -a password -d 'Set another password; an empty one forgets it'
complete -c gnomonctl -n $when -a test -d 'Send a message to see whether it works'
complete -c gnomonctl -n $when -a remove -d 'Remove the account; reminders are shown then'
set -l when '__gnomonctl_child mail setup'
complete -c gnomonctl -n $when -l server -x -d 'The SMTP server'
complete -c gnomonctl -n $when -l port -x -d 'Its port; the usual one where nothing is said'
complete -c gnomonctl -n $when -l security -x -a 'tls starttls none' -d 'tls, starttls or none'
complete -c gnomonctl -n $when -l user -x -d 'The user there; its password is asked for'
complete -c gnomonctl -n $when -l from -x -d 'The address that mails'
complete -c gnomonctl -n $when -l to -x -d 'The address that is reminded'
complete -c gnomonctl -n $when -l ca-file -r -d 'Certificates by which a server of your own is trusted'

set -l when '__gnomonctl_no_child calendars'
complete -c gnomonctl -n $when -a list -d 'List the calendars'
complete -c gnomonctl -n $when -a create -d 'Create a calendar'
complete -c gnomonctl -n $when -a edit -d 'Change a calendar, given by number or name'
complete -c gnomonctl -n $when -a delete -d 'Delete a calendar with its events'
complete -c gnomonctl -n $when -a subscribe -d 'Show a calendar from the web, and follow it'
complete -c gnomonctl -n $when -a refresh -d 'Read a subscribed calendar, or all of them, from the web now'
complete -c gnomonctl -n '__gnomonctl_child calendars create edit' \
    -a 'name= color= visible= is_default='
