/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar-object.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-call-queue.h"
#include "gnomon-callers.h"
#include "gnomon-codec.h"
#include "gnomon-error.h"
#include "gnomon-list-thread.h"
#include "gnomon-settings.h"

/* The frame of the object; the methods are in the files of their groups. */

struct _GnomonCalendarObject
{
  GnomonCalendar1Skeleton parent_instance;

  GnomonStoreFunc get_store;
  gpointer get_store_data;
  GnomonStore *store;           /* (nullable) */
  GnomonCallers *callers;
  GnomonTransfers *transfers;
  GnomonCallQueue *calls;
  GnomonListThread *lists;      /* (nullable): from the first list on */
  GnomonSubscriber *subscriber; /* (nullable) */
  GSettings *settings;          /* (nullable): where the schema is not installed */
  guint n_pending;              /* operations that are not answered yet */
  gboolean is_closing;
};

static GDBusInterfaceMethodCallFunc handle_supported_method;
static GDBusInterfaceVTable vtable;

static void gnomon_calendar_object_init_interface (GnomonCalendar1Iface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonCalendarObject, gnomon_calendar_object,
                               GNOMON_TYPE_CALENDAR1_SKELETON,
                               G_IMPLEMENT_INTERFACE (GNOMON_TYPE_CALENDAR1,
                                                      gnomon_calendar_object_init_interface))

static void
run_handler (GDBusMethodInvocation *invocation,
             gpointer               user_data)
{
  handle_supported_method (g_dbus_method_invocation_get_connection (invocation),
                           g_dbus_method_invocation_get_sender (invocation),
                           g_dbus_method_invocation_get_object_path (invocation),
                           g_dbus_method_invocation_get_interface_name (invocation),
                           g_dbus_method_invocation_get_method_name (invocation),
                           g_dbus_method_invocation_get_parameters (invocation),
                           invocation, user_data);
}

/* Whether the answer can be so large, or so many events have to be looked at for it, that it is
 * made, and written for the bus, on a thread of its own. The handlers of these methods read and do
 * nothing else. */
static gboolean
is_list (GDBusMethodInvocation *invocation)
{
  static const char * const lists[] = {
    "Changes", "Conflicts", "FindTime", "FreeBusy", "GetAttendees", "ListAttendees", "ListEvents",
    "ListEventsJson", "ListHistory", "ListMoves", "ListOccurrences", "ListReminders", "ListTrash",
    "MonthView", "ReadOccurrences", "TodayEvents", "UpcomingEvents", "WeekView", NULL
  };

  return g_strv_contains (lists, g_dbus_method_invocation_get_method_name (invocation));
}

static void
list_answered_cb (gpointer user_data)
{
  gnomon_calendar_object_release (user_data);
}

static void
run_list (GnomonCalendarObject  *self,
          GDBusMethodInvocation *invocation)
{
  GnomonUserWeek week;

  if (self->lists == NULL)
    self->lists = gnomon_list_thread_new (self->store, run_handler, list_answered_cb, self);

  gnomon_calendar_object_hold (self);
  gnomon_calendar_object_read_week (self, &week);
  gnomon_list_thread_push (self->lists, invocation, &week);
}

/* Every call passes here before it reaches a handler, so that no handler has to ask whether there
 * is a store. */
static void
run_call (GDBusMethodInvocation *invocation,
          gpointer               user_data)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (user_data);
  g_autoptr (GError) error = NULL;

  if (self->is_closing)
    {
      g_dbus_method_invocation_return_error_literal (invocation, GNOMON_ERROR, GNOMON_ERROR_BUSY,
                                                     "The service is ending; try again");
      return;
    }

  if (self->store == NULL)
    {
      GnomonStore *store = self->get_store (self->get_store_data, &error);

      if (store == NULL)
        {
          gnomon_bus_error_answer (invocation, error);
          return;
        }
      g_set_object (&self->store, store);
    }

  if (is_list (invocation))
    run_list (self, invocation);
  else
    run_handler (invocation, self);
}

