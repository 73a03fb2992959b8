/* SPDX-License-Identifier: Apache-2.0 */
#include "query/list_testing.h"

#include "base/clock.h"
#include "store/id.h"
#include "viet/tokens.h"

enum { ROWS = 260 };
enum field_at {
    RECEIVED_ON,
    SOURCE,
    SENDER,
    PERSONS,
    SUMMARY,
    TOPICS,
    DISTRICT,
    CASE_OF,
    ELIGIBLE,
    CALLED_AT,
    MONTH,
    REPLIED_ON,
    DRAFTER
};

static const struct definitions *definitions;
static const struct register_definition *petition;
static struct testing_rows rows;
static uint32_t seed;

static int roll(int sides)
{
    seed = seed * 1664525 + 1013904223;
    return (int)((seed >> 8) % (uint32_t)sides);
}

static void set_text(struct testing_record *record, enum field_at at, const char *text)
{
    if (text)
        record->values[at] = (struct value){ .is_set = true, .text = text };
}

static void set_int(struct testing_record *record, enum field_at at, int64_t integer)
{
    record->values[at] = (struct value){ .is_set = true, .integer = integer };
}

static void make_record(struct arena *mem, struct testing_record *record, int number)
{
    static const char *const sources[] = { "buu-dien", "truc-tiep", "any", NULL };
    static const char *const topics[] = { ",dat,", ",dat-dai,", ",dat-dai,noi-vu,", ",dat,noi-vu,", NULL };
    static const char *const words[] = { "Tranh chấp đất đai", "Khiếu nại bồi thường", "Thắc mắc", "An Bình", "" };
    static const struct {
        const char *state, *group;
    } states[] = { { "received", "open" }, { "decided", "resolved" }, { "new", "uncounted" } };
    int at = roll(3);
    char day[DATE_SIZE];
    day_print(day_from_civil(2021, 6, 1) + roll(70), day);
    *record = (struct testing_record){
        .id = id_at(instant_from_local(day_from_civil(2021, 5, 1), 0) + number * 7, 1, number % 3),
        .reg = "petition",
        .state = states[at].state,
        .group = states[at].group,
        .unit = roll(2) ? "nc" : "vp",
        .issuer = roll(3) ? "van-phong" : "so-khac",
        .secrecy = roll(5) ? "thuong" : "mat",
        .cancelled = roll(12) == 0,
    };
    record->happened_on = arena_strdup(mem, day);
    record->number = roll(4) ? arena_printf(mem, "%d/ĐT", number) : NULL;
    record->number_key = record->number ? arena_printf(mem, "petitions %06d", number) : "";
    record->title = words[roll(5)];
    record->due = roll(3) ? arena_printf(mem, "%sT%02d:00", day, 7 + roll(10)) : NULL;
    set_text(record, RECEIVED_ON, record->happened_on);
    set_text(record, SOURCE, sources[roll(4)]);
    set_text(record, SENDER, roll(3) ? "Trần Thị Bưởi" : NULL);
    set_text(record, SUMMARY, record->title);
    set_text(record, TOPICS, topics[roll(5)]);
    set_text(record, REPLIED_ON, roll(2) ? record->happened_on : NULL);
    if (roll(4))
        set_int(record, PERSONS, roll(9));
    if (roll(4))
        set_int(record, ELIGIBLE, roll(2));
    if (roll(4))
        set_int(record, CALLED_AT, instant_from_local(day_from_civil(2021, 7, 28) + roll(4), roll(1440)) + roll(60000));
    char *tokens = arena_strdup(mem, "");
    if (record->title[0]) {
        struct viet_tokens *set = viet_tokens_new(mem);
        viet_tokens_add(set, record->title);
        viet_tokens_add(set, record->number);
        viet_tokens_add_filter(set, "register", record->reg);
        tokens = viet_tokens_join(mem, set);
    }
    record->tokens = tokens[0] ? tokens : NULL;
}

