# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo of every kind of change, whoever made it; conflicts; the trash; what is kept."""

import os
import sqlite3

import pytest

from conftest import NOW
from gnomon_testing import Calendar, CalendarError, Sandbox, Service, wait_for

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}

# What is another after each change, also after one that leads back.
COUNTERS = ('etag', 'sequence', 'updated_at')

ICALENDAR = '\r\n'.join([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test',
    *(line for i in range(3) for line in (
        'BEGIN:VEVENT', f'UID:{i}@example.org', 'DTSTAMP:20261118T000000Z',
        f'DTSTART:2026112{i}T090000Z', f'SUMMARY:Imported {i}', 'END:VEVENT')),
    'END:VCALENDAR', ''])


def snapshot(calendar):
    """All that a client can see of the store."""
    events = [calendar.GetEvent(event['id']) for event in calendar.ListEvents({'order': 'asc'})]
    for event in events:
        for key in COUNTERS:
            event.pop(key)
    return calendar.ListCalendars(), events


def import_file(calendar, folder):
    path = folder / 'import.ics'
    path.write_text(ICALENDAR)
    with open(path) as file:
        calendar.ImportICalendar(file, 0)


def every_kind_of_change(calendar, folder):
    """Makes the changes one after the other, and yields what each is called."""
    event = calendar.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
    number = event['id']
    yield 'Added “Lunch”'
    calendar.UpdateEvent(number, {'event_date': '2026-11-21', 'reminder_minutes_before': 30,
                                  'attendees': 'ann@example.org, ben@example.org'})
    yield 'Changed “Lunch”'
    guest = calendar.AddAttendee(number, 'eve@example.org', 'Eve')
    yield 'Added a guest to “Lunch”'
    calendar.Respond(number, guest['id'], 'accepted')
    yield 'Noted an answer to “Lunch”'
    calendar.RemoveAttendee(number, guest['id'])
    yield 'Removed a guest from “Lunch”'
    reminder = calendar.AddReminder(number, {'minutes_before': 60, 'reminder_type': 'both'})
    yield 'Added a reminder to “Lunch”'
    calendar.RemoveReminder(number, reminder['id'])
    yield 'Removed a reminder from “Lunch”'
    calendar.ReplaceEvent(number, {'title': 'Fair', 'event_date': '2026-12-01', 'all_day': True})
    yield 'Changed “Fair”'
    work = calendar.CreateCalendar({'name': 'Work', 'color': 'blue'})
    yield 'Added the calendar “Work”'
    calendar.UpdateCalendar(work['id'], {'name': 'Office', 'is_default': True})
    yield 'Changed the calendar “Office”'
    calendar.CreateEvent({**BASE, 'title': 'Review'})
    yield 'Added “Review”'
    calendar.UpdateCalendar(1, {'is_default': True})
    yield 'Changed the calendar “Personal”'
    calendar.DeleteCalendar(work['id'])
    yield 'Deleted the calendar “Office”'
    calendar.DeleteEvent(number)
    yield 'Deleted “Fair”'
    calendar.RestoreEvent(number)
    yield 'Restored “Fair”'
    import_file(calendar, folder)
    yield 'Imported a file'


@pytest.mark.parametrize('how', ['one-client', 'other-clients', 'restarts', 'kills'])
def test_every_kind_there_and_back(sandbox, tmp_path, how):
    service = Service(sandbox).start(GNOMON_CLOCK=NOW)
    calendar = Calendar(sandbox.connection)
    states, words = [snapshot(calendar)], []
    for what in every_kind_of_change(calendar, tmp_path):
        words.append(what)
        states.append(snapshot(calendar))
        assert states[-1] != states[-2], what

    def another():
        if how == 'other-clients':
            return Calendar(sandbox.connect())
        if how == 'restarts':
            service.restart()
        if how == 'kills':
            service.kill()
            service.start()
        return calendar

    for _ in range(2):
        for what, state in zip(reversed(words), reversed(states[:-1])):
            assert another().Undo() == what
            assert snapshot(calendar) == state, what
        with pytest.raises(CalendarError) as caught:
            another().Undo()
        assert (caught.value.name, caught.value.message) == ('NotFound', 'There is nothing to undo')
        for what, state in zip(words, states[1:]):
            assert another().Redo() == what
            assert snapshot(calendar) == state, what
        with pytest.raises(CalendarError) as caught:
            another().Redo()
        assert (caught.value.name, caught.value.message) == ('NotFound', 'There is nothing to redo')
        if how in ('restarts', 'kills'):
            break
    service.stop()


