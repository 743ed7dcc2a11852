/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-print.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-print-page.h"
#include "gnomon-week.h"
#include "gnomon-zone.h"

/* How many days a printed agenda has. */
#define AGENDA_DAYS 28
/* Points: twelve millimetres, which every printer can do. */
#define PAGE_MARGIN 34

typedef struct
{
  GnomonPrintKind kind;
  gint64 day;
  gint64 first_day;
  gint64 end_day;
  GPtrArray *occurrences;
  GnomonDayLoad *loads;         /* of each day, where a year is printed */
  GnomonPrintPage page;         /* without a context: what all pages have in common */
  GArray *lines;                /* of the agenda */
  GArray *breaks;               /* guint: the first line of each of its pages, and of one more */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->occurrences, g_ptr_array_unref);
  g_clear_pointer (&job->page.colors, g_hash_table_unref);
  g_clear_pointer (&job->page.font, pango_font_description_free);
  g_clear_pointer (&job->lines, g_array_unref);
  g_free (job->loads);
  g_clear_pointer (&job->breaks, g_array_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* The colours of the palette are the style's. */
static GHashTable *
find_colors (GtkWidget *widget)
{
  GHashTable *colors = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const char * const *palette = gnomon_color_get_palette ();

  for (guint i = 0; palette[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("gn_%s_base", palette[i]);
      GdkRGBA rgba;
      GnomonRgb rgb;

      gnomon_compat_lookup_color (widget, name, &rgba);
      rgb = (GnomonRgb){ (guint8) (rgba.red * 255 + .5f), (guint8) (rgba.green * 255 + .5f),
                         (guint8) (rgba.blue * 255 + .5f) };
      g_hash_table_insert (colors, (gpointer) palette[i], g_memdup2 (&rgb, sizeof rgb));
    }

  return colors;
}

static void
find_days (Job *job)
{
  int year;

  switch (job->kind)
    {
    case GNOMON_PRINT_DAY:
      job->first_day = job->day;
      job->end_day = job->day + 1;
      return;
    case GNOMON_PRINT_WEEK:
      job->first_day = gnomon_week_get_start (job->day, job->page.week_start);
      job->end_day = job->first_day + 7;
      return;
    case GNOMON_PRINT_YEAR:
      gnomon_civil_day_to_ymd (job->day, &year, NULL, NULL);
      job->first_day = gnomon_civil_day_from_ymd (year, 1, 1);
      job->end_day = gnomon_civil_day_from_ymd (year + 1, 1, 1);
      return;
    case GNOMON_PRINT_AGENDA:
      job->first_day = job->day;
      job->end_day = job->day + AGENDA_DAYS;
      return;
    case GNOMON_PRINT_MONTH:
    default:
      gnomon_print_get_month_days (job->day, job->page.week_start, &job->first_day, &job->end_day);
      return;
    }
}

static void
set_context (GnomonPrintPage *page,
             GtkPrintContext *context)
{
  g_clear_object (&page->layout);
  page->cr = gtk_print_context_get_cairo_context (context);
  page->layout = gtk_print_context_create_pango_layout (context);
  page->width = gtk_print_context_get_width (context);
  page->height = gtk_print_context_get_height (context);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Job               *job)
{
  guint line = 0;

  if (job->kind != GNOMON_PRINT_AGENDA)
    {
      gtk_print_operation_set_n_pages (operation, 1);
      return;
    }

  set_context (&job->page, context);
  g_array_append_val (job->breaks, line);
  do
    {
      line += gnomon_print_fit_agenda (&job->page, job->lines, line);
      g_array_append_val (job->breaks, line);
    }
  while (line < job->lines->len);
  gtk_print_operation_set_n_pages (operation, (int) job->breaks->len - 1);
  g_clear_object (&job->page.layout);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page_number,
              Job               *job)
{
  set_context (&job->page, context);

  switch (job->kind)
    {
    case GNOMON_PRINT_AGENDA:
      {
        guint first = g_array_index (job->breaks, guint, page_number);
        guint end = g_array_index (job->breaks, guint, page_number + 1);
        g_autofree char *from = gnomon_format_date (job->first_day);
        g_autofree char *to = gnomon_format_date (job->end_day - 1);
        /* Translators: from one date to another. */
        g_autofree char *title = g_strdup_printf (C_("dates", "%s – %s"), from, to);

        gnomon_print_page_draw_agenda (&job->page, title, job->lines, first, end - first);
        break;
      }
    case GNOMON_PRINT_YEAR:
      gnomon_print_page_draw_year (&job->page, job->first_day, job->loads);
      break;
    case GNOMON_PRINT_MONTH:
      gnomon_print_page_draw_month (&job->page, job->day, job->occurrences);
      break;
    case GNOMON_PRINT_DAY:
    case GNOMON_PRINT_WEEK:
    default:
      gnomon_print_page_draw_days (&job->page, job->first_day,
                                   (int) (job->end_day - job->first_day), job->occurrences);
      break;
    }

  g_clear_object (&job->page.layout);
}

static Job *
make_job (GtkWidget             *widget,
          GnomonStore           *store,
          const GnomonViewTime  *time,
          GnomonPrintKind        kind,
          gint64                 day,
          GError               **error)
{
  g_autoptr (Job) job = g_new0 (Job, 1);
  GTimeZone *zone = gnomon_store_get_viewer_zone (store);
  PangoContext *context = gtk_widget_get_pango_context (widget);

  job->kind = kind;
  job->day = day;
  job->page = (GnomonPrintPage){
    .mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .today = time->today,
    .week_start = time->week_start,
    .work_days = time->work_days,
    .work_start = time->work_start,
    .work_end = time->work_end,
    .hours = time->hours,
    .colors = find_colors (widget),
    .font = pango_font_description_copy (pango_context_get_font_description (context)),
  };
  find_days (job);
  job->breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  if (kind == GNOMON_PRINT_YEAR)
    {
      guint n_days = (guint) (job->end_day - job->first_day);

      job->loads = g_new0 (GnomonDayLoad, n_days);
      if (!gnomon_store_read_day_loads (store, job->first_day, n_days, TRUE, job->loads, error))
        return NULL;
      return g_steal_pointer (&job);
    }
  job->occurrences = gnomon_store_list_occurrences (
    store, gnomon_zone_to_instant (zone, job->first_day * GNOMON_DAY_SECONDS),
    gnomon_zone_to_instant (zone, job->end_day * GNOMON_DAY_SECONDS), TRUE, error);
  if (job->occurrences == NULL)
    return NULL;
  if (kind == GNOMON_PRINT_AGENDA)
    job->lines = gnomon_print_list_agenda (job->occurrences, job->first_day, job->end_day);

  return g_steal_pointer (&job);
}

static GtkPageSetup *
make_page_setup (GnomonPrintKind kind)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  gboolean wide = kind == GNOMON_PRINT_MONTH || kind == GNOMON_PRINT_WEEK;

  gtk_page_setup_set_orientation (setup, wide ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                              : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);

  return setup;
}

static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         gpointer                user_data)
{
  /* The operation holds the job as long as it lives; this is its last word. */
  g_object_unref (operation);
}

