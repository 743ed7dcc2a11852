# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor and the popover of what repeats: rules, scopes, and what the model makes of them."""

import pathlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gnomon_testing import wait_for

# Wednesday, 10:42 in Berlin.
NOW = '2026-11-18T09:42:00Z'

BUTTON = 'push button'
BERLIN = ZoneInfo('Europe/Berlin')


@pytest.fixture
def sandbox(sandbox):
    sandbox.environment['GNOMON_CLOCK'] = NOW
    return sandbox


def starts(text):
    return lambda name: name.startswith(text)


def add(calendar, title, date, rrule, **values):
    return calendar.CreateEvent({'title': title, 'event_date': date, 'start_time': '10:30',
                                 'end_time': '11:30', 'rrule': rrule, **values})['id']


def occurrences(calendar, title):
    """Day and time of what has a title, in two months."""
    found = calendar.ListOccurrences(1793487600, 1798758000, {})
    return [datetime.fromtimestamp(starts_at, BERLIN).strftime('%Y-%m-%dT%H:%M')
            for _, _, starts_at, _, _, name, *_ in found if name == title]


def open_editor(window, chip):
    window.press(window.wait_for_node(BUTTON, starts(chip)))
    window.press(window.wait_for_node(BUTTON, 'Edit Event'))
    editor = window.wait_for_node('frame', starts('Edit '))
    window.wait_for_node('text', 'Title', editor)
    window.focus_top()
    return editor


def new_editor(window):
    window.wait_for_node(BUTTON, 'New Event')
    window.focus()
    window.key('ctrl+shift+n')
    editor = window.wait_for_node('frame', 'New Event')
    window.wait_for_node('text', 'Title', editor)
    window.focus_top()
    return editor


def unfold(window, editor):
    window.click(window.wait_for_node('label', 'Repeats', editor))
    return window.wait_for_node('combo box', 'Repeat', editor)


def choose(window, editor, row, choice):
    """Open a drop-down with the pointer, and go to the choice by the keyboard."""
    combo = window.wait_for_node('combo box', row, editor)
    window.click(combo)
    popover = window.wait_for_node('scroll pane', None, combo)
    labels = [node.get_name() for node in window.nodes('label', None, popover)]
    window.key('Home', *['Down'] * labels.index(choice), 'Return')
    window.wait_until_gone('scroll pane', None, combo)


def save(window, editor, button='Save'):
    window.press(window.wait_for_node(BUTTON, button, editor))


def answer_scope(window, question, choice, answer):
    dialog = window.wait_for_node('dialog', question)
    window.click(window.wait_for_node('check box', choice, dialog))
    window.press(window.wait_for_node(BUTTON, starts(answer), dialog))


def test_the_popover_says_how_an_event_repeats(window, calendar):
    add(calendar, 'Choir', '2026-11-04', 'FREQ=WEEKLY;INTERVAL=2')
    window.start()
    window.press(window.wait_for_node(BUTTON, starts('Choir, 10:30 to 11:30, Wednesday 18')))
    window.wait_for_node('label', 'Wednesday 18 November, 10:30–11:30')
    window.wait_for_node('label', lambda name: name.endswith('· every 2 weeks on Wednesday'))


def test_one_occurrence_is_changed_in_the_editor(window, calendar):
    add(calendar, 'Choir', '2026-11-04', 'FREQ=WEEKLY')
    window.start()
    editor = open_editor(window, 'Choir, 10:30 to 11:30, Wednesday 18')
    window.wait_for_node('label', 'Every week on Wednesday', editor)
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Concert')
    save(window, editor)
    answer_scope(window, 'Change repeating event?', 'Only 18 November', 'Change')
    wait_for(lambda: occurrences(calendar, 'Concert') == ['2026-11-18T10:30'], 'one is changed')
    assert '2026-11-11T10:30' in occurrences(calendar, 'Choir')
    assert '2026-11-18T10:30' not in occurrences(calendar, 'Choir')

    # All of it is one step back.
    window.wait_for_node('label', '“Concert” changed')
    window.press(window.wait_for_node(BUTTON, starts('Undo')))
    wait_for(lambda: '2026-11-18T10:30' in occurrences(calendar, 'Choir'), 'it is undone')
    assert occurrences(calendar, 'Concert') == []


