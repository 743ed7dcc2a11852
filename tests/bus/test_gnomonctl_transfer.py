# SPDX-License-Identifier: GPL-3.0-or-later
"""gnomonctl import and export, against the real service."""

import os
import pty
import signal
import sqlite3
import stat
import subprocess

from gnomon_ctl import CTL, ctl, service  # noqa: F401
from gnomon_testing import TIMEOUT

MEETING = {'title': 'Stand-up', 'event_date': '2026-11-19', 'start_time': '09:00'}

EVENT_FILE = '\r\n'.join([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//test//EN', 'BEGIN:VEVENT',
    'UID:one@example.org', 'DTSTAMP:20261101T000000Z', 'DTSTART:20261120T090000Z',
    'DTEND:20261120T100000Z', 'SUMMARY:From a file', 'END:VEVENT', 'END:VCALENDAR', ''])


# Beside its event the answer of a guest, and that of one who delegates.
ANSWERED_FILE = EVENT_FILE.replace(
    'END:VEVENT', 'ATTENDEE:mailto:ann@example.org\r\nATTENDEE:mailto:ben@example.org\r\n'
    'END:VEVENT') + '\r\n'.join([
        'BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REPLY',
        'BEGIN:VEVENT', 'UID:one@example.org', 'DTSTAMP:20261102T000000Z', 'SUMMARY:From a file',
        'ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.org', 'END:VEVENT',
        'BEGIN:VEVENT', 'UID:one@example.org', 'DTSTAMP:20261103T000000Z', 'SUMMARY:From a file',
        'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.org', 'END:VEVENT',
        'BEGIN:VEVENT', 'UID:one@example.org', 'DTSTAMP:20261102T000000Z', 'SUMMARY:From a file',
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:cy@example.org":mailto:ben@example.org',
        'END:VEVENT', 'END:VCALENDAR', ''])


# Transfer

def test_import_and_export(ctl, calendar, tmp_path):
    source = tmp_path / 'in.ics'
    source.write_bytes(EVENT_FILE.encode())
    assert ctl.text('import', source) == '1 added, 0 updated, 0 unchanged\n'
    assert ctl.json('import', '-', given=EVENT_FILE) == {
        'added': 0, 'updated': 0, 'skipped': 1, 'warnings': []}
    event, = calendar.ListEvents({})
    assert (event['title'], event['local_start']) == ('From a file', '2026-11-20T10:00:00')

    target = tmp_path / 'out.ics'
    assert ctl.text('export', target) == '1 event written\n'
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert b'SUMMARY:From a file\r\n' in target.read_bytes()
    assert 'SUMMARY:From a file' in ctl.text('export')
    assert 'SUMMARY' not in ctl.text('export', '-', '--search', 'another')
    assert ctl.json('export', target, '--from', '2027-01-01', '--to', '2027-12-31') == {
        'written': 0}
    assert b'SUMMARY' not in target.read_bytes()


def test_import_with_answers(ctl, calendar):
    """They count at once, go with their import, and are known when the file comes again."""
    def describe():
        return [[f'{guest["email"]} {guest["status"]} {guest["responded_at"][:10]}'.strip()
                 for guest in calendar.GetAttendees(event['id'])]
                for event in calendar.ListEvents({})]

    answered = [['ann@example.org accepted 2026-11-03', 'ben@example.org pending 2026-11-02',
                 'cy@example.org pending']]
    warnings = ['From a file: ben@example.org has delegated to cy@example.org: no answer that is '
                'known here, so that none counts; kept for export']
    assert ctl.json('import', '-', given=ANSWERED_FILE) == {
        'added': 1, 'updated': 0, 'skipped': 0, 'warnings': warnings}
    assert describe() == answered
    for _ in range(2):
        assert ctl.json('import', '-', given=ANSWERED_FILE) == {
            'added': 0, 'updated': 0, 'skipped': 3, 'warnings': []}
    assert describe() == answered
    exported = ctl.text('export').replace('\r\n ', '').replace('\n ', '')
    assert 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:cy@example.org":mailto:ben' in exported

    calendar.Undo()
    assert describe() == []
    calendar.Redo()
    assert describe() == answered


def test_import_into_a_calendar(ctl, calendar):
    work = calendar.CreateCalendar({'name': 'Work'})
    ctl.run('import', '-', '--calendar', 'Work', given=EVENT_FILE)
    assert calendar.ListEvents({})[0]['calendar_id'] == work['id']


