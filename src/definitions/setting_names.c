/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/setting_names.h"

#include "base/arena.h"

const struct setting_name setting_names[] = {
    { "issuer",
      "The issuing body of a record whose book does not say otherwise, and of the first account: a code of "
      "`units.yaml`.",
      "the first issuer" },
    { "report", "The report that the menu and the dashboard open: a name of `reports/`.", "the first report" },
    { "records.from",
      "The first day from which all records are in the system. A figure of a period that begins "
      "earlier is missing, not 0.",
      "every period counts" },
    { "dashboard.registers", "Registers whose deadlines the dashboard shows, with commas between them; eight at most.",
      "none" },
    { "dashboard.figures", "The figures at the top of the dashboard, with commas between them; six at most.", "none" },
    { "office.short", "The office's name at the head of every page.", "Công vụ" },
    { "office.name", "The office's full name. Kept for the office's own reference: nothing reads it yet.", NULL },
    { "office.unit", "The office's own unit. Kept for reference: nothing reads it yet.", NULL },
    { "office.province", "The code of the province. Kept for reference: nothing reads it yet.", NULL },
    { "hotline", "The number that citizens call. Kept for reference: nothing reads it yet.", NULL },
};
const size_t setting_name_count = COUNT_OF(setting_names);