def test_what_fails_is_no_change(frozen, fails):
    with fails('NotFound', 'There is nothing to undo'):
        frozen.Undo()
    with fails('NotFound', 'There is nothing to redo'):
        frozen.Redo()
    event = frozen.CreateEvent(BASE)
    with pytest.raises(CalendarError):
        frozen.UpdateEvent(event['id'], {'title': ''})
    assert [change['what'] for change in frozen.ListHistory(0)] == ['Added “Lunch”']


def test_a_new_change_ends_the_redo(frozen, fails):
    frozen.CreateEvent(BASE)
    frozen.CreateEvent({**BASE, 'title': 'Tea'})
    frozen.Undo()
    frozen.CreateEvent({**BASE, 'title': 'Coffee'})
    with fails('NotFound'):
        frozen.Redo()
    assert [change['title'] for change in frozen.ListHistory(0)] == ['Coffee', 'Lunch']


def test_one_stack_for_all(frozen, sandbox):
    """Who undoes takes back the last change, whoever made it."""
    other = Calendar(sandbox.connect())
    frozen.CreateEvent(BASE)
    other.CreateEvent({**BASE, 'title': 'Tea'})
    assert frozen.Undo() == 'Added “Tea”'
    assert other.Undo() == 'Added “Lunch”'
    assert frozen.Redo() == 'Added “Lunch”'
    assert [event['title'] for event in other.ListEvents({})] == ['Lunch']


def test_an_undo_is_a_change_that_is_told(frozen):
    event = frozen.CreateEvent(BASE)
    token = frozen.get_property('ChangeToken')
    changed = frozen.watch('EventsChanged')
    frozen.Undo()
    now, ids, deleted = changed.wait()[-1]
    assert (ids, deleted) == ([], [event['id']])
    assert frozen.Changes(token) == (now, [], [event['id']])
    changed.clear()
    frozen.Redo()
    changed.wait_for(lambda now, ids, deleted: (ids, deleted) == ([event['id']], []))


def test_reminders_come_back_planned(frozen):
    event = frozen.CreateEvent({**BASE, 'reminder_minutes_before': 30})
    before = frozen.GetReminders(event['id'])
    assert [reminder['state'] for reminder in before] == ['planned']
    frozen.DeleteEvent(event['id'])
    assert frozen.ListReminders({}) == []
    frozen.Undo()
    assert frozen.GetReminders(event['id']) == before
    assert frozen.ListReminders({'state': 'planned'}) != []


# One change of all

def last_change(calendar):
    return calendar.get_property('ChangeToken')


def test_undo_change(frozen, fails):
    first = frozen.CreateEvent(BASE)
    frozen.UpdateEvent(first['id'], {'location': 'Room'})
    change = last_change(frozen)
    second = frozen.CreateEvent({**BASE, 'title': 'Tea'})
    # Another event does not stand in its way.
    assert frozen.UndoChange(change) == 'Changed “Lunch”'
    assert frozen.GetEvent(first['id'])['location'] == ''
    assert frozen.GetEvent(second['id'])['title'] == 'Tea'
    with fails('NotFound', 'change: was undone already'):
        frozen.UndoChange(change)
    for number in (0, last_change(frozen), 10 ** 6, 2 ** 63, 2 ** 64 - 1):
        with fails('NotFound', 'change: '):
            frozen.UndoChange(number)
    assert frozen.Redo() == 'Changed “Lunch”'
    assert frozen.GetEvent(first['id'])['location'] == 'Room'


