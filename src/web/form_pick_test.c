/* SPDX-License-Identifier: Apache-2.0 */
/* A field that names a record, without a script: what is typed, what is offered, what is ticked.
 *
 * Planted and seen red, each alone: what was ticked taken although the text was changed since; the finding button
 * written as if the form was sent; what was typed lost. */
#include "web/testing.h"

#include "store/id.h"

#define ENTRY "/van-ban/moi"

static const char *field(struct pages *p, const char *name, const char *value)
{
    struct text out;
    text_init(&out, p->t->mem, TEXT_MAX_LINE);
    text_printf(&out, "&%s=", name);
    text_url(&out, value);
    return out.data;
}

static const char *entry(struct pages *p, const char *answers, const char *rest)
{
    return arena_printf(p->t->mem, "summary=M%%E1%%BB%%9Bi&type=cv&copies=2&public=&place=Kho&_key=k%zu%s%s",
                        strlen(rest), field(p, "answers", answers), rest);
}

static int64_t count(struct pages *p)
{
    return testing_count(p->t, &p->office, "letter", "");
}

static const char *id_of(struct pages *p, int64_t id)
{
    char out[ID_SIZE];
    id_print(id, out);
    return arena_strdup(p->t->mem, out);
}

static void test_the_form_sends_one_text_and_takes_it(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Đôn đốc giải ngân");
    struct response response = pages_get(&p, ENTRY);
    pages_has(&response, "data-pick=\"/van-ban/chon?field=answers\"");
    pages_has(&response, "name=\"_find.answers\"");
    const char *text = arena_printf(t->mem, "Đôn đốc giải ngân · %s", id_of(&p, id));
    response = pages_post(&p, ENTRY, entry(&p, text, ""));
    assert_int_equal(response.status, 303);
    const char *to = strrchr(pairs_get(&response.headers, "Location"), '/');
    int64_t made;
    assert_true(id_parse(to + 1, &made));
    assert_int_equal(record_value(testing_read(t, &p.office, made), "answers")->integer, id);
    response = pages_get(&p, pages_path(&p, made, "/sua"));
    pages_has(&response, arena_printf(t->mem, "value=\"%s\"", text));
    response = pages_post(&p, ENTRY, entry(&p, "don doc giai ngan", "&again=yes")); /* a label only one thing has */
    assert_int_equal(response.status, 303);
}

static void test_what_is_not_clear_is_offered_and_nothing_typed_is_lost(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t a = pages_letter(&p, "Kế hoạch tuần"), b = pages_letter(&p, "Kế hoạch tháng");
    struct response response = pages_post(&p, ENTRY, entry(&p, "kế hoạch", ""));
    assert_int_equal(response.status, 422);
    pages_has(&response, "value=\"kế hoạch\"");
    pages_has(&response, "value=\"Kho\"");
    pages_has(&response, "name=\"_asked.answers\" value=\"kế hoạch\"");
    pages_has(&response, arena_printf(t->mem, "name=\"_pick.answers\" value=\"Kế hoạch tuần · %s\"", id_of(&p, a)));
    pages_has(&response, "2 kết quả, chọn một");
    assert_int_equal(count(&p), 2);
    const char *ticked = field(&p, "_pick.answers", arena_printf(t->mem, "Kế hoạch tháng · %s", id_of(&p, b)));
    const char *rest = arena_printf(t->mem, "%s%s", ticked, field(&p, "_asked.answers", "kế hoạch"));
    response = pages_post(&p, ENTRY, entry(&p, "kế hoạch", rest));
    assert_int_equal(response.status, 303);
    int64_t made;
    assert_true(id_parse(strrchr(pairs_get(&response.headers, "Location"), '/') + 1, &made));
    assert_int_equal(record_value(testing_read(t, &p.office, made), "answers")->integer, b);
    /* the text was changed after the tick: the text counts */
    response = pages_post(&p, ENTRY, entry(&p, "không đâu có", rest));
    assert_int_equal(response.status, 422);
    pages_has(&response, "Trả lời: không tìm thấy “không đâu có”");
    assert_int_equal(count(&p), 3);
}

static void test_the_finding_button_writes_nothing_and_blames_nothing(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Kế hoạch tuần");
    struct response response = pages_post(
        &p, ENTRY, "summary=&type=&copies=x&public=&place=Kho&answers=tu%E1%BA%A7&_key=k1&_find.answers=yes");
    assert_int_equal(response.status, 200);
    pages_has(&response, "1 kết quả, chọn một");
    pages_has(&response, "value=\"tuầ\"");
    pages_has(&response, "value=\"Kho\"");
    pages_has_not(&response, "error-summary");
    pages_has(&response, "Chưa lưu.");
    assert_int_equal(count(&p), 1);
    const char *change = pages_path(&p, id, "/sua");
    response = pages_post(
        &p, change,
        "summary=Sau&type=cv&copies=&public=&answers=tu%E1%BA%A7n&place=&_version=1&_key=k2&_find.answers=yes");
    assert_int_equal(response.status, 200);
    pages_has(&response, "value=\"Sau\"");
    assert_string_equal(testing_read(t, &p.office, id)->title, "Kế hoạch tuần");
}

