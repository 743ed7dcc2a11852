# SPDX-License-Identifier: GPL-3.0-or-later
"""Events one by one: defaults, every error by name and field, aliases, updates."""

import pytest
from gi.repository import GLib

from gnomon_testing import CalendarError

BASE = {'title': 'Standup', 'event_date': '2026-11-20', 'start_time': '09:30'}
ABSENT = object()


def with_changes(changes):
    fields = {**BASE, **changes}
    return {key: value for key, value in fields.items() if value is not ABSENT}


# What is wrong, and the field that the message begins with.
INVALID = [
    ({'title': ABSENT}, 'title'),
    ({'title': ''}, 'title'),
    ({'title': ' \t\n '}, 'title'),
    ({'title': 'x' * 256}, 'title'),
    ({'title': 7}, 'title'),
    ({'title': ['a']}, 'title'),
    ({'description': 'x' * (64 * 1024 + 1)}, 'description'),
    ({'event_type': 'party'}, 'event_type'),
    ({'event_date': ABSENT}, 'event_date'),
    ({'event_date': ''}, 'event_date'),
    ({'event_date': '2026-02-30'}, 'event_date'),
    ({'event_date': '0000-01-01'}, 'event_date'),
    ({'event_date': '10000-01-01'}, 'event_date'),
    ({'event_date': '20.11.2026'}, 'event_date'),
    ({'event_date': '2026-11-20 '}, 'event_date'),
    ({'start_time': ABSENT}, 'start_time'),
    ({'start_time': ''}, 'start_time'),
    ({'start_time': '24:00'}, 'start_time'),
    ({'start_time': '09:60'}, 'start_time'),
    ({'start_time': '09:30:61'}, 'start_time'),
    ({'start_time': '-1:30'}, 'start_time'),
    ({'start_time': 'noon'}, 'start_time'),
    ({'end_time': '09:30'}, 'end_time: must be after start_time'),
    ({'end_time': '08:00'}, 'end_time: must be after start_time'),
    ({'end_time': '25:00'}, 'end_time'),
    ({'end_date': '2026-11-19'}, 'end_date'),
    ({'end_date': '2026-13-01'}, 'end_date'),
    ({'all_day': True, 'end_date': '2026-11-19'}, 'end_date'),
    ({'duration_minutes': 14}, 'duration_minutes'),
    ({'duration_minutes': 0}, 'duration_minutes'),
    ({'duration_minutes': -60}, 'duration_minutes'),
    ({'duration_minutes': 2 ** 31}, 'duration_minutes'),
    ({'duration_minutes': 30.5}, 'duration_minutes'),
    ({'duration_minutes': '60'}, 'duration_minutes'),
    ({'all_day': 'yes'}, 'all_day'),
    ({'timezone': 'Mars/Olympus'}, 'timezone'),
    ({'timezone': '../../../etc/passwd'}, 'timezone'),
    ({'timezone': '+99:00'}, 'timezone'),
    ({'end_timezone': 'Nowhere'}, 'end_timezone'),
    ({'location': 'x' * 256}, 'location'),
    ({'attendees': 'not an address'}, 'attendees'),
    ({'attendees': 'ann@example.org, nobody'}, 'attendees'),
    ({'attendees': '["ann@example.org"'}, 'attendees'),
    ({'attendees': '[7]'}, 'attendees'),
    ({'attendees': '[{"name": "Ann"}]'}, 'attendees'),
    ({'reminder_minutes_before': -1}, 'reminder_minutes_before'),
    ({'reminder_minutes_before': 40321}, 'reminder_minutes_before'),
    ({'reminder_set': 'no'}, 'reminder_set'),
    ({'rrule': 'FREQ=NOW'}, 'rrule'),
    ({'exdate': 'FREQ=NOW'}, 'exdate'),
    ({'status': 'perhaps'}, 'status'),
    ({'busy': 'no'}, 'busy'),
    ({'color': 'no colour'}, 'color'),
    ({'colour': 'teal'}, 'colour'),
    ({'': 'x'}, ''),
]


@pytest.mark.parametrize('changes, message', INVALID, ids=lambda v: str(v)[:60])
def test_create_refuses(shared, fails, changes, message):
    with fails('InvalidArgument', message):
        shared.CreateEvent(with_changes(changes))


