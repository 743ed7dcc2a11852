/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-view-data.h"

#include "gnomon-view.h"

/* What is shown is built anew before the frame is laid out. */
#define CHANGED_PRIORITY (GTK_PRIORITY_RESIZE - 5)

struct _GnomonViewData
{
  GtkWidget *view;
  GnomonStore *store;
  GnomonOccurrenceList *list;
  GHashTable *calendar_names;   /* gint64 id to name; NULL: to be read */
  GnomonViewDataFunc changed;
  guint changed_id;
  gboolean reading;             /* the range is changing, and no event */
};

/* By id. */
static GHashTable *
load_calendar_names (GnomonStore *store)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (store, &error);

  if (calendars == NULL)
    {
      g_warning ("The calendars cannot be read: %s", error->message);
      return names;
    }

  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gint64 id = gnomon_calendar_get_id (calendar);

      g_hash_table_insert (names, g_memdup2 (&id, sizeof id),
                           g_strdup (gnomon_calendar_get_name (calendar)));
    }

  return names;
}

static gboolean
changed_cb (gpointer user_data)
{
  GnomonViewData *self = user_data;

  self->changed_id = 0;
  self->changed (self->view);

  return G_SOURCE_REMOVE;
}

static void
queue_changed (GnomonViewData *self)
{
  if (self->changed_id == 0 && !self->reading)
    self->changed_id = g_idle_add_full (CHANGED_PRIORITY, changed_cb, self, NULL);
}

static void
store_changed_cb (GnomonViewData    *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  if ((flags & GNOMON_CHANGE_CALENDARS) == 0)
    return;

  g_clear_pointer (&self->calendar_names, g_hash_table_unref);
  queue_changed (self);
}

/**
 * gnomon_view_data_new:
 * @view: a view
 * @store: where the events are
 * @changed: called when what is shown is another now, but not for another range
 *
 * Returns: (transfer full): its data, to be freed by gnomon_view_data_free() while @view is there
 */
GnomonViewData *
gnomon_view_data_new (GtkWidget          *view,
                      GnomonStore        *store,
                      GnomonViewDataFunc  changed)
{
  GnomonViewData *self = g_new0 (GnomonViewData, 1);

  self->view = view;
  self->store = g_object_ref (store);
  self->list = gnomon_occurrence_list_new (store);
  self->changed = changed;
  g_signal_connect_swapped (store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (queue_changed), self);

  return self;
}

/**
 * gnomon_view_data_free:
 * @self: the data of a view
 */
void
gnomon_view_data_free (GnomonViewData *self)
{
  g_clear_handle_id (&self->changed_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_object_unref (self->list);
  g_object_unref (self->store);
  g_clear_pointer (&self->calendar_names, g_hash_table_unref);
  g_free (self);
}

/**
 * gnomon_view_data_get_list:
 * @self: the data of a view
 *
 * Returns: (transfer none): the events of the range
 */
GnomonOccurrenceList *
gnomon_view_data_get_list (GnomonViewData *self)
{
  return self->list;
}

/**
 * gnomon_view_data_get_calendar_names:
 * @self: the data of a view
 *
 * Returns: (transfer none) (element-type gint64 utf8): the names of the calendars, by id
 */
GHashTable *
gnomon_view_data_get_calendar_names (GnomonViewData *self)
{
  if (self->calendar_names == NULL)
    self->calendar_names = load_calendar_names (self->store);

  return self->calendar_names;
}

/**
 * gnomon_view_data_set_days:
 * @self: the data of a view
 * @first_day: the first civil day
 * @end_day: the day after the last one
 *
 * Reads another range. The view, which wants it, is not told.
 */
void
gnomon_view_data_set_days (GnomonViewData *self,
                           gint64          first_day,
                           gint64          end_day)
{
  self->reading = TRUE;
  gnomon_occurrence_list_set_days (self->list, first_day, end_day);
  self->reading = FALSE;
}

/**
 * gnomon_view_data_forget:
 * @self: the data of a view
 *
 * The view shows all that is: it need not be told of what has changed before.
 */
void
gnomon_view_data_forget (GnomonViewData *self)
{
  g_clear_handle_id (&self->changed_id, g_source_remove);
}
