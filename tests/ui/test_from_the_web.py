# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendar files and addresses that are handed over: what they hold is shown first."""

import os

import pytest

from gnomon_http import Feed, send
from gnomon_testing import is_sanitized, wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

BUTTON = 'push button'

CLUB = '\r\n'.join([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', 'X-WR-CALNAME:Club',
    'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261101T000000Z', 'SUMMARY:Training',
    'DTSTART:20261119T170000Z', 'DURATION:PT1H', 'END:VEVENT',
    'BEGIN:VEVENT', 'UID:b', 'DTSTAMP:20261101T000000Z', 'SUMMARY:Match',
    'DTSTART;VALUE=DATE:20261121', 'END:VEVENT', 'END:VCALENDAR', ''])


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


@pytest.fixture
def feed():
    running = Feed(CLUB)
    yield running
    running.stop()


@pytest.fixture
def club(sandbox):
    path = sandbox.folder / 'club.ics'
    path.write_text(CLUB)
    return path


def starts(text):
    return lambda name: name.startswith(text)


def named(calendar, name):
    return next((row for row in calendar.ListCalendars() if row['name'] == name), None)


def titles(calendar, **filter):
    return sorted(event['title'] for event in calendar.ListEvents(filter))


def test_a_file_is_shown_and_imported_with_undo(window, calendar, club):
    window.start(str(club))
    window.wait_for_node('label', '2 events in “Club”')
    window.wait_for_node('label', 'Training')
    assert titles(calendar) == []
    window.press(window.wait_for_node(BUTTON, 'Import'))
    window.wait_for_node('label', '2 events imported')
    assert titles(calendar, calendar_id=named(calendar, 'Personal')['id']) == ['Match', 'Training']
    assert calendar.ListHistory(1)[0]['actor'] == 'window'
    window.press(window.wait_for_node(BUTTON, starts('Undo')))
    wait_for(lambda: titles(calendar) == [], 'the import is undone')


def test_an_answer_is_shown_and_taken(window, calendar, sandbox):
    event = calendar.CreateEvent({'uid': 'a', 'title': 'Plans', 'event_date': '2026-11-19',
                                  'start_time': '10:00', 'attendees': 'ann@example.org'})
    path = sandbox.folder / 'reply.ics'
    path.write_text('\r\n'.join([
        'BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT', 'UID:a',
        'SUMMARY:Plans', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.org', 'END:VEVENT',
        'END:VCALENDAR', '']))
    window.start(str(path))
    window.wait_for_node('label', '1 answer of a guest in “reply”')
    window.wait_for_node('label', '“Plans”: ann@example.org has accepted')
    window.press(window.wait_for_node(BUTTON, 'Import'))
    wait_for(lambda: calendar.GetEvent(event['id'])['attendee_records'][0]['status'] == 'accepted',
             'the answer is there')
    assert titles(calendar) == ['Plans']


def test_a_file_that_is_not_wanted(window, calendar, club):
    window.start(str(club))
    window.wait_for_node('label', '2 events in “Club”')
    window.press(window.wait_for_node(BUTTON, 'Cancel'))
    window.wait_until_gone('label', '2 events in “Club”')
    assert titles(calendar) == []


LARGE = 1024 ** 3


def make_large(path):
    with open(path, 'wb') as file:
        file.truncate(LARGE)


@pytest.mark.parametrize('make, reason', [
    (make_large, 'The file is larger than 256 MiB'),
    (lambda path: path.write_text('<html>Please log in</html>'), 'This is not a calendar file'),
    (lambda path: path.write_text(CLUB[:-16]), 'The end of the calendar file is missing'),
    (os.mkfifo, lambda name: name.endswith('club.ics: is not a plain file')),
    (os.mkdir, lambda name: 'directory' in name),
], ids=['large', 'login', 'cut', 'pipe', 'folder'])
def test_a_file_that_is_none(window, calendar, tmp_path, make, reason):
    """It is told why, and the window neither waits for a pipe nor fills the memory."""
    path = tmp_path / 'club.ics'
    make(path)
    window.start(str(path))
    window.wait_for_node('label', reason)
    assert titles(calendar) == []
    with open(f'/proc/{window.process.pid}/status') as status:
        most = next(int(line.split()[1]) for line in status if line.startswith('VmHWM'))
    assert most * 1024 < LARGE / 2 or is_sanitized(window.process.pid)


