/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-next-card.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-css.h"

/* How far ahead "next" looks: what lies further away is no news. */
#define HORIZON (2 * GNOMON_DAY_SECONDS)

struct _GnomonNextCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *card;
  GtkWidget *heading;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *join;
  GtkWidget *next;
  GtkWidget *next_title;
  GtkWidget *next_time;

  GnomonStore *store;
  GnomonViewTime time;
  char *meeting_url;
};

G_DEFINE_FINAL_TYPE (GnomonNextCard, gnomon_next_card, GTK_TYPE_WIDGET)

static gboolean
takes_place (GnomonOccurrence *occurrence)
{
  GnomonLook look = gnomon_occurrence_get_look (occurrence);

  return !gnomon_occurrence_is_all_day (occurrence) && look != GNOMON_LOOK_DECLINED
         && look != GNOMON_LOOK_CANCELLED;
}

/* What runs: of several the one that began last. And what begins next. Both are borrowed. */
static void
choose (GnomonNextCard    *self,
        GPtrArray         *occurrences,
        GnomonOccurrence **running,
        GnomonOccurrence **coming)
{
  *running = NULL;
  *coming = NULL;

  for (guint i = 0; i < occurrences->len && *coming == NULL; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);

      if (!takes_place (occurrence))
        continue;
      if (gnomon_occurrence_get_starts_at (occurrence) > self->time.now)
        *coming = occurrence;
      else
        *running = occurrence;
    }
}

static char *
format_heading (GnomonNextCard   *self,
                GnomonOccurrence *occurrence,
                gboolean          running)
{
  gint64 until = running ? gnomon_occurrence_get_ends_at (occurrence)
                         : gnomon_occurrence_get_starts_at (occurrence);
  int minutes = (int) ((until - self->time.now + 59) / 60);
  g_autofree char *duration = gnomon_format_duration_short (minutes);

  if (running)
    /* Translators: %s is a duration, as in "Now · 48 min left". */
    return g_strdup_printf (_("Now · %s left"), duration);
  if (gnomon_occurrence_get_first_day (occurrence) > self->time.today)
    return g_strdup (_("Tomorrow"));

  /* Translators: %s is a duration, as in "Next · in 20 min". */
  return g_strdup_printf (_("Next · in %s"), duration);
}

static char *
format_detail (GnomonNextCard   *self,
               GnomonOccurrence *occurrence)
{
  const char *location = gnomon_occurrence_get_location (occurrence);
  g_autofree char *range = gnomon_format_time_range (gnomon_occurrence_get_start_wall (occurrence),
                                                     gnomon_occurrence_get_end_wall (occurrence),
                                                     self->time.hours);

  if (*location == '\0')
    return g_steal_pointer (&range);

  /* Translators: the time and the place of an event, as in "10:30–11:30 · Room 4". */
  return g_strdup_printf (_("%s · %s"), range, location);
}

static void
update_meeting_url (GnomonNextCard   *self,
                    GnomonOccurrence *occurrence)
{
  g_autoptr (GnomonEvent) event = NULL;

  g_clear_pointer (&self->meeting_url, g_free);
  event = gnomon_store_get_event (self->store, gnomon_occurrence_get_event_id (occurrence), NULL);
  if (event != NULL)
    self->meeting_url = gnomon_event_dup_meeting_url (event);

  gtk_widget_set_visible (self->join, self->meeting_url != NULL && *self->meeting_url != '\0');
}

static void
update_next (GnomonNextCard   *self,
             GnomonOccurrence *coming)
{
  g_autofree char *start = NULL;

  gtk_widget_set_visible (self->next, coming != NULL);
  if (coming == NULL)
    return;

  start = gnomon_format_time (gnomon_occurrence_get_start_wall (coming), self->time.hours);
  gtk_label_set_label (GTK_LABEL (self->next_title), gnomon_occurrence_get_title (coming));
  gtk_label_set_label (GTK_LABEL (self->next_time), start);
}

static void
update (GnomonNextCard *self)
{
  g_autoptr (GPtrArray) occurrences = NULL;
  GnomonOccurrence *running, *coming, *shown;
  g_autofree char *heading = NULL;
  g_autofree char *detail = NULL;

  if (self->store == NULL || self->time.week_start == 0)
    return;

  occurrences = gnomon_store_list_occurrences (self->store, self->time.now,
                                               self->time.now + HORIZON, TRUE, NULL);
  if (occurrences == NULL)
    return;

  choose (self, occurrences, &running, &coming);
  if (coming != NULL && gnomon_occurrence_get_first_day (coming) > self->time.today + 1)
    coming = NULL;
  shown = running != NULL ? running : coming;
  gtk_widget_set_visible (GTK_WIDGET (self), shown != NULL);
  if (shown == NULL)
    return;

  heading = format_heading (self, shown, running != NULL);
  detail = format_detail (self, shown);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  gtk_label_set_label (GTK_LABEL (self->title), gnomon_occurrence_get_title (shown));
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gnomon_css_set_class (self->heading, "now", running != NULL);
  update_meeting_url (self, shown);

  if (running == NULL
      || (coming != NULL && gnomon_occurrence_get_first_day (coming) != self->time.today))
    coming = NULL;
  update_next (self, coming);
}

static void
store_changed_cb (GnomonNextCard    *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  g_assert (GNOMON_IS_NEXT_CARD (self));

  update (self);
}

static void
join_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonNextCard *self = GNOMON_NEXT_CARD (widget);

  if (self->meeting_url != NULL && *self->meeting_url != '\0')
    gtk_widget_activate_action (widget, "win.open-uri", "s", self->meeting_url);
}

static void
gnomon_next_card_dispose (GObject *object)
{
  GnomonNextCard *self = GNOMON_NEXT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_next_card_parent_class)->dispose (object);
}

static void
gnomon_next_card_finalize (GObject *object)
{
  GnomonNextCard *self = GNOMON_NEXT_CARD (object);

  g_free (self->meeting_url);

  G_OBJECT_CLASS (gnomon_next_card_parent_class)->finalize (object);
}

static void
gnomon_next_card_class_init (GnomonNextCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_next_card_dispose;
  object_class->finalize = gnomon_next_card_finalize;

  gtk_widget_class_set_css_name (widget_class, "nextcard");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-next-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, card);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, heading);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, title);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, detail);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, join);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, next);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, next_title);
  gtk_widget_class_bind_template_child (widget_class, GnomonNextCard, next_time);
  gtk_widget_class_install_action (widget_class, "next-card.join", NULL, join_action_cb);
}

static void
gnomon_next_card_init (GnomonNextCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * gnomon_next_card_set_store:
 * @self: a card
 * @store: where the events are; set once
 */
void
gnomon_next_card_set_store (GnomonNextCard *self,
                            GnomonStore    *store)
{
  g_return_if_fail (GNOMON_IS_NEXT_CARD (self));
  g_return_if_fail (GNOMON_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gnomon_next_card_set_time:
 * @self: a card
 * @time: what the time is now; to be set anew each minute
 */
void
gnomon_next_card_set_time (GnomonNextCard       *self,
                           const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_NEXT_CARD (self));
  g_return_if_fail (time != NULL);

  self->time = *time;
  update (self);
}
