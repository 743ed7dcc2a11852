# SPDX-License-Identifier: GPL-3.0-or-later
"""Files made to hurt: each is refused or bounded within seconds and little memory, and the service
goes on."""

import datetime
import shutil
import subprocess
import time

import pytest

from gnomon_testing import CalendarError, is_sanitized, wait_for

MIB = 1024 * 1024

# Seconds for all that is asked of one file, and the most that the service may take meanwhile.
# Most take a hundredth of it: this is what they must never pass, on a busy machine too.
MOST_SECONDS = 25
MOST_MEMORY = 300 * MIB

JANUARY, FEBRUARY = 1767225600, 1769904000


def ics(*parts):
    return ('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Bomb//EN\r\n' + ''.join(parts)
            + 'END:VCALENDAR\r\n')


def event(*lines, uid='bomb@example.org', start='DTSTART;TZID=Europe/Berlin:20260105T100000'):
    return (f'BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{start}\r\nSUMMARY:Bomb\r\n'
            + ''.join(f'{line}\r\n' for line in lines) + 'END:VEVENT\r\n')


def rule(text):
    return ics(event(f'RRULE:{text}'))


def zone(rule_text):
    return ('BEGIN:VTIMEZONE\r\nTZID:Bomb\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n'
            f'TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:{rule_text}\r\nEND:STANDARD\r\n'
            'END:VTIMEZONE\r\n')


def dates(property_name, count):
    return f'{property_name}:' + ','.join(
        f'2026{1 + i % 12:02}{1 + i % 28:02}T{i // 336 % 24:02}{i // 8064 % 60:02}00Z'
        for i in range(count))


