/* SPDX-License-Identifier: Apache-2.0 */
#include "people/may.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "people/account.h"

static struct arena *mem;
static const struct definitions *set; /* the office's own */

static int set_up(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    struct err err = { 0 };
    mem = arena_new(ARENA_JOB_MAX);
    set = definitions_load(mem, NULL, NULL, &faults, &err);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s:%d: %s\n", faults.list.items[i].place.file, faults.list.items[i].place.line,
                      faults.list.items[i].text);
    return set ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const struct register_definition *reg_of(const char *name)
{
    const struct register_definition *reg = definitions_register(set, name);
    if (!reg)
        fail_msg("no register %s", name);
    return reg;
}

/* Somebody of UNIT with one or two roles. */
static struct scope person(const char *unit, const char *role, const char *other)
{
    struct account *account = ARENA_NEW(mem, struct account);
    const char **roles = ARENA_ARRAY(mem, const char *, 2);
    roles[0] = role;
    roles[1] = other;
    *account = (struct account){ .login = "ai-do", .name = "Ai Đó", .unit = unit, .roles = { roles, other ? 2 : 1 } };
    return scope_account(mem, set, account);
}

static bool asks(const struct scope *scope, enum act act, const struct may_what *what)
{
    struct err err = { 0 };
    bool yes = may(scope, act, what, &err);
    assert_int_equal(err.kind, yes ? ERR_NONE : ERR_FORBIDDEN);
    if (!yes)
        assert_string_equal(err.subject, "act");
    return yes;
}

/* --- literal cases ------------------------------------------------------------------------------------------------ */

static const struct literal {
    const char *role, *unit;
    enum act act;
    const char *reg, *of_unit, *secrecy;
    enum given given;
    bool yes;
    const char *step;
} literals[] = {
    { "clerk", "hcqt", ACT_READ, "incoming", "kt", "mat", GIVEN_NOT, true, NULL },
    { "clerk", "hcqt", ACT_STEP, "incoming", "kt", "thuong", GIVEN_NOT, true, "register" },
    { "clerk", "hcqt", ACT_STEP, "incoming", "kt", "thuong", GIVEN_NOT, false, "finish" },
    { "clerk", "hcqt", ACT_READ, "petition", "nc", "thuong", GIVEN_NOT, false, NULL },
    { "clerk", "hcqt", ACT_READ, "petition", "nc", "thuong", GIVEN_WORK, false,
      NULL }, /* assigned: its register is closed */
    { "specialist", "nc", ACT_READ, "petition", "nc", "thuong", GIVEN_NOT, true, NULL },
    { "specialist", "nc", ACT_READ, "petition", "kt", "thuong", GIVEN_NOT, false, NULL },
    { "specialist", "nc", ACT_READ, "petition", "kt", "thuong", GIVEN_WORK, true, NULL },
    { "specialist", "nc", ACT_READ, "petition", "kt", "thuong", GIVEN_READ, true, NULL },
    { "specialist", "nc", ACT_CHANGE, "petition", "kt", "thuong", GIVEN_WORK, true, NULL },
    { "specialist", "nc", ACT_CHANGE, "petition", "kt", "thuong", GIVEN_READ, false, NULL }, /* for information */
    { "specialist", "nc", ACT_STEP, "incoming", "kt", "thuong", GIVEN_READ, false, "start" },
    { "specialist", "nc", ACT_COMMENT, "petition", "kt", "thuong", GIVEN_READ, true, NULL },
    { "specialist", "nc", ACT_READ, "petition", "nc", "mat", GIVEN_NOT, false, NULL },
    { "specialist", "nc", ACT_PERSONAL, "petition", "nc", "thuong", GIVEN_NOT, false, NULL },
    { "specialist", "nc", ACT_READ, "incoming", "kt", "thuong", GIVEN_NOT, true, NULL },
    { "specialist", "nc", ACT_STEP, "incoming", "kt", "thuong", GIVEN_NOT, false,
      "start" }, /* sees it, works elsewhere */
    { "specialist", "nc", ACT_STEP, "incoming", "nc", "thuong", GIVEN_NOT, true, "start" },
    { "specialist", "nc", ACT_STEP, "incoming", "kt", "thuong", GIVEN_WORK, true, "start" },
    { "specialist", "nc", ACT_EXPORT, "petition", "nc", "thuong", GIVEN_NOT, false, NULL },
    { "unit_head", "vp", ACT_READ, "petition", "nc", "thuong", GIVEN_NOT, true, NULL }, /* a unit below */
    { "unit_head", "nc", ACT_PERSONAL, "petition", "nc", "thuong", GIVEN_NOT, true, NULL },
    { "leader", "vp", ACT_STEP, "outgoing", "kt", "mat", GIVEN_NOT, true, "sign" },
    { "leader", "vp", ACT_CREATE, "outgoing", "vp", "thuong", GIVEN_NOT, true, NULL }, /* urging enters the letters */
    { "desk", "ksttthc", ACT_PERSONAL, "dossier", "stnmt", "thuong", GIVEN_NOT, true, NULL },
    { "desk", "ksttthc", ACT_READ, "feedback", "1022", "thuong", GIVEN_NOT, false, NULL },
    { "operator", "1022", ACT_CREATE, "feedback", "866", "thuong", GIVEN_NOT, true, NULL },
    { "inspector", "nc", ACT_PERSONAL, "petition", "tiep-dan", "mat", GIVEN_NOT, true, NULL },
    { "inspector", "nc", ACT_PERSONAL, "petition", "tiep-dan", "tuyet-mat", GIVEN_NOT, false, NULL },
    { "reporter", "thvx", ACT_READ, "petition", "nc", "thuong", GIVEN_NOT, true, NULL },
    { "reporter", "thvx", ACT_PERSONAL, "petition", "nc", "thuong", GIVEN_NOT, false, NULL },
    { "reporter", "thvx", ACT_CHANGE, "petition", "thvx", "thuong", GIVEN_NOT, false, NULL },
    { "administrator", "hcqt", ACT_READ, "petition", "hcqt", "thuong", GIVEN_NOT, false, NULL },
    { "administrator", "hcqt", ACT_COMMENT, "petition", "hcqt", "thuong", GIVEN_WORK, false, NULL },
    { "accountant", "hcqt", ACT_EXPORT, "sanction", "nc", "thuong", GIVEN_NOT, true, NULL },
};

