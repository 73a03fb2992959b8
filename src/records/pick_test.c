/* SPDX-License-Identifier: Apache-2.0 */
/* What a person types becomes one thing, or what may be meant.
 *
 * Planted and seen red, each alone: the scope not put; secret records offered; a label that two things have taken for
 * one; the key believed whatever the label says; a unit of the wrong kind; a procedure that is not in force; words
 * looked for by going through the register. */
#include "records/pick.h"

#include "records/testing_office.h"

#include "people/account.h"
#include "store/id.h"

static struct picking picking_of(struct testing *t, struct testing_office *o, enum pick_kind kind, const char *reg)
{
    return (struct picking){ .store = t->store,
                             .mem = t->mem,
                             .definitions = o->office.definitions,
                             .scope = &o->office.scope,
                             .kind = kind,
                             .reg = reg ? definitions_register(o->office.definitions, reg) : NULL,
                             .day = "2021-08-02" };
}

/* The value, or "? " with what is offered. */
static const char *resolve(struct picking *picking, const char *text)
{
    struct err err = { 0 };
    const char *value;
    struct picks matches;
    struct text out;
    assert_true(testing_ok(pick_resolve(picking, text, &value, &matches, &err), &err));
    if (value)
        return value;
    text_init(&out, picking->mem, TEXT_MAX_PAGE);
    text_raw(&out, "?");
    for (size_t i = 0; i < matches.count; i++)
        text_printf(&out, " [%s]", pick_print(picking->mem, &matches.items[i]));
    text_add(&out, matches.more ? " +" : "");
    return out.data;
}

static const char *show(struct picking *picking, const char *value)
{
    struct err err = { 0 };
    const char *text;
    assert_true(testing_ok(pick_show(picking, value, &text, &err), &err));
    return text;
}

static const char *id_of(struct testing *t, int64_t id)
{
    char out[ID_SIZE];
    id_print(id, out);
    return arena_strdup(t->mem, out);
}

static void test_a_unit_is_its_text_its_code_its_name_or_its_initials(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct picking p = picking_of(t, &o, PICK_UNIT, NULL);
    assert_string_equal(resolve(&p, "Phòng Kinh tế · kt"), "kt");
    assert_string_equal(resolve(&p, "kt"), "kt");
    assert_string_equal(resolve(&p, "phong kinh te"), "kt");
    assert_string_equal(resolve(&p, "PHÒNG KINH TẾ"), "kt");
    assert_string_equal(resolve(&p, "pkt"), "kt");
    assert_string_equal(resolve(&p, "phòng"), "? [Phòng Kinh tế · kt] [Phòng Nội chính · nc] [Văn phòng · vp]");
    assert_string_equal(resolve(&p, "Phòng Nội chính · kt"), "? [Phòng Nội chính · nc]");
    assert_string_equal(resolve(&p, "xyz"), "?");
    assert_string_equal(show(&p, "kt"), "Phòng Kinh tế · kt");
    assert_string_equal(show(&p, "xyz"), "xyz");
    const char *kinds[] = { "van-phong" };
    const struct text_list units = { kinds, 1 };
    p.units = &units;
    assert_string_equal(resolve(&p, "phòng"), "? [Văn phòng · vp]");
    assert_string_equal(resolve(&p, "kt"), "?");
    assert_string_equal(resolve(&p, "vp"), "vp");
}

static void create(struct testing *t, struct testing_office *o, const char *login, const char *name, bool disabled)
{
    struct err err = { 0 };
    const char *role = "clerk";
    struct account account = { .login = login, .name = name, .unit = "vp", .title = "", .disabled = disabled };
    account.roles = (struct text_list){ &role, 1 };
    assert_true(
        testing_ok(account_create(t->store, t->mem, o->office.definitions, &account, NULL, "quan-tri", &err), &err));
}

