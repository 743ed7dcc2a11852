/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-change.h"

struct _GnomonChange
{
  GObject parent_instance;

  guint64 id;
  gint64 at;
  char *actor;
  char *operation;
  char *title;
  guint n_events;
  gboolean undone;
  gint64 batch_id;
};

G_DEFINE_FINAL_TYPE (GnomonChange, gnomon_change, G_TYPE_OBJECT)

/* The operations that have a history, in words. */
static const struct { const char *operation; const char *verb; } verbs[] = {
  { "create-event", "Added" },
  { "update-event", "Changed" },
  { "replace-event", "Changed" },
  { "delete-event", "Deleted" },
  { "update-occurrence", "Changed" },
  { "delete-occurrence", "Deleted dates of" },
  { "restore-event", "Restored" },
  { "add-attendee", "Added a guest to" },
  { "remove-attendee", "Removed a guest from" },
  { "respond", "Noted an answer to" },
  { "add-reminder", "Added a reminder to" },
  { "remove-reminder", "Removed a reminder from" },
  { "create-calendar", "Added the calendar" },
  { "update-calendar", "Changed the calendar" },
  { "delete-calendar", "Deleted the calendar" },
  { "import", "Imported a file" },
};

static void
gnomon_change_finalize (GObject *object)
{
  GnomonChange *self = GNOMON_CHANGE (object);

  g_free (self->actor);
  g_free (self->operation);
  g_free (self->title);

  G_OBJECT_CLASS (gnomon_change_parent_class)->finalize (object);
}

static void
gnomon_change_class_init (GnomonChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_change_finalize;
}

static void
gnomon_change_init (GnomonChange *self)
{
}

/* A calendar goes with its events, and a series that is split is two of them. */
static gboolean
is_of_events (GnomonChange *self,
              guint         n_events)
{
  if (g_str_equal (self->operation, "update-occurrence"))
    return n_events > 2;
  return g_str_equal (self->operation, "update-event")
         || g_str_equal (self->operation, "delete-event")
         || g_str_equal (self->operation, "delete-occurrence");
}

GnomonChange *
gnomon_change_new (guint64     id,
                   gint64      at,
                   const char *actor,
                   const char *operation,
                   const char *title,
                   guint       n_events,
                   gboolean    undone,
                   gint64      batch_id)
{
  GnomonChange *self = g_object_new (GNOMON_TYPE_CHANGE, NULL);

  self->id = id;
  self->at = at;
  self->actor = g_strdup (actor);
  self->operation = g_strdup (operation);
  self->title = g_strdup (title);
  self->n_events = is_of_events (self, n_events) ? n_events : 1;
  self->undone = undone;
  self->batch_id = batch_id;
  return self;
}

guint64
gnomon_change_get_id (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), 0);

  return self->id;
}

gint64
gnomon_change_get_at (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), 0);

  return self->at;
}

const char *
gnomon_change_get_actor (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), NULL);

  return self->actor;
}

const char *
gnomon_change_get_operation (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), NULL);

  return self->operation;
}

const char *
gnomon_change_get_title (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), NULL);

  return self->title;
}

guint
gnomon_change_get_n_events (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), 0);

  return self->n_events;
}

gboolean
gnomon_change_is_undone (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), FALSE);

  return self->undone;
}

gint64
gnomon_change_get_batch_id (GnomonChange *self)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (self), 0);

  return self->batch_id;
}

/**
 * gnomon_change_describe:
 * @self: a change
 *
 * Returns: (transfer full): what was done, in English, for the bus; the window has words of its own
 */
char *
gnomon_change_describe (GnomonChange *self)
{
  const char *verb = "Changed";

  g_return_val_if_fail (GNOMON_IS_CHANGE (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (self->operation, verbs[i].operation))
      verb = verbs[i].verb;
  if (self->n_events > 1)
    return g_strdup_printf ("%s %u events", verb, self->n_events);
  return *self->title != '\0' ? g_strdup_printf ("%s “%s”", verb, self->title) : g_strdup (verb);
}
