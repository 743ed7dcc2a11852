/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-quick-add.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "gnomon-choice.h"
#include "gnomon-choices.h"
#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-parse-text.h"
#include "gnomon-quick-preview.h"
#include "gnomon-settings.h"
#include "gnomon-words.h"
#include "gnomon-zone.h"

/* Where the sheet lies, and how it comes. */
#define TOP 70
#define RISE 8
#define RISE_MILLISECONDS 160

struct _GnomonQuickAdd
{
  GtkWidget parent_instance;

  GtkWidget *clamp;
  GtkWidget *sheet;
  GtkWidget *entry;
  GtkWidget *preview;
  GtkWidget *calendar;
  GtkWidget *error;
  GtkWidget *card;
  GtkWidget *hints;
  GtkWidget *add_button;

  GnomonStore *store;
  GSettings *settings;          /* (nullable): where the schema is not installed */
  AdwAnimation *animation;
  GnomonParsedText *parsed;     /* (nullable): before it is opened */
  gboolean is_adding;

  gboolean has_slot;
  gint64 slot_day;
  int slot_start;               /* minutes of the day; -1: the whole day */
  int slot_minutes;
};

enum
{
  GHOST_CHANGED,
  ADD,
  DETAILS,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonQuickAdd, gnomon_quick_add, GTK_TYPE_WIDGET)

static const char *
get_text (GnomonQuickAdd *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
has_title (GnomonQuickAdd *self)
{
  return self->parsed != NULL && gnomon_fields_has (self->parsed->fields, GNOMON_EVENT_TITLE);
}

/* (transfer full) (nullable): what was understood, for the calendar that is chosen. */
static GnomonFields *
make_fields (GnomonQuickAdd *self)
{
  GnomonChoice *choice;
  GnomonFields *fields;

  if (self->parsed == NULL)
    return NULL;

  fields = gnomon_fields_copy (self->parsed->fields);
  choice = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->calendar));
  if (choice != NULL)
    gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, gnomon_choice_get_id (choice));
  gnomon_settings_fill_defaults (self->settings, fields);
  return fields;
}

/* The colours of what was understood */

static const char *
get_color_of (GnomonEventKey key)
{
  if (key == GNOMON_EVENT_LOCATION || key == GNOMON_EVENT_URL)
    return "amber";
  return key == GNOMON_EVENT_ATTENDEES ? "green" : "blue";
}

static void
add_color (GnomonQuickAdd *self,
           PangoAttrList  *attributes,
           const char     *color,
           guint           start,
           guint           end)
{
  static const char * const tones[] = { "text", "fill" };
  PangoAttribute *(* const makers[]) (guint16, guint16, guint16) = {
    pango_attr_foreground_new, pango_attr_background_new,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autofree char *name = g_strdup_printf ("gn_%s_%s", color, tones[i]);
      PangoAttribute *attribute;
      GdkRGBA rgba;

      gnomon_compat_lookup_color (GTK_WIDGET (self), name, &rgba);
      attribute = makers[i] ((guint16) (rgba.red * 65535), (guint16) (rgba.green * 65535),
                             (guint16) (rgba.blue * 65535));
      attribute->start_index = start;
      attribute->end_index = end;
      pango_attr_list_insert (attributes, attribute);
    }
}

static void
update_colors (GnomonQuickAdd *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = get_text (self);

  for (guint i = 0; self->parsed != NULL && i < self->parsed->spans->len; i++)
    {
      const GnomonTextSpan *span = &g_array_index (self->parsed->spans, GnomonTextSpan, i);
      const char *start = g_utf8_offset_to_pointer (text, span->start);
      const char *end = g_utf8_offset_to_pointer (start, span->length);
      PangoAttribute *weight;

      if (span->key != GNOMON_EVENT_TITLE)
        {
          add_color (self, attributes, get_color_of (span->key), (guint) (start - text),
                     (guint) (end - text));
          continue;
        }
      weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      weight->start_index = (guint) (start - text);
      weight->end_index = (guint) (end - text);
      pango_attr_list_insert (attributes, weight);
    }
  gtk_entry_set_attributes (GTK_ENTRY (self->entry), attributes);
}

/* What it would be */

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

/* Where nothing is typed yet, it is an event without a title, at the time that was pointed at. */
static void
parse (GnomonQuickAdd *self)
{
  gboolean is_empty = is_blank (get_text (self));
  GnomonParseContext context;

  g_clear_pointer (&self->parsed, gnomon_parsed_text_free);
  gnomon_store_init_parse_context (self->store, &context);
  context.has_slot = self->has_slot;
  context.slot_day = self->slot_day;
  context.slot_start = self->slot_start;
  context.slot_minutes = self->slot_minutes;
  self->parsed = gnomon_parse_text (is_empty ? "-" : get_text (self), &context, NULL);
  if (is_empty)
    {
      gnomon_fields_unset (self->parsed->fields, GNOMON_EVENT_TITLE);
      g_array_set_size (self->parsed->spans, 0);
    }
}

