/* SPDX-License-Identifier: Apache-2.0 */
/* What a week gathers, in words. */
#include "definitions/explain.h"

#include "definitions/week_definition.h"

static void explain_gather(struct text *out, const struct week_gather *gather)
{
    text_printf(out, "    %s", gather->reg ? gather->reg->label : gather->register_name);
    if (gather->reg && gather->query) {
        text_raw(out, ", ");
        explain_query(out, gather->reg, gather->query);
    }
    text_raw(out, "\n");
}

void explain_week(struct text *out, const struct register_definition *reg)
{
    if (!reg->week)
        return;
    text_raw(out, "\nMỗi hồ sơ là một tuần; bảng của tuần gom\n");
    for (size_t i = 0; i < reg->week->tables.count; i++) {
        const struct week_table *table = &reg->week->tables.items[i];
        text_printf(out, "  %s — %s:", table->name, table->label);
        for (size_t k = 0; k < table->columns.count; k++)
            text_printf(out, "%s %s%s", k ? "," : "", table->columns.items[k].label,
                        table->columns.items[k].clashes ? " (báo trùng)" : "");
        text_raw(out, "\n");
        for (size_t k = 0; k < table->gathers.count; k++)
            explain_gather(out, &table->gathers.items[k]);
    }
}
