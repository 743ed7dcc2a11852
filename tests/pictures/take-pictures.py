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

from gi.repository import Gio, GLib

from gnomon_testing import (
    APPLICATION_ID, SOURCE_ROOT, NotificationServer, Sandbox, Service, make_locale, wait_for)

DAY = '2026-11-18'
NOW = f'{DAY}T09:42:00Z'
FIXTURE = SOURCE_ROOT / 'data' / 'demo' / 'fortnight.json'

BUTTON = 'push button'
WIDE = (1280, 800)
MEDIUM = (800, 640)
NARROW = (360, 720)
# Room for a window's shadow.
SCREEN = (1440, 1000)

# From the end of the menu: what was deleted, what was moved, preferences, keys, about.
TRASH_FROM_END = 5

# Events of the day that nobody was there to be reminded of.
MISSED = {'Take the bins out': '07:15', 'Call the school': '08:00', 'Rent is due': '08:45'}

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

def greet(window, calendar):
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the welcome opens')
    centre(window)


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
    picture('welcome' + suffix, 'month', filled=False, **environment)(greet)


@picture('month-more', 'month')
def open_day(window, calendar):
    window.press(window.wait_for_node(BUTTON, lambda name: 'more events, Thursday 19' in name))
    window.wait_for_node('label', 'Thursday 19 November')


@picture('popover', 'week')
@picture('popover-dark', 'week', **DARK)
@picture('popover-large', 'week', **LARGE)
@picture('popover-rtl', 'week', **MIRRORED)
def open_popover(window, calendar):
    window.press(window.wait_for_node(BUTTON, starts('Release go / no-go')))
    window.wait_for_node('label', 'Release go / no-go')


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
@picture('quickadd-rtl', 'week', **MIRRORED)
def add_quickly(window, calendar):
    window.key('n')
    entry = window.wait_for_node('text')
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


def open_by_menu(window, from_end):
    """By its place in the menu, in any language."""
    window.key('F10')
    items = wait_for(lambda: len(window.nodes('menu item')) > 4 and window.nodes('menu item'),
                     'the menu opens')
    if from_end:
        window.press(items[-from_end])
        wait_for(lambda: len(window.nodes('frame')) > 1, 'it opens')
        centre(window)


def show_trash(window, calendar):
    for event in calendar.TodayEvents()[2:6]:
        calendar.DeleteEvent(event['id'])
    open_by_menu(window, TRASH_FROM_END)


def show_moved(window, calendar):
    """After a journey: what has no zone of its own is at another time for all programs."""
    for day, title in enumerate(('Pills', 'Piano practice', 'Water the plants'), 19):
        calendar.CreateEvent({'title': title, 'event_date': f'2026-11-{day}',
                              'start_time': '08:00', 'timezone': 'floating', 'reminder_set': True})
    # The service finds it when it starts.
    window.service.restart(TZ='America/New_York')
    wait_for(lambda: calendar.ListMoves(0), 'it is found')
    open_by_menu(window, TRASH_FROM_END - 1)


def show_history(window, calendar):
    """What can be undone stands in the menu."""
    calendar.DeleteEvent(calendar.TodayEvents()[2]['id'])
    open_by_menu(window, 0)


def show_reminders(window, calendar):
    """After three that nobody was there for."""
    server = NotificationServer(window.sandbox).start()
    try:
        set_clock(window.sandbox, f'{DAY}T05:00:00Z')
        events = add_missed(calendar)
        set_clock(window.sandbox, NOW)
        wait_for_shown(calendar, events)
        show_open_reminders(window, calendar)
    finally:
        server.stop()


def show_open_reminders(window, calendar):
    path = '/' + APPLICATION_ID.replace('.', '/')
    window.sandbox.connection.call_sync(
        APPLICATION_ID, path, 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', ('show-reminders', [], {})), None,
        Gio.DBusCallFlags.NO_AUTO_START, -1, None)
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the reminders open')
    centre(window)


def preview_import(window, calendar):
    path = window.sandbox.folder / 'choir.ics'
    path.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Choir//EN\r\n' + ''.join(
        f'BEGIN:VEVENT\r\nUID:choir-{day}\r\nDTSTAMP:20261101T000000Z\r\n'
        f'DTSTART:202612{day:02}T190000Z\r\nDTEND:202612{day:02}T203000Z\r\n'
        f'SUMMARY:Choir\\, rehearsal\r\nLOCATION:School hall\r\nEND:VEVENT\r\n'
        for day in (1, 8, 15, 22)) + 'END:VCALENDAR\r\n')
    window.sandbox.run(os.environ['GNOMON_WINDOW'], path, check=True)
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the preview opens')
    centre(window)


