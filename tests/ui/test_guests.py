# SPDX-License-Identifier: GPL-3.0-or-later
"""The guests in the editor: who may be meant, many at once, answers, known times; and what of them
and of the reminders outlives a crash.
"""

import pathlib

import pytest

from gnomon_testing import wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

BUTTON = 'push button'
FIELD = 'Add guest'


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def starts(text):
    return lambda name: name.startswith(text)


def add(calendar, title, start, **more):
    return calendar.CreateEvent({'title': title, 'event_date': '2026-11-18', 'start_time': start,
                                 **more})


@pytest.fixture
def choir(calendar):
    return add(calendar, 'Choir', '14:00', end_time='15:00', attendees=(
        '[{"email": "ann@example.org", "name": "Ann Lee"},'
        ' {"email": "bo@example.org", "name": "Bo Berg"}]'))


def open_editor(window, title):
    window.press(window.wait_for_node(BUTTON, starts(title)))
    window.press(window.wait_for_node(BUTTON, 'Edit Event'))
    return wait_for_editor(window)


def wait_for_editor(window, name=starts('Edit ')):
    editor = window.wait_for_node('frame', name)
    window.wait_for_node('text', FIELD, editor)
    window.focus_top()
    window.wait_for_focus('Title', editor)
    return editor


def field_of(window, editor):
    return window.wait_for_node('text', FIELD, editor)


def save(window, editor):
    name = editor.get_name()
    window.key('ctrl+Return')
    window.wait_until_gone('frame', name)


def test_names_are_completed_by_keyboard(window, calendar, choir):
    event = add(calendar, 'Dentist', '16:30')
    window.start()
    editor = open_editor(window, 'Dentist')
    window.tab_to(FIELD, editor)
    window.type('be')
    window.wait_for_node('list item', 'Add Bo Berg, bo@example.org', editor)
    # Whoever does not look at the list goes on typing; who does goes to it, and back.
    window.key('BackSpace', 'BackSpace')
    window.type('a')
    window.wait_for_node('list item', 'Add Ann Lee, ann@example.org', editor)
    window.wait_until_gone('list item', starts('Add Bo Berg'), editor)
    window.key('Down')
    window.wait_for_focus('Add Ann Lee, ann@example.org', editor)
    window.key('Up')
    window.wait_for_focus(FIELD, editor)
    window.key('Down')
    window.wait_for_focus('Add Ann Lee, ann@example.org', editor)
    window.key('Return')
    window.wait_for_node(BUTTON, 'Ann Lee, No answer', editor)
    window.wait_for_focus(FIELD, editor)
    assert window.text(field_of(window, editor)) == ''

    # Enter after a part of a name takes the first who is offered; who is invited is not.
    window.type('b')
    window.wait_for_node('list item', starts('Add Bo Berg'), editor)
    assert not window.node('list item', starts('Add Ann'), editor)
    window.key('Return')
    window.wait_for_node(BUTTON, 'Bo Berg, No answer', editor)
    save(window, editor)
    assert [a['name'] for a in calendar.GetAttendees(event['id'])] == ['Ann Lee', 'Bo Berg']


def test_escape_takes_only_the_offers_away(window, calendar, choir):
    add(calendar, 'Dentist', '16:30')
    window.start()
    editor = open_editor(window, 'Dentist')
    window.tab_to(FIELD, editor)
    window.type('ann')
    window.wait_for_node('list item', starts('Add Ann Lee'), editor)
    window.key('Escape')
    window.wait_until_gone('list item', starts('Add Ann Lee'), editor)
    window.wait_for_focus(FIELD, editor)
    assert window.text(field_of(window, editor)) == 'ann'


def test_many_are_pasted_and_answer(window, calendar, choir):
    event = add(calendar, 'Dentist', '16:30')
    window.start()
    editor = open_editor(window, 'Dentist')
    window.set_text(field_of(window, editor),
                    'Ann Lee <ann@example.org>; cy@example.org, "Berg, Bo" <bo@example.org>\n')
    for name in ('Ann Lee', 'cy', 'Berg, Bo'):
        window.wait_for_node(BUTTON, f'{name}, No answer', editor)
    window.wait_for_node('label', '3 guests · 3 waiting. Gnomon sends no invitations.', editor)

    window.tab_to('cy, No answer', editor)
    window.key('space')
    window.press(window.wait_for_node('menu item', 'Maybe'))
    window.wait_for_node('label', '3 guests · 1 maybe, 2 waiting. Gnomon sends no invitations.',
                         editor)
    window.focus_top()
    save(window, editor)
    answers = {a['email']: a['status'] for a in calendar.GetAttendees(event['id'])}
    assert answers == {'ann@example.org': 'pending', 'cy@example.org': 'tentative',
                       'bo@example.org': 'pending'}


