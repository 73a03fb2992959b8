/* SPDX-License-Identifier: Apache-2.0 */
/* Over every personal field of the office's own registers and every kind of reader: a record is found by what stands in
 * the field exactly where the reader may read it (record_opens), in the search, in the list and in its count.
 *
 * Planted and seen red: put_readable without put_opened; without the parts; with every part; without what is seen
 * because it is assigned; query_put_personal without the other keys of a search; note_of that says nothing of a number
 * nobody has. */
#include "query/personal_search.h"

#include "people/account.h"
#include "query/list.h"
#include "query/record_filter.h"
#include "records/testing_office.h"
#include "store/id.h"

struct walk {
    struct testing *t;
    struct testing_office office;
    const struct definitions *definitions;
    int made, cases, found;
};

static void begin(struct walk *w, struct testing *t)
{
    *w = (struct walk){ .t = t };
    testing_enter_folder(t, &w->office, SOURCE_FOLDER "/office");
    w->definitions = w->office.office.definitions;
}

/* --- records ------------------------------------------------------------------------------------------------------ */

static int64_t make(struct walk *w, struct draft *draft)
{
    draft_set(w->t->mem, draft, "confirm", "old-date,late-date,back-dated,same-record");
    return testing_create(w->t, &w->office, draft);
}

/* A procedure that is in force, for what names one. */
static const char *a_procedure(struct walk *w)
{
    const struct register_definition *reg = definitions_register(w->definitions, "procedure");
    struct draft *draft = draft_new(w->t->mem, reg);
    const char *code = arena_printf(w->t->mem, "1.%06d", ++w->made);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *text = text_equal(field->name, reg->number_field) ? code
                           : !field->required || field->set_by        ? NULL
                           : field->choices.count > 0                 ? field->choices.items[0].code
                           : field->type == FIELD_DATE                ? "2021-01-01"
                           : text_equal(field->name, "time_limit")    ? "5 ngày làm việc"
                                                                      : "Việc";
        if (text)
            draft_set(w->t->mem, draft, field->name, text);
    }
    make(w, draft);
    return code;
}

static const char *fitting(struct walk *w, const struct field *field)
{
    switch (field->type) {
    case FIELD_NUMBER:
    case FIELD_MONEY:
        return "3";
    case FIELD_DATE:
        return "2021-07-05";
    case FIELD_DATE_TIME:
        return "2021-07-05T08:00";
    case FIELD_YES_NO:
        return "no";
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return field->choices.items[0].code;
    case FIELD_UNIT:
        return "vp";
    case FIELD_PROCEDURE:
        return a_procedure(w);
    default:
        return arena_printf(w->t->mem, "Việc %d", ++w->made);
    }
}

/* What is typed into FIELD and what it is searched by. */
static const char *personal_text(struct walk *w, const struct field *field, const char **searched)
{
    int n = ++w->made;
    static const char *const names[] = { "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười" };
    const char *number = arena_printf(w->t->mem, "0912 %03d %03d", n / 1000, n % 1000);
    const char *name =
        arena_printf(w->t->mem, "Nguyễn Thị %s %s %s", names[n % 9], names[n / 9 % 9], names[n / 81 % 9]);
    bool named = field->type == FIELD_PERSON || field->type == FIELD_TEXT;
    *searched = named && field->max >= 0 && field->max < 25 ? number : named ? name : number;
    if (field->type == FIELD_PHONE || *searched == number)
        return *searched;
    return named ? name : arena_printf(w->t->mem, "Gọi số %s", number);
}

/* A record with TEXT in FIELD. */
static int64_t record_with(struct walk *w, const struct register_definition *reg, const struct field *field,
                           const char *text)
{
    struct draft *draft = draft_new(w->t->mem, reg);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *other = &reg->fields.items[i];
        const char *given = other == field ? text : other->required && !other->set_by ? fitting(w, other) : NULL;
        if (given)
            draft_set(w->t->mem, draft, other->name, given);
    }
    draft_set(w->t->mem, draft, "unit", "vp");
    return make(w, draft);
}

