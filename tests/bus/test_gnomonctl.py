# SPDX-License-Identifier: GPL-3.0-or-later
"""gnomonctl against the real service: each command, its JSON, its errors and exit codes."""

import json
import os
import pty
import re
import signal
import subprocess

from gnomon_ctl import CTL, NOW, Ctl, ctl, service, watches  # noqa: F401
from gnomon_testing import TIMEOUT, Calendar, wait_for

MEETING = {'title': 'Stand-up', 'event_date': '2026-11-19', 'start_time': '09:00',
           'end_time': '09:15'}


def created_id(text):
    return int(re.match(r'Created (\d+): ', text).group(1))


# Create

def test_create_by_words(ctl, calendar):
    text = ctl.text('create', 'Lunch with Ann', 'date=2026-11-24', 'start=12:30',
                    "location=Luigi's")
    event = calendar.GetEvent(created_id(text))
    assert text == (f'Created {event["id"]}: Lunch with Ann, Tuesday 24 November, 12:30 – 13:30\n')
    assert event['title'] == 'Lunch with Ann'
    assert event['event_date'] == '2026-11-24'
    assert event['start_time'] == '12:30'
    assert event['end_time'] == '13:30'
    assert event['location'] == "Luigi's"


def test_create_takes_each_type(ctl, calendar):
    event = ctl.json('create', 'title=Fair', 'event_date=tomorrow', 'end_date=+3', 'all_day=yes',
                     'busy=no', 'reminder_set=false', 'attendees=ann@example.org, ben@example.org',
                     'type=event', 'desc=Hall 4')
    assert event == {**event, 'title': 'Fair', 'event_date': '2026-11-19',
                     'end_date': '2026-11-21', 'all_day': True, 'busy': False,
                     'reminder_set': False, 'event_type': 'event', 'description': 'Hall 4',
                     'attendees_list': ['ann@example.org', 'ben@example.org']}
    assert calendar.GetEvent(event['id'])['title'] == 'Fair'

    event = ctl.json('create', 'Talk', 'date=today', 'start=15:00', 'duration_minutes=45',
                     'reminder_minutes_before=5')
    assert event['end_time'] == '15:45'
    assert event['reminder_minutes_before'] == 5


def test_create_answers_the_aliases_too(ctl):
    event = ctl.json('create', 'Lunch', 'date=2026-11-24', 'start=12:30', 'desc=Soup')
    for alias, name in (('date', 'event_date'), ('start', 'start_time'), ('end', 'end_time'),
                        ('type', 'event_type'), ('desc', 'description')):
        assert event[alias] == event[name]
    assert event['date'] == '2026-11-24'


def test_create_in_a_calendar_by_name(ctl):
    work = ctl.json('calendars', 'create', 'Work', 'color=blue')
    event = ctl.json('create', 'Review', 'date=today', 'start=15:00', 'calendar=work')
    assert event['calendar_id'] == work['id']
    assert ctl.error('create', 'Review', 'date=today', 'start=15:00', 'calendar=Play') == (
        'calendar: there is none with the name “Play”')


def test_create_from_json(ctl, calendar):
    one = ctl.json('create', '-', given={**MEETING, 'attendees': [
        'ann@example.org', {'email': 'ben@example.org', 'name': 'Ben'}], 'location': None})
    assert one['title'] == 'Stand-up'
    assert [(a['email'], a['name']) for a in one['attendee_records']] == [
        ('ann@example.org', 'ann'), ('ben@example.org', 'Ben')]

    two = ctl.json('create', '-', given=[{**MEETING, 'title': 'A'}, {**MEETING, 'title': 'B'}])
    assert [event['title'] for event in two] == ['A', 'B']

    lines = '\n'.join(json.dumps({**MEETING, 'title': title}) for title in 'CD')
    more = ctl.json('create', '-', 'location=Room 7', given=lines)
    assert [(event['title'], event['location']) for event in more] == [
        ('C', 'Room 7'), ('D', 'Room 7')]
    assert len(calendar.ListEvents({})) == 5


