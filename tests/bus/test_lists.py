# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists and views: the filter as a table, order, limits, weeks and months, JSON, structs."""

import json

import pytest

from gnomon_testing import wait_for

EVENTS = [
    {'title': 'Dentist', 'event_date': '2026-11-16', 'start_time': '08:00', 'event_type': 'event',
     'location': 'Main Street'},
    {'title': 'Planning', 'event_date': '2026-11-18', 'start_time': '10:00',
     'attendees': 'ann@example.org, Bo@example.org'},
    {'title': 'Retrospective', 'event_date': '2026-11-18', 'start_time': '16:00',
     'status': 'tentative', 'attendees': 'ann@example.org'},
    {'title': 'Call', 'event_date': '2026-11-19', 'start_time': '01:00', 'status': 'cancelled',
     'timezone': 'America/New_York', 'description': 'about the Main Plan'},
    {'title': 'Fair', 'event_date': '2026-11-19', 'end_date': '2026-11-21', 'all_day': True,
     'event_type': 'event', 'busy': False},
    {'title': 'Pills', 'event_date': '2026-11-22', 'start_time': '12:00', 'timezone': 'floating',
     'event_type': 'reminder', 'calendar': 'Other'},
    {'title': 'Sabbatical', 'event_date': '2026-01-01', 'end_date': '2026-12-31', 'all_day': True,
     'event_type': 'event', 'calendar': 'Other'},
]


@pytest.fixture(scope='module')
def filled(shared):
    other = shared.CreateCalendar({'name': 'Other', 'visible': False})
    for fields in EVENTS:
        fields = dict(fields)
        if fields.pop('calendar', None):
            fields['calendar_id'] = other['id']
        shared.CreateEvent(fields)
    shared.other = other['id']
    return shared


def titles(events):
    return [event['title'] for event in events]


ALL = ['Pills', 'Call', 'Fair', 'Retrospective', 'Planning', 'Dentist', 'Sabbatical']


@pytest.mark.parametrize('filter, expected', [
    ({}, ALL),
    ({'order': 'desc'}, ALL),
    ({'order': 'asc'}, ALL[::-1]),
    ({'order': ''}, ALL),
    ({'limit': 2}, ALL[:2]),
    ({'limit': 2, 'offset': 1}, ALL[1:3]),
    ({'limit': 2, 'order': 'asc'}, ALL[:-3:-1]),
    ({'offset': 5}, ALL[5:]),
    ({'offset': 50}, []),
    ({'limit': 0}, ALL),
    ({'type': 'event'}, ['Fair', 'Dentist', 'Sabbatical']),
    ({'type': ''}, ALL),
    ({'status': 'tentative'}, ['Retrospective']),
    ({'status': 'cancelled'}, ['Call']),
    ({'search': 'MAIN'}, ['Call', 'Dentist']),
    ({'search': 'plan'}, ['Call', 'Planning']),
    ({'search': ''}, ALL),
    ({'search': '_'}, []),
    ({'attendee': 'ANN@example.org'}, ['Retrospective', 'Planning']),
    ({'attendee': 'bo@example.org'}, ['Planning']),
    ({'attendee': 'nobody@example.org'}, []),
    ({'upcoming': True}, ['Pills', 'Call', 'Fair', 'Retrospective']),
    ({'upcoming': False}, ALL),
    ({'date': '2026-11-18'}, ['Retrospective', 'Planning', 'Sabbatical']),
    ({'date': '2026-11-21'}, ['Fair', 'Sabbatical']),
    ({'start_date': '2026-11-22'}, ['Pills', 'Sabbatical']),
    ({'end_date': '2026-11-16'}, ['Dentist', 'Sabbatical']),
    ({'start_date': '2026-11-19', 'end_date': '2026-11-20'}, ['Call', 'Fair', 'Sabbatical']),
    ({'start_date': '2027-01-01', 'end_date': '2027-12-31'}, []),
    ({'date': '2026-11-18', 'type': 'meeting', 'status': 'confirmed'}, ['Planning']),
    ({'start_date': '2026-11-19', 'end_date': '2026-11-20', 'expand': True, 'order': 'asc'},
     ['Sabbatical', 'Fair', 'Call']),
], ids=str)
def test_filter(filled, filter, expected):
    assert titles(filled.ListEvents(filter)) == expected
    assert titles(json.loads(filled.ListEventsJson(filter))) == expected


