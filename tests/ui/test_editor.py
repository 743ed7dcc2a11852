# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window with the real service: events come and go on both sides."""

import os
import subprocess

import pytest

from gnomon_testing import TIMEOUT, wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

CHIP = 'push button'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


@pytest.fixture
def dentist(calendar):
    return calendar.CreateEvent({
        'title': 'Dentist', 'event_date': '2026-11-18', 'start_time': '16:30',
        'end_time': '17:30', 'location': 'Main street', 'event_type': 'meeting',
        'description': 'Bring <the> card & https://dentist.example/?a=1&b=2',
        'attendees': '[{"email": "ann@example.org", "name": "Ann Lee"}]'})


def starts(text):
    return lambda name: name.startswith(text)


def event_named(calendar, title):
    found = [e for e in calendar.ListEvents({'search': title}) if e['title'] == title]
    return calendar.GetEvent(found[0]['id']) if found else None


def open_popover(window, title):
    window.press(window.wait_for_node(CHIP, starts(title)))
    window.wait_for_node(CHIP, 'Edit Event')


def open_editor(window, title):
    open_popover(window, title)
    window.press(window.wait_for_node(CHIP, 'Edit Event'))
    return wait_for_editor(window, starts('Edit '))


def day_cell(window, day):
    """The day in the month, not that of the small month beside it."""
    return window.wait_for_node('table cell', starts(day), window.wait_for_node('table', 'Month'))


def wait_for_editor(window, title='New Event'):
    """The editor, with the keyboard's focus: without a window manager nobody gives it that."""
    editor = window.wait_for_node('frame', title)
    window.wait_for_node('text', 'Title', editor)
    window.screen.xdotool('windowfocus', '--sync', window.top_window())
    return editor


def set_field(window, editor, name, text):
    window.set_text(window.wait_for_node('text', name, editor), text)


def focused(window, editor):
    """The role and name of what has the focus in a window, or None."""
    from gi.repository import Atspi, GLib
    for node in window.nodes(within=editor):
        try:
            if (node.get_state_set().contains(Atspi.StateType.FOCUSED)
                    and node.get_role_name() not in ('frame', 'panel', 'filler')):
                return node.get_role_name(), node.get_name()
        except GLib.Error:
            continue
    return None


def tab_to(window, editor, name, limit=30):
    """Go to a widget as one does without a pointer."""
    for _ in range(limit):
        before = focused(window, editor)
        if before and before[0] != 'list item' and before[1] == name:
            return
        window.key('Tab')
        wait_for(lambda: focused(window, editor) not in (before, None), 'the focus moves on')
    raise AssertionError(f'“{name}” is not reached by Tab')


def save(window, editor, button='Save'):
    window.press(window.wait_for_node(CHIP, button, editor))
    window.wait_until_gone('frame', editor.get_name())


def test_event_of_another_program_appears(window, calendar, dentist):
    window.start()
    window.wait_for_node(CHIP, starts('Dentist, 16:30'))

    calendar.CreateEvent({'title': 'Lunch', 'event_date': '2026-11-19', 'start_time': '12:30'})
    window.wait_for_node(CHIP, starts('Lunch, 12:30'))

    calendar.UpdateEvent(dentist['id'], {'title': 'Physio'})
    window.wait_for_node(CHIP, starts('Physio, 16:30'))
    assert not window.node(CHIP, starts('Dentist'))

    calendar.DeleteEvent(dentist['id'])
    window.wait_until_gone(CHIP, starts('Physio'))


def test_event_of_gnomonctl_appears(window, calendar, dentist, sandbox):
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))
    answer = sandbox.run(os.environ['GNOMON_CTL'], 'create', 'Tea', 'event_date=2026-11-20',
                         'start_time=15:00')
    assert answer.returncode == 0, answer.stderr
    window.wait_for_node(CHIP, starts('Tea, 15:00'))


def test_day_is_clicked_and_filled(window, calendar, dentist):
    window.start()
    window.click(day_cell(window, 'Friday 27 November'))
    window.wait_for_node('text', 'New event, in your words')
    window.type('Planning')
    window.press(window.wait_for_node(CHIP, 'Details…'))
    editor = wait_for_editor(window)
    set_field(window, editor, 'Starts: time', '9.15')
    set_field(window, editor, 'Add guest', 'Bo Berg <bo@example.org>, cy@example.org, ')
    window.wait_for_node(CHIP, 'Bo Berg, No answer', editor)
    set_field(window, editor, 'Place', 'Room Ada')
    save(window, editor, 'Add')

    window.wait_for_node(CHIP, starts('Planning, 09:15 to 10:15'))
    event = wait_for(lambda: event_named(calendar, 'Planning'), 'the event is on the bus')
    assert event['event_date'] == '2026-11-27'
    assert (event['start_time'], event['end_time']) == ('09:15', '10:15')
    assert event['location'] == 'Room Ada'
    assert event['attendees_list'] == ['bo@example.org', 'cy@example.org']
    assert event['attendee_records'][0]['name'] == 'Bo Berg'
    assert event['reminder_set'] and event['event_type'] == 'meeting'


