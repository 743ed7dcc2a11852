/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-feed-http.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "gnomon-feed-reason.h"

#define CONNECT_SECONDS 20L
#define TOTAL_SECONDS 60L
#define MAX_REDIRECTS 10L

/* What is kept of a header that the server says; one that is longer is forgotten. */
#define MAX_HEADER 1024

typedef struct
{
  int fd;
  gint64 n_bytes;
  gboolean is_too_large;
  int write_errno;
  char *etag;
  char *last_modified;
} Download;

static void
download_clear (Download *self)
{
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->last_modified, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Download, download_clear)

/* The size that a server tells is looked at by libcurl; this is for what it does not tell, or what
 * it has packed. */
static gsize
body_cb (char     *data,
         gsize     size,
         gsize     n_items,
         gpointer  user_data)
{
  Download *self = user_data;
  gsize length = size * n_items;
  gsize written = 0;

  self->n_bytes += (gint64) length;
  self->is_too_large = self->n_bytes > GNOMON_FEED_MAX_BYTES;
  while (!self->is_too_large && written < length)
    {
      gssize n = write (self->fd, data + written, length - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          self->write_errno = errno;
          return 0;
        }
      written += (gsize) n;
    }

  return self->is_too_large ? 0 : length;
}

static void
take_header (const char  *line,
             const char  *name,
             char       **value)
{
  gsize length = strlen (name);

  if (g_ascii_strncasecmp (line, name, length) != 0 || strlen (line) > MAX_HEADER)
    return;

  g_free (*value);
  *value = g_strstrip (g_strdup (line + length));
  if (!g_utf8_validate (*value, -1, NULL))
    g_clear_pointer (value, g_free);
}

static gsize
header_cb (char     *data,
           gsize     size,
           gsize     n_items,
           gpointer  user_data)
{
  Download *self = user_data;
  g_autofree char *line = g_strndup (data, size * n_items);

  /* Each answer on the way begins so: only the last one counts. */
  if (g_str_has_prefix (line, "HTTP/"))
    download_clear (self);
  take_header (line, "ETag:", &self->etag);
  take_header (line, "Last-Modified:", &self->last_modified);

  return size * n_items;
}

static const char *
get_string (GVariantDict *dict,
            const char   *key)
{
  const char *text = "";

  g_variant_dict_lookup (dict, key, "&s", &text);

  return text;
}

/* A server is told what it said itself, so a line end can only come from somebody else. */
static struct curl_slist *
append_condition (struct curl_slist *headers,
                  const char        *name,
                  const char        *value)
{
  g_autofree char *header = g_strconcat (name, ": ", value, NULL);

  if (*value == '\0' || strpbrk (value, "\r\n") != NULL)
    return headers;

  return curl_slist_append (headers, header);
}

/* (transfer full): webcal stands for http and https alike, so the better one is tried first. */
static char *
dup_first_url (const char *url)
{
  const char *rest = strstr (url, "://");

  if (rest != NULL && (g_ascii_strncasecmp (url, "webcal:", 7) == 0
                       || g_ascii_strncasecmp (url, "webcals:", 8) == 0))
    return g_strconcat ("https", rest, NULL);

  return g_strdup (url);
}

/* (transfer full) (nullable): where nobody speaks TLS at the other end. A certificate that is no
 * good is no reason, and a password is not sent for all to read. */
static char *
dup_second_url (const char *url,
                CURLcode    code)
{
  g_autoptr (GUri) parsed =
    g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);

  if ((code != CURLE_COULDNT_CONNECT && code != CURLE_SSL_CONNECT_ERROR)
      || g_ascii_strncasecmp (url, "webcal:", 7) != 0
      || parsed == NULL || g_uri_get_userinfo (parsed) != NULL)
    return NULL;

  return g_strconcat ("http", strstr (url, "://"), NULL);
}

static CURLcode
fetch (const char        *url,
       struct curl_slist *headers,
       Download          *download,
       long              *status,
       char              *details)
{
  CURL *curl = curl_easy_init ();
  CURLcode code;

  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_USERAGENT, "Gnomon/" GNOMON_VERSION);
  curl_easy_setopt (curl, CURLOPT_ACCEPT_ENCODING, "");

  /* Nothing but the web, also where a server says to look elsewhere; and the name and password of
   * an address are for its own host alone, which is libcurl's way unless it is told otherwise. */
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt (curl, CURLOPT_MAXREDIRS, MAX_REDIRECTS);
  curl_easy_setopt (curl, CURLOPT_UNRESTRICTED_AUTH, 0L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);

  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, TOTAL_SECONDS);
  curl_easy_setopt (curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t) GNOMON_FEED_MAX_BYTES);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, download);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, body_cb);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, download);
  curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, details);

  code = curl_easy_perform (curl);
  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, status);
  curl_easy_cleanup (curl);

  return code;
}

