/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: a few hundred records are entered and their steps taken as they come; each step is taken
 * back at once. What the record was in every table but the history, it is again, or the step drew a number and says so;
 * then the step is taken once more and the record goes on. In the end the tally counts what there is and the history
 * proves every row.
 *
 * Planted and seen red, each alone (on SQLite): the span before not opened again; the original due date left as the
 * step made it; who was shown work by the step that ended it left as its reader; a step taken back still counted among
 * those taken. */
#include "records/testing_chance.h"
#include "records/testing_office.h"

#include "fields/field_type.h"
#include "records/judge.h"
#include "records/undo.h"
#include "store/id.h"

enum {
    RECORDS = 300,
    ROUNDS = 8,
    UNDONE_LEAST = 500,
    STEPS_LEAST = 50,
    TRIES = 4,
    CREATE_TRIES = 8,
    UNIT_TRIES = 200,
    PRINT_MAX = 1 << 20,
    KINDS_MAX = 400
};

struct walk {
    struct testing *t;
    struct office office;
    struct chance chance;
    int64_t ids[RECORDS];
    const struct register_definition *regs[RECORDS];
    size_t count, tried;
    const struct step *kinds[KINDS_MAX]; /* that were taken back */
    size_t kind_count, undone, numbered;
};

/* --- what a record is --------------------------------------------------------------------------------------------- */

static void add_rows(struct walk *walk, struct text *out, const struct statement *statement, int64_t id)
{
    struct err err = { 0 };
    struct db *db = db_for_read(walk->t->store, &err);
    struct rows *rows = db_rows(db, walk->t->mem, statement, DB(db_int(id)), &err);
    while (rows && rows_next(rows))
        text_printf(out, "%s\n", rows_text(rows, 0));
    assert_true(testing_ok(rows && rows_end(rows, &err), &err));
}

/* Every row that is of the record, but for those of the history, and but for who changed it last. */
static const char *portrait(struct walk *walk, int64_t id)
{
    const struct statement *const statements[] = {
        SQL("select state || ' ' || state_group || ' ' || coalesce(number, '-') || ' ' || number_key || ' ' || title "
            "|| "
            "' ' || unit || ' ' || issuer || ' ' || secrecy || ' ' || urgency || ' ' || happened_on || ' ' || due || ' "
            "' "
            "|| original_due || ' ' || finished_on || ' ' || opened_on || ' ' || left_on || ' ' || due_since || ' ' || "
            "told || ' ' || cancelled || ' ' || title_key from record where id = $1"),
        SQL("select 'span ' || part || ' ' || state || ' ' || state_group || ' ' || since_on || ' ' || from_on || ' ' "
            "|| "
            "until_on || ' ' || unit || ' ' || step || ' ' || recorded_at from record_span where record = $1 order by "
            "part"),
        SQL("select 'due ' || part || ' ' || clock || ' ' || due || ' ' || from_on || ' ' || until_on from due_span "
            "where record = $1 order by part"),
        SQL("select 'work ' || id || ' ' || parent || ' ' || from_whom || ' ' || to_whom || ' ' || role || ' ' || "
            "opinion "
            "|| ' ' || due || ' ' || given_at || ' ' || read_at || ' ' || finished_at || ' ' || own_due || ' ' || "
            "back_of "
            "|| ' ' || outcome || ' ' || result || ' ' || ended_by || ' ' || on_path || ' ' || register from "
            "assignment "
            "where record = $1 order by id"),
        SQL("select 'link ' || kind || ' ' || to_record from record_link where from_record = $1 order by kind, "
            "to_record"),
        SQL("select 'number ' || book || ' ' || series || ' ' || seq || ' ' || state from number where record = $1 "
            "order "
            "by book, series, seq"),
        SQL("select 'tokens ' || tokens from search_text where record = $1"),
        SQL("select 'claim ' || rule || ' ' || key || ' ' || hint from claim where record = $1 order by rule, key"),
        SQL("select 'personal ' || field || ' ' || key || ' ' || marks from personal_key where record = $1 order by "
            "field, key, marks"),
        SQL("select 'outbox ' || topic from outbox where record = $1 order by id"),
    };
    struct text out;
    struct err err = { 0 };
    text_init(&out, walk->t->mem, PRINT_MAX);
    for (size_t i = 0; i < COUNT_OF(statements); i++)
        add_rows(walk, &out, statements[i], id);
    struct db *db = db_for_read(walk->t->store, &err);
    const struct record *record =
        record_read(db, walk->t->mem, walk->office.definitions, &walk->office.scope, id, &err);
    assert_true(testing_ok(record != NULL, &err));
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const char *value = value_print(walk->t->mem, &record->reg->fields.items[i], &record->values[i]);
        text_printf(&out, "%s=%s\n", record->reg->fields.items[i].name, value ? value : "");
    }
    return out.data;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* A unit of a kind that the field takes. */
static const char *unit_for(struct walk *walk, const struct field *field)
{
    const char *code = chance_unit(&walk->chance);
    for (int tries = 0; tries < UNIT_TRIES; tries++, code = chance_unit(&walk->chance))
        if (field->units.count == 0 ||
            text_list_has(&field->units, definitions_unit(walk->office.definitions, code)->kind))
            break;
    return code;
}

/* Of a step: a link names a record that there is, a day is often that of the step. */
static const char *fitting(struct walk *walk, const struct field *field)
{
    char id[ID_SIZE];
    if (field->type == FIELD_DATE && chance_roll(&walk->chance, 2))
        return "2021-08-02";
    if (field->type == FIELD_UNIT)
        return unit_for(walk, field);
    if (field->type != FIELD_LINK)
        return chance_fitting(&walk->chance, field);
    for (size_t i = 0; i < walk->count; i++)
        if (walk->regs[i] == field->target) {
            id_print(walk->ids[i], id);
            return arena_strdup(walk->t->mem, id);
        }
    return NULL;
}

