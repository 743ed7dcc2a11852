/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gnomon-civil.h"
#include "gnomon-zone.h"

#define ZONEINFO_FOLDER "/usr/share/zoneinfo"

/* Kept up to date by Flatpak's session helper; not there outside of a sandbox. */
#define SANDBOX_ZONE_FILE "/run/host/monitor/timezone"

/* The zones as they were looked up, and the database that they came from. */
static struct
{
  GMutex mutex;
  GHashTable *by_name;          /* NULL before the first look-up */
  char *version;                /* of the database when the first of them was read */
  int generation;               /* atomic; counts the databases that were read */
} zones;

/* Far outside of the years 1 to 9999 no zone has an offset; this keeps sums from overflowing. */
#define WALL_LIMIT G_GINT64_CONSTANT (400000000000)

/*
 * Offsets change a few times a year, and events come in crowds: nearly all questions fall into a
 * stretch of some six days in which the offset stands still. Each thread remembers a few hundred
 * of those, and no lock is needed.
 */
#define STRETCH_BITS 19
/* Twice the 26 hours by which two offsets can differ, and less than half a stretch. */
#define SHIFT_RANGE (2 * 26 * 3600)
#define N_STRETCHES 256

typedef struct
{
  GTimeZone *zone;     /* owned, so that no other zone can get its address */
  gint64 number;       /* the instant, shifted by STRETCH_BITS */
  int offset;
  gboolean steady;     /* the offset holds from the stretch's begin to its end */
} Stretch;

static void
stretches_free (gpointer data)
{
  Stretch *stretches = data;

  for (guint i = 0; i < N_STRETCHES; i++)
    g_clear_pointer (&stretches[i].zone, g_time_zone_unref);
  g_free (stretches);
}

static GPrivate stretches_of_thread = G_PRIVATE_INIT (stretches_free);

static int
interval_at (GTimeZone *zone,
             gint64     unix_seconds)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_seconds);
}

static const Stretch *
find_stretch (GTimeZone *zone,
              gint64     unix_seconds)
{
  gint64 number = unix_seconds >> STRETCH_BITS;
  Stretch *stretches = g_private_get (&stretches_of_thread);
  Stretch *stretch;
  int first, last;

  if (G_UNLIKELY (stretches == NULL))
    {
      stretches = g_new0 (Stretch, N_STRETCHES);
      g_private_set (&stretches_of_thread, stretches);
    }

  stretch = &stretches[((guint64) number ^ (GPOINTER_TO_SIZE (zone) >> 5)) % N_STRETCHES];
  if (stretch->zone == zone && stretch->number == number)
    return stretch;

  first = interval_at (zone, number * (G_GINT64_CONSTANT (1) << STRETCH_BITS));
  last = interval_at (zone, (number + 1) * (G_GINT64_CONSTANT (1) << STRETCH_BITS) - 1);

  g_time_zone_ref (zone);
  g_clear_pointer (&stretch->zone, g_time_zone_unref);
  stretch->zone = zone;
  stretch->number = number;
  stretch->offset = g_time_zone_get_offset (zone, first);
  stretch->steady = first == last;

  return stretch;
}

static int
offset_at (GTimeZone *zone,
           gint64     unix_seconds)
{
  const Stretch *stretch = find_stretch (zone, unix_seconds);

  if (stretch->steady)
    return stretch->offset;

  return g_time_zone_get_offset (zone, interval_at (zone, unix_seconds));
}

/* Whether @name has the form of an IANA name: components of letters, digits, '+', '-' and '_', the
 * first beginning with a letter. So no path leaves the folder, and no POSIX rule passes. */
static gboolean
is_zone_name (const char *name)
{
  gsize length = strlen (name);

  if (length > 64 || !g_ascii_isalpha (name[0]) || name[length - 1] == '/')
    return FALSE;

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '+' && *p != '-' && *p != '_' && (*p != '/' || p[1] == '/'))
      return FALSE;

  /* These are in the folder too, and are no zones of the database. */
  return !g_str_has_prefix (name, "posix/") && !g_str_has_prefix (name, "right/") &&
         !g_str_equal (name, "posixrules") && !g_str_equal (name, "localtime") &&
         !g_str_equal (name, "Factory");
}

