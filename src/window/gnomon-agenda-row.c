/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-row.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-list-line.h"

/* How many digits the columns before the bar take. */
#define RANGE_CHARS_24 11
#define RANGE_CHARS_12 15
#define TIME_CHARS_24 6
#define TIME_CHARS_12 8
#define DATE_CHARS 11

struct _GnomonAgendaRow
{
  GtkWidget parent_instance;

  /* In the order in which they stand; most rows have just the line. */
  GtkWidget *heading;
  GtkWidget *now_before;
  GtkWidget *line;
  GtkWidget *now_after;

  GnomonAgendaItem *item;
  char *calendar_name;
  char *note;                   /* of today, for its heading */
  GnomonViewTime time;
  gboolean grouped;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GnomonAgendaRow, gnomon_agenda_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_heading (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "css-classes", (const char *[]){ "list-heading", NULL },
                                   "xalign", 0.0,
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   NULL);
  GtkWidget *detail = g_object_new (GTK_TYPE_LABEL,
                                    "css-classes", (const char *[]){ "list-heading-detail", NULL },
                                    "xalign", 0.0,
                                    "ellipsize", PANGO_ELLIPSIZE_END,
                                    NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_set_valign (title, GTK_ALIGN_END);
  gtk_widget_set_valign (detail, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_widget_add_css_class (box, "list-heading-box");
  return box;
}

static GtkWidget *
make_now (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *line = g_object_new (GTK_TYPE_BOX,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "css-classes", (const char *[]){ "now-line", NULL },
                                  "hexpand", TRUE,
                                  "valign", GTK_ALIGN_CENTER,
                                  NULL);
  GtkWidget *tip = gtk_image_new_from_icon_name ("pan-end-symbolic");

  g_object_set (tip, "pixel-size", 12, NULL);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL));
  gtk_box_append (GTK_BOX (box), tip);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (box, "agenda-now");
  return box;
}

/* Makes, fills or takes away the line of now at one side of the entry. */
static void
update_now (GnomonAgendaRow  *self,
            GtkWidget       **now,
            gboolean          shown)
{
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (!shown)
    {
      g_clear_pointer (now, gtk_widget_unparent);
      return;
    }

  if (*now == NULL)
    {
      *now = make_now ();
      if (now == &self->now_before)
        gtk_widget_insert_before (*now, GTK_WIDGET (self), self->line);
      else
        gtk_widget_insert_after (*now, GTK_WIDGET (self), self->line);
    }

  time = gnomon_format_time (self->time.now_wall, self->time.hours);
  /* Translators: the mark between what is over and what is not; %s is the time. */
  text = g_strdup_printf (_("Now %s"), time);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (*now)), text);
}

static void
update_heading (GnomonAgendaRow *self,
                gboolean         shown)
{
  gint64 day = gnomon_agenda_item_get_day (self->item);
  guint n_events = gnomon_agenda_item_get_n_events (self->item);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  GtkWidget *label;

  if (!shown)
    {
      g_clear_pointer (&self->heading, gtk_widget_unparent);
      return;
    }

  if (self->heading == NULL)
    {
      self->heading = make_heading ();
      gtk_widget_insert_after (self->heading, GTK_WIDGET (self), NULL);
    }

  title = gnomon_format_day_heading (day, self->time.today);
  label = gtk_widget_get_first_child (self->heading);
  gtk_label_set_label (GTK_LABEL (label), title);
  gnomon_css_set_class (label, "today", day == self->time.today);

  if (n_events > 0)
    detail = g_strdup_printf (ngettext ("%u event", "%u events", n_events), n_events);
  if (detail != NULL && self->note != NULL)
    {
      g_autofree char *events = g_steal_pointer (&detail);

      /* Translators: how many events a day has, and when there is time, as in "13 events · free
       * 11:30–12:30". */
      detail = g_strdup_printf (_("%s · %s"), events, self->note);
    }
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_label (GTK_LABEL (label), detail != NULL ? detail : "");
  gtk_widget_set_visible (label, detail != NULL && day == self->time.today && !self->narrow);
}

static void
update_frame (GnomonAgendaRow *self)
{
  GnomonAgendaFrame frame = gnomon_agenda_item_get_frame (self->item);

  update_heading (self, (frame & GNOMON_AGENDA_FRAME_HEADING) != 0);
  update_now (self, &self->now_before, (frame & GNOMON_AGENDA_FRAME_NOW_BEFORE) != 0);
  update_now (self, &self->now_after, (frame & GNOMON_AGENDA_FRAME_NOW_AFTER) != 0);
}

