/* SPDX-License-Identifier: Apache-2.0 */
/* One line a person however many lines of the tree reach them: told by example, and held against the list of lines as a
 * second, plain way of counting over random acts. */
#include "handling/assignment_note.h"

#include "people/account.h"
#include "records/draft.h"
#include "records/testing_office.h"

enum { PEOPLE = 5, RECORDS = 6, ACTS = 240, SHOWN_MAX = 100 };

static const char *const people[PEOPLE] = { "an", "binh", "chi", "dung", "giang" };
/* whose names a person goes by: an, binh and chi are of one room, dung and giang share a position */
static const char *const shared[PEOPLE] = { "unit:kt", "unit:kt", "unit:kt", "position:pho", "position:pho" };
static const char *now = "2021-08-02T08:00";

static void act_as(struct testing_office *o, int person)
{
    static const char *whoms[2];
    whoms[0] = o->office.scope.user = people[person];
    whoms[1] = shared[person];
    o->office.scope.whoms = (struct text_list){ whoms, 2 };
    o->office.scope.everything = false;
    o->office.scope.common = (struct reach){ .reads = true,
                                             .every_issuer = true,
                                             .every_unit = true,
                                             .every_secrecy = true,
                                             .assigns = true,
                                             .works_everywhere = true };
}

static void enter(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    const struct position shared_position = { .code = "pho", .title = "Phó phòng", .unit = "vp", .holder = "" };
    testing_enter(t, o);
    for (int i = 0; i < PEOPLE; i++) {
        struct account account = {
            .id = i + 1, .login = people[i], .name = people[i], .unit = i < 3 ? "kt" : "nc", .title = ""
        };
        assert_true(testing_ok(
            account_create(t->store, t->mem, o->office.definitions, &account, NULL, "quan-tri", &err), &err));
    }
    assert_true(testing_ok(position_keep(t->store, t->mem, &shared_position, "quan-tri", &err), &err));
}

static int64_t letter(struct testing *t, struct testing_office *o, const char *title)
{
    bool everything = o->office.scope.everything;
    o->office.scope.everything = true;
    int64_t id = testing_create(t, o, testing_letter(t, o, title, "cv"));
    o->office.scope.everything = everything;
    return id;
}

static int64_t hand(struct testing *t, struct testing_office *o, int64_t record, const char *to,
                    enum assignment_role role)
{
    struct err err = { 0 };
    struct handed line = { .to = to, .role = role };
    assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, record, 0, 0, &line, 1, &err), &err));
    return line.id;
}

static struct inbox inbox_of(struct testing *t, struct testing_office *o, int person, const char *after, int64_t id,
                             size_t limit)
{
    struct err err = { 0 };
    struct inbox inbox;
    act_as(o, person);
    assert_true(testing_ok(inbox_read(db_for_read(t->store, &err), t->mem, o->office.definitions, &o->office.scope,
                                      NULL, after, id, limit, now, &inbox, &err),
                           &err));
    return inbox;
}

static void test_a_record_is_once_in_an_inbox(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t record = letter(t, &o, "Một");
    hand(t, &o, record, "unit:kt", ASSIGN_INFORM);
    hand(t, &o, record, "an", ASSIGN_SUPPORT);
    struct inbox inbox = inbox_of(t, &o, 0, NULL, 0, 9);
    assert_int_equal(inbox.count, 1);
    assert_int_equal(inbox.lines[0].assignment.role, ASSIGN_SUPPORT); /* work before what is to be known */
    assert_true(inbox.total == 1 && inbox.informs == 0);
    inbox = inbox_of(t, &o, 1, NULL, 0, 9);
    assert_true(inbox.count == 1 && inbox.total == 0 && inbox.informs == 1);
}
ON_BOTH(test_a_record_is_once_in_an_inbox)