def test_create_many_in_order(ctl, calendar):
    titles = [f'Event {number}' for number in range(150)]
    events = ctl.json('create', '-', given=[{**MEETING, 'title': title} for title in titles])
    assert [event['title'] for event in events] == titles
    assert len(calendar.ListEvents({})) == 150


def test_create_goes_on_after_a_refused_one(ctl, calendar):
    done = ctl.run('create', '-', code=1, given=[
        {**MEETING, 'title': 'A'}, {**MEETING, 'end_time': '08:00'}, {**MEETING, 'title': 'C'}])
    assert [line.split(': ')[1].split(',')[0] for line in done.stdout.splitlines()] == ['A', 'C']
    assert done.stderr.startswith('gnomonctl: Event 2: end_time: ')
    assert sorted(event['title'] for event in calendar.ListEvents({})) == ['A', 'C']


def test_create_takes_its_own_json_back(ctl):
    event = ctl.json('create', 'Lunch', 'date=2026-11-24', 'start=12:30')
    event.pop('uid')
    copy = ctl.json('create', '-', given=event)
    assert copy['id'] != event['id']
    assert copy['start_time'] == '12:30'


# List and views

def test_list(ctl, calendar):
    for title, day in (('Early', '02'), ('Middle', '19'), ('Late', '30')):
        calendar.CreateEvent({**MEETING, 'title': title, 'event_date': f'2026-11-{day}'})
    calendar.CreateEvent({**MEETING, 'title': 'Party', 'event_type': 'event',
                          'location': 'Lüneburg'})

    def titles(*arguments):
        return [event['title'] for event in ctl.json('list', *arguments)]

    assert titles('--order', 'asc', '--type', 'meeting') == ['Early', 'Middle', 'Late']
    assert titles('--type=meeting') == ['Late', 'Middle', 'Early']
    assert titles('--from', '2026-11-03', '--to', '2026-11-20', '-t', 'meeting') == ['Middle']
    assert titles('--search', 'LÜNE') == ['Party']
    assert titles('lüne') == ['Party']
    assert titles('--upcoming', '--order', 'asc', '-n', '1', '--type', 'meeting') == ['Middle']
    assert titles('start_date=2026-11-29') == ['Late']
    assert titles('--date', '+12') == ['Late']
    assert titles('--search', 'nothing') == []

    text = ctl.text('list', '--order', 'asc')
    assert text.splitlines()[0] == 'Monday 2 November'
    assert re.search(r'^ +\d+  09:00 – 09:15  Party · Lüneburg$', text, re.MULTILINE)
    assert ctl.text('list', 'nothing') == 'No events\n'


def test_list_json_has_the_aliases(ctl, calendar):
    calendar.CreateEvent(MEETING)
    event, = ctl.json('list')
    assert (event['date'], event['event_date']) == ('2026-11-19', '2026-11-19')


def test_week_month_today_upcoming(ctl, calendar):
    today = calendar.CreateEvent({**MEETING, 'title': 'Over', 'event_date': '2026-11-18'})
    calendar.CreateEvent({**MEETING, 'title': 'Next'})
    calendar.CreateEvent({**MEETING, 'title': 'Later', 'event_date': '2026-12-01'})

    week = ctl.json('week')
    assert [event['title'] for event in week['events']] == ['Over', 'Next']
    assert week['week_start'] <= '2026-11-18' <= week['week_end']
    assert ctl.json('week', '+14')['week_start'] > week['week_end']

    month = ctl.json('month')
    assert (month['month'], month['month_start'], month['month_end']) == (
        '2026-11', '2026-11-01', '2026-11-30')
    assert [event['title'] for event in month['events']] == ['Over', 'Next']
    for day in ('2026-12-24', '2026-12'):
        assert [e['title'] for e in ctl.json('month', day)['events']] == ['Later']

    assert [event['id'] for event in ctl.json('today')] == [today['id']]
    assert [event['title'] for event in ctl.json('upcoming')] == ['Next', 'Later']
    assert [event['title'] for event in ctl.json('upcoming', '1')] == ['Next']
    assert ctl.json('upcoming', '0') == ctl.json('upcoming')

    assert 'Wednesday 18 November (today)' in ctl.text('today')
    assert 'Thursday 19 November (tomorrow)' in ctl.text('week')
    assert 'Tuesday 1 December (in 13 days)' in ctl.text('upcoming')
    assert 'Next' in ctl.text('month')