@pytest.fixture(scope='module')
def stored(shared):
    return shared.CreateEvent(BASE)


@pytest.mark.parametrize('changes, message',
                         [row for row in INVALID if ABSENT not in row[0].values()],
                         ids=lambda v: str(v)[:60])
def test_update_and_replace_refuse(shared, stored, fails, changes, message):
    with fails('InvalidArgument', message):
        shared.UpdateEvent(stored['id'], changes)
    with fails('InvalidArgument', message):
        shared.ReplaceEvent(stored['id'], with_changes(changes))
    assert shared.GetEvent(stored['id']) == stored


@pytest.mark.parametrize('both', [
    {'date': '2026-11-20'}, {'start': '09:30'}, {'end': '10:00', 'end_time': '10:00'},
    {'type': 'event', 'event_type': 'event'}, {'desc': '', 'description': ''},
], ids=str)
def test_alias_and_name_together_are_refused(shared, fails, both):
    with fails('InvalidArgument'):
        shared.CreateEvent({**BASE, **both})


@pytest.mark.parametrize('event_id', [0, -1, 10 ** 6, 2 ** 63 - 1, -2 ** 63])
def test_unknown_event(shared, fails, event_id):
    for call in (lambda: shared.GetEvent(event_id),
                 lambda: shared.UpdateEvent(event_id, {'title': 'x'}),
                 lambda: shared.ReplaceEvent(event_id, BASE),
                 lambda: shared.DeleteEvent(event_id)):
        with fails('NotFound'):
            call()


def test_unknown_calendar(shared, fails):
    with fails('NotFound', 'calendar_id'):
        shared.CreateEvent({**BASE, 'calendar_id': 4711})


def test_calendar_0_is_as_absent(frozen):
    """As in an import, where 0 is the default calendar."""
    work = frozen.CreateCalendar({'name': 'Work'})
    default = frozen.CreateEvent({**BASE, 'calendar_id': 0})['calendar_id']
    assert default == frozen.CreateEvent(BASE)['calendar_id']
    event = frozen.CreateEvent({**BASE, 'calendar_id': work['id']})
    assert frozen.UpdateEvent(event['id'], {'calendar_id': 0})['calendar_id'] == work['id']
    assert frozen.ReplaceEvent(event['id'], {**BASE, 'calendar_id': 0})['calendar_id'] == default


def test_known_uid(frozen, fails):
    event = frozen.CreateEvent({**BASE, 'uid': 'one@example.org'})
    with fails('AlreadyExists', 'uid:'):
        frozen.CreateEvent({**BASE, 'uid': 'one@example.org'})
    with pytest.raises(CalendarError) as caught:
        frozen.CreateEvent({**BASE, 'uid': 'one@example.org'})
    assert caught.value.message.endswith(f'id={event["id"]}')
    # One UID a calendar, not one in all.
    other = frozen.CreateCalendar({'name': 'Other'})
    copy = frozen.CreateEvent({**BASE, 'uid': 'one@example.org', 'calendar_id': other['id']})
    assert copy['id'] != event['id']


def test_defaults(frozen):
    event = frozen.CreateEvent(BASE)
    expected = {
        'description': '', 'event_type': 'meeting', 'end_date': '2026-11-20', 'end_time': '10:30',
        'duration_minutes': 60, 'duration': '60 min', 'all_day': False,
        'timezone': 'Europe/Berlin', 'end_timezone': 'Europe/Berlin', 'location': '',
        'attendees': '', 'attendees_list': [], 'attendee_records': [], 'reminder_set': True,
        'reminder_minutes_before': 15, 'rrule': '', 'exdate': [], 'rdate': [],
        'status': 'confirmed', 'busy': True, 'url': '', 'organizer': '', 'my_status': '',
        'meeting_url': '', 'recurrence_id': '', 'sequence': 0,
    }
    assert {key: event[key] for key in expected} == expected
    assert event['uid'] and event['etag']
    default, = [c for c in frozen.ListCalendars() if c['is_default']]
    assert event['calendar_id'] == default['id']


