/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-record-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-list-line.h"
#include "gnomon-occurrence-find.h"
#include "gnomon-record-list.h"
#include "gnomon-record-words.h"
#include "gnomon-zone.h"

/* So near to the end of what is there, in pixels, more is fetched. */
#define EDGE 1200

/* How many digits the columns before the bar take. */
#define DATE_CHARS 11
#define TIME_CHARS 8

typedef struct
{
  const char *value;            /* of the contract; NULL: any */
  const char *label;
} Choice;

static const Choice answers[] = {
  { NULL, N_("All answers") },
  { "accepted", N_("Going") },
  { "tentative", N_("Maybe") },
  { "declined", N_("Declined") },
  { "pending", N_("Not answered") },
};

static const Choice states[] = {
  { NULL, N_("All reminders") },
  { "planned", N_("Waiting") },
  { "shown", N_("Shown") },
  { "snoozed", N_("Snoozed") },
  { "missed", N_("Missed") },
  { "failed", N_("Failed") },
};

static const Choice kinds[] = {
  { NULL, N_("All kinds") },
  { "notification", N_("Notifications") },
  { "email", N_("Emails") },
  { "both", N_("Both") },
};

/* The days from today on that the choice of dates means; the last are open. */
static const struct
{
  const char *label;
  int first, end;
  gboolean has_first, has_end;
} spans[] = {
  { N_("Any time"), 0, 0, FALSE, FALSE },
  { N_("Today"), 0, 1, TRUE, TRUE },
  { N_("Next 7 days"), 0, 7, TRUE, TRUE },
  { N_("Next 30 days"), 0, 30, TRUE, TRUE },
  { N_("Before today"), 0, 0, FALSE, TRUE },
};

struct _GnomonRecordPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *pills;
  GtkDropDown *kind;
  GtkDropDown *span;
  GtkSearchEntry *search;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkWidget *nothing;

  GnomonStore *store;
  GnomonRecordList *list;
  GnomonViewTime time;
  const char *value;            /* of the pill that is chosen */
  gboolean reminders;
  gboolean narrow;
  guint fetch_id;
};

enum
{
  PROP_0,
  PROP_REMINDERS,
  N_PROPS
};

enum
{
  SIGNAL_EVENT_OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonRecordPage, gnomon_record_page, GTK_TYPE_WIDGET)

static gboolean
fetch_cb (gpointer user_data)
{
  GnomonRecordPage *self = user_data;

  self->fetch_id = 0;
  gnomon_record_list_fetch (self->list);
  gtk_widget_set_visible (self->nothing, g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0);
  return G_SOURCE_REMOVE;
}

static void
queue_fetch (GnomonRecordPage *self)
{
  if (self->fetch_id == 0)
    self->fetch_id = g_idle_add (fetch_cb, self);
}

static void
set_day (GnomonFields *filter,
         int           key,
         gint64        day)
{
  g_autofree char *date = gnomon_civil_format_date (day);

  gnomon_fields_set_string (filter, key, date);
}

static GnomonFields *
make_guest_filter (GnomonRecordPage *self)
{
  GnomonFields *filter = gnomon_fields_new (GNOMON_KIND_ATTENDEE_FILTER);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (*text != '\0')
    gnomon_fields_set_string (filter, GNOMON_ATTENDEE_FILTER_SEARCH, text);
  if (self->value != NULL)
    gnomon_fields_set_string (filter, GNOMON_ATTENDEE_FILTER_STATUS, self->value);
  return filter;
}

static GnomonFields *
make_reminder_filter (GnomonRecordPage *self)
{
  GnomonFields *filter = gnomon_fields_new (GNOMON_KIND_REMINDER_FILTER);
  const char *kind = kinds[gtk_drop_down_get_selected (self->kind)].value;
  guint span = gtk_drop_down_get_selected (self->span);

  if (self->value != NULL)
    gnomon_fields_set_string (filter, GNOMON_REMINDER_FILTER_STATE, self->value);
  if (kind != NULL)
    gnomon_fields_set_string (filter, GNOMON_REMINDER_FILTER_TYPE, kind);
  if (spans[span].has_first)
    set_day (filter, GNOMON_REMINDER_FILTER_FROM, self->time.today + spans[span].first);
  if (spans[span].has_end)
    set_day (filter, GNOMON_REMINDER_FILTER_TO, self->time.today + spans[span].end);
  return filter;
}

static void
restart (GnomonRecordPage *self)
{
  g_autoptr (GnomonFields) filter = NULL;

  if (self->list == NULL)
    return;

  filter = self->reminders ? make_reminder_filter (self) : make_guest_filter (self);
  gnomon_record_list_set_filter (self->list, filter);
  queue_fetch (self);
}

static void
choice_changed_cb (GnomonRecordPage *self)
{
  g_assert (GNOMON_IS_RECORD_PAGE (self));

  restart (self);
}

static void
pill_toggled_cb (GnomonRecordPage *self,
                 GtkToggleButton  *pill)
{
  g_assert (GNOMON_IS_RECORD_PAGE (self));

  if (!gtk_toggle_button_get_active (pill))
    return;

  self->value = g_object_get_data (G_OBJECT (pill), "value");
  restart (self);
}

