# SPDX-License-Identifier: GPL-3.0-or-later
"""The reminders' methods. That reminders ring is tested elsewhere."""

import pytest

BASE = {'title': 'Lunch', 'event_date': '2026-11-20', 'start_time': '12:00', 'timezone': 'UTC'}


@pytest.fixture(scope='module')
def event(shared):
    return shared.CreateEvent(BASE)


@pytest.mark.parametrize('fields, time, kind', [
    ({'minutes_before': 60}, '2026-11-20T11:00:00Z', 'notification'),
    ({'minutes_before': 0, 'reminder_type': 'email'}, '2026-11-20T12:00:00Z', 'email'),
    ({'minutes_before': 40320}, '2026-10-23T12:00:00Z', 'notification'),
    ({'reminder_time': '2026-11-19T08:00:00Z'}, '2026-11-19T08:00:00Z', 'notification'),
    ({'reminder_time': '2026-11-19T08:00:00+01:00', 'reminder_type': 'both'},
     '2026-11-19T07:00:00Z', 'both'),
], ids=str)
def test_add_and_remove(frozen, fields, time, kind):
    event = frozen.CreateEvent({**BASE, 'reminder_set': False})
    reminder = frozen.AddReminder(event['id'], fields)
    assert (reminder['reminder_time'], reminder['reminder_type']) == (time, kind)
    assert reminder['event_id'] == event['id']
    assert (reminder['is_sent'], reminder['sent_at']) == (False, '')
    assert frozen.GetReminders(event['id']) == [reminder]
    assert frozen.GetEvent(event['id'])['reminders'] == [reminder]
    assert frozen.RemoveReminder(event['id'], reminder['id']) is None
    assert frozen.GetReminders(event['id']) == []


@pytest.mark.parametrize('fields, field', [
    ({}, 'reminder_time'),
    ({'reminder_time': ''}, 'reminder_time'),
    ({'reminder_time': 'soon'}, 'reminder_time'),
    ({'reminder_time': '2026-11-19'}, 'reminder_time'),
    ({'minutes_before': -1}, 'minutes_before'),
    ({'minutes_before': 40321}, 'minutes_before'),
    ({'minutes_before': 'ten'}, 'minutes_before'),
    ({'minutes_before': 5, 'reminder_time': '2026-11-19T08:00:00Z'}, ''),
    ({'minutes_before': 5, 'reminder_type': 'pigeon'}, 'reminder_type'),
    ({'minutes': 5}, 'minutes'),
], ids=str)
def test_add_refuses(shared, event, fails, fields, field):
    with fails('InvalidArgument', field):
        shared.AddReminder(event['id'], fields)


@pytest.mark.parametrize('number', [0, -1, 10 ** 6, 2 ** 63 - 1, -2 ** 63])
def test_unknown(shared, event, fails, number):
    for call in (lambda: shared.GetReminders(number),
                 lambda: shared.AddReminder(number, {'minutes_before': 5}),
                 lambda: shared.RemoveReminder(event['id'], number),
                 lambda: shared.RemoveReminder(number, event['reminders'][0]['id']),
                 lambda: shared.SnoozeReminder(number, 5),
                 lambda: shared.DismissReminder(number),
                 lambda: shared.ExplainReminder(number)):
        with fails('NotFound'):
            call()


def test_reminder_of_another_event(frozen, fails):
    one, two = frozen.CreateEvent(BASE), frozen.CreateEvent(BASE)
    with fails('NotFound'):
        frozen.RemoveReminder(one['id'], two['reminders'][0]['id'])


def test_snooze_until(frozen, fails):
    """The clock stands at 10:42 in Berlin."""
    event = frozen.CreateEvent({**BASE, 'event_date': '2026-11-18'})
    reminder = event['reminders'][0]['id']
    for when, until in (('until-start', '2026-11-18T12:00:00Z'),
                        ('tomorrow-morning', '2026-11-19T08:00:00Z'),
                        ('2026-11-18T11:00:00+01:00', '2026-11-18T10:00:00Z')):
        snoozed = frozen.SnoozeReminderUntil(reminder, when)
        assert (snoozed['state'], snoozed['reminder_time']) == ('snoozed', until)
    for when in ('', 'soon', '2026-11-18', '2026-11-18T10:42:00+01:00'):
        with fails('InvalidArgument', 'when'):
            frozen.SnoozeReminderUntil(reminder, when)
    with fails('NotFound', ''):
        frozen.SnoozeReminderUntil(4711, 'until-start')


def test_snooze_and_dismiss(frozen, fails):
    event = frozen.CreateEvent(BASE)
    reminder = event['reminders'][0]['id']
    snoozed = frozen.SnoozeReminder(reminder, 10)
    assert (snoozed['state'], snoozed['reminder_time']) == ('snoozed', '2026-11-18T09:52:00Z')
    with fails('InvalidArgument', 'minutes'):
        frozen.SnoozeReminder(reminder, 0)
    with fails('InvalidArgument', 'minutes'):
        frozen.SnoozeReminder(reminder, 2 ** 32 - 1)
    assert frozen.DismissReminder(reminder) is None
    assert frozen.GetReminders(event['id'])[0]['state'] == 'dismissed'
    assert frozen.ExplainReminder(reminder) != ''


def test_sent_marks_do_not_touch_the_etag(frozen):
    event = frozen.CreateEvent(BASE)
    frozen.DismissReminder(event['reminders'][0]['id'])
    assert frozen.GetEvent(event['id'])['etag'] == event['etag']


def test_list_of_all(frozen, fails):
    first = frozen.CreateEvent(BASE)
    frozen.CreateEvent({**BASE, 'event_date': '2026-11-25'})
    frozen.AddReminder(first['id'], {'minutes_before': 60, 'reminder_type': 'email'})
    times = lambda **filter: [r['reminder_time'] for r in frozen.ListReminders(filter)]
    assert times() == ['2026-11-20T11:00:00Z', '2026-11-20T11:45:00Z', '2026-11-25T11:45:00Z']
    assert times(type='email') == ['2026-11-20T11:00:00Z']
    assert times(state='planned') == times()
    assert times(state='shown') == []
    assert times(**{'from': '2026-11-21'}) == ['2026-11-25T11:45:00Z']
    assert times(to='2026-11-20T11:45:00Z') == ['2026-11-20T11:00:00Z']
    assert times(limit=1) == ['2026-11-20T11:00:00Z']
    assert times(limit=1, offset=1) == ['2026-11-20T11:45:00Z']
    for key in ('state', 'type', 'from', 'to', 'nonsense'):
        with fails('InvalidArgument', key):
            frozen.ListReminders({key: 'perhaps'})
