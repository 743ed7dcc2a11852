#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the recurrence engine with python-dateutil on random series, the same at every run.

Usage: compare-with-dateutil.py RULE-STARTS [NUMBER [SEED]]

RULE-STARTS is the program of rule-starts.c. Half of the series are in a zone, some are all-day,
some end by COUNT, some by UNTIL, some never and are looked at through a window. Each difference is
printed. Where dateutil reads RFC 5545 otherwise than gnomon-rule.c says, it is asked so that it
answers the same question:

 - dateutil leaves out a DTSTART that the rule does not have, and COUNT does not count it;
 - BYMONTHDAY for the only day of a YEARLY rule is that day of every month to it;
 - BYWEEKNO without BYDAY are all seven days to it;
 - where a week lies in two years it misses days of week -53 and -52 in December, and takes week 52
   for 53 in January (that of 2039, say), so that these are not asked for;
 - in a WEEKLY rule the set of BYSETPOS begins with DTSTART in the first week;
 - MO,2WE are no days at all to it, instead of both.
"""

import datetime
import random
import subprocess
import sys
import zoneinfo

try:
    from dateutil import rrule
except ImportError:
    print('python-dateutil is not installed')
    sys.exit(77)

UTC = datetime.timezone.utc
FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY']
WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Australia/Lord_Howe',
         'Asia/Kolkata', 'America/Santiago', 'Africa/Casablanca', 'Pacific/Auckland']
HORIZONS = {
    'YEARLY': 9000, 'MONTHLY': 3000, 'WEEKLY': 1500, 'DAILY': 800, 'HOURLY': 60, 'MINUTELY': 8,
    'SECONDLY': 0.1,
}
MOST = 4000


class Series:
    """A random series: its parts, DTSTART, and how it ends."""

    def __init__(self, rand):
        self.kind = rand.choice(['zone', 'zone', 'zone', 'floating', 'date'])
        self.zone = rand.choice(ZONES) if self.kind == 'zone' else ''
        names = FREQUENCIES[:4] if self.kind == 'date' else FREQUENCIES
        self.frequency = rand.choice(names[:4] if rand.random() < 0.7 else names)
        self.parts = {}
        self.interval = 1 if rand.random() < 0.5 else rand.randint(2, 7)
        self.week_start = rand.choice(WEEKDAYS) if rand.random() < 0.3 else 'MO'
        self.start = self.make_start(rand)
        self.make_parts(rand)
        self.end = rand.choice(['count', 'until', None])
        self.count = rand.randint(1, 200)
        self.until = self.start + rand.random() * datetime.timedelta(HORIZONS[self.frequency])
        self.until = self.until.replace(microsecond=0)
        self.horizon = self.start + datetime.timedelta(HORIZONS[self.frequency])
        self.window = (self.start + rand.random() * datetime.timedelta(HORIZONS[self.frequency])
                       if rand.random() < 0.5 else None)

    def make_start(self, rand):
        day = datetime.datetime(rand.randint(1995, 2030), 1, 1) + datetime.timedelta(
            rand.randint(0, 364))
        if self.kind == 'date':
            return day
        # Nights, in which clocks are changed, are the more interesting ones.
        hour = rand.choice([1, 2, 2, 2, 3, rand.randint(0, 23)])
        return day.replace(hour=hour, minute=rand.choice([0, 15, 30, 45]))

    def make_parts(self, rand):
        frequency, parts = self.frequency, self.parts

        def some(name, chance, least, greatest, most=4):
            if rand.random() < chance:
                numbers = {rand.randint(least, greatest) for _ in range(rand.randint(1, most))}
                if numbers - {0} or least == 0:
                    parts[name] = sorted(numbers if least == 0 else numbers - {0})

        # dateutil looks for a start until the year 9999, in steps of the frequency: what may never
        # come is left to the larger ones.
        small = frequency in FREQUENCIES[4:]
        if not small:
            some('BYMONTH', 0.3, 1, 12)
        if not small and frequency != 'WEEKLY':
            last = 28 if frequency == 'DAILY' else 31
            some('BYMONTHDAY', 0.25, -last, last)
        if frequency == 'YEARLY':
            some('BYYEARDAY', 0.1, -366, 366, 20)
        if frequency == 'YEARLY' and self.interval == 1:
            some('BYWEEKNO', 0.2, -51, 51)
        if frequency != 'SECONDLY' and rand.random() < (0.2 if small else 0.5):
            days = rand.sample(WEEKDAYS, rand.randint(1, 4))
            most = 5 if 'BYMONTH' in parts or frequency == 'MONTHLY' else 53
            if frequency in ('MONTHLY', 'YEARLY') and 'BYWEEKNO' not in parts and (
                    rand.random() < 0.5):
                days = [f'{rand.choice([-1, 1]) * rand.randint(1, most)}{day}' for day in days]
            parts['BYDAY'] = days
        if self.kind != 'date':
            some('BYHOUR', 0.2, 0, 23)
            some('BYMINUTE', 0.15, 0, 59)
            some('BYSECOND', 0.1, 0, 59)
        if 'BYWEEKNO' not in parts:
            last = 5 if frequency in ('YEARLY', 'MONTHLY') else 1
            some('BYSETPOS', 0.2, -last, last, 2)

    def format_time(self, time):
        return time.strftime('%4Y%m%d' if self.kind == 'date' else '%4Y%m%dT%H%M%S')

    def format_rule(self):
        text = f'FREQ={self.frequency};INTERVAL={self.interval};WKST={self.week_start}'
        for name, values in self.parts.items():
            text += f';{name}=' + ','.join(str(value) for value in values)
        if self.end == 'count':
            text += f';COUNT={self.count}'
        elif self.end == 'until':
            text += ';UNTIL=' + (self.to_instant(self.until) if self.kind == 'zone'
                                 else self.format_time(self.until))
        return text

    def to_instant(self, wall):
        """The first of two times, and the offset before a gap: so fold=0 does."""
        zone = zoneinfo.ZoneInfo(self.zone) if self.zone else UTC
        return wall.replace(tzinfo=zone).astimezone(UTC).strftime('%4Y%m%dT%H%M%SZ')

    def line(self):
        window = self.format_time(self.window) if self.window is not None else ''
        return '\t'.join([self.format_rule(), self.format_time(self.start), self.zone, window,
                          str(MOST)])

    def ask_dateutil(self):
        """All starts up to the horizon, as (wall, instant)."""
        arguments = {
            'interval': self.interval, 'wkst': getattr(rrule, self.week_start),
            'until': self.horizon, 'dtstart': self.start,
        }
        for name, values in self.parts.items():
            if name == 'BYDAY':
                values = [getattr(rrule, day[-2:])(int(day[:-2] or 0) or None) for day in values]
            arguments[{'BYDAY': 'byweekday'}.get(name, name.lower())] = values

        start_day = WEEKDAYS[self.start.weekday()]
        has_days = {'BYDAY', 'BYMONTHDAY', 'BYYEARDAY'} & set(self.parts)
        if not has_days and ('BYWEEKNO' in self.parts or self.frequency == 'WEEKLY'):
            arguments['byweekday'] = [getattr(rrule, start_day)]
        if self.frequency == 'YEARLY' and 'BYMONTHDAY' in self.parts and not (
                {'BYMONTH', 'BYDAY', 'BYYEARDAY', 'BYWEEKNO'} & set(self.parts)):
            arguments['bymonth'] = [self.start.month]
        if self.frequency == 'WEEKLY' and 'BYSETPOS' in self.parts:
            back = (self.start.weekday() - WEEKDAYS.index(self.week_start)) % 7
            arguments['dtstart'] = self.start - datetime.timedelta(back)
            for name, value in [('byhour', self.start.hour), ('byminute', self.start.minute),
                                ('bysecond', self.start.second)]:
                arguments.setdefault(name, value)

        try:
            starts = list(rrule.rrule(getattr(rrule, self.frequency), **arguments))
        except ValueError:
            # "Invalid combination of interval and byhour": the rule never comes to that time.
            starts = []
        starts = [self.start] + [start for start in starts if start > self.start]
        if self.end == 'count':
            starts = starts[:self.count]
        elif self.end == 'until' and self.kind == 'zone':
            until = self.to_instant(self.until)
            starts = [start for start in starts
                      if start == self.start or self.to_instant(start) <= until]
        elif self.end == 'until':
            starts = [start for start in starts if start == self.start or start <= self.until]
        if self.window is not None:
            window = self.window.replace(microsecond=0)
            if self.kind == 'date':
                window = window.replace(hour=0, minute=0, second=0)
            starts = [start for start in starts if start >= window]
        if self.kind == 'date':
            return [self.format_time(start) for start in starts]
        return [f'{self.format_time(start)}={self.to_instant(start)}' for start in starts]


def main():
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    rand = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20261125)
    series = [Series(rand) for _ in range(number)]
    text = ''.join(one.line() + '\n' for one in series)
    lines = subprocess.run([sys.argv[1]], input=text, capture_output=True, text=True,
                           check=True).stdout.splitlines()
    n_differences = n_starts = 0

    for one, line in zip(series, lines, strict=True):
        expected = one.ask_dateutil()[:MOST]
        horizon = one.format_time(one.horizon)
        found = [start for start in line.split()
                 if start[0] != '…' and start.split('=')[0] <= horizon]
        if one.kind == 'date':
            found = [start.split('=')[0] for start in found]
        n_starts += len(expected)
        if found != expected:
            n_differences += 1
            print(one.line().replace('\t', ' | '))
            print('  dateutil has', [start for start in expected if start not in found][:5])
            print('  Gnomon has  ', [start for start in found if start not in expected][:5])

    print(f'{number} series, {n_starts} starts: {n_differences} differ')
    sys.exit(1 if n_differences > 0 or n_starts < number else 0)


main()
