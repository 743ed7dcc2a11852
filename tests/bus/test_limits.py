# SPDX-License-Identifier: GPL-3.0-or-later
"""What is too much: of calls at a time, of text, of guests. The XML says the same numbers."""

import os
import pathlib
import signal
import time

import pytest
from gi.repository import Gio, GLib

from gnomon_testing import (
    INTERFACE, MAX_CALLS, SERVICE_NAME, SERVICE_PATH, SOURCE_ROOT, Calendar, CalendarError,
    Service, pack, wait_for)

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


def test_the_limit_of_calls_is_documented():
    written = (SOURCE_ROOT / 'data' / f'{INTERFACE}.xml').read_text()
    assert f'{MAX_CALLS} of each caller' in written


def outcome(pending):
    try:
        return pending.wait()
    except CalendarError as error:
        return error.name


def stop(service):
    """Let it lie still, so that calls pile up; returns what lets it go on."""
    os.kill(service.pid, signal.SIGSTOP)
    return lambda: os.kill(service.pid, signal.SIGCONT)


def test_as_many_calls_as_the_limit_allows(service, calendar):
    """The writer is held up by nobody: all calls that may be under way at once are answered."""
    events = calendar.call_many('CreateEvent', [({**BASE, 'title': f'{i}'},) for i in range(500)])
    assert [event['title'] for event in events] == [f'{i}' for i in range(500)]


def test_more_calls_are_refused_and_do_nothing(service, calendar):
    go_on = stop(service)
    try:
        calls = [calendar.call_async('CreateEvent', {**BASE, 'title': f'{i}'})
                 for i in range(MAX_CALLS + 100)]
        calendar.connection.flush_sync(None)
    finally:
        go_on()
    outcomes = [outcome(call) for call in calls]
    # While the first are refused, some of those before may be answered already, and make room.
    refused = [o for o in outcomes if o == 'LimitExceeded']
    created = [o for o in outcomes if isinstance(o, dict)]
    assert len(refused) + len(created) == len(calls)
    assert refused and all(isinstance(o, dict) for o in outcomes[:MAX_CALLS])
    assert {e['id'] for e in calendar.ListEvents({})} == {e['id'] for e in created}
    with pytest.raises(CalendarError) as caught:
        next(call for call in calls if call.error).wait()
    assert caught.value.message == 'At most 64 calls may be under way at a time; wait for answers'

    # And when they are answered there is room again, for all.
    assert len(calendar.call_many('ListCalendars', [()] * 300)) == 300


def test_calls_of_any_kind_count(service, calendar):
    """Also what GDBus answers by itself: properties, introspection, what does not exist."""
    answers = []

    def call(interface, method, arguments, path=SERVICE_PATH):
        calendar.connection.call(SERVICE_NAME, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, -1, None,
                                 lambda connection, result: answers.append(result))

    for _ in range(5):
        for i in range(MAX_CALLS):
            if i % 4 == 0:
                call('org.freedesktop.DBus.Properties', 'GetAll', GLib.Variant('(s)', (INTERFACE,)))
            elif i % 4 == 1:
                call('org.freedesktop.DBus.Introspectable', 'Introspect', None)
            elif i % 4 == 2:
                call(INTERFACE, 'NoSuchMethod', None)
            else:
                call(INTERFACE, 'GetEvent', GLib.Variant('(s)', ('x',)), '/nowhere')
        wait_for(lambda: len(answers) >= MAX_CALLS, 'all are answered')
        answers.clear()
    # Had one of them been counted and not let go, this would be refused.
    assert len(calendar.call_many('ListCalendars', [()] * MAX_CALLS)) == MAX_CALLS


def test_calls_that_want_no_answer(service, calendar):
    """They are done, counted, and answered to nobody."""
    strays = []

    def look(connection, message, incoming):
        if incoming and message.get_message_type() in (Gio.DBusMessageType.METHOD_RETURN,
                                                       Gio.DBusMessageType.ERROR):
            strays.append(message.get_reply_serial())
        return message

    serials = []
    filter_id = calendar.connection.add_filter(look)
    for i in range(30):
        message = Gio.DBusMessage.new_method_call(SERVICE_NAME, SERVICE_PATH, INTERFACE,
                                                  'CreateEvent')
        message.set_flags(Gio.DBusMessageFlags.NO_REPLY_EXPECTED)
        message.set_body(GLib.Variant('(a{sv})', ({
            key: GLib.Variant('s', value) for key, value in {**BASE, 'title': f'{i}'}.items()},)))
        sent, serial = calendar.connection.send_message(message, Gio.DBusSendMessageFlags.NONE)
        assert sent
        serials.append(serial)
    wait_for(lambda: len(calendar.ListEvents({})) == 30, 'all are done')
    calendar.connection.remove_filter(filter_id)
    assert not set(serials) & set(strays)
    for _ in range(3):
        assert len(calendar.call_many('ListCalendars', [()] * MAX_CALLS)) == MAX_CALLS


