/* SPDX-License-Identifier: Apache-2.0 */
#include "api/testing.h"

#define LETTERS API_ROOT "/registers/letter/records"

static int64_t letters(struct asking *a)
{
    return integer_at(get(a, LETTERS "?cancelled=any").json, "total");
}

/* --- creating ----------------------------------------------------------------------------------------------------- */

static void test_a_record_is_made_and_read(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked made = post(&a, LETTERS,
                             "{\"fields\":{\"summary\":\"Mời họp\",\"type\":\"cv\",\"copies\":12,\"public\":true,"
                             "\"sender\":null},\"unit\":\"kt\",\"secrecy\":null}");
    assert_status(made, 201);
    const char *id = text_at(made.json, "id");
    assert_string_equal(pairs_get(&made.response->headers, "Location"), path(&a, id, ""));
    struct asked read = get(&a, path(&a, id, ""));
    assert_status(read, 200);
    assert_string_equal(read.body, made.body);
    assert_string_equal(pairs_get(&read.response->headers, "ETag"), "\"1\"");
    const json_t *fields = json_object_get(read.json, "fields");
    assert_string_equal(text_at(fields, "summary"), "Mời họp");
    assert_int_equal(integer_at(fields, "copies"), 12);
    assert_true(json_is_true(json_object_get(fields, "public")));
    assert_true(json_is_null(json_object_get(fields, "sender")));
    assert_int_equal(integer_at(get(&a, LETTERS "?unit=kt").json, "total"), 1);
}
ON_BOTH(test_a_record_is_made_and_read)

static void test_the_same_key_makes_one_record(struct testing *t)
{
    struct asking a;
    static const char body[] = "{\"fields\":{\"summary\":\"Một\",\"type\":\"cv\"}}";
    asking_begin(&a, t);
    a.key = "k-1";
    struct asked first = post(&a, LETTERS, body);
    a.key = "k-1";
    struct asked again = post(&a, LETTERS, body);
    assert_status(first, 201);
    assert_status(again, 201);
    assert_string_equal(text_at(first.json, "id"), text_at(again.json, "id"));
    assert_int_equal(letters(&a), 1);
    a.key = "k-1";
    assert_problem(post(&a, LETTERS, "{\"fields\":{\"summary\":\"Hai\",\"type\":\"cv\"}}"), 422,
                   "invalid.idempotency-key");
    a.key = "có dấu";
    assert_problem(post(&a, LETTERS, body), 422, "invalid.idempotency-key");
    assert_int_equal(letters(&a), 1);
}
ON_BOTH(test_the_same_key_makes_one_record)

static void test_bad_bodies_are_problems_and_change_nothing(struct testing *t)
{
    struct asking a;
    static const struct {
        const char *body, *code;
        int status;
    } cases[] = {
        { "{\"fields\":{\"type\":\"cv\"}}", "invalid.required", 422 },
        { "{}", "invalid.required", 422 },
        { "{\"fields\":null}", "invalid.required", 422 },
        { "{\"fields\":[]}", "invalid.type", 422 },
        { "{\"fields\":{\"summary\":7,\"type\":\"cv\"}}", "invalid.type", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\",\"copies\":\"12\"}}", "invalid.type", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\",\"copies\":1.5}}", "invalid.type", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\",\"public\":\"yes\"}}", "invalid.type", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\",\"nothing\":1}}", "invalid.field", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\"},\"extra\":1}", "invalid.member", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"type\":\"cv\"},\"unit\":5}", "invalid.type", 422 },
        { "{\"fields\":{\"summary\":\"a\",\"summary\":\"b\"}}", "invalid.json", 422 },
        { "{\"fields\":{\"summary\":\"\xc3\"}}", "invalid.encoding", 422 },
        { "nothing", "invalid.json", 422 },
        { "", "invalid.json", 422 },
    };
    asking_begin(&a, t);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_problem(post(&a, LETTERS, cases[i].body), cases[i].status, cases[i].code);
    a.media = "text/plain";
    assert_problem(post(&a, LETTERS, "{}"), 415, "invalid.media-type");
    assert_problem(post(&a, LETTERS "?x=1", "{\"fields\":{}}"), 422, "invalid.parameter");
    struct asked choice = post(&a, LETTERS, "{\"fields\":{\"summary\":\"a\",\"type\":\"zz\"}}");
    assert_int_equal(choice.status, 422);
    assert_string_equal(text_at(choice.json, "field"), "type");
    assert_string_equal(text_at(in(choice.json, "errors", 0), "field"), "type");
    struct asked several = post(&a, LETTERS, "{\"fields\":{\"type\":\"zz\",\"copies\":0}}");
    assert_int_equal(several.status, 422);
    assert_string_equal(text_at(in(several.json, "errors", 0), "field"), "type");
    assert_string_equal(text_at(in(several.json, "errors", 1), "field"), "copies");
    assert_string_equal(text_at(in(several.json, "errors", 2), "field"), "summary");
    assert_int_equal(letters(&a), 0);
}
ON_BOTH(test_bad_bodies_are_problems_and_change_nothing)