def test_later_ones_are_changed_in_the_editor(window, calendar):
    add(calendar, 'Choir', '2026-11-04', 'FREQ=WEEKLY;COUNT=5')
    window.start()
    editor = open_editor(window, 'Choir, 10:30 to 11:30, Wednesday 18')
    window.wait_for_node('label', 'Every week on Wednesday, 5 times · until 2 December', editor)
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Orchestra')
    save(window, editor)
    dialog = window.wait_for_node('dialog', 'Change repeating event?')
    window.wait_for_node('label', '1 event', dialog)
    window.click(window.wait_for_node('check box', 'All events, also past ones', dialog))
    window.wait_for_node('label', '5 events, 3 have begun', dialog)
    window.click(window.wait_for_node('check box', '18 November and later', dialog))
    window.wait_for_node('label', '3 events, 1 has begun', dialog)
    window.press(window.wait_for_node(BUTTON, starts('Change'), dialog))
    wait_for(lambda: occurrences(calendar, 'Orchestra')
             == [f'2026-{day}T10:30' for day in ('11-18', '11-25', '12-02')],
             'later ones are changed')
    assert occurrences(calendar, 'Choir') == ['2026-11-04T10:30', '2026-11-11T10:30']


def test_a_rule_is_never_changed_of_one_occurrence(window, calendar):
    add(calendar, 'Choir', '2026-11-04', 'FREQ=WEEKLY')
    window.start()
    editor = open_editor(window, 'Choir, 10:30 to 11:30, Wednesday 18')
    unfold(window, editor)
    choose(window, editor, 'Repeat', 'Every 2 weeks on Wednesday')
    save(window, editor)
    dialog = window.wait_for_node('dialog', 'Change repeating event?')
    from gi.repository import Atspi
    only = window.wait_for_node('check box', 'Only 18 November', dialog)
    assert not only.get_state_set().contains(Atspi.StateType.SENSITIVE)
    answer_scope(window, 'Change repeating event?', '18 November and later', 'Change')
    wait_for(lambda: occurrences(calendar, 'Choir')
             == [f'2026-{day}T10:30'
                 for day in ('11-04', '11-11', '11-18', '12-02', '12-16', '12-30')],
             'every second one is left')


def test_a_new_event_repeats(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '')
    window.start()
    window.wait_for_node(BUTTON, starts('Dentist'))
    editor = new_editor(window)
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Choir')
    unfold(window, editor)
    choose(window, editor, 'Repeat', 'Every third Wednesday of the month')
    window.wait_for_node('label', 'Every third Wednesday of the month', editor)
    choose(window, editor, 'Ends', 'After a number of times')
    window.wait_for_node(
        'label', 'Every third Wednesday of the month, 10 times · until 18 August 2027', editor)
    save(window, editor, 'Add')
    wait_for(lambda: calendar.ListEvents({'search': 'Choir'}), 'it is stored')
    event = calendar.ListEvents({'search': 'Choir'})[0]
    assert event['rrule'] == 'FREQ=MONTHLY;COUNT=10;BYDAY=3WE'


def test_a_rule_without_words_is_kept(window, calendar):
    rule = 'FREQ=DAILY;BYHOUR=10,14;COUNT=8'
    event = add(calendar, 'Pills', '2026-11-18', rule)
    window.start()
    editor = open_editor(window, 'Pills, 10:30 to 11:30, Wednesday 18')
    window.wait_for_node('label', starts('Custom rule: FREQ=DAILY'), editor)
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Vitamins')
    save(window, editor)
    answer_scope(window, 'Change repeating event?', 'All events, also past ones', 'Change')
    wait_for(lambda: calendar.GetEvent(event)['title'] == 'Vitamins', 'it is stored')
    assert calendar.GetEvent(event)['rrule'] == rule


def test_an_occurrence_is_deleted_from_its_popover(window, calendar):
    add(calendar, 'Choir', '2026-11-04', 'FREQ=WEEKLY')
    window.start()
    window.press(window.wait_for_node(BUTTON, starts('Choir, 10:30 to 11:30, Wednesday 18')))
    window.press(window.wait_for_node(BUTTON, 'Delete Event'))
    answer_scope(window, 'Delete repeating event?', 'Only 18 November', 'Delete')
    wait_for(lambda: '2026-11-18T10:30' not in occurrences(calendar, 'Choir'), 'it is deleted')
    assert '2026-11-25T10:30' in occurrences(calendar, 'Choir')


def draft_of(sandbox):
    return pathlib.Path(sandbox.environment['XDG_STATE_HOME']) / 'gnomon' / 'draft'


