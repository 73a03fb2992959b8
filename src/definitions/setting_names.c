/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/setting_names.h"

#include "base/arena.h"

const struct setting_name setting_names[] = {
    { "issuer", "The issuing body of a record whose book names none: a code of `units.yaml`.", "the first issuer" },
    { "records.from", "The first day with all records. A figure of a period begun earlier is missing, not 0.", "none" },
    { "report.main", "The report that the pages open: a name of `reports/`.", "the first report" },
    { "dashboard.registers", "Registers with deadlines on the dashboard, with commas between them; eight.", "none" },
    { "dashboard.figures", "The figures at the top of the dashboard, with commas between them; six.", "none" },
    { "office.short", "The office's name at the head of every page.", "Công vụ" },
};
const size_t setting_name_count = COUNT_OF(setting_names);
