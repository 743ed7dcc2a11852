#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of Gnomon's calendar: creates an event, lists the week, prints what changes."""

from gi.repository import Gio, GLib

NAME = 'org.gnomon.Gnomon.Calendar1'

# The service is started by the bus where it does not run yet.
calendar = Gio.DBusProxy.new_for_bus_sync(
    Gio.BusType.SESSION, Gio.DBusProxyFlags.NONE, None, NAME, '/org/gnomon/Gnomon/Calendar1', NAME)

today = GLib.DateTime.new_now_local().format('%Y-%m-%d')
event = calendar.CreateEvent('(a{sv})', {
    'title': GLib.Variant('s', 'Coffee from Python'),
    'event_date': GLib.Variant('s', today),
    'start_time': GLib.Variant('s', '16:00'),
    'duration_minutes': GLib.Variant('i', 30),
})
print('created', event['id'], event['title'])

first, last, events = calendar.WeekView('(s)', '')
print('week', first, last)
for event in events:
    print(event['local_start'], event['title'])

try:
    calendar.CreateEvent('(a{sv})', {'title': GLib.Variant('s', 'Never')})
except GLib.Error as error:
    print('refused', Gio.DBusError.get_remote_error(error), error.message.split(': ', 2)[-1])


def signal_cb(proxy, sender, name, arguments):
    if name == 'EventsChanged':
        now, changed, deleted = arguments.unpack()
        print('changed', changed, 'deleted', deleted, flush=True)


calendar.connect('g-signal', signal_cb)
print('listening', flush=True)
GLib.MainLoop().run()
