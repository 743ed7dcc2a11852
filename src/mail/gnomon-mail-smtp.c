/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-smtp.h"

#include <curl/curl.h>
#include <string.h>

#define CONNECT_SECONDS 20L

/* Whoever says nothing for so long has hung up. */
#define SILENCE_SECONDS 30L
#define TOTAL_SECONDS 120L

typedef struct
{
  const char *data;
  gsize length;
  gsize at;
} Upload;

static gsize
read_cb (char     *buffer,
         gsize     size,
         gsize     n_items,
         gpointer  user_data)
{
  Upload *upload = user_data;
  gsize n = MIN (size * n_items, upload->length - upload->at);

  memcpy (buffer, upload->data + upload->at, n);
  upload->at += n;

  return n;
}

static const char *
get_string (GVariantDict *request,
            const char   *key)
{
  const char *text = "";

  g_variant_dict_lookup (request, key, "&s", &text);

  return text;
}

static void
set_server (CURL         *curl,
            GVariantDict *request)
{
  const char *security = get_string (request, GNOMON_MAIL_REQUEST_SECURITY);
  const char *ca_file = get_string (request, GNOMON_MAIL_REQUEST_CA_FILE);
  gboolean is_tls = g_str_equal (security, "tls");
  g_autofree char *url = g_strdup_printf ("%s://%s", is_tls ? "smtps" : "smtp",
                                          get_string (request, GNOMON_MAIL_REQUEST_SERVER));
  int port = 0;

  g_variant_dict_lookup (request, GNOMON_MAIL_REQUEST_PORT, "i", &port);
  if (port == 0)
    port = is_tls ? 465 : g_str_equal (security, "starttls") ? 587 : 25;

  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_PORT, (long) port);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_PROXY, "");

  /* All or nothing: a server that offers no TLS where it is asked for gets no mail, and who he
   * is, is always looked at. */
  curl_easy_setopt (curl, CURLOPT_USE_SSL, (long) (g_str_equal (security, "none") ? CURLUSESSL_NONE
                                                                              : CURLUSESSL_ALL));
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (*ca_file != '\0')
    {
      curl_easy_setopt (curl, CURLOPT_CAINFO, ca_file);
      curl_easy_setopt (curl, CURLOPT_CAPATH, NULL);
    }
}

/* Whether another try may do: the line was cut, the server is down or busy, not: it said no. */
static gboolean
may_be_tried_again (CURL     *curl,
                    CURLcode  code)
{
  long response = 0;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &response);
  if (response >= 500)
    return FALSE;
  if (response >= 400)
    return TRUE;

  switch ((int) code)
    {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_NOT_BUILT_IN:
      return FALSE;

    default:
      return TRUE;
    }
}

/* What the server has said last is told, too, where it was a refusal. */
static char *
dup_reason (CURL       *curl,
            CURLcode    code,
            const char *details)
{
  long response = 0;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &response);
  if (code == CURLE_LOGIN_DENIED)
    return g_strdup_printf ("the server did not take the user and password (%ld)", response);
  if (response >= 400)
    return g_strdup_printf ("the server refused it (%ld): %s", response,
                            *details != '\0' ? details : curl_easy_strerror (code));

  return g_strdup_printf ("%s%s%s", curl_easy_strerror (code), *details != '\0' ? ": " : "",
                          details);
}

GnomonMailExit
gnomon_mail_smtp_send (GVariantDict  *request,
                       const char    *password,
                       GBytes        *message,
                       char         **reason)
{
  g_autofree char *from = g_strdup_printf ("<%s>", get_string (request, GNOMON_MAIL_REQUEST_FROM));
  g_autofree char *to = g_strdup_printf ("<%s>", get_string (request, GNOMON_MAIL_REQUEST_TO));
  const char *user = get_string (request, GNOMON_MAIL_REQUEST_USER);
  struct curl_slist *recipients = curl_slist_append (NULL, to);
  Upload upload = { 0 };
  char details[CURL_ERROR_SIZE] = "";
  CURL *curl = curl_easy_init ();
  CURLcode code;
  GnomonMailExit exit;

  upload.data = g_bytes_get_data (message, &upload.length);
  set_server (curl, request);
  if (*user != '\0')
    {
      curl_easy_setopt (curl, CURLOPT_USERNAME, user);
      curl_easy_setopt (curl, CURLOPT_PASSWORD, password != NULL ? password : "");
    }
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, from);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, SILENCE_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, TOTAL_SECONDS);
  curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, details);

  code = curl_easy_perform (curl);
  exit = GNOMON_MAIL_EXIT_SENT;
  if (code != CURLE_OK)
    {
      exit = may_be_tried_again (curl, code) ? GNOMON_MAIL_EXIT_LATER : GNOMON_MAIL_EXIT_FAILED;
      *reason = dup_reason (curl, code, details);
    }

  curl_easy_cleanup (curl);
  curl_slist_free_all (recipients);

  return exit;
}
