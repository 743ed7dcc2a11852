# SPDX-License-Identifier: GPL-3.0-or-later
"""Series over the bus: occurrences in lists and views, scopes, and what is told before an edit."""

import pytest

from gnomon_ctl import Ctl
from gnomon_testing import CalendarError

WEEKLY = {'title': 'Stand-up', 'event_date': '2026-11-02', 'start_time': '09:00',
          'rrule': 'FREQ=WEEKLY;COUNT=6', 'attendees': 'ann@example.org', 'location': 'Room 4'}
SECOND = '2026-11-09T09:00:00'
THIRD = '2026-11-16T09:00:00'


@pytest.fixture
def series(frozen):
    """GNOMON_CLOCK is Wednesday, 18 November 2026, 10:42."""
    frozen.series = frozen.CreateEvent(WEEKLY)
    return frozen


def occurrences(calendar, filter=None):
    listed = calendar.ListEvents({'start_date': '2026-11-01', 'end_date': '2026-12-31',
                                  'expand': True, 'order': 'asc', **(filter or {})})
    return [(e['title'], e['local_start'][5:16], e['recurrence_id'][5:16]) for e in listed]


def test_an_occurrence_is_the_series_at_its_own_time(series):
    whole = series.GetEvent(series.series['id'])
    one = series.GetOccurrence(whole['id'], SECOND)
    assert (one['event_date'], one['start_time'], one['end_time']) \
        == ('2026-11-09', '09:00', '10:00')
    assert one['recurrence_id'] == SECOND
    for key in ('id', 'uid', 'etag', 'rrule', 'title', 'attendees', 'attendee_records'):
        assert one[key] == whole[key], key
    assert whole['recurrence_id'] == ''


def test_lists_and_views_expand(series):
    assert series.WeekView('2026-11-16')[2][0]['recurrence_id'] == THIRD
    month = series.MonthView('2026-11-01')[3]
    assert [e['event_date'][8:] for e in month] == ['02', '09', '16', '23', '30']
    assert [e['event_date'] for e in series.UpcomingEvents(2)] == ['2026-11-23', '2026-11-30']
    assert series.TodayEvents() == []
    listed = series.ListEvents({'start_date': '2026-11-10', 'end_date': '2026-11-20'})
    assert [(e['event_date'], e['recurrence_id']) for e in listed] == [('2026-11-02', '')]
    assert series.ListEvents({'start_date': '2026-12-08'}) == []
    busy = series.FreeBusy('2026-11-16', '2026-11-17')
    assert [list(b) for b in busy] == [['2026-11-16T08:00:00Z', '2026-11-16T09:00:00Z']]


def test_this(series):
    id = series.series['id']
    one = series.UpdateOccurrence(id, SECOND, {'title': 'Demo', 'start_time': '11:00',
                                               'end_time': '12:30', 'attendees': 'bo@example.org'},
                                  'this')
    assert (one['id'], one['recurrence_id'], one['title']) == (id, SECOND, 'Demo')
    assert one['etag'] != series.series['etag']
    assert one['etag'] == series.GetEvent(id)['etag']
    assert series.GetOccurrence(id, SECOND) == one
    assert occurrences(series)[1] == ('Demo', '11-09T11:00', '11-09T09:00')
    assert [e['title'] for e in series.ListEvents({'attendee': 'bo@example.org', 'expand': True,
                                                   'start_date': '2026-11-01',
                                                   'end_date': '2026-11-30'})] == ['Demo']
    assert len(occurrences(series, {'search': 'stand'})) == 5
    for found in ({'search': 'demo'}, {'search': 'de'}, {'attendee': 'bo@example.org'}):
        assert [e['title'] for e in series.ListEvents(found)] == ['Stand-up'], found
    assert series.GetEvent(id)['title'] == 'Stand-up'

    # Sent back as it was read, it stays as it is.
    assert series.UpdateOccurrence(id, SECOND, one, 'this')['title'] == 'Demo'

    block = series.ListOccurrences(1793487600, 1798758000, {'search': 'demo'})
    assert [(o[1], o[5]) for o in block] == [(SECOND, 'Demo')]


@pytest.mark.parametrize('scope', ['this', 'all'])
def test_what_is_so_already_is_no_change(series, sandbox, scope):
    """Neither an override nor a step of the history comes of it, and the etag stays."""
    one = series.GetOccurrence(series.series['id'], SECOND)
    before = sandbox.dump_database()
    for fields in ({}, {'title': one['title'], 'start_time': one['start_time']}, one):
        answer = series.UpdateOccurrence(one['id'], SECOND, fields, scope)
        assert answer == (one if scope == 'this' else series.GetEvent(one['id']))
        assert sandbox.dump_database() == before, fields