/* One of the next register: a round over all of them. */
static bool create(struct walk *walk)
{
    struct arena *mem = walk->t->mem;
    const struct definitions *definitions = walk->office.definitions;
    struct err err = { 0 };
    int64_t id = 0;
    const struct register_definition *reg =
        &definitions->registers.items[walk->tried++ / CREATE_TRIES % definitions->registers.count];
    struct draft *draft = draft_new(mem, reg);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        bool skipped = field->set_by || field->until || (!field->required && chance_roll(&walk->chance, 3));
        const char *text = skipped                     ? NULL
                           : field->type == FIELD_UNIT ? unit_for(walk, field)
                                                       : chance_fitting(&walk->chance, field);
        if (text)
            draft_set(mem, draft, field->name, text);
    }
    draft_set(mem, draft, CONFIRM_VALUE, CONFIRM_BACK_DATE "," CONFIRM_SAME);
    if (!record_create(&walk->office, mem, draft, &id, &err))
        return false;
    walk->regs[walk->count] = reg;
    walk->ids[walk->count++] = id;
    return true;
}

static void note_kind(struct walk *walk, const struct step *step)
{
    for (size_t i = 0; i < walk->kind_count; i++)
        if (walk->kinds[i] == step)
            return;
    assert_true(walk->kind_count < KINDS_MAX);
    walk->kinds[walk->kind_count++] = step;
}

static bool take(struct walk *walk, int64_t id, const struct step *step, const struct draft_step *given)
{
    struct err err = { 0 };
    const char *before = portrait(walk, id), *label;
    clock_fix(clock_now() + 1000);
    if (!record_step(&walk->office, walk->t->mem, id, 0, given, &err))
        return false;
    const char *after = portrait(walk, id);
    struct err refused = { 0 };
    if (!record_undo(&walk->office, walk->t->mem, id, 0, &label, &refused)) {
        if (!strstr(refused.text, "đã cấp số"))
            fail_msg("%s: %s", step->name, refused.text);
        assert_string_equal(portrait(walk, id), after);
        walk->numbered++;
        return true;
    }
    assert_string_equal(label, step->label);
    if (strcmp(portrait(walk, id), before) != 0)
        fail_msg("%s left\n%s\ninstead of\n%s", step->name, portrait(walk, id), before);
    note_kind(walk, step);
    walk->undone++;
    assert_true(testing_ok(record_step(&walk->office, walk->t->mem, id, 0, given, &err), &err));
    return true;
}

static void step_on(struct walk *walk, int64_t id)
{
    struct arena *mem = walk->t->mem;
    struct err err = { 0 };
    struct db *db = db_for_read(walk->t->store, &err);
    const struct record *record = record_read(db, mem, walk->office.definitions, &walk->office.scope, id, &err);
    assert_true(testing_ok(record != NULL, &err));
    const struct register_definition *reg = record->reg;
    size_t first = reg->steps.count ? (size_t)chance_roll(&walk->chance, reg->steps.count) : 0;
    for (size_t i = 0; i < TRIES * reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[(first + i) % reg->steps.count];
        struct draft_step given = { .name = step->name, .reason = "Theo ý kiến" };
        if (step->from.count && !text_list_has(&step->from, record->state))
            continue;
        for (size_t k = 0; k < reg->fields.count; k++) {
            const struct field *field = &reg->fields.items[k];
            bool asked = text_list_has(&step->needs, field->name) || text_list_has(&step->sets, field->name) ||
                         text_equal(field->set_by, step->name);
            const char *text = asked ? fitting(walk, field) : NULL;
            if (text)
                draft_step_set(mem, &given, field->name, text);
        }
        if (take(walk, id, step, &given))
            return;
    }
}

static void begin(struct walk *walk, struct testing *t)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = definitions_load(t->mem, NULL, NULL, &faults, &err);
    assert_non_null(definitions);
    *walk = (struct walk){ .t = t, .chance = { t->mem, definitions, 2021 } };
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    office_init(&walk->office, t->mem, t->store, definitions, scope_local_administrator(t->mem, definitions));
}

static void test_a_step_that_is_taken_back_leaves_every_table_as_it_was(struct testing *t)
{
    static struct walk walk;
    struct history_report report;
    struct err err = { 0 };
    begin(&walk, t);
    while (walk.count < RECORDS)
        (void)create(&walk);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < RECORDS; i++)
            step_on(&walk, walk.ids[i]);
    size_t all = 0;
    for (size_t i = 0; i < walk.office.definitions->registers.count; i++)
        all += walk.office.definitions->registers.items[i].steps.count;
    print_message("%zu steps of %zu kinds (of %zu) taken back; %zu drew a number\n", walk.undone, walk.kind_count, all,
                  walk.numbered);
    assert_true(walk.undone >= UNDONE_LEAST && walk.kind_count >= STEPS_LEAST && walk.numbered > 0);
    testing_tally(t, walk.office.definitions);
    assert_true(testing_ok(history_seal(&walk.office, &err), &err));
    assert_true(testing_ok(history_verify(&walk.office, t->mem, &report, NULL, NULL, &err), &err));
    if (report.fault_count > 0)
        fail_msg("%s", report.faults[0].what);
}

ON_BOTH(test_a_step_that_is_taken_back_leaves_every_table_as_it_was)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_step_that_is_taken_back_leaves_every_table_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
