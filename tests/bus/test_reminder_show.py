# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders that show: the real service, a notification server, buttons, kill and restart."""

import datetime
import os
import signal
import sqlite3
import time
import zoneinfo

import pytest

from gi.repository import GLib

from gnomon_stand_ins import WindowStandIn, offer
from gnomon_testing import APPLICATION_ID, SERVICE_NAME, NotificationServer, Service, wait_for

BERLIN = zoneinfo.ZoneInfo('Europe/Berlin')

NOTIFICATIONS_XML = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
  </interface>
</node>
"""


def create_event(calendar, title='Dentist', start_in=600, **fields):
    """An event that starts in so many seconds, without a reminder of its own."""
    start = datetime.datetime.now(BERLIN) + datetime.timedelta(seconds=start_in)
    return calendar.CreateEvent({
        'title': title,
        'event_date': start.strftime('%Y-%m-%d'),
        'start_time': start.strftime('%H:%M'),
        'duration_minutes': 60,
        'timezone': 'Europe/Berlin',
        'reminder_set': False,
        **fields,
    })['id']


def remind(calendar, event, seconds=1):
    """A reminder that is due in so many seconds, by the whole second."""
    due = datetime.datetime.fromtimestamp(int(time.time()) + seconds, datetime.timezone.utc)
    return calendar.AddReminder(event, {'reminder_time': due.strftime('%Y-%m-%dT%H:%M:%SZ')})['id']


def get_reminder(calendar, event, index=0):
    return calendar.GetReminders(event)[index]


def get_due(calendar, event):
    due = get_reminder(calendar, event)['reminder_time']
    return datetime.datetime.fromisoformat(due.replace('Z', '+00:00'))


def wait_for_state(calendar, event, state):
    wait_for(lambda: get_reminder(calendar, event)['state'] == state, f'the reminder is {state}')


def show_one(calendar, notifications, **fields):
    """An event, and its notification on the screen and on record."""
    event = create_event(calendar, **fields)
    remind(calendar, event)
    shown = notifications.wait()
    wait_for_state(calendar, event, 'shown')
    return event, shown[-1]


def test_shows_once_with_buttons(notifications, calendar):
    fired = calendar.watch('ReminderFired')
    event, notification = show_one(calendar, notifications, location='Market Square 4')

    assert notification.summary == 'Dentist'
    first, second = notification.body.split('\n')
    assert first.startswith(('In 10 minutes · ', 'In 9 minutes · '))
    assert second == 'Market Square 4 · Personal'
    assert notification.actions == {
        'default': 'Open', 'snooze': 'Snooze 5 min', 'open': 'Open', 'dismiss': 'Dismiss'}
    assert notification.hints['urgency'] == 1
    assert notification.hints['desktop-entry'] == APPLICATION_ID
    assert notification.hints['sound-name'] == 'alarm-clock-elapsed'
    assert notification.icon == APPLICATION_ID

    reminder = get_reminder(calendar, event)
    assert reminder['is_sent'] and reminder['sent_at']
    # Any program on the bus can hear it: the title stays in the house.
    (_, event_id, title), = fired.wait()
    assert (event_id, title) == (event, '')
    assert 'took it at' in calendar.ExplainReminder(reminder['id'])

    # A second one comes, and the first does not come with it.
    show_second = create_event(calendar, 'Surgeon')
    remind(calendar, show_second)
    assert [n.summary for n in notifications.wait(2)] == ['Dentist', 'Surgeon']


def test_snooze_button(sandbox, notifications, service, calendar):
    event, notification = show_one(calendar, notifications)

    notifications.invoke(notification.id, 'snooze')
    # As servers do, which must not be read as a dismissal.
    notifications.dismiss(notification.id)
    wait_for_state(calendar, event, 'snoozed')
    due = get_due(calendar, event)
    assert 290 < due.timestamp() - time.time() <= 300

    # Five minutes later, as it were.
    service.stop()
    with sqlite3.connect(sandbox.database) as database:
        database.execute('UPDATE ledger SET wake = ? WHERE wake IS NOT NULL', (int(time.time()),))
    database.close()
    service.start()
    assert [n.summary for n in notifications.wait(2)] == ['Dentist', 'Dentist']
    wait_for_state(calendar, event, 'shown')


def test_snooze_setting(sandbox, notifications, service, calendar):
    sandbox.set_setting('snooze-minutes', '20')
    service.restart()
    event, notification = show_one(calendar, notifications)
    assert notification.actions['snooze'] == 'Snooze 20 min'

    notifications.invoke(notification.id, 'snooze')
    wait_for_state(calendar, event, 'snoozed')
    due = get_due(calendar, event)
    assert 1190 < due.timestamp() - time.time() <= 1200


def seconds_to_reminder(calendar, event):
    due = get_due(calendar, event)
    return due.timestamp() - time.time()


def test_snooze_until_start(sandbox, notifications, service, calendar):
    sandbox.set_setting('snooze-until', "'start'")
    service.restart()
    event, notification = show_one(calendar, notifications)
    assert notification.actions['snooze'] == 'Snooze Until Start'
    notifications.invoke(notification.id, 'snooze')
    wait_for_state(calendar, event, 'snoozed')
    assert 500 < seconds_to_reminder(calendar, event) <= 600
    assert 'It was snoozed in its notification at' \
        in calendar.ExplainReminder(get_reminder(calendar, event)['id'])

    # What runs already has no start to wait for.
    remind(calendar, create_event(calendar, 'Running', start_in=-600))
    _, notification = notifications.wait(2)
    assert notification.actions['snooze'] == 'Snooze 5 min'


def test_snooze_until_tomorrow(sandbox, notifications, service, calendar):
    sandbox.set_setting('snooze-until', "'tomorrow-morning'")
    service.restart()
    event, notification = show_one(calendar, notifications)
    assert notification.actions['snooze'] == 'Snooze Until Tomorrow'
    notifications.invoke(notification.id, 'snooze')
    wait_for_state(calendar, event, 'snoozed')
    tomorrow = datetime.datetime.now(BERLIN).date() + datetime.timedelta(days=1)
    nine = datetime.datetime.combine(tomorrow, datetime.time(9), BERLIN)
    assert get_reminder(calendar, event)['reminder_time'] == nine.astimezone(
        datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


def test_dismiss_button(notifications, calendar):
    event, notification = show_one(calendar, notifications)
    notifications.invoke(notification.id, 'dismiss')
    wait_for_state(calendar, event, 'dismissed')
    wait_for(lambda: calendar.get_property('PendingReminders') == 0, 'nothing waits for an answer')


def test_dismiss_all(notifications, calendar):
    first, _ = show_one(calendar, notifications)
    snoozed, _ = show_one(calendar, notifications, title='Surgeon')
    calendar.SnoozeReminder(get_reminder(calendar, snoozed)['id'], 10)
    before = int(time.time()) - 60
    waiting = calendar.CreateEvent({'title': 'Later', 'event_date': '2040-01-01',
                                    'all_day': True})['id']
    calendar.DismissAllReminders(before)
    assert get_reminder(calendar, first)['state'] == 'shown', 'nothing had been shown by then'

    calendar.DismissAllReminders(0)
    assert [get_reminder(calendar, event)['state'] for event in (first, snoozed, waiting)] == [
        'dismissed', 'snoozed', 'planned']
    wait_for(lambda: len(notifications.closed()) == 2, 'none is on the screen')
    # Where nothing waits nothing happens.
    assert calendar.DismissAllReminders(0) is None


def test_closed_by_user_is_dismissed(notifications, calendar):
    event, notification = show_one(calendar, notifications)
    notifications.dismiss(notification.id, reason=2)
    wait_for_state(calendar, event, 'dismissed')


def test_expiry_is_no_dismissal(notifications, calendar):
    first, notification = show_one(calendar, notifications)
    second = create_event(calendar, 'Surgeon')
    remind(calendar, second)
    other = notifications.wait(2)[1]
    wait_for_state(calendar, second, 'shown')

    # The second answer tells that the first was heard.
    notifications.dismiss(notification.id, reason=1)
    notifications.dismiss(other.id, reason=2)
    wait_for_state(calendar, second, 'dismissed')
    assert get_reminder(calendar, first)['state'] == 'shown'


class FaultyServer:
    """A notification server that answers what it can do, and then fails to show."""

    def __init__(self, sandbox, fault):
        self.calls = 0
        self.fault = fault
        self.connection = offer(sandbox, NotificationServer.NAME, NotificationServer.PATH,
                                NOTIFICATIONS_XML, self.called)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        if method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('faulty', 'test', '1', '1.2')))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['body'],)))
        else:
            self.calls += 1
            self.fault(self, invocation)


@pytest.mark.parametrize('action', ['default', 'open'])
def test_open(sandbox, notifications, calendar, action):
    window = WindowStandIn(sandbox)
    event, notification = show_one(calendar, notifications)

    notifications.invoke(notification.id, action)
    wait_for(lambda: window.calls, 'the window is called')
    (method, parameters), = window.calls
    assert method == 'ActivateAction'
    assert parameters.unpack()[:2] == ('show-event', [event])
    # Whoever opens it has seen it.
    wait_for_state(calendar, event, 'dismissed')


def test_open_in_window_without_the_action(sandbox, notifications, calendar):
    window = WindowStandIn(sandbox, knows_actions=False)
    _, notification = show_one(calendar, notifications)
    notifications.invoke(notification.id, 'open')
    wait_for(lambda: len(window.calls) == 2, 'the window is called twice')
    assert [method for method, _ in window.calls] == ['ActivateAction', 'Activate']


def test_join(sandbox, notifications, calendar):
    """The button of a video call opens its link in what the user has for links."""
    opened = sandbox.folder / 'opened'
    program = sandbox.folder / 'browser'
    program.write_text(f'#!/bin/sh\necho "$1" > {opened}.new && mv {opened}.new {opened}\n')
    program.chmod(0o755)
    applications = sandbox.data_home / 'applications'
    applications.mkdir()
    (applications / 'browser.desktop').write_text(
        f'[Desktop Entry]\nType=Application\nName=Browser\nExec={program} %u\n'
        'MimeType=x-scheme-handler/https;\n')
    (applications / 'mimeapps.list').write_text(
        '[Default Applications]\nx-scheme-handler/https=browser.desktop\n')

    event, notification = show_one(calendar, notifications,
                                   url='https://meet.google.com/abc-defg-hij')
    assert list(notification.actions.items())[1] == ('join', 'Join')
    notifications.invoke(notification.id, 'join')
    wait_for(opened.exists, 'the link is opened')
    assert opened.read_text() == 'https://meet.google.com/abc-defg-hij\n'
    wait_for_state(calendar, event, 'dismissed')


def test_without_sound(sandbox, notifications, service, calendar):
    sandbox.set_setting('reminder-sound', 'false')
    service.restart()
    _, notification = show_one(calendar, notifications)
    assert notification.hints['suppress-sound'] and 'sound-name' not in notification.hints


def test_guests_are_named(notifications, calendar):
    _, notification = show_one(calendar, notifications,
                               attendees='ann@example.org, bob@example.org')
    assert notification.body.split('\n')[2] == 'With ann and bob'


def test_killed_before_it_is_due(notifications, service, calendar):
    event = create_event(calendar)
    remind(calendar, event, 3)
    due = int(time.time()) + 3
    service.kill()
    wait_for(lambda: time.time() > due, 'the reminder is due')
    assert notifications.shown() == []

    service.start()
    assert [n.summary for n in notifications.wait()] == ['Dentist']
    wait_for_state(calendar, event, 'shown')


def test_killed_after_it_was_shown(notifications, service, calendar):
    event, _ = show_one(calendar, notifications)
    service.kill()
    service.start()
    second = create_event(calendar, 'Surgeon')
    remind(calendar, second)
    assert [n.summary for n in notifications.wait(2)] == ['Dentist', 'Surgeon']


def test_killed_while_the_server_hangs(notifications, service, calendar):
    event = create_event(calendar)
    notifications.freeze()
    reminder = remind(calendar, event)
    wait_for(lambda: 'has been showing it' in calendar.ExplainReminder(reminder), 'it is claimed')
    service.kill()
    notifications.thaw()

    service.start()
    notifications.wait()
    wait_for_state(calendar, event, 'shown')
    assert len(notifications.shown()) == 1


def test_killed_between_show_and_record(sandbox, service, calendar):
    """The gap in which a reminder comes twice: it was shown, and nobody lived to write it down."""
    def kill_once(server, invocation):
        if server.calls == 1:
            os.kill(service.pid, signal.SIGKILL)
        invocation.return_value(GLib.Variant('(u)', (server.calls,)))

    server = FaultyServer(sandbox, kill_once)
    event = create_event(calendar)
    remind(calendar, event)
    wait_for(lambda: server.calls == 1, 'it is shown')
    service.process.wait()
    service.process = None
    wait_for(lambda: sandbox.owner(SERVICE_NAME) is None, 'the bus notes the kill')

    service.start()
    wait_for_state(calendar, event, 'shown')
    other = create_event(calendar, 'Surgeon')
    remind(calendar, other)
    wait_for_state(calendar, other, 'shown')
    assert server.calls == 3


@pytest.mark.parametrize('now, body', [
    ('2026-11-18T10:00:00+01:00', 'In 30 minutes · 10:30–11:30'),
    ('2026-11-18T11:00:00+01:00', 'Started 30 minutes ago · 10:30–11:30'),
    ('2026-11-18T18:00:00+01:00', 'Earlier today · 10:30–11:30'),
    ('2026-11-19T09:00:00+01:00', 'Yesterday · 10:30–11:30'),
])
def test_late(sandbox, notifications, now, body):
    """The service was not there when it was due."""
    service = Service(sandbox, GNOMON_CLOCK='2026-11-18T08:00:00+01:00').start()
    calendar = service.client()
    event = calendar.CreateEvent({
        'title': 'Release', 'event_date': '2026-11-18', 'start_time': '10:30', 'end_time': '11:30',
        'timezone': 'Europe/Berlin', 'reminder_minutes_before': 60})['id']
    service.restart(GNOMON_CLOCK=now)
    assert notifications.wait()[0].body == f'{body}\nPersonal'
    wait_for_state(calendar, event, 'shown')
    service.stop()


def test_too_late(sandbox, notifications):
    service = Service(sandbox, GNOMON_CLOCK='2026-11-18T08:00:00+01:00').start()
    calendar = service.client()
    event = calendar.CreateEvent({
        'title': 'Release', 'event_date': '2026-11-18', 'start_time': '10:30', 'end_time': '11:30',
        'timezone': 'Europe/Berlin', 'reminder_minutes_before': 60})['id']
    service.restart(GNOMON_CLOCK='2026-11-19T12:00:00+01:00')
    wait_for_state(calendar, event, 'missed')
    reminder = get_reminder(calendar, event)
    assert not reminder['is_sent']
    assert 'did not ring' in calendar.ExplainReminder(reminder['id'])
    assert notifications.shown() == []
    service.stop()


def test_clock_set_back_and_forth(sandbox, notifications):
    """What was shown is not shown again when the clock comes by a second time."""
    service = Service(sandbox, GNOMON_CLOCK='2026-11-18T08:00:00+01:00').start()
    calendar = service.client()
    for title, start in (('First', '10:00'), ('Second', '11:00')):
        calendar.CreateEvent({
            'title': title, 'event_date': '2026-11-18', 'start_time': start, 'duration_minutes': 60,
            'timezone': 'Europe/Berlin', 'reminder_minutes_before': 0})
    for now in ('10:30', '08:30', '10:15', '11:00'):
        service.restart(GNOMON_CLOCK=f'2026-11-18T{now}:00+01:00')
        if now == '10:30':
            notifications.wait()
            wait_for(lambda: calendar.ListReminders({'state': 'shown'}), 'it is on record')
    assert [n.summary for n in notifications.wait(2)] == ['First', 'Second']
    service.stop()


def test_hour_of_all_day_reminders(sandbox, service, calendar):
    """The setting counts for what is planned already, at once and after a restart."""
    def hour():
        return get_reminder(calendar, event)['reminder_time']

    event = calendar.CreateEvent({
        'title': 'Holiday', 'event_date': '2036-11-28', 'all_day': True,
        'reminder_minutes_before': 0})['id']
    assert hour() == '2036-11-28T08:00:00Z'
    sandbox.set_setting('all-day-reminder-hour', '7')
    wait_for(lambda: hour() == '2036-11-28T06:00:00Z', 'the reminder moves')

    service.stop()
    sandbox.set_setting('all-day-reminder-hour', '22')
    service.start()
    wait_for(lambda: hour() == '2036-11-28T21:00:00Z', 'the reminder moves')


def test_no_server_until_later(sandbox, calendar):
    event = create_event(calendar)
    reminder = remind(calendar, event)
    wait_for(lambda: 'no notification server has taken it yet'
             in calendar.ExplainReminder(reminder),
             'its time has come')
    assert get_reminder(calendar, event)['state'] == 'planned'

    server = NotificationServer(sandbox).start()
    try:
        assert [n.summary for n in server.wait()] == ['Dentist']
        wait_for_state(calendar, event, 'shown')
    finally:
        server.stop()


def test_server_goes_and_comes(sandbox, notifications, calendar):
    first, notification = show_one(calendar, notifications)
    notifications.stop()

    # The number of the old server's notification means nothing to the new one.
    notifications.start()
    notifications.dismiss(notification.id)
    second = create_event(calendar, 'Surgeon')
    remind(calendar, second)
    assert [n.summary for n in notifications.wait()] == ['Surgeon']
    assert get_reminder(calendar, first)['state'] == 'shown'


def test_hung_server_holds_nobody_up(notifications, calendar):
    event = create_event(calendar)
    notifications.freeze()
    reminder = remind(calendar, event)
    wait_for(lambda: 'has been showing it' in calendar.ExplainReminder(reminder), 'it is claimed')

    slowest = 0
    for _ in range(50):
        start = time.monotonic()
        calendar.GetEvent(event)
        slowest = max(slowest, time.monotonic() - start)
    assert slowest < 0.2

    notifications.thaw()
    assert [n.summary for n in notifications.wait()] == ['Dentist']
    wait_for_state(calendar, event, 'shown')


def test_server_crashes_while_showing(sandbox, calendar):
    """Nobody knows whether it was seen: it counts as shown, but nobody says that it was sent."""
    server = FaultyServer(sandbox, lambda server, _: server.connection.close_sync(None))
    event = create_event(calendar)
    remind(calendar, event)
    wait_for_state(calendar, event, 'shown')

    reminder = get_reminder(calendar, event)
    assert not reminder['is_sent'] and reminder['sent_at'] == ''
    assert 'did not answer' in calendar.ExplainReminder(reminder['id'])
    assert server.calls == 1


def test_server_refuses_at_first(sandbox, calendar):
    def refuse_once(server, invocation):
        if server.calls == 1:
            invocation.return_dbus_error('org.freedesktop.Notifications.Error.Excess', 'Too many')
        else:
            invocation.return_value(GLib.Variant('(u)', (1,)))

    server = FaultyServer(sandbox, refuse_once)
    event = create_event(calendar)
    remind(calendar, event)
    wait_for_state(calendar, event, 'shown')
    assert server.calls == 2
    assert get_reminder(calendar, event)['is_sent']


def test_markup_is_escaped(notifications, calendar):
    _, notification = show_one(calendar, notifications, title='<b>R&D</b>',
                               location='<i>Lab</i> & "Co"')
    # The summary is plain text by the specification.
    assert notification.summary == '<b>R&D</b>'
    assert notification.body.split('\n')[1].startswith(
        '&lt;i&gt;Lab&lt;/i&gt; &amp; &quot;Co&quot;')


def test_server_without_markup_and_actions(sandbox, service, calendar):
    server = NotificationServer(sandbox).start(capabilities='body')
    try:
        _, notification = show_one(calendar, server, location='<i>Lab</i>')
        assert notification.actions == {}
        assert notification.body.split('\n')[1].startswith('<i>Lab</i>')
    finally:
        server.stop()


def test_buttons_of_a_deleted_event(sandbox, notifications, calendar):
    event, notification = show_one(calendar, notifications)
    before = sandbox.logs['gnomon-service'].read_text()
    calendar.DeleteEvent(event)
    for action in ('snooze', 'dismiss', 'default'):
        notifications.invoke(notification.id, action)

    # The service goes on, and did not complain.
    other = create_event(calendar, 'Surgeon')
    remind(calendar, other)
    assert [n.summary for n in notifications.wait(2)] == ['Dentist', 'Surgeon']
    wait_for_state(calendar, other, 'shown')
    said = sandbox.logs['gnomon-service'].read_text()[len(before):]
    assert 'WARNING' not in said and 'CRITICAL' not in said


def test_answered_elsewhere_leaves_the_screen(notifications, calendar):
    event, notification = show_one(calendar, notifications)
    calendar.DismissReminder(get_reminder(calendar, event)['id'])
    wait_for(lambda: notification.id in notifications.closed(), 'the notification is taken back')


def test_what_is_gone_leaves_the_screen(notifications, calendar):
    """Its rule removed, its event cancelled, its event moved."""
    removed, first = show_one(calendar, notifications, title='Removed')
    cancelled = create_event(calendar, 'Cancelled')
    remind(calendar, cancelled)
    moved = create_event(calendar, 'Moved')
    remind(calendar, moved)
    shown = {n.summary: n.id for n in notifications.wait(3)}
    for event in (cancelled, moved):
        wait_for_state(calendar, event, 'shown')

    calendar.RemoveReminder(removed, get_reminder(calendar, removed)['id'])
    wait_for(lambda: notifications.closed() == [first.id], 'it is taken back')
    calendar.UpdateEvent(cancelled, {'status': 'cancelled'})
    wait_for(lambda: notifications.closed()[1:] == [shown['Cancelled']], 'it is taken back')

    # A reminder at a time of its own does not move with its event.
    calendar.UpdateEvent(moved, {'event_date': '2036-11-18'})
    assert get_reminder(calendar, moved)['state'] == 'shown'
    assert len(notifications.closed()) == 2


def test_moved_event_rings_anew(notifications, calendar):
    start = datetime.datetime.fromtimestamp(int(time.time()) + 61, BERLIN)
    event = calendar.CreateEvent({
        'title': 'Dentist', 'event_date': start.strftime('%Y-%m-%d'),
        'start_time': start.strftime('%H:%M:%S'), 'duration_minutes': 60,
        'timezone': 'Europe/Berlin', 'reminder_minutes_before': 1})['id']
    notification, = notifications.wait()
    wait_for_state(calendar, event, 'shown')

    calendar.UpdateEvent(event, {'event_date': '2036-11-18'})
    assert get_reminder(calendar, event)['state'] == 'planned'
    wait_for(lambda: notifications.closed() == [notification.id], 'it is taken back')


def test_activated_service_rings(sandbox, notifications):
    """Nobody started it but the bus, for the first call."""
    calendar = Service(sandbox).client()
    event, _ = show_one(calendar, notifications)
    assert get_reminder(calendar, event)['is_sent']
    Service(sandbox).kill()
