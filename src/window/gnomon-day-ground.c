/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-ground.h"

#include "gnomon-css.h"

/**
 * gnomon_day_ground_new:
 *
 * Returns: (transfer full): the ground of a day
 */
GtkWidget *
gnomon_day_ground_new (void)
{
  return g_object_new (GTK_TYPE_BOX,
                       "css-name", "dayground",
                       "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL,
                       NULL);
}

/**
 * gnomon_day_ground_dress:
 * @ground: the ground of a day
 * @day: its civil day
 * @label: what the day is called
 * @time: what the view knows of the time
 */
void
gnomon_day_ground_dress (GtkWidget            *ground,
                         gint64                day,
                         const char           *label,
                         const GnomonViewTime *time)
{
  g_return_if_fail (GTK_IS_WIDGET (ground));

  gnomon_css_set_class (ground, "weekend", gnomon_describe_is_day_off (day, time->work_days));
  gnomon_css_set_class (ground, "today", day == time->today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (ground),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}