static void test_what_each_role_may(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(literals); i++) {
        const struct literal *it = &literals[i];
        struct scope scope = person(it->unit, it->role, NULL);
        const struct register_definition *reg = reg_of(it->reg);
        struct may_what what = { .reg = reg,
                                 .unit = it->of_unit,
                                 .issuer = "ubnd",
                                 .secrecy = it->secrecy,
                                 .given = it->given,
                                 .step = it->step ? register_step(reg, it->step) : NULL };
        if (asks(&scope, it->act, &what) != it->yes)
            fail_msg("%s of %s, %s in %s of %s (%s): expected %d", it->role, it->unit, act_label(it->act), it->reg,
                     it->of_unit, it->secrecy, it->yes);
    }
}

/* --- the whole table, restated ------------------------------------------------------------------------------------ */

/* The flag of GRANT that ACT needs; NULL: reading is enough. */
static const struct text_list *flag_of(const struct role_grant *grant, enum act act)
{
    switch (act) {
    case ACT_PERSONAL:
        return &grant->personal;
    case ACT_EXPORT:
        return &grant->exports;
    case ACT_CREATE:
        return &grant->creates;
    case ACT_IMPORT:
        return &grant->imports;
    case ACT_CHANGE:
        return &grant->changes;
    case ACT_CANCEL:
    case ACT_WITHDRAW_FILE:
        return &grant->cancels;
    case ACT_ASSIGN:
        return &grant->assigns;
    case ACT_DIRECT:
        return &grant->directs;
    case ACT_ATTACH:
        return &grant->attaches;
    default:
        return NULL;
    }
}

/* Somebody of unit nc asks for a record of issuer ubnd: nc and its own, or kt. */
static bool restated(const struct role *role, enum act act, const struct register_definition *reg, bool own,
                     const char *secrecy, enum given opens)
{
    for (size_t i = 0; i < role->grants.count; i++) {
        const struct role_grant *grant = &role->grants.items[i];
        const struct text_list *flag = flag_of(grant, act);
        bool reads = false, has = !flag, takes = false;
        for (size_t j = 0; j < grant->reads.count; j++)
            reads |= !strcmp(grant->reads.items[j], reg->name) || !strcmp(grant->reads.items[j], "all");
        for (size_t j = 0; flag && j < flag->count; j++)
            has |= !strcmp(flag->items[j], reg->name) || !strcmp(flag->items[j], "all");
        for (size_t j = 0; j < reg->steps.count; j++)
            for (size_t k = 0; k < reg->steps.items[j].who.count; k++)
                takes |= !strcmp(reg->steps.items[j].who.items[k], role->name);
        bool degree = grant->secrecy.count == 0 && !strcmp(secrecy, "thuong");
        for (size_t j = 0; j < grant->secrecy.count; j++)
            degree |= !strcmp(grant->secrecy.items[j], secrecy) || !strcmp(grant->secrecy.items[j], "all");
        bool given = opens && act != ACT_PERSONAL; /* what is given opens the fields that say so, no more */
        bool sees = given || (degree && (own || grant->sees != SEES_UNIT));
        bool works = opens == GIVEN_WORK || own || grant->works == WORKS_EVERYWHERE || act == ACT_READ ||
                     act == ACT_COMMENT || act == ACT_PERSONAL || act == ACT_EXPORT || act == ACT_IMPORT;
        if (reads && has && sees && works && (act != ACT_STEP || takes))
            return true;
    }
    return false;
}

