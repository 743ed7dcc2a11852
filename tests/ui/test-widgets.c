/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gnomon-chip-motion.h"
#include "gnomon-civil.h"
#include "gnomon-day-cell.h"
#include "gnomon-event-chip-private.h"
#include "gnomon-mode-bin.h"
#include "gnomon-month-week.h"
#include "gnomon-occurrence-private.h"
#include "gnomon-split-pane.h"

/* Single widgets, without a store: what they are called, how they look, how they measure. */

/* Wednesday 18 November 2026, 10:42. */
static GnomonViewTime
make_time (void)
{
  gint64 today = gnomon_civil_day_from_ymd (2026, 11, 18);

  return (GnomonViewTime){
    .now = today * GNOMON_DAY_SECONDS + 9 * 3600 + 42 * 60,
    .now_wall = today * GNOMON_DAY_SECONDS + 10 * 3600 + 42 * 60,
    .today = today,
    .week_start = 1,
    .hours = GNOMON_HOURS_24,
  };
}

static GnomonOccurrence *
make_occurrence (gint64      event_id,
                 const char *title,
                 const char *start,
                 const char *end,
                 gboolean    all_day)
{
  GnomonOccurrence *self = g_object_new (GNOMON_TYPE_OCCURRENCE, NULL);

  self->event_id = event_id;
  self->title = g_strdup (title);
  self->location = g_strdup ("");
  self->recurrence_id = g_strdup ("");
  self->color = "teal";
  self->all_day = all_day;
  g_assert_true (gnomon_civil_parse_wall (start, &self->start_wall));
  g_assert_true (gnomon_civil_parse_wall (end, &self->end_wall));
  self->starts_at = self->start_wall - 3600;
  self->ends_at = self->end_wall - 3600;

  return self;
}

static void
test_chip (void)
{
  GnomonViewTime time = make_time ();
  g_autoptr (GnomonOccurrence) occurrence = make_occurrence (1, "Team lunch", "2026-11-18T12:00",
                                                             "2026-11-18T13:00", FALSE);
  GtkWidget *chip = g_object_ref_sink (gnomon_event_chip_new ());

  gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence, GNOMON_CHIP_LINE, "Work",
                                    &time);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Team lunch, 12:00 to 13:00, Wednesday 18 November, Work");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP,
                                       TRUE);
  g_assert_true (gtk_widget_has_css_class (chip, "line"));
  g_assert_true (gtk_widget_has_css_class (chip, "teal"));
  g_assert_false (gtk_widget_has_css_class (chip, "past"));

  /* Another look takes the place of the first. */
  occurrence->own_answer = GNOMON_ATTENDEE_DECLINED;
  occurrence->color = "rose";
  time.now = occurrence->ends_at;
  gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence, GNOMON_CHIP_BAR, "Work",
                                    &time);
  g_assert_true (gtk_widget_has_css_class (chip, "chip"));
  g_assert_false (gtk_widget_has_css_class (chip, "line"));
  g_assert_true (gtk_widget_has_css_class (chip, "declined"));
  g_assert_true (gtk_widget_has_css_class (chip, "rose"));
  g_assert_false (gtk_widget_has_css_class (chip, "teal"));
  g_assert_true (gtk_widget_has_css_class (chip, "past"));

  gnomon_event_chip_set_selected (GNOMON_EVENT_CHIP (chip), TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  gnomon_event_chip_set_selected (GNOMON_EVENT_CHIP (chip), FALSE);
  g_assert_false (gtk_widget_has_css_class (chip, "selected"));

  g_assert_finalize_object (chip);
}

/* A word that is longer than a line of a narrow chip is cut at its end, not broken; where a time
 * would be cut, too, the title has all the room. */
