/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-filters.h"

#include <glib/gi18n.h>

#include "gnomon-compat.h"
#include "gnomon-css.h"
#include "gnomon-format.h"
#include "gnomon-palette.h"

struct _GnomonAgendaFilters
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkMenuButton *calendars;
  GtkWidget *calendars_popover;
  GtkListBox *calendar_rows;
  GtkToggleButton *all_types;
  GtkToggleButton *meetings;
  GtkToggleButton *events;
  GtkToggleButton *reminders;
  GtkToggleButton *pending;
  GtkWidget *more;
  GtkDropDown *status;
  GtkDropDown *answer;
  GtkEditable *first_day;
  GtkEditable *last_day;
  GtkDropDown *sort;
  GtkSwitch *no_declined;
  GtkWidget *pills;
  GtkWidget *declined_box;

  gint64 calendar_id;
  gint64 today;
  gboolean setting;             /* whether it is the program that changes something */
};

/* The values of the drop-downs, in their order. */
static const int statuses[] = { -1, GNOMON_STATUS_CONFIRMED, GNOMON_STATUS_TENTATIVE,
                                GNOMON_STATUS_CANCELLED };
static const int answers[] = { -1, GNOMON_ATTENDEE_PENDING, GNOMON_ATTENDEE_ACCEPTED,
                               GNOMON_ATTENDEE_TENTATIVE, GNOMON_ATTENDEE_DECLINED };

#define PENDING_INDEX 1

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonAgendaFilters, gnomon_agenda_filters, GTK_TYPE_WIDGET)

/* A day that somebody types: FALSE where it is none, or none yet. */
static gboolean
read_day (GnomonAgendaFilters *self,
          GtkEditable         *entry,
          gint64              *day)
{
  return gnomon_format_parse_date (gtk_editable_get_text (entry), self->today, day);
}

static void
say_changed (GnomonAgendaFilters *self)
{
  gint64 day;
  gboolean more;

  if (self->setting)
    return;

  /* What is chosen in the popover shows at its button. */
  more = gtk_drop_down_get_selected (self->status) != 0
         || gtk_drop_down_get_selected (self->answer) > PENDING_INDEX
         || gtk_drop_down_get_selected (self->sort) != 0
         || read_day (self, self->first_day, &day) || read_day (self, self->last_day, &day);
  gnomon_css_set_class (self->more, "chosen", more);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
choice_changed_cb (GnomonAgendaFilters *self)
{
  gboolean was_setting = self->setting;

  g_assert (GNOMON_IS_AGENDA_FILTERS (self));

  self->setting = TRUE;
  gtk_toggle_button_set_active (self->pending,
                                gtk_drop_down_get_selected (self->answer) == PENDING_INDEX);
  self->setting = was_setting;
  say_changed (self);
}

static void
pill_toggled_cb (GnomonAgendaFilters *self,
                 GtkToggleButton     *pill)
{
  g_assert (GNOMON_IS_AGENDA_FILTERS (self));

  /* Of a group one goes and one comes: it is told once. */
  if (gtk_toggle_button_get_active (pill))
    say_changed (self);
}

static void
pending_toggled_cb (GnomonAgendaFilters *self)
{
  g_assert (GNOMON_IS_AGENDA_FILTERS (self));

  if (!self->setting)
    gtk_drop_down_set_selected (self->answer,
                                gtk_toggle_button_get_active (self->pending) ? PENDING_INDEX : 0);
}

static void
day_typed_cb (GnomonAgendaFilters *self,
              GtkEditable         *entry)
{
  gint64 day;
  gboolean wrong = *gtk_editable_get_text (entry) != '\0' && !read_day (self, entry, &day);

  g_assert (GNOMON_IS_AGENDA_FILTERS (self));

  gnomon_css_set_class (GTK_WIDGET (entry), "error", wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  say_changed (self);
}

static void
show_calendar (GnomonAgendaFilters *self,
               const char          *name)
{
  gtk_menu_button_set_label (self->calendars, name != NULL ? name : _("All calendars"));
  gnomon_css_set_class (GTK_WIDGET (self->calendars), "chosen", self->calendar_id != 0);
}

static void
calendar_chosen_cb (GnomonAgendaFilters *self,
                    GtkListBoxRow       *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "calendar-id");

  g_assert (GNOMON_IS_AGENDA_FILTERS (self));

  gtk_popover_popdown (GTK_POPOVER (self->calendars_popover));
  if (self->calendar_id == *id)
    return;

  self->calendar_id = *id;
  show_calendar (self, self->calendar_id != 0
                         ? g_object_get_data (G_OBJECT (row), "calendar-name") : NULL);
  say_changed (self);
}

static void
clear_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GnomonAgendaFilters *self = GNOMON_AGENDA_FILTERS (widget);

  self->setting = TRUE;
  self->calendar_id = 0;
  show_calendar (self, NULL);
  gtk_toggle_button_set_active (self->all_types, TRUE);
  gtk_drop_down_set_selected (self->status, 0);
  gtk_drop_down_set_selected (self->answer, 0);
  gtk_drop_down_set_selected (self->sort, 0);
  gtk_editable_set_text (self->first_day, "");
  gtk_editable_set_text (self->last_day, "");
  gtk_switch_set_active (self->no_declined, FALSE);
  self->setting = FALSE;
  say_changed (self);
}