static void test_every_role_act_and_register(void **state)
{
    (void)state;
    size_t asked = 0, allowed = 0;
    for (size_t r = 0; r < set->roles.count; r++) {
        const struct role *role = &set->roles.items[r];
        struct scope scope = person("nc", role->name, NULL);
        for (enum act act = ACT_READ; act <= ACT_WITHDRAW_FILE; act++)
            for (size_t g = 0; g < set->registers.count; g++)
                for (int variant = 0; variant < 12; variant++) {
                    const struct register_definition *reg = &set->registers.items[g];
                    bool own = variant & 1, secret = variant & 2;
                    enum given given = (enum given)(variant / 4);
                    struct may_what what = { .reg = reg,
                                             .unit = own ? "nc" : "kt",
                                             .issuer = "ubnd",
                                             .secrecy = secret ? "toi-mat" : "thuong",
                                             .given = given };
                    bool yes = asks(&scope, act, &what);
                    if (yes != restated(role, act, reg, own, what.secrecy, given))
                        fail_msg("%s: %s in %s, own %d secret %d given %d: %d", role->name, act_label(act), reg->name,
                                 own, secret, given, yes);
                    if (yes)
                        assert_true(may_somewhere(&scope, act, reg));
                    asked++;
                    allowed += yes;
                }
    }
    print_message("%zu cells, %zu allowed\n", asked, allowed);
    assert_true(asked == set->roles.count * 13 * set->registers.count * 12);
    assert_true(allowed > asked / 20 && allowed < asked / 2);
}

/* --- several roles ------------------------------------------------------------------------------------------------ */

static struct may_what record_of(const char *reg, const char *unit, const char *secrecy)
{
    return (struct may_what){ .reg = reg_of(reg), .unit = unit, .issuer = "ubnd", .secrecy = secrecy };
}

static void test_roles_add_up(void **state)
{
    (void)state;
    struct scope scope = person("nc", "unit_head", "reporter");
    struct may_what own = record_of("petition", "nc", "thuong");
    assert_true(asks(&scope, ACT_PERSONAL, &own));
    assert_true(asks(&scope, ACT_CHANGE, &own));
    assert_true(asks(&scope, ACT_EXPORT, &own));
    assert_true(asks(&scope, ACT_AUDIT, NULL) == false);
    assert_true(asks(&scope, ACT_DASHBOARD, NULL));
}

static void test_roles_are_not_mixed(void **state)
{
    (void)state;
    struct scope scope = person("nc", "unit_head", "reporter");
    struct may_what other = record_of("petition", "tiep-dan", "thuong");
    assert_true(asks(&scope, ACT_READ, &other)); /* as reporter */
    assert_false(asks(&scope, ACT_PERSONAL, &other));
    assert_false(asks(&scope, ACT_CHANGE, &other));
    assert_false(asks(&scope, ACT_ASSIGN, &other));
    struct scope clerk = person("nc", "specialist", "clerk"); /* secret papers as clerk, never as specialist */
    struct may_what secret = record_of("outgoing", "nc", "mat"), petition = record_of("petition", "nc", "mat");
    assert_true(asks(&clerk, ACT_READ, &secret));
    assert_false(asks(&clerk, ACT_READ, &petition));
    secret.step = register_step(secret.reg, "submit"); /* a specialist's step: he does not see the paper as such */
    assert_false(asks(&clerk, ACT_STEP, &secret));
    secret.step = register_step(secret.reg, "number");
    assert_true(asks(&clerk, ACT_STEP, &secret));
}

