/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-values.h"

/* gnomonctl remind: what rings, and when. */

#define DEFAULT_SNOOZE_MINUTES 10

static const GnomonCtlOption list_options[] = {
  { "state", 0, N_("STATE"),
    N_("planned, shown, snoozed, dismissed, missed, mailed or failed"), "state" },
  { "type", 't', N_("TYPE"), N_("notification, email or both"), "type" },
  { "from", 0, N_("TIME"), N_("From this date or RFC 3339 time on"), "from" },
  { "to", 0, N_("TIME"), N_("Until this date or RFC 3339 time"), "to" },
  { "limit", 'n', N_("NUMBER"), N_("At most so many"), "limit" },
  { "offset", 0, N_("NUMBER"), N_("Leave out so many first"), "offset" },
  { NULL },
};

static gboolean
read_reminder_id (GnomonCtlArguments *arguments,
                  guint               position,
                  gint64             *id,
                  GError            **error)
{
  return gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, position), "reminder", id,
                              error);
}

static gboolean
run_list (GnomonCtl          *self,
          GnomonCtlArguments *arguments,
          GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GVariant) filter = NULL;
  g_autoptr (GVariant) reminders = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gint64 id;

  if (proxy == NULL || (word != NULL && !gnomon_ctl_parse_id (word, "id", &id, error)))
    return FALSE;
  filter = gnomon_ctl_read_filter (self, list_options, arguments, 1, error);
  if (filter == NULL)
    return FALSE;
  if (word != NULL && g_variant_n_children (filter) > 0)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("The options are for the reminders of all events"));
      return FALSE;
    }

  if (word != NULL
        ? !gnomon_calendar1_call_get_reminders_sync (proxy, id, &reminders, NULL, error)
        : !gnomon_calendar1_call_list_reminders_sync (proxy, filter, &reminders, NULL, error))
    return FALSE;

  if (!gnomon_ctl_print_plain (self, reminders, _("No reminders")))
    {
      gnomon_ctl_format_reminders (out, &self->style, reminders, word == NULL);
      gnomon_ctl_print (out);
    }
  return TRUE;
}

static void
print_reminder (GnomonCtl *self,
                GVariant  *reminder)
{
  if (self->json)
    gnomon_ctl_print_json (self, reminder);
  else
    {
      g_autofree char *id = gnomon_ctl_dup_id (reminder, "id");
      g_autofree char *when = gnomon_ctl_format_reminder (&self->style, reminder);

      /* Translators: a reminder's number, then when and how it rings. */
      gnomon_ctl_print_line (self, _("Reminder %s: %s"), id, when);
    }
}

/* The word after the event's number: a span before the start, or a time. */
static GVariant *
read_reminder (GnomonCtl          *self,
               GnomonCtlArguments *arguments,
               GError            **error)
{
  const char *const *words = gnomon_ctl_arguments_get_words (arguments) + 1;
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *key = NULL;
      const char *value;
      gint64 minutes;

      if (gnomon_ctl_fields_split_word (words[i], &key, &value))
        g_ptr_array_add (fields, g_strdup (words[i]));
      else if (gnomon_ctl_parse_minutes (words[i], &minutes))
        g_ptr_array_add (fields, g_strdup_printf ("minutes_before=%" G_GINT64_FORMAT, minutes));
      else
        g_ptr_array_add (fields, g_strdup_printf ("reminder_time=%s", words[i]));
    }
  g_ptr_array_add (fields, NULL);
  return gnomon_ctl_read_fields (self, (const char *const *) fields->pdata, NULL, error);
}

static gboolean
run_add (GnomonCtl          *self,
         GnomonCtlArguments *arguments,
         GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) fields = NULL;
  g_autoptr (GVariant) reminder = NULL;
  gint64 id;

  if (proxy == NULL
      || !gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, 0), "id", &id, error))
    return FALSE;
  fields = read_reminder (self, arguments, error);
  if (fields == NULL
      || !gnomon_calendar1_call_add_reminder_sync (proxy, id, fields, &reminder, NULL, error))
    return FALSE;
  print_reminder (self, reminder);
  return TRUE;
}

static gboolean
run_remove (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  gint64 id, reminder_id;

  if (proxy == NULL
      || !gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, 0), "id", &id, error)
      || !read_reminder_id (arguments, 1, &reminder_id, error)
      || !gnomon_calendar1_call_remove_reminder_sync (proxy, id, reminder_id, NULL, error))
    return FALSE;
  if (!self->json)
    gnomon_ctl_print_line (self, _("Removed reminder %s"),
                           gnomon_ctl_arguments_get_word (arguments, 1));
  return TRUE;
}

/* Whether a word says until when, not for how long: by its meaning, or by a date. */
static gboolean
is_snooze_end (const char *word)
{
  return g_str_equal (word, "until-start") || g_str_equal (word, "tomorrow-morning")
         || (strlen (word) > 10 && word[4] == '-');
}