def test_a_crash_loses_nothing(window, calendar, sandbox):
    event = add(calendar, 'Dentist', '2026-11-18', '')
    window.start()
    editor = open_editor(window, 'Dentist')
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Dentist, at last')
    window.set_text(window.wait_for_node('text', 'Notes', editor), 'Ask about the tooth')
    draft = draft_of(sandbox)
    wait_for(lambda: draft.exists() and 'tooth' in draft.read_text(), 'the draft is written')

    window.process.kill()
    window.process.wait()
    window.process = None
    window.start()
    window.wait_for_node('label', 'You were editing “Dentist, at last”')
    window.press(window.wait_for_node(BUTTON, 'Restore'))
    editor = window.wait_for_node('frame', starts('Edit '))
    title = window.wait_for_node('text', 'Title', editor)
    wait_for(lambda: window.text(title) == 'Dentist, at last', 'the title is there again')
    window.set_text(window.wait_for_node('text', 'Place', editor), 'Main street')
    save(window, editor)
    wait_for(lambda: calendar.GetEvent(event)['location'] == 'Main street', 'it is saved')
    assert calendar.GetEvent(event)['title'] == 'Dentist, at last'
    assert calendar.GetEvent(event)['description'] == 'Ask about the tooth'
    wait_for(lambda: not draft.exists(), 'the draft is gone')


def test_a_draft_is_thrown_away(window, calendar, sandbox):
    add(calendar, 'Dentist', '2026-11-18', '')
    draft = draft_of(sandbox)
    draft.parent.mkdir(parents=True)
    draft.write_text("(int64 0, '', {'title': <'Tea'>})")
    window.start()
    window.wait_for_node('label', 'You were editing “Tea”')
    window.press(window.wait_for_node(BUTTON, 'Discard'))
    window.wait_until_gone('label', 'You were editing “Tea”')
    assert not draft.exists()


def test_what_else_is_then_and_a_free_time(window, calendar):
    add(calendar, 'Dentist', '2026-11-18', '', start_time='14:00', end_time='15:00')
    window.start()
    window.wait_for_node(BUTTON, starts('Dentist'))
    editor = new_editor(window)
    window.set_text(window.wait_for_node('text', 'Title', editor), 'Tea')
    assert not window.node('label', starts('Overlaps'), editor)
    window.set_text(window.wait_for_node('text', 'Starts: time', editor), '14:30')
    window.wait_for_node('label', 'Overlaps “Dentist”', editor)
    window.wait_for_node('label', '14:00–15:00', editor)
    window.wait_for_node(BUTTON, 'Find a Time', editor)
    # The button that is pressed lies in the one of the menu.
    window.press(window.nodes(BUTTON, 'Find a Time', editor)[-1])
    window.press(window.wait_for_node('menu item', 'Wed 18 November, 15:00'))
    window.wait_until_gone('label', 'Overlaps “Dentist”', editor)
    start = window.wait_for_node('text', 'Starts: time', editor)
    wait_for(lambda: window.text(start) == '15:00', 'the start is the free time')
    end = window.wait_for_node('text', 'Ends: time', editor)
    wait_for(lambda: window.text(end) == '16:00', 'the end goes along')


def test_exceptions_are_brought_back(window, calendar):
    event = add(calendar, 'Choir', '2026-11-04', 'FREQ=WEEKLY;COUNT=5',
                exdate=['20261111T103000', '20261125T103000'])
    calendar.UpdateOccurrence(event, '2026-12-02T10:30:00', {'title': 'Concert'}, 'this')
    assert occurrences(calendar, 'Choir') == ['2026-11-04T10:30', '2026-11-18T10:30']
    window.start()
    editor = open_editor(window, 'Choir, 10:30 to 11:30, Wednesday 18')
    window.wait_for_node('label', '3 dates are not as the rule says', editor)
    window.click(window.wait_for_node('label', 'Exceptions', editor))
    window.press(window.wait_for_node(BUTTON, 'Bring back Wednesday 25 November, 10:30', editor))
    window.press(window.wait_for_node(BUTTON, 'Bring back Wednesday 2 December, 10:30', editor))
    window.wait_for_node('label', '1 date is not as the rule says', editor)
    save(window, editor)
    wait_for(lambda: occurrences(calendar, 'Choir')
             == [f'2026-{day}T10:30' for day in ('11-04', '11-18', '11-25', '12-02')],
             'two are back')
    assert occurrences(calendar, 'Concert') == []

    # It is one step, of the exceptions and of what was changed.
    calendar.Undo()
    assert occurrences(calendar, 'Concert') == ['2026-12-02T10:30']
    assert occurrences(calendar, 'Choir') == ['2026-11-04T10:30', '2026-11-18T10:30']


def test_quitting_keeps_what_is_typed(window, calendar, sandbox):
    """Also what was typed just before: it is offered at the next start."""
    window.start()
    window.key('ctrl+shift+n')
    window.wait_for_node('text', 'Title', window.wait_for_node('frame', 'New Event'))
    window.focus_top()
    window.wait_for_focus('Title')
    window.screen.xdotool('type', '--delay', 5, 'Dinner for two')
    window.key('ctrl+q')
    assert window.process.wait(20) == 0
    window.process = None
    assert not calendar.ListEvents({})
    window.start()
    window.wait_for_node('label', 'You were editing “Dinner for two”')
