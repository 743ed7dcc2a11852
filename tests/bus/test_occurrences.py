# SPDX-License-Identifier: GPL-3.0-or-later
"""ReadOccurrences says the same as ListOccurrences, to each of the decoders in data/examples."""

import os
import shutil
import struct
import subprocess

import pytest

from gnomon_testing import SOURCE_ROOT, TIMEOUT, CalendarError

EXAMPLES = SOURCE_ROOT / 'data' / 'examples'

# 2026-11-16 and 2026-11-23, midnight in Berlin.
FROM, TO = 1794783600, 1795388400

EVENTS = [
    {'title': 'Übersicht', 'event_date': '2026-11-18', 'start_time': '10:00', 'location': '会議室'},
    {'title': 'Fair', 'event_date': '2026-11-19', 'end_date': '2026-11-21', 'all_day': True,
     'event_type': 'event', 'color': '#123456'},
    {'title': 'Pills', 'event_date': '2026-11-17', 'start_time': '12:00', 'timezone': 'floating',
     'event_type': 'reminder'},
    {'title': 'Sabbatical', 'event_date': '2026-01-01', 'end_date': '2026-12-31', 'all_day': True},
    {'title': 'Before', 'event_date': '2026-11-15', 'start_time': '22:00'},
    {'title': 'After', 'event_date': '2026-11-23', 'start_time': '00:00'},
]


@pytest.fixture(scope='module')
def filled(shared):
    for fields in EVENTS:
        shared.CreateEvent(fields)
    return shared


def decode(block):
    block = bytes(block)
    magic, count, size, strings = struct.unpack_from('<4s3I', block)
    assert (magic, size) == (b'GnO1', 48)
    assert strings == 16 + count * size
    assert strings <= len(block) and block[-1] == 0

    def text(offset):
        assert strings <= offset < len(block)
        return block[offset:block.index(0, offset)].decode()

    records = [struct.unpack_from('<3q6I', block, 16 + i * size) for i in range(count)]
    return [(r[0], text(r[4]), r[1], r[2], bool(r[3] & 1), *map(text, r[5:])) for r in records]


@pytest.mark.parametrize('filter', [
    {}, {'order': 'desc'}, {'limit': 2}, {'limit': 2, 'offset': 1}, {'offset': 50},
    {'search': 'bers'}, {'type': 'event'}, {'upcoming': True}, {'search': 'nothing'},
], ids=str)
def test_the_same(filled, filter):
    listed = [tuple(o) for o in filled.ListOccurrences(FROM, TO, filter)]
    assert decode(filled.ReadOccurrences(FROM, TO, filter)) == listed


def test_content(filled):
    titles = [o[5] for o in decode(filled.ReadOccurrences(FROM, TO, {}))]
    assert titles == ['Sabbatical', 'Pills', 'Übersicht', 'Fair']
    assert [o[5] for o in decode(filled.ReadOccurrences(FROM, TO, {'order': 'desc', 'limit': 1}))] \
        == ['Fair']
    # Strings of what was left out are not sent.
    assert b'Sabbatical' not in bytes(filled.ReadOccurrences(FROM, TO, {'search': 'Fair'}))


@pytest.mark.parametrize('arguments, field', [
    ((TO, FROM, {}), 'to:'),
    ((FROM, FROM, {}), 'to:'),
    ((-2 ** 62, TO, {}), 'from:'),
    ((FROM, TO, {'date': '2026-11-18'}), 'date:'),
    ((FROM, TO, {'limit': -1}), 'limit:'),
    ((FROM, TO, {'colour': 'red'}), 'colour:'),
])
def test_errors(filled, arguments, field):
    for method in (filled.ReadOccurrences, filled.ListOccurrences):
        with pytest.raises(CalendarError) as caught:
            method(*arguments)
        assert (caught.value.name, caught.value.message[:len(field)]) == ('InvalidArgument', field)


@pytest.mark.parametrize('command', [
    [os.environ.get('GNOMON_EXAMPLE_OCCURRENCES', 'example-occurrences')],
    ['/usr/bin/python3', EXAMPLES / 'occurrences.py'],
    ['gjs', EXAMPLES / 'occurrences.js'],
], ids=['c', 'python', 'js'])
def test_decoder(shared_sandbox, filled, command):
    if shutil.which(str(command[0])) is None:
        pytest.skip(f'there is no {command[0]} here')
    result = subprocess.run([*map(str, command), str(FROM), str(TO)],
                            env=shared_sandbox.environment,
                            capture_output=True, text=True, timeout=TIMEOUT)
    assert result.returncode == 0, result.stderr
    expected = ['\t'.join(str(int(value) if isinstance(value, bool) else value) for value in o)
                for o in filled.ListOccurrences(FROM, TO, {})]
    assert result.stdout.splitlines() == expected


def test_more_of_a_series_than_are_told(shared, fails):
    """Nothing is cut in silence, wherever it is asked for."""
    flood = shared.CreateEvent({'title': 'Flood', 'event_date': '2030-01-01', 'start_time': '00:00',
                                'rrule': 'FREQ=MINUTELY;COUNT=60000'})['id']
    start = 1893452400  # 2030-01-01 in Berlin
    for method in ('ListOccurrences', 'ReadOccurrences'):
        with fails('LimitExceeded', 'to: “Flood” has more than 20000'):
            getattr(shared, method)(start, start + 20001 * 60, {'limit': 10})
        assert len(getattr(shared, method)(start, start + 60 * 60, {})) >= 60
    with fails('LimitExceeded', 'to: “Flood”'):
        shared.FreeBusy('2030-01-01', '2030-01-20')
    with fails('LimitExceeded', 'end_date: “Flood”'):
        shared.ListEvents({'expand': True, 'start_date': '2030-01-01', 'end_date': '2030-02-01',
                           'limit': 3, 'order': 'desc'})
    shared.DeleteEvent(flood)


