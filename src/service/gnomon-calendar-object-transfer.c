/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar-object-private.h"
#include "gnomon-codec.h"
#include "gnomon-ical.h"

/*
 * Files over descriptors: ImportICalendar, PreviewICalendar, ExportICalendar, Backup; and Cancel.
 */

typedef struct
{
  GnomonCalendarObject *object;
  GnomonTransfer *transfer;
  gint64 calendar_id;           /* of an import */
  gint64 from;                  /* of a preview; Unix seconds */
  gint64 to;
} Reading;

static GnomonTransfer *
begin_transfer (GnomonCalendar1       *object,
                GDBusMethodInvocation *invocation,
                GUnixFDList           *fd_list,
                GVariant              *handle)
{
  GnomonTransfers *transfers =
    gnomon_calendar_object_get_transfers (GNOMON_CALENDAR_OBJECT (object));

  return gnomon_transfer_begin (transfers, invocation, fd_list, handle);
}

/* Import */

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GnomonTransfer *transfer = user_data;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;
  GnomonImport *import;

  if (!gnomon_store_apply_finish (GNOMON_STORE (source), result, &object, &error))
    {
      gnomon_transfer_fail (transfer, error);
      return;
    }

  import = GNOMON_IMPORT (object);
  gnomon_transfer_answer (transfer, g_variant_new ("(uuu^as)",
                                                   gnomon_import_get_added (import),
                                                   gnomon_import_get_updated (import),
                                                   gnomon_import_get_skipped (import),
                                                   gnomon_import_get_warnings (import)));
}

static void
file_to_import_read_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  GnomonTransfer *transfer = reading->transfer;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  GnomonOperation *operation;

  content = gnomon_transfer_read_finish (transfer, result, &error);
  if (content == NULL)
    {
      gnomon_transfer_fail (transfer, error);
      return;
    }

  operation = gnomon_operation_new_import (content, reading->calendar_id);
  gnomon_operation_set_progress (operation, gnomon_transfer_tell, transfer);
  gnomon_calendar_object_submit (reading->object, gnomon_transfer_get_invocation (transfer),
                                 operation, gnomon_transfer_get_cancellable (transfer),
                                 imported_cb, transfer);
}

static gboolean
handle_import_icalendar (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         GUnixFDList           *fd_list,
                         GVariant              *arg_fd,
                         gint64                 arg_calendar_id)
{
  GnomonTransfer *transfer = begin_transfer (object, invocation, fd_list, arg_fd);
  Reading *reading;

  if (transfer == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  reading = g_new0 (Reading, 1);
  reading->object = GNOMON_CALENDAR_OBJECT (object);
  reading->transfer = transfer;
  reading->calendar_id = arg_calendar_id;
  gnomon_transfer_read_async (transfer, file_to_import_read_cb, reading);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Preview */

/* An answer that is being made, on a thread: it can be large. */
typedef struct
{
  GnomonStore *store;           /* has the name that the context borrows */
  GPtrArray *events;
  char **warnings;
  GTimeZone *viewer;
  char **own_addresses;
  GnomonCodecContext context;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->store);
  g_ptr_array_unref (answer->events);
  g_strfreev (answer->warnings);
  g_time_zone_unref (answer->viewer);
  g_strfreev (answer->own_addresses);
  g_free (answer);
}

static void
answer_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Answer *answer = task_data;
  GVariant *events =
    gnomon_codec_encode_list (answer->events, GNOMON_KEY_LIGHT, &answer->context);

  g_task_return_pointer (
    task, g_variant_ref_sink (g_variant_new ("(@aa{sv}^as)", events, answer->warnings)),
    (GDestroyNotify) g_variant_unref);
}

static void
answer_made_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GVariant) reply = g_task_propagate_pointer (G_TASK (result), NULL);

  gnomon_transfer_answer (user_data, reply);
}

