/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-search-row.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-fold.h"
#include "gnomon-list-line.h"
#include "gnomon-search-words.h"
#include "gnomon-zone.h"

/* How many digits the columns before the bar take. */
#define DATE_CHARS 11
#define TIME_CHARS 7

struct _GnomonSearchRow
{
  GtkBox parent_instance;

  GtkWidget *heading;           /* made when it is needed */
  GtkWidget *line;
  GnomonSearchHit *hit;
};

G_DEFINE_FINAL_TYPE (GnomonSearchRow, gnomon_search_row, GTK_TYPE_BOX)

static const char *
get_section_title (GnomonSearchSection section)
{
  switch (section)
    {
    case GNOMON_SEARCH_COMING:
      /* Translators: the heading above events that were found and are still to come. */
      return _("Coming up");
    case GNOMON_SEARCH_EARLIER:
      /* Translators: the heading above events that were found and are over. */
      return _("Earlier");
    case GNOMON_SEARCH_ASIDE:
    case GNOMON_N_SEARCH_SECTIONS:
    default:
      /* Translators: the heading above events in whose notes or place something was found. */
      return _("In notes and places");
    }
}

static GtkWidget *
make_heading (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "css-classes", (const char *[]){ "list-heading", NULL },
                                   "valign", GTK_ALIGN_END,
                                   NULL);
  GtkWidget *count = g_object_new (GTK_TYPE_LABEL,
                                   "css-classes", (const char *[]){ "list-heading-detail", NULL },
                                   "valign", GTK_ALIGN_END,
                                   NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_widget_add_css_class (box, "list-heading-box");
  return box;
}

static void
update_heading (GnomonSearchRow *self)
{
  guint n = gnomon_search_hit_get_n_section (self->hit);
  GtkWidget *title;
  g_autofree char *count = NULL;

  if (n == 0)
    {
      if (self->heading != NULL)
        gtk_box_remove (GTK_BOX (self), self->heading);
      self->heading = NULL;
      return;
    }

  if (self->heading == NULL)
    {
      self->heading = make_heading ();
      gtk_box_prepend (GTK_BOX (self), self->heading);
    }
  title = gtk_widget_get_first_child (self->heading);
  gtk_label_set_label (GTK_LABEL (title),
                       get_section_title (gnomon_search_hit_get_section (self->hit)));
  /* Translators: a number of results of which more may come. */
  count = g_strdup_printf (gnomon_search_hit_is_partial (self->hit) ? _("%u+") : "%u", n);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), count);
}

static char *
format_time (GnomonSearchHit              *hit,
             gint64                        start_wall,
             const GnomonSearchRowContext *context)
{
  if (gnomon_event_is_all_day (gnomon_search_hit_get_event (hit)))
    return g_strdup (_("All day"));

  return gnomon_format_time (start_wall, context->time->hours);
}

static void
update_line (GnomonSearchRow              *self,
             const GnomonSearchRowContext *context)
{
  GnomonEvent *event = gnomon_search_hit_get_event (self->hit);
  gint64 start = gnomon_zone_to_wall (context->zone, gnomon_search_hit_get_starts_at (self->hit));
  GnomonLook look = gnomon_event_get_look (event, context->own_addresses);
  const char *color = gnomon_event_get_color (event);
  g_autofree char *date = gnomon_format_date_brief (gnomon_civil_day_of_wall (start),
                                                    context->time->today);
  g_autofree char *time = format_time (self->hit, start, context);
  g_autofree char *place = gnomon_search_dup_detail (self->hit, context->needle);
  g_autofree char *detail = NULL;
  g_autoptr (GArray) title_places = gnomon_fold_find_all (gnomon_event_get_title (event),
                                                          context->needle);
  g_autoptr (GArray) detail_places = NULL;
  GnomonListLineContent content = { 0 };

  /* Translators: the time and the place of an event, as in "10:30–11:30 · Room 4". */
  detail = context->narrow && *place != '\0' ? g_strdup_printf (_("%s · %s"), time, place)
           : context->narrow                 ? g_strdup (time)
                                             : g_strdup (place);
  detail_places = gnomon_fold_find_all (detail, context->needle);

  content.lead = date;
  content.second_lead = time;
  content.color = *color != '\0' ? color : context->calendar_color;
  content.title = gnomon_event_get_title (event);
  content.title_places = title_places;
  content.detail = detail;
  content.detail_places = detail_places;
  content.trailing = context->calendar_name;
  content.badge = gnomon_look_get_badge (look);
  content.struck = look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED;
  content.past = gnomon_search_hit_get_ends_at (self->hit) <= context->time->now;
  gnomon_list_line_set_columns (GNOMON_LIST_LINE (self->line), DATE_CHARS,
                                context->narrow ? 0 : TIME_CHARS);
  gnomon_list_line_set_narrow (GNOMON_LIST_LINE (self->line), context->narrow);
  gnomon_list_line_set_content (GNOMON_LIST_LINE (self->line), &content);
}

static void
gnomon_search_row_dispose (GObject *object)
{
  GnomonSearchRow *self = GNOMON_SEARCH_ROW (object);

  if (self->hit != NULL)
    g_signal_handlers_disconnect_by_data (self->hit, self);
  g_clear_object (&self->hit);

  G_OBJECT_CLASS (gnomon_search_row_parent_class)->dispose (object);
}

static void
gnomon_search_row_class_init (GnomonSearchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_search_row_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "agendarow");
}

static void
gnomon_search_row_init (GnomonSearchRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->line = gnomon_list_line_new ();
  gtk_box_append (GTK_BOX (self), self->line);
}

/**
 * gnomon_search_row_new:
 *
 * Returns: (transfer full): a row without a hit
 */
GtkWidget *
gnomon_search_row_new (void)
{
  return g_object_new (GNOMON_TYPE_SEARCH_ROW, NULL);
}

/**
 * gnomon_search_row_set_hit:
 * @self: a row
 * @hit: (nullable): what it shows; %NULL lets go of it
 * @context: (nullable): what it has to know besides, for this call
 */
void
gnomon_search_row_set_hit (GnomonSearchRow              *self,
                           GnomonSearchHit              *hit,
                           const GnomonSearchRowContext *context)
{
  g_return_if_fail (GNOMON_IS_SEARCH_ROW (self));
  g_return_if_fail (hit == NULL || context != NULL);

  if (self->hit != hit)
    {
      if (self->hit != NULL)
        g_signal_handlers_disconnect_by_data (self->hit, self);
      if (hit != NULL)
        g_signal_connect_swapped (hit, "notify::heading", G_CALLBACK (update_heading), self);
      g_set_object (&self->hit, hit);
    }
  if (hit == NULL)
    return;

  update_heading (self);
  update_line (self, context);
}

/**
 * gnomon_search_row_get_hit:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GnomonSearchHit *
gnomon_search_row_get_hit (GnomonSearchRow *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_ROW (self), NULL);

  return self->hit;
}

/**
 * gnomon_search_row_get_line:
 * @self: a row
 *
 * Returns: (transfer none): the part that stands for the event: what a popover points at
 */
GtkWidget *
gnomon_search_row_get_line (GnomonSearchRow *self)
{
  g_return_val_if_fail (GNOMON_IS_SEARCH_ROW (self), NULL);

  return self->line;
}
