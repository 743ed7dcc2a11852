# SPDX-License-Identifier: GPL-3.0-or-later
"""Subscribed calendars: the real service and the program that fetches, a real HTTP server."""

import datetime

import pytest

from gnomon_ctl import Ctl
from gnomon_http import Feed, redirect, send
from gnomon_testing import CalendarError, Service, wait_for

NOW = datetime.datetime.fromisoformat('2026-11-18T08:00:00+01:00')


def ics(*events, head=''):
    """A file of events: (uid, title, hour) or the lines of one."""
    text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n' + head
    for event in events:
        if isinstance(event, tuple):
            uid, title, hour = event
            event = (f'UID:{uid}\r\nSUMMARY:{title}\r\nDTSTART:20261120T{hour:02}0000Z\r\n'
                     'DURATION:PT1H\r\n')
        text += f'BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\n{event}END:VEVENT\r\n'
    return text + 'END:VCALENDAR\r\n'


THREE = ics(('a', 'Alpha', 8), ('b', 'Beta', 9), ('c', 'Gamma', 10))


class Subscriber:
    """A service with a clock in the test's hands."""

    def __init__(self, sandbox):
        self.clock = sandbox.folder / 'clock'
        self.set_clock(0)
        self.service = Service(sandbox, GNOMON_CLOCK=str(self.clock)).start()
        self.calendar = self.service.client()

    def set_clock(self, minutes):
        new = self.clock.with_suffix('.new')
        new.write_text((NOW + datetime.timedelta(minutes=minutes)).isoformat())
        new.rename(self.clock)

    def get(self, calendar_id):
        return next(c for c in self.calendar.ListCalendars() if c['id'] == calendar_id)

    def titles(self, calendar_id):
        found = self.calendar.ListEvents({'calendar_id': calendar_id, 'order': 'asc'})
        return [event['title'] for event in found]

    def subscribe(self, url, **fields):
        """Makes the calendar, and waits until it was fetched, or could not be."""
        made = self.calendar.CreateCalendar({'source_url': url, **fields})
        wait_for(lambda: self.get(made['id'])['refreshed_at']
                 or self.get(made['id'])['refresh_error'],
                 'the calendar is fetched')
        return made['id']

    def refresh(self, calendar_id):
        return self.calendar.call('RefreshCalendar', calendar_id, timeout=90000)


@pytest.fixture
def feed():
    running = Feed(THREE)
    yield running
    running.stop()


@pytest.fixture
def subscriber(sandbox):
    box = Subscriber(sandbox)
    yield box
    box.service.stop()


def test_a_calendar_is_fetched_when_it_is_made(subscriber, feed):
    made = subscriber.subscribe(feed.url(), name='Club', color='teal')
    assert subscriber.get(made) == {
        'id': made, 'name': 'Club', 'color': 'teal', 'visible': True, 'is_default': False,
        'read_only': True, 'source_url': feed.url(), 'refreshed_at': '2026-11-18T07:00:00Z',
        'refresh_error': '', 'refresh_minutes': 720}
    assert subscriber.titles(made) == ['Alpha', 'Beta', 'Gamma']


def test_what_has_not_changed_is_not_sent_again(subscriber, feed):
    made = subscriber.subscribe(feed.url())
    token = subscriber.calendar.get_property('ChangeToken')
    subscriber.set_clock(5)
    assert subscriber.refresh(made)['refreshed_at'] == '2026-11-18T07:05:00Z'
    _, headers = feed.requests[-1]
    assert headers['If-None-Match'].startswith('"')
    assert headers['If-Modified-Since'] == 'Wed, 18 Nov 2026 09:00:00 GMT'
    assert subscriber.calendar.Changes(token)[1:] == ([], [])


