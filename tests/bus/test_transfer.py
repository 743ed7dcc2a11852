# SPDX-License-Identifier: GPL-3.0-or-later
"""Files over descriptors: import and export, good ones and hostile ones."""

import os
import threading

import pytest
from gi.repository import GLib

from gnomon_testing import CalendarError, wait_for

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}

EVENT = """BEGIN:VEVENT\r
UID:{uid}\r
DTSTAMP:20261101T000000Z\r
{times}\r
SUMMARY:{summary}\r
END:VEVENT\r
"""


def ics(*events):
    return ('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\n'
            + ''.join(events) + 'END:VCALENDAR\r\n')


def event(uid='one@example.org', times='DTSTART:20261120T110000Z\r\nDTEND:20261120T120000Z',
          summary='Lunch'):
    return EVENT.format(uid=uid, times=times, summary=summary)


@pytest.fixture
def import_text(frozen, tmp_path):
    def run(text, calendar_id=0):
        path = tmp_path / 'import.ics'
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with open(path, 'rb') as file:
            return frozen.ImportICalendar(file, calendar_id)
    return run


@pytest.fixture
def export(frozen, tmp_path):
    def run(filter=None):
        path = tmp_path / 'export.ics'
        with open(path, 'wb') as file:
            written = frozen.ExportICalendar(file, filter or {})
        return written, path.read_bytes().decode()
    return run


@pytest.mark.parametrize('times, fields', [
    ('DTSTART:20261120T110000Z\r\nDTEND:20261120T120000Z',
     {'timezone': 'UTC', 'start_time': '11:00', 'end_time': '12:00', 'all_day': False}),
    ('DTSTART;TZID=America/New_York:20261120T110000\r\n'
     'DTEND;TZID=America/New_York:20261120T113000',
     {'timezone': 'America/New_York', 'start_time': '11:00', 'duration_minutes': 30}),
    ('DTSTART:20261120T110000\r\nDTEND:20261120T120000',
     {'timezone': 'floating', 'start_time': '11:00', 'end_time': '12:00'}),
    ('DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261122',
     {'all_day': True, 'event_date': '2026-11-20', 'end_date': '2026-11-21'}),
], ids=['utc', 'zoned', 'floating', 'all-day'])
def test_times_in_and_out(frozen, import_text, export, times, fields):
    assert import_text(ics(event(times=times))) == (1, 0, 0, [])
    first, = frozen.ListEvents({})
    assert {key: first[key] for key in fields} == fields
    assert (first['uid'], first['title']) == ('one@example.org', 'Lunch')

    written, text = export()
    assert written == 1
    frozen.DeleteEvent(first['id'])
    assert import_text(text)[0] == 1
    again, = frozen.ListEvents({})
    same = ('starts_at', 'ends_at', 'timezone', 'all_day', 'event_date', 'end_date', 'uid', 'title')
    assert {key: again[key] for key in same} == {key: first[key] for key in same}


HEAD = ('X-WR-CALNAME:Räume\r\nX-WR-CALDESC:Who is where\\, and when\r\nX-PUBLISHED-TTL:PT12H\r\n'
        'SOURCE;VALUE=URI:https://example.org/rooms.ics\r\n'
        'IMAGE;VALUE=URI;DISPLAY=BADGE:https://example.org/a.png\r\nX-ANY;X-P="a:b":c\r\n')


def head_of(text):
    lines = text.replace('\r\n ', '').split('\r\n')
    assert [line.split(':')[0] for line in lines[:4]] == ['BEGIN', 'VERSION', 'PRODID', 'CALSCALE']
    end = next(i for i, line in enumerate(lines) if i > 3 and line.startswith(('BEGIN:', 'END:')))
    return ''.join(f'{line}\r\n' for line in lines[4:end])


def test_what_a_file_says_of_its_calendar(frozen, import_text, export):
    """It comes back from the calendar that the file has filled, and from no other."""
    made = frozen.CreateCalendar({'name': 'Räume', 'color': '#ff6347'})['id']
    assert import_text(ics(HEAD, event()), made) == (1, 0, 0, [])
    assert head_of(export({'calendar_id': made})[1]) == 'COLOR:tomato\r\n' + HEAD
    assert head_of(export()[1]) == ''
    token = frozen.get_property('ChangeToken')
    assert import_text(ics(HEAD, event()), made) == (0, 0, 1, [])
    assert frozen.get_property('ChangeToken') == token

    frozen.UpdateCalendar(made, {'name': 'Rooms'})
    assert head_of(export({'calendar_id': made})[1]) == (
        'NAME:Rooms\r\nX-WR-CALNAME:Rooms\r\nCOLOR:tomato\r\n'
        + HEAD.split('\r\n', 1)[1])
    frozen.Undo()
    frozen.Undo()
    assert head_of(export({'calendar_id': made})[1]) == (
        'NAME:Räume\r\nX-WR-CALNAME:Räume\r\nCOLOR:tomato\r\n')