/* --- readers ------------------------------------------------------------------------------------------------------ */

/* What a reader has in every register; two parts: what one allows is not read through the other. */
struct reader {
    const char *name;
    bool everything, personal, other_unit, assigned, mixed;
    const char *role; /* in which the record is given to it; NULL: it is not */
};

static const struct reader readers[] = {
    { "administrator", true, false, false, false, false, NULL },
    { "reads personal", false, true, false, false, false, NULL },
    { "reads no personal", false, false, false, false, false, NULL },
    { "reads personal of another unit", false, true, true, false, false, NULL },
    { "is given it as lead", false, false, true, true, false, "lead" },
    { "is given it for support", false, false, true, true, false, "support" },
    { "is given it for information", false, false, true, true, false, "inform" },
    { "reads personal elsewhere, is given it for information", false, true, true, true, false, "inform" },
    { "sees it, is given it as lead", false, false, false, true, false, "lead" },
    { "reads personal of another unit, sees all", false, true, false, false, true, NULL },
};

static struct scope scope_of(struct walk *w, const struct reader *reader)
{
    struct scope scope = scope_local_administrator(w->t->mem, w->definitions);
    struct reach *parts = ARENA_ARRAY(w->t->mem, struct reach, 2);
    const char **units = ARENA_ARRAY(w->t->mem, const char *, 2), **whoms = ARENA_ARRAY(w->t->mem, const char *, 2);
    units[0] = "kt";
    whoms[0] = "doc";
    if (reader->everything)
        return scope;
    scope.everything = false;
    scope.user = "doc";
    scope.unit = "kt";
    scope.by_register = NULL;
    scope.whoms = (struct text_list){ whoms, reader->assigned };
    struct reach own = { .reads = true, .every_issuer = true, .every_secrecy = true };
    own.units = (struct text_list){ units, 1 };
    parts[0] = own; /* of another unit, with personal data where the reader has any */
    parts[0].personal = reader->personal;
    parts[1] = own; /* of every unit */
    parts[1].every_unit = true;
    parts[1].units.count = 0;
    parts[1].personal = reader->personal && !reader->mixed;
    scope.common = own;
    scope.common.personal = reader->personal;
    scope.common.parts = parts;
    scope.common.part_count = reader->other_unit ? 1 : 2;
    return scope;
}

static bool insert_assignment(struct change *change, void *arg, struct err *err)
{
    const struct reader *reader = ((void **)arg)[0];
    return change_run(change,
                      SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
                          "given_at, read_at, finished_at) values ($1, $2, 0, 'a', 'doc', $3, '', '9999-12-31T23:59', "
                          "1, 0, 0)"),
                      DB(db_int(id_next()), db_int(*(int64_t *)((void **)arg)[1]), db_text(reader->role)), err);
}

static bool delete_assignments(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from assignment where to_whom = 'doc'"), DB_NONE, err);
}

static void give(struct walk *w, const struct reader *reader, int64_t id)
{
    struct err err = { 0 };
    void *arg[] = { (void *)reader, &id };
    assert_true(testing_ok(store_change(w->t->store, w->t->mem, NULL, delete_assignments, NULL, &err), &err));
    if (reader->role)
        assert_true(testing_ok(store_change(w->t->store, w->t->mem, NULL, insert_assignment, arg, &err), &err));
}

/* --- found or not ------------------------------------------------------------------------------------------------- */

static bool may_read(struct walk *w, const struct scope *scope, const struct field *field, int64_t id)
{
    struct err err = { 0 };
    struct db *db = db_for_read(w->t->store, &err);
    const struct record *record = record_read(db, w->t->mem, w->definitions, scope, id, &err);
    return record && record_opens(record, scope, field);
}

