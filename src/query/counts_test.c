/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone (on SQLite): what is assigned counted though the reach has it; groups without what
 * is assigned beyond the reach; the value of a counted field not asked; a negated state taken as it stands; a tally of
 * other facets read; “at least” not said of what is assigned, and not of what is counted. */
#include "query/list_testing.h"

#include "base/clock.h"
#include "store/id.h"

enum { ROWS = 240, MANY = RECORD_COUNT_MAX + 50 };

static const struct definitions *definitions;
static const struct register_definition *petition;
static struct testing_rows rows;
static uint32_t seed;

static int roll(int sides)
{
    seed = seed * 1664525 + 1013904223;
    return (int)((seed >> 8) % (uint32_t)sides);
}

static int field_at(const char *name)
{
    return (int)(register_field(petition, name) - petition->fields.items);
}

static void make_record(struct arena *mem, struct testing_record *record, int i)
{
    static const char *const states[] = { "new", "received", "in-work", "decided", "enforced" };
    static const char *const groups[] = { "uncounted", "open", "open", "resolved", "resolved" };
    static const char *const units[] = { "vp", "nc", "pc", "ubnd" }, *const issuers[] = { "ubnd", "vp" };
    static const char *const degrees[] = { "thuong", "thuong", "mat" }, *const sources[] = { "buu-dien", "truc-tiep" };
    int state = roll(COUNT_OF(states)), source = roll(3), eligible = roll(3);
    *record = (struct testing_record){ .id = 4096 + i,
                                       .reg = "petition",
                                       .state = states[state],
                                       .group = groups[state],
                                       .unit = units[roll(4)],
                                       .issuer = issuers[roll(2)],
                                       .secrecy = degrees[roll(3)],
                                       .title = "Đơn",
                                       .happened_on = "2021-07-05",
                                       .due = roll(4) ? arena_printf(mem, "2021-08-%02dT17:00", 1 + roll(6)) : NULL,
                                       .cancelled = roll(8) == 0 };
    if (source < 2)
        record->values[field_at("source")] = (struct value){ .is_set = true, .text = sources[source] };
    if (eligible < 2)
        record->values[field_at("eligible")] = (struct value){ .is_set = true, .integer = eligible };
    if (source + eligible < 2)
        record->values[field_at("replied_on")] = (struct value){ .is_set = true, .text = "2021-07-20" };
}

static bool put_assignments(struct change *change, void *arg, struct err *err)
{
    static const char *const whoms[] = { "van-thu", "unit:nc", "van-thu", "ai-do" };
    (void)arg;
    for (int i = 0; i < ROWS / 2; i++)
        if (!change_run(change,
                        SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
                            "given_at, read_at, finished_at, register) values ($1, $2, 0, 'a', $3, 'lead', '', '', 1, "
                            "0, $4, $5)"),
                        DB(db_int(i + 1), db_int(4096 + i / 2 * 3 % ROWS), db_text(whoms[i % 4]), db_int(i % 2),
                           db_text(i % 3 ? "petition" : "")),
                        err))
            return false;
    return true;
}

static void make_office(struct testing *t)
{
    struct err err = { 0 };
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    definitions = testing_definitions(t->mem);
    petition = definitions_register(definitions, "petition");
    rows = (struct testing_rows){ .mem = t->mem, .definitions = definitions };
    seed = 7;
    for (int i = 0; i < ROWS; i++) {
        struct testing_record *record = ARRAY_ADD(t->mem, &rows.records);
        make_record(t->mem, record, i);
        struct testing_span span = { record->id,   "petition",   record->state, record->group,
                                     "2021-06-01", "2021-06-01", DATE_OPEN,     0 };
        struct testing_due due = { record->id, testing_or(record->due, DUE_OPEN), "2021-06-01", DATE_OPEN, 0 };
        *ARRAY_ADD(t->mem, &rows.spans) = span;
        *ARRAY_ADD(t->mem, &rows.dues) = due;
    }
    testing_fill(t, &rows);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_assignments, NULL, &err), &err));
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

static bool add_one(const struct record *record, void *arg, struct err *err)
{
    (void)record, (void)err;
    ++*(int64_t *)arg;
    return true;
}

/* As many as a list has rows. */
static int64_t length(struct testing *t, const struct scope *scope, const struct query *query)
{
    struct err err = { 0 };
    int64_t count = 0;
    assert_true(testing_ok(record_each(t->store, t->mem, scope, query, add_one, &count, &err), &err));
    return count;
}