/* (The signal GDBusInterfaceSkeleton::g-authorize-method would cost each call a trip through a
 * thread.) */
static void
handle_method_call (GDBusConnection       *connection,
                    const char            *sender,
                    const char            *object_path,
                    const char            *interface_name,
                    const char            *method_name,
                    GVariant              *parameters,
                    GDBusMethodInvocation *invocation,
                    gpointer               user_data)
{
  gnomon_call_queue_push (GNOMON_CALENDAR_OBJECT (user_data)->calls, invocation);
}

static GDBusInterfaceVTable *
gnomon_calendar_object_get_vtable (GDBusInterfaceSkeleton *skeleton)
{
  return &vtable;
}

/* By what was undone or redone, to be shown. */
static void
answer_change (GDBusMethodInvocation *invocation,
               GnomonChange          *change)
{
  g_autofree char *what = gnomon_change_describe (change);

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", what));
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GDBusMethodInvocation) invocation = G_DBUS_METHOD_INVOCATION (user_data);
  GnomonCalendarObject *self = g_dbus_method_invocation_get_user_data (invocation);
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_calendar_object_release (self);
  if (!gnomon_store_apply_finish (GNOMON_STORE (source), result, &object, &error))
    gnomon_bus_error_answer (g_steal_pointer (&invocation), error);
  else if (object == NULL)
    g_dbus_method_invocation_return_value (g_steal_pointer (&invocation), NULL);
  else if (GNOMON_IS_CHANGE (object))
    answer_change (g_steal_pointer (&invocation), GNOMON_CHANGE (object));
  else
    gnomon_calendar_object_answer (self, g_steal_pointer (&invocation),
                                   g_steal_pointer (&object), NULL);
}

static void
gnomon_calendar_object_dispose (GObject *object)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);

  g_clear_pointer (&self->lists, gnomon_list_thread_free);
  g_clear_object (&self->store);
  g_clear_object (&self->subscriber);
  g_clear_object (&self->callers);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gnomon_calendar_object_parent_class)->dispose (object);
}

static void
gnomon_calendar_object_finalize (GObject *object)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);

  g_clear_pointer (&self->calls, gnomon_call_queue_free);
  g_clear_pointer (&self->transfers, gnomon_transfers_free);

  G_OBJECT_CLASS (gnomon_calendar_object_parent_class)->finalize (object);
}

static void
gnomon_calendar_object_init_interface (GnomonCalendar1Iface *iface)
{
  gnomon_calendar_object_init_events (iface);
  gnomon_calendar_object_init_lists (iface);
  gnomon_calendar_object_init_occurrences (iface);
  gnomon_calendar_object_init_schedule (iface);
  gnomon_calendar_object_init_text (iface);
  gnomon_calendar_object_init_attendees (iface);
  gnomon_calendar_object_init_reminders (iface);
  gnomon_calendar_object_init_calendars (iface);
  gnomon_calendar_object_init_transfer (iface);
  gnomon_calendar_object_init_history (iface);
  gnomon_calendar_object_init_mail (iface);
}

static void
gnomon_calendar_object_class_init (GnomonCalendarObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GDBusInterfaceSkeletonClass *skeleton_class = G_DBUS_INTERFACE_SKELETON_CLASS (klass);

  object_class->dispose = gnomon_calendar_object_dispose;
  object_class->finalize = gnomon_calendar_object_finalize;

  /* The generated table does not depend on the instance: put ours before it. */
  vtable = *skeleton_class->get_vtable (NULL);
  handle_supported_method = vtable.method_call;
  vtable.method_call = handle_method_call;
  skeleton_class->get_vtable = gnomon_calendar_object_get_vtable;
}

