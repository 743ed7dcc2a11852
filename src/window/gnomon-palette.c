/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-palette.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gnomon-calendar.h"
#include "gnomon-oklch.h"

/* What style.css has for each colour of the palette, with places for the tones: %1$s the class,
 * then base, strong, fill, text, past fill, past text, hover, hatch, outline. */
static const char rules[] =
  ".%1$s > .bar, .swatch.%1$s { background: %2$s; }"
  ".chip.%1$s { background: %4$s; color: %5$s; }"
  ".chip.%1$s:hover { background: %8$s; }"
  ".chip.%1$s.past { background: %6$s; color: %7$s; }"
  ".%1$s.past > .bar { background: mix(@gn_bg, %2$s, .5); }"
  ".chip.%1$s.tentative { background-image: repeating-linear-gradient(135deg,"
  " %4$s 0px, %4$s 5px, %9$s 5px, %9$s 10px); }"
  ".chip.%1$s.needs-reply { background: @gn_bg;"
  " box-shadow: inset 0 0 0 1px %2$s, 0 0 0 2px @gn_bg; }"
  ".chip.%1$s.declined { background: @gn_bg; color: %7$s;"
  " box-shadow: inset 0 0 0 1px %10$s, 0 0 0 2px @gn_bg; }"
  ".line.%1$s.tentative > .bar, .line.%1$s.needs-reply > .bar, .line.%1$s.declined > .bar {"
  " background: none; box-shadow: inset 0 0 0 1px %2$s; }"
  ".chip.%1$s.cancelled { background: @gn_cancel_fill; color: @gn_cancel_text; }"
  ".chip.%1$s.cancelled > .bar, .line.%1$s.cancelled > .bar { background: alpha(@gn_ink, .38); }"
  ".chip.%1$s.selected { background: %3$s; color: white; }"
  ".chip.%1$s.selected > .bar { background: alpha(white, .85); }"
  "checkbutton.%1$s check:checked { background: %3$s; color: white; }";

typedef struct
{
  GnomonRgb source;
  char *class_name;
  GtkCssProvider *provider;
} ForeignColor;

/* "#rrggbb" to ForeignColor. Lives as long as the program: colours are few and come again. */
static GHashTable *foreign_colors;

static void
foreign_color_load (ForeignColor *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GnomonTones tones;
  const GnomonRgb *in_order[] = {
    &tones.base, &tones.strong, &tones.fill, &tones.text, &tones.past_fill,
    &tones.past_text, &tones.hover, &tones.hatch, &tones.declined,
  };
  char texts[G_N_ELEMENTS (in_order)][8];
  g_autofree char *css = NULL;

  gnomon_tones_init (&tones, self->source, dark);
  for (gsize i = 0; i < G_N_ELEMENTS (in_order); i++)
    g_snprintf (texts[i], sizeof texts[i], "#%02x%02x%02x",
                in_order[i]->red, in_order[i]->green, in_order[i]->blue);

  css = g_strdup_printf (rules, self->class_name, texts[0], texts[1], texts[2], texts[3],
                         texts[4], texts[5], texts[6], texts[7], texts[8]);
  gtk_css_provider_load_from_data (self->provider, css, -1);
}

static void
style_manager_dark_changed_cb (void)
{
  GHashTableIter iter;
  gpointer color;

  g_hash_table_iter_init (&iter, foreign_colors);
  while (g_hash_table_iter_next (&iter, NULL, &color))
    foreign_color_load (color);
}

static const char *
get_foreign_class (const char *text,
                   GnomonRgb   source)
{
  ForeignColor *color;

  if (foreign_colors == NULL)
    {
      foreign_colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_signal_connect (adw_style_manager_get_default (), "notify::dark",
                        G_CALLBACK (style_manager_dark_changed_cb), NULL);
    }

  color = g_hash_table_lookup (foreign_colors, text);
  if (color == NULL)
    {
      color = g_new0 (ForeignColor, 1);
      color->source = source;
      color->class_name = g_strdup_printf ("color-%02x%02x%02x",
                                           source.red, source.green, source.blue);
      color->provider = gtk_css_provider_new ();
      foreign_color_load (color);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                  GTK_STYLE_PROVIDER (color->provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_hash_table_insert (foreign_colors, g_strdup (text), color);
    }

  return color->class_name;
}

/**
 * gnomon_palette_get_class:
 * @color: (nullable): a colour of the palette, or `#rrggbb`
 *
 * Finds the style class of a colour. For one that is not in the palette, a class is made that
 * keeps its hue; such a colour is never painted as it is.
 *
 * Returns: (transfer none): a class; that of the palette's first colour where @color is unknown
 */
const char *
gnomon_palette_get_class (const char *color)
{
  const char * const *palette = gnomon_color_get_palette ();
  GnomonRgb source;

  if (color != NULL && g_strv_contains (palette, color))
    return g_intern_string (color);
  if (gnomon_rgb_parse (color, &source))
    return get_foreign_class (color, source);

  return palette[0];
}

/**
 * gnomon_palette_get_name:
 * @color: a colour of the palette
 *
 * Returns: (transfer none): its name for people; @color itself where it is none of the palette
 */
const char *
gnomon_palette_get_name (const char *color)
{
  static const struct
  {
    const char *color;
    const char *name;
  } names[] = {
    { "blue", N_("Blue") },
    { "sky", N_("Sky") },
    { "teal", N_("Teal") },
    { "green", N_("Green") },
    { "olive", N_("Olive") },
    { "amber", N_("Amber") },
    { "orange", N_("Orange") },
    { "rose", N_("Rose") },
    { "violet", N_("Violet") },
    { "slate", N_("Slate") },
  };

  g_return_val_if_fail (color != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].color, color))
      return _(names[i].name);

  return color;
}

/**
 * gnomon_palette_dress:
 * @widget: a widget
 * @worn: (inout): the class of a colour that it wears, %NULL at first
 * @color: (nullable): the colour that it shall have
 *
 * Changes the colour's class of a widget.
 */
void
gnomon_palette_dress (GtkWidget   *widget,
                      const char **worn,
                      const char  *color)
{
  const char *class_name;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (worn != NULL);

  class_name = gnomon_palette_get_class (color);
  if (g_strcmp0 (*worn, class_name) == 0)
    return;

  if (*worn != NULL)
    gtk_widget_remove_css_class (widget, *worn);
  gtk_widget_add_css_class (widget, class_name);
  *worn = class_name;
}

/**
 * gnomon_palette_dim:
 * @alpha: how strong a text of second rank is beside its colour, 0 to 1
 *
 * Returns: @alpha, or 1 where the user wants high contrast: nothing is dimmed there. What draws by
 *   itself asks this; style sheets have rules of their own for it.
 */
float
gnomon_palette_dim (float alpha)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 1 : alpha;
}