def test_conflict_names_the_event_and_who_changed_it(frozen, sandbox, fails):
    event = frozen.CreateEvent(BASE)
    frozen.UpdateEvent(event['id'], {'event_date': '2026-11-21'})
    change = last_change(frozen)
    sandbox.run(os.environ['GNOMON_CTL'], 'edit', str(event['id']), 'title=Dinner', check=True)
    for number in (change, change - 1):
        with fails('Conflict', '“Dinner” was changed since by gnomonctl'):
            frozen.UndoChange(number)
    # Once that is taken back nothing stands in the way.
    assert frozen.Undo() == 'Changed “Dinner”'
    assert frozen.UndoChange(change) == 'Changed “Lunch”'
    assert frozen.GetEvent(event['id'])['event_date'] == BASE['event_date']


def test_conflict_by_another_service(frozen, sandbox, fails, tmp_path_factory):
    """The other change comes from another process over another bus."""
    elsewhere = Sandbox(tmp_path_factory.mktemp('box'))
    other = Service(elsewhere, '--database', sandbox.database)
    try:
        event = frozen.CreateEvent(BASE)
        change = last_change(frozen)
        other.start(GNOMON_CLOCK=NOW).client().AddAttendee(event['id'], 'ann@example.org', '')
        with fails('Conflict', '“Lunch” was changed since by '):
            frozen.UndoChange(change)
        assert other.client().Undo() == 'Added a guest to “Lunch”'
        assert frozen.UndoChange(change) == 'Added “Lunch”'
        assert other.client().ListEvents({}) == []
    finally:
        other.stop()
        elsewhere.close()


def test_conflict_after_an_import(frozen, fails, tmp_path):
    import_file(frozen, tmp_path)
    change = last_change(frozen)
    event = next(e for e in frozen.ListEvents({}) if e['title'] == 'Imported 1')
    frozen.UpdateEvent(event['id'], {'location': 'Room'})
    with fails('Conflict', '“Imported 1” was changed since by '):
        frozen.UndoChange(change)
    frozen.Undo()
    assert frozen.UndoChange(change) == 'Imported a file'
    assert frozen.ListEvents({}) == []


def test_conflict_of_a_calendar(frozen, fails):
    work = frozen.CreateCalendar({'name': 'Work'})
    change = last_change(frozen)
    frozen.UpdateCalendar(work['id'], {'name': 'Office'})
    with fails('Conflict', 'The calendar “Office” was changed since'):
        frozen.UndoChange(change)
    frozen.Undo()
    frozen.CreateEvent({**BASE, 'calendar_id': work['id']})
    with fails('Conflict', 'The calendar “Work” is in use'):
        frozen.UndoChange(change)


# What is kept

def test_list_history(frozen):
    frozen.CreateEvent(BASE)
    frozen.CreateCalendar({'name': 'Work'})
    frozen.Undo()
    with open('/proc/self/comm') as file:
        actor = file.read().strip()
    common = {'actor': actor, 'at': '2026-11-18T09:42:00Z'}
    assert frozen.ListHistory(0) == [
        {**common, 'id': 2, 'operation': 'create-calendar', 'title': 'Work',
         'what': 'Added the calendar “Work”', 'undone': True},
        {**common, 'id': 1, 'operation': 'create-event', 'title': 'Lunch',
         'what': 'Added “Lunch”', 'undone': False}]
    assert [change['id'] for change in frozen.ListHistory(1)] == [2]
    assert len(frozen.ListHistory(2 ** 32 - 1)) == 2


def test_list_history_is_fifty_long(frozen):
    frozen.call_many('CreateEvent', [(BASE,)] * 60)
    assert [change['id'] for change in frozen.ListHistory(0)] == list(range(60, 10, -1))


@pytest.mark.parametrize('given, known', [
    (b'panel', 'panel'), (b'fifteen-letters', 'fifteen-letters'), (b'two\nlines', 'two lines'),
    (b'\x1b[31mred', '[31mred'), (b'\xff\xfe', ''), ('naïve'.encode(), 'naïve'),
])
def test_names_of_programs(frozen, sandbox, given, known):
    """A process names itself, as it likes: nothing of that reaches a terminal as it is."""
    script = (
        "import ctypes, sys; from gi.repository import Gio, GLib;"
        f"ctypes.CDLL(None).prctl(15, {given!r}, 0, 0, 0);"
        "Gio.bus_get_sync(Gio.BusType.SESSION).call_sync('org.gnomon.Gnomon.Calendar1',"
        "'/org/gnomon/Gnomon/Calendar1', 'org.gnomon.Gnomon.Calendar1', 'CreateCalendar',"
        "GLib.Variant('(a{sv})', ({'name': GLib.Variant('s', 'Work')},)), None, 0, -1, None)")
    sandbox.run('/usr/bin/python3', '-c', script, check=True)
    assert frozen.ListHistory(1)[0]['actor'] == known


