# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of gnomonctl for bash.

_gnomonctl ()
{
  local word=${COMP_WORDS[COMP_CWORD]}
  local before=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' child='' words='' options='--json --help' files='' i
  local fields='title= date= start= end= end_date= duration_minutes= all_day= timezone=
                end_timezone= type= location= desc= attendees= calendar= reminder_set=
                reminder_minutes_before= rrule= exdate= rdate= status= busy= url= color=
                organizer= uid='

  # The first two words that are no options say what is being written.
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -*) ;;
      *)
        if [[ -z $command ]]; then
          command=${COMP_WORDS[i]}
        elif [[ -z $child ]]; then
          child=${COMP_WORDS[i]}
        fi
        ;;
    esac
  done

  COMPREPLY=()
  case $command:$before in
    mail:--security) words='tls starttls none' ;;
    mail:--from | mail:--to | mail:--server | mail:--port | mail:--user) return ;;
    mail:--ca-file)
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return
      ;;
    *:--from | *:--to | *:--date)
      mapfile -t COMPREPLY < <(compgen -W 'today tomorrow yesterday' -- "$word")
      return
      ;;
    remind:--type | remind:-t) words='notification email both' ;;
    *:--type | *:-t) words='meeting event reminder' ;;
    attendees:--status) words='pending accepted declined tentative' ;;
    *:--status) words='confirmed tentative cancelled' ;;
    *:--state) words='planned shown snoozed dismissed missed mailed failed' ;;
    *:--weekdays) words='monday tuesday wednesday thursday friday saturday sunday' ;;
    *:--order) words='asc desc' ;;
    *:--scope) words='this future all' ;;
    *:--search | *:-s | *:--calendar | *:-c | *:--attendee | *:--limit | *:-n | *:--offset | \
      *:--occurrence | *:--work-start | *:--work-end | *:--buffer | *:--attendees)
      return
      ;;
  esac
  if [[ -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    return
  fi

  case $command in
    '')
      words='list show add parse create edit delete week month today upcoming free conflicts
             find-time attendees remind calendars mail import preview export backup undo redo history trash
             restore changes moves watch status help'
      options='--json --help --version'
      ;;
    help)
      words='list show add parse create edit delete week month today upcoming free conflicts
             find-time attendees remind calendars mail import preview export backup undo redo history trash
             restore changes moves watch status'
      ;;
    list | export)
      options+=' --from --to --date --type --search --upcoming --calendar --attendee --status
                 --expand --order --limit --offset'
      [[ $command == export ]] && files=yes
      ;;
    add)
      options+=' --calendar --dry-run'
      ;;
    show)
      options+=' --occurrence'
      ;;
    edit)
      options+=' --replace --occurrence --scope'
      words=$fields
      ;;
    delete)
      options+=' --occurrence --scope'
      ;;
    upcoming | history)
      options+=' --limit'
      ;;
    import)
      options+=' --calendar'
      files=yes
      ;;
    preview)
      options+=' --from --to'
      files=yes
      ;;
    backup) files=yes ;;
    create | conflicts) words=$fields ;;
    find-time)
      options+=' --work-start --work-end --weekdays --buffer --attendees --limit'
      ;;
    attendees)
      case $child in
        list) options+=' --search --status --limit --offset' ;;
        respond) words='accepted declined tentative' ;;
        '')
          words='list add remove respond'
          options+=' --search --status --limit --offset'
          ;;
      esac
      ;;
    remind)
      case $child in
        list) options+=' --state --type --from --to --limit --offset' ;;
        '')
          words='list add remove snooze dismiss dismiss-all explain'
          options+=' --state --type --from --to --limit --offset'
          ;;
      esac
      ;;
    mail)
      case $child in
        setup) options+=' --server --port --security --user --from --to --ca-file' ;;
        '') words='status setup password test remove' ;;
      esac
      ;;
    calendars)
      case $child in
        create | edit) words='name= color= visible= is_default=' ;;
        '')
          words='list create edit delete subscribe refresh'
          ;;
      esac
      ;;
  esac

  if [[ $word == -* ]]; then
    words=$options
  elif [[ $files == yes ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
    compopt -o filenames 2>/dev/null
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  # After a field comes its value.
  if [[ ${#COMPREPLY[@]} -gt 0 && ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

complete -F _gnomonctl gnomonctl
