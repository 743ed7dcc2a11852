# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dragged in the month: events, across its edge too, and the edges of what takes days."""

import datetime

import pytest

from gnomon_testing import wait_for
from test_month import CELL, CHIP, NOW, add, starts


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    sandbox.set_setting('week-start', "'monday'")
    return sandbox


def extents(node):
    from gi.repository import Atspi
    return node.get_extents(Atspi.CoordType.WINDOW)


def grid(window):
    return window.wait_for_node('table', 'Month')


def cell_of(window, text):
    return window.wait_for_node(CELL, starts(text), within=grid(window))


def test_drag_to_another_day(window, calendar):
    event = add(calendar, 'Dentist', '2026-11-18')
    window.start()
    window.drag(window.wait_for_node(CHIP, starts('Dentist')),
                cell_of(window, 'Friday 27 November'))
    wait_for(lambda: calendar.GetEvent(event['id'])['event_date'] == '2026-11-27', 'it was moved')


def test_drag_across_the_edge(window, calendar):
    event = add(calendar, 'Dentist', '2026-11-18')
    window.start()
    chip = window.wait_for_node(CHIP, starts('Dentist'))
    x0, y0 = window.place(chip)
    x, y = window.place(cell_of(window, 'Friday 4 December'))
    bottom = y + extents(cell_of(window, 'Friday 4 December')).height // 2 - 4
    known = [cell.get_name() for cell in window.nodes(CELL, starts('Friday '), grid(window))]
    window.screen.xdotool('mousemove', x0, y0, 'mousedown', 1)
    try:
        for i in range(1, 16):
            window.screen.xdotool('mousemove', x0 + (x - x0) * i // 15,
                                  y0 + (bottom - y0) * i // 15, 'sleep', 0.03)
        # Not for a certain week: at the edge it goes on, and may be past that before one looks.
        window.wait_for_node(
            CELL, lambda name: name.startswith('Friday ') and name not in known, grid(window))
    finally:
        # A button that is held would be held in the next test, too.
        window.screen.xdotool('mousemove', x, y, 'mouseup', 1)
    wait_for(lambda: calendar.GetEvent(event['id'])['event_date'] > '2026-12-05', 'it was moved')
    assert datetime.date.fromisoformat(calendar.GetEvent(event['id'])['event_date']).weekday() == 4
    window.wait_for_node(CHIP, starts('Dentist'), within=grid(window))


def drag_edge(window, chip, at_end, cell):
    """A bar keeps a few pixels from the edges of its days."""
    edge = cell_of(window, 'Wednesday 18 November' if at_end else 'Tuesday 17 November')
    x = window.place(edge)[0] + (1 if at_end else -1) * (extents(edge).width // 2 - 7)
    y = window.place(chip)[1]
    end = window.place(cell)
    window.screen.point(x, y)
    window.screen.xdotool('mousedown', 1)
    for i in range(1, 16):
        window.screen.xdotool('mousemove', x + (end[0] - x) * i // 15, y + (end[1] - y) * i // 15,
                              'sleep', 0.03)
    window.screen.xdotool('mouseup', 1)


@pytest.mark.parametrize('at_end,to,first,last', [
    (True, 'Friday 20 November', '2026-11-17', '2026-11-20'),
    (False, 'Thursday 12 November', '2026-11-12', '2026-11-18'),
    (True, 'Monday 2 November', '2026-11-17', '2026-11-17'),
])
def test_drag_an_edge(window, calendar, at_end, to, first, last):
    event = add(calendar, 'Offsite', '2026-11-17', '', all_day=True, end_date='2026-11-18')
    window.start()
    drag_edge(window, window.wait_for_node(CHIP, starts('Offsite')), at_end, cell_of(window, to))
    wait_for(lambda: [calendar.GetEvent(event['id'])[key] for key in ('event_date', 'end_date')]
             == [first, last], f'it is from {first} to {last}')
