# SPDX-License-Identifier: GPL-3.0-or-later
"""The agenda and search: what they list, keys, filters, and what is done to several events."""

import pytest

from gnomon_testing import wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

ROW = 'list item'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def add(calendar, title, date, start='10:00', **more):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': start, **more})


def starts(text):
    return lambda name: name.startswith(text)


def titles(window, name='Events'):
    """The rows in sight and near it, in their order, by the first part of their names."""
    from gi.repository import GLib
    found = window.node('list', name)
    try:
        return [node.get_name().split(',')[0] for node in window.nodes(ROW, None, found)]
    except GLib.Error:
        # A row went while it was looked at.
        return None


def wait_for_titles(window, expected, name='Events'):
    wait_for(lambda: titles(window, name) == expected, f'{expected} stand there')


@pytest.fixture
def agenda(window, calendar):
    add(calendar, 'Old', '2026-10-20', '09:00')
    add(calendar, 'Dentist', '2026-11-18', '16:30', event_type='event')
    add(calendar, 'Stand-up', '2026-11-18', '09:00', end_time='09:15')
    add(calendar, 'Trip', '2026-11-19', '', all_day=True, end_date='2026-11-20', event_type='event')
    add(calendar, 'Call', '2026-12-01', '11:00', status='tentative')
    window.start()
    window.wait_for_node('frame', 'November 2026 – Gnomon')
    window.key('a')
    window.wait_for_node('list', 'Events')
    wait_for_titles(window, ['Stand-up', 'Dentist', 'Trip', 'Trip', 'Call'])
    return window


def press_pill(window, name):
    window.press(window.wait_for_node('push button', name))


def focused_row(window, name='Events'):
    """The title in the row that has the focus; None where none has."""
    from gi.repository import Atspi, GLib
    found = window.node('list', name)
    try:
        return next((node.get_name().split(',')[0] for node in window.nodes(ROW, None, found)
                     if node.get_state_set().contains(Atspi.StateType.FOCUSED)), None)
    except GLib.Error:
        return None


def focused_button(window):
    from gi.repository import Atspi, GLib
    try:
        return next((node.get_name() for node in window.nodes('push button')
                     if node.get_state_set().contains(Atspi.StateType.FOCUSED)), None)
    except GLib.Error:
        return None


def wait_for_agenda(window):
    """A page that is not shown has its nodes, too, but not the focus."""
    wait_for(lambda: focused_row(window) is not None, 'the agenda is there again')


def test_days_have_headings(agenda):
    agenda.wait_for_node('heading', 'Today · Wednesday 18 November')
    agenda.wait_for_node('heading', 'Tomorrow · Thursday 19 November')
    agenda.wait_for_node('heading', 'Friday 20 November')
    agenda.wait_for_node('label', 'Now 10:42')


def test_all_days_are_in_sight(agenda):
    """What fits into the window is there, one row below the other."""
    from gi.repository import Atspi

    def look():
        rows = agenda.nodes(ROW, None, agenda.node('list', 'Events'))
        places = [row.get_extents(Atspi.CoordType.WINDOW) for row in rows]
        return len(places) == 5 and all(
            place.height >= 36 and place.y + place.height < 800 for place in places)
    wait_for(look, 'all rows are in sight')


def test_the_past_comes_when_it_is_asked_for(agenda):
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) == 'Stand-up', 'the first row has the focus')
    agenda.key('Up')
    wait_for_titles(agenda, ['Old', 'Stand-up', 'Dentist', 'Trip', 'Trip', 'Call'])


def test_an_empty_day_that_is_today(window, calendar):
    add(calendar, 'Old', '2026-11-16', '09:00')
    window.start()
    window.key('a')
    window.wait_for_node(ROW, 'Today · Wednesday 18 November, nothing planned')


def test_types_filter(agenda):
    press_pill(agenda, 'Events')
    wait_for_titles(agenda, ['Dentist', 'Trip', 'Trip'])
    press_pill(agenda, 'Meetings')
    wait_for_titles(agenda, ['Stand-up', 'Call'])
    press_pill(agenda, 'All types')
    wait_for_titles(agenda, ['Stand-up', 'Dentist', 'Trip', 'Trip', 'Call'])


