# SPDX-License-Identifier: GPL-3.0-or-later
"""The very first start: a few settings, and the events that lie on this computer."""

import pathlib

import pytest

from gi.repository import GLib

from gnomon_testing import wait_for

NOW = '2026-11-18T09:42:00Z'

BUTTON = 'push button'

WELCOME = 'Welcome to Gnomon'

EVENT = ('BEGIN:VEVENT\r\nUID:{0}\r\nDTSTAMP:20261101T000000Z\r\n'
         'DTSTART:20261118T160000Z\r\nDTEND:20261118T170000Z\r\nSUMMARY:{0}\r\nEND:VEVENT\r\n')


def make_file(path, *titles):
    """A calendar file with an event of each title."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n'
                      + ''.join(EVENT.format(title) for title in titles)
                      + 'END:VCALENDAR\r\n').encode())
    return path


class OtherCalendars:
    """The folders of GNOME Calendar and Evolution."""

    def __init__(self, sandbox):
        self.sources = pathlib.Path(sandbox.environment['XDG_CONFIG_HOME']) / 'evolution/sources'
        self.data = pathlib.Path(sandbox.environment['XDG_DATA_HOME']) / 'evolution/calendar'

    def add(self, uid, name, *titles, folder=None, color='#c061cb'):
        self.sources.mkdir(parents=True, exist_ok=True)
        (self.sources / f'{uid}.source').write_text(
            f'[Data Source]\nDisplayName={name}\nEnabled=true\n'
            f'[Calendar]\nBackendName=local\nColor={color}\n')
        return make_file(self.data / (folder or uid) / 'calendar.ics', *titles)


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    sandbox.set_setting('welcome-shown', 'false')
    return sandbox


@pytest.fixture
def others(sandbox):
    return OtherCalendars(sandbox)


def titles(calendar):
    return sorted(event['title'] for event in calendar.ListEvents({}))


def is_noted(sandbox):
    path = pathlib.Path(sandbox.environment['XDG_CONFIG_HOME']) / 'glib-2.0/settings/keyfile'
    return 'welcome-shown=true' in path.read_text()


def wait_for_welcome(window):
    welcome = window.wait_for_node('frame', WELCOME)
    # Without a window manager nobody gives a new window the keyboard.
    window.focus_top()
    return welcome


def test_it_comes_once(window, calendar, sandbox):
    window.start()
    welcome = wait_for_welcome(window)
    window.wait_for_node('heading', WELCOME, welcome)
    for name in ('Week begins on', 'Reminder'):
        window.wait_for_node(name=lambda text, name=name: text.startswith(name), within=welcome)
    # Installed, it starts with the session anyway; only a sandbox has to ask.
    assert not window.node('label', 'Start with the session', welcome)

    # By the keyboard alone.
    window.wait_for_node(BUTTON, 'Start Empty', welcome)
    window.key('Return')
    window.wait_until_gone('frame', WELCOME)
    wait_for(lambda: is_noted(sandbox), 'it is noted')
    assert titles(calendar) == []
    assert len(calendar.ListCalendars()) == 1

    window.stop()
    window.start()
    window.wait_for_node('frame', 'November 2026 – Gnomon')
    assert not window.node('frame', WELCOME)


def test_the_empty_page_listens_to_keys(window, calendar):
    window.start()
    wait_for_welcome(window)
    window.key('Return')
    window.wait_until_gone('frame', WELCOME)
    window.focus()
    window.wait_for_focus('Open a Calendar File…')
    window.tab_to('Just start: add your first event')

    window.key('n')
    window.wait_for_focus('New event, in your words')
    window.key('Escape')
    window.wait_for_focus('Open a Calendar File…')
    window.key('y')
    window.wait_for_node('frame', '2026 – Gnomon')
    window.key('n')
    window.wait_for_focus('New event, in your words')
    window.type('Dentist 15:00')
    window.key('Return')
    wait_for(lambda: titles(calendar) == ['Dentist'], 'it is made')
    window.wait_for_focus(lambda name: name.startswith('Wednesday 18 November, today, 1 event'))


def test_escape_leaves_it(window, calendar, sandbox, others):
    others.add('system-calendar', 'Personal', 'Dentist', folder='system')
    window.start()
    wait_for_welcome(window)
    window.key('Escape')
    window.wait_until_gone('frame', WELCOME)
    wait_for(lambda: is_noted(sandbox), 'it is noted')
    assert titles(calendar) == []


def test_calendars_of_others_are_taken_over(window, calendar, others):
    own, = calendar.ListCalendars()
    others.add('system-calendar', 'Personal', 'Dentist', 'Choir', folder='system')
    others.add('0a1b', 'Club & Friends', 'Football')
    others.add('2c3d', 'Ancient', 'Forgotten')
    window.start()
    welcome = wait_for_welcome(window)
    for name in ('Personal', 'Ancient', 'Club & Friends'):
        window.wait_for_node('check box', name, welcome)
    window.click(window.wait_for_node('check box', 'Ancient', welcome))
    window.press(window.wait_for_node(BUTTON, 'Import and Start', welcome))

    window.wait_for_node('label', '3 events imported')
    window.wait_until_gone('frame', WELCOME)
    assert titles(calendar) == ['Choir', 'Dentist', 'Football']
    club = next(c for c in calendar.ListCalendars() if c['name'] == 'Club & Friends')
    assert club['color'] == '#c061cb'
    where = {event['title']: event['calendar_id'] for event in calendar.ListEvents({})}
    assert where == {'Dentist': own['id'], 'Choir': own['id'], 'Football': club['id']}


def test_nothing_is_taken_that_was_not_wanted(window, calendar, others):
    others.add('system-calendar', 'Personal', 'Dentist', folder='system')
    window.start()
    welcome = wait_for_welcome(window)
    window.click(window.wait_for_node('check box', 'Personal', welcome))
    window.press(window.wait_for_node(BUTTON, 'Start Empty', welcome))
    window.wait_until_gone('frame', WELCOME)
    assert titles(calendar) == []


def test_a_file_that_went_away(window, calendar, others):
    others.add('system-calendar', 'Personal', 'Dentist', folder='system')
    gone = others.add('0a1b', 'Club', 'Football')
    window.start()
    welcome = wait_for_welcome(window)
    window.wait_for_node('check box', 'Club', welcome)
    gone.unlink()
    window.press(window.wait_for_node(BUTTON, 'Import and Start', welcome))

    # It says so, has kept what came in, and lets one go on.
    window.wait_for_node('label', lambda text: text.startswith('“Club” could not be imported: '),
                         welcome)
    assert titles(calendar) == ['Dentist']
    window.press(window.wait_for_node(BUTTON, 'Start Empty', welcome))
    # A toast stays for some seconds only: it is looked for first.
    window.wait_for_node('label', '1 event imported')
    window.wait_until_gone('frame', WELCOME)


def test_it_is_not_in_the_way_of_a_file(window, calendar, sandbox, tmp_path):
    window.start(make_file(tmp_path / 'trip.ics', 'Flight'))
    window.wait_for_node(BUTTON, 'Import')
    assert not window.node('frame', WELCOME)
    assert not is_noted(sandbox)


def test_it_is_not_for_a_calendar_with_events(window, calendar, sandbox):
    calendar.CreateEvent({'title': 'Dentist', 'event_date': '2026-11-18', 'start_time': '16:30'})
    window.start()
    window.wait_for_node(BUTTON, lambda name: name.startswith('Dentist, '))
    assert not window.node('frame', WELCOME)
    assert is_noted(sandbox)


class Portal:
    """The Background portal, as far as it is asked: it says yes."""

    NAME = 'org.freedesktop.portal.Desktop'

    XML = """
    <node><interface name="org.freedesktop.portal.Background">
      <method name="RequestBackground">
        <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
        <arg type="o" direction="out"/>
      </method>
    </interface></node>"""

    def __init__(self, sandbox):
        from gnomon_stand_ins import offer
        self.asked = 0
        self.connection = offer(sandbox, self.NAME, '/org/freedesktop/portal/desktop', self.XML,
                                self.called)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        self.asked += 1
        token = parameters.unpack()[1]['handle_token']
        request = (f'/org/freedesktop/portal/desktop/request/'
                   f'{sender[1:].replace(".", "_")}/{token}')
        invocation.return_value(GLib.Variant('(o)', (request,)))
        connection.emit_signal(
            sender, request, 'org.freedesktop.portal.Request', 'Response',
            GLib.Variant('(ua{sv})', (0, {'background': GLib.Variant('b', True),
                                          'autostart': GLib.Variant('b', True)})))


@pytest.mark.parametrize('wanted', [True, False])
def test_in_a_sandbox_it_asks_first(window, calendar, sandbox, wanted):
    portal = Portal(sandbox)
    keyfile = pathlib.Path(sandbox.environment['XDG_CONFIG_HOME']) / 'glib-2.0/settings/keyfile'
    window.start(GTK_USE_PORTAL='1')
    welcome = wait_for_welcome(window)
    switch = window.wait_for_node('check box', 'Start with the session', welcome)
    assert portal.asked == 0
    if not wanted:
        window.press(switch)
    window.press(window.wait_for_node(BUTTON, 'Start Empty', welcome))
    window.wait_until_gone('frame', WELCOME)
    answer = "background='allowed'" if wanted else "background='refused'"
    wait_for(lambda: answer in keyfile.read_text(), 'the answer is kept')
    assert portal.asked == (1 if wanted else 0)
    portal.connection.close_sync(None)
