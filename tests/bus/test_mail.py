# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders by mail: the real service and program, a real SMTP server with TLS on the loopback."""

import datetime
import os
import re

import pytest

pytest.importorskip('aiosmtpd', reason='aiosmtpd is not installed')

from gnomon_smtp import PASSWORD, USER, MailServer, make_certificates
from gnomon_testing import Service, wait_for

NOW = datetime.datetime.fromisoformat('2026-11-18T08:00:00+01:00')


@pytest.fixture(scope='session')
def certificates(tmp_path_factory):
    return make_certificates(tmp_path_factory.mktemp('certificates'))


@pytest.fixture
def server(certificates):
    running = MailServer(certificates).start()
    yield running
    running.stop()


class Post:
    """A service with a clock in the test's hands, a keyring that is a file, and a mail account."""

    def __init__(self, sandbox, certificates, notifications):
        self.sandbox = sandbox
        self.notifications = notifications
        self.ca = certificates['ca']
        self.clock = sandbox.folder / 'clock'
        self.set_clock(0)
        # Libraries without frame pointers are named in a leak's stack only so (see lsan.supp).
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':fast_unwind_on_malloc=0'
        self.service = Service(
            sandbox, GNOMON_CLOCK=str(self.clock), ASAN_OPTIONS=sanitizer, SECRET_BACKEND='file',
            SECRET_FILE_TEST_PATH=str(sandbox.folder / 'keyring'),
            SECRET_FILE_TEST_PASSWORD='test').start()
        self.calendar = self.service.client()

    def set_clock(self, minutes):
        new = self.clock.with_suffix('.new')
        new.write_text((NOW + datetime.timedelta(minutes=minutes)).isoformat())
        new.rename(self.clock)

    def set_account(self, port, password=PASSWORD, **fields):
        self.calendar.SetMailAccount({
            'server': 'localhost', 'port': port, 'security': 'starttls', 'user': USER,
            'ca_file': str(self.ca),
            'from': USER, 'to': 'me@example.org', **fields})
        if password:
            self.set_password(password)

    def set_password(self, password):
        reader, writer = os.pipe()
        os.write(writer, password.encode() + b'\n')
        os.close(writer)
        self.calendar.SetMailPassword(reader)
        os.close(reader)

    def add(self, kind='email', title='Dentist', minutes=60, **fields):
        """At nine, reminded of at eight: it is due now."""
        event = self.calendar.CreateEvent({
            'title': title, 'event_date': '2026-11-18', 'start_time': '09:00',
            'timezone': 'Europe/Berlin',
            'duration_minutes': 60, 'reminder_set': False, **fields})['id']
        self.calendar.AddReminder(event, {'minutes_before': minutes, 'reminder_type': kind})
        return event

    def reminder(self, event):
        return self.calendar.GetReminders(event)[0]

    def explain(self, event):
        return self.calendar.ExplainReminder(self.reminder(event)['id'])

    def wait_for_state(self, event, state):
        wait_for(lambda: self.reminder(event)['state'] == state, f'the reminder is {state}')

    def wait_for_error(self, condition):
        """The property follows within 50 ms."""
        wait_for(lambda: condition(self.calendar.get_property('MailError')), 'MailError tells')


@pytest.fixture
def post(sandbox, certificates, notifications):
    box = Post(sandbox, certificates, notifications)
    yield box
    box.service.stop()


def test_a_right_message(sandbox, post, server, notifications):
    """Any language, dots at the ends of lines, and the event attached."""
    post.set_account(server.port)
    title = 'Zahnärztin 会議 🌅 – ' + 'sehr lang ' * 12
    description = 'Erste Zeile\n.\n.zweite\nDritte: «ü» ' + 'x' * 2000
    event = post.add(title=title, description=description, location='Müllerstraße 4')
    post.wait_for_state(event, 'mailed')

    (sender, receivers, message), = server.messages
    assert (sender, receivers) == (USER, ['me@example.org'])
    assert message['Subject'] == f'Reminder: {title.strip()}'
    assert message['From'].addresses[0].addr_spec == USER
    assert message['From'].addresses[0].display_name == 'Gnomon'
    assert message['To'].addresses[0].addr_spec == 'me@example.org'
    assert message['Date'].datetime == NOW
    assert message['Auto-Submitted'] == 'auto-generated'
    assert message['MIME-Version'] == '1.0'
    assert re.fullmatch(r'<gnomon-[\d-]+@example\.org>', message['Message-ID'])
    assert not message.defects

    text, attached = message.iter_parts()
    assert text.get_content_type() == 'text/plain'
    body = text.get_content().replace('\r\n', '\n')
    assert body == (f'{title.strip()}\nIn 1 hour · 09:00–10:00\nMüllerstraße 4 · Personal\n\n'
                    f'{description}\n')
    assert (attached.get_content_type(), attached.get_filename()) == ('text/calendar', 'event.ics')
    ics = attached.get_payload(decode=True).decode()
    assert ics.startswith('BEGIN:VCALENDAR\r\n')
    assert 'SUMMARY:Zahnärztin 会議' in ics.replace('\r\n ', '')

    reminder = post.reminder(event)
    assert reminder['is_sent'] and reminder['sent_at'] == '2026-11-18T07:00:00Z'
    assert 'The mail server took it at 2026-11-18 08:00:00' in post.explain(event)
    post.wait_for_error(lambda error: error == '')
    assert notifications.shown() == []
    assert server.logins == [(USER, PASSWORD)]

    # The password is in the keyring alone.
    post.service.stop()
    for path in sandbox.folder.rglob('*'):
        if path.is_file():
            assert b's3cret' not in path.read_bytes(), path
    post.service.start()