def test_another_program_changes_something(agenda, calendar):
    add(calendar, 'Choir', '2026-11-18', '19:30')
    wait_for_titles(agenda, ['Stand-up', 'Dentist', 'Choir', 'Trip', 'Trip', 'Call'])


def test_keys_go_through_the_list(agenda):
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) is not None, 'a row has the focus')
    agenda.key('Down')
    wait_for(lambda: focused_row(agenda) == 'Dentist', 'the next row has the focus')
    agenda.key('Return')
    agenda.wait_for_node('push button', 'Edit Event')
    agenda.key('Escape')
    agenda.wait_until_gone('push button', 'Edit Event')
    assert focused_row(agenda) == 'Dentist'


def test_the_menu_key_opens_the_menu_of_the_row(agenda, calendar):
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) == 'Stand-up', 'the first row has the focus')
    agenda.key('Menu')
    agenda.press(agenda.wait_for_node('menu item', 'Delete'))
    wait_for(lambda: 'Stand-up' not in [e['title'] for e in calendar.ListEvents({})],
             'the event goes')


def test_several_are_deleted_and_come_back(agenda, calendar):
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) is not None, 'a row has the focus')
    agenda.key('ctrl+a')
    agenda.wait_for_node('label', '5 events selected')
    agenda.key('Delete')
    agenda.wait_for_node('label', '4 events deleted')
    wait_for(lambda: len(calendar.ListEvents({})) == 1, 'all in the list are gone')
    agenda.key('ctrl+z')
    wait_for(lambda: len(calendar.ListEvents({})) == 5, 'one step of undo brings all back')
    agenda.wait_for_node('label', 'Undone: 4 events')
    assert calendar.ListHistory(1)[0]['what'] == 'Deleted 4 events'
    agenda.key('F10')
    agenda.wait_for_node('menu item', 'Redo Deleting 4 Events')


def test_the_next_row_has_the_focus_after_several_were_deleted(agenda, calendar):
    """It went to the button of the toast."""
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) == 'Stand-up', 'the first row has the focus')
    agenda.key('shift+Down')
    agenda.wait_for_node('label', '2 events selected')
    agenda.key('Delete')
    agenda.wait_for_node('label', '2 events deleted')
    wait_for(lambda: focused_row(agenda) == 'Trip', 'the next event has the focus')

    # By itself, too; and where nothing follows, the one before.
    agenda.key('End')
    wait_for(lambda: focused_row(agenda) == 'Call', 'the last row has the focus')
    agenda.key('Delete')
    agenda.wait_for_node('label', '“Call” deleted')
    wait_for(lambda: focused_row(agenda) == 'Trip', 'the event before it has the focus')


def test_the_bar_of_the_selection_is_there_only_while_it_can_be_used(agenda):
    assert not agenda.node('push button', 'Clear Selection')
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) is not None, 'a row has the focus')
    agenda.key('shift+Down')
    agenda.press(agenda.wait_for_node('push button', 'Clear Selection'))
    agenda.wait_until_gone('push button', 'Clear Selection')


def test_several_are_marked(agenda, calendar):
    agenda.key('t')
    wait_for(lambda: focused_row(agenda) is not None, 'a row has the focus')
    agenda.key('shift+Down')
    agenda.wait_for_node('label', '2 events selected')
    agenda.wait_for_node('push button', 'Status')
    # The button that is pressed lies in the one of the menu.
    agenda.press(agenda.nodes('push button', 'Status')[-1])
    agenda.press(agenda.wait_for_node('menu item', 'Cancelled'))
    agenda.wait_for_node('label', '2 events changed')
    assert [e['title'] for e in calendar.ListEvents({'status': 'cancelled', 'order': 'asc'})] == [
        'Stand-up', 'Dentist']


