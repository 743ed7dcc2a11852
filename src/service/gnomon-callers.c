/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-callers.h"

/* A bus never gives a unique name twice, so that what is known stays true: it is only forgotten
 * lest the table grows for as long as the session lasts. */
#define MAX_KNOWN 256

/* The kernel keeps so many bytes of a program's name. */
#define KERNEL_NAME_LENGTH 15

struct _GnomonCallers
{
  GObject parent_instance;

  GHashTable *programs;         /* unique name → program */
  GHashTable *queries;          /* unique name → Query, those under way */
};

G_DEFINE_FINAL_TYPE (GnomonCallers, gnomon_callers, G_TYPE_OBJECT)

typedef struct
{
  GnomonCallerFunc func;
  gpointer user_data;
} Waiter;

typedef struct
{
  GnomonCallers *callers;
  char *sender;
  GArray *waiters;              /* in the order of their calls */
} Query;

static void
query_free (Query *query)
{
  g_object_unref (query->callers);
  g_free (query->sender);
  g_array_unref (query->waiters);
  g_free (query);
}

/* The file that the process runs, where its name goes on after what the kernel keeps of it. */
static char *
dup_whole_name (guint32     pid,
                const char *beginning)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/exe", pid);
  g_autofree char *file = g_file_read_link (path, NULL);
  g_autofree char *name = file != NULL ? g_path_get_basename (file) : NULL;

  if (name == NULL || !g_str_has_prefix (name, beginning))
    return g_strdup (beginning);

  /* A program that was updated while it runs. */
  if (g_str_has_suffix (name, " (deleted)"))
    name[strlen (name) - strlen (" (deleted)")] = '\0';
  return g_steal_pointer (&name);
}

/* A process names itself as it likes: what it says shall stay one line of plain text. */
static char *
dup_clean (const char *name)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, g_unichar_isprint (c) ? c : ' ');
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

/* The name that the kernel has for a process; "" where there is no such process, or one that is in
 * a sandbox and so of no number that counts here. */
static char *
dup_program_of_process (guint32 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%u/comm", pid);
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;

  if (!g_file_get_contents (path, &name, NULL, NULL))
    return g_strdup ("");

  g_strchomp (name);
  whole = strlen (name) == KERNEL_NAME_LENGTH ? dup_whole_name (pid, name) : g_strdup (name);
  return g_utf8_validate (whole, -1, NULL) ? dup_clean (whole) : g_strdup ("");
}

static void
pid_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Query *query = user_data;
  GnomonCallers *self = query->callers;
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *program = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (reply != NULL)
    {
      guint32 pid;

      g_variant_get (reply, "(u)", &pid);
      program = dup_program_of_process (pid);
    }
  else
    {
      program = g_strdup ("");
    }

  if (g_hash_table_size (self->programs) >= MAX_KNOWN)
    g_hash_table_remove_all (self->programs);
  g_hash_table_insert (self->programs, g_strdup (query->sender), g_strdup (program));
  g_hash_table_remove (self->queries, query->sender);

  for (guint i = 0; i < query->waiters->len; i++)
    {
      Waiter *waiter = &g_array_index (query->waiters, Waiter, i);

      waiter->func (program, waiter->user_data);
    }

  query_free (query);
}

static void
gnomon_callers_finalize (GObject *object)
{
  GnomonCallers *self = GNOMON_CALLERS (object);

  g_hash_table_unref (self->programs);
  g_hash_table_unref (self->queries);

  G_OBJECT_CLASS (gnomon_callers_parent_class)->finalize (object);
}

static void
gnomon_callers_class_init (GnomonCallersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_callers_finalize;
}

static void
gnomon_callers_init (GnomonCallers *self)
{
  self->programs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->queries = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * gnomon_callers_new:
 *
 * Returns: (transfer full): a table that knows nobody yet
 */
GnomonCallers *
gnomon_callers_new (void)
{
  return g_object_new (GNOMON_TYPE_CALLERS, NULL);
}

/**
 * gnomon_callers_identify:
 * @self: a table of callers
 * @connection: the bus
 * @sender: the unique name of a caller
 * @func: told which program that is, at once where it is known
 * @user_data: for @func
 *
 * Finds out who calls. For the calls of one caller, @func is called in their order.
 */
void
gnomon_callers_identify (GnomonCallers    *self,
                         GDBusConnection  *connection,
                         const char       *sender,
                         GnomonCallerFunc  func,
                         gpointer          user_data)
{
  Waiter waiter = { func, user_data };
  const char *program;
  Query *query;

  g_return_if_fail (GNOMON_IS_CALLERS (self));
  g_return_if_fail (G_IS_DBUS_CONNECTION (connection));
  g_return_if_fail (sender != NULL);

  program = g_hash_table_lookup (self->programs, sender);
  if (program != NULL)
    {
      func (program, user_data);
      return;
    }

  query = g_hash_table_lookup (self->queries, sender);
  if (query != NULL)
    {
      g_array_append_val (query->waiters, waiter);
      return;
    }

  query = g_new0 (Query, 1);
  query->callers = g_object_ref (self);
  query->sender = g_strdup (sender);
  query->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  g_array_append_val (query->waiters, waiter);
  g_hash_table_insert (self->queries, query->sender, query);

  g_dbus_connection_call (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                          g_variant_new ("(s)", sender), G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, pid_found_cb, query);
}
