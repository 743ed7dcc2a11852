/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-quick-preview.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-format.h"
#include "gnomon-when.h"
#include "gnomon-zone.h"

struct _GnomonQuickPreview
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *weekday;
  GtkWidget *day;
  GtkWidget *title;
  GtkWidget *when;
  GtkWidget *place_box;
  GtkWidget *place;
  GtkWidget *guests_box;
  GtkWidget *guests;
  GtkWidget *repeat_box;
  GtkWidget *repeat;
  GtkWidget *reminder_box;
  GtkWidget *reminder;
  GtkWidget *conflict_box;
  GtkWidget *conflict;
};

G_DEFINE_FINAL_TYPE (GnomonQuickPreview, gnomon_quick_preview, GTK_TYPE_WIDGET)

static void
show_line (GtkWidget  *box,
           GtkWidget  *label,
           const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (box, text != NULL && *text != '\0');
}

static void
get_walls (GnomonEvent *event,
           GTimeZone   *viewer,
           gint64      *start,
           gint64      *end)
{
  *start = gnomon_zone_to_wall (viewer, gnomon_event_get_starts_at (event, viewer));
  *end = gnomon_zone_to_wall (viewer, gnomon_event_get_ends_at (event, viewer));
}

static void
show_when (GnomonQuickPreview *self,
           GnomonStore        *store,
           GnomonEvent        *event)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  g_autofree char *when = gnomon_when_format_event (store, event);
  g_autofree char *line = NULL;
  g_autofree char *weekday = NULL;
  g_autofree char *capitals = NULL;
  g_autofree char *number = NULL;
  gint64 today = gnomon_when_get_today (store);
  gint64 start, end, day;
  int day_of_month;

  get_walls (event, viewer, &start, &end);
  day = gnomon_civil_day_of_wall (start);
  weekday = gnomon_format_weekday_short (gnomon_civil_weekday (day));
  capitals = g_utf8_strup (weekday, -1);
  gnomon_civil_day_to_ymd (day, NULL, NULL, &day_of_month);
  number = g_strdup_printf ("%d", day_of_month);

  gtk_label_set_label (GTK_LABEL (self->weekday), capitals);
  gtk_label_set_label (GTK_LABEL (self->day), number);
  if (day == today)
    /* Translators: %s is the day, and the time, as in "Wednesday 18 November, 12:30–13:30". */
    line = g_strdup_printf (_("Today, %s"), when);
  else if (day == today + 1)
    /* Translators: %s is the day, and the time, as in "Thursday 19 November, 12:30–13:30". */
    line = g_strdup_printf (_("Tomorrow, %s"), when);
  gtk_label_set_label (GTK_LABEL (self->when), line != NULL ? line : when);
  gnomon_css_set_class (self->weekday, "today", day == today);
}

static void
show_guests (GnomonQuickPreview *self,
             GnomonEvent        *event)
{
  GPtrArray *attendees = gnomon_event_get_attendees (event);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < attendees->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            gnomon_attendee_get_name (g_ptr_array_index (attendees, i)));
  show_line (self->guests_box, self->guests, names->str);
}

/* A rule in the words in which it was written. */
static void
show_repeat (GnomonQuickPreview     *self,
             const GnomonParsedText *parsed,
             const char             *text)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < parsed->spans->len; i++)
    {
      const GnomonTextSpan *span = &g_array_index (parsed->spans, GnomonTextSpan, i);
      g_autofree char *part = NULL;

      if (span->key != GNOMON_EVENT_RRULE)
        continue;
      part = g_utf8_substring (text, span->start, span->start + span->length);
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", part);
    }
  show_line (self->repeat_box, self->repeat, words->str);
}

static void
show_reminder (GnomonQuickPreview     *self,
               const GnomonParsedText *parsed)
{
  g_autofree char *words = NULL;

  if (gnomon_fields_has (parsed->fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE))
    words = gnomon_format_reminder ((int) gnomon_fields_get_int (
      parsed->fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE, 0));
  else if (!gnomon_fields_get_boolean (parsed->fields, GNOMON_EVENT_REMINDER_SET, TRUE))
    words = g_strdup (_("No reminder"));
  show_line (self->reminder_box, self->reminder, words);
}

/* What lasts all day is seldom what one cannot do at the same time: the first that has a time. */
static GnomonEvent *
pick_conflict (GPtrArray *conflicts)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (!gnomon_event_is_all_day (g_ptr_array_index (conflicts, i)))
      return g_ptr_array_index (conflicts, i);
  return g_ptr_array_index (conflicts, 0);
}