/**
 * gnomon_print_kind_from_view:
 * @view: the name of a view
 * @kind: (out): what is printed of it
 *
 * Returns: %FALSE where there is no view of this name.
 */
gboolean
gnomon_print_kind_from_view (const char      *view,
                             GnomonPrintKind *kind)
{
  static const struct
  {
    const char *view;
    GnomonPrintKind kind;
  } kinds[] = {
    { "day", GNOMON_PRINT_DAY },       { "week", GNOMON_PRINT_WEEK },
    { "month", GNOMON_PRINT_MONTH },   { "year", GNOMON_PRINT_YEAR },
    { "agenda", GNOMON_PRINT_AGENDA },
  };

  g_return_val_if_fail (view != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].view, view))
      {
        *kind = kinds[i].kind;
        return TRUE;
      }

  return FALSE;
}

/**
 * gnomon_print_run:
 * @parent: the window whose calendar it is
 * @store: where the events are
 * @time: what the views know of the time
 * @kind: what to print
 * @day: a civil day in it
 * @pdf_path: (nullable): write a PDF file there and ask nothing; %NULL: ask for a printer
 * @error: return location for a #GError
 *
 * Prints what lies in visible calendars. With a printer it is over when the user has chosen one;
 * printing itself goes on, and says of itself what goes wrong.
 *
 * Returns: %FALSE where the events cannot be read, or the file cannot be written
 */
gboolean
gnomon_print_run (GtkWindow             *parent,
                  GnomonStore           *store,
                  const GnomonViewTime  *time,
                  GnomonPrintKind        kind,
                  gint64                 day,
                  const char            *pdf_path,
                  GError               **error)
{
  g_autoptr (GtkPageSetup) setup = make_page_setup (kind);
  GtkPrintOperation *operation;
  Job *job;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), FALSE);
  g_return_val_if_fail (GNOMON_IS_STORE (store), FALSE);
  g_return_val_if_fail (time != NULL, FALSE);

  job = make_job (GTK_WIDGET (parent), store, time, kind, day, error);
  if (job == NULL)
    return FALSE;

  operation = gtk_print_operation_new ();
  g_object_set_data_full (G_OBJECT (operation), "gnomon-job", job, (GDestroyNotify) job_free);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _("Calendar"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), NULL);

  if (pdf_path != NULL)
    {
      gtk_print_operation_set_export_filename (operation, pdf_path);
      return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, parent, error)
             != GTK_PRINT_OPERATION_RESULT_ERROR;
    }

  gtk_print_operation_set_allow_async (operation, TRUE);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
