/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-text-row.h"

#include "gnomon-css.h"

struct _GnomonTextRow
{
  AdwActionRow parent_instance;

  GtkWidget *text;
};

enum
{
  PROP_0,
  PROP_IS_SECRET,
  PROP_PLACEHOLDER_TEXT,
  N_PROPS
};

enum
{
  CHANGED,
  ENTERED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonTextRow, gnomon_text_row, ADW_TYPE_ACTION_ROW)

static void
text_changed_cb (GnomonTextRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_activated_cb (GnomonTextRow *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

/* The text stands at the row's end, whatever script it is in. */
static void
gnomon_text_row_direction_changed (GtkWidget        *widget,
                                   GtkTextDirection  previous)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_editable_set_alignment (GTK_EDITABLE (GNOMON_TEXT_ROW (widget)->text), rtl ? 0 : 1);
  GTK_WIDGET_CLASS (gnomon_text_row_parent_class)->direction_changed (widget, previous);
}

static gboolean
gnomon_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GNOMON_TEXT_ROW (widget)->text);
}

static void
gnomon_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (gnomon_text_row_parent_class)->dispose (object);
}

static void
gnomon_text_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GnomonTextRow *self = GNOMON_TEXT_ROW (object);

  switch (prop_id)
    {
    case PROP_IS_SECRET:
      g_value_set_boolean (value, !gtk_entry_get_visibility (GTK_ENTRY (self->text)));
      break;

    case PROP_PLACEHOLDER_TEXT:
      g_value_set_string (value, gtk_entry_get_placeholder_text (GTK_ENTRY (self->text)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_text_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GnomonTextRow *self = GNOMON_TEXT_ROW (object);

  switch (prop_id)
    {
    case PROP_IS_SECRET:
      gtk_entry_set_visibility (GTK_ENTRY (self->text), !g_value_get_boolean (value));
      gtk_entry_set_input_purpose (GTK_ENTRY (self->text), g_value_get_boolean (value)
                                                           ? GTK_INPUT_PURPOSE_PASSWORD
                                                           : GTK_INPUT_PURPOSE_FREE_FORM);
      break;

    case PROP_PLACEHOLDER_TEXT:
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_text_row_class_init (GnomonTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_text_row_dispose;
  object_class->get_property = gnomon_text_row_get_property;
  object_class->set_property = gnomon_text_row_set_property;
  widget_class->direction_changed = gnomon_text_row_direction_changed;
  widget_class->focus = gnomon_row_focus;
  widget_class->grab_focus = gnomon_text_row_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  props[PROP_IS_SECRET] = g_param_spec_boolean ("is-secret", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_PLACEHOLDER_TEXT] = g_param_spec_string ("placeholder-text", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonTextRow, text);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_activated_cb);
}

static void
gnomon_text_row_init (GnomonTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_alignment (GTK_EDITABLE (self->text),
                              gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 0 : 1);
}

/**
 * gnomon_text_row_get_text:
 * @self: a row
 *
 * Returns: (transfer none): what is typed
 */
const char *
gnomon_text_row_get_text (GnomonTextRow *self)
{
  g_return_val_if_fail (GNOMON_IS_TEXT_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * gnomon_text_row_set_text:
 * @self: a row
 * @text: the text to show
 */
void
gnomon_text_row_set_text (GnomonTextRow *self,
                          const char    *text)
{
  g_return_if_fail (GNOMON_IS_TEXT_ROW (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  /* Whoever is typing goes on behind it. */
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
}

/**
 * gnomon_row_focus:
 * @row: a row of which only what is in it takes the focus
 * @direction: where the focus shall go
 *
 * A focus vfunc. That of lists makes the row a stop before what is in it; where the row passes the
 * focus on to a field, that one would be a stop twice, and the last one backwards.
 *
 * Returns: whether the focus stays in the row
 */
gboolean
gnomon_row_focus (GtkWidget        *row,
                  GtkDirectionType  direction)
{
  GtkWidget *child;

  g_return_val_if_fail (GTK_IS_LIST_BOX_ROW (row), FALSE);

  child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  return child != NULL && gtk_widget_child_focus (child, direction);
}

/**
 * gnomon_row_set_error:
 * @row: a row
 * @field: the widget in it whose value is judged
 * @message: (nullable): what is wrong with it
 *
 * Shows the message in the row, or takes it away.
 */
void
gnomon_row_set_error (AdwActionRow *row,
                      GtkWidget    *field,
                      const char   *message)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (row));
  g_return_if_fail (GTK_IS_WIDGET (field));

  adw_action_row_set_subtitle (row, message ? message : "");

  gnomon_css_set_class (GTK_WIDGET (row), "error", message != NULL);

  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               message ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message ? message : "", -1);
}
