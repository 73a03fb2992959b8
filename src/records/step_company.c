/* SPDX-License-Identifier: Apache-2.0 */
#include "records/step_company.h"

#include <string.h>

#include "base/text.h"
#include "definitions/step_along.h"
#include "fields/condition.h"
#include "store/id.h"

static size_t declares(const struct register_definition *reg, const char *name)
{
    const struct step *step = register_step(reg, name);
    return step ? step->along.count : 0;
}

size_t step_company_count(const struct definitions *definitions, const struct register_definition *reg,
                          const char *name)
{
    size_t most = reg ? declares(reg, name) : 0;
    for (size_t i = 0; !reg && i < definitions->registers.count; i++) {
        size_t count = declares(&definitions->registers.items[i], name);
        most = count > most ? count : most;
    }
    return most;
}

/* The record that an item means; 0: none, or its condition does not hold. */
static int64_t means(struct arena *mem, const struct record *record, const struct step_along *along)
{
    const struct value *value = record_value(record, along->field);
    return value->is_set && (!along->when || condition_holds(mem, record, along->when)) ? value->integer : 0;
}

int64_t step_along_names(struct arena *mem, const struct record *record, const struct step *step, size_t at)
{
    int64_t id = at < step->along.count ? means(mem, record, &step->along.items[at]) : 0;
    for (size_t i = 0; id && i < at; i++)
        if (means(mem, record, &step->along.items[i]) == id)
            return 0;
    return id;
}

/* The record that the first step's names; 0: none. */
static int64_t named_by(const struct step_company *company, const struct step_along **along)
{
    const struct write *first = company->first->write;
    const struct step *step = first ? register_step(first->after.reg, company->name) : NULL;
    int64_t id = step ? step_along_names(first->mem, &first->after, step, company->at) : 0;
    *along = id ? &step->along.items[company->at] : NULL;
    return id;
}

static bool may_be_taken(const struct record *record, const struct step *step)
{
    return step && !record->cancelled && (step->from.count == 0 || text_list_has(&step->from, record->state));
}

static struct write *plan_company(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct step_company *company = (struct step_company *)writing;
    const struct step_along *along;
    char id[ID_SIZE];
    writing->id = named_by(company, &along);
    if (!writing->id) {
        writing->already = true;
        return NULL;
    }
    struct write *write = write_open(&company->office, mem, db, writing->id, 0, err);
    if (!write)
        return NULL;
    const struct step *step = register_step(write->after.reg, along->step);
    if (!may_be_taken(&write->after, step)) {
        writing->already = true;
        return NULL;
    }
    const struct write *first = company->first->write;
    const char *on = first->history.items[0].on;
    company->step = (struct draft_step){ .name = step->name, .on = on };
    if (write->last_on && strcmp(write->last_on, on) > 0)
        company->step.on = write->last_on;
    id_print(first->after.id, id);
    const struct field *sets = along->sets ? register_field(write->after.reg, along->sets) : NULL;
    if (sets && record_keeps(&write->after, sets))
        draft_step_set(mem, &company->step, along->sets, arena_strdup(mem, id));
    company->taking = (struct step_taking){ .step = &company->step };
    return step_taking_plan(&company->taking, write, db, err) ? write : NULL;
}

static bool company_rows(struct writing *writing, struct change *change, struct err *err)
{
    return step_taking_apply(&((struct step_company *)writing)->taking, writing->write, change, err);
}

void step_company_begin(struct step_company *company, const struct writing *first, const char *name, size_t at)
{
    *company = (struct step_company){ .first = first, .name = name, .at = at, .office = *first->office };
    company->office.scope.everything = true;
    company->office.reg = NULL;
    company->office.request = NULL;
    company->writing = (struct writing){ .office = &company->office, .plan = plan_company, .rows = company_rows };
}
