/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-calendar1.h"
#include "gnomon-ctl-error.h"
#include "gnomon-ctl-options.h"
#include "gnomon-ctl-text.h"

G_BEGIN_DECLS

/**
 * GnomonCtl:
 * @style: how output for people looks
 * @json: whether output is for programs
 * @pretty_json: whether that goes to a terminal, and is indented
 * @proxy: (nullable): the service, once it was asked for
 * @exit: the exit code so far: the first failure's
 *
 * One run of the program.
 */
typedef struct
{
  GnomonCtlStyle style;
  gboolean json;
  gboolean pretty_json;
  GnomonCalendar1 *proxy;
  GnomonCtlExit exit;
} GnomonCtl;

typedef struct _GnomonCtlCommand GnomonCtlCommand;

/**
 * GnomonCtlCommand:
 * @name: the word that calls it
 * @synopsis: its words, as the help shows them
 * @summary: what it does, in one line
 * @details: (nullable): what else there is to know
 * @examples: (nullable): command lines, one a line
 * @options: (nullable): its options, ended by an empty one
 * @subcommands: (nullable): its subcommands, ended by an empty one; the first is the one that is
 *   meant where none is named
 * @min_words: how many words it needs
 * @max_words: how many it takes; -1 for any number
 * @run: does it; %NULL where there are subcommands
 *
 * A command. A table of them ends with one whose name is %NULL.
 */
struct _GnomonCtlCommand
{
  const char *name;
  const char *synopsis;
  const char *summary;
  const char *details;
  const char *examples;
  const GnomonCtlOption *options;
  const GnomonCtlCommand *subcommands;
  int min_words;
  int max_words;
  gboolean (*run) (GnomonCtl          *self,
                   GnomonCtlArguments *arguments,
                   GError            **error);
};

GnomonCtl       *gnomon_ctl_new           (void);
void             gnomon_ctl_free          (GnomonCtl          *self);
GnomonCtlExit    gnomon_ctl_main          (GnomonCtl          *self,
                                           const char *const  *argv);
GnomonCalendar1 *gnomon_ctl_get_proxy     (GnomonCtl          *self,
                                           GError            **error);
void             gnomon_ctl_report        (GnomonCtl          *self,
                                           const GError       *error);
void             gnomon_ctl_print_json    (GnomonCtl          *self,
                                           GVariant           *value);
gboolean         gnomon_ctl_print_plain   (GnomonCtl          *self,
                                           GVariant           *list,
                                           const char         *none);
void             gnomon_ctl_print_line    (GnomonCtl          *self,
                                           const char         *format,
                                           ...) G_GNUC_PRINTF (2, 3);
void             gnomon_ctl_print         (GString            *text);
void             gnomon_ctl_print_events  (GnomonCtl          *self,
                                           GVariant           *events,
                                           const char         *first_day,
                                           const char         *none);
GVariant        *gnomon_ctl_read_fields   (GnomonCtl          *self,
                                           const char *const  *words,
                                           const char         *word_key,
                                           GError            **error);
GVariant        *gnomon_ctl_read_filter   (GnomonCtl          *self,
                                           const GnomonCtlOption *options,
                                           GnomonCtlArguments *arguments,
                                           guint               first_word,
                                           GError            **error);
GPtrArray       *gnomon_ctl_read_input    (gboolean           *is_list,
                                           GError            **error);
gboolean         gnomon_ctl_find_calendar (GnomonCtl          *self,
                                           const char         *text,
                                           gint64             *id,
                                           GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonCtl, gnomon_ctl_free)

G_END_DECLS