def test_somebodys_event_changes_no_calendar(frozen, import_text, export):
    frozen.CreateEvent(BASE)
    before = head_of(export()[1])
    assert before == 'NAME:Personal\r\nX-WR-CALNAME:Personal\r\nCOLOR:mediumseagreen\r\n'
    assert import_text(ics(HEAD, event())) == (1, 0, 0, [])
    assert head_of(export()[1]) == before


def test_a_file_within_an_event(frozen, import_text, export):
    """One of some MiB comes back; one that is too large is named, and costs nothing else."""
    attachment = 'ATTACH;ENCODING=BASE64;VALUE=BINARY:' + 'QUJD' * (3 * 256 * 1024)
    larger = attachment + 'QUJD' * (2 * 1024 * 1024)
    text = ics(event().replace('END:VEVENT', attachment + '\r\nEND:VEVENT'),
               event(uid='two@example.org').replace('END:VEVENT', larger + '\r\nEND:VEVENT'))
    assert import_text(text) == (
        2, 0, 0, ['two@example.org: ATTACH: the line is too large: left out'])
    assert export()[1].replace('\r\n ', '').count(attachment + '\r\n') == 1


def test_import_twice(frozen, import_text):
    assert import_text(ics(event(), event(uid='two@example.org'))) == (2, 0, 0, [])
    assert import_text(ics(event(), event(uid='two@example.org'))) == (0, 0, 2, [])
    assert import_text(ics(event(summary='Dinner'), event(uid='two@example.org'))) == (0, 1, 1, [])
    assert sorted(e['title'] for e in frozen.ListEvents({})) == ['Dinner', 'Lunch']


def test_guests_and_alarms(frozen, import_text, export):
    text = event().replace('END:VEVENT',
                           'ATTENDEE;CN=Ann;PARTSTAT=ACCEPTED:mailto:ann@example.org\r\n'
                           'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT30M\r\n'
                           'END:VALARM\r\nEND:VEVENT')
    import_text(ics(text))
    found = frozen.GetEvent(frozen.ListEvents({})[0]['id'])
    guest, = found['attendee_records']
    assert (guest['email'], guest['name'], guest['status']) \
        == ('ann@example.org', 'Ann', 'accepted')
    assert (found['reminder_set'], found['reminder_minutes_before']) == (True, 30)
    written, text = export()
    assert 'mailto:ann@example.org' in text.replace('\r\n ', '')
    assert 'BEGIN:VALARM' in text


def test_series_is_kept_with_a_warning_or_whole(frozen, import_text):
    added, updated, skipped, warnings = import_text(
        ics(event(times='DTSTART:20261120T110000Z\r\nRRULE:FREQ=WEEKLY;COUNT=5')))
    assert (added, updated, skipped) == (1, 0, 0)
    found, = frozen.ListEvents({})
    assert found['rrule'] == 'FREQ=WEEKLY;COUNT=5'


@pytest.mark.parametrize('line, why', [
    ('RRULE:RSCALE=CHINESE;FREQ=YEARLY', 'rrule: RSCALE=CHINESE is not supported'),
    ('RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD', 'rrule: SKIP=FORWARD is not supported'),
    ('RRULE:FREQ=NEVERLY', 'rrule: the value of FREQ is not valid'),
])
def test_a_repetition_that_is_not_followed_is_told(frozen, import_text, export, line, why):
    """The event comes once, its file's words go out again, and the user hears of it."""
    text = ics(event(uid='one@example.org', times=f'DTSTART;VALUE=DATE:20261120\r\n{line}'))
    added, updated, skipped, warnings = import_text(text)
    assert (added, warnings) == (
        1, [f'one@example.org: {why}: kept for export, and not followed'])
    found, = frozen.ListEvents({})
    assert found['rrule'] == ''
    assert line in export()[1]
    assert import_text(text)[2:] == (1, warnings)