static void
scrolled_cb (GnomonRecordPage *self,
             GtkAdjustment    *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);

  g_assert (GNOMON_IS_RECORD_PAGE (self));

  if (below < EDGE && self->list != NULL && !gnomon_record_list_is_complete (self->list))
    queue_fetch (self);
}

static void
fill_guest (GnomonRecordPage      *self,
            GnomonRecord          *record,
            GnomonListLineContent *content,
            char                 **detail,
            char                 **trailing)
{
  GnomonAttendee *guest = gnomon_record_get_attendee (record);
  GnomonEvent *event = gnomon_record_get_event (record);
  GTimeZone *zone = gnomon_store_get_viewer_zone (self->store);

  content->title = gnomon_attendee_get_name (guest);
  content->badge = gnomon_record_get_answer_label (gnomon_attendee_get_status (guest));
  if (event == NULL)
    {
      *detail = g_strdup (gnomon_attendee_get_email (guest));
      return;
    }

  /* Translators: the address of a guest, and the event to which they are invited. */
  *detail = g_strdup_printf (_("%s · %s"), gnomon_attendee_get_email (guest),
                             gnomon_event_get_title (event));
  *trailing = gnomon_format_date_brief (
    gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, gnomon_event_get_starts_at (event, zone))),
    self->time.today);
}

static void
fill_reminder (GnomonRecordPage      *self,
               GnomonRecord          *record,
               GnomonListLineContent *content,
               char                 **lead,
               char                 **second_lead,
               char                 **detail)
{
  GnomonReminder *reminder = gnomon_record_get_reminder (record);
  GnomonEvent *event = gnomon_record_get_event (record);
  gint64 wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store),
                                     gnomon_reminder_get_time (reminder));
  int minutes = gnomon_reminder_get_minutes_before (reminder);
  const char *kind = gnomon_record_get_kind_label (gnomon_reminder_get_reminder_type (reminder));
  gboolean is_after = minutes != GNOMON_REMINDER_AT_A_TIME && event != NULL
                      && !gnomon_event_is_all_day (event);
  g_autofree char *before = minutes >= 0 || is_after ? gnomon_format_reminder (minutes) : NULL;

  *lead = gnomon_format_date_brief (gnomon_civil_day_of_wall (wall), self->time.today);
  *second_lead = gnomon_format_time (wall, self->time.hours);
  /* Translators: how long before the event a reminder comes, and of which kind it is. */
  *detail = before != NULL ? g_strdup_printf (_("%s · %s"), before, kind) : g_strdup (kind);
  content->title = event != NULL ? gnomon_event_get_title (event) : "";
  content->badge = gnomon_record_get_state_label (gnomon_reminder_get_state (reminder));
  content->past = gnomon_reminder_get_time (reminder) <= self->time.now;
}

