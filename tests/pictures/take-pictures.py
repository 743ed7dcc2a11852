#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take pictures of the real window, all of the same fortnight, to be looked at by a person.

Each is made on a calendar, a service and a window of its own, at the same stopped clock. With
--beside FOLDER each that FOLDER has a picture of the same name for is put to the right of that, in
NAME-beside.png. The names given are all that is taken; without any, everything is.

The programs are those that the environment names: meson's target `pictures` sets it.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from gnomon_testing import SOURCE_ROOT, Sandbox, Service, wait_for

DAY = '2026-11-18'
NOW = f'{DAY}T09:42:00Z'
FIXTURE = SOURCE_ROOT / 'data' / 'demo' / 'fortnight.json'

BUTTON = 'push button'
WIDE = (1280, 800)
MEDIUM = (800, 640)
NARROW = (360, 720)
# Room for a window's shadow.
SCREEN = (1440, 1000)

PICTURES = {}


def picture(name, view, size=WIDE, filled=True, **environment):
    """Register what is done to the window before its picture is taken."""
    def register(act):
        PICTURES[name] = (view, size, filled, environment, act)
        return act
    return register


def starts(text):
    return lambda name: name.startswith(text)


def nothing(window, calendar):
    pass


DARK = {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}
CONTRAST = {'ADW_DEBUG_HIGH_CONTRAST': '1'}
MIRRORED = {'LC_ALL': 'ar_EG.UTF-8'}
# A desktop's setting for large text, as the X server tells of it.
LARGE = {'GNOMON_PICTURE_DPI': '144'}

for view in 'day', 'week', 'month', 'year', 'agenda':
    for suffix, environment in {'': {}, '-dark': DARK, '-hc': CONTRAST,
                                '-hc-dark': {**DARK, **CONTRAST}, '-rtl': MIRRORED,
                                '-large': LARGE}.items():
        picture(view + suffix, view, **environment)(nothing)
for view in 'week', 'month', 'agenda', 'day', 'year':
    picture(f'narrow-{view}', view, NARROW)(nothing)
    picture(f'medium-{view}', view, MEDIUM)(nothing)
picture('empty', 'week', filled=False)(nothing)
for suffix, environment in {'': {}, '-dark': DARK, '-hc': CONTRAST, '-rtl': MIRRORED,
                            '-large': LARGE}.items():
    picture('welcome' + suffix, 'month', filled=False, **environment)(nothing)


@picture('month-more', 'month')
def open_day(window, calendar):
    window.press(window.wait_for_node(BUTTON, lambda name: 'more events, Thursday 19' in name))
    window.wait_for_node('label', 'Thursday 19 November')


@picture('popover', 'week')
@picture('popover-dark', 'week', **DARK)
def open_popover(window, calendar):
    window.press(window.wait_for_node(BUTTON, starts('Release go / no-go')))
    window.wait_for_node(BUTTON, starts('Edit'))


@picture('editor', 'week')
@picture('editor-dark', 'week', **DARK)
def open_editor(window, calendar):
    window.press(window.wait_for_node(BUTTON, starts('Design critique, 10:00')))
    window.press(window.wait_for_node(BUTTON, starts('Edit')))
    window.wait_for_node('text', 'Title')
    centre(window)


@picture('narrow-editor', 'week', NARROW)
@picture('editor-rtl', 'week', **MIRRORED)
def make_new(window, calendar):
    """By keys, in any language."""
    window.key('ctrl+shift+n')
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the editor opens')
    centre(window)


@picture('preferences', 'week')
@picture('preferences-dark', 'week', **DARK)
@picture('narrow-preferences', 'week', NARROW)
def open_preferences(window, calendar):
    window.key('ctrl+comma')
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the preferences open')
    centre(window)