def test_one_bad_event_of_many(frozen, import_text):
    added, updated, skipped, warnings = import_text(
        ics(event(uid='good@example.org'),
            event(uid='bad@example.org', times='DTSTART:20260230T110000Z')))
    assert (added, len(frozen.ListEvents({}))) == (1, 1)
    assert any('bad@example.org' in warning for warning in warnings)


@pytest.mark.parametrize('text', [b'', b'<html>login</html>', b'\x00' * 100, b'BEGIN:VCALENDAR',
                                  b'BEGIN:VCARD\r\nEND:VCARD\r\n'], ids=repr)
def test_what_is_no_calendar(frozen, import_text, fails, text):
    with fails('InvalidArgument'):
        import_text(text)


def test_import_to_a_calendar(frozen, import_text, fails):
    other = frozen.CreateCalendar({'name': 'Other'})
    import_text(ics(event()), other['id'])
    assert frozen.ListEvents({})[0]['calendar_id'] == other['id']
    with fails('NotFound', 'calendar_id:'):
        import_text(ics(event()), 4711)
    frozen.UpdateCalendar(other['id'], {'read_only': True})
    with fails('ReadOnly'):
        import_text(ics(event(uid='two@example.org')), other['id'])


def test_import_from_a_pipe(frozen):
    reader, writer = os.pipe()
    pending = []
    # The call comes first, the text later and in pieces: the service answers others meanwhile.
    import_thread = threading.Thread(
        target=lambda: pending.append(frozen.ImportICalendar(reader, 0)))
    import_thread.start()
    os.write(writer, ics(event())[:40].encode())
    assert frozen.ListEvents({}) == []
    os.write(writer, ics(event())[40:].encode())
    os.close(writer)
    import_thread.join()
    os.close(reader)
    assert pending == [(1, 0, 0, [])]


def test_caller_of_an_endless_pipe_goes(sandbox, frozen):
    """The descriptor is given up when the caller leaves the bus."""
    client = sandbox.connect()
    reader, writer = os.pipe()
    from gnomon_testing import INTERFACE, SERVICE_NAME, SERVICE_PATH
    from gi.repository import Gio
    descriptors = Gio.UnixFDList.new_from_array([reader])
    client.call_with_unix_fd_list(
        SERVICE_NAME, SERVICE_PATH, INTERFACE, 'ImportICalendar', GLib.Variant('(hx)', (0, 0)),
        None, 0, -1, descriptors, None, None)
    client.flush_sync(None)
    pid = sandbox.owner_pid(SERVICE_NAME)
    wait_for(lambda: count_pipes(pid, writer) > 0, 'the service has the descriptor')
    client.close_sync(None)
    wait_for(lambda: count_pipes(pid, writer) == 0, 'the service gave it up')
    os.close(writer)


def count_pipes(pid, end):
    name = os.readlink(f'/proc/self/fd/{end}')
    links = []
    for link in os.scandir(f'/proc/{pid}/fd'):
        try:
            links.append(os.readlink(link.path))
        except FileNotFoundError:
            pass
    return links.count(name)


def test_handle_without_a_descriptor(shared, fails):
    for method, arguments in (('ImportICalendar', GLib.Variant('(hx)', (0, 0))),
                              ('ExportICalendar', GLib.Variant('(ha{sv})', (0, {})))):
        with fails('InvalidArgument', 'fd:'):
            shared.call_variant(method, arguments)


def test_handle_beyond_the_descriptors(shared, fails, tmp_path):
    from gi.repository import Gio
    path = tmp_path / 'x'
    path.write_text('')
    for handle in (1, 2 ** 31 - 1, -1):
        with open(path) as file, fails('InvalidArgument', 'fd:'):
            shared.call_variant('ImportICalendar', GLib.Variant('(hx)', (handle, 0)),
                                Gio.UnixFDList.new_from_array([os.dup(file.fileno())]))


def test_descriptor_that_cannot_be_read(shared, fails, tmp_path):
    with open(tmp_path / 'x', 'w') as file, fails('InvalidArgument', 'fd:'):
        shared.ImportICalendar(file, 0)
    folder = os.open(tmp_path, os.O_RDONLY)
    with fails('InvalidArgument', 'fd:'):
        shared.ImportICalendar(folder, 0)
    os.close(folder)


def test_file_over_the_limit(shared, fails, tmp_path):
    with open(tmp_path / 'large', 'w+b') as file:
        file.truncate(256 * 1024 * 1024 + 1)
        with fails('LimitExceeded', 'fd:'):
            shared.ImportICalendar(file, 0)


