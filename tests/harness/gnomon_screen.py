# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the window stand on: a screen, the window, its accessible tree, the pointer.

One screen and one bus serve a test file: the accessibility library joins its bus once in a
process. Data folders, service and window are new for each test.
"""

import os
import pathlib
import signal
import subprocess

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from gnomon_testing import APPLICATION_ID, TIMEOUT, wait_for  # noqa: E402


# Milliseconds, from a program's start and later. By default it is 800 after 15 seconds, and then
# what a busy program has not answered yet looks like what is not there.
Atspi.set_timeout(TIMEOUT * 1000, TIMEOUT * 1000)

# Pixels; tooltips have a line or two, and whatever else opens has more.
LOWEST_WINDOW = 100

# Seconds in which a program tells that the focus has moved, before one looks for it.
FOCUS_NEWS = 0.3


class Screen:
    """An X server without a window manager: the window gets its own size and place."""

    def __init__(self, folder, width=1280, height=800):
        self.log = open(pathlib.Path(folder) / 'xvfb.log', 'wb')
        receiver, sender = os.pipe()
        self.process = subprocess.Popen(
            ['Xvfb', '-displayfd', str(sender), '-screen', '0', f'{width}x{height}x24',
             '-nolisten', 'tcp', '-noreset'],
            pass_fds=[sender], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        os.close(sender)
        # The number comes when the server takes clients; nothing, when it ends.
        with os.fdopen(receiver) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError('Xvfb did not start')
        self.display = f':{number}'
        self.environment = {
            'DISPLAY': self.display,
            'GDK_BACKEND': 'x11',
            # No GL on such a screen; asking for it costs time, and Mesa leaks in its answer.
            'GDK_DEBUG': 'gl-disable',
            'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi',
        }

    def screenshot(self, path):
        subprocess.run(['import', '-window', 'root', str(path)], check=True, timeout=TIMEOUT,
                       env={**os.environ, **self.environment})

    def xdotool(self, *arguments):
        answer = subprocess.run(['xdotool', *map(str, arguments)], check=True, timeout=TIMEOUT,
                                env={**os.environ, **self.environment}, capture_output=True,
                                text=True)
        return answer.stdout

    def point(self, x, y):
        """Move the pointer; where it is there already, off and back, so that a window hears of it.

        (To wait for a move that is none takes xdotool 15 seconds.)
        """
        self.xdotool('mousemove', x - 1, y, 'mousemove', x, y)

    def close(self):
        self.process.terminate()
        self.process.wait(TIMEOUT)
        self.log.close()


class FocusFollower:
    """Remembers what took the keyboard last, as the program tells it: to look for it takes long."""

    def __init__(self):
        self.node = None
        self.listener = Atspi.EventListener.new(self._take)
        self.listener.register('object:state-changed:focused')

    def _take(self, event):
        if event.detail1:
            self.node = event.source


class Window:
    """The real window, looked at by its accessible tree and driven by keys and pointer."""

    focus_follower = None

    def __init__(self, sandbox, screen):
        self.sandbox = sandbox
        self.screen = screen
        self.process = None
        if Window.focus_follower is None:
            Window.focus_follower = FocusFollower()

    def start(self, *arguments, **environment):
        with self.sandbox.open_log('gnomon') as log:
            self.process = subprocess.Popen(
                [os.environ['GNOMON_WINDOW'], *map(str, arguments)],
                env={**self.sandbox.environment, **self.screen.environment, **environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.wait_for_node('frame')
        self.focus()
        return self

    def stop(self):
        """Quit it as its menu would; a leak or an error found by a sanitizer fails here."""
        if self.process is None:
            return
        process, self.process = self.process, None
        self.focus_follower.node = None
        if process.poll() is None:
            try:
                self._quit()
            except GLib.Error:
                process.terminate()
        try:
            status = process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        # A window that never came to own its name is ended by SIGTERM.
        assert status in (0, -signal.SIGTERM), f'gnomon ended with {status}'

    def _quit(self):
        self.sandbox.connection.call_sync(
            APPLICATION_ID, '/' + APPLICATION_ID.replace('.', '/'), 'org.gtk.Actions', 'Activate',
            GLib.Variant('(sava{sv})', ('quit', [], {})), None,
            Gio.DBusCallFlags.NO_AUTO_START, TIMEOUT * 1000, None)

    @property
    def root(self):
        """The application in the accessible tree, or None."""
        desktop = Atspi.get_desktop(0)
        for child in children(desktop):
            try:
                if child.get_process_id() == self.process.pid:
                    return child
            except GLib.Error:
                continue
        return None

    def nodes(self, role=None, name=None, within=None):
        """All shown nodes of a role and name; name may be a text or a function of it."""
        return list(self._find(role, name, within))

    def node(self, role=None, name=None, within=None):
        """The first of them, or None."""
        return next(self._find(role, name, within), None)

    def _find(self, role, name, within):
        start = within or self.root
        if not start:
            return iter(())
        # A window lies in none: to look through all that they hold takes seconds on a busy machine.
        nodes = children(start) if role == 'frame' and within is None else walk(start)
        return (n for n in nodes if matches(n, role, name))

    def wait_for_node(self, role=None, name=None, within=None):
        def look():
            if self.process is not None:
                status = self.process.poll()
                assert status is None, f'gnomon ended with {status}'
            return self.node(role, name, within)
        return wait_for(look, f'{role} “{name}” is shown')

    def wait_until_gone(self, role=None, name=None, within=None):
        wait_for(lambda: not self.node(role, name, within), f'{role} “{name}” goes')

    def wait_until_alone(self):
        """Until the window has no dialog or popover, by what the X server says.

        For the toolkit's own file dialog: it asks parts of itself that are on their way out for
        the paths of parents that are no more, where somebody looks at it just then.
        """
        wait_for(lambda: len(self._list_windows()) == 1, 'the window is alone')

    def focus(self):
        number = self.screen.xdotool('search', '--sync', '--onlyvisible', '--pid',
                                     self.process.pid).split()[0]
        self.screen.xdotool('windowfocus', '--sync', number)
        return number

    def key(self, *keys):
        self.screen.xdotool('key', '--clearmodifiers', '--delay', 30, *keys)

    def type(self, text):
        self.screen.xdotool('type', '--delay', 20, text)

    def press(self, node):
        """Do the node's first action, as soon as it can be done: press a button, toggle a check."""
        wait_for(lambda: self.try_to_press(node), f'“{node.get_name()}” can be pressed')

    def try_to_press(self, node):
        """Do the node's first action if that can be done now; returns whether it is done.

        What cannot be used refuses. But the toolkit says yes and does nothing where a button is in
        the tree and has never been on the screen, as in a bar of which the first frame is still
        to come. The place that it gets with that frame tells.
        """
        return (node.get_extents(Atspi.CoordType.WINDOW).width > 0
                and Atspi.Action.do_action(node, 0))

    def set_text(self, node, text):
        Atspi.EditableText.set_text_contents(node, text)

    def text(self, node):
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def place(self, node):
        """The middle of a node on the screen, once two looks find it at the same place."""
        seen = [None]

        def look():
            seen.append(self._find_place(node))
            return seen[-1] == seen[-2] and seen[-1]
        return wait_for(look, 'it has a place, and stays there')

    def _find_place(self, node):
        """GTK gives extents within the window and without its shadow; the window of X has both, so
        the frame lies in the middle of it. A popover is a window of X, too, and one knows it by
        its size; its extents say nothing of where it is.

        None: what has just come gets its place with the next frame, and its window some time.
        """
        inner = node.get_extents(Atspi.CoordType.WINDOW)
        if inner.width <= 0:
            return None
        x, y = inner.x + inner.width // 2, inner.y + inner.height // 2
        application, content = self.root, None
        for frame in ancestors(node):
            in_popover = content is not None and content.get_name() == 'GtkPopoverContent'
            content = frame
            try:
                outer = frame.get_extents(Atspi.CoordType.WINDOW)
            except GLib.Error:
                # A page of a stack has no place.
                continue
            if in_popover:
                window = next((w for w in self._list_windows()[1:]
                               if (w['WIDTH'], w['HEIGHT']) == (outer.width, outer.height)), None)
                return window and (window['X'] + x - outer.x, window['Y'] + y - outer.y)
            if frame.get_parent() == application:
                number = self.focus() if frame == self.node('frame') else self.top_window()
                window = self._get_geometry(number)
                return (window['X'] + (window['WIDTH'] - outer.width) // 2 + x,
                        window['Y'] + (window['HEIGHT'] - outer.height) // 2 + y)
        raise AssertionError('it lies in no window')

    def _list_windows(self):
        """Where the windows of X are, from the bottom up."""
        numbers = self.screen.xdotool('search', '--onlyvisible', '--pid', self.process.pid).split()
        windows = []
        for number in numbers:
            try:
                windows.append(self._get_geometry(number))
            except subprocess.CalledProcessError:
                # A tooltip goes when it likes.
                continue
        return windows

    def _get_geometry(self, number):
        lines = self.screen.xdotool('getwindowgeometry', '--shell', number).splitlines()
        return {key: int(value) for key, value in (line.split('=', 1) for line in lines)}

    def top_window(self):
        """The window of X that lies on top; tooltips, which lie higher still, are passed over."""
        return [w['WINDOW'] for w in self._list_windows() if w['HEIGHT'] >= LOWEST_WINDOW][-1]

    def focus_node(self, within=None):
        """What has the keyboard, or None."""
        try:
            return wait_for(lambda: self._followed_node(within), 'the focus is told', FOCUS_NEWS)
        except TimeoutError:
            return next((n for n in self._find(None, None, within) if has_focus(n)), None)

    def _followed_node(self, within):
        """What took the keyboard last, while it has it; None where the news of the next is due."""
        node = self.focus_follower.node
        if node is None or not has_focus(node):
            return None
        return node if within is None or within in ancestors(node) else None

    def focused(self, within=None):
        """The name of what has the keyboard, or None."""
        try:
            node = self.focus_node(within)
            return node.get_name() if node else None
        except GLib.Error:
            return None

    def move_focus(self, key, within=None):
        """Press a key that moves the focus, and return where it goes."""
        before = wait_for(lambda: self.focus_node(within), 'something has the focus')
        name = before.get_name()
        self.key(key)

        def look():
            node = self.focus_node(within)
            return node if node != before else None
        return wait_for(look, f'{key} moves the focus on from “{name}”')

    def tab_to(self, name, within=None, key='Tab', limit=40):
        """Go on by a key until what has the focus is called so."""
        seen = []
        for _ in range(limit):
            wait_for(lambda: self.focus_node(within), 'something has the focus')
            seen.append(self.focused(within))
            if is_called(seen[-1], name):
                return
            self.move_focus(key, within)
        raise AssertionError(f'“{name}” is not reached by {key}, but {seen}')

    def wait_for_focus(self, name, within=None):
        """Until what has the keyboard is called so; name may be a text or a function of it."""
        seen = {}

        def look():
            seen[now := self.focused(within)] = None
            return is_called(now, name)
        try:
            wait_for(look, f'“{name}” has the focus')
        except TimeoutError as error:
            raise TimeoutError(f'{error}; it went over {list(seen)}') from None

    def focus_top(self):
        """What a window manager does, which is not there: what lies on top gets the keyboard."""
        self.screen.xdotool('windowfocus', '--sync', self.top_window())

    def click(self, node, button=1, count=1):
        self.screen.point(*self.place(node))
        if node.get_role_name().endswith('menu item'):
            # What the pointer is over has the focus.
            wait_for(lambda: has_focus(node), 'the pointer is over the row of the menu')
        # Looked at again, as what the pointer is over may move by that. And in one go: a window
        # that lays itself out after the move may take the press for a popover that has closed.
        x, y = self.place(node)
        self.screen.xdotool('mousemove', x - 1, y, 'mousemove', x, y,
                            'click', '--repeat', count, '--delay', 80, button)

    def drag(self, start, end, steps=15):
        """Drag from one node's middle to another's, slowly enough for GTK to see a drag."""
        (x0, y0), (x1, y1) = self.place(start), self.place(end)
        self.screen.point(x0, y0)
        self.screen.xdotool('mousedown', 1)
        for i in range(1, steps + 1):
            self.screen.xdotool('mousemove', x0 + (x1 - x0) * i // steps,
                                y0 + (y1 - y0) * i // steps, 'sleep', 0.04)
        self.screen.xdotool('mouseup', 1)

    def outline(self):
        """The accessible tree as text: for the log, and to write a test by."""
        if self.process is None or self.process.poll() is not None:
            return ''
        return '\n'.join('  ' * depth + describe(node)
                         for node, depth in walk_with_depth(self.root)) if self.root else ''


def children(node):
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for i in range(count):
        try:
            child = node.get_child_at_index(i)
        except GLib.Error:
            continue
        if child is not None:
            yield child


def ancestors(node):
    while node is not None:
        yield node
        node = node.get_parent()


def walk_with_depth(node, depth=0):
    """A node and all shown nodes below it; those that go away meanwhile are passed over."""
    try:
        # The application itself has no states.
        if depth and not node.get_state_set().contains(Atspi.StateType.VISIBLE):
            return
    except GLib.Error:
        return
    yield node, depth
    for child in children(node):
        yield from walk_with_depth(child, depth + 1)


def describe(node):
    try:
        return f'{node.get_role_name()} “{node.get_name()}”'
    except GLib.Error as error:
        return f'({error.message})'


def walk(node):
    return (n for n, _ in walk_with_depth(node))


def has_focus(node):
    try:
        return (node.get_state_set().contains(Atspi.StateType.FOCUSED)
                and node.get_role_name() not in ('frame', 'dialog', 'panel', 'filler'))
    except GLib.Error:
        return False


def is_called(text, name):
    return name(text or '') if callable(name) else text == name


def matches(node, role, name):
    try:
        if role is not None and node.get_role_name() != role:
            return False
        return name is None or is_called(node.get_name(), name)
    except GLib.Error:
        return False
