/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ctl.h"

G_BEGIN_DECLS

/* All commands, and the tables of those that have subcommands. */
extern const GnomonCtlCommand gnomon_ctl_commands[];
extern const GnomonCtlCommand gnomon_ctl_attendee_commands[];
extern const GnomonCtlCommand gnomon_ctl_reminder_commands[];
extern const GnomonCtlCommand gnomon_ctl_calendar_commands[];
extern const GnomonCtlCommand gnomon_ctl_mail_commands[];

/* The options of commands of other files, or of several. */
extern const GnomonCtlOption gnomon_ctl_add_options[];
extern const GnomonCtlOption gnomon_ctl_filter_options[];
extern const GnomonCtlOption gnomon_ctl_find_time_options[];
extern const GnomonCtlOption gnomon_ctl_preview_options[];

#define GNOMON_CTL_DECLARE_COMMAND(name)                                                         \
  gboolean gnomon_ctl_run_##name (GnomonCtl *self, GnomonCtlArguments *arguments, GError **error)

GNOMON_CTL_DECLARE_COMMAND (list);
GNOMON_CTL_DECLARE_COMMAND (show);
GNOMON_CTL_DECLARE_COMMAND (add);
GNOMON_CTL_DECLARE_COMMAND (parse);
GNOMON_CTL_DECLARE_COMMAND (create);
GNOMON_CTL_DECLARE_COMMAND (edit);
GNOMON_CTL_DECLARE_COMMAND (delete);
GNOMON_CTL_DECLARE_COMMAND (week);
GNOMON_CTL_DECLARE_COMMAND (month);
GNOMON_CTL_DECLARE_COMMAND (today);
GNOMON_CTL_DECLARE_COMMAND (upcoming);
GNOMON_CTL_DECLARE_COMMAND (free);
GNOMON_CTL_DECLARE_COMMAND (conflicts);
GNOMON_CTL_DECLARE_COMMAND (find_time);
GNOMON_CTL_DECLARE_COMMAND (import);
GNOMON_CTL_DECLARE_COMMAND (preview);
GNOMON_CTL_DECLARE_COMMAND (export);
GNOMON_CTL_DECLARE_COMMAND (backup);
GNOMON_CTL_DECLARE_COMMAND (undo);
GNOMON_CTL_DECLARE_COMMAND (redo);
GNOMON_CTL_DECLARE_COMMAND (history);
GNOMON_CTL_DECLARE_COMMAND (trash);
GNOMON_CTL_DECLARE_COMMAND (restore);
GNOMON_CTL_DECLARE_COMMAND (changes);
GNOMON_CTL_DECLARE_COMMAND (moves);
GNOMON_CTL_DECLARE_COMMAND (watch);
GNOMON_CTL_DECLARE_COMMAND (status);

/* Of gnomon-ctl-events.c, for what creates one otherwise. */
void gnomon_ctl_print_created (GnomonCtl *self, GVariant *event);

/* Help */

const GnomonCtlCommand *gnomon_ctl_find_command (const GnomonCtlCommand *commands,
                                                 const char             *name);
char                   *gnomon_ctl_dup_help     (const GnomonCtlStyle   *style);
char                   *gnomon_ctl_dup_command_help (const GnomonCtlStyle   *style,
                                                     const GnomonCtlCommand *parent,
                                                     const GnomonCtlCommand *command);

G_END_DECLS
