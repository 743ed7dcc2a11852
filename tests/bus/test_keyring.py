# SPDX-License-Identifier: GPL-3.0-or-later
"""The password of the mail account in a real keyring, as the desktop has it, and nowhere else."""

import os
import pathlib
import shutil
import subprocess
import threading

import pytest

pytest.importorskip('aiosmtpd', reason='aiosmtpd is not installed')
if not shutil.which('gnome-keyring-daemon'):
    pytest.skip('gnome-keyring is not installed', allow_module_level=True)

from gnomon_smtp import PASSWORD, USER, MailServer, make_certificates
from gnomon_testing import TIMEOUT, CalendarError, Service, wait_for

SECRETS = 'org.freedesktop.secrets'


@pytest.fixture
def server(tmp_path):
    running = MailServer(make_certificates(tmp_path / 'certificates')).start()
    yield running
    running.stop()


@pytest.fixture
def keyring(sandbox):
    """Unlocked, as by the login of a session."""
    with sandbox.open_log('gnome-keyring') as log:
        process = subprocess.Popen(
            ['gnome-keyring-daemon', '--foreground', '--components=secrets', '--unlock'],
            env=sandbox.environment, stdin=subprocess.PIPE, stdout=log, stderr=log)
    process.stdin.write(b'login')
    process.stdin.close()
    wait_for(lambda: sandbox.owner(SECRETS) is not None, 'the keyring has its name')
    yield process
    process.terminate()
    process.wait(TIMEOUT)


class Watcher:
    """Looks at the command lines and environments of all that the service starts, all the time."""

    def __init__(self, pid):
        self.pid = pid
        self.seen = set()
        self.leaks = []
        self.stops = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.stops.is_set():
            for pid in (self.pid, *self.children()):
                for name in ('cmdline', 'environ'):
                    try:
                        content = pathlib.Path(f'/proc/{pid}/{name}').read_bytes()
                    except OSError:
                        continue
                    self.seen.add(pid)
                    if b's3cret' in content:
                        self.leaks.append((pid, name))
            self.stops.wait(0.002)

    def children(self):
        for task in pathlib.Path(f'/proc/{self.pid}/task').iterdir():
            try:
                yield from (task / 'children').read_text().split()
            except OSError:
                continue

    def stop(self):
        self.stops.set()
        self.thread.join()
        return self.leaks


def set_password(calendar, password):
    reader, writer = os.pipe()
    os.write(writer, password.encode() + b'\n')
    os.close(writer)
    try:
        calendar.SetMailPassword(reader)
    finally:
        os.close(reader)


def set_account(calendar, server, tmp_path):
    calendar.SetMailAccount({
        'server': 'localhost', 'port': server.port, 'security': 'starttls', 'user': USER,
        'from': USER,
        'to': 'me@example.org', 'ca_file': str(tmp_path / 'certificates' / 'ca.pem')})


def test_password_in_the_keyring_alone(sandbox, keyring, server, tmp_path):
    service = Service(sandbox, G_MESSAGES_DEBUG='all').start()
    calendar = service.client()
    watcher = Watcher(service.pid)
    set_account(calendar, server, tmp_path)
    set_password(calendar, PASSWORD)
    calendar.TestMail()
    assert server.logins == [(USER, PASSWORD)]

    assert watcher.stop() == [] and len(watcher.seen) > 1

    # It is there for the next service, too.
    service.restart()
    service.client().TestMail()
    assert server.logins == [(USER, PASSWORD)] * 2
    service.stop()

    files = [path for path in sandbox.folder.rglob('*') if path.is_file()]
    assert any('keyrings' in path.parts for path in files)
    for path in files:
        assert b's3cret' not in path.read_bytes(), path


def test_forgotten(sandbox, keyring, server, tmp_path, calendar):
    set_account(calendar, server, tmp_path)
    set_password(calendar, PASSWORD)
    set_password(calendar, '')
    with pytest.raises(CalendarError, match='no password for it in the keyring'):
        calendar.TestMail()
    assert server.messages == []


def test_without_a_keyring(server, tmp_path, calendar):
    """It is said at once, and not taken for kept."""
    set_account(calendar, server, tmp_path)
    with pytest.raises(CalendarError, match='Storage|secrets') as error:
        set_password(calendar, PASSWORD)
    assert 's3cret' not in str(error.value)
