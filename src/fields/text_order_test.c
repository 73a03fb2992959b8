/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: keys left as they were when a text is changed; keys of what is there made of the
 * wrong column; a batch that begins with the last record of the one before. */
#include "records/testing_office.h"

#include "fields/text_order.h"
#include "store/id.h"

/* In their order: tones after letters, Đ after D, both placements of a tone beside each other. */
static const char *const ordered[] = {
    "An", "Anh", "Ánh", "Ân", "Bình", "Dung", "Đặng", "Em", "Phường 2", "Phường 10", "Uỷ ban", "Ủy ban", "Uy tín", "Ư",
};
enum { MANY = 1100 };

static void create_all(struct testing *t, struct testing_office *o)
{
    for (size_t i = 0; i < COUNT_OF(ordered); i++) {
        size_t at = (i * 5 + 3) % COUNT_OF(ordered);
        struct draft *draft = testing_letter(t, o, ordered[at], "qd");
        if (at % 2 == 0)
            draft_set(t->mem, draft, "place", ordered[at]);
        testing_create(t, o, draft);
    }
}

static struct record_rows page(struct testing *t, struct testing_office *o, const char *text)
{
    struct err err = { 0 };
    struct record_rows rows = { 0 };
    const struct query *query = query_parse(t->mem, o->office.definitions, o->letter, text, NULL, &err);
    assert_true(testing_ok(query && record_rows(t->store, t->mem, &o->office.scope, query, 0, &rows, &err), &err));
    return rows;
}

static const char *place_of(const struct record *record)
{
    const struct value *value = record_value(record, "place");
    return value->is_set ? value->text : "";
}

static void assert_in_order(struct testing *t, struct testing_office *o)
{
    struct record_rows up = page(t, o, "sort=summary"), down = page(t, o, "sort=-title"),
                       places = page(t, o, "sort=place");
    assert_int_equal(up.count, COUNT_OF(ordered));
    for (size_t i = 0; i < COUNT_OF(ordered); i++) {
        /* the two spellings of one word have one key, and the order of their entry */
        bool twin = strstr(ordered[i], " ban") != NULL;
        if (!twin)
            assert_string_equal(up.records[i]->title, ordered[i]);
        if (!twin)
            assert_string_equal(down.records[i]->title, ordered[COUNT_OF(ordered) - 1 - i]);
        if (!twin && i < COUNT_OF(ordered) / 2)
            assert_string_equal(place_of(places.records[i]), ordered[i * 2]);
        if (i >= COUNT_OF(ordered) / 2)
            assert_string_equal(place_of(places.records[i]), "");
    }
}

static void test_lists_by_a_text_are_in_vietnamese_order(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    create_all(t, &o);
    assert_in_order(t, &o);
}
ON_BOTH(test_lists_by_a_text_are_in_vietnamese_order)

static void test_a_changed_text_moves_in_the_order(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    create_all(t, &o);
    int64_t id = page(t, &o, "sort=summary").records[0]->id;
    const struct draft_value values[] = { { "summary", "Xuân" }, { "place", "Xuân" } };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, values, 2, &err), &err));
    assert_string_equal(page(t, &o, "sort=-summary").records[0]->title, "Xuân");
    assert_string_equal(place_of(page(t, &o, "sort=place").records[COUNT_OF(ordered) / 2 - 1]), "Xuân");
}
ON_BOTH(test_a_changed_text_moves_in_the_order)

static void test_pages_go_on_in_the_order(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    create_all(t, &o);
    struct record_rows all = page(t, &o, "sort=place");
    char id[ID_SIZE];
    id_print(page(t, &o, "sort=place&page_size=10").records[9]->id, id);
    struct record_rows next = page(t, &o, arena_printf(t->mem, "sort=place&page_size=10&after=%s", id));
    assert_int_equal(next.count, COUNT_OF(ordered) - 10);
    for (size_t i = 0; i < next.count; i++)
        assert_int_equal(next.records[i]->id, all.records[i + 10]->id);
}
ON_BOTH(test_pages_go_on_in_the_order)

static bool run(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void change_by_hand(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, run, (void *)statement, &err), &err));
}

/* As an office that was made before there were keys, and is larger than a batch. */
static void test_keys_are_made_of_what_is_there(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t made;
    testing_enter(t, &o);
    create_all(t, &o);
    change_by_hand(t, SQL("update record set title_key = ''"));
    change_by_hand(t, SQL("update letter set _place_key = null"));
    assert_true(testing_ok(text_order_make(t->store, t->mem, o.office.definitions, &made, &err), &err));
    assert_int_equal(made, 0);
    change_by_hand(t, SQL("delete from text_order_kept where register = 'letter'"));
    assert_true(testing_ok(text_order_make(t->store, t->mem, o.office.definitions, &made, &err), &err));
    assert_int_equal(made, 1);
    assert_in_order(t, &o);
    for (int i = 0; i < MANY; i++)
        testing_create(t, &o, testing_letter(t, &o, arena_printf(t->mem, "Z %d", i), "qd"));
    change_by_hand(t, SQL("update record set title_key = ''"));
    change_by_hand(t, SQL("update text_order_kept set keys = 'khác'"));
    assert_true(testing_ok(text_order_make(t->store, t->mem, o.office.definitions, &made, &err), &err));
    assert_int_equal(made, 2);
    assert_int_equal(testing_int(t, SQL("select count(*) from record where title_key = ''")), 0);
    assert_string_equal(page(t, &o, "sort=-title").records[0]->title, arena_printf(t->mem, "Z %d", MANY - 1));
}
ON_BOTH(test_keys_are_made_of_what_is_there)

/* As an office of a program that knew no keys, whose definitions are the same today. */
static void test_an_older_office_gets_its_columns_though_the_definitions_are_the_same(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    testing_enter(t, &o);
    create_all(t, &o);
    change_by_hand(t, SQL("delete from text_order_kept"));
    assert_true(testing_ok(store_define(t->store,
                                        "drop index letter_in_order_of__place_key\n;\n"
                                        "alter table letter drop column _place_key\n;\n",
                                        &err),
                           &err));
    testing_reopen(t, STORE_WRITE);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, o.office.definitions, &changes, &err), &err));
    assert_int_equal(changes.count, 1);
    assert_string_equal(changes.items[0], "Xếp lại thứ tự chữ cái của 2 sổ");
    office_init(&o.office, t->mem, t->store, o.office.definitions, o.office.scope);
    assert_in_order(t, &o);
}
ON_BOTH(test_an_older_office_gets_its_columns_though_the_definitions_are_the_same)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_lists_by_a_text_are_in_vietnamese_order),
        BOTH(test_a_changed_text_moves_in_the_order),
        BOTH(test_pages_go_on_in_the_order),
        BOTH(test_keys_are_made_of_what_is_there),
        BOTH(test_an_older_office_gets_its_columns_though_the_definitions_are_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
