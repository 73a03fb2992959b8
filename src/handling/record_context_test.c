/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/record_context.h"

#include "records/testing_office.h"
#include "store/id.h"

static int64_t letter(struct testing *t, struct testing_office *o, const char *summary, const char *field,
                      const char *text)
{
    struct draft *draft = testing_letter(t, o, summary, "cv");
    if (field)
        draft_set(t->mem, draft, field, text);
    return testing_create(t, o, draft);
}

static const char *printed(struct testing *t, int64_t id)
{
    char out[ID_SIZE];
    id_print(id, out);
    return arena_strdup(t->mem, out);
}

static struct record_context context_of(struct testing *t, struct testing_office *o, const struct scope *scope,
                                        int64_t id)
{
    struct err err = { 0 };
    struct record_context context = { 0 };
    assert_true(testing_ok(record_context_read(db_for_read(t->store, &err), t->mem, o->office.definitions, scope,
                                               testing_read(t, o, id), &context, &err),
                           &err));
    return context;
}

static void test_links_of_both_ways_stand_around_a_record(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t one = letter(t, &o, "Câu hỏi", NULL, NULL);
    int64_t two = letter(t, &o, "Câu trả lời", "answers", printed(t, one));
    assert_true(testing_ok(record_link(&o.office, t->mem, two, "concerns", one, &err), &err));
    struct record_context context = context_of(t, &o, &o.office.scope, two);
    assert_int_equal(context.link_count, 2);
    assert_string_equal(context.links[0].kind, "concerns");
    assert_string_equal(context.links[1].field->name, "answers");
    assert_string_equal(context.links[1].title, "Câu hỏi");
    context = context_of(t, &o, &o.office.scope, one);
    assert_int_equal(context.link_count, 2);
    assert_true(context.links[0].back && context.links[1].back);
}

static void test_a_linked_record_out_of_reach_is_not_among_them(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t secret = letter(t, &o, "Kín", "secrecy", "mat");
    int64_t open = letter(t, &o, "Thường", "answers", printed(t, secret));
    assert_true(testing_ok(record_link(&o.office, t->mem, open, "concerns", secret, &err), &err));
    struct scope clerk = scope_role(t->mem, o.office.definitions, &o.office.definitions->roles.items[0]);
    assert_int_equal(context_of(t, &o, &clerk, open).link_count, 0);
    assert_int_equal(context_of(t, &o, &o.office.scope, open).link_count, 2);
}

static void test_a_record_is_found_by_number_id_and_address(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = letter(t, &o, "Công văn", NULL, NULL);
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    struct db *db = db_for_read(t->store, &err);
    const char *texts[] = { testing_read(t, &o, id)->number, printed(t, id),
                            arena_printf(t->mem, "http://x/van-ban/%s", printed(t, id)) };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct record *found =
            record_find(db, t->mem, o.office.definitions, &o.office.scope, o.letter, texts[i], "to", &err);
        assert_true(testing_ok(found != NULL, &err));
        assert_int_equal(found->id, id);
    }
    assert_null(record_find(db, t->mem, o.office.definitions, &o.office.scope, o.case_work, texts[1], "to", &err));
    assert_string_equal(err.field, "to");
    err = (struct err){ 0 };
    assert_null(record_find(db, t->mem, o.office.definitions, &o.office.scope, NULL, "999/XX", "to", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

ON_BOTH(test_links_of_both_ways_stand_around_a_record)
ON_BOTH(test_a_linked_record_out_of_reach_is_not_among_them)
ON_BOTH(test_a_record_is_found_by_number_id_and_address)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_links_of_both_ways_stand_around_a_record),
        BOTH(test_a_linked_record_out_of_reach_is_not_among_them),
        BOTH(test_a_record_is_found_by_number_id_and_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