static char *
dup_number_reason (GnomonFeedReason reason,
                   long             number)
{
  g_autofree char *value = g_strdup_printf ("%ld", number);

  return gnomon_feed_reason_format (reason, value);
}

static char *
dup_failure (CURLcode        code,
             long            status,
             const Download *download,
             const char     *details)
{
  if (download->write_errno != 0)
    return g_strdup_printf ("it could not be kept: %s", g_strerror (download->write_errno));
  if (download->is_too_large || code == CURLE_FILESIZE_EXCEEDED)
    return dup_number_reason (GNOMON_FEED_REASON_LARGE, GNOMON_FEED_MAX_BYTES / 1024 / 1024);

  switch ((int) code)
    {
    case CURLE_TOO_MANY_REDIRECTS:
      return dup_number_reason (GNOMON_FEED_REASON_CIRCLE, MAX_REDIRECTS);

    case CURLE_UNSUPPORTED_PROTOCOL:
      /* What has no status is no answer of the web; with one, it sends on to something else. */
      if (status == 0)
        return gnomon_feed_reason_format (GNOMON_FEED_REASON_UNREADABLE, "no answer of HTTP");
      return gnomon_feed_reason_format (GNOMON_FEED_REASON_NOT_WEB, NULL);

    case CURLE_OPERATION_TIMEDOUT:
      return dup_number_reason (GNOMON_FEED_REASON_SLOW, TOTAL_SECONDS);

    case CURLE_COULDNT_RESOLVE_HOST:
      return gnomon_feed_reason_format (GNOMON_FEED_REASON_NO_SERVER, details);

    case CURLE_COULDNT_CONNECT:
      return gnomon_feed_reason_format (GNOMON_FEED_REASON_NO_ANSWER, details);

    case CURLE_PEER_FAILED_VERIFICATION:
      return gnomon_feed_reason_format (GNOMON_FEED_REASON_NO_PROOF, details);

    case CURLE_PARTIAL_FILE:
      return gnomon_feed_reason_format (GNOMON_FEED_REASON_CUT, NULL);

    default:
      return g_strdup_printf ("%s%s%s", curl_easy_strerror (code), *details != '\0' ? ": " : "",
                              details);
    }
}

static char *
dup_refusal (long status)
{
  if (status == 401 || status == 403)
    return dup_number_reason (GNOMON_FEED_REASON_FORBIDDEN, status);
  if (status == 404 || status == 410)
    return dup_number_reason (GNOMON_FEED_REASON_NOT_THERE, status);

  return dup_number_reason (GNOMON_FEED_REASON_STATUS, status);
}

static GnomonFeedExit
judge (CURLcode         code,
       long             status,
       const Download  *download,
       const char      *details,
       char           **reason)
{
  if (code != CURLE_OK)
    *reason = dup_failure (code, status, download, details);
  else if (status == 304)
    return GNOMON_FEED_EXIT_UNCHANGED;
  else if (status != 200)
    *reason = dup_refusal (status);

  return *reason != NULL ? GNOMON_FEED_EXIT_FAILED : GNOMON_FEED_EXIT_FETCHED;
}

GnomonFeedExit
gnomon_feed_http_fetch (GVariantDict *question,
                        int           fd,
                        GVariantDict *answer)
{
  g_autofree char *url = g_strdup (get_string (question, GNOMON_FEED_URL));
  g_autofree char *first = dup_first_url (url);
  g_autofree char *second = NULL;
  g_autofree char *reason = NULL;
  g_auto (Download) download = { .fd = fd };
  char details[CURL_ERROR_SIZE] = "";
  struct curl_slist *headers = curl_slist_append (NULL, "Accept: text/calendar, */*;q=0.1");
  long status = 0;
  CURLcode code;
  GnomonFeedExit exit;

  headers = append_condition (headers, "If-None-Match", get_string (question, GNOMON_FEED_ETAG));
  headers = append_condition (headers, "If-Modified-Since",
                              get_string (question, GNOMON_FEED_LAST_MODIFIED));

  code = fetch (first, headers, &download, &status, details);
  second = code != CURLE_OK ? dup_second_url (url, code) : NULL;
  if (second != NULL)
    {
      *details = '\0';
      code = fetch (second, headers, &download, &status, details);
    }
  curl_slist_free_all (headers);

  exit = judge (code, status, &download, details, &reason);
  g_variant_dict_insert (answer, GNOMON_FEED_REASON, "s", reason != NULL ? reason : "");
  g_variant_dict_insert (answer, GNOMON_FEED_ETAG, "s",
                         download.etag != NULL ? download.etag : "");
  g_variant_dict_insert (answer, GNOMON_FEED_LAST_MODIFIED, "s",
                         download.last_modified != NULL ? download.last_modified : "");

  return exit;
}
