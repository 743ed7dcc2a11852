# SPDX-License-Identifier: GPL-3.0-or-later
"""The process: how it starts and ends, alone and beside others, in order and by force."""

import os
import signal
import sqlite3
import stat
import subprocess

import pytest
from gi.repository import GLib

from gnomon_testing import (SERVICE_NAME, TIMEOUT, Calendar, CalendarError, Service, wait_for)

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


def spawn(sandbox, *arguments):
    return subprocess.Popen([os.environ['GNOMON_SERVICE'], *arguments], env=sandbox.environment,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_bus_starts_it(sandbox):
    calendar = Calendar(sandbox.connection)
    assert calendar.ListEvents({}) == []
    os.kill(sandbox.owner_pid(SERVICE_NAME), signal.SIGTERM)
    wait_for(lambda: sandbox.owner(SERVICE_NAME) is None, 'it ends')
    # And again.
    calendar.CreateEvent(BASE)


def test_files_are_private(service, sandbox, calendar):
    calendar.CreateEvent(BASE)
    folder = sandbox.database.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_second_service_ends(service, sandbox, calendar):
    event = calendar.CreateEvent(BASE)
    second = spawn(sandbox)
    output, errors = second.communicate(timeout=TIMEOUT)
    assert second.returncode == 1
    assert SERVICE_NAME in errors
    assert calendar.GetEvent(event['id']) == event
    assert service.owns_name()


def test_replace(sandbox):
    first = Service(sandbox).start()
    calendar = Calendar(sandbox.connection)
    event = calendar.CreateEvent(BASE)
    second = Service(sandbox, '--replace').start()
    assert first.process.wait(TIMEOUT) == 0
    assert calendar.GetEvent(event['id'])['title'] == 'Lunch'
    second.stop()


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGINT])
def test_ends_in_order(service, calendar, sandbox, number):
    """What comes before the signal is answered; what comes later starts the service anew."""
    pending = [calendar.call_async('CreateEvent', {**BASE, 'title': f'{i}'}) for i in range(30)]
    pending[0].wait()
    os.kill(service.pid, number)
    assert service.process.wait(TIMEOUT) == 0
    service.process = None
    wait_for(lambda: all(p.done() for p in pending), 'all are answered')
    answered = {p.reply.unpack()[0]['title'] for p in pending if p.reply}
    stored = {event['title'] for event in calendar.ListEvents({})}
    assert '0' in answered
    assert answered <= stored
    assert {p.error.name for p in pending if p.error} <= {'Busy'}
    os.kill(sandbox.owner_pid(SERVICE_NAME), signal.SIGTERM)
    wait_for(lambda: sandbox.owner(SERVICE_NAME) is None, 'the activated one ends')


def test_answers_what_it_has_not_looked_at(service, sandbox, calendar):
    """It notices the signal before calls that the bus had passed on by then."""
    reader, writer = os.pipe()
    calendar.ListCalendars()
    os.kill(service.pid, signal.SIGSTOP)
    # The first one is so large that the signal is noticed while it is still being read.
    pending = [calendar.call_async('CreateEvent', {**BASE, 'description': 'x' * 2**24}),
               calendar.call_async('ImportICalendar', reader, 0),
               calendar.call_async('CreateEvent', BASE)]
    # What the bus answers after a call, it answers when the call is on its way.
    sandbox.call_bus('GetId')
    os.kill(service.pid, signal.SIGTERM)
    os.kill(service.pid, signal.SIGCONT)
    assert service.process.wait(TIMEOUT) == 0
    service.process = None
    wait_for(lambda: all(p.done() for p in pending), 'all are answered')
    os.close(reader)
    os.close(writer)
    names = [p.error.name if p.error else 'stored' for p in pending]
    assert names[0] == 'InvalidArgument'
    assert names[1] in ('Cancelled', 'Busy')
    assert names[2] in ('stored', 'Busy')


def test_the_bus_dies(sandbox):
    service = Service(sandbox).start()
    calendar = Calendar(sandbox.connection)
    event = calendar.CreateEvent(BASE)
    sandbox.stop_bus()
    assert service.process.wait(TIMEOUT) == 0
    sandbox.start_bus()
    assert Calendar(sandbox.connection).GetEvent(event['id'])['title'] == 'Lunch'


def test_no_bus(sandbox):
    process = subprocess.run([os.environ['GNOMON_SERVICE']], capture_output=True, text=True,
                             timeout=TIMEOUT,
                             env={**sandbox.environment,
                                  'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/no'})
    assert process.returncode == 1
    assert 'session bus' in process.stderr


