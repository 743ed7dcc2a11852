#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The event that runs or comes next, for polybar: a line at each change, and no polling.
#
#   [module/gnomon]
#   type = custom/script
#   exec = ~/.config/polybar/gnomon.sh
#   tail = true
#   click-left = gnomon --today
name=org.gnomon.Gnomon.Calendar1
path=/org/gnomon/Gnomon/Calendar1

show() {
  # Like (<{'id': <int64 7>, 'starts_at': <int64 1795077000>, …}>,): numbers, and no title.
  following=$(gdbus call --session --dest "$name" --object-path "$path" \
    --method org.freedesktop.DBus.Properties.Get "$name" NextEvent)
  id=$(echo "$following" | sed -n "s/.*'id': <int64 \([0-9]*\)>.*/\1/p")
  start=$(echo "$following" | sed -n "s/.*'starts_at': <int64 \([0-9]*\)>.*/\1/p")
  [ -n "$id" ] || { echo; return; }
  echo "$(date -d "@$start" '+%a %H:%M') $(gnomonctl show "$id" --json | jq -r .title)"
}

gdbus monitor --session --dest "$name" --object-path "$path" | while read -r line; do
  # The first line comes when it listens.
  case $line in *'is owned by'* | *"'NextEvent'"*) show ;; esac
done