def test_a_view_shows_what_began_before_it(ctl):
    ctl.run('create', 'Trip', 'date=2026-11-05', 'end_date=2026-11-18', 'all_day=yes')
    text = ctl.text('today')
    assert text.startswith('Wednesday 18 November (today)\n')
    assert text.endswith('all day  Trip (since Thursday 5 November)\n')


# Show, edit, delete

def test_show(ctl, calendar):
    event = calendar.CreateEvent({**MEETING, 'description': 'First\nSecond',
                                  'attendees': 'ann@example.org'})
    text = ctl.text('show', event['id'])
    assert text.startswith(f'Stand-up\n  Id           {event["id"]}\n'
                           '  When         Thursday 19 November, 09:00 – 09:15 (tomorrow)\n')
    assert '  Description  First\n               Second\n' in text
    assert re.search(r'^Guests\n  \d+  no answer yet  ann  <ann@example.org>$', text, re.MULTILINE)
    assert re.search(r'^Reminders\n  \d+  Thursday 19 November, 08:45  ', text, re.MULTILINE)

    value = ctl.json('show', event['id'])
    assert value['uid'] == event['uid']
    assert value['attendee_records'][0]['email'] == 'ann@example.org'


def test_show_leaves_the_terminal_alone(ctl, calendar):
    event = calendar.CreateEvent({**MEETING, 'title': 'a\u202eb'})
    for arguments in (('show', event['id']), ('list',)):
        text = ctl.text(*arguments)
        assert '\u202e' not in text and 'a\ufffdb' in text
    assert ctl.json('show', event['id'])['title'] == event['title']


def test_edit(ctl, calendar):
    number = calendar.CreateEvent({**MEETING, 'location': 'Room 7'})['id']
    assert ctl.text('edit', number, 'start=15:00', 'end=16:00') == (
        f'Changed {number}: Stand-up, Thursday 19 November, 15:00 – 16:00\n')
    event = ctl.json('edit', f'#{number}', 'location=')
    assert (event['location'], event['start_time']) == ('', '15:00')
    event = ctl.json('edit', number, '-', 'title=Daily', given={'desc': 'Short'})
    assert (event['title'], event['description']) == ('Daily', 'Short')

    event = ctl.json('edit', number, '--replace', 'title=New', 'date=2026-11-20', 'start=10:00')
    assert (event['title'], event['description'], event['end_time']) == ('New', '', '11:00')


def test_edit_takes_what_show_wrote(ctl, calendar):
    number = calendar.CreateEvent(MEETING)['id']
    event = ctl.json('show', number)
    event['title'] = 'Daily'
    assert ctl.json('edit', number, '-', given=event)['title'] == 'Daily'

    # The etag in it is of before that change.
    event['title'] = 'Weekly'
    assert ctl.error('edit', number, '-', given=event).startswith('etag: ')
    assert calendar.GetEvent(number)['title'] == 'Daily'


def test_delete(ctl, calendar):
    first, second, third = (calendar.CreateEvent(MEETING)['id'] for _ in range(3))
    assert ctl.text('delete', first) == f'Deleted {first}\n'
    done = ctl.run('delete', second, 987654, third, code=1)
    assert done.stdout == f'Deleted {second}\nDeleted {third}\n'
    assert done.stderr.startswith('gnomonctl: 987654: ')
    assert calendar.ListEvents({}) == []

    number = calendar.CreateEvent(MEETING)['id']
    assert ctl.json('delete', number) == {'deleted': [number]}


def test_delete_looks_at_all_before_the_first_goes(ctl, calendar):
    number = calendar.CreateEvent(MEETING)['id']
    ctl.error('delete', number, '4x', code=2)
    assert len(calendar.ListEvents({})) == 1


# Guests, reminders, calendars