BOMBS = {
    'endless-seconds': lambda: rule('FREQ=SECONDLY'),
    'a-billion': lambda: rule('FREQ=SECONDLY;COUNT=1000000000'),
    'a-billion-days': lambda: rule('FREQ=DAILY;COUNT=1000000000'),
    'great-interval': lambda: rule('FREQ=YEARLY;INTERVAL=2147483647'),
    'great-interval-of-seconds': lambda: rule('FREQ=SECONDLY;INTERVAL=2147483647'),
    'never': lambda: rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
    'never-in-seconds': lambda: rule('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'),
    'never-in-minutes': lambda: rule('FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31;BYHOUR=3'),
    'minutes-of-last-days': lambda: rule('FREQ=MINUTELY;BYYEARDAY=-1'),
    'minutes-of-no-day': lambda: rule('FREQ=MINUTELY;BYYEARDAY=366;BYMONTH=1'),
    'set-position-far-out': lambda: rule('FREQ=YEARLY;BYDAY=MO;BYSETPOS=366'),
    'endless-seconds-of-many': lambda: ics(*[
        event('RRULE:FREQ=SECONDLY', uid=f'{i}@example.org') for i in range(2000)]),
    'zone-of-seconds': lambda: ics(
        zone('FREQ=SECONDLY'), event(start='DTSTART;TZID=Bomb:20260105T100000')),
    'many-rules': lambda: ics(event(*['RRULE:FREQ=DAILY'] * 10000)),
    'many-dates': lambda: ics(event(dates('RDATE', 200000))),
    'many-date-lines': lambda: ics(event(*['RDATE:20260105T100000Z'] * 200000)),
    'same-changes': lambda: ics(event('RRULE:FREQ=DAILY'), *[
        event(f'SEQUENCE:{i}', 'RECURRENCE-ID;TZID=Europe/Berlin:20260106T100000')
        for i in range(10000)]),
    'nested': lambda: ics('BEGIN:VEVENT\r\nUID:nested@example.org\r\n'
                               'DTSTART:20260105T100000Z\r\n' + 'BEGIN:X-DEEP\r\n' * 50000
                               + 'END:X-DEEP\r\n' * 50000 + 'END:VEVENT\r\n'),
    'nested-calendars': lambda: 'BEGIN:VCALENDAR\r\n' * 50000,
    'long-line': lambda: ics(event('DESCRIPTION:' + 'a' * (100 * MIB))),
    'longest-line': lambda: ics(event('DESCRIPTION:' + 'a' * (255 * MIB))),
    'long-folded-line': lambda: ics(event('DESCRIPTION:a' + ('\r\n ' + 'b' * 74) * (3 * MIB))),
    'most-of-a-line': lambda: ics(event('ATTACH:' + 'a' * (8 * MIB - 1000))),
    'attachment-of-a-series': lambda: ics(event('RRULE:FREQ=HOURLY', 'ATTACH:' + 'a' * (7 * MIB))),
    'attachments-of-changes': lambda: ics(event('RRULE:FREQ=DAILY'), *[
        event(f'RECURRENCE-ID;TZID=Europe/Berlin:202601{10 + i}T100000', 'ATTACH:' + 'a' * MIB)
        for i in range(20)]),
    'answer-of-many-lines': lambda: ics('METHOD:REPLY\r\n', event(
        'ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org', *['COMMENT:' + 'a' * 990] * 100000)),
    'lines-of-the-calendar': lambda: ics('X-A:1\r\n' * 1000000, event()),
    'line-of-the-calendar': lambda: ics('X-A:' + 'a' * (100 * MIB) + '\r\n', event()),
    'utf-16': lambda: ics(event('DESCRIPTION:' + '中' * (60 * MIB))).encode('utf-16'),
    'most-utf-16': lambda: ics(event('DESCRIPTION:' + '中' * (31 * MIB))).encode('utf-16'),
    'lone-returns': lambda: ics(event('DESCRIPTION:' + 'a' * (100 * MIB))).replace('\n', ''),
    'folds': lambda: ics(event('DESCRIPTION:a' + '\r\n b' * 1000000)),
    'empty-folds': lambda: ics(event('DESCRIPTION:a' + '\r\n ' * 1000000)),
    'nothing': lambda: '',
    'zeros': lambda: '\0' * MIB,
    'zeros-inside': lambda: ics(event('DESCRIPTION:be\0fore and after', 'COMMENT:\0\0')),
    'login-page': lambda: '<!DOCTYPE html>\n<html><body>Please log in</body></html>\n' * 1000,
    'truncated': lambda: ics(*[event(uid=f'{i}@example.org') for i in range(1000)])[:-100],
    'many-alarms': lambda: ics(event(*['BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\n'
                                            'REPEAT:2147483647\r\nDURATION:PT1S\r\n'
                                            'DESCRIPTION:Bomb\r\nEND:VALARM'] * 20000)),
    'alarm-far-out': lambda: ics(event('BEGIN:VALARM\r\nACTION:DISPLAY\r\n'
                                            'TRIGGER:-P99999999999W\r\nREPEAT:2147483647\r\n'
                                            'DURATION:PT0S\r\nDESCRIPTION:Bomb\r\nEND:VALARM')),
    'many-guests': lambda: ics(event(*[
        f'ATTENDEE;CN=Guest {i}:mailto:guest{i}@example.org' for i in range(100000)])),
    'many-params': lambda: ics(event('ATTENDEE' + ';X-P=1' * 200000 + ':mailto:a@example.org')),
    'many-zones': lambda: ics(*[
        zone('FREQ=YEARLY').replace('Bomb', f'Zone {i}') for i in range(20000)],
        event(start='DTSTART;TZID=Zone 9:20260105T100000')),
    'zone-paths': lambda: ics(*[
        event(uid=f'{i}@example.org', start=f'DTSTART;TZID={path}:20260105T100000')
        for i, path in enumerate(['../../etc/passwd', '/etc/passwd', 'Europe/../../../etc/passwd',
                                  '..', 'Europe', '%n%s', "';DROP TABLE event;--"])]),
    'long-duration': lambda: ics(event('DURATION:P9999999999999999999W')),
    'times-out-of-time': lambda: ics(
        event(start='DTSTART:00000000T000000Z'), event(uid='b', start='DTSTART:99991231T235959Z'),
        event(uid='c', start='DTSTART:20260230T250000Z')),
}