static void
test_chip_breaks_between_words (void)
{
  static const struct
  {
    const char *title;
    int width;
    int height;
    int n_lines; /* 0: as many as it takes, and more than one */
    const char *time;
  } rows[] = {
    { "Workshop: quiet interfaces", 75, 96, 1, "12:00" },
    { "Team sync on it", 75, 96, 2, "12:00" },
    { "Team sync", 130, 48, 1, "12:00–14:00" },
    { "Workshop", 36, 96, 1, NULL },
    { "It is on", 40, 96, 0, NULL },
  };
  GnomonViewTime time = make_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonOccurrence) occurrence = make_occurrence (1, rows[i].title,
                                                                 "2026-11-18T12:00",
                                                                 "2026-11-18T14:00", FALSE);
      GtkWidget *chip = g_object_ref_sink (gnomon_event_chip_new ());
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GskRenderNode *node;
      int n_lines;

      gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence, GNOMON_CHIP_BLOCK,
                                        "Work", &time);
      gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_allocate (chip, rows[i].width, rows[i].height, -1, NULL);
      gnomon_event_chip_snapshot (chip, snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      n_lines = pango_layout_get_line_count (GNOMON_EVENT_CHIP (chip)->title);
      if (rows[i].n_lines > 0)
        g_assert_cmpint (n_lines, ==, rows[i].n_lines);
      else
        g_assert_cmpint (n_lines, >, 1);
      if (rows[i].time != NULL)
        {
          g_assert_cmpstr (pango_layout_get_text (GNOMON_EVENT_CHIP (chip)->time), ==,
                           rows[i].time);
          g_assert_false (pango_layout_is_ellipsized (GNOMON_EVENT_CHIP (chip)->time));
        }
      g_clear_pointer (&node, gsk_render_node_unref);
      g_assert_finalize_object (chip);
    }
}

static void
count_cb (GtkWidget *widget,
          gpointer   user_data)
{
  (*(guint *) user_data)++;
}

static void
test_chip_opens (void)
{
  GtkWidget *chip = g_object_ref_sink (gnomon_event_chip_new ());
  guint n_opened = 0;

  g_signal_connect (chip, "opened", G_CALLBACK (count_cb), &n_opened);
  g_assert_true (gtk_widget_activate_action (chip, "chip.open", NULL));
  g_assert_cmpuint (n_opened, ==, 1);
  g_assert_finalize_object (chip);
}

/* A colour that is none of the palette gets a class of its own, and no raw colour. */
static void
test_chip_foreign_color (void)
{
  GnomonViewTime time = make_time ();
  g_autoptr (GnomonOccurrence) occurrence = make_occurrence (1, "x", "2026-11-18T12:00",
                                                             "2026-11-18T13:00", FALSE);
  GtkWidget *chip = g_object_ref_sink (gnomon_event_chip_new ());

  occurrence->color = "#a1b2c3";
  gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence, GNOMON_CHIP_BAR, NULL,
                                    &time);
  g_assert_true (gtk_widget_has_css_class (chip, "color-a1b2c3"));
  g_assert_finalize_object (chip);
}

static void
test_day_cell (void)
{
  GnomonViewTime time = make_time ();
  GtkWidget *cell = g_object_ref_sink (gnomon_day_cell_new (GNOMON_CELL_MONTH));
  const char *colors[] = { "blue", "rose" };
  const gboolean past[] = { TRUE, FALSE };

  gnomon_day_cell_set_day (GNOMON_DAY_CELL (cell), time.today, time.today, &time);
  gnomon_day_cell_set_label (GNOMON_DAY_CELL (cell), "Wednesday 18 November, today");
  gnomon_day_cell_set_selected (GNOMON_DAY_CELL (cell), TRUE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wednesday 18 November, today");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);

  /* Dots belong to their form, and go with it. */
  gnomon_day_cell_set_form (GNOMON_DAY_CELL (cell), GNOMON_CELL_DOTS);
  gnomon_day_cell_set_dots (GNOMON_DAY_CELL (cell), colors, past, 2);
  g_assert_nonnull (gtk_widget_get_next_sibling (gtk_widget_get_first_child (cell)));
  gnomon_day_cell_set_form (GNOMON_DAY_CELL (cell), GNOMON_CELL_MONTH);
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_first_child (cell)));

  g_assert_finalize_object (cell);
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, width);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, height);
  gtk_widget_allocate (widget, width, height, -1, NULL);
}

