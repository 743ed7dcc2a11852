/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-error.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-values.h"

/* gnomonctl calendars. */

static gboolean
run_list (GnomonCtl          *self,
          GnomonCtlArguments *arguments,
          GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) calendars = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (proxy == NULL || !gnomon_calendar1_call_list_calendars_sync (proxy, &calendars, NULL, error))
    return FALSE;
  if (self->json)
    gnomon_ctl_print_json (self, calendars);
  else
    {
      gnomon_ctl_format_calendars (out, &self->style, calendars);
      gnomon_ctl_print (out);
    }
  return TRUE;
}

static void
print_calendar (GnomonCtl  *self,
                const char *done,
                GVariant   *calendar)
{
  if (self->json)
    gnomon_ctl_print_json (self, calendar);
  else
    gnomon_ctl_print_line (self, "%s %" G_GINT64_FORMAT ": %s", done,
                           gnomon_ctl_get_integer (calendar, "id"),
                           gnomon_ctl_get_string (calendar, "name"));
}

static gboolean
run_create (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  g_autoptr (GVariant) fields = NULL;
  g_autoptr (GVariant) calendar = NULL;
  GnomonCalendar1 *proxy;

  fields = gnomon_ctl_read_fields (self, gnomon_ctl_arguments_get_words (arguments), "name", error);
  proxy = fields != NULL ? gnomon_ctl_get_proxy (self, error) : NULL;
  if (proxy == NULL
      || !gnomon_calendar1_call_create_calendar_sync (proxy, fields, &calendar, NULL, error))
    return FALSE;
  /* Translators: followed by the calendar's number and name. */
  print_calendar (self, _("Created calendar"), calendar);
  return TRUE;
}

static gboolean
run_edit (GnomonCtl          *self,
          GnomonCtlArguments *arguments,
          GError            **error)
{
  g_autoptr (GVariant) fields = NULL;
  g_autoptr (GVariant) calendar = NULL;
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  gint64 id;

  if (proxy == NULL
      || !gnomon_ctl_find_calendar (self, gnomon_ctl_arguments_get_word (arguments, 0), &id, error))
    return FALSE;
  fields = gnomon_ctl_read_fields (self, gnomon_ctl_arguments_get_words (arguments) + 1, NULL,
                                   error);
  if (fields == NULL
      || !gnomon_calendar1_call_update_calendar_sync (proxy, id, fields, &calendar, NULL, error))
    return FALSE;
  /* Translators: followed by the calendar's number and name. */
  print_calendar (self, _("Changed calendar"), calendar);
  return TRUE;
}

static gboolean
run_delete (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  gint64 id;

  if (proxy == NULL
      || !gnomon_ctl_find_calendar (self, gnomon_ctl_arguments_get_word (arguments, 0), &id, error)
      || !gnomon_calendar1_call_delete_calendar_sync (proxy, id, NULL, error))
    return FALSE;
  if (!self->json)
    gnomon_ctl_print_line (self, _("Deleted calendar %s"),
                           gnomon_ctl_arguments_get_word (arguments, 0));
  return TRUE;
}

/* Reads a calendar from its source, for as long as that takes: (transfer full) (nullable). That the
 * source could not be read is an error here, after all was printed that there is to say. */
static GVariant *
refresh (GnomonCtl  *self,
         gint64      id,
         GError    **failure,
         GError    **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  GVariant *calendar = NULL;

  if (proxy == NULL)
    return NULL;

  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (proxy), G_MAXINT);
  if (!gnomon_calendar1_call_refresh_calendar_sync (proxy, id, &calendar, NULL, error))
    return NULL;

  if (*gnomon_ctl_get_string (calendar, "refresh_error") != '\0' && *failure == NULL)
    g_set_error (failure, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_FAILED, "%s: %s",
                 gnomon_ctl_get_string (calendar, "name"),
                 gnomon_ctl_get_string (calendar, "refresh_error"));
  return calendar;
}