def test_search_as_it_is_typed(agenda):
    agenda.key('ctrl+f')
    agenda.wait_for_node('entry', 'Search')
    agenda.type('DENT')
    wait_for_titles(agenda, ['Dentist'], 'Results')
    agenda.wait_for_node('heading', 'Coming up')
    agenda.key('BackSpace', 'BackSpace', 'BackSpace', 'BackSpace')
    agenda.type('l')
    wait_for_titles(agenda, ['Call', 'Old'], 'Results')
    agenda.wait_for_node('heading', 'Earlier')
    agenda.key('Down')
    wait_for(lambda: focused_row(agenda, 'Results') == 'Call', 'the results have the focus')
    agenda.key('Return')
    agenda.wait_for_node('push button', 'Edit Event')
    agenda.key('Escape')
    agenda.wait_until_gone('push button', 'Edit Event')
    agenda.key('Escape')
    wait_for_agenda(agenda)


def test_search_keeps_to_its_calendar(agenda, calendar):
    """By what it is, not by its place in the list: one before it is deleted."""
    before = calendar.CreateCalendar({'name': 'Club'})['id']
    work = calendar.CreateCalendar({'name': 'Work'})['id']
    add(calendar, 'Offer one', '2026-11-18', calendar_id=work)
    add(calendar, 'Offer two', '2026-11-18')
    agenda.key('slash')
    agenda.type('offer')
    wait_for_titles(agenda, ['Offer one', 'Offer two'], 'Results')
    agenda.click(agenda.wait_for_node('push button', 'Calendar'))
    agenda.key('End', 'Return')
    wait_for_titles(agenda, ['Offer one'], 'Results')
    calendar.DeleteCalendar(before)
    calendar.CreateEvent({'title': 'Offer three', 'event_date': '2026-11-18', 'start_time': '17:00',
                          'calendar_id': work})
    wait_for_titles(agenda, ['Offer one', 'Offer three'], 'Results')
    calendar.DeleteCalendar(work)
    wait_for_titles(agenda, ['Offer two'], 'Results')


def test_search_finds_nothing(agenda, calendar):
    hidden = calendar.CreateCalendar({'name': 'Hidden', 'visible': False})
    add(calendar, 'Secret', '2026-11-18', calendar_id=hidden['id'])
    agenda.key('slash')
    agenda.type('secret')
    agenda.wait_for_node('label', 'No events match “secret”')
    agenda.press(agenda.wait_for_node('push button', 'Search All Calendars'))
    wait_for_titles(agenda, ['Secret'], 'Results')
    agenda.press(agenda.wait_for_node('push button', 'Done'))
    wait_for_agenda(agenda)


def test_guests_and_reminders(agenda, calendar):
    add(calendar, 'Review', '2026-11-20', attendees='ann@example.org, bob@example.org')
    agenda.click(agenda.wait_for_node('push button', 'More Filters'))
    wait_for(lambda: focused_button(agenda) == 'Events', 'the popover has the focus')
    agenda.key('Right')
    wait_for(lambda: focused_button(agenda) == 'Guests', 'the next choice has the focus')
    agenda.key('space')
    wait_for_titles(agenda, ['ann', 'bob'], 'Guests')
    press_pill(agenda, 'Going')
    wait_for_titles(agenda, [], 'Guests')
    press_pill(agenda, 'All answers')
    wait_for_titles(agenda, ['ann', 'bob'], 'Guests')


def test_escape_closes_the_filters_one_by_one(agenda):
    """First the list of a choice, then the popover; nothing else changes."""
    before = titles(agenda)
    agenda.click(agenda.wait_for_node('push button', 'More Filters'))
    agenda.wait_for_focus('Events')
    agenda.tab_to('Status')
    agenda.key('space')
    status = agenda.node('combo box', 'Status')
    agenda.wait_for_node('scroll pane', None, status)
    agenda.key('Escape')
    # The focus may be told before the list is gone, which would take the next key.
    agenda.wait_until_gone('scroll pane', None, status)
    agenda.wait_for_focus('Status')
    agenda.key('Escape')
    agenda.wait_for_focus('More Filters')
    agenda.wait_until_gone('text', 'From')
    assert titles(agenda) == before


def test_go_to_a_date(agenda):
    agenda.key('ctrl+g')
    agenda.wait_for_node('text', 'Go to a Date')
    agenda.type('1 dec')
    agenda.wait_for_node('label', 'Tuesday 1 December')
    agenda.key('Return')
    agenda.wait_for_node('frame', 'December 2026 – Gnomon')
    wait_for(lambda: focused_row(agenda) == 'Call', 'the day is at the top')