def test_it_becomes_as_its_source_is(subscriber, feed):
    made = subscriber.subscribe(feed.url())
    alpha, beta, gamma = subscriber.calendar.ListEvents({'calendar_id': made, 'order': 'asc'})
    token = subscriber.calendar.Changes(0)[0]
    feed.text = ics(('a', 'Alpha', 8), ('b', 'Beta moved', 11), ('d', 'Delta', 12))
    assert subscriber.refresh(made)['refresh_error'] == ''
    assert subscriber.titles(made) == ['Alpha', 'Beta moved', 'Delta']

    after = {e['title']: e['id'] for e in subscriber.calendar.ListEvents({'calendar_id': made})}
    assert (after['Alpha'], after['Beta moved']) == (alpha['id'], beta['id'])
    now, changed, deleted = subscriber.calendar.Changes(token)
    assert (sorted(changed), deleted) == ([beta['id'], after['Delta']], [gamma['id']])
    assert now == token + 1, 'a refresh is one change'

    # It is no change of the user's.
    assert subscriber.calendar.ListTrash() == []
    assert subscriber.calendar.ListEvents({'search': 'gamma'}) == []
    with pytest.raises(CalendarError):
        subscriber.calendar.UndoChange(now)

    # Only less than before, and nothing at all.
    feed.text = ics(('a', 'Alpha', 8))
    subscriber.refresh(made)
    assert subscriber.titles(made) == ['Alpha']
    feed.text = ics()
    assert subscriber.refresh(made)['refresh_error'] == ''
    assert subscriber.titles(made) == []


def test_an_older_version_counts_too(subscriber, feed):
    line = 'UID:s\r\nDTSTART:20261120T080000Z\r\nSUMMARY:{}\r\nSEQUENCE:{}\r\n'
    feed.text = ics(line.format('New', 5))
    made = subscriber.subscribe(feed.url())
    feed.text = ics(line.format('Taken back', 2))
    subscriber.refresh(made)
    assert subscriber.titles(made) == ['Taken back']


def test_series_go_with_their_exceptions(subscriber, feed, sandbox):
    series = 'UID:s\r\nSUMMARY:Weekly\r\nDTSTART:20261120T080000Z\r\nRRULE:FREQ=WEEKLY\r\n'
    changed = ('UID:s\r\nSUMMARY:Moved\r\nRECURRENCE-ID:20261127T080000Z\r\n'
               'DTSTART:20261127T100000Z\r\n')
    feed.text = ics(series, changed, ('a', 'Alpha', 8))
    made = subscriber.subscribe(feed.url())
    feed.text = ics(('a', 'Alpha', 8))
    subscriber.refresh(made)
    assert subscriber.titles(made) == ['Alpha']
    left = str(sandbox.dump_database(['event']))
    assert 'Alpha' in left and 'Moved' not in left and 'Weekly' not in left


def broken(request):
    send(request, 200, {'Content-Length': '100000'}, THREE.encode())


def slow(request, feed):
    feed.released.wait(20)


LOGIN = b'<!DOCTYPE html><html><body><form>Please log in</form></body></html>'

FAULTS = {
    'a page to log in': (lambda r: send(r, 200, {'Content-Type': 'text/html'}, LOGIN),
                         'not an iCalendar file'),
    'nothing': (lambda r: send(r, 200), 'not an iCalendar file'),
    'half of it': (lambda r: send(r, 200, {}, THREE[:200].encode()), 'END:VCALENDAR is missing'),
    'not there': (lambda r: send(r, 404, {}, LOGIN), '(404)'),
    'not for everybody': (lambda r: send(r, 401, {'WWW-Authenticate': 'Basic realm="x"'}), '(401)'),
    'out of order': (lambda r: send(r, 500), '500'),
    'a broken connection': (broken, 'the connection broke'),
    'too large': (lambda r: send(r, 200, {'Content-Length': str(300 << 20)}),
                  'larger than 256 MiB'),
    'a file': (redirect('file:///etc/passwd'), 'not of the web'),
    'another protocol': (redirect('gopher://127.0.0.1/'), 'not of the web'),
    'no HTTP': (lambda r: r.wfile.write(b'SSH-2.0-x\r\n'), 'no calendar that can be read'),
    'a loop': (redirect('/feed.ics'), 'more than 10 times'),
}


