# SPDX-License-Identifier: GPL-3.0-or-later
"""The search provider, called as GNOME Shell calls it when somebody types into its overview."""

import configparser

import pytest

from gi.repository import Gio, GLib

from gnomon_stand_ins import WindowStandIn
from gnomon_testing import SERVICE_NAME, SOURCE_ROOT, Calendar, Service, wait_for

NOW = '2026-11-18T10:42:00+01:00'


class Shell:
    """The shell's side: it knows of a provider what its .ini file says, and starts it by a call."""

    def __init__(self, sandbox):
        keys = configparser.ConfigParser()
        keys.optionxform = str
        keys.read(SOURCE_ROOT / 'data' / 'org.gnomon.Gnomon.search-provider.ini')
        self.provider = keys['Shell Search Provider']
        self.connection = sandbox.connection

    def call(self, method, signature, *arguments):
        reply = self.connection.call_sync(
            self.provider['BusName'], self.provider['ObjectPath'],
            f'org.gnome.Shell.SearchProvider{self.provider["Version"]}', method,
            GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, 20000, None)
        return reply.unpack()

    def search(self, text):
        """What is shown for a text: (name, description) of each result, and their ids."""
        results, = self.call('GetInitialResultSet', '(as)', text.split())
        return results, self.metas(results)

    def metas(self, results):
        metas, = self.call('GetResultMetas', '(as)', results)
        return [(meta['name'], meta['description']) for meta in metas]

    def activate(self, result, text):
        self.call('ActivateResult', '(sasu)', result, text.split(), 12345)


@pytest.fixture
def shell(sandbox):
    return Shell(sandbox)


def create(calendar, title, day, start='10:30', **more):
    return calendar.CreateEvent({'title': title, 'event_date': day, 'start_time': start, **more})


def test_the_file_names_what_is_there(shell, frozen):
    assert shell.provider['DesktopId'] == 'org.gnomon.Gnomon.desktop'
    assert shell.provider['BusName'] == SERVICE_NAME


def test_events_of_all_years_are_found(shell, frozen):
    past = create(frozen, 'Choir in the church', '2019-03-01', '19:00')
    far = create(frozen, 'Choir tour', '2031-05-02', location='Oslo')
    soon = create(frozen, 'Choir', '2026-11-19', '19:00', location='Room 4', duration_minutes=90)
    create(frozen, 'Dentist', '2026-11-19')

    results, shown = shell.search('choir')
    assert results == [str(event['id']) for event in (soon, far, past)]
    assert shown == [
        ('Choir', 'Tomorrow · 19:00–20:30 · Room 4'),
        ('Choir tour', '2 May 2031 · 10:30–11:30 · Oslo'),
        ('Choir in the church', '1 March 2019 · 19:00–20:00'),
    ]


def test_words_are_looked_for_as_they_stand(shell, frozen):
    create(frozen, 'Straße & <b>Fest</b>', '2026-11-20')
    assert shell.search('STRASSE &')[1] == [('Straße & <b>Fest</b>', 'Friday · 10:30–11:30')]
    assert shell.search('fest straße')[0] == []
    for nothing in ('', '   ', '%', '"', 'x' * 5000):
        assert shell.search(nothing)[0] == []


def test_a_series_is_shown_by_its_next_occurrence(shell, frozen):
    create(frozen, 'Yoga', '2020-01-06', '18:00', rrule='FREQ=WEEKLY;BYDAY=MO')
    assert shell.search('yoga')[1] == [('Yoga', 'Monday · 18:00–19:00')]


def test_whole_days(shell, frozen):
    frozen.CreateEvent({'title': 'Offsite', 'event_date': '2026-11-17', 'all_day': True,
                        'end_date': '2026-11-19'})
    assert shell.search('offsite')[1] == [('Offsite', 'Today, all day')]


def test_hidden_calendars_stay_hidden(shell, frozen):
    secret = frozen.CreateCalendar({'name': 'Secret', 'visible': False})
    create(frozen, 'Surprise party', '2026-11-20', calendar_id=secret['id'])
    assert shell.search('surprise')[0] == []


