/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"
#include "gnomon-ical-windows.h"
#include "gnomon-zone.h"

/*
 * Which IANA zone a file means: by the name that it gives, or by the rules that it has for it. An
 * event in a zone that has none becomes one in UTC, and a series in UTC is an hour off once the
 * clocks are set.
 */

/* Rules are compared for so long from the begin of a year on. */
#define COMPARED_DAYS 731

/* Of several with the same rules, these come first. */
static const char * const best_known[] = {
  "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London",
  "Europe/Berlin", "Europe/Helsinki", "Australia/Sydney",
};

/* By name */

static gboolean
is_utc_name (const char *name)
{
  static const char * const names[] = {
    "UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Universal",
    "Etc/Universal", "Greenwich", "Etc/Greenwich", "GMT0", "Etc/GMT0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_name (GnomonIcalZone *self,
           const char     *name)
{
  if (name == NULL || *name == '\0')
    return FALSE;

  if (is_utc_name (name))
    {
      self->name = "UTC";
      self->is_utc = TRUE;
      return TRUE;
    }

  self->zone = gnomon_zone_lookup (name);
  if (self->zone == NULL)
    return FALSE;

  self->name = g_intern_string (name);
  return TRUE;
}

static int
compare_windows_names (const void *key,
                       const void *item)
{
  return g_ascii_strcasecmp (key, ((const GnomonIcalWindowsZone *) item)->windows);
}

void
gnomon_ical_zone_resolve (GnomonIcalZone *self,
                          const char     *tzid,
                          const char     *location)
{
  const GnomonIcalWindowsZone *known;
  const char *dash;

  if (take_name (self, tzid))
    return;

  known = bsearch (tzid, gnomon_ical_windows_zones, G_N_ELEMENTS (gnomon_ical_windows_zones),
                   sizeof (GnomonIcalWindowsZone), compare_windows_names);
  if (known != NULL && take_name (self, known->iana))
    return;

  /* "/vendor.example/20251030_1/Europe/Berlin" */
  for (const char *tail = strchr (tzid, '/'); tail != NULL; tail = strchr (tail + 1, '/'))
    if (strchr (tail + 1, '/') != NULL && take_name (self, tail + 1))
      return;

  if (take_name (self, location))
    return;

  /* "US-Eastern" */
  dash = strchr (tzid, '-');
  if (dash != NULL)
    {
      g_autofree char *slashed = g_strdup (tzid);

      slashed[dash - tzid] = '/';
      take_name (self, slashed);
    }
}

/* By rules */

typedef struct
{
  GnomonIcalZone *zone;
  gint64 first;            /* wall seconds: the first noon */
  int offsets[COMPARED_DAYS]; /* at each noon, by the file */
} Rules;

/* FALSE where the clocks are never set: UTC says all of such a zone. */
static gboolean
read_rules (Rules          *rules,
            GnomonIcalZone *zone,
            gint64          wall)
{
  gboolean changes = FALSE;
  int year, month, day;

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  rules->zone = zone;
  rules->first = gnomon_civil_day_from_ymd (year, 1, 1) * GNOMON_DAY_SECONDS
                 + GNOMON_DAY_SECONDS / 2;
  for (int i = 0; i < COMPARED_DAYS; i++)
    {
      if (!gnomon_ical_zone_get_offset (zone, rules->first + i * GNOMON_DAY_SECONDS,
                                        &rules->offsets[i]))
        return FALSE;
      changes |= rules->offsets[i] != rules->offsets[0];
    }
  return changes;
}

static gboolean
is_offset (GTimeZone *zone,
           gint64     wall,
           int        offset)
{
  return wall - gnomon_zone_to_instant (zone, wall) == offset;
}

/* Whether a zone has these rules: at each noon, and around a change at each quarter of an hour. */
static gboolean
has_rules (GTimeZone   *zone,
           const Rules *rules)
{
  for (int i = 0; i < COMPARED_DAYS; i++)
    if (!is_offset (zone, rules->first + i * GNOMON_DAY_SECONDS, rules->offsets[i]))
      return FALSE;

  for (int i = 1; i < COMPARED_DAYS; i++)
    {
      gint64 noon = rules->first + i * GNOMON_DAY_SECONDS;
      int offset;

      if (rules->offsets[i] == rules->offsets[i - 1])
        continue;
      for (gint64 wall = noon - GNOMON_DAY_SECONDS; wall < noon; wall += 15 * 60)
        if (!gnomon_ical_zone_get_offset (rules->zone, wall, &offset) ||
            !is_offset (zone, wall, offset))
          return FALSE;
    }
  return TRUE;
}

/* "(UTC+01:00) Amsterdam, Berlin, Bern, Rome" names the city of Europe/Berlin. */
static gboolean
names_city (const char *tzid,
            const char *name)
{
  g_autofree char *city = g_strdup (strrchr (name, '/') != NULL ? strrchr (name, '/') + 1 : name);

  return strstr (tzid, g_strdelimit (city, "_", ' ')) != NULL;
}

static gboolean
try_name (GnomonIcalZone *self,
          const char     *name,
          const Rules    *rules)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup (name);

  return zone != NULL && has_rules (zone, rules) && take_name (self, name);
}

gboolean
gnomon_ical_zone_match (GnomonIcalZone *self,
                        const char     *tzid,
                        gint64          wall)
{
  g_autofree Rules *rules = g_new (Rules, 1);

  if (!read_rules (rules, self, wall))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (gnomon_ical_windows_zones); i++)
    if (names_city (tzid, gnomon_ical_windows_zones[i].iana) &&
        try_name (self, gnomon_ical_windows_zones[i].iana, rules))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (best_known); i++)
    if (try_name (self, best_known[i], rules))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (gnomon_ical_windows_zones); i++)
    if (try_name (self, gnomon_ical_windows_zones[i].iana, rules))
      return TRUE;
  return FALSE;
}
