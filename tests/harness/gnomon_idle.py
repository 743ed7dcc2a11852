# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a process sleeps."""

import pathlib
import time


def switches(pid):
    """How often its threads have been put to sleep or interrupted so far, by thread."""
    found = {}
    for status in pathlib.Path(f'/proc/{pid}/task').glob('*/status'):
        lines = dict(line.split(':', 1) for line in status.read_text().splitlines())
        found[status.parent.name, lines['Name'].strip()] = (
            int(lines['voluntary_ctxt_switches']) + int(lines['nonvoluntary_ctxt_switches']))
    return found


def settle(pid):
    """Wait until nothing has happened for a second, and GLib has ended the threads that it keeps
    for a while after their work: what starting left to do is done."""
    before = None
    for _ in range(40):
        now = switches(pid)
        if now == before and not any(name.startswith('pool-') for _, name in now):
            return now
        before = now
        time.sleep(1)
    raise AssertionError(f'the process never rests: {before}')
