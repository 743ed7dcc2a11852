/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-list-line.h"

#include "gnomon-compat.h"
#include "gnomon-css.h"
#include "gnomon-fold.h"
#include "gnomon-palette.h"

#define INSET 8
#define BAR_WIDTH 4
#define BAR_HEIGHT 22
#define BAR_HEIGHT_NARROW 32
#define BAR_GAP 12
#define DETAIL_GAP 10
#define LEAD_GAP 14
#define BADGE_GAP 12

/* Less than this of a detail says nothing. */
#define MIN_DETAIL 48

/* The column at the end, in digits of its font. */
#define TRAILING_CHARS 13

/* Sizes against the title's, and how much paler the other texts are. */
#define LEAD_SCALE 0.94
#define DETAIL_SCALE 0.863
#define DETAIL_ALPHA 0.75f
#define LEAD_ALPHA 0.85f
#define PAST_ALPHA 0.65f

typedef enum
{
  TEXT_LEAD,
  TEXT_SECOND,
  TEXT_TITLE,
  TEXT_DETAIL,
  TEXT_TRAILING,
  N_TEXTS
} Text;

struct _GnomonListLine
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *badge;             /* made when there is something to say */
  const char *color_class;
  char *texts[N_TEXTS];
  GArray *places[N_TEXTS];
  PangoLayout *layouts[N_TEXTS]; /* made when they are drawn */
  int n_lead_chars;
  int n_second_chars;
  int digit_width;              /* 0: not measured yet */
  gboolean narrow;
  gboolean struck;
  gboolean past;
};

G_DEFINE_FINAL_TYPE (GnomonListLine, gnomon_list_line, GTK_TYPE_WIDGET)

static double
get_scale (Text text)
{
  if (text == TEXT_TITLE)
    return 1;

  return text == TEXT_LEAD || text == TEXT_SECOND ? LEAD_SCALE : DETAIL_SCALE;
}

static void
insert_span (PangoAttrList  *attributes,
             PangoAttribute *attribute,
             gsize           start,
             gsize           end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static guint16
to_pango (float component)
{
  return (guint16) (CLAMP (component, 0, 1) * 65535);
}

/* What was found is bold on the colour of a marker. */
static void
mark_places (GnomonListLine *self,
             PangoAttrList  *attributes,
             const GArray   *places)
{
  GdkRGBA fill, ink;

  gnomon_compat_lookup_color (GTK_WIDGET (self), "gn_amber_fill", &fill);
  gnomon_compat_lookup_color (GTK_WIDGET (self), "gn_amber_text", &ink);
  for (guint i = 0; i < places->len; i++)
    {
      GnomonTextRange place = g_array_index (places, GnomonTextRange, i);

      insert_span (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), place.start, place.end);
      insert_span (attributes,
                   pango_attr_background_new (to_pango (fill.red), to_pango (fill.green),
                                              to_pango (fill.blue)),
                   place.start, place.end);
      insert_span (attributes,
                   pango_attr_foreground_new (to_pango (ink.red), to_pango (ink.green),
                                              to_pango (ink.blue)),
                   place.start, place.end);
      if (self->past)
        insert_span (attributes,
                     pango_attr_foreground_alpha_new (to_pango (gnomon_palette_dim (PAST_ALPHA))),
                     place.start, place.end);
    }
}

static PangoLayout *
make_layout (GnomonListLine *self,
             Text            text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->texts[text]);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (get_scale (text) < 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (get_scale (text)));
  if (text != TEXT_TITLE)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (text == TEXT_TITLE && self->struck)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  if (self->places[text] != NULL)
    mark_places (self, attributes, self->places[text]);
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

/* NULL where there is nothing to say. */
static PangoLayout *
get_layout (GnomonListLine *self,
            Text            text)
{
  if (self->texts[text] == NULL)
    return NULL;
  if (self->layouts[text] == NULL)
    self->layouts[text] = make_layout (self, text);

  return self->layouts[text];
}

static void
forget_layouts (GnomonListLine *self)
{
  for (int i = 0; i < N_TEXTS; i++)
    g_clear_object (&self->layouts[i]);
  self->digit_width = 0;
}