def test_keyboard_alone_is_enough(window, calendar, dentist):
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))

    window.key('ctrl+shift+n')
    editor = wait_for_editor(window)
    window.type('Swim')
    tab_to(window, editor, 'Starts: time')
    window.key('ctrl+a')
    window.type('1830')
    window.key('ctrl+Return')
    window.wait_until_gone('frame', editor.get_name())
    event = wait_for(lambda: event_named(calendar, 'Swim'), 'the event is on the bus')
    assert (event['event_date'], event['start_time']) == ('2026-11-18', '18:30')
    assert event['end_time'] == '19:30'


def test_event_is_edited(window, calendar, dentist):
    calendar.Respond(dentist['id'], dentist['attendee_records'][0]['id'], 'accepted')
    window.start()
    editor = open_editor(window, 'Dentist')
    assert window.text(window.wait_for_node('text', 'Starts: time', editor)) == '16:30'
    set_field(window, editor, 'Title', 'Dentist, again')
    set_field(window, editor, 'Ends: time', '6pm')
    save(window, editor)

    window.wait_for_node(CHIP, starts('Dentist, again'))
    event = calendar.GetEvent(dentist['id'])
    assert (event['start_time'], event['end_time']) == ('16:30', '18:00')
    # What was not touched is as it was, the guest's answer too.
    assert event['description'] == dentist['description']
    assert [a['status'] for a in event['attendee_records']] == ['accepted']


def test_end_moves_with_the_start(window, calendar, dentist):
    window.start()
    editor = open_editor(window, 'Dentist')
    set_field(window, editor, 'Starts: time', '23:30')
    wait_for(lambda: window.text(window.wait_for_node('text', 'Ends: time', editor)) == '00:30',
             'the end follows')
    save(window, editor)
    event = calendar.GetEvent(dentist['id'])
    assert (event['event_date'], event['end_date']) == ('2026-11-18', '2026-11-19')
    assert (event['start_time'], event['end_time']) == ('23:30', '00:30')


def test_whole_days(window, calendar, dentist):
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))
    window.key('ctrl+shift+n')
    editor = wait_for_editor(window)
    window.type('Fair')
    tab_to(window, editor, 'All day')
    window.key('space')
    window.wait_until_gone('text', 'Starts: time', editor)
    save(window, editor, 'Add')
    event = wait_for(lambda: event_named(calendar, 'Fair'), 'the event is on the bus')
    assert event['all_day']
    assert (event['event_date'], event['end_date']) == ('2026-11-18', '2026-11-18')


def test_type_hides_what_it_does_not_need(window, calendar, dentist):
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))
    window.key('ctrl+shift+n')
    editor = wait_for_editor(window)
    window.type('Medicine')
    window.wait_for_node('text', 'Add guest', editor)
    tab_to(window, editor, 'Reminder')
    window.key('space')
    window.wait_until_gone('text', 'Add guest', editor)
    window.wait_until_gone('text', 'Place', editor)
    save(window, editor, 'Add')
    event = wait_for(lambda: event_named(calendar, 'Medicine'), 'the event is on the bus')
    assert event['event_type'] == 'reminder'


def test_reminder_is_added(window, calendar, dentist):
    window.start()
    editor = open_editor(window, 'Dentist')
    tab_to(window, editor, 'Add reminder', 40)
    window.key('Return')
    window.press(window.wait_for_node('menu item', '1 day before'))
    window.wait_for_node(CHIP, 'Remove reminder: 1 day before', editor)
    save(window, editor)
    times = [r['reminder_time'] for r in calendar.GetReminders(dentist['id'])]
    assert sorted(times) == ['2026-11-17T15:30:00Z', '2026-11-18T15:15:00Z']