static const char *
get_zoneinfo_folder (void)
{
  const char *folder = g_getenv ("TZDIR");

  return folder != NULL ? folder : ZONEINFO_FOLDER;
}

/* What says which database it is: the first that is there counts. */
static const char * const version_files[] = { "tzdata.zi", "+VERSION", "zone1970.tab" };

/* The first line of the database's source, as in "# version 2026b". */
static char *
dup_source_version (void)
{
  static const char prefix[] = "# version ";
  g_autofree char *path = g_build_filename (get_zoneinfo_folder (), version_files[0], NULL);
  g_autofree char *content = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL) || !g_str_has_prefix (content, prefix))
    return NULL;

  content[strcspn (content, "\n")] = '\0';

  return g_strdup (content + strlen (prefix));
}

static char *
read_database_version (void)
{
  g_autofree char *version = dup_source_version ();
  g_autofree char *version_path =
    g_build_filename (get_zoneinfo_folder (), version_files[1], NULL);
  g_autofree char *index_path = g_build_filename (get_zoneinfo_folder (), version_files[2], NULL);
  GStatBuf info;

  if (version == NULL && g_file_get_contents (version_path, &version, NULL, NULL))
    g_strstrip (version);
  if (version == NULL && g_stat (index_path, &info) == 0)
    {
      g_autofree char *time = gnomon_civil_format_instant (info.st_mtime);

      version = g_strdup_printf ("of %s", time);
    }

  return version != NULL ? g_steal_pointer (&version) : g_strdup ("");
}

/* GLib takes whatever lies in the folder for a zone, and what does not for a POSIX rule. */
static gboolean
is_zone_file (const char *name)
{
  g_autofree char *path = g_build_filename (get_zoneinfo_folder (), name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
         g_file_get_contents (path, &content, &length, NULL) &&
         length > 44 && memcmp (content, "TZif", 4) == 0;
}

/* (nullable): GLib gives the same zone for a name as long as anybody has it, though its file is
 * another one by now; so each database has names of its own for the same files. */
static GTimeZone *
read_zone (const char *name)
{
  g_autoptr (GString) path = NULL;

  if (g_str_equal (name, "UTC"))
    return g_time_zone_new_utc ();
  if (!is_zone_name (name) || !is_zone_file (name))
    return NULL;

  path = g_string_new (NULL);
  for (int i = 0; i < zones.generation; i++)
    g_string_append (path, "./");
  g_string_append (path, name);

  return g_time_zone_new_identifier (path->str);
}

/* With the lock held. */
static void
ensure_zones (void)
{
  if (zones.by_name != NULL)
    return;

  zones.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_time_zone_unref);
  zones.version = read_database_version ();
}

/**
 * gnomon_zone_lookup:
 * @name: an IANA name, such as `Europe/Berlin`
 *
 * Finds a zone by its name. Zones are kept, so that asking again is cheap. May be called from any
 * thread. No file outside of the system's zoneinfo folder is opened, whatever @name is.
 *
 * Returns: (transfer full) (nullable): the zone; %NULL where none has that name
 */
GTimeZone *
gnomon_zone_lookup (const char *name)
{
  g_autoptr (GMutexLocker) locker = NULL;
  GTimeZone *zone;

  g_return_val_if_fail (name != NULL, NULL);

  locker = g_mutex_locker_new (&zones.mutex);
  ensure_zones ();
  zone = g_hash_table_lookup (zones.by_name, name);
  if (zone == NULL)
    {
      zone = read_zone (name);
      if (zone == NULL)
        return NULL;

      g_hash_table_insert (zones.by_name, g_strdup (name), zone);
    }

  return g_time_zone_ref (zone);
}

