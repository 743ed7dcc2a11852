/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <stdio.h>
#include <unistd.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-fields.h"
#include "gnomon-ctl-files.h"

/* The commands that hand over files: import, preview, export, backup. */

#define PREVIEW_DAYS 365

const GnomonCtlOption gnomon_ctl_preview_options[] = {
  { "from", 0, N_("DATE"), N_("The first day; today without this"), NULL },
  { "to", 0, N_("DATE"), N_("The day after the last; a year later without this"), NULL },
  { NULL },
};

/* Calls that take their time: they show how far they are, and Ctrl+C ends them. */
typedef struct
{
  GMainLoop *loop;
  GnomonCalendar1 *proxy;
  GAsyncResult *result;
  guint interrupt;
  gboolean show_progress;
} Transfer;

static void
transfer_clear (Transfer *self)
{
  g_clear_handle_id (&self->interrupt, g_source_remove);
  if (self->proxy != NULL)
    g_signal_handlers_disconnect_by_data (self->proxy, self);
  g_clear_object (&self->proxy);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfer, transfer_clear)

static void
progress_cb (GnomonCalendar1 *proxy,
             guint            done,
             guint            total,
             gpointer         user_data)
{
  Transfer *self = user_data;

  if (self->show_progress && total > 0)
    fprintf (stderr, "\r%3u %%", (guint) (100.0 * done / total));
}

/* The user gives up: the service is told, and its answer is waited for. Who cannot wait interrupts
 * once more, which is then not caught. */
static gboolean
interrupted_cb (gpointer user_data)
{
  Transfer *self = user_data;

  gnomon_calendar1_call_cancel (self->proxy, NULL, NULL, NULL);
  self->interrupt = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
transfer_init (Transfer   *self,
               GnomonCtl  *ctl,
               GError    **error)
{
  GnomonCalendar1 *proxy = gnomon_ctl_get_proxy (ctl, error);

  if (proxy == NULL)
    return FALSE;
  /* The run's own proxy hears no signals; this one is for Progress. */
  self->proxy = gnomon_calendar1_proxy_new_sync (g_dbus_proxy_get_connection (G_DBUS_PROXY (proxy)),
                                                 G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES,
                                                 GNOMON_SERVICE_NAME, GNOMON_OBJECT_PATH, NULL,
                                                 error);
  if (self->proxy == NULL)
    return FALSE;

  self->loop = g_main_loop_new (NULL, FALSE);
  self->show_progress = isatty (STDERR_FILENO) && !ctl->json;
  g_signal_connect (self->proxy, "progress", G_CALLBACK (progress_cb), self);
  self->interrupt = g_unix_signal_add (SIGINT, interrupted_cb, self);
  return TRUE;
}

static void
transfer_done_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Transfer *self = user_data;

  self->result = g_object_ref (result);
  g_main_loop_quit (self->loop);
}

/* The handle 0 among @parameters is @fd. (transfer full) (nullable): the answer. */
static GVariant *
transfer_call (Transfer    *self,
               const char  *method,
               GVariant    *parameters,
               int          fd,
               GError     **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (parameters);
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  g_autoptr (GAsyncResult) result = NULL;

  if (g_unix_fd_list_append (descriptors, fd, error) < 0)
    return NULL;

  /* A large file on a slow disk takes its time. */
  g_dbus_proxy_call_with_unix_fd_list (G_DBUS_PROXY (self->proxy), method, owned,
                                       G_DBUS_CALL_FLAGS_NONE, G_MAXINT, descriptors, NULL,
                                       transfer_done_cb, self);
  g_main_loop_run (self->loop);
  result = g_steal_pointer (&self->result);
  if (self->show_progress)
    fputs ("\r     \r", stderr);
  return g_dbus_proxy_call_with_unix_fd_list_finish (G_DBUS_PROXY (self->proxy), NULL, result,
                                                     error);
}

/* Import and preview */