def test_attendees(ctl, calendar):
    number = calendar.CreateEvent(MEETING)['id']
    assert ctl.text('attendees', 'list', number) == 'No guests\n'
    assert 'Ann <ann@example.org>' in ctl.text('attendees', 'add', number, 'ann@example.org', 'Ann')
    ben = ctl.json('attendees', 'add', number, 'ben@example.org')
    assert (ben['name'], ben['status']) == ('ben', 'pending')

    answer = ctl.json('attendees', 'respond', number, 'ANN@example.org', 'accepted')
    assert answer['status'] == 'accepted' and answer['responded_at']
    ctl.run('attendees', 'respond', number, ben['id'], 'declined')
    assert [a['status'] for a in ctl.json('attendees', number)] == ['accepted', 'declined']
    assert 'accepted' in ctl.text('attendees', 'list', number)
    assert [a['name'] for a in ctl.json('attendees', 'list', '--status', 'accepted')] == ['Ann']

    assert ctl.text('attendees', 'remove', number, 'ann@example.org') == (
        'Removed ann@example.org\n')
    assert [a['name'] for a in ctl.json('attendees', 'list', number)] == ['ben']

    assert ctl.error('attendees', 'add', number, 'ben@example.org') == 'Attendee already exists.'
    assert ctl.error('attendees', 'add', number, 'nobody') == 'email: Invalid email format.'
    assert ctl.error('attendees', 'respond', number, ben['id'], 'perhaps') == (
        'status: Invalid status value.')
    assert ctl.error('attendees', 'remove', number, 987654) == 'Attendee not found.'


def test_reminders(ctl, calendar):
    number = calendar.CreateEvent({**MEETING, 'reminder_set': False})['id']
    assert ctl.text('remind', 'list', number) == 'No reminders\n'
    first = ctl.json('remind', 'add', number, '2h')
    assert first['reminder_time'].startswith('2026-11-19T06:00:00')
    text = ctl.text('remind', 'add', number, '2026-11-19T07:30:00+01:00', 'reminder_type=both')
    assert 'Thursday 19 November, 07:30 (both, planned)' in text

    reminders = ctl.json('remind', 'list', number)
    assert sorted(r['reminder_type'] for r in reminders) == ['both', 'notification']
    assert re.search(rf'^ +{first["id"]}  Thursday 19 November, 07:00  planned  notification$',
                     ctl.text('remind', number), re.MULTILINE)
    assert len(ctl.json('remind', 'list', '--type', 'both')) == 1

    snoozed = ctl.json('remind', 'snooze', first['id'], '30m')
    assert snoozed['state'] == 'snoozed'
    assert snoozed['reminder_time'].startswith('2026-11-18T10:12:00')
    snoozed = ctl.json('remind', 'snooze', first['id'], 'tomorrow-morning')
    assert snoozed['reminder_time'].startswith('2026-11-19T08:00:00')
    assert ctl.text('remind', 'dismiss', first['id']) == f'Dismissed reminder {first["id"]}\n'
    assert ctl.text('remind', 'remove', number, first['id']) == (
        f'Removed reminder {first["id"]}\n')
    assert len(ctl.json('remind', 'list', number)) == 1
    assert ctl.error('remind', 'dismiss', 987654)
    assert ctl.text('remind', 'dismiss-all') == ''
    assert ctl.error('remind', 'dismiss-all', number, code=2)
    assert ctl.error('remind', 'snooze', first['id'], 'soon', code=2).startswith('minutes: ')


def test_calendars(ctl, calendar):
    assert len(ctl.json('calendars')) == 1
    work = ctl.json('calendars', 'create', 'Work', 'color=blue')
    assert (work['name'], work['color'], work['visible']) == ('Work', 'blue', True)
    assert ctl.text('calendars', 'edit', 'work', 'visible=no', 'name=Office') == (
        f'Changed calendar {work["id"]}: Office\n')
    assert re.search(rf'^ +{work["id"]}  Office +blue +hidden$', ctl.text('calendars', 'list'),
                     re.MULTILINE)
    assert ctl.text('calendars', 'delete', 'Office') == 'Deleted calendar Office\n'
    assert len(calendar.ListCalendars()) == 1
    assert ctl.error('calendars', 'edit', 987654, 'name=x')