static void
hide_ghost (GnomonQuickAdd *self)
{
  g_signal_emit (self, signals[GHOST_CHANGED], 0, (gint64) 0, (gint64) 0, FALSE, NULL, NULL);
}

static void
show_ghost (GnomonQuickAdd *self,
            GnomonEvent    *event)
{
  g_autoptr (GnomonCalendar) calendar =
    gnomon_store_get_calendar (self->store, gnomon_event_get_calendar_id (event), NULL);
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self->store);
  gint64 start = gnomon_zone_to_wall (viewer, gnomon_event_get_starts_at (event, viewer));
  gint64 end = gnomon_zone_to_wall (viewer, gnomon_event_get_ends_at (event, viewer));

  g_signal_emit (self, signals[GHOST_CHANGED], 0, start, end, gnomon_event_is_all_day (event),
                 gnomon_event_get_title (event),
                 calendar != NULL ? gnomon_calendar_get_color (calendar) : NULL);
}

/* At each letter: reading takes less than a tenth of a millisecond. */
static void
update (GnomonQuickAdd *self)
{
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GnomonFields) fields = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  parse (self);
  update_colors (self);

  fields = make_fields (self);
  if (fields != NULL && !has_title (self))
    /* Translators: stands for the title of an event that has none yet. */
    gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, _("New Event"));
  if (fields != NULL)
    event = gnomon_event_preview (NULL, fields,
                                  gnomon_clock_get_now (gnomon_store_get_clock (self->store)),
                                  gnomon_store_get_viewer_zone (self->store),
                                  gnomon_store_get_viewer_zone_name (self->store), &error);
  if (event != NULL)
    conflicts = gnomon_store_list_conflicts (self->store, 0, fields, NULL);

  gtk_widget_set_visible (self->error, FALSE);
  if (error != NULL)
    gnomon_quick_add_fail (self, error);
  gnomon_quick_preview_set_event (GNOMON_QUICK_PREVIEW (self->preview), self->store, event,
                                  self->parsed, get_text (self), conflicts);
  gtk_widget_set_visible (self->preview, event != NULL);
  gtk_widget_set_sensitive (self->add_button, event != NULL && has_title (self));
  if (event != NULL)
    show_ghost (self, event);
  else
    hide_ghost (self);

  sentence = gnomon_quick_preview_dup_sentence (GNOMON_QUICK_PREVIEW (self->preview));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}

/* What is done with it */

static void
text_changed_cb (GnomonQuickAdd *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self);
}

static void
add_cb (GnomonQuickAdd *self)
{
  g_autoptr (GnomonFields) fields = NULL;

  if (self->is_adding || !gtk_widget_get_sensitive (self->add_button))
    return;
  fields = make_fields (self);
  if (fields == NULL)
    return;
  self->is_adding = TRUE;
  g_signal_emit (self, signals[ADD], 0, fields);
}

static void
details_cb (GnomonQuickAdd *self)
{
  g_autoptr (GnomonFields) fields = make_fields (self);

  if (fields == NULL)
    return;
  gnomon_quick_add_clear (self);
  gnomon_quick_add_close (self);
  g_signal_emit (self, signals[DETAILS], 0, fields);
}

static gboolean
key_pressed_cb (GnomonQuickAdd        *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                GtkEventControllerKey *controller)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter
                      || keyval == GDK_KEY_ISO_Enter;

  if (keyval == GDK_KEY_Escape)
    {
      gnomon_quick_add_close (self);
      return GDK_EVENT_STOP;
    }
  if (is_enter && (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    {
      details_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
pressed_beside_cb (GnomonQuickAdd  *self,
                   int              n_press,
                   double           x,
                   double           y,
                   GtkGestureClick *gesture)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (target == NULL || target == GTK_WIDGET (self) || target == self->clamp)
    gnomon_quick_add_close (self);
}

static void
dark_changed_cb (GnomonQuickAdd *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update_colors (self);
}

/* The focus goes round in the sheet, and not to what lies under it. */
static gboolean
gnomon_quick_add_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GtkWidgetClass *parent_class = GTK_WIDGET_CLASS (gnomon_quick_add_parent_class);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (parent_class->focus (widget, direction))
    return TRUE;
  if (child == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return FALSE;

  /* Behind the end it begins anew. */
  for (child = widget; child != NULL;)
    {
      GtkWidget *next = gtk_widget_get_focus_child (child);

      gtk_widget_set_focus_child (child, NULL);
      child = next;
    }

  return parent_class->focus (widget, direction);
}

static void
gnomon_quick_add_dispose (GObject *object)
{
  GnomonQuickAdd *self = GNOMON_QUICK_ADD (object);

  g_clear_object (&self->animation);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_pointer (&self->parsed, gnomon_parsed_text_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_QUICK_ADD);

  G_OBJECT_CLASS (gnomon_quick_add_parent_class)->dispose (object);
}

static void
gnomon_quick_add_class_init (GnomonQuickAddClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_quick_add_dispose;
  widget_class->focus = gnomon_quick_add_focus;

  signals[GHOST_CHANGED] = g_signal_new ("ghost-changed", GNOMON_TYPE_QUICK_ADD, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 5, G_TYPE_INT64,
                                         G_TYPE_INT64, G_TYPE_BOOLEAN, G_TYPE_STRING,
                                         G_TYPE_STRING);
  signals[ADD] = g_signal_new ("add", GNOMON_TYPE_QUICK_ADD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, GNOMON_TYPE_FIELDS);
  signals[DETAILS] = g_signal_new ("details", GNOMON_TYPE_QUICK_ADD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, GNOMON_TYPE_FIELDS);
  signals[CLOSED] = g_signal_new ("closed", GNOMON_TYPE_QUICK_ADD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (GNOMON_TYPE_QUICK_PREVIEW);
  gtk_widget_class_set_css_name (widget_class, "quickadd");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-quick-add.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, clamp);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, sheet);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, entry);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, preview);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, calendar);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, error);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, card);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, hints);
  gtk_widget_class_bind_template_child (widget_class, GnomonQuickAdd, add_button);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_beside_cb);
}

