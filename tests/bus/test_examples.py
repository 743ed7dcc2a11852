# SPDX-License-Identifier: GPL-3.0-or-later
"""The clients in data/examples do what they say: create, list the week, hear of changes; and what
the README tells to paste runs as it stands there."""

import os
import re
import shutil
import subprocess
import threading

import pytest

from gnomon_ctl import CTL
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


def pasted(language):
    """The README's one example in a language."""
    block, = re.findall(rf'```{language}\n(.*?)```', (SOURCE_ROOT / 'README.md').read_text(),
                        re.DOTALL)
    return block


def test_python_of_the_readme(sandbox, calendar):
    done = sandbox.run('/usr/bin/python3', '-', input=pasted('python'))
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r'\d{4}-\d\d-\d\dT12:30:00 Lunch with Ola\n', done.stdout)


@pytest.mark.skipif(shutil.which('jq') is None, reason='no jq here')
def test_shell_of_the_readme(sandbox, calendar):
    sandbox.environment['PATH'] = f'{os.path.dirname(CTL)}:{os.environ["PATH"]}'
    done = sandbox.run('/bin/sh', '-e', input=pasted('sh'))
    assert done.returncode == 0, done.stderr
    created, listed, answered = done.stdout.splitlines()
    assert created.startswith('Created 1: Design review, ')
    assert re.fullmatch(r'\d{4}-\d\d-\d\dT10:00:00  Design review', listed)
    assert "'title': <'Dentist'>" in answered
    assert sorted(e['title'] for e in calendar.ListEvents({})) == ['Dentist', 'Design review']


@pytest.mark.skipif(shutil.which('cc') is None, reason='no compiler here')
def test_c_of_the_readme(sandbox, calendar, tmp_path):
    (tmp_path / 'today.c').write_text(pasted('c'))
    how = re.match(r'/\* (cc today.c .*) \*/', pasted('c'))[1]
    subprocess.run(['/bin/sh', '-e', '-c', how + ' -o today'], cwd=tmp_path, check=True)
    calendar.CreateEvent({'title': 'Dentist', 'event_date': calendar.WeekView('')[0],
                          'all_day': True, 'rrule': 'FREQ=DAILY'})
    done = sandbox.run(tmp_path / 'today')
    assert (done.returncode, done.stdout) == (0, '       Dentist\n'), done.stderr