# Watch

def test_watch(ctl, calendar, watches):
    watch = watches('--json')
    assert watch.wait_json('service', running=True)['version']

    number = calendar.CreateEvent(MEETING)['id']
    assert watch.wait_json('changed', id=number)['event']['title'] == 'Stand-up'
    calendar.UpdateEvent(number, {'title': 'Daily'})
    wait_for(lambda: any('"Daily"' in line for line in watch.lines), 'the new title')
    calendar.DeleteEvent(number)
    watch.wait_json('deleted', id=number)
    calendar.CreateCalendar({'name': 'Work'})
    assert 'Work' in [c['name'] for c in watch.wait_json('calendars')['calendars']]
    assert watch.stop() == 0


def test_watch_for_people(ctl, calendar, watches):
    watch = watches()
    watch.wait(lambda line: line.startswith('service    running, version '), 'the service')
    number = calendar.CreateEvent(MEETING)['id']
    watch.wait(lambda line: line == (
        f'changed    {number}  Stand-up, Thursday 19 November, 09:00 – 09:15'), 'the change')
    assert watch.stop(signal.SIGTERM) == 0


def test_watch_sees_the_service_leave_and_come(service, watches):
    watch = watches('--json')
    watch.wait_json('service', running=True)
    service.kill()
    watch.wait_json('service', running=False)
    watch.lines.clear()

    service.start()
    watch.wait_json('service', running=True)
    number = Calendar(service.sandbox.connection).CreateEvent(MEETING)['id']
    watch.wait_json('changed', id=number)
    assert watch.stop() == 0


def test_watch_ends_with_the_bus(sandbox, watches):
    watch = watches('--json')
    watch.wait_json('service', running=True)
    sandbox.stop_bus()
    assert watch.process.wait(TIMEOUT) == 3


# Errors, help, terminal

def test_what_the_service_refuses(ctl, service, calendar):
    calendar.CreateEvent(MEETING)
    before = service.sandbox.dump_database()
    for arguments, start in (
            (('show', 987654), ''),
            (('edit', 987654, 'title=x'), ''),
            (('delete', 987654), ''),
            (('create', 'x'), 'event_date: '),
            (('create', 'date=today', 'start=10:00'), 'title: '),
            (('create', 'x', 'date=2026-02-31', 'start=10:00'), 'event_date: '),
            (('create', 'x', 'date=today', 'start=10:00', 'end=09:00'), 'end_time: '),
            (('create', 'x', 'date=today', 'start=10:00', 'nonsense=1'), 'nonsense: '),
            (('create', 'x', 'date=today', 'event_date=today', 'start=10:00'), ''),
            (('list', '--type', 'party'), 'type: '),
            (('list', '--from', 'soon'), 'start_date: '),
            (('week', 'soon'), 'date: ')):
        message = ctl.error(*arguments)
        assert message.startswith(start) and 'GDBus' not in message, (arguments, message)
    assert service.sandbox.dump_database() == before


def test_what_makes_no_sense(sandbox):
    ctl = Ctl(sandbox)
    for arguments in (
            ('fly',), ('list', '--nope'), ('show',), ('show', 'x'), ('show', '1', '2'),
            ('create',), ('edit', '1'), ('edit', '1', 'noon'), ('delete',), ('delete', '-5'),
            ('create', 'x', 'all_day=maybe'), ('create', 'a', 'b'),
            ('attendees', 'fly'), ('attendees', 'add', '1'), ('remind', 'add', '1'),
            ('calendars', 'create'), ('import',), ('help', 'fly'), ('list', '--limit'),
            ('list', '--json=yes'), ('upcoming', 'soon')):
        ctl.error(*arguments, code=2)
    for given in ('', '{', '[1]', '{"title": "x"', 'title', '{"title": "\udcff"}'):
        ctl.error('create', '-', code=2, given=given, errors='surrogateescape')
    done = ctl.run(code=2)
    assert done.stdout == '' and 'gnomonctl COMMAND' in done.stderr
    # None of this has asked the bus for anything.
    assert sandbox.owner('org.gnomon.Gnomon.Calendar1') is None