static void test_a_number_that_was_kept_is_taken(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked kept = post(&a, API_ROOT "/books/cases/reservations",
                             "{\"for\":\"Phòng Kinh tế\",\"until\":\"2021-08-31\",\"series\":\"2021-07-05\"}");
    assert_status(kept, 201);
    assert_int_equal(integer_at(kept.json, "number"), 1);
    struct asked made = post(&a, API_ROOT "/registers/case_work/records",
                             "{\"fields\":{\"received_on\":\"2021-07-05T08:00:00+07:00\",\"summary\":\"Một\"},"
                             "\"reserved\":\"1\"}");
    assert_status(made, 201);
    assert_problem(post(&a, API_ROOT "/registers/case_work/records",
                        "{\"fields\":{\"received_on\":\"2021-07-05T08:00:00+07:00\",\"summary\":\"Hai\"},"
                        "\"reserved\":\"1\"}"),
                   409, "conflict.number");
    assert_problem(post(&a, API_ROOT "/books/nothing/reservations", "{\"for\":\"a\",\"until\":\"2021-08-31\"}"), 404,
                   "not-found.book");
    assert_problem(post(&a, API_ROOT "/books/letters/reservations", "{\"for\":\"a\",\"until\":\"2021-08-31\"}"), 422,
                   "invalid.series");
    assert_problem(post(&a, API_ROOT "/books/cases/reservations", "{\"for\":\"a\",\"until\":\"31/8\"}"), 422,
                   "invalid.date");
}
ON_BOTH(test_a_number_that_was_kept_is_taken)

/* --- changing ----------------------------------------------------------------------------------------------------- */

static struct asked patch(struct asking *a, const char *id, const char *body)
{
    return ask(a, HTTP_PATCH, path(a, id, ""), body);
}

static void test_a_stale_version_is_answered_with_both_values(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    assert_status(patch(&a, id, "{\"version\":1,\"fields\":{\"summary\":\"Hai\",\"copies\":3}}"), 200);
    struct asked stale = patch(&a, id, "{\"version\":1,\"fields\":{\"summary\":\"Ba\",\"copies\":3}}");
    assert_problem(stale, 409, "conflict.version");
    assert_int_equal(integer_at(stale.json, "version"), 2);
    assert_int_equal(json_array_size(json_object_get(stale.json, "conflicts")), 1);
    const json_t *conflict = in(stale.json, "conflicts", 0);
    assert_string_equal(text_at(conflict, "field"), "summary");
    assert_string_equal(text_at(conflict, "theirs"), "Hai");
    assert_string_equal(text_at(conflict, "yours"), "Ba");
    a.matches = "\"1\"";
    assert_problem(patch(&a, id, "{\"fields\":{\"summary\":\"Ba\"}}"), 409, "conflict.version");
    a.matches = "\"2\"";
    struct asked done = patch(&a, id, "{\"fields\":{\"summary\":\"Ba\",\"copies\":null}}");
    assert_status(done, 200);
    assert_true(json_is_null(json_object_get(json_object_get(done.json, "fields"), "copies")));
    a.matches = "*";
    assert_status(patch(&a, id, "{\"fields\":{\"summary\":\"Bốn\"}}"), 200);
}
ON_BOTH(test_a_stale_version_is_answered_with_both_values)

