/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-meeting-link.h"

/*
 * Finds the links of video calls in what people write into events. A link counts by its host, and
 * where the host serves other pages too, also by how its path begins.
 */

static const struct
{
  const char *host;    /* it, or what ends in it behind a dot */
  const char *path;    /* how the path begins */
} services[] = {
  { "zoom.us", "/j/" },
  { "zoom.us", "/my/" },
  { "zoom.us", "/s/" },
  { "zoom.us", "/w/" },
  { "zoom.us", "/wc/" },
  { "zoomgov.com", "/j/" },
  { "meet.google.com", "/" },
  { "hangouts.google.com", "/" },
  { "teams.microsoft.com", "/l/meetup-join/" },
  { "teams.microsoft.com", "/meet/" },
  { "teams.live.com", "/meet/" },
  { "webex.com", "/" },
  { "meet.jit.si", "/" },
  { "8x8.vc", "/" },
  { "whereby.com", "/" },
  { "meet.goto.com", "/" },
  { "gotomeet.me", "/" },
  { "gotomeeting.com", "/join/" },
  { "bluejeans.com", "/" },
  { "chime.aws", "/" },
  { "call.element.io", "/" },
  { "meet.proton.me", "/" },
  { "join.skype.com", "/" },
  { "facetime.apple.com", "/join" },
  { "around.co", "/r/" },
  { "gather.town", "/app/" },
  { "pexip.me", "/" },
  { "starleaf.com", "/" },
  { "ringcentral.com", "/join/" },
  { "ringcentral.com", "/meeting/" },
};

/* Whoever runs one of the free servers tends to name the machine by it. */
static const char * const host_labels[] = { "bbb", "bigbluebutton", "greenlight", "jitsi", "meet" };

static const char * const path_beginnings[] = { "/bigbluebutton/" };

static gboolean
ends_in_host (const char *host,
              const char *suffix)
{
  return g_str_has_suffix (host, suffix) &&
         (strlen (host) == strlen (suffix) || host[strlen (host) - strlen (suffix) - 1] == '.');
}

/* Whether a link leads into a call. The host is in small letters; the path begins with a slash. */
static gboolean
is_call (const char *host,
         const char *path)
{
  const char *dot = strchr (host, '.');

  if (dot == NULL || path[0] == '\0' || path[1] == '\0')
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    if (ends_in_host (host, services[i].host) && g_str_has_prefix (path, services[i].path) &&
        path[strlen (services[i].path)] != '\0')
      return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (host_labels); i++)
    if (strlen (host_labels[i]) == (gsize) (dot - host) && g_str_has_prefix (host, host_labels[i]))
      return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (path_beginnings); i++)
    if (g_str_has_prefix (path, path_beginnings[i]))
      return TRUE;

  return FALSE;
}

static gboolean
ends_word (char c)
{
  return g_ascii_isspace (c) || c == '\0' || strchr ("<>\"'|\\^`{}", c) != NULL;
}

/* Judges one word; answers the link that it is, with `https://` where it had no scheme. */
static char *
take_word (const char *word,
           gsize       length)
{
  g_autofree char *link = NULL;
  g_autofree char *host = NULL;
  const char *rest, *path;
  gsize host_length;

  /* What stands around a link in a sentence is none of it. */
  while (length > 0 && strchr ("([", *word) != NULL)
    {
      word++;
      length--;
    }
  while (length > 0 && strchr (".,;:!?)]", word[length - 1]) != NULL)
    length--;

  link = g_strndup (word, length);
  if (g_ascii_strncasecmp (link, "https://", 8) == 0)
    rest = link + 8;
  else if (g_ascii_strncasecmp (link, "http://", 7) == 0)
    rest = link + 7;
  else
    rest = link;

  host_length = strspn (rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
  host = g_ascii_strdown (rest, (gssize) host_length);
  path = rest + host_length;
  if (*path == ':')
    path += 1 + strspn (path + 1, "0123456789");

  if (*path != '/' || !is_call (host, path))
    return NULL;

  return rest == link ? g_strconcat ("https://", link, NULL) : g_steal_pointer (&link);
}

/**
 * gnomon_meeting_link_find:
 * @text: any text
 *
 * Returns: (transfer full) (nullable): the first link in @text that leads into a video call
 */
char *
gnomon_meeting_link_find (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  /* Most texts have no link, and each event in a list is asked. */
  if (strchr (text, '/') == NULL)
    return NULL;

  while (*text != '\0')
    {
      gsize length = 0;
      char *link;

      while (!ends_word (text[length]))
        length++;

      link = length > 0 ? take_word (text, length) : NULL;
      if (link != NULL)
        return link;

      text += length;
      if (*text != '\0')
        text++;
    }

  return NULL;
}