static void
print_warnings (const char *const *warnings)
{
  fflush (stdout);
  for (gsize i = 0; warnings[i] != NULL; i++)
    {
      g_autofree char *clean = gnomon_ctl_text_dup_clean (warnings[i]);

      /* Translators: %s is what could not be taken over from a file, in English. */
      fprintf (stderr, _("Warning: %s\n"), clean);
    }
}

static void
print_import (GnomonCtl         *self,
              guint              added,
              guint              updated,
              guint              skipped,
              const char *const *warnings)
{
  if (self->json)
    {
      GVariantBuilder answer;
      g_autoptr (GVariant) value = NULL;

      g_variant_builder_init (&answer, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&answer, "{sv}", "added", g_variant_new_uint32 (added));
      g_variant_builder_add (&answer, "{sv}", "updated", g_variant_new_uint32 (updated));
      g_variant_builder_add (&answer, "{sv}", "skipped", g_variant_new_uint32 (skipped));
      g_variant_builder_add (&answer, "{sv}", "warnings", g_variant_new_strv (warnings, -1));
      value = g_variant_ref_sink (g_variant_builder_end (&answer));
      gnomon_ctl_print_json (self, value);
      return;
    }

  gnomon_ctl_print_line (self, _("%u added, %u updated, %u unchanged"), added, updated, skipped);
  print_warnings (warnings);
}

/* A call that reads a file: what it says of the descriptor, it says of the file. */
static GVariant *
read_call (Transfer    *transfer,
           const char  *name,
           const char  *method,
           GVariant    *arguments,
           int          fd,
           GError     **error)
{
  GError *local_error = NULL;
  GVariant *answer = transfer_call (transfer, method, arguments, fd, &local_error);

  if (answer != NULL)
    return answer;

  g_dbus_error_strip_remote_error (local_error);
  if (g_str_has_prefix (local_error->message, "fd: "))
    {
      g_autofree char *message = local_error->message;

      local_error->message = g_strdup_printf ("%s: %s", name, message + strlen ("fd: "));
    }
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
import_file (GnomonCtl   *self,
             Transfer    *transfer,
             const char  *name,
             gint64       calendar_id,
             GError     **error)
{
  g_auto (GnomonCtlFile) file = { gnomon_ctl_open_input (name, error) };
  g_autofree const char **warnings = NULL;
  g_autoptr (GVariant) answer = NULL;
  guint added, updated, skipped;

  if (file.fd < 0)
    return FALSE;
  answer = read_call (transfer, name, "ImportICalendar",
                      g_variant_new ("(hx)", 0, calendar_id), file.fd, error);
  if (answer == NULL)
    return FALSE;

  g_variant_get (answer, "(uuu^a&s)", &added, &updated, &skipped, &warnings);
  print_import (self, added, updated, skipped, warnings);
  return TRUE;
}

gboolean
gnomon_ctl_run_import (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  const char *calendar = gnomon_ctl_arguments_get (arguments, "calendar");
  g_auto (Transfer) transfer = { NULL };
  gint64 calendar_id = 0;
  gboolean done = TRUE;

  if ((calendar != NULL && !gnomon_ctl_find_calendar (self, calendar, &calendar_id, error))
      || !transfer_init (&transfer, self, error))
    return FALSE;

  for (guint i = 0; done && i < gnomon_ctl_arguments_n_words (arguments); i++)
    done = import_file (self, &transfer, gnomon_ctl_arguments_get_word (arguments, i), calendar_id,
                        error);
  return done;
}

/* The day of an option, or so many days from now. */
static char *
dup_day (GnomonCtl          *self,
         GnomonCtlArguments *arguments,
         const char         *option,
         int                 days)
{
  const char *text = gnomon_ctl_arguments_get (arguments, option);
  g_autoptr (GDateTime) day = g_date_time_add_days (self->style.now, days);

  return text != NULL ? gnomon_ctl_fields_dup_date (text, self->style.now)
                      : g_date_time_format (day, "%Y-%m-%d");
}

static void
print_preview (GnomonCtl *self,
               GVariant  *answer)
{
  g_autoptr (GVariant) events = NULL;
  g_autofree const char **warnings = NULL;

  g_variant_get (answer, "(@aa{sv}^a&s)", &events, &warnings);
  if (self->json)
    {
      g_auto (GVariantDict) preview = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) value = NULL;

      g_variant_dict_insert_value (&preview, "events", events);
      g_variant_dict_insert_value (&preview, "warnings", g_variant_new_strv (warnings, -1));
      value = g_variant_ref_sink (g_variant_dict_end (&preview));
      gnomon_ctl_print_json (self, value);
      return;
    }

  gnomon_ctl_print_events (self, events, NULL, _("No events"));
  print_warnings (warnings);
}