/* What the tally answers, then what it does not. */
static const char *const kept_texts[] = { "",
                                          "cancelled=yes",
                                          "cancelled=any&unit=nc",
                                          "group=open",
                                          "group=open,uncounted",
                                          "group=!open",
                                          "state=received,decided&group=open",
                                          "state=!new",
                                          "state=received&unit=vp,nc&secrecy=mat",
                                          "issuer=!ubnd",
                                          "source=buu-dien",
                                          "source=!buu-dien&group=open",
                                          "source=any&state=received",
                                          "source=none",
                                          "source=buu-dien,truc-tiep&source=!truc-tiep",
                                          "replied_on=any",
                                          "group=open&replied_on=none",
                                          "eligible=yes",
                                          "eligible=no&unit=nc",
                                          "eligible=none&cancelled=yes",
                                          "verdict=overdue",
                                          "verdict=in-time",
                                          "verdict=overdue,none",
                                          "verdict=none&unit=vp",
                                          "group=open&verdict=in-time&due=..2021-08-04",
                                          "state=in-work&due=2021-08-03,2021-08-05",
                                          "group=open&due=none",
                                          "group=open&due=any",
                                          "group=open&due=2021-08-03.." };
static const char *const other_texts[] = { "source=buu-dien&eligible=yes",
                                           "replied_on=2021-07-20",
                                           "replied_on=any&eligible=yes",
                                           "source=any&verdict=overdue",
                                           "due=..2021-08-04",
                                           "state=new&due=any",
                                           "cancelled=yes&state=received",
                                           "assigned=@me",
                                           "received_on=2021-07-01..2021-07-31",
                                           "verdict=early,on-time",
                                           "group=open&verdict=!overdue",
                                           "as_of=2021-07-15&group=open" };

struct readers {
    struct scope list[6];
    size_t count;
};

/* Everybody; a part of the office; two grants that overlap; with what is assigned; with that alone; nobody. */
static struct readers make_readers(struct testing *t)
{
    static const char *common[] = { "thuong" }, *both[] = { "thuong", "mat" }, *vp[] = { "vp" },
                      *units[] = { "nc", "vp" }, *ubnd[] = { "ubnd" }, *whoms[] = { "van-thu", "unit:nc" };
    struct reach *parts = ARENA_ARRAY(t->mem, struct reach, 2);
    struct reach some = { .reads = true, .every_issuer = true, .units = { units, 2 }, .secrecy = { common, 1 } };
    parts[0] = some;
    parts[1] = (struct reach){ .reads = true, .issuers = { ubnd, 1 }, .units = { vp, 1 }, .secrecy = { both, 2 } };
    struct reach two = { .reads = true, .parts = parts, .part_count = 2 };
    struct readers readers = { .count = 6 };
    readers.list[0] = scope_local_administrator(t->mem, definitions);
    readers.list[1] = (struct scope){ .user = "khac", .common = some };
    readers.list[2] = (struct scope){ .user = "khac", .common = two };
    readers.list[3] = (struct scope){ .user = "van-thu", .common = two, .whoms = { whoms, 2 } };
    readers.list[4] = (struct scope){ .user = "van-thu", .common = { .reads = true }, .whoms = { whoms, 2 } };
    readers.list[5] = (struct scope){ .user = "van-thu", .whoms = { whoms, 2 } };
    return readers;
}

static void expect_counts(struct testing *t, const struct scope *scope, const char *const *texts, size_t count)
{
    const struct query *queries[RECORD_COUNT_QUERIES_MAX];
    struct record_total totals[RECORD_COUNT_QUERIES_MAX];
    struct err err = { 0 };
    for (size_t i = 0; i < count; i++)
        queries[i] = parse(t, texts[i]);
    assert_true(testing_ok(record_counts(t->store, t->mem, scope, queries, count, totals, &err), &err));
    for (size_t i = 0; i < count; i++) {
        int64_t wanted = length(t, scope, queries[i]), one = -1;
        assert_true(testing_ok(record_count(t->store, t->mem, scope, queries[i], &one, &err), &err));
        if (totals[i].count != wanted || one != wanted || totals[i].at_least)
            fail_msg("“%s”: %lld and %lld counted, %lld listed", texts[i], (long long)totals[i].count, (long long)one,
                     (long long)wanted);
    }
}

static void test_a_count_is_the_length_of_the_list_for_every_reader(struct testing *t)
{
    make_office(t);
    struct readers readers = make_readers(t);
    for (size_t i = 0; i < readers.count; i++) {
        expect_counts(t, &readers.list[i], kept_texts, COUNT_OF(kept_texts));
        expect_counts(t, &readers.list[i], other_texts, COUNT_OF(other_texts));
    }
    assert_true(length(t, &readers.list[3], parse(t, "")) > length(t, &readers.list[2], parse(t, "")));
    assert_true(length(t, &readers.list[4], parse(t, "")) > 0);
    assert_int_equal(length(t, &readers.list[5], parse(t, "")), 0);
}
ON_BOTH(test_a_count_is_the_length_of_the_list_for_every_reader)

