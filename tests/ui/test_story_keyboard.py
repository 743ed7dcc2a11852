# SPDX-License-Identifier: GPL-3.0-or-later
"""The story by keyboard alone: only keys, and the focus is looked at after each step."""

import pytest

from gnomon_story import (
    BUTTON, FRIDAY, MENU_ITEM, MOVED, PHRASE, TEXT, THURSDAY, Story, prepare, starts)


@pytest.fixture
def story(window, sandbox, calendar, tmp_path):
    prepare(sandbox, calendar)
    window.start()
    return Story(window, calendar, tmp_path)


def dialog(window, role, name, focus):
    """What has opened, with the focus where it belongs."""
    node = window.wait_for_node(role, name)
    window.focus_top()
    window.wait_for_focus(focus, node)
    return node


def is_back(window, role, name, focus):
    """It is closed, and the focus is in the window again, where it belongs."""
    window.wait_until_gone(role, name)
    window.focus()
    window.wait_for_focus(focus)


def make(story):
    window = story.window
    window.wait_for_focus(starts('09:00 to 09:30, Wednesday 18 November'))
    window.key('Right', 'shift+Down', 'shift+Down')
    window.wait_for_focus(starts('09:00 to 10:30, Thursday 19 November'))
    window.key('Return')
    window.wait_for_focus(PHRASE)
    window.type('Planning')
    window.key('Return')
    story.is_made()
    window.wait_for_focus(starts('Planning, 09:00 to 10:30, Thursday 19 November'))


def edit(story):
    window = story.window
    window.key('e')
    editor = dialog(window, 'frame', 'Edit Meeting', 'Title')
    window.type(' day')
    window.tab_to('Place', editor)
    window.type('Room Ada')
    window.key('ctrl+Return')
    is_back(window, 'frame', 'Edit Meeting', starts(THURSDAY))
    story.is_edited()


def invite(story):
    window = story.window
    window.key('ctrl+Return')
    editor = dialog(window, 'frame', 'Edit Meeting', 'Title')
    window.tab_to('Add guest', editor)
    window.type('ann@example.org')
    window.key('Return')
    window.wait_for_node(BUTTON, 'ann, No answer', editor)
    window.wait_for_focus('Add guest', editor)
    window.key('ctrl+Return')
    is_back(window, 'frame', 'Edit Meeting', starts('Planning day, '))
    story.has_guest()

    # The popover tells it, and gives the focus back.
    window.key('Return')
    story.guest_is_told()
    window.key('Escape')
    window.wait_until_gone(BUTTON, 'Edit Event')
    window.wait_for_focus(starts('Planning day, '))


def repeat(story):
    window = story.window
    window.key('e')
    editor = dialog(window, 'frame', 'Edit Meeting', 'Title')
    window.tab_to('Repeats', editor)
    window.key('Return')
    window.tab_to('Repeat', editor)
    window.key('Return')
    combo = window.node('combo box', 'Repeat', editor)
    window.wait_for_node('scroll pane', None, combo)
    window.key('Down', 'Return')
    window.wait_until_gone('scroll pane', None, combo)
    window.wait_for_node('label', 'Every day', editor)
    window.key('ctrl+Return')
    is_back(window, 'frame', 'Edit Meeting', starts('Planning day, '))
    story.repeats()


def move_one(story):
    window = story.window
    window.tab_to(starts(FRIDAY))
    window.key('alt+Down')
    dialog(window, 'dialog', 'Change repeating event?', 'Only 20 November')
    window.key('Return')
    is_back(window, 'dialog', 'Change repeating event?',
            starts(MOVED))
    story.one_is_moved()


def undo_and_redo(story):
    window = story.window
    window.key('ctrl+z')
    story.is_moved_back()
    window.wait_for_focus(starts(FRIDAY))
    window.key('ctrl+shift+z')
    story.one_is_moved()
    window.wait_for_focus(starts(MOVED))


def find(story):
    window = story.window
    window.key('ctrl+f')
    window.wait_for_focus('Search')
    window.type('ada')
    story.is_found()
    window.key('Down')
    window.wait_for_focus(starts('Planning day, '))
    window.key('Return')
    window.wait_for_node(BUTTON, 'Edit Event')
    story.guest_is_told()
    window.key('Escape')
    window.wait_until_gone(BUTTON, 'Edit Event')
    window.wait_for_focus(starts('Planning day, '))
    window.key('Escape')
    window.wait_for_focus(starts(MOVED))


def print_it(story):
    window = story.window
    window.key('ctrl+shift+p')
    window.wait_for_node(TEXT, 'Name:')
    window.focus_top()
    window.key('ctrl+a')
    window.type(str(story.pdf))
    window.key('Return')
    window.wait_until_alone()
    story.is_printed()
    window.focus()
    window.wait_for_focus(starts(MOVED))


def delete(story):
    window = story.window
    window.key('Delete')
    question = dialog(window, 'dialog', 'Delete repeating event?', 'Only 20 November')
    window.key('Down', 'Down')
    window.wait_for_focus('All events, also past ones', question)
    window.key('Return')
    window.wait_until_gone('dialog', 'Delete repeating event?')
    story.is_deleted()
    window.focus()


def restore(story):
    window = story.window
    window.key('F10')
    window.wait_for_node(MENU_ITEM, 'Recently Deleted')
    window.tab_to('Recently Deleted', key='Down')
    window.key('Return')
    trash = window.wait_for_node('frame', 'Recently Deleted')
    window.focus_top()
    window.tab_to('Restore “Planning day”', trash)
    window.key('Return')
    window.wait_for_node('label', '“Planning day” is back')
    window.key('Escape')
    window.wait_until_gone('frame', 'Recently Deleted')
    window.focus()
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
