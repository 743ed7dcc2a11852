# SPDX-License-Identifier: GPL-3.0-or-later
"""One story, told by pointer, by keyboard and by a screen reader's actions alone.

An event is made in the week, edited, gets a guest, repeats, moves on one day, is undone and done
again, found, printed, deleted and brought back. Here is what holds after each step, whoever does
it: in the service and in the window. How a step is done is the business of the tests.
"""

import subprocess

from gnomon_testing import CalendarError, is_sanitized, wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

# The week that is shown, and the one after it.
FIRST, LAST = 1794783600, 1795993200

BUTTON = 'push button'
CELL = 'table cell'
CHECK = 'check box'
MENU_ITEM = 'menu item'
TEXT = 'text'

PHRASE = 'New event, in your words'

THURSDAY = 'Planning day, 09:00 to 10:30, Thursday 19 November'
FRIDAY = 'Planning day, 09:00 to 10:30, Friday 20 November'
MOVED = 'Planning day, 09:15 to 10:45, Friday 20 November'


def starts(text):
    return lambda name: name.startswith(text)


def prepare(sandbox, calendar):
    """The week, and one event besides that of the story."""
    sandbox.environment['GNOMON_CLOCK'] = NOW
    sandbox.set_setting('week-start', "'monday'")
    sandbox.set_setting('view', "'week'")
    calendar.CreateEvent({'title': 'Dentist', 'event_date': '2026-11-18', 'start_time': '12:00',
                          'end_time': '14:00'})


class Story:
    """What holds after each of its steps."""

    def __init__(self, window, calendar, folder):
        self.window = window
        self.calendar = calendar
        self.pdf = folder / 'week.pdf'

    # What there is

    def event(self, title):
        found = [e for e in self.calendar.ListEvents({'search': title}) if e['title'] == title]
        try:
            return self.calendar.GetEvent(found[0]['id']) if found else None
        except CalendarError as error:
            # It was deleted meanwhile.
            assert error.name == 'NotFound'
            return None

    def wait_for_event(self, title, **values):
        def look():
            event = self.event(title)
            return event and all(event[key] == value for key, value in values.items()) and event
        return wait_for(look, f'“{title}” is stored with {values}')

    def times(self, title='Planning day'):
        """When the occurrences of the two weeks begin: seconds after Thursday, 9:00."""
        thursday = 1795075200
        return [row[2] - thursday for row in self.calendar.ListOccurrences(FIRST, LAST, {})
                if row[5] == title]

    def wait_for_times(self, *expected):
        wait_for(lambda: self.times() == list(expected), f'it begins at {expected}')

    def wait_for_chip(self, name):
        return self.window.wait_for_node(BUTTON, starts(name))

    # What holds after a step

    def is_made(self):
        self.window.wait_for_node('label', 'Added to Personal')
        self.wait_for_event('Planning', event_date='2026-11-19', start_time='09:00',
                            end_time='10:30')
        self.wait_for_chip('Planning, 09:00 to 10:30, Thursday 19 November')

    def is_edited(self):
        self.wait_for_event('Planning day', location='Room Ada')
        self.wait_for_chip(f'{THURSDAY}, Room Ada')

    def has_guest(self):
        event = self.wait_for_event('Planning day', attendees='ann@example.org')
        assert event['attendee_records'][0]['status'] == 'pending'

    def guest_is_told(self):
        """The popover is open."""
        self.window.wait_for_node('label', '1 guest · 1 waiting')

    DAY = 86400

    def repeats(self):
        self.wait_for_event('Planning day', rrule='FREQ=DAILY')
        self.wait_for_times(*(i * self.DAY for i in range(11)))
        self.wait_for_chip(FRIDAY)

    def one_is_moved(self):
        self.wait_for_times(0, self.DAY + 900, *(i * self.DAY for i in range(2, 11)))
        self.wait_for_chip(MOVED)
        self.wait_for_chip('Planning day, 09:00 to 10:30, Saturday 21 November')

    def is_moved_back(self):
        # A toast stays for some seconds only: it is looked for first.
        self.window.wait_for_node('label', 'Undone: “Planning day”')
        self.wait_for_times(*(i * self.DAY for i in range(11)))
        self.wait_for_chip(FRIDAY)

    def is_found(self):
        results = self.window.wait_for_node('list', 'Results')
        self.window.wait_for_node('list item', starts('Planning day, '), results)

    def is_printed(self):
        self.window.wait_for_node('label', f'Saved as {self.pdf.name}')
        text = subprocess.run(['pdftotext', '-layout', self.pdf, '-'], check=True,
                              capture_output=True, text=True).stdout
        for words in ('Week 47', 'Dentist', 'Planning day'):
            assert words in text

    def is_deleted(self):
        wait_for(lambda: self.event('Planning day') is None, 'it is deleted')
        self.window.wait_until_gone(BUTTON, starts('Planning day, '))
        assert [e['title'] for e in self.calendar.ListTrash()] == ['Planning day']

    def is_restored(self):
        self.wait_for_event('Planning day', attendees='ann@example.org', rrule='FREQ=DAILY')
        self.one_is_moved()

    def can_print(self):
        """A sanitizer finds what the toolkit's own dialog for files loses."""
        return not is_sanitized(self.window.process.pid)
