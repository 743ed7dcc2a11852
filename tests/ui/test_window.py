# SPDX-License-Identifier: GPL-3.0-or-later
"""Around the view: calendars in the sidebar, the trash, undo in words, the preferences."""

import subprocess

import pytest

from gnomon_testing import CalendarError, is_sanitized, wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

BUTTON = 'push button'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def add(calendar, title, **more):
    return calendar.CreateEvent({'title': title, 'event_date': '2026-11-18',
                                 'start_time': '16:30', **more})


def starts(text):
    return lambda name: name.startswith(text)


def calendar_named(calendar, name):
    return next((row for row in calendar.ListCalendars() if row['name'] == name), None)


def test_a_calendar_is_added_and_deleted_with_undo(window, calendar):
    add(calendar, 'Dentist')
    window.start()
    window.click(window.wait_for_node(BUTTON, 'New Calendar'))
    window.set_text(window.wait_for_node('text', 'Name of the calendar'), 'Garden')
    window.press(window.wait_for_node(BUTTON, 'Add'))

    window.wait_for_node('check box', 'Garden, On this computer')
    garden = wait_for(lambda: calendar_named(calendar, 'Garden'), 'the calendar is stored')
    assert garden['color'] not in {c['color'] for c in calendar.ListCalendars()
                                   if c['id'] != garden['id']}

    # The keyboard is on the button again, and goes by the first calendar to the new one.
    window.wait_until_gone('text', 'Name of the calendar')
    window.key('Tab', 'Tab', 'shift+F10')
    window.press(window.wait_for_node('menu item', 'Delete'))
    window.wait_until_gone('check box', 'Garden, On this computer')
    assert calendar_named(calendar, 'Garden') is None

    window.wait_for_node('label', 'Calendar “Garden” deleted')
    window.wait_until_gone('label', 'Calendar “Garden” added')
    window.press(window.wait_for_node(BUTTON, starts('Undo')))
    window.wait_for_node('check box', 'Garden, On this computer')
    assert calendar_named(calendar, 'Garden')['id'] == garden['id']


def test_the_default_calendar_is_chosen_and_stays(window, calendar):
    add(calendar, 'Dentist')
    first = next(c for c in calendar.ListCalendars() if c['is_default'])
    second = calendar.CreateCalendar({'name': 'Work'})
    window.start()

    window.click(window.wait_for_node('check box', 'Work, On this computer'), button=3)
    window.press(window.wait_for_node('menu item', 'For New Events'))
    wait_for(lambda: calendar_named(calendar, 'Work')['is_default'], 'Work is the default')
    assert add(calendar, 'Choir')['calendar_id'] == second['id']

    with pytest.raises(CalendarError):
        calendar.DeleteCalendar(second['id'])
    calendar.DeleteCalendar(first['id'])


def test_a_menu_stays_open_when_the_first_event_comes(window, calendar):
    """The card of the next event comes then, and the row goes down with its menu."""
    window.start()
    row = window.wait_for_node('check box', 'Personal, On this computer')
    place = window.place(row)
    window.click(row, button=3)
    window.wait_for_focus('Rename…')
    add(calendar, 'Dentist')
    wait_for(lambda: window.place(row)[1] > place[1], 'the row makes room')
    window.key('Down')
    window.wait_for_focus('Color')
    window.key('Escape')
    window.wait_until_gone('menu item', 'Rename…')


def test_what_was_deleted_comes_back_from_the_trash(window, calendar):
    event = add(calendar, 'Dentist')
    add(calendar, 'Choir')
    calendar.DeleteEvent(event['id'])
    window.start()

    window.key('F10')
    window.press(window.wait_for_node('menu item', 'Recently Deleted'))
    trash = window.wait_for_node('frame', 'Recently Deleted')
    window.press(window.wait_for_node(BUTTON, 'Restore “Dentist”', trash))

    wait_for(lambda: not calendar.ListTrash(), 'the trash is empty')
    window.wait_until_gone(BUTTON, 'Restore “Dentist”', trash)
    assert calendar.GetEvent(event['id'])['title'] == 'Dentist'
    window.wait_for_node(BUTTON, starts('Dentist, '))


def test_the_menu_says_what_can_be_undone(window, calendar):
    add(calendar, 'Tea_for_two')
    event = add(calendar, 'Dentist')
    calendar.DeleteEvent(event['id'])
    window.start()

    window.key('F10')
    window.press(window.wait_for_node('menu item', 'Undo Deleting “Dentist”'))
    window.wait_for_node(BUTTON, starts('Dentist, '))

    window.key('F10')
    window.wait_for_node('menu item', 'Redo Deleting “Dentist”')
    window.press(window.wait_for_node('menu item', 'Undo Adding “Dentist”'))
    window.wait_until_gone(BUTTON, starts('Dentist, '))

    # An underscore in a title is one, and marks no letter.
    window.key('F10')
    window.wait_for_node('menu item', 'Undo Adding “Tea_for_two”')


def test_a_row_of_the_open_menu_stays_while_others_change_the_calendar(window, calendar):
    """Made anew with the same words, it lost the press or the focus that it had."""
    event = add(calendar, 'Dentist')['id']
    calendar.UpdateEvent(event, {'end_time': '19:00'})
    window.start()
    window.wait_for_node(BUTTON, starts('Dentist, 16:30 to 19:00'))
    window.click(window.wait_for_node(BUTTON, 'Open Menu'))
    undo = window.wait_for_node('menu item', 'Undo Changing “Dentist”')
    window.tab_to('Undo Changing “Dentist”', key='Down')

    calendar.UpdateEvent(event, {'end_time': '20:00'})
    window.wait_for_node(BUTTON, starts('Dentist, 16:30 to 20:00'))
    assert window.focus_node() == undo
    window.key('Return')
    wait_for(lambda: calendar.GetEvent(event)['end_time'] == '19:00', 'it is undone')