static void make_office(struct testing *t)
{
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    definitions = testing_definitions(t->mem);
    petition = definitions_register(definitions, "petition");
    rows = (struct testing_rows){ .mem = t->mem, .definitions = definitions };
    seed = 11;
    for (int i = 0; i < ROWS; i++) {
        struct testing_record *record = ARRAY_ADD(t->mem, &rows.records);
        make_record(t->mem, record, i);
        struct testing_span span = { record->id,   "petition",   record->state, record->group,
                                     "2021-06-01", "2021-06-01", DATE_OPEN,     0 };
        *ARRAY_ADD(t->mem, &rows.spans) = span;
    }
    testing_fill(t, &rows);
}

static const struct query *parse(struct testing *t, const char *text)
{
    static const struct query_tokens tokens = { .today = "2021-08-02", .me = "van-thu" };
    struct err err = { 0 };
    const struct query *query = query_parse(t->mem, definitions, petition, text, &tokens, &err);
    if (!query)
        fail_msg("%s: %s", text, err.text);
    return query;
}

static struct record_page list(struct testing *t, const struct scope *scope, const char *text)
{
    struct err err = { 0 };
    struct record_page page;
    assert_true(testing_ok(record_list(t->store, t->mem, definitions, scope, parse(t, text), &page, &err), &err));
    return page;
}

static int64_t count(struct testing *t, const struct scope *scope, const char *text)
{
    struct err err = { 0 };
    int64_t counted;
    assert_true(testing_ok(record_count(t->store, t->mem, scope, parse(t, text), &counted, &err), &err));
    return counted;
}

struct ids {
    int64_t items[ROWS];
    size_t count;
};

static bool collect(const struct record *record, void *arg, struct err *err)
{
    (void)err;
    struct ids *ids = arg;
    ids->items[ids->count++] = record->id;
    return true;
}

static struct ids each(struct testing *t, const struct scope *scope, const char *text)
{
    struct err err = { 0 };
    struct ids ids = { .count = 0 };
    assert_true(testing_ok(record_each(t->store, t->mem, scope, parse(t, text), collect, &ids, &err), &err));
    return ids;
}

static const char *id_text(struct testing *t, int64_t id)
{
    char out[ID_SIZE];
    id_print(id, out);
    return arena_strdup(t->mem, out);
}

/* --- conditions -------------------------------------------------------------------------------------------------- */

#define TEXT_OF(at)   testing_or(r->values[at].text, "")
#define IS(at, with)  text_equal(TEXT_OF(at), (with))
#define NUMBER_OF(at) r->values[at].integer
#define SET(at)       r->values[at].is_set

static bool called_on(const struct testing_record *r, int from, int until)
{
    day_t first = day_from_civil(2021, 7, 1) - 1;
    return SET(CALLED_AT) && instant_local_day(NUMBER_OF(CALLED_AT)) >= first + from &&
           instant_local_day(NUMBER_OF(CALLED_AT)) <= first + until;
}

static bool has_topic(const struct testing_record *r, const char *code)
{
    return SET(TOPICS) && strstr(TEXT_OF(TOPICS), code);
}

