# SPDX-License-Identifier: GPL-3.0-or-later
"""The week and the day: what is shown, where the keys go, what the pointer makes and moves."""

import re

import pytest

from gnomon_testing import wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

CHIP = 'push button'
CELL = 'table cell'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    sandbox.set_setting('week-start', "'monday'")
    sandbox.set_setting('view', "'week'")
    return sandbox


def starts(text):
    return lambda name: name.startswith(text)


def add(calendar, title, date, start='10:00', **more):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': start, **more})


def names(nodes):
    """The names of nodes; those that go away meanwhile have none."""
    from gi.repository import GLib
    for node in nodes:
        try:
            yield node.get_name()
        except GLib.Error:
            continue


def days(window, view):
    """The days of a view, by their names; none where the view is not the one that is shown."""
    from gi.repository import Atspi
    switch = window.node(CHIP, view)
    table = window.node('table', view)
    if not (table and switch
            and switch.get_state_set().contains(Atspi.StateType.PRESSED)):
        return []
    found = (re.match(r'(\w+ \d+ \w+), (today, )?(no events|\d+ events?)$', name)
             for name in names(window.nodes(CELL, within=table)))
    return [match[1] for match in found if match]


def wait_for_days(window, first, count, view='Week'):
    def look():
        shown = days(window, view)
        return shown[:1] == [first] and len(shown) == count
    wait_for(look, f'{count} days from {first} are shown')


def extents(node):
    """Where it is in its window, as soon as it is laid out."""
    from gi.repository import Atspi

    def look():
        place = node.get_extents(Atspi.CoordType.WINDOW)
        return place.width > 0 and place
    return wait_for(look, f'“{node.get_name()}” has a place')


def wait_for_times(calendar, event, date, start, end, **more):
    def look():
        now = calendar.GetEvent(event['id'])
        return ((now['event_date'], now['start_time'], now['end_time']) == (date, start, end)
                and all(now[key] == value for key, value in more.items()))
    wait_for(look, f'the event is at {date} {start}–{end}')


def hour_height(window, chip):
    """How many pixels an hour has, by an event of two hours."""
    return (extents(chip).height + 3) / 2


def drag_by(window, x, y, dx, dy, steps=10, keys=(), hold=None):
    """Drag from a place on the screen, with keys held from the press to the release."""
    tool = window.screen.xdotool
    window.screen.point(x, y)
    tool('mousedown', 1)
    for key in keys:
        tool('keydown', key)
    for i in range(1, steps + 1):
        tool('mousemove', round(x + dx * i / steps), round(y + dy * i / steps), 'sleep', 0.02)
    if hold:
        hold()
    tool('mouseup', 1)
    for key in keys:
        tool('keyup', key)


def test_days_say_what_they_have(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '16:30')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    add(calendar, 'Offsite', '2026-11-19', '', all_day=True, end_date='2026-11-20')
    window.start()
    window.wait_for_node('frame', 'November 2026 – Gnomon')
    window.wait_for_node(CELL, 'Wednesday 18 November, today, 2 events')
    window.wait_for_node(CELL, 'Thursday 19 November, 1 event')
    window.wait_for_node(CELL, 'Friday 20 November, all day, 1 event')
    window.wait_for_node(CHIP, 'Dentist, 16:30 to 17:30, Wednesday 18 November, Personal')
    window.wait_for_node(
        CHIP, 'Offsite, all day, Thursday 19 November to Friday 20 November, Personal')
    wait_for_days(window, 'Monday 16 November', 7)


def test_events_side_by_side(window, calendar):
    add(calendar, 'First', '2026-11-18', '12:00', end_time='14:00')
    add(calendar, 'Second', '2026-11-18', '12:15', end_time='13:00')
    add(calendar, 'Third', '2026-11-18', '14:00', end_time='15:00')
    window.start()
    first = extents(window.wait_for_node(CHIP, starts('First')))
    second = extents(window.wait_for_node(CHIP, starts('Second')))
    third = extents(window.wait_for_node(CHIP, starts('Third')))
    assert first.x + first.width <= second.x
    assert third.x == first.x and third.x + third.width == second.x + second.width
    assert first.height > 1.8 * second.height
    assert third.y > first.y + first.height