/* Columns are as wide as so many digits, so that they stand in line from row to row. */
static int
get_column (GnomonListLine *self,
            int             n_chars,
            double          scale)
{
  if (self->digit_width == 0)
    {
      PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

      self->digit_width = MAX (1, pango_font_metrics_get_approximate_digit_width (metrics));
      pango_font_metrics_unref (metrics);
    }

  return PANGO_PIXELS ((int) (n_chars * self->digit_width * scale));
}

static int
get_lead_width (GnomonListLine *self)
{
  int width = get_column (self, self->n_lead_chars, LEAD_SCALE) + LEAD_GAP;

  if (self->n_second_chars > 0 && !self->narrow)
    width += get_column (self, self->n_second_chars, LEAD_SCALE) + LEAD_GAP;
  return width;
}

/* Where the title starts, seen from the leading side. */
static int
get_title_start (GnomonListLine *self)
{
  int start = INSET;

  if (self->n_lead_chars > 0)
    start += get_lead_width (self);
  return start + (gtk_widget_get_visible (self->bar) ? BAR_WIDTH + BAR_GAP : 0);
}

static int
get_line_height (GnomonListLine *self,
                 Text            text)
{
  int height = 0;

  if (get_layout (self, text) != NULL)
    pango_layout_get_pixel_size (self->layouts[text], NULL, &height);
  return height;
}

static void
gnomon_list_line_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  GnomonListLine *self = GNOMON_LIST_LINE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_title_start (self) + MIN_DETAIL;
      *natural = MAX (*minimum, 400);
    }
  else
    {
      *minimum = get_line_height (self, TEXT_TITLE);
      if (self->narrow)
        *minimum += get_line_height (self, TEXT_DETAIL);
      *natural = *minimum;
    }
}

/* In the coordinates of the leading side, which lies at the right in Arabic. */
static void
allocate_child (GnomonListLine *self,
                GtkWidget      *child,
                int             x,
                int             width,
                int             height,
                int             full_width,
                int             full_height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (child,
                            &(GtkAllocation){ rtl ? full_width - x - width : x,
                                              (full_height - height) / 2, width, height },
                            -1);
}

static int
get_trailing_start (GnomonListLine *self,
                    int             width)
{
  if (self->narrow || self->texts[TEXT_TRAILING] == NULL)
    return width - INSET;

  return width - get_column (self, TRAILING_CHARS, DETAIL_SCALE);
}

static void
gnomon_list_line_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GnomonListLine *self = GNOMON_LIST_LINE (widget);

  if (gtk_widget_should_layout (self->bar))
    allocate_child (self, self->bar, get_title_start (self) - BAR_GAP - BAR_WIDTH, BAR_WIDTH,
                    MIN (height - 4, self->narrow ? BAR_HEIGHT_NARROW : BAR_HEIGHT), width, height);

  if (self->badge != NULL && gtk_widget_should_layout (self->badge))
    {
      int badge_width, badge_height;
      int end = get_trailing_start (self, width);

      if (self->texts[TEXT_TRAILING] != NULL && !self->narrow)
        end -= BADGE_GAP;
      gtk_widget_measure (self->badge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &badge_width,
                          NULL, NULL);
      gtk_widget_measure (self->badge, GTK_ORIENTATION_VERTICAL, -1, NULL, &badge_height,
                          NULL, NULL);
      allocate_child (self, self->badge, end - badge_width, badge_width, badge_height,
                      width, height);
    }
}

/* Draws a text at @x of the leading side, at most @width wide; returns how wide it is. */
static int
draw_text (GnomonListLine *self,
           GtkSnapshot    *snapshot,
           Text            text,
           const GdkRGBA  *color,
           float           alpha,
           int             x,
           int             width,
           int             baseline)
{
  PangoLayout *layout = get_layout (self, text);
  GdkRGBA shade = *color;
  PangoRectangle extents;
  int left, top;

  if (layout == NULL || width <= 0)
    return 0;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  shade.alpha *= gnomon_palette_dim (alpha);
  left = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
           ? gtk_widget_get_width (GTK_WIDGET (self)) - x - extents.width
           : x;

  top = baseline - PANGO_PIXELS (pango_layout_get_baseline (layout));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left - extents.x, top));
  gtk_snapshot_append_layout (snapshot, layout, &shade);
  gtk_snapshot_restore (snapshot);
  return extents.width;
}