/* Each query beside what it means, row by row. */
static void test_a_condition_selects_what_it_says(struct testing *t)
{
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    size_t compared = 0;
#define SELECTS(text, condition)                                                                                       \
    do {                                                                                                               \
        struct ids wanted = { .count = 0 }, got = each(t, &scope, "sort=id&" text);                                    \
        for (const struct testing_record *r = rows.records.items; r < rows.records.items + ROWS; r++)                  \
            if (!r->cancelled && (condition))                                                                          \
                wanted.items[wanted.count++] = r->id;                                                                  \
        if (wanted.count != got.count || memcmp(wanted.items, got.items, got.count * sizeof *got.items) != 0)          \
            fail_msg("%s: %zu records, expected %zu", text, got.count, wanted.count);                                  \
        assert_int_equal(count(t, &scope, text), wanted.count);                                                        \
        compared += wanted.count;                                                                                      \
    } while (0)
    SELECTS("source=buu-dien", IS(SOURCE, "buu-dien"));
    SELECTS("source=buu-dien,truc-tiep", IS(SOURCE, "buu-dien") || IS(SOURCE, "truc-tiep"));
    SELECTS("source=\"any\"", IS(SOURCE, "any"));
    SELECTS("source=any", SET(SOURCE));
    SELECTS("source=none", !SET(SOURCE));
    SELECTS("source=!buu-dien", !IS(SOURCE, "buu-dien"));
    SELECTS("persons=3", SET(PERSONS) && NUMBER_OF(PERSONS) == 3);
    SELECTS("persons=3..5", SET(PERSONS) && NUMBER_OF(PERSONS) >= 3 && NUMBER_OF(PERSONS) <= 5);
    SELECTS("persons=5..", SET(PERSONS) && NUMBER_OF(PERSONS) >= 5);
    SELECTS("persons=!3..5", !SET(PERSONS) || NUMBER_OF(PERSONS) < 3 || NUMBER_OF(PERSONS) > 5);
    SELECTS("eligible=yes", SET(ELIGIBLE) && NUMBER_OF(ELIGIBLE) == 1);
    SELECTS("eligible=không", SET(ELIGIBLE) && NUMBER_OF(ELIGIBLE) == 0);
    SELECTS("topics=dat", has_topic(r, ",dat,"));
    SELECTS("topics=dat-dai,noi-vu", has_topic(r, ",dat-dai,") || has_topic(r, ",noi-vu,"));
    SELECTS("topics=!noi-vu", !has_topic(r, ",noi-vu,"));
    SELECTS("called_at=29/7/2021", called_on(r, 29, 29));
    SELECTS("called_at=2021-07-29..2021-07-30", called_on(r, 29, 30));
    SELECTS("called_at=..2021-07-29", called_on(r, 0, 29));
    SELECTS("received_on=2021-07-01..2021-07-31",
            strcmp(r->happened_on, "2021-07-01") >= 0 && strcmp(r->happened_on, "2021-07-31") <= 0);
    SELECTS("replied_on=..2021-07-01", SET(REPLIED_ON) && strcmp(TEXT_OF(REPLIED_ON), "2021-07-01") <= 0);
    SELECTS("due=..2021-06-30", r->due && strcmp(r->due, "2021-07-01") < 0);
    SELECTS("due=2021-07-01..", r->due && strcmp(r->due, "2021-07-01") >= 0);
    SELECTS("due=none", !r->due);
    SELECTS("number=7/ĐT,8/ĐT", text_equal(r->number, "7/ĐT") || text_equal(r->number, "8/ĐT"));
    SELECTS("number=none", !r->number);
    SELECTS("unit=nc&state=received", text_equal(r->unit, "nc") && text_equal(r->state, "received"));
    SELECTS("state=!received,new", text_equal(r->state, "decided"));
    SELECTS("group=open,resolved", !text_equal(r->state, "new"));
    SELECTS("secrecy=mat&issuer=so-khac", text_equal(r->secrecy, "mat") && text_equal(r->issuer, "so-khac"));
    SELECTS("summary=Thắc mắc", IS(SUMMARY, "Thắc mắc"));
    SELECTS("q=đất đai", r->tokens && IS(SUMMARY, "Tranh chấp đất đai"));
    SELECTS("q=dat dai", r->tokens && IS(SUMMARY, "Tranh chấp đất đai"));
    SELECTS("q=đát", false);
    assert_true(compared > 2000);
    assert_int_equal(count(t, &scope, "cancelled=any"), ROWS);
    assert_int_equal(count(t, &scope, "cancelled=yes") + count(t, &scope, ""), ROWS);
    assert_true(count(t, &scope, "cancelled=yes") > 0);
}
ON_BOTH(test_a_condition_selects_what_it_says)

/* --- pages ------------------------------------------------------------------------------------------------------- */

