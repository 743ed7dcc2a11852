# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be measured of the window's looks: contrast, and that large text has its room."""

import os
import pathlib
import shutil
import subprocess

import pytest

from gnomon_testing import make_locale, wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'
DAY = '2026-11-18'

BUTTON = 'push button'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    sandbox.set_setting('week-start', "'monday'")
    return sandbox


@pytest.fixture
def large_text(screen):
    """A desktop's setting for large text, as the X server tells of it."""
    if not shutil.which('xrdb'):
        pytest.skip('xrdb is not installed')
    set_dpi(screen, 144)
    yield
    set_dpi(screen, 96)


def set_dpi(screen, dpi):
    subprocess.run(['xrdb', '-merge'], input=f'Xft.dpi: {dpi}\n', text=True, check=True,
                   env={**os.environ, 'DISPLAY': screen.display})


def starts(text):
    return lambda name: name.startswith(text)


def extents(node):
    from gi.repository import Atspi
    return node.get_extents(Atspi.CoordType.WINDOW)


def luminance(pixel):
    def linear(value):
        value /= 255
        return value / 12.92 if value <= .03928 else ((value + .055) / 1.055) ** 2.4
    return sum(weight * linear(value) for weight, value in zip((.2126, .7152, .0722), pixel))


def contrast(window, node, folder):
    """Between the darkest and the lightest pixel of a node."""
    x, y = window.place(node)
    size = extents(node)
    picture = folder / 'screen.png'
    window.screen.screenshot(picture)
    data = subprocess.run(
        ['convert', str(picture), '-crop', f'{size.width}x{size.height}+{x - size.width // 2}'
         f'+{y - size.height // 2}', '-depth', '8', 'rgb:-'], check=True,
         capture_output=True).stdout
    levels = [luminance(pixel) for pixel in zip(*[iter(data)] * 3)]
    return (max(levels) + .05) / (min(levels) + .05)


def test_a_link_is_dark_enough(window, calendar, tmp_path):
    calendar.CreateEvent({'title': 'Call', 'event_date': DAY, 'start_time': '11:00',
                          'url': 'https://meet.example.org/call'})
    window.sandbox.set_setting('view', "'week'")
    window.start()
    window.press(window.wait_for_node(BUTTON, starts('Call, 11:00')))
    link = window.wait_for_node('label', starts('meet.example.org'))
    wait_for(lambda: contrast(window, link, tmp_path) >= 4.5, 'the link can be read')


def test_a_dialog_darkens_the_window_below(window, calendar, tmp_path):
    calendar.CreateEvent({'title': 'Call', 'event_date': DAY, 'start_time': '11:00'})
    window.sandbox.set_setting('window-width', '1200')
    window.sandbox.set_setting('window-height', '760')
    window.start()
    window.wait_for_node(BUTTON, starts('Call, 11:00'))

    def brightness():
        """Of a point at the end of the header, beside which no dialog comes to lie."""
        picture = tmp_path / 'screen.png'
        window.screen.screenshot(picture)
        data = subprocess.run(['convert', str(picture), '-crop', '1x1+1100+745', '-depth', '8',
                               'rgb:-'], check=True, capture_output=True).stdout
        return data[0]

    before = wait_for(lambda: brightness() > 200 and brightness(), 'the window is light')
    window.key('ctrl+comma')
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the preferences are there')
    wait_for(lambda: brightness() < .72 * before, 'it is dark below them')
    window.focus_top()
    window.key('Escape')
    wait_for(lambda: brightness() == before, 'it is light again')


def test_the_largest_text_does_not_cut_the_window(large_text, screen, window, calendar):
    """The sidebar folds where it leaves the header too little room."""
    set_dpi(screen, 192)
    calendar.CreateEvent({'title': 'Call', 'event_date': DAY, 'start_time': '11:00'})
    window.sandbox.set_setting('view', "'week'")
    window.sandbox.set_setting('window-width', '1160')
    window.start()
    window.wait_for_node(BUTTON, starts('Call, 11:00'))

    def look():
        frame, search = extents(window.node('frame')), extents(window.node(BUTTON, 'Search'))
        switcher, year = extents(window.node('panel', 'Views')), window.node('label', '2026')
        return (0 < search.x and search.x + search.width <= frame.width and year is not None
                and extents(year).x + extents(year).width + 8 <= switcher.x)
    wait_for(look, 'the header has room for all that it holds')


def test_large_text_does_not_cut_the_pane(large_text, window, calendar):
    calendar.CreateEvent({
        'title': 'Release', 'event_date': DAY, 'start_time': '10:30', 'end_time': '11:30',
        'location': 'A room whose name takes more than one line, with a hint how to get there',
        'attendees': 'mia@example.org, ola@example.org, jo@example.org',
        'reminder_minutes_before': 15})
    window.sandbox.set_setting('view', "'day'")
    window.start()
    place = window.wait_for_node('label', starts('A room whose name'))
    last = window.wait_for_node('label', lambda name: 'reminder' in name)

    def look():
        above, below = extents(place), extents(last)
        return above.height > 40 and below.height > 20 and below.y > above.y + above.height
    wait_for(look, 'all rows have their height')


