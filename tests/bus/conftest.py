# SPDX-License-Identifier: GPL-3.0-or-later
from gnomon_fixtures import (  # noqa: F401
    calendar, notifications, pytest_runtest_makereport, sandbox, service)
