#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads many occurrences at once and decodes the block of records that they come in.

    python3 occurrences.py $(date -d 2026-11-01 +%s) $(date -d 2026-12-01 +%s)
"""

import struct
import sys

from gi.repository import Gio, GLib

NAME = 'org.gnomon.Gnomon.Calendar1'
PATH = '/org/gnomon/Gnomon/Calendar1'


def decode(block):
    """The occurrences, as ListOccurrences gives them."""
    magic, count, size, _ = struct.unpack_from('<4s3I', block)
    if magic != b'GnO1':
        raise ValueError('not a block of occurrences')

    def text(offset):
        return block[offset:block.index(0, offset)].decode()

    # The size of a record is told: a later version may append to it.
    for at in range(16, 16 + count * size, size):
        number, start, end, flags, *strings = struct.unpack_from('<3q6I', block, at)
        recurrence_id, title, location, color, event_type = map(text, strings)
        yield (number, recurrence_id, start, end, bool(flags & 1), title, location, color,
               event_type)


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
reply = bus.call_sync(NAME, PATH, NAME, 'ReadOccurrences',
                      GLib.Variant('(xxa{sv})', (int(sys.argv[1]), int(sys.argv[2]), {})),
                      GLib.VariantType('(ay)'), Gio.DBusCallFlags.NONE, -1)
for occurrence in decode(reply.get_child_value(0).get_data_as_bytes().get_data()):
    print(*(int(value) if isinstance(value, bool) else value for value in occurrence), sep='\t')
