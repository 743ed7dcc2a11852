# SPDX-License-Identifier: GPL-3.0-or-later
"""The testing checklist of the web API, line by line: the service carries all of it over."""

import datetime

import pytest

from gnomon_testing import CalendarError

ALL_FIELDS = {
    'title': 'Roadmap review',
    'description': 'Where we are, and what comes next.',
    'event_type': 'meeting',
    'event_date': '2026-11-20',
    'start_time': '14:00',
    'end_time': '15:30',
    'location': 'Room 2',
    'attendees': 'ann@example.org, bo@example.org',
    'reminder_set': True,
    'reminder_minutes_before': 30,
    'timezone': 'Europe/Berlin',
    'end_timezone': 'Europe/Berlin',
    'status': 'tentative',
    'busy': False,
    'url': 'https://example.org/roadmap',
    'color': 'teal',
    'organizer': 'ann@example.org',
    'uid': 'roadmap@example.org',
}


def make(calendar, title, date, start='09:00', **fields):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': start, **fields})


def titles(events):
    return [event['title'] for event in events]


def test_create_event_with_all_fields(frozen):
    event = frozen.CreateEvent(ALL_FIELDS)
    for key, value in ALL_FIELDS.items():
        assert event[key] == value, key
    assert event['id'] > 0
    assert event['end_date'] == '2026-11-20'
    assert event['duration_minutes'] == 90
    assert event['duration'] == '90 min'
    assert event['all_day'] is False
    assert event['attendees_list'] == ['ann@example.org', 'bo@example.org']
    assert [a['name'] for a in event['attendee_records']] == ['ann', 'bo']
    assert {a['status'] for a in event['attendee_records']} == {'pending'}
    assert event['is_upcoming'] is True
    assert event['local_start'] == '2026-11-20T14:00:00'
    assert event['local_end'] == '2026-11-20T15:30:00'
    assert event['ends_at'] - event['starts_at'] == 90 * 60
    assert event['created_at'] == event['updated_at'] == '2026-11-18T09:42:00Z'
    assert event['owner_name'] != ''
    assert frozen.GetEvent(event['id']) == event


def test_update_event_details(frozen):
    event = frozen.CreateEvent(ALL_FIELDS)
    updated = frozen.UpdateEvent(event['id'], {'title': 'Review', 'location': 'Room 3',
                                               'start_time': '15:00'})
    assert (updated['title'], updated['location']) == ('Review', 'Room 3')
    assert (updated['start_time'], updated['end_time']) == ('15:00', '15:30')
    assert updated['description'] == event['description']
    assert (updated['id'], updated['uid']) == (event['id'], event['uid'])
    assert updated['etag'] != event['etag']
    assert frozen.GetEvent(event['id']) == updated


def test_delete_event(frozen):
    event = make(frozen, 'Gone', '2026-11-20')
    assert frozen.DeleteEvent(event['id']) is None
    with pytest.raises(CalendarError) as caught:
        frozen.GetEvent(event['id'])
    assert caught.value.name == 'NotFound'
    assert frozen.ListEvents({}) == []


def test_add_attendee_to_event(frozen):
    event = make(frozen, 'Lunch', '2026-11-20')
    attendee = frozen.AddAttendee(event['id'], 'cleo@example.org', '')
    assert attendee['email'] == 'cleo@example.org'
    assert (attendee['name'], attendee['status'], attendee['responded_at']) \
        == ('cleo', 'pending', '')
    assert attendee['event_id'] == event['id']
    assert frozen.GetAttendees(event['id']) == [attendee]
    assert frozen.GetEvent(event['id'])['attendees'] == 'cleo@example.org'


def test_update_attendee_response(frozen):
    event = frozen.CreateEvent(ALL_FIELDS)
    ann, bo = frozen.GetAttendees(event['id'])
    answered = frozen.Respond(event['id'], ann['id'], 'accepted')
    assert answered == {**ann, 'status': 'accepted', 'responded_at': '2026-11-18T09:42:00Z'}
    assert frozen.Respond(event['id'], bo['id'], 'declined')['status'] == 'declined'
    assert [a['status'] for a in frozen.GetAttendees(event['id'])] == ['accepted', 'declined']


def test_remove_attendee(frozen):
    event = frozen.CreateEvent(ALL_FIELDS)
    ann, bo = event['attendee_records']
    left = frozen.RemoveAttendee(event['id'], ann['id'])
    assert left['id'] == event['id']
    assert left['attendees_list'] == ['bo@example.org']
    assert left['attendee_records'] == frozen.GetAttendees(event['id']) == [bo]


def test_get_week_view_for_specific_date(frozen, sandbox):
    sandbox.set_setting('week-start', "'monday'")
    make(frozen, 'Sunday before', '2026-11-15')
    make(frozen, 'Sunday', '2026-11-22', '23:00')
    make(frozen, 'Monday', '2026-11-16', '00:00')
    make(frozen, 'Monday after', '2026-11-23', '00:00')
    start, end, events = frozen.WeekView('2026-11-19')
    assert (start, end) == ('2026-11-16', '2026-11-22')
    assert titles(events) == ['Monday', 'Sunday']


def test_get_month_view_for_specific_date(frozen):
    make(frozen, 'Last', '2024-02-29', '22:00', end_time='23:59')
    make(frozen, 'First', '2024-02-01', '00:00')
    make(frozen, 'Spans', '2024-01-31', '23:00', end_date='2024-02-01', end_time='01:00')
    make(frozen, 'Out', '2024-03-01', '00:00')
    month, start, end, events = frozen.MonthView('2024-02-10')
    assert (month, start, end) == ('2024-02', '2024-02-01', '2024-02-29')
    assert titles(events) == ['Spans', 'First', 'Last']


