/* SPDX-License-Identifier: Apache-2.0 */
#include "records/draft.h"

#include "base/text.h"
#include "records/texts.h"

struct draft *draft_new(struct arena *mem, const struct register_definition *reg)
{
    struct draft *draft = ARENA_NEW(mem, struct draft);
    draft->reg = reg;
    return draft;
}

void draft_set(struct arena *mem, struct draft *draft, const char *name, const char *text)
{
    draft_add(mem, draft, (struct draft_value){ .name = name, .text = text });
}

void draft_add(struct arena *mem, struct draft *draft, struct draft_value value)
{
    *ARRAY_ADD(mem, &draft->values) = value;
}

struct draft_step *draft_add_step(struct arena *mem, struct draft *draft, const char *name, const char *on)
{
    struct draft_step *step = ARRAY_ADD(mem, &draft->steps);
    step->name = name;
    step->on = on;
    return step;
}

void draft_step_set(struct arena *mem, struct draft_step *step, const char *name, const char *text)
{
    draft_step_add(mem, step, (struct draft_value){ .name = name, .text = text });
}

void draft_step_add(struct arena *mem, struct draft_step *step, struct draft_value value)
{
    *ARRAY_ADD(mem, &step->values) = value;
}

bool draft_refuse_reserved(const struct draft *draft, struct err *err)
{
    if (draft->reserved && err->kind == ERR_CONFLICT && text_equal(err->subject, "version"))
        err_set(err, ERR_CONFLICT, "number", "reserved", SAY_NOT_RESERVED, draft->reserved);
    return false;
}