/* A reader within REACH, who stands in for ai-do. */
static struct scope stand_in(struct testing *t, const struct reach *reach)
{
    static const char *whoms[] = { "an", "ai-do" };
    struct reach *reaches = ARENA_ARRAY(t->mem, struct reach, definitions->registers.count);
    for (size_t i = 0; i < definitions->registers.count; i++)
        reaches[i] = *reach;
    return (struct scope){ .user = "an",
                           .whoms = { whoms, 2 },
                           .stands_for = { whoms + 1, 1 },
                           .by_register = reaches,
                           .register_count = definitions->registers.count,
                           .first_register = definitions->registers.items };
}

/* Two steps of one register, taken by roles that read other degrees, in one statement. Seen red: what is assigned under
 * the first scope taken for the second one's. */
static void test_each_scope_of_a_stand_in_counts_what_it_lists(struct testing *t)
{
    static const char *common[] = { "thuong" }, *both[] = { "thuong", "mat" }, *units[] = { "pc" };
    struct err err = { 0 };
    make_office(t);
    const struct reach wide = { .reads = true, .every_issuer = true, .units = { units, 1 }, .secrecy = { both, 2 } };
    const struct reach narrow = {
        .reads = true, .every_issuer = true, .units = { units, 1 }, .secrecy = { common, 1 }
    };
    const struct scope scopes[] = { stand_in(t, &wide), stand_in(t, &narrow) };
    const struct query *query = parse(t, "");
    const struct count_asked asked[] = { { query, &scopes[0] }, { query, &scopes[1] } };
    struct record_total totals[2];
    assert_true(testing_ok(record_counts_of(t->store, t->mem, asked, 2, totals, NULL, &err), &err));
    for (size_t i = 0; i < COUNT_OF(scopes); i++)
        assert_int_equal(totals[i].count, length(t, &scopes[i], query));
    assert_true(totals[0].count > totals[1].count);
}
ON_BOTH(test_each_scope_of_a_stand_in_counts_what_it_lists)

static void test_the_tally_answers_what_tabs_and_filters_ask(struct testing *t)
{
    make_office(t);
    for (size_t i = 0; i < COUNT_OF(kept_texts); i++)
        if (!record_count_is_kept(t->mem, parse(t, kept_texts[i])) && !strstr(kept_texts[i], "source=!truc"))
            fail_msg("“%s” is counted", kept_texts[i]);
    for (size_t i = 0; i < COUNT_OF(other_texts); i++)
        if (record_count_is_kept(t->mem, parse(t, other_texts[i])))
            fail_msg("“%s” is not kept", other_texts[i]);
}
ON_BOTH(test_the_tally_answers_what_tabs_and_filters_ask)

static void test_groups_are_counted_alike_from_the_tally_and_from_the_records(struct testing *t)
{
    static const char *const texts[] = { "by=state",
                                         "by=group",
                                         "by=unit&group=open",
                                         "by=source",
                                         "by=secrecy",
                                         "by=eligible&state=received",
                                         "by=source&source=any",
                                         "by=replied_on",
                                         "by=source&eligible=yes" };
    make_office(t);
    struct readers readers = make_readers(t);
    for (size_t r = 0; r < readers.count; r++)
        for (size_t i = 0; i < COUNT_OF(texts); i++) {
            struct err err = { 0 };
            struct record_group *groups;
            size_t count;
            int64_t sum = 0, total = length(t, &readers.list[r], parse(t, texts[i]));
            assert_true(testing_ok(
                record_groups(t->store, t->mem, &readers.list[r], parse(t, texts[i]), &groups, &count, &err), &err));
            for (size_t k = 0; k < count; k++) {
                char *by = arena_strdup(t->mem, texts[i] + 3);
                by[strcspn(by, "&")] = '\0';
                const char *rest = strchr(texts[i], '&') ? strchr(texts[i], '&') : "";
                const char *one =
                    arena_printf(t->mem, "%s=%s%s", by, *groups[k].value ? groups[k].value : "none", rest);
                assert_int_equal(groups[k].count, length(t, &readers.list[r], parse(t, one)));
                assert_true(*groups[k].value || k == count - 1); /* those without one last */
                sum += groups[k].count;
            }
            assert_int_equal(sum, total);
        }
}
ON_BOTH(test_groups_are_counted_alike_from_the_tally_and_from_the_records)

