/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include "base/file.h"

/* The letter register again, as a later version of the definitions has it. */
static const struct definitions *later(struct testing *t, const char *register_yaml)
{
    struct err err = { 0 };
    char folder[128], path[160];
    snprintf(folder, sizeof folder, "%s/overlay/registers", t->folder);
    snprintf(path, sizeof path, "%s/letter.yaml", folder);
    assert_true(testing_ok(file_make_folder(folder, &err), &err));
    assert_true(testing_ok(file_write(path, register_yaml, strlen(register_yaml), 0600, &err), &err));
    snprintf(folder, sizeof folder, "%s/overlay", t->folder);
    return testing_definitions(t->mem, SOURCE_FOLDER "/src/records/testdata/office", folder);
}

/* The whole small office again with FROM replaced by TO in the letter register. */
static const struct definitions *rewritten(struct testing *t, const char *from, const char *to)
{
    static const char *const files[] = { "units.yaml",
                                         "roles.yaml",
                                         "books.yaml",
                                         "settings.yaml",
                                         "document-types.yaml",
                                         "calendars/vietnam.yaml",
                                         "law/time-limits.yaml",
                                         "registers/letter.yaml",
                                         "registers/case_work.yaml" };
    static const char *const folders[] = { "calendars", "law", "registers" };
    struct err err = { 0 };
    const char *folder = arena_printf(t->mem, "%s/office", t->folder);
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        assert_true(testing_ok(file_make_folder(arena_printf(t->mem, "%s/%s", folder, folders[i]), &err), &err));
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        const char *path = arena_printf(t->mem, SOURCE_FOLDER "/src/records/testdata/office/%s", files[i]);
        const char *text = file_read(t->mem, path, 1 << 20, NULL, &err);
        assert_non_null(text);
        const char *at = strstr(files[i], "letter") ? strstr(text, from) : NULL;
        if (at)
            text = arena_printf(t->mem, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
        path = arena_printf(t->mem, "%s/%s", folder, files[i]);
        assert_true(testing_ok(file_write(path, text, strlen(text), 0600, &err), &err));
    }
    return testing_definitions(t->mem, folder, NULL);
}

static void test_the_same_set_again_does_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, o.office.definitions, &changes, &err), &err));
    assert_int_equal(changes.count, 0);
    assert_true(schema_may_write(t->store, t->mem, o.office.definitions, &err));
}

static void test_a_new_field_is_added(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    testing_create(t, &o, testing_letter(t, &o, "Cũ", "bc"));
    const struct definitions *set =
        later(t, "register: letter\nfields:\n  - { name: remark, type: text, label: Ghi chú }\n");
    assert_false(schema_may_write(t->store, t->mem, set, &err));
    assert_string_equal(err.subject, "definitions");
    assert_true(testing_ok(schema_migrate(t->store, t->mem, set, &changes, &err), &err));
    assert_int_equal(changes.count, 2);
    assert_string_equal(changes.items[0], "Sổ “Văn bản”: thêm trường “Ghi chú”");
    assert_string_equal(
        changes.items[1],
        arena_printf(t->mem, "Bộ định nghĩa: từ bộ có sẵn của chương trình sang thư mục %s", set->overlay));
    office_init(&o.office, t->mem, t->store, set, o.office.scope);
    o.letter = definitions_register(set, "letter");
    struct draft *draft = testing_letter(t, &o, "Mới", "bc");
    draft_set(t->mem, draft, "remark", "có");
    testing_create(t, &o, draft);
    assert_int_equal(testing_count(t, &o, "letter", "remark=any"), 1);
    assert_int_equal(testing_count(t, &o, "letter", "remark=none"), 1);
}

