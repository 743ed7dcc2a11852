/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-list.h"

#include "gnomon-civil.h"
#include "gnomon-fold.h"
#include "gnomon-zone.h"

/* How many events are asked for at once: few enough for their rows to be filled within a frame. */
#define PAGE 25

/* The store is asked in two ways: for what comes, soonest first, and for what is over, last first.
 * Both have what lasts into today; each takes of it what is its own. */
typedef enum
{
  WAY_COMING,
  WAY_EARLIER,
  N_WAYS
} Way;

/* The sections, and in that of hits aside those of the one way before those of the other. */
#define N_PARTS (GNOMON_N_SEARCH_SECTIONS + 1)

struct _GnomonSearchList
{
  GObject parent_instance;

  GnomonStore *store;
  char *text;
  char *needle;                 /* folded */
  GnomonSearchQuery query;
  GHashTable *visible;          /* gint64: the calendars that are shown */

  GPtrArray *hits;
  guint n_parts[N_PARTS];       /* how many hits each has: they stand one behind the other */
  guint offsets[N_WAYS];        /* of the next page */
  gboolean exhausted[N_WAYS];
  gboolean outdated;            /* whether the hits are those of the query before */
  guint n_hidden;
};

static void gnomon_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonSearchList, gnomon_search_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gnomon_search_list_model_init))

static gboolean
contains (GnomonSearchList *self,
          const char       *text)
{
  g_autofree char *folded = gnomon_fold (text);

  return gnomon_fold_contains (folded, self->needle);
}

static gboolean
is_in_scope (GnomonSearchList *self,
             GnomonEvent      *event)
{
  switch (self->query.scope)
    {
    case GNOMON_SEARCH_TITLES:
      return contains (self, gnomon_event_get_title (event));
    case GNOMON_SEARCH_PLACES:
      return contains (self, gnomon_event_get_location (event));
    case GNOMON_SEARCH_NOTES:
      return contains (self, gnomon_event_get_description (event));
    case GNOMON_SEARCH_EVERYTHING:
    default:
      return TRUE;
    }
}

static guint
get_part (GnomonSearchList *self,
          Way               way,
          GnomonEvent      *event)
{
  if (self->query.scope == GNOMON_SEARCH_EVERYTHING
      && !contains (self, gnomon_event_get_title (event)))
    return way == WAY_COMING ? GNOMON_SEARCH_ASIDE : GNOMON_SEARCH_ASIDE + 1;

  return way == WAY_COMING ? GNOMON_SEARCH_COMING : GNOMON_SEARCH_EARLIER;
}

static GPtrArray *
read_page (GnomonSearchList  *self,
           Way                way,
           gint64             now,
           GError           **error)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  GTimeZone *zone = gnomon_store_get_viewer_zone (self->store);
  gint64 today = gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, now));
  g_autofree char *date = gnomon_civil_format_date (today);

  gnomon_fields_set_string (filter, GNOMON_FILTER_SEARCH, self->text);
  gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, PAGE);
  gnomon_fields_set_int (filter, GNOMON_FILTER_OFFSET, self->offsets[way]);
  gnomon_fields_set_string (filter, GNOMON_FILTER_ORDER, way == WAY_COMING ? "asc" : "desc");
  gnomon_fields_set_string (filter, way == WAY_COMING ? GNOMON_FILTER_START_DATE
                                                      : GNOMON_FILTER_END_DATE,
                            date);
  if (self->query.event_type >= 0)
    {
      GnomonEventType type = (GnomonEventType) self->query.event_type;

      gnomon_fields_set_string (filter, GNOMON_FILTER_TYPE, gnomon_event_type_to_string (type));
    }
  if (self->query.calendar_id != 0)
    gnomon_fields_set_int (filter, GNOMON_FILTER_CALENDAR_ID, self->query.calendar_id);
  return gnomon_store_list_events (self->store, filter, error);
}

