# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 around the instant at which reminders are due: none is lost.

One may come twice, where the kill fell between its showing and the record of it. GNOMON_KILLS says
how often to try; the figures are printed.
"""

import collections
import datetime
import os
import random
import sqlite3
import time

from gnomon_testing import wait_for
from test_reminder_show import create_event

KILLS = int(os.environ.get('GNOMON_KILLS', '12'))
AT_ONCE = 3

# The kill falls somewhere in one of these, in seconds from the due instant: a second before that
# reminders are made ready.
WINDOWS = ((-1.01, -0.97), (-0.01, 0.03), (-0.01, 0.03), (-0.01, 0.03))


def remind_at(calendar, event, due):
    when = datetime.datetime.fromtimestamp(due, datetime.timezone.utc)
    calendar.AddReminder(event, {'reminder_time': when.strftime('%Y-%m-%dT%H:%M:%SZ')})


def on_record(sandbox):
    """The titles of those that are shown by the ledger."""
    with sqlite3.connect(f'file:{sandbox.database}?mode=ro', uri=True) as database:
        titles = {title for title, in database.execute(
            'SELECT e.title FROM ledger l JOIN event e ON e.id = l.event_id WHERE l.state = 1')}
    database.close()
    return titles


def count_shown(notifications, titles):
    counts = collections.Counter(n.summary for n in notifications.shown())
    return {title: counts[title] for title in titles}


def test_kills(sandbox, notifications, service, calendar):
    random.seed(20261118)
    repeated = 0
    fell = collections.Counter()
    for number in range(KILLS):
        titles = [f'Kill {number} event {i}' for i in range(AT_ONCE)]
        events = [create_event(calendar, title) for title in titles]
        due = int(time.time() + 0.4) + 2
        for event in events:
            remind_at(calendar, event, due)

        instant = due + random.uniform(*random.choice(WINDOWS))
        time.sleep(max(0, instant - time.time()))
        service.kill()
        recorded = on_record(sandbox)
        before = count_shown(notifications, titles)
        for title in titles:
            fell['before it was shown' if not before[title] else
                 'after the record' if title in recorded else 'between'] += 1

        service.start()
        wait_for(lambda: set(titles) <= on_record(sandbox), 'all are on record')
        after = count_shown(notifications, titles)
        assert sum(after.values()) <= AT_ONCE + 1, 'more than one was shown twice'
        for title in titles:
            assert after[title] >= 1, f'{title} is lost'
            # Only who was shown and not recorded can come again, and once.
            assert after[title] == 1 or (after[title] == 2 and before[title] == 1
                                         and title not in recorded), title
            repeated += after[title] == 2

    print(f'{KILLS} kills, {KILLS * AT_ONCE} reminders, 0 lost, {repeated} shown twice; '
          + ', '.join(f'{count} killed {where}' for where, count in sorted(fell.items())))