static void walk_pages(struct testing *t, const struct scope *scope, const char *sort)
{
    struct ids whole = each(t, scope, arena_printf(t->mem, "sort=%s", sort));
    assert_int_equal(whole.count, count(t, scope, ""));
    size_t at = 0;
    struct record_page page = list(t, scope, arena_printf(t->mem, "sort=%s&page_size=17", sort));
    for (;;) {
        assert_int_equal(page.total, whole.count);
        for (size_t i = 0; i < page.count; i++)
            assert_int_equal(page.records[i]->id, whole.items[at++]);
        if (!page.next)
            break;
        page = list(t, scope, arena_printf(t->mem, "sort=%s&page_size=17&after=%s", sort, id_text(t, page.next)));
    }
    assert_int_equal(at, whole.count);
    at -= page.count;
    while (at > 0) { /* and back again */
        page =
            list(t, scope, arena_printf(t->mem, "sort=%s&page_size=17&before=%s", sort, id_text(t, whole.items[at])));
        assert_true(page.count > 0);
        assert_int_equal(page.next, whole.items[at - 1]);
        at -= page.count;
        for (size_t i = 0; i < page.count; i++)
            assert_int_equal(page.records[i]->id, whole.items[at + i]);
    }
}

static void test_pages_walk_every_record_once_in_the_order_of_the_list(struct testing *t)
{
    static const char *const sorts[] = { "number",    "received_on", "due",      "title",     "state",
                                         "unit",      "id",          "persons",  "source",    "summary",
                                         "called_at", "replied_on",  "eligible", "created_at" };
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    for (size_t i = 0; i < COUNT_OF(sorts); i++) {
        walk_pages(t, &scope, sorts[i]);
        walk_pages(t, &scope, arena_printf(t->mem, "-%s", sorts[i]));
    }
}
ON_BOTH(test_pages_walk_every_record_once_in_the_order_of_the_list)

/* Records without a value come last going up, first going down. */
static void test_records_without_a_value_sort_last(struct testing *t)
{
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    struct record_page page = list(t, &scope, "sort=persons&page_size=500");
    bool absent = false;
    int64_t before = -1;
    for (size_t i = 0; i < page.count; i++) {
        const struct value *value = record_value(page.records[i], "persons");
        assert_true(!absent || !value->is_set);
        assert_true(!value->is_set || value->integer >= before);
        absent = !value->is_set;
        before = value->is_set ? value->integer : before;
    }
    assert_true(absent);
    assert_false(record_value(list(t, &scope, "sort=-persons&page_size=1").records[0], "persons")->is_set);
}
ON_BOTH(test_records_without_a_value_sort_last)

static void test_a_page_begins_only_behind_a_record_of_the_register(struct testing *t)
{
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    struct err err = { 0 };
    struct record_page page;
    assert_false(record_list(t->store, t->mem, definitions, &scope, parse(t, "after=0000000000001"), &page, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.field, "after");
}
ON_BOTH(test_a_page_begins_only_behind_a_record_of_the_register)

/* --- figures ----------------------------------------------------------------------------------------------------- */

static void test_values_are_of_the_records_in_the_order_of_their_date(struct testing *t)
{
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    struct err err = { 0 };
    struct record_values values;
    assert_true(testing_ok(record_values(t->store, t->mem, &scope, parse(t, ""), NULL, &values, &err), &err));
    assert_int_equal(values.count, count(t, &scope, ""));
    assert_null(values.integers);
    struct ids ids = each(t, &scope, "sort=received_on");
    assert_memory_equal(values.ids, ids.items, ids.count * sizeof *ids.items);
    assert_true(testing_ok(record_values(t->store, t->mem, &scope, parse(t, ""), "persons", &values, &err), &err));
    assert_int_equal(values.count, count(t, &scope, "persons=any"));
    int64_t sum = 0, wanted = 0;
    for (size_t i = 0; i < values.count; i++)
        sum += values.integers[i];
    for (size_t i = 0; i < ROWS; i++)
        wanted += rows.records.items[i].cancelled ? 0 : rows.records.items[i].values[PERSONS].integer;
    assert_int_equal(sum, wanted);
    assert_true(testing_ok(record_values(t->store, t->mem, &scope, parse(t, ""), "source", &values, &err), &err));
    assert_int_equal(values.count, count(t, &scope, "source=any"));
    for (size_t i = 0; i < values.count; i++)
        assert_non_null(values.texts[i]);
    assert_false(record_values(t->store, t->mem, &scope, parse(t, ""), "nothing", &values, &err));
}
ON_BOTH(test_values_are_of_the_records_in_the_order_of_their_date)

static void test_groups_count_every_record_once(struct testing *t)
{
    static const char *const fields[] = { "source", "persons", "eligible", "state", "unit", "received_on", "group" };
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        struct err err = { 0 };
        struct record_group *groups;
        size_t found;
        const struct query *query = parse(t, arena_printf(t->mem, "by=%s", fields[i]));
        assert_true(testing_ok(record_groups(t->store, t->mem, &scope, query, &groups, &found, &err), &err));
        int64_t sum = 0;
        for (size_t j = 0; j < found; j++) {
            const char *value = groups[j].value[0] ? arena_printf(t->mem, "\"%s\"", groups[j].value) : "none";
            assert_int_equal(groups[j].count, count(t, &scope, arena_printf(t->mem, "%s=%s", fields[i], value)));
            sum += groups[j].count;
            assert_true(groups[j].value[0] || j + 1 == found);
        }
        assert_int_equal(sum, count(t, &scope, ""));
        assert_true(found > 1);
    }
}
ON_BOTH(test_groups_count_every_record_once)

