#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A client of Gnomon's calendar: creates an event, lists the week, prints what changes.
# It needs gdbus alone; gnomonctl does the same with less to write.
set -eu

name=org.gnomon.Gnomon.Calendar1
path=/org/gnomon/Gnomon/Calendar1

call() {
  method=$1
  shift
  gdbus call --session --dest "$name" --object-path "$path" --method "$name.$method" "$@"
}

# The values are GVariant text: 'text', 30, true, ['a', 'b'], each in <>.
call CreateEvent "{'title': <'Coffee from a shell'>, 'event_date': <'$(date +%F)'>,
                   'start_time': <'16:00'>, 'duration_minutes': <30>}"

call WeekView ''

# A refused call ends with an error that begins with the field at fault.
call CreateEvent "{'title': <'Never'>}" || echo "refused"

echo "listening"
exec gdbus monitor --session --dest "$name" --object-path "$path"