static void test_what_a_unit_has_is_followed_by_who_handed_it_on(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t record = letter(t, &o, "Một");
    int64_t unit = hand(t, &o, record, "unit:kt", ASSIGN_LEAD);
    for (int i = 0; i < 3; i++)
        assert_int_equal(inbox_of(t, &o, i, NULL, 0, 9).count, 1);
    act_as(&o, 0);
    int64_t own = hand(t, &o, record, "binh", ASSIGN_LEAD);
    struct inbox inbox = inbox_of(t, &o, 0, NULL, 0, 9);
    assert_true(inbox.count == 1 && inbox.lines[0].assignment.id == unit && inbox.lines[0].below == 1);
    inbox = inbox_of(t, &o, 1, NULL, 0, 9);
    assert_true(inbox.count == 1 && inbox.lines[0].assignment.id == own); /* at the lowest level that names binh */
    assert_int_equal(inbox_of(t, &o, 2, NULL, 0, 9).count, 0);            /* chi has nothing to do with it */
    act_as(&o, 1);
    assert_true(testing_ok(assignment_pass_back(&o.office, t->mem, own, "Việc của Chi", &err), &err));
    inbox = inbox_of(t, &o, 0, NULL, 0, 9);
    assert_string_equal(inbox.lines[0].back_from, "binh");
    assert_string_equal(inbox.lines[0].back_why, "Việc của Chi");
    assert_int_equal(inbox_of(t, &o, 2, NULL, 0, 9).count, 1); /* it is the room's again */
    act_as(&o, 0);
    hand(t, &o, record, "chi", ASSIGN_LEAD);
    inbox = inbox_of(t, &o, 0, NULL, 0, 9);
    assert_true(inbox.lines[0].below == 1 && !inbox.lines[0].back_from);
}
ON_BOTH(test_what_a_unit_has_is_followed_by_who_handed_it_on)

static void test_a_cancelled_record_is_in_no_inbox(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    enter(t, &o);
    int64_t record = letter(t, &o, "Một");
    hand(t, &o, record, "an", ASSIGN_LEAD);
    hand(t, &o, record, "binh", ASSIGN_INFORM);
    struct draft_step cancel = { .name = "cancel", .reason = "Nhầm" };
    assert_true(testing_ok(record_step(&o.office, t->mem, record, 0, &cancel, &err), &err));
    assert_int_equal(inbox_of(t, &o, 0, NULL, 0, 9).count, 0);
    assert_int_equal(inbox_of(t, &o, 1, NULL, 0, 9).count, 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where outcome = 'closed'")), 2);
    o.office.scope.everything = true;
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_int_equal(report.fault_count, 0);
}
ON_BOTH(test_a_cancelled_record_is_in_no_inbox)

/* --- a second way of counting ------------------------------------------------------------------------------------- */

struct lines {
    struct assignment *items;
    size_t count;
};

static bool is_of(const struct assignment *line, int person)
{
    return !line->finished_at && (text_equal(line->to, people[person]) || text_equal(line->to, shared[person]));
}

static bool is_followed(const struct lines *all, const struct assignment *line, int person)
{
    for (size_t i = 0; i < all->count && !text_equal(line->to, people[person]); i++) {
        const struct assignment *child = &all->items[i];
        if (child->parent == line->id && !child->finished_at && child->role == ASSIGN_LEAD &&
            !text_equal(child->from, people[person]))
            return true;
    }
    return false;
}

/* The line of a record that PERSON should see; NULL. */
static const struct assignment *seen(const struct lines *all, int person)
{
    const struct assignment *best = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct assignment *line = &all->items[i];
        if (is_of(line, person) && !is_followed(all, line, person) && (!best || line->role <= best->role))
            best = line;
    }
    return best;
}

