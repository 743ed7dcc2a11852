# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders without a window, inside of a sandbox: the desktop is asked once, and a refusal is told."""

import pytest
from gi.repository import Gio, GLib

from gnomon_testing import wait_for

PORTAL = 'org.freedesktop.portal.Desktop'
XML = """
<node><interface name="org.freedesktop.portal.Background"><method name="RequestBackground">
  <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
</method></interface></node>
"""


class Portal:
    """The Background portal, with a user who answers at once."""

    def __init__(self, sandbox, response=0, background=True, autostart=True):
        self.asked = []
        self.answer = GLib.Variant('(ua{sv})', (response, {
            'background': GLib.Variant('b', background), 'autostart': GLib.Variant('b', autostart)}))
        self.connection = sandbox.connect()
        self.connection.register_object('/org/freedesktop/portal/desktop',
                                        Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], self.called, None, None)
        self.connection.call_sync(
            'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
            GLib.Variant('(su)', (PORTAL, 4)), None, Gio.DBusCallFlags.NONE, -1, None)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        _, options = parameters.unpack()
        self.asked.append(options)
        handle = f'{path}/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        connection.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response', self.answer)

    def close(self):
        self.connection.close_sync(None)


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GTK_USE_PORTAL'] = '1'
    yield sandbox
    del sandbox.environment['GTK_USE_PORTAL']


def read_setting(sandbox):
    path = sandbox.folder / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
    return path.read_text() if path.exists() else ''


def test_allowed(sandbox, window):
    portal = Portal(sandbox)
    window.start()
    wait_for(lambda: "background='allowed'" in read_setting(sandbox), 'the answer is kept')
    options, = portal.asked
    assert options['autostart'] and options['commandline'][0].endswith('/gnomon-service')
    assert options['reason'] == 'Reminders come also while no window is open.'

    # It is asked once.
    window.stop()
    window.start()
    assert len(portal.asked) == 1
    portal.close()


@pytest.mark.parametrize('answer', [{'background': False}, {'autostart': False}, {'response': 1}], ids=str)
def test_refused(sandbox, window, answer):
    portal = Portal(sandbox, **answer)
    window.start()
    window.wait_for_node(None, lambda name: name.startswith('Reminders only come while the calendar is open'))
    wait_for(lambda: "background='refused'" in read_setting(sandbox), 'the answer is kept')
    portal.close()