def test_wrong_input_is_told_at_its_field(window, calendar, dentist):
    window.start()
    editor = open_editor(window, 'Dentist')
    set_field(window, editor, 'Ends: time', '16:00')
    window.wait_for_node('label', 'The end must be after the start', editor)
    set_field(window, editor, 'Ends: time', 'soon')
    window.wait_for_node('label', 'This is not a time', editor)
    set_field(window, editor, 'Add guest', 'nobody')
    window.press(window.wait_for_node(CHIP, 'Save', editor))
    window.wait_for_node('label', '“nobody”: This is not an email address', editor)
    assert calendar.GetEvent(dentist['id'])['etag'] == dentist['etag']

    set_field(window, editor, 'Add guest', '')
    set_field(window, editor, 'Ends: time', '17:00')
    wait_for(lambda: not window.node('label', 'This is not a time', editor), 'the error goes')
    save(window, editor)
    assert calendar.GetEvent(dentist['id'])['end_time'] == '17:00'


def test_a_date_is_chosen_in_a_month_of_the_users_weeks(window, calendar, sandbox):
    sandbox.set_setting('week-start', "'saturday'")
    window.start()
    window.key('ctrl+shift+n')
    editor = wait_for_editor(window)
    window.click(window.wait_for_node(CHIP, starts('Starts: date'), editor))
    month = window.wait_for_node('table', 'Choose a date', editor)
    assert window.nodes(None, lambda name: name.endswith('day'), month)[0].get_name() == 'Saturday'
    window.click(window.wait_for_node('table cell', 'Friday 20 November', month))
    window.wait_until_gone('table', 'Choose a date', editor)
    window.wait_for_node(CHIP, 'Starts: date, Fri 20 Nov 2026', editor)


def test_title_is_required(window, calendar, dentist):
    window.start()
    window.key('ctrl+shift+n')
    editor = wait_for_editor(window)
    assert not window.node('label', 'It needs a title', editor)
    window.key('ctrl+Return')
    window.wait_for_node('label', 'It needs a title', editor)
    assert calendar.ListEvents({'search': ''}) and len(calendar.ListEvents({})) == 1
    window.key('Escape')
    window.wait_until_gone('frame', editor.get_name())


def test_change_is_not_lost_by_escape(window, calendar, dentist):
    window.start()
    editor = open_editor(window, 'Dentist')
    set_field(window, editor, 'Place', 'Side street')
    window.key('Escape')
    window.wait_for_node(None, 'Discard changes?')
    window.press(window.wait_for_node(CHIP, starts('Keep Editing')))
    window.wait_until_gone(None, 'Discard changes?')
    assert window.text(window.wait_for_node('text', 'Place', editor)) == 'Side street'
    save(window, editor)
    assert calendar.GetEvent(dentist['id'])['location'] == 'Side street'


def test_a_change_is_discarded_by_keys(window, calendar, dentist):
    """The key that answers belongs to the question while the editor below it goes."""
    window.start()
    editor = open_editor(window, 'Dentist')
    set_field(window, editor, 'Place', 'Side street')
    window.key('Escape')
    window.wait_for_node(None, 'Discard changes?')
    window.focus_top()
    window.tab_to(starts('Discard'))
    window.key('Return')
    window.wait_until_gone('frame', editor.get_name())
    assert calendar.GetEvent(dentist['id'])['location'] == dentist['location']
    window.focus()
    window.wait_for_focus(starts('Dentist'))


def test_change_of_somebody_else_is_not_overwritten(window, calendar, dentist):
    window.start()
    editor = open_editor(window, 'Dentist')
    set_field(window, editor, 'Place', 'Side street')
    calendar.UpdateEvent(dentist['id'], {'title': 'Physio'})
    window.wait_for_node('label', starts('This event was changed elsewhere'), editor)
    # Only what was changed here is sent: the other's title stays.
    window.press(window.wait_for_node(CHIP, 'Save My Changes Anyway', editor))
    window.wait_until_gone('frame', editor.get_name())
    event = calendar.GetEvent(dentist['id'])
    assert (event['title'], event['location']) == ('Physio', 'Side street')


def test_what_is_not_on_the_screen_yet_is_not_pressed(window, calendar, dentist):
    # The bar slides in so slowly that it never comes.
    window.start(GTK_SLOWDOWN='1e30')
    editor = open_editor(window, 'Dentist')
    set_field(window, editor, 'Place', 'Side street')
    calendar.UpdateEvent(dentist['id'], {'title': 'Physio'})
    # The button is in the tree, and says that it can be pressed.
    button = window.wait_for_node(CHIP, 'Save My Changes Anyway', editor)
    assert not window.try_to_press(button)


