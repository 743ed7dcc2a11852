# SPDX-License-Identifier: GPL-3.0-or-later
"""ParseText and gnomonctl add and parse. The clock stands at Wednesday 2026-11-18, 10:42 in Berlin;
what each phrase says is tested in unit, with tables for each language."""

import json

import pytest
from gi.repository import GLib

from gnomon_ctl import ctl, service  # noqa: F401
from gnomon_testing import CalendarError

LUNCH = "Lunch with Ann tomorrow 12:30 at Luigi's"


def parse_to_send(calendar, text):
    fields = calendar.ParseText(text)
    return fields | {'spans': GLib.Variant('a(uus)', fields['spans'])}


def test_the_fields_make_the_event(calendar):
    fields = calendar.ParseText(LUNCH)
    assert fields.pop('spans') == [
        (0, 14, 'title'), (15, 8, 'event_date'), (24, 5, 'start_time'), (33, 7, 'location')]
    assert fields == {'title': 'Lunch with Ann', 'event_date': '2026-11-19', 'start_time': '12:30',
                      'location': "Luigi's"}
    # As it is, with the spans, it is what CreateEvent takes.
    event = calendar.CreateEvent(parse_to_send(calendar, LUNCH))
    assert event['title'] == 'Lunch with Ann'
    assert event['local_start'] == '2026-11-19T12:30:00'
    assert event['duration_minutes'] == 60
    assert event['attendees'] == ''
    assert 'spans' not in event


def test_nothing_is_stored(calendar):
    calendar.ParseText(LUNCH)
    assert calendar.ListEvents({}) == []


def test_types(calendar):
    fields = calendar.ParseText('Fair 3 to 5 May remind me 1 day before')
    assert fields['all_day'] is True
    assert fields['end_date'] == '2027-05-05'
    assert (fields['reminder_set'], fields['reminder_minutes_before']) == (True, 1440)
    fields = parse_to_send(calendar, 'Gym every monday at 18:00 for 90 min')
    assert fields['duration_minutes'] == 90
    assert fields['rrule'] == 'FREQ=WEEKLY;BYDAY=MO'
    assert calendar.CreateEvent(fields)['rrule'] == fields['rrule']


def guests_of(fields):
    return [(guest['email'], guest.get('name', '')) for guest in json.loads(fields['attendees'])]


def test_known_guests(calendar):
    phrase = 'Review with Ann, ben@example.org and Carol friday 9:00'
    assert calendar.ParseText(phrase)['attendees'] == 'ben@example.org'

    earlier = calendar.CreateEvent({
        'title': 'Earlier', 'event_date': '2026-11-02', 'start_time': '09:00',
        'attendees': json.dumps([{'email': 'ann@example.org', 'name': 'Ann Miller'},
                                 {'email': 'carol@example.org', 'name': 'Carol'}])})
    fields = calendar.ParseText(phrase)
    assert fields['title'] == 'Review with Ann and Carol'
    assert guests_of(fields) == [('ann@example.org', 'Ann'), ('ben@example.org', ''),
                                 ('carol@example.org', 'Carol')]
    assert [span for span in fields['spans'] if span[2] == 'attendees'] == [
        (12, 3, 'attendees'), (17, 15, 'attendees'), (37, 5, 'attendees')]

    # Two of the name: neither is meant, but the whole name is still one.
    calendar.AddAttendee(earlier['id'], 'ann@example.com', 'Ann Smith')
    assert 'attendees' not in calendar.ParseText('Lunch with Ann at 12')
    assert guests_of(calendar.ParseText('Lunch with Ann Smith at 12')) \
        == [('ann@example.com', 'Ann Smith')]

    # Who is no guest of anything any more is not known.
    calendar.DeleteEvent(earlier['id'])
    assert 'attendees' not in calendar.ParseText('Lunch with Carol at 12')


@pytest.mark.parametrize('text, message', [
    ('', 'text: is required'),
    ('  ', 'text: is required'),
    ('x' * 1001, 'text: must have at most 1000 characters'),
], ids=['empty', 'blank', 'long'])
def test_refused(calendar, text, message):
    with pytest.raises(CalendarError) as caught:
        calendar.ParseText(text)
    assert (caught.value.name, caught.value.message) == ('InvalidArgument', message)


def test_gnomonctl_parse(ctl):
    lines = [line.split(None, 1) for line in ctl.text('parse', *LUNCH.split()).splitlines()]
    assert dict(lines) == {'title': 'Lunch with Ann', 'event_date': '2026-11-19',
                           'start_time': '12:30', 'location': "Luigi's"}
    assert ctl.json('parse', 'Fair 3 to 5 May')['spans'][0] == [0, 4, 'title']
    assert ctl.error('parse', '') == 'text: is required'


def test_gnomonctl_add(ctl, calendar):
    calendar.CreateCalendar({'name': 'Work', 'color': 'blue'})
    assert ctl.text('add', '--dry-run', LUNCH) == ctl.text('parse', LUNCH)
    assert calendar.ListEvents({}) == []

    said = ctl.text('add', *LUNCH.split(), '--calendar', 'Work')
    event, = calendar.ListEvents({})
    assert said.startswith(f'Created {event["id"]}: Lunch with Ann, ')
    assert event['calendar_id'] != 1
    assert ctl.json('add', 'Dentist friday 9:00')['local_start'] == '2026-11-20T09:00:00'
    assert ctl.error('add', 'tomorrow at 9') == 'title: is required'
    assert ctl.error('add', 'Lunch', '--calendar', 'None').startswith('calendar')


@pytest.mark.parametrize('text', ['\x01', '\x01 tomorrow', ' - friday'])
def test_no_title_has_no_span(shared, text):
    fields = shared.ParseText(text)
    assert 'title' not in fields
    assert 'title' not in [key for _, _, key in fields['spans']]
