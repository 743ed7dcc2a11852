#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How late reminders are: a thousand of them, fifty at a time, on their whole seconds.

A reminder is late by as much as the notification that it comes in reaches the server after its
time. Beside that stands when ReminderFired tells that it was shown and that this is on disk.
"""

import datetime
import pathlib
import re
import sys
import tempfile
import time

from gnomon_testing import NotificationServer, Sandbox, Service, wait_for

SECONDS = 20
AT_ONCE = 50
BOUND = 0.050


def main():
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Sandbox(pathlib.Path(folder))
        server = NotificationServer(sandbox).start()
        service = Service(sandbox).start()
        calendar = service.client()

        fired = []
        calendar.connection.signal_subscribe(
            None, 'org.gnomon.Gnomon.Calendar1', 'ReminderFired', None, None, 0,
            lambda *a: fired.append((a[5].unpack()[1], time.time())))

        first = int(time.time()) + 15
        due = {}
        for second in range(SECONDS):
            when = datetime.datetime.fromtimestamp(first + second, datetime.timezone.utc)
            for event in calendar.call_many('CreateEvent', [({
                    'title': f'Event {second} {i}', 'event_date': when.strftime('%Y-%m-%d'),
                    'start_time': when.strftime('%H:%M:%S'), 'timezone': 'UTC',
                    'reminder_minutes_before': 0},) for i in range(AT_ONCE)]):
                due[event['id']] = first + second
        assert time.time() < first, 'the events took too long to make'

        wait_for(lambda: len(fired) >= len(due), 'all have fired', timeout=SECONDS + 30)
        recorded = sorted(at - due[event] for event, at in fired)
        shown = sorted(lateness_of_notifications(sandbox, first))
        service.stop()
        server.stop()
        sandbox.close()

    p99 = tell('shown', shown)
    tell('on record', recorded)
    verdict = 'ok' if p99 < BOUND else 'TOO SLOW'
    print(f'bound for p99 of those shown: {BOUND * 1000:.0f} ms: {verdict}')
    return 0 if p99 < BOUND else 1


def lateness_of_notifications(sandbox, first):
    """For each reminder, by what the server wrote down; a notification may hold several."""
    for line in sandbox.logs['notification-server'].read_text().splitlines():
        found = re.match(r'([\d.]+) Notify "Gnomon" \d+ "[^"]*" "(?:Event|(\d+) more)', line)
        if found:
            at = float(found[1])
            yield from [at - max(first, int(at))] * int(found[2] or 1)


def tell(what, lateness):
    p50, p99 = lateness[len(lateness) // 2], lateness[len(lateness) * 99 // 100]
    print(f'{len(lateness)} reminders {what}: late by median {p50 * 1000:.1f} ms, '
          f'p99 {p99 * 1000:.1f} ms, most {lateness[-1] * 1000:.1f} ms')
    return p99


sys.exit(main())