def test_the_limit_is_each_callers_own(service, sandbox):
    callers = [Calendar(sandbox.connect()) for _ in range(4)]
    go_on = stop(service)
    try:
        calls = [caller.call_async('ListCalendars') for caller in callers
                 for _ in range(MAX_CALLS)]
        for caller in callers:
            caller.connection.flush_sync(None)
    finally:
        go_on()
    assert all(isinstance(outcome(call), list) for call in calls)


@pytest.mark.parametrize('method, arguments', [
    ('ListCalendars', ()), ('CreateEvent', (BASE,)),
])
def test_a_flood_leaves_room_for_others(service, sandbox, method, arguments):
    """One client asks as quickly as it can, another has a question now and then."""
    flood = Calendar(sandbox.connect())
    patient = Calendar(sandbox.connect())
    waits = []
    calls = []
    for _ in range(25):
        calls += [flood.call_async(method, *arguments) for _ in range(100)]
        flood.connection.flush_sync(None)
        began = time.monotonic()
        patient.CreateEvent(BASE)
        waits.append(time.monotonic() - began)
    wait_for(lambda: all(call.done() for call in calls), 'all are answered or refused')
    print('the longest wait beside a flood of', method, f'{max(waits) * 1000:.1f} ms')
    # A busy machine and a sanitizer are slow; without the limit it is seconds.
    assert sorted(waits)[len(waits) // 2] < 1


def test_callers_are_served_in_turn(service, sandbox):
    """Who asks one thing waits for one of those who ask many, and the order of each is kept."""
    greedy, patient = Calendar(sandbox.connect()), Calendar(sandbox.connect())
    answers = []

    def ask(client, name, number):
        client.connection.call(
            SERVICE_NAME, SERVICE_PATH, INTERFACE, 'CreateEvent',
            GLib.Variant.new_tuple(pack('a{sv}', BASE, None)), None, Gio.DBusCallFlags.NONE, -1,
            None, lambda connection, result: answers.append((name, number)))

    go_on = stop(service)
    try:
        for number in range(MAX_CALLS):
            ask(greedy, 'greedy', number)
        greedy.connection.flush_sync(None)
        ask(patient, 'patient', 0)
        patient.connection.flush_sync(None)
    finally:
        go_on()
    wait_for(lambda: len(answers) == MAX_CALLS + 1, 'all are answered')
    # All that the greedy one asks came before it; few of that were with the writer by then.
    assert answers.index(('patient', 0)) < MAX_CALLS // 2, answers
    mine = [number for name, number in answers if name == 'greedy']
    assert mine == sorted(mine)


@pytest.fixture
def full(service, calendar, tmp_path):
    """A client of a calendar with lists that take a while."""
    path = tmp_path / 'many.ics'
    path.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\n' + ''.join(
        f'BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTAMP:20261101T000000Z\r\n'
        f'DTSTART:202611{number % 30 + 1:02}T080000Z\r\nDURATION:PT1H\r\nSUMMARY:{number}\r\n'
        'END:VEVENT\r\n' for number in range(3000)) + 'END:VCALENDAR\r\n')
    with open(path, 'rb') as file:
        assert calendar.ImportICalendar(file, 0)[0] == 3000
    return calendar


def test_answers_of_reads_keep_their_order(service, full):
    """Large answers are made beside the small ones, and still none overtakes another."""
    client = service.client(own_connection=True)
    calls = [('ListEvents', {'limit': 500}), ('ListCalendars',), ('MonthView', '2026-11-18'),
             ('WeekView', '2026-11-18'), ('ListCalendars',), ('Changes', 0), ('ListCalendars',),
             ('ListEventsJson', {}), ('GetReminders', 1), ('TodayEvents',), ('ListCalendars',)]
    answers = []
    go_on = stop(service)
    try:
        for number, (method, *arguments) in enumerate(calls):
            packed = [pack(t, a, None) for t, a in zip(client.signatures()[method], arguments)]
            client.connection.call(
                SERVICE_NAME, SERVICE_PATH, INTERFACE, method, GLib.Variant.new_tuple(*packed),
                None, Gio.DBusCallFlags.NONE, -1, None,
                lambda connection, result, number: answers.append(number), number)
        client.connection.flush_sync(None)
    finally:
        go_on()
    wait_for(lambda: len(answers) == len(calls), 'all are answered')
    assert answers == list(range(len(calls)))


