/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-text-row.h"
#include "gnomon-zone-row.h"
#include "gnomon-zone-words.h"
#include "gnomon-zone.h"

/* The names come from the system's own table; a zone that is not in it can still be shown. */
#define ZONE_TABLE "/usr/share/zoneinfo/zone.tab"

struct _GnomonZoneRow
{
  AdwActionRow parent_instance;

  GtkWidget *button;
  GtkWidget *button_label;
  GtkWidget *popover;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *end_button;

  GtkStringList *zones;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  char *needle;
  char *zone;
  gint64 wall;
};

enum
{
  CHANGED,
  END_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonZoneRow, gnomon_zone_row, ADW_TYPE_ACTION_ROW)

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The third column of each line that is no comment. */
static GPtrArray *
read_zone_table (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (ZONE_TABLE, &text, NULL, NULL))
    return g_steal_pointer (&names);

  lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i]; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 4);

      if (lines[i][0] != '#' && g_strv_length (columns) >= 3)
        g_ptr_array_add (names, g_strdup (columns[2]));
    }

  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Like "UTC+1", at the time of the event. */
static char *
dup_offset (GnomonZoneRow *self,
            const char    *zone)
{
  g_autoptr (GTimeZone) time_zone = NULL;
  int minutes;

  if (g_str_equal (zone, GNOMON_ZONE_FLOATING))
    return g_strdup ("");

  time_zone = gnomon_zone_lookup (zone);
  if (!time_zone)
    return g_strdup ("");

  minutes = (int) ((self->wall - gnomon_zone_to_instant (time_zone, self->wall)) / 60);

  if (minutes == 0)
    return g_strdup ("UTC");
  if (minutes % 60 == 0)
    return g_strdup_printf ("UTC%+d", minutes / 60);
  return g_strdup_printf ("UTC%+d:%02d", minutes / 60, ABS (minutes) % 60);
}

static void
show_zone (GnomonZoneRow *self)
{
  g_autofree char *city = gnomon_zone_words_city (self->zone);
  g_autofree char *offset = dup_offset (self, self->zone);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (*offset && !g_str_equal (city, offset))
    /* Translators: a time zone: its city, then its distance from UTC, as in "Berlin (UTC+1)". */
    text = g_strdup_printf (_("%s (%s)"), city, offset);
  else
    text = g_strdup (city);

  /* Translators: what a button for a time zone is: the row's title, then the zone chosen. */
  label = g_strdup_printf (_("%s: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                           text);
  gtk_label_set_label (GTK_LABEL (self->button_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  GnomonZoneRow *self = user_data;
  const char *zone = gtk_string_object_get_string (item);
  g_autofree char *city = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (!self->needle || !*self->needle)
    return TRUE;

  city = gnomon_zone_words_city (zone);
  text = g_strconcat (" ", city, " ", zone, NULL);
  folded = g_utf8_casefold (text, -1);

  /* At the beginning of a word: who types "tok" does not look for Vladivostok. */
  for (const char *p = strstr (folded, self->needle); p; p = strstr (p + 1, self->needle))
    if (strchr (" /_-", p[-1]))
      return TRUE;

  return FALSE;
}

static void
search_changed_cb (GnomonZoneRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_free (self->needle);
  self->needle = g_utf8_casefold (g_strstrip (text), -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
choose (GnomonZoneRow *self,
        guint          position)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection),
                                                           position);

  if (!item)
    return;

  gtk_popover_popdown (GTK_POPOVER (self->popover));

  if (!g_str_equal (self->zone, gtk_string_object_get_string (item)))
    {
      gnomon_zone_row_set_zone (self, gtk_string_object_get_string (item));
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

static void
row_activated_cb (GnomonZoneRow *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

static void
item_activated_cb (GnomonZoneRow *self,
                   guint          position)
{
  choose (self, position);
}

static void
search_activated_cb (GnomonZoneRow *self)
{
  /* The entry tells of its changes late. */
  search_changed_cb (self);
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
search_stopped_cb (GnomonZoneRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
popover_shown_cb (GnomonZoneRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->search);
}

static void
item_setup_cb (GnomonZoneRow *self,
               GtkListItem   *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *city = gtk_label_new (NULL);
  GtkWidget *place = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (city), 0);
  gtk_label_set_ellipsize (GTK_LABEL (city), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (city, TRUE);
  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (place, "caption");
  gtk_widget_add_css_class (place, "numeric");
  gtk_box_append (GTK_BOX (box), city);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_item_set_child (item, box);
}

static void
item_bind_cb (GnomonZoneRow *self,
              GtkListItem   *item)
{
  const char *zone = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *city = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *place = gtk_widget_get_next_sibling (city);
  const char *slash = strchr (zone, '/');
  g_autofree char *name = gnomon_zone_words_city (zone);
  g_autofree char *region = slash ? g_strndup (zone, (gsize) (slash - zone)) : NULL;
  g_autofree char *offset = dup_offset (self, zone);
  g_autofree char *note = region ? g_strdup_printf ("%s · %s", region, offset) : NULL;

  gtk_label_set_label (GTK_LABEL (city), name);

  if (g_str_equal (zone, GNOMON_ZONE_FLOATING))
    gtk_label_set_label (GTK_LABEL (place), _("the same time everywhere"));
  else
    gtk_label_set_label (GTK_LABEL (place), note ? note : offset);
}

static void
fill_zones (GnomonZoneRow *self)
{
  g_autoptr (GPtrArray) names = read_zone_table ();
  g_autofree char *own = gnomon_zone_dup_system_name ();

  self->zones = gtk_string_list_new (NULL);
  gtk_string_list_append (self->zones, own);
  gtk_string_list_append (self->zones, GNOMON_ZONE_FLOATING);
  if (!g_str_equal (own, "UTC"))
    gtk_string_list_append (self->zones, "UTC");

  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (g_ptr_array_index (names, i), own))
      gtk_string_list_append (self->zones, g_ptr_array_index (names, i));
}

static void
end_clicked_cb (GnomonZoneRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[END_WANTED], 0);
}

static gboolean
gnomon_zone_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GNOMON_ZONE_ROW (widget)->button);
}

static void
gnomon_zone_row_dispose (GObject *object)
{
  GnomonZoneRow *self = GNOMON_ZONE_ROW (object);

  /* The filter reads this object. */
  if (self->filter)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);

  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_ZONE_ROW);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->zones);

  G_OBJECT_CLASS (gnomon_zone_row_parent_class)->dispose (object);
}

