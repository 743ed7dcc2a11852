# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service tells without being asked: signals, properties, the log behind them."""

import time

import pytest

from gnomon_testing import CalendarError, Recorder, Sandbox, Service, wait_for

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


def test_a_change_is_told_before_it_is_answered(frozen):
    order = []
    changed = frozen.watch('EventsChanged')
    changed.seen = type('Seen', (list,), {'append': lambda s, v: (order.append('signal'),
                                                                  list.append(s, v))})()
    pending = frozen.call_async('CreateEvent', BASE)
    wait_for(lambda: pending.done() and order.append('reply') is None, 'the reply')
    assert order == ['signal', 'reply']


def test_events_changed(frozen):
    changed = frozen.watch('EventsChanged')
    event = frozen.CreateEvent(BASE)
    now, ids, deleted = changed.wait()[0]
    assert (ids, deleted) == ([event['id']], [])
    assert now == frozen.get_property('ChangeToken')

    changed.clear()
    frozen.UpdateEvent(event['id'], {'title': 'Dinner'})
    changed.wait_for(lambda now, ids, deleted: ids == [event['id']])
    changed.clear()
    frozen.AddAttendee(event['id'], 'ann@example.org', '')
    changed.wait_for(lambda now, ids, deleted: ids == [event['id']])
    changed.clear()
    frozen.DeleteEvent(event['id'])
    changed.wait_for(lambda now, ids, deleted: (ids, deleted) == ([], [event['id']]))


def test_a_failed_call_tells_nothing(frozen):
    changed = frozen.watch('EventsChanged')
    with pytest.raises(CalendarError):
        frozen.CreateEvent({})
    event = frozen.CreateEvent(BASE)
    assert changed.wait()[0][1] == [event['id']]


def test_many_changes_are_gathered(frozen):
    """At most one signal in 50 ms, and none of the ids lost."""
    changed = frozen.watch('EventsChanged')
    began = time.monotonic()
    created = frozen.call_many('CreateEvent', [({**BASE, 'title': f'{i}'},) for i in range(300)])
    ids = {event['id'] for event in created}
    wait_for(lambda: {i for s in changed.seen for i in s[1]} == ids, 'all ids are told')
    took = time.monotonic() - began
    assert len(changed.seen) <= took / 0.05 + 2
    tokens = [s[0] for s in changed.seen]
    assert tokens == sorted(set(tokens))


def test_over_a_thousand_ids_are_not_told(frozen, tmp_path):
    source = tmp_path / 'many.ics'
    source.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n' + ''.join(
        f'BEGIN:VEVENT\r\nUID:{i}@example.org\r\nDTSTAMP:20261118T000000Z\r\n'
        f'DTSTART:20261120T{i % 24:02}0000Z\r\nSUMMARY:{i}\r\nEND:VEVENT\r\n'
        for i in range(1001)) + 'END:VCALENDAR\r\n')
    changed = frozen.watch('EventsChanged')
    with open(source) as file:
        assert frozen.ImportICalendar(file, 0)[0] == 1001
    now, ids, deleted = changed.wait()[0]
    assert (ids, deleted) == ([], [])
    token, ids, deleted = frozen.Changes(0)
    assert token == now
    assert (len(ids), deleted) == (1001, [])


def test_calendars_changed(frozen):
    calendars = frozen.watch('CalendarsChanged')
    made = frozen.CreateCalendar({'name': 'Work'})
    calendars.wait(1)
    frozen.UpdateCalendar(made['id'], {'visible': False})
    calendars.wait(2)
    frozen.DeleteCalendar(made['id'])
    calendars.wait(3)
    assert calendars.seen[-1][0] == frozen.get_property('ChangeToken')


def test_changes_of_another_process(frozen, sandbox, tmp_path_factory):
    """A second service, on a bus of its own, writes the same database."""
    elsewhere = Sandbox(tmp_path_factory.mktemp('box'))
    other = Service(elsewhere, '--database', sandbox.database)
    try:
        writer = other.start().client()
        changed = frozen.watch('EventsChanged')
        calendars = frozen.watch('CalendarsChanged')
        event = writer.CreateEvent(BASE)
        changed.wait_for(lambda now, ids, deleted: event['id'] in ids)
        assert frozen.GetEvent(event['id'])['title'] == 'Lunch'
        writer.CreateCalendar({'name': 'Elsewhere'})
        calendars.wait()
        changed.clear()
        writer.DeleteEvent(event['id'])
        changed.wait_for(lambda now, ids, deleted: event['id'] in deleted)
        # And the other way round.
        back = writer.watch('EventsChanged')
        mine = frozen.CreateEvent(BASE)
        back.wait_for(lambda now, ids, deleted: mine['id'] in ids)
    finally:
        other.stop()
        elsewhere.close()


