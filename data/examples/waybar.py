#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event that runs or comes next, for waybar: a line of JSON at each change, and no polling.

    "custom/gnomon": { "exec": "~/.config/waybar/gnomon.py", "return-type": "json",
                       "escape": true, "on-click": "gnomon --today" }
"""
import json
import time

from gi.repository import Gio, GLib

NAME = 'org.gnomon.Gnomon.Calendar1'
calendar = Gio.DBusProxy.new_for_bus_sync(
    Gio.BusType.SESSION, Gio.DBusProxyFlags.NONE, None, NAME, '/org/gnomon/Gnomon/Calendar1', NAME)


def show(*_):
    following = calendar.get_cached_property('NextEvent')
    line = {'text': '', 'class': 'free'}
    if following:  # A dictionary; empty where nothing comes, and NULL where the service has left.
        event = calendar.GetEvent('(x)', following['id'])
        when = time.strftime('%a %H:%M', time.localtime(following['starts_at']))
        line = {'text': f'{when} {event["title"]}', 'tooltip': event['location'], 'class': 'busy'}
    print(json.dumps(line), flush=True)


calendar.connect('g-properties-changed', show)
show()
GLib.MainLoop().run()
