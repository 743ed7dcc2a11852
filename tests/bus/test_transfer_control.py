# SPDX-License-Identifier: GPL-3.0-or-later
"""What is around transfers: previews, backups, progress, cancelling, and a caller that leaves."""

import datetime
import os
import pathlib
import shutil
import sqlite3
import threading

import pytest
from gi.repository import GLib

from gnomon_testing import (
    INTERFACE, SERVICE_NAME, SERVICE_PATH, Calendar, CalendarError, Recorder, Sandbox, Service,
    wait_for)

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


def calendar_text(count, title='Event'):
    """An iCalendar file with one event an hour from 2026-11-20 on."""
    first = datetime.datetime(2026, 11, 20)
    events = ''.join(
        f'BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTAMP:20261101T000000Z\r\n'
        f'DTSTART:{first + datetime.timedelta(hours=number):%Y%m%dT%H%M%SZ}\r\n'
        f'DURATION:PT1H\r\nSUMMARY:{title} {number}\r\nEND:VEVENT\r\n' for number in range(count))
    return (f'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\n{events}'
            'END:VCALENDAR\r\n').encode()


@pytest.fixture
def many(tmp_path):
    """A file that takes a while."""
    path = tmp_path / 'many.ics'
    path.write_bytes(calendar_text(480))
    return path


class Transfer(threading.Thread):
    """A call of a caller of its own that runs beside the test."""

    def __init__(self, sandbox, method, *arguments):
        super().__init__()
        self.connection = sandbox.connect()
        self.client = Calendar(self.connection)
        self.method, self.arguments = method, arguments
        self.answer = self.error = None
        self.start()

    def run(self):
        try:
            self.answer = self.client.call(self.method, *self.arguments)
        except CalendarError as error:
            self.error = error

    def end(self):
        self.join(20)
        assert not self.is_alive()
        return self.error.name if self.error else self.answer


@pytest.fixture
def pipe():
    reader, writer = os.pipe()
    ends = [reader, writer]
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            pass


def holds(sandbox, end):
    """Whether the service has a descriptor of the pipe."""
    name = os.readlink(f'/proc/self/fd/{end}')
    found = []
    for link in os.scandir(f'/proc/{sandbox.owner_pid(SERVICE_NAME)}/fd'):
        try:
            found.append(os.readlink(link.path))
        except FileNotFoundError:
            pass
    return name in found


# Preview

def test_preview_brings_nothing(frozen, sandbox, many):
    before = sandbox.dump_database()
    with open(many, 'rb') as file:
        events, warnings = frozen.PreviewICalendar(file, '2026-11-20T10:00:00Z',
                                                   '2026-11-20T13:00:00Z')
    assert [e['title'] for e in events] == ['Event 10', 'Event 11', 'Event 12']
    assert warnings == []
    assert sandbox.dump_database() == before
    first = events[0]
    assert (first['uid'], first['starts_at'], first['duration_minutes']) == (
        '10@example.org', 1795168800, 60)
    assert 'attendee_records' not in first


def test_preview_shows_each_occurrence(frozen, tmp_path, fails):
    path = tmp_path / 'x.ics'
    path.write_bytes(calendar_text(1).replace(b'SUMMARY', b'RRULE:FREQ=HOURLY\r\nSUMMARY'))
    with open(path, 'rb') as file:
        events, warnings = frozen.PreviewICalendar(file, '2026-11-25T10:00:00Z',
                                                   '2026-11-25T13:00:00Z')
        file.seek(0)
        with fails('LimitExceeded', 'to:'):
            frozen.PreviewICalendar(file, '2026-11-25', '2028-11-25')
    assert [e['recurrence_id'] for e in events] == [f'2026-11-25T{h}:00:00' for h in (10, 11, 12)]
    assert [e['starts_at'] % 86400 for e in events] == [36000, 39600, 43200]


def test_preview_names_what_it_left_out(frozen, tmp_path):
    path = tmp_path / 'x.ics'
    path.write_bytes(calendar_text(2).replace(b'DTSTART:20261120T000000Z', b'DTSTART:20260230T0Z'))
    with open(path, 'rb') as file:
        events, warnings = frozen.PreviewICalendar(file, '2026-01-01', '2027-01-01')
    assert [e['uid'] for e in events] == ['1@example.org']
    assert any('0@example.org' in warning for warning in warnings)


def test_preview_of_an_answer(frozen, tmp_path):
    path = tmp_path / 'reply.ics'
    path.write_text('BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:a\nSUMMARY:Plans\n'
                    'DTSTART:20261120T110000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.org\n'
                    'END:VEVENT\nEND:VCALENDAR\n')
    with open(path, 'rb') as file:
        events, warnings = frozen.PreviewICalendar(file, '2026-01-01', '2027-01-01')
    assert events == []
    assert warnings == ['Plans: ann@example.org has declined']


