/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

#include "records/entry_preview.h"
#include "records/history_steps.h"
#include "viet/fold.h"

static void test_the_form_is_made_of_the_definition(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response response = pages_get(&p, "/van-ban/moi");
    assert_int_equal(response.status, 200);
    pages_has(&response, "name=\"summary\" type=\"text\"");
    pages_has(&response, "type=\"radio\" id=\"type-1\" name=\"type\" value=\"bc\"");
    pages_has(&response, "name=\"copies\" type=\"text\" value=\"\" inputmode=\"numeric\"");
    pages_has(&response, "name=\"public\" value=\"yes\"");
    pages_has(&response, "name=\"_secrecy\"");
    pages_has_not(&response, "name=\"issued_on\"");
    pages_has(&response, "Lưu và nhập tiếp"); /* a step draws its number */
    pages_has_not(&response, "Vào sổ");
}

static void test_an_entry_leads_to_its_record_with_a_notice(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response response =
        pages_post(&p, "/ho-so/moi", "received_on=02/08/2021+07:30&summary=V%E1%BB%A5&complexity=normal&_key=k1");
    assert_int_equal(response.status, 303);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
    const char *cookies = "";
    for (size_t i = 0; i < response.headers.list.count; i++)
        if (strstr(response.headers.list.items[i].value, "congvu-notice="))
            cookies = response.headers.list.items[i].value;
    assert_non_null(strstr(cookies, "s%E1%BB%91")); /* “số …” */
    response =
        pages_get(&p, page_record_path(t->mem, p.office.case_work, testing_int(t, SQL("select id from record"))));
    assert_int_equal(response.status, 200);
    pages_has(&response, "02/08/2021 07:30");
}

static void test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response response = pages_post(
        &p, "/van-ban/moi", "summary=Gi%E1%BB%AF+nguy%C3%AAn&copies=nhi%E1%BB%81u&public=no&_secrecy=mat&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Chưa lưu được, cần sửa 2 chỗ");
    pages_has(&response, "<a href=\"#copies\">");
    pages_has(&response, "<a href=\"#type-1\">Chọn loại</a>");
    pages_has(&response, "value=\"Giữ nguyên\"");
    pages_has(&response, "value=\"nhiều\"");
    pages_has(&response, "value=\"no\" checked");
    pages_has(&response, "<option value=\"mat\" selected>");
    pages_has(&response, "aria-describedby=\"copies-error\"");
    pages_has(&response, "name=\"_key\" value=\"k1\"");
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

static void test_a_form_writes_only_what_it_shows(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response response = pages_post(&p, "/van-ban/moi", "summary=a&type=cv&issued_on=01/08/2021&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "issued_on");
    response = pages_post(&p, "/van-ban/moi", "summary=a&type=cv&state=issued&_key=k2");
    assert_int_equal(response.status, 422);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

static void test_a_form_sent_twice_makes_one_record(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response first = pages_post(&p, "/van-ban/moi", "summary=a&type=cv&_key=k1");
    struct response again = pages_post(&p, "/van-ban/moi", "summary=a&type=cv&_key=k1");
    assert_int_equal(first.status, 303);
    const char *to = pairs_get(&first.headers, "Location");
    pages_goes(&again, to ? to : pairs_get(&first.headers, "location"));
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
    struct response other = pages_post(&p, "/van-ban/moi", "summary=b&type=cv&_key=k1");
    assert_int_equal(other.status, 422);
}

static void test_going_on_keeps_the_day(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response response = pages_post(
        &p, "/ho-so/moi", "received_on=30/07/2021+07:30&summary=M%E1%BB%99t&complexity=normal&again=yes&_key=k1");
    assert_int_equal(response.status, 303);
    response = pages_get(&p, pairs_get(&response.headers, "Location") ? pairs_get(&response.headers, "Location")
                                                                      : pairs_get(&response.headers, "location"));
    pages_has(&response, "value=\"30/07/2021 07:30\"");
    pages_has_not(&response, "value=\"Một\"");
}

static void test_who_does_not_enter_gets_no_form(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    p.as = p.leader;
    assert_int_equal(pages_get(&p, "/van-ban/moi").status, 403);
    assert_int_equal(pages_post(&p, "/van-ban/moi", "summary=a&type=cv&_key=k1").status, 403);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
}

/* Every register of the office: its list, its form and what is said afterwards name the same act. */
static void test_what_is_called_entering_a_book_draws_the_number(struct testing *t)
{
    struct pages p;
    struct testing_office o;
    struct text_list roles = { ARENA_ARRAY(t->mem, const char *, 64), 0 };
    char every[TOKEN_SIZE];
    int cases = 0, drawing = 0, named = 0;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    pages_serve(&p, t, &o);
    const struct definitions *definitions = o.office.definitions;
    for (size_t i = 0; i < definitions->roles.count; i++)
        roles.items[roles.count++] = definitions->roles.items[i].name;
    pages_account_of(&p, "moi-vai", "Người Mọi Vai", roles, every);
    p.as = every;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        struct response form = pages_get(&p, arena_printf(t->mem, "/%s/moi", reg->slug));
        if (form.status != 200) /* nobody enters it by hand */
            continue;
        struct response list = pages_get(&p, arena_printf(t->mem, "/%s?cancelled=no", reg->slug));
        const char *label = viet_lower_first(t->mem, reg->label);
        bool draws = register_draws(reg, entry_step(reg));
        const char *act = draws ? "Vào sổ" : reg->entry ? reg->entry : "Lưu";
        pages_has(&form, arena_printf(t->mem, "%s và nhập tiếp", act));
        pages_has(&form,
                  draws ? arena_printf(t->mem, "Vào sổ: %s", reg->label) : arena_printf(t->mem, "Thêm %s", label));
        pages_has(&list, arena_printf(t->mem, "%s %s", draws ? "Vào sổ" : "Thêm", label));
        if (!draws && (strstr(form.body.data, "Vào sổ") || strstr(list.body.data, "Vào sổ")))
            fail_msg("%s draws no number when it is entered and says “Vào sổ”", reg->name);
        const char *told = history_step_label(reg, STEP_CREATE);
        assert_int_equal(text_equal(told, "Vào sổ"), register_draws(reg, NULL));
        assert_true(!reg->entry || text_equal(told, reg->entry));
        cases++;
        drawing += draws;
        named += reg->entry != NULL;
    }
    print_message("%d registers, %d draw, %d have words of their own\n", cases, drawing, named);
    assert_true(cases >= 20 && drawing >= 4 && named >= 3);
}

ON_BOTH(test_the_form_is_made_of_the_definition)
ON_BOTH(test_what_is_called_entering_a_book_draws_the_number)
ON_BOTH(test_an_entry_leads_to_its_record_with_a_notice)
ON_BOTH(test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost)
ON_BOTH(test_a_form_writes_only_what_it_shows)
ON_BOTH(test_a_form_sent_twice_makes_one_record)
ON_BOTH(test_going_on_keeps_the_day)
ON_BOTH(test_who_does_not_enter_gets_no_form)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_form_is_made_of_the_definition),
        BOTH(test_what_is_called_entering_a_book_draws_the_number),
        BOTH(test_an_entry_leads_to_its_record_with_a_notice),
        BOTH(test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost),
        BOTH(test_a_form_writes_only_what_it_shows),
        BOTH(test_a_form_sent_twice_makes_one_record),
        BOTH(test_going_on_keeps_the_day),
        BOTH(test_who_does_not_enter_gets_no_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
