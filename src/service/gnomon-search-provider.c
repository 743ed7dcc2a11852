/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-provider.h"

#include <glib/gi18n.h>

#include "gnomon-reminder-text.h"
#include "gnomon-search-list.h"
#include "gnomon-settings.h"
#include "gnomon-window-caller.h"

/* The shell shows five results of a program, and asks again when more is typed. */
#define N_RESULTS 10

/* Each page of the search is a few milliseconds: one of what comes and one of what is over are
 * enough, but where hidden calendars have most of it. */
#define MAX_PAGES 4

/* A search does not have to go on behind what nobody types. */
#define MAX_TEXT_BYTES 1024

/* A result is named by the event's id, and that of a new event by this and the text. */
#define NEW_PREFIX "new:"

struct _GnomonSearchProvider
{
  ShellSearchProvider2Skeleton parent_instance;

  GnomonStoreFunc get_store;
  gpointer get_store_data;
  GSettings *settings;          /* (nullable): where the schema is not installed */
};

static void gnomon_search_provider_init_interface (ShellSearchProvider2Iface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonSearchProvider, gnomon_search_provider,
                               SHELL_TYPE_SEARCH_PROVIDER2_SKELETON,
                               G_IMPLEMENT_INTERFACE (SHELL_TYPE_SEARCH_PROVIDER2,
                                                      gnomon_search_provider_init_interface))

/* (nullable): a calendar that cannot be opened has nothing to show in a search, and the window
 * says why when it is opened. */
static GnomonStore *
find_store (GnomonSearchProvider *self)
{
  g_autoptr (GError) error = NULL;
  GnomonStore *store = self->get_store (self->get_store_data, &error);

  if (store == NULL)
    g_debug ("Nothing can be searched: %s", error->message);

  return store;
}

static gint64
get_now (GnomonStore *store)
{
  return gnomon_clock_get_now (gnomon_store_get_clock (store));
}

/* The words as the user has typed them; (nullable): where that is nothing to look for. */
static char *
dup_text (const char * const *terms)
{
  g_autofree char *text = g_strstrip (g_strjoinv (" ", (char **) terms));

  return *text != '\0' && strlen (text) <= MAX_TEXT_BYTES ? g_steal_pointer (&text) : NULL;
}

/* The new event that the text speaks of; NULL unless it says when and what: most of what is typed
 * into a shell is no event. */
static GnomonEvent *
preview_new (GnomonSearchProvider *self,
             GnomonStore          *store,
             const char           *text)
{
  g_autoptr (GnomonParsedText) parsed = NULL;
  GnomonParseContext context;
  gboolean has_time = FALSE;

  gnomon_store_init_parse_context (store, &context);
  parsed = gnomon_parse_text (text, &context, NULL);
  if (parsed == NULL || !gnomon_fields_has (parsed->fields, GNOMON_EVENT_TITLE))
    return NULL;

  for (guint i = 0; i < parsed->spans->len; i++)
    {
      GnomonEventKey key = g_array_index (parsed->spans, GnomonTextSpan, i).key;

      has_time |= key == GNOMON_EVENT_EVENT_DATE || key == GNOMON_EVENT_START_TIME
                  || key == GNOMON_EVENT_RRULE;
    }
  if (!has_time)
    return NULL;

  /* As the window would make it. */
  gnomon_settings_fill_defaults (self->settings, parsed->fields);
  return gnomon_event_preview (NULL, parsed->fields, context.now, context.viewer,
                               gnomon_store_get_viewer_zone_name (store), NULL);
}

static void
add_events (GnomonStore     *store,
            const char      *text,
            GStrvBuilder    *results)
{
  g_autoptr (GnomonSearchList) list = gnomon_search_list_new (store);
  GnomonSearchQuery query = { .text = text, .event_type = -1 };
  guint n;

  gnomon_search_list_set_query (list, &query);
  for (guint i = 0; i < MAX_PAGES && gnomon_search_list_fetch (list, N_RESULTS / 2); i++)
    continue;

  n = MIN (g_list_model_get_n_items (G_LIST_MODEL (list)), N_RESULTS);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GnomonSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (list), i);
      gint64 id = gnomon_event_get_id (gnomon_search_hit_get_event (hit));
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_strv_builder_add (results, name);
    }
}

static GStrv
find_results (GnomonSearchProvider *self,
              const char * const   *terms)
{
  g_autoptr (GStrvBuilder) results = g_strv_builder_new ();
  g_autofree char *text = dup_text (terms);
  GnomonStore *store = text != NULL ? find_store (self) : NULL;
  g_autoptr (GnomonEvent) event = NULL;

  if (store != NULL)
    {
      /* First, where it is seen: what names a day or a time is rarely the title of an event. */
      event = preview_new (self, store, text);
      if (event != NULL)
        {
          g_autofree char *name = g_strconcat (NEW_PREFIX, text, NULL);

          g_strv_builder_add (results, name);
        }
      add_events (store, text, results);
    }

  return g_strv_builder_end (results);
}

static gboolean
handle_get_initial_result_set (ShellSearchProvider2  *object,
                               GDBusMethodInvocation *invocation,
                               const char * const    *arg_terms)
{
  g_auto (GStrv) results = find_results (GNOMON_SEARCH_PROVIDER (object), arg_terms);

  shell_search_provider2_complete_get_initial_result_set (
    object, invocation, (const char * const *) results);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Longer words do not only find less: they may say when a new event is, and what was found before
 * was not all. */
static gboolean
handle_get_subsearch_result_set (ShellSearchProvider2  *object,
                                 GDBusMethodInvocation *invocation,
                                 const char * const    *arg_previous_results,
                                 const char * const    *arg_terms)
{
  g_auto (GStrv) results = find_results (GNOMON_SEARCH_PROVIDER (object), arg_terms);

  shell_search_provider2_complete_get_subsearch_result_set (
    object, invocation, (const char * const *) results);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
add_meta (GVariantBuilder *metas,
          const char      *result,
          const char      *name,
          const char      *description,
          const char      *icon)
{
  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (result));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (icon));
  g_variant_builder_close (metas);
}

