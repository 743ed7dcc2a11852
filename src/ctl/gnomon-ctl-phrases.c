/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-values.h"

/* The commands that take a phrase as people write it: add and parse. */

#define FIELD_WIDTH 26

const GnomonCtlOption gnomon_ctl_add_options[] = {
  { "calendar", 'c', N_("CALENDAR"), N_("Where to, by number or name"), NULL },
  { "dry-run", 'n', NULL, N_("Only show what is understood"), NULL },
  { NULL },
};

/* The words as one phrase, understood by the service; (transfer full). */
static GVariant *
parse_words (GnomonCtl           *self,
             GnomonCtlArguments  *arguments,
             GError             **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *text = g_strjoinv (" ", (char **) gnomon_ctl_arguments_get_words (arguments));
  GVariant *fields = NULL;

  if (proxy != NULL)
    gnomon_calendar1_call_parse_text_sync (proxy, text, &fields, NULL, error);
  return fields;
}

/* A field a line, under the names that create knows. */
static void
print_fields (GnomonCtl *self,
              GVariant  *fields)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (self->json)
    {
      gnomon_ctl_print_json (self, fields);
      return;
    }

  g_variant_iter_init (&iter, fields);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *text = NULL;

      if (g_str_equal (key, "spans"))
        continue;
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        text = g_variant_dup_string (value, NULL);
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        text = g_strdup (g_variant_get_boolean (value) ? "yes" : "no");
      else
        text = g_variant_print (value, FALSE);
      g_string_append (out, "  ");
      gnomon_ctl_text_append_padded (out, &self->style, GNOMON_CTL_TONE_FAINT, key, FIELD_WIDTH);
      gnomon_ctl_text_append (out, &self->style, GNOMON_CTL_TONE_PLAIN, text);
      g_string_append_c (out, '\n');
    }
  gnomon_ctl_print (out);
}

gboolean
gnomon_ctl_run_parse (GnomonCtl           *self,
                      GnomonCtlArguments  *arguments,
                      GError             **error)
{
  g_autoptr (GVariant) fields = parse_words (self, arguments, error);

  if (fields == NULL)
    return FALSE;
  print_fields (self, fields);
  return TRUE;
}

gboolean
gnomon_ctl_run_add (GnomonCtl           *self,
                    GnomonCtlArguments  *arguments,
                    GError             **error)
{
  const char *calendar = gnomon_ctl_arguments_get (arguments, "calendar");
  g_autoptr (GVariant) fields = parse_words (self, arguments, error);
  g_autoptr (GVariant) event = NULL;
  GVariantDict wanted;
  gint64 calendar_id = 0;

  if (fields == NULL
      || (calendar != NULL && !gnomon_ctl_find_calendar (self, calendar, &calendar_id, error)))
    return FALSE;

  g_variant_dict_init (&wanted, fields);
  if (calendar != NULL)
    g_variant_dict_insert (&wanted, "calendar_id", "x", calendar_id);
  g_variant_unref (fields);
  fields = g_variant_ref_sink (g_variant_dict_end (&wanted));

  if (gnomon_ctl_arguments_has (arguments, "dry-run"))
    {
      print_fields (self, fields);
      return TRUE;
    }
  if (!gnomon_calendar1_call_create_event_sync (self->proxy, fields, &event, NULL, error))
    return FALSE;
  if (self->json)
    gnomon_ctl_print_json (self, event);
  else
    gnomon_ctl_print_created (self, event);
  return TRUE;
}