def test_more_letters_find_less_and_what_came_meanwhile(shell, frozen):
    create(frozen, 'Choir', '2026-11-19')
    before, _ = shell.search('ch')
    later = create(frozen, 'Chorale', '2026-11-20')
    after, = shell.call('GetSubsearchResultSet', '(asas)', before, ['chor'])
    assert after == [str(later['id'])]


def test_no_more_than_a_shell_shows(shell, frozen):
    frozen.call_many('CreateEvent', [
        ({'title': f'Standup {n}', 'event_date': '2026-11-20', 'start_time': '09:00'},)
        for n in range(60)])
    assert len(shell.search('standup')[0]) == 10


def test_what_was_deleted_meanwhile_is_left_out(shell, frozen):
    event = create(frozen, 'Choir', '2026-11-19')
    results, _ = shell.search('choir')
    frozen.DeleteEvent(event['id'])
    assert shell.metas([*results, '', '-1', '0', 'x', '999', '9' * 40]) == []


def test_an_event_opens_in_the_window(shell, sandbox, frozen):
    window = WindowStandIn(sandbox)
    event = create(frozen, 'Choir', '2026-11-19')
    shell.activate(str(event['id']), 'choir')

    wait_for(lambda: window.calls, 'the window is called')
    (method, parameters), = window.calls
    action, target, platform_data = parameters.unpack()
    assert (method, action, target) == ('ActivateAction', 'show-event', [event['id']])
    assert platform_data['desktop-startup-id'].endswith('_TIME12345')


def test_the_search_goes_on_in_the_window(shell, sandbox, frozen):
    window = WindowStandIn(sandbox)
    shell.call('LaunchSearch', '(asu)', ['choir', 'tour'], 12345)
    wait_for(lambda: window.calls, 'the window is called')
    assert window.calls[0][1].unpack()[:2] == ('search', ['choir tour'])


def test_a_text_that_says_when_can_be_created(shell, sandbox, frozen):
    window = WindowStandIn(sandbox)
    results, shown = shell.search('Lunch with Ola friday 12:30 at Markthalle')
    assert shown == [('Create “Lunch with Ola”', 'Friday · 12:30–13:30 · Markthalle')]
    # To look is not to create, nor is to choose: the window shows first what was understood.
    shell.activate(results[0], '')
    wait_for(lambda: window.calls, 'the window is called')
    assert window.calls[0][1].unpack()[:2] == (
        'add-event', ['Lunch with Ola friday 12:30 at Markthalle'])
    assert frozen.ListEvents({}) == []


@pytest.mark.parametrize('text', ['firefox', 'lunch', 'friday', '12:30', 'text editor'])
def test_other_texts_create_nothing(shell, frozen, text):
    assert shell.search(text)[0] == []


def test_a_new_event_is_as_long_as_the_settings_say(shell, sandbox):
    sandbox.set_setting('default-duration', '45')
    server = Service(sandbox).start(GNOMON_CLOCK=NOW)
    assert shell.search('Tea tomorrow 16:00')[1] == [('Create “Tea”', 'Tomorrow · 16:00–16:45')]
    server.stop()


def test_the_first_letter_starts_the_service(shell, sandbox):
    assert sandbox.owner(SERVICE_NAME) is None
    assert shell.search('choir')[0] == []
    create(Calendar(sandbox.connection), 'Choir', '2026-11-19')
    assert len(shell.search('choir')[0]) == 1
    Service(sandbox).kill()


def test_a_calendar_that_cannot_be_opened_finds_nothing(shell, sandbox):
    sandbox.database.parent.mkdir(parents=True, mode=0o700)
    sandbox.database.write_bytes(b'this is no database' * 1000)
    server = Service(sandbox).start()
    assert shell.search('choir') == ([], [])
    assert shell.search('Tea tomorrow 16:00') == ([], [])
    server.stop()
