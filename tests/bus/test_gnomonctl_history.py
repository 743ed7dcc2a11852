# SPDX-License-Identifier: GPL-3.0-or-later
"""gnomonctl against the real service: undo, redo, history, trash, restore, changes, status."""

import json

from gnomon_ctl import ctl, service  # noqa: F401

LUNCH = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00'}


def test_undo_and_redo(ctl, calendar):
    calendar.CreateEvent(LUNCH)
    assert ctl.text('undo') == 'Undone: Added “Lunch”\n'
    assert calendar.ListEvents({}) == []
    assert ctl.text('redo') == 'Redone: Added “Lunch”\n'
    assert [event['title'] for event in calendar.ListEvents({})] == ['Lunch']
    assert ctl.json('undo') == {'what': 'Added “Lunch”'}
    assert ctl.json('redo') == {'what': 'Added “Lunch”'}


def test_nothing_to_undo(ctl):
    assert ctl.error('undo') == 'There is nothing to undo'
    assert ctl.error('redo') == 'There is nothing to redo'


def test_undo_one_change(ctl, calendar):
    event = calendar.CreateEvent(LUNCH)
    ctl.text('create', 'Tea', 'date=2026-11-21', 'start=16:00')
    change = ctl.json('history')[1]
    assert ctl.text('undo', str(change['id'])) == 'Undone: Added “Lunch”\n'
    assert [e['title'] for e in calendar.ListEvents({})] == ['Tea']
    assert ctl.error('undo', str(change['id'])) == 'change: was undone already'
    assert ctl.error('undo', '0').startswith('change: ')
    ctl.text('redo')
    calendar.UpdateEvent(event['id'], {'title': 'Dinner'})
    assert ctl.error('undo', str(change['id'])).startswith('“Dinner” was changed since by ')


def test_history(ctl, calendar):
    assert ctl.text('history') == 'No changes\n'
    ctl.text('create', 'Lunch', 'date=2026-11-20', 'start=12:00')
    ctl.text('calendars', 'create', 'Work')
    ctl.text('undo')
    assert ctl.text('history').splitlines() == [
        '  2  Wednesday 18 November, 10:42  gnomonctl  Added the calendar “Work”  (undone)',
        '  1  Wednesday 18 November, 10:42  gnomonctl  Added “Lunch”']
    assert ctl.json('history') == calendar.ListHistory(0)
    for limited in (('history', '1'), ('history', '--limit', '1'), ('history', '-n', '1')):
        assert [change['id'] for change in ctl.json(*limited)] == [2]


def test_trash_and_restore(ctl, calendar):
    assert ctl.text('trash') == 'The trash is empty\n'
    assert ctl.json('trash') == []
    events = [calendar.CreateEvent({**LUNCH, 'title': title}) for title in ('Lunch', 'Tea')]
    ctl.text('delete', *(str(event['id']) for event in events))
    assert [event['title'] for event in ctl.json('trash')] == ['Tea', 'Lunch']
    assert ctl.text('trash').splitlines() == [
        'Friday 20 November (in 2 days)', '   2  12:00 – 13:00  Tea', '   1  12:00 – 13:00  Lunch']
    assert ctl.text('restore', '1') == 'Restored 1: Lunch, Friday 20 November, 12:00 – 13:00\n'
    assert [event['id'] for event in ctl.json('restore', '2')] == [2]
    assert [event['id'] for event in calendar.ListEvents({'order': 'asc'})] == [1, 2]


def test_restore_goes_on_after_a_refused_one(ctl, calendar):
    event = calendar.CreateEvent(LUNCH)
    calendar.DeleteEvent(event['id'])
    done = ctl.run('restore', '99', str(event['id']), code=1)
    assert done.stdout.startswith(f'Restored {event["id"]}: Lunch')
    assert done.stderr == 'gnomonctl: id: no event 99\n'
    done = ctl.run('restore', '--json', str(event['id']), code=1)
    assert json.loads(done.stdout) == []


def test_changes(ctl, calendar):
    assert ctl.text('changes') == 'now        0\n'
    kept = calendar.CreateEvent(LUNCH)['id']
    token = ctl.json('changes')['now']
    gone = calendar.CreateEvent(LUNCH)['id']
    calendar.DeleteEvent(gone)
    assert ctl.text('changes').splitlines() == [f'changed    {kept}', 'now        3']
    assert ctl.text('changes', str(token)).splitlines() == [f'deleted    {gone}', 'now        3']
    assert ctl.json('changes', str(token)) == {'now': 3, 'changed': [], 'deleted': [gone]}
    assert ctl.error('changes', '4') == (
        'since: lies ahead of the change log; start again at 0')


def test_status(ctl, calendar):
    version = calendar.get_property('Version')
    assert ctl.text('status').splitlines() == [
        f'  Version       {version}', '  Change token  0', '  Next event    none',
        '  Reminders     0 wait for an answer']
    event = calendar.CreateEvent(LUNCH)
    assert ctl.text('status').splitlines()[1:3] == [
        '  Change token  1',
        f'  Next event    {event["id"]}  Lunch, Friday 20 November, 12:00 – 13:00']
    assert ctl.json('status') == {
        'version': version, 'change_token': 1, 'pending_reminders': 0,
        'next_event': {key: event[key] for key in ('id', 'starts_at', 'ends_at')}}


def test_what_makes_no_sense(ctl):
    for arguments in (('undo', 'x'), ('undo', '-1'), ('undo', '1.5'), ('undo', '1', '2'),
                      ('undo', '18446744073709551616'), ('redo', '1'), ('history', 'x'),
                      ('history', '4294967296'), ('trash', 'x'), ('restore',), ('restore', 'x'),
                      ('changes', 'x'), ('changes', '1', '2'), ('status', 'x')):
        ctl.error(*arguments, code=2)


def test_help(ctl):
    for command in ('undo', 'redo', 'history', 'trash', 'restore', 'changes', 'status'):
        assert f'gnomonctl {command}' in ctl.text('help', command)
        assert ctl.text(command, '--help') == ctl.text('help', command)
