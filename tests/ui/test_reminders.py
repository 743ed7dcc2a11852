# SPDX-License-Identifier: GPL-3.0-or-later
"""What was missed: the way to it, its list, the answers, and what has happened to a reminder."""

import pytest
from gi.repository import Gio, GLib

from gnomon_testing import APPLICATION_ID, TIMEOUT, wait_for

BUTTON = 'push button'
NOW = '2026-11-18T09:00:00+01:00'


class Clock:
    """Of the service and of the window: it stands still until it is set."""

    def __init__(self, path):
        self.path = path
        self.set(NOW)

    def set(self, now):
        new = self.path.with_suffix('.new')
        new.write_text(now)
        new.rename(self.path)


@pytest.fixture
def clock(sandbox):
    clock = Clock(sandbox.folder / 'clock')
    sandbox.environment['GNOMON_CLOCK'] = str(clock.path)
    yield clock
    del sandbox.environment['GNOMON_CLOCK']


def add(calendar, title, date, time, **more):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': time,
                                 'timezone': 'Europe/Berlin', **more})['id']


def state(calendar, event):
    return calendar.GetReminders(event)[0]['state']


def starts(text):
    return lambda name: name.startswith(text)


def miss(clock, calendar):
    """Three events whose reminders nobody has seen; they are over for days."""
    events = [add(calendar, title, '2026-11-18', time)
              for title, time in (('Stand-up', '10:00'), ('Review', '11:00'), ('Dentist', '12:00'))]
    clock.set('2026-11-21T09:00:00+01:00')
    for event in events:
        wait_for(lambda: state(calendar, event) == 'missed', 'it is missed')
    return events


def open_list(window):
    window.press(window.wait_for_node(BUTTON, '3 unanswered reminders'))
    window.wait_for_node('list', 'Unanswered reminders')
    window.focus_top()


def test_the_way_comes_and_goes(clock, window, notifications, calendar):
    window.start()
    assert not window.nodes(BUTTON, lambda name: 'unanswered' in name)

    event = add(calendar, 'Stand-up', '2026-11-18', '09:20')
    clock.set('2026-11-18T09:05:00+01:00')
    wait_for(lambda: state(calendar, event) == 'shown', 'it is shown')
    window.wait_for_node(BUTTON, '1 unanswered reminder')

    calendar.DismissReminder(calendar.GetReminders(event)[0]['id'])
    window.wait_until_gone(BUTTON, '1 unanswered reminder')


def test_answers(clock, window, notifications, calendar):
    standup, review, dentist = miss(clock, calendar)
    window.start()
    open_list(window)
    # The last one due comes first, and each button says whose it is.
    rows = [n.get_name() for n in window.nodes('list item')
            if n.get_name() in ('Stand-up', 'Review', 'Dentist')]
    assert rows == ['Dentist', 'Review', 'Stand-up']
    assert window.node('label', starts('Missed · '))

    window.press(window.wait_for_node(BUTTON, 'Dismiss “Dentist”'))
    wait_for(lambda: state(calendar, dentist) == 'dismissed', 'it is dismissed')
    window.wait_until_gone(BUTTON, 'Dismiss “Dentist”')

    window.click(window.wait_for_node(BUTTON, 'Snooze “Review”'))
    # It lies behind us: nobody waits for its start.
    assert not window.nodes('menu item', 'Until It Starts')
    window.press(window.wait_for_node('menu item', '10 minutes'))
    wait_for(lambda: state(calendar, review) == 'snoozed', 'it is snoozed')
    window.wait_until_gone(BUTTON, 'Dismiss “Review”')
    reminder = calendar.GetReminders(review)[0]['id']
    assert 'snoozed by window at 2026-11-21 09:00:00' in calendar.ExplainReminder(reminder)
    assert 'rings again at 2026-11-21 09:10:00' in calendar.ExplainReminder(reminder)

    # Opening it answers it, and shows its day.
    window.wait_for_focus('Stand-up')
    window.key('Return')
    window.wait_until_gone('list', 'Unanswered reminders')
    wait_for(lambda: state(calendar, standup) == 'dismissed', 'it is dismissed')
    window.wait_for_node('label', 'Stand-up')
    window.wait_until_gone(BUTTON, lambda name: 'unanswered' in name)


def test_all_at_once(clock, window, notifications, calendar):
    events = miss(clock, calendar)
    window.start()
    open_list(window)
    window.press(window.wait_for_node(BUTTON, 'Dismiss All'))
    for event in events:
        wait_for(lambda: state(calendar, event) == 'dismissed', 'it is dismissed')
    window.wait_for_node('label', 'Nothing missed')
    window.key('Escape')
    window.wait_until_gone('label', 'Nothing missed')
    window.wait_until_gone(BUTTON, lambda name: 'unanswered' in name)


