/* SPDX-License-Identifier: Apache-2.0 */
#include "people/may.h"

#include "base/text.h"
#include "people/texts.h"

/* How a reach answers for an act on a register. */
enum ask { ASK_OFFICE, ASK_READS, ASK_FLAG, ASK_STEP };

static const struct act_row {
    const char *label;
    enum ask ask;
    size_t flag; /* of struct reach */
    bool works;  /* only where one may work, not merely see */
} acts[ACT_COUNT] = {
    [ACT_NONE] = { "làm việc này", ASK_OFFICE, 0, false },
    [ACT_ANYONE] = { "mở trang công khai", ASK_OFFICE, 0, false },
    [ACT_SIGNED_IN] = { "dùng hệ thống", ASK_OFFICE, 0, false },
    [ACT_READ] = { "xem", ASK_READS, 0, false },
    [ACT_PERSONAL] = { "xem dữ liệu cá nhân", ASK_FLAG, offsetof(struct reach, personal), false },
    [ACT_EXPORT] = { "xuất ra tệp", ASK_FLAG, offsetof(struct reach, exports), false },
    [ACT_CREATE] = { "vào sổ", ASK_FLAG, offsetof(struct reach, creates), true },
    [ACT_IMPORT] = { "nhập từ tệp", ASK_FLAG, offsetof(struct reach, imports), false },
    [ACT_CHANGE] = { "sửa", ASK_FLAG, offsetof(struct reach, changes), true },
    [ACT_STEP] = { "làm bước xử lý", ASK_STEP, 0, true },
    [ACT_CANCEL] = { "hủy", ASK_FLAG, offsetof(struct reach, cancels), true },
    [ACT_ASSIGN] = { "giao", ASK_FLAG, offsetof(struct reach, assigns), true },
    [ACT_DIRECT] = { "chỉ đạo ở", ASK_FLAG, offsetof(struct reach, directs), true },
    [ACT_COMMENT] = { "ghi ý kiến", ASK_READS, 0, false },
    [ACT_ATTACH] = { "đính kèm tệp vào", ASK_FLAG, offsetof(struct reach, attaches), true },
    [ACT_WITHDRAW_FILE] = { "gỡ tệp khỏi", ASK_FLAG, offsetof(struct reach, cancels), true },
    [ACT_DASHBOARD] = { "xem trang điều hành", ASK_OFFICE, 0, false },
    [ACT_REPORT] = { "xem báo cáo", ASK_OFFICE, 0, false },
    [ACT_ADMINISTER] = { "quản trị hệ thống", ASK_OFFICE, 0, false },
    [ACT_AUDIT] = { "xem toàn bộ nhật ký", ASK_OFFICE, 0, false },
};

const char *act_label(enum act act)
{
    return acts[act].label;
}

/* --- the office --------------------------------------------------------------------------------------------------- */

static bool may_of_office(const struct scope *scope, enum act act, const struct may_what *what, struct err *err)
{
    bool signed_in = scope->everything || !text_is_empty(scope->user);
    bool yes = false;
    switch (act) {
    case ACT_ANYONE:
        return true;
    case ACT_SIGNED_IN:
        return signed_in || err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_SIGN_IN_FIRST);
    case ACT_DASHBOARD:
        yes = scope->dashboard;
        break;
    case ACT_REPORT:
        yes = what && what->report ? text_list_has(&scope->reports, what->report) : scope->reports.count > 0;
        break;
    case ACT_ADMINISTER:
        yes = scope->administers;
        break;
    case ACT_AUDIT:
        yes = scope->audits;
        break;
    default:
        return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NEVER);
    }
    return yes || scope->everything || err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NOT_OF_OFFICE, acts[act].label);
}

/* --- a register --------------------------------------------------------------------------------------------------- */

/* One of the roles that PART stands for takes STEP; NULL: any step of the register. */
static bool takes(const struct scope *scope, const struct reach *part, const struct register_definition *reg,
                  const struct step *step)
{
    if (!step) {
        for (size_t i = 0; i < reg->steps.count; i++)
            if (takes(scope, part, reg, &reg->steps.items[i]))
                return true;
        return false;
    }
    if (part->role)
        return text_list_has(&step->who, part->role);
    for (size_t i = 0; i < scope->roles.count; i++)
        if (text_list_has(&step->who, scope->roles.items[i]))
            return true;
    return false;
}

/* Does PART allow the act at all, wherever the record stands? */
static bool allows(const struct scope *scope, const struct reach *part, enum act act, const struct may_what *what)
{
    if (!part->reads)
        return false;
    switch (acts[act].ask) {
    case ASK_READS:
        return true;
    case ASK_FLAG:
        return *(const bool *)((const char *)part + acts[act].flag);
    case ASK_STEP:
        return takes(scope, part, what->reg, what->step);
    default:
        return false;
    }
}

static bool works_there(const struct reach *part, const struct may_what *what)
{
    return what->given == GIVEN_WORK || part->works_everywhere || text_list_has(&part->works_in, what->unit);
}