@pytest.mark.parametrize('name', FAULTS)
def test_what_fails_leaves_what_was(subscriber, feed, name):
    made = subscriber.subscribe(feed.url())
    fault, reason = FAULTS[name]
    feed.faults['/feed.ics'] = fault
    subscriber.set_clock(1)
    answer = subscriber.refresh(made)
    assert reason in answer['refresh_error'] and answer['refreshed_at'] == '2026-11-18T07:00:00Z'
    assert subscriber.titles(made) == ['Alpha', 'Beta', 'Gamma']

    # It is known after a restart, too, and goes when the source is well again.
    subscriber.service.restart()
    subscriber.calendar = subscriber.service.client()
    assert subscriber.get(made)['refresh_error'] == answer['refresh_error']
    feed.faults.clear()
    assert subscriber.refresh(made)['refresh_error'] == ''


def test_a_server_that_is_gone(subscriber, feed):
    made = subscriber.subscribe(feed.url())
    feed.stop()
    assert subscriber.refresh(made)['refresh_error'] != ''
    assert subscriber.titles(made) == ['Alpha', 'Beta', 'Gamma']


def test_a_slow_server_keeps_nobody_waiting(subscriber, feed):
    """While it is waited for, others are served; and the service can end."""
    feed.faults['/feed.ics'] = lambda request: slow(request, feed)
    made = subscriber.calendar.CreateCalendar({'source_url': feed.url()})
    wait_for(lambda: feed.requests, 'the feed is asked for')
    pending = subscriber.calendar.call_async('RefreshCalendar', made['id'])
    assert subscriber.calendar.CreateEvent({'title': 'Lunch', 'event_date': '2026-11-20',
                                            'start_time': '12:00'})
    subscriber.service.stop()
    with pytest.raises(CalendarError, match='ending'):
        pending.wait()
    feed.released.set()
    feed.faults.clear()
    subscriber.service.start()
    subscriber.calendar = subscriber.service.client()
    wait_for(lambda: subscriber.get(made['id'])['refreshed_at'], 'it is begun anew')


def test_it_is_refreshed_by_the_clock(subscriber, feed):
    made = subscriber.subscribe(feed.url())
    assert len(feed.requests) == 1
    feed.text = ics(('a', 'Later', 8))
    subscriber.set_clock(721)
    wait_for(lambda: subscriber.titles(made) == ['Later'], 'it is refreshed when it is due')

    # After a failure sooner: in 15 minutes.
    feed.faults['/feed.ics'] = lambda request: send(request, 503)
    subscriber.set_clock(2 * 721)
    wait_for(lambda: subscriber.get(made)['refresh_error'], 'the failure is told')
    feed.faults.clear()
    subscriber.set_clock(2 * 721 + 16)
    wait_for(lambda: not subscriber.get(made)['refresh_error'], 'it is tried again')


@pytest.mark.parametrize('head, minutes', [
    ('REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n', 240),
    ('X-PUBLISHED-TTL:P1D\r\n', 1440),
    ('X-PUBLISHED-TTL:P1D\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n', 60),
    ('REFRESH-INTERVAL;VALUE=DURATION:PT1S\r\n', 15),
    ('REFRESH-INTERVAL;VALUE=DURATION:P90D\r\n', 7 * 1440),
    ('REFRESH-INTERVAL;VALUE=DURATION:often\r\n', 720),
    ('X-PUBLISHED-TTL:-PT1H\r\n', 720),
])
def test_the_source_tells_how_often(subscriber, feed, head, minutes):
    feed.text = ics(head=head)
    made = subscriber.subscribe(feed.url())
    assert subscriber.get(made)['refresh_minutes'] == minutes


def test_the_source_tells_the_name(subscriber, feed):
    feed.text = ics(head='X-WR-CALNAME:Old\\, na\r\n me\r\n')
    made = subscriber.subscribe(feed.url())
    assert subscriber.get(made)['name'] == 'Old, name'
    feed.text = ics(head='X-WR-CALNAME:Another\r\n')
    subscriber.refresh(made)
    assert subscriber.get(made)['name'] == 'Old, name', 'it was known by that'

    feed.text = ics(head='X-WR-CALNAME:Old\r\nNAME:Standard\r\n')
    assert subscriber.get(subscriber.subscribe(feed.url()))['name'] == 'Standard'
    assert subscriber.get(subscriber.subscribe(feed.url(), name='Mine'))['name'] == 'Mine'
    feed.text = ics()
    assert subscriber.get(subscriber.subscribe(feed.url()))['name'] == '127.0.0.1'


