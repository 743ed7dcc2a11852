# SPDX-License-Identifier: GPL-3.0-or-later
"""FreeBusy, Conflicts and FindTime. The clock stands at Wednesday 2026-11-18, 10:42 in Berlin."""

import datetime

import pytest
from gi.repository import GLib

from gnomon_testing import Calendar

EVENTS = [
    {'title': 'Planning', 'event_date': '2026-11-19', 'start_time': '09:00', 'end_time': '10:00'},
    {'title': 'Review', 'event_date': '2026-11-19', 'start_time': '09:30', 'end_time': '11:00'},
    {'title': 'Called off', 'event_date': '2026-11-19', 'start_time': '12:00',
     'status': 'cancelled'},
    {'title': 'Nearby', 'event_date': '2026-11-19', 'start_time': '13:00', 'busy': False},
    {'title': 'Guests', 'event_date': '2026-11-19', 'start_time': '14:00', 'end_time': '15:30',
     'attendees': 'ann@example.org, ben@example.org'},
    {'title': 'Fair', 'event_date': '2026-11-20', 'end_date': '2026-11-20', 'all_day': True},
]

BUSY = [('2026-11-19T08:00:00Z', '2026-11-19T10:00:00Z'),
        ('2026-11-19T13:00:00Z', '2026-11-19T14:30:00Z'),
        ('2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z')]


@pytest.fixture(scope='module')
def filled(shared):
    shared.numbers = {fields['title']: shared.CreateEvent(fields)['id'] for fields in EVENTS}
    return shared


def titles(events):
    return [event['title'] for event in events]


def starts(slots):
    return [datetime.datetime.fromtimestamp(start, datetime.timezone.utc).strftime('%d %H:%M')
            for start, end in slots]


def test_free_busy(filled):
    assert [tuple(i) for i in filled.FreeBusy('2026-11-19', '2026-11-21')] == BUSY
    # Cut to the range.
    busy = filled.FreeBusy('2026-11-19T10:30:00+01:00', '2026-11-19T14:00:00Z')
    assert [tuple(i) for i in busy] \
        == [('2026-11-19T09:30:00Z', '2026-11-19T10:00:00Z'),
            ('2026-11-19T13:00:00Z', '2026-11-19T14:00:00Z')]
    assert filled.FreeBusy('2027-01-01', '2027-01-02') == []


@pytest.mark.parametrize('fields, expected', [
    ({'start_time': '09:45', 'end_time': '10:15'}, ['Planning', 'Review']),
    ({'start_time': '11:00', 'end_time': '14:00'}, []),
    ({'start_time': '15:00'}, ['Guests']),
    ({'start_time': '15:00', 'busy': False}, []),
    ({'start_time': '15:00', 'status': 'cancelled'}, []),
    ({'all_day': True}, ['Planning', 'Review', 'Guests']),
], ids=str)
def test_conflicts(filled, fields, expected):
    event = {'title': 'New', 'event_date': '2026-11-19'} | fields
    assert titles(filled.Conflicts(event)) == expected
    assert titles(filled.ListEvents({'search': 'New'})) == []


def test_conflicts_of_a_series(filled):
    """Those of all its occurrences within a year, each by itself."""
    weekly = filled.CreateEvent({'title': 'Choir', 'event_date': '2026-12-01',
                                 'start_time': '19:00',
                                 'end_time': '21:00', 'rrule': 'FREQ=WEEKLY;COUNT=4'})['id']
    new = {'title': 'New', 'event_date': '2026-11-17', 'start_time': '20:30', 'end_time': '22:00'}
    assert titles(filled.Conflicts(new)) == []
    found = filled.Conflicts(new | {'rrule': 'FREQ=WEEKLY'})
    assert [(e['title'], e['event_date']) for e in found] == [
        ('Choir', day) for day in ('2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22')]
    # Every second week meets every second one.
    found = filled.Conflicts(new | {'rrule': 'FREQ=WEEKLY;INTERVAL=2'})
    assert [e['event_date'] for e in found] == ['2026-12-01', '2026-12-15']
    # What is left out of it meets nothing; what has been is no matter any more.
    assert filled.Conflicts(new | {'rrule': 'FREQ=WEEKLY;COUNT=5', 'exdate': [
        '20261201T203000', '20261208T203000', '20261215T203000']}) == []
    assert filled.Conflicts(new | {'event_date': '2026-11-10', 'rrule': 'FREQ=DAILY;COUNT=7'}) == []
    # Beyond a year nobody looks.
    far = filled.CreateEvent({'title': 'Far', 'event_date': '2027-12-07',
                              'start_time': '20:30'})['id']
    assert 'Far' not in titles(filled.Conflicts(new | {'rrule': 'FREQ=WEEKLY'}))
    # A series is not in its own way.
    assert titles(filled.Conflicts({'id': weekly, 'end_time': '21:30'})) == []
    for number in (weekly, far):
        filled.DeleteEvent(number)