def memory_of(pid):
    """The most that the process has held since forget_memory(), in bytes."""
    with open(f'/proc/{pid}/status') as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith('VmHWM'))


def forget_memory(pid):
    with open(f'/proc/{pid}/clear_refs', 'w') as refs:
        refs.write('5')


def try_call(call, *arguments):
    """What is refused is refused by name, and not by a time-out or an end."""
    try:
        return call(*arguments, timeout=MOST_SECONDS)
    except CalendarError as error:
        assert error.name in ('InvalidArgument', 'LimitExceeded'), error
        return None


@pytest.mark.parametrize('name', BOMBS)
def test_a_file_made_to_hurt(service, calendar, tmp_path, name):
    path = tmp_path / 'bomb.ics'
    bomb = BOMBS[name]()
    path.write_bytes(bomb if isinstance(bomb, bytes) else bomb.encode())
    pid = service.pid
    forget_memory(pid)
    start = time.monotonic()

    with open(path, 'rb') as file:
        try_call(calendar.PreviewICalendar, file, '2026-01-01', '2026-02-01')
    with open(path, 'rb') as file:
        try_call(calendar.ImportICalendar, file, 0)
    try_call(calendar.ListOccurrences, JANUARY, FEBRUARY, {})
    with open(tmp_path / 'out.ics', 'wb') as file:
        try_call(calendar.ExportICalendar, file, {})

    assert time.monotonic() - start < MOST_SECONDS
    assert service.pid == pid
    calendar.CreateEvent({'title': 'After it', 'event_date': '2026-01-20', 'start_time': '12:00'})
    if not is_sanitized(pid):
        assert memory_of(pid) < MOST_MEMORY


def many_series(count, rule_text):
    return ics(*[event(f'RRULE:{rule_text}', uid=f'{i}@example.org') for i in range(count)])


@pytest.mark.parametrize('rule_text', [
    # Each has more occurrences in the month than are told of any series.
    'FREQ=MINUTELY',
    # None has, and all together have far more than any answer has.
    'FREQ=MINUTELY;COUNT=19999',
], ids=['too-many-of-each', 'too-many-of-all'])
def test_many_series(service, calendar, tmp_path, rule_text):
    """What is refused is not collected before, and of a page no more than the page."""
    path = tmp_path / 'bomb.ics'
    path.write_text(many_series(150, rule_text), newline='')
    with open(path, 'rb') as file:
        assert calendar.ImportICalendar(file, 0, timeout=MOST_SECONDS)[0] == 150
    pid = service.pid
    forget_memory(pid)
    start = time.monotonic()

    days = {'expand': True, 'start_date': '2026-01-01', 'end_date': '2026-01-31'}
    for page in ({}, {'limit': 100}, {'limit': 100, 'offset': 50, 'order': 'desc'}):
        listed = try_call(calendar.ListOccurrences, JANUARY, FEBRUARY, page)
        read = try_call(calendar.ReadOccurrences, JANUARY, FEBRUARY, page)
        events = try_call(calendar.ListEvents, {'order': 'asc', **page, **days})
        if 'COUNT' in rule_text and page:
            assert read and len(listed) == 100
            assert [o[:3] for o in listed] == [
                (e['id'], e['recurrence_id'], e['starts_at']) for e in events]
        else:
            assert listed is None and read is None

    busy = try_call(calendar.FreeBusy, '2026-01-05', '2026-01-12')
    overlapped = try_call(calendar.Conflicts, {
        'title': 'More', 'event_date': '2026-01-06', 'start_time': '12:00', 'end_time': '13:00'})
    assert overlapped is None
    if 'COUNT' in rule_text:
        assert busy == [('2026-01-05T09:00:00Z', '2026-01-11T23:00:00Z')]

    assert time.monotonic() - start < MOST_SECONDS
    assert service.pid == pid
    if not is_sanitized(pid):
        assert memory_of(pid) < MOST_MEMORY / 3


