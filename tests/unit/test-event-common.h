/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-zone.h"

/* What the tests of the event rules share: events as dictionaries, in and out. */

#define TEST_NOW G_GINT64_CONSTANT (1795521600)   /* 2026-11-24T12:00:00Z */

G_GNUC_UNUSED static void
test_context_init (GnomonEventContext *context,
                   const char         *zone)
{
  context->now = TEST_NOW;
  context->viewer = gnomon_zone_lookup (zone);
  context->viewer_name = zone;
  context->default_calendar_id = 1;
  g_assert_nonnull (context->viewer);
}

/* From the text form of a dictionary. */
G_GNUC_UNUSED static GVariant *
test_parse_dict (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  if (dict == NULL)
    g_error ("%s: %s", text, error->message);

  return dict;
}

/* All that an event takes, as it would be read from it. */
G_GNUC_UNUSED static GVariant *
test_event_to_dict (GnomonEvent *event,
                    GTimeZone   *viewer)
{
  g_autofree char *event_date = gnomon_event_dup_event_date (event);
  g_autofree char *start_time = gnomon_event_dup_start_time (event);
  g_autofree char *end_date = gnomon_event_dup_end_date (event);
  g_autofree char *end_time = gnomon_event_dup_end_time (event);
  g_autofree char *attendees = gnomon_event_dup_attendees (event);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
#define ADD(key, value) g_variant_builder_add (&builder, "{sv}", key, value)
#define ADD_STRING(key, value) ADD (key, g_variant_new_string (value))
  ADD_STRING ("uid", gnomon_event_get_uid (event));
  ADD ("calendar_id", g_variant_new_int64 (gnomon_event_get_calendar_id (event)));
  ADD_STRING ("title", gnomon_event_get_title (event));
  ADD_STRING ("description", gnomon_event_get_description (event));
  ADD_STRING ("event_type", gnomon_event_type_to_string (gnomon_event_get_event_type (event)));
  ADD_STRING ("event_date", event_date);
  ADD_STRING ("start_time", start_time);
  ADD_STRING ("end_date", end_date);
  ADD_STRING ("end_time", end_time);
  ADD ("duration_minutes", g_variant_new_int32 (gnomon_event_get_duration (event, viewer)));
  ADD ("all_day", g_variant_new_boolean (gnomon_event_is_all_day (event)));
  ADD_STRING ("timezone", gnomon_event_get_timezone (event));
  ADD_STRING ("end_timezone", gnomon_event_get_end_timezone (event));
  ADD_STRING ("location", gnomon_event_get_location (event));
  ADD_STRING ("attendees", attendees);
  ADD ("reminder_set", g_variant_new_boolean (gnomon_event_get_reminder_set (event)));
  ADD ("reminder_minutes_before",
       g_variant_new_int32 (gnomon_event_get_reminder_minutes_before (event)));
  ADD_STRING ("rrule", gnomon_event_get_rrule (event));
  ADD ("exdate", g_variant_new_strv (gnomon_event_get_exdate (event), -1));
  ADD ("rdate", g_variant_new_strv (gnomon_event_get_rdate (event), -1));
  ADD_STRING ("status", gnomon_event_status_to_string (gnomon_event_get_status (event)));
  ADD ("busy", g_variant_new_boolean (gnomon_event_is_busy (event)));
  ADD_STRING ("url", gnomon_event_get_url (event));
  ADD_STRING ("color", gnomon_event_get_color (event));
  ADD_STRING ("organizer", gnomon_event_get_organizer (event));
  ADD ("starts_at", g_variant_new_int64 (gnomon_event_get_starts_at (event, viewer)));
  ADD ("ends_at", g_variant_new_int64 (gnomon_event_get_ends_at (event, viewer)));
#undef ADD_STRING
#undef ADD

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

typedef enum
{
  TEST_CREATE,
  TEST_UPDATE,
  TEST_REPLACE,
} TestOperation;

G_GNUC_UNUSED static GnomonEvent *
test_event_apply (TestOperation              operation,
                  GnomonEvent               *before,
                  GVariant                  *dict,
                  const GnomonEventContext  *context,
                  GError                   **error)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, dict, error);

  if (fields == NULL)
    return NULL;

  switch (operation)
    {
    case TEST_CREATE:
      return gnomon_event_create (fields, context, error);

    case TEST_UPDATE:
      return gnomon_event_update (before, fields, context, error);

    case TEST_REPLACE:
      return gnomon_event_replace (before, fields, context, error);

    default:
      g_assert_not_reached ();
    }
}

/* A dictionary, with what the text form of another gives. */
G_GNUC_UNUSED static GVariant *
test_merge_dicts (GVariant   *base,
                  const char *given)
{
  g_autoptr (GVariant) more = test_parse_dict (given);
  GVariantDict dict;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_variant_dict_init (&dict, base);
  g_variant_iter_init (&iter, more);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    g_variant_dict_insert_value (&dict, key, value);

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* Whether the event has all that the text form of a dictionary says. */
G_GNUC_UNUSED static void
test_assert_has (GVariant   *event,
                 const char *expected)
{
  g_autoptr (GVariant) dict = test_parse_dict (expected);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autoptr (GVariant) found = g_variant_lookup_value (event, key, NULL);

      if (found == NULL || !g_variant_equal (found, value))
        {
          g_autofree char *text = found != NULL ? g_variant_print (found, TRUE) : NULL;

          g_error ("%s is %s, wanted %s", key, text, expected);
        }
    }
}
