/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-mail-account.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_MAILER (gnomon_mailer_get_type ())

/*
 * Mails what the ledger has handed over, one message after the other: waits for the next, claims
 * it, lets gnomon-mail send it, and records how that went. While nothing is to be mailed it costs
 * nothing.
 */
G_DECLARE_FINAL_TYPE (GnomonMailer, gnomon_mailer, GNOMON, MAILER, GObject)

GnomonMailer *gnomon_mailer_new          (GnomonStore *store, GSettings *settings);
void          gnomon_mailer_stop         (GnomonMailer *self);

/* (transfer floating): a request that sends a message about the account itself */
GVariant     *gnomon_mailer_make_test    (const GnomonMailAccount *account, gint64 now);

G_END_DECLS
