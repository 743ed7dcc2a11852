# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the service for tests: methods with Python values, signals, waiting."""

import os
import pathlib
import xml.etree.ElementTree as ElementTree

from gi.repository import Gio, GLib

APPLICATION_ID = 'org.gnomon.Gnomon'
SERVICE_NAME = 'org.gnomon.Gnomon.Calendar1'
SERVICE_PATH = '/org/gnomon/Gnomon/Calendar1'
INTERFACE = SERVICE_NAME
ERROR_PREFIX = INTERFACE + '.Error.'

SOURCE_ROOT = pathlib.Path(__file__).resolve().parents[2]
INTERFACE_FILE = SOURCE_ROOT / 'data' / f'{INTERFACE}.xml'

# Seconds, long enough for a busy machine; a test that passes never waits for it.
TIMEOUT = int(os.environ.get('GNOMON_TEST_TIMEOUT', 20))


# So many calls of one caller may be under way.
MAX_CALLS = 64


def wait_for(condition, what, timeout=TIMEOUT):
    """Run the main loop until condition() is true; return what it returned."""
    context = GLib.MainContext.default()
    expired = []
    deadline = GLib.timeout_add(int(timeout * 1000), lambda: expired.append(1) or True)
    # A condition may look at what no main loop hears of: a file, a process.
    poll = GLib.timeout_add(10, lambda: True)
    try:
        while True:
            value = condition()
            if value:
                return value
            if expired:
                raise TimeoutError(f'{what}: not within {timeout} s')
            context.iteration(True)
    finally:
        GLib.source_remove(deadline)
        GLib.source_remove(poll)


class CalendarError(Exception):
    """A D-Bus error: `name` is its last part (NotFound), `message` its text."""

    def __init__(self, dbus_name, message):
        super().__init__(f'{dbus_name}: {message}')
        self.dbus_name = dbus_name
        self.name = dbus_name.rsplit('.', 1)[-1]
        self.message = message

    @classmethod
    def from_glib(cls, error):
        name = Gio.DBusError.get_remote_error(error) or f'local.{error.domain}'
        return cls(name, error.message.removeprefix(f'GDBus.Error:{name}: '))


class Calendar:
    """A client: each method of the interface is a method here, with Python values.

    A dict becomes a{sv}: str, bool, int (x), float, list of str (as), list of dict (aa{sv}), or a
    GLib.Variant as it is. A file or descriptor stands for h. One answer comes alone, several as a
    tuple; errors raise CalendarError.
    """

    _signatures = None

    def __init__(self, connection):
        self.connection = connection

    @classmethod
    def signatures(cls):
        if cls._signatures is None:
            root = ElementTree.parse(INTERFACE_FILE).getroot()
            cls._signatures = {
                method.get('name'): [a.get('type') for a in method.findall('arg')
                                     if a.get('direction', 'in') == 'in']
                for method in root.findall(f"./interface[@name='{INTERFACE}']/method")
            }
        return cls._signatures

    def __getattr__(self, method):
        if method not in self.signatures():
            raise AttributeError(method)
        return lambda *arguments, **options: self.call(method, *arguments, **options)

    def call(self, method, *arguments, **options):
        types = self.signatures()[method]
        assert len(arguments) == len(types), f'{method} takes {len(types)} arguments'
        descriptors = Gio.UnixFDList()
        packed = [pack(t, a, descriptors) for t, a in zip(types, arguments)]
        return self.call_variant(method, GLib.Variant.new_tuple(*packed), descriptors, **options)

    def call_variant(self, method, arguments, descriptors=None, timeout=TIMEOUT):
        """The call with a tuple as it is, also of wrong types; `arguments` may be None."""
        try:
            reply, _ = self.connection.call_with_unix_fd_list_sync(
                SERVICE_NAME, SERVICE_PATH, INTERFACE, method, arguments, None,
                Gio.DBusCallFlags.NONE, int(timeout * 1000),
                descriptors if descriptors and descriptors.get_length() else None, None)
        except GLib.Error as error:
            raise CalendarError.from_glib(error) from None
        values = [unpack(reply.get_child_value(i)) for i in range(reply.n_children())]
        return None if not values else values[0] if len(values) == 1 else tuple(values)

    def call_async(self, method, *arguments, timeout=TIMEOUT):
        """Start a call and return a Pending, for calls that run at the same time."""
        types = self.signatures()[method]
        descriptors = Gio.UnixFDList()
        packed = [pack(t, a, descriptors) for t, a in zip(types, arguments)]
        pending = Pending(method)
        self.connection.call_with_unix_fd_list(
            SERVICE_NAME, SERVICE_PATH, INTERFACE, method, GLib.Variant.new_tuple(*packed), None,
            Gio.DBusCallFlags.NONE, int(timeout * 1000),
            descriptors if descriptors.get_length() else None, None, pending.finish)
        return pending

    def call_many(self, method, calls):
        """Calls that run at the same time, as many as one caller may have; their answers in order.

        `calls` holds the tuples of arguments.
        """
        pending = []
        for arguments in calls:
            if len(pending) >= MAX_CALLS:
                pending[-MAX_CALLS].wait()
            pending.append(self.call_async(method, *arguments))
        return [call.wait() for call in pending]

    def get_property(self, name):
        reply = self.connection.call_sync(
            SERVICE_NAME, SERVICE_PATH, 'org.freedesktop.DBus.Properties', 'Get',
            GLib.Variant('(ss)', (INTERFACE, name)), None, Gio.DBusCallFlags.NONE,
            TIMEOUT * 1000, None)
        return reply.unpack()[0]

    def watch(self, signal_name, interface=INTERFACE):
        """Collect a signal from now on."""
        return Recorder(self.connection, interface, signal_name)

    def watch_properties(self):
        return Recorder(self.connection, 'org.freedesktop.DBus.Properties', 'PropertiesChanged')