static GPtrArray *
make_week_occurrences (void)
{
  GPtrArray *occurrences = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (occurrences, make_occurrence (1, "Span", "2026-11-14T00:00",
                                                 "2026-11-19T00:00", TRUE));
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Event %d", i);
      g_autofree char *start = g_strdup_printf ("2026-11-19T%02d:00", 12 + i);
      g_autofree char *end = g_strdup_printf ("2026-11-19T%02d:30", 12 + i);

      g_ptr_array_add (occurrences, make_occurrence (2 + i, title, start, end, FALSE));
    }

  return occurrences;
}

static double
get_x (GtkWidget *widget,
       GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));

  return bounds.origin.x;
}

static void
test_week (void)
{
  GnomonViewTime time = make_time ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal,
                                                        g_free, g_free);
  g_autoptr (GPtrArray) occurrences = make_week_occurrences ();
  g_autoptr (GPtrArray) monday = NULL;
  g_autoptr (GPtrArray) thursday = NULL;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = gnomon_month_week_new ();
  GnomonMonthWeek *week = GNOMON_MONTH_WEEK (widget);
  GtkWidget *first_stop;
  int header;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_ROLE_ROW);
  gnomon_month_week_set_content (week, gnomon_civil_day_from_ymd (2026, 11, 16), time.today,
                                 occurrences, names, &time);
  gnomon_month_week_set_pitch (week, 22);
  header = gnomon_day_cell_get_header_height (gnomon_month_week_get_cell (week, 0));

  /* Room for three lines: of five events two are shown, and a button for the rest. */
  allocate (widget, 700, header + 3 * 22 + 5);
  thursday = gnomon_month_week_list_stops (week, 3);
  g_assert_cmpuint (thursday->len, ==, 3);
  g_assert_true (GNOMON_IS_EVENT_CHIP (g_ptr_array_index (thursday, 0)));
  g_assert_true (GTK_IS_BUTTON (g_ptr_array_index (thursday, 2)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (g_ptr_array_index (thursday, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "3 more events, Thursday 19 November");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gnomon_month_week_get_cell (week, 3)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Thursday 19 November, 5 events");
  first_stop = g_ptr_array_index (thursday, 0);

  /* The span goes on from the week before: it begins at the edge, with square corners. */
  monday = gnomon_month_week_list_stops (week, 0);
  g_assert_cmpuint (monday->len, ==, 1);
  g_assert_true (gtk_widget_has_css_class (g_ptr_array_index (monday, 0), "cont-start"));
  g_assert_false (gtk_widget_has_css_class (g_ptr_array_index (monday, 0), "cont-end"));
  g_assert_cmpfloat (get_x (g_ptr_array_index (monday, 0), widget), ==, 0);
  g_assert_cmpint (gnomon_month_week_get_stop_column (week, first_stop), ==, 3);

  /* With more room all are shown, and those that were there keep their chips. */
  allocate (widget, 700, header + 6 * 22);
  g_clear_pointer (&thursday, g_ptr_array_unref);
  thursday = gnomon_month_week_list_stops (week, 3);
  g_assert_cmpuint (thursday->len, ==, 5);
  g_assert_true (g_ptr_array_index (thursday, 0) == first_stop);

  /* From right to left Thursday lies as far from the other edge. */
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  allocate (widget, 700, header + 6 * 22);
  g_assert_cmpfloat (get_x (GTK_WIDGET (gnomon_month_week_get_cell (week, 0)), widget), ==, 600);
  g_assert_cmpfloat (get_x (first_stop, widget), ==, 304);

  /* The narrow form has no chips. */
  gnomon_month_week_set_compact (week, TRUE);
  g_clear_pointer (&thursday, g_ptr_array_unref);
  thursday = gnomon_month_week_list_stops (week, 3);
  g_assert_cmpuint (thursday->len, ==, 0);

  g_object_ref (widget);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

static void
show_days (GnomonMonthWeek *week,
           const char      *start,
           const char      *end)
{
  GnomonViewTime time = make_time ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal,
                                                        g_free, g_free);
  g_autoptr (GPtrArray) occurrences = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (occurrences, make_occurrence (1, "Dentist", start, end, FALSE));
  gnomon_month_week_set_content (week, gnomon_civil_day_from_ymd (2026, 11, 16), time.today,
                                 occurrences, names, &time);
}

/* A chip begins its way where it was, and ends it at its place. */
static void
test_motion (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = gnomon_month_week_new ();
  GnomonMonthWeek *week = GNOMON_MONTH_WEEK (widget);
  GnomonChipMotion *motion = gnomon_chip_motion_new (widget);
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  graphene_point_t shift;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gnomon_month_week_set_pitch (week, 22);
  show_days (week, "2026-11-17T09:00", "2026-11-17T10:00");
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 200);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) < 700)
    g_main_context_iteration (NULL, TRUE);

  gnomon_month_week_collect_chips (week, chips);
  g_assert_cmpuint (chips->len, ==, 1);
  gnomon_chip_motion_note (motion, chips);
  show_days (week, "2026-11-19T09:00", "2026-11-19T10:00");
  allocate (widget, 700, 200);
  g_ptr_array_set_size (chips, 0);
  gnomon_month_week_collect_chips (week, chips);
  gnomon_chip_motion_start (motion, chips);
  gnomon_event_chip_get_shift (g_ptr_array_index (chips, 0), &shift);
  g_assert_cmpfloat (shift.x, ==, -200);
  g_assert_cmpfloat (shift.y, ==, 0);
  while (shift.x != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      gnomon_event_chip_get_shift (g_ptr_array_index (chips, 0), &shift);
    }

  /* Where the user wants no animations it is there at once. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gnomon_chip_motion_note (motion, chips);
  g_assert_false (gnomon_chip_motion_is_noted (motion));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);

  gnomon_chip_motion_free (motion);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
mode_cb (GnomonModeBin *bin,
         GParamSpec    *pspec,
         guint         *n_changes)
{
  (*n_changes)++;
}

static void
test_mode_bin (void)
{
  static const struct
  {
    int width;
    GnomonMode mode;
  } rows[] = {
    { 360, GNOMON_MODE_NARROW }, { 559, GNOMON_MODE_NARROW }, { 560, GNOMON_MODE_SMALL },
    { 679, GNOMON_MODE_SMALL }, { 680, GNOMON_MODE_MEDIUM }, { 999, GNOMON_MODE_MEDIUM },
    { 1000, GNOMON_MODE_WIDE }, { 3000, GNOMON_MODE_WIDE },
  };
  GtkWidget *bin = g_object_ref_sink (g_object_new (GNOMON_TYPE_MODE_BIN, NULL));
  guint n_changes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gnomon_mode_bin_note_width (GNOMON_MODE_BIN (bin), rows[i].width);
      g_assert_cmpint (gnomon_mode_bin_get_mode (GNOMON_MODE_BIN (bin)), ==, rows[i].mode);
    }

  /* In a layout the mode stays; it changes when the layout is done. */
  g_signal_connect (bin, "notify::mode", G_CALLBACK (mode_cb), &n_changes);
  allocate (bin, 400, 300);
  g_assert_cmpuint (n_changes, ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (gnomon_mode_bin_get_mode (GNOMON_MODE_BIN (bin)), ==, GNOMON_MODE_NARROW);

  g_assert_finalize_object (bin);
}

