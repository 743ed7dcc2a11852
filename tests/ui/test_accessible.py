# SPDX-License-Identifier: GPL-3.0-or-later
"""Every widget that one can act on says what it is and what it is called."""

import pytest

from gnomon_testing import wait_for

INTERACTIVE = ('push button', 'toggle button', 'check box', 'radio button', 'combo box', 'text',
               'entry', 'spin button', 'table cell', 'menu item', 'check menu item',
               'radio menu item', 'link', 'slider', 'switch')

# Names that a toolkit makes up where an application gave none.
MADE_UP = ('Gtk', 'Adw', 'Gnomon')


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = '2026-11-18T09:42:00Z'
    return sandbox


@pytest.fixture
def calendar(calendar):
    for hour in range(8, 20):
        calendar.CreateEvent({
            'title': f'Event {hour}', 'event_date': '2026-11-18', 'start_time': f'{hour:02}:00',
            'location': 'Room Ada', 'url': 'https://meet.example.org/x',
            'description': 'See https://example.org', 'attendees': 'ann@example.org'})
    return calendar


def unnamed(window):
    """The role of each node that can be acted on and has no name of its own, with its parents."""
    from gi.repository import Atspi, GLib
    found = []
    for node in window.nodes():
        try:
            role, name = node.get_role_name(), node.get_name()
            focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
            showing = node.get_state_set().contains(Atspi.StateType.SHOWING)
            if role in INTERACTIVE or (focusable and showing and role == 'list item'):
                if not name.strip() or name.startswith(MADE_UP):
                    parent = node.get_parent()
                    found.append(f'{role} “{name}” in {parent.get_role_name()} “{parent.get_name()}”')
        except GLib.Error:
            continue
    return found


def test_month(window, calendar):
    window.start()
    window.wait_for_node('push button', lambda name: name.startswith('Event '))
    assert window.nodes('table cell', lambda name: name.startswith('Wednesday 18 November, today'))
    assert unnamed(window) == []


def test_popover(window, calendar):
    window.start()
    window.press(window.wait_for_node('push button', lambda name: name.startswith('Event ')))
    window.wait_for_node('push button', 'Edit Event')
    assert unnamed(window) == []


def test_day_popover(window, calendar):
    window.start()
    window.press(window.wait_for_node('push button', lambda name: ' more events, ' in name))
    window.wait_for_node('push button', 'New event on this day')
    rows = wait_for(lambda: window.nodes('list item', lambda name: name.startswith('Event ')),
                    'the events of the day are listed')
    assert len(rows) == 12
    assert unnamed(window) == []


def test_editor(window, calendar):
    window.start()
    window.press(window.wait_for_node('push button', lambda name: name.startswith('Event ')))
    window.press(window.wait_for_node('push button', 'Edit Event'))
    window.wait_for_node('text', 'Notes')
    assert unnamed(window) == []