def test_preview_of_what_is_none(shared, fails, many, tmp_path):
    with open(many, 'rb') as file:
        with fails('InvalidArgument', 'from:'):
            shared.PreviewICalendar(file, 'soon', '2027-01-01')
        with fails('InvalidArgument', 'to:'):
            shared.PreviewICalendar(file, '2027-01-01', '2026-01-01')
    path = tmp_path / 'x'
    path.write_text('nothing')
    with open(path, 'rb') as file, fails('InvalidArgument'):
        shared.PreviewICalendar(file, '2026-01-01', '2027-01-01')


# Backup

def test_backup_is_the_database(frozen, sandbox, tmp_path, many):
    with open(many, 'rb') as file:
        frozen.ImportICalendar(file, 0)
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
    frozen.DeleteEvent(frozen.CreateEvent({**BASE, 'title': 'Gone'})['id'])
    copy = tmp_path / 'copy.db'
    with open(copy, 'wb') as file:
        assert frozen.Backup(file) is None
    kept = sandbox.dump_database()
    assert not list(sandbox.database.parent.glob('.backup*')), 'nothing is left beside the database'

    # It stands for itself: it can be read where nothing can be written, and is whole.
    with sqlite3.connect(f'file:{copy}?immutable=1', uri=True) as database:
        assert database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
        assert database.execute('PRAGMA journal_mode').fetchall() == [('delete',)]
    database.close()

    # Put back into another home, it is the same calendar.
    other = Sandbox(tmp_path / 'other')
    try:
        other.database.parent.mkdir(mode=0o700)
        shutil.copyfile(copy, other.database)
        assert other.dump_database() == kept
        server = Service(other).start()
        restored = server.client()
        assert restored.GetEvent(event['id'])['attendees_list'] == ['ann@example.org']
        assert [e['title'] for e in restored.ListTrash()] == ['Gone']
        assert restored.Undo() == 'Deleted “Gone”'
        server.stop()
    finally:
        other.close()


def test_backup_while_others_write(frozen, sandbox, tmp_path, many):
    """Each copy is of one instant: of a change it has all or nothing."""
    with open(many, 'rb') as file:
        frozen.ImportICalendar(file, 0)
    ends = threading.Event()
    writes = []

    def write():
        client = Calendar(sandbox.connect())
        while not ends.is_set():
            writes.append(client.CreateEvent({**BASE, 'attendees': 'ann@example.org'})['id'])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            wait_for(lambda: len(writes) > 10 * number, 'the writer writes')
            copy = tmp_path / f'{number}.db'
            acknowledged = len(writes)
            with open(copy, 'wb') as file:
                frozen.Backup(file)
            with sqlite3.connect(copy) as database:
                assert database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
                counts = {table: database.execute(f'SELECT count (*) FROM {table}').fetchone()[0]
                          for table in ('event', 'attendee', 'change', 'reminder')}
            database.close()
            assert counts['event'] == 480 + counts['attendee']
            assert counts['change'] == 1 + counts['attendee']
            assert counts['attendee'] >= acknowledged, 'what was acknowledged before is in it'
    finally:
        ends.set()
        writer.join()


def test_backup_into_a_pipe(frozen, sandbox, pipe, tmp_path, many):
    with open(many, 'rb') as file:
        frozen.ImportICalendar(file, 0)
    transfer = Transfer(sandbox, 'Backup', pipe[1])
    wait_for(lambda: holds(sandbox, pipe[1]), 'the service has the pipe')
    assert len(frozen.ListEvents({'limit': 1})) == 1, 'others are answered meanwhile'
    os.close(pipe[1])
    content = b''
    while chunk := os.read(pipe[0], 65536):
        content += chunk
    assert transfer.end() is None
    (tmp_path / 'copy.db').write_bytes(content)
    with sqlite3.connect(tmp_path / 'copy.db') as database:
        assert database.execute('SELECT count (*) FROM event').fetchone() == (480,)
    database.close()


def test_backup_that_cannot_be_written(frozen, fails, tmp_path):
    frozen.CreateEvent(BASE)
    with open('/dev/full', 'wb') as file, fails('Storage', 'fd:'):
        frozen.Backup(file)
    (tmp_path / 'x').write_text('kept')
    with open(tmp_path / 'x') as file, fails('Storage', 'fd:'):
        frozen.Backup(file)
    assert (tmp_path / 'x').read_text() == 'kept'
    with fails('InvalidArgument', 'fd:'):
        frozen.call_variant('Backup', GLib.Variant('(h)', (0,)))


# Progress

@pytest.mark.parametrize('method', ['ImportICalendar', 'PreviewICalendar', 'ExportICalendar',
                                    'Backup'])
