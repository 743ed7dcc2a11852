# SPDX-License-Identifier: GPL-3.0-or-later
"""The map of a year: what its days say, and how one goes through it."""

import pytest

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

CELL = 'table cell'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def add(calendar, title, date, start='10:00', **more):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': start, **more})


@pytest.fixture
def year(window, calendar):
    """The window with some events, at its map of the year."""
    add(calendar, 'Dentist', '2026-11-18', '16:30', end_time='18:00')
    add(calendar, 'Choir', '2026-11-18', '17:30', end_time='18:30')
    add(calendar, 'Long day', '2026-03-04', '08:00', end_time='17:00')
    window.start()
    window.wait_for_node('frame', 'November 2026 – Gnomon')
    window.key('y')
    window.wait_for_node('frame', '2026 – Gnomon')
    window.wait_for_node('table', 'November 2026')
    return window


def month(window, name):
    return window.wait_for_node('table', name)


def test_days_say_how_full_they_are(year):
    november = month(year, 'November 2026')
    year.wait_for_node(CELL, 'Wednesday 18 November, today, 2 events, 2 hours booked', november)
    year.wait_for_node(CELL, 'Thursday 19 November, no events', november)
    year.wait_for_node(CELL, 'Wednesday 4 March, 1 event, 9 hours booked',
                       month(year, 'March 2026'))
    assert len(year.nodes(CELL, None, november)) == 30
    year.wait_for_node('label', 'Busiest day ahead: Wed 18 November, 2 h')


def test_arrows_cross_months_and_years(year):
    year.wait_for_focus('Wednesday 18 November, today, 2 events, 2 hours booked')
    year.key('Down', 'Down', 'Right')
    year.wait_for_focus('Thursday 3 December, no events')
    year.key('Down', 'Down', 'Down', 'Down', 'Down')
    year.wait_for_node('frame', '2027 – Gnomon')
    year.wait_for_focus('Thursday 7 January 2027, no events')


def test_turning_goes_by_years(year):
    year.key('Page_Up')
    year.wait_for_node('frame', '2025 – Gnomon')
    month(year, 'November 2025')
    year.press(year.wait_for_node('push button', 'Next Year'))
    year.wait_for_node('frame', '2026 – Gnomon')


def test_another_program_fills_a_day(year, calendar):
    add(calendar, 'Offsite', '2026-06-10', '', all_day=True)
    year.wait_for_node(CELL, 'Wednesday 10 June, 1 event, all day booked')