static void check_search(struct walk *w, const struct scope *scope, const char *words, int64_t id, bool may,
                         const char *what)
{
    struct err err = { 0 };
    struct personal_found found;
    assert_true(
        testing_ok(personal_search(w->t->store, w->t->mem, w->definitions, scope, NULL, words, &found, &err), &err));
    if (found.results.count != may || (may && found.results.items[0].id != id))
        fail_msg("%s by “%s”: %zu found", what, words, found.results.count);
    if (may && !found.note.text)
        fail_msg("%s by “%s”: not noted", what, words);
}

static void check_list(struct walk *w, const struct register_definition *reg, const struct scope *scope,
                       const char *words, bool may, const char *what)
{
    struct err err = { 0 };
    struct record_page page;
    struct personal_note note;
    struct query_tokens tokens = { .today = "2021-08-02" };
    const struct query *query =
        query_parse(w->t->mem, w->definitions, reg, arena_printf(w->t->mem, "q=%s", words), &tokens, &err);
    assert_true(testing_ok(query && query_with_personal(w->t->store, w->t->mem, scope, &query, &note, &err) &&
                               record_list(w->t->store, w->t->mem, w->definitions, scope, query, &page, &err),
                           &err));
    if (page.count != may || page.total != may)
        fail_msg("%s by “%s”: %zu of %lld in the list", what, words, page.count, (long long)page.total);
}

static void check_field(struct walk *w, const struct register_definition *reg, const struct field *field)
{
    const char *words, *text = personal_text(w, field, &words);
    int64_t id = record_with(w, reg, field, text);
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        const struct scope scope = scope_of(w, &readers[i]);
        const char *what = arena_printf(w->t->mem, "%s.%s, who %s", reg->name, field->name, readers[i].name);
        give(w, &readers[i], id);
        bool may = may_read(w, &scope, field, id);
        check_search(w, &scope, words, id, may, what);
        check_list(w, reg, &scope, words, may, what);
        w->cases += 2;
        w->found += may;
    }
}

static void test_every_personal_field_is_found_by_who_may_read_it(struct testing *t)
{
    struct walk w;
    begin(&w, t);
    for (size_t r = 0; r < w.definitions->registers.count; r++) {
        const struct register_definition *reg = &w.definitions->registers.items[r];
        for (size_t i = 0; i < reg->fields.count; i++) {
            const struct field *field = &reg->fields.items[i];
            if (personal_field_is_indexed(field) && !field->set_by && !field->shown_if)
                check_field(&w, reg, field);
        }
    }
    print_message("%d searches by personal fields, %d that may\n", w.cases, w.found);
    assert_true(w.cases >= 200 && w.found >= 40);
}
ON_BOTH(test_every_personal_field_is_found_by_who_may_read_it)

/* --- one record --------------------------------------------------------------------------------------------------- */

static int64_t a_petition(struct walk *w, const char *sender, const char *address)
{
    const struct register_definition *reg = definitions_register(w->definitions, "petition");
    struct draft *draft = draft_new(w->t->mem, reg);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *text = text_equal(field->name, "sender")    ? sender
                           : text_equal(field->name, "address") ? address
                           : field->required && !field->set_by  ? fitting(w, field)
                                                                : NULL;
        if (text)
            draft_set(w->t->mem, draft, field->name, text);
    }
    return make(w, draft);
}

static struct personal_found search(struct walk *w, const char *words)
{
    struct err err = { 0 };
    struct personal_found found;
    const struct scope *scope = &w->office.office.scope;
    assert_true(
        testing_ok(personal_search_noted(w->t->store, w->t->mem, w->definitions, scope, words, &found, &err), &err));
    return found;
}

