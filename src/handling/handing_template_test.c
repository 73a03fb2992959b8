/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone (on SQLite): the check of the unit left out of the judgement; a closed recipient
 * filled; two of one name let in; a version that was not compared; the line that a removed one leaves forgotten. */
#include "handling/handing_template_ask.h"

#include <stdio.h>
#include <string.h>

#include "people/account.h"
#include "records/testing_office.h"

static struct handed lines[] = { { .to = "unit:nc", .role = ASSIGN_INFORM },
                                 { .to = "unit:kt", .role = ASSIGN_LEAD },
                                 { .to = "an", .role = ASSIGN_SUPPORT } };

static struct account make_account(struct testing *t, struct testing_office *o, const char *login, const char *name)
{
    struct err err = { 0 };
    const char **roles = ARENA_ARRAY(t->mem, const char *, 1);
    roles[0] = "clerk";
    struct account account = { .login = login, .name = name, .unit = "kt", .title = "", .roles = { roles, 1 } };
    assert_true(
        testing_ok(account_create(t->store, t->mem, o->office.definitions, &account, NULL, "quan-tri", &err), &err));
    return account;
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter(t, o);
    make_account(t, o, "an", "Nguyễn Văn An");
}

static struct handing_template named(const char *name, const char *unit)
{
    return (struct handing_template){
        .name = name, .unit = unit, .lines = lines, .count = COUNT_OF(lines), .opinion = "Làm ngay"
    };
}

static bool add(struct testing *t, struct testing_office *o, const struct handing_template *asked,
                struct draft_faults *faults, struct err *err)
{
    int64_t no;
    *err = (struct err){ 0 };
    o->office.faults = faults;
    bool done = handing_template_add(&o->office, t->mem, asked, &no, err);
    o->office.faults = NULL;
    return done;
}

static void refused(struct testing *t, struct testing_office *o, const struct handing_template *asked,
                    const char *subject, const char *field)
{
    struct err err;
    struct draft_faults faults = { 0 };
    assert_false(add(t, o, asked, &faults, &err));
    for (size_t i = 0; i < faults.list.count; i++)
        if (text_equal(faults.list.items[i].subject, subject) && text_equal(faults.list.items[i].field, field))
            return;
    fail_msg("no fault %s of %s: %s of %s (%s)", subject, field, err.subject, err.field, err.text);
}

static struct handing_templates all(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct handing_templates found;
    assert_true(testing_ok(handing_templates_read(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                                  &o->office.scope, &found, &err),
                           &err));
    return found;
}

static void test_a_template_is_entered_used_changed_and_removed(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct handing_template found, asked = named("Giao phòng KT", "kt"), other = named("Ba nơi", "");
    enter(t, &o);
    assert_true(testing_ok(add(t, &o, &other, NULL, &err), &err) && testing_ok(add(t, &o, &asked, NULL, &err), &err));
    struct handing_templates list = all(t, &o);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].name, "Giao phòng KT"); /* the unit's own before the office's */
    assert_int_equal(list.items[0].count, 3);
    assert_string_equal(list.items[0].lines[0].to, "unit:kt"); /* lead, support, inform */
    assert_string_equal(list.items[0].lines[1].to, "an");
    assert_string_equal(list.items[0].lines[2].opinion, "Làm ngay");
    struct db *db = db_for_read(t->store, &err);
    const struct definitions *definitions = o.office.definitions;
    assert_true(testing_ok(
        handing_template_find(db, t->mem, definitions, &o.office.scope, "giao  phòng kt", &found, &err), &err));
    assert_int_equal(found.no, 2);
    asked.no = 2;
    asked.version = 1;
    asked.name = "Giao phòng Kinh tế";
    asked.count = 2;
    assert_true(testing_ok(handing_template_change(&o.office, t->mem, &asked, &err), &err));
    assert_int_equal(all(t, &o).items[0].count, 2);
    assert_false(handing_template_change(&o.office, t->mem, &asked, &err)); /* somebody saw the first */
    assert_true(err.kind == ERR_CONFLICT && text_equal(err.subject, "version"));
    assert_true(testing_ok(handing_template_remove(&o.office, t->mem, 2, &err), &err));
    assert_int_equal(all(t, &o).count, 1);
    assert_false(handing_template_remove(&o.office, t->mem, 2, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    asked.no = 0;
    assert_true(testing_ok(add(t, &o, &asked, NULL, &err), &err)); /* its name is free again */
    testing_prove(t, &o);
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'template'")), 5);
}
ON_BOTH(test_a_template_is_entered_used_changed_and_removed)

static void test_what_is_wrong_with_one_is_told_at_once(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct handing_template asked = named("Giao phòng KT", "kt");
    char name[3 * 101 + 1] = "";
    enter(t, &o);
    assert_true(testing_ok(add(t, &o, &asked, NULL, &err), &err));
    asked.name = "GIAO PHÒNG KT";
    refused(t, &o, &asked, "name", "name");
    asked.name = " ";
    refused(t, &o, &asked, "required", "name");
    asked.name = "...";
    refused(t, &o, &asked, "name", "name");
    asked.name = "2021"; /* would never be found: a number is that of a template */
    refused(t, &o, &asked, "name", "name");
    for (size_t i = 0; i < 101; i++)
        memcpy(name + 3 * i, "ế", 3);
    asked.name = name;
    asked.count = 0;
    refused(t, &o, &asked, "to", "lead");
    refused(t, &o, &asked, "length", "name");
    asked = named("Hai nơi chủ trì", "khong-co");
    struct handed wrong[] = { { .to = "unit:kt", .role = ASSIGN_LEAD },
                              { .to = "an", .role = ASSIGN_LEAD },
                              { .to = "unit:kt", .role = ASSIGN_SUPPORT },
                              { .to = "ai-khac", .role = ASSIGN_INFORM } };
    asked.lines = wrong;
    asked.count = COUNT_OF(wrong);
    refused(t, &o, &asked, "lead", "lead");
    refused(t, &o, &asked, "assigned", "support");
    refused(t, &o, &asked, "to", "inform");
    refused(t, &o, &asked, "unit", "unit");
    struct handed many[HANDING_TEMPLATE_LINES_MAX + 1];
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i] = (struct handed){ .to = "an", .role = ASSIGN_INFORM };
    asked.lines = many;
    asked.count = COUNT_OF(many);
    refused(t, &o, &asked, "to", "support");
    assert_int_equal(all(t, &o).count, 1);
}
ON_BOTH(test_what_is_wrong_with_one_is_told_at_once)

