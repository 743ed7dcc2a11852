# SPDX-License-Identifier: GPL-3.0-or-later
"""Quick add in the real window: by keyboard and by pointer. What phrases say is tested in unit."""

import pytest

from gnomon_testing import wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

LUNCH = "Lunch with Ann tomorrow 12:30 at Luigi's"
ENTRY = 'New event, in your words'
BUTTON = 'push button'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


@pytest.fixture
def filled(window, calendar):
    calendar.CreateEvent({'title': 'Posters', 'event_date': '2026-11-19', 'start_time': '12:00'})
    window.start()
    window.wait_for_node(BUTTON, starts('Posters'))
    return window


def starts(text):
    return lambda name: name.startswith(text)


def open_by_key(window, key='n'):
    window.key(key)
    return wait_for_entry(window)


def wait_for_entry(window):
    from gi.repository import Atspi
    entry = window.wait_for_node('text', ENTRY)
    wait_for(lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED),
             'the entry has the focus')
    return entry


def wait_for_description(entry, *parts):
    wait_for(lambda: all(part in entry.get_description() for part in parts),
             f'the understanding says {parts}')


def titles(calendar):
    return sorted(event['title'] for event in calendar.ListEvents({}))


def event_named(calendar, title):
    found = [event for event in calendar.ListEvents({'search': title}) if event['title'] == title]
    return calendar.GetEvent(found[0]['id']) if found else None


def test_by_keyboard(filled, calendar):
    entry = open_by_key(filled)
    filled.type(LUNCH)
    wait_for_description(entry, 'Lunch with Ann', 'Tomorrow', '12:30', "Luigi's",
                         'Overlaps “Posters”')

    filled.key('Return')
    filled.wait_until_gone('text', ENTRY)
    event = event_named(calendar, 'Lunch with Ann')
    assert event['local_start'] == '2026-11-19T12:30:00'
    assert event['location'] == "Luigi's"
    filled.wait_for_node('label', 'Added to Personal')

    # The toast's button undoes it.
    filled.press(filled.wait_for_node(BUTTON, starts('Undo')))
    wait_for(lambda: titles(calendar) == ['Posters'], 'the event is undone')


def test_by_pointer(filled, calendar):
    filled.key('ctrl+2')
    filled.click(filled.wait_for_node(BUTTON, 'New Event'))
    wait_for_entry(filled)
    filled.type('Tea 15:00')
    filled.click(filled.wait_for_node(BUTTON, 'Add'))
    filled.wait_until_gone('text', ENTRY)
    assert event_named(calendar, 'Tea')['local_start'] == '2026-11-18T15:00:00'


def test_an_empty_day(filled, calendar):
    """A click on a day of the month begins there, and a phrase without a day means that day."""
    month = filled.wait_for_node('table', 'Month')
    filled.click(filled.wait_for_node('table cell', starts('Tuesday 24 November'), month))
    entry = wait_for_entry(filled)
    filled.type('Dentist 16:30')
    wait_for_description(entry, 'Tuesday 24 November', '16:30')
    filled.key('Return')
    filled.wait_until_gone('text', ENTRY)
    assert event_named(calendar, 'Dentist')['local_start'] == '2026-11-24T16:30:00'


def test_what_was_typed_is_not_lost(filled, calendar):
    open_by_key(filled)
    filled.type('Choir friday')
    filled.key('Escape')
    filled.wait_until_gone('text', ENTRY)
    assert titles(calendar) == ['Posters']

    # It comes back, and after that it is typed over or added.
    entry = open_by_key(filled, 'ctrl+n')
    assert filled.text(entry) == 'Choir friday'
    wait_for_description(entry, 'Choir', 'Friday 20 November')
    filled.key('Return')
    filled.wait_until_gone('text', ENTRY)
    assert event_named(calendar, 'Choir')['all_day'] is True
    assert filled.text(open_by_key(filled)) == ''


def test_a_click_beside_closes(filled):
    open_by_key(filled)
    filled.type('Choir')
    filled.screen.xdotool('mousemove', 640, 700, 'click', 1)
    filled.wait_until_gone('text', ENTRY)


@pytest.mark.parametrize('key', ['ctrl+Return', 'shift+Return'])
def test_details_take_everything_over(filled, calendar, key):
    open_by_key(filled)
    filled.type('Review with bob@example.org tomorrow 14:00 in Room 4 every second thursday')
    filled.key(key)
    editor = filled.wait_for_node('frame', 'New Event')
    assert filled.text(filled.wait_for_node('text', 'Title', editor)) == 'Review'
    assert filled.text(filled.wait_for_node('text', 'Place', editor)) == 'Room 4'
    assert filled.node('text', ENTRY) is None
    filled.press(filled.wait_for_node(BUTTON, 'Add', editor))
    filled.wait_until_gone('frame', 'New Event')
    event = event_named(calendar, 'Review')
    assert event['local_start'] == '2026-11-19T14:00:00'
    assert event['attendees'] == 'bob@example.org'
    assert event['rrule'] == 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'


def test_full_editor(filled):
    filled.key('ctrl+shift+n')
    filled.wait_for_node('frame', 'New Event')


def test_nothing_without_a_title(filled, calendar):
    entry = open_by_key(filled)
    filled.type('tomorrow 12:30')
    wait_for_description(entry, 'Tomorrow')
    filled.key('Return')
    filled.type(' Swim')
    wait_for_description(entry, 'Swim')
    filled.key('Return')
    filled.wait_until_gone('text', ENTRY)
    assert titles(calendar) == ['Posters', 'Swim']


def test_letters_are_typed(filled):
    """The keys of the window do not act while one types."""
    entry = open_by_key(filled)
    filled.type('net day week month')
    wait_for(lambda: filled.text(entry) == 'net day week month', 'all letters are there')


def test_the_calendar_is_chosen(filled, calendar):
    work = calendar.CreateCalendar({'name': 'Work', 'color': 'blue'})
    open_by_key(filled)
    filled.type('Report 16:00')
    filled.key('Tab', 'space')
    wait_for(lambda: len(filled.nodes('list item')) == 2, 'the calendars are offered')
    filled.key('Down', 'Return')
    filled.key('shift+Tab', 'Return')
    filled.wait_until_gone('text', ENTRY)
    assert event_named(calendar, 'Report')['calendar_id'] == work['id']