static gboolean
run_snooze (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  const char *word = gnomon_ctl_arguments_get_word (arguments, 1);
  g_autoptr (GVariant) reminder = NULL;
  gint64 minutes = DEFAULT_SNOOZE_MINUTES;
  gint64 id;

  if (proxy == NULL || !read_reminder_id (arguments, 0, &id, error))
    return FALSE;
  if (word != NULL && is_snooze_end (word))
    {
      if (!gnomon_calendar1_call_snooze_reminder_until_sync (proxy, id, word, &reminder, NULL,
                                                             error))
        return FALSE;
      print_reminder (self, reminder);
      return TRUE;
    }
  if (word != NULL && (!gnomon_ctl_parse_minutes (word, &minutes) || minutes > G_MAXINT32))
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("minutes: must be a number of minutes, or like 30m, 2h, 1d"));
      return FALSE;
    }
  if (!gnomon_calendar1_call_snooze_reminder_sync (proxy, id, (guint) minutes, &reminder, NULL,
                                                   error))
    return FALSE;
  print_reminder (self, reminder);
  return TRUE;
}

static gboolean
run_dismiss (GnomonCtl          *self,
             GnomonCtlArguments *arguments,
             GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);

  if (proxy == NULL)
    return FALSE;
  for (guint i = 0; i < gnomon_ctl_arguments_n_words (arguments); i++)
    {
      gint64 id;

      if (!read_reminder_id (arguments, i, &id, error)
          || !gnomon_calendar1_call_dismiss_reminder_sync (proxy, id, NULL, error))
        return FALSE;
      if (!self->json)
        gnomon_ctl_print_line (self, _("Dismissed reminder %s"),
                               gnomon_ctl_arguments_get_word (arguments, i));
    }
  return TRUE;
}

static gboolean
run_dismiss_all (GnomonCtl          *self,
                 GnomonCtlArguments *arguments,
                 GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);

  return proxy != NULL && gnomon_calendar1_call_dismiss_all_reminders_sync (proxy, 0, NULL, error);
}

static gboolean
run_explain (GnomonCtl          *self,
             GnomonCtlArguments *arguments,
             GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *why = NULL;
  gint64 id;

  if (proxy == NULL || !read_reminder_id (arguments, 0, &id, error)
      || !gnomon_calendar1_call_explain_reminder_sync (proxy, id, &why, NULL, error))
    return FALSE;
  if (self->json)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (why));

      gnomon_ctl_print_json (self, value);
    }
  else
    gnomon_ctl_print_line (self, "%s", why);
  return TRUE;
}

const GnomonCtlCommand gnomon_ctl_reminder_commands[] = {
  {
    .name = "list",
    .synopsis = N_("[ID]"),
    .summary = N_("List an event's reminders, or those of all events"),
    .examples = "gnomonctl remind list 42\ngnomonctl remind list --state shown",
    .options = list_options,
    .max_words = 1,
    .run = run_list,
  },
  {
    .name = "add",
    .synopsis = N_("ID WHEN [FIELD=VALUE…]"),
    .summary = N_("Add a reminder"),
    .details = N_("WHEN is a span before the start, in minutes or like 2h, 1d, 1w, or an RFC 3339 "
                  "time.\nreminder_type is notification, email or both."),
    .examples = "gnomonctl remind add 42 2h\n"
                "gnomonctl remind add 42 2026-11-24T08:00:00+01:00 reminder_type=email",
    .min_words = 2,
    .max_words = -1,
    .run = run_add,
  },
  {
    .name = "remove",
    .synopsis = N_("ID REMINDER"),
    .summary = N_("Remove a reminder of an event"),
    .examples = "gnomonctl remind remove 42 7",
    .min_words = 2,
    .max_words = 2,
    .run = run_remove,
  },
  {
    .name = "snooze",
    .synopsis = N_("REMINDER [MINUTES|WHEN]"),
    .summary = N_("Let a reminder ring again later, in 10 minutes where nothing is said"),
    .examples = "gnomonctl remind snooze 7\ngnomonctl remind snooze 7 1h\n"
                "gnomonctl remind snooze 7 tomorrow-morning",
    .min_words = 1,
    .max_words = 2,
    .run = run_snooze,
  },
  {
    .name = "dismiss",
    .synopsis = N_("REMINDER…"),
    .summary = N_("Let reminders ring no more"),
    .examples = "gnomonctl remind dismiss 7 8",
    .min_words = 1,
    .max_words = -1,
    .run = run_dismiss,
  },
  {
    .name = "dismiss-all",
    .synopsis = "",
    .summary = N_("Dismiss all reminders that wait for an answer"),
    .examples = "gnomonctl remind dismiss-all",
    .run = run_dismiss_all,
  },
  {
    .name = "explain",
    .synopsis = N_("REMINDER"),
    .summary = N_("Tell why a reminder did or did not ring"),
    .examples = "gnomonctl remind explain 7",
    .min_words = 1,
    .max_words = 1,
    .run = run_explain,
  },
  { NULL },
};
