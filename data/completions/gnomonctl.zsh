#compdef gnomonctl
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of gnomonctl for zsh.

local -a common=(
  '--json[Write JSON for programs]'
  '(-h --help)'{-h,--help}'[Show this help]'
)

local -a commands=(
  'list:List events'
  'show:Show all of an event'
  'add:Create an event from a phrase'
  'parse:Show what a phrase says, as fields of an event'
  'create:Create an event, or many'
  'edit:Change an event'
  'delete:Delete events'
  'week:List the events of a week'
  'month:List the events of a month'
  'today:List the events of today'
  'upcoming:List the next events, soonest first'
  'free:List when you are busy, between two days'
  'conflicts:List what a new event would overlap'
  'find-time:Find free time within the working hours'
  'attendees:List, invite and remove guests, and record their answers'
  'remind:List, add and remove reminders; snooze and dismiss them'
  'calendars:List, create, change, delete, subscribe to and refresh calendars'
  'mail:Set by which account reminders are mailed, and try it'
  'import:Read iCalendar files'
  'preview:List what an iCalendar file would bring, without importing it'
  'export:Write events as an iCalendar file'
  'backup:Write a copy of the whole database, trash and history included'
  'undo:Undo the last change, whoever made it'
  'redo:Do again what was undone last'
  'history:List the last changes, by whom and when'
  'trash:List the events deleted within the last 30 days'
  'restore:Take events out of the trash'
  'changes:List which events changed since, by their numbers'
  'moves:List events that nobody moved and that begin at another time now'
  'watch:Print changes as they happen, until interrupted'
  'status:Show the version, the next event and how many reminders wait'
  'help:Show the help of a command'
)

local -a filter=(
  '--from[The first day]:date:(today tomorrow yesterday)'
  '--to[The last day]:date:(today tomorrow yesterday)'
  '--date[That one day]:date:(today tomorrow yesterday)'
  '(-t --type)'{-t,--type}'[meeting, event or reminder]:type:(meeting event reminder)'
  '(-s --search)'{-s,--search}'[Part of title, description or location]:text:'
  '(-u --upcoming)'{-u,--upcoming}'[Only what has not begun yet]'
  '(-c --calendar)'{-c,--calendar}'[The calendar, by number or name]:calendar:'
  '--attendee[Only with this guest]:address:'
  '--status[confirmed, tentative or cancelled]:status:(confirmed tentative cancelled)'
  '(-x --expand)'{-x,--expand}'[Each occurrence by itself; needs both days]'
  '--order[desc, newest first (as it is without this), or asc]:order:(asc desc)'
  '(-n --limit)'{-n,--limit}'[At most so many]:number:'
  '--offset[Leave out so many first]:number:'
)

local -a fields=(
  title date start end end_date duration_minutes all_day timezone end_timezone type
  location desc attendees calendar reminder_set reminder_minutes_before rrule exdate
  rdate status busy url color organizer uid
)

local curcontext=$curcontext state
_arguments -C $common '--version[Show the version]' '1:command:->command' '*::argument:->argument'