static void test_a_stored_link_that_may_not_be_seen_stays(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    struct draft *draft = testing_letter(t, &p.office, "Phương án mật", "cv");
    draft_set(t->mem, draft, "secrecy", "mat");
    int64_t secret = testing_create(t, &p.office, draft), id = pages_letter(&p, "Công khai");
    struct draft_value value = { "answers", id_of(&p, secret) };
    assert_true(testing_ok(record_set(&p.office.office, t->mem, id, 0, &value, 1, &err), &err));
    struct response response = pages_get(&p, pages_path(&p, id, "/sua"));
    pages_has(&response, arena_printf(t->mem, "value=\"%s\"", id_of(&p, secret)));
    pages_has_not(&response, "Phương án mật");
    response = pages_post(&p, pages_path(&p, id, "/sua"),
                          arena_printf(t->mem, "summary=Sau&type=cv&copies=&public=&place=&_version=2&_key=k1%s",
                                       field(&p, "answers", id_of(&p, secret))));
    pages_goes(&response, pages_path(&p, id, ""));
    assert_string_equal(testing_read(t, &p.office, id)->title, "Sau");
    assert_int_equal(record_value(testing_read(t, &p.office, id), "answers")->integer, secret);
}

static void test_a_record_to_link_with_is_found_by_its_words(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn"), other = pages_letter(&p, "Kế hoạch tuần");
    pages_letter(&p, "Kế hoạch tháng");
    const char *path = pages_path(&p, id, "/lien-ket"), *text = "k%E1%BA%BF+ho%E1%BA%A1ch";
    struct response response =
        pages_post(&p, path, arena_printf(t->mem, "kind=concerns&record=%s&in=&_key=k1&_find.record=yes", text));
    assert_int_equal(response.status, 200);
    pages_has(&response, "2 kết quả, chọn một");
    response = pages_post(&p, path, arena_printf(t->mem, "kind=concerns&record=%s&in=&_key=k2", text));
    assert_int_equal(response.status, 422);
    pages_has(&response, "2 kết quả, chọn một");
    assert_int_equal(testing_int(t, SQL("select count(*) from record_link")), 0);
    response = pages_post(
        &p, path,
        arena_printf(t->mem, "kind=concerns&record=%s&in=&_key=k3&_asked.record=%s%s", text, text,
                     field(&p, "_pick.record", arena_printf(t->mem, "Kế hoạch tuần · %s", id_of(&p, other)))));
    pages_goes(&response, pages_path(&p, id, "#links"));
    assert_int_equal(testing_int(t, SQL("select count(*) from record_link")), 1);
}

static void test_many_units_are_chosen_by_their_names(struct testing *t)
{
    struct pages p;
    struct testing_office office;
    testing_enter_folder(t, &office, SOURCE_FOLDER "/office");
    pages_serve(&p, t, &office);
    pages_account(&p, TESTING_CLERK, "Trần Văn An", "clerk", p.clerk);
    p.as = p.clerk;
    const char *path = "/van-ban/den/moi";
    struct response response = pages_get(&p, path);
    pages_has(&response, "data-pick=\"/van-ban/den/chon?field=_unit\"");
    response = pages_post(&p, path, "author=S%E1%BB%9F&type=cv&summary=M%E1%BB%99t&_unit=ph%C3%B2ng+k&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "name=\"_pick._unit\" value=\"Phòng Kinh tế · kt\"");
    pages_has(&response, "value=\"phòng k\"");
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

static void test_the_script_is_answered_with_what_the_reader_may_see(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct draft *draft = testing_letter(t, &p.office, "Kế hoạch mật", "cv");
    draft_set(t->mem, draft, "secrecy", "mat");
    testing_create(t, &p.office, draft);
    pages_letter(&p, "Kế hoạch \"tuần\"");
    struct response response = pages_get(&p, "/van-ban/chon?field=answers&q=k%E1%BA%BF+ho");
    assert_int_equal(response.status, 200);
    assert_string_equal(response.media_type, "application/json");
    pages_has(&response, "Kế hoạch \\\"tuần\\\" · ");
    pages_has_not(&response, "mật");
    p.as = p.leader; /* secret ones never, whoever asks */
    response = pages_get(&p, "/van-ban/chon?field=answers&q=k%E1%BA%BF+ho");
    pages_has_not(&response, "mật");
    response = pages_get(&p, "/van-ban/chon?field=to&q=van");
    pages_has(&response, "Văn phòng · vp");
    pages_has(&response, "Trần Văn An · an.vt");
    response = pages_get(&p, "/van-ban/chon?field=summary&q=a");
    assert_int_equal(response.status, 404);
    p.as = "";
    response = pages_get(&p, "/van-ban/chon?field=answers&q=k");
    assert_int_not_equal(response.status, 200);
}

ON_BOTH(test_the_form_sends_one_text_and_takes_it)
ON_BOTH(test_what_is_not_clear_is_offered_and_nothing_typed_is_lost)
ON_BOTH(test_the_finding_button_writes_nothing_and_blames_nothing)
ON_BOTH(test_a_stored_link_that_may_not_be_seen_stays)
ON_BOTH(test_a_record_to_link_with_is_found_by_its_words)
ON_BOTH(test_many_units_are_chosen_by_their_names)
ON_BOTH(test_the_script_is_answered_with_what_the_reader_may_see)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_form_sends_one_text_and_takes_it),
        BOTH(test_what_is_not_clear_is_offered_and_nothing_typed_is_lost),
        BOTH(test_the_finding_button_writes_nothing_and_blames_nothing),
        BOTH(test_a_stored_link_that_may_not_be_seen_stays),
        BOTH(test_a_record_to_link_with_is_found_by_its_words),
        BOTH(test_many_units_are_chosen_by_their_names),
        BOTH(test_the_script_is_answered_with_what_the_reader_may_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