def test_undo_again_and_again(window, calendar):
    """Faster than a toast comes, as when the key is held; memory that was freed is no longer so."""
    for number in range(6):
        add(calendar, f'Event {number}', event_date=f'2026-11-1{number}')
    window.start(MALLOC_PERTURB_='165')
    window.wait_for_node(BUTTON, starts('Event 5, '))
    for number in reversed(range(6)):
        window.screen.xdotool('key', 'ctrl+z')
        wait_for(lambda: len(calendar.ListEvents({})) == number, 'it is undone')
    window.wait_for_node('label', 'Undone: “Event 0”')
    for number in range(6):
        window.screen.xdotool('key', 'ctrl+shift+z')
        wait_for(lambda: len(calendar.ListEvents({})) == number + 1, 'it is done again')
    window.wait_for_node('label', 'Done again: “Event 5”')


def test_settings_hold_at_once(window, calendar, sandbox):
    sandbox.set_setting('week-start', "'monday'")
    add(calendar, 'Dentist')
    window.start(GSETTINGS_BACKEND='keyfile')
    window.wait_for_node(BUTTON, starts('Dentist, '))
    window.key('ctrl+comma')
    preferences = window.wait_for_node('frame', 'Preferences')

    window.press(window.wait_for_node(BUTTON, 'Saturday', preferences))
    path = (sandbox.folder / 'config' / 'glib-2.0' / 'settings' / 'keyfile')
    wait_for(lambda: 'saturday' in path.read_text(), 'the working day is stored')


@pytest.mark.parametrize('letters', [True, False])
def test_single_letters_act_where_they_may(window, calendar, sandbox, letters):
    sandbox.set_setting('single-letter-keys', 'true' if letters else 'false')
    add(calendar, 'Dentist')
    window.start(GSETTINGS_BACKEND='keyfile')
    window.wait_for_node('frame', 'November 2026 – Gnomon')
    window.key('y')
    window.key('ctrl+3' if not letters else 'm')
    window.key('Page_Down')
    # In the year, a page is a year.
    window.wait_for_node('frame', 'December 2026 – Gnomon')


def test_new_events_are_as_long_as_the_settings_say(window, calendar, sandbox):
    sandbox.set_setting('default-duration', '45')
    sandbox.set_setting('default-reminder', '30')
    sandbox.set_setting('default-event-type', "'event'")
    add(calendar, 'Dentist')
    window.start(GSETTINGS_BACKEND='keyfile')
    window.wait_for_node(BUTTON, starts('Dentist, '))
    window.key('ctrl+shift+n')
    editor = window.wait_for_node('frame', 'New Event')
    window.focus_top()
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Choir')
    window.key('ctrl+Return')

    made = wait_for(lambda: next((e for e in calendar.ListEvents({'search': 'Choir'})), None),
                    'the event is stored')
    assert made['duration_minutes'] == 45
    assert made['reminder_minutes_before'] == 30
    assert made['event_type'] == 'event'


def test_what_is_shown_goes_to_a_pdf_file(window, calendar, tmp_path):
    pages = {
        'd': ['Wednesday 18 November', 'Dentist', '16:30–17:30'],
        'w': ['Week 47', 'Dentist', 'Offsite'],
        'm': ['November 2026', 'Dentist', 'Offsite'],
        'y': ['2026', 'January', 'February', 'December', 'The more busy hours a day has'],
        'a': ['Wed 18 Nov 2026 – Tue 15 Dec 2026', 'Dentist', 'All day', 'Offsite'],
    }
    add(calendar, 'Dentist')
    calendar.CreateEvent({'title': 'Offsite', 'event_date': '2026-11-17', 'all_day': True,
                          'end_date': '2026-11-19'})
    window.start()
    if is_sanitized(window.process.pid):
        pytest.skip('the dialog of the toolkit loses paths of the cloud providers\' folders')
    window.wait_for_node(BUTTON, starts('Dentist, '))
    for key, page in pages.items():
        path = tmp_path / f'{key}.pdf'
        window.key(key, 'ctrl+shift+p')
        window.set_text(window.wait_for_node('text', 'Name:'), str(path))
        window.press(window.wait_for_node(BUTTON, starts('_Save')))
        window.wait_until_alone()
        window.wait_for_node('label', f'Saved as {key}.pdf')
        window.focus()
        text = subprocess.run(['pdftotext', '-layout', path, '-'], check=True,
                              capture_output=True, text=True).stdout
        for words in page:
            assert words in text


def test_what_a_new_zone_moves_is_told(window, calendar, service, sandbox):
    calendar.CreateEvent({'title': 'Pills', 'event_date': '2026-11-19', 'start_time': '08:00',
                          'timezone': 'floating', 'reminder_set': True})
    # A whole day stays the same day, wherever one is; its reminder alone rings at another time.
    calendar.CreateEvent({'title': 'Birthday', 'event_date': '2026-11-20', 'all_day': True,
                          'reminder_set': True})
    # The service finds what a journey has moved when it starts.
    service.restart(TZ='America/New_York')
    wait_for(lambda: len(calendar.ListMoves(0)) == 2, 'the moves are found')
    window.start()

    window.wait_for_node('label', starts('1 event is at another time'))
    window.key('F10')
    window.press(window.wait_for_node('menu item', 'Moved Events'))
    moved = window.wait_for_node('frame', 'Moved Events')
    window.wait_for_node('label', 'Pills', moved)
    window.wait_for_node('label', starts('Was Thu 19 Nov'), moved)
    assert not window.node('label', 'Birthday', moved)
