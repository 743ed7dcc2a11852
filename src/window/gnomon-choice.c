/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-choice.h"
#include "gnomon-swatch.h"

/* Choices, and how a drop-down draws them: a swatch, the label, a mark at the chosen one. */

struct _GnomonChoice
{
  GObject parent_instance;

  gint64 id;
  char *value;
  char *label;
  char *color;
};

G_DEFINE_FINAL_TYPE (GnomonChoice, gnomon_choice, G_TYPE_OBJECT)

static void
gnomon_choice_finalize (GObject *object)
{
  GnomonChoice *self = GNOMON_CHOICE (object);

  g_free (self->value);
  g_free (self->label);
  g_free (self->color);

  G_OBJECT_CLASS (gnomon_choice_parent_class)->finalize (object);
}

static void
gnomon_choice_class_init (GnomonChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_choice_finalize;
}

static void
gnomon_choice_init (GnomonChoice *self)
{
}

/**
 * gnomon_choice_new:
 * @id: a number to find it by
 * @value: a text to find it by
 * @label: what people read
 * @color: (nullable): a palette name or `#rrggbb`
 *
 * Returns: (transfer full): a choice
 */
GnomonChoice *
gnomon_choice_new (gint64      id,
                   const char *value,
                   const char *label,
                   const char *color)
{
  GnomonChoice *self;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_CHOICE, NULL);
  self->id = id;
  self->value = g_strdup (value);
  self->label = g_strdup (label);
  self->color = g_strdup (color);
  return self;
}

/**
 * gnomon_choice_get_id:
 * @self: a choice
 *
 * Returns: its number
 */
gint64
gnomon_choice_get_id (GnomonChoice *self)
{
  g_return_val_if_fail (GNOMON_IS_CHOICE (self), 0);

  return self->id;
}

/**
 * gnomon_choice_get_value:
 * @self: a choice
 *
 * Returns: (transfer none): its value
 */
const char *
gnomon_choice_get_value (GnomonChoice *self)
{
  g_return_val_if_fail (GNOMON_IS_CHOICE (self), NULL);

  return self->value;
}

static GtkWidget *
make_item (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* Beside a long text it would else be all ellipsis. */
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gnomon_swatch_new ());
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
fill_item (GtkWidget    *box,
           GnomonChoice *choice)
{
  GtkWidget *swatch = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (swatch);

  gtk_widget_set_visible (swatch, choice->color != NULL);
  if (choice->color)
    gnomon_swatch_set_color (GNOMON_SWATCH (swatch), choice->color);

  gtk_label_set_label (GTK_LABEL (label), choice->label);
}

static void
button_item_setup_cb (GtkListItemFactory *factory,
                      GtkListItem        *item)
{
  gtk_list_item_set_child (item, make_item ());
}

/* The list is as wide as its names, however narrow the button. */
static void
whole_item_setup_cb (GtkListItemFactory *factory,
                     GtkListItem        *item)
{
  GtkWidget *box = make_item ();

  gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_last_child (box)), PANGO_ELLIPSIZE_NONE);
  gtk_list_item_set_child (item, box);
}

static void
button_item_bind_cb (GtkListItemFactory *factory,
                     GtkListItem        *item)
{
  fill_item (gtk_list_item_get_child (item), gtk_list_item_get_item (item));
}

static void
list_item_setup_cb (GtkListItemFactory *factory,
                    GtkListItem        *item)
{
  GtkWidget *box = make_item ();
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", "object-select-symbolic",
                                  "hexpand", TRUE,
                                  "halign", GTK_ALIGN_END,
                                  NULL);

  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static void
update_mark_cb (GtkListItem *item,
                GParamSpec  *pspec,
                AdwComboRow *row)
{
  gboolean chosen = adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item);

  gtk_widget_set_opacity (gtk_widget_get_last_child (gtk_list_item_get_child (item)),
                          chosen ? 1 : 0);
}

