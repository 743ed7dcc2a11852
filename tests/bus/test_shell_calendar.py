# SPDX-License-Identifier: GPL-3.0-or-later
"""The events below the clock of GNOME Shell, for a client that keeps them as the shell does."""

import datetime
import os
import subprocess
import zoneinfo

import pytest

from gi.repository import Gio, GLib

from gnomon_testing import TIMEOUT, wait_for

NAME = 'org.gnome.Shell.CalendarServer'
PATH = '/org/gnome/Shell/CalendarServer'

BERLIN = zoneinfo.ZoneInfo('Europe/Berlin')


def instant(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp())


class Shell:
    """What the shell makes of the signals: its map of events."""

    def __init__(self, sandbox):
        self.connection = sandbox.connect()
        self.events = {}
        self.signals = 0
        for signal, handler in (('EventsAddedOrUpdated', self.updated),
                                ('EventsRemoved', self.removed)):
            self.connection.signal_subscribe(
                NAME, NAME, signal, PATH, None, Gio.DBusSignalFlags.NONE,
                lambda *a, handler=handler: handler(*a[5].unpack()))

    def forget(self, beginning):
        self.events = {i: e for i, e in self.events.items() if not i.startswith(beginning)}

    def updated(self, events):
        self.signals += 1
        handled = set()
        for number, title, start, end, extras in events:
            assert extras == {}
            # Of an event that repeats: all that was known of it goes, once.
            parent = number[:number.rindex('\n') + 1]
            if not number.endswith('\n') and parent not in handled:
                handled.add(parent)
                self.forget(parent)
            self.events[number] = (title, start, end)

    def removed(self, ids):
        self.signals += 1
        for number in ids:
            self.forget(number)

    def set_range(self, since, until, reload=False):
        self.connection.call_sync(
            NAME, PATH, NAME, 'SetTimeRange',
            GLib.Variant('(xxb)', (instant(since), instant(until), reload)), None,
            Gio.DBusCallFlags.NONE, TIMEOUT * 1000, None)

    def has_calendars(self):
        reply = self.connection.call_sync(
            NAME, PATH, 'org.freedesktop.DBus.Properties', 'Get',
            GLib.Variant('(ss)', (NAME, 'HasCalendars')), None, Gio.DBusCallFlags.NONE,
            TIMEOUT * 1000, None)
        return reply.unpack()[0]

    def titles(self):
        return sorted(title for title, _, _ in self.events.values())

    def starts(self):
        return sorted(datetime.datetime.fromtimestamp(start, BERLIN).strftime('%m-%d %H:%M')
                      for _, start, _ in self.events.values())

    def wait_for_titles(self, *titles):
        wait_for(lambda: self.titles() == sorted(titles), f'the shell shows {titles}')

    def wait_for_starts(self, *starts):
        wait_for(lambda: self.starts() == sorted(starts), f'the shell shows {starts}')


