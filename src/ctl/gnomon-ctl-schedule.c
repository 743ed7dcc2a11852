/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"

/* The commands about busy and free time: free, conflicts, find-time. */

const GnomonCtlOption gnomon_ctl_find_time_options[] = {
  { "work-start", 0, N_("TIME"), N_("Where the working hours begin, as HH:MM"), NULL },
  { "work-end", 0, N_("TIME"), N_("Where they end"), NULL },
  { "weekdays", 0, N_("DAYS"), N_("Names like monday,tuesday"), NULL },
  { "buffer", 0, N_("MINUTES"), N_("Kept free before and after"), NULL },
  { "attendees", 0, N_("ADDRESSES"), N_("Guests whose known time counts, separated by commas"),
    NULL },
  { "limit", 'n', N_("NUMBER"), N_("At most so many; 10 without this"), NULL },
  { NULL },
};

static void
print_interval (GnomonCtl *self,
                GDateTime *start,
                GDateTime *end)
{
  g_autoptr (GDateTime) local_start = g_date_time_to_local (start);
  g_autoptr (GDateTime) local_end = g_date_time_to_local (end);
  g_autofree char *first = g_date_time_format (local_start, "%Y-%m-%d %H:%M");
  g_autofree char *last = g_date_time_format (local_end, "%Y-%m-%d %H:%M");

  gnomon_ctl_print_line (self, "%s – %s", first, last);
}

gboolean
gnomon_ctl_run_free (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *from = gnomon_ctl_fields_dup_date (gnomon_ctl_arguments_get_word (arguments, 0),
                                                      self->style.now);
  g_autofree char *to = gnomon_ctl_fields_dup_date (gnomon_ctl_arguments_get_word (arguments, 1),
                                                    self->style.now);
  g_autoptr (GVariant) busy = NULL;
  const char *start, *end;
  GVariantIter iter;

  if (proxy == NULL || !gnomon_calendar1_call_free_busy_sync (proxy, from, to, &busy, NULL, error))
    return FALSE;
  if (self->json)
    {
      gnomon_ctl_print_json (self, busy);
      return TRUE;
    }

  g_variant_iter_init (&iter, busy);
  while (g_variant_iter_next (&iter, "(&s&s)", &start, &end))
    {
      g_autoptr (GDateTime) first = g_date_time_new_from_iso8601 (start, NULL);
      g_autoptr (GDateTime) last = g_date_time_new_from_iso8601 (end, NULL);

      if (first != NULL && last != NULL)
        print_interval (self, first, last);
    }
  return TRUE;
}

gboolean
gnomon_ctl_run_conflicts (GnomonCtl          *self,
                          GnomonCtlArguments *arguments,
                          GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) fields = NULL;
  g_autoptr (GVariant) events = NULL;

  if (proxy == NULL)
    return FALSE;
  fields = gnomon_ctl_read_fields (self, gnomon_ctl_arguments_get_words (arguments), "title",
                                   error);
  if (fields == NULL
      || !gnomon_calendar1_call_conflicts_sync (proxy, fields, &events, NULL, error))
    return FALSE;

  gnomon_ctl_print_events (self, events, NULL, _("No conflicts"));
  return TRUE;
}

static gboolean
add_number (GVariantDict        *wish,
            GnomonCtlArguments  *arguments,
            const char          *option,
            const char          *key,
            GError             **error)
{
  const char *text = gnomon_ctl_arguments_get (arguments, option);
  gint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &number, NULL))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: must be a whole number"),
                   option);
      return FALSE;
    }
  g_variant_dict_insert (wish, key, "x", number);
  return TRUE;
}

static void
add_list (GVariantDict       *wish,
          GnomonCtlArguments *arguments,
          const char         *option)
{
  const char *text = gnomon_ctl_arguments_get (arguments, option);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  if (parts != NULL)
    g_variant_dict_insert (wish, option, "^as", parts);
}

static void
add_text (GVariantDict       *wish,
          GnomonCtlArguments *arguments,
          const char         *option,
          const char         *key)
{
  const char *text = gnomon_ctl_arguments_get (arguments, option);

  if (text != NULL)
    g_variant_dict_insert (wish, key, "s", text);
}

gboolean
gnomon_ctl_run_find_time (GnomonCtl          *self,
                          GnomonCtlArguments *arguments,
                          GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_auto (GVariantDict) wish = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *from = gnomon_ctl_fields_dup_date (gnomon_ctl_arguments_get_word (arguments, 1),
                                                      self->style.now);
  g_autofree char *to = gnomon_ctl_fields_dup_date (gnomon_ctl_arguments_get_word (arguments, 2),
                                                    self->style.now);
  g_autoptr (GVariant) slots = NULL;
  gint64 minutes, start, end;
  GVariantIter iter;

  if (proxy == NULL)
    return FALSE;
  if (!gnomon_ctl_parse_minutes (gnomon_ctl_arguments_get_word (arguments, 0), &minutes)
      || minutes > G_MAXINT32)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: must be a whole number"),
                   "minutes");
      return FALSE;
    }
  if (!add_number (&wish, arguments, "buffer", "buffer_minutes", error)
      || !add_number (&wish, arguments, "limit", "limit", error))
    return FALSE;
  add_text (&wish, arguments, "work-start", "work_start");
  add_text (&wish, arguments, "work-end", "work_end");
  add_list (&wish, arguments, "weekdays");
  add_list (&wish, arguments, "attendees");

  if (!gnomon_calendar1_call_find_time_sync (proxy, from, to, (int) minutes,
                                             g_variant_dict_end (&wish),
                                             &slots, NULL, error))
    return FALSE;
  if (self->json)
    {
      gnomon_ctl_print_json (self, slots);
      return TRUE;
    }

  g_variant_iter_init (&iter, slots);
  while (g_variant_iter_next (&iter, "(xx)", &start, &end))
    {
      g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (start);
      g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (end);

      print_interval (self, first, last);
    }
  return TRUE;
}
