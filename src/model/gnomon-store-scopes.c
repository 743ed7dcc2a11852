/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger.h"
#include "gnomon-series-edit.h"
#include "gnomon-store-private.h"

/*
 * Edits of one occurrence, of all from one on, or of all: each is one change of the history, of the
 * series with its overrides as a whole.
 */

/* An occurrence that is to be edited, and its series. */
typedef struct
{
  GnomonTransaction *transaction;
  const GnomonFields *fields;      /* (nullable): it is deleted */
  GnomonEventContext context;
  GnomonEvent *series;
  gint64 key;
  char id[GNOMON_RECURRENCE_ID_LENGTH];
  GnomonEvent *before;             /* the occurrence as it is */
  GnomonEvent *after;              /* as it shall be */
} Edit;

static void
edit_clear (Edit *edit)
{
  g_clear_object (&edit->series);
  g_clear_object (&edit->before);
  g_clear_object (&edit->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static void
set_string (char       **place,
            const char  *value)
{
  char *copy = g_strdup (value);

  g_free (*place);
  *place = copy;
}

static void
replace_strv (char ***place,
              char  **value)
{
  g_strfreev (*place);
  *place = value;
}

static gboolean
strv_equal (char **a,
            char **b)
{
  return g_strv_equal ((const char * const *) a, (const char * const *) b);
}

static gboolean
edit_init (Edit             *edit,
           GnomonOperation  *operation,
           GError          **error)
{
  GPtrArray *guests;

  edit->series = gnomon_events_load (edit->transaction->db, operation->id, TRUE, error);
  if (edit->series == NULL
      || !gnomon_events_check_writable (edit->transaction->db, edit->series->calendar_id, error))
    return FALSE;

  edit->before = gnomon_event_find_occurrence (edit->series, operation->text, error);
  if (edit->before == NULL)
    return FALSE;
  gnomon_series_parse_key (gnomon_event_is_all_day (edit->series), edit->before->recurrence_id,
                           &edit->key);
  g_strlcpy (edit->id, edit->before->recurrence_id, sizeof edit->id);
  if (edit->fields == NULL)
    return TRUE;

  if (!gnomon_events_make_context (edit->transaction, &edit->context, error)
      || !gnomon_events_check_etag (edit->series, edit->fields, error))
    return FALSE;
  edit->after = gnomon_event_update (edit->before, edit->fields, &edit->context, error);
  if (edit->after == NULL)
    return FALSE;

  guests = gnomon_attendees_reconcile (edit->before->attendees, edit->after->attendees);
  g_ptr_array_unref (edit->after->attendees);
  edit->after->attendees = guests;
  return TRUE;
}

static GObject *
load_occurrence (const Edit  *edit,
                 GError     **error)
{
  g_autoptr (GnomonEvent) series =
    gnomon_events_load (edit->transaction->db, edit->series->id, TRUE, error);

  return series != NULL ? (GObject *) gnomon_event_find_occurrence (series, edit->id, error) : NULL;
}

/* What an occurrence cannot have for itself. */
static gboolean
check_alone (const Edit  *edit,
             GError     **error)
{
  const char *field = NULL;

  if (!g_str_equal (edit->after->rrule, edit->before->rrule))
    field = "rrule";
  else if (!strv_equal (edit->after->exdate, edit->before->exdate))
    field = "exdate";
  else if (!strv_equal (edit->after->rdate, edit->before->rdate))
    field = "rdate";
  else if (edit->after->calendar_id != edit->before->calendar_id)
    field = "calendar_id";
  if (field == NULL)
    return TRUE;

  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field,
                          "cannot be changed of one occurrence alone");
  return FALSE;
}

static int
compare_overrides (gconstpointer a,
                   gconstpointer b)
{
  return g_strcmp0 ((*(GnomonEvent * const *) a)->recurrence_id,
                    (*(GnomonEvent * const *) b)->recurrence_id);
}

/* The row that stands for the occurrence from now on. */
static GnomonEvent *
make_override (const Edit *edit)
{
  GnomonEvent *override = gnomon_event_copy (edit->after);
  GnomonEvent *stored;
  guint index;

  set_string (&override->rrule, "");
  replace_strv (&override->exdate, g_new0 (char *, 1));
  replace_strv (&override->rdate, g_new0 (char *, 1));
  override->sequence = edit->before->sequence
                       + (gnomon_event_is_significant_change (edit->before, edit->after) ? 1 : 0);
  override->updated_at = edit->transaction->now;

  stored = gnomon_series_find_override (edit->series, edit->id, &index);
  override->id = stored != NULL ? stored->id : 0;
  if (stored == NULL)
    gnomon_event_disown_parts (override);
  return override;
}

static GObject *
update_this (const Edit  *edit,
             GError     **error)
{
  g_autoptr (GnomonEvent) series = gnomon_event_copy (edit->series);
  g_autoptr (GnomonEvent) stored = NULL;
  guint index;

  if (!check_alone (edit, error))
    return NULL;

  /* As of an event: what is so already is no change, and makes no override. */
  if (gnomon_events_are_same (edit->before, edit->after))
    return (GObject *) g_object_ref (edit->before);

  if (gnomon_series_find_override (series, edit->id, &index) != NULL)
    g_ptr_array_remove_index (series->overrides, index);
  g_ptr_array_add (series->overrides, make_override (edit));
  g_ptr_array_sort (series->overrides, compare_overrides);

  stored = gnomon_events_save (edit->transaction, edit->series, series, error);
  return stored != NULL ? load_occurrence (edit, error) : NULL;
}

/* Makes the edit to a copy of the series, whatever the occurrence differs in from it; and to the
 * override that stands in its place, where one does. The rest of the series is settled later. */
static void
apply_edit (const Edit  *edit,
            GnomonEvent *series)
{
  gint64 old_length = edit->before->end_wall - edit->before->start_wall;
  gint64 new_length = edit->after->end_wall - edit->after->start_wall;
  guint index;

  if (gnomon_series_find_override (series, edit->id, &index) != NULL)
    {
      GnomonEvent *override = gnomon_event_copy (g_ptr_array_index (series->overrides, index));

      gnomon_event_merge (override, edit->before, edit->after, FALSE);
      if (new_length != old_length && edit->before->kind == edit->after->kind)
        override->end_wall = override->start_wall + new_length;
      g_object_unref (series->overrides->pdata[index]);
      series->overrides->pdata[index] = override;
    }

  gnomon_event_merge (series, edit->before, edit->after, FALSE);
  gnomon_event_move (series, edit->before, edit->after);
  if (new_length != old_length)
    series->end_wall = series->start_wall + new_length;
  if (edit->after->calendar_id != edit->before->calendar_id)
    series->calendar_id = edit->after->calendar_id;

  if (!g_str_equal (edit->after->rrule, edit->before->rrule))
    set_string (&series->rrule, edit->after->rrule);
  if (!strv_equal (edit->after->exdate, edit->before->exdate))
    replace_strv (&series->exdate, g_strdupv (edit->after->exdate));
  if (!strv_equal (edit->after->rdate, edit->before->rdate))
    replace_strv (&series->rdate, g_strdupv (edit->after->rdate));
}

static GObject *
update_all (const Edit  *edit,
            GError     **error)
{
  g_autoptr (GnomonEvent) series = NULL;

  if (gnomon_events_are_same (edit->before, edit->after))
    return (GObject *) g_object_ref (edit->series);

  series = gnomon_event_copy (edit->series);
  apply_edit (edit, series);
  return (GObject *) gnomon_events_save (edit->transaction, edit->series, series, error);
}

static gboolean
cut (const Edit  *edit,
     GError     **error)
{
  g_autoptr (GnomonEvent) series = gnomon_event_copy (edit->series);
  g_autoptr (GnomonEvent) stored = NULL;

  gnomon_series_cut (series, edit->key);
  stored = gnomon_events_save (edit->transaction, edit->series, series, error);
  return stored != NULL;
}

static GObject *
update_future (const Edit  *edit,
               GError     **error)
{
  const GnomonHandOver hand_over = { edit->series->id, edit->id, "~", NULL };
  g_autoptr (GnomonEvent) base = NULL;
  g_autoptr (GnomonEvent) series = NULL;
  g_autoptr (GnomonEvent) stored = NULL;

  if (gnomon_series_begins_at (edit->series, edit->key))
    return update_all (edit, error);

  base = gnomon_series_new_rest (edit->series, edit->key);
  series = gnomon_event_copy (base);
  apply_edit (edit, series);
  gnomon_event_settle_series (base, series);

  /* First the new one, as long as there are reminders to be taken over; but the history calls the
   * change by what was there. */
  if (edit->transaction->title == NULL)
    edit->transaction->title = g_strdup (edit->series->title);
  stored = gnomon_events_save (edit->transaction, NULL, series, error);
  if (stored == NULL
      || !gnomon_ledger_hand_over (edit->transaction, &hand_over, stored, error)
      || !gnomon_ledger_replan_event (edit->transaction, base, stored, error)
      || !cut (edit, error))
    return NULL;
  return (GObject *) gnomon_events_load (edit->transaction->db, stored->id, TRUE, error);
}

GObject *
gnomon_scopes_update_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  g_auto (Edit) edit = { .transaction = transaction, .fields = operation->fields };

  if (!edit_init (&edit, operation, error))
    return NULL;

  switch (operation->scope)
    {
    case GNOMON_SCOPE_THIS:
      return update_this (&edit, error);
    case GNOMON_SCOPE_FUTURE:
      return update_future (&edit, error);
    case GNOMON_SCOPE_ALL:
      return update_all (&edit, error);
    default:
      g_assert_not_reached ();
    }
}

