#!/usr/bin/gjs
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads many occurrences at once and decodes the block of records that they come in.
//
//   gjs occurrences.js $(date -d 2026-11-01 +%s) $(date -d 2026-12-01 +%s)

const {Gio, GLib} = imports.gi;

const NAME = 'org.gnomon.Gnomon.Calendar1';
const PATH = '/org/gnomon/Gnomon/Calendar1';

function decode(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const u32 = at => view.getUint32(at, true);
    const i64 = at => Number(view.getBigInt64(at, true));
    const decoder = new TextDecoder();
    const text = at => decoder.decode(bytes.subarray(at, bytes.indexOf(0, at)));

    if (decoder.decode(bytes.subarray(0, 4)) !== 'GnO1')
        throw new Error('not a block of occurrences');

    // The size of a record is told: a later version may append to it.
    const [count, size] = [u32(4), u32(8)];
    return Array.from({length: count}, (_, i) => 16 + i * size).map(at => [
        i64(at), text(u32(at + 28)), i64(at + 8), i64(at + 16), u32(at + 24) & 1,
        ...[32, 36, 40, 44].map(field => text(u32(at + field))),
    ]);
}

const bus = Gio.bus_get_sync(Gio.BusType.SESSION, null);
const [from, to] = ARGV.map(Number);
const reply = bus.call_sync(NAME, PATH, NAME, 'ReadOccurrences',
    new GLib.Variant('(xxa{sv})', [from, to, {}]), new GLib.VariantType('(ay)'),
    Gio.DBusCallFlags.NONE, -1, null);
for (const occurrence of decode(reply.get_child_value(0).get_data_as_bytes().toArray()))
    print(occurrence.join('\t'));
