# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders and time: the clock is set, the machine sleeps, zones change; each rings once."""

import datetime
import pathlib
import shutil
import time
import zoneinfo

import pytest
from gi.repository import GLib

from gnomon_ctl import NOW, Ctl
from gnomon_testing import Service, wait_for
from test_reminder_show import FaultyServer, offer

ZONEINFO = pathlib.Path('/usr/share/zoneinfo')


class World:
    """The real service with a clock, a time zone and a system bus that are in the test's hands."""

    def __init__(self, sandbox, notifications, now, zone='Europe/Berlin', **environment):
        self.sandbox = sandbox
        self.notifications = notifications
        self.clock = sandbox.folder / 'clock'
        self.localtime = sandbox.folder / 'etc' / 'localtime'
        self.localtime.parent.mkdir()
        self.zoneinfo = pathlib.Path(environment.get('TZDIR', ZONEINFO))
        self.set_zone(zone)
        self.set_clock(now)
        self.service = Service(sandbox, GNOMON_CLOCK=str(self.clock), TZ=f':{self.localtime}',
                               DBUS_SYSTEM_BUS_ADDRESS=sandbox.address, **environment).start()
        self.calendar = self.service.client()
        self.heard = 0

    def set_clock(self, now):
        """As if somebody had set the system's clock, by whatever much."""
        new = self.clock.with_suffix('.new')
        new.write_text(now)
        new.rename(self.clock)

    def set_zone(self, zone):
        """As timedated does it."""
        new = self.localtime.with_suffix('.new')
        new.symlink_to(self.zoneinfo / zone)
        new.rename(self.localtime)

    def add(self, title, date, time='', minutes=0, **fields):
        if time:
            fields = {'start_time': time, 'duration_minutes': 180, **fields}
        else:
            fields = {'all_day': True, **fields}
        return self.calendar.CreateEvent({
            'title': title, 'event_date': date, 'reminder_minutes_before': minutes, **fields})['id']

    def expect(self, *titles):
        """These ring, in any order, and nothing else has rung since the last time."""
        shown = (self.notifications.wait(self.heard + len(titles)) if titles
                 else self.notifications.shown())
        assert sorted(n.summary for n in shown[self.heard:]) == sorted(titles)
        self.heard = len(shown)
        for title in titles:
            wait_for(lambda: self.state(title) == 'shown', f'{title} is on record')

    def state(self, title):
        event, = self.calendar.ListEvents({'search': title})
        return self.calendar.GetReminders(event['id'])[0]['state']

    def expect_silence(self):
        """Whatever would ring has rung by the time that another one does."""
        now = datetime.datetime.fromisoformat(self.clock.read_text())
        event = self.calendar.CreateEvent({
            'title': f'Sentinel {self.heard}', 'event_date': '2060-01-01', 'all_day': True,
            'reminder_set': False})
        self.calendar.AddReminder(event['id'], {'reminder_time': now.isoformat()})
        self.notifications.wait(self.heard + 1)
        self.expect(f'Sentinel {self.heard}')


@pytest.fixture
def world(sandbox, notifications):
    worlds = []

    def make(*arguments, **environment):
        worlds.append(World(sandbox, notifications, *arguments, **environment))
        return worlds[-1]
    yield make
    for each in worlds:
        each.service.stop()


# Three reminders, at 10:00, 10:05 and 10:10 of events that last three hours; where the clock is
# set, and what rings then.
JUMPS = {
    'a minute forward': [
        ('2026-11-18T09:59:30+01:00', []), ('2026-11-18T10:00:30+01:00', ['First']),
        ('2026-11-18T10:05:00+01:00', ['Second']), ('2026-11-18T10:10:00+01:00', ['Third'])],
    'an hour forward': [
        ('2026-11-18T09:59:00+01:00', []),
        ('2026-11-18T10:59:00+01:00', ['First', 'Second', 'Third'])],
    'a year forward': [
        ('2026-11-18T10:00:00+01:00', ['First']), ('2027-11-18T10:00:00+01:00', []),
        ('2026-11-18T10:05:00+01:00', [])],
    'a minute back': [
        ('2026-11-18T10:00:00+01:00', ['First']), ('2026-11-18T09:59:00+01:00', []),
        ('2026-11-18T10:00:00+01:00', []), ('2026-11-18T10:05:00+01:00', ['Second'])],
    'an hour back': [
        ('2026-11-18T10:05:30+01:00', ['First', 'Second']), ('2026-11-18T09:05:30+01:00', []),
        ('2026-11-18T10:06:00+01:00', []), ('2026-11-18T10:10:00+01:00', ['Third'])],
    'a year back': [
        ('2026-11-18T10:00:00+01:00', ['First']), ('2025-11-18T10:00:00+01:00', []),
        ('2026-11-18T10:04:59+01:00', []), ('2026-11-18T10:10:00+01:00', ['Second', 'Third'])],
    'forward and back': [
        ('2026-11-18T10:07:00+01:00', ['First', 'Second']), ('2026-11-18T09:00:00+01:00', []),
        ('2026-11-18T10:07:00+01:00', []), ('2026-11-18T11:00:00+01:00', ['Third'])],
}


