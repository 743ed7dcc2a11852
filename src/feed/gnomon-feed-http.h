/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-feed-request.h"

G_BEGIN_DECLS

/* Fetches what @question asks for into @fd, and puts into @answer what there is to say. */
GnomonFeedExit gnomon_feed_http_fetch (GVariantDict *question, int fd, GVariantDict *answer);

G_END_DECLS
