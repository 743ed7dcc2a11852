/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-mail-request.h"

G_BEGIN_DECLS

/* Sends @message by the account in @request. @password: (nullable). Where it was not sent, @reason
 * says why, in English; it never holds the password. */
GnomonMailExit gnomon_mail_smtp_send (GVariantDict  *request,
                                      const char    *password,
                                      GBytes        *message,
                                      char         **reason);

G_END_DECLS