@pytest.mark.parametrize('steps', JUMPS.values(), ids=JUMPS.keys())
def test_jumps(world, steps):
    here = world('2026-11-18T09:00:00+01:00')
    for title, start in (('First', '10:00'), ('Second', '10:05'), ('Third', '10:10')):
        here.add(title, '2026-11-18', start, timezone='Europe/Berlin')
    for now, titles in steps:
        here.set_clock(now)
        here.expect(*titles)
        here.expect_silence()


# An event in the hour that is left out or comes twice: the instant at which it rings.
NIGHTS = [
    ('Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00+00:00'),
    ('Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00+00:00'),
    ('America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00+00:00'),
    ('America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00+00:00'),
    # Half an hour of daylight saving.
    ('Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00+00:00'),
    ('Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00+00:00'),
    # The winter is the time that differs.
    ('Europe/Dublin', '2027-03-28', '01:30', '2027-03-28T01:30:00+00:00'),
    ('Europe/Dublin', '2026-10-25', '01:30', '2026-10-25T00:30:00+00:00'),
    # Ramadan, before it and after it.
    ('Africa/Casablanca', '2024-03-10', '02:30', '2024-03-10T01:30:00+00:00'),
    ('Africa/Casablanca', '2024-04-14', '02:30', '2024-04-14T02:30:00+00:00'),
    # A day without a midnight, and one that was left out.
    ('Africa/Cairo', '2024-04-26', '00:30', '2024-04-25T22:30:00+00:00'),
    ('Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T22:00:00+00:00'),
]


@pytest.mark.parametrize('kind', ['zoned', 'floating'])
@pytest.mark.parametrize('zone, date, time, due', NIGHTS)
def test_nights_of_the_change(world, zone, date, time, due, kind):
    due = datetime.datetime.fromisoformat(due)
    here = world((due - datetime.timedelta(days=1)).isoformat(), zone)
    here.add('Night', date, time, timezone=zone if kind == 'zoned' else 'floating')
    for seconds, titles in ((-3600, []), (-1, []), (0, ['Night']), (1800, []), (3600, [])):
        here.set_clock((due + datetime.timedelta(seconds=seconds)).isoformat())
        here.expect(*titles)
        here.expect_silence()


def test_day_after_the_change(world):
    """'A day before' is the same hour of the clock on the wall where whole days are concerned."""
    here = world('2026-10-23T08:00:00+02:00')
    here.add('Parade', '2026-10-26', minutes=1440)
    here.set_clock('2026-10-25T08:59:59+01:00')
    here.expect_silence()
    here.set_clock('2026-10-25T09:00:00+01:00')
    here.expect('Parade')


# Whole days, and the instant of 09:00 on the day before them.
WHOLE_DAYS = [
    ('Europe/Dublin', '2026-10-26', '2026-10-25T09:00:00+00:00'),
    ('Africa/Casablanca', '2024-03-11', '2024-03-10T09:00:00+00:00'),
    ('Africa/Casablanca', '2024-04-15', '2024-04-14T08:00:00+00:00'),
    ('Africa/Cairo', '2024-04-26', '2024-04-25T07:00:00+00:00'),
    ('Africa/Cairo', '2024-04-27', '2024-04-26T06:00:00+00:00'),
    ('Australia/Lord_Howe', '2026-04-06', '2026-04-04T22:30:00+00:00'),
    # The day before it was left out.
    ('Pacific/Apia', '2011-12-31', '2011-12-30T19:00:00+00:00'),
]


