/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-json.h"
#include "gnomon-ctl-values.h"

/* The commands for one event, or for many at once: show, create, edit, delete. */

/* So many calls are under way at a time: enough that the service never waits for us, few enough for
 * the limits of any bus. */
#define MAX_CALLS 64

static char *
dup_calendar_name (GnomonCalendar1 *proxy,
                   gint64           id)
{
  g_autoptr (GVariant) calendars = NULL;

  if (gnomon_calendar1_call_list_calendars_sync (proxy, &calendars, NULL, NULL))
    {
      for (gsize i = 0; i < g_variant_n_children (calendars); i++)
        {
          g_autoptr (GVariant) calendar = g_variant_get_child_value (calendars, i);

          if (gnomon_ctl_get_integer (calendar, "id") == id)
            return g_strdup (gnomon_ctl_get_string (calendar, "name"));
        }
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/* Show */

gboolean
gnomon_ctl_run_show (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (self, error);
  const char *occurrence = gnomon_ctl_arguments_get (arguments, "occurrence");
  g_autoptr (GVariant) event = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *calendar = NULL;
  gint64 id;

  if (!gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, 0), "id", &id, error)
      || proxy == NULL)
    return FALSE;

  if (occurrence != NULL
        ? !gnomon_calendar1_call_get_occurrence_sync (proxy, id, occurrence, &event, NULL, error)
        : !gnomon_calendar1_call_get_event_sync (proxy, id, &event, NULL, error))
    return FALSE;

  if (self->json)
    {
      gnomon_ctl_print_json (self, event);
      return TRUE;
    }

  calendar = dup_calendar_name (proxy, gnomon_ctl_get_integer (event, "calendar_id"));
  gnomon_ctl_format_event (out, &self->style, event, calendar);
  gnomon_ctl_print (out);
  return TRUE;
}

/* Create */

typedef struct _Creation Creation;

typedef struct
{
  Creation *creation;
  guint position;
} CreationCall;

/* Events on their way to the service. The answers are kept in the order of the input, whatever the
 * order in which they come. */
struct _Creation
{
  GnomonCalendar1 *proxy;
  GPtrArray *inputs;  /* GVariant */
  GVariant **answers;
  GError **errors;
  guint n_sent;
  guint n_answered;
};

static void
clear_creation (Creation *creation)
{
  for (guint i = 0; i < creation->inputs->len; i++)
    {
      g_clear_pointer (&creation->answers[i], g_variant_unref);
      g_clear_error (&creation->errors[i]);
    }
  g_clear_pointer (&creation->answers, g_free);
  g_clear_pointer (&creation->errors, g_free);
}

static void send_more (Creation *creation);

static void
event_created_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree CreationCall *call = user_data;
  Creation *creation = call->creation;

  gnomon_calendar1_call_create_event_finish (GNOMON_CALENDAR1 (source),
                                             &creation->answers[call->position], result,
                                             &creation->errors[call->position]);
  creation->n_answered++;
  send_more (creation);
}

static void
send_more (Creation *creation)
{
  while (creation->n_sent < creation->inputs->len
         && creation->n_sent - creation->n_answered < MAX_CALLS)
    {
      CreationCall *call = g_new0 (CreationCall, 1);

      call->creation = creation;
      call->position = creation->n_sent++;
      gnomon_calendar1_call_create_event (creation->proxy,
                                          g_ptr_array_index (creation->inputs, call->position),
                                          NULL, event_created_cb, call);
    }
}

/* The input with the command line's fields over it. */
static GVariant *
merge_fields (GVariant *input,
              GVariant *fields)
{
  g_auto (GVariantDict) merged = G_VARIANT_DICT_INIT (input);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_variant_iter_init (&iter, fields);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    g_variant_dict_insert_value (&merged, key, value);
  return g_variant_ref_sink (g_variant_dict_end (&merged));
}