def show_no_moved(window, calendar):
    open_by_menu(window, TRASH_FROM_END - 1)


for name, act in {'trash': show_trash, 'moved': show_moved, 'history': show_history,
                  'reminders': show_reminders, 'import': preview_import,
                  'moved-empty': show_no_moved, 'reminders-empty': show_open_reminders}.items():
    for suffix, environment in {'': {}, '-dark': DARK, '-hc': CONTRAST, '-rtl': MIRRORED}.items():
        picture(name + suffix, 'week', **environment)(act)


def centre(window):
    """What a window manager would do with a dialog: lay it over the middle of its window."""
    def find_windows():
        found = window.screen.xdotool('search', '--onlyvisible', '--pid',
                                      window.process.pid).split()
        return len(found) > 1 and found

    numbers = wait_for(find_windows, 'the dialog is on the screen')
    places = {number: place_of(window.screen, number) for number in numbers}
    # A client counts its windows up. What a program opens by itself comes below what is there.
    below, *_, dialog = sorted(numbers, key=int)
    window.screen.xdotool(
        'windowraise', dialog, 'windowmove', '--sync', dialog,
        places[below]['X'] + (places[below]['WIDTH'] - places[dialog]['WIDTH']) // 2,
        places[below]['Y'] + (places[below]['HEIGHT'] - places[dialog]['HEIGHT']) // 2)


def place_of(screen, number):
    lines = screen.xdotool('getwindowgeometry', '--shell', number).splitlines()
    return {key: int(value) for key, value in (line.split('=', 1) for line in lines)}


# What finds nothing by its English name.
BY_KEYS = (nothing, make_new, open_preferences, greet, show_trash, show_moved, show_no_moved,
           show_history, show_reminders, show_open_reminders, preview_import)


def set_clock(sandbox, now):
    """The clock of the sandbox's programs: it stands still until it is set."""
    path = clock_of(sandbox.folder)
    new = path.with_suffix('.new')
    new.write_text(now)
    new.rename(path)


def clock_of(folder):
    return pathlib.Path(folder) / 'clock'


def add_missed(calendar):
    """Their numbers."""
    return [calendar.CreateEvent({
        'title': title, 'event_date': DAY, 'start_time': time, 'duration_minutes': 15,
        'reminder_minutes_before': 5})['id'] for title, time in MISSED.items()]


def wait_for_shown(calendar, events):
    wait_for(lambda: all(calendar.GetReminders(event)[0]['state'] == 'shown' for event in events),
             'all reminders are shown')


def fill_week(window, calendar, count):
    calls = []
    for i in range(count):
        start = 8 * 60 + 37 * i % (10 * 60) // 15 * 15
        calls.append(('CreateEvent', {
            'title': f'Appointment {i + 1}', 'event_date': f'2026-11-{16 + i % 7}',
            'start_time': f'{start // 60:02}:{start % 60:02}',
            'duration_minutes': 30 + i % 4 * 15}))
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


NOTIFICATION_DAEMONS = ('/usr/lib/notification-daemon/notification-daemon',
                        '/usr/libexec/notification-daemon',
                        '/usr/lib/notification-daemon-1.0/notification-daemon')


# Where a notification of that server has the button that closes it, from its upper right corner.
CLOSE_INSET = 26


def looks(screen, path):
    screen.screenshot(path)
    return path.read_bytes()


# What rings at NOW: with a call to join, on the day before, and for a whole day.
REMINDED = (
    {'title': 'Release go / no-go', 'event_date': DAY, 'start_time': '10:52', 'end_time': '11:52',
     'url': 'https://meet.example.org/release', 'reminder_minutes_before': 10},
    {'title': 'Flight to Oslo', 'event_date': '2026-11-19', 'start_time': '07:42',
     'end_time': '09:20', 'location': 'Gate B12', 'reminder_minutes_before': 21 * 60},
    {'title': 'Dad’s 70th birthday', 'event_date': '2026-11-21', 'all_day': True,
     # Counted from nine in the morning of the day.
     'reminder_minutes_before': (2 * 24 + 22) * 60 + 18},
)


def shoot_bubbles(screen, pid, path, count, empty):
    """One below the other: this server shows the next one when the one before is closed."""
    pictures = []
    for i in range(count):
        before = empty
        wait_for(lambda: looks(screen, path) != before, 'a notification is drawn')
        shoot_all(screen, path)
        empty = path.read_bytes()
        pictures.append(path.with_name(f'{path.stem}-{i}.png'))
        subprocess.run(['convert', str(path), '-trim', '+repage', str(pictures[-1])], check=True)

        bubble = place_of(screen, screen.xdotool(
            'search', '--onlyvisible', '--pid', pid).split()[-1])
        screen.point(bubble['X'] + bubble['WIDTH'] - CLOSE_INSET, bubble['Y'] + CLOSE_INSET)
        screen.xdotool('click', 1, 'mousemove', 0, SCREEN[1] - 1)

    subprocess.run(['convert', *map(str, pictures), '-append', '+repage', str(path)], check=True)
    for picture in pictures:
        picture.unlink()


def take_reminder(sandbox, screen, path, environment):
    """What a real notification server draws of reminders that are due, and of those missed."""
    program = next((path for path in NOTIFICATION_DAEMONS if os.path.exists(path)), None)
    if program is None:
        print('notification-daemon is not installed', file=sys.stderr)
        return
    renew(sandbox)
    set_dpi(screen, 96)
    server = subprocess.Popen([program], env={
        **sandbox.environment, **screen.environment, 'GDK_BACKEND': 'x11', **environment})
    service = None
    try:
        wait_for(lambda: sandbox.owner(NotificationServer.NAME) is not None, 'the server is there')
        set_clock(sandbox, f'{DAY}T05:00:00Z')
        service = Service(sandbox).start()
        calendar = service.client()
        empty = looks(screen, path)
        events = add_missed(calendar) + [calendar.CreateEvent(event)['id'] for event in REMINDED]
        set_clock(sandbox, NOW)
        wait_for_shown(calendar, events)
        shoot_bubbles(screen, server.pid, path, len(REMINDED) + 1, empty)
    finally:
        if service:
            service.stop()
        server.terminate()
        server.wait()


def shoot(screen, pid, size, path):
    at = find_frame(screen, pid, size)
    shoot_all(screen, path)
    subprocess.run(['mogrify', '-crop', f'{size[0]}x{size[1]}{at}', '+repage', str(path)],
                   check=True)


def shoot_all(screen, path):
    """Once two pictures in a row are the same: what moved has come to rest."""
    before = None
    for _ in range(40):
        screen.screenshot(path)
        now = path.read_bytes()
        if now == before:
            break
        before = now
        time.sleep(0.25)


def find_frame(screen, pid, size):
    """Where a window is on the screen, without its shadow, as ImageMagick takes it."""
    number = screen.xdotool('search', '--sync', '--onlyvisible', '--pid', pid).split()[0]
    place = place_of(screen, number)
    return '+{}+{}'.format(place['X'] + (place['WIDTH'] - size[0]) // 2,
                           place['Y'] + (place['HEIGHT'] - size[1]) // 2)


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
    if 'LC_ALL' in environment:
        environment = {**environment, **make_locale(sandbox.folder, environment['LC_ALL'])}
    for key, value in {'view': f"'{view}'", 'week-start': "'monday'",
                       'welcome-shown': 'false' if name.startswith('welcome') else 'true',
                       'window-width': size[0], 'window-height': size[1]}.items():
        sandbox.set_setting(key, str(value))

    service = Service(sandbox).start()
    window = Window(sandbox, screen)
    window.service = service
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
    parser.add_argument('--locale',
                        help='another one, like de_DE.UTF-8: those that go by keys alone')
    parser.add_argument('names', nargs='*', help='which to take: all')
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)

    chips = {'chips': {}, 'chips-dark': DARK}
    reminders = {'reminder': {}, 'reminder-dark': {'GTK_THEME': 'Adwaita:dark'}}
    names = options.names or [*PICTURES, *chips, *reminders]
    if options.locale:
        names = [name for name in names if name in PICTURES and PICTURES[name][-1] in BY_KEYS
                 and 'LC_ALL' not in PICTURES[name][-2]]
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(folder, GNOMON_CLOCK=str(clock_of(folder)))
        set_clock(sandbox, NOW)
        if options.locale:
            sandbox.environment.update(make_locale(folder, options.locale))
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
                elif name in reminders:
                    take_reminder(sandbox, screen, path, reminders[name])
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