/* --- who looks --------------------------------------------------------------------------------------------------- */

static void test_a_scope_limits_lists_counts_groups_and_figures_alike(struct testing *t)
{
    static const char *issuers[] = { "van-phong" }, *units[] = { "nc" }, *degrees[] = { "thuong" };
    make_office(t);
    struct scope everything = scope_local_administrator(t->mem, definitions);
    struct scope scope = {
        .user = "van-thu",
        .common = { .reads = true,
                    .issuers = TEST_LIST(issuers),
                    .units = TEST_LIST(units),
                    .secrecy = TEST_LIST(degrees) },
    };
    int64_t visible = count(t, &everything, "issuer=van-phong&unit=nc&secrecy=thuong");
    assert_true(visible > 10);
    assert_int_equal(count(t, &scope, ""), visible);
    assert_int_equal(each(t, &scope, "").count, visible);
    assert_int_equal(list(t, &scope, "page_size=3").total, visible);
    struct err err = { 0 };
    struct record_values values;
    assert_true(testing_ok(record_values(t->store, t->mem, &scope, parse(t, ""), NULL, &values, &err), &err));
    assert_int_equal(values.count, visible);
    struct scope nobody = { .user = "van-thu" };
    assert_int_equal(count(t, &nobody, "cancelled=any"), 0);
    struct scope office = scope_issuer(t->mem, definitions, "van-phong");
    assert_int_equal(count(t, &office, ""), count(t, &everything, "issuer=van-phong"));
}
ON_BOTH(test_a_scope_limits_lists_counts_groups_and_figures_alike)

static bool put_assignment(struct change *change, void *arg, struct err *err)
{
    const int64_t *records = arg;
    const char *roles[] = { "lead", "inform", "lead" };
    for (int i = 0; i < 3; i++)
        if (!change_run(
                change,
                SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, given_at, "
                    "read_at, finished_at) values ($1, $2, 0, 'a', 'van-thu', $3, '', '', 1, 0, $4)"),
                DB(db_int(i + 1), db_int(records[i]), db_text(roles[i]), db_int(i == 2)), err))
            return false;
    return change_run(change,
                      SQL("insert into record_link (from_record, kind, to_record, created_at, created_by) values ($1, "
                          "'answers', $2, 1, 'a')"),
                      DB(db_int(records[0]), db_int(records[1])), err);
}