static void test_a_person_is_found_while_the_account_is_in_use(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    create(t, &o, "hoa.nt", "Nguyễn Thị Hoa", false);
    create(t, &o, "hoa.nt2", "Nguyễn Thị Hoa", false);
    create(t, &o, "binh", "Lê Thị Bình", false);
    create(t, &o, "cu", "Trần Văn Cũ", true);
    struct picking p = picking_of(t, &o, PICK_PERSON, NULL);
    assert_string_equal(resolve(&p, "Lê Thị Bình"), "binh");
    assert_string_equal(resolve(&p, "binh"), "binh");
    assert_string_equal(resolve(&p, "Lê Thị Bình · binh"), "binh");
    assert_string_equal(resolve(&p, "Nguyễn Thị Hoa"), "? [Nguyễn Thị Hoa · hoa.nt] [Nguyễn Thị Hoa · hoa.nt2]");
    assert_string_equal(resolve(&p, "Nguyễn Thị Hoa · hoa.nt2"), "hoa.nt2");
    assert_string_equal(resolve(&p, "Trần Văn Cũ"), "?");
    assert_string_equal(resolve(&p, "cu"), "?");
    assert_string_equal(show(&p, "cu"), "Trần Văn Cũ · cu");
    p.kind = PICK_WHOM;
    assert_string_equal(resolve(&p, "Phòng Kinh tế · kt"), "unit:kt");
    assert_string_equal(resolve(&p, "unit:kt"), "unit:kt");
    assert_string_equal(resolve(&p, "Lê Thị Bình"), "binh");
    assert_string_equal(show(&p, "unit:kt"), "Phòng Kinh tế · kt");
}

static int64_t letter(struct testing *t, struct testing_office *o, const char *summary, bool numbered)
{
    struct err err = { 0 };
    int64_t id = testing_create(t, o, testing_letter(t, o, summary, "cv"));
    assert_true(!numbered || testing_ok(testing_step(t, o, id, "number", NULL, NULL, NULL, &err), &err));
    return id;
}

static void test_a_record_is_its_text_its_number_or_a_title_that_only_it_has(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t a = letter(t, &o, "Đôn đốc tiến độ giải ngân", true), b = letter(t, &o, "Kế hoạch tuần", false);
    int64_t c = letter(t, &o, "Kế hoạch tuần", false);
    struct picking p = picking_of(t, &o, PICK_RECORD, "letter");
    const char *number = testing_read(t, &o, a)->number;
    assert_string_equal(resolve(&p, number), id_of(t, a));
    assert_string_equal(resolve(&p, arena_printf(t->mem, "Đôn đốc tiến độ giải ngân · %s", number)), id_of(t, a));
    assert_string_equal(resolve(&p, "don doc tien do giai ngan"), id_of(t, a));
    assert_string_equal(resolve(&p, arena_printf(t->mem, "http://x/van-ban/%s", id_of(t, b))), id_of(t, b));
    assert_string_equal(resolve(&p, "Kế hoạch tuần"),
                        arena_printf(t->mem, "? [Kế hoạch tuần · %s] [Kế hoạch tuần · %s]", id_of(t, c), id_of(t, b)));
    assert_string_equal(resolve(&p, arena_printf(t->mem, "Kế hoạch tuần · %s", id_of(t, b))), id_of(t, b));
    assert_string_equal(resolve(&p, arena_printf(t->mem, "Kế hoạch tuần · %s", number)),
                        arena_printf(t->mem, "? [Kế hoạch tuần · %s] [Kế hoạch tuần · %s]", id_of(t, c), id_of(t, b)));
    assert_string_equal(resolve(&p, "tiến độ giả"), arena_printf(t->mem, "? [Đôn đốc tiến độ giải ngân · %s]", number));
    assert_string_equal(resolve(&p, "không đâu có"), "?");
    assert_string_equal(show(&p, id_of(t, a)), arena_printf(t->mem, "Đôn đốc tiến độ giải ngân · %s", number));
}

static void test_nothing_is_offered_that_may_not_be_seen_or_is_secret(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Phương án bảo vệ", "cv");
    draft_set(t->mem, draft, "secrecy", "mat");
    int64_t secret = testing_create(t, &o, draft);
    draft = testing_letter(t, &o, "Phương án của phòng", "cv");
    draft_set(t->mem, draft, "unit", "nc");
    testing_create(t, &o, draft);
    struct picking p = picking_of(t, &o, PICK_RECORD, "letter");
    assert_non_null(strstr(resolve(&p, "phương án"), "Phương án của phòng"));
    assert_null(strstr(resolve(&p, "phương án"), "bảo vệ"));
    assert_null(strstr(resolve(&p, ""), "bảo vệ"));
    assert_string_equal(resolve(&p, id_of(t, secret)), id_of(t, secret)); /* who may see it names it by its key */
    const struct scope nobody = { .user = "ai-do", .name = "", .unit = "", .common = { .reads = true } };
    p.scope = &nobody;
    assert_string_equal(resolve(&p, "phương án"), "?");
    assert_string_equal(resolve(&p, id_of(t, secret)), "?");
    assert_string_equal(show(&p, id_of(t, secret)), id_of(t, secret));
}