/* The record itself: some part sees it, allows the act and, where that is asked, works there. */
static bool may_to_record(const struct reach *reach, const struct scope *scope, enum act act,
                          const struct may_what *what, struct err *err)
{
    bool seen = what->given != GIVEN_NOT;
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        const struct reach *part = reach_part(reach, i);
        bool given = what->given != GIVEN_NOT && act != ACT_PERSONAL; /* that is what `opens_to:` of a field says */
        bool sees = given || reach_covers(part, what->issuer, what->unit, what->secrecy);
        seen |= sees;
        if (sees && allows(scope, part, act, what) && (!acts[act].works || works_there(part, what)))
            return true;
    }
    if (!seen)
        return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NOT_IN_REACH, what->reg->label);
    return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NOT_YOUR_WORK, acts[act].label, what->reg->label);
}

/* As far as `by:` goes: named by an own name, or in the place of who is away as far as an absence lends anything. */
static bool may_as_named(const struct scope *scope, const struct may_what *what)
{
    return !what->step->by || scope->everything ||
           (what->named && scope_holds(scope, what->reg, what->secrecy, what->named));
}

bool may(const struct scope *scope, enum act act, const struct may_what *what, struct err *err)
{
    if (acts[act].ask == ASK_OFFICE)
        return may_of_office(scope, act, what, err);
    if (scope->everything)
        return true;
    const struct reach *reach = scope_reach(scope, what->reg);
    bool allowed = false;
    for (size_t i = 0; i < reach_part_count(reach) && !allowed; i++)
        allowed = allows(scope, reach_part(reach, i), act, what);
    if (!allowed && act == ACT_STEP && what->step)
        return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NOT_YOUR_STEP, what->step->label, what->reg->label);
    if (!allowed)
        return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NOT_YOURS, acts[act].label, what->reg->label);
    if (!what->unit)
        return true;
    if (act == ACT_STEP && what->step && !may_as_named(scope, what))
        return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_NOT_NAMED, what->step->label,
                       register_field(what->reg, what->step->by)->label);
    return may_to_record(reach, scope, act, what, err);
}

static struct reach narrowed(struct arena *mem, const struct scope *scope, const struct register_definition *reg,
                             enum act act)
{
    const struct reach *reach = scope_reach(scope, reg);
    struct may_what what = { .reg = reg };
    struct reach *parts = ARENA_ARRAY(mem, struct reach, reach_part_count(reach));
    struct reach whole = *reach;
    size_t count = 0;
    for (size_t i = 0; i < reach_part_count(reach); i++)
        if (allows(scope, reach_part(reach, i), act, &what))
            parts[count++] = *reach_part(reach, i);
    if (count == 0)
        return (struct reach){ 0 };
    if (count == 1)
        return parts[0];
    whole.parts = parts;
    whole.part_count = count;
    return whole;
}

struct scope scope_where(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                         enum act act)
{
    struct scope made = *scope;
    if (scope->everything)
        return made;
    struct reach *reaches = ARENA_ARRAY(mem, struct reach, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++)
        reaches[i] = narrowed(mem, scope, &definitions->registers.items[i], act);
    made.by_register = reaches;
    made.register_count = definitions->registers.count;
    made.first_register = definitions->registers.items;
    return made;
}

static struct text_list shared(struct arena *mem, const struct text_list *one, const struct text_list *other)
{
    struct text_list both = { ARENA_ARRAY(mem, const char *, one->count + 1), 0 };
    for (size_t i = 0; i < one->count; i++)
        if (text_list_has(other, one->items[i]))
            both.items[both.count++] = one->items[i];
    return both;
}

struct scope scope_of_step(struct arena *mem, const struct scope *scope, const struct register_definition *reg,
                           const struct step *step)
{
    const struct reach *reach = scope_reach(scope, reg);
    struct scope made = *scope;
    struct reach *parts = ARENA_ARRAY(mem, struct reach, reach_part_count(reach));
    size_t count = 0;
    if (!step->by) /* who is named in the record was mostly given it, and works there by that */
        made.whoms = (struct text_list){ 0 };
    if (scope->everything)
        return made;
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        struct reach part = *reach_part(reach, i);
        if (!part.reads || !takes(scope, &part, reg, step))
            continue;
        if (!part.works_everywhere) {
            part.units = part.every_unit ? part.works_in : shared(mem, &part.units, &part.works_in);
            part.every_unit = false;
        }
        parts[count++] = part;
    }
    made.by_register = NULL;
    made.common = *reach;
    made.common.parts = parts;
    made.common.part_count = count;
    if (count <= 1)
        made.common = count ? parts[0] : (struct reach){ 0 };
    if (!step->by || !scope->by_register) {
        made.register_count = 0;
        return made;
    }
    struct reach *reaches = arena_copy(mem, scope->by_register, scope->register_count * sizeof scope->by_register[0]);
    reaches[reg - scope->first_register] = made.common; /* what is lent is asked by register */
    made.by_register = reaches;
    return made;
}

bool may_somewhere(const struct scope *scope, enum act act, const struct register_definition *reg)
{
    struct err ignored = { 0 };
    return may(scope, act, &(struct may_what){ .reg = reg }, &ignored);
}