static bool run(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void change_by_hand(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, run, (void *)statement, &err), &err));
}

/* The tally is spoilt, so that one sees whether it was read. */
static void test_a_tally_made_with_other_facets_is_not_read(struct testing *t)
{
    struct err err = { 0 };
    int64_t count;
    struct record_total total;
    struct record_group *groups;
    size_t group_count;
    make_office(t);
    struct scope all = scope_local_administrator(t->mem, definitions);
    const struct query *open = parse(t, "group=open&by=state");
    int64_t wanted = length(t, &all, open);
    change_by_hand(t, SQL("update tally set count = count + 1000"));
    assert_true(record_count(t->store, t->mem, &all, open, &count, &err));
    assert_true(count > wanted);
    change_by_hand(t, SQL("update tally_kept set facets = 'other' where register = 'petition'"));
    assert_true(testing_ok(record_count(t->store, t->mem, &all, open, &count, &err), &err));
    assert_int_equal(count, wanted);
    assert_true(testing_ok(record_counts(t->store, t->mem, &all, &open, 1, &total, &err), &err));
    assert_int_equal(total.count, wanted);
    assert_true(testing_ok(record_groups(t->store, t->mem, &all, open, &groups, &group_count, &err), &err));
    assert_true(group_count == 2 && groups[0].count + groups[1].count == wanted);
}
ON_BOTH(test_a_tally_made_with_other_facets_is_not_read)

static void put_many(struct testing *t)
{
    struct err err = { 0 };
    size_t made;
    change_by_hand(t, SQL("insert into record (id, register, number, number_key, title, state, state_group, unit, "
                          "issuer, secrecy, urgency, happened_on, due, original_due, finished_on, cancelled, source, "
                          "source_code, created_at, created_by, changed_at, changed_by, changed_on, version) with "
                          "recursive n(i) as (select 1 union all select i + 1 from n where i < 10050) select 100000 + "
                          "n.i, 'petition', null, '', '', 'received', 'open', 'pc', 'vp', 'mat', 'thuong', "
                          "'2021-07-06', '9999-12-31T23:59', '9999-12-31T23:59', '9999-12-31', 0, '', '', 1, 'a', 1, "
                          "'a', '2021-08-01', 1 from n"));
    change_by_hand(t, SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
                          "given_at, read_at, finished_at) select r.id, r.id, 0, 'a', 'van-thu', 'lead', '', '', 1, 0, "
                          "0 from record r where r.id > 100000"));
    change_by_hand(t,
                   statement_build(t->mem, "insert into petition (id) select r.id from record r where r.id > 100000"));
    assert_true(testing_ok(tally_make(t->store, t->mem, definitions, true, &made, &err), &err));
}

static void test_counting_stops_at_ten_thousand_and_says_so(struct testing *t)
{
    static const char *const texts[] = { "", "received_on=2021-07-06" };
    struct record_total totals[2];
    struct err err = { 0 };
    int64_t exact;
    make_office(t);
    put_many(t);
    struct readers readers = make_readers(t);
    const struct query *queries[] = { parse(t, texts[0]), parse(t, texts[1]) };
    assert_true(record_counts(t->store, t->mem, &readers.list[0], queries, 2, totals, &err));
    assert_true(totals[0].count > MANY && !totals[0].at_least); /* kept */
    assert_true(totals[1].count == RECORD_COUNT_MAX && totals[1].at_least);
    assert_true(record_count(t->store, t->mem, &readers.list[0], queries[1], &exact, &err));
    assert_int_equal(exact, MANY);
    assert_true(record_counts(t->store, t->mem, &readers.list[3], queries, 1, totals, &err));
    assert_true(totals[0].at_least && totals[0].count >= RECORD_COUNT_MAX / 2); /* too much is assigned */
    assert_true(record_count(t->store, t->mem, &readers.list[3], queries[0], &exact, &err));
    assert_int_equal(exact, length(t, &readers.list[3], queries[0]));
}
ON_BOTH(test_counting_stops_at_ten_thousand_and_says_so)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_count_is_the_length_of_the_list_for_every_reader),
        BOTH(test_each_scope_of_a_stand_in_counts_what_it_lists),
        BOTH(test_the_tally_answers_what_tabs_and_filters_ask),
        BOTH(test_groups_are_counted_alike_from_the_tally_and_from_the_records),
        BOTH(test_a_tally_made_with_other_facets_is_not_read),
        BOTH(test_counting_stops_at_ten_thousand_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
