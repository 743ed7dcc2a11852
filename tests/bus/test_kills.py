# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at any instant: what was acknowledged is there; an import as a whole or not at all."""

import collections
import os
import random
import sqlite3
import threading

from gnomon_testing import SERVICE_NAME, Calendar, CalendarError, Service, wait_for

BASE = {'title': '0', 'event_date': '2026-11-20', 'start_time': '12:00'}

# More where there is time: GNOMON_KILLS=200 meson test kills
KILLS = int(os.environ.get('GNOMON_KILLS', '10'))

# Events of an import; of one that changes so many known ones that it writes them in parts; and
# kills of one database before the next is begun.
IMPORTED = 200
CHANGED = 1100
ROUNDS = 10


def write_version(path, version):
    path.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n' + ''.join(
        f'BEGIN:VEVENT\r\nUID:{i}@example.org\r\nDTSTAMP:20261118T000000Z\r\nSEQUENCE:{version}\r\n'
        f'DTSTART:20261120T{i % 24:02}0000Z\r\nSUMMARY:version {version}\r\nEND:VEVENT\r\n'
        for i in range(CHANGED)) + 'END:VCALENDAR\r\n')


def write_file(path, batch):
    path.write_text('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n' + ''.join(
        f'BEGIN:VEVENT\r\nUID:{batch}-{i}@example.org\r\nDTSTAMP:20261118T000000Z\r\n'
        f'DTSTART:20261120T{i % 24:02}0000Z\r\nSUMMARY:batch {batch}\r\n'
        f'ATTENDEE:mailto:ann@example.org\r\nEND:VEVENT\r\n' for i in range(IMPORTED))
        + 'END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n' + ''.join(
        f'BEGIN:VEVENT\r\nUID:{batch}-{i}@example.org\r\nDTSTAMP:20261118T010000Z\r\n'
        f'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.org\r\nEND:VEVENT\r\n'
        for i in range(IMPORTED)) + 'END:VCALENDAR\r\n')


class Editor(threading.Thread):
    """Makes events, counts up, deletes; remembers what was answered."""

    def __init__(self, client, seed, titles, deleted):
        super().__init__()
        self.client, self.choose = client, random.Random(seed)
        self.titles, self.deleted = titles, deleted     # as acknowledged, also before
        self.uncertain = {}     # what was asked for last, and may be there or not
        self.start()

    def run(self):
        try:
            while True:
                self.step()
        except CalendarError:
            pass

    def step(self):
        kind = self.choose.randrange(4) if self.titles else 0
        if kind == 0:
            self.uncertain = {'create': True}
            event = self.client.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
            self.titles[event['id']] = '0'
        else:
            number = self.choose.choice(sorted(self.titles))
            title = str(int(self.titles[number]) + 1)
            self.uncertain = {'delete' if kind == 3 else 'update': number, 'title': title}
            if kind == 3:
                self.client.DeleteEvent(number)
                del self.titles[number]
                self.deleted.add(number)
            else:
                self.client.UpdateEvent(number, {'title': title})
                self.titles[number] = title
        self.uncertain = {}


class Importer(threading.Thread):
    def __init__(self, client, path, batch):
        super().__init__()
        self.client, self.path, self.batch = client, path, batch
        self.acknowledged = set()
        self.start()

    def run(self):
        try:
            while True:
                write_file(self.path, self.batch)
                with open(self.path, 'rb') as file:
                    assert self.client.ImportICalendar(file, 0)[0] == IMPORTED
                self.acknowledged.add(self.batch)
                self.batch += 1
        except CalendarError:
            pass


def check(editor, found):
    """What was answered is as it was answered; only the last question may have gone either way."""
    doubt = editor.uncertain
    for number, title in editor.titles.items():
        if number == doubt.get('delete') and number not in found:
            continue
        allowed = {title} | ({doubt['title']} if number == doubt.get('update') else set())
        assert found[number] in allowed, (number, title, doubt)
    assert not editor.deleted & set(found)
    more = set(found) - set(editor.titles)
    assert len(more) <= (1 if 'create' in doubt else 0)
    for number in more:
        editor.titles[number] = found[number]
    for number in set(editor.titles) - set(found):
        del editor.titles[number]
        editor.deleted.add(number)
    editor.titles = {number: found[number] for number in editor.titles}


