# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows the viewer's clock, where that is put forward."""

import datetime

from gnomon_testing import Calendar, Service, wait_for


def at(text):
    return int(datetime.datetime.fromisoformat(text).timestamp())


def titles_of(events):
    return sorted(event['title'] for event in events)


def test_a_day_that_begins_at_one(sandbox):
    """It has its own events, and no other day has them."""
    server = Service(sandbox).start(TZ='America/Santiago', GNOMON_CLOCK='2026-09-06T12:00:00-03:00')
    calendar = Calendar(sandbox.connection)
    day = {'event_date': '2026-09-06', 'all_day': True}
    night = {'event_date': '2026-09-06', 'start_time': '00:30', 'timezone': 'floating',
             'duration_minutes': 15}
    calendar.CreateEvent({'title': 'Day', **day})
    calendar.CreateEvent({'title': 'Birthday', **day, 'event_date': '2020-09-06',
                          'rrule': 'FREQ=YEARLY'})
    calendar.CreateEvent({'title': 'Night', **night})
    calendar.CreateEvent({'title': 'Nights', **night, 'rrule': 'FREQ=YEARLY'})

    expected = ['Birthday', 'Day', 'Night', 'Nights']
    first, second, third = (at(text) for text in (
        '2026-09-05T00:00:00-04:00', '2026-09-06T01:00:00-03:00', '2026-09-07T00:00:00-03:00'))
    assert calendar.ListOccurrences(first, second, {}) == []
    assert sorted(o[5] for o in calendar.ListOccurrences(second, third, {})) == expected
    for date, titles in ('2026-09-05', []), ('2026-09-06', expected), ('2026-09-07', []):
        assert titles_of(calendar.ListEvents(
            {'start_date': date, 'end_date': date, 'expand': True})) == titles
        assert calendar.FreeBusy(date, f'{date[:-1]}{int(date[-1]) + 1}') == (
            [('2026-09-06T04:00:00Z', '2026-09-07T03:00:00Z')] if titles else [])
    assert titles_of(calendar.TodayEvents()) == expected
    # Weeks begin on Sunday here.
    assert titles_of(calendar.WeekView('2026-09-05')[2]) == []
    assert titles_of(calendar.WeekView('2026-09-06')[2]) == expected
    server.stop()


def test_what_comes_next_after_a_gap(sandbox):
    """What lies in the gap comes behind it, after what has an earlier time on the clock."""
    server = Service(sandbox).start(TZ='Europe/Berlin', GNOMON_CLOCK='2026-03-29T03:22:00+02:00')
    calendar = Calendar(sandbox.connection)
    night = {'event_date': '2026-03-29', 'timezone': 'floating', 'duration_minutes': 15}
    behind = calendar.CreateEvent({'title': 'Behind it', 'start_time': '03:25', **night})['id']
    in_gap = calendar.CreateEvent({'title': 'In the gap', 'start_time': '02:30', **night})['id']
    series = calendar.CreateEvent({'title': 'Nights', 'start_time': '02:35', **night,
                                   'rrule': 'FREQ=YEARLY'})['id']

    wait_for(lambda: calendar.get_property('NextEvent').get('id') == behind, 'the next one')
    assert [event['id'] for event in calendar.UpcomingEvents(3)] == [behind, in_gap, series]
    server.stop()

    server.start(GNOMON_CLOCK='2026-03-29T03:41:00+02:00')
    calendar = Calendar(sandbox.connection)
    wait_for(lambda: calendar.get_property('NextEvent').get('id') == series, 'the one begun last')
    calendar.DeleteEvent(series)
    wait_for(lambda: calendar.get_property('NextEvent').get('id') == in_gap, 'the one before it')
    server.stop()
