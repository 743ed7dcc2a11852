# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendars."""

import pytest

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


def test_a_new_database_has_a_default_calendar(frozen):
    only, = frozen.ListCalendars()
    assert (only['is_default'], only['visible'], only['read_only']) == (True, True, False)
    assert only['name'] and only['color']


def test_create_update_delete(frozen, fails):
    made = frozen.CreateCalendar({'name': ' Work ', 'color': 'teal'})
    assert made == {'id': made['id'], 'name': 'Work', 'color': 'teal', 'visible': True,
                    'is_default': False, 'read_only': False, 'source_url': '', 'refreshed_at': '',
                    'refresh_error': '', 'refresh_minutes': 0}
    assert made in frozen.ListCalendars()
    changed = frozen.UpdateCalendar(made['id'], {'name': 'Office', 'visible': False})
    assert changed == {**made, 'name': 'Office', 'visible': False}
    assert frozen.DeleteCalendar(made['id']) is None
    assert [c['id'] for c in frozen.ListCalendars()] != [made['id']]
    with fails('NotFound'):
        frozen.UpdateCalendar(made['id'], {'name': 'Ghost'})


def test_output_can_be_sent_back(frozen):
    made = frozen.CreateCalendar({'name': 'Work', 'color': '#12AB90'})
    assert frozen.UpdateCalendar(made['id'], made) == made


def test_default_moves(frozen, fails):
    first, = frozen.ListCalendars()
    second = frozen.CreateCalendar({'name': 'Second', 'is_default': True})
    assert [c['is_default'] for c in frozen.ListCalendars()] == [False, True]
    assert frozen.CreateEvent(BASE)['calendar_id'] == second['id']
    with fails('InvalidArgument', 'is_default:'):
        frozen.UpdateCalendar(second['id'], {'is_default': False})
    with fails('InvalidArgument'):
        frozen.DeleteCalendar(second['id'])
    frozen.UpdateCalendar(first['id'], {'is_default': True})
    frozen.DeleteCalendar(second['id'])


def test_events_go_with_their_calendar(frozen, fails):
    work = frozen.CreateCalendar({'name': 'Work'})
    event = frozen.CreateEvent({**BASE, 'calendar_id': work['id']})
    frozen.DeleteCalendar(work['id'])
    with fails('NotFound'):
        frozen.GetEvent(event['id'])


def test_read_only(frozen, fails):
    work = frozen.CreateCalendar({'name': 'Work'})
    event = frozen.CreateEvent({**BASE, 'calendar_id': work['id'], 'attendees': 'ann@example.org'})
    guest = event['attendee_records'][0]['id']
    frozen.UpdateCalendar(work['id'], {'read_only': True})
    for call in (lambda: frozen.CreateEvent({**BASE, 'calendar_id': work['id']}),
                 lambda: frozen.UpdateEvent(event['id'], {'title': 'Other'}),
                 lambda: frozen.ReplaceEvent(event['id'], BASE),
                 lambda: frozen.DeleteEvent(event['id']),
                 lambda: frozen.AddAttendee(event['id'], 'bo@example.org', ''),
                 lambda: frozen.RemoveAttendee(event['id'], guest)):
        with fails('ReadOnly'):
            call()
    assert frozen.GetEvent(event['id']) == event


@pytest.mark.parametrize('fields, field', [
    ({}, 'name'),
    ({'name': ''}, 'name'),
    ({'name': ' \n'}, 'name'),
    ({'name': 'x' * 256}, 'name'),
    ({'name': 'a\tb'}, 'name'),
    ({'name': 7}, 'name'),
    ({'name': 'Work', 'color': 'no colour'}, 'color'),
    ({'name': 'Work', 'color': '#12345'}, 'color'),
    ({'name': 'Work', 'visible': 'yes'}, 'visible'),
    ({'name': 'Work', 'colour': 'teal'}, 'colour'),
    ({'name': 'Work', 'is_default': True, 'read_only': True}, 'is_default'),
], ids=str)
def test_create_refuses(shared, fails, fields, field):
    with fails('InvalidArgument', field + ':'):
        shared.CreateCalendar(fields)


@pytest.mark.parametrize('calendar_id', [0, -1, 4711, 2 ** 63 - 1])
def test_unknown(shared, fails, calendar_id):
    if calendar_id:
        with fails('NotFound'):
            shared.UpdateCalendar(calendar_id, {'name': 'x'})
        with fails('NotFound'):
            shared.DeleteCalendar(calendar_id)