def hours(count, lines):
    """The occurrences of a series by the hour, each with lines of its own."""
    first = datetime.datetime(2026, 1, 5, 10)
    for i in range(count):
        start = first + datetime.timedelta(hours=i)
        yield ('BEGIN:VEVENT\r\nUID:bomb@example.org\r\nSUMMARY:Bomb\r\n'
               f'RECURRENCE-ID:{start:%Y%m%dT%H%M%SZ}\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n'
               f'{lines}END:VEVENT\r\n')


@pytest.mark.parametrize('lines, method', [
    ('LOCATION:Here\r\n', ''),
    ('DTSTAMP:20260101T000000Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org\r\n',
     'METHOD:REPLY\r\n'),
], ids=['changes', 'answers'])
def test_a_file_about_a_stored_series(service, calendar, tmp_path, lines, method):
    """The time goes by their number, not by its square: what a file tells of one occurrence is not
    laid beside all others."""
    path = tmp_path / 'bomb.ics'

    def put(text):
        path.write_text(text, newline='')
        with open(path, 'rb') as file:
            return calendar.ImportICalendar(file, 0, timeout=MOST_SECONDS)

    put(ics(event('RRULE:FREQ=HOURLY', 'ATTENDEE:mailto:a@example.org',
                  start='DTSTART:20260105T100000Z')))
    start = time.monotonic()
    put(ics(method, *hours(3000, lines)))
    added, updated, skipped, _ = put(ics(method, *hours(3000, lines)))
    assert (added, updated, skipped) == (0, 0, 3000)
    assert time.monotonic() - start < MOST_SECONDS


def test_a_file_over_the_limit(service, calendar, tmp_path):
    """What is beyond the limit is not read to its end."""
    path = tmp_path / 'huge.ics'
    with open(path, 'wb') as file:
        file.write(b'BEGIN:VCALENDAR\r\n')
        file.truncate(300 * MIB)
    with open(path, 'rb') as file, pytest.raises(CalendarError) as caught:
        calendar.ImportICalendar(file, 0, timeout=MOST_SECONDS)
    assert caught.value.name == 'LimitExceeded'
    assert service.pid


def test_what_has_no_end(service, calendar):
    """A device is read up to the limit, and the memory for it is given back."""
    pid = service.pid
    forget_memory(pid)
    with open('/dev/zero', 'rb') as file, pytest.raises(CalendarError) as caught:
        calendar.ImportICalendar(file, 0, timeout=MOST_SECONDS)
    assert (caught.value.name, caught.value.message) == (
        'LimitExceeded', 'fd: the file is larger than 256 MiB')
    assert service.pid == pid
    if not is_sanitized(pid):
        assert memory_of(pid) < MOST_MEMORY
        forget_memory(pid)
        assert memory_of(pid) < MOST_MEMORY / 2


def is_traced(pid):
    with open(f'/proc/{pid}/status') as status:
        return 'TracerPid:\t0\n' not in status.read()


@pytest.mark.skipif(not shutil.which('strace'), reason='strace is missing')
def test_a_zone_is_no_path(service, calendar, tmp_path):
    """Whatever a TZID says, no file outside of the system's zones is opened for it."""
    path = tmp_path / 'bomb.ics'
    trace = tmp_path / 'trace'
    path.write_text(BOMBS['zone-paths'](), newline='')
    strace = subprocess.Popen(['strace', '-f', '-qq', '-e', 'trace=open,openat,readlink,stat',
                               '-o', trace, '-p', str(service.pid)],
                              stderr=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: strace.poll() is not None or is_traced(service.pid), 'strace')
        if strace.poll() is not None:
            pytest.skip(f'strace may not look on: {strace.stderr.read()}')
        with open(path, 'rb') as file:
            added, *_ = calendar.ImportICalendar(file, 0)
        assert added == 7
    finally:
        strace.terminate()
        strace.wait()
    opened = trace.read_text()
    assert 'calendar.db' in opened
    assert 'passwd' not in opened and 'DROP' not in opened, opened
