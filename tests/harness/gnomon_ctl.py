# SPDX-License-Identifier: GPL-3.0-or-later
"""gnomonctl in a sandbox, for tests: run it, or watch what it prints."""

import json
import os
import signal
import subprocess
import threading

import pytest

from gnomon_testing import TIMEOUT, Service, wait_for

CTL = os.environ.get('GNOMON_CTL', 'gnomonctl')

# A Wednesday.
NOW = '2026-11-18T10:42:00+01:00'


class Ctl:
    """gnomonctl in a sandbox."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def run(self, *arguments, given=None, code=0, **options):
        """Run it to its end and check the exit code; returns the completed process."""
        if given is not None and not isinstance(given, str):
            given = json.dumps(given)
        if given is not None:
            options['input'] = given
        else:
            options.setdefault('stdin', subprocess.DEVNULL)
        done = self.sandbox.run(CTL, *arguments, **options)
        assert done.returncode == code, (arguments, done)
        return done

    def text(self, *arguments, **options):
        return self.run(*arguments, **options).stdout

    def json(self, *arguments, **options):
        return json.loads(self.text(*arguments, '--json', **options))

    def error(self, *arguments, code=1, **options):
        """What it says on standard error when it fails; it has then nothing to say besides."""
        done = self.run(*arguments, code=code, **options)
        assert done.stdout == ''
        assert done.stderr.startswith('gnomonctl: ')
        return done.stderr.removeprefix('gnomonctl: ').splitlines()[0]


class Watch:
    """gnomonctl watch, running; its lines come as they are printed."""

    def __init__(self, sandbox, *arguments):
        with sandbox.open_log('gnomonctl-watch') as log:
            self.process = subprocess.Popen(
                [CTL, 'watch', *arguments], env=sandbox.environment, text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        self.lines = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip('\n'))

    def wait(self, condition, what):
        return wait_for(lambda: next((line for line in self.lines if condition(line)), None), what)

    def wait_json(self, change, **fields):
        def fits(line):
            value = json.loads(line)
            return value['change'] == change and all(value.get(k) == v for k, v in fields.items())
        return json.loads(self.wait(fits, f'a line of {change}'))

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        status = self.process.wait(TIMEOUT)
        self.reader.join(TIMEOUT)
        self.process.stdout.close()
        return status


@pytest.fixture
def service(sandbox):
    """The service and gnomonctl at the same stopped instant."""
    sandbox.environment['GNOMON_CLOCK'] = NOW
    server = Service(sandbox).start()
    yield server
    server.stop()


@pytest.fixture
def ctl(service):
    return Ctl(service.sandbox)


@pytest.fixture
def watches(sandbox):
    running = []

    def start(*arguments):
        running.append(Watch(sandbox, *arguments))
        return running[-1]

    yield start
    for watch in running:
        if watch.process.poll() is None:
            watch.process.kill()
            watch.process.wait()
