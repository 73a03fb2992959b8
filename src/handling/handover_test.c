/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone (on SQLite): approvals left where they were; a batch without its line of the act;
 * what is done moved with what is open; a hand-over to a closed account let through; positions that are noted and not
 * moved; the words of lines that are only counted kept in memory. */
#include "handling/handover.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "handling/approval.h"
#include "handling/attachment.h"
#include "handling/inbox.h"
#include "people/account.h"
#include "records/testing_office.h"
#include "store/change.h"

static void make_account(struct testing *t, struct testing_office *o, const char *login, const char *unit,
                         const char *role)
{
    struct err err = { 0 };
    const char **roles = ARENA_ARRAY(t->mem, const char *, 1);
    roles[0] = role;
    struct account account = { .login = login, .name = login, .unit = unit, .title = "", .roles = { roles, 1 } };
    assert_true(
        testing_ok(account_create(t->store, t->mem, o->office.definitions, &account, NULL, "quan-tri", &err), &err));
}

static struct account *account_of(struct testing *t, const char *login)
{
    struct err err = { 0 };
    struct account *account = account_find(db_for_read(t->store, &err), t->mem, login, &err);
    assert_non_null(account);
    return account;
}

static struct scope scope_of(struct testing *t, struct testing_office *o, const char *login)
{
    return scope_account(t->mem, o->office.definitions, account_of(t, login));
}

static void hold(struct testing *t, const char *code, const char *unit, const char *holder)
{
    struct err err = { 0 };
    struct position position = { .code = code, .title = code, .unit = unit, .holder = holder };
    assert_true(testing_ok(position_keep(t->store, t->mem, &position, "quan-tri", &err), &err));
}

static int64_t make(struct testing *t, struct testing_office *o, const char *unit)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "summary", "Về việc bàn giao");
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "issuer", "van-phong");
    draft_set(t->mem, draft, "unit", unit);
    return testing_create(t, o, draft);
}

static int64_t give(struct testing *t, struct testing_office *o, int64_t record, const char *to,
                    enum assignment_role role, int64_t parent)
{
    struct err err = { 0 };
    struct handed line = { .to = to, .role = role };
    assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, record, 0, parent, &line, 1, &err), &err));
    return line.id;
}

static void give_in(struct testing *t, struct testing_office *o, int64_t record)
{
    const char *path = arena_printf(t->mem, "%s/du-thao.txt", t->folder);
    struct err err = { 0 };
    struct attachment added;
    assert_true(testing_ok(file_write(path, "Dự thảo", 9, 0600, &err), &err));
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    bool done = attachment_add_draft(&o->office, t->mem, record, 0, "du-thao.txt", fileno(stream), "", &added, &err);
    fclose(stream);
    assert_true(testing_ok(done, &err));
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    make_account(t, o, "an", "kt", "specialist");
    make_account(t, o, "binh", "kt", "specialist");
    make_account(t, o, "truong-nc", "nc", "unit_head");
}

static struct handover asking(const char *from, const char *to, bool holdings)
{
    return (struct handover){
        .from = from, .to = to, .reason = "Điều động", .document = "15/QĐ-VPUBND", .holdings = holdings
    };
}

static struct handover hand_over(struct testing *t, struct testing_office *o, const char *from, const char *to,
                                 bool holdings, size_t at_most)
{
    struct err err = { 0 };
    struct handover asked = asking(from, to, holdings), done;
    assert_true(testing_ok(handover_do(&o->office, t->mem, &asked, at_most, &done, &err), &err));
    return done;
}

static size_t in_inbox(struct testing *t, struct testing_office *o, const char *login)
{
    struct err err = { 0 };
    struct inbox inbox;
    struct scope scope = scope_of(t, o, login);
    assert_true(testing_ok(inbox_read(db_for_read(t->store, &err), t->mem, o->office.definitions, &scope, NULL, NULL, 0,
                                      20, "2021-08-02T08:00", &inbox, &err),
                           &err));
    return inbox.count;
}

/* --- a person ----------------------------------------------------------------------------------------------------- */

