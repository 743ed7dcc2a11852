/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "gnomon-mail-request.h"

/* The message as it goes over the wire: RFC 5322 and MIME, by GMime, whose objects know no
 * g_autoptr(). */

static const char *
get_string (GVariantDict *request,
            const char   *key)
{
  const char *text = "";

  g_variant_dict_lookup (request, key, "&s", &text);

  return text;
}

static GMimeObject *
make_text (const char *text)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype ("plain");

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, text);
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  return GMIME_OBJECT (part);
}

/* The event, for the reader's own calendar (RFC 5546, 3.2.1: PUBLISH asks for no answer). */
static GMimeObject *
make_calendar (const char *calendar)
{
  GMimePart *part = g_mime_part_new_with_type ("text", "calendar");
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (calendar, strlen (calendar));
  GMimeDataWrapper *content =
    g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", "utf-8");
  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "method", "PUBLISH");
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (part, "event.ics");
  g_object_unref (content);
  g_object_unref (stream);

  return GMIME_OBJECT (part);
}

static void
set_headers (GMimeMessage *message,
             GVariantDict *request)
{
  const char *from = get_string (request, GNOMON_MAIL_REQUEST_FROM);
  const char *domain = strrchr (from, '@');
  g_autofree char *id = g_strdup_printf ("%s%s", get_string (request, GNOMON_MAIL_REQUEST_ID),
                                         domain != NULL ? domain : "@localhost");
  g_autofree char *subject = g_strdup (get_string (request, GNOMON_MAIL_REQUEST_SUBJECT));
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds = 0;

  g_variant_dict_lookup (request, GNOMON_MAIL_REQUEST_DATE, "x", &seconds);
  date = g_date_time_new_from_unix_local (seconds);

  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, "Gnomon", from);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, NULL,
                              get_string (request, GNOMON_MAIL_REQUEST_TO));
  g_mime_message_set_subject (message, g_strdelimit (subject, "\r\n", ' '), "utf-8");
  g_mime_message_set_message_id (message, id);
  if (date != NULL)
    g_mime_message_set_date (message, date);

  /* RFC 3834: nobody answers it that he is out of office. */
  g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", "auto-generated", NULL);
  g_mime_object_set_header (GMIME_OBJECT (message), "User-Agent", "Gnomon/" GNOMON_VERSION, NULL);
}

/**
 * gnomon_mail_message_new:
 * @request: what gnomon-service asks for
 *
 * Returns: (transfer full): the message, with CRLF at the ends of its lines
 */
GBytes *
gnomon_mail_message_new (GVariantDict *request)
{
  GMimeMessage *message = g_mime_message_new (TRUE);
  GMimeFormatOptions *options = g_mime_format_options_new ();
  GMimeStream *stream = g_mime_stream_mem_new ();
  GMimeMultipart *parts = g_mime_multipart_new_with_subtype ("mixed");
  GMimeObject *text = make_text (get_string (request, GNOMON_MAIL_REQUEST_TEXT));
  const char *calendar = get_string (request, GNOMON_MAIL_REQUEST_CALENDAR);
  GByteArray *content;
  GBytes *bytes;

  set_headers (message, request);
  if (*calendar != '\0')
    {
      GMimeObject *attachment = make_calendar (calendar);

      g_mime_multipart_add (parts, text);
      g_mime_multipart_add (parts, attachment);
      g_object_unref (attachment);
      g_mime_message_set_mime_part (message, GMIME_OBJECT (parts));
    }
  else
    {
      g_mime_message_set_mime_part (message, text);
    }

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  content = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  bytes = g_bytes_new (content->data, content->len);

  g_object_unref (text);
  g_object_unref (parts);
  g_object_unref (stream);
  g_mime_format_options_free (options);
  g_object_unref (message);

  return bytes;
}