static void procedure(struct testing *t, struct testing_office *o, const char *code, const char *name,
                      const char *abolished)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "procedure"));
    draft_set(t->mem, draft, "code", code);
    draft_set(t->mem, draft, "name", name);
    draft_set(t->mem, draft, "sector", "moi-truong");
    draft_set(t->mem, draft, "tier", "tinh");
    draft_set(t->mem, draft, "announced_on", "2021-01-04");
    if (abolished)
        draft_step_set(t->mem, draft_add_step(t->mem, draft, "abolish", abolished), "in_force_until", abolished);
    testing_create(t, o, draft);
}

/* No table is gone through but what the statement has itself found. */
static void assert_indexed(struct picking *p, const char *words)
{
    struct err err = { 0 };
    size_t count;
    const char *plan = pick_plan(p, words, &err);
    assert_true(testing_ok(plan != NULL, &err));
    char **lines = text_split(p->mem, plan, '\n', &count);
    for (size_t i = 0; i < count; i++)
        if (text_starts(lines[i], "SCAN ") && !text_equal(lines[i], "SCAN l") && !text_equal(lines[i], "SCAN looked") &&
            !text_equal(lines[i], "SCAN n") && !strstr(lines[i], "VIRTUAL TABLE INDEX"))
            fail_msg("%s “%s”:\n%s", p->reg->name, words, plan);
}

static void test_a_procedure_is_chosen_among_those_in_force(struct testing *t)
{
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    procedure(t, &o, "1.000656", "Đăng ký khai sinh", NULL);
    procedure(t, &o, "1.000111", "Đăng ký khai tử", "2021-07-20");
    struct picking p = picking_of(t, &o, PICK_CODED, "procedure");
    assert_string_equal(resolve(&p, "Đăng ký khai sinh"), "1.000656");
    assert_string_equal(resolve(&p, "1.000656"), "1.000656");
    assert_string_equal(resolve(&p, "Đăng ký khai sinh · 1.000656"), "1.000656");
    assert_string_equal(resolve(&p, "đăng ký kh"), "? [Đăng ký khai sinh · 1.000656]");
    assert_string_equal(show(&p, "1.000656"), "Đăng ký khai sinh · 1.000656");
    p.day = "2021-07-19";
    assert_string_equal(resolve(&p, "đăng ký kh"), "? [Đăng ký khai tử · 1.000111] [Đăng ký khai sinh · 1.000656]");
    if (t->kind != STORE_SQLITE)
        return;
    for (size_t i = 0; i < o.office.definitions->registers.count; i++) {
        struct picking each = picking_of(t, &o, PICK_RECORD, o.office.definitions->registers.items[i].name);
        assert_indexed(&each, "đăng ký kh");
        assert_indexed(&each, "x");
        assert_indexed(&each, "");
    }
}

ON_BOTH(test_a_unit_is_its_text_its_code_its_name_or_its_initials)
ON_BOTH(test_a_person_is_found_while_the_account_is_in_use)
ON_BOTH(test_a_record_is_its_text_its_number_or_a_title_that_only_it_has)
ON_BOTH(test_nothing_is_offered_that_may_not_be_seen_or_is_secret)
ON_BOTH(test_a_procedure_is_chosen_among_those_in_force)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_unit_is_its_text_its_code_its_name_or_its_initials),
        BOTH(test_a_person_is_found_while_the_account_is_in_use),
        BOTH(test_a_record_is_its_text_its_number_or_a_title_that_only_it_has),
        BOTH(test_nothing_is_offered_that_may_not_be_seen_or_is_secret),
        BOTH(test_a_procedure_is_chosen_among_those_in_force),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