def test_types_of_output(frozen):
    event_id = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org'})['id']
    reply = frozen.connection.call_sync(
        'org.gnomon.Gnomon.Calendar1', '/org/gnomon/Gnomon/Calendar1',
        'org.gnomon.Gnomon.Calendar1', 'GetEvent', GLib.Variant('(x)', (event_id,)),
        GLib.VariantType('(a{sv})'), 0, -1, None)
    types = {}
    entries = reply.get_child_value(0)
    for i in range(entries.n_children()):
        entry = entries.get_child_value(i)
        types[entry.get_child_value(0).get_string()] = \
            entry.get_child_value(1).get_variant().get_type_string()
    by_type = {
        'x': 'id calendar_id starts_at ends_at',
        'i': 'duration_minutes reminder_minutes_before sequence',
        'b': 'all_day reminder_set busy is_upcoming',
        'as': 'exdate rdate attendees_list',
        'aa{sv}': 'attendee_records reminders',
        's': 'uid title description event_type event_date start_time end_date end_time timezone'
             ' end_timezone location attendees rrule status url color organizer my_status'
             ' meeting_url duration local_start local_end owner_name recurrence_id etag'
             ' created_at updated_at',
    }
    assert types == {key: t for t, keys in by_type.items() for key in keys.split()}


@pytest.mark.parametrize('value', [
    GLib.Variant('i', 45), GLib.Variant('x', 45), GLib.Variant('u', 45), GLib.Variant('y', 45),
    GLib.Variant('n', 45), GLib.Variant('q', 45), GLib.Variant('t', 45), GLib.Variant('d', 45.0),
], ids=lambda v: v.get_type_string())
def test_any_number_is_taken(shared, value):
    assert shared.CreateEvent({**BASE, 'duration_minutes': value})['duration_minutes'] == 45


def test_list_of_variants_is_taken(shared):
    dates = GLib.Variant('av', [GLib.Variant('s', '20261127T093000')])
    event = shared.CreateEvent({**BASE, 'rrule': 'FREQ=WEEKLY', 'exdate': dates})
    assert len(event['exdate']) == 1


def test_aliases(shared):
    event = shared.CreateEvent({'title': 'By alias', 'date': '2026-11-20', 'start': '09:30',
                                'end': '10:00', 'type': 'event', 'desc': 'text'})
    assert (event['event_date'], event['start_time'], event['end_time'], event['event_type'],
            event['description']) == ('2026-11-20', '09:30', '10:00', 'event', 'text')
    assert not {'date', 'start', 'end', 'type', 'desc'} & set(event)
    assert shared.UpdateEvent(event['id'], {'start': '09:00'})['start_time'] == '09:00'


@pytest.mark.parametrize('fields', [
    BASE,
    {**BASE, 'attendees': '[{"email": "ann@example.org", "name": "Ann"}]', 'color': 'teal'},
    {'title': 'Days', 'event_date': '2026-11-20', 'end_date': '2026-11-22', 'all_day': True},
    {**BASE, 'timezone': 'America/New_York', 'end_timezone': 'Europe/Berlin',
     'end_time': '18:00'},
    {**BASE, 'timezone': 'floating', 'reminder_set': False},
    {**BASE, 'start_time': '23:30', 'duration_minutes': 120},
], ids=lambda f: ' '.join(f))
def test_output_can_be_sent_back(shared, fields):
    event = shared.CreateEvent(fields)
    for send in (shared.UpdateEvent, shared.ReplaceEvent):
        back = send(event['id'], event)
        for changing in ('etag', 'sequence', 'updated_at'):
            back.pop(changing)
        assert back == {key: event[key] for key in back}
        event = shared.GetEvent(event['id'])
    copy = {key: value for key, value in event.items() if key != 'uid'}
    copied = shared.CreateEvent(copy)
    assert copied['id'] != event['id'] and copied['uid'] != event['uid']
    assert (copied['starts_at'], copied['ends_at']) == (event['starts_at'], event['ends_at'])


def test_empty_text_clears_optional_fields(shared):
    event = shared.CreateEvent({**BASE, 'description': 'a', 'location': 'b', 'color': 'teal',
                                'url': 'https://example.org', 'attendees': 'ann@example.org'})
    cleared = shared.UpdateEvent(event['id'], {'description': '', 'location': '', 'color': '',
                                               'url': '', 'attendees': ''})
    assert {cleared[k] for k in ('description', 'location', 'url', 'attendees')} == {''}
    assert cleared['attendee_records'] == []


