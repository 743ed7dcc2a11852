# SPDX-License-Identifier: GPL-3.0-or-later
"""Many reminders at once: what was missed, and what is due together, comes in few notifications."""

import sqlite3
import statistics
import time

import pytest
from gnomon_stand_ins import WindowStandIn
from gnomon_testing import Service, wait_for

DAY = '2026-11-18'


@pytest.fixture
def frozen(sandbox, notifications):
    """A service whose clock stands still; restart(GNOMON_CLOCK=…) makes it late."""
    service = Service(sandbox, GNOMON_CLOCK=f'{DAY}T08:00:00+01:00').start()
    yield service
    service.stop()


def add(calendar, title, start, minutes=60, **fields):
    return calendar.CreateEvent({
        'title': title, 'event_date': DAY, 'start_time': start, 'duration_minutes': minutes,
        'timezone': 'Europe/Berlin', 'reminder_minutes_before': 0, **fields})['id']


def states(calendar):
    found = {}
    for reminder in calendar.ListReminders({'limit': 100000}):
        found[reminder['state']] = found.get(reminder['state'], 0) + 1
    return found


def test_what_was_missed(frozen, notifications):
    """What runs or lies ahead rings by itself; what has ended comes in one; older is but listed."""
    calendar = frozen.client()
    add(calendar, 'Stand-up', '09:00', 15)
    add(calendar, 'Design review', '09:30')
    add(calendar, 'Rent due', '10:00', event_type='reminder')
    add(calendar, 'Workshop', '10:00', 480)
    add(calendar, 'Dinner', '18:00', reminder_minutes_before=480)

    frozen.restart(GNOMON_CLOCK=f'{DAY}T12:00:00+01:00')
    shown = {n.summary: n for n in notifications.wait(3)}
    assert set(shown) == {'Workshop', 'Dinner', '3 reminders while you were away'}
    digest = shown['3 reminders while you were away']
    assert digest.body == 'Stand-up 09:00 · Design review 09:30 · Rent due 10:00'
    assert digest.actions == {'default': 'Show All', 'open': 'Show All', 'dismiss': 'Dismiss'}
    assert sum('sound-name' in n.hints for n in shown.values()) == 1
    wait_for(lambda: states(calendar) == {'shown': 5}, 'all are on record')
    reminder, = calendar.GetReminders(1)
    assert 'it came in one notification with 2 others' in calendar.ExplainReminder(reminder['id'])

    frozen.restart(GNOMON_CLOCK='2026-11-20T12:00:00+01:00')
    assert len(notifications.shown()) == 3


def test_what_is_too_old_is_only_listed(frozen, notifications):
    calendar = frozen.client()
    for number in range(300):
        add(calendar, f'Event {number}', '10:00')
    calendar.CreateEvent({'title': 'Today', 'event_date': '2026-11-20', 'start_time': '12:00',
                          'timezone': 'Europe/Berlin', 'reminder_minutes_before': 0})
    frozen.restart(GNOMON_CLOCK='2026-11-20T12:00:00+01:00')
    assert [n.summary for n in notifications.wait()] == ['Today']
    wait_for(lambda: states(calendar) == {'missed': 300, 'shown': 1}, 'all are on record')


def test_how_late_is_a_setting(sandbox, frozen, notifications):
    calendar = frozen.client()
    add(calendar, 'Early', '09:00', 30)
    add(calendar, 'Later', '11:00', 30)
    sandbox.set_setting('late-hours', '1')
    frozen.restart(GNOMON_CLOCK=f'{DAY}T12:00:00+01:00')
    assert [n.summary for n in notifications.wait()] == ['Later']
    wait_for(lambda: states(calendar) == {'missed': 1, 'shown': 1}, 'both are on record')