def test_filter_by_calendar(filled):
    assert titles(filled.ListEvents({'calendar_id': filled.other})) == ['Pills', 'Sabbatical']
    assert filled.ListEvents({'calendar_id': 4711}) == []


@pytest.mark.parametrize('filter, field', [
    ({'start_date': '2026-02-30'}, 'start_date'),
    ({'end_date': 'soon'}, 'end_date'),
    ({'date': '18.11.2026'}, 'date'),
    ({'start_date': '2026-11-20', 'end_date': '2026-11-19'}, 'end_date'),
    ({'type': 'party'}, 'type'),
    ({'status': 'maybe'}, 'status'),
    ({'order': 'up'}, 'order'),
    ({'limit': -1}, 'limit'),
    ({'offset': -1}, 'offset'),
    ({'limit': 'many'}, 'limit'),
    ({'upcoming': 'true'}, 'upcoming'),
    ({'expand': True}, 'expand'),
    ({'expand': True, 'start_date': '2026-11-20'}, 'expand'),
    ({'search': 7}, 'search'),
    ({'serach': 'x'}, 'serach'),
], ids=str)
def test_wrong_filter(filled, fails, filter, field):
    for method in (filled.ListEvents, filled.ListEventsJson):
        with fails('InvalidArgument', field + ':'):
            method(filter)


def test_light_form(filled):
    event, = filled.ListEvents({'search': 'Planning'})
    full = filled.GetEvent(event['id'])
    assert set(full) - set(event) == {'attendee_records', 'reminders'}
    assert event == {key: full[key] for key in event}


def test_json_has_the_names_of_the_web(filled):
    aliases = {'date': 'event_date', 'start': 'start_time', 'end': 'end_time',
               'type': 'event_type', 'desc': 'description'}
    text = filled.ListEventsJson({'search': 'Planning'})
    event, = json.loads(text)
    over_bus, = filled.ListEvents({'search': 'Planning'})
    for alias, name in aliases.items():
        assert event.pop(alias) == event[name]
    assert event == over_bus


def test_json_escapes(frozen):
    title = 'a "b" \\ / \u2028 é 👩‍👩‍👧'
    description = 'one\ntwo\tthree'
    frozen.CreateEvent({'title': title, 'event_date': '2026-11-20', 'start_time': '10:00',
                        'description': description})
    event, = json.loads(frozen.ListEventsJson({}))
    assert (event['title'], event['description']) == (title, description)


@pytest.mark.parametrize('setting, date, week', [
    ('monday', '2026-11-18', ('2026-11-16', '2026-11-22')),
    ('monday', '2026-11-22', ('2026-11-16', '2026-11-22')),
    ('monday', '2026-11-23', ('2026-11-23', '2026-11-29')),
    ('sunday', '2026-11-22', ('2026-11-22', '2026-11-28')),
    ('saturday', '2026-11-20', ('2026-11-14', '2026-11-20')),
    ('monday', '', ('2026-11-16', '2026-11-22')),
    ('monday', '2027-01-01', ('2026-12-28', '2027-01-03')),
    ('monday', '9999-12-31', ('9999-12-27', '9999-12-31')),
])
def test_week(shared, shared_sandbox, setting, date, week):
    shared_sandbox.set_setting('week-start', f"'{setting}'")
    # The keyfile is watched, not read at each call.
    wait_for(lambda: shared.WeekView(date)[:2] == week, f'the week of {date}', timeout=10)


