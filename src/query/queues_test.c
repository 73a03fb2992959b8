/* SPDX-License-Identifier: Apache-2.0 */
/* Over every register of the office, every state that waits for a step, and every role and pair of roles: a record
 * stands in the queue of exactly those who may take the step on it, as far as its conditions hold.
 *
 * Planted and seen red: the scope of a step without where the role works; a role that does not take the step; the
 * step's conditions left out, and those of the wait. */
#include "query/list_testing.h"

#include "base/clock.h"
#include "people/account.h"
#include "people/may.h"
#include "query/queues.h"

#define TODAY "2021-08-02"
enum { OFTEN_MAX = 60, SCOPES_MAX = 128 };

struct expected {
    int64_t id;
    const struct register_definition *reg;
    const struct state *state;
    const struct step *step; /* what it waits for */
    bool fits, cancelled, late;
    const char *unit, *issuer, *secrecy;
};

struct office {
    struct testing_rows rows;
    ARRAY(struct expected) expected;
    size_t waits, conditions;
};

static const struct definitions *load(struct testing *t)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = definitions_load(t->mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    if (!definitions)
        fail_msg("%s", faults.list.count ? faults.list.items[0].text : err.text);
    return definitions;
}

/* --- records ------------------------------------------------------------------------------------------------------ */

/* A value for which "name=asked" holds, or does not; "" none. */
static const char *value_for(const struct field *field, const char *asked, bool holds)
{
    bool negated = asked[0] == '!';
    const char *text = negated ? asked + 1 : asked;
    if (text_equal(asked, "..@today"))
        return holds ? "2021-08-02" : "2021-08-03";
    if (text_equal(text, "any") || text_equal(text, "none")) {
        bool filled = text_equal(text, "any") != negated;
        const char *some = field->choices.count > 0 ? field->choices.items[0].code : "2021-08-02";
        return filled == holds ? some : "";
    }
    if (holds != negated)
        return text_equal(text, "yes") || !strchr(text, ',') ? text : field->choices.items[0].code;
    return "";
}

/* Sets what the parts of CONDITION ask; of the first one the contrary where it is to fail. */
static void fit(struct testing *t, const struct office *office, const struct expected *one, const char *condition,
                bool holds, struct testing_record *record)
{
    size_t count;
    char **parts = text_split(t->mem, condition, '&', &count);
    for (size_t i = 0; i < count; i++) {
        struct err err = { 0 };
        char *asked = strchr(parts[i], '=');
        assert_non_null(asked);
        *asked++ = '\0';
        const struct field *field = register_field(one->reg, parts[i]);
        assert_non_null(field);
        const char *text = value_for(field, asked, holds || i > 0);
        if (strchr(asked, ',') && (holds || i > 0)) /* the first of several */
            text = arena_strndup(t->mem, asked + (asked[0] == '!'), strcspn(asked, ","));
        struct value value = { 0 };
        if (*text)
            assert_true(testing_ok(value_read(t->mem, office->rows.definitions, field, text, &value, &err), &err));
        record->values[field - one->reg->fields.items] = value;
        if (text_equal(field->name, one->reg->date) && *text)
            record->happened_on = text; /* as the engine keeps it */
    }
}

static void add_record(struct testing *t, struct office *office, struct expected one, const struct state_wait *wait)
{
    one.id = 4096 + (int64_t)office->rows.records.count;
    struct testing_record record = { .id = one.id,
                                     .reg = one.reg->name,
                                     .state = one.state->name,
                                     .group = state_group_name(one.state->group),
                                     .unit = one.unit,
                                     .issuer = one.issuer,
                                     .secrecy = one.secrecy,
                                     .title = "Việc",
                                     .happened_on = "2021-07-05",
                                     .due = one.late ? "2021-07-30T17:00" : "2021-08-05T17:00",
                                     .cancelled = one.cancelled };
    bool failed = one.fits;
    if (wait->only_if) {
        fit(t, office, &one, wait->only_if, one.fits, &record);
        failed = true;
    }
    for (size_t i = 0; i < one.step->only_if.count; i++) {
        fit(t, office, &one, one.step->only_if.items[i].query, one.fits || failed, &record);
        failed = true;
    }
    if (one.step->by) { /* those that fit not name somebody else */
        const struct field *by = register_field(one.reg, one.step->by);
        const char *own = by->type == FIELD_USER ? "ai-do" : "nc", *other = by->type == FIELD_USER ? "ai-khac" : "kt";
        record.values[by - one.reg->fields.items] = (struct value){ .is_set = true, .text = one.fits ? own : other };
    }
    *ARRAY_ADD(t->mem, &office->rows.records) = record;
    *ARRAY_ADD(t->mem, &office->expected) = one;
}

