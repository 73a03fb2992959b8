/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/rules.h"

#include "rules/petition.h"

#define EACH_RULE(row) row("petition.within-competence", petition_within_competence)

#define AS_RULE(text, function) { .name = text, .may = function },
#define AS_NAME(text, function) { .name = text },

static const struct rule table[] = { EACH_RULE(AS_RULE) };
static const struct rule_name names[] = { EACH_RULE(AS_NAME) };

const struct rule *rules(void)
{
    return table;
}

const struct rule_name *rule_names(void)
{
    return names;
}

size_t rule_count(void)
{
    return COUNT_OF(table);
}