class Pending:
    """A call under way."""

    def __init__(self, method):
        self.method = method
        self.reply = None
        self.error = None

    def finish(self, connection, result):
        try:
            self.reply, _ = connection.call_with_unix_fd_list_finish(result)
        except GLib.Error as error:
            self.error = CalendarError.from_glib(error)

    def done(self):
        return self.reply is not None or self.error is not None

    def wait(self):
        wait_for(self.done, f'{self.method} answers')
        if self.error:
            raise self.error
        values = [unpack(self.reply.get_child_value(i)) for i in range(self.reply.n_children())]
        return None if not values else values[0] if len(values) == 1 else tuple(values)


class Recorder:
    """The signals of one name that have come, in order, each as a tuple."""

    def __init__(self, connection, interface, name):
        self.name = name
        self.seen = []
        self.connection = connection
        self.subscription = connection.signal_subscribe(
            None, interface, name, SERVICE_PATH, None, Gio.DBusSignalFlags.NONE,
            lambda *a: self.seen.append(a[5].unpack()))

    def wait(self, count=1):
        wait_for(lambda: len(self.seen) >= count, f'{count} × {self.name}')
        return self.seen

    def wait_for(self, condition, what=None):
        """Wait for the first signal for which condition(*arguments) holds, and return it."""
        return wait_for(lambda: next((s for s in self.seen if condition(*s)), None),
                        what or f'a certain {self.name}')

    def clear(self):
        self.seen.clear()

    def stop(self):
        self.connection.signal_unsubscribe(self.subscription)


def pack(signature, value, descriptors):
    """A Python value as a GVariant of the signature."""
    if isinstance(value, GLib.Variant):
        return value
    if signature == 'h':
        number = value if isinstance(value, int) else value.fileno()
        return GLib.Variant('h', descriptors.append(number))
    if signature == 'a{sv}':
        return GLib.Variant('a{sv}', {key: guess(v) for key, v in value.items()})
    if signature == 'aa{sv}':
        return GLib.Variant('aa{sv}', [{k: guess(v) for k, v in d.items()} for d in value])
    return GLib.Variant(signature, value)


def guess(value):
    """A Python value as the GVariant that one would mean by it."""
    if isinstance(value, GLib.Variant):
        return value
    if isinstance(value, bool):
        return GLib.Variant('b', value)
    if isinstance(value, int):
        return GLib.Variant('x', value)
    if isinstance(value, float):
        return GLib.Variant('d', value)
    if isinstance(value, str):
        return GLib.Variant('s', value)
    if isinstance(value, (list, tuple)):
        if value and all(isinstance(v, dict) for v in value):
            return pack('aa{sv}', value, None)
        return GLib.Variant('as', list(value))
    raise TypeError(f'no D-Bus type for {value!r}')


def unpack(variant):
    """A GVariant as a Python value; a byte array as bytes."""
    if variant.get_type_string() == 'ay':
        return variant.get_data_as_bytes().get_data() or b''
    return variant.unpack()
