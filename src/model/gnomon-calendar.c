/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-calendar.h"
#include "gnomon-error.h"

struct _GnomonCalendar
{
  GObject parent_instance;

  gint64 id;
  char *name;
  char *color;
  gboolean visible;
  gboolean is_default;
  gboolean read_only;
  char *source_url;
  gint64 refreshed_at;
  char *refresh_error;
  int refresh_minutes;
};

G_DEFINE_FINAL_TYPE (GnomonCalendar, gnomon_calendar, G_TYPE_OBJECT)

static const char * const palette[] = {
  "blue", "sky", "teal", "green", "olive", "amber", "orange", "rose", "violet", "slate", NULL
};

static void
gnomon_calendar_finalize (GObject *object)
{
  GnomonCalendar *self = GNOMON_CALENDAR (object);

  g_free (self->name);
  g_free (self->color);
  g_free (self->source_url);
  g_free (self->refresh_error);

  G_OBJECT_CLASS (gnomon_calendar_parent_class)->finalize (object);
}

static void
gnomon_calendar_class_init (GnomonCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gnomon_calendar_finalize;
}

static void
gnomon_calendar_init (GnomonCalendar *self)
{
}

/**
 * gnomon_calendar_new:
 * @id: the calendar's id
 * @name: its name
 * @color: a palette name, or `#rrggbb`
 * @visible: whether the window shows it
 * @is_default: whether it takes the events that name no calendar
 * @read_only: whether its events cannot be changed
 *
 * Returns: (transfer full): a calendar
 */
GnomonCalendar *
gnomon_calendar_new (gint64      id,
                     const char *name,
                     const char *color,
                     gboolean    visible,
                     gboolean    is_default,
                     gboolean    read_only)
{
  GnomonCalendar *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (color != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_CALENDAR, NULL);
  self->id = id;
  self->name = g_strdup (name);
  self->color = g_strdup (color);
  self->visible = !!visible;
  self->is_default = !!is_default;
  self->read_only = !!read_only;
  self->source_url = g_strdup ("");
  self->refresh_error = g_strdup ("");

  return self;
}

/**
 * gnomon_calendar_get_id:
 * @self: a calendar
 *
 * Returns: the id
 */
gint64
gnomon_calendar_get_id (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), 0);

  return self->id;
}

/**
 * gnomon_calendar_get_name:
 * @self: a calendar
 *
 * Returns: (transfer none): the name that people see
 */
const char *
gnomon_calendar_get_name (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), NULL);

  return self->name;
}

/**
 * gnomon_calendar_get_color:
 * @self: a calendar
 *
 * Returns: (transfer none): a palette name, or `#rrggbb`
 */
const char *
gnomon_calendar_get_color (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), NULL);

  return self->color;
}

/**
 * gnomon_calendar_is_visible:
 * @self: a calendar
 *
 * Returns: whether the window shows its events
 */
gboolean
gnomon_calendar_is_visible (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), FALSE);

  return self->visible;
}

/**
 * gnomon_calendar_is_default:
 * @self: a calendar
 *
 * Returns: whether it takes the events that name no calendar
 */
gboolean
gnomon_calendar_is_default (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), FALSE);

  return self->is_default;
}

/**
 * gnomon_calendar_is_read_only:
 * @self: a calendar
 *
 * Returns: whether its events cannot be changed
 */
gboolean
gnomon_calendar_is_read_only (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), FALSE);

  return self->read_only;
}

/**
 * gnomon_calendar_set_source:
 * @self: a calendar that nobody else has seen yet
 * @source_url: where its events are from
 * @refreshed_at: Unix seconds; 0: they were not fetched yet
 * @refresh_error: why they could not be fetched the last time; `""` where they could
 * @refresh_minutes: how often they are
 *
 * Makes it a subscribed calendar.
 */
void
gnomon_calendar_set_source (GnomonCalendar *self,
                            const char     *source_url,
                            gint64          refreshed_at,
                            const char     *refresh_error,
                            int             refresh_minutes)
{
  g_return_if_fail (GNOMON_IS_CALENDAR (self));

  g_free (self->source_url);
  g_free (self->refresh_error);
  self->source_url = g_strdup (source_url);
  self->refreshed_at = refreshed_at;
  self->refresh_error = g_strdup (refresh_error);
  self->refresh_minutes = refresh_minutes;
}

/**
 * gnomon_calendar_is_subscribed:
 * @self: a calendar
 *
 * Returns: whether its events are read from the web
 */
gboolean
gnomon_calendar_is_subscribed (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), FALSE);

  return *self->source_url != '\0';
}

/**
 * gnomon_calendar_get_source_url:
 * @self: a calendar
 *
 * Returns: (transfer none): where its events are from, as it was given; `""` where it is the user's
 */
const char *
gnomon_calendar_get_source_url (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), NULL);

  return self->source_url;
}

/**
 * gnomon_calendar_get_refreshed_at:
 * @self: a calendar
 *
 * Returns: when its events were known to be those of its source last, in Unix seconds; 0: never
 */
gint64
gnomon_calendar_get_refreshed_at (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), 0);

  return self->refreshed_at;
}

/**
 * gnomon_calendar_get_refresh_error:
 * @self: a calendar
 *
 * Returns: (transfer none): why the last try to refresh it failed, in English; else `""`
 */
const char *
gnomon_calendar_get_refresh_error (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), NULL);

  return self->refresh_error;
}

/**
 * gnomon_calendar_get_refresh_minutes:
 * @self: a calendar
 *
 * Returns: how often it is refreshed; 0 where it is the user's
 */
int
gnomon_calendar_get_refresh_minutes (GnomonCalendar *self)
{
  g_return_val_if_fail (GNOMON_IS_CALENDAR (self), 0);

  return self->refresh_minutes;
}

/**
 * gnomon_color_get_palette:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the palette, in its order
 */
const char * const *
gnomon_color_get_palette (void)
{
  return palette;
}

/**
 * gnomon_color_normalize:
 * @text: a palette name or `#rrggbb`, in any case
 * @field: the field that it was given in
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): the color in the form that is stored
 */
char *
gnomon_color_normalize (const char  *text,
                        const char  *field,
                        GError     **error)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  lower = g_ascii_strdown (text, -1);
  g_strstrip (lower);

  if (g_strv_contains (palette, lower))
    return g_steal_pointer (&lower);

  if (lower[0] == '#' && strlen (lower) == 7 && strspn (lower + 1, "0123456789abcdef") == 6)
    return g_steal_pointer (&lower);

  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field,
                          "must be a palette name, such as “blue”, or #rrggbb");
  return NULL;
}