def test_both_write_and_nothing_is_lost(frozen, sandbox, tmp_path_factory):
    elsewhere = Sandbox(tmp_path_factory.mktemp('box'))
    other = Service(elsewhere, '--database', sandbox.database)
    try:
        clients = [frozen, other.start().client()]
        calls = [client.call_async('CreateEvent', {**BASE, 'title': f'{i}'})
                 for i in range(50) for client in clients]
        ids = {call.wait()['id'] for call in calls}
        assert len(ids) == 100
        assert {e['id'] for e in frozen.ListEvents({})} == ids
    finally:
        other.stop()
        elsewhere.close()


def test_changes(frozen, fails):
    assert frozen.Changes(0) == (0, [], [])
    first = frozen.CreateEvent(BASE)['id']
    token, changed, deleted = frozen.Changes(0)
    assert (changed, deleted) == ([first], [])
    assert token == frozen.get_property('ChangeToken')
    kept = frozen.CreateEvent(BASE)['id']
    gone = frozen.CreateEvent(BASE)['id']
    frozen.DeleteEvent(gone)
    now, changed, deleted = frozen.Changes(token)
    assert (changed, deleted) == ([kept], [gone])
    assert now == frozen.get_property('ChangeToken') > token
    assert frozen.Changes(now) == (now, [], [])
    # Everything there is, not everything there was.
    now, changed, deleted = frozen.Changes(0)
    assert (sorted(changed), deleted) == ([first, kept], [])
    for ahead in (now + 1, 2 ** 63, 2 ** 64 - 1):
        with fails('TokenExpired'):
            frozen.Changes(ahead)


def test_the_log_knows_who(frozen, sandbox):
    import sqlite3
    pending = [frozen.call_async('CreateEvent', {**BASE, 'title': f'{i}'}) for i in range(5)]
    ids = [call.wait()['id'] for call in pending]
    assert ids == sorted(ids), 'the first calls wait for the name, and stay in their order'
    with open('/proc/self/comm') as file:
        program = file.read().strip()
    with sqlite3.connect(sandbox.database) as database:
        actors = {row for row in database.execute(
            "SELECT actor FROM change WHERE operation = 'create-event'")}
    database.close()
    assert actors == {(program,)}


def test_next_event(frozen):
    properties = frozen.watch_properties()
    assert frozen.get_property('NextEvent') == {}
    later = frozen.CreateEvent(BASE)
    told = properties.wait_for(lambda interface, changed, invalid: 'NextEvent' in changed)
    expected = {key: later[key] for key in ('id', 'starts_at', 'ends_at')}
    assert told[1]['NextEvent'] == frozen.get_property('NextEvent') == expected

    running = frozen.CreateEvent({**BASE, 'event_date': '2026-11-18', 'start_time': '10:00'})
    wait_for(lambda: frozen.get_property('NextEvent').get('id') == running['id'], 'the running one')
    frozen.UpdateEvent(running['id'], {'status': 'cancelled'})
    wait_for(lambda: frozen.get_property('NextEvent').get('id') == later['id'], 'the later one')
    frozen.DeleteEvent(later['id'])
    wait_for(lambda: frozen.get_property('NextEvent') == {}, 'none')


def test_the_next_event_passes_by_itself(calendar):
    """Nobody asks and nothing changes: when its time has come, the property is another."""
    now = time.time()
    at = lambda seconds: time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(now + seconds)).split()
    start, end = at(-60), at(2)
    event = calendar.CreateEvent({'title': 'Short', 'timezone': 'UTC', 'reminder_set': False,
                                  'event_date': start[0], 'start_time': start[1],
                                  'end_date': end[0], 'end_time': end[1]})
    wait_for(lambda: calendar.get_property('NextEvent').get('id') == event['id'], 'it is running')
    properties = calendar.watch_properties()
    properties.wait_for(lambda interface, changed, invalid: changed.get('NextEvent') == {})


def test_change_token_is_told(frozen):
    properties = frozen.watch_properties()
    frozen.CreateEvent(BASE)
    token = frozen.get_property('ChangeToken')
    properties.wait_for(lambda interface, changed, invalid: changed.get('ChangeToken') == token)


def test_version(frozen, sandbox):
    import os
    printed = sandbox.run(os.environ['GNOMON_SERVICE'], '--version').stdout
    assert printed == f'gnomon-service {frozen.get_property("Version")}\n'


def test_properties_cannot_be_written(frozen):
    from gi.repository import GLib
    from gnomon_testing import INTERFACE, SERVICE_NAME, SERVICE_PATH
    with pytest.raises(GLib.Error):
        frozen.connection.call_sync(
            SERVICE_NAME, SERVICE_PATH, 'org.freedesktop.DBus.Properties', 'Set',
            GLib.Variant('(ssv)', (INTERFACE, 'Version', GLib.Variant('s', '9'))), None, 0, -1,
            None)


def test_titles_are_not_broadcast(frozen):
    """Any program on the bus can hear a signal: it carries numbers alone."""
    everything = Recorder(frozen.connection, None, None)
    frozen.CreateEvent({**BASE, 'title': 'Very secret'})
    everything.wait(2)
    assert 'secret' not in repr(everything.seen)