def test_guests_and_reminders_are_changed(window, calendar, dentist):
    calendar.AddReminder(dentist['id'], {'minutes_before': 1440})
    window.start()
    editor = open_editor(window, 'Dentist')
    window.press(window.wait_for_node(CHIP, 'Remove reminder: 1 day before', editor))
    window.wait_until_gone('list item', '1 day before', editor)
    set_field(window, editor, 'Add guest', 'bo@example.org,')
    window.wait_for_node(CHIP, 'bo, No answer', editor)
    save(window, editor)
    event = calendar.GetEvent(dentist['id'])
    assert event['attendees_list'] == ['ann@example.org', 'bo@example.org']
    assert len(calendar.GetReminders(dentist['id'])) == 1


def test_popover_tells_and_deletes(window, calendar, dentist):
    window.start()
    open_popover(window, 'Dentist')
    window.wait_for_node('label', 'Wednesday 18 November, 16:30–17:30')
    window.wait_for_node('label', 'In 6 hours')
    window.wait_for_node(None, 'Ann Lee, No answer')
    # Markup in it is text.
    window.wait_for_node('label', 'Bring <the> card & https://dentist.example/?a=1&b=2')
    # Nobody asks the user: no answer is offered.
    assert not window.node(None, 'Your answer')

    deleted = calendar.watch('EventsChanged')
    window.press(window.wait_for_node(CHIP, 'Delete Event'))
    window.wait_until_gone(CHIP, starts('Dentist'))
    window.wait_for_node('label', '“Dentist” deleted')
    deleted.wait_for(lambda now, changed, gone: dentist['id'] in gone)
    assert calendar.ListEvents({}) == []


def test_popover_has_what_the_menu_has(window, calendar, dentist):
    window.start()
    open_popover(window, 'Dentist')
    window.tab_to('More Actions')
    window.key('Return')
    window.press(window.wait_for_node('menu item', 'Duplicate'))
    wait_for(lambda: len(calendar.ListEvents({'search': 'Dentist'})) == 2, 'there is a copy')


def test_invitation_is_answered(window, sandbox, calendar):
    sandbox.set_setting('own-addresses', "['me@example.org']")
    event = calendar.CreateEvent({
        'title': 'Review', 'event_date': '2026-11-18', 'start_time': '15:00',
        'organizer': 'ann@example.org', 'attendees': 'ann@example.org, me@example.org'})
    window.start()
    open_popover(window, 'Review')
    window.wait_for_node(None, 'Your answer')
    window.key('1')
    wait_for(lambda: 'accepted' in [a['status'] for a in calendar.GetAttendees(event['id'])],
             'the answer is on the bus')
    window.wait_for_node('label', starts('2 guests · 1 going'))


def test_change_reaches_watch(window, calendar, dentist, sandbox):
    window.start()
    window.wait_for_node(CHIP, starts('Dentist'))
    watch = subprocess.Popen([os.environ['GNOMON_CTL'], 'watch'], env=sandbox.environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        os.set_blocking(watch.stdout.fileno(), False)
        seen = []

        def look(text):
            seen.append(watch.stdout.read() or b'')
            return text.encode() in b''.join(seen)

        # It is known to listen once it tells of a change that is made here.
        def listens():
            calendar.UpdateEvent(dentist['id'], {'location': f'Street {len(seen)}'})
            return look('Dentist')

        wait_for(listens, 'gnomonctl watch listens')
        editor = open_editor(window, 'Dentist')
        set_field(window, editor, 'Title', 'Orthodontist')
        save(window, editor)
        wait_for(lambda: look('Orthodontist'), 'gnomonctl watch tells of the edit')
    finally:
        watch.terminate()
        watch.wait(TIMEOUT)
        watch.stdout.close()


def test_file_is_opened(window, calendar, dentist, tmp_path):
    path = tmp_path / 'concert.ics'
    path.write_text('\r\n'.join([
        'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example.org//EN', 'BEGIN:VEVENT',
        'UID:concert@example.org', 'DTSTAMP:20261101T000000Z',
        'DTSTART;TZID=Europe/Berlin:20261120T200000', 'DTEND;TZID=Europe/Berlin:20261120T220000',
        'SUMMARY:Concert', 'END:VEVENT', 'END:VCALENDAR', '']))
    window.start(path)
    # What it holds is shown before it comes in.
    window.press(window.wait_for_node(CHIP, 'Import'))
    window.wait_for_node(CHIP, starts('Concert, 20:00 to 22:00'))
    event = event_named(calendar, 'Concert')
    assert (event['uid'], event['timezone']) == ('concert@example.org', 'Europe/Berlin')