class Database:
    """A database that is killed at again and again, and what has to be in it."""

    def __init__(self, sandbox, path):
        self.sandbox, self.path = sandbox, path
        self.service = Service(sandbox, '--database', path)
        self.titles, self.deleted, self.batches = {}, set(), set()
        self.batch = 0

    def kill_amidst(self, seed, seconds, source):
        self.service.start()
        editor = Editor(Calendar(self.sandbox.connect()), seed, self.titles, self.deleted)
        importer = Importer(Calendar(self.sandbox.connect()), source, self.batch)
        threading.Event().wait(seconds)
        self.service.kill()
        for thread in (editor, importer):
            thread.join(20)
            assert not thread.is_alive()
        with sqlite3.connect(self.path) as database:
            assert database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
            assert database.execute('PRAGMA foreign_key_check').fetchall() == []
        database.close()
        self.service.start()
        self.check(editor, importer)
        self.service.kill()
        return importer

    def check(self, editor, importer):
        """What the service has, after it was started again."""
        client = self.service.client()
        found = client.ListOccurrences(0, 2 ** 36, {'limit': 1000000})
        batches = collections.Counter(title for _, _, _, _, _, title, *_ in found
                                      if title.startswith('batch'))
        assert set(batches.values()) <= {IMPORTED}, 'an import is there in part'
        guests = collections.Counter(len(guests) for guests in (
            [guest['email'] for guest in client.GetAttendees(number)] for number, *_ in found[-5:]))
        assert guests in ({1: min(5, len(found))}, {})
        answers = collections.Counter(client.GetAttendees(number)[0]['status']
                                      for number, _, _, _, _, title, *_ in found[-5:]
                                      if title.startswith('batch'))
        assert set(answers) <= {'accepted'}, 'an answer of its file is missing'
        numbers = {int(title.split()[1]) for title in batches}
        assert self.batches | importer.acknowledged <= numbers
        check(editor, {number: title for number, _, _, _, _, title, *_ in found
                       if not title.startswith('batch')})
        self.titles, self.deleted, self.batches = editor.titles, editor.deleted, numbers
        self.batch = importer.batch + 1


def test_killed_at_any_instant(sandbox, tmp_path):
    # A killed service stays so until it is started by name: nobody's call brings it back.
    (sandbox.folder / 'services' / f'{SERVICE_NAME}.service').unlink()
    sandbox.call_bus('ReloadConfig')
    choose = random.Random(20261118)
    events = imports = whole = 0
    for first in range(0, KILLS, ROUNDS):
        database = Database(sandbox, tmp_path / f'{first}.db')
        for _ in range(first, min(first + ROUNDS, KILLS)):
            importer = database.kill_amidst(choose.random(), choose.uniform(0.005, 0.4),
                                            tmp_path / 'import.ics')
            imports += len(importer.acknowledged)
            whole += importer.batch in database.batches
        events += len(database.titles) + len(database.deleted)
    print(f'{KILLS} kills: {events} events and {imports} imports were acknowledged and there; of '
          f'the imports under way {whole} were whole, {KILLS - whole} absent')


class Changer(threading.Thread):
    """Imports one version after the other of the same events."""

    def __init__(self, client, path, version):
        super().__init__()
        self.client, self.path, self.version = client, path, version
        self.start()

    def run(self):
        try:
            while True:
                write_version(self.path, self.version + 1)
                with open(self.path, 'rb') as file:
                    assert self.client.ImportICalendar(file, 0)[1] == CHANGED
                self.version += 1
        except CalendarError:
            pass


def wait_until_ended(database):
    """What was made and not yet written is written by the service that starts next."""
    query = 'SELECT count(*) FROM batch WHERE live = 0 OR change_id <> 0'
    wait_for(lambda: database.execute(query).fetchone() == (0,), 'no import is left to be ended')


def test_killed_amidst_a_large_change(sandbox, tmp_path):
    (sandbox.folder / 'services' / f'{SERVICE_NAME}.service').unlink()
    sandbox.call_bus('ReloadConfig')
    choose = random.Random(20261119)
    path = tmp_path / 'changed.db'
    service = Service(sandbox, '--database', path)
    service.start()
    write_version(tmp_path / 'import.ics', 0)
    with open(tmp_path / 'import.ics', 'rb') as file:
        assert service.client().ImportICalendar(file, 0)[0] == CHANGED
    version = ended_later = 0
    for _ in range(max(3, KILLS // 3)):
        changer = Changer(Calendar(sandbox.connect()), tmp_path / 'import.ics', version)
        threading.Event().wait(choose.uniform(0.01, 0.6))
        service.kill()
        changer.join(20)
        assert not changer.is_alive()
        with sqlite3.connect(path) as database:
            assert database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
            assert database.execute('PRAGMA foreign_key_check').fetchall() == []
            ended_later += database.execute('SELECT count(*) FROM batch WHERE change_id <> 0'
                                            ).fetchone()[0]
            service.start()
            wait_until_ended(database)
        database.close()
        found = collections.Counter(title for _, _, _, _, _, title, *_ in
                                    service.client().ListOccurrences(0, 2 ** 36, {'limit': 10000}))
        assert list(found.values()) == [CHANGED], 'a change is there in part'
        titles = [f'version {number}' for number in (changer.version, changer.version + 1)]
        assert set(found) <= set(titles)
        version = int(next(iter(found)).split()[1])
    print(f'{version} versions, of which {ended_later} were ended by the next service')
