#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The event that runs or comes next, on the panel of MATE: told at each change, and no polling.

    ~/.local/share/mate-panel/applets/org.example.GnomonApplet.mate-panel-applet
        [Applet Factory]  Id=GnomonAppletFactory   InProcess=false   Location=…/mate-panel.py
        [GnomonApplet]    Name=Next event          Icon=org.gnomon.Gnomon
    ~/.local/share/dbus-1/services/org.mate.panel.applet.GnomonAppletFactory.service
        [D-BUS Service]   Name=org.mate.panel.applet.GnomonAppletFactory   Exec=…/mate-panel.py
"""
import subprocess
import time

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('MatePanelApplet', '4.0')
from gi.repository import Gio, Gtk, MatePanelApplet  # noqa: E402

NAME = 'org.gnomon.Gnomon.Calendar1'


def show(calendar, changed, gone, button):
    following = calendar.get_cached_property('NextEvent')
    button.set_label('–')
    if following:  # A dictionary; empty where nothing comes, and NULL where the service has left.
        event = calendar.GetEvent('(x)', following['id'])
        when = time.strftime('%a %H:%M', time.localtime(following['starts_at']))
        button.set_label(f'{when} {event["title"]}')


def fill(applet, name, data):
    calendar = Gio.DBusProxy.new_for_bus_sync(
        Gio.BusType.SESSION, Gio.DBusProxyFlags.NONE, None, NAME, '/org/gnomon/Gnomon/Calendar1',
        NAME)
    button = Gtk.Button(relief=Gtk.ReliefStyle.NONE)
    button.connect('clicked', lambda _: subprocess.Popen(['gnomon', '--today']))
    calendar.connect('g-properties-changed', show, button)
    show(calendar, None, None, button)
    applet.calendar = calendar  # Kept as long as the applet.
    applet.add(button)
    applet.show_all()
    return True


MatePanelApplet.Applet.factory_main(
    'GnomonAppletFactory', True, MatePanelApplet.Applet.__gtype__, fill, None)
