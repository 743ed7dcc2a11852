/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-record-list.h"

/* How many are asked for at once; each brings its event. */
#define PAGE 50

struct _GnomonRecord
{
  GObject parent_instance;

  GnomonAttendee *attendee;
  GnomonReminder *reminder;
  GnomonEvent *event;
};

G_DEFINE_FINAL_TYPE (GnomonRecord, gnomon_record, G_TYPE_OBJECT)

struct _GnomonRecordList
{
  GObject parent_instance;

  GnomonStore *store;
  GnomonFields *filter;         /* NULL: nothing was asked for yet */
  GPtrArray *records;
  gboolean complete;
  gboolean outdated;            /* whether the records are those of the filter before */
};

static void gnomon_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonRecordList, gnomon_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gnomon_record_list_model_init))

static void
gnomon_record_dispose (GObject *object)
{
  GnomonRecord *self = GNOMON_RECORD (object);

  g_clear_object (&self->attendee);
  g_clear_object (&self->reminder);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (gnomon_record_parent_class)->dispose (object);
}

static void
gnomon_record_class_init (GnomonRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gnomon_record_dispose;
}

static void
gnomon_record_init (GnomonRecord *self)
{
}

/**
 * gnomon_record_get_attendee:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the guest
 */
GnomonAttendee *
gnomon_record_get_attendee (GnomonRecord *self)
{
  g_return_val_if_fail (GNOMON_IS_RECORD (self), NULL);

  return self->attendee;
}

/**
 * gnomon_record_get_reminder:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the reminder
 */
GnomonReminder *
gnomon_record_get_reminder (GnomonRecord *self)
{
  g_return_val_if_fail (GNOMON_IS_RECORD (self), NULL);

  return self->reminder;
}

/**
 * gnomon_record_get_event:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the event it belongs to
 */
GnomonEvent *
gnomon_record_get_event (GnomonRecord *self)
{
  g_return_val_if_fail (GNOMON_IS_RECORD (self), NULL);

  return self->event;
}

static gboolean
has_guests (GnomonRecordList *self)
{
  return gnomon_fields_get_kind (self->filter) == GNOMON_KIND_ATTENDEE_FILTER;
}

/* @object: a guest or a reminder */
static GnomonRecord *
make_record (GnomonRecordList *self,
             gpointer          object)
{
  GnomonRecord *record = g_object_new (GNOMON_TYPE_RECORD, NULL);
  gint64 event_id;

  if (GNOMON_IS_ATTENDEE (object))
    {
      record->attendee = g_object_ref (object);
      event_id = gnomon_attendee_get_event_id (object);
    }
  else
    {
      record->reminder = g_object_ref (object);
      event_id = gnomon_reminder_get_event_id (object);
    }
  record->event = gnomon_store_get_event (self->store, event_id, NULL);
  return record;
}

static GPtrArray *
read_page (GnomonRecordList  *self,
           guint              offset,
           GError           **error)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_copy (self->filter);

  if (has_guests (self))
    {
      gnomon_fields_set_int (filter, GNOMON_ATTENDEE_FILTER_LIMIT, PAGE);
      gnomon_fields_set_int (filter, GNOMON_ATTENDEE_FILTER_OFFSET, offset);
      return gnomon_store_list_attendees (self->store, filter, error);
    }

  gnomon_fields_set_int (filter, GNOMON_REMINDER_FILTER_LIMIT, PAGE);
  gnomon_fields_set_int (filter, GNOMON_REMINDER_FILTER_OFFSET, offset);
  return gnomon_store_list_reminders (self->store, filter, error);
}

static GType
gnomon_record_list_get_item_type (GListModel *model)
{
  return GNOMON_TYPE_RECORD;
}

static guint
gnomon_record_list_get_n_items (GListModel *model)
{
  return GNOMON_RECORD_LIST (model)->records->len;
}

static gpointer
gnomon_record_list_get_item (GListModel *model,
                             guint       position)
{
  GnomonRecordList *self = GNOMON_RECORD_LIST (model);

  return position < self->records->len ? g_object_ref (g_ptr_array_index (self->records, position))
                                       : NULL;
}

static void
gnomon_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gnomon_record_list_get_item_type;
  iface->get_n_items = gnomon_record_list_get_n_items;
  iface->get_item = gnomon_record_list_get_item;
}

static void
gnomon_record_list_dispose (GObject *object)
{
  g_clear_object (&GNOMON_RECORD_LIST (object)->store);

  G_OBJECT_CLASS (gnomon_record_list_parent_class)->dispose (object);
}

static void
gnomon_record_list_finalize (GObject *object)
{
  GnomonRecordList *self = GNOMON_RECORD_LIST (object);

  g_clear_pointer (&self->filter, gnomon_fields_free);
  g_ptr_array_unref (self->records);

  G_OBJECT_CLASS (gnomon_record_list_parent_class)->finalize (object);
}

static void
gnomon_record_list_class_init (GnomonRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_record_list_dispose;
  object_class->finalize = gnomon_record_list_finalize;
}

static void
gnomon_record_list_init (GnomonRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->complete = TRUE;
}

/**
 * gnomon_record_list_new:
 * @store: a store, which the list keeps
 *
 * Returns: (transfer full): an empty list
 */
GnomonRecordList *
gnomon_record_list_new (GnomonStore *store)
{
  GnomonRecordList *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_RECORD_LIST, NULL);
  self->store = g_object_ref (store);
  return self;
}

/**
 * gnomon_record_list_set_filter:
 * @self: a list
 * @filter: of GNOMON_KIND_ATTENDEE_FILTER or GNOMON_KIND_REMINDER_FILTER, without limit and offset
 *
 * Begins anew. What is there stays until gnomon_record_list_fetch() has something in its place.
 */
void
gnomon_record_list_set_filter (GnomonRecordList   *self,
                               const GnomonFields *filter)
{
  g_return_if_fail (GNOMON_IS_RECORD_LIST (self));
  g_return_if_fail (filter != NULL);

  g_clear_pointer (&self->filter, gnomon_fields_free);
  self->filter = gnomon_fields_copy (filter);
  self->complete = FALSE;
  self->outdated = TRUE;
}

/**
 * gnomon_record_list_fetch:
 * @self: a list
 *
 * Fetches a page more.
 *
 * Returns: whether there is more
 */
gboolean
gnomon_record_list_fetch (GnomonRecordList *self)
{
  guint position;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (GNOMON_IS_RECORD_LIST (self), FALSE);

  if (self->complete)
    return FALSE;

  if (self->outdated)
    {
      guint n_removed = self->records->len;

      self->outdated = FALSE;
      g_ptr_array_set_size (self->records, 0);
      if (n_removed > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, 0);
    }

  position = self->records->len;
  page = read_page (self, position, &error);
  if (page == NULL)
    {
      g_warning ("The list cannot be read: %s", error->message);
      self->complete = TRUE;
      return FALSE;
    }

  self->complete = page->len < PAGE;
  for (guint i = 0; i < page->len; i++)
    g_ptr_array_add (self->records, make_record (self, g_ptr_array_index (page, i)));
  if (page->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, page->len);
  return !self->complete;
}

/**
 * gnomon_record_list_is_complete:
 * @self: a list
 *
 * Returns: whether everything is there that the filter finds
 */
gboolean
gnomon_record_list_is_complete (GnomonRecordList *self)
{
  g_return_val_if_fail (GNOMON_IS_RECORD_LIST (self), TRUE);

  return self->complete;
}
