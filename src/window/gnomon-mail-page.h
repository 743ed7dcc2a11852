/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_MAIL_PAGE (gnomon_mail_page_get_type ())

/* The page of the preferences with the account by which reminders are emailed. */
G_DECLARE_FINAL_TYPE (GnomonMailPage, gnomon_mail_page, GNOMON, MAIL_PAGE, AdwPreferencesPage)

void gnomon_mail_page_set_up (GnomonMailPage *self,
                              GnomonStore    *store,
                              GSettings      *settings);

G_END_DECLS
