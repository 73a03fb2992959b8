/* SPDX-License-Identifier: Apache-2.0 */
/* A body that is wrong in many places is told every one of them at once, whatever part of the program finds it: members
 * that nobody knows, members and fields of another JSON type, fields of no register, values that are none, what is
 * missing. Over every register of the office.
 *
 * Planted and seen red: body_fields that ends with its first fault; read_members likewise; court_judge_rules that
 * judges a rule of a field nobody could read. */
#include "api/testing.h"

#include "fields/field_type.h"

static bool tells(const struct asked *asked, const char *field)
{
    const json_t *errors = json_object_get(asked->json, "errors");
    for (size_t i = 0; i < json_array_size(errors); i++)
        if (text_equal(text_at(json_array_get(errors, i), "field"), field))
            return true;
    return false;
}

static void assert_tells(const struct asked *asked, const char *what, const char *const *fields, size_t count)
{
    if (asked->status != 422)
        fail_msg("%s: %d %s", what, asked->status, asked->body);
    for (size_t i = 0; i < count; i++)
        if (!tells(asked, fields[i]))
            fail_msg("%s: nothing is said of %s: %s", what, fields[i], asked->body);
    if (json_array_size(json_object_get(asked->json, "errors")) != count)
        fail_msg("%s: not %zu faults: %s", what, count, asked->body);
}

/* What is no JSON value of a field of TYPE. */
static const char *wrong_json(enum field_type type)
{
    return type == FIELD_NUMBER || type == FIELD_MONEY || type == FIELD_RATING ? "1.5"
           : type == FIELD_YES_NO                                              ? "\"maybe\""
           : type == FIELD_CHOICES                                             ? "{}"
                                                                               : "7";
}

static void test_every_fault_of_a_new_record_is_told_in_every_register(struct testing *t)
{
    struct asking a;
    int cases = 0;
    asking_begin_folder(&a, t, SOURCE_FOLDER "/office");
    const struct definitions *definitions = a.office.office.definitions;
    for (size_t r = 0; r < definitions->registers.count; r++) {
        const struct register_definition *reg = &definitions->registers.items[r];
        const char **names = ARENA_ARRAY(t->mem, const char *, reg->fields.count + 3);
        size_t count = 0;
        struct text body;
        if (reg->mirror)
            continue;
        text_init(&body, t->mem, TEXT_MAX_PAGE);
        text_raw(&body, "{\"extra\":1,\"unit\":5,\"fields\":{\"nothing\":1");
        names[count++] = "extra";
        names[count++] = "unit";
        names[count++] = "nothing";
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            bool missing = field->required && !field->set_by && !field->shown_if && !field->initial && !field->copied;
            bool omitted = missing && i % 2 == 0; /* half of what is required is not given at all */
            if (field->set_by || field->until || text_equal(field->name, "unit"))
                continue;
            names[count++] = field->name;
            if (!omitted)
                text_printf(&body, ",\"%s\":%s", field->name, wrong_json(field->type));
        }
        text_raw(&body, "}}");
        int64_t before = testing_int(t, SQL("select count(*) from history"));
        struct asked asked = post(&a, arena_printf(t->mem, API_ROOT "/registers/%s/records", reg->name), body.data);
        assert_tells(&asked, reg->name, names, count);
        assert_int_equal(testing_int(t, SQL("select count(*) from history")), before);
        cases += (int)count;
    }
    print_message("%d faults told at once\n", cases);
    assert_true(cases > 200);
}
ON_BOTH(test_every_fault_of_a_new_record_is_told_in_every_register)