gboolean
gnomon_ctl_run_preview (GnomonCtl          *self,
                        GnomonCtlArguments *arguments,
                        GError            **error)
{
  g_autofree char *from = dup_day (self, arguments, "from", 0);
  g_autofree char *to = dup_day (self, arguments, "to", PREVIEW_DAYS);
  const char *name = gnomon_ctl_arguments_get_word (arguments, 0);
  g_auto (GnomonCtlFile) file = { gnomon_ctl_open_input (name, error) };
  g_auto (Transfer) transfer = { NULL };
  g_autoptr (GVariant) answer = NULL;

  if (file.fd < 0 || !transfer_init (&transfer, self, error))
    return FALSE;
  answer = read_call (&transfer, name, "PreviewICalendar",
                      g_variant_new ("(hss)", 0, from, to), file.fd, error);
  if (answer == NULL)
    return FALSE;

  print_preview (self, answer);
  return TRUE;
}

/* Export and backup */

typedef struct
{
  Transfer *transfer;
  GVariant *filter;
  guint n_written;
} Export;

static gboolean
fill_with_export (int        fd,
                  gpointer   user_data,
                  GError   **error)
{
  Export *export = user_data;
  g_autoptr (GVariant) answer =
    transfer_call (export->transfer, "ExportICalendar",
                   g_variant_new ("(h@a{sv})", 0, export->filter), fd, error);

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(u)", &export->n_written);
  return TRUE;
}

static void
print_written (GnomonCtl *self,
               guint      n_written)
{
  if (self->json)
    {
      g_auto (GVariantDict) answer = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GVariant) value = NULL;

      g_variant_dict_insert (&answer, "written", "u", n_written);
      value = g_variant_ref_sink (g_variant_dict_end (&answer));
      gnomon_ctl_print_json (self, value);
    }
  else
    gnomon_ctl_print_line (self, ngettext ("%u event written", "%u events written", n_written),
                           n_written);
}

gboolean
gnomon_ctl_run_export (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  const char *name = gnomon_ctl_arguments_get_word (arguments, 0);
  g_autoptr (GVariant) filter = NULL;
  g_auto (Transfer) transfer = { NULL };
  Export export = { .transfer = &transfer };

  filter = gnomon_ctl_read_filter (self, gnomon_ctl_filter_options, arguments, 1, error);
  if (filter == NULL || !transfer_init (&transfer, self, error))
    return FALSE;

  export.filter = filter;
  if (!gnomon_ctl_write_output (name, fill_with_export, &export, error))
    return FALSE;
  if (!gnomon_ctl_is_stdout (name))
    print_written (self, export.n_written);
  return TRUE;
}

static gboolean
fill_with_backup (int        fd,
                  gpointer   user_data,
                  GError   **error)
{
  g_autoptr (GVariant) answer =
    transfer_call (user_data, "Backup", g_variant_new ("(h)", 0), fd, error);

  return answer != NULL;
}

gboolean
gnomon_ctl_run_backup (GnomonCtl          *self,
                       GnomonCtlArguments *arguments,
                       GError            **error)
{
  const char *name = gnomon_ctl_arguments_get_word (arguments, 0);
  g_auto (Transfer) transfer = { NULL };

  if (gnomon_ctl_is_stdout (name) && isatty (STDOUT_FILENO))
    {
      g_set_error_literal (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE,
                           _("A database is nothing for a terminal: name a file"));
      return FALSE;
    }
  return transfer_init (&transfer, self, error)
         && gnomon_ctl_write_output (name, fill_with_backup, &transfer, error);
}
