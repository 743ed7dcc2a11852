/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *gnomon_mail_message_new (GVariantDict *request);

G_END_DECLS
