/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gnomon-civil.h"
#include "gnomon-event-chip.h"
#include "gnomon-occurrence-private.h"
#include "gnomon-palette.h"
#include "gnomon-style.h"

/*
 * All that an event can look like, side by side: each colour in each state. It takes the time and
 * the data from nowhere else, so that two pictures of it differ only where the chips do.
 */

typedef struct
{
  const char *name;
  GtkStateFlags flags;
  gboolean is_guest;           /* the user, with this answer */
  GnomonAttendeeStatus answer;
  GnomonEventStatus status;
  gboolean past;
  gboolean selected;
  gboolean lifted;
} State;

static const State states[] = {
  { .name = "Normal" },
  { .name = "Hover", .flags = GTK_STATE_FLAG_PRELIGHT },
  { .name = "Focus", .flags = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE },
  { .name = "Selected", .selected = TRUE },
  { .name = "Dragged", .lifted = TRUE },
  { .name = "Past", .past = TRUE },
  { .name = "Maybe", .is_guest = TRUE, .answer = GNOMON_ATTENDEE_TENTATIVE },
  { .name = "Reply needed", .is_guest = TRUE, .answer = GNOMON_ATTENDEE_PENDING },
  { .name = "Declined", .is_guest = TRUE, .answer = GNOMON_ATTENDEE_DECLINED },
  { .name = "Cancelled", .status = GNOMON_STATUS_CANCELLED },
};

static const char * const colors[] = {
  "blue", "sky", "teal", "green", "olive", "amber", "orange", "rose", "violet", "slate",
};

/* Wednesday 18 November 2026, 10:42 in Berlin. */
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

static GtkWidget *
make_chip (const char           *title,
           const char           *color,
           const State          *state,
           GnomonChipForm        form,
           const GnomonViewTime *time)
{
  g_autoptr (GnomonOccurrence) occurrence = g_object_new (GNOMON_TYPE_OCCURRENCE, NULL);
  GtkWidget *chip;
  gint64 day = time->today + (state->past ? -1 : 1);

  occurrence->title = g_strdup (title);
  occurrence->location = g_strdup ("");
  occurrence->recurrence_id = g_strdup ("");
  occurrence->color = color;
  occurrence->status = state->status;
  occurrence->own_answer = state->is_guest ? (int) state->answer : -1;
  occurrence->all_day = form == GNOMON_CHIP_BAR;
  occurrence->start_wall = day * GNOMON_DAY_SECONDS + (occurrence->all_day ? 0 : 10 * 3600);
  occurrence->end_wall = occurrence->start_wall + (occurrence->all_day ? GNOMON_DAY_SECONDS : 3600);
  occurrence->starts_at = occurrence->start_wall - 3600;
  occurrence->ends_at = occurrence->end_wall - 3600;

  if (state->lifted)
    {
      chip = gnomon_event_chip_new_ghost ();
      gnomon_event_chip_set_ghost (GNOMON_EVENT_CHIP (chip), title, color, form, TRUE);
      gnomon_event_chip_set_times (GNOMON_EVENT_CHIP (chip), occurrence->start_wall,
                                   occurrence->end_wall, time->hours);
    }
  else
    {
      chip = gnomon_event_chip_new ();
      gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence, form, "Work", time);
      gnomon_event_chip_set_selected (GNOMON_EVENT_CHIP (chip), state->selected);
    }
  gtk_widget_set_state_flags (chip, state->flags, FALSE);
  return chip;
}

static void
attach (GtkWidget *grid,
        GtkWidget *chip,
        int        column,
        int        row,
        int        width,
        int        height)
{
  gtk_widget_set_size_request (chip, width, height);
  gtk_grid_attach (GTK_GRID (grid), chip, column, row, 1, 1);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_blocks (const GnomonViewTime *time)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (guint column = 0; column < G_N_ELEMENTS (states); column++)
    gtk_grid_attach (GTK_GRID (grid), make_label (states[column].name), column + 1, 0, 1, 1);

  for (guint row = 0; row < G_N_ELEMENTS (colors); row++)
    {
      gtk_grid_attach (GTK_GRID (grid), make_label (gnomon_palette_get_name (colors[row])), 0,
                       row + 1, 1, 1);
      for (guint column = 0; column < G_N_ELEMENTS (states); column++)
        attach (grid,
                make_chip ("Team lunch", colors[row], &states[column], GNOMON_CHIP_BLOCK, time),
                column + 1, row + 1, 104, 46);
    }
  return grid;
}

/* A row of bars or of a month's lines; @titles says the state of each by its own name. */
static GtkWidget *
make_row (GnomonChipForm        form,
          const GnomonViewTime *time)
{
  GtkWidget *grid = gtk_grid_new ();
  int column = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GtkWidget *chip;

      if (states[i].flags != 0 || states[i].lifted)
        continue;
      chip = make_chip (states[i].name, colors[column % G_N_ELEMENTS (colors)], &states[i], form,
                        time);
      if (form == GNOMON_CHIP_BAR && i == 0)
        gnomon_event_chip_set_continues (GNOMON_EVENT_CHIP (chip), TRUE, FALSE);
      attach (grid, chip, column++, 0, 154, -1);
    }
  return grid;
}

static void
activated_cb (GtkApplication *application,
              gpointer        user_data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GnomonViewTime time = make_time ();

  gnomon_style_init ();
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 18);
  gtk_box_append (GTK_BOX (box), make_blocks (&time));
  gtk_box_append (GTK_BOX (box), make_row (GNOMON_CHIP_BAR, &time));
  gtk_box_append (GTK_BOX (box), make_row (GNOMON_CHIP_LINE, &time));

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Chips");
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  /* The window's own style sheets are found by this path. */
  g_autoptr (AdwApplication) application =
      g_object_new (ADW_TYPE_APPLICATION,
                    "application-id", "org.gnomon.ChipBoard",
                    "flags", G_APPLICATION_NON_UNIQUE,
                    "resource-base-path", "/org/gnomon/Gnomon",
                    NULL);

  g_signal_connect (application, "activate", G_CALLBACK (activated_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