/* How many hits stand before a part. */
static guint
get_part_start (GnomonSearchList *self,
                guint             part)
{
  guint start = 0;

  for (guint i = 0; i < part; i++)
    start += self->n_parts[i];
  return start;
}

/* What is nearer to now stands first, in what comes as in what is over. */
static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  gint64 left = gnomon_search_hit_get_starts_at (*(GnomonSearchHit * const *) a);
  gint64 right = gnomon_search_hit_get_starts_at (*(GnomonSearchHit * const *) b);

  return left < right ? -1 : left > right;
}

static int
compare_hits_backwards (gconstpointer a,
                        gconstpointer b)
{
  return compare_hits (b, a);
}

/* Series come by their first start and stand by their next one, so a page may reach back into those
 * before it. */
static void
insert_part (GnomonSearchList *self,
             guint             part,
             Way               way,
             GPtrArray        *hits)
{
  GCompareFunc compare = way == WAY_COMING ? compare_hits : compare_hits_backwards;
  guint start = get_part_start (self, part);
  guint end = start + self->n_parts[part];

  if (hits->len == 0)
    return;

  g_ptr_array_sort (hits, compare);
  if (end == start || compare (&hits->pdata[0], &self->hits->pdata[end - 1]) >= 0)
    {
      for (guint i = 0; i < hits->len; i++)
        g_ptr_array_insert (self->hits, (int) (end + i), g_object_ref (hits->pdata[i]));
      self->n_parts[part] += hits->len;
      g_list_model_items_changed (G_LIST_MODEL (self), end, 0, hits->len);
      return;
    }

  for (guint i = 0; i < hits->len; i++)
    {
      guint position = start + self->n_parts[part];

      while (position > start && compare (&hits->pdata[i], &self->hits->pdata[position - 1]) < 0)
        position--;
      g_ptr_array_insert (self->hits, (int) position, g_object_ref (g_ptr_array_index (hits, i)));
      self->n_parts[part]++;
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
    }
}

/* The first page of a search takes the place of what the last one had found, at once, so that a
 * view can keep its rows. */
static void
replace_parts (GnomonSearchList *self,
               Way               way,
               GPtrArray       **parts)
{
  guint n_removed = self->hits->len;

  g_ptr_array_set_size (self->hits, 0);
  for (guint part = 0; part < N_PARTS; part++)
    {
      g_ptr_array_sort (parts[part], way == WAY_COMING ? compare_hits : compare_hits_backwards);
      for (guint i = 0; i < parts[part]->len; i++)
        g_ptr_array_add (self->hits, g_object_ref (parts[part]->pdata[i]));
      self->n_parts[part] = parts[part]->len;
    }
  if (n_removed > 0 || self->hits->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, self->hits->len);
}

static void
clear_hits (GnomonSearchList *self)
{
  guint n_removed = self->hits->len;

  g_ptr_array_set_size (self->hits, 0);
  memset (self->n_parts, 0, sizeof self->n_parts);
  if (n_removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, 0);
}

/* A section's first hit says how many there are. */
static void
update_headings (GnomonSearchList *self)
{
  for (guint section = 0; section < GNOMON_N_SEARCH_SECTIONS; section++)
    {
      guint start = get_part_start (self, section);
      guint n = gnomon_search_list_get_n_section (self, (GnomonSearchSection) section);
      gboolean partial = !gnomon_search_list_is_complete (self);

      if (section == GNOMON_SEARCH_COMING)
        partial = !self->exhausted[WAY_COMING];
      if (section == GNOMON_SEARCH_EARLIER)
        partial = !self->exhausted[WAY_EARLIER];
      for (guint i = start; i < start + n; i++)
        gnomon_search_hit_set_heading (self->hits->pdata[i], i == start ? n : 0, partial);
    }
}