/* Tells of an event that was created, to people. */
void
gnomon_ctl_print_created (GnomonCtl *self,
                          GVariant  *event)
{
  g_autofree char *id = gnomon_ctl_dup_id (event, "id");
  g_autofree char *summary = gnomon_ctl_format_summary (&self->style, event);

  /* Translators: the number of the event that was created, then its title and times. */
  gnomon_ctl_print_line (self, _("Created %s: %s"), id, summary);
}

static void
print_creation (GnomonCtl *self,
                Creation  *creation,
                gboolean   is_list)
{
  g_auto (GVariantBuilder) created = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < creation->inputs->len; i++)
    {
      if (creation->errors[i] != NULL)
        {
          /* Only the words change: the kind of the error decides the exit code. */
          if (is_list)
            {
              g_dbus_error_strip_remote_error (creation->errors[i]);
              /* Translators: %u counts the events of a list that is created, from 1. */
              g_prefix_error (&creation->errors[i], _("Event %u: "), i + 1);
            }
          gnomon_ctl_report (self, creation->errors[i]);
        }
      else if (!self->json)
        gnomon_ctl_print_created (self, creation->answers[i]);
      else if (is_list)
        g_variant_builder_add_value (&created, creation->answers[i]);
      else
        gnomon_ctl_print_json (self, creation->answers[i]);
    }

  if (self->json && is_list)
    {
      g_autoptr (GVariant) list = g_variant_ref_sink (g_variant_builder_end (&created));

      gnomon_ctl_print_json (self, list);
    }
}

gboolean
gnomon_ctl_run_create (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GVariant) fields = NULL;
  gboolean from_input = FALSE;
  gboolean is_list = FALSE;
  Creation creation = { NULL };

  for (guint i = 0; i < gnomon_ctl_arguments_n_words (arguments); i++)
    {
      const char *word = gnomon_ctl_arguments_get_word (arguments, i);

      if (g_str_equal (word, "-"))
        from_input = TRUE;
      else
        g_ptr_array_add (words, (gpointer) word);
    }
  g_ptr_array_add (words, NULL);

  fields = gnomon_ctl_read_fields (self, (const char *const *) words->pdata, "title", error);
  if (fields == NULL)
    return FALSE;

  if (from_input)
    {
      inputs = gnomon_ctl_read_input (&is_list, error);
      if (inputs == NULL)
        return FALSE;
      for (guint i = 0; i < inputs->len; i++)
        {
          GVariant *merged = merge_fields (g_ptr_array_index (inputs, i), fields);

          g_variant_unref (inputs->pdata[i]);
          inputs->pdata[i] = merged;
        }
    }
  else
    {
      inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
      g_ptr_array_add (inputs, g_variant_ref (fields));
    }

  creation.proxy = gnomon_ctl_get_proxy (self, error);
  if (creation.proxy == NULL)
    return FALSE;
  creation.inputs = inputs;
  creation.answers = g_new0 (GVariant *, inputs->len);
  creation.errors = g_new0 (GError *, inputs->len);

  send_more (&creation);
  while (creation.n_answered < inputs->len)
    g_main_context_iteration (NULL, TRUE);

  print_creation (self, &creation, is_list);
  clear_creation (&creation);
  return TRUE;
}

/* Edit */

static GVariant *
read_changes (GnomonCtl          *self,
              GnomonCtlArguments *arguments,
              GError            **error)
{
  const char *const *words = gnomon_ctl_arguments_get_words (arguments) + 1;
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GVariant) fields = NULL;
  gboolean is_list;

  if (words[0] == NULL || !g_str_equal (words[0], "-"))
    return gnomon_ctl_read_fields (self, words, NULL, error);

  fields = gnomon_ctl_read_fields (self, words + 1, NULL, error);
  inputs = fields != NULL ? gnomon_ctl_read_input (&is_list, error) : NULL;
  if (inputs == NULL)
    return NULL;
  if (inputs->len != 1)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("The JSON must be one object: one event is changed"));
      return NULL;
    }
  return merge_fields (g_ptr_array_index (inputs, 0), fields);
}

