/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An option of a command. A table of them ends with one whose name is NULL. */
typedef struct
{
  const char *name;  /* without the dashes */
  char letter;       /* the short form, or 0 */
  const char *value; /* what the help calls its value; NULL: a switch */
  const char *help;
  const char *key;   /* (nullable): the key of the service's filter that it sets */
} GnomonCtlOption;

typedef struct _GnomonCtlArguments GnomonCtlArguments;

GnomonCtlArguments *gnomon_ctl_arguments_parse     (const GnomonCtlOption *options,
                                                    const char *const     *argv,
                                                    GError               **error);
void                gnomon_ctl_arguments_free      (GnomonCtlArguments *self);
const char         *gnomon_ctl_arguments_get       (GnomonCtlArguments *self,
                                                    const char         *option);
gboolean            gnomon_ctl_arguments_has       (GnomonCtlArguments *self,
                                                    const char         *option);
const char *const  *gnomon_ctl_arguments_get_words (GnomonCtlArguments *self);
guint               gnomon_ctl_arguments_n_words   (GnomonCtlArguments *self);
const char         *gnomon_ctl_arguments_get_word  (GnomonCtlArguments *self,
                                                    guint               position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonCtlArguments, gnomon_ctl_arguments_free)

G_END_DECLS