def test_a_long_name_is_not_cut(frozen, sandbox, tmp_path):
    """The kernel keeps 15 bytes of a program's name; the file has all of it."""
    program = tmp_path / 'a-calendar-with-a-long-name'
    program.write_bytes(open(os.environ['GNOMON_CTL'], 'rb').read())
    program.chmod(0o755)
    sandbox.run(program, 'calendars', 'create', 'Work', check=True)
    assert frozen.ListHistory(1)[0]['actor'] == 'a-calendar-with-a-long-name'


# Trash

def test_trash(frozen, fails):
    assert frozen.ListTrash() == []
    events = [frozen.CreateEvent({**BASE, 'title': title, 'attendees': 'ann@example.org'})
              for title in ('First', 'Second')]
    for event in events:
        frozen.DeleteEvent(event['id'])
    trash = frozen.ListTrash()
    assert [event['title'] for event in trash] == ['Second', 'First']
    assert set(trash[0]) == set(events[0]) - {'attendee_records', 'reminders'}
    with fails('NotFound'):
        frozen.GetEvent(events[0]['id'])

    restored = frozen.RestoreEvent(events[0]['id'])
    assert {**restored, **dict.fromkeys(COUNTERS)} == {**events[0], **dict.fromkeys(COUNTERS)}
    assert frozen.GetEvent(events[0]['id']) == restored
    assert [event['title'] for event in frozen.ListTrash()] == ['Second']
    for number in (events[0]['id'], 0, -1, 10 ** 6):
        with fails('NotFound', 'id: '):
            frozen.RestoreEvent(number)


def test_restore_where_the_uid_is_taken(frozen, fails):
    event = frozen.CreateEvent({**BASE, 'uid': 'one@example.org'})
    frozen.DeleteEvent(event['id'])
    frozen.CreateEvent({**BASE, 'uid': 'one@example.org'})
    with fails('AlreadyExists', 'uid: '):
        frozen.RestoreEvent(event['id'])


def test_restore_where_the_calendar_is_gone(frozen):
    work = frozen.CreateCalendar({'name': 'Work'})
    event = frozen.CreateEvent({**BASE, 'calendar_id': work['id']})
    frozen.DeleteCalendar(work['id'])
    assert frozen.RestoreEvent(event['id'])['calendar_id'] == 1


def test_thirty_days(sandbox):
    """What is older is gone at the next start: from the trash, the history and the log."""
    service = Service(sandbox).start(GNOMON_CLOCK='2026-10-01T12:00:00Z')
    calendar = service.client()
    kept = calendar.CreateEvent(BASE)['id']
    token = calendar.get_property('ChangeToken')
    deleted = calendar.CreateEvent(BASE)['id']
    calendar.DeleteEvent(deleted)

    service.restart(GNOMON_CLOCK='2026-10-31T11:59:59Z')
    assert calendar.Changes(token)[1:] == ([], [deleted])
    assert [event['id'] for event in calendar.ListTrash()] == [deleted]
    last = calendar.get_property('ChangeToken')

    service.restart(GNOMON_CLOCK='2026-10-31T12:00:00Z')
    assert calendar.ListTrash() == []

    def count():
        with sqlite3.connect(f'file:{sandbox.database}?mode=ro', uri=True) as database:
            rows = [database.execute(f'SELECT count (*) FROM {table}').fetchone()[0]
                    for table in ('event', 'change', 'history')]
        database.close()
        return rows
    wait_for(lambda: count() == [1, 1, 0], 'the purge')
    with pytest.raises(CalendarError) as caught:
        calendar.Changes(token)
    assert (caught.value.name, caught.value.message) == (
        'TokenExpired', 'since: is older than the change log; start again at 0')
    assert calendar.Changes(0) == (last, [kept], [])
    assert calendar.Changes(last) == (last, [], [])
    assert calendar.ListHistory(0) == []
    with pytest.raises(CalendarError) as caught:
        calendar.RestoreEvent(deleted)
    assert caught.value.name == 'NotFound'
    service.stop()


