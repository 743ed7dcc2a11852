/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-values.h"

/* gnomonctl attendees: who comes. */

static const GnomonCtlOption list_options[] = {
  { "search", 's', N_("TEXT"), N_("Part of name or address"), "search" },
  { "status", 0, N_("STATUS"), N_("pending, accepted, declined or tentative"), "status" },
  { "limit", 'n', N_("NUMBER"), N_("At most so many"), "limit" },
  { "offset", 0, N_("NUMBER"), N_("Leave out so many first"), "offset" },
  { NULL },
};

static gboolean
read_event_id (GnomonCtlArguments *arguments,
               gint64             *id,
               GError            **error)
{
  return gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, 0), "id", id, error);
}

/* A guest by number, or by address within the event. */
static gboolean
find_attendee (GnomonCalendar1 *proxy,
               gint64           event_id,
               const char      *text,
               gint64          *id,
               GError         **error)
{
  g_autoptr (GVariant) attendees = NULL;

  if (strchr (text, '@') == NULL)
    return gnomon_ctl_parse_id (text, "attendee", id, error);
  if (!gnomon_calendar1_call_get_attendees_sync (proxy, event_id, &attendees, NULL, error))
    return FALSE;

  for (gsize i = 0; i < g_variant_n_children (attendees); i++)
    {
      g_autoptr (GVariant) attendee = g_variant_get_child_value (attendees, i);

      if (g_ascii_strcasecmp (gnomon_ctl_get_string (attendee, "email"), text) == 0)
        {
          *id = gnomon_ctl_get_integer (attendee, "id");
          return TRUE;
        }
    }
  g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_FAILED,
               _("attendee: “%s” is not among the guests"), text);
  return FALSE;
}

static gboolean
run_list (GnomonCtl          *self,
          GnomonCtlArguments *arguments,
          GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  gboolean of_one_event = gnomon_ctl_arguments_n_words (arguments) == 1;
  g_autoptr (GVariant) filter = NULL;
  g_autoptr (GVariant) attendees = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gint64 id = 0;

  if (proxy == NULL || (of_one_event && !read_event_id (arguments, &id, error)))
    return FALSE;
  filter = gnomon_ctl_read_filter (self, list_options, arguments, 1, error);
  if (filter == NULL)
    return FALSE;

  if (of_one_event && g_variant_n_children (filter) > 0)
    {
      g_auto (GVariantDict) narrowed = G_VARIANT_DICT_INIT (filter);

      g_variant_dict_insert (&narrowed, "event_id", "x", id);
      g_clear_pointer (&filter, g_variant_unref);
      filter = g_variant_ref_sink (g_variant_dict_end (&narrowed));
      of_one_event = FALSE;
    }

  if (of_one_event
        ? !gnomon_calendar1_call_get_attendees_sync (proxy, id, &attendees, NULL, error)
        : !gnomon_calendar1_call_list_attendees_sync (proxy, filter, &attendees, NULL, error))
    return FALSE;

  if (!gnomon_ctl_print_plain (self, attendees, _("No guests")))
    {
      gnomon_ctl_format_attendees (out, &self->style, attendees, id == 0);
      gnomon_ctl_print (out);
    }
  return TRUE;
}

static void
print_attendee (GnomonCtl  *self,
                GVariant   *attendee,
                const char *format)
{
  if (self->json)
    gnomon_ctl_print_json (self, attendee);
  else
    {
      g_autofree char *who = g_strdup_printf ("%s <%s>", gnomon_ctl_get_string (attendee, "name"),
                                              gnomon_ctl_get_string (attendee, "email"));

      gnomon_ctl_print_line (self, "%s %" G_GINT64_FORMAT ": %s, %s", format,
                             gnomon_ctl_get_integer (attendee, "id"), who,
                             gnomon_ctl_get_string (attendee, "status"));
    }
}

static gboolean
run_add (GnomonCtl          *self,
         GnomonCtlArguments *arguments,
         GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  const char *name = gnomon_ctl_arguments_get_word (arguments, 2);
  g_autoptr (GVariant) attendee = NULL;
  gint64 id;

  if (proxy == NULL || !read_event_id (arguments, &id, error)
      || !gnomon_calendar1_call_add_attendee_sync (proxy, id,
                                                   gnomon_ctl_arguments_get_word (arguments, 1),
                                                   name != NULL ? name : "", &attendee, NULL,
                                                   error))
    return FALSE;
  /* Translators: followed by the guest's number, name and address. */
  print_attendee (self, attendee, _("Invited"));
  return TRUE;
}

static gboolean
run_remove (GnomonCtl          *self,
            GnomonCtlArguments *arguments,
            GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  const char *who = gnomon_ctl_arguments_get_word (arguments, 1);
  g_autoptr (GVariant) event = NULL;
  gint64 id, attendee_id;

  if (proxy == NULL || !read_event_id (arguments, &id, error)
      || !find_attendee (proxy, id, who, &attendee_id, error)
      || !gnomon_calendar1_call_remove_attendee_sync (proxy, id, attendee_id, &event, NULL, error))
    return FALSE;

  if (self->json)
    gnomon_ctl_print_json (self, event);
  else
    /* Translators: %s is a guest's number or address. */
    gnomon_ctl_print_line (self, _("Removed %s"), who);
  return TRUE;
}

static gboolean
run_respond (GnomonCtl          *self,
             GnomonCtlArguments *arguments,
             GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) attendee = NULL;
  gint64 id, attendee_id;

  if (proxy == NULL || !read_event_id (arguments, &id, error)
      || !find_attendee (proxy, id, gnomon_ctl_arguments_get_word (arguments, 1), &attendee_id,
                         error)
      || !gnomon_calendar1_call_respond_sync (proxy, id, attendee_id,
                                              gnomon_ctl_arguments_get_word (arguments, 2),
                                              &attendee, NULL, error))
    return FALSE;
  /* Translators: followed by the guest's number, name, address and answer. */
  print_attendee (self, attendee, _("Answered"));
  return TRUE;
}

const GnomonCtlCommand gnomon_ctl_attendee_commands[] = {
  {
    .name = "list",
    .synopsis = N_("[ID]"),
    .summary = N_("List an event's guests, or those of all events"),
    .examples = "gnomonctl attendees list 42\ngnomonctl attendees list --status pending",
    .options = list_options,
    .max_words = 1,
    .run = run_list,
  },
  {
    .name = "add",
    .synopsis = N_("ID ADDRESS [NAME]"),
    .summary = N_("Invite somebody"),
    .examples = "gnomonctl attendees add 42 ann@example.org \"Ann\"",
    .min_words = 2,
    .max_words = 3,
    .run = run_add,
  },
  {
    .name = "remove",
    .synopsis = N_("ID GUEST"),
    .summary = N_("Take somebody off the list, by number or address"),
    .examples = "gnomonctl attendees remove 42 ann@example.org",
    .min_words = 2,
    .max_words = 2,
    .run = run_remove,
  },
  {
    .name = "respond",
    .synopsis = N_("ID GUEST ANSWER"),
    .summary = N_("Record an answer: pending, accepted, declined or tentative"),
    .examples = "gnomonctl attendees respond 42 ann@example.org accepted",
    .min_words = 3,
    .max_words = 3,
    .run = run_respond,
  },
  { NULL },
};
