# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in for other programs on the bus of a test: objects of the test's own."""

from gi.repository import Gio, GLib

from gnomon_testing import APPLICATION_ID

APPLICATION_XML = """
<node>
  <interface name="org.freedesktop.Application">
    <method name="Activate"><arg type="a{sv}" direction="in"/></method>
    <method name="ActivateAction">
      <arg type="s" direction="in"/><arg type="av" direction="in"/>
      <arg type="a{sv}" direction="in"/>
    </method>
  </interface>
</node>
"""


def offer(sandbox, name, path, xml, called):
    """An object of the test's own on a connection of its own, under a well-known name."""
    connection = sandbox.connect()
    interface = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
    connection.register_object(path, interface, called, None, None)
    connection.call_sync(
        'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
        GLib.Variant('(su)', (name, 4)), None, Gio.DBusCallFlags.NONE, -1, None)
    return connection


class WindowStandIn:
    """In the window's place: what it would be asked to do."""

    def __init__(self, sandbox, knows_actions=True):
        self.calls = []
        self.knows_actions = knows_actions
        self.connection = offer(sandbox, APPLICATION_ID, '/org/gnomon/Gnomon', APPLICATION_XML,
                                self.called)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        self.calls.append((method, parameters))
        if method == 'ActivateAction' and not self.knows_actions:
            invocation.return_dbus_error('org.freedesktop.DBus.Error.UnknownMethod', 'no')
        else:
            invocation.return_value(None)