def test_get_todays_events(frozen):
    make(frozen, 'Yesterday', '2026-11-17')
    make(frozen, 'Over already', '2026-11-18', '08:00')
    make(frozen, 'Later', '2026-11-18', '18:00')
    make(frozen, 'Tomorrow', '2026-11-19', '00:00')
    frozen.CreateEvent({'title': 'All week', 'event_date': '2026-11-16', 'end_date': '2026-11-20',
                        'all_day': True})
    assert titles(frozen.TodayEvents()) == ['All week', 'Over already', 'Later']


def test_get_upcoming_events(frozen):
    for day in range(30, 15, -1):
        make(frozen, f'Day {day}', f'2026-11-{day}')
    make(frozen, 'Over already', '2026-11-18', '08:00')
    make(frozen, 'Soon', '2026-11-18', '10:43')
    make(frozen, 'Just now', '2026-11-18', '10:42')
    assert titles(frozen.UpcomingEvents(3)) == ['Soon', 'Day 19', 'Day 20']
    assert len(frozen.UpcomingEvents(0)) == 10
    assert len(frozen.UpcomingEvents(100)) == 13
    assert all(event['is_upcoming'] for event in frozen.UpcomingEvents(100))


def test_filter_events_by_type(frozen):
    for event_type in ('meeting', 'event', 'reminder'):
        make(frozen, event_type.title(), '2026-11-20', event_type=event_type)
    for event_type in ('meeting', 'event', 'reminder'):
        assert titles(frozen.ListEvents({'type': event_type})) == [event_type.title()]
    assert len(frozen.ListEvents({'type': ''})) == 3


def test_filter_events_by_date_range(frozen):
    for day in (18, 19, 20, 21):
        make(frozen, f'{day}', f'2026-11-{day}')
    found = frozen.ListEvents({'start_date': '2026-11-19', 'end_date': '2026-11-20'})
    assert titles(found) == ['20', '19']
    assert titles(frozen.ListEvents({'start_date': '2026-11-20'})) == ['21', '20']
    assert titles(frozen.ListEvents({'end_date': '2026-11-19'})) == ['19', '18']
    assert titles(frozen.ListEvents({'date': '2026-11-19'})) == ['19']


def test_search_events_by_keyword(frozen):
    make(frozen, 'Fußball', '2026-11-20')
    make(frozen, 'Dinner', '2026-11-21', description='with the FUSSBALL club')
    make(frozen, 'Beer', '2026-11-22', location='Fußballplatz')
    make(frozen, '100 % done', '2026-11-23')
    assert titles(frozen.ListEvents({'search': 'fußball'})) == ['Beer', 'Dinner', 'Fußball']
    assert titles(frozen.ListEvents({'search': '0 %'})) == ['100 % done']
    assert frozen.ListEvents({'search': '%'}) == frozen.ListEvents({'search': '100 '})
    assert frozen.ListEvents({'search': 'nothing of the kind'}) == []


def test_verify_reminders_are_created(frozen):
    event = make(frozen, 'With', '2026-11-20', '14:00', reminder_minutes_before=30)
    reminder, = frozen.GetReminders(event['id'])
    assert reminder['reminder_time'] == '2026-11-20T12:30:00Z'
    assert reminder['reminder_type'] == 'notification'
    assert (reminder['is_sent'], reminder['sent_at'], reminder['state']) == (False, '', 'planned')
    assert event['reminders'] == [reminder]

    default, = frozen.GetReminders(make(frozen, 'Default', '2026-11-20', '14:00')['id'])
    assert default['reminder_time'] == '2026-11-20T12:45:00Z'

    without = make(frozen, 'Without', '2026-11-20', reminder_set=False)
    assert frozen.GetReminders(without['id']) == without['reminders'] == []


@pytest.mark.parametrize('zone, start, instant, local', [
    ('Europe/Berlin', '2026-07-01T09:00', '2026-07-01T07:00', '2026-07-01T09:00:00'),
    ('America/New_York', '2026-07-01T09:00', '2026-07-01T13:00', '2026-07-01T15:00:00'),
    ('UTC', '2026-12-01T09:00', '2026-12-01T09:00', '2026-12-01T10:00:00'),
    ('floating', '2026-12-01T09:00', '2026-12-01T08:00', '2026-12-01T09:00:00'),
    ('', '2026-12-01T09:00', '2026-12-01T08:00', '2026-12-01T09:00:00'),
    # The hour that is missing in spring, and the one that comes twice in autumn.
    ('Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30', '2026-03-29T03:30:00'),
    ('Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30', '2026-10-25T02:30:00'),
    ('Asia/Kathmandu', '2026-12-01T00:15', '2026-11-30T18:30', '2026-11-30T19:30:00'),
])
def test_timezone_handling(shared, zone, start, instant, local):
    date, time = start.split('T')
    event = make(shared, 'Anywhere', date, time, timezone=zone)
    expected = datetime.datetime.fromisoformat(instant + '+00:00').timestamp()
    assert event['starts_at'] == expected
    assert event['local_start'] == local
    assert (event['event_date'], event['start_time']) == (date, time)
    assert event['timezone'] == (zone or 'Europe/Berlin')
    assert event['ends_at'] > expected