static void compare(struct testing *t, struct testing_office *o, const int64_t *records, size_t count)
{
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    struct lines all[RECORDS];
    for (size_t i = 0; i < count; i++)
        assert_true(testing_ok(assignment_list(db, t->mem, records[i], &all[i].items, &all[i].count, &err), &err));
    for (int person = 0; person < PEOPLE; person++) {
        struct inbox inbox = inbox_of(t, o, person, NULL, 0, SHOWN_MAX), paged = { 0 };
        const struct assignment *wanted[RECORDS];
        size_t wants = 0;
        int64_t informs = 0;
        for (size_t i = 0; i < count; i++)
            if ((wanted[wants] = seen(&all[i], person)))
                informs += wanted[wants++]->role == ASSIGN_INFORM;
        assert_int_equal(inbox.count, wants);
        assert_int_equal(inbox.informs, informs);
        assert_int_equal(inbox.total + inbox.informs, wants);
        for (size_t i = 0; i < wants; i++) {
            size_t at = 0;
            while (at < inbox.count && inbox.lines[at].assignment.id != wanted[i]->id)
                at++;
            assert_true(at < inbox.count);
        }
        for (size_t i = 0; i < inbox.count; i++) { /* a page of one after the other is the same */
            const struct assignment *last = paged.count ? &paged.lines[0].assignment : NULL;
            paged = inbox_of(t, o, person, last ? last->due : NULL, last ? last->id : 0, 1);
            assert_true(paged.count == 1 && paged.lines[0].assignment.id == inbox.lines[i].assignment.id);
        }
    }
}

static uint64_t draw(uint64_t *chance, uint64_t below)
{
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    return *chance % below;
}

/* Somebody does something with RECORD that may be refused. */
static void act(struct testing *t, struct testing_office *o, int64_t record, uint64_t *chance, int done[4])
{
    static const char *const whoms[] = { "an", "binh", "chi", "dung", "giang", "unit:kt", "position:pho" };
    static const char *const dues[] = { "", "2021-08-09", "2021-08-05" };
    struct err err = { 0 };
    struct assignment *list;
    size_t count;
    int person = (int)draw(chance, PEOPLE);
    act_as(o, person);
    assert_true(testing_ok(assignment_list(db_for_read(t->store, &err), t->mem, record, &list, &count, &err), &err));
    int what = (int)draw(chance, 8);
    const struct assignment *line = count ? &list[draw(chance, count)] : NULL;
    if (!line || what < 5) {
        struct handed handed = { .to = whoms[draw(chance, COUNT_OF(whoms))],
                                 .role = (enum assignment_role)draw(chance, 3) };
        handed.due = handed.role == ASSIGN_INFORM ? "" : dues[draw(chance, COUNT_OF(dues))];
        done[0] += assignment_hand_out(&o->office, t->mem, record, 0, 0, &handed, 1, &err);
    } else if (what == 5) {
        done[1] += assignment_finish(&o->office, t->mem, line->id, "", &err);
    } else if (what == 6) {
        done[2] += assignment_pass_back(&o->office, t->mem, line->id, "Nhầm", &err);
    } else {
        done[3] += draw(chance, 2) ? assignment_return(&o->office, t->mem, line->id, "Nhầm", &err)
                                   : assignment_withdraw(&o->office, t->mem, line->id, &err);
    }
}

static void test_the_inbox_is_what_the_lines_say(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    int64_t records[RECORDS];
    uint64_t chance = 88172645463325252u;
    int done[4] = { 0 };
    enter(t, &o);
    for (int i = 0; i < RECORDS; i++)
        records[i] = letter(t, &o, arena_printf(t->mem, "%d", i));
    for (int i = 0; i < ACTS; i++) {
        act(t, &o, records[draw(&chance, RECORDS)], &chance, done);
        if (i % 20 == 19)
            compare(t, &o, records, RECORDS);
    }
    print_message("%d acts: %d given, %d finished, %d passed back, %d returned or withdrawn\n", ACTS, done[0], done[1],
                  done[2], done[3]);
    assert_true(done[0] > 20 && done[1] > 2 && done[2] > 2 && done[3] > 2);
    o.office.scope.everything = true;
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_int_equal(report.fault_count, 0);
}
ON_BOTH(test_the_inbox_is_what_the_lines_say)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_record_is_once_in_an_inbox),
        BOTH(test_what_a_unit_has_is_followed_by_who_handed_it_on),
        BOTH(test_a_cancelled_record_is_in_no_inbox),
        BOTH(test_the_inbox_is_what_the_lines_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