static void test_what_is_open_of_a_person_goes_and_what_is_done_stays(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t lead = make(t, &o, "kt"), support = make(t, &o, "kt"), known = make(t, &o, "kt"), done = make(t, &o, "kt");
    int64_t before = give(t, &o, lead, "an", ASSIGN_SUPPORT, 0);
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, before, "", &err), &err));
    give(t, &o, lead, "an", ASSIGN_LEAD, 0);
    give(t, &o, support, "an", ASSIGN_SUPPORT, 0);
    give(t, &o, known, "an", ASSIGN_INFORM, 0);
    int64_t finished = give(t, &o, done, "an", ASSIGN_LEAD, 0);
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, finished, "Xong", &err), &err));
    struct handover asked = asking("an", "binh", false), would;
    struct handover_lines lines;
    assert_true(testing_ok(handover_preview(&o.office, t->mem, &asked, &would, &lines, &err), &err));
    assert_int_equal(lines.counts.lead, 1);
    assert_int_equal(lines.counts.support, 1);
    assert_int_equal(lines.counts.inform, 1);
    assert_int_equal(lines.counts.records, 3);
    assert_int_equal(lines.hidden, 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from handover")), 0);
    struct handover act = hand_over(t, &o, "an", "binh", false, 0);
    assert_int_equal(act.no, 1);
    assert_true(act.done_at > 0);
    assert_int_equal(in_inbox(t, &o, "an"), 0);
    assert_int_equal(in_inbox(t, &o, "binh"), 3);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'an'")), 2);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'hand-over' and reason = 'Bàn giao "
                                        "số 1, an → binh: Điều động (15/QĐ-VPUBND)'")),
                     3);
    assert_true(testing_ok(handover_read(&o.office, t->mem, 1, &act, &lines, &err), &err));
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.counts.records, 3);
    assert_true(lines.items[0].open);
    testing_prove(t, &o);
}
ON_BOTH(test_what_is_open_of_a_person_goes_and_what_is_done_stays)

/* Lines handed on from what goes stay where they are; who has it now finishes it as the other would have. */
static void test_the_tree_below_stays_and_goes_on(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    struct scope administrator = o.office.scope;
    int64_t record = make(t, &o, "kt"), above = give(t, &o, record, "unit:kt", ASSIGN_LEAD, 0);
    o.office.scope = scope_of(t, &o, "truong-nc");
    o.office.scope.whoms = scope_of(t, &o, "an").whoms;
    int64_t below = give(t, &o, record, "binh", ASSIGN_LEAD, above);
    o.office.scope = administrator;
    hand_over(t, &o, "binh", "an", false, 0);
    o.office.scope = scope_of(t, &o, "an");
    assert_false(assignment_finish(&o.office, t->mem, above, "", &err));
    assert_string_equal(err.subject, "open-below");
    err = (struct err){ 0 };
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, below, "", &err), &err));
    assert_true(testing_ok(assignment_finish(&o.office, t->mem, above, "", &err), &err));
    o.office.scope = administrator;
    testing_prove(t, &o);
}
ON_BOTH(test_the_tree_below_stays_and_goes_on)

static void test_positions_go_with_a_person_where_it_is_asked(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct handover act;
    struct handover_lines lines;
    enter(t, &o);
    hold(t, "pho-phong-kt", "kt", "an");
    int64_t record = make(t, &o, "kt");
    give(t, &o, record, "position:pho-phong-kt", ASSIGN_LEAD, 0);
    hand_over(t, &o, "an", "binh", false, 0);
    assert_int_equal(account_of(t, "an")->positions.count, 1);
    hand_over(t, &o, "an", "binh", true, 0);
    assert_int_equal(account_of(t, "an")->positions.count, 0);
    assert_int_equal(account_of(t, "binh")->positions.count, 1);
    assert_int_equal(in_inbox(t, &o, "binh"), 1);
    assert_true(testing_ok(handover_read(&o.office, t->mem, 2, &act, &lines, &err), &err));
    assert_int_equal(lines.counts.positions, 1);
    assert_string_equal(lines.items[0].code, "pho-phong-kt");
    testing_prove(t, &o);
}
ON_BOTH(test_positions_go_with_a_person_where_it_is_asked)

