/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include "handling/assignment.h"
#include "handling/comment.h"
#include "handling/links.h"
#include "query/list_json.h"
#include "query/record_filter.h"
#include "store/id.h"

/* Somebody who sees letters that are not secret. */
static struct scope reader(struct arena *mem)
{
    static const char *thuong[] = { "thuong" };
    (void)mem;
    return (struct scope){ .user = "van-thu",
                           .name = "van-thu",
                           .unit = "",
                           .common = {
                               .reads = true, .every_issuer = true, .every_unit = true, .secrecy = { thuong, 1 } } };
}

static int64_t letter(struct testing *t, struct testing_office *office, const char *summary, const char *secrecy)
{
    struct draft *draft = testing_letter(t, office, summary, "cv");
    draft_set(t->mem, draft, "secrecy", secrecy);
    return testing_create(t, office, draft);
}

static void test_links_go_both_ways_and_stay_within_the_scope(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    struct record_link_line *links;
    size_t count;
    testing_enter(t, &office);
    int64_t question = letter(t, &office, "Hỏi", "thuong"), answer = letter(t, &office, "Đáp", "thuong"),
            secret = letter(t, &office, "Đáp kín", "mat");
    assert_true(testing_ok(record_link(&office.office, t->mem, answer, "answers", question, &err), &err));
    assert_true(testing_ok(record_link(&office.office, t->mem, secret, "answers", question, &err), &err));
    struct db *db = db_for_read(t->store, &err);
    const struct definitions *definitions = office.office.definitions;
    assert_true(
        testing_ok(record_links(db, t->mem, definitions, &office.office.scope, question, &links, &count, &err), &err));
    assert_int_equal(count, 2);
    assert_true(links[0].back && links[0].record->id == answer);
    assert_true(
        testing_ok(record_links(db, t->mem, definitions, &office.office.scope, answer, &links, &count, &err), &err));
    assert_int_equal(count, 1);
    assert_true(!links[0].back && links[0].record->id == question);
    assert_string_equal(links[0].kind, "answers");
    struct scope scope = reader(t->mem);
    uint64_t asked = db_statement_count();
    assert_true(testing_ok(record_links(db, t->mem, definitions, &scope, question, &links, &count, &err), &err));
    assert_int_equal(db_statement_count() - asked, 1);
    assert_int_equal(count, 1);
    assert_int_equal(links[0].record->id, answer);
    assert_string_equal(links[0].record->title, "Đáp");
    const struct assignment handed = { .to = "unit:nc", .role = ASSIGN_INFORM };
    int64_t assignment;
    scope.whoms = (struct text_list){ (const char *[]){ "unit:nc" }, 1 };
    assert_true(testing_ok(assignment_give(&office.office, t->mem, secret, 0, &handed, &assignment, &err), &err));
    assert_true(testing_ok(record_links(db, t->mem, definitions, &scope, question, &links, &count, &err), &err));
    assert_int_equal(count, 2);
    scope.common.reads = false;
    assert_true(testing_ok(record_links(db, t->mem, definitions, &scope, question, &links, &count, &err), &err));
    assert_int_equal(count, 0);
}
ON_BOTH(test_links_go_both_ways_and_stay_within_the_scope)

/* What an answer of the API, a list and a command print of the record FROM for SCOPE. */
static void expect_named(struct testing *t, struct testing_office *office, const struct scope *scope, int64_t from,
                         const char *id, bool named)
{
    struct err err = { 0 };
    struct record_page page;
    struct text text;
    text_init(&text, t->mem, TEXT_MAX_PAGE);
    struct json json = { .out = &text };
    struct db *db = db_for_read(t->store, &err);
    struct record *record = record_read(db, t->mem, office->office.definitions, scope, from, &err);
    assert_true(testing_ok(record != NULL, &err));
    record_json(&json, record, scope);
    const struct query *query = query_parse(t->mem, office->office.definitions, office->letter, "summary=any",
                                            &(struct query_tokens){ 0 }, &err);
    assert_true(testing_ok(query != NULL, &err));
    assert_true(testing_ok(record_list(t->store, t->mem, office->office.definitions, scope, query, &page, &err), &err));
    record_page_json(&json, &page, scope, NULL);
    assert_int_equal(strstr(text.data, arena_printf(t->mem, "\"answers\":\"%s\"", id)) != NULL, named);
    assert_int_equal(strstr(text.data, "\"answers\":\"" RECORD_MASK "\"") != NULL, !named);
}

