/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-shell-calendar.h"

#include "gnomon-civil.h"

/* The shell asks for some six weeks; nobody shall make us expand all series for a century. */
#define LONGEST_RANGE (400 * GNOMON_DAY_SECONDS)

/* The source of all ids: the shell removes events by what their ids begin with. */
#define SOURCE "gnomon"

struct _GnomonShellCalendar
{
  ShellCalendarServerSkeleton parent_instance;

  GnomonStore *store;
  gboolean has_range;
  gint64 since;                 /* Unix seconds */
  gint64 until;                 /* exclusive */
  GHashTable *told;             /* what the shell has: group → GVariant a(ssxxa{sv}) */
};

static void gnomon_shell_calendar_init_interface (ShellCalendarServerIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonShellCalendar, gnomon_shell_calendar,
                               SHELL_TYPE_CALENDAR_SERVER_SKELETON,
                               G_IMPLEMENT_INTERFACE (SHELL_TYPE_CALENDAR_SERVER,
                                                      gnomon_shell_calendar_init_interface))

static GHashTable *
make_groups (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
}

/* What does not take place, or without the user, cannot be shown there as such. */
static gboolean
is_shown (GnomonOccurrence *occurrence)
{
  GnomonAttendeeStatus answer;

  return gnomon_occurrence_get_status (occurrence) != GNOMON_STATUS_CANCELLED
         && !(gnomon_occurrence_get_own_answer (occurrence, &answer)
              && answer == GNOMON_ATTENDEE_DECLINED);
}

static GVariant *
encode (GnomonOccurrence *occurrence,
        const char       *group)
{
  g_autofree char *id = g_strconcat (group, gnomon_occurrence_get_recurrence_id (occurrence), NULL);

  return g_variant_new ("(ssxx@a{sv})", id, gnomon_occurrence_get_title (occurrence),
                        gnomon_occurrence_get_starts_at (occurrence),
                        gnomon_occurrence_get_ends_at (occurrence),
                        g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
}

/* The occurrences of the range by their events, as the shell is told them: an id without its last
 * line stands for all of them. */
static GHashTable *
read_groups (GnomonShellCalendar *self)
{
  g_autoptr (GHashTable) builders =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                           (GDestroyNotify) g_variant_builder_unref);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *groups = make_groups ();
  GVariantBuilder *builder;
  GHashTableIter iter;
  const char *group;

  occurrences = gnomon_store_list_occurrences (self->store, self->since, self->until, TRUE, &error);
  if (occurrences == NULL)
    {
      g_message ("The calendar cannot be read: %s", error->message);
      return groups;
    }

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      g_autofree char *name =
        g_strdup_printf (SOURCE "\n%" G_GINT64_FORMAT "\n",
                         gnomon_occurrence_get_event_id (occurrence));

      if (!is_shown (occurrence))
        continue;
      builder = g_hash_table_lookup (builders, name);
      if (builder == NULL)
        {
          builder = g_variant_builder_new (G_VARIANT_TYPE ("a(ssxxa{sv})"));
          g_hash_table_insert (builders, g_strdup (name), builder);
        }
      g_variant_builder_add_value (builder, encode (occurrence, name));
    }

  g_hash_table_iter_init (&iter, builders);
  while (g_hash_table_iter_next (&iter, (gpointer *) &group, (gpointer *) &builder))
    g_hash_table_insert (groups, g_strdup (group),
                         g_variant_ref_sink (g_variant_builder_end (builder)));
  return groups;
}

/* Whether these are of an event that does not repeat: then its id has no last line. */
static gboolean
is_single (GVariant   *events,
           const char *group)
{
  g_autoptr (GVariant) event = g_variant_get_child_value (events, 0);
  const char *id;

  g_variant_get_child (event, 0, "&s", &id);
  return g_str_equal (id, group);
}

/* Whether the shell has to be told that all of it is gone before it hears what is there now. Of a
 * series it forgets by itself what it knew. */
static gboolean
has_to_go (const char *group,
           GVariant   *before,
           GVariant   *now)
{
  return now == NULL || (is_single (now, group) && !is_single (before, group));
}

