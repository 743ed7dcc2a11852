# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface's XML is its reference: all of it is told, and what is told is so."""

import html
import os
import re
import pathlib
import xml.etree.ElementTree as ElementTree

import pytest

from gnomon_client import INTERFACE_FILE
from gnomon_testing import INTERFACE

ERRORS = ['NotFound', 'InvalidArgument', 'AlreadyExists', 'Conflict', 'ReadOnly', 'LimitExceeded',
          'TokenExpired', 'Storage', 'Busy', 'Cancelled']

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


class Described:
    """The members of the interface with the comment before each."""

    def __init__(self):
        parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
        interface = ElementTree.parse(INTERFACE_FILE, parser).getroot().find('interface')
        self.members, comment = [], ''
        for child in interface:
            if child.tag is ElementTree.Comment:
                comment = child.text
            else:
                self.members.append((child, comment))
                comment = ''
        self.text = pathlib.Path(INTERFACE_FILE).read_text()


DESCRIBED = Described()


@pytest.mark.parametrize('member, comment', DESCRIBED.members,
                         ids=[member.get('name') for member, _ in DESCRIBED.members])
def test_each_member_is_told(member, comment):
    name = member.get('name')
    assert re.match(rf'\s*{name}:', comment), f'{name} has no comment of its own'
    for argument in member.findall('arg'):
        # `since` is a word of gdbus-codegen's own, and so is told in the text.
        assert re.search(rf'@{argument.get("name")}: \S', comment) or '`since`' in comment, \
            f'{name}: {argument.get("name")}'
    assert len(comment.split()) > 3 + len(member.findall('arg'))
    for error in re.findall(r'Errors: ([^@]*)', comment):
        for word in re.findall(r'`([A-Z]\w+)`', error):
            assert word in ERRORS, f'{name}: {word}'


def test_the_errors_are_told():
    table = DESCRIBED.text.split('Errors\n    ======')[1].split('Limits\n')[0]
    assert re.findall(r'^    (\w+) {2,}', table, re.MULTILINE) == ERRORS


def told_keys(heading):
    """The keys of a table of the XML: name → type."""
    table = DESCRIBED.text.split(f'{heading}\n    ===')[1].split('```')[1]
    return dict(re.findall(r'^    (\w+) +(aa\{sv\}|as|[sxbi])(?: |$)', table, re.MULTILINE))


def told_types(variants):
    return {key: value.get_type_string() for key, value in variants.items()}


def test_the_keys_of_an_event(frozen):
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
    keys = told_keys('An event, as `a{sv}`')
    assert keys.pop('key', None) is None
    reply = raw(frozen, 'GetEvent', '(x)', event['id'])
    assert told_types(variants(reply.get_child_value(0))) == keys
    light = variants(raw(frozen, 'ListEvents', '(a{sv})', {}).get_child_value(0).get_child_value(0))
    assert set(keys) - set(light) == {'attendee_records', 'reminders'}
    assert told_types(light) == {key: keys[key] for key in light}


def test_the_keys_of_the_others(frozen):
    event = frozen.CreateEvent({**BASE, 'attendees': 'ann@example.org'})
    for heading, method, signature, argument in (
            ('An attendee, as `a{sv}`', 'GetAttendees', '(x)', event['id']),
            ('A reminder, as `a{sv}`', 'GetReminders', '(x)', event['id']),
            ('A calendar, as `a{sv}`', 'ListCalendars', None, None)):
        reply = raw(frozen, method, signature, argument)
        assert told_types(variants(reply.get_child_value(0).get_child_value(0))) \
            == told_keys(heading), heading


def raw(calendar, method, signature, argument):
    from gi.repository import Gio, GLib
    from gnomon_testing import SERVICE_NAME, SERVICE_PATH
    return calendar.connection.call_sync(
        SERVICE_NAME, SERVICE_PATH, INTERFACE, method,
        GLib.Variant(signature, (argument,)) if signature else None, None,
        Gio.DBusCallFlags.NONE, -1, None)


def variants(dictionary):
    """Of an a{sv}, the values with the types that they have."""
    found = {}
    for i in range(dictionary.n_children()):
        entry = dictionary.get_child_value(i)
        found[entry.get_child_value(0).get_string()] = entry.get_child_value(1).get_variant()
    return found


def test_the_page_has_it_all():
    page = pathlib.Path(os.environ['GNOMON_INTERFACE_PAGE']).read_text()
    text = html.unescape(re.sub('<[^>]*>', '', page))
    for member, comment in DESCRIBED.members:
        assert member.get('name') in text
        for argument in member.findall('arg'):
            assert re.search(rf'(IN|OUT|\W) *{re.escape(argument.get("type"))} +'
                             rf'{argument.get("name")}\b', text), member.get('name')
    # The tables have kept their shape.
    assert '\n' + 46 * ' ' + 'absent; one that is known already' in text
    assert '```' not in text
    # Every link leads somewhere.
    for target in re.findall('href="#([^"]*)"', page):
        assert f'id="{target}"' in page, target
