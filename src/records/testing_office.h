/* src/records/testing_office.h
 * The small office of testdata/office, open for a test on either database. For *_test.c of this room and those above.
 *
 * The clock stands at Mon 2 August 2021, 08:00.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/testing.h"

#include "base/clock.h"
#include "base/text.h"
#include "proof/verify.h"
#include "query/finder.h"
#include "query/list.h"
#include "fields/schema.h"
#include "fields/tally.h"
#include "records/write.h"

struct testing_office {
    struct office office;
    const struct register_definition *letter, *case_work;
};

static inline const struct definitions *testing_definitions(struct arena *mem, const char *folder, const char *overlay)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    const struct definitions *definitions = definitions_load(mem, folder, overlay, &faults, &err);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s:%d: %s\n", faults.list.items[i].place.file, faults.list.items[i].place.line,
                      faults.list.items[i].text);
    assert_non_null(definitions);
    return definitions;
}

/* The office of another FOLDER. */
static inline void testing_enter_folder(struct testing *t, struct testing_office *office, const char *folder)
{
    struct err err = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = testing_definitions(t->mem, folder, NULL);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    office_init(&office->office, t->mem, t->store, definitions, scope_local_administrator(t->mem, definitions));
    office->letter = definitions_register(definitions, "letter");
    office->case_work = definitions_register(definitions, "case_work");
}

static inline void testing_enter(struct testing *t, struct testing_office *office)
{
    testing_enter_folder(t, office, SOURCE_FOLDER "/src/records/testdata/office");
}

static inline int64_t testing_create(struct testing *t, struct testing_office *office, const struct draft *draft)
{
    struct err err = { 0 };
    int64_t id = 0;
    assert_true(testing_ok(record_create(&office->office, t->mem, draft, &id, &err), &err));
    return id;
}

static inline struct draft *testing_letter(struct testing *t, struct testing_office *office, const char *summary,
                                           const char *type)
{
    struct draft *draft = draft_new(t->mem, office->letter);
    draft_set(t->mem, draft, "summary", summary);
    draft_set(t->mem, draft, "type", type);
    return draft;
}

static inline bool testing_step(struct testing *t, struct testing_office *office, int64_t id, const char *name,
                                const char *on, const char *field, const char *text, struct err *err)
{
    struct draft_step step = { .name = name, .on = on };
    if (field)
        draft_step_set(t->mem, &step, field, text);
    return record_step(&office->office, t->mem, id, 0, &step, err);
}

static inline struct record *testing_read(struct testing *t, struct testing_office *office, int64_t id)
{
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    struct record *record = record_read(db, t->mem, office->office.definitions, &office->office.scope, id, &err);
    if (!record)
        fail_msg("%s", err.text);
    return record;
}

static inline int64_t testing_int(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    int64_t value = -1;
    assert_true(testing_ok(db_one_int(db_for_read(t->store, &err), statement, DB_NONE, -1, &value, &err), &err));
    return value;
}

/* Fails where the tally differs from count(*) in any dimension. */
static inline void testing_tally(struct testing *t, const struct definitions *definitions)
{
    struct err err = { 0 };
    struct tally_report report;
    assert_true(testing_ok(tally_check(db_for_read(t->store, &err), t->mem, definitions, &report, &err), &err));
    assert_null(report.unmade);
    if (report.fault_count > 0)
        fail_msg("tally of %s, %s=%s, %s: %lld kept, %lld counted", report.faults->reg, report.faults->facet,
                 report.faults->value, report.faults->state, (long long)report.faults->kept,
                 (long long)report.faults->counted);
}

/* The tally is right, and the history proves every row. */
static inline void testing_prove(struct testing *t, struct testing_office *office)
{
    struct err err = { 0 };
    struct history_report report;
    testing_tally(t, office->office.definitions);
    assert_true(testing_ok(history_seal(&office->office, &err), &err));
    assert_true(testing_ok(history_verify(&office->office, t->mem, &report, NULL, NULL, &err), &err));
    if (report.fault_count > 0)
        fail_msg("%s", report.faults[0].what);
}

static inline int64_t testing_count(struct testing *t, struct testing_office *office, const char *reg, const char *text)
{
    struct err err = { 0 };
    const struct query_tokens tokens = { .today = "2021-08-02",
                                         .period_from = "2021-07-01",
                                         .period_to = "2021-07-31" };
    const struct query *query = query_parse(t->mem, office->office.definitions,
                                            definitions_register(office->office.definitions, reg), text, &tokens, &err);
    int64_t count = -1;
    assert_true(testing_ok(query && record_count(t->store, t->mem, &office->office.scope, query, &count, &err), &err));
    return count;
}