static void add_wait(struct testing *t, struct office *office, const struct register_definition *reg,
                     const struct state *state, const struct state_wait *wait)
{
    struct expected one = { .reg = reg,
                            .state = state,
                            .step = register_step(reg, wait->step),
                            .fits = true,
                            .unit = "nc",
                            .issuer = "ubnd",
                            .secrecy = "thuong" };
    struct expected elsewhere = one, other_issuer = one, secret = one, cancelled = one, late = one, unfit = one;
    elsewhere.unit = "stnmt";
    other_issuer.issuer = "so-khac";
    secret.secrecy = "mat";
    cancelled.cancelled = late.late = true;
    unfit.fits = false;
    const struct expected all[] = { one, elsewhere, other_issuer, secret, cancelled, late };
    office->waits++;
    for (size_t i = 0; i < COUNT_OF(all); i++)
        add_record(t, office, all[i], wait);
    if (!wait->only_if && one.step->only_if.count == 0 && !one.step->by)
        return;
    office->conditions++;
    add_record(t, office, unfit, wait);
}

static void make_office(struct testing *t, struct office *office)
{
    office->rows = (struct testing_rows){ .mem = t->mem, .definitions = load(t) };
    for (size_t i = 0; i < office->rows.definitions->registers.count; i++) {
        const struct register_definition *reg = &office->rows.definitions->registers.items[i];
        for (size_t k = 0; k < reg->states.count; k++)
            for (size_t j = 0; j < reg->states.items[k].awaits.count; j++)
                add_wait(t, office, reg, &reg->states.items[k], &reg->states.items[k].awaits.items[j]);
    }
    testing_fill(t, &office->rows);
}

/* --- who sees them ------------------------------------------------------------------------------------------------ */

/* Everybody sits in the unit nc: each role alone, and every two of them. */
static size_t make_scopes(struct testing *t, const struct definitions *definitions, struct scope *scopes)
{
    size_t count = 0, roles = definitions->roles.count;
    for (size_t i = 0; i < roles; i++)
        for (size_t k = i; k < roles; k++) {
            const char **names = ARENA_ARRAY(t->mem, const char *, 2);
            names[0] = definitions->roles.items[i].name;
            names[1] = definitions->roles.items[k].name;
            struct account person = {
                .login = "ai-do", .name = "Ai đó", .unit = "nc", .roles = { names, i == k ? 1 : 2 }
            };
            assert_true(count < SCOPES_MAX);
            scopes[count++] = scope_account(t->mem, definitions, &person);
        }
    return count;
}

static bool waits_for(const struct scope *scope, const struct expected *one)
{
    struct err ignored = { 0 };
    const struct field *by = one->step->by ? register_field(one->reg, one->step->by) : NULL;
    struct may_what what = { .reg = one->reg,
                             .unit = one->unit,
                             .issuer = one->issuer,
                             .secrecy = one->secrecy,
                             .step = one->step,
                             .named = !by                      ? NULL
                                      : by->type == FIELD_USER ? "ai-do"
                                                               : "unit:nc" };
    return (one->fits || (by && scope->everything)) && !one->cancelled && may(scope, ACT_STEP, &what, &ignored);
}

static size_t times_read(const struct work_queues *queues, const struct work_line *lines, size_t count,
                         const struct expected *one)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += lines[i].id == one->id && queues->items[lines[i].at].step == one->step;
    return found;
}