/* --- a unit ------------------------------------------------------------------------------------------------------- */

/* The merger of a night: work, approvals of the unit's roles, people and positions; the records keep the unit they
 * counted for. */
static void test_a_unit_goes_into_another_and_its_records_keep_its_name(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    hold(t, "truong-phong-kt", "kt", "an");
    int64_t record = make(t, &o, "kt"), drafted = make(t, &o, "kt");
    give(t, &o, record, "unit:kt", ASSIGN_LEAD, 0);
    give_in(t, &o, drafted);
    assert_int_equal(testing_int(t, SQL("select count(*) from approval where to_whom = 'role:unit_head@kt'")), 1);
    hand_over(t, &o, "unit:kt", "unit:nc", true, 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from approval where to_whom = 'role:unit_head@nc'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'unit:nc'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from record where unit = 'kt'")), 2);
    assert_string_equal(account_of(t, "an")->unit, "nc");
    assert_string_equal(account_of(t, "binh")->unit, "nc");
    assert_int_equal(testing_int(t, SQL("select count(*) from position where code = 'truong-phong-kt' and unit = "
                                        "'nc'")),
                     1);
    assert_int_equal(account_of(t, "an")->positions.count, 1);
    testing_prove(t, &o);
}
ON_BOTH(test_a_unit_goes_into_another_and_its_records_keep_its_name)

/* --- too much at once --------------------------------------------------------------------------------------------- */

static void test_what_was_too_much_is_gone_on_with_and_nothing_is_lost(struct testing *t)
{
    enum { RECORDS = 125 };
    struct testing_office o;
    struct err err = { 0 };
    size_t moved;
    struct handover act;
    struct handover_lines lines;
    enter(t, &o);
    for (int i = 0; i < RECORDS; i++)
        give(t, &o, make(t, &o, "kt"), "an", ASSIGN_LEAD, 0);
    act = hand_over(t, &o, "an", "binh", false, 10);
    assert_true(act.done_at == 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'binh'")), 10);
    assert_true(testing_ok(handover_settle(&o.office, t->mem, 5, &moved, &err), &err));
    assert_int_equal(moved, 5);
    assert_true(testing_ok(handover_settle(&o.office, t->mem, 0, &moved, &err), &err));
    assert_int_equal(moved, 110);
    assert_true(testing_ok(handover_settle(&o.office, t->mem, 0, &moved, &err), &err));
    assert_int_equal(moved, 0);
    assert_true(testing_ok(handover_read(&o.office, t->mem, 1, &act, &lines, &err), &err));
    assert_true(act.done_at > 0);
    assert_int_equal(lines.counts.lead, RECORDS);
    assert_int_equal(lines.counts.records, RECORDS);
    testing_prove(t, &o);
}
ON_BOTH(test_what_was_too_much_is_gone_on_with_and_nothing_is_lost)

/* COUNT further lines of an, all like the one there is. */
static bool repeat_lines(struct change *change, void *arg, struct err *err)
{
    const int64_t *range = arg;
    return change_run(change,
                      SQL("with recursive s(n) as (select $1 union all select n + 1 from s where n < $2) insert into "
                          "assignment (id, record, parent, from_whom, to_whom, role, opinion, due, given_at, read_at, "
                          "finished_at, register) select n, a.record, 0, 'quan-tri', 'an', 'support', '', a.due, "
                          "a.given_at, 0, 0, a.register from s cross join assignment a where a.to_whom = 'an' and "
                          "a.role = 'lead'"),
                      DB(db_int(range[0]), db_int(range[1])), err);
}

static size_t memory_of_preview(struct testing_office *o, size_t expected)
{
    struct err err = { 0 };
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct handover asked = asking("an", "binh", false), made;
    struct handover_lines lines;
    assert_true(testing_ok(handover_preview(&o->office, mem, &asked, &made, &lines, &err), &err));
    assert_int_equal(lines.counts.support, expected);
    assert_int_equal(lines.count, HANDOVER_LINES_MAX);
    return arena_used(mem);
}

/* Beyond the lines that are shown it is counted only: what is looked at stays within the memory of a request. */
static void test_what_is_counted_beyond_the_lines_shown_takes_no_memory(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t few[] = { 1, HANDOVER_LINES_MAX + 100 }, many[] = { HANDOVER_LINES_MAX + 101, 2 * HANDOVER_LINES_MAX };
    enter(t, &o);
    give(t, &o, make(t, &o, "kt"), "an", ASSIGN_LEAD, 0);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, repeat_lines, few, &err), &err));
    size_t before = memory_of_preview(&o, (size_t)few[1]);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, repeat_lines, many, &err), &err));
    assert_true(memory_of_preview(&o, (size_t)many[1]) < before + 1024);
}
ON_BOTH(test_what_is_counted_beyond_the_lines_shown_takes_no_memory)

