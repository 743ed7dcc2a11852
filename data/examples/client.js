#!/usr/bin/gjs
// SPDX-License-Identifier: GPL-3.0-or-later
// A client of Gnomon's calendar: creates an event, lists the week, prints what changes.

const {Gio, GLib} = imports.gi;

const NAME = 'org.gnomon.Gnomon.Calendar1';
const PATH = '/org/gnomon/Gnomon/Calendar1';

// The service describes itself: from that come a method for each of its own, and its properties.
// It is started by the bus where it does not run yet.
const [xml] = Gio.DBus.session.call_sync(NAME, PATH, 'org.freedesktop.DBus.Introspectable',
    'Introspect', null, null, Gio.DBusCallFlags.NONE, -1, null).deepUnpack();
const Calendar = Gio.DBusProxy.makeProxyWrapper(
    `<node>${xml.match(`<interface name="${NAME}">[^]*?</interface>`)[0]}</node>`);
const calendar = new Calendar(Gio.DBus.session, NAME, PATH);

const [event] = calendar.CreateEventSync({
    title: new GLib.Variant('s', 'Coffee from JavaScript'),
    event_date: new GLib.Variant('s', GLib.DateTime.new_now_local().format('%Y-%m-%d')),
    start_time: new GLib.Variant('s', '16:00'),
    duration_minutes: new GLib.Variant('i', 30),
});
print('created', event.id.unpack(), event.title.unpack(), 'version', calendar.Version);

const [first, last, events] = calendar.WeekViewSync('');
print('week', first, last);
for (const each of events)
    print(each.local_start.unpack(), each.title.unpack());

try {
    calendar.CreateEventSync({title: new GLib.Variant('s', 'Never')});
} catch (error) {
    print('refused', Gio.DBusError.get_remote_error(error), error.message);
}

calendar.connectSignal('EventsChanged', (proxy, sender, [now, changed, deleted]) =>
    print('changed', JSON.stringify(changed), 'deleted', JSON.stringify(deleted)));
print('listening');
new GLib.MainLoop(null, false).run();