static void
gnomon_agenda_filters_dispose (GObject *object)
{
  GnomonAgendaFilters *self = GNOMON_AGENDA_FILTERS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_agenda_filters_parent_class)->dispose (object);
}

static void
gnomon_agenda_filters_class_init (GnomonAgendaFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_agenda_filters_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "agendafilters");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-agenda-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, calendars);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, calendars_popover);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, calendar_rows);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, all_types);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, meetings);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, events);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, reminders);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, pending);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, more);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, status);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, answer);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, first_day);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, last_day);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, sort);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, no_declined);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, pills);
  gtk_widget_class_bind_template_child (widget_class, GnomonAgendaFilters, declined_box);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pill_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, pending_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_chosen_cb);

  gtk_widget_class_install_action (widget_class, "agenda-filters.clear", NULL, clear_action_cb);
}

static void
gnomon_agenda_filters_init (GnomonAgendaFilters *self)
{
  /* While the template is made its parts change, and nobody chose that. */
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_name_part (GTK_WIDGET (self->status), GTK_TYPE_TOGGLE_BUTTON, _("Status"));
  gnomon_compat_name_part (GTK_WIDGET (self->answer), GTK_TYPE_TOGGLE_BUTTON, _("Answer"));
  gnomon_compat_name_part (GTK_WIDGET (self->sort), GTK_TYPE_TOGGLE_BUTTON, _("Sort by"));
  self->setting = FALSE;

  show_calendar (self, NULL);
  gnomon_agenda_filters_set_pending (self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"),
                                  -1);
}

/**
 * gnomon_agenda_filters_get:
 * @self: filters
 * @filter: (out): what is chosen
 */
void
gnomon_agenda_filters_get (GnomonAgendaFilters *self,
                           GnomonAgendaFilter  *filter)
{
  gint64 first_day, last_day;
  gboolean has_first, has_last;

  g_return_if_fail (GNOMON_IS_AGENDA_FILTERS (self));
  g_return_if_fail (filter != NULL);

  *filter = GNOMON_AGENDA_FILTER_NONE;
  if (gtk_toggle_button_get_active (self->meetings))
    filter->event_type = GNOMON_EVENT_TYPE_MEETING;
  else if (gtk_toggle_button_get_active (self->events))
    filter->event_type = GNOMON_EVENT_TYPE_EVENT;
  else if (gtk_toggle_button_get_active (self->reminders))
    filter->event_type = GNOMON_EVENT_TYPE_REMINDER;
  filter->status = statuses[gtk_drop_down_get_selected (self->status)];
  filter->answer = answers[gtk_drop_down_get_selected (self->answer)];
  filter->calendar_id = self->calendar_id;
  filter->no_declined = gtk_switch_get_active (self->no_declined);

  has_first = read_day (self, self->first_day, &first_day);
  has_last = read_day (self, self->last_day, &last_day);
  filter->bounded = has_first || has_last;
  filter->first_day = has_first ? first_day : GNOMON_AGENDA_ANY_DAY;
  filter->end_day = has_last ? last_day + 1 : -GNOMON_AGENDA_ANY_DAY;
}

/**
 * gnomon_agenda_filters_get_sort:
 * @self: filters
 *
 * Returns: by what the entries are to be sorted
 */
GnomonAgendaSort
gnomon_agenda_filters_get_sort (GnomonAgendaFilters *self)
{
  g_return_val_if_fail (GNOMON_IS_AGENDA_FILTERS (self), GNOMON_AGENDA_SORT_TIME);

  return (GnomonAgendaSort) gtk_drop_down_get_selected (self->sort);
}