@pytest.fixture
def server(sandbox):
    with sandbox.open_log('gnomon-shell-calendar') as log:
        process = subprocess.Popen([os.environ['GNOMON_SHELL_CALENDAR']], env=sandbox.environment,
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    wait_for(lambda: sandbox.owner(NAME), 'it takes its name')
    yield process
    if process.poll() is None:
        process.terminate()
    assert process.wait(TIMEOUT) == 0


@pytest.fixture
def shell(sandbox, calendar, server):
    client = Shell(sandbox)
    yield client
    client.connection.close_sync(None)


def create(calendar, title, day, start='10:30', **more):
    return calendar.CreateEvent({'title': title, 'event_date': day, 'start_time': start, **more})


def test_the_events_of_the_range_come(shell, calendar):
    create(calendar, 'Before', '2026-10-31')
    create(calendar, 'Dentist', '2026-11-18', duration_minutes=45)
    create(calendar, 'Cancelled', '2026-11-18', status='cancelled')
    create(calendar, 'After', '2026-12-01', '00:00')
    calendar.CreateEvent({'title': 'Offsite', 'event_date': '2026-11-20', 'all_day': True,
                          'end_date': '2026-11-21'})
    shell.set_range('2026-11-01', '2026-12-01')
    shell.wait_for_titles('Dentist', 'Offsite')
    assert sorted(shell.events.values()) == [
        ('Dentist', instant('2026-11-18T10:30'), instant('2026-11-18T11:15')),
        # From midnight to midnight: by that the shell knows that it is all day.
        ('Offsite', instant('2026-11-20'), instant('2026-11-22')),
    ]


def test_changes_follow(shell, calendar):
    shell.set_range('2026-11-01', '2026-12-01')
    event = create(calendar, 'Dentist', '2026-11-18')
    shell.wait_for_titles('Dentist')
    calendar.UpdateEvent(event['id'], {'title': 'Doctor', 'start_time': '12:00',
                                      'end_time': '13:00'})
    shell.wait_for_titles('Doctor')
    assert shell.starts() == ['11-18 12:00']
    # Out of the range, and back.
    calendar.UpdateEvent(event['id'], {'event_date': '2027-01-07'})
    shell.wait_for_titles()
    calendar.UpdateEvent(event['id'], {'event_date': '2026-11-07'})
    shell.wait_for_titles('Doctor')
    calendar.DeleteEvent(event['id'])
    shell.wait_for_titles()


def test_series(shell, calendar):
    shell.set_range('2026-11-16', '2026-12-14')
    create(calendar, 'Dentist', '2026-11-18')
    series = create(calendar, 'Yoga', '2020-01-06', '18:00', rrule='FREQ=WEEKLY;BYDAY=MO')
    other = '11-18 10:30'
    shell.wait_for_starts(other, '11-16 18:00', '11-23 18:00', '11-30 18:00', '12-07 18:00')
    calendar.UpdateOccurrence(series['id'], '2026-11-23T18:00:00',
                              {'start_time': '19:00', 'end_time': '20:00'},
                              'this')
    shell.wait_for_starts(other, '11-16 18:00', '11-23 19:00', '11-30 18:00', '12-07 18:00')
    calendar.DeleteOccurrence(series['id'], '2026-11-30T18:00:00', 'this')
    shell.wait_for_starts(other, '11-16 18:00', '11-23 19:00', '12-07 18:00')
    calendar.DeleteOccurrence(series['id'], '2026-12-07T18:00:00', 'future')
    shell.wait_for_starts(other, '11-16 18:00', '11-23 19:00')
    calendar.DeleteEvent(series['id'])
    shell.wait_for_starts(other)


def test_an_event_that_repeats_no_more(shell, calendar):
    shell.set_range('2026-11-16', '2026-12-14')
    event = create(calendar, 'Yoga', '2026-11-16', '18:00', rrule='FREQ=WEEKLY')
    shell.wait_for_starts('11-16 18:00', '11-23 18:00', '11-30 18:00', '12-07 18:00')
    calendar.UpdateEvent(event['id'], {'rrule': ''})
    shell.wait_for_starts('11-16 18:00')
    calendar.UpdateEvent(event['id'], {'rrule': 'FREQ=WEEKLY;COUNT=2'})
    shell.wait_for_starts('11-16 18:00', '11-23 18:00')


def test_another_range(shell, calendar):
    create(calendar, 'Dentist', '2026-11-18')
    create(calendar, 'Choir', '2026-12-18')
    shell.set_range('2026-11-01', '2026-12-01')
    shell.wait_for_titles('Dentist')
    # The shell forgets by itself, and asks.
    shell.events.clear()
    shell.set_range('2026-12-01', '2027-01-01', True)
    shell.wait_for_titles('Choir')
    shell.events.clear()
    shell.set_range('2026-12-01', '2027-01-01')
    shell.wait_for_titles('Choir')
    with pytest.raises(GLib.Error, match='until: '):
        shell.set_range('2027-01-01', '2026-12-01')


def test_what_does_not_concern_the_range_is_not_told(shell, calendar):
    shell.set_range('2026-11-01', '2026-12-01')
    create(calendar, 'Dentist', '2026-11-18')
    shell.wait_for_titles('Dentist')
    before = shell.signals
    create(calendar, 'Choir', '2027-12-18')
    create(calendar, 'Tea', '2026-11-19')
    shell.wait_for_titles('Dentist', 'Tea')
    assert shell.signals == before + 1


def test_hidden_calendars(shell, calendar):
    assert shell.has_calendars()
    first = calendar.ListCalendars()[0]
    create(calendar, 'Dentist', '2026-11-18')
    shell.set_range('2026-11-01', '2026-12-01')
    shell.wait_for_titles('Dentist')
    calendar.UpdateCalendar(first['id'], {'visible': False})
    shell.wait_for_titles()
    wait_for(lambda: not shell.has_calendars(), 'there is none to show')
    calendar.UpdateCalendar(first['id'], {'visible': True})
    shell.wait_for_titles('Dentist')


def test_it_takes_the_place_of_the_shells_own_and_gives_it(sandbox, calendar):
    """As gnome-shell-calendar-server, which lets another one take its name."""
    environment = sandbox.environment
    first = subprocess.Popen([os.environ['GNOMON_SHELL_CALENDAR']], env=environment)
    wait_for(lambda: sandbox.owner(NAME), 'the first takes the name')
    second = subprocess.Popen([os.environ['GNOMON_SHELL_CALENDAR']], env=environment)
    assert first.wait(TIMEOUT) == 0
    wait_for(lambda: sandbox.owner(NAME) and sandbox.owner_pid(NAME) == second.pid,
             'the second takes it')
    second.terminate()
    assert second.wait(TIMEOUT) == 0
