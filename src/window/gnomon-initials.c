/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-calendar.h"
#include "gnomon-initials.h"

struct _GnomonInitials
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (GnomonInitials, gnomon_initials, GTK_TYPE_WIDGET)

/* The first letters of the first and of the last word: "Mara Ilves" is "MI", "mara.ilves" too. */
static char *
make_initials (const char *name)
{
  gunichar first = 0;
  gunichar last = 0;
  gboolean at_word = TRUE;
  GString *initials = g_string_new (NULL);

  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (at_word && g_unichar_isalnum (c))
        {
          if (first == 0)
            first = c;
          else
            last = c;
        }

      at_word = g_unichar_isspace (c) || c == '.' || c == '-' || c == '_';
    }

  if (first)
    g_string_append_unichar (initials, g_unichar_totitle (first));
  if (last)
    g_string_append_unichar (initials, g_unichar_totitle (last));

  return g_string_free (initials, FALSE);
}

static void
gnomon_initials_dispose (GObject *object)
{
  GnomonInitials *self = GNOMON_INITIALS (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_initials_parent_class)->dispose (object);
}

static void
gnomon_initials_class_init (GnomonInitialsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gnomon_initials_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "initials");
}

static void
gnomon_initials_init (GnomonInitials *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * gnomon_initials_new:
 * @name: somebody's name, or the first part of their address
 *
 * Returns: (transfer floating): their disc
 */
GtkWidget *
gnomon_initials_new (const char *name)
{
  const char * const *palette = gnomon_color_get_palette ();
  g_autofree char *initials = NULL;
  GnomonInitials *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_INITIALS, NULL);
  initials = make_initials (name);
  gtk_label_set_label (GTK_LABEL (self->label), initials);
  gtk_widget_add_css_class (GTK_WIDGET (self),
                            palette[g_str_hash (name) % g_strv_length ((char **) palette)]);

  return GTK_WIDGET (self);
}