def test_what_is_wrong_with_an_event_is_said_by_its_title(window, calendar, tmp_path):
    path = tmp_path / 'choir.ics'
    path.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Choir//EN\r\n'
                    'BEGIN:VEVENT\r\nUID:choir@x\r\nDTSTAMP:20261101T000000Z\r\n'
                    'DTSTART:20261203T190000Z\r\nDTEND:20261203T180000Z\r\nSUMMARY:Choir\r\n'
                    'END:VEVENT\r\nEND:VCALENDAR\r\n')
    window.start(str(path))
    window.wait_for_node(
        'label', starts('“Choir”: It ends before it starts: the end was left out\nEvents without'))


def test_an_address_is_shown_and_subscribed_to(window, calendar, feed):
    window.start(feed.url(scheme='webcal'))
    window.wait_for_node('label', '2 events in “Club”')
    window.press(window.wait_for_node(BUTTON, 'Subscribe'))
    window.wait_for_node('check box', 'Club, Subscribed')
    made = named(calendar, 'Club')
    assert (made['source_url'], made['read_only']) == (feed.url(scheme='webcal'), True)
    wait_for(lambda: titles(calendar, calendar_id=made['id']) == ['Match', 'Training'],
             'it is fetched')


def test_what_cannot_be_opened(window, feed, calendar):
    feed.faults['/feed.ics'] = lambda request: send(request, 404)
    window.start(feed.url(scheme='webcal'))
    window.wait_for_node('label', 'The server has no calendar at this address (404)')
    assert len(calendar.ListCalendars()) == 1


def test_the_sidebar_subscribes_and_refreshes(window, calendar, feed):
    window.start()
    window.click(window.wait_for_node(BUTTON, 'New Calendar'))
    window.set_text(window.wait_for_node('text', 'Address of a calendar on the web'), feed.url())
    window.press(window.wait_for_node(BUTTON, 'Subscribe'))
    window.wait_for_node('check box', 'Club, Subscribed')
    wait_for(lambda: titles(calendar) == ['Match', 'Training'], 'it is fetched')
    window.wait_for_node('label', 'Subscribed to the calendar')
    # With the first events comes the card over the calendars, and they move down.
    card = window.wait_for_node('label', 'Training', window.wait_for_node(None, 'Now and Next'))
    row = window.wait_for_node('check box', 'Club, Subscribed')
    wait_for(lambda: window.place(row)[1] > window.place(card)[1], 'the row is below the card')

    feed.faults['/feed.ics'] = lambda request: send(request, 404)
    window.click(row, button=3)
    window.press(window.wait_for_node('menu item', 'Refresh'))
    wait_for(lambda: window.node('check box', 'Club, Subscribed').get_description()
             == 'Could not be refreshed: The server has no calendar at this address (404)',
             'it is told')
    assert titles(calendar) == ['Match', 'Training']


def test_the_sidebar_says_subscribed_of_nothing_that_failed(window, calendar, feed):
    """It said so as soon as the address was noted."""
    feed.faults['/feed.ics'] = lambda request: (feed.released.wait(20), send(request, 404))
    window.start()
    window.click(window.wait_for_node(BUTTON, 'New Calendar'))
    window.set_text(window.wait_for_node('text', 'Address of a calendar on the web'), feed.url())
    window.press(window.wait_for_node(BUTTON, 'Subscribe'))
    window.wait_for_node('check box', '127.0.0.1, Subscribed')
    assert not window.node('label', 'Subscribed to the calendar')
    feed.released.set()
    window.wait_for_node('label', '“127.0.0.1” could not be opened: '
                                  'The server has no calendar at this address (404)')
    assert not window.node('label', 'Subscribed to the calendar')
