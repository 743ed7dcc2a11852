/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-private.h"
#include "gnomon-ical.h"
#include "gnomon-series.h"

/*
 * What the iCalendar files share: content lines (gnomon-ical-lines.c), time zones by TZID
 * (gnomon-ical-zones.c), colours (gnomon-ical-colors.c), and the meaning of what an event keeps
 * in `extra`:
 *
 *  - the line of a property that Gnomon does not know is written back as it is;
 *  - the line of one that it knows carries parameters to write with it and, where the stored value
 *    is a shortened one, the whole value; ATTENDEE, ORGANIZER and UID stand whole where they are
 *    more than what Gnomon would write, the first two told apart by their value;
 *  - a VALARM is written in place of the alarm with the same trigger, or as it is where Gnomon
 *    cannot ring it;
 *  - an X-GNOMON-ORIGINAL has the lines of a group as the file had them, which are written as long
 *    as the event means the same (gnomon-ical-originals.c);
 *  - an X-GNOMON-FURTHER has lines of properties that were there before, and are written after
 *    all others: an ATTENDEE as long as that guest is still one;
 *  - a VTIMEZONE is the file's own definition of a TZID that those lines have;
 *  - a VEVENT is a changed occurrence of the series that is no override, and follows it;
 *  - GNOMON_ICAL_POINT marks an event that had no length, GNOMON_ICAL_UNTITLED one without SUMMARY.
 */

G_BEGIN_DECLS

#define GNOMON_ICAL_POINT "X-GNOMON-POINT"
#define GNOMON_ICAL_UNTITLED "X-GNOMON-UNTITLED"
#define GNOMON_ICAL_EVENT_TYPE "X-GNOMON-EVENT-TYPE"
#define GNOMON_ICAL_COLOR "X-GNOMON-COLOR"
#define GNOMON_ICAL_FURTHER "X-GNOMON-FURTHER"

#define GNOMON_ICAL_POINT_SECONDS (15 * 60)

/* What a VALARM shows that has nothing to say; RFC 5545 wants a text. */
#define GNOMON_ICAL_ALARM_TEXT "Reminder"

/* The contract's most minutes before an event. */
#define GNOMON_ICAL_MAX_MINUTES 40320

/* The event rules' longest UID, in characters. */
#define GNOMON_ICAL_MAX_UID 255

/* An event may have this many bytes, and a single line of it as many: of the files within events
 * that mail programs take, nearly all are smaller. A larger event takes ten times its size while it
 * is stored. */
#define GNOMON_ICAL_MAX_EVENT ((gsize) 8 * 1024 * 1024)
#define GNOMON_ICAL_MAX_LINE GNOMON_ICAL_MAX_EVENT

/* Logical lines of a text: unfolded, without their ends, never empty. */
typedef struct
{
  const char *next;
  const char *end;
  guint number;            /* of the physical line at `next`, from 1 */
  gsize max_length;

  const char *text;        /* the line found: not NUL-terminated, valid until the next one */
  gsize length;
  const char *start;       /* where it begins in the text given */
  guint start_number;
  gboolean too_long;       /* cut at max_length */
  GString *unfolded;
} GnomonIcalLines;

void     gnomon_ical_lines_init  (GnomonIcalLines *self, const char *text, const char *end,
                                  guint number);
gboolean gnomon_ical_lines_next  (GnomonIcalLines *self);
void     gnomon_ical_lines_clear (GnomonIcalLines *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonIcalLines, gnomon_ical_lines_clear)

/* A UID for an event without one: the same for the same content. */
char    *gnomon_ical_make_uid     (const char *block, gsize length);

/* A UID in the form in which it is stored. */
char    *gnomon_ical_fit_uid      (const char *text); /* (transfer full) (nullable): NULL: empty */

/* The bytes as UTF-8 with line ends that gnomon_ical_lines_next() knows. */
GBytes  *gnomon_ical_decode       (GBytes *bytes, GError **error);

/* Appends a line as valid UTF-8 without control characters. */
typedef enum
{
  GNOMON_ICAL_CLEAN = 0,
  GNOMON_ICAL_HAD_CONTROLS = 1 << 0,
  GNOMON_ICAL_HAD_LATIN1 = 1 << 1,
} GnomonIcalCleanResult;