/* --- refused ------------------------------------------------------------------------------------------------------ */

static void assert_refused(struct testing *t, struct testing_office *o, const char *from, const char *to, bool holdings,
                           const char *field, const char *words)
{
    struct err err = { 0 };
    struct handover asked = asking(from, to, holdings), done;
    assert_false(handover_do(&o->office, t->mem, &asked, 0, &done, &err));
    if (!text_equal(err.field, field) || !strstr(err.text, words))
        fail_msg("%s: %s", err.field, err.text);
}

static void test_a_closed_account_and_what_is_not_there_get_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    struct handover done, empty = { .on = "2021-08-03" };
    enter(t, &o);
    give(t, &o, make(t, &o, "kt"), "an", ASSIGN_LEAD, 0);
    struct account *binh = account_of(t, "binh");
    binh->disabled = true;
    assert_true(testing_ok(
        account_change(t->store, t->mem, o.office.definitions, binh, binh->version, "quan-tri", &err), &err));
    assert_refused(t, &o, "an", "binh", false, "to", "đã đóng");
    assert_refused(t, &o, "an", "ai-do", false, "to", "ai-do");
    assert_refused(t, &o, "an", "an", false, "to", "phải khác");
    assert_refused(t, &o, "unit:kt", "truong-nc", true, "to", "chỉ chuyển sang một đơn vị");
    assert_refused(t, &o, "an", "unit:nc", true, "to", "chỉ chuyển cho một người");
    assert_refused(t, &o, "position:khong-co", "an", false, "from", "khong-co");
    o.office.faults = &faults;
    assert_false(handover_do(&o.office, t->mem, &empty, 0, &done, &err));
    assert_int_equal(faults.list.count, 4); /* from, to, reason, on */
    o.office.faults = NULL;
    o.office.scope = scope_of(t, &o, "truong-nc");
    struct handover asked = asking("an", "truong-nc", false);
    assert_false(handover_do(&o.office, t->mem, &asked, 0, &done, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_int_equal(testing_int(t, SQL("select count(*) from handover")), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'an'")), 1);
}
ON_BOTH(test_a_closed_account_and_what_is_not_there_get_nothing)

/* Both sides read the printed record; nobody else knows that there is one. */
static void test_the_printed_record_is_for_both_sides(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct handover act;
    struct handover_lines lines;
    enter(t, &o);
    give(t, &o, make(t, &o, "kt"), "an", ASSIGN_LEAD, 0);
    hand_over(t, &o, "an", "binh", false, 0);
    o.office.scope = scope_of(t, &o, "binh");
    assert_true(testing_ok(handover_read(&o.office, t->mem, 1, &act, &lines, &err), &err));
    o.office.scope = scope_of(t, &o, "truong-nc");
    assert_false(handover_read(&o.office, t->mem, 1, &act, &lines, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}
ON_BOTH(test_the_printed_record_is_for_both_sides)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_is_open_of_a_person_goes_and_what_is_done_stays),
        BOTH(test_the_tree_below_stays_and_goes_on),
        BOTH(test_positions_go_with_a_person_where_it_is_asked),
        BOTH(test_a_unit_goes_into_another_and_its_records_keep_its_name),
        BOTH(test_what_was_too_much_is_gone_on_with_and_nothing_is_lost),
        BOTH(test_what_is_counted_beyond_the_lines_shown_takes_no_memory),
        BOTH(test_a_closed_account_and_what_is_not_there_get_nothing),
        BOTH(test_the_printed_record_is_for_both_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
