/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

static struct scope unit_scope(struct testing *t, const char *unit, bool personal)
{
    const char **issuers = ARENA_ARRAY(t->mem, const char *, 1), **units = ARENA_ARRAY(t->mem, const char *, 1);
    const char **secrecy = ARENA_ARRAY(t->mem, const char *, 1);
    issuers[0] = "vp";
    units[0] = unit;
    secrecy[0] = "thuong";
    return (struct scope){ .user = "chuyen-vien",
                           .unit = unit,
                           .common = { .reads = true,
                                       .issuers = { issuers, 1 },
                                       .units = { units, 1 },
                                       .secrecy = { secrecy, 1 },
                                       .personal = personal } };
}

static int64_t letter_of(struct testing *t, struct testing_office *o, const char *unit)
{
    struct draft *draft = testing_letter(t, o, "Thư trả lời", "qd");
    draft_set(t->mem, draft, "unit", unit);
    draft_set(t->mem, draft, "sender", "Bùi Thị Mây");
    draft_set(t->mem, draft, "copies", "2");
    draft_add_step(t->mem, draft, "number", NULL);
    return testing_create(t, o, draft);
}

static void test_what_may_not_be_seen_is_not_there(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = letter_of(t, &o, "kt");
    struct db *db = db_for_read(t->store, &err);
    struct scope own = unit_scope(t, "kt", true), other = unit_scope(t, "nc", true);
    assert_non_null(record_read(db, t->mem, o.office.definitions, &own, id, &err));
    assert_null(record_read(db, t->mem, o.office.definitions, &other, id, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_null(record_read(db, t->mem, o.office.definitions, &own, id + 1, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_a_number_finds_the_visible_records(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const int64_t *ids;
    size_t count;
    testing_enter(t, &o);
    int64_t id = letter_of(t, &o, "kt");
    struct db *db = db_for_read(t->store, &err);
    struct scope own = unit_scope(t, "kt", true), other = unit_scope(t, "nc", true);
    assert_true(record_find_number(db, t->mem, o.office.definitions, &own, NULL, "01/QĐ-VPT", &ids, &count, &err));
    assert_int_equal(count, 1);
    assert_int_equal(ids[0], id);
    assert_true(record_find_number(db, t->mem, o.office.definitions, &other, NULL, "01/QĐ-VPT", &ids, &count, &err));
    assert_int_equal(count, 0);
}

static const char *json_of(struct testing *t, struct testing_office *o, int64_t id, const struct scope *scope)
{
    struct text out;
    struct json json;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    json_init(&json, &out, false);
    record_json(&json, testing_read(t, o, id), scope);
    return out.data;
}

static void test_json_has_the_shape_that_others_rely_on(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = letter_of(t, &o, "kt");
    const char *json = json_of(t, &o, id, &o.office.scope);
    static const char *const parts[] = {
        "\"register\":\"letter\"",    "\"number\":\"01/QĐ-VPT\"",
        "\"state\":\"numbered\"",     "\"due\":null",
        "\"finished\":null",          "\"version\":2",
        "\"sender\":\"Bùi Thị Mây\"", "\"copies\":2",
        "\"issued_on\":null",         "\"title\":\"Thư trả lời\"",
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!strstr(json, parts[i]))
            fail_msg("%s is not in %s", parts[i], json);
}

static void test_personal_fields_are_masked_for_who_may_not_read_them(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = letter_of(t, &o, "kt");
    struct scope plain = unit_scope(t, "kt", false);
    const char *json = json_of(t, &o, id, &plain);
    assert_null(strstr(json, "Mây"));
    assert_non_null(strstr(json, "\"sender\":\"***\""));
}

ON_BOTH(test_what_may_not_be_seen_is_not_there)
ON_BOTH(test_a_number_finds_the_visible_records)
ON_BOTH(test_json_has_the_shape_that_others_rely_on)
ON_BOTH(test_personal_fields_are_masked_for_who_may_not_read_them)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_may_not_be_seen_is_not_there),
        BOTH(test_a_number_finds_the_visible_records),
        BOTH(test_json_has_the_shape_that_others_rely_on),
        BOTH(test_personal_fields_are_masked_for_who_may_not_read_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