def test_thirty_days_of_one_that_runs_on(sandbox, tmp_path):
    """A service that is not started anew looks again when something changes a day later."""
    clock = tmp_path / 'clock'
    clock.write_text('2026-10-01T12:00:00Z')
    service = Service(sandbox).start(GNOMON_CLOCK=str(clock))
    calendar = service.client()
    deleted = calendar.CreateEvent(BASE)['id']
    calendar.DeleteEvent(deleted)

    def set_clock(text):
        other = tmp_path / 'clock.new'
        other.write_text(text)
        other.rename(clock)
        wait_for(lambda: calendar.CreateEvent(BASE)['created_at'] == text, 'the clock is another')

    def is_there():
        with sqlite3.connect(f'file:{sandbox.database}?mode=ro', uri=True) as database:
            found = database.execute('SELECT count (*) FROM event WHERE id = ?',
                                     (deleted,)).fetchone()
        database.close()
        return found == (1,)

    set_clock('2026-10-31T11:59:59Z')
    assert [event['id'] for event in calendar.ListTrash()] == [deleted] and is_there()
    set_clock('2026-11-01T12:00:00Z')
    wait_for(lambda: not is_there(), 'the purge')
    assert calendar.ListTrash() == []
    service.stop()


# Etags

def test_each_change_makes_the_etag_stale(frozen, fails):
    event = frozen.CreateEvent(BASE)
    number, etag = event['id'], event['etag']

    def is_stale_now():
        nonlocal etag
        for update in (frozen.UpdateEvent, frozen.ReplaceEvent):
            with fails('Conflict', 'etag: '):
                update(number, {**BASE, 'title': 'Late', 'etag': etag})
        etag = frozen.GetEvent(number)['etag']
        etag = frozen.UpdateEvent(number, {'location': 'Room', 'etag': etag})['etag']

    frozen.UpdateEvent(number, {'location': 'Hall'})
    is_stale_now()
    frozen.ReplaceEvent(number, BASE)
    is_stale_now()
    guest = frozen.AddAttendee(number, 'ann@example.org', '')
    is_stale_now()
    frozen.Respond(number, guest['id'], 'accepted')
    is_stale_now()
    frozen.RemoveAttendee(number, guest['id'])
    is_stale_now()
    reminder = frozen.AddReminder(number, {'minutes_before': 60})
    is_stale_now()
    frozen.RemoveReminder(number, reminder['id'])
    is_stale_now()
    frozen.DeleteEvent(number)
    frozen.RestoreEvent(number)
    is_stale_now()
    frozen.UpdateEvent(number, {'title': 'Tea'})
    frozen.Undo()
    is_stale_now()
    # A call without an etag does not ask.
    assert frozen.UpdateEvent(number, {'title': 'Coffee'})['title'] == 'Coffee'
    for wrong in ('x', '0', f'{etag} '):
        with fails('Conflict', 'etag: '):
            frozen.UpdateEvent(number, {'title': 'Late', 'etag': wrong})


def test_what_is_so_already_is_no_change(frozen, fails):
    """A program that writes the same again is nothing to undo, and nobody hears of it."""
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org', 'rrule': 'FREQ=WEEKLY'})
    token = frozen.get_property('ChangeToken')
    for fields in ({}, {'title': BASE['title'], 'attendees': 'ann@example.org'}, event):
        assert frozen.UpdateEvent(event['id'], fields) == event
    assert frozen.ReplaceEvent(event['id'], event) == event
    calendar, = frozen.ListCalendars()
    assert frozen.UpdateCalendar(calendar['id'], calendar) == calendar
    assert frozen.get_property('ChangeToken') == token
    with fails('Conflict', 'etag'):
        frozen.UpdateEvent(event['id'], {'etag': 'old'})

    assert frozen.UpdateEvent(event['id'], {'location': 'Hall'})['etag'] != event['etag']
    assert frozen.get_property('ChangeToken') == token + 1