/* The states of one step may have each their records: they wait in one queue. */
static size_t check_scope(struct testing *t, const struct office *office, const struct scope *scope)
{
    struct err err = { 0 };
    struct work_queues queues;
    struct work_line *lines;
    size_t count, waiting = 0, late = 0, total = 0, overdue = 0;
    assert_true(testing_ok(
        work_queues_read(t->store, t->mem, office->rows.definitions, scope, TODAY, NULL, &queues, &err), &err));
    assert_true(testing_ok(work_lines_read(t->store, t->mem, &queues, NULL, OFTEN_MAX, &lines, &count, &err), &err));
    for (size_t i = 0; i < office->expected.count; i++) {
        const struct expected *one = &office->expected.items[i];
        bool waits = waits_for(scope, one);
        size_t read = times_read(&queues, lines, count, one);
        if (read != waits)
            fail_msg("%s/%s/%s (%s, %s, %s, %s): %zu times for %s%s%s", one->reg->name, one->state->name,
                     one->step->name, one->unit, one->issuer, one->secrecy, one->fits ? "fits" : "fits not", read,
                     scope->roles.items[0], scope->roles.count > 1 ? " and " : "",
                     scope->roles.count > 1 ? scope->roles.items[1] : "");
        waiting += waits;
        late += waits && one->late && one->reg->deadlines.count > 0 && one->state->group == GROUP_OPEN;
    }
    for (size_t i = 0; i < queues.count; i++) {
        total += (size_t)queues.items[i].total.count;
        overdue += (size_t)queues.items[i].overdue.count;
    }
    assert_true(total >= waiting && total == count); /* a record of one step may fit another one, too */
    assert_true(overdue >= late);
    return waiting;
}

static void test_who_may_take_the_step_has_the_record_in_the_queue(struct testing *t)
{
    struct office office = { 0 };
    struct scope scopes[SCOPES_MAX];
    make_office(t, &office);
    size_t count = make_scopes(t, office.rows.definitions, scopes), waiting = 0;
    for (size_t i = 0; i < count; i++)
        waiting += check_scope(t, &office, &scopes[i]);
    struct scope everything = scope_local_administrator(t->mem, office.rows.definitions);
    waiting += check_scope(t, &office, &everything);
    print_message("%zu states that wait, %zu with conditions; %zu readers, %zu records; %zu waiting\n", office.waits,
                  office.conditions, count + 1, office.expected.count, waiting);
    assert_true(office.waits >= 30 && office.conditions >= 8 && waiting > 1000);
}
ON_BOTH(test_who_may_take_the_step_has_the_record_in_the_queue)

/* What is assigned is in the inbox; the queue is what the role has to do with. */
static void test_what_is_assigned_is_no_part_of_a_queue(struct testing *t)
{
    static const char *whoms[] = { "ai-do" };
    struct office office = { .rows = { .mem = t->mem, .definitions = load(t) } };
    struct scope nobody = { .user = "ai-do", .whoms = { whoms, 1 } };
    nobody.common = (struct reach){ .reads = true, .works_in = { 0 }, .role = "specialist" };
    testing_fill(t, &office.rows);
    struct work_queues queues;
    struct err err = { 0 };
    assert_true(testing_ok(
        work_queues_read(t->store, t->mem, office.rows.definitions, &nobody, TODAY, NULL, &queues, &err), &err));
    assert_true(queues.count > 0);
    for (size_t i = 0; i < queues.count; i++) {
        assert_int_equal(queues.items[i].scope.whoms.count, queues.items[i].step->by ? 1 : 0);
        assert_int_equal(queues.items[i].total.count, 0);
    }
    assert_null(work_queue_find(&queues, "outgoing", "sign"));
    assert_non_null(work_queue_find(&queues, "outgoing", "submit"));
}
ON_BOTH(test_what_is_assigned_is_no_part_of_a_queue)

/* The office after the room thvx was merged into kt, and kt into nc. */
static struct definitions *merge(struct testing *t, const struct definitions *definitions)
{
    static const char *to_kt[] = { "kt" }, *to_nc[] = { "nc" };
    struct definitions *merged = ARENA_NEW(t->mem, struct definitions);
    *merged = *definitions;
    merged->units.items =
        arena_copy(t->mem, definitions->units.items, definitions->units.count * sizeof definitions->units.items[0]);
    for (size_t i = 0; i < merged->units.count; i++) {
        struct unit *unit = &merged->units.items[i];
        bool first = text_equal(unit->code, "thvx");
        if (!first && !text_equal(unit->code, "kt"))
            continue;
        unit->until = "2021-06-30";
        unit->successors.items = first ? to_kt : to_nc;
        unit->successors.count = 1;
    }
    return merged;
}

