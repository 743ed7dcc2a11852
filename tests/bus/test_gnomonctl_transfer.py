# SPDX-License-Identifier: GPL-3.0-or-later
"""gnomonctl import and export, against the real service."""

import stat

from gnomon_ctl import ctl, service  # noqa: F401

MEETING = {'title': 'Stand-up', 'event_date': '2026-11-19', 'start_time': '09:00'}

EVENT_FILE = '\r\n'.join([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//test//EN', 'BEGIN:VEVENT',
    'UID:one@example.org', 'DTSTAMP:20261101T000000Z', 'DTSTART:20261120T090000Z',
    'DTEND:20261120T100000Z', 'SUMMARY:From a file', 'END:VEVENT', 'END:VCALENDAR', ''])


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