def test_answers_to_several(sandbox, frozen, notifications):
    window = WindowStandIn(sandbox)
    calendar = frozen.client()
    for number in range(3):
        add(calendar, f'Event {number}', '09:00', 30)
    frozen.restart(GNOMON_CLOCK=f'{DAY}T12:00:00+01:00')
    digest, = notifications.wait()
    wait_for(lambda: states(calendar) == {'shown': 3}, 'all are on record')

    # Whoever looks at the list has answered none of them.
    notifications.invoke(digest.id, 'open')
    wait_for(lambda: window.calls, 'the window is called')
    (method, parameters), = window.calls
    assert method == 'ActivateAction'
    assert parameters.unpack()[:2] == ('show-reminders', [])
    assert states(calendar) == {'shown': 3}


def test_several_are_dismissed_together(frozen, notifications):
    calendar = frozen.client()
    for number in range(3):
        add(calendar, f'Event {number}', '09:00', 30)
    frozen.restart(GNOMON_CLOCK=f'{DAY}T12:00:00+01:00')
    digest, = notifications.wait()
    wait_for(lambda: states(calendar) == {'shown': 3}, 'all are on record')
    notifications.dismiss(digest.id)
    wait_for(lambda: states(calendar) == {'dismissed': 3}, 'all are dismissed')


def test_several_answered_elsewhere_leave_the_screen(frozen, notifications):
    calendar = frozen.client()
    events = [add(calendar, f'Event {number}', '09:00', 30) for number in range(3)]
    frozen.restart(GNOMON_CLOCK=f'{DAY}T12:00:00+01:00')
    digest, = notifications.wait()
    wait_for(lambda: states(calendar) == {'shown': 3}, 'all are on record')
    for event in events:
        assert notifications.closed() == []
        calendar.DismissReminder(calendar.GetReminders(event)[0]['id'])
    wait_for(lambda: notifications.closed() == [digest.id], 'the notification is taken back')


def test_burst(frozen, notifications):
    """Forty-five at once: five by themselves, the rest together."""
    calendar = frozen.client()
    for number in range(45):
        add(calendar, f'Event {number:02}', '09:00')
    frozen.restart(GNOMON_CLOCK=f'{DAY}T09:00:00+01:00')
    summaries = [n.summary for n in notifications.wait(6)]
    assert summaries == [f'Event {number:02}' for number in range(5)] + ['40 more reminders']
    assert notifications.shown()[-1].body \
        == 'Event 05 09:00 · Event 06 09:00 · Event 07 09:00 · 37 more'
    wait_for(lambda: states(calendar) == {'shown': 45}, 'all are on record')
    assert len(notifications.shown()) == 6


def test_ten_thousand_at_once(sandbox, frozen, notifications):
    """Few notifications, each reminder on record once, and nobody else has to wait."""
    text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test']
    for number in range(10000):
        text += ['BEGIN:VEVENT', f'UID:u{number}', f'SUMMARY:Event {number}',
                 'DTSTART:20261118T090000Z', 'DTEND:20261118T100000Z', 'BEGIN:VALARM',
                 'ACTION:DISPLAY',
                 'DESCRIPTION:x', 'TRIGGER:PT0S', 'END:VALARM', 'END:VEVENT']
    text += ['END:VCALENDAR', '']
    path = sandbox.folder / 'many.ics'
    path.write_text('\r\n'.join(text))
    with open(path) as file:
        assert frozen.client().ImportICalendar(file, 0, timeout=120)[0] == 10000

    frozen.restart(GNOMON_CLOCK=f'{DAY}T10:00:00+01:00')
    calendar = frozen.client(own_connection=True)
    waits = []

    def pending():
        start = time.monotonic()
        calendar.GetEvent(1)
        waits.append(time.monotonic() - start)
        return calendar.get_property('PendingReminders')
    wait_for(lambda: pending() == 10000, 'all are on record', timeout=60)
    shown = notifications.shown()
    assert len(shown) == 6 and shown[-1].summary == '9995 more reminders'
    assert max(waits) < 0.2, f'{max(waits):.3f} s, median {statistics.median(waits):.4f} s'

    with sqlite3.connect(f'file:{sandbox.database}?mode=ro', uri=True) as database:
        rows = database.execute('SELECT count(*), count(lease_pid), count(wake) FROM ledger'
                                ' WHERE state = 1').fetchone()
    database.close()
    assert rows == (10000, 0, 0)