def test_kill_after_a_reply_loses_nothing(sandbox):
    """Fifty times: create, get the reply, kill -9, look."""
    service = Service(sandbox)
    expected = {}
    for number in range(50):
        service.start()
        calendar = service.client()
        event = calendar.CreateEvent({**BASE, 'title': f'Number {number}',
                                      'attendees': 'ann@example.org'})
        service.kill()
        expected[event['id']] = event['title']
        with sqlite3.connect(sandbox.database) as database:
            assert database.execute('PRAGMA integrity_check').fetchone() == ('ok',)
        database.close()
    service.start()
    found = service.client().ListEvents({})
    assert {e['id']: e['title'] for e in found} == expected
    assert all(e['attendees_list'] == ['ann@example.org'] for e in found)
    service.stop()


def test_another_database(sandbox, tmp_path):
    elsewhere = tmp_path / 'folder' / 'other.db'
    service = Service(sandbox, '--database', elsewhere).start()
    service.client().CreateEvent(BASE)
    service.stop()
    assert elsewhere.exists()
    assert not sandbox.database.exists()


@pytest.mark.parametrize('arguments, status', [
    (['--version'], 0), (['--help'], 0), (['--nonsense'], 2), (['extra'], 2), (['--database'], 2),
])
def test_command_line(sandbox, arguments, status):
    process = sandbox.run(os.environ['GNOMON_SERVICE'], *arguments)
    assert process.returncode == status
    assert (process.stdout != '') == (status == 0)
    assert (process.stderr != '') == (status != 0)


def test_damaged_database_is_told_and_kept(sandbox):
    sandbox.database.parent.mkdir(mode=0o700, parents=True)
    sandbox.database.write_bytes(b'this is no database' * 1000)
    content = sandbox.database.read_bytes()
    service = Service(sandbox).start()
    for _ in range(2):
        with pytest.raises(CalendarError) as caught:
            service.client().ListEvents({})
        assert caught.value.name == 'Storage'
    assert sandbox.database.read_bytes() == content
    # The next call tries again: nobody has to restart the service.
    sandbox.database.unlink()
    event = service.client().CreateEvent(BASE)
    assert service.client().GetEvent(event['id']) == event
    service.stop()


def test_newer_database_is_left_alone(sandbox):
    service = Service(sandbox).start()
    service.client().CreateEvent(BASE)
    service.stop()
    with sqlite3.connect(sandbox.database) as database:
        database.execute('PRAGMA user_version = 9999')
    database.close()
    content = sandbox.database.read_bytes()
    service.start()
    with pytest.raises(CalendarError) as caught:
        service.client().CreateEvent(BASE)
    assert caught.value.name in ('Storage', 'ReadOnly')
    service.stop()
    assert sandbox.database.read_bytes() == content


def test_locked_database_is_busy(service, calendar, sandbox):
    calendar.CreateEvent(BASE)
    lock = sqlite3.connect(sandbox.database, isolation_level=None)
    lock.execute('BEGIN IMMEDIATE')
    try:
        write = calendar.call_async('CreateEvent', {**BASE, 'title': 'Later'})
        # Readers do not wait for the writer.
        assert len(calendar.ListEvents({})) == 1
        with pytest.raises(CalendarError) as caught:
            write.wait()
        assert caught.value.name == 'Busy'
    finally:
        lock.execute('ROLLBACK')
        lock.close()
    calendar.CreateEvent({**BASE, 'title': 'Later'})


def test_idle_service_does_not_wake(service, calendar):
    """No timer, no polling: while nobody calls, the main thread is not even scheduled."""
    calendar.CreateEvent({**BASE, 'reminder_set': False})

    def switches():
        total = 0
        for task in os.listdir(f'/proc/{service.pid}/task'):
            with open(f'/proc/{service.pid}/task/{task}/status') as file:
                total += sum(int(line.split()[1]) for line in file if 'ctxt_switches' in line)
        return total

    def settle():
        before = switches()
        GLib.usleep(500_000)
        return switches() == before

    wait_for(settle, 'half a second without a single switch')


def test_runs_without_its_schema(sandbox, tmp_path):
    service = Service(sandbox).start(GSETTINGS_SCHEMA_DIR=str(tmp_path))
    start, end, events = service.client().WeekView('2026-11-18')
    assert start <= '2026-11-18' <= end
    service.stop()
