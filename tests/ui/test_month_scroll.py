# SPDX-License-Identifier: GPL-3.0-or-later
"""The month goes on without an end, by wheel and by keys; and weeks have numbers."""

import pytest

from gnomon_testing import wait_for
from test_month import CELL, CHIP, NOW, add, starts, wait_for_month

UP, DOWN = 4, 5


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    sandbox.set_setting('week-start', "'monday'")
    return sandbox


def wheel(window, button, count=1):
    window.screen.point(*window.place(grid(window)))
    window.screen.xdotool('click', '--repeat', count, '--delay', 60, button)


def grid(window):
    return window.wait_for_node('table', 'Month')


def first_cell(window):
    return window.node(CELL, within=grid(window)).get_name()


def wait_for_first(window, text):
    wait_for(lambda: first_cell(window).startswith(text), f'“{text}” is the first day in sight')


def test_wheel_goes_week_by_week(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    add(calendar, 'Choir', '2026-12-09')
    window.start()
    wait_for_month(window, 'November 2026')
    wait_for_first(window, 'Monday 26 October')
    assert not window.node(CHIP, starts('Choir'))
    wheel(window, DOWN)
    wait_for_first(window, 'Monday 2 November')
    window.wait_for_node(CHIP, starts('Choir'))
    wait_for_month(window, 'November 2026')
    wheel(window, DOWN, 4)
    wait_for_first(window, 'Monday 30 November')
    wait_for_month(window, 'December 2026')
    window.wait_until_gone(CHIP, starts('Dentist'))
    wheel(window, UP, 7)
    wait_for_first(window, 'Monday 12 October')
    wait_for_month(window, 'October 2026')
    window.wait_for_node(CHIP, starts('Dentist'))


def test_a_year_of_weeks(window, calendar):
    """Weeks that come back with other days have all that is in them, in the order of time."""
    for month in range(1, 13):
        add(calendar, f'Event {month}', f'2027-{month:02}-15')
    window.start()
    wait_for_month(window, 'November 2026')
    wheel(window, DOWN, 60)
    wait_for_first(window, 'Monday 20 December')
    wait_for_month(window, 'January 2028')
    wheel(window, UP, 30)
    wait_for_first(window, 'Monday 24 May')
    window.wait_for_node(CHIP, starts('Event 6'))
    cells = [cell.get_name() for cell in window.nodes(CELL, within=grid(window))]
    assert len(cells) == 42
    assert cells[7].startswith('Monday 31 May') and cells[41].startswith('Sunday 4 July')


def test_months_are_turned_from_where_it_is(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    wait_for_month(window, 'November 2026')
    wheel(window, DOWN, 2)
    wait_for_first(window, 'Monday 9 November')
    window.key('Page_Down')
    wait_for_month(window, 'December 2026')
    wait_for_first(window, 'Monday 30 November')
    wheel(window, DOWN, 2)
    wait_for_first(window, 'Monday 14 December')
    window.key('t')
    wait_for_first(window, 'Monday 26 October')
    wait_for_month(window, 'November 2026')
    window.wait_for_focus(starts('Wednesday 18 November'))


def test_arrows_go_on(window, calendar):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    window.wait_for_focus(starts('Wednesday 18 November'))
    for text in ('25 November', '2 December', '9 December', '16 December', '23 December'):
        window.key('Down')
        window.wait_for_focus(starts(f'Wednesday {text}'))
    wait_for_first(window, 'Monday 16 November')
    window.key(*['Up'] * 7)
    window.wait_for_focus(starts('Wednesday 4 November'))
    wait_for_first(window, 'Monday 2 November')


def test_focus_stays_in_sight(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '12:00')
    window.start()
    window.wait_for_focus(starts('Wednesday 18 November'))
    window.key('Tab')
    window.wait_for_focus(starts('Dentist'))
    wheel(window, DOWN, 9)
    wait_for_first(window, 'Monday 28 December')
    # Which day it is depends on how many frames there were on the way.
    wait_for(lambda: window.focused() in [cell.get_name() for cell in
                                         window.nodes(CELL, within=grid(window))],
             'a day in sight has the focus')


def test_week_numbers(window, calendar, sandbox):
    add(calendar, 'Dentist', '2026-11-18')
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))
    assert not window.node(None, 'Week 47')
    sandbox.set_setting('week-numbers', "'shown'")
    window.wait_for_node(None, 'Week 47', within=grid(window))
    sandbox.set_setting('week-numbers', "'hidden'")
    window.wait_until_gone(None, 'Week 47')