static void test_every_fault_of_a_change_is_told(struct testing *t)
{
    struct asking a;
    static const char *const fields[] = { "version", "copies", "summary", "nothing", "extra" };
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    struct asked asked =
        ask(&a, HTTP_PATCH, path(&a, id, ""),
            "{\"version\":\"1\",\"extra\":1,\"fields\":{\"copies\":\"x\",\"summary\":\"\",\"nothing\":1}}");
    assert_tells(&asked, "change", fields, COUNT_OF(fields));
    /* the words of the field itself, where a text is no value of it */
    struct asked words = ask(&a, HTTP_PATCH, path(&a, id, ""), "{\"version\":1,\"fields\":{\"copies\":\"nhiều\"}}");
    assert_non_null(strstr(text_at(words.json, "detail"), "“nhiều” không phải số nguyên"));
    assert_int_equal(testing_int(t, SQL("select count(*) from history")), 1);
}
ON_BOTH(test_every_fault_of_a_change_is_told)

static void test_every_fault_of_a_step_is_told(struct testing *t)
{
    struct asking a;
    static const char *const given[] = { "on", "extra", "nothing", "summary" };
    static const char *const cancelled[] = { "summary", "reason" };
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    struct asked asked = post(&a, path(&a, id, "/steps/number"),
                              "{\"on\":5,\"extra\":1,\"fields\":{\"nothing\":1,\"summary\":\"Hai\"}}");
    assert_tells(&asked, "step", given, COUNT_OF(given));
    asked = post(&a, path(&a, id, "/steps/cancel"), "{\"fields\":{\"summary\":\"Hai\"}}");
    assert_tells(&asked, "cancel", cancelled, COUNT_OF(cancelled));
    assert_int_equal(testing_int(t, SQL("select count(*) from history")), 1);
}
ON_BOTH(test_every_fault_of_a_step_is_told)

/* What a record names and is not there is told with what else is wrong, of every register whose form names any. */
static void test_all_that_is_named_and_not_there_is_told(struct testing *t)
{
    struct asking a;
    int cases = 0, several = 0;
    asking_begin_folder(&a, t, SOURCE_FOLDER "/office");
    const struct definitions *definitions = a.office.office.definitions;
    for (size_t r = 0; r < definitions->registers.count; r++) {
        const struct register_definition *reg = &definitions->registers.items[r];
        size_t count = 0;
        struct text body;
        text_init(&body, t->mem, TEXT_MAX_PAGE);
        text_raw(&body, "{\"fields\":{\"nothing\":1");
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            bool named = field->type == FIELD_LINK || field->type == FIELD_USER;
            if (!named || field->set_by || field->shown_if)
                continue;
            text_printf(&body, ",\"%s\":\"%s\"", field->name, field->type == FIELD_LINK ? "0r635fepc0400" : "khong.ai");
            count++;
        }
        text_raw(&body, "}}");
        if (count == 0 || reg->mirror)
            continue;
        struct asked asked = post(&a, arena_printf(t->mem, API_ROOT "/registers/%s/records", reg->name), body.data);
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            bool named = field->type == FIELD_LINK || field->type == FIELD_USER;
            if (named && !field->set_by && !field->shown_if && !tells(&asked, field->name))
                fail_msg("%s: nothing is said of %s: %s", reg->name, field->name, asked.body);
        }
        if (!tells(&asked, "nothing") || strstr(asked.body, "“”"))
            fail_msg("%s: %s", reg->name, asked.body);
        cases += (int)count;
        several += count > 1;
    }
    print_message("%d names of nothing, %d forms with several\n", cases, several);
    assert_true(cases >= 8 && several >= 1);
}
ON_BOTH(test_all_that_is_named_and_not_there_is_told)

static void test_every_fault_of_another_body_is_told(struct testing *t)
{
    struct asking a;
    static const char *const fields[] = { "to", "role", "due", "extra" };
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    struct asked asked = post(&a, path(&a, id, "/assignments"), "{\"to\":1,\"due\":true,\"extra\":[]}");
    assert_tells(&asked, "assignment", fields, COUNT_OF(fields));
}
ON_BOTH(test_every_fault_of_another_body_is_told)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_every_fault_of_a_new_record_is_told_in_every_register),
        BOTH(test_every_fault_of_a_change_is_told),
        BOTH(test_every_fault_of_a_step_is_told),
        BOTH(test_all_that_is_named_and_not_there_is_told),
        BOTH(test_every_fault_of_another_body_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