@pytest.mark.parametrize('zone, date, due', WHOLE_DAYS)
def test_whole_days_and_the_change(world, zone, date, due):
    """A day has its date and its reminder, however long it is and whether it has a midnight."""
    due = datetime.datetime.fromisoformat(due)
    here = world((due - datetime.timedelta(days=3)).isoformat(), zone)
    day = datetime.date.fromisoformat(date)
    here.add('Parade', date, minutes=1440)
    here.add('Fair', (day - datetime.timedelta(days=2)).isoformat(), reminder_set=False,
             rrule='FREQ=DAILY;COUNT=5')
    coming = here.calendar.UpcomingEvents(20)
    assert [event['event_date'] for event in coming if event['title'] == 'Fair'] == [
        (day + datetime.timedelta(days=days)).isoformat() for days in range(-2, 3)]
    assert [event['event_date'] for event in coming if event['title'] == 'Parade'] == [date]
    here.set_clock((due - datetime.timedelta(seconds=1)).isoformat())
    here.expect_silence()
    here.set_clock(due.isoformat())
    here.expect('Parade')


def test_zone_changes_while_waiting(world, sandbox):
    here = world('2026-11-17T12:00:00+01:00')
    assert here.calendar.get_property('Timezone') == 'Europe/Berlin'
    told = here.calendar.watch_properties()
    floating = here.add('Medicine', '2026-11-18', '10:00', timezone='floating')
    day = here.add('Holiday', '2026-11-18')
    zoned = here.add('Meeting', '2026-11-18', '10:00', timezone='Europe/Berlin')
    # Both at ten in Berlin, the floating one was there first.
    told.wait_for(lambda _, changed, __: changed.get('NextEvent', {}).get('id') == floating)
    assert here.calendar.get_property('NextEvent')['id'] == floating

    here.set_zone('America/New_York')
    told.wait_for(lambda _, changed, __: changed.get('Timezone') == 'America/New_York')
    told.wait_for(lambda _, changed, __: changed.get('NextEvent', {}).get('id') == zoned)
    midnight = datetime.datetime(2026, 11, 18, tzinfo=zoneinfo.ZoneInfo('America/New_York'))
    wait_for(lambda: here.calendar.GetReminders(floating)[0]['reminder_time']
             == '2026-11-18T15:00:00Z',
             'the floating one moves')
    assert here.calendar.GetReminders(day)[0]['reminder_time'] == '2026-11-18T14:00:00Z'
    assert here.calendar.GetReminders(zoned)[0]['reminder_time'] == '2026-11-18T09:00:00Z'

    moves = wait_for(lambda: len(here.calendar.ListMoves(0)) == 2 and here.calendar.ListMoves(0),
                     'it is told')
    assert {m['event_id'] for m in moves} == {floating, day}
    assert all(m['reason']
               == "the system's time zone changed from Europe/Berlin to America/New_York"
               for m in moves)
    assert next(m for m in moves if m['event_id'] == floating)['starts_at'] \
        == midnight.timestamp() + 10 * 3600
    assert here.calendar.ListMoves(moves[0]['at'] + 1) == []
    ctl = Ctl(sandbox)
    sandbox.environment['GNOMON_CLOCK'] = NOW
    assert sorted(ctl.text('moves').splitlines()) == [
        f'  {id}  {title}  Wednesday 18 November, {before} → Wednesday 18 November, {after}  '
        "the system's time zone changed from Europe/Berlin to America/New_York"
        for id, title, before, after in ((floating, 'Medicine', '10:00', '16:00'),
                                         (day, 'Holiday ', '00:00', '06:00'))]
    assert ctl.json('moves', '2026-11-17') == moves
    assert ctl.text('moves', 'tomorrow') == 'No moves\n'
    assert ctl.error('moves', 'x', code=2).startswith('date: ')
    why = here.calendar.ExplainReminder(here.calendar.GetReminders(floating)[0]['id'])
    assert "since the system's time zone changed from Europe/Berlin to America/New_York" in why

    for now, titles in (('09:00', ['Meeting']), ('13:59', []), ('14:00', ['Holiday']),
                        ('15:00', ['Medicine'])):
        here.set_clock(f'2026-11-18T{now}:00+00:00')
        here.expect(*titles)
        here.expect_silence()