/* @events and @warnings are taken. */
static void
answer_preview (GnomonTransfer *transfer,
                GnomonStore    *store,
                GPtrArray      *events,
                char          **warnings)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answer_made_cb, transfer);
  Answer *answer = g_new0 (Answer, 1);

  gnomon_codec_context_init (&answer->context, store);
  answer->store = g_object_ref (store);
  answer->events = events;
  answer->warnings = warnings;
  answer->viewer = g_time_zone_ref (answer->context.viewer);
  answer->own_addresses = g_strdupv ((char **) answer->context.own_addresses);
  answer->context.own_addresses = (const char * const *) answer->own_addresses;
  g_task_set_source_tag (task, answer_preview);
  g_task_set_task_data (task, answer, answer_free);
  g_task_run_in_thread (task, answer_thread);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GnomonTransfer *transfer = user_data;
  g_autoptr (GPtrArray) events = NULL;
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GError) error = NULL;

  events = gnomon_store_preview_finish (GNOMON_STORE (source), result, &warnings, &error);
  if (events == NULL)
    gnomon_transfer_fail (transfer, error);
  else
    answer_preview (transfer, GNOMON_STORE (source), g_steal_pointer (&events),
                    g_steal_pointer (&warnings));
}

static void
file_to_preview_read_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  GnomonTransfer *transfer = reading->transfer;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  content = gnomon_transfer_read_finish (transfer, result, &error);
  if (content == NULL)
    gnomon_transfer_fail (transfer, error);
  else
    gnomon_store_preview_async (gnomon_calendar_object_get_store (reading->object), content,
                                reading->from, reading->to, gnomon_transfer_tell, transfer,
                                gnomon_transfer_get_cancellable (transfer), previewed_cb,
                                transfer);
}

static gboolean
handle_preview_icalendar (GnomonCalendar1       *object,
                          GDBusMethodInvocation *invocation,
                          GUnixFDList           *fd_list,
                          GVariant              *arg_fd,
                          const char            *arg_from,
                          const char            *arg_to)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  GnomonTransfer *transfer;
  Reading *reading;
  gint64 from, to;

  if (!gnomon_calendar_object_take_range (self, invocation, arg_from, arg_to, &from, &to))
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  transfer = begin_transfer (object, invocation, fd_list, arg_fd);
  if (transfer == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  reading = g_new0 (Reading, 1);
  reading->object = self;
  reading->transfer = transfer;
  reading->from = from;
  reading->to = to;
  gnomon_transfer_read_async (transfer, file_to_preview_read_cb, reading);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Export */

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_written;

  if (gnomon_store_export_finish (GNOMON_STORE (source), result, &n_written, &error))
    gnomon_transfer_answer (user_data, g_variant_new ("(u)", n_written));
  else
    gnomon_transfer_fail (user_data, error);
}

static gboolean
handle_export_icalendar (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         GUnixFDList           *fd_list,
                         GVariant              *arg_fd,
                         GVariant              *arg_filter)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GnomonFields) filter =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT_FILTER, arg_filter);
  GnomonTransfer *transfer;
  GnomonSink sink;

  if (filter == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  transfer = begin_transfer (object, invocation, fd_list, arg_fd);
  if (transfer == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  gnomon_transfer_init_sink (transfer, &sink);
  gnomon_store_export_async (store, filter, &sink, gnomon_transfer_get_cancellable (transfer),
                             exported_cb, transfer);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Backup */

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (gnomon_store_backup_finish (GNOMON_STORE (source), result, &error))
    gnomon_transfer_answer (user_data, NULL);
  else
    gnomon_transfer_fail (user_data, error);
}

static gboolean
handle_backup (GnomonCalendar1       *object,
               GDBusMethodInvocation *invocation,
               GUnixFDList           *fd_list,
               GVariant              *arg_fd)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  GnomonTransfer *transfer = begin_transfer (object, invocation, fd_list, arg_fd);
  GnomonSink sink;

  if (transfer == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  gnomon_transfer_init_sink (transfer, &sink);
  gnomon_store_backup_async (store, &sink, gnomon_transfer_get_cancellable (transfer),
                             backed_up_cb, transfer);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_cancel (GnomonCalendar1       *object,
               GDBusMethodInvocation *invocation)
{
  GnomonTransfers *transfers =
    gnomon_calendar_object_get_transfers (GNOMON_CALENDAR_OBJECT (object));

  gnomon_transfers_cancel (transfers, g_dbus_method_invocation_get_sender (invocation));
  gnomon_calendar1_complete_cancel (object, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_transfer (GnomonCalendar1Iface *iface)
{
  iface->handle_import_icalendar = handle_import_icalendar;
  iface->handle_preview_icalendar = handle_preview_icalendar;
  iface->handle_export_icalendar = handle_export_icalendar;
  iface->handle_backup = handle_backup;
  iface->handle_cancel = handle_cancel;
}
