/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: of a secret document the general book keeps one line, and nothing else.
 *
 * Planted and seen red, each alone: what is typed is not refused; what a definition offers is kept; what a step needs
 * is asked for; the title is the summary; a step that could write nothing is taken. */
#include "records/testing_office.h"

#include "definitions/degree.h"
#include "fields/field_type.h"
#include "records/history.h"
#include "records/judge.h"
#include "store/id.h"

static struct draft *document(struct testing *t, struct testing_office *o, const char *reg, const char *secrecy)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, reg));
    draft_set(t->mem, draft, "secrecy", secrecy);
    if (text_equal(reg, "outgoing"))
        draft_set(t->mem, draft, "type", "bc");
    return draft;
}

/* Every text of RECORD that is not of what the register keeps. */
static void expect_nothing_more(struct testing *t, const struct record *record)
{
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (!text_list_has(&record->reg->secret_keeps, field->name) && record->values[i].is_set)
            fail_msg("%s: %s", field->name, value_print(t->mem, field, &record->values[i]));
    }
}

static void test_a_secret_document_leaves_one_line(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t id = testing_create(t, &o, document(t, &o, "incoming", "mat"));
    assert_string_equal(testing_read(t, &o, id)->title, "01 văn bản mật");
    assert_true(testing_ok(testing_step(t, &o, id, "register", NULL, NULL, NULL, &err), &err));
    const struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->title, arena_printf(t->mem, "01 văn bản mật, số sổ %s", record->number));
    expect_nothing_more(t, record);
    id = testing_create(t, &o, document(t, &o, "outgoing", "tuyet-mat"));
    assert_true(testing_ok(testing_step(t, &o, id, "submit", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "sign", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    record = testing_read(t, &o, id);
    assert_string_equal(record->title, arena_printf(t->mem, "01 văn bản mật, số sổ %s", record->number));
    expect_nothing_more(t, record);
    testing_tally(t, o.office.definitions);
}

/* Every field that is not kept, of every register with such a rule, on entry and by change. */
static void test_what_is_typed_beside_the_line_is_refused(struct testing *t)
{
    static const char *const words[FIELD_TIME + 1] = {
        [FIELD_TEXT] = "Nội dung",   [FIELD_LONG_TEXT] = "Nội dung", [FIELD_DOCUMENT_NUMBER] = "12/QĐ-UBND",
        [FIELD_DATE] = "2021-07-30", [FIELD_YES_NO] = "yes",
    };
    struct testing_office o;
    int cases = 0;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    for (size_t r = 0; r < o.office.definitions->registers.count; r++) {
        const struct register_definition *reg = &o.office.definitions->registers.items[r];
        if (reg->secret_keeps.count == 0)
            continue;
        int64_t line = testing_create(t, &o, document(t, &o, reg->name, "mat"));
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            const char *text = field->choices.count ? field->choices.items[0].code : words[field->type];
            struct err err = { 0 };
            int64_t id;
            if (text_list_has(&reg->secret_keeps, field->name) || field->set_by || !text)
                continue;
            struct draft *draft = document(t, &o, reg->name, "mat");
            draft_set(t->mem, draft, field->name, text);
            if (record_create(&o.office, t->mem, draft, &id, &err) || !text_equal(err.subject, "secret") ||
                !text_equal(err.field, field->name))
                fail_msg("%s.%s on entry: %s", reg->name, field->name, err.text);
            const struct draft_value value = { field->name, text };
            if (record_set(&o.office, t->mem, line, 0, &value, 1, &err) || !text_equal(err.subject, "secret"))
                fail_msg("%s.%s by change: %s", reg->name, field->name, err.text);
            cases += 2;
        }
        expect_nothing_more(t, testing_read(t, &o, line));
    }
    print_message("%d refusals beside the line\n", cases);
    assert_true(cases >= 20);
}

static void test_an_open_document_becomes_secret_only_without_its_content(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    struct draft *draft = document(t, &o, "outgoing", DEGREE_USUAL);
    draft_set(t->mem, draft, "summary", "Nội dung");
    int64_t id = testing_create(t, &o, draft);
    const struct draft_value mark[] = { { "secrecy", "mat" }, { "summary", "" }, { "in_report", "" } };
    assert_false(record_set(&o.office, t->mem, id, 0, mark, 1, &err));
    assert_string_equal(err.subject, "secret");
    assert_string_equal(err.field, "summary");
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, mark, 3, &err), &err));
    assert_string_equal(testing_read(t, &o, id)->title, "01 văn bản mật");
    const struct draft_value open[] = { { "secrecy", DEGREE_USUAL }, { "summary", "Nội dung" } };
    assert_false(record_set(&o.office, t->mem, id, 0, open, 1, &err)); /* what is open has a summary */
    assert_string_equal(err.subject, "required");
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, open, 2, &err), &err));
    assert_string_equal(testing_read(t, &o, id)->title, "Nội dung");
}