static void
take_event (GnomonSearchList  *self,
            Way                way,
            gint64             now,
            GnomonEvent       *event,
            GPtrArray        **parts)
{
  gint64 calendar_id = gnomon_event_get_calendar_id (event);
  g_autofree char *recurrence_id = NULL;
  gint64 starts_at, ends_at;
  GnomonSearchSection section;
  guint part;

  if (!is_in_scope (self, event))
    return;

  recurrence_id = gnomon_store_find_instance (self->store, event, now, &starts_at, &ends_at);
  if ((ends_at > now) != (way == WAY_COMING))
    return;
  if (!self->query.hidden && !g_hash_table_contains (self->visible, &calendar_id))
    {
      self->n_hidden++;
      return;
    }

  part = get_part (self, way, event);
  section = MIN ((GnomonSearchSection) part, GNOMON_SEARCH_ASIDE);
  g_ptr_array_add (parts[part],
                   gnomon_search_hit_new (event, section, starts_at, ends_at, recurrence_id));
}

static void
fetch_page (GnomonSearchList *self,
            Way               way)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = read_page (self, way, now, &error);
  GPtrArray *parts[N_PARTS];

  if (events == NULL)
    {
      g_debug ("Nothing can be found: %s", error->message);
      self->exhausted[WAY_COMING] = self->exhausted[WAY_EARLIER] = TRUE;
      self->outdated = FALSE;
      clear_hits (self);
      return;
    }

  self->offsets[way] += events->len;
  self->exhausted[way] = events->len < PAGE;

  for (guint part = 0; part < N_PARTS; part++)
    parts[part] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < events->len; i++)
    take_event (self, way, now, g_ptr_array_index (events, i), parts);
  if (self->outdated)
    replace_parts (self, way, parts);
  else
    for (guint part = 0; part < N_PARTS; part++)
      insert_part (self, part, way, parts[part]);
  self->outdated = FALSE;
  for (guint part = 0; part < N_PARTS; part++)
    g_ptr_array_unref (parts[part]);
}

static void
read_visible (GnomonSearchList *self)
{
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (self->store, NULL);

  g_hash_table_remove_all (self->visible);
  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gint64 id = gnomon_calendar_get_id (calendar);

      if (gnomon_calendar_is_visible (calendar))
        g_hash_table_add (self->visible, g_memdup2 (&id, sizeof id));
    }
}

static GType
gnomon_search_list_get_item_type (GListModel *model)
{
  return GNOMON_TYPE_SEARCH_HIT;
}

static guint
gnomon_search_list_get_n_items (GListModel *model)
{
  return GNOMON_SEARCH_LIST (model)->hits->len;
}

static gpointer
gnomon_search_list_get_item (GListModel *model,
                             guint       position)
{
  GnomonSearchList *self = GNOMON_SEARCH_LIST (model);

  if (position >= self->hits->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->hits, position));
}

static void
gnomon_search_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gnomon_search_list_get_item_type;
  iface->get_n_items = gnomon_search_list_get_n_items;
  iface->get_item = gnomon_search_list_get_item;
}

static void
gnomon_search_list_dispose (GObject *object)
{
  g_clear_object (&GNOMON_SEARCH_LIST (object)->store);

  G_OBJECT_CLASS (gnomon_search_list_parent_class)->dispose (object);
}

static void
gnomon_search_list_finalize (GObject *object)
{
  GnomonSearchList *self = GNOMON_SEARCH_LIST (object);

  g_free (self->text);
  g_free (self->needle);
  g_ptr_array_unref (self->hits);
  g_hash_table_unref (self->visible);

  G_OBJECT_CLASS (gnomon_search_list_parent_class)->finalize (object);
}

static void
gnomon_search_list_class_init (GnomonSearchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_search_list_dispose;
  object_class->finalize = gnomon_search_list_finalize;
}

static void
gnomon_search_list_init (GnomonSearchList *self)
{
  self->text = g_strdup ("");
  self->needle = g_strdup ("");
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
  self->visible = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->exhausted[WAY_COMING] = self->exhausted[WAY_EARLIER] = TRUE;
}

