/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-edits.h"

/*
 * An editor sends only what its user changed, so that what somebody else changed meanwhile stays.
 * When an event is, is one value: its keys go together.
 */

static const GnomonEventKey time_keys[] = {
  GNOMON_EVENT_EVENT_DATE, GNOMON_EVENT_START_TIME, GNOMON_EVENT_END_DATE,
  GNOMON_EVENT_END_TIME,   GNOMON_EVENT_ALL_DAY,    GNOMON_EVENT_TIMEZONE,
  GNOMON_EVENT_END_TIMEZONE,
};

static gboolean
value_equal (const GnomonFields *a,
             const GnomonFields *b,
             int                 key,
             GnomonValueType     type)
{
  if (!gnomon_fields_has (a, key) || !gnomon_fields_has (b, key))
    return gnomon_fields_has (a, key) == gnomon_fields_has (b, key);

  switch (type)
    {
    case GNOMON_VALUE_STRING:
      return g_strcmp0 (gnomon_fields_get_string (a, key), gnomon_fields_get_string (b, key)) == 0;
    case GNOMON_VALUE_BOOLEAN:
      return gnomon_fields_get_boolean (a, key, FALSE) == gnomon_fields_get_boolean (b, key, FALSE);
    case GNOMON_VALUE_INT:
    case GNOMON_VALUE_INT64:
      return gnomon_fields_get_int (a, key, 0) == gnomon_fields_get_int (b, key, 0);
    case GNOMON_VALUE_STRV:
      return g_strv_equal (gnomon_fields_get_strv (a, key), gnomon_fields_get_strv (b, key));
    case GNOMON_VALUE_RECORDS:
    default:
      return TRUE;
    }
}

/**
 * gnomon_edits_diff:
 * @before: of %GNOMON_KIND_EVENT: what was there to edit
 * @after: of %GNOMON_KIND_EVENT: what is there now
 *
 * Returns: (transfer full): of @after the values that are others than in @before; where one of
 *   those that say when it is has changed, all of these
 */
GnomonFields *
gnomon_edits_diff (const GnomonFields *before,
                   const GnomonFields *after)
{
  const GnomonKey *keys;
  gsize n_keys;
  gboolean moved = FALSE;
  GnomonFields *edits;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  keys = gnomon_kind_get_keys (GNOMON_KIND_EVENT, &n_keys);

  for (gsize i = 0; i < G_N_ELEMENTS (time_keys); i++)
    moved |= !value_equal (before, after, time_keys[i], keys[time_keys[i]].type);

  edits = gnomon_fields_copy (after);

  for (int key = 0; key < (int) n_keys; key++)
    {
      gboolean is_time = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (time_keys); i++)
        is_time |= time_keys[i] == (GnomonEventKey) key;

      if (is_time ? !moved : value_equal (before, after, key, keys[key].type))
        gnomon_fields_unset (edits, key);
    }

  return edits;
}

/**
 * gnomon_edits_is_empty:
 * @edits: of %GNOMON_KIND_EVENT
 *
 * Returns: whether there is no value in it
 */
gboolean
gnomon_edits_is_empty (const GnomonFields *edits)
{
  g_return_val_if_fail (edits != NULL, TRUE);

  for (int key = 0; key < GNOMON_N_EVENT_KEYS; key++)
    if (gnomon_fields_has (edits, key))
      return FALSE;

  return TRUE;
}
