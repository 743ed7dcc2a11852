# SPDX-License-Identifier: GPL-3.0-or-later
"""The account by which reminders are emailed: in the preferences, and told of in the editor."""

import datetime
import os

import pytest

pytest.importorskip('aiosmtpd', reason='aiosmtpd is not installed')

from gnomon_smtp import PASSWORD, USER, MailServer, make_certificates
from gnomon_testing import wait_for

BUTTON = 'push button'


@pytest.fixture(scope='session')
def certificates(tmp_path_factory):
    return make_certificates(tmp_path_factory.mktemp('certificates'))


@pytest.fixture
def server(certificates):
    running = MailServer(certificates).start()
    yield running
    running.stop()


@pytest.fixture
def sandbox(sandbox, certificates):
    """With a keyring that is a file, and an authority of our own."""
    mine = {'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': str(sandbox.folder / 'keyring'),
            'SECRET_FILE_TEST_PASSWORD': 'test',
            # Libraries without frame pointers are named in a leak's stack only so (see lsan.supp);
            # it takes long, and is not for the window, which does not have that library.
            'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':fast_unwind_on_malloc=0'}
    kept = {name: sandbox.environment.get(name) for name in mine}
    sandbox.environment.update(mine)
    sandbox.set_setting('mail-ca-file', f"'{certificates['ca']}'")
    yield sandbox
    for name, value in kept.items():
        if value is None:
            del sandbox.environment[name]
        else:
            sandbox.environment[name] = value


def start(window):
    window.start(ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', ''))


def open_page(window, calendar):
    calendar.CreateEvent({'title': 'Dentist', 'event_date': datetime.date.today().isoformat(),
                          'all_day': True})
    start(window)
    window.wait_for_node(BUTTON, lambda name: name.startswith('Dentist, '))
    window.key('ctrl+comma')
    window.click(window.wait_for_node('page tab', 'Email'))
    window.wait_for_node(BUTTON, 'Save and Test')


def fill(window, **fields):
    for name, text in fields.items():
        window.set_text(window.wait_for_node('text', name.capitalize()), text)


def choose_port(window, port):
    node = window.wait_for_node('spin button', 'Port')
    window.set_text(node, str(port))
    window.click(node)
    window.key('Return')


def test_set_up_and_tried(sandbox, window, calendar, server):
    open_page(window, calendar)
    assert not window.nodes(BUTTON, 'Remove Account')
    fill(window, server='localhost', user=USER, password=PASSWORD, to='me@example.org',
         **{'from': USER})
    choose_port(window, server.port)
    window.click(window.wait_for_node('combo box', 'Encryption'))
    window.key('Down', 'Return')
    window.wait_for_node('label', 'STARTTLS')
    window.press(window.wait_for_node(BUTTON, 'Save and Test'))
    window.wait_for_node('label', 'The mail server took the message')

    (sender, receivers, message), = server.messages
    assert (sender, receivers) == (USER, ['me@example.org'])
    assert server.logins == [(USER, PASSWORD)]
    account = calendar.GetMailAccount()
    assert (account['server'], account['port'], account['security']) \
        == ('localhost', server.port, 'starttls')

    # The reason comes from the server.
    server.fault = 'refuse'
    window.press(window.wait_for_node(BUTTON, 'Save and Test'))
    window.wait_for_node(
        'label', lambda name: name.startswith('It could not be emailed: ') and '550' in name)

    window.press(window.wait_for_node(BUTTON, 'Remove Account'))
    wait_for(lambda: calendar.GetMailAccount() == {}, 'there is none')
    window.wait_for_node('label', 'Reminders that ask for email are shown instead')
    window.wait_until_gone(BUTTON, 'Remove Account')
    for name in ('Server', 'User', 'From', 'To'):
        assert window.text(window.wait_for_node('text', name)) == ''


def test_faults_stand_at_their_fields(sandbox, window, calendar, server):
    open_page(window, calendar)
    save = window.wait_for_node(BUTTON, 'Save')
    window.press(save)
    window.wait_for_node('label', 'It needs a server')

    fill(window, server='no such machine', to='me@example.org')
    window.press(save)
    window.wait_for_node('label', 'This is not the name of a server')
    window.wait_until_gone('label', 'It needs a server')

    fill(window, server='localhost', **{'from': 'me'})
    window.press(save)
    window.wait_for_node('label', 'This is not an email address')
    assert calendar.GetMailAccount() == {}

    fill(window, **{'from': 'me@example.org'})
    window.press(save)
    window.wait_for_node('label', 'Saved')
    window.wait_until_gone('label', 'This is not an email address')
    assert calendar.GetMailAccount()['to'] == 'me@example.org'


def test_told_of_in_the_editor(sandbox, window, calendar, server):
    """A reminder by email without an account: what comes in its place, and where to set one up."""
    today = datetime.date.today().isoformat()
    event = calendar.CreateEvent(
        {'title': 'Dentist', 'event_date': today, 'start_time': '23:50'})['id']
    start(window)
    window.click(window.wait_for_node(BUTTON, lambda name: name.startswith('Dentist, ')))
    window.press(window.wait_for_node(BUTTON, lambda name: name.startswith('Edit')))
    kinds = window.wait_for_node(None, 'How: 15 minutes before')
    assert not window.nodes('label', 'No email account is set up')
    window.click(kinds)
    window.key('Down', 'Return')
    window.wait_for_node('label', 'No email account is set up')
    window.wait_for_node('label', 'Until there is one, it is shown as a notification')

    window.press(window.wait_for_node(BUTTON, 'Set Up…'))
    preferences = window.wait_for_node('frame', 'Preferences')
    window.wait_for_node(BUTTON, 'Save and Test', preferences)
    fill(window, server='localhost', to='me@example.org', **{'from': 'me@example.org'})
    window.press(window.wait_for_node(BUTTON, 'Save', preferences))
    window.wait_for_node('label', 'Saved')
    window.press(window.wait_for_node(BUTTON, 'Close', preferences))
    window.wait_until_gone('frame', 'Preferences')
    window.wait_until_gone('label', 'No email account is set up')
    window.press(window.wait_for_node(BUTTON, 'Save'))
    wait_for(lambda: [r['reminder_type'] for r in calendar.GetReminders(event)] == ['email'],
             'it is stored')
