/* SPDX-License-Identifier: Apache-2.0 */
#include "records/row_days.h"

#include "base/date.h"
#include "base/text.h"

struct row_days row_days_new(void)
{
    return (struct row_days){ .opened_on = DATE_OPEN, .left_on = "", .told = true };
}

void row_days_enter(struct row_days *days, const enum state_group *before, enum state_group after, const char *on)
{
    bool was_open = before && *before == GROUP_OPEN, was_resolved = before && *before == GROUP_RESOLVED;
    if (was_resolved && after != GROUP_RESOLVED)
        days->told = false;
    if (was_open && after != GROUP_OPEN)
        days->left_on = on;
    if (was_open || after != GROUP_OPEN)
        return;
    if (text_equal(days->opened_on, DATE_OPEN))
        days->opened_on = on;
    else
        days->told = false;
    days->left_on = DATE_OPEN;
}
