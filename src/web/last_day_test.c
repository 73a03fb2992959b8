/* SPDX-License-Identifier: Apache-2.0 */
/* The last legal day is in time until it ends, and every page says so alike: the list, its tab of what is overdue, the
 * badge of the record, the inbox and the dashboard. Nothing was planted: midnight is the control. */
#include "web/testing.h"

#include "handling/assignment.h"

struct last_day {
    struct pages p;
    const struct register_definition *reg;
    int64_t id;
    char every[TOKEN_SIZE];
};

/* A task that is due on Monday 2 August, given to who has every role. */
static void begin(struct last_day *l, struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list roles = { ARENA_ARRAY(t->mem, const char *, 64), 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    pages_serve(&l->p, t, &o);
    for (size_t i = 0; i < o.office.definitions->roles.count; i++)
        roles.items[roles.count++] = o.office.definitions->roles.items[i].name;
    pages_account_of(&l->p, "moi-vai", "Người Mọi Vai", roles, l->every);
    l->p.as = l->every;
    l->reg = definitions_tasks(o.office.definitions);
    struct draft *draft = draft_new(t->mem, l->reg);
    draft_set(t->mem, draft, "source", "ubnd");
    draft_set(t->mem, draft, "summary", "Việc đến hạn hôm nay");
    draft_set(t->mem, draft, "assigned_on", "2021-07-20");
    draft_set(t->mem, draft, "finish_by", "2021-08-02");
    l->id = testing_create(t, &l->p.office, draft);
    struct handed line = { .to = "moi-vai", .role = ASSIGN_LEAD };
    assert_true(testing_ok(assignment_hand_out(&l->p.office.office, t->mem, l->id, 0, 0, &line, 1, &err), &err));
}

/* A session of an administrator does not last until the evening. */
static void sign_in_again(struct last_day *l)
{
    struct err err = { 0 };
    struct account *account;
    struct testing *t = l->p.t;
    assert_true(testing_ok(sign_in(t->store, t->mem, l->p.office.office.definitions, "moi-vai",
                                   "mười hai con giáp quanh bàn", "127.0.0.1", "thử", l->every, &account, &err),
                           &err));
}

/* What PATH has stands there just when LATE. */
static void tells(struct last_day *l, const char *path, const char *what, bool late)
{
    struct response page = pages_get(&l->p, path);
    assert_int_equal(page.status, 200);
    if ((strstr(page.body.data, what) != NULL) != late)
        fail_msg("%s %s “%s”", path, late ? "has no" : "has", what);
}

static void test_every_page_has_the_last_day_in_time_until_it_ends(struct testing *t)
{
    static const struct {
        int day, minute;
        bool late;
    } times[] = { { 2, 8 * 60, false },
                  { 2, 16 * 60 + 59, false },
                  { 2, 17 * 60 + 1, false },
                  { 2, 23 * 60 + 59, false },
                  { 3, 0, true } };
    struct last_day l;
    begin(&l, t);
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        const bool late = times[i].late;
        clock_fix(instant_from_local(day_from_civil(2021, 8, times[i].day), times[i].minute));
        sign_in_again(&l);
        tells(&l, arena_printf(t->mem, "/%s?cancelled=no", l.reg->slug), "data-row class=\"overdue\"", late);
        tells(&l, arena_printf(t->mem, "/%s?verdict=overdue", l.reg->slug), "Việc đến hạn hôm nay", late);
        tells(&l, arena_printf(t->mem, "/%s?verdict=in-time", l.reg->slug), "Việc đến hạn hôm nay", !late);
        tells(&l, page_record_path(t->mem, l.reg, l.id), "Quá hạn 1 ngày", late);
        tells(&l, page_record_path(t->mem, l.reg, l.id), "Đến hạn hôm nay", !late);
        tells(&l, "/viec-cua-toi", "data-row class=\"overdue\"", late);
        tells(&l, "/viec-cua-toi", "Quá hạn 1 ngày", late);
        tells(&l, "/dieu-hanh", "Quá hạn 1 ngày", late);
    }
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
}
ON_BOTH(test_every_page_has_the_last_day_in_time_until_it_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_every_page_has_the_last_day_in_time_until_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