@pytest.mark.parametrize('date, month', [
    ('2026-11-18', ('2026-11', '2026-11-01', '2026-11-30')),
    ('', ('2026-11', '2026-11-01', '2026-11-30')),
    ('2024-02-29', ('2024-02', '2024-02-01', '2024-02-29')),
    ('2026-12-31', ('2026-12', '2026-12-01', '2026-12-31')),
    ('0001-01-01', ('0001-01', '0001-01-01', '0001-01-31')),
    ('9999-12-01', ('9999-12', '9999-12-01', '9999-12-31')),
])
def test_month(shared, date, month):
    assert shared.MonthView(date)[:3] == month


def test_views_are_in_order_of_start(filled):
    assert titles(filled.MonthView('2026-11-01')[3]) == \
        ['Sabbatical', 'Dentist', 'Planning', 'Retrospective', 'Fair', 'Call', 'Pills']
    assert titles(filled.TodayEvents()) == ['Sabbatical', 'Planning', 'Retrospective']


@pytest.mark.parametrize('date', ['2026-11-31', 'today', '2026-11', '2026-11-18T10:00',
                                  '0000-01-01',
                                  '10000-01-01', '-2026-01-01', ' '])
def test_view_of_no_date(shared, fails, date):
    for view in (shared.WeekView, shared.MonthView):
        with fails('InvalidArgument', 'date:'):
            view(date)


def test_upcoming(filled):
    assert titles(filled.UpcomingEvents(0)) == ['Retrospective', 'Fair', 'Call', 'Pills']
    assert titles(filled.UpcomingEvents(1)) == ['Retrospective']
    assert len(filled.UpcomingEvents(2 ** 32 - 1)) == 4


DAY = 86400


def test_occurrences(filled):
    planning, = filled.ListEvents({'search': 'Planning'})
    found = filled.ListOccurrences(planning['starts_at'], planning['starts_at'] + 1, {})
    names = [o[5] for o in found]
    assert names == ['Sabbatical', 'Planning']
    occurrence = found[1]
    assert occurrence == (planning['id'], '', planning['starts_at'], planning['ends_at'], False,
                          'Planning', '', occurrence[7], 'meeting')
    assert occurrence[7] != '', 'the colour is the calendar’s where the event has none'


@pytest.mark.parametrize('filter, expected', [
    ({}, ['Sabbatical', 'Planning', 'Retrospective']),
    ({'type': 'meeting'}, ['Planning', 'Retrospective']),
    ({'search': 'plan'}, ['Planning']),
    ({'attendee': 'bo@example.org'}, ['Planning']),
    ({'status': 'tentative'}, ['Retrospective']),
    ({'upcoming': True}, ['Retrospective']),
    ({'order': 'desc'}, ['Retrospective', 'Planning', 'Sabbatical']),
    ({'limit': 1}, ['Sabbatical']),
    ({'limit': 1, 'offset': 1}, ['Planning']),
    ({'limit': 1, 'order': 'desc'}, ['Retrospective']),
    ({'offset': 9}, []),
    ({'start_date': '', 'type': ''}, ['Sabbatical', 'Planning', 'Retrospective']),
], ids=str)
def test_occurrences_by_filter(filled, filter, expected):
    start = filled.ListEvents({'search': 'Planning'})[0]['starts_at'] - 10 * 3600
    assert [o[5] for o in filled.ListOccurrences(start, start + DAY, filter)] == expected


@pytest.mark.parametrize('start, end, filter, field', [
    (10, 10, {}, 'to'),
    (10, 5, {}, 'to'),
    (-2 ** 63, 0, {}, 'from'),
    (0, 2 ** 63 - 1, {}, 'to'),
    (0, DAY, {'date': '2026-11-18'}, 'date'),
    (0, DAY, {'start_date': '2026-11-18'}, 'start_date'),
    (0, DAY, {'limit': -1}, 'limit'),
    (0, DAY, {'order': 'up'}, 'order'),
    (0, DAY, {'type': 'party'}, 'type'),
    (0, DAY, {'nonsense': 1}, 'nonsense'),
], ids=str)
def test_wrong_occurrences(shared, fails, start, end, filter, field):
    with fails('InvalidArgument', field + ':'):
        shared.ListOccurrences(start, end, filter)
