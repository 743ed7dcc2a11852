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

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GnomonTransfer *transfer = user_data;
  g_autoptr (GPtrArray) events = NULL;
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GError) error = NULL;
  GnomonCodecContext context;

  events = gnomon_store_preview_finish (GNOMON_STORE (source), result, &warnings, &error);
  if (events == NULL)
    {
      gnomon_transfer_fail (transfer, error);
      return;
    }

  gnomon_codec_context_init (&context, GNOMON_STORE (source));
  gnomon_transfer_answer (
    transfer, g_variant_new ("(@aa{sv}^as)",
                             gnomon_codec_encode_list (events, GNOMON_KEY_LIGHT, &context),
                             warnings));
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
