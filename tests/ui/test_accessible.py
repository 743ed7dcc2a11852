# SPDX-License-Identifier: GPL-3.0-or-later
"""In each view and each window: every widget that one can act on says what it is and what it is
called, and Tab goes through all of them, in the order in which one reads, and comes back.
"""

import pytest

from gnomon_testing import wait_for

INTERACTIVE = ('push button', 'toggle button', 'check box', 'radio button', 'combo box', 'text',
               'entry', 'spin button', 'table cell', 'menu item', 'check menu item',
               'radio menu item', 'link', 'slider', 'switch')

# Names that a toolkit makes up where an application gave none.
MADE_UP = ('Gtk', 'Adw', 'Gnomon')

BUTTON = 'push button'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = '2026-11-18T09:42:00Z'
    sandbox.set_setting('week-start', "'monday'")
    return sandbox


@pytest.fixture
def calendar(calendar):
    for hour in range(8, 20):
        calendar.CreateEvent({
            'title': f'Event {hour}', 'event_date': '2026-11-18', 'start_time': f'{hour:02}:00',
            'location': 'Room Ada', 'url': 'https://meet.example.org/x',
            'description': 'See https://example.org', 'attendees': 'ann@example.org'})
    gone = calendar.CreateEvent({'title': 'Gone', 'event_date': '2026-11-18',
                                 'start_time': '07:00'})
    calendar.DeleteEvent(gone['id'])
    return calendar


def starts(text):
    return lambda name: name.startswith(text)


def is_said_twice(name):
    """As when a label in sight names what has a name already."""
    words = name.split()
    half = len(words) // 2
    return half > 0 and words[:half] == words[half:]


def unnamed(window):
    """The role of each node that can be acted on and has no name of its own, with its parents.

    Rows are not among them: those that take the focus are checked as stops of Tab.
    """
    from gi.repository import GLib
    found = []
    for node in window.nodes():
        try:
            role, name = node.get_role_name(), node.get_name()
            if role in INTERACTIVE and (not name.strip() or name.startswith(MADE_UP)
                                        or is_said_twice(name)):
                parent = node.get_parent()
                found.append(f'{role} “{name}” in {parent.get_role_name()} “{parent.get_name()}”')
        except GLib.Error:
            continue
    return found


def describe(node):
    return f'{node.get_role_name()} “{node.get_name()}”'


def find_place(node):
    """Where it is once it was scrolled into sight, as what takes the focus is a moment later."""
    from gi.repository import Atspi
    seen = []

    def look():
        place = node.get_extents(Atspi.CoordType.WINDOW)
        at_rest = seen == [(place.x, place.y)] and place.y >= 0
        seen[:] = [(place.x, place.y)]
        return place if at_rest else None
    return wait_for(look, f'{describe(node)} is in sight')


def list_stops(window, key, within, limit=150):
    """What has the focus one after the other, from where it is until it is there again."""
    start = wait_for(lambda: window.focus_node(within), 'something has the focus')
    stops, node = [], start
    for _ in range(limit):
        stops.append((describe(node), find_place(node)))
        node = window.move_focus(key, within)
        if node == start:
            return stops
    raise AssertionError(f'{key} does not come back: {[name for name, _ in stops]}')


def goes_back(a, b):
    """Whether one reads b before a: it is further up and no column further on, or left of it."""
    if b.y + b.height <= a.y:
        return b.x < a.x + a.width
    return a.y < b.y + b.height and b.y < a.y + a.height and b.x + b.width <= a.x


def check_focus(window, within=None):
    """Tab and Shift+Tab go round, over the same, and once from the end to the beginning."""
    stops = list_stops(window, 'Tab', within)
    breaks = [f'{a[0]} → {b[0]}' for a, b in zip(stops, stops[1:] + stops[:1])
              if goes_back(a[1], b[1])]
    assert len(breaks) <= 1, f'not as one reads: {breaks}'
    names = [name for name, _ in stops]
    assert not [name for name in names if name.split(' “')[1] == '”'], names
    return names


def check_both_ways(window, within=None):
    names = check_focus(window, within)
    back = [name for name, _ in list_stops(window, 'shift+Tab', within)]
    assert sorted(back) == sorted(names)


VIEWS = {'day': 'd', 'week': 'w', 'month': 'm', 'year': 'y', 'agenda': 'a'}


@pytest.mark.parametrize('view', [*VIEWS, 'work-week'])
def test_view(window, sandbox, calendar, view):
    if view == 'work-week':
        sandbox.set_setting('work-week', 'true')
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key(VIEWS.get(view, 'w'))
    wait_for(lambda: window.focus_node(), 'the view has the focus')
    assert unnamed(window) == []
    check_focus(window)


def test_only_what_is_shown_is_there(window, calendar):
    window.start()
    window.wait_for_node('table', 'Month')
    window.key('w')
    window.wait_for_node('table', 'Week')
    assert not window.node('table', 'Month')
    window.key('m')
    window.wait_for_node('table', 'Month')
    assert not window.node('table', 'Week')
    assert not window.node('entry', 'Search')


