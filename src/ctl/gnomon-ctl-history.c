/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-values.h"

/* What was, and the way back: undo, redo, history, trash, restore, changes, moves; and
 * status. */

static gboolean
parse_number (const char  *word,
              const char  *name,
              guint64      maximum,
              guint64     *number,
              GError     **error)
{
  if (g_ascii_string_to_unsigned (word, 10, 0, maximum, number, NULL))
    return TRUE;
  g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE, _("%s: must be a whole number"),
               name);
  return FALSE;
}

/* Undo and redo */

/* What was done is told by the service, in English, as its errors are. */
static void
print_what (GnomonCtl  *self,
            const char *label,
            const char *what)
{
  g_auto (GVariantDict) dictionary = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) answer = NULL;

  if (!self->json)
    {
      gnomon_ctl_print_line (self, "%s: %s", label, what);
      return;
    }
  g_variant_dict_insert (&dictionary, "what", "s", what);
  answer = g_variant_ref_sink (g_variant_dict_end (&dictionary));
  gnomon_ctl_print_json (self, answer);
}

gboolean
gnomon_ctl_run_undo (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autofree char *what = NULL;
  GnomonCalendar1 *proxy;
  guint64 change;

  if (word != NULL && !parse_number (word, "change", G_MAXUINT64, &change, error))
    return FALSE;
  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL
      || !(word != NULL ? gnomon_calendar1_call_undo_change_sync (proxy, change, &what, NULL, error)
                        : gnomon_calendar1_call_undo_sync (proxy, &what, NULL, error)))
    return FALSE;
  /* Translators: before what was undone. */
  print_what (self, _("Undone"), what);
  return TRUE;
}

gboolean
gnomon_ctl_run_redo (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autofree char *what = NULL;

  if (proxy == NULL || !gnomon_calendar1_call_redo_sync (proxy, &what, NULL, error))
    return FALSE;
  /* Translators: before what was done again. */
  print_what (self, _("Redone"), what);
  return TRUE;
}

gboolean
gnomon_ctl_run_history (GnomonCtl          *self,
                        GnomonCtlArguments *arguments,
                        GError            **error)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GVariant) changes = NULL;
  GnomonCalendar1 *proxy;
  guint64 limit = 0;

  if (word == NULL)
    word = gnomon_ctl_arguments_get (arguments, "limit");
  if (word != NULL && !parse_number (word, "limit", G_MAXUINT32, &limit, error))
    return FALSE;
  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL
      || !gnomon_calendar1_call_list_history_sync (proxy, (guint) limit, &changes, NULL, error))
    return FALSE;

  if (!gnomon_ctl_print_plain (self, changes, _("No changes")))
    {
      gnomon_ctl_format_changes (out, &self->style, changes);
      gnomon_ctl_print (out);
    }
  return TRUE;
}

/* Trash */

gboolean
gnomon_ctl_run_trash (GnomonCtl          *self,
                      GnomonCtlArguments *arguments,
                      GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GVariant) events = NULL;

  if (proxy == NULL || !gnomon_calendar1_call_list_trash_sync (proxy, &events, NULL, error))
    return FALSE;

  if (!gnomon_ctl_print_plain (self, events, _("The trash is empty")))
    {
      gnomon_ctl_format_events (out, &self->style, events, NULL);
      gnomon_ctl_print (out);
    }
  return TRUE;
}

static void
print_restored (GnomonCtl *self,
                GVariant  *event)
{
  g_autofree char *id = gnomon_ctl_dup_id (event, "id");
  g_autofree char *summary = gnomon_ctl_format_summary (&self->style, event);

  /* Translators: the number of the event that left the trash, then its title and times. */
  gnomon_ctl_print_line (self, _("Restored %s: %s"), id, summary);
}