def test_through_midnight(window, calendar):
    add(calendar, 'Night train', '2026-11-18', '22:00', end_date='2026-11-19', end_time='06:00')
    add(calendar, 'Long shift', '2026-11-20', '12:00', end_date='2026-11-21', end_time='12:00')
    window.start()
    window.wait_for_node(CHIP, starts('Night train'))
    halves = [extents(node) for node in window.nodes(CHIP, starts('Night train'))]
    assert len(halves) == 2
    assert halves[0].x < halves[1].x and halves[0].y > halves[1].y
    # What is a day long lies over the hours.
    bars = [extents(node) for node in window.nodes(CHIP, starts('Long shift'))]
    assert len(bars) == 1 and bars[0].width > halves[0].width


def test_more_than_fits_over_the_hours(window, calendar):
    for i in range(6):
        add(calendar, f'Day {i}', '2026-11-18', '', all_day=True)
    window.start()
    more = window.wait_for_node(CHIP, '3 more events, Wednesday 18 November')
    window.click(more)
    window.wait_for_node(None, 'Day 5')


def test_keys_turn_and_change_the_view(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    wait_for_days(window, 'Monday 16 November', 7)
    for key, view, first, count in (
            ('Page_Down', 'Week', 'Monday 23 November', 7),
            ('Page_Up', 'Week', 'Monday 16 November', 7),
            ('Page_Up', 'Week', 'Monday 9 November', 7),
            ('t', 'Week', 'Monday 16 November', 7),
            ('ctrl+1', 'Day', 'Wednesday 18 November', 1),
            ('Page_Down', 'Day', 'Thursday 19 November', 1),
            ('Home', 'Day', 'Wednesday 18 November', 1),
            ('m', 'Month', 'Monday 26 October', 42),
            ('w', 'Week', 'Monday 16 November', 7)):
        window.key(key)
        wait_for_days(window, first, count, view)


def test_title_of_two_months(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start('--date', '2026-11-30')
    window.wait_for_node('frame', 'Nov – Dec 2026 – Gnomon')
    window.key('Page_Down')
    window.wait_for_node('frame', 'December 2026 – Gnomon')


def test_keys_go_through_slots_and_events(window, calendar):
    add(calendar, 'First', '2026-11-18', '12:00')
    add(calendar, 'Second', '2026-11-18', '14:00')
    add(calendar, 'Third', '2026-11-20', '08:00')
    window.start()
    window.wait_for_node(CHIP, starts('Third'))
    window.wait_for_focus(starts('09:00 to 09:30, Wednesday 18 November'))
    for key, text in (('Down', '09:30 to 10:00, Wednesday 18 November'),
                      ('Right', '09:30 to 10:00, Thursday 19 November'),
                      ('Up', '09:00 to 09:30, Thursday 19 November'),
                      ('Left', '09:00 to 09:30, Wednesday 18 November'),
                      ('shift+Down', '09:00 to 10:00, Wednesday 18 November'),
                      ('Tab', 'First'), ('Down', 'Second'), ('Tab', 'Third'),
                      ('shift+Tab', 'Second'), ('Up', 'First'),
                      ('Up', '12:00 to 12:30, Wednesday 18 November'),
                      ('Tab', 'First'), ('Right', '12:00 to 12:30, Thursday 19 November')):
        window.key(key)
        window.wait_for_focus(starts(text))
    for _ in range(4):
        window.key('Right')
    window.wait_for_focus(starts('12:00 to 12:30, Monday 23 November'))


def test_enter_makes_an_event_at_the_cursor(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '16:30')
    window.start()
    window.wait_for_focus(starts('09:00 to 09:30, Wednesday 18 November'))
    window.key('Right', 'shift+Down', 'shift+Down', 'Return')
    wait_for_understanding(window, '09:00–10:30')
    window.type('Planning')
    window.key('Return')
    window.wait_for_node(CHIP, starts('Planning, 09:00 to 10:30'))


def test_delete_and_undo(window, calendar):
    event = add(calendar, 'Dentist', '2026-11-18', '16:30')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    window.start()
    window.wait_for_focus(starts('09:00'))
    window.key('Tab')
    window.wait_for_focus(starts('Dentist'))
    window.key('Delete')
    window.wait_until_gone(CHIP, starts('Dentist'))
    window.wait_for_focus(starts('Choir'))
    window.key('ctrl+z')
    window.wait_for_node(CHIP, starts('Dentist'))
    assert calendar.GetEvent(event['id'])['title'] == 'Dentist'


def test_work_week(window, calendar, sandbox):
    sandbox.set_setting('work-week', 'true')
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    wait_for_days(window, 'Monday 16 November', 5)
    sandbox.set_setting('work-week', 'false')
    wait_for_days(window, 'Monday 16 November', 7)


def test_three_days_in_a_narrow_window(window, calendar, sandbox):
    sandbox.set_setting('window-width', '400')
    sandbox.set_setting('window-height', '700')
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    wait_for_days(window, 'Wednesday 18 November', 3)
    window.key('Page_Down')
    wait_for_days(window, 'Saturday 21 November', 3)


def test_view_and_day_come_back(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    wait_for_days(window, 'Monday 16 November', 7)
    window.key('ctrl+1', 'Page_Down')
    wait_for_days(window, 'Thursday 19 November', 1, 'Day')
    window.stop()
    window.start()
    wait_for_days(window, 'Thursday 19 November', 1, 'Day')


def wait_for_understanding(window, *parts):
    """Quick add is open, and says what it would make."""
    entry = window.wait_for_node('text', 'New event, in your words')
    wait_for(lambda: all(part in entry.get_description() for part in parts), f'it says {parts}')


def cell_of(window, text):
    return extents(window.wait_for_node(CELL, starts(text)))


def column_width(window):
    return (cell_of(window, 'Thursday 19 November,').x
            - cell_of(window, 'Wednesday 18 November,').x)


def test_drag_makes_an_event(window, calendar):
    add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    hour = hour_height(window, chip)
    column = column_width(window)
    x, y = window.place(chip)
    # From 13:00, the middle of the event, on the day after it, to 14:30.
    drag_by(window, x + column, y, 0, 1.5 * hour)
    wait_for_understanding(window, 'Thursday 19 November', '13:00–14:30')


def test_click_makes_an_event(window, calendar):
    add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    x, y = window.place(chip)
    window.screen.point(x, round(y + 2.2 * hour_height(window, chip)))
    window.screen.xdotool('click', 1)
    wait_for_understanding(window, 'Wednesday 18 November', '15:00–16:00')


def test_a_move_into_another_month_names_it(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-30', '12:00', end_time='13:00')
    window.start()
    window.key('Page_Down', 'Page_Down')
    window.click(window.wait_for_node(CHIP, starts('Lunch')))
    window.wait_for_node(CHIP, 'Edit Event')
    window.key('Escape')
    window.wait_for_focus(starts('Lunch'))
    window.key('alt+Right')
    wait_for_times(calendar, event, '2026-12-01', '12:00', '13:00')
    window.wait_for_node(None, 'Moved to Tue 1 Dec, 12:00')


def test_drag_moves_and_undo(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    hour = hour_height(window, chip)
    column = column_width(window)
    x, y = window.place(chip)
    drag_by(window, x, y, column, 2 * hour)
    wait_for_times(calendar, event, '2026-11-19', '14:00', '16:00')
    window.wait_for_node(CHIP, starts('Lunch, 14:00 to 16:00, Thursday 19 November'))
    window.wait_for_node(None, 'Moved to Thu 19, 14:00')
    window.key('ctrl+z')
    wait_for_times(calendar, event, '2026-11-18', '12:00', '14:00')


def test_drag_keeps_to_quarters_and_with_alt_to_five_minutes(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    hour = hour_height(window, chip)
    x, y = window.place(chip)
    drag_by(window, x, y, 0, 20 / 60 * hour)
    wait_for_times(calendar, event, '2026-11-18', '12:15', '14:15')
    window.wait_for_node(CHIP, starts('Lunch, 12:15'))
    drag_by(window, x, y + hour / 4, 0, 20 / 60 * hour, keys=['alt'])
    wait_for_times(calendar, event, '2026-11-18', '12:35', '14:35')


def test_drag_an_edge_changes_the_length(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    hour = hour_height(window, chip)
    x, y = window.place(chip)
    half = extents(chip).height / 2
    drag_by(window, x, y + half - 3, 0, hour)
    wait_for_times(calendar, event, '2026-11-18', '12:00', '15:00')
    window.wait_for_node(CHIP, starts('Lunch, 12:00 to 15:00'))
    drag_by(window, x, y - half + 3, 0, -hour)
    wait_for_times(calendar, event, '2026-11-18', '11:00', '15:00')


def test_drag_the_edge_of_days(window, calendar):
    event = add(calendar, 'Offsite', '2026-11-17', '', all_day=True, end_date='2026-11-18')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Offsite'))
    column = window.wait_for_node(CELL, starts('Wednesday 18 November, all day'))
    x = window.place(column)[0] + extents(column).width // 2 - 6
    y = window.place(chip)[1]
    drag_by(window, x, y, 2 * extents(column).width, 0)
    wait_for(lambda: [calendar.GetEvent(event['id'])[key] for key in ('event_date', 'end_date')]
             == ['2026-11-17', '2026-11-20'], 'it is longer')


def test_drag_over_the_hours_and_back(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    x, y = window.place(chip)
    strip = window.wait_for_node(CELL, starts('Wednesday 18 November, all day'))
    drag_by(window, x, y, 0, window.place(strip)[1] - y)
    wait_for(lambda: calendar.GetEvent(event['id'])['all_day'], 'it takes the whole day')
    bar = window.wait_for_node(CHIP, starts('Lunch, all day, Wednesday 18 November'))
    x, bar_y = window.place(bar)
    drag_by(window, x, bar_y, 0, y - bar_y)
    wait_for(lambda: not calendar.GetEvent(event['id'])['all_day'], 'it has a time again')
    now = calendar.GetEvent(event['id'])
    assert (now['event_date'], now['duration_minutes']) == ('2026-11-18', 60)

    # The hours may have scrolled on the way: it is where it was dropped, to a quarter of an hour.
    def is_below_pointer():
        chip = window.node(CHIP, starts(f'Lunch, {now["start_time"]}'))
        return chip and abs(window.place(chip)[1] - extents(chip).height / 2 - y) < 15
    wait_for(is_below_pointer, 'it is where it was dropped')


def test_drag_with_control_copies(window, calendar):
    add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00', location='Canteen')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    x, y = window.place(chip)
    drag_by(window, x, y, 0, 3 * hour_height(window, chip), keys=['ctrl'])
    wait_for(lambda: sorted((e['start_time'], e['location']) for e in calendar.ListEvents({}))
             == [('12:00', 'Canteen'), ('15:00', 'Canteen')], 'there are two')


def test_escape_leaves_it_where_it_was(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    before = calendar.GetEvent(event['id'])
    x, y = window.place(chip)
    drag_by(window, x, y, 0, 2 * hour_height(window, chip),
            hold=lambda: window.screen.xdotool('key', 'Escape'))
    # A change that would come has come before this one.
    calendar.CreateEvent({'title': 'Later', 'event_date': '2026-11-19', 'start_time': '08:00'})
    window.wait_for_node(CHIP, starts('Later'))
    assert calendar.GetEvent(event['id']) == before


def test_keys_move_and_stretch(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    window.wait_for_node(CHIP, starts('Lunch'))
    window.wait_for_focus(starts('09:00'))
    window.key('Tab')
    for key, times in (('alt+Down', ('2026-11-18', '12:15', '14:15')),
                       ('alt+Right', ('2026-11-19', '12:15', '14:15')),
                       ('alt+shift+Down', ('2026-11-19', '12:15', '14:30')),
                       ('alt+shift+Up', ('2026-11-19', '12:15', '14:15')),
                       ('alt+Up', ('2026-11-19', '12:00', '14:00'))):
        window.wait_for_focus(starts('Lunch, '))
        window.key(key)
        wait_for_times(calendar, event, *times)
        window.wait_for_node(CHIP, starts(f'Lunch, {times[1]} to {times[2]}'))


def test_keys_copy_cut_and_paste(window, calendar):
    add(calendar, 'Lunch', '2026-11-18', '12:00')
    window.start()
    window.wait_for_node(CHIP, starts('Lunch'))
    window.wait_for_focus(starts('09:00'))

    def dates():
        return sorted(e['event_date'] for e in calendar.ListEvents({}))

    window.key('Tab', 'ctrl+c', 'Right', 'ctrl+v')
    wait_for(lambda: dates() == ['2026-11-18', '2026-11-19'], 'there is a copy')
    window.wait_for_focus(starts('Lunch, 12:00 to 13:00, Thursday 19 November'))
    window.key('ctrl+x', 'Right', 'ctrl+v')
    wait_for(lambda: dates() == ['2026-11-18', '2026-11-20'], 'the copy is moved')
    window.wait_for_focus(starts('Lunch, 12:00 to 13:00, Friday 20 November'))
    window.key('ctrl+d')
    wait_for(lambda: dates() == ['2026-11-18', '2026-11-20', '2026-11-20'], 'there are two')


def test_menus(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Lunch'))
    window.click(chip, button=3)
    window.press(window.wait_for_node('menu item', 'Duplicate'))
    wait_for(lambda: len(calendar.ListEvents({})) == 2, 'there are two')
    window.wait_for_focus(starts('Lunch'))
    window.key('shift+F10')
    window.press(window.wait_for_node('menu item', 'Delete'))
    wait_for(lambda: len(calendar.ListEvents({})) == 1, 'one is deleted')
    x, y = window.place(window.wait_for_node(CHIP, starts('Lunch')))
    window.screen.point(x, y + 150)
    window.screen.xdotool('click', 3)
    window.press(window.wait_for_node('menu item', 'New Event'))
    wait_for_understanding(window, 'New Event', 'Wednesday 18 November')
    assert calendar.ListEvents({})[0]['title'] == event['title']


def test_drag_in_the_month(window, calendar):
    event = add(calendar, 'Lunch', '2026-11-18', '12:00', end_time='14:00')
    window.start()
    window.key('m')
    window.wait_for_node('table', 'Month')
    chip = wait_for(lambda: next((n for n in window.nodes(CHIP, starts('Lunch'),
                                                          window.node('table', 'Month'))), None),
                    'it is in the month')
    cell = window.wait_for_node(CELL, starts('Friday 27 November,'))
    window.drag(chip, cell)
    wait_for_times(calendar, event, '2026-11-27', '12:00', '14:00')


def chips(window, title):
    """The days and times of what has a title, as its chips tell them."""
    found = (re.match(rf'{title}, (\d\d:\d\d) to \d\d:\d\d, (\w+) ', name)
             for name in names(window.nodes(CHIP, starts(title))))
    return [(match[2][:3], match[1]) for match in found if match]


def wait_for_chips(window, title, expected):
    wait_for(lambda: sorted(chips(window, title)) == sorted(expected), f'{title} is {expected}')


def focus_event(window, name):
    """Go from the cursor to an event by the Tab key."""
    for _ in range(12):
        if (window.focused() or '').startswith(name):
            return
        before = window.focused()
        window.key('Tab')
        wait_for(lambda: window.focused() != before, 'the focus goes on')
    raise AssertionError(f'{name} cannot be reached')


def answer_scope(window, question, choice, answer):
    dialog = window.wait_for_node('dialog', question)
    window.click(window.wait_for_node('check box', choice, dialog))
    window.press(window.wait_for_node(CHIP, starts(answer), dialog))


WEEK = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def test_one_of_a_series_is_moved(window, calendar):
    add(calendar, 'Stand-up', '2026-11-16', '09:30', end_time='10:00', rrule='FREQ=DAILY')
    window.start()
    wait_for_chips(window, 'Stand-up', [(day, '09:30') for day in WEEK])
    focus_event(window, 'Stand-up, 09:30 to 10:00, Wednesday')
    window.key('alt+Down')
    answer_scope(window, 'Change repeating event?', 'Only 18 November', 'Change')
    moved = [(day, '09:45' if day == 'Wed' else '09:30') for day in WEEK]
    wait_for_chips(window, 'Stand-up', moved)
    window.wait_until_gone(None, 'Change repeating event?')
    window.focus()
    window.key('ctrl+z')
    wait_for_chips(window, 'Stand-up', [(day, '09:30') for day in WEEK])


def test_a_series_is_deleted_from_a_day_on(window, calendar):
    add(calendar, 'Stand-up', '2026-11-16', '09:30', end_time='10:00', rrule='FREQ=DAILY')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    window.start()
    wait_for_chips(window, 'Stand-up', [(day, '09:30') for day in WEEK])
    focus_event(window, 'Stand-up, 09:30 to 10:00, Thursday')
    window.key('Delete')
    answer_scope(window, 'Delete repeating event?', '19 November and later', 'Delete')
    wait_for_chips(window, 'Stand-up', [(day, '09:30') for day in WEEK[:3]])


def test_a_series_stays_when_nothing_is_answered(window, calendar):
    add(calendar, 'Stand-up', '2026-11-16', '09:30', end_time='10:00', rrule='FREQ=DAILY')
    window.start()
    wait_for_chips(window, 'Stand-up', [(day, '09:30') for day in WEEK])
    focus_event(window, 'Stand-up, 09:30 to 10:00, Wednesday')
    window.key('Delete')
    answer_scope(window, 'Delete repeating event?', 'All events, also past ones', 'Cancel')
    window.wait_until_gone(None, 'Delete repeating event?')
    add(calendar, 'Choir', '2026-11-18', '19:30')
    window.wait_for_node(CHIP, starts('Choir'))
    wait_for_chips(window, 'Stand-up', [(day, '09:30') for day in WEEK])


def test_pane_beside_the_day(window, calendar):
    add(calendar, 'Stand-up', '2026-11-18', '09:00')
    add(calendar, 'Release', '2026-11-18', '10:30', location='Room Ada')
    lunch = add(calendar, 'Lunch', '2026-11-18', '12:30')
    window.start()
    window.key('ctrl+1')
    # Of its own accord it shows what runs.
    window.wait_for_node('label', 'Room Ada')
    window.click(window.wait_for_node(CHIP, starts('Lunch'), window.node('table', 'Day')))
    window.wait_until_gone('label', 'Room Ada')
    window.press(window.wait_for_node(CHIP, 'Delete Event'))
    wait_for(lambda: lunch['id'] not in [e['id'] for e in calendar.ListEvents({})],
             'what the pane shows is deleted')
    window.wait_for_node('label', 'Room Ada')
    # A window that is too narrow for it has a popover.
    window.screen.xdotool('windowsize', '--sync', window.focus(), 800, 700)
    window.wait_until_gone('label', 'Room Ada')
    window.click(window.wait_for_node(CHIP, starts('Release'), window.node('table', 'Day')))
    window.wait_for_node('label', 'Room Ada')


def test_cursor_stays_in_sight(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    window.wait_for_focus(starts('09:00'))
    top = extents(window.wait_for_node('scroll pane', within=window.node('table', 'Week'))).y
    bottom = extents(window.node('frame')).height
    for key, count, text in (('Down', 26, '22:00'), ('Up', 40, '02:00')):
        window.key(*[key] * count)
        window.wait_for_focus(starts(text))

        def look():
            cell = extents(window.node(CELL, starts(text)))
            return top <= cell.y and cell.y + cell.height <= bottom
        wait_for(look, f'the cursor at {text} is in sight')


@pytest.mark.parametrize('key', ['w', 'd'])
def test_a_view_that_is_entered_by_a_key_opens_at_the_hours(window, calendar, sandbox, key):
    sandbox.set_setting('view', "'month'")
    add(calendar, 'Stand-up', '2026-11-18', '09:30')
    add(calendar, 'Swim', '2026-11-18', '18:30')
    window.start()
    window.wait_for_node(CHIP, starts('Swim, '))
    window.key(key)
    wait_for(lambda: days(window, 'Week' if key == 'w' else 'Day'), 'the view is shown')

    # Neither the morning nor the night: the early evening is in sight at once.
    wait_for(lambda: any(0 < extents(node).y < 790 and extents(node).height > 40
                         for node in window.nodes(CHIP, starts('Swim, '))),
             'the evening is in sight')
