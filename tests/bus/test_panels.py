# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel modules in data/examples, run as a panel runs them: they tell what comes next."""

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import threading

import pytest

from gi.repository import Gio, GLib

from gnomon_testing import SOURCE_ROOT, TIMEOUT, wait_for

EXAMPLES = SOURCE_ROOT / 'data' / 'examples'

FACTORY_NAME = 'org.mate.panel.applet.GnomonAppletFactory'


class Module:
    """A module that prints a line at each change, as waybar's and polybar's do."""

    def __init__(self, sandbox, *command):
        # gnomonctl is found by its name, as where it is installed.
        path = f'{pathlib.Path(os.environ["GNOMON_CTL"]).parent}:{os.environ["PATH"]}'
        with sandbox.open_log('module') as log:
            self.process = subprocess.Popen(
                [str(part) for part in command], env={**sandbox.environment, 'PATH': path},
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                start_new_session=True)
        self.lines = []
        self.reader = threading.Thread(
            target=lambda: self.lines.extend(iter(self.process.stdout.readline, '')))
        self.reader.start()

    def wait_for_line(self, condition, what):
        return wait_for(lambda: next((line for line in self.lines if condition(line)), None), what)

    def stop(self):
        # A pipeline of the shell's has processes of its own.
        os.killpg(self.process.pid, 15)
        self.process.wait(TIMEOUT)
        self.reader.join(TIMEOUT)
        self.process.stdout.close()


@pytest.fixture
def start_module(sandbox):
    started = []

    def start(*command):
        started.append(Module(sandbox, *command))
        return started[-1]

    yield start
    for module in started:
        module.stop()


def create_soon(calendar, title, hours):
    """An event that starts in so many hours, and how a panel says when."""
    start = (datetime.datetime.now() + datetime.timedelta(hours=hours)).replace(second=0)
    event = calendar.CreateEvent({
        'title': title, 'event_date': start.strftime('%Y-%m-%d'),
        'start_time': start.strftime('%H:%M'), 'duration_minutes': 30, 'location': 'Room 4'})
    return event['id'], start.strftime('%a %H:%M')


def test_waybar(start_module, calendar):
    module = start_module('/usr/bin/python3', EXAMPLES / 'waybar.py')
    module.wait_for_line(lambda line: json.loads(line) == {'text': '', 'class': 'free'},
                         'nothing comes')
    later, when_later = create_soon(calendar, 'Tea <&> "cake"', 3)
    expected = {'text': f'{when_later} Tea <&> "cake"', 'tooltip': 'Room 4', 'class': 'busy'}
    module.wait_for_line(lambda line: json.loads(line) == expected, 'it tells of the first event')

    sooner, when = create_soon(calendar, 'Dentist', 1)
    module.wait_for_line(lambda line: json.loads(line)['text'] == f'{when} Dentist',
                         'it tells of one before that')
    calendar.DeleteEvent(sooner)
    wait_for(lambda: json.loads(module.lines[-1]) == expected, 'it goes back to the first')


def test_polybar(start_module, calendar):
    if shutil.which('jq') is None:
        pytest.skip('no jq here')
    module = start_module(EXAMPLES / 'polybar.sh')
    module.wait_for_line(lambda line: line == '\n', 'nothing comes')
    later, when_later = create_soon(calendar, 'Tea <&> "cake"', 3)
    module.wait_for_line(lambda line: line == f'{when_later} Tea <&> "cake"\n',
                         'it tells of the first event')
    sooner, when = create_soon(calendar, 'Dentist', 1)
    module.wait_for_line(lambda line: line == f'{when} Dentist\n', 'it tells of one before that')
    calendar.DeleteEvent(sooner)
    wait_for(lambda: module.lines[-1] == f'{when_later} Tea <&> "cake"\n',
             'it goes back to the first')


# The panel's side of an applet: a window that takes in the applet's.
MATE_PANEL = """
import sys, gi
gi.require_version('Gtk', '3.0')
from gi.repository import Gtk
window, socket = Gtk.Window(default_width=400, default_height=30), Gtk.Socket()
window.add(socket)
window.show_all()
socket.add_id(int(sys.argv[1]))
Gtk.main()
"""


@pytest.fixture
def screen(sandbox):
    if shutil.which('Xvfb') is None:
        pytest.skip('no Xvfb here')
    receiver, sender = os.pipe()
    with sandbox.open_log('xvfb') as log:
        server = subprocess.Popen(['Xvfb', '-displayfd', str(sender), '-screen', '0', '640x200x24',
                                   '-nolisten', 'tcp'], pass_fds=[sender], stdout=log, stderr=log)
    os.close(sender)
    with os.fdopen(receiver) as pipe:
        display = pipe.readline().strip()
    yield f':{display}'
    server.terminate()
    server.wait(TIMEOUT)


def has_applet_library():
    looked = subprocess.run(
        ['/usr/bin/python3', '-c',
         'import gi; gi.require_version("MatePanelApplet", "4.0");'
         'from gi.repository import MatePanelApplet'], capture_output=True)
    return looked.returncode == 0


def get_applet(sandbox):
    """Asks for the applet's window, as a panel does."""
    reply = sandbox.connection.call_sync(
        FACTORY_NAME, f'/{FACTORY_NAME.replace(".", "/")}', 'org.mate.panel.applet.AppletFactory',
        'GetApplet', GLib.Variant('(sia{sv})', ('GnomonApplet', 0, {})), None,
        Gio.DBusCallFlags.NONE, TIMEOUT * 1000, None)
    return reply.unpack()[2]


def find_button(node):
    """The label of the first button below a node of the accessible tree, or None."""
    try:
        # The library does not hear of changes in a window that lies in another program's.
        node.clear_cache()
        if node.get_role_name() == 'push button':
            return node.get_name()
        below = (node.get_child_at_index(i) for i in range(node.get_child_count()))
        return next((name for name in map(find_button, below) if name is not None), None)
    except (GLib.Error, AttributeError):
        # It has just gone.
        return None


def test_mate_panel(sandbox, calendar, screen):
    if not has_applet_library():
        pytest.skip('no MatePanelApplet here')
    environment = {**sandbox.environment, 'DISPLAY': screen, 'GDK_BACKEND': 'x11'}
    # Taken up by the accessibility library, which reads them once, at its first use.
    os.environ.update({name: environment[name] for name in (
        'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'DISPLAY')}, NO_AT_BRIDGE='1')
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi
    Atspi.init()

    processes = []

    def start(*command):
        with sandbox.open_log('applet') as log:
            processes.append(subprocess.Popen(['/usr/bin/python3', *map(str, command)],
                                              env=environment, stdout=log, stderr=log))

    try:
        start(EXAMPLES / 'mate-panel.py')
        wait_for(lambda: sandbox.owner(FACTORY_NAME), 'the factory is there')
        start('-c', MATE_PANEL, get_applet(sandbox))
        wait_for(lambda: find_button(Atspi.get_desktop(0)) == '–', 'nothing comes')
        number, when = create_soon(calendar, 'Dentist', 1)
        wait_for(lambda: find_button(Atspi.get_desktop(0)) == f'{when} Dentist',
                 'it tells of the event')
        calendar.DeleteEvent(number)
        wait_for(lambda: find_button(Atspi.get_desktop(0)) == '–', 'nothing comes again')
    finally:
        for process in processes:
            process.terminate()
            process.wait(TIMEOUT)