def test_lines_are_short_enough(post, server):
    """RFC 5322, 2.1.1: no line over 998 bytes, whatever the text; and only ASCII on the wire."""
    raw = []
    original = server.handle_DATA

    async def keep(smtp, session, envelope):
        raw.append(envelope.content)
        return await original(smtp, session, envelope)
    server.handle_DATA = keep
    post.set_account(server.port)
    event = post.add(title='ü' * 255, description='ä' * 5000)
    post.wait_for_state(event, 'mailed')
    lines = raw[0].split(b'\r\n')
    assert max(map(len, lines)) <= 998 and raw[0].isascii() and b'\n' not in b''.join(lines)


def test_both(post, server, notifications):
    post.set_account(server.port)
    event = post.add('both')
    assert [n.summary for n in notifications.wait()] == ['Dentist']
    wait_for(lambda: len(server.messages) == 1, 'it is mailed')
    wait_for(lambda: 'The mail server took it' in post.explain(event), 'it is on record')
    assert post.reminder(event)['state'] == 'shown'


def test_without_an_account(post, notifications):
    event = post.add()
    assert [n.summary for n in notifications.wait()] == ['Dentist']
    post.wait_for_state(event, 'shown')
    assert 'It asked for mail, which was not set up: it was shown instead.' in post.explain(event)


def test_server_down_for_a_while(post, server, notifications):
    """It is tried less and less often; across a restart, too; and comes once."""
    server.stop()
    post.set_account(server.port)
    event = post.add()
    wait_for(lambda: '1 tries failed' in post.explain(event), 'the first try fails')
    assert 'tried again at 2026-11-18 08:00:30' in post.explain(event)
    post.wait_for_error(lambda error: error != '')
    assert post.reminder(event)['state'] == 'planned' and not post.reminder(event)['is_sent']

    post.set_clock(0.5)
    wait_for(lambda: '2 tries failed' in post.explain(event), 'the second try fails')
    assert 'tried again at 2026-11-18 08:01:30' in post.explain(event)
    # A change that moves nothing leaves it alone.
    post.calendar.UpdateEvent(event, {'location': 'Upstairs'})
    assert '2 tries failed' in post.explain(event)

    post.service.stop()
    server.start()
    post.set_clock(2)
    post.service.start()
    post.wait_for_state(event, 'mailed')
    assert len(server.messages) == 1 and notifications.shown() == []
    post.wait_for_error(lambda error: error == '')


def test_server_down_until_the_start(post, server, notifications):
    """A mail that comes too late is of no use: it is shown."""
    server.stop()
    post.set_account(server.port)
    event = post.add()
    wait_for(lambda: '1 tries failed' in post.explain(event), 'the first try fails')
    post.set_clock(60)
    assert [n.summary for n in notifications.wait()] == ['Dentist']
    post.wait_for_state(event, 'failed')
    assert 'It could not be mailed, for ' in post.explain(event)
    assert [r['event_id'] for r in post.calendar.ListReminders({'state': 'failed'})] == [event]
    notifications.invoke(notifications.shown()[0].id, 'dismiss')
    post.wait_for_state(event, 'dismissed')


@pytest.mark.parametrize('fault, reason',
                         [('refuse', '550'), ('login', 'did not take the user and password')])
def test_refused_for_good(post, server, notifications, fault, reason):
    server.fault = fault
    post.set_account(server.port)
    event = post.add()
    assert [n.summary for n in notifications.wait()] == ['Dentist']
    wait_for(lambda: 'The notification server took it' in post.explain(event), 'it is on record')
    assert post.reminder(event)['state'] == 'failed'
    assert reason in post.explain(event)
    post.wait_for_error(lambda error: reason in error)
    assert server.messages == []


@pytest.mark.parametrize('fault', ['busy', 'cut'])
def test_refused_for_now(post, server, notifications, fault):
    server.fault = fault
    post.set_account(server.port)
    event = post.add()
    wait_for(lambda: '1 tries failed' in post.explain(event), 'the first try fails')
    server.fault = None
    post.set_clock(1)
    post.wait_for_state(event, 'mailed')
    assert len(server.messages) == 1 and notifications.shown() == []


def test_slow_server_holds_nobody_up(post, server):
    server.fault = 'slow'
    post.set_account(server.port)
    event = post.add()
    answered = 0
    while not server.messages:
        post.calendar.GetEvent(event)
        answered += 1
    # The server takes two seconds.
    assert answered > 20
    post.wait_for_state(event, 'mailed')