/* Tells the difference between what the shell has and what there is. */
static void
tell (GnomonShellCalendar *self)
{
  g_autoptr (GHashTable) groups = read_groups (self);
  g_autoptr (GStrvBuilder) removed = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  GVariantBuilder updated;
  g_autoptr (GVariant) events = NULL;
  GVariant *group_events;
  GHashTableIter iter;
  const char *group;

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, (gpointer *) &group, (gpointer *) &group_events))
    if (has_to_go (group, group_events, g_hash_table_lookup (groups, group)))
      g_strv_builder_add (removed, group);

  g_variant_builder_init (&updated, G_VARIANT_TYPE ("a(ssxxa{sv})"));
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, (gpointer *) &group, (gpointer *) &group_events))
    {
      GVariant *before = g_hash_table_lookup (self->told, group);

      if (before != NULL && g_variant_equal (before, group_events))
        continue;
      for (gsize i = 0; i < g_variant_n_children (group_events); i++)
        {
          g_autoptr (GVariant) event = g_variant_get_child_value (group_events, i);

          g_variant_builder_add_value (&updated, event);
        }
    }

  ids = g_strv_builder_end (removed);
  events = g_variant_ref_sink (g_variant_builder_end (&updated));
  g_hash_table_unref (self->told);
  self->told = g_steal_pointer (&groups);

  if (ids[0] != NULL)
    shell_calendar_server_emit_events_removed (SHELL_CALENDAR_SERVER (self),
                                               (const char * const *) ids);
  if (g_variant_n_children (events) > 0)
    shell_calendar_server_emit_events_added_or_updated (SHELL_CALENDAR_SERVER (self), events);
}

static gboolean
handle_set_time_range (ShellCalendarServer   *object,
                       GDBusMethodInvocation *invocation,
                       gint64                 arg_since,
                       gint64                 arg_until,
                       gboolean               arg_force_reload)
{
  GnomonShellCalendar *self = GNOMON_SHELL_CALENDAR (object);

  if (arg_until < arg_since)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                     G_DBUS_ERROR_INVALID_ARGS,
                                                     "until: must not be before since");
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  /* Who asks may be a shell that was started anew and has nothing yet, so it is told all. */
  g_hash_table_remove_all (self->told);
  self->has_range = TRUE;
  self->since = arg_since;
  self->until = arg_until - arg_since > LONGEST_RANGE ? arg_since + LONGEST_RANGE : arg_until;

  shell_calendar_server_complete_set_time_range (object, invocation);
  tell (self);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
update_has_calendars (GnomonShellCalendar *self)
{
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (self->store, NULL);
  gboolean has_calendars = FALSE;

  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    has_calendars |= gnomon_calendar_is_visible (g_ptr_array_index (calendars, i));
  shell_calendar_server_set_has_calendars (SHELL_CALENDAR_SERVER (self), has_calendars);
}

static void
store_changed_cb (GnomonShellCalendar *self,
                  guint64              token,
                  GArray              *changed,
                  GArray              *deleted,
                  GnomonChangeFlags    flags,
                  GnomonStore         *store)
{
  if ((flags & GNOMON_CHANGE_CALENDARS) != 0)
    update_has_calendars (self);
  if (self->has_range && (flags & (GNOMON_CHANGE_CALENDARS | GNOMON_CHANGE_EVENTS)) != 0)
    tell (self);
}

static void
viewer_changed_cb (GnomonShellCalendar *self)
{
  if (self->has_range)
    tell (self);
}

static void
gnomon_shell_calendar_init_interface (ShellCalendarServerIface *iface)
{
  iface->handle_set_time_range = handle_set_time_range;
}

static void
gnomon_shell_calendar_dispose (GObject *object)
{
  g_clear_object (&GNOMON_SHELL_CALENDAR (object)->store);

  G_OBJECT_CLASS (gnomon_shell_calendar_parent_class)->dispose (object);
}

static void
gnomon_shell_calendar_finalize (GObject *object)
{
  g_hash_table_unref (GNOMON_SHELL_CALENDAR (object)->told);

  G_OBJECT_CLASS (gnomon_shell_calendar_parent_class)->finalize (object);
}

static void
gnomon_shell_calendar_class_init (GnomonShellCalendarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_shell_calendar_dispose;
  object_class->finalize = gnomon_shell_calendar_finalize;
}

static void
gnomon_shell_calendar_init (GnomonShellCalendar *self)
{
  self->told = make_groups ();
}

/**
 * gnomon_shell_calendar_new:
 * @store: where the events are
 *
 * Returns: (transfer full): the object, not yet exported
 */
GnomonShellCalendar *
gnomon_shell_calendar_new (GnomonStore *store)
{
  GnomonShellCalendar *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_SHELL_CALENDAR, NULL);
  self->store = g_object_ref (store);
  update_has_calendars (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "viewer-changed", G_CALLBACK (viewer_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