static void test_a_plan_says_what_would_be_done_and_does_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list planned, changes;
    testing_enter(t, &o);
    const struct definitions *set =
        later(t, "register: letter\nfields:\n  - { name: remark, type: text, label: Ghi chú }\n");
    assert_true(testing_ok(schema_plan(t->store, t->mem, set, &planned, &err), &err));
    assert_int_equal(planned.count, 2);
    assert_true(schema_may_write(t->store, t->mem, o.office.definitions, &err));
    assert_true(testing_ok(schema_migrate(t->store, t->mem, set, &changes, &err), &err));
    assert_int_equal(changes.count, planned.count);
    for (size_t i = 0; i < changes.count; i++)
        assert_string_equal(changes.items[i], planned.items[i]);
    assert_true(testing_ok(schema_plan(t->store, t->mem, set, &planned, &err), &err));
    assert_int_equal(planned.count, 0);
}

static void test_an_office_with_an_overlay_is_not_taken_for_one_without(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    const struct definitions *set = later(t, "register: letter\nlabel: Văn bản của cơ quan\n");
    assert_true(testing_ok(schema_has_overlay(t->store, t->mem, o.office.definitions, &err), &err));
    assert_true(testing_ok(schema_migrate(t->store, t->mem, set, &changes, &err), &err));
    assert_true(testing_ok(schema_has_overlay(t->store, t->mem, set, &err), &err));
    assert_false(schema_has_overlay(t->store, t->mem, o.office.definitions, &err));
    assert_string_equal(err.subject, "office");
    assert_non_null(strstr(err.text, arena_printf(t->mem, "--office %s", set->overlay)));
    assert_int_equal(testing_int(t, SQL("select count(*) from definition_set where folder = '' and overlay = ''")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from definition_set where length(overlay) = 64")), 1);
}

static bool put_by_hand(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

/* Planted and seen red: the table of a changed list not made anew; the rule of yes-no left out. */
static void test_the_database_takes_no_choice_that_is_not_listed_and_no_yes_of_five(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    testing_create(t, &o, testing_letter(t, &o, "Thư", "bc"));
    const struct statement *const bad[] = { SQL("update letter set type = 'zz'"),
                                            SQL("update letter set type = 'bc,cv'"), SQL("update letter set type = ''"),
                                            SQL("update letter set public = 5") };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(store_change(t->store, t->mem, NULL, put_by_hand, (void *)bad[i], &err));
    const struct statement *const good[] = { SQL("update letter set type = 'cv', public = 1"),
                                             SQL("update letter set public = null") };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_by_hand, (void *)good[i], &err), &err));
    /* an office whose tables were made without rules */
    assert_true(testing_ok(store_define(t->store, "update register_rules set rules = 'x'\n;\n", &err), &err));
    assert_true(testing_ok(schema_migrate(t->store, t->mem, o.office.definitions, &changes, &err), &err));
    assert_false(store_change(t->store, t->mem, NULL, put_by_hand, (void *)bad[0], &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from letter where type = 'cv'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from register_rules where rules <> 'x'")), 2);
}

static void test_a_renamed_field_keeps_its_values(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Thư", "bc");
    draft_set(t->mem, draft, "copies", "7");
    testing_create(t, &o, draft);
    const struct definitions *set = rewritten(t, "name: copies", "name: sheets, was: copies");
    assert_true(testing_ok(schema_migrate(t->store, t->mem, set, &changes, &err), &err));
    office_init(&o.office, t->mem, t->store, set, o.office.scope);
    assert_int_equal(testing_count(t, &o, "letter", "sheets=7"), 1);
    struct history_report report;
    assert_true(history_seal(&o.office, &err) && history_verify(&o.office, t->mem, &report, NULL, NULL, &err));
    assert_int_equal(report.fault_count, 0);
}

/* Between the state after the draft and the step that leaves it, STATE by name. */
#define LETTER_STEPS(state)                                                                                            \
    "  - { name: issued, label: Đã phát hành, group: resolved }\n"                                                 \
    "  - { name: recalled, label: Đã thu hồi, group: resolved }\n"                                                 \
    "steps:\n"                                                                                                         \
    "  - { name: number, label: Cấp số, from: [draft], to: " state ", who: [clerk], numbers: true }\n"                 \
    "  - { name: issue, label: Phát hành, from: [" state "]"

/* The letter is no longer in the state that is renamed; its days in it are still counted under the new name. */
static void test_a_renamed_state_is_renamed_in_the_days_gone_by(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    struct history_report report;
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "bc"));
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err), &err));
    int64_t second = testing_create(t, &o, testing_letter(t, &o, "Thư đang ở trạng thái ấy", "bc"));
    assert_true(testing_ok(testing_step(t, &o, second, "number", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    const struct definitions *set = rewritten(
        t, "  - { name: numbered, label: Đã cấp số, group: open }\n" LETTER_STEPS("numbered"),
        "  - { name: registered, was: numbered, label: Đã vào sổ, group: open }\n" LETTER_STEPS("registered"));
    assert_true(testing_ok(schema_migrate(t->store, t->mem, set, &changes, &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span where state = 'registered'")), 2);
    testing_tally(t, set);
    office_init(&o.office, t->mem, t->store, set, scope_local_administrator(t->mem, set));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_int_equal(report.fault_count, 0);
    assert_int_equal(testing_count(t, &o, "letter", "state=registered"), 1);
}

/* What a tab asks for is counted in the records that are there. */
static void test_a_tally_follows_the_definitions(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Thư", "bc");
    draft_set(t->mem, draft, "public", "yes");
    testing_create(t, &o, draft);
    testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    assert_int_equal(testing_int(t, SQL("select count(*) from tally where facet = 'public'")), 0);
    const struct definitions *set =
        rewritten(t, "columns: [number, summary, place, state], sort: issued_on",
                  "columns: [number, summary, place, state], sort: issued_on, tabs: [{ label: Công "
                  "khai, query: public=yes }]");
    assert_true(testing_ok(schema_migrate(t->store, t->mem, set, &changes, &err), &err));
    assert_int_equal(changes.count, 2);
    assert_true(text_starts(changes.items[0], "Bộ định nghĩa đổi"));
    assert_string_equal(changes.items[1], "Đếm lại hồ sơ của 1 sổ");
    assert_int_equal(testing_int(t, SQL("select count(*) from tally where facet = 'public'")), 2);
    testing_tally(t, set);
    office_init(&o.office, t->mem, t->store, set, scope_local_administrator(t->mem, set));
    assert_int_equal(testing_count(t, &o, "letter", "public=yes"), 1);
}

static void test_losing_what_records_use_is_refused(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Thư", "bc");
    draft_set(t->mem, draft, "copies", "7");
    testing_create(t, &o, draft);
    const struct definitions *set =
        rewritten(t, "  - { name: copies, type: number, label: Số bản, min: 1, max: 500 }\n", "");
    assert_false(schema_migrate(t->store, t->mem, set, &changes, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.field, "copies");
    assert_non_null(strstr(err.text, "1 hồ sơ đang có giá trị"));
    assert_true(schema_may_write(t->store, t->mem, o.office.definitions, &err));
}

ON_BOTH(test_the_same_set_again_does_nothing)
ON_BOTH(test_a_new_field_is_added)
ON_BOTH(test_a_plan_says_what_would_be_done_and_does_nothing)
ON_BOTH(test_an_office_with_an_overlay_is_not_taken_for_one_without)
ON_BOTH(test_the_database_takes_no_choice_that_is_not_listed_and_no_yes_of_five)
ON_BOTH(test_a_renamed_field_keeps_its_values)
ON_BOTH(test_a_renamed_state_is_renamed_in_the_days_gone_by)
ON_BOTH(test_a_tally_follows_the_definitions)
ON_BOTH(test_losing_what_records_use_is_refused)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_same_set_again_does_nothing),
        BOTH(test_a_new_field_is_added),
        BOTH(test_a_plan_says_what_would_be_done_and_does_nothing),
        BOTH(test_an_office_with_an_overlay_is_not_taken_for_one_without),
        BOTH(test_the_database_takes_no_choice_that_is_not_listed_and_no_yes_of_five),
        BOTH(test_a_renamed_field_keeps_its_values),
        BOTH(test_a_renamed_state_is_renamed_in_the_days_gone_by),
        BOTH(test_a_tally_follows_the_definitions),
        BOTH(test_losing_what_records_use_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