static void test_a_narrowed_scope_has_the_parts_that_may(void **state)
{
    (void)state;
    struct scope scope = person("nc", "unit_head", "reporter");
    struct scope exports = scope_where(mem, set, &scope, ACT_EXPORT),
                 personal = scope_where(mem, set, &scope, ACT_PERSONAL);
    struct may_what other = record_of("petition", "tiep-dan", "thuong"), own = record_of("petition", "nc", "thuong");
    assert_true(asks(&exports, ACT_READ, &other));
    assert_true(asks(&personal, ACT_READ, &own));
    assert_false(asks(&personal, ACT_READ, &other));
    assert_false(may_somewhere(&personal, ACT_READ, reg_of("task")));
}

/* --- the office, nobody, the administrator ------------------------------------------------------------------------ */

/* What `by:` keeps to who is away is the stand-in's as far as an absence lends anything: a secret paper that they know
 * of is answered by somebody who reads its degree. */
static void test_who_stands_in_is_named_as_far_as_their_own_degrees_go(void **state)
{
    (void)state;
    const char *names[] = { "ai-do" }, *whoms[] = { "binh", "ai-do" };
    struct scope scope = person("vp", "leader", NULL);
    const struct register_definition *reg = reg_of("submission");
    struct reach reach = *scope_reach(&scope, reg);
    const char *degrees[] = { "thuong" };
    scope.whoms = (struct text_list){ whoms, COUNT_OF(whoms) };
    scope.stands_for = (struct text_list){ names, COUNT_OF(names) };
    reach.every_secrecy = false;
    reach.secrecy = (struct text_list){ degrees, COUNT_OF(degrees) };
    scope.by_register = NULL;
    scope.register_count = 0;
    scope.common = reach;
    struct may_what what = { .reg = reg,
                             .unit = "nc",
                             .issuer = "ubnd",
                             .secrecy = "thuong",
                             .given = GIVEN_READ,
                             .step = register_step(reg, "agree"),
                             .named = "ai-do" };
    assert_true(asks(&scope, ACT_STEP, &what));
    what.secrecy = "mat";
    assert_false(asks(&scope, ACT_STEP, &what));
    what.named = "binh"; /* their own */
    assert_true(asks(&scope, ACT_STEP, &what));
}

static void test_nobody_may_nothing_but_what_anyone_may(void **state)
{
    (void)state;
    struct scope nobody = { .user = "" };
    for (enum act act = ACT_NONE; act < ACT_COUNT; act++) {
        struct may_what what = record_of("incoming", "kt", "thuong");
        assert_int_equal(asks(&nobody, act, &what), act == ACT_ANYONE);
        assert_true(strlen(act_label(act)) > 0);
    }
}

static void test_the_local_administrator_may_all_but_what_is_never_allowed(void **state)
{
    (void)state;
    struct scope scope = scope_local_administrator(mem, set);
    for (enum act act = ACT_NONE; act < ACT_COUNT; act++) {
        struct may_what what = record_of("incoming", "kt", "tuyet-mat");
        assert_int_equal(asks(&scope, act, &what), act != ACT_NONE);
    }
}

static void test_reports_are_opened_by_name(void **state)
{
    (void)state;
    struct scope head = person("nc", "unit_head", NULL), clerk = person("nc", "clerk", NULL);
    struct may_what monthly = { .report = "monthly" }, other = { .report = "khac" };
    assert_true(asks(&head, ACT_REPORT, &monthly));
    assert_false(asks(&head, ACT_REPORT, &other));
    assert_false(asks(&clerk, ACT_REPORT, &monthly));
    assert_false(asks(&clerk, ACT_REPORT, NULL));
}

static void test_a_refusal_does_not_tell_of_hidden_records(void **state)
{
    (void)state;
    struct scope scope = person("nc", "specialist", NULL);
    struct may_what hidden = record_of("petition", "kt", "thuong"), none = record_of("petition", "khong-co", "thuong");
    struct err one = { 0 }, other = { 0 };
    assert_false(may(&scope, ACT_READ, &hidden, &one));
    assert_false(may(&scope, ACT_READ, &none, &other));
    assert_string_equal(one.text, other.text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_each_role_may),
        TEST(test_every_role_act_and_register),
        TEST(test_roles_add_up),
        TEST(test_roles_are_not_mixed),
        TEST(test_a_narrowed_scope_has_the_parts_that_may),
        TEST(test_who_stands_in_is_named_as_far_as_their_own_degrees_go),
        TEST(test_nobody_may_nothing_but_what_anyone_may),
        TEST(test_the_local_administrator_may_all_but_what_is_never_allowed),
        TEST(test_reports_are_opened_by_name),
        TEST(test_a_refusal_does_not_tell_of_hidden_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