def test_unreachable(sandbox):
    ctl = Ctl(sandbox)
    for file in (sandbox.folder / 'services').glob('org.gnomon.*'):
        file.unlink()
    sandbox.call_bus('ReloadConfig')
    for arguments in (('list',), ('list', '--json'), ('create', 'x', 'date=today', 'start=10:00'),
                      ('watch',), ('export',)):
        assert 'cannot be reached' in ctl.error(*arguments, code=3)
    sandbox.environment['DBUS_SESSION_BUS_ADDRESS'] = f'unix:path={sandbox.folder}/nothing'
    assert 'cannot be reached' in ctl.error('list', code=3)


def test_the_bus_starts_the_service(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    assert Ctl(sandbox).json('list') == []
    assert sandbox.owner('org.gnomon.Gnomon.Calendar1')


def test_help(sandbox):
    ctl = Ctl(sandbox)
    text = ctl.text('help')
    for words in (('--help',), ('help', 'help'), ('help', '--help')):
        assert ctl.text(*words) == text
    commands = re.findall(r'^  ([a-z]+) ', text.split('\nOptions\n')[0].split('Commands\n')[1],
                          re.MULTILINE)
    assert commands[-1] == 'help'
    for command in commands[:-1]:
        page = ctl.text('help', command)
        assert 'Examples' in page and f'gnomonctl {command}' in page
        assert ctl.text(command, '--help') == page
    assert 'snooze' in ctl.text('help', 'remind', 'snooze')
    assert re.fullmatch(r'gnomonctl \d+\.\d+\.\d+\n', ctl.text('--version'))


def run_on_terminal(sandbox, *arguments, **environment):
    ours, theirs = pty.openpty()
    process = subprocess.Popen([CTL, *arguments], stdin=subprocess.DEVNULL, stdout=theirs,
                               env={**sandbox.environment, 'TERM': 'xterm', **environment})
    os.close(theirs)
    output = b''
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        output += part
    os.close(ours)
    assert process.wait(TIMEOUT) == 0
    return output.decode().replace('\r\n', '\n')


def test_colours_are_for_terminals(ctl, calendar, service):
    calendar.CreateEvent(MEETING)
    plain = ctl.text('list')
    assert '\x1b' not in plain
    environment = {'NO_COLOR': ''}
    assert '\x1b[1mStand-up\x1b[0m' in run_on_terminal(service.sandbox, 'list', **environment)
    assert run_on_terminal(service.sandbox, 'list', NO_COLOR='1') == plain
    assert run_on_terminal(service.sandbox, 'list', TERM='dumb', **environment) == plain

    # JSON for a person's eyes is indented, for a program's a line.
    assert '\n    "title" : "Stand-up"' in run_on_terminal(service.sandbox, 'list', '--json')
    assert ctl.text('list', '--json').count('\n') == 1


def test_output_that_cannot_be_written(ctl, calendar):
    calendar.CreateEvent(MEETING)
    with open('/dev/full', 'w', encoding='utf-8') as full:
        done = ctl.sandbox.run(CTL, 'list', capture_output=False, stdout=full,
                               stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == 'gnomonctl: The output could not be written\n'


def test_a_reader_that_has_read_enough(calendar, service):
    """As `gnomonctl list | head -1`: no complaint, and a watch does not go on for nobody."""
    calendar.CreateEvent(MEETING)
    for arguments in (('list',), ('list', '--json'), ('watch',)):
        reading, writing = os.pipe()
        os.close(reading)
        done = service.sandbox.run(CTL, *arguments, capture_output=False, stdout=writing,
                                   stderr=subprocess.PIPE)
        os.close(writing)
        assert done.returncode == -signal.SIGPIPE, arguments
        assert done.stderr == ''


def test_a_watch_whose_output_is_lost(service):
    """Where who started it has the signal ignored, it ends by itself and says why."""
    reading, writing = os.pipe()
    os.close(reading)
    done = service.sandbox.run(CTL, 'watch', capture_output=False, stdout=writing,
                               stderr=subprocess.PIPE, restore_signals=False)
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == 'gnomonctl: The output could not be written\n'