gboolean
gnomon_ctl_run_restore (GnomonCtl          *self,
                        GnomonCtlArguments *arguments,
                        GError            **error)
{
  guint n_ids = gnomon_ctl_arguments_n_words (arguments);
  g_autofree gint64 *ids = g_new0 (gint64, n_ids);
  g_auto (GVariantBuilder) restored = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  GnomonCalendar1 *proxy;

  /* All are looked at before the first one comes back. */
  for (guint i = 0; i < n_ids; i++)
    if (!gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, i), "id", &ids[i], error))
      return FALSE;
  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL)
    return FALSE;

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GVariant) event = NULL;
      g_autoptr (GError) failure = NULL;

      if (!gnomon_calendar1_call_restore_event_sync (proxy, ids[i], &event, NULL, &failure))
        gnomon_ctl_report (self, failure);
      else if (self->json)
        g_variant_builder_add_value (&restored, event);
      else
        print_restored (self, event);
    }

  if (self->json)
    {
      g_autoptr (GVariant) answer = g_variant_ref_sink (g_variant_builder_end (&restored));

      gnomon_ctl_print_json (self, answer);
    }
  return TRUE;
}

/* Changes */

static void
print_ids (GnomonCtl  *self,
           const char *word,
           GVariant   *ids)
{
  GVariantIter iter;
  gint64 id;

  g_variant_iter_init (&iter, ids);
  while (g_variant_iter_next (&iter, "x", &id))
    gnomon_ctl_print_line (self, "%-10s %" G_GINT64_FORMAT, word, id);
}

gboolean
gnomon_ctl_run_changes (GnomonCtl          *self,
                        GnomonCtlArguments *arguments,
                        GError            **error)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (GVariant) deleted = NULL;
  GnomonCalendar1 *proxy;
  guint64 since = 0;
  guint64 now;

  if (word != NULL && !parse_number (word, "token", G_MAXUINT64, &since, error))
    return FALSE;
  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL
      || !gnomon_calendar1_call_changes_sync (proxy, since, &now, &changed, &deleted, NULL, error))
    return FALSE;

  if (self->json)
    {
      g_auto (GVariantDict) dictionary = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) answer = NULL;

      g_variant_dict_insert (&dictionary, "now", "t", now);
      g_variant_dict_insert_value (&dictionary, "changed", changed);
      g_variant_dict_insert_value (&dictionary, "deleted", deleted);
      answer = g_variant_ref_sink (g_variant_dict_end (&dictionary));
      gnomon_ctl_print_json (self, answer);
      return TRUE;
    }

  /* The words are those of “watch”, which a script also meets. */
  print_ids (self, "changed", changed);
  print_ids (self, "deleted", deleted);
  gnomon_ctl_print_line (self, "%-10s %" G_GUINT64_FORMAT, "now", now);
  return TRUE;
}

/* Moves */

/* (transfer full): the titles of the events that moved; empty where one has gone since. */
static char **
read_titles (GnomonCalendar1 *proxy,
             GVariant        *moves)
{
  gsize n = g_variant_n_children (moves);
  char **titles = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) move = g_variant_get_child_value (moves, i);
      g_autoptr (GVariant) event = NULL;

      gnomon_calendar1_call_get_event_sync (proxy, gnomon_ctl_get_integer (move, "event_id"),
                                            &event, NULL, NULL);
      titles[i] = g_strdup (event != NULL ? gnomon_ctl_get_string (event, "title") : "");
    }
  return titles;
}

/* The first instant of a day of the user's, or an instant. */
static gboolean
parse_since (GnomonCtl   *self,
             const char  *word,
             gint64      *since,
             GError     **error)
{
  g_autofree char *date = gnomon_ctl_fields_dup_date (word, self->style.now);
  g_autofree char *midnight =
    g_strconcat (date, strlen (date) == strlen ("YYYY-MM-DD") ? "T00:00:00" : "", NULL);
  g_autoptr (GDateTime) instant =
    g_date_time_new_from_iso8601 (midnight, g_date_time_get_timezone (self->style.now));

  if (instant == NULL)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("date: must be a date as YYYY-MM-DD, or an RFC 3339 time"));
      return FALSE;
    }
  *since = g_date_time_to_unix (instant);
  return TRUE;
}