static void test_a_change_needs_the_version_seen(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    assert_problem(patch(&a, id, "{\"fields\":{\"summary\":\"Hai\"}}"), 422, "invalid.version");
    assert_problem(patch(&a, id, "{\"version\":\"1\",\"fields\":{\"summary\":\"Hai\"}}"), 422, "invalid.type");
    assert_problem(patch(&a, id, "{\"version\":-1,\"fields\":{\"summary\":\"Hai\"}}"), 422, "invalid.version");
    assert_problem(patch(&a, id, "{\"version\":1}"), 422, "invalid.required");
    a.matches = "W/\"1\"";
    assert_problem(patch(&a, id, "{\"fields\":{\"summary\":\"Hai\"}}"), 422, "invalid.version");
    a.matches = "\"2\"";
    assert_problem(patch(&a, id, "{\"version\":1,\"fields\":{\"summary\":\"Hai\"}}"), 422, "invalid.version");
    assert_int_equal(integer_at(get(&a, path(&a, id, "")).json, "version"), 1);
    assert_problem(patch(&a, "0000000000001", "{\"version\":1,\"fields\":{\"summary\":\"Hai\"}}"), 404,
                   "not-found.record");
    assert_problem(get(&a, path(&a, "khong-phai-ma", "")), 404, "not-found.record");
}
ON_BOTH(test_a_change_needs_the_version_seen)

static void test_steps_are_taken_and_a_record_is_cancelled(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    struct asked numbered = post(&a, path(&a, id, "/steps/number"), "{\"on\":\"2021-08-02\",\"version\":1}");
    assert_status(numbered, 200);
    assert_string_equal(text_at(numbered.json, "state"), "numbered");
    assert_non_null(text_at(numbered.json, "number"));
    assert_problem(post(&a, path(&a, id, "/steps/issue"), "{\"version\":1}"), 409, "conflict.version");
    struct asked issued = post(&a, path(&a, id, "/steps/issue"), "{\"fields\":{\"issued_on\":\"2021-08-02\"}}");
    assert_status(issued, 200);
    assert_string_equal(text_at(issued.json, "state"), "issued");
    assert_status(post(&a, path(&a, id, "/steps/undo"), "{\"reason\":\"nhầm\"}"), 422);
    assert_problem(post(&a, path(&a, id, "/steps/undo"), "{\"version\":1}"), 409, "conflict.version");
    struct asked undone = post(&a, path(&a, id, "/steps/undo"), "{}");
    assert_status(undone, 200);
    assert_string_equal(text_at(undone.json, "state"), "numbered");
    assert_problem(post(&a, path(&a, id, "/steps/undo"), "{}"), 409, "conflict.undo");
    issued = post(&a, path(&a, id, "/steps/issue"), "{\"fields\":{\"issued_on\":\"2021-08-02\"}}");
    assert_string_equal(text_at(issued.json, "state"), "issued");
    assert_int_equal(post(&a, path(&a, id, "/steps/nothing"), "{}").status, 422);
    assert_int_equal(post(&a, path(&a, id, "/steps/number"), "{}").status / 100, 4);
    assert_int_equal(post(&a, path(&a, id, "/steps/cancel"), "{}").status, 422);
    assert_status(post(&a, path(&a, id, "/steps/cancel"), "{\"reason\":\"trùng\"}"), 200);
    assert_int_equal(integer_at(get(&a, LETTERS).json, "total"), 0);
    assert_int_equal(letters(&a), 1);
}
ON_BOTH(test_steps_are_taken_and_a_record_is_cancelled)

static void test_the_same_key_takes_a_step_once(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    for (int i = 0; i < 2; i++) {
        a.key = "bước";
        assert_problem(post(&a, path(&a, id, "/steps/number"), "{}"), 422, "invalid.idempotency-key");
        a.key = "buoc";
        struct asked step = post(&a, path(&a, id, "/steps/number"), "{}");
        assert_status(step, 200);
        assert_int_equal(integer_at(step.json, "version"), 2);
    }
}
ON_BOTH(test_the_same_key_takes_a_step_once)

/* --- lists -------------------------------------------------------------------------------------------------------- */