static void test_an_office_has_no_more_than_its_number(struct testing *t)
{
    struct testing_office o;
    struct err err;
    enter(t, &o);
    for (int i = 0; i < HANDING_TEMPLATES_MAX; i++) {
        struct handing_template asked = named(arena_printf(t->mem, "Mẫu %d", i), "");
        assert_true(testing_ok(add(t, &o, &asked, NULL, &err), &err));
    }
    struct handing_template asked = named("Một mẫu nữa", "");
    refused(t, &o, &asked, "full", "name");
    assert_int_equal(all(t, &o).count, HANDING_TEMPLATES_MAX);
}
ON_BOTH(test_an_office_has_no_more_than_its_number)

static void test_who_is_there_no_more_is_told_and_the_others_are_filled(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct handing_fill fill;
    struct handing_template asked = named("Giao phòng KT", "kt");
    enter(t, &o);
    assert_true(testing_ok(add(t, &o, &asked, NULL, &err), &err));
    struct account *an = account_find(db_for_read(t->store, &err), t->mem, "an", &err);
    an->disabled = true;
    assert_true(
        testing_ok(account_change(t->store, t->mem, o.office.definitions, an, an->version, "quan-tri", &err), &err));
    const struct handing_template *template = &all(t, &o).items[0];
    assert_true(testing_ok(handing_fill(db_for_read(t->store, &err), t->mem, o.office.definitions, template->lines,
                                        template->count, &fill, &err),
                           &err));
    assert_int_equal(fill.count, 2);
    assert_string_equal(fill.lines[0].to, "unit:kt");
    assert_string_equal(fill.lines[1].to, "unit:nc");
    assert_int_equal(fill.gone.list.count, 1);
    assert_string_equal(fill.gone.list.items[0].field, "an");
    assert_non_null(strstr(fill.gone.list.items[0].text, "Nguyễn Văn An"));
}
ON_BOTH(test_who_is_there_no_more_is_told_and_the_others_are_filled)

static struct handing_fill ask_lines(struct testing *t, struct testing_office *o, int64_t record,
                                     const struct handing_ask *ask)
{
    struct err err = { 0 };
    struct handing_fill fill;
    assert_true(testing_ok(handing_ask_lines(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                             &o->office.scope, testing_read(t, o, record), ask, &fill, &err),
                           &err));
    return fill;
}