/* A series of which nothing is left is deleted as a whole. */
static void
delete_this (const Edit  *edit,
             GError     **error)
{
  g_autoptr (GnomonEvent) series = gnomon_event_copy (edit->series);
  g_autoptr (GnomonEvent) stored = NULL;
  g_autoptr (GnomonSeries) rest = NULL;
  g_autofree char *value =
    gnomon_series_format_value (gnomon_event_is_all_day (edit->series), edit->key);
  guint n = g_strv_length (series->exdate);
  GnomonSeriesIter iter;
  GnomonInstance instance;
  guint index;

  series->exdate = g_renew (char *, series->exdate, n + 2);
  series->exdate[n] = g_strconcat (value, series->kind == GNOMON_TIME_UTC ? "Z" : "", NULL);
  series->exdate[n + 1] = NULL;
  if (gnomon_series_find_override (series, edit->id, &index) != NULL)
    g_ptr_array_remove_index (series->overrides, index);

  rest = gnomon_series_new_for_event (series);
  gnomon_series_iter_init (&iter, rest, G_MININT64);
  if (series->overrides->len == 0 && !gnomon_series_iter_next (&iter, &instance))
    gnomon_events_trash (edit->transaction, series->id, error);
  else
    stored = gnomon_events_save (edit->transaction, edit->series, series, error);
}

GObject *
gnomon_scopes_delete_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  g_auto (Edit) edit = { .transaction = transaction };

  if (!edit_init (&edit, operation, error))
    return NULL;

  if (operation->scope == GNOMON_SCOPE_THIS)
    delete_this (&edit, error);
  else if (operation->scope == GNOMON_SCOPE_ALL ||
           gnomon_series_begins_at (edit.series, edit.key))
    gnomon_events_trash (transaction, edit.series->id, error);
  else
    cut (&edit, error);
  return NULL;
}