static void
gnomon_calendar_object_init (GnomonCalendarObject *self)
{
  gnomon_calendar1_set_version (GNOMON_CALENDAR1 (self), GNOMON_VERSION);
  gnomon_calendar1_set_next_event (GNOMON_CALENDAR1 (self),
                                   g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
  self->settings = gnomon_settings_new ();
  self->callers = gnomon_callers_new ();
  self->transfers = gnomon_transfers_new ();
  self->calls = gnomon_call_queue_new (run_call, is_list, self);
}

/**
 * gnomon_calendar_object_new:
 * @get_store: gives the store at the first call, and at each further one as long as it fails
 * @user_data: for @get_store
 *
 * Makes the object of the contract, not yet exported.
 *
 * Returns: (transfer full): the object
 */
GnomonCalendarObject *
gnomon_calendar_object_new (GnomonStoreFunc get_store,
                            gpointer        user_data)
{
  GnomonCalendarObject *self;

  g_return_val_if_fail (get_store != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_CALENDAR_OBJECT, NULL);
  self->get_store = get_store;
  self->get_store_data = user_data;

  return self;
}

/**
 * gnomon_calendar_object_drain:
 * @self: an object
 *
 * Takes no more calls, gives up the transfers, and waits until all that is under way is answered.
 */
void
gnomon_calendar_object_drain (GnomonCalendarObject *self)
{
  g_return_if_fail (GNOMON_IS_CALENDAR_OBJECT (self));

  self->is_closing = TRUE;
  gnomon_transfers_cancel_all (self->transfers);
  while (self->n_pending > 0 || !gnomon_transfers_is_empty (self->transfers)
         || !gnomon_call_queue_is_empty (self->calls))
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&self->lists, gnomon_list_thread_free);
}

/**
 * gnomon_calendar_object_set_subscriber:
 * @self: an object
 * @subscriber: (nullable): who refreshes subscribed calendars
 */
void
gnomon_calendar_object_set_subscriber (GnomonCalendarObject *self,
                                       GnomonSubscriber     *subscriber)
{
  g_return_if_fail (GNOMON_IS_CALENDAR_OBJECT (self));

  g_set_object (&self->subscriber, subscriber);
}

GnomonSubscriber *
gnomon_calendar_object_get_subscriber (GnomonCalendarObject *self)
{
  return self->subscriber;
}

/* The store that the handlers read, of the thread they run on. */
GnomonStore *
gnomon_calendar_object_get_store (GnomonCalendarObject *self)
{
  GnomonStore *reader = gnomon_list_thread_get_store ();

  if (reader != NULL)
    return reader;

  g_assert (GNOMON_IS_STORE (self->store));

  return self->store;
}

/* The transfers under way. */
GnomonTransfers *
gnomon_calendar_object_get_transfers (GnomonCalendarObject *self)
{
  return self->transfers;
}

/* The settings belong to the main loop; the thread of the lists was given what they said. */
void
gnomon_calendar_object_read_week (GnomonCalendarObject *self,
                                  GnomonUserWeek       *week)
{
  const GnomonUserWeek *given = gnomon_list_thread_get_week ();

  if (given != NULL)
    *week = *given;
  else
    gnomon_user_week_read (week, self->settings);
}

GSettings *
gnomon_calendar_object_get_settings (GnomonCalendarObject *self)
{
  return self->settings;
}

/* Reads the fields that a caller gave. Where they cannot be taken, the call is answered. */
GnomonFields *
gnomon_calendar_object_take_fields (GDBusMethodInvocation *invocation,
                                    GnomonKind             kind,
                                    GVariant              *dict)
{
  g_autoptr (GError) error = NULL;
  GnomonFields *fields = gnomon_fields_new_from_variant (kind, dict, &error);

  if (fields == NULL)
    gnomon_bus_error_answer (invocation, error);

  return fields;
}