/* Every step that leads nowhere and is taken for what the line does not keep: to publish, to send. */
static void test_a_step_that_could_write_nothing_is_refused(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int cases = 0;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t id = testing_create(t, &o, document(t, &o, "outgoing", "mat"));
    static const char *const way[] = { "submit", "sign", "number", "issue" };
    for (size_t i = 0; i < COUNT_OF(way); i++)
        assert_true(testing_ok(testing_step(t, &o, id, way[i], NULL, NULL, NULL, &err), &err));
    const struct record *record = testing_read(t, &o, id);
    for (size_t i = 0; i < record->reg->steps.count; i++) {
        const struct step *step = &record->reg->steps.items[i];
        if (step->to || !text_list_has(&step->from, record->state))
            continue;
        bool asks = step->only_if.count > 0; /* of what the line does not keep: refused by itself */
        if (testing_step(t, &o, id, step->name, NULL, NULL, NULL, &err) ||
            (!asks && !text_equal(err.subject, "secret")))
            fail_msg("%s: %s", step->name, err.text);
        cases += !asks;
    }
    assert_int_equal(cases, 4);
    assert_int_equal(testing_read(t, &o, id)->version, record->version);
}

ON_BOTH(test_a_step_that_could_write_nothing_is_refused)
ON_BOTH(test_a_secret_document_leaves_one_line)
ON_BOTH(test_what_is_typed_beside_the_line_is_refused)
ON_BOTH(test_an_open_document_becomes_secret_only_without_its_content)

/* A guest of a meeting takes its subject over, of a secret meeting only in a record that is as secret. Seen red: taken
 * over whatever the degree. */
static void test_what_a_secret_record_says_is_not_copied_to_a_lower_degree(struct testing *t)
{
    static const char *const degrees[][3] = { /* of the meeting, of the guest, what the guest's subject is */
                                              { "thuong", "thuong", "Họp kín" },
                                              { "mat", "thuong", NULL },
                                              { "mat", "mat", "Họp kín" },
                                              { "toi-mat", "mat", NULL },
                                              { "mat", "tuyet-mat", "Họp kín" }
    };
    struct testing_office o;
    char meeting[ID_SIZE];
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    for (size_t i = 0; i < COUNT_OF(degrees); i++) {
        struct draft *draft = document(t, &o, "meeting", degrees[i][0]);
        draft_set(t->mem, draft, "held_on", "2021-08-05");
        draft_set(t->mem, draft, "summary", "Họp kín");
        id_print(testing_create(t, &o, draft), meeting);
        draft = document(t, &o, "meeting_guest", degrees[i][1]);
        draft_set(t->mem, draft, "meeting", arena_strdup(t->mem, meeting));
        draft_set(t->mem, draft, "guest_name", "Sở Y tế");
        const struct record *guest = testing_read(t, &o, testing_create(t, &o, draft));
        const struct value *subject = record_value(guest, "meeting_subject");
        assert_int_equal(subject->is_set, degrees[i][2] != NULL);
        if (degrees[i][2])
            assert_string_equal(subject->text, degrees[i][2]);
    }
}
ON_BOTH(test_what_a_secret_record_says_is_not_copied_to_a_lower_degree)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_step_that_could_write_nothing_is_refused),
        BOTH(test_a_secret_document_leaves_one_line),
        BOTH(test_what_a_secret_record_says_is_not_copied_to_a_lower_degree),
        BOTH(test_what_is_typed_beside_the_line_is_refused),
        BOTH(test_an_open_document_becomes_secret_only_without_its_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