@picture('quickadd', 'week')
@picture('quickadd-dark', 'week', **DARK)
def add_quickly(window, calendar):
    window.key('n')
    entry = window.wait_for_node('text', 'New event, in your words')
    window.type("Lunch with Ann tomorrow 12:30 at Luigi's")
    wait_for(lambda: "Luigi's" in entry.get_description(), 'it is understood')


@picture('scope', 'week')
def ask_scope(window, calendar):
    calendar.CreateEvent({'title': 'Rehearsal', 'event_date': DAY, 'start_time': '11:45',
                          'end_time': '12:30', 'rrule': 'FREQ=WEEKLY;INTERVAL=2'})
    window.press(window.wait_for_node(BUTTON, starts('Rehearsal')))
    window.press(window.wait_for_node(BUTTON, starts('Delete')))
    window.wait_for_node('dialog', 'Delete repeating event?')
    centre(window)


@picture('search', 'week')
@picture('search-dark', 'week', **DARK)
def search(window, calendar):
    window.key('ctrl+f')
    window.wait_for_node('entry', 'Search')
    window.type('design')
    window.wait_for_node('heading', 'Coming up')


@picture('toast', 'week')
def delete(window, calendar):
    window.press(window.wait_for_node(BUTTON, starts('Dentist')))
    window.press(window.wait_for_node(BUTTON, starts('Delete')))
    window.wait_for_node('label', '“Dentist” deleted')


@picture('week-20', 'week', filled=False)
def fill_lightly(window, calendar):
    fill_week(window, calendar, 20)


@picture('week-200', 'week', filled=False)
@picture('month-200', 'month', filled=False)
def fill_much(window, calendar):
    fill_week(window, calendar, 200)