/* An operation that waits until it is known who asks for it. */
typedef struct
{
  GnomonStore *store;
  GnomonOperation *operation;
  GCancellable *cancellable;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Request;

static void
caller_identified_cb (const char *program,
                      gpointer    user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (GnomonStore) store = request->store;
  g_autoptr (GnomonOperation) operation = request->operation;
  g_autoptr (GCancellable) cancellable = request->cancellable;

  gnomon_operation_set_actor (operation, program);
  gnomon_store_apply_async (store, operation, cancellable, request->callback, request->user_data);
}

/* Hands an operation to the writer, in the caller's name. @operation is taken. */
void
gnomon_calendar_object_submit (GnomonCalendarObject  *self,
                               GDBusMethodInvocation *invocation,
                               GnomonOperation       *operation,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  Request *request = g_new (Request, 1);

  request->store = g_object_ref (gnomon_calendar_object_get_store (self));
  request->operation = operation;
  request->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  request->callback = callback;
  request->user_data = user_data;

  gnomon_callers_identify (self->callers,
                           g_dbus_method_invocation_get_connection (invocation),
                           g_dbus_method_invocation_get_sender (invocation),
                           caller_identified_cb, request);
}

void
gnomon_calendar_object_hold (GnomonCalendarObject *self)
{
  self->n_pending++;
}

void
gnomon_calendar_object_release (GnomonCalendarObject *self)
{
  self->n_pending--;
}

/* Hands an operation to the writer; the call is answered when it is on disk. */
void
gnomon_calendar_object_apply (GnomonCalendarObject  *self,
                              GDBusMethodInvocation *invocation,
                              GnomonOperation       *operation)
{
  gnomon_calendar_object_hold (self);
  gnomon_calendar_object_submit (self, invocation, operation, NULL, applied_cb, invocation);
}

/* Answers by one object in the full form, or by the error. */
void
gnomon_calendar_object_answer (GnomonCalendarObject  *self,
                               GDBusMethodInvocation *invocation,
                               GObject               *object,
                               const GError          *error)
{
  g_autoptr (GObject) owned = object;
  GnomonCodecContext context;

  if (owned == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return;
    }

  gnomon_codec_context_init (&context, gnomon_calendar_object_get_store (self));
  g_dbus_method_invocation_return_value (
    invocation, g_variant_new ("(@a{sv})", gnomon_codec_encode (owned, GNOMON_KEY_FULL, &context)));
}

/* Answers by a list in the light form, or by the error. */
void
gnomon_calendar_object_answer_list (GnomonCalendarObject  *self,
                                    GDBusMethodInvocation *invocation,
                                    GPtrArray             *list,
                                    const GError          *error)
{
  g_autoptr (GPtrArray) owned = list;
  GnomonCodecContext context;

  if (owned == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return;
    }

  gnomon_codec_context_init (&context, gnomon_calendar_object_get_store (self));
  g_dbus_method_invocation_return_value (
    invocation,
    g_variant_new ("(@aa{sv})", gnomon_codec_encode_list (owned, GNOMON_KEY_LIGHT, &context)));
}

/* Answers by what is found by a filter that a caller gave. */
void
gnomon_calendar_object_answer_filtered (GnomonCalendarObject  *self,
                                        GDBusMethodInvocation *invocation,
                                        GnomonKind             kind,
                                        GVariant              *filter,
                                        GnomonListFunc         list)
{
  g_autoptr (GnomonFields) fields = gnomon_calendar_object_take_fields (invocation, kind, filter);
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  if (fields == NULL)
    return;

  found = list (gnomon_calendar_object_get_store (self), fields, &error);
  gnomon_calendar_object_answer_list (self, invocation, found, error);
}

/* Answers by a list that belongs to one event. */
void
gnomon_calendar_object_answer_part (GnomonCalendarObject  *self,
                                    GDBusMethodInvocation *invocation,
                                    gint64                 event_id,
                                    GnomonPartFunc         part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) event =
    gnomon_store_get_event (gnomon_calendar_object_get_store (self), event_id, &error);
  GPtrArray *list = event != NULL ? g_ptr_array_ref (part (event)) : NULL;

  gnomon_calendar_object_answer_list (self, invocation, list, error);
}