static char *
format_lead (GnomonAgendaRow  *self,
             GnomonOccurrence *occurrence)
{
  gint64 start = gnomon_occurrence_get_start_wall (occurrence);

  if (gnomon_occurrence_is_bar (occurrence))
    return g_strdup (_("All day"));
  if (self->narrow)
    return gnomon_format_time (start, self->time.hours);

  return gnomon_format_time_range (start, gnomon_occurrence_get_end_wall (occurrence),
                                   self->time.hours);
}

static char *
format_detail (GnomonAgendaRow  *self,
               GnomonOccurrence *occurrence)
{
  gint64 day = gnomon_agenda_item_get_day (self->item);
  const char *location = gnomon_occurrence_get_location (occurrence);
  g_autofree char *span = NULL;

  if (self->narrow)
    return gnomon_describe_detail (occurrence, day, &self->time);

  span = self->grouped ? gnomon_describe_span (occurrence, day) : NULL;
  if (span == NULL)
    return g_strdup (location);
  if (*location == '\0')
    return g_steal_pointer (&span);

  /* Translators: which day of an event it is, and its place, as in "day 2 of 3 · Oslo". */
  return g_strdup_printf (_("%s · %s"), span, location);
}

static void
update_columns (GnomonAgendaRow *self)
{
  gboolean short_hours = self->time.hours == GNOMON_HOURS_24;
  int n_time = short_hours ? TIME_CHARS_24 : TIME_CHARS_12;
  int n_range = short_hours ? RANGE_CHARS_24 : RANGE_CHARS_12;

  /* Whole days have words in the place of a time. */
  n_time = MAX (n_time, (int) g_utf8_strlen (_("All day"), -1));

  if (self->narrow)
    gnomon_list_line_set_columns (GNOMON_LIST_LINE (self->line),
                                  self->grouped ? n_time : DATE_CHARS, 0);
  else if (self->grouped)
    gnomon_list_line_set_columns (GNOMON_LIST_LINE (self->line), n_range, 0);
  else
    gnomon_list_line_set_columns (GNOMON_LIST_LINE (self->line), DATE_CHARS, n_range);
  gnomon_list_line_set_narrow (GNOMON_LIST_LINE (self->line), self->narrow);
}

static void
update_line (GnomonAgendaRow *self)
{
  GnomonOccurrence *occurrence = gnomon_agenda_item_get_occurrence (self->item);
  GnomonListLineContent content = { 0 };
  g_autofree char *lead = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *date = NULL;
  GnomonLook look;

  update_columns (self);
  if (occurrence == NULL)
    {
      content.lead = _("Nothing planned");
      gnomon_list_line_set_columns (GNOMON_LIST_LINE (self->line), 40, 0);
      gnomon_list_line_set_content (GNOMON_LIST_LINE (self->line), &content);
      return;
    }

  look = gnomon_occurrence_get_look (occurrence);
  lead = format_lead (self, occurrence);
  detail = format_detail (self, occurrence);
  content.lead = lead;
  if (!self->grouped)
    {
      date = gnomon_format_date_brief (gnomon_occurrence_get_first_day (occurrence),
                                       self->time.today);
      content.lead = date;
      content.second_lead = lead;
    }
  content.color = gnomon_occurrence_get_color (occurrence);
  content.title = gnomon_occurrence_get_title (occurrence);
  content.detail = detail;
  content.trailing = self->calendar_name;
  content.badge = gnomon_look_get_badge (look);
  content.struck = look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED;
  content.past = gnomon_occurrence_get_ends_at (occurrence) <= self->time.now;
  gnomon_list_line_set_content (GNOMON_LIST_LINE (self->line), &content);
}

static void
gnomon_agenda_row_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          *minimum += child_minimum;
          *natural += child_natural;
        }
    }
}

static void
gnomon_agenda_row_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &child_height, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, child_height }, -1);
      y += child_height;
    }
}

static void
gnomon_agenda_row_dispose (GObject *object)
{
  GnomonAgendaRow *self = GNOMON_AGENDA_ROW (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->now_before, gtk_widget_unparent);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->now_after, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_agenda_row_parent_class)->dispose (object);
}