static void
gnomon_quick_add_init (GnomonQuickAdd *self)
{
  AdwAnimationTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_name_part (self->calendar, GTK_TYPE_TOGGLE_BUTTON, _("Calendar"));

  target = adw_property_animation_target_new (G_OBJECT (self->clamp), "margin-top");
  self->animation = adw_timed_animation_new (self->clamp, TOP + RISE, TOP, RISE_MILLISECONDS,
                                             target);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gnomon_quick_add_new:
 * @store: the store
 *
 * Returns: (transfer full): a sheet, not shown
 */
GtkWidget *
gnomon_quick_add_new (GnomonStore *store)
{
  GnomonQuickAdd *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_QUICK_ADD, "visible", FALSE, NULL);
  self->store = g_object_ref (store);
  self->settings = gnomon_settings_new ();
  return GTK_WIDGET (self);
}

/**
 * gnomon_quick_add_open:
 * @self: a sheet
 *
 * Shows the sheet, with what was typed before and not added.
 */
void
gnomon_quick_add_open (GnomonQuickAdd *self)
{
  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gnomon_choices_fill_drop_down (GTK_DROP_DOWN (self->calendar), self->store);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      adw_animation_play (self->animation);
    }
  update (self);
  gtk_widget_grab_focus (self->entry);
}

/**
 * gnomon_quick_add_set_compact:
 * @self: a sheet
 * @compact: whether there is no room to say what the keys do, and none beside the preview
 */
void
gnomon_quick_add_set_compact (GnomonQuickAdd *self,
                              gboolean        compact)
{
  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));

  gtk_widget_set_visible (self->hints, !compact);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->card),
                                  compact ? GTK_ORIENTATION_VERTICAL
                                          : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * gnomon_quick_add_set_slot:
 * @self: a sheet
 * @start_wall: the time in the calendar that was pointed at, in wall seconds of the viewer
 * @end_wall: its end, exclusive; the same as @start_wall: no length in particular
 * @all_day: whether it is of whole days
 *
 * Says when the event is where the text does not; @end_wall before @start_wall: nothing was pointed
 * at.
 */
void
gnomon_quick_add_set_slot (GnomonQuickAdd *self,
                           gint64          start_wall,
                           gint64          end_wall,
                           gboolean        all_day)
{
  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));

  self->has_slot = end_wall >= start_wall;
  self->slot_day = gnomon_civil_day_of_wall (start_wall);
  self->slot_start = all_day ? -1 : gnomon_civil_time_of_wall (start_wall) / 60;
  self->slot_minutes = all_day || !self->has_slot ? 0 : (int) ((end_wall - start_wall) / 60);
}

/**
 * gnomon_quick_add_set_text:
 * @self: a sheet
 * @text: what shall stand in it, as if it had been typed
 */
void
gnomon_quick_add_set_text (GnomonQuickAdd *self,
                           const char     *text)
{
  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/**
 * gnomon_quick_add_clear:
 * @self: a sheet
 *
 * Forgets what was typed: it was added, or handed on.
 */
void
gnomon_quick_add_clear (GnomonQuickAdd *self)
{
  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));

  self->is_adding = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/**
 * gnomon_quick_add_fail:
 * @self: a sheet
 * @error: why the event was not stored
 *
 * Says so in the sheet, which keeps its text.
 */
void
gnomon_quick_add_fail (GnomonQuickAdd *self,
                       const GError   *error)
{
  g_autofree char *words = NULL;

  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));
  g_return_if_fail (error != NULL);

  self->is_adding = FALSE;
  words = gnomon_words_for_error (error);
  gtk_label_set_label (GTK_LABEL (self->error), words);
  gtk_widget_set_visible (self->error, TRUE);
}

/**
 * gnomon_quick_add_close:
 * @self: a sheet
 *
 * Hides the sheet. What was typed comes back when it is opened again.
 */
void
gnomon_quick_add_close (GnomonQuickAdd *self)
{
  g_return_if_fail (GNOMON_IS_QUICK_ADD (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  hide_ghost (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}
