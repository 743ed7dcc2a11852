/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-call-limit.h"

#include "gnomon-bus-error.h"

/*
 * How many calls of one caller may be under way. It is a filter of the connection, and so runs on
 * GDBus's own thread: what is too much is refused there and never reaches the main loop, in whose
 * queue everybody else's calls would stand behind it. A call is under way from when it comes in
 * until its answer goes out; GDBus answers each call, also one that no object takes.
 */

typedef struct
{
  guint n_calls;
  GHashTable *silent;     /* serials of the calls that want no answer; NULL while there are none */
} Caller;

typedef struct
{
  GHashTable *callers;    /* unique name → Caller, those with calls under way */
} CallLimit;

static void
caller_free (Caller *caller)
{
  g_clear_pointer (&caller->silent, g_hash_table_unref);
  g_free (caller);
}

static void
call_limit_free (CallLimit *limit)
{
  g_hash_table_unref (limit->callers);
  g_free (limit);
}

static void
refuse (GDBusConnection *connection,
        GDBusMessage    *call)
{
  g_autoptr (GDBusMessage) answer =
    g_dbus_message_new_method_error (call, GNOMON_BUS_ERROR_PREFIX "LimitExceeded",
                                     "At most %u calls may be under way at a time; "
                                     "wait for answers", GNOMON_CALL_LIMIT);

  /* Where the connection is closed, nobody waits for it. */
  g_dbus_connection_send_message (connection, answer, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
}

/* A call that wants no answer gets one that is thrown away, so that its end is seen too. */
static GDBusMessage *
ask_for_answer (Caller       *caller,
                GDBusMessage *call)
{
  g_autoptr (GDBusMessage) locked = call;
  GDBusMessage *copy = g_dbus_message_copy (locked, NULL);

  if (copy == NULL)
    return g_steal_pointer (&locked);

  if (caller->silent == NULL)
    caller->silent = g_hash_table_new (NULL, NULL);
  g_hash_table_add (caller->silent, GUINT_TO_POINTER (g_dbus_message_get_serial (copy)));
  g_dbus_message_set_flags (copy, g_dbus_message_get_flags (copy)
                                  & ~G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED);
  return copy;
}

/* (transfer full) (nullable): what is left of the call. */
static GDBusMessage *
call_came (CallLimit       *limit,
           GDBusConnection *connection,
           GDBusMessage    *call)
{
  const char *sender = g_dbus_message_get_sender (call);
  gboolean is_silent =
    (g_dbus_message_get_flags (call) & G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED) != 0;
  Caller *caller;

  if (sender == NULL)
    return call;

  caller = g_hash_table_lookup (limit->callers, sender);
  if (caller == NULL)
    {
      caller = g_new0 (Caller, 1);
      g_hash_table_insert (limit->callers, g_strdup (sender), caller);
    }

  if (caller->n_calls >= GNOMON_CALL_LIMIT && is_silent)
    {
      g_object_unref (call);
      return NULL;
    }

  /* What is refused counts too, until its answer has gone the way of all answers. */
  caller->n_calls++;
  if (caller->n_calls > GNOMON_CALL_LIMIT)
    {
      refuse (connection, call);
      g_object_unref (call);
      return NULL;
    }
  return is_silent ? ask_for_answer (caller, call) : call;
}

/* (transfer full) (nullable): what is left of the answer. */
static GDBusMessage *
answer_goes (CallLimit    *limit,
             GDBusMessage *answer)
{
  const char *receiver = g_dbus_message_get_destination (answer);
  gpointer serial = GUINT_TO_POINTER (g_dbus_message_get_reply_serial (answer));
  Caller *caller = receiver != NULL ? g_hash_table_lookup (limit->callers, receiver) : NULL;

  if (caller == NULL)
    return answer;

  if (caller->silent != NULL && g_hash_table_remove (caller->silent, serial))
    g_clear_object (&answer);
  if (--caller->n_calls == 0)
    g_hash_table_remove (limit->callers, receiver);
  return answer;
}

/* Runs on GDBus's thread, for one message after the other. */
static GDBusMessage *
message_passed_cb (GDBusConnection *connection,
                   GDBusMessage    *message,
                   gboolean         incoming,
                   gpointer         user_data)
{
  GDBusMessageType type = g_dbus_message_get_message_type (message);

  if (incoming)
    return type == G_DBUS_MESSAGE_TYPE_METHOD_CALL ? call_came (user_data, connection, message)
                                                   : message;
  if (type == G_DBUS_MESSAGE_TYPE_METHOD_RETURN || type == G_DBUS_MESSAGE_TYPE_ERROR)
    return answer_goes (user_data, message);
  return message;
}

/**
 * gnomon_call_limit_install:
 * @connection: the bus, before the first call
 *
 * From now on, what a caller asks for while %GNOMON_CALL_LIMIT of its calls are under way is
 * answered `LimitExceeded`, and does nothing.
 *
 * Returns: for g_dbus_connection_remove_filter()
 */
guint
gnomon_call_limit_install (GDBusConnection *connection)
{
  CallLimit *limit = g_new0 (CallLimit, 1);

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), 0);

  limit->callers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) caller_free);
  return g_dbus_connection_add_filter (connection, message_passed_cb, limit,
                                       (GDestroyNotify) call_limit_free);
}