def centre(window):
    """What a window manager would do with a dialog."""
    dialog = window.top_window()
    lines = window.screen.xdotool('getwindowgeometry', '--shell', dialog).splitlines()
    size = dict(line.split('=', 1) for line in lines)
    window.screen.xdotool('windowmove', '--sync', dialog, (WIDE[0] - int(size['WIDTH'])) // 2,
                          (WIDE[1] - int(size['HEIGHT'])) // 2)


# What finds nothing by its English name.
BY_KEYS = (nothing, make_new, open_preferences)


def fill_week(window, calendar, count):
    calls = []
    for i in range(count):
        start = 8 * 60 + 37 * i % (10 * 60) // 15 * 15
        calls.append(('CreateEvent', {
            'title': f'Appointment {i + 1}', 'event_date': f'2026-11-{16 + i % 7}',
            'start_time': f'{start // 60:02}:{start % 60:02}', 'duration_minutes': 30 + i % 4 * 15}))
    for method, event in calls:
        getattr(calendar, method)(event)
    window.wait_for_node(BUTTON, starts('Appointment 1,'))


def take_chips(screen, sandbox, path, environment):
    board = subprocess.Popen(
        [os.environ['GNOMON_CHIP_BOARD']],
        env={**sandbox.environment, **screen.environment, **environment})
    try:
        shoot(screen, board.pid, WIDE, path)
    finally:
        board.terminate()
        board.wait()


def shoot(screen, pid, size, path):
    """Once two pictures in a row are the same: what moved has come to rest."""
    at = find_frame(screen, pid, size)
    before = None
    for _ in range(40):
        screen.screenshot(path)
        now = path.read_bytes()
        if now == before:
            break
        before = now
        time.sleep(0.25)
    subprocess.run(['mogrify', '-crop', f'{size[0]}x{size[1]}{at}', '+repage', str(path)], check=True)


def find_frame(screen, pid, size):
    """Where a window is on the screen, without its shadow, as ImageMagick takes it."""
    number = screen.xdotool('search', '--sync', '--onlyvisible', '--pid', pid).split()[0]
    lines = screen.xdotool('getwindowgeometry', '--shell', number).splitlines()
    place = {key: value for key, _, value in (line.partition('=') for line in lines)}
    return '+{}+{}'.format(int(place['X']) + (int(place['WIDTH']) - size[0]) // 2,
                           int(place['Y']) + (int(place['HEIGHT']) - size[1]) // 2)


def start_compositor(screen, environment):
    """What draws the shadows of popovers; without one they have black borders."""
    program = shutil.which('xcompmgr')
    return program and subprocess.Popen([program], env={**environment, **screen.environment})


def renew(sandbox):
    for name in ('XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME'):
        shutil.rmtree(sandbox.environment[name], ignore_errors=True)
        os.mkdir(sandbox.environment[name])


def set_dpi(screen, dpi):
    subprocess.run(['xrdb', '-merge'], input=f'Xft.dpi: {dpi}\n', text=True, check=True,
                   env={**os.environ, 'DISPLAY': screen.display})


def take(name, sandbox, screen, path):
    from gnomon_screen import Window
    view, size, filled, environment, act = PICTURES[name]
    renew(sandbox)
    set_dpi(screen, environment.get('GNOMON_PICTURE_DPI', 96))
    for key, value in {'view': f"'{view}'", 'week-start': "'monday'",
                       'welcome-shown': 'false' if name.startswith('welcome') else 'true',
                       'window-width': size[0], 'window-height': size[1]}.items():
        sandbox.set_setting(key, str(value))

    service = Service(sandbox).start()
    window = Window(sandbox, screen)
    try:
        if filled:
            sandbox.run(SOURCE_ROOT / 'build-aux' / 'demo', FIXTURE, sandbox.folder / 'demo', DAY,
                        check=True)
            shutil.rmtree(sandbox.folder / 'demo')
        window.start(**environment)
        # It is told of its time by the hour: where the pointer rests is no part of a picture.
        screen.xdotool('mousemove', SCREEN[0] - 1, SCREEN[1] - 1)
        act(window, service.client())
        shoot(screen, window.process.pid, size, path)
    finally:
        window.stop()
        service.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--into', type=pathlib.Path, required=True, help='the folder to fill')
    parser.add_argument('--beside', type=pathlib.Path, help='a folder of pictures to compare with')
    parser.add_argument('--locale', help='another one, like de_DE.UTF-8: those that go by keys alone')
    parser.add_argument('names', nargs='*', help='which to take: all')
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)

    chips = {'chips': {}, 'chips-dark': DARK}
    names = options.names or [*PICTURES, *chips]
    if options.locale:
        names = [name for name in names if name in PICTURES and PICTURES[name][-1] in BY_KEYS
                 and 'LC_ALL' not in PICTURES[name][-2]]
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(folder, GNOMON_CLOCK=NOW)
        if options.locale:
            sandbox.environment['LC_ALL'] = options.locale
        sandbox.environment['PATH'] = '{}:{}'.format(
            pathlib.Path(os.environ['GNOMON_CTL']).parent, os.environ['PATH'])
        # The accessibility library joins the bus that these name, once.
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'):
            os.environ[name] = sandbox.environment[name]
        import gnomon_screen
        screen = gnomon_screen.Screen(folder, *SCREEN)
        os.environ['DISPLAY'] = screen.display
        sandbox.environment.update(screen.environment)
        compositor = start_compositor(screen, sandbox.environment)
        gnomon_screen.Atspi.init()
        try:
            for name in names:
                path = options.into / f'{name}.png'
                print(path, flush=True)
                if name in chips:
                    take_chips(screen, sandbox, path, chips[name])
                else:
                    take(name, sandbox, screen, path)
                target = options.beside and options.beside / f'{name}.png'
                if target and target.exists():
                    subprocess.run(['convert', str(target), str(path), '-background', 'white',
                                    '-splice', '8x0', '+append',
                                    str(options.into / f'{name}-beside.png')], check=True)
        finally:
            if compositor:
                compositor.terminate()
                compositor.wait()
            screen.close()
            sandbox.close()


if __name__ == '__main__':
    sys.exit(main())
