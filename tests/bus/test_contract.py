# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface as a whole: what is offered, and what any caller may throw at it."""

import random
import xml.etree.ElementTree as ElementTree

import pytest
from gi.repository import Gio, GLib

from gnomon_testing import (INTERFACE, SERVICE_NAME, SERVICE_PATH, Calendar, CalendarError)

EDGES = {
    's': ['', 'x', '2026-11-20', '-', '%n%s%d', "'; DROP TABLE event; --", '../../etc/passwd',
          '\u202e', '9' * 400, '9999-12-31', '0001-01-01', '\x01\x1f'],
    'x': [0, 1, -1, 2 ** 63 - 1, -2 ** 63, 2 ** 32],
    't': [0, 1, 2 ** 64 - 1, 2 ** 63],
    'u': [0, 1, 2 ** 32 - 1, 2 ** 31],
    'i': [0, 1, -1, 2 ** 31 - 1, -2 ** 31],
    'h': [0, 1, 2 ** 31 - 1, -1],
}

VALUES = [
    GLib.Variant('s', ''), GLib.Variant('s', 'x'), GLib.Variant('s', '2026-11-20'),
    GLib.Variant('s', '10:00'), GLib.Variant('s', '[' * 2000), GLib.Variant('s', 'x' * 70000),
    GLib.Variant('i', -1), GLib.Variant('x', 2 ** 63 - 1), GLib.Variant('x', -2 ** 63),
    GLib.Variant('t', 2 ** 64 - 1), GLib.Variant('d', 1.5), GLib.Variant('d', float('nan')),
    GLib.Variant('d', float('inf')), GLib.Variant('d', 1e300), GLib.Variant('b', True),
    GLib.Variant('as', []), GLib.Variant('as', ['x']), GLib.Variant('av', [GLib.Variant('i', 1)]),
    GLib.Variant('a{sv}', {}), GLib.Variant('v', GLib.Variant('v', GLib.Variant('i', 60))),
    GLib.Variant('o', '/'), GLib.Variant('g', 'a{sv}'), GLib.Variant('ay', b'\xff\x00'),
    GLib.Variant('(i)', (1,)), GLib.Variant('h', 3), GLib.Variant('y', 255),
]


def interface_of(text):
    root = ElementTree.fromstring(text)
    return root.find(f"./interface[@name='{INTERFACE}']")


def introspect(connection):
    reply = connection.call_sync(SERVICE_NAME, SERVICE_PATH, 'org.freedesktop.DBus.Introspectable',
                                 'Introspect', None, None, 0, -1, None)
    return interface_of(reply.unpack()[0])


def members(interface):
    found = set()
    for member in interface:
        if member.tag in ('method', 'signal'):
            arguments = tuple((a.get('type'), a.get('direction', 'in'))
                              for a in member.findall('arg'))
            found.add((member.tag, member.get('name'), arguments))
        elif member.tag == 'property':
            found.add((member.tag, member.get('name'), member.get('type'), member.get('access')))
    return found


def test_what_is_exported_is_what_is_documented(shared):
    from gnomon_testing import SOURCE_ROOT
    written = interface_of((SOURCE_ROOT / 'data' / f'{INTERFACE}.xml').read_text())

    def normal(interface):
        return {(m[0], m[1], tuple(t for t, _ in m[2])) if m[0] == 'signal' else m
                for m in members(interface)}
    assert normal(introspect(shared.connection)) == normal(written)


def zero(signature):
    return {'s': '', 'x': 0, 't': 0, 'u': 0, 'i': 0, 'h': 0, 'a{sv}': {}}[signature]


@pytest.mark.parametrize('method', sorted(Calendar.signatures()))
def test_each_method_is_offered(shared, method):
    types = shared.signatures()[method]
    arguments = GLib.Variant('(' + ''.join(types) + ')', tuple(zero(t) for t in types))
    try:
        shared.call_variant(method, arguments)
        name = None
    except CalendarError as error:
        name = error.dbus_name
    assert name is None or name.startswith(INTERFACE + '.Error.'), name


