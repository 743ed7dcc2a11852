# SPDX-License-Identifier: GPL-3.0-or-later
import os
import shutil

import pytest

from gnomon_fixtures import (  # noqa: F401
    calendar, notifications, pytest_runtest_makereport, service)
from gnomon_testing import Sandbox


@pytest.fixture(scope='session')
def desktop(tmp_path_factory):
    """The sandbox with the bus of this file, and the screen."""
    box = Sandbox(tmp_path_factory.mktemp('box'))
    # Taken up by the accessibility library, which reads them once, at its first use.
    for name in ('DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'):
        os.environ[name] = box.environment[name]
    os.environ['NO_AT_BRIDGE'] = '1'

    import gnomon_screen
    screen = gnomon_screen.Screen(box.folder)
    os.environ['DISPLAY'] = screen.display
    box.environment.update(screen.environment)
    gnomon_screen.Atspi.init()

    yield box, screen
    screen.close()
    box.close()


@pytest.fixture
def sandbox(desktop):
    """The bus of this file with new folders for data and settings."""
    box, _ = desktop
    for name in ('XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME'):
        shutil.rmtree(box.environment[name], ignore_errors=True)
        os.mkdir(box.environment[name])
    for path in box.logs.values():
        path.unlink(missing_ok=True)
    # A first start is what test_welcome.py is about.
    box.set_setting('welcome-shown', 'true')
    return box


@pytest.fixture
def screen(desktop):
    return desktop[1]


@pytest.fixture
def window(sandbox, screen):
    """The window, not started: a test may fill the calendar before `window.start ()`."""
    import gnomon_screen
    face = gnomon_screen.Window(sandbox, screen)
    yield face
    face.stop()
