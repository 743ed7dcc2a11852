# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the service and of the window stand on.

A Sandbox is a home of its own with a private session bus. In it run the real service (Service), a
notification server (NotificationServer) and clients (Calendar). Nothing waits by sleeping: wait_for
runs the main loop until a condition holds, and fails by name when it does not in time.
"""

import collections
import os
import pathlib
import signal
import sqlite3
import subprocess

from gi.repository import Gio, GLib

# Tests import everything from here.
from gnomon_client import (  # noqa: F401
    APPLICATION_ID, ERROR_PREFIX, INTERFACE, MAX_CALLS, SERVICE_NAME, SERVICE_PATH, SOURCE_ROOT,
    TIMEOUT, Calendar, CalendarError, Pending, Recorder, guess, pack, unpack, wait_for)


def make_locale(folder, name):
    """Compile a locale, like he_IL.UTF-8, into a folder: few machines have more than one.

    Returns what makes a program use it.
    """
    language, charset = name.split('.')
    subprocess.run(['localedef', '-i', language, '-f', charset, str(pathlib.Path(folder) / name)],
                   check=True)
    return {'LOCPATH': str(folder), 'LC_ALL': name}


def is_sanitized(pid):
    """Whether a process was built with AddressSanitizer, which takes memory of its own."""
    return 'libasan' in pathlib.Path(f'/proc/{pid}/maps').read_text()


class Sandbox:
    """Private XDG folders and a private session bus, which can activate the service."""

    BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC
      "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
      "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig>
      <type>session</type>
      <listen>unix:path={folder}/bus</listen>
      <auth>EXTERNAL</auth>
      <servicedir>{folder}/services</servicedir>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
      <!-- Unlike the defaults, a session's limits let a client have over 128 calls under way. -->
      <limit name="max_replies_per_connection">50000</limit>
      <limit name="max_incoming_bytes">1000000000</limit>
      <limit name="max_outgoing_bytes">1000000000</limit>
      <limit name="max_message_size">1000000000</limit>
    </busconfig>
    """

    def __init__(self, folder, **environment):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.logs = {}
        self.environment = self._make_environment(environment)
        self.bus = None
        self.connection = None
        self._write_services()
        self.start_bus()

    @property
    def data_home(self):
        return pathlib.Path(self.environment['XDG_DATA_HOME'])

    @property
    def database(self):
        return self.data_home / 'gnomon' / 'calendar.db'

    @property
    def address(self):
        return f'unix:path={self.folder}/bus'

    def _make_environment(self, extra):
        foreign = ('DBUS_', 'XDG_', 'GNOMON_CLOCK', 'DISPLAY', 'WAYLAND_DISPLAY', 'G_MESSAGES')
        environment = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
        for name in ('data', 'config', 'cache', 'state'):
            folder = self.folder / name
            folder.mkdir(exist_ok=True)
            environment[f'XDG_{name.upper()}_HOME'] = str(folder)
        runtime = self.folder / 'run'
        runtime.mkdir(mode=0o700, exist_ok=True)
        environment.update(
            HOME=str(self.folder),
            XDG_RUNTIME_DIR=str(runtime),
            XDG_DATA_DIRS='/usr/local/share:/usr/share',
            DBUS_SESSION_BUS_ADDRESS=self.address,
            # A file of the sandbox's: a test can write settings, and the programs see them change.
            GSETTINGS_BACKEND='keyfile',
        )
        environment.update(extra)
        return environment

    def _write_services(self):
        services = self.folder / 'services'
        services.mkdir(exist_ok=True)
        (services / f'{SERVICE_NAME}.service').write_text(
            f'[D-BUS Service]\nName={SERVICE_NAME}\nExec={os.environ["GNOMON_SERVICE"]}\n')
        # The only service of the system's that a test may need: the bus of the screen readers.
        # All others (portals, settings, secrets) stay out.
        system = pathlib.Path('/usr/share/dbus-1/services/org.a11y.Bus.service')
        if system.exists():
            (services / system.name).write_text(system.read_text())

    def open_log(self, name):
        """A file for a process's output; what it holds is shown when the test fails."""
        path = self.logs.setdefault(name, self.folder / f'{name}.log')
        return open(path, 'ab')

    def start_bus(self):
        config = self.folder / 'bus.conf'
        config.write_text(self.BUS_CONFIG.format(folder=self.folder))
        with self.open_log('dbus-daemon') as log:
            self.bus = subprocess.Popen(
                ['dbus-daemon', f'--config-file={config}', '--nofork', '--nopidfile',
                 '--print-address=1'],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=log)
        # The line comes when the socket listens.
        if not self.bus.stdout.readline():
            raise RuntimeError('dbus-daemon did not start')
        self.connection = self.connect()

    def stop_bus(self):
        if self.connection is not None:
            if not self.connection.is_closed():
                self.connection.close_sync(None)
            self.connection = None
        if self.bus is not None:
            self.bus.terminate()
            self.bus.wait(TIMEOUT)
            self.bus.stdout.close()
            self.bus = None

    def connect(self):
        """Another connection: another client, to the service."""
        connection = Gio.DBusConnection.new_for_address_sync(
            self.address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        connection.set_exit_on_close(False)
        return connection

    def call_bus(self, method, arguments=None):
        reply = self.connection.call_sync(
            'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
            arguments, None, Gio.DBusCallFlags.NONE, TIMEOUT * 1000, None)
        return reply.unpack()

    def owner(self, name):
        """The unique name of who owns a name, or None."""
        if not self.call_bus('NameHasOwner', GLib.Variant('(s)', (name,)))[0]:
            return None
        try:
            return self.call_bus('GetNameOwner', GLib.Variant('(s)', (name,)))[0]
        except GLib.Error:
            return None

    def owner_pid(self, name):
        return self.call_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))[0]

    def set_setting(self, key, value):
        """Write one of the application's settings; value is GVariant text, as in '["a@b.c"]'."""
        path = pathlib.Path(self.environment['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')
        path.parent.mkdir(parents=True, exist_ok=True)
        keys = GLib.KeyFile()
        if path.exists():
            keys.load_from_file(str(path), GLib.KeyFileFlags.NONE)
        keys.set_value(APPLICATION_ID.replace('.', '/'), key, value)
        path.write_text(keys.to_data()[0])

    def run(self, *command, **options):
        """Run a program to its end in the sandbox; returns subprocess.CompletedProcess."""
        options.setdefault('capture_output', True)
        options.setdefault('text', True)
        options.setdefault('timeout', TIMEOUT)
        return subprocess.run([str(c) for c in command], env=self.environment, **options)

    def dump_database(self, tables=None):
        """The rows of the database's tables as text, to compare before and after.

        Without those of `derived`, which the service writes some time after its start.
        """
        with sqlite3.connect(f'file:{self.database}?mode=ro', uri=True) as database:
            if tables is None:
                tables = [name for name, in database.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                    " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name <> 'derived' ORDER BY name")]
            rows = {t: sorted(map(repr, database.execute(f'SELECT * FROM "{t}"'))) for t in tables}
        database.close()
        return '\n'.join(f'{table}: {row}' for table in tables for row in rows[table])

    def close(self):
        self.stop_bus()