/**
 * gnomon_zone_reload:
 *
 * Looks whether the time zone database has been replaced since zones were read from it. Then they
 * are read anew when they are looked up the next time; who has one keeps what it was.
 *
 * Returns: %TRUE where it has been
 */
gboolean
gnomon_zone_reload (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&zones.mutex);
  g_autofree char *version = NULL;

  ensure_zones ();
  version = read_database_version ();
  if (g_str_equal (version, zones.version))
    return FALSE;

  g_free (zones.version);
  zones.version = g_steal_pointer (&version);
  g_hash_table_remove_all (zones.by_name);
  g_atomic_int_inc (&zones.generation);

  return TRUE;
}

/**
 * gnomon_zone_get_generation:
 *
 * Returns: another number after gnomon_zone_reload(): whatever was made by zones is made anew then
 */
int
gnomon_zone_get_generation (void)
{
  return g_atomic_int_get (&zones.generation);
}

/**
 * gnomon_zone_new_system:
 *
 * The zone of gnomon_zone_dup_system_name(), read anew at each call, so that a changed setting is
 * seen.
 *
 * Returns: (transfer full): the system's zone
 */
GTimeZone *
gnomon_zone_new_system (void)
{
  g_autofree char *name = gnomon_zone_dup_system_name ();

  return gnomon_zone_lookup (name);
}

/* (nullable): what TZ says. It may have a colon before it, which means nothing. */
static const char *
get_environment_zone (void)
{
  const char *name = g_getenv ("TZ");

  if (name != NULL && *name == ':')
    name++;

  return name != NULL && *name != '\0' ? name : NULL;
}

/* The name of the zone to which a path leads, through links as they are set up in /etc; (nullable):
 * it leads to no zone of the database. */
static char *
dup_name_of_path (const char *path)
{
  g_autofree char *target = realpath (path, NULL);
  g_autofree char *folder = realpath (get_zoneinfo_folder (), NULL);
  const char *name;

  if (target == NULL || folder == NULL || !g_str_has_prefix (target, folder))
    return NULL;

  name = target + strlen (folder);

  return *name == '/' ? g_strdup (name + 1) : NULL;
}

/* What GLib makes of /etc/localtime and /etc/timezone. */
static char *
dup_local_name (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  return g_strdup (g_time_zone_get_identifier (local));
}

/**
 * gnomon_zone_dup_system_name:
 *
 * The name of the zone that the environment variable TZ or else the system's setting has. Inside
 * of Flatpak /etc is as it was when the sandbox was made; there the session's helper says what the
 * system has now.
 *
 * Returns: (transfer full): an IANA name; `UTC` where there is no setting, or one without a name
 */
char *
gnomon_zone_dup_system_name (void)
{
  const char *given = get_environment_zone ();
  g_autofree char *name = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  if (given != NULL)
    name = *given == '/' ? dup_name_of_path (given) : g_strdup (given);
  else if (!g_file_get_contents (SANDBOX_ZONE_FILE, &name, NULL, NULL))
    name = dup_local_name ();

  if (name == NULL)
    return g_strdup ("UTC");

  zone = gnomon_zone_lookup (g_strstrip (name));

  return zone != NULL ? g_steal_pointer (&name) : g_strdup ("UTC");
}

/**
 * gnomon_zone_list_system_files:
 *
 * Returns: (transfer full): the files by which gnomon_zone_dup_system_name() goes, whether they are
 *   there or not; none where the environment names the zone
 */
char **
gnomon_zone_list_system_files (void)
{
  const char *given = get_environment_zone ();
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  if (given == NULL)
    g_strv_builder_add_many (files, "/etc/localtime", "/etc/timezone", SANDBOX_ZONE_FILE, NULL);
  else if (*given == '/')
    g_strv_builder_add (files, given);

  return g_strv_builder_end (files);
}

/**
 * gnomon_zone_list_database_files:
 *
 * Returns: (transfer full): the files that say which database it is, whether they are there or not
 */
char **
gnomon_zone_list_database_files (void)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (version_files); i++)
    {
      g_autofree char *path = g_build_filename (get_zoneinfo_folder (), version_files[i], NULL);

      g_strv_builder_add (files, path);
    }

  return g_strv_builder_end (files);
}