@pytest.mark.parametrize('kind, count', [('Guests', 1), ('Reminders', 2)])
def test_agenda_of(window, calendar, kind, count):
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key('a')
    window.wait_for_node('list', 'Events')
    window.click(window.wait_for_node(BUTTON, 'More Filters'))
    window.wait_for_focus('Events')
    for _ in range(count):
        window.move_focus('Right')
    window.wait_for_focus(kind)
    window.key('space')
    window.wait_for_node('list', kind)
    assert unnamed(window) == []
    window.key('Escape')


def test_cells_say_what_they_have(window, calendar):
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    assert window.nodes('table cell', starts('Wednesday 18 November, today'))


def test_search(window, calendar):
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key('ctrl+f')
    window.wait_for_focus('Search')
    window.type('event')
    window.wait_for_node('list item', starts('Event '), window.wait_for_node('list', 'Results'))
    assert unnamed(window) == []
    check_focus(window)


def test_popover(window, calendar):
    window.start()
    window.press(window.wait_for_node(BUTTON, starts('Event ')))
    window.wait_for_node(BUTTON, 'Edit Event')
    assert unnamed(window) == []
    check_both_ways(window)


def test_day_popover(window, calendar):
    window.start()
    window.press(window.wait_for_node(BUTTON, lambda name: ' more events, ' in name))
    window.wait_for_node(BUTTON, 'New event on this day')
    rows = wait_for(lambda: window.nodes('list item', starts('Event ')),
                    'the events of the day are listed')
    assert len(rows) == 12
    assert unnamed(window) == []
    check_focus(window)


def test_quick_add(window, calendar):
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key('n')
    window.wait_for_focus('New event, in your words')
    window.type('Tea 15:00')
    wait_for(lambda: '15:00' in window.focus_node().get_description(), 'it is understood')
    assert unnamed(window) == []
    check_both_ways(window)


def open_editor(window):
    window.start()
    window.press(window.wait_for_node(BUTTON, starts('Event ')))
    window.press(window.wait_for_node(BUTTON, 'Edit Event'))
    editor = window.wait_for_node('frame', 'Edit Meeting')
    window.wait_for_node('text', 'Notes', editor)
    window.focus_top()
    return editor


def test_editor(window, calendar):
    editor = open_editor(window)
    assert unnamed(window) == []
    check_both_ways(window, editor)


def test_editor_with_all_fields(window, calendar):
    """The rows that open: how it repeats, and a reminder of one's own."""
    editor = open_editor(window)
    window.tab_to('Repeats', editor)
    window.key('Return')
    window.tab_to('Repeat', editor)
    window.key('Return')
    window.wait_for_node('scroll pane', None, window.node('combo box', 'Repeat', editor))
    window.key('End', 'Return')
    window.wait_for_node('combo box', 'Ends', editor)
    window.wait_for_node(BUTTON, 'Wednesday', editor)
    window.tab_to('Add reminder', editor)
    window.key('Return')
    window.press(window.wait_for_node('menu item', 'Custom…'))
    window.wait_for_node('spin button', None, editor)
    assert unnamed(window) == []
    check_both_ways(window, editor)


def open_from_menu(window, item, name):
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key('F10')
    window.press(window.wait_for_node('menu item', item))
    frame = window.wait_for_node('frame', name)
    window.focus_top()
    return frame


def test_trash(window, calendar):
    trash = open_from_menu(window, 'Recently Deleted', 'Recently Deleted')
    window.wait_for_node(BUTTON, 'Restore “Gone”', trash)
    window.key('Tab')
    assert unnamed(window) == []
    check_both_ways(window, trash)


def test_preferences(window, calendar):
    preferences = open_from_menu(window, 'Preferences', 'Preferences')
    window.key('Tab')
    assert unnamed(window) == []
    check_both_ways(window, preferences)


def test_shortcuts(window, calendar):
    from gi.repository import Atspi
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key('ctrl+question')
    window.wait_for_node(None, starts('Search'))
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the shortcuts are shown')
    # One button of the window, which is the toolkit's own, is called by its picture.
    assert [name for name in unnamed(window) if 'GtkImage' not in name] == []
    # Of all of them side by side nobody saw both ends.
    shortcuts = next(frame for frame in window.nodes('frame') if frame != window.node('frame'))
    assert shortcuts.get_extents(Atspi.CoordType.WINDOW).width <= 1000


def test_go_to_a_date(window, calendar):
    window.start()
    window.wait_for_node(BUTTON, starts('Event '))
    window.key('ctrl+g')
    window.wait_for_focus('Go to a Date')
    assert unnamed(window) == []
    check_focus(window)


def test_import(window, calendar, tmp_path):
    path = tmp_path / 'concert.ics'
    path.write_text('\r\n'.join([
        'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//EN', 'BEGIN:VEVENT',
        'UID:concert@example.org', 'DTSTAMP:20261101T000000Z', 'DTSTART:20261120T190000Z',
        'DTEND:20261120T210000Z', 'SUMMARY:Concert', 'END:VEVENT', 'END:VCALENDAR', '']))
    window.start(path)
    dialog = window.wait_for_node('frame', 'Open a Calendar')
    window.wait_for_node(BUTTON, 'Import', dialog)
    window.focus_top()
    window.key('Tab')
    assert unnamed(window) == []
    check_both_ways(window, dialog)
