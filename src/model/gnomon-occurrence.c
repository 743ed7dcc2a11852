/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-occurrence-private.h"

G_DEFINE_FINAL_TYPE (GnomonOccurrence, gnomon_occurrence, G_TYPE_OBJECT)

static void
gnomon_occurrence_finalize (GObject *object)
{
  GnomonOccurrence *self = GNOMON_OCCURRENCE (object);

  g_free (self->recurrence_id);
  g_free (self->title);
  g_free (self->location);

  G_OBJECT_CLASS (gnomon_occurrence_parent_class)->finalize (object);
}

static void
gnomon_occurrence_class_init (GnomonOccurrenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_occurrence_finalize;
}

static void
gnomon_occurrence_init (GnomonOccurrence *self)
{
  self->own_answer = -1;
}

/**
 * gnomon_occurrence_get_event_id:
 * @self: an occurrence
 *
 * Returns: the id of its event or series
 */
gint64
gnomon_occurrence_get_event_id (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->event_id;
}

/**
 * gnomon_occurrence_get_recurrence_id:
 * @self: an occurrence
 *
 * Returns: (transfer none): which one of the series it is; empty for a single event
 */
const char *
gnomon_occurrence_get_recurrence_id (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), "");

  return self->recurrence_id != NULL ? self->recurrence_id : "";
}

/**
 * gnomon_occurrence_get_calendar_id:
 * @self: an occurrence
 *
 * Returns: the id of its calendar
 */
gint64
gnomon_occurrence_get_calendar_id (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->calendar_id;
}

/**
 * gnomon_occurrence_get_starts_at:
 * @self: an occurrence
 *
 * Returns: its start in Unix seconds
 */
gint64
gnomon_occurrence_get_starts_at (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->starts_at;
}

/**
 * gnomon_occurrence_get_ends_at:
 * @self: an occurrence
 *
 * Returns: its end in Unix seconds, exclusive
 */
gint64
gnomon_occurrence_get_ends_at (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->ends_at;
}

/**
 * gnomon_occurrence_touches:
 * @self: an occurrence
 * @from: Unix seconds
 * @to: Unix seconds, exclusive
 *
 * Returns: whether it is among what is read of that range
 */
gboolean
gnomon_occurrence_touches (GnomonOccurrence *self,
                           gint64            from,
                           gint64            to)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), FALSE);

  return self->starts_at < to && self->ends_at > from;
}

/**
 * gnomon_occurrence_get_start_wall:
 * @self: an occurrence
 *
 * Returns: its start in wall seconds of the viewer's zone
 */
gint64
gnomon_occurrence_get_start_wall (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->start_wall;
}

/**
 * gnomon_occurrence_get_end_wall:
 * @self: an occurrence
 *
 * Returns: its end in wall seconds of the viewer's zone, exclusive
 */
gint64
gnomon_occurrence_get_end_wall (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->end_wall;
}

/**
 * gnomon_occurrence_is_all_day:
 * @self: an occurrence
 *
 * Returns: whether it takes whole days, without times
 */
gboolean
gnomon_occurrence_is_all_day (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), FALSE);

  return self->all_day;
}

/**
 * gnomon_occurrence_get_title:
 * @self: an occurrence
 *
 * Returns: (transfer none): its title
 */
const char *
gnomon_occurrence_get_title (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), "");

  return self->title != NULL ? self->title : "";
}

/**
 * gnomon_occurrence_get_location:
 * @self: an occurrence
 *
 * Returns: (transfer none): its place; empty where it has none
 */
const char *
gnomon_occurrence_get_location (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), "");

  return self->location != NULL ? self->location : "";
}

/**
 * gnomon_occurrence_get_color:
 * @self: an occurrence
 *
 * Returns: (transfer none): the event's color, else its calendar's: a palette name or `#rrggbb`
 */
const char *
gnomon_occurrence_get_color (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), "");

  return self->color != NULL ? self->color : "";
}

/**
 * gnomon_occurrence_get_event_type:
 * @self: an occurrence
 *
 * Returns: what kind of event it is
 */
GnomonEventType
gnomon_occurrence_get_event_type (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), GNOMON_EVENT_TYPE_MEETING);

  return self->event_type;
}

/**
 * gnomon_occurrence_get_status:
 * @self: an occurrence
 *
 * Returns: whether it is confirmed, tentative or cancelled
 */
GnomonEventStatus
gnomon_occurrence_get_status (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), GNOMON_STATUS_CONFIRMED);

  return self->status;
}

/**
 * gnomon_occurrence_get_own_answer:
 * @self: an occurrence
 * @status: (out) (optional): the user's own answer
 *
 * Returns: %FALSE where the user is none of the guests
 */
gboolean
gnomon_occurrence_get_own_answer (GnomonOccurrence     *self,
                                  GnomonAttendeeStatus *status)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), FALSE);

  if (self->own_answer < 0)
    return FALSE;

  if (status != NULL)
    *status = (GnomonAttendeeStatus) self->own_answer;

  return TRUE;
}

/**
 * gnomon_occurrence_get_flags:
 * @self: an occurrence
 *
 * Returns: what a chip shows by marks
 */
GnomonOccurrenceFlags
gnomon_occurrence_get_flags (GnomonOccurrence *self)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (self), 0);

  return self->flags;
}

/**
 * gnomon_occurrence_equal:
 * @a: an occurrence
 * @b: an occurrence
 *
 * Returns: whether both would be drawn the same, and are the same occurrence
 */
gboolean
gnomon_occurrence_equal (GnomonOccurrence *a,
                         GnomonOccurrence *b)
{
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (a), FALSE);
  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (b), FALSE);

  return a->event_id == b->event_id &&
         a->calendar_id == b->calendar_id &&
         a->starts_at == b->starts_at &&
         a->ends_at == b->ends_at &&
         a->start_wall == b->start_wall &&
         a->end_wall == b->end_wall &&
         a->all_day == b->all_day &&
         a->event_type == b->event_type &&
         a->status == b->status &&
         a->own_answer == b->own_answer &&
         a->flags == b->flags &&
         g_str_equal (gnomon_occurrence_get_recurrence_id (a),
                      gnomon_occurrence_get_recurrence_id (b)) &&
         g_str_equal (gnomon_occurrence_get_title (a), gnomon_occurrence_get_title (b)) &&
         g_str_equal (gnomon_occurrence_get_location (a), gnomon_occurrence_get_location (b)) &&
         g_str_equal (gnomon_occurrence_get_color (a), gnomon_occurrence_get_color (b));
}

/**
 * gnomon_span_is_busy:
 * @span: a span
 *
 * Returns: whether it takes the time of those who come: not where it is cancelled or marked as
 *   free. Whether the user comes is another question (own_answer).
 */
gboolean
gnomon_span_is_busy (const GnomonSpan *span)
{
  g_return_val_if_fail (span != NULL, FALSE);

  return (span->flags & GNOMON_OCCURRENCE_BUSY) != 0 && span->status != GNOMON_STATUS_CANCELLED;
}