gboolean
gnomon_ctl_run_edit (GnomonCtl          *self,
                     GnomonCtlArguments *arguments,
                     GError            **error)
{
  const char *occurrence = gnomon_ctl_arguments_get (arguments, "occurrence");
  const char *scope = gnomon_ctl_arguments_get (arguments, "scope");
  gboolean replace = gnomon_ctl_arguments_has (arguments, "replace");
  g_autoptr (GVariant) changes = NULL;
  g_autoptr (GVariant) event = NULL;
  GnomonCalendar1 *proxy;
  gboolean done;
  gint64 id;

  if (!gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, 0), "id", &id, error))
    return FALSE;
  if (replace && occurrence != NULL)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("--replace and --occurrence cannot go together"));
      return FALSE;
    }
  changes = read_changes (self, arguments, error);
  proxy = changes != NULL ? gnomon_ctl_get_proxy (self, error) : NULL;
  if (proxy == NULL)
    return FALSE;

  if (occurrence != NULL)
    done = gnomon_calendar1_call_update_occurrence_sync (proxy, id, occurrence, changes,
                                                         scope != NULL ? scope : "this", &event,
                                                         NULL, error);
  else if (replace)
    done = gnomon_calendar1_call_replace_event_sync (proxy, id, changes, &event, NULL, error);
  else
    done = gnomon_calendar1_call_update_event_sync (proxy, id, changes, &event, NULL, error);
  if (!done)
    return FALSE;

  if (self->json)
    gnomon_ctl_print_json (self, event);
  else
    {
      g_autofree char *number = gnomon_ctl_dup_id (event, "id");
      g_autofree char *summary = gnomon_ctl_format_summary (&self->style, event);

      /* Translators: the number of the event that was changed, then its title and times. */
      gnomon_ctl_print_line (self, _("Changed %s: %s"), number, summary);
    }
  return TRUE;
}

/* Delete */

static gboolean
delete_one (GnomonCalendar1  *proxy,
            gint64            id,
            const char       *occurrence,
            const char       *scope,
            GError          **error)
{
  if (occurrence == NULL)
    return gnomon_calendar1_call_delete_event_sync (proxy, id, NULL, error);
  return gnomon_calendar1_call_delete_occurrence_sync (proxy, id, occurrence,
                                                       scope != NULL ? scope : "this", NULL,
                                                       error);
}

gboolean
gnomon_ctl_run_delete (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  const char *occurrence = gnomon_ctl_arguments_get (arguments, "occurrence");
  const char *scope = gnomon_ctl_arguments_get (arguments, "scope");
  guint n_ids = gnomon_ctl_arguments_n_words (arguments);
  g_autofree gint64 *ids = g_new0 (gint64, n_ids);
  GnomonCalendar1 *proxy;
  g_auto (GVariantBuilder) deleted = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));

  /* All are looked at before the first one goes. */
  for (guint i = 0; i < n_ids; i++)
    if (!gnomon_ctl_parse_id (gnomon_ctl_arguments_get_word (arguments, i), "id", &ids[i], error))
      return FALSE;
  if (occurrence != NULL && n_ids > 1)
    {
      g_set_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                   _("--occurrence is for one event only"));
      return FALSE;
    }
  proxy = gnomon_ctl_get_proxy (self, error);
  if (proxy == NULL)
    return FALSE;

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (delete_one (proxy, ids[i], occurrence, scope, &failure))
        {
          g_variant_builder_add (&deleted, "x", ids[i]);
          if (!self->json)
            gnomon_ctl_print_line (self, _("Deleted %s"),
                                   gnomon_ctl_arguments_get_word (arguments, i));
        }
      else
        {
          if (n_ids > 1)
            {
              g_dbus_error_strip_remote_error (failure);
              g_prefix_error (&failure, "%" G_GINT64_FORMAT ": ", ids[i]);
            }
          gnomon_ctl_report (self, failure);
        }
    }

  if (self->json)
    {
      g_auto (GVariantDict) dictionary = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) answer = NULL;

      g_variant_dict_insert_value (&dictionary, "deleted", g_variant_builder_end (&deleted));
      answer = g_variant_ref_sink (g_variant_dict_end (&dictionary));
      gnomon_ctl_print_json (self, answer);
    }
  return TRUE;
}
