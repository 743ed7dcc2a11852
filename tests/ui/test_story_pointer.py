# SPDX-License-Identifier: GPL-3.0-or-later
"""The story by pointer alone: it presses, drags and turns the wheel; keys only type text."""

import pytest

from gnomon_story import (
    BUTTON, CHECK, FRIDAY, MENU_ITEM, MOVED, PHRASE, TEXT, Story, prepare, starts)
from gnomon_testing import wait_for


@pytest.fixture
def story(window, sandbox, calendar, tmp_path):
    prepare(sandbox, calendar)
    window.start()
    return Story(window, calendar, tmp_path)


def extents(node):
    from gi.repository import Atspi
    return node.get_extents(Atspi.CoordType.WINDOW)


def pick(window, role, name, within=None, count=1):
    """Click on what is in sight."""
    from gi.repository import GLib

    def look():
        try:
            return next((n for n in window.nodes(role, name, within) if extents(n).width > 0), None)
        except GLib.Error:
            return None
    node = wait_for(look, f'{role} “{name}” has a place')
    window.click(node, count=count)
    return node


def pick_in_menu(window, name):
    pick(window, BUTTON, 'Open Menu')
    pick(window, MENU_ITEM, name)


def open_editor(window, chip):
    pick(window, BUTTON, starts(chip))
    pick(window, BUTTON, 'Edit Event')
    editor = window.wait_for_node('frame', 'Edit Meeting')
    window.wait_for_node(TEXT, 'Title', editor)
    window.focus_top()
    return editor


def save(window, editor):
    pick(window, BUTTON, 'Save', editor)
    window.wait_until_gone('frame', 'Edit Meeting')
    window.focus()


def drag(window, x0, y0, x1, y1, steps=15):
    tool = window.screen.xdotool
    window.screen.point(round(x0), round(y0))
    tool('mousedown', 1)
    for i in range(1, steps + 1):
        tool('mousemove', round(x0 + (x1 - x0) * i / steps), round(y0 + (y1 - y0) * i / steps),
             'sleep', 0.03)
    tool('mouseup', 1)


def hour_height(story):
    """By an event of two hours."""
    return (extents(story.wait_for_chip('Dentist')).height + 3) / 2


def make(story):
    window = story.window
    chip = story.wait_for_chip('Dentist')
    hour = hour_height(story)
    x, noon = window.place(chip)
    noon -= hour
    x += (extents(window.wait_for_node('table cell', starts('Thursday 19 November,'))).x
          - extents(window.wait_for_node('table cell', starts('Wednesday 18 November,'))).x)
    drag(window, x, noon - 2.9 * hour, x, noon - 1.6 * hour)
    window.wait_for_node(TEXT, PHRASE)
    window.type('Planning')
    pick(window, BUTTON, 'Add')
    story.is_made()


def edit(story):
    window = story.window
    editor = open_editor(window, 'Planning, ')
    pick(window, TEXT, 'Title', editor)
    window.type(' day')
    pick(window, TEXT, 'Place', editor)
    window.type('Room Ada')
    save(window, editor)
    story.is_edited()


def invite(story):
    window = story.window
    editor = open_editor(window, 'Planning day, ')
    pick(window, TEXT, 'Add guest', editor)
    window.type('ann@example.org')
    pick(window, BUTTON, 'Add guest', editor)
    window.wait_for_node(BUTTON, 'ann, No answer', editor)
    save(window, editor)
    story.has_guest()


def repeat(story):
    window = story.window
    editor = open_editor(window, 'Planning day, ')
    pick(window, 'label', 'Repeats', editor)
    combo = pick(window, 'combo box', 'Repeat', editor)
    pick(window, 'label', 'Every day', combo)
    window.wait_until_gone('scroll pane', None, combo)
    save(window, editor)
    story.repeats()


def move_one(story):
    window = story.window
    x, y = window.place(story.wait_for_chip(FRIDAY))
    drag(window, x, y, x, y + hour_height(story) / 4)
    dialog = window.wait_for_node('dialog', 'Change repeating event?')
    pick(window, CHECK, 'Only 20 November', dialog)
    pick(window, BUTTON, starts('Change'), dialog)
    window.wait_until_gone('dialog', 'Change repeating event?')
    story.one_is_moved()


def undo_and_redo(story):
    window = story.window
    pick(window, BUTTON, starts('Undo'))
    story.is_moved_back()
    pick_in_menu(window, starts('Redo '))
    story.one_is_moved()


def find(story):
    window = story.window
    pick(window, BUTTON, 'Search')
    window.wait_for_focus('Search')
    window.type('ada')
    story.is_found()
    pick(window, 'list item', starts('Planning day, '), window.node('list', 'Results'))
    window.wait_for_node(BUTTON, 'Edit Event')
    story.guest_is_told()
    # A press beside it closes it.
    pick(window, 'entry', 'Search')
    window.wait_until_gone(BUTTON, 'Edit Event')
    pick(window, BUTTON, 'Done')
    story.wait_for_chip(MOVED)


def print_it(story):
    window = story.window
    pick_in_menu(window, 'Save as PDF…')
    window.wait_for_node(TEXT, 'Name:')
    window.focus_top()
    pick(window, TEXT, 'Name:', count=3)
    window.type(str(story.pdf))
    pick(window, BUTTON, starts('_Save'))
    window.wait_until_alone()
    window.focus()
    story.is_printed()


def delete(story):
    window = story.window
    pick(window, BUTTON, starts(MOVED))
    pick(window, BUTTON, 'Delete Event')
    dialog = window.wait_for_node('dialog', 'Delete repeating event?')
    pick(window, CHECK, 'All events, also past ones', dialog)
    pick(window, BUTTON, starts('Delete'), dialog)
    window.wait_until_gone('dialog', 'Delete repeating event?')
    story.is_deleted()


def restore(story):
    window = story.window
    pick_in_menu(window, 'Recently Deleted')
    trash = window.wait_for_node('frame', 'Recently Deleted')
    pick(window, BUTTON, 'Restore “Planning day”', trash)
    window.wait_for_node('label', '“Planning day” is back')
    pick(window, BUTTON, 'Close', trash)
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