static void
append_calendar (GnomonAgendaFilters *self,
                 gint64               id,
                 const char          *name,
                 const char          *color)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (color != NULL)
    {
      GtkWidget *swatch = g_object_new (GTK_TYPE_BOX,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                        "css-classes",
                                        (const char *[]){ "swatch", "dot", "choice-dot",
                                                          gnomon_palette_get_class (color), NULL },
                                        "valign", GTK_ALIGN_CENTER,
                                        NULL);

      gtk_box_append (GTK_BOX (box), swatch);
    }
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "calendar-id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (row), "calendar-name", g_strdup (name), g_free);
  gtk_list_box_append (self->calendar_rows, row);
}

/**
 * gnomon_agenda_filters_set_calendars:
 * @self: filters
 * @calendars: (element-type GnomonCalendar): those that can be chosen
 *
 * Where the one that was chosen is gone, all are.
 */
void
gnomon_agenda_filters_set_calendars (GnomonAgendaFilters *self,
                                     GPtrArray           *calendars)
{
  GtkListBoxRow *row;
  const char *chosen = NULL;

  g_return_if_fail (GNOMON_IS_AGENDA_FILTERS (self));
  g_return_if_fail (calendars != NULL);

  while ((row = gtk_list_box_get_row_at_index (self->calendar_rows, 0)) != NULL)
    gtk_list_box_remove (self->calendar_rows, GTK_WIDGET (row));

  append_calendar (self, 0, _("All calendars"), NULL);
  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);

      if (!gnomon_calendar_is_visible (calendar))
        continue;
      append_calendar (self, gnomon_calendar_get_id (calendar), gnomon_calendar_get_name (calendar),
                       gnomon_calendar_get_color (calendar));
      if (gnomon_calendar_get_id (calendar) == self->calendar_id)
        chosen = gnomon_calendar_get_name (calendar);
    }

  if (chosen == NULL && self->calendar_id != 0)
    {
      self->calendar_id = 0;
      show_calendar (self, NULL);
      say_changed (self);
    }
  else
    show_calendar (self, chosen);
}

/**
 * gnomon_agenda_filters_set_pending:
 * @self: filters
 * @n_pending: how many invitations wait for an answer
 */
void
gnomon_agenda_filters_set_pending (GnomonAgendaFilters *self,
                                   guint                n_pending)
{
  g_autofree char *label = NULL;

  g_return_if_fail (GNOMON_IS_AGENDA_FILTERS (self));

  /* Translators: a filter, and how many events it finds, as in "Needs reply · 2". */
  label = n_pending > 0 ? g_strdup_printf (_("Needs reply · %u"), n_pending)
                        : g_strdup (_("Needs reply"));
  gtk_button_set_label (GTK_BUTTON (self->pending), label);
}

/**
 * gnomon_agenda_filters_set_today:
 * @self: filters
 * @today: the civil day it is, for days that are typed
 */
void
gnomon_agenda_filters_set_today (GnomonAgendaFilters *self,
                                 gint64               today)
{
  g_return_if_fail (GNOMON_IS_AGENDA_FILTERS (self));

  self->today = today;
}

/**
 * gnomon_agenda_filters_get_full_width:
 * @self: filters
 *
 * Returns: how wide they are where none has to scroll, in pixels
 */
int
gnomon_agenda_filters_get_full_width (GnomonAgendaFilters *self)
{
  int full, pills, scrolled;

  g_return_val_if_fail (GNOMON_IS_AGENDA_FILTERS (self), 0);

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &full, NULL, NULL);
  gtk_widget_measure (self->pills, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &pills, NULL, NULL);
  gtk_widget_measure (gtk_widget_get_first_child (self->box), GTK_ORIENTATION_HORIZONTAL, -1,
                      NULL, &scrolled, NULL, NULL);

  return full - scrolled + pills;
}

static void
move_to (GtkWidget *widget,
         GtkWidget *box)
{
  g_autoptr (GtkWidget) moved = g_object_ref (widget);

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (widget)), widget);
  gtk_box_append (GTK_BOX (box), widget);
}

/**
 * gnomon_agenda_filters_set_narrow:
 * @self: filters
 * @narrow: whether there is little room, so that all of them scroll sideways; else the further ones
 *   and the switch at the end are always in sight
 */
void
gnomon_agenda_filters_set_narrow (GnomonAgendaFilters *self,
                                  gboolean             narrow)
{
  GtkWidget *parent;

  g_return_if_fail (GNOMON_IS_AGENDA_FILTERS (self));

  parent = narrow ? self->pills : self->box;
  if (gtk_widget_get_parent (self->declined_box) == parent)
    return;

  move_to (GTK_WIDGET (self->more), parent);
  move_to (self->declined_box, parent);
}