static void test_a_list_goes_on_where_its_link_says(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    for (int i = 0; i < 5; i++)
        a_letter(&a, arena_printf(t->mem, "Thư %d", i));
    struct asked page = get(&a, LETTERS "?page_size=2&state=draft");
    assert_status(page, 200);
    assert_int_equal(integer_at(page.json, "total"), 5);
    assert_string_equal(text_at(page.json, "total_is"), "exact");
    size_t seen = 0;
    while (true) {
        seen += json_array_size(json_object_get(page.json, "records"));
        const char *link = pairs_get(&page.response->headers, "Link"), *end = link ? strchr(link, '>') : NULL;
        assert_true((link != NULL) == (text_at(page.json, "next") != NULL));
        if (!link)
            break;
        assert_true(text_ends(link, "; rel=\"next\""));
        assert_non_null(strstr(link, "state=draft"));
        page = get(&a, arena_strndup(t->mem, link + 1, (size_t)(end - link - 1)));
        assert_status(page, 200);
    }
    assert_int_equal(seen, 5);
    struct asked groups = get(&a, LETTERS "?by=type");
    assert_status(groups, 200);
    assert_int_equal(integer_at(in(groups.json, "groups", 0), "count"), 5);
    assert_string_equal(text_at(in(groups.json, "groups", 0), "value"), "cv");
    assert_int_equal(get(&a, LETTERS "?nothing=1").status, 422);
    assert_int_equal(get(&a, LETTERS "?page_size=0").status, 422);
    assert_int_equal(get(&a, LETTERS "?after=0000000000001").status, 422);
}
ON_BOTH(test_a_list_goes_on_where_its_link_says)

static void test_words_are_found_in_all_registers(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Giải quyết khiếu nại");
    a_letter(&a, "Mời họp");
    struct asked found = get(&a, API_ROOT "/search?q=khieu+nai");
    assert_status(found, 200);
    assert_int_equal(integer_at(found.json, "total"), 1);
    assert_string_equal(text_at(in(found.json, "records", 0), "id"), id);
    assert_string_equal(text_at(in(found.json, "registers", 0), "register"), "letter");
    assert_true(json_is_null(json_object_get(found.json, "next")));
    assert_problem(get(&a, API_ROOT "/search"), 422, "invalid.required");
    assert_problem(get(&a, API_ROOT "/search?q=..."), 422, "invalid.required");
    assert_problem(get(&a, API_ROOT "/search?q=a&page_size=501"), 422, "invalid.number");
}
ON_BOTH(test_words_are_found_in_all_registers)

/* Planted and seen red: api_search that notes nothing; api_list that does not ask the personal index. */
static void test_personal_data_is_searched_for_who_reads_it_and_noted(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked made =
        post(&a, LETTERS, "{\"fields\":{\"summary\":\"Một\",\"type\":\"cv\",\"sender\":\"Ngô Thị Mai\"}}");
    assert_status(made, 201);
    struct asked found = get(&a, API_ROOT "/search?q=ngo+thi+mai");
    assert_status(found, 200);
    assert_string_equal(text_at(in(found.json, "personal", 0), "id"), text_at(made.json, "id"));
    assert_int_equal(json_array_size(json_object_get(found.json, "records")), 0);
    assert_int_equal(integer_at(get(&a, LETTERS "?q=ngo+thi+mai").json, "total"), 1);
    assert_int_equal(json_array_size(json_object_get(get(&a, API_ROOT "/search?q=thi+mai").json, "personal")), 0);
    /* the search, and the list, which shows the sender */
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'read-personal'")), 2);
    static const char *const roles[] = { "clerk" };
    struct err err = { 0 };
    struct account clerk = { .login = "van.thu", .name = "Lê Văn Tư", .unit = "vp", .title = "" };
    clerk.roles = (struct text_list){ (const char **)roles, 1 };
    assert_true(testing_ok(account_create(t->store, t->mem, a.office.office.definitions, &clerk,
                                          "mười hai con giáp quanh bàn", "quan-tri", &err),
                           &err));
    a.as = "van.thu";
    assert_int_equal(json_array_size(json_object_get(get(&a, API_ROOT "/search?q=ngo+thi+mai").json, "personal")), 0);
    assert_int_equal(integer_at(get(&a, LETTERS "?q=ngo+thi+mai").json, "total"), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'read-personal'")), 2);
}
ON_BOTH(test_personal_data_is_searched_for_who_reads_it_and_noted)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_record_is_made_and_read),
        BOTH(test_the_same_key_makes_one_record),
        BOTH(test_bad_bodies_are_problems_and_change_nothing),
        BOTH(test_a_number_that_was_kept_is_taken),
        BOTH(test_a_stale_version_is_answered_with_both_values),
        BOTH(test_a_change_needs_the_version_seen),
        BOTH(test_steps_are_taken_and_a_record_is_cancelled),
        BOTH(test_the_same_key_takes_a_step_once),
        BOTH(test_a_list_goes_on_where_its_link_says),
        BOTH(test_words_are_found_in_all_registers),
        BOTH(test_personal_data_is_searched_for_who_reads_it_and_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
