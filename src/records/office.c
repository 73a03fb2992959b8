/* SPDX-License-Identifier: Apache-2.0 */
#include "records/office.h"

#include "fields/register_sql.h"

void office_init(struct office *office, struct arena *mem, struct store *store, const struct definitions *definitions,
                 struct scope scope, const struct rule *rules, size_t rule_count)
{
    *office = (struct office){ .store = store,
                               .definitions = definitions,
                               .scope = scope,
                               .rules = rules,
                               .rule_count = rule_count,
                               .sql = register_sql_build(mem, definitions) };
}