/* A mode that what is held has no room for gives way to the next one, and comes back with the room;
 * nothing keeps the window from being made narrower. */
static void
test_mode_bin_of_long_words (void)
{
  GtkWidget *bin = g_object_ref_sink (g_object_new (GNOMON_TYPE_MODE_BIN, NULL));
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int minimum;

  gtk_widget_set_size_request (child, 800, 100);
  gnomon_mode_bin_set_child (GNOMON_MODE_BIN (bin), child);
  gnomon_mode_bin_note_width (GNOMON_MODE_BIN (bin), 900);
  allocate (bin, 900, 300);
  g_assert_cmpint (gnomon_mode_bin_get_mode (GNOMON_MODE_BIN (bin)), ==, GNOMON_MODE_MEDIUM);

  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);
  allocate (bin, 700, 300);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (gnomon_mode_bin_get_mode (GNOMON_MODE_BIN (bin)), ==, GNOMON_MODE_SMALL);

  gtk_widget_set_size_request (child, 300, 100);
  allocate (bin, 799, 300);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (gnomon_mode_bin_get_mode (GNOMON_MODE_BIN (bin)), ==, GNOMON_MODE_SMALL);
  allocate (bin, 800, 300);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (gnomon_mode_bin_get_mode (GNOMON_MODE_BIN (bin)), ==, GNOMON_MODE_MEDIUM);

  g_assert_finalize_object (bin);
}