static void
show_conflict (GnomonQuickPreview *self,
               GnomonStore        *store,
               GPtrArray          *conflicts)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  g_autofree char *range = NULL;
  g_autofree char *line = NULL;
  GnomonEvent *first;
  gint64 start, end;

  if (conflicts == NULL || conflicts->len == 0)
    {
      show_line (self->conflict_box, self->conflict, NULL);
      return;
    }

  first = pick_conflict (conflicts);
  get_walls (first, viewer, &start, &end);
  range = gnomon_event_is_all_day (first)
            ? g_strdup (_("all day"))
            : gnomon_format_time_range (start, end, gnomon_format_get_hours ());
  if (conflicts->len == 1)
    /* Translators: the title of an event, then its time. */
    line = g_strdup_printf (_("Overlaps “%s”, %s"), gnomon_event_get_title (first), range);
  else
    line = g_strdup_printf (
      /* Translators: the title of an event, its time, and how many others there are. */
      ngettext ("Overlaps “%s”, %s, and %u more", "Overlaps “%s”, %s, and %u more",
                conflicts->len - 1),
      gnomon_event_get_title (first), range, conflicts->len - 1);
  show_line (self->conflict_box, self->conflict, line);
}

static void
gnomon_quick_preview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_QUICK_PREVIEW);

  G_OBJECT_CLASS (gnomon_quick_preview_parent_class)->dispose (object);
}

static void
gnomon_quick_preview_class_init (GnomonQuickPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gnomon_quick_preview_dispose;

  gtk_widget_class_set_css_name (widget_class, "quickpreview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-quick-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, weekday);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, day);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, title);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, when);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, place_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, place);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, guests_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, guests);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, repeat_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, repeat);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, reminder_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, reminder);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, conflict_box);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickPreview, conflict);
}

static void
gnomon_quick_preview_init (GnomonQuickPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_quick_preview_set_event:
 * @self: a preview
 * @store: the store, for the time and the zone
 * @event: (nullable): the event as it would be stored; %NULL: there is nothing to show
 * @parsed: (nullable): what it was understood from
 * @text: that text
 * @conflicts: (nullable) (element-type GnomonEvent): what it would overlap
 */
void
gnomon_quick_preview_set_event (GnomonQuickPreview     *self,
                                GnomonStore            *store,
                                GnomonEvent            *event,
                                const GnomonParsedText *parsed,
                                const char             *text,
                                GPtrArray              *conflicts)
{
  g_return_if_fail (GNOMON_IS_QUICK_PREVIEW (self));
  g_return_if_fail (event == NULL || parsed != NULL);

  if (event == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->title), "");
      return;
    }

  gtk_label_set_label (GTK_LABEL (self->title), gnomon_event_get_title (event));
  if (gnomon_fields_has (parsed->fields, GNOMON_EVENT_TITLE))
    gtk_widget_remove_css_class (self->title, "placeholder");
  else
    gtk_widget_add_css_class (self->title, "placeholder");
  show_when (self, store, event);
  show_line (self->place_box, self->place, gnomon_event_get_location (event));
  show_guests (self, event);
  show_repeat (self, parsed, text);
  show_reminder (self, parsed);
  show_conflict (self, store, conflicts);
}

/**
 * gnomon_quick_preview_dup_sentence:
 * @self: a preview
 *
 * Returns: (transfer full): all that it shows, to be spoken; empty where it shows nothing
 */
char *
gnomon_quick_preview_dup_sentence (GnomonQuickPreview *self)
{
  GtkWidget *boxes[] = { self->title, self->when, self->place_box, self->guests_box,
                         self->repeat_box, self->reminder_box, self->conflict_box };
  GtkWidget *labels[] = { self->title, self->when, self->place, self->guests,
                          self->repeat, self->reminder, self->conflict };
  GString *sentence = g_string_new (NULL);

  g_return_val_if_fail (GNOMON_IS_QUICK_PREVIEW (self), NULL);

  if (*gtk_label_get_label (GTK_LABEL (self->title)) == '\0')
    return g_string_free (sentence, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_widget_get_visible (boxes[i]))
      g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? ". " : "",
                              gtk_label_get_label (GTK_LABEL (labels[i])));
  return g_string_free (sentence, FALSE);
}
