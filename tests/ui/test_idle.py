# SPDX-License-Identifier: GPL-3.0-or-later
"""A window that nobody touches: it wakes when the minute is another one, and at no other time, and
gives back what it took for its frames.

GNOMON_IDLE_SECONDS says for how long it is looked at.
"""

import os
import pathlib
import time

import pytest

from gnomon_idle import settle, switches
from gnomon_testing import is_sanitized, wait_for

SECONDS = float(os.environ.get('GNOMON_IDLE_SECONDS', '8'))


def wait_for_room():
    """Until so much of the minute is left that it does not end while the window is looked at."""
    left = 60 - time.time() % 60
    if left < SECONDS + 1:
        time.sleep(left + 1)


@pytest.mark.parametrize('view', ['month', 'week', 'agenda'])
def test_no_wake_ups(window, calendar, sandbox, view):
    sandbox.set_setting('view', f"'{view}'")
    calendar.CreateEvent({'title': 'Lunch', 'event_date': time.strftime('%Y-%m-%d'),
                          'start_time': '12:00'})
    window.start()
    settle(window.process.pid)
    for _ in range(3):
        wait_for_room()
        before = switches(window.process.pid)
        time.sleep(SECONDS)
        after = switches(window.process.pid)
        if after == before:
            return
        print({name: count - before.get(name, 0) for name, count in after.items()
               if count != before.get(name)})
    raise AssertionError('the window does not rest')


def own_memory(pid):
    """In KiB, what no other process shares."""
    rollup = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines()
                if line.startswith('Private_Dirty:'))


def test_gives_memory_back(window, calendar):
    calendar.CreateEvent({'title': 'Lunch', 'event_date': time.strftime('%Y-%m-%d'),
                          'start_time': '12:00'})
    window.start()
    pid = window.process.pid
    if is_sanitized(pid):
        pytest.skip('the memory of a sanitized program stays with it')
    before = own_memory(pid)

    def turn():
        window.key('Next')
        most = own_memory(pid)
        return most > before + 3072 and most

    # A frame of the whole window is a picture of four bytes a pixel.
    most = wait_for(turn, 'the frames take memory')
    wait_for(lambda: own_memory(pid) < most - 2048, 'the memory of the frames goes back')