def test_what_the_source_says_of_itself_is_kept(subscriber, feed, tmp_path):
    def export():
        path = tmp_path / 'export.ics'
        with open(path, 'wb') as file:
            subscriber.calendar.ExportICalendar(file, {'calendar_id': made})
        return path.read_bytes().decode()

    feed.text = ics(head='X-WR-CALNAME:Rooms\r\nX-WR-CALDESC:First\r\n')
    made = subscriber.subscribe(feed.url())
    assert '\r\nX-WR-CALNAME:Rooms\r\nX-WR-CALDESC:First\r\n' in export()
    feed.text = ics(head='X-WR-CALNAME:Rooms\r\nX-WR-CALDESC:Second\r\n')
    subscriber.refresh(made)
    assert '\r\nX-WR-CALNAME:Rooms\r\nX-WR-CALDESC:Second\r\n' in export()
    feed.text = ics()
    subscriber.refresh(made)
    assert 'X-WR-CALDESC' not in export()


def test_webcal_falls_back_to_http(subscriber, feed):
    made = subscriber.subscribe(feed.url(scheme='webcal'))
    assert subscriber.titles(made) == ['Alpha', 'Beta', 'Gamma']
    assert subscriber.get(made)['source_url'] == feed.url(scheme='webcal')


@pytest.mark.parametrize('scheme, host',
                         [('webcals', '127.0.0.1'), ('webcal', 'ann:secret@127.0.0.1')])
def test_what_shall_be_safe_does_not_fall_back(subscriber, feed, scheme, host):
    made = subscriber.subscribe(feed.url(scheme=scheme, host=host))
    assert subscriber.get(made)['refresh_error'] and feed.requests == []


def test_a_password_is_for_its_host_alone(subscriber, feed):
    other = Feed(THREE)
    try:
        feed.faults['/feed.ics'] = redirect(other.url(host='localhost'))
        made = subscriber.subscribe(feed.url(host='ann:secret@127.0.0.1'))
        assert subscriber.titles(made) == ['Alpha', 'Beta', 'Gamma']
        assert feed.requests[0][1]['Authorization'].startswith('Basic ')
        assert 'Authorization' not in other.requests[0][1]
    finally:
        other.stop()


@pytest.mark.parametrize('fields, message', [
    ({'source_url': 'file:///etc/passwd'}, 'source_url:'),
    ({'source_url': '/etc/passwd'}, 'source_url:'),
    ({'source_url': 'ftp://example.org/a.ics'}, 'source_url:'),
    ({'source_url': 'https://'}, 'source_url:'),
    ({'source_url': 'https:example.org'}, 'source_url:'),
    ({'source_url': 'http://example.org/a b'}, 'source_url:'),
    ({'source_url': 'http://example.org/a\r\nX: y'}, 'source_url:'),
    ({'source_url': 'http://example.org/' + 'a' * 2048}, 'source_url:'),
    ({'source_url': 'https://example.org/a.ics', 'read_only': False}, 'read_only:'),
    ({'source_url': 'https://example.org/a.ics', 'is_default': True}, 'is_default:'),
    ({'source_url': 'https://example.org/a.ics', 'name': ' '}, 'name:'),
    ({'source_url': ''}, 'name:'),
])
def test_what_cannot_be_subscribed_to(frozen, fails, fields, message):
    with fails('InvalidArgument', message):
        frozen.CreateCalendar(fields)