def test_pages_of_very_many(shared, fails):
    """A page is the same whether what lies outside of it is kept until the end or not."""
    series = [shared.CreateEvent({'title': f'Series {i}', 'location': f'Room {i}',
                                  'event_date': '2031-01-06', 'start_time': f'{i // 2:02}:00',
                                  'end_time': '20:00',
                                  'rrule': 'FREQ=MINUTELY;COUNT=2000'})['id'] for i in range(6)]
    moved = '2031-01-06T01:00:00'
    shared.UpdateOccurrence(series[0], moved, {'start_time': '01:30', 'color': '#123456'}, 'this')
    start, end = 1925334000, 1926198000  # from 2031-01-05 to 2031-01-14, exclusive
    days = {'expand': True, 'start_date': '2031-01-05', 'end_date': '2031-01-14'}
    for order in ('asc', 'desc'):
        whole = shared.ListOccurrences(start, end, {'order': order, 'limit': 100000})
        assert len(whole) == 12000 and moved in {o[1] for o in whole}
        for offset, limit in ((0, 1), (0, 100), (37, 500), (1999, 3), (2040, 6), (11990, 20)):
            page = {'order': order, 'limit': limit, 'offset': offset}
            listed = shared.ListOccurrences(start, end, page)
            assert listed == whole[offset:offset + limit]
            assert decode(shared.ReadOccurrences(start, end, page)) == [tuple(o) for o in listed]
            assert sorted((e['starts_at'], e['id'], e['recurrence_id'])
                          for e in shared.ListEvents({**page, **days})) == sorted(
                              (o[2], o[0], o[1]) for o in listed)
    for method in ('ListOccurrences', 'ReadOccurrences'):
        with fails('LimitExceeded', 'limit: 12000 occurrences match, over 5000 are given only'):
            getattr(shared, method)(start, end, {})
    for number in series:
        shared.DeleteEvent(number)


def test_too_many_elsewhere(filled):
    """A series that the filter leaves out has as many occurrences as it likes."""
    other = filled.CreateCalendar({'name': 'Other'})['id']
    quiet = filled.CreateEvent({'title': 'Quiet', 'event_date': '2026-11-18',
                                'start_time': '10:00', 'calendar_id': other})['id']
    flood = filled.CreateEvent({'title': 'Flood', 'event_date': '2026-11-16',
                                'start_time': '00:00', 'rrule': 'FREQ=SECONDLY'})['id']
    for filter in ({'calendar_id': other}, {'search': 'Quiet'}):
        assert [o[0] for o in filled.ListOccurrences(FROM, TO, filter)] == [quiet]
        assert [o[0] for o in decode(filled.ReadOccurrences(FROM, TO, filter))] == [quiet]
    filled.UpdateEvent(flood, {'busy': False})
    assert filled.FreeBusy('2026-11-16', '2026-11-20')
    for number in (flood, quiet):
        filled.DeleteEvent(number)
    filled.DeleteCalendar(other)


@pytest.mark.parametrize('fields, is_in', [
    # Its own day is the one before; what counts is the instant.
    ({'event_date': '2026-11-15', 'start_time': '19:45', 'timezone': 'America/New_York'}, True),
    ({'event_date': '2026-11-15', 'start_time': '17:30', 'timezone': 'America/New_York'}, True),
    ({'event_date': '2026-11-15', 'start_time': '17:00', 'timezone': 'America/New_York'}, False),
    ({'event_date': '2026-11-22', 'start_time': '17:30', 'timezone': 'America/New_York'}, True),
    ({'event_date': '2026-11-22', 'start_time': '18:00', 'timezone': 'America/New_York'}, False),
    # Whole days end with their last, and the day on which the range ends is not in it.
    ({'event_date': '2026-11-15', 'all_day': True}, False),
    ({'event_date': '2026-11-22', 'all_day': True}, True),
    ({'event_date': '2026-11-23', 'all_day': True}, False),
    ({'event_date': '2026-10-23', 'all_day': True, 'rrule': 'FREQ=MONTHLY'}, False),
    # A month without a 31st is passed over, and does not count.
    ({'event_date': '2026-07-16', 'all_day': True,
      'rrule': 'FREQ=MONTHLY;BYMONTHDAY=31,16;COUNT=8'},
     True),
    ({'event_date': '2026-07-16', 'all_day': True,
      'rrule': 'FREQ=MONTHLY;BYMONTHDAY=31,16;COUNT=7'},
     False),
], ids=str)
def test_what_a_range_takes_in(shared, fields, is_in):
    """From its first instant on, and up to its last, the end not among them."""
    number = shared.CreateEvent({'title': 'Edge', 'duration_minutes': 60} | fields)['id']
    found = shared.ListOccurrences(FROM, TO, {'search': 'Edge'})
    shared.DeleteEvent(number)
    assert len(found) == is_in