static void
test_split_pane (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = gnomon_split_pane_new ();
  GnomonSplitPane *pane = GNOMON_SPLIT_PANE (widget);
  GtkWidget *sidebar = gtk_label_new ("sidebar");
  GtkWidget *content = gtk_label_new ("content");
  int minimum, content_minimum;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gnomon_split_pane_set_sidebar (pane, sidebar);
  gnomon_split_pane_set_content (pane, content);

  /* Docked, the sidebar needs its room beside the content. That the window can become smaller all
   * the same, and the pane folds then, is the affair of the bin around it. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &content_minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 256 + content_minimum);
  allocate (widget, 1200, 600);
  g_assert_cmpint (gtk_widget_get_width (sidebar), ==, 256);
  g_assert_cmpint (gtk_widget_get_width (content), ==, 1200 - 256);

  gnomon_split_pane_set_show_sidebar (pane, FALSE);
  allocate (widget, 1200, 600);
  g_assert_cmpint (gtk_widget_get_width (content), ==, 1200);
  g_assert_false (gtk_widget_get_child_visible (sidebar));

  /* Folded, it lies over the content; the state of before comes back with the room. */
  gnomon_split_pane_set_show_sidebar (pane, TRUE);
  gnomon_split_pane_set_folded (pane, TRUE);
  g_assert_false (gnomon_split_pane_get_show_sidebar (pane));
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 256);
  g_assert_cmpint (minimum, >=, content_minimum);
  gnomon_split_pane_set_show_sidebar (pane, TRUE);
  allocate (widget, 800, 600);
  g_assert_cmpint (gtk_widget_get_width (content), ==, 800);
  g_assert_true (gtk_widget_get_child_visible (sidebar));
  g_assert_true (gtk_widget_get_last_child (widget) == sidebar);
  gnomon_split_pane_set_show_sidebar (pane, FALSE);
  gnomon_split_pane_set_folded (pane, FALSE);
  g_assert_true (gnomon_split_pane_get_show_sidebar (pane));
  g_assert_true (gtk_widget_get_first_child (widget) == sidebar);

  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  allocate (widget, 1200, 600);
  g_assert_cmpfloat (get_x (sidebar, widget), ==, 1200 - 256);
  g_assert_cmpfloat (get_x (content, widget), ==, 0);

  g_object_ref (widget);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (widget);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/widgets/chip", test_chip);
  g_test_add_func ("/widgets/chip-breaks-between-words", test_chip_breaks_between_words);
  g_test_add_func ("/widgets/chip-opens", test_chip_opens);
  g_test_add_func ("/widgets/chip-foreign-color", test_chip_foreign_color);
  g_test_add_func ("/widgets/day-cell", test_day_cell);
  g_test_add_func ("/widgets/week", test_week);
  g_test_add_func ("/widgets/motion", test_motion);
  g_test_add_func ("/widgets/mode-bin", test_mode_bin);
  g_test_add_func ("/widgets/mode-bin-of-long-words", test_mode_bin_of_long_words);
  g_test_add_func ("/widgets/split-pane", test_split_pane);

  return g_test_run ();
}