static int
get_baseline (GnomonListLine *self,
              Text            text)
{
  PangoLayout *layout = get_layout (self, text);

  return layout != NULL ? PANGO_PIXELS (pango_layout_get_baseline (layout)) : 0;
}

/* Where texts end: before the badge and the trailing column. */
static int
get_text_end (GnomonListLine *self,
              int             width)
{
  int end = get_trailing_start (self, width);

  if (self->badge != NULL && gtk_widget_should_layout (self->badge))
    end -= gtk_widget_get_width (self->badge) + 2 * BADGE_GAP;
  else if (self->texts[TEXT_TRAILING] != NULL && !self->narrow)
    end -= BADGE_GAP;
  return end;
}

static void
gnomon_list_line_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GnomonListLine *self = GNOMON_LIST_LINE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int start = get_title_start (self);
  int end = get_text_end (self, width);
  int title_height = get_line_height (self, TEXT_TITLE);
  int detail_height = self->narrow ? get_line_height (self, TEXT_DETAIL) : 0;
  int top = (height - title_height - detail_height) / 2;
  int baseline = top + get_baseline (self, TEXT_TITLE);
  int middle = (height - get_line_height (self, TEXT_LEAD)) / 2 + get_baseline (self, TEXT_LEAD);
  float fade = self->past ? PAST_ALPHA : 1;
  GdkRGBA color;
  int title_width;

  gnomon_compat_get_color (widget, &color);
  GTK_WIDGET_CLASS (gnomon_list_line_parent_class)->snapshot (widget, snapshot);

  if (!self->narrow)
    middle = baseline;
  draw_text (self, snapshot, TEXT_LEAD, &color, MIN (fade, LEAD_ALPHA), INSET,
             get_column (self, self->n_lead_chars, LEAD_SCALE) + LEAD_GAP - 2, middle);
  if (!self->narrow)
    draw_text (self, snapshot, TEXT_SECOND, &color, MIN (fade, LEAD_ALPHA),
               INSET + get_column (self, self->n_lead_chars, LEAD_SCALE) + LEAD_GAP,
               get_column (self, self->n_second_chars, LEAD_SCALE) + LEAD_GAP - 2, middle);

  title_width = draw_text (self, snapshot, TEXT_TITLE, &color,
                           self->past || self->struck ? PAST_ALPHA : 1, start, end - start,
                           baseline);
  if (self->narrow)
    draw_text (self, snapshot, TEXT_DETAIL, &color, DETAIL_ALPHA, start, end - start,
               top + title_height + get_baseline (self, TEXT_DETAIL));
  else if (end - start - title_width - DETAIL_GAP >= MIN_DETAIL)
    draw_text (self, snapshot, TEXT_DETAIL, &color, DETAIL_ALPHA, start + title_width + DETAIL_GAP,
               end - start - title_width - DETAIL_GAP, baseline);

  if (!self->narrow)
    draw_text (self, snapshot, TEXT_TRAILING, &color, DETAIL_ALPHA,
               get_trailing_start (self, width),
               width - get_trailing_start (self, width) - INSET, baseline);
}

static gboolean
query_tooltip_cb (GnomonListLine *self,
                  int             x,
                  int             y,
                  gboolean        keyboard,
                  GtkTooltip     *tooltip)
{
  g_assert (GNOMON_IS_LIST_LINE (self));

  if (self->layouts[TEXT_TITLE] == NULL || !pango_layout_is_ellipsized (self->layouts[TEXT_TITLE]))
    return FALSE;

  gtk_tooltip_set_text (tooltip, self->texts[TEXT_TITLE]);
  return TRUE;
}

static void
gnomon_list_line_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gnomon_list_line_parent_class)->css_changed (widget, change);
  forget_layouts (GNOMON_LIST_LINE (widget));
}

static void
gnomon_list_line_dispose (GObject *object)
{
  GnomonListLine *self = GNOMON_LIST_LINE (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->badge, gtk_widget_unparent);
  forget_layouts (self);

  G_OBJECT_CLASS (gnomon_list_line_parent_class)->dispose (object);
}

