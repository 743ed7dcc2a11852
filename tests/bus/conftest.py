# SPDX-License-Identifier: GPL-3.0-or-later
import contextlib

import pytest

from gnomon_fixtures import (  # noqa: F401
    calendar, notifications, pytest_runtest_makereport, sandbox, service)
from gnomon_testing import Calendar, CalendarError, Sandbox, Service

# The instant at which the clock of `frozen` and `shared` stands: a Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T10:42:00+01:00'


@pytest.fixture
def frozen(sandbox):
    """A client of a service whose clock stands still at NOW."""
    server = Service(sandbox).start(GNOMON_CLOCK=NOW)
    yield Calendar(sandbox.connection)
    server.stop()


@pytest.fixture(scope='module')
def shared_sandbox(tmp_path_factory):
    box = Sandbox(tmp_path_factory.mktemp('box'))
    yield box
    box.close()


@pytest.fixture(scope='module')
def shared(shared_sandbox):
    """As `frozen`, one for all tests of a file: for tables of calls that leave nothing behind."""
    server = Service(shared_sandbox).start(GNOMON_CLOCK=NOW)
    yield Calendar(shared_sandbox.connection)
    server.stop()


@pytest.fixture
def fails(request):
    """with fails('InvalidArgument', 'title:'): … — the call in it fails so, and changes nothing."""
    fixtures = request.fixturenames
    box = request.getfixturevalue('shared_sandbox' if 'shared' in fixtures else 'sandbox')

    @contextlib.contextmanager
    def check(name, message=''):
        before = box.dump_database()
        with pytest.raises(CalendarError) as caught:
            yield
        assert (caught.value.name, caught.value.message[:len(message)]) == (name, message), \
            caught.value
        assert box.dump_database() == before, 'a call that failed has changed the database'

    return check