def test_several_are_typed_in_one_go(window, calendar, choir):
    """A comma makes a guest of what was typed, and leaves the keyboard where it was."""
    window.start()
    editor = open_editor(window, 'Choir')
    window.click(field_of(window, editor))
    window.wait_for_focus(FIELD, editor)
    window.type('Cy Dee <cy@example.org>, di@example.org, ed')
    window.wait_for_focus(FIELD, editor)
    wait_for(lambda: window.text(field_of(window, editor)).strip() == 'ed', 'the rest stays')
    window.type('@example.org')
    window.key('Return')
    wait_for(lambda: window.text(field_of(window, editor)) == '', 'the third is taken')
    save(window, editor)
    emails = [guest['email'] for guest in calendar.GetAttendees(choir['id'])]
    assert emails == [f'{name}@example.org' for name in ('ann', 'bo', 'cy', 'di', 'ed')]


def test_known_times_are_told(window, calendar, choir):
    add(calendar, 'Dentist', '16:30', attendees='ann@example.org, cy@example.org')
    window.start()
    editor = open_editor(window, 'Dentist')
    # The other event of Ann's; not this one, and nothing of who has no other.
    window.wait_for_node('label', 'Busy 14:00–15:00', editor)
    assert len(window.nodes('label', starts('Busy '), editor)) == 1


def test_an_event_is_not_in_its_own_way(window, calendar):
    add(calendar, 'Dentist', '14:00', end_time='15:00', attendees='ann@example.org')
    add(calendar, 'Tea', '14:30', end_time='14:45')
    window.start()
    editor = open_editor(window, 'Dentist')
    window.wait_for_node('label', 'Overlaps “Tea”', editor)
    window.press(window.nodes(BUTTON, 'Find a Time', editor)[-1])
    window.wait_for_node('menu item', 'Wed 18 November, 14:45')
    window.key('Escape')
    window.wait_until_gone('menu item', 'Wed 18 November, 14:45')

    # Of several it says which: the time of one of them told nothing.
    add(calendar, 'Q&A', '14:15', end_time='14:45')
    title = window.wait_for_node('text', 'Title', editor)
    window.set_text(title, 'Dentist at last')
    window.wait_for_node('label', 'Overlaps 2 events', editor)
    window.wait_for_node('label', 'Q&A, Tea', editor)


def test_guests_of_one_occurrence_are_changed_again(window, calendar):
    event = add(calendar, 'Choir', '14:00', rrule='FREQ=DAILY;COUNT=3')
    calendar.UpdateOccurrence(event['id'], '2026-11-18T14:00:00', {'title': 'Concert'}, 'this')
    window.start()
    for guest in ('ann', 'bo'):
        editor = open_editor(window, 'Concert')
        window.set_text(field_of(window, editor), f'{guest}@example.org, ')
        window.wait_for_node(BUTTON, f'{guest}, No answer', editor)
        window.press(window.wait_for_node(BUTTON, 'Save', editor))
        dialog = window.wait_for_node('dialog', 'Change repeating event?')
        window.press(window.wait_for_node(BUTTON, starts('Change'), dialog))
        window.wait_until_gone('frame', editor.get_name())
        window.focus()
    one = calendar.GetOccurrence(event['id'], '2026-11-18T14:00:00')
    assert one['attendees_list'] == ['ann@example.org', 'bo@example.org']
    assert calendar.GetEvent(event['id'])['attendees_list'] == []


def test_a_crash_takes_no_guest_and_no_reminder(window, calendar, sandbox, choir):
    event = add(calendar, 'Dentist', '16:30', attendees='ann@example.org')
    calendar.AddReminder(event['id'], {'minutes_before': 1440})
    window.start()
    editor = open_editor(window, 'Dentist')
    window.press(window.wait_for_node(BUTTON, 'Remove reminder: 1 day before', editor))
    window.tab_to('Add reminder', editor)
    window.key('Return')
    window.press(window.wait_for_node('menu item', '2 hours before'))
    window.wait_for_node(BUTTON, 'Remove reminder: 2 hours before', editor)
    window.set_text(field_of(window, editor), 'cy@exam')
    draft = pathlib.Path(sandbox.environment['XDG_STATE_HOME']) / 'gnomon' / 'draft'
    wait_for(lambda: draft.exists() and 'cy@exam' in draft.read_text()
             and '120' in draft.read_text(), 'the draft is written')

    window.process.kill()
    window.process.wait()
    window.process = None
    window.start()
    window.press(window.wait_for_node(BUTTON, 'Restore'))
    editor = wait_for_editor(window)
    window.wait_for_node(BUTTON, 'Remove reminder: 2 hours before', editor)
    assert not window.node(BUTTON, 'Remove reminder: 1 day before', editor)
    assert window.text(field_of(window, editor)) == 'cy@exam'
    window.set_text(field_of(window, editor), 'cy@example.org')
    save(window, editor)
    reminders = sorted(r['reminder_time'] for r in calendar.GetReminders(event['id']))
    assert reminders == ['2026-11-18T13:30:00Z', '2026-11-18T15:15:00Z']
    assert [a['email'] for a in calendar.GetAttendees(event['id'])] == [
        'ann@example.org', 'cy@example.org']