def test_zone_changed_while_nobody_ran(world):
    here = world('2026-11-17T12:00:00+01:00')
    floating = here.add('Medicine', '2026-11-18', '10:00', timezone='floating')
    here.service.stop()
    here.set_zone('Asia/Tokyo')
    here.service.start()
    wait_for(lambda: here.calendar.GetReminders(floating)[0]['reminder_time']
             == '2026-11-18T01:00:00Z',
             'the floating one moves')
    wait_for(lambda: [m['event_id'] for m in here.calendar.ListMoves(0)] == [floating],
             'it is told')


@pytest.mark.parametrize('runs', [False, True], ids=['while nobody runs', 'while it runs'])
def test_new_rules_of_a_zone(world, tmp_path, runs):
    """The database of time zones is updated: a state gives up its summer time."""
    folder = tmp_path / 'zoneinfo'
    (folder / 'Europe').mkdir(parents=True)
    for name in ('Europe/Berlin', 'Europe/Oslo'):
        shutil.copy(ZONEINFO / name, folder / name)
    (folder / 'tzdata.zi').write_text('# version 2026a\n')

    here = world('2026-06-17T12:00:00+02:00', TZDIR=str(folder))
    moved = here.add('Meeting', '2026-06-18', '10:00', timezone='Europe/Oslo')
    stays = here.add('Dentist', '2026-06-18', '10:00', timezone='Europe/Berlin')
    token = here.calendar.get_property('ChangeToken')
    series = here.add('Walk', '2026-06-10', '18:00', timezone='Europe/Oslo', rrule='FREQ=DAILY')
    before = {o[2] for o in here.calendar.ListOccurrences(1781690000, 1781900000, {})
              if o[0] == series}
    if not runs:
        here.service.stop()

    # As packages do it: each file is put in the place of the old one.
    for name, source in (('Europe/Oslo', ZONEINFO / 'Etc' / 'GMT-1'), ('tzdata.zi', None)):
        new = folder / f'{name}.new'
        new.write_bytes(source.read_bytes() if source else b'# version 2026b\n')
        new.rename(folder / name)
    if not runs:
        here.service.start()
    moves = wait_for(lambda: len(here.calendar.ListMoves(0)) == 2 and here.calendar.ListMoves(0),
                     'it is told')
    for move in moves:
        assert move['event_id'] in (moved, series)
        assert move['starts_at'] - move['old_starts_at'] == 3600
        assert move['reason'] == 'the time zone database changed from 2026a to 2026b'
    assert moved in here.calendar.Changes(token)[1] and stays not in here.calendar.Changes(token)[1]
    assert here.calendar.GetReminders(moved)[0]['reminder_time'] == '2026-06-18T09:00:00Z'
    listed = here.calendar.ListOccurrences(1781690000, 1781900000, {})
    found = {o[0]: o[2] for o in listed}
    assert found[moved] - found[stays] == 3600
    assert {o[2] - 3600 for o in listed if o[0] == series} == before
    here.calendar.DeleteEvent(series)

    here.set_clock('2026-06-18T08:00:00+00:00')
    here.expect('Dentist')
    here.expect_silence()
    here.set_clock('2026-06-18T09:00:00+00:00')
    here.expect('Meeting')


def test_resume_after_a_refusal(sandbox):
    """While nobody shows anything it is tried less and less often; a resume does not wait."""
    def refuse(server, invocation):
        tries.append(time.monotonic())
        if len(tries) < 4:
            invocation.return_dbus_error('org.freedesktop.Notifications.Error.Excess', 'Too many')
        else:
            invocation.return_value(GLib.Variant('(u)', (1,)))

    tries = []
    FaultyServer(sandbox, refuse)
    logind = offer(sandbox, 'org.freedesktop.login1', '/org/freedesktop/login1',
                   '<node><interface name="a.b"/></node>',
                   None)
    service = Service(sandbox, GNOMON_CLOCK='2026-11-18T10:30:00+01:00',
                      DBUS_SYSTEM_BUS_ADDRESS=sandbox.address).start()
    calendar = service.client()
    event = calendar.CreateEvent({'title': 'Meeting', 'event_date': '2026-11-18',
                                  'start_time': '10:30',
                                  'timezone': 'Europe/Berlin', 'reminder_minutes_before': 0})['id']
    # After a second, and after two; the next wait would be of four.
    wait_for(lambda: len(tries) == 3, 'three refusals')
    for asleep in (True, False):
        logind.emit_signal(None, '/org/freedesktop/login1', 'org.freedesktop.login1.Manager',
                           'PrepareForSleep', GLib.Variant('(b)', (asleep,)))
    wait_for(lambda: len(tries) == 4, 'it is tried at once')
    assert tries[3] - tries[2] < 3
    wait_for(lambda: calendar.GetReminders(event)[0]['state'] == 'shown', 'it is on record')
    service.stop()


