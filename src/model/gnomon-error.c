/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-error.h"

G_DEFINE_QUARK (gnomon-error-quark, gnomon_error)