@pytest.mark.parametrize('case', ['unknown authority', 'another name', 'no TLS at all'])
def test_server_that_is_not_trusted(tmp_path, post, server, notifications, case):
    """It gets neither the message nor the password."""
    if case == 'unknown authority':
        post.set_account(server.port, ca_file='')
        trusted = server
    elif case == 'another name':
        others = make_certificates(tmp_path, 'mail.example.org')
        trusted = MailServer(others).start()
        post.set_account(trusted.port, ca_file=str(others['ca']))
    else:
        trusted = server
        server.stop()
        server.start(has_tls=False)
        post.set_account(server.port)
    event = post.add()
    notifications.wait()
    wait_for(lambda: 'The notification server took it' in post.explain(event), 'it is on record')
    assert post.reminder(event)['state'] == 'failed'
    assert trusted.messages == [] and trusted.logins == []
    if trusted is not server:
        trusted.stop()


def test_no_password_in_the_keyring(post, server, notifications):
    post.set_account(server.port, password=None)
    event = post.add()
    notifications.wait()
    wait_for(lambda: 'no password for it in the keyring' in post.explain(event), 'it is told')
    assert server.logins == []


@pytest.mark.parametrize('change', [{'status': 'cancelled'}, {'event_date': '2036-11-18'}],
                         ids=['cancelled', 'moved'])
def test_what_is_called_off_is_not_mailed(post, server, notifications, change):
    server.stop()
    post.set_account(server.port)
    event = post.add()
    wait_for(lambda: '1 tries failed' in post.explain(event), 'the first try fails')
    post.calendar.UpdateEvent(event, change)
    other = post.add(title='Surgeon')
    server.start()
    post.set_clock(1)
    post.wait_for_state(other, 'mailed')
    assert [m['Subject'] for _, _, m in server.messages] == ['Reminder: Surgeon']
    assert post.reminder(event)['state'] == 'planned' and notifications.shown() == []


def test_test_message(post, server, fails):
    with fails('NotFound', ''):
        post.calendar.TestMail()
    post.set_account(server.port)
    assert post.calendar.TestMail() is None
    (_, receivers, message), = server.messages
    assert receivers == ['me@example.org'] and message['Subject'] == 'Test of reminders by mail'
    server.fault = 'refuse'
    with fails('Storage', 'the server refused it (550)'):
        post.calendar.TestMail()


def test_account(post, fails):
    assert post.calendar.GetMailAccount() == {}
    good = {'server': 'mail.example.org', 'from': 'me@example.org', 'to': 'me@example.org'}
    for field, value in (('server', 'a b'), ('server', 'a/b'), ('server', 'x@y'), ('port', -1),
                         ('port', 65536),
                         ('security', 'some'), ('from', ''), ('from', 'nobody'), ('to', 'a@b, c@d'),
                         ('user', 'a\nb'), ('ca_file', 'ca.pem')):
        with fails('InvalidArgument', field):
            post.calendar.SetMailAccount({**good, field: value})
    with fails('InvalidArgument', 'user'):
        post.calendar.SetMailAccount({**good, 'security': 'none', 'user': 'me'})
    with fails('InvalidArgument', 'password'):
        post.calendar.SetMailAccount({**good, 'password': 'x'})
    with fails('InvalidArgument', 'server'):
        post.calendar.SetMailAccount({'port': 25})
    assert post.calendar.GetMailAccount() == {}

    stored = post.calendar.SetMailAccount(good)
    assert stored == {**good, 'port': 0, 'security': 'starttls', 'user': '', 'ca_file': ''}
    assert post.calendar.SetMailAccount({'port': 2525})['port'] == 2525
    assert post.calendar.GetMailAccount() == {**stored, 'port': 2525}
    with fails('NotFound', ''):
        post.set_password('x')
    assert post.calendar.SetMailAccount({'server': ''}) == {}
    assert post.calendar.GetMailAccount() == {}


def test_gnomonctl(sandbox, post, server):
    def ctl(*arguments, code=0, **options):
        done = sandbox.run(os.environ['GNOMON_CTL'], 'mail', *arguments, **options)
        assert done.returncode == code, done
        return done.stdout if code == 0 else done.stderr

    assert 'No mail account is set' in ctl()
    assert ctl('test', code=1) == 'gnomonctl: There is no mail account.\n'
    assert 'server: ' in ctl('setup', '--port', '25', code=1)
    setup = ctl('setup', '--server', 'localhost', '--port', server.port, '--user', USER,
                '--from', USER,
                '--to', 'me@example.org', '--ca-file', post.ca, input=PASSWORD + '\n')
    assert setup == f'{USER} to me@example.org, by localhost\n'
    assert ctl('test') == 'The server took the message.\n'
    assert server.logins == [(USER, PASSWORD)]

    ctl('password', input='wrong\n')
    assert 'did not take the user and password' in ctl('test', code=1)
    ctl('password', input='\n')
    assert 'no password for it in the keyring' in ctl('test', code=1)
    assert 'No mail account is set' in ctl('remove')