def test_future(series):
    id = series.series['id']
    new = series.UpdateOccurrence(id, THIRD, {'title': 'Weekly', 'event_date': '2026-11-17'},
                                  'future')
    assert new['id'] != id and new['uid'] != series.series['uid']
    assert (new['recurrence_id'], new['rrule']) == ('', 'FREQ=WEEKLY;COUNT=4')
    assert new['attendees'] == 'ann@example.org'
    assert [o[:2] for o in occurrences(series)] == [
        ('Stand-up', '11-02T09:00'), ('Stand-up', '11-09T09:00'), ('Weekly', '11-17T09:00'),
        ('Weekly', '11-24T09:00'), ('Weekly', '12-01T09:00'), ('Weekly', '12-08T09:00')]

    # One step of the history takes both back.
    assert series.Undo() == 'Changed “Stand-up”'
    assert len(series.ListEvents({})) == 1
    assert [o[0] for o in occurrences(series)] == ['Stand-up'] * 6
    series.Redo()
    assert len(series.ListEvents({})) == 2


def test_all(series):
    id = series.series['id']
    series.DeleteOccurrence(id, SECOND, 'this')
    whole = series.UpdateOccurrence(id, THIRD, {'event_date': '2026-11-18', 'start_time': '10:00',
                                                'end_time': '11:00'}, 'all')
    assert (whole['id'], whole['event_date'], whole['recurrence_id']) == (id, '2026-11-04', '')
    assert whole['exdate'] == ['20261111T100000']
    assert [o[1][:5] for o in occurrences(series)] == ['11-04', '11-18', '11-25', '12-02', '12-09']


def test_deletions(series):
    id = series.series['id']
    series.DeleteOccurrence(id, SECOND, 'this')
    with pytest.raises(CalendarError, match='NotFound'):
        series.GetOccurrence(id, SECOND)
    series.DeleteOccurrence(id, '2026-11-23T09:00:00', 'future')
    assert [o[1][:5] for o in occurrences(series)] == ['11-02', '11-16']
    assert series.Undo() == 'Deleted dates of “Stand-up”'
    assert len(occurrences(series)) == 5
    series.DeleteOccurrence(id, THIRD, 'all')
    assert occurrences(series) == []
    assert [e['id'] for e in series.ListTrash()] == [id]
    series.RestoreEvent(id)
    assert len(occurrences(series)) == 5


@pytest.mark.parametrize('id, rid, fields, scope, name, message', [
    (1, '2026-11-10T09:00:00', {}, 'this', 'NotFound', 'recurrence_id:'),
    (1, '', {}, 'this', 'NotFound', 'recurrence_id:'),
    (1, 'soon', {}, 'all', 'NotFound', 'recurrence_id:'),
    (1, '2026-11-09', {}, 'this', 'NotFound', 'recurrence_id:'),
    (9, SECOND, {}, 'this', 'NotFound', 'id:'),
    (1, SECOND, {}, 'some', 'InvalidArgument', 'scope:'),
    (1, SECOND, {}, '', 'InvalidArgument', 'scope:'),
    (1, SECOND, {'rrule': 'FREQ=DAILY'}, 'this', 'InvalidArgument', 'rrule:'),
    (1, SECOND, {'exdate': ['20261116T090000']}, 'this', 'InvalidArgument', 'exdate:'),
    (1, SECOND, {'rdate': ['20261117T090000']}, 'this', 'InvalidArgument', 'rdate:'),
    (1, SECOND, {'calendar_id': 7}, 'this', 'InvalidArgument', 'calendar_id:'),
    (1, SECOND, {'title': ''}, 'all', 'InvalidArgument', 'title:'),
    (1, SECOND, {'end_time': '08:00'}, 'future', 'InvalidArgument', 'end_time:'),
    (1, SECOND, {'etag': '1-7'}, 'this', 'Conflict', 'etag:'),
])
def test_refused(series, id, rid, fields, scope, name, message):
    before = series.GetEvent(1)
    with pytest.raises(CalendarError) as caught:
        series.UpdateOccurrence(id, rid, fields, scope)
    assert caught.value.name == name
    assert caught.value.message.startswith(message), caught.value.message
    assert series.GetEvent(1) == before


def test_single_events_have_no_occurrences(frozen):
    event = frozen.CreateEvent({'title': 'Once', 'event_date': '2026-11-02', 'start_time': '09:00'})
    for rid in ('', '2026-11-02T09:00:00'):
        with pytest.raises(CalendarError, match='NotFound'):
            frozen.GetOccurrence(event['id'], rid)
        with pytest.raises(CalendarError, match='NotFound'):
            frozen.DeleteOccurrence(event['id'], rid, 'this')


