# SPDX-License-Identifier: GPL-3.0-or-later
"""An error names the argument or the key at fault as its caller knows it."""

import os
import tempfile

import pytest
from gi.repository import GLib

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}
UNKNOWN = 10 ** 6


@pytest.fixture(scope='module')
def event(shared):
    return shared.CreateEvent({**BASE, 'attendees': 'ann@example.org'})


@pytest.mark.parametrize('method, arguments', [
    ('GetAttendees', ()),
    ('AddAttendee', ('bo@example.org', '')),
    ('Respond', (1, 'accepted')),
    ('RemoveAttendee', (1,)),
    ('GetReminders', ()),
    ('AddReminder', ({'minutes_before': 5},)),
    ('RemoveReminder', (1,)),
])
def test_event_by_its_argument(shared, fails, method, arguments):
    with fails('NotFound', f'event_id: no event {UNKNOWN}'):
        shared.call(method, UNKNOWN, *arguments)


@pytest.mark.parametrize('method, arguments', [
    ('GetEvent', ()),
    ('ReplaceEvent', (BASE,)),
    ('UpdateEvent', ({},)),
    ('DeleteEvent', ()),
    ('RestoreEvent', ()),
    ('GetOccurrence', ('2026-11-20T12:00:00',)),
    ('PreviewScope', ('2026-11-20T12:00:00', 'this')),
])
def test_event_by_its_id(shared, fails, method, arguments):
    with fails('NotFound', f'id: no event {UNKNOWN}'):
        shared.call(method, UNKNOWN, *arguments)


@pytest.mark.parametrize('method, arguments', [
    ('SnoozeReminder', (5,)),
    ('SnoozeReminderUntil', ('tomorrow-morning',)),
    ('DismissReminder', ()),
    ('ExplainReminder', ()),
])
def test_reminder(shared, fails, method, arguments):
    with fails('NotFound', f'reminder_id: no reminder {UNKNOWN}'):
        shared.call(method, UNKNOWN, *arguments)


def test_reminder_of_another_event(shared, event, fails):
    other = shared.CreateEvent(BASE)
    reminder, = shared.GetReminders(other['id'])
    with fails('NotFound', f'reminder_id: no reminder {reminder["id"]}'):
        shared.RemoveReminder(event['id'], reminder['id'])


@pytest.mark.parametrize('method, arguments', [
    ('UpdateCalendar', ({'name': 'Work'},)),
    ('DeleteCalendar', ()),
    ('RefreshCalendar', ()),
])
@pytest.mark.parametrize('calendar_id', [0, -1, UNKNOWN])
def test_calendar(shared, fails, method, arguments, calendar_id):
    """0 is the default calendar only where an event is given one."""
    with fails('NotFound', f'id: no calendar {calendar_id}'):
        shared.call(method, calendar_id, *arguments)


@pytest.mark.parametrize('method, arguments', [
    ('ImportICalendar', (0,)),
    ('PreviewICalendar', ('2026-11-01', '2026-12-01')),
])
@pytest.mark.parametrize('content', [b'', b'<html></html>', b'BEGIN:VCALENDAR\r\n'])
def test_file(shared, fails, method, arguments, content):
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        with fails('InvalidArgument', 'fd: not an iCalendar file'):
            shared.call(method, file, *arguments)


def test_descriptor_that_cannot_be_read(shared, fails):
    reader, writer = os.pipe()
    os.close(reader)
    with fails('InvalidArgument', 'fd: cannot be read'):
        shared.ImportICalendar(writer, 0)
    os.close(writer)


@pytest.mark.parametrize('given, name, message', [
    ('1', 'InvalidArgument', 'id: must be a whole number'),
    (True, 'InvalidArgument', 'id: must be a whole number'),
    (1.5, 'InvalidArgument', 'id: must be a whole number'),
    (GLib.Variant('t', 2 ** 64 - 1), 'InvalidArgument', 'id: out of range'),
    (GLib.Variant('t', UNKNOWN), 'NotFound', f'id: no event {UNKNOWN}'),
    (GLib.Variant('n', -1), 'NotFound', 'id: no event -1'),
])
def test_id_of_a_conflict(shared, fails, given, name, message):
    with fails(name, message):
        shared.Conflicts({**BASE, 'id': given})


def test_any_integer_is_an_id_of_a_conflict(frozen):
    event = frozen.CreateEvent(BASE)
    other = frozen.CreateEvent(BASE)
    for type_string in 'ynqiuxt':
        found = frozen.Conflicts({'id': GLib.Variant(type_string, event['id'])})
        assert [e['id'] for e in found] == [other['id']], type_string
    assert [e['id'] for e in frozen.Conflicts({'id': float(event['id'])})] == [other['id']]
