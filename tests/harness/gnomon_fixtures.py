# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of both suites that have a bus. A conftest.py imports what its suite offers."""

import pytest

from gnomon_testing import Calendar, NotificationServer, Sandbox, Service


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Show what the processes of a failed test have said, and what the window showed."""
    report = (yield).get_result()
    if not report.failed:
        return
    for value in item.funcargs.values():
        if hasattr(value, 'outline') and (outline := value.outline()):
            report.sections.append(('the window showed', outline[:32000]))
        if not isinstance(value, Sandbox):
            continue
        for name, path in value.logs.items():
            text = path.read_text(errors='replace') if path.exists() else ''
            if text:
                report.sections.append((f'{name} said', text[-16000:]))


@pytest.fixture
def sandbox(tmp_path_factory):
    """A home and a bus of the test's own."""
    # The bus's socket lies in it, and a socket's path is short.
    box = Sandbox(tmp_path_factory.mktemp('box'))
    yield box
    box.close()


@pytest.fixture
def service(sandbox):
    """The real service, running; it has to end in order, too."""
    server = Service(sandbox).start()
    yield server
    server.stop()


@pytest.fixture
def calendar(service):
    """A client of the running service."""
    return Calendar(service.sandbox.connection)


@pytest.fixture
def notifications(sandbox):
    """A notification server, running. Ask for it before `service` where it has to be first."""
    server = NotificationServer(sandbox).start()
    yield server
    server.stop()
