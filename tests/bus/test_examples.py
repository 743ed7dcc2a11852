# SPDX-License-Identifier: GPL-3.0-or-later
"""The clients in data/examples do what they say: create, list the week, hear of changes."""

import os
import shutil
import subprocess
import threading

import pytest

from gnomon_testing import SOURCE_ROOT, TIMEOUT, wait_for

EXAMPLES = SOURCE_ROOT / 'data' / 'examples'


@pytest.mark.parametrize('command, title, change', [
    (['/usr/bin/python3', EXAMPLES / 'client.py'], 'Coffee from Python', 'changed [{}] deleted []'),
    ([os.environ.get('GNOMON_EXAMPLE', 'example-client')], 'Coffee from C', ', [{}], '),
    (['gjs', EXAMPLES / 'client.js'], 'Coffee from JavaScript', 'changed [{}] deleted []'),
    (['/bin/sh', EXAMPLES / 'client.sh'], 'Coffee from a shell', '.EventsChanged (uint64 '),
], ids=['python', 'c', 'js', 'shell'])
def test_example(sandbox, calendar, command, title, change):
    if shutil.which(command[0]) is None:
        pytest.skip(f'no {command[0]} here')
    with sandbox.open_log('example') as log:
        process = subprocess.Popen([str(part) for part in command], env=sandbox.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                                   text=True)
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, '')))
    reader.start()
    try:
        wait_for(lambda: 'listening\n' in lines, 'the example listens')
        event, = calendar.ListEvents({})
        assert (event['title'], event['duration_minutes']) == (title, 30)
        # Created, and listed in the week.
        assert any(title in line for line in lines)

        # gdbus monitor says when it listens for a name, not before.
        if 'client.sh' in str(command[-1]):
            wait_for(lambda: any('is owned by' in line for line in lines), 'gdbus monitor')
        number = calendar.CreateEvent({'title': 'Tea', 'event_date': '2026-11-24',
                                       'start_time': '16:00'})['id']
        wait_for(lambda: any(change.format(number) in line for line in lines),
                 'the example hears of it')
    finally:
        process.terminate()
        process.wait(TIMEOUT)
        reader.join(TIMEOUT)
        process.stdout.close()