def test_large_text_does_not_cut_the_popover(large_text, window, calendar):
    calendar.CreateEvent({
        'title': 'Release', 'event_date': DAY, 'start_time': '10:30', 'end_time': '11:30',
        'location': 'Room', 'attendees': 'mia@example.org, ola@example.org, jo@example.org',
        'reminder_minutes_before': 15})
    window.sandbox.set_setting('view', "'week'")
    window.start()
    window.press(window.wait_for_node('push button', starts('Release, 10:30')))
    last = window.wait_for_node('label', lambda name: 'reminder' in name)
    from gnomon_screen import ancestors
    pane = next(node for node in ancestors(last) if node.get_role_name() == 'scroll pane')

    def look():
        inner, outer = extents(last), extents(pane)
        return inner.height > 0 and inner.y + inner.height <= outer.y + outer.height
    wait_for(look, 'its last row is whole')


def test_large_text_keeps_the_last_filter_in_sight(large_text, window, calendar):
    window.sandbox.set_setting('view', "'agenda'")
    calendar.CreateEvent({'title': 'Call', 'event_date': DAY, 'start_time': '11:00'})
    window.start()

    def look():
        more = window.node(None, 'More Filters')
        switch = window.node(None, 'Hide declined')
        if more is None or switch is None:
            return False
        left, right = extents(more), extents(switch)
        return left.width >= 24 and left.x + left.width <= right.x
    wait_for(look, 'it is beside the switch, not below its edge')


@pytest.mark.parametrize('buttons, has_year',
                         [(':close', True), (':minimize,maximize,close', False)])
def test_a_narrow_header_has_the_year_where_it_has_room(window, calendar, buttons, has_year):
    folder = pathlib.Path(window.sandbox.environment['XDG_CONFIG_HOME']) / 'gtk-4.0'
    folder.mkdir()
    (folder / 'settings.ini').write_text(f'[Settings]\ngtk-decoration-layout={buttons}\n')
    window.sandbox.set_setting('window-width', '360')
    window.sandbox.set_setting('window-height', '720')
    calendar.CreateEvent({'title': 'Call', 'event_date': DAY, 'start_time': '11:00'})
    window.start()
    month = window.wait_for_node('label', 'Nov')
    wait_for(lambda: extents(month).width > 0, 'it is shown')
    year = window.node('label', '2026')
    assert (year is not None) == has_year


def test_the_preferences_fit_a_narrow_window(window, calendar):
    window.sandbox.set_setting('window-width', '360')
    window.sandbox.set_setting('window-height', '720')
    calendar.CreateEvent({'title': 'Call', 'event_date': DAY, 'start_time': '11:00'})
    window.start()
    window.key('ctrl+comma')
    wait_for(lambda: len(window.nodes('frame')) > 1, 'the preferences are there')
    dialog = window.nodes('frame')[-1]
    sunday = window.wait_for_node(BUTTON, 'Sunday', dialog)

    def look():
        outer, inner = extents(dialog), extents(sunday)
        return 0 < outer.width <= 360 and 0 < inner.x + inner.width <= outer.width
    wait_for(look, 'its last button lies within it')


@pytest.fixture
def hebrew(tmp_path):
    """What makes a program's user read Hebrew."""
    return make_locale(tmp_path, 'he_IL.UTF-8')


def test_lines_of_an_event_keep_their_distance_in_any_language(window, calendar, tmp_path, hebrew):
    """Also where the user's language has a font that is higher than that of the title."""
    # In one of seven columns each of its words has room, and no two of them.
    calendar.CreateEvent({'title': 'Architectural handbook', 'event_date': DAY,
                          'start_time': '12:00', 'end_time': '16:00'})
    window.sandbox.set_setting('view', "'week'")

    def find_lines():
        """Where those of its text begin: rows of dark pixels below such without."""
        node = window.node(BUTTON, starts('Architectural'))
        x, y = window.place(node)
        size = extents(node)
        picture = tmp_path / 'screen.png'
        window.screen.screenshot(picture)
        # Without the bar, and the edges.
        width = size.width - 24
        data = subprocess.run(
            ['convert', str(picture), '-crop', f'{width}x{size.height - 8}+{x - width // 2}'
             f'+{y - size.height // 2 + 4}', '-depth', '8', 'rgb:-'], check=True,
            capture_output=True).stdout
        rows = [data[i:i + 3 * width] for i in range(0, len(data), 3 * width)]
        dark = [min(luminance(row[i:i + 3]) for i in range(0, len(row), 3)) < .3 for row in rows]
        return [i for i, row in enumerate(dark) if row and (i == 0 or not dark[i - 1])]

    window.start(**hebrew)
    window.wait_for_node(BUTTON, starts('Architectural'))
    # A tooltip would lie on it.
    window.screen.point(5, 5)
    wait_for(lambda: len(find_lines()) == 3, 'the title has two lines, the time a third one')
    first, second, third = find_lines()
    assert abs((third - second) - (second - first)) <= 2, (first, second, third)