GnomonIcalCleanResult gnomon_ical_append_clean (GString *out, const char *line, gsize length);
char *gnomon_ical_dup_shown (const char *line, gsize length);

/* The parts of a content line: FALSE where it is none. @params begins with its ';' or is empty. */
typedef struct
{
  const char *name;
  gsize name_length;
  const char *params;
  gsize params_length;
  const char *value;
  gsize value_length;
} GnomonIcalLine;

gboolean gnomon_ical_line_split   (GnomonIcalLine *self, const char *text, gsize length);
gboolean gnomon_ical_line_is      (const GnomonIcalLine *self, const char *name);
gboolean gnomon_ical_line_value_is (const GnomonIcalLine *self, const char *value);
char    *gnomon_ical_line_dup_param (const GnomonIcalLine *self, const char *name); /* (nullable) */
/* Appends the parameters that are not in the NULL-terminated list @without, each with its ';'. */
void     gnomon_ical_line_append_params (const GnomonIcalLine *self, GString *out,
                                         const char * const *without);

/* A value of the type DATE or DATE-TIME. */
typedef struct
{
  gint64 wall;             /* wall seconds (gnomon-civil.h) */
  gboolean is_date;
  gboolean is_utc;
} GnomonIcalTime;

gboolean gnomon_ical_parse_time   (const char *text, gsize length, GnomonIcalTime *time);

/* A SEQUENCE's value: 0 where it is none. */
int      gnomon_ical_parse_sequence (const char *text, gsize length);

char    *gnomon_ical_unescape     (const char *value, gsize length);
void     gnomon_ical_append_escaped (GString *out, const char *text);
void     gnomon_ical_append_folded (GString *out, const char *line, gsize length);

/* Stored forms of texts, which are limited; the same function decides on writing whether the
 * whole text, kept in `extra`, still belongs to it. */
char    *gnomon_ical_fit_title       (const char *text); /* one line, 255 characters, never empty */
char    *gnomon_ical_fit_line        (const char *text); /* the same, or empty: places and names */
char    *gnomon_ical_fit_description (const char *text);

/* A guest of an ATTENDEE's or ORGANIZER's line: (transfer full) (nullable), NULL where it has no
 * mail address. */
char    *gnomon_ical_line_dup_email  (const GnomonIcalLine *self);

/* The UID of a UID's line, in the form in which it is stored: (transfer full) (nullable) */
char    *gnomon_ical_line_dup_uid    (const GnomonIcalLine *self);

gboolean gnomon_ical_is_implied_name (const char *name, const char *email);

/* gnomon-ical-people.c */
GnomonAttendeeStatus gnomon_ical_line_get_answer (const GnomonIcalLine *self);
void     gnomon_ical_append_param   (GString *out, const char *name, const char *value);
void     gnomon_ical_append_attendee (GString *out, const GnomonIcalLine *line,
                                      GnomonAttendee *attendee);

/* COLOR (RFC 7986) to the stored form, and back: NULL where there is none. */
char       *gnomon_ical_color_from_text (const char *text);
const char *gnomon_ical_color_to_text   (const char *color, gboolean *exact);

/* Time zones of one text. */
typedef struct _GnomonIcalZones GnomonIcalZones;

typedef struct
{
  const char *name;        /* IANA, "UTC"; NULL: not known */
  GTimeZone *zone;         /* NULL: UTC, or not known */
  gboolean is_utc;
  gboolean has_rules;      /* a VTIMEZONE tells its offsets */
  gboolean compared;       /* its rules were compared with those of known zones */
  gboolean is_matched;     /* by these it has its name */
  gboolean warned;         /* for the reader's use */
} GnomonIcalZone;

GnomonIcalZones *gnomon_ical_zones_new    (void);
void             gnomon_ical_zones_free   (GnomonIcalZones *self);
/* The lines of a VTIMEZONE, its BEGIN and END included. */
void             gnomon_ical_zones_add    (GnomonIcalZones *self, const char *text,
                                           const char *end);
GnomonIcalZone  *gnomon_ical_zones_lookup (GnomonIcalZones *self, const char *tzid);
void             gnomon_ical_zones_match  (GnomonIcalZones *self, GnomonIcalZone *zone,
                                           const char *tzid, gint64 wall);

/* gnomon-ical-zone-names.c. @location: (nullable): an IANA name that stands beside the TZID */
void             gnomon_ical_zone_resolve (GnomonIcalZone *self, const char *tzid,
                                           const char *location);
