/* SPDX-License-Identifier: Apache-2.0 */
#include "records/office.h"

#include "fields/register_sql.h"

void office_init(struct office *office, struct arena *mem, struct store *store, const struct definitions *definitions,
                 struct scope scope)
{
    *office = (struct office){
        .store = store, .definitions = definitions, .scope = scope, .sql = register_sql_build(mem, definitions)
    };
}