static bool put_statement(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void test_what_is_assigned_is_seen_and_found(struct testing *t)
{
    make_office(t);
    struct scope everything = scope_local_administrator(t->mem, definitions);
    struct ids all = each(t, &everything, "sort=id");
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_assignment, all.items, &err), &err));
    static const char *whoms[] = { "van-thu", "unit:nc" };
    struct scope scope = { .user = "van-thu", .whoms = TEST_LIST(whoms), .common = { .reads = true } };
    assert_int_equal(count(t, &scope, ""), 3);
    struct ids mine = each(t, &scope, "assigned=@me");
    assert_int_equal(mine.count, 1); /* neither for information nor finished */
    assert_int_equal(mine.items[0], all.items[0]);
    const struct statement *to_unit = SQL("update assignment set to_whom = 'unit:nc' where role = 'lead'");
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_statement, (void *)to_unit, &err), &err));
    assert_int_equal(count(t, &scope, "assigned=@me"), 1); /* my unit's work is mine */
    assert_int_equal(count(t, &scope, "assigned=!@me"), 2);
    assert_int_equal(count(t, &everything, "assigned=van-thu"), 0);
    const struct statement *back = SQL("update assignment set to_whom = 'van-thu'");
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_statement, (void *)back, &err), &err));
    assert_int_equal(count(t, &everything, "assignee=van-thu"), 1);
    assert_int_equal(count(t, &everything, "assigned=none"), (int64_t)all.count - 1);
    assert_int_equal(count(t, &everything, "assigned=!van-thu"), (int64_t)all.count - 1);
    assert_int_equal(count(t, &everything, arena_printf(t->mem, "link.answers=%s", id_text(t, all.items[1]))), 1);
    assert_int_equal(count(t, &everything, arena_printf(t->mem, "link.replaces=%s", id_text(t, all.items[1]))), 0);
    assert_int_equal(count(t, &everything, "link.answers=any"), 1);
}
ON_BOTH(test_what_is_assigned_is_seen_and_found)

static bool put_tally(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from tally where facet = ''"), DB_NONE, err) &&
           change_run(
               change,
               SQL("insert into tally (register, facet, value, state, issuer, unit, secrecy, part, count) values "
                   "('petition', '', '', 'received', 'ubnd', 'vp', 'thuong', 0, 60), "
                   "('petition', '', '', 'received', 'ubnd', 'nc', 'thuong', 0, 40), "
                   "('petition', '', '', 'decided', 'ubnd', 'vp', 'thuong', 0, 15), "
                   "('petition', '', '', 'decided', 'ubnd', 'vp', 'mat', 0, 5), "
                   "('petition', '', '', '', 'ubnd', 'vp', 'thuong', 0, 7)"),
               DB_NONE, err);
}

/* With a tally that does not fit the rows one sees who answered. */
static void test_the_tally_answers_for_states_places_and_every_reader(struct testing *t)
{
    make_office(t);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    struct err err = { 0 };
    int64_t any = count(t, &scope, "source=any"), cancelled = count(t, &scope, "cancelled=yes");
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_tally, NULL, &err), &err));
    assert_int_equal(list(t, &scope, "").total, 120);
    assert_int_equal(list(t, &scope, "group=open").total, 100);
    assert_int_equal(list(t, &scope, "state=!received").total, 20);
    assert_int_equal(list(t, &scope, "unit=vp&secrecy=!mat").total, 75);
    assert_int_equal(list(t, &scope, "cancelled=yes").total, 7);
    assert_int_not_equal(list(t, &scope, "cancelled=yes").total, cancelled);
    assert_int_equal(list(t, &scope, "source=any").total, any); /* not kept under "" */
    static const char *common[] = { "thuong" }, *nc[] = { "nc" };
    struct scope some = { .common = {
                              .reads = true, .every_issuer = true, .every_unit = true, .secrecy = { common, 1 } } };
    assert_int_equal(list(t, &some, "").total, 115);
    some.common.every_unit = false;
    some.common.units = (struct text_list){ nc, 1 };
    assert_int_equal(list(t, &some, "").total, 40);
    some.common.reads = false;
    assert_int_equal(list(t, &some, "").total, 0);
}
ON_BOTH(test_the_tally_answers_for_states_places_and_every_reader)

/* --- one record --------------------------------------------------------------------------------------------------- */

