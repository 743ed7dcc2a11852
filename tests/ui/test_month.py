# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame and the month: what is shown, where the keyboard goes, what follows whom."""

import pytest

from gnomon_testing import wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

CHIP = 'push button'
CELL = 'table cell'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def starts(text):
    return lambda name: name.startswith(text)


def add(calendar, title, date, start='10:00', **more):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': start, **more})


def has_a_place(node):
    """A page that was never in sight has nodes too, of no size."""
    from gi.repository import Atspi
    return node is not None and node.get_extents(Atspi.CoordType.WINDOW).width > 0


def wait_for_month(window, title):
    window.wait_for_node('frame', f'{title} – Gnomon')


def test_cells_say_what_they_have(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '16:30')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    add(calendar, 'Offsite', '2026-11-23', '', all_day=True, end_date='2026-11-25')
    window.start()
    wait_for_month(window, 'November 2026')
    window.wait_for_node(CELL, 'Wednesday 18 November, today, 2 events')
    window.wait_for_node(CELL, 'Tuesday 24 November, 1 event')
    window.wait_for_node(CELL, 'Thursday 26 November, no events')
    window.wait_for_node(CHIP, 'Dentist, 16:30 to 17:30, Wednesday 18 November, Personal')
    window.wait_for_node(
        CHIP, 'Offsite, all day, Monday 23 November to Wednesday 25 November, Personal')


def test_another_program_changes_something(window, calendar):
    event = add(calendar, 'Dentist', '2026-11-18', '16:30')
    window.start()
    window.wait_for_node(CHIP, starts('Dentist, 16:30'))
    calendar.UpdateEvent(event['id'], {'start_time': '15:00', 'event_date': '2026-11-19'})
    window.wait_for_node(CHIP, starts('Dentist, 15:00 to 17:30, Thursday 19 November'))
    window.wait_for_node(CELL, 'Wednesday 18 November, today, no events')
    calendar.DeleteEvent(event['id'])
    window.wait_until_gone(CHIP, starts('Dentist'))


def test_first_event_ends_the_first_run(window, calendar):
    window.start()
    window.wait_for_node(CHIP, 'Open a Calendar File…')
    assert not has_a_place(window.node(CELL, starts('Wednesday 18 November, today')))
    add(calendar, 'Dentist', '2026-11-18')
    wait_for(lambda: has_a_place(window.node(CELL, 'Wednesday 18 November, today, 1 event')),
             'the month is shown')


def test_keys_turn_the_months(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    wait_for_month(window, 'November 2026')
    for key, month in (('Page_Down', 'December 2026'), ('Page_Down', 'January 2027'),
                       ('Page_Up', 'December 2026'), ('alt+Page_Up', 'December 2025'),
                       ('t', 'November 2026'), ('alt+Page_Down', 'November 2027'),
                       ('Home', 'November 2026')):
        window.key(key)
        wait_for_month(window, month)


def test_keys_go_through_days_and_events(window, calendar):
    add(calendar, 'First', '2026-11-18', '12:00')
    add(calendar, 'Second', '2026-11-18', '14:00')
    add(calendar, 'Third', '2026-11-20', '14:00')
    window.start()
    window.wait_for_node(CHIP, starts('Third'))
    window.wait_for_focus(starts('Wednesday 18 November'))
    for key, text in (('Right', 'Thursday 19 November'), ('Down', 'Thursday 26 November'),
                      ('Up', 'Thursday 19 November'), ('Left', 'Wednesday 18 November'),
                      ('Tab', 'First'), ('Down', 'Second'), ('Tab', 'Third'),
                      ('shift+Tab', 'Second'), ('Up', 'First'), ('Up', 'Wednesday 18 November'),
                      ('Tab', 'First'), ('Right', 'Thursday 19 November')):
        window.key(key)
        window.wait_for_focus(starts(text))


def delete_first_event(window, title):
    window.wait_for_node(CHIP, starts(title))
    window.wait_for_focus(starts('Wednesday 18 November'))
    window.key('Tab')
    window.wait_for_focus(starts(title))
    window.key('Delete')


def test_delete(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '16:30')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    window.start()
    delete_first_event(window, 'Dentist')
    wait_for(lambda: [e['title'] for e in calendar.ListEvents({})] == ['Choir'], 'it is deleted')
    window.wait_until_gone(CHIP, starts('Dentist, '))
    window.wait_for_focus(starts('Choir'))


def test_delete_and_undo(window, calendar):
    event = add(calendar, 'Dentist', '2026-11-18', '16:30')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    window.start()
    delete_first_event(window, 'Dentist')
    # The toast does not stay for long.
    window.press(window.wait_for_node(CHIP, starts('Undo')))
    window.wait_for_node(None, 'Undone: “Dentist”')
    window.wait_for_node(CHIP, starts('Dentist, 16:30'))
    assert calendar.GetEvent(event['id'])['title'] == 'Dentist'


def test_a_day_with_too_much(window, calendar):
    for hour in range(8, 20):
        add(calendar, f'Event {hour}', '2026-11-26', f'{hour:02}:00')
    window.start()
    more = window.wait_for_node(
        CHIP, lambda name: name.endswith(' more events, Thursday 26 November'))
    shown = window.nodes(CHIP, starts('Event '))
    assert int(more.get_name().split()[0]) + len(shown) == 12
    assert [chip.get_name().split(',')[0] for chip in shown] == [
        f'Event {hour}' for hour in range(8, 8 + len(shown))]


def test_calendars_are_hidden_and_shown(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))
    window.click(window.wait_for_node('check box', 'Personal, On this computer'))
    window.wait_until_gone(CHIP, starts('Dentist'))
    wait_for(lambda: not calendar.ListCalendars()[0]['visible'], 'the calendar is hidden')
    calendar.UpdateCalendar(calendar.ListCalendars()[0]['id'], {'visible': True})
    window.wait_for_node(CHIP, starts('Dentist'))


def test_goes_to_a_date(window, calendar):
    add(calendar, 'Old', '2024-02-29')
    window.start('--date', '2024-02-29')
    wait_for_month(window, 'February 2024')
    window.wait_for_node(CHIP, starts('Old, 10:00 to 11:00, Thursday 29 February 2024'))


def test_opens_a_file(window, sandbox, tmp_path):
    path = tmp_path / 'one.ics'
    path.write_text('\r\n'.join((
        'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Test//EN', 'BEGIN:VEVENT',
        'UID:one@example.org', 'DTSTAMP:20261101T000000Z', 'DTSTART:20261120T130000Z',
        'DTEND:20261120T140000Z', 'SUMMARY:From a file', 'END:VEVENT', 'END:VCALENDAR', '')))
    window.start(path)
    window.press(window.wait_for_node('push button', 'Import'))
    window.wait_for_node(CHIP, starts('From a file, 14:00 to 15:00, Friday 20 November'))
    window.wait_for_node(None, '1 event imported')
