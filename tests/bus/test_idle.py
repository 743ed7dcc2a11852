# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that nobody calls: it sleeps, and is small.

GNOMON_IDLE_SECONDS says for how long it is looked at.
"""

import os
import pathlib
import time

import pytest
from gnomon_idle import settle, switches
from gnomon_testing import is_sanitized
from test_reminder_show import create_event, remind

SECONDS = float(os.environ.get('GNOMON_IDLE_SECONDS', '8'))
MAX_PSS = 12 * 1024


def test_no_wake_ups(notifications, service, calendar):
    """Also while a reminder waits, and one is on the screen."""
    waiting = create_event(calendar, start_in=7200)
    remind(calendar, waiting, 3600)
    remind(calendar, create_event(calendar, 'Now'), 1)
    notifications.wait()
    assert len(calendar.ListEvents({})) == 2

    before = settle(service.pid)
    time.sleep(SECONDS)
    assert switches(service.pid) == before


def test_memory(notifications, service, calendar):
    if is_sanitized(service.pid):
        pytest.skip('a sanitizer takes memory')
    remind(calendar, create_event(calendar, 'Now'), 1)
    notifications.wait()
    settle(service.pid)
    rollup = pathlib.Path(f'/proc/{service.pid}/smaps_rollup').read_text()
    pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith('Pss:'))
    print(f'PSS {pss} KiB')
    assert pss < MAX_PSS