def test_preview(series):
    id = series.series['id']
    series.UpdateOccurrence(id, SECOND, {'title': 'Demo'}, 'this')
    series.DeleteOccurrence(id, '2026-11-30T09:00:00', 'this')
    told = series.PreviewScope(id, THIRD, 'this')
    assert (told['past'], told['ahead'], told['overrides'], told['exceptions']) == (1, 0, 0, 0)
    told = series.PreviewScope(id, THIRD, 'future')
    assert (told['past'], told['ahead'], told['overrides'], told['exceptions']) == (1, 2, 0, 1)
    told = series.PreviewScope(id, THIRD, 'all')
    assert (told['past'], told['ahead'], told['overrides'], told['exceptions']) == (3, 2, 1, 1)
    assert not told['more']
    assert told['first_starts_at'] == series.series['starts_at']
    assert told['last_starts_at'] == series.GetOccurrence(id, '2026-12-07T09:00:00')['starts_at']

    endless = series.CreateEvent({**WEEKLY, 'rrule': 'FREQ=DAILY'})
    told = series.PreviewScope(endless['id'], SECOND, 'all')
    assert told['more'] and told['last_starts_at'] == 0
    with pytest.raises(CalendarError, match='NotFound'):
        series.PreviewScope(id, '2026-11-30T09:00:00', 'all')


def test_guests_of_a_series(series):
    id = series.series['id']
    series.UpdateOccurrence(id, SECOND, {'title': 'Demo'}, 'this')
    series.AddAttendee(id, 'cy@example.org', '')
    ann = series.GetAttendees(id)[0]
    series.Respond(id, ann['id'], 'accepted')
    for rid in (SECOND, THIRD):
        one = series.GetOccurrence(id, rid)
        assert one['attendees'] == 'ann@example.org, cy@example.org'
        assert one['attendee_records'][0]['status'] == 'accepted'


def test_guests_of_an_override(series):
    id = series.series['id']
    one = series.UpdateOccurrence(id, SECOND, {'attendees': 'ann@example.org, bo@example.org'},
                                  'this')
    ann, bo = one['attendee_records']
    assert {ann['event_id'], bo['event_id']} == {id}

    # Who is only there answers only there; who is of the series answers for it.
    assert series.Respond(id, bo['id'], 'declined')['status'] == 'declined'
    series.Respond(id, ann['id'], 'accepted')
    records = {r['email']: r['status']
               for r in series.GetOccurrence(id, SECOND)['attendee_records']}
    assert records == {'ann@example.org': 'accepted', 'bo@example.org': 'declined'}
    assert series.GetAttendees(id)[0]['status'] == 'accepted'
    assert [(a['email'], a['event_id']) for a in series.ListAttendees({})] \
        == [('ann@example.org', id), ('bo@example.org', id)]

    series.RemoveAttendee(id, bo['id'])
    assert series.GetOccurrence(id, SECOND)['attendees'] == 'ann@example.org'
    with pytest.raises(CalendarError, match='NotFound'):
        series.Respond(id, bo['id'], 'accepted')


def test_changes_name_the_series(series):
    id = series.series['id']
    token = series.Changes(0)[0]
    series.UpdateOccurrence(id, SECOND, {'title': 'Demo'}, 'this')
    assert series.Changes(token)[1:] == ([id], [])
    assert series.Changes(0)[1:] == ([id], [])


def test_reminders_name_the_series(series):
    id = series.series['id']
    [rule] = series.GetReminders(id)
    assert (rule['reminder_time'], rule['state']) == ('2026-11-23T07:45:00Z', 'planned')
    series.UpdateOccurrence(id, '2026-11-23T09:00:00', {'start_time': '14:00', 'end_time': '15:00'},
                            'this')
    times = {r['reminder_time']: r['event_id']
             for r in series.ListReminders({'from': '2026-11-18'})}
    assert times == {'2026-11-23T12:45:00Z': id, '2026-11-30T07:45:00Z': id}


def test_gnomonctl(series, sandbox):
    ctl = Ctl(sandbox)
    ctl.run('edit', '1', '--occurrence', SECOND, 'title=Demo')
    assert ctl.json('show', '1', '--occurrence', SECOND)['title'] == 'Demo'
    edited = ctl.json('edit', '1', '--occurrence', THIRD, '--scope', 'all', 'location=Hall')
    assert edited['location'] \
        == 'Hall'
    assert ctl.json('show', '1', '--occurrence', SECOND)['location'] == 'Hall'
    ctl.run('delete', '1', '--occurrence', THIRD, '--scope', 'future')
    assert [o[1][:5] for o in occurrences(series)] == ['11-02', '11-09']
