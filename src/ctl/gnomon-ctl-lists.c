/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <stdio.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-json.h"

/* The commands that list events: list, week, month, today, upcoming. */

const GnomonCtlOption gnomon_ctl_filter_options[] = {
  { "from", 0, N_("DATE"), N_("The first day"), "start_date" },
  { "to", 0, N_("DATE"), N_("The last day"), "end_date" },
  { "date", 0, N_("DATE"), N_("That one day"), "date" },
  { "type", 't', N_("TYPE"), N_("meeting, event or reminder"), "type" },
  { "search", 's', N_("TEXT"), N_("Part of title, description or location"), "search" },
  { "upcoming", 'u', NULL, N_("Only what has not begun yet"), "upcoming" },
  { "calendar", 'c', N_("CALENDAR"), N_("The calendar, by number or name"), "calendar_id" },
  { "attendee", 0, N_("ADDRESS"), N_("Only with this guest"), "attendee" },
  { "status", 0, N_("STATUS"), N_("confirmed, tentative or cancelled"), "status" },
  { "expand", 'x', NULL, N_("Each occurrence by itself; needs both days"), "expand" },
  { "order", 0, N_("ORDER"), N_("desc, newest first (as it is without this), or asc"), "order" },
  { "limit", 'n', N_("NUMBER"), N_("At most so many"), "limit" },
  { "offset", 0, N_("NUMBER"), N_("Leave out so many first"), "offset" },
  { NULL },
};

/**
 * gnomon_ctl_print_events:
 * @self: a run
 * @events: of type aa{sv}
 * @first_day: (nullable): the first day of the view that they are of
 * @none: what to say where there are none
 */
void
gnomon_ctl_print_events (GnomonCtl  *self,
                         GVariant   *events,
                         const char *first_day,
                         const char *none)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!gnomon_ctl_print_plain (self, events, none))
    {
      gnomon_ctl_format_events (out, &self->style, events, first_day);
      gnomon_ctl_print (out);
    }
}

gboolean
gnomon_ctl_run_list (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  g_autoptr (GVariant) filter = NULL;
  g_autoptr (GVariant) events = NULL;
  GnomonCalendar1 *proxy;

  filter = gnomon_ctl_read_filter (self, gnomon_ctl_filter_options, arguments, 0, error);
  proxy = filter != NULL ? gnomon_ctl_get_proxy (self, error) : NULL;
  if (proxy == NULL)
    return FALSE;

  /* The service writes JSON itself, many times quicker than dictionaries cross the bus. */
  if (self->json)
    {
      g_autofree char *json = NULL;
      g_autofree char *indented = NULL;

      if (!gnomon_calendar1_call_list_events_json_sync (proxy, filter, &json, NULL, error))
        return FALSE;
      if (self->pretty_json)
        indented = gnomon_ctl_json_indent (json);
      fputs (indented != NULL ? indented : json, stdout);
      fputc ('\n', stdout);
      return TRUE;
    }

  if (!gnomon_calendar1_call_list_events_sync (proxy, filter, &events, NULL, error))
    return FALSE;
  gnomon_ctl_print_events (self, events, NULL, _("No events"));
  return TRUE;
}

/* The day that a view is asked for; empty for today's. */
static char *
dup_view_date (GnomonCtl          *self,
               GnomonCtlArguments *arguments)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);

  return word != NULL ? gnomon_ctl_fields_dup_date (word, self->style.now) : g_strdup ("");
}

/* The same; 2026-12 is its first day. */
static char *
dup_month_date (GnomonCtl          *self,
                GnomonCtlArguments *arguments)
{
  char *date = dup_view_date (self, arguments);

  if (strlen (date) == strlen ("YYYY-MM") && date[4] == '-')
    {
      char *day = g_strconcat (date, "-01", NULL);

      g_free (date);
      date = day;
    }
  return date;
}

/* The view's own words beside its events, as one JSON object. */
static void
print_view_json (GnomonCtl  *self,
                 GVariant   *events,
                 const char *const *names_and_values)
{
  g_auto (GVariantDict) view = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) value = NULL;

  for (gsize i = 0; names_and_values[i] != NULL; i += 2)
    g_variant_dict_insert (&view, names_and_values[i], "s", names_and_values[i + 1]);
  g_variant_dict_insert_value (&view, "events", events);
  value = g_variant_ref_sink (g_variant_dict_end (&view));
  gnomon_ctl_print_json (self, value);
}

gboolean
gnomon_ctl_run_week (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *date = dup_view_date (self, arguments);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GVariant) events = NULL;

  if (proxy == NULL
      || !gnomon_calendar1_call_week_view_sync (proxy, date, &first, &last, &events, NULL, error))
    return FALSE;

  if (self->json)
    {
      const char *const words[] = { "week_start", first, "week_end", last, NULL };

      print_view_json (self, events, words);
    }
  else
    gnomon_ctl_print_events (self, events, first, _("No events"));
  return TRUE;
}

gboolean
gnomon_ctl_run_month (GnomonCtl          *self,
                      GnomonCtlArguments *arguments,
                      GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *date = dup_month_date (self, arguments);
  g_autofree char *month = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GVariant) events = NULL;

  if (proxy == NULL
      || !gnomon_calendar1_call_month_view_sync (proxy, date, &month, &first, &last, &events, NULL,
                                                 error))
    return FALSE;

  if (self->json)
    {
      const char *const words[]
        = { "month", month, "month_start", first, "month_end", last, NULL };

      print_view_json (self, events, words);
    }
  else
    gnomon_ctl_print_events (self, events, first, _("No events"));
  return TRUE;
}

gboolean
gnomon_ctl_run_today (GnomonCtl          *self,
                      GnomonCtlArguments *arguments,
                      GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *today = g_date_time_format (self->style.now, "%Y-%m-%d");
  g_autoptr (GVariant) events = NULL;

  if (proxy == NULL || !gnomon_calendar1_call_today_events_sync (proxy, &events, NULL, error))
    return FALSE;
  gnomon_ctl_print_events (self, events, today, _("No events"));
  return TRUE;
}

gboolean
gnomon_ctl_run_upcoming (GnomonCtl          *self,
                         GnomonCtlArguments *arguments,
                         GError            **error)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GVariant) events = NULL;
  GnomonCalendar1 *proxy;
  guint64 limit = 0;

  if (word == NULL)
    word = gnomon_ctl_arguments_get (arguments, "limit");
  if (word != NULL && !g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT32, &limit, NULL))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("%s: must be a whole number"), "limit");
      return FALSE;
    }

  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL
      || !gnomon_calendar1_call_upcoming_events_sync (proxy, (guint) limit, &events, NULL, error))
    return FALSE;
  gnomon_ctl_print_events (self, events, NULL, _("No events"));
  return TRUE;
}