/**
 * gnomon_search_list_new:
 * @store: a store, which the list keeps
 *
 * Returns: (transfer full): a list that has found nothing yet
 */
GnomonSearchList *
gnomon_search_list_new (GnomonStore *store)
{
  GnomonSearchList *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_SEARCH_LIST, NULL);
  self->store = g_object_ref (store);
  return self;
}

/**
 * gnomon_search_list_set_query:
 * @self: a list
 * @query: what is looked for
 *
 * Begins a search. What the last one found stays until gnomon_search_list_fetch() has something
 * in its place; an empty text finds nothing, at once.
 */
void
gnomon_search_list_set_query (GnomonSearchList        *self,
                              const GnomonSearchQuery *query)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GNOMON_IS_SEARCH_LIST (self));
  g_return_if_fail (query != NULL);

  text = g_strstrip (g_strdup (query->text));
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  g_free (self->needle);
  self->needle = gnomon_fold (self->text);
  self->query = *query;
  self->query.text = self->text;
  self->n_hidden = 0;
  self->outdated = TRUE;
  for (guint way = 0; way < N_WAYS; way++)
    {
      self->offsets[way] = 0;
      self->exhausted[way] = *self->needle == '\0';
    }
  if (*self->needle == '\0')
    clear_hits (self);
}

/**
 * gnomon_search_list_get_needle:
 * @self: a list
 *
 * Returns: (transfer none): what is looked for, folded
 */
const char *
gnomon_search_list_get_needle (GnomonSearchList *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_LIST (self), NULL);

  return self->needle;
}

/**
 * gnomon_search_list_fetch:
 * @self: a list
 * @n_wanted: how many hits there should be of what comes, and of what is over
 *
 * Fetches a page more, where there is less.
 *
 * Returns: whether there is still less, and more can be fetched
 */
gboolean
gnomon_search_list_fetch (GnomonSearchList *self,
                          guint             n_wanted)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_LIST (self), FALSE);

  if (gnomon_search_list_is_complete (self))
    return FALSE;

  if (self->outdated)
    read_visible (self);

  for (guint way = 0; way < N_WAYS; way++)
    if (!self->exhausted[way] && (self->outdated || self->n_parts[way] < n_wanted))
      {
        fetch_page (self, (Way) way);
        update_headings (self);
        break;
      }

  return (!self->exhausted[WAY_COMING] && self->n_parts[GNOMON_SEARCH_COMING] < n_wanted)
         || (!self->exhausted[WAY_EARLIER] && self->n_parts[GNOMON_SEARCH_EARLIER] < n_wanted);
}

/**
 * gnomon_search_list_is_complete:
 * @self: a list
 *
 * Returns: whether everything is there that can be found
 */
gboolean
gnomon_search_list_is_complete (GnomonSearchList *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_LIST (self), TRUE);

  return self->exhausted[WAY_COMING] && self->exhausted[WAY_EARLIER];
}

/**
 * gnomon_search_list_get_n_hidden:
 * @self: a list
 *
 * Returns: how many events were found and left out because their calendars are hidden
 */
guint
gnomon_search_list_get_n_hidden (GnomonSearchList *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_LIST (self), 0);

  return self->n_hidden;
}

/**
 * gnomon_search_list_get_n_section:
 * @self: a list
 * @section: a section
 *
 * Returns: how many hits it has
 */
guint
gnomon_search_list_get_n_section (GnomonSearchList    *self,
                                  GnomonSearchSection  section)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_LIST (self), 0);
  g_return_val_if_fail (section < GNOMON_N_SEARCH_SECTIONS, 0);

  return section == GNOMON_SEARCH_ASIDE ? self->n_parts[section] + self->n_parts[section + 1]
                                        : self->n_parts[section];
}