static void
gnomon_agenda_row_finalize (GObject *object)
{
  GnomonAgendaRow *self = GNOMON_AGENDA_ROW (object);

  g_free (self->calendar_name);
  g_free (self->note);

  G_OBJECT_CLASS (gnomon_agenda_row_parent_class)->finalize (object);
}

static void
gnomon_agenda_row_class_init (GnomonAgendaRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_agenda_row_dispose;
  object_class->finalize = gnomon_agenda_row_finalize;

  widget_class->measure = gnomon_agenda_row_measure;
  widget_class->size_allocate = gnomon_agenda_row_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "agendarow");
}

static void
gnomon_agenda_row_init (GnomonAgendaRow *self)
{
  self->line = gnomon_list_line_new ();
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

/**
 * gnomon_agenda_row_new:
 *
 * Returns: (transfer full): a row without an entry
 */
GtkWidget *
gnomon_agenda_row_new (void)
{
  return g_object_new (GNOMON_TYPE_AGENDA_ROW, NULL);
}

/**
 * gnomon_agenda_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows; %NULL lets go of it
 * @calendar_name: (nullable): the name of its calendar
 * @time: what the view knows of the time
 * @grouped: whether entries stand below headings, so that they need no dates
 * @narrow: whether there is little room
 */
void
gnomon_agenda_row_set_item (GnomonAgendaRow      *self,
                            GnomonAgendaItem     *item,
                            const char           *calendar_name,
                            const GnomonViewTime *time,
                            gboolean              grouped,
                            gboolean              narrow)
{
  g_return_if_fail (GNOMON_IS_AGENDA_ROW (self));
  g_return_if_fail (item == NULL || time != NULL);

  if (self->item != item)
    {
      if (self->item != NULL)
        g_signal_handlers_disconnect_by_data (self->item, self);
      if (item != NULL)
        g_signal_connect_swapped (item, "notify::frame", G_CALLBACK (update_frame), self);
      g_set_object (&self->item, item);
    }
  if (item == NULL)
    return;

  g_free (self->calendar_name);
  self->calendar_name = g_strdup (calendar_name);
  self->time = *time;
  self->grouped = grouped;
  self->narrow = narrow;
  update_frame (self);
  update_line (self);
}

/**
 * gnomon_agenda_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GnomonAgendaItem *
gnomon_agenda_row_get_item (GnomonAgendaRow *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ROW (self), NULL);

  return self->item;
}

/**
 * gnomon_agenda_row_get_line:
 * @self: a row
 *
 * Returns: (transfer none): the part that stands for the event: what a popover points at
 */
GtkWidget *
gnomon_agenda_row_get_line (GnomonAgendaRow *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ROW (self), NULL);

  return self->line;
}

/**
 * gnomon_agenda_row_describe:
 * @self: a row that has an entry
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *
gnomon_agenda_row_describe (GnomonAgendaRow *self)
{
  GnomonOccurrence *occurrence;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (GNOMON_IS_AGENDA_ROW (self), NULL);
  g_return_val_if_fail (self->item != NULL, NULL);

  occurrence = gnomon_agenda_item_get_occurrence (self->item);
  if (occurrence != NULL)
    return gnomon_describe_occurrence (occurrence, self->calendar_name, &self->time);

  heading = gnomon_format_day_heading (gnomon_agenda_item_get_day (self->item), self->time.today);
  /* Translators: a day on which nothing is, as in "Today · Wednesday 18 November, nothing
   * planned". */
  return g_strdup_printf (_("%s, nothing planned"), heading);
}

/**
 * gnomon_agenda_row_set_note:
 * @self: a row
 * @note: (nullable): what its heading says of today besides
 */
void
gnomon_agenda_row_set_note (GnomonAgendaRow *self,
                            const char      *note)
{
  g_return_if_fail (GNOMON_IS_AGENDA_ROW (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;

  g_free (self->note);
  self->note = g_strdup (note);
  if (self->item != NULL)
    update_frame (self);
}

/**
 * gnomon_agenda_row_get_heading_height:
 * @self: a row
 *
 * Returns: the height of the heading above the entry, in pixels; 0 where it has none
 */
int
gnomon_agenda_row_get_heading_height (GnomonAgendaRow *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_ROW (self), 0);

  return self->heading != NULL ? gtk_widget_get_height (self->heading) : 0;
}