gboolean         gnomon_ical_zone_match   (GnomonIcalZone *self, const char *tzid, gint64 wall);

/* Appends the zone's VTIMEZONE, unfolded, where it is small enough to be kept with each event. */
gboolean         gnomon_ical_zone_append_definition (GnomonIcalZone *zone, GString *out);
/* The offset from UTC that the VTIMEZONE gives a wall time; FALSE where it has none. */
gboolean         gnomon_ical_zone_get_offset (GnomonIcalZone *self, gint64 wall, int *offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonIcalZones, gnomon_ical_zones_free)

void             gnomon_ical_parse_recurrence (const GnomonIcalLine *line, GnomonIcalZones *zones,
                                               GnomonIcalRecurrence *recurrence);

/* Which occurrence a RECURRENCE-ID means: (transfer full). */
char            *gnomon_ical_name_occurrence (GnomonIcalZones *zones, const GnomonIcalLine *line);

/* A VEVENT, and those of its changed occurrences (gnomon-ical-write.c). */
void             gnomon_ical_append_event (GString *out, GnomonEvent *event,
                                           GHashTable *definitions);

/* A VTIMEZONE of an IANA zone with all transitions in [from, to); G_MAXINT64 is no end. */
void             gnomon_ical_append_vtimezone (GString *out, const char *name, GTimeZone *zone,
                                               gint64 from, gint64 to);

/* What is counted in the VEVENTs of a text. */
typedef struct
{
  guint points;            /* events without length */
  guint untitled;
  guint shortened;
  guint repeated;          /* properties beyond the one that may be there */
  guint guests_twice;
  guint ranges;            /* RANGE=THISANDFUTURE */
  guint unfollowed;        /* lines of recurrence that are kept and mean nothing here */
} GnomonIcalTally;

typedef void (* GnomonIcalWarnFunc) (gpointer user_data, GnomonWarningKind kind,
                                     const char *value, const char *other);

/* What one VEVENT means; NULL: nothing, of which there is a warning. @block is its cleaned text. */
GnomonIcalEvent *gnomon_ical_read_event (const char         *block,
                                         gsize               length,
                                         GnomonIcalZones    *zones,
                                         GnomonIcalTally    *tally,
                                         GnomonIcalWarnFunc  warn,
                                         gpointer            user_data);

/* The same, and what a RANGE=THISANDFUTURE makes a series of its own (gnomon-ical-ranges.c):
 * (transfer full) (element-type GnomonEvent): one or more. */
GPtrArray       *gnomon_ical_event_make_all (GnomonIcalEvent           *self,
                                             const GnomonEventContext  *context,
                                             GError                   **error);

/* The same of a reader's, which warns of what is refused; NULL: it is left out. */
GPtrArray       *gnomon_ical_reader_make    (GnomonIcalReader          *self,
                                             GnomonIcalEvent           *event,
                                             const GnomonEventContext  *context);

/* Judged by the event rules: an event with guests and reminders that is not stored (id 0). */
GnomonEvent     *gnomon_ical_event_make (GnomonIcalEvent          *self,
                                         const GnomonEventContext *context,
                                         GError                  **error);

/* The overrides of what was made so, of its changed occurrences (gnomon-ical-changed.c). */
void             gnomon_ical_make_overrides (GnomonIcalEvent *self, GnomonEvent *series,
                                             const GnomonEventContext *context);
gint64           gnomon_ical_find_key       (const GnomonIcalRecurrence *recurrence,
                                             GnomonEvent *series, GnomonSeries *pattern);
gboolean         gnomon_ical_find_series    (GnomonEvent *event, char **series_uid,
                                             GnomonIcalRecurrence *recurrence);
void             gnomon_ical_settle_override (GnomonEvent *series, GnomonEvent *override,
                                              gint64 key);
/* as it is */
void             gnomon_ical_keep_changed   (GnomonEvent *series, const GnomonIcalEvent *changed);

/* (transfer full) (element-type utf8): the VALARMs of an event's reminders; of @blocks, the ones
 * that it kept, those that still hold or that Gnomon does not ring. */
GPtrArray       *gnomon_ical_write_alarms (GnomonEvent *event, GPtrArray *blocks);

G_END_DECLS