/* How many wait with who sits in UNIT; MAY they take the step on one that names GONE? */
static void check_merged(struct testing *t, const struct definitions *definitions, const struct step *step,
                         const char *unit, const char *gone, int64_t waiting)
{
    struct err err = { 0 };
    struct work_queues queues;
    const char *roles[] = { "specialist" };
    const struct register_definition *reg = definitions_register(definitions, "submission");
    struct account person = { .login = "ai-do", .name = "Ai đó", .unit = unit, .roles = { roles, 1 } };
    struct scope scope = scope_account(t->mem, definitions, &person);
    struct may_what what = { .reg = reg, .unit = unit, .issuer = "ubnd", .secrecy = "thuong", .step = step };
    what.named = arena_printf(t->mem, "unit:%s", definitions_unit_on(definitions, gone, TODAY));
    assert_true(testing_ok(work_queues_read(t->store, t->mem, definitions, &scope, TODAY, NULL, &queues, &err), &err));
    const struct work_queue *queue = work_queue_find(&queues, reg->name, step->name);
    assert_int_equal(queue ? queue->total.count : 0, waiting);
    assert_int_equal(may(&scope, ACT_STEP, &what, &err), waiting > 0);
}

/* What names a unit that is gone waits with the one that took over, as may() says, and no more with who was left
 * sitting in the old one. Seen red: put_units with the unit alone. */
static void test_what_names_a_merged_unit_waits_with_who_took_over(struct testing *t)
{
    static const char *const units[][2] = { { "nc", "thvx" }, { "kt", "kt" } }; /* led by, names */
    const struct definitions *definitions = merge(t, load(t));
    const struct register_definition *reg = definitions_register(definitions, "submission");
    const struct step *step = register_step(reg, "appraise");
    struct testing_rows rows = { .mem = t->mem, .definitions = definitions };
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        struct testing_record record = { .id = 4096 + (int64_t)i,
                                         .reg = reg->name,
                                         .state = "submitted",
                                         .group = "open",
                                         .unit = units[i][0],
                                         .issuer = "ubnd",
                                         .secrecy = "thuong",
                                         .happened_on = "2021-07-05" };
        record.values[register_field(reg, step->by) - reg->fields.items] =
            (struct value){ .is_set = true, .text = units[i][1] };
        *ARRAY_ADD(t->mem, &rows.records) = record;
    }
    testing_fill(t, &rows);
    check_merged(t, definitions, step, "nc", "thvx", 2);
    check_merged(t, definitions, step, "kt", "kt", 0);
}
ON_BOTH(test_what_names_a_merged_unit_waits_with_who_took_over)

/* What waits in resolved states alone is not asked for overdue ones: to find none, 58,726 answered questions were read
 * for the menu of every page. Planted and seen red: `late` wherever the register has deadlines. */
static void test_what_is_resolved_is_not_asked_for_overdue(struct testing *t)
{
    struct err err = { 0 };
    struct work_queues queues;
    size_t with = 0, without = 0;
    const struct definitions *definitions = load(t);
    struct scope everything = scope_local_administrator(t->mem, definitions);
    assert_true(testing_ok(work_queues_find(t->mem, definitions, &everything, TODAY, &queues, &err), &err));
    for (size_t i = 0; i < queues.count; i++) {
        const struct work_queue *queue = &queues.items[i];
        bool open = false;
        for (size_t k = 0; k < queue->reg->states.count; k++)
            for (size_t j = 0; j < queue->reg->states.items[k].awaits.count; j++)
                open |= queue->reg->states.items[k].group == GROUP_OPEN &&
                        text_equal(queue->reg->states.items[k].awaits.items[j].step, queue->step->name);
        if (queue->reg->deadlines.count > 0)
            assert_true((queue->late != NULL) == open);
        with += queue->late != NULL;
        without += queue->reg->deadlines.count > 0 && !open;
    }
    assert_true(with > 10 && without > 0);
}
ON_BOTH(test_what_is_resolved_is_not_asked_for_overdue)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_who_may_take_the_step_has_the_record_in_the_queue),
        BOTH(test_what_is_assigned_is_no_part_of_a_queue),
        BOTH(test_what_names_a_merged_unit_waits_with_who_took_over),
        BOTH(test_what_is_resolved_is_not_asked_for_overdue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