/* Planted and seen red, each alone: record_read hides nothing; the list hides nothing. */
static void test_a_field_does_not_name_a_secret_record_to_who_may_not_see_it(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    testing_enter(t, &office);
    int64_t open = letter(t, &office, "Công khai", "thuong"), secret = letter(t, &office, "Kín", "mat"),
            other = letter(t, &office, "Khác", "thuong");
    char id[ID_SIZE];
    const struct scope scope = reader(t->mem);
    id_print(other, id);
    struct draft_value answers = { .name = "answers", .text = id };
    assert_true(testing_ok(record_set(&office.office, t->mem, open, 0, &answers, 1, &err), &err));
    expect_named(t, &office, &scope, open, id, true);
    id_print(secret, id);
    assert_true(testing_ok(record_set(&office.office, t->mem, open, 0, &answers, 1, &err), &err));
    expect_named(t, &office, &scope, open, id, false);
    expect_named(t, &office, &office.office.scope, open, id, true);
}
ON_BOTH(test_a_field_does_not_name_a_secret_record_to_who_may_not_see_it)

/* Planted and seen red: links hidden, link fields not; nothing hidden. */
static void test_the_history_does_not_say_where_a_link_to_a_secret_record_leads(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    struct history_line *lines;
    size_t count;
    testing_enter(t, &office);
    int64_t open = letter(t, &office, "Công khai", "thuong"), secret = letter(t, &office, "Kín", "mat"),
            other = letter(t, &office, "Khác", "thuong");
    char id[ID_SIZE];
    id_print(secret, id);
    const struct draft_value answers = { .name = "answers", .text = id };
    assert_true(testing_ok(record_link(&office.office, t->mem, open, "about", secret, &err), &err));
    assert_true(testing_ok(record_link(&office.office, t->mem, open, "about", other, &err), &err));
    assert_true(testing_ok(record_set(&office.office, t->mem, open, 0, &answers, 1, &err), &err));
    assert_true(testing_ok(record_unlink(&office.office, t->mem, open, "about", secret, "Nhầm", &err), &err));
    struct record *record = testing_read(t, &office, open);
    const struct scope scope = reader(t->mem);
    struct db *db = db_for_read(t->store, &err);
    for (int i = 0; i < 2; i++) {
        const struct scope *who = i ? &office.office.scope : &scope;
        size_t shown = 0, hidden = 0;
        assert_true(testing_ok(
            record_history(db, t->mem, office.office.definitions, record, who, 0, 50, &lines, &count, &err), &err));
        assert_int_equal(count, 5);
        for (size_t j = 0; j < count; j++) {
            shown += lines[j].link && lines[j].about;
            hidden += lines[j].hidden;
            for (size_t k = 0; k < lines[j].change_count; k++)
                if (text_equal(lines[j].changes[k].name, "answers"))
                    assert_int_equal(lines[j].changes[k].new != NULL, i);
        }
        assert_int_equal(shown, i ? 3 : 1);
        assert_int_equal(hidden, i ? 0 : 2);
    }
}
ON_BOTH(test_the_history_does_not_say_where_a_link_to_a_secret_record_leads)

/* More than one block of ids, of two registers, in an order of their own. */
static void test_only_records_of_the_scope_are_visible(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    int64_t ids[VISIBLE_BLOCK + 20];
    const int64_t *visible;
    size_t count, of = COUNT_OF(ids);
    testing_enter(t, &office);
    for (size_t i = 0; i < of; i++) {
        if (i % 50 == 7) {
            struct draft *draft = draft_new(t->mem, office.case_work);
            draft_set(t->mem, draft, "received_on", "2021-07-05T08:00");
            draft_set(t->mem, draft, "summary", "Hồ sơ");
            ids[of - 1 - i] = testing_create(t, &office, draft);
        } else {
            ids[of - 1 - i] = letter(t, &office, "Thư", i % 10 == 3 ? "mat" : "thuong");
        }
    }
    struct db *db = db_for_read(t->store, &err);
    const struct definitions *definitions = office.office.definitions;
    assert_true(testing_ok(
        records_visible(db, t->mem, definitions, &office.office.scope, ids, of, &visible, &count, &err), &err));
    assert_int_equal(count, of);
    assert_memory_equal(visible, ids, sizeof ids);
    struct scope scope = reader(t->mem);
    assert_true(testing_ok(records_visible(db, t->mem, definitions, &scope, ids, of, &visible, &count, &err), &err));
    assert_int_equal(count, of - of / 10);
    for (size_t i = 1; i < count; i++)
        assert_true(visible[i - 1] > visible[i]);
    assert_true(testing_ok(records_visible(db, t->mem, definitions, &scope, ids, 0, &visible, &count, &err), &err));
    assert_int_equal(count, 0);
}
ON_BOTH(test_only_records_of_the_scope_are_visible)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_links_go_both_ways_and_stay_within_the_scope),
        BOTH(test_a_field_does_not_name_a_secret_record_to_who_may_not_see_it),
        BOTH(test_the_history_does_not_say_where_a_link_to_a_secret_record_leads),
        BOTH(test_only_records_of_the_scope_are_visible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