static void
gnomon_zone_row_finalize (GObject *object)
{
  GnomonZoneRow *self = GNOMON_ZONE_ROW (object);

  g_free (self->needle);
  g_free (self->zone);

  G_OBJECT_CLASS (gnomon_zone_row_parent_class)->finalize (object);
}

static void
gnomon_zone_row_class_init (GnomonZoneRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_zone_row_dispose;
  object_class->finalize = gnomon_zone_row_finalize;
  widget_class->focus = gnomon_row_focus;
  widget_class->grab_focus = gnomon_zone_row_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[END_WANTED] = g_signal_new ("end-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-zone-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonZoneRow, button);
  gtk_widget_class_bind_template_child (widget_class, GnomonZoneRow, button_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonZoneRow, popover);
  gtk_widget_class_bind_template_child (widget_class, GnomonZoneRow, search);
  gtk_widget_class_bind_template_child (widget_class, GnomonZoneRow, list);
  gtk_widget_class_bind_template_child (widget_class, GnomonZoneRow, end_button);
  gtk_widget_class_bind_template_callback (widget_class, end_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_bind_cb);
}

static void
gnomon_zone_row_init (GnomonZoneRow *self)
{
  GtkFilterListModel *found;

  self->zone = g_strdup (GNOMON_ZONE_FLOATING);

  gtk_widget_init_template (GTK_WIDGET (self));

  fill_zones (self);
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->zones)),
                                     GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (found));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
}

/**
 * gnomon_zone_row_set_zone:
 * @self: a row
 * @zone: an IANA name, or `floating`
 *
 * Shows a zone, without emitting "changed".
 */
void
gnomon_zone_row_set_zone (GnomonZoneRow *self,
                          const char    *zone)
{
  char *copy;

  g_return_if_fail (GNOMON_IS_ZONE_ROW (self));
  g_return_if_fail (zone != NULL);

  copy = g_strdup (zone);
  g_free (self->zone);
  self->zone = copy;
  show_zone (self);
}

/**
 * gnomon_zone_row_get_zone:
 * @self: a row
 *
 * Returns: (transfer none): an IANA name, or `floating`
 */
const char *
gnomon_zone_row_get_zone (GnomonZoneRow *self)
{
  g_return_val_if_fail (GNOMON_IS_ZONE_ROW (self), NULL);

  return self->zone;
}

/**
 * gnomon_zone_row_set_wall:
 * @self: a row
 * @wall: wall seconds: the time at which the zones' distances from UTC are told
 */
void
gnomon_zone_row_set_wall (GnomonZoneRow *self,
                          gint64         wall)
{
  g_return_if_fail (GNOMON_IS_ZONE_ROW (self));

  self->wall = wall;
  show_zone (self);
}

/**
 * gnomon_zone_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): the widget in which a wrong value is to be mended
 */
GtkWidget *
gnomon_zone_row_get_field (GnomonZoneRow *self)
{
  g_return_val_if_fail (GNOMON_IS_ZONE_ROW (self), NULL);

  return self->button;
}

/**
 * gnomon_zone_row_offer_end:
 * @self: a row
 * @offer: whether a button below the zones offers another zone for the end
 */
void
gnomon_zone_row_offer_end (GnomonZoneRow *self,
                           gboolean       offer)
{
  g_return_if_fail (GNOMON_IS_ZONE_ROW (self));

  gtk_widget_set_visible (self->end_button, offer);
}