def test_its_events_are_not_the_users(subscriber, feed, fails):
    made = subscriber.subscribe(feed.url())
    first = subscriber.calendar.ListEvents({'calendar_id': made})[0]['id']
    mine = subscriber.calendar.CreateEvent({'title': 'Lunch', 'event_date': '2026-11-20',
                                            'start_time': '12:00'})
    for call in (lambda: subscriber.calendar.UpdateEvent(first, {'title': 'Mine'}),
                 lambda: subscriber.calendar.DeleteEvent(first),
                 lambda: subscriber.calendar.AddAttendee(first, 'ann@example.org', ''),
                 lambda: subscriber.calendar.CreateEvent({'title': 'x', 'event_date': '2026-11-20',
                                                          'start_time': '12:00',
                                                          'calendar_id': made}),
                 lambda: subscriber.calendar.UpdateEvent(mine['id'], {'calendar_id': made})):
        with fails('ReadOnly'):
            call()
    for fields in ({'read_only': False}, {'source_url': 'https://example.org/'},
                   {'source_url': ''}):
        with fails('InvalidArgument'):
            subscriber.calendar.UpdateCalendar(made, fields)
    own = subscriber.calendar.ListCalendars()[0]['id']
    with fails('InvalidArgument', 'source_url:'):
        subscriber.calendar.UpdateCalendar(own, {'source_url': feed.url()})
    with fails('InvalidArgument', 'id:'):
        subscriber.refresh(own)
    with fails('NotFound', 'id:'):
        subscriber.refresh(999)

    # What is the user's own: how it looks.
    output = subscriber.get(made)
    changed = {**output, 'name': 'Club', 'visible': False}
    assert subscriber.calendar.UpdateCalendar(made, changed) == \
        {**output, 'name': 'Club', 'visible': False}


def test_its_reminders_ring(sandbox, notifications, feed):
    feed.text = ics('UID:r\r\nSUMMARY:Train\r\nDTSTART:20261118T080000Z\r\nDURATION:PT1H\r\n'
                    'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Train\r\n'
                    'TRIGGER:-PT30M\r\nEND:VALARM\r\n')
    box = Subscriber(sandbox)
    box.subscribe(feed.url())
    box.set_clock(31)
    shown, = notifications.wait()
    assert 'Train' in str(shown)
    box.service.stop()


def test_the_history_is_the_users(subscriber, feed):
    """Refreshes are no undo steps; making and deleting the calendar are."""
    made = subscriber.subscribe(feed.url(), name='Club')
    feed.text = ics(('a', 'Alpha', 9))
    subscriber.refresh(made)
    subscriber.calendar.Undo()
    assert made not in [c['id'] for c in subscriber.calendar.ListCalendars()]
    assert subscriber.calendar.ListEvents({'search': 'alpha'}) == []
    subscriber.calendar.Redo()
    wait_for(lambda: subscriber.titles(made) == ['Alpha'], 'it is fetched anew')

    subscriber.calendar.DeleteCalendar(made)
    assert subscriber.calendar.ListEvents({'search': 'alpha'}) == []
    assert subscriber.calendar.ListTrash() == []
    subscriber.calendar.Undo()
    wait_for(lambda: subscriber.titles(made) == ['Alpha'], 'it is fetched anew')
    assert subscriber.get(made)['name'] == 'Club'


def test_a_deleted_one_is_not_fetched(subscriber, feed):
    made = subscriber.subscribe(feed.url())
    subscriber.calendar.DeleteCalendar(made)
    seen = len(feed.requests)
    subscriber.set_clock(5000)
    other = subscriber.subscribe(feed.url('/other.ics'))
    assert feed.paths()[seen:] == ['/other.ics']
    assert subscriber.titles(other) == ['Alpha', 'Beta', 'Gamma']


def test_gnomonctl(subscriber, feed, sandbox):
    ctl = Ctl(sandbox)
    made = ctl.json('calendars', 'subscribe', feed.url(), 'Club')
    assert (made['name'], made['source_url'], made['refresh_error']) == ('Club', feed.url(), '')
    assert ctl.text('calendars', 'list').splitlines()[1].split() \
        == [str(made['id']), 'Club', 'sky', 'subscribed']
    assert ctl.text('calendars', 'refresh', 'club') == f'Refreshed calendar {made["id"]}: Club\n'

    feed.faults['/feed.ics'] = lambda request: send(request, 404)
    failed = ctl.run('calendars', 'refresh', code=1)
    assert failed.stdout == ''
    assert failed.stderr.startswith(
        'gnomonctl: Club: the server has no calendar at this address (404)')
    assert 'not refreshed: the server has no calendar' in ctl.text('calendars', 'list')
    assert ctl.error('calendars', 'refresh', 'Personal').startswith('id: ')
    assert ctl.error('calendars', 'subscribe', 'file:///etc/passwd').startswith('source_url: ')
    feed.faults.clear()
    assert [c['id'] for c in ctl.json('calendars', 'refresh')] == [made['id']]
