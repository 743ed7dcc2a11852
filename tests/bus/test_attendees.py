# SPDX-License-Identifier: GPL-3.0-or-later
"""Guests: the texts that callers know, and the list of all of them."""

import pytest

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


@pytest.fixture(scope='module')
def event(shared):
    return shared.CreateEvent({**BASE, 'attendees': 'ann@example.org'})


def emails(attendees):
    return [attendee['email'] for attendee in attendees]


@pytest.mark.parametrize('email, name, message', [
    ('', 'InvalidArgument', 'email: Email is required.'),
    ('   ', 'InvalidArgument', 'email: Email is required.'),
    ('nobody', 'InvalidArgument', 'email: Invalid email format.'),
    ('@', 'InvalidArgument', 'email: Invalid email format.'),
    ('a b@example.org', 'InvalidArgument', 'email: Invalid email format.'),
    ('a@example.org\nBcc: b@example.org', 'InvalidArgument', 'email: Invalid email format.'),
    ('ann@example.org', 'AlreadyExists', 'Attendee already exists.'),
    ('ANN@Example.ORG', 'AlreadyExists', 'Attendee already exists.'),
    (' ann@example.org ', 'AlreadyExists', 'Attendee already exists.'),
])
def test_add_refuses(shared, event, fails, email, name, message):
    with fails(name, message):
        shared.AddAttendee(event['id'], email, '')


def test_name_is_kept_or_made(frozen):
    event = frozen.CreateEvent(BASE)
    assert frozen.AddAttendee(event['id'], 'bo@example.org', 'Bo Example')['name'] == 'Bo Example'
    assert frozen.AddAttendee(event['id'], ' cleo@example.org ', '')['name'] == 'cleo'
    assert emails(frozen.GetAttendees(event['id'])) == ['bo@example.org', 'cleo@example.org']


@pytest.mark.parametrize('status', ['', 'maybe', 'ACCEPTED', 'yes'])
def test_respond_refuses_status(shared, event, fails, status):
    guest = event['attendee_records'][0]
    with fails('InvalidArgument', 'status: Invalid status value.'):
        shared.Respond(event['id'], guest['id'], status)


@pytest.mark.parametrize('attendee_id', [0, -1, 10 ** 6, 2 ** 63 - 1])
def test_unknown_attendee(shared, event, fails, attendee_id):
    with fails('NotFound', 'Attendee not found.'):
        shared.Respond(event['id'], attendee_id, 'accepted')
    with fails('NotFound', 'Attendee not found.'):
        shared.RemoveAttendee(event['id'], attendee_id)


def test_attendee_of_another_event(frozen, fails):
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
    other = frozen.CreateEvent(BASE)
    guest = event['attendee_records'][0]['id']
    with fails('NotFound', 'Attendee not found.'):
        frozen.Respond(other['id'], guest, 'accepted')
    with fails('NotFound', 'Attendee not found.'):
        frozen.RemoveAttendee(other['id'], guest)


@pytest.mark.parametrize('event_id', [0, -1, 10 ** 6, -2 ** 63])
def test_unknown_event(shared, event, fails, event_id):
    guest = event['attendee_records'][0]['id']
    for call in (lambda: shared.GetAttendees(event_id),
                 lambda: shared.AddAttendee(event_id, 'bo@example.org', ''),
                 lambda: shared.Respond(event_id, guest, 'accepted'),
                 lambda: shared.RemoveAttendee(event_id, guest)):
        with fails('NotFound'):
            call()


@pytest.mark.parametrize('given, expected', [
    ('ann@example.org', [('ann@example.org', 'ann')]),
    (' ann@example.org , ,bo@example.org,', [('ann@example.org', 'ann'), ('bo@example.org', 'bo')]),
    ('["ann@example.org", {"email": "bo@example.org", "name": "Bo"}]',
     [('ann@example.org', 'ann'), ('bo@example.org', 'Bo')]),
    ('ann@example.org, ANN@EXAMPLE.ORG', [('ann@example.org', 'ann')]),
    ('[]', []),
    ('', []),
])
def test_lists_of_attendees(shared, given, expected):
    event = shared.CreateEvent({**BASE, 'attendees': given})
    assert [(a['email'], a['name']) for a in event['attendee_records']] == expected
    assert event['attendees'] == ', '.join(email for email, _ in expected)


def test_list_of_all(frozen, fails):
    first = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org, bo@example.org'})
    second = frozen.CreateEvent({**BASE, 'attendees': '[{"email": "ann@example.org", '
                                                      '"name": "Ann Archer"}]'})
    frozen.Respond(first['id'], first['attendee_records'][1]['id'], 'declined')
    assert len(frozen.ListAttendees({})) == 3
    assert emails(frozen.ListAttendees({'event_id': second['id']})) == ['ann@example.org']
    assert emails(frozen.ListAttendees({'status': 'declined'})) == ['bo@example.org']
    assert emails(frozen.ListAttendees({'search': 'archer'})) == ['ann@example.org']
    assert len(frozen.ListAttendees({'search': 'ANN@'})) == 2
    assert len(frozen.ListAttendees({'limit': 2})) == 2
    assert len(frozen.ListAttendees({'limit': 2, 'offset': 2})) == 1
    for wrong in ('status', 'nonsense'):
        with fails('InvalidArgument', wrong + ':'):
            frozen.ListAttendees({wrong: 'perhaps'})
    with fails('InvalidArgument', 'limit:'):
        frozen.ListAttendees({'limit': -1})


def test_guests_change_the_etag(frozen):
    event = frozen.CreateEvent(BASE)
    guest = frozen.AddAttendee(event['id'], 'ann@example.org', '')
    added = frozen.GetEvent(event['id'])['etag']
    frozen.Respond(event['id'], guest['id'], 'accepted')
    answered = frozen.GetEvent(event['id'])['etag']
    removed = frozen.RemoveAttendee(event['id'], guest['id'])['etag']
    assert len({event['etag'], added, answered, removed}) == 4
