# SPDX-License-Identifier: GPL-3.0-or-later
"""Many programs at one database: nothing is lost, nothing is missed, and each conflict is told."""

import os
import random
import sqlite3
import statistics
import threading
import time

import pytest

from gnomon_peers import StorePeer
from gnomon_testing import (
    Calendar, CalendarError, Recorder, Sandbox, Service, INTERFACE, wait_for)

BASE = {'title': '0', 'event_date': '2026-11-20', 'start_time': '12:00'}

# More where there is time: GNOMON_STRESS=10000 meson test many-writers
EDITS = int(os.environ.get('GNOMON_STRESS', '600'))
CHANGES = min(EDITS // 3, 1000)


class Feed:
    """For each event, the last token under which a client heard of it, as a careful one would."""

    def __init__(self, connection):
        self.calendar = Calendar(connection)
        self.recorder = Recorder(connection, INTERFACE, 'EventsChanged')
        self.token = self.calendar.Changes(0)[0]
        self.last = {}

    def take(self):
        """Look at what has come. The token never goes back."""
        for now, changed, deleted in self.recorder.seen:
            assert now >= self.token
            if not changed and not deleted:
                now, changed, deleted = self.calendar.Changes(self.token)
            for number in [*changed, *deleted]:
                self.last[number] = now
            self.token = now
        self.recorder.clear()
        return self.last


def edit(client, count, seed, ids, outcome):
    """The same mix as that of store-peer.c, over the bus."""
    choose = random.Random(seed)
    for _ in range(count):
        began = time.monotonic()
        if choose.randrange(4) == 0:
            client.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
            outcome['created'] += 1
        else:
            number = choose.choice(ids)
            before = client.GetEvent(number)
            try:
                client.UpdateEvent(number, {'title': str(int(before['title']) + 1),
                                            'etag': before['etag']})
                outcome['done'] += 1
            except CalendarError as error:
                assert error.name == 'Conflict', error
                outcome['conflicts'] += 1
        outcome['waits'].append(time.monotonic() - began)


def last_changes(database):
    """What the log says: for each event, the number of its last change."""
    with sqlite3.connect(database) as connection:
        found = dict(connection.execute(
            'SELECT event_id, max (change_id) FROM change_event GROUP BY event_id'))
        assert connection.execute('PRAGMA integrity_check').fetchone() == ('ok',)
    connection.close()
    return found


def test_three_writers(sandbox, tmp_path_factory):
    """A bare store, a service, and another service on its own bus, all at the same few events."""
    elsewhere = Sandbox(tmp_path_factory.mktemp('box'))
    services = [Service(sandbox), Service(elsewhere, '--database', sandbox.database)]
    clients = [server.start().client() for server in services]
    ids = [clients[0].CreateEvent({**BASE, 'start_time': f'{hour:02}:00'})['id']
           for hour in range(8)]
    peer = StorePeer(sandbox)
    feeds = [Feed(client.connection) for client in clients]
    count = EDITS // 3
    outcomes = [{'created': 0, 'done': 0, 'conflicts': 0, 'waits': []} for _ in clients]
    try:
        began = time.monotonic()
        threads = [threading.Thread(target=edit, args=(Calendar(box.connect()), count, seed, ids,
                                                       outcome))
                   for seed, (box, outcome) in enumerate(zip((sandbox, elsewhere), outcomes))]
        peer.edit(count, 7, ids)
        for thread in threads:
            thread.start()
        wait_for(lambda: not any(thread.is_alive() for thread in threads), 'the clients are done',
                 600)
        worst_of_peer = int(peer.wait('worst', timeout=600)[0][0]) / 1e6
        took = time.monotonic() - began

        # No update is lost: each that was acknowledged has counted one up.
        titles = {number: int(clients[1].GetEvent(number)['title']) for number in ids}
        counted = sum(1 for _, title in peer.said('done') if title != '0')
        done = counted + sum(outcome['done'] for outcome in outcomes)
        assert sum(titles.values()) == done
        created = sum(outcome['created'] for outcome in outcomes) + len(peer.said('done')) - counted
        conflicts = sum(outcome['conflicts'] for outcome in outcomes) + len(peer.said('conflict'))
        assert done + created + conflicts == 3 * count
        assert len(clients[0].ListAttendees({'limit': 20000})) == created

        # Nobody has missed a change: of each event the last one was told, or a later one.
        expected = {number: change for number, change in last_changes(sandbox.database).items()
                    if number not in ids or change > len(ids)}
        for name, last_told in [('peer', peer.last_seen)] + [(f'service {i}', feed.take)
                                                             for i, feed in enumerate(feeds)]:
            def missed():
                told = last_told()
                return {number: change for number, change in expected.items()
                        if told.get(number, 0) < change}
            wait_for(lambda: not missed(), f'{name} hears of all')
        waits = sorted(wait for outcome in outcomes for wait in outcome['waits'])
        worst = max(worst_of_peer, waits[-1])
        print(f'{3 * count} edits in {took:.1f} s, {conflicts} conflicts told; over the bus '
              f'{waits[len(waits) // 2] * 1000:.1f} ms at the median, '
              f'{waits[len(waits) * 99 // 100] * 1000:.0f} ms at the 99th percentile, '
              f'{waits[-1] * 1000:.0f} ms at the most; in the bare store '
              f'{worst_of_peer * 1000:.0f} ms at the most')
        # A busy machine and a sanitizer are slow; one that is starved waits for seconds.
        assert worst < 2
        peer.stop()
        for server in services:
            server.stop()
    finally:
        elsewhere.close()


@pytest.mark.parametrize('place', ['disk', 'tmpfs', 'checkpoints'])
def test_who_only_watches_sees_each_change(sandbox, tmp_path, place):
    """The store of a process that does nothing hears of each change of another, and soon."""
    database = tmp_path / 'gnomon' / 'calendar.db'
    if place == 'tmpfs':
        if os.statvfs('/dev/shm').f_bavail == 0 or not os.access('/dev/shm', os.W_OK):
            pytest.skip('no memory file system here')
        database = sandbox.folder / 'shm' / 'calendar.db'
        target = f'/dev/shm/gnomon-test-{os.getpid()}'
        os.mkdir(target, 0o700)
        database.parent.symlink_to(target)
        database = os.path.join(target, 'calendar.db')
    service = Service(sandbox, '--database', database)
    try:
        calendar = service.start().client()
        peer = StorePeer(sandbox, database)
        number = calendar.CreateEvent(BASE)['id']
        peer.wait('seen')
        checkpointer = sqlite3.connect(database)
        called = []
        for change in range(CHANGES):
            if place == 'checkpoints' and change % 5 == 0:
                checkpointer.execute('PRAGMA wal_checkpoint (TRUNCATE)').fetchall()
            called.append(time.monotonic())
            calendar.UpdateEvent(number, {'title': str(change)})
            token = calendar.get_property('ChangeToken')
            seen = wait_for(lambda: next((line for line in reversed(peer.said('seen'))
                                          if int(line[0]) >= token), None),
                            f'change {change} is seen')
            called[-1] = int(seen[1]) / 1e6 - called[-1]
        checkpointer.close()
        median = statistics.median(called)
        print(f'{place}: {CHANGES} changes, none missed; seen {median * 1000:.2f} ms after the '
              f'call at the median, {max(called) * 1000:.1f} at the most')
        # The goal is 20 ms; the rechecks for those who do not poke come after 30.
        assert median < 0.02
        peer.stop()
        service.stop()
    finally:
        if place == 'tmpfs':
            import shutil
            shutil.rmtree(target)


def switches(pid):
    """How often the threads of a process gave up the processor of their own."""
    total = 0
    for task in os.scandir(f'/proc/{pid}/task'):
        with open(f'{task.path}/status') as file:
            total += sum(int(line.split()[1]) for line in file
                         if line.startswith('voluntary_ctxt_switches'))
    return total


def test_who_only_watches_does_not_wake(sandbox, service):
    """An open store, and a service beside it, sleep as long as nothing happens."""
    calendar = service.client()
    peer = StorePeer(sandbox)
    calendar.CreateEvent({**BASE, 'reminder_set': False})
    peer.wait('seen')
    seconds = float(os.environ.get('GNOMON_IDLE', '2'))

    def settled():
        """The rechecks after a change are over half a second later."""
        before = switches(service.pid), switches(peer.process.pid)
        time.sleep(seconds)
        return (switches(service.pid), switches(peer.process.pid)) == before

    wait_for(settled, f'{seconds} seconds without a single wake-up', 10 * seconds + 20)
    peer.stop()