def test_keyboard_goes_on_to_the_next(clock, window, notifications, calendar):
    _, _, dentist = miss(clock, calendar)
    window.start()
    open_list(window)
    # To the first row, and by its buttons to the last of them.
    window.wait_for_node('list item', 'Dentist')
    window.tab_to('Dismiss “Dentist”')
    window.key('space')
    wait_for(lambda: state(calendar, dentist) == 'dismissed', 'it is dismissed')
    window.wait_for_focus('Review')


def test_show_all_of_the_notification(clock, sandbox, window, notifications, calendar):
    window.start()
    for title, time in (('Stand-up', '09:30'), ('Review', '10:00')):
        add(calendar, title, '2026-11-18', time, duration_minutes=30)
    clock.set('2026-11-18T13:00:00+01:00')
    shown, = notifications.wait()
    assert shown.summary == '2 reminders while you were away'
    window.wait_for_node(BUTTON, '2 unanswered reminders')

    # Both are there, as often as it is asked for.
    for _ in range(2):
        sandbox.connection.call_sync(
            APPLICATION_ID, '/' + APPLICATION_ID.replace('.', '/'), 'org.freedesktop.Application',
            'ActivateAction', GLib.Variant('(sava{sv})', ('show-reminders', [], {})), None,
            Gio.DBusCallFlags.NONE, TIMEOUT * 1000, None)
    window.wait_for_node('list', 'Unanswered reminders')
    assert len(window.nodes('list', 'Unanswered reminders')) == 1
    for title in ('Stand-up', 'Review'):
        window.wait_for_node(BUTTON, f'Dismiss “{title}”')


def test_a_series_opens_where_it_rings(clock, sandbox, window, notifications, calendar):
    event = add(calendar, 'Stand-up', '2026-10-05', '09:20', rrule='FREQ=DAILY')
    window.start()
    sandbox.connection.call_sync(
        APPLICATION_ID, '/' + APPLICATION_ID.replace('.', '/'), 'org.freedesktop.Application',
        'ActivateAction',
        GLib.Variant('(sava{sv})', ('show-event', [GLib.Variant('x', event)], {})), None,
        Gio.DBusCallFlags.NONE, TIMEOUT * 1000, None)
    window.wait_for_node(BUTTON, 'What Happened to the Reminders')
    assert window.node('label', starts('Today'))


def test_what_happened(clock, window, notifications, calendar):
    event = add(calendar, 'Stand-up', '2026-11-18', '09:20')
    clock.set('2026-11-18T09:05:00+01:00')
    wait_for(lambda: state(calendar, event) == 'shown', 'it is shown')
    window.start()
    window.press(window.wait_for_node(BUTTON, '1 unanswered reminder'))
    window.press(window.wait_for_node(BUTTON, 'What happened to “Stand-up”'))
    for text in ('Planned: 15 minutes before', 'Due', 'Shown', 'Nobody has answered it'):
        window.wait_for_node('label', text)
    assert window.node('label', lambda name: name.endswith(', 09:05'))

    # It is told live, and by whom it was answered.
    calendar.SnoozeReminder(calendar.GetReminders(event)[0]['id'], 5)
    window.wait_for_node('label', starts('Snoozed by '))
    window.wait_for_node('label', 'It comes again')
    assert window.node('label', lambda name: name.endswith(', 09:10'))


def test_what_happened_from_the_event(clock, window, notifications, calendar):
    add(calendar, 'Stand-up', '2026-11-18', '15:00')
    window.start()
    window.click(window.wait_for_node(BUTTON, starts('Stand-up')))
    window.press(window.wait_for_node(BUTTON, 'What Happened to the Reminders'))
    window.wait_for_node('label', 'Planned: 15 minutes before')
    window.wait_for_node('label', 'It waits for its time')


def test_what_comes_after_the_start(clock, sandbox, window, notifications, calendar):
    path = sandbox.folder / 'after.ics'
    path.write_text('\r\n'.join([
        'BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'SUMMARY:Stand-up',
        'DTSTART;TZID=Europe/Berlin:20261118T150000', 'DURATION:PT1H', 'BEGIN:VALARM',
        'ACTION:DISPLAY', 'TRIGGER;RELATED=END:PT0S', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR',
        '']))
    with open(path, 'rb') as file:
        calendar.ImportICalendar(file, 0)
    window.start()
    window.click(window.wait_for_node(BUTTON, starts('Stand-up')))
    window.press(window.wait_for_node(BUTTON, 'What Happened to the Reminders'))
    window.wait_for_node('label', 'Planned: 1 hour after the start')
