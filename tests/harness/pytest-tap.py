#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run pytest on the files given and tell the results as TAP, so that meson counts each test.

pytest's own report goes to standard error, where meson keeps it for the log.
"""

import os
import sys

import pytest


class Tap:
    """A pytest plugin that prints one TAP line for each test."""

    def __init__(self, stream):
        self.stream = stream
        self.count = 0
        self.failed = set()

    def say(self, line):
        print(line, file=self.stream, flush=True)

    def tell(self, verdict, report, note=''):
        self.count += 1
        name = report.nodeid.split('::', 1)[-1].replace('#', '.').replace('\n', ' ')
        self.say(f'{verdict} {self.count} {name}{note}')

    def pytest_runtest_logreport(self, report):
        if report.skipped:
            # An expected failure is reported as a skip with wasxfail; both have a reason.
            reason = getattr(report, 'wasxfail', None) or report.longrepr[-1]
            self.tell('ok', report, f' # SKIP {reason.removeprefix("Skipped: ")}')
        elif report.failed and report.nodeid not in self.failed:
            self.failed.add(report.nodeid)
            self.tell('not ok', report)
        elif report.when == 'call' and report.passed:
            self.tell('ok', report)

    def pytest_collectreport(self, report):
        if report.failed:
            self.tell('not ok', report, ' (not collected)')


def main():
    # Whatever a test or a child of its prints must not end up between the TAP lines.
    tap = Tap(os.fdopen(os.dup(1), 'w'))
    os.dup2(2, 1)

    options = ['-q', '-ra', '--tb=short', '-p', 'no:cacheprovider']
    status = pytest.main(options + sys.argv[1:], plugins=[tap])

    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        tap.say('1..0 # SKIP no tests')
        return 0

    tap.say(f'1..{tap.count}')
    # A failed test is told by its line; anything else (a usage error, an interrupt) by the status.
    return 0 if status in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) else int(status)


if __name__ == '__main__':
    sys.exit(main())