case $state in
  command)
    _describe -t commands command commands
    ;;
  argument)
    case $words[1] in
      help) _describe -t commands command commands ;;
      list) _arguments $common $filter ;;
      export) _arguments $common $filter '1:file:_files' ;;
      import)
        _arguments $common \
          '(-c --calendar)'{-c,--calendar}'[Where to, by number or name]:calendar:' \
          '*:file:_files'
        ;;
      preview)
        _arguments $common \
          '--from[The first day; today without this]:date:(today tomorrow yesterday)' \
          '--to[The day after the last; a year later without this]:date:(today tomorrow yesterday)' \
          '1:file:_files'
        ;;
      backup) _arguments $common '1:file:_files' ;;
      create | conflicts) _arguments $common '*:field:compadd -S = -a fields' ;;
      add)
        _arguments $common \
          '(-c --calendar)'{-c,--calendar}'[Where to, by number or name]:calendar:' \
          '(-n --dry-run)'{-n,--dry-run}'[Only show what is understood]' \
          '*: :'
        ;;
      edit)
        _arguments $common \
          '--replace[What is not given gets its default, instead of staying]' \
          '--occurrence[One of a series, as lists show it after ↻]:occurrence:' \
          '--scope[this occurrence (as it is without this), future or all]:scope:(this future all)' \
          '1:event:' '*:field:compadd -S = -a fields'
        ;;
      show)
        _arguments $common \
          '--occurrence[One of a series, as lists show it after ↻]:occurrence:' \
          '*: :'
        ;;
      delete)
        _arguments $common \
          '--occurrence[One of a series, as lists show it after ↻]:occurrence:' \
          '--scope[this occurrence (as it is without this), future or all]:scope:(this future all)' \
          '*: :'
        ;;
      upcoming)
        _arguments $common \
          '(-n --limit)'{-n,--limit}'[At most so many; 10 without this]:number:' \
          '*: :'
        ;;
      history)
        _arguments $common \
          '(-n --limit)'{-n,--limit}'[At most so many; 50 without this]:number:' \
          '*: :'
        ;;
      attendees)
        local -a children=(
          'list:List an event'\''s guests, or those of all events'
          'add:Invite somebody'
          'remove:Take somebody off the list, by number or address'
          'respond:Record an answer\: pending, accepted, declined or tentative'
        )
        _arguments $common \
          '(-s --search)'{-s,--search}'[Part of name or address]:text:' \
          '--status[pending, accepted, declined or tentative]:status:(pending accepted declined tentative)' \
          '(-n --limit)'{-n,--limit}'[At most so many]:number:' \
          '--offset[Leave out so many first]:number:' \
          '1:command:{ _describe -t commands command children }' '4:answer:(accepted declined tentative)'
        ;;
      remind)
        local -a children=(
          'list:List an event'\''s reminders, or those of all events'
          'add:Add a reminder'
          'remove:Remove a reminder of an event'
          'snooze:Let a reminder ring again later, in 10 minutes where nothing is said'
          'dismiss:Let reminders ring no more'
          'dismiss-all:Dismiss all reminders that wait for an answer'
          'explain:Tell why a reminder did or did not ring'
        )
        _arguments $common \
          '--state[planned, shown, snoozed, dismissed, missed, mailed or failed]:state:(planned shown snoozed dismissed missed mailed failed)' \
          '(-t --type)'{-t,--type}'[notification, email or both]:type:(notification email both)' \
          '--from[From this date or RFC 3339 time on]:time:(today tomorrow yesterday)' \
          '--to[Until this date or RFC 3339 time]:time:(today tomorrow yesterday)' \
          '(-n --limit)'{-n,--limit}'[At most so many]:number:' \
          '--offset[Leave out so many first]:number:' \
          '1:command:{ _describe -t commands command children }' '*: :'
        ;;
      calendars)
        local -a children=(
          'list:List the calendars'
          'create:Create a calendar'
          'edit:Change a calendar, given by number or name'
          'delete:Delete a calendar with its events'
          'subscribe:Show a calendar from the web, and follow it'
          'refresh:Read a subscribed calendar, or all of them, from the web now'
        )
        _arguments $common \
          '1:command:{ _describe -t commands command children }' '*:field:compadd -S = name color visible is_default'
        ;;
      mail)
        local -a children=(
          'status:Show the account, and why the last reminder could not be mailed'
          'setup:Set the account, or parts of it'
          'password:Set another password; an empty one forgets it'
          'test:Send a message to see whether it works'
          'remove:Remove the account; reminders are shown then'
        )
        _arguments $common \
          '--server[The SMTP server]:name:' \
          '--port[Its port; the usual one where nothing is said]:number:' \
          '--security[tls, starttls or none]:kind:(tls starttls none)' \
          '--user[The user there; its password is asked for]:name:' \
          '--from[The address that mails]:address:' \
          '--to[The address that is reminded]:address:' \
          '--ca-file[Certificates by which a server of your own is trusted]:file:_files' \
          '1:command:{ _describe -t commands command children }'
        ;;
      find-time)
        _arguments $common \
          '--work-start[Where the working hours begin, as HH:MM]:time:' \
          '--work-end[Where they end]:time:' \
          '--weekdays[Names like monday,tuesday]:days:_sequence compadd - monday tuesday wednesday thursday friday saturday sunday' \
          '--buffer[Kept free before and after]:minutes:' \
          '--attendees[Guests whose known time counts, separated by commas]:addresses:' \
          '(-n --limit)'{-n,--limit}'[At most so many; 10 without this]:number:' \
          '1:minutes:' '*:day:(today tomorrow)'
        ;;
      free) _arguments $common '*:day:(today tomorrow)' ;;
      parse | week | month | today | undo | redo | trash | restore | changes | watch | status)
        _arguments $common '*: :'
        ;;
    esac
    ;;
esac
