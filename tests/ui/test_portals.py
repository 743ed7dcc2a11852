# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in a sandbox: what it asks the desktop's portals, and what it makes of a refusal."""

import pytest
from gi.repository import GLib

from gnomon_portal import Portal
from gnomon_testing import wait_for

ALLOWED = (0, True, True)


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GTK_USE_PORTAL'] = '1'
    yield sandbox
    del sandbox.environment['GTK_USE_PORTAL']


@pytest.fixture
def make_portal(sandbox):
    """Makes the desktop's portals; they go with the test."""
    portals = []

    def make(**options):
        portals.append(Portal(sandbox, **options))
        return portals[-1]
    yield make
    for portal in portals:
        portal.close()


def read_setting(sandbox):
    path = sandbox.folder / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
    return path.read_text() if path.exists() else ''


def test_background_allowed(sandbox, window, make_portal):
    portal = make_portal(answer=ALLOWED)
    window.start()
    wait_for(lambda: "background='allowed'" in read_setting(sandbox), 'the answer is kept')
    options, = portal.asked
    assert options['autostart'] and options['commandline'][0].endswith('/gnomon-service')
    assert options['reason'] == 'Reminders come also while no window is open.'

    # It is asked once.
    window.stop()
    window.start()
    assert len(portal.asked) == 1


@pytest.mark.parametrize('answer', [(0, False, True), (0, True, False), (1, True, True)],
                         ids=['no background', 'no autostart', 'cancelled'])
def test_background_refused(sandbox, window, make_portal, answer):
    make_portal(answer=answer)
    window.start()
    window.wait_for_node(
        None, lambda name: name.startswith('Reminders only come while the calendar is open'))
    wait_for(lambda: "background='refused'" in read_setting(sandbox), 'the answer is kept')


@pytest.mark.parametrize('answer', [None, (2, False, False)], ids=['an error', 'no answer'])
def test_background_not_answered(sandbox, window, make_portal, answer):
    """Nobody has refused anything: nothing is told, and it is asked again the next time."""
    portal = make_portal(answer=answer)
    window.start()
    wait_for(lambda: portal.asked, 'it is asked')
    window.stop()
    assert 'background' not in read_setting(sandbox)
    portal.answer = ALLOWED
    window.start()
    wait_for(lambda: "background='allowed'" in read_setting(sandbox), 'the answer is kept')


def test_desktop_settings(sandbox, service, calendar, window, make_portal):
    """The 12-hour clock is the desktop's, which a sandbox reads by the portal; also later on."""
    calendar.CreateEvent({'title': 'Tea', 'event_date': '2026-11-18', 'start_time': '16:30'})
    portal = make_portal(answer=ALLOWED, settings={
        'org.gnome.desktop.interface': {'clock-format': GLib.Variant('s', '12h')}})
    window.start(GNOMON_CLOCK='2026-11-18T10:42:00+01:00')
    window.wait_for_node(None, lambda name: name.startswith('Tea, 4:30 to 5:30 PM'))
    portal.set_setting('org.gnome.desktop.interface', 'clock-format', GLib.Variant('s', '24h'))
    window.wait_for_node(None, lambda name: name.startswith('Tea, 16:30'))

    # Not a string, as it should be: it is passed over, and the locale decides.
    portal.set_setting('org.gnome.desktop.interface', 'clock-format', GLib.Variant('i', 12))
    portal.set_setting('org.gnome.desktop.calendar', 'show-weekdate', GLib.Variant('s', 'yes'))
    window.wait_for_node(None, lambda name: name.startswith('Tea, 16:30'))


def test_link_that_nothing_opens(sandbox, service, calendar, window, make_portal):
    """There is no OpenURI: the window says so."""
    make_portal(answer=ALLOWED)
    calendar.CreateEvent({'title': 'Call', 'event_date': '2026-11-18', 'start_time': '10:45',
                          'url': 'https://meet.jit.si/gnomon'})
    window.start(GNOMON_CLOCK='2026-11-18T10:42:00+01:00')
    window.press(window.wait_for_node('push button', lambda name: name.startswith('Join')))
    window.wait_for_node(None, 'The link could not be opened')