def test_export_spares_what_it_should_not_touch(ctl, calendar, tmp_path):
    calendar.CreateEvent(MEETING)
    kept = tmp_path / 'kept.ics'
    kept.write_text('kept')
    link = tmp_path / 'link.ics'
    link.symlink_to(kept)

    assert 'symbolic link' in ctl.error('export', link)
    assert 'not a plain file' in ctl.error('export', tmp_path)
    assert ctl.error('export', tmp_path / 'none' / 'out.ics').endswith('No such file or directory')
    assert ctl.error('export', kept, '--from', 'never').startswith('start_date: ')
    assert kept.read_text() == 'kept'
    assert sorted(path.name for path in tmp_path.iterdir()) == ['kept.ics', 'link.ics']


def test_import_of_what_is_no_calendar(ctl, calendar, tmp_path):
    assert ctl.error('import', tmp_path / 'none.ics').endswith('No such file or directory')
    assert ctl.error('import', '-', given='no calendar')
    assert calendar.ListEvents({}) == []


def test_import_of_what_is_too_much(ctl, calendar, tmp_path):
    """What has no end is not read for ever, and neither is a large file copied before it is
    refused."""
    large = tmp_path / 'large.ics'
    with open(large, 'wb') as file:
        file.truncate(1024 ** 3)
    fifo = tmp_path / 'fifo.ics'
    os.mkfifo(fifo)
    with open('/dev/zero', 'rb') as zero, subprocess.Popen(
            ['sh', '-c', 'exec cat > "$1"', 'sh', fifo], stdin=zero) as writer:
        for source in (large, '/dev/zero', fifo):
            assert ctl.error('import', source) == f'{source}: the file is larger than 256 MiB'
        assert writer.wait(TIMEOUT) == -signal.SIGPIPE
    assert ctl.error('import', tmp_path).endswith('Is a directory')
    page = tmp_path / 'page.html'
    page.write_text('<html></html>')
    for command in ('import', 'preview'):
        assert ctl.error(command, page) == f'{page}: not an iCalendar file'
    assert calendar.ListEvents({}) == []


def test_preview(ctl, calendar, tmp_path):
    source = tmp_path / 'in.ics'
    source.write_bytes(EVENT_FILE.encode())
    assert 'From a file' in ctl.text('preview', source)
    assert ctl.text('preview', source, '--from', '2026-11-21') == 'No events\n'
    found = ctl.json('preview', '-', '--from', '2026-11-20', '--to', '2026-11-21', given=EVENT_FILE)
    assert ([e['title'] for e in found['events']], found['warnings']) == (['From a file'], [])
    assert ctl.error('preview', source, '--from', 'never').startswith('from: ')
    assert calendar.ListEvents({}) == []


# Backup

def test_backup(ctl, calendar, tmp_path):
    calendar.CreateEvent(MEETING)
    copy = tmp_path / 'copy.db'
    assert ctl.text('backup', copy) == ''
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute('SELECT title FROM event').fetchall() == [('Stand-up',)]
    database.close()
    piped = ctl.run('backup', '-', text=False).stdout
    assert piped[:15] == b'SQLite format 3' and len(piped) == copy.stat().st_size
    assert 'not a plain file' in ctl.error('backup', tmp_path)


def test_backup_is_nothing_for_a_terminal(ctl):
    terminal, end = pty.openpty()
    done = subprocess.run([CTL, 'backup'], env=ctl.sandbox.environment, stdout=end,
                          stderr=subprocess.PIPE, timeout=TIMEOUT)
    os.close(end)
    os.close(terminal)
    assert (done.returncode, b'terminal' in done.stderr) == (2, True)


# Ctrl+C

def test_interrupt_cancels(ctl, calendar, tmp_path):
    """The first Ctrl+C ends the transfer, and what the service says is told."""
    fifo = tmp_path / 'slow.ics'
    events = [EVENT_FILE.replace('one@', f'{number}@').split('BEGIN:VEVENT')[1].split('END:VCAL')[0]
              for number in range(60000)]
    fifo.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
                    + ''.join(f'BEGIN:VEVENT{event}' for event in events) + 'END:VCALENDAR\r\n')
    terminal, end = pty.openpty()
    process = subprocess.Popen([CTL, 'import', fifo], env=ctl.sandbox.environment, stderr=end,
                               stdout=subprocess.PIPE)
    os.close(end)
    said = os.read(terminal, 100)
    assert b'%' in said, 'a terminal is shown how far it is'
    process.send_signal(signal.SIGINT)
    assert process.wait(TIMEOUT) == 1
    assert process.stdout.read() == b''
    process.stdout.close()
    while b'gnomonctl: ' not in said:
        said += os.read(terminal, 1000)
    os.close(terminal)
    assert calendar.ListEvents({'limit': 1}) == []