def test_progress_comes_to_the_caller_alone(frozen, sandbox, many, tmp_path, method):
    own = frozen.watch('Progress')
    connection = sandbox.connect()
    others = Recorder(connection, INTERFACE, 'Progress')
    if method != 'ImportICalendar':
        with open(many, 'rb') as file:
            frozen.ImportICalendar(file, 0)
        own.wait()
        own.clear()
    with open(many, 'rb') as source, open(tmp_path / 'out', 'wb') as target:
        arguments = {'ImportICalendar': (source, 0), 'ExportICalendar': (target, {}),
                     'PreviewICalendar': (source, '2026-01-01', '2028-01-01'),
                     'Backup': (target,)}[method]
        frozen.call(method, *arguments)
    own.wait_for(lambda done, total: done == total > 0, 'the last Progress')
    counts = [done for done, total in own.seen]
    assert counts == sorted(counts)
    assert len({total for done, total in own.seen}) == 1
    # What was sent before this was answered has come by then.
    Calendar(connection).ListCalendars()
    assert others.seen == []


# Cancel

def test_cancel_with_nothing_to_cancel(shared, fails):
    assert shared.Cancel() is None


@pytest.mark.parametrize('method', ['ImportICalendar', 'PreviewICalendar'])
def test_cancel_while_the_file_is_read(frozen, sandbox, pipe, method):
    before = sandbox.dump_database()
    arguments = ((pipe[0], 0) if method == 'ImportICalendar'
                 else (pipe[0], '2026-01-01', '2027-01-01'))
    transfer = Transfer(sandbox, method, *arguments)
    wait_for(lambda: holds(sandbox, pipe[0]), 'the service has the pipe')
    # That of another caller is nobody else's to end.
    frozen.Cancel()
    assert transfer.is_alive()
    transfer.client.Cancel()
    assert transfer.end() == 'Cancelled'
    assert sandbox.dump_database() == before


@pytest.mark.parametrize('method', ['ExportICalendar', 'Backup'])
def test_cancel_while_nobody_reads(frozen, sandbox, pipe, many, method):
    with open(many, 'rb') as file:
        frozen.ImportICalendar(file, 0)
    before = sandbox.dump_database()
    transfer = Transfer(sandbox, method, *((pipe[1], {}) if method == 'ExportICalendar'
                                           else (pipe[1],)))
    # The pipe is full by then, and the service in the middle of it.
    os.read(pipe[0], 1)
    transfer.client.Cancel()
    assert transfer.end() == 'Cancelled'
    assert sandbox.dump_database() == before


def test_cancel_an_import(frozen, sandbox, tmp_path):
    """Ended amidst, nothing of it is there."""
    path = tmp_path / 'many.ics'
    path.write_bytes(calendar_text(30000))
    before = sandbox.dump_database(['event', 'reminder', 'change', 'batch'])
    with open(path, 'rb') as file:
        transfer = Transfer(sandbox, 'ImportICalendar', file, 0)
        progress = Recorder(transfer.connection, INTERFACE, 'Progress')
        progress.wait()
        transfer.client.Cancel()
        assert transfer.end() == 'Cancelled'
    assert sandbox.dump_database(['event', 'reminder', 'change', 'batch']) == before
    # And the next one begins as if it had not been.
    path.write_bytes(calendar_text(100))
    with open(path, 'rb') as file:
        assert frozen.ImportICalendar(file, 0)[0] == 100


def test_one_transfer_of_a_caller(frozen, sandbox, pipe, many, tmp_path):
    transfer = Transfer(sandbox, 'ImportICalendar', pipe[0], 0)
    wait_for(lambda: holds(sandbox, pipe[0]), 'the service has the pipe')
    with open(tmp_path / 'x', 'wb') as file:
        with pytest.raises(CalendarError) as caught:
            transfer.client.Backup(file)
        assert caught.value.name == 'LimitExceeded'
        frozen.Backup(file)
        transfer.client.Cancel()
        assert transfer.end() == 'Cancelled'
        transfer.client.Backup(file)


# The caller's leaving, and the service's

@pytest.mark.parametrize('method', ['ExportICalendar', 'Backup'])
def test_caller_leaves(frozen, sandbox, pipe, many, method):
    with open(many, 'rb') as file:
        frozen.ImportICalendar(file, 0)
    transfer = Transfer(sandbox, method, *((pipe[1], {}) if method == 'ExportICalendar'
                                           else (pipe[1],)))
    os.read(pipe[0], 1)
    transfer.connection.close_sync(None)
    transfer.join()
    wait_for(lambda: not holds(sandbox, pipe[1]), 'the service gave the pipe up')


def test_service_ends_amidst(frozen, sandbox, pipe):
    pid = sandbox.owner_pid(SERVICE_NAME)
    transfer = Transfer(sandbox, 'ImportICalendar', pipe[0], 0)
    wait_for(lambda: holds(sandbox, pipe[0]), 'the service has the pipe')
    os.kill(pid, 15)
    assert transfer.end() == 'Cancelled'
    wait_for(lambda: not pathlib.Path(f'/proc/{pid}').exists() or is_zombie(pid), 'it ends')


def is_zombie(pid):
    return pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] == 'Z'