static void
add_new_meta (GnomonSearchProvider *self,
              GnomonStore          *store,
              GVariantBuilder      *metas,
              const char           *result)
{
  g_autoptr (GnomonEvent) event = preview_new (self, store, result + strlen (NEW_PREFIX));
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  if (event == NULL)
    return;

  /* Translators: a result in the search of the desktop; %s is the title of an event that is not
   * there yet. */
  name = g_strdup_printf (_("Create “%s”"), gnomon_event_get_title (event));
  description = gnomon_reminder_text_dup_line (event, gnomon_event_get_starts_at (event, viewer),
                                               gnomon_event_get_ends_at (event, viewer),
                                               get_now (store), viewer);
  add_meta (metas, result, name, description, "list-add-symbolic");
}

static void
add_event_meta (GnomonStore     *store,
                GVariantBuilder *metas,
                const char      *result)
{
  gint64 now = get_now (store);
  g_autoptr (GnomonEvent) event = NULL;
  g_autofree char *recurrence_id = NULL;
  g_autofree char *description = NULL;
  gint64 starts_at, ends_at, id;

  /* What was deleted meanwhile is left out. */
  if (!g_ascii_string_to_signed (result, 10, 1, G_MAXINT64, &id, NULL))
    return;
  event = gnomon_store_get_event (store, id, NULL);
  if (event == NULL)
    return;

  recurrence_id = gnomon_store_find_instance (store, event, now, &starts_at, &ends_at);
  description = gnomon_reminder_text_dup_line (event, starts_at, ends_at, now,
                                               gnomon_store_get_viewer_zone (store));
  add_meta (metas, result, gnomon_event_get_title (event), description, GNOMON_APPLICATION_ID);
}

static gboolean
handle_get_result_metas (ShellSearchProvider2  *object,
                         GDBusMethodInvocation *invocation,
                         const char * const    *arg_results)
{
  GnomonSearchProvider *self = GNOMON_SEARCH_PROVIDER (object);
  GnomonStore *store = find_store (self);
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; store != NULL && arg_results[i] != NULL; i++)
    if (g_str_has_prefix (arg_results[i], NEW_PREFIX))
      add_new_meta (self, store, &metas, arg_results[i]);
    else
      add_event_meta (store, &metas, arg_results[i]);

  shell_search_provider2_complete_get_result_metas (object, invocation,
                                                           g_variant_builder_end (&metas));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* The time of the user's click, in the form in which X11 programs hand it on. */
static char *
dup_startup_id (guint32 timestamp)
{
  return g_strdup_printf ("gnomon-search_TIME%u", timestamp);
}

static gboolean
handle_activate_result (ShellSearchProvider2  *object,
                        GDBusMethodInvocation *invocation,
                        const char            *arg_result,
                        const char * const    *arg_terms,
                        guint32                arg_timestamp)
{
  g_autofree char *startup_id = dup_startup_id (arg_timestamp);
  gint64 id;

  if (g_str_has_prefix (arg_result, NEW_PREFIX))
    gnomon_window_caller_add_event (arg_result + strlen (NEW_PREFIX), startup_id);
  else if (g_ascii_string_to_signed (arg_result, 10, 1, G_MAXINT64, &id, NULL))
    gnomon_window_caller_show_event (id, startup_id);

  shell_search_provider2_complete_activate_result (object, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_launch_search (ShellSearchProvider2  *object,
                      GDBusMethodInvocation *invocation,
                      const char * const    *arg_terms,
                      guint32                arg_timestamp)
{
  g_autofree char *startup_id = dup_startup_id (arg_timestamp);
  g_autofree char *text = dup_text (arg_terms);

  gnomon_window_caller_search (text != NULL ? text : "", startup_id);

  shell_search_provider2_complete_launch_search (object, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
gnomon_search_provider_init_interface (ShellSearchProvider2Iface *iface)
{
  iface->handle_get_initial_result_set = handle_get_initial_result_set;
  iface->handle_get_subsearch_result_set = handle_get_subsearch_result_set;
  iface->handle_get_result_metas = handle_get_result_metas;
  iface->handle_activate_result = handle_activate_result;
  iface->handle_launch_search = handle_launch_search;
}

static void
gnomon_search_provider_dispose (GObject *object)
{
  g_clear_object (&GNOMON_SEARCH_PROVIDER (object)->settings);

  G_OBJECT_CLASS (gnomon_search_provider_parent_class)->dispose (object);
}

static void
gnomon_search_provider_class_init (GnomonSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gnomon_search_provider_dispose;
}

static void
gnomon_search_provider_init (GnomonSearchProvider *self)
{
  self->settings = gnomon_settings_new ();
}

/**
 * gnomon_search_provider_new:
 * @get_store: gives the store
 * @user_data: for @get_store
 *
 * Returns: (transfer full): the object, not yet exported
 */
GnomonSearchProvider *
gnomon_search_provider_new (GnomonStoreFunc get_store,
                            gpointer        user_data)
{
  GnomonSearchProvider *self;

  g_return_val_if_fail (get_store != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_SEARCH_PROVIDER, NULL);
  self->get_store = get_store;
  self->get_store_data = user_data;

  return self;
}