class Service:
    """The real gnomon-service, started by the test or by the bus."""

    def __init__(self, sandbox, *arguments, **environment):
        self.sandbox = sandbox
        self.arguments = [str(a) for a in arguments]
        self.environment = environment
        self.process = None

    def start(self, **environment):
        """Start it and wait until it has its name."""
        assert self.process is None, 'the service runs already'
        self.environment.update(environment)
        with self.sandbox.open_log('gnomon-service') as log:
            self.process = subprocess.Popen(
                [os.environ['GNOMON_SERVICE'], *self.arguments],
                env={**self.sandbox.environment, **self.environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for(lambda: self.owns_name() or self.process.poll() is not None,
                 'gnomon-service takes its name')
        assert self.process.poll() is None, f'gnomon-service ended with {self.process.returncode}'
        return self

    def owns_name(self):
        return (self.sandbox.owner(SERVICE_NAME) is not None
                and self.sandbox.owner_pid(SERVICE_NAME) == self.process.pid)

    @property
    def pid(self):
        """Its process, however it was started."""
        return self.process.pid if self.process else self.sandbox.owner_pid(SERVICE_NAME)

    def stop(self):
        """End it in order; a leak or an error found by a sanitizer fails here."""
        if self.process is None:
            return
        process, self.process = self.process, None
        if process.poll() is None:
            process.terminate()
        try:
            status = process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        assert status == 0, f'gnomon-service ended with {status}'

    def kill(self):
        """kill -9, as a power cut would."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait(TIMEOUT)
            self.process = None
        wait_for(lambda: self.sandbox.owner(SERVICE_NAME) is None, 'the bus notes the kill')

    def restart(self, **environment):
        self.stop()
        return self.start(**environment)

    def client(self, own_connection=False):
        return Calendar(self.sandbox.connect() if own_connection else self.sandbox.connection)


Notification = collections.namedtuple(
    'Notification', 'id replaces summary body icon actions hints timeout')


class NotificationServer:
    """A notification server that draws nothing and remembers everything."""

    NAME = 'org.freedesktop.Notifications'
    PATH = '/org/freedesktop/Notifications'

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.process = None

    def start(self, capabilities='actions body body-markup'):
        with self.sandbox.open_log('notification-server') as log:
            self.process = subprocess.Popen(
                ['/usr/bin/python3', '-m', 'dbusmock', '--session', '--template',
                 'notification_daemon', '-p', f'{{"capabilities": "{capabilities}"}}'],
                env=self.sandbox.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        # The name comes before the methods of the template.
        wait_for(self._answers, 'the notification server answers')
        return self

    def _answers(self):
        assert self.process.poll() is None, 'the notification server ended'
        if self.sandbox.owner(self.NAME) is None:
            return False
        try:
            self._call(self.NAME, 'GetServerInformation', None)
            return True
        except GLib.Error:
            return False

    def _call(self, interface, method, arguments):
        return self.sandbox.connection.call_sync(
            self.NAME, self.PATH, interface, method, arguments, None,
            Gio.DBusCallFlags.NO_AUTO_START, TIMEOUT * 1000, None).unpack()

    def _mock(self, method, signature=None, *arguments):
        return self._call('org.freedesktop.DBus.Mock', method,
                          GLib.Variant(signature, arguments) if signature else None)

    def shown(self):
        """All Notify calls since the start, oldest first, with the ids they were given."""
        calls, = self._mock('GetMethodCalls', '(s)', 'Notify')
        notifications, next_id = [], 1
        for _, (_, replaces, icon, summary, body, actions, hints, timeout) in calls:
            number = replaces or next_id
            next_id += 0 if replaces else 1
            pairs = dict(zip(actions[::2], actions[1::2]))
            notifications.append(
                Notification(number, replaces, summary, body, icon, pairs, hints, timeout))
        return notifications

    def closed(self):
        """The ids that were taken back by CloseNotification."""
        calls, = self._mock('GetMethodCalls', '(s)', 'CloseNotification')
        return [arguments[0] for _, arguments in calls]

    def wait(self, count=1, timeout=TIMEOUT):
        """Wait until so many were shown, and return them."""
        return wait_for(lambda: len(self.shown()) >= count and self.shown(),
                        f'{count} notifications', timeout)

    def invoke(self, number, action):
        """Press a button of a notification; 'default' is the notification itself."""
        self._mock('EmitSignal', '(sssav)', self.NAME, 'ActionInvoked', 'us',
                   [GLib.Variant('u', number), GLib.Variant('s', action)])

    def dismiss(self, number, reason=2):
        """Close it as the user would (2), or as time does (1)."""
        self._mock('EmitSignal', '(sssav)', self.NAME, 'NotificationClosed', 'uu',
                   [GLib.Variant('u', number), GLib.Variant('u', reason)])

    def freeze(self):
        """Let it hang: it keeps its name and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
