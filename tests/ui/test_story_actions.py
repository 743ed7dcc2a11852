# SPDX-License-Identifier: GPL-3.0-or-later
"""The story as a screen reader would do it: by what widgets say that one can do with them.

Texts are set, buttons and menu items are pressed. The toolkit gives rows, drop-downs and choices
no action, so that these are taken by keyboard, and nothing is dragged: what moves, moves by its
fields.
"""

import pytest

from gnomon_story import (
    BUTTON, CHECK, FRIDAY, MENU_ITEM, PHRASE, TEXT, Story, prepare, starts)
from gnomon_testing import wait_for


@pytest.fixture
def story(window, sandbox, calendar, tmp_path):
    prepare(sandbox, calendar)
    window.start()
    return Story(window, calendar, tmp_path)


def press(window, role, name, within=None):
    """Do the first action of what is called so. A button of a menu has it in the button within.

    Tried, not asked for: to be asked how many actions there are loses memory in the toolkit.
    """
    from gi.repository import GLib

    def do():
        for node in window.nodes(role, name, within):
            try:
                if window.try_to_press(node):
                    return True
            except GLib.Error:
                continue
        return False
    wait_for(do, f'{role} “{name}” can be pressed')


def is_checked(node):
    from gi.repository import Atspi
    return node.get_state_set().contains(Atspi.StateType.CHECKED)


def press_in_menu(window, name):
    press(window, BUTTON, 'Open Menu')
    press(window, MENU_ITEM, name)


def open_editor(window, chip):
    press(window, BUTTON, starts(chip))
    press(window, BUTTON, 'Edit Event')
    editor = window.wait_for_node('frame', 'Edit Meeting')
    window.wait_for_node(TEXT, 'Title', editor)
    window.focus_top()
    return editor


def save(window, editor):
    press(window, BUTTON, 'Save', editor)


def is_closed(window):
    window.wait_until_gone('frame', 'Edit Meeting')
    window.focus()


def make(story):
    window = story.window
    story.wait_for_chip('Dentist')
    press(window, BUTTON, 'New Event')
    window.set_text(window.wait_for_node(TEXT, PHRASE), 'Planning tomorrow 9:00-10:30')
    press(window, BUTTON, 'Add')
    story.is_made()


def edit(story):
    window = story.window
    editor = open_editor(window, 'Planning, ')
    window.set_text(window.wait_for_node(TEXT, 'Title', editor), 'Planning day')
    window.set_text(window.wait_for_node(TEXT, 'Place', editor), 'Room Ada')
    save(window, editor)
    is_closed(window)
    story.is_edited()


def invite(story):
    window = story.window
    editor = open_editor(window, 'Planning day, ')
    window.set_text(window.wait_for_node(TEXT, 'Add guest', editor), 'ann@example.org')
    press(window, BUTTON, 'Add guest', editor)
    window.wait_for_node(BUTTON, 'ann, No answer', editor)
    save(window, editor)
    is_closed(window)
    story.has_guest()


def repeat(story):
    window = story.window
    editor = open_editor(window, 'Planning day, ')
    window.tab_to('Repeats', editor)
    window.key('Return')
    window.tab_to('Repeat', editor)
    window.key('Return')
    window.wait_for_node('scroll pane', None, window.node('combo box', 'Repeat', editor))
    window.key('Down', 'Return')
    window.wait_for_node('label', 'Every day', editor)
    save(window, editor)
    is_closed(window)
    story.repeats()


def move_one(story):
    window = story.window
    editor = open_editor(window, FRIDAY)
    window.set_text(window.wait_for_node(TEXT, 'Starts: time', editor), '09:15')
    end = window.wait_for_node(TEXT, 'Ends: time', editor)
    wait_for(lambda: window.text(end) == '10:45', 'the end goes along')
    save(window, editor)
    dialog = window.wait_for_node('dialog', 'Change repeating event?')
    assert is_checked(window.node(CHECK, 'Only 20 November', dialog))
    press(window, BUTTON, starts('Change'), dialog)
    window.wait_until_gone('dialog', 'Change repeating event?')
    is_closed(window)
    story.one_is_moved()


def undo_and_redo(story):
    window = story.window
    press(window, BUTTON, starts('Undo'))
    story.is_moved_back()
    press_in_menu(window, starts('Redo '))
    story.one_is_moved()


def find(story):
    from gnomon_screen import has_focus
    window = story.window
    press(window, BUTTON, 'Search')
    # A button takes a moment until it is clicked, and the entry is in the tree before.
    entry = window.wait_for_node('entry', 'Search')
    wait_for(lambda: has_focus(entry), 'the search has the focus')
    window.set_text(entry, 'ada')
    story.is_found()
    press(window, BUTTON, 'Done')
    # The week is in the tree all the while; a button takes a moment here, too.
    wait_for(lambda: not has_focus(entry), 'the search ends')


def print_it(story):
    window = story.window
    press_in_menu(window, 'Save as PDF…')
    window.set_text(window.wait_for_node(TEXT, 'Name:'), str(story.pdf))
    press(window, BUTTON, starts('_Save'))
    window.wait_until_alone()
    story.is_printed()


def delete(story):
    window = story.window
    press(window, BUTTON, starts('Planning day, 09:00 to 10:30, Saturday'))
    press(window, BUTTON, 'Delete Event')
    dialog = window.wait_for_node('dialog', 'Delete repeating event?')
    window.focus_top()
    window.tab_to('All events, also past ones', dialog, key='Down')
    press(window, BUTTON, starts('Delete'), dialog)
    window.wait_until_gone('dialog', 'Delete repeating event?')
    story.is_deleted()


def restore(story):
    window = story.window
    press_in_menu(window, 'Recently Deleted')
    trash = window.wait_for_node('frame', 'Recently Deleted')
    press(window, BUTTON, 'Restore “Planning day”', trash)
    window.wait_for_node('label', '“Planning day” is back')
    press(window, BUTTON, 'Close', trash)
    window.wait_until_gone('frame', 'Recently Deleted')
    story.is_restored()


def test_story(story):
    make(story)
    edit(story)
    invite(story)
    repeat(story)
    move_one(story)
    undo_and_redo(story)
    find(story)
    if story.can_print():
        print_it(story)
    delete(story)
    restore(story)
