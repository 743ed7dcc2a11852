/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-feed-reason.h"

#include <string.h>

/* %s stands for the value. */
static const char * const lines[] = {
  [GNOMON_FEED_REASON_OTHER] = "%s",
  [GNOMON_FEED_REASON_NO_SERVER] = "the server was not found: %s",
  [GNOMON_FEED_REASON_NO_ANSWER] = "the server cannot be reached: %s",
  [GNOMON_FEED_REASON_NO_PROOF] = "the server does not prove who it is: %s",
  [GNOMON_FEED_REASON_NOT_THERE] = "the server has no calendar at this address (%s)",
  [GNOMON_FEED_REASON_FORBIDDEN] = "the server does not let everybody read it (%s)",
  [GNOMON_FEED_REASON_STATUS] = "the server answered with the status %s",
  [GNOMON_FEED_REASON_UNREADABLE] = "the server sent no calendar that can be read: %s",
  [GNOMON_FEED_REASON_CIRCLE] = "the server sends on to other addresses more than %s times",
  [GNOMON_FEED_REASON_NOT_WEB] = "the server sends on to an address that is not of the web",
  [GNOMON_FEED_REASON_SLOW] = "the server took longer than %s seconds",
  [GNOMON_FEED_REASON_CUT] = "the connection broke before the file was whole",
  [GNOMON_FEED_REASON_LARGE] = "the file is larger than %s MiB",
};

/**
 * gnomon_feed_reason_format:
 * @reason: why
 * @value: (nullable): what the reason says
 *
 * Returns: (transfer full): a line of English
 */
char *
gnomon_feed_reason_format (GnomonFeedReason  reason,
                           const char       *value)
{
  g_auto (GStrv) around = NULL;

  g_return_val_if_fail ((gsize) reason < G_N_ELEMENTS (lines), NULL);

  around = g_strsplit (lines[reason], "%s", 2);
  return g_strjoinv (value, around);
}

/**
 * gnomon_feed_reason_find:
 * @text: a line of English
 * @value: (out): what the reason says
 *
 * Returns: why, as gnomon_feed_reason_format() was told
 */
GnomonFeedReason
gnomon_feed_reason_find (const char  *text,
                         char       **value)
{
  g_return_val_if_fail (text != NULL, GNOMON_FEED_REASON_OTHER);
  g_return_val_if_fail (value != NULL, GNOMON_FEED_REASON_OTHER);

  for (guint i = GNOMON_FEED_REASON_OTHER + 1; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) around = g_strsplit (lines[i], "%s", 2);
      const char *after = around[1] != NULL ? around[1] : "";
      const char *rest;

      if (!g_str_has_prefix (text, around[0]))
        continue;
      rest = text + strlen (around[0]);
      if (!g_str_has_suffix (rest, after))
        continue;
      *value = g_strndup (rest, strlen (rest) - strlen (after));
      return (GnomonFeedReason) i;
    }

  *value = g_strdup (text);
  return GNOMON_FEED_REASON_OTHER;
}