def test_conflicts_of_a_change(filled, fails):
    number = filled.numbers['Planning']
    assert titles(filled.Conflicts({'id': number})) == ['Review']
    assert titles(filled.Conflicts({'id': number, 'start_time': '14:00', 'end_time': '15:00'})) \
        == ['Guests']
    with fails('NotFound', 'id:'):
        filled.Conflicts({'id': 99999})
    with fails('InvalidArgument', 'event_date:'):
        filled.Conflicts({'title': 'New', 'start_time': '10:00'})


@pytest.mark.parametrize('arguments, expected', [
    (('2026-11-19', '2026-11-20', 120, {}), ['19 10:00']),
    (('2026-11-19', '2026-11-20', 60, {}), ['19 10:00', '19 11:00', '19 12:00', '19 14:30']),
    (('2026-11-19', '2026-11-20', 60, {'buffer_minutes': 30}),
     ['19 10:30', '19 11:30', '19 15:00']),
    (('2026-11-19', '2026-11-20', 60, {'limit': 1}), ['19 10:00']),
    (('2026-11-19', '2026-11-20', 60, {'work_start': '16:00', 'work_end': '18:00'}),
     ['19 15:00', '19 16:00']),
    (('2026-11-19', '2026-11-22', 480, {'weekdays': ['saturday'], 'work_end': '24:00',
                                        'work_start': '16:00'}), ['21 15:00']),
    # Nothing that has begun already.
    (('2026-11-01', '2026-11-19', 300, {}), ['18 09:45']),
], ids=str)
def test_find_time(filled, arguments, expected):
    assert starts(filled.FindTime(*arguments)) == expected


def test_guests(filled):
    """What a guest is known to do is taken, also where the user does not go."""
    event = filled.GetEvent(filled.numbers['Nearby'])
    assert event['busy'] is False
    filled.UpdateEvent(filled.numbers['Guests'], {'busy': True})
    wish = {'attendees': ['ANN@example.org'], 'work_start': '14:00', 'work_end': '16:00'}
    assert starts(filled.FindTime('2026-11-19', '2026-11-20', 30, wish)) == ['19 14:30']


@pytest.mark.parametrize('method, arguments, field', [
    ('FreeBusy', ('x', '2026-11-19'), 'from:'),
    ('FreeBusy', ('2026-11-19', ''), 'to:'),
    ('FreeBusy', ('2026-11-19', '2026-11-19'), 'to:'),
    ('FindTime', ('2026-11-19', '2028-11-19', 60, {}), 'to:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 0, {}), 'minutes:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 60, {'weekdays': ['someday']}), 'weekdays:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 60, {'work_start': '25:00'}), 'work_start:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 60, {'work_end': '08:00'}), 'work_end:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 60, {'buffer_minutes': -1}), 'buffer_minutes:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 60, {'limit': 5000}), 'limit:'),
    ('FindTime', ('2026-11-19', '2026-11-20', 60, {'colour': 1}), 'colour:'),
])
def test_errors(filled, fails, method, arguments, field):
    with fails('InvalidArgument', field):
        getattr(filled, method)(*arguments)


def test_others_are_answered_while_time_is_sought(frozen, sandbox):
    """Also where a year of many series is looked through."""
    pulse = {'title': 'Pulse', 'event_date': '2027-01-01', 'start_time': '00:00',
             'duration_minutes': 60, 'rrule': 'FREQ=HOURLY', 'reminder_set': False}
    frozen.call_many('CreateEvent', [(pulse,)] * 200)
    other = Calendar(sandbox.connect())
    search = frozen.call_async('FindTime', '2027-01-01', '2027-12-31', 60, {})
    frozen.connection.flush_sync()
    other.ListCalendars()
    while GLib.MainContext.default().iteration(False):
        pass
    assert not search.done(), 'others are answered meanwhile'
    assert search.wait() == []
