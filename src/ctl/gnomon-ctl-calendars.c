/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-commands.h"
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
  { NULL },
};