@pytest.mark.parametrize('method', sorted(Calendar.signatures()))
def test_wrong_types_are_refused_by_the_bus(shared, shared_sandbox, method):
    before = shared_sandbox.dump_database()
    right = '(' + ''.join(shared.signatures()[method]) + ')'
    wrong = ['()', '(s)', '(x)', '(i)', '(t)', '(v)', '(a{sv})', '(a{ss})', '(xs)', '(sx)',
             '(xxs)', '(' + 'x' * 20 + ')', '(as)', '(ay)', '((x))']
    for signature in wrong:
        if signature == right:
            continue
        value = GLib.Variant.parse(GLib.VariantType.new(signature), default_text(signature))
        with pytest.raises(CalendarError) as caught:
            shared.call_variant(method, value)
        assert caught.value.dbus_name == 'org.freedesktop.DBus.Error.InvalidArgs', signature
    assert shared_sandbox.dump_database() == before


def default_text(signature):
    """A value of the signature in GVariant's text form."""
    inner = signature[1:-1]
    parts = []
    while inner:
        for prefix, text in (('a{sv}', '{}'), ('a{ss}', '{}'), ('as', '[]'), ('ay', '[]'),
                             ('(x)', '(0,)'), ('s', "''"), ('x', '0'), ('i', '0'), ('t', '0'),
                             ('v', '<0>')):
            if inner.startswith(prefix):
                parts.append(text)
                inner = inner[len(prefix):]
                break
    return '(' + ', '.join(parts) + (',' if len(parts) == 1 else '') + ')'


def test_unknown_method_path_and_interface(shared):
    for path, interface, method, name in (
            (SERVICE_PATH, INTERFACE, 'NoSuchMethod', 'UnknownMethod'),
            (SERVICE_PATH, INTERFACE + '0', 'ListEvents', 'UnknownMethod'),
            ('/', INTERFACE, 'ListEvents', 'UnknownMethod'),
            (SERVICE_PATH + '/1', INTERFACE, 'ListEvents', 'UnknownMethod')):
        with pytest.raises(GLib.Error) as caught:
            shared.connection.call_sync(SERVICE_NAME, path, interface, method,
                                        GLib.Variant('(a{sv})', ({},)), None, 0, -1, None)
        assert name in Gio.DBusError.get_remote_error(caught.value)


@pytest.mark.parametrize('seed', range(4))
def test_any_values(shared, shared_sandbox, seed):
    """Right types, wild values: an answer or an error of the contract, and the service lives."""
    choose = random.Random(seed)
    keys = ['title', 'event_date', 'start_time', 'end_time', 'duration_minutes', 'all_day', 'rrule',
            'timezone', 'attendees', 'uid', 'exdate', 'limit', 'search', 'date', 'id', 'name',
            'minutes_before', 'reminder_time', 'from', 'to', 'state', 'etag', 'color', '', '\u202e']
    pid = shared_sandbox.owner_pid(SERVICE_NAME)
    for _ in range(400):
        method = choose.choice(sorted(shared.signatures()))
        types = shared.signatures()[method]
        arguments = tuple(
            {choose.choice(keys): choose.choice(VALUES) for _ in range(choose.randrange(6))}
            if t == 'a{sv}' else choose.choice(EDGES[t]) for t in types)
        try:
            shared.call_variant(method, GLib.Variant('(' + ''.join(types) + ')', arguments))
        except CalendarError as error:
            assert error.dbus_name.startswith(INTERFACE + '.Error.'), (method, arguments, error)
            assert error.name not in ('Storage', 'Busy', 'Cancelled'), (method, arguments, error)
    assert shared_sandbox.owner_pid(SERVICE_NAME) == pid, 'the service was restarted'


def test_duplicate_keys_in_a_dictionary(shared):
    builder = GLib.VariantBuilder(GLib.VariantType('a{sv}'))
    for title in ('One', 'Two'):
        builder.add_value(GLib.Variant.new_dict_entry(
            GLib.Variant('s', 'title'), GLib.Variant('v', GLib.Variant('s', title))))
    with pytest.raises(CalendarError) as caught:
        shared.call_variant('CreateEvent', GLib.Variant.new_tuple(builder.end()))
    assert (caught.value.name, caught.value.message[:6]) == ('InvalidArgument', 'title:')
