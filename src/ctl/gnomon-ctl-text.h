/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GnomonCtlStyle:
 * @now: the time now, in the user's zone
 * @colors: whether the terminal shows them and the user wants them
 * @twelve_hours: whether the locale's clock has twelve hours
 *
 * How output for people looks.
 */
typedef struct
{
  GDateTime *now;
  gboolean colors;
  gboolean twelve_hours;
} GnomonCtlStyle;

typedef enum
{
  GNOMON_CTL_TONE_PLAIN,
  GNOMON_CTL_TONE_STRONG,
  GNOMON_CTL_TONE_FAINT,
  GNOMON_CTL_TONE_TODAY,
} GnomonCtlTone;

void       gnomon_ctl_text_append         (GString              *out,
                                           const GnomonCtlStyle *style,
                                           GnomonCtlTone         tone,
                                           const char           *text);
void       gnomon_ctl_text_append_padded  (GString              *out,
                                           const GnomonCtlStyle *style,
                                           GnomonCtlTone         tone,
                                           const char           *text,
                                           guint                 width);
char      *gnomon_ctl_text_dup_clean      (const char           *text);
guint      gnomon_ctl_text_get_width      (const char           *text);
GDateTime *gnomon_ctl_text_parse_local    (const char           *text);
char      *gnomon_ctl_text_dup_time       (const GnomonCtlStyle *style,
                                           GDateTime            *time);
char      *gnomon_ctl_text_dup_day        (const GnomonCtlStyle *style,
                                           GDateTime            *day);
char      *gnomon_ctl_text_dup_near       (const GnomonCtlStyle *style,
                                           GDateTime            *day);
char      *gnomon_ctl_text_dup_instant    (const GnomonCtlStyle *style,
                                           const char           *rfc3339);

G_END_DECLS