static void test_what_is_changed_is_found_by_what_it_is_now(struct testing *t)
{
    struct walk w;
    struct err err = { 0 };
    begin(&w, t);
    int64_t id = a_petition(&w, "Trần Văn Một", "Ấp 2, 0912345678");
    assert_int_equal(search(&w, "tran van mot").results.items[0].id, id);
    const struct draft_value other[] = { { .name = "sender", .text = "Lê Thị Hai" } };
    assert_true(testing_ok(record_set(&w.office.office, t->mem, id, 0, other, 1, &err), &err));
    assert_int_equal(search(&w, "tran van mot").results.count, 0);
    assert_int_equal(search(&w, "Lê Thị Hai").results.count, 1);
    assert_int_equal(search(&w, "Lê Thị Hai 0912.345.678").results.count, 1);
    assert_int_equal(search(&w, "Lê Thị Ba 0912.345.678").results.count, 0);
    struct draft_step cancel = { .name = "cancel", .reason = "trùng" };
    assert_true(testing_ok(record_step(&w.office.office, t->mem, id, 0, &cancel, &err), &err));
    assert_int_equal(search(&w, "Lê Thị Hai").results.count, 0);
}
ON_BOTH(test_what_is_changed_is_found_by_what_it_is_now)

static int64_t readings(struct walk *w)
{
    return testing_int(w->t, SQL("select count(*) from account_history where what = 'read-personal'"));
}

static void test_a_search_that_read_personal_data_has_its_line_and_says_no_number(struct testing *t)
{
    struct walk w;
    struct err err = { 0 };
    const char *detail;
    begin(&w, t);
    a_petition(&w, "Trần Văn Một", "Ấp 2, 0912345678");
    search(&w, "ke hoach");
    search(&w, "Nguyễn Không Có");
    assert_int_equal(readings(&w), 0);
    search(&w, "tran van mot");
    assert_int_equal(readings(&w), 1);
    search(&w, "0999 999 999"); /* looked for, and nobody has it */
    assert_int_equal(readings(&w), 2);
    search(&w, "+84912345678");
    assert_int_equal(readings(&w), 3);
    struct db *db = db_for_read(t->store, &err);
    assert_true(db_one_text(db, t->mem, SQL("select detail from account_history order by seq desc limit 1"), DB_NONE,
                            &detail, &err));
    assert_non_null(strstr(detail, "thấy 1 hồ sơ: "));
    assert_null(strstr(detail, "912345678"));
    struct scope blind = scope_of(&w, &readers[2]);
    struct personal_found found;
    assert_true(personal_search_noted(t->store, t->mem, w.definitions, &blind, "0912345678", &found, &err));
    assert_int_equal(found.results.count, 0);
    assert_int_equal(readings(&w), 3);
}
ON_BOTH(test_a_search_that_read_personal_data_has_its_line_and_says_no_number)

/* --- an office of before ------------------------------------------------------------------------------------------ */

static bool forget_index(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from personal_key"), DB_NONE, err) &&
           change_run(change, SQL("delete from personal_made"), DB_NONE, err);
}

static void test_the_index_of_an_older_office_is_made_by_migrate(struct testing *t)
{
    struct walk w;
    struct err err = { 0 };
    struct text_list changes;
    bool made;
    begin(&w, t);
    for (int i = 0; i < 3; i++)
        a_petition(&w, "Trần Văn Một", "Ấp 2, 0912345678");
    int64_t keys = testing_int(t, SQL("select count(*) from personal_key"));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, forget_index, NULL, &err), &err));
    assert_int_equal(search(&w, "0912345678").results.count, 0);
    assert_true(personal_index_is_made(t->store, t->mem, w.definitions, &made, &err));
    assert_false(made);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, w.definitions, &changes, &err), &err));
    assert_true(changes.count > 0 && strstr(changes.items[changes.count - 1], "Lập chỉ mục dữ liệu cá nhân"));
    assert_int_equal(testing_int(t, SQL("select count(*) from personal_key")), keys);
    assert_int_equal(search(&w, "0912345678").results.count, 3);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, w.definitions, &changes, &err), &err));
    assert_int_equal(changes.count, 0);
}
ON_BOTH(test_the_index_of_an_older_office_is_made_by_migrate)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_every_personal_field_is_found_by_who_may_read_it),
        BOTH(test_what_is_changed_is_found_by_what_it_is_now),
        BOTH(test_a_search_that_read_personal_data_has_its_line_and_says_no_number),
        BOTH(test_the_index_of_an_older_office_is_made_by_migrate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
