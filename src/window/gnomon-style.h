/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The style sheets of the dark appearance and of high contrast. libadwaita loads such files by
 * their names, but its newer versions complain of them and want media queries, which older ones do
 * not know.
 */

G_BEGIN_DECLS

void gnomon_style_prepare (void);
void gnomon_style_init (void);

G_END_DECLS
