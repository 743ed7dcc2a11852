# SPDX-License-Identifier: GPL-3.0-or-later
"""gnomonctl free, conflicts and find-time against the real service."""

from gnomon_ctl import ctl, service  # noqa: F401


def test_busy_and_free(ctl, calendar):
    calendar.CreateEvent({'title': 'Planning', 'event_date': '2026-11-19', 'start_time': '09:00',
                          'end_time': '11:00'})
    assert ctl.text('free', '2026-11-19', '2026-11-20') == '2026-11-19 09:00 – 2026-11-19 11:00\n'
    assert ctl.json('free', '2026-11-19', '2026-11-20') \
        == [['2026-11-19T08:00:00Z', '2026-11-19T10:00:00Z']]
    assert ctl.text('find-time', '60', '2026-11-19', '2026-11-20', '--limit', '1',
                    '--buffer', '30') == '2026-11-19 11:30 – 2026-11-19 12:30\n'
    event, = ctl.json('conflicts', 'Lunch', 'date=2026-11-19', 'start=10:30')
    assert event['title'] == 'Planning'
    assert ctl.text('conflicts', 'Lunch', 'date=2026-11-19', 'start=12:30') == 'No conflicts\n'