static void
gnomon_list_line_finalize (GObject *object)
{
  GnomonListLine *self = GNOMON_LIST_LINE (object);

  for (int i = 0; i < N_TEXTS; i++)
    {
      g_free (self->texts[i]);
      g_clear_pointer (&self->places[i], g_array_unref);
    }

  G_OBJECT_CLASS (gnomon_list_line_parent_class)->finalize (object);
}

static void
gnomon_list_line_class_init (GnomonListLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_list_line_dispose;
  object_class->finalize = gnomon_list_line_finalize;

  widget_class->measure = gnomon_list_line_measure;
  widget_class->size_allocate = gnomon_list_line_size_allocate;
  widget_class->snapshot = gnomon_list_line_snapshot;
  widget_class->css_changed = gnomon_list_line_css_changed;

  gtk_widget_class_set_css_name (widget_class, "listline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gnomon_list_line_init (GnomonListLine *self)
{
  self->bar = g_object_new (GTK_TYPE_BOX,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                            "css-classes", (const char *[]){ "swatch", "line-bar", NULL },
                            NULL);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * gnomon_list_line_new:
 *
 * Returns: (transfer full): an empty line
 */
GtkWidget *
gnomon_list_line_new (void)
{
  return g_object_new (GNOMON_TYPE_LIST_LINE, NULL);
}

static void
set_text (GnomonListLine *self,
          Text            text,
          const char     *value,
          const GArray   *places)
{
  g_free (self->texts[text]);
  self->texts[text] = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  g_clear_pointer (&self->places[text], g_array_unref);
  if (places != NULL && places->len > 0)
    {
      self->places[text] = g_array_sized_new (FALSE, FALSE, sizeof (GnomonTextRange), places->len);
      g_array_append_vals (self->places[text], places->data, places->len);
    }
}

/**
 * gnomon_list_line_set_content:
 * @self: a line
 * @content: what it is to show
 */
void
gnomon_list_line_set_content (GnomonListLine              *self,
                              const GnomonListLineContent *content)
{
  g_return_if_fail (GNOMON_IS_LIST_LINE (self));
  g_return_if_fail (content != NULL);

  set_text (self, TEXT_LEAD, content->lead, NULL);
  set_text (self, TEXT_SECOND, content->second_lead, NULL);
  set_text (self, TEXT_TITLE, content->title, content->title_places);
  set_text (self, TEXT_DETAIL, content->detail, content->detail_places);
  set_text (self, TEXT_TRAILING, content->trailing, NULL);
  self->struck = content->struck;
  self->past = content->past;
  forget_layouts (self);

  gtk_widget_set_visible (self->bar, content->color != NULL);
  gnomon_css_set_class (self->bar, "past", content->past);
  if (content->color != NULL)
    gnomon_palette_dress (self->bar, &self->color_class, content->color);

  if (content->badge != NULL && self->badge == NULL)
    {
      self->badge = g_object_new (GTK_TYPE_LABEL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "css-classes", (const char *[]){ "badge", NULL },
                                  NULL);
      gtk_widget_set_parent (self->badge, GTK_WIDGET (self));
    }
  if (self->badge != NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->badge), content->badge != NULL ? content->badge : "");
      gtk_widget_set_visible (self->badge, content->badge != NULL);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_list_line_set_columns:
 * @self: a line
 * @n_lead_chars: the width of what stands before the bar, in digits; 0: nothing does
 * @n_second_chars: the same of the second column there
 */
void
gnomon_list_line_set_columns (GnomonListLine *self,
                              int             n_lead_chars,
                              int             n_second_chars)
{
  g_return_if_fail (GNOMON_IS_LIST_LINE (self));

  if (self->n_lead_chars == n_lead_chars && self->n_second_chars == n_second_chars)
    return;

  self->n_lead_chars = n_lead_chars;
  self->n_second_chars = n_second_chars;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_list_line_set_narrow:
 * @self: a line
 * @narrow: whether the detail stands below the title, and the trailing text goes
 */
void
gnomon_list_line_set_narrow (GnomonListLine *self,
                             gboolean        narrow)
{
  g_return_if_fail (GNOMON_IS_LIST_LINE (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gnomon_css_set_class (GTK_WIDGET (self), "narrow", narrow);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