gboolean
gnomon_ctl_run_moves (GnomonCtl          *self,
                      GnomonCtlArguments *arguments,
                      GError            **error)
{
  const char *word = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GVariant) moves = NULL;
  GnomonCalendar1 *proxy;
  gint64 since = 0;

  if (word != NULL && !parse_since (self, word, &since, error))
    return FALSE;
  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL
      || !gnomon_calendar1_call_list_moves_sync (proxy, since, &moves, NULL, error))
    return FALSE;

  if (!gnomon_ctl_print_plain (self, moves, _("No moves")))
    {
      g_auto (GStrv) titles = read_titles (proxy, moves);

      gnomon_ctl_format_moves (out, &self->style, moves, (const char * const *) titles);
      gnomon_ctl_print (out);
    }
  return TRUE;
}

/* Status */

static char *
dup_next_event (GnomonCtl       *self,
                GnomonCalendar1 *proxy,
                GVariant        *next_event)
{
  g_autofree char *id = gnomon_ctl_dup_id (next_event, "id");
  g_autofree char *summary = NULL;
  g_autoptr (GVariant) event = NULL;

  if (g_variant_n_children (next_event) == 0)
    return g_strdup (_("none"));

  /* It may have gone between the two calls. */
  if (!gnomon_calendar1_call_get_event_sync (proxy, gnomon_ctl_get_integer (next_event, "id"),
                                             &event, NULL, NULL))
    return g_steal_pointer (&id);
  summary = gnomon_ctl_format_summary (&self->style, event);
  return g_strdup_printf ("%s  %s", id, summary);
}

static void
print_status (GnomonCtl       *self,
              GnomonCalendar1 *proxy,
              GVariant        *properties)
{
  g_autoptr (GVariant) next_event =
    g_variant_lookup_value (properties, "NextEvent", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *token = NULL;
  g_autofree char *pending = NULL;
  g_autofree char *next = NULL;
  const char *version = "";
  guint64 change_token = 0;
  guint32 n_pending = 0;

  g_variant_lookup (properties, "Version", "&s", &version);
  g_variant_lookup (properties, "ChangeToken", "t", &change_token);
  g_variant_lookup (properties, "PendingReminders", "u", &n_pending);
  if (next_event == NULL)
    next_event = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));

  if (self->json)
    {
      g_auto (GVariantDict) dictionary = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) answer = NULL;

      g_variant_dict_insert (&dictionary, "version", "s", version);
      g_variant_dict_insert (&dictionary, "change_token", "t", change_token);
      g_variant_dict_insert (&dictionary, "pending_reminders", "u", n_pending);
      g_variant_dict_insert_value (&dictionary, "next_event", next_event);
      answer = g_variant_ref_sink (g_variant_dict_end (&dictionary));
      gnomon_ctl_print_json (self, answer);
      return;
    }

  token = g_strdup_printf ("%" G_GUINT64_FORMAT, change_token);
  pending = g_strdup_printf (ngettext ("%u waits for an answer", "%u wait for an answer",
                                       n_pending),
                             n_pending);
  next = dup_next_event (self, proxy, next_event);
  gnomon_ctl_format_status (out, &self->style, version, token, next, pending);
  gnomon_ctl_print (out);
}

gboolean
gnomon_ctl_run_status (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) properties = NULL;

  if (proxy == NULL)
    return FALSE;
  reply = g_dbus_proxy_call_sync (G_DBUS_PROXY (proxy), "org.freedesktop.DBus.Properties.GetAll",
                                  g_variant_new ("(s)", GNOMON_SERVICE_NAME),
                                  G_DBUS_CALL_FLAGS_NONE, -1, NULL, error);
  if (reply == NULL)
    return FALSE;
  properties = g_variant_get_child_value (reply, 0);
  print_status (self, proxy, properties);
  return TRUE;
}