static void
list_item_bind_cb (GtkListItemFactory *factory,
                   GtkListItem        *item,
                   AdwComboRow        *row)
{
  fill_item (gtk_list_item_get_child (item), gtk_list_item_get_item (item));
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (update_mark_cb), item,
                           G_CONNECT_SWAPPED);
  update_mark_cb (item, NULL, row);
}

static void
list_item_unbind_cb (GtkListItemFactory *factory,
                     GtkListItem        *item,
                     AdwComboRow        *row)
{
  g_signal_handlers_disconnect_by_func (row, update_mark_cb, item);
}

/**
 * gnomon_choice_set_up_row:
 * @row: a row
 * @choices: (transfer none) (element-type GnomonChoice): what to choose from
 */
void
gnomon_choice_set_up_row (AdwComboRow *row,
                          GListModel  *choices)
{
  g_autoptr (GtkListItemFactory) button_factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list_factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (row));
  g_return_if_fail (G_IS_LIST_MODEL (choices));

  g_signal_connect (button_factory, "setup", G_CALLBACK (button_item_setup_cb), NULL);
  g_signal_connect (button_factory, "bind", G_CALLBACK (button_item_bind_cb), NULL);
  g_signal_connect (list_factory, "setup", G_CALLBACK (list_item_setup_cb), NULL);
  g_signal_connect_object (list_factory, "bind", G_CALLBACK (list_item_bind_cb), row, 0);
  g_signal_connect_object (list_factory, "unbind", G_CALLBACK (list_item_unbind_cb), row, 0);

  adw_combo_row_set_factory (row, button_factory);
  adw_combo_row_set_list_factory (row, list_factory);
  adw_combo_row_set_model (row, choices);
}

/**
 * gnomon_choice_set_up_drop_down:
 * @drop_down: a drop-down
 * @choices: (transfer none) (element-type GnomonChoice): what to choose from
 */
void
gnomon_choice_set_up_drop_down (GtkDropDown *drop_down,
                                GListModel  *choices)
{
  g_autoptr (GtkListItemFactory) button_factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list_factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (G_IS_LIST_MODEL (choices));

  g_signal_connect (button_factory, "setup", G_CALLBACK (button_item_setup_cb), NULL);
  g_signal_connect (button_factory, "bind", G_CALLBACK (button_item_bind_cb), NULL);
  g_signal_connect (list_factory, "setup", G_CALLBACK (whole_item_setup_cb), NULL);
  g_signal_connect (list_factory, "bind", G_CALLBACK (button_item_bind_cb), NULL);
  gtk_drop_down_set_factory (drop_down, button_factory);
  gtk_drop_down_set_list_factory (drop_down, list_factory);
  gtk_drop_down_set_model (drop_down, choices);
}

/**
 * gnomon_choice_get_chosen:
 * @row: a row of choices
 *
 * Returns: (transfer none) (nullable): the chosen one; %NULL where there is nothing to choose
 */
GnomonChoice *
gnomon_choice_get_chosen (AdwComboRow *row)
{
  g_return_val_if_fail (ADW_IS_COMBO_ROW (row), NULL);

  return adw_combo_row_get_selected_item (row);
}

/**
 * gnomon_choice_choose_id:
 * @row: a row of choices
 * @id: a number; nothing changes where no choice has it
 */
void
gnomon_choice_choose_id (AdwComboRow *row,
                         gint64       id)
{
  GListModel *model;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GnomonChoice) choice = g_list_model_get_item (model, i);

      if (choice->id == id)
        adw_combo_row_set_selected (row, i);
    }
}

/**
 * gnomon_choice_choose:
 * @row: a row of choices
 * @value: a value
 *
 * Returns: %FALSE where no choice has the value, and nothing changed
 */
gboolean
gnomon_choice_choose (AdwComboRow *row,
                      const char  *value)
{
  GListModel *model;

  g_return_val_if_fail (ADW_IS_COMBO_ROW (row), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GnomonChoice) choice = g_list_model_get_item (model, i);

      if (g_str_equal (choice->value, value))
        {
          adw_combo_row_set_selected (row, i);
          return TRUE;
        }
    }

  return FALSE;
}