/* FALSE where there was one. */
static gboolean
report_failure (GError  *failure,
                GError **error)
{
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
run_subscribe (GnomonCtl          *self,
               GnomonCtlArguments *arguments,
               GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  const char *name = gnomon_ctl_arguments_get_word (arguments, 1);
  g_autoptr (GVariant) created = NULL;
  g_autoptr (GVariant) calendar = NULL;
  GVariantDict fields;
  GError *failure = NULL;

  if (proxy == NULL)
    return FALSE;

  g_variant_dict_init (&fields, NULL);
  g_variant_dict_insert (&fields, "source_url", "s", gnomon_ctl_arguments_get_word (arguments, 0));
  if (name != NULL)
    g_variant_dict_insert (&fields, "name", "s", name);
  if (!gnomon_calendar1_call_create_calendar_sync (proxy, g_variant_dict_end (&fields), &created,
                                                   NULL, error))
    return FALSE;

  calendar = refresh (self, gnomon_ctl_get_integer (created, "id"), &failure, error);
  if (calendar == NULL)
    return FALSE;
  /* Translators: followed by the calendar's number and name. */
  print_calendar (self, _("Subscribed to calendar"), calendar);
  return report_failure (failure, error);
}

/* For people nothing where it could not be read: that is told by the error. */
static void
print_refreshed (GnomonCtl *self,
                 GVariant  *calendar)
{
  if (self->json || *gnomon_ctl_get_string (calendar, "refresh_error") == '\0')
    /* Translators: followed by the calendar's number and name. */
    print_calendar (self, _("Refreshed calendar"), calendar);
}

static gboolean
refresh_all (GnomonCtl  *self,
             GError    **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) calendars = NULL;
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder refreshed;
  GError *failure = NULL;

  if (proxy == NULL || !gnomon_calendar1_call_list_calendars_sync (proxy, &calendars, NULL, error))
    return FALSE;

  g_variant_builder_init (&refreshed, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; i < g_variant_n_children (calendars); i++)
    {
      g_autoptr (GVariant) listed = g_variant_get_child_value (calendars, i);
      g_autoptr (GVariant) calendar = NULL;

      if (*gnomon_ctl_get_string (listed, "source_url") == '\0')
        continue;
      calendar = refresh (self, gnomon_ctl_get_integer (listed, "id"), &failure, error);
      if (calendar == NULL)
        {
          g_variant_builder_clear (&refreshed);
          g_clear_error (&failure);
          return FALSE;
        }
      g_variant_builder_add_value (&refreshed, calendar);
      if (!self->json)
        print_refreshed (self, calendar);
    }

  answer = g_variant_ref_sink (g_variant_builder_end (&refreshed));
  if (self->json)
    gnomon_ctl_print_json (self, answer);
  return report_failure (failure, error);
}

static gboolean
run_refresh (GnomonCtl          *self,
             GnomonCtlArguments *arguments,
             GError            **error)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GVariant) calendar = NULL;
  GError *failure = NULL;
  gint64 id;

  if (word == NULL)
    return refresh_all (self, error);

  if (!gnomon_ctl_find_calendar (self, word, &id, error))
    return FALSE;
  calendar = refresh (self, id, &failure, error);
  if (calendar == NULL)
    return FALSE;
  print_refreshed (self, calendar);
  return report_failure (failure, error);
}

const GnomonCtlCommand gnomon_ctl_calendar_commands[] = {
  {
    .name = "list",
    .synopsis = "",
    .summary = N_("List the calendars"),
    .examples = "gnomonctl calendars",
    .run = run_list,
  },
  {
    .name = "create",
    .synopsis = N_("NAME [FIELD=VALUE…]"),
    .summary = N_("Create a calendar"),
    .details = N_("The fields are color, visible, is_default and read_only."),
    .examples = "gnomonctl calendars create \"Work\" color=blue",
    .min_words = 1,
    .max_words = -1,
    .run = run_create,
  },
  {
    .name = "edit",
    .synopsis = N_("CALENDAR FIELD=VALUE…"),
    .summary = N_("Change a calendar, given by number or name"),
    .examples = "gnomonctl calendars edit Work name=Office visible=no",
    .min_words = 2,
    .max_words = -1,
    .run = run_edit,
  },
  {
    .name = "delete",
    .synopsis = N_("CALENDAR"),
    .summary = N_("Delete a calendar with its events"),
    .examples = "gnomonctl calendars delete Office",
    .min_words = 1,
    .max_words = 1,
    .run = run_delete,
  },
  {
    .name = "subscribe",
    .synopsis = N_("ADDRESS [NAME]"),
    .summary = N_("Show a calendar from the web, and follow it"),
    .details =
      N_("The address begins with https, http or webcal. Without a NAME it is called what\n"
         "it calls itself. Its events cannot be changed."),
    .examples = "gnomonctl calendars subscribe webcal://example.org/club.ics Club",
    .min_words = 1,
    .max_words = 2,
    .run = run_subscribe,
  },
  {
    .name = "refresh",
    .synopsis = N_("[CALENDAR]"),
    .summary = N_("Read a subscribed calendar, or all of them, from the web now"),
    .examples = "gnomonctl calendars refresh Club",
    .max_words = 1,
    .run = run_refresh,
  },
  { NULL },
};
