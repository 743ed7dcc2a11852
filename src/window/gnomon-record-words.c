/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-record-words.h"

#include <glib/gi18n.h>

/**
 * gnomon_record_get_answer_label:
 * @status: what a guest has answered
 *
 * Returns: (transfer none): a word for it
 */
const char *
gnomon_record_get_answer_label (GnomonAttendeeStatus status)
{
  switch (status)
    {
    case GNOMON_ATTENDEE_ACCEPTED:
      return _("Going");
    case GNOMON_ATTENDEE_TENTATIVE:
      return _("Maybe");
    case GNOMON_ATTENDEE_DECLINED:
      return _("Declined");
    case GNOMON_ATTENDEE_PENDING:
    default:
      return _("Not answered");
    }
}

/**
 * gnomon_record_get_state_label:
 * @state: what has become of a reminder
 *
 * Returns: (transfer none): a word for it
 */
const char *
gnomon_record_get_state_label (GnomonReminderState state)
{
  switch (state)
    {
    case GNOMON_REMINDER_SHOWN:
      return _("Shown");
    case GNOMON_REMINDER_SNOOZED:
      return _("Snoozed");
    case GNOMON_REMINDER_DISMISSED:
      return _("Dismissed");
    case GNOMON_REMINDER_MISSED:
      return _("Missed");
    case GNOMON_REMINDER_MAILED:
      return _("Sent");
    case GNOMON_REMINDER_FAILED:
      return _("Failed");
    case GNOMON_REMINDER_PLANNED:
    default:
      return _("Waiting");
    }
}

/**
 * gnomon_record_get_kind_label:
 * @type: how a reminder comes
 *
 * Returns: (transfer none): a word for it, inside of a sentence
 */
const char *
gnomon_record_get_kind_label (GnomonReminderType type)
{
  switch (type)
    {
    case GNOMON_REMINDER_EMAIL:
      return _("email");
    case GNOMON_REMINDER_BOTH:
      return _("notification and email");
    case GNOMON_REMINDER_NOTIFICATION:
    default:
      return _("notification");
    }
}