def test_export_by_filter(frozen, export, fails, tmp_path):
    frozen.CreateEvent({**BASE, 'title': 'One'})
    frozen.CreateEvent({**BASE, 'title': 'Two', 'event_type': 'event'})
    assert export()[0] == 2
    written, text = export({'type': 'event'})
    assert written == 1 and 'SUMMARY:Two' in text and 'SUMMARY:One' not in text
    assert text.startswith('BEGIN:VCALENDAR\r\n') and text.endswith('END:VCALENDAR\r\n')
    with open(tmp_path / 'x', 'wb') as file, fails('InvalidArgument', 'type:'):
        frozen.ExportICalendar(file, {'type': 'party'})


def test_export_that_cannot_be_written(frozen, fails, tmp_path):
    frozen.CreateEvent(BASE)
    with open('/dev/full', 'wb') as file, fails('Storage', 'fd:'):
        frozen.ExportICalendar(file, {})
    reader, writer = os.pipe()
    os.close(reader)
    with fails('Storage', 'fd:'):
        frozen.ExportICalendar(writer, {})
    os.close(writer)
    (tmp_path / 'x').write_text('kept')
    with open(tmp_path / 'x') as file, fails('Storage', 'fd:'):
        frozen.ExportICalendar(file, {})
    assert (tmp_path / 'x').read_text() == 'kept'


def test_export_goes_on_where_the_file_stands(frozen, tmp_path):
    frozen.CreateEvent(BASE)
    with open(tmp_path / 'x', 'w+') as file:
        file.write('before\n')
        file.flush()
        frozen.ExportICalendar(file, {})
        file.write('after\n')
    text = (tmp_path / 'x').read_bytes().decode().replace('\r', '')
    assert text.startswith('before\nBEGIN:VCALENDAR') and text.endswith('END:VCALENDAR\nafter\n')


def test_export_over_a_slow_pipe(frozen):
    for number in range(400):
        frozen.call_async('CreateEvent', {**BASE, 'description': 'x' * 400}).wait()
    reader, writer = os.pipe()
    answers = []
    thread = threading.Thread(target=lambda: answers.append(frozen.ExportICalendar(writer, {})))
    thread.start()
    os.read(reader, 1)
    assert len(frozen.ListEvents({'limit': 1})) == 1, 'others are answered meanwhile'
    content = b''
    while thread.is_alive() or os.get_blocking(reader):
        os.set_blocking(reader, False)
        try:
            content += os.read(reader, 65536)
        except BlockingIOError:
            pass
    thread.join()
    assert answers == [400]


def test_change_from_an_occurrence_on(frozen, import_text, export):
    series = event(times='DTSTART:20261103T110000Z\r\nDTEND:20261103T120000Z\r\n'
                         'RRULE:FREQ=WEEKLY;COUNT=4')
    change = event(times='RECURRENCE-ID;RANGE=THISANDFUTURE:20261117T110000Z\r\n'
                         'DTSTART:20261117T130000Z\r\nDTEND:20261117T150000Z', summary='Long lunch')
    text = ics(series, change)
    added, updated, skipped, warnings = import_text(text)
    assert (added, updated, skipped) == (2, 0, 0)
    assert any('all after it' in warning for warning in warnings)

    found = frozen.ListEvents({'expand': True, 'start_date': '2026-11-01', 'end_date': '2026-12-31',
                               'order': 'asc'})
    assert [(e['event_date'], e['start_time'], e['title']) for e in found] == [
        ('2026-11-03', '11:00', 'Lunch'), ('2026-11-10', '11:00', 'Lunch'),
        ('2026-11-17', '13:00', 'Long lunch'), ('2026-11-24', '13:00', 'Long lunch')]
    assert import_text(text)[:3] == (0, 0, 2)
    assert import_text(export()[1])[:3] == (0, 0, 2), 'what was written is what is there'


def test_what_is_no_event_is_named(frozen, import_text):
    tasks = 'BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\n'
    journal = 'BEGIN:VJOURNAL\r\nUID:j\r\nEND:VJOURNAL\r\n'
    busy = 'BEGIN:VFREEBUSY\r\nUID:f\r\nEND:VFREEBUSY\r\n'
    added, _, _, warnings = import_text(ics(event(), tasks, tasks, journal, busy))
    assert added == 1
    for word in ('2 task(s) (VTODO)', '1 journal entry(s) (VJOURNAL)',
                 '1 list(s) of busy times (VFREEBUSY)'):
        assert any(word in warning for warning in warnings), warnings