/**
 * gnomon_zone_dup_database_version:
 *
 * The release of the time zone database that this process has its zones from. Not every
 * distribution says it; then the age of its index stands for it.
 *
 * Returns: (transfer full): as in `2026b`; `""` where there is no database
 */
char *
gnomon_zone_dup_database_version (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&zones.mutex);

  ensure_zones ();
  return g_strdup (zones.version);
}

/**
 * gnomon_zone_to_instant:
 * @zone: (nullable): a zone; %NULL for UTC
 * @wall: wall seconds in @zone
 *
 * A wall time that occurs twice is its first occurrence; one in a gap is taken with the offset
 * before the gap. May be called from any thread.
 *
 * Returns: Unix seconds
 */
gint64
gnomon_zone_to_instant (GTimeZone *zone,
                        gint64     wall)
{
  const Stretch *before;
  int interval, last, offset;

  if (zone == NULL || wall < -WALL_LIMIT || wall > WALL_LIMIT)
    return wall;

  /* No offset is greater than a day: the instant lies between these two. */
  before = find_stretch (zone, wall - GNOMON_DAY_SECONDS);
  if (before->steady)
    {
      const Stretch *after;

      offset = before->offset;
      after = find_stretch (zone, wall + GNOMON_DAY_SECONDS);
      if (after->steady && after->offset == offset)
        return wall - offset;
    }

  interval = interval_at (zone, wall - GNOMON_DAY_SECONDS);
  last = interval_at (zone, wall + GNOMON_DAY_SECONDS);
  for (; interval < last; interval++)
    {
      offset = g_time_zone_get_offset (zone, interval);
      if (interval_at (zone, wall - offset) == interval)
        return wall - offset;

      /* Past this interval by its own offset, before the next one by the next one's: a gap. */
      if (interval_at (zone, wall - g_time_zone_get_offset (zone, interval + 1)) <= interval)
        return wall - offset;
    }

  return wall - g_time_zone_get_offset (zone, last);
}

/**
 * gnomon_zone_to_wall:
 * @zone: (nullable): a zone; %NULL for UTC
 * @unix_seconds: an instant
 *
 * May be called from any thread.
 *
 * Returns: wall seconds in @zone
 */
gint64
gnomon_zone_to_wall (GTimeZone *zone,
                     gint64     unix_seconds)
{
  if (zone == NULL || unix_seconds < -WALL_LIMIT || unix_seconds > WALL_LIMIT)
    return unix_seconds;

  return unix_seconds + offset_at (zone, unix_seconds);
}

/**
 * gnomon_zone_get_shift:
 * @zone: (nullable): a zone; %NULL for UTC
 * @unix_seconds: an instant
 *
 * Tells by how much the wall times of instants about this one can be out of order: by how much
 * clocks are put forward and back from two days before to two days after. May be called from any
 * thread.
 *
 * Returns: seconds; mostly 0
 */
gint64
gnomon_zone_get_shift (GTimeZone *zone,
                       gint64     unix_seconds)
{
  const Stretch *before;
  int interval, last;
  gint64 shift = 0;

  if (zone == NULL || unix_seconds < -WALL_LIMIT || unix_seconds > WALL_LIMIT)
    return 0;

  /* These are one stretch, or one beside the other. */
  before = find_stretch (zone, unix_seconds - SHIFT_RANGE);
  if (before->steady)
    {
      int offset = before->offset;
      const Stretch *after = find_stretch (zone, unix_seconds + SHIFT_RANGE);

      if (after->steady && after->offset == offset)
        return 0;
    }

  interval = interval_at (zone, unix_seconds - SHIFT_RANGE);
  last = interval_at (zone, unix_seconds + SHIFT_RANGE);
  for (; interval < last; interval++)
    shift += ABS (g_time_zone_get_offset (zone, interval + 1)
                  - g_time_zone_get_offset (zone, interval));
  return shift;
}