static void test_a_record_is_read_only_by_who_may_see_it(struct testing *t)
{
    make_office(t);
    struct scope everything = scope_local_administrator(t->mem, definitions), nobody = { .user = "van-thu" };
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    const struct testing_record *first = &rows.records.items[0];
    struct record *record = record_read(db, t->mem, definitions, &everything, first->id, &err);
    assert_non_null(record);
    assert_int_equal(record->id, first->id);
    assert_string_equal(record->happened_on, first->happened_on);
    assert_ptr_equal(record->reg, petition);
    assert_null(record_read(db, t->mem, definitions, &nobody, first->id, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_null(record_read(db, t->mem, definitions, &everything, 12, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    const int64_t *ids;
    size_t found;
    const struct testing_record *numbered = first;
    while (!numbered->number)
        numbered++;
    assert_true(record_find_number(db, t->mem, definitions, &everything, NULL, numbered->number, &ids, &found, &err));
    assert_int_equal(found, 1);
    assert_int_equal(ids[0], numbered->id);
    assert_true(record_find_number(db, t->mem, definitions, &nobody, NULL, numbered->number, &ids, &found, &err));
    assert_int_equal(found, 0);
}
ON_BOTH(test_a_record_is_read_only_by_who_may_see_it)

static const char *json_of(struct testing *t, const struct record *record, const struct scope *scope)
{
    struct text out;
    struct json json;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    json_init(&json, &out, false);
    record_json(&json, record, scope);
    return out.data;
}

static void test_json_gives_each_type_its_form_and_masks_personal_data(struct testing *t)
{
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    definitions = testing_definitions(t->mem);
    petition = definitions_register(definitions, "petition");
    rows = (struct testing_rows){ .mem = t->mem, .definitions = definitions };
    struct testing_record row = { .id = 4096,
                                  .reg = "petition",
                                  .state = "received",
                                  .group = "open",
                                  .title = "Đơn",
                                  .happened_on = "2021-07-05",
                                  .number = "5/ĐT",
                                  .due = "2021-08-04T17:00" };
    set_text(&row, RECEIVED_ON, "2021-07-05");
    set_text(&row, SENDER, "Trần Thị Bưởi");
    set_text(&row, TOPICS, ",dat,noi-vu,");
    set_int(&row, PERSONS, 6);
    set_int(&row, ELIGIBLE, 1);
    set_int(&row, CASE_OF, 4096);
    set_int(&row, CALLED_AT, instant_from_local(day_from_civil(2021, 7, 29), 600));
    *ARRAY_ADD(t->mem, &rows.records) = row;
    testing_fill(t, &rows);
    struct scope scope = scope_local_administrator(t->mem, definitions);
    struct err err = { 0 };
    struct record *record = record_read(db_for_read(t->store, &err), t->mem, definitions, &scope, 4096, &err);
    assert_non_null(record);
    assert_string_equal(
        json_of(t, record, &scope),
        "{\"id\":\"0000000000400\",\"register\":\"petition\",\"number\":\"5/ĐT\",\"title\":\"Đơn\","
        "\"state\":\"received\",\"due\":\"2021-08-04T17:00\",\"original_due\":\"2021-08-04T17:00\","
        "\"finished\":null,\"version\":1,\"fields\":{\"received_on\":\"2021-07-05\",\"source\":null,"
        "\"sender\":\"Trần Thị Bưởi\",\"persons\":6,\"summary\":null,\"topics\":[\"dat\",\"noi-vu\"],"
        "\"district\":null,\"case_of\":\"0000000000400\",\"eligible\":true,"
        "\"called_at\":\"2021-07-29T10:00:00+07:00\",\"month\":null,\"replied_on\":null,\"drafter\":null}}");
    scope.common.personal = false;
    assert_null(strstr(json_of(t, record, &scope), "Bưởi"));
}
ON_BOTH(test_json_gives_each_type_its_form_and_masks_personal_data)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_condition_selects_what_it_says),
        BOTH(test_pages_walk_every_record_once_in_the_order_of_the_list),
        BOTH(test_records_without_a_value_sort_last),
        BOTH(test_a_page_begins_only_behind_a_record_of_the_register),
        BOTH(test_values_are_of_the_records_in_the_order_of_their_date),
        BOTH(test_groups_count_every_record_once),
        BOTH(test_a_scope_limits_lists_counts_groups_and_figures_alike),
        BOTH(test_what_is_assigned_is_seen_and_found),
        BOTH(test_the_tally_answers_for_states_places_and_every_reader),
        BOTH(test_a_record_is_read_only_by_who_may_see_it),
        BOTH(test_json_gives_each_type_its_form_and_masks_personal_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