def cpu_time(pid):
    """What each thread has used of the processor, in ticks, by its number."""
    found = {}
    for stat in pathlib.Path(f'/proc/{pid}/task').glob('*/stat'):
        fields = stat.read_text().rsplit(')', 1)[1].split()
        found[int(stat.parent.name)] = int(fields[11]) + int(fields[12])
    return found


def test_lists_hold_nobody_up(service, full):
    """Large lists are not made on the main loop, which has others to serve."""
    before = cpu_time(service.pid)
    for _ in range(10):
        full.connection.call_sync(
            SERVICE_NAME, SERVICE_PATH, INTERFACE, 'MonthView',
            GLib.Variant('(s)', ('2026-11-18',)),
            None, Gio.DBusCallFlags.NONE, -1, None)
    used = {thread: ticks - before.get(thread, 0)
            for thread, ticks in cpu_time(service.pid).items()}
    main = used.pop(service.pid)
    assert main < max(used.values()) / 4, (main, used)


def test_who_has_left_is_not_counted(service, sandbox):
    """A caller that leaves with calls under way leaves nothing behind."""
    for _ in range(20):
        guest = Calendar(sandbox.connect())
        for _ in range(MAX_CALLS):
            guest.call_async('ListEvents', {})
        guest.connection.flush_sync(None)
        guest.connection.close_sync(None)
    calendar = Calendar(sandbox.connection)
    assert len(calendar.call_many('ListCalendars', [()] * 200)) == 200


# Text: at the limit it is taken as it is; above it is refused by name.

@pytest.mark.parametrize('field, longest', [
    ('title', 'x' * 255), ('title', 'ß' * 255), ('title', '\U0001f4c5' * 255),
    ('location', 'ü' * 255),
    ('uid', 'u' * 255),
    ('url', 'https://example.org/' + 'u' * (2048 - 20)),
    ('description', 'd' * (64 * 1024)), ('description', 'ü' * (32 * 1024)),
], ids=lambda value: value[:1] if len(value) > 20 else value)
def test_sizes_of_text(shared, fails, field, longest):
    event = shared.CreateEvent({**BASE, field: longest})
    assert event[field] == longest
    assert shared.GetEvent(event['id'])[field] == longest
    longer = {field: longest + 'x'}
    with fails('InvalidArgument', f'{field}:'):
        shared.CreateEvent({**BASE, **longer})
    # In an update the uid is a key of the output, and ignored.
    if field != 'uid':
        with fails('InvalidArgument', f'{field}:'):
            shared.UpdateEvent(event['id'], longer)
        with fails('InvalidArgument', f'{field}:'):
            shared.ReplaceEvent(event['id'], {**BASE, **longer})
    shared.DeleteEvent(event['id'])


def test_names_of_calendars_and_guests(shared, fails):
    calendar = shared.CreateCalendar({'name': 'ü' * 255})
    assert calendar['name'] == 'ü' * 255
    with fails('InvalidArgument', 'name:'):
        shared.UpdateCalendar(calendar['id'], {'name': 'ü' * 256})
    event = shared.CreateEvent(BASE)
    guest = shared.AddAttendee(event['id'], 'ann@example.org', 'A' * 255)
    assert guest['name'] == 'A' * 255
    with fails('InvalidArgument', 'name:'):
        shared.AddAttendee(event['id'], 'ben@example.org', 'A' * 256)
    with fails('InvalidArgument', 'email:'):
        shared.AddAttendee(event['id'], 'b' * 65 + '@example.org', '')


def test_ten_megabytes_are_refused_quickly(shared, fails):
    for field in ('title', 'description', 'location', 'attendees', 'rrule', 'timezone'):
        began = time.monotonic()
        with pytest.raises(CalendarError) as caught:
            shared.CreateEvent({**BASE, field: 'x' * 10_000_000})
        assert caught.value.name in ('InvalidArgument', 'LimitExceeded')
        assert caught.value.message.startswith(f'{field}:')
        assert len(caught.value.message) < 1000, 'the error repeats what was sent'
        assert time.monotonic() - began < 2


def test_guests_of_an_event(shared, fails):
    guests = [f'guest{i}@example.org' for i in range(5000)]
    event = shared.CreateEvent({**BASE, 'attendees': ','.join(guests)})
    assert event['attendees_list'] == guests
    with fails('LimitExceeded', 'attendees:'):
        shared.UpdateEvent(event['id'], {'attendees': ','.join(guests + ['one@example.org'])})
    with fails('LimitExceeded', 'attendees:'):
        shared.AddAttendee(event['id'], 'one@example.org', '')
    shared.DeleteEvent(event['id'])
