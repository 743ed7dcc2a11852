# SPDX-License-Identifier: GPL-3.0-or-later
"""Real notification servers draw the reminders, and their buttons are pressed for real."""

import pathlib
import shutil
import subprocess
import time

import pytest
from gi.repository import GLib
from gnomon_stand_ins import WindowStandIn
from gnomon_testing import TIMEOUT, NotificationServer, wait_for

NOTIFICATION_DAEMON = next((path for path in (
    '/usr/lib/notification-daemon/notification-daemon', '/usr/libexec/notification-daemon',
    '/usr/lib/notification-daemon-1.0/notification-daemon') if pathlib.Path(path).exists()), None)

NOW = '2026-11-18T09:45:00+01:00'


class Server:
    """A server that draws; started where the service's calls find it."""

    def __init__(self, sandbox, screen, *command):
        self.sandbox = sandbox
        self.environment = {**sandbox.environment, **screen.environment, 'GDK_BACKEND': 'x11'}
        self.environment.pop('NO_AT_BRIDGE', None)
        with sandbox.open_log(pathlib.Path(command[0]).name) as log:
            self.process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        wait_for(lambda: sandbox.owner(NotificationServer.NAME) is not None,
                 'the server has its name')

    def stop(self):
        self.process.terminate()
        self.process.wait(TIMEOUT)
        wait_for(lambda: self.sandbox.owner(NotificationServer.NAME) is None, 'the name is free')


class Dunst(Server):
    """It draws text; its buttons are in a menu of a program, here one that knows the answer."""

    def __init__(self, sandbox, screen):
        self.wish = sandbox.folder / 'wish'
        menu = sandbox.folder / 'menu'
        menu.write_text(f'#!/bin/sh\ngrep -m 1 -F -f {self.wish}\n')
        menu.chmod(0o700)
        self.told = sandbox.folder / 'told'
        self.told.unlink(missing_ok=True)
        teller = sandbox.folder / 'teller'
        teller.write_text(f'#!/bin/sh\nprintf "%s\\n%s" "$2" "$3" > {self.told}.new; '
                          f'mv {self.told}.new {self.told}\n')
        teller.chmod(0o700)
        config = sandbox.folder / 'dunstrc'
        config.write_text(f'[global]\n    dmenu = {menu}\n    font = Sans 10\n'
                          '[all]\n    summary = "*"\n'
                          f'    script = {teller}\n')
        super().__init__(sandbox, screen, 'dunst', '-conf', str(config))

    def control(self, *arguments):
        return subprocess.run(['dunstctl', *arguments], env=self.environment, check=True,
                              capture_output=True, text=True, timeout=TIMEOUT).stdout

    def wait_until_drawn(self):
        wait_for(lambda: self.control('count', 'displayed').strip() == '1', 'it is drawn')

    def press(self, label):
        self.wait_until_drawn()
        self.wish.write_text(f'#{label} ')
        self.control('context')

    def texts(self):
        """What was drawn, by a program of the user's that it tells."""
        return wait_for(lambda: self.told.exists() and self.told.read_text(),
                        'it tells what it draws')


class Daemon(Server):
    """It draws buttons, which are found in the accessible tree and clicked where they are."""

    def __init__(self, sandbox, screen):
        self.screen = screen
        super().__init__(sandbox, screen, NOTIFICATION_DAEMON)

    def nodes(self):
        from gnomon_screen import Atspi, children, walk
        for application in children(Atspi.get_desktop(0)):
            try:
                if application.get_process_id() == self.process.pid:
                    yield from walk(application)
            except GLib.Error:
                continue

    def find(self, name):
        return next((node for node in self.nodes() if node.get_name() == name), None)

    def press(self, label):
        """Until it goes: what has just come may still be moved to its place."""
        from gnomon_screen import Atspi

        def click():
            button = self.find(label)
            if button is None:
                return True
            extents = button.get_extents(Atspi.CoordType.SCREEN)
            if extents.width > 0 and time.monotonic() > clicked[-1] + 1:
                self.screen.point(extents.x + extents.width // 2,
                                  extents.y + extents.height // 2)
                self.screen.xdotool('click', 1)
                clicked.append(time.monotonic())
            return False

        clicked = [0]
        wait_for(click, f'“{label}” is pressed')


def remind(calendar):
    """An event whose reminder is due now."""
    return calendar.CreateEvent({
        'title': 'Dentist & <b>Söhne</b>', 'event_date': '2026-11-18', 'start_time': '10:00',
        'timezone': 'Europe/Berlin',
        'location': 'Market Square 4', 'reminder_minutes_before': 15})['id']


def wait_for_state(calendar, event, state):
    wait_for(lambda: calendar.GetReminders(event)[0]['state'] == state, f'the reminder is {state}')


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    yield sandbox
    del sandbox.environment['GNOMON_CLOCK']


@pytest.fixture
def dunst(sandbox, screen):
    if not shutil.which('dunst'):
        pytest.skip('dunst is not installed')
    server = Dunst(sandbox, screen)
    yield server
    server.stop()


@pytest.fixture
def daemon(sandbox, screen):
    if NOTIFICATION_DAEMON is None:
        pytest.skip('notification-daemon is not installed')
    server = Daemon(sandbox, screen)
    yield server
    server.stop()


def test_dunst(sandbox, dunst, calendar):
    window = WindowStandIn(sandbox)
    for label, state in (('Snooze 5 min', 'snoozed'), ('Dismiss', 'dismissed')):
        event = remind(calendar)
        wait_for_state(calendar, event, 'shown')
        dunst.press(label)
        wait_for_state(calendar, event, state)
        calendar.DeleteEvent(event)
    # Markup of the title is text.
    assert dunst.texts() == ('Dentist & <b>Söhne</b>\nIn 15 minutes · 10:00–11:00\n'
                             'Market Square 4 · Personal')

    event = remind(calendar)
    wait_for_state(calendar, event, 'shown')
    dunst.wait_until_drawn()
    dunst.control('action', '0')
    method, parameters = wait_for(lambda: window.calls and window.calls[0], 'the window is asked')
    assert (method, parameters.unpack()[:2]) == ('ActivateAction', ('show-event', [event]))
    wait_for_state(calendar, event, 'dismissed')
    window.connection.close_sync(None)


def test_notification_daemon(sandbox, daemon, calendar):
    window = WindowStandIn(sandbox)
    for label, state in (('Snooze 5 min', 'snoozed'), ('Dismiss', 'dismissed'),
                         ('Open', 'dismissed')):
        event = remind(calendar)
        wait_for_state(calendar, event, 'shown')
        wait_for(lambda: daemon.find('Dentist & <b>Söhne</b>'), 'the title is drawn')
        assert daemon.find('In 15 minutes · 10:00–11:00\nMarket Square 4 · Personal')
        daemon.press(label)
        wait_for_state(calendar, event, state)
        wait_for(lambda: not daemon.find('Dentist & <b>Söhne</b>'), 'it is gone')
        calendar.DeleteEvent(event)
    method, parameters = wait_for(lambda: window.calls and window.calls[0], 'the window is asked')
    assert (method, parameters.unpack()[0]) == ('ActivateAction', 'show-event')
    window.connection.close_sync(None)