def make_ready(world):
    """An event whose reminder is claimed: it is due in a second."""
    here = world('2026-11-18T09:59:00+01:00')
    event = here.add('Meeting', '2026-11-18', '10:00', timezone='Europe/Berlin')
    reminder = here.calendar.GetReminders(event)[0]['id']
    here.set_clock('2026-11-18T09:59:59+01:00')
    wait_for(lambda: 'has had it ready since' in here.calendar.ExplainReminder(reminder),
             'it is claimed')
    assert not here.notifications.shown()
    return here, event, reminder


def test_ready_ahead(world):
    """What is due in a moment is claimed before, so that then it only has to be sent."""
    here, _, _ = make_ready(world)
    here.set_clock('2026-11-18T10:00:00+01:00')
    here.expect('Meeting')
    here.expect_silence()


@pytest.mark.parametrize('change', [
    lambda c, event, reminder: c.DismissReminder(reminder),
    lambda c, event, reminder: c.DeleteEvent(event),
    lambda c, event, reminder: c.UpdateEvent(event, {'status': 'cancelled'}),
    lambda c, event, reminder: c.UpdateEvent(event, {'start_time': '11:00'}),
    lambda c, event, reminder: c.SnoozeReminder(reminder, 10),
], ids=['dismissed', 'deleted', 'cancelled', 'moved', 'snoozed'])
def test_ready_and_changed(world, change):
    here, event, reminder = make_ready(world)
    change(here.calendar, event, reminder)
    here.set_clock('2026-11-18T10:00:00+01:00')
    here.expect_silence()


def test_ready_with_one_that_changes(world):
    """The others come all the same, and all of them at their time."""
    here = world('2026-11-18T09:59:00+01:00')
    events = [here.add(title, '2026-11-18', '10:00', timezone='Europe/Berlin')
              for title in ('Alpha', 'Bravo', 'Charlie')]
    reminders = [here.calendar.GetReminders(event)[0]['id'] for event in events]
    here.set_clock('2026-11-18T09:59:59+01:00')
    for reminder in reminders:
        wait_for(lambda: 'has had it ready since' in here.calendar.ExplainReminder(reminder),
                 'it is claimed')
    here.calendar.DeleteEvent(events[1])
    # Due before them, and known only now.
    early = here.calendar.CreateEvent({'title': 'Early', 'event_date': '2026-11-18',
                                       'start_time': '12:00',
                                       'reminder_set': False})['id']
    here.calendar.AddReminder(early, {'reminder_time': '2026-11-18T09:59:59+01:00'})
    here.expect('Early')
    here.set_clock('2026-11-18T10:00:00+01:00')
    here.expect('Alpha', 'Charlie')
    here.expect_silence()


@pytest.mark.parametrize('back', ['2026-11-18T09:59:58+01:00', '2026-11-18T08:00:00+01:00'])
def test_ready_and_the_clock_goes_back(world, back):
    here, _, _ = make_ready(world)
    here.set_clock(back)
    here.expect_silence()
    here.set_clock('2026-11-18T10:00:00+01:00')
    here.expect('Meeting')
    here.expect_silence()


def test_ready_and_long_asleep(world):
    """It is judged again: by then it is of no use."""
    here, event, _ = make_ready(world)
    here.set_clock('2026-11-21T10:00:00+01:00')
    wait_for(lambda: here.calendar.GetReminders(event)[0]['state'] == 'missed', 'it is missed')
    here.expect_silence()


def test_ready_and_killed(world):
    here, _, _ = make_ready(world)
    here.service.kill()
    here.set_clock('2026-11-18T10:00:00+01:00')
    here.service.start()
    here.expect('Meeting')
    here.expect_silence()


def test_suspend_over_three(world):
    """The clock goes on in suspend and the timer rings when the machine is awake again."""
    here = world('2026-11-18T09:00:00+01:00')
    for title, start in (('First', '10:00'), ('Second', '10:05'), ('Third', '10:10')):
        here.add(title, '2026-11-18', start, timezone='Europe/Berlin')
    here.set_clock('2026-11-18T10:30:00+01:00')
    here.expect('First', 'Second', 'Third')
    here.expect_silence()