static void test_an_act_is_by_a_template_or_as_the_last_time(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct handing_template asked = named("Giao phòng KT", "kt");
    enter(t, &o);
    assert_true(testing_ok(add(t, &o, &asked, NULL, &err), &err));
    int64_t first = testing_create(t, &o, testing_letter(t, &o, "Về việc thứ nhất", "cv"));
    int64_t second = testing_create(t, &o, testing_letter(t, &o, "Về việc thứ hai", "cv"));
    const struct handed own = { .to = "unit:nc", .role = ASSIGN_LEAD };
    struct handing_ask ask = { .template = "giao phòng kt", .due = "2021-08-05", .own = &own, .own_count = 1 };
    struct handing_fill fill = ask_lines(t, &o, first, &ask);
    assert_int_equal(fill.count, 2); /* who leads is another, and so is to know no more; an supports */
    assert_true(text_equal(fill.lines[0].to, "unit:nc") && text_equal(fill.lines[1].to, "an"));
    assert_string_equal(fill.lines[1].opinion, "Làm ngay");
    assert_string_equal(fill.lines[1].due, "2021-08-05");
    ask = (struct handing_ask){ .same = true };
    assert_false(handing_ask_lines(db_for_read(t->store, &err), t->mem, o.office.definitions, &o.office.scope,
                                   testing_read(t, &o, second), &ask, &fill, &err));
    assert_string_equal(err.subject, "same");
    ask = (struct handing_ask){ .template = "1" };
    fill = ask_lines(t, &o, first, &ask);
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, first, 0, 0, fill.lines, fill.count, &err), &err));
    ask = (struct handing_ask){ .same = true, .opinion = "Như cũ" };
    fill = ask_lines(t, &o, second, &ask);
    assert_true(fill.count == 3 && text_equal(fill.lines[2].to, "unit:nc") && fill.lines[2].role == ASSIGN_INFORM);
    assert_string_equal(fill.lines[0].opinion, "Như cũ");
    ask.template = "1";
    assert_false(handing_ask_lines(db_for_read(t->store, &err), t->mem, o.office.definitions, &o.office.scope,
                                   testing_read(t, &o, second), &ask, &fill, &err));
    assert_string_equal(err.subject, "template");
}
ON_BOTH(test_an_act_is_by_a_template_or_as_the_last_time)

/* Somebody of UNIT who hands out what lies there, and no more. */
static struct scope who_works_in(struct testing *t, const char *unit)
{
    struct text_list units = { ARENA_ARRAY(t->mem, const char *, 1), 1 };
    units.items[0] = unit;
    return (struct scope){ .user = "truong-phong",
                           .name = "Trưởng phòng",
                           .unit = unit,
                           .common = { .reads = true,
                                       .every_issuer = true,
                                       .every_unit = true,
                                       .every_secrecy = true,
                                       .assigns = true,
                                       .works_in = units } };
}

static void test_a_unit_has_its_own_and_the_offices_is_changed_by_who_hands_out_everything(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct handing_template of_kt = named("Của phòng KT", "kt"), of_office = named("Dùng chung", "");
    enter(t, &o);
    const struct scope administrator = o.office.scope;
    assert_true(testing_ok(add(t, &o, &of_kt, NULL, &err), &err) &&
                testing_ok(add(t, &o, &of_office, NULL, &err), &err));
    o.office.scope = who_works_in(t, "nc");
    struct handing_templates list = all(t, &o);
    assert_true(list.count == 1 && text_equal(list.items[0].name, "Dùng chung") && !list.items[0].changes);
    assert_false(handing_template_remove(&o.office, t->mem, 1, &err)); /* not even told that it is there */
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(handing_template_remove(&o.office, t->mem, 2, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    struct handing_template asked = named("Của phòng NC", "kt");
    refused(t, &o, &asked, "template", "unit");
    asked.unit = "";
    refused(t, &o, &asked, "template", "unit");
    asked.unit = "nc";
    assert_true(testing_ok(add(t, &o, &asked, NULL, &err), &err));
    assert_true(all(t, &o).count == 2 && all(t, &o).items[0].changes);
    o.office.scope.common.assigns = false;
    assert_int_equal(all(t, &o).count, 0);
    assert_false(add(t, &o, &asked, NULL, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    o.office.scope = administrator;
    testing_prove(t, &o);
}
ON_BOTH(test_a_unit_has_its_own_and_the_offices_is_changed_by_who_hands_out_everything)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_template_is_entered_used_changed_and_removed),
        BOTH(test_what_is_wrong_with_one_is_told_at_once),
        BOTH(test_an_office_has_no_more_than_its_number),
        BOTH(test_who_is_there_no_more_is_told_and_the_others_are_filled),
        BOTH(test_an_act_is_by_a_template_or_as_the_last_time),
        BOTH(test_a_unit_has_its_own_and_the_offices_is_changed_by_who_hands_out_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