@pytest.mark.parametrize('before, change, after', [
    ({'end_date': '2026-11-21', 'end_time': '12:00'}, {'event_date': '2026-12-01'},
     ('2026-12-01', '09:30', '2026-12-02', '12:00')),
    ({'end_time': '12:00'}, {'start_time': '11:00'},
     ('2026-11-20', '11:00', '2026-11-20', '12:00')),
    ({}, {'duration_minutes': 90}, ('2026-11-20', '09:30', '2026-11-20', '11:00')),
    ({'end_time': '12:00'}, {'end_time': '13:00'},
     ('2026-11-20', '09:30', '2026-11-20', '13:00')),
    ({'start_time': '23:30'}, {}, ('2026-11-20', '23:30', '2026-11-21', '00:30')),
    ({}, {'all_day': True}, ('2026-11-20', '', '2026-11-20', '')),
], ids=str)
def test_moving(shared, before, change, after):
    event = shared.CreateEvent({**BASE, **before})
    moved = shared.UpdateEvent(event['id'], change)
    assert tuple(moved[k] for k in ('event_date', 'start_time', 'end_date', 'end_time')) == after


def test_merged_event_is_validated(shared, fails):
    event = shared.CreateEvent({**BASE, 'end_time': '10:00'})
    with fails('InvalidArgument', 'end_time: must be after start_time'):
        shared.UpdateEvent(event['id'], {'start_time': '11:00'})


def test_replacing_gives_defaults(frozen):
    event = frozen.CreateEvent({**BASE, 'location': 'Room 2', 'attendees': 'ann@example.org',
                                'reminder_minutes_before': 60, 'color': 'teal', 'busy': False})
    extra = frozen.AddReminder(event['id'], {'minutes_before': 120})
    replaced = frozen.ReplaceEvent(event['id'], {**BASE, 'title': 'Other'})
    assert (replaced['title'], replaced['location'], replaced['attendees'], replaced['busy'],
            replaced['reminder_minutes_before']) == ('Other', '', '', True, 15)
    assert (replaced['id'], replaced['uid'], replaced['created_at']) == \
        (event['id'], event['uid'], event['created_at'])
    times = {r['reminder_time'] for r in replaced['reminders']}
    assert times == {'2026-11-20T08:15:00Z', extra['reminder_time']}


def test_answers_survive_an_update(frozen):
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org, bo@example.org'})
    ann = event['attendee_records'][0]
    accepted = frozen.Respond(event['id'], ann['id'], 'accepted')
    updated = frozen.UpdateEvent(event['id'], {'attendees': 'ANN@example.org, cleo@example.org'})
    kept, new = updated['attendee_records']
    assert (kept['id'], kept['status'], kept['responded_at']) == \
        (accepted['id'], 'accepted', accepted['responded_at'])
    assert (new['email'], new['status']) == ('cleo@example.org', 'pending')


def test_stale_etag_is_a_conflict(frozen, fails):
    event = frozen.CreateEvent(BASE)
    updated = frozen.UpdateEvent(event['id'], {'title': 'Mine', 'etag': event['etag']})
    for send in (frozen.UpdateEvent, frozen.ReplaceEvent):
        with fails('Conflict'):
            send(event['id'], {**BASE, 'title': 'Yours', 'etag': event['etag']})
    assert frozen.GetEvent(event['id']) == updated


def test_own_answer(sandbox, frozen):
    sandbox.set_setting('own-addresses', "['Me@Example.org']")
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org, me@example.org'})
    me = event['attendee_records'][1]
    frozen.Respond(event['id'], me['id'], 'tentative')
    from gnomon_testing import wait_for
    wait_for(lambda: frozen.GetEvent(event['id'])['my_status'] == 'tentative', 'the own answer')


def test_large_title_is_refused_quickly(shared, fails):
    with fails('InvalidArgument', 'title'):
        shared.CreateEvent({**BASE, 'title': 'x' * 10_000_000})


@pytest.mark.parametrize('text', ["'; DROP TABLE event; --", '%n%s', '../../etc', 'a\u202eb',
                                  '<b>x</b>', '日本語', '👩‍👩‍👧'])
def test_text_is_only_text(shared, text):
    event = shared.CreateEvent({**BASE, 'title': text, 'location': text, 'description': text,
                                'uid': text + 'uid'})
    assert [event[k] for k in ('title', 'location', 'description')] == [text] * 3
    assert event['id'] in [e['id'] for e in shared.ListEvents({'search': text})]
