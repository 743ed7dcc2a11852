# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop asks of the window: the actions of its icon, and of the search in the overview."""

import pytest

from gi.repository import Gio, GLib

from gnomon_testing import APPLICATION_ID, TIMEOUT, wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

BUTTON = 'push button'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def activate(sandbox, action, *target):
    """As the shell does for a program that is DBusActivatable."""
    sandbox.connection.call_sync(
        APPLICATION_ID, '/org/gnomon/Gnomon', 'org.freedesktop.Application', 'ActivateAction',
        GLib.Variant('(sava{sv})', (action, target, {})), None, Gio.DBusCallFlags.NONE,
        TIMEOUT * 1000, None)


def starts(text):
    return lambda name: name.startswith(text)


def wait_for_text(window, name, text):
    entry = window.wait_for_node('text', starts(name))
    wait_for(lambda: window.text(entry) == text, f'“{text}” stands in {name}')
    return entry


def test_new_event(window, calendar, sandbox):
    window.start('--date', '2027-03-04')
    window.wait_for_node('frame', 'March 2027 – Gnomon')
    activate(sandbox, 'new-event')
    window.set_text(wait_for_text(window, 'New event', ''), 'Dentist 16:30')
    window.key('Return')
    # Today's, whichever day the window shows.
    event, = wait_for(lambda: calendar.ListEvents({}), 'the event is there')
    assert (event['title'], event['local_start']) == ('Dentist', '2026-11-18T16:30:00')


def test_new_event_by_the_command_line(window, calendar):
    window.start('--new-event')
    wait_for_text(window, 'New event', '')


def test_today(window, calendar, sandbox):
    window.start('--date', '2027-03-04')
    window.wait_for_node('frame', 'March 2027 – Gnomon')
    activate(sandbox, 'today')
    window.wait_for_node('frame', 'November 2026 – Gnomon')


def test_today_by_the_command_line(window, calendar, sandbox):
    sandbox.set_setting('date', "'2027-03-04'")
    window.start('--today', GSETTINGS_BACKEND='keyfile')
    window.wait_for_node('frame', 'November 2026 – Gnomon')


def test_what_the_overview_creates(window, calendar, sandbox):
    window.start()
    activate(sandbox, 'add-event', GLib.Variant('s', 'Lunch with Ola friday 12:30 at Markthalle'))
    wait_for_text(window, 'New event', 'Lunch with Ola friday 12:30 at Markthalle')
    # To be looked at first: nothing is stored yet.
    assert calendar.ListEvents({}) == []
    window.key('Return')
    event, = wait_for(lambda: calendar.ListEvents({}), 'the event is there')
    assert (event['title'], event['local_start']) == ('Lunch with Ola', '2026-11-20T12:30:00')


def test_what_the_overview_searches(window, calendar, sandbox):
    calendar.CreateEvent({'title': 'Choir tour', 'event_date': '2031-05-02',
                          'start_time': '10:30'})
    window.start()
    activate(sandbox, 'search', GLib.Variant('s', 'choir'))
    window.wait_for_node('list item', starts('Choir tour, '))


def test_an_event_opens_at_its_date(window, calendar, sandbox):
    event = calendar.CreateEvent({'title': 'Choir tour', 'event_date': '2031-05-02',
                                  'start_time': '10:30'})
    window.start()
    activate(sandbox, 'show-event', GLib.Variant('x', event['id']))
    window.wait_for_node('frame', 'May 2031 – Gnomon')
    window.wait_for_node(BUTTON, 'Edit Event')


def test_an_event_that_is_scrolled_out_of_sight_opens_beside_itself(window, calendar, sandbox):
    sandbox.set_setting('view', "'week'")
    event = calendar.CreateEvent({'title': 'Choir tour', 'event_date': '2026-12-02',
                                  'start_time': '00:10'})
    window.start()
    activate(sandbox, 'show-event', GLib.Variant('x', event['id']))
    above = window.place(window.wait_for_node(BUTTON, 'Edit Event'))[1]
    below = window.place(window.wait_for_node('label', starts('Personal · ')))[1]
    assert above < window.place(window.wait_for_node(BUTTON, starts('Choir tour, ')))[1] < below


def test_an_event_is_opened_where_it_is_scrolled_out_of_sight(window, calendar, sandbox):
    """As a screen reader does it. For what lies below the screen the toolkit found no monitor."""
    sandbox.set_setting('view', "'week'")
    calendar.CreateEvent({'title': 'Choir tour', 'event_date': '2026-11-18',
                          'start_time': '23:00'})
    window.start()
    window.press(window.wait_for_node(BUTTON, starts('Choir tour, ')))
    window.wait_for_node(BUTTON, 'Edit Event')


def test_a_series_opens_at_its_next_occurrence(window, calendar, sandbox):
    """It went to the first one, however many years ago that was."""
    event = calendar.CreateEvent({'title': 'Yoga', 'event_date': '2020-01-06',
                                  'start_time': '18:00', 'rrule': 'FREQ=WEEKLY;BYDAY=MO'})
    window.start('--date', '2027-03-04')
    activate(sandbox, 'show-event', GLib.Variant('x', event['id']))
    window.wait_for_node('frame', 'November 2026 – Gnomon')
    window.wait_for_node(BUTTON, 'Edit Event')
    window.wait_for_node('label', lambda name: '23 Nov' in name)