static void
fill_line (GnomonRecordPage *self,
           GtkWidget        *line,
           GnomonRecord     *record)
{
  GtkWidget *list_item = gtk_widget_get_parent (line);
  GnomonListLineContent content = { 0 };
  g_autofree char *lead = NULL;
  g_autofree char *second_lead = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *trailing = NULL;
  g_autofree char *label = NULL;

  if (self->reminders)
    fill_reminder (self, record, &content, &lead, &second_lead, &detail);
  else
    fill_guest (self, record, &content, &detail, &trailing);

  content.lead = lead;
  content.second_lead = second_lead;
  content.detail = detail;
  content.trailing = trailing;
  gnomon_list_line_set_columns (GNOMON_LIST_LINE (line), self->reminders ? DATE_CHARS : 0,
                                self->reminders && !self->narrow ? TIME_CHARS : 0);
  gnomon_list_line_set_narrow (GNOMON_LIST_LINE (line), self->narrow);
  gnomon_list_line_set_content (GNOMON_LIST_LINE (line), &content);

  /* Translators: a guest or reminder: its name, what is known of it, and its answer or state. */
  label = g_strdup_printf (_("%s, %s, %s"), content.title, detail,
                           content.badge != NULL ? content.badge : "");
  if (list_item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list_item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

static void
setup_cb (GnomonRecordPage *self,
          GtkListItem      *list_item)
{
  gtk_list_item_set_child (list_item, gnomon_list_line_new ());
}

static void
bind_cb (GnomonRecordPage *self,
         GtkListItem      *list_item)
{
  fill_line (self, gtk_list_item_get_child (list_item), gtk_list_item_get_item (list_item));
}

static void
activate_cb (GnomonRecordPage *self,
             guint             position)
{
  g_autoptr (GnomonRecord) record = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  g_autoptr (GnomonOccurrence) occurrence = NULL;

  g_assert (GNOMON_IS_RECORD_PAGE (self));

  if (gnomon_record_get_event (record) == NULL)
    return;
  occurrence = gnomon_occurrence_find (self->store,
                                       gnomon_event_get_id (gnomon_record_get_event (record)));
  if (occurrence != NULL)
    g_signal_emit (self, signals[SIGNAL_EVENT_OPENED], 0, occurrence,
                   row != NULL ? row : GTK_WIDGET (self->list_view));
}

static void
store_changed_cb (GnomonRecordPage  *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_RECORD_PAGE (self));

  /* A list that nobody sees is read when it is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    restart (self);
}

static void
make_pills (GnomonRecordPage *self,
            const Choice     *choices,
            gsize             n_choices)
{
  GtkToggleButton *first = NULL;

  for (gsize i = 0; i < n_choices; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(choices[i].label));
      GtkToggleButton *pill = GTK_TOGGLE_BUTTON (button);

      g_object_set_data (G_OBJECT (pill), "value", (gpointer) choices[i].value);
      gtk_widget_add_css_class (GTK_WIDGET (pill), "filter");
      gtk_toggle_button_set_group (pill, first);
      if (first == NULL)
        {
          gtk_toggle_button_set_active (pill, TRUE);
          first = pill;
        }
      g_signal_connect_object (pill, "toggled", G_CALLBACK (pill_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->pills, GTK_WIDGET (pill));
    }
}

static void
fill_choices (GnomonRecordPage *self)
{
  g_autoptr (GtkStringList) kind_labels = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) span_labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (kind_labels, _(kinds[i].label));
  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    gtk_string_list_append (span_labels, _(spans[i].label));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kind_labels));
  gtk_drop_down_set_model (self->span, G_LIST_MODEL (span_labels));
}

static void
gnomon_record_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gnomon_record_page_parent_class)->map (widget);
  restart (GNOMON_RECORD_PAGE (widget));
}

static void
gnomon_record_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_REMINDERS:
      g_value_set_boolean (value, GNOMON_RECORD_PAGE (object)->reminders);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_record_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_REMINDERS:
      GNOMON_RECORD_PAGE (object)->reminders = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_record_page_constructed (GObject *object)
{
  GnomonRecordPage *self = GNOMON_RECORD_PAGE (object);

  G_OBJECT_CLASS (gnomon_record_page_parent_class)->constructed (object);

  if (self->reminders)
    make_pills (self, states, G_N_ELEMENTS (states));
  else
    make_pills (self, answers, G_N_ELEMENTS (answers));
  gtk_widget_set_visible (GTK_WIDGET (self->kind), self->reminders);
  gtk_widget_set_visible (GTK_WIDGET (self->span), self->reminders);
  gtk_widget_set_visible (GTK_WIDGET (self->search), !self->reminders);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->reminders ? _("Reminders") : _("Guests"),
                                  -1);
}

static void
gnomon_record_page_dispose (GObject *object)
{
  GnomonRecordPage *self = GNOMON_RECORD_PAGE (object);

  g_clear_handle_id (&self->fetch_id, g_source_remove);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_record_page_parent_class)->dispose (object);
}

static void
gnomon_record_page_class_init (GnomonRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gnomon_record_page_constructed;
  object_class->dispose = gnomon_record_page_dispose;
  object_class->get_property = gnomon_record_page_get_property;
  object_class->set_property = gnomon_record_page_set_property;
  widget_class->map = gnomon_record_page_map;

  properties[PROP_REMINDERS] = g_param_spec_boolean ("reminders", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EVENT_OPENED] = g_signal_new ("event-opened", G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, GNOMON_TYPE_OCCURRENCE,
                                               GTK_TYPE_WIDGET);

  gtk_widget_class_set_css_name (widget_class, "recordpage");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, pills);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, kind);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, span);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, search);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, GnomonRecordPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
gnomon_record_page_init (GnomonRecordPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_name_part (GTK_WIDGET (self->kind), GTK_TYPE_TOGGLE_BUTTON, _("Kind"));
  gnomon_compat_name_part (GTK_WIDGET (self->span), GTK_TYPE_TOGGLE_BUTTON, _("Dates"));
  fill_choices (self);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gnomon_record_page_set_store:
 * @self: a page
 * @store: where guests and reminders are; set once
 */
void
gnomon_record_page_set_store (GnomonRecordPage *self,
                              GnomonStore      *store)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (GNOMON_IS_RECORD_PAGE (self));
  g_return_if_fail (GNOMON_IS_STORE (store));

  g_set_object (&self->store, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = gnomon_record_list_new (store);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list))));
  gtk_list_view_set_model (self->list_view, selection);
}

/**
 * gnomon_record_page_set_time:
 * @self: a page
 * @time: what the view knows of the time
 */
void
gnomon_record_page_set_time (GnomonRecordPage     *self,
                             const GnomonViewTime *time)
{
  gboolean changed;

  g_return_if_fail (GNOMON_IS_RECORD_PAGE (self));
  g_return_if_fail (time != NULL);

  changed = self->time.today != time->today || self->time.hours != time->hours;
  self->time = *time;
  if (changed)
    restart (self);
}

/**
 * gnomon_record_page_set_narrow:
 * @self: a page
 * @narrow: whether there is little room
 */
void
gnomon_record_page_set_narrow (GnomonRecordPage *self,
                               gboolean          narrow)
{
  g_return_if_fail (GNOMON_IS_RECORD_PAGE (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  restart (self);
}
