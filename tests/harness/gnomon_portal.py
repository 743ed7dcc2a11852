# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's portals, for programs that believe to be in a sandbox (GTK_USE_PORTAL=1)."""

from gi.repository import Gio, GLib

PORTAL = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'
XML = """
<node>
  <interface name="org.freedesktop.portal.Background">
    <method name="RequestBackground">
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.portal.Settings">
    <method name="ReadAll">
      <arg type="as" direction="in"/><arg type="a{sa{sv}}" direction="out"/>
    </method>
    <signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>
  </interface>
</node>
"""


class Portal:
    """The portals of Background, with a user who answers at once, and Settings.

    `answer` is what the user says: (response, background, autostart); None refuses the call itself.
    `settings` are the desktop's: {schema: {key: GLib.Variant}}; None where there is no such portal.
    """

    def __init__(self, sandbox, answer=None, settings=None):
        self.asked = []
        self.answer = answer
        self.settings = settings
        self.connection = sandbox.connect()
        for interface in Gio.DBusNodeInfo.new_for_xml(XML).interfaces:
            if settings is not None or not interface.name.endswith('Settings'):
                self.connection.register_object(PATH, interface, self.called, None, None)
        self.connection.call_sync(
            'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
            GLib.Variant('(su)', (PORTAL, 4)), None, Gio.DBusCallFlags.NONE, -1, None)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        if method == 'ReadAll':
            wanted = parameters.unpack()[0]
            invocation.return_value(GLib.Variant('(a{sa{sv}})', ({
                name: values for name, values in self.settings.items()
                if name in wanted or not wanted},)))
            return

        _, options = parameters.unpack()
        self.asked.append(options)
        if self.answer is None:
            invocation.return_dbus_error('org.freedesktop.portal.Error.NotAllowed', 'Not here')
            return
        response, background, autostart = self.answer
        handle = f'{path}/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        connection.emit_signal(
            sender, handle, 'org.freedesktop.portal.Request', 'Response',
            GLib.Variant('(ua{sv})', (response, {
                'background': GLib.Variant('b', background),
                'autostart': GLib.Variant('b', autostart)})))

    def set_setting(self, schema, key, value):
        """The user sets it now."""
        self.settings.setdefault(schema, {})[key] = value
        self.connection.emit_signal(None, PATH, 'org.freedesktop.portal.Settings', 'SettingChanged',
                                    GLib.Variant('(ssv)', (schema, key, value)))

    def close(self):
        self.connection.close_sync(None)
